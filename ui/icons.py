"""Icons that take their colour from the theme when they are painted, so a new theme needs no new icons."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    """The SVG text. Raises FileNotFoundError for a name that is not in resources/icons: that is a bug."""
    return (theme.RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawing(name: str, colour: str, stroke: float) -> QSvgRenderer:
    text = (
        _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    )
    return QSvgRenderer(QByteArray(text.encode()))


def paint_icon(
    painter: QPainter, name: str, rect: QRect | QRectF, role: str = "text", stroke: float = 2.0
) -> None:
    """Draws an icon in a painter of your own. `role` is a token of ui/tokens.py."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _drawing(name, theme.current().tokens[role], stroke).render(painter, QRectF(rect))
    painter.restore()


class SvgEngine(QIconEngine):
    def __init__(self, name: str, role: str):
        super().__init__()
        self._name, self._role = name, role
        _source(name)  # a wrong name fails where it was written, not when it is painted

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "muted" if mode == QIcon.Mode.Disabled else self._role
        paint_icon(painter, self._name, rect, role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> SvgEngine:
        return SvgEngine(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """A Lucide icon in the colour `role` of whatever theme is shown when it is painted."""
    engine = SvgEngine(name, role)
    made = QIcon(engine)
    made.engine = engine  # the Python half must live as long as the icon
    return made


def pixmap(name: str, size: int, role: str = "text", ratio: float = 1.0) -> QPixmap:
    """An icon as a picture `size` logical pixels square, sharp at the device ratio `ratio`."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRect(0, 0, made.width(), made.height()), role)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
