"""Finds a Chromium for the tests, or gets one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import apt

ADVICE = (
    "测试要用 Chromium 浏览器，这台机器上没有，也没能装上。\n"
    "Debian 和 Ubuntu 请运行：sudo apt install chromium\n"
    "macOS 和 Windows 请安装 Chrome，或在 .venv 里运行：playwright install chromium\n"
    "装在别处的，请设环境变量 CHROMIUM 为它的路径。"
)
# The first draws the same pages without the windows and profiles of the others: tests need less than half the work.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """The path of a Chromium: one on the machine, else playwright's own, else Debian's where this user may install it."""
    return _on_machine() or _from_playwright() or _from_apt()


def _on_machine() -> str | None:
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _from_playwright() -> str | None:
    found = _playwrights_own()
    if found:
        return found
    print("没有找到 Chromium，正在试着下载一个……", flush=True)
    try:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return None
    return _playwrights_own()


def _from_apt() -> str | None:
    for package in ("chromium-headless-shell", "chromium"):
        apt.install(package)
        if _on_machine():
            break
    return _on_machine()
