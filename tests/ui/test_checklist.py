"""Recording checklists by the keyboard alone: letters, arrows, notes, the other person's answers, and how many keys."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from db.errors import DiskFull
from qa_desktop import (
    countersign,
    forms,
    guests,
    identity,
    ledger,
    pdf_sign,
    people,
    recording,
    templates,
    work,
)
from qa_desktop.entries import Allocation, Event
from tests.conftest import QUICK, RESOURCES
from tests.ui.conftest import check_scales, check_screen
from tests.ui.places import rest
from tests.ui.walking import press, type_words, window_on
from ui import theme
from ui.desk import Desk
from ui.forms.line import SideChoice
from ui.screens.checklist import ChecklistScreen
from ui.screens.pick import Pick

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_PRESSES = 40
THEIRS = "three small boats go home"
CLOSURE = templates.load_all(RESOURCES)["REC-C"]


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


class List(QWidget):
    def title(self) -> str:
        return ""


@pytest.fixture
def window(desk, shown):
    made = window_on(desk)
    made.register("checklist", lambda **args: ChecklistScreen(desk, made, **args))
    made.register("recording", lambda **_: List())
    return shown(made)


def begun(ws, trigger: str = "assessment", supervisor: str = "A01", **more) -> forms.Draft:
    """A check that an event made due, begun: its head is filled in."""
    event = Event(
        id=f"event-{trigger}", trigger=trigger, case="FS-2107", date="2026-10-20", worker="W01",
        supervisor=supervisor, team="South FST", **more,
    )  # fmt: skip
    recording.take_events(ws, [event])
    return recording.start(ws, recording.due(ws, date(2026, 11, 2))[0])


@pytest.fixture
def checklist(window, ws):
    def at(draft: forms.Draft | None = None, **args):
        assert window.go("checklist", doc=(draft or begun(ws)).doc, **args)
        rest()
        return window.showing

    return at


def lines(screen) -> list[str]:
    return list(screen.table.lines)


def held(ws, screen) -> dict:
    return dict(forms.draft(ws, screen.session.draft.doc).answers)


def here(screen) -> tuple[str, str]:
    """The line and the column that have the cursor."""
    now = QApplication.focusWidget()
    for name, line in screen.table.lines.items():
        for side, box in line.sides.items():
            if box.isAncestorOf(now):
                return name, side
    return "", ""


class Presses:
    """Counts what is pressed."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, keys: str) -> None:
        for key in keys.split():
            self.count += 1
            if len(key) == 1:
                QTest.keyClicks(QApplication.focusWidget(), key)
            elif key == "Ctrl+Enter":
                press(Qt.Key.Key_Return, CTRL)
            else:
                press(getattr(Qt.Key, f"Key_{key}"))


# A whole check


def test_a_clean_assessment_check_takes_at_most_forty_presses_to_the_passphrase(
    checklist, window, ws, qtbot, capsys
):
    screen = checklist()
    keys = Presses()
    keys(" ".join("y" * 28))  # both columns, the supervisor's first
    keys("Tab Space")  # reviewed today
    keys("Tab Space")  # complete
    keys("Ctrl+Enter")
    assert window.place == "check" and QApplication.focusWidget() is window.showing.passphrase.first_focus()
    with capsys.disabled():
        print(f"\n{keys.count} key presses from an open REC-A with nothing wrong to its passphrase")
    assert keys.count <= MOST_PRESSES
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(window.showing, "done"), timeout=10_000)
    signed = ledger.forms(ws)[0].body.answers
    assert signed["RA1"]["worker"] == signed["RA14"]["supervisor"] == "y"
    assert signed["C4"] == screen.session.today.isoformat() and signed["C5"] == "complete"


def test_every_checklist_there_is_goes_to_signed_by_the_keyboard_with_a_shortfall_in_it(
    checklist, window, ws
):
    for trigger, count, more in (("review", 11, {"number": 2}), ("closure", 13, {})):
        screen = checklist(begun(ws, trigger, **more))
        if screen.head_card.isVisible():
            assert screen.head_card.blocked() == []
        assert len(lines(screen)) == count
        press(Qt.Key.Key_N)
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Return)
        type_words("Not on file yet")
        press(Qt.Key.Key_Tab)
        type_words("20/12/2026")
        press(Qt.Key.Key_Return)
        QTest.keyClicks(QApplication.focusWidget(), "y")
        for _ in range(2 * count - 2):
            QTest.keyClicks(QApplication.focusWidget(), "y")
        Presses()("Tab Space Tab Space Ctrl+Enter")
        assert window.place == "check" and window.showing.problems.isHidden()
        first = held(ws, window.showing)[lines(screen)[0]]
        assert first["fix_by"] == "2026-12-20" and first["supervisor"] == "n" and first["worker"] == "y"


