"""House rules in free text: details that could say who somebody is, found by rule on this laptop, for a person to keep or hide.

Before a form is signed each mark in it has a choice. Hiding changes the text; what is kept is counted in the entry.
A choice is known by the question, the field and the words, so it outlives changes elsewhere.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from qa_desktop import canonical, privacy_names, privacy_numbers, walk
from qa_desktop.errors import Problem
from qa_desktop.live import Value
from qa_desktop.privacy_rules import KIND_WORDS, Kind, Mark, Rules
from qa_desktop.templates import Part, Question, Template

__all__ = ["KIND_WORDS", "Choice", "Found", "Kind", "Mark", "Rules"]

Choice = Literal["keep", "hide"]
TEXT_TYPES = frozenset({"TXT", "LTX"})


@dataclass(frozen=True, slots=True)
class Found:
    """A mark in one field of a form. `path` is as Problem.part: "comment", "evidence.2.note", "3.words"; "" for the whole."""

    question: str
    path: str
    mark: Mark

    @property
    def key(self) -> str:
        """What its choice is kept under. Without the number of the line, so that another line may go."""
        field = ".".join(bit for bit in self.path.split(".") if not bit.isdigit())
        return hashlib.sha256(canonical.dumps([self.question, field, self.mark.text])).hexdigest()


def find(text: str, rules: Rules) -> tuple[Mark, ...]:
    """Every mark in a text, in order, none over another. Time grows with the length only."""
    names = privacy_names.marks(text, rules)
    found = sorted(privacy_numbers.marks(text, rules, names), key=lambda m: (m.start, -m.end))
    taken: list[Mark] = []
    for mark in found:
        if not taken or mark.start >= taken[-1].end:
            taken.append(mark)
    return tuple(_merge(names, taken))


def _merge(names: list[Mark], others: list[Mark]) -> Iterator[Mark]:
    """In order; a name within another mark ("14 Malden Road") gives way to it."""
    rest = iter(others)
    other = next(rest, None)
    for name in names:
        while other and other.end <= name.start:
            yield other
            other = next(rest, None)
        if other is None or name.end <= other.start:
            yield name
    if other:
        yield other
    yield from rest


def hide(text: str, marks: Collection[Mark]) -> str:
    """The text with "[name]", "[date of birth]" … in place of each mark."""
    for mark in sorted(marks, key=lambda m: m.start, reverse=True):
        text = f"{text[: mark.start]}[{KIND_WORDS[mark.kind]}]{text[mark.end :]}"
    return text


def texts(template: Template, answers: Mapping[str, Value]) -> Iterator[tuple[str, str, str]]:
    """(question, path, text) of every free text that counts. Codes and facts (case, team …) are none."""
    live = walk.live_answers(template, answers)
    for question in template.questions:
        for path, text in _texts_of(question, live.get(question.id)):
            yield question.id, path, text


def _texts_of(question: Question, value: Value) -> Iterator[tuple[str, str]]:
    held = value if isinstance(value, dict) else {}
    if question.type in TEXT_TYPES and not question.fact:
        yield from _text("", value)
    elif question.type == "EV":
        yield from _text("reason", held.get("reason"))
        yield from _evidence("evidence.", held.get("evidence"))
        yield from _text("comment", held.get("comment"))
    elif question.type == "LINE":
        yield from _text("note", held.get("note"))
    elif question.type == "EVD":
        yield from _evidence("evidence.", value)
    elif question.type == "GROUP":
        yield from _parts("", question.part, value)
    elif question.type == "ROWS":
        for n, row in enumerate(value if isinstance(value, list) else [], 1):
            yield from _parts(f"{n}.", question.part, row)


def _text(path: str, value: Value) -> Iterator[tuple[str, str]]:
    if isinstance(value, str) and value.strip():
        yield path, value


def _evidence(before: str, rows: Value) -> Iterator[tuple[str, str]]:
    for n, row in enumerate(rows if isinstance(rows, list) else [], 1):
        for name in ("label", "note") if isinstance(row, dict) else ():
            yield from _text(f"{before}{n}.{name}", row.get(name))


def _parts(before: str, parts: tuple[Part, ...], value: Value) -> Iterator[tuple[str, str]]:
    for part in parts if isinstance(value, dict) else ():
        if part.type in TEXT_TYPES and not part.fact:
            yield from _text(f"{before}{part.id}", value.get(part.id))


def in_form(template: Template, answers: Mapping[str, Value], rules: Rules) -> tuple[Found, ...]:
    """Every mark in the free text of a form, in its order."""
    return tuple(
        Found(question, path, mark)
        for question, path, text in texts(template, answers)
        for mark in find(text, rules)
    )


def unsettled(
    template: Template, answers: Mapping[str, Value], choices: Mapping[str, Choice], rules: Rules
) -> tuple[Found, ...]:
    """Marks without a choice. One that was hidden and stands there again (after an undo) has none."""
    return tuple(f for f in in_form(template, answers, rules) if choices.get(f.key) != "keep")


def problems(
    template: Template, answers: Mapping[str, Value], choices: Mapping[str, Choice], rules: Rules
) -> list[Problem]:
    """What must be kept or hidden before signing: one problem for each field and its words."""
    left = {(f.question, f.path, f.mark.text): f for f in unsettled(template, answers, choices, rules)}
    return [
        Problem(f.question, f"keep or hide “{f.mark.text}”, which looks like {a_kind(f.mark.kind)}", f.path)
        for f in left.values()
    ]


def a_kind(kind: Kind) -> str:
    """ "a name", "an NHS number"."""
    return f"{'an' if kind in ('nhs', 'email', 'address') else 'a'} {KIND_WORDS[kind]}"


def hidden_in(question: Question, value: Value, key: str, rules: Rules) -> Value:
    """The answer with every mark of this key hidden."""
    for path, text in _texts_of(question, value):
        gone = [m for m in find(text, rules) if Found(question.id, path, m).key == key]
        if gone:
            value = _put(value, path.split(".") if path else [], hide(text, gone))
    return value


def _put(value: Value, path: list[str], text: str) -> Value:
    """A copy of a value with `text` at `path`, lines counted from 1."""
    if not path:
        return text
    here, rest = path[0], path[1:]
    if isinstance(value, list):
        if here == "evidence":  # the lines of an EVD are the value itself
            return _put(value, rest, text)
        at = int(here) - 1
        return [*value[:at], _put(value[at], rest, text), *value[at + 1 :]]
    return {**value, here: _put(value[here], rest, text)}


def counts(
    template: Template, answers: Mapping[str, Value], rules: Rules
) -> dict[str, dict[str, int]] | None:
    """How many marks of each kind a settled form keeps, and how many it hides. None: there were none.

    Counts only: what was hidden must not be found again beside the text it was taken from.
    """
    kept: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    for _, _, text in texts(template, answers):
        kept.update(mark.kind for mark in find(text, rules))
        gone.update({kind: n for kind, words in KIND_WORDS.items() if (n := text.count(f"[{words}]"))})
    return {"kept": dict(kept), "hidden": dict(gone)} if kept or gone else None
