"""What the ledger says about the schedule: settings and facts for `schedule.year`, derived and never stored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from qa_desktop import (
    canonical,
    collate,
    counting,
    draw_frame,
    draw_ledger,
    entries,
    forms,
    ledger,
    meeting_entries,
    moderation_rules,
    people,
    recording,
    release,
    schedule_entries,
    workdays,
)
from qa_desktop.draw_frame import Reading
from qa_desktop.errors import NotKnown
from qa_desktop.event_lists import same_case
from qa_desktop.periods import Period, periods
from qa_desktop.schedule_values import Checked, Excused, Facts, Held, Method, Moved, Settings, Stage, Work
from qa_desktop.templates import Model
from qa_desktop.workspace import Workspace

RETURN = "RET"  # template code
SOURCES = "Q22"  # the method that other sources are noted for
M = TypeVar("M", bound=Model)
REACHED: tuple[tuple[str, Stage], ...] = (("moderation", "moderated"), ("release", "released"))
"""Kinds of entry about a form, and how far it has come with them; the furthest last."""
CLOSED: Stage = "closed"


@lru_cache(maxsize=4)
def _table(resources: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((resources / name).read_text("utf-8"))


def setting(resources: Path, code: str) -> Any:
    """The value of one of the service's settings, as proposed until somebody confirms it."""
    return next(s["default"] for s in _table(resources, "settings.toml")["setting"] if s["code"] == code)


def methods(resources: Path) -> tuple[Method, ...]:
    """Q01 to Q24."""
    found = []
    for one in _table(resources, "schedule.toml")["method"]:
        held = dict(one)
        if "every_setting" in held:
            held["every"] = setting(resources, held["every_setting"])
        found.append(Method.model_validate(held))
    return tuple(found)


def method(resources: Path, code: str) -> Method:
    """Raises NotKnown for a code that is not on the schedule."""
    found = next((m for m in methods(resources) if m.code == code), None)
    if found is None:
        raise NotKnown(f"There is no method “{code}” on the schedule. It holds Q01 to Q24.")
    return found


def period(resources: Path, wanted: Method, code: str) -> Period:
    """A period of one method by its code. Raises NotKnown, naming two that there are."""
    start = setting(resources, "rfp_start_month")
    year = int(code[:4]) if code[:4].isdecimal() and "1900" < code[:4] < "3000" else 2026
    known = [p for y in (year - 1, year) for p in periods(y, start, wanted.every, wanted.span)]
    found = next((p for p in known if p.code == code), None)
    if found is None:
        raise NotKnown(
            f"“{code}” is not a period of {wanted.code} {wanted.name}. Its periods are written like "
            f"{known[-2].code if len(known) > 1 else known[-1].code}."
        )
    return found


def year_of(resources: Path, day: date) -> int:
    """The quality assurance year that a day is in, by the calendar year in which it starts."""
    return day.year if day.month >= setting(resources, "rfp_start_month") else day.year - 1


def settings(ws: Workspace, year: int, reading: Reading | None = None, since: date | None = None) -> Settings:
    """How the schedule is counted. `reading`: another reading of “per supervisor” than the service's own.

    `since`: nothing is owed from before that day; left out, the day of the first entry here, so that a service
    that starts in November has not missed April.
    """
    resources = ws.world.resources
    known = _known(ws)
    return Settings(
        methods=methods(resources),
        calendar=workdays.calendar(resources),
        year=year,
        start_month=setting(resources, "rfp_start_month"),
        supervisors=tuple(sorted(_supervisors(ws, known))),
        services=tuple(setting(resources, "service_names")) or tuple(sorted(_services(ws, known))),
        reading=reading or _table(resources, "schedule.toml")["reading"],
        grace=setting(resources, "grace_days"),
        reminders=tuple(setting(resources, "reminder_days")),
        since=since or _first_day(ws),
    )


def _first_day(ws: Workspace) -> date | None:
    days = [_day(row.at[:10], date.max) for row in ws.store.entries("people")]
    return min((day for day in days if day < date.max), default=None)


@dataclass(frozen=True, slots=True)
class _Owed:
    """An allocation, with the cycle and the auditor it is in."""

    cycle: entries.Cycle
    allocation: entries.Allocation


