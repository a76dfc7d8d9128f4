"""From many signed forms to a few figures: rows in, figures out. What is too small to show, `figures` decides.

Source of the rules: content.md s16. Averages are exact fractions until somebody prints them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from db.store import AnswerRow, FactRow
from qa_desktop import entries, ledger, moderation_cases, people
from qa_desktop.figures import PERCENT_MIN as PERCENT_MIN
from qa_desktop.figures import TEAM_MIN as TEAM_MIN
from qa_desktop.figures import Claim, enough
from qa_desktop.figures import gate as may_show
from qa_desktop.figures import one_place as one_place
from qa_desktop.figures import share as share
from qa_desktop.templates import Choice as TemplateChoice
from qa_desktop.templates import Question, Template
from qa_desktop.workspace import Workspace

ALL_TEAMS = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """One scored answer of one audit."""

    digest: str
    question: str
    principle: str
    team: str
    score: int | None  # None: cannot judge or does not apply
    code: str
    seen: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One principle in one team. `shown` says whether figures may be; when not, they are all empty."""

    audits: int
    shown: Literal["yes", "few", "none"]
    average: Fraction | None = None
    clear: tuple[int, int] | None = None  # scored 3 or 4, of all scored
    spread: Mapping[str, int] | None = None  # rating code -> answers
    seen: Mapping[str, int] | None = None  # where seen -> answers
    digests: tuple[str, ...] = ()  # the audits behind it


@dataclass(frozen=True, slots=True)
class Team:
    name: str  # ALL_TEAMS: everyone
    audits: int


