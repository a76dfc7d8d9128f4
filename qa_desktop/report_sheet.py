"""A report as a workbook or a CSV file: a sheet for each section, a row for each figure, and what explains them.

No cell is a formula: words are stored as words. The same report gives the same bytes.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from qa_desktop import files, plain_csv, plain_zip, report_rows
from qa_desktop.answer_types import day_words
from qa_desktop.report_rows import Value
from qa_desktop.report_values import Report, Section, Space, Words

MOST_NAME = 31  # characters of a sheet's name
LEADING_ON = frozenset(
    {"a", "about", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "our", "the", "to", "with"}
)
MOST_CELL = 32_000  # characters a cell holds
WIDEST, LEAST_WIDE, NARROWEST = 70, 24, 9  # characters of a column: a digest is whole, and no column is wider
ACROSS = 150  # characters of a row: more of them are too small to read when it is printed
NARROWER = 1.08  # how many letters of a sentence a character of width holds
ONE_PAGE = 650.0  # points: what is no higher is printed on one page, in letters that can still be read
HIGHEST = 409.0  # points of a row: no program shows a higher one
SIDE, FOOT = 0.5, 0.8  # inches: the margins, and the one that holds the foot of a page
CORE = "docProps/core.xml"
LINE = 15.0  # points: the height of a line of words
_NOT_IN_A_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


Rows = Sequence[Sequence[Value]]


def xlsx(report: Report) -> bytes:
    """The workbook of a report."""
    sheets: list[tuple[str, Rows]] = [("Cover", _cover(report))]
    sheets += [(f"{one.number} {one.title}", _section(report, one)) for one in report.sections]
    sheets.append(
        ("Behind each figure", [("Code", "Number", "Entry", "Digest"), *report_rows.behind_rows(report)])
    )
    listed = [(one.number, one.what, one.digest) for one in report.behind]
    sheets.append(("Entries", [("Number", "Entry", "Digest"), *listed]))
    sheets.append(("Data dictionary", [("Column", "What it holds"), *report_rows.DICTIONARY]))
    return workbook(sheets, report.heading, report.author, report.classification, report.built)


def workbook(
    sheets: Iterable[tuple[str, Rows]], title: str, author: str, subject: str, when: datetime
) -> bytes:
    """A workbook of these sheets, whose first rows are headings. `when`: the only time in it."""
    from openpyxl import Workbook  # a quarter of a second to load: only when it is used

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        _sheet(book, name, rows)
        _page(book.worksheets[-1], subject)
    properties = book.properties
    properties.title, properties.creator, properties.language = title, author, "en-GB"
    properties.subject, properties.created = subject, when.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return steady(out.getvalue(), f"{when:%Y-%m-%dT%H:%M:%SZ}")


def csv(report: Report) -> bytes:
    """Every figure, a row each; what a spreadsheet could take for a formula has a quote before it."""
    rows: list[tuple[str, ...]] = [("Section", *report_rows.HEAD)]
    for section in report.sections:
        for row in report_rows.section_rows(report, section):
            rows.append(
                (f"{section.number}. {section.title}", *("" if c is None else str(c) for c in row.cells))
            )
    return plain_csv.written(rows)


def write(report: Report, path: Path, form: str) -> Path:
    """Put the workbook or the CSV file at `path`, whole and read back. Raises WriteFailed."""
    files.write_whole(path, csv(report) if form == "csv" else xlsx(report))
    return path


def _cover(report: Report) -> Rows:
    built = f"{day_words(report.built.date())} at {report.built:%H:%M}, by {report.author}"
    rows: list[tuple[Value, ...]] = [("Report", report.title), ("Service", report.service)]
    rows += [("Classification", report.classification), ("Built", built), *report.cover]
    rows += [("Note", note) for note in report.notes]
    return [("What", "Words"), *rows]


def _section(report: Report, section: Section) -> Rows:
    """The figures of a section; under them its words, and room for what people write."""
    rows: list[tuple[Value, ...]] = [report_rows.HEAD]
    rows += [row.cells for row in report_rows.section_rows(report, section)]
    for part in section.parts:
        if isinstance(part, Words):
            rows.append(("", "Note", part.text))
        if isinstance(part, Space):
            written = ("", part.prompt, part.printed) if part.printed else ("", "To write", part.prompt)
            rows.append(written)
    return rows


def _sheet(book: Any, name: str, rows: Rows) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(_tab(name))
    counted = {
        place for row in rows[1:] for place, value in enumerate(row, 1) if isinstance(value, int | float)
    }
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            if isinstance(value, str):
                cell.value = safe(value)
                cell.data_type = "s"  # whatever it begins with, it is words
                side = "right" if number == 1 and place in counted else "left"  # a heading over its numbers
                cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side, indent=1)
            elif value is not None:
                cell.value = value
                cell.alignment = Alignment(vertical="top", horizontal="right", indent=1)
                cell.number_format = "0.0" if isinstance(value, float) else "General"
            if number == 1:
                cell.font, cell.fill = (
                    Font(name="Calibri", size=11, bold=True),
                    PatternFill("solid", fgColor="EAF0F0"),
                )
    widths = _widths([row[:-1] if _is_words(row, rows) else row for row in rows])
    for place, wide in enumerate(widths):
        sheet.column_dimensions[get_column_letter(place + 1)].width = wide
    for number, row in enumerate(rows, 1):  # not every program makes a row as high as its words
        room = [*widths[: len(row) - 1], sum(widths[len(row) - 1 :])] if _is_words(row, rows) else widths
        if room is not widths:
            sheet.merge_cells(start_row=number, end_row=number, start_column=len(row), end_column=len(widths))
        lines = max((_lines(v, w) for v, w in zip(row, room, strict=False) if v is not None), default=1)
        sheet.row_dimensions[number].height = min(LINE * lines, HIGHEST)
    sheet.freeze_panes = "A2"


def _is_words(row: Sequence[Value], rows: Rows) -> bool:
    """Whether it is a row of words under the figures: its last cell has the rest of the columns."""
    return len(row) < len(rows[0])


def _tab(name: str) -> str:
    """The name of a sheet, which ends with a whole word, and not with one that leads to what is cut off."""
    said = " ".join(_NOT_IN_A_NAME.sub("", name).split())
    if len(said) <= MOST_NAME:
        return said
    words = said[: MOST_NAME + 1].split(" ")[:-1]
    while len(words) > 2 and words[-1] in LEADING_ON:
        words.pop()
    return " ".join(words).rstrip(",") if len(words) > 1 else said[:MOST_NAME]


def _page(sheet: Any, subject: str) -> None:
    """How it is printed: on A4, across, as wide as the page, with its headings on each page and what it is at the foot.
    What is little more than a page is made one."""
    sheet.print_title_rows = "1:1"
    high = sum(row.height or LINE for row in sheet.row_dimensions.values())
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, int(high <= ONE_PAGE)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = SIDE
    sheet.page_margins.bottom = FOOT
    foot = sheet.oddFooter
    foot.left.text, foot.center.text = subject.replace("&", "&&"), "&A"
    foot.right.text = "Page &P of &N"


def safe(words: str) -> str:
    """Words as a cell can hold them: what it cannot is shown as “�”, and no more than it holds."""
    return _NOT_IN_A_CELL.sub("�", words)[:MOST_CELL]


def _lines(value: Value, wide: int) -> int:
    """How many lines a cell takes. Words are narrower than the figures that a width is counted in; one long word is not."""
    lines = 0
    for part in str(value).splitlines() or [""]:
        room = wide - 2 if " " not in part else int((wide - 2) * NARROWER)
        lines += 1 if len(part) <= room else len(textwrap.wrap(part, room))
    return lines


def _widths(rows: Iterable[Sequence[Value]]) -> list[int]:
    """The widths of the columns in characters: as wide as what is in them, the widest less so where that is more than
    a page prints in letters that can be read."""
    found: dict[int, int] = {}
    for row in rows:
        for place, value in enumerate(row):
            found[place] = max(found.get(place, 0), len(str(value)) if value is not None else 0)
    asked = [max(found[place] + 3, NARROWEST) for place in sorted(found)]
    most = WIDEST
    while most > LEAST_WIDE and sum(min(one, most) for one in asked) > ACROSS:
        most -= 1
    return [min(one, most) for one in asked]


def steady(made: bytes, when: str = "") -> bytes:
    """The same office file with no other clock in it than the report's own; `when` takes the place of those it has."""
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        members = [(name, held.read(name)) for name in held.namelist()]
    stamp = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")
    return plain_zip.write(
        [
            (name, stamp.sub(rb"\g<1>" + when.encode() + rb"\g<3>", data) if when and name == CORE else data)
            for name, data in members
        ]
    )
