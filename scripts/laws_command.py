"""laws: official texts, kept outside, as the one line an instrument that is kept; and the texts beside what the site says of them."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from safe_files import write_whole

if TYPE_CHECKING:
    from members_home.citations import Part
    from members_home.model.cited import Passage
    from members_home.model.law_file import ChangedArticle, Texts
    from members_home.model.site import Site
    from members_home.source.statute import Article

KINDS = (".txt", ".md")


def laws(args: argparse.Namespace, root: Path, today: dt.date) -> int:
    """Shows which cited articles changed, with what cites them; writes law_shapes.yml with --apply, and nothing where a text does not fit."""
    from members_home.model.law_file import changed, matched, without_text, written
    from members_home.model.load import load_site
    from members_home.model.registers.law_shapes import LAW_SHAPES
    from members_home.model.registers.register import DATA
    from members_home.problems import as_text
    from members_home.source import statute
    from members_home.source.files import decoded

    files = sorted(path for path in args.folder.rglob("*") if path.suffix.lower() in KINDS) if args.folder.is_dir() else []
    if not files:
        print(f"{args.folder} 里没有 .txt 或 .md 文件。请把法规的全文一部一个存成文本文件，放进一个文件夹。", file=sys.stderr)
        return 1
    site, problems = load_site(root, today)
    path = DATA + LAW_SHAPES.path
    known = [item for item in problems if item.place.path in (path, DATA + "instruments.yml")]
    if known:
        print(as_text(known))
        print("请先改好这几处。什么也没有写。", file=sys.stderr)
        return 1
    read, unreadable = [], []
    for file in files:
        name = file.relative_to(args.folder).as_posix()
        try:
            text = decoded(file.read_bytes()).replace("\r\n", "\n")
        except UnicodeDecodeError:
            unreadable.append(f"{name} 不是文本文件。请把全文复制到记事本里，另存为 .txt。")
        else:
            read.append((name, statute.read(text, file.stem)))
    texts = matched(site, read)
    if args.show:
        return _show(site, texts, args.show)
    _list("登记册里没有这几部，没有用到：", texts.unknown)
    # A text that cannot be read looks like a law whose articles are all gone: nothing is said of changes until all can be read.
    faults = [*unreadable, *texts.faults]
    if faults:
        print("\n".join(faults), file=sys.stderr)
        print(f"有 {len(faults)} 处要改，{path} 没有动。", file=sys.stderr)
        return 1
    found = list(changed(site, texts))
    for article in found:
        _tell(article)
    _list("引用了，文件夹里没有全文，款和项没有核对：", without_text(site, texts))
    file_now = root / path
    text, old = written(site, texts), file_now.read_text(encoding="utf-8") if file_now.is_file() else ""
    print(f"读了 {len(texts.statutes)} 部。引用的条文有 {len(found)} 条变了。")
    if text == old:
        print(f"{path} 就是这样，没有要改的。")
    elif args.apply:
        write_whole(file_now, lambda fresh: fresh.write_text(text, encoding="utf-8", newline="\n"))
        print(f"已写进 {path}。")
    else:
        print(f"{path} 没有动。看过没问题，加上 --apply 再运行一次。")
    return 0


def _tell(changed: ChangedArticle) -> None:
    """The new words of an article, and beside them every passage that rests on the old ones."""
    print(f"\n《{changed.short}》{changed.name}{'变了，现在是：' if changed.now else '没有了。'}")
    if changed.now:
        print("\n".join(_lines(changed.now)))
    for passage in changed.passages:
        _tell_passage(passage)
    print()


def _show(site: Site, texts: Texts, name: str) -> int:
    """The passages of one text, each with the articles that it cites; what is marked `>` is the 款 or 项 cited."""
    from members_home.model.cited import of_text

    slug = f"lessons/{name.zfill(2)}" if name.isdigit() else name.strip("/")
    text = site.text_by_slug.get(slug)
    if text is None:
        print(f"没有“{name}”。请写讲次，如 08；故事和政策写网址，如 policies/reception-day。", file=sys.stderr)
        return 1
    for passage in of_text(text):
        _tell_passage(passage)
        for citation in passage.citations:
            instrument = site.instrument_by_name.get(citation.name)
            statute = texts.statutes.get(instrument.short) if instrument else None
            for part in citation.parts:
                article = statute.articles.get(part.article) if statute else None
                print(f"    《{citation.name}》{part.words}" + ("" if article else "：文件夹里没有"))
                if article:
                    print("\n".join(_lines(article, part)))
        print()
    return 0


def _tell_passage(passage: Passage) -> None:
    print(f"  {passage.where}")
    print("\n".join(f"  | {line}" for line in passage.text.split("\n") if line.strip()))


def _lines(article: Article, part: Part | None = None) -> list[str]:
    """An article as people read it in a terminal: each 款 with its number."""
    from members_home.source.statute import item_number

    lines = []
    for number, paragraph in enumerate(article.paragraphs, 1):
        for line in paragraph:
            item = item_number(line)
            is_meant = part and (part.paragraph or part.item) and part.paragraph in (0, number) and part.item in (0, item)
            lines.append(f"    {'>' if is_meant else ' '} {'' if item else f'[{number}] '}{line}")
    return lines


def _list(head: str, names: list[str] | tuple[str, ...]) -> None:
    if names:
        print(head + "、".join(names))
