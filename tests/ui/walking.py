"""Filling in forms by the keyboard alone, whatever the question; and a small template with every type of answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from qa_desktop import templates
from qa_desktop.templates import Template
from qa_desktop.world import resources_folder
from ui.desk import Desk
from ui.forms.page import QuestionPage
from ui.forms.written import DateEditor, NumberEditor
from ui.kit import Button
from ui.screens.audit import AuditScreen
from ui.screens.check import CheckScreen
from ui.screens.preview import PreviewScreen
from ui.screens.risk import RiskScreen
from ui.shell import MainWindow, Place

SENTENCE = "The plan was looked at twice with the mother, and changed."

SMALL = """
code = "SMALL"
title = "Small audit"
version = "1"
status = "made up"
minutes = [20, 30]
standing = "Stop, and tell the duty manager."
house_rules = ["No names.", "Write plainly."]
statement = "These are my judgements."
scales = ["EV", "YPN", "YN", "G4", "AG5"]
source = [{ code = "plan", label = "Plan" }, { code = "case_notes", label = "Case note" }]

[prompts]
overall = "O1"
reason = "O2"
limiting_at = ["1"]
with_overall = ["3", "4"]
apart = 2

[[section]]
id = "A"
title = "Set up"
group = "Get ready"
question = [
    { id = "A1", ask = "Mosaic ID", type = "TXT", fact = "case" },
    { id = "A2", ask = "Allocated worker", type = "ONE", fact = "worker" },
    { id = "A3", ask = "Stage", type = "ONE", choices = [{ code = "a", label = "First" }, { code = "b", label = "Second & last" }] },
    { id = "A4", ask = "Came for", type = "MULTI", choices = [{ code = "a", label = "One" }, { code = "b", label = "Two" }] },
    { id = "A5", ask = "Signed", type = "AUTO" },
    { id = "A6", ask = "Worker told", type = "DATE" },
    { id = "A7", ask = "Children", type = "NUM" },
    { id = "A8", ask = "Part", type = "ONE", choices = [
        { code = "1", label = "1" }, { code = "2", label = "2" }, { code = "3", label = "3" }, { code = "4", label = "4" },
        { code = "5", label = "5" }, { code = "6", label = "6" }, { code = "7", label = "7" }, { code = "8", label = "8" }] },
    { id = "A9", ask = "Chosen", type = "GROUP", part = [
        { id = "choice", ask = "How chosen", type = "ONE", choices = [{ code = "drawn", label = "Drawn" }, { code = "swap", label = "Swapped" }] },
        { id = "reason", ask = "Why swapped", type = "TXT", ask_if = [{ choice = ["swap"] }] },
    ] },
]

[[section]]
id = "M"
title = "Oversight"
group = "Read and judge"
question = [
    { id = "M1", ask = "The start was guided", type = "EV", standard = "start-guided", hint = "Read the first entries.", guide = { good = ["A plan."], look = ["Supervision"], signs = ["Dates only"] } },
    { id = "M2", ask = "The plan was looked at", type = "EV", standard = "plan-looked-at", limiting = true },
    { id = "M3", ask = "Often enough", type = "YPN" },
    { id = "M4", ask = "On time", type = "YN" },
    { id = "M5", ask = "I was helped", type = "AG5" },
    { id = "M6", ask = "How do we know", type = "EVD" },
    { id = "M7", ask = "In a few lines", type = "LTX" },
    { id = "M.J", ask = "Section judgement", type = "G4", use = "section_judgement" },
    { id = "S7", ask = "Is any child at risk now?", type = "GROUP", use = "alert", part = [
        { id = "choice", ask = "A child is at risk now", type = "YN" },
        { id = "told", ask = "Who was told", type = "TXT", ask_if = [{ choice = ["y"] }] },
    ] },
]

[[section]]
id = "O"
title = "Overall"
group = "Finish"
question = [
    { id = "O1", ask = "Overall judgement", type = "G4", use = "overall" },
    { id = "O2", ask = "Why the judgement stands", type = "LTX", ask_on_prompt = true },
    { id = "O3", ask = "Strengths", type = "ROWS", use = "strengths", min_rows = 1, max_rows = 2, part = [
        { id = "words", ask = "Strength", type = "TXT" }, { id = "share", ask = "Share wider?", type = "YN", required = false }] },
    { id = "O4", ask = "Actions", type = "ROWS", use = "actions", required = false, part = [{ id = "action", ask = "Action", type = "TXT" }] },
]
"""


def small() -> Template:
    return templates.load(SMALL.encode(), "small.toml", templates.shared_parts(resources_folder()))


class Home(QWidget):
    def title(self) -> str:
        return ""


def window_on(desk: Desk) -> MainWindow:
    """The real window with the places an audit needs."""
    window = MainWindow(
        [Place("home", "Home", "house"), Place("audits", "Case audits", "clipboard-check")], "Priya Nair"
    )
    window.register("home", lambda **_: Home())
    window.register("transfer", lambda **_: Home())
    screens = {"audit": AuditScreen, "check": CheckScreen, "preview": PreviewScreen, "risk": RiskScreen}
    for place, made in screens.items():
        window.register(place, lambda made=made, **args: made(desk, window, **args))
    return window


def press(key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, mods)


def type_words(words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)


def answer_here(screen: AuditScreen, most: int = 120, rating: str = "3") -> None:
    """Answer the question that is shown with Tab, Space, arrows and letters, until nothing is missing."""
    assert isinstance(screen.page, QuestionPage)
    page = screen.page
    if page.question.type == "EV":
        press(Qt.Key[f"Key_{rating}"], Qt.KeyboardModifier.ControlModifier)
        press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    touched: set[QWidget] = set()
    for _ in range(most):
        page.editor.flush()
        if not any(p.severity == "block" for p in screen.session.problems(page.question.id)):
            return
        _act(QApplication.focusWidget(), touched)
        QApplication.processEvents()
        press(Qt.Key.Key_Tab)
    raise AssertionError(
        f"{page.question.id} could not be answered by the keyboard: {screen.session.problems(page.question.id)}"
    )


def _act(widget: QWidget, touched: set[QWidget]) -> None:
    if isinstance(widget, QRadioButton):
        if widget.group().checkedButton() is None:
            press(Qt.Key.Key_Space)
    elif isinstance(widget, QComboBox):
        if widget.currentIndex() <= 0:
            press(Qt.Key.Key_Down)
    elif isinstance(widget, QCheckBox):
        if not any(tick.isChecked() for tick in widget.parentWidget().findChildren(QCheckBox)):
            press(Qt.Key.Key_Space)
    elif isinstance(widget, QLineEdit):
        if not widget.text():
            holder = widget.parentWidget()
            type_words(
                "12/10/2026"
                if isinstance(holder, DateEditor)
                else "2"
                if isinstance(holder, NumberEditor)
                else "Told"
            )
    elif isinstance(widget, QPlainTextEdit):
        if not widget.toPlainText():
            type_words(SENTENCE)
    elif (
        isinstance(widget, Button)
        and widget.words.startswith("Add ")
        and widget not in touched
        and "finding" not in widget.words
    ):
        press(Qt.Key.Key_Space)
    touched.add(widget)
