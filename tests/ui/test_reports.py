"""Reports on screen: the packs, what goes in, what a figure rests on, the file that is written, and data out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qa_desktop import data_out, report_files, reported, reports
from qa_desktop.report_values import figures
from qa_desktop.workspace import Workspace
from tests import reporting
from tests.rounds import cycle, small_service, take_in  # noqa: F401  fixtures
from tests.ui.conftest import buttons_have_names_of_their_own, check_scales, check_screen, no_words_are_cut
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import ProgressPanel
from ui.screens.pick import Pick
from ui.screens.reports import TABS, ReportsScreen
from ui.screens.reports_data import WORDS
from ui.screens.reports_preview import ReportPreview


@pytest.fixture
def ws(tmp_path) -> Iterator[Workspace]:
    """A practice lead's ledger with a year of signed work."""
    made = reporting.play(tmp_path / "lead")
    yield made
    made.close()


@pytest.fixture
def screen(ws, place) -> ReportsScreen:  # noqa: F811
    screen = place(ws, "reports", ReportsScreen)
    screen._window.register(
        "report_preview", lambda **given: ReportPreview(screen._desk, screen._window, **given)
    )
    return screen


@pytest.fixture
def saved(tmp_path, monkeypatch) -> list[Path]:
    """The files that were asked for, in a folder of their own."""
    asked: list[Path] = []

    def save(_cls, _parent, _title, name, _kinds) -> Path:
        asked.append(tmp_path / "out" / name)
        return asked[-1]

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Pick, "save", classmethod(save))
    return asked


class Form(QWidget):
    """In place of the form itself, which has tests of its own."""

    def title(self) -> str:
        return ""


def choose_pack(screen, qtbot, code: str) -> None:
    """As a person does: by moving in the list of packs."""
    line = next(n for n, one in enumerate(screen.packs.model.rows()) if one.pack.code == code)
    screen.packs.table.setCurrentIndex(screen.packs.model.index(line, 0))
    settle(qtbot, screen)


def choose_period(screen, qtbot, code: str) -> None:
    screen.choice.period.set_value(code)
    screen.choice.period.changed.emit(code)
    settle(qtbot, screen)


def find(screen, qtbot, words: str) -> None:
    screen.tabs.setCurrentIndex(2)
    screen.figures.search.setText(words)
    with qtbot.waitSignal(screen.figures.search.changed):
        pass
    settle(qtbot, screen)


def behind(screen):
    """A figure that something stands behind."""
    return next(one for one in figures(screen.seen.made) if one.digests)


def test_before_anything_has_come_the_report_says_so_and_can_still_be_made(small_service, place, qtbot):  # noqa: F811
    screen = place(small_service.central, "reports", ReportsScreen)
    assert screen.choice.make.isEnabled() and screen.seen.made is not None
    choose_period(screen, qtbot, screen.seen.periods[-1][0])
    assert "Nothing of this period has come back yet." in words_of(screen)
    check_screen(screen)


def test_each_pack_says_for_whom_how_often_and_when_it_was_last_made(screen, qtbot, saved):
    def said() -> list[str]:
        return [screen.packs.model.index(0, n).data() for n in range(3)]

    assert said() == ["Practice Mirror group", "Every 2 months", "Never"]
    assert "Practice lead in the chair, heads, service and team managers" in words_of(screen)
    assert len(screen.packs.model.rows()) == 8
    button(screen, "Write report").click()
    settle(qtbot, screen)
    assert said()[2].endswith(f"{screen._desk.workspace.world.now():%Y}")
    assert screen.packs.model.index(1, 2).data() == "Never"


def test_a_pack_opens_on_the_period_it_is_usually_for(screen, qtbot):
    usual = report_files.usual(screen._desk.workspace, 2)
    assert screen.seen.want.period == screen.choice.period.value() == usual
    choose_pack(screen, qtbot, "annual")
    assert screen.seen.want.period == report_files.usual(screen._desk.workspace, 12)


def test_a_figure_leads_to_the_entries_behind_it_and_each_form_to_itself(screen, qtbot):
    figure = behind(screen)
    find(screen, qtbot, figure.code.lower())
    table = screen.figures
    assert table.table.currentIndex().row() == 0 and table.model.rows()[0] == figure
    assert {one.digest for one in table.behind_model.rows()} == set(figure.digests)
    assert f"behind {figure.code}" in words_of(screen)
    check_screen(screen)
    forms = [n for n, one in enumerate(table.behind_model.rows()) if one.opens]
    went: list[dict] = []
    screen._window.register("audit", lambda **given: went.append(given) or Form())
    table.behind.setCurrentIndex(table.behind_model.index(forms[0], 0))
    table.behind.setFocus()
    QTest.keyClick(table.behind, Qt.Key.Key_Return)
    assert went == [{"digest": table.behind_model.rows()[forms[0]].digest}]


