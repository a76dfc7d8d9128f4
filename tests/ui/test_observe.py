"""Practice observations: nothing of a visit without agreement, notes by the clock, and a whole one by the keyboard."""

import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from qa_desktop import forms, ledger, templates
from tests.conftest import RESOURCES
from tests.ui.conftest import check_scales, check_screen, spoken
from tests.ui.places import rest
from tests.ui.walking import _act, press, type_words, window_on
from ui.desk import Desk
from ui.forms.observed import BigRatings, ObservedEditor
from ui.kit import Button
from ui.screens.handover import HandoverScreen
from ui.screens.observe import DURING, FEEDBACK, PLAN, ObserveScreen

CTRL = Qt.KeyboardModifier.ControlModifier
TEMPLATE = templates.load_all(RESOURCES)["OBS"]
VISIT = {
    "OB1": {"worker": "W01", "observer": "A01", "role": "peer", "date": "2026-10-20", "length": 45},
    "OB2": {"choice": "home_visit"},
    "OB5": "To hear the boy.",
}


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, shown):
    made = window_on(desk)
    made.register("observe", lambda **args: ObserveScreen(desk, made, **args))
    made.register("handover", lambda **args: HandoverScreen(desk, made, **args))
    return shown(made)


@pytest.fixture
def visit(window, ws):
    """An observation with these answers, opened."""

    def at(**answers):
        draft = forms.start(ws, TEMPLATE)
        for question, value in answers.items():
            draft = forms.answer(ws, draft, question, value)
        assert window.go("observe", doc=draft.doc)
        rest()
        return window.showing

    return at


def kept(ws, screen) -> dict:
    return dict(forms.draft(ws, screen.session.draft.doc).answers)


def fill_here(screen, most: int = 260) -> None:
    """Answers everything on the step that is shown with Tab, Space, arrows and letters."""
    touched: set[QWidget] = set()
    step = screen.step

    def left() -> list[str]:
        screen.flush()
        return [
            p.question
            for p in screen.session.all_problems()
            if p.severity == "block" and screen._step_of(p.question) == step
        ]

    for _ in range(most):
        if not left():
            return
        now = QApplication.focusWidget()
        inside = screen.page.isAncestorOf(now)
        optional = isinstance(now, Button)  # "Today", "Add", "Hand over"
        if inside and isinstance(now, QRadioButton) and isinstance(now.parentWidget(), BigRatings):
            if now.parentWidget().value() is None:
                type_words("3")
        elif inside and not optional:
            _act(now, touched)
        QApplication.processEvents()
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"step {step} could not be filled in by the keyboard: {left()}")


# Agreement


def test_the_visit_cannot_be_opened_without_the_familys_agreement(visit, window):
    screen = visit(**VISIT)
    for step in (DURING, FEEDBACK):
        screen.tabs.setCurrentIndex(step)
        assert screen.step == PLAN and screen.tabs.currentIndex() == PLAN
        assert screen.why_locked.isVisible() and "Ask the family first" in screen.why_locked.text.text()
        assert isinstance(QApplication.focusWidget(), QRadioButton)  # at the question that opens it
    assert screen.findChildren(BigRatings) == []


def test_with_agreement_it_opens_and_taking_the_agreement_back_shuts_it(visit, ws):
    screen = visit(**VISIT)
    screen.go_step(DURING)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert kept(ws, screen)["OB4"] == "y" and screen.why_locked.isHidden()
    press(Qt.Key.Key_Return, CTRL)
    assert screen.step == DURING and len(screen.findChildren(BigRatings)) == 6
    screen.go_step(PLAN)
    card = next(c for c in screen._cards if c.holds("OB4"))
    card.editor.choose("n")
    assert card.refused.isVisible()
    screen.go_step(DURING)
    assert screen.step == PLAN


def test_work_without_a_family_needs_no_agreement(visit):
    screen = visit(**VISIT | {"OB2": {"choice": "supervision"}})
    assert next(c for c in screen._cards if c.holds("OB4")).isHidden()
    screen.go_step(DURING)
    assert screen.step == DURING


def test_what_is_observed_comes_before_whether_they_agreed(visit):
    screen = visit()
    screen.go_step(DURING)
    assert screen.step == PLAN and "Say first what is observed" in screen.why_locked.text.text()


# During


@pytest.fixture
def during(visit):
    screen = visit(**VISIT, OB4="y")
    screen.go_step(DURING)
    rest()
    return screen


def test_a_figure_rates_the_principle_that_has_the_cursor_and_is_on_disk_at_once(during, ws, window):
    type_words("4")
    assert kept(ws, during)["OP1"] == {"rating": "4"}
    type_words("0")
    assert kept(ws, during)["OP1"] == {"rating": "NS"}
    press(Qt.Key.Key_2, CTRL)
    assert kept(ws, during)["OP1"] == {"rating": "2"}
    assert not QApplication.focusWidget().rect().isEmpty()
    assert min(b.height() for b in during.findChild(BigRatings).buttons.values()) >= 60


