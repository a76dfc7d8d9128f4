"""CSV files as spreadsheets write them: the rows with their numbers, in any of their letters; and cells that are no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from qa_desktop import looks
from qa_desktop.errors import FileRefused
from qa_desktop.sheets import MAX_COLUMNS, MAX_ROWS

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def rows(data: bytes, what: str) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file that hold something, with their numbers."""
    text = _text(data, what)
    first = text.lstrip("\r\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    found = []
    try:
        for number, line in enumerate(reader, 1):
            if any(cell.strip() for cell in line):
                found.append((number, [_unguarded(cell) for cell in line[:MAX_COLUMNS]]))
            if len(found) > MAX_ROWS + 1:
                raise FileRefused(f"{what} has more than {MAX_ROWS} rows, so nothing was taken in. Split it.")
    except csv.Error as error:
        raise FileRefused(
            f"{what} is not a CSV file that can be read from row {reader.line_num} on ({error}), so nothing was taken "
            "in. Save it as CSV again."
        ) from error
    return found


def _text(data: bytes, what: str) -> str:
    """The letters, however a spreadsheet wrote them."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # “Unicode text”
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what a spreadsheet on Windows writes
    if "\0" in text or looks.was_a_bundle(data) or data.startswith(b"PK"):
        found = looks.looks_like(data) or "something else"
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            found = "an old workbook, or one with a password"
        raise FileRefused(
            f"{what} is not a CSV file: it looks like {found}, so nothing was taken in. Save the sheet as XLSX or CSV."
        )
    return text


def guarded(cell: str) -> str:
    """A cell of a CSV file that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def written(table: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV file that a spreadsheet opens with every letter right and takes nothing in for a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")
