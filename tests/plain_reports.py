"""The figures of report packs worked out a second time, plainly, from the bytes of the entries.

Nothing here calls what builds the reports: packs are read as TOML, instruments as TOML templates, entries as JSON.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from qa_desktop import templates
from qa_desktop.workspace import Workspace
from tests.conftest import RESOURCES

PACKS = {p["code"]: p for p in tomllib.loads((RESOURCES / "reports.toml").read_text("utf-8"))["pack"]}
INSTRUMENTS = templates.load_all(RESOURCES)
KINDS = ("spread", "ratings", "teams", "unseen", "themes", "alerts")


@dataclass(frozen=True)
class Form:
    digest: str
    method: str
    answers: dict[str, Any]
    team: str
    day: date
    grade: str  # the overall judgement that counts
    again: bool  # a re-audit
    tags: frozenset[tuple[str, str]] = frozenset()  # side and theme, as practice leads tagged its findings


@dataclass(frozen=True)
class Figure:
    """What a figure must be where it is shown. `people`: the audits it counts, whatever is shown."""

    digests: frozenset[str]
    value: int | None = None
    of: int | None = None
    average: Fraction | None = None


def forms(ws: Workspace) -> list[Form]:
    """Every form that counts: not replaced, not withdrawn, nobody's part, of no calibration round."""
    instruments = INSTRUMENTS
    codes = {t.digest: code for code, t in instruments.items()}
    rows = [(row, json.loads(row.header), json.loads(row.body or b"{}")) for row in ws.store.entries()]
    gone = {old for row, header, _ in rows for old in header.get("replaces", ())}
    gone |= {row.about for row, _, _ in rows if row.kind == "withdrawal"}
    bodies = {kind: [(r, b) for r, _, b in rows if r.kind == kind and r.digest not in gone] for kind in
              ("cycle", "form", "moderation", "decision")}  # fmt: skip
    ends: dict[str, str] = {}
    for _, cycle in bodies["cycle"]:
        ends[cycle["cycle"]] = max(ends.get(cycle["cycle"], ""), cycle["ends"])
    due = {a["id"]: a["due"] for _, c in bodies["cycle"] for a in c["allocations"]}
    grades = {r.about: b["agreed"] for r, b in bodies["moderation"] if b.get("agreed")}
    grades |= {r.about: b["grade"] for r, b in bodies["decision"]}
    tags = _tags(rows, gone)
    found = []
    for row, body in bodies["form"]:
        method, answers = codes[row.template], body["answers"]
        cycle = body.get("cycle") or _said(answers, "A03")
        if body.get("part") or cycle.startswith("calibration"):
            continue
        when = ends.get(cycle) or due.get(body.get("allocation")) or _said(answers, "OB1.date") or row.at[:10]
        overall = next((q.id for q in instruments[method].questions if q.use == "overall"), "")
        grade = grades.get(row.digest) or _said(answers, overall)
        team = _said(answers, "A05.team") or "No team"
        again = bool(body.get("repeats"))
        here = {(row.doc, q, *one) for q, value in answers.items() for one in _texts(value)}
        named = frozenset(one for finding, said in tags.items() if finding in here for one in said)
        found.append(Form(row.digest, method, answers, team, date.fromisoformat(when), grade, again, named))
    return found


def _tags(rows: list[Any], gone: set[str]) -> dict[tuple[str, str, str, str], set[tuple[str, str]]]:
    """Document, question, field and words of a tagged finding -> side and theme, where all tags that stand name it."""
    forms_here = {r.digest: (r.doc, body["answers"]) for r, _, body in rows if r.kind == "form"}
    found: dict[tuple[str, str, str, str], set[tuple[str, str]]] = {}
    for row, _, body in rows:
        if row.kind != "tag" or row.digest in gone or row.about not in forms_here:
            continue
        doc, answers = forms_here[row.about]
        value = answers[body["question"]]
        for bit in [b for b in body.get("path", "").split(".") if b]:
            value = value[int(bit) - 1] if bit.isdigit() else value[bit]
        field = ".".join(b for b in body.get("path", "").split(".") if not b.isdigit())
        said = {(side, code) for side in ("strengths", "areas") for code in body.get(side, ())}
        finding = (doc, body["question"], field, value)
        found[finding] = found[finding] & said if finding in found else said
    return found


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """Field and words of every text within an answer."""
    if isinstance(value, str):
        yield field, value
    for name, held in value.items() if isinstance(value, dict) else ():
        yield from _texts(held, f"{field}.{name}".strip("."))
    for held in value if isinstance(value, list) else ():
        yield from _texts(held, field)


