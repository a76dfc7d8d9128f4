"""From strips to pages: a document is a pile of strips, none taller than a page, so layout cannot fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from qa_desktop.pdf_fonts import font
from qa_desktop.pdf_tags import Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Run

# A4 in points, and the margins round the text.
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT = 54.0, 54.0
TOP, BOTTOM = 58.0, 64.0
WIDTH = PAGE_WIDTH - LEFT - RIGHT
ROOM = PAGE_HEIGHT - TOP - BOTTOM
MOST_KEPT = ROOM * 2 / 3  # a page is left that empty at most, so that what belongs together stays together
FEW = 3  # strips that follow a heading on its page, whatever else cannot

Draw = Callable[[TaggedCanvas, float], None]  # called with the canvas and the strip's top, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A band across the page that is never cut. `gap` is the space above it, except at the top of a page.

    `keep` holds it on the page of the next strip. `paint` draws decoration, `write` draws text, after it.
    `head` is repeated, as decoration, when this strip is the first of a page: a table's headings.
    """

    height: float
    gap: float = 0.0
    keep: bool = False
    paint: Draw | None = None
    write: Draw | None = None
    head: Strip | None = None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip and where its top is on the page, in points from the bottom."""

    strip: Strip
    top: float
    repeated: bool = False


def flow(strips: list[Strip]) -> list[list[Placed]]:
    """The strips on pages, in order. At least one page."""
    pages: list[list[Placed]] = [[]]
    y = PAGE_HEIGHT - TOP
    last = max((n for n, one in enumerate(strips) if one.write or one.paint), default=0)
    for place, strip in enumerate(
        strips[: last + 1]
    ):  # the room after the last words makes no page of its own
        gap = strip.gap if pages[-1] else 0.0
        blank = not (strip.write or strip.paint or strip.breaks)
        if blank and (not pages[-1] or y - gap - strip.height < BOTTOM):
            continue  # space between two things is not wanted where a page begins or ends
        if pages[-1] and (strip.breaks or y - gap - _together(strips, place) < BOTTOM):
            pages.append([])
            y, gap = PAGE_HEIGHT - TOP, 0.0
            if strip.head is not None:
                pages[-1].append(Placed(strip.head, y, repeated=True))
                y -= strip.head.height
        if strip.height:
            pages[-1].append(Placed(strip, y - gap))
        y -= gap + strip.height
    return pages


def _together(strips: list[Strip], place: int) -> float:
    """The height of this strip and of those that must share its page. What asks for too much gets only its first
    strips, and goes on from them as it comes."""
    height = few = strips[place].height
    start, goes_on = place, place > 0 and strips[place - 1].keep
    while strips[place].keep and place + 1 < len(strips):
        place += 1
        height += strips[place].gap + strips[place].height
        if height > MOST_KEPT:
            return few
        if not goes_on and place - start <= FEW:
            few = height
    return height


def draw(canvas: TaggedCanvas, page: list[Placed]) -> None:
    """One page: first all decoration, then all text in reading order."""
    painted = [item for item in page if item.strip.paint is not None]
    repeated = [item for item in page if item.repeated]
    if painted or repeated:
        with canvas.artifact():
            for item in painted:
                if item.strip.paint is not None:
                    item.strip.paint(canvas, item.top)
            for item in repeated:
                if item.strip.write is not None:
                    canvas.muted = True
                    item.strip.write(canvas, item.top)
                    canvas.muted = False
    for item in page:
        if item.strip.write is not None and not item.repeated:
            item.strip.write(canvas, item.top)


def write(canvas: TaggedCanvas, line: Line, x: float, y: float, element: Element, width: float = 0.0) -> None:
    """One line of text with its baseline at y. Lines from the right end at x + `width`."""
    canvas.content(element)
    put_line(canvas, line, x + max(width - line.width, 0) if line.from_right else x, y)


def put_line(canvas: Canvas, line: Line, x: float, y: float) -> None:
    """The line on any canvas, with no tag."""
    text = canvas.beginText(x, y)
    for run in line.runs:
        text.setFont(font(run.font).fontName, run.style.size)
        text.setFillColor(HexColor(run.style.colour))
        if run.glyphs:
            _glyphs(text, run, x, y)
            text.setTextOrigin(x + run.width, y)
        else:
            text.textOut(run.codes)
        x += run.width
    canvas.drawText(text)


def _glyphs(text: object, run: Run, x: float, y: float) -> None:
    """Glyph by glyph. From the left the run says its text as one; from the right each glyph says its own."""
    code: list[str] = text._code  # type: ignore[attr-defined]
    if run.actual:
        code.append(_saying(run.actual))
    for glyph in run.glyphs:
        text.setTextOrigin(x + glyph.across * run.style.size, y + glyph.up * run.style.size)  # type: ignore[attr-defined]
        silent = glyph.silent and not run.actual
        if silent:
            code.append(_saying(""))
        text.textOut(glyph.code)  # type: ignore[attr-defined]
        if silent:
            code.append("EMC")
        x += glyph.advance * run.style.size
    if run.actual:
        code.append("EMC")


def _saying(words: str) -> str:
    return f"/Span <</ActualText <FEFF{words.encode('utf-16-be').hex().upper()}>>> BDC"


def text_strips(
    lines: list[Line], element: Element, x: float, leading: float, *, gap: float = 0.0, width: float = WIDTH,
    paint: Draw | None = None, keep: bool = False,
) -> list[Strip]:  # fmt: skip
    """A paragraph, one strip a line. Its first two and last two lines stay together."""
    strips = []
    for place, line in enumerate(lines):
        pair = len(lines) > 1 and place in (0, len(lines) - 2)
        strips.append(
            Strip(
                height=leading, gap=gap if place == 0 else 0.0, keep=pair or keep, paint=paint,
                write=_writer(line, element, x, leading, width),
            )
        )  # fmt: skip
    return strips


def _writer(line: Line, element: Element, x: float, leading: float, width: float) -> Draw:
    def at(canvas: TaggedCanvas, top: float) -> None:
        write(canvas, line, LEFT + x, top - leading * 0.75, element, width - x)

    return at


def spaced(strips: list[Strip], gap: float) -> list[Strip]:
    """The same strips with `gap` above the first."""
    return [replace(strips[0], gap=gap), *strips[1:]] if strips else []
