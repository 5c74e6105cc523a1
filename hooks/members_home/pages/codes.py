"""Codes to scan: one drawn inside the page, and the parts from which a device draws that of any station."""

from __future__ import annotations

import segno
from markupsafe import Markup

from ..json_text import compact
from ..model.site import Site

STATION_CODES = "/stations/codes.json"
_MASK = 3  # any of the eight will do, and trying all takes most of the time; parts of one code need the same
_DIGITS = 6
_BITS = (8, 4, 2, 1)


def qr(site: Site, address: str) -> Markup:
    """The code of a page's full address, as the picture that the library draws."""
    code = segno.make(site.full(address), error="m", micro=False, mask=_MASK)
    return Markup(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))


def station_codes(site: Site) -> str:
    """What `docs/assets/poster.js` needs to draw the code of any station, as JSON.

    Drawing one takes 4 ms, ten thousand would take forty seconds. But a code is linear: where one bit of the text turns,
    always the same modules turn. So the code of st-000000 and, for each bit of each digit, the modules that turn with it
    are enough. Every matrix is a string of 0 and 1, row by row.
    """
    base = _matrix(site, [0] * _DIGITS)
    turns = [[_difference(base, _matrix(site, [bit if n == at else 0 for n in range(_DIGITS)])) for bit in _BITS] for at in range(_DIGITS)]
    return compact({"size": round(len(base) ** 0.5), "base": base, "turns": turns})


def _matrix(site: Site, digits: list[int]) -> str:
    number = "".join(map(str, digits))
    code = segno.make(f"{site.url.rstrip('/')}/stations/st-{number}/", error="m", micro=False, mask=_MASK, boost_error=False)
    return "".join(str(module & 1) for row in code.matrix for module in row)


def _difference(matrix: str, other: str) -> str:
    return "".join("01"[a != b] for a, b in zip(matrix, other, strict=True))
