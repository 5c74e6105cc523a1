"""What counts as an HTML tag that somebody typed: never `3 < 5`, `a<b，c>d` or `<https://…>`."""

from __future__ import annotations

import re

# A name, and behind it nothing, or what attributes look like: a sign of equality, or ASCII alone.
TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/](?=[^<>]{0,500}=|[^<>\x80-\U0010ffff]{0,500}>)[^<>]{0,500})?>|<!--|<[!?][A-Za-z\[]"
)
