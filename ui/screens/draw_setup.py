"""What is chosen before a draw: the list of open cases, what must not be drawn and why, the auditors, the seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import draw_ledger, lists
from qa_desktop.draw_frame import Case
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import (
    Button,
    Card,
    Field,
    LineBox,
    Muted,
    Table,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.bad_rows import BadRows
from ui.screens.list_in import ListIn, go_on
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

ACROSS = 3  # auditors beside each other


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of open cases as it was read."""

    name: str
    cases: Sequence[Case]
    bad: Sequence[lists.Bad]


class CasesCard(Card):
    """Takes the list, says what is on it, and holds what must not be drawn."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(tr("Open cases"), parent=parent)
        self._desk = desk
        self.listed: Listed | None = None
        self.excluded: dict[str, str] = {}
        self.source = ListIn(
            desk,
            "cases",
            draw_ledger.COLUMNS,
            lambda _ws, data, what, how: draw_ledger.cases(data, what, how),
            tr("Drop the list of open cases here"),
            tr("CSV or XLSX with the columns case, supervisor, worker and opened"),
            self,
        )
        self.zone, self.take = self.source.zone, self.source.take
        self.source.opened.connect(lambda found: self.show_list(Listed(found.name, found.good, found.bad)))
        self.source.closed.connect(self._closed)
        self.read = column(gap=10)
        self.add(self.source)
        self.body.addLayout(self.read)

    @property
    def cases(self) -> Sequence[Case]:
        """What may go into a draw: nothing while any row has to be corrected."""
        return self.listed.cases if self.listed and not self.listed.bad else ()

    @Slot()
    def _closed(self) -> None:
        self.listed = None
        empty(self.read)
        self.changed.emit()

    def show_list(self, listed: Listed) -> None:
        self.listed = listed
        empty(self.read)
        self.changed.emit()
        if listed.bad:
            self.read.addWidget(BadRows(listed.name, listed.bad, tr("Nothing was drawn"), self))
            self.without = go_on(listed.cases, ("case", "cases"), self)
            self.without.clicked.connect(lambda: self.show_list(Listed(listed.name, listed.cases, ())))
            self.read.addLayout(row(self.without, None))
            announce(self, tr("Rows to correct"))
            return
        self.excluded = {
            case: why for case, why in self.excluded.items() if case in {c.case for c in listed.cases}
        }
        supervisors = len({c.supervisor for c in listed.cases})
        words = tr(
            "{name}: {count} of {count2}.",
            name=short(listed.name, 60),
            count=_count(len(listed.cases), "case"),
            count2=_count(supervisors, "supervisor"),
        )
        self.read.addWidget(Muted(words, "body", self))
        announce(self, words)
        self._exclusions()

    # What must not be drawn

    def _exclusions(self) -> None:
        self.model = RowsModel((), EXCLUSIONS, self)
        self.table = Table(tr("Cases that must not be drawn"), self.model, self)
        self.none = Muted(
            tr("No case is marked. Mark those with an open complaint or proceedings."), "body", self
        )
        self.case, self.why = LineBox(parent=self), LineBox(parent=self)
        self.case_field = Field(tr("Case to leave out"), self.case, parent=self)
        self.why_field = Field(tr("Reason"), self.why, parent=self)
        self.mark = Button(tr("Leave case out"), icon="ban", parent=self)
        self.mark.clicked.connect(self._mark)
        self.unmark = Button(tr("Put back"), icon="undo-2", name=tr("Put the chosen case back"), parent=self)
        self.unmark.clicked.connect(self._unmark)
        self.why.returnPressed.connect(self._mark)
        fields = row(self.case_field, self.why_field, gap=16)
        fields.setStretch(0, 1)
        fields.setStretch(1, 2)
        self.read.addWidget(self.none)
        self.read.addWidget(self.table)
        self.read.addLayout(fields)
        self.read.addLayout(row(self.mark, self.unmark, None, gap=12))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self._show_exclusions()

    def _show_exclusions(self) -> None:
        listed = self.listed.cases if self.listed else ()
        own = [(c, self.excluded[c.case], tr("You")) for c in listed if c.case in self.excluded]
        rest = [(c, c.excluded, tr("The list")) for c in listed if c.excluded and c.case not in self.excluded]
        self.model.set_rows([*own, *rest])
        self.table.fit(2)
        fit_rows(self.table, 5)
        self.table.setVisible(bool(own or rest))
        self.none.setVisible(not (own or rest))
        self._chosen()

    def _chosen(self) -> None:
        here = self.table.currentIndex()
        self.unmark.setEnabled(here.isValid() and self.model.row(here)[0].case in self.excluded)

    @Slot()
    def _mark(self) -> None:
        wanted = "".join(self.case.text().split()).casefold()
        known = {
            "".join(c.case.split()).casefold(): c.case for c in (self.listed.cases if self.listed else ())
        }
        reason = " ".join(self.why.text().split())
        self.case_field.set_problem("" if wanted in known else tr("This case is not on the list."))
        self.why_field.set_problem("" if len(reason) >= 3 else tr("Say the reason in a few words."))
        if wanted not in known or len(reason) < 3:
            (self.case if wanted not in known else self.why).setFocus()
            return
        self.excluded[known[wanted]] = reason
        self.case.clear()
        self.why.clear()
        self._show_exclusions()
        announce(self, tr("{known} is left out", known=known[wanted]))
        self.case.setFocus()

    @Slot()
    def _unmark(self) -> None:
        case = self.model.row(self.table.currentIndex())[0].case
        self.excluded.pop(case, None)
        self._show_exclusions()
        announce(self, tr("{case} may be drawn again", case=case))


EXCLUSIONS = (
    Column(tr("Case"), lambda one: short(one[0].case, 30)),
    Column(tr("Supervisor"), lambda one: one[0].supervisor),
    Column(tr("Reason"), lambda one: short(one[1], 80)),
    Column(tr("Said by"), lambda one: one[2]),
)


def _count(n: int, what: str) -> str:
    return f"1 {what}" if n == 1 else f"{n} {what}s"