def test_the_worker_beside_signs_second_with_a_key_of_their_own(
    checklist, window, service, ws, qtbot, tmp_path, monkeypatch
):
    guests.add(ws, "W01", THEIRS, cost=QUICK)
    people.admit(service.central, guests.request(ws, "W01"), "South FST")
    service.send_pack("A01", ("FS-2099",), "2027-1")
    guests.adopt(ws)
    checklist()
    Presses()(" ".join("y" * 28) + " Tab Space Tab Space Ctrl+Enter")
    check = window.showing
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    second = check.done.second
    rest()
    check_screen(window)
    second.passphrase.first_focus().setFocus()
    type_words("not this one")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nothing was signed" in second.passphrase.field.problem.text(), timeout=10_000)
    second.response.editor.setFocus()
    type_words("We looked at it together.")
    second.passphrase.first_focus().setFocus()
    type_words(THEIRS)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(second._pdf), timeout=20_000)
    (one,) = countersign.of(ws, ledger.forms(ws)[0].digest)
    assert (one.signs_as, one.who, one.response) == ("worker", "J. Okafor", "We looked at it together.")
    path = tmp_path / "both.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda *_: path))
    second.save.click()
    assert len(pdf_sign.verify(path.read_bytes(), [identity.from_der(r) for r in ws.roots()]).signatures) == 2


def test_a_worker_without_a_key_here_is_told_how_to_come_by_one(checklist, window, ws, qtbot):
    checklist()
    Presses()(" ".join("y" * 28) + " Tab Space Tab Space Ctrl+Enter")
    check = window.showing
    type_words("demo")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    second = check.done.second
    second.passphrase.first_focus().setFocus()
    type_words("short")
    second.button.click()
    qtbot.waitUntil(lambda: bool(second.passphrase.field.problem.text()), timeout=10_000)
    assert guests.everyone(ws) == []


# The keys


def test_letters_answer_the_line_and_lead_on(checklist, ws):
    screen = checklist()
    first, second, third, fourth, fifth = lines(screen)[:5]
    for letter in "ypna":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    answered = held(ws, screen)
    assert [answered[q]["supervisor"] for q in (first, second, third, fourth)] == ["y", "p", "n", "na"]
    assert here(screen) == (fifth, "supervisor")
    assert fifth not in answered  # nothing is said before it is asked


def test_a_letter_is_on_disk_before_the_next_key(checklist, ws):
    screen = checklist()
    QTest.keyClicks(QApplication.focusWidget(), "p")
    assert held(ws, screen)["RA1"] == {"supervisor": "p"}


def test_arrows_go_from_line_to_line_and_column_to_column(checklist):
    screen = checklist()
    one, two = lines(screen)[:2]
    for key, where in (
        (Qt.Key.Key_Down, (two, "supervisor")),
        (Qt.Key.Key_Left, (two, "worker")),
        (Qt.Key.Key_Up, (one, "worker")),
        (Qt.Key.Key_Up, (one, "worker")),
        (Qt.Key.Key_Right, (one, "supervisor")),
        (Qt.Key.Key_Right, (one, "supervisor")),
    ):
        press(key)
        assert here(screen) == where


def test_tab_goes_from_column_to_column_and_on(checklist):
    screen = checklist()
    one, two = lines(screen)[:2]
    press(Qt.Key.Key_Tab)
    assert here(screen) == (two, "worker")
    press(Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Backtab)
    assert here(screen) == (one, "worker")


def test_the_chosen_line_wears_the_ring_and_only_it(checklist):
    screen = checklist()
    QTest.keyClicks(QApplication.focusWidget(), "y")
    marked = [q for q, line in screen.table.lines.items() if line.property("here")]
    assert marked == [lines(screen)[1]]


def test_enter_opens_a_note_on_any_line_and_enter_again_leads_on(checklist, ws, qtbot):
    screen = checklist()
    press(Qt.Key.Key_Return)
    type_words("Seen at the visit of 3 November")
    press(Qt.Key.Key_Return)
    assert here(screen) == (lines(screen)[1], "supervisor")
    assert held(ws, screen)["RA1"] == {"note": "Seen at the visit of 3 November"}


def test_letters_in_a_note_are_words_and_answer_nothing(checklist, ws):
    screen = checklist()
    press(Qt.Key.Key_Return)
    type_words("yes and no")
    screen.flush()
    assert held(ws, screen)["RA1"] == {"note": "yes and no"}


