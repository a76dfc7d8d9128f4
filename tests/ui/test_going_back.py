"""Going back to a backup in the window: from Settings, and from the first screen where the database is damaged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from db.errors import Damaged
from qa_desktop import backups, forms, profiles, restoring
from qa_desktop.workspace import DATABASE
from tests.conftest import PASSPHRASE, made_up_world
from tests.small import sealed, tiny
from tests.ui.conftest import check_screen
from tests.ui.places import button, press, settled, start, type_in, unlocked, words  # noqa: F401
from ui.kit import Button
from ui.screens.pick import Pick


@pytest.fixture
def laptop(service):
    """A laptop with one backup, after which a form was signed."""
    ws = service.laptops.pop("A01")
    first = sealed(ws)
    backups.make(ws)
    second = sealed(ws, {"case": "F-FAM1Y-00002"})
    forms.start(ws, tiny())
    ws.close()
    return ws.world.data_dir, first, second


def named(root, start_of: str) -> Button:
    return next(
        b for b in root.findChildren(Button) if b.accessibleName().startswith(start_of) and b.isVisible()
    )


def opened(folder):
    return profiles.open_workspace(made_up_world(folder), PASSPHRASE)


def test_settings_list_backups_check_one_and_say_what_would_go_back_in_time(start, laptop, qtbot):  # noqa: F811
    folder, _first, second = laptop
    program = unlocked(qtbot, start(folder))
    program.window.go("settings")
    screen = program.window.showing
    oldest = restoring.listed(folder)[-1].name
    card = screen.backups
    card._check(oldest)
    settled(qtbot, program)
    assert "Opened and read whole" in words(screen)
    card._look(oldest)
    settled(qtbot, program)
    assert "These would go: 1 signed form" in words(screen) and card.no.hasFocus()
    check_screen(screen)
    card.no.click()
    assert not (folder / restoring.NEW).exists()
    assert program.desk.workspace.store.entry(second) is not None


def test_going_back_from_settings_asks_for_the_passphrase_again_and_keeps_what_was_here(
    start, laptop, qtbot  # noqa: F811
):  # fmt: skip
    folder, first, second = laptop
    program = unlocked(qtbot, start(folder))
    program.window.go("settings")
    card = program.window.showing.backups
    card._look(restoring.listed(folder)[-1].name)
    settled(qtbot, program)
    card.yes.click()
    qtbot.waitUntil(lambda: "The backup is in place." in words(program.window))
    assert program.desk is None and program.window.windowTitle().startswith("Unlock")
    check_screen(program.window)
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered)
    settled(qtbot, program)
    store = program.desk.workspace.store
    assert store.entry(first) is not None and store.entry(second) is None
    assert [one.sort for one in restoring.listed(folder)].count("restore") == 1
    program.window.go("settings")
    assert named(program.window.showing, "Go back, backup of")


def test_a_damaged_database_offers_the_newest_backup_on_the_first_screen(start, laptop, qtbot):  # noqa: F811
    folder, first, _second = laptop
    (folder / DATABASE).write_bytes(b"not a database" * 1000)
    program = start(folder)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The newest backup is whole." in words(program.window))
    assert "cannot be read" in words(program.window)
    assert (folder / DATABASE).read_bytes() == b"not a database" * 1000
    check_screen(program.window)
    next(b for b in program.window.findChildren(Button) if b.words == "Go back to this backup").click()
    qtbot.waitUntil(lambda: "The backup is in place." in words(program.window))
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: program.window.place == "home" and not program.window.is_covered)
    assert program.desk.workspace.store.entry(first) is not None


def test_without_any_backup_the_first_screen_says_so(start, laptop, qtbot):  # noqa: F811
    folder, *_ = laptop
    for path in restoring.folder_of(folder).iterdir():
        path.unlink()
    (folder / DATABASE).write_bytes(b"not a database" * 1000)
    program = start(folder)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "No backup in" in words(program.window))
    assert "ask for help" in words(program.window)


def test_settings_say_when_there_is_no_backup_yet(start, service, qtbot):  # noqa: F811
    folder = service.laptop("A01").world.data_dir
    program = unlocked(qtbot, start(folder))
    for path in restoring.folder_of(folder).glob("*.sqlite"):
        path.unlink()
    program.window.go("settings")
    assert "No backup yet. Press Back up now." in words(program.window.showing)


def damaged(folder) -> bytes:
    """The first page is bad: nothing opens the file any more."""
    data = bytearray((folder / DATABASE).read_bytes())
    data[2000] ^= 1
    (folder / DATABASE).write_bytes(data)
    return bytes(data)


def read_only(start, folder, qtbot):  # noqa: F811
    program = start(folder)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Some of it can be read." in words(program.window))
    button(program.window, "Open it to read only").click()
    qtbot.waitUntil(lambda: program.window.place == "rescue" and not program.window.is_covered)
    settled(qtbot, program)
    return program


def test_a_damaged_profile_opens_to_be_read_and_written_out_and_nothing_can_be_changed(
    start, laptop, qtbot, tmp_path, monkeypatch  # noqa: F811
):  # fmt: skip
    folder, _first, second = laptop
    after = damaged(folder)
    program = read_only(start, folder, qtbot)
    window, screen = program.window, program.window.showing
    assert "Read only." in words(window) and "can be read" in words(screen)
    assert [*window._places] == ["rescue", "guide"]
    assert program.desk.workspace.reading
    check_screen(window)
    assert screen.model.rowCount() == 1  # the draft
    screen.tabs.setCurrentIndex(1)
    assert screen.model.rowCount() == 2
    screen.open(next(one for one in screen._lists["signed"] if one.digest == second))
    assert window.place == "preview"
    qtbot.waitUntil(lambda: window.showing.document.pageCount() > 0, timeout=20_000)
    assert window.back() and window.place == "rescue"
    settled(qtbot, program)
    monkeypatch.setattr(Pick, "folder", classmethod(lambda *_: tmp_path))
    window.showing.save.click()
    settled(qtbot, program)
    assert "Written out." in words(window)
    (made,) = tmp_path.glob("rescued-*")
    assert (made / "rescued.qabundle").exists() and (made / "drafts.txt").exists()
    window.showing.save.click()
    settled(qtbot, program)
    assert "is not empty" in words(window)
    for place in ("settings", "importer", "home", "audit"):
        with pytest.raises(KeyError):
            window.go(place)
    assert (folder / DATABASE).read_bytes() == after
    program.desk.lock()
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: not window.is_covered)
    assert window.place == "rescue"
    button(window, "Go back to a backup").click()
    qtbot.waitUntil(lambda: "The newest backup is whole." in words(window))
    assert not [one for one in folder.iterdir() if one.name.startswith(".part-")]
    button(window, "Go back to this backup").click()
    qtbot.waitUntil(lambda: "The backup is in place." in words(window))
    program.cover.passphrase.box.setText(PASSPHRASE)
    program.cover.open_button.click()
    qtbot.waitUntil(lambda: window.place == "home" and not window.is_covered)
    assert not program.desk.workspace.reading and "Read only." not in words(window)


def test_a_page_that_goes_bad_while_it_is_open_leads_to_what_can_be_read(start, laptop, qtbot):  # noqa: F811
    folder, *_ = laptop
    program = unlocked(qtbot, start(folder))

    def meet(_ws, _tell):
        raise Damaged("The database file is damaged.")

    program.desk.run(meet, lambda _: None, lambda _: None)
    settled(qtbot, program)
    assert "The database is damaged." in words(program.window)
    button(program.window, "See what is left").click()
    qtbot.waitUntil(lambda: "Some of it can be read." in words(program.window))
    assert program.desk is None and "The newest backup is whole." in words(program.window)
    check_screen(program.window)
