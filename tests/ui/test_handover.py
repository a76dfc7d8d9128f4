"""Handing the laptop over: the worker or the family sees their own questions only, and a passphrase takes it back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from qa_desktop import forms, templates
from qa_desktop.world import resources_folder
from tests.conftest import PASSPHRASE
from tests.small import answered
from tests.ui.conftest import check_screen, no_sideways_scroll, spoken, tab_stops
from tests.ui.places import rest
from tests.ui.walking import press, type_words, window_on
from ui import theme
from ui.actions import ACTIONS
from ui.desk import Desk
from ui.kit import Banner
from ui.screens.handover import BEFORE, END, STILL_WORK, HandoverScreen, asked_of

RFP = templates.load_all(resources_folder())["RFP"]
SECRET = "Only the auditor may read this sentence about the plan."
BEGUN = {
    "A04": "FS-2041",
    "A06": "W01",
    "A21": {"took_part": "y"},
    "B01": SECRET,
    "P1.1": {"rating": "1", "seen": "R", "comment": SECRET},
    "O2": SECRET,
    "F0": {"choice": "took_part"},
    "F1": {"who": ["mother"], "how": ["visit"], "interpreter": "n"},
}


@pytest.fixture
def window(service, app, qtbot):
    """The real window at the worker's first question of an audit that is half judged."""
    desk = Desk(service.laptop("A01"))
    draft = answered(desk.workspace, forms.start(desk.workspace, RFP), BEGUN)
    window = window_on(desk)
    window.register("handover", lambda **args: HandoverScreen(desk, window, **args))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.doc, window.desk = draft.doc, desk
    window.go("audit", doc=draft.doc, question="W1")
    yield window
    window.showing.held = False
    desk.close()


@pytest.fixture
def worker(window):
    """The worker's screen, handed over."""
    window.showing.page.hand_over.click()
    window.showing.give.click()
    rest()
    return window.showing


@pytest.fixture
def family(window):
    window.go("handover", doc=window.doc, by="family")
    window.showing.give.click()
    rest()
    return window.showing


