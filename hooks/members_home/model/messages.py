"""The text message that a lesson is sent out with."""

from __future__ import annotations

from .site import Site
from .texts import Lesson

MOST_CHARACTERS = 70  # of one message in China; a longer one is split and charged twice
SHORT_ADDRESS = "https://abc.cn/"  # counted as long as this until duties.yml names the site's address


def message(site: Site, lesson: Lesson) -> str:
    """Signature, text and link, as the sender gets it; the link is the address of duties.yml, or where the site stands."""
    return _with(site, lesson, site.duties.address or site.url)


def counted(site: Site, lesson: Lesson) -> int:
    """Its characters; where the site's own address is not known yet, with a short one in its place."""
    return len(_with(site, lesson, site.duties.address or SHORT_ADDRESS))


def _with(site: Site, lesson: Lesson, address: str) -> str:
    return f"【{site.duties.signature}】{lesson.sms}{address}{lesson.slug}/"
