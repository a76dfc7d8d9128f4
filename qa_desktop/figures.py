"""The one place that decides what is too small to show. Every screen, PDF and sheet goes through `gate`.

A figure is shown only where nothing that can be had from all shown figures, by adding and taking away, speaks of
fewer than three audits. Source: content.md s16.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeVar

TEAM_MIN = 3  # audits: what rests on fewer is not shown
PERCENT_MIN = 10  # audits: under this, “7 of 9” and never a percentage
Part = tuple[str, str]
"""One audit and one item: the smallest thing that a figure adds up."""
Key = TypeVar("Key", bound=tuple[str, ...])
Classes = dict[frozenset[int], set[str]]
_PRIME = 2**61 - 1  # a combination over the fractions is one over this field too, and nothing grows


@dataclass(frozen=True, slots=True)
class Claim:
    """What one figure adds up. Two figures with the same parts (an average, a share) are one claim."""

    parts: frozenset[Part]

    @property
    def audits(self) -> int:
        return len({audit for audit, _ in self.parts})


def gate(claims: Mapping[Key, Claim]) -> frozenset[Key]:
    """The claims that may be shown together.

    First goes what rests on fewer than `TEAM_MIN` audits. As long as a sum of the others, taken any number of times
    or away, would still speak of fewer, the smallest of those it takes goes too.
    """
    shown: set[Key] = set()
    for group in _together({k: c for k, c in claims.items() if c.audits >= TEAM_MIN}):
        left = sorted(group, key=lambda key: (claims[key].audits, key))
        while told := _tells([claims[key].parts for key in left]):
            del left[min(told)]  # the smallest, because they are in order
        shown.update(left)
    return frozenset(shown)


def _together(claims: Mapping[Key, Claim]) -> list[list[Key]]:
    """The claims in groups that share no part with each other."""
    group_of: dict[Part, list[Key]] = {}
    for key, claim in claims.items():
        merged = [key]
        for group in {id(g): g for g in (group_of.get(part) for part in claim.parts) if g}.values():
            merged += group
        for held in merged:
            for part in claims[held].parts:
                group_of[part] = merged
    return list({id(group): group for group in group_of.values()}.values())


def _tells(claims: Sequence[frozenset[Part]]) -> set[int]:
    """Claims whose sum, each taken some number of times or away, speaks of fewer than `TEAM_MIN` audits. Or none."""
    holders: dict[Part, list[int]] = defaultdict(list)
    for place, parts in enumerate(claims):
        for part in parts:
            holders[part].append(place)
    classes: Classes = defaultdict(
        set
    )  # parts that every claim takes or leaves together, and whose audits they are
    for (audit, _), held in holders.items():
        classes[frozenset(held)].add(audit)
    small = {held: frozenset(audits) for held, audits in classes.items() if len(audits) < TEAM_MIN}
    if not small:
        return set()
    order = sorted(
        classes, key=lambda held: (held in small, sorted(held))
    )  # so that small ones are left over
    rows = _small_rows(_solved(order, len(claims)), small)
    for few in _pairs(audit for row in rows for held in row.reach for audit in small[held]):
        inside = {held for held, audits in small.items() if audits <= few}
        if found := _within([row for row in rows if row.pivot in inside], inside):
            return found
    return set()


def _pairs(audits: Iterable[str]) -> Iterable[frozenset[str]]:
    """Every set of audits that is just too small. A smaller one is a part of these."""
    known = sorted(set(audits))
    size = min(TEAM_MIN - 1, len(known))
    return (frozenset(some) for some in combinations(known, size)) if size else ()


@dataclass(slots=True)
class _Row:
    """A combination of claims. `reach`: how often it takes each class; `made`: how often it takes each claim."""

    reach: dict[frozenset[int], int]
    made: dict[int, int]
    pivot: frozenset[int] | None = None

    def minus(self, other: _Row, times: int) -> None:
        for mine, theirs in ((self.reach, other.reach), (self.made, other.made)):
            _take(mine, theirs, times)  # type: ignore[arg-type]

    def scaled(self, times: int) -> None:
        self.reach = {key: value * times % _PRIME for key, value in self.reach.items()}
        self.made = {key: value * times % _PRIME for key, value in self.made.items()}


def _take(mine: dict[object, int], theirs: Mapping[object, int], times: int) -> None:
    for key, value in theirs.items():
        left = (mine.get(key, 0) - times * value) % _PRIME
        if left:
            mine[key] = left
        else:
            mine.pop(key, None)


def _solved(order: Sequence[frozenset[int]], count: int) -> list[_Row]:
    """Gauss and Jordan: rows that reach everything the claims can, each the only one to reach its pivot."""
    rows = [_Row({held: 1 for held in order if place in held}, {place: 1}) for place in range(count)]
    for column in order:
        row = next((r for r in rows if r.pivot is None and column in r.reach), None)
        if row is None:
            continue
        row.pivot = column
        row.scaled(pow(row.reach[column], -1, _PRIME))
        for other in rows:
            if other is not row and column in other.reach:
                other.minus(row, other.reach[column])
    return [row for row in rows if row.pivot is not None]


def _small_rows(rows: Iterable[_Row], small: Mapping[frozenset[int], frozenset[str]]) -> list[_Row]:
    """Rows that reach nothing but small classes. Any sum that tells is a sum of these: of the others each has a
    pivot of its own among the large classes, which nothing else takes away."""
    return [row for row in rows if row.pivot in small]


def _within(rows: Sequence[_Row], inside: set[frozenset[int]]) -> set[int]:
    """A sum of these rows that reaches nothing outside, as the claims it takes. Or none."""
    left: list[_Row] = []
    for row in rows:
        rest = _Row({held: n for held, n in row.reach.items() if held not in inside}, dict(row.made))
        for other in left:
            if other.pivot in rest.reach:
                rest.minus(other, rest.reach[other.pivot])
        if not rest.reach:
            return set(rest.made)
        rest.pivot = min(rest.reach, key=sorted)
        rest.scaled(pow(rest.reach[rest.pivot], -1, _PRIME))
        left.append(rest)
    return set()


def enough(counts: dict[str, int]) -> dict[str, int]:
    """Counts of the whole service, or nothing where they rest on too few audits."""
    return counts if sum(counts.values()) >= TEAM_MIN else {}


def share(k: int, n: int, cases: int | None = None) -> str:
    """A share in words: “7 of 9”, and with a percentage, halves up, only where it rests on ten audits or more.

    `cases`: the audits it rests on, where `k` and `n` count their items.
    """
    enough = (n if cases is None else cases) >= PERCENT_MIN
    return f"{k} of {n} ({(200 * k + n) // (2 * n)}%)" if enough and n else f"{k} of {n}"


def one_place(value: Fraction) -> str:
    """A figure to one decimal place, halves up, with no binary rounding on the way."""
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"
