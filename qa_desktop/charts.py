"""Charts as plain descriptions: the same one is drawn on screen and printed, so both hold the same numbers.

Nothing here decides what is too small to show: that was done by `figures.gate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qa_desktop.collate import ALL_TEAMS, Cell, Collation, one_place, share
from qa_desktop.templates import Scale

View = Literal["average", "clear", "spread", "seen"]
VIEWS: tuple[tuple[View, str, str], ...] = (
    ("average", "Average rating", "Average of the ratings of all its items"),
    ("clear", "Clear or strong", "Items rated 3 or 4, of all that were rated"),
    ("spread", "Spread of ratings", "How many items got each rating, 4 first"),
    ("seen", "Where seen", "Where auditors saw it, counted by item"),
)
By = Literal["principle", "stage"]
TITLES: dict[By, str] = {
    "principle": "Ratings by principle and team",
    "stage": "Ratings by helping stage and team",
}
TOO_FEW, NO_DATA = "Too few", "No data"


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a cell's bar: its code, its label, how many, and the kind of colour it has."""

    code: str
    label: str
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class ChartCell:
    """One cell. `tone` is 1 to 4 for its colour, None for no colour; `words` is all of it as a sentence."""

    text: str
    n: int  # audits behind it
    shown: Literal["yes", "few", "none"]
    tone: float | None
    words: str
    bar: tuple[Share, ...] = ()
    change: Literal["", "up", "down"] = ""
    digests: tuple[str, ...] = ()  # the audits behind it, where they were kept


@dataclass(frozen=True, slots=True)
class ChartColumn:
    name: str
    n: int  # audits
    whole: bool = False  # everyone together


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A table of cells, rows by columns. `key` explains the colours: (label, kind)."""

    title: str
    note: str
    rows: tuple[str, ...]
    codes: tuple[str, ...]  # of the rows
    cols: tuple[ChartColumn, ...]
    cells: tuple[tuple[ChartCell, ...], ...]
    key: tuple[tuple[str, str], ...] = ()
    ends: tuple[str, str] = ("", "")  # what the lowest and the highest tone mean


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One month of a line. `value` is None where too few audits stand behind it; `words` is all of it as a sentence."""

    month: str  # “2026-11”
    label: str
    part: int  # the stretch of the line: points of two stretches are never joined
    n: int  # audits behind it
    value: float | None
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """Where the meaning changed: before which point, and why."""

    before: int
    words: str


@dataclass(frozen=True, slots=True)
class LineSpec:
    """A line over months, from 1 to 4."""

    title: str
    note: str
    points: tuple[LinePoint, ...]
    breaks: tuple[LineBreak, ...] = ()
    ends: tuple[str, str] = ("", "")

    def joined(self) -> tuple[tuple[int, int], ...]:
        """Which points a stroke joins: neighbours of one stretch that both show a figure. Never across a break."""
        pairs = zip(range(len(self.points)), range(1, len(self.points)), strict=False)
        return tuple(
            (a, b)
            for a, b in pairs
            if self.points[a].part == self.points[b].part
            and self.points[a].value is not None
            and self.points[b].value is not None
        )

    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """The same as a table: month, average, audits; a row of words at each break."""
        why = {one.before: one.words for one in self.breaks}
        found: list[tuple[str, str, str]] = []
        for place, point in enumerate(self.points):
            if place in why:
                found.append((why[place], "The line breaks", ""))
            found.append((point.label, point.text, str(point.n)))
        return tuple(found)

    def said(self) -> str:
        """All of it in words."""
        why = {one.before: f"{one.words}. " for one in self.breaks}
        return " ".join(f"{why.get(place, '')}{point.words}." for place, point in enumerate(self.points))


TREND_HEAD = ("Month", "Average", "Audits")


