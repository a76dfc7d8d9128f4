"""What pydantic cannot see in a template: names that point nowhere, and questions nobody can reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from qa_desktop import template_words

if TYPE_CHECKING:
    from qa_desktop.templates import Condition, Part, Question, Template

MAX_WAYS = 500  # ways to reach one question that are followed; beyond that it is taken as reachable

Constraint = dict[str, frozenset[str]]


class Places:
    """Where things stand in a template file, for faults that say where to look."""

    def __init__(self, name: str, text: str):
        self.name = name
        self._lines: dict[tuple[int, ...], int] = {}
        self._named: dict[tuple[str, str], list[int]] = {}
        kind = ""
        section = question = -1
        for number, line in enumerate(text.splitlines(), 1):
            if found := re.match(r"\s*\[\[?([\w.]+)\]", line):
                kind = found[1]
                if kind == "section":
                    section, question = section + 1, -1
                    self._lines[(section,)] = number
                elif kind == "section.question":
                    question += 1
                    self._lines[(section, question)] = number
            elif found := re.match(r"""\s*(id|standard)\s*=\s*["']([^"']+)["']""", line):
                what = {"section.question": "question"}.get(kind, kind) if found[1] == "id" else "standard"
                self._named.setdefault((what, found[2]), []).append(number)

    def at(self, name: str, what: str = "question", last: bool = False) -> str:
        """Where a question, section or standard stands: its first place in the file, or its last."""
        lines = self._named.get((what, name))
        return f"{self.name}, line {lines[-1 if last else 0]}, {name}" if lines else f"{self.name}, {name}"

    def words(self, loc: tuple[int | str, ...], message: str, kind: str) -> str:
        """A pydantic fault as one sentence with its line."""
        numbers = tuple(n for n in loc[:4] if isinstance(n, int)) if loc and loc[0] == "section" else ()
        line = self._lines.get(numbers[:2]) or self._lines.get(numbers[:1])
        place = ".".join(str(p) for p in loc)
        where = f"{self.name}, line {line}, {place}" if line else f"{self.name}, {place}"
        if kind == "extra_forbidden":
            return f"{where}: unknown key “{loc[-1]}”. Correct the spelling or take it out."
        if kind == "missing":
            return f"{where}: “{loc[-1]}” is missing. Add it."
        return f"{where}: {message}. Correct the value."


def faults(template: Template, places: Places) -> list[str]:
    """Every fault, in the order of the file."""
    return [
        *_duplicates(template, places),
        *_scales(template, places),
        *_words(template, places),
        *_fields(template, places),
        *_conditions(template, places),
        *_circles(template, places),
        *_unreachable(template, places),
        *_prompts(template, places),
        *_languages(template, places),
    ]


def dangling(template: Template) -> bool:
    """Whether a question hangs on something the template does not hold. Nothing can walk such a form, so it is no
    template, whoever sealed it; all other faults only make a poor one."""
    places = Places(template.code, "")
    prompts = template.prompts
    named = {prompts.overall, prompts.reason} if prompts else set()
    return (
        bool([*_duplicates(template, places), *_scales(template, places)])
        or not named <= template.by_id.keys()
    )


def _languages(template: Template, places: Places) -> Iterator[str]:
    for language, name in template_words.unknown(template):
        yield f"{places.name}: text.{language} has words for “{name}”, which this template does not say. Correct the name."


def _duplicates(template: Template, places: Places) -> Iterator[str]:
    for what, ids in (
        ("question", [q.id for q in template.questions]),
        ("section", [s.id for s in template.section]),
        ("standard", [code for code, _ in template.standards()]),
        ("scale", [s.code for s in template.scale]),
    ):
        for code, count in Counter(ids).items():
            if count > 1:
                yield f"{places.at(code, what, last=True)}: the {what} “{code}” stands {count} times. Give each its own."
    for question in template.questions:
        for code, count in Counter(p.id for p in question.part).items():
            if count > 1:
                yield f"{places.at(question.id)}: the part “{code}” stands {count} times. Give each its own."


def _fields_of(question: Question) -> tuple[Question | Part, ...]:
    return (question, *question.part)


def _scales(template: Template, places: Places) -> Iterator[str]:
    from qa_desktop.templates import SCALED_TYPES, scale_name

    for question in template.questions:
        for field in _fields_of(question):
            if field.scale and field.type not in SCALED_TYPES:
                yield f"{places.at(question.id)}: type {field.type} takes no scale. Take scale out."
            elif (
                field.type in SCALED_TYPES and not field.choices and scale_name(field) not in template.scales
            ):
                yield f"{places.at(question.id)}: type {field.type} needs its scale. Add “{scale_name(field)}” to scales."


def _words(template: Template, places: Places) -> Iterator[str]:
    """A rating or a choice that nobody could read, and a question without words."""
    for scale in template.scale:
        for point in (*scale.point, *scale.seen):
            if not point.label.strip():
                yield f"{places.at(scale.code, 'scale')}: the rating “{point.code}” has no words. Give it a label."
    for question in template.questions:
        for field in _fields_of(question):
            if not field.ask.strip():
                yield f"{places.at(question.id)}: “{field.id}” has no words to ask. Write them in ask."
            for choice in field.choices:
                if not choice.label.strip():
                    yield f"{places.at(question.id)}: the choice “{choice.code}” has no words. Give it a label."


def _fields(template: Template, places: Places) -> Iterator[str]:
    for question in template.questions:
        at = places.at(question.id)
        for field in _fields_of(question):
            if field.type in ("ONE", "MULTI") and not field.choices and not getattr(field, "fact", None):
                yield f"{at}: “{field.id}” has nothing to choose from. Add choices."
            for code, count in Counter(c.code for c in field.choices).items():
                if count > 1:
                    yield f"{at}: the choice “{code}” stands {count} times. Give each its own code."
        if (question.type in ("GROUP", "ROWS")) != bool(question.part):
            yield f"{at}: parts belong to GROUP and ROWS, and those need at least one. Correct type or part."
        if question.type == "EV" and not question.standard:
            yield f"{at}: a rated question needs a standard, so that trends can follow it. Add standard."
        if question.same_as and question.same_as in (
            question.standard,
            *(c for c, _ in template.standards()),
        ):
            yield f"{at}: same_as names a standard that this version asks itself. Name one of an earlier version."
        if question.same_as and not question.standard:
            yield f"{at}: same_as without a standard of its own. Add standard."
        if question.ask_on_prompt and not template.prompts:
            yield f"{at}: ask_on_prompt, but the template has no prompts. Add prompts or take it out."


def _values(template: Template, field: Question | Part) -> frozenset[str] | None:
    """The codes that an answer may hold; None where any text may stand, or its scale is missing."""
    from qa_desktop.templates import SCALED_TYPES, scale_name

    if not field.choices and field.type in SCALED_TYPES and scale_name(field) not in template.scales:
        return None
    options = template.options(field)
    return frozenset(c.code for c in options) if options else None


def _target(template: Template, name: str) -> Question | Part | None:
    """What a condition's key names: a question, or a part of one."""
    if question := template.by_id.get(name):
        return question
    owner, _, part = name.rpartition(".")
    return (
        next((p for p in template.by_id[owner].part if p.id == part), None)
        if owner in template.by_id
        else None
    )


