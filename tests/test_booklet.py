"""The booklet: what its pages hold, that it can be made again to the byte, and what people are told where it cannot be made."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import booklet_command
import commands
import make
import manage as manage_script
import pytest
from conftest import ROOT, build_site, manage
from members_home.booklet import pdf
from members_home.booklet.book import booklet_html
from members_home.checks import check_tree
from members_home.model.addresses import of_lesson_in_short
from members_home.model.site import Site
from members_home.model.texts import Lesson
from members_home.pages.codes import qr
from members_home.source.tree import text_of
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject
from test_manage import spoil
from trees import TEMPLATES, TODAY, TREE

URL = "https://members-home.example.cn/"
A5 = (419.5, 595.3)  # points
HEADS = ["目录", "共同理想", "责任意识", "民主法治", "合法经营与科学发展", "自测答案和理由", "依据"]


@pytest.fixture(scope="module")
def can_draw() -> None:
    if lacking := booklet_command.lacking():
        pytest.skip(lacking.partition("\n")[0])


@pytest.fixture(scope="module")
def course(demonstration: Path) -> Site:
    return check_tree(demonstration, TODAY, URL)[0]


@pytest.fixture(scope="module")
def book(course: Site, can_draw: None) -> PdfReader:  # noqa: ARG001
    return PdfReader(io.BytesIO(pdf.pdf(booklet_html(course, TEMPLATES))))


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which loading Pango fails as cffi fails."""

    class Finder:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])


