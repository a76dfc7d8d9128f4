"""Files opened from outside: by a double click, and by starting the program again while it is open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, QProcessEnvironment, Qt

from qa_desktop import work
from tests.conftest import PASSPHRASE
from tests.ui.conftest import check_screen
from tests.ui.places import press, rest, settled, start, type_in, unlocked, words  # noqa: F401
from ui.app import asked
from ui.handed import HANDED, NO_ANSWER, Handed, say_open
from ui.kit import Dialog
from ui.screens.importer import ImportScreen
from ui.screens.welcome import Welcome

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def auditor(service) -> Path:
    ws = service.laptop("A01")
    work.start_task(ws, work.tasks(ws, ws.world.now().date())[0])
    return ws.world.data_dir


@pytest.fixture
def strange(tmp_path) -> Path:
    """A file that is named like a pack, and is none."""
    path = tmp_path / "pack-A09.qabundle"
    path.write_bytes(b"not a pack")
    return path


def names(program) -> list[str]:
    return [plan.name for plan in program.window.showing.plans]


def checked(qtbot, program) -> None:
    qtbot.waitUntil(lambda: isinstance(program.window.showing, ImportScreen))
    qtbot.waitUntil(lambda: bool(program.window.showing.plans))
    settled(qtbot, program)


# One window


def test_a_file_opened_before_the_passphrase_is_put_into_import_after_it(start, auditor, strange, qtbot):  # noqa: F811
    program = start(auditor)
    program.opened.come([strange])
    rest()
    shown = words(program.window)
    assert "A file waits to be imported." in shown and strange.name not in shown
    check_screen(program.window)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    checked(qtbot, program)
    assert names(program) == [strange.name]
    assert program.window.back() and program.window.place == "home"


def test_a_file_opened_while_one_works_goes_into_import_and_more_are_added(start, auditor, strange, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.opened.come([strange])
    checked(qtbot, program)
    second = strange.with_name("pack-A10.qabundle")
    second.write_bytes(b"nor this")
    program.opened.come([second, strange])
    qtbot.waitUntil(lambda: len(program.window.showing.plans) == 2)
    settled(qtbot, program)
    assert names(program) == [strange.name, second.name]


def test_a_file_opened_while_the_window_is_locked_waits_and_names_nothing(start, auditor, strange, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: program.window.is_covered)
    program.opened.come([strange])
    program.opened.come([strange.with_name("pack-A10.qabundle")])
    rest()
    shown = words(program.window)
    assert "2 files wait to be imported." in shown and "A file waits" not in shown and "pack-" not in shown
    assert program.window.is_covered and not isinstance(program.window.showing, ImportScreen)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    checked(qtbot, program)


def test_a_file_that_comes_during_an_import_is_put_in_when_that_is_done(start, auditor, strange, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("importer")
    screen = program.window.showing
    screen.zone.setEnabled(False)  # as while something runs
    program.opened.come([strange])
    assert not screen.plans
    screen.zone.setEnabled(True)
    checked(qtbot, program)
    assert program.window.showing is screen and names(program) == [strange.name]


def test_nobody_who_sits_at_a_form_of_their_own_is_shown_import(start, auditor, strange, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.showing.held = True  # as supervision feedback does
    home = program.window.showing
    program.opened.come([strange])
    assert program.window.showing is home
    home.held = False
    program.window.go("guide")
    checked(qtbot, program)


def test_a_first_start_with_a_file_asks_for_a_profile_first(start, tmp_path, strange):  # noqa: F811
    program = start(tmp_path / "new")
    program.opened.come([strange])
    assert program.window.findChild(Welcome).isVisible() and program.desk is None


# Two starts


@pytest.fixture
def first(app, tmp_path) -> Handed:
    """The window that is open already."""
    made = Handed(tmp_path)
    assert made.is_free()
    yield made
    made.let_go()


def test_a_second_start_gives_its_file_to_the_window_that_is_open_and_ends(first, strange, tmp_path, qtbot):
    again = QProcess()
    around = QProcessEnvironment.systemEnvironment()
    around.insert("QT_QPA_PLATFORM", "offscreen")
    again.setProcessEnvironment(around)
    again.setWorkingDirectory(str(tmp_path))
    with qtbot.waitSignal(first.came, timeout=20_000) as came:
        again.start(sys.executable, [str(ROOT / "main.py"), "--data", str(tmp_path), strange.name])
    assert came.args == [[strange]]
    qtbot.waitUntil(lambda: again.state() == QProcess.ProcessState.NotRunning, timeout=20_000)
    assert again.exitCode() == 0 and not (tmp_path / HANDED).exists()


def test_a_start_without_a_file_only_brings_the_window_to_the_front(first, tmp_path, qtbot):
    second = Handed(tmp_path)
    assert not second.is_free()
    with qtbot.waitSignal(first.came) as came:
        assert second.hand_over([])
    assert came.args == [[]]


def test_a_window_that_does_not_answer_is_told_of(tmp_path, strange, monkeypatch, app, first):
    first._watcher.removePath(str(tmp_path))  # as if it hung
    monkeypatch.setattr("ui.handed.WAIT_MS", 100)
    second = Handed(tmp_path)
    assert not second.is_free() and not second.hand_over([strange])
    assert not (tmp_path / HANDED).exists()


def test_what_is_said_then_is_calm_and_can_be_closed(app, monkeypatch):
    said = []
    monkeypatch.setattr(Dialog, "exec", lambda dialog: said.append(dialog) or 0)
    say_open(app, {})
    assert NO_ANSWER in words_of_hidden(said[0])
    said[0].deleteLater()


def words_of_hidden(dialog: Dialog) -> str:
    dialog.show()
    return words(dialog)


def test_what_a_crashed_window_left_is_not_taken_for_new(tmp_path, app, qtbot):
    (tmp_path / HANDED).write_text('["/old.qabundle"]')
    made = Handed(tmp_path)
    assert made.is_free() and not (tmp_path / HANDED).exists()
    made.let_go()


@pytest.mark.parametrize("bad", ["", "nonsense", '{"a": 1}', "[1, null]", "[" * 70_000])
def test_nonsense_in_the_small_file_only_brings_the_window_to_the_front(first, tmp_path, qtbot, bad):
    with qtbot.waitSignal(first.came) as came:
        (tmp_path / HANDED).write_text(bad)
    assert came.args == [[]]


def test_where_there_is_no_folder_yet_the_place_is_free(tmp_path, app):
    assert Handed(tmp_path / "not" / "there").is_free()


def test_the_words_after_the_program_are_a_folder_and_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert asked([]) == (None, [])
    assert asked(["a.qabundle"]) == (None, [tmp_path / "a.qabundle"])
    assert asked(["--data", "D", "a.qabundle"]) == (Path("D"), [tmp_path / "a.qabundle"])
