"""What the screens and lists of moderation show: a cycle's queue, who can be asked, and one audit from both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qa_desktop import (
    answer_types,
    counting,
    entries,
    families,
    ledger,
    moderation,
    moderation_blind,
    moderation_cases,
    moderation_fit,
    moderation_rules,
    people,
    recording,
    roles,
)
from qa_desktop.moderation_cases import STATUS, Case, Judgement, Status
from qa_desktop.moderation_entries import Plan
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

DISPUTED = "Disputed since"  # settled once, and opened again
SHORT: dict[moderation_rules.Reason, str] = {
    "lowest": "Lowest",
    "highest": "Highest",
    "limiting": "Limiting item",
    "apart": "Apart",
    "new_auditor": "New auditor",
    "disputed": "Disputed",
    "random": "Drawn",
}
"""The reasons where there is room for a word or two."""


@dataclass(frozen=True, slots=True)
class Line:
    """One audit in a list of moderation, in words."""

    digest: str  # of the audit; of the blind copy where it is this person's to judge
    case: str
    title: str
    team: str
    who: str  # auditor; or who asks
    why: str
    short_why: str
    status: Status
    state: str
    moderator: str = ""
    due: str = ""  # ISO date: of the judgement asked for, or of the settling
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The queue of one cycle. `cycle` is empty where there is none yet."""

    cycle: str
    cycles: tuple[tuple[str, str], ...]  # code, title; newest first
    plan: Plan | None
    audits: int  # of this cycle, moderated or not
    lines: tuple[Line, ...]
    auditors: tuple[tuple[str, str], ...]  # who signed one: code, name
    unreadable: int  # moderated audits whose template has not come


def cycles(ws: Workspace) -> tuple[tuple[str, str], ...]:
    """Cycles whose audits can be moderated, newest first: none of calibration."""
    prefix = moderation_rules.load(ws.world.resources).calibration.cycle
    found = {c.cycle: c for c in ledger.bodies(ws, "cycle", entries.Cycle) if not c.cycle.startswith(prefix)}
    newest = sorted(found.values(), key=lambda c: (c.starts, c.cycle), reverse=True)
    return tuple((c.cycle, c.title) for c in newest)


def board(ws: Workspace, cycle: str = "") -> Board:
    """The queue of a cycle, or of the newest. Without a plan it has no lines yet."""
    choices = cycles(ws)
    cycle = cycle or (choices[0][0] if choices else "")
    plan = moderation.plan_of(ws, cycle) if cycle else None
    found = moderation.audits(ws, cycle) if cycle else []
    rows = moderation.queue(ws, cycle) if plan else ()
    book, tell = moderation_cases.read(ws), _Teller(ws)
    lines = [tell.line(moderation_cases.case(ws, row.digest, book), row.why) for row in rows]
    codes = sorted({one.auditor for one in found if one.auditor})
    return Board(
        cycle,
        choices,
        plan,
        len(found),
        tuple(lines),
        tuple((code, people.name_of(ws, code)) for code in codes),
        len(moderation_cases.unreadable(ws)),
    )


def _together(words: Iterable[str]) -> str:
    """Several reasons as one line, with one capital: “Lowest, new auditor”."""
    first, *rest = [*words] or [""]
    return ", ".join([first, *(word[:1].lower() + word[1:] for word in rest)])


class _Teller:
    """Names and cases in words, read once for a whole list."""

    def __init__(self, ws: Workspace):
        self._ws, self._people, self._numbers = ws, people.everyone(ws), families.numbers(ws)

    def name(self, code: str) -> str:
        return self._people[code].name if code in self._people else code

    def case(self, family: str) -> str:
        return self._numbers.shown(family)

    def line(self, one: Case, why: tuple[moderation_rules.Reason, ...] = ()) -> Line:
        facts = {row.fact: row.code for row in self._ws.store.facts([one.form])}
        form = ledger.form(self._ws, one.form)
        signed = counting.signed_by(self._ws, form.signer)
        sent = ledger.blind(self._ws, one.blind) if one.blind and one.status == "sent" else None
        by = moderation.settle_by(self._ws, one)
        return Line(
            one.form,
            self.case(one.family),
            one.title,
            facts.get("team", ""),
            signed.name if signed else "",
            _together(moderation_rules.WORDS[reason] for reason in why),
            _together(SHORT[reason] for reason in why),
            one.status,
            state_words(one),
            one.second.who if one.second else self.name(one.moderator) if one.moderator else "",
            by.isoformat() if by else (sent.due or "" if sent else ""),
            one.settled,
        )


