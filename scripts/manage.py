"""The one door for people: python3 scripts/manage.py serve | build | check | test | …

This file and what it imports at the top use the standard library alone: they make .venv and install the locked
requirements into it, then run themselves again with its Python. Everything else is imported only there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from pathlib import Path

import console
import environment
import wheels

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {
    "test": "test",
    "export": "excel",
    "import": "excel",
    "report": "excel",
    "booklet": "booklet",
}  # what a command needs besides the site's


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="manage.py", description="网上党员之家：预览、检查、生成网站")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令")

    start = commands.add_parser("start", help="一个区开始用：换掉示例，写下是哪个区、谁负责")
    start.add_argument("--district", help="区（县、市、开发区）的名称，如 长安区")
    start.add_argument("--id", help="区的编号，小写拼音，默认照名称拼")
    start.add_argument("--levels", metavar="县/街道,乡镇/社区,村", help="各级在当地叫什么，默认 区/街道/社区")
    start.add_argument("--site-name", help="网站名称，默认 网上党员之家")
    start.add_argument("--address", help="网址，如 https://dyzj.example.gov.cn/")
    start.add_argument("--body", help="主管单位")
    start.add_argument("--report-phone", help="纠错电话，座机")
    start.add_argument("--report-email", help="纠错邮箱")
    start.add_argument("--icp", help="ICP 备案号")
    start.add_argument("--police", help="公安备案号")
    start.add_argument("--yes", action="store_true", help="不问，照选项写；没有写的以后再填")

    serve = commands.add_parser("serve", help="在本机预览，改了文件马上看到")
    serve.add_argument("--port", type=_port, default=8000, help="端口，默认 8000")

    build = commands.add_parser("build", help="检查并生成网站")
    build.add_argument("--site-dir", type=Path, default=ROOT / "site", help="生成到哪个文件夹，默认 site")
    build.add_argument("--booklet", action="store_true", help="把小册子也排好，放进网站，在党课那一页可以下载")
    build.add_argument("--production", action="store_true", help="正式发布：不允许有示例，责任信息必须填写")

    check = commands.add_parser("check", help="只检查，不生成")
    check.add_argument("--format", choices=("text", "json"), default="text", help="输出文字或 JSON")
    check.add_argument("--root", type=Path, default=ROOT, help="要检查的文件夹，里面有 lessons 和 docs")
    check.add_argument("--today", help="按哪一天检查，如 2026-11-01")
    check.add_argument("--production", action="store_true", help="按正式发布的要求检查")

    checked = commands.add_parser("checked", help="核对完条文后，记下日期和文本")
    checked.add_argument("numbers", nargs="*", metavar="讲次", help="如 08，可以几讲一起")
    checked.add_argument("--laws", action="store_true", help="不写讲次：给核对以后没改过、还没有条文记号的各讲补上，日期不动")
    checked.add_argument("--today", help="核对的日期，默认今天")

    addresses = commands.add_parser("addresses", help="列出全部网址")
    addresses.add_argument("--write", action="store_true", help="写进 docs/_data/addresses.txt")

    export = commands.add_parser("export", help="把登记册导出成 Excel")
    export.add_argument("file", type=Path, nargs="?", help="写到哪个文件，如 登记册.xlsx")
    export.add_argument("--blank", action="store_true", help="只要空表：带例子和“怎么填”，已有的区域写在里面")
    export.add_argument("--due", type=Path, metavar="文件夹", help="只导出要核实的，一个街道一张表，放进这个文件夹")

    import_ = commands.add_parser("import", help="把填好的 Excel 或 CSV 读回登记册：先看，加 --apply 才写")
    import_.add_argument("files", type=Path, nargs="+", metavar="文件", help="填好的 .xlsx 或 .csv，可以几个一起，如 街道报来/*.xlsx")
    import_.add_argument("--apply", action="store_true", help="写进登记册；有一处错误就一处也不写")
    import_.add_argument(
        "--map", action="append", default=[], metavar="名称=站点名称", help="别处来的表：我们的列名=他们的列名；@文件 读一整份对照"
    )

    import_.add_argument("--by", default="", metavar="岗位", help="谁导入的，记进 docs/_data/changes.csv：写岗位，如 街道党建办，不写人名")
    import_.add_argument("--preview", type=Path, metavar="文件", help="会改什么、哪里要改，另写进一个文本文件，可以发还给报表的人")
    import_.add_argument(
        "--write-ids", type=Path, metavar="文件", help="写进登记册以后，把编号填进他们的表，另存成这个文件；几张表的，存进这个文件夹"
    )

    holidays = commands.add_parser("holidays", help="把国务院办公厅的放假通知读进登记册：先看，加 --apply 才写")
    holidays.add_argument("file", type=Path, help="一个文本文件，里面是整篇通知")
    holidays.add_argument("--apply", action="store_true", help="写进 holidays.yml；有一处不对就不写")
    holidays.add_argument("--year", type=_year, help="哪一年的安排，文字里没有标题时才写")
    holidays.add_argument("--source", metavar="《……的通知》（文号）", help="通知的名称和文号，文字里没有时才写")

    laws = commands.add_parser("laws", help="把法规全文读成各条有几款几项，看引用的条文变了没有：先看，加 --apply 才写")
    laws.add_argument("folder", type=Path, metavar="文件夹", help="里面一部一个文本文件，放在项目外面就行")
    laws.add_argument("--apply", action="store_true", help="写进 law_shapes.yml；有一部不对就不写")
    laws.add_argument("--show", metavar="讲次", help="把一讲引的条文和课文排在一起看，如 08；什么也不写")

    merge = commands.add_parser("merge-area", help="把一个街道或社区并进另一个：先看，加 --apply 才写")
    merge.add_argument("old", metavar="旧区域", help="被合并的，写编号或名称")
    merge.add_argument("new", metavar="新区域", help="并到哪里，写编号或名称")
    merge.add_argument("--on", type=_date, required=True, metavar="2026-11-01", help="从哪天起")
    merge.add_argument("--apply", action="store_true", help="写进登记册，要么全写，要么一处也不写")

    report = commands.add_parser("report", help="年报：按街道汇总，写成 Excel")
    report.add_argument("--year", type=int, required=True, help="哪一年，如 2025")
    report.add_argument("--file", type=Path, default=Path("年报.xlsx"), help="写到哪个文件，默认 年报.xlsx")

    booklet = commands.add_parser("booklet", help="全部课文排成一本小册子，PDF，A5")
    booklet.add_argument("--output", type=Path, default=Path("小册子.pdf"), help="写到哪个文件，默认 小册子.pdf")
    for command in (start, export, import_, holidays, laws, merge, report, booklet):
        command.add_argument("--root", type=Path, default=ROOT, help="哪一份内容，默认本项目")
        command.add_argument("--today", help="按哪一天，如 2026-11-01")

    stick = commands.add_parser("zip", help="做成一个压缩包，拷进 U 盘，没有网也能看")
    stick.add_argument("file", type=Path, nargs="?", help="写到哪个文件，默认是网站的名字加 .zip")

    fetch = commands.add_parser("wheels", help="把软件包下载到 wheels 文件夹，给不能上网的电脑用")
    groups = f"哪几组：{'、'.join(wheels.LOCKS)}，默认 {' '.join(wheels.OFFICE)}"
    fetch.add_argument("groups", nargs="*", default=list(wheels.OFFICE), metavar="组", help=groups)
    fetch.add_argument("--system", choices=tuple(wheels.SYSTEMS), help="给哪种电脑用，默认和这台一样")
    fetch.add_argument("--python", type=_minor, metavar="3.12", help="那台电脑的 Python 版本，默认和这台一样")

    commands.add_parser("test", help="运行全部测试")

    bench = commands.add_parser("bench", help="量一量生成上万个站点要多久")
    bench.add_argument("--stations", type=int, nargs="+", default=[1000, 10000], help="站点数，默认 1000 10000")
    bench.add_argument("--folder", type=Path, help="在哪个文件夹里量，默认放在内存里，免得把磁盘也量进去")
    return top


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1024 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不能用，请写 1024 到 65535 之间的数")


def _date(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.min
    if 1900 <= day.year < 3000:
        return day
    raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-01 这样")


def _year(text: str) -> int:
    if re.fullmatch("2[0-9]{3}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不能用，请写 2027 这样的年份")


def _minor(text: str) -> str:
    if re.fullmatch(r"3\.\d\d", text) and int(text[2:]) >= environment.OLDEST[1]:
        return text
    raise argparse.ArgumentTypeError(f"“{text}”不能用，请写 3.11、3.12 这样的版本")


def needed(args: argparse.Namespace) -> str:
    """The group of packages that a command needs."""
    return "booklet" if getattr(args, "booklet", False) else GROUPS.get(args.command, "site")


def main() -> int:
    console.make_safe()
    environment.require_python()
    args = parser().parse_args()
    environment.enter(ROOT, needed(args))
    import commands  # only now: it needs what was just installed

    return commands.run(args, ROOT)


if __name__ == "__main__":
    sys.exit(console.exit_code(main))
