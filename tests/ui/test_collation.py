"""Collation and its heat map: what is shown, said, hidden and opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from qa_desktop import charts, import_plans
from tests.rounds import amend, cycle, returned, small_service, take_in  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui import theme
from ui.kit.drawn_table import CELL
from ui.screens.collation import CollationScreen, Filters, remembered
from ui.screens.pick import Pick
from ui.screens.trend import TrendChart


@pytest.fixture
def screen(cycle, place) -> CollationScreen:  # noqa: F811
    """Two of three returns are in: three audits in each of two teams."""
    take_in(cycle, "A01", "A02")
    return place(cycle.central, "collation", CollationScreen)


def cells(screen: CollationScreen) -> list[charts.ChartCell]:
    model = screen.heat.heat
    return [model.index(r, c).data(CELL) for r in range(model.rowCount()) for c in range(model.columnCount())]


def test_with_nothing_imported_the_screen_says_what_would_be_here(small_service, place):  # noqa: F811
    screen = place(small_service.central, "collation", CollationScreen)
    assert "Import returned files to see results" in words_of(screen) and screen.heat is None
    check_screen(screen)


def test_with_packs_out_and_nothing_back_the_returns_are_there_already(cycle, place):  # noqa: F811
    screen = place(cycle.central, "collation", CollationScreen)
    shown = words_of(screen)
    assert (
        "Import returned files to see results" in shown and "0 of 3 packs" in shown and "Ruth Osei" in shown
    )
    check_screen(screen)


def test_figures_returns_and_heat_map_stand_together(screen):
    shown = words_of(screen)
    assert (
        "2/3" in shown and "6/6" in shown and "Under ten: no percentage" in shown and "2 of 3 packs" in shown
    )
    assert [cell.text for cell in cells(screen)][:3] == ["3.0", "3.0", "3.0"]
    check_screen(screen)


def test_the_screen_holds_the_numbers_of_the_chart_in_every_view(screen, qtbot):
    for view, _, note in charts.VIEWS:
        screen.ratings.view.set_value(view)
        screen.ratings.view.changed.emit(view)
        wanted = charts.ratings(screen.seen.found, view)
        assert cells(screen) == [cell for line in wanted.cells for cell in line]
        assert note in words_of(screen)
        screen.heat.grab()  # every view can be painted


def test_every_cell_is_said_in_full_to_those_who_do_not_see_it(screen):
    interface = QAccessible.queryAccessibleInterface(screen.heat)
    said = {interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())}
    assert {cell.words for cell in cells(screen)} <= said
    assert "Relationship, All teams: average 3.0 from 6 audits" in said


def test_arrows_move_in_the_heat_map_and_enter_opens_the_audits_behind_a_cell(screen, qtbot):
    heat = screen.heat
    heat.setFocus()
    heat.choose(0, 0)
    QTest.keyClick(heat, Qt.Key.Key_Down)
    assert "Whole family, North FST: average 2.0 from 3 audits." in words_of(screen)
    QTest.keyClick(heat, Qt.Key.Key_Return)
    settle(qtbot, screen)
    assert "Findings: Whole family, North FST" in words_of(screen)
    assert "2 Some" in words_of(screen)
    check_screen(screen)
    went = []
    screen._window.went.connect(went.append)
    next(b for b in screen.behind.findChildren(type(screen.report)) if b.words == "Open audit").click()
    assert went == ["audit"]


def test_a_cell_with_too_few_audits_opens_nothing_and_shows_no_figure(cycle, place, qtbot):  # noqa: F811
    take_in(cycle, "A01", "A02", "A03")
    screen = place(cycle.central, "collation", CollationScreen)
    column = next(n for n, team in enumerate(screen.seen.found.teams) if team.name == "Edge of Care")
    screen.heat.choose(0, column)
    assert "too few audits to show (1 audit)" in words_of(screen) and not screen.ratings.see.isEnabled()
    QTest.keyClick(screen.heat, Qt.Key.Key_Return)
    assert not screen.behind.isVisible()


def test_a_return_that_comes_in_meanwhile_is_counted_at_once(screen, cycle, qtbot):  # noqa: F811
    from qa_desktop import imports

    path = returned(cycle.laptop("A03"), cycle.folder / "returns")
    screen._desk.run(
        lambda ws, tell: imports.take_in(ws, [import_plans.plan_file(ws, path)], tell),
        lambda _: None,
        pytest.fail,
    )
    qtbot.waitUntil(lambda: screen.seen.found.audits == 7 and not screen.reading.busy)
    assert "3 of 3 packs" in words_of(screen)


def test_the_report_is_saved_where_it_was_asked_for(screen, qtbot, tmp_path, monkeypatch):
    asked = []

    def save(_cls, _parent, _title, start, _kinds) -> Path:
        asked.append(start)
        return tmp_path / start

    monkeypatch.setattr(Pick, "save", classmethod(save))
    button(screen, "Make report").click()
    settle(qtbot, screen)
    assert asked == ["collation-SMALL-2026-6.pdf"]
    assert (tmp_path / asked[0]).read_bytes().startswith(b"%PDF")
    assert "The report was saved." in words_of(screen)


def test_a_report_that_cannot_be_written_says_why(screen, qtbot, tmp_path, monkeypatch):
    gone = tmp_path / "gone" / "report.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: gone))
    button(screen, "Make report").click()
    settle(qtbot, screen)
    assert "is not there any more" in words_of(screen)


def test_an_action_from_an_audit_is_listed_and_late_ones_are_marked(small_service, place):  # noqa: F811
    from tests.rounds import sign

    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    small_service.send_pack("A01", ("FS-1",))
    sign(
        laptop, O2=[{"action": "<b>Talk to the worker</b> " + "w" * 300, "owner": "S01", "due": "2026-10-01"}]
    )
    take_in(small_service, "A01")
    screen = place(small_service.central, "collation", CollationScreen)
    model = screen.actions.table.model()
    told = [model.index(0, n).data() for n in range(5)]
    assert told[0].startswith("<b>Talk") and told[1:] == ["O2 · FS-1", "S01", "Thu 1 Oct", "Overdue"]
    assert "1 overdue" in words_of(screen)
    check_screen(screen)


def test_two_versions_of_one_audit_are_announced_where_figures_are(cycle, place, tmp_path):  # noqa: F811
    from qa_desktop import imports, ledger

    take_in(cycle, "A03")
    laptop = cycle.laptop("A03")
    first = ledger.forms(laptop)[0].digest
    mine = amend(laptop, first, "4")
    one = returned(laptop, tmp_path / "one")
    imports.take_in(cycle.central, [import_plans.plan_file(cycle.central, one)], back_up=False)
    with laptop.store.write():
        laptop.store._run("entries", "DELETE FROM entries WHERE digest = ?", mine)
        laptop.store._run("replaced", "DELETE FROM replaced WHERE new = ?", mine)
    amend(laptop, first, "1")
    two = returned(laptop, tmp_path / "two")
    imports.take_in(cycle.central, [import_plans.plan_file(cycle.central, two)], back_up=False)
    screen = place(cycle.central, "collation", CollationScreen)
    assert "1 audit is here in two versions." in words_of(screen) and "Check" in words_of(screen)


def test_hostile_team_names_stay_words_and_hold_no_window_open(small_service, place, app, themed):  # noqa: F811
    from tests.rounds import sign

    laptop = small_service.admit("A01", "Priya Nair", "<img src=x>" + "W" * 300)
    small_service.send_pack("A01", ("FS-1", "FS-2", "FS-3"))
    sign(laptop)
    take_in(small_service, "A01")
    screen = place(small_service.central, "collation", CollationScreen)
    screen.heat.choose(0, 0)
    desk, window = screen._desk, screen._window

    def again() -> CollationScreen:
        made = CollationScreen(desk, window)
        while made.seen is None or made.reading.busy:
            app.processEvents()
        made.heat.choose(0, 0)
        return made

    check_scales(app, again)


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_words_on_every_tone_can_be_read(palette):
    look = theme.Theme(palette)
    for step in range(31):
        assert theme.contrast(look.colour("text"), theme.heat(1 + step / 10, look)) >= 4.5
    assert theme.contrast(look.colour("muted"), look.colour("neutral_soft")) >= 4.5


def test_filters_are_remembered_when_the_screen_is_opened_again(screen, qtbot, place, cycle):  # noqa: F811
    screen.length.set_value("year")
    screen.length.changed.emit("year")
    screen.ratings.view.set_value("clear")
    screen.ratings.view.changed.emit("clear")
    settle(qtbot, screen)
    window = screen._window
    window.go("home")
    window.go("collation")
    settle(qtbot, window.showing)
    again = window.showing
    assert again is not screen
    assert (again.length.value(), again.ratings.view.value()) == ("year", "clear")
    assert again.seen.found.period == "January to December 2026"


def test_what_was_remembered_by_another_program_is_forgotten(cycle):  # noqa: F811
    cycle.central.keep("collation.filters", '{"moon": "full"}')
    assert remembered(cycle.central) == Filters()
    cycle.central.keep("collation.filters", "not JSON")
    assert remembered(cycle.central) == Filters()


def test_the_twelve_months_are_said_beside_a_chosen_cell(screen):
    screen.heat.choose(0, 0)
    assert "Rolling 12 months, all teams: average 3.0 from 6 audits." in words_of(screen)


def test_how_moderation_ended_is_a_figure(screen):
    assert "0/6" in words_of(screen) and "None in this period" in words_of(screen)


def test_an_item_is_followed_over_time_and_the_table_holds_the_same(screen, qtbot):
    screen.trend.standard.set_value("everyone")
    screen.trend.asked.emit("everyone")
    settle(qtbot, screen)
    spec = screen.trend.chart.spec
    assert [(p.text, p.n) for p in spec.points] == [("1.5", 6)]  # three at 1, three at 2
    assert spec.said() in screen.trend.chart.accessibleName()
    model = screen.trend.table.model()
    shown = [tuple(model.index(r, c).data() for c in range(3)) for r in range(model.rowCount())]
    assert tuple(shown) == spec.rows()
    screen.trend.chart.grab()  # it can be painted
    check_screen(screen)


def test_a_line_is_never_drawn_across_a_break(app):
    points = tuple(
        charts.LinePoint(f"2026-0{n}", f"Month {n}", part, 5, value, "x", f"Month {n}: x")
        for n, part, value in ((1, 0, 2.0), (2, 0, 3.0), (3, 1, 1.0), (4, 1, None), (5, 1, 2.0))
    )
    spec = charts.LineSpec("Title", "Note", points, (charts.LineBreak(2, "From version 2 on"),), ("1", "4"))
    assert spec.joined() == ((0, 1),)
    chart = TrendChart(spec)
    chart.resize(600, chart.height())
    assert not chart.grab().isNull() and "From version 2 on" in chart.accessibleName()
