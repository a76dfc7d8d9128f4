"""From many signed forms to a few figures: rows in, figures out. What is too small to show, `figures` decides.

Source of the rules: content.md s16. Averages are exact fractions until somebody prints them. Nothing here reads the
forms themselves but for the words of actions: figures come from sums that are kept beside the answers (`tallying`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from db.store import CountedRow, FactRow, OwedRow
from qa_desktop import ledger, moderation_rules, people, spans, staff_entries, tallying
from qa_desktop.collated import ALL_TEAMS as ALL_TEAMS
from qa_desktop.collated import ActionLine as ActionLine
from qa_desktop.collated import Cell as Cell
from qa_desktop.collated import Choice as Choice
from qa_desktop.collated import Collation as Collation
from qa_desktop.collated import Length, Line, Team
from qa_desktop.collated import Return as Return
from qa_desktop.figures import PERCENT_MIN as PERCENT_MIN
from qa_desktop.figures import TEAM_MIN as TEAM_MIN
from qa_desktop.figures import Claim, enough
from qa_desktop.figures import gate as may_show
from qa_desktop.figures import one_place as one_place
from qa_desktop.figures import share as share
from qa_desktop.spans import Sums, Window
from qa_desktop.templates import Part, Question, Template
from qa_desktop.workspace import Workspace

SERVICE = "service/"  # begins the name of a service where teams are meant too
MOST_READ = 400  # audits whose actions are listed, the newest: each has to be opened for its words


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


def choices(ws: Workspace) -> list[Choice]:
    """What there is to collate: cycles that something came back in first, then the newest first."""
    tallying.settle(ws)
    titles = {t.code: t.title for t in ledger.known_templates(ws)}
    owed = ws.store.owed()
    names = {one.cycle: one.title for one in owed}
    came = {(cycle, method) for method, cycle, _ in ws.store.placed()}
    found = came | {(one.cycle, one.method) for one in owed}
    return [
        Choice(code, titles.get(code, code), cycle, names.get(cycle, cycle or "No cycle"))
        for cycle, code in sorted(found, key=lambda one: (one in came, one), reverse=True)
    ]


def winners(ws: Workspace) -> list[ledger.SealedForm]:
    """One version of each form for figures. Where two stand, the one with the greater digest: any rule that
    needs no clock would do, and every figure that holds a clash says so."""
    by_doc: dict[str, ledger.SealedForm] = {}
    for form in ledger.forms(ws):
        if form.doc not in by_doc or form.digest > by_doc[form.doc].digest:
            by_doc[form.doc] = form
    return list(by_doc.values())


def forms_of(ws: Workspace, found: Collation) -> list[CountedRow]:
    """The forms that a collation is made of."""
    at = _window(ws, found.cycle, found.month)
    teams = {team.name for team in found.teams}
    rows = ws.store.counted(
        found.method, found.cycle if found.length == "cycle" else None, _months(at, found.length)
    )
    return [r for r in rows if r.team in teams and at.counts(found.length, r.cycle, r.month)]


def behind(ws: Workspace, found: Collation, axis: str, value: str, team: str) -> list[str]:
    """The audits behind a cell that is shown, those with the lowest ratings first."""
    forms = [row.digest for row in forms_of(ws, found) if team in (ALL_TEAMS, row.team)]
    return ws.store.behind(axis, value, forms)


def collate(
    ws: Workspace,
    method: str,
    cycle: str,
    today: str,
    length: Length = "cycle",
    service: str = "",
    words: bool = True,
) -> Collation:
    """Everything the collation screen shows. `today`: ISO date, for what is late. `words`: the actions too, for which
    the audits have to be opened."""
    tallying.settle(ws)
    month = _month(ws, method, cycle, today)
    at = _window(ws, cycle, month)
    services = _services(ws)
    sums = Sums(ws.store, method, at, services)
    template = _template(ws, method, sums.templates())
    found = _figures(sums, template, at, length, f"{SERVICE}{service}" if service else ALL_TEAMS, services)
    owed = [one for one in ws.store.owed() if (one.method, one.cycle) == (template.code, cycle)]
    returns = _returns(ws, owed, today)
    found = replace(
        found,
        method=method,
        cycle=cycle,
        cycle_title=next((one.title for one in owed), cycle or "No cycle"),
        service=next((one.service for one in owed), ws.me.organisation),
        owed=sum(r.owed for r in returns),
        packs=(sum(r.state in ("imported", "check") for r in returns), len(returns)),
        returns=returns,
        period=at.words(length),
        month=month,
        only=service,
    )
    return replace(found, actions=actions(ws, found)) if words else found


def _figures(
    sums: Sums,
    template: Template,
    at: Window,
    length: Length,
    whole: str,
    services: Mapping[str, frozenset[str]],
) -> Collation:
    """What can be said from the sums. `whole`: ALL_TEAMS, or the service that is looked at."""
    sizes = {
        t: n for t, n in sums.by_team(length).items() if whole == ALL_TEAMS or t in services.get(whole, ())
    }
    audits = sum(sizes.values())
    names = (*sorted(sizes), whole)
    shown = (length, whole) in sums.may("audits", "")

    def cells(axis: str) -> dict[tuple[str, str], Cell]:
        held = sums.cells(axis, length, names)
        return {(value, ALL_TEAMS if team == whole else team): cell for (value, team), cell in held.items()}

    def codes(axis: str) -> dict[str, int]:
        told = sums.codes(axis, "", length, whole)
        return enough({code: n for code, n in told.items() if n}) if shown else {}

    return Collation(
        method=template.code,
        title=template.title,
        cycle="",
        cycle_title="",
        service="",
        audits=audits,
        owed=0,
        packs=(0, 0),
        overall=codes("overall"),
        headline=codes("headline"),
        principles=tuple((p.code, p.name) for p in template.principles.principle)
        if template.principles
        else (),
        teams=(*(Team(name, sizes[name]) for name in sorted(sizes)), Team(ALL_TEAMS, audits)),
        cells=cells("principle"),
        returns=(),
        actions=(),
        clashes=sum(sums.codes("clash", "", length, whole).values()),
        template=template,
        moderated=sum(sums.codes("moderation", "", length, whole).values()),
        moderation=dict(sorted(codes("moderation").items())),
        length=length,
        stages=tuple((str(s.number), s.name) for s in template.process.stage) if template.process else (),
        stage_cells=cells("stage"),
        year={
            (axis, value): cell
            for axis in ("principle", "stage")
            for (value, _), cell in sums.cells(axis, "year", (whole,)).items()
        },
        lines=tuple(_lines(sums, template, length, whole)),
        services=tuple(sorted(name.removeprefix(SERVICE) for name in services)),
    )


def _lines(sums: Sums, template: Template, length: Length, whole: str) -> Iterator[Line]:
    """Questions that are chosen from, in the order of the form."""
    asked = set(sums.values("answer"))
    for question in template.questions:
        fields: list[tuple[Question | Part, str, str]] = [(question, question.id, question.name)]
        fields += [
            (part, f"{question.id}.{part.id}", f"{question.name}: {part.ask}") for part in question.part
        ]
        for field, name, label in fields:
            if name not in asked or field.type == "MULTI":
                continue
            counts = sums.codes("answer", name, length, whole)
            audits = sum(counts.values())
            may = audits and (length, whole) in sums.may("answer", name)
            labels = {one.code: one.label for one in template.options(field)}
            told = [
                (labels.get(code, code), counts[code])
                for code in (*labels, *sorted(counts.keys() - labels.keys()))
                if code in counts
            ]
            yield Line(
                name, label, template.section_of[question.id].title, audits, tuple(told) if may else ()
            )


def _services(ws: Workspace) -> dict[str, frozenset[str]]:
    """The teams of each service, as the list of teams has them."""
    alias = people.same(ws)
    found: dict[str, set[str]] = defaultdict(set)
    for team in ledger.bodies(ws, "team", staff_entries.Team):
        if team.service:
            found[f"{SERVICE}{team.service}"].add(alias.team(team.name))
    return {name: frozenset(teams) for name, teams in found.items()}


def _month(ws: Workspace, method: str, cycle: str, today: str) -> str:
    """The month that a cycle's audits belong to; before any has come, that of the day the first is due."""
    came = {month for held, code, month in ws.store.placed() if (held, code) == (method, cycle)}
    due = (one.due[:7] for one in ws.store.owed() if (one.method, one.cycle) == (method, cycle))
    return max(came) if came else max(due, default=today[:7])