def _owner(template: Template, name: str) -> str:
    return name if name in template.by_id else name.rpartition(".")[0]


def _conditions(template: Template, places: Places) -> Iterator[str]:
    order = {q.id: n for n, q in enumerate(template.questions)}
    for question in template.questions:
        at = places.at(question.id)
        for which, condition in (("ask_if", question.ask_if), ("required_if", question.required_if)):
            for name, values in _pairs(condition):
                target = _target(template, name)
                if target is None:
                    yield f"{at}: {which} names “{name}”, which is not in this template. Correct the name."
                elif order[_owner(template, name)] >= order[question.id]:
                    yield f"{at}: {which} names “{name}”, which comes later. Move one of them."
                else:
                    yield from _bad_values(at, which, name, values, _values(template, target))
        siblings = {p.id: p for p in question.part}
        for part in question.part:
            for name, values in _pairs(part.ask_if):
                if name not in siblings or name == part.id:
                    yield f"{at}: part {part.id} depends on “{name}”, which is not a part beside it. Correct the name."
                else:
                    yield from _bad_values(at, "ask_if", name, values, _values(template, siblings[name]))


def _circles(template: Template, places: Places) -> Iterator[str]:
    """Questions, or parts of one question, that wait for each other: none of them could ever be the first."""
    waits = {
        q.id: {_owner(template, name) for name, _ in _pairs(q.ask_if)} - {q.id} for q in template.questions
    }
    for circle in _round(waits):
        yield f"{places.at(circle[0])}: {_in_turn(circle)} wait for each other. Take one ask_if out."
    for question in template.questions:
        parts = {p.id: {name for name, _ in _pairs(p.ask_if)} - {p.id} for p in question.part}
        for circle in _round(parts):
            yield f"{places.at(question.id)}: the parts {_in_turn(circle)} wait for each other. Take one ask_if out."