def _known(ws: Workspace) -> dict[str, _Owed]:
    cycles, alias = ledger.bodies(ws, "cycle", entries.Cycle), people.same(ws)
    return {
        a.id: _Owed(c, a.model_copy(update={"facts": alias.facts(a.facts)}) if alias else a)
        for c in sorted(cycles, key=lambda c: c.auditor)
        for a in c.allocations
        if not c.cycle.startswith(_calibration(ws))
    }


def _supervisors(ws: Workspace, known: Mapping[str, _Owed]) -> set[str]:
    """Everyone that a draw is to cover, everyone whose families we know of, and whose workers the list of staff names."""
    alias, staff = people.same(ws), people.persons(ws)
    of_workers = {person.supervisor for person in staff.values() if person.role == "worker"}
    found = {alias.person(s) for stored in draw_ledger.draws(ws) for s in stored.draw.frame.supervisors}
    found |= {owed.allocation.facts.get("supervisor", "") for owed in known.values()}
    found |= {event.supervisor for event in recording.events(ws)}
    return (found | of_workers & staff.keys()) - {""}


def _services(ws: Workspace, known: Mapping[str, _Owed]) -> set[str]:
    found = {owed.allocation.facts.get("service", "") for owed in known.values()}
    found |= {
        move.service for one in ledger.bodies(ws, "census", schedule_entries.Census) for move in one.moves
    }
    return found - {""}


def facts(ws: Workspace, today: date) -> Facts:
    """Everything in the ledger that the schedule counts."""
    lists = ledger.bodies(ws, "census", schedule_entries.Census)
    moves = {
        Moved(same_case(m.case), date.fromisoformat(m.on), m.direction, m.service)
        for c in lists
        for m in c.moves
    }
    return Facts(
        work=tuple(_work(ws)),
        moves=tuple(sorted(moves, key=lambda m: (m.on, m.case, m.direction, m.service))),
        lists=frozenset((c.month, direction) for c in lists for direction in c.directions),
        checks=tuple(_checks(ws, today)),
        held=tuple(_held(ws)),
        excused=tuple(
            Excused(e.method, e.period, e.unit, e.reason, e.approver, digest)
            for digest, e in bodies(ws, "exemption", schedule_entries.Exemption)
        ),
    )


def _work(ws: Workspace) -> Iterator[Work]:
    known = _known(ws)
    codes = {t.digest: t.code for t in ledger.known_templates(ws)}
    teams = {code: p.team for code, p in people.everyone(ws).items()}
    held: dict[str, dict[str, str]] = {}
    for row in people.facts(ws):
        held.setdefault(row.digest, {})[row.fact] = row.code
    draws, winners = draw_ledger.draws(ws), collate.winners(ws)
    leads = _leads(ws, known, draws, winners, held)
    begun = {draft.allocation for draft in forms.drafts(ws)}
    reached = _reached(ws)
    signed = set()
    for form in winners:
        if (form.body.cycle or "").startswith(_calibration(ws)):
            continue
        owed = known.get(form.body.allocation or "")
        signed.add(form.body.allocation)
        told = (owed.allocation.facts if owed else {}) | held.get(form.digest, {})
        who = counting.signed_by(ws, form.signer)
        told.setdefault("auditor", who.code if who else "")
        done = _signed(
            codes.get(form.template, ""), told, owed, date.fromisoformat(form.at[:10]), leads, teams
        )
        yield replace(done, stage=reached.get(form.doc, "submitted"), digest=form.digest)
    for owed in known.values():
        if owed.allocation.id not in signed:
            yield _owed_still(codes, owed, owed.allocation.id in begun, teams)
    cycles = {c.cycle.cycle: c.cycle for c in known.values()}
    yield from _only_drawn(ws, draws, set(known), cycles, codes, teams)


def _reached(ws: Workspace) -> dict[str, Stage]:
    """How far each signed form has come since, by document: a later version has come as far as an earlier one."""
    found: dict[str, Stage] = {}
    for kind, stage in REACHED:
        for row in ledger.heads(ws, kind):
            form = ws.store.entry(row.about) if row.about else None
            if form is not None and form.kind == "form":
                found[form.doc] = stage
    return found | dict.fromkeys(release.closed(ws), CLOSED)


