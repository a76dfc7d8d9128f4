"""A child at risk now: within reach of every screen, and a red bar that nothing takes away until it is finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from qa_desktop import alerts, forms, ledger
from tests.conftest import PASSPHRASE
from tests.ui.conftest import check_scales, check_screen, no_sideways_scroll
from tests.ui.places import press, rest, settled, start, type_in, unlocked, words  # noqa: F401  fixture
from tests.ui.test_app import auditor  # noqa: F401  fixture
from ui.screens.risk import RiskScreen, shown_for

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WHOLE = {
    "choice": "y",
    "told": "Duty manager",
    "date": "2026-11-02",
    "time": "09:10",
    "mosaic": "y",
    "step": "manager",
}


@pytest.fixture
def program(start, auditor, qtbot):  # noqa: F811
    return unlocked(qtbot, start(auditor))


def alert_key() -> None:
    press(Qt.Key.Key_R, CTRL_SHIFT)


def begin(program, qtbot, **parts) -> RiskScreen:
    """Ctrl+Shift+R, and these answers."""
    alert_key()
    rest()
    screen = program.window.showing
    assert isinstance(screen, RiskScreen)
    if parts:
        screen.editor.set_value(parts)
        screen._answered(parts)
        settled(qtbot, program)
    return screen


def mine(program) -> list[forms.Draft]:
    ws = program.desk.workspace
    return [d for d in forms.drafts(ws) if ledger.template(ws, d.template).code == "ALERT"]


@pytest.mark.parametrize(
    "place", ["home", "audits", "transfer", "guide", "settings", "start", "find", "importer"]
)
def test_every_place_answers_the_key_and_goes_back_without_a_trace(place, program, qtbot):
    program.window.go(place)
    settled(qtbot, program)
    screen = begin(program, qtbot)
    assert screen.alone and "tell the allocated manager or duty manager" in words(program.window)
    screen.back.click()
    settled(qtbot, program)
    assert program.window.place == place and mine(program) == []


def test_the_button_stands_at_the_foot_of_the_places(program, qtbot):
    risk = program.window.nav.risk
    assert risk.isVisible() and risk.accessibleName() == "Child at risk now?"
    check_screen(program.window.nav)
    risk.click()
    assert program.window.place == "risk"
    check_screen(program.window)
    no_sideways_scroll(program.window)


def test_inside_an_audit_it_is_the_audits_own_question(program, qtbot):
    ws = program.desk.workspace
    draft = forms.start(ws, next(t for t in ledger.known_templates(ws) if t.code == "RFP"))
    for place in ("audit", "check"):
        program.window.go(place, doc=draft.doc)
        alert_key()
        assert program.window.showing.session.draft.doc == draft.doc
        assert program.window.showing.question == "S7"


def test_a_form_without_such_a_question_gives_its_case_and_team_to_the_alert(program, qtbot):
    ws = program.desk.workspace
    template = next(t for t in forms.template_choices(ws).values() if t.code == "REC-A")
    draft = forms.start(ws, template)
    case = next(q for q in template.questions if q.fact == "case")
    forms.answer(ws, draft, case.id, "FS-7")
    program.window.go("checklist", doc=draft.doc)
    screen = begin(program, qtbot)
    assert screen.alone and screen.session.fact("case") == "FS-7"
    screen.back.click()
    settled(qtbot, program)
    assert program.window.place == "checklist" and mine(program) == []


def test_half_done_it_cannot_be_left_by_chance_and_kept_it_shows_on_every_screen(program, qtbot):
    screen = begin(program, qtbot, choice="y", told="Duty manager")
    assert not program.window.go("home") and screen.problems.isVisible()
    screen.keep.click()
    for place in ("home", "audits", "transfer", "guide", "settings", "start", "find"):
        program.window.go(place)
        settled(qtbot, program)
        assert program.window.alert_strip.isVisible(), place
        assert "Child at risk now: not finished" in words(program.window)
    check_screen(program.window)
    program.window.alert_strip.button.click()
    assert program.window.showing.session.answers["AL1"]["told"] == "Duty manager"


def test_nothing_takes_the_bar_away_but_finishing_it(program, qtbot):
    begin(program, qtbot, choice="y").keep.click()
    settled(qtbot, program)
    program._strip("warn", "Today’s backup was not made.", "The disk is full.")
    assert program.window.alert_strip.isVisible()
    program.desk.lock()
    program.desk.unlock()
    rest()
    assert program.window.alert_strip.isVisible()
    program.window.do("larger")
    settled(qtbot, program)
    assert program.window.alert_strip.isVisible()


def test_finished_the_bar_goes_and_it_is_signed(program, qtbot):
    begin(program, qtbot, choice="y").keep.click()
    settled(qtbot, program)
    program.window.alert_strip.button.click()
    screen = program.window.showing
    screen._answered(WHOLE | {"team": "South FST"})
    settled(qtbot, program)
    assert shown_for(program.window) == ""
    screen.done.click()
    settled(qtbot, program)
    assert program.window.place == "check"
    check_screen(program.window)
    program.window.showing.passphrase.first_focus().setFocus()
    type_in(PASSPHRASE)
    program.window.showing.sign_button.click()
    qtbot.waitUntil(lambda: hasattr(program.window.showing, "done"), timeout=20_000)
    assert mine(program) == [] and shown_for(program.window) == ""
    (form,) = ledger.forms(program.desk.workspace)
    assert form.body.answers["AL1"]["told"] == "Duty manager"


def test_an_alert_that_is_thrown_away_takes_its_bar_with_it(program, qtbot):
    begin(program, qtbot, choice="y").keep.click()
    settled(qtbot, program)
    (draft,) = mine(program)
    forms.drop(program.desk.workspace, draft)
    settled(qtbot, program)
    assert shown_for(program.window) == ""


def test_of_two_the_other_is_shown_once_one_is_finished(program, qtbot):
    ws = program.desk.workspace
    audit = forms.start(ws, next(t for t in ledger.known_templates(ws) if t.code == "RFP"))
    forms.answer(ws, audit, "S7", {"choice": "y"})
    begin(program, qtbot, choice="y").keep.click()
    settled(qtbot, program)
    assert {one.doc for one in alerts.standing(ws)} == {audit.doc, mine(program)[0].doc}
    forms.drop(ws, mine(program)[0])
    settled(qtbot, program)
    assert shown_for(program.window) == audit.doc


KILLED = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from ui.app import Program
program = Program(made_up_world(Path(sys.argv[1])), cost=QUICK)
program.begin()
program._try(PASSPHRASE)
ends = time.monotonic() + 40
while program.desk is None or program.window.place != "home" or program.desk.busy:
    app.processEvents()
    if time.monotonic() > ends:
        sys.exit(f"{program.desk} {program.window.place} {program.cover and program.cover.grab()}")
program.window.do("risk")
boxes = program.window.showing.editor.boxes
boxes["choice"].editor.choices.choose("y")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_window_is_killed_half_way_and_the_bar_is_there_when_it_opens_again(
    start,  # noqa: F811
    auditor,  # noqa: F811
    service,
    qtbot,
):
    service.laptops.pop("A01").close()  # a profile is open in one window at a time
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(auditor)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        timeout=120,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    program = unlocked(qtbot, start(auditor))
    qtbot.waitUntil(lambda: shown_for(program.window) != "")
    assert program.window.alert_strip.isVisible()
    (standing,) = alerts.standing(program.desk.workspace)
    assert standing.title == "Child at risk now"


def test_at_a_shared_laptop_it_is_out_of_reach_and_out_of_sight(program, qtbot):
    ws = program.desk.workspace
    draft = forms.start(ws, next(t for t in ledger.known_templates(ws) if t.code == "RFP"))
    for question, value in (("A21", {"took_part": "y"}), ("S7", {"choice": "y"})):
        draft = forms.answer(ws, draft, question, value)
    settled(qtbot, program)
    program.window.go("handover", doc=draft.doc, by="worker")
    program.window.showing.give.click()
    settled(qtbot, program)
    alert_key()
    assert program.window.place == "handover" and not program.window.alert_strip.isVisible()
    program.window.showing.held = False


def test_who_is_not_admitted_yet_is_told_what_to_do(start, bare_service, qtbot):  # noqa: F811
    ws = bare_service.admit("A01", "Priya Nair", "South FST")
    folder = ws.world.data_dir
    bare_service.laptops.pop("A01").close()
    program = unlocked(qtbot, start(folder))
    alert_key()
    settled(qtbot, program)
    assert program.window.place == "guide"
    assert "tell the allocated manager or duty manager" in words(program.window)


def test_the_alert_page_fits_at_every_text_size(program, themed, app):
    desk, window = program.desk, program.window
    check_scales(app, lambda: RiskScreen(desk, window))


def test_a_worker_and_a_lead_may_begin_one(service):
    service.admit("W09", "New Worker", "South FST", "worker")
    service.send_pack("W09", ("FS-9",))
    for ws in (service.central, service.laptop("W09")):
        draft = alerts.begin(ws, {"case": "FS-1", "team": ""})
        assert draft.answers["AL1"] == {"case": "FS-1"} and alerts.standing(ws) == []
        assert alerts.begin(ws).doc == draft.doc  # one that says nothing yet is gone on with
        assert alerts.forget_empty(ws, draft.doc) and not alerts.forget_empty(ws, draft.doc)
