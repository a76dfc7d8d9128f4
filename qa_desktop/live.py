"""What of an answer counts: whether it has the shape its type asks for, and which of its parts are asked.

Pure functions that `answer_types` and `walk` share. Nothing here raises, whatever the value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qa_desktop.templates import Condition, Part, Question, Scale, Template

Value = Any
"""JSON: str, int, list or dict, as the type of the question says. None: not answered."""


def is_empty(value: Value) -> bool:
    """Nothing there at all, at any depth."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, dict):
        return all(is_empty(v) for v in value.values())
    if isinstance(value, list):
        return all(is_empty(v) for v in value)
    return value is None


def holds(condition: Condition, live: Mapping[str, Value]) -> bool:
    """Whether a condition holds, given the answers that count."""
    return not condition or any(all(_meets(live, name, ok) for name, ok in row.items()) for row in condition)


def _meets(live: Mapping[str, Value], name: str, ok: tuple[str, ...]) -> bool:
    value = live.get(name)
    if value is None:
        owner, _, part = name.rpartition(".")
        holder = live.get(owner)
        value = holder.get(part) if isinstance(holder, dict) else None
    if isinstance(value, dict):
        value = value.get("rating")
    chosen = value if isinstance(value, list) else [value]
    return any(str(one) in ok for one in chosen if isinstance(one, str | int))


def shaped(field: Question | Part, value: Value) -> Value:
    """The value if it has the shape that its type asks for. None, not answered, where it has not."""
    if field.type in ("EV", "GROUP", "LINE"):
        good = isinstance(value, dict)
    elif field.type in ("EVD", "ROWS"):
        good = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    elif field.type == "MULTI":
        good = isinstance(value, list) and all(isinstance(code, str) for code in value)
    elif field.type == "NUM":
        good = isinstance(value, int) and not isinstance(value, bool)
    else:
        good = isinstance(value, str)
    return value if good else None


def asked_parts(parts: tuple[Part, ...], value: Mapping[str, Value]) -> Iterator[Part]:
    """The parts that apply, in order. An answer to a part that is not asked counts for nothing."""
    live: dict[str, Value] = {}
    for part in parts:
        if holds(part.ask_if, live):
            live[part.id] = shaped(part, value.get(part.id))
            yield part


def counted(template: Template, question: Question, value: Value) -> Value:
    """What of an answer counts: without the parts that its own other parts make pointless.

    They stay in the draft, so that a change of mind loses nothing, and are left out when the form is sealed.
    """
    value = shaped(question, value)
    if value is None:
        return None
    if question.type == "EV":
        return _counted_rating(template.scale_of(question), value)
    if question.type == "GROUP":
        return _counted_parts(question.part, value)
    if question.type == "ROWS":
        return [_counted_parts(question.part, row) for row in value]
    return value


def _counted_rating(scale: Scale, value: Mapping[str, Value]) -> dict[str, Value]:
    point = next((p for p in scale.point if p.code == value.get("rating")), None)
    pointless = set()
    if point and not point.placed:
        pointless |= {"seen", "evidence"}
    if point and "reason" not in point.needs:
        pointless.add("reason")
    return {name: held for name, held in value.items() if name not in pointless}


def _counted_parts(parts: tuple[Part, ...], value: Mapping[str, Value]) -> dict[str, Value]:
    asked = ((p.id, shaped(p, value.get(p.id))) for p in asked_parts(parts, value))
    return {name: held for name, held in asked if not is_empty(held)}
