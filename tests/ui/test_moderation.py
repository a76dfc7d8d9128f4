"""Moderation as the practice lead plans it: the queue, and who can be asked."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

from collections.abc import Callable

import pytest

from qa_desktop import (
    families,
    ledger,
    moderation,
    moderation_blind,
    moderation_board,
    moderation_fit,
    packs,
    people,
    profiles,
    staff,
)
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.moderating import (
    DECIDED,
    answers,
    audited,
    judged,
    sent,
    take,
    team,  # noqa: F401  fixture
)
from tests.small import bring as bring_entries
from tests.small import held_by
from tests.ui.conftest import check_screen
from tests.ui.moderation_room import cells, press_in
from tests.ui.moderation_room import disagreed as disagreed
from tests.ui.moderation_room import folder as folder
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.forms.session import Session
from ui.screens.moderation import ModerationScreen
from ui.screens.moderation_agreement import AgreementScreen
from ui.screens.moderation_blind import BlindScreen
from ui.screens.moderation_case import CaseScreen

# The queue


@pytest.fixture
def queue(team, place) -> Callable[..., ModerationScreen]:
    """The practice lead's queue of 2026-6."""
    return lambda **args: place(team.central, "moderation", ModerationScreen, **args)


def test_without_a_cycle_the_queue_says_what_comes_first(queue):
    screen = queue()
    assert "No cycle yet" in words_of(screen) and screen.plan is None
    check_screen(screen)


def test_before_an_audit_is_back_the_queue_says_so(team, queue):
    team.send_pack("A01", ("FS-1",))
    assert "No audit has come back yet" in words_of(queue())


