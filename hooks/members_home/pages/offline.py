"""The site without the net: its version, the worker that keeps what was read, the page 没有网."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

from ..model import addresses
from ..model.site import Site
from .site_page import Linker, SitePage
from .templates import Templates

WORKER = "/sw.js"
WORKER_SOURCE = "assets/worker.js"  # below docs/
SIZE = "SizeOfAllLessons"  # stands on the course's page until the lessons are written and their size is known
_DATA = ("assets/icon.svg", "data/holidays.json")  # the second is what every page of a station asks for
# What must fit together on a page: styles, scripts, the HTML they work on, the data that scripts read.
_SOURCES = ("docs/assets", "docs/theme", "hooks/members_home/pages")
_SUFFIXES = (".css", ".js", ".html", ".py")
_MODULE = re.compile(r'"(\./[a-z0-9-]+\.js)"')


def page(site: Site, templates: Templates) -> SitePage:
    """The page that is shown in place of one that is neither on the net nor kept."""
    linker = Linker(site, templates, addresses.OFFLINE)
    return SitePage(
        linker.address, "没有网", "没有网的时候，这部手机里看得到的页。", "docs/theme/pages/offline.html", "list", linker.render("offline")
    )


def version(root: Path) -> str:
    """The version of all that must fit together on a page; it changes with any byte of it, and with nothing else."""
    digest = hashlib.sha256()
    for folder in _SOURCES:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in _SUFFIXES:
                data = path.read_bytes()
                digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:10]


def versioned(address: str, version: str) -> str:
    """The address of a style or script of one version: a cache never takes it for that of another."""
    return f"{address}?v={version}"


def versioned_script(text: str, version: str) -> str:
    """A script whose imports name the version too."""
    return _MODULE.sub(lambda match: f'"{versioned(match[1], version)}"', text)


def worker(source: str, version: str, files: Mapping[str, bytes]) -> str:
    """The worker of one version. `files` are its styles and scripts by address: it takes them only as they are here."""
    hashes = {versioned(address, version): _integrity(data) for address, data in sorted(files.items())}
    values = {"VERSION": version, "ASSETS": hashes, "DATA": _DATA}
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in values.items()) + source


def _integrity(data: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")


def megabytes(size: int) -> str:
    """A size that is not exceeded, in MB: 0.6."""
    return f"{-(-size // 100_000) / 10:.1f}"
