"""What every part of every report pack must hold, worked out a second time, plainly: from the bytes of the entries, and
from what was done in the made-up year. Findings come from `plain_reports`, the schedule from `plain_schedule`.

Nothing here calls what builds the reports.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from qa_desktop.figures import TEAM_MIN
from qa_desktop.report_values import Chart, Figure, Report, Section, Table
from tests import plain_more, plain_reports, plain_schedule
from tests.conftest import RESOURCES
from tests.plain_book import METHODS, Book, Key, Lines, Plain, Row, Span, ends_of, named_of, on_day
from tests.plain_reports import Form

ACTIONS = tomllib.loads((RESOURCES / "actions.toml").read_text("utf-8"))
TRIGGERS = {"Assessment": "assessment", "Review": "review", "Closure": "closure"}


def _owed(held: list[Row], covered: bool = False) -> list[Plain]:
    counts = [(r.counted.done_late, r.counted.late, r.counted.missed, r.counted.excused) for r in held]
    of, value = sum(r.counted.owed or 0 for r in held), sum(r.met for r in held)
    line = [Plain(value=value, of=of, n=of, open=True, rows=tuple(held))]
    done_late, late, missed, excused = (sum(column) for column in zip(*counts, strict=True))
    spared = frozenset[str]().union(*(r.waived for r in held if r.counted.excused))
    line += [Plain(value=done_late, open=True, rows=tuple(held), late=True), Plain(value=late, open=True)]
    line += [Plain(value=missed, open=True), Plain(spared, excused, open=True)]
    if covered:
        units = {r.unit for r in held}
        bare = {r.unit for r in held if r.met < (r.counted.owed or 0)}
        line.append(Plain(value=len(units - bare), of=len(units), n=len(units), open=True, rows=tuple(held)))
    return line


def methods(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    held: dict[str, list[Row]] = {}
    for row in book.of(spans[0], part.get("methods", ())):
        held.setdefault(row.method, []).append(row)
    return {part["title"]: {(METHODS[code]["name"],): _owed(rows) for code, rows in held.items()}}


def coverage(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    teams = {s.code: s.team for s in book.made.made.supervisors}
    every = book.of(spans[0], part["methods"])
    held: dict[str, list[Row]] = {} if team else {"All teams": every}
    for row in every:
        if team in ("", teams[row.unit]):
            held.setdefault(teams[row.unit], []).append(row)
    return {part["title"]: {(name,): _owed(rows, covered=True) for name, rows in held.items() if rows}}


# Recording, supervision feedback


def checks(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    every = [e for e in book.events if team in ("", e.team)]
    held = [[e for e in every if first <= e.day <= last] for first, last in spans]
    known = {e.trigger for e in every}
    done: Lines = {}
    alike: Lines = {}
    lines: Lines = {}
    for name, trigger in TRIGGERS.items():
        if trigger not in known:
            continue
        own = [[e for e in some if e.trigger == trigger] for some in held]
        done[name,] = [_of(plain_reports.completed(some, trigger), len(some)) for some in own]
        alike[name,] = [_of(plain_reports.alike(some, trigger)) for some in own]
        form = plain_reports.INSTRUMENTS[
            {"assessment": "REC-A", "review": "REC-R", "closure": "REC-C"}[trigger]
        ]
        for question in form.questions:
            line = [_of(plain_reports.yes(some, question.id)) for some in own]
            if any(figure.of for figure in line):
                lines[f"{question.id} {question.name}",] = line
    found = {part["title"]: done if any(figure.n for line in done.values() for figure in line) else {}}
    if lines:
        found |= {"Recording, line by line": lines, "Worker and supervisor agree": alike}
    return found


def _of(told: tuple[int, int, set[str]], n: int | None = None) -> Plain:
    return Plain(frozenset(told[2]), told[0], told[1], n=len(told[2]) if n is None else n)


def feedback(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    by_span = [plain_reports.agreed(book.ws, *span) for span in spans]
    asks = by_span[-1].keys() | by_span[0].keys()
    lines: Lines = {}
    for ask in asks:
        told = [some.get(ask, (0, 0, set())) for some in by_span]
        lines[ask,] = [Plain(frozenset(d), v, of, n=of, open=bool(of)) for v, of, d in told]
    return {part["title"]: lines}


# Moderation


OUTCOMES = {"confirmed": "Confirmed", "raised": "Raised", "lowered": "Lowered", "unresolved": "Not agreed"}


def moderation(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    forms = {f.digest: f for f in book.forms}
    made = {e.digest: e for e in book.entries}
    lines: Lines = {}
    for first, last in spans:
        came = [
            (one, forms[one.about], made[one.about].body["answers"], made[one.body["second"]].body["answers"])
            for one in book.kind("moderation")
            if one.about in forms and first <= forms[one.about].day <= last
        ]
        overall = {f.digest: "O1" for _, f, _, _ in came}
        status = {
            f.digest: _outcome(one.body.get("agreed"), own[overall[f.digest]]) for one, f, own, _ in came
        }
        behind = frozenset(status)
        for code, name in OUTCOMES.items():
            hits = sum(one == code for one in status.values())
            lines.setdefault((name,), []).append(Plain(behind, hits, len(behind), n=len(behind)))
        same = sum(own["O1"] == other["O1"] for _, _, own, other in came)
        few = f"Too few to say: {len(came)} of the 10 pairs that it takes."
        assert len(came) < 10  # or kappa would have to be worked out again here
        lines.setdefault(("The same judgement before any talk",), []).append(
            Plain(behind, same, len(came), n=len(came))
        )
        lines.setdefault(("Agreement beyond chance (weighted kappa)",), []).append(
            Plain(behind, said=few, n=len(came))
        )
    return {part["title"]: lines if any(figure.n for line in lines.values() for figure in line) else {}}


def _outcome(agreed: str | None, own: str) -> str:
    if not agreed:
        return "unresolved"
    return "confirmed" if agreed == own else "raised" if int(agreed) > int(own) else "lowered"


# What others supply


def extracts(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    lines: Lines = {}
    ends = {(r.method, named_of(r.method, first)): ends_of(r.method, first)
            for (_, r), first in zip(book.rows, _firsts(book), strict=True)}  # fmt: skip
    for one in book.kind("extract"):
        last = ends[one.body["method"], one.body["period"]]
        if one.body["method"] in part["methods"] and spans[0][0] <= last <= spans[0][1]:
            for figure in one.body["figures"]:
                if not figure.get("team"):
                    name, target = METHODS[one.body["method"]]["name"], figure.get("target") or "None set"
                    key = (figure["measure"], name, one.body["period"], target)
                    lines.setdefault(key, []).append(
                        Plain(frozenset({one.digest}), said=figure["value"], open=True)
                    )
    return {part["title"]: lines}


def _firsts(book: Book) -> list[date]:
    return [first for _, first, _ in plain_schedule.plain(book.truth, book.made.codes, book.today, "family")]


def sources(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    lines: Lines = {}
    for code in part["methods"]:
        came = [
            one.digest
            for one in book.kind("occasion")
            if one.body["method"] == code and spans[0][0] <= on_day(one.body["on"]) <= spans[0][1]
        ]
        if came:
            lines[METHODS[code]["name"],] = [Plain(frozenset(came), len(came), open=True)]
    return {part["title"]: lines}


def challenges(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    first, last = spans[0]
    known = [one for one in book.kind("challenge") if one.body["method"] in part["methods"]]
    known = [one for one in known if on_day(one.body["asked"]) <= last]
    still = [one for one in known if "answered" not in one.body]
    heaps = {
        "Asked in the period": [one for one in known if first <= on_day(one.body["asked"])],
        "Answered in the period": [
            one for one in known if one not in still and first <= on_day(one.body["answered"]) <= last
        ],
        "Open now": still,
        "Late now": [one for one in still if on_day(one.body["by"]) < book.today],
    }
    lines: Lines = {
        (name,): [Plain(frozenset(one.digest for one in heap), len(heap), open=True)]
        for name, heap in heaps.items()
    }
    return {part["title"]: lines} if known else {}


# Actions


@dataclass(frozen=True)
class Act:
    digest: str
    made: date
    body: dict[str, Any]
    reopened: bool

    def late(self, today: date) -> int:
        """Days past due, of what is agreed or begun."""
        waiting = self.body["status"] in ("agreed", "in_progress") and self.body.get("due")
        return max((today - on_day(self.body["due"])).days, 0) if waiting else 0

    @property
    def open(self) -> bool:
        ended = ("closed_effective", "closed_not_effective", "dropped")
        return self.reopened or self.body["status"] not in ended


def acts(book: Book, team: str) -> list[Act]:
    """Every action that was not passed on, of this team or of all."""
    first = {e.doc: on_day(e.body["moved"]) for e in book.entries if e.kind == "action" and e.first}
    held = [e for e in book.kind("action") if e.body["status"] != "passed"]
    return [
        Act(e.digest, first[e.doc], e.body, _slipped(book, e.body))
        for e in held
        if team in ("", e.body.get("team", ""))
    ]


def _slipped(book: Book, body: dict[str, Any]) -> bool:
    """Closed as effective, and of the team's audits signed since three or more are no better on its standard."""
    if body["status"] != "closed_effective" or not body.get("standards"):
        return False
    (standard,) = body["standards"]  # the year's actions name one at most
    signed = {e.digest: on_day(e.at) for e in book.entries if e.kind == "form"}
    instruments = plain_reports.INSTRUMENTS

    def scores(forms: Iterable[Form]) -> list[list[int]]:
        held = []
        for form in forms:
            asked = [q.id for q in instruments[form.method].questions if q.standard == standard]
            found = [score for score, _ in plain_reports.rated(form, asked)]
            held += [found] if found else []
        return held

    before = scores(f for f in book.forms if f.digest in body["findings"])
    later = [f for f in book.forms if f.team == body["team"] and signed[f.digest] > on_day(body["done"])]
    after = scores(f for f in later if not f.again and f.digest not in body["findings"])
    return len(after) >= 3 and _mean(after) <= _mean(before)


