"""Work given out, as a PDF: all that anyone needs to make it again, who has how much, and what could not be given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from qa_desktop import families, files, files_out, giving_ledger, made_up, people
from qa_desktop.answer_types import day_words
from qa_desktop.collation_report import CLASSIFICATION
from qa_desktop.families import Numbers
from qa_desktop.giving_frame import Giving, NotGiven
from qa_desktop.pdf_blocks import Block, Document, Facts, Heading, Paragraph, Table, Title
from qa_desktop.workspace import Workspace

HOW = (
    "Anyone can check this. Nobody gets what is about themself or a family they worked with; another team comes "
    "before one’s own; loads are evened, counting what each owes already; between equals lots decide, each the "
    "SHA-256 of the seed, a colon, the piece, a colon and the person. The frame digest is the SHA-256 of the list "
    "of work and people as they were on the day."
)


def document(made: Giving, title: str, names: Mapping[str, str], author: str, created: datetime) -> Document:
    """The list to print, families by code. `created`: a datetime with its zone, the only time in the file."""
    return Document(
        title=f"Work given out: {title}",
        subject=f"{len(made.given)} pieces of {len(made.frame.pieces)} given out",
        author=author,
        reference=made.frame.cycle,
        classification=CLASSIFICATION,
        blocks=tuple(_blocks(made, title, names)),
        created=created,
    )


def write(ws: Workspace, made: Giving, title: str, path: Path) -> Path:
    """Render it and put it at `path`, whole and read back. Raises WriteFailed."""
    from qa_desktop.pdf import render  # reportlab takes a fifth of a second to load: only when it is used

    names = {code: person.name for code, person in people.everyone(ws).items()}
    printed = made_up.on_paper(ws, document(made, title, names, ws.me.name, ws.world.now()))
    files_out.save(ws, path, render(printed).pdf, "report", pack="giving", format="pdf")
    return path


def file_name(made: Giving) -> str:
    """A name for the file; holds no person and no case."""
    return files.safe_name(f"given out {made.frame.cycle}") + ".pdf"


def _blocks(made: Giving, title: str, names: Mapping[str, str]) -> Iterator[Block]:
    codes = families.Numbers({})  # a printed list goes further than this profile: families by code
    yield Title("Work given out", f"{made.frame.method} · {title}")
    yield Facts(
        (
            ("Made on", day_words(made.frame.on)),
            ("Due", day_words(made.frame.due)),
            ("Seed", made.seed),
            ("Frame digest", made.frame_digest),
            ("Algorithm", made.algorithm),
            ("Given out", str(len(made.given))),
            ("Not given out", str(len(made.not_given))),
        )
    )
    yield Paragraph(HOW, "muted")
    if made.given:
        yield Heading(1, "Who does what")
        rows = (
            (_about(made, g.piece, codes, names), names.get(g.to, g.to), g.ticket[:16]) for g in made.given
        )
        yield Table(("What", "Goes to", "Ticket begins"), tuple(rows))
    yield Heading(1, "How much each has")
    loads = giving_ledger.loads(made).items()
    yield Table(
        ("Who", "Of this", "Other work"),
        tuple((names.get(code, code), str(given), str(before)) for code, (before, given) in loads),
    )
    yield from _rest(made, names, codes)


def _rest(made: Giving, names: Mapping[str, str], codes: Numbers) -> Iterator[Block]:
    """What was not given out, and what was changed by hand."""
    if made.not_given:
        yield Heading(1, "Not given out")
        rows_out = ((_about(made, n.piece, codes, names), _why(made, n)) for n in made.not_given)
        yield Table(("What", "Why"), tuple(rows_out))
    if made.changes:
        yield Heading(1, "Changes by hand")
        changed = (
            (_about(made, c.piece, codes, names), names.get(c.to, c.to) if c.to else "Taken out", c.reason)
            for c in made.changes
        )
        yield Table(("What", "Goes to", "Reason"), tuple(changed))


def _why(made: Giving, one: NotGiven) -> str:
    return giving_ledger.why_words(next(p for p in made.frame.pieces if p.id == one.piece), one.why)


def _about(made: Giving, name: str, numbers: Numbers, names: Mapping[str, str]) -> str:
    piece = next(p for p in made.frame.pieces if p.id == name)
    return giving_ledger.words(piece, numbers, names)
