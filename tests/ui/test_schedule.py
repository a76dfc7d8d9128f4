"""The schedule as a practice lead sees it: the year at a glance, who owes what, and what is done about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from qa_desktop import ledger, schedule_glance
from qa_desktop.schedule_entries import Census, Exemption, Extract, Occasion
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import head, lead  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.desk import Desk
from ui.screens.behind import BehindGroup
from ui.screens.schedule import ScheduleScreen
from ui.shell import MainWindow

FIGURES = b"Measure,Team,Value,Target\nAssessments in time,Alder,41 of 45,95%\nOpen families,,212,\n"


@pytest.fixture
def screen(lead, place) -> ScheduleScreen:  # noqa: F811
    return place(lead, "schedule", ScheduleScreen)


def said(screen: ScheduleScreen, method: str, month: str) -> str:
    """What a screen reader hears of one square."""
    at = next(n for n, line in enumerate(screen.table.year.lines) if line.method == method)
    index = screen.table.year.index(at, screen.sheet.months.index(month))
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def opened(screen: ScheduleScreen, qtbot, method: str, month: str):
    """Chooses a square with the keyboard's own key and gives what is behind it."""
    screen.table.choose_method(method, screen.sheet.months.index(month))
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    settle(qtbot, screen)
    return screen.detail


def test_every_square_says_its_method_month_count_day_and_state(screen):
    assert said(screen, "Q04", "2026-11") == "RFP deep audits, November: 0 of 5 done, due Mon 30 Nov"
    assert said(screen, "Q04", "2026-09") == "RFP deep audits, September: 0 of 5 done, due Wed 30 Sep, missed"
    assert (
        said(screen, "Q12", "2026-10") == "Quality and Challenge Panel, October: 1 of 1 done, due Fri 30 Oct"
    )
    assert said(screen, "Q08", "2026-11").endswith("0 done, the list has not come, due Mon 30 Nov")
    assert said(screen, "Q04", "2026-10") == "RFP deep audits, October: nothing owed"
    assert said(screen, "Q22", "2027-03").endswith("1 noted")
    check_screen(screen)


def test_the_squares_hold_the_figures_of_the_schedule_itself(screen, lead):  # noqa: F811
    sheet = schedule_glance.sheet(lead, None, date(2026, 11, 25))
    assert screen.sheet == sheet and sheet.total().done == 3
    shown = words_of(screen)
    assert f"{sheet.total().done}/{sheet.total().due}" in shown and str(sheet.total().missed) in shown


def test_nothing_is_cut_at_any_text_size(app, themed, screen, qtbot):
    def again() -> ScheduleScreen:
        made = ScheduleScreen(screen._desk, screen._window, "Q04", "2026-08-to-2026-09")
        while made.sheet is None:
            app.processEvents()
        return made

    check_scales(app, again)


def test_arrows_go_from_square_to_square_and_the_line_under_says_which(screen, qtbot):
    screen.table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(screen.table, key)
    square = screen.table.at()
    assert (square.method, square.month) == ("Q02", "2026-05")
    assert "Caseload and allocations, May: nothing owed." in words_of(screen)
    QTest.keyClick(screen.table, Qt.Key.Key_Tab)
    assert not screen.table.hasFocus()


def test_the_table_keeps_the_rules_of_its_kind(screen, qtmodeltester):
    qtmodeltester.check(screen.table.year)


def test_only_late_leaves_the_methods_that_are_behind(screen):
    screen.late.click()
    left = {line.method for line in screen.table.year.lines}
    assert left == {square.method for square in screen.sheet.behind} and "Q11" not in left
    screen.method.set_value("Q11")
    screen.method.changed.emit("Q11")
    assert "Nothing is late." in words_of(screen) and not screen.table.isVisible()
    screen.late.click()
    assert [line.method for line in screen.table.year.lines] == ["Q11"]


