"""The window from the passphrase to the end: the lock, the places by role, what is remembered, and what fails."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qa_desktop import passphrases, profiles, work
from tests.conftest import PASSPHRASE, QUICK
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import button, end, press, settled, start, type_in, unlocked, words  # noqa: F401
from ui import theme
from ui.app import log_fault
from ui.kit import Banner
from ui.rooms import ROOMS, rooms
from ui.screens import find
from ui.screens.settings import SettingsScreen

CTRL = Qt.KeyboardModifier.ControlModifier
PLACES = ("home", "audits", "start", "guide", "settings", "find", "verify", "keyboard")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def auditor(service):
    """The folder of a laptop with a pack of two cases, one of them begun."""
    ws = service.laptop("A01")
    first = work.tasks(ws, ws.world.now().date())[0]
    work.start_task(ws, first)
    return ws.world.data_dir


# The passphrase


def test_the_passphrase_opens_home(start, auditor, qtbot):  # noqa: F811
    program = start(auditor)
    assert program.window.windowTitle() == "Unlock - Has the Help Helped?"
    unlocked(qtbot, program)
    assert program.window.windowTitle() == "Home - Has the Help Helped?"
    assert "RFP deep audit: case FS-2041" in {
        b.words for b in program.window.findChildren(type(button(program.window, "Continue")))
    }


def test_a_wrong_passphrase_is_said_at_its_field_and_opens_nothing(start, auditor, qtbot):  # noqa: F811
    program = start(auditor)
    type_in("not this one")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "This passphrase does not open the profile" in words(program.window))
    assert program.desk is None and program.window.is_covered
    assert program.cover.passphrase.text() == ""
    assert QApplication.focusWidget() is program.cover.first_focus()
    unlocked(qtbot, program)


def test_an_empty_passphrase_is_not_tried(start, auditor):  # noqa: F811
    program = start(auditor)
    press(Qt.Key.Key_Return)
    assert "Type your passphrase." in words(program.window)
    assert program.cover.open_button.isEnabled()


def test_unlock_passes_every_check_with_and_without_the_recovery_key(start, auditor):  # noqa: F811
    program = start(auditor)
    check_screen(program.window)
    button(program.window, "I have forgotten it").click()
    check_screen(program.window)
    no_sideways_scroll(program.window)


def test_the_recovery_key_gives_a_new_passphrase(start, auditor, qtbot):  # noqa: F811
    key = passphrases.renew_recovery(auditor, PASSPHRASE, QUICK)
    program = start(auditor)
    button(program.window, "I have forgotten it").click()
    cover, new = program.cover, "correct horse battery staple"
    type_in("AAAA-BBBB")
    cover.new.box.setText(new)
    cover.new_again.box.setText(new)
    button(cover, "Set the new passphrase").click()
    qtbot.waitUntil(lambda: "A recovery key has 28 letters and figures" in words(cover))
    cover.recovery_key.setText(key.lower().replace("-", " "))
    button(cover, "Set the new passphrase").click()
    qtbot.waitUntil(lambda: program.window.place == "home")
    assert program.desk.workspace.check_passphrase(new)
    assert not program.desk.workspace.check_passphrase(PASSPHRASE)


def test_a_damaged_database_is_said_and_left_as_it_is(start, service, qtbot):  # noqa: F811
    folder = service.laptop("A01").world.data_dir
    service.laptops.pop("A01").close()
    database = folder / "profile.sqlite"
    database.write_bytes(b"not a database" * 400)
    program = start(folder)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Your work could not be opened." in words(program.window))
    qtbot.waitUntil(lambda: "No backup in" in words(program.window))  # they are looked for after it was said
    assert "Nothing was changed." in words(program.window)
    assert database.read_bytes() == b"not a database" * 400
    assert program.window.is_covered


def test_a_profile_that_is_open_in_another_process_says_so(start, service, qtbot):  # noqa: F811
    folder = service.laptop("A01").world.data_dir
    service.laptops.pop("A01").close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / "profile.sqlite")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        assert holder.stdout.readline().strip() == b"held"
        program = start(folder)
        type_in(PASSPHRASE)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "This profile is open in another window." in words(program.window))
        assert program.desk is None
    finally:
        holder.communicate(b"\n")
    unlocked(qtbot, program)


HOLD = "import sys; from pathlib import Path; from db import lock; lock.hold(Path(sys.argv[1])); print('held', flush=True); input()"


# The lock


def test_locking_covers_everything_and_takes_the_case_out_of_the_title(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    draft = program.desk.workspace.store.drafts()[0]
    program.window.go("audit", doc=draft.doc)
    assert "FS-2041" in program.window.windowTitle()
    press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: program.window.is_covered)
    assert program.window.windowTitle() == "Locked - Has the Help Helped?"
    assert "FS-2041" not in words(program.window)
    assert not program.window.showing.isVisible()
    for action in ("find", "home", "keyboard", "save"):
        assert not program.window.do(action)
    program.desk.changed.emit(frozenset({"drafts", "entries"}))  # what screens do under the cover stays there
    program.window.retitle()
    QApplication.processEvents()
    assert program.window.windowTitle() == "Locked - Has the Help Helped?"


def test_unlocking_goes_on_where_one_was(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("settings")
    screen = program.window.showing
    program.desk.lock()
    type_in("wrong")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open the profile" in words(program.window))
    assert program.desk.is_locked
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    assert program.window.showing is screen and not program.desk.is_locked
    assert program.window.windowTitle().startswith("Settings")


def test_the_lock_passes_every_check(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.do("lock")
    check_screen(program.window)
    assert "Priya Nair" in words(program.window)


def test_work_goes_on_under_the_cover(start, auditor, qtbot):  # noqa: F811
    program, done = unlocked(qtbot, start(auditor)), []
    go_on = threading.Event()
    program.desk.run(lambda ws, _: go_on.wait(5), done.append, done.append)
    program.desk.lock()
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == [True] and program.desk.is_locked


# The places


def test_every_place_of_an_auditor_opens(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    listed = [item.place.words for item in program.window.nav.items.values()]
    assert listed == [
        "Home", "Case audits", "Practice observations", "Actions", "Moderation", "Recording compliance", "Send and receive",
        "Guide and templates", "Settings",
    ]  # fmt: skip
    for place in program.window.nav.items:
        assert program.window.go(place) and program.window.place == place
        qtbot.waitUntil(lambda: not program.desk.busy)


def test_every_place_of_a_practice_lead_opens(start, service, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(service.central.world.data_dir))
    listed = [item.place.words for item in program.window.nav.items.values()]
    assert listed == [
        "Home", "Collation", "Themes", "Actions", "Schedule", "Meetings", "Moderation", "Reports",
        "Packs and returns", "People and teams",
        "After the audit",
        "Recording compliance", "Guide and templates", "Settings",
    ]  # fmt: skip
    for place in program.window.nav.items:
        assert program.window.go(place) and program.window.place == place
        qtbot.waitUntil(lambda: not program.desk.busy)


def test_no_room_is_a_dead_link():
    assert rooms() == list(ROOMS)


@pytest.mark.parametrize("place", PLACES)
def test_each_place_passes_every_check(start, auditor, qtbot, place):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.resize(1366, 768)
    program.window.go(place)
    settled(qtbot, program)
    check_screen(program.window)


@pytest.mark.parametrize("scale", theme.SCALES)
def test_each_place_fits_at_every_text_size(start, auditor, qtbot, themed, scale):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.resize(1366, 768)
    program.window.use_theme(theme.Theme(scale=scale))
    for place in PLACES:
        program.window.go(place)
        settled(qtbot, program)
        assert (program.window.width(), program.window.height()) == (1366, 768), f"{place} grew the window"
        no_sideways_scroll(program.window)
        no_words_are_cut(program.window)


def test_a_child_at_risk_has_an_answer_everywhere(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    press(Qt.Key.Key_R, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "tell the allocated manager or duty manager" in words(program.window))


def test_find_goes_to_a_question_with_the_keyboard_alone(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: program.window.place == "find" and not program.desk.busy)
    type_in("supervision helped")
    qtbot.waitUntil(lambda: program.window.showing._model.rowCount() == 1)
    press(Qt.Key.Key_Return)
    assert program.window.place == "audit"
    assert "M3" in words(program.window)


def test_find_goes_to_screens_that_are_not_on_the_left_and_to_sections(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: program.window.place == "find" and not program.desk.busy)
    screen = program.window.showing
    section = find.read(program.desk.workspace).cases[0].sections[0][0]
    type_in(section)
    qtbot.waitUntil(lambda: screen._model.index(0, 0).data() == section)
    screen.box.clear()
    type_in("import")
    qtbot.waitUntil(lambda: screen._model.index(0, 0).data() == "Import a pack")
    press(Qt.Key.Key_Return)
    assert program.window.place == "importer"


def test_find_says_when_there_is_nothing_and_esc_leaves(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("find")
    qtbot.waitUntil(lambda: not program.desk.busy)
    type_in("zebra")
    qtbot.waitUntil(lambda: "Nothing found for “zebra”" in words(program.window))
    press(Qt.Key.Key_Escape)
    assert program.window.showing.box.text() == ""
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: program.window.place == "home")


def test_the_guide_is_searched_whole(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("guide")
    qtbot.waitUntil(lambda: not program.desk.busy)
    screen = program.window.showing
    all_topics = screen._model.rowCount()
    type_in("quarterly calibration")
    qtbot.waitUntil(lambda: screen._model.rowCount() < all_topics)
    assert screen.page.heading.text() == "Moderation"
    screen.search.clear()
    type_in("zebra")
    qtbot.waitUntil(lambda: "Nothing found for “zebra”" in words(program.window))


def test_starting_something_new_opens_its_form(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("start")
    qtbot.waitUntil(lambda: not program.desk.busy)
    before = len(program.desk.workspace.store.drafts())
    program.window.showing.buttons[0].click()
    assert program.window.place == "audit"
    assert len(program.desk.workspace.store.drafts()) == before + 1


def test_case_audits_are_listed_searched_and_opened(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("audits")
    qtbot.waitUntil(lambda: program.window.showing.model.rowCount() == 2)
    screen = program.window.showing
    screen.search.setFocus()
    type_in("2042")
    qtbot.waitUntil(lambda: screen.model.rowCount() == 1)
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    assert program.window.place == "audit" and "FS-2042" in program.window.windowTitle()


def test_verify_says_what_each_file_is_worth(start, service, qtbot, tmp_path):  # noqa: F811
    program = unlocked(qtbot, start(service.laptop("A01").world.data_dir))
    good = next(service.folder.glob("pack-A01*.qabundle"))
    spoilt = tmp_path / "spoilt.qabundle"
    spoilt.write_bytes(good.read_bytes()[:-40])
    other = tmp_path / "letter.pdf"
    other.write_bytes(b"%PDF-1.4 nothing in it")
    program.window.go("verify")
    program.window.showing.check([good, spoilt, other, tmp_path / "gone.pdf"])
    qtbot.waitUntil(lambda: not program.desk.busy)
    said = words(program.window)
    assert "Signed by Marta Trent. Not changed since." in said
    assert said.count("Not good") == 2 and said.count("Not read") == 1
    check_screen(program.window)


# Settings


def test_the_look_changes_at_once_and_is_there_before_the_passphrase_next_time(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("settings")
    program.window.showing.palette_choice.choose("dark")
    assert theme.current().palette == "dark"
    assert isinstance(program.window.showing, SettingsScreen)
    assert QApplication.focusWidget() is program.window.showing.palette_choice.first_focus()
    end(program)
    theme.apply(QApplication.instance(), theme.Theme())
    start(auditor)
    assert theme.current().palette == "dark"


def test_the_passphrase_is_changed_in_place(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("settings")
    screen, new = program.window.showing, "correct horse battery staple"
    screen.change_button.click()
    screen.old.box.setText("wrong")
    screen.new.box.setText(new)
    screen.again.box.setText(new)
    screen.change.click()
    qtbot.waitUntil(lambda: "This is not your passphrase." in words(screen))
    screen.old.box.setText(PASSPHRASE)
    screen.change.click()
    qtbot.waitUntil(lambda: "Your passphrase is changed." in words(screen))
    assert program.desk.workspace.check_passphrase(new)
    assert screen.old.text() == screen.new.text() == ""


def test_a_new_recovery_key_is_shown_once_and_typed_back(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.go("settings")
    screen = program.window.showing
    screen.renew_button.click()
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen.recovery.key))
    key = screen.recovery.key
    type_in(passphrases.recovery_part(key))
    screen.recovery_done.click()
    assert "The new recovery key is in use." in words(screen)
    assert key not in words(screen)
    passphrases.recover(auditor, key, "correct horse battery staple", QUICK)


def test_a_backup_is_made_on_the_first_start_of_a_day_and_when_asked(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    made = list((auditor / "backups").glob("*.sqlite"))
    assert len(made) == 1
    program.window.go("settings")
    program.window.showing.backup_button.click()
    qtbot.waitUntil(lambda: "Backed up and read back" in words(program.window))


# What is remembered, and what fails


def test_the_size_of_the_window_and_the_name_are_remembered(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.resize(1111, 666)
    end(program)
    again = start(auditor)
    assert (again.window.width(), again.window.height()) == (1111, 666)
    assert "Priya Nair" in words(again.window)
    kept = json.loads((auditor / "window.json").read_text("utf-8"))
    assert set(kept) <= {
        "window",
        "place",
        "theme",
        "person",
    }  # before the passphrase: nothing about any family


def test_settings_that_cannot_be_read_are_forgotten(start, auditor, qtbot):  # noqa: F811
    for spoilt in ("{", "[]", '{"theme": 7, "window": "zz", "person": 3}'):
        (auditor / "window.json").write_text(spoilt, "utf-8")
        program = start(auditor)
        assert program.window.is_covered
        end(program)


def test_a_fault_is_logged_without_what_anyone_wrote_and_said_once(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    for _ in range(2):
        try:
            raise ValueError("mother of Child A said")
        except ValueError as error:
            program.fault(type(error), error, error.__traceback__)
    log = (auditor / "log.txt").read_text("utf-8")
    assert "ValueError" in log and "test_app.py" in log
    assert "Child A" not in log
    assert words(program.window).count("Something went wrong.") == 1
    strip = next(b for b in program.window.findChildren(Banner) if "Something" in b.accessibleName())
    strip.button.click()
    qtbot.waitUntil(lambda: "Something went wrong." not in words(program.window))


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path, capsys):
    log_fault(tmp_path / "not there", ValueError, None)
    assert "ValueError" in capsys.readouterr().err


def test_a_message_never_takes_the_place_of_the_bar_for_a_child_at_risk(start, auditor, qtbot):  # noqa: F811
    program = unlocked(qtbot, start(auditor))
    program.window.alert_strip = Banner("bad", "Child at risk now: not finished")
    program.window.banner(program.window.alert_strip)
    program.fault(ValueError, ValueError(), None)
    assert "Child at risk now: not finished" in words(program.window)
    assert "Something went wrong." not in words(program.window)


def test_the_window_comes_without_loading_what_only_signing_and_reports_need(tmp_path):
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication; from ui.app import Program;"
        "from qa_desktop.world import World; app = QApplication([]);"
        "p = Program(World.real(Path(sys.argv[1]))); p.begin(); app.processEvents(); import ui.opening, ui.screens.home;"
        "print([m for m in ('reportlab', 'pyhanko', 'PySide6.QtPdf', 'PySide6.QtPrintSupport') if m in sys.modules]); p.close()"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "new")],
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    assert out.stdout.strip() == b"[]"


def test_main_opens_the_window_only_without_words():
    text = (ROOT / "main.py").read_text("utf-8")
    assert len(text.splitlines()) <= 14
    out = subprocess.run(
        [sys.executable, "main.py", "no-such-verb"], capture_output=True, cwd=ROOT, timeout=60, check=False
    )
    assert out.returncode == 2


def test_the_profile_is_let_go_when_the_window_closes(start, service, qtbot):  # noqa: F811
    folder = service.laptop("A01").world.data_dir
    service.laptops.pop("A01").close()
    program = unlocked(qtbot, start(folder))
    end(program)
    assert not (folder / "profile.sqlite.lock").exists()
    ws = profiles.open_workspace(program.world, PASSPHRASE)
    ws.close()