@pytest.fixture
def without_fonts(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "fonts.conf"
    path.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>', encoding="utf-8")
    yield path


def words(text: str) -> str:
    return re.sub(r"\s", "", text)


def fonts_of(page: PageObject) -> DictionaryObject:
    resources = cast(DictionaryObject, page["/Resources"])
    return cast(DictionaryObject, resources.get("/Font", DictionaryObject()))


def test_the_html_holds_every_lesson_its_code_and_its_answers_and_nothing_for_the_leader(course: Site) -> None:
    html = booklet_html(course, TEMPLATES)
    for lesson in course.lessons:
        assert qr(course, of_lesson_in_short(lesson)) in html
        assert f'role="img" aria-label="第 {lesson.number} 讲的二维码"' in html
        assert f"第 {lesson.number} 讲 {lesson.title}</h3>" in html
        for note in lesson.leader_notes:
            assert note.text.lstrip("- ").partition("\n")[0] not in html
    assert html.count('class="choices"') == 3 * len(course.lessons)
    ids = set(re.findall(' id="([^"]+)"', html))
    assert set(re.findall(' href="#([^"]+)"', html)) <= ids  # every citation leads to its instrument


def test_the_day_is_that_of_the_last_lesson_whose_citations_were_read() -> None:
    site = check_tree(TREE, TODAY, URL)[0]
    (lesson,) = site.lessons

    def days(*lessons: Lesson) -> list[str]:
        return re.findall("条文核对到 ([^<。]*)", booklet_html(replace(site, lessons=lessons), TEMPLATES))

    def read(on: str, of: str = "abc") -> Lesson:
        return replace(lesson, checked=make.checked(on, of))

    assert days(read("2026-09-01"), read("2026-09-03"), read("2026-09-01")) == ["2026 年 9 月 3 日"] * 2  # cover and instruments
    assert days(read("2026-09-01"), read("2026-10-30", "")) == ["2026 年 9 月 1 日"] * 2
    assert days(read("2026-10-30", "")) == []


def test_a_right_answer_is_named_at_the_end_only() -> None:
    site = check_tree(TREE, TODAY, URL)[0]
    (lesson,) = site.lessons
    html = booklet_html(site, TEMPLATES)
    before, _, after = html.partition('<section class="answers"')
    question = lesson.questions[0]
    assert question.reason is not None
    assert text_of(question.reason) not in before
    letter = "甲乙丙丁"[[choice.is_right for choice in question.choices].index(True)]
    assert f"<b>{letter}</b> {text_of(question.reason)}" in after


def test_pages_are_a5_and_bookmarks_lead_to_every_theme_and_lesson(course: Site, book: PdfReader) -> None:
    sizes = {(round(float(page.mediabox.width), 1), round(float(page.mediabox.height), 1)) for page in book.pages}
    assert sizes == {A5}
    titles, lessons = [], []
    for entry in book.outline:
        if isinstance(entry, list):
            lessons += [one.title for one in entry if not isinstance(one, list)]
        else:
            titles.append(entry.title)
    assert titles == HEADS
    assert lessons == [lesson.title for lesson in course.lessons]


def test_contents_name_the_page_on_which_each_lesson_begins(course: Site, book: PdfReader) -> None:
    contents = "\n".join(book.pages[n].extract_text() for n in range(1, 4))
    for lesson in course.lessons:
        found = re.search(rf"^{lesson.number} *{re.escape(lesson.title)} *\.+ *(\d+)$", contents, re.M)
        assert found, lesson.title
        page = words(book.pages[int(found[1]) - 1].extract_text())
        assert f"第{lesson.number}讲·{lesson.minutes}分钟{words(lesson.title)}" in page
        assert page.endswith(found[1])  # the number printed on the page is the one promised


def test_fonts_are_subsets_and_the_book_is_light(book: PdfReader) -> None:
    fonts = {str(font.get_object()["/BaseFont"]) for page in book.pages for font in fonts_of(page).values()}
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+", font) for font in fonts)
    stream = book.stream
    assert stream.seek(0, io.SEEK_END) < 3_000_000
    assert str(book.root_object["/Lang"]) == "zh-CN"
    assert "/StructTreeRoot" in book.root_object  # tagged


@pytest.mark.usefixtures("can_draw")
def test_the_same_course_gives_the_same_bytes_on_any_day_and_says_what_its_codes_lack(project: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for file, day in zip(files, ("2026-11-01", "2026-11-20"), strict=True):
        result = manage(project, "booklet", "--output", str(file), "--today", day, SITE_URL="")
        assert (result.returncode, result.stderr) == (0, "")
        told = result.stdout.splitlines()
        assert told[0].startswith("还不知道网站的网址，二维码先印成 https://example.com/，扫了打不开。")
        assert told[-1].startswith(f"已做好：{file}（A5，")
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.usefixtures("without_pango")
def test_without_pango_people_are_told_how_to_get_it() -> None:
    with pytest.raises(pdf.Missing) as told:
        pdf.require()
    assert str(told.value) == (
        "做小册子要用 Pango 排字，这台机器上没有找到。\n"
        "Debian 和 Ubuntu 请运行：sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
        "macOS 请运行：brew install pango\n"
        "Windows 请安装 MSYS2（msys2.org），在它的窗口里运行：pacman -S mingw-w64-x86_64-pango，"
        "再设环境变量 WEASYPRINT_DLL_DIRECTORIES 为 C:\\msys64\\mingw64\\bin"
    )


@pytest.mark.usefixtures("can_draw")
def test_without_a_font_people_are_told_how_to_get_one(project: Path, tmp_path: Path, without_fonts: Path) -> None:
    file = tmp_path / "a.pdf"
    result = manage(project, "booklet", "--output", str(file), "--today", "2026-11-01", FONTCONFIG_FILE=str(without_fonts), SITE_URL=URL)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        "做小册子要用中文字体，这台机器上没有。\n"
        "Debian 和 Ubuntu 请运行：sudo apt install fonts-noto-cjk\n"
        "macOS 和 Windows 本来就有中文字体；被删掉的，请安装“思源黑体”（Noto Sans CJK SC）和“思源宋体”（Noto Serif CJK SC）。\n"
    )
    assert not file.exists()


@pytest.mark.usefixtures("can_draw")
def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(pdf.Missing) as told:
        pdf.pdf("<p>党员\U0010fffd</p>")
    assert str(told.value).startswith("做小册子要用中文字体，这台机器上的字体里没有这些字：\U0010fffd。\n")


def test_nothing_is_written_over_another_file_or_from_wrong_content(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    file.write_bytes(b"PK")
    other = manage(project, "booklet", "--output", str(file), "--today", "2026-11-01")
    assert (other.returncode, other.stderr) == (1, f"{file} 已经有了，又不是 PDF。请换一个文件名。\n")
    assert file.read_bytes() == b"PK"
    nowhere = manage(project, "booklet", "--output", str(tmp_path / "no" / "a.pdf"), "--today", "2026-11-01")
    assert (nowhere.returncode, nowhere.stderr) == (1, f"没有 {tmp_path / 'no'} 这个文件夹。\n")
    spoil(project)
    wrong = manage(project, "booklet", "--output", str(tmp_path / "a.pdf"), "--today", "2026-11-01")
    assert (wrong.returncode, wrong.stderr) == (1, "内容有 1 处错误。改好再做小册子。\n")
    assert not (tmp_path / "a.pdf").exists()


def test_a_booklet_that_was_made_is_published_and_linked_with_its_size(tiny: Path, tmp_path: Path) -> None:
    (made := tmp_path / "made.pdf").write_bytes(b"%PDF-" + bytes(1_200_000))
    with_it = build_site(tiny, tmp_path / "site", SITE_BOOKLET=str(made))
    assert (with_it / "course" / "booklet.pdf").read_bytes() == made.read_bytes()
    link = '<a href="../course/booklet.pdf" class="button quiet">小册子（PDF，1.3 MB）</a>'
    assert link in (with_it / "lessons" / "index.html").read_text(encoding="utf-8")


def test_without_a_booklet_nothing_leads_to_one(real_site: Path) -> None:
    assert not (real_site / "course" / "booklet.pdf").exists()
    assert "booklet.pdf" not in (real_site / "lessons" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("data", "code"), [(b"%PDF-", 0), (None, 1)])
def test_a_build_with_a_booklet_publishes_both_or_nothing(
    data: bytes | None, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mkdocs(_: Path, *words: str, **variables: str) -> int:
        folder = Path(words[-1])
        (folder / "sitemap.xml").write_bytes(Path(variables["SITE_BOOKLET"]).read_bytes())
        return 0

    monkeypatch.setattr(commands, "_mkdocs", mkdocs)
    monkeypatch.setattr(booklet_command, "laid_out", lambda root, today: data)
    monkeypatch.setattr(booklet_command, "get_what_it_needs", lambda: None)
    args = argparse.Namespace(site_dir=tmp_path / "site", production=False, booklet=True)
    assert commands.COMMANDS["build"](args, ROOT) == code
    assert (tmp_path / "site").exists() == (code == 0)
    assert {path.name for path in tmp_path.iterdir()} - {".site.lock"} == ({"site"} if data else set())
    assert capsys.readouterr().err == ("" if data else "没有生成。原来的网站没有动。\n")


@pytest.mark.parametrize(("words", "group"), [("build", "site"), ("build --booklet", "booklet"), ("booklet", "booklet"), ("zip", "site")])
def test_a_command_gets_the_packages_it_needs(words: str, group: str) -> None:
    assert manage_script.needed(manage_script.parser().parse_args(words.split())) == group