def test_what_is_hidden_shows_nothing_behind_it(screen, qtbot):
    hidden = next(one for one in figures(screen.seen.made) if one.shown == "few")
    find(screen, qtbot, hidden.code)
    assert "is hidden, and so is what stands behind it" in words_of(screen)
    assert not screen.figures.behind.isVisible() and not screen.figures.open.isVisible()


def test_a_code_of_another_report_leads_there(screen, qtbot):
    find(screen, qtbot, "QC-1.1a")
    assert "It is a code of the Quality and Challenge Panel." in words_of(screen)
    check_screen(screen)
    button(screen, "Show that report").click()
    settle(qtbot, screen)
    assert screen.seen.want.pack == "quality-panel"
    assert screen.figures.model.rows()[0].code == "QC-1.1a"


def test_a_code_that_is_nowhere_says_how_codes_are_written(screen, qtbot):
    find(screen, qtbot, "zebra")
    assert "No figure “zebra” in this report" in words_of(screen) and "PM-2.4a" in words_of(screen)
    assert not screen.figures.other.isVisible()


def test_a_team_sheet_asks_for_the_team_and_others_do_not(screen, qtbot):
    assert not screen.choice.team_field.isVisible()
    choose_pack(screen, qtbot, "team-sheet")
    assert screen.choice.team_field.isVisible()
    assert screen.seen.want.team == screen.choice.team.value() != ""
    check_screen(screen)


def test_only_a_report_that_a_forum_edits_comes_as_a_document(screen, qtbot):
    for one in screen.seen.packs:
        choose_pack(screen, qtbot, one.pack.code)
        assert (screen.choice.form.findData("docx") >= 0) == one.pack.editable


def test_a_section_that_is_unticked_is_left_out_and_the_report_says_so(screen, qtbot, saved):
    number = int(behind(screen).code.partition("-")[2].partition(".")[0])
    title = screen.seen.whole.sections[number - 1].title
    before = screen.figures.count
    screen.choice.ticks[number].click()
    settle(qtbot, screen)
    assert f"Left out of this copy: {number}. {title}." in words_of(screen)
    assert screen.figures.count < before
    screen.choice.form.set_value("html")
    button(screen, "Write report").click()
    settle(qtbot, screen)
    written = saved[0].read_text("utf-8")
    assert f"Left out of this copy: {number}. {title}." in written and f">{number}. {title}<" not in written
    assert {one.number for one in screen.seen.made.sections} == set(screen.choice.ticks) - {number}


def test_with_no_section_there_is_nothing_to_write(screen, qtbot):
    for tick in screen.choice.ticks.values():
        tick.click()
    settle(qtbot, screen)
    assert "No section is ticked, so there is nothing to write." in words_of(screen)
    assert not screen.choice.make.isEnabled() and not screen.choice.preview.isEnabled()


def test_what_is_hidden_and_small_stands_beside_the_choice(screen, qtbot):
    held = list(figures(screen.seen.made))
    few = sum(one.shown == "few" for one in held)
    assert few and f"{few} of {len(held)} figures are hidden" in words_of(screen)
    assert "without a percentage: under 10 audits" in words_of(screen)
    check_screen(screen)


def test_what_has_not_come_back_stands_beside_the_choice_until_it_comes(cycle, place, qtbot):  # noqa: F811
    take_in(cycle, "A01", "A02")
    screen = place(cycle.central, "reports", ReportsScreen)
    choose_period(screen, qtbot, "2026-6")
    late = "Given out for this period and not here yet"
    assert late in words_of(screen)
    take_in(cycle, "A03")
    screen.reading.refresh()
    settle(qtbot, screen)
    assert late not in words_of(screen)


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("html", b"<!"), ("csv", b"")]
)
def test_a_report_is_written_and_remembered(screen, qtbot, saved, form, start):
    screen.choice.form.set_value(form)
    button(screen, "Write report").click()
    settle(qtbot, screen)
    assert saved[0].stat().st_size and saved[0].read_bytes().startswith(start)
    assert saved[0].suffix == f".{form}"
    assert f"Written and read back: {saved[0].name}" in words_of(screen)
    held = reported.of(screen._desk.workspace, report_files.behind(screen.seen.made))
    assert [one.title for one in held] == [screen.seen.made.heading]
    check_screen(screen)


def test_a_report_that_is_stopped_leaves_no_file(screen, qtbot, saved):
    button(screen, "Write report").click()
    panel = screen.findChild(ProgressPanel)
    panel.cancel.click()
    settle(qtbot, screen)
    assert "Stopped. Nothing was changed." in words_of(screen)
    assert not saved[0].exists() and not reported.last_made(screen._desk.workspace)


