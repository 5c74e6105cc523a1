"""The fields of areas, stations and what is done there."""

from __future__ import annotations

from ...source.fields import Field

AREA_ID = r"[a-z][a-z0-9-]{1,39}"
_AREA_WANTED = "写成小写拼音，如“chunhui”"
_STATION_ID = r"st-[0-9]{6}"
_STATION_WANTED = "写成“st-”加六位数字，如“st-900001”"


def area_field(key: str, label: str, required: bool = True) -> Field:
    return Field(key, label, "id", required, pattern=AREA_ID, wanted=_AREA_WANTED)


def station_field(key: str, label: str, required: bool = True) -> Field:
    return Field(key, label, "id", required, pattern=_STATION_ID, wanted=_STATION_WANTED)


SAMPLE = Field("sample", "示例", "flag", required=False)
_SUMMARY = Field("summary", "摘要")

AREA = (
    area_field("id", "编号"),
    Field("name", "名称"),
    Field("level", "层级", "choice", choices="level"),
    area_field("parent", "上级区域", required=False),
    Field("status", "状态", "choice", choices="area_status"),
    area_field("successor", "并入", required=False),
    Field("hotline", "服务热线", "phone", required=False),
    SAMPLE,
)

_TIMES = (Field("opens", "开始", "time"), Field("closes", "结束", "time"))

STATION = (
    station_field("id", "编号"),
    SAMPLE,
    Field("name", "名称"),
    Field("kind", "类型", "choice", choices="station_kind"),
    area_field("area", "区域"),
    station_field("parent", "上级站点", required=False),
    Field("status", "状态", "choice", choices="station_status"),
    station_field("successor", "并入", required=False),
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
    Field("id", "编号", "id", pattern=AREA_ID, wanted="写成小写英文，如“membership-transfer”"),
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
