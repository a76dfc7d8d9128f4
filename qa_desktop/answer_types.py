"""What each type of answer holds: what is still missing and why, its codes, and how it reads.

Values are plain JSON: a code, a list of codes, text, a whole number, a list of rows, or a dictionary of parts.
A LINE answer is {"worker", "supervisor", "note", "fix_by"}.
An EV answer is {"rating", "seen", "comment", "reason", "evidence": [{"source", "date", "label", "note"}]}.
A value of the wrong shape (from another program, say) counts as not answered; nothing here raises.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from qa_desktop.errors import Problem, Severity
from qa_desktop.live import Value as Value
from qa_desktop.live import asked_parts as asked_parts
from qa_desktop.live import holds as holds
from qa_desktop.live import is_empty as is_empty
from qa_desktop.live import shaped
from qa_desktop.templates import (
    CHOICE_TYPES,
    EVIDENCE_NOTE_LIMIT,
    TEXT_LIMITS,
    Part,
    Point,
    Question,
    Scale,
    Seen,
    Template,
)

LINE_SIDES = {"worker": "the worker has not answered", "supervisor": "the supervisor has not answered"}
"""The two columns of a LINE, with the words for what is missing."""


def problems(
    template: Template, question: Question, value: Value, needed: bool, today: date | None = None
) -> list[Problem]:
    """What this answer still needs. `needed`: an answer must be given. `today`: nothing is dated after it."""
    value = None if is_empty(value) else shaped(question, value)
    if question.type == "AUTO" or (not needed and value is None):
        return []
    if question.type == "EV":
        found = _rated(template, question, value or {}, today)
    elif question.type == "LINE":
        found = _line(template, question, value or {})
    elif question.type == "EVD":
        found = [] if value else [("evidence", "add at least one line of evidence")]
        found += _evidence(template, value or [], today)
    elif question.type == "GROUP":
        found = _parts(template, question.part, value or {})
        if value is None and not found:  # no part is needed, the whole is
            found = [("", "fill in at least one part")]
    elif question.type == "ROWS":
        found = _rows(template, question, value or [], needed)
    else:
        found = [("", words) for words in _simple(template, question, value)]
    return [Problem(question.id, words, part, _severity(words)) for part, words in found]


KEPT = "it is kept whole"


def _severity(words: str) -> Severity:
    # by the end, because the name of a part or a line stands before; no words that quote an answer end so
    return "warn" if words.endswith(KEPT) else "block"


def _text_words(text: str, limit: int) -> list[str]:
    over = len(text) - limit
    return [f"this is long: {over} characters over {limit}; {KEPT}"] if over > 0 else []


def _simple(template: Template, field: Question | Part, value: Value) -> list[str]:
    value = shaped(field, value)
    if is_empty(value):
        return [_ask_words(field)]
    if field.type in CHOICE_TYPES:
        return _choice_words(template, field, value)
    if field.type in TEXT_LIMITS:
        return _text_words(value, TEXT_LIMITS[field.type])
    if field.type == "DATE":
        return _date_words(value, None)  # a date of its own may lie ahead: when something is due
    return _number_words(field, value)


def _ask_words(field: Question | Part) -> str:
    if isinstance(field, Question) and field.use == "section_judgement":
        return "choose a section judgement"
    if isinstance(field, Question) and field.use == "overall":
        return "choose an overall judgement"
    return {
        "TXT": "write your answer",
        "LTX": "write your answer",
        "DATE": "give a date",
        "NUM": "give a number",
        "MULTI": "choose at least one",
        "AG5": "choose how far you agree",
    }.get(field.type, "choose an answer")


def _choice_words(template: Template, field: Question | Part, value: Value) -> list[str]:
    known = {c.code for c in template.options(field)}
    chosen = value if isinstance(value, list) else [value]
    if wrong := [code for code in chosen if known and code not in known]:
        return [f"“{', '.join(wrong)}” is not one of the choices, choose again"]
    return []


NO_DATE = "give the date as day, month and year"


def _date_words(value: Value, today: date | None) -> list[str]:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return [NO_DATE]
    if day.isoformat() != value:  # Python also reads “20261120”, and weeks
        return [NO_DATE]
    return ["this date is after today"] if today and day > today else []


def _number_words(field: Question | Part, value: int) -> list[str]:
    least = getattr(field, "minimum", None)
    most = getattr(field, "maximum", None)
    least = 0 if least is None else least
    if value < least or (most is not None and value > most):
        return [
            f"give a number from {least} to {most}"
            if most is not None
            else f"give a number of {least} or more"
        ]
    return []


def _parts(template: Template, parts: tuple[Part, ...], value: Mapping[str, Value]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for part in asked_parts(parts, value):
        held = value.get(part.id)
        if part.required or not is_empty(held):
            label = part.ask.rstrip(".?")
            found += [(part.id, f"{label}: {words}") for words in _simple(template, part, held)]
    return found


def _rows(
    template: Template, question: Question, rows: list[dict[str, Value]], needed: bool
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    least = max(question.min_rows, 1) if needed else question.min_rows
    if len(rows) < least:
        found.append(("rows", "add at least one line" if least == 1 else f"add at least {least} lines"))
    if question.max_rows and len(rows) > question.max_rows:
        found.append(("rows", f"keep to {question.max_rows} lines, there are {len(rows)}"))
    for n, row in enumerate(rows, 1):
        found += [
            (f"{n}.{part}", f"line {n}, {words}") for part, words in _parts(template, question.part, row)
        ]
    return found


def _rated(
    template: Template, question: Question, value: Mapping[str, Value], today: date | None
) -> list[tuple[str, str]]:
    """The rules of the rating pair: content.md 1.2, held as data in the scale."""
    scale = template.scale_of(question)
    point = point_of(scale, value.get("rating"))
    if point is None:
        return [("rating", "choose a rating")]
    found: list[tuple[str, str]] = []
    seen = seen_of(scale, value.get("seen")) if point.placed else None
    reason = value.get("reason")
    if "reason" in point.needs and not (isinstance(reason, str) and reason.strip()):
        found.append(("reason", f"you chose {point.label}, say why"))
    if point.placed and scale.seen and seen is None:
        found.append(("seen", "say where you saw it"))
    if seen and seen.only_with and point.code not in seen.only_with:
        others = " or ".join(p.label for p in scale.point if p.code in seen.only_with)
        found.append(("seen", f"“{seen.label}” goes only with {others}"))
    found += _comment(scale, point, seen, value.get("comment"))
    found += _wanted_evidence(template, question, point, seen, value.get("evidence"), today)
    return found


def _comment(scale: Scale, point: Point, seen: Seen | None, held: Value) -> list[tuple[str, str]]:
    text = held.strip() if isinstance(held, str) else ""
    over = [("comment", words) for words in _text_words(text, TEXT_LIMITS["LTX"])]
    if "comment" not in (*point.needs, *(seen.needs if seen else ())) or len(text) >= scale.comment_min:
        return over
    if text:
        return [("comment", f"say a little more, at least {scale.comment_min} characters ({len(text)} now)")]
    if seen and "comment" in seen.needs:
        return [("comment", f"you chose {seen.label}, say what you were told and who said it (role only)")]
    return [("comment", f"you chose {point.label}, add what you found")]


def _wanted_evidence(
    template: Template, question: Question, point: Point, seen: Seen | None, held: Value, today: date | None
) -> list[tuple[str, str]]:
    if not point.placed:
        return []
    rows = held if isinstance(held, list) else []
    wanted = "evidence" in point.needs or question.limiting
    if wanted and not rows and not (seen and "evidence" in seen.waives):
        return [("evidence", "add at least one line of evidence")]
    return _evidence(template, rows, today)


def line_needs(template: Template, question: Question, value: Value) -> frozenset[str]:
    """What a checklist line needs beside its two answers: "note", "fix_by". "differ": the two are not the same."""
    scale, held = template.scale_of(question), value if isinstance(value, dict) else {}
    points = [point for side in LINE_SIDES if (point := point_of(scale, held.get(side)))]
    needs = {str(need) for point in points for need in point.needs}
    if len(points) == len(LINE_SIDES) and len({point.code for point in points}) > 1:
        needs |= {"differ", "note"}
    return frozenset(needs)


def _line(template: Template, question: Question, value: Mapping[str, Value]) -> list[tuple[str, str]]:
    """A checklist line that two people answer: content.md 9. The scale says which answers need a note or a date."""
    scale, needs = template.scale_of(question), line_needs(template, question, value)
    found = [(side, words) for side, words in LINE_SIDES.items() if point_of(scale, value.get(side)) is None]
    if is_empty(value.get("note")) and "note" in needs:
        words = (
            "say what you agree, as the two answers differ" if "differ" in needs else "say what falls short"
        )
        found.append(("note", words))
    if "fix_by" in needs and is_empty(value.get("fix_by")):
        found.append(("fix_by", "give a date to fix it by"))
    elif not is_empty(value.get("fix_by")):
        found += [("fix_by", words) for words in _date_words(value["fix_by"], None)]
    note = value.get("note")
    return found + [
        ("note", words) for words in _text_words(note if isinstance(note, str) else "", TEXT_LIMITS["TXT"])
    ]


def _evidence(template: Template, rows: list[Value], today: date | None) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    known = {source.code for source in template.source}
    for n, row in enumerate(rows, 1):
        held = row if isinstance(row, dict) else {}
        source = held.get("source")
        if not isinstance(source, str) or not source.strip() or (known and source not in known):
            found.append((f"evidence.{n}", f"evidence line {n}: choose where it comes from"))
        if not is_empty(held.get("date")):
            found += [
                (f"evidence.{n}", f"evidence line {n}: {words}") for words in _date_words(held["date"], today)
            ]
        note = held.get("note")
        if isinstance(note, str):
            found += [
                (f"evidence.{n}", f"evidence line {n}: {words}")
                for words in _text_words(note, EVIDENCE_NOTE_LIMIT)
            ]
    return found


def point_of(scale: Scale, code: Value) -> Point | None:
    return next((p for p in scale.point if p.code == code), None)


def seen_of(scale: Scale, code: Value) -> Seen | None:
    return next((s for s in scale.seen if s.code == code), None)


def label_of(template: Template, field: Question | Part, code: Value) -> str:
    """The words of a chosen code; the code itself where the template gives it none."""
    return next((c.label for c in template.options(field) if c.code == code), str(code))


def score_of(template: Template, question: Question, value: Value) -> int | None:
    """The number behind a rating or judgement; None where it is not a score (does not apply, cannot judge)."""
    if question.type not in ("EV", "G4"):
        return None
    value = shaped(question, value)
    code = value.get("rating") if isinstance(value, dict) else value
    point = point_of(template.scale_of(question), code)
    return point.score if point else None


Coded = tuple[str | None, str, str | None]
"""(part or None, code, where seen)."""


def codes(template: Template, question: Question, value: Value) -> Iterator[Coded]:
    """Coded values only, never free text: what the derived tables hold. What the template does not offer is left out."""
    value = shaped(question, value)
    if value is None:
        return
    if question.type == "EV":
        scale = template.scale_of(question)
        if point := point_of(scale, value.get("rating")):
            seen = seen_of(scale, value.get("seen"))
            yield None, point.code, seen.code if seen else None
    elif question.type == "LINE":
        for side in LINE_SIDES:
            if point := point_of(template.scale_of(question), value.get(side)):
                yield side, point.code, None
    elif question.type == "GROUP":
        yield from _coded_parts(template, question, value)
    elif question.type == "ROWS":
        for row in value:
            yield from _coded_parts(template, question, row)
    else:
        for code in _chosen(template, question, value):
            yield None, code, None


def _coded_parts(template: Template, question: Question, value: Mapping[str, Value]) -> Iterator[Coded]:
    for part in asked_parts(question.part, value):
        for code in _chosen(template, part, value.get(part.id)):
            yield part.id, code, None


def _chosen(template: Template, field: Question | Part, value: Value) -> Iterator[str]:
    value = shaped(field, value)
    if field.type not in CHOICE_TYPES or is_empty(value):
        return
    known = {choice.code for choice in template.options(field)}
    for code in value if isinstance(value, list) else [value]:
        if code in known or (not known and is_short(code)):  # a list of the service's own, such as its teams
            yield code


NOT_IN_A_LINE = (
    "Cc",
    "Zl",
    "Zp",
    "Cs",
)  # control characters and ends of lines; joiners and direction marks may stand


def is_short(text: str) -> bool:
    """Whether this can be a name or a number in a list: one line, no longer than somebody is asked to keep to."""
    return len(text) <= TEXT_LIMITS["TXT"] and not any(unicodedata.category(c) in NOT_IN_A_LINE for c in text)


def words(template: Template, field: Question | Part, value: Value) -> str:
    """The answer as one line for a summary or a list."""
    value = shaped(field, value)
    if is_empty(value):
        return "Not answered"
    if field.type == "EV" and isinstance(value, dict):
        point = point_of(template.scale_of(field), value.get("rating"))
        return (
            f"{point.code} {point.label}"
            if point and point.score is not None
            else point.label
            if point
            else "Not answered"
        )
    if field.type == "LINE" and isinstance(value, dict):
        said = [label_of(template, field, value.get(side)) for side in LINE_SIDES if value.get(side)]
        return (
            said[0]
            if len(set(said)) == 1
            else " · ".join(f"{s} {w}" for s, w in zip(LINE_SIDES, said, strict=False))
        )
    if field.type == "G4":
        return f"{value} {label_of(template, field, value)}"
    if field.type == "DATE":
        return day_words(value)
    if field.type == "MULTI" and isinstance(value, list):
        return ", ".join(label_of(template, field, one) for one in value)
    if isinstance(field, Question) and field.type == "GROUP" and isinstance(value, dict):
        told = [(p, value.get(p.id)) for p in asked_parts(field.part, value)]
        return " · ".join(
            f"{p.ask.rstrip('.?')}: {words(template, p, v)}" for p, v in told if not is_empty(v)
        )
    if isinstance(value, list):
        return f"{len(value)} line" if len(value) == 1 else f"{len(value)} lines"
    return label_of(template, field, value) if field.type in CHOICE_TYPES else str(value)


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(value: Value, year: bool = True) -> str:
    """A date as people read it, “Fri 20 Nov 2026”, whatever the computer's language."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return str(value)
    words = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words
