"""The audit in the real window, by the keyboard alone: answering, keeping, going about, taking back, reading."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.errors import DiskFull
from qa_desktop import forms, ledger, packs, work
from tests.ui.conftest import check_scales, check_screen
from tests.ui.walking import SENTENCE, answer_here, press, small, type_words, window_on
from ui import theme
from ui.desk import Desk
from ui.forms.session import START, Session
from ui.screens.audit_list import LINE

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


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
    return shown(window_on(desk))


@pytest.fixture
def draft(service, ws):
    """A small audit, begun: the laptop has its own certificate and may seal the template."""
    return forms.start(ws, small())


@pytest.fixture
def audit(window, draft):
    def at(question: str = "", **args):
        assert window.go("audit", doc=draft.doc, question=question, **args)
        return window.showing

    return at


def shown_as(screen, words: str) -> set[Qt.TextFormat]:
    """How the labels that show `words` would read markup."""
    return {label.textFormat() for label in screen.findChildren(QLabel) if words in label.text()}


def on_disk(ws, doc: str) -> dict:
    return dict(forms.draft(ws, doc).answers)


# From the first question to the check


def walk_through(window, screen, most: int) -> list[float]:
    """Answer everything and go on with Ctrl+Enter. How long each step to the next question took, in ms."""
    took = []
    press(Qt.Key.Key_Return, CTRL)
    for _ in range(most):
        answer_here(screen)
        began = time.perf_counter()
        press(Qt.Key.Key_Return, CTRL)
        took.append((time.perf_counter() - began) * 1000)
        if window.place != "audit":
            return took
    raise AssertionError(f"still at {screen.here}")


def test_a_small_audit_goes_from_first_question_to_signed_by_keyboard_alone(window, audit, draft, ws, qtbot):
    screen = audit()
    assert screen.here == START
    walk_through(window, screen, 40)
    assert window.place == "check"
    check = window.showing
    assert check.problems.isHidden()
    check.passphrase.first_focus().setFocus()
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    signed = ledger.forms(ws)
    assert [form.doc for form in signed] == [draft.doc]
    assert signed[0].body.answers["M1"]["rating"] == "3"
    assert forms.drafts(ws) == []


def test_the_real_deep_audit_can_be_filled_in_by_keyboard_alone(window, ws, service):
    task = next(t for t in work.tasks(ws, ws.world.now().date()) if t.case == "FS-2041")
    task_draft = work.start_task(ws, task)
    window.go("audit", doc=task_draft.doc)
    took = walk_through(window, window.showing, 140)
    assert window.place == "check"
    assert window.showing.problems.isHidden()
    assert sorted(took)[len(took) // 2] < 250  # ms; the budget is 100 on a machine that does nothing else


# Keeping


def test_a_choice_is_on_disk_before_the_next_key(audit, draft, ws):
    audit("M1")
    press(Qt.Key.Key_2, CTRL)
    assert on_disk(ws, draft.doc)["M1"]["rating"] == "2"
    press(Qt.Key.Key_3, ALT)
    assert on_disk(ws, draft.doc)["M1"]["seen"] == "S"


def test_words_are_on_disk_within_a_second_of_the_last_key(audit, draft, ws, qtbot):
    audit("M7")
    type_words(SENTENCE)
    assert "M7" not in on_disk(ws, draft.doc)
    qtbot.waitUntil(lambda: on_disk(ws, draft.doc).get("M7") == SENTENCE, timeout=1_000)


def test_nothing_is_lost_when_the_window_is_closed_at_once_after_typing(audit, window, draft, ws):
    audit("M7")
    type_words("Half a thou")
    window.close()
    assert on_disk(ws, draft.doc)["M7"] == "Half a thou"


def test_leaving_the_field_the_question_or_the_screen_keeps_the_words(audit, window, draft, ws):
    screen = audit("M7")
    type_words("one")
    press(Qt.Key.Key_Tab)
    assert on_disk(ws, draft.doc)["M7"] == "one"
    screen.first_focus().setFocus()
    type_words("two ")
    press(Qt.Key.Key_Right, ALT)
    assert "two" in on_disk(ws, draft.doc)["M7"]
    screen.go_to("M7")
    type_words("three ")
    window.go("home")
    assert "three" in on_disk(ws, draft.doc)["M7"]


def test_an_answer_the_disk_will_not_take_is_held_told_and_tried_again(audit, window, draft, ws, monkeypatch):
    screen = audit("M4")

    def full(*_args):
        raise DiskFull("The disk is full, so the change was not kept.")

    with monkeypatch.context() as broken:
        broken.setattr(type(screen._desk.workspace.store), "put_draft", full)
        press(Qt.Key.Key_Space)
        assert screen.save_state.words.text().startswith("Not saved: ")
        assert not window.go("home")  # the window stays: the answer is nowhere else
        screen.copy_answers()
        assert "M4 On time" in QApplication.clipboard().text()
    screen.save_state.try_again.emit()
    assert on_disk(ws, draft.doc)["M4"] == "y"
    assert screen.save_state.words.text().startswith("Saved on this laptop at")
    assert window.go("home")


def test_text_no_file_can_hold_is_refused_in_words_and_stays_on_the_screen(audit, draft, ws):
    screen = audit("M7")
    screen.page.editor.box.insertPlainText("fine \ud800 half")
    screen.flush()
    held = screen.page.editor.box.toPlainText()
    assert "fine" in held
    assert "M7" not in on_disk(ws, draft.doc) or "\ud800" not in on_disk(ws, draft.doc)["M7"]


def test_it_opens_where_one_left_off(audit, window, draft, ws):
    audit("M3")
    window.go("home")
    assert audit().here == "M3"


# Going about


def test_the_list_shows_sections_ratings_and_where_one_is(audit):
    screen = audit("M1")
    press(Qt.Key.Key_2, CTRL)
    model = screen.list.model()
    lines = [model.index(n).data(LINE) for n in range(model.rowCount())]
    here = [line for line in lines if line.here]
    assert [(line.goes, line.badge, line.badge_kind) for line in here] == [("M1", "2", "rating2")]
    assert [line.words for line in lines if line.kind == "heading"] == [
        "Get ready",
        "Read and judge",
        "Finish",
    ]
    assert {line.goes[0] for line in lines if line.kind == "question"} == {
        "M",
        "S",
    }  # only the section one is in is open
    spoken = model.index(lines.index(here[0])).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "M1 The start was guided, 2 Some, open now"


def test_enter_in_the_list_goes_to_the_question(audit):
    screen = audit("M1")
    screen.list.setFocus()
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    QTest.keyClick(screen.list, Qt.Key.Key_Return)
    assert screen.here == "M2"


def test_next_unanswered_skips_what_is_done(audit):
    screen = audit("M3")
    press(Qt.Key.Key_Space)
    screen.go_to("M1")
    answer_here(screen)
    press(Qt.Key.Key_U, CTRL)
    assert screen.here == "M2"


def test_next_unanswered_goes_to_the_part_that_is_missing(audit):
    screen = audit("M2")
    press(Qt.Key.Key_4, CTRL)
    press(Qt.Key.Key_1, ALT)
    screen.go_to("M1")
    answer_here(screen)
    press(Qt.Key.Key_U, CTRL)
    assert screen.here == "M2"
    (first, *_) = (p for p in screen.session.problems("M2") if p.severity == "block")
    assert first.part not in ("", "rating")
    assert QApplication.focusWidget() is screen.page.editor.first_focus(first.part)


def test_a_question_left_half_answered_says_so_once_on_the_next(audit):
    screen = audit("M1")
    press(Qt.Key.Key_1, CTRL)
    press(Qt.Key.Key_Right, ALT)
    told = [label.text() for label in screen.page.findChildren(QLabel)]
    assert "M1 is kept, and not finished" in told
    press(Qt.Key.Key_Right, ALT)
    assert "M1 is kept, and not finished" not in [label.text() for label in screen.page.findChildren(QLabel)]


def test_marks_are_kept_and_listed_to_come_back_to(audit, draft, ws):
    screen = audit("M3")
    press(Qt.Key.Key_B, CTRL)
    assert forms.draft(ws, draft.doc).marks == ("M3",)
    assert screen.come_back.words == "1 to come back to"
    screen.go_to("come back")
    assert screen.page.tabs.tabText(0) == "Marked (1)"
    QTest.keyClick(screen.page.list, Qt.Key.Key_Return)
    assert screen.here == "M3"


def test_undo_and_redo_take_back_and_put_back_answers_with_their_question(audit, draft, ws):
    screen = audit("M3")
    press(Qt.Key.Key_Space)
    screen.go_to("M4")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Z, CTRL)
    assert screen.here == "M4" and "M4" not in on_disk(ws, draft.doc)
    press(Qt.Key.Key_Z, CTRL)
    assert screen.here == "M3" and "M3" not in on_disk(ws, draft.doc)
    press(Qt.Key.Key_Y, CTRL)
    assert on_disk(ws, draft.doc)["M3"] == "y"


def test_undo_in_a_text_box_takes_back_words_not_answers(audit, draft, ws):
    screen = audit("M3")
    press(Qt.Key.Key_Space)
    screen.go_to("M7")
    type_words("words")
    press(Qt.Key.Key_Z, CTRL)
    assert screen.here == "M7" and on_disk(ws, draft.doc)["M3"] == "y"


def test_an_action_from_a_finding_opens_a_new_line_and_a_way_back(audit, qtbot):
    screen = audit("M1")
    answer_here(screen)
    press(Qt.Key.Key_A, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert screen.here == "O4" and screen.page.editor.open == 0
    qtbot.waitUntil(lambda: QApplication.focusWidget().accessibleName() == "Action")
    type_words("Talk about it in supervision")
    screen.flush()
    assert screen.session.answers["O4"] == [{"action": "Talk about it in supervision"}]


def test_the_guide_shows_and_hides_and_gives_way_when_there_is_no_room(audit, window):
    screen = audit("M1")
    QApplication.processEvents()
    assert not screen.guide.isHidden() and screen.guide_button.isHidden()
    press(Qt.Key.Key_F1)
    assert screen.guide.isHidden() and not screen.guide_button.isHidden()
    press(Qt.Key.Key_F1)
    screen._guide_wanted = None
    window.resize(1100, 700)
    assert screen.guide.isHidden()


def test_how_a_title_follows_the_answers(audit, window):
    audit("A1")
    type_words("FS-9")
    press(Qt.Key.Key_Tab)
    assert window.windowTitle().startswith("Small audit - case FS-9")


# Reading, looks, hostile text, the keyboard


def test_markup_in_an_answer_is_shown_as_text(audit, window, draft, ws):
    evil = "<b>bold</b><img src=file:///etc/passwd> " + "x" * 400
    forms.answer(
        ws,
        forms.draft(ws, draft.doc),
        "M1",
        {"rating": "2", "comment": evil, "evidence": [{"source": "<i>s</i>", "note": evil}]},
    )
    screen = audit("M1")
    assert screen.page.editor.comment.toPlainText() == evil
    assert shown_as(screen, "<b>") == {Qt.TextFormat.PlainText}
    QApplication.processEvents()
    assert screen.page.horizontalScrollBar().maximum() == 0
    window.go("check", doc=draft.doc)
    for section in window.showing.sections:
        if not section.open:
            section.turn()
    QApplication.processEvents()
    assert window.showing.page.horizontalScrollBar().maximum() == 0
    assert shown_as(window.showing, "<b>") == {Qt.TextFormat.PlainText}


def test_a_signed_form_can_be_read_and_amended_with_a_reason(audit, window, draft, ws):
    screen = audit()
    walk_through(window, screen, 40)
    digest = forms.finish(ws, forms.draft(ws, draft.doc))
    window.go("audit", digest=digest, question="M1")
    screen = window.showing
    assert screen.save_state.words.text().startswith("Read only: signed on")
    before = screen.session.answers["M1"]
    press(Qt.Key.Key_1, CTRL)
    assert screen.session.answers["M1"] == before
    screen.amend.click()
    type_words("short")
    press(Qt.Key.Key_Return)
    assert "Say in a few words" in screen.reason_field.problem.text()
    type_words(" no: the date of the plan was wrong")
    press(Qt.Key.Key_Return)
    assert window.showing.session.draft.replaces == (digest,)
    assert not window.showing.session.signed


@pytest.mark.parametrize("question", ["start", "come back", "A9", "M1", "M2", "M6", "M7", "M.J", "O3"])
def test_every_page_passes_the_checks(audit, window, question):
    screen = audit()
    screen.go_to(question)
    QApplication.processEvents()
    check_screen(window)


def test_the_question_fits_at_every_text_size(app, themed, desk, draft):
    def make():
        window = window_on(desk)
        window.resize(1366, 768)
        window.go("audit", doc=draft.doc, question="M1")
        return window

    check_scales(app, make)
    assert theme.current().scale == 1.5


def test_larger_text_shortens_the_buttons_before_the_case(app, themed, desk, service, ws, qtbot):
    task = next(t for t in work.tasks(ws, ws.world.now().date()) if t.case == "FS-2041")
    themed(theme.Theme(scale=1.3))
    window = window_on(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.go("audit", doc=work.start_task(ws, task).doc)
    window.show()
    app.processEvents()
    top = window.showing
    assert top.heading.text() == "RFP deep audit: case FS-2041"
    assert top.heading.sizeHint().width() <= top.heading.width() + 1
    assert top.risk_button.words == "Child at risk now?"
    assert top.check_button.accessibleName() == "Check answers and sign"


def test_a_form_that_is_open_knows_its_people(service, ws, desk):
    task = next(t for t in work.tasks(ws, ws.world.now().date()) if t.case == "FS-2041")
    session = Session(desk, work.start_task(ws, task).doc)
    assert session.title == "RFP deep audit: case FS-2041"
    assert session.people_line == "Worker J. Okafor · supervisor D. Walsh · auditor Priya Nair"
    assert packs.ready_to_return(ws) == []
