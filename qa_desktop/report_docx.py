"""A report as a document that a forum edits: the same words and figures, with room to write in."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

from qa_desktop import column_widths, files, report_sheet
from qa_desktop.answer_types import day_words
from qa_desktop.report_pdf import ANNEX, joined, laid_out, letters, runs
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
WIDE = 6  # columns of figures: a table of more is set small
SIZE, SMALL = 9, 7  # points of the letters of a table
LETTER, BOLD = 0.64, 0.75  # of that: how wide a letter is where Calibri is missing, plain and in a heading
APART = 10  # points under a table
WHOLE = 7  # rows of a table that no page parts
BESIDE, CLOSE = 13.0, 5.0  # points beside the words of a cell; in a table of many columns
PAGE, MARGIN = (21.0, 29.7), 2.0  # centimetres: A4
ROOM = (PAGE[0] - 2 * MARGIN) / 2.54 * 72  # points across the page


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
    _foot(made, f"{report.pack} {report.period} · {report.classification} · page ")
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
            SMALL,
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


def _foot(made: Any, words: str) -> None:
    """The line at the foot of each page, with its number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = made.sections[0].footer.paragraphs[0]
    line.text = report_sheet.safe(words)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    line._p.append(number)


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
        _space(made, part)
    elif isinstance(part, Table):
        made.add_heading(report_sheet.safe(part.title), 2)
        if part.note:
            _say(made, part.note).paragraph_format.keep_with_next = True
        head, rows = laid_out(part)
        _grid(made, joined(head, part.head), tuple(tuple(_words(cell) for cell in row) for row in rows))
    else:
        _chart(made, part)


def _space(made: Any, space: Space) -> None:
    """A question with what was written, or with room to write: no page ends between them."""
    asked = _say(made, space.prompt)
    asked.runs[0].italic = True
    empty = [] if space.printed else [made.add_paragraph() for _ in range(max(space.lines // 2, 2))]
    for one in (asked, *empty[:-1]):
        one.paragraph_format.keep_with_next = True
    for one in paragraphs(space.printed):
        _say(made, one)


def _chart(made: Any, chart: Chart) -> None:
    spec = chart.spec
    made.add_heading(report_sheet.safe(spec.title), 2)
    if spec.note:
        _say(made, spec.note).paragraph_format.keep_with_next = True
    marks = letters(len(spec.cols))
    told = [f"{mark} {col.name} (n {col.n})".strip() for mark, col in zip(marks, spec.cols, strict=True)]
    if len(marks) > WIDE:  # names would be parted letter by letter
        _say(made, "; ".join(told))
    head = ("Code", "Line", *(marks if len(marks) > WIDE else told))
    rows = zip(spec.rows, chart.figures, strict=True)
    cells = [(row_code(line), name, *(_tight(one.words, marks) for one in line)) for name, line in rows]
    _grid(made, head, tuple(cells))


def _tight(words: str, marks: tuple[str, ...]) -> str:
    """“2.8 n 12” where many columns leave no room for brackets."""
    return words.replace("(", "").replace(")", "") if len(marks) > WIDE else words


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.words


def _say(made: Any, words: str, style: str | None = None) -> Any:
    return made.add_paragraph(report_sheet.safe(words), style=style)


def _grid(made: Any, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], size: int = SIZE) -> None:
    """A table whose first row is repeated as its heading on every page, and whose rows stay whole."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = made.add_table(rows=1 + len(rows), cols=len(head), style=GRID)
    table.autofit = False
    many = len(head) > WIDE + 2
    if many:
        size = SMALL
        _close(table)
    widths = [Pt(wide) for wide in _widths(head, rows, size, CLOSE if many else BESIDE)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    held = list(table.rows)
    held[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (row, cells) in enumerate(zip(held, (head, *rows), strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        alone = number < 2 or number == len(rows) - 1  # neither the first row nor the last stands alone
        kept = (alone or len(rows) <= WHOLE) and number < len(rows)
        for place, words, width in zip(row.cells, cells, widths, strict=True):
            place.text, place.width = report_sheet.safe(words), width
            place.paragraphs[0].paragraph_format.keep_with_next = kept
            for run in place.paragraphs[0].runs:
                run.font.size, run.bold = Pt(size), not number
    apart = made.add_paragraph().paragraph_format  # two tables without words between them would be one
    apart.space_after, apart.line_spacing = Pt(0), Pt(APART)


def _close(table: Any) -> None:
    """Hardly any space at the sides of its cells, so that many columns have room."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(int(CLOSE * 20 / 2) - 10))  # twentieths of a point
        one.set(qn("w:type"), "dxa")
        margins.append(one)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def _widths(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], size: int, beside: float
) -> list[float]:
    """In points. Nothing here measures the letters of a document, so each is taken to be a wide one."""

    def wide(words: str) -> float:
        return size * LETTER * len(words)

    def bold(words: str) -> float:
        return size * BOLD * len(words)

    return column_widths.share(head, rows, ROOM, wide, bold, beside, beside)
