"""Charts on paper: the same plain description that the screen draws, as a table whose cells have a ground."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.lib.colors import HexColor

from qa_desktop.charts import ChartCell, ChartSpec, LineSpec
from qa_desktop.pdf_blocks import Course, Heat
from qa_desktop.pdf_layout import LEFT, WIDTH, Draw, Strip, write
from qa_desktop.pdf_marks import MUTED, SUNKEN, TEXT
from qa_desktop.pdf_tags import Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Span, Style, Typesetter

STOPS = ((0xB5, 0x37, 0x2F), (0xF0, 0xB3, 0x41), (0x5F, 0xA7, 0x77), (0x0B, 0x5B, 0x68))  # ratings 1 to 4
SOFTEN = 0.42  # share of white mixed into a ground, as on the screen
NAMES = 150.0  # points: codes and names of the rows
MOST, LEAST = 64.0, 34.0  # points: a cell; under the least its words are shortened
LINE = "#C9D3D6"
HIGH = 28.0  # points: a row of cells
TOGETHER = 7  # rows: a map of no more stays on one page
FIGURE = Style(size=9.5, leading=12, weight="strong", colour=TEXT)
SMALL = Style(size=6.8, leading=8.5, colour=TEXT)
NAME = Style(size=8.6, leading=11)
HEAD = Style(size=7.4, leading=9.5, weight="strong", colour=MUTED)
CODE = Style(size=7.4, leading=9.5, colour=MUTED)


@dataclass(frozen=True, slots=True)
class _Put:
    """A line and where it goes, in points from the left margin and from the top of its strip."""

    line: Line
    x: float
    down: float
    element: Element


def heat(block: Heat, setter: Typesetter, root: Element) -> list[Strip]:
    """A heat map as strips: headings, a strip for each row, and the names of narrow columns."""
    spec = block.spec
    if not spec.cols:
        return []
    wide = min(MOST, (WIDTH - NAMES) / len(spec.cols))
    table = root.add("Table", alt=setter.visible(f"{spec.title}. {spec.note}".strip()))
    head = _head(spec, block.letters, wide, setter, table)
    rows = [
        replace(_row(spec, place, block.codes[place], wide, setter, table), head=head)
        for place in range(len(spec.rows))
    ]
    key = _key(spec, block.letters, wide, setter, root)
    if len(rows) <= TOGETHER:
        rows = [replace(one, keep=True) for one in rows[:-1]] + rows[-1:]
    if key:
        rows[-1:] = [replace(one, keep=True) for one in rows[-1:]]
    return [replace(head, gap=8), *rows, *key]


def _head(
    spec: ChartSpec, letters: tuple[str, ...], wide: float, setter: Typesetter, table: Element
) -> Strip:
    made = table.add("TR")
    puts: list[_Put] = []
    corner = made.add("TH", scope="Column")
    puts.append(_Put(_line(setter, "Code and line", HEAD), 0, 9, corner))
    most = 9.0
    for place, (col, letter) in enumerate(zip(spec.cols, letters, strict=True)):
        element = made.add("TH", scope="Column")
        words = f"{letter} {col.name}" if wide >= MOST - 8 else letter
        lines = setter.lines([Span(words, HEAD)], wide - 4)[:3]
        lines += setter.lines([Span(f"n {col.n}", replace(HEAD, weight="regular"))], wide - 4)[:1]
        for down, line in enumerate(lines, 1):
            puts.append(_Put(line, NAMES + place * wide + (wide - line.width) / 2, 9.5 * down, element))
        most = max(most, 9.5 * len(lines))
    return Strip(height=most + 5, keep=True, write=_writer(puts))


def _row(spec: ChartSpec, place: int, code: str, wide: float, setter: Typesetter, table: Element) -> Strip:
    made = table.add("TR")
    name = made.add("TH", scope="Row")
    puts = [_Put(_line(setter, code, CODE), 0, HIGH / 2 + 2.5, name)]
    lines = setter.lines([Span(spec.rows[place], NAME)], NAMES - 46)[:2]
    for down, line in enumerate(lines):
        puts.append(_Put(line, 42, HIGH / 2 + 3 + (down - (len(lines) - 1) / 2) * 10.5, name))
    for column, cell in enumerate(spec.cells[place]):
        puts += _cell(cell, NAMES + column * wide, wide, setter, made.add("TD"))
    cells = [(NAMES + n * wide, cell) for n, cell in enumerate(spec.cells[place])]

    def paint(canvas: TaggedCanvas, top: float) -> None:
        for x, cell in cells:
            canvas.setFillColor(HexColor(ground(cell)))
            canvas.roundRect(LEFT + x + 1.2, top - HIGH + 1.2, wide - 2.4, HIGH - 2.4, 3, stroke=0, fill=1)

    return Strip(height=HIGH, keep=place + 1 < len(spec.rows) and place < 2, paint=paint, write=_writer(puts))


def _cell(cell: ChartCell, x: float, wide: float, setter: Typesetter, element: Element) -> list[_Put]:
    if cell.shown == "yes":
        above, under = _line(setter, cell.text, FIGURE), _line(setter, f"n {cell.n}", SMALL)
    else:
        short = {"few": "few", "none": "none"}[cell.shown]
        above = _line(setter, cell.text if wide >= LEAST else short, SMALL)
        under = _line(setter, f"n {cell.n}", SMALL)
    downs = (HIGH / 2 - 0.5, HIGH / 2 + 8)
    return [
        _Put(line, x + (wide - line.width) / 2, down, element)
        for line, down in zip((above, under), downs, strict=True)
    ]


def ground(cell: ChartCell) -> str:
    """The colour behind a cell: a straight mix between the ratings, softened; grey where nothing is shown."""
    if cell.tone is None:
        return SUNKEN
    value = max(1.0, min(4.0, cell.tone))
    low = min(3, int(value))
    mixed = (a + (b - a) * (value - low) for a, b in zip(STOPS[low - 1], STOPS[low], strict=True))
    return "#" + "".join(f"{round(c + (255 - c) * SOFTEN):02X}" for c in mixed)


def _key(
    spec: ChartSpec, letters: tuple[str, ...], wide: float, setter: Typesetter, root: Element
) -> list[Strip]:
    """What the colours mean, and the names of columns that had no room for them."""
    said = f"The colour runs from {spec.ends[0]} to {spec.ends[1]}." if any(spec.ends) else ""
    if wide < MOST - 8:
        named = "; ".join(f"{letter} {col.name}" for letter, col in zip(letters, spec.cols, strict=True))
        said = f"{named}. {said}"
    style = Style(size=8, leading=11, colour=MUTED)
    element = root.add("P")
    lines = setter.lines([Span(said.strip(), style)], WIDTH)
    puts = [_Put(line, 0, 11.0 * down, element) for down, line in enumerate(lines, 1)]
    return [Strip(height=11.0 * len(lines) + 4, gap=4, write=_writer(puts))] if said else []


PLOT, ASIDE = 118.0, 34.0  # points: the height of the field of a line, and the room for its scale


def course(block: Course, setter: Typesetter, root: Element) -> list[Strip]:
    """A line over months as one figure: strokes within a stretch, a dashed upright where the meaning changed."""
    spec = block.spec
    if not spec.points:
        return []
    figure = root.add("Figure", alt=setter.visible(f"{spec.title}. {spec.note}. {spec.said()}"))
    step = (WIDTH - ASIDE) / len(spec.points)
    at = [(ASIDE + step * (n + 0.5), _down(p.value)) for n, p in enumerate(spec.points)]
    every = -(-len(spec.points) // 9)  # months named: as many as have room
    names = [(n, _line(setter, p.label, SMALL)) for n, p in enumerate(spec.points) if n % every == 0]
    scale = [(value, _line(setter, str(value), SMALL)) for value in (1, 2, 3, 4)]

    def put(canvas: TaggedCanvas, top: float) -> None:
        canvas.content(figure)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(HexColor(LINE))
        for value, _ in scale:
            canvas.line(LEFT + ASIDE, top - _down(value), LEFT + WIDTH, top - _down(value))
        _strokes(canvas, spec, at, step, top)
        for value, line in scale:
            write(canvas, line, LEFT + ASIDE - 12, top - _down(value) - 2.5, figure)
        for n, line in names:
            write(canvas, line, LEFT + at[n][0] - line.width / 2, top - PLOT - 10, figure)

    return [Strip(height=PLOT + 16, gap=8, keep=True, write=put)]


def _strokes(
    canvas: TaggedCanvas, spec: LineSpec, at: list[tuple[float, float]], step: float, top: float
) -> None:
    canvas.setStrokeColor(HexColor(TEXT))
    canvas.setDash(3, 2)
    for one in spec.breaks:
        x = LEFT + at[one.before][0] - step / 2
        canvas.line(x, top - 4, x, top - PLOT)
    canvas.setDash()
    canvas.setLineWidth(1.6)
    for a, b in spec.joined():
        canvas.line(LEFT + at[a][0], top - at[a][1], LEFT + at[b][0], top - at[b][1])
    canvas.setFillColor(HexColor(TEXT))
    for point, (x, down) in zip(spec.points, at, strict=True):
        if point.value is not None:
            canvas.circle(LEFT + x, top - down, 2.6, stroke=0, fill=1)


def _down(value: float | None) -> float:
    """How far under the top of the field a rating is, in points."""
    return 10 + (4 - (value or 1)) / 3 * (PLOT - 20)


def _line(setter: Typesetter, words: str, style: Style) -> Line:
    return setter.lines([Span(words, style)], 10_000)[0]


def _writer(puts: list[_Put]) -> Draw:
    def put(canvas: TaggedCanvas, top: float) -> None:
        for one in puts:
            write(canvas, one.line, LEFT + one.x, top - one.down, one.element)

    return put
