"""Every field of every register and every front matter, described once. Labels are the names that staff know."""

from __future__ import annotations

from ..source.fields import Field

_AREA_ID = r"[a-z][a-z0-9-]{1,39}"
_AREA_WANTED = "写成小写拼音，如“chunhui”"
_STATION_ID = r"st-[0-9]{6}"
_STATION_WANTED = "写成“st-”加六位数字，如“st-900001”"
_SLUG = r"(?:lessons/[0-9]{2}|(?:stories|policies|services)/[a-z0-9-]+)"
_SLUG_WANTED = "写成“lessons/06”“stories/文件名”“policies/文件名”或“services/编号”"


def _area(key: str, label: str, required: bool = True) -> Field:
    return Field(key, label, "id", required, pattern=_AREA_ID, wanted=_AREA_WANTED)


def _station(key: str, label: str, required: bool = True) -> Field:
    return Field(key, label, "id", required, pattern=_STATION_ID, wanted=_STATION_WANTED)


_SAMPLE = Field("sample", "示例", "flag", required=False)
_RELATED = Field("related", "相关内容", "id", required=False, many=True, pattern=_SLUG, wanted=_SLUG_WANTED)
_TITLE = Field("title", "标题")
_SUMMARY = Field("summary", "摘要")
_PUBLISHED = Field("published", "发布日期", "date")

AREA = (
    _area("id", "编号"),
    Field("name", "名称"),
    Field("level", "层级", "choice", choices="level"),
    _area("parent", "上级区域", required=False),
    Field("status", "状态", "choice", choices="area_status"),
    _area("successor", "并入", required=False),
    Field("hotline", "服务热线", "phone", required=False),
    _SAMPLE,
)

_TIMES = (Field("opens", "开始", "time"), Field("closes", "结束", "time"))

STATION = (
    _station("id", "编号"),
    _SAMPLE,
    Field("name", "名称"),
    Field("kind", "类型", "choice", choices="station_kind"),
    _area("area", "区域"),
    _station("parent", "上级站点", required=False),
    Field("status", "状态", "choice", choices="station_status"),
    _station("successor", "并入", required=False),
    Field("closed_on", "停用日期", "date", required=False),
    Field("address", "地址"),
    Field(
        "position",
        "坐标",
        "map",
        required=False,
        fields=(
            Field("lng", "经度", "number"),
            Field("lat", "纬度", "number"),
            Field("crs", "坐标系", "choice", choices="crs"),
        ),
    ),
    Field("contact", "联系方式", "map", fields=(Field("role", "办公室"), Field("phone", "办公电话", "phone"))),
    Field(
        "hours",
        "开放时间",
        "map",
        required=False,
        many=True,
        fields=(
            Field("days", "星期", "choice", many=True, choices="weekday"),
            *_TIMES,
            Field("on_holiday", "节假日", "choice", required=False, choices="hours_on_holiday"),
        ),
    ),
    Field(
        "special",
        "特殊日期",
        "map",
        required=False,
        many=True,
        fields=(
            Field("on", "日期", "date"),
            Field("closed", "闭馆", "flag", required=False),
            Field("opens", "开始", "time", required=False),
            Field("closes", "结束", "time", required=False),
            Field("why", "原因"),
        ),
    ),
    Field(
        "reception",
        "党员接待日",
        "map",
        required=False,
        many=True,
        fields=(
            Field("freq", "周期", "choice", choices="reception_freq"),
            Field("nth", "第几个", required=False),
            Field("weekday", "周几", "choice", required=False, choices="weekday"),
            Field("day", "几号", required=False),
            *_TIMES,
            Field("on_holiday", "遇节假日", "choice", choices="reception_on_holiday"),
        ),
    ),
    Field("services", "服务", "text", required=False, many=True),
    Field(
        "venue",
        "场地",
        "map",
        required=False,
        fields=(
            Field("seats", "座位数", "whole"),
            Field("equipment", "设备", required=False, many=True),
            Field("bookable", "可预约", "flag"),
        ),
    ),
    Field("verified", "核实", "map", fields=(Field("on", "核实日期", "date"), Field("by_role", "核实岗位"))),
    Field(
        "history",
        "沿革",
        "map",
        required=False,
        many=True,
        fields=(Field("on", "日期", "date"), Field("event", "事件", "choice", choices="station_event")),
    ),
)