def _round(waits: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once: the shortest way from a name back to itself, named from its first in the file."""
    told: set[str] = set()
    for start in waits:
        ways: list[tuple[str, ...]] = [(start,)]
        met = {start}
        while ways and start not in told:
            way = ways.pop(0)
            if start in waits[way[-1]]:
                told.update(way)
                yield way
            fresh = sorted((waits[way[-1]] - met) & waits.keys())
            met.update(fresh)
            ways += [(*way, name) for name in fresh]


def _in_turn(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _pairs(condition: Condition) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((name, values) for row in condition for name, values in row.items())


def _bad_values(
    at: str, which: str, name: str, values: tuple[str, ...], known: frozenset[str] | None
) -> Iterator[str]:
    if not values:
        yield f"{at}: {which} gives no value for “{name}”. Add at least one."
    for value in values:
        if known is not None and value not in known:
            yield f"{at}: {which} waits for {name} = “{value}”, which cannot be chosen. Use one of {', '.join(sorted(known))}."


def _unreachable(template: Template, places: Places) -> Iterator[str]:
    """Questions whose conditions contradict each other all the way up."""
    ways: dict[str, list[Constraint]] = {}
    for question in template.questions:
        ways[question.id] = found = _ways(template, question, ways)
        if question.ask_if and not found:
            yield f"{places.at(question.id)}: no set of answers leads to this question. Change its ask_if."


def _ways(template: Template, question: Question, ways: Mapping[str, list[Constraint]]) -> list[Constraint]:
    found: list[Constraint] = [] if question.ask_if else [{}]
    for row in question.ask_if:
        own = {name: frozenset(values) for name, values in row.items() if values}
        owners = [ways.get(_owner(template, name), [{}]) for name in row]
        for combination in product(*owners):
            if len(found) > MAX_WAYS:
                return found
            if (merged := _merge(template, (own, *combination))) is not None:
                found.append(merged)
    return found


def _merge(template: Template, constraints: tuple[Constraint, ...]) -> Constraint | None:
    merged: Constraint = {}
    for constraint in constraints:
        for name, values in constraint.items():
            target = _target(template, name)
            if target is not None and target.type == "MULTI":
                continue  # several may be chosen, so two demands never contradict
            merged[name] = merged.get(name, values) & values
            if not merged[name]:
                return None
    return merged


def _prompts(template: Template, places: Places) -> Iterator[str]:
    rules = template.prompts
    if rules is None:
        return
    at = f"{places.name}, prompts"
    for key in ("overall", "reason"):
        if (name := getattr(rules, key)) not in template.by_id:
            yield f"{at}: {key} names “{name}”, which is not in this template. Correct the name."
    rated = [_values(template, q) or frozenset() for q in template.questions if q.type == "EV"]
    yield from _bad_prompt(at, "limiting_at", rules.limiting_at, frozenset().union(*rated))
    if overall := template.by_id.get(rules.overall):
        yield from _bad_prompt(at, "with_overall", rules.with_overall, _values(template, overall))


def _bad_prompt(at: str, key: str, values: tuple[str, ...], known: frozenset[str] | None) -> Iterator[str]:
    for value in values:
        if known and value not in known:
            yield f"{at}: {key} waits for “{value}”, which cannot be chosen. Use one of {', '.join(sorted(known))}."
