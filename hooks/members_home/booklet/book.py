"""The booklet as one HTML document: cover, contents, lessons by theme, answers with reasons, every instrument cited."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ..model import addresses
from ..model.registers.instruments import Instrument
from ..model.site import Site
from ..model.texts import LESSON_SECTIONS, SCENE, Lesson
from ..model.words import chinese_date
from ..pages.codes import qr
from ..pages.course_print import right_letter
from ..pages.instruments import status_words
from ..pages.lessons import ShownQuestion, questions
from ..pages.sections import ShownSection, shown
from ..pages.site_page import Linker
from ..pages.templates import Templates

_INSTRUMENTS = addresses.of_instrument("")


class BookLinker(Linker):
    """Leads to instruments within the book, and to everything else on the site."""

    def url(self, address: str) -> str:
        if address.startswith(_INSTRUMENTS):
            return f"#{address.removeprefix(_INSTRUMENTS).replace('/', '-')}"
        return self.site.full(address)


@dataclass(frozen=True)
class PrintedLesson:
    """A lesson with its parts as HTML, the letters of the right answers, and what it cites in words."""

    lesson: Lesson
    code: Markup
    sections: tuple[ShownSection, ...]
    questions: tuple[ShownQuestion, ...]
    letters: tuple[str, ...]
    basis: str


def booklet_html(site: Site, templates: Templates, name: str) -> str:
    """The book of one site, its style sheet within it; `name` is the site's. It tells no day but that on which the citations were last read."""
    linker = BookLinker(site, templates, addresses.COURSE_PRINT)
    return linker.render(
        "booklet",
        name=name,
        themes=[(theme, [_printed(linker, lesson) for lesson in lessons]) for theme, lessons in site.lessons_by_theme],
        read_on=max((lesson.read_on for lesson in site.lessons if lesson.read_on and lesson.read_of), default=None),
        instruments=[(instrument, _facts(instrument)) for instrument in _cited(site)],
        waits_for_approval=any(not lesson.approved for lesson in site.lessons),
    )


def _printed(linker: Linker, lesson: Lesson) -> PrintedLesson:
    return PrintedLesson(
        lesson,
        qr(linker.site, addresses.of_lesson_in_short(lesson)),
        tuple(shown(linker, lesson, heading, deeper=1) for heading in (SCENE, *LESSON_SECTIONS)),
        questions(linker, lesson),
        tuple(map(right_letter, lesson.questions)),
        "；".join(f"《{short}》{'、'.join(articles)}" for short, articles in linker.site.basis_of(lesson).items()) + "。",
    )


def _cited(site: Site) -> list[Instrument]:
    """The instruments that lessons cite, in the order of the register."""
    cited = {short for lesson in site.lessons for short in site.basis_of(lesson)}
    return [instrument for instrument in site.instruments if instrument.short in cited]


def _facts(instrument: Instrument) -> tuple[str, ...]:
    effective = chinese_date(instrument.in_force_since)
    amended = f"，{chinese_date(instrument.amended)}最近修改" if instrument.amended else ""
    return (
        " · ".join(filter(None, (instrument.kind, instrument.issuer))),
        f"{chinese_date(instrument.adopted)}通过{amended}" if instrument.adopted else "",
        f"{effective}施行" if effective[:1].isdigit() else effective,
        status_words(instrument),
    )
