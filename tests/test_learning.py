"""How readers learn: the self-test with and without scripts, the end of a lesson, progress kept, lost, carried and forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import axe
import pytest
import segno
import segno.encoder
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from test_browser import SMALL_TARGETS
from test_comfort import CUT_OFF, WATCH_SHIFTS

LESSON = "/lessons/11/"
DAY = 20782  # 2026-11-25 in Beijing
NOW = "2026-11-25T10:00:00+08:00"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
COPIED = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } });"
NO_SHARE = "Object.defineProperty(Navigator.prototype, 'share', { value: undefined });"
IMPATIENT = "const wait = setTimeout; window.setTimeout = (then, time, ...given) => wait(then, time === 8000 ? 100 : time, ...given);"
OpenTab = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, real_url: str) -> Iterator[OpenTab]:
    """Opens an address in a new reader's tab; what the page says on the console fails the test unless it is expected."""
    contexts: list[tuple[BrowserContext, list[str]]] = []

    def open_tab(address: str, *scripts: str, kept: Any = None, width: int = 390, is_noisy: bool = False, **more: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 844}, **more)
        page = context.new_page()
        said: list[str] = []
        contexts.append((context, said))
        if not is_noisy:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        page.set_default_timeout(8000)
        if more.get("java_script_enabled", True):
            page.clock.set_fixed_time(NOW)
            for script in scripts:
                page.add_init_script(script)
            if kept is not None:
                text = kept if isinstance(kept, str) else json.dumps(kept)
                page.add_init_script(
                    f"if (!window.name) {{ window.name = 'filled'; localStorage.setItem('progress', {json.dumps(text)}); }}"
                )
        page.goto(real_url + address)
        return page

    yield open_tab
    for context, _ in contexts:
        context.close()
    assert [said for _, said in contexts if said] == []


def state(**more: Any) -> dict[str, Any]:
    return {"v": 1, "done": {}, "missed": {}, "last": 0, **more}


def kept(page: Page) -> Any:
    return page.evaluate("JSON.parse(localStorage.getItem('progress'))")


def guided(page: Page) -> Locator:
    quiz = page.locator(".quiz")
    quiz.scroll_into_view_if_needed()
    expect(quiz).to_have_class(re.compile("is-guided"))
    return quiz


def choose(quiz: Locator, is_right: bool) -> None:
    quiz.locator(".is-current .is-right" if is_right else ".is-current .choice:not(.is-right)").first.click()


def answer_all(page: Page, *answers: bool) -> None:
    """Answers what is left of the questions."""
    quiz = guided(page)
    for at, is_right in enumerate(answers, 1):
        choose(quiz, is_right)
        quiz.get_by_role("button", name="看结果" if at == len(answers) else "下一题").click()


def test_questions_come_one_by_one_and_a_wrong_answer_is_told_and_tried_again(opened: OpenTab) -> None:
    page = opened(LESSON)
    expect(page.locator(".question:visible")).to_have_count(1)  # from the first moment, by the style alone
    quiz = guided(page)
    status = quiz.get_by_role("status")
    expect(status).to_be_empty()
    expect(quiz.get_by_role("button")).to_have_count(0)
    expect(quiz.locator("details:visible")).to_have_count(0)
    radios = quiz.locator(".is-current").get_by_role("radio")
    expect(radios).to_have_count(3)
    choose(quiz, is_right=False)
    expect(status).to_contain_text("再想想。")
    expect(status).to_contain_text("查清了为什么响")
    expect(quiz.locator(".is-chosen .tag")).to_have_text("你选的")
    expect(quiz.locator(".is-current .is-right .tag")).to_have_text("这个对")
    expect(quiz.get_by_role("button", name="下一题")).to_be_visible()
    choose(quiz, is_right=True)
    expect(status).to_contain_text("对。真漏了气")
    expect(quiz.locator(".is-current .tag")).to_have_count(1)
    quiz.get_by_role("button", name="下一题").click()
    expect(quiz.locator("[data-at]")).to_have_text("第 2 题，共 3 题")
    expect(quiz.locator(".is-current")).to_be_focused()
    expect(page.locator(".question:visible")).to_have_count(1)
    expect(status).to_be_empty()


