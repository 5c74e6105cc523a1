"""Every field of every register and every front matter, described once. Labels are the names that staff know."""

from __future__ import annotations

from .members import BRANCH, CONTACT_POINT, FIGURE, INSTRUCTOR, ORGANIZATION, PAIRING
from .places import AREA, HOLIDAY_YEAR, LEVEL, SERVICE, STATION
from .texts import COURSE, DUTIES, GLOSSARY, INSTRUMENT, LESSON, PAGE, POLICY, STORY, SYNONYMS

__all__ = [
    "AREA",
    "BRANCH",
    "CONTACT_POINT",
    "COURSE",
    "DUTIES",
    "FIGURE",
    "GLOSSARY",
    "HOLIDAY_YEAR",
    "INSTRUCTOR",
    "INSTRUMENT",
    "LESSON",
    "LEVEL",
    "ORGANIZATION",
    "PAGE",
    "PAIRING",
    "POLICY",
    "SERVICE",
    "STATION",
    "STORY",
    "SYNONYMS",
]
