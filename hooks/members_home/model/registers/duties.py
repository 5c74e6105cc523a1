"""Who answers for the site, and whether it shows the demonstration's samples."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import flag, nested, phone, text, web
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class LevelWords:
    """What the place calls its levels, the usual word of each first; `model/level_words.py` answers for what is left out."""

    district: tuple[str, ...] = text("区级", required=False, many=True)
    street: tuple[str, ...] = text("街道级", required=False, many=True)
    community: tuple[str, ...] = text("社区级", required=False, many=True)


@dataclass(frozen=True, kw_only=True)
class Duties(Record):
    """Who answers for the site; every text but its name is empty in the demonstration."""

    samples: bool = flag("示例记录", "`true`：用 `samples` 文件夹里的示例。换成自己的记录，就改成 `false`", required=False)
    site_name: str = text("网站名称", "页头、浏览器标题和订阅里的名字")
    body: str | None = text("主管单位", "谁对网站负责", required=False)
    report_phone: str | None = phone("纠错电话", "座机", required=False)
    report_email: str | None = text("纠错邮箱", required=False)
    sms_signature: str | None = text("短信签名", "短信开头方括号里的名字，不写就是网站名称", required=False)
    address: str | None = web("网址", "写成 `https://域名/`。短信里的链接用它，字数也按它数", required=False)
    icp: str | None = text("ICP 备案号", required=False)
    police: str | None = text("公安备案号", required=False)
    level_words: LevelWords | None = nested(
        "各级叫法",
        LevelWords,
        "`district` 区级、`street` 街道级、`community` 社区级在当地叫什么，最常用的写在前面，如 `street: [街道, 乡镇]`。不写就是区、街道、社区",
        required=False,
    )

    @property
    def signature(self) -> str:
        """The name in the brackets that open a text message."""
        return self.sms_signature or self.site_name


DUTIES = Register("duties", Duties, "duties.yml", is_list=False)
