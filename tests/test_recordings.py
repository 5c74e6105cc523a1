"""Recordings of lessons: how long they play, where they are offered, and that nobody loads one who did not ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zip_command
from members_home.checks import check_tree
from members_home.pages import lessons
from members_home.source.recordings import Recording, read_recording
from playwright.sync_api import Browser, Page, expect
from test_learning import faults
from test_reading import NO_VOICE, VOICE, panel
from trees import TEMPLATES, TODAY, copy_tree

SOUND = (b"\xff\xe3\x18\x00" + bytes(68)) * 40  # MPEG 2.5, 8 kbps, 8000 Hz: 72 ms of silence in each frame
TITLE = b"ID3\x04\0\0\0\0\x01\x00" + bytes(128)
LESSON = "lessons/08-di-yi-tian.md"


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (SOUND, 3),
        (TITLE + bytes(500) + SOUND, 3),
        (TITLE + TITLE + SOUND + b"TAG" + bytes(125), 3),
        (SOUND + SOUND[:50], 3),
        (SOUND[:72], 1),
        ((b"\xff\xfb\x92\x00" + bytes(414)) * 100, 3),  # MPEG 1, 128 kbps, 44,100 Hz, each frame a byte longer
        ((b"\xff\xf3\x40\xc0" + bytes(100)) * 100, 3),  # MPEG 2, 32 kbps, 22,050 Hz
        (SOUND + b"\xff" * len(SOUND), 0),
        (b"", 0),
        (TITLE, 0),
        (b"ID3", 0),
    ],
    ids=[
        "plain",
        "title and zeros",
        "two titles and a tag after it",
        "cut short",
        "one frame",
        "MPEG 1",
        "MPEG 2",
        "half of it broken",
        "empty",
        "a title",
        "half a title",
    ],
)
def test_the_length_is_that_of_all_frames(data: bytes, seconds: int) -> None:
    assert read_recording(data) == (Recording(seconds, len(data)) if seconds else None)


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the page of a lesson with a recording of 75 seconds has more than others."""
    root = copy_tree(tmp_path_factory.mktemp("recording"))
    (root / "lessons" / "08.mp3").write_bytes(SOUND * 26)
    path = root / LESSON
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('approved: ""', 'approved: ""\naudio: 08.mp3'), encoding="utf-8")
    site, problems = check_tree(root, TODAY)
    assert problems == []
    (found,) = re.findall('<div class="recording">.*?</div>', lessons.page(site, TEMPLATES, site.lessons[0]).body)
    return str(found)


def test_a_recording_says_how_long_and_how_large_it_is(player: str) -> None:
    assert '<audio controls preload="none" src="../../lessons/08.mp3" aria-label="第 8 讲的录音"></audio>' in player
    assert "录音，1 分 15 秒，0.1 MB。和课文不一样的地方，以课文为准。" in player


def test_a_lesson_without_one_shows_nothing(real_site: Path) -> None:
    assert [path for path in (real_site / "lessons").rglob("*.html") if "recording" in path.read_text(encoding="utf-8")] == []


def test_on_a_stick_it_is_heard_from_its_file(player: str) -> None:
    assert zip_command.without_server(player) == player


Opened = Callable[..., tuple[Page, list[str]]]


@pytest.fixture
def opened(browser: Browser, real_site: Path, real_url: str, player: str) -> Iterator[Opened]:
    """Lesson 8 with a recording, and what was asked for of it."""
    html = (real_site / "lessons" / "08" / "index.html").read_text(encoding="utf-8")
    begin = html.index("</p>", html.index('class="lead"')) + len("</p>")
    contexts = []

    def open_page(*scripts: str, is_lost: bool = False, java_script_enabled: bool = True) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=java_script_enabled)
        contexts.append(context)
        page = context.new_page()
        asked: list[str] = []
        for script in scripts:
            page.add_init_script(script)
        page.route("**/lessons/08/", lambda route: route.fulfill(body=html[:begin] + player + html[begin:], content_type="text/html"))
        page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".mp3") else None)
        sound = {"status": 404} if is_lost else {"body": SOUND * 26, "content_type": "audio/mpeg"}
        page.route("**/08.mp3", lambda route: route.fulfill(**sound))
        page.goto(f"{real_url}/lessons/08/")
        return page, asked

    yield open_page
    for context in contexts:
        context.close()


def test_without_scripts_and_voice_it_is_there(opened: Opened) -> None:
    page, asked = opened(java_script_enabled=False)
    expect(page.locator("audio")).to_be_visible()
    assert asked == []


def test_the_panel_offers_it_where_there_is_no_voice(opened: Opened) -> None:
    page, asked = opened(NO_VOICE)
    shown = panel(page)
    expect(shown.get_by_role("button", name="从这里读给我听")).to_be_hidden()
    assert faults(page) == []
    assert asked == []
    shown.get_by_role("button", name="听这一讲的录音").click()
    page.wait_for_function("document.querySelector('audio').currentTime > 0")
    expect(shown).to_be_hidden()
    expect(page.locator("audio")).to_be_in_viewport()
    assert len(set(asked)) == 1


def test_the_recording_and_the_voice_are_not_heard_at_once(opened: Opened) -> None:
    page, _ = opened(VOICE)
    shown = panel(page)
    shown.get_by_role("button", name="听这一讲的录音").click()
    page.wait_for_function("!document.querySelector('audio').paused")
    panel(page).get_by_role("button", name="从这里读给我听").click()
    page.wait_for_function("spoken.length === 1")
    assert page.evaluate("document.querySelector('audio').paused")
    page.evaluate("document.querySelector('audio').play()")
    expect(page.get_by_role("button", name="停一下")).to_be_hidden()
