"""Help in the window: every guide, a search over all of them, paper, and its way in."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from qa_desktop import manual
from qa_desktop.world import resources_folder
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import button, press, rest, settled, start, type_in, unlocked, words  # noqa: F401
from tests.ui.test_app import auditor  # noqa: F401  fixture
from ui import theme
from ui.screens.guide import GuideScreen
from ui.screens.help import SECTION, HelpScreen, Picture
from ui.screens.pick import Pick


@pytest.fixture
def helped(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    assert program.window.do("help")
    settled(qtbot, program)
    return program, program.window.showing


def look_for(qtbot, screen: HelpScreen, wanted: str, first: str) -> None:
    """Type into the search, and wait until the list has followed."""
    type_in(wanted)
    qtbot.waitUntil(lambda: (titles(screen) or [""])[0] == first)
    rest()


def titles(screen: HelpScreen) -> list[str]:
    held = (screen._model.index(n, 0).data(SECTION) for n in range(screen._model.rowCount()))
    return [section.title for section in held if section is not None]


def test_help_passes_every_check_and_is_in_the_menu_and_in_find(helped):
    program, screen = helped
    assert isinstance(screen, HelpScreen)
    check_screen(program.window)
    assert "Help" in [action.text() for action in program.window.menu().actions()]
    assert "User guides" in [door.words for door in program.window.doors()]
    assert program.window.windowTitle().startswith("Help - ")


def test_an_auditor_finds_their_own_guide_first(helped):
    _, screen = helped
    assert titles(screen)[:3] == ["For auditors", "Practise first", "Set up your laptop, once"]


def test_typing_narrows_the_tasks_and_says_when_there_are_none(helped, qtbot):
    program, screen = helped
    assert QApplication.focusWidget() is screen.search or screen.search.isAncestorOf(
        QApplication.focusWidget()
    )
    look_for(qtbot, screen, "lost stolen", "A laptop is lost or stolen")
    assert len(titles(screen)) == 2
    assert "Ring the keeper" in words(screen)
    look_for(qtbot, screen, " zebra", "")
    assert "Nothing found for “lost stolen zebra”" in words(screen)
    check_screen(program.window)


def test_a_task_shows_its_steps_and_its_pictures(helped, qtbot):
    _, screen = helped
    look_for(qtbot, screen, "throws it away", "Practise first")
    pictures = [one for one in screen.findChildren(Picture) if one.isVisible()]
    assert pictures and all(one.height() > 100 for one in pictures)
    assert all(label.accessibleName() for label in pictures)
    bold = [label.text() for label in screen.findChildren(QLabel) if "<b>" in label.text()]
    assert any("<b>Practise as an auditor</b>" in text for text in bold)


def test_the_page_scrolls_by_keyboard(helped, qtbot):
    _, screen = helped
    look_for(qtbot, screen, "life demands it", "Audit a case")
    box = screen.page.parentWidget()
    box.setFocus()
    bar = screen.page.verticalScrollBar()
    assert bar.maximum() > 0
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_guide_is_saved_to_be_printed(helped, qtbot, tmp_path, monkeypatch):
    _, screen = helped
    path = tmp_path / "guide.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *_: path))
    screen.print_button.click()
    qtbot.waitUntil(lambda: "guide.pdf is written" in words(screen), timeout=20_000)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert "Set up your laptop, once" in text and "**" not in text


def test_the_guide_to_auditing_is_saved_as_the_search_left_it(start, auditor, qtbot, tmp_path, monkeypatch):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("guide")
    settled(qtbot, program)
    screen = program.window.showing
    assert isinstance(screen, GuideScreen)
    path = tmp_path / "auditing.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *_: path))
    type_in("house rules")
    screen.print_button.click()
    qtbot.waitUntil(lambda: "auditing.pdf is written" in words(screen), timeout=20_000)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert "What you write" in text and "Eight weeks of a cycle" not in text


def test_help_fits_at_every_text_size(helped, themed, qtbot):
    program, _ = helped
    for scale in theme.SCALES:
        program.window.use_theme(theme.Theme(scale=scale))
        settled(qtbot, program)
        rest()
        no_sideways_scroll(program.window)
        no_words_are_cut(program.window)


def test_damaged_help_says_so(start, auditor, qtbot, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(manual, "folder", lambda resources: tmp_path / "gone")
    program = unlocked(qtbot, start(auditor))
    program.window.do("help")
    settled(qtbot, program)
    assert "The help could not be read." in words(program.window)


def test_every_guide_is_read_whole():
    for page in manual.load(resources_folder()):
        assert len(page.sections) > 3
        for section in page.sections:
            assert section.pieces, (page.title, section.title)
            assert "**" not in section.text and "](" not in section.text
