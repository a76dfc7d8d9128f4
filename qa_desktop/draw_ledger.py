"""Draws in the ledger: the list from the data team made into a frame, a draw sealed, changed, found, given out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    canonical,
    counting,
    draw,
    entries,
    families,
    ledger,
    lists,
    packs,
    people,
    recording,
    returns,
    roles,
    workdays,
)
from qa_desktop.draw_frame import Auditor, Case, Draw, Frame, Swap
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.event_lists import same_case
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

COLUMNS = (
    lists.Column("case", ("mosaic id", "mosaic", "id", "family", "case id", "case number"), "case"),
    lists.Column("supervisor", ("supervisor code", "manager")),
    lists.Column("worker", ("worker code", "allocated worker", "allocated to")),
    lists.Column("opened", ("open date", "start", "start date", "opened on"), "day"),
    lists.Column("team", ("team name",), needed=False),
    lists.Column("service", ("service name",), needed=False),
    lists.Column("closed", ("close date", "end", "end date", "closed on"), "day", needed=False),
    lists.Column("audited", ("last audited", "last audit", "audited on"), "day", needed=False),
    lists.Column("excluded", ("exclude", "excluded because", "do not draw"), needed=False),
    lists.Column("known_to", ("known to", "worked with", "earlier workers"), "codes", needed=False),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A draw as it stands in the ledger. `earlier`: versions it replaces, newest first."""

    digest: str
    draw: Draw
    earlier: tuple[str, ...]


def cases(
    data: bytes, what: str, how: lists.How | None = None, case: lists.Case = lists.as_is
) -> tuple[list[Case], list[lists.Bad]]:
    """The cases on a list, and the rows that cannot be used. Raises FileRefused. `how`, `case`: as `lists.read`."""
    rows, bad = lists.read(data, what, COLUMNS, how, case)
    good: dict[str, tuple[int, Case]] = {}
    for row in rows:
        held = {name: value for name, value in row.values.items() if value and name != "known_to"}
        known = tuple(code for code in row.values["known_to"].split(",") if code)
        try:
            made = Case.model_validate({**held, "known_to": known})
        except ValidationError as error:
            column = str(error.errors()[0]["loc"][0])
            bad.append(row.bad(column, "has letters or a length that a code or number cannot have"))
            continue
        above, first = good.setdefault(same_case(made.case), (row.number, made))
        if above != row.number:
            alike = first.model_copy(update={"case": made.case}) == made
            more = "" if alike else ", with something else beside it"
            bad.append(row.bad("case", f"stands in row {above} too{more}"))
    return [made for _, made in good.values()], sorted(bad, key=lambda one: one.row)


def know(
    ws: Workspace,
    method: str,
    cycle: str,
    found: Iterable[Case],
    on: str,
    gap: int,
    forms: Collection[str] = (),
) -> list[Case]:
    """The same cases, with what the ledger knows: when each was audited, who worked with it, and whether it is
    out for audit in another cycle. A list from outside may lack any of these; nothing it says is taken away.

    `forms`: codes of the templates that count as an audit by this method; none: the method's own, and its short form.
    """
    used = forms or (method, f"{method}-S")
    found, alias = list(found), people.same(ws)
    codes = families.learn(ws, (case.case for case in found))
    found = [case.model_copy(update={"case": codes[case.case]} | _merged(case, alias)) for case in found]
    audited, known = past(ws, used)
    out = _out(ws, cycle, used, on, gap)
    filled = []
    for case in found:
        last = max((d for d in (case.audited, audited.get(case.case)) if d), default=None)
        others = {*case.known_to, *known.get(case.case, ())} - {case.worker, case.supervisor}
        why = case.excluded or (f"Out for audit in cycle {out[case.case]}" if case.case in out else "")
        filled.append(
            case.model_copy(update={"audited": last, "known_to": tuple(sorted(others)), "excluded": why})
        )
    return filled


def _merged(case: Case, alias: people.Alias) -> dict[str, Any]:
    """Who a case's people are once merged codes are read as the ones they stand for."""
    told = alias.facts({"worker": case.worker, "supervisor": case.supervisor, "team": case.team})
    return {**told, "known_to": tuple(sorted({alias.person(code) for code in case.known_to}))}