@dataclass(frozen=True, slots=True)
class Return:
    """What one auditor owes in the cycle, and what has come."""

    auditor: str
    name: str
    team: str
    due: str
    owed: int
    came: int
    state: Literal["imported", "check", "late", "waiting"]
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as the audit proposed it."""

    what: str
    source: str  # the question
    case: str  # the family, by code
    owner: str
    due: str
    digest: str


@dataclass(frozen=True, slots=True)
class Collation:
    """One method in one cycle, ready to be shown on screen, in a PDF or a sheet."""

    method: str  # template code
    title: str
    cycle: str
    cycle_title: str
    service: str
    audits: int
    owed: int
    packs: tuple[int, int]  # returned in full, sent
    overall: Mapping[str, int]  # judgement code -> audits, as moderation left it
    headline: Mapping[str, int]  # has the help helped: code -> audits
    principles: tuple[tuple[str, str], ...]  # code, name
    teams: tuple[Team, ...]  # with ALL_TEAMS last
    cells: Mapping[tuple[str, str], Cell]  # principle, team
    returns: tuple[Return, ...]
    actions: tuple[ActionLine, ...]
    clashes: int  # audits that are here in two versions: each figure that holds one says so
    template: Template
    moderated: int = 0  # audits with an outcome of moderation
    moderation: Mapping[str, int] = field(default_factory=dict)  # outcome -> audits; empty where too few

    def good(self) -> tuple[int, int]:
        """Audits whose overall judgement is one of the two upper points, of all that have one."""
        scale = self.template.scales.get("G4")
        upper = {p.code for p in scale.point if p.score is not None and p.score >= 3} if scale else set()
        return sum(n for code, n in self.overall.items() if code in upper), sum(self.overall.values())

    def helped(self) -> tuple[int, int]:
        """Audits that say the help helped, clearly or in part, of all that say."""
        upper = [c.code for q in self.template.questions if q.use == "headline" for c in _choices(q)][:2]
        return sum(n for code, n in self.headline.items() if code in upper), sum(self.headline.values())


def _choices(question: Question) -> tuple[TemplateChoice, ...]:
    return question.choices or next((part.choices for part in question.part if part.choices), ())


@dataclass(frozen=True, slots=True)
class Choice:
    """A method and a cycle that something has been signed or asked for in."""

    method: str
    method_title: str
    cycle: str
    cycle_title: str


def choices(ws: Workspace) -> list[Choice]:
    """What there is to collate: cycles that something came back in first, then the newest first."""
    titles = {t.code: t.title for t in ledger.known_templates(ws)}
    by_digest = {t.digest: t.code for t in ledger.known_templates(ws)}
    found = set()
    cycles = ledger.bodies(ws, "cycle", entries.Cycle)
    names = {c.cycle: c.title for c in cycles}
    for cycle in cycles:
        for allocation in cycle.allocations:
            if code := by_digest.get(allocation.template):
                found.add((cycle.cycle, code))
    by_form = _facts_by_form(ws)
    came = {(facts.get("cycle", ""), facts["template"]) for facts in by_form.values() if "template" in facts}
    found |= came
    return [
        Choice(code, titles.get(code, code), cycle, names.get(cycle, cycle or "No cycle"))
        for cycle, code in sorted(found, key=lambda one: (one in came, one), reverse=True)
    ]


def _facts_by_form(ws: Workspace) -> dict[str, dict[str, str]]:
    """The facts of the forms that count, by digest: one head for each document."""
    counted = {row.digest for row in winners(ws)}
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for row in people.facts(ws):
        if row.digest in counted:
            facts[row.digest][row.fact] = row.code
    return facts


def winners(ws: Workspace) -> list[ledger.SealedForm]:
    """One version of each form for figures. Where two stand, the one with the greater digest: any rule that
    needs no clock would do, and every figure that holds a clash says so."""
    by_doc: dict[str, ledger.SealedForm] = {}
    for form in ledger.forms(ws):
        if form.doc not in by_doc or form.digest > by_doc[form.doc].digest:
            by_doc[form.doc] = form
    return list(by_doc.values())


def forms_of(ws: Workspace, method: str, cycle: str) -> dict[str, dict[str, str]]:
    """The forms that the figures of one method in one cycle are made of: digest -> what lists know of it."""
    return {
        digest: facts
        for digest, facts in _facts_by_form(ws).items()
        if facts.get("template") == method and facts.get("cycle", "") == cycle
    }


def collate(ws: Workspace, method: str, cycle: str, today: str) -> Collation:
    """Everything the collation screen shows. `today`: ISO date, for what is late."""
    by_form = forms_of(ws, method, cycle)
    template = _template(ws, method, by_form)
    ratings = _ratings(template, ws.store.answers(), by_form)
    teams = Counter(facts.get("team", "No team") for facts in by_form.values())
    answers = [row for row in ws.store.answers() if row.digest in by_form]
    returns = _returns(ws, cycle, template, by_form, today)
    moderated = moderation_cases.reported_all(ws, by_form)
    cycles = [c for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.cycle == cycle]
    return Collation(
        method=method,
        title=template.title,
        cycle=cycle,
        cycle_title=next((c.title for c in cycles), cycle or "No cycle"),
        service=next((c.service for c in cycles), ws.me.organisation),
        audits=len(by_form),
        owed=sum(r.owed for r in returns),
        packs=(sum(r.state in ("imported", "check") for r in returns), len(returns)),
        overall=enough(_count(_reported(answers, moderated), "overall")),
        headline=enough(_count(answers, "headline")),
        principles=tuple((p.code, p.name) for p in template.principles.principle)
        if template.principles
        else (),
        teams=(*(Team(name, n) for name, n in sorted(teams.items())), Team(ALL_TEAMS, len(by_form))),
        cells=gate(cells(ratings, teams)),
        returns=returns,
        actions=tuple(_actions(ws, by_form)),
        clashes=_clashes(ws, by_form),
        template=template,
        moderated=len(moderated),
        moderation=enough(dict(sorted(Counter(status for _, status in moderated.values()).items()))),
    )


def _reported(rows: Iterable[AnswerRow], moderated: Mapping[str, tuple[str, str]]) -> Iterable[AnswerRow]:
    """The same answers, with the overall judgement that moderation says counts. What was signed stays as it is."""
    for row in rows:
        grade = moderated[row.digest][0] if row.digest in moderated else ""
        yield replace(row, code=grade) if row.type == "overall" and grade else row


def _clashes(ws: Workspace, by_form: Mapping[str, Mapping[str, str]]) -> int:
    counted = {form.doc for form in winners(ws) if form.digest in by_form}
    return sum(doc in counted for doc in ledger.clashes(ws))


def _template(ws: Workspace, method: str, by_form: Mapping[str, Mapping[str, str]]) -> Template:
    """The template whose words head the figures: the one most of these forms were answered on."""
    used = Counter(f.template for f in winners(ws) if f.digest in by_form)
    known = {t.digest: t for t in ledger.known_templates(ws) if t.code == method}
    best = sorted(known.values(), key=lambda t: (-used[t.digest], t.digest))
    return best[0] if best else ledger.template(ws, "")


def _ratings(
    template: Template, rows: Iterable[AnswerRow], by_form: Mapping[str, Mapping[str, str]]
) -> list[Rating]:
    rated = [q for q in template.questions if q.type == "EV"]
    scores = {(q.id, p.code): p.score for q in rated for p in template.scale_of(q).point}
    return [
        Rating(
            row.digest,
            row.question,
            row.principle,
            by_form[row.digest].get("team", "No team"),
            scores.get((row.question, row.code)),
            row.code,
            row.seen,
        )
        for row in rows
        if row.digest in by_form and row.type == "EV" and row.principle
    ]


def cells(ratings: Iterable[Rating], teams: Mapping[str, int]) -> dict[tuple[str, str], Cell]:
    """Principle by team, and by all teams, before the gate."""
    heaps: dict[tuple[str, str], list[Rating]] = defaultdict(list)
    for one in ratings:
        heaps[one.principle, one.team].append(one)
        heaps[one.principle, ALL_TEAMS].append(one)
    audits = dict(teams) | {ALL_TEAMS: sum(teams.values())}
    principles = {principle for principle, _ in heaps}
    return {
        (principle, team): _cell(heaps.get((principle, team), []))
        for principle in sorted(principles)
        for team in audits
    }


def _cell(heap: list[Rating]) -> Cell:
    scored = [one.score for one in heap if one.score is not None]
    if not scored:
        return Cell(0, "none")
    # Only audits that gave a score stand behind a figure: one rating among five “cannot judge” is one, not six.
    digests = tuple(sorted({one.digest for one in heap if one.score is not None}))
    return Cell(
        len(digests),
        "yes",
        Fraction(sum(scored), len(scored)),
        (sum(score >= 3 for score in scored), len(scored)),
        dict(sorted(Counter(one.code for one in heap).items(), reverse=True)),
        dict(sorted(Counter(one.seen for one in heap if one.seen).items())),
        digests,
    )


def gate(found: Mapping[tuple[str, str], Cell]) -> dict[tuple[str, str], Cell]:
    """The same cells, with those that may not be shown left empty. Each line is a principle, by team and whole."""
    shown = dict(found)
    for principle in {p for p, _ in found}:
        line = {team: cell for (p, team), cell in found.items() if p == principle and cell.audits}
        # Teams share no audit, so as many stand-ins as make no difference to what is too few do for them.
        parts = {
            team: frozenset((f"{team}/{n}", principle) for n in range(min(cell.audits, TEAM_MIN)))
            for team, cell in line.items()
            if team != ALL_TEAMS
        }
        if ALL_TEAMS in line:
            parts[ALL_TEAMS] = frozenset().union(*parts.values())
        may = may_show({(f"{line[team].audits:09d}", team): Claim(held) for team, held in parts.items()})
        for team in parts.keys() - {team for _, team in may}:
            cell = found[principle, team]
            shown[principle, team] = Cell(cell.audits, "few", digests=cell.digests)
    return shown


def _count(answers: Iterable[AnswerRow], use: str) -> dict[str, int]:
    counts = Counter(row.code for row in answers if row.type == use)
    return dict(sorted(counts.items(), reverse=True))


def _returns(
    ws: Workspace, cycle: str, template: Template, by_form: Mapping[str, Mapping[str, str]], today: str
) -> tuple[Return, ...]:
    came = {facts.get("allocation") for facts in by_form.values()}
    twice = ledger.clashes(ws)
    clashing = {f.body.allocation for f in ledger.forms(ws) if f.doc in twice}
    roster = people.everyone(ws)
    known = {t.digest: t.code for t in ledger.known_templates(ws)}
    found = []
    for one in ledger.bodies(ws, "cycle", entries.Cycle):
        owed = [a for a in one.allocations if known.get(a.template) == template.code]
        if one.cycle != cycle or not owed:
            continue
        in_hand = sum(a.id in came for a in owed)
        due = (
            min(a.due for a in owed if a.id not in came) if in_hand < len(owed) else max(a.due for a in owed)
        )
        late = _days(due, today) if in_hand < len(owed) else 0
        state: Literal["imported", "check", "late", "waiting"] = (
            "check"
            if any(a.id in clashing for a in owed)
            else "imported"
            if in_hand == len(owed)
            else "late"
            if late > 0
            else "waiting"
        )
        person = roster.get(one.auditor)
        name, team = (person.name, person.team) if person else (one.auditor, "")
        found.append(Return(one.auditor, name, team, due, len(owed), in_hand, state, max(late, 0)))
    order = ("imported", "check", "late", "waiting")
    return tuple(sorted(found, key=lambda r: (order.index(r.state), r.name)))


def _days(due: str, today: str) -> int:
    from datetime import date

    try:
        return (date.fromisoformat(today) - date.fromisoformat(due)).days
    except ValueError:
        return 0


def _actions(ws: Workspace, by_form: Mapping[str, Mapping[str, str]]) -> Iterable[ActionLine]:
    known = {t.digest: t for t in ledger.known_templates(ws)}
    for form in winners(ws):
        template = known.get(form.template) if form.digest in by_form else None
        for question in template.questions if template else ():
            rows = form.body.answers.get(question.id)
            if question.use != "actions" or not isinstance(rows, list):
                continue
            case = by_form[form.digest].get("case", "")
            for row in rows:
                if isinstance(row, dict):
                    what = str(row.get("action") or row.get("what") or next(iter(row.values()), ""))
                    yield ActionLine(
                        what,
                        question.id,
                        case,
                        str(row.get("owner", "")),
                        str(row.get("due", "")),
                        form.digest,
                    )


def facts_of(rows: Iterable[FactRow]) -> dict[str, str]:
    return {row.fact: row.code for row in rows}
