"""People and teams: lists in with their columns told, bad rows to correct, duplicates merged with undo, and filters."""

from __future__ import annotations

from datetime import date

import pytest

from qa_desktop import people, staff
from tests.qa_desktop.workbooks import made
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import head, lead  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Banner
from ui.screens.list_in import ColumnsCard
from ui.screens.people import PeopleScreen
from ui.screens.pick import Pick

LIST = "Payroll ref,Who,Post,Unit,Boss\nW50,Asta Lind,Worker,Alder,S01\nW51,Mary O'Brien,pilot,Alder,S01\nW52,Bo Ek,,Beech,\n"


@pytest.fixture
def screen(lead, place) -> PeopleScreen:  # noqa: F811
    return place(lead, "people", PeopleScreen)


@pytest.fixture
def twins(lead):  # noqa: F811
    people.name_only(lead, "W91", "Mary O'Brien", "worker", "Alder")
    people.name_only(lead, "W92", "Mary OBrien", "worker", "alder")
    return lead


def to(screen, qtbot, tab: str) -> None:
    screen.tabs.setCurrentIndex(("people", "teams", "same").index(tab))
    settle(qtbot, screen)


def shown(screen) -> list[str]:
    return [
        screen.table.model.row(screen.table.model.index(n, 0)).code
        for n in range(screen.table.model.rowCount())
    ]


def test_everyone_is_listed_with_role_team_supervisor_and_whether_they_sign(screen, lead):  # noqa: F811
    assert len(shown(screen)) == len(people.everyone(lead)) == 20
    line = next(one for one in screen.seen.people if one.code == "A01")
    assert (line.name, line.team, line.signs) == ("Priya Nair", "Alder", True)
    assert sum(one.families for one in screen.seen.people) > 0
    check_screen(screen)


def test_search_and_filters_narrow_the_list_and_say_when_nobody_is_left(screen, qtbot):
    screen.table.search.setText("priya")
    qtbot.waitUntil(lambda: shown(screen) == ["A01"])
    screen.table.signs.set_value("no")
    screen.table._narrow()
    assert shown(screen) == [] and "Nobody found" in words_of(screen)
    screen.table.search.clear()
    screen.table._narrow()
    assert set(shown(screen)).isdisjoint({"A01", "A02", "L01"}) and shown(screen)


def test_a_persons_supervisor_is_their_own_else_that_of_their_team(lead, place):  # noqa: F811
    good, _ = staff.teams_in(lead, b"team,supervisor\nAlder,S01\n", "teams.csv")
    staff.take_teams(lead, good)
    people.name_only(lead, "N1", "Nadia Idris", "worker", "Alder", "S02")
    screen = place(lead, "people", PeopleScreen)
    names = {code: one.name for code, one in people.everyone(lead).items()}
    said = {one.code: one.supervisor for one in screen.seen.people}
    assert (said["N1"], said["A01"], said["S01"]) == (names["S02"], names["S01"], "")


def test_teams_are_listed_and_an_empty_list_says_where_they_come_from(screen, qtbot):
    to(screen, qtbot, "teams")
    assert [one.name for one in screen.seen.teams][:2] == ["Alder", "Beech"]
    check_screen(screen)


def test_a_list_of_unknown_headings_asks_once(screen, qtbot, lead, tmp_path, monkeypatch):  # noqa: F811
    path = tmp_path / "staff.csv"
    path.write_text(LIST)
    monkeypatch.setattr(Pick, "file", classmethod(lambda cls, *args: path))
    button(screen, "Take in a list").click()
    source = screen.card.source
    source.zone.button.click()
    settle(qtbot, screen)
    card = source.columns
    assert isinstance(card, ColumnsCard) and "no column code, name" in words_of(card)
    check_screen(screen)
    card.yes.click()
    assert "Choose the column for code, name." in words_of(card) and card.combos["code"].hasFocus()
    for ours, theirs in (("code", "Payroll ref"), ("name", "Who"), ("team", "Unit"), ("supervisor", "Unit")):
        card.combos[ours].set_value(theirs)
        card.combos[ours].changed.emit(theirs)
    assert "Asta Lind, Mary O'Brien, Bo Ek" in words_of(card)
    card.yes.click()
    assert "Unit is chosen twice" in words_of(card)
    card.combos["role"].set_value("Post")
    card.combos["supervisor"].set_value("Boss")
    card.yes.click()
    settle(qtbot, screen)
    assert "2 people can be taken in." in words_of(screen.card) and "1 row cannot be used." in words_of(
        screen.card
    )
    check_screen(screen)
    saved = tmp_path / "rows to correct.csv"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: saved))
    button(screen.card, "Save rows to correct").click()
    assert '3,Post,"“pilot” is not one of' in saved.read_text("utf-8-sig")
    button(screen.card, "Take in 2 people").click()
    settle(qtbot, screen)
    assert "The list is taken in." in words_of(screen) and screen.card is None
    assert people.everyone(lead)["W50"].supervisor == "S01" and "W51" not in people.everyone(lead)
    button(screen, "Take in a list").click()
    screen.card.source.take(path)
    settle(qtbot, screen)
    assert screen.card.source.columns is None and "The columns are those chosen before." in words_of(
        screen.card
    )
    button(screen.card, "Change columns").click()
    assert screen.card.source.columns.combos["team"].value() == "Unit"