def _window(ws: Workspace, cycle: str, month: str) -> Window:
    return spans.window(cycle, month, moderation_rules.load(ws.world.resources).calibration.cycle)


def _months(at: Window, length: Length) -> frozenset[str] | None:
    return None if length == "cycle" else at.quarter if length == "quarter" else at.year


def _template(ws: Workspace, method: str, used: Mapping[str, int]) -> Template:
    """The template whose words head the figures: the one most of these forms were answered on."""
    known = {t.digest: t for t in ledger.known_templates(ws) if t.code == method}
    best = sorted(known.values(), key=lambda t: (-used.get(t.digest, 0), t.digest))
    return best[0] if best else ledger.template(ws, "")


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


def _returns(ws: Workspace, owed: Iterable[OwedRow], today: str) -> tuple[Return, ...]:
    roster = people.everyone(ws)
    found = []
    for one in owed:
        late = _days(one.due, today) if one.came < one.owed else 0
        state: Literal["imported", "check", "late", "waiting"] = (
            "check"
            if one.twice
            else "imported"
            if one.came == one.owed
            else "late"
            if late > 0
            else "waiting"
        )
        person = roster.get(one.auditor)
        name, team = (person.name, person.team) if person else (one.auditor, "")
        found.append(Return(one.auditor, name, team, one.due, one.owed, one.came, state, max(late, 0)))
    order = ("imported", "check", "late", "waiting")
    return tuple(sorted(found, key=lambda r: (order.index(r.state), r.name)))


def _days(due: str, today: str) -> int:
    try:
        return (date.fromisoformat(today) - date.fromisoformat(due)).days
    except ValueError:
        return 0


def actions(ws: Workspace, found: Collation) -> tuple[ActionLine, ...]:
    """What the audits of a collation asked for, in their words."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    asking = {t.digest for t in known.values() if any(q.use == "actions" for q in t.questions)}
    rows = [row for row in forms_of(ws, found) if row.template in asking]
    newest = sorted(rows, key=lambda row: (row.month, row.digest), reverse=True)[:MOST_READ]
    return tuple(
        line
        for row in sorted(newest, key=lambda r: r.digest)
        for line in _asked_for(ws, known[row.template], row.digest)
    )


def _asked_for(ws: Workspace, template: Template, digest: str) -> Iterator[ActionLine]:
    form = ledger.form(ws, digest)
    case = facts_of(ws.store.facts([digest])).get("case", "")
    for question in template.questions:
        rows = form.body.answers.get(question.id)
        if question.use != "actions" or not isinstance(rows, list):
            continue
        for row in rows:
            if isinstance(row, dict):
                what = str(row.get("action") or row.get("what") or next(iter(row.values()), ""))
                owner, due = str(row.get("owner", "")), str(row.get("due", ""))
                yield ActionLine(what, question.id, case, owner, due, digest)


def facts_of(rows: Iterable[FactRow]) -> dict[str, str]:
    return {row.fact: row.code for row in rows}