def state_words(one: Case) -> str:
    """Where the moderation of an audit stands: a dispute that nobody has looked at opens it again."""
    if one.disputes and one.status in moderation_cases.OUTCOMES:
        return DISPUTED
    return "Settled" if one.decision else STATUS[one.status]


def to_judge(ws: Workspace) -> tuple[Line, ...]:
    """What this person was asked to judge; what they have judged is last."""
    tell, found = _Teller(ws), []
    for asked in moderation_blind.for_me(ws):
        template = ledger.template_or_none(ws, asked.template)
        if template is None:
            continue
        facts = recording.facts(template, asked.body.answers)
        done = moderation_blind.judged(ws, asked.digest) is not None
        begun = moderation_blind.begun(ws, asked.digest) is not None
        state = "Judged" if done and not begun else "Begun" if begun else "Not begun"
        found.append(
            Line(
                asked.digest,
                tell.case(facts.get("case", "")),
                template.title,
                facts.get("team", ""),
                asked.by,
                "",
                "",
                "judged" if state == "Judged" else "sent",
                state,
                due=asked.body.due or "",
                settled=state == "Judged",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.settled, one.due or "9", one.case)))


def to_settle(ws: Workspace) -> tuple[Line, ...]:
    """Every disagreement here, those that wait for a decision first, the soonest due before the others."""
    tell = _Teller(ws)
    found = [tell.line(one) for one in moderation_cases.cases(ws) if one.status == "unresolved"]
    return tuple(sorted(found, key=lambda one: (one.settled, one.due or "9", one.case)))


def moderated(ws: Workspace) -> tuple[Line, ...]:
    """This person's own signed audits that moderation has an outcome for."""
    tell = _Teller(ws)
    return tuple(tell.line(one) for one in moderation_cases.known_to(ws, ws.me.code))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for this person in moderation, in numbers. `settle_by`: the first day, ISO; empty: none."""

    unsent: int = 0  # picked by the plan of the newest cycle, and nobody asked
    both: int = 0  # both judgements are here, and nothing is written down
    unsettled: int = 0
    settle_by: str = ""

    def __bool__(self) -> bool:
        return bool(self.unsent or self.both or self.unsettled)


def waiting(ws: Workspace) -> Waiting:
    """For a practice lead and for whoever may settle; for everybody else nothing."""

    def may(capability: str) -> bool:
        return roles.may(ws.world.resources, ws.me.role, capability)

    leads = may("admit_people")
    if not (leads or may("settle")):
        return Waiting()
    open_ = [line for line in to_settle(ws) if not line.settled]
    newest = cycles(ws)[:1] if leads else ()
    planned = [code for code, _ in newest if moderation.plan_of(ws, code) is not None]
    lines = [line for code in planned for line in board(ws, code).lines]
    return Waiting(
        sum(line.status == "none" for line in lines),
        sum(line.status in ("judged", "two") or line.state == DISPUTED for line in lines),
        len(open_),
        min((line.due for line in open_ if line.due), default=""),
    )


# Who can be asked


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose role may moderate. `why_not` is empty where they can be asked."""

    code: str
    name: str
    team: str
    role: str
    why_not: str


def candidates(ws: Workspace, digest: str) -> tuple[Candidate, ...]:
    """Everyone whose role may moderate, those who can be asked first, and for the others why not."""
    barred, found = moderation_fit.barred(ws, ledger.form(ws, digest)), []
    for person in people.persons(ws).values():
        if roles.may(ws.world.resources, person.role, "moderate"):
            why = moderation_fit.why_not(ws, barred, person, person.code)
            if not why and not person.age and person.code != ws.me.code:
                why = f"{person.name} has no laptop that can open a file yet. Admit them first."
            role = roles.name(ws.world.resources, person.role)
            found.append(Candidate(person.code, person.name, person.team, role, why))
    return tuple(sorted(found, key=lambda one: (bool(one.why_not), one.name)))


def settlers(ws: Workspace) -> tuple[tuple[str, str], ...]:
    """Who can be sent a disagreement to settle: code, name."""
    every = people.persons(ws).values()
    may = [p for p in every if p.age and roles.may(ws.world.resources, p.role, "settle")]
    return tuple((p.code, p.name) for p in sorted(may, key=lambda p: (p.role != "head_of_service", p.name)))


