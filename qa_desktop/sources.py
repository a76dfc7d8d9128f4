"""Other sources: complaints, surveys, inspections and the like, as they come. A plain log that feeds the reports.

What is noted is corrected or withdrawn by a newer version; both stay readable. Nothing in it names a family or a person.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import action_rules, canonical, house_words, ledger
from qa_desktop.errors import NotAllowed
from qa_desktop.meeting_entries import OtherSource
from qa_desktop.schedule_seal import need
from qa_desktop.workspace import Workspace

KIND = "source"
FIELDS = ("kind", "on", "whom", "summary", "follows", "themes")
WRONG = {
    "on": "Give the day like 2026-11-20.",
    "summary": "Say in a few words what it said.",
    "whom": "Keep from whom it came under 300 letters.",
    "themes": "Themes are codes like T05.",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A source as it stands. `others`: what else stands beside it, where two people corrected it apart."""

    doc: str
    digests: tuple[str, ...]
    body: OtherSource
    others: tuple[OtherSource, ...] = ()


@lru_cache(maxsize=4)
def kinds(resources: Path) -> Mapping[str, str]:
    """Code and label of every kind of source, in order."""
    held = tomllib.loads((resources / "meetings.toml").read_text("utf-8"))
    return {one["code"]: one["label"] for one in held["source"]}


def themes(resources: Path) -> Mapping[str, str]:
    """Code and name of every theme that a source may be about."""
    return {one.code: one.label for one in action_rules.load(resources).choices("theme")}


def label(resources: Path, code: str) -> str:
    """A kind in words; its code where a newer program named it."""
    return kinds(resources).get(code, code)


def every(ws: Workspace, withdrawn: bool = False) -> tuple[Noted, ...]:
    """Every source that counts, the newest first. `withdrawn`: those that were taken back too."""
    found: dict[str, list[tuple[str, OtherSource]]] = {}
    for row in sorted(ledger.heads(ws, KIND), key=lambda row: row.digest):
        if row.body is not None:
            body = OtherSource.model_validate(canonical.loads(row.body, KIND))
            found.setdefault(row.doc, []).append((row.digest, body))
    noted = [_noted(doc, held) for doc, held in found.items()]
    kept = (one for one in noted if withdrawn or not one.body.withdrawn)
    return tuple(sorted(kept, key=lambda one: (one.body.on, one.doc), reverse=True))


def _noted(doc: str, held: Sequence[tuple[str, OtherSource]]) -> Noted:
    """Where one version was withdrawn and another was not, it still counts."""
    ordered = sorted(held, key=lambda one: (bool(one[1].withdrawn), one[0]))
    return Noted(
        doc, tuple(digest for digest, _ in held), ordered[0][1], tuple(body for _, body in ordered[1:])
    )


def get(ws: Workspace, name: str) -> Noted:
    """By its document, or enough of the beginning of it. Raises NotAllowed."""
    found = [one for one in every(ws, withdrawn=True) if one.doc.startswith(name)]
    if len(found) != 1:
        raise NotAllowed(f"There is no source “{name}” here. See the list of other sources.")
    return found[0]


def add(ws: Workspace, said: Mapping[str, Any], looked_at: bool = False) -> str:
    """Note a source. Returns its document. `looked_at`: somebody has read it, and it names nobody.

    Raises NotAllowed for what cannot be right, words that could name somebody, and somebody who may not.
    """
    need(ws, KIND, "notes other sources")
    body = _body(ws, said, looked_at)
    doc = f"source-{ws.world.new_id()}"
    _seal(ws, doc, body, ())
    return doc


def correct(ws: Workspace, name: str, said: Mapping[str, Any], looked_at: bool = False) -> str:
    """Seal it anew with these fields changed; one that was withdrawn counts again. Returns the digest of the entry."""
    need(ws, KIND, "corrects other sources")
    found = get(ws, name)
    held = {field: getattr(found.body, field) for field in FIELDS}
    return _seal(ws, found.doc, _body(ws, held | dict(said), looked_at), found.digests)


def withdraw(ws: Workspace, name: str, reason: str) -> str:
    """Take a source back: it stays readable and counts nowhere. Returns the digest of the entry."""
    need(ws, KIND, "withdraws other sources")
    found = get(ws, name)
    if len(reason.strip()) < 3:
        raise NotAllowed("Say in a few words why it is withdrawn. Nothing was changed.")
    if found.body.withdrawn:
        raise NotAllowed("This source is withdrawn already. Nothing was changed.")
    return _seal(
        ws, found.doc, _valid(found.body.model_dump() | {"withdrawn": reason.strip()}), found.digests
    )


def _body(ws: Workspace, said: Mapping[str, Any], looked_at: bool) -> OtherSource:
    known = kinds(ws.world.resources)
    held = {name: value for name, value in said.items() if value is not None}
    if unknown := sorted(held.keys() - set(FIELDS)):
        raise NotAllowed(f"“{unknown[0]}” is no part of a source. Nothing was kept.")
    if held.get("kind") not in known:
        raise NotAllowed(f"Choose what kind of source it is: {', '.join(known)}. Nothing was kept.")
    for name in ("whom", "summary", "follows"):
        held[name] = str(held.get(name, "")).strip()
    held["themes"] = tuple(dict.fromkeys(held.get("themes", ())))
    if strange := [one for one in held["themes"] if one not in themes(ws.world.resources)]:
        raise NotAllowed(f"“{strange[0]}” is no theme of the list, which runs T01 to T42. Nothing was kept.")
    body = _valid(held)
    if date.fromisoformat(body.on) > ws.world.now().date():
        raise NotAllowed("That day is still to come, so nothing was kept. Give the day it came.")
    house_words.refuse(ws, [body.whom, body.summary, body.follows], looked_at)
    return body


def _valid(held: Mapping[str, Any]) -> OtherSource:
    try:
        return OtherSource.model_validate(dict(held))
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        told = WRONG.get(field, f"What is given for {field} cannot be right.")
        raise NotAllowed(f"{told} Nothing was kept.") from error


def _seal(ws: Workspace, doc: str, body: OtherSource, replaces: tuple[str, ...]) -> str:
    with ws.write():
        return ws.seal(KIND, doc, body.model_dump(mode="json", exclude_defaults=True), replaces)
