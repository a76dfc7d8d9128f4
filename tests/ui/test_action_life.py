"""An action's whole life in real windows: two laptops and the practice lead's, with files carried between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from qa_desktop import action_standing, actions, packs, templates
from tests.acting import ACTING, ROW, on
from tests.acting import acts as acts
from tests.conftest import PASSPHRASE, RESOURCES, Service
from tests.ui.rooms import button, settle, words_of
from tests.ui.test_actions import answer, buttons, cells, fill, go, press, window  # noqa: F401  fixtures
from tests.ui.walking import answer_here
from tests.ui.walking import press as press_key
from ui.forms.before import BeforePage
from ui.kit import TaskRow
from ui.screens.action_acts import CloseCard, MoveCard
from ui.screens.action_form import FieldsCard
from ui.screens.pick import Pick
from ui.shell import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
FOUND, DONE, LATER = "2026-11-02", "2026-11-16", "2027-01-11"
SERVICE = b"""
[[section.question]]
id = "A3"
ask = "Service"
type = "TXT"
fact = "service"

[[section]]
id = "P"
"""
STANDARD = "Everyone who matters was thought of"


@dataclass
class Round:
    """The windows of one service on one day, and the stick that files are carried on."""

    service: Service
    window: object
    go: object
    qtbot: object
    stick: Path

    def open(self, code: str, day: str) -> MainWindow:
        ws = self.service.central if code == "L01" else self.service.laptop(code)
        return self.window(on(ws, day))

    def take(self, made: MainWindow, pattern: str) -> QWidget:
        """Imports every file of this kind on the stick, in the window, and takes it off the stick."""
        files = sorted(self.stick.glob(pattern))
        assert files, f"no {pattern} on the stick"
        screen = self.go(made, "importer", files=files)
        button(screen, f"Import {len(files)} file{'' if len(files) == 1 else 's'}").click()
        settle(self.qtbot, screen)
        assert " imported." in words_of(screen)
        for file in files:
            file.unlink()
        return screen

    def give_out(self, lead: MainWindow, name: str, starts: str, ends: str, due: str, cases: list[str]):
        """A new cycle of Priya’s with these cases, and the packs that are to be made then."""
        screen = self.go(lead, "packs")
        group = screen.cycle
        group.which.set_value("new")
        group.which.changed.emit("new")
        group.method.set_value(self.service.rfp.digest)
        group.method.changed.emit(self.service.rfp.digest)
        for box, text in ((group.name, name), (group.starts, starts), (group.ends, ends)):
            box.setText(text)
            box.editingFinished.emit()
        group.auditor.set_value("A01")
        for case in cases:
            for field, text in {"case": case, "worker": "W01", "supervisor": "S01"}.items():
                group.boxes[field].setText(text)
            group.boxes["team"].setText("South FST")
            group.boxes["due"].setText(due)
            group.put.click()
        group.save.click()
        settle(self.qtbot, screen)
        return self.make_packs(lead, 1)

    def make_packs(self, lead: MainWindow, n: int) -> QWidget:
        screen = self.go(lead, "packs")
        button(screen, f"Make {n} pack{'' if n == 1 else 's'}").click()
        settle(self.qtbot, screen)
        assert f"{n} pack{'' if n == 1 else 's'}, written, read back, checked." in words_of(screen)
        return screen

    def send_back(self, made: MainWindow, counted: str) -> None:
        screen = self.go(made, "transfer")
        button(screen, "Create return file").click()
        settle(self.qtbot, screen)
        assert f"{counted}, written, read back, checked." in words_of(screen)

    def audit(self, made: MainWindow, rating: str, rows: list[dict] | None = None) -> bool:
        """Does the first audit on Home by the keyboard and signs it. Returns whether it bore the re-test mark."""
        home = self.go(made, "home")
        home.findChildren(TaskRow)[0].button.click()
        with self.qtbot.waitActive(made):
            made.activateWindow()
        self.qtbot.waitUntil(lambda: made.place == "audit")
        screen, marked = made.showing, False
        if isinstance(screen.page, BeforePage):
            press_key(Qt.Key.Key_Return, CTRL)
        for _ in range(20):
            marked |= hasattr(screen.page, "tested")
            if screen.page.question.id == "O2" and rows:
                screen.page.editor.set_value(rows)
                screen.page.editor.changed.emit(rows)
            else:
                answer_here(screen, rating=rating)
            press_key(Qt.Key.Key_Return, CTRL)
            if made.place != "audit":
                break
        check = made.showing
        assert made.place == "check" and check.problems.isHidden(), words_of(check.problems)
        check.passphrase.first_focus().setFocus()
        QTest.keyClicks(check.passphrase.first_focus(), PASSPHRASE)
        QTest.keyClick(check.passphrase.first_focus(), Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=20_000)
        return marked


@pytest.fixture
def played(acts, window, go, qtbot, tmp_path, monkeypatch):  # noqa: F811
    asks = ACTING.replace(b'\n[[section]]\nid = "P"\n', SERVICE)
    acts.rfp = templates.load(asks, "acting.toml", templates.shared_parts(RESOURCES))
    packs.publish(acts.central, acts.rfp)
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: stick))
    return Round(acts, window, go, qtbot, stick)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("rating", "verdict", "better"), [("4", "Holding", "better"), ("1", "Slipped", "no better")]
)
def test_from_a_finding_to_whether_it_holds_on_two_laptops_and_at_the_leads(
    played,
    go,  # noqa: F811
    qtbot,
    rating,
    verdict,
    better,
):
    # laptop 2 finds something in an audit, and it comes back
    lead, auditor = played.open("L01", FOUND), played.open("A01", FOUND)
    played.give_out(lead, "November 2026", "1 Nov 2026", "30 Nov 2026", "20 Nov 2026", ["FS-2041"])
    played.take(auditor, "pack*.qabundle")
    assert not played.audit(auditor, "2", [ROW | {"level": "team"}])
    played.send_back(auditor, "1 audit")
    played.take(lead, "return*.qabundle")

    # the practice lead makes an action of it, for the whole service
    rows = press(qtbot, go(lead, "actions"), "Make actions from findings")
    press(qtbot, rows, "Propose those ticked")
    (doc,) = action_standing.every(played.service.central)
    one = go(lead, "action", doc=doc)
    press(qtbot, one, "Change what the action says")
    assert isinstance(one.act, FieldsCard)
    fill(one, standards=("everyone",), level="service", plan="smt")
    press(qtbot, one, "Keep the change")
    press(qtbot, one, "Agree it")
    assert "Begin it: not now. It is not begun before the equality question EQ1" in words_of(one)
    assert "Begin it" not in buttons(one)
    played.make_packs(lead, 1)

    # laptop 1: its owner answers what the equality gate asks, does it, and says so
    owner = played.open("B01", DONE)
    played.take(owner, "pack?B01*.qabundle")
    assert "Needs equality answers before it begins" in words_of(go(owner, "home"))
    one = go(owner, "action", doc=doc)
    assert "Begin it" not in buttons(one)
    answer(one, "EQ1", "y")
    answer(one, "EQ6", {"decision": "not_needed", "reason": "It is for everybody."})
    press(qtbot, one, "Keep the equality answers")
    press(qtbot, one, "Begin it")
    press(qtbot, one, "Add a note")
    fill(one, words="Talked about in the team meeting.")
    press(qtbot, one, "Keep note")
    press(qtbot, one, "Say it is done")
    assert isinstance(one.act, MoveCard)
    one.act.yes.click()
    settle(qtbot, one)
    assert "nobody closes, drops or passes on an action that is or was theirs" in words_of(one).lower()
    played.send_back(owner, "1 action")

    # the practice lead sees it done, and nothing has tested it yet
    lead = played.open("L01", DONE)
    assert "1 action imported." in words_of(played.take(lead, "return*.qabundle"))
    one = go(lead, "action", doc=doc)
    assert "Not tested yet" in words_of(one) and "Talked about in the team meeting." in words_of(one)
    assert "No audit that is given out and not signed asks this yet." in words_of(one)

    # the re-test is planned into the team's next audits, and laptop 2 is told
    cases = ["FS-3001", "FS-3002", "FS-3003"]
    played.give_out(lead, "January 2027", "1 Jan 2027", "31 Jan 2027", "29 Jan 2027", cases)
    one = go(lead, "action", doc=doc)
    assert words_of(one).count("Told") == 3 and "Priya Nair in 2027-01" in words_of(one)
    auditor = played.open("A01", LATER)
    played.take(auditor, "pack*.qabundle")
    for _ in cases:
        assert played.audit(auditor, rating)
    played.send_back(auditor, "3 audits")

    # the figures say whether it holds
    lead = played.open("L01", LATER)
    played.take(lead, "return*.qabundle")
    one = go(lead, "action", doc=doc)
    shown = words_of(one)
    assert verdict in shown and f"are {better} on {STANDARD}." in shown
    assert f"Audits behind {STANDARD}, before. 2.0 from 1 audit" in buttons(one)
    press(qtbot, one, f"Audits behind {STANDARD}, after. {rating}.0 from 3 audits")
    assert len([name for name in buttons(one) if name.startswith("Open audit")]) == 3
    (held,) = cells(go(lead, "actions").table)
    assert verdict in held
    one = go(lead, "action", doc=doc)
    if verdict == "Holding":
        press(qtbot, one, "Close as effective")
        assert isinstance(one.act, CloseCard)
        fill(one, evidence="Three audits, all better.")
        one.act.yes.click()
    else:
        assert "Close as effective: not now." in words_of(one)
        press(qtbot, one, "Move back to work")
        fill(one, reason="Later audits are no better")
        one.act.yes.click()
    settle(qtbot, one)
    body = actions.get(played.service.central, doc).body
    assert body.status == ("closed_effective" if verdict == "Holding" else "in_progress")

    # and its owner is told
    played.make_packs(lead, 1)
    owner = played.open("B01", LATER)
    played.take(owner, "pack?B01*.qabundle")
    said = "Closed, effective" if verdict == "Holding" else "In progress"
    assert said in words_of(go(owner, "action", doc=doc))
