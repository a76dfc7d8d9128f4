"""Writing in a report on screen: kept as typed, drafted from figures, made final, and found again in the report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qa_desktop import report_words, reports
from qa_desktop.workspace import Workspace
from tests import reporting
from tests.ui.conftest import check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Ask
from ui.screens.reports import ReportsScreen

YEAR = "2026-04-to-2027-03"
WORDS = "Help lasts where the plan is the family’s own."


@pytest.fixture
def ws(tmp_path) -> Iterator[Workspace]:
    made = reporting.play(tmp_path / "lead", {("RFP", "2026-6"): {"North": 4, "South": 4}})
    yield made
    made.close()


@pytest.fixture
def screen(ws, place, qtbot) -> ReportsScreen:  # noqa: F811
    shown = place(ws, "reports", ReportsScreen, pack="annual", period=YEAR)
    shown.tabs.setCurrentIndex(1)
    settle(qtbot, shown)
    return shown


def test_each_section_has_its_boxes_and_first_drafts_are_in_them(screen):
    boxes = screen.words.boxes
    assert set(boxes) == {
        one.key for one in reports.pack(screen._desk.workspace.world.resources, "annual").spaces
    }
    assert "Ratings by principle. Highest for" in boxes["known"].text() and boxes["next_year"].text() == ""
    assert "A first draft" in words_of(screen) and "Draft, not final" in words_of(screen)
    check_screen(screen)


def test_every_key_is_on_disk_before_the_next(screen, ws):
    screen.words.boxes["next_year"].setPlainText(WORDS)
    again = ws.again()
    try:
        assert report_words.stands(again, "annual", YEAR).words == {"next_year": WORDS}
    finally:
        again.close()
    assert "Saved on this laptop" in screen.words.saved.words.text()


def test_what_is_written_is_in_the_report_that_is_made(screen, qtbot):
    screen.words.boxes["next_year"].setPlainText(WORDS)
    screen.tabs.setCurrentIndex(0)
    settle(qtbot, screen)
    assert report_words.spaces(screen.seen.made)["next_year"] == WORDS
    screen.tabs.setCurrentIndex(1)
    settle(qtbot, screen)
    assert screen.words.boxes["next_year"].text() == WORDS


def test_it_is_made_final_and_a_change_begins_a_new_draft(screen, ws, qtbot):
    screen.words.boxes["next_year"].setPlainText(WORDS)
    button(screen, "Make it final").click()
    settle(qtbot, screen)
    assert "Version 1 is final." in words_of(screen) and "Final, version 1" in screen.words.status.text()
    assert "Version 1 was made final on" in words_of(screen)
    assert report_words.stands(ws, "annual", YEAR).version == 1
    button(screen, "Make it final").click()
    settle(qtbot, screen)
    assert "nothing has changed since" in words_of(screen)
    screen.words.boxes["policy"].setPlainText("A plain letter.")
    screen.tabs.setCurrentIndex(0)
    settle(qtbot, screen)
    assert "Draft. What was final: version 1" in dict(screen.seen.made.cover)["Status"]
    check_screen(screen)


def test_words_that_could_name_somebody_ask_for_a_tick(screen, ws, qtbot):
    screen.words.boxes["policy"].setPlainText(f"{reporting.NAMES[0]} wrote a letter.")
    button(screen, "Make it final").click()
    settle(qtbot, screen)
    assert "It was not made final." in words_of(screen) and screen.words.names_nobody.isVisible()
    screen.words.names_nobody.setChecked(True)
    button(screen, "Make it final").click()
    settle(qtbot, screen)
    assert report_words.stands(ws, "annual", YEAR).version == 1


def test_changes_are_thrown_away_after_asking(screen, ws, qtbot, monkeypatch):
    screen.words.boxes["known"].setPlainText("Something else.")
    monkeypatch.setattr(Ask, "ask", classmethod(lambda *_args, **_more: True))
    button(screen, "Throw away changes").click()
    settle(qtbot, screen)
    assert not report_words.stands(ws, "annual", YEAR).typed
    assert "Ratings by principle. Highest for" in screen.words.boxes["known"].text()


def test_another_report_has_other_boxes(screen, qtbot):
    line = next(n for n, one in enumerate(screen.packs.model.rows()) if one.pack.code == "quality-panel")
    screen.packs.table.setCurrentIndex(screen.packs.model.index(line, 0))
    settle(qtbot, screen)
    assert set(screen.words.boxes) == {"headline", "responses"}
    check_screen(screen)
