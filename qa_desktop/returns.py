"""Who was sent what, and what has come back: the practice lead's view of a cycle, and the auditor's of their files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from db.store import EntryRow
from qa_desktop import (
    action_standing,
    canonical,
    entries,
    families,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    roles,
    workdays,
)
from qa_desktop.answer_types import MONTHS, day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

DRAFT = "cycle.draft"  # setting: a cycle being put together
ON_LIST = ("case", "team", "worker", "supervisor", "service", "cycle")  # facts that a line of a cycle holds
State = Literal["not_admitted", "nothing", "to_send", "sent", "late", "returned"]
STATE_WORDS: dict[State, tuple[str, str]] = {  # words, kind of tag
    "not_admitted": ("Not admitted yet", "warn"),
    "nothing": ("No cases", "neutral"),
    "to_send": ("Pack to make", "info"),
    "sent": ("With auditor", "neutral"),
    "late": ("Late", "bad"),
    "returned": ("Returned", "ok"),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that this laptop wrote."""

    number: int
    kind: str
    file_name: str
    receiver: str  # name
    when: str
    forms: tuple[str, ...]  # newest version of each audit in it that no file carried before
    actions: tuple[str, ...] = ()  # a version of each action in it: with the forms, what to send again

    @property
    def audits(self) -> int:
        return len(self.forms)


@dataclass(frozen=True, slots=True)
class Ready:
    """One signed form, or change to an action, that no return file has carried yet."""

    digest: str
    title: str
    signed: str
    kind: str = "form"


@dataclass(frozen=True, slots=True)
class Auditor:
    """One auditor over all cycles that are open."""

    code: str
    name: str
    team: str
    owed: int
    came: int
    due: str  # ISO date of the earliest that is still out; "" when none is
    pack_made: str  # ISO time of their newest pack; "" when none was made
    state: State
    days_late: int = 0

    @property
    def words(self) -> str:
        if self.state == "late":
            return "1 day late" if self.days_late == 1 else f"{self.days_late} days late"
        return STATE_WORDS[self.state][0]


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a cycle, as it is allocated by hand. `id` is "" for one that is new."""

    auditor: str
    case: str
    worker: str
    supervisor: str
    team: str
    due: str  # ISO date
    id: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole cycle of one method: what `save` turns into one entry for each auditor."""

    cycle: str  # code
    title: str
    service: str
    starts: str  # ISO dates
    ends: str
    template: str  # digest
    lines: tuple[Line, ...] = ()


class BadPlan(QaError):
    """A cycle that cannot be saved yet. Nothing was changed. Names the field, for the screen."""

    def __init__(self, field: str, words: str):
        super().__init__(words)
        self.field = field


# The auditor's side


def sent(ws: Workspace, kind: str = "return") -> list[Sent]:
    """Every file of a kind that this laptop wrote, newest first. One made again carries nothing for the first time,
    so it stands with what it carried."""
    names = people.everyone(ws)
    mine = {row.digest: row for row in ws.store.entries("form") if row.log == ws.log}
    acts = {row.digest: row for row in ws.store.entries("action")}
    before: set[str] = set()
    found = []
    for export in ws.store.exports():
        if export.kind == kind:
            rows = sorted((mine[d] for d in export.digests if d in mine), key=lambda row: row.seq)
            newest = {row.doc: row.digest for row in rows}
            fresh = tuple(d for d in newest.values() if d not in before) or tuple(newest.values())
            person = names.get(export.receiver)
            receiver = person.name if person else export.receiver
            acted = tuple({acts[d].doc: d for d in export.digests if d in acts}.values())
            day = day_words(export.at)
            found.append(Sent(export.number, kind, export.file_name, receiver, day, fresh, acted))
            before |= set(export.digests)
    return found[::-1]