def test_a_lesson_ends_with_a_result_then_with_tomorrow(opened: OpenTab, real_url: str) -> None:
    page = opened(LESSON, COPIED, NO_SHARE)
    answer_all(page, True, False, True)
    ending = page.locator(".ending")
    expect(ending.get_by_role("heading", name="三道对了两道")).to_be_focused()
    expect(ending.locator("[data-scores]")).to_have_text("1 对了2 再想想3 对了")
    expect(ending.get_by_label("第 2 题收进复习，明天再问我")).to_be_checked()
    expect(ending.locator(".remember li")).to_have_count(3)
    expect(ending.get_by_role("link", name="现在就学")).to_be_hidden()
    assert kept(page) == state(missed={"11.2": [0, DAY + 1]}, last=11)
    ending.get_by_role("button", name="分享三句话").click()
    expect(ending.get_by_role("status")).to_contain_text("已复制")
    expect(ending.get_by_role("img", name="第 11 讲的二维码")).to_be_in_viewport()
    expect(ending).to_contain_text("旁边的人扫一扫就能看。第 11 讲在网上：http://127.0.0.1:8000/11/")
    shared = page.evaluate("window.copied")
    assert shared.startswith("灶台、通道、第一责任人，记住三句话：\n1. 谁当家")
    assert shared.endswith(f"\n{real_url}{LESSON}")
    ending.get_by_role("button", name="学完了").click()
    expect(ending.get_by_role("heading", name="第 11 讲，学完了")).to_be_focused()
    expect(ending.locator("[data-told]")).to_have_text("三道对了两道，第 2 题收进复习，明天再问。")
    expect(ending.locator(".dot[data-done]")).to_have_count(1)
    assert kept(page)["done"] == {"11": DAY}
    page.goto(real_url + "/lessons/")
    row = page.locator("li[data-lesson='11']")
    expect(row).to_have_attribute("data-done", "")
    expect(row.get_by_role("link")).to_have_accessible_name(re.compile("学过了"))
    expect(page.locator("li[data-done]")).to_have_count(1)
    expect(page.get_by_role("link", name="接着学第 12 讲")).to_have_attribute("href", re.compile("lessons/12/$"))
    page.goto(real_url + "/")
    expect(page.locator("[data-learned-all]")).to_have_text("学了 1 讲")
    page.get_by_role("link", name="接着学").click()
    expect(page).to_have_url(re.compile("/lessons/12/$"))


@pytest.mark.parametrize(
    ("error", "words"), [("", ""), ("AbortError", ""), ("NotAllowedError", "已复制")], ids=["shared", "given up", "refused"]
)
def test_sentences_are_shared_where_the_phone_can(opened: OpenTab, error: str, words: str) -> None:
    share = f"async (what) => {{ window.shared = what; if ('{error}') throw new DOMException('', '{error}'); }}"
    page = opened(LESSON, COPIED, f"Object.defineProperty(Navigator.prototype, 'share', {{ value: {share} }});")
    guided(page)
    page.locator(".tomorrow").get_by_role("button", name="分享三句话").click()
    page.wait_for_function("window.shared")
    shared = page.evaluate("window.shared")
    assert shared["url"].endswith(LESSON)
    assert "1. 谁当家" in shared["text"]
    expect(page.locator("[data-said]")).to_have_text(re.compile(words) if words else "")


def test_a_question_need_not_come_back(opened: OpenTab) -> None:
    page = opened(LESSON)
    answer_all(page, True, False, True)
    keep = page.get_by_label("第 2 题收进复习")
    keep.uncheck()
    assert kept(page)["missed"] == {}
    keep.check()
    assert kept(page)["missed"] == {"11.2": [0, DAY + 1]}