def test_delete_clears_an_answer_and_undo_brings_it_back(checklist, ws, window):
    screen = checklist()
    QTest.keyClicks(QApplication.focusWidget(), "y")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Delete)
    assert held(ws, screen).get("RA1") in (None, {})
    assert window.do("undo_answer")
    assert held(ws, screen)["RA1"] == {"supervisor": "y"}
    assert screen.table.lines["RA1"].sides["supervisor"].value() == "y"
    assert here(screen) == ("RA1", "supervisor")


# Notes and dates


def test_a_note_is_wanted_below_yes_or_where_the_two_differ_and_a_date_for_no(checklist, ws):
    screen = checklist()
    line = screen.table.lines["RA1"]
    line.sides["supervisor"].choose("y")
    assert line.findChild(QWidget, "note") is None and line._notes is None
    line.sides["worker"].choose("p")
    assert line._notes.tag.text() == "Different" and line._notes.fix_by.isHidden()
    line.sides["supervisor"].choose("p")
    assert line._notes.tag.text() == "Note"
    line.sides["supervisor"].choose("n")
    assert not line._notes.fix_by.isHidden()
    line.sides["supervisor"].choose("y")
    line.sides["worker"].choose("y")
    assert line._notes.isHidden()


def test_what_was_noted_stays_when_the_answer_no_longer_needs_it(checklist, ws):
    screen = checklist()
    line = screen.table.lines["RA1"]
    line.sides["supervisor"].choose("p")
    line._notes.note.setFocus()
    type_words("By Friday")
    line.sides["supervisor"].choose("y")
    assert held(ws, screen)["RA1"]["note"] == "By Friday" and not line._notes.isHidden()


def test_finishing_with_gaps_says_each_at_its_line_and_leads_there(checklist, window):
    screen = checklist()
    QTest.keyClicks(QApplication.focusWidget(), "n")
    press(Qt.Key.Key_Return, CTRL)
    assert window.place == "checklist" and QApplication.focusWidget() is screen.problems
    assert "Say what falls short." in screen.table.lines["RA1"].need.text()
    assert screen.table.lines["RA1"].need.property("tone") == "bad"
    link = next(b for b in screen.problems.links if "fix it by" in b.words)
    link.click()
    assert QApplication.focusWidget() is screen.table.lines["RA1"]._notes.fix_by
    type_words("20/12/2026")
    screen.flush()
    assert "date" not in screen.table.lines["RA1"].need.text()


# The other person


def worker_done(ws, draft: forms.Draft) -> forms.Draft:
    template = ledger.template(ws, draft.template)
    told = {q.id: {"worker": "p" if n == 0 else "y"} for n, q in enumerate(recording.lines(template))}
    return recording.merge_side(ws, draft, "worker", told, day="2026-11-01")


def test_the_workers_part_can_be_read_and_not_changed_by_a_slip_of_the_key(checklist, ws):
    screen = checklist(worker_done(ws, begun(ws)))
    assert "finished their part on Sun 1 Nov" in screen.banner.title.text()
    box = screen.table.lines["RA1"].sides["worker"]
    assert box.value() == "p" and not box.isEnabled()
    press(Qt.Key.Key_Left)
    assert here(screen) == ("RA1", "supervisor")
    screen.table.change_other.click()
    assert here(screen) == ("RA1", "worker")


def test_with_the_workers_part_there_the_supervisors_takes_half_the_keys(checklist, window, ws):
    screen = checklist(worker_done(ws, begun(ws)))
    Presses()("p")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    type_words("Add the date")
    press(Qt.Key.Key_Return)
    Presses()(" ".join("y" * 13) + " Tab Space Tab Space Ctrl+Enter")
    assert window.place == "check", [p.words for p in screen._blocking()]


def test_hidden_answers_do_not_show_through_the_notes_and_are_remembered_as_hidden(checklist, window, ws):
    draft = worker_done(ws, begun(ws))
    screen = checklist(draft)
    screen.banner.button.click()
    line = screen.table.lines["RA1"]
    assert line.sides["worker"].isHidden()
    line.sides["supervisor"].choose("y")
    assert line._notes is None or line._notes.isHidden()
    assert line.sides["supervisor"].accessibleDescription() == ""
    again = checklist(draft)
    assert again.table.lines["RA1"].sides["worker"].isHidden()
    press(Qt.Key.Key_Return, CTRL)
    assert again.table.lines["RA1"].sides["worker"].isVisible()
    assert again.table.lines["RA1"]._notes.tag.text() == "Different"