def ready(ws: Workspace) -> list[Ready]:
    """Signed work that has not gone back yet, oldest first."""
    known = {t.digest: t.title for t in ledger.known_templates(ws)}
    rows = sorted(packs.ready_to_return(ws), key=lambda row: row.seq)
    numbers, facts = families.numbers(ws), ws.store.facts([row.digest for row in rows])
    cases = {f.digest: numbers.shown(f.code) for f in facts if f.fact == "case"}
    return [
        Ready(
            row.digest,
            f"Action {action_standing.ref_of(row.doc)}"
            if row.kind == "action"
            else "Approval of a template"
            if row.kind == "template_approval"
            else f"{known.get(row.template or '', 'Audit')}{', ' + cases[row.digest] if row.digest in cases else ''}",
            day_words(row.at, year=False),
            row.kind,
        )
        for row in rows
    ]


def received(ws: Workspace) -> list[imports.Past]:
    """Packs that came in and stand, newest first."""
    return [past for past in imports.past(ws) if past.kind in ("", "pack") and not past.undone]


def contents(plan: import_plans.FilePlan, new_only: bool = False) -> str:
    """What a file brings, in words: “3 audits”, “2 cases”. Empty when it is neither."""
    fresh = set(plan.new) if new_only else {one.digest for one in plan.incoming}
    held = [one for one in plan.incoming if one.digest in fresh]
    audits = len({one.header.doc for one in held if one.header.kind == "form"})
    cases = sum(
        len(entries.Cycle.model_validate_json(one.sealed.body).allocations)
        for one in held
        if one.header.kind == "cycle" and one.sealed.body
    )
    acts = len({one.header.doc for one in held if one.header.kind == "action"})
    asked = len({one.header.doc for one in held if one.header.kind == "template_proposal"})
    told = ((cases, "case"), (audits, "audit"), (acts, "action"), (asked, "changed template"))
    return ", ".join(f"{n} {word}" if n == 1 else f"{n} {word}s" for n, word in told if n)


# The practice lead's side


def auditors(ws: Workspace, today: date) -> list[Auditor]:
    """Everyone who may audit, was given cases, or has news of an action to be told; those who are late first."""
    may = {
        p.code
        for p in people.everyone(ws).values()
        if p.age and roles.may(ws.world.resources, p.role, "audit_rfp")
    }
    may.discard(ws.me.code)  # unless they have cases of their own
    owed = owed_by(ws)
    came = {form.body.allocation for form in ledger.forms(ws)}
    made, current = _packs(ws, owed, came)
    acts = {code for code in _news(ws) if people.everyone(ws)[code].age}
    found = [
        _one(ws, code, owed.get(code, []), came, made.get(code, ""), code in current, code in acts, today)
        for code in sorted(may | acts | set(owed))
    ]
    order = ("late", "to_send", "not_admitted", "sent", "returned", "nothing")
    return sorted(found, key=lambda a: (order.index(a.state), a.name))


def _news(ws: Workspace) -> set[str]:
    """Who has something to be told of their actions, of those on the list."""
    carried: dict[str, set[str]] = defaultdict(set)
    for export in ws.store.exports():
        if export.kind == "pack":
            carried[export.receiver] |= set(export.digests)
    return action_standing.news(ws, carried) & set(people.everyone(ws))


def _packs(
    ws: Workspace, owed: Mapping[str, list[entries.Allocation]], came: set[str | None]
) -> tuple[dict[str, str], set[str]]:
    """When each auditor's newest pack was made (ISO time, for show), and whose packs hold all that they owe now."""
    asked: dict[str, list[EntryRow]] = defaultdict(list)
    for row in ledger.heads(ws, "cycle"):
        if row.body is not None:
            asked[_auditor(row.body)].append(row)
    # what came back shows that a pack went out, though perhaps from another practice lead's profile
    made = {code: asked[code][-1].at for code, own in owed.items() if came & {a.id for a in own}}
    current = set(made)
    packs_made = [export for export in ws.store.exports() if export.kind == "pack"]
    carried = {digest for export in packs_made for digest in export.digests}
    for export in packs_made:  # by what they hold, not by when: a laptop's clock may be wrong
        made[export.receiver] = export.at
        whole = {row.digest for row in asked.get(export.receiver, ())} <= carried
        (current.add if whole else current.discard)(export.receiver)
    return made, current


