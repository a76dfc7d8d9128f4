"""Families by a keyed code: a case number stays in the profile that knows it, and whatever is sealed carries the code.

The code is HMAC-SHA256 of the case number under a key of the service, cut to fifty bits: the same family has the same
code in every list, audit and year, and without the key nobody can try all numbers until one fits. The key and the
numbers live in encrypted profiles only. They travel in a file of their own, locked to one person, never in a bundle
of entries or a PDF. A laptop that has not been given the key makes codes under one of its own, so work never waits;
these begin with another letter, and only that laptop knows them again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, ValidationError

from qa_desktop import canonical
from qa_desktop.answer_types import Value
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.event_lists import same_case
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import Workspace

KEY, OWN_KEY, NUMBERS = "family_key", "family_key_own", "family_numbers"  # what the profile keeps
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none that can be taken for another when read out
SHARED, OWN = "F", "L"
HALF, BITS = 5, 50  # letters in each half; bits in both
DOMAIN = b"qa/family/1\0"
MAX_NUMBER = 40  # characters
CODE = re.compile(rf"[{SHARED}{OWN}]-[{LETTERS}]{{{HALF}}}-[{LETTERS}]{{{HALF}}}")


def _as_code(text: str) -> str:
    """The code that was typed, or nothing where it is none: small letters and spaces make no difference."""
    typed = same_case(text).upper()
    return typed if is_code(typed) else ""


def is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None


def code(ws: Workspace, number: str) -> str:
    """The family's code. A code, however it was typed, is itself; an empty number stays empty.

    Writes nothing, except once in a profile's life the key.
    """
    if not number.strip():
        return ""
    if typed := _as_code(number):
        return typed
    key, letter = _key(ws)
    made = hmac.digest(key, DOMAIN + same_case(number).encode(), hashlib.sha256)
    rest = int.from_bytes(made[:8]) >> (64 - BITS)
    drawn = [LETTERS[rest >> (5 * at) & 31] for at in reversed(range(2 * HALF))]
    return f"{letter}-{''.join(drawn[:HALF])}-{''.join(drawn[HALF:])}"


def _key(ws: Workspace) -> tuple[bytes, str]:
    """The service's key; where it has not come yet, one of this laptop's own. The service's authority makes it."""
    shared = ws.store.setting(KEY)
    if shared is not None:
        return shared, SHARED
    name, letter = (KEY, SHARED) if ws.store.setting("authority_key") is not None else (OWN_KEY, OWN)
    key = ws.store.setting(name)
    if key is None:
        key = ws.world.random_bytes(32)
        with ws.write():
            ws.keep(name, key)
    return key, letter


def learn(ws: Workspace, numbers: Iterable[str]) -> dict[str, str]:
    """The code of each number; this profile now knows them again. One write, or none where all were known."""
    made = {number: code(ws, number) for number in numbers}
    known = dict(_table(ws))
    fresh = {
        c: number.strip()
        for number, c in made.items()
        if c and not _as_code(number) and len(number.strip()) <= MAX_NUMBER
    }
    if not fresh.keys() <= known.keys():
        with ws.write():
            _keep(ws, fresh | known)  # as it was first written: how it is typed makes no other family
    return made


def learn_one(ws: Workspace, number: str) -> str:
    return learn(ws, (number,))[number]


def note(ws: Workspace, family: str, number: str) -> None:
    """Keep which number a code stands for, on this laptop only. Raises NotAllowed where the key says it is another."""
    if not number.strip() or len(number) > MAX_NUMBER:
        raise NotAllowed("Type the family’s number in the case system, at most 40 letters and figures.")
    if family.startswith(SHARED) and _key(ws)[1] == SHARED and code(ws, number) != family:
        raise NotAllowed(
            f"{number} is another family's number, so nothing was kept. Check it with your practice lead before you "
            "open the file."
        )
    with ws.write():
        _keep(ws, dict(_table(ws)) | {family: number.strip()})


@dataclass(frozen=True, slots=True)
class Numbers:
    """What this profile knows of which code is which family. Read once for a list of many."""

    by_code: Mapping[str, str]

    def shown(self, family: str) -> str:
        """The number in the case system where it is known, else the code: what to show to the person here."""
        return self.by_code.get(family, family)

    def in_full(self, family: str) -> str:
        """Number and code, where both are known."""
        number = self.by_code.get(family)
        return f"{number} ({family})" if number else family

    def titled(self, what: str, family: str) -> str:
        """A piece of work as lists name it: what it is, and of which family, where it is of one."""
        return f"{what}: case {self.shown(family)}" if family else what


def case_of(template: Template, answers: Mapping[str, Value]) -> str:
    """What a form gives for its case; empty where it gives none."""
    held = next((answers.get(q.id) for q in template.questions if q.fact == "case"), None)
    return held if isinstance(held, str) else ""


