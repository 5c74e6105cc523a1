"""The text messages of the course as a table for whoever sends them."""

from __future__ import annotations

from ..model.messages import characters, message, pieces
from ..model.site import Site
from ..tables import csv_text

ADDRESS = "/course/sms.csv"


def table(site: Site) -> str:
    messages = ((lesson, message(site, lesson)) for lesson in site.lessons)
    counted = ((lesson, text, characters(text)) for lesson, text in messages)
    rows = [(lesson.number, lesson.title, text, count, pieces(count)) for lesson, text, count in counted]
    return csv_text([("讲次", "标题", "短信", "字数", "条数"), *rows])
