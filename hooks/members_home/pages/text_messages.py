"""The text messages of the course as a table for whoever sends them."""

from __future__ import annotations

from ..model.messages import message
from ..model.site import Site
from ..tables import csv_text

ADDRESS = "/course/sms.csv"


def table(site: Site) -> str:
    messages = ((lesson, message(site, lesson)) for lesson in site.lessons)
    rows = [(lesson.number, lesson.title, text, len(text)) for lesson, text in messages]
    return csv_text([("讲次", "标题", "短信", "字数"), *rows])