def numbers(ws: Workspace) -> Numbers:
    return Numbers(_table(ws))


def shown(ws: Workspace, family: str) -> str:
    return numbers(ws).shown(family)


def _table(ws: Workspace) -> dict[str, str]:
    held = ws.store.setting(NUMBERS)
    return json.loads(held) if held else {}


def _keep(ws: Workspace, table: Mapping[str, str]) -> None:
    ws.keep(NUMBERS, json.dumps(table, ensure_ascii=False, sort_keys=True))


def forget(ws: Workspace, gone: Collection[str]) -> int:
    """Numbers of these families (by code) go, for good. Call inside `write()`. Returns how many were known."""
    known = _table(ws)
    left = {code: number for code, number in known.items() if code not in gone}
    if left != known:
        _keep(ws, left)
    return len(known) - len(left)


def coded_facts(ws: Workspace, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts of a piece of work, its family by code: as they are sealed."""
    return {**facts, "case": learn_one(ws, facts["case"])} if facts.get("case") else dict(facts)


def named_facts(ws: Workspace, facts: Mapping[str, str]) -> dict[str, str]:
    """The facts of a piece of work, its family by number where that is known here: as a draft shows them."""
    return {**facts, "case": shown(ws, facts["case"])} if facts.get("case") else dict(facts)


def coded_answers(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers as they are sealed: every case number as its code."""
    return _each_case(template, answers, lambda number: learn_one(ws, number))


def named_answers(ws: Workspace, template: Template, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Answers as a draft shows them: every code as its number, where that is known here."""
    return _each_case(template, answers, numbers(ws).shown)


def _each_case(
    template: Template, answers: Mapping[str, Value], change: Callable[[str], str]
) -> dict[str, Value]:
    """Change what was given to the question that asks for a case, or to such a part of one."""
    made = dict(answers)
    for question in template.questions:
        held = made.get(question.id)
        if question.fact == "case" and isinstance(held, str):
            made[question.id] = change(held)
        elif isinstance(held, dict):
            parts = {part.id for part in question.part if part.fact == "case"}
            typed = {part: words for part in parts if isinstance(words := held.get(part), str)}
            made[question.id] = held | {part: change(words) for part, words in typed.items()}
    return made


# The file that carries numbers


class Line(Model):
    """One line of a numbers file: the service's key first, then a family on each."""

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    code: Annotated[str, Field(pattern=CODE.pattern)] | None = None
    number: Annotated[str, Field(min_length=1, max_length=MAX_NUMBER)] | None = None


def lines(ws: Workspace, families: Iterable[str]) -> list[bytes]:
    """What a numbers file holds: the key, and the numbers of these families as far as they are known here.

    Raises NotAllowed in a profile that does not hold the service's key.
    """
    key, letter = _key(ws)
    if letter != SHARED:
        raise NotAllowed(
            "This profile does not hold the service's key for case numbers, so no numbers were written. The practice "
            "lead who set the service up can."
        )
    known = _table(ws)
    told = [Line(code=family, number=known[family]) for family in sorted(set(families)) if family in known]
    return [canonical.dumps(one.model_dump(exclude_none=True)) for one in (Line(key=key.hex()), *told)]


_NO_LIST = "{} is no list of case numbers, so nothing was taken in. Ask for it again."


@dataclass(frozen=True, slots=True)
class Told:
    """What a numbers file says, checked."""

    key: bytes
    by_code: Mapping[str, str]


def read(found: Iterable[bytes], what: str) -> Told:
    """Raises FileRefused where the lines are no such list."""
    try:
        held = [Line.model_validate(canonical.loads(line, what)) for line in found]
    except ValidationError as error:
        raise FileRefused(_NO_LIST.format(what)) from error
    if not held or held[0].key is None or any(one.key or not one.code or not one.number for one in held[1:]):
        raise FileRefused(_NO_LIST.format(what))
    return Told(
        bytes.fromhex(held[0].key), {one.code: one.number for one in held[1:] if one.code and one.number}
    )


def new_in(ws: Workspace, told: Told) -> int:
    """How many of these numbers are not here yet. Raises FileRefused where they are another service's."""
    here = ws.store.setting(KEY)
    if here not in (None, told.key):
        raise FileRefused("These case numbers belong to another service, so they were not taken in.")
    known = _table(ws)
    return sum(known.get(family) != number for family, number in told.by_code.items())


def take_in(ws: Workspace, told: Told) -> int:
    """Keep the key and the numbers in this profile. Returns how many families were new."""
    fresh = new_in(ws, told)
    with ws.write():
        ws.keep(KEY, told.key)
        _keep(ws, _table(ws) | dict(told.by_code))
    return fresh
