"""Ratings over time in a report: windows of twelve months, lines that break where a question changed its meaning."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from qa_desktop import report_marks, report_openings, report_pdf, report_trend, reports
from qa_desktop.pdf_blocks import Course
from qa_desktop.pdf_blocks import Table as Grid
from qa_desktop.report_drafts import Asked
from qa_desktop.report_packs import Pack, SectionAsked
from qa_desktop.report_values import Figure, Section, Table, Words
from tests.qa_desktop.test_trends import OTHER_SCALE, RENAMED, REWORDED, filled
from tests.small import read, tiny

ASKED = Asked(kind="trend", title="Ratings over time", note="Averages.", methods=("TINY",))
PACK = Pack(code="t", prefix="T", title="T", who="-", months=12,
            section=(SectionAsked(title="One", part=(ASKED,)),))  # fmt: skip
PERIOD = "2026-01-to-2026-12"
SECOND = read(OTHER_SCALE.replace('version = "2"', 'version = "3"'))


def section(ws) -> Section:
    return reports.lay_out(PACK, [reports.read(ws, report_marks.span(ws, PERIOD))])[0]


def lines(table: Table) -> dict[str, list[str]]:
    return {str(row[0]): [cell.words for cell in row[1:] if not isinstance(cell, str)] for row in table.rows}


def test_windows_end_with_each_quarter_before_the_end_of_the_period():
    assert report_trend.ends(date(2027, 3, 31)) == [
        date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31),
    ]  # fmt: skip
    assert report_trend.ends(date(2028, 2, 29))[0] == date(2027, 5, 31)


def test_versions_that_mean_the_same_are_one_stretch_and_another_scale_begins_a_new_one():
    assert [one.version for one in report_trend.stretches([read(REWORDED), tiny()])] == ["1"]
    assert [one.why for one in report_trend.stretches([tiny(), read(RENAMED)])] == [
        ""
    ]  # gone and new: no break
    first, second = report_trend.stretches([SECOND, read(REWORDED), tiny()])
    assert (first.why, len(first.templates), second.version) == ("", 2, "3")
    assert second.why == "From version 3 on “The worker was there for them” is answered in another way"


def test_a_line_goes_on_through_a_new_wording_and_breaks_at_a_new_scale(bare_service):
    central = bare_service.central
    assert section(central).parts == (Words("Ratings over time: nothing has come in yet.", "muted"),)
    filled(central, tiny(), "4", 3)
    filled(central, read(REWORDED), "2", 3, 3)
    filled(central, SECOND, "1", 3, 6)
    made = section(central)
    (table,) = made.parts
    assert isinstance(table, Table) and table.head == (
        "Over time", "To Mar 2026", "To Jun 2026", "To Sep 2026", "To Dec 2026",
    )  # fmt: skip
    none = ["No data"] * 3
    assert lines(table) == {
        "All items": [*none, "3.0 (n\u00a06)"],
        "All items, from version 3 on": [*none, "1.0 (n\u00a03)"],
    }
    assert table.note.endswith("is answered in another way: the line breaks there.")
    drawn = report_trend.course(table)
    assert drawn and [(p.part, p.value) for p in drawn.points] == [(0, 3.0), (1, 1.0)]
    assert drawn.joined() == () and drawn.breaks[0].before == 1
    assert report_openings.opening(made) == ""  # one point of each: no course to tell of


def test_what_rests_on_too_few_is_in_no_line(bare_service):
    filled(bare_service.central, tiny(), "4", 2)
    (part,) = section(bare_service.central).parts
    assert part == Words("Ratings over time: too few audits to show (n 2).", "muted")


@pytest.mark.parametrize("drawn", [0, 1])
def test_the_pdf_draws_the_first_lines_and_holds_the_same_as_a_table(drawn):
    told = (("a", 2), ("b", 3))
    cells = (Figure(f"T-1.1{c}", "x", "average", "yes", 5, average=Fraction(n)) for c, n in told)
    head = ("Over time", "To Jun 2026", "To Sep 2026")
    table = Table("Over time", "", head, (("All items", *cells),), course=drawn)
    blocks = list(report_pdf._table(table))
    assert sum(isinstance(one, Course) for one in blocks) == drawn
    (grid,) = (one for one in blocks if isinstance(one, Grid))
    assert grid.rows == (("T-1.1", "All items", "2.0 (n\u00a05)", "3.0 (n\u00a05)"),)
