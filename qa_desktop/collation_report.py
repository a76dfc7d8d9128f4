"""The collation as a PDF: the same figures as on the screen, with the number of audits beside every one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from qa_desktop import charts, files, files_out, made_up, reported
from qa_desktop.answer_types import day_words
from qa_desktop.collate import Collation, Return, forms_of, share
from qa_desktop.pdf_blocks import (
    Block,
    Course,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Spread,
    Table,
    Title,
    Tone,
)
from qa_desktop.templates import Scale
from qa_desktop.workspace import Workspace

CLASSIFICATION = "Official: sensitive"
VIEWS: tuple[charts.View, ...] = ("average", "clear")
STATES = {"imported": "Imported", "check": "In two versions", "late": "Late", "waiting": "With the auditor"}


def document(
    found: Collation, author: str, created: datetime, trends: Sequence[charts.LineSpec] = ()
) -> Document:
    """The report on one method in one period. `created`: a datetime with its zone, the only time in the file."""
    return Document(
        title=f"{found.title}: {found.cycle_title}",
        subject=f"Collation of {charts.audits_words(found.audits)}, {found.service}",
        author=author,
        reference=f"{found.method} {found.cycle}".strip(),
        classification=CLASSIFICATION,
        blocks=(
            *_cover(found),
            *_judgements(found),
            *_ratings(found),
            *_trends(trends),
            *_lines(found),
            *_returns(found),
            *_actions(found),
        ),
        created=created,
    )


def write(ws: Workspace, found: Collation, path: Path, trends: Sequence[charts.LineSpec] = ()) -> Path:
    """Render the report and put it at `path`, whole and read back. Raises WriteFailed."""
    from qa_desktop.pdf import render  # reportlab takes a fifth of a second to load: only when it is used

    printed = made_up.on_paper(ws, document(found, ws.me.name, ws.world.now(), trends))
    files_out.save(ws, path, render(printed).pdf, "report", pack="collation", format="pdf")
    reported.note(ws, f"The collation of {found.cycle_title}", [row.digest for row in forms_of(ws, found)])
    return path


def file_name(found: Collation) -> str:
    """A name for the file; holds no person and no case."""
    return files.safe_name(f"collation {found.method} {found.cycle}") + ".pdf"


def _cover(found: Collation) -> Iterator[Block]:
    yield Title(found.title, f"{found.service} · {found.cycle_title}")
    came, sent = found.packs
    rows = [("Audits collated", f"{found.audits} of {found.owed}" if found.owed else str(found.audits))]
    if sent:
        rows.append(("Packs returned", f"{came} of {sent}"))
    if found.period:
        rows.append(("Period", found.period))
    if found.only:
        rows.append(("Service", found.only))
    if found.moderated:
        told = ", ".join(f"{n} {status}" for status, n in found.moderation.items())
        words = f"{found.moderated} of {found.audits}"
        rows.append(("Moderated", f"{words}: {told}" if told else words))
    if found.overall:
        rows.append(("Judged Good or Outstanding", share(*found.good())))
    yield Facts(tuple(rows))
    if late := missing(found):
        yield Note(f"Not everything has come back. Missing: {'; '.join(late)}.")
    if found.clashes:
        n = charts.audits_words(found.clashes)
        yield Note(f"{n} in here came in two versions. One of the two is counted until somebody chooses.")


def missing(found: Collation) -> list[str]:
    """Returns that have not come in full, as the cover names them."""
    return [f"{r.name}, {r.owed - r.came} of {r.owed}" for r in found.returns if r.came < r.owed]


def _judgements(found: Collation) -> Iterator[Block]:
    scale = found.template.scales.get("G4")
    if scale and found.overall:
        yield Heading(1, "Overall judgements")
        yield Paragraph(f"From {charts.audits_words(sum(found.overall.values()))}.", "muted")
        yield Spread(tuple(_points(scale, found.overall)))
    if found.headline:
        labels = _headline_labels(found)
        total = sum(found.headline.values())
        yield Heading(1, "Has the help helped?")
        rows = tuple((label, share(found.headline.get(code, 0), total)) for code, label in labels.items())
        yield Table(("Answer", "Audits"), rows)


def _points(scale: Scale, counts: Mapping[str, int]) -> Iterator[tuple[str, int, Tone]]:
    tones: dict[int | None, Tone] = {4: "rating4", 3: "rating3", 2: "rating2", 1: "rating1", None: "na"}
    for point in scale.point:
        if counts.get(point.code) or point.score is not None:
            yield f"{point.code} {point.label}", counts.get(point.code, 0), tones.get(point.score, "na")


def _headline_labels(found: Collation) -> dict[str, str]:
    for question in found.template.questions:
        if question.use == "headline":
            choices = [c for part in question.part for c in part.choices] or list(
                found.template.options(question)
            )
            return {c.code: c.label for c in choices}
    return {code: code for code in found.headline}


def _ratings(found: Collation) -> Iterator[Block]:
    both: tuple[charts.By, ...] = ("principle", "stage")
    for by, view in ((by, view) for by in both for view in VIEWS):
        chart = charts.ratings(found, view, by)
        if chart.rows:
            yield Heading(1, chart.title if view == "average" else f"{chart.title}: clear or strong")
            yield Paragraph(f"{chart.note}. The number of audits stands beside each figure.", "muted")
            yield chart_table(chart)
        said = [charts.year_words(found, by, code) for code in chart.codes] if found.length != "year" else []
        if view == "average" and any(said):
            yield Heading(2, "Rolling 12 months beside it")
            named = zip(chart.rows, said, strict=True)
            yield Table(
                (_first(by), "All teams"),
                tuple((n, s.partition(": ")[2] or charts.NO_DATA) for n, s in named),
            )
    if any(cell.shown == "few" for cell in found.cells.values()):
        yield Paragraph(
            "“Too few” hides figures that rest on so few audits that they could point to a person.", "muted"
        )


def _first(by: charts.By) -> str:
    return "Principle" if by == "principle" else "Helping stage"


def _trends(trends: Iterable[charts.LineSpec]) -> Iterator[Block]:
    for spec in trends:
        yield Heading(1, f"Over time: {spec.title}")
        yield Paragraph(f"{spec.note}.", "muted")
        yield Course(spec)
        for one in spec.breaks:
            yield Note(f"{one.words}. The line breaks there: what is before and after does not compare.")
        yield Table(charts.TREND_HEAD, spec.rows())


def _lines(found: Collation) -> Iterator[Block]:
    told = [line for line in found.lines if line.counts]
    if told:
        yield Heading(1, "Other answers")
        rows = tuple(
            (line.name, " · ".join(f"{label} {n}" for label, n in line.counts), str(line.audits))
            for line in told
        )
        yield Table(("Question", "Answers", "n"), rows)


def chart_table(chart: charts.ChartSpec) -> Table:
    """A chart as a table, n beside every figure: “1.8 (4)”."""
    head = (
        "Helping stage" if chart.title == charts.TITLES["stage"] else "Principle",
        *(f"{col.name} (n {col.n})" for col in chart.cols),
    )
    rows = tuple(
        (name, *(f"{cell.text} ({cell.n})" if cell.shown == "yes" else cell.text for cell in line))
        for name, line in zip(chart.rows, chart.cells, strict=True)
    )
    return Table(head, rows)


def _returns(found: Collation) -> Iterator[Block]:
    if found.returns:
        yield Heading(1, "Returns")
        yield Table(
            ("Auditor", "Team", "Audits", "Due", "State"),
            tuple(
                (r.name, r.team, f"{r.came} of {r.owed}", day_words(r.due), state(r)) for r in found.returns
            ),
        )


def state(one: Return) -> str:
    """The state of a return in words: “5 days late”."""
    if one.state == "late":
        return "1 day late" if one.days_late == 1 else f"{one.days_late} days late"
    return STATES[one.state]


def _actions(found: Collation) -> Iterator[Block]:
    if found.actions:
        yield Heading(1, "Actions from findings")
        yield Table(
            ("Action", "From", "Owner", "Due"),
            tuple((a.what, f"{a.source} · {a.case}", a.owner, day_words(a.due)) for a in found.actions),
        )
