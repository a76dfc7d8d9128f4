"""The program on a folder, driven as a person would: for the tests of the window's start and its places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.conftest import PASSPHRASE, QUICK, made_up_world
from ui import theme
from ui.app import Program
from ui.kit import Button


@pytest.fixture
def start(app, qtbot) -> Callable[..., Program]:
    """Begins the program on a folder, in an active window; ends it after the test."""
    begun: list[Program] = []

    def begin(folder: Path, **rest: object) -> Program:
        program = Program(made_up_world(folder), cost=QUICK, **rest)
        begun.append(program)
        qtbot.addWidget(program.window)
        with qtbot.waitActive(program.window):
            program.begin()
            program.window.activateWindow()
        return program

    yield begin
    for program in begun:
        end(program)
    if theme.current() != theme.Theme():
        theme.apply(app, theme.Theme())


def end(program: Program) -> None:
    program.window.close()
    program.close()


def unlocked(qtbot, program: Program, passphrase: str = PASSPHRASE) -> Program:
    """Types the passphrase and waits for Home."""
    type_in(passphrase)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered)
    settled(qtbot, program)  # what a layout takes in is shown one turn of the loop later
    return program


def settled(qtbot, program: Program) -> None:
    """Waits until the screen has what it reads and its layout has come to rest."""
    qtbot.waitUntil(lambda: not program.desk.busy)
    rest()


def rest() -> None:
    """Lets the layout come to rest: words that wrap decide their height only once they know their width."""
    for _ in range(5):
        QApplication.processEvents()


def type_in(text: str) -> None:
    """Into whatever has the focus."""
    QTest.keyClicks(QApplication.focusWidget(), text)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)


def tab_to(widget: QWidget, most: int = 60) -> None:
    """Presses Tab until `widget` has the focus."""
    for _ in range(most):
        if QApplication.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def button(root: QWidget, words: str) -> Button:
    return next(b for b in root.findChildren(Button) if b.words == words and b.isVisible())


def words(root: QWidget) -> str:
    """Every word that is shown."""
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())
