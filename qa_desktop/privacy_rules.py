"""What the marks in free text go by: the word lists of `resources/privacy.toml`, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

Kind = Literal["name", "birth", "postcode", "phone", "nhs", "ni", "email", "address"]
KIND_WORDS: dict[Kind, str] = {
    "name": "name",
    "birth": "date of birth",
    "postcode": "postcode",
    "phone": "phone number",
    "nhs": "NHS number",
    "ni": "National Insurance number",
    "email": "email address",
    "address": "address",
}
"""What each kind is called, and what stands in its place once it is hidden: "[date of birth]"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that could say who somebody is."""

    kind: Kind
    start: int  # characters from the start of the text
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists, folded. What each holds is said in the file."""

    first: frozenset[str]
    surname: frozenset[str]
    also_words: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    called: frozenset[str]
    name_is: frozenset[str]
    people: frozenset[str]
    does: frozenset[str]
    is_: frozenset[str]
    will: frozenset[str]
    things: frozenset[str]
    institutions: frozenset[str]
    place_ends: frozenset[str]
    proper: frozenset[str]
    ordinary: frozenset[str]
    plain: frozenset[str]  # all that is no name by itself
    areas: frozenset[str]
    streets: re.Pattern[str]

    @classmethod
    def load(cls, resources: Path) -> Rules:
        """The rules that ship with the program. Read once for each folder."""
        return _load(resources)


@lru_cache(maxsize=4)
def _load(resources: Path) -> Rules:
    raw = tomllib.loads((resources / "privacy.toml").read_text("utf-8"))
    lists = {name: frozenset(fold(word) for word in held.split()) for name, held in raw.items()}
    lists["is_"] = lists.pop("is")
    none = ("ordinary", "proper", "people", "titles", "forms_of_address")
    lists["plain"] = frozenset().union(*(lists[name] for name in none))
    return Rules(streets=_streets(lists.pop("streets")), **lists)


def _streets(ends: frozenset[str]) -> re.Pattern[str]:
    """A house number and a street by name, or a flat in a house by name. Every repeat has a limit."""
    end = "|".join(sorted(word.capitalize() for word in ends))
    named = rf"(?:[A-Z][\w'’]{{0,20}}\.? ){{1,3}}(?:{end})(?!\w)"
    flat = r"(?:Flat|Apartment|Unit) ?\d{1,4}[A-Za-z]?,? "
    number = r"\d{1,4}[A-Za-z]?,? "
    return re.compile(rf"(?<![\w/.-])(?:{flat}(?:{number})?|{number}){named}")


def fold(word: str) -> str:
    """A word as the lists hold it: no capitals, no accents, one kind of apostrophe."""
    if word.isascii():
        return word.lower()
    plain = (c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return "".join(plain).casefold().replace("’", "'").replace("ı", "i").replace("ł", "l").replace("ø", "o")
