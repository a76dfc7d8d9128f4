"""What one person has to do: allocations and drafts, sorted by when they are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from qa_desktop import (
    backups,
    carry,
    entries,
    families,
    forms,
    ledger,
    moderation_blind,
    packs,
    people,
    recording,
    slips,
    walk,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

State = Literal["not_started", "in_progress", "signed"]
ICONS = {
    "OBS": "eye",
    "REC": "file-check",
}  # by the start of a template's code; everything else is a clipboard


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. `doc` is set once it is begun, `digest` once it is signed."""

    kind: str  # template code
    title: str
    who: str
    due: date | None
    days_late: int
    state: State
    progress: tuple[int, int] | None
    minutes: tuple[int, int]
    allocation: str | None = None
    doc: str | None = None
    digest: str | None = None
    template: str = ""
    case: str = ""
    slip: str | None = None  # digest of what asks for this person's part of somebody's form
    blind: str | None = None  # digest of the blind copy that asks for a second judgement
    amends: bool = False  # a new version of what is signed: that one counts until this is signed too
    move: str | None = None  # digest of a newer version of the form that its draft may move to (`carry.move`)

    @property
    def icon(self) -> str:
        if self.blind:
            return "scale"
        return next((icon for start, icon in ICONS.items() if self.kind.startswith(start)), "clipboard-check")


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of one method is done in this cycle."""

    name: str
    done: int
    total: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Home, as data."""

    overdue: tuple[Task, ...]
    this_week: tuple[Task, ...]
    later: tuple[Task, ...]
    quotas: tuple[Quota, ...]
    ready: tuple[str, ...]  # titles of signed work that has not gone back
    service: str
    cycle: str
    last_backup: datetime | None


def board(ws: Workspace, today: date) -> Board:
    """Everything this person has to do, grouped as Home shows it."""
    found = tasks(ws, today)
    to_do = [t for t in found if t.state != "signed"]
    week = today + timedelta(days=7)
    cycles = _mine(ws)
    return Board(
        overdue=tuple(t for t in to_do if t.days_late > 0),
        this_week=tuple(t for t in to_do if t.due and not t.days_late and t.due <= week),
        later=tuple(t for t in to_do if not t.days_late and (t.due is None or t.due > week)),
        quotas=_quotas(found, {a.id for c in cycles[:1] for a in c.allocations}),
        ready=tuple(_titles(ws)),
        service=cycles[0].service if cycles else ws.me.team or ws.me.organisation,
        cycle=cycles[0].title if cycles else "",
        last_backup=backups.last(ws.world.data_dir),
    )


def _mine(ws: Workspace) -> list[entries.Cycle]:
    """My cycles, newest first."""
    found = [c for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.auditor == ws.me.code]
    return sorted(found, key=lambda c: c.starts, reverse=True)


def _names(ws: Workspace) -> dict[str, str]:
    """What codes are called here: staff by name, families by number where it is known."""
    return dict(families.numbers(ws).by_code) | {code: p.name for code, p in people.everyone(ws).items()}


