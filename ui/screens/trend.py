"""One standard over time: a line that breaks where its meaning changed, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qa_desktop.charts import TREND_HEAD, LineSpec
from qa_desktop.collated import Line
from qa_desktop.words import tr
from ui import theme
from ui.kit import Card, Combo, EmptyState, Muted, Table, Text, column, empty
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

HIGH, ASIDE, UNDER = 190, 30, 24  # px at 100 %: the chart, room for its scale, room for its months
LEAST = 46  # px at 100 %: from one named month to the next


class TrendChart(QWidget):
    """Draws a LineSpec. Said in full to those who do not see it."""

    def __init__(self, spec: LineSpec, parent: QWidget | None = None):
        super().__init__(parent)
        self.spec = spec
        self.setAccessibleName(f"{spec.title}. {spec.note}. {spec.said()}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(HIGH))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(HIGH))

    def places(self) -> list[QPointF]:
        """Where each point is."""
        step = (self.width() - theme.px(ASIDE)) / max(len(self.spec.points), 1)
        return [
            QPointF(theme.px(ASIDE) + step * (n + 0.5), self._down(p.value or 1))
            for n, p in enumerate(self.spec.points)
        ]

    def _down(self, value: float) -> float:
        field = self.height() - theme.px(UNDER) - theme.px(20)
        return theme.px(10) + (4 - value) / 3 * field

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        self._scale(painter)
        self._line(painter)
        self._months(painter)
        painter.end()

    def _scale(self, painter: QPainter) -> None:
        for value in (1, 2, 3, 4):
            down = self._down(value)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(theme.px(ASIDE), down), QPointF(self.width(), down))
            painter.setPen(theme.colour("muted"))
            box = QRectF(0, down - theme.px(9), theme.px(ASIDE - 8), theme.px(18))
            painter.drawText(
                box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(value)
            )

    def _line(self, painter: QPainter) -> None:
        at = self.places()
        half = (at[1].x() - at[0].x()) / 2 if len(at) > 1 else 0
        painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DashLine))
        for one in self.spec.breaks:
            x = at[one.before].x() - half
            painter.drawLine(QPointF(x, theme.px(4)), QPointF(x, self.height() - theme.px(UNDER)))
        painter.setPen(QPen(theme.colour("primary"), theme.px(2)))
        for a, b in self.spec.joined():
            painter.drawLine(at[a], at[b])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        for point, where in zip(self.spec.points, at, strict=True):
            if point.value is not None:
                painter.drawEllipse(where, theme.px(4), theme.px(4))

    def _months(self, painter: QPainter) -> None:
        at = self.places()
        room = max((self.width() - theme.px(ASIDE)) / max(len(at), 1), 1)
        widest = max((painter.fontMetrics().horizontalAdvance(p.label) for p in self.spec.points), default=0)
        every = max(1, -(-max(theme.px(LEAST), widest + theme.px(10)) // int(room)))
        painter.setPen(theme.colour("muted"))
        for n, (point, where) in enumerate(zip(self.spec.points, at, strict=True)):
            if n % every == 0:
                box = QRectF(where.x() - widest, self.height() - theme.px(UNDER), 2 * widest, theme.px(UNDER))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), point.label)


class TrendCard(Card):
    """Choose a standard, see its course; the table under it holds the same numbers."""

    asked = Signal(object)  # the standard

    def __init__(self, standards: Sequence[tuple[str, str]], parent: QWidget | None = None):
        super().__init__(tr("Over time"), parent=parent)
        options = [("", tr("Choose an item")), *((code, short(name, 60)) for code, name in standards)]
        self.standard = Combo(tr("Item to follow over time"), options, self)
        self.standard.changed.connect(self.asked)
        self.head.addWidget(self.standard)
        self._lines = column(gap=8)
        self.body.addLayout(self._lines)
        self._lines.addWidget(Muted(tr("One item by month, all teams. Choose which."), parent=self))
        self.chart: TrendChart | None = None

    def show_trend(self, spec: LineSpec) -> None:
        empty(self._lines)
        self.chart = None
        if not spec.points:
            self._lines.addWidget(EmptyState("chart-column", tr("No audit has rated this yet"), parent=self))
            return
        self._lines.addWidget(
            Muted(
                tr("{note}. {ends} to {ends2}.", note=spec.note, ends=spec.ends[0], ends2=spec.ends[1]),
                parent=self,
            )
        )
        self.chart = TrendChart(spec, self)
        self._lines.addWidget(self.chart)
        for one in spec.breaks:
            why = tr("{words}. The line breaks there: before and after do not compare.", words=one.words)
            self._lines.addWidget(Text(why, "small", "warn", self))
        rows = list(spec.rows())
        columns = [Column(name, lambda one, n=n: one[n]) for n, name in enumerate(TREND_HEAD)]
        self.table = Table(
            tr("Over time: {title}", title=short(spec.title, 60)), RowsModel(rows, columns, self), self
        )
        self.table.setProperty("kind", "plain")
        self.table.fit(0)
        fit_rows(self.table, 6)
        self._lines.addWidget(self.table)


class LinesCard(Card):
    """The answers that are not ratings: question by question, how many audits gave each."""

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None):
        super().__init__(tr("Other answers"), parent=parent)
        told = [one for one in lines if one.counts]
        columns = [
            Column(tr("Question"), lambda one: short(one.name, 120)),
            Column(
                tr("Answers"), lambda one: " · ".join(f"{short(label, 40)} {n}" for label, n in one.counts)
            ),
            Column(tr("Audits"), lambda one: str(one.audits)),
        ]
        self.table = Table(tr("Other answers"), RowsModel(told, columns, self), self)
        self.table.setProperty("kind", "plain")
        self.table.fit(0)
        fit_rows(self.table, 8)
        self.add(self.table)
        if hidden := sum(one.audits > 0 and not one.counts for one in lines):
            words = tr("1 question rests") if hidden == 1 else tr("{hidden} questions rest", hidden=hidden)
            self.add(Muted(tr("{words} on too few audits to show.", words=words), parent=self))