def everything(root: QWidget) -> str:
    """Every word in the window, shown or not, and every name that is spoken."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    words = [label.text() for label in root.findChildren(QLabel)]
    words += [box.toPlainText() for box in root.findChildren(QPlainTextEdit)]
    return " ".join([*words, *(spoken(w) for w in tab_stops(root)), root.windowTitle()])


def test_the_way_there_is_beside_each_of_their_questions_and_nowhere_else(window):
    assert window.showing.page.hand_over.words == "Hand over the laptop"
    window.showing.go_to("F2")
    assert window.showing.page.hand_over.words == "Hand over to the family"
    for other in ("P1.1", "F0", "F10", "O2"):
        window.showing.go_to(other)
        assert window.showing.page.hand_over is None


def test_what_to_say_comes_first_and_one_may_still_turn_back(window):
    window.showing.go_to("F2")
    window.showing.page.hand_over.click()
    screen = window.showing
    assert screen.here == BEFORE and not screen.held
    assert "that taking part is a choice and does not affect help" in everything(screen)
    check_screen(screen)
    screen.not_now.click()
    assert window.place == "audit"


def test_the_worker_sees_their_own_questions_and_nothing_of_the_auditors(worker, window):
    own = asked_of(worker.session, "worker")
    assert own == [f"W{n}" for n in range(1, 11)]
    for question in own:
        worker.go_to(question)
        said = everything(window)
        assert SECRET not in said and "FS-2041" not in said and "Strong" not in said
        assert RFP.by_id[question].ask in said


def test_the_family_is_not_shown_what_is_the_auditors_to_answer(family, window):
    assert asked_of(family.session, "family") == [f"F{n}" for n in range(2, 9)]
    for question in asked_of(family.session, "family"):
        family.go_to(question)
        said = everything(window)
        assert "unsafe" not in said and "domestic abuse" not in said and SECRET not in said


def test_each_answer_is_kept_as_it_is_given(worker, window):
    worker.first_focus().setFocus()
    type_words("We kept breakfast going.")
    worker.go_on()
    assert forms.draft(window.desk.workspace, window.doc).answers["W1"] == "We kept breakfast going."
    assert worker.here == "W2"
    worker.go_back()
    assert worker.page.editor.value() == "We kept breakfast going."


def test_no_key_and_no_command_leads_away(worker, window):
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, mods in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Home, alt),
        (Qt.Key.Key_K, ctrl),
        (Qt.Key.Key_P, ctrl),
        (Qt.Key.Key_Slash, ctrl),
        (Qt.Key.Key_R, ctrl | shift),
        (Qt.Key.Key_A, ctrl | shift),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        press(key, mods)
        assert (window.place, worker.here) == ("handover", "W1")
    able = {a.id for a in ACTIONS if window.acts[a.id].isEnabled()}
    assert able <= STILL_WORK
    assert not any(window.do(a.id) for a in ACTIONS if a.id not in STILL_WORK)
    assert not window.nav.isVisible()


def test_going_anywhere_else_asks_for_the_passphrase(worker, window):
    for leave in (lambda: window.go("home"), window.back, lambda: window.go("audit", doc=window.doc)):
        worker.go_to("W1")
        assert leave() is False
        assert window.showing is worker and worker.here == END
        assert QApplication.focusWidget() is worker.leave.passphrase.first_focus()


def test_closing_the_window_asks_for_the_passphrase(worker, window):
    window.close()
    assert window.isVisible() and worker.here == END


def test_the_wrong_passphrase_leaves_it_handed_over(worker, window, qtbot):
    worker.finish.click()
    worker.leave.passphrase.box.setText("not this")
    worker.leave.button.click()
    qtbot.waitUntil(lambda: "That is not the passphrase" in everything(worker))
    assert worker.held and window.place == "handover"
    worker.leave.button.click()
    assert "Write the passphrase." in everything(worker)


def test_the_passphrase_takes_it_back_to_their_answers(worker, window, qtbot):
    type_words("We kept breakfast going.")
    worker.finish.click()
    worker.leave.passphrase.box.setText(PASSPHRASE)
    worker.leave.button.click()
    qtbot.waitUntil(lambda: window.place == "audit")
    assert window.showing.here == "W1" and window.handed is None
    assert window.showing.page.editor.value() == "We kept breakfast going."
    assert window.go("home")


def test_larger_letters_stay_with_the_person_and_the_question(worker, window, themed):
    worker.go_to("W5")
    assert window.do("larger")
    again = window.showing
    assert again is not worker and again.held and again.here == "W5"
    assert window.go("home") is False
    themed(theme.Theme())


def test_what_is_said_to_the_owner_is_out_of_sight(window):
    window.banner(Banner("bad", "Child at risk now: not finished", "Case FS-2041."))
    window.showing.page.hand_over.click()
    strip = window._strips.itemAt(0).widget()
    assert strip.isVisible()
    window.showing.give.click()
    window.showing._window._fit_nav()
    assert not strip.isVisible()
    window.banner(Banner("warn", "Today’s backup was not made.", "Case FS-2041."))
    assert not window._strips.itemAt(0).widget().isVisible()


def test_nothing_asked_of_them_yet_says_what_to_do(service, app, qtbot):
    desk = Desk(service.laptop("A01"))
    draft = answered(desk.workspace, forms.start(desk.workspace, RFP), {"F0": {"choice": "declined"}})
    screen = HandoverScreen(desk, window_on(desk), doc=draft.doc, by="family")
    qtbot.addWidget(screen)
    assert screen.give.isHidden() and "Say first that the family took part." in everything(screen)
    desk.close()


@pytest.mark.parametrize("where", ["W1", "W3", "W10", END])
def test_every_page_is_sound(where: str, worker):
    worker.go_to(where)
    rest()
    check_screen(worker)
    no_sideways_scroll(worker)


def test_the_whole_part_by_keyboard_alone(worker, window, qtbot):
    for words in ("Breakfast.", "The move."):
        type_words(words)
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert worker.here == "W3"
    assert forms.draft(window.desk.workspace, window.doc).answers["W2"] == "The move."
