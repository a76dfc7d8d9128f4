"""Whether an action holds: the same standard, tested again after it was done, and better than before.

Before are the ratings of the forms that it came from; without any, those of the same team in the year up to its done
day. After are the counted audits of that team (service, everybody: by the level) signed later. An action about one
family is tested by the re-audit of that family alone. A view: any order of arrival gives the same verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from db.store import AnswerRow
from qa_desktop import (
    action_rules,
    action_standing,
    collate,
    entries,
    ledger,
    moderation_cases,
    moderation_rules,
    roles,
)
from qa_desktop.action_entries import Action
from qa_desktop.action_standing import Standing
from qa_desktop.answer_types import day_words, point_of
from qa_desktop.templates import Template
from qa_desktop.workdays import months_before
from qa_desktop.workspace import Workspace

Verdict = Literal["holding", "slipped", "untested", "few", "none"]
WORDS: dict[Verdict, str] = {
    "holding": "Holding",
    "slipped": "Slipped",
    "untested": "Not tested yet",
    "few": "Too few to say",
    "none": "Names no standard",
}
DONE = ("done", "closed_effective", "closed_not_effective")
BASELINE_MONTHS = 12
TESTED_TYPES = ("EV", "G4")  # questions whose answers are scores


@dataclass(frozen=True, slots=True)
class Audit:
    """One counted form as far as testing goes. `scores`: standard -> scores in it."""

    digest: str
    doc: str
    signed: str  # ISO day
    team: str
    service: str
    cycle: str
    repeats: str | None  # document of the form that it looks at again
    scores: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that tests need, read once for a whole list. `whole`: all audits come to this profile."""

    audits: tuple[Audit, ...]
    whole: bool
    names: Mapping[str, str]  # standard -> the question’s name
    docs: Mapping[str, str]  # digest of a form that an action names -> its document, whichever version

    def behind(self, body: Action) -> set[str]:
        """The forms (documents) that an action came from."""
        return {self.docs[digest] for digest in _behind(body) if digest in self.docs}

    def standard(self, code: str) -> str:
        return self.names.get(code, code)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison. `average` is None where it would rest on too few audits to be shown."""

    audits: int
    average: Fraction | None
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """One standard before and after."""

    standard: str
    name: str
    before: Side
    after: Side
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Planned:
    """One audit that is given out and not signed, and that asks a standard of the action. `told`: its auditor is told."""

    allocation: str
    auditor: str  # staff code
    cycle: str
    due: str  # ISO date
    standards: tuple[str, ...]
    told: bool


@dataclass(frozen=True, slots=True)
class Retest:
    """What testing an action again has shown."""

    verdict: Verdict
    words: str
    tested: tuple[Tested, ...]

    @property
    def label(self) -> str:
        return WORDS[self.verdict]


def _behind(body: Action) -> set[str]:
    return {*body.findings, *([body.source.form] if body.source else [])}


# What there is to test with


def read(ws: Workspace) -> Book:
    """The counted audits of this profile with their scores on every standard that an action names.

    Calibration rounds are left out. Nothing is read where no action is here.
    """
    heads = [head.body for one in action_standing.every(ws).values() for head in one.heads]
    whole = roles.may(ws.world.resources, ws.me.role, "admit_people")
    if not heads:
        return Book((), whole, {}, {})
    rounds = moderation_rules.load(ws.world.resources).calibration.cycle
    forms = [f for f in moderation_cases.winners(ws) if not (f.body.cycle or "").startswith(rounds)]
    known = {t.digest: t for t in ledger.known_templates(ws)}
    facts: dict[str, dict[str, str]] = {f.digest: {} for f in forms}
    for fact in ws.store.facts():
        facts.get(fact.digest, {})[fact.fact] = fact.code
    named = {standard for body in heads for standard in body.standards}
    rows = [row for standard in sorted(named) for row in ws.store.answers(standard=standard)]
    scores = _scores(ws, {f.digest: known[f.template] for f in forms if f.template in known}, rows)
    behind = {digest for body in heads for digest in _behind(body)}
    docs = {digest: row.doc for digest in sorted(behind) if (row := ws.store.entry(digest))}
    return Book(
        audits=tuple(
            Audit(
                form.digest,
                form.doc,
                form.at[:10],
                facts[form.digest].get("team", ""),
                facts[form.digest].get("service", ""),
                form.body.cycle or "",
                _doc(ws, form.body.repeats),
                scores.get(form.digest, {}),
            )
            for form in forms
        ),
        whole=whole,
        names={standard: q.name for t in known.values() for standard, q in t.standards()},
        docs=docs,
    )


def _doc(ws: Workspace, digest: str | None) -> str | None:
    """The document of a form that is named by one version. A form that is not here is named by that."""
    row = ws.store.entry(digest) if digest else None
    return row.doc if row else digest


def low(ws: Workspace, body: Action) -> tuple[str, ...]:
    """Standards that the forms behind an action rated low: what it is probably to make better. A person chooses."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    docs = {_doc(ws, digest) for digest in _behind(body)}
    forms = {
        f.digest: known[f.template]
        for f in moderation_cases.winners(ws)
        if f.doc in docs and f.template in known
    }
    found = _scores(ws, forms, ws.store.answers(forms))
    limit = action_rules.load(ws.world.resources).low
    return tuple(sorted({s for own in found.values() for s, scores in own.items() if min(scores) <= limit}))


