"""Events in families' help: lists of them sealed, one entry for each supervisor and month, and those that count."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from db.store import EntryRow
from qa_desktop import counting, entries, families, ledger, people, roles, templates
from qa_desktop.entries import Event
from qa_desktop.errors import NotAllowed
from qa_desktop.event_lists import event_id
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import Workspace


class Trigger(Model):
    code: str
    name: str
    template: str  # code
    days: int  # calendar days from the event to the review at supervision
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a list in did, counted in events."""

    added: int
    changed: int  # known, with a worker, supervisor, team or number that was corrected
    known: int

    @property
    def words(self) -> str:
        told = [f"{self.added} new"]
        told += [f"{self.changed} corrected"] if self.changed else []
        return ", ".join(told + ([f"{self.known} known already"] if self.known else []))


@lru_cache(maxsize=4)
def triggers(resources: Path) -> Mapping[str, Trigger]:
    found = tomllib.loads((resources / "recording.toml").read_text("utf-8"))["trigger"]
    return {t.code: t for t in TypeAdapter(tuple[Trigger, ...]).validate_python(found)}


def take_events(ws: Workspace, good: Iterable[Event]) -> Taken:
    """Seal these events. What is here already adds nothing; what was corrected replaces what it was.

    Raises NotAllowed for roles that neither supervise nor allocate.
    """
    if not any(roles.may(ws.world.resources, ws.me.role, c) for c in counting.MAY_LIST_EVENTS):
        raise NotAllowed("Only supervisors, practice leads and data officers bring in lists of events.")
    wanted = {event.id: event for event in _coded(ws, list(good))}
    here = {event.id: event for event in _as_sealed(ws)}
    fresh = {i: event for i, event in wanted.items() if here.get(i) != event}
    heaps: dict[str, dict[str, Event]] = defaultdict(dict)
    heads: dict[str, list[str]] = defaultdict(list)
    for doc, digest, body in _bodies(ws):
        heads[doc].append(digest)
        heaps[doc] |= {event.id: event for event in body.events}
    touched = {doc: heaps[doc] for doc in heaps if heaps[doc].keys() & fresh.keys()}
    touched |= {_doc(event): heaps[_doc(event)] for event in fresh.values()}
    with ws.write():
        for code in {event.trigger for event in fresh.values()}:
            ledger.need_template(ws, template_of(ws, code))
        for doc, heap in sorted(touched.items()):
            _seal_month(ws, doc, heap, fresh, tuple(heads[doc]))
    changed = len(fresh.keys() & here.keys())
    return Taken(len(fresh) - changed, changed, len(wanted) - len(fresh))


def _coded(ws: Workspace, found: Sequence[Event]) -> Iterator[Event]:
    """The same events with their families by code, which an event's name is made of too."""
    codes = families.learn(ws, (event.case for event in found))
    for event in found:
        case = codes[event.case]
        yield event.model_copy(update={"case": case, "id": event_id(event.trigger, case, event.date)})


def _seal_month(
    ws: Workspace, doc: str, heap: Mapping[str, Event], fresh: Mapping[str, Event], heads: tuple[str, ...]
) -> None:
    kept = {i: event for i, event in heap.items() if i not in fresh}
    kept |= {i: event for i, event in fresh.items() if _doc(event) == doc}
    supervisor = next(iter((kept or heap).values())).supervisor
    ordered = tuple(kept[i] for i in sorted(kept))
    body = entries.Events(supervisor=supervisor, events=ordered)
    ws.seal("events", doc, body.model_dump(mode="json"), heads)


def _doc(event: Event) -> str:
    said = f"{event.supervisor}/{event.date[:7]}".encode()
    return f"events-{hashlib.sha256(said).hexdigest()[:24]}"


def _bodies(ws: Workspace) -> list[tuple[str, str, entries.Events]]:
    """Document, digest and body of the lists that count, in an order that depends on nothing else."""
    return [
        (row.doc, row.digest, entries.Events.model_validate_json(row.body))
        for row in sorted(ledger.heads(ws, "events"), key=lambda row: row.digest)
        if row.body is not None
    ]


def _as_sealed(ws: Workspace) -> list[Event]:
    """Every event that counts, as its list says it. Of two that differ in who works with the family, the one in the
    entry with the greater digest: any rule without a clock would do, until a newer list settles it."""
    return list({event.id: event for _, _, body in _bodies(ws) for event in body.events}.values())


def events(ws: Workspace) -> list[Event]:
    """Every event that counts, oldest first, with merged people and teams as the ones they stand for."""
    alias = people.same(ws)
    found = (event.model_copy(update=_merged(event, alias)) for event in _as_sealed(ws))
    return sorted(found, key=lambda event: (event.date, event.id))


def _merged(event: Event, alias: people.Alias) -> dict[str, str]:
    return alias.facts({"worker": event.worker, "supervisor": event.supervisor, "team": event.team})


def for_pack(ws: Workspace, supervisor: str) -> tuple[list[EntryRow], set[str], set[str]]:
    """What a supervisor's pack carries: their lists (also those that a correction has emptied), the digests of
    the templates their checks need, and the staff codes in them."""
    alias = people.same(ws)
    mine = alias.person(supervisor)
    own = [(digest, body) for _, digest, body in _bodies(ws) if alias.person(body.supervisor) == mine]
    rows = [row for digest, _ in own if (row := ws.store.entry(digest))]
    needed = {
        template_of(ws, one).digest for one in {event.trigger for _, body in own for event in body.events}
    }
    return rows, needed, {event.worker for _, body in own for event in body.events}


def template_of(ws: Workspace, trigger: str) -> Template:
    """The checklist that a new check after this trigger is answered on."""
    code = triggers(ws.world.resources)[trigger].template
    known = [t for t in ledger.offered(ws) if t.code == code]
    if not known:
        return templates.load_all(ws.world.resources)[code]
    return max(known, key=lambda t: (len(t.version), t.version, t.digest))
