"""Practising: offered by the first window and by Help, marked on every screen, left and thrown away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from qa_desktop import practice, profiles
from qa_desktop.errors import WriteFailed
from qa_desktop.workspace import Me
from tests.conftest import QUICK, made_up_world
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import button, press, rest, settled, start, tab_to, type_in, unlocked, words  # noqa: F401
from ui import theme
from ui.app import Program
from ui.kit import Button
from ui.practice import KEEP, STAY, THROW, TITLE, Leaving, PracticeBar
from ui.screens.pick import Pick
from ui.screens.welcome import Welcome

LONG = "correct horse battery staple"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A folder as the program keeps it, with an auditor's practice workspace in it."""
    usual = tmp_path_factory.mktemp("usual")
    practice.make(practice.folder_of(usual, "auditor"), "auditor", lambda place: made_up_world(place))
    return usual


@pytest.fixture(autouse=True)
def no_mark_is_left():
    yield
    Pick.mark = ""


def welcome(program: Program) -> Welcome:
    return program.window.findChildren(Welcome)[-1]  # one that was left goes a moment later


def practise(qtbot, program: Program, side: str = "Practise as an auditor") -> Program:
    button(welcome(program), side).click()
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered, timeout=30_000)
    settled(qtbot, program)
    return program


def answer(monkeypatch, given: str) -> None:
    monkeypatch.setattr(Leaving, "ask", classmethod(lambda cls, parent: given))


def test_the_first_window_offers_a_profile_and_practice_by_keyboard(start, tmp_path):  # noqa: F811
    program = start(tmp_path / "data")
    page = welcome(program)
    check_screen(program.window)
    page.first_focus().setFocus()
    tab_to(page.auditor)
    tab_to(page.lead)
    assert not list(tmp_path.glob("data/*"))


def test_the_first_window_fits_at_every_text_size(start, tmp_path, themed):  # noqa: F811
    for number, scale in enumerate(theme.SCALES):
        program = start(tmp_path / str(number))
        themed(theme.Theme(scale=scale))
        rest()
        no_sideways_scroll(program.window)
        no_words_are_cut(program.window)
    themed(theme.Theme())


def test_a_new_user_practises_on_made_up_audits_before_there_is_any_profile(start, played, qtbot):  # noqa: F811
    program = practise(qtbot, start(played, usual=played))
    assert {b.words for b in program.window.findChildren(Button)} >= {"Start", "Continue"}
    assert "Every family, name and file here is made up." in words(program.window)
    assert TITLE in program.window.windowTitle()
    assert not (played / "vault.json").exists()  # the real profile is still to be made


def test_every_screen_says_that_it_is_practice(start, played, qtbot):  # noqa: F811
    program = practise(qtbot, start(played, usual=played))
    window = program.window
    for place in [*window._places, "start", "find", "verify", "keyboard"]:
        window.go(place)
        settled(qtbot, program)
        bar = window.findChild(PracticeBar)
        assert bar.isVisible() and bar.words.isVisible() and TITLE in window.windowTitle(), place


