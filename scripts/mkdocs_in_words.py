"""MkDocs; what the machine refuses it is told in words instead of a traceback."""

from __future__ import annotations

import runpy
import sys

import console


def main() -> int:
    sys.argv[0] = "mkdocs"
    runpy.run_module("mkdocs", run_name="__main__")
    return 0


if __name__ == "__main__":
    console.make_safe()
    sys.exit(console.exit_code(main))