def test_each_new_line_of_notes_begins_with_the_time_by_the_clock(during, ws):
    notes = next(iter(during.findChildren(ObservedEditor))).notes
    notes.setFocus()
    type_words("Sits on the floor")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    type_words("Asks first")
    during.flush()
    said = kept(ws, during)["OP1"]["comment"]
    assert re.fullmatch(r"\d\d:\d\d Sits on the floor\n\n\d\d:\d\d Asks first", said)
    here = during._clock().strftime("%H:%M")
    assert said.startswith(here[:2])


def test_a_time_is_put_once_and_can_be_deleted(during):
    notes = next(iter(during.findChildren(ObservedEditor))).notes
    notes.setFocus()
    type_words("A")
    for _ in range(7):
        press(Qt.Key.Key_Backspace)
    assert notes.text() == ""
    notes.set_text("kept")
    type_words("x")
    assert notes.text() in ("xkept", "keptx")


def test_notes_are_kept_when_the_window_is_left_at_once(during, window, ws):
    next(iter(during.findChildren(ObservedEditor))).notes.setFocus()
    type_words("Half a tho")
    window.go("home")
    assert kept(ws, during)["OP1"]["comment"].endswith("Half a tho")


def test_supervision_seen_asks_for_its_own_parts(visit):
    screen = visit(**VISIT | {"OB2": {"choice": "supervision"}})
    screen.go_step(DURING)
    assert "OP9" in {q for c in screen._cards for q in getattr(c, "boxes", ())}


# Feedback


def test_the_workers_words_come_first_and_a_judgement_only_where_it_is_asked(visit):
    screen = visit(**VISIT, OB4="y")
    screen.go_step(FEEDBACK)
    first = screen._cards[0]
    assert first.holds("OF2")
    box = next(c.boxes["OF11"] for c in screen._cards if c.holds("OF11"))
    assert box.isHidden()
    screen.session.answer("OB1", VISIT["OB1"] | {"role": "team_manager", "graded": "y"})
    assert not box.isHidden()


def test_handed_over_the_observers_words_are_nowhere_and_only_the_passphrase_leads_back(
    visit, window, qtbot, ws
):
    screen = visit(
        **VISIT, OB4="y", OP1={"rating": "1", "comment": "He looked at the clock"}, OF4="Slow down"
    )
    screen.go_step(FEEDBACK)
    next(b for b in screen.findChildren(Button) if b.words.startswith("Hand over")).click()
    handed = window.showing
    handed.give.click()
    assert handed.held and not window.go("home") and not window.do("find")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = " ".join(
        [w.text() for w in window.findChildren(QLineEdit)]
        + [w.toPlainText() for w in window.findChildren(QPlainTextEdit)]
        + [spoken(w) for w in window.findChildren(QWidget)]
    )
    assert "looked at the clock" not in said and "Slow down" not in said
    handed.go_to("OF2")
    type_words("It felt calm")
    handed.finish.click()
    handed.leave.passphrase.first_focus().setFocus()
    type_words("wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not the passphrase" in handed.leave.passphrase.field.problem.text())
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.place == "observe")
    assert kept(ws, window.showing)["OF2"] == "It felt calm"
    assert window.showing.step == FEEDBACK


# The whole


def test_a_whole_observation_goes_from_start_to_signed_by_the_keyboard(visit, window, ws, qtbot):
    screen = visit()
    for step in (PLAN, DURING, FEEDBACK):
        assert screen.step == step
        fill_here(screen)
        press(Qt.Key.Key_Return, CTRL)
    assert window.place == "check"
    check = window.showing
    assert check.problems.isHidden(), [b.words for b in check.problems.links]
    check.passphrase.first_focus().setFocus()
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    answers = ledger.forms(ws)[0].body.answers
    assert answers["OP6"]["rating"] == "3" and re.match(r"\d\d:\d\d ", answers["OP1"]["comment"])


def test_the_check_leads_back_to_the_step_and_the_field(visit, window):
    screen = visit(**VISIT, OB4="y")
    screen.open_check()
    check = window.showing
    check.problems.links[0].click()
    assert window.place == "observe" and window.showing.step == DURING
    assert window.showing.focusWidget() is not None


def test_undo_takes_back_the_last_answer_wherever_it_stands(during, window, ws):
    type_words("4")
    during.go_step(PLAN)
    assert window.do("undo_answer")
    assert during.step == DURING and "OP1" not in kept(ws, during)


def test_next_unanswered_goes_to_what_is_missing(during, window):
    type_words("4")
    assert window.do("unanswered")
    assert QApplication.focusWidget() is during._cards[0].editor.notes


@pytest.mark.parametrize("step", [PLAN, DURING, FEEDBACK])
def test_each_step_holds_to_all_that_can_be_checked_of_a_screen(visit, window, step):
    screen = visit(**VISIT, OB4="y")
    screen.go_step(step)
    rest()
    check_screen(window)


def test_nothing_is_cut_at_any_text_size(app, themed, desk, ws, window):
    draft = forms.start(ws, TEMPLATE)
    for question, value in (VISIT | {"OB4": "y"}).items():
        draft = forms.answer(ws, draft, question, value)

    def made():
        screen = ObserveScreen(desk, window, doc=draft.doc)
        screen._show(DURING)
        return screen

    check_scales(app, made)
    check_scales(app, made, 900, 620)