def test_behind_a_square_stands_who_owes_what_by_supervisor(screen, qtbot):
    detail = opened(screen, qtbot, "Q04", "2026-09")
    model = detail.table.model()
    rows = [[model.index(r, c).data() for c in range(6)] for r in range(model.rowCount())]
    assert len(rows) == 5 and {row[1] for row in rows} == {"August to September 2026"}
    assert "Nell Dunmore" in {row[0] for row in rows} and rows[0][2] == "0 of 1"
    assert all(row[5].startswith("Missed, ") for row in rows)
    assert detail.table.hasFocus()
    check_screen(screen)


def test_who_owes_a_meeting_is_said_by_role(screen, qtbot):
    model = opened(screen, qtbot, "Q12", "2026-11").table.model()
    assert model.index(0, 0).data() == "Director EIP"


def test_only_a_head_of_service_excuses_and_others_are_told_who(screen, qtbot):
    opened(screen, qtbot, "Q04", "2026-09")
    assert "Only a head of service can excuse this. Ask one of them." in words_of(screen)
    assert not [b for b in screen.findChildren(type(screen.draw_cases)) if b.words == "Excuse"]


def test_the_window_of_a_lead_and_of_a_head_of_service_lists_the_schedule_and_no_auditors(lead, head):  # noqa: F811
    from ui import opening, rooms

    def listed(ws):
        return {room.id for room in rooms.ROOMS if opening.sides(ws) & {*room.who}}

    auditor = replace(head, me=replace(head.me, role="team_manager"))
    assert "schedule" in listed(lead) and "schedule" in listed(head)
    assert listed(head) >= {"audits", "transfer"} and "packs" not in listed(head)
    assert "schedule" not in listed(auditor)


def test_a_head_of_service_excuses_with_a_reason(head, place, qtbot):  # noqa: F811
    ws, screen = head, place(head, "schedule", ScheduleScreen)
    opened(screen, qtbot, "Q12", "2026-10")
    button(screen, "Excuse").click()
    settle(qtbot, screen)
    button(screen, "Excuse this").click()
    assert "Say the reason in a few words." in words_of(screen)
    check_screen(screen)
    screen.detail.form.fields["reason"].editor.set_text("The panel was called off")
    button(screen, "Excuse this").click()
    settle(qtbot, screen)
    (kept,) = ledger.bodies(ws, "exemption", Exemption)
    assert (kept.method, kept.period, kept.approver) == ("Q12", "2026-10", "H01")
    assert said(screen, "Q12", "2026-10").endswith("excused")
    assert "Excused: The panel was called off" in words_of(screen)


def test_a_meeting_is_noted_with_its_day_and_what_was_decided(screen, lead, qtbot):  # noqa: F811
    opened(screen, qtbot, "Q12", "2026-11")
    button(screen, "Note a meeting").click()
    settle(qtbot, screen)
    form = screen.detail.form
    form.fields["day"].editor.setText("soon")
    button(screen, "Keep note").click()
    assert "Give the day, month and year, such as 20 Nov 2026." in words_of(screen)
    form.fields["day"].editor.setText("24/11/2026")
    form.fields["words"].editor.set_text("Agreed three actions")
    button(screen, "Keep note").click()
    settle(qtbot, screen)
    assert "is noted." in words_of(screen)
    assert said(screen, "Q12", "2026-11").startswith("Quality and Challenge Panel, November: 1 of 1 done")
    kept = [o for o in ledger.bodies(lead, "occasion", Occasion) if o.period == "2026-11"]
    assert [(o.on, o.words) for o in kept] == [("2026-11-24", "Agreed three actions")]


def test_an_extract_is_taken_and_then_reviewed(screen, lead, qtbot, tmp_path):  # noqa: F811
    opened(screen, qtbot, "Q10", "2026-11")
    button(screen, "Review the extract").click()
    settle(qtbot, screen)
    assert "There is nothing to review." in words_of(screen)
    button(screen, "Take an extract").click()
    (tmp_path / "figures.csv").write_bytes(FIGURES)
    screen.detail.form.take(tmp_path / "figures.csv")
    settle(qtbot, screen)
    assert "figures.csv: 2 rows" in words_of(screen) and not ledger.bodies(lead, "extract", Extract)
    check_screen(screen)
    button(screen, "Keep extract").click()
    settle(qtbot, screen)
    button(screen, "Review the extract").click()
    settle(qtbot, screen)
    screen.detail.form.fields["words"].editor.set_text("Late ones go to the next panel")
    button(screen, "Keep review").click()
    settle(qtbot, screen)
    (kept,) = ledger.bodies(lead, "extract", Extract)
    assert [(r.by, r.on, r.decided) for r in kept.reviews] == [
        ("L01", "2026-11-25", "Late ones go to the next panel")
    ]
    assert "1 of 1 done" in said(screen, "Q10", "2026-11")


