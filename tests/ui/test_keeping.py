"""Keeping and deleting, and the trail, as the lead and the head of service have them in the window."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from qa_desktop import retention, retention_acts, retention_due, trail
from qa_desktop.errors import WriteFailed
from tests.keeping import LATER, audit, keeping, send
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.keeping import KeepingScreen
from ui.screens.keeping_acts import AnswerCard, HoldCard, LetGoCard, PeriodsCard
from ui.screens.pick import Pick
from ui.screens.settings import SettingsScreen
from ui.screens.trail import TrailScreen


@pytest.fixture
def trio(bare_service):
    lead, head, laptop = keeping(bare_service)
    audit(bare_service, laptop, "FS-2041")
    audit(bare_service, laptop, "FS-2042", "other words")
    return lead, head, laptop


def says(qtbot, screen, words: str) -> None:
    qtbot.waitUntil(lambda: words in words_of(screen), timeout=20_000)


def cells(screen) -> list[str]:
    return [screen.model.index(n, 0).data() for n in range(screen.model.rowCount())]


def late(ws) -> None:
    """Everything signed so far is over its time."""
    retention_due.set_period(ws, "audits", 1)
    object.__setattr__(
        ws.world,
        "now",
        lambda: __import__("datetime").datetime(2034, 1, 1, 9, tzinfo=__import__("datetime").UTC),
    )


def test_nothing_is_due_and_the_screen_says_what_to_do(place, qtbot, trio):
    screen = place(trio[0], "keeping", KeepingScreen)
    assert "Nothing is due" in words_of(screen) and "outside the program" in words_of(screen)
    check_screen(screen)
    button(screen, "Propose what is due").click()
    says(qtbot, screen, "See Periods")


def test_the_lead_sets_a_period_by_keyboard_and_what_is_due_is_listed(place, qtbot, trio):
    lead = trio[0]
    screen = place(lead, "keeping", KeepingScreen)
    button(screen, "Periods").click()
    assert isinstance(screen.card, PeriodsCard)
    box = screen.card.fields["audits"].editor
    box.setText("many")
    screen.card.yes.click()
    says(qtbot, screen, "whole months")
    box.selectAll()
    QTest.keyClicks(box, "24")
    check_screen(screen)
    screen.card.yes.setFocus()
    QTest.keyClick(screen.card.yes, Qt.Key.Key_Space)
    says(qtbot, screen, "The periods are set here.")
    assert retention_due.periods(lead)["audits"] == 24
    settle(qtbot, screen)
    screen.tabs.setCurrentIndex(3)
    assert len(cells(screen)) == 2 and any("FS-2041" in one for one in cells(screen))


def test_hold_propose_approve_and_the_log_each_in_the_window(place, qtbot, trio):
    lead, head, _ = trio
    late(lead)
    screen = place(lead, "keeping", KeepingScreen)
    settle(qtbot, screen)
    assert len(cells(screen)) == 2
    check_screen(screen)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert isinstance(screen.card, HoldCard)
    screen.card.yes.click()
    says(qtbot, screen, "at least ten letters")
    check_screen(screen)
    screen.card.fields["reason"].editor.set_text("A court has asked for it.")
    screen.card.yes.click()
    says(qtbot, screen, "nothing about it can be removed")
    settle(qtbot, screen)
    button(screen, "Propose what is due").click()
    screen.card.yes.click()
    says(qtbot, screen, "Make the head of service’s pack")
    settle(qtbot, screen)
    (line,) = retention_acts.log(lead)
    assert line.documents == 1 and line.state == "proposed"
    screen.tabs.setCurrentIndex(1)
    screen.table.activated.emit(screen.model.index(0, 0))
    assert isinstance(screen.card, LetGoCard)
    settle(qtbot, screen)
    button(screen, "Cancel let go").click()
    assert screen.card is None
    send(lead, head)
    there = place(head, "keeping", KeepingScreen, tab="purges")
    settle(qtbot, there)
    assert not there.propose.isVisible()
    there.table.activated.emit(there.model.index(0, 0))
    assert isinstance(there.card, AnswerCard)
    check_screen(there)
    there.card.approve.click()
    says(qtbot, there, "Removed here.")
    assert len(retention.counted(head)) == 1
    settle(qtbot, there)
    there.table.activated.emit(there.model.index(0, 0))
    says(qtbot, there, "It is settled.")


def test_what_cannot_be_held_is_said_in_the_form_and_nothing_is_lost(place, qtbot, trio):
    screen = place(trio[0], "keeping", KeepingScreen)
    button(screen, "Hold back").click()
    screen.card.yes.click()
    says(qtbot, screen, "Give the number or code.")
    screen.card.of.set_value("person")
    screen.card.fields["what"].editor.setText("X99")
    screen.card.fields["reason"].editor.set_text("A complaint is open.")
    screen.card.yes.click()
    says(qtbot, screen, "There is nobody with the staff code")
    assert screen.card.fields["reason"].editor.text() == "A complaint is open."


def test_a_list_that_cannot_be_read_says_so(place, qtbot, trio, monkeypatch):
    def broken(_ws, _day):
        raise WriteFailed("The disk did not answer. Try again.")

    monkeypatch.setattr(retention_due, "items", broken)
    screen = place(trio[0], "keeping", KeepingScreen)
    says(qtbot, screen, "The disk did not answer")


def test_the_trail_is_listed_searched_checked_and_written_out(place, qtbot, trio, tmp_path, monkeypatch):
    lead = trio[0]
    screen = place(lead, "trail", TrailScreen)
    assert len(cells(screen)) == len(trail.lines(lead))
    check_screen(screen)
    button(screen, "Check it").click()
    says(qtbot, screen, "The trail is whole.")
    monkeypatch.setattr(Pick, "save", classmethod(lambda *_a, **_k: tmp_path / "trail.json"))
    button(screen, "Write it out").click()
    says(qtbot, screen, "Written out.")
    assert (tmp_path / "trail.json").is_file()
    settle(qtbot, screen)
    screen.tabs.setCurrentIndex(2)
    screen.search.setText("zebra")
    says(qtbot, screen, "Nothing found")
    screen.search.setText("")
    lead.store._conn.execute("DELETE FROM trail WHERE number = 2")
    button(screen, "Check it").click()
    says(qtbot, screen, "Line 2 is missing")


@pytest.mark.parametrize("palette", ["light", "dark"])
@pytest.mark.parametrize("name", ["keeping", "trail", "answer"])
def test_the_screens_fit_at_every_size(place, qtbot, trio, app, themed, name, palette):
    lead, head, _ = trio
    late(lead)
    if name == "answer":
        retention_acts.propose(lead, LATER)
        send(lead, head)
    screen = place(*{
        "keeping": (lead, "keeping", KeepingScreen), "trail": (lead, "trail", TrailScreen),
        "answer": (head, "keeping", KeepingScreen),
    }[name])  # fmt: skip
    settle(qtbot, screen)
    if name == "answer":
        screen.tabs.setCurrentIndex(2)
        screen.table.activated.emit(screen.model.index(0, 0))
    check_scales(app, lambda: screen.window())


def test_settings_lead_to_both_and_an_auditor_sees_the_trail_only(place, trio):
    lead, _, laptop = trio
    from tests.ui.rooms import button as find

    screen = None
    for ws, both in ((lead, True), (laptop, False)):
        screen = _settings(place, ws)
        held = [b.words for b in screen.findChildren(type(find(screen, "Trail")))]
        assert "Trail" in held and ("Keeping and deleting" in held) == both


def _settings(place, ws):
    from ui.desk import Desk

    SettingsScreen.reading = type("Still", (), {"busy": False})()
    try:
        return place(ws, "settings", SettingsScreen)
    finally:
        del SettingsScreen.reading
        assert Desk


def test_two_periods_decided_apart_are_shown_with_who_and_when_until_somebody_decides(place, qtbot, trio):
    lead, head, _ = trio
    retention_due.set_period(lead, "audits", 12)
    retention_due.set_period(head, "audits", 36)
    send(head, lead)
    screen = place(lead, "keeping", KeepingScreen)
    says(qtbot, screen, "A period was decided twice")
    check_screen(screen)
    button(screen, "Periods").click()
    hint = screen.card.fields["audits"].findChildren(QLabel)
    said = " ".join(one.text() for one in hint)
    assert (
        "12 months: Marta Trent" in said and "36 months: Hana Okoye" in said and "Saving decides it" in said
    )
    assert screen.card.fields["audits"].editor.text() == "36"
    check_screen(screen)
    screen.card.fields["audits"].editor.setText("24")
    screen.card.yes.click()
    says(qtbot, screen, "Your next packs and returns tell the others.")
    qtbot.waitUntil(lambda: screen.clash is None, timeout=20_000)
    assert retention_due.periods(lead)["audits"] == 24
