"""What is due to be purged on a day, and what keeps the rest: a pure function of the entries, the periods and the day."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from qa_desktop import action_standing, canonical, counting, families, ledger, people, retention
from qa_desktop.retention_entries import Hold
from qa_desktop.retention_periods import Rule, table
from qa_desktop.retention_periods import periods as periods
from qa_desktop.retention_periods import rules as rules
from qa_desktop.retention_periods import set_period as set_period
from qa_desktop.workspace import Workspace

ENDED = ("closed_effective", "closed_not_effective", "dropped", "passed")
PERSONS = ("worker", "supervisor", "auditor")


@dataclass(frozen=True, slots=True)
class Held:
    """One hold that stands. `digests`: the versions that say so."""

    doc: str
    body: Hold
    by: str
    at: str

    @property
    def words(self) -> str:
        return f"Held by {self.by}: {self.body.reason}"


@dataclass(frozen=True, slots=True)
class Item:
    """One whole document and what was said about it. `until`: the day it is due; “” where no period is set."""

    doc: str
    kind: str
    rule: str
    title: str
    family: str  # code
    last: str  # ISO date: when anything of it was last signed
    until: str
    due: bool
    kept: str = ""  # why it may not go though its time is over
    digests: tuple[str, ...] = ()
    persons: frozenset[str] = field(default_factory=frozenset)


def rule_name(resources: Path, code: str) -> str:
    if code == "request":
        return str(table(resources)["request"]["name"])
    return next((one.name for one in rules(resources) if one.code == code), code)


def elsewhere(resources: Path) -> str:
    """What no purge of this program reaches, in words."""
    return str(table(resources)["says"]["reports"])


# Holds


def holds(ws: Workspace) -> list[Held]:
    """What is held. Where one person held and another let go apart from each other, it is held."""
    found: dict[str, Held] = {}
    for row in ledger.heads(ws, "hold"):
        body = Hold.model_validate_json(row.body) if row.body is not None else None
        if body is not None and body.held:
            who = counting.signed_by(ws, row.signer)
            found.setdefault(row.doc, Held(row.doc, body, who.name if who else "", row.at))
    return [found[doc] for doc in sorted(found)]


def held_by(found: Iterable[Held], docs: Collection[str], family: str, persons: Collection[str]) -> str:
    """Why this may not go, or nothing."""
    for one in found:
        among = {"doc": docs, "case": (family,), "person": persons}[one.body.of]
        if one.body.what in among:
            return one.words
    return ""


# What there is


def items(ws: Workspace, day: date) -> list[Item]:
    """Every whole document that a rule is for, what is due first, then by the day it will be."""
    outline = [row for row in ws.store.outline() if row[7] and row[1] in retention.CONTENT]
    tops = _tops(outline)
    by_top: dict[str, list[Any]] = defaultdict(list)
    for row in outline:
        by_top[tops[row[0]]].append(row)
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for fact in ws.store.facts():
        if fact.fact in ("case", *PERSONS):
            facts[fact.digest][fact.fact] = fact.code
    shared = _Shared(ws, day, facts)
    found = [one for doc, rows in by_top.items() if (one := _item(shared, doc, rows))]
    return sorted(found, key=lambda one: (not one.due, bool(one.kept), one.until or "9", one.last, one.doc))


class _Shared:
    """What every document is looked at with, read once."""

    def __init__(self, ws: Workspace, day: date, facts: Mapping[str, Mapping[str, str]]) -> None:
        self.ws, self.day, self.facts = ws, day, facts
        self.rules, self.periods, self.holds = rules(ws.world.resources), periods(ws), holds(ws)
        self.templates = {one.digest: one for one in ledger.known_templates(ws)}
        self.actions = action_standing.every(ws)
        self.signers = {fp: who.code for fp in ws.store.certificates() if (who := counting.signed_by(ws, fp))}
        self.open_from = {
            one.body.source.form: doc
            for doc, one in self.actions.items()
            if one.body.source and one.body.status not in ENDED
        }
        self.forms = {row[0] for row in ws.store.outline() if row[1] == "form"}
        self.alias = people.same(ws)


def _tops(outline: Iterable[Any]) -> dict[str, str]:
    """For each entry the document that it belongs with: what it is about, as far up as that goes."""
    rows = {row[0]: row for row in outline}
    found: dict[str, str] = {}
    for digest, row in rows.items():
        seen, at = {digest}, row
        while at[3] in rows and at[3] not in seen:
            at = rows[at[3]]
            seen.add(at[0])
        found[digest] = at[2]
    first = {
        row[2]: found[digest]
        for digest, row in rows.items()
        if row[3] is not None and found[digest] != row[2]
    }
    return {digest: first.get(rows[digest][2], top) for digest, top in found.items()}


def _item(shared: _Shared, doc: str, rows: list[Any]) -> Item | None:
    main = sorted((row for row in rows if row[2] == doc), key=lambda row: (row[5], row[0]))
    if not main or (main[-1][1] == "form" and main[-1][3] is not None and main[-1][3] not in shared.forms):
        return None  # a reply to a slip goes with the form that took it in
    kind, template = main[-1][1], shared.templates.get(main[-1][6] or "")
    rule = _rule(shared.rules, kind, template.code if template else "")
    if rule is None:
        return None
    facts = {name: code for row in main for name, code in shared.facts.get(row[0], {}).items()}
    last = max(row[5][:10] for row in rows)
    months = shared.periods[rule.code]
    until = _months_on(last, months) if months else ""
    digests = tuple(sorted(row[0] for row in rows))
    persons = {shared.alias.person(facts[name]) for name in PERSONS if name in facts}
    persons |= {shared.signers[row[4]] for row in rows if row[4] in shared.signers}
    family = facts.get("case", "")
    kept = held_by(shared.holds, {row[2] for row in rows}, family, persons)
    kept = kept or _still_open(shared, doc, kind, digests)
    due = bool(until) and until <= shared.day.isoformat()
    title = _title(shared, doc, kind, template.title if template else "")
    return Item(doc, kind, rule.code, title, family, last, until, due, kept, digests, frozenset(persons))


def _months_on(day: str, months: int) -> str:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return f"{year:04}-{month + 1:02}-{min(int(day[8:10]), last):02}"


def _rule(found: Iterable[Rule], kind: str, method: str) -> Rule | None:
    fitting = [one for one in found if kind in one.kinds]
    if kind != "form":
        return fitting[0] if fitting else None
    return next((one for one in fitting if method in one.methods), None) or next(
        (one for one in fitting if one.others), None
    )


def _still_open(shared: _Shared, doc: str, kind: str, digests: Collection[str]) -> str:
    if kind == "action":
        standing = shared.actions.get(doc)
        return "The action is still open." if standing and standing.body.status not in ENDED else ""
    open_ones = [shared.open_from[one] for one in digests if one in shared.open_from]
    return (
        f"Action {action_standing.ref_of(open_ones[0])} that came of it is still open." if open_ones else ""
    )


def _title(shared: _Shared, doc: str, kind: str, title: str) -> str:
    if kind == "action":
        return f"Action {action_standing.ref_of(doc)}"
    return {"feedback": "A round of supervision feedback", "events": "A month’s list of events"}.get(
        kind, title or "Audit"
    )


def due(ws: Workspace, day: date) -> list[Item]:
    """What a proposal made on this day would name: its time is over and nothing keeps it."""
    return [one for one in items(ws, day) if one.due and not one.kept]


def closure(ws: Workspace, chosen: Collection[str]) -> tuple[set[str], set[str]]:
    """Documents and digests that go with these documents: what is about them, the replies whose words were taken into
    them, and the slips that asked for those, also where a slip is on another laptop only."""
    docs: set[str] = set(chosen)
    digests: set[str] = set()
    for _ in range(8):  # a reply to a slip may itself have been answered; further there is nothing
        before = len(docs) + len(digests)
        digests |= ws.store.reached(docs, digests, retention.CONTENT).keys()
        for digest in sorted(digests):
            row = ws.store.entry(digest)
            if row is None or row.body is None:
                continue
            docs.add(row.doc)
            if row.kind == "form":
                for part in canonical.loads(row.body, "the form").get("parts") or ():
                    digests.add(part)
            if row.kind == "form" and row.about:
                asked = ws.store.entry(row.about)
                if asked is None or asked.kind == "slip":
                    digests.add(row.about)
        if len(docs) + len(digests) == before:
            break
    return docs, digests


def families_gone(ws: Workspace, going: Collection[Item], every: Iterable[Item]) -> set[str]:
    """Families of whom nothing would remain once these have gone."""
    docs = {one.doc for one in going}
    stay = {one.family for one in every if one.doc not in docs}
    return {one.family for one in going if families.is_code(one.family)} - stay
