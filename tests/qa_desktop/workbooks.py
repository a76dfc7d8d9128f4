"""Workbooks for tests: made by openpyxl as other systems make them, or spoilt by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook


def made(
    rows: Iterable[Sequence[Any]], name: str = "Sheet1", change: Callable[[Any], None] | None = None
) -> bytes:
    """A workbook of one sheet; `change` is given the workbook before it is saved."""
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed, or a new one added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, change(b""))
    return out.getvalue()


def with_results(data: bytes, value: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """The same workbook with this result kept beside every formula, as Excel does."""
    kept = f"</f><v>{value}</v>".encode()
    return with_part(data, part, lambda xml: re.sub(rb"</f><v\s*(/>|></v>)", kept, xml))
