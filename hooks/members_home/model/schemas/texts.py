"""The fields of what people read: statutes, words, the course, and the front matter of every kind of text."""

from __future__ import annotations

from ...source.fields import Field

_SLUG = r"(?:lessons/[0-9]{2}|(?:stories|policies|services)/[a-z0-9-]+)"
_SLUG_WANTED = "写成“lessons/06”“stories/文件名”“policies/文件名”或“services/编号”"
_RELATED = Field("related", "相关内容", "id", required=False, many=True, pattern=_SLUG, wanted=_SLUG_WANTED)
_TITLE = Field("title", "标题")
_SUMMARY = Field("summary", "摘要")
_PUBLISHED = Field("published", "发布日期", "date")

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

SYNONYMS = (Field("words", "同义词", many=True),)

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
