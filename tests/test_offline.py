"""Without the net: what was read is there, as one version; what was not says so; all lessons on request."""

from __future__ import annotations

import functools
import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

import offline as offline_hook
import pytest
from conftest import Quiet
from members_home.pages import offline
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

KEPT = """async (path) => {
  const address = new URL(path, location.href).href;
  for (const name of await caches.keys()) if (await (await caches.open(name)).match(address)) return true;
  return false;
}"""
AT_REST = """navigator.serviceWorker.getRegistration().then(
  (found) => found && found.active && found.active.state === "activated" && !found.waiting && !found.installing)"""
RED = "html { border-top: 7px solid rgb(255, 0, 0); }\n"
NEW_WORDS = "第二版的课文"


class Switchable(Quiet):
    """A server whose site is exchanged, slow or gone in the middle of a test."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        del self.headers["If-Modified-Since"]  # both versions were written within one second
        if server.is_slow:
            time.sleep(5)
        if server.is_broken or server.breaks_at in self.path:
            self.send_error(503)
            return
        self.directory = str(server.folder)
        super().do_GET()


class Server(ThreadingHTTPServer):
    """The site that is served now, and how."""

    folder: Path
    is_slow = False
    is_broken = False
    breaks_at = " "  # what stands in no address
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of browsers that go away."""


@dataclass
class Net:
    server: Server
    url: str
    first: Path
    second: Path


