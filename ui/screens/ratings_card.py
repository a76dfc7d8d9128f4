"""The heat map with its views, what the chosen cell says, and the meaning of the colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import charts
from qa_desktop.collate import Collation
from ui import theme
from ui.kit import Card, Combo, EmptyState, IconMark, LinkButton, Muted, Text, announce, column, empty, row
from ui.screens.heat import HeatMap, Legend


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure somebody wants to see behind: its words, its principle and its audits."""

    words: str
    principle: str
    digests: tuple[str, ...]


class RatingsCard(Card):
    """Ratings by principle and team, in four views."""

    view_changed = Signal(object)  # charts.View
    opened = Signal(object)  # Behind

    def __init__(self, found: Collation, view: charts.View = "average", parent: QWidget | None = None):
        super().__init__("Ratings by principle and team", parent=parent)
        self._found, self._view = found, view
        self.heat: HeatMap | None = None
        chart = charts.ratings(found, view)
        self.note = Muted(chart.note, parent=self)
        self.head.removeWidget(self.heading)
        self.head.insertLayout(0, column(self.heading, self.note, gap=1), 1)
        if not chart.rows:
            self.add(EmptyState("layout-grid", "This audit has no ratings by principle", parent=self))
            return
        self.view = Combo("What the cells show", [(code, words) for code, words, _ in charts.VIEWS], self)
        self.view.set_value(view)
        self.view.changed.connect(self._other_view)
        self.head.addWidget(self.view)
        self.heat = HeatMap("Ratings by principle and team", chart, self)
        self.heat.chosen.connect(self._chose)
        self.heat.opened.connect(self._open)
        self.foot = column(gap=10)
        self.body.addSpacing(theme.px(6))
        self.add(self.heat)
        self.body.addSpacing(theme.px(8))
        self.body.addLayout(self.foot)
        self.body.addStretch(1)
        self._draw_foot(chart)

    def _draw_foot(self, chart: charts.ChartSpec) -> None:
        empty(self.foot)
        self.said = Text("Choose a cell to read it in full.", "small", "muted", self)
        self.see = LinkButton("See findings", parent=self)
        self.see.setEnabled(False)
        self.see.clicked.connect(self._open)
        legend = Legend(chart, self)
        line = row(IconMark("info", "info", 18, self), self.said, self.see, gap=12)
        line.setStretch(1, 1)
        self.foot.addLayout(line)
        if chart.key:
            self.foot.addWidget(legend)
        else:
            line.addWidget(legend)
        self._chose(self.heat.at() if self.heat else None)

    @Slot(object)
    def _other_view(self, view: charts.View) -> None:
        if self.heat is None:
            return
        self._view = view
        chart = charts.ratings(self._found, view)
        self.note.setText(chart.note)
        self.heat.show_chart(chart)
        self._draw_foot(chart)
        announce(self.heat, chart.note)
        self.view_changed.emit(view)

    @Slot(object)
    def _chose(self, cell: charts.ChartCell | None) -> None:
        if cell is None:
            return
        self.said.setText(f"{cell.words}.")
        self.said.set_tone("")
        self.see.setEnabled(bool(cell.digests))

    @Slot()
    def _open(self) -> None:
        cell = self.heat.at() if self.heat else None
        if self.heat is None or cell is None or not cell.digests:
            return
        code = self.heat.heat.chart.codes[self.heat.currentIndex().row()]
        self.opened.emit(Behind(cell.words.partition(":")[0], code, cell.digests))
