"""Home: what is due, in its groups; what a practice lead waits for; and what to do when there is nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qa_desktop import alert_answers, approvals, backups, forms, import_plans, imports, packs, work
from tests import reporting
from tests.conftest import PASSPHRASE, QUICK, Me, made_up_world, profiles
from tests.qa_desktop.test_alert_answers import audit
from tests.rounds import cycle, small_service, take_in  # noqa: F401  fixtures
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import rest
from tests.ui.test_templates import put_forward
from ui import theme
from ui.desk import Desk
from ui.kit import Banner, Button, Card, Chip, EmptyState, Group, TaskRow
from ui.screens import followed_home, template_home
from ui.screens.home import HomeScreen, due_words, time_words
from ui.shell import MainWindow, Place


@pytest.fixture
def home(app, qtbot, shown):
    """Shows Home of a workspace in a real window, on a day in November 2026."""
    desks = []

    def show(ws, day=2, size=(1366, 768)):
        there = replace(ws.world, now=lambda: datetime(2026, 11, day, 9, tzinfo=UTC))
        desk = Desk(replace(ws, world=there))
        desks.append(desk)
        window = MainWindow((Place("home", "Home", "house"),), "Priya Nair", "Team manager")
        window.register("home", lambda **args: HomeScreen(desk, window, **args))
        window.gone = []
        places = ("audit", "start", "importer", "transfer", "packs", "people", "collation", "template")
        for place in places:
            window.register(place, lambda p=place, **args: window.gone.append((p, args)) or Card())
        shown(window, *size)
        window.go("home")
        qtbot.waitUntil(lambda: not desk.busy)
        qtbot.waitUntil(lambda: window.showing.body.count() > 0)
        rest()
        return window

    yield show
    for desk in desks:
        desk.close()


def groups(window):
    return {
        g.heading.text(): [r.title.words for r in g.findChildren(TaskRow)] for g in window.findChildren(Group)
    }


def words(widget):
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_work_stands_in_the_group_its_due_day_puts_it_in(home, service):
    assert groups(home(service.laptop("A01"), day=2)) == {
        "Later": ["RFP deep audit: case FS-2041", "RFP deep audit: case FS-2042"]
    }
    assert list(groups(home(service.laptop("A01"), day=16))) == ["Due this week"]
    late = home(service.laptop("A01"), day=22)
    assert list(groups(late)) == ["Overdue"]
    assert "Due Fri 20 Nov · 2 days late" in words(late)
    assert [chip.text() for chip in late.showing.findChildren(Chip)] == ["2"]


def test_home_passes_every_check(home, service):
    check_screen(home(service.laptop("A01"), day=22))


def test_home_fits_when_narrow_and_at_every_text_size(home, service, themed):
    narrow = home(service.laptop("A01"), size=(1180, 700))
    assert narrow.nav.compact
    no_sideways_scroll(narrow)
    no_words_are_cut(narrow)

    for scale in theme.SCALES:
        themed(theme.Theme(scale=scale))
        window = home(service.laptop("A01"), day=22)
        assert (window.width(), window.height()) == (1366, 768), f"the window grew at {scale}"
        no_sideways_scroll(window)
        no_words_are_cut(window)


def test_starting_a_task_opens_its_draft_with_the_case_filled_in(home, service):
    ws = service.laptop("A01")
    window = home(ws)
    row = window.findChildren(TaskRow)[0]
    assert row.button.words == "Start"
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    place, args = window.gone[-1]
    assert place == "audit"
    assert "FS-2041" in str(forms.draft(ws, args["doc"]).answers)


def test_a_commit_redraws_home_while_it_is_looked_at(home, service, qtbot):
    window = home(service.laptop("A01"))
    desk = window.showing._desk
    first = work.tasks(desk.workspace, datetime(2026, 11, 2, tzinfo=UTC).date())[0]
    work.start_task(desk.workspace, first)
    qtbot.waitUntil(lambda: "In progress" in words(window))
    assert "answered" in words(window)
    assert {r.button.words for r in window.findChildren(TaskRow)} == {"Start", "Continue"}


def test_the_keyboard_alone_starts_the_first_task(home, service):
    window = home(service.laptop("A01"), day=22)
    first = window.findChildren(TaskRow)[0]
    for _ in range(20):
        if QApplication.focusWidget() is first.button:
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.gone[-1][0] == "audit"


def test_a_new_laptop_is_told_what_to_do_first(home, tmp_path, monkeypatch, qtbot):
    ws, _ = profiles.create(
        made_up_world(tmp_path / "new"),
        Me("A09", "New Auditor", "team_manager", "North", "Example Council"),
        "demo",
        cost=QUICK,
    )
    window = home(ws)
    assert window.findChild(EmptyState).title.text() == "Nothing here yet"
    assert "One thing is left before you can sign." in words(window)
    monkeypatch.setattr("ui.screens.pick.Pick.folder", classmethod(lambda *_: tmp_path))
    banner = next(b for b in window.findChildren(Banner) if b.button)
    banner.button.click()
    assert (tmp_path / "request-A09.qarequest").stat().st_size > 0
    qtbot.waitUntil(lambda: "It holds no secret." in words(window))
    window.findChild(EmptyState).button.click()
    assert window.gone[-1][0] == "importer"
    ws.close()


def test_a_practice_lead_sees_who_is_late_and_has_the_ways_on(home, service):
    window = home(service.central, day=22)
    assert "Returns late" in [g.heading.text() for g in window.findChildren(Group)]
    assert "0 of 2 returned · Due Fri 20 Nov" in words(window)
    assert "2 days late" in words(window)
    ways = {b.words: b for b in window.findChildren(Button)}
    ways["Collation"].click()
    assert window.gone[-1][0] == "collation"
    assert window.go("home")


def test_a_practice_lead_without_packs_is_shown_where_to_begin(home, bare_service):
    window = home(bare_service.central)
    assert window.findChild(EmptyState).title.text() == "No packs have gone out yet"
    names = [button.accessibleName() for button in window.findChildren(Button) if button.isVisible()]
    assert names.count("Open packs and returns") == 1 and len(names) == len(set(names))
    window.findChild(EmptyState).button.click()
    assert window.gone[-1][0] == "packs"


def test_a_child_at_risk_of_whom_nobody_has_noted_what_followed_stands_first(home, tmp_path):
    ws = reporting.lead(tmp_path / "lead")
    waits, done = audit(ws, 1, risk=True), audit(ws, 2, risk=True)
    audit(ws, 3)
    alert_answers.note(ws, done, "2026-11-01", "yes", "A visit was made.")
    window = home(ws)
    first = window.findChildren(Group)[0]
    assert first.heading.text() == followed_home.OPEN and "A manager was told Fri 30 Oct" in words(first)
    check_screen(window)
    next(b for b in first.findChildren(Button) if b.words == "Open").click()
    assert window.gone[-1] == ("audit", {"digest": waits})
    ws.close()


def test_a_head_of_service_is_told_of_a_template_that_waits_and_its_lead_that_it_is_approved(
    home, small_service, tmp_path  # noqa: F811
):  # fmt: skip
    head = small_service.admit("H01", "Ines Copsey", "", "head_of_service")
    proposal = put_forward(small_service)
    assert template_home.WAITING not in groups(home(small_service.central))  # who put it forward waits too
    packed = packs.make_pack(small_service.central, "H01", tmp_path).path
    imports.take_in(head, import_plans.plan_files(head, [packed]), back_up=False)
    window = home(head)
    assert template_home.WAITING in groups(window) and "Put forward by Marta Trent" in words(window)
    check_screen(window)
    next(b for b in window.findChildren(Button) if b.words == "Read it").click()
    assert window.gone[-1] == ("template", {"proposal": proposal})
    approvals.say(head, proposal, "approved")
    assert template_home.WAITING not in groups(home(head))
    back = packs.make_return(head, tmp_path).path
    imports.take_in(
        small_service.central, import_plans.plan_files(small_service.central, [back]), back_up=False
    )
    assert [b.words for b in home(small_service.central).findChildren(Button) if "ublish" in b.words] == [
        "Publish it"
    ]


def test_a_return_that_is_late_in_another_cycle_is_late_on_home(home, cycle):  # noqa: F811
    take_in(cycle, "A01", "A02", "A03")
    assert "Everything has come back" in words(home(cycle.central, day=22))
    cycle.send_pack("A02", ("FS-90",), "2026-5")
    window = home(cycle.central, day=22)
    shown = words(window)
    assert "Everything has come back" not in shown
    assert "Returns late" in shown and "Sam Hassan" in shown and "3 of 4 returned" in shown


def test_a_new_practice_lead_begins_with_people_and_teams(home, tmp_path):
    me = Me("L02", "Ola Berg", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "new"), me, PASSPHRASE, cost=QUICK)
    window = home(ws)
    assert window.findChild(EmptyState).title.text() == "Begin with people and teams"
    window.findChild(EmptyState).button.click()
    assert window.gone[-1][0] == "people"
    ws.close()


def test_an_old_backup_is_said_and_mended_from_home(home, service, qtbot):
    ws = service.laptop("A01")
    made = backups.make(ws)
    import os

    old = datetime(2026, 10, 1, tzinfo=UTC).timestamp()
    os.utime(made, (old, old))
    window = home(ws, day=22)
    assert "The last backup is 52 days old." in words(window)
    next(b for b in window.findChildren(Banner) if b.button).button.click()
    qtbot.waitUntil(lambda: "days old" not in words(window))
    assert len(list(made.parent.glob("*.sqlite"))) >= 1


def test_dates_and_times_are_said_in_words():
    day = datetime(2026, 11, 20, tzinfo=UTC).date()
    assert due_words(day, 0) == "Due Fri 20 Nov"
    assert due_words(day, 1) == "Due Fri 20 Nov · 1 day late"
    assert due_words(None, 0) == "No due date"
    assert time_words((180, 240)) == "About 3 to 4 hours"
    assert time_words((0, 60)) == "About 1 hour"
    assert time_words((20, 30)) == "About 20 to 30 minutes"
    assert time_words((0, 0)) == ""
