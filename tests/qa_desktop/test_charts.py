"""Charts: what a cell says, what is hidden, and that screen, table and PDF hold the same numbers."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from qa_desktop import charts, collate, collation_report
from qa_desktop.collate import ALL_TEAMS, Rating, cells, gate
from tests.rounds import TODAY, cycle, small_service, take_in  # noqa: F401  fixtures

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
VIEWS = [code for code, _, _ in charts.VIEWS]


@pytest.fixture
def found(cycle):  # noqa: F811
    take_in(cycle, "A01", "A02", "A03")
    return collate.collate(cycle.central, "SMALL", "2026-6", TODAY.isoformat())


def ratings(team: str, *scores: int | None) -> list[Rating]:
    return [
        Rating(f"{team}-{n}", "P1", "P1", team, score, str(score or "UJ"), "R")
        for n, score in enumerate(scores)
    ]


def test_a_cell_says_its_principle_team_average_and_audits(found):
    chart = charts.ratings(found, "average")
    south = [col.name for col in chart.cols].index("South FST")
    whole = [col.name for col in chart.cols].index("All teams")
    assert chart.rows[0] == "Relationship"
    assert chart.cells[0][whole].words == "Relationship, All teams: average 3.0 from 7 audits"
    assert chart.cells[0][south].n == 3


def test_a_team_of_one_is_hidden_and_so_is_the_team_it_could_be_worked_out_from(found):
    line = dict(zip([c.name for c in found.teams], charts.ratings(found, "average").cells[1], strict=True))
    assert line["Edge of Care"].shown == "few" and line["Edge of Care"].text == "Too few"
    assert sorted(cell.shown for cell in line.values()) == ["few", "few", "yes", "yes"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_hidden_cell_holds_no_figure_in_any_view(found, view):
    for line in charts.ratings(found, view).cells:
        for cell in line:
            if cell.shown != "yes":
                assert (cell.tone, cell.bar, cell.digests) == (None, (), ())
                assert not re.search(r"\d\.\d|\d/\d", cell.text + cell.words)


def test_two_small_teams_are_hidden_with_a_third_if_together_they_are_too_few():
    heap = [*ratings("A", 4, 4, 4, 4), *ratings("B", 3, 3, 3), *ratings("C", 1), *ratings("D", 2)]
    shown = gate(cells(heap, {"A": 4, "B": 3, "C": 1, "D": 1}))
    assert {team for (_, team), cell in shown.items() if cell.shown == "few"} == {"B", "C", "D"}
    assert shown["P1", ALL_TEAMS].shown == "yes"


def test_audits_that_could_not_judge_do_not_stand_behind_an_average():
    shown = gate(cells([*ratings("A", 4, None, None, None), *ratings("B", 3, 3, 3)], {"A": 4, "B": 3}))
    assert shown["P1", "A"].shown == "few"


def test_a_line_without_any_score_is_no_data_and_not_a_nought():
    shown = gate(cells(ratings("A", None, None, None), {"A": 3}))
    assert {cell.shown for cell in shown.values()} == {"none"}


def test_spread_and_where_seen_count_every_item_with_its_label(found):
    whole = [col.whole for col in charts.ratings(found, "spread").cols].index(True)
    spread, seen = (charts.ratings(found, view).cells[1][whole] for view in ("spread", "seen"))
    assert [(part.label, part.count) for part in spread.bar] == [
        ("3 Clear", 1), ("2 Some", 3), ("1 Little or none", 3),
    ]  # fmt: skip
    assert seen.words == "Whole family, All teams: Clear on the record 7, from 7 audits"


def test_the_colours_are_explained_in_the_words_of_the_scale(found):
    assert charts.ratings(found, "average").ends == ("1 Little or none", "4 Strong")
    assert charts.ratings(found, "clear").ends == ("None", "All")
    assert charts.ratings(found, "seen").key[0] == ("Clear on the record", "rating4")


def test_the_table_in_the_report_holds_the_numbers_of_the_chart_with_n_beside_each(found):
    chart = charts.ratings(found, "average")
    table = collation_report.chart_table(chart)
    for line, printed in zip(chart.cells, table.rows, strict=True):
        wanted = [f"{cell.text} ({cell.n})" if cell.shown == "yes" else cell.text for cell in line]
        assert list(printed[1:]) == wanted


def test_the_printed_report_holds_every_figure_of_the_screen_and_names_what_is_missing(cycle, tmp_path):  # noqa: F811
    take_in(cycle, "A01", "A02")
    found = collate.collate(cycle.central, "SMALL", "2026-6", TODAY.isoformat())
    path = collation_report.write(cycle.central, found, tmp_path / collation_report.file_name(found))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)
    words = " ".join(text.split())
    for line in charts.ratings(found, "average").cells:
        for cell in line:
            assert (f"{cell.text} ({cell.n})" if cell.shown == "yes" else cell.text) in words
    assert "Missing: Ruth Osei, 1 of 1" in words
    assert "FS-" not in path.name and "Osei" not in path.name


def test_under_ten_audits_there_is_no_percentage_anywhere_in_the_report(found):
    document = collation_report.document(found, "Marta Trent", AT)
    assert "%" not in repr(document)


def test_fewer_than_three_audits_have_no_judgements_in_the_report(cycle):  # noqa: F811
    take_in(cycle, "A03")
    found = collate.collate(cycle.central, "SMALL", "2026-6", TODAY.isoformat())
    assert found.audits == 1 and found.overall == {}
    assert "Overall judgements" not in repr(collation_report.document(found, "Marta Trent", AT))
