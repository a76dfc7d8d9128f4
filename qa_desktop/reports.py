"""Which figures and words make each report pack. No layout: a report is the same on paper, on screen and in a sheet.

The packs are data in `resources/reports.toml`. Everything that rests on audits goes through `figures.gate` together,
over all sections, the period and the twelve months beside it. Source: content.md s16.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from qa_desktop import (
    figures,
    ledger,
    made_up,
    report_actions,
    report_alerts,
    report_cover,
    report_log,
    report_marks,
    report_more,
    report_parts,
    report_plan,
    report_quotes,
    report_trend,
    report_words,
    roles,
    schedule_facts,
)
from qa_desktop.charts import ChartCell, ChartColumn, ChartSpec, audits_words
from qa_desktop.errors import NotAllowed
from qa_desktop.report_drafts import (
    Asked,
    Book,
    Draft,
    DraftChart,
    DraftPart,
    DraftTable,
    Key,
    Line,
    claims,
    in_team,
)
from qa_desktop.report_marks import Span
from qa_desktop.report_packs import Pack as Pack
from qa_desktop.report_packs import SectionAsked as SectionAsked
from qa_desktop.report_packs import pack as pack
from qa_desktop.report_packs import packs as packs
from qa_desktop.report_values import Behind, Cell, Chart, Figure, Part, Report, Section, Table, Words
from qa_desktop.report_values import figures as all_figures
from qa_desktop.schedule_glance import MONTHS
from qa_desktop.workspace import Workspace

KINDS: Mapping[str, Callable[[Book, Asked], Iterator[DraftPart]]] = {
    "words": report_parts.words,
    "space": report_parts.space,
    "quotes": report_quotes.shown,
    "spread": report_parts.spread,
    "ratings": report_parts.ratings,
    "teams": report_parts.teams,
    "unseen": report_parts.unseen,
    "judgements": report_parts.judgements,
    "trend": report_trend.trend,
    "themes": report_parts.themes,
    "alerts": report_alerts.alerts,
    "methods": report_more.methods,
    "coverage": report_more.coverage,
    "checks": report_more.checks,
    "feedback": report_more.feedback,
    "moderation": report_more.moderation,
    "extracts": report_more.extracts,
    "sources": report_log.other_sources,
    "challenges": report_log.challenge_log,
    "actions": report_actions.actions,
    "equality": report_actions.equality,
    "plan": report_plan.next_year,
}
NAMED = {"feedback": "Round of supervision feedback", "source": "Other source"}
OWN_TEAM, READ_ONLY = "own_team_view", ("read_packs", "performance_tables", "no")


def build(ws: Workspace, code: str, period: str, team: str = "") -> Report:
    """One pack for a cycle, a month or a run of months. `team`: for a team sheet, and only then.

    Raises NotAllowed for somebody who may not, a pack or a period there is not, and a team sheet without a team.
    """
    wanted = pack(ws.world.resources, code)
    if wanted.elsewhere:
        raise NotAllowed(wanted.elsewhere)
    _refuse(ws, wanted, team)
    books = _books(ws, report_marks.span(ws, period), team)
    return report_words.fill(ws, _report(books[0], wanted, lay_out(wanted, books)), team)


def lay_out(wanted: Pack, books: Sequence[Book]) -> tuple[Section, ...]:
    """The sections of a pack from the first of these books; what may be shown of it beside the others. Pure.

    One gate over all sections, and of a team sheet over the sheets of all teams: who reads two must learn no more.
    """
    drafts = [[(one.title, _drafted(book, one.part)) for one in wanted.section] for book in books]
    may = figures.gate(claims(part for sections in drafts for _, parts in sections for part in parts))
    return tuple(
        Section(number, title, tuple(_finished(parts, f"{wanted.prefix}-{number}", may)))
        for number, (title, parts) in enumerate(drafts[0], 1)
    )


def _books(ws: Workspace, span: Span, team: str) -> list[Book]:
    """What is shown; and for a team sheet, everybody's and every other team's besides."""
    whole = read(ws, span)
    if not team:
        return [whole]
    others = {a.team for a in whole.audits.values()} | {m.team for m in whole.checks}
    return [_of_team(whole, one) for one in (team, *sorted(others - {team}))] + [whole]


def _of_team(book: Book, team: str) -> Book:
    """The same book with nothing of any other team in it."""
    return replace(
        book,
        team=team,
        audits={digest: audit for digest, audit in book.audits.items() if audit.team == team},
        marks=[mark for mark in book.marks if mark.team == team],
        checks=[mark for mark in book.checks if mark.team == team],
    )


def _drafted(book: Book, asked: Iterable[Asked]) -> list[DraftPart]:
    made = [part for one in asked for part in KINDS[one.kind](book, one)]
    return [in_team(part, book.team) for part in made] if book.team else made


def _refuse(ws: Workspace, wanted: Pack, team: str) -> None:
    scope = roles.scope(ws.world.resources, ws.me.role, "collate")
    if scope in READ_ONLY:
        name = roles.name(ws.world.resources, ws.me.role).lower()
        raise NotAllowed(f"Reports are built by practice leads, and not by a {name}. Ask one of them for it.")
    if wanted.team and not team:
        raise NotAllowed("A team sheet is about one team. Name the team.")
    if team and not wanted.team:
        raise NotAllowed(
            f"The {wanted.title} is about all teams. Leave the team out, or make the team sheet."
        )
    if scope == OWN_TEAM and team != ws.me.team:
        raise NotAllowed(
            "You may make the team sheet of your own team. Practice leads make every other report."
        )


def read(ws: Workspace, span: Span) -> Book:
    """Everything that the figures of this period, and of its twelve months, are made from."""
    today = ws.world.now().date()
    known = {
        digest: audit
        for digest, audit in report_marks.audits(ws).items()
        if span.year_starts <= audit.day <= span.ends
    }
    used = sorted({audit.method for audit in known.values()})
    held = {method: report_marks.main_template(ws, known.values(), method) for method in used}
    return Book(
        ws=ws,
        span=span,
        today=today,
        team="",
        audits=known,
        marks=report_marks.marks(ws, known),
        checks=list(report_marks.checks(ws, today)),
        versions=ledger.known_templates(ws),
        templates={method: template for method, template in held.items() if template},
        rows=report_more.rows(ws, span, today),
        period_words=short(span.title),
    )


def short(title: str) -> str:
    """“Nov to Dec 2026”: a period where there is little room."""
    for month in MONTHS:
        title = title.replace(month, month[:3])
    return title


# From drafts to figures


def _finished(parts: Iterable[DraftPart], start: str, may: frozenset[Key]) -> Iterator[Part]:
    """The parts of one section, each row of figures with the next code."""
    row = 0
    for part in parts:
        if isinstance(part, DraftTable):
            if hidden := _hidden(part, may):
                yield hidden
                continue
            kept = _top(part, may) if part.top else part.rows
            made = []
            for line in kept:
                row += any(isinstance(cell, Draft) for cell in line)
                made.append(_line(line, f"{start}.{row}", may))
            table = Table(part.title, part.note, part.head, tuple(made), part.tones, part.course)
            yield table if made else _none_kept(part)
        elif isinstance(part, DraftChart):
            grid = [_line(line, f"{start}.{row + n}", may) for n, line in enumerate(part.cells, 1)]
            row += len(grid)
            cells = tuple(tuple(one for one in line if isinstance(one, Figure)) for line in grid)
            yield Chart(_spec(part, cells), cells)
        else:
            yield part


def _hidden(part: DraftTable, may: frozenset[Key]) -> Words | None:
    """A sentence in place of a table of nothing but “too few”."""
    drafts = [cell for row in part.rows for cell in row if isinstance(cell, Draft)]
    if not drafts or any(draft.open or draft.key in may for draft in drafts):
        return None
    return Words(
        f"{part.title.rstrip('?')}: too few audits to show (n {max(d.n or 0 for d in drafts)}).", "muted"
    )


def _top(part: DraftTable, may: frozenset[Key]) -> list[Line]:
    """The rows with the greatest figures of those that are shown."""
    ranked = []
    for line in part.rows:
        shown = [c.value or 0 for c in line if isinstance(c, Draft) and (c.open or c.key in may)]
        if any(shown):
            ranked.append((-max(shown), str(line[0]), line))
    return [line for *_, line in sorted(ranked, key=lambda one: one[:2])[: part.top]]


def _none_kept(part: DraftTable) -> Words:
    return Words(f"{part.title}: none that can be shown.", "muted")


def _line(line: Iterable[str | Draft], code: str, may: frozenset[Key]) -> tuple[Cell, ...]:
    held = tuple(line)
    letters = iter(ascii_lowercase)
    many = sum(isinstance(cell, Draft) for cell in held) > 1
    return tuple(
        cell.figure(code + next(letters) if many else code, may) if isinstance(cell, Draft) else cell
        for cell in held
    )


def _spec(part: DraftChart, cells: tuple[tuple[Figure, ...], ...]) -> ChartSpec:
    """The chart that the screen and the PDF draw, from figures that have been through the gate."""
    return ChartSpec(
        title=part.title,
        note=part.note,
        rows=tuple(name for _, name in part.rows),
        codes=tuple(code for code, _ in part.rows),
        cols=tuple(
            ChartColumn(name, n, place == len(part.cols) - 1) for place, (name, n) in enumerate(part.cols)
        ),
        cells=tuple(tuple(_chart_cell(figure) for figure in line) for line in cells),
        ends=part.ends,
    )


def _chart_cell(figure: Figure) -> ChartCell:
    tone = float(figure.average) if figure.shown == "yes" and figure.average is not None else None
    said = f"{figure.label}: {figure.text.lower()}, from {audits_words(figure.n or 0)}"
    return ChartCell(figure.text, figure.n or 0, figure.shown, tone, said, digests=figure.digests)


# The cover


def _report(book: Book, wanted: Pack, sections: tuple[Section, ...]) -> Report:
    ws = book.ws
    services = {row.code for row in ws.store.facts(book.audits) if row.fact == "service"}
    service = services.pop() if len(services) == 1 else ws.me.organisation
    made = Report(
        pack=wanted.code,
        title=f"{wanted.title}: {book.team}" if book.team else wanted.title,
        who=wanted.who,
        service=service,
        period=book.span.code,
        period_title=book.span.title,
        classification=made_up.label(ws, schedule_facts.setting(ws.world.resources, "classification_label")),
        author=ws.me.name,
        built=ws.world.now(),
        cover=tuple(report_cover.lines(book, wanted)),
        notes=tuple(report_cover.notes(book)),
        sections=sections,
        behind=(),
    )
    return _with_behind(book, made)


def _with_behind(book: Book, made: Report) -> Report:
    """The report with the numbered list of all entries behind its figures."""
    digests = {digest for figure in all_figures(made) for digest in figure.digests}
    titles = {t.digest: t.title for t in ledger.known_templates(book.ws)}
    named = sorted((_what(book, digest, titles), digest) for digest in digests)
    return replace(made, behind=tuple(Behind(n, digest, what) for n, (what, digest) in enumerate(named, 1)))


def _what(book: Book, digest: str, titles: Mapping[str, str]) -> str:
    row = book.ws.store.entry(digest)
    if row is None:
        return "Unknown"
    return titles.get(row.template or "", "") or NAMED.get(row.kind, row.kind.capitalize())


def is_empty(report: Report) -> bool:
    """Whether no section holds a figure that is shown."""
    return not any(figure.shown == "yes" for figure in all_figures(report))