def test_the_lock_says_so_too_and_keeps_what_is_behind_it(start, played, qtbot):  # noqa: F811
    program = practise(qtbot, start(played, usual=played))
    program.window.do("lock")
    qtbot.waitUntil(lambda: program.window.is_covered)
    bar = program.window.findChild(PracticeBar)
    assert bar.words.isVisible() and not bar.leave.isVisible() and TITLE in program.window.windowTitle()
    type_in("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    assert bar.leave.isVisible()


def test_home_in_practice_passes_every_check(start, played, qtbot):  # noqa: F811
    check_screen(practise(qtbot, start(played, usual=played)).window)


def test_what_is_saved_while_practising_is_named_so(start, played, qtbot, monkeypatch):  # noqa: F811
    program = practise(qtbot, start(played, usual=played))
    asked = []
    monkeypatch.setattr(
        "ui.screens.pick.QFileDialog.getSaveFileName", lambda *said: (asked.append(said[2]), ("", ""))[1]
    )
    Pick.save(program.window, "Save", "audit.pdf", "PDF (*.pdf)")
    assert asked[0].endswith("made-up audit.pdf")
    answer(monkeypatch, KEEP)
    program.window.do("leave_practice")
    Pick.save(program.window, "Save", "audit.pdf", "PDF (*.pdf)")
    assert asked[1].endswith("audit.pdf") and "made-up" not in asked[1].rpartition("audit.pdf")[0][-9:]


def test_practice_is_left_and_found_again(start, played, qtbot, monkeypatch):  # noqa: F811
    program = practise(qtbot, start(played, usual=played))
    answer(monkeypatch, STAY)
    button(program.window, "Leave practice").click()
    assert program.window.place == "home" and not program.window.is_covered
    answer(monkeypatch, KEEP)
    button(program.window, "Leave practice").click()
    assert welcome(program).isVisible() and TITLE not in program.window.windowTitle()
    assert (
        program.window.findChild(PracticeBar) is None or not program.window.findChild(PracticeBar).isVisible()
    )
    assert practice.profile_in(practice.folder_of(played, "auditor"), "auditor")
    practise(qtbot, program)


def test_practice_is_thrown_away(start, tmp_path, qtbot, monkeypatch):  # noqa: F811
    program = practise(qtbot, start(tmp_path, usual=tmp_path))
    folder = practice.folder_of(tmp_path, "auditor")
    assert practice.profile_in(folder, "auditor")
    answer(monkeypatch, THROW)
    button(program.window, "Leave practice").click()
    qtbot.waitUntil(lambda: not folder.exists())
    assert welcome(program).isVisible()


def test_making_it_can_be_stopped_and_leaves_nothing(start, tmp_path, qtbot):  # noqa: F811
    program = start(tmp_path, usual=tmp_path)
    page = welcome(program)
    page.lead.click()
    assert page.progress.isVisible() and not page.auditor.isVisible()
    button(page, "Cancel").click()
    qtbot.waitUntil(lambda: page.auditor.isVisible(), timeout=20_000)
    assert not page.progress.isVisible()
    assert list(tmp_path.glob("practice/*")) == []


def test_why_it_could_not_be_made_is_said(start, tmp_path, qtbot):  # noqa: F811
    program = start(tmp_path, usual=tmp_path)
    page = welcome(program)
    page.begin()
    page.refuse(WriteFailed("The disk is full. Free some space and try again."))
    assert "The disk is full." in words(page)
    check_screen(program.window)


def real_profile(folder):
    me = Me("A05", "New Person", "team_manager", "South FST", "Example Council")
    profiles.create(made_up_world(folder), me, LONG, cost=QUICK)[0].close()


def test_from_a_real_profile_into_practice_and_back(start, played, tmp_path, qtbot, monkeypatch):  # noqa: F811
    usual = tmp_path / "usual"
    real_profile(usual)
    practice.make(practice.folder_of(usual, "auditor"), "auditor", lambda place: made_up_world(place))
    program = unlocked(qtbot, start(usual, usual=usual), LONG)
    assert program.window.findChild(PracticeBar) is None
    program.window.do("practise")
    page = welcome(program)
    check_screen(program.window)
    button(page, "Back to my profile").click()
    assert program.desk.workspace.me.name == "New Person" and not program.window.is_covered
    program.window.do("practise")
    practise(qtbot, program)
    assert program.desk.workspace.me.name == "Priya Nair"
    answer(monkeypatch, KEEP)
    program.window.do("leave_practice")
    assert program.window.is_covered and "Priya Nair" not in words(program.window)
    unlocked(qtbot, program, LONG)
    assert program.desk.workspace.me.name == "New Person"
    assert TITLE not in program.window.windowTitle()
    assert not any(
        label.isVisible() for label in program.window.findChildren(QLabel) if "made up" in label.text()
    )


def test_the_question_before_leaving_can_be_answered_by_keyboard(app, shown):
    dialog = Leaving(None)
    check_screen(shown(dialog, 560, 260))
    button(dialog, "Leave and throw it away").click()
    assert dialog.answer == THROW
