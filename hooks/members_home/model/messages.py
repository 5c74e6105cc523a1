"""The text message that a lesson is sent out with."""

from __future__ import annotations

import math

from . import addresses
from .site import Site
from .texts import Lesson

MOST_OWN = 36  # characters that a lesson's own text may have
MOST_IN_ONE = 70  # characters of one message in China; a longer one is cut into pieces
_IN_A_PIECE = 67  # of which each says in the room of three characters where it belongs
SHORT_ADDRESS = "https://abc.cn/"  # counted as long as this until duties.yml names the site's address


def message(site: Site, lesson: Lesson) -> str:
    """Signature, text and short address, as the sender gets it; below the address of duties.yml, or where the site stands."""
    return f"{signature(site)}{lesson.sms}{_link(site.duties.address or site.url, lesson)}"


def link(site: Site, lesson: Lesson) -> str:
    """The short address as it is counted: where the site's own is not known yet, a usual one stands in its place."""
    return _link(site.duties.address or SHORT_ADDRESS, lesson)


def signature(site: Site) -> str:
    return f"【{site.duties.sms_signature}】"


def characters(text: str) -> int:
    """How many a network counts: it takes two for each one beyond the first 65,536 of Unicode."""
    return len(text.encode("utf-16-le")) // 2


def pieces(count: int) -> int:
    """How many messages so many characters are sent, and charged, as."""
    return 1 if count <= MOST_IN_ONE else math.ceil(count / _IN_A_PIECE)


def _link(address: str, lesson: Lesson) -> str:
    return address.rstrip("/") + addresses.of_lesson_in_short(lesson)
