"""What came and what did not, receipts, archives, paper, the inbox folder, and where dialogs open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from qa_desktop import families, import_plans, imports, packs, people, profiles, receipts, returns, soundness
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.rounds import cycle, returned, small_service, take_in  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Button
from ui.screens.importer import ImportScreen
from ui.screens.inbox import FOLDER
from ui.screens.packs import PacksScreen
from ui.screens.pick import Pick
from ui.screens.transfer import TransferScreen


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that is chosen whenever one is asked for."""
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: made))
    return made


@pytest.fixture
def copied(monkeypatch) -> list[str]:
    held: list[str] = []
    monkeypatch.setattr(Pick, "copy", classmethod(lambda cls, words: held.append(words)))
    return held


def cells(screen: PacksScreen, column: int) -> list[str]:
    model = screen.table.model()
    return [model.index(n, column).data() for n in range(model.rowCount())]


def buttons(screen, words: str) -> list[Button]:
    return [b for b in screen.findChildren(Button) if b.words == words and b.isVisible()]


# Missing, owed, receipts, log


def test_a_return_that_never_came_is_said_in_words_and_can_be_chased(cycle, place, folder, copied):  # noqa: F811
    laptop = cycle.laptop("A01")
    packs.make_return(laptop, folder, only=[packs.ready_to_return(laptop)[0].digest])  # never comes
    came = packs.make_return(laptop, folder)
    imports.take_in(cycle.central, [import_plans.plan_file(cycle.central, came.path)], back_up=False)
    screen = place(cycle.central, "packs", PacksScreen)
    shown = words_of(screen)
    assert "Return 1 of Priya Nair never came: 1 audit in it." in shown and "File missing" in shown
    assert "3 audits owed, first due Fri 20 Nov 2026." in shown  # Sam Hassan's
    check_screen(screen)
    button(screen, "Copy words to chase Priya Nair").click()
    assert "1 × Small audit still to come, due Fri 20 Nov 2026." in copied[0]
    assert "Your file 1 never came. It held 1 audit. Open Send and receive and send it again." in copied[0]
    assert "FS-" not in copied[0] and "F-" not in copied[0]


def test_receipts_are_written_once_and_the_log_names_them(cycle, place, qtbot, folder):  # noqa: F811
    take_in(cycle, "A01", "A02")
    screen = place(cycle.central, "packs", PacksScreen)
    assert len(buttons(screen, "Write receipt")) == 2
    button(screen, "Write 2 receipts").click()
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "2 receipts, written, read back, checked." in shown
    assert "Everybody whose file came has been told so." in shown and "Receipt 4 for Priya Nair" in shown
    assert len(list(folder.glob("receipt*.qabundle"))) == 2
    check_screen(screen)


def test_a_pack_is_opened_once_its_auditor_or_their_work_says_so(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.central, "packs", PacksScreen)
    assert set(cells(screen, 3)) == {"Not known yet"}
    take_in(cycle, "A01")
    told = receipts.write(cycle.laptop("A02"), "L01", folder)
    imports.take_in(cycle.central, [import_plans.plan_file(cycle.central, told.path)], back_up=False)
    screen = place(cycle.central, "packs", PacksScreen)
    opened = dict(zip(cells(screen, 0), cells(screen, 3), strict=True))
    assert opened == {"Priya Nair": "Yes", "Sam Hassan": "Yes", "Ruth Osei": "Not known yet"}


def test_a_folder_that_is_gone_writes_no_receipt_and_says_so(cycle, place, qtbot, folder):  # noqa: F811
    take_in(cycle, "A01")
    folder.rmdir()
    screen = place(cycle.central, "packs", PacksScreen)
    button(screen, "Write receipt").click()
    settle(qtbot, screen)
    assert "This was not done." in words_of(screen) and len(receipts.to_confirm(cycle.central)) == 1


def test_case_numbers_are_written_to_go_another_way_and_say_which_family_a_code_is(
    cycle,  # noqa: F811
    place,  # noqa: F811
    qtbot,
    folder,
):
    screen = place(cycle.central, "packs", PacksScreen)
    button(screen, "Write case numbers").click()
    settle(qtbot, screen)
    assert "3 files of case numbers, written, read back, checked." in words_of(screen)
    laptop = cycle.laptop("A01")
    code = families.code(cycle.central, "FS-10")
    with laptop.write():
        laptop.keep(families.NUMBERS, None)  # as if no such file had come yet
    assert families.shown(laptop, code) == code
    for path in folder.glob("*A01*.qabundle"):
        imports.take_in(laptop, [import_plans.plan_file(laptop, path)], back_up=False)
    assert families.shown(laptop, code) == "FS-10"


