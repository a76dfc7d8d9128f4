"""A draw as a PDF: all that anyone needs to make it again, and every case that was left out with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from qa_desktop import files, files_out, made_up, people
from qa_desktop.answer_types import day_words
from qa_desktop.collation_report import CLASSIFICATION
from qa_desktop.draw_frame import WORDS, Draw, Why
from qa_desktop.pdf_blocks import Block, Document, Facts, Heading, Note, Paragraph, Table, Title
from qa_desktop.workspace import Workspace

IN_ALL = (
    "Anyone can check this draw. Give each case that may be drawn a ticket: the SHA-256 of the seed, a colon and "
    "the case's number. Put each team's cases in order of ticket, and take the first of each team, smallest ticket "
    "first, round after round until there are enough. The frame digest is the SHA-256 of the list of cases with "
    "what was known of them on the day."
)
HOW = (
    "Anyone can check this draw. Give each case that may be drawn a ticket: the SHA-256 of the seed, a colon and "
    "the case's number. Put each supervisor's cases in order of ticket and take the first. The frame digest is the "
    "SHA-256 of the list of cases with what was known of them on the day."
)


def document(made: Draw, title: str, names: Mapping[str, str], author: str, created: datetime) -> Document:
    """The draw to print. `created`: a datetime with its zone, the only time in the file."""
    return Document(
        title=f"Draw of cases: {title}",
        subject=f"{len(made.drawn)} cases drawn from {len(made.frame.cases)}",
        author=author,
        reference=f"{made.frame.method} {made.frame.cycle}",
        classification=CLASSIFICATION,
        blocks=(*_cover(made, title), *_drawn(made, names), *_left_out(made), *_changes(made, names)),
        created=created,
    )


def write(ws: Workspace, made: Draw, title: str, path: Path) -> Path:
    """Render the draw and put it at `path`, whole and read back. Raises WriteFailed."""
    from qa_desktop.pdf import render  # reportlab takes a fifth of a second to load: only when it is used

    names = {code: person.name for code, person in people.everyone(ws).items()}
    printed = made_up.on_paper(ws, document(made, title, names, ws.me.name, ws.world.now()))
    files_out.save(ws, path, render(printed).pdf, "report", pack="draw", format="pdf")
    return path


def file_name(made: Draw) -> str:
    """A name for the file; holds no person and no case."""
    return files.safe_name(f"draw {made.frame.method} {made.frame.cycle}") + ".pdf"


def why_words(made: Draw) -> list[str]:
    """For each case that was left out every reason, with what was said where it must not be drawn."""
    said = {c.case: c.excluded for c in made.frame.cases}
    return ["; ".join(_why(why, said[out.case]) for why in out.why) for out in made.left_out]


def _why(why: Why, said: str) -> str:
    return f"{WORDS[why]} ({said})" if why == "excluded" and said else WORDS[why]


def who(names: Mapping[str, str], code: str | None) -> str:
    return "Nobody has room" if code is None else names.get(code, code)


def _cover(made: Draw, title: str) -> Iterator[Block]:
    rules = made.frame.rules
    yield Title("Draw of cases", f"{made.frame.method} · {title}")
    yield Facts(
        (
            ("Drawn on", day_words(made.frame.on)),
            ("Seed", made.seed),
            ("Frame digest", made.frame_digest),
            ("Algorithm", made.algorithm),
            ("Cases on the list", str(len(made.frame.cases))),
            ("Drawn", str(len(made.drawn))),
            ("Left out", str(len(made.left_out))),
            ("In all, from each team in turn", str(rules.in_all))
            if rules.in_all
            else ("For each supervisor", str(rules.each)),
            *((("Auditors", "Of another team only"),) if rules.peer else ()),
            *((("Theme", rules.theme),) if rules.theme else ()),
            ("Not audited again within", f"{rules.repeat_gap_months} months"),
            ("Open for at least", f"{rules.min_weeks_open} weeks"),
        )
    )
    yield Paragraph(IN_ALL if rules.in_all else HOW, "muted")
    if made.reason:
        yield Note(f"This was drawn again. {made.reason}")


def _drawn(made: Draw, names: Mapping[str, str]) -> Iterator[Block]:
    yield Heading(1, "Drawn")
    yield Table(
        ("Case", "Supervisor", "Auditor", "Ticket begins"),
        tuple((d.case, who(names, d.supervisor), who(names, d.auditor), d.ticket[:16]) for d in made.drawn),
    )
    if made.uncovered:
        yield Note(f"No case that may be drawn: {', '.join(who(names, code) for code in made.uncovered)}.")


def _left_out(made: Draw) -> Iterator[Block]:
    if made.left_out:
        yield Heading(1, "Left out")
        rows = zip((out.case for out in made.left_out), why_words(made), strict=True)
        yield Table(("Case", "Why"), tuple(rows))


def _changes(made: Draw, names: Mapping[str, str]) -> Iterator[Block]:
    if made.swaps:
        yield Heading(1, "Changes after the draw")
        rows = ((s.case, change_words(names, s.auditor), s.reason) for s in made.swaps)
        yield Table(("Case", "Change", "Reason"), tuple(rows))


def change_words(names: Mapping[str, str], auditor: str | None) -> str:
    return f"Given to {who(names, auditor)}" if auditor else "Swapped for the next case"
