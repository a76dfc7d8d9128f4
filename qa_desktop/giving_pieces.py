"""What of each method is to be given out: moves of a list, supervisors, supervisors in turn, agencies' returns.

Everything here is read from the ledger and from `resources/schedule.toml`; `giving` decides who does what.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from qa_desktop import (
    draw_ledger,
    draw_plan,
    ledger,
    people,
    periods,
    returns,
    roles,
    schedule_facts,
    schedule_owed,
)
from qa_desktop.draw_frame import Auditor, Case
from qa_desktop.errors import NotAllowed
from qa_desktop.event_lists import same_case
from qa_desktop.giving_frame import Piece
from qa_desktop.giving_known import Known, about_families
from qa_desktop.periods import Period
from qa_desktop.schedule_entries import Census, Move
from qa_desktop.schedule_values import Facts, Giving, Method, Moved, Settings
from qa_desktop.templates import Part, Question, Template
from qa_desktop.workspace import Workspace

OUTSIDE = "own_agency"  # scope of a role that does its own agency's part only
ALL = "all"  # those who take turns where no service is known
ONLY_AS_PEER = "peer"  # scope of a role that does it when asked to, not as a matter of course


@dataclass(frozen=True, slots=True)
class Owed:
    """What one method owes in one period, ready to be shared. `turns`: how many of those that go round."""

    pieces: tuple[Piece, ...]
    turns: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Told:
    """What all kinds of work need to know, read once."""

    ws: Workspace
    method: Method
    period: Period
    template: Template
    settings: Settings
    facts: Facts
    able: Collection[str]
    given: Mapping[str, str]  # piece of work -> who has it
    signed: Collection[str]  # pieces of work
    agencies: Collection[str]
    families: Mapping[str, Known]

    def known_as(self, piece: str) -> str:
        return allocation_id(self.method.code, piece)

    def kept(self, piece: str) -> str | None:
        return self.given.get(self.known_as(piece))

    def is_signed(self, piece: str) -> bool:
        return self.known_as(piece) in self.signed


def allocation_id(method: str, piece: str) -> str:
    """The name of a piece of work: the same however often it is given out, so that it is never owed twice."""
    return draw_ledger.allocation_id("given", method, piece)


def method_of(ws: Workspace, code: str) -> tuple[Method, Giving]:
    """A method that is given out without a draw. Raises NotAllowed, naming those that are."""
    every = schedule_facts.methods(ws.world.resources)
    found = next((m for m in every if m.code == code), None)
    if found is None or found.give is None:
        those = ", ".join(m.code for m in every if m.give)
        raise NotAllowed(f"The work of {code} is not given out from a list. That of {those} is.")
    return found, found.give


def able(ws: Workspace, template: Template, method: Method) -> dict[str, bool]:
    """Who may be given this, by staff code, and whether they are by rule: the schedule says that their role does it.

    Only people who have been admitted: nobody else can open a pack. A role that does this only as a peer, or only
    for its own agency, may be chosen.
    """
    found = {}
    for code, person in sorted(people.persons(ws).items()):
        scope = roles.scope(ws.world.resources, person.role, template.capability or "")
        if person.age and roles.may(ws.world.resources, person.role, template.capability or ""):
            found[code] = scope == OUTSIDE or (
                scope != ONLY_AS_PEER and (not method.undertaken_by or person.role in method.undertaken_by)
            )
    if found and not any(found.values()):
        return dict.fromkeys(found, True)
    return found


def persons(ws: Workspace, codes: Iterable[str], may: Mapping[str, bool]) -> list[Auditor]:
    """People for a frame, with all the work they owe now. Raises NotAllowed for one who may not do it."""
    wanted = sorted(set(codes)) or [code for code, usual in may.items() if usual]
    if strange := sorted(set(wanted) - set(may)):
        raise NotAllowed(
            f"{strange[0]} is not on the list of staff as somebody who may do this and has been admitted, so nothing "
            "was given out. See `people list`."
        )
    done = {form.body.allocation for form in ledger.forms(ws)}
    owed = {code: sum(one.id not in done for one in own) for code, own in sorted(returns.owed_by(ws).items())}
    roster = people.everyone(ws)
    return [Auditor(code=c, team=roster[c].team, has=min(owed.get(c, 0), 1000)) for c in wanted]


def owed(
    ws: Workspace,
    method: Method,
    period: Period,
    template: Template,
    today: date,
    able_: Collection[str],
    agencies: Collection[str] = (),
) -> Owed:
    """Everything that the method owes in the period, given or not. Raises NotAllowed where its list has not come."""
    assert method.give is not None
    year = schedule_facts.year_of(ws.world.resources, period.starts)
    told = _Told(
        ws,
        method,
        period,
        template,
        schedule_facts.settings(ws, year),
        schedule_facts.facts(ws, today),
        able_,
        {a.id: c.auditor for c in returns.cycles(ws) for a in c.allocations},
        {form.body.allocation or "" for form in ledger.forms(ws)},
        agencies,
        about_families(ws),
    )
    kinds: dict[str, Callable[[_Told], Owed]] = {
        "moves": _moves,
        "supervisors": _supervisors,
        "in_turn": _in_turn,
        "agencies": _agencies,
    }
    return kinds[method.give.what](told)


# Moves


def _moves(told: _Told) -> Owed:
    """An audit of every move on the list of the month before, but those that have one from elsewhere."""
    month = periods.before(told.period) if told.method.previous else told.period
    lists = [c for c in ledger.bodies(told.ws, "census", Census) if c.month == month.code]
    come = {direction for one in lists for direction in one.directions}
    if not set(told.method.directions) <= come:
        raise NotAllowed(
            f"The list of {month.code} for {told.method.name} has not come yet, so nothing can be given out. "
            "Take the list under Schedule, then give it out."
        )
    moves = {
        (same_case(m.case), m.direction, m.on): m
        for one in lists
        for m in one.moves
        if m.direction in told.method.directions
    }
    found = {_move_id(m): m for m in moves.values()}
    elsewhere = _answered_elsewhere(told, found)
    return Owed(tuple(_move(told, name, m, name in elsewhere) for name, m in sorted(found.items())))


def _move_id(move: Move) -> str:
    return f"{same_case(move.case)} {move.direction} {move.on}"


def _answered_elsewhere(told: _Told, found: Mapping[str, Move]) -> set[str]:
    """Moves that somebody audits who was not asked to from here."""
    ours = {told.known_as(name) for name in found}
    free = {
        Moved(same_case(m.case), date.fromisoformat(m.on), m.direction, m.service): name
        for name, m in found.items()
        if told.kept(name) is None
    }
    rest = tuple(w for w in told.facts.work if w.allocation not in ours)
    return {free[moved] for moved in schedule_owed.match(Facts(work=rest, moves=tuple(free)))}


def _move(told: _Told, name: str, move: Move, is_answered: bool) -> Piece:
    known = told.families.get(same_case(move.case), Known())
    worker, supervisor = move.worker or known.worker, move.supervisor or known.supervisor
    near = {worker, supervisor, *known.everybody} - {""}
    facts = {
        "case": move.case,
        "service": move.service or known.service,
        "team": move.team or known.team,
        "worker": worker,
        "supervisor": supervisor,
        "direction": move.direction,
        **({"returned": move.on} if move.direction == "return" else {}),
    }
    done = is_answered or told.is_signed(name)
    return Piece(
        id=name,
        form=told.template.digest,
        facts={fact: value for fact, value in facts.items() if value},
        team=move.team or known.team,
        not_for=tuple(sorted(near)),
        kept=None if done else told.kept(name),
        why_not="answered" if done else None if near else "nobody_known",
    )


# Supervisors


def _supervisors(told: _Told) -> Owed:
    """One for each supervisor who lacks one in this period, by the service's reading of “per supervisor”."""
    return Owed(
        tuple(
            piece
            for supervisor in told.settings.supervisors
            for number in range(1, told.method.least + 1)
            for piece in (_one_of(told, supervisor, number),)
        )
    )


