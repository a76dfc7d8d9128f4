"""Supervision feedback on a shared laptop: one statement at a time, by the keyboard, and nothing left for the next."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from db.errors import DiskFull
from qa_desktop import feedback, forms, templates
from tests.conftest import RESOURCES
from tests.ui.conftest import check_scales, check_screen, spoken
from tests.ui.places import rest
from tests.ui.walking import press, type_words, window_on
from ui.desk import Desk
from ui.forms import one_by_one
from ui.forms.one_by_one import END, FRONT, THANKS
from ui.screens.kiosk import KioskScreen
from ui.screens.pick import Pick

TEMPLATE = templates.load_all(RESOURCES)["SFW"]
SAID = "Quite unlike anything else I wrote"


@pytest.fixture
def ws(service):
    return service.central


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, shown):
    made = window_on(desk)
    made.register("kiosk", lambda **args: KioskScreen(desk, made, **args))
    shown(made)
    made.go("kiosk")
    rest()
    yield made
    made.showing.held = False  # so that the test can close it


@pytest.fixture
def kiosk(window):
    """Opened for answers, at its front."""
    window.showing.open()
    rest()
    return window.showing


def answer_all(kiosk, qtbot, comment: str = SAID) -> None:
    """By the keyboard, from the front to the thanks."""
    form = kiosk.form
    assert form.place == FRONT
    press(Qt.Key.Key_Space)
    for _ in form.questions:
        now = QApplication.focusWidget()
        if isinstance(now, QRadioButton):
            press(Qt.Key.Key_Space)
        else:
            type_words(comment)
        QTest.keyClick(now, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.place == END
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: form.place == THANKS)


def everything_there() -> str:
    """Whatever any widget of the program holds or says."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = []
    for widget in QApplication.allWidgets():
        said.append(f"{spoken(widget)} {widget.accessibleDescription()} {widget.toolTip()}")
        if isinstance(widget, QLineEdit | QLabel | QAbstractButton):
            said.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            said.append(widget.toPlainText())
            widget.undo()
            said.append(widget.toPlainText())
    return " ".join(said)


def test_a_whole_form_is_answered_by_the_keyboard_and_waits_without_a_name(kiosk, qtbot, ws):
    answer_all(kiosk, qtbot)
    assert feedback.waiting(ws) == 1
    assert forms.drafts(ws) == []  # nobody's draft
    held = [row for row in ws.store.drafts() if not row.changed]
    assert held and all("A01" not in row.body.decode() and "L01" not in row.body.decode() for row in held)


def test_nothing_of_the_one_before_is_left_in_any_widget_or_on_the_clipboard(kiosk, qtbot):
    form = kiosk.form
    press(Qt.Key.Key_Space)
    while not isinstance(QApplication.focusWidget(), QPlainTextEdit):
        press(Qt.Key.Key_Space)
        form.go_on()
    type_words(SAID)
    QApplication.focusWidget().selectAll()
    QApplication.focusWidget().copy()
    assert SAID in everything_there()
    for _ in range(4):
        form.go_on()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: form.place == THANKS)
    assert SAID not in everything_there()
    assert QApplication.clipboard().text() == ""
    assert form._answers == {} and form.editor is None
    form.start_over()
    press(Qt.Key.Key_Space)
    assert not any(b.isChecked() for b in form.findChildren(QRadioButton))


def test_throwing_answers_away_leaves_nothing_either(kiosk, ws):
    form = kiosk.form
    form.go_on()
    press(Qt.Key.Key_Space)
    form.start_over()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert form.place == FRONT and form._answers == {} and feedback.waiting(ws) == 0
    assert form.findChildren(QRadioButton) == []


def test_somebody_who_walks_away_leaves_nothing_for_the_next(app, window, monkeypatch, qtbot):
    monkeypatch.setattr(one_by_one, "LEFT_ALONE_MS", 40)
    window.showing.open()
    form = window.showing.form
    form.go_on()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: form.place == FRONT, timeout=2_000)
    assert form._answers == {}


def test_a_statement_wants_an_answer_before_the_next_and_a_comment_does_not(kiosk):
    form = kiosk.form
    form.go_on()
    form.go_on()
    assert form.place == 0
    assert "Choose an answer." in [label.text() for label in form.findChildren(QLabel)]
    assert isinstance(QApplication.focusWidget(), QRadioButton)
    while not isinstance(QApplication.focusWidget(), QPlainTextEdit):
        press(Qt.Key.Key_Space)
        form.go_on()
    place = form.place
    form.go_on()
    assert form.place == place + 1
    form.go_back()
    form.go_back()
    assert any(b.isChecked() for b in form.page.findChildren(QRadioButton))  # one's own answer is still there


