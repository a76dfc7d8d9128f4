"""What reports count: every answer of every audit as one mark, with where and when it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.store import AnswerRow
from qa_desktop import (
    collate,
    entries,
    ledger,
    moderation_cases,
    moderation_rules,
    people,
    periods,
    recording,
    themes,
)
from qa_desktop.errors import NotKnown
from qa_desktop.figures import Part
from qa_desktop.schedule_glance import period_words
from qa_desktop.templates import Template
from qa_desktop.workdays import DAY, months_before
from qa_desktop.workspace import Workspace

NO_TEAM = "No team"
PARTS = ("worker", "supervisor")  # of a line of a checklist


@dataclass(frozen=True, slots=True)
class Span:
    """The period of a report, and the twelve months that end with it."""

    code: str
    title: str
    starts: date
    ends: date

    @property
    def year_starts(self) -> date:
        return min(months_before(self.ends + DAY, 12), self.starts)

    @property
    def is_year(self) -> bool:
        """Whether the period is as long as the twelve months beside it."""
        return self.starts == self.year_starts


@dataclass(frozen=True, slots=True)
class Audit:
    """One signed form that counts. `day`: when it belongs, whatever day it was signed."""

    digest: str
    method: str  # template code
    template: str
    team: str
    day: date
    cycle: str
    again: bool = (
        False  # a re-audit: a short look at what was weak, which would pull down every figure it was in
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer. `audit` is the digest of the form, or the id of an event that has no form yet.

    `item` is what the answer is to, the same in every version of the instrument that means the same.
    """

    audit: str
    digest: str  # "" where nothing is signed
    method: str
    team: str
    day: date
    item: str
    use: str  # “EV”, “overall”, “headline” …
    code: str
    score: int | None
    seen: str | None = None
    principle: str | None = None
    stage: str | None = None

    @property
    def part(self) -> Part:
        return self.audit, self.item


def span(ws: Workspace, code: str) -> Span:
    """A cycle by its code, or a month, a run of months: 2026-11, 2026-10-to-2026-12. Raises NotAllowed."""
    cycles = [c for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.cycle == code]
    if cycles:
        starts, ends = min(c.starts for c in cycles), max(c.ends for c in cycles)
        title = min(c.title for c in cycles)
        return Span(code, title, date.fromisoformat(starts), date.fromisoformat(ends))
    first, _, last = code.partition("-to-")
    try:
        begins, closes = date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last or first}-01")
    except ValueError:
        begins, closes = date.max, date.min
    every = (closes.year - begins.year) * 12 + closes.month - begins.month + 1
    if not 1 <= every <= 12:
        raise NotKnown(
            f"“{code}” is no period. Name a cycle, a month like 2026-11, or up to twelve months like 2026-10-to-2026-12."
        )
    found = periods.months(begins, every)
    return Span(code, period_words(found), found.starts, found.ends)


def audits(ws: Workspace) -> dict[str, Audit]:
    """Every form that counts in reports, by digest: one version each, none of a calibration round."""
    facts: dict[str, dict[str, str]] = {}
    for row in people.facts(ws):
        facts.setdefault(row.digest, {})[row.fact] = row.code
    codes = {t.digest: t.code for t in ledger.known_templates(ws)}
    cycles = ledger.bodies(ws, "cycle", entries.Cycle)
    due = {a.id: a.due for c in cycles for a in c.allocations}
    ends = {c.cycle: max(d.ends for d in cycles if d.cycle == c.cycle) for c in cycles}
    calibration = moderation_rules.load(ws.world.resources).calibration.cycle
    found = {}
    for form in collate.winners(ws):
        told = facts.get(form.digest, {})
        cycle = told.get("cycle", "")
        if form.template in codes and not cycle.startswith(calibration):
            said = ends.get(cycle) or due.get(form.body.allocation or "") or told.get("observed") or ""
            found[form.digest] = Audit(
                digest=form.digest,
                method=codes[form.template],
                template=form.template,
                team=told.get("team", NO_TEAM),
                day=_day(said, form.at),
                cycle=cycle,
                again=form.body.repeats is not None,
            )
    return found