def _calibration(ws: Workspace) -> str:
    """How the names of cycles begin that count nowhere: one case, scored by several, to see how alike they judge."""
    return moderation_rules.load(ws.world.resources).calibration.cycle


Leads = Mapping[str, Sequence[tuple[str, str]]]


def _leads(
    ws: Workspace,
    known: Mapping[str, _Owed],
    draws: Iterable[draw_ledger.Stored],
    winners: Iterable[ledger.SealedForm],
    held: Mapping[str, Mapping[str, str]],
) -> Leads:
    """Worker -> from which day whose, for forms that name only the worker: as lists of families and of events say,
    allocations and forms; of whom none of these tells, as the list of staff does."""
    alias = people.same(ws)
    told: list[tuple[str, Mapping[str, str]]]
    told = [(owed.cycle.starts, owed.allocation.facts) for owed in known.values()]
    told += [(form.at[:10], held.get(form.digest, {})) for form in winners]
    told += [(e.date, {"worker": e.worker, "supervisor": e.supervisor}) for e in recording.events(ws)]
    for frame in (stored.draw.frame for stored in draws):
        pairs = {(case.worker, case.supervisor) for case in frame.cases}
        told += [(frame.on, alias.facts({"worker": w, "supervisor": s})) for w, s in pairs]
    found: dict[str, set[tuple[str, str]]] = {}
    for day, one in told:
        if one.get("worker") and one.get("supervisor"):
            found.setdefault(one["worker"], set()).add((day, one["supervisor"]))
    for person in people.everyone(ws).values():
        if person.supervisor:
            found.setdefault(person.code, {("", person.supervisor)})
    return {worker: sorted(days) for worker, days in found.items()}


def _lead(leads: Leads, worker: str, on: date) -> str:
    """Who supervises this person on that day, as the newest word before it says; else as the first word after it."""
    if any(worker == code for days in leads.values() for _, code in days):
        return worker  # who is observed or audited may be a supervisor themself: then it is theirs
    days = leads.get(worker, [])
    before = [code for day, code in days if day <= on.isoformat()]
    return before[-1] if before else days[0][1] if days else ""


def _signed(
    code: str,
    told: Mapping[str, str],
    owed: _Owed | None,
    signed_on: date,
    leads: Leads,
    teams: Mapping[str, str],
) -> Work:
    owed_on = date.fromisoformat(owed.allocation.due) if owed else _day(told.get("observed"), signed_on)
    return Work(
        template=code,
        owed_on=owed_on,
        stage="submitted",
        done_on=signed_on,
        case=same_case(told.get("case", "")),
        service=told.get("service", ""),
        team=told.get("team", ""),
        supervisor=told.get("supervisor") or _lead(leads, told.get("worker", ""), owed_on),
        auditor=told.get("auditor", ""),
        auditor_team=teams.get(told.get("auditor", ""), ""),
        theme=told.get("theme", ""),
        direction="return" if code == RETURN else told.get("direction", ""),
        allocation=owed.allocation.id if owed else "",
    )


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _owed_still(codes: Mapping[str, str], owed: _Owed, begun: bool, teams: Mapping[str, str]) -> Work:
    told, code = owed.allocation.facts, codes.get(owed.allocation.template, "")
    return Work(
        template=code,
        owed_on=date.fromisoformat(owed.allocation.due),
        stage="in_progress" if begun else "allocated",
        case=same_case(told.get("case", "")),
        service=told.get("service", ""),
        team=told.get("team", ""),
        supervisor=told.get("supervisor", ""),
        auditor=owed.cycle.auditor,
        auditor_team=teams.get(owed.cycle.auditor, ""),
        theme=told.get("theme", ""),
        direction="return" if code == RETURN else told.get("direction", ""),
        allocation=owed.allocation.id,
    )


