"""What the ids of records look like, so that every field that holds one says it in the same words."""

from __future__ import annotations

from typing import Any

from ...source.described import ident

WHERE = ("stations", "branches", "organizations")  # the registers of what is served, visited or paired
FIRST_SAMPLE = 900001  # samples have numbers from here on, real records below
WORD = r"[a-z][a-z0-9-]{1,39}"


def numbered(prefix: str, label: str = "编号", help: str = "", *, required: bool = True, refers: tuple[str, ...] = ()) -> Any:
    """An id such as st-000001: a prefix and six digits."""
    wanted = f"写成“{prefix}-”加六位数字，如“{prefix}-900001”"
    return ident(label, rf"{prefix}-[0-9]{{6}}", wanted, help, required=required, refers=refers)


def station_id(label: str, help: str = "", *, required: bool = True) -> Any:
    return numbered("st", label, help, required=required, refers=("stations",))


def area_id(label: str, help: str = "", *, required: bool = True) -> Any:
    return pinyin_id(label, help, required=required, refers=("areas",))


def pinyin_id(label: str = "编号", help: str = "", *, required: bool = True, refers: tuple[str, ...] = ()) -> Any:
    """An id in pinyin, such as chunhui."""
    return ident(label, WORD, "写成小写拼音，如“chunhui”", help, required=required, refers=refers)


def word_id(example: str, label: str = "编号", help: str = "") -> Any:
    """An id in English words, such as membership-transfer."""
    return ident(label, WORD, f"写成小写英文，如“{example}”", help)


def slugs(label: str, help: str = "") -> Any:
    """Pages as texts name them: lessons/06, stories/tea-street-branch."""
    pattern = r"(?:lessons/[0-9]{2}|(?:stories|policies|services)/[a-z0-9-]+)"
    wanted = "写成“lessons/06”“stories/文件名”“policies/文件名”或“services/编号”"
    return ident(label, pattern, wanted, help, required=False, many=True)
