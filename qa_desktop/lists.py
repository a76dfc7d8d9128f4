"""Lists that other systems give us as CSV or XLSX: the good rows, and for each bad one its row, its column and why.

One reader for people, teams, open cases, moves, events and figures. Where a heading is not known, somebody says which
column is which (`How`), and the profile remembers it for files with the same headings.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qa_desktop import plain_csv, sheets, workdays
from qa_desktop.errors import FileRefused
from qa_desktop.sheets import MAX_ROWS
from qa_desktop.workspace import Workspace

MAX_LIST = 16 * 1024 * 1024  # bytes
MAX_CELL, MAX_CASE = 2_000, 40  # letters
HEADINGS_WITHIN = 10  # rows: above them may stand a title
SHOWN = 3  # values of each column, for whoever has to say which is which
REMEMBERED = "lists."  # begins the name of a setting
Kind = Literal["text", "name", "day", "number", "code", "codes", "case"]
STAFF = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
Case = Callable[[str], str]
MONTHS = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
]  # fmt: skip  # whatever the computer's language


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what we call it, what else it may be headed, what it holds. `choices`: what is written -> our code.

    `check` gives what is kept of a cell that is not empty, or raises ValueError with what is wrong with it.
    """

    name: str
    also: tuple[str, ...] = ()
    kind: Kind = "text"
    needed: bool = True
    choices: Mapping[str, str] | None = None
    check: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that was not taken in, by its number in the file, and the column as it is headed there."""

    row: int
    column: str
    why: str
    value: str = ""  # what stands there

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.why}"

    @property
    def words(self) -> str:
        return f"{self}."


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be used, by our column names: days in ISO, codes by commas, empty where there is nothing."""

    number: int
    values: Mapping[str, str]
    heads: Mapping[str, str] = field(default_factory=dict)  # our names -> as they are headed in the file

    def bad(self, column: str, why: str) -> Bad:
        """This row after all, for a fault that only its reader can know."""
        return Bad(self.number, self.heads.get(column) or column, why, self.values.get(column, ""))


@dataclass(frozen=True, slots=True)
class How:
    """How a file is to be read. `columns`: our name -> the heading there, "" to leave it out; others are matched."""

    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """What a file looks like before it is read: its sheets, the headings of one, and the first values under each."""

    what: str
    sheets: tuple[sheets.Name, ...]
    sheet: str
    headings: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]  # for each heading


class Unclear(FileRefused):
    """It has to be said which sheet is meant, or which column is which. Nothing was taken in."""

    def __init__(self, words: str, look: Look, missing: tuple[str, ...]):
        super().__init__(words)
        self.look, self.missing = look, missing


@dataclass(frozen=True, slots=True)
class _Lines:
    """One sheet, or a CSV file: its rows with their numbers, and the cells that cannot be taken."""

    sheet: str
    rows: Sequence[tuple[int, Sequence[str]]]
    faults: Mapping[tuple[int, int], str]