# Several practice leads


def test_two_practice_leads_exchange_archives_from_the_window_and_see_the_same(
    cycle,  # noqa: F811
    place,  # noqa: F811
    qtbot,
    folder,
    tmp_path,
):
    first = cycle.central
    me = Me("L02", "Ida Moor", "practice_lead", "", "Example Council")
    root = first.roots()[0]
    second, _ = profiles.create(made_up_world(tmp_path / "L02"), me, PASSPHRASE, cost=QUICK, root=root)
    cycle.laptops["L02"] = second
    people.admit(first, people.request(second), "")
    take_in(cycle, "A01")
    screen = place(first, "packs", PacksScreen)
    button(screen, "Make an archive for Ida Moor").click()
    settle(qtbot, screen)
    assert "written, read back, checked" in words_of(screen) and "Only Ida Moor can open it." in words_of(
        screen
    )
    check_screen(screen)
    (path,) = folder.glob("archive*.qabundle")
    other = place(second, "importer", ImportScreen, files=(path,))
    qtbot.waitUntil(lambda: bool(other.plans))
    settle(qtbot, other)
    button(other, "Import 1 file").click()
    settle(qtbot, other)
    assert soundness.state_digest(second) == soundness.state_digest(first)
    back = place(second, "packs", PacksScreen)
    button(back, "Make an archive for Marta Trent").click()
    settle(qtbot, back)
    assert "Only Marta Trent can open it." in words_of(back)


def test_the_only_practice_lead_is_told_how_there_may_be_two(small_service, place):  # noqa: F811
    screen = place(small_service.central, "packs", PacksScreen)
    assert "You are the only practice lead." in words_of(screen)


# Without a key


def test_who_has_no_key_is_left_out_of_the_packs_or_put_on_paper_once(small_service, place, qtbot, folder):  # noqa: F811
    central = small_service.central
    small_service.admit("A01", "Priya Nair", "South FST")
    people.name_only(central, "A09", "New Person", "team_manager", "South FST")
    lines = tuple(
        returns.Line(code, case, "W01", "S01", "South FST", "2026-12-01")
        for code, case in (("A01", "FS-1"), ("A09", "FS-2"))
    )
    plan = returns.Plan("2026-6", "Cycle", "Early help", "2026-11-01", "2026-12-31", "", lines)
    returns.save(central, plan, small_service.rfp)
    screen = place(central, "packs", PacksScreen)
    assert "They have no key yet, so no pack is made for them." in words_of(screen)
    check_screen(screen)
    button(screen, "Make 1 pack").click()
    settle(qtbot, screen)
    assert [path.name for path in folder.iterdir()] == ["pack-A01-2026-6.qabundle"]
    button(screen, "Print the cases of New Person").click()
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "paper-pack-A09.pdf is written." in shown and "It is not locked: carry it yourself." in shown
    assert "Printed Mon 2 Nov." in shown and buttons(screen, "Print again")
    assert (folder / "paper-pack-A09.pdf").read_bytes().startswith(b"%PDF-")


# The inbox folder


def test_a_watched_folder_says_what_is_new_and_imports_nothing_by_itself(cycle, place, qtbot, folder):  # noqa: F811
    central = cycle.central
    screen = place(central, "packs", PacksScreen)
    assert "No folder is watched." in words_of(screen) and screen.news.banner is None
    button(screen, "Choose a folder to watch").click()
    qtbot.waitUntil(lambda: screen.inbox.now.folder == str(folder))
    before = central.store.digests()
    returned(cycle.laptop("A01"), folder)
    qtbot.waitUntil(lambda: screen.news.banner is not None, timeout=20_000)
    returned(cycle.laptop("A02"), folder)
    qtbot.waitUntil(lambda: len(screen.inbox.now.files) == 2, timeout=20_000)
    settle(qtbot, screen)
    assert "2 new files in your inbox folder" in words_of(screen)
    assert central.store.digests() == before and central.store.imports() == []
    check_screen(screen)


def test_check_leads_to_the_import_with_those_files(cycle, place, qtbot, folder):  # noqa: F811
    path = returned(cycle.laptop("A01"), folder)
    with cycle.central.write():
        cycle.central.keep(FOLDER, str(folder))
    screen = place(cycle.central, "packs", PacksScreen)
    qtbot.waitUntil(lambda: screen.news.banner is not None)
    gone = []
    screen.news.check.connect(gone.append)
    button(screen, "Check").click()
    assert gone == [[path]] and screen._window.place == "importer"


