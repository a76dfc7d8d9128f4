"""The same audit as a PDF by us (tagged, its entries inside, signed, proved) and by two well-known makers of PDFs.

LibreOffice and WeasyPrint get the very words of our document, in the same order, as HTML. Both make a tagged file;
neither puts entries inside nor signs, so the comparison is kind to them. Where one of them is missing, it is said.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from qa_desktop.pdf_blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Finding,
    Heading,
    Note,
    Paragraph,
    Spread,
    Table,
    Title,
)
from qa_desktop.pdf_blocks import PageBreak as NewPage

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
STYLE = """
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) } }
body { font: 10pt sans-serif; line-height: 1.4 } h1 { font-size: 18pt } h2 { font-size: 14pt } h3 { font-size: 11pt }
table { border-collapse: collapse; width: 100% } td, th { border-bottom: 1px solid #ccc; padding: 3px; text-align: left }
.note { background: #eef3f3; padding: 6px }
"""


def as_html(document: Document) -> str:
    """The document's words and structure, with plain looks."""
    body = "\n".join(part for block in document.blocks for part in _parts(block))
    title = html.escape(document.title)
    return (
        f'<!doctype html><html lang="{document.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Title(text, under):
            yield _tag("h1", text) + _tag("p", under)
        case Heading(level, text):
            yield _tag(f"h{level + 1}", text)
        case Paragraph(text):
            yield _tag("p", text)
        case Note(text):
            yield f'<p class="note">{html.escape(text)}</p>'
        case Bullets(items):
            yield "<ul>" + "".join(_tag("li", item) for item in items) + "</ul>"
        case Facts(rows):
            yield _table((), rows)
        case Table(head, rows):
            yield _table(head, rows)
        case Finding():
            yield _tag("h4", f"{block.code} {block.ask}") + _tag("p", f"{block.answer_label} {block.seen}")
            yield _tag("p", block.comment) + (_table((), block.evidence) if block.evidence else "")
        case Spread(counts):
            yield _table((), tuple((label, str(count)) for label, count, _ in counts))
        case NewPage():
            yield '<div style="page-break-before: always"></div>'
        case _:
            raise TypeError(f"An audit holds no {type(block).__name__}: say how it looks in HTML.")


def _tag(name: str, text: str) -> str:
    return f"<{name}>{html.escape(text)}</{name}>" if text else ""


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    top = "<tr>" + "".join(_tag("th", cell) for cell in head) + "</tr>" if head else ""
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{top}{''.join(lines)}</table>"


def by_libreoffice(document: Document, folder: Path, copies: int) -> Callable[[], None] | None:
    """Makes `copies` of it in one start of LibreOffice; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    made = folder / f"by-libreoffice-{copies}"
    sources = [folder / f"audit-{n}.html" for n in range(copies)]
    for source in sources:
        source.write_text(as_html(document), "utf-8")
    profile = (folder / "libreoffice").as_uri()
    words = [program, f"-env:UserInstallation={profile}", "--headless", "--infilter=HTML (StarWriter)"]
    words += ["--convert-to", TAGGED, "--outdir", str(made), *map(str, sources)]

    def make() -> None:
        subprocess.run(words, check=True, capture_output=True)
        assert len(list(made.glob("*.pdf"))) == copies

    make()  # the first start makes a profile, which is not what is measured
    return make


def by_weasyprint(document: Document, folder: Path) -> Callable[[], None] | None:
    """Makes it once; None where it, or the system's Pango, is not installed."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        return None
    words, target = as_html(document), folder / "by-weasyprint.pdf"

    def make() -> None:
        HTML(string=words).write_pdf(target, pdf_tags=True)

    make()  # finds the system's fonts
    return make