def alike(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def as_is(case: str) -> str:
    return case


def read(
    data: bytes, what: str, columns: Sequence[Column], how: How | None = None, case: Case = as_is
) -> tuple[list[Row], list[Bad]]:
    """Good rows and bad ones. `case` turns the number of a family into what is kept of it.

    Raises FileRefused where `what` is no list at all; Unclear where a sheet or a column has to be chosen.
    """
    how = how or How()
    lines = _chosen(data, what, columns, how)
    head, heads = _headings(lines, columns)
    place = _places(heads, what, columns, how, lambda: look(data, what, lines.sheet))
    named = {name: heads[at].strip() for name, at in place.items()}
    good, bad = [], []
    for number, line in lines.rows[head + 1 :]:
        values, wrong = {}, []
        for column in columns:
            at = place.get(column.name)
            cell = line[at].strip() if at is not None and at < len(line) else ""
            try:
                if at is not None and (fault := lines.faults.get((number, at))):
                    raise ValueError(fault)
                values[column.name] = _value(cell, column, case)
            except ValueError as error:
                wrong.append(Bad(number, named.get(column.name, column.name), str(error), cell[:MAX_CELL]))
        bad += wrong
        if not wrong:
            good.append(Row(number, values, named))
    return good, bad


# The file


def _chosen(data: bytes, what: str, columns: Sequence[Column], how: How) -> _Lines:
    if not sheets.is_workbook(data):
        lines = _Lines("", plain_csv.rows(data, what), {})
    else:
        lines = _sheet(data, what, columns, how)
    if not lines.rows:
        raise FileRefused(
            f"{what} holds no rows, so nothing was taken in. Its first row must be the headings."
        )
    if len(lines.rows) > MAX_ROWS + 1 + HEADINGS_WITHIN:
        raise FileRefused(f"{what} has more than {MAX_ROWS} rows, so nothing was taken in. Split it.")
    return lines


def _sheet(data: bytes, what: str, columns: Sequence[Column], how: How) -> _Lines:
    """The sheet that was named; else the only one to be seen; else the only one that has the columns."""
    with sheets.opened(data, what) as book:
        if how.sheet:
            return _lines(book.sheet(how.sheet))
        seen = [one.name for one in book.names if not one.hidden]
        if len(seen) == 1:
            return _lines(book.sheet(seen[0]))
        full = {name: lines for name in seen if (lines := _lines(book.sheet(name, HEADINGS_WITHIN))).rows}
        fit = [name for name, one in full.items() if _fits(_headings(one, columns)[1], columns, how)]
        names = fit if len(fit) == 1 else list(full)
        if len(names) > 1:
            words = f"{what} has {len(names)} sheets ({', '.join(names)}), so nothing was taken in yet. Choose one."
            raise Unclear(words, _looked_at(book, names[0], columns), ())
        return _lines(book.sheet(names[0])) if names else _Lines("", (), {})


def _lines(sheet: sheets.Sheet) -> _Lines:
    return _Lines(sheet.name, sheet.rows, sheet.faults)


def look(data: bytes, what: str, sheet: str = "", columns: Sequence[Column] = ()) -> Look:
    """The sheets, headings and first values of a file. Without a name, the first sheet that can be seen and is not empty."""
    if not sheets.is_workbook(data):
        return _looked(
            what, (), _Lines("", plain_csv.rows(data, what)[: HEADINGS_WITHIN + SHOWN], {}), columns
        )
    with sheets.opened(data, what) as book:
        for name in [sheet] if sheet else [one.name for one in book.names if not one.hidden]:
            seen = _looked_at(book, name, columns)
            if seen.headings or sheet:
                return seen
    raise FileRefused(f"{what} holds no rows, so nothing was taken in. Its first row must be the headings.")


def _looked_at(book: sheets.Book, name: str, columns: Sequence[Column]) -> Look:
    return _looked(book.what, book.names, _lines(book.sheet(name, HEADINGS_WITHIN + SHOWN)), columns)


def _looked(what: str, found: Sequence[sheets.Name], lines: _Lines, columns: Sequence[Column]) -> Look:
    if not lines.rows:
        return Look(what, tuple(found), lines.sheet, (), ())
    head, heads = _headings(lines, columns)
    first = [line for _, line in lines.rows[head + 1 : head + 1 + SHOWN]]
    under = (tuple(line[at].strip() if at < len(line) else "" for line in first) for at in range(len(heads)))
    return Look(what, tuple(found), lines.sheet, tuple(one.strip() for one in heads), tuple(under))


# The columns


def _fits(heads: Sequence[str], columns: Sequence[Column], how: How) -> bool:
    found = matched(heads, columns, how.columns)
    return all(found[column.name] for column in columns if column.needed)


def _headings(lines: _Lines, columns: Sequence[Column]) -> tuple[int, Sequence[str]]:
    """Where the headings stand: the first row that has those that are needed, else the first that is more than a title."""
    several = []
    for at, (_, line) in enumerate(lines.rows[:HEADINGS_WITHIN]):
        if columns and _fits(line, columns, How()):
            return at, line
        if sum(bool(cell.strip()) for cell in line) > 1:
            several.append(at)
    at = several[0] if several else 0
    return at, lines.rows[at][1]


def matched(
    heads: Sequence[str], columns: Sequence[Column], told: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Our column -> the heading that is it, as told or by its name; "" where none is."""
    found = {}
    for column in columns:
        if told and column.name in told:
            found[column.name] = next((h for h in heads if alike(h) == alike(told[column.name])), "")
            continue
        names = {alike(column.name), *map(alike, column.also)}
        found[column.name] = next((h for h in heads if h.strip() and alike(h) in names), "")
    return found


def _places(
    heads: Sequence[str], what: str, columns: Sequence[Column], how: How, seen: Callable[[], Look]
) -> dict[str, int]:
    plain = [alike(head) for head in heads]
    for name, heading in how.columns.items():
        if heading and alike(heading) not in plain:
            raise Unclear(f"{what} has no column headed “{heading}” for {name}.", seen(), (name,))
    found: dict[str, int] = {}
    for column in columns:
        told = how.columns.get(column.name)
        names = {alike(told)} if told is not None else {alike(column.name), *map(alike, column.also)}
        at = [n for n, head in enumerate(plain) if head and head in names]
        if len(at) > 1 and column.needed:
            raise Unclear(
                f"{what} has two columns for {column.name} ({heads[at[0]]}, {heads[at[1]]}), so nothing was "
                "taken in. Take one out, or say which is meant.",
                seen(),
                (column.name,),
            )
        if at:
            found[column.name] = at[0]
    missing = tuple(column.name for column in columns if column.needed and column.name not in found)
    if missing:
        raise Unclear(
            f"{what} has no column {', '.join(missing)}, so nothing was taken in. Say which column it is, or add it.",
            seen(),
            missing,
        )
    return found


def _value(cell: str, column: Column, case: Case) -> str:
    if not cell:
        if column.needed:
            raise ValueError("is empty")
        return ""
    if len(cell) > MAX_CELL:
        raise ValueError(f"is longer than {MAX_CELL:,} letters")
    if not cell.isprintable() and any(
        unicodedata.category(c) in ("Cc", "Cs", "Cn") and c not in "\t\r\n" for c in cell
    ):
        raise ValueError("holds a character that cannot be kept")
    if column.choices is not None:
        known = {alike(said): code for said, code in column.choices.items()}
        if alike(cell) not in known:
            raise ValueError(f"“{cell[:40]}” is not one of {', '.join(column.choices)}")
        return known[alike(cell)]
    value = _of_kind(cell, column.kind, case)
    return column.check(value) if column.check else value


def _of_kind(cell: str, kind: Kind, case: Case) -> str:
    if kind == "day":
        found = read_day(cell)
        if found is None:
            raise ValueError(f"“{cell[:40]}” is not a date. Write it as 20/11/2026")
        return found.isoformat()
    if kind == "number":
        if not cell.isascii() or not cell.isdigit() or len(cell) > 9:
            raise ValueError(f"“{cell[:40]}” is not a whole number")
        return str(int(cell))
    if kind == "code":
        if not STAFF.fullmatch(cell):
            raise ValueError("is no staff code: letters, figures, dots and dashes only")
        return cell
    if kind == "codes":
        return ",".join(sorted({one.strip() for one in cell.replace(";", ",").split(",") if one.strip()}))
    if kind == "case":
        number = unicodedata.normalize("NFC", cell)
        if len(number) > MAX_CASE or not number.isprintable():
            raise ValueError("is no case number")
        return case(number)
    plain = unicodedata.normalize("NFC", cell)
    return " ".join(plain.split()) if kind == "name" else plain


def read_day(text: str) -> date | None:
    """A date as the British or ISO write it, a time after it left out. None where it is none."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text.strip())
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        year, month, day = iso.groups()
    elif british := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2}|[A-Za-z]{3,9})[/. -](\d{4}|\d{2})", text):
        day, month, year = british.groups()
    else:
        return None
    if not month.isdecimal():
        month = str(MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in MONTHS else "0"
    return workdays.day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


# What is remembered, and what is given back


def _setting(kind: str, headings: Sequence[str]) -> str:
    said = json.dumps(sorted(alike(one) for one in headings if one))
    return f"{REMEMBERED}{kind}.{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def remember(ws: Workspace, kind: str, seen: Look, columns: Mapping[str, str]) -> None:
    """Keep which column is which in lists of this kind (such as "people") with these headings."""
    with ws.write():
        ws.keep(_setting(kind, seen.headings), json.dumps(dict(columns), ensure_ascii=False))


def remembered(ws: Workspace, kind: str, seen: Look) -> dict[str, str]:
    """What was chosen for such a list the last time; empty where nothing was."""
    held = ws.text(_setting(kind, seen.headings))
    return dict(json.loads(held)) if held else {}


def bad_csv(bad: Sequence[Bad]) -> bytes:
    """The rows to correct as a CSV file: row, column, what is wrong, what stands there."""
    heads = ("Row", "Column", "What is wrong", "What stands there")
    return plain_csv.written([heads, *((str(one.row), one.column, one.why, one.value) for one in bad)])