# One audit, from both sides


@dataclass(frozen=True, slots=True)
class Pair:
    """One judgement as each of the two gave it: in words, with the grade's code for its colour."""

    name: str
    one: tuple[str, str]
    other: tuple[str, str]

    @property
    def differs(self) -> bool:
        return self.one[0] != self.other[0]


@dataclass(frozen=True, slots=True)
class Look:
    """One audit and its moderation as a screen shows it. `pairs` is empty until both judgements are in."""

    case: Case
    number: str  # of the family, as it is shown here
    template: str
    line: Line
    auditor: Judgement
    pairs: tuple[Pair, ...]  # the overall judgement last
    grades: tuple[tuple[str, str], ...]  # of the overall judgement: code, words; highest first
    settle_by: date | None
    disputes: tuple[str, ...]  # what the worker said, that no outcome has looked at yet


def look(ws: Workspace, digest: str) -> Look:
    """Raises NotAllowed where the audit, or its template, is not here."""
    form = ledger.form(ws, digest)
    template, book = ledger.template(ws, form.template), moderation_cases.read(ws)
    found = moderation_cases.case(ws, digest, book)
    overall = moderation_cases.overall_of(template)
    points = template.scale_of(overall).point if overall else ()
    scored = sorted((p for p in points if p.score is not None), key=lambda p: -(p.score or 0))
    tell, why = _Teller(ws), _why(ws, form)
    said = {row.digest: body.words for rows in book.disputes.values() for row, body in rows}
    return Look(
        case=found,
        number=tell.case(found.family),
        template=form.template,
        line=tell.line(found, why),
        auditor=moderation_cases.judgement(ws, template, form),
        pairs=_pairs(template, overall, found) if found.original and found.second else (),
        grades=tuple((p.code, f"{p.code} {p.label}") for p in scored),
        settle_by=moderation.settle_by(ws, found),
        disputes=tuple(
            said.get(one, "The form itself says that the worker disagrees.") for one in found.disputes
        ),
    )


def outcome_of(ws: Workspace, digest: str) -> Look | None:
    """What moderation of a signed audit came to; None where there is no outcome that may be told yet."""
    if not any(row.kind == "moderation" for row in ws.store.about(digest)):
        return None
    found = look(ws, digest)
    return found if found.case.status in (*moderation_cases.OUTCOMES, "two") else None


def rule_words(ws: Workspace, plan: Plan | None) -> str:
    """Who is moderated, in a sentence or two: by a plan, or as a new one would have it."""
    rules = moderation_rules.load(ws.world.resources)
    percent, least, first = (
        (plan.percent, plan.least, plan.first) if plan else (rules.percent, rules.least, rules.first)
    )
    grades = " or ".join((*rules.who.lowest, *rules.who.highest))
    return (
        f"Moderated are all audits judged {grades}, all with a prompt about a limiting item or judgements that lie "
        f"apart, all that the worker disputes, and the first {first} of each new auditor. Of the rest {percent} in a "
        f"hundred are drawn, at least {least}."
    )


def _why(ws: Workspace, form: ledger.SealedForm) -> tuple[moderation_rules.Reason, ...]:
    """Why the plan of its cycle picked this audit; nothing where there is none, or it did not."""
    cycle = form.body.cycle or ""
    if moderation.plan_of(ws, cycle) is None:
        return ()
    return next((row.why for row in moderation.queue(ws, cycle) if row.digest == form.digest), ())


def _pairs(template: Template, overall: Question | None, found: Case) -> tuple[Pair, ...]:
    assert found.original is not None and found.second is not None
    judged = [q for q in template.questions if q.use == "section_judgement"]
    held = (found.original.sections, found.second.sections)
    made = [
        Pair(template.section_of[q.id].title, *(_said(template, q, side.get(q.id, "")) for side in held))
        for q in judged
        if any(q.id in side for side in held)
    ]
    if overall is not None:
        grades = (found.original.grade, found.second.grade)
        made.append(Pair("Overall", *(_said(template, overall, grade) for grade in grades)))
    return tuple(made)


def _said(template: Template, question: Question, code: str) -> tuple[str, str]:
    return (code, answer_types.words(template, question, code) if code else "Not judged")
