"""The figures of a report by their codes, and the entries behind the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import reports
from qa_desktop.report_entries import Stands
from qa_desktop.report_values import Figure, Report, figures
from qa_desktop.words import tr
from ui.kit import Button, Card, EmptyState, LinkButton, Muted, SearchBox, Table, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

ROWS, BEHIND_ROWS = 8, 8


class FiguresOf(Card):
    """Every figure of a report; the entries behind one; each form leads to itself as it was signed."""

    opened = Signal(str)  # digest of a form
    wanted = Signal(str, object)  # code of a figure, and the digests behind it
    other_pack = Signal(str)  # code of the pack that a figure's code is of

    columns = (
        Column(tr("Code"), lambda one: one.code),
        Column(tr("Figure"), lambda one: short(one.label, 120)),
        Column(tr("Shown"), lambda one: one.text),
        Column(tr("Rests on"), lambda one: "" if one.n is None else str(one.n), sort=lambda one: one.n or 0),
    )
    behind_columns = (
        Column(tr("Number"), lambda one: str(one.number), sort=lambda one: one.number),
        Column(tr("Entry"), lambda one: short(one.title, 120)),
        Column(tr("Signed by"), lambda one: short(one.who, 40)),
        Column(tr("Signed"), lambda one: one.day),
    )

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Figures"), parent=parent)
        self._every: tuple[Figure, ...] = ()
        self._packs: Sequence[reports.Pack] = ()
        self.search = SearchBox(tr("Figure code or words"), self)
        self.search.changed.connect(self._narrow)
        self.model = RowsModel((), self.columns, self)
        self.table = Table(tr("Figures"), self.model, self)
        self.table.fit(1)
        self.table.selectionModel().currentRowChanged.connect(self._went)
        self.other = LinkButton(tr("Show that report"), "chart-column", parent=self)
        self.other.clicked.connect(lambda: self.other_pack.emit(self._other_code))
        self.other.hide()
        self._other_code = ""
        self.nothing: EmptyState | None = None
        self.add(self.search, self.table)
        self.body.addLayout(row(self.other, None))
        self._build_behind()

    def _build_behind(self) -> None:
        self.told = Muted("", "body", self)
        self.behind_model = RowsModel((), self.behind_columns, self)
        self.behind = Table(tr("What stands behind the figure"), self.behind_model, self)
        self.behind.fit(1)
        self.behind.activated.connect(self._open)
        self.behind.selectionModel().currentRowChanged.connect(self._behind_went)
        self.open = Button(tr("Open the signed form"), icon="clipboard-check", parent=self)
        self.open.clicked.connect(lambda: self._open(self.behind.currentIndex()))
        self.add(self.told, self.behind)
        self.body.addLayout(row(self.open, None))

    @property
    def count(self) -> int:
        return len(self._every)

    def show_report(self, made: Report | None, packs: Sequence[reports.Pack]) -> None:
        self._every, self._packs = tuple(figures(made)) if made else (), packs
        self._narrow(self.search.text())

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [one for one in self._every if wanted in f"{one.code} {one.label}".casefold()]
        exact = [one for one in found if one.code.casefold() == wanted]
        self.model.set_rows(exact + [one for one in found if one not in exact])
        fit_rows(self.table, ROWS)
        self.table.setVisible(bool(found))
        self._say_nothing(text if not found else "")
        if exact:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._hide_behind(tr("Choose a figure to see what stands behind it.") if found else "")

    def _say_nothing(self, text: str) -> None:
        """What is said where no figure is found: in which other report it is, where that can be told."""
        if self.nothing is not None:
            self.nothing.hide()
            self.nothing.deleteLater()
            self.nothing = None
        prefix = text.strip().partition("-")[0].casefold()
        other = next((one for one in self._packs if one.prefix.casefold() == prefix), None)
        self._other_code = other.code if other else ""
        self.other.setVisible(other is not None)
        if self.table.isVisibleTo(self):
            return
        title = (
            tr("No figure “{text}” in this report", text=short(text, 30))
            if text.strip()
            else tr("No figures yet")
        )
        words = (
            tr("It is a code of the {title}.", title=other.title)
            if other
            else tr("A code is written like PM-2.4a.")
        )
        self.nothing = EmptyState("search", title, words if text.strip() else "", parent=self)
        self.body.insertWidget(self.body.indexOf(self.table), self.nothing)

    @Slot(QModelIndex)
    def _went(self, index: QModelIndex, _before: object = None) -> None:
        if not index.isValid():
            return
        figure = self.model.row(index)
        if figure.digests:
            self.told.setText(
                tr("{entries} behind {code}.", entries=_entries(len(figure.digests)), code=figure.code)
            )
            self.wanted.emit(figure.code, figure.digests)
        elif figure.shown == "few":
            self._hide_behind(tr("{code} is hidden, and so is what stands behind it.", code=figure.code))
        else:
            self._hide_behind(tr("Nothing signed stands behind {code}.", code=figure.code))

    def _hide_behind(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.behind_model.set_rows(())
        self.behind.hide()
        self.open.hide()

    def show_entries(self, code: str, found: Sequence[Stands]) -> None:
        """What stands behind the figure of this code, if it is still the one that is looked at."""
        index = self.table.currentIndex()
        if not index.isValid() or self.model.row(index).code != code:
            return
        self.behind_model.set_rows(found)
        fit_rows(self.behind, BEHIND_ROWS)
        words = tr(
            "{entries} behind {code}: {label}.",
            entries=_entries(len(found)),
            code=code,
            label=self.model.row(index).label,
        )
        self.told.setText(short(words, 200))
        for widget in (self.told, self.behind, self.open):
            widget.show()
        self.behind.setCurrentIndex(self.behind_model.index(0, 0))
        announce(self, words)

    @Slot(QModelIndex)
    def _behind_went(self, index: QModelIndex, _before: object = None) -> None:
        self.open.setEnabled(index.isValid() and self.behind_model.row(index).opens)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.behind_model.row(index).opens:
            self.opened.emit(self.behind_model.row(index).digest)


def _entries(n: int) -> str:
    return tr("1 entry stands") if n == 1 else tr("{n} entries stand", n=n)
