"""Small marks: tags, counts, thin bars and still icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.icons import paint_icon

RATING_KINDS = ("rating4", "rating3", "rating2", "rating1", "na")
_LABEL_ICON = 15  # px


class Tag(QLabel):
    """A status in a tinted box. The word carries the meaning; the colour only helps."""

    def __init__(self, text: str, kind: str = "neutral", icon: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("iconed", bool(icon))
        self._icon = icon
        self._kind = kind
        self.setProperty("kind", kind)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, text: str, kind: str) -> None:
        self._kind = kind
        self.setText(text)
        self.setProperty("kind", kind)
        theme.repolish(self)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            size = theme.px(_LABEL_ICON)
            ink = f"{self._kind}_ink" if self._kind in RATING_KINDS else self._kind
            paint_icon(painter, self._icon, QRectF(theme.px(8), (self.height() - size) / 2, size, size), ink)
            painter.end()


class Chip(Tag):
    """A count beside a heading or a place. Give `name` where the number alone would not be understood."""

    def __init__(
        self, value: int | str, kind: str = "neutral", name: str = "", parent: QWidget | None = None
    ):
        super().__init__(str(value), kind, "", parent)
        self.setAccessibleName(name or str(value))


class Bar(QProgressBar):
    """A thin bar of how much is done. Silent about percentages: assistive tools hear "79 of 121"."""

    def __init__(self, name: str, done: int, total: int, parent: QWidget | None = None):
        super().__init__(parent)
        self._name = name
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(done, total)

    def set(self, done: int, total: int) -> None:
        self.setRange(0, max(total, 1))
        self.setValue(done)
        self.setAccessibleName(tr("{name}, {done} of {total}", name=self._name, done=done, total=total))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(64), theme.px(6))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, 0, self.width(), theme.px(6))
        radius = whole.height() / 2
        for share, role in ((1.0, "neutral_soft"), (self.value() / self.maximum(), "primary")):
            if share > 0:
                painter.setBrush(look.colour(role))
                width = max(whole.width() * share, whole.height())
                painter.drawRoundedRect(QRectF(0, 0, width, whole.height()), radius, radius)
        painter.end()


class IconMark(QWidget):
    """An icon that says nothing by itself: the words beside it do."""

    def __init__(self, icon: str, role: str = "primary", size: int = 20, parent: QWidget | None = None):
        super().__init__(parent)
        self._icon, self._role = icon, role
        self.setFixedSize(theme.px(size), theme.px(size))

    def show_icon(self, icon: str, role: str) -> None:
        self._icon, self._role = icon, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._icon, self.rect(), self._role)
        painter.end()


class RatingBadge(QWidget):
    """The small filled square with a rating in it: 4, 3, 2, 1, – or ?."""

    def __init__(self, badge: str, kind: str, name: str = "", size: int = 22, parent: QWidget | None = None):
        super().__init__(parent)
        self._badge, self._kind = badge, kind
        self.setFixedSize(theme.px(size), theme.px(size))
        self.setAccessibleName(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._badge, self._kind)
        painter.end()


def paint_badge(painter: QPainter, rect: QRectF, badge: str, kind: str) -> None:
    """Draws a rating square; for delegates and cards. An empty `badge` is a dashed square: not answered yet."""
    look = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = theme.px(4)
    if badge:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(kind))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(look.colour(f"on_{kind}"))
        painter.setFont(theme.font("small", 700))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), badge)
    else:
        pen = painter.pen()
        pen.setColor(look.colour("line_strong"))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    painter.restore()
