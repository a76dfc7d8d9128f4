"""A report as one HTML file: the twin of the PDF for screen readers. Headings, captions, named cells, and links from
each figure to what stands behind it. It loads nothing from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from unicodedata import category

from qa_desktop import files
from qa_desktop.answer_types import day_words
from qa_desktop.pdf_charts import ground
from qa_desktop.report_pdf import ANNEX, ENTRIES, laid_out, letters
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
    figures,
    numbers,
    paragraphs,
    row_code,
)

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #13232B; background: #fff; margin: 2rem auto; max-width: 62rem; padding: 0 1rem }
h1 { font-size: 1.9rem; margin-bottom: 0 } h2 { color: #0B5B68; margin-top: 2.2rem } caption { text-align: left; font-weight: 600; padding: .5rem 0 }
.quiet, caption span { color: #4A5B64; font-weight: 400 } table { border-collapse: collapse; margin: 1rem 0 }
th, td { border-bottom: 1px solid #D5DEE0; padding: .35rem .7rem; text-align: left; vertical-align: top } thead th { background: #EAF0F0 }
dt { font-weight: 600 } dd { margin: 0 0 .5rem } .note { border-left: 4px solid #1D4F91; background: #E5EEF9; padding: .6rem 1rem }
a { color: #0B5B68 } td a { color: inherit } a:focus { outline: 3px solid #1D4F91; outline-offset: 2px } code { overflow-wrap: anywhere }
.written { white-space: pre-line } .space { border: 1px solid #7A8A92; min-height: 5rem; padding: .6rem } .wide { overflow-x: auto }
caption span { display: block } td:first-child, tbody th a { white-space: nowrap }
@media print { body { margin: 0; max-width: none } tr { break-inside: avoid } .wide { overflow: visible } }
"""