def _scores(
    ws: Workspace, forms: Mapping[str, Template], rows: Iterable[AnswerRow]
) -> dict[str, dict[str, tuple[int, ...]]]:
    """Digest -> standard -> scores. The overall judgement is the one that counts after moderation."""
    reported = moderation_cases.reported_all(ws, forms)
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for row in rows:
        template = forms.get(row.digest)
        question = template.by_id.get(row.question) if template and row.standard else None
        if template is None or question is None or question.type not in TESTED_TYPES:
            continue
        grade = reported.get(row.digest, ("", ""))[0] if row.type == "overall" else ""
        point = point_of(template.scale_of(question), grade or row.code)
        if point is not None and point.score is not None:
            own = found.setdefault(row.digest, {})
            own[row.standard or ""] = (*own.get(row.standard or "", ()), point.score)
    return found


# The verdict


def retest(ws: Workspace, stands: Standing, book: Book) -> Retest:
    """How an action has done. “Not tested yet” until it is done; a clash is judged by the version that lists show."""
    return judge(action_rules.load(ws.world.resources), stands.body, book)


def judge(rules: action_rules.Rules, body: Action, book: Book) -> Retest:
    """Pure: the action and the audits, and nothing else."""
    if not body.standards:
        return Retest("none", "It names no standard, so no later audit can test it.", ())
    if body.status not in DONE or body.done is None:
        return Retest("untested", "It is tested once it is done.", ())
    by = rules.tested(body.level)
    tested = tuple(_tested(body, book, by, standard) for standard in body.standards)
    verdict = _together([one.verdict for one in tested])
    return Retest(verdict, _words(verdict, body, book, by, tested), tested)


def _tested(body: Action, book: Book, by: str, standard: str) -> Tested:
    docs = book.behind(body)
    found = [one for one in book.audits if one.doc in docs and one.scores.get(standard)]
    later = [one for one in _later(body, book, by, docs) if one.scores.get(standard)]
    least = 1 if by == "family" else collate.TEAM_MIN
    before = (
        _side(found, standard, 1) if found else _side(_baseline(body, book, by, standard), standard, least)
    )
    after = _side(later, standard, least)
    return Tested(standard, book.standard(standard), before, after, compare(before, after))


def _later(body: Action, book: Book, by: str, docs: set[str]) -> Iterable[Audit]:
    for one in book.audits:
        if one.signed <= (body.done or "") or one.doc in docs:
            continue
        if one.repeats in docs if by == "family" else one.repeats is None and _within(body, by, one):
            yield one


def _baseline(body: Action, book: Book, by: str, standard: str) -> list[Audit]:
    if by == "family" or body.done is None:
        return []
    since = months_before(date.fromisoformat(body.done), BASELINE_MONTHS).isoformat()
    near = (one for one in book.audits if since < one.signed <= body.done and one.repeats is None)
    return [one for one in near if _within(body, by, one) and one.scores.get(standard)]


def _within(body: Action, by: str, one: Audit) -> bool:
    """Whether an audit is of the team, or the service, that the action is for."""
    if by == "team":
        return bool(body.team) and one.team == body.team
    return by == "all" or (bool(body.service) and one.service == body.service)


def _side(audits: Sequence[Audit], standard: str, least: int) -> Side:
    scores = [score for one in audits for score in one.scores[standard]]
    shown = scores and len(audits) >= least
    average = Fraction(sum(scores), len(scores)) if shown else None
    return Side(len(audits), average, tuple(sorted(one.digest for one in audits)))


def compare(before: Side, after: Side) -> Verdict:
    """Better is holding; the same or worse is slipped; too few on either side cannot say."""
    if not after.audits:
        return "untested"
    if before.average is None or after.average is None:
        return "few"
    return "holding" if after.average > before.average else "slipped"


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """Of several standards: slipped if one has, holding only if all hold."""
    order: tuple[Verdict, ...] = ("slipped", "untested", "few", "holding")
    return next(one for one in order if one in verdicts)


