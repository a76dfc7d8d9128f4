"""One deep audit in the real window, by the keyboard alone: the passphrase, Home, every question, the signature."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qa_desktop import ledger, profiles
from tests.conftest import made_up_world
from tests.ui.places import start, unlocked  # noqa: F401  fixture
from tests.ui.test_app import auditor  # noqa: F401  fixture
from tests.ui.walking import answer_here, press, type_words
from ui.forms.before import BeforePage
from ui.kit import TaskRow

CTRL = Qt.KeyboardModifier.ControlModifier


def tab_to(widget, most: int = 80) -> None:
    for _ in range(most):
        if QApplication.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName() or widget}")


@pytest.mark.timeout(400)
def test_from_the_passphrase_to_a_signed_deep_audit_by_the_keyboard_alone(start, auditor, qtbot):  # noqa: F811
    window = unlocked(qtbot, start(auditor)).window
    qtbot.waitUntil(lambda: bool(window.findChildren(TaskRow)))
    tab_to(window.findChildren(TaskRow)[0].button)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.place == "audit")
    if isinstance(window.showing.page, BeforePage):
        press(Qt.Key.Key_Return, CTRL)
    for _ in range(140):
        answer_here(window.showing)
        press(Qt.Key.Key_Return, CTRL)
        if window.place != "audit":
            break
    assert window.place == "check"
    check = window.showing
    assert check.problems.isHidden()
    tab_to(check.passphrase.first_focus())
    type_words("demo")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=20_000)
    digest = check.done.digest.text().replace(" ", "")
    window.close()
    ws = profiles.open_workspace(made_up_world(auditor), "demo")
    assert [form.digest for form in ledger.forms(ws)] == [digest]
    ws.close()
