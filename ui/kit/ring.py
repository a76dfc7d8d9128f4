"""The focus ring: dark and yellow, outside the widget, and only for those who use the keyboard."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QLabel, QProxyStyle, QScrollArea, QStyle, QWidget

from ui import theme

WIDTH = 4  # px outside the widget: 2 dark, 2 yellow. Does not grow with the text.
_KEYS_DOWN = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_MOVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6)


class _RingStyle(QProxyStyle):
    def pixelMetric(self, metric, option=None, widget=None) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(self, hint, option=None, widget=None, returned=None) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # on the window or the scrolled page, so that a tight parent cannot cut it
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class _Frame(QFocusFrame):
    def __init__(self) -> None:
        super().__init__()
        self._style = _RingStyle("Fusion")
        self.setStyle(self._style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, role in ((1.0, "ring_outer"), (3.0, "ring_inner")):
            painter.setPen(QPen(theme.colour(role), 2))
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, 9 - inset, 9 - inset)
        painter.end()


class FocusRing(QObject):
    """Shows the ring after Tab, Backtab and F6; hides it at a mouse press. One for the application."""

    def __init__(self, app: QApplication):
        super().__init__(app)
        self._frame: _Frame | None = None
        self._watched: list[QObject] = []
        self._area: QScrollArea | None = None
        self._by_keys = False
        app.focusChanged.connect(self._moved)

    @classmethod
    def install(cls, app: QApplication) -> FocusRing:
        """The application's ring, made if need be."""
        return app.findChild(cls) or cls(app)

    @property
    def shown_on(self) -> QWidget | None:
        """The widget that wears the ring now."""
        return self._frame.widget() if self._frame and self._frame.isVisible() else None

    @property
    def frame(self) -> QWidget | None:
        return self._frame

    def keys_used(self) -> None:
        """A widget that moves the focus by keys of its own (letters, arrows) says so, and the ring shows."""
        self._by_keys = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._by_keys = False
            self._wear(None)
        elif kind in _KEYS_DOWN and isinstance(event, QKeyEvent) and event.key() in _MOVING:
            # The key, not the reason of the focus event: Qt also says Tab when a focused widget is hidden.
            self._by_keys = True
            self._moved(None, QApplication.focusWidget())  # it may be the only stop: then no focus moves
        return False

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._watch(now)
        wears = self._by_keys and now is not None and not now.isWindow() and not isinstance(now, QLabel)
        self._wear(now if wears else None)

    def _watch(self, now: QWidget | None) -> None:
        """Looks at the events of the focused widget and its window only: all events would cost too much."""
        for old in self._watched:
            if shiboken6.isValid(old):
                old.removeEventFilter(self)
        window = now.window() if now else None
        wanted = (now, window, window.windowHandle() if window else None)
        self._watched = [thing for thing in dict.fromkeys(wanted) if thing is not None]
        for thing in self._watched:
            thing.installEventFilter(self)

    def _wear(self, widget: QWidget | None) -> None:
        if self._frame is not None and not shiboken6.isValid(self._frame):
            self._frame = None  # it was a child of a window that has gone
        if self._frame is None:
            if widget is None:
                return
            self._frame = _Frame()
        self._follow(widget)
        self._frame.setWidget(widget)

    def _follow(self, widget: QWidget | None) -> None:
        """Keeps to a page that scrolls: Qt hides a ring that leaves it and does not bring it back."""
        if self._area is not None and shiboken6.isValid(self._area):
            self._area.verticalScrollBar().valueChanged.disconnect(self._scrolled)
        self._area = _page_of(widget) if widget is not None else None
        if self._area is not None:
            inside = widget.rect()
            for corner in (inside.bottomRight(), inside.topLeft()):  # the whole of it, not only the cursor
                spot = widget.mapTo(self._area.widget(), corner)
                self._area.ensureVisible(spot.x(), spot.y(), 2 * WIDTH, 4 * WIDTH)
            self._area.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _scrolled(self, _value: int) -> None:
        if self._frame is not None and shiboken6.isValid(self._frame):
            widget = self._frame.widget()
            self._frame.setWidget(None)
            self._frame.setWidget(widget)


def _page_of(widget: QWidget) -> QScrollArea | None:
    """The page that `widget` lies on, if it scrolls."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = None if above.isWindow() else above.parentWidget()
    return above
