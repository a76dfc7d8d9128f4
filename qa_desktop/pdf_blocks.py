"""What a printed document is made of: plain blocks, with no knowledge of audits and none of PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qa_desktop.charts import ChartSpec, LineSpec

Tone = Literal["rating4", "rating3", "rating2", "rating1", "na", "neutral", "missing"]


@dataclass(frozen=True, slots=True)
class Title:
    """The document's name, once, at the top. `under` is a quieter second line."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, also a bookmark. Level 1 is a part, 2 a section, 3 a group within it."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text as typed. Line ends are kept, an empty line is a new paragraph. `keep`: not parted from what follows."""

    text: str
    style: Literal["body", "muted", "strong"] = "body"
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with values, in two columns. A long value becomes a label with paragraphs under it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One question answered. `evidence` rows are parts of a line, say ("R", "3 Nov", "Step", "note").

    `seen` says where it was seen, `reason` why the rules ask for more, `limiting` whether it caps the section.
    """

    code: str
    ask: str
    answer_label: str
    tone: Tone = "neutral"
    seen: str = ""
    comment: str = ""
    evidence: tuple[tuple[str, ...], ...] = ()
    reason: str = ""
    limiting: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Short cells under headings. With a long cell anywhere it is printed as lists instead.

    `whole`: on one page; `keep`: that, and not parted from what follows. Only for few rows: a page must hold them.
    `named`: the place of the cell that names its row, for screen readers.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    whole: bool = False
    keep: bool = False
    named: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader should know, in a tinted box."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many answers carry each rating: (label, count, tone), best first, as one bar with its key."""

    counts: tuple[tuple[str, int, Tone], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map. `codes` stand before its rows, `letters` over its columns: together they name a figure."""

    spec: ChartSpec
    codes: tuple[str, ...]
    letters: tuple[str, ...]


# For paper that is filled in by hand. What is written on stands in from the left, under its question.


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to be answered by hand: its words, quieter lines (when to answer it, how to read it), and its answer.

    It stays on one page where that is possible. Without a code it begins at the left edge.
    """

    code: str
    ask: str
    notes: tuple[str, ...] = ()
    answer: tuple[TickBoxes | RuledLines | Blanks | Grid | SmallPrint, ...] = ()


@dataclass(frozen=True, slots=True)
class TickBoxes:
    """Boxes to tick, beside each other; one below the other with what each means, where `meanings` are given."""

    options: tuple[str, ...]
    label: str = ""
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Lines to write on. `wide`: across the whole page, under a question without a code."""

    count: int
    label: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Blanks:
    """Short answers, two beside each other: a line each, with what belongs there under it."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to write in: headings over empty rows. `shares` are the widths of its columns, beside each other."""

    head: tuple[str, ...]
    rows: int
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """Lines (code, words) that each of the `columns`, say two people, answers by ticking one of the `options`."""

    lines: tuple[tuple[str, str], ...]
    options: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """Help beside a question, in small letters: a heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A line over months, broken where the meaning changed. Its table stands beside it as a block of its own."""

    spec: LineSpec


Block = (
    Title
    | Heading
    | Paragraph
    | Bullets
    | Facts
    | Finding
    | Table
    | Note
    | PageBreak
    | Spread
    | Heat
    | Course
    | Ask
    | TickBoxes
    | RuledLines
    | Blanks
    | Grid
    | Checklist
    | SmallPrint
)


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A place to sign: the field's name in the file (letters and digits), and the words above the box."""

    name: str
    caption: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document to print. `created` is the only time that goes into the file, so it needs a zone."""

    title: str
    subject: str
    author: str
    reference: str
    classification: str
    blocks: tuple[Block, ...]
    created: datetime
    language: str = "en-GB"
    footer: str = ""
    signature_fields: tuple[SignatureField, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A printed document. `lacking` names the characters no font has, as in "U+D55C".

    `cause` is empty unless the plain layout had to be used; then it says what went wrong with the full one.
    """

    pdf: bytes
    pages: int
    lacking: tuple[str, ...] = ()
    cause: str = ""