def past(ws: Workspace, used: Collection[str]) -> tuple[dict[str, str], dict[str, set[str]]]:
    """When each case was last audited with these forms; and who all its forms and events say worked with it."""
    audited: dict[str, str] = {}
    known: dict[str, set[str]] = {}
    facts: dict[str, dict[str, str]] = {}
    for row in people.facts(ws):
        facts.setdefault(row.digest, {})[row.fact] = row.code
    for form in ledger.forms(ws):
        held = facts.get(form.digest, {})
        case = held.get("case")
        if case is None:
            continue
        known.setdefault(case, set()).update(held[f] for f in ("worker", "supervisor") if held.get(f))
        if held.get("template") in used:
            audited[case] = max(audited.get(case, ""), form.at[:10])
    for event in recording.events(ws):
        known.setdefault(event.case, set()).update((event.worker, event.supervisor))
    return audited, known


def _out(ws: Workspace, cycle: str, used: Collection[str], on: str, gap: int) -> dict[str, str]:
    """Cases that another cycle gave out with these forms within the repeat gap and that are not signed yet."""
    since = workdays.months_before(date.fromisoformat(on), gap).isoformat()
    signed = {form.body.allocation for form in ledger.forms(ws)}
    codes = {t.digest: t.code for t in ledger.known_templates(ws)}
    found: dict[str, str] = {}
    for one in ledger.bodies(ws, "cycle", entries.Cycle):
        for allocation in one.allocations:
            mine = codes.get(allocation.template) in used and one.cycle != cycle
            if mine and allocation.due > since and allocation.id not in signed and "case" in allocation.facts:
                found[allocation.facts["case"]] = max(found.get(allocation.facts["case"], ""), one.cycle)
    return found


def auditors(
    ws: Workspace, cycle: str, codes: Iterable[str], most: Mapping[str, int] | None = None
) -> list[Auditor]:
    """Auditors for a frame, with what each owes in this cycle already. No codes: all admitted who may audit.

    Raises NotAllowed for a code that is not on the list of staff or whose role may not audit.
    """
    roster, alias = people.persons(ws), people.same(ws)
    able = {code: p for code, p in roster.items() if roles.may(ws.world.resources, p.role, "audit_rfp")}
    wanted = list(dict.fromkeys(map(alias.person, codes))) or [
        code for code, p in able.items() if p.certificate
    ]
    if strange := sorted(set(wanted) - set(able)):
        raise NotAllowed(
            f"{strange[0]} is not on the list of staff as somebody who may audit, so nothing was drawn. "
            "See `people list`."
        )
    owed = {
        c.auditor: len(c.allocations) for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.cycle == cycle
    }
    limits = most or {}
    return [
        Auditor(code=code, team=able[code].team, has=owed.get(code, 0), most=limits.get(code, 1000))
        for code in wanted
    ]


def doc_of(cycle: str, method: str) -> str:
    return f"draw-{hashlib.sha256(f'{cycle}/{method}'.encode()).hexdigest()[:24]}"


def new_seed(ws: Workspace) -> str:
    return ws.world.random_bytes(8).hex()


def make(ws: Workspace, frame: Frame, template: Template, seed: str, reason: str = "") -> Stored:
    """Draw and seal. Raises NotAllowed where this cycle was drawn already and no reason is given to draw again."""
    _may_draw(ws)
    doc = doc_of(frame.cycle, frame.method)
    with ws.write():
        stands = tuple(row.digest for row in ledger.heads(ws, "draw", doc))
        if stands and not reason.strip():
            raise NotAllowed(
                f"{frame.method} was drawn for cycle {frame.cycle} already (entry {stands[0][:16]}). "
                "Give a reason to draw again; both draws stay in the ledger."
            )
        ledger.need_template(ws, template)
        made = draw.draw(frame, seed, template.digest, reason=reason.strip() if stands else "")
        return _seal(ws, made, stands)


def swap(ws: Workspace, digest: str, change: Swap) -> Stored:
    """A new version of a draw with one change more. Raises NotAllowed where the audit is signed already."""
    _may_draw(ws)
    change = change.model_copy(update={"case": families.code(ws, change.case)})
    made = standing(ws, digest).draw
    if change.case not in {one.case for one in made.drawn}:  # as it is written in the case system
        change = change.model_copy(update={"case": families.code(ws, change.case)})
    gone = allocation_id(made.frame.cycle, made.frame.method, change.case)
    if any(form.body.allocation == gone for form in ledger.forms(ws)):
        raise NotAllowed(f"The audit of {change.case} is signed already, so it was not swapped.")
    again = draw.draw(made.frame, made.seed, made.template, (*made.swaps, change), made.reason)
    with ws.write():
        return _seal(ws, again, tuple(r.digest for r in ledger.heads(ws, "draw", _doc(made))))


def _may_draw(ws: Workspace) -> None:
    if not roles.may(ws.world.resources, ws.me.role, counting.AUTHORITY["draw"]):
        raise NotAllowed(
            "Draws are made by service managers, heads of service, practice leads and data officers. "
            "Nothing was drawn; ask one of them."
        )