def owed_by(ws: Workspace) -> dict[str, list[entries.Allocation]]:
    """What each auditor (staff code) was asked to do in all cycles, each piece of work once."""
    owed: dict[str, dict[str, entries.Allocation]] = {}
    for cycle in ledger.bodies(ws, "cycle", entries.Cycle):
        own = owed.setdefault(cycle.auditor, {})
        for one in cycle.allocations:
            own.setdefault(one.id, one)
    return {code: list(own.values()) for code, own in owed.items()}


def _auditor(body: bytes) -> str:
    return entries.Cycle.model_validate_json(body).auditor


def _one(
    ws: Workspace,
    code: str,
    owed: list[entries.Allocation],
    came: set[str | None],
    made: str,
    current: bool,
    acts: bool,
    today: date,
) -> Auditor:
    person = people.everyone(ws).get(code)
    out = [a for a in owed if a.id not in came]
    due = min((a.due for a in out), default="")
    late = (today - date.fromisoformat(due)).days if due else 0
    state: State = (
        "not_admitted"
        if person is None or not person.age
        else "late"
        if late > 0 and made
        else "to_send"
        if acts
        else "nothing"
        if not owed
        else "returned"
        if not out
        else "sent"
        if made and current
        else "to_send"
    )
    name, team = (person.name, person.team) if person else (code, "")
    return Auditor(code, name, team, len(owed), len(owed) - len(out), due, made, state, max(late, 0))


def plans(ws: Workspace) -> list[Plan]:
    """The cycles that were allocated, newest first."""
    by_cycle: dict[str, list[entries.Cycle]] = {}
    for cycle in cycles(ws):
        by_cycle.setdefault(cycle.cycle, []).append(cycle)
    found, numbers = [], families.numbers(ws)
    for code, parts in by_cycle.items():
        first = parts[0]
        used = Counter(a.template for part in parts for a in part.allocations)
        lines = [_line(part.auditor, a, numbers) for part in parts for a in part.allocations]
        lines.sort(key=lambda line: (line.auditor, line.due, line.case))
        template = used.most_common(1)[0][0] if used else ""
        found.append(Plan(code, first.title, first.service, first.starts, first.ends, template, tuple(lines)))
    return sorted(found, key=lambda plan: plan.starts, reverse=True)


def cycles(ws: Workspace) -> list[entries.Cycle]:
    """Every part of every cycle. Where two practice leads changed one apart, it holds the cases of both."""
    found: dict[tuple[str, str], entries.Cycle] = {}
    for cycle in ledger.bodies(ws, "cycle", entries.Cycle):
        first = found.setdefault((cycle.cycle, cycle.auditor), cycle)
        have = {a.id for a in first.allocations}
        more = tuple(a for a in cycle.allocations if a.id not in have)
        both = first.model_copy(update={"allocations": (*first.allocations, *more)})
        found[cycle.cycle, cycle.auditor] = both
    return list(found.values())


def _line(auditor: str, one: entries.Allocation, numbers: families.Numbers) -> Line:
    facts = one.facts
    return Line(
        auditor,
        numbers.shown(facts.get("case", "")),
        facts.get("worker", ""),
        facts.get("supervisor", ""),
        facts.get("team", ""),
        one.due,
        one.id,
    )


def keep_draft(ws: Workspace, plan: Plan | None) -> None:
    """Keep a cycle that is being put together, so that nothing typed is lost; None forgets it."""
    with ws.write():
        ws.keep(DRAFT, None if plan is None else canonical.dumps(asdict(plan)))


def kept_draft(ws: Workspace) -> Plan | None:
    held = ws.store.setting(DRAFT)
    if held is None:
        return None
    said = canonical.loads(held, "the cycle being put together")
    return Plan(**said | {"lines": tuple(Line(**line) for line in said["lines"])})


