"""Reports on screen: what may be chosen, what a figure rests on, and the file that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_desktop import reported
from qa_desktop.report_values import figures
from tests import reporting
from tests.rounds import small_service  # noqa: F401  a fixture
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import LinkButton
from ui.screens.pick import Pick
from ui.screens.reports import ReportsScreen


@pytest.fixture
def lead(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", "2026-6"): {"North": 4, "South": 3, "West": 1}})
    yield ws
    ws.close()


@pytest.fixture
def screen(lead, place) -> ReportsScreen:  # noqa: F811
    """A cycle with eight audits, in a team with one only too."""
    return place(lead, "reports", ReportsScreen)


def choose(screen, qtbot, box, value):
    box.set_value(value)
    box.changed.emit(value)
    settle(qtbot, screen)


def test_before_anything_has_come_the_report_says_so_and_can_still_be_made(small_service, place):  # noqa: F811
    screen = place(small_service.central, "reports", ReportsScreen)
    assert screen.make.isEnabled() and screen.seen.made is not None
    check_screen(screen)


def test_a_figure_leads_to_the_signed_forms_behind_it(screen, qtbot):
    model = screen.figures.model
    row = next(n for n in range(model.rowCount()) if model.row(model.index(n, 0)).digests)
    figure = model.row(model.index(row, 0))
    screen.figures.table.setCurrentIndex(model.index(row, 0))
    links = screen.figures.findChildren(LinkButton)
    assert len(links) == len(figure.digests) and f"behind {figure.code}" in screen.figures.told.text()
    opened = []
    screen.figures.opened.disconnect()
    screen.figures.opened.connect(opened.append)
    links[0].click()
    assert opened == [figure.digests[0]]


def test_a_code_finds_its_figure(screen):
    wanted = screen.figures.model.row(screen.figures.model.index(2, 0)).code
    screen.figures._narrow(wanted.lower())
    found = [
        screen.figures.model.row(screen.figures.model.index(n, 0))
        for n in range(screen.figures.model.rowCount())
    ]
    assert wanted in {one.code for one in found} and len(found) < len(tuple(figures(screen.seen.made)))


def test_a_team_sheet_asks_for_the_team_and_others_do_not(screen, qtbot):
    assert not screen.team_field.isVisible()
    code = next(one.code for one in screen.seen.packs if one.team)
    choose(screen, qtbot, screen.pack, code)
    assert screen.team_field.isVisible() and screen.seen.chosen[2] == screen.team.value() != ""
    check_screen(screen)


def test_only_a_report_that_a_forum_edits_comes_as_a_document(screen, qtbot):
    for pack in screen.seen.packs:
        choose(screen, qtbot, screen.pack, pack.code)
        assert (screen.form.findData("docx") >= 0) == pack.editable


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!")])
def test_a_report_is_written_and_remembered(screen, qtbot, tmp_path, monkeypatch, form, start):
    asked = []

    def save(_cls, _parent, _title, name, _kinds) -> Path:
        asked.append(name)
        return tmp_path / name

    monkeypatch.setattr(Pick, "save", classmethod(save))
    screen.form.set_value(form)
    button(screen, "Make the report").click()
    settle(qtbot, screen)
    assert (tmp_path / asked[0]).read_bytes().startswith(start) and asked[0].endswith(form)
    assert f"Written and read back: {asked[0]}" in words_of(screen)
    ws = screen._desk.workspace
    behind = {digest for one in figures(screen.seen.made) for digest in one.digests}
    assert [one.title for one in reported.of(ws, behind)] == [screen.seen.made.heading]


def test_a_folder_that_went_away_is_said_and_nothing_is_lost(screen, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: tmp_path / "gone" / "report.pdf"))
    button(screen, "Make the report").click()
    settle(qtbot, screen)
    assert "This was not done." in words_of(screen) and "is not there any more" in words_of(screen)
    assert screen.make.isEnabled()


def test_it_stands_at_every_size(screen, app, themed, qtbot):
    def again():
        made = ReportsScreen(screen._desk, screen._window)
        settle(qtbot, made)
        return made

    check_scales(app, again)