def test_the_keyboard_alone_leads_through(opened: OpenTab) -> None:
    page = opened(LESSON)
    quiz = guided(page)
    quiz.locator(".is-current").focus()
    for at in range(3):
        page.keyboard.press("Tab")
        expect(quiz.locator(".is-current input").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(quiz.locator(".is-current input").last).to_be_focused()
        expect(quiz.get_by_role("status")).to_be_empty()  # arrows look, they do not answer
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter" if at else "Space")
        expect(quiz.locator(".is-current input").first).to_be_checked()
        expect(quiz.get_by_role("status")).not_to_be_empty()
        while page.evaluate("!document.activeElement.matches('[data-onward]')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.locator("[data-score]")).to_be_focused()
    while page.evaluate("!document.activeElement.matches('[data-finish]')"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".finished h2")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="现在就学")).to_be_focused()


@pytest.mark.parametrize(("script", "words"), [(REFUSED, "不让保存进度"), (FULL, "不让保存进度")], ids=["refused", "full"])
def test_storage_that_is_refused_is_survived_and_said_once(opened: OpenTab, real_url: str, script: str, words: str) -> None:
    page = opened(LESSON, script)
    answer_all(page, False, True, True)
    said = page.locator(".ending").get_by_role("status")
    expect(said).to_contain_text(words)
    expect(page.locator("[data-keep]")).to_be_hidden()
    page.get_by_role("button", name="学完了").click()
    expect(page.locator(".finished h2")).to_be_visible()
    expect(page.locator(".ending .dot[data-done]")).to_have_count(1)
    for address, seen in (("/", "从第 1 讲学起"), ("/lessons/", "支部建在店里"), ("/review/", "没有要复习的")):
        page.goto(real_url + address)
        expect(page.get_by_text(seen)).to_be_visible()


@pytest.mark.parametrize(
    "text", ["{", "null", '{"v": 2, "done": {"1": 5}}', '{"v":1,"done":[9],"missed":{"11.9":[0,1],"x":1},"last":"a"}', '""']
)
def test_what_was_kept_by_others_is_survived(opened: OpenTab, text: str) -> None:
    page = opened(LESSON, kept=text)
    answer_all(page, True, True, True)
    said = page.locator(".ending").get_by_role("status")
    expect(said).to_have_text("" if text.startswith('{"v":1') else re.compile("读不出来了"))
    assert kept(page) == state(last=11)
    page.get_by_role("button", name="学完了").click()
    assert kept(page)["done"] == {"11": DAY}


def test_progress_that_is_cleared_begins_anew(opened: OpenTab) -> None:
    page = opened(LESSON, kept=state(done={"1": 20400}))
    guided(page)
    page.evaluate("localStorage.clear()")
    answer_all(page, True, True, True)
    page.get_by_role("button", name="学完了").click()
    assert kept(page) == state(done={"11": DAY})


@pytest.mark.parametrize("loss", ["lost", "late"])
def test_a_script_that_does_not_come_leaves_the_page_as_without_scripts(opened: OpenTab, loss: str) -> None:
    page = opened("/404.html", IMPATIENT, is_noisy=True)
    page.route("**/quiz.js?v=*", lambda route: route.abort() if loss == "lost" else None)
    page.goto(page.url.replace("/404.html", LESSON))
    page.locator(".quiz").scroll_into_view_if_needed()
    expect(page.locator(".question:visible")).to_have_count(3)
    expect(page.locator(".quiz details:visible")).to_have_count(3)
    expect(page.locator(".quiz button:visible, .quiz-at:visible")).to_have_count(0)
    page.locator(".quiz summary").first.click()
    expect(page.locator(".reason").first).to_be_visible()


def test_without_scripts_everything_is_read_and_tomorrow_is_named(opened: OpenTab, real_url: str) -> None:
    page = opened(LESSON, java_script_enabled=False)
    expect(page.locator(".question:visible")).to_have_count(3)
    expect(page.locator("article button:visible")).to_have_count(0)
    expect(page.get_by_role("link", name="现在就学")).to_be_visible()
    order = page.locator("article h2:visible").all_inner_texts()
    assert order == ["说的是什么", "规定怎么说", "明天怎么做", "记住三句话", "自测", "接着看", "讨论题", "依据"]
    page.goto(real_url + "/review/")
    expect(page.get_by_text("复习要用到网页里的小程序")).to_be_visible()
    expect(page.get_by_role("link", name="党课 24 讲")).to_be_visible()
    page.goto(real_url + "/")
    expect(page.get_by_role("link", name="从第 1 讲学起")).to_be_visible()
    expect(page.get_by_text("一共 24 个站点")).to_be_visible()


