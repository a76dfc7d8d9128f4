"""The rows of a list that cannot be used, each with its column and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from qa_desktop.lists import Bad
from ui.kit import Banner, Group, Muted, Table
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

MOST = 200  # more tell nobody more
COLUMNS = (
    Column("Row", lambda bad: str(bad.row)),
    Column("Column", lambda bad: short(bad.column, 30)),
    Column("What is wrong", lambda bad: short(bad.why, 120)),
)


class BadRows(Group):
    """Says that nothing was kept, and lists each row that has to be put right in the sheet."""

    def __init__(self, name: str, bad: Sequence[Bad], nothing: str, parent: QWidget | None = None):
        """`nothing`: what was not done, as “Nothing was drawn”."""
        super().__init__("Rows to correct", len({one.row for one in bad}), "bad", parent=parent)
        n = len({one.row for one in bad})
        rows = "1 row cannot be used." if n == 1 else f"{n} rows cannot be used."
        words = f"{nothing}. Correct the sheet, save it as CSV and take it again."
        self.add(Banner("bad", f"{short(name, 60)}: {rows}", words, parent=self))
        self.table = Table("Rows to correct", RowsModel(bad[:MOST], COLUMNS, self), self)
        self.table.fit(2)
        fit_rows(self.table, 6)
        self.add(self.table)
        if len(bad) > MOST:
            self.add(Muted(f"and {len(bad) - MOST} more", parent=self))
