"""While the window is locked nothing else of this program is to be seen: no menu, no question, no preview, no print window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from ui.screens.pick import Pick


class Cover(QObject):
    """Closes every other window at the lock, and any that wants to open before the passphrase is there."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._window = window

    def draw(self) -> None:
        """From now on until `lift`."""
        Pick.barred = True
        ours = QApplication.activeWindow() is not None
        for _ in range(20):  # closing one may open another: a question under a question
            others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and self._other(one)]
            if not others:
                break
            for one in others:
                _shut(one)
        if ours:
            self._window.activateWindow()  # what had the keyboard may be gone: the passphrase has it now
        QApplication.instance().installEventFilter(self)

    def lift(self) -> None:
        Pick.barred = False
        QApplication.instance().removeEventFilter(self)

    def _other(self, one: QWidget) -> bool:
        return one is not self._window and one.isWindow()

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(thing, QWidget) and self._other(thing)
        if shown and not self._of_the_cover(thing):
            QTimer.singleShot(0, self, lambda: _shut(thing))
        return False

    def _of_the_cover(self, thing: QWidget) -> bool:
        """Such as the menu of the box for the passphrase. What is under the cover is not to be seen, so opens nothing."""
        owner = thing.parentWidget()
        return (
            owner is not None and owner is not self._window and not self._other(owner) and owner.isVisible()
        )


def _shut(one: QWidget) -> None:
    if not isValid(one):
        return
    if isinstance(one, QDialog):
        one.reject()  # as Esc: nothing is done that was not chosen
    if one.isVisible():
        one.close()
    if one.isVisible():  # it will not close while something is unsaved in it
        one.hide()
