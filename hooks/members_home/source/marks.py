"""Finds the marks that Markdown left standing: what was meant as a list or a link and is printed as typed.

Markdown never refuses a text. So its tree is compared with the source: after the inline patterns ran and before escapes are
undone, whatever still looks like a mark in a text was lost, unless its writer put a backslash before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from .tree import HEADINGS, Run, first_run, line_of, runs

LONGEST = 24  # characters of a text that a message quotes
_CODE = "\ufffc"  # stands for a piece of code, in which nothing is a mark


class Left(NamedTuple):
    """A mark left standing: the rule it breaks, the line, what is there, and what to do."""

    rule: str
    line: int
    values: dict[str, str]


class _Form(NamedTuple):
    pattern: re.Pattern[str]
    what: str
    remedy: str
    only_after: bool = False  # only where a line of text stands above


_LIST = "请在上面空一行，写成“- 内容”或“1. 内容”，记号后面空一格"
_TABLE = "请在表格上面空一行，第二行写“|---|---|”，竖线用半角"
_FORMS = (
    _Form(re.compile(r"\s*[-+*] "), "没有变成列表", _LIST),
    _Form(re.compile(r"[-+*][\u4e00-\u9fff“《（\[]"), "没有变成列表", _LIST),
    _Form(re.compile(r"\s*[0-9]{1,3}\.(?=[^0-9\s])|\s*[0-9]{1,3}(?:[)）]|\. )"), "没有变成列表", _LIST),
    _Form(re.compile(r"\s*[0-9０-９]{1,3}[、．](?![0-9０-９])"), "没有变成列表", _LIST),
    _Form(re.compile(r"\s*[•●○◦▪■◆◇·] ?(?=\S)"), "没有变成列表", _LIST),
    _Form(
        re.compile(r"\s*(?:[（(][0-9一二三四五六七八九十]{1,3}[)）]|[①-⑳⑴-⒇]|[一二三四五六七八九十]{1,3}、)"),
        "和上一行连成了一段",
        _LIST,
        True,
    ),
    _Form(re.compile(r"\s*\|.*\||\s*:?-{2,}:? *\|[-:| ]*$"), "没有变成表格", _TABLE),
    _Form(re.compile(r"\s*#{1,6}(?!#)\s*\S"), "没有变成标题", "请顶着行首写，# 后面空一格"),
    _Form(re.compile(r"\s*>"), "没有变成引用", "请在上面空一行，顶着行首写“> ”"),
    _Form(re.compile(r"\s*\?\?\?"), "没有变成折叠", '请顶着行首写成“??? note "要查条文"”这样，引号用半角，标题只写普通的字'),
    _Form(re.compile(r"\s*(?:!!!|:::)"), "没有变成提示框", '请顶着行首写成“!!! leader "提示"”这样，引号用半角'),
    _Form(re.compile(r"\s*(?:-[ -]*-[ -]*-|={3,}|_{3,})\s*$"), "没有变成分隔线", "请在上下各空一行"),
    _Form(re.compile(r"\s*\[[^\[\]^]+\][:：] *\S+"), "没有变成链接", "请在文字里直接写“[名字](目标)”"),
)
_ANYWHERE = (
    _Form(re.compile(r"\[\^[^\]\s]+\]"), "照样印出来了，没有脚注这种写法", "请把注释写进正文"),
    _Form(re.compile(r"!\[[^\]]*\]?"), "没有变成图片", "请写成“![图里有什么](文件名)”，括号用半角、配成对，中间不空格"),
    _Form(re.compile(r"(?<!!)\[[^\[\]]*\] ?\([^)]*\)?"), "没有变成链接", "请写成“[名字](目标)”，括号用半角、配成对，中间不空格"),
    _Form(re.compile(r"(?<!!)\[[^\[\]]+\]\[[^\[\]]*\]"), "没有变成链接", "请写成“[名字](目标)”"),
    _Form(
        re.compile(r"\*\*|__(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])__"), "照样印出来了，没有变成粗体", "请在文字两头各写“**”，紧挨着文字"
    ),
    _Form(re.compile(r"~~"), "照样印出来了，没有删除线这种写法", "请把删去的文字拿掉"),
    _Form(re.compile(r"==(?=[^=\s])[^=]+(?<=\S)=="), "照样印出来了，没有高亮这种写法", "请改用“**”，或删去这些符号"),
    _Form(re.compile(r"(?<=[\u4e00-\u9fff])\*(?=[\u4e00-\u9fff])"), "照样印出来了，没有变成斜体或粗体", "请在文字两头各写“**”，紧挨着文字"),
    _Form(re.compile("`"), "没有变成代码", "请在代码两头各写一个“`”"),
    _Form(re.compile(r"\\$"), "照样印出来了，没有换行", "请空一行另起一段"),
    _Form(re.compile(r"\{:[^}]*\}?"), "照样印出来了", "请删去花括号里的这一项"),
)
_PROSE = re.compile(r"\s*(?:[\u4e00-\u9fff“《（]|[-+*] |[0-9]{1,2}[.、] ?)")
_PARAGRAPHS = ("p", "article", "blockquote", "div")
_BLOCK = re.compile(r"\[\[[a-z_:-]+\]\]")
_FENCE = re.compile(r"^[\s>]*(?:(?:[-*+]|[0-9]+\.)\s+)*(?P<fence>`{3,}|~{3,})(?P<rest>[^\n]*)$")
_SETEXT = re.compile(r"\s{0,3}(?:-+|=+)\s*$")
_NO_SPACE = re.compile("#{1,6}[^#\\s]")
_NO_CELL_ENDS = re.compile(r"(`+).*?\1|\\.")  # code and escapes, in which a bar ends no cell
_FULL_LINK = re.compile(r"[!！]?[\[［【][^\[\]［］【】\n]*[\]］】] ?[（(][^（()）\n]*[)）]?")
_TARGET = re.compile(r"[a-z]+:|[./#]|[\w/-]+\.[a-z]{2,4}\b", re.I)
_FULL_MARK = re.compile(r"\s*(?:＃+|[－＋＊] |＞|｜)|[［］]|＊＊|｀|～～～")


def left_standing(root: Element, source: Sequence[str], first_line: int) -> Iterator[Left]:
    """Every mark of the source that did not become what it means, each kind once a line.

    `root` is the tree with escapes still in it, `source` are the lines of the text, the first of them `first_line`.
    """
    seen: set[tuple[str, int, str]] = set()
    judges = (_headings, _cells, _indents, _folds)
    found = [*_fences(source, first_line), *(mark for judge in judges for mark in judge(root, source, first_line))]
    found += [mark for run in runs(root) for mark in _of_run(run)]
    fenced = {mark.line for mark in found if "围栏" in mark.values.get("what", "")}
    for mark in found:
        key = mark.rule, mark.line, mark.values.get("what", "")
        if key not in seen and not (mark.line in fenced and mark.rule == "structure-lost" and "围栏" not in mark.values["what"]):
            seen.add(key)
            yield mark


def _lost(line: int, value: str, what: str, remedy: str) -> Left:
    return Left("structure-lost", line, {"value": _short(value), "what": what, "remedy": remedy})


def _short(text: str) -> str:
    text = re.sub("\x02([0-9]+)\x03", lambda match: chr(int(match[1])), text.strip()).replace(_CODE, "`")
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _of_run(run: Run) -> Iterator[Left]:
    lines = "".join(_words(run.element)).split("\n")
    told = ""  # the fault of the line above: ten lines of one lost list are told once
    for number, line in enumerate(lines):
        at = run.line + number
        full = list(_full_width(line, at))
        yield from full
        # In a list item the first line may begin with what would be a mark elsewhere: "- （一）".
        forms = (form for form in _FORMS if number or (run.tag in _PARAGRAPHS and not form.only_after))
        form = next((form for form in forms if form.pattern.match(line)), None)
        if form and form.what != told:
            yield _lost(at, line, form.what, form.remedy)
        told = form.what if form else ""
        for form in _ANYWHERE:
            match = form.pattern.search(line)
            if match and not full:
                yield _lost(at, match[0], form.what, form.remedy)
        block = _BLOCK.search(line)
        if block and (block[0] != line.strip() or len(lines) > 1):
            yield _lost(at, block[0], "没有变成内容块", "请让它单独占一段，上下各空一行")


def _full_width(line: str, at: int) -> Iterator[Left]:
    """Marks typed with a Chinese input method, each with the form that Markdown reads."""
    for match in _FULL_LINK.finditer(line):
        target = half(match[0][re.search("[（(]", match[0]).start() + 1 :].rstrip("）)"))  # type: ignore[union-attr]
        if half(match[0]) != match[0] and _TARGET.match(target):
            yield Left("fullwidth-link", at, {"value": _short(match[0]), "fix": link_in_half(match[0])})
            return
    mark = _FULL_MARK.search(line)
    if mark and (mark.start() == 0 or mark[0][0] not in " \t＃－＋＞｜"):
        yield Left("fullwidth-link", at, {"value": mark[0].strip(), "fix": half(mark[0]).strip()})


def half(text: str) -> str:
    """The text with full-width letters, digits and signs as half-width ones."""
    return "".join(unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign for sign in text)


def link_in_half(text: str) -> str:
    """A link or picture with its brackets and target in the signs that Markdown reads; its words stay."""
    image, words, target = re.fullmatch(r"([!！]?)[\[［【](.*)[\]］】] ?[（(](.*?)[)）]?", text).groups()  # type: ignore[union-attr]
    return f"{half(image)}[{words}]({half(target)})"


def _headings(root: Element, source: Sequence[str], first_line: int) -> Iterator[Left]:
    for heading in (element for element in root.iter() if element.tag in HEADINGS):
        at = line_of(heading) - first_line
        if not 0 <= at < len(source):
            continue
        below = next((n for n in range(at + 1, min(at + 2, len(source))) if _SETEXT.match(source[n])), None)
        if below is not None and not source[at].lstrip().startswith("#"):
            value, remedy = source[below].strip(), "请在它上面空一行；真要标题，就顶着行首写“## 标题”"
            yield _lost(first_line + below, value, "让上面那段文字变成了标题", remedy)
        elif _NO_SPACE.match(source[at]):
            yield _lost(line_of(heading), source[at], "少了一个空格", "# 后面空一格才是标题；不是标题，就在前面加一个“\\”")


def _indents(root: Element, source: Sequence[str], first_line: int) -> Iterator[Left]:
    """Items that were meant below another one and stand beside it, and prose that became code: both count four spaces."""
    for parent in root.iter():
        if parent.tag in ("ul", "ol"):
            lines = [next(filter(None, map(line_of, item.iter())), 0) for item in parent if item.tag == "li"]
            widths = [_width(source, line - first_line) for line in lines]
            for line, width in zip(lines, widths, strict=True):
                if line and width > widths[0] >= 0:
                    yield _lost(line, source[line - first_line], "没有成为下一级", "下一级的列表请缩进四格")
                    break
        if parent.tag == "pre" and len(parent) and _PROSE.match(parent[0].text or ""):
            line = line_of(parent[0])
            yield _lost(line, (parent[0].text or "").split("\n")[0], "缩进了四格，成了代码", "请顶着行首写；列表上面空一行")


def _folds(root: Element, source: Sequence[str], first_line: int) -> Iterator[Left]:  # noqa: ARG001  judges are called alike
    """Folds that hold nothing, or what no list of contents and no sheet would find in them: headings and boxes of hints."""
    for fold in root.iter("details"):
        title, *held = fold
        line, value = line_of(title), f'??? note "{title.text}"'
        lost = next((element for element in fold.iter() if element.tag in (*HEADINGS, "div")), None)
        if not held:
            yield _lost(line, value, "下面没有内容", "请把要折起来的话缩进四格，写在它下面")
        elif lost is not None:
            run = first_run(lost)
            yield _lost(run.line, run.text, "在折叠里找不到，标题和提示框都不能折起来", "请移到折叠外面")


def _width(source: Sequence[str], at: int) -> int:
    """The spaces at the head of a line, what quotes it left out; -1 where there is no such line."""
    line = source[at].expandtabs(4) if 0 <= at < len(source) else ""
    return re.match(r"(?:\s{0,3}>)*\s*", line).end() if line else -1  # type: ignore[union-attr]


def _cells(root: Element, source: Sequence[str], first_line: int) -> Iterator[Left]:
    """Rows with more cells than their table has columns: Markdown drops what is too much."""
    for row in root.iter("tr"):
        at = line_of(row[0]) - first_line if len(row) else -1
        if 0 <= at < len(source):
            line = _NO_CELL_ENDS.sub("", source[at].strip())
            if line.removeprefix("|").removesuffix("|").count("|") >= len(row):
                yield _lost(first_line + at, source[at], "比表头多一格，多的没有登出来", "请补上表头，或删去多的一格；要写竖线，前面加“\\”")


def _fences(source: Sequence[str], first_line: int) -> Iterator[Left]:
    """Fences that were opened and not closed, that stand indented, or that swallowed the next one."""
    text = "\n".join(source)
    start = 0
    for match in (*FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text), None):
        end = match.start() if match else len(text)
        yield from _fence_marks(text[start:end].split("\n"), first_line + text.count("\n", 0, start))
        if match is None:
            return
        inner = first_line + text.count("\n", 0, match.start("code"))
        for number, line in enumerate(match["code"].split("\n"), inner):
            if line.startswith(match["fence"]):  # what closes it would have ended it: this one opens another
                yield _lost(number, line, "还在上一个围栏里，上一个围栏没有关上", "请在上一段代码下面补一行同样的记号")
        start = match.end()


def _fence_marks(lines: Sequence[str], first: int) -> Iterator[Left]:
    open_within = False  # whether an indented fence, which was told, waits for its end
    for number, line in enumerate(lines, first):
        match = _FENCE.match(line)
        if match and match["fence"] not in match["rest"]:
            if open_within and not match["rest"].strip():
                open_within = False
            elif line.startswith(("`", "~")):
                yield _lost(number, line, "这一行围栏没有配对，后面的内容没有查到", "请在代码上下各写一行同样的记号，都顶着行首")
            else:
                open_within = True
                yield _lost(number, line, "是缩进的围栏，没有变成代码", "请把围栏顶着行首写，不放在列表和引用里")


def _words(element: Element) -> Iterator[str]:
    """What stands in a run, with every line break of the source; a piece of code is one sign that means nothing."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag == "code":
            yield _CODE + "\n" * (child.text or "").count("\n")
        else:
            yield from _words(child)
        yield child.tail or ""
