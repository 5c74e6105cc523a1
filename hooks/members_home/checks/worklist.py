"""What a published site still needs, as one list to work through: the same thing to do is told once, with its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ..problems import Problem, errors, mask

MOST = 5  # places, and files, that are named


class Task(NamedTuple):
    """Something to do: what it is called, what is counted, how it is done, and the rules that ask for it."""

    title: str
    unit: str
    how: str
    rules: tuple[str, ...]


BLOCKING = (
    Task(
        "换掉示例",
        "条",
        "运行 manage.py start，写下是哪个区，示例就不再用了；自己的记录里写着 sample: true 的，换成真的。",
        ("sample-in-production",),
    ),
    Task("填责任信息", "项", "照编辑手册“发布”一页填。", ("duty-blank-in-production",)),
)
MENDING = Task("改错", "处", "", ())  # all other errors: each line says itself what to do
LATER = (
    Task("核实", "站", "给站点打电话，都对上了，把核实日期改成当天。", ("verification-overdue",)),
    Task("补年检", "家", "检查过的，补上那一年的党建年检。", ("inspection-overdue",)),
    Task(
        "核对引用",
        "处",
        "对着条文核一遍，改好，运行 manage.py checked。",
        (
            "changed-since-checked",
            "law-changed-since-checked",
            "law-shape-old",
            "citation-changes-soon",
            "citation-superseded",
            "citation-not-yet-effective",
        ),
    ),
    Task("补放假安排", "年", "国务院办公厅公布后，运行 manage.py holidays 读进来；没公布的不要猜。", ("holiday-year-missing",)),
    Task("看短信长短", "条", "要分几条发：照样能发，想省就改短。", ("sms-in-pieces",)),
    Task(
        "改短课文",
        "处",
        "五分钟读完，一句话不超过 60 个字；罚款的档次、例外和程序折起来。",
        ("length-off-target", "rules-crowd-out", "sentence-too-long"),
    ),
    Task("改自测", "处", "正确的不要总是最长，位置不要总是各占一个。", ("quiz-gives-itself-away",)),
    Task("改主持单", "处", "补上目标和提示，一张 A4 纸写得下。", ("leader-note-missing", "sheet-too-long")),
    Task("看登记得对不对", "处", "同名的是不是一个站点，接待日在不在开放时间里。", ("same-name-in-area", "reception-outside-hours")),
    Task("改标点和空格", "处", "照提示改。", ("half-width-punctuation", "space-in-text")),
)
REST = Task("其余提醒", "处", "", ())
ALL = "一处一处全列出来：python3 scripts/manage.py check --production --format json"


def as_worklist(problems: Sequence[Problem]) -> str:
    """The things to do in the order in which a person does them, each with its count and its first places; "" where nothing is left."""
    must = errors(problems)
    may = [item for item in problems if item.level != "error"]
    steps, reminders = [*_steps(must, BLOCKING, MENDING)], [*_steps(may, LATER, REST)]
    lines = [f"正式发布以前还有 {len(steps)} 件事。请从上往下做："] if steps else []
    lines += _shown(steps, 1)
    if reminders:
        lines.append(f"另外有 {len(reminders)} 件事要记得，不做也能发布：")
        lines += _shown(reminders, len(steps) + 1)
    lines += [ALL] if lines else []
    return "\n".join(lines)


def _steps(problems: Sequence[Problem], tasks: Sequence[Task], rest: Task) -> Iterator[tuple[Task, list[Problem]]]:
    """Every task that has problems; those that no task names come under `rest`: errors first of all, reminders last."""
    named = {rule for task in tasks for rule in task.rules}
    others = [item for item in problems if item.rule not in named]
    if others and rest is MENDING:
        yield rest, others
    for task in tasks:
        found = [item for item in problems if item.rule in task.rules]
        if found:
            yield task, found
    if others and rest is not MENDING:
        yield rest, others


def _shown(steps: Iterable[tuple[Task, list[Problem]]], first: int) -> Iterator[str]:
    for number, (task, problems) in enumerate(steps, first):
        yield f"{number}. {task.title}：{len(problems)} {task.unit}{f'。{task.how}' if task.how else ''}"
        yield from (f"   {line}" for line in (_by_file(problems) if task.rules else _in_full(problems)))


def _in_full(problems: Sequence[Problem]) -> Iterator[str]:
    yield from map(str, problems[:MOST])
    if len(problems) > MOST:
        yield f"等 {len(problems)} 处"


def _by_file(problems: Sequence[Problem]) -> Iterator[str]:
    """A file a line, with what is to be filled in there, or the numbers of its lines."""
    by_path: Callable[[Problem], str] = lambda item: item.place.path  # noqa: E731
    files = [(path, list(items)) for path, items in groupby(sorted(problems, key=by_path), by_path)]
    for path, items in files[:MOST]:
        yield mask(path) + _where(items)
    if len(files) > MOST:
        yield f"等 {len(files)} 个文件"


def _where(items: Sequence[Problem]) -> str:
    if items[0].rule == "duty-blank-in-production":
        return f"：{'、'.join(item.label for item in items)}"
    lines = [str(item.place.line) for item in items if item.place.line]
    more = f"，等 {len(items)} 处" if len(items) > MOST else ""
    return f"：第 {'、'.join(lines[:MOST])} 行{more}" if lines else ""