def test_what_is_due_is_marked_and_asked_again_until_it_is_let_go(opened: OpenTab, real_url: str) -> None:
    page = opened("/lessons/", kept=state(done={"8": 20400}, missed={"8.1": [0, DAY], "3.2": [3, DAY - 9], "5.1": [1, DAY + 1]}))
    expect(page.locator("li[data-due]")).to_have_count(2)
    expect(page.locator("li[data-lesson='8'] [data-state]")).to_have_text("复习")
    page.get_by_role("link", name="开始复习").click()
    quiz = page.locator(".quiz")
    expect(page.locator("[data-said]")).to_have_text("今天有 2 题要复习。")
    expect(quiz.locator("[data-from]")).to_have_text("第 3 讲 · 五年规划和我的小店")
    choose(quiz, is_right=True)
    quiz.get_by_role("button", name="下一题").click()
    expect(quiz.locator("[data-from]")).to_contain_text("第 8 讲")
    choose(quiz, is_right=True)
    expect(quiz.get_by_role("status").get_by_role("link").first).to_have_attribute("href", re.compile("^http.*/instruments/#"))
    quiz.get_by_role("button", name="做完了").click()
    expect(page.locator("[data-said]")).to_have_text("两道全对。今天的复习做完了。下一次是 11 月 26 日。")
    assert kept(page)["missed"] == {"8.1": [1, DAY + 3], "5.1": [1, DAY + 1]}
    page.clock.set_fixed_time("2026-11-28T00:30:00+08:00")  # still the 27th in Greenwich
    page.goto(real_url + "/")
    page.get_by_role("link", name="复习 2 题").click()
    choose(quiz, is_right=False)
    assert kept(page)["missed"]["5.1"] == [0, DAY + 4]


def test_nothing_to_review_and_lost_questions_are_said(opened: OpenTab) -> None:
    page = opened("/review/", is_noisy=True)  # Chromium tells of the 404
    expect(page.locator("[data-said]")).to_have_text("今天没有要复习的。学一讲，答错的题明天会在这里等你。")
    page.evaluate("text => localStorage.setItem('progress', text)", json.dumps(state(missed={"8.1": [0, DAY], "9.1": [0, DAY]})))
    page.route("**/lessons/09/", lambda route: route.fulfill(status=404, body=""))
    page.reload()
    expect(page.locator("[data-said]")).to_have_text("今天有 1 题要复习。另有 1 题没有取到，下次再问。")


def test_a_code_carries_progress_to_another_phone(opened: OpenTab) -> None:
    old = opened("/review/", kept=state(done={"1": 20400, "24": 20401}, missed={"8.1": [2, DAY + 5], "24.3": [1, DAY - 1]}))
    expect(old.locator("[data-code]")).to_have_text(re.compile("^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}$"))
    code = old.locator("[data-code]").inner_text()
    new = opened("/review/", kept=state(done={"2": 20402}))
    field, button, said = new.get_by_label("旧手机上的那串字"), new.get_by_role("button", name="接过来"), new.locator("[data-carried]")
    field.fill(code[:-1] + ("0" if code[-1] != "0" else "1"))
    button.click()
    expect(said).to_contain_text("这串字不对")
    expect(field).to_be_focused()
    field.fill(code.lower().replace(" ", "-").replace("0", "o").replace("1", "l"))
    field.press("Enter")
    expect(said).to_have_text("接过来了：学了 2 讲，2 题要复习。")
    assert kept(new) == state(done={"1": DAY, "2": 20402, "24": DAY}, missed={"8.1": [2, DAY + 7], "24.3": [1, DAY]})
    expect(new.locator(".quiz [data-from]")).to_contain_text("第 24 讲")