def _said(answers: dict[str, Any], name: str) -> str:
    """What was answered to “O1”, “P1.1”, or to the part “I8.choice”; empty where nothing was."""
    if name in answers:
        return answers[name] if isinstance(answers[name], str) else ""
    question, _, part = name.rpartition(".")
    held = answers.get(question)
    value = held.get(part) if isinstance(held, dict) else None
    return value if isinstance(value, str) else ""


def parts(pack: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number of the section and what it asks for, of the kinds that are worked out here."""
    for number, section in enumerate(PACKS[pack]["section"], 1):
        yield from ((number, part) for part in section["part"] if part["kind"] in KINDS)


def expected(
    known: Iterable[Form], part: dict[str, Any], spans: list[tuple[date, date]]
) -> dict[str, list[Figure]]:
    """Name of the line -> its figures in order, for each of the spans."""
    held = [[f for f in known if a <= f.day <= b and f.method in part["methods"]] for a, b in spans]
    if part["kind"] != "alerts":
        held = [[f for f in some if not f.again] for some in held]
    instruments = INSTRUMENTS
    template = next((instruments[m] for m in part["methods"] if any(f.method == m for f in held[-1])), None)
    if template is None:
        return {}
    lines = {
        "spread": _spread, "ratings": _ratings, "teams": _teams, "unseen": _unseen, "themes": _themes,
    }  # fmt: skip
    if part["kind"] == "alerts":
        return {
            instruments[m].title: [
                _alert([f for f in some if f.method == m], instruments[m]) for some in held
            ]
            for m in part["methods"]
            if any(f.method == m for f in held[-1])
        }
    return lines[part["kind"]](template, part, held)


def alert(form: Form) -> dict[str, Any]:
    """What a form says of a child at risk now."""
    questions = INSTRUMENTS[form.method].questions
    held = next((form.answers.get(q.id) for q in questions if q.use == "alert"), None)
    return held if isinstance(held, dict) else {}


def _alert(some: list[Form], template: Any) -> Figure:
    question = next(q.id for q in template.questions if q.use == "alert")
    asked = [f for f in some if _said(f.answers, f"{question}.choice")]
    yes = sum(_said(f.answers, f"{question}.choice") == "y" for f in asked)
    return Figure(frozenset(f.digest for f in asked), yes, len(asked))


def _spread(template: Any, part: dict[str, Any], held: list[list[Form]]) -> dict[str, list[Figure]]:
    name = part["question"]
    question = next(q for q in template.questions if name == q.id or name.rpartition(".")[0] == q.id)
    field = (
        question if name == question.id else next(p for p in question.part if p.id == name.rpartition(".")[2])
    )

    def code(form: Form) -> str:
        return form.grade if question.use == "overall" else _said(form.answers, name)

    found: dict[str, list[Figure]] = {}
    for choice in template.options(field):
        for some in held:
            asked = [f for f in some if code(f)]
            hits = sum(code(f) == choice.code for f in asked)
            found.setdefault(choice.label, []).append(
                Figure(frozenset(f.digest for f in asked), hits, len(asked))
            )
    return found


def _items(template: Any, by: str) -> dict[str, list[str]]:
    """Name of the line -> the rated questions that it is about."""
    rated = [(section, q) for section in template.section for q in section.question if q.type == "EV"]
    if by == "principle":
        names = {p.code: p.name for p in template.principles.principle}
        return {name: [q.id for s, q in rated if s.principle == code] for code, name in names.items()}
    if by == "stage":
        return {s.name: [q.id for _, q in rated if q.stage == s.number] for s in template.process.stage}
    return {f"{q.id} {q.name}": [q.id] for _, q in rated}


def rated(form: Form, questions: list[str]) -> list[tuple[int, str]]:
    """Score and where seen, of those that have a score."""
    rated = [form.answers[q] for q in questions if isinstance(form.answers.get(q), dict)]
    return [(int(r["rating"]), r.get("seen") or "") for r in rated if str(r.get("rating", "")).isdigit()]


def _ratings(template: Any, part: dict[str, Any], held: list[list[Form]]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for name, questions in _items(template, part["by"]).items():
        line = []
        for some in held:
            line += [_average(some, questions), _clear(some, questions)]
        if any((f.answers.get(q) or {}).get("rating") for some in held for f in some for q in questions):
            found[name] = line  # also where none of the ratings is a score
    return found


def _average(some: list[Form], questions: list[str]) -> Figure:
    scores = [score for f in some for score, _ in rated(f, questions)]
    behind = frozenset(f.digest for f in some if rated(f, questions))
    return Figure(behind, average=Fraction(sum(scores), len(scores)) if scores else None)


def _clear(some: list[Form], questions: list[str]) -> Figure:
    scores = [score for f in some for score, _ in rated(f, questions)]
    behind = frozenset(f.digest for f in some if rated(f, questions))
    return Figure(behind, sum(score >= 3 for score in scores), len(scores))


def _teams(template: Any, part: dict[str, Any], held: list[list[Form]]) -> dict[str, list[Figure]]:
    year = held[-1]
    every = [q for questions in _items(template, "principle").values() for q in questions]
    named = sorted({f.team for f in year if any(isinstance(f.answers.get(q), dict) for q in every)})
    return {
        name: [*(_average([f for f in year if f.team == team], qs) for team in named), _average(year, qs)]
        for name, qs in _items(template, "principle").items()
    }


def _unseen(template: Any, part: dict[str, Any], held: list[list[Form]]) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for name, questions in _items(template, part["by"]).items():
        for some in held:
            good = [(f, seen) for f in some for score, seen in rated(f, questions) if score >= 3]
            told = sum(seen in ("S", "N") for _, seen in good)
            found.setdefault(name, []).append(Figure(frozenset(f.digest for f, _ in good), told, len(good)))
    return found


def _themes(template: Any, part: dict[str, Any], held: list[list[Form]]) -> dict[str, list[Figure]]:
    question = next(q for q in template.questions if q.use == part["side"])
    options = next(p.choices for p in question.part if p.id == "theme")
    found: dict[str, list[Figure]] = {}
    for choice in options:
        if part.get("themes") and choice.code not in part["themes"]:
            continue
        for some in held:
            hits = sum(
                (part["side"], choice.code) in f.tags
                or any(row.get("theme") == choice.code for row in f.answers.get(question.id) or [])
                for f in some
            )
            found.setdefault(choice.label, []).append(
                Figure(frozenset(f.digest for f in some), hits, len(some))
            )
    return found


# Recording checklists and supervision feedback


@dataclass(frozen=True)
class Event:
    id: str
    trigger: str
    team: str
    day: date
    digest: str  # of its checklist; empty while there is none
    lines: dict[str, dict[str, str]]
    lead: str = ""  # the supervisor


def events(ws: Workspace) -> list[Event]:
    """Every assessment, review and closure, with what its checklist says."""
    rows = [(row, json.loads(row.header), json.loads(row.body or b"{}")) for row in ws.store.entries()]
    gone = {old for _, header, _ in rows for old in header.get("replaces", ())}
    kept = [(row, body) for row, _, body in rows if row.digest not in gone]
    signed = {
        body.get("allocation"): (row.digest, body["answers"]) for row, body in kept if row.kind == "form"
    }
    found = []
    for row, body in kept:
        for one in body["events"] if row.kind == "events" else ():
            digest, answers = signed.get(one["id"], ("", {}))
            lines = {
                k: v
                for k, v in answers.items()
                if isinstance(v, dict) and {"worker", "supervisor"} & v.keys()
            }
            found.append(
                Event(
                    one["id"],
                    one["trigger"],
                    one["team"],
                    date.fromisoformat(one["date"]),
                    digest,
                    lines,
                    one["supervisor"],
                )
            )
    return found


def completed(known: Iterable[Event], trigger: str) -> tuple[int, int, set[str]]:
    own = [e for e in known if e.trigger == trigger]
    return sum(bool(e.digest) for e in own), len(own), {e.digest for e in own} - {""}


def yes(known: Iterable[Event], line: str) -> tuple[int, int, set[str]]:
    own = [e for e in known if e.lines.get(line, {}).get("supervisor") not in (None, "na")]
    return sum(e.lines[line]["supervisor"] == "y" for e in own), len(own), {e.digest for e in own}


def alike(known: Iterable[Event], trigger: str) -> tuple[int, int, set[str]]:
    own = [
        (e, v)
        for e in known
        if e.trigger == trigger
        for v in e.lines.values()
        if {"worker", "supervisor"} <= v.keys()
    ]
    return sum(v["worker"] == v["supervisor"] for _, v in own), len(own), {e.digest for e, _ in own}


def agreed(ws: Workspace, first: date, last: date) -> dict[str, tuple[int, int, set[str]]]:
    """Statement -> agreed, of all that gave a view, in the rounds that were closed in this time."""
    found: dict[str, tuple[int, int, set[str]]] = {}
    form = INSTRUMENTS["SFW"]
    for row in ws.store.entries("feedback"):
        if not first <= date.fromisoformat(row.at[:10]) <= last:
            continue
        said = [answers for group in json.loads(row.body or b"")["groups"] for answers in group["answers"]]
        for q in form.questions:
            views = [int(a[q.id]) for a in said if str(a.get(q.id, "")).isdigit()] if q.type == "AG5" else []
            if q.type == "AG5":
                hits, of, digests = found.get(q.ask, (0, 0, set()))
                found[q.ask] = hits + sum(v >= 4 for v in views), of + len(views), digests | {row.digest}
    return found
