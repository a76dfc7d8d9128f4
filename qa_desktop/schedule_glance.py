"""The year of the schedule as one table: a line for each method, a square for each month, each in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qa_desktop import ledger, people, roles, schedule, schedule_facts
from qa_desktop.answer_types import day_words
from qa_desktop.periods import Period
from qa_desktop.schedule import STANDING, Cell, Row, Standing
from qa_desktop.schedule_entries import Extract
from qa_desktop.schedule_values import Kind, Method, Settings, Stage
from qa_desktop.workspace import Workspace

AFTER = "after"  # the last column: what is due only after the year is over
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WORST: tuple[Standing, ...] = ("missed", "late", "due", "to_come", "excused", "done", "none")
STAGE_WORDS: dict[Stage, str] = {
    "not_drawn": "Not begun",
    "drawn": "Drawn",
    "allocated": "Given out",
    "in_progress": "In progress",
    "submitted": "Signed",
    "moderated": "Moderated",
    "released": "Released",
    "closed": "Closed",
}


@dataclass(frozen=True, slots=True)
class Square:
    """One method in one month."""

    method: str
    name: str
    month: str  # 2026-11, or “after”
    standing: Standing  # of the row that stands worst
    cell: Cell
    rows: tuple[Row, ...]

    @property
    def due(self) -> date | None:
        return max((row.due for row in self.rows if row.due), default=None)

    @property
    def is_known(self) -> bool:
        """Whether all that is owed is known: the list of the month may not have come yet."""
        return all(row.required is not None for row in self.rows)

    @property
    def is_behind(self) -> bool:
        return self.standing in ("late", "missed")

    @property
    def figure(self) -> str:
        """What stands in the square: “9/14”; “List” while the list of the month has not come."""
        if self.standing == "none":
            noted = sum(row.done for row in self.rows)
            return str(noted) if noted else ""
        return f"{self.cell.done}/{self.cell.due}" if self.is_known else "List"

    @property
    def words(self) -> str:
        """“RFP deep audits, November: 9 of 14 done, due Mon 30 Nov, late”."""
        said = [f"{self.name}, {month_words(self.month)}: {self._count()}"]
        if self.standing != "none" and self.due:
            said.append(f"due {day_words(self.due, year=False)}")
        if self.standing not in ("none", "done", "due"):  # the day says that it is due
            said.append(STANDING[self.standing].lower())
        return ", ".join(said)

    def _count(self) -> str:
        if self.standing == "none":
            noted = sum(row.done for row in self.rows)
            return f"{noted} noted" if noted else "nothing owed"
        if not self.is_known:
            return f"{self.cell.done} done, the list has not come"
        return f"{self.cell.done} of {self.cell.due} done"


@dataclass(frozen=True, slots=True)
class Line:
    """One method over the year. `squares`: one for each month of the sheet, None where it owes nothing then."""

    method: str
    name: str
    kind: Kind
    squares: tuple[Square | None, ...]

    @property
    def is_behind(self) -> bool:
        return any(square and square.is_behind for square in self.squares)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole year. `is_begun`: something was sealed that the schedule counts."""

    year: int
    today: date
    months: tuple[str, ...]
    lines: tuple[Line, ...]
    is_begun: bool
    names: tuple[tuple[str, str], ...] = ()  # staff code, name

    def square(self, method: str, month: str) -> Square | None:
        line = next((one for one in self.lines if one.method == method), None)
        return line.squares[self.months.index(month)] if line and month in self.months else None

    def holding(self, method: str, period: str) -> Square | None:
        """The square with one period of one method."""
        found = (s for line in self.lines if line.method == method for s in line.squares if s)
        return next((s for s in found if any(row.period.code == period for row in s.rows)), None)

    @property
    def behind(self) -> list[Square]:
        """What is late or missed, the longest due first."""
        found = [s for line in self.lines for s in line.squares if s and s.is_behind]
        return sorted(found, key=lambda s: (s.due or s.rows[0].period.ends, s.method))

    def total(self) -> Cell:
        cells = [s.cell for line in self.lines for s in line.squares if s]
        return Cell(
            sum(c.due for c in cells),
            sum(c.done for c in cells),
            sum(c.late for c in cells),
            sum(c.missed for c in cells),
            sum(c.excused for c in cells),
        )

    def soon(self) -> int:
        """Rows for which a reminder stands today."""
        rows = (row for line in self.lines for s in line.squares if s for row in s.rows)
        return sum(row.remind is not None for row in rows)


@dataclass(frozen=True, slots=True)
class Behind:
    """One method that is late or missed, over all its months."""

    method: str
    name: str
    words: str  # “August to November: 1 of 17 done”
    standing: Standing
    period: str  # code of the period to look at first: the oldest


def behind(found: Sheet) -> tuple[Behind, ...]:
    """One line for each method that is behind: what is missed first, then what has been due the longest."""
    by_method: dict[str, list[Square]] = {}
    for square in found.behind:
        by_method.setdefault(square.method, []).append(square)
    told = [_behind(squares) for squares in by_method.values()]
    return tuple(sorted(told, key=lambda one: WORST.index(one.standing)))


