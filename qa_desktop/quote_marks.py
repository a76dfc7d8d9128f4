"""What in a quote could say who somebody is: all that `privacy` finds in a form, and more, since a quote goes further.

Besides the rules of forms: every date, and the staff, teams and families that this profile knows. Each is hidden, in
square brackets, or kept because somebody decided that it tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from qa_desktop import families, people, privacy, privacy_numbers
from qa_desktop.privacy import KIND_WORDS, Choice
from qa_desktop.workspace import Workspace

WORDS: dict[str, str] = {
    **{str(k): v for k, v in KIND_WORDS.items()},
    "date": "date",
    "team": "team",
    "case": "case number",
}
SHORTEST = 3  # letters of a part of a name that is looked for by itself
_NAME = re.compile(r"[^\W\d_][\w'’-]*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]|…|\.\.\.")


@dataclass(frozen=True, slots=True)
class Detail:
    """Something in a text that could tell who is meant, and what it looks like."""

    kind: str
    start: int
    end: int
    text: str

    @property
    def looks_like(self) -> str:
        """ "a name", "an NHS number"."""
        said = WORDS[self.kind]
        return f"{'an' if self.kind in ('nhs', 'email', 'address') else 'a'} {said}"


@dataclass(frozen=True, slots=True)
class Known:
    """The names, teams and families of a profile, as patterns to look for."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    teams: frozenset[str]
    rules: privacy.Rules

    def find(self, text: str) -> tuple[Detail, ...]:
        """Every detail in a text, in order, none over another."""
        found = [*self._found(text)]
        kept: list[Detail] = []
        for one in sorted(found, key=lambda d: (d.start, -d.end, d.kind)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return tuple(kept)

    def _found(self, text: str) -> Iterator[Detail]:
        for mark in privacy.find(text, self.rules):
            yield Detail(mark.kind, mark.start, mark.end, mark.text)
        for kind, pattern in self.patterns:
            for m in pattern.finditer(text):
                yield Detail(kind, *m.span(), m[0])
        for start, end in privacy_numbers.dates(text):
            yield Detail("date", start, end, text[start:end])

    def unsettled(self, words: str, kept: Collection[str]) -> tuple[Detail, ...]:
        """What stands in a quote and was not decided to stay."""
        return tuple(one for one in self.find(words) if one.text not in kept)


def known(ws: Workspace) -> Known:
    """What this profile knows of people and places, read once."""
    staff = people.listed(ws)
    names = {one.name for one in staff.values()} | {
        part for one in staff.values() for part in _NAME.findall(one.name) if len(part) >= SHORTEST
    }
    facts = list(people.facts(ws))
    teams = {one.team for one in staff.values()} | {row.code for row in facts if row.fact == "team"}
    held = families.numbers(ws).by_code
    cases = {row.code for row in facts if row.fact == "case"} | {*held, *held.values()}
    found = (
        ("case", _any_of(cases, re.IGNORECASE)),
        ("name", _any_of(staff, re.NOFLAG)),
        ("name", _any_of(names, re.NOFLAG)),
        ("team", _any_of(teams, re.IGNORECASE)),
    )
    patterns = tuple((kind, pattern) for kind, pattern in found if pattern)
    return Known(patterns, frozenset(t for t in teams if t), privacy.Rules.load(ws.world.resources))


def _any_of(words: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    """Whole words only, longer ones first."""
    wanted = sorted({one for one in words if len(one) > 1}, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", flags) if wanted else None


def settled(text: str, found: Iterable[Detail], choices: Mapping[str, Choice]) -> str:
    """The text with "[name]", "[date]" … in place of what is to be hidden."""
    for one in sorted(found, key=lambda d: d.start, reverse=True):
        if choices.get(one.text) == "hide":
            text = f"{text[: one.start]}[{WORDS[one.kind]}]{text[one.end :]}"
    return text


def is_from(words: str, text: str) -> bool:
    """Whether a quote is what was written: all of it stands there in this order, but for what is in square brackets
    and for places where words were left out (…)."""
    left = " ".join(text.split()).casefold()
    for piece in _BRACKETS.split(words):
        said = " ".join(piece.split()).casefold().strip(" .,;:“”\"'")
        at = left.find(said)
        if at < 0:
            return False
        left = left[at + len(said) :]
    return True
