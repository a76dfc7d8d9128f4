"""Givings in the ledger: put together, shown before anything is kept, sealed with what each person owes by them, changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from db.store import EntryRow
from qa_desktop import (
    canonical,
    counting,
    draw_ledger,
    draw_plan,
    entries,
    families,
    forms,
    giving,
    giving_frame,
    giving_pieces,
    ledger,
    packs,
    periods,
    returns,
    roles,
    schedule_facts,
    workdays,
)
from qa_desktop.draw_plan import Cycle
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.giving_frame import Change, Giving, Piece
from qa_desktop.periods import Period
from qa_desktop.schedule_values import Method
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

KIND = "giving"
LIST_ONLY = "draw_list"  # scope of a role that draws and gives nothing out
KEPT = "give.setup"  # setting: what is being given out


@dataclass(frozen=True, slots=True)
class Asked:
    """What is chosen before anything is given out. Nothing chosen: the schedule's own people, day and agencies."""

    method: str
    period: str
    seed: str
    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    due: str = ""  # ISO date
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """What would be given to whom. Nothing is kept until `save`."""

    made: Giving
    cycle: Cycle
    template: Template
    method: Method

    @property
    def fresh(self) -> tuple[giving_frame.Given, ...]:
        """What somebody would get who does not have it now."""
        kept = {piece.id: piece.kept for piece in self.made.frame.pieces}
        return tuple(one for one in self.made.given if kept[one.piece] != one.to)


@dataclass(frozen=True, slots=True)
class Stored:
    """A giving as it stands in the ledger. `earlier`: versions it replaces."""

    digest: str
    made: Giving
    earlier: tuple[str, ...]


def template_of(ws: Workspace, code: str) -> Template:
    """The form that work is given out with: the one the service offers, else the one that ships with the program."""
    found = [one for one in forms.template_choices(ws).values() if one.code == code]
    if not found:
        raise NotKnown(f"There is no template “{code}”, so nothing can be given out with it.")
    return found[-1]


def periods_of(ws: Workspace, method: Method, today: date) -> list[Period]:
    """The periods of this quality assurance year, the one that is running first, then what is to come, then the past."""
    resources = ws.world.resources
    start = schedule_facts.setting(resources, "rfp_start_month")
    year = schedule_facts.year_of(resources, today)
    found = periods.periods(year, start, method.every, method.span)
    return sorted(found, key=lambda p: (p.ends < today, abs((p.ends - today).days)))


def current(ws: Workspace, method: str, today: date) -> str:
    """The code of the period that is running."""
    return periods_of(ws, giving_pieces.method_of(ws, method)[0], today)[0].code


def prepare(ws: Workspace, asked: Asked, today: date) -> Proposed:
    """What this would give to whom. Raises NotAllowed where the list has not come, or a choice cannot be made."""
    _may_give(ws)
    if wrong := draw_plan.seed_problem(asked.seed):
        raise NotAllowed(f"{wrong} Nothing was given out.")
    method, rule = giving_pieces.method_of(ws, asked.method)
    period = schedule_facts.period(ws.world.resources, method, asked.period)
    cycle = draw_plan.cycle_of(method, period, workdays.calendar(ws.world.resources))
    if asked.due:
        cycle = replace(cycle, due=_due(asked.due, period))
    template = template_of(ws, rule.form)
    may = giving_pieces.able(ws, template, method)
    owed = giving_pieces.owed(ws, method, period, template, today, may, _agencies(asked, template))
    frame = giving_frame.frame(
        cycle.code,
        method.code,
        today.isoformat(),
        cycle.due,
        _still_out(ws, cycle.code, owed.pieces),
        giving_pieces.persons(ws, asked.people, may),
        dict(owed.turns),
    )
    return Proposed(giving.give(frame, asked.seed, asked.changes), cycle, template, method)


def _still_out(ws: Workspace, cycle: str, pieces: Sequence[Piece]) -> list[Piece]:
    """What was taken out by hand before stays out until somebody gives it by hand."""
    stand = [stored.made for stored in givings(ws) if stored.made.frame.cycle == cycle]
    out = {one.piece for made in stand for one in made.not_given if one.why == "taken_out"}
    return [
        p.model_copy(update={"why_not": "taken_out"}) if p.id in out and not (p.kept or p.why_not) else p
        for p in pieces
    ]


def _due(day: str, period: Period) -> str:
    found = returns.day_of(day)
    if found is None or not period.starts.isoformat() <= found <= period.ends.isoformat():
        raise NotAllowed(
            f"“{day}” is not a day from {period.starts} to {period.ends}, and only work that is due then counts in "
            "that period. Nothing was given out."
        )
    return found


