"""One standard over time: a line that breaks where the question began to mean something else.

A standard is the stable name of what a question is about. Another wording under the same standard goes on with its
line; another scale, or somebody else's answer, breaks it. A question under a new standard that means the same says so
in its template (`same_as`). A point is a month; `figures.gate` decides what is too small to show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qa_desktop import carry, ledger, tallying
from qa_desktop.charts import LineBreak, LinePoint, LineSpec, audits_words
from qa_desktop.figures import TEAM_MIN, Claim, gate, one_place
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

How = Literal["same", "wording", "meaning", "new", "gone"]
HOW_WORDS: dict[How, str] = {
    "same": "Unchanged",
    "wording": "Wording only: its trend goes on",
    "meaning": "Meaning changed: its trend breaks here",
    "new": "New: its trend begins here",
    "gone": "No longer asked: its trend ends here",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What another version of a template does to one standard."""

    standard: str
    name: str
    how: How


def classify(old: Template, new: Template) -> tuple[Change, ...]:
    """Every rated standard of either version, in the order of the new one; those that are gone come last."""
    before, after = _rated(old), _rated(new)
    found, met = [], set()
    for standard, question in after.items():
        held = next((one for one in (standard, question.same_as) if one in before), None)
        met.add(held)
        how: How = "new" if held is None else _how(old, new, before[held], question)
        found.append(Change(standard, question.name, how))
    gone = (Change(standard, q.name, "gone") for standard, q in before.items() if standard not in met)
    return (*found, *gone)


def _rated(template: Template) -> dict[str, Question]:
    return {q.standard: q for q in template.questions if q.standard and q.type == "EV"}


def _how(old: Template, new: Template, was: Question, now: Question) -> How:
    meant = now.model_copy(update={"id": was.id, "standard": was.standard, "same_as": was.same_as})
    if old.section_of[was.id].by != new.section_of[now.id].by:
        return "meaning"
    how = carry.how_answered(old, new, was, meant)
    return "meaning" if how == "scale" else "same" if how == "same" and was == now else "wording"


def latest(ws: Workspace, template: Template) -> Template | None:
    """The newest version of the same instrument that is here and is not this one."""
    others = [
        t for t in ledger.known_templates(ws) if t.code == template.code and t.digest != template.digest
    ]
    return max(others, key=order, default=None)


def order(template: Template) -> tuple[tuple[int, ...], str]:
    return carry.version_key(template), template.digest


def standards(ws: Workspace, method: str) -> tuple[tuple[str, str], ...]:
    """The rated standards of an instrument by their newest names; one that goes on under another is named once."""
    found: dict[str, str] = {}
    for template in _versions(ws, method):
        for standard, question in _rated(template).items():
            if question.same_as:
                found.pop(question.same_as, None)
            found[standard] = question.name
    return tuple(found.items())


def _versions(ws: Workspace, method: str) -> list[Template]:
    return sorted((t for t in ledger.known_templates(ws) if t.code == method), key=order)


@dataclass(frozen=True, slots=True)
class _Course:
    """How one standard runs through the versions of its instrument."""

    names: frozenset[str]  # itself and what it went by before
    part: Mapping[str, int]  # template -> which stretch of the line
    breaks: Mapping[int, str]  # stretch -> why it begins anew
    name: str
    ends: tuple[str, str]  # what its lowest and its highest point are called


def _course(versions: Sequence[Template], standard: str) -> _Course:
    names = {standard}
    part: dict[str, int] = {}
    breaks: dict[int, str] = {}
    name, ends = standard, ("", "")
    for template in reversed(versions):  # what it went by before may have gone by another name before that
        names |= {q.same_as for s, q in _rated(template).items() if s in names and q.same_as}
    before: tuple[Template, Question] | None = None
    stretch = 0
    for template in versions:
        question = next((q for s, q in _rated(template).items() if s in names), None)
        if question is None:
            continue
        if before and _how(before[0], template, before[1], question) == "meaning":
            stretch += 1
            breaks[stretch] = f"From version {template.version} on it is answered in another way"
        part[template.digest], name, before = stretch, question.name, (template, question)
        ends = _ends(template, question)
    return _Course(frozenset(names), part, breaks, name, ends)


def _ends(template: Template, question: Question) -> tuple[str, str]:
    points = template.scale_of(question).point
    scored = sorted((p.score, f"{p.code} {p.label}") for p in points if p.score is not None)
    return (scored[0][1], scored[-1][1]) if scored else ("", "")


def trend(ws: Workspace, method: str, standard: str) -> LineSpec:
    """The course of one standard, over all teams, by month."""
    tallying.settle(ws)
    course = _course(_versions(ws, method), standard)
    audits: Counter[tuple[int, str]] = Counter()
    scores: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for name in sorted(course.names):
        for row in ws.store.course(method, ("standard score", "standard audits"), name):
            if row.template in course.part:
                place = course.part[row.template], row.month
                if row.axis == "standard audits":
                    audits[place] += row.n
                else:
                    scores[place][int(row.code)] += row.n
    return _line(course, audits, scores)


def _line(
    course: _Course, audits: Mapping[tuple[int, str], int], scores: Mapping[tuple[int, str], Counter[int]]
) -> LineSpec:
    # Two points share no audit: as many stand-ins as make no difference do for them.
    claims = {
        (str(part), month): Claim(frozenset((f"{part}/{month}/{n}", "") for n in range(min(many, TEAM_MIN))))
        for (part, month), many in audits.items()
    }
    may = gate(claims)
    points = []
    for part, month in sorted(audits, key=lambda place: (place[1], place[0])):
        told, n = scores[part, month], audits[part, month]
        shown = (str(part), month) in may
        average = Fraction(sum(score * k for score, k in told.items()), sum(told.values())) if shown else None
        points.append(_point(month, part, n, average))
    first = {point.part: place for place, point in reversed(list(enumerate(points)))}
    breaks = tuple(LineBreak(first[part], why) for part, why in course.breaks.items() if first.get(part))
    total = sum(audits.values())
    note = f"Average rating by month, all teams, from {audits_words(total)}"
    return LineSpec(course.name, note, tuple(points), breaks, course.ends)


def _point(month: str, part: int, n: int, average: Fraction | None) -> LinePoint:
    label = month_words(month)
    if average is None:
        return LinePoint(
            month, label, part, n, None, "Too few", f"{label}: too few audits to show ({audits_words(n)})"
        )
    text = one_place(average)
    return LinePoint(
        month, label, part, n, float(average), text, f"{label}: average {text} from {audits_words(n)}"
    )


def month_words(month: str) -> str:
    """“Nov 2026”."""
    return f"{NAMES[int(month[5:7]) - 1]} {month[:4]}"


NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
