"""What people put into the ledger for the schedule: lists of moves, extracts and their reviews, meetings, exemptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from pydantic import ValidationError

from qa_desktop import counting, families, ledger, lists, roles, schedule_facts
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.schedule_entries import (
    Census,
    Direction,
    Exemption,
    Extract,
    Figure,
    Move,
    Occasion,
    Review,
)
from qa_desktop.templates import Model
from qa_desktop.workspace import Workspace

M = TypeVar("M", bound=Model)
DIRECTIONS = {
    "up": "up",
    "step up": "up",
    "stepped up": "up",
    "down": "down",
    "step down": "down",
    "stepped down": "down",
    "return": "return",
    "returned": "return",
    "returning": "return",
}
MOVES = (
    lists.Column("case", ("mosaic id", "mosaic", "id", "family", "case id", "case number"), "case"),
    lists.Column("date", ("on", "date of move", "move date", "returned on"), "day"),
    lists.Column("direction", ("move", "kind", "type"), choices=DIRECTIONS),
    lists.Column("service", ("service name",), needed=False),
    lists.Column("team", ("team name",), needed=False),
    lists.Column("supervisor", ("supervisor code", "manager"), needed=False),
    lists.Column("worker", ("worker code", "allocated worker"), needed=False),
)
FIGURES = (
    lists.Column("measure", ("indicator", "name", "what")),
    lists.Column("value", ("figure", "number", "result")),
    lists.Column("team", ("team name", "service"), needed=False),
    lists.Column("target", ("expected", "limit"), needed=False),
)


def moves(
    data: bytes,
    what: str,
    month: str,
    directions: Sequence[Direction],
    how: lists.How | None = None,
    case: lists.Case = lists.as_is,
) -> tuple[list[Move], list[lists.Bad]]:
    """The moves of one month on a list, and the rows that are not. Raises FileRefused. `how`, `case`: as `lists.read`."""
    rows, bad = lists.read(data, what, MOVES, how, case)
    good: dict[tuple[str, str, str], Move] = {}
    for row in rows:
        held = {name: value for name, value in row.values.items() if name != "date"}
        if held["direction"] not in directions:
            bad.append(row.bad("direction", f"this list is of {', '.join(directions)} only"))
        elif row.values["date"][:7] != month:
            bad.append(row.bad("date", f"is not in {month}"))
        else:
            try:
                move = Move.model_validate(held | {"on": row.values["date"]})
            except ValidationError:
                bad.append(row.bad("case", "has letters or a length that a number cannot have"))
                continue
            good[move.case, move.on, move.direction] = move  # the same move twice is one
    return [good[key] for key in sorted(good)], sorted(bad, key=lambda b: b.row)


def take_census(ws: Workspace, month: str, directions: Sequence[Direction], found: Iterable[Move]) -> str:
    """Seal the whole list of one month; a newer list of the same replaces it. An empty list says: none."""
    need(ws, "census", "brings in lists of moves")
    moved = list(found)
    codes = families.learn(ws, (move.case for move in moved))
    coded = {
        (m.case, m.on, m.direction): m for m in (m.model_copy(update={"case": codes[m.case]}) for m in moved)
    }
    ordered = tuple(coded[key] for key in sorted(coded))
    body = Census(month=month, directions=tuple(sorted(set(directions))), moves=ordered)
    return _seal(ws, "census", f"census-{month}-{'-'.join(body.directions)}", body)


def figures(data: bytes, what: str, how: lists.How | None = None) -> tuple[list[Figure], list[lists.Bad]]:
    """The lines of an extract. Raises FileRefused."""
    rows, bad = lists.read(data, what, FIGURES, how)
    good = []
    for row in rows:
        try:
            good.append(Figure.model_validate(dict(row.values)))
        except ValidationError:
            bad.append(row.bad("value", "is longer than 200 letters"))
    return good, sorted(bad, key=lambda b: b.row)


def take_extract(
    ws: Workspace, method: str, period: str, file: str, data: bytes, how: lists.How | None = None
) -> str:
    """Seal an extract for one method and period. The same file again changes nothing; another one replaces it and
    is to be reviewed anew. Raises FileRefused where any row is wrong: half an extract would mislead."""
    need(ws, "extract", "brings in extracts")
    _check(ws, method, period, "extract")
    good, bad = figures(data, file, how)
    if bad:
        raise FileRefused(f"{file} has rows that cannot be read, so nothing was taken in. {bad[0]}.")
    digest = hashlib.sha256(data).hexdigest()
    body = Extract(
        method=method,
        period=period,
        file=file[:200],
        file_digest=digest,
        rows=len(good),
        figures=tuple(good),
    )
    stands = _standing(ws, "extract", _doc("extract", method, period), Extract)
    if stands and all(one.file_digest == digest for _, one in stands):
        return stands[0][0]
    return _seal(ws, "extract", _doc("extract", method, period), body)


def review(ws: Workspace, method: str, period: str, on: date, decided: str) -> str:
    """Say who looked at an extract and what was decided. Raises NotAllowed where none has come, or for other roles."""
    reviewers = schedule_facts.method(ws.world.resources, method).reviewed_by
    if ws.me.role not in (*reviewers, "head_of_service", "practice_lead"):
        who = " or ".join(roles.name(ws.world.resources, r).lower() for r in reviewers)
        raise NotAllowed(f"{method} is reviewed by a {who}, so nothing was kept. Ask one of them.")
    doc = _doc("extract", method, period)
    stands = _standing(ws, "extract", doc, Extract)
    if not stands:
        raise NotAllowed(f"No extract for {method} in {period} has come yet. Import it, then review it.")
    _worded(decided, "what was decided")
    _, last = stands[-1]
    seen = {r for _, one in stands for r in one.reviews if one.file_digest == last.file_digest}
    made = Review(by=ws.me.code, on=on.isoformat(), decided=decided.strip())
    whole = sorted({*seen, made}, key=lambda r: (r.on, r.by, r.decided))
    return _seal(ws, "extract", doc, last.model_copy(update={"reviews": tuple(whole)}))


def hold(ws: Workspace, method: str, period: str, on: date, words: str, unit: str = "") -> str:
    """Say that a meeting was held, a report given or a source received. Once for each method, period and unit;
    sources (Q22) as often as they come."""
    need(ws, "occasion", "notes meetings and reports")
    kind = _check(ws, method, period, "occasion", "log")
    _worded(words, "what it was")
    body = Occasion(method=method, period=period, on=on.isoformat(), unit=unit, words=words.strip())
    more = (on.isoformat(), words.strip()) if kind == "log" else ()
    return _seal(ws, "occasion", _doc("occasion", method, period, unit, *more), body)


def excuse(ws: Workspace, method: str, period: str, reason: str, unit: str = "") -> str:
    """Exempt one piece of the schedule. Raises NotAllowed unless this person may approve exemptions."""
    need(ws, "exemption", "approves exemptions")
    _check(ws, method, period)
    _worded(reason, "the reason")
    body = Exemption(method=method, period=period, unit=unit, reason=reason.strip(), approver=ws.me.code)
    return _seal(ws, "exemption", _doc("exemption", method, period, unit), body)


def need(ws: Workspace, kind: str, what: str) -> None:
    """Raises NotAllowed, naming who may, where this person may not seal this kind of entry."""
    capability = counting.AUTHORITY[kind]
    if not roles.may(ws.world.resources, ws.me.role, capability):
        able = [
            r.name.lower()
            for r in roles.roles(ws.world.resources)
            if roles.may(ws.world.resources, r.code, capability)
        ]
        raise NotAllowed(f"Only a {' or '.join(able)} {what}. Nothing was kept; ask one of them.")


def _check(ws: Workspace, method: str, period: str, *kinds: str) -> str:
    found = schedule_facts.method(ws.world.resources, method)
    if kinds and found.kind not in kinds:
        raise NotAllowed(f"{found.code} {found.name} is not done in this way. Nothing was kept.")
    schedule_facts.period(ws.world.resources, found, period)
    return found.kind


def _worded(text: str, what: str) -> None:
    if len(text.strip()) < 3:
        raise NotAllowed(f"Say {what} in a few words. Nothing was kept.")


def _doc(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256('/'.join(parts[1:]).encode()).hexdigest()[:24]}"


def _standing(ws: Workspace, kind: str, doc: str, model: type[M]) -> list[tuple[str, M]]:
    rows = sorted(ledger.heads(ws, kind, doc), key=lambda row: row.digest)
    return [(row.digest, model.model_validate_json(row.body)) for row in rows if row.body is not None]


def _seal(ws: Workspace, kind: str, doc: str, body: Model) -> str:
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, kind, doc))
        return ws.seal(kind, doc, body.model_dump(mode="json", exclude_defaults=True), replaces)