def test_of_two_sheets_one_is_chosen_and_a_file_that_is_no_list_says_so(screen, qtbot, tmp_path):
    def more(book):
        other = book.create_sheet("Leavers")
        other.append(("Code", "Name"))
        other.append(("W98", "Cy Dodd"))

    path = tmp_path / "staff.xlsx"
    path.write_bytes(made([("Code", "Name"), ("W97", "Di Egge"), ("W96", date(2026, 1, 2))], "Staff", more))
    button(screen, "Take in a list").click()
    source = screen.card.source
    source.take(path)
    settle(qtbot, screen)
    assert "has 2 sheets (Staff, Leavers)" in words_of(source) and source.columns.sheet.value() == "Staff"
    check_screen(screen)
    source.columns.sheet.set_value("Leavers")
    source.columns.sheet.changed.emit("Leavers")
    settle(qtbot, screen)
    assert "Cy Dodd" in words_of(source)
    source.columns.yes.click()
    settle(qtbot, screen)
    assert "1 person can be taken in." in words_of(screen.card)
    path.write_bytes(b"%PDF-1.7\0")
    source.take(path)
    settle(qtbot, screen)
    assert "The list could not be read." in words_of(source) and "a PDF document" in words_of(source)
    assert "can be taken in" not in words_of(screen.card)


def test_somebody_is_added_and_what_is_missing_is_said_at_its_field(screen, qtbot, lead):  # noqa: F811
    button(screen, "Add somebody").click()
    settle(qtbot, screen)
    assert screen.card.code.hasFocus()
    check_screen(screen)
    card = screen.card
    card.yes.click()
    assert "Type the staff code." in words_of(card) and "Type the name." in words_of(card)
    card.code.setText("A01")
    card.name.setText("Nadia Idris")
    card.yes.click()
    assert "A01 is on the list already" in words_of(card)
    card.code.setText("N 1")
    card.yes.click()
    settle(qtbot, screen)
    assert "Nobody was added." in words_of(card)
    card.code.setText("N1")
    card.supervisor.set_value("S01")
    card.yes.click()
    settle(qtbot, screen)
    assert people.everyone(lead)["N1"].supervisor == "S01" and "Nadia Idris is on the list." in words_of(
        screen
    )


def test_two_that_look_the_same_are_merged_and_taken_apart_again(twins, place, qtbot):  # noqa: F811
    screen = place(twins, "people", PeopleScreen, tab="same")
    shown_ = words_of(screen)
    assert "Mary O'Brien (W91) and Mary OBrien (W92)" in shown_ and "“Alder” and “alder”" in shown_
    check_screen(screen)
    button(screen, "Keep W91 for W92").click()
    settle(qtbot, screen)
    assert people.same(twins).person("W92") == "W91" and "from now on" in words_of(screen)
    check_screen(screen)
    screen.findChild(Banner).button.click()
    settle(qtbot, screen)
    assert people.same(twins).person("W92") == "W92" and staff.merges(twins) == []
    button(screen, "Keep W91 for W92").click()
    settle(qtbot, screen)
    button(screen, "Undo the merge of W92").click()
    settle(qtbot, screen)
    assert "Nothing is merged." in words_of(screen)
    button(screen, "Alder and alder are two").click()
    settle(qtbot, screen)
    assert "“Alder” and “alder”" not in words_of(screen)


def test_whoever_may_not_change_the_list_reads_it_only(head, place, qtbot):  # noqa: F811
    screen = place(head, "people", PeopleScreen)
    assert "Only a practice lead can change these lists." in words_of(screen)
    assert not screen.list_button.isVisible() and not screen.add_button.isVisible()
    check_screen(screen)


@pytest.mark.parametrize("tab", ["people", "teams", "same"])
def test_nothing_is_cut_at_any_text_size(app, themed, twins, place, tab):  # noqa: F811
    screen = place(twins, "people", PeopleScreen, tab=tab)

    def again() -> PeopleScreen:
        fresh = PeopleScreen(screen._desk, screen._window, tab)
        while fresh.seen is None:
            app.processEvents()
        return fresh

    check_scales(app, again)
