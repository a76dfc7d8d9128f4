"""The parts of reports that come from elsewhere: the schedule, recording, supervision feedback, moderation, extracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from qa_desktop import (
    agreement,
    entries,
    feedback_figures,
    ledger,
    moderation_cases,
    people,
    recording,
    roles,
    schedule,
    schedule_entries,
    schedule_facts,
)
from qa_desktop.report_drafts import (
    Asked,
    Book,
    Column,
    Draft,
    DraftPart,
    DraftTable,
    Line,
    behind,
    count,
    done_of,
    given,
    of_items,
    share,
)
from qa_desktop.report_marks import NO_TEAM, Mark, Span
from qa_desktop.report_values import Words
from qa_desktop.schedule import Row
from qa_desktop.workspace import Workspace

BEHIND = ("late", "missed")


# The schedule


def rows(ws: Workspace, span: Span, today: date) -> list[Row]:
    """Rows of the schedule whose periods end in this one."""
    begins = span.starts
    facts = schedule_facts.facts(ws, today)
    years = {schedule_facts.year_of(ws.world.resources, day) for day in (begins, span.ends)}
    found = [
        row for y in sorted(years) for row in schedule.year(schedule_facts.settings(ws, y), facts, today)
    ]
    return [row for row in found if begins <= row.period.ends <= span.ends]


def methods(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """What each method owed in the period, and what is done."""
    by_method: dict[str, list[Row]] = {}
    for row in book.rows:
        if not asked.methods or row.method in asked.methods:
            by_method.setdefault(row.method, []).append(row)
    lines = [_owed_line(f"{held[0].name}", held) for _, held in sorted(by_method.items())]
    head = ("Method", "Done", "Done late", "Late now", "Missed", "Excused")
    yield _table(asked, head, [line for line in lines if line])


def coverage(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Due, done and missed by team, with the supervisors covered counted and never named."""
    roster = people.everyone(book.ws)
    found = [row for row in book.rows if row.method in asked.methods]
    teams: dict[str, list[Row]] = {}
    for row in found:
        person = roster.get(row.unit)
        teams.setdefault(person.team if person and person.team else NO_TEAM, []).append(row)
    lines = []
    for team, held in sorted(teams.items()):
        if not book.team or team == book.team:
            lines.append(_owed_line(team, held, covered=True))
    if not book.team:
        lines.append(_owed_line("All teams", found, covered=True))
    head = ("Team", "Done", "Done late", "Late now", "Missed", "Excused", "Supervisors covered")
    yield _table(asked, head, [line for line in lines if line])


def _owed_line(name: str, held: Sequence[Row], covered: bool = False) -> Line:
    owed = [row for row in held if row.required]
    if not owed:
        return ()
    required = sum(row.required or 0 for row in owed)
    digests = {digest for row in owed for digest in row.digests}
    came_late = {digest for row in owed for digest in row.late_digests}
    spared = [(row, max((row.required or 0) - row.met, 0)) for row in owed if row.excused]
    spared_by = {digest for row, undone in spared if undone for digest in row.excused_by}
    line: list[str | Draft] = [
        name,
        done_of(f"{name}: done, of what is owed", sum(row.met for row in owed), required, digests),
        count(f"{name}: done late", sum(row.done_late for row in owed), came_late),
        count(f"{name}: late now", sum(row.late for row in owed)),
        count(f"{name}: missed", sum(row.missed for row in owed)),
        count(f"{name}: excused", sum(undone for _, undone in spared), spared_by),
    ]
    if covered:
        units = {row.unit for row in owed}
        bare = {row.unit for row in owed if row.met < (row.required or 0)}
        line.append(done_of(f"{name}: supervisors covered", len(units - bare), len(units), digests))
    return tuple(line)


def not_done(found: Iterable[Row]) -> list[str]:
    """Methods of the schedule that are late or were missed, as the cover names them."""
    by_name: dict[str, list[Row]] = {}
    for row in found:
        by_name.setdefault(row.name, []).append(row)
    late = {name: held for name, held in by_name.items() if any(row.standing in BEHIND for row in held)}
    return [f"{name} ({_how_far(held)})" for name, held in sorted(late.items())]


def _how_far(held: Sequence[Row]) -> str:
    known = [row for row in held if row.required is not None]
    said = [f"{sum(row.met for row in known)} of {sum(row.required or 0 for row in known)}"] if known else []
    return ", ".join(said + ["a list has not come"] * (len(known) < len(held)))


