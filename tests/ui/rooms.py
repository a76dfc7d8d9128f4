"""One screen in the real window, on a real profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button
from ui.shell import MainWindow, Place


class _Blank(QWidget):
    def title(self) -> str:
        return ""


@pytest.fixture
def place(app, qtbot) -> Callable[..., QWidget]:
    """Opens one screen in the real window on a profile: place(workspace, name, Screen, **args)."""
    desks: list[Desk] = []

    def go(ws: Workspace, name: str, screen: type[QWidget], **args: object) -> QWidget:
        desk = Desk(ws)
        desks.append(desk)
        window = MainWindow([Place("home", "Home", "house"), Place(name, name.title(), "package")])
        for other in ("home", "audit", "packs", "transfer", "importer", "collation"):
            window.register(other, lambda **_args: _Blank())
        window.register(name, lambda **given: screen(desk, window, **given))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.go(name, **args)
        shown = window.showing
        settle(qtbot, shown, desk)
        return shown

    yield go
    for desk in desks:
        desk.close()


def settle(qtbot, screen: QWidget, desk: Desk | None = None) -> None:
    """Waits until nothing is being read or written, and the layout has come to rest."""
    desk = desk or screen._desk
    qtbot.waitUntil(lambda: not desk.busy and not screen.reading.busy, timeout=20_000)
    for _ in range(5):
        qtbot.wait(1)
    qtbot.waitUntil(lambda: not desk.busy and not screen.reading.busy, timeout=20_000)


def words_of(root: QWidget) -> str:
    """Everything that labels say now."""
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def button(root: QWidget, words: str) -> Button:
    return next(
        b for b in root.findChildren(Button) if words in (b.words, b.accessibleName()) and b.isVisible()
    )
