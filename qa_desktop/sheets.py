"""Workbooks (XLSX) from other systems: the cells of one sheet as text, within bounds, with nothing run or fetched.

openpyxl reads them. Formulas are never worked out: the result that was stored with them is taken, and a cell that has
none is told as a fault. Links to other workbooks, macros and pictures are left alone.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from qa_desktop import looks
from qa_desktop.errors import FileRefused

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 50_000, 200, 1_000_000
MAX_PART, MAX_PARTS = 64 * 1024 * 1024, 160 * 1024 * 1024  # bytes of XML, unpacked: one part, all of them
MAX_SHEETS, MAX_TAGS = 200, 1_200_000  # of all parts but the sheets: strings, styles, the workbook itself
MAX_MERGED = 20_000
NO_RESULT = "holds a formula without a kept result. Open the sheet, save it, and take it again"
ERROR = "holds the error {}"
WIDE = "is merged with the column beside it. Take the merge apart"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRANGE = (
    zipfile.BadZipFile, zlib.error, ParseError, EOFError, OSError, LookupError, ValueError, TypeError,
    AttributeError, ArithmeticError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise over a file that is no workbook; everything they read is from outside."""


@dataclass(frozen=True, slots=True)
class Name:
    """A sheet of a workbook. A hidden one is read only where somebody names it."""

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that hold something, each with its number in the file; and cells that cannot be taken (row, column)."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: Mapping[tuple[int, int], str]


def is_workbook(data: bytes) -> bool:
    return data[:4] == b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook that is open."""

    what: str
    _book: Any

    @property
    def names(self) -> tuple[Name, ...]:
        """The sheets, in the workbook's own order."""
        return tuple(Name(one.title, one.sheet_state != "visible") for one in self._book.worksheets)

    def sheet(self, name: str, most: int = MAX_ROWS + 1) -> Sheet:
        """One sheet, at most `most` of its rows. Raises FileRefused where there is none, or too much in it."""
        if name not in [one.name for one in self.names]:
            raise FileRefused(f"{self.what} has no sheet “{name}”, so nothing was taken in.")
        return _sheet(self._book, name, self.what, most)


@contextmanager
def opened(data: bytes, what: str) -> Iterator[Book]:
    """Raises FileRefused where it is no workbook, or too large, also while it is read."""
    from openpyxl import load_workbook  # a third of a second that few starts need

    _refuse_unsafe(data, what)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what it leaves alone
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            with closing(book):
                if len(book.worksheets) > MAX_SHEETS:
                    raise FileRefused(f"{what} has more than {MAX_SHEETS} sheets, so nothing was taken in.")
                yield Book(what, book)
    except _STRANGE as error:
        raise FileRefused(_spoilt(data, what)) from error


def _spoilt(data: bytes, what: str) -> str:
    found = looks.looks_like(data)
    if found and "workbook" not in found and "zip" not in found:
        return f"{what} is no list: it looks like {found}, so nothing was taken in. Save the sheet as XLSX or CSV."
    return (
        f"{what} is not a workbook that can be read, so nothing was taken in. Save it again as XLSX or CSV."
    )