def _one_of(told: _Told, supervisor: str, number: int) -> Piece:
    piece = _about(told, supervisor, f"{supervisor} {told.period.code}{f' {number}' if number > 1 else ''}")
    own = told.known_as(piece.id)
    reading = told.settings.reading
    counted = schedule_owed.counting(told.facts, told.method, told.period, supervisor, reading)
    others = sum(work.allocation != own for work in counted)
    if told.is_signed(piece.id) or (piece.kept is None and others >= number):
        piece = piece.model_copy(update={"why_not": "answered", "kept": None})
    if reading == "auditor":  # one done by each of them, of whom they choose
        return piece.model_copy(update={"facts": {}, "team": "", "not_for": (), "only_for": (supervisor,)})
    return piece


def _about(told: _Told, supervisor: str, name: str) -> Piece:
    person = people.everyone(told.ws).get(supervisor)
    team, service = person.team if person else "", _service_of(told.families, supervisor)
    facts = {"supervisor": supervisor, "team": team, "service": service}
    return Piece(
        id=name,
        form=told.template.digest,
        facts={fact: value for fact, value in facts.items() if value},
        team=team,
        not_for=(supervisor,),
        kept=told.kept(name),
    )


def _service_of(families: Mapping[str, Known], supervisor: str) -> str:
    """The service whose families they manage: the one that is named most, and of equals the first."""
    named: dict[str, int] = {}
    for known in families.values():
        if known.supervisor == supervisor and known.service:
            named[known.service] = named.get(known.service, 0) + 1
    return min(named, key=lambda one: (-named[one], one), default="")