def _agencies(asked: Asked, template: Template) -> Sequence[str]:
    every = giving_pieces.agencies(template)
    if strange := sorted(set(asked.agencies) - set(every)):
        raise NotAllowed(
            f"“{strange[0]}” is no agency that a return can come from. They are {', '.join(every)}."
        )
    return [code for code in every if code in asked.agencies or not asked.agencies]


def save(ws: Workspace, proposed: Proposed) -> Stored:
    """Seal who does what, and what each of them owes by it: all or nothing. What they owe otherwise stays.

    Raises NotAllowed where nothing in it is new.
    """
    _may_give(ws)
    made = proposed.made
    if not proposed.fresh and not made.changes:
        raise NotAllowed("There is nothing new to give out, so nothing was kept.")
    with ws.write():
        ledger.need_template(ws, proposed.template)
        before = ledger.heads(ws, KIND, doc_of(made))
        replaces = tuple(row.digest for row in before)
        digest = ws.seal(KIND, doc_of(made), made.model_dump(mode="json", exclude_defaults=True), replaces)
        _allocate(ws, made, proposed.cycle, proposed.template)
    return Stored(digest, made, replaces)


def change(ws: Workspace, digest: str, one: Change) -> Stored:
    """A new version of a giving with one change more, and the work moved. Raises NotAllowed once it is signed."""
    _may_give(ws)
    made = standing(ws, digest).made
    one = one.model_copy(update={"piece": _named(ws, made, one.piece)})
    work = giving_pieces.allocation_id(made.frame.method, one.piece)
    if any(form.body.allocation == work for form in ledger.forms(ws)):
        raise NotAllowed(f"{one.piece} is signed already, so it was not changed.")
    again = giving.give(made.frame, made.seed, (*made.changes, one))
    method, rule = giving_pieces.method_of(ws, made.frame.method)
    cycle = _cycle_of(ws, method, made)
    return save(ws, Proposed(again, cycle, template_of(ws, rule.form), method))


def _named(ws: Workspace, made: Giving, said: str) -> str:
    """A piece by its name, or by the family's number or code where only one piece is about it."""
    names = {piece.id for piece in made.frame.pieces}
    if said in names:
        return said
    code = families.code(ws, said)
    found = [piece.id for piece in made.frame.pieces if code in (piece.facts.get("case"), piece.id)]
    return found[0] if len(found) == 1 else said


def _cycle_of(ws: Workspace, method: Method, made: Giving) -> Cycle:
    code = made.frame.cycle.removesuffix(f"-{method.code}")
    period = schedule_facts.period(ws.world.resources, method, code)
    cycle = draw_plan.cycle_of(method, period, workdays.calendar(ws.world.resources))
    return replace(cycle, due=made.frame.due)


def doc_of(made: Giving) -> str:
    return f"giving-{hashlib.sha256(made.frame.cycle.encode()).hexdigest()[:24]}"


def may_give(ws: Workspace, role: str | None = None) -> bool:
    """Whether a role, or the person whose profile it is, gives work out: who may only draw the list does not."""
    scope = roles.scope(ws.world.resources, role or ws.me.role, counting.AUTHORITY[KIND])
    return scope != LIST_ONLY and roles.may(ws.world.resources, role or ws.me.role, counting.AUTHORITY[KIND])


def who_may(ws: Workspace) -> str:
    """Who gives work out, as it stands in a sentence."""
    return roles.one_of([one.name for one in roles.roles(ws.world.resources) if may_give(ws, one.code)])


def _may_give(ws: Workspace) -> None:
    if not may_give(ws):
        raise NotAllowed(f"Only a {who_may(ws)} gives out work. Nothing was given out; ask one of them.")


def _allocate(ws: Workspace, made: Giving, cycle: Cycle, template: Template) -> None:
    pieces = {piece.id: piece for piece in made.frame.pieces}
    parts = {c.auditor: c for c in returns.cycles(ws) if c.cycle == cycle.code}
    ours = {
        giving_pieces.allocation_id(made.frame.method, piece.id)
        for piece in pieces.values()
        if piece.why_not != "answered"
    }
    work: dict[str, list[entries.Allocation]] = {code: [] for code in parts}
    for one in made.given:
        work.setdefault(one.to, []).append(_allocation(made, pieces[one.piece], template, parts))
    for code, mine in sorted(work.items()):
        before = parts.get(code)
        kept = tuple(a for a in before.allocations if a.id not in ours) if before else ()
        fresh = entries.Cycle(
            cycle=cycle.code,
            title=cycle.title,
            service=next((a.facts["service"] for a in mine if "service" in a.facts), ""),
            starts=cycle.starts,
            ends=cycle.ends,
            auditor=code,
            allocations=(),
        )
        whole = (before or fresh).model_copy(update={"allocations": (*kept, *mine)})
        if before is None or _by_id(before) != _by_id(whole):
            packs.allocate(ws, whole)


