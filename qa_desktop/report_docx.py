"""A report as a document that a forum edits: the same words and figures, with room to write in."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from qa_desktop import files, report_sheet
from qa_desktop.answer_types import day_words
from qa_desktop.report_pdf import ANNEX, laid_out, letters, runs
from qa_desktop.report_values import (
    Cell,
    Chart,
    Part,
    Report,
    Section,
    Space,
    Table,
    Words,
    paragraphs,
    row_code,
)

GRID = "Table Grid"
WIDE, SMALL = 6, 7  # columns of figures, and points of the letters where there are more
BOLD = 4  # letters more that a heading takes
PAGE, MARGIN = (21.0, 29.7), 2.0  # centimetres: A4
LEAST, MOST = 13, 30  # letters that a column is given room for


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
    _look(made)
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


def _look(made: Any) -> None:
    """A4, one plain letter throughout, and the language that the words are read aloud and spelt in."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    for own in made.styles.element.iter(qn("w:lang")):
        own.set(qn("w:val"), "en-GB")
    made.styles["Normal"].font.name, made.styles["Normal"].font.size = "Calibri", Pt(10.5)
    page = made.sections[0]
    page.page_width, page.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN)


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
        for one in paragraphs(part.printed):
            _say(made, one)
        for _ in range(0 if part.printed else max(part.lines // 2, 2)):
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
    marks = letters(len(spec.cols))
    told = [f"{mark} {col.name} (n {col.n})".strip() for mark, col in zip(marks, spec.cols, strict=True)]
    if len(marks) > WIDE:  # names would be parted letter by letter
        _say(made, "; ".join(told))
    head = ("Code", "Line", *(marks if len(marks) > WIDE else told))
    rows = zip(spec.rows, chart.figures, strict=True)
    _grid(made, head, tuple((row_code(line), name, *(one.words for one in line)) for name, line in rows))


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.words


def _say(made: Any, words: str, style: str | None = None) -> Any:
    return made.add_paragraph(report_sheet.safe(words), style=style)


def _grid(made: Any, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """A table whose first row is repeated as its heading on every page, and whose rows stay whole."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = made.add_table(rows=1 + len(rows), cols=len(head), style=GRID)
    table.autofit = False
    heads = [
        BOLD + max(len(word) for word in name.split() or [""]) for name in head
    ]  # they may go over many lines
    longest = [max((len(row[n]) for row in rows), default=0) for n in range(len(head))]
    wants = [min(max(LEAST, *pair), MOST) for pair in zip(heads, longest, strict=True)]
    widths = [Cm((PAGE[0] - 2 * MARGIN) * want / sum(wants)) for want in wants]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    held = list(table.rows)
    held[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, cells in zip(held, (head, *rows), strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, words, width in zip(row.cells, cells, widths, strict=True):
            place.text, place.width = report_sheet.safe(words), width
    if len(head) > WIDE + 2:
        for place in (place for row in held for place in row.cells):
            for run in place.paragraphs[0].runs:
                run.font.size = Pt(SMALL)
    for place in held[0].cells:
        for run in place.paragraphs[0].runs:
            run.bold = True
    made.add_paragraph()
