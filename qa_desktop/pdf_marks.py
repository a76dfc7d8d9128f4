"""What is drawn beside the words: rows, chips, bars, tints and lines. Colours are the light ones of the screen."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.colors import HexColor

from qa_desktop import pdf_blocks as blocks
from qa_desktop.pdf_layout import LEFT, WIDTH, Draw, Strip, write
from qa_desktop.pdf_tags import Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Style

TEXT, MUTED, PRIMARY, LINE, SUNKEN = "#13232B", "#4A5B64", "#0B5B68", "#D5DEE0", "#EAF0F0"
INFO, INFO_SOFT = "#1D4F91", "#E5EEF9"
# Ink and tint of a chip, and the fill of a bar.
CHIPS: dict[blocks.Tone, tuple[str, str, str]] = {
    "rating4": ("#084853", "#D5EBEC", "#0B5B68"),
    "rating3": ("#17603A", "#E3F3E9", "#5FA777"),
    "rating2": ("#7A4A00", "#FFF1D6", "#F0B341"),
    "rating1": ("#A3231F", "#FCE8E6", "#B5372F"),
    "na": ("#35444C", "#DCE3E6", "#DCE3E6"),
    "neutral": ("#46555E", "#E9EEF0", "#C3CED2"),
    "missing": ("#A3231F", "#FCE8E6", "#FCE8E6"),
}


def side_by_side(
    cells: list[tuple[float, list[Line], Element]], style: Style, width: float, *, tint: str = "",
    above: bool = False, bare: bool = False,
) -> Strip:  # fmt: skip
    """Cells side by side, with a hairline under them, or above."""
    most = max((len(lines) for _, lines, _ in cells), default=1)
    pad = 5.0
    height = most * style.leading + 2 * pad - (3 if bare else 0)

    def paint(canvas: TaggedCanvas, top: float) -> None:
        if tint:
            canvas.setFillColor(HexColor(tint))
            canvas.rect(LEFT, top - height, width, height, stroke=0, fill=1)
        rule(canvas, top if above else top - height)

    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, lines, element in cells:
            for place, line in enumerate(lines):
                y = top - pad - style.leading * (place + 0.75)
                write(canvas, line, LEFT + x, y, element)

    return Strip(height=height, paint=paint, write=put, gap=2 if above else 0)


def with_chip(strip: Strip, line: Line, wide: float, tint: str, element: Element) -> Strip:
    x = LEFT + WIDTH - wide

    def paint(canvas: TaggedCanvas, top: float) -> None:
        if strip.paint is not None:
            strip.paint(canvas, top)
        canvas.setFillColor(HexColor(tint))
        canvas.roundRect(x, top - 19.5, wide, 15.5, 3, stroke=0, fill=1)

    def put(canvas: TaggedCanvas, top: float) -> None:
        write(canvas, line, x + 8, top - 14.8, element)

    return replace(strip, height=max(strip.height, 21.5), paint=paint, write=both(strip.write, put))


def bar(counts: list[tuple[int, blocks.Tone]], element: Element) -> Draw:
    whole = sum(max(count, 0) for count, _ in counts) or 1

    def put(canvas: TaggedCanvas, top: float) -> None:
        canvas.content(element)
        canvas.setFillColor(HexColor(SUNKEN))
        canvas.rect(LEFT, top - 14, WIDTH, 14, stroke=0, fill=1)
        x = LEFT
        for count, tone in counts:
            wide = WIDTH * max(count, 0) / whole
            canvas.setFillColor(HexColor(CHIPS[tone][2]))
            apart = 1 if x + wide < LEFT + WIDTH - 1 else 0
            canvas.rect(x, top - 14, max(wide - apart, 0), 14, stroke=0, fill=1)
            x += wide

    return put


def key_row(row: list[tuple[float, Line, str]], root: Element) -> Strip:
    element = root.add("P")

    def paint(canvas: TaggedCanvas, top: float) -> None:
        for x, _, fill in row:
            canvas.setFillColor(HexColor(fill))
            canvas.roundRect(LEFT + x, top - 13, 8, 8, 2, stroke=0, fill=1)

    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, line, _ in row:
            write(canvas, line, LEFT + x + 13, top - 12, element)

    return Strip(height=16, gap=2, paint=paint, write=put)


def panel(height: float, tint: str, edge: str) -> Draw:
    """The tint behind one line or margin of a note, with its coloured edge. Overlaps by a hair, or seams show."""

    def paint(canvas: TaggedCanvas, top: float) -> None:
        for colour, wide in ((tint, WIDTH), (edge, 3)):
            canvas.setFillColor(HexColor(colour))
            canvas.rect(LEFT, top - height - 0.2, wide, height + 0.2, stroke=0, fill=1)

    return paint


def hairline(canvas: TaggedCanvas, top: float) -> None:
    rule(canvas, top)


def rule(canvas: TaggedCanvas, y: float) -> None:
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.7)
    canvas.line(LEFT, y, LEFT + WIDTH, y)


def at(line: Line, element: Element, x: float, leading: float) -> Draw:
    return lambda canvas, top: write(canvas, line, LEFT + x, top - leading * 0.75, element)


def both(first: Draw | None, second: Draw | None) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for one in (first, second):
            if one is not None:
                one(canvas, top)

    return put
