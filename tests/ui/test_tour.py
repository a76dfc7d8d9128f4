"""The tour: by keyboard from nothing to a signed practice audit, left at any time and taken again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qa_desktop import ledger, practice, profiles, tour
from qa_desktop.tour import Step
from qa_desktop.world import resources_folder
from tests.conftest import made_up_world
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import button, press, rest, settled, start, tab_to, type_in  # noqa: F401
from tests.ui.test_practice import no_mark_is_left, practise  # noqa: F401  fixture
from tests.ui.walking import answer_here
from ui import theme
from ui.kit import Button
from ui.rooms import ROOMS
from ui.screens.welcome import Welcome
from ui.tour import TourPanel

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SPACE, ENTER = Qt.Key.Key_Space, Qt.Key.Key_Return


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    usual = tmp_path_factory.mktemp("usual")
    practice.make(practice.folder_of(usual, "auditor"), "auditor", lambda place: made_up_world(place))
    return usual


@pytest.fixture
def toured(start, played, qtbot):  # noqa: F811
    """A program in practice, with the tour begun."""
    program = practise(qtbot, start(played, usual=played))
    program.window.do("tour")
    settled(qtbot, program)
    return program


def now(program) -> tour.Step:
    return program._practising.tour.step


def on_to(qtbot, program, title: str) -> None:
    qtbot.waitUntil(lambda: now(program).title == title, timeout=10_000)


def press_named(panel: TourPanel, words: str) -> None:
    tab_to(button(panel, words), 120)
    press(SPACE)


@pytest.mark.timeout(300)
def test_the_tour_takes_a_new_user_by_keyboard_from_nothing_to_a_signed_audit(start, tmp_path, qtbot):  # noqa: F811
    program = start(tmp_path, usual=tmp_path)
    window = program.window
    tab_to(window.findChild(Welcome).auditor)
    press(SPACE)
    qtbot.waitUntil(lambda: program._practising.tour is not None, timeout=60_000)
    settled(qtbot, program)
    on_to(qtbot, program, "This is Home")
    panel = window.docked
    press_named(panel, "Next step")
    settled(qtbot, program)
    press_named(panel, "Show me where")
    assert QApplication.focusWidget().accessibleName().startswith("Continue RFP")
    press(SPACE)
    on_to(qtbot, program, "Go to what is missing")
    press(Qt.Key.Key_U, CTRL)
    on_to(qtbot, program, "Choose a rating")
    press(Qt.Key.Key_3, CTRL)
    on_to(qtbot, program, "Say where you saw it")
    press(Qt.Key.Key_1, ALT)
    for _ in range(20):
        answer_here(window.showing)
        press(Qt.Key.Key_U, CTRL)
        if window.place != "audit":
            break
    on_to(qtbot, program, "Read it through, and sign")
    settled(qtbot, program)
    press_named(panel, "Show me where")
    type_in("demo")
    press(ENTER)
    on_to(qtbot, program, "Signed")
    settled(qtbot, program)
    press_named(panel, "Show me where")
    assert QApplication.focusWidget().accessibleName() == "Create return file"
    press(SPACE)
    on_to(qtbot, program, "The return file")
    press_named(panel, "Next step")
    press_named(panel, "Finish")
    assert program._practising.tour is None and window.docked is None
    window.close()
    program.close()
    folder = practice.folder_of(tmp_path, "auditor")
    ws = profiles.open_workspace(made_up_world(practice.profile_in(folder, "auditor")), "demo")
    assert len(ledger.forms(ws)) == 4  # three were signed before
    ws.close()


def test_the_panel_and_home_pass_every_check_together(toured):
    check_screen(toured.window)


def test_the_panel_is_reached_from_pane_to_pane(toured):
    for _ in range(6):
        press(Qt.Key.Key_F6)
        if toured.window.docked.isAncestorOf(QApplication.focusWidget()):
            return
    raise AssertionError("F6 does not reach the tour")


def test_it_points_at_what_the_step_is_about(toured, qtbot):
    button(toured.window.docked, "Next step").click()
    going = toured._practising.tour
    qtbot.waitUntil(lambda: going._pointer.isVisible())
    target = going.target()
    assert isinstance(target, Button) and target.words == "Continue"
    assert going._pointer.geometry().contains(target.mapTo(toured.window, target.rect().center()))


def test_it_can_be_left_and_taken_again_from_the_menu(toured, qtbot):
    toured.window.docked.leave.click()
    assert toured.window.docked is None and toured._practising.tour is None
    assert toured.window.showing.isAncestorOf(QApplication.focusWidget())
    words = [action.text() for action in toured.window.menu().actions()]
    assert "Take the tour" in words
    toured.window.do("tour")
    assert now(toured).title == "This is Home"


def test_going_elsewhere_makes_it_wait_and_home_takes_it_up(toured, qtbot):
    toured.window.go("observations")
    settled(qtbot, toured)
    panel = toured.window.docked
    assert panel.heading.text() == "The tour waits" and not panel.next.isVisible()
    check_screen(toured.window)
    button(panel, "Go to Home").click()
    assert panel.heading.text() == "This is Home"


def test_back_never_says_what_does_not_fit_the_screen(toured, qtbot):
    panel = toured.window.docked
    assert not panel.back.isEnabled()
    panel.next.click()
    panel.next.click()  # the step after this is in an audit, which only the user can open
    assert now(toured).place == "home"
    panel.back.click()
    assert now(toured).title == "This is Home"


def test_it_is_gone_while_the_window_is_locked_and_waits_behind_it(toured, qtbot):
    toured.window.do("lock")
    qtbot.waitUntil(lambda: toured.window.is_covered)
    rest()
    assert not toured.window.docked.isVisible() and not toured._practising.tour._pointer.isVisible()


def test_it_fits_at_every_text_size(toured, themed, qtbot):
    for scale in theme.SCALES:
        toured.window.use_theme(theme.Theme(scale=scale))
        toured.window.do("tour")
        settled(qtbot, toured)
        no_sideways_scroll(toured.window)
        no_words_are_cut(toured.window.docked)


def test_steps_name_places_that_there_are_and_go_along_with_the_user():
    places = {room.id for room in ROOMS}
    for side in practice.SIDES:
        script = tour.steps(resources_folder(), side)
        assert len(script) >= 4 and {one.place for one in script} <= places
    auditor = tour.steps(resources_folder(), "auditor")
    assert tour.moved(auditor, 1, "audit") == 2  # on
    assert tour.moved(auditor, 5, "home") == 0  # went back: from the first there
    assert tour.moved(auditor, 4, "audit") == 4  # stayed
    assert tour.moved(auditor, 4, "settings") is None


def test_a_step_points_at_names_whatever_their_case():
    step = Step(side="auditor", place="home", title="A", words="B", point="Continue *")
    assert step.is_about("Continue RFP deep audit: case FS-1") and not step.is_about("Start RFP")
    assert not Step(side="auditor", place="home", title="A", words="B").is_about("")