def test_a_list_with_bad_rows_shows_each_and_keeps_nothing(screen, lead, qtbot, tmp_path):  # noqa: F811
    opened(screen, qtbot, "Q07", "2026-11")
    button(screen, "Take a list").click()
    path = tmp_path / "moves.csv"
    path.write_bytes(b"case,date,direction\nFS-1,12/10/2026,up\nFS-2,12/09/2026,down\n,13/10/2026,sideways\n")
    screen.detail.form.take(path)
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "moves.csv: 2 rows cannot be used." in shown and "Nothing was kept." in shown
    table = next(t for t in screen.detail.form.findChildren(type(screen.detail.table)) if t.isVisible())
    model = table.model()
    rows = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    assert ["3", "date", "is not in 2026-10"] in rows
    assert not button(screen, "Keep list").isEnabled()
    check_screen(screen)
    path.write_bytes(b"case,date,direction\nFS-1,12/10/2026,up\n")
    screen.detail.form.take(path)
    settle(qtbot, screen)
    button(screen, "Keep list").click()
    settle(qtbot, screen)
    kept = [c for c in ledger.bodies(lead, "census", Census) if c.month == "2026-10"]
    assert [len(c.moves) for c in kept] == [1]
    assert said(screen, "Q07", "2026-11").startswith("Step up and step down audits, November: 0 of 1 done")


def test_a_file_that_is_no_list_is_refused_in_words(screen, qtbot, tmp_path):
    opened(screen, qtbot, "Q07", "2026-11")
    button(screen, "Take a list").click()
    (tmp_path / "photo.csv").write_bytes(b"\0\1\2")
    screen.detail.form.take(tmp_path / "photo.csv")
    settle(qtbot, screen)
    assert "photo.csv is not a CSV file" in words_of(screen)


def test_an_unused_service_is_told_that_nothing_is_scheduled(bare_service, place):  # noqa: F811
    screen = place(bare_service.central, "schedule", ScheduleScreen)
    assert "Nothing is scheduled yet." in words_of(screen)
    check_screen(screen)


def test_a_way_in_from_elsewhere_opens_the_right_row(lead, place):  # noqa: F811
    screen = place(lead, "schedule", ScheduleScreen, method="Q04", period="2026-08-to-2026-09")
    assert screen.detail.square.month == "2026-09" and screen.table.at() == screen.detail.square


def test_home_has_a_row_for_each_method_that_is_late_and_the_way_to_it(lead, app, qtbot, shown):  # noqa: F811
    found = schedule_glance.behind(schedule_glance.sheet(lead, None, date(2026, 11, 25)))
    deep = next(one for one in found if one.method == "Q04")
    assert (deep.words, deep.period, deep.standing) == (
        "September: 0 of 5 done",
        "2026-08-to-2026-09",
        "missed",
    )
    gone: list[tuple[str, str]] = []
    group = shown(BehindGroup(found[:1], lambda method, period: gone.append((method, period))))
    button(group, "Open").click()
    assert gone == [(found[0].method, found[0].period)]


def test_the_place_counts_the_methods_that_are_behind(lead, app, qtbot):  # noqa: F811
    from ui.shell import Place

    desk = Desk(lead)
    window = MainWindow([Place("schedule", "Schedule", "calendar-days")])
    window.register("schedule", lambda **args: ScheduleScreen(desk, window, **args))
    qtbot.addWidget(window)
    window.go("schedule")
    settle(qtbot, window.showing, desk)
    heard = QAccessible.queryAccessibleInterface(window.nav.items["schedule"]).text(QAccessible.Text.Name)
    assert str(len(schedule_glance.behind(window.showing.sheet))) in heard
    desk.close()
