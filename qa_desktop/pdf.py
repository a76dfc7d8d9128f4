"""Print a document: blocks in, a tagged PDF out. Never fails on any text, and the same input gives the same bytes."""

from __future__ import annotations

import io
import threading

from reportlab.lib.colors import HexColor

from qa_desktop.pdf_blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    Finding,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Rendered,
    SignatureField,
    Spread,
    Table,
    Title,
    Tone,
)
from qa_desktop.pdf_compose import QUIET, Composer
from qa_desktop.pdf_fonts import MAIN
from qa_desktop.pdf_layout import LEFT, PAGE_HEIGHT, PAGE_WIDTH, WIDTH, Draw, Placed, Strip, draw, flow, write
from qa_desktop.pdf_marks import LINE, MUTED, PRIMARY
from qa_desktop.pdf_tags import About, Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Span, Style, Typesetter

__all__ = [
    "Block", "Bullets", "Document", "Facts", "Finding", "Heading", "Note", "PageBreak", "Paragraph",
    "Rendered", "SignatureField", "Spread", "Table", "Title", "Tone", "plain", "render",
]  # fmt: skip

BOX_HEIGHT = 74.0  # points, of the place to sign
SMALL = Style(size=8, leading=11, colour=MUTED)
_one_at_a_time = threading.Lock()  # the fonts are read through one shared cursor each
MOST_NAMED = 40  # characters that could not be printed, named at the end


def render(document: Document, *, with_attachment: bool = False) -> Rendered:
    """The document as a PDF/A: 1b, or 3b when a file is to be embedded in it afterwards.

    Should the layout fail, the plain one is used instead and `cause` of the answer says why.
    """
    try:
        with _one_at_a_time:
            return _render(document, "3B" if with_attachment else "1B")
    except Exception as error:  # noqa: BLE001  a fault in the layout must not cost anyone their signed paper
        return plain(document, f"{type(error).__name__}: {error}")


def _render(document: Document, level: str) -> Rendered:
    setter, root = Typesetter(), Element("Document")
    composer = Composer(setter, root)
    for block in document.blocks:
        composer.add(block)
    about = About(
        setter.visible(document.title), setter.visible(document.subject), setter.visible(document.author),
        document.language, document.created, level,
    )  # fmt: skip
    if document.signature_fields:
        composer.keep_section()
    composer.strips += _sign_here(document.signature_fields, setter, root)
    footer = " · ".join(filter(None, [document.reference, document.classification]))
    foot, side = setter.visible(footer[:300]), setter.visible(document.footer[:300])
    if setter.lacking:
        composer.add(Paragraph(_lacking_words(tuple(setter.lacking)), "muted"))
    pages = flow(composer.strips)
    target = io.BytesIO()
    canvas = TaggedCanvas(target, about, root, MAIN["regular"])
    for number, page in enumerate(pages, 1):
        _page(
            canvas, page, _footer(setter, f"{foot} · page {number} of {len(pages)}", side), first=number == 1
        )
    canvas.save()
    return Rendered(target.getvalue(), len(pages), tuple(setter.lacking))


def _page(canvas: TaggedCanvas, page: list[Placed], footer: list[tuple[float, Line]], first: bool) -> None:
    draw(canvas, page)
    with canvas.artifact():
        canvas.muted = True
        if first:
            canvas.setFillColor(HexColor(PRIMARY))
            canvas.rect(0, PAGE_HEIGHT - 7, PAGE_WIDTH, 7, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.7)
        canvas.line(LEFT, 46, LEFT + WIDTH, 46)
        for x, line in footer:
            write(canvas, line, x, 33, Element("P"))
        canvas.muted = False
    canvas.showPage()


def _footer(setter: Typesetter, words: str, side: str) -> list[tuple[float, Line]]:
    """One line at the foot: reference, classification and page on the left, the rest on the right."""
    left = _one_line(setter, words.removeprefix(" · "), WIDTH)
    room = WIDTH - left.width - 20
    if not side or room < 40:
        return [(LEFT, left)]
    right = _one_line(setter, side, room)
    return [(LEFT, left), (LEFT + WIDTH - right.width, right)]