def _words(verdict: Verdict, body: Action, book: Book, by: str, tested: Sequence[Tested]) -> str:
    if not book.whole:
        return (
            "The practice lead’s collation says how it has done: this laptop holds only some of the audits."
        )
    if (lacking := {"team": body.team, "service": body.service}.get(by)) is not None and not lacking:
        return f"It names no {by}, so no later audit can test it. Say which {by} it is for."
    named = ", ".join(one.name for one in tested if one.verdict == verdict)
    where = {
        "family": "the re-audit",
        "team": f"audits of {body.team}",
        "service": f"audits of {body.service}",
    }
    said = where.get(by, "audits")
    told = {
        "holding": f"{said[:1].upper()}{said[1:]} since {day_words(body.done or '')} are better on {named}.",
        "slipped": f"{said[:1].upper()}{said[1:]} since {day_words(body.done or '')} are no better on {named}.",
        "untested": f"Not tested yet: since {day_words(body.done or '')} no audit has asked {named}.",
        "few": f"Too few audits to say, before or since {day_words(body.done or '')}, on {named}.",
    }
    return told[verdict]


def reopened(body: Action, found: Retest, book: Book) -> bool:
    """Whether it counts as open again though it was closed as effective: later audits are no better.

    A view, so nobody has to notice first; a practice lead acknowledges it by moving it back to work.
    """
    return book.whole and body.status == "closed_effective" and found.verdict == "slipped"


# Planning the next test


def wanted(ws: Workspace) -> list[Standing]:
    """Actions that are done and still to be tested, or tested by too few."""
    rules = action_rules.load(ws.world.resources)
    done = [s for s in action_standing.every(ws).values() if s.body.status in ("done", "closed_effective")]
    found = [s for s in done if s.body.standards]
    book = read(ws) if found else Book((), False, {}, {})
    return [s for s in found if judge(rules, s.body, book).verdict in ("untested", "few")]


def planned(ws: Workspace, body: Action) -> tuple[Planned, ...]:
    """Audits that are given out and not signed, and that will ask a standard of this action; the soonest first."""
    if not body.standards or body.done is None:
        return ()
    tested = action_rules.load(ws.world.resources).tested(body.level)
    signed = {form.body.allocation for form in ledger.forms(ws)}
    known = {t.digest: t for t in ledger.known_templates(ws)}
    behind = {_doc(ws, digest) for digest in _behind(body)}
    found: dict[str, Planned] = {}
    for cycle in ledger.bodies(ws, "cycle", entries.Cycle):
        for one in cycle.allocations:
            asks = _asks(known.get(one.template), one, body.standards)
            if one.id in signed or not asks or not _tests(body, one, tested, _doc(ws, one.about) in behind):
                continue
            told = set(asks) <= set(one.retests)
            found[one.id] = Planned(one.id, cycle.auditor, cycle.cycle, one.due, asks, told)
    return tuple(sorted(found.values(), key=lambda p: (p.due, p.allocation)))


def _asks(template: Template | None, one: entries.Allocation, standards: Iterable[str]) -> tuple[str, ...]:
    if template is None:
        return ()
    asked = {standard for standard, q in template.standards() if not one.only or q.id in one.only}
    return tuple(sorted(asked & set(standards)))


def _tests(body: Action, one: entries.Allocation, by: str, again: bool) -> bool:
    if by == "family":
        return again
    team, service = one.facts.get("team", ""), one.facts.get("service", "")
    of = Audit("", "", "", team, service, "", None, {})
    return one.about is None and _within(body, by, of)


def untold(ws: Workspace, auditor: str = "") -> list[entries.Cycle]:
    """Cycles whose auditors (or this one) are still to be told which standards they test again, as they should read.

    A cycle that two practice leads changed apart is left as it is until somebody settles it.
    """
    flags: dict[str, set[str]] = {}
    for one in wanted(ws):
        for audit in planned(ws, one.body):
            flags.setdefault(audit.allocation, set()).update(audit.standards)
    rows = ledger.heads(ws, "cycle") if flags else []
    alone = Counter(row.doc for row in rows)
    found = []
    for row in rows:
        if alone[row.doc] == 1 and row.body is not None:
            cycle = entries.Cycle.model_validate_json(row.body)
            after = _flagged(cycle, flags)
            if auditor in ("", cycle.auditor) and after != cycle:
                found.append(after)
    return found


def _flagged(cycle: entries.Cycle, flags: Mapping[str, set[str]]) -> entries.Cycle:
    own = (
        a.model_copy(update={"retests": tuple(sorted({*a.retests, *flags.get(a.id, ())}))})
        for a in cycle.allocations
    )
    return cycle.model_copy(update={"allocations": tuple(own)})
