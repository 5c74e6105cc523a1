"""Gives styles and scripts the address of their version, and writes the worker that keeps what was read (/sw.js).

A preview has no worker: its pages change under the editor's hands.
"""

from __future__ import annotations

from pathlib import Path

from members_home.model.addresses import DOWNLOADED, of_slug
from members_home.pages import offline, scripts, styles
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


class _Session:
    is_preview = False


def on_startup(command: str, dirty: bool) -> None:
    _Session.is_preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    version = offline.version(Path(config.config_file_path).parent)
    for script in config.extra_javascript:
        if isinstance(script, ExtraScriptValue):
            script.path = offline.versioned(script.path, version)
    config.extra["assets_version"] = version  # `version` means something else to Material
    config.extra["sheet_of"] = lambda kind: offline.versioned(styles.of_kind(kind), version)
    config.extra["worker"] = "" if _Session.is_preview else offline.WORKER.lstrip("/")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    sources = {}
    for file in list(files):
        folder, _, name = file.src_uri.rpartition("/")
        if folder == scripts.FOLDER and name.endswith(".js"):
            files.remove(file)
            if file.src_uri != offline.WORKER_SOURCE:
                sources[name] = file.content_string
    for name, text in scripts.published(sources).items():
        versioned = offline.versioned_script(text, config.extra["assets_version"])
        files.append(File.generated(config, f"{scripts.FOLDER}/{name}", content=versioned))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    site_dir = Path(config.site_dir)
    kept = [*DOWNLOADED, *(of_slug(lesson.slug) for lesson in config.extra["members_home"].lessons)]
    paths = (address.strip("/") + ("/index.html" if address.endswith("/") else "") for address in kept)
    size = sum((site_dir / path).stat().st_size for path in paths)
    course = site_dir / "lessons" / "index.html"
    text = course.read_text(encoding="utf-8").replace(offline.SIZE, offline.megabytes(size))
    course.write_bytes(text.encode("utf-8"))
    if config.extra["worker"]:
        assets = [path for path in (site_dir / "assets").iterdir() if path.suffix in (".css", ".js")]
        files = {f"assets/{path.name}": path.read_bytes() for path in assets}
        source = (Path(config.docs_dir) / offline.WORKER_SOURCE).read_text(encoding="utf-8")
        (site_dir / offline.WORKER.lstrip("/")).write_bytes(offline.worker(source, config.extra["assets_version"], files).encode("utf-8"))