def ratings(found: Collation, view: View, by: By = "principle") -> ChartSpec:
    """Ratings by principle or helping stage, and team, in one of the four views."""
    note = next(words for code, _, words in VIEWS if code == view)
    held = found.cells if by == "principle" else found.stage_cells
    named = found.principles if by == "principle" else found.stages
    rows = tuple((code, name) for code, name in named if any(one == code for one, _ in held))
    cols = tuple(
        ChartColumn(team.name or found.only or "All teams", team.audits, team.name == ALL_TEAMS)
        for team in found.teams
    )
    labels = _labels(found, view)
    cells = tuple(
        tuple(
            _cell(held.get((code, team.name), Cell(0, "none")), f"{name}, {col.name}", view, labels)
            for team, col in zip(found.teams, cols, strict=True)
        )
        for code, name in rows
    )
    key = tuple((label, kind) for label, kind in labels.values()) if view in ("spread", "seen") else ()
    return ChartSpec(
        TITLES[by],
        note,
        tuple(n for _, n in rows),
        tuple(c for c, _ in rows),
        cols,
        cells,
        key,
        _ends(found, view),
    )


def year_words(found: Collation, by: By, value: str) -> str:
    """The rolling twelve months beside a line: “Rolling 12 months, all teams: average 2.9 from 40 audits”."""
    cell = found.year.get((by, value), Cell(0, "none"))
    where = f"Rolling 12 months, {found.only or 'all teams'}"
    if cell.shown == "few":
        return f"{where}: too few audits to show ({audits_words(cell.audits)})"
    if cell.average is None:
        return ""
    return f"{where}: average {one_place(cell.average)} from {audits_words(cell.audits)}"


def audits_words(n: int) -> str:
    return "1 audit" if n == 1 else f"{n} audits"


def _scales(found: Collation) -> list[Scale]:
    """The scales that this audit rates on; nearly always one."""
    used = {q.id: found.template.scale_of(q) for q in found.template.questions if q.type == "EV"}
    return list({scale.code: scale for scale in used.values()}.values())


def _labels(found: Collation, view: View) -> dict[str, tuple[str, str]]:
    """Code -> label and kind of colour, for the parts of a bar."""
    scales = _scales(found)
    if view == "seen":
        kinds = ("rating4", "rating2", "info", "rating1")
        return {s.code: (s.label, kinds[min(i, 3)]) for scale in scales for i, s in enumerate(scale.seen)}
    return {
        p.code: (f"{p.code} {p.label}", f"rating{p.score}")
        if p.score is not None
        else (p.label, "line_strong" if p.gap else "na")
        for scale in scales
        for p in scale.point
    }


def _ends(found: Collation, view: View) -> tuple[str, str]:
    if view == "clear":
        return "None", "All"
    scored = sorted((p.score, f"{p.code} {p.label}") for s in _scales(found) for p in s.point if p.score)
    return (scored[0][1], scored[-1][1]) if scored else ("1", "4")


def _cell(cell: Cell, where: str, view: View, labels: Mapping[str, tuple[str, str]]) -> ChartCell:
    if cell.shown == "few":
        words = f"{where}: too few audits to show ({audits_words(cell.audits)})"
        return ChartCell(TOO_FEW, cell.audits, "few", None, words)
    if cell.shown == "none" or cell.average is None or cell.clear is None:
        return ChartCell(NO_DATA, cell.audits, "none", None, f"{where}: no data")
    tone: float | None = float(cell.average)
    bar: tuple[Share, ...] = ()
    behind = f"from {audits_words(cell.audits)}"
    if view == "average":
        text = one_place(cell.average)
        words = f"{where}: average {text} {behind}"
    elif view == "clear":
        text = f"{cell.clear[0]}/{cell.clear[1]}"
        words = f"{where}: {share(*cell.clear, cell.audits)} items clear or strong, {behind}"
        tone = 1 + 3 * cell.clear[0] / cell.clear[1]
    else:
        bar = _bar(cell.spread if view == "spread" else cell.seen, labels)
        text = " · ".join(f"{part.code} {part.count}" for part in bar) or NO_DATA
        told = ", ".join(f"{part.label} {part.count}" for part in bar) or "nothing noted"
        words, tone = f"{where}: {told}, {behind}", None
    return ChartCell(text, cell.audits, "yes", tone, words, bar, digests=cell.digests)


def _bar(counts: Mapping[str, int] | None, labels: Mapping[str, tuple[str, str]]) -> tuple[Share, ...]:
    held = counts or {}
    known = [Share(code, label, held[code], kind) for code, (label, kind) in labels.items() if code in held]
    strange = [Share(code, code, n, "na") for code, n in held.items() if code not in labels]
    return (*known, *strange)
