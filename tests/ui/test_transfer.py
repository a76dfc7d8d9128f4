"""Send and receive: what goes back, what became of the file, and what cannot go."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_desktop import import_plans, imports, packs, receipts, returns
from tests.rounds import cycle, sign, small_service  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Button
from ui.screens.pick import Pick
from ui.screens.transfer import TransferScreen


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that is chosen whenever one is asked for."""
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: made))
    return made


def test_signed_audits_wait_with_ticks_and_the_pack_that_brought_them_is_listed(cycle, place):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    assert len(screen.ticks) == 3 and all(tick.isChecked() for tick in screen.ticks.values())
    assert "From Marta Trent" in words_of(screen) and "were looked for when you signed" in words_of(screen)
    check_screen(screen)


def test_the_file_is_written_checked_and_named_and_nothing_waits_any_more(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    button(screen, "Create return file").click()
    settle(qtbot, screen)
    assert "3 audits, written, read back, checked." in words_of(screen)
    assert "Nothing to send" in words_of(screen) and "3 audits for Marta Trent" in words_of(screen)
    (path,) = folder.glob("*.qabundle")
    assert import_plans.plan_file(cycle.central, path).counts["form"] == 3
    check_screen(screen)


def test_only_what_is_ticked_goes(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    next(iter(screen.ticks.values())).click()
    button(screen, "Create return file").click()
    settle(qtbot, screen)
    assert "2 audits, written, read back, checked." in words_of(screen)
    assert len(packs.ready_to_return(cycle.laptop("A01"))) == len(screen.ticks) == 1


def test_with_nothing_ticked_there_is_nothing_to_press(cycle, place):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    for tick in screen.ticks.values():
        tick.click()
    assert not screen.make.isEnabled()


def test_a_folder_that_is_gone_is_said_and_nothing_counts_as_sent(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    folder.rmdir()
    button(screen, "Create return file").click()
    settle(qtbot, screen)
    assert "This was not done." in words_of(screen) and "is not there any more" in words_of(screen)
    assert len(packs.ready_to_return(cycle.laptop("A01"))) == len(screen.ticks) == 3


def test_closing_the_folder_dialog_changes_nothing(cycle, place, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: None))
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    button(screen, "Create return file").click()
    assert not screen._desk.busy and len(screen.ticks) == 3


def test_a_lost_file_is_made_again_with_the_same_audits(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    button(screen, "Create return file").click()
    settle(qtbot, screen)
    first = next(iter(folder.glob("*.qabundle")))
    button(screen, f"Send {first.name} again").click()
    settle(qtbot, screen)
    both = [import_plans.plan_file(cycle.central, path) for path in folder.glob("*.qabundle")]
    assert len(both) == 2 and {plan.new for plan in both} == {both[0].new}


def test_the_last_folder_is_offered_next_time(cycle, place, qtbot, folder, monkeypatch):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    button(screen, "Create return file").click()
    settle(qtbot, screen)
    assert screen.seen.folder == str(folder)


def test_an_empty_profile_says_what_would_be_here(small_service, place, themed, app):  # noqa: F811
    ws = small_service.admit("A09", "New <b>Person</b>", "South FST")
    screen = place(ws, "transfer", TransferScreen)
    assert "Nothing to send" in words_of(screen) and "No pack has come yet" in words_of(screen)
    check_screen(screen)


def test_hostile_case_names_stay_words_and_hold_no_window_open(small_service, place, app, themed):  # noqa: F811
    ws = small_service.admit("A01", "Priya Nair", "South FST")
    line = returns.Line("A01", "<img src=x>" + "W" * 29, "W01", "S01", "South FST", "2026-12-01")
    plan = returns.Plan("2026-6", "Cycle", "Early help", "2026-11-01", "2026-12-31", "", (line,))
    returns.save(small_service.central, plan, small_service.rfp)
    pack = packs.make_pack(small_service.central, "A01", small_service.folder)
    numbers = packs.make_numbers(small_service.central, "A01", small_service.folder)
    for made in (pack, numbers):
        imports.take_in(ws, [import_plans.plan_file(ws, made.path)], back_up=False)
    sign(ws, ("4", "4"))
    screen = place(ws, "transfer", TransferScreen)
    assert "<img" in next(iter(screen.ticks.values())).text()
    desk = screen._desk
    check_scales(app, lambda: _ready(TransferScreen(desk, screen._window), app))


def _ready(screen: TransferScreen, app) -> TransferScreen:
    while screen.seen is None:
        app.processEvents()
    return screen


def test_the_state_of_each_file_follows_the_receipts_that_come(cycle, place, qtbot, folder):  # noqa: F811
    laptop, central = cycle.laptop("A01"), cycle.central
    lost = packs.make_return(laptop, folder, only=[packs.ready_to_return(laptop)[0].digest])
    came = packs.make_return(laptop, folder)
    screen = place(laptop, "transfer", TransferScreen)
    assert words_of(screen).count("No receipt yet") == 2
    imports.take_in(central, [import_plans.plan_file(central, came.path)], back_up=False)
    told = receipts.write(central, "A01", folder)
    imports.take_in(laptop, [import_plans.plan_file(laptop, told.path)], back_up=False)
    screen = place(laptop, "transfer", TransferScreen)
    shown = words_of(screen)
    assert "Received" in shown and "Did not arrive" in shown and "this one did not. Send it again." in shown
    check_screen(screen)
    button(screen, f"Send {lost.path.name} again").click()
    settle(qtbot, screen)
    again = import_plans.plan_file(
        central, max(folder.glob("return*"), key=lambda path: path.stat().st_mtime_ns)
    )
    assert again.status == "ready" and again.counts["form"] == 1


def test_an_auditor_may_say_that_the_pack_was_opened(cycle, place, qtbot, folder):  # noqa: F811
    screen = place(cycle.laptop("A01"), "transfer", TransferScreen)
    button(screen, "Write a receipt for the pack").click()
    settle(qtbot, screen)
    assert "The receipt is written." in words_of(screen) and "Send it to Marta Trent." in words_of(screen)
    (path,) = folder.glob("receipt*.qabundle")
    plan = import_plans.plan_file(cycle.central, path)
    imports.take_in(cycle.central, [plan], back_up=False)
    assert [one.code for one in receipts.made(cycle.central) if one.opened] == ["A01"]
    assert not [b for b in screen.findChildren(Button) if b.words == "Write receipt" and b.isVisible()]
