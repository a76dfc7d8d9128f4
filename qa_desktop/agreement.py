"""How far two judges of the same audits agree, and how far several auditors of one case do. Pure figures.

Weighted kappa with *linear* weights: on a scale of four ordered grades, two steps apart counts twice as much as
one, which is how people talk about it. (Quadratic weights would make one step nearly nothing, and most gaps are
one step.) Only audits that were moderated are in it, and the lowest and highest always are, so it tells of these
and not of all audits.

The interval is a percentile bootstrap with a fixed seed: the pairs are drawn again, with replacement, 2,000
times, and the middle 95 of 100 kappas is given. The analytic standard error (Fleiss, Cohen and Everitt 1969) holds
for large samples only and can leave the range; a cycle has ten to twenty pairs. No interval is given where the
bootstrap cannot tell one honestly: where every pair agrees (it would be 1 to 1, whatever the number of pairs), or
where more than one in twenty samples has no kappa at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from random import Random

MIN_PAIRS = 10  # fewer: too few to say
SAMPLES = 2_000
SEED = 1960  # the year of Cohen's kappa; any fixed number would do
Pair = tuple[int, int]
"""Two scores of one audit: the original, the second."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of judgements in figures. `kappa` and the interval are None where they cannot be told; `words` says why."""

    pairs: int
    same: int
    one_apart: int
    further: int
    higher: int  # the second above the original
    lower: int
    kappa: Fraction | None
    interval: tuple[Fraction, Fraction] | None
    words: str


@dataclass(frozen=True, slots=True)
class Spread:
    """One item as several auditors rated it. None: they gave no score."""

    item: str
    scores: Mapping[str, int | None]  # by auditor
    spread: int | None  # highest less lowest; None where fewer than two gave a score


@dataclass(frozen=True, slots=True)
class Between:
    """Two auditors over all items that both scored."""

    one: str
    other: str
    items: int
    same: int
    within_one: int
    kappa: Fraction | None


def kappa(pairs: Sequence[Pair]) -> Fraction | None:
    """Linear-weighted kappa, exact. None where chance alone would leave no room to disagree, or without pairs."""
    return _kappa(Counter(pairs))


def _kappa(counts: Mapping[Pair, int]) -> Fraction | None:
    n = sum(counts.values())
    first: Counter[int] = Counter()
    second: Counter[int] = Counter()
    seen = 0
    for (a, b), times in counts.items():
        first[a] += times
        second[b] += times
        seen += abs(a - b) * times
    chance = sum(abs(a - b) * x * y for a, x in first.items() for b, y in second.items())
    return None if chance == 0 else 1 - Fraction(n * seen, chance)


def interval(pairs: Sequence[Pair]) -> tuple[Fraction, Fraction] | None:
    """The middle 95 of 100 bootstrap kappas; None where that would not be honest (see above)."""
    if len(set(pairs)) < 2 or all(a == b for a, b in pairs):
        return None
    ordered, n = sorted(pairs), len(pairs)  # the same pairs in any order give the same interval
    chance = Random(SEED)  # of Random only random() is promised to stay the same in later Pythons
    found = []
    for _ in range(SAMPLES):
        again = _kappa(Counter(ordered[int(chance.random() * n)] for _ in range(n)))
        if again is not None:
            found.append(again)
    if len(found) * 20 < SAMPLES * 19:
        return None
    found.sort()
    cut = len(found) // 40
    return found[cut], found[-1 - cut]


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Everything there is to say of these pairs."""
    apart = [b - a for a, b in pairs]
    enough = len(pairs) >= MIN_PAIRS
    value = kappa(pairs) if enough else None
    around = interval(pairs) if value is not None else None
    return Agreement(
        pairs=len(pairs),
        same=sum(gap == 0 for gap in apart),
        one_apart=sum(abs(gap) == 1 for gap in apart),
        further=sum(abs(gap) > 1 for gap in apart),
        higher=sum(gap > 0 for gap in apart),
        lower=sum(gap < 0 for gap in apart),
        kappa=value,
        interval=around,
        words=_words(len(pairs), value, around),
    )


def _words(pairs: int, value: Fraction | None, around: tuple[Fraction, Fraction] | None) -> str:
    if pairs < MIN_PAIRS:
        return f"Too few to say: {pairs} of the {MIN_PAIRS} pairs that it takes."
    if value is None:
        return "Cannot be told: every judgement was the same, so chance would agree as well."
    if around is None:
        return f"Weighted kappa {two_places(value)}. No interval can be told from {pairs} pairs so alike."
    low, high = around
    return (
        f"Weighted kappa {two_places(value)}, 95% interval {two_places(low)} to {two_places(high)}, "
        f"{pairs} pairs."
    )


def two_places(value: Fraction) -> str:
    """A figure to two decimal places, halves away from zero."""
    hundredths = (abs(value) * 100 + Fraction(1, 2)).__floor__()
    sign = "-" if value < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def spreads(rated: Mapping[str, Mapping[str, int | None]]) -> tuple[Spread, ...]:
    """Every item by how far apart it was rated, widest first. `rated`: auditor -> item -> score."""
    items = sorted({item for own in rated.values() for item in own})
    found = []
    for item in items:
        scores = {auditor: own.get(item) for auditor, own in sorted(rated.items())}
        given = [score for score in scores.values() if score is not None]
        found.append(Spread(item, scores, max(given) - min(given) if len(given) > 1 else None))
    return tuple(sorted(found, key=lambda one: -1 if one.spread is None else one.spread, reverse=True))


def between(rated: Mapping[str, Mapping[str, int | None]]) -> tuple[Between, ...]:
    """Each two auditors over the items that both of them scored."""
    found = []
    for one, other in combinations(sorted(rated), 2):
        held = ((a, rated[other].get(item)) for item, a in rated[one].items())
        pairs = [(a, b) for a, b in held if a is not None and b is not None]
        found.append(
            Between(
                one,
                other,
                len(pairs),
                sum(a == b for a, b in pairs),
                sum(abs(a - b) <= 1 for a, b in pairs),
                kappa(pairs) if len(pairs) >= MIN_PAIRS else None,
            )
        )
    return tuple(found)
