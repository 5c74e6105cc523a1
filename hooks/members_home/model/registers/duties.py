"""Who answers for the site, and whether it shows the demonstration's samples."""

from __future__ import annotations

from dataclasses import dataclass

from ...source.described import flag, phone, text, web
from .record import Record
from .register import Register


@dataclass(frozen=True, kw_only=True)
class Duties(Record):
    """Who answers for the site; every text is empty in the demonstration."""

    samples: bool = flag("示例记录", "`true`：用 `samples` 文件夹里的示例。换成自己的记录，就改成 `false`", required=False)
    body: str | None = text("主管单位", "谁对网站负责", required=False)
    report_phone: str | None = phone("纠错电话", "座机", required=False)
    report_email: str | None = text("纠错邮箱", required=False)
    sms_signature: str = text("短信签名", "短信开头方括号里的名字")
    address: str | None = web("网址", "写成 `https://域名/`，短一些好。短信里的链接用它，字数也按它数", required=False)
    icp: str | None = text("ICP 备案号", required=False)
    police: str | None = text("公安备案号", required=False)


DUTIES = Register("duties", Duties, "duties.yml", is_list=False)
