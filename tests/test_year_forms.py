"""The same figures in every form: what the sheet, the page and the papers of the made-up year say, read back."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections import Counter
from html.parser import HTMLParser

import pytest
from docx import Document
from openpyxl import load_workbook

from qa_desktop import report_docx, report_html, report_pdf, report_sheet
from qa_desktop.report_values import Chart, Figure, Report, Table, figures, row_code

YEAR = "2026-04-to-2027-03"
pytestmark = [pytest.mark.xdist_group("year"), pytest.mark.timeout(1_500)]
CHOSEN = [("annual", YEAR), ("quality-panel", "2026-11"), ("team-sheet", YEAR), ("partnership", YEAR)]
EDITED = [("annual", YEAR), ("partnership", YEAR)]
each = pytest.mark.parametrize(("code", "period"), CHOSEN)


def lines_of(report: Report) -> dict[str, list[Figure]]:
    """The figures of each line, by the code they share."""
    found: dict[str, list[Figure]] = {}
    for section in report.sections:
        for part in section.parts:
            lines = part.rows if isinstance(part, Table) else part.figures if isinstance(part, Chart) else ()
            for line in lines:
                if code := row_code(line):
                    found[code] = [cell for cell in line if isinstance(cell, Figure)]
    return found


def numbered(report: Report, figure: Figure) -> set[int]:
    return {one.number for one in report.behind if one.digest in figure.digests}


def meant(words: str) -> set[int]:
    """“1 to 4, 9” as the numbers it means."""
    found: set[int] = set()
    for part in filter(None, words.split(", ")):
        first, _, last = part.partition(" to ")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@each
def test_the_sheets_hold_each_figure_with_its_parts_and_all_that_is_behind_it(code, period, year_packs):
    report = year_packs(code, period)
    book = load_workbook(io.BytesIO(report_sheet.xlsx(report)))
    names = book.sheetnames[1 : 1 + len(report.sections)]
    rows = [row for name in names for row in book[name].iter_rows(min_row=2, values_only=True) if row[0]]
    assert [row[0] for row in rows] == [figure.code for figure in figures(report)]
    for row, figure in zip(rows, figures(report), strict=True):
        assert (row[4], row[6], row[7], row[8]) == (figure.text, figure.n, figure.value, figure.of)
        assert meant(row[11] or "") == numbered(report, figure)
    behind = [row[:4] for row in book["Behind each figure"].iter_rows(min_row=2, values_only=True)]
    assert {(row[0], row[3]) for row in behind} == {(f.code, d) for f in figures(report) for d in f.digests}
    listed = {row[0]: row[2] for row in book["Entries"].iter_rows(min_row=2, values_only=True)}
    assert listed == {one.number: one.digest for one in report.behind}
    text = report_sheet.csv(report).decode("utf-8-sig")
    plain = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [(row[1], row[5]) for row in plain] == [(row[0], row[4]) for row in rows]


class Cells(HTMLParser):
    """The words of each row's cells, by the name of the row or the cell."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, str] = {}
        self.rows: dict[str, list[str]] = {}
        self._cell, self._row = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        if tag == "tr":
            self._row = name
            self.rows[name] = []
        if tag in ("td", "th"):
            self._cell = name
            self.rows.setdefault(self._row, []).append("")

    def handle_data(self, data: str) -> None:
        if self.rows.get(self._row):
            self.rows[self._row][-1] += data
        if self._cell:
            self.cells[self._cell] = self.cells.get(self._cell, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._cell = ""
        if tag == "tr":
            self._row = "outside a row"


@each
def test_the_page_for_screen_readers_says_each_figure_and_leads_to_what_is_behind_it(
    code, period, year_packs
):
    report, page = year_packs(code, period), Cells()
    page.feed(report_html.render(report).decode())
    for figure in figures(report):
        assert page.cells[figure.code] == figure.words
        if figure.digests:
            assert meant(page.rows[f"b-{figure.code}"][2]) == numbered(report, figure)
        assert (f"b-{figure.code}" in page.rows) == bool(figure.digests)


def befores(marks: list[re.Match[str]]) -> list[int]:
    """Where the code before each code ended."""
    return [0, *(one.end() for one in marks[:-1])]


@each
def test_the_paper_has_each_figure_on_the_line_of_its_code(code, period, year_packs, tmp_path):
    report = year_packs(code, period)
    path = report_pdf.write(report, tmp_path / "report.pdf")
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    body = words.stdout.split(report_pdf.ANNEX)[0]
    marks = list(re.finditer(r"^ *([A-Z]{2}-\d+\.\d+)(?=\s)", body, re.MULTILINE))
    # A code stands in the middle of a line whose name goes over two: what belongs to it begins after an empty line.
    assert bool(marks) == bool(lines_of(report))
    begins = [
        max(body.rfind("\n\n", 0, one.start()), before)
        for one, before in zip(marks, befores(marks), strict=bool(marks))
    ]
    printed = {
        one[1]: body[start:end]
        for one, start, end in zip(marks, begins, [*begins[1:], len(body)], strict=bool(marks))
    }
    charts = {
        f.code for s in report.sections for p in s.parts if isinstance(p, Chart) for r in p.figures for f in r
    }
    lines = lines_of(report)
    assert printed.keys() == lines.keys()
    for name, line in lines.items():
        told = (
            [f.text for f in line if f.shown == "yes"] if line[0].code in charts else [f.words for f in line]
        )
        assert not Counter(" ".join(told).split()) - Counter(printed[name].split()), name


@pytest.mark.parametrize(("code", "period"), EDITED)
def test_the_document_that_a_forum_edits_has_the_same_figures(code, period, year_packs):
    report = year_packs(code, period)
    held = Document(io.BytesIO(report_docx.render(report)))
    rows = [[cell.text for cell in row.cells] for table in held.tables for row in table.rows]
    by_code = {row[0]: row[1:] for row in reversed(rows)}  # the annex names codes too, and stands last
    bare = str.maketrans("", "", "()")  # a wide table has no room for the brackets round n
    for name, line in lines_of(report).items():
        told = iter([words.translate(bare) for words in by_code[name]])
        assert all(figure.words.translate(bare) in told for figure in line), name  # in their order