def test_a_worker_answers_in_their_own_column(service, app, shown):
    ws = service.admit("W02", "M. Begum", "South FST", role="worker")
    service.send_pack("W02", ("FS-2050",))
    desk = Desk(ws)
    made = window_on(desk)
    made.register("checklist", lambda **args: ChecklistScreen(desk, made, **args))
    shown(made)
    owed = Allocation(
        id="a", template=CLOSURE.digest, due="2026-11-20", facts={"case": "FS-1", "worker": "W02"}
    )
    draft = forms.start(ws, CLOSURE, owed)
    made.go("checklist", doc=draft.doc)
    screen = made.showing
    assert screen.mine == "worker"
    screen.table.focus("RC1", "worker")
    QTest.keyClicks(QApplication.focusWidget(), "y")
    assert held(ws, screen)["RC1"]["worker"] == "y"
    assert [
        made.showing.table.head.columns[s].findChild(QLabel).text() for s in ("worker", "supervisor")
    ] == [
        "You, as worker",
        "Supervisor",
    ]
    made.close()
    desk.close()


def test_the_day_the_worker_answered_is_kept_for_timeliness(checklist, ws):
    screen = checklist()
    press(Qt.Key.Key_Left)
    QTest.keyClicks(QApplication.focusWidget(), "y")
    assert held(ws, screen)["RA1"] == {"worker": "y", "worker_on": screen.session.today.isoformat()}


# Around it


def test_the_head_says_who_and_when_and_is_asked_only_where_something_is_missing(checklist, ws, window):
    screen = checklist()
    assert screen.page.heading.text() == "Recording checklist at assessment: case FS-2107"
    assert screen.page.subtitle.text().startswith(
        "Worker J. Okafor · supervisor Priya Nair · trigger date Tue 20 Oct"
    )
    assert screen.head_card.isHidden()
    draft = forms.answer(ws, screen.session.draft, "A06", None)
    again = checklist(draft)
    assert again.head_card.isVisible() and QApplication.focusWidget() is again.head_card.first_focus("A06")


def test_save_for_supervision_goes_back_to_the_list_and_keeps_everything(checklist, window, ws):
    screen = checklist()
    press(Qt.Key.Key_Return)
    type_words("Half a tho")
    screen.later.click()
    assert window.place == "recording"
    assert forms.drafts(ws)[0].answers["RA1"]["note"] == "Half a tho"


def test_what_the_disk_will_not_take_is_told_and_the_window_stays(checklist, window, ws, monkeypatch):
    screen = checklist()

    def full(*_args):
        raise DiskFull("The disk is full, so the change was not kept.")

    with monkeypatch.context() as broken:
        broken.setattr(type(screen._desk.workspace.store), "put_draft", full)
        QTest.keyClicks(QApplication.focusWidget(), "y")
        assert screen.save_state.words.text().startswith("Not saved: ")
        assert not window.go("home")
    screen.save_state.try_again.emit()
    assert held(ws, screen)["RA1"] == {"supervisor": "y"}


def test_markup_in_a_note_is_text(checklist, ws):
    draft = forms.answer(ws, begun(ws), "RA1", {"supervisor": "p", "note": "<b>bold</b>"})
    screen = checklist(draft)
    assert screen.table.lines["RA1"]._notes.note.text() == "<b>bold</b>"


def test_the_checklist_holds_to_all_that_can_be_checked_of_a_screen(checklist, window, ws):
    draft = begun(ws)
    draft = forms.answer(ws, draft, "RA2", {"supervisor": "n", "worker": "y"})
    checklist(draft)
    check_screen(window)


@pytest.mark.parametrize("width", [1366, 1180, 900])
def test_at_every_text_size_nothing_is_cut_and_the_columns_stack_where_they_must(
    app, themed, desk, ws, window, width
):
    draft = forms.answer(ws, begun(ws), "RA2", {"supervisor": "n", "worker": "y"})

    def made():
        return ChecklistScreen(desk, window, doc=draft.doc)

    check_scales(app, made, width - 90, 700)
    themed(theme.Theme(scale=1.5))
    screen = made()
    screen.resize(1276, 700)
    screen.show()
    rest()
    assert screen.table.head.isHidden()
    one = screen.table.lines["RA1"]
    tops = [box.mapTo(one, box.rect().topLeft()).y() for box in one.sides.values()]
    assert tops[0] < tops[1] and all(one.captions[s].isVisible() for s in one.sides)
    screen.close()
    screen.deleteLater()


def test_each_sides_answers_are_one_stop_for_tab(checklist):
    screen = checklist()
    for box in screen.findChildren(SideChoice):
        stops = [b for b in box.buttons.values() if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(stops) == 1


def test_home_and_the_lists_open_a_checklist_where_it_is_worked_on(ws):
    from ui.forms.ways import place_of

    draft = begun(ws)
    assert place_of(ledger.template(ws, draft.template)) == "checklist"
    assert any(t.doc == draft.doc for t in work.tasks(ws, date(2026, 11, 2)))
