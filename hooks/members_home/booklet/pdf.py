"""The pages of the booklet, by WeasyPrint, which needs Pango and a Chinese font on the machine."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import warnings
from typing import Any

PANGO = (
    "做小册子要用 Pango 排字，这台机器上没有找到。\n"
    "Debian 和 Ubuntu 请运行：sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    "macOS 请运行：brew install pango\n"
    "Windows 请安装 MSYS2（msys2.org），在它的窗口里运行：pacman -S mingw-w64-x86_64-pango，"
    "再设环境变量 WEASYPRINT_DLL_DIRECTORIES 为 C:\\msys64\\mingw64\\bin"
)
FONT = (
    "做小册子要用中文字体，这台机器上{characters}。\n"
    "Debian 和 Ubuntu 请运行：sudo apt install fonts-noto-cjk\n"
    "macOS 和 Windows 本来就有中文字体；被删掉的，请安装“思源黑体”（Noto Sans CJK SC）和“思源宋体”（Noto Serif CJK SC）。"
)
_SHOWN = 12  # characters of those missing
_PROBE = """
import weasyprint
document = weasyprint.HTML(string="<p>网上党员之家</p>").render()
document.write_pdf()
raise SystemExit(any(font.missing for font in document.fonts.values()))
"""


class Missing(Exception):
    """Something that the machine lacks; its text says in Chinese what it is and how to get it."""


def require() -> None:
    """Raises Missing where Pango cannot be loaded or no font has Chinese characters; takes a second."""
    _weasyprint()
    # In a process of its own, because Pango crashes where a machine has no font at all.
    if subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, check=False).returncode:
        raise Missing(FONT.format(characters="没有"))


def pdf(html: str) -> bytes:
    """The document as a tagged PDF. The same document gives the same bytes where libraries and fonts are the same.

    Raises Missing where no font has all of the document's characters. Call `require` before: without any font, Pango
    may end the whole process.
    """
    document = _weasyprint().HTML(string=html).render()
    data: bytes = document.write_pdf(pdf_tags=True)
    missing = sorted({character for font in document.fonts.values() for character in map(chr, font.missing)})
    if missing:
        more = "……" if len(missing) > _SHOWN else ""
        raise Missing(FONT.format(characters=f"的字体里没有这些字：{''.join(missing[:_SHOWN])}{more}"))
    return data


def _weasyprint() -> Any:
    """The library; what it prints about lacking others is said by us instead."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
        try:
            import weasyprint  # noqa: PLC0415  here, because it loads Pango, which only this needs
        except OSError as error:
            raise Missing(PANGO) from error
    return weasyprint
