"""Moderation from the plan to what the auditor is told, through everybody's own window."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import packs
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.moderating import (
    COMMENT,
    DECIDED,
    answers,
    audited,
    team,  # noqa: F401  fixture
)
from tests.ui.conftest import check_screen
from tests.ui.moderation_room import CTRL, NOTE, cells, newest
from tests.ui.moderation_room import disagreed as disagreed
from tests.ui.moderation_room import folder as folder
from tests.ui.places import end, settled, type_in, unlocked
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from tests.ui.walking import SENTENCE, answer_here, press
from ui.app import Program
from ui.forms.before import BeforePage
from ui.kit import StatusRow, TaskRow


class Windows:
    """Opens one person's window after another on the folders of a service, as if on their laptops."""

    def __init__(self, qtbot, service: Service):
        self._qtbot, self._service = qtbot, service
        self.program: Program | None = None

    def open(self, name: str) -> Program:
        self.close()
        world = replace(made_up_world(self._service.folder / name), new_id=lambda: uuid.uuid4().hex)
        self.program = Program(world, cost=QUICK)
        self._qtbot.addWidget(self.program.window)
        self.program.window.resize(1366, 768)
        with self._qtbot.waitActive(self.program.window):
            self.program.begin()
            self.program.window.activateWindow()
        return unlocked(self._qtbot, self.program)

    def close(self) -> None:
        if self.program is not None:
            end(self.program)
        self.program = None

    @property
    def screen(self) -> QWidget:
        return self.program.window.showing

    def go(self, name: str, **args: object) -> QWidget:
        self.program.window.go(name, **args)
        return self.come_to(name)

    def come_to(self, name: str) -> QWidget:
        self._qtbot.waitUntil(lambda: self.program.window.place == name)
        self.rest()
        return self.screen

    def rest(self) -> None:
        settled(self._qtbot, self.program)
        if hasattr(self.screen, "reading"):
            settle(self._qtbot, self.screen)

    def import_file(self, path: Path) -> None:
        screen = self.go("importer")
        screen._chosen([path])
        self.rest()
        button(screen, "Import 1 file").click()
        self.rest()
        assert "imported" in words_of(screen).casefold()

    def send_back(self) -> None:
        button(self.go("transfer"), "Create return file").click()
        self.rest()
        assert "written, read back, checked" in words_of(self.screen)


@pytest.fixture
def at(app, qtbot, team) -> Iterator[Windows]:
    """The windows of the service."""
    made = Windows(qtbot, team)
    yield made
    made.close()


@pytest.mark.timeout(280)
def test_from_the_plan_to_what_the_auditor_is_told_through_everybodys_own_window(at, team, folder, qtbot):
    (digest,) = audited(team, answers("3"))
    before = team.central.store.entry(digest).body
    the_lead_plans_and_asks(at)
    the_moderator_judges(at, newest(folder), qtbot)
    the_lead_writes_down_that_they_do_not_agree(at, newest(folder), digest)
    the_head_of_service_settles(at, newest(folder))
    at.open("central")
    at.import_file(newest(folder))
    shown = words_of(at.go("moderated", digest=digest))
    assert "Settled" in shown and "Reports count 1 " in shown
    made = packs.make_pack(at.program.desk.workspace, "A01", folder)
    at.open("A01")
    at.import_file(made.path)
    the_auditor_reads_it(at, digest, before)


def the_lead_plans_and_asks(at: Windows) -> None:
    at.open("central")
    screen = at.go("moderation")
    button(screen, "Make the plan").click()
    at.rest()
    (row,) = cells(screen)
    assert row["Why picked"] == "New auditor" and row["State"] == "Not sent yet"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    case = at.come_to("moderated")
    assert "Priya Nair did this audit" in "".join(w.text.text() for w in case.findChildren(StatusRow))
    assert case.send.who.findData("A01") == -1
    case.send.who.set_value("M01")
    case.send.who.changed.emit("M01")
    button(case, "Write the blind file…").click()
    at.rest()
    assert "Only Sam Hassan can open it." in words_of(case)
    assert "With the moderator" in words_of(case) and DECIDED not in words_of(case)