def _by_id(cycle: entries.Cycle) -> dict[str, entries.Allocation]:
    return {one.id: one for one in cycle.allocations}


def _allocation(
    made: Giving, piece: Piece, template: Template, parts: dict[str, entries.Cycle]
) -> entries.Allocation:
    """As it was given before, where it was: somebody may have begun it, with that form and that day."""
    name = giving_pieces.allocation_id(made.frame.method, piece.id)
    before = parts.get(piece.kept or "")
    for one in before.allocations if before else ():
        if one.id == name:
            return one
    return entries.Allocation(
        id=name,
        template=template.digest,
        due=made.frame.due,
        facts=piece.facts | {"cycle": made.frame.cycle},
        minutes=template.minutes,
    )


def givings(ws: Workspace) -> list[Stored]:
    """Those that stand, by cycle. Two for one cycle: both were sealed apart, and show."""
    found = [_stored(row) for row in ledger.heads(ws, KIND) if row.body is not None]
    return sorted(found, key=lambda s: (s.made.frame.cycle, s.digest))


def find(ws: Workspace, name: str) -> Stored:
    """By its digest, or the start of one; an earlier version's too, to look back. Raises NotAllowed."""
    rows = [r for r in ws.store.entries(KIND) if len(name) >= 8 and r.digest.startswith(name)]
    if len(rows) != 1 or rows[0].body is None:
        raise NotKnown(f"There is no list of work given out “{name}” here. See `give list`.")
    return _stored(rows[0])


def standing(ws: Workspace, name: str) -> Stored:
    """As `find`, but only one that stands."""
    found = find(ws, name)
    if found.digest not in {row.digest for row in ledger.heads(ws, KIND)}:
        raise NotAllowed(
            f"{found.digest[:16]} has been changed since, so nothing was done with it. See `give list` for the one "
            "that stands."
        )
    return found


def _stored(row: EntryRow) -> Stored:
    assert row.body is not None
    made = Giving.model_validate(canonical.loads(row.body, "The list of work given out"))
    return Stored(row.digest, made, row.replaces)


def keep(ws: Workspace, asked: Asked | None, today: date) -> None:
    """Keep what is being put together for the day, so that leaving the screen loses nothing; None forgets it."""
    held = None
    if asked is not None:
        changes = [one.model_dump(mode="json") for one in asked.changes]
        held = canonical.dumps(asdict(asked) | {"changes": changes, "on": today.isoformat()})
    with ws.write():
        ws.keep(KEPT, held)


def kept(ws: Workspace, today: date) -> Asked | None:
    """What was being put together today."""
    held = ws.store.setting(KEPT)
    said = canonical.loads(held, "the work being given out") if held is not None else {}
    if said.pop("on", "") != today.isoformat():
        return None
    lists = {name: tuple(said[name]) for name in ("people", "agencies")}
    changes = tuple(Change.model_validate(one) for one in said["changes"])
    return Asked(**said | lists | {"changes": changes})


def new_seed(ws: Workspace) -> str:
    return draw_ledger.new_seed(ws)


def why_words(piece: Piece, why: giving_frame.Why) -> str:
    """Why nobody gets it, in words."""
    if why == "nobody_may" and piece.only_for == ():
        return "Nobody of this agency has been admitted"
    return giving_frame.WORDS[why]


def words(
    piece: Piece,
    numbers: families.Numbers,
    names: Mapping[str, str],
    agencies: Mapping[str, str] | None = None,
) -> str:
    """What one piece is about, as a person says it. `agencies`: their names by code."""
    facts, agency = piece.facts, piece.facts.get("agency", "")
    case = numbers.shown(facts["case"]) if "case" in facts else ""
    said = [
        case,
        DIRECTIONS.get(facts.get("direction", ""), ""),
        (agencies or {}).get(agency, agency.replace("_", " ")),
    ]
    if not case:
        who = facts.get("supervisor") or next(iter(piece.only_for or ()), "")
        said = [names.get(who, who)]
    return ", ".join(one for one in said if one) or piece.id


DIRECTIONS = {"up": "step up", "down": "step down", "return": "returned"}


def loads(made: Giving) -> dict[str, tuple[int, int]]:
    """For each person what they owe without this, and what this gives them."""
    given: dict[str, int] = {person.code: 0 for person in made.frame.people}
    kept: dict[str, int] = {}
    for one in made.given:
        given[one.to] = given.get(one.to, 0) + 1
    for piece in made.frame.pieces:
        if piece.kept:
            kept[piece.kept] = kept.get(piece.kept, 0) + 1
    has = {person.code: person.has for person in made.frame.people}
    return {code: (max(has.get(code, 0) - kept.get(code, 0), 0), n) for code, n in sorted(given.items())}
