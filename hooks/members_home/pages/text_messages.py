"""The text messages of the course as a table for whoever sends them."""

from __future__ import annotations

import csv
import io

from ..model.messages import message
from ..model.site import Site

ADDRESS = "/course/sms.csv"


def table(site: Site) -> str:
    """CSV with a byte-order mark, without which Excel takes UTF-8 for another encoding."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("讲次", "标题", "短信", "字数"))
    for lesson in site.lessons:
        text = message(site, lesson)
        rows.writerow((lesson.number, lesson.title, text, len(text)))
    return "\ufeff" + out.getvalue()