def the_moderator_judges(at: Windows, path: Path, qtbot) -> None:
    window = at.open("M01").window
    at.import_file(path)
    home = at.go("home")
    (row,) = home.findChildren(TaskRow)
    assert row.title.text().startswith("Moderate case F")
    row.button.click()
    blind = at.come_to("blind")
    for _ in range(len(blind.sections) - 1):
        button(blind, "Next section").click()
    assert not blind.after.isEnabled()
    blind.show_section([s.id for s in blind.sections].index("P"))
    at.rest()
    assert COMMENT in words_of(blind) and DECIDED not in words_of(blind)
    button(blind, "Give your judgement").click()
    audit = at.come_to("audit")
    assert isinstance(audit.page, BeforePage)
    press(Qt.Key.Key_Return, CTRL)
    assert COMMENT in words_of(audit)  # beside the judgement of the section stands what was found in it
    check_screen(audit)
    for _ in range(4):
        if audit.page.question.type == "G4":
            press(Qt.Key.Key_1, CTRL)
        answer_here(audit)
        press(Qt.Key.Key_Return, CTRL)
    check = at.come_to("check")
    assert check.problems.isHidden() and "Sign your judgement" in words_of(check)
    check.passphrase.first_focus().setFocus()
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=20_000)
    at.send_back()
    screen = at.go("moderation")
    (row,) = cells(screen)
    assert row["State"] == "Judged" and window.place == "moderation"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    signed = at.come_to("audit").page
    assert "Moderator, Mon 2 Nov" in "".join(w.text.text() for w in signed.findChildren(StatusRow))
    assert "Second judgement. Small audit" in words_of(signed)


def the_lead_writes_down_that_they_do_not_agree(at: Windows, path: Path, digest: str) -> None:
    at.open("central")
    at.import_file(path)
    screen = at.go("moderated", digest=digest)
    shown = words_of(screen)
    assert "The two judgements differ." in shown and DECIDED in shown and SENTENCE in shown
    button(screen, "Seal what it came to").click()
    assert "Choose what came of the talk." in words_of(screen)
    screen.agree.what.choose("not_agreed")
    button(screen, "Seal what it came to").click()
    at.rest()
    assert "say when they were talked over" in words_of(screen)
    screen.agree.day.editor.setText("20 Nov 2026")
    screen.agree.note.editor.set_text(NOTE)
    button(screen, "Seal what it came to").click()
    at.rest()
    shown = words_of(screen)
    assert "Not agreed, talked over on Fri 20 Nov 2026" in shown and "until it is settled" in shown
    assert "by Mon 16 Nov 2026" in shown  # ten working days from the 2nd
    button(screen, "Write the file for them…").click()
    at.rest()
    assert "Only Ruth Osei can open it." in words_of(screen)


def the_head_of_service_settles(at: Windows, path: Path) -> None:
    at.open("H01")
    at.import_file(path)
    screen = at.go("moderation")
    (row,) = cells(screen)
    assert row["State"] == "Not agreed" and row["Due"] == "Due Mon 16 Nov"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    case = at.come_to("moderated")
    assert DECIDED in words_of(case) and NOTE in words_of(case)
    case.decide.which.choose("1")
    button(case, "Name the judgement that counts").click()
    at.rest()
    assert "Say in a few words why this judgement counts." in words_of(case)
    case.decide.reason.editor.set_text("The risk to the youngest was not acted on.")
    button(case, "Name the judgement that counts").click()
    at.rest()
    assert "Ruth Osei settled it on Mon 2 Nov 2026: 1 " in words_of(case)
    at.send_back()


def the_auditor_reads_it(at: Windows, digest: str, before: bytes) -> None:
    screen = at.go("audits", tab="moderated")
    button(screen, "See both sides").click()
    case = at.come_to("moderated")
    shown = words_of(case)
    for words in (DECIDED, SENTENCE, NOTE, "The risk to the youngest was not acted on.", "Reports count 1 "):
        assert words in shown
    assert "stays in the audit as it was signed" in shown
    assert case.agree is None and case.decide is None and case.send is None
    button(case, "Open the signed audit").click()
    audit = at.come_to("audit")
    assert "The risk to the youngest was not acted on." in words_of(audit.page)
    assert at.program.desk.workspace.store.entry(digest).body == before
