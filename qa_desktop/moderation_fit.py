"""Who may moderate an audit: the hard rules, as far as what is here tells who is of which team, service and family."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from qa_desktop import counting, draw_ledger, entries, ledger, people, recording, roles
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.people import Alias
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Barred:
    """Who is no stranger to one audit: people, teams and services, each as what it stands for. Read once for many."""

    auditors: frozenset[str]
    teams: frozenset[str]
    services: frozenset[str]
    family: frozenset[str]  # people who manage the family or have worked with it
    alias: Alias
    units: Mapping[str, frozenset[str]]  # team -> the services that it is of


def refuse_unfit(ws: Workspace, form: SealedForm, moderator: str) -> None:
    """The hard rules: not the auditor, not the same team, not of a family they manage or have worked with.

    Raises NotAllowed, saying which stands in the way.
    """
    if why := why_not(ws, barred(ws, form), people.everyone(ws).get(moderator), moderator):
        raise NotAllowed(why)


def why_not(ws: Workspace, barred: Barred, person: entries.Person | None, code: str) -> str:
    """Why somebody may not moderate an audit; empty where they may.

    One whose role may moderate another service only is not of the audit's own.
    """
    if person is None or not roles.may(ws.world.resources, person.role, "moderate"):
        may = roles.one_of(roles.who_may(ws.world.resources, "moderate"))
        return f"{person.name if person else code} may not moderate; a {may} may. Choose another."
    me = barred.alias.person(code)
    if me in barred.auditors:
        return f"{person.name} did this audit, so they cannot moderate it. Choose another moderator."
    if person.team and person.team in barred.teams:
        return (
            f"{person.name} is of {person.team}, the team of this audit, so they cannot moderate it. "
            "Choose somebody from another team."
        )
    own = {person.team, *barred.units.get(person.team, frozenset())} - {
        ""
    }  # a manager's unit may be a whole service
    other_only = roles.scope(ws.world.resources, person.role, "moderate") == "other_service"
    if other_only and (shared := own & barred.services):
        return (
            f"{person.name} is of {min(shared)}, the service of this audit, so they cannot moderate it. "
            "Choose somebody from another service."
        )
    if me in barred.family:
        return (
            f"{person.name} manages or has worked with this family, so they cannot moderate its audit. "
            "Choose another moderator."
        )
    return ""


def barred(ws: Workspace, form: SealedForm) -> Barred:
    roster, alias, units = people.everyone(ws), people.same(ws), _units(ws)
    facts = {row.fact: row.code for row in ws.store.facts([form.digest])}
    signed = counting.signed_by(ws, form.signer)
    auditors = {facts.get("auditor", ""), signed.code if signed else ""} - {""}
    team, worker = alias.team(facts.get("team", "")), roster.get(facts.get("worker", ""))
    family = worked_with(ws, facts.get("case", "")) | {facts.get("worker"), facts.get("supervisor")}
    family |= {worker.supervisor} if worker else set()
    return Barred(
        frozenset(alias.person(code) for code in auditors),
        frozenset({team} | {roster[code].team for code in auditors if code in roster}) - {""},
        frozenset(_services(ws, form, facts)) or units.get(team, frozenset()),
        frozenset(alias.person(code) for code in family if code),
        alias,
        units,
    )


def _services(ws: Workspace, form: SealedForm, facts: Mapping[str, str]) -> set[str]:
    """The service of an audit: as the form says, else as its allocation does."""
    if facts.get("service"):
        return {facts["service"]}
    given = (
        one.facts.get("service") or cycle.service
        for cycle in ledger.bodies(ws, "cycle", entries.Cycle)
        for one in cycle.allocations
        if one.id == form.body.allocation
    )
    return {service for service in given if service}


def _units(ws: Workspace) -> dict[str, frozenset[str]]:
    """The services of each team, as allocations, forms and drawn cases tell. The list of staff itself names none."""
    alias = people.same(ws)
    told: list[Mapping[str, str]] = [
        one.facts for cycle in ledger.bodies(ws, "cycle", entries.Cycle) for one in cycle.allocations
    ]
    by_form: dict[str, dict[str, str]] = defaultdict(dict)
    for row in ws.store.facts():
        if row.fact in ("team", "service"):
            by_form[row.digest][row.fact] = row.code
    told += by_form.values()
    cases = (case for drawn in draw_ledger.draws(ws) for case in drawn.draw.frame.cases)
    told += [{"team": case.team, "service": case.service} for case in cases]
    found: dict[str, set[str]] = defaultdict(set)
    for one in told:
        if one.get("team") and one.get("service"):
            found[alias.team(one["team"])].add(one["service"])
    return {team: frozenset(services) for team, services in found.items()}


def worked_with(ws: Workspace, family: str) -> set[str | None]:
    """Everyone whom any signed form or list names as this family's worker or supervisor."""
    if not family:
        return set()
    facts = ws.store.facts()
    theirs = {row.digest for row in facts if row.fact == "case" and row.code == family}
    named: set[str | None] = {
        row.code for row in facts if row.digest in theirs and row.fact in ("worker", "supervisor")
    }
    events = (event for event in recording.events(ws) if event.case == family)
    return named | {code for event in events for code in (event.worker, event.supervisor)}