def tasks(ws: Workspace, today: date) -> list[Task]:
    """Every allocation of mine, every part that is asked of me and every draft, soonest due first."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    names = _names(ws)
    drafts = forms.drafts(ws)
    by_allocation = {d.allocation: d for d in drafts if d.allocation}
    signed = {f.body.allocation: f for f in ledger.forms(ws) if f.body.allocation}
    found = []
    seen: set[str] = set()
    for cycle in _mine(ws):
        for one in cycle.allocations:
            if one.id in seen:  # two practice leads changed the same cycle apart: both versions stand
                continue
            draft = by_allocation.get(one.id)
            form = None if draft else signed.get(one.id)  # one that is being amended is work again
            used = draft.template if draft else form.template if form else one.template
            template = known.get(used, known.get(one.template))
            if template is None:
                continue
            seen.add(one.id)
            found.append(_task(template, one.facts, names, today, one.due, draft, form, one.id))
    for check in recording.due(ws, today):
        if check.event.supervisor == ws.me.code:
            seen |= {check.event.id} | ({check.draft.doc} if check.draft else set())
            found.append(_checklist(ws, check, names, today))
    asked = slips.for_me(ws)
    found += [_part(ws, known[one.template], one, names, today) for one in asked if one.template in known]
    copies = moderation_blind.for_me(ws)
    found += [_second(ws, known[one.template], one, names, today) for one in copies if one.template in known]
    loose = (d for d in drafts if not {d.allocation, d.doc} & seen and d.template in known and d.part is None)
    found += [
        _task(known[d.template], _facts(known[d.template], d), names, today, d.due, d, None, None)
        for d in loose
    ]
    by_doc = {d.doc: d for d in drafts if d.template in known}
    offered = ledger.offered(ws) if by_doc else []
    found = [
        _offered(ws, by_doc[t.doc], t, [*offered, known[by_doc[t.doc].template]]) if t.doc in by_doc else t
        for t in found
    ]
    return sorted(found, key=lambda t: (t.due or date.max, t.title))


def _offered(ws: Workspace, draft: forms.Draft, task: Task, known: Iterable[Template]) -> Task:
    """The task, with the newer version of its form that its draft may move to. Nothing moves by itself."""
    later = carry.newer(draft, known)
    return replace(task, move=later.digest) if later and not carry.why_not(ws, draft) else task


def _checklist(ws: Workspace, check: recording.Check, names: dict[str, str], today: date) -> Task:
    facts = {"case": check.event.case, "worker": check.event.worker}
    due, template = check.due.isoformat(), recording.template_by(ws, check)
    form = None if check.draft else check.form  # one that is being amended is work again
    task = _task(template, facts, names, today, due, check.draft, form, check.event.id)
    after = " ".join(str(part) for part in (check.event.trigger, check.event.number) if part)
    who = " · ".join(part for part in (task.who, after) if part)
    # the checklist's own title is so long that a row would cut the case off
    return replace(task, title=f"Recording compliance: case {task.case}", who=who)


def _part(ws: Workspace, template: Template, asked: slips.Asked, names: dict[str, str], today: date) -> Task:
    """What a slip asks of me."""
    draft = slips.begun(ws, asked.digest)
    reply = None if draft else slips.answered(ws, asked.digest)  # one that is being amended is work again
    own = walk.alone(template, slips.BY, asked.body.sections)
    task = _task(own, asked.body.facts, names, today, asked.body.due, draft, reply, None)
    who = f"Asked by {asked.body.auditor}"
    return replace(
        task, title=f"Your part. {task.title}", who=who, template=template.digest, slip=asked.digest
    )


def _second(
    ws: Workspace, template: Template, asked: moderation_blind.Asked, names: dict[str, str], today: date
) -> Task:
    """The second judgement that a blind copy asks for. Reading it takes no time that a template could tell."""
    draft = moderation_blind.begun(ws, asked.digest)
    # One that is being amended is work again.
    reply = None if draft else moderation_blind.judged(ws, asked.digest)
    facts = recording.facts(template, asked.body.answers)
    own = walk.judging(template, asked.body.answers)
    task = _task(own, facts, names, today, asked.body.due, draft, reply, None)
    who = " · ".join((template.title, *([f"Asked by {asked.by}"] if asked.by else [])))
    # the form's own title is so long that a row would cut the case off
    title = f"Moderate case {task.case}" if task.case else "Moderate"
    return replace(task, title=title, who=who, template=template.digest, blind=asked.digest, minutes=(0, 0))


def _facts(template: Template, draft: forms.Draft) -> dict[str, str]:
    held = ((q.fact, draft.answers.get(q.id)) for q in template.questions if q.fact)
    return {fact: value for fact, value in held if isinstance(value, str)}


def _task(
    template: Template,
    facts: dict[str, str],
    names: dict[str, str],
    today: date,
    due: str | None,
    draft: forms.Draft | None,
    form: ledger.SealedForm | None,
    allocation: str | None,
) -> Task:
    day = date.fromisoformat(due) if due else None
    state: State = "signed" if form else "in_progress" if draft else "not_started"
    amends = draft is not None and bool(draft.replaces)
    own = walk.without(template, draft.off) if draft else template
    progress = walk.progress(own, draft.answers, today) if draft else None
    told = [
        f"{word} {names.get(facts[fact], facts[fact])}"
        for fact, word in (("worker", "Worker"), ("supervisor", "supervisor"))
        if facts.get(fact)
    ]
    case = names.get(facts.get("case", ""), facts.get("case", ""))
    return Task(
        kind=template.code,
        title=f"{template.title}: case {case}" if case else template.title,
        who=" · ".join(told),
        due=day,
        days_late=max((today - day).days, 0) if day and state != "signed" and not amends else 0,
        state=state,
        progress=(progress.done, progress.total) if progress else None,
        minutes=template.minutes,
        allocation=allocation,
        doc=draft.doc if draft else None,
        digest=form.digest if form else None,
        template=template.digest,
        case=case,
        amends=amends,
    )


def _quotas(found: list[Task], current: set[str]) -> tuple[Quota, ...]:
    """How much of each method is done in the newest cycle; `current` holds its allocations."""
    kinds: dict[str, list[Task]] = {}
    for task in found:
        if task.allocation in current:
            kinds.setdefault(task.title.partition(":")[0], []).append(task)
    return tuple(
        Quota(f"{name}s", sum(t.state == "signed" or t.amends for t in own), len(own), _left(own))
        for name, own in kinds.items()
    )


def _left(own: list[Task]) -> str:
    left = [t.case for t in own if t.state != "signed" and not t.amends and t.case]
    again = [t.case for t in own if t.amends]
    said = [f"Case {left[0]} still to do." if len(left) == 1 else f"{len(left)} still to do."] if left else []
    if again:
        begun = f"Case {again[0]} is signed, and a new version of it is begun."
        said.append(begun if len(again) == 1 else f"{len(again)} are signed, and new versions are begun.")
    return " ".join(said) or "All done in this cycle."


def _titles(ws: Workspace) -> list[str]:
    known = {t.digest: t for t in ledger.known_templates(ws)}
    titles, numbers = [], families.numbers(ws)
    for row in packs.ready_to_return(ws):
        template = known.get(row.template or "")
        if template:
            case = next((f.code for f in ws.store.facts([row.digest]) if f.fact == "case"), "")
            titles.append(f"{template.title}, {numbers.shown(case)}" if case else template.title)
    return titles


@dataclass(frozen=True, slots=True)
class Begun:
    """One draft, whatever it is a form of. `left`: things to finish before it can be signed."""

    doc: str
    template: str
    title: str
    icon: str
    done: int
    total: int
    left: int
    saved: str  # when, by this laptop's clock
    part: bool = False  # only this person's part of somebody's form


def begun(ws: Workspace, today: date) -> tuple[Begun, ...]:
    """Every draft here, the last one worked on first."""
    found = []
    for draft in forms.drafts(ws):
        if ledger.template_or_none(ws, draft.template) is None:
            continue
        template = forms.template_of(ws, draft)
        progress = walk.progress(template, draft.answers, today)
        left = len(walk.blocking(forms.problems(ws, draft)))
        case = _facts(template, draft).get("case", "")
        task = Task(template.code, "", "", None, 0, "in_progress", None, (0, 0))
        title = f"{template.title}: case {case}" if case else template.title
        whole = draft.part is None
        found.append(
            Begun(draft.doc, template.digest if whole else draft.template, title, task.icon,
                  progress.done, progress.total, left, draft.changed, not whole)
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.saved, reverse=True))


def start_task(ws: Workspace, task: Task) -> forms.Draft:
    """Open the draft of a task, or begin it. Raises NotAllowed once it is signed."""
    if task.doc:
        return forms.draft(ws, task.doc)
    if task.digest:
        raise NotAllowed("This is signed already. Open it to read it, or amend it.")
    if task.slip:
        return slips.start(ws, task.slip)
    if task.blind:
        return moderation_blind.start(ws, task.blind)
    for cycle in _mine(ws):
        for one in cycle.allocations:
            if one.id == task.allocation:
                return forms.start(ws, ledger.template(ws, one.template), one, cycle.cycle)
    for check in recording.due(ws, ws.world.now().date()):
        if check.event.id == task.allocation:
            return recording.start(ws, check)
    raise NotAllowed("This work is no longer in your pack. Import the newest pack from your practice lead.")