def render(report: Report) -> bytes:
    """The whole file, UTF-8. The same report gives the same bytes."""
    body = "\n".join(
        [*_cover(report), *(line for s in report.sections for line in _section(s)), *_annex(report)]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{_t(report.heading)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "xmlcharrefreplace")


def write(report: Report, path: Path) -> Path:
    """Put the file at `path`, whole and read back. Raises WriteFailed."""
    files.write_whole(path, render(report))
    return path


def _t(words: str) -> str:
    """Words as text, with what no page may hold shown and not kept."""
    plain = "".join(c if c.isprintable() or c in "\n\t" or category(c) == "Zs" else "�" for c in words)
    return escape(plain, quote=True)


def _cover(report: Report) -> Iterator[str]:
    yield f"<h1>{_t(report.title)}</h1>\n<p class='quiet'>{_t(report.service)} · {_t(report.period_title)}</p>"
    built = f"{day_words(report.built.date())} at {report.built:%H:%M}, by {report.author}"
    rows = (("Classification", report.classification), ("Built", built), *report.cover)
    yield "<dl>" + "".join(f"<dt>{_t(name)}</dt><dd>{_t(value)}</dd>" for name, value in rows) + "</dl>"
    yield from (f"<p class='note'>{_t(note)}</p>" for note in report.notes)
    links = "".join(f"<li><a href='#s{s.number}'>{s.number}. {_t(s.title)}</a></li>" for s in report.sections)
    annex = "<li><a href='#behind'>" + ANNEX + "</a></li>" if report.behind else ""
    yield f"<nav aria-label='Sections'><ul>{links}{annex}</ul></nav>"


def _section(section: Section) -> Iterator[str]:
    name = f"s{section.number}"
    yield f"<section aria-labelledby='{name}'>\n<h2 id='{name}'>{section.number}. {_t(section.title)}</h2>"
    for part in section.parts:
        yield _part(part)
    yield "</section>"


def _part(part: Part) -> str:
    if isinstance(part, Words):
        return f"<p class='{'note' if part.style == 'note' else 'quiet' if part.style == 'muted' else ''}'>{_t(part.text)}</p>"
    if isinstance(part, Space) and part.printed:
        said = "".join(f"<p class='written'>{_t(one)}</p>" for one in paragraphs(part.printed))
        return f"<p class='quiet'>{_t(part.prompt)}</p>\n{said}"
    if isinstance(part, Space):
        return f"<p>{_t(part.prompt)}</p>\n<div class='space' aria-hidden='true'></div>"
    return _chart(part) if isinstance(part, Chart) else _table(part)


def _table(table: Table) -> str:
    head, rows = laid_out(table)
    return _grid(table.title, table.note, head, [[_cell(cell) for cell in row] for row in rows])


def _chart(chart: Chart) -> str:
    spec = chart.spec
    marks = letters(len(spec.cols))
    head = [
        "Code",
        "Line",
        *(f"{mark} {col.name} (n {col.n})".strip() for mark, col in zip(marks, spec.cols, strict=True)),
    ]
    rows = []
    for name, line, drawn in zip(spec.rows, chart.figures, spec.cells, strict=True):
        cells = [_cell(one, ground(cell)) for one, cell in zip(line, drawn, strict=True)]
        rows.append([_cell(row_code(line)), _cell(name), *cells])
    note = f"{spec.note} Colours run from {spec.ends[0]} to {spec.ends[1]}.".strip()
    return _grid(spec.title, note, head, rows)


def _grid(title: str, note: str, head: tuple[str, ...] | list[str], rows: list[list[str]]) -> str:
    """A table. The first cell names each row; where codes stand first, the second does."""
    place = 1 if head[0] == "Code" else 0
    top = "".join(f"<th scope='col'>{_t(name)}</th>" for name in head)
    made = []
    for row in rows:
        named = row[place].replace("<td", "<th scope='row'", 1).removesuffix("</td>") + "</th>"
        made.append("<tr>" + "".join([*row[:place], named, *row[place + 1 :]]) + "</tr>")
    said = f" <span>{_t(note)}</span>" if note else ""
    return (
        f"<div class='wide'><table><caption>{_t(title)}{said}</caption><thead><tr>{top}</tr></thead>\n<tbody>"
        + "\n".join(made)
        + "</tbody></table></div>"
    )


def _cell(cell: Cell, colour: str = "") -> str:
    style = f" style='background:{colour}'" if colour else ""
    if isinstance(cell, str):
        return f"<td{style}>{_t(cell)}</td>"
    words = _t(cell.words)
    return f"<td{style} id='{cell.code}'>" + (
        f"<a href='#b-{cell.code}'>{words}</a></td>" if cell.digests else f"{words}</td>"
    )


def _annex(report: Report) -> Iterator[str]:
    if not report.behind:
        return
    yield f"<section aria-labelledby='behind'>\n<h2 id='behind'>{ANNEX}</h2>"
    yield "<p class='quiet'>All entries that were counted, whatever they were found to be. What is too few to show is not listed.</p>"
    rows = "\n".join(_behind(report, one) for one in figures(report) if one.digests)
    heads = ("Figure", "What it says", "Entries behind it")
    yield _plain("behind", heads, rows)
    listed = "\n".join(
        f"<tr><th scope='row' id='e{one.number}'>{one.number}</th><td>{_t(one.what)}</td><td><code>{one.digest}</code></td></tr>"
        for one in report.behind
    )
    yield f"<h2 id='entries'>{ENTRIES}</h2>"
    heads = ("Number", "Entry", "Digest")
    yield _plain("entries", heads, listed)
    yield "</section>"


def _plain(heading: str, heads: tuple[str, ...], rows: str) -> str:
    """A table that is named by the heading above it."""
    top = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    return (
        f"<div class='wide'><table aria-labelledby='{heading}'><thead><tr>{top}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _behind(report: Report, one: Figure) -> str:
    return (
        f"<tr id='b-{one.code}'><th scope='row'><a href='#{one.code}'>{one.code}</a></th><td>{_t(one.label)}</td>"
        f"<td>{numbers(report, one.digests)}</td></tr>"
    )