def _in_turn(told: _Told) -> Owed:
    """In each service as many as the method owes, of the supervisors who have waited longest."""
    units = told.settings.services or ("",)
    pieces, turns = [], {}
    last = _last_done(told)
    for supervisor in told.settings.supervisors:
        piece = _about(told, supervisor, f"{supervisor} {told.period.code}")
        service = piece.facts.get("service", "")
        done = told.is_signed(piece.id)
        pieces.append(
            piece.model_copy(
                update={
                    "turn": (service if service in units else units[0]) or ALL,
                    "last": last.get(supervisor),
                    "kept": None if done else piece.kept,
                    "why_not": "answered" if done else None,
                }
            )
        )
    open_ = {told.known_as(p.id) for p in pieces if p.why_not is None}
    for unit in units:
        counted = schedule_owed.counting(told.facts, told.method, told.period, unit, told.settings.reading)
        turns[unit or ALL] = max(told.method.least - sum(w.allocation not in open_ for w in counted), 0)
    return Owed(tuple(pieces), turns)


def _last_done(told: _Told) -> dict[str, str]:
    """When each supervisor was last audited in this way."""
    found: dict[str, str] = {}
    for work in told.facts.work:
        if work.template in told.method.templates and work.done_on and work.supervisor:
            found[work.supervisor] = max(found.get(work.supervisor, ""), work.done_on.isoformat())
    return found


# Agencies


def _agencies(told: _Told) -> Owed:
    """Of each family that was drawn for the panel, one return from each agency."""
    cycle = draw_plan.cycle_of(told.method, told.period, told.settings.calendar).code
    drawn = [s.draw for s in draw_ledger.draws(told.ws) if s.draw.frame.method == told.method.code]
    here = [made for made in drawn if made.frame.cycle in (cycle, told.period.code)]
    if not here:
        raise NotAllowed(
            f"No families were drawn for {told.method.name} in {told.period.code} yet. Draw them, then ask the "
            "agencies for their returns."
        )
    cases = {c.case: c for made in here for c in made.frame.cases}
    return Owed(
        tuple(
            _return(told, agency, cases[one.case])
            for made in here
            for one in made.drawn
            for agency in told.agencies
        )
    )


def agencies(template: Template) -> dict[str, str]:
    """The agencies that a return can come from: code -> name."""
    asked: list[Question | Part] = [*template.questions, *(p for q in template.questions for p in q.part)]
    found = (one.choices for one in asked if one.fact == "agency")
    return {choice.code: choice.label for choice in next(found, ())}


def _return(told: _Told, agency: str, case: Case) -> Piece:
    assert told.method.give is not None
    name = f"{case.case} {agency} {told.period.code}"
    is_own = agency == told.method.give.own_agency
    done = told.is_signed(name)
    return Piece(
        id=name,
        form=told.template.digest,
        facts={"case": case.case, "agency": agency},
        team=case.team if is_own else "",
        not_for=tuple(sorted({case.worker, case.supervisor, *case.known_to} - {""})),
        only_for=tuple(sorted(_of_agency(told, agency, is_own))),
        kept=None if done else told.kept(name),
        why_not="answered" if done else None,
    )


def _of_agency(told: _Told, agency: str, is_own: bool) -> Iterator[str]:
    """Staff of the service for its own return; for another agency's its own people, who stand under its name as team."""
    names = {agency.casefold(), agencies(told.template).get(agency, agency).casefold()}
    roster = people.everyone(told.ws)
    for code in told.able:
        scope = roles.scope(told.ws.world.resources, roster[code].role, told.template.capability or "")
        if is_own if scope != OUTSIDE else roster[code].team.casefold() in names:
            yield code
