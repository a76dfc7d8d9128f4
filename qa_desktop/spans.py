"""Figures of one method over a cycle, its quarter and twelve months, read from kept sums. What may be shown of them
together, `figures.gate` decides: nobody can take one period, team or service from another and have what is hidden.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from db.store import PlaceRow, Store
from qa_desktop import periods
from qa_desktop.collated import ALL_TEAMS, Cell, Length
from qa_desktop.figures import TEAM_MIN, Claim
from qa_desktop.figures import gate as may_show

LENGTHS: tuple[tuple[Length, str], ...] = (
    ("cycle", "This cycle"),
    ("quarter", "Quarter"),
    ("year", "Rolling 12 months"),
)
COUNTED = ("audits", "principle audits", "stage audits", "answer")
"""Axes whose sums are audits: what rests on how many is decided by these."""
AXES = [
    *(f"{axis}{more}" for axis in ("principle", "stage") for more in ("", " score", " seen", " audits")),
    *("overall", "headline", "moderation", "clash", "answer"),
]
Atom = tuple[str, str]  # month, and “in” where it is in the cycle


@dataclass(frozen=True, slots=True)
class Window:
    """The cycle that was chosen, and the months of its quarter and of the twelve months that end with it."""

    cycle: str
    quarter: frozenset[str]
    year: frozenset[str]
    calibration: str  # what the codes of calibration rounds begin with: they are in no longer period

    def atom(self, row: PlaceRow) -> Atom:
        return row.month, "in" if row.cycle == self.cycle else ""

    def counts(self, length: Length, cycle: str, month: str) -> bool:
        """Whether what belongs to this cycle and month is in a period."""
        if length == "cycle":
            return cycle == self.cycle
        real = cycle == self.cycle or not cycle.startswith(self.calibration)
        return real and month in (self.quarter if length == "quarter" else self.year)

    def holds(self, length: Length, row: PlaceRow) -> bool:
        return self.counts(length, row.cycle, row.month)

    def words(self, length: Length) -> str:
        """“October to December 2026”; nothing for the cycle, which has a title."""
        if length == "cycle":
            return ""
        from qa_desktop.schedule_glance import period_words  # stands above the figures of a schedule

        months = sorted(self.quarter if length == "quarter" else self.year)
        return period_words(periods.months(date.fromisoformat(f"{months[0]}-01"), len(months)))


def window(cycle: str, last: str, calibration: str) -> Window:
    """`last`: the month that the cycle belongs to, “2026-11”. Quarters begin in January, April, July and October."""
    year, month = int(last[:4]), int(last[5:7])
    first = (month - 1) // 3 * 3 + 1
    quarter = frozenset(f"{year}-{m:02}" for m in range(first, first + 3))
    months = (divmod(year * 12 + month - 1 - back, 12) for back in range(12))
    return Window(cycle, quarter, frozenset(f"{y}-{m + 1:02}" for y, m in months), calibration)


class Sums:
    """The sums of one method in one window: by period, axis, value and team or service."""

    def __init__(self, store: Store, method: str, at: Window, services: Mapping[str, frozenset[str]]):
        self._store, self._at, self._services = store, at, services
        self._places = {p.id: p for p in store.places(method) if any(at.holds(one, p) for one, _ in LENGTHS)}
        self._of = {one: [p.id for p in self._places.values() if at.holds(one, p)] for one, _ in LENGTHS}
        self._totals: dict[Length, dict[tuple[str, str, str], Counter[str]]] = {}
        self._lines: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for place, axis, value, n in store.tallies(self._places, COUNTED):
            self._lines[axis, value].append((place, n))

    def _read(self, length: Length) -> dict[tuple[str, str, str], Counter[str]]:
        """Axis, value and team or service: how often each code."""
        if length not in self._totals:
            found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
            groups: dict[str, list[str]] = defaultdict(list)
            for name, members in self._services.items():
                for team in members:
                    groups[team].append(name)
            for axis, value, code, team, n in self._store.totals(self._of[length], AXES):
                for name in (team, ALL_TEAMS, *groups.get(team, ())):
                    found[axis, value, name][code] += n
            self._totals[length] = found
        return self._totals[length]

    def templates(self) -> Counter[str]:
        """How many audits of the window were answered on each version."""
        found: Counter[str] = Counter()
        for place, n in self._lines["audits", ""]:
            found[self._places[place].template] += n
        return found

    def values(self, axis: str) -> list[str]:
        return sorted({value for held, value in self._lines if held == axis})

    def codes(self, axis: str, value: str, length: Length, team: str = ALL_TEAMS) -> dict[str, int]:
        """How often each code was given."""
        found: Mapping[str, int] = self._read(length).get((axis, value, team), {})
        return dict(sorted(found.items(), reverse=True))

    def by_team(self, length: Length) -> Counter[str]:
        inside = set(self._of[length])
        found: Counter[str] = Counter()
        for place, n in self._lines["audits", ""]:
            if place in inside:
                found[self._places[place].team] += n
        return found

    def may(self, axis: str, value: str) -> frozenset[tuple[Length, str]]:
        """Period and team (or service) whose figures of this line may be shown. `axis`: one of `COUNTED`."""
        counts: Counter[tuple[str, Atom]] = Counter()
        sizes: Counter[str] = Counter()
        lengths: dict[Length, set[Atom]] = {length: set() for length, _ in LENGTHS}
        for number, n in self._lines[axis, value]:
            place = self._places[number]
            atom = self._at.atom(place)
            counts[place.team, atom] += n
            sizes[place.team] += n
            for length, held in lengths.items():
                if self._at.holds(length, place):
                    held.add(atom)
        few = frozenset((key, min(n, TEAM_MIN)) for key, n in counts.items())
        shape = tuple((length, frozenset(atoms)) for length, atoms in lengths.items())
        order = tuple(sorted(sizes, key=lambda team: (sizes[team], team)))
        return _may(few, shape, order, tuple(sorted(self._services.items())))

    def cells(self, axis: str, length: Length, teams: Iterable[str]) -> dict[tuple[str, str], Cell]:
        """Each value of an axis in each of these teams (or services, or ALL_TEAMS)."""
        found = {}
        wanted = list(teams)
        for value in sorted({value for held, value, _ in self._read(length) if held == axis}):
            may = self.may(f"{axis} audits", value)
            for team in wanted:
                found[value, team] = self._cell(axis, value, length, team, (length, team) in may)
        return found

    def _cell(self, axis: str, value: str, length: Length, team: str, may: bool) -> Cell:
        audits = sum(self.codes(f"{axis} audits", value, length, team).values())
        if not audits:
            return Cell(0, "none")
        if not may:
            return Cell(audits, "few")
        scores = {int(code): n for code, n in self.codes(f"{axis} score", value, length, team).items()}
        items = sum(scores.values())
        return Cell(
            audits,
            "yes",
            Fraction(sum(score * n for score, n in scores.items()), items),
            (sum(n for score, n in scores.items() if score >= 3), items),
            self.codes(axis, value, length, team),
            dict(sorted(self.codes(f"{axis} seen", value, length, team).items())),
        )


@lru_cache(maxsize=512)  # the same few counts come again for every line and at every opening
def _may(
    few: frozenset[tuple[tuple[str, Atom], int]],
    lengths: tuple[tuple[Length, frozenset[Atom]], ...],
    order: tuple[str, ...],  # teams, the smallest first: of two that would do it is the one that goes
    services: tuple[tuple[str, frozenset[str]], ...],
) -> frozenset[tuple[Length, str]]:
    # Teams and months share no audit, so as many stand-ins as make no difference to what is too few do for them.
    groups = {team: frozenset((team,)) for team in order} | dict(services) | {ALL_TEAMS: frozenset(order)}
    claims = {}
    for length, atoms in lengths:
        for rank, (name, members) in enumerate(groups.items()):
            parts = frozenset(
                (f"{team}/{atom}/{n}", "")
                for (team, atom), many in few
                if team in members and atom in atoms
                for n in range(many)
            )
            if parts:
                claims[f"{rank:06d}", length, name] = Claim(parts)
    named = {length for length, _ in lengths}
    return frozenset(
        (length, name) for _, held, name in may_show(claims) for length in named if length == held
    )
