"""Meetings on screen: begun, typed and never lost, closed, read, corrected; challenges answered; other sources noted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from qa_desktop import actions, challenges, meetings, sources
from qa_desktop.workspace import Workspace
from tests.acting import on
from tests.meeting import DECISION, PANEL, PERIOD, QUESTION, closed, typed
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Ask
from ui.screens.challenges_home import ChallengesGroup
from ui.screens.home import HomeScreen
from ui.screens.meeting import MeetingScreen
from ui.screens.meeting_acts import AnswerCard, SourceCard
from ui.screens.meetings import MeetingsScreen


@pytest.fixture
def central(bare_service) -> Workspace:
    return on(bare_service.central, "2026-11-25")


class Elsewhere(QWidget):
    """In place of a screen that has tests of its own."""

    def title(self) -> str:
        return ""


@pytest.fixture
def listed(central, place):  # noqa: F811
    def go(**args) -> MeetingsScreen:
        screen = place(central, "meetings", MeetingsScreen, **args)
        for name in ("meeting", "reports", "action", "schedule"):
            screen._window.register(name, lambda **_given: Elsewhere())
        return screen

    return go


@pytest.fixture
def one(central, place):  # noqa: F811
    def go(method: str = PANEL, period: str = PERIOD) -> MeetingScreen:
        screen = place(central, "meeting", MeetingScreen, method=method, period=period)
        for name in ("reports", "action"):
            screen._window.register(name, lambda **_given: Elsewhere())
        return screen

    return go


def tab(screen, qtbot, number: int) -> None:
    screen.tabs.setCurrentIndex(number)
    settle(qtbot, screen)


def cells(screen) -> list[list[str]]:
    model = screen.model
    return [[model.index(r, c).data() for c in range(4)] for r in range(model.rowCount())]


def say(editor, words: str) -> None:
    """As if somebody typed it."""
    (editor.setPlainText if hasattr(editor, "setPlainText") else editor.setText)(words)


# The lists


def test_meetings_to_come_are_those_of_the_schedule(listed):
    screen = listed()
    told = " ".join(line[0] for line in cells(screen))
    assert "Practice Mirror group" in told and "Quality and Challenge Panel" in told
    assert "Audit Reflection Group" in told and "Supervision feedback" not in told
    check_screen(screen)


def test_each_list_says_what_would_be_in_it(listed, qtbot):
    screen = listed(tab="challenges")
    assert "Nothing was asked yet" in words_of(screen)
    tab(screen, qtbot, 1)
    assert "No meeting was held yet" in words_of(screen)
    tab(screen, qtbot, 3)
    assert "Nothing is noted yet" in words_of(screen)
    check_screen(screen)


def test_a_meeting_opens_with_enter(listed, qtbot):
    screen = listed()
    screen.table.activated.emit(screen.model.index(0, 0))
    assert isinstance(screen._window.showing, Elsewhere)


def test_a_challenge_is_answered_from_its_list(central, listed, qtbot):
    closed(central, by="2026-11-01")
    screen = listed(tab="challenges")
    assert cells(screen)[0][3] == "24 days late"
    screen.table.activated.emit(screen.model.index(0, 0))
    settle(qtbot, screen)
    assert isinstance(screen.card, AnswerCard) and QUESTION in words_of(screen.card)
    check_screen(screen)
    button(screen, "Keep the answer").click()
    assert "Say in a few words what was answered." in words_of(screen.card)
    say(screen.card.fields["words"].editor, "J. Okafor was on leave")
    button(screen, "Keep the answer").click()
    settle(qtbot, screen)
    assert screen.card.read_it.isVisible() and challenges.every(central)[0].open
    say(screen.card.fields["words"].editor, "Reviews were late")
    button(screen, "Keep the answer").click()
    settle(qtbot, screen)
    assert challenges.every(central)[0].body.answer == "Reviews were late"
    assert screen.card is None and cells(screen)[0][3] == "Answered"


def test_a_source_is_noted_corrected_and_withdrawn(central, listed, qtbot):
    screen = listed(tab="sources")
    button(screen, "Note a source").click()
    settle(qtbot, screen)
    card = screen.card
    assert isinstance(card, SourceCard)
    button(screen, "Keep the source").click()
    assert "Choose what kind of source it is." in words_of(card)
    card.fields["kind"].editor.set_value("complaint")
    say(card.fields["summary"].editor, "Letters were hard to read")
    check_screen(screen)
    button(screen, "Keep the source").click()
    settle(qtbot, screen)
    (noted,) = sources.every(central)
    assert noted.body.kind == "complaint" and cells(screen)[0][0] == "Complaint: Letters were hard to read"
    screen.table.activated.emit(screen.model.index(0, 0))
    settle(qtbot, screen)
    say(screen.card.fields["follows"].editor, "Plain letters")
    button(screen, "Keep the correction").click()
    settle(qtbot, screen)
    assert sources.every(central)[0].body.follows == "Plain letters"
    screen.table.activated.emit(screen.model.index(0, 0))
    settle(qtbot, screen)
    button(screen, "Withdraw it").click()
    assert "Say in a few words why." in words_of(screen.card)
    say(screen.card.fields["reason"].editor, "Not ours")
    button(screen, "Withdraw it").click()
    settle(qtbot, screen)
    assert sources.every(central) == () and "Nothing is noted yet" in words_of(screen)


def test_a_source_that_is_begun_is_there_when_somebody_comes_back(central, listed, qtbot):
    screen = listed(tab="sources")
    button(screen, "Note a source").click()
    settle(qtbot, screen)
    say(screen.card.fields["summary"].editor, "Letters were hard")
    assert screen.flush()
    screen.acts()["close"]()
    assert screen.card is None
    button(screen, "Note a source").click()
    settle(qtbot, screen)
    assert screen.card.fields["summary"].editor.text() == "Letters were hard"
    button(screen, "Cancel note a source").click()
    settle(qtbot, screen)
    button(screen, "Note a source").click()
    settle(qtbot, screen)
    assert screen.card.fields["summary"].editor.text() == ""


# One meeting


def test_a_meeting_is_begun_typed_and_closed(central, one, qtbot):
    screen = one()
    assert "This meeting is not begun" in words_of(screen)
    check_screen(screen)
    button(screen, "Start the meeting").click()
    settle(qtbot, screen)
    form = screen.form
    say(form.fields["on"].editor, "28 Oct 2026")
    say(form.items[0], "Read the headline.")
    button(screen, "Add a decision").click()
    say(form.decisions.fields[0]["words"].editor, DECISION)
    button(screen, "Add a challenge").click()
    for name, words in (("question", QUESTION), ("who", "Head of service"), ("by", "20 Nov 2026")):
        say(form.challenges.fields[0][name].editor, words)
    button(screen, "Add an action").click()
    say(form.actions.fields[0]["what"].editor, "Look every week")
    check_screen(screen)
    button(screen, "Close the meeting").click()
    settle(qtbot, screen)
    assert "The meeting is closed." in words_of(screen) and DECISION in words_of(screen)
    (met,) = meetings.every(central)
    assert met.body.on == "2026-10-28" and met.body.agenda[0].notes == "Read the headline."
    (asked,) = challenges.every(central)
    assert (asked.body.question, asked.body.by) == (QUESTION, "2026-11-20")
    assert actions.get(central, met.body.actions[0]).body.what == "Look every week"
    assert QUESTION in words_of(screen)
    check_screen(screen)


def test_every_key_is_on_disk_before_the_next(central, one, qtbot):
    typed(central)
    screen = one()
    say(screen.form.fields["notes"].editor, "Half a sent")
    again = central.again()
    try:
        assert meetings.draft(again, PANEL, PERIOD).notes == "Half a sent"
    finally:
        again.close()
    assert "Saved on this laptop" in screen.saved.words.text()


def test_what_is_begun_stands_in_its_boxes_again(central, one):
    held = typed(central)
    screen = one()
    shown = screen.form.draft()
    assert shown.decisions == held.decisions and shown.challenges[0].question == QUESTION
    assert shown.present == held.present and shown.actions[0].what == held.actions[0].what


def test_what_is_missing_is_listed_and_leads_to_its_field(central, one, qtbot):
    screen = one()
    button(screen, "Start the meeting").click()
    settle(qtbot, screen)
    say(screen.form.fields["on"].editor, "some day")
    button(screen, "Add a challenge").click()
    say(screen.form.challenges.fields[0]["question"].editor, "Why?")
    button(screen, "Close the meeting").click()
    settle(qtbot, screen)
    told = [link.words for link in screen.problems.links]
    assert any("day, month and year" in one for one in told) and any("who answers" in one for one in told)
    assert meetings.every(central) == () and screen.form.isEnabled()
    screen.problems.links[-1].click()
    check_screen(screen)


def test_words_that_could_name_somebody_ask_for_a_tick(central, one, qtbot):
    typed(central)
    screen = one()
    say(screen.form.fields["notes"].editor, "J. Okafor told of it")
    button(screen, "Close the meeting").click()
    settle(qtbot, screen)
    assert screen.names_nobody.isVisible() and meetings.every(central) == ()
    screen.names_nobody.setChecked(True)
    button(screen, "Close the meeting").click()
    settle(qtbot, screen)
    assert len(meetings.every(central)) == 1


def test_rows_are_taken_away_and_the_rest_stay(central, one):
    typed(central)
    screen = one()
    button(screen, "Add a decision").click()
    say(screen.form.decisions.fields[1]["words"].editor, "Another")
    lines = screen.form.decisions
    next(b for b in lines.findChildren(QWidget) if b.accessibleName() == "Take away decision 1").click()
    assert [one["words"] for one in lines.values()] == ["Another"]
    assert meetings.draft(central, PANEL, PERIOD).decisions == ("Another",)


def test_throwing_away_asks_first(central, one, qtbot, monkeypatch):
    typed(central)
    screen = one()
    monkeypatch.setattr(Ask, "ask", classmethod(lambda *_args, **_more: False))
    button(screen, "Throw away").click()
    settle(qtbot, screen)
    assert meetings.draft(central, PANEL, PERIOD) is not None
    monkeypatch.setattr(Ask, "ask", classmethod(lambda *_args, **_more: True))
    button(screen, "Throw away").click()
    settle(qtbot, screen)
    assert meetings.draft(central, PANEL, PERIOD) is None and "This meeting is not begun" in words_of(screen)


def test_a_closed_meeting_is_corrected(central, one, qtbot):
    closed(central)
    screen = one()
    button(screen, "Correct it").click()
    settle(qtbot, screen)
    say(screen.form.fields["notes"].editor, "Read the headline twice.")
    button(screen, "Close the meeting").click()
    settle(qtbot, screen)
    (met,) = meetings.every(central)
    assert met.body.notes == "Read the headline twice." and len(met.body.challenges) == 1


def test_what_is_open_from_before_is_answered_in_the_meeting_without_losing_what_is_typed(
    central, one, qtbot
):
    closed(central, by="2026-11-01")
    screen = one(period="2026-11")
    assert "Open from before" in words_of(screen) and "24 days late" in words_of(screen)
    button(screen, "Start the meeting").click()
    settle(qtbot, screen)
    say(screen.form.items[1], "Half a note")
    button(screen, f"Answer {challenges.every(central)[0].ref}").click()
    settle(qtbot, screen)
    say(screen.act.fields["words"].editor, "Reviews were late")
    button(screen, "Keep the answer").click()
    settle(qtbot, screen)
    assert challenges.open_of(central, PANEL) == () and "Open from before" not in words_of(screen)
    assert screen.form.items[1].text() == "Half a note"


def test_a_period_that_there_is_not_is_said(one):
    screen = one(period="2026-99")
    assert "This meeting could not be shown." in words_of(screen)
    check_screen(screen)


def test_late_challenges_stand_on_home(central, place):  # noqa: F811
    closed(central, by="2026-11-01")
    screen = place(central, "home", HomeScreen)
    (group,) = screen.findChildren(ChallengesGroup)
    assert QUESTION in words_of(group) and "Head of service was to answer" in words_of(group)


# In every look


def test_meetings_fit_at_every_size_of_text(central, app, listed, one, qtbot, themed):
    typed(central)
    closed(central, "Q11", "2026-08-to-2026-09", by="2026-11-01")
    lists = listed(tab="challenges")
    window = lists._window

    for make in (
        lambda: MeetingsScreen(lists._desk, window, tab="challenges"),
        lambda: MeetingScreen(lists._desk, window, PANEL, PERIOD),
        lambda: MeetingScreen(lists._desk, window, "Q11", "2026-08-to-2026-09"),
    ):

        def rested(make=make):
            screen = make()
            settle(qtbot, screen)
            return screen

        check_scales(app, rested)


def test_the_schedule_leads_to_the_meeting_of_a_row(central, place, qtbot):  # noqa: F811
    from ui.screens.schedule import ScheduleScreen

    screen = place(central, "schedule", ScheduleScreen, method=PANEL, period="2026-11")
    for name in ("meeting", "meetings"):
        screen._window.register(name, lambda **_given: Elsewhere())
    settle(qtbot, screen)
    button(screen, "Open the meeting").click()
    assert isinstance(screen._window.showing, Elsewhere)


def test_what_is_not_owed_is_no_meeting_to_come_and_challenges_stand_with_the_next_one(central, listed):
    closed(central, by="2026-11-01")
    told = [line[0] for line in cells(listed())]
    assert not any("April to May 2026" in one for one in told)
    assert [one for one in told if "1 challenge open" in one] == [
        "Quality and Challenge Panel, November 2026 · 1 challenge open"
    ]
