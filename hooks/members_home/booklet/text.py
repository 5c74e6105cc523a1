"""The booklet as one HTML document: cover, contents, lessons by theme, answers with reasons, every instrument cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markdown import Markdown

from ..checks.citations import citations_of
from ..model import addresses
from ..model.records import Instrument, Theme
from ..model.site import Site
from ..model.texts import SCENE, Lesson, Question
from ..pages.codes import qr
from ..pages.course_print import LETTERS
from ..pages.instruments import status_words
from ..pages.page import Linker, chinese_date

STYLE = Path(__file__).with_name("booklet.css")
EXTENSIONS = ("admonition", "attr_list", "sane_lists", "tables")  # those of mkdocs.yml that a lesson can use
_INSTRUMENTS = addresses.of_instrument("")
_PLAIN = ("说的是什么", "规定怎么说", "明天怎么做")
_REMEMBER = "记住三句话"


@dataclass(frozen=True)
class BookLinker(Linker):
    """Leads to instruments within the book, and to everything else on the site."""

    def url(self, address: str) -> str:
        if address.startswith(_INSTRUMENTS):
            return f"#{_anchor(address.removeprefix(_INSTRUMENTS))}"
        return escape(self.site.url.rstrip("/") + address)


class Booklet:
    """The book of one site; `name` is the site's."""

    def __init__(self, site: Site, name: str) -> None:
        self._site = site
        self._name = name
        self._linker = BookLinker(site, addresses.COURSE_PRINT)
        self._markdown = Markdown(extensions=list(EXTENSIONS))
        self._read_on = max((lesson.checked_on for lesson in site.lessons if lesson.checked_of), default="")

    def html(self) -> str:
        """The document, its style sheet within it. It tells no day but that on which the citations were last read."""
        course = escape(self._site.course.name)
        parts = (self._cover(), self._contents(), *self._themes(), self._answers(), self._instruments(), self._imprint())
        return (
            f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{course}</title>'
            f'<meta name="author" content="{escape(self._site.duties.body or self._name)}">'
            f'<meta name="description" content="{course}的全部课文">'
            f"<style>{STYLE.read_text(encoding='utf-8')}</style></head><body>{''.join(parts)}</body></html>"
        )

    def _cover(self) -> str:
        day = f"<p>条文核对到 {chinese_date(self._read_on)}</p>" if self._read_on else ""
        themes = "".join(f"<li>{escape(theme.name)}</li>" for theme in self._site.course.themes)
        return (
            f'<section class="cover"><p class="cover-name">{escape(self._name)}</p><h1>{escape(self._site.course.name)}</h1>'
            f'<p class="cover-lead">一讲五分钟，讲工作里真会碰到的一件事</p><ul>{themes}</ul>'
            f'<div class="cover-foot"><p>{escape(self._site.course.note)}</p>{day}</div></section>'
        )

    def _contents(self) -> str:
        parts = []
        for theme, lessons in self._by_theme():
            rows = "".join(
                f'<li><a href="#{_anchor(lesson.slug)}"><b>{lesson.number}</b>{escape(lesson.title)}</a></li>' for lesson in lessons
            )
            parts.append(f"<h2>{escape(theme.name)}</h2><ol>{rows}</ol>")
        ends = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title in (("answers", "自测答案和理由"), ("basis", "依据")))
        return f'<nav class="contents"><h1>目录</h1>{"".join(parts)}<ol class="ends">{ends}</ol></nav>'

    def _by_theme(self) -> Iterator[tuple[Theme, list[Lesson]]]:
        for theme in self._site.course.themes:
            yield theme, [lesson for lesson in self._site.lessons if theme.first <= lesson.number <= theme.last]

    def _themes(self) -> Iterator[str]:
        for theme, lessons in self._by_theme():
            questions = "".join(f"<li><b>{lesson.number}</b>{escape(lesson.question)}</li>" for lesson in lessons)
            yield (
                f'<section class="theme"><h1>{escape(theme.name)}</h1><p>第 {theme.first}–{theme.last} 讲 · {escape(theme.summary)}</p>'
                f"<ol>{questions}</ol></section>"
            )
            yield from map(self._lesson, lessons)

    def _lesson(self, lesson: Lesson) -> str:
        address = addresses.of_slug(lesson.slug)
        questions = "".join(f"<li>{self._question(question)}</li>" for question in lesson.questions)
        parts = [
            f'<section class="lesson" id="{_anchor(lesson.slug)}"><header>{qr(self._site, address, f"第 {lesson.number} 讲的二维码")}'
            f'<p class="eyebrow">第 {lesson.number} 讲 · {lesson.minutes} 分钟</p><h2>{escape(lesson.title)}</h2>'
            f'<p class="lead">{escape(lesson.question)}</p></header>',
            self._text(lesson, SCENE),
            *(f"<h3>{heading}</h3>{self._text(lesson, heading)}" for heading in _PLAIN),
            f'<div class="remember"><h3>{_REMEMBER}</h3>{self._text(lesson, _REMEMBER)}</div>',
            f'<h3>自测</h3><ol class="quiz">{questions}</ol><p class="see">答案和理由在第 <a class="page" href="#answers"></a> 页起。</p>',
            f"<h3>讨论题</h3>{self._text(lesson, '讨论题')}",
            f'<p class="basis"><b>依据</b>{self._basis(lesson)}</p></section>',
        ]
        return "".join(parts)

    def _text(self, lesson: Lesson, heading: str) -> str:
        text = self._linker.markdown(lesson.document, lesson.section(heading).lines)
        html = self._markdown.reset().convert(text)
        return re.sub(r"<(/?)h3\b", r"<\1h4", html)

    def _question(self, question: Question) -> str:
        choices = "".join(f"<li>{self._linker.inline(text)}</li>" for text, _ in question.choices)
        return f'{self._linker.inline(question.text)}<ol class="choices">{choices}</ol>'

    def _basis(self, lesson: Lesson) -> str:
        cited: dict[str, dict[str, int]] = {}
        for citation in citations_of(lesson):
            cited.setdefault(citation.name, {}).update(citation.numbers)
        words = (f"《{name}》{'、'.join(sorted(numbers, key=lambda one: numbers[one]))}" for name, numbers in cited.items())
        return self._linker.citations("；".join(words)) + "。"

    def _answers(self) -> str:
        parts = []
        for lesson in self._site.lessons:
            rows = "".join(f"<li><b>{_right(question)}</b> {self._linker.inline(question.reason)}</li>" for question in lesson.questions)
            parts.append(f"<h3>第 {lesson.number} 讲 {escape(lesson.title)}</h3><ol>{rows}</ol>")
        return f'<section class="answers" id="answers"><h1>自测答案和理由</h1>{"".join(parts)}</section>'

    def _instruments(self) -> str:
        cited = {citation.name for lesson in self._site.lessons for citation in citations_of(lesson)}
        found = {id(one): one for name, one in self._site.instrument_by_name.items() if name in cited}
        rows = "".join(self._instrument(one) for one in self._site.instruments if id(one) in found)
        day = f"条文核对到 {chinese_date(self._read_on)}。" if self._read_on else ""
        return f'<section class="instruments" id="basis"><h1>依据</h1><p>各讲引用的法规和文件。{day}办事时请查最新的文本。</p><dl>{rows}</dl></section>'

    def _instrument(self, instrument: Instrument) -> str:
        effective = chinese_date(instrument.text_effective or instrument.effective)
        amended = f"，{chinese_date(instrument.amended)}最近修改" if instrument.amended else ""
        upcoming = f"{chinese_date(instrument.upcoming_on)}起：{instrument.upcoming_note}。" if instrument.upcoming_on else ""
        words = (
            f"{instrument.kind} · {instrument.issuer}",
            f"{chinese_date(instrument.adopted)}通过{amended}" if instrument.adopted else "",
            f"{effective}施行" if effective[:1].isdigit() else effective,
            status_words(instrument),
        )
        return (
            f'<dt id="{_anchor(instrument.short)}">{escape(instrument.title)}</dt>'
            f"<dd>{escape('；'.join(filter(None, words)))}。{escape(upcoming)}</dd>"
        )

    def _imprint(self) -> str:
        duties = self._site.duties
        lines = [
            escape(self._site.course.note) + "。",
            f"主管单位：{escape(duties.body)}。" if duties.body else "主管单位待填写。",
            f"网上看最新的课文：{escape(self._site.url)}",
        ]
        if any(not lesson.approved for lesson in self._site.lessons):
            lines.insert(1, "课文待主管部门审定。")
        return f'<section class="imprint">{_paragraphs(lines)}</section>'


def _right(question: Question) -> str:
    return next((letter for letter, (_, right) in zip(LETTERS, question.choices, strict=False) if right), "")


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def _anchor(name: str) -> str:
    """An id that a link of a PDF can name: lessons/08 → lessons-08; 公司法 stays."""
    return name.replace("/", "-")
