"""What is due for review: the device knows which questions, and takes them from the pages of their lessons."""

from __future__ import annotations

from ..model import addresses
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates


def page(site: Site, templates: Templates) -> SitePage:
    """The place for questions that come back, the code for another phone, and the way to forget all."""
    linker = Linker(site, templates, addresses.REVIEW)
    description = "答错过的题，过一天、三天、七天、二十一天再问一遍。进度只存在你自己的手机里。"
    return SitePage(linker.address, "复习", description, "docs/_data/course.yml", "article", linker.render("review"))