def test_it_is_left_only_with_the_passphrase(kiosk, window, qtbot):
    for way in (lambda: window.go("home"), window.back, lambda: window.do("find"), lambda: window.do("home")):
        assert not way()
    window.close()
    assert window.isVisible() and window.place == "kiosk" and not window.nav.isVisible()
    assert kiosk.leave is not None
    kiosk.leave.passphrase.first_focus().setFocus()
    type_words("wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the passphrase" in kiosk.leave.passphrase.field.problem.text())
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not kiosk.held)
    assert window.go("home")


def test_trying_to_leave_shows_nothing_of_what_was_being_written(kiosk, window):
    form = kiosk.form
    form.go_on()
    while not isinstance(QApplication.focusWidget(), QPlainTextEdit):
        press(Qt.Key.Key_Space)
        form.go_on()
    type_words(SAID)
    window.go("home")
    assert SAID not in everything_there()


def test_the_number_that_waits_is_shown_as_a_number_only_and_not_to_whoever_answers(kiosk, window, qtbot, ws):
    answer_all(kiosk, qtbot)
    answer_all_again = [label.text() for label in kiosk.findChildren(QLabel) if label.isVisible()]
    assert "1" not in answer_all_again
    kiosk._back()
    assert kiosk.count.text() == "1"


def test_what_the_disk_will_not_take_is_still_there_to_be_handed_in_again(kiosk, qtbot, ws, monkeypatch):
    from db.store import Store

    def full(*_args):
        raise DiskFull("The disk is full, so the change was not kept.")

    form = kiosk.form
    form.go_on()
    while form.place != END:
        if isinstance(QApplication.focusWidget(), QRadioButton):
            press(Qt.Key.Key_Space)
        form.go_on()
    with monkeypatch.context() as broken:
        broken.setattr(Store, "put_draft", full)
        form.go_on()
        qtbot.waitUntil(form.refused.isVisible)
    assert "Not saved" in form.refused.text() and form.forward.isEnabled()
    form.go_on()
    qtbot.waitUntil(lambda: form.place == THANKS)
    assert feedback.waiting(ws) == 1


def test_a_round_is_closed_only_with_enough_answers_and_says_so(window, qtbot, ws):
    screen = window.showing
    good = {q.id: ("1" if q.type == "ONE" else "4") for q in TEMPLATE.questions if q.type in ("AG5", "ONE")}
    good = {q: v for q, v in good.items() if not TEMPLATE.by_id[q].fact}
    for _ in range(4):
        feedback.collect(ws, TEMPLATE, good)
    screen.cycle.editor.setText("2026-6")
    screen.close_button.click()
    qtbot.waitUntil(lambda: "fewer than 5" in screen.told.text.text())
    assert screen.count.text() == "4"
    feedback.collect(ws, TEMPLATE, good)
    screen.close_button.click()
    qtbot.waitUntil(lambda: "Sealed 5 answers" in screen.told.text.text())
    assert screen.count.text() == "0"


def test_elsewhere_answers_go_into_a_slip_that_only_the_practice_lead_opens(
    service, app, shown, qtbot, tmp_path, monkeypatch
):
    ws = service.laptop("A01")
    desk = Desk(ws)
    window = window_on(desk)
    window.register("kiosk", lambda **args: KioskScreen(desk, window, **args))
    shown(window)
    window.go("kiosk", template=TEMPLATE.digest)
    folder = tmp_path / "slips"
    folder.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda *_: folder))
    screen = window.showing
    screen.open_button.click()
    form = screen.form
    assert not screen.held
    form.go_on()
    while form.place != END:
        if isinstance(QApplication.focusWidget(), QRadioButton):
            press(Qt.Key.Key_Space)
        form.go_on()
    form.go_on()
    qtbot.waitUntil(lambda: bool(list(folder.iterdir())) and screen.form is None)
    assert feedback.waiting(ws) == 0
    taken = feedback.take_slips(service.central, list(folder.iterdir()))
    assert (taken.taken, taken.refused) == (1, ())
    window.close()
    desk.close()


def test_the_screens_hold_to_all_that_can_be_checked(window, kiosk):
    check_screen(window)
    kiosk.form.go_on()
    rest()
    check_screen(window)
    assert min(b.height() for b in kiosk.form.findChildren(QRadioButton)) >= 42
    kiosk.ask_to_leave()
    rest()
    check_screen(window)
    kiosk._back()
    rest()
    check_screen(window)


def test_nothing_is_cut_at_any_text_size(app, themed, desk, window):
    def made() -> QWidget:
        screen = KioskScreen(desk, window)
        screen.open()
        screen.form.go_on()
        return screen

    check_scales(app, made)
    check_scales(app, lambda: KioskScreen(desk, window), 900, 620)