@pytest.mark.parametrize("tab", [0, 3])
def test_a_folder_that_went_away_is_said_and_nothing_is_lost(screen, qtbot, saved, tmp_path, tab):
    (tmp_path / "out").rmdir()
    screen.tabs.setCurrentIndex(tab)
    button(screen, "Write report" if tab == 0 else "Write all answers").click()
    settle(qtbot, screen)
    assert "This was not done." in words_of(screen) and "is not there any more" in words_of(screen)
    assert screen.choice.make.isEnabled()


def test_a_file_that_something_else_holds_is_named(screen, qtbot, saved, tmp_path):
    (tmp_path / "out" / report_files.file_name(screen.seen.made, "pdf")).mkdir()
    button(screen, "Write report").click()
    settle(qtbot, screen)
    assert "This was not done." in words_of(screen) and saved[0].name in words_of(screen)


def test_all_answers_go_out_with_a_row_for_each(screen, qtbot, saved):
    screen.tabs.setCurrentIndex(3)
    check_screen(screen)
    button(screen, "Write all answers").click()
    settle(qtbot, screen)
    rows = saved[0].read_bytes().decode("utf-8-sig").count("\r\n") - 1
    assert f"{rows} rows in" in words_of(screen) and rows > 10
    assert saved[0].name == "all-findings.csv"


def test_the_preview_shows_the_pages_as_they_would_be_written(screen, qtbot, saved):
    screen.choice.ticks[1].click()
    screen.choice.preview.click()
    preview = screen._window.showing
    qtbot.waitUntil(lambda: preview.document.pageCount() > 0)
    assert "Left out of this copy: 1. Coverage." in " ".join(preview.words().split())
    assert preview.title() == "Practice Mirror group, November to December 2026"
    buttons_have_names_of_their_own(preview)
    no_words_are_cut(preview)
    preview.save()
    qtbot.waitUntil(lambda: "Saved" in words_of(preview))
    assert saved[0].read_bytes() == bytes(preview._bytes.data())
    assert list(reported.last_made(preview._desk.workspace)) == [preview.title()]


def test_what_was_chosen_is_there_again_after_the_preview(screen, qtbot):
    choose_pack(screen, qtbot, "reflection")
    screen.choice.ticks[2].click()
    screen.choice.preview.click()
    preview = screen._window.showing
    qtbot.waitUntil(lambda: preview.document.pageCount() > 0)
    preview.go_back()
    again = screen_of(qtbot, preview._window)
    assert (again.seen.want.pack, again.seen.want.left_out) == ("reflection", (2,))
    assert not again.choice.ticks[2].isChecked() and again.choice.ticks[1].isChecked()


def screen_of(qtbot, window) -> ReportsScreen:
    settle(qtbot, window.showing)
    return window.showing


def test_a_period_there_is_not_any_more_gives_way_to_the_usual_one(ws, place):  # noqa: F811
    screen = place(ws, "reports", ReportsScreen, pack="practice-mirror", period="1999-01")
    assert screen.seen.want.period == report_files.usual(ws, 2)


def test_every_pack_stands_at_every_size(app, themed, screen):
    def again() -> ReportsScreen:
        made = ReportsScreen(screen._desk, screen._window)
        while made.seen is None:
            app.processEvents()
        return made

    check_screen(screen)
    check_scales(app, again)


def test_each_pack_of_the_program_can_be_shown(screen, qtbot):
    resources = screen._desk.workspace.world.resources
    for pack in reports.packs(resources):
        if not pack.elsewhere:
            choose_pack(screen, qtbot, pack.code)
            assert screen.seen.made is not None and screen.choice.heading.text() == pack.title
            assert [tick.text() for tick in screen.choice.ticks.values()] == [
                f"{one.number}. {one.title}" for one in screen.seen.whole.sections
            ]


def test_data_out_offers_what_this_computer_can_write_and_says_how_to_get_the_rest(ws, place, monkeypatch):  # noqa: F811
    for formats in (data_out.FORMATS, ("csv", "xlsx")):
        if len(formats) == 2:
            monkeypatch.setitem(sys.modules, "duckdb", None)  # as where it is not installed
        screen = place(ws, "reports", ReportsScreen)
        screen.tabs.setCurrentIndex([code for code, _ in TABS].index("data"))
        form = screen.data.form
        assert [form.itemText(n) for n in range(form.count())] == [WORDS[one] for one in formats]
        assert screen.data.more.isVisible() is (len(formats) == 2)
        no_words_are_cut(screen)


def test_a_parquet_file_is_written_from_data_out(screen, qtbot, saved):
    screen.tabs.setCurrentIndex([code for code, _ in TABS].index("data"))
    screen.data.form.set_value("parquet")
    button(screen, "Write all answers").click()
    settle(qtbot, screen)
    assert saved[0].name == "all-findings.parquet" and saved[0].read_bytes()[:4] == b"PAR1"
    assert "Written and read back: all-findings.parquet" in words_of(screen)
