"""Packs and returns: admit, give out cases, make packs, and a whole cycle from the window alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from qa_desktop import families, identity, import_plans, imports, people, profiles, returns, work
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.rounds import TODAY, cycle, small_service, take_in  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.packs import PacksScreen
from ui.screens.pick import Pick


@pytest.fixture
def asked(tmp_path):
    """A new laptop, and its request file."""
    ws, _ = profiles.create(
        made_up_world(tmp_path / "A07"),
        Me("A07", "Amina Yusuf", "team_manager", "", "Example Council"),
        PASSPHRASE,
        cost=QUICK,
    )
    path = tmp_path / "request-A07.qarequest"
    path.write_bytes(people.request(ws).to_bytes())
    yield ws, path
    ws.close()


def admit(screen: PacksScreen, qtbot, path: Path, team: str) -> None:
    screen.people.show_request(path)
    screen.people.team.setText(team)
    screen.people.yes.click()
    settle(qtbot, screen)


def add_case(screen: PacksScreen, **words: str) -> None:
    for name, text in words.items():
        screen.cycle.boxes[name].setText(text)
    screen.cycle.put.click()


def test_a_service_with_nobody_in_it_says_how_to_begin(small_service, place):  # noqa: F811
    screen = place(small_service.central, "packs", PacksScreen)
    assert "No auditors yet" in words_of(screen) and "No cases yet" in words_of(screen)
    check_screen(screen)


def test_the_focus_stays_on_the_screen_when_what_held_it_goes(small_service, asked, place, qtbot):  # noqa: F811
    screen = place(small_service.central, "packs", PacksScreen)
    screen.people.show_request(asked[1])
    screen.people.team.setText("South FST")
    qtbot.waitUntil(screen.people.yes.isVisible)
    screen.people.yes.setFocus()
    screen.people.yes.click()
    settle(qtbot, screen)
    assert "Amina Yusuf was admitted." in words_of(screen)
    assert screen.isAncestorOf(QApplication.focusWidget())


def test_a_cycle_is_run_from_the_window_alone(small_service, asked, place, qtbot, tmp_path, monkeypatch):  # noqa: F811
    laptop, request = asked
    screen = place(small_service.central, "packs", PacksScreen)
    admit(screen, qtbot, request, "South FST")
    assert "Amina Yusuf was admitted." in words_of(screen)
    group = screen.cycle
    group.method.set_value(small_service.rfp.digest)
    group._keep(template=small_service.rfp.digest)
    for box, text in (
        (group.name, "Nov to Dec 2026"),
        (group.starts, "1 Nov 2026"),
        (group.ends, "31/12/2026"),
    ):
        box.setText(text)
        box.editingFinished.emit()
    add_case(screen, case="FS-2041", worker="W01", supervisor="S01", team="South FST", due="20 Nov 2026")
    assert "1 case, not saved yet" in words_of(screen)
    group.save.click()
    settle(qtbot, screen)
    assert "1 pack has to be made" in words_of(screen) and "Pack to make" in _states(screen)
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: tmp_path))
    button(screen, "Make 1 pack").click()
    settle(qtbot, screen)
    assert "1 pack, written, read back, checked." in words_of(screen) and "With auditor" in _states(screen)
    check_screen(screen)
    laptop.trust(small_service.central.roots()[0])
    (pack,) = tmp_path.glob("pack*.qabundle")
    imports.take_in(laptop, [import_plans.plan_file(laptop, pack)], back_up=False)
    (task,) = work.tasks(laptop, TODAY)
    assert (
        task.title == f"Small audit: case {families.code(small_service.central, 'FS-2041')}"
        and task.who == "Worker J. Okafor · supervisor D. Walsh"
    )


def _states(screen: PacksScreen) -> list[str]:
    model = screen.table.model()
    return [model.index(n, 6).data() for n in range(model.rowCount())]


def test_the_figures_of_a_request_are_shown_before_anyone_is_admitted(small_service, asked, place, qtbot):  # noqa: F811
    _, request = asked
    screen = place(small_service.central, "packs", PacksScreen)
    screen.people.show_request(request)
    settle(qtbot, screen)
    assert identity.short_fingerprint(identity.Request.from_bytes(request.read_bytes())) in words_of(screen)
    assert "A07" not in people.everyone(small_service.central)
    screen.people.yes.click()
    settle(qtbot, screen)
    assert "Say which team they are in." in words_of(screen)
    check_screen(screen)


def test_a_file_that_is_no_request_is_refused_by_name(small_service, place, qtbot, tmp_path):  # noqa: F811
    (tmp_path / "other.qarequest").write_bytes(b'{"a":1}')
    screen = place(small_service.central, "packs", PacksScreen)
    screen.people.show_request(tmp_path / "other.qarequest")
    settle(qtbot, screen)
    assert "other.qarequest" in words_of(screen) and not screen.people.panel.isVisible()


def test_what_is_missing_in_a_case_is_said_beside_its_field(cycle, place, qtbot):  # noqa: F811
    screen = place(cycle.central, "packs", PacksScreen)
    add_case(screen, case="FS-10", team="", due="soon")
    settle(qtbot, screen)
    shown = words_of(screen)
    assert (
        "Case FS-10 is there already." in shown
        and "Say whose work it is" in shown
        and "Give the day" in shown
    )
    assert len(screen.cycle.plan.lines) == 7
    check_screen(screen)


def test_a_cycle_being_put_together_is_kept_when_the_screen_is_left(cycle, place, qtbot):  # noqa: F811
    screen = place(cycle.central, "packs", PacksScreen)
    add_case(screen, case="FS-99", team="North FST", due="1 Dec 2026")
    again = place(cycle.central, "packs", PacksScreen)
    assert "8 cases, not saved yet" in words_of(again)


def test_changing_one_auditors_cases_asks_for_one_new_pack_only(cycle, place, qtbot):  # noqa: F811
    screen = place(cycle.central, "packs", PacksScreen)
    group = screen.cycle
    group.table.selectRow(0)
    group.remove.click()
    group.save.click()
    settle(qtbot, screen)
    assert "1 pack has to be made" in words_of(screen)
    assert sorted(_states(screen)).count("Pack to make") <= 1


def test_a_case_keeps_its_audit_when_its_details_are_changed(cycle, place, qtbot):  # noqa: F811
    take_in(cycle, "A01")
    screen = place(cycle.central, "packs", PacksScreen)
    group = screen.cycle
    before = {line.id for line in group.plan.lines}
    group.table.selectRow(0)
    group.change.click()
    group.boxes["due"].setText("24 Dec 2026")
    group.put.click()
    group.save.click()
    settle(qtbot, screen)
    (plan,) = returns.plans(cycle.central)
    assert {line.id for line in plan.lines} == before and "2026-12-24" in {line.due for line in plan.lines}


def test_late_returns_are_first_and_can_be_chased(cycle, place, monkeypatch):  # noqa: F811
    copied = []
    monkeypatch.setattr(Pick, "copy", classmethod(lambda cls, words: copied.append(words)))
    take_in(cycle, "A01")
    late = returns.auditors(cycle.central, TODAY)
    assert [one.words for one in late] == ["5 days late", "5 days late", "Returned"]
    screen = place(cycle.central, "packs", PacksScreen)
    screen._chase(late[:2])
    assert "Ruth Osei: 1 of 1 audits still to come, due Fri 20 Nov 2026." in copied[0]


def test_the_certificate_is_saved_for_new_auditors(small_service, place, qtbot, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: tmp_path / "root.pem"))
    screen = place(small_service.central, "packs", PacksScreen)
    screen.people.certificate.click()
    settle(qtbot, screen)
    kept = identity.from_pem((tmp_path / "root.pem").read_bytes())
    assert identity.to_der(kept) == small_service.central.roots()[0]
    assert identity.certificate_figures(kept) in words_of(screen)


def test_every_text_size_fits(cycle, place, app, themed):  # noqa: F811
    screen = place(cycle.central, "packs", PacksScreen)

    def again() -> PacksScreen:
        made = PacksScreen(screen._desk, screen._window)
        while made.seen is None:
            app.processEvents()
        return made

    check_scales(app, again)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20 Nov 2026", "2026-11-20"),
        ("Fri 20 Nov 2026", "2026-11-20"),
        ("1st december 2026", "2026-12-01"),
        ("20/11/2026", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("31 Feb 2026", None),
        ("soon", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(typed, day):
    assert returns.day_of(typed) == day
