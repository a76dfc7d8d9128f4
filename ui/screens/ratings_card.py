"""The heat map with its views, what the chosen cell says, and the meaning of the colours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import charts
from qa_desktop.collate import Collation
from qa_desktop.words import tr
from ui import theme
from ui.kit import Card, Combo, EmptyState, IconMark, LinkButton, Muted, Text, announce, column, empty, row
from ui.screens.heat import HeatMap, Legend


@dataclass(frozen=True, slots=True)
class Behind:
    """Which figure somebody wants to see behind: its words, and the line and team of its cell."""

    words: str
    by: charts.By
    value: str  # the principle or the stage
    team: str


class RatingsCard(Card):
    """Ratings by principle or helping stage, and team, in four views."""

    view_changed = Signal(object)  # charts.View
    by_changed = Signal(object)  # charts.By
    opened = Signal(object)  # Behind

    def __init__(
        self,
        found: Collation,
        view: charts.View = "average",
        by: charts.By = "principle",
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Ratings by team"), parent=parent)
        self._found, self._view, self._by = found, view, by
        self.heat: HeatMap | None = None
        chart = charts.ratings(found, view, by)
        self.note = Muted(chart.note, parent=self)
        self.head.removeWidget(self.heading)
        self.head.insertLayout(0, column(self.heading, self.note, gap=1), 1)
        self.by = Combo(
            tr("What the rows are"),
            [("principle", tr("By principle")), ("stage", tr("By helping stage"))],
            self,
        )
        self.by.set_value(by)
        self.by.changed.connect(self.by_changed)
        both = [one for one, held in (("principle", found.cells), ("stage", found.stage_cells)) if held]
        self.by.setVisible(len(both) > 1 or by not in both[:1])
        self.head.addWidget(self.by)
        if not chart.rows:
            words = "principle" if by == "principle" else tr("helping stage")
            self.add(
                EmptyState(
                    "layout-grid", tr("This audit has no ratings by {words}", words=words), parent=self
                )
            )
            self.by.setVisible(bool(both))
            return
        self.view = Combo(tr("What the cells show"), [(code, words) for code, words, _ in charts.VIEWS], self)
        self.view.set_value(view)
        self.view.changed.connect(self._other_view)
        self.head.addWidget(self.view)
        self.heat = HeatMap(charts.TITLES[by], chart, self)
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
        self.said = Text(tr("Choose a cell to read it in full."), "small", "muted", self)
        self.see = LinkButton(tr("See findings"), parent=self)
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
        chart = charts.ratings(self._found, view, self._by)
        self.note.setText(chart.note)
        self.heat.show_chart(chart)
        self._draw_foot(chart)
        announce(self.heat, chart.note)
        self.view_changed.emit(view)

    @Slot(object)
    def _chose(self, cell: charts.ChartCell | None) -> None:
        if cell is None:
            return
        self.said.setText(f"{cell.words}.{self._beside()}")
        self.said.set_tone("")
        self.see.setEnabled(cell.shown == "yes")

    def _beside(self) -> str:
        """The twelve months beside the chosen line."""
        if self.heat is None or self._found.length == "year":
            return ""
        words = charts.year_words(self._found, self._by, self._place()[0])
        return f" {words}." if words else ""

    def _place(self) -> tuple[str, str]:
        """The code of the chosen line, and the team of the chosen column."""
        assert self.heat is not None
        here = self.heat.currentIndex()
        return self.heat.heat.chart.codes[here.row()], self._found.teams[here.column()].name

    @Slot()
    def _open(self) -> None:
        cell = self.heat.at() if self.heat else None
        if self.heat is None or cell is None or cell.shown != "yes":
            return
        value, team = self._place()
        self.opened.emit(Behind(cell.words.partition(":")[0], self._by, value, team))