def _doc(made: Draw) -> str:
    return doc_of(made.frame.cycle, made.frame.method)


def _seal(ws: Workspace, made: Draw, replaces: tuple[str, ...]) -> Stored:
    body = made.model_dump(mode="json", exclude_defaults=True)
    return Stored(ws.seal("draw", _doc(made), body, replaces), made, replaces)


def draws(ws: Workspace) -> list[Stored]:
    """The draws that stand, by cycle and method. Two for one cycle and method: both were sealed apart, and show."""
    found = [
        Stored(row.digest, Draw.model_validate(canonical.loads(row.body, "The draw")), row.replaces)
        for row in ledger.heads(ws, "draw")
        if row.body is not None
    ]
    return sorted(found, key=lambda s: (s.draw.frame.cycle, s.draw.frame.method, s.digest))


def find(ws: Workspace, name: str) -> Stored:
    """A draw by its digest, or the start of one; by an earlier version's too, to look back. Raises NotAllowed."""
    rows = [r for r in ws.store.entries("draw") if len(name) >= 8 and r.digest.startswith(name)]
    if len(rows) != 1 or rows[0].body is None:
        raise NotKnown(f"There is no draw “{name}” here. See `draw list`.")
    made = Draw.model_validate(canonical.loads(rows[0].body, "The draw"))
    return Stored(rows[0].digest, made, rows[0].replaces)


def standing(ws: Workspace, name: str) -> Stored:
    """As `find`, but only a draw that stands: an earlier version is for looking back, not for going on from."""
    found = find(ws, name)
    now = {stored.digest: stored for stored in draws(ws)}
    if found.digest not in now:
        raise NotAllowed(
            f"The draw {found.digest[:16]} has been changed since, so nothing was done with it. "
            "See `draw list` for the one that stands."
        )
    return now[found.digest]


def allocation_id(cycle: str, method: str, case: str) -> str:
    """The name of one piece of drawn work: the same for the same case, so that giving out twice adds nothing."""
    return f"drawn-{hashlib.sha256(f'{cycle}/{method}/{case}'.encode()).hexdigest()[:24]}"


def give_out(ws: Workspace, stored: Stored, title: str, starts: str, ends: str, due: str) -> dict[str, int]:
    """Seal what each auditor owes after this draw: auditor -> cases. What they owe otherwise in the cycle stays."""
    made = stored.draw
    template = ledger.template(ws, made.template)
    by_case = {c.case: c for c in made.frame.cases}
    drawn_ids = {allocation_id(made.frame.cycle, made.frame.method, case) for case in by_case}
    standing = {c.auditor: c for c in returns.cycles(ws) if c.cycle == made.frame.cycle}
    service = next((by_case[one.case].service for one in made.drawn), "")
    replacements = _replacements(made)
    work: dict[str, list[entries.Allocation]] = {code: [] for code in standing}
    for one in made.drawn:
        if one.auditor is not None:
            work.setdefault(one.auditor, []).append(
                _allocation(made, by_case[one.case], template, due, one.case in replacements)
            )
    for auditor, mine in sorted(work.items()):
        before = standing.get(auditor)
        kept = tuple(a for a in before.allocations if a.id not in drawn_ids) if before else ()
        fresh = entries.Cycle(
            cycle=made.frame.cycle,
            title=title,
            service=service,
            starts=starts,
            ends=ends,
            auditor=auditor,
            allocations=(),
        )
        cycle = (before or fresh).model_copy(update={"allocations": (*kept, *mine)})
        if before is None or before.allocations != cycle.allocations:
            packs.allocate(ws, cycle)
    return {auditor: len(mine) for auditor, mine in sorted(work.items()) if mine}


def _replacements(made: Draw) -> set[str]:
    """Cases that are drawn only because another was swapped out."""
    first = draw.draw(made.frame, made.seed, made.template)
    return {one.case for one in made.drawn} - {one.case for one in first.drawn}


def _allocation(
    made: Draw, case: Case, template: Template, due: str, replacement: bool
) -> entries.Allocation:
    facts = {
        "case": case.case,
        "service": case.service,
        "team": case.team,
        "worker": case.worker,
        "supervisor": case.supervisor,
        "cycle": made.frame.cycle,
        "chosen": "theme" if made.frame.rules.theme else "replacement" if replacement else "random",
        "theme": made.frame.rules.theme,
    }
    return entries.Allocation(
        id=allocation_id(made.frame.cycle, made.frame.method, case.case),
        template=template.digest,
        due=due,
        facts={name: value for name, value in facts.items() if value},
        minutes=template.minutes,
    )
