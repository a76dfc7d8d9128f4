"""What assistive tools hear beyond Qt's own: real headings, and announcements."""

from __future__ import annotations

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAccessibleWidget, QApplication, QLabel, QWidget


class SpokenLabel(QLabel):
    """A label with a role of its own. Subclasses set `spoken_role`."""

    spoken_role = QAccessible.Role.Heading


class _SpokenLabel(QAccessibleWidget):
    def __init__(self, label: SpokenLabel):
        super().__init__(label, label.spoken_role)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._label.accessibleName() or self._label.text()
        return super().text(kind)


class SpokenPages:
    """Beside a view of pages, for which Qt has no role and which would be passed over: it is a document."""


class _SpokenPages(QAccessibleWidget):
    def __init__(self, view: QWidget):
        super().__init__(view, QAccessible.Role.Document)


def install() -> None:
    """Teaches Qt the roles of our labels, once for each application."""
    app = QApplication.instance()
    if app.property("speaks"):
        return
    kept: list[QAccessibleWidget] = []  # Qt does not own what a factory made in Python gives it

    def make(_class_name: str, thing: object) -> QAccessibleWidget | None:
        if not isinstance(thing, SpokenLabel | SpokenPages):
            return None
        if len(kept) > 200:
            kept[:] = [spoken for spoken in kept if shiboken6.isValid(spoken)]
        kept.append(_SpokenLabel(thing) if isinstance(thing, SpokenLabel) else _SpokenPages(thing))
        return kept[-1]

    app.spoken_factory = make
    QAccessible.installFactory(make)
    app.setProperty("speaks", True)


def announce(widget: QWidget, words: str) -> None:
    """Has a screen reader say `words` now, without moving the focus; nothing of what is under the lock."""
    window = widget.window()
    if getattr(window, "is_covered", False) and (widget is window or not widget.isVisible()):
        return
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
