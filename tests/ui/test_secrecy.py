"""What was written is seen by nobody else: not behind the lock, not on the clipboard, in no log and no file in the clear."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from qa_desktop import forms, passphrases, profiles, trail, work
from qa_desktop.errors import NotKnown
from tests.conftest import PASSPHRASE, made_up_world
from tests.markers import in_the_clear, of_keys, of_words, own_places
from tests.ui.places import end, press, settled, start, type_in, unlocked, words  # noqa: F401
from ui import copied
from ui.kit import Ask

CTRL = Qt.KeyboardModifier.ControlModifier
MARKER = "xylophone-gooseberry-4711"


@pytest.fixture
def auditor(service):
    ws = service.laptop("A01")
    work.start_task(ws, work.tasks(ws, ws.world.now().date())[0])
    return ws.world.data_dir


def others(program) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not program.window]


def test_the_lock_closes_every_question_preview_and_menu_and_does_nothing_that_was_not_chosen(
    start, auditor, qtbot  # noqa: F811
):  # fmt: skip
    program = unlocked(qtbot, start(auditor))
    preview = QLabel("case FS-2041")
    preview.setWindowTitle("FS-2041")
    qtbot.addWidget(preview)
    preview.show()
    menu = QMenu("What to do with FS-2041", program.window)
    menu.addAction("Open FS-2041")
    menu.popup(program.window.pos())
    QTimer.singleShot(50, program.desk.lock)
    chosen = Ask.ask(program.window, "Remove FS-2041?", "It goes.", "Remove")  # waits for an answer
    assert chosen is False and program.desk.is_locked
    qtbot.waitUntil(lambda: not others(program))
    assert program.window.windowTitle() == "Locked - Has the Help Helped?"
    assert "FS-2041" not in words(program.window)


def test_a_window_that_wants_to_open_behind_the_lock_does_not(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.desk.lock()
    late = QDialog(program.window)
    late.open()
    qtbot.waitUntil(lambda: not late.isVisible())
    assert late.result() == QDialog.DialogCode.Rejected
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: not program.window.is_covered)
    late.open()
    QApplication.processEvents()
    assert late.isVisible()
    late.reject()


def test_what_was_copied_goes_at_the_lock_after_a_minute_and_at_the_end(start, auditor, qtbot, monkeypatch):  # noqa: F811
    monkeypatch.setattr(copied, "CLEAR_MS", 50)
    program, clipboard = unlocked(qtbot, start(auditor)), QGuiApplication.clipboard()
    copied.copy(MARKER)
    assert clipboard.text() == MARKER
    qtbot.waitUntil(lambda: clipboard.text() == "")
    monkeypatch.setattr(copied, "CLEAR_MS", 60_000)
    copied.copy(MARKER)
    program.desk.lock()
    assert clipboard.text() == ""
    copied.copy(MARKER)
    program.close()
    assert clipboard.text() == ""


def test_a_laptop_that_slept_is_locked_when_it_wakes(start, auditor, qtbot, monkeypatch):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    here, now = program.desk, [1_000.0]
    monkeypatch.setattr(here, "_clock", lambda: now[0])
    here._seen = now[0]
    for seconds in (10, 11, -3_600, 20):  # a busy machine, or a clock that was set back, is no sleep
        now[0] += seconds
        here._felt()
    assert not here.is_locked
    now[0] += 3_600
    here._felt()
    assert here.is_locked


def of_timer(here):
    here._idle.setInterval(1)
    here.stir()


def of_sleep(here):
    here._seen = here._clock() - 3_600
    here._felt()


@pytest.mark.parametrize(
    ("by", "lock"), [("timer", of_timer), ("sleep", of_sleep), ("hand", lambda here: here.lock())]
)
def test_each_way_to_lock_leaves_its_line_in_the_trail(start, auditor, qtbot, by, lock):  # noqa: F811
    here = unlocked(qtbot, start(auditor)).desk
    lock(here)
    qtbot.waitUntil(lambda: here.is_locked and not here.busy)
    line = trail.lines(here.workspace)[0].event
    assert (line.what, line.of) == ("locked", {"by": by})


def test_after_five_wrong_passphrases_there_is_a_wait_that_a_new_start_does_not_end(start, auditor, qtbot):  # noqa: F811
    program = start(auditor)
    for n in range(5):
        qtbot.waitUntil(lambda: program.cover.open_button.isEnabled())
        type_in("not this one")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda n=n: program._kept.get("wrong") == n + 1)
    assert "Wait 5 seconds first." in words(program.window)
    assert not program.cover.open_button.isEnabled()
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    assert program.desk is None
    program.cover._waited()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered)
    assert "wrong" not in program._kept


def test_the_wait_grows_and_has_an_end():
    waits = [passphrases.wait_after(n) for n in range(15)]
    assert waits[:5] == [0] * 5 and waits[5:9] == [5, 10, 20, 40] and waits[-1] == 300
    assert waits == sorted(waits) and passphrases.wait_after(10**9) == 300


def test_the_window_locks_by_itself_after_a_quarter_of_an_hour_at_most(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    assert program.desk.lock_after == 15
    program.window.go("settings")
    combo = program.window.showing.lock_after
    assert [combo.itemData(n) for n in range(combo.count())] == [5, 10, 15] and combo.value() == 15
    with pytest.raises(NotKnown, match="5, 10 or 15 minutes, not 30"):
        program.desk.set_lock_after(30)
    assert program.desk.lock_after == 15


@pytest.mark.parametrize(
    ("before", "told"), [("30", "after 30 minutes"), ("60", "after 60 minutes"), ("0", "never")]
)
def test_a_longer_time_from_an_earlier_version_is_brought_down_and_said_once(
    start, auditor, qtbot, before, told  # noqa: F811
):  # fmt: skip
    ws = profiles.open_workspace(made_up_world(auditor), PASSPHRASE)
    with ws.write():
        ws.keep("lock_after", before)
    ws.close()
    program = unlocked(qtbot, start(auditor))
    assert program.desk.lock_after == 15
    assert program.desk._idle.interval() == 15 * 60_000
    assert f"Until today it did {told}." in words(program.window)
    assert program.desk.workspace.text("lock_after") == "15"
    end(program)
    again = unlocked(qtbot, start(auditor))
    assert "locks sooner" not in words(again.window)


def test_a_marker_that_was_typed_is_in_no_file_and_no_log_while_a_preview_is_open_and_after_a_crash(
    start, auditor, qtbot, tmp_path, monkeypatch, caplog  # noqa: F811
):  # fmt: skip
    temporary = own_places(tmp_path / "home", monkeypatch) / "tmpdir"
    assert Path(QDir.tempPath()) == temporary == Path(tempfile.gettempdir())
    caplog.set_level(logging.DEBUG)
    program = unlocked(qtbot, start(auditor))
    ws = program.desk.workspace
    wanted = [*of_words(MARKER), *of_keys(ws)]
    draft = forms.drafts(ws)[0]
    question = next(q.id for q in forms.template_of(ws, draft).questions if q.type == "LTX")
    forms.answer(ws, draft, question, MARKER)
    assert program.window.go("preview", doc=draft.doc)
    screen = program.window.showing
    qtbot.waitUntil(lambda: screen.document.pageCount() > 0, timeout=20_000)
    settled(qtbot, program)
    assert MARKER in screen.words()  # it is in hand
    assert in_the_clear(wanted, tmp_path) == []
    program.desk.lock()
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: not program.window.is_covered)
    assert in_the_clear(wanted, tmp_path) == []
    try:
        raise RuntimeError(MARKER)
    except RuntimeError as error:
        program.fault(type(error), error, error.__traceback__)
    program.desk.lock()
    QApplication.processEvents()
    assert (auditor / "log.txt").exists()
    assert in_the_clear(wanted, tmp_path) == [] and MARKER not in caplog.text
    assert MARKER not in "".join(one.windowTitle() for one in QApplication.topLevelWidgets())
    program.close()
    assert in_the_clear(wanted, tmp_path) == []
    assert Path(QSettings("Example Council", "Any").fileName()).is_relative_to(tmp_path)  # looked at too
