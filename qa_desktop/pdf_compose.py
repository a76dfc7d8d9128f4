"""From blocks to strips: how each kind of block looks on paper. Colours are the light ones of the screen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from qa_desktop import column_widths, pdf_blanks, pdf_charts
from qa_desktop import pdf_blocks as blocks
from qa_desktop.pdf_layout import PAGE_HEIGHT, WIDTH, Draw, Strip, spaced, text_strips
from qa_desktop.pdf_marks import (
    CHIPS,
    INFO,
    INFO_SOFT,
    MUTED,
    PRIMARY,
    SUNKEN,
    at,
    bar,
    both,
    hairline,
    key_row,
    panel,
    side_by_side,
    with_chip,
)
from qa_desktop.pdf_tags import Element, TaggedCanvas
from qa_desktop.pdf_text import Line, Span, Style, Typesetter

BODY = Style()
QUIET = Style(size=9, leading=13, colour=MUTED)
STRONG = Style(weight="strong")
LABEL = Style(size=9, leading=13, weight="strong", colour=MUTED)
CELL = Style(size=8.8, leading=12)
CHIP = Style(size=8.5, leading=12, weight="strong")
TITLE = Style(size=23, leading=29, weight="strong")
UNDER = Style(size=11.5, leading=16, colour=MUTED)
HEADINGS = {
    1: Style(size=16, leading=21, weight="strong", colour=PRIMARY),
    2: Style(size=12.5, leading=17, weight="strong"),
    3: Style(size=10.5, leading=15, weight="strong"),
}
PARAGRAPHS = {"body": BODY, "muted": QUIET, "strong": STRONG}
LONG_FACT = 400  # letters; a longer value flows as paragraphs
ROUND_CELL = 14.0  # points beside the words of a cell
LONG_CELL = 240  # letters; a longer cell turns the table into lists
MOST_LINES = 12  # of a cell, a fact or a question in one strip
LABELS = 150.0  # points, the column of labels
CODES = 46.0  # points, the column of question codes
ANSWERS = 168.0  # points, the column of answers


@dataclass(slots=True)
class Composer:
    """Turns the blocks of one document into strips, growing the structure tree as it goes."""

    setter: Typesetter
    root: Element
    strips: list[Strip] = field(default_factory=list)
    _level: int = 0
    _section: int = 0  # the place of the first strip of the newest heading

    def add(self, block: blocks.Block) -> None:
        """The block as strips after those already there."""
        self._block(block)

    def keep_section(self) -> None:
        """What stands under the newest heading stays with what comes next, as a declaration with its signatures."""
        self.strips[self._section :] = [replace(strip, keep=True) for strip in self.strips[self._section :]]

    @singledispatchmethod
    def _block(self, block: blocks.Block) -> None:
        raise TypeError(f"no way to print {type(block).__name__}")

    @_block.register
    def _(self, block: blocks.PageBreak) -> None:
        self.strips.append(Strip(height=0, breaks=True))

    @_block.register
    def _(self, block: blocks.Title) -> None:
        element = self.root.add("H1")
        title = self._lines(block.text, TITLE)
        self.strips += text_strips(title, element, 0, TITLE.leading, keep=bool(block.under))
        if block.under:
            self.strips += text_strips(
                self._lines(block.under, UNDER), self.root.add("P"), 0, UNDER.leading, gap=2
            )
        self.strips.append(Strip(height=6))

    @_block.register
    def _(self, block: blocks.Heading) -> None:
        style = HEADINGS[block.level]
        self._section = len(self.strips)
        lines = self._lines(block.text, style)
        strips = text_strips(lines, self.root.add(f"H{block.level + 1}"), 0, style.leading, keep=True)
        gap = {1: 22.0, 2: 18.0, 3: 14.0}[block.level]
        shown = " ".join(self.setter.visible(block.text).split())
        first = replace(spaced(strips, gap)[0], paint=self._bookmark(shown[:120], block.level, style.leading))
        self.strips += [first, *strips[1:], Strip(height=4, keep=True)]

    @_block.register
    def _(self, block: blocks.Paragraph) -> None:
        start = len(self.strips)
        self._flow(block.text, PARAGRAPHS[block.style], 0, gap=6)
        if block.keep:
            self.strips[start:] = [replace(strip, keep=True) for strip in self.strips[start:]]

    @_block.register
    def _(self, block: blocks.Note) -> None:
        edge = Strip(height=8, paint=panel(8, INFO_SOFT, INFO))
        self.strips.append(replace(edge, gap=10, keep=True))
        lines = self._lines(block.text, BODY, WIDTH - 30)
        self.strips += text_strips(
            lines, self.root.add("P"), 16, BODY.leading, paint=panel(BODY.leading, INFO_SOFT, INFO)
        )
        self.strips += [edge, Strip(height=4)]

    @_block.register
    def _(self, block: blocks.Bullets) -> None:
        self._bullets(block.items, BODY, 0)

    @_block.register
    def _(self, block: blocks.Facts) -> None:
        table: Element | None = None
        for label, value in block.rows:
            lines = self._lines(value, BODY, WIDTH - LABELS - 8)
            labels = self._lines(label, QUIET, LABELS - 10)
            if len(value) > LONG_FACT or max(len(lines), len(labels)) > MOST_LINES:
                table = None
                self._labelled(label, value)
                continue
            table = table or self.root.add("Table")
            row = table.add("TR")
            cells = [(0.0, labels, row.add("TH", scope="Row")), (LABELS, lines, row.add("TD"))]
            self.strips.append(side_by_side(cells, BODY, WIDTH))
        if table is not None:
            self.strips.append(Strip(height=4))

    @_block.register
    def _(self, block: blocks.Finding) -> None:
        inside = CODES if block.code else 0.0
        self._asked(block, inside)
        if block.comment:
            self._flow(block.comment, BODY, inside, gap=3)
        if block.reason:
            self._label("Reason", inside)
            self._flow(block.reason, BODY, inside, gap=1)
        if block.evidence:
            self._label("Evidence", inside)
            self._bullets(tuple(" · ".join(filter(None, row)) for row in block.evidence), QUIET, inside)
        self.strips.append(Strip(height=7))

    @_block.register
    def _(self, block: blocks.Table) -> None:
        columns = len(block.head)
        widths = self._widths(block) if 0 < columns <= 10 else []
        rows = [
            [self._lines(cell, CELL, wide - 10) for cell, wide in zip(row, widths, strict=False)]
            for row in block.rows
        ]
        tall = any(len(lines) > MOST_LINES for row in rows for lines in row)
        long = any(len(cell) > LONG_CELL for row in block.rows for cell in row)
        if not widths or tall or long or any(len(row) != columns for row in block.rows):
            self._as_lists(block)
            return
        table = self.root.add("Table")
        places = [sum(widths[:place]) for place in range(columns)]
        top = table.add("TR")
        heads = [
            self._lines(cell, replace(CHIP, colour=MUTED), wide - 10)
            for cell, wide in zip(block.head, widths, strict=True)
        ]
        cells = [
            (x + 5, lines[:MOST_LINES], top.add("TH", scope="Column"))
            for x, lines in zip(places, heads, strict=True)
        ]
        head = side_by_side(cells, CELL, WIDTH, tint=SUNKEN)
        self.strips += [Strip(height=6, keep=True), replace(head, keep=True)]
        for number, row in enumerate(rows, 1):
            made = table.add("TR")
            cells = [
                (x + 5, lines, made.add("TH", scope="Row") if place == block.named else made.add("TD"))
                for place, (x, lines) in enumerate(zip(places, row, strict=True))
            ]
            alone = number in (1, len(rows) - 1)  # neither the first row nor the last stands alone on a page
            held = block.keep or ((alone or block.whole) and number < len(rows))
            self.strips.append(replace(side_by_side(cells, CELL, WIDTH), head=head, keep=held))
        self.strips.append(Strip(height=6, keep=block.keep))

    @_block.register
    def _(self, block: blocks.Spread) -> None:
        counts = [(self.setter.visible(label), count, tone) for label, count, tone in block.counts]
        if not counts:
            return
        said = ", ".join(f"{label} {count}" for label, count, _ in counts)
        self.strips.append(
            Strip(
                height=16,
                gap=8,
                keep=True,
                write=bar([(n, tone) for _, n, tone in counts], self.root.add("Figure", alt=said)),
            )
        )
        self._key(counts)

    @_block.register
    def _(self, block: blocks.Heat) -> None:
        self.strips += pdf_charts.heat(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.Course) -> None:
        self.strips += pdf_charts.course(block, self.setter, self.root)

    # Paper that is filled in by hand

    @_block.register
    def _(self, block: blocks.Ask) -> None:
        start = len(self.strips)
        self.strips += pdf_blanks.ask(block, self.setter, self.root)
        for part in block.answer if pdf_blanks.one_line(block) is None else ():
            self._block(part)
        self.strips[start:] = [replace(strip, keep=True) for strip in self.strips[start:]]
        self.strips.append(Strip(height=7))

    @_block.register
    def _(self, block: blocks.TickBoxes) -> None:
        self.strips += pdf_blanks.tick_boxes(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.RuledLines) -> None:
        self.strips += pdf_blanks.ruled_lines(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.Blanks) -> None:
        self.strips += pdf_blanks.blanks(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.Grid) -> None:
        self.strips += pdf_blanks.grid(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.Checklist) -> None:
        self.strips += pdf_blanks.checklist(block, self.setter, self.root)

    @_block.register
    def _(self, block: blocks.SmallPrint) -> None:
        self.strips += pdf_blanks.small_print(block, self.setter, self.root)

    def _asked(self, block: blocks.Finding, inside: float) -> None:
        """The question with its code on the left and the answer on the right, under a hairline."""
        answer = self.setter.visible(block.answer_label)
        chip_wide = self.setter.width(answer, CHIP) + 16
        beside = chip_wide <= ANSWERS and "\n" not in answer
        ask_wide = WIDTH - inside - (chip_wide + 16 if beside else 0)
        ask = self._lines(block.ask, STRONG, ask_wide)
        element = self.root.add("P")
        cells = [
            (0.0, self._lines(block.code, STRONG, CODES - 6)[:MOST_LINES], element),
            (inside, ask[:MOST_LINES], element),
        ]
        strip = side_by_side(cells, STRONG, WIDTH, above=True, bare=True)
        if beside and answer:
            chip = self._lines(answer, replace(CHIP, colour=CHIPS[block.tone][0]))[0]
            strip = with_chip(strip, chip, chip_wide, CHIPS[block.tone][1], self.root.add("P"))
        self.strips.append(replace(strip, keep=True, gap=5))
        self.strips += text_strips(ask[MOST_LINES:], element, inside, STRONG.leading)
        if not beside:
            self._flow(block.answer_label, STRONG, inside, gap=2)
        under = " · ".join(filter(None, [block.seen, "Limiting item" if block.limiting else ""]))
        if under:
            keep = bool(block.comment or block.reason or block.evidence)
            lines = self._lines(under, QUIET, WIDTH - inside)
            self.strips += text_strips(
                lines, self.root.add("P"), inside, QUIET.leading, keep=keep and len(lines) < 4
            )

    def _flow(self, text: str, style: Style, x: float, gap: float) -> None:
        """Paragraphs of any length. An empty line starts a new one."""
        for part in text.replace("\r\n", "\n").split("\n\n"):
            if part.strip():
                lines = self._lines(part.strip("\n"), style, WIDTH - x)
                self.strips += text_strips(lines, self.root.add("P"), x, style.leading, gap=gap)
                gap = 5

    def _bullets(self, items: tuple[str, ...], style: Style, x: float) -> None:
        listed = self.root.add("L")
        dot = self._lines("•", replace(style, colour=PRIMARY))[0]
        for place, item in enumerate(items):
            made = listed.add("LI")
            mark, body = made.add("Lbl"), made.add("LBody")
            strips = text_strips(
                self._lines(item, style, WIDTH - x - 14),
                body,
                x + 14,
                style.leading,
                gap=3 if place or x else 6,
            )
            first = strips[0]
            self.strips += [
                replace(first, write=both(at(dot, mark, x + 3, style.leading), first.write)),
                *strips[1:],
            ]

    def _label(self, words: str, x: float) -> None:
        lines = self._lines(words, LABEL)
        self.strips += text_strips(lines, self.root.add("P"), x, LABEL.leading, gap=4, keep=True)

    def _labelled(self, label: str, value: str) -> None:
        self.strips.append(Strip(height=2, keep=True))
        self._flow(label, LABEL, 0, gap=4)
        self.strips[-1] = replace(self.strips[-1], keep=True)
        self._flow(value, BODY, 0, gap=1)

    def _as_lists(self, block: blocks.Table) -> None:
        """Each row of a table as labels with their text, for what no cell can hold."""
        for row in block.rows:
            self.strips.append(Strip(height=1, gap=8, keep=True, paint=hairline))
            for place, cell in enumerate(row):
                if cell.strip():
                    self._labelled(block.head[place] if place < len(block.head) else "", cell)

    def _widths(self, block: blocks.Table) -> list[float]:
        shown = [[self.setter.visible(cell[:LONG_CELL]) for cell in row] for row in block.rows]
        return column_widths.share(
            [self.setter.visible(name) for name in block.head],
            shown,
            WIDTH,
            lambda words: self.setter.width(words, CELL),
            lambda words: self.setter.width(words, CHIP),
            ROUND_CELL,
        )

    def _key(self, counts: list[tuple[str, int, blocks.Tone]]) -> None:
        x = 0.0
        row: list[tuple[float, Line, str]] = []
        for label, count, tone in counts:
            line = self._lines(f"{label}  {count}", CELL)[0]
            if row and x + line.width + 34 > WIDTH:
                self.strips.append(key_row(row, self.root))
                x, row = 0.0, []
            row.append((x, line, CHIPS[tone][2]))
            x += line.width + 34
        self.strips += [key_row(row, self.root), Strip(height=6)]

    def _lines(self, text: str, style: Style, width: float = WIDTH) -> list[Line]:
        return self.setter.lines([Span(text, style)], width)

    def _bookmark(self, words: str, level: int, leading: float) -> Draw:
        level = min(level, self._level + 1)  # a bookmark may only be one level below the one before
        self._level = level

        def mark(canvas: TaggedCanvas, top: float) -> None:
            key = f"part{len(canvas.bookmarks)}"
            canvas.bookmarks.append(key)
            canvas.bookmarkPage(key, fit="XYZ", top=min(top + leading, PAGE_HEIGHT))
            canvas.addOutlineEntry(words or "Untitled", key, level - 1)

        return mark
