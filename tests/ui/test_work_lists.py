"""The lists of recording checks and of observations: what is due and late, events from a file, and where a line leads."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qa_desktop import forms, recording, templates, work
from qa_desktop.entries import Event
from tests.conftest import RESOURCES
from tests.ui.conftest import check_scales, check_screen
from tests.ui.places import rest, words
from tests.ui.walking import press, type_words, window_on
from ui.desk import Desk
from ui.kit import Button
from ui.screens.bad_rows import BadRows
from ui.screens.checklist import ChecklistScreen
from ui.screens.observations import ObservationsScreen
from ui.screens.observe import ObserveScreen
from ui.screens.pick import Pick
from ui.screens.recording import RecordingScreen

CSV = """Trigger,Mosaic ID,Completed on,Allocated worker,Supervisor,Team
Assessment completed,FS-2107,20/09/2026,W01,A01,South FST
Review,FS-2108,26 Oct 2026,W01,A01,South FST
Closure,FS-2109,31/02/2026,W01,A01,South FST
Chat,,20/10/2026,W01,A01,South FST
"""


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, shown, qtbot):
    made = window_on(desk)
    screens = {
        "recording": RecordingScreen, "checklist": ChecklistScreen, "observations": ObservationsScreen, "observe": ObserveScreen,
    }  # fmt: skip
    for place, screen in screens.items():
        made.register(place, lambda screen=screen, **args: screen(desk, made, **args))
    made.counts = {}
    made.set_count = lambda place, count: made.counts.__setitem__(place, count)
    shown(made)
    made.to = lambda place: _settled(made, desk, qtbot, place)
    return made


def _settled(window, desk, qtbot, place: str) -> QWidget:
    window.go(place)
    qtbot.waitUntil(lambda: not desk.busy)
    rest()
    return window.showing


def event(case: str, day: str, trigger: str = "assessment", supervisor: str = "A01") -> Event:
    return Event(
        id=f"event-{case}",
        trigger=trigger,
        case=case,
        date=day,
        worker="W01",
        supervisor=supervisor,
        team="South FST",
    )


def cells(screen) -> list[list[str]]:
    model = screen.model
    return [
        [str(model.index(r, c).data()) for c in range(model.columnCount())] for r in range(model.rowCount())
    ]


# Recording compliance


def test_checks_stand_by_the_day_they_are_due_with_both_parts_and_how_late(ws, window):
    recording.take_events(
        ws,
        [
            event("FS-2", "2026-10-20"),
            event("FS-1", "2026-09-01"),
            event("FS-3", "2026-09-02", supervisor="A09"),
        ],
    )
    draft = recording.start(
        ws, next(c for c in recording.due(ws, date(2026, 11, 2)) if c.event.date == "2026-09-01")
    )
    recording.answer(ws, draft, "RA1", "worker", "y")
    screen = window.to("recording")
    assert cells(screen) == [
        [
            "FS-1",
            "Assessment",
            "J. Okafor",
            "Due Tue 13 Oct · 20 days late",
            "1 of 14",
            "Not begun",
            "Late 20 days",
        ],
        ["FS-2", "Assessment", "J. Okafor", "Due Tue 1 Dec", "Not begun", "Not begun", "Worker’s part to do"],
    ]
    assert window.counts["recording"] == 2


def test_a_practice_lead_sees_everybodys_checks(service, app, shown, qtbot):
    lead = service.central
    recording.take_events(lead, [event("FS-1", "2026-10-20"), event("FS-2", "2026-10-20", supervisor="A02")])
    desk = Desk(lead)
    window = window_on(desk)
    window.register("recording", lambda **args: RecordingScreen(desk, window, **args))
    shown(window)
    screen = _settled(window, desk, qtbot, "recording")
    assert {line[0] for line in cells(screen)} == {"FS-1", "FS-2"}
    window.close()
    desk.close()


def test_enter_opens_the_check_with_its_head_filled_in_and_goes_on_where_it_was(ws, window):
    recording.take_events(ws, [event("FS-2", "2026-10-20")])
    screen = window.to("recording")
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert window.place == "checklist" and window.showing.head_card.isHidden()
    type_words("y")
    window.showing.later.click()
    again = window.to("recording")
    assert cells(again)[0][5] == "1 of 14" and len(forms.drafts(ws)) == 1
    QTest.keyClick(again.table, Qt.Key.Key_Return)
    assert window.showing.session.answers["RA1"] == {"supervisor": "y"}


def test_the_search_narrows_by_case_and_name(ws, window, qtbot):
    recording.take_events(ws, [event("FS-2", "2026-10-20"), event("FS-31", "2026-10-20")])
    screen = window.to("recording")
    screen.search.setFocus()
    type_words("31")
    qtbot.waitUntil(lambda: len(cells(screen)) == 1)
    type_words("x")
    qtbot.waitUntil(lambda: screen.nothing is not None)
    assert "Nothing found" in screen.nothing.title.text()


def test_nothing_to_check_says_when_checks_start(window):
    screen = window.to("recording")
    assert screen.nothing.title.text() == "Nothing to check"
    check_screen(window)


def test_a_list_of_events_shows_its_bad_rows_before_anything_is_taken_in(
    ws, window, desk, qtbot, tmp_path, monkeypatch
):
    path = tmp_path / "events.csv"
    path.write_text(CSV, "utf-8")
    monkeypatch.setattr(Pick, "file", classmethod(lambda *_: path))
    screen = window.to("recording")
    screen.import_button.click()
    qtbot.waitUntil(lambda: bool(screen.events.findChildren(BadRows)))
    assert recording.events(ws) == []
    bad = screen.events.findChild(BadRows).table.model()
    told = {tuple(str(bad.index(r, c).data()) for c in range(3)) for r in range(bad.rowCount())}
    assert any(row[:2] == ("4", "Completed on") and "is not a date" in row[2] for row in told)
    assert ("5", "Mosaic ID", "is empty") in told
    rest()
    check_screen(window)
    screen.events.yes.click()
    qtbot.waitUntil(lambda: len(cells(screen)) == 2)
    assert screen.told.text.text() == "2 new."
    screen.import_button.click()
    qtbot.waitUntil(lambda: getattr(screen.events, "yes", None) is not None)
    screen.events.yes.click()
    qtbot.waitUntil(lambda: screen.told.text.text() == "0 new, 2 known already.")


def test_a_file_that_is_no_list_says_so_in_its_own_words(window, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "events.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    monkeypatch.setattr(Pick, "file", classmethod(lambda *_: path))
    screen = window.to("recording")
    screen.import_button.click()
    qtbot.waitUntil(lambda: "The list could not be read." in words(screen.events))
    assert "events.csv is not a workbook that can be read" in words(screen.events)


def test_home_lists_a_check_that_is_due(ws):
    recording.take_events(ws, [event("FS-2", "2026-10-20")])
    task = next(t for t in work.tasks(ws, date(2026, 11, 2)) if t.case == "FS-2")
    assert task.icon == "file-check" and task.due == date(2026, 12, 1)


# Observations


def test_no_observation_yet_offers_to_plan_one(window):
    screen = window.to("observations")
    assert screen.nothing.title.text() == "No observation is planned"
    screen.nothing.findChild(Button).click()
    assert window.place == "observe" and window.showing.step == 0


def test_observations_stand_by_the_day_of_the_visit(ws, window):
    template = templates.load_all(RESOURCES)["OBS"]
    for case, day in (("FS-2", "2026-11-20"), ("FS-1", "2026-11-10")):
        draft = forms.answer(ws, forms.start(ws, template), "OB3", case)
        forms.answer(ws, draft, "OB1", {"worker": "W01", "date": day})
    screen = window.to("observations")
    assert [line[:3] for line in cells(screen)] == [
        ["J. Okafor", "FS-1", "Tue 10 Nov 2026"],
        ["J. Okafor", "FS-2", "Fri 20 Nov 2026"],
    ]
    assert cells(screen)[0][3].startswith("In progress, ") and window.counts["observations"] == 2
    check_screen(window)
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    assert window.place == "observe" and QApplication.focusWidget() is not None


def test_nothing_is_cut_at_any_text_size(app, themed, ws, desk, window):
    recording.take_events(ws, [event("FS-2", "2026-10-20")])
    check_scales(app, lambda: RecordingScreen(desk, window))
    check_scales(app, lambda: ObservationsScreen(desk, window))
