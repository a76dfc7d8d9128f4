"""What is drawn on paper that is filled in by hand: boxes to tick, lines to write on, tables to write in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor

from qa_desktop import pdf_blocks as blocks
from qa_desktop.pdf_layout import LEFT, WIDTH, Draw, Strip, text_strips, write
from qa_desktop.pdf_marks import LINE, MUTED, SUNKEN, both, side_by_side
from qa_desktop.pdf_tags import Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Span, Style, Typesetter

PEN = "#8C9BA2"  # dark enough for a copier, light enough to write on
WORDS = Style(size=9, leading=13)
STRONG = replace(WORDS, weight="strong")
QUIET = Style(size=9, leading=13, colour=MUTED)
SMALL = Style(size=8, leading=11, colour=MUTED)
INSET = 46.0  # points, as wide as the codes of questions
LABELS = (66.0, 112.0, 236.0)  # points, of what stands left of a row of boxes: short, usual, long
BESIDE = 170.0  # points, of a line to write on beside its question
BOX, BOX_ROOM, APART = 9.5, 14.0, 13.5  # points: a box, a box with its space, and between two options
RULE_EVERY, CELL_HEIGHT = 21.0, 29.0  # points: room for handwriting
TICK_WIDE = 36.0  # points, of one box of a checklist

Cell = tuple[float, list[Line]]


def ask(block: blocks.Ask, setter: Typesetter, root: Element) -> list[Strip]:
    """The question, with a code under a hairline, with its quieter lines; beside it the line for an answer of one short line."""
    element, strong = root.add("P"), Style(weight="strong")
    short, left = one_line(block), INSET if block.code else 0.0
    wide = WIDTH - left - (BESIDE + 14 if short is not None else 0)
    words = setter.lines([Span(block.ask, strong)], wide)
    code = setter.lines([Span(block.code, strong)], INSET - 6)[:12] if block.code else []
    cells = [(0.0, code, element), (left, words[:12], element)]
    top = side_by_side(cells, strong, WIDTH, above=True, bare=True)
    if not block.code:
        top = replace(top, paint=None)
    if short is not None:
        top = _with_line(top, short, setter, root)
    strips = [
        replace(top, gap=5 if block.code else 10),
        *text_strips(words[12:], element, left, strong.leading),
    ]
    for note in block.notes:
        lines = setter.lines([Span(note, QUIET)], wide)
        strips += text_strips(lines, root.add("P"), left, QUIET.leading)
    return strips


def one_line(block: blocks.Ask) -> str | None:
    """What stands under the only line of an answer that has one; None for any other answer."""
    only = block.answer[0] if len(block.answer) == 1 else None
    return only.labels[0] if isinstance(only, blocks.Blanks) and len(only.labels) == 1 else None


def _with_line(strip: Strip, label: str, setter: Typesetter, root: Element) -> Strip:
    space = root.add("Figure", alt=setter.visible(label or "Space to write"))
    lines = setter.lines([Span(label, SMALL)], BESIDE)[:2] if label else []
    cells = [(WIDTH - BESIDE, lines, root.add("P"), space)]
    height = RULE_EVERY + 4 + len(lines) * SMALL.leading
    return replace(strip, height=max(strip.height, height), write=both(strip.write, _blank(cells, BESIDE)))


def tick_boxes(block: blocks.TickBoxes, setter: Typesetter, root: Element) -> list[Strip]:
    """Options in rows, as many beside each other as there is room for."""
    beside = _beside(block, setter)
    left = INSET + beside
    label = setter.lines([Span(block.label, QUIET)], beside - 8) if block.label else []
    named, listed = (root.add("P") if label else None), root.add("L")
    strips = []
    for place, row in enumerate(_rows(block, setter, WIDTH - left)):
        cells = [(left + x, lines, listed.add("LI").add("LBody")) for x, lines in row]
        labels = [(INSET, label, named)] if named is not None and place == 0 else []
        most = max(len(lines) for _, lines, _ in [*cells, *labels])
        said = _said([*labels, *cells])
        strips.append(Strip(height=most * WORDS.leading + 4, gap=2, paint=_boxes(cells), write=said))
    return strips


def _beside(block: blocks.TickBoxes, setter: Typesetter) -> float:
    """How much room the label has on the left: little for a short one, much where the options leave it."""
    if not block.label:
        return 0.0
    if setter.width(setter.visible(block.label), QUIET) <= LABELS[0] - 8:
        return LABELS[0]
    options = sum(setter.width(setter.visible(o), WORDS) + BOX_ROOM + APART for o in block.options)
    return LABELS[2] if options - APART <= WIDTH - INSET - LABELS[2] else LABELS[1]


def _rows(block: blocks.TickBoxes, setter: Typesetter, room: float) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    x = 0.0
    for place, option in enumerate(block.options):
        meaning = block.meanings[place] if place < len(block.meanings) else ""
        spans = [Span(option, STRONG), Span(f"  {meaning}", QUIET)] if meaning else [Span(option, WORDS)]
        lines = setter.lines(spans, room - BOX_ROOM)
        wide = BOX_ROOM + max(line.width for line in lines) + APART
        if not rows or block.meanings or x + wide - APART > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, lines))
        x += wide
    return rows


_Cells = Sequence[tuple[float, list[Line], Element]]


def _boxes(cells: _Cells) -> Draw:
    def paint(canvas: TaggedCanvas, top: float) -> None:
        canvas.setStrokeColor(HexColor(MUTED))
        canvas.setLineWidth(0.8)
        for x, _, _ in cells:
            canvas.roundRect(LEFT + x, top - 13.2, BOX, BOX, 1.6, stroke=1, fill=0)

    return paint


def _said(cells: _Cells) -> Draw:
    """The words of each cell: beside their box, or where the label stands."""

    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, lines, element in cells:
            start = LEFT + x + (BOX_ROOM if element.tag == "LBody" else 0)
            for place, line in enumerate(lines):
                write(canvas, line, start, top - 12 - place * WORDS.leading, element)

    return put


def ruled_lines(block: blocks.RuledLines, setter: Typesetter, root: Element) -> list[Strip]:
    strips = _label(block.label, setter, root)
    told = f"{block.label or 'Space to write'}: {block.count} line{'s' * (block.count > 1)} to write on"
    space = root.add("Figure", alt=setter.visible(told))
    left = 0.0 if block.wide else INSET
    line = Strip(height=RULE_EVERY, write=_rule(space, left, WIDTH - left))
    return [*strips, *([line] * block.count)]


def _label(words: str, setter: Typesetter, root: Element) -> list[Strip]:
    if not words:
        return []
    lines = setter.lines([Span(words, QUIET)], WIDTH - INSET)
    return text_strips(lines, root.add("P"), INSET, QUIET.leading, gap=5)


def _rule(space: Element, left: float = INSET, wide: float = WIDTH - INSET) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        canvas.content(space)
        canvas.setStrokeColor(HexColor(PEN))
        canvas.setLineWidth(0.6)
        canvas.line(LEFT + left, top - RULE_EVERY + 1, LEFT + left + wide, top - RULE_EVERY + 1)

    return put


def blanks(block: blocks.Blanks, setter: Typesetter, root: Element) -> list[Strip]:
    """Two short answers in a row, each a rule with its label under it."""
    half = (WIDTH - INSET - 20) / 2
    strips = []
    for start in range(0, len(block.labels), 2):
        cells = []
        for place, words in enumerate(block.labels[start : start + 2]):
            space = root.add("Figure", alt=setter.visible(f"{words}: space to write"))
            cells.append(
                (INSET + place * (half + 20), setter.lines([Span(words, SMALL)], half), root.add("P"), space)
            )
        most = max(len(lines) for _, lines, _, _ in cells)
        strips.append(Strip(height=RULE_EVERY + 5 + most * SMALL.leading, write=_blank(cells, half)))
    return strips


def _blank(cells: Sequence[tuple[float, list[Line], Element, Element]], wide: float) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, lines, element, space in cells:
            _rule(space, x, wide)(canvas, top)
            for place, line in enumerate(lines):
                write(canvas, line, LEFT + x, top - RULE_EVERY - 8.5 - place * SMALL.leading, element)

    return put


def grid(block: blocks.Grid, setter: Typesetter, root: Element) -> list[Strip]:
    """Headings, and under them empty rows with room to write."""
    shares = block.shares if len(block.shares) == len(block.head) else (1,) * len(block.head)
    unit = (WIDTH - INSET) / sum(shares)
    widths = [share * unit for share in shares]
    places = [INSET + sum(widths[:n]) for n in range(len(widths))]
    table = root.add("Table")
    top, small = table.add("TR"), replace(SMALL, weight="strong")
    heads = [
        setter.lines([Span(words, small)], wide - 8) for words, wide in zip(block.head, widths, strict=True)
    ]
    cells = [(x + 4, lines, top.add("TH", scope="Column")) for x, lines in zip(places, heads, strict=True)]
    height = max((len(lines) for lines in heads), default=1) * SMALL.leading + 8
    head = Strip(height=height, gap=5, paint=_frame(places, height, SUNKEN), write=_heads(cells))
    space = root.add("Figure", alt=f"{block.rows} empty rows to write in")
    empty = Strip(height=CELL_HEIGHT, write=_cells(places, space), head=head)
    head = replace(head, keep=True)
    return [head, *(empty for _ in range(block.rows)), Strip(height=4)]


def _heads(cells: _Cells) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, lines, element in cells:
            for place, line in enumerate(lines):
                write(canvas, line, LEFT + x, top - 12 - place * SMALL.leading, element)

    return put


def _frame(places: Sequence[float], height: float, tint: str = "") -> Draw:
    """The edges of one row of cells, over a tint."""

    def paint(canvas: TaggedCanvas, top: float) -> None:
        if tint:
            canvas.setFillColor(HexColor(tint))
            canvas.rect(LEFT + INSET, top - height, WIDTH - INSET, height, stroke=0, fill=1)
        canvas.setStrokeColor(HexColor(PEN))
        canvas.setLineWidth(0.6)
        canvas.rect(LEFT + INSET, top - height, WIDTH - INSET, height, stroke=1, fill=0)
        for x in places[1:]:
            canvas.line(LEFT + x, top - height, LEFT + x, top)

    return paint


def _cells(places: Sequence[float], space: Element) -> Draw:
    frame = _frame(places, CELL_HEIGHT)

    def put(canvas: TaggedCanvas, top: float) -> None:
        canvas.content(space)
        frame(canvas, top)

    return put


def small_print(block: blocks.SmallPrint, setter: Typesetter, root: Element) -> list[Strip]:
    heading = setter.lines([Span(block.heading, replace(SMALL, weight="strong"))], WIDTH - INSET)
    strips = text_strips(heading, root.add("P"), INSET, SMALL.leading, gap=3)
    for words in block.lines:
        lines = setter.lines([Span(words, SMALL)], WIDTH - INSET - 8)
        strips += text_strips(lines, root.add("P"), INSET + 8, SMALL.leading)
    return strips


def checklist(block: blocks.Checklist, setter: Typesetter, root: Element) -> list[Strip]:
    """One line of text a row, and for each column its boxes under the words of their options."""
    many = len(block.options)
    places = [WIDTH - TICK_WIDE * many * (len(block.columns) - n) for n in range(len(block.columns))]
    table = root.add("Table")
    head = _checklist_head(block, places, setter, table)
    strips = [replace(head, keep=True)]
    words = f"Tick one: {', '.join(setter.visible(o) for o in block.options)}"
    for code, line in block.lines:
        made = table.add("TR")
        named = made.add("TH", scope="Row")
        lines = setter.lines([Span(line, WORDS)], places[0] - INSET - 10)
        codes = setter.lines([Span(code, STRONG)], INSET - 6)[:12]
        strip = side_by_side([(0.0, codes, named), (INSET, lines[:12], named)], WORDS, WIDTH)
        spaces = [made.add("TD").add("Figure", alt=f"{setter.visible(c)}. {words}") for c in block.columns]
        ticks = _ticks(list(zip(places, spaces, strict=True)), many, strip.height)
        strips.append(replace(strip, write=both(strip.write, ticks), head=head))
    return [*strips, Strip(height=8)]


def _checklist_head(
    block: blocks.Checklist, places: Sequence[float], setter: Typesetter, table: Element
) -> Strip:
    small, top = replace(SMALL, size=6.8, leading=8.5), table.add("TR")
    cells: list[tuple[float, list[Line], Element]] = []
    most = 1
    for left, column in zip(places, block.columns, strict=True):
        element = top.add("TH", scope="Column")
        cells.append((left, setter.lines([Span(column, replace(SMALL, weight="strong"))], 200)[:1], element))
        for place, option in enumerate(block.options):
            lines = setter.lines([Span(option, small)], TICK_WIDE - 2)
            most = max(most, len(lines))
            cells.append((left + place * TICK_WIDE, lines, element))
    height = 18 + most * small.leading

    def put(canvas: TaggedCanvas, top: float) -> None:
        for x, lines, element in cells:
            start = top - 11 if lines and lines[0].runs and lines[0].runs[0].style.size > 7.5 else top - 21
            for place, line in enumerate(lines):
                write(canvas, line, LEFT + x, start - place * small.leading, element)

    def paint(canvas: TaggedCanvas, top: float) -> None:
        canvas.setFillColor(HexColor(SUNKEN))
        canvas.rect(LEFT, top - height, WIDTH, height, stroke=0, fill=1)

    return Strip(height=height, gap=6, paint=paint, write=put)


def _ticks(columns: Sequence[tuple[float, Element]], many: int, height: float) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for left, space in columns:
            canvas.content(space)
            canvas.setLineWidth(0.8)
            canvas.setStrokeColor(HexColor(LINE))
            canvas.line(LEFT + left - 5, top - height, LEFT + left - 5, top)
            canvas.setStrokeColor(HexColor(MUTED))
            for place in range(many):
                x = LEFT + left + place * TICK_WIDE
                canvas.roundRect(x, top - height / 2 - BOX / 2, BOX, BOX, 1.6, stroke=1, fill=0)

    return put