def test_what_was_imported_is_new_no_more(cycle, place, qtbot, folder):  # noqa: F811
    path = returned(cycle.laptop("A01"), folder)
    with cycle.central.write():
        cycle.central.keep(FOLDER, str(folder))
    screen = place(cycle.central, "packs", PacksScreen)
    qtbot.waitUntil(lambda: screen.news.banner is not None)
    screen._desk.run(
        lambda ws, _tell: imports.take_in(ws, [import_plans.plan_file(ws, path)], back_up=False), print, print
    )
    qtbot.waitUntil(lambda: screen.news.banner is None, timeout=20_000)


def test_a_stick_that_is_pulled_out_is_said_calmly_and_found_again(cycle, place, qtbot, folder):  # noqa: F811
    with cycle.central.write():
        cycle.central.keep(FOLDER, str(folder))
    screen = place(cycle.central, "packs", PacksScreen)
    qtbot.waitUntil(lambda: screen.inbox.now.folder == str(folder))
    folder.rmdir()
    screen.inbox.look()
    qtbot.waitUntil(lambda: screen.news.banner is not None, timeout=20_000)
    settle(qtbot, screen)
    assert "Your inbox folder is not there now." in words_of(screen)
    check_screen(screen)
    folder.mkdir()
    returned(cycle.laptop("A01"), folder)
    screen.inbox.look()
    qtbot.waitUntil(lambda: len(screen.inbox.now.files) == 1, timeout=20_000)
    settle(qtbot, screen)
    assert "1 new file in your inbox folder" in words_of(screen)


def test_an_auditor_may_watch_a_folder_too_and_stop(cycle, place, qtbot, folder):  # noqa: F811
    laptop = cycle.laptop("A01")
    screen = place(laptop, "transfer", TransferScreen)
    button(screen, "Choose a folder to watch").click()
    qtbot.waitUntil(lambda: laptop.text(FOLDER) == str(folder))
    qtbot.waitUntil(lambda: bool(buttons(screen, "Stop watching")))
    button(screen, "Stop watching").click()
    qtbot.waitUntil(lambda: laptop.text(FOLDER) is None)
    qtbot.waitUntil(lambda: "No folder is watched." in words_of(screen))


# Dialogs


@pytest.fixture
def dialogs(monkeypatch):
    """The computer's dialogs: each notes where it opened, and chooses what is told."""
    opened, answer = [], {"path": ""}
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(
            QFileDialog, name, lambda _p, _t, start, _k: (opened.append(start), (answer["path"], ""))[1]
        )
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda _p, _t, start: (opened.append(start), answer["path"])[1]
    )
    monkeypatch.setattr(Pick, "last", "")
    monkeypatch.setattr(Pick, "_keep", None)
    return opened, answer


def test_a_dialog_opens_where_the_last_file_was_and_is_kept_for_the_next_start(dialogs, app, tmp_path):
    opened, answer = dialogs
    kept = []
    Pick.remember(None, kept.append)
    answer["path"] = str(tmp_path / "one.pem")
    assert Pick.file(None, "Choose", "*.pem") == tmp_path / "one.pem"
    assert opened[0] and Path(opened[0]) != Path.cwd()  # the documents of the person, at the first time
    Pick.save(None, "Save", "root.pem", "*.pem")
    Pick.folder(None, "Where")
    assert opened[1:] == [str(tmp_path / "root.pem"), str(tmp_path)] and kept[0] == str(tmp_path)
    answer["path"] = ""
    Pick.folder(None, "Where", "/no/such/place/at/all")  # it was there last time
    assert Path(opened[-1]).is_dir() and len(kept) == 2


def test_a_folder_that_is_gone_is_not_where_a_dialog_opens(dialogs, app, tmp_path):
    opened, _ = dialogs
    Pick.remember(str(tmp_path / "gone"), lambda _folder: None)
    Pick.file(None, "Choose", "*.pem")
    assert "gone" not in opened[0]


def test_every_text_size_fits(cycle, place, qtbot, app, themed, folder):  # noqa: F811
    take_in(cycle, "A01")
    with cycle.central.write():
        cycle.central.keep(FOLDER, str(folder))
    screen = place(cycle.central, "packs", PacksScreen)

    def again() -> PacksScreen:
        made = PacksScreen(screen._desk, screen._window)
        while made.seen is None or not made.inbox.now.folder:
            app.processEvents()
        return made

    check_scales(app, again)
