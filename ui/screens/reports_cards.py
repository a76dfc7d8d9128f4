"""The cards of Reports: the packs there are, what goes into the one chosen, and what to know before it goes out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import report_files, reports
from qa_desktop.report_values import Report
from qa_desktop.words import tr
from ui.kit import (
    Button,
    Card,
    Check,
    Combo,
    Field,
    IconMark,
    Muted,
    Table,
    Text,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

FORMATS = {
    "pdf": tr("PDF"),
    "xlsx": tr("Workbook (XLSX)"),
    "html": tr("Web page (HTML)"),
    "csv": tr("CSV"),
    "docx": tr("Document (DOCX)"),
}
EVERY = {1: tr("Monthly"), 3: tr("Quarterly"), 6: tr("Twice a year"), 12: tr("Yearly")}


@dataclass(frozen=True, slots=True)
class PackLine:
    """One pack as it is listed. `made`: the day it was last made here, or empty."""

    pack: reports.Pack
    made: str

    @property
    def every(self) -> str:
        return EVERY.get(self.pack.months, tr("Every {months} months", months=self.pack.months))


class PacksCard(Card):
    """What packs there are, how often, when last made. For whom the chosen one is stands in full beside them."""

    chosen = Signal(str)  # code of the pack

    columns = (
        Column(tr("Report"), lambda one: one.pack.title),
        Column(tr("How often"), lambda one: one.every, sort=lambda one: one.pack.months),
        Column(tr("Last made"), lambda one: one.made or tr("Never")),
    )

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Packs"), parent=parent)
        self.model = RowsModel((), self.columns, self)
        self.table = Table(tr("Packs"), self.model, self)
        self.table.setProperty("kind", "plain")
        self.table.fit(0)
        self.table.selectionModel().currentRowChanged.connect(self._went)
        self._showing = False
        self.add(self.table)

    def show_packs(self, packs: Sequence[PackLine], code: str) -> None:
        self._showing = True
        if self.model.rows() != list(packs):
            self.model.set_rows(packs)
            fit_rows(self.table, len(packs))
        place = next((n for n, one in enumerate(packs) if one.pack.code == code), 0)
        self.table.setCurrentIndex(self.model.index(place, 0))
        self._showing = False

    @Slot(QModelIndex)
    def _went(self, index: QModelIndex, _before: object = None) -> None:
        if index.isValid() and not self._showing:
            self.chosen.emit(self.model.row(index).pack.code)


class ChoiceCard(Card):
    """The pack that is chosen: its period and team, which sections go in, and making it."""

    changed = Signal(str, str)  # period and team
    ticked = Signal(object)  # tuple[int, ...]: the numbers of the sections that are left out

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Report"), parent=parent)
        self.heading.setWordWrap(True)
        self.head.setStretch(0, 1)
        self.head.setStretch(1, 0)
        self.period, self.team, self.form = Combo(parent=self), Combo(parent=self), Combo(parent=self)
        self.team_field = Field(tr("Team"), self.team, parent=self)
        self.who = Muted("", "body", self)
        self.add(self.who, Field(tr("Period"), self.period, parent=self), self.team_field)
        self.add(Field(tr("Write as"), self.form, parent=self))
        self.preview = Button(tr("Preview"), icon="file-text", name=tr("Preview the pages"), parent=self)
        self.make = Button(tr("Write report"), "primary", icon="file-down", parent=self)
        self.body.addLayout(row(self.preview, self.make, None, gap=10))
        self._contents = column(gap=4)
        self.body.addLayout(self._contents)
        self.ticks: dict[int, Check] = {}
        self.let_make(False)
        for box in (self.period, self.team):
            box.changed.connect(self._chosen)

    def let_make(self, may: bool) -> None:
        self.make.setEnabled(may)
        self.preview.setEnabled(may)

    def show_choice(
        self,
        pack: reports.Pack,
        periods: Sequence[tuple[str, str]],
        period: str,
        teams: Sequence[str],
        team: str,
        formats: Sequence[str],
    ) -> None:
        self.heading.setText(pack.title)
        self.setAccessibleName(pack.title)
        self.who.setText(pack.who)
        _offer(self.period, [(code, short(words, 40)) for code, words in periods], period)
        _offer(self.team, [(one, short(one, 30)) for one in teams], team)
        _offer(self.form, [(one, FORMATS[one]) for one in formats], self.form.value())
        self.team_field.setVisible(pack.team)

    def show_contents(self, whole: Report | None, left_out: Collection[int]) -> None:
        named = {one.number: f"{one.number}. {one.title}" for one in whole.sections} if whole else {}
        if {number: tick.text() for number, tick in self.ticks.items()} != named:
            empty(self._contents)
            self.ticks = {
                number: Check(words, tr("Put in {words}", words=words), self)
                for number, words in named.items()
            }
            if named:
                self._contents.addWidget(Text(tr("Contents"), "strong", parent=self))
            for tick in self.ticks.values():
                self._contents.addWidget(tick)
                tick.toggled.connect(self._tick)
        for number, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(number not in left_out)
            tick.blockSignals(False)

    @Slot(object)
    def _chosen(self, _value: object) -> None:
        self.changed.emit(str(self.period.value()), str(self.team.value() or ""))

    @Slot()
    def _tick(self) -> None:
        self.ticked.emit(tuple(number for number, tick in self.ticks.items() if not tick.isChecked()))


class WarningsCard(Card):
    """What is missing, hidden or too small in the report that is chosen."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Before it goes out"), parent=parent)
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)

    def show_report(self, made: Report | None, why: str) -> None:
        empty(self._lines)
        for icon, look, words in _said(made, why):
            line = row(column(IconMark(icon, look, 20, self), None), Text(soft(words), parent=self), gap=10)
            line.setStretch(1, 1)
            self._lines.addLayout(line)
        if made is not None:
            self._lines.addWidget(Muted(made.notes[-1], parent=self))


def _said(made: Report | None, why: str) -> list[tuple[str, str, str]]:
    if made is None:
        return [("octagon-alert", "bad", why)]
    if not made.sections:
        return [("octagon-alert", "bad", tr("No section is ticked, so there is nothing to write."))]
    told = [("triangle-alert", "warn", words) for words in report_files.warnings(made)]
    if reports.is_empty(made):
        nothing = tr("Nothing of this period has come back yet. The report can be made, and says so.")
        told.insert(0, ("info", "info", nothing))
    return told or [("circle-check", "ok", tr("Nothing is missing and nothing is hidden."))]


def _offer(box: Combo, options: Sequence[tuple[str, str]], value: object) -> None:
    """The options with one of them chosen, without telling anybody."""
    box.set_options(options)
    known = [code for code, _ in options]
    box.set_value(value if value in known else known[0] if known else None)
