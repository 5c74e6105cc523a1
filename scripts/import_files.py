"""The files of one import: found by what people typed, and read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safe_files import write_folder, write_whole

if TYPE_CHECKING:
    from members_home.excel.plan import Plan
    from members_home.excel.table import Table
    from members_home.excel.workbooks import Progress
    from members_home.problems import Problem

_OPEN = "~$"  # begins the name of what Excel keeps beside a file that is open


class NotRead(Exception):
    """Files that cannot be read; the message is for people and names all of them."""


def found(words: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files that were named, each once, and the words that name none. Not every shell opens 街道报来/*.xlsx."""
    files: list[Path] = []
    lacking = []
    for word in words:
        paths = [word] if word.exists() else sorted(Path(word.anchor).glob(str(word.relative_to(word.anchor))))
        paths = [path for path in paths if not path.name.startswith(_OPEN)]
        files += paths
        lacking += [] if paths or word.name.startswith(_OPEN) else [word]
    return list({path.resolve(): path for path in files}.values()), lacking if files else list(words)


def names(files: Sequence[Path]) -> dict[Path, str]:
    """How messages name each file: "" where it is the only one, with its folders where two are called alike."""
    if len(files) == 1:
        return {files[0]: ""}
    alike = Counter(path.name for path in files)
    return {path: path.name if alike[path.name] == 1 else str(path) for path in files}


def read(
    files: Sequence[Path], mapping: Mapping[str, str], streets: Sequence[str], progress: Progress
) -> tuple[list[Table], list[Problem], list[str]]:
    """The tables of all files, the problems of their cells, and remarks on what was not read. Raises NotRead."""
    from members_home.excel import workbooks

    tables: list[Table] = []
    problems: list[Problem] = []
    remarks: list[str] = []
    refused: list[str] = []
    for path, name in names(files).items():
        try:
            held, faults, said = workbooks.read(path, mapping, streets, progress, name)
        except workbooks.Unreadable as error:
            refused.append(str(error))
            continue
        if not held and not faults:
            refused += [*said, f"{path} 里没有找到登记册的表头。别处来的表，请用 --map 名称=他们的列名 写明对照。"]
        tables += held
        problems += faults
        remarks += said
    if refused:
        raise NotRead("\n".join(refused))
    return tables, problems, remarks


def write_ids(files: Sequence[Path], target: Path, tables: Sequence[Table], plan: Plan) -> None:
    """Writes the tables with their ids into the file `target`; several into a folder of that name, each as it is called."""
    from members_home.excel.write_ids import saver

    if len(files) == 1:
        write_whole(target, saver(files[0], tables, plan))
        return

    def save(fresh: Path) -> None:
        for path, name in names(files).items():
            saver(path, [table for table in tables if table.file == name], plan)(fresh / path.name)

    write_folder(target, save)


def refusal(files: Sequence[Path], preview: Path | None, ids: Path | None, is_applied: bool) -> str:
    """Why the files that are to be written cannot be; "" where they can."""
    if ids and not is_applied:
        return "编号写进登记册以后才算数：--write-ids 请和 --apply 一起用。"
    if ids and len(files) == 1 and ids.suffix.lower() != files[0].suffix.lower():
        return f"{ids} 和 {files[0]} 要是同一种文件。请把两个文件名的结尾写成一样的。"
    if ids and len(files) > 1 and ids.suffix:
        return f"几张表一起导入，发还的也是几张，--write-ids 请写一个新文件夹的名字，如 {ids.with_suffix('')}。"
    if ids and len({path.name for path in files}) < len(files):
        return "几张表里有同名的，发还的会混在一起。请先把文件名改得有区别。"
    taken = next((path for path in (preview, ids) if path and path.exists()), None)
    return f"{taken} 已经有了。请换一个文件名。" if taken else ""
