"""Data out: every answer of every signed form in one file, with what its columns hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qa_desktop import data_out
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Card, Combo, Field, Muted, ProgressPanel, Table, Text, announce, empty, row
from ui.rows_model import Column, RowsModel
from ui.screens.pick import Pick
from ui.screens.reading import soft
from ui.screens.sizes import fit_rows

KINDS = {
    "csv": tr("CSV files (*.csv)"),
    "xlsx": tr("Workbooks (*.xlsx)"),
    "parquet": tr("Parquet files (*.parquet)"),
    "duckdb": tr("DuckDB databases (*.duckdb)"),
}
WORDS = {
    "csv": tr("CSV"),
    "xlsx": tr("Workbook (XLSX)"),
    "parquet": tr("Parquet"),
    "duckdb": tr("DuckDB database"),
}
WHAT = tr(
    "One row for each answer of each signed form that counts, with comments, staff codes and families as they are kept "
    "here. It is for the service’s own analysts and never for a forum: nothing in it is hidden for being too few."
)


class DataOutCard(Card):
    """Writes the file, and lists what each of its columns holds."""

    columns = (Column(tr("Column"), lambda one: one[0]), Column(tr("What it holds"), lambda one: one[1]))

    def __init__(self, desk: Desk, notices: QVBoxLayout, parent: QWidget | None = None):
        """`notices`: where to say how it went."""
        super().__init__(tr("Data out"), parent=parent)
        self._desk, self._notices = desk, notices
        self.add(Text(WHAT, parent=self))
        self.form = Combo(options=[(form, WORDS[form]) for form in data_out.available()], parent=self)
        self.make = Button(tr("Write all answers"), "primary", icon="file-down", parent=self)
        self.make.clicked.connect(self._choose_file)
        field = Field(tr("Write as"), self.form, parent=self)
        field.setMinimumWidth(240)
        self.body.addLayout(row(field, None))
        self.more = Muted(data_out.HOW_TO_GET, parent=self)
        self.more.setVisible(len(data_out.available()) < len(data_out.FORMATS))
        self.add(self.more)
        self.body.addLayout(row(self.make, None))
        self.model = RowsModel(data_out.DICTIONARY, self.columns, self)
        self.table = Table(tr("What each column holds"), self.model, self)
        self.table.fit(1)
        fit_rows(self.table, 8)
        self.add(Text(tr("What each column holds"), "strong", parent=self), self.table)

    @Slot()
    def _choose_file(self) -> None:
        form = str(self.form.value())
        name = data_out.file_name(self._desk.workspace, form)
        path = Pick.save(self, tr("Save all answers"), name, KINDS[form])
        if path is None:
            return

        def work(ws: Workspace, tell: Tell) -> tuple[int, Path]:
            tell(0, 1)
            return data_out.write(ws, path, form), path

        empty(self._notices)
        panel = ProgressPanel(tr("Writing all answers"), self)
        self._notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, self._written, self._failed, panel.step))

    def _written(self, found: tuple[int, Path]) -> None:
        count, path = found
        rows = tr("1 row") if count == 1 else tr("{count} rows", count=count)
        words = tr(
            "{rows} in {parent}. It holds comments and staff codes: keep it where only analysts can read it.",
            rows=rows,
            parent=path.parent,
        )
        self._say("ok", tr("Written and read back: {name}", name=path.name), words, path.parent)

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("This was not done."), str(error))

    def _say(self, kind: str, title: str, words: str, folder: Path | None = None) -> None:
        empty(self._notices)
        banner = Banner(kind, title, soft(words), tr("Show the folder") if folder else "", parent=self)
        if folder is not None:
            banner.pressed.connect(lambda: Pick.show_folder(folder))
        self._notices.addWidget(banner)
        announce(self, f"{title} {words}")