def _day(said: str, at: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.fromisoformat(at[:10])


def marks(ws: Workspace, known: Mapping[str, Audit]) -> list[Mark]:
    """Every coded answer of these forms; of a re-audit only whether a child is at risk. The overall judgement is the
    one that moderation says counts."""
    templates = {t.digest: t for t in ledger.known_templates(ws)}
    reported = moderation_cases.reported_all(ws, known)
    scores: dict[str, dict[tuple[str, str], int | None]] = {d: _scores(t) for d, t in templates.items()}
    found = []
    for row in ws.store.answers():
        audit = known.get(row.digest)
        if audit is None or (audit.again and row.type != "alert"):
            continue
        grade = reported.get(row.digest, ("", ""))[0] if row.type == "overall" else ""
        said = replace(row, code=grade) if grade else row
        found.append(_mark(audit, said, scores[audit.template].get((said.question, said.code))))
    return [*found, *_tagged(ws, known, templates)]


def _tagged(ws: Workspace, known: Mapping[str, Audit], held: Mapping[str, Template]) -> Iterator[Mark]:
    """Themes that practice leads gave findings of these forms, as if the auditor had named them. What both named is
    two marks of one audit, which counts once."""
    forms = [form for form in collate.winners(ws) if form.digest in known and not known[form.digest].again]
    for digest, said in themes.counted(ws, forms).items():
        audit = known[digest]
        for side, code in sorted(said):
            item = theme_item(held[audit.template], side)
            if item:
                row = AnswerRow(digest, item[0], None, None, None, side, code, None)
                yield _mark(audit, row, None)


def theme_item(template: Template, side: str) -> tuple[str, dict[str, str]] | None:
    """What themes of one side are marked as, and code -> name in order. None where this version asks for none."""
    question = next((q for q in template.questions if q.use == side), None)
    return asked(template, f"{question.id}.theme") if question else None


def _mark(audit: Audit, row: AnswerRow, score: int | None) -> Mark:
    return Mark(
        audit=audit.digest,
        digest=audit.digest,
        method=audit.method,
        team=audit.team,
        day=audit.day,
        item=item_of(row.question, row.standard),
        use=row.type,
        code=row.code,
        score=score,
        seen=row.seen,
        principle=row.principle,
        stage=row.stage,
    )


def item_of(question: str, standard: str | None) -> str:
    """What an answer is to: its standard, with the part of the question where it has parts."""
    _, dot, part = question.rpartition(".")
    return question if standard is None else f"{standard}{dot}{part}" if _is_part(question) else standard


def _is_part(question: str) -> bool:
    """“P1.1” is a question of its own; “I8.choice” is a part of one."""
    last = question.rpartition(".")[2]
    return "." in question and last[:1].islower()


def _scores(template: Template) -> dict[tuple[str, str], int | None]:
    rated = [q for q in template.questions if q.type in ("EV", "G4")]
    return {(q.id, p.code): p.score for q in rated for p in template.scale_of(q).point}


def asked(template: Template, name: str) -> tuple[str, dict[str, str]] | None:
    """What the answers to a question (“O1”) or a part of one (“I8.choice”) are marked as, and code -> label in the
    order of the form. None where this version does not ask it."""
    for question in template.questions:
        own, part = name == question.id, name.removeprefix(f"{question.id}.")
        field = next((p for p in question.part if p.id == part), None)
        if own or field is not None:
            options = template.options(question if own or field is None else field)
            return item_of(name, question.standard), {one.code: one.label for one in options}
    return None


def main_template(ws: Workspace, known: Iterable[Audit], method: str) -> Template | None:
    """The version of an instrument whose words head the figures: the one most were answered on; None: there is none."""
    used = Counter(a.template for a in known if a.method == method)
    held = [t for t in ledger.known_templates(ws) if t.code == method]
    return min(held, key=lambda t: (-used[t.digest], t.digest), default=None)


def checks(ws: Workspace, today: date) -> Iterator[Mark]:
    """Recording checklists as marks: “done:” for each event, and for each line what the supervisor said.

    “agree:” says whether worker and supervisor answered a line alike, where both did.
    """
    roster = people.everyone(ws)
    for check in recording.due(ws, today):
        event, form = check.event, check.form
        lead = roster.get(event.supervisor)
        base = Mark(
            audit=event.id,
            digest=form.digest if form else "",
            method=check.event.trigger,
            team=event.team or (lead.team if lead else "") or NO_TEAM,
            day=date.fromisoformat(event.date),
            item=f"done:{event.trigger}",
            use="check",
            code="y" if form else "n",
            score=None,
        )
        yield base
        if form is None:
            continue
        template, answers = ledger.template(ws, form.template), form.body.answers
        for line in recording.lines(template):
            worker, supervisor = recording.sides(template, line, answers)
            if supervisor and supervisor != "na":
                yield replace(base, item=line.id, use="line", code=supervisor)
            if worker and supervisor:
                alike = "y" if worker == supervisor else "n"
                yield replace(base, item=f"agree:{line.id}", use="agree", code=alike)


def within(found: Iterable[Mark], begins: date, ends: date, methods: Collection[str]) -> list[Mark]:
    return [m for m in found if begins <= m.day <= ends and m.method in methods]
