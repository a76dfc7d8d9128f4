"""Who is known to manage or to have worked with each family, from everything in the ledger that names somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from qa_desktop import draw_ledger, ledger, people, recording, returns
from qa_desktop.event_lists import same_case
from qa_desktop.schedule_entries import Census
from qa_desktop.workspace import Workspace

NAMES = ("worker", "supervisor", "team", "service")


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the ledger names with one family."""

    worker: str = ""
    supervisor: str = ""
    team: str = ""
    service: str = ""
    everybody: frozenset[str] = frozenset()


def about_families(ws: Workspace) -> dict[str, Known]:
    """What drawn lists, allocations, signed forms, events and lists of moves say of each family: who manages it or
    has worked with it. Who they name now is of the newest list; everybody ever named may not audit it."""
    said: dict[str, dict[str, str]] = {}
    near: dict[str, set[str]] = {}
    alias = people.same(ws)
    for case, told, others in _sayings(ws):
        facts = alias.facts(told)
        own = said.setdefault(same_case(case), {})
        own |= {fact: value for fact, value in facts.items() if value}
        near.setdefault(same_case(case), set()).update(
            (*map(alias.person, others), facts.get("worker", ""), facts.get("supervisor", ""))
        )
    return {
        case: Known(**{name: own.get(name, "") for name in NAMES}, everybody=frozenset(near[case] - {""}))
        for case, own in said.items()
    }


def _sayings(ws: Workspace) -> Iterator[tuple[str, Mapping[str, str], Collection[str]]]:
    """Case, facts about it, and others who know it: the oldest first, as far as days tell."""
    facts: dict[str, dict[str, str]] = {}
    for row in people.facts(ws):
        facts.setdefault(row.digest, {})[row.fact] = row.code
    for _, held in sorted(facts.items()):
        if "case" in held:
            yield held["case"], {name: held.get(name, "") for name in NAMES}, ()
    for event in sorted(recording.events(ws), key=lambda e: (e.date, e.id)):
        yield event.case, {"worker": event.worker, "supervisor": event.supervisor, "team": event.team}, ()
    for cycle in sorted(returns.cycles(ws), key=lambda c: (c.starts, c.cycle, c.auditor)):
        for one in cycle.allocations:
            if "case" in one.facts:
                yield one.facts["case"], {name: one.facts.get(name, "") for name in NAMES}, ()
    drawn = sorted(draw_ledger.draws(ws), key=lambda s: (s.draw.frame.on, s.digest))
    for case in (case for stored in drawn for case in stored.draw.frame.cases):
        yield case.case, {name: getattr(case, name) for name in NAMES}, case.known_to
    lists = sorted(ledger.bodies(ws, "census", Census), key=lambda c: c.month)
    for move in (move for one in lists for move in one.moves):
        yield move.case, {name: getattr(move, name) for name in NAMES}, ()