def _behind(squares: Sequence[Square]) -> Behind:
    first, last = squares[0], squares[-1]
    months = month_words(first.month).capitalize()
    if last.month != first.month:
        months += f" to {month_words(last.month)}"
    known = [s for s in squares if s.is_known]
    done, due = sum(s.cell.done for s in known), sum(s.cell.due for s in known)
    said = [f"{done} of {due} done"] if due else []
    if len(known) < len(squares):
        said.append("a list has not come")
    worst = min((s.standing for s in squares), key=WORST.index)
    row = next(row for row in first.rows if row.standing in ("late", "missed"))
    return Behind(first.method, first.name, f"{months}: {', '.join(said)}", worst, row.period.code)


def sheet(ws: Workspace, year: int | None, today: date) -> Sheet:
    """The year that starts in `year`; the one that today is in where it is None."""
    start = schedule_facts.year_of(ws.world.resources, today) if year is None else year
    settings, facts = schedule_facts.settings(ws, start), schedule_facts.facts(ws, today)
    names = tuple(sorted((code, p.name) for code, p in people.everyone(ws).items()))
    begun = bool(facts.work or facts.moves or facts.lists or facts.checks or facts.held or facts.excused)
    return lay_out(settings, schedule.year(settings, facts, today), today, begun, names)


def lay_out(
    settings: Settings,
    rows: Sequence[Row],
    today: date,
    begun: bool = True,
    names: tuple[tuple[str, str], ...] = (),
) -> Sheet:
    """The rows of a year as a table. Nothing is counted here: the figures are the schedule's own."""
    months = tuple(_months(settings))
    counted = [m for m in settings.methods if m.kind != "setting"]  # not counted here: nothing to show
    glance = schedule.at_a_glance(rows)
    found = {code: _by_month([r for r in rows if r.method == code]) for code in glance}
    after = any(month > months[-1] for line in found.values() for month in line)
    shown = (*months, AFTER) if after else months
    lines = tuple(_line(method, shown, found.get(method.code, {})) for method in counted)
    return Sheet(settings.year, today, shown, lines, begun, names)


def _months(settings: Settings) -> Iterable[str]:
    for n in range(12):
        year, month = divmod(settings.start_month - 1 + n, 12)
        yield f"{settings.year + year}-{month + 1:02d}"


def _by_month(rows: Iterable[Row]) -> dict[str, list[Row]]:
    held: dict[str, list[Row]] = {}
    for row in rows:
        for month in schedule.at_a_glance([row])[row.method]:
            held.setdefault(month, []).append(row)
    return held


def _line(method: Method, months: Sequence[str], held: dict[str, list[Row]]) -> Line:
    last = [month for month in months if month != AFTER][-1]
    squares = []
    for month in months:
        late = [r for m, rows in held.items() if m > last for r in rows]
        rows = late if month == AFTER else held.get(month, [])
        squares.append(_square(method, month, rows) if rows else None)
    return Line(method.code, method.name, method.kind, tuple(squares))


def _square(method: Method, month: str, rows: Sequence[Row]) -> Square:
    cells = schedule.at_a_glance(rows)[method.code].values()
    whole = Cell(
        sum(c.due for c in cells),
        sum(c.done for c in cells),
        sum(c.late for c in cells),
        sum(c.missed for c in cells),
        sum(c.excused for c in cells),
    )
    standing = min((row.standing for row in rows), key=WORST.index)
    return Square(method.code, method.name, month, standing, whole, tuple(rows))


def month_words(month: str) -> str:
    """“November”; “after the year” for what is due only then."""
    return "after the year" if month == AFTER else MONTHS[int(month[5:7]) - 1]


def period_words(period: Period) -> str:
    """“October to November 2026”, “November 2026”, “Week of Mon 2 Nov”."""
    if "W" in period.code:
        return f"Week of {day_words(period.starts, year=False)}"
    first, last = MONTHS[period.starts.month - 1], MONTHS[period.ends.month - 1]
    if period.starts.year != period.ends.year:
        return f"{first} {period.starts.year} to {last} {period.ends.year}"
    return f"{last} {period.ends.year}" if first == last else f"{first} to {last} {period.ends.year}"


def who_owes(role_names: dict[str, str], names: dict[str, str], row: Row) -> str:
    """The supervisor by name, the service, or the roles that do this."""
    if row.unit:
        return names.get(row.unit, row.unit)
    said = roles.one_of([role_names.get(code, code) for code in row.owner])
    return f"{said[:1].upper()}{said[1:]}" or "Everybody"


def state_words(row: Row) -> str:
    """“Late, 3 working days”."""
    said = STANDING[row.standing]
    if row.standing in ("late", "missed") and row.days_late:
        said += f", {row.days_late} working {'day' if row.days_late == 1 else 'days'}"
    elif row.standing == "done" and row.done_late:
        said = "Done late"
    elif row.remind is not None:
        said = f"Due within {row.remind} days"
    return said


def extract_of(ws: Workspace, method: str, period: str) -> Extract | None:
    """The extract that stands for one method and period."""
    found = ledger.bodies(ws, "extract", Extract)
    return next((one for one in found if (one.method, one.period) == (method, period)), None)