def _one_line(setter: Typesetter, words: str, width: float) -> Line:
    """As much of the words as fits on one line, from the front; the page number at the end always stays."""
    words = " ".join(words.split())
    if setter.width(words, SMALL) > width:
        head, dot, page = words.rpartition(" · ")
        while head and setter.width(f"{head}… · {page}" if dot else f"{head}…", SMALL) > width:
            head = head[: len(head) * 9 // 10]
        words = f"{head}… · {page}" if dot else f"{head}…"
    return setter.lines([Span(words, SMALL)], 10_000)[0]


def _sign_here(fields: tuple[SignatureField, ...], setter: Typesetter, root: Element) -> list[Strip]:
    """Boxes for signatures, two beside each other. Every field is in the file before anyone signs."""
    strips = []
    wide = (WIDTH - 16) / 2
    for start in range(0, len(fields), 2):
        pair = []
        for place, one in enumerate(fields[start : start + 2]):
            caption = setter.lines([Span(one.caption, QUIET)], wide)[:2]
            pair.append((place * (wide + 16), one.name, setter.visible(one.caption), caption, root.add("P")))
        strips.append(
            Strip(
                height=BOX_HEIGHT + 34,
                gap=10,
                keep=start + 2 < len(fields),
                paint=_boxes(pair, wide),
                write=_captions(pair, wide),
            )
        )
    return strips


_Pair = list[tuple[float, str, str, list[Line], Element]]


def _boxes(pair: _Pair, wide: float) -> Draw:
    def paint(canvas: TaggedCanvas, top: float) -> None:
        for x, *_ in pair:
            canvas.setFillColor(HexColor("#F8FAFA"))
            canvas.setStrokeColor(HexColor(LINE))
            canvas.setLineWidth(0.8)
            canvas.roundRect(LEFT + x, top - 30 - BOX_HEIGHT, wide, BOX_HEIGHT, 5, stroke=1, fill=1)
            canvas.setFillColor(HexColor("#6A7B82"))
            canvas.setFont(MAIN["regular"], 8.5)
            canvas.drawString(LEFT + x + 12, top - 30 - BOX_HEIGHT / 2 - 3, "Not signed")

    return paint


def _captions(pair: _Pair, wide: float) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, name, words, lines, element in pair:
            for place, line in enumerate(lines):
                write(canvas, line, LEFT + x, top - 24 + QUIET.leading * (len(lines) - 1 - place), element)
            bottom = top - 30 - BOX_HEIGHT
            box = (LEFT + x + 2, bottom + 2, LEFT + x + wide - 2, bottom + BOX_HEIGHT - 2)
            canvas.signature_field(name, words, tuple(round(side, 2) for side in box))  # type: ignore[arg-type]

    return put


def _lacking_words(lacking: tuple[str, ...]) -> str:
    named = ", ".join(lacking[:MOST_NAMED])
    more = f" and {len(lacking) - MOST_NAMED} more" if len(lacking) > MOST_NAMED else ""
    if len(lacking) == 1:
        return f"1 character could not be printed and is shown by its number, {named}. It is kept as it was typed."
    return (
        f"{len(lacking)} characters could not be printed and are shown by their numbers, {named}{more}. "
        "They are kept as they were typed."
    )


def plain(document: Document, cause: str = "") -> Rendered:
    """The same words with no layout: one column of a standard font, everything else by its number.

    For when the full layout failed. It claims no PDF/A level; the places to sign are on its last page.
    """
    lacking: dict[str, None] = {}
    lines = [part for text in _words(document) for part in _cut(_plain_text(text, lacking))]
    lines += ["", _plain_text(_lacking_words(tuple(lacking)), {})] if lacking else []
    pages = [lines[start : start + 56] for start in range(0, len(lines), 56)] or [[]]
    target = io.BytesIO()
    root = Element("Document")
    title, subject, author = (_plain_text(t, {}) for t in (document.title, document.subject, document.author))
    about = About(title, subject, author, "en-GB", document.created, "")
    canvas = TaggedCanvas(target, about, root, "Helvetica")
    total = len(pages) + (1 if document.signature_fields else 0)
    for number, page in enumerate(pages, 1):
        _plain_page(canvas, page, f"page {number} of {total}", root.add("P"))
    if document.signature_fields:
        for place, one in enumerate(document.signature_fields):
            top = 780.0 - place % 8 * 92
            canvas.content(root.add("P"))
            canvas.setFont("Helvetica", 9)
            canvas.drawString(LEFT, top, _plain_text(one.caption, {})[:100])
            canvas.signature_field(
                one.name, _plain_text(one.caption, {}), (LEFT, top - 80, LEFT + 230, top - 6)
            )
        canvas.showPage()
    canvas.save()
    return Rendered(target.getvalue(), total, tuple(lacking), cause)


def _plain_page(canvas: TaggedCanvas, lines: list[str], foot: str, element: Element) -> None:
    canvas.content(element)
    canvas.setFont("Helvetica", 9)
    for place, line in enumerate(lines):
        canvas.drawString(LEFT, 790 - place * 13, line)
    with canvas.artifact():
        canvas.drawString(LEFT, 33, foot)
    canvas.showPage()


def _words(value: object) -> list[str]:
    """Every text in a document, in order, whatever its blocks are."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Document):
        return [value.title, value.reference, value.classification, *_words(value.blocks)]
    if isinstance(value, tuple | list):
        return [word for one in value for word in _words(one)]
    fields = getattr(value, "__dataclass_fields__", {})
    skipped = {"tone", "style", "level", "limiting"}
    return [word for name in fields if name not in skipped for word in _words(getattr(value, name))]


def _plain_text(text: str, lacking: dict[str, None]) -> str:
    out = []
    for char in text:
        if char in "\r\n" or " " <= char <= "~" or ("\xa0" <= char <= "\xff" and char != "\xad"):
            out.append(char)
        else:
            lacking[f"U+{ord(char):04X}"] = None
            out.append(f"<U+{ord(char):04X}>")
    return "".join(out)


def _cut(text: str) -> list[str]:
    """Lines of at most 95 letters, whatever is in them."""
    cut = []
    for line in text.splitlines() or [""]:
        while len(line) > 95:
            space = line.rfind(" ", 40, 95)
            end = space if space > 0 else 95
            cut.append(line[:end])
            line = line[end:].lstrip(" ") if space > 0 else line[end:]
        cut.append(line)
    return cut
