"""First drafts of what is written in a report: plain sentences from figures that may be shown, with their codes.

They say what stands highest, lowest and most often. What it means is for people to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from qa_desktop.report_values import Cell, Figure, Section, Table

MOST = 3  # themes named
MOST_BEHIND = 6  # methods named that were not done in full
PERIOD = "Period"  # heading of a column: its rows are in order of it
ALL = ("All levels", "All teams")


def opening(section: Section) -> str:
    """A paragraph for each table of a section that says something; empty where nothing may be shown."""
    told = (said for part in section.parts if isinstance(part, Table) and (said := _of(part)))
    return "\n\n".join(told).replace("\u00a0", " ")  # no box for words keeps the space that does not break


def _of(table: Table) -> str:
    rows = [(str(row[0]), [cell for cell in row if isinstance(cell, Figure)]) for row in table.rows]
    told = [(name, [one for one in cells if one.shown == "yes"]) for name, cells in rows]
    kept = [(name, cells) for name, cells in told if cells]
    if not kept:
        return ""
    if table.head[0] == "Answer":
        return _answers(table, kept)
    if table.head[0] == "Line":
        return _rarest(table, kept)
    if table.head[0] == "Judgement":
        return _judged(table, kept)
    if table.course:
        return _over_time(table, kept)
    if any(one.kind == "average" for _, cells in kept for one in cells):
        return _ends(table, kept)
    if table.head[0] == "Method":
        return _methods(table, kept)
    if table.head[0] in ("Theme", "Statement", "Principle"):
        return _commonest(table, kept)
    return _counts(table, kept)


Rows = list[tuple[str, list[Figure]]]


def _answers(table: Table, rows: Rows) -> str:
    """“Overall judgements. Good: 9 of 24 (AN-1.2). …”, of the longest time that is shown."""
    said = [
        f"{name.rstrip('.')}: {cells[-1].text} ({cells[-1].code})" for name, cells in rows if cells[-1].value
    ]
    return f"{_title(table)} {'; '.join(said)}." if said else ""


def _judged(table: Table, rows: Rows) -> str:
    """The answer that each question had most often."""
    named = {
        name: dict(zip((one.code for one in row if isinstance(one, Figure)), table.head[1:], strict=True))
        for name, row in ((str(row[0]), row) for row in table.rows)
    }
    best = [(name, max(cells, key=lambda one: (one.value or 0, one.code))) for name, cells in rows]
    said = [f"{_plain(name)}, {named[name][one.code]}, {one.words} ({one.code})" for name, one in best]
    return f"{_title(table)} Most often: {'; '.join(said)}."


def _over_time(table: Table, rows: Rows) -> str:
    """The first and the last figure of each line that is drawn."""
    drawn = {str(row[0]) for row in table.rows[: table.course]}
    said = [
        f"{_plain(name)}, from {cells[0].words} ({cells[0].code}) to {cells[-1].words} ({cells[-1].code})"
        for name, cells in rows
        if name in drawn and len(cells) > 1
    ]
    return f"{_title(table)} {'; '.join(said)}." if said else ""


def _ends(table: Table, rows: Rows) -> str:
    """The line with the highest average, and the one with the lowest."""
    held = [
        (name, one) for name, cells in rows for one in cells[-2:] if one.kind == "average" and one.average
    ]
    if not held:
        return ""
    ordered = sorted(held, key=lambda pair: (-(pair[1].average or Fraction(0)), pair[1].code))
    (high, best), (low, worst) = ordered[0], ordered[-1]
    if best.text == worst.text:
        return f"{_title(table)} All stand at {best.text} ({best.code})."
    return (
        f"{_title(table)} Highest for {_plain(high)}, {best.words} ({best.code}); lowest for {_plain(low)}, "
        f"{worst.words} ({worst.code})."
    )


def _methods(table: Table, rows: Rows) -> str:
    """How many methods were done in full, and which were not."""
    behind = [
        f"{name}, {cells[0].text} ({cells[0].code})"
        for name, cells in rows
        if cells[0].kind == "share" and (cells[0].value or 0) < (cells[0].of or 0)
    ]
    full = f"{_title(table)} {len(rows) - len(behind)} of {len(rows)} were done in full."
    if not behind:
        return full
    more = f"; and {len(behind) - MOST_BEHIND} more" if len(behind) > MOST_BEHIND else ""
    return f"{full} Not in full: {'; '.join(behind[:MOST_BEHIND])}{more}."


def _commonest(table: Table, rows: Rows) -> str:
    held = [(name, cells[-1]) for name, cells in rows if cells[-1].value]
    ordered = sorted(held, key=lambda pair: (-(pair[1].value or 0), pair[1].code))
    said = [f"{_plain(name)}, {one.words} ({one.code})" for name, one in ordered[:MOST]]
    return f"{_title(table)} Most often: {'; '.join(said)}." if said else ""


def _rarest(table: Table, rows: Rows) -> str:
    """The lines of a checklist that were said yes to least, of the longest time that is shown."""
    held = [(name, cells[-1]) for name, cells in rows if cells[-1].of]
    ordered = sorted(held, key=lambda pair: (Fraction(pair[1].value or 0, pair[1].of or 1), pair[1].code))
    said = [f"{_plain(name)}, {one.words} ({one.code})" for name, one in ordered[:MOST]]
    return f"{_title(table)} Least often: {'; '.join(said)}." if said else ""


def _counts(table: Table, rows: Rows) -> str:
    """Of a table with a line for all, that line; of another each line. Nothing that is none."""
    whole = [row for row in table.rows if row[0] in ALL]
    if whole:
        said = list(_across(table.head, whole[0]))
    else:
        newest = {name: cells[-1] for name, cells in _named(table, rows) if _is_some(cells[-1])}
        said = [f"{name}: {one.text} ({one.code})" for name, one in newest.items()]
    return f"{_title(table)} {'; '.join(said)}." if said else ""


def _named(table: Table, rows: Rows) -> Rows:
    """The rows of a table; of one with a line for each period of a measure only the newest, named with its period."""
    if PERIOD not in table.head:
        return rows
    place = table.head.index(PERIOD)
    when = {cell.code: row[place] for row in table.rows for cell in row if isinstance(cell, Figure)}
    last = {name: (f"{name}, {when[cells[-1].code]}", cells) for name, cells in rows}
    return list(last.values())


def _across(head: Iterable[str], row: tuple[Cell, ...]) -> Iterator[str]:
    for name, cell in zip(head, row, strict=True):
        if isinstance(cell, Figure) and cell.shown == "yes" and _is_some(cell):
            yield f"{name[:1].lower()}{name[1:]} {cell.text} ({cell.code})"


def _is_some(one: Figure) -> bool:
    return bool(one.value) or one.kind in ("given", "average")


def _title(table: Table) -> str:
    return table.title if table.title.endswith(("?", ".")) else f"{table.title}."


def _plain(name: str) -> str:
    return f"“{name}”"
