"""Reads YAML into plain dicts, lists and raw strings, and finds the line of any value when it is asked for.

PyYAML's own loader keeps the last of two equal keys, turns telephone numbers into octal numbers and times into
seconds; so its parser's events are read here, every scalar stays the text that was typed, and whatever staff do not
need (aliases, tags) is a problem. Values carry no line numbers: `locate` finds them for the few that are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias

import yaml

from ..problems import Place, Problem, problem, problem_with
from .quick_records import plain_records
from .yaml_remarks import cut_values

MOST_LEVELS = 12
LARGE = 20_000  # characters from which it pays to look for the site's own form first
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB = re.compile(r"^ *\t", re.M)
_FULLWIDTH = re.compile(r"^ *(?:- +)?([A-Za-z_]+|[\u4e00-\u9fff]{2,8})：", re.M)
_NEVER_CLOSED = ("方括号、花括号或里面的引号没有配对", "引号没有配对")

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


def parse(path: str, text: str, known_keys: frozenset[str], first_line: int = 1) -> tuple[Value | None, list[Problem]]:
    """The value of one YAML text, or None where it cannot be read, with the problems found.

    `known_keys` are keys and Chinese labels that count as keys when a full-width colon follows them; `first_line` is
    the line of the file on which the YAML begins (front matter begins on line 2).
    """
    problems = list(_faults_of_layout(path, text, known_keys, first_line))
    if problems:
        return None, problems
    quickly: Value | None = plain_records(text, _sound) if first_line == 1 and len(text) > LARGE else None
    if quickly is not None:
        return quickly, problems
    try:
        value = _build(path, text, first_line, problems)
        for line, column, kept, dropped in cut_values(text):
            problems.append(
                problem("value-cut-short", Place(path, first_line + line, column + 1), value=dropped, whole=f"{kept} {dropped}".strip())
            )
        if value is None and not problems and first_line == 1:
            problems.append(problem("no-files-read", Place(path, 0)))  # a file of comments only, or of nothing
        return value, problems
    except yaml.YAMLError as error:
        detail = _in_chinese(str(getattr(error, "problem", "") or ""))
        # What was opened and never closed is to be mended where it opens; all else where reading stopped.
        mark = getattr(error, "context_mark" if detail in _NEVER_CLOSED else "problem_mark", None)
        line, column = (min(mark.line, text.rstrip("\n").count("\n")), mark.column) if mark else (0, 0)
        return None, [*problems, problem("yaml-syntax", Place(path, first_line + line, column + 1), detail=detail)]


def _sound(text: str) -> Value | None:
    """The value of a small YAML text; None where anything is wrong with it."""
    problems: list[Problem] = []
    try:
        value = _build("", text, 1, problems)
        if next(cut_values(text), None):
            return None
    except yaml.YAMLError:
        return None
    return None if problems else value


def _faults_of_layout(path: str, text: str, known_keys: frozenset[str], first_line: int) -> Iterable[Problem]:
    for match in _TAB.finditer(text) if "\t" in text else ():
        yield problem("tab-indentation", Place(path, first_line + text.count("\n", 0, match.start())))
    for match in _FULLWIDTH.finditer(text) if "：" in text else ():
        if match[1] in known_keys:
            line = first_line + text.count("\n", 0, match.start())
            yield problem("fullwidth-colon-key", Place(path, line), key=match[1])


def _in_chinese(detail: str) -> str:
    if "mapping values" in detail or "':'" in detail:
        return "冒号或缩进不对（也可能是上一行），或少了引号"
    if "flow sequence" in detail or "flow mapping" in detail or "',' or" in detail:
        return _NEVER_CLOSED[0]
    if "quoted scalar" in detail or "end of stream" in detail:
        return _NEVER_CLOSED[1]
    if "expected key" in detail or "indicator" in detail or "indent" in detail:
        return "缩进没有对齐，或上面有引号没有配对"
    return "有不能直接写的符号，请给这句话加双引号"


def _build(path: str, text: str, first_line: int, problems: list[Problem]) -> Value | None:
    """One pass over the parser's events, without recursion, so that no depth of nesting can exhaust the stack.

    A register of 10,000 stations is 1.2 million events, hence the order of the branches: the commonest first.
    """
    next_event = _LOADER(text).get_event
    root: Value | None = None
    stack: list[tuple[Value, dict[str, Any]]] = []  # open collections; for mappings the event of each key
    parent: Value | None = None
    first: dict[str, Any] = {}
    key: str | None = None

    def report(rule: str, event: Any, **values: Any) -> None:
        place = Place(path, first_line + event.start_mark.line, event.start_mark.column + 1)
        problems.append(problem_with(rule, place, values))

    while True:
        event = next_event()
        kind = type(event)
        value: Value
        if kind is yaml.ScalarEvent:
            value = event.value
            if event.anchor or (event.tag and event.tag != "!"):
                report("yaml-alias-or-tag", event, mark=f"&{event.anchor}" if event.anchor else event.tag)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            parent, first = stack[-1] if stack else (None, {})
            continue
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            value = {} if kind is yaml.MappingStartEvent else []
            if event.anchor or event.tag:
                report("yaml-alias-or-tag", event, mark=f"&{event.anchor}" if event.anchor else event.tag)
            if len(stack) >= MOST_LEVELS:
                report("too-large-or-deep", event, detail=f"嵌套超过 {MOST_LEVELS} 层")
                return None
        elif kind is yaml.AliasEvent:
            report("yaml-alias-or-tag", event, mark=f"*{event.anchor}")
            value = f"*{event.anchor}"  # as typed, so that the field does not count as left out too
        elif kind is yaml.StreamEndEvent:
            return root
        else:
            if kind is yaml.DocumentStartEvent and root is not None:
                report("yaml-syntax", event, detail="一个文件里只能有一份内容，多了一行“---”")
                return None
            continue
        if type(parent) is dict:
            if key is None:
                if type(value) is not str:
                    report("yaml-syntax", event, detail="名称的位置写了列表")
                    return None
                key = value
                if key in first:
                    report("duplicate-key", event, key=key, first=first_line + first[key].start_mark.line)
                else:
                    first[key] = event
                continue
            parent.setdefault(key, value)
            key = None
        elif type(parent) is list:
            parent.append(value)
        else:
            root = value
        if type(value) is not str:
            parent, first = value, {}
            stack.append((parent, first))


def locate(problems: Iterable[Problem], texts: dict[str, str]) -> list[Problem]:
    """The same problems with the line and column of the value they speak of, sorted by file and line.

    `texts` holds the YAML text of each path (for Markdown files the front matter).
    """
    placed = []
    path, node = None, None  # of one file at a time: the nodes of many would fill the memory
    for item in sorted(problems, key=lambda item: item.place.path):
        place = item.place
        if place.keys:
            if place.path != path:
                path, node = place.path, None  # let go of the one before
                node = _compose(texts.get(path, ""))
            mark = _mark_of(node, place.keys)
            place = Place(place.path, place.line + mark.line, mark.column + 1) if mark else Place(place.path, place.line)
        placed.append(replace(item, place=place))
    return sorted(set(placed))


class _Places(_LOADER):  # type: ignore[valid-type, misc]  # which of the two loaders it is, the stubs cannot know
    """Composes nodes for their places alone: finding out what kind of value each is would take two thirds of the time."""

    def resolve(self, *_: object) -> str:
        return ""


def _compose(text: str) -> yaml.Node | None:
    """The nodes of a YAML text; None where it has an alias of nothing, which `parse` has reported."""
    try:
        return yaml.compose(text, Loader=_Places)
    except yaml.YAMLError:
        return None


def _mark_of(node: yaml.Node | None, keys: tuple[str | int, ...]) -> Any:
    """Where the value at `keys` stands: its key in a mapping, its first character in a list; else the nearest parent."""
    mark = node.start_mark if node else None
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == key), None)
            if pair is None:
                return mark
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
            mark = node.start_mark
        else:
            return mark
    return mark
