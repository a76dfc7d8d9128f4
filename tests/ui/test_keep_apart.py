"""What the command line had alone: an access request, the key file, kept copies, and a profile built again."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from qa_desktop import key_file, keys, profiles, rebuilding, soundness
from tests.conftest import QUICK, made_up_world
from tests.keeping import audit, keeping
from tests.small import sealed
from tests.ui.conftest import check_screen
from tests.ui.places import press, start, type_in  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.access_card import AccessCard
from ui.screens.first_run import FirstRun
from ui.screens.keeping import KeepingScreen
from ui.screens.pick import Pick
from ui.screens.rebuild import Rebuild
from ui.screens.settings import SettingsScreen

NEW = "quite another phrase"


def picks(monkeypatch, folder) -> None:
    monkeypatch.setattr(Pick, "folder", classmethod(lambda *_: folder))


def says(qtbot, screen, words: str) -> None:
    qtbot.waitUntil(lambda: words in words_of(screen), timeout=20_000)


def with_recovery(ws) -> str:
    """A new recovery key for a profile, as printed."""
    vault = ws.world.data_dir / "vault.json"
    data, words = keys.change_recovery(vault.read_bytes(), ws._key, QUICK)
    vault.write_bytes(data)
    return words


def test_an_access_request_is_written_out_by_keyboard_to_where_somebody_says(
    place, qtbot, bare_service, tmp_path, monkeypatch
):
    lead, _, laptop = keeping(bare_service)
    audit(bare_service, laptop, "FS-2041")
    out = tmp_path / "out"
    out.mkdir()
    screen = place(lead, "keeping", KeepingScreen)
    button(screen, "Access request").click()
    card = screen.card
    says(qtbot, screen, "Read all of this before")
    assert isinstance(card, AccessCard)
    check_screen(screen)
    card.fields["what"].editor.setFocus()
    press(Qt.Key.Key_Return)
    assert "Type the number or the code." in words_of(card)
    picks(monkeypatch, None)
    type_in("FS-9999")
    press(Qt.Key.Key_Return)  # no folder chosen: nothing happens
    assert card.yes.isEnabled()
    picks(monkeypatch, out)
    press(Qt.Key.Key_Return)
    says(qtbot, screen, "Nothing is held on “FS-9999”")
    assert not list(out.iterdir())
    card.fields["what"].editor.setText("fs-2041")
    card.yes.click()
    qtbot.waitUntil(lambda: screen.card is None, timeout=20_000)
    says(qtbot, screen, "Read all of this before it is handed over")
    (made,) = out.iterdir()
    assert made.name.startswith("access-request-2026-") and (made / "held.html").exists()
    assert "2041" not in made.name


def test_the_key_file_and_a_copy_are_saved_from_settings(place, qtbot, service, tmp_path, monkeypatch):
    ws = service.laptop("A01")
    sealed(ws)
    recovery = with_recovery(ws)
    monkeypatch.setattr(SettingsScreen, "reading", type("Idle", (), {"busy": False})(), raising=False)
    screen = place(ws, "settings", SettingsScreen)
    card = screen.apart
    picks(monkeypatch, tmp_path)
    button(card, "Save the key file").click()
    assert card.key_box.hasFocus()
    press(Qt.Key.Key_Return)
    assert "Type the recovery key." in words_of(card)
    check_screen(screen)
    type_in("0000-0000-0000-0000-0000-0000-0000")
    press(Qt.Key.Key_Return)
    says(qtbot, card, "key")
    settle(qtbot, screen)
    assert card.key.problem.text() and not list(tmp_path.glob(f"*{key_file.SUFFIX}"))
    card.key_box.setText(recovery)
    card.save_keys.click()
    says(qtbot, card, "opened again with your recovery key")
    (made,) = tmp_path.glob(f"*{key_file.SUFFIX}")
    assert key_file.read(made.read_bytes(), recovery, made.name).me.code == "A01"
    button(card, "Save a copy of what is new").click()
    says(qtbot, card, "written, read back, checked")
    button(card, "Save a copy of what is new").click()
    says(qtbot, card, "Every entry is in a copy that was made before")


@pytest.fixture
def kept(service, tmp_path):
    """A folder of what was kept of a laptop, its recovery key, and what it amounts to."""
    ws, folder = service.laptop("A01"), tmp_path / "kept"
    folder.mkdir()
    recovery = with_recovery(ws)
    key_file.write(ws, recovery, folder)
    sealed(ws)
    rebuilding.keep_copy(ws, folder)
    (folder / "not-mine.pdf").write_bytes(b"%PDF-1.7 nothing")
    return folder, recovery, soundness.state_digest(ws)


def test_a_lost_profile_is_built_again_on_the_first_screen_to_the_same_digest(
    start, kept, qtbot, tmp_path, monkeypatch
):
    folder, recovery, digest = kept
    program = start(tmp_path / "new")
    press(Qt.Key.Key_Space)  # “Make my profile” on the first window
    button(program.window.findChild(FirstRun), "Build a lost profile again").click()
    page = program.window.findChild(Rebuild)
    check_screen(program.window)
    page.build.click()
    assert "there is none of this name" in words_of(page) and page.folder_box.hasFocus()
    picks(monkeypatch, folder)
    page.choose.click()
    page.key_box.setText("0000-0000-0000-0000-0000-0000-0000")
    for box in (page.passphrase.one, page.passphrase.two):
        box.box.setText(NEW)
    page.build.click()
    says(qtbot, page, "is not as it was written down")
    assert page.key_box.hasFocus() and not (tmp_path / "new" / "vault.json").exists()
    page.key_box.setText(recovery)
    page.passphrase.two.box.setFocus()
    press(Qt.Key.Key_Return)
    says(qtbot, page, "The profile is built.")
    qtbot.waitUntil(page.recovery.box.hasFocus)
    shown = words_of(page).replace(" ", "")
    assert digest in shown and "not-mine.pdf" in shown
    check_screen(program.window)
    page.recovery.box.setFocus()  # looking at the screen moved it
    page.recovery.box.setText(page.recovery.key.split("-")[5])
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered)
    assert soundness.state_digest(program.desk.workspace) == digest
    program.close()
    profiles.open_workspace(made_up_world(tmp_path / "new"), NEW).close()


def test_building_can_be_stopped_and_then_nothing_is_there(start, kept, qtbot, tmp_path, monkeypatch):
    folder, recovery, _ = kept
    program = start(tmp_path / "new")
    press(Qt.Key.Key_Space)  # “Make my profile” on the first window
    button(program.window.findChild(FirstRun), "Build a lost profile again").click()
    page = program.window.findChild(Rebuild)
    page.folder_box.setText(str(folder))
    page.key_box.setText(recovery)
    for box in (page.passphrase.one, page.passphrase.two):
        box.box.setText(NEW)
    real, pressed = rebuilding.import_plans.plan_files, threading.Event()
    monkeypatch.setattr(
        rebuilding.import_plans, "plan_files", lambda *given: (pressed.wait(20), real(*given))[1]
    )
    page.build.click()
    page.progress.cancel.click()  # while the other thread is at it
    pressed.set()
    says(qtbot, page, "Nothing was made.")
    assert not (tmp_path / "new" / "vault.json").exists()
    assert page.asks.isEnabled()
    button(page, "Back to the first start").click()
    assert program.window.findChild(FirstRun).isVisible()


def test_where_there_is_no_key_file_it_says_so(start, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    program = start(tmp_path / "new")
    press(Qt.Key.Key_Space)  # “Make my profile” on the first window
    button(program.window.findChild(FirstRun), "Build a lost profile again").click()
    page = program.window.findChild(Rebuild)
    page.folder_box.setText(str(tmp_path / "empty"))
    page.key_box.setText("0000-0000-0000-0000-0000-0000-0000")
    for box in (page.passphrase.one, page.passphrase.two):
        box.box.setText(NEW)
    page.build.click()
    says(qtbot, page, "There is no key file in")
    check_screen(program.window)