@pytest.fixture
def old_address(opened: OpenTab) -> str:
    """What the camera reads off the screen of the old phone."""
    old = opened("/review/", kept=state(done={"1": 20400, "24": 20401}, missed={"8.1": [2, DAY + 5], "24.3": [1, DAY - 1]}))
    expect(old.get_by_role("img", name="装着进度的二维码")).to_be_visible()
    drawn = old.locator("[data-scan] path").last.get_attribute("d") or ""
    address = f"{old.url}#{old.locator('[data-code]').inner_text().replace(' ', '')}"
    assert set(re.findall("M([0-9]+) ([0-9]+)h1v1h-1z", drawn)) == set(dark_modules(address))
    return address


def dark_modules(text: str) -> Iterator[tuple[str, str]]:
    for y, row in enumerate(library_code(text).matrix):
        yield from ((str(x), str(y)) for x, module in enumerate(row) if module & 1)


def library_code(text: str) -> segno.QRCode:
    """The same code as the library makes it. Where text ends on a whole byte, which bytes do, segno adds a byte of zeros too many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segno.encoder, "write_padding_bits", lambda buff, version, length: buff.extend([0] * (-length % 8)))
        return segno.make(text.encode(), mode="byte", error="l", mask=3, boost_error=False, micro=False)


def test_every_version_of_a_code_is_what_the_library_makes(opened: OpenTab) -> None:
    most = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271)
    texts = [(f"https://a.cn/{length}#" + "Zz09" * 70)[:length] for end in most for length in (end - 5, end)]
    page = opened("/404.html")
    drawn = page.evaluate(
        """async (texts) => {
          const { matrix } = await import(new URL("/assets/qr.js", location.href));
          return texts.map((text) => (matrix(text) || []).map((row) => row.join("")).join(" "));
        }""",
        [*texts, "a" * (most[-1] + 1)],
    )
    made = [library_code(text) for text in texts]
    assert [code.version for code in made] == [version for version in range(1, 11) for _ in range(2)]
    assert drawn == [*(" ".join("".join(str(module & 1) for module in row) for row in code.matrix) for code in made), ""]


def test_a_scanned_code_asks_before_it_adds_to_what_is_here(opened: OpenTab, old_address: str) -> None:
    new = opened("/404.html", kept=state(done={"2": 20402, "24": 20410}))
    new.goto(old_address)
    offer = new.get_by_role("region", name="从另一台手机接进度")
    words = offer.locator("p").first
    expect(words).to_have_text("那台手机上学了 2 讲，2 题要复习。接到这台手机上吗？这台手机上记下的都还在，两边合在一起。")
    expect(words).to_be_focused()
    assert kept(new) == state(done={"2": 20402, "24": 20410})
    assert faults(new) == []
    offer.get_by_role("button", name="先不接").click()
    expect(words).to_have_text("没有接。要接的时候，再扫一次。")
    expect(offer.get_by_role("button")).to_have_count(0)
    assert kept(new) == state(done={"2": 20402, "24": 20410})
    assert new.url == old_address.partition("#")[0]
    new.evaluate("code => { location.hash = code; }", old_address.partition("#")[2])  # scanned again
    offer.get_by_role("button", name="接过来").click()
    expect(words).to_have_text("接过来了：学了 2 讲，2 题要复习。")
    assert kept(new) == state(done={"1": DAY, "2": 20402, "24": 20410}, missed={"8.1": [2, DAY + 7], "24.3": [1, DAY]})
    expect(new.locator(".quiz [data-from]")).to_contain_text("第 24 讲")
    expect(new.locator("[data-scan] svg")).to_have_count(1)
    new.reload()
    expect(new.locator(".quiz [data-from]")).to_contain_text("第 24 讲")
    expect(offer).to_be_hidden()
    new.goto("about:blank")
    new.goto(old_address)
    expect(words).to_have_text("那台手机上有的，这台都有了，不用再接。")


@pytest.mark.parametrize(
    ("fragment", "words"),
    [("00000BJC", "这串字不对"), ("0000%200000%20000", "这串字不对"), ("换手机", ""), ("EMPTY", "那台手机上还没有进度，不用接。")],
)
def test_a_code_that_brings_nothing_says_why(opened: OpenTab, real_url: str, fragment: str, words: str) -> None:
    page = opened("/review/")
    expect(page.locator("[data-code]")).not_to_be_empty()
    expect(page.locator("[data-scan]")).to_be_hidden()  # nothing to carry yet
    code = page.locator("[data-code]").inner_text().replace(" ", "%20") if fragment == "EMPTY" else fragment
    page.goto("about:blank")
    page.goto(f"{real_url}/review/#{code}")
    expect(page.locator("[data-said]")).to_contain_text("没有要复习的")
    offer = page.get_by_role("region", name="从另一台手机接进度")
    expect(offer).to_contain_text(words) if words else expect(offer).to_be_hidden()
    assert page.evaluate("localStorage.getItem('progress')") is None


def test_without_its_script_the_code_is_still_there_to_copy_by_hand(opened: OpenTab, real_url: str) -> None:
    page = opened("/404.html", kept=state(done={"1": 20400}), is_noisy=True)
    page.route("**/qr.js?v=*", lambda route: route.abort())
    page.goto(real_url + "/review/")
    expect(page.locator("[data-code]")).to_have_text(re.compile("^[0-9A-Z]{4} [0-9A-Z]{4}$"))
    expect(page.locator("[data-scan]")).to_be_hidden()


def test_one_tap_forgets_all_and_asks_once(opened: OpenTab) -> None:
    page = opened("/review/", kept=state(done={"1": 20400}))
    page.evaluate("localStorage.setItem('stations', '[]')")
    page.get_by_role("button", name="全部忘掉").click()
    expect(page.locator("[data-forgotten]")).to_contain_text("真的要忘掉吗")
    page.get_by_role("button", name="不忘，留着").click()
    assert kept(page)["done"] == {"1": 20400}
    page.get_by_role("button", name="全部忘掉").click()
    page.get_by_role("button", name="对，忘掉").click()
    expect(page.locator("[data-forgotten]")).to_have_text("都忘掉了，从头开始。")
    assert page.evaluate("[localStorage.getItem('progress'), localStorage.getItem('stations')]") == [None, None]


def test_the_home_page_leads_back_to_stations_and_counts_those_that_are_open(opened: OpenTab, real_url: str) -> None:
    page = opened("/")
    expect(page.locator("[data-open]")).to_have_text(re.compile("^[0-9]+ 个站点现在开着$"))
    names = []
    for number in (1, 2, 1):
        page.goto(f"{real_url}/stations/st-90000{number}/")
        names.append(page.locator("h1").inner_text())
        page.wait_for_function("n => (localStorage.getItem('stations') || '').includes(n)", arg=f"st-90000{number}")
    page.goto(real_url + "/")
    expect(page.locator("[data-looked-at] li .card-title")).to_have_text([names[0], names[1]])
    page.locator("[data-looked-at] li a").first.click()
    expect(page.locator("h1")).to_have_text(names[0])
    page.clock.set_fixed_time("2026-11-25T03:00:00+08:00")
    page.goto(real_url + "/")
    expect(page.locator("[data-open]")).to_have_text("一共 24 个站点")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_before_who_comes_back(opened: OpenTab, real_url: str, width: int) -> None:
    page = opened("/", WATCH_SHIFTS, kept=state(done={"1": 20400}, missed={"1.1": [0, DAY]}, last=2), width=width)
    shifts = {}
    for address in ("/", "/lessons/", LESSON):
        page.goto(real_url + address)
        if address == LESSON:
            guided(page)
        page.wait_for_timeout(150)
        shifts[address] = page.evaluate("window.shifted")
    assert {address: moved for address, moved in shifts.items() if moved > 0.02} == {}


VIEWS = (("dark", ""), ("dark", "more"), ("light", "more"))


def faults(page: Page, within: str = "") -> list[str]:
    """By day all of them, then those of colour by night and with more contrast."""
    page.emulate_media(color_scheme="light")
    page.evaluate("() => { document.documentElement.dataset.contrast = ''; }")
    small: list[str] = page.evaluate(SMALL_TARGETS)
    return small + axe.faults(page, within) + [fault for view in VIEWS for fault in axe.faults_of_colour(page, *view, within)]


def test_what_appears_on_the_way_is_for_everyone(opened: OpenTab, real_url: str) -> None:
    page = opened(LESSON, kept=state(done={"1": 20400}, missed={"1.1": [0, DAY]}))
    quiz = guided(page)
    choose(quiz, is_right=False)
    assert faults(page) == []
    choose(quiz, is_right=True)
    assert faults(page, within=".quiz") == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.evaluate(CUT_OFF) == []
    quiz.get_by_role("button", name="下一题").click()
    answer_all(page, False, True)
    assert page.evaluate(CUT_OFF) == []
    assert faults(page, within=".ending") == []
    page.get_by_role("button", name="学完了").click()
    page.locator(".tomorrow").get_by_role("button", name="分享三句话").click()
    expect(page.locator(".ending .qr")).to_be_visible()
    assert page.evaluate(CUT_OFF) == []
    assert axe.faults(page) == []
    assert faults(page, within=".ending") == []
    for address in ("/", "/lessons/", "/review/"):
        page.goto(real_url + address)
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
        expect(page.locator(".question.is-current, .when-back .dot[data-done]").first).to_be_visible()
        assert page.evaluate(CUT_OFF) == [], address
        assert axe.faults(page) == [], address
        assert axe.faults_of_colour(page, "dark") == [], address


RULES = """async ([day]) => {
  const p = await import(new URL("/assets/progress.js", location.href));
  const steps = [];
  let state = p.answer(p.empty(), "8.1", false, day);
  for (let n = 0; n < 5; n += 1) {
    const at = state.missed["8.1"];
    steps.push(at ? at[1] - day : null);
    if (at) state = p.answer(state, "8.1", true, at[1]);
  }
  const early = p.answer(p.answer(p.empty(), "8.1", false, day), "8.1", true, day);
  const codes = [];
  for (let n = 0; n < 60; n += 1) {
    let one = p.empty();
    for (let lesson = 1; lesson <= 24; lesson += 1) if ((n * 7 + lesson * 5) % 3) one = p.finish(one, lesson, day);
    for (let q = 0; q < n; q += 1) one.missed[`${1 + (q * 11) % 24}.${1 + q % 3}`] = [q % 4, q % 2 ? day : day + p.STEPS[q % 4]];
    const code = p.toCode(one, day);
    const back = p.fromCode(p.grouped(code), day);
    const slips = [...code].map((letter, at) => code.slice(0, at) + (letter === "Z" ? "Y" : "Z") + code.slice(at + 1));
    const turns = [...code].map((letter, at) => code.slice(0, at) + code.slice(at + 1, at + 2) + letter + code.slice(at + 2)).filter((other) => other !== code);
    const noticed = [...slips, ...turns, code.slice(1), `${code}0`].every((other) => p.fromCode(other, day) === null);
    const sorted = (state) => JSON.stringify([Object.keys(state.done), state.done, Object.keys(state.missed).sort().map((name) => [name, state.missed[name]])]);
    const isSame = sorted(back) === sorted(one);
    codes.push([isSame || JSON.stringify([one, back]), noticed]);
  }
  return {
    steps,
    early: early.missed["8.1"][1] - day,
    codes: codes.filter(([isSame, noticed]) => isSame !== true || !noticed),
    short: p.toCode(p.empty(), day).length,
    next: [p.next(p.visit(p.empty(), 7), [1, 7, 8]), p.next(p.finish(p.visit(p.empty(), 8), 8, day), [1, 7, 8]), p.next(p.empty(), [])],
    order: p.due({ missed: { "10.1": [0, 1], "9.3": [0, 1], "9.1": [0, day + 1] } }, day),
    words: [[3, 3], [2, 3], [1, 3], [0, 3], [12, 24]].map(([right, all]) => p.scoreWords(right, all)),
  };
}"""


def test_rules_of_progress(opened: OpenTab) -> None:
    page = opened("/404.html")
    assert page.evaluate(RULES, [DAY]) == {
        "steps": [1, 4, 11, 32, None],  # 1, 3, 7 and 21 days after each other
        "early": 1,
        "codes": [],
        "short": 8,
        "next": [7, 1, None],
        "order": ["9.3", "10.1"],
        "words": ["三道全对", "三道对了两道", "三道对了一道", "三道都再想想", "24道对了12道"],
    }
