"""What counts as an HTML tag that somebody typed: never `3 < 5`, `a<b，c>d` or `<https://…>`."""

from __future__ import annotations

import re

# A name, and behind it nothing, or what attributes look like: a sign of equality, or ASCII alone.
TAG = re.compile(
    r"</?[A-Za-z][^\s<>/,;:\x80-\U0010ffff]*(?:[\s/](?=[^<>]{0,500}=|[^<>\x80-\U0010ffff]{0,500}>)[^<>]{0,500})?>"
    r"|<!--|<[!?](?=[A-Za-z\[])"
)
