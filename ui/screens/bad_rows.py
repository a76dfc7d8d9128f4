"""The rows of a list that cannot be used, each with its column and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import files, lists
from qa_desktop.errors import QaError
from qa_desktop.lists import Bad
from qa_desktop.words import tr
from ui.kit import Banner, Button, Group, Muted, Table, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.pick import Pick
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

MOST = 200  # more tell nobody more
COLUMNS = (
    Column(tr("Row"), lambda bad: str(bad.row)),
    Column(tr("Column"), lambda bad: short(bad.column, 30)),
    Column(tr("What is wrong"), lambda bad: short(bad.why, 120)),
)


class BadRows(Group):
    """Lists each row that has to be put right in the sheet, and saves that list for whoever does it."""

    def __init__(self, name: str, bad: Sequence[Bad], nothing: str, parent: QWidget | None = None):
        """`nothing`: what was not done, as “Nothing was drawn”."""
        super().__init__(tr("Rows to correct"), len({one.row for one in bad}), "bad", parent=parent)
        n = len({one.row for one in bad})
        rows = tr("1 row cannot be used.") if n == 1 else tr("{n} rows cannot be used.", n=n)
        words = tr("{nothing}. Correct the sheet, save it and take it again.", nothing=nothing)
        self.add(Banner("bad", f"{short(name, 60)}: {rows}", words, parent=self))
        self.table = Table(tr("Rows to correct"), RowsModel(bad[:MOST], COLUMNS, self), self)
        self.table.fit(2)
        fit_rows(self.table, 6)
        self.add(self.table)
        if len(bad) > MOST:
            self.add(Muted(tr("and {bad} more", bad=len(bad) - MOST), parent=self))
        self._bad = tuple(bad)
        self.save = Button(tr("Save rows to correct"), icon="save", parent=self)
        self.save.clicked.connect(self._save)
        self.saved = Muted("", parent=self)
        self.saved.hide()
        self.body.addLayout(row(self.save, None, gap=12))
        self.add(self.saved)

    @Slot()
    def _save(self) -> None:
        path = Pick.save(self, tr("Save rows to correct"), tr("rows to correct.csv"), tr("CSV files (*.csv)"))
        if path is None:
            return
        try:
            files.write_whole(path, lists.bad_csv(self._bad))
            words = tr(
                "{name} was saved. It may hold case numbers, so delete it when it is corrected.",
                name=path.name,
            )
        except QaError as error:
            words = str(error)
        self.saved.setText(soft(words))
        self.saved.show()
        announce(self, words)
