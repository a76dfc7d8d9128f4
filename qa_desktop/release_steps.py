"""What a judgement asks for after an audit: who is told, planned, checked, audited again, and by when. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qa_desktop.moderation_rules import Rules, StepRule
from qa_desktop.workdays import Calendar, months_before

FEEDBACK = (
    ("feedback_worker", "Give feedback to the worker"),
    ("feedback_supervisor", "Give feedback to the supervisor"),
)
SETTLE, TELL_DECISION, REAUDIT = "settle", "tell_decision", "reaudit"
DECISION_WORDS = "Tell the worker which judgement counts"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one audit stands. `done`: step -> the days it was noted, in order."""

    grade: str  # the one that counts
    known: date  # when it was known
    released: date | None
    ticket: str  # hexadecimal: decides what is owed only for some
    done: Mapping[str, tuple[date, ...]]
    settle_by: date | None = None  # a disagreement that stands open
    decided: date | None = None  # when one was settled
    again: bool = False  # whether the re-audit is signed


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is owed. `who` is a role, or the auditor, supervisor or practice lead of this audit."""

    step: str
    words: str
    who: str
    due: date


def step_words(rules: Sequence[StepRule]) -> dict[str, str]:
    """Every step that can come up under these rules, with its words; among them what ends a check that comes again."""
    ends = {rule.until: rule.until_words or rule.until for rule in rules if rule.until}
    return {**dict(FEEDBACK), TELL_DECISION: DECISION_WORDS, **{r.code: r.words for r in rules}, **ends}


def owed(now: Standing, rules: Rules, calendar: Calendar) -> list[Step]:
    """Everything that is owed and not done, soonest first. Nothing here has to do with today."""
    found = [*_feedback(now, rules, calendar), *_disagreement(now, rules, calendar)]
    for rule in rules.steps(now.grade):
        due = _next(now, rule, calendar)
        if due is not None:
            found.append(Step(rule.code, rule.words, rule.who, due))
    return sorted(found, key=lambda step: (step.due, step.step))


def _feedback(now: Standing, rules: Rules, calendar: Calendar) -> Iterator[Step]:
    for code, words in FEEDBACK:
        if now.released and not now.done.get(code):
            yield Step(code, words, "auditor", calendar.add(now.released, rules.feedback_days))


def _disagreement(now: Standing, rules: Rules, calendar: Calendar) -> Iterator[Step]:
    if now.settle_by:
        yield Step(SETTLE, "Name the judgement that counts", "head_of_service", now.settle_by)
    if now.decided and not now.done.get(TELL_DECISION):
        due = calendar.add(now.decided, rules.feedback_days)
        yield Step(TELL_DECISION, DECISION_WORDS, "practice_lead", due)


def _next(now: Standing, rule: StepRule, calendar: Calendar) -> date | None:
    """When this step is owed next; None where it is not, or not any more."""
    start = now.known if rule.since == "known" else now.released
    done = now.done.get(rule.code, ())
    if start is None or (rule.one_in > 1 and int(now.ticket, 16) % rule.one_in):
        return None
    if rule.code == REAUDIT and now.again:
        return None
    if rule.until:
        return None if now.done.get(rule.until) else _after(max((start, *done)), rule, 1, calendar)
    return _after(start, rule, len(done) + 1, calendar) if len(done) < rule.times else None


def _after(start: date, rule: StepRule, times: int, calendar: Calendar) -> date:
    if rule.working_days is not None:
        return calendar.add(start, rule.working_days * times)
    if rule.months is not None:
        return months_before(start, -rule.months * times)
    return start + timedelta(days=(rule.days or 0) * times)
