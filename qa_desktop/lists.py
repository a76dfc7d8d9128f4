"""Lists that other systems give us as CSV: the good rows, and for each bad one its row, its column and why.

XLSX is for a later release: save the sheet as CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qa_desktop.errors import FileRefused
from qa_desktop.event_lists import read_day

MAX_LIST = 16 * 1024 * 1024  # bytes
MAX_ROWS = 50_000
Kind = Literal["text", "day", "number", "codes"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what we call it, what else it may be headed, what it holds. `choices`: what is written -> our code."""

    name: str
    also: tuple[str, ...] = ()
    kind: Kind = "text"
    needed: bool = True
    choices: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was not taken in. Row 1 is the headings."""

    row: int
    column: str
    why: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.why}"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    values: Mapping[
        str, str
    ]  # by our column names; days in ISO, codes by commas; empty where there is nothing


def alike(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def read(data: bytes, what: str, columns: Sequence[Column]) -> tuple[list[Row], list[Bad]]:
    """Good rows and bad ones. Raises FileRefused where `what` is no list at all, or a column is missing."""
    lines = _lines(data, what)
    if not lines or not any(lines[0]):
        raise FileRefused(
            f"{what} holds no rows, so nothing was taken in. Its first row must be the headings."
        )
    place = _places(lines[0], what, columns)
    if len(lines) > MAX_ROWS + 1:
        raise FileRefused(f"{what} has more than {MAX_ROWS} rows, so nothing was taken in. Split it.")
    good, bad = [], []
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        values, wrong = {}, []
        for column in columns:
            at = place.get(column.name)
            cell = line[at].strip() if at is not None and at < len(line) else ""
            try:
                values[column.name] = _value(cell, column)
            except ValueError as error:
                wrong.append(Bad(number, column.name, str(error)))
        bad += wrong
        if not wrong:
            good.append(Row(number, values))
    return good, bad


def _lines(data: bytes, what: str) -> list[list[str]]:
    if b"\0" in data:
        raise FileRefused(f"{what} is not a CSV file, so nothing was taken in. Save the sheet as CSV.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what a spreadsheet on Windows writes
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise FileRefused(
            f"{what} is not a CSV file that can be read ({error}), so nothing was taken in."
        ) from error


def _places(heads: Sequence[str], what: str, columns: Sequence[Column]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column in columns:
        names = {alike(column.name), *map(alike, column.also)}
        at = [n for n, head in enumerate(heads) if alike(head) in names]
        if len(at) > 1:
            raise FileRefused(
                f"{what} has two columns for {column.name} ({heads[at[0]]}, {heads[at[1]]}), so nothing was "
                "taken in. Take one out."
            )
        if at:
            found[column.name] = at[0]
        elif column.needed:
            raise FileRefused(f"{what} has no column {column.name}, so nothing was taken in. Add it.")
    return found


def _value(cell: str, column: Column) -> str:
    if not cell:
        if column.needed:
            raise ValueError("is empty")
        return ""
    if column.choices is not None:
        known = {alike(said): code for said, code in column.choices.items()}
        if alike(cell) not in known:
            raise ValueError(f"“{cell[:40]}” is not one of {', '.join(column.choices)}")
        return known[alike(cell)]
    if column.kind == "day":
        found = read_day(cell)
        if found is None:
            raise ValueError(f"“{cell[:40]}” is not a date. Write it as 20/11/2026")
        return found.isoformat()
    if column.kind == "number":
        if not cell.isascii() or not cell.isdigit() or len(cell) > 9:
            raise ValueError(f"“{cell[:40]}” is not a whole number")
        return str(int(cell))
    if column.kind == "codes":
        return ",".join(sorted({one.strip() for one in cell.replace(";", ",").split(",") if one.strip()}))
    return cell
