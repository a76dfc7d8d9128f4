"""While the window is locked nothing else of this program is to be seen: no menu, no question, no preview, no print window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class Cover(QObject):
    """Closes every other window at the lock, and any that wants to open before the passphrase is there."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._window = window

    def draw(self) -> None:
        """From now on until `lift`."""
        for _ in range(20):  # closing one may open another: a question under a question
            others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and self._other(one)]
            if not others:
                break
            for one in others:
                _shut(one)
        QApplication.instance().installEventFilter(self)

    def lift(self) -> None:
        QApplication.instance().removeEventFilter(self)

    def _other(self, one: QWidget) -> bool:
        return one is not self._window and one.isWindow()

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(thing, QDialog) and self._other(thing):
            QTimer.singleShot(0, thing, thing.reject)
        return False


def _shut(one: QWidget) -> None:
    if isinstance(one, QDialog):
        one.reject()  # as Esc: nothing is done that was not chosen
    if one.isVisible():
        one.close()
    if one.isVisible():  # it will not close while something is unsaved in it
        one.hide()
