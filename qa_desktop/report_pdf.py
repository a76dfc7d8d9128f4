"""A report as a PDF: bookmarks, tags, language and title; every figure with its code, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from string import ascii_lowercase

from qa_desktop import files, report_trend
from qa_desktop.answer_types import day_words
from qa_desktop.pdf_blocks import (
    Ask,
    Block,
    Course,
    Document,
    Facts,
    Heading,
    Heat,
    Note,
    Paragraph,
    RuledLines,
    Spread,
    Title,
    Tone,
)
from qa_desktop.pdf_blocks import Table as Grid
from qa_desktop.report_values import (
    Cell,
    Chart,
    Figure,
    Part,
    Report,
    Section,
    Space,
    Table,
    Words,
    column,
    figures,
    numbers,
    row_code,
)

CODE = "Code"
ANNEX = "What stands behind each figure"
ENTRIES = "The entries by number"
TOGETHER = re.compile(r"(?<=\b[A-Z][a-z]{2}) (?=\d{4}\b)|(?<=\b12) (?=months\b)")
NBSP = "\u00a0"
SMALL, SHORT = 7, 60  # rows, and letters of a cell: a table of no more stays on one page
MOST_CELL = 200  # letters of a cell of the annex
BEFORE_LETTER = re.compile(r" (?=[a-z](?:\b))|(?<=\b[a-z]) (?=to|and)")  # spaces that no line ends at


def document(report: Report) -> Document:
    """The report as blocks. The same report gives the same bytes."""
    blocks = [*_cover(report)]
    for section in report.sections:
        blocks += _section(section)
    blocks += _annex(report)
    return Document(
        title=report.heading,
        subject=f"{report.title} for {report.period_title}, {report.service}",
        author=report.author,
        reference=f"{report.pack} {report.period}",
        classification=report.classification,
        blocks=tuple(blocks),
        created=report.built,
        footer=f"Built {day_words(report.built.date())}",
    )


def render(report: Report) -> bytes:
    from qa_desktop.pdf import render as print_it  # reportlab takes a fifth of a second to load

    return print_it(document(report)).pdf


def write(report: Report, path: Path) -> Path:
    """Put the PDF at `path`, whole and read back. Raises WriteFailed."""
    files.write_whole(path, render(report))
    return path


def _cover(report: Report) -> Iterator[Block]:
    yield Title(report.title, f"{report.service} · {report.period_title}")
    built = f"{day_words(report.built.date())} at {report.built:%H:%M}, by {report.author}"
    yield Facts((("Classification", report.classification), ("Built", built), *report.cover))
    for note in report.notes:
        yield Note(note)


def _section(section: Section) -> Iterator[Block]:
    yield Heading(1, f"{section.number}. {section.title}")
    for part, following in zip_longest(section.parts, section.parts[1:]):
        yield from _part(part, isinstance(following, Space) or (_muted(part) and _muted(following)))


def _muted(part: Part | None) -> bool:
    """Whether it is one of the lines that say what there is nothing of, which stand together."""
    return isinstance(part, Words) and part.style == "muted"


def _part(part: Part, keep: bool) -> Iterator[Block]:
    if isinstance(part, Words):
        yield Note(part.text) if part.style == "note" else Paragraph(part.text, part.style, keep=keep)
    elif isinstance(part, Space):
        yield from _written(part)
    elif isinstance(part, Chart):
        yield Heading(2, part.spec.title)
        if part.spec.note:
            yield Paragraph(part.spec.note, "muted", keep=True)
        yield Heat(part.spec, tuple(row_code(row) for row in part.figures), letters(len(part.spec.cols)))
    else:
        yield from _table(part)


def _written(space: Space) -> Iterator[Block]:
    """What people wrote; room to write by hand where nobody has."""
    if space.printed:
        yield Paragraph(space.prompt, "muted", keep=True)
        yield Paragraph(space.printed)
    else:
        yield Ask("", space.prompt, answer=(RuledLines(space.lines, wide=True),))


def _table(table: Table) -> Iterator[Block]:
    yield Heading(2, table.title)
    if table.note:
        yield Paragraph(table.note, "muted", keep=True)
    told, rows = laid_out(table)
    head = joined(told, table.head)
    cells = tuple(tuple(cell if isinstance(cell, str) else cell.words for cell in row) for row in rows)
    bars = _bars(table)
    small = len(cells) <= SMALL and all(len(cell) <= SHORT for row in cells for cell in row)
    line = report_trend.course(table)
    yield Grid(head, cells, whole=small, keep=small and bool(bars or line), named=int(head[0] == CODE))
    if bars:
        yield Spread(bars)
    if line:
        yield Paragraph(_drawn(table, bool(line.breaks)), "muted", keep=True)
        yield Course(line)


def _drawn(table: Table, broken: bool) -> str:
    named = "; ".join(str(row[0]) for row in table.rows[: table.course])
    return f"Drawn from 1 to 4: {named}." + (" It breaks where the meaning changed." if broken else "")


def joined(told: tuple[str, ...], plain: tuple[str, ...]) -> tuple[str, ...]:
    """Headings as they are laid out: “b 12 months”, whose letter is not left alone on a line, nor the year of a month."""
    lettered = [name if name in plain else name.replace(" ", NBSP, 1) for name in told]
    return tuple(TOGETHER.sub(NBSP, name) for name in lettered)


def _bars(table: Table) -> tuple[tuple[str, int, Tone], ...]:
    """The first column of figures as one bar, where all of it is shown."""
    if not table.tones:
        return ()
    first = [next(cell for cell in row if isinstance(cell, Figure)) for row in table.rows]
    if any(figure.shown != "yes" for figure in first) or not any(figure.value for figure in first):
        return ()
    named = (str(row[0]) for row in table.rows)
    return tuple(
        (name, figure.value or 0, tone) for name, figure, tone in zip(named, first, table.tones, strict=True)
    )


def laid_out(table: Table) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headings and rows with the code of each row first, where it has figures. Where a row has more figures, its columns have letters."""
    places = [any(isinstance(row[n], Figure) for row in table.rows) for n in range(len(table.head))]
    marks = iter(letters(sum(places)))
    many = sum(places) > 1
    head = tuple(
        f"{next(marks)} {name}" if many and place else name
        for name, place in zip(table.head, places, strict=True)
    )
    if not any(places):
        return head, table.rows
    return (CODE, *head), tuple((row_code(row), *row) for row in table.rows)