def _refuse_unsafe(data: bytes, what: str) -> None:
    """Before anything is unpacked for good: how much it would be, and that no part defines words of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as found:
            parts = [one for one in found.infolist() if one.filename.endswith((".xml", ".rels"))]
            sizes = [one.file_size for one in parts]
            if max(sizes, default=0) > MAX_PART or sum(sizes) > MAX_PARTS or len(sizes) > 2_000:
                raise FileRefused(
                    f"{what} would unpack to more than can be read safely, so nothing was taken in. Save the one sheet "
                    "as CSV."
                )
            tags = 0
            for one in parts:
                text = found.read(one)
                head = text[:400].lower()
                coded = re.search(rb"encoding=[\"']([^\"']*)", head)
                plain = not coded or coded[1] in (b"utf-8", b"utf8", b"us-ascii")
                if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\0" in head or not plain:
                    raise FileRefused(_spoilt(data, what))
                tags += 0 if "/worksheets/" in f"/{one.filename}" else text.count(b"<")
            if tags > MAX_TAGS:
                raise FileRefused(
                    f"{what} has more text than can be read, so nothing was taken in. Split it."
                )
    except _STRANGE as error:
        raise FileRefused(_spoilt(data, what)) from error


def _sheet(book: Any, name: str, what: str, most: int) -> Sheet:
    found: dict[int, dict[int, str]] = {}
    faults: dict[tuple[int, int], str] = {}
    merged: list[str] = []
    cells = 0
    for number, row in _rows(book, book[name], faults, merged):
        held = {at: text for at, text in row.items() if text}
        cells += len(row)
        if held:
            found[number] = held
        if len(found) > MAX_ROWS + 1 or cells > MAX_CELLS or max(held, default=0) >= MAX_COLUMNS:
            raise FileRefused(
                f"{what} holds more than {MAX_ROWS} rows or {MAX_COLUMNS} columns, so nothing was taken in. Split it."
            )
        if len(found) >= most:
            break
    _spread(found, faults, merged[:MAX_MERGED])
    wide = max((max(row) + 1 for row in found.values()), default=0)
    rows = ((n, tuple(row.get(at, "") for at in range(wide))) for n, row in sorted(found.items()))
    return Sheet(name, tuple(rows), faults)


def _rows(
    book: Any, sheet: Any, faults: dict[tuple[int, int], str], merged: list[str]
) -> Iterator[tuple[int, dict[int, str]]]:
    """Each row by openpyxl's own reader of cells. Only rows and merged ranges are read; the rest of the sheet is not."""
    from openpyxl.worksheet._reader import WorkSheetParser
    from openpyxl.xml.functions import iterparse

    source = sheet._get_source()
    with closing(source):
        reader = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for _, element in iterparse(source):
            if element.tag == f"{_MAIN}row":
                number, cells = reader.parse_row(element)
                faults.update(dict.fromkeys(_without_result(element, cells), NO_RESULT))
                for cell in cells:
                    if cell["data_type"] == "e":
                        faults[number, cell["column"] - 1] = ERROR.format(cell["value"])
                yield number, {c["column"] - 1: _text(c, book) for c in cells}
                element.clear()
            elif element.tag == f"{_MAIN}mergeCell":
                merged.append(element.get("ref", ""))
            elif element.tag not in _OF_A_ROW:
                element.clear()


_OF_A_ROW = {f"{_MAIN}{tag}" for tag in ("c", "v", "f", "is", "t", "r", "rPr", "rPh", "phoneticPr")}


def _without_result(element: Any, cells: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Formulas whose result was never stored: a program that writes sheets without working them out leaves none."""
    return {
        (cell["row"], cell["column"] - 1)
        for one, cell in zip(element, cells, strict=True)
        if cell["value"] is None and one.find(f"{_MAIN}f") is not None and one.get("t") != "str"
    }


def _text(cell: Mapping[str, Any], book: Any) -> str:
    """A cell as a person reads it: days as ISO dates, whole numbers without a point, zeros in front where shown."""
    value = cell["value"]
    if value is None or cell["data_type"] == "e":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, cell["style_id"], book)
    return str(value)


def _number(value: int | float, style: int, book: Any) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    text = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    shown = book._cell_styles[style].numFmtId if style < len(book._cell_styles) else 0
    form = book._number_formats[shown - 164] if 0 <= shown - 164 < len(book._number_formats) else ""
    return text.zfill(len(form)) if form and not form.strip("0") and text.isdigit() else text


def _spread(found: dict[int, dict[int, str]], faults: dict[tuple[int, int], str], merged: list[str]) -> None:
    """A value merged over several rows stands in each of them. One merged over columns is nobody's: it is a fault."""
    from openpyxl.utils import range_boundaries

    left_over = MAX_CELLS  # so that ranges which lie over each other do not take for ever
    for ref in merged:
        left, top, right, bottom = (int(edge) for edge in range_boundaries(ref))
        value = found.get(top, {}).get(left - 1, "")
        numbers = range(top, min(bottom, top + left_over) + 1) if value else ()
        left_over -= len(numbers)
        for number in numbers:
            if left == right and number in found:
                found[number].setdefault(left - 1, value)
            elif left != right:
                faults.update({(number, at): WIDE for at in range(left - 1, min(right, MAX_COLUMNS))})