def second_version(site: Path, folder: Path) -> Path:
    """The site as it is after its styles, scripts and pages have changed together."""
    shutil.copytree(site, folder)
    (old,) = set(re.findall(r"site\.js\?v=(\w+)", (site / "index.html").read_text(encoding="utf-8")))
    new = old[::-1]
    for path in [*folder.rglob("*.html"), *folder.glob("assets/*.js")]:
        text = path.read_text(encoding="utf-8").replace(f"?v={old}", f"?v={new}")
        path.write_text(text.replace("</h1>", f"</h1><p>{NEW_WORDS}</p>", 1), encoding="utf-8")
    for path in folder.glob("assets/*.css"):
        with path.open("a", encoding="utf-8") as style:
            style.write(RED)
    assets = {f"assets/{path.name}": path.read_bytes() for path in folder.glob("assets/*.*s")}
    source = (site / "sw.js").read_text(encoding="utf-8").partition("// The service worker")
    (folder / "sw.js").write_text(offline.worker(source[1] + source[2], new, assets), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def sites(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return real_site, second_version(real_site, tmp_path_factory.mktemp("second") / "site")


@pytest.fixture
def net(sites: tuple[Path, Path]) -> Iterator[Net]:
    server = Server(("127.0.0.1", 0), functools.partial(Switchable, directory=str(sites[0])))
    server.folder = sites[0]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Net(server, f"http://127.0.0.1:{server.server_port}", *sites)
    server.shutdown()
    server.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="allow")
    yield context.new_page()
    context.close()


def read(page: Page, address: str) -> None:
    """Opens a page and waits until it is kept and the worker has come to rest."""
    page.goto(address)
    until(page, f"({KEPT})('')")
    until(page, AT_REST)


def until(page: Page, expression: str) -> None:
    """Waits until a promise resolves to something true; the library's own waiting takes the promise itself for true."""
    end = time.monotonic() + 10
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def is_red(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.documentElement).borderTopColor") == "rgb(255, 0, 0)")


def test_the_first_page_ever_read_and_all_read_later_are_there_without_the_net(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/08/")
    read(tab, f"{net.url}/stations/st-900001/")
    tab.context.set_offline(True)
    for address in ("/lessons/08/", "/lessons/08/index.html", "/stations/st-900001/?from=sms"):
        tab.goto(net.url + address)
        assert tab.evaluate("getComputedStyle(document.body).marginTop") == "0px"
        expect(tab.get_by_role("button", name="阅读设置")).to_be_visible()
    expect(tab.locator("[data-next] li").first).not_to_be_empty()
    tab.get_by_role("button", name="阅读设置").click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def test_a_page_that_is_not_kept_says_so_and_lists_what_is(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/08/")
    tab.context.set_offline(True)
    tab.goto(f"{net.url}/lessons/24/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("没有网")
    expect(tab.locator(".there a")).to_have_text(["网上党员之家", "用工第一天"])
    tab.locator(".there a").last.click()
    expect(tab).to_have_url(f"{net.url}/lessons/08/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("用工第一天")
    tab.context.set_offline(False)
    tab.goto(f"{net.url}/lessons/24/")
    expect(tab.get_by_role("heading", level=1)).not_to_have_text("没有网")


def test_all_lessons_are_kept_on_request_and_an_interruption_loses_nothing(tab: Page, net: Net) -> None:
    tab.goto(f"{net.url}/lessons/")
    button = tab.get_by_role("button", name="下载全部课程")
    expect(button).to_have_text(re.compile(r"下载全部课程（最多 [0-9]\.[0-9] MB）"))
    said = tab.locator("div.live [role=status]")
    net.server.breaks_at = "/lessons/20/"
    button.click()
    expect(said).to_have_text("存好了 19 讲，共 24 讲，都还在。网断了。有网的时候再点一次。")
    net.server.breaks_at = " "
    tab.evaluate(
        """() => {
          window.told = [];
          const place = document.querySelector("div.live [role=status]");
          new MutationObserver(() => told.push(place.textContent)).observe(place, { childList: true });
        }"""
    )
    button.click()
    expect(said).to_contain_text("24 讲都存好了")
    assert tab.evaluate("told").count("正在存第 8 讲，共 24 讲") == 1
    tab.context.set_offline(True)
    for address in ("/lessons/24/", "/lessons/01/", "/glossary/", "/instruments/"):
        tab.goto(net.url + address)
        expect(tab.get_by_role("heading", level=1)).not_to_have_text("没有网")
    assert tab.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    tab.goto(f"{net.url}/search/?q=工牌押金")
    expect(tab.locator("[data-results] li > a")).to_have_text("第 8 讲　用工第一天")


def test_what_was_searched_in_once_is_searched_without_the_net(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/08/")
    read(tab, f"{net.url}/search/")
    tab.locator("[name=q]").fill("shiyongqi")
    expect(tab.locator("[data-results] li > a").first).to_have_text("试用期")
    tab.wait_for_load_state("networkidle")
    tab.context.set_offline(True)
    for typed, title in (("工牌押金", "第 8 讲　用工第一天"), ("qinghe", "青禾社区")):
        tab.goto(f"{net.url}/search/?q={typed}")
        expect(tab.locator("[data-results] li > a").first).to_have_text(title)


def test_a_site_below_a_path_has_a_worker_of_its_own(tab: Page, net: Net, tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to(net.first)
    net.server.folder = tmp_path
    read(tab, f"{net.url}/home/lessons/08/")
    tab.context.set_offline(True)
    tab.goto(f"{net.url}/home/")
    expect(tab.get_by_role("link", name="党课", exact=True).first).to_be_visible()
    tab.goto(f"{net.url}/home/lessons/24/")
    expect(tab.get_by_role("link", name="用工第一天")).to_have_attribute("href", f"{net.url}/home/lessons/08/")


def test_a_full_storage_is_told(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/")
    worker = tab.context.service_workers[0]
    worker.evaluate("() => { Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    tab.get_by_role("button", name="下载全部课程").click()
    expect(tab.locator("div.live [role=status]")).to_have_text("存好了 0 讲，共 24 讲，都还在。手机的存储满了。腾出一些地方，再点一次。")


def test_two_versions_are_never_mixed(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/08/")
    read(tab, f"{net.url}/lessons/09/")
    net.server.folder = net.second
    read(tab, f"{net.url}/lessons/10/")
    assert is_red(tab)
    until(tab, "caches.keys().then((names) => names.length === 2)")
    until(tab, f"({KEPT})('../../offline/')")
    read(tab, f"{net.url}/lessons/09/")
    tab.context.set_offline(True)
    seen = {}
    for number in ("08", "09", "10"):
        tab.goto(f"{net.url}/lessons/{number}/")
        seen[number] = (NEW_WORDS in tab.locator("article").inner_text(), is_red(tab))
        tab.get_by_role("button", name="阅读设置").click()  # its script is fetched only now
        expect(tab.get_by_role("dialog")).to_be_visible()
    assert seen["08"] == (False, False)
    assert seen["09"] == seen["10"] == (True, True)


def test_styles_of_another_version_are_not_taken_for_those_of_a_page(tab: Page, net: Net) -> None:
    """While a host exchanges its site file by file, a worker does not install."""
    (mixed := net.second.with_name("mixed")).mkdir(exist_ok=True)
    shutil.copytree(net.second, mixed, dirs_exist_ok=True)
    shutil.copy(net.first / "assets" / "lesson.css", mixed / "assets")
    read(tab, f"{net.url}/lessons/08/")
    net.server.folder = mixed
    tab.goto(f"{net.url}/lessons/09/")
    tab.wait_for_load_state("networkidle")
    tab.context.set_offline(True)
    tab.goto(f"{net.url}/lessons/08/")
    assert (NEW_WORDS in tab.locator("article").inner_text(), is_red(tab)) == (False, False)
    tab.goto(f"{net.url}/lessons/09/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("没有网")


def test_a_slow_or_broken_net_shows_what_is_kept(tab: Page, net: Net) -> None:
    read(tab, f"{net.url}/lessons/08/")
    net.server.is_broken = True
    tab.goto(f"{net.url}/lessons/08/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("用工第一天")
    net.server.is_broken = False
    net.server.is_slow = True
    begun = time.monotonic()
    tab.goto(f"{net.url}/lessons/08/", wait_until="domcontentloaded")
    assert 2.5 < time.monotonic() - begun < 4.5
    expect(tab.get_by_role("heading", level=1)).to_have_text("用工第一天")


@pytest.mark.parametrize(("command", "worker"), [("serve", ""), ("build", "sw.js"), ("gh-deploy", "sw.js")])
def test_a_preview_has_no_worker(tiny: Path, command: str, worker: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline_hook._Session, "is_preview", False)
    offline_hook.on_startup(command, dirty=False)
    assert offline_hook.on_config(load_config(str(tiny / "mkdocs.yml"))).extra["worker"] == worker


def test_the_version_changes_with_all_that_must_fit_together_and_with_nothing_else(tiny: Path) -> None:
    before = offline.version(tiny)
    (tiny / "docs" / "about.md").write_text("甲", encoding="utf-8")
    (tiny / "docs" / "assets" / "shop.png").write_bytes(b"a")
    assert offline.version(tiny) == before
    seen = {before}
    for name in ("docs/assets/css/2-page.css", "docs/assets/times.js", "docs/theme/main.html", "hooks/members_home/pages/finder.py"):
        with (tiny / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        seen.add(offline.version(tiny))
    assert len(seen) == 5
    (tiny / "docs" / "assets" / "times.js").rename(tiny / "docs" / "assets" / "hours.js")
    assert offline.version(tiny) not in seen


def test_every_style_and_script_is_asked_for_by_its_version_and_the_worker_knows_each(real_site: Path) -> None:
    head = (real_site / "sw.js").read_text(encoding="utf-8").partition("// The service worker")[0]
    known = set(re.findall(r'"(assets/[^"]+\?v=\w+)": "sha256-', head))
    assert {name.partition("?")[0] for name in known} == {f"assets/{path.name}" for path in (real_site / "assets").glob("*.*s")}
    (version,) = {name.partition("=")[2] for name in known}
    for path in [*real_site.rglob("*.html"), *(real_site / "assets").glob("*.js")]:
        names = re.findall(r'"(?:[./]|assets/)[^"\s]*?([a-z]+\.(?:js|css)(?:\?[^"]*)?)"', path.read_text(encoding="utf-8"))
        assert {f"assets/{name}" for name in names if not name.startswith("sw.js")} <= known, path
    assert f'const VERSION = "{version}";' in head
