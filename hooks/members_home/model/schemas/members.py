"""The fields of organizations, their branches, and who guides and visits them."""

from __future__ import annotations

from ...source.fields import Field
from .places import SAMPLE, area_field, station_field


def _id(prefix: str) -> Field:
    return Field("id", "编号", "id", pattern=prefix + "-[0-9]{6}", wanted=f"写成“{prefix}-”加六位数字，如“{prefix}-900001”")


ORGANIZATION = (
    _id("org"),
    SAMPLE,
    Field("name", "名称"),
    Field("type", "类型", "choice", choices="organization_type"),
    Field("trade", "行业"),
    area_field("area", "区域"),
    Field("above_designated_size", "规模以上", "flag"),
    Field("registered", "登记日期", "date"),
    Field("covered_by", "覆盖方式", required=False),
    Field("demonstration_point", "示范点", "flag", required=False),
    Field(
        "inspections",
        "党建年检",
        "map",
        required=False,
        many=True,
        fields=(
            Field("year", "年度", "whole"),
            Field("on", "年检日期", "date", required=False),
            Field("result", "结果", "choice", choices="inspection_result"),
        ),
    ),
)

BRANCH = (
    _id("br"),
    SAMPLE,
    Field("name", "名称"),
    Field("form", "形式", "choice", choices="branch_form"),
    area_field("area", "区域"),
    station_field("station", "站点", required=False),
    Field("established", "成立日期", "date"),
    Field("status", "状态", "choice", choices="branch_status"),
)

INSTRUCTOR = (
    _id("in"),
    SAMPLE,
    Field("mode", "方式", "choice", choices="instructor_mode"),
    Field("role", "岗位"),
    area_field("area", "区域"),
    Field("serves", "联系哪里", many=True),
)

CONTACT_POINT = (
    _id("cp"),
    SAMPLE,
    Field("leader_role", "领导岗位"),
    Field("level", "层级", "choice", choices="level"),
    Field("visits", "联系哪里"),
    Field("every", "多久一次", "choice", choices="contact_every"),
)

PAIRING = (
    _id("pa"),
    SAMPLE,
    Field("kind", "类型", "choice", choices="pairing_kind"),
    Field("parties", "双方", many=True),
    Field("shares", "共建内容", "choice", many=True, choices="pairing_shares"),
    Field("since", "开始日期", "date"),
)

FIGURE = (
    Field("id", "编号", "id", pattern="[a-z][a-z0-9-]{1,39}", wanted="写成小写英文，如“branches-own”"),
    Field("label", "名称"),
    Field("value", "数值", "number"),
    Field("unit", "单位"),
    Field("numerator", "分子", "number", required=False),
    Field("denominator", "分母", "number", required=False),
    Field("quoted", "照引", "flag", required=False),
    Field("wording", "原文写法", required=False),
    Field("group", "分组", required=False),
    Field("as_of", "所指时间", required=False),
    Field("source", "来源", required=False),
)
