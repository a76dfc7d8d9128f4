"""A draw as a practice lead puts it together: which cycle, whose cases, who may be given them; and how far it is given out."""

from __future__ import annotations

import re
import tomllib
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
from qa_desktop.periods import Period
from qa_desktop.schedule_glance import period_words
from qa_desktop.schedule_values import Method
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

KEPT = "draw.setup"  # setting: a draw being put together
DEEP = "Q04"  # the method whose periods are the cycles, and whose draws bear the code of their form
OWN_CYCLE = re.compile(r".*-(Q\d\d)$")  # a cycle of another method bears its code
MOST_EACH, MOST_IN_ALL = 20, 200


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
    method: str = ""  # of the schedule, where it is not the deep audit or its short form
    theme: str = ""
    in_all: int = 0  # cases; 0: as many as the method asks for


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


@dataclass(frozen=True, slots=True)
class Drawable:
    """Something whose cases are drawn. `code`: what the draw is made under; `forms`: what it may be filled in on."""

    code: str
    name: str
    forms: tuple[str, ...]
    in_all: int = 0  # cases; 0: some for each supervisor
    peer: bool = False
    theme: bool = False


def drawables(ws: Workspace) -> list[Drawable]:
    """The deep audit, its short form, and every other method of the schedule that draws."""
    found = []
    for one in schedule_facts.methods(ws.world.resources):
        if one.draw and one.code == DEEP:
            found += [Drawable(form, f"{one.name} ({form})", (form,)) for form in (one.draw.form, "RFP-S")]
        elif one.draw:
            forms = (one.draw.form, *(f for f in one.templates if f != one.draw.form))
            number = one.least if one.draw.in_all else 0
            found.append(Drawable(one.code, one.name, forms, number, one.peer, one.draw.theme))
    return found


def drawable(ws: Workspace, code: str) -> Drawable:
    """By its code; Q04 is the deep audit. Raises NotAllowed."""
    wanted = "RFP" if code == DEEP else code
    found = {one.code: one for one in drawables(ws)}
    if wanted not in found:
        raise NotAllowed(f"Cases are not drawn for “{code}”. They are for {', '.join(found)}.")
    return found[wanted]


def cycles(ws: Workspace, today: date, method: str = DEEP) -> list[Cycle]:
    """The cycles that were given out, and the periods of this year that are not over, soonest first.

    A method other than the deep audit has cycles of its own: several may fall into one month.
    """
    resources = ws.world.resources
    calendar = workdays.calendar(resources)
    own = "" if method == DEEP else method
    found = {}
    for plan in returns.plans(ws):
        if _method_of(plan.cycle) != own:
            continue
        due = max((line.due for line in plan.lines), default=plan.ends)
        found[plan.cycle] = Cycle(plan.cycle, plan.title, plan.starts, plan.ends, due, True)
    each = schedule_facts.method(resources, method)
    start = schedule_facts.setting(resources, "rfp_start_month")
    year = schedule_facts.year_of(resources, today)
    for period in periods.periods(year, start, each.every, each.span):
        if period.ends >= today:
            one = cycle_of(each, period, calendar)
            found.setdefault(one.code, one)
    for stored in draw_ledger.draws(ws):  # drawn, and not given out yet
        code = stored.draw.frame.cycle
        if _method_of(code) != own:
            continue
        found.setdefault(code, Cycle(code, code, stored.draw.frame.on, stored.draw.frame.on, ""))
    return sorted(found.values(), key=lambda one: (one.ends < today.isoformat(), one.starts, one.code))


def _method_of(cycle: str) -> str:
    """The method that a cycle bears the code of; "" for a cycle of deep audits, or one made by hand."""
    found = OWN_CYCLE.fullmatch(cycle)
    return found[1] if found else ""


def cycle_of(method: Method, period: Period, calendar: workdays.Calendar) -> Cycle:
    """A period of a method as the cycle that its work is given out in."""
    own = "" if method.code == DEEP else f"-{method.code}"
    words = period_words(period)
    return Cycle(
        f"{period.code}{own}",
        f"{method.name}, {words}" if own else words,
        period.starts.isoformat(),
        period.ends.isoformat(),
        calendar.on_or_before(period.ends).isoformat(),
    )


def rules(
    ws: Workspace,
    each: int = 1,
    reading: Reading | None = None,
    method: str = "RFP",
    in_all: int = 0,
    theme: str = "",
) -> Rules:
    """The service's own rules of a draw, and the method's. Raises NotAllowed for a number of cases that is too small
    or large, and where a theme is needed and none is given."""
    if not 1 <= each <= MOST_EACH:
        raise NotAllowed(f"Draw from 1 to {MOST_EACH} cases for each supervisor. Nothing was drawn.")
    kind = drawable(ws, method)
    if not 0 <= in_all <= MOST_IN_ALL:
        raise NotAllowed(f"Draw from 1 to {MOST_IN_ALL} cases. Nothing was drawn.")
    if kind.theme and len(theme.strip()) < 3:
        raise NotAllowed(f"{kind.name} have a theme. Nothing was drawn; choose one, then draw.")
    resources = ws.world.resources
    return Rules(
        per="team" if kind.in_all else "supervisor",
        in_all=(in_all or kind.in_all) if kind.in_all else 0,
        peer=kind.peer,
        theme=" ".join(theme.split()) if kind.theme else "",
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
    on, kind = today.isoformat(), drawable(ws, setup.method or setup.template.code)
    if setup.template.code not in kind.forms:
        raise NotAllowed(f"{kind.name} are filled in on {' or '.join(kind.forms)}, so nothing was drawn.")
    held = [
        c.model_copy(update={"excluded": setup.excluded[c.case]}) if c.case in setup.excluded else c
        for c in setup.cases
    ]
    chosen = draw_ledger.auditors(ws, setup.cycle, setup.auditors)
    if not chosen:
        raise NotAllowed("Nobody here may be given a case, so nothing was drawn. Admit auditors first.")
    made = rules(ws, setup.each, None, kind.code, setup.in_all, setup.theme)
    known = know(ws, kind, setup.cycle, held, on, made)
    supervisors = sorted({c.supervisor for c in setup.cases})
    frame = draw_frame.frame(setup.cycle, kind.code, on, made, supervisors, known, chosen)
    return draw_ledger.make(ws, frame, setup.template, setup.seed, setup.reason)


def know(
    ws: Workspace, kind: Drawable, cycle: str, cases: Sequence[Case], on: str, made: Rules
) -> list[Case]:
    """As `draw_ledger.know`, by what counts as an audit of this kind."""
    forms = () if len(kind.forms) == 1 and kind.code == kind.forms[0] else kind.forms
    return draw_ledger.know(ws, kind.code, cycle, cases, on, made.repeat_gap_months, forms)


def themes(ws: Workspace) -> list[str]:
    """The names of the shared list of themes."""
    held = tomllib.loads((ws.world.resources / "themes.toml").read_text("utf-8"))
    return [one["name"] for one in held["theme"]]


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
