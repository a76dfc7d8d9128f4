"""Names that may mean the same person or team: alike but for capitals, spaces, accents, marks, an initial, one letter.

It only offers; somebody decides. Pure, and quick enough for some thousand names.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

LEAST = 5  # letters: in a shorter name one letter makes another name
MOST_ALIKE = 40  # names under one key that are compared with each other
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_MARKS = "'’‘`´ʼʻ"


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two codes (or team names) that may be the same, the lesser first, and why that is asked."""

    one: str
    other: str
    why: str


def words(name: str) -> tuple[str, ...]:
    """A name without capitals, accents and marks, word by word. O'Brien, OBrien and O’BRIEN are one word."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in _MARKS)
    return tuple("".join(c if c.isalnum() else " " for c in kept.translate(_LETTERS)).split())


def people(named: Mapping[str, str]) -> list[Pair]:
    """`named`: staff code -> name."""
    found = dict(_by_spelling(named))
    for key, codes in _heap((_initial(words(name)), code) for code, name in named.items()).items():
        for one, other in _pairs(codes) if key else ():
            if _one_is_short(words(named[one]), words(named[other])):
                found.setdefault((one, other), "One has an initial")
    for one, other in _one_letter({code: " ".join(words(name)) for code, name in named.items()}):
        if _in_a_word(words(named[one]), words(named[other]), 2):  # “A. Lind” and “B. Lind” are two
            found.setdefault((one, other), "One letter differs")
    for codes in _heap(("".join(words(code)), code) for code in named).values():
        for one, other in _pairs(codes):
            found.setdefault((one, other), "The codes are alike")
    return sorted(Pair(*pair, why) for pair, why in found.items())


def teams(names: Iterable[str]) -> list[Pair]:
    named = {name: name for name in names if words(name)}
    found = dict(_by_spelling(named))
    for one, other in _one_letter({name: " ".join(words(name)) for name in named}):
        if _in_a_word(words(one), words(other), LEAST - 1):
            found.setdefault((one, other), "One letter differs")
    for one, other in combinations(sorted(named), 2):
        if _shortened(words(one), words(other)) or _shortened(words(other), words(one)):
            found.setdefault((one, other), "One is shortened")
    return sorted(Pair(*pair, why) for pair, why in found.items())


def _by_spelling(named: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    whole = _heap(("".join(words(name)), code) for code, name in named.items())
    order = _heap((" ".join(sorted(words(name))), code) for code, name in named.items())
    for heap, told in ((order, "The words stand in another order"), (whole, "")):
        for key, codes in heap.items():
            for pair in _pairs(codes) if key else ():
                yield pair, told or _spelling(*(named[code] for code in pair))


def _spelling(one: str, other: str) -> str:
    if one == other:
        return "The same name"
    same = ("".join(name.casefold().split()) for name in (one, other))
    return "Capitals or spaces differ" if len(set(same)) == 1 else "Accents or marks differ"


def _heap(keyed: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, one in keyed:
        found[key].append(one)
    return found


def _pairs(codes: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations(sorted(set(codes))[:MOST_ALIKE], 2)


def _initial(name: tuple[str, ...]) -> str:
    """First letter and last word: what “P. Nair” and “Priya Nair” have in common."""
    return f"{name[0][0]} {name[-1]}" if len(name) > 1 and len(name[-1]) > 1 else ""


def _one_is_short(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return (len(one[0]) == 1) != (len(other[0]) == 1)


def _one_letter(named: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names that one letter put in, left out, changed or swapped makes the same: they meet where each has lost one."""
    without: dict[str, list[str]] = defaultdict(list)
    for code, name in named.items():
        if len(name) >= LEAST:
            for lost in {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}:
                without[lost].append(code)
    met = {pair for codes in without.values() if len(codes) > 1 for pair in _pairs(codes)}
    for one, other in sorted(met):
        if _close(named[one], named[other]):
            yield one, other


def _close(one: str, other: str) -> bool:
    """Exactly one letter apart, and that letter no figure: “Team 1” and “Team 2” are two teams."""
    if one == other:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and len(b) > 1 and (a[1], a[0]) == (b[0], b[1]) and a[2:] == b[2:]
    changed = bool(a and b) and a[1:] == b[1:]
    return (swapped or changed or a[1:] == b or a == b[1:]) and _figures(one) == _figures(other)


def _figures(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _in_a_word(one: tuple[str, ...], other: tuple[str, ...], least: int) -> bool:
    """Whether the words that differ are `least` letters long: “Team A” and “Team B” are two, “Souht” is “South”."""
    if len(one) != len(other):
        return True
    return all(a == b or min(len(a), len(b)) >= least for a, b in zip(one, other, strict=True))


def _shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one word of `short` is the initials of several of `full`, and the rest is the same."""
    for at, word in enumerate(short):
        run = len(word)
        initials = "".join(one[0] for one in full[at : at + run])
        if run > 1 and initials == word and (*short[:at], *full[at : at + run], *short[at + 1 :]) == full:
            return True
    return False
