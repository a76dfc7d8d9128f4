"""Reports as files: what periods there are to choose, what is left out or unsure, and writing one in each format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from qa_desktop import (
    entries,
    files,
    ledger,
    made_up,
    reported,
    reports,
    schedule_facts,
    schedule_glance,
    trail,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.figures import PERCENT_MIN, TEAM_MIN
from qa_desktop.periods import periods as year_periods
from qa_desktop.report_values import Report, figures
from qa_desktop.workspace import Tell, Workspace, quiet

FORMATS = ("pdf", "xlsx", "html", "csv", "docx")
MONTHS_BACK = 12
RUNS_BACK = 4  # of a quarter, a half year or a year
MONTH = 30  # days, near enough to tell a cycle of two months from one of one


def periods(ws: Workspace, every: int = 1) -> list[tuple[str, str]]:
    """What a report may be of, code and words: the cycles, newest first, the runs of `every` months, the last months."""
    cycles = _cycles(ws)
    often = Counter(c.title for c in cycles)
    named = [(c.cycle, c.title if often[c.title] == 1 else f"{c.title}, {_month(c.starts)}") for c in cycles]
    today = ws.world.now().date()
    last = today.year * 12 + today.month - 1
    months = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(last, last - MONTHS_BACK, -1)]
    known = {c.cycle for c in cycles}
    runs = [one for one in _runs(ws, every, today) if one[0] not in known] if every > 1 else []
    return named + runs + [(month, _month(month)) for month in months]


def usual(ws: Workspace, every: int) -> str:
    """The period that a pack made every so many months is most likely for: the newest that has begun.

    A month is the one before until it is half over.
    """
    today = ws.world.now().date()
    if every == 1:
        return f"{today - timedelta(days=MONTH // 2):%Y-%m}"
    for cycle in _cycles(ws):
        starts, ends = date.fromisoformat(cycle.starts), date.fromisoformat(cycle.ends)
        if starts <= today and abs((ends - starts).days - every * MONTH) < MONTH / 2:
            return cycle.cycle
    return _runs(ws, every, today)[0][0]


def _cycles(ws: Workspace) -> list[entries.Cycle]:
    held = {c.cycle: c for c in ledger.bodies(ws, "cycle", entries.Cycle)}
    return sorted(held.values(), key=lambda c: (c.starts, c.cycle), reverse=True)


def _runs(ws: Workspace, every: int, today: date) -> list[tuple[str, str]]:
    """The newest runs of months of the quality assurance year that have begun."""
    start = schedule_facts.setting(ws.world.resources, "rfp_start_month")
    year = schedule_facts.year_of(ws.world.resources, today)
    found = [one for y in (year - 1, year) for one in year_periods(y, start, every, "months")]
    begun = [one for one in found if one.starts <= today]
    return [(one.code, schedule_glance.period_words(one)) for one in reversed(begun[-RUNS_BACK:])]


def _month(day: str) -> str:
    return f"{schedule_glance.month_words(day)} {day[:4]}"


def formats(ws: Workspace, pack: str) -> tuple[str, ...]:
    """The formats of one pack: those that a forum edits come as DOCX too."""
    editable = reports.pack(ws.world.resources, pack).editable
    return FORMATS if editable else tuple(one for one in FORMATS if one != "docx")


def file_name(made: Report, form: str) -> str:
    """A name for the file; holds no person and no case."""
    mark = made_up.FILE_MARK if made.classification == made_up.LABEL else ""
    return mark + files.safe_name(f"{made.title} {made.period}".replace(":", "")) + f".{form}"


def without(made: Report, left_out: Collection[int]) -> Report:
    """The report without these sections; it says so. Codes of figures and numbers of entries stay what they were."""
    gone = [f"{one.number}. {one.title}" for one in made.sections if one.number in left_out]
    if not gone:
        return made
    kept = replace(made, sections=tuple(one for one in made.sections if one.number not in left_out))
    digests = set(behind(kept))
    return replace(
        kept,
        notes=(f"Left out of this copy: {'; '.join(gone)}.", *made.notes),
        behind=tuple(one for one in made.behind if one.digest in digests),
    )


def warnings(made: Report) -> tuple[str, ...]:
    """What whoever makes this report should know before it goes out, its own notes among it."""
    held = list(figures(made))
    few = sum(one.shown == "few" for one in held)
    small = sum(
        one.shown == "yes" and one.kind in ("share", "clear") and (one.n or 0) < PERCENT_MIN for one in held
    )
    said = []
    if few:
        said.append(
            f"{_many(few, held)} hidden: fewer than {TEAM_MIN} audits, or they would give such a figure away."
        )
    if small:
        said.append(f"{_many(small, held)} without a percentage: under {PERCENT_MIN} audits.")
    return (*made.notes[:-1], *said)  # the last note says how to read all reports


def _many(count: int, held: Collection[object]) -> str:
    return f"{count} of {len(held)} figures {'is' if count == 1 else 'are'}"


def save(ws: Workspace, made: Report, path: Path, form: str, tell: Tell = quiet) -> Path:
    """Write a report in one of its `formats`, and remember what was reported on.

    Raises WriteFailed, NotAllowed, and Cancelled by `tell` only before anything is written.
    """
    if form not in formats(ws, made.pack):
        raise NotAllowed(
            f"Nobody edits the {made.title}, so it is not made as DOCX. Choose PDF, XLSX, HTML or CSV."
        )
    tell(0, 2)
    data = _renderer(form)(made)
    tell(1, 2)
    files.write_whole(path, data)
    with ws.write():
        trail.note(ws, "report", pack=made.pack, format=form)
    reported.note(ws, made.heading, behind(made))
    return path


def behind(made: Report) -> Iterable[str]:
    """Every entry that some figure of the report rests on."""
    return {digest for figure in figures(made) for digest in figure.digests}


def _renderer(form: str) -> Callable[[Report], bytes]:
    if form == "pdf":
        from qa_desktop import report_pdf  # each takes a while to load: only the one that is used

        return report_pdf.render
    if form == "html":
        from qa_desktop import report_html

        return report_html.render
    if form == "docx":
        from qa_desktop import report_docx

        return report_docx.render
    from qa_desktop import report_sheet

    return report_sheet.csv if form == "csv" else report_sheet.xlsx
