"""A draw as a practice lead puts it together: which cycle, whose cases, who may be given them; and how far it is given out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from qa_desktop import (
    canonical,
    draw_frame,
    draw_ledger,
    entries,
    ledger,
    periods,
    returns,
    schedule_facts,
    workdays,
)
from qa_desktop.draw_frame import Case, Draw, Reading, Rules, Seed
from qa_desktop.errors import NotAllowed
from qa_desktop.schedule_glance import period_words
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

KEPT = "draw.setup"  # setting: a draw being put together
DEEP = "Q04"  # the method whose periods are the cycles
MOST_EACH = 20


@dataclass(frozen=True, slots=True)
class Cycle:
    """A cycle that may be drawn for. `is_out`: cases of it were given out before."""

    code: str
    title: str
    starts: str  # ISO dates
    ends: str
    due: str
    is_out: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that is chosen before a draw. `excluded`: case -> why it must not be drawn, beyond the list's own."""

    cycle: str
    template: Template
    cases: Sequence[Case]
    excluded: Mapping[str, str]
    auditors: Sequence[str]  # staff codes; none: all who are admitted and may audit
    seed: str
    each: int = 1
    reason: str = ""  # why it is drawn again


@dataclass(frozen=True, slots=True)
class Begun:
    """A draw being put together: the list as it was read, by whose words who is left out, and the seed."""

    name: str  # of the file
    cases: tuple[Case, ...]
    excluded: Mapping[str, str]
    seed: str


def keep(ws: Workspace, begun: Begun | None, today: date) -> None:
    """Keep it for the day, so that leaving the screen loses nothing; None forgets it."""
    held = None
    if begun is not None:
        cases = [case.model_dump(mode="json", exclude_defaults=True) for case in begun.cases]
        said = {"name": begun.name, "cases": cases, "excluded": dict(begun.excluded), "seed": begun.seed}
        held = canonical.dumps(said | {"on": today.isoformat()})
    with ws.write():
        ws.keep(KEPT, held)


def kept(ws: Workspace, today: date) -> Begun | None:
    """What was kept today. A list of another day is out of date, and not offered again."""
    held = ws.store.setting(KEPT)
    said = canonical.loads(held, "the draw being put together") if held is not None else {}
    if said.get("on") != today.isoformat():
        return None
    cases = tuple(Case.model_validate(case) for case in said["cases"])
    return Begun(said["name"], cases, said["excluded"], said["seed"])


def cycles(ws: Workspace, today: date) -> list[Cycle]:
    """The cycles that were given out, and the periods of this year that are not over, soonest first."""
    resources = ws.world.resources
    calendar = workdays.calendar(resources)
    found = {}
    for plan in returns.plans(ws):
        due = max((line.due for line in plan.lines), default=plan.ends)
        found[plan.cycle] = Cycle(plan.cycle, plan.title, plan.starts, plan.ends, due, True)
    method = schedule_facts.method(resources, DEEP)
    start = schedule_facts.setting(resources, "rfp_start_month")
    year = schedule_facts.year_of(resources, today)
    for period in periods.periods(year, start, method.every, method.span):
        if period.ends >= today:
            due = calendar.on_or_before(period.ends).isoformat()
            one = Cycle(
                period.code, period_words(period), period.starts.isoformat(), period.ends.isoformat(), due
            )
            found.setdefault(period.code, one)
    for stored in draw_ledger.draws(ws):  # drawn, and not given out yet
        code = stored.draw.frame.cycle
        found.setdefault(code, Cycle(code, code, stored.draw.frame.on, stored.draw.frame.on, ""))
    return sorted(found.values(), key=lambda one: (one.ends < today.isoformat(), one.starts, one.code))


def rules(ws: Workspace, each: int = 1, reading: Reading | None = None) -> Rules:
    """The service's own rules of a draw. Raises NotAllowed for a number of cases that is not from 1 to 20."""
    if not 1 <= each <= MOST_EACH:
        raise NotAllowed(f"Draw from 1 to {MOST_EACH} cases for each supervisor. Nothing was drawn.")
    resources = ws.world.resources
    return Rules(
        reading=reading or schedule_facts.settings(ws, 2026).reading,
        each=each,
        repeat_gap_months=schedule_facts.setting(resources, "audit_repeat_gap_months"),
        min_weeks_open=schedule_facts.setting(resources, "min_weeks_open"),
        closed_within_months=schedule_facts.setting(resources, "closed_within_months"),
    )


def seed_problem(seed: str) -> str:
    """What is wrong with a seed somebody typed; "" where nothing is."""
    try:
        TypeAdapter(Seed).validate_python(seed)
    except ValidationError:
        return "A seed is 1 to 40 letters, digits, dots, dashes or underlines, and begins with a letter or digit."
    return ""


def make(ws: Workspace, setup: Setup, today: date) -> draw_ledger.Stored:
    """Draw and seal. Raises NotAllowed where the seed, the cases or the auditors do not let it be drawn."""
    if wrong := seed_problem(setup.seed):
        raise NotAllowed(f"{wrong} Nothing was drawn.")
    if not setup.cases:
        raise NotAllowed("There are no cases on the list, so nothing was drawn. Take the list of open cases.")
    on, method = today.isoformat(), setup.template.code
    held = [
        c.model_copy(update={"excluded": setup.excluded[c.case]}) if c.case in setup.excluded else c
        for c in setup.cases
    ]
    chosen = draw_ledger.auditors(ws, setup.cycle, setup.auditors)
    if not chosen:
        raise NotAllowed("Nobody here may be given a case, so nothing was drawn. Admit auditors first.")
    made = rules(ws, setup.each)
    known = draw_ledger.know(ws, method, setup.cycle, held, on, made.repeat_gap_months)
    supervisors = sorted({c.supervisor for c in setup.cases})
    frame = draw_frame.frame(setup.cycle, method, on, made, supervisors, known, chosen)
    return draw_ledger.make(ws, frame, setup.template, setup.seed, setup.reason)


def given(ws: Workspace, made: Draw) -> int:
    """How many of the drawn cases are out with the auditor they were drawn for."""
    out = {
        (a.id, one.auditor)
        for one in ledger.bodies(ws, "cycle", entries.Cycle)
        for a in one.allocations
        if one.cycle == made.frame.cycle
    }
    return sum(
        (draw_ledger.allocation_id(made.frame.cycle, made.frame.method, one.case), one.auditor) in out
        for one in made.drawn
    )


def named(cycle: Cycle, title: str, starts: str, ends: str, due: str) -> Cycle:
    """The cycle as it is given out. Raises BadPlan, naming the field, where a day is no day or they are out of order."""
    days = {"starts": returns.day_of(starts), "ends": returns.day_of(ends), "due": returns.day_of(due)}
    if not title.strip():
        raise returns.BadPlan("title", "Give the cycle a name.")
    for field, day in days.items():
        if day is None:
            raise returns.BadPlan(field, "Give the day, month and year, such as 20 Nov 2026.")
    first, last, by = (days[name] or "" for name in ("starts", "ends", "due"))
    if last < first:
        raise returns.BadPlan("ends", "The last day is before the first day.")
    if by < first:
        raise returns.BadPlan("due", "The audits would be due before the first day.")
    return replace(cycle, title=" ".join(title.split()), starts=first, ends=last, due=by)
