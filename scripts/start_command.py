"""start: a district moves in."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import git_state

# Each question with its option and what an empty answer means.
QUESTIONS = {
    "district": ("区（县、市、开发区）的名称", ""),
    "levels": ("各级叫什么，三级用 / 隔开，一级几种叫法用逗号隔开，如 县/街道,乡镇/社区,村", "区/街道/社区"),
    "site_name": ("网站名称", "网上党员之家"),
    "address": ("网址，如 https://dyzj.example.gov.cn/", "以后再填"),
    "body": ("主管单位", "以后再填"),
    "report_phone": ("纠错电话，座机", "以后再填"),
    "report_email": ("纠错邮箱", "以后再填"),
    "icp": ("ICP 备案号", "以后再填"),
    "police": ("公安备案号", "以后再填"),
}
NEXT = """接下来：
  python3 scripts/manage.py export --blank 登记册.xlsx    导出空表，照“怎么填”填好
  python3 scripts/manage.py import 登记册.xlsx --apply    读回来
  python3 scripts/manage.py check --production            看正式发布还差什么
  python3 scripts/manage.py build --production            生成网站
想撤回，提交以前运行：git clean -f -- {files}
没有 git 的，删去这两个文件就行。"""

Ask = Callable[[str], str]


def start(args: argparse.Namespace, root: Path, today: dt.date, ask: Ask = input) -> int:
    """Shows what moving in would write, asks, and writes it, all or nothing."""
    from members_home.excel.apply import write
    from members_home.model.load import load_site
    from members_home.moving_in import AREAS_FILE, DUTIES_FILE, already_there, moving_in

    site, problems = load_site(root, today)
    there = list(already_there(site, problems))
    if there:
        return _refuse("这里已经有自己的记录，不能从头开始：", there, "要改谁负责、网站名称，直接改 docs/_data/duties.yml。")
    changed = git_state.uncommitted(root, [DUTIES_FILE, AREAS_FILE])
    if changed:
        return _refuse("这几个文件有改动还没有提交，写了会盖掉：", changed, "请先用 git 提交，或者撤回这些改动。")
    given: dict[str, str] = {key: (getattr(args, key) or "").strip() for key in QUESTIONS if getattr(args, key) is not None}
    if args.yes and not given.get("district"):
        return _refuse("没有写是哪个区。", [], "请加上 --district，如 --district 长安区。")
    try:
        while True:
            answers = given if args.yes else _asked(given, ask)
            plan = moving_in(site, answers["district"], _values(answers), answers.get("levels", ""), args.id or "")
            faults = [(_question(item.field), f"{item.label}：{item.message}") for item in plan.problems]
            faults = list(dict.fromkeys([*faults, *_faults_of(answers)]))
            if not faults:
                break
            print("\n".join(text for _, text in faults), file=sys.stderr)
            wrong = {key for key, _ in faults}
            if args.yes or "id" in wrong:  # nobody is asked for an id
                return _refuse(f"有 {len(faults)} 处要改，什么也没有写。", [], "")
            given = {key: value for key, value in answers.items() if key not in wrong}
        print("要写两个新文件，示例就不再用了；课程、故事、政策、服务、法规、名词都留着。")
        for path, text in plan.texts.items():
            print(f"\n{path}（{len(text.splitlines())} 行）\n{text}", end="")
        print("\n区的编号（id）会是网址的一段，公布以后不改。读音拼得不对，用 --id 写对的再来。")
        if not args.yes and ask("\n可以吗？（写“可以”就写，别的不写）").strip() not in ("可以", "是", "y", "Y", "yes"):
            print("什么也没有写。")
            return 1
    except EOFError:
        return _refuse("没有人回答。", [], "不能问的时候，请把各项写成选项，加上 --yes。")
    write(root, plan.texts)
    print("\n已写好。" + NEXT.format(files=" ".join(plan.texts)))
    return 0


def _asked(given: Mapping[str, str], ask: Ask) -> dict[str, str]:
    """The answers that were given, and those of whoever sits there."""
    answers = dict(given)
    for key, (question, default) in QUESTIONS.items():
        while key not in answers or not (answers[key] or default):
            answers[key] = ask(f"{question}（直接回车：{default}）：" if default else f"{question}：").strip()
    return answers


def _values(answers: Mapping[str, str]) -> dict[str, str]:
    """The fields of duties.yml; an address may lack its last slash."""
    values = {key: answers.get(key, "") for key in QUESTIONS if key not in ("district", "levels")}
    values["site_name"] = values["site_name"] or QUESTIONS["site_name"][1]
    if re.fullmatch(r"https://[a-z0-9.-]+", values["address"]):
        values["address"] += "/"
    return values


def _question(field: str) -> str:
    """The question whose answer a field of a register holds."""
    key = field.partition(".")[0]
    return {"name": "district", "level_words": "levels"}.get(key, key)


def _faults_of(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """What only the command can judge, with its question: how the levels are parted, and that an e-mail address is one."""
    faults = []
    levels, email = answers.get("levels", ""), answers.get("report_email", "")
    if levels and levels.count("/") != 2:
        faults.append(("levels", f"各级叫法：“{levels}”要写三级，用 / 隔开，如“县/街道,乡镇/社区,村”。"))
    if email and not re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", email, re.ASCII):
        faults.append(("report_email", f"纠错邮箱：“{email}”不是邮箱。请写成 jiucuo@example.gov.cn 这样。"))
    return faults


def _refuse(why: str, lines: list[str], advice: str) -> int:
    print("\n".join([why, *(f"  {line}" for line in lines), *([advice] if advice else [])]), file=sys.stderr)
    return 1
