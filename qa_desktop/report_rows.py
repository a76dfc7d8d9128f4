"""A report as plain rows, one for each figure: what sheets and CSV files hold, and the words that explain them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa_desktop.figures import one_place
from qa_desktop.report_values import Chart, Figure, Report, Section, Table, figures, numbers

HEAD = (
    "Code",
    "Table",
    "Line",
    "Column",
    "Figure",
    "Shown",
    "n",
    "Of them",
    "Out of",
    "Average",
    "What it says",
    "Entries",
)
SHOWN = {"yes": "Yes", "few": "Too few", "none": "No data"}
DICTIONARY = (
    ("Code", "Names the figure in every form of this report. PM-2.4b is section 2, line 4, column b."),
    ("Table", "The table or chart that the figure stands in."),
    ("Line", "The line of the table: a principle, an item, an answer, a team, a method."),
    ("Column", "The column: the period, the twelve months that end with it, or a team."),
    ("Figure", "The figure as it is printed. A percentage stands only where it rests on ten audits or more."),
    (
        "Shown",
        "Yes; too few, where it rests on fewer than three audits or would give such a figure away; no data.",
    ),
    ("n", "How many audits, events or answers the figure rests on. Empty for plain counts."),
    (
        "Of them",
        "Of a share, how many; of a count, the count. Items where the line counts items, else audits.",
    ),
    ("Out of", "Of a share, out of how many."),
    (
        "Average",
        "Of an average, its value to one place, halves up. Ratings run from 1, little or none, to 4, strong.",
    ),
    ("What it says", "The figure in words."),
    (
        "Entries",
        "Numbers of the entries behind it, as the sheet of entries lists them. All that were counted.",
    ),
)
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, in the order of `HEAD`."""

    cells: tuple[Value, ...]


def section_rows(report: Report, section: Section) -> Iterator[Row]:
    """The figures of one section."""
    for part in section.parts:
        if isinstance(part, Table):
            for line in part.rows:
                for name, cell in zip(part.head, line, strict=True):
                    if isinstance(cell, Figure):
                        yield _row(report, part.title, str(line[0]), name, cell)
        if isinstance(part, Chart):
            for name, figures_in in zip(part.spec.rows, part.figures, strict=True):
                for column, figure in zip(part.spec.cols, figures_in, strict=True):
                    yield _row(report, part.spec.title, name, column.name, figure)


def _row(report: Report, table: str, line: str, column: str, one: Figure) -> Row:
    average = float(one_place(one.average)) if one.shown == "yes" and one.average is not None else None
    shown = SHOWN[one.shown]
    behind = numbers(report, one.digests)
    return Row(
        (one.code, table, line, column, one.text, shown, one.n, one.value, one.of, average, one.label, behind)
    )


def behind_rows(report: Report) -> Iterator[tuple[str, int, str, str]]:
    """Code, number, entry and digest: a row for each entry behind each figure."""
    known = {one.digest: one for one in report.behind}
    for figure in figures(report):
        for digest in figure.digests:
            yield figure.code, known[digest].number, known[digest].what, digest