def _mean(scores: list[list[int]]) -> Fraction:
    every = [score for some in scores for score in some]
    return Fraction(sum(every), len(every))


def _counted(held: list[Act]) -> Plain:
    return Plain(frozenset(act.digest for act in held), len(held), open=True)


def actions(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    known, (first, last) = acts(book, team), spans[0]

    def within(day: str | None) -> bool:
        return bool(day) and first <= on_day(str(day)) <= last

    lines: Lines = {}
    only = [level for level in ACTIONS["level"] if level["code"] in part.get("levels", ())]
    for level in only or (*ACTIONS["level"], {"code": "", "label": "All levels"}):
        own = [act for act in known if level["code"] in ("", act.body.get("level"))]
        if own:
            closed = [act for act in own if within(act.body.get("closed"))]
            lines[level["label"],] = [
                _counted([act for act in own if act.open]),
                _counted([act for act in own if first <= act.made <= last]),
                _counted([act for act in own if act.late(book.today) > 0]),
                _counted([act for act in own if act.late(book.today) > 30]),
                _counted([act for act in closed if act.body["status"] == "closed_effective"]),
                _counted([act for act in closed if act.body["status"] == "closed_not_effective"]),
                _counted([act for act in own if act.reopened]),
            ]
    return {part["title"]: lines}


def equality(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    asks = ACTIONS["equality"]
    known = [
        act
        for act in acts(book, team)
        if act.body.get("level") in asks["levels"]
        or act.body.get("change") in asks["changes"]
        or act.body.get("screening")
    ]
    if not known:
        return {part["title"]: {}}

    def said(act: Act, question: str, name: str = "") -> Any:
        held = act.body.get("screening", {}).get(question)
        return held.get(name) if name and isinstance(held, dict) else held

    def held_back(act: Act) -> bool:
        if act.body["status"] not in ("proposed", "agreed") or said(act, "EQ1") == "n":
            return False
        decided = said(act, "EQ6", "decision")
        return decided is None or (decided == "full" and not said(act, "EQ7", "date"))

    lines = {
        "Asked the equality questions": known,
        "Not answered yet": [act for act in known if not said(act, "EQ1")],
        "Change a policy or a service": [act for act in known if said(act, "EQ1") == "y"],
        "Full assessment needed": [act for act in known if said(act, "EQ6", "decision") == "full"],
        "Full assessment done": [act for act in known if said(act, "EQ7", "date")],
        "Held back until it is answered": [act for act in known if held_back(act)],
    }
    return {part["title"]: {(name,): [_counted(some)] for name, some in lines.items()}}


def findings(book: Book, part: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    """Ratings, judgements, themes and alerts, as `plain_reports` works them out."""
    known = [form for form in book.forms if team in ("", form.team)]
    told = plain_reports.expected(known, part, spans)
    return {
        part["title"]: {
            (name,): [Plain(f.digests, f.value, f.of, f.average, n=len(f.digests)) for f in line]
            for name, line in told.items()
        }
    }


KINDS = {
    "methods": methods, "coverage": coverage, "checks": checks, "feedback": feedback, "moderation": moderation,
    "extracts": extracts, "sources": sources, "challenges": challenges, "actions": actions, "equality": equality,
    "plan": plain_more.plan, "judgements": plain_more.judgements, "trend": plain_more.trend,
} | dict.fromkeys(plain_reports.KINDS, findings) | {"alerts": plain_more.alerts}  # fmt: skip
WORDS = ("words", "space", "quotes")  # parts without a figure


def expected(book: Book, section: dict[str, Any], spans: list[Span], team: str) -> dict[str, Lines]:
    """Title of a table or a chart -> name of the line -> its figures in order."""
    found: dict[str, Lines] = {}
    for part in section["part"]:
        if part["kind"] not in WORDS:
            made = KINDS[part["kind"]](book, part, spans, team)
            assert not made.keys() & found.keys(), "two tables of one section share a title"
            found |= made
    return found


# Held against a report


def check(report: Report, book: Book, spans: list[Span], team: str = "") -> set[str]:
    """Hold every figure of every section against what it must be. Returns the codes of those that were held."""
    seen: set[str] = set()
    for section, asked in zip(report.sections, plain_reports.PACKS[report.pack]["section"], strict=True):
        tops = {part["title"] for part in asked["part"] if part.get("top")}
        plain = expected(book, asked, spans, team)
        for title, lines in shown(section).items():
            own = plain[title]
            assert lines.keys() <= own.keys() if title in tops else lines.keys() == own.keys(), title
            for name, figures in lines.items():
                for figure, other in zip(figures, own[name], strict=True):
                    _alike(figure, other)
                    seen.add(figure.code)
            del plain[title]
        hidden = [f for title in plain for line in plain[title].values() for f in line]
        assert not any(f.open for f in hidden), f"{section.title}: a table is missing"
    return seen


def shown(section: Section) -> dict[str, dict[Key, list[Figure]]]:
    """The figures of a section: title of the table, words of the line."""
    found: dict[str, dict[Key, list[Figure]]] = {}
    for part in section.parts:
        if isinstance(part, Chart):
            named = zip(part.spec.rows, part.figures, strict=True)
            found[part.spec.title] = {(name,): list(line) for name, line in named}
        if isinstance(part, Table) and any(isinstance(cell, Figure) for row in part.rows for cell in row):
            lines: dict[Key, list[Figure]] = {}
            for row in part.rows:
                held = [cell for cell in row if isinstance(cell, Figure)]
                lines.setdefault(tuple(cell for cell in row if isinstance(cell, str)), []).extend(held)
            found[part.title] = lines
    return found


def _alike(figure: Figure, plain: Plain) -> None:
    """A figure that is shown is what was worked out and names all that it counts; one that is hidden names nothing."""
    assert figure.n == plain.n, figure
    if figure.shown != "yes":
        kept = (figure.value, figure.of, figure.average, figure.said, figure.digests)
        assert kept == (None, None, None, "", ()) and not plain.open, figure
        assert (figure.shown == "none") == (not plain.n), figure
        return
    assert plain.open or (plain.n or 0) >= TEAM_MIN, figure
    told = (figure.value, figure.of, figure.average, figure.said)
    assert told == (plain.value, plain.of, plain.average, plain.said), (figure, plain)
    if plain.rows is None:
        assert set(figure.digests) == plain.digests, (figure, plain)
    else:
        _meet(set(figure.digests), plain.rows, plain.late)


def _meet(digests: set[str], rows: Iterable[Row], late: bool) -> None:
    """Behind what was done stands, for each row, as much as it owed: the first of all that counts there."""
    for row in rows:
        days = sorted(day for day, digest in row.could if digest in digests)
        met = sorted(day for day, _ in row.could)[: row.met]
        assert days == (met[len(met) - row.counted.done_late :] if late else met), row
        digests = digests - {digest for _, digest in row.could}
    assert not digests, "an entry that counts nowhere stands behind it"