def save(ws: Workspace, plan: Plan, template: Template) -> int:
    """Seal a cycle: one entry for each auditor whose part changed. Returns how many. Raises BadPlan, NotAllowed."""
    _check(plan)
    if not roles.may(ws.world.resources, ws.me.role, "allocate_and_draw"):
        raise NotAllowed("Only practice leads can give out cases.")
    packs.publish(ws, template)
    keep_draft(ws, None)
    before = {c.auditor: c for c in cycles(ws) if c.cycle == plan.cycle}
    changed = 0
    for auditor in sorted({line.auditor for line in plan.lines} | set(before)):
        own = [line for line in plan.lines if line.auditor == auditor]
        cycle = _cycle(ws, plan, auditor, own, template, before.get(auditor))
        if cycle != before.get(auditor):
            packs.allocate(ws, cycle)
            changed += 1
    return changed


def _cycle(
    ws: Workspace,
    plan: Plan,
    auditor: str,
    lines: Iterable[Line],
    template: Template,
    before: entries.Cycle | None,
) -> entries.Cycle:
    kept = {a.id: a for a in before.allocations} if before else {}
    allocations = []
    for line in lines:
        facts = {
            "case": line.case,
            "team": line.team,
            "worker": line.worker,
            "supervisor": line.supervisor,
            "service": plan.service,
            "cycle": plan.cycle,
        }
        facts = {fact: value for fact, value in families.coded_facts(ws, facts).items() if value}
        old = kept.get(line.id) or entries.Allocation(
            id=line.id or ws.world.new_id(),
            template=template.digest,
            due=line.due,
            facts={},
            minutes=template.minutes,
        )
        # what is not on this list (how it was chosen, its theme, what it repeats) stays as it was
        rest = {fact: value for fact, value in old.facts.items() if fact not in ON_LIST}
        allocations.append(old.model_copy(update={"due": line.due, "facts": rest | facts}))
    return entries.Cycle(
        cycle=plan.cycle,
        title=plan.title,
        service=plan.service,
        starts=plan.starts,
        ends=plan.ends,
        auditor=auditor,
        allocations=tuple(allocations),
    )


def _check(plan: Plan) -> None:
    if not plan.title.strip():
        raise BadPlan("title", "Give the cycle a name, such as November to December 2026.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", plan.cycle):
        raise BadPlan("title", "The cycle's name needs a letter or a figure in it.")
    if not plan.starts or not plan.ends or plan.ends < plan.starts:
        raise BadPlan("ends", "The last day must come after the first day.")
    if not plan.lines:
        raise BadPlan("case", "Add at least one case before saving.")
    # what was given out by a method may be several agencies' returns on one family, or about no family at all
    given = {line.case for line in plan.lines if line.id}
    fresh = Counter(line.case for line in plan.lines if not line.id)
    twice = [case for case, n in fresh.items() if n > 1 or case in given]
    if twice:
        raise BadPlan("case", f"Case {twice[0]} is there twice. Remove one of the two.")


def cycle_code(title: str, starts: str) -> str:
    """A short code for a new cycle, from its first month: “2026-11”."""
    return starts[:7] if re.fullmatch(r"\d{4}-\d{2}-\d{2}", starts) else re.sub(r"\W+", "-", title)[:40]


def day_of(words: str) -> str | None:
    """An ISO date from what somebody typed: “20 Nov 2026”, “20/11/2026”, “2026-11-20”. None if it is no date."""
    text = words.strip().lower()
    patterns = (
        r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
        r"(?:[a-z]{3,9},? )?(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[a-z]{3,9})\.?,? (?P<y>\d{4})",
    )
    for pattern in patterns:
        if found := re.fullmatch(pattern, text):
            month = found["m"] if found["m"].isdigit() else _month(found["m"])
            day = workdays.day(int(found["y"]), int(month), int(found["d"]))
            return day.isoformat() if day else None
    return None


def _month(word: str) -> int:
    return next((n for n, short in enumerate(MONTHS, 1) if word.startswith(short.lower())), 0)
