"""What a report is: sections of tables, charts and words, with a code on every figure. Values only, no layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from qa_desktop.charts import NO_DATA, TOO_FEW, ChartSpec
from qa_desktop.figures import one_place, share
from qa_desktop.pdf_blocks import Tone

Shown = Literal["yes", "few", "none"]
KINDS = ("average", "share", "clear", "count", "given")
Kind = Literal["average", "share", "clear", "count", "given"]
"""Average of scores · audits, of all audits · items, of all items · a plain number · as somebody else supplied it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Where it is not shown, its values and what stands behind it are empty.

    `n`: how many audits (or events, or answers) it rests on; None where that says nothing. `digests`: the entries
    behind it, all that were counted and not only those that were found to be so.
    """

    code: str
    label: str
    kind: Kind
    shown: Shown
    n: int | None
    value: int | None = None  # of a share, how many
    of: int | None = None  # of a share, of how many
    average: Fraction | None = None
    said: str = ""  # given
    digests: tuple[str, ...] = ()
    moves: bool = False  # with the day alone: what is owed, late, open

    @property
    def text(self) -> str:
        """“3.1”, “7 of 9”, “Too few”."""
        if self.shown != "yes":
            return TOO_FEW if self.shown == "few" else NO_DATA
        if self.kind == "average" and self.average is not None:
            return one_place(self.average)
        if self.kind in ("share", "clear") and self.value is not None and self.of is not None:
            return share(self.value, self.of, self.n)
        return self.said or str(self.value)

    @property
    def words(self) -> str:
        """The same with the number it rests on: “3.1 (n 6)”."""
        plain = self.n is None or (self.shown == "yes" and self.kind == "share" and self.of == self.n)
        return self.text if plain or self.shown == "none" else f"{self.text} (n\u00a0{self.n})"


Cell = str | Figure


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row is its name. `tones`: of each row, where a bar is drawn of it.
    `course`: so many of the first rows are drawn as one line over time, a stretch each."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    tones: tuple[Tone, ...] = ()
    course: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A heat map as a plain description, and the figures in it, cell by cell."""

    spec: ChartSpec
    figures: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    style: Literal["body", "muted", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Space:
    """Room for what people write: typed in the program or into the sheet, or by hand on `lines` ruled lines.

    `first`: the words are a first draft that nobody has changed.
    """

    prompt: str
    lines: int = 4
    key: str = ""  # in its pack, for life
    words: str = ""
    first: bool = False

    @property
    def printed(self) -> str:
        """What stands in it: empty where there is room to write by hand. A report that is final has none (`lines` 0)."""
        return self.words if self.words.strip() else "" if self.lines else "Nothing was written."


Part = Table | Chart | Words | Space


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """One entry behind the figures of a report: its number in it, and what it is."""

    number: int
    digest: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """One pack for one period. `built` is the only time in it."""

    pack: str
    title: str
    who: str
    service: str
    period: str  # code
    period_title: str
    classification: str
    author: str
    built: datetime
    cover: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]  # what the reader must know first: what is missing, what was not done
    sections: tuple[Section, ...]
    behind: tuple[Behind, ...]

    @property
    def heading(self) -> str:
        return f"{self.title}, {self.period_title}"


def paragraphs(words: str) -> list[str]:
    """What somebody wrote, parted where they left a line empty."""
    return [one.strip("\n") for one in words.strip().split("\n\n") if one.strip()]


def figures(report: Report) -> Iterator[Figure]:
    """Every figure of a report, in order of its code."""
    for section in report.sections:
        for part in section.parts:
            yield from figures_of(part)


def figures_of(part: Part) -> Iterator[Figure]:
    if isinstance(part, Table):
        yield from (cell for row in part.rows for cell in row if isinstance(cell, Figure))
    if isinstance(part, Chart):
        yield from (one for row in part.figures for one in row)


def row_code(row: tuple[Cell, ...]) -> str:
    """The code that a row's figures share: “PM-2.4” of PM-2.4a and PM-2.4b. Empty for a row without figures."""
    codes = [cell.code for cell in row if isinstance(cell, Figure)]
    return codes[0].rstrip("abcdefghijklmnopqrstuvwxyz") if codes else ""


def column(code: str) -> str:
    """The letter of a figure's column; empty where its row has only one."""
    return code[len(code.rstrip("abcdefghijklmnopqrstuvwxyz")) :]


def numbers(report: Report, digests: tuple[str, ...]) -> str:
    """Entries by their numbers in this report, runs together: “1 to 4, 9”."""
    known = {one.digest: one.number for one in report.behind}
    return runs(known[digest] for digest in digests)


def runs(numbers: Iterable[int]) -> str:
    """“1 to 4, 9”."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in found)