def _only_drawn(
    ws: Workspace,
    draws: Iterable[draw_ledger.Stored],
    given_out: set[str],
    cycles: Mapping[str, entries.Cycle],
    codes: Mapping[str, str],
    teams: Mapping[str, str],
) -> Iterator[Work]:
    alias = people.same(ws)
    for made in (stored.draw for stored in draws):
        cases = {c.case: c for c in made.frame.cases}
        cycle = cycles.get(made.frame.cycle)
        for one in made.drawn:
            if draw_ledger.allocation_id(made.frame.cycle, made.frame.method, one.case) not in given_out:
                case = cases[one.case]
                told = alias.facts({"team": case.team, "supervisor": case.supervisor})
                yield Work(
                    template=codes.get(made.template, made.frame.method),
                    owed_on=date.fromisoformat(cycle.ends) if cycle else _ends(ws, made.frame),
                    stage="drawn",
                    case=same_case(case.case),
                    service=case.service,
                    team=told["team"],
                    supervisor=told["supervisor"],
                    auditor=one.auditor or "",
                    auditor_team=teams.get(one.auditor or "", ""),
                    theme=made.frame.rules.theme,
                )


def _ends(ws: Workspace, frame: draw_frame.Frame) -> date:
    """The last day of the cycle that a draw is for; the day of the draw where its name is no period of ours."""
    start, year = setting(ws.world.resources, "rfp_start_month"), int(frame.on[:4])
    known = (p for m in methods(ws.world.resources) if m.span == "months" for p in _years(m, year, start))
    return next((p.ends for p in known if p.code == frame.cycle), date.fromisoformat(frame.on))


def _years(wanted: Method, year: int, start: int) -> Iterator[Period]:
    for one in (year - 1, year, year + 1):
        yield from periods(one, start, wanted.every, wanted.span)


def _checks(ws: Workspace, today: date) -> Iterator[Checked]:
    for check in recording.due(ws, today):
        signed = check.form is not None and check.draft is None
        yield Checked(
            on=date.fromisoformat(check.event.date),
            due=check.due,
            supervisor=check.event.supervisor,
            stage="submitted" if signed else "in_progress" if check.draft else "not_drawn",
            done_on=date.fromisoformat(check.form.at[:10]) if signed and check.form else None,
            digest=check.form.digest if signed and check.form else "",
        )


def bodies(ws: Workspace, kind: str, model: type[M]) -> Iterator[tuple[str, M]]:
    """What `ledger.bodies` gives, each with the digest of its entry."""
    for row in ledger.heads(ws, kind):
        if row.body is not None:
            yield row.digest, model.model_validate(canonical.loads(row.body, kind))


def _held(ws: Workspace) -> Iterator[Held]:
    for digest, one in bodies(ws, "occasion", schedule_entries.Occasion):
        yield Held(one.method, date.fromisoformat(one.on), one.period, one.unit, digest=digest)
    for digest, met in bodies(ws, "meeting", meeting_entries.Meeting):
        yield Held(met.method, date.fromisoformat(met.on), met.period, digest=digest)
    for digest, final in bodies(ws, "final", meeting_entries.Final):
        if final.method:
            yield Held(final.method, date.fromisoformat(final.on), final.period, digest=digest)
    yield from _sources(ws)
    for digest, extract in bodies(ws, "extract", schedule_entries.Extract):
        if extract.reviews:
            first = min(review.on for review in extract.reviews)
            yield Held(extract.method, date.fromisoformat(first), extract.period, digest=digest)
        else:  # the day does not count before somebody has reviewed it
            yield Held(extract.method, date.min, extract.period, stage="in_progress")
    rounds = [m for m in methods(ws.world.resources) if m.kind == "round"]
    start = setting(ws.world.resources, "rfp_start_month")
    for row in ledger.heads(ws, "feedback"):
        if row.body is None:
            continue
        day, cycle = date.fromisoformat(row.at[:10]), entries.Feedback.model_validate_json(row.body).cycle
        for each in rounds:
            years = (day.year - 1, day.year)
            named = any(p.code == cycle for y in years for p in periods(y, start, each.every, each.span))
            yield Held(each.code, day, cycle if named else "", digest=row.digest)


def _sources(ws: Workspace) -> Iterator[Held]:
    """Other sources, each once, in however many versions it stands."""
    noted: dict[str, Held] = {}
    for row in ledger.heads(ws, "source"):
        one = row.body and meeting_entries.OtherSource.model_validate_json(row.body)
        if one and not one.withdrawn:
            held = Held(SOURCES, date.fromisoformat(one.on), digest=row.digest)
            noted[row.doc] = min(noted.get(row.doc, held), held, key=lambda h: h.digest)
    yield from noted.values()