# Recording compliance


def checks(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Checklists done of events, then each line's Yes and the agreement of worker and supervisor."""
    titles = {t.code: t.name for t in recording.triggers(book.ws.world.resources).values()}
    known = sorted({mark.method for mark in book.checks}, key=lambda code: list(titles).index(code))
    done: list[Line] = []
    alike: list[Line] = []
    for trigger in known:
        done.append((titles[trigger], *_checked(book, trigger, f"done:{trigger}", titles[trigger])))
        alike.append((titles[trigger], *_alike(book, trigger, titles[trigger])))
    columns = tuple(c[1] for c in book.columns())
    yield _table(asked, ("Checklist", *(f"Completed, {c}" for c in columns)), done)
    lines: list[Line] = [line for trigger in known for line in _lines(book, trigger)]
    if lines:
        note = "The supervisor's Yes, of every answer but “does not apply”."
        yield DraftTable("Recording, line by line", note, ("Line", *columns), tuple(lines))
        note = "Lines that worker and supervisor answered alike, of all that both answered."
        yield DraftTable("Worker and supervisor agree", note, ("Checklist", *columns), tuple(alike))


def _checked(book: Book, trigger: str, item: str, name: str) -> list[Draft]:
    return [
        share(f"{name}: completed or said yes, {c[1]}", ("checks", item, trigger, c[0]), marks, ("y",))
        for c in book.columns()
        for marks in [[m for m in book.events(c) if m.item == item and m.method == trigger]]
    ]


def _alike(book: Book, trigger: str, name: str) -> list[Draft]:
    found = []
    for column in book.columns():
        marks = [m for m in book.events(column) if m.use == "agree" and m.method == trigger]
        alike = sum(m.code == "y" for m in marks)
        found.append(
            of_items(
                f"{name}: lines answered alike, {column[1]}", ("agree", trigger, column[0]), marks, alike
            )
        )
    return found


def _lines(book: Book, trigger: str) -> Iterator[Line]:
    template = recording.template_of(book.ws, trigger)
    for line in recording.lines(template):
        drafts = _checked(book, trigger, line.id, line.id)
        if any(draft.parts for draft in drafts):
            yield (f"{line.id} {line.name}", *drafts)


# Supervision feedback


def feedback(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Agreement with each statement. Their own rule, of five people, has decided what is shown (feedback_figures)."""
    if not roles.may(book.ws.world.resources, book.ws.me.role, "see_supervision_feedback"):
        yield Words(f"{asked.title}: only practice leads see it, so it is not in this report.", "muted")
        return
    told = [_told(book, column) for column in book.columns()]
    if all(one is None for one, _ in told):
        yield Words(f"{asked.title}: fewer than five answers in this period, so nothing is shown.", "muted")
        return
    by_question: dict[str, list[tuple[feedback_figures.FeedbackFigure | None, tuple[str, ...]]]] = {}
    asks: dict[str, str] = {}
    for place, (report, digests) in enumerate(told):
        for figure in report.figures if report else ():
            if figure.agree is not None:
                asks.setdefault(figure.question, figure.ask)
                by_question.setdefault(figure.question, [(None, ())] * len(told))[place] = (figure, digests)
    lines: list[Line] = [
        (asks[q], *(_agreed(asks[q], f, d) for f, d in held)) for q, held in by_question.items()
    ]
    note = "Answers that agree, of all that gave a view. Nobody's name is kept with them."
    yield DraftTable(asked.title, note, ("Statement", *(c[1] for c in book.columns())), tuple(lines))


def _agreed(ask: str, figure: feedback_figures.FeedbackFigure | None, digests: tuple[str, ...]) -> Draft:
    agreed, of = figure.agree if figure and figure.agree else (0, 0)
    draft = Draft(f"{ask} Agreed", "share", ("feedback",), n=of, value=agreed, of=of, digests=digests)
    return draft if not of else _open(draft)


def _open(draft: Draft) -> Draft:
    return replace(draft, open=True)


def _told(book: Book, column: Column) -> tuple[feedback_figures.FeedbackReport | None, tuple[str, ...]]:
    """The report of the rounds that were closed in this column, and their entries."""
    rounds: dict[str, str] = {}
    for row in ledger.heads(book.ws, "feedback"):
        if row.body is not None and column[2].isoformat() <= row.at[:10] <= column[3].isoformat():
            rounds[row.digest] = entries.Feedback.model_validate_json(row.body).cycle
    found = feedback_figures.report(book.ws, set(rounds.values())) if rounds else None
    if not isinstance(found, feedback_figures.FeedbackReport):
        return None, ()
    return found, tuple(sorted(digest for digest, cycle in rounds.items() if cycle in found.cycles))


# Moderation


@dataclass(frozen=True, slots=True)
class _Moderated:
    mark: Mark
    pair: tuple[int, int] | None


def moderation(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """What came of moderation, how often both judged alike before any talk, and kappa where it can be told."""
    held = [(column, list(_moderated(book, column))) for column in book.columns()]
    names = {status: moderation_cases.STATUS[status] for status in moderation_cases.OUTCOMES}
    lines: list[Line] = [
        (
            name,
            *(
                share(
                    f"Moderation: {name.lower()}, {c[1]}",
                    ("moderation", c[0]),
                    [m.mark for m in some],
                    (status,),
                )
                for c, some in held
            ),
        )
        for status, name in names.items()
    ]
    lines.append(("The same judgement before any talk", *(_same(c[0], c[1], some) for c, some in held)))
    lines.append(
        ("Agreement beyond chance (weighted kappa)", *(_kappa(c[0], c[1], some) for c, some in held))
    )
    yield _table(asked, ("Outcome", *(c[1] for c in book.columns())), lines)


def _moderated(book: Book, column: Column) -> Iterator[_Moderated]:
    for case in moderation_cases.cases(book.ws):
        audit = book.audits.get(case.form)
        if audit is None or case.status not in moderation_cases.OUTCOMES:
            continue
        if column[2] <= audit.day <= column[3]:
            scores = (
                (case.original.score, case.second.score) if case.original and case.second else (None, None)
            )
            one, two = scores
            pair = (one, two) if one is not None and two is not None else None
            base = Mark(
                audit=audit.digest,
                digest=audit.digest,
                method=audit.method,
                team=audit.team,
                day=audit.day,
                item="moderation",
                use="moderation",
                code=case.status,
                score=None,
            )
            yield _Moderated(base, pair)


def _paired(some: Sequence[_Moderated]) -> list[Mark]:
    return [replace(m.mark, item="pair", code="y" if m.pair[0] == m.pair[1] else "n") for m in some if m.pair]


def _same(when: str, title: str, some: Sequence[_Moderated]) -> Draft:
    return share(
        f"Moderation: the same judgement before any talk, {title}", ("pair", when), _paired(some), ("y",)
    )


def _kappa(when: str, title: str, some: Sequence[_Moderated]) -> Draft:
    found = agreement.agreement([m.pair for m in some if m.pair])
    said = found.words if found.kappa is None else _beyond(found.kappa, found.interval)
    marks = _paired(some)
    parts = frozenset(mark.part for mark in marks)
    label = f"Moderation: weighted kappa, {title}"
    return Draft(label, "given", ("pair", when), parts, behind(marks), len(marks), said=said)


def _beyond(kappa: Fraction, interval: tuple[Fraction, Fraction] | None) -> str:
    low_high = f", between {float(interval[0]):.2f} and {float(interval[1]):.2f}" if interval else ""
    return f"{float(kappa):.2f}{low_high}"


# What the data team and others supply


def extracts(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Lines of the data team's extracts for the whole service. Their counts are theirs: nothing is added up here."""
    lines: list[Line] = []
    for digest, one in schedule_facts.bodies(book.ws, "extract", schedule_entries.Extract):
        found = schedule_facts.method(book.ws.world.resources, one.method)
        day = schedule_facts.period(book.ws.world.resources, found, one.period).ends
        if one.method in asked.methods and book.span.starts <= day <= book.span.ends:
            lines += [
                (
                    f.measure,
                    found.name,
                    one.period,
                    given(f"{found.name}: {f.measure}, {one.period}", f.value, (digest,)),
                    f.target or "None set",
                )
                for f in one.figures
                if not f.team
            ]
    yield _table(
        asked,
        ("Measure", "From", "Period", "Data team’s count", "Target"),
        sorted(lines, key=lambda x: (str(x[2]), str(x[1]), str(x[0]))),
    )


def _table(asked: Asked, head: tuple[str, ...], lines: Sequence[Line]) -> DraftPart:
    if not any(isinstance(cell, Draft) and (cell.parts or cell.open) for line in lines for cell in line):
        return Words(f"{asked.title.rstrip('?')}: nothing has come in yet.", "muted")
    return DraftTable(asked.title, asked.note, head, tuple(lines))
