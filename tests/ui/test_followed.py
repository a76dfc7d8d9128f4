"""What followed of a child at risk now, noted beside the signed form by a practice lead and by nobody else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from qa_desktop import alert_answers
from tests import reporting
from tests.qa_desktop.test_alert_answers import DONE, audit
from tests.ui.conftest import check_screen, no_sideways_scroll
from tests.ui.places import rest
from tests.ui.test_signed import words
from tests.ui.walking import window_on
from ui.desk import Desk


def opened(app, qtbot, ws, digest: str):
    desk = Desk(ws)
    window = window_on(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.go("audit", digest=digest)
    rest()
    return window, desk


@pytest.fixture
def lead(tmp_path):
    ws = reporting.lead(tmp_path / "L01")
    yield ws
    ws.close()


def test_what_followed_is_noted_with_the_keyboard_and_stands_beside_the_form(app, qtbot, lead):
    form = audit(lead, 1, risk=True)
    window, desk = opened(app, qtbot, lead, form)
    page = window.showing.page
    assert "A child might be at risk now, since Fri 30 Oct 2026" in words(page)
    assert "Nobody has noted yet what followed." in words(page)
    check_screen(window)
    no_sideways_scroll(window)
    card = page.followed
    card.day.editor.setText("yesterday perhaps")
    card.button.click()
    assert "such as 20 Nov 2026" in words(page)
    card.day.editor.setText("1 Nov 2026")
    card.button.click()
    assert "Choose one, also where it is not known." in words(page)
    first = card.safe.buttons["yes"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    card.button.click()
    assert "Say in a few words what was done" in words(page) and "note" not in lead.store.counts()
    card.words.editor.set_text(DONE)
    card.button.setFocus()
    qtbot.keyClick(card.button, Qt.Key.Key_Space)
    rest()
    assert "Safe now: Sun 1 Nov 2026, noted by Marta Trent" in words(page) and DONE in words(page)
    assert [one.days for one in alert_answers.of(lead, form)] == [2]
    check_screen(window)
    desk.close()


def test_an_audit_that_found_no_child_at_risk_asks_for_nothing(app, qtbot, lead):
    window, desk = opened(app, qtbot, lead, audit(lead, 2))
    assert window.showing.page.followed is None
    desk.close()
