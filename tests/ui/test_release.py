"""After the audit, in real windows: where each stands, release, steps, the worker's copy and dispute, re-audits."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from qa_desktop import (
    counting,
    guests,
    identity,
    ledger,
    moderation,
    packs,
    people,
    release,
    release_list,
    templates,
    work,
)
from qa_desktop.workspace import Workspace
from tests.conftest import QUICK, RESOURCES
from tests.moderating import AUDIT, answers, audited, bring, judged, pack, rated, sign
from tests.moderating import team as team
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, settle, words_of
from ui.desk import Desk
from ui.kit import LinkButton
from ui.rooms import rooms
from ui.screens.pick import Pick
from ui.screens.release import ReleaseScreen
from ui.screens.release_acts import About, DisputeCard, NoteCard, ReauditCard, ReleaseCard, WorkerDisputes
from ui.screens.release_one import OneScreen
from ui.shell import MainWindow, Place

MONDAY = date(2026, 11, 2)
CASE = "FS-A01-2026-6-00"


@pytest.fixture
def window(app, qtbot):
    """The real window with all its places, on a profile: window(workspace) -> MainWindow."""
    desks: list[Desk] = []

    def maker(room, desk: Desk, made: MainWindow) -> Callable:
        module, _, name = room.screen.partition(".")
        return lambda **args: getattr(importlib.import_module(f"ui.screens.{module}"), name)(
            desk, made, **args
        )

    def show(ws: Workspace) -> MainWindow:
        desk = Desk(ws)
        desks.append(desk)
        made = MainWindow(
            [Place(r.id, r.words, r.icon, r.foot) for r in rooms() if r.id in ("home", "release")]
        )
        for room in rooms():
            made.register(room.id, maker(room, desk, made))
        qtbot.addWidget(made)
        made.resize(1366, 768)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    yield show
    for desk in desks:
        desk.close()


@pytest.fixture
def go(qtbot):
    """Goes to a place and waits until it has what it reads."""

    def there(made: MainWindow, place: str, **args: object):
        made.go(place, **args)
        settle(qtbot, made.showing)
        return made.showing

    return there


@pytest.fixture
def lowest(team):
    """An audit at the lowest grade, with one weak item, that moderation has confirmed."""
    (digest,) = audited(team, answers("1", P1=rated("3"), Q1=rated("2")))
    team.admit("A02", "Ola Berg", "Edge of Care")
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    judged(team, digest, "1")
    moderation.agree(team.central, digest, None)
    return team, digest


def press(qtbot, screen, words: str) -> None:
    """Presses a button by its words or its name, and waits for whatever is shown then."""
    made = screen._window
    button(screen, words).click()
    settle(qtbot, made.showing)


def tabs(screen: ReleaseScreen) -> list[str]:
    return [screen.tabs.tabText(n) for n in range(screen.tabs.count())]


def cells(table) -> list[list[str]]:
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def spoken_buttons(screen) -> str:
    return "\n".join(one.accessibleName() for one in screen.findChildren(QPushButton))


# The whole of it


def test_the_lowest_audit_is_released_followed_up_audited_again_and_closed(lowest, window, go, qtbot):
    team, digest = lowest
    lead = window(team.central)
    every = go(lead, "release")
    assert tabs(every) == ["Overdue", "Due this week (1)", "Later", "Done"]
    assert cells(every.table)[0][:4] == [CASE, "J. Okafor", "1 Inadequate", "Ready to release"]
    every.table.setFocus()
    QTest.keyClick(every.table, Qt.Key.Key_Return)
    one = lead.showing
    settle(qtbot, one)
    assert isinstance(one, OneScreen)

    press(qtbot, one, "Release")
    assert isinstance(one.act, ReleaseCard)
    press(qtbot, one, "Release it")
    assert release.released(team.central, digest).on == "2026-11-02"
    assert "Released" in words_of(one) and "To J. Okafor and D. Walsh" in words_of(one)

    while owed := [due for due, _ in one.seen.owed if due.step not in ("reaudit", "check")]:
        press(qtbot, one, f"Note as done. {owed[0].words}")
        assert isinstance(one.act, NoteCard) and one.act.step.value() == owed[0].step
        one.act.fields["words"].editor.set_text("Done together")
        press(qtbot, one, "Keep note")
    press(qtbot, one, "Note as done. Check that the family is safe, every week")
    one.act.step.set_value("safe")
    press(qtbot, one, "Keep note")
    assert [due.step for due, _ in one.seen.owed] == ["reaudit"]
    assert "The family is safe" in words_of(one) and "Done together" in words_of(one)

    press(qtbot, one, "Choose an auditor. Audit again, by a different auditor")
    assert isinstance(one.act, ReauditCard)
    assert "did the first audit" in words_of(one.act) and "worked with this family" in words_of(one.act)
    one.act.auditor.set_value("A02")
    assert one.act.fields["day"].editor.text() == "Tue 2 Feb 2027"  # three months on
    press(qtbot, one, "Give it out")
    assert "With Ola Berg, due Tue 2 Feb" in words_of(one)
    assert button(one, "Open packs and returns")

    pack(team, "A02")
    (task,) = work.tasks(team.laptop("A02"), MONDAY)
    home = go(window(team.laptop("A02")), "home")
    assert task.title in spoken_buttons(home)
    sign(team.laptop("A02"), {"P1": rated("3"), "Q1": rated("3"), "O1": "3", "O2": "The family leads it."})
    bring(team, "A02")

    lead.activateWindow()
    one = go(lead, "after_one", form=digest)
    groups = cells(next(t for t in one.findChildren(type(every.table)) if t.isVisible()))
    assert [row[0] for row in groups] == ["Overall judgement", "P1. The worker got alongside this family",
                                          "Q1. Everyone who matters was thought of"]  # fmt: skip
    assert [row[3] for row in groups] == ["Better by 2", "Same", "Better by 1"]
    assert one.seen.line.place == "closed" and "Nothing is owed." in words_of(one)
    check_screen(one)
    every = go(lead, "release")
    assert tabs(every)[3] == "Done (1)"
    assert release.closed(team.central) == {ledger.form(team.central, digest).doc}


# The list


def test_before_anything_has_come_back_the_list_says_how_it_comes(team, window, go):
    every = go(window(team.central), "release")
    assert "No audit has come back yet" in words_of(every)
    check_screen(every)
    button(every, "Import return files").click()
    assert every._window.place == "importer"


def test_the_list_is_narrowed_by_cycle_and_by_words(team, window, go, qtbot):
    audited(team, answers("3"), cycle="2026-5")
    audited(team, answers("3"), cycle="2026-6")
    every = go(window(team.central), "release")
    assert tabs(every)[2] == "Later (2)" and every.tabs.currentIndex() == 2
    assert [every.cycle.itemData(n) for n in range(every.cycle.count())] == ["", "2026-6", "2026-5"]
    every.cycle.set_value("2026-5")
    every.cycle.changed.emit("2026-5")
    settle(qtbot, every)
    assert [row[0] for row in cells(every.table)] == ["FS-A01-2026-5-00"]
    every.search.setText("nobody")
    qtbot.waitUntil(lambda: "Nothing found for “nobody”" in words_of(every))


def test_the_list_can_be_used_and_nothing_is_cut(lowest, window, go, app, themed, qtbot):
    team, _ = lowest
    every = go(window(team.central), "release")
    check_screen(every)

    def again() -> ReleaseScreen:
        made = ReleaseScreen(every._desk, every._window)
        while made.reading.busy:
            app.processEvents()
        return made

    check_scales(app, again)


def test_the_schedule_and_the_collation_lead_to_what_follows_their_audits(team, window, go, qtbot):
    text = AUDIT.replace(b'code = "SMALL"', b'code = "RFP"')  # the schedule counts deep audits
    team.rfp = templates.load(text, "rfp.toml", templates.shared_parts(RESOURCES))
    packs.publish(team.central, team.rfp)
    (digest,) = audited(team, answers("3"))
    lead = window(team.central)
    schedule = go(lead, "schedule", method="Q04", period="2026-10-to-2026-11")
    press(qtbot, schedule, "After the audits")
    assert [one.form for one in lead.showing._lists["later"]] == [digest]
    assert lead.showing.cycle.value() == ""  # this service gave the cycle another name than its period
    collation = go(lead, "collation")
    next(b for b in collation.findChildren(LinkButton) if "What follows" in b.accessibleName()).click()
    settle(qtbot, lead.showing)
    assert lead.showing.cycle.value() == "2026-6"


def test_an_audit_that_waits_leads_to_its_moderation(team, window, go, qtbot):
    (digest,) = audited(team, answers("1"))
    lead = window(team.central)
    screen = go(lead, "after_one", form=digest)
    press(qtbot, screen, "Plan moderation")
    assert lead.place == "moderation"
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    screen = go(lead, "after_one", form=digest)
    press(qtbot, screen, "Open its moderation")
    assert lead.place == "moderated"


# One audit


@pytest.fixture
def one(lowest, window, go) -> OneScreen:
    team, digest = lowest
    release.release(team.central, digest, MONDAY)
    return go(window(team.central), "after_one", form=digest)


def test_one_audit_says_who_owes_what_by_when(one):
    said = words_of(one)
    for words in ("Tell the service manager, the same day", "Due Mon 2 Nov", "1 Inadequate", "J. Okafor"):
        assert words in said
    assert one.title() == f"case {CASE}"
    check_screen(one)


def test_one_audit_is_not_cut_at_any_text_size(one, app, themed):
    def again() -> OneScreen:
        made = OneScreen(one._desk, one._window, one._form)
        while made.seen is None or made.reading.busy:
            app.processEvents()
        made._show(NoteCard(one._desk, made.seen.can_note, "safe", About(made.seen.line), made))
        return made

    check_scales(app, again)


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Give the day"), ("31 Feb 2026", "Give the day"), ("3 Nov 2026", "still to come")],
)
def test_a_day_that_is_none_or_still_to_come_is_refused_in_place_and_nothing_is_lost(one, qtbot, words, said):
    press(qtbot, one, "Note as done. Agree an action plan")
    one.act.fields["day"].editor.setText(words)
    one.act.fields["words"].editor.set_text("We met on Friday")
    press(qtbot, one, "Keep note")
    assert said in words_of(one.act)
    assert one.act.fields["words"].editor.text() == "We met on Friday"
    assert release_list.noted(one._desk.workspace, one._form) == []


def test_escape_puts_away_what_was_unfolded_and_keeps_the_keys_on_the_screen(one, qtbot):
    press(qtbot, one, "Enter a dispute")
    QTest.keyClick(one.act.first_focus(), Qt.Key.Key_Escape)
    settle(qtbot, one)
    assert one.act is None and "close" not in one.acts()
    qtbot.waitUntil(lambda: one.isAncestorOf(QApplication.focusWidget()))


def test_the_workers_copy_is_saved_where_one_says(one, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "copy.pdf"
    asked: list[str] = []
    monkeypatch.setattr(Pick, "save", lambda parent, title, start, kinds: asked.append(start) or path)
    press(qtbot, one, "Save worker’s copy…")
    assert "The worker’s copy is saved." in words_of(one)
    assert "Your copy of an audit" in PdfReader(path).pages[0].extract_text()
    assert asked[0].startswith("worker copy ") and CASE not in asked[0]


def test_a_copy_that_cannot_be_written_is_said_and_can_be_tried_again(one, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(Pick, "save", lambda *_: tmp_path / "gone" / "copy.pdf")
    press(qtbot, one, "Save worker’s copy…")
    assert "The worker’s copy was not saved." in words_of(one)
    assert one.copy.isEnabled()


def test_the_lead_enters_a_dispute_and_the_audit_goes_back_to_moderation(one, qtbot):
    press(qtbot, one, "Enter a dispute")
    assert isinstance(one.act, DisputeCard)
    press(qtbot, one, "Keep the dispute")
    assert "Say in a few words what is not shared." in words_of(one.act)
    one.act.fields["words"].editor.set_text("The visits in August are not in it.")
    press(qtbot, one, "Keep the dispute")
    assert one.seen.line.place == "disputed" and "so it is moderated again" in words_of(one)
    (row,) = moderation.queue(one._desk.workspace, "2026-6")
    assert "disputed" in row.why


def test_an_audit_that_waits_for_moderation_says_why_and_offers_no_release(team, window, go):
    (digest,) = audited(team, answers("1"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    screen = go(window(team.central), "after_one", form=digest)
    assert "It is to be moderated (lowest overall judgement)." in words_of(screen)
    assert not [b for b in screen.findChildren(type(screen.read_it)) if b.words == "Release"]
    assert "Their copy can be made once the audit is released." in words_of(screen)


def test_an_audit_that_is_not_here_is_said_calmly(team, window, go):
    screen = go(window(team.central), "after_one", form="0" * 64)
    assert "This audit could not be shown." in words_of(screen)


# The worker, beside their supervisor


def admitted_guest(team, laptop: Workspace) -> None:
    """The worker has a key of their own on this laptop, and the practice lead has admitted it."""
    guests.add(laptop, "W01", "quiet river stones", cost=QUICK)
    people.admit(
        team.central, identity.Request.from_bytes(guests.request(laptop, "W01").to_bytes()), "South FST"
    )


def test_the_worker_signs_a_dispute_on_the_supervisors_laptop_and_the_lead_gets_it(lowest, window, go, qtbot):
    team, digest = lowest
    laptop = team.admit("S01", "D. Walsh", "South FST")
    release.release(team.central, digest, MONDAY)
    pack(team, "S01")
    admitted_guest(team, laptop)
    pack(team, "S01")
    screen = go(window(laptop), "after_one", form=digest)
    press(qtbot, screen, "The worker signs a dispute")
    assert isinstance(screen.act, WorkerDisputes)
    check_screen(screen)
    screen.act.response.editor.set_text("The visits in August are not in it.")
    screen.act.passphrase.box.setText("not the one")
    press(qtbot, screen, "Sign the dispute")
    assert "That is not the passphrase of J. Okafor" in words_of(screen)
    assert screen.act.response.editor.text() == "The visits in August are not in it."
    screen.act.passphrase.box.setText("quiet river stones")
    press(qtbot, screen, "Sign the dispute")
    assert "The dispute is signed." in words_of(screen)
    bring(team, "S01")
    found = moderation.case(team.central, digest)
    (row,) = [team.central.store.entry(one) for one in found.disputes]
    assert counting.signed_by(team.central, row.signer).code == "W01"


def test_a_worker_without_a_key_here_is_told_how_to_get_one(lowest, window, go, qtbot):
    team, digest = lowest
    screen = go(window(team.central), "after_one", form=digest)
    press(qtbot, screen, "The worker signs a dispute")
    assert "A passphrase that only J. Okafor knows" in words_of(screen)
    press(qtbot, screen, "Cancel the dispute")
    assert screen.act is None


# Home


def test_home_of_the_lead_says_what_waits_to_be_released_and_what_is_theirs(lowest, window, go):
    team, _ = lowest
    home = go(window(team.central), "home")
    said = words_of(home)
    assert "1 audit to be released to worker and supervisor" in said
    assert f"Case {CASE}" in said and "Audit again, by a different auditor, by Tue 2 Feb" in said
    check_screen(home)


def test_home_of_the_auditor_says_give_feedback_by_when_and_opens_the_audit(lowest, window, go, qtbot):
    team, digest = lowest
    release.release(team.central, digest, MONDAY)
    pack(team, "A01")
    made = window(team.laptop("A01"))
    home = go(made, "home")
    assert "Give feedback to the worker by Mon 9 Nov" in words_of(home)
    button(home, f"Open. Give feedback to the worker by Mon 9 Nov, Case {CASE}").click()
    settle(qtbot, made.showing)
    assert isinstance(made.showing, OneScreen) and made.showing.seen.line.form == digest


def test_home_of_the_supervisor_says_what_they_owe_once_it_is_released(lowest, window, go):
    team, digest = lowest
    laptop = team.admit("S01", "D. Walsh", "South FST")
    release.release(team.central, digest, MONDAY)
    pack(team, "S01")
    home = go(window(laptop), "home")
    assert "Agree an action plan by Mon 9 Nov" in words_of(home)
    check_screen(home)
