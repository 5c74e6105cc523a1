"""Reads and checks the whole tree before anything is built, and stops the build with every problem at once."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from members_home import problems as reports
from members_home.checks import check_tree
from members_home.checks.worklist import as_worklist
from members_home.pages.templates import Templates
from members_home.source.rendering import Renderer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

log = logging.getLogger("mkdocs.hooks.gate")

HERE = "http://127.0.0.1:8000/"  # CI sets a variable that nobody filled in to an empty text, so mkdocs.yml cannot hold this


class _Session:
    """What one preview session keeps. MkDocs makes everything anew at each rebuild but this module, hence it stands here."""

    renderer = Renderer()


def on_startup(command: str, dirty: bool) -> None:
    """A preview keeps what it has rendered; a build renders once anyway, and looks for garbage less often: it makes hardly any."""
    _Session.renderer = Renderer({} if command == "serve" else None)
    if command == "build":
        gc.set_threshold(100_000, 50, 50)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Raises here, because MkDocs empties the site's folder only after this event: the old site keeps standing."""
    root = Path(config.config_file_path).parent
    config.site_url = config.site_url or HERE
    production = str(config.extra.get("production")).lower() in ("1", "true")
    site, problems = check_tree(root, _today(config), config.site_url, production=production, renderer=_Session.renderer)
    _Session.renderer.forget_unused()
    errors = reports.errors(problems)
    if errors:
        told = as_worklist(problems) if production else reports.as_text(problems)
        raise PluginError(f"内容有 {len(errors)} 处错误，没有生成网站（预览中改好保存，会接着生成）：\n{told}")
    for line in [as_worklist(problems)] if production and problems else problems:
        log.info("%s", line)  # not a warning: under strict that would block, and a due date never blocks
    config.extra["members_home"] = site
    config.extra["templates"] = Templates(root)
    config.extra["finished"] = {}  # the HTML of pages, until MkDocs asks for it
    return config


def _today(config: MkDocsConfig) -> dt.date:
    if config.extra.get("today"):
        return dt.date.fromisoformat(str(config.extra["today"]))
    shanghai = ZoneInfo("Asia/Shanghai")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (dt.datetime.fromtimestamp(int(epoch), shanghai) if epoch else dt.datetime.now(shanghai)).date()
