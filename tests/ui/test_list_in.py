"""Open cases and moves from a workbook whose headings nobody knew: told once, and the good rows go on."""

from __future__ import annotations

from datetime import date

from qa_desktop import ledger
from qa_desktop.schedule_entries import Census
from tests.qa_desktop.workbooks import made
from tests.ui.conftest import check_screen
from tests.ui.lead_service import lead  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.draw import DrawScreen
from ui.screens.list_in import ListIn
from ui.screens.schedule import ScheduleScreen


def tell(source: ListIn, **told: str) -> None:
    for ours, theirs in told.items():
        source.columns.combos[ours].set_value(theirs)
    source.columns.yes.click()


def test_open_cases_from_a_workbook_go_into_a_draw_without_their_bad_rows(lead, place, qtbot, tmp_path):  # noqa: F811
    rows = [
        ("Ref", "Lead", "Key worker", "Since"),
        *((f"FS-{n}", "S01", "W01", date(2026, 1, 5)) for n in range(3)),
    ]
    path = tmp_path / "open.xlsx"
    path.write_bytes(made([*rows, ("FS-9", "S01", "W01", "soon")]))
    screen = place(lead, "draw", DrawScreen)
    screen.setup.take(path)
    settle(qtbot, screen)
    tell(screen.setup.source, case="Ref", supervisor="Lead", worker="Key worker", opened="Since")
    settle(qtbot, screen)
    assert "open.xlsx: 1 row cannot be used." in words_of(screen) and not screen.go.isEnabled()
    check_screen(screen)
    button(screen, "Go on with the 3 good cases").click()
    settle(qtbot, screen)
    assert "open.xlsx: 3 cases of 1 supervisor." in words_of(screen) and screen.go.isEnabled()
    screen.setup.take(tmp_path / "gone.xlsx")
    settle(qtbot, screen)
    assert "gone.xlsx is not there" in words_of(screen) and not screen.go.isEnabled()


def test_a_months_moves_are_kept_without_their_bad_rows_once_the_lead_says_so(lead, place, qtbot, tmp_path):  # noqa: F811
    path = tmp_path / "moves.xlsx"
    path.write_bytes(
        made([("Case", "Date", "Move"), ("FS-1", date(2026, 10, 5), "Step up"), ("FS-2", None, "Step up")])
    )
    screen = place(lead, "schedule", ScheduleScreen)
    at = next(n for n, line in enumerate(screen.table.year.lines) if line.method == "Q07")
    assert at >= 0
    screen.table.choose_method("Q07", screen.sheet.months.index("2026-11"))
    screen.table.opened.emit()
    settle(qtbot, screen)
    button(screen, "Take a list").click()
    screen.detail.form.take(path)
    settle(qtbot, screen)
    assert "Nothing was kept." in words_of(screen) and not button(screen, "Keep list").isEnabled()
    button(screen, "Go on with the 1 good row").click()
    settle(qtbot, screen)
    check_screen(screen)
    button(screen, "Keep list").click()
    settle(qtbot, screen)
    kept = [one for one in ledger.bodies(lead, "census", Census) if one.month == "2026-10"]
    assert [len(one.moves) for one in kept] == [1]
