"""The course and its lessons."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ..checks.citations import citations_of, is_being_revised
from ..model import addresses
from ..model.site import Site
from ..model.texts import SCENE, Lesson, Question
from .glossary import first_uses
from .page import Linker, SitePage, chinese_date, crumbs, eyebrow, note, related, ul


def pages(site: Site) -> Iterator[SitePage]:
    """The course's page, then each lesson's."""
    yield course(site)
    for lesson in site.lessons:
        yield page(site, lesson)


def course(site: Site) -> SitePage:
    """All lessons under their themes."""
    address = "/lessons/"
    linker = Linker(site, address)
    parts = [
        f'# 《{escape(site.course.name)}》\n\n<p class="lead">一讲五分钟，讲工作里真会碰到的一件事。{escape(site.course.note)}。</p>\n'
    ]
    for theme in site.course.themes:
        rows = (_row(linker, lesson) for lesson in site.lessons if theme.first <= lesson.number <= theme.last)
        parts.append(
            f'\n## {escape(theme.name)}\n\n<p class="muted">第 {theme.first}–{theme.last} 讲 · {escape(theme.summary)}</p>\n'
            f"{ul(rows, 'lesson-list')}\n"
        )
    parts.append(f'\n<p class="actions">{linker.a(addresses.COURSE_PRINT, "打印全部课文", "button quiet")}</p>\n')
    description = f"{site.course.name}：{'、'.join(theme.name for theme in site.course.themes)}，一讲五分钟。"
    return SitePage(address, "党课 24 讲", description, "docs/_data/course.yml", "list", "".join(parts))


def _row(linker: Linker, lesson: Lesson) -> str:
    return (
        f'<a class="row" href="{linker.url(addresses.of_slug(lesson.slug))}"><span class="number">{lesson.number}</span>'
        f'<span class="row-text"><span class="card-title">{escape(lesson.title)}</span>'
        f'<span class="muted">{escape(lesson.question)} <span class="nobr">{lesson.minutes} 分钟</span></span></span></a>'
    )


def page(site: Site, lesson: Lesson) -> SitePage:
    """One lesson: the scene, what the rules say, what to do, three sentences, three questions."""
    address = addresses.of_slug(lesson.slug)
    linker = Linker(site, address)
    theme = site.course.theme_of(lesson.number)
    document = lesson.document

    explained = first_uses(linker)

    def text(heading: str) -> str:
        return linker.markdown(document, lesson.section(heading).lines)

    parts = [
        crumbs([linker.a("/lessons/", "党课")]),
        eyebrow(theme.name if theme else "", f"第 {lesson.number} 讲", f"{lesson.minutes} 分钟"),
        f"# {lesson.title}",
        f'<p class="lead">{escape(lesson.question)}</p>',
        *_notices(site, lesson),
        explained(text(SCENE)),
        f"## 说的是什么\n\n{explained(text('说的是什么'))}",
        f"## 规定怎么说\n\n{explained(text('规定怎么说'))}",
        f"## 明天怎么做\n\n{explained(text('明天怎么做'))}",
        f"## 记住三句话\n\n{text('记住三句话')}",
        "## 自测\n\n" + "\n\n".join(_question(linker, n, one) for n, one in enumerate(lesson.questions, 1)),
        f"## 讨论题\n\n{text('讨论题')}",
        f'<p class="actions">{linker.a(addresses.of_sheet(lesson), "打印主持人用的一页纸", "button quiet")}</p>',
        f"## 依据\n\n{_basis(linker, lesson)}",
        _next(linker, lesson),
        related(linker, lesson.related),
    ]
    description = f"{lesson.question}{lesson.minutes} 分钟读完。"
    return SitePage(address, lesson.title, description, document.path, "lesson", "\n\n".join(filter(None, parts)))


def _notices(site: Site, lesson: Lesson) -> Iterator[str]:
    if is_being_revised(site, lesson):
        yield note("本讲引用的规定有了变化，正在修订。办事请以新规定为准。", "warning")
    elif not lesson.checked_of:
        yield note("本讲的条文还没有核对完。", "warning")
    elif lesson.checked_of != lesson.hash:
        yield note("本讲核对条文之后改过文字，正在复核。", "warning")
    if not lesson.approved:
        yield note("待主管部门审定")


def _question(linker: Linker, number: int, question: Question) -> str:
    choices = "".join(
        f'<label class="choice{" is-right" if right else ""}"><input type="radio" name="q{number}">'
        f"<span>{linker.inline(text)}</span></label>"
        for text, right in question.choices
    )
    answer = next((text for text, right in question.choices if right), "")
    return (
        f'<fieldset class="question"><legend><span class="question-number">{number}.</span> {linker.inline(question.text)}'
        f"</legend>{choices}<details><summary>看答案和理由</summary><p><strong>{linker.inline(answer)}</strong></p>"
        f"<p>{linker.inline(question.reason)}</p></details></fieldset>"
    )


def _basis(linker: Linker, lesson: Lesson) -> str:
    """Each instrument cited, once, with its articles in order; then the day on which they were read."""
    cited: dict[str, dict[str, int]] = {}
    for citation in citations_of(lesson):
        instrument = linker.site.instrument_by_name.get(citation.name)
        if instrument is not None:
            cited.setdefault(instrument.short, {}).update(citation.numbers)
    rows = (
        f"{linker.a(addresses.of_instrument(short), f'《{short}》')}<span>{'、'.join(sorted(numbers, key=lambda words: numbers[words]))}</span>"
        for short, numbers in cited.items()
    )
    day = f"条文核对到 {chinese_date(lesson.checked_on)}。" if lesson.checked_of else ""
    return f"{ul(rows, 'basis')}{note(f'{day}{escape(linker.site.course.note)}。', 'muted small')}"


def _next(linker: Linker, lesson: Lesson) -> str:
    lessons = linker.site.lessons
    at = lessons.index(lesson)
    links = []
    if at > 0:
        before = lessons[at - 1]
        links.append(linker.a(addresses.of_slug(before.slug), f"← 第 {before.number} 讲 {before.title}", "button quiet"))
    if at + 1 < len(lessons):
        after = lessons[at + 1]
        links.append(linker.a(addresses.of_slug(after.slug), f"第 {after.number} 讲 {after.title} →", "button"))
    else:
        links.append(linker.a("/lessons/", "回到课程目录", "button"))
    return f'<nav class="next" aria-label="前后各讲">{"".join(links)}</nav>'