def test_a_plan_that_picks_nothing_says_so(team, queue, monkeypatch):
    audited(team, answers("3"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    chosen = ledger.bodies(team.central, "moderation_plan", moderation.Plan)[0]
    with team.central.write():
        doc = next(iter(team.central.store.entries("moderation_plan"))).doc
        none = chosen.model_copy(update={"percent": 0, "least": 0}).model_dump(mode="json")
        heads = tuple(row.digest for row in ledger.heads(team.central, "moderation_plan", doc))
        team.central.seal("moderation_plan", doc, none, heads)
    screen = queue()
    assert "Nothing to moderate" in words_of(screen) and "0 of 1 audits picked" in words_of(screen)


def test_the_plan_names_its_seed_and_is_made_anew_only_with_a_reason(team, queue, qtbot):
    audited(team, answers("3"), answers("1"))
    screen = queue()
    assert "Moderation is not planned yet" in words_of(screen)
    check_screen(screen)
    screen.plan.seed.editor.setText("blue")
    screen.plan.known["A01"].click()
    button(screen, "Make the plan").click()
    settle(qtbot, screen)
    assert "Seed blue. Not new: Priya Nair." in words_of(screen)
    assert {row["Why picked"] for row in cells(screen)} == {"Lowest", "Drawn"}
    press_in(screen, "Plan it anew")
    screen.plan.seed.editor.setText("green")
    button(screen, "Make a new plan").click()
    settle(qtbot, screen)
    assert "Give a reason to plan it anew" in words_of(screen)
    screen.plan.reason.editor.setText("The seed was read out too soon")
    button(screen, "Make a new plan").click()
    settle(qtbot, screen)
    assert "Planned anew: The seed was read out too soon" in words_of(screen)
    assert moderation.plan_of(team.central, "2026-6").seed == "green"
    check_screen(screen)


def test_the_search_narrows_the_queue(team, queue, qtbot):
    audited(team, answers("3"), answers("1"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    screen = queue()
    screen.search.setText("lowest")
    qtbot.waitUntil(lambda: len(cells(screen)) == 1)
    screen.search.setText("nowhere")
    qtbot.waitUntil(lambda: "Nothing found for “nowhere”" in words_of(screen))


def test_an_audit_whose_template_has_not_come_is_left_out_and_the_screen_says_so(team, place):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "2")
    me = Me("L02", "Nia Boateng", "practice_lead", "", "Example Council")
    world, root = made_up_world(team.folder / "L02"), team.central.roots()[0]
    other, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)
    team.laptops["L02"] = other
    people.admit(team.central, people.request(other), "")
    everything = [row.digest for row in team.central.store.entries() if row.kind != "template"]
    bring_entries(other, team.central, *held_by(team.central, *everything))
    assert moderation.cases(other) == [] and moderation.report(other).left_out == 1
    screen = place(other, "moderation", ModerationScreen)
    assert "1 moderated audit is left out." in words_of(screen)
    assert "1 audit is left out of these figures." in words_of(place(other, "agreement", AgreementScreen))


# Who can be asked


def test_who_cannot_be_asked_is_listed_with_the_reason(team, place):
    team.admit("M02", "Ola Berg", "South FST")
    team.admit("M03", "Ines Copsey", "", role="service_manager")
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    offered = {screen.send.who.itemData(n) for n in range(screen.send.who.count())}
    assert offered == {"L01", "M01", "M03", "H01"}
    press_in(screen, "Why 3 people cannot be asked")
    shown = words_of(screen)
    assert "Ola Berg is of South FST, the team of this audit" in shown
    assert "Priya Nair did this audit" in shown
    assert "D. Walsh is of South FST" in shown
    check_screen(screen)


def test_a_manager_of_the_same_service_is_refused_and_one_of_another_is_not(team, place):
    team.admit("M03", "Ines Copsey", "Early help", role="service_manager")
    team.admit("M04", "Femi Hartnell", "Youth justice", role="service_manager")
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    offered = {screen.send.who.itemData(n) for n in range(screen.send.who.count())}
    assert "M04" in offered and "M03" not in offered
    press_in(screen, "Why 3 people cannot be asked")
    assert "Ines Copsey is of Early help, the service of this audit" in words_of(screen)


def test_a_lead_who_judges_it_themselves_goes_to_the_blind_view_and_sees_no_judgement_before(
    team, place, qtbot
):
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    assert not screen.audit.isVisible()  # who may yet judge it does not read it first
    screen._window.register("blind", lambda **args: BlindScreen(screen._desk, screen._window, **args))
    assert DECIDED not in words_of(screen)
    screen.send.who.set_value("L01")
    screen.send.who.changed.emit("L01")
    screen.send.due.editor.setText("some day")
    button(screen, "Judge it yourself").click()
    assert "Give the day, month and year" in words_of(screen)
    screen.send.due.editor.setText("27 Nov 2026")
    button(screen, "Judge it yourself").click()
    qtbot.waitUntil(lambda: screen._window.place == "blind")
    (asked,) = moderation_blind.for_me(team.central)
    assert (asked.body.due, asked.by) == ("2026-11-27", "Marta Trent")


def test_a_merged_code_and_the_workers_own_supervisor_are_no_strangers(team):
    team.admit("M05", "P. Nair", "West FST")
    team.admit("M06", "Kofi Jessop", "West FST")
    people.name_only(team.central, "W01", "J. Okafor", "worker", "South FST", "M06")
    (digest,) = audited(team, answers("3"))
    form = ledger.form(team.central, digest)
    barred = moderation_fit.barred(team.central, form)
    everyone = people.everyone(team.central)
    assert moderation_fit.why_not(team.central, barred, everyone["M05"], "M05") == ""
    assert "has worked with this family" in moderation_fit.why_not(
        team.central, barred, everyone["M06"], "M06"
    )
    staff.merge(team.central, "person", "M05", "A01")
    barred = moderation_fit.barred(team.central, form)
    assert "did this audit" in moderation_fit.why_not(team.central, barred, everyone["M05"], "M05")


def test_a_moderator_is_told_the_numbers_of_the_families_they_were_asked_about_and_no_others(team, place):
    first, _ = audited(team, answers("3"), answers("3"))
    sent(team, first)
    (family,) = moderation_blind.families_for(team.central, "M01")
    assert families.shown(team.laptop("M01"), family) == family
    take(team.laptop("M01"), packs.make_numbers(team.central, "M01", team.folder))
    (asked,) = moderation_board.to_judge(team.laptop("M01"))
    assert asked.case == "FS-A01-2026-6-00"
    assert set(families.numbers(team.laptop("M01")).by_code) == {family}
    draft = moderation_blind.start(team.laptop("M01"), asked.digest)
    session = Session(place(team.laptop("M01"), "blind", BlindScreen, digest=asked.digest)._desk, draft.doc)
    assert session.title == "Second judgement. Small audit: case FS-A01-2026-6-00"
    assert session.people_line == "Worker J. Okafor · supervisor D. Walsh"
