"""What tests share: the real site and tiny sites built through MkDocs, a local server, a Chromium."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from demonstration import copy_demonstration
from members_home.model.load import load_site
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from trees import copy_tree

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-01"
PATIENCE = 120  # seconds
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line for each reason how many tests were skipped: without it pytest would tell a line a test, or none."""
    reasons = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"{count} 个测试没有运行：{reason.removeprefix('Skipped: ')}")


def build_site(root: Path, site_dir: Path, **environment: str) -> Path:
    """Builds the tree at `root` through MkDocs' own API; raises what the build raises."""
    values = {"SITE_TODAY": TODAY, **environment}
    with pytest.MonkeyPatch.context() as patch:
        for key, value in values.items():
            patch.setenv(key, value)
        build(load_config(str(root / "mkdocs.yml"), site_dir=str(site_dir)))
    return site_dir


def make_tiny(folder: Path) -> Path:
    """The small valid tree with the site's own hooks, theme and configuration."""
    return add_theme(copy_tree(folder))


def add_theme(root: Path) -> Path:
    """The tree at `root` with what it needs to be built."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=ignored)
    for name in ("theme", "assets"):
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return make_tiny(tmp_path)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker to ask for it makes and all workers read; who comes later waits for it."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder, begun = base / name, base / f"{name}.begun"
    failed = base / f"{name}.failed"
    try:
        begun.mkdir()
    except FileExistsError:
        for _ in range(10 * PATIENCE):
            assert not failed.exists(), f"another worker could not make {name}; its own test says why"
            if folder.exists():
                return folder
            time.sleep(0.1)
        pytest.fail(f"another worker has been making {name} for {PATIENCE} seconds")
    try:
        make(begun / "made")
    except BaseException:
        failed.touch()
        raise
    (begun / "made").rename(folder)  # at once, so that nobody sees half of it
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tiny tree with its own scripts, run by this Python instead of a .venv of its own."""
    root = make_tiny(tmp_path)
    (root / "scripts").mkdir()
    for path in (ROOT / "scripts").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name == "manage.py":
            text = text.replace("environment.enter(ROOT, needed(args))", "pass")
            assert "pass" in text
        (root / "scripts" / path.name).write_text(text, encoding="utf-8")
    return root


def manage(root: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    values = {**os.environ, "SITE_TODAY": TODAY, "PYTHONUTF8": "1", **variables}
    command = [sys.executable, str(root / "scripts" / "manage.py"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=values, cwd=root.parent)


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        build_site(make_tiny(folder), folder / "site")

    return made_once(tmp_path_factory, "tiny", make) / "site"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with its samples and without the records of a district that moved in."""
    return copy_demonstration(ROOT, tmp_path_factory.mktemp("demonstration") / "tree")


@pytest.fixture(scope="session")
def real_day(demonstration: Path) -> str:
    """The day of the real tree's newest date: the tests must not turn red when a station is verified later."""
    site, _ = load_site(demonstration, dt.date.max)
    return max(*(station.verified.on for station in site.stations), *(lesson.read_on or dt.date.min for lesson in site.lessons)).isoformat()


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, demonstration: Path, real_day: str) -> Path:
    return made_once(tmp_path_factory, "real", lambda folder: build_site(demonstration, folder, SITE_TODAY=real_day))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the server's log is not the test's."""


def serve(folder: Path) -> Iterator[str]:
    """The address under which `folder` is served while the generator lives."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def real_url(real_site: Path) -> Iterator[str]:
    yield from serve(real_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
        assert path, "no Chromium: run the tests with scripts/manage.py test"
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        new_context = chromium.new_context

        def without_worker(**options: Any) -> BrowserContext:
            """What a test routes must not be answered by the worker; tests of the worker ask for it by service_workers="allow"."""
            context = new_context(**options)
            if options.get("service_workers") != "allow":
                context.add_init_script("delete Navigator.prototype.serviceWorker;")
            return context

        chromium.new_context = without_worker  # type: ignore[method-assign]
        yield chromium
        chromium.close()
