"""How wide the columns of a table are, on paper and in a document: one rule for both, whatever measures the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

BREAKS = re.compile(r"[ \t\n]+")  # not str.split: it would part what a no-break space keeps together
NARROWEST, HALF, WIDEST = 40.0, 220.0, 380.0  # points
SHORT = 17  # letters; a column of no longer cells breaks none while there is room: “132 of 151 (63%)”

Measure = Callable[[str], float]


def share(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    room: float,
    cell: Measure,
    heading: Measure,
    pad: float,
    narrowest: float = NARROWEST,
) -> list[float]:
    """Widths in points that fill `room`. `cell` and `heading` measure words in points; `pad`: space beside them.

    None is under its longest word where that can be. What is left goes first to short cells, such as a figure, so that
    they stay on one line; then to longer cells; then to headings, which may go over several; then to the longest cells.
    """
    asked = [
        _asks(name, {row[place] for row in rows if place < len(row)} | {""}, cell, heading, pad, narrowest)
        for place, name in enumerate(head)
    ]
    steps = list(zip(*asked, strict=True))
    if sum(steps[0]) >= room or sum(steps[-1]) <= room:
        only = steps[0] if sum(steps[0]) >= room else steps[-1]
        return [own * room / sum(only) for own in only]
    start, end = next(pair for pair in pairwise(steps) if sum(pair[1]) > room)
    more = [after - before for before, after in zip(start, end, strict=True)]
    part = (room - sum(start)) / sum(more)
    return [own + part * further for own, further in zip(start, more, strict=True)]


def _asks(
    name: str, cells: set[str], cell: Measure, heading: Measure, pad: float, narrowest: float
) -> tuple[float, ...]:
    """What one column asks for, in points, less first: its longest word; short cells whole; longer cells; its heading
    on one line; its longest cell on one line."""
    words = {word for text in cells for word in BREAKS.split(text)}
    longest = max(map(cell, cells)) + pad
    longest_word = max(*map(cell, words), *map(heading, BREAKS.split(name))) + pad
    least = min(max(longest_word, narrowest), WIDEST)
    held = max(min(longest, HALF), least)
    headed = max(min(heading(name) + pad, HALF), held)
    short = held if max(map(len, cells)) <= SHORT else least
    return least, short, held, headed, max(longest, headed)
