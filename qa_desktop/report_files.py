"""Reports as files: what periods there are to choose, what a file is called, and writing one in each format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from qa_desktop import entries, files, ledger, reported, reports, schedule_glance
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Report, figures
from qa_desktop.workspace import Workspace

FORMATS = ("pdf", "xlsx", "html", "csv", "docx")
MONTHS_BACK = 12


def periods(ws: Workspace) -> list[tuple[str, str]]:
    """What a report may be of, code and words: the cycles, newest first, then the last twelve months."""
    cycles = {c.cycle: c for c in ledger.bodies(ws, "cycle", entries.Cycle)}
    newest = sorted(cycles.values(), key=lambda c: (c.starts, c.cycle), reverse=True)
    often = Counter(c.title for c in newest)
    named = [(c.cycle, c.title if often[c.title] == 1 else f"{c.title}, {_month(c.starts)}") for c in newest]
    today = ws.world.now().date()
    last = today.year * 12 + today.month - 1
    months = [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(last, last - MONTHS_BACK, -1)]
    return named + [(month, _month(month)) for month in months]


def _month(day: str) -> str:
    return f"{schedule_glance.month_words(day)} {day[:4]}"


def formats(ws: Workspace, pack: str) -> tuple[str, ...]:
    """The formats of one pack: those that a forum edits come as DOCX too."""
    editable = reports.pack(ws.world.resources, pack).editable
    return FORMATS if editable else tuple(one for one in FORMATS if one != "docx")


def file_name(made: Report, form: str) -> str:
    """A name for the file; holds no person and no case."""
    return files.safe_name(f"{made.title} {made.period}".replace(":", "")) + f".{form}"


def save(ws: Workspace, made: Report, path: Path, form: str) -> Path:
    """Write a report in one of its `formats`, and remember what was reported on. Raises WriteFailed, NotAllowed."""
    if form not in formats(ws, made.pack):
        raise NotAllowed(
            f"Nobody edits the {made.title}, so it is not made as DOCX. Choose PDF, XLSX, HTML or CSV."
        )
    written = _write(made, path, form)
    reported.note(ws, made.heading, behind(made))
    return written


def behind(made: Report) -> Iterable[str]:
    """Every entry that some figure of the report rests on."""
    return {digest for figure in figures(made) for digest in figure.digests}


def _write(made: Report, path: Path, form: str) -> Path:
    if form == "pdf":
        from qa_desktop import report_pdf  # each takes a while to load: only the one that is used

        return report_pdf.write(made, path)
    if form == "html":
        from qa_desktop import report_html

        return report_html.write(made, path)
    if form == "docx":
        from qa_desktop import report_docx

        return report_docx.write(made, path)
    from qa_desktop import report_sheet

    return report_sheet.write(made, path, form)
