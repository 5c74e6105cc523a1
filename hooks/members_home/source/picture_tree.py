"""Pictures as trees, made once: one list serves the eye, the screen reader, print and the booklet; style sheets draw it.

What is drawn beside the list (steps, squares) repeats it and is hidden from all who read.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from .pictures import COUNTDOWN, DECISION, LADDER, ROUTE, STAIRCASE, TIMELINE, Line, Picture
from .tree import LINE

CALLED = "一张图看懂"
_CLASSES = {"!": "is-costly", "*": "is-full", "?": "is-free", "~": "is-side"}
_HIGHEST, _LOWEST = 72, 4  # pixels of steps


def drawn(picture: Picture) -> Element:
    """The figure: its caption, its list and its note."""
    figure = Element("figure", {"class": f"picture picture-{picture.kind.name}"})
    caption = SubElement(figure, "figcaption")
    _text(caption, "p", CALLED, picture.title_at, "eyebrow")
    _text(caption, "p", picture.title, picture.title_at, "picture-title")
    if picture.kind is COUNTDOWN:
        figure.append(_squares(picture.lines))
    shape = "bar" if picture.is_bar else "stops" if picture.kind in (TIMELINE, ROUTE, LADDER) else ""
    rows = SubElement(figure, "ol", {"class": f"picture-list picture-{shape}" if shape else "picture-list", "role": "list"})
    highest = max((line.count for line in picture.lines), default=0) or 1
    for line, following in zip(picture.lines, (*picture.lines[1:], None), strict=False):
        classes = _classes(picture, line, following)
        item = SubElement(rows, "li", {"class": classes} if classes else {})
        if picture.kind is DECISION:
            _question(item, line)
        elif picture.kind is STAIRCASE:
            _step(item, line, highest)
        else:
            _stop(item, line, picture.kind.marks.get(line.mark, "") if picture.kind is ROUTE else "")
    if picture.note:
        _text(figure, "p", picture.note, picture.note_at, "picture-note")
    return figure


def _classes(picture: Picture, line: Line, following: Line | None) -> str:
    """What the line's mark makes of it; the worst of a ladder is filled, and the way to a side door is dashed."""
    is_worst = picture.kind is LADDER and following is None
    leads_aside = following is not None and following.mark == "~" and line.mark != "~"
    return " ".join(filter(None, (_CLASSES["*"] if is_worst else _CLASSES.get(line.mark, ""), "leads-aside" if leads_aside else "")))


def _text(parent: Element, tag: str, text: str, at: int, css: str = "") -> Element:
    element = SubElement(parent, tag, {LINE: str(at), **({"class": css} if css else {})})
    element.text = text
    return element


def _stop(item: Element, line: Line, meaning: str) -> None:
    """Name, what it takes, more; `meaning` says in a word what the eye sees by the shape of the stop."""
    for part, css in zip(line.parts, ("picture-name", "picture-key", ""), strict=False):
        paragraph = _text(item, "p", part, line.at, css)
        if meaning and css == "picture-name":
            SubElement(paragraph, "span", {"role": "img", "aria-label": meaning})


def _question(item: Element, line: Line) -> None:
    question, *answers = line.parts
    _text(item, "p", question, line.at, "picture-name")
    ways = SubElement(item, "dl")
    for answer, css in zip(answers, ("picture-yes", "picture-no"), strict=False):
        word, _, said = answer.partition("：")
        way = SubElement(ways, "div", {"class": css})
        _text(way, "dt", word, line.at)
        _text(way, "dd", said, line.at)


def _step(item: Element, line: Line, highest: int) -> None:
    """The name stands first, for those who listen; style sheets put it below its step."""
    name, *values = line.parts
    _text(item, "p", name, line.at, "picture-name")
    rise = SubElement(item, "div", {"class": "picture-rise"})
    for value in values:
        _text(rise, "p", value, line.at, "picture-key")
    height = max(_LOWEST, round(_HIGHEST * line.count / highest))
    SubElement(rise, "svg", {"height": str(height), "aria-hidden": "true"})


def _squares(lines: tuple[Line, ...]) -> Element:
    """A square for each day, above them the lines' labels; the last line is the day itself."""
    frame = Element("div", {"class": "picture-squares", "aria-hidden": "true"})
    table = SubElement(frame, "table", {"class": "picture-days"})
    labels = SubElement(table, "tr") if any(line.label for line in lines) else None
    squares = SubElement(table, "tr")
    for number, line in enumerate(lines, 1):
        if labels is not None:
            SubElement(labels, "td", {"colspan": str(line.count)}).text = line.label
        for _ in range(line.count):
            SubElement(squares, "td", {"class": "day-last" if number == len(lines) else f"day-{number}"})
    return frame
