"""The walk through a form: for any set of answers, what is asked, what is missing and why, and what comes next.

Pure functions of a template and answers. One pass is enough, because a condition may only name an
earlier question (`lint`). An answer to a question that is not asked counts for nothing, here and further down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from qa_desktop import answer_types
from qa_desktop.errors import Problem
from qa_desktop.live import Value, counted, holds, is_empty
from qa_desktop.templates import Condition, Prompts, Question, Section, Template, scale_name

Answers = Mapping[str, Value]
State = Literal["empty", "begun", "done"]
By = Literal["auditor", "worker", "family"]
"""Whose words: as a template's sections say. With `by`, a walk tells of these sections only; conditions and
prompts still look at every answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question that is asked, with what it still needs."""

    question: Question
    section: Section
    needed: bool
    state: State
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class SectionProgress:
    section: Section
    done: int
    total: int
    steps: tuple[Step, ...]

    @property
    def state(self) -> State:
        if self.done == self.total:
            return "done"
        begun = any(s.state != "empty" for s in self.steps if s.question.type != "AUTO")
        return "begun" if begun else "empty"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` questions; an optional question counts once something is written in it."""

    done: int
    total: int
    sections: tuple[SectionProgress, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A second look at the overall judgement: asks for a reason, does not stop anyone."""

    code: Literal["limiting", "apart"]
    words: str


def live_answers(template: Template, answers: Answers) -> dict[str, Value]:
    """The answers that count: those to questions that are asked, without parts that are not."""
    found = ((one.question.id, one.value) for one in _asked(template, answers))
    return {question: value for question, value in found if not is_empty(value)}


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    section: Section
    needed: bool
    value: Value  # what counts of its answer


def _asked(template: Template, answers: Answers) -> list[_Asked]:
    live: dict[str, Value] = {}
    found: list[_Asked] = []
    on_prompt: list[tuple[int, _Asked]] = []
    for section in template.section:
        for question in section.question:
            if not holds(question.ask_if, live):
                continue
            needed = question.required or (bool(question.required_if) and holds(question.required_if, live))
            value = counted(template, question, answers.get(question.id))
            one = _Asked(question, section, needed, value)
            if question.ask_on_prompt:
                on_prompt.append((len(found), one))
                continue
            found.append(one)
            live[question.id] = value
    # The prompts look at the whole form, so they can only be settled once everything else is known.
    if on_prompt and prompts(template, live):
        for place, one in reversed(on_prompt):
            found.insert(place, one)
    return found


def asked(template: Template, answers: Answers) -> tuple[Question, ...]:
    """The questions that apply, in order, given the answers so far."""
    return tuple(one.question for one in _asked(template, answers))


def steps(
    template: Template, answers: Answers, today: date | None = None, by: By | None = None
) -> tuple[Step, ...]:
    """Every question that is asked, with its state and what it still needs."""
    found = _asked(template, answers)
    return tuple(_step(template, one, today) for one in found if by in (None, one.section.by))


def _step(template: Template, one: _Asked, today: date | None) -> Step:
    found = tuple(answer_types.problems(template, one.question, one.value, one.needed, today))
    if any(p.severity == "block" for p in found):
        state: State = "empty" if is_empty(one.value) else "begun"
    else:
        state = "done" if one.question.type == "AUTO" or not is_empty(one.value) else "empty"
    return Step(one.question, one.section, one.needed, state, found)


def progress(
    template: Template, answers: Answers, today: date | None = None, by: By | None = None
) -> Progress:
    walked = steps(template, answers, today, by)
    sections = []
    for section in template.section:
        own = tuple(s for s in walked if s.section is section)
        counted = [s for s in own if s.question.type != "AUTO" and (s.needed or s.state != "empty")]
        if own:
            done = sum(s.state == "done" for s in counted)
            sections.append(SectionProgress(section, done, len(counted), own))
    return Progress(sum(s.done for s in sections), sum(s.total for s in sections), tuple(sections))


def next_unanswered(
    template: Template,
    answers: Answers,
    after: str | None,
    today: date | None = None,
    by: By | None = None,
) -> Question | None:
    """The next question that still needs something, after `after` and then from the top. None: nothing is left."""
    walked = steps(template, answers, today, by)
    here = next((n for n, s in enumerate(walked) if s.question.id == after), -1)
    for step in (*walked[here + 1 :], *walked[: here + 1]):
        if any(p.severity == "block" for p in step.problems):
            return step.question
    return None


def neighbours(
    template: Template, answers: Answers, question: str
) -> tuple[Question | None, Question | None]:
    """The questions before and after this one, as asked."""
    walked = [q for q in asked(template, answers) if q.type != "AUTO"]
    here = next((n for n, q in enumerate(walked) if q.id == question), None)
    if here is None:
        return None, walked[0] if walked else None
    return (walked[here - 1] if here else None, walked[here + 1] if here + 1 < len(walked) else None)


def problems(
    template: Template, answers: Answers, today: date | None = None, by: By | None = None
) -> list[Problem]:
    """Everything to put right or to look at before signing, in the order of the form."""
    found = [p for step in steps(template, answers, today, by) for p in step.problems]
    if template.prompts and by in (None, template.section_of[template.prompts.overall].by):
        found += second_looks(template, answers)
    return found


def second_looks(template: Template, answers: Answers) -> list[Problem]:
    """The prompts that stand, as things to look at before signing."""
    if template.prompts is None:
        return []
    found = prompts(template, live_answers(template, answers))
    return [Problem(template.prompts.overall, p.words, severity="warn") for p in found]


def alone(template: Template, by: By, sections: Collection[str] = ()) -> Template:
    """The template as one person has it who sees nobody else's answers: their sections only, or some of them.

    A checklist that two people answer belongs to both: one of them has its lines as plain questions.

    What a condition asks of other people's questions is taken as met, since whoever sends the part says it is asked.
    """
    own = [s for s in template.section if belongs(s, by) and (not sections or s.id in sections)]
    ids = {q.id for s in own for q in s.question}
    kept = [
        s.model_copy(update={"question": tuple(_alone(q, ids) for q in s.question if not q.ask_on_prompt)})
        for s in own
    ]
    return _remade(template, tuple(kept), None)


MODERATOR_REASON = Question(
    id="moderator_reason", ask="What decided your judgement?", short="What decided it", type="LTX"
)


def numbered(question: Question, words: str, between: str = " ") -> str:
    """Words after the question's id. The program's own question shows none: its id is no number of the form."""
    return words if question.id == MODERATOR_REASON.id else f"{question.id}{between}{words}"


def judging(template: Template, answers: Answers) -> Template:
    """The template as a moderator has it: its judgements, those that these answers ask for, and their reason."""
    wanted = {q.id for q in asked(template, answers) if q.use in ("section_judgement", "overall")}
    whole = {"ask_if": (), "required_if": (), "required": True}  # what they hang on is settled by the answers
    sections = []
    for section in template.section:
        own = [q.model_copy(update=whole) for q in section.question if q.id in wanted]
        last = [MODERATOR_REASON] if any(q.use == "overall" for q in own) else []
        if own:
            sections.append(section.model_copy(update={"question": (*own, *last)}))
    return _remade(template, tuple(sections), None, f"Second judgement. {template.title}")


def only(template: Template, ids: Collection[str]) -> Template:
    """The template with these questions alone, and those that decide whether they are asked."""
    kept = with_conditions(template, ids)
    sections = (
        s.model_copy(update={"question": tuple(q for q in s.question if q.id in kept)})
        for s in template.section
    )
    prompts = template.prompts if template.prompts and template.prompts.overall in kept else None
    return _remade(template, tuple(s for s in sections if s.question), prompts)


def without(template: Template, off: Collection[str]) -> Template:
    """The template without the sections that a setting in `off` leaves out."""
    kept = tuple(s for s in template.section if s.setting not in off)
    return _remade(template, kept, template.prompts) if len(kept) < len(template.section) else template


def with_conditions(template: Template, ids: Collection[str]) -> set[str]:
    """These questions and all that their conditions name, however far back."""
    every, kept = template.by_id, set(ids)
    for question in reversed(template.questions):  # a condition names earlier questions only
        if question.id in kept:
            rows = (*question.ask_if, *question.required_if)
            kept |= {owner(name, every) for row in rows for name in row}
    return kept & every.keys()


def _remade(
    template: Template, sections: tuple[Section, ...], prompts: Prompts | None, title: str = ""
) -> Template:
    # Made anew, not copied: a copy would bring along what the whole template has worked out about itself.
    fields = {name: getattr(template, name) for name in Template.model_fields}
    fields["title"] = title or template.title
    return Template(**fields | {"section": sections, "prompts": prompts})


def belongs(section: Section, by: By) -> bool:
    """Whether somebody has a part in this section: it is theirs, or it holds lines that two people answer."""
    return section.by == by or (
        by in answer_types.LINE_SIDES and any(q.type == "LINE" for q in section.question)
    )


def _alone(question: Question, ids: Collection[str]) -> Question:
    changed: dict[str, Any] = {name: _own(getattr(question, name), ids) for name in ("ask_if", "required_if")}
    if question.type == "LINE":
        changed |= {"type": "YPN", "scale": scale_name(question)}
    if question.required_if and not changed["required_if"]:
        changed["required"] = True
    return question.model_copy(update=changed)


def _own(condition: Condition, ids: Collection[str]) -> Condition:
    """What is left of a condition without other people's questions. Nothing left in one of its rows: it holds."""
    rows = tuple({n: ok for n, ok in row.items() if owner(n, ids) in ids} for row in condition)
    return rows if all(rows) else ()


def owner(name: str, ids: Collection[str]) -> str:
    """The question that a condition names: “A21” in “A21.took_part”."""
    return name if name in ids else name.rpartition(".")[0]


def blocking(found: Collection[Problem]) -> list[Problem]:
    return [p for p in found if p.severity == "block"]


def prompts(template: Template, live: Answers) -> list[Prompt]:
    """The prompts that stand: content.md 1.3. `live`: the answers that count."""
    rules = template.prompts
    if rules is None or is_empty(live.get(rules.overall)):
        return []
    overall = live[rules.overall]
    found = []
    low = list(_limiting_low(template, live, rules.limiting_at))
    if low and overall in rules.with_overall:
        names = ", ".join(low)
        label = answer_types.label_of(template, template.by_id[rules.overall], overall)
        found.append(
            Prompt(
                "limiting",
                f"{names} at the lowest rating, and the overall judgement is {label}: give your reason",
            )
        )
    common = _most_common_judgement(template, live)
    score = answer_types.score_of(template, template.by_id[rules.overall], overall)
    if rules.apart and common and score is not None and min(abs(score - c) for c in common) >= rules.apart:
        found.append(
            Prompt(
                "apart", "the overall judgement is two or more from most section judgements: give your reason"
            )
        )
    return found


def _limiting_low(template: Template, live: Answers, at: Collection[str]) -> Iterator[str]:
    for question in template.questions:
        value = live.get(question.id)
        if question.limiting and isinstance(value, dict) and value.get("rating") in at:
            yield question.id


def _most_common_judgement(template: Template, live: Answers) -> list[int]:
    """The most common section judgement; several where they tie."""
    judged = (q for q in template.questions if q.use == "section_judgement")
    counts = Counter(
        score for q in judged if (score := answer_types.score_of(template, q, live.get(q.id))) is not None
    )
    most = max(counts.values(), default=0)
    return sorted(score for score, count in counts.items() if count == most)
