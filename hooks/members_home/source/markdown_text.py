"""Splits a Markdown file into front matter and sections, each line keeping its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6}) +(.*?) *#*$")
_BLOCK = re.compile(r'( *)!!! *([^ "]*) *(?:"([^"]*)")? *$')
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Section:
    """A stretch of Markdown under one `##` heading; the text before the first heading has the empty heading."""

    heading: str
    line: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip("\n")

    @property
    def first_line(self) -> int:
        """The line of the file on which `lines` begins."""
        return self.line + 1 if self.heading else self.line


@dataclass(frozen=True)
class Block:
    """An admonition: `!!! leader "目标"` and the lines below it that stand four spaces deeper, up to `end`.

    `line` and `end` count from 0 within the lines it was found in; `text` has lost the four spaces.
    """

    line: int
    end: int
    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Document:
    """A Markdown file: its path, the YAML text of its front matter, and its body from `body_line` on."""

    path: str
    front_matter: str
    body: str
    body_line: int

    @property
    def sections(self) -> tuple[Section, ...]:
        found: list[tuple[str, int, list[str]]] = [("", self.body_line, [])]
        for number, line, in_code in self.numbered_lines():
            match = None if in_code else _HEADING.match(line)
            if match and len(match[1]) <= 2:
                found.append((match[2], number, []))
            else:
                found[-1][2].append(line)
        return tuple(Section(heading, line, tuple(lines)) for heading, line, lines in found)

    @property
    def headings(self) -> tuple[tuple[int, int, str], ...]:
        """Line, level and text of every heading."""
        matches = ((n, _HEADING.match(line)) for n, line, in_code in self.numbered_lines() if not in_code)
        return tuple((n, len(match[1]), match[2]) for n, match in matches if match)

    def numbered_lines(self) -> Iterator[tuple[int, str, bool]]:
        """Each line of the body with its number in the file and whether it stands in fenced code."""
        fence = ""
        for number, line in enumerate(self.body.split("\n"), self.body_line):
            mark = line.lstrip()[:3]
            if fence:
                yield number, line, True
                fence = "" if mark == fence else fence
            elif mark in ("```", "~~~"):
                fence = mark
                yield number, line, True
            else:
                yield number, line, False


def split(path: str, text: str) -> Document | None:
    """The document of one file, or None where it has no front matter between two lines of `---`."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        return None
    front_matter = "".join(line + "\n" for line in lines[1:end])
    return Document(path, front_matter, "\n".join(lines[end + 1 :]), min(end + 2, len(lines)))


def blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Every admonition of some lines, in order; one within another belongs to the text of the outer one."""
    at = 0
    while at < len(lines):
        if match := _BLOCK.match(lines[at]):
            inner = len(match[1]) + 4
            end = at + 1
            while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * inner)):
                end += 1
            text = "\n".join(line[inner:] for line in lines[at + 1 : end]).strip("\n")
            yield Block(at, end, match[2], match[3] or "", text)
            at = end
        else:
            at += 1


def count_han(text: str) -> int:
    """How many 汉字 a text has."""
    return len(_HAN.findall(text))