SERVICE = (
    Field("id", "编号", "id", pattern=_AREA_ID, wanted="写成小写英文，如“membership-transfer”"),
    Field("name", "名称"),
    Field("group", "类别", "choice", choices="service_group"),
    _SUMMARY,
    Field("who", "谁可以办"),
    Field("bring", "带什么", many=True),
    Field("steps", "步骤", many=True),
    Field("decides", "谁决定"),
    Field("hotline", "热线", "phone", required=False),
    Field("basis", "依据", required=False, many=True),
)

LEVEL = (
    Field("level", "层级", "choice", choices="level"),
    _SUMMARY,
    Field("duties", "职责", many=True),
    Field("as_of", "所指时间"),
    Field("source", "来源"),
)

HOLIDAY_YEAR = (
    Field("year", "年份", "whole"),
    Field("days_off", "放假日", "date", many=True),
    Field("workdays", "调休上班日", "date", required=False, many=True),
    Field("source", "来源"),
)

INSTRUMENT = (
    Field("short", "简称"),
    Field("title", "全称"),
    Field("aliases", "别名", required=False, many=True),
    Field("kind", "种类", required=False),
    Field("issuer", "制定机关", required=False),
    Field("adopted", "通过日期", required=False),
    Field("amended", "最近修改", required=False),
    Field("effective", "施行日期", required=False),
    Field("text_effective", "现行文本施行", "date", required=False),
    Field("articles", "条数", "whole", required=False),
    Field("status", "状态", "choice", choices="instrument_status"),
    Field("superseded_by", "取代者", required=False),
    Field("superseded_from", "失效日期", required=False),
    Field("upcoming", "将有变化", "map", required=False, fields=(Field("on", "日期", "date"), Field("note", "变化"))),
    Field("public_text", "有公开全文", "flag"),
    Field("article_topics", "条文主题", "topics", required=False),
)

GLOSSARY = (
    Field("term", "词"),
    Field("also", "别的说法", required=False, many=True),
    Field("meaning", "意思"),
    Field("basis", "依据", required=False),
    Field("see", "参看", "id", required=False, many=True, pattern=_SLUG, wanted=_SLUG_WANTED),
)

COURSE = (
    Field("name", "课程名"),
    Field("note", "说明"),
    Field(
        "themes",
        "主题",
        "map",
        many=True,
        fields=(
            Field("name", "名称"),
            Field("first", "起讲", "whole"),
            Field("last", "止讲", "whole"),
            _SUMMARY,
        ),
    ),
    Field("lessons", "讲次", "map", many=True, fields=(Field("number", "讲次", "whole"), _TITLE)),
)

DUTIES = (
    Field("body", "主管单位", required=False),
    Field("report_phone", "纠错电话", "phone", required=False),
    Field("report_email", "纠错邮箱", required=False),
    Field("sms_signature", "短信签名"),
    Field("address", "网址", "web", required=False),
    Field("icp", "ICP 备案号", required=False),
    Field("police", "公安备案号", required=False),
)

PAGE = (_TITLE, Field("description", "简介", required=False))

LESSON = (
    Field("number", "讲次", "whole"),
    _TITLE,
    Field("question", "导语问题"),
    Field("audience", "适合谁", "choice", many=True, choices="audience"),
    Field("sms", "短信"),
    _PUBLISHED,
    Field(
        "checked",
        "条文核对",
        "map",
        required=False,
        fields=(Field("on", "核对日期", "date", required=False), Field("of", "核对文本", required=False)),
    ),
    Field("approved", "审定日期", "date", required=False),
    _RELATED,
    Field("audio", "录音", required=False),
)

STORY = (
    _TITLE,
    _SUMMARY,
    Field("topic", "话题"),
    Field("level", "层级", "choice", choices="level"),
    Field("as_of", "所指时间"),
    Field("source", "来源"),
    _PUBLISHED,
    _RELATED,
)

POLICY = (
    _TITLE,
    _SUMMARY,
    Field("status", "状态", required=False),
    Field("as_of", "所指时间"),
    Field("issuer", "制定单位"),
    Field("number", "文号", required=False),
    Field("basis", "依据", many=True),
    _PUBLISHED,
    _RELATED,
)
