"""Moderation: who is looked at again, the blind second judgement, and what the two came to.

The practice lead makes the plan of a cycle, sends blind copies, and seals what the talk came to; the moderator judges
on their own laptop without having seen the auditor's judgement; where they do not agree, the head of service names
the judgement that counts. Nothing of this changes the audit. Source: content.md s13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qa_desktop import (
    agreement,
    answer_types,
    canonical,
    draw_ledger,
    entries,
    ledger,
    moderation_cases,
    moderation_rules,
    roles,
    walk,
    workdays,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.ledger import SealedForm
from qa_desktop.moderation_blind import make_file as make_file
from qa_desktop.moderation_cases import OUTCOMES, Case
from qa_desktop.moderation_cases import case as case
from qa_desktop.moderation_cases import cases as cases
from qa_desktop.moderation_cases import reported as reported
from qa_desktop.moderation_entries import Decision, Moderation, Plan
from qa_desktop.moderation_rules import Audit, Row
from qa_desktop.templates import Model, Template
from qa_desktop.workspace import Workspace

MIN_WORDS = 10  # characters of a reason


# The plan of a cycle, and who is moderated by it


def make_plan(
    ws: Workspace, cycle: str, seed: str = "", known: Collection[str] = (), reason: str = ""
) -> Plan:
    """Seal how this cycle's audits are chosen. `known`: auditors who are not new, though their audits are not here.

    Without a seed it is that of the cycle's draw, else a new one. Raises NotAllowed for somebody who may not, and
    where the cycle has a plan already and no reason is given to change it.
    """
    need(ws, "allocate_and_draw", "plan moderation")
    rules, doc = moderation_rules.load(ws.world.resources), moderation_cases.doc_of("moderation_plan", cycle)
    stands = tuple(row.digest for row in ledger.heads(ws, "moderation_plan", doc))
    if stands and len(reason.strip()) < MIN_WORDS:
        raise NotAllowed(
            f"Moderation of cycle {cycle} is planned already. Give a reason to plan it anew; both plans are kept."
        )
    drawn = [s.draw.seed for s in draw_ledger.draws(ws) if s.draw.frame.cycle == cycle]
    made = Plan(
        cycle=cycle,
        seed=seed or (drawn[0] if drawn else draw_ledger.new_seed(ws)),
        known=tuple(sorted(known)),
        percent=rules.percent,
        least=rules.least,
        first=rules.first,
        reason=reason.strip() if stands else "",
    )
    with ws.write():
        ws.seal("moderation_plan", doc, made.model_dump(mode="json"), stands)
    return made


def plan_of(ws: Workspace, cycle: str) -> Plan | None:
    """The plan of a cycle; of two that were sealed apart the one with the greater digest, until one replaces both."""
    doc = moderation_cases.doc_of("moderation_plan", cycle)
    rows = [row for row in ledger.heads(ws, "moderation_plan", doc) if row.body is not None]
    last = max(rows, key=lambda row: row.digest, default=None)
    return Plan.model_validate(canonical.loads(last.body, "the plan")) if last and last.body else None


def queue(ws: Workspace, cycle: str, seed: str | None = None) -> tuple[Row, ...]:
    """The audits of a cycle that are to be moderated, and why. `seed`: another than the plan's, to try it.

    Raises NotAllowed where the cycle has no plan and no seed is given.
    """
    rules, plan = moderation_rules.load(ws.world.resources), plan_of(ws, cycle)
    if plan is None and not seed:
        raise NotAllowed(f"Moderation of cycle {cycle} is not planned yet. Make its plan first.")
    figures = {"percent": rules.percent, "least": rules.least, "first": rules.first}
    plan = plan or Plan(cycle=cycle, seed=seed or "", **figures)
    plan = plan.model_copy(update={"seed": seed}) if seed else plan
    return moderation_rules.choose(audits(ws, cycle), plan, rules.who)


def audits(ws: Workspace, cycle: str) -> list[Audit]:
    """The signed audits of a cycle that carry an overall judgement, in order of document. Re-audits are among them."""
    book, prefix = moderation_cases.read(ws), moderation_rules.load(ws.world.resources).calibration.cycle
    starts = {one.cycle: one.starts for one in ledger.bodies(ws, "cycle", entries.Cycle)}
    found = []
    for form in moderation_cases.winners(ws):
        template, named = book.templates.get(form.template), form.body.cycle or ""
        if template is None or named.startswith(prefix):
            continue
        made = moderation_cases.judgement(ws, template, form)
        if made.grade:
            first = ws.store.versions(form.doc)[0]
            # Not by a clock: by cycle, then by the place in the laptop's own log.
            place = (made.code, starts.get(named, form.at[:10]), first.log, first.seq)
            disputed = bool(moderation_cases.disputes(ws, form, book))
            audit = Audit(form.digest, form.doc, made.grade, _prompts(template, form), made.code, 0, disputed)
            found.append((place, named, audit))
    so_far: Counter[str] = Counter()
    mine = []
    for _, named, audit in sorted(found, key=lambda one: one[0]):
        so_far[audit.auditor] += 1
        if named == cycle:
            mine.append(replace(audit, nth=so_far[audit.auditor]))
    return sorted(mine, key=lambda audit: audit.doc)


def _prompts(template: Template, form: SealedForm) -> tuple[Literal["limiting", "apart"], ...]:
    live = walk.live_answers(template, form.body.answers)
    return tuple(prompt.code for prompt in walk.prompts(template, live))


# What it came to


def agree(
    ws: Workspace, digest: str, agreed: str | None, discussed: date | None = None, note: str = ""
) -> str:
    """Seal what came of laying both judgements side by side; a second call replaces the first. Returns its digest.

    `agreed`: the grade both stand by; None where they could not agree, or where both are the same and nothing needs
    saying. Raises NotAllowed before the second judgement is in, without the talk where the two differ, and for
    somebody who may not: the auditor never.
    """
    need(ws, "moderate", "say what moderation came to")
    found, form, template = newest(ws, digest)
    if found.second is None or found.original is None:
        raise NotAllowed("The moderator's judgement is not here yet. Import the file that they send back.")
    _refuse_parties(ws, {found.original.code}, "seal what came of it")
    if found.gap == 0 and agreed is None:
        agreed = found.original.grade
    _refuse_strange(template, agreed)
    differs = found.gap != 0 or agreed != found.original.grade
    if differs and (discussed is None or len(note.strip()) < MIN_WORDS):
        raise NotAllowed(
            "The two judgements differ, so say when they were talked over and what was said. Nothing was sealed."
        )
    body = Moderation(
        second=found.second.digest,
        on=_today(ws),
        discussed=discussed.isoformat() if discussed else None,
        note=note.strip() or None,
        agreed=agreed,
        disputes=tuple(moderation_cases.disputes(ws, form, moderation_cases.read(ws))),
    )
    return _seal(ws, "moderation", digest, digest, body)


def decide(ws: Workspace, digest: str, grade: str, reason: str) -> str:
    """Name the judgement that counts for reporting, where the two were not agreed. Returns the digest of the entry.

    Raises NotAllowed for somebody who may not settle a disagreement, or is a party to it; where there is none; and
    for a grade that neither of the two gave.
    """
    need(ws, "settle", "settle a disagreement")
    found, _, _ = newest(ws, digest)
    if found.status != "unresolved" or not (found.outcome and found.original and found.second):
        raise NotAllowed("There is no disagreement to settle about this audit. Nothing was changed.")
    _refuse_parties(ws, {found.original.code, found.second.code}, "settle this one")
    if grade not in (found.original.grade, found.second.grade):
        raise NotAllowed(
            f"Name one of the two judgements: {found.original.grade} or {found.second.grade}. Nothing was changed."
        )
    if len(reason.strip()) < MIN_WORDS:
        raise NotAllowed("Say in a few words why this judgement counts.")
    body = Decision(outcome=found.outcome.digest, grade=grade, reason=reason.strip(), on=_today(ws))
    return _seal(ws, "decision", found.outcome.digest, digest, body)


def settle_by(ws: Workspace, found: Case) -> date | None:
    """The day by which a disagreement is to be settled; None where there is none, or it is settled."""
    if found.status != "unresolved" or found.outcome is None or found.decision is not None:
        return None
    days = moderation_rules.load(ws.world.resources).settle_days
    return workdays.calendar(ws.world.resources).add(date.fromisoformat(found.outcome.body.on), days)


def newest(ws: Workspace, digest: str) -> tuple[Case, SealedForm, Template]:
    form = ledger.form(ws, digest)
    if digest not in {row.digest for row in ledger.heads(ws, "form", form.doc)}:
        raise NotAllowed("A newer version of this audit is here, or it is withdrawn. Moderate what stands.")
    return case(ws, digest), form, ledger.template(ws, form.template)


def _refuse_parties(ws: Workspace, codes: Collection[str], what: str) -> None:
    if ws.me.code in codes:
        raise NotAllowed(f"{ws.me.name} is one of the two who judged this audit, so they cannot {what}.")


def _refuse_strange(template: Template, grade: str | None) -> None:
    overall = moderation_cases.overall_of(template)
    assert overall is not None
    if grade is not None and answer_types.score_of(template, overall, grade) is None:
        known = ", ".join(point.code for point in template.scale_of(overall).point)
        raise NotAllowed(f"“{grade}” is not a grade of this form. Use one of {known}. Nothing was sealed.")


def need(ws: Workspace, capability: str, what: str) -> None:
    if not roles.may(ws.world.resources, ws.me.role, capability):
        may = roles.one_of(roles.who_may(ws.world.resources, capability))
        raise NotAllowed(f"Only a {may} may {what}. Nothing was changed; ask one of them.")


def _today(ws: Workspace) -> str:
    return ws.world.now().date().isoformat()


def _seal(ws: Workspace, kind: str, key: str, about: str, body: Model) -> str:
    doc = moderation_cases.doc_of(kind, key)
    with ws.write():
        replaces = tuple(row.digest for row in ledger.heads(ws, kind, doc))
        return ws.seal(kind, doc, body.model_dump(mode="json", exclude_none=True), replaces, about=about)


# Figures


@dataclass(frozen=True, slots=True)
class Report:
    """Moderation of one cycle, or of all. `to_do` counts what is sent or judged and has no outcome."""

    audits: int
    counts: Mapping[str, int]  # confirmed, raised, lowered, unresolved
    to_do: int
    decided: int
    gaps: Mapping[int, int]  # second less original -> audits
    agreement: agreement.Agreement  # of the original and the blind second judgement, before any talk
    left_out: int = 0  # moderated audits that cannot be read, because their template has not come


def report(ws: Workspace, cycle: str | None = None) -> Report:
    """How far moderators agree with auditors, and in which direction judgements move."""
    wanted = None if cycle is None else {one.digest for one in audits(ws, cycle)}
    found = [one for one in cases(ws) if wanted is None or one.form in wanted]
    both = [(c.original.score, c.second.score) for c in found if c.original and c.second]
    pairs = [(a, b) for a, b in both if a is not None and b is not None]
    return Report(
        audits=len(found),
        counts={status: sum(one.status == status for one in found) for status in OUTCOMES},
        to_do=sum(one.status not in OUTCOMES for one in found),
        decided=sum(one.decision is not None for one in found),
        gaps=dict(sorted(Counter(b - a for a, b in pairs).items())),
        agreement=agreement.agreement(pairs),
        left_out=len(moderation_cases.unreadable(ws)),
    )
