"""Giving work out on screen: what would go to whom, changes with their reasons, what cannot be given, saving and checking."""

from __future__ import annotations

import pytest

from qa_desktop import draw_plan, entries, giving, giving_ledger, ledger, people, schedule_seal
from qa_desktop.schedule_entries import Move
from tests.conftest import Service
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import CASES, lead, reopened  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.give import GiveScreen
from ui.screens.pick import Pick
from ui.screens.schedule import ScheduleScreen

PERIOD = "2026-11"
MOVES = [
    Move(case=f"FS-70{n}", on=f"2026-10-{n + 3:02d}", direction="up" if n % 2 else "down", service="Early help",
         team="Alder", supervisor="S01", worker="W01" if n else "M01")
    for n in range(5)
]  # fmt: skip


@pytest.fixture
def managed(lead, rfp, tmp_path):  # noqa: F811
    """The lead's service with two service managers, and October's list of moves: one move names nobody."""
    service = Service(tmp_path, lead, rfp)
    for code, name in (("M01", "Nell Dunmore"), ("M02", "Ravi Elswick")):
        service.admit(code, name, "", "service_manager").close()
    bare = Move(case="FS-799", on="2026-10-30", direction="up")
    schedule_seal.take_census(lead, "2026-10", ("up", "down"), [*MOVES, bare])
    return lead


@pytest.fixture
def screen(managed, place) -> GiveScreen:  # noqa: F811
    return place(managed, "give", GiveScreen, method="Q07", period=PERIOD)


def cells(table) -> list[list[str]]:
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def owed(ws) -> dict[str, int]:
    return {
        c.auditor: len(c.allocations)
        for c in ledger.bodies(ws, "cycle", entries.Cycle)
        if c.cycle == f"{PERIOD}-Q07" and c.allocations
    }


def test_what_would_be_given_to_whom_is_shown_before_anything_is_kept(screen, managed):
    rows = cells(screen.who.table)
    assert len(rows) == 5 and {row[2] for row in rows} == {"Nell Dunmore", "Ravi Elswick"}
    mine = next(row for row in rows if row[0].startswith("FS-700"))
    assert mine[2] == "Ravi Elswick" and mine[3] == "New"  # Nell Dunmore worked with that family
    assert cells(screen.out.table) == [["FS-799, step up", "It is not known who worked with the family"]]
    assert giving_ledger.givings(managed) == [] and owed(managed) == {}
    check_screen(screen)


def test_the_bars_say_how_much_each_would_have_and_a_tick_takes_one_out(screen, qtbot):
    said = words_of(screen)
    assert "3 of this, 0 other" in said and "2 of this, 0 other" in said and "Not asked" in said
    screen.load.ticks["M01"].setFocus()
    screen.load.ticks["M01"].click()
    settle(qtbot, screen)
    assert {row[2] for row in cells(screen.who.table)} == {"Ravi Elswick"}
    assert "5 of this, 0 other" in words_of(screen) and screen.load.ticks["M01"].hasFocus()


def test_saving_gives_the_work_out_once_and_what_is_new_is_added(screen, managed, qtbot):
    screen.save.click()
    settle(qtbot, screen)
    assert sorted(owed(managed).values()) == [2, 3] and "The work was given out." in words_of(screen)
    assert not screen.save.isEnabled() and {row[3] for row in cells(screen.who.table)} == {"As before"}
    check_screen(screen)
    more = Move(case="FS-800", on="2026-10-29", direction="down", worker="W02", supervisor="S02")
    schedule_seal.take_census(managed, "2026-10", ("up", "down"), [*MOVES, more])
    screen.reading.refresh()
    settle(qtbot, screen)
    assert [row[0] for row in cells(screen.who.table) if row[3] == "New"] == ["FS-800, step down"]
    screen.save.click()
    settle(qtbot, screen)
    assert sorted(owed(managed).values()) == [3, 3]


def test_a_change_needs_a_reason_and_is_kept_with_it(screen, managed, qtbot):
    at = next(n for n, row in enumerate(cells(screen.who.table)) if row[2] == "Nell Dunmore")
    name = cells(screen.who.table)[at][0]
    screen.who.table.selectRow(at)
    screen.who.begin.click()
    screen.who.yes.click()
    assert "Say the reason in a few words." in words_of(screen)
    check_screen(screen)
    screen.who.to.set_value("M02")
    screen.who.reason.set_text("On leave until December")
    screen.who.yes.click()
    settle(qtbot, screen)
    row = next(row for row in cells(screen.who.table) if row[0] == name)
    assert row[2:4] == ["Ravi Elswick", "By hand"] and "On leave until December" in words_of(screen)
    screen.save.click()
    settle(qtbot, screen)
    made = giving_ledger.givings(managed)[0].made
    assert [c.reason for c in made.changes] == ["On leave until December"] and giving.problems(made) == []


def test_nobody_is_offered_a_family_they_worked_with(screen):
    at = next(n for n, row in enumerate(cells(screen.who.table)) if row[0].startswith("FS-700"))
    screen.who.table.selectRow(at)
    offered = [screen.who.to.itemText(n) for n in range(screen.who.to.count())]
    assert "Nell Dunmore" not in offered and "Nobody: take it out" in offered


def test_what_cannot_be_given_is_given_by_hand(screen, managed, qtbot):
    screen.out.begin.click()
    screen.out.reason.set_text("Neither has met the family")
    screen.out.yes.click()
    settle(qtbot, screen)
    assert "Everything has somebody who does it." in words_of(screen)
    screen.save.click()
    settle(qtbot, screen)
    assert sum(owed(managed).values()) == 6


