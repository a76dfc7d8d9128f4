"""A report as a document that a forum edits: the same words and figures, with room to write in."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from qa_desktop import files, report_sheet
from qa_desktop.answer_types import day_words
from qa_desktop.report_pdf import ANNEX, laid_out, letters, runs
from qa_desktop.report_values import Cell, Chart, Part, Report, Section, Space, Table, Words, row_code

GRID = "Light Grid Accent 1"


def render(report: Report) -> bytes:
    """The document. The same report gives the same bytes."""
    from docx import Document  # a fifth of a second to load: only when it is used

    made = Document()
    core = made.core_properties
    core.title, core.author, core.language = (
        report_sheet.safe(report.heading),
        report_sheet.safe(report.author),
        "en-GB",
    )
    core.subject, core.comments, core.last_modified_by = report.classification, "", ""
    core.created = core.modified = report.built.replace(tzinfo=None) - (
        report.built.utcoffset() or timedelta()
    )
    _language(made)
    made.sections[0].footer.paragraphs[0].text = f"{report.pack} {report.period} · {report.classification}"
    _cover(made, report)
    for section in report.sections:
        _section(made, section)
    if report.behind:
        made.add_heading(ANNEX, 1)
        _grid(made, ("Figures", "Entries behind them"), tuple(runs(report)))
        _grid(
            made,
            ("Number", "Entry", "Digest"),
            tuple((str(b.number), b.what, b.digest) for b in report.behind),
        )
    out = io.BytesIO()
    made.save(out)
    return report_sheet.steady(out.getvalue())


def write(report: Report, path: Path) -> Path:
    """Put the document at `path`, whole and read back. Raises WriteFailed."""
    files.write_whole(path, render(report))
    return path


def _language(made: Any) -> None:
    """What the words are read aloud and spelt in."""
    from docx.oxml.ns import qn

    for own in made.styles.element.iter(qn("w:lang")):
        own.set(qn("w:val"), "en-GB")


def _cover(made: Any, report: Report) -> None:
    made.add_heading(report_sheet.safe(report.title), 0)
    _say(made, f"{report.service} · {report.period_title}")
    built = f"{day_words(report.built.date())} at {report.built:%H:%M}, by {report.author}"
    for name, value in (("Classification", report.classification), ("Built", built), *report.cover):
        line = made.add_paragraph()
        line.add_run(f"{report_sheet.safe(name)}  ").bold = True
        line.add_run(report_sheet.safe(value))
    for note in report.notes:
        _say(made, note, "Intense Quote")


def _section(made: Any, section: Section) -> None:
    made.add_heading(report_sheet.safe(f"{section.number}. {section.title}"), 1)
    for part in section.parts:
        _part(made, part)


def _part(made: Any, part: Part) -> None:
    if isinstance(part, Words):
        _say(made, part.text)
    elif isinstance(part, Space):
        _say(made, part.prompt).runs[0].italic = True
        for _ in range(max(part.lines // 2, 2)):
            made.add_paragraph()
    elif isinstance(part, Table):
        made.add_heading(report_sheet.safe(part.title), 2)
        if part.note:
            _say(made, part.note)
        head, rows = laid_out(part)
        _grid(made, head, tuple(tuple(_words(cell) for cell in row) for row in rows))
    else:
        _chart(made, part)


def _chart(made: Any, chart: Chart) -> None:
    spec = chart.spec
    made.add_heading(report_sheet.safe(spec.title), 2)
    if spec.note:
        _say(made, spec.note)
    named = zip(letters(len(spec.cols)), spec.cols, strict=True)
    head = ("Code", "Line", *(f"{mark} {col.name} (n {col.n})".strip() for mark, col in named))
    rows = zip(spec.rows, chart.figures, strict=True)
    _grid(made, head, tuple((row_code(line), name, *(one.words for one in line)) for name, line in rows))


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.words


def _say(made: Any, words: str, style: str | None = None) -> Any:
    return made.add_paragraph(report_sheet.safe(words), style=style)


def _grid(made: Any, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """A table whose first row is repeated as its heading on every page."""
    from docx.oxml import OxmlElement

    table = made.add_table(rows=1 + len(rows), cols=len(head), style=GRID)
    held = list(table.rows)
    held[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, cells in zip(held, (head, *rows), strict=True):
        for place, words in zip(row.cells, cells, strict=True):
            place.text = report_sheet.safe(words)
    made.add_paragraph()
