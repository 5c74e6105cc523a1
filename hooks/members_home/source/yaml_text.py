"""Reads YAML into plain dicts, lists and raw strings, and finds the line of any value when it is asked for.

PyYAML's own loader keeps the last of two equal keys, turns telephone numbers into octal numbers and times into
seconds; so its parser's events are read here, every scalar stays the text that was typed, and whatever staff do not
need (aliases, tags) is a problem. Values carry no line numbers: `locate` finds them for the few that are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

import yaml

from ..problems import Place, Problem, problem

MOST_LEVELS = 12
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB = re.compile(r"^ *\t", re.M)
_FULLWIDTH = re.compile(r"^ *(?:- +)?([A-Za-z_]+|[\u4e00-\u9fff]{2,8})：", re.M)

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


def parse(path: str, text: str, known_keys: frozenset[str], first_line: int = 1) -> tuple[Value | None, list[Problem]]:
    """The value of one YAML text, or None where it cannot be read, with the problems found.

    `known_keys` are keys and Chinese labels that count as keys when a full-width colon follows them; `first_line` is
    the line of the file on which the YAML begins (front matter begins on line 2).
    """
    problems = list(_faults_of_layout(path, text, known_keys, first_line))
    if problems:
        return None, problems
    try:
        return _build(path, yaml.parse(text, Loader=_LOADER), first_line, problems), problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        detail = _in_chinese(str(getattr(error, "problem", "") or ""))
        return None, [*problems, problem("yaml-syntax", Place(path, first_line + line, column + 1), detail=detail)]


def _faults_of_layout(path: str, text: str, known_keys: frozenset[str], first_line: int) -> Iterable[Problem]:
    for match in _TAB.finditer(text):
        yield problem("tab-indentation", Place(path, first_line + text.count("\n", 0, match.start())))
    for match in _FULLWIDTH.finditer(text):
        if match[1] in known_keys:
            line = first_line + text.count("\n", 0, match.start())
            yield problem("fullwidth-colon-key", Place(path, line), key=match[1])


def _in_chinese(detail: str) -> str:
    if "mapping values" in detail or "':'" in detail:
        return "冒号的位置不对，或少了引号"
    if "flow sequence" in detail or "flow mapping" in detail or "',' or" in detail:
        return "方括号或花括号没有配对"
    if "quoted scalar" in detail or "end of stream" in detail:
        return "引号没有配对"
    return "缩进没有对齐" if "block" in detail or "indent" in detail else "有不能直接写的符号，请给这句话加双引号"


def _build(path: str, events: Iterable[Any], first_line: int, problems: list[Problem]) -> Value | None:
    """One pass over the parser's events, without recursion, so that no depth of nesting can exhaust the stack."""
    root: Value | None = None
    stack: list[tuple[Value, dict[str, int]]] = []  # open collections; for mappings the line of each key
    key: str | None = None

    def report(rule: str, event: Any, **values: object) -> None:
        place = Place(path, first_line + event.start_mark.line, event.start_mark.column + 1)
        problems.append(problem(rule, place, **values))

    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value: Value = event.value
            if event.anchor or (event.tag and event.tag != "!"):
                report("yaml-alias-or-tag", event, mark=f"&{event.anchor}" if event.anchor else event.tag)
            if not stack:
                root = value
                continue
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            value = {} if kind is yaml.MappingStartEvent else []
            if event.anchor or event.tag:
                report("yaml-alias-or-tag", event, mark=f"&{event.anchor}" if event.anchor else event.tag)
            if len(stack) >= MOST_LEVELS:
                report("too-large-or-deep", event, detail=f"嵌套超过 {MOST_LEVELS} 层")
                return None
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            continue
        elif kind is yaml.AliasEvent:
            report("yaml-alias-or-tag", event, mark=f"*{event.anchor}")
            value = ""
        else:
            if kind is yaml.DocumentStartEvent and root is not None:
                report("yaml-syntax", event, detail="一个文件里只能有一份内容，多了一行“---”")
                return None
            continue
        if not stack:
            root = value
        else:
            parent, lines = stack[-1]
            if isinstance(parent, list):
                parent.append(value)
            elif not isinstance(parent, dict):
                continue
            elif key is None:
                if not isinstance(value, str):
                    report("yaml-syntax", event, detail="名称的位置写了列表")
                    return None
                key = value
                if key in lines:
                    report("duplicate-key", event, key=key, first=first_line + lines[key])
                else:
                    lines[key] = event.start_mark.line
                continue
            else:
                parent.setdefault(key, value)
                key = None
        if not isinstance(value, str):
            stack.append((value, {}))
    return root


def locate(problems: Iterable[Problem], texts: dict[str, str]) -> list[Problem]:
    """The same problems with the line and column of the value they speak of, sorted by file and line.

    `texts` holds the YAML text of each path (for Markdown files the front matter).
    """
    nodes: dict[str, yaml.Node | None] = {}
    placed = []
    for item in problems:
        place = item.place
        if place.keys:
            if place.path not in nodes:
                nodes[place.path] = yaml.compose(texts[place.path], Loader=_LOADER)
            mark = _mark_of(nodes[place.path], place.keys)
            place = Place(place.path, place.line + mark.line, mark.column + 1) if mark else Place(place.path, place.line)
            item = Problem(place, item.rule, item.message, item.field, item.label, item.warns)
        placed.append(item)
    return sorted(set(placed))


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