def test_what_is_taken_out_stays_out(screen, managed, qtbot):
    screen.save.click()
    settle(qtbot, screen)
    screen.who.table.selectRow(0)
    gone = cells(screen.who.table)[0][0]
    screen.who.begin.click()
    screen.who.to.set_value("")
    screen.who.reason.set_text("The move was a mistake")
    screen.who.yes.click()
    settle(qtbot, screen)
    screen.save.click()
    settle(qtbot, screen)
    assert [gone, "Taken out"] in cells(screen.out.table) and sum(owed(managed).values()) == 4
    assert not screen.save.isEnabled()


def test_changes_are_there_on_coming_back_the_same_day(screen, managed, place, qtbot):  # noqa: F811
    screen.out.begin.click()
    screen.out.reason.set_text("Neither has met the family")
    screen.out.yes.click()
    settle(qtbot, screen)
    assert screen._window.go("packs")
    again = place(managed, "give", GiveScreen, method="Q07", period=PERIOD)
    assert "Neither has met the family" in words_of(again) and again.save.isEnabled()


def test_before_the_list_has_come_the_way_to_it_is_shown(screen, qtbot):
    screen.method.set_value("Q08")
    screen.method.changed.emit("Q08")
    settle(qtbot, screen)
    assert "The list has not come yet" in words_of(screen)
    check_screen(screen)
    screen.period.set_value("2026-12")
    screen.period.changed.emit("2026-12")
    settle(qtbot, screen)
    assert "The list of 2026-11" in words_of(screen)


def test_agencies_are_asked_once_families_were_drawn(screen, managed, qtbot):
    screen.method.set_value("Q09")
    screen.method.changed.emit("Q09")
    settle(qtbot, screen)
    assert "No families were drawn yet" in words_of(screen)
    panel = giving_ledger.template_of(managed, "MAA-P")
    setup = draw_plan.Setup(
        "2026-10-to-2027-03-Q09", panel, CASES, {}, (), "s1", method="Q09", theme="Fathers and partners"
    )
    draw_plan.make(managed, setup, managed.world.now().date())
    screen.reading.refresh()
    settle(qtbot, screen)
    assert screen.load.agencies["police"].isChecked()
    assert {row[1] for row in cells(screen.out.table)} == {"Nobody of this agency has been admitted"}
    check_screen(screen)
    for code in list(screen.load.agencies):
        if code != "early_help":
            screen.load.agencies[code].click()
            settle(qtbot, screen)
    assert screen.out.table is None and len(cells(screen.who.table)) == 6


def test_a_day_outside_the_period_is_said_and_can_be_put_right(screen, qtbot):
    screen.due.setText("24 Dec 2026")
    screen.due.editingFinished.emit()
    settle(qtbot, screen)
    assert "is not a day from 2026-11-01 to 2026-11-30" in words_of(screen)
    check_screen(screen)
    button(screen, "Start over").click()
    settle(qtbot, screen)
    assert screen.save.isEnabled()


def test_what_stands_is_checked_and_printed(screen, managed, qtbot, tmp_path, monkeypatch):
    assert not screen.proof.check.isEnabled()
    screen.save.click()
    settle(qtbot, screen)
    screen.proof.check.click()
    settle(qtbot, screen)
    assert "The same." in words_of(screen)
    monkeypatch.setattr(Pick, "save", lambda *_: tmp_path / "list.pdf")
    screen.proof.print.click()
    settle(qtbot, screen)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF-")


def test_another_seed_that_is_none_is_said_beside_its_field(screen, qtbot):
    screen.proof.seed.setText("no good!")
    screen.proof.seed.editingFinished.emit()
    assert "A seed is 1 to 40 letters" in words_of(screen)
    screen.proof.seed.setText("dice-7")
    screen.proof.seed.editingFinished.emit()
    settle(qtbot, screen)
    assert screen.seen.proposed.made.seed == "dice-7"


def test_without_anybody_admitted_the_way_to_packs_is_shown(lead, place):  # noqa: F811
    schedule_seal.take_census(lead, "2026-10", ("up", "down"), MOVES)
    people.name_only(lead, "H01", "Ines Copsey", "worker", "")
    shown = place(lead, "give", GiveScreen, method="Q07", period=PERIOD)
    assert "L01" in shown.load.ticks  # the practice lead may, where nobody else is there
    check_screen(shown)


def test_who_may_not_give_work_out_is_told_who_does(service, place):  # noqa: F811
    shown = place(service.laptop("A01"), "give", GiveScreen)
    assert "You cannot give work out" in words_of(shown)
    check_screen(shown)


def test_the_schedule_leads_here_and_to_the_draw_of_every_method(managed, place, qtbot):  # noqa: F811
    shown = place(managed, "schedule", ScheduleScreen, method="Q07", period=PERIOD)
    went = []
    shown._window.go = lambda where, **args: went.append((where, args)) or True
    button(shown, "Give these out").click()
    shown.table.choose_method("Q06", shown.sheet.months.index("2027-03"))
    shown._open()
    settle(qtbot, shown)
    button(shown, "Draw cases for this cycle").click()
    assert went[0] == ("give", {"method": "Q07", "period": PERIOD})
    assert went[1][0] == "draw" and went[1][1]["method"] == "Q06"


def test_nothing_is_cut_at_any_text_size(app, themed, screen, managed):
    def again() -> GiveScreen:
        made = GiveScreen(screen._desk, screen._window, "Q07", PERIOD)
        while made.seen is None:
            app.processEvents()
        return made

    check_scales(app, again)