def letters(count: int) -> tuple[str, ...]:
    """Of so many columns. One alone has none: the code of its row says it all."""
    return tuple(ascii_lowercase[:count]) if count > 1 else ("",) * count


def _annex(report: Report) -> Iterator[Block]:
    if not report.behind:
        return
    yield Heading(1, ANNEX)
    yield Paragraph(
        "A figure's code is its row's, then its column's letter. The numbers are those of the entries below: all that "
        "were counted, whatever they were found to be. What is too few to show is not listed.",
        "muted",
        keep=True,
    )
    yield Grid(("Figures", "Entries behind them"), tuple(_short_rows(report)), named=0)
    yield Heading(1, ENTRIES)
    yield Paragraph("Each is a signed entry in the ledger, named by its digest.", "muted", keep=True)
    for what, held in groupby(report.behind, key=lambda one: one.what):
        yield Heading(2, what)
        yield Grid(("Number", "Digest"), tuple((str(one.number), one.digest) for one in held), named=0)


def _short_rows(report: Report) -> Iterator[tuple[str, str]]:
    """The runs in cells that a page can hold: what is long goes over more rows, each true by itself."""
    for codes, held in runs(report):
        codes = BEFORE_LETTER.sub(NBSP, codes)
        for some in _pieces(codes, "; "):
            yield from ((some, numbered) for numbered in _pieces(held, ", "))


def _pieces(words: str, between: str) -> list[str]:
    pieces: list[str] = []
    for one in words.split(between):
        if pieces and len(pieces[-1]) + len(between) + len(one) <= MOST_CELL:
            pieces[-1] += between + one
        else:
            pieces.append(one)
    return pieces


def runs(report: Report) -> Iterator[tuple[str, str]]:
    """What stands behind the figures: each set of entries once, with all the figures that rest on it."""
    held: dict[tuple[str, ...], list[str]] = {}
    for figure in figures(report):
        if figure.digests:
            held.setdefault(figure.digests, []).append(figure.code)
    for digests, codes in held.items():
        yield "; ".join(_together(codes)), numbers(report, digests)


def _together(codes: list[str]) -> Iterator[str]:
    """“PM-2.1 to PM-2.4, columns a to c”: lines that follow each other, and the columns that they share."""
    spans: list[tuple[str, str, int, int]] = []  # section, column, first and last line
    for code in sorted(codes, key=lambda one: (_place(one)[0], _place(one)[1], _place(one)[2])):
        section, letter, line = _place(code)
        if spans and spans[-1][:2] == (section, letter) and spans[-1][3] == line - 1:
            spans[-1] = (section, letter, spans[-1][2], line)
        else:
            spans.append((section, letter, line, line))
    held: dict[tuple[int, int, int, str], list[str]] = {}
    for section, letter, first, last in spans:
        held.setdefault((_number(section), first, last, section), []).append(letter)
    for (_, first, last, section), marks in sorted(held.items()):
        lines = f"{section}.{first}" if first == last else f"{section}.{first} to {section}.{last}"
        yield f"{lines}{marks[0]}" if first == last and len(marks) == 1 else lines + _columns(marks)


def _columns(marks: list[str]) -> str:
    """“, column b”; “, columns a and c”; “, columns a to d”. The letters are in order."""
    if len(marks) == 1:
        return f", column {marks[0]}" if marks[0] else ""
    if len(marks) > 2 and ord(marks[-1]) - ord(marks[0]) == len(marks) - 1:
        return f", columns {marks[0]} to {marks[-1]}"
    return f", columns {', '.join(marks[:-1])} and {marks[-1]}"


def _place(code: str) -> tuple[str, str, int]:
    """Section, column and line of a code."""
    letter = column(code)
    section, _, line = code.removesuffix(letter).rpartition(".")
    return section, letter, int(line)


def _number(section: str) -> int:
    return int(section.rpartition("-")[2])
