"""Keys: who signs until when; leaving, a lost laptop and a new certificate, each told before it is done."""

from __future__ import annotations

import pytest

from qa_desktop import counting, revoking, root_renewal
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import head, lead  # noqa: F401  fixtures
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.people import PeopleScreen
from ui.screens.people_keys import RevokeCard
from ui.screens.people_root import RenewRootCard
from ui.screens.pick import Pick


@pytest.fixture
def screen(lead, place, qtbot) -> PeopleScreen:  # noqa: F811
    made = place(lead, "people", PeopleScreen)
    made.tabs.setCurrentIndex(3)
    settle(qtbot, made)
    return made


def test_every_key_is_listed_with_its_end(screen):
    words = words_of(screen)
    assert "Priya Nair (A01)" in words and "Good until" in words
    check_screen(screen)


def test_revoking_says_first_what_it_does_and_what_is_left_open(screen, qtbot, lead):  # noqa: F811
    button(screen, "Revoke, Priya Nair").click()
    settle(qtbot, screen)
    card = screen.card
    assert card.why.hasFocus() and "Given out and not back" in words_of(card)
    assert counting.revoked(lead).by == {}
    check_screen(screen)
    card.no.click()
    assert screen.card is None and counting.revoked(lead).by == {}
    button(screen, "Revoke, Priya Nair").click()
    settle(qtbot, screen)
    screen.card.why.set_value("lost_laptop")
    screen.card.yes.click()
    settle(qtbot, screen)
    assert [one.why for one in counting.revoked(lead).by.values()] == ["lost_laptop"]
    assert "is revoked" in words_of(screen) and "their laptop was lost" in words_of(screen)


def test_a_key_is_given_back_and_renewed(screen, qtbot, lead):  # noqa: F811
    revoking.revoke(lead, "A01", "left")
    screen.reading.refresh()
    settle(qtbot, screen)
    button(screen, "Give back, Priya Nair").click()
    settle(qtbot, screen)
    assert counting.revoked(lead).by == {}
    before = len(revoking.certificates(lead, "A01"))
    button(screen, "Renew, Priya Nair").click()
    settle(qtbot, screen)
    assert len(revoking.certificates(lead, "A01")) == before + 1
    assert "has a new certificate" in words_of(screen)
    settle(qtbot, screen)
    assert words_of(screen).splitlines().count("Earlier") == 1  # the one before is told from the one in use


def test_what_cannot_be_revoked_is_said_on_the_card(screen, qtbot, lead):  # noqa: F811
    button(screen, f"Revoke, {lead.me.name}").click()
    settle(qtbot, screen)
    screen.card.yes.click()
    settle(qtbot, screen)
    assert "Take a new one first" in words_of(screen.card)


def test_a_search_that_finds_nobody_says_so(screen, qtbot):
    screen.keys.search.setText("zzzz")
    qtbot.waitUntil(lambda: "Nobody found" in words_of(screen))


@pytest.mark.parametrize("card", [False, True])
def test_keys_at_every_scale(app, themed, screen, lead, card):  # noqa: F811
    found = revoking.foresee(lead, "A01")

    def again() -> PeopleScreen:
        fresh = PeopleScreen(screen._desk, screen._window, "keys")
        while fresh.seen is None:
            app.processEvents()
        if card:
            fresh._put(RevokeCard(screen._desk, found, fresh), fresh.tabs)
        return fresh

    check_scales(app, again)


def test_the_service_gets_a_new_certificate_after_a_question(screen, qtbot, lead):  # noqa: F811
    figures = root_renewal.roots(lead)[0].figures
    assert figures in words_of(screen) and "In use, good until" in words_of(screen)
    button(screen, "Renew the service’s certificate").click()
    settle(qtbot, screen)
    assert screen.card.no.hasFocus() and "It cannot be taken back" in words_of(screen.card)
    check_screen(screen)
    screen.card.no.click()
    assert len(lead.roots()) == 1
    button(screen, "Renew the service’s certificate").click()
    settle(qtbot, screen)
    screen.card.yes.click()
    settle(qtbot, screen)
    assert len(lead.roots()) == 2 and "The service has a new certificate" in words_of(screen)
    qtbot.waitUntil(lambda: "Replaced" in words_of(screen), timeout=20_000)
    check_screen(screen)


def test_a_lead_who_is_not_the_keeper_is_asked_to_look_for_the_key_first(place, qtbot, lead):  # noqa: F811
    with lead.write():
        lead.keep("authority_key", None)
    made = place(lead, "people", PeopleScreen)
    made.tabs.setCurrentIndex(3)
    settle(qtbot, made)
    button(made, "Found the service anew").click()
    settle(qtbot, made)
    assert "first look for a backup or the key file" in words_of(made.card)
    made.card.yes.click()
    settle(qtbot, made)
    assert "Whoever rings compares" in words_of(made)


@pytest.mark.parametrize("keeps", [True, False])
def test_renewing_at_every_scale(app, themed, screen, keeps):
    def again() -> PeopleScreen:
        fresh = PeopleScreen(screen._desk, screen._window, "keys")
        while fresh.seen is None:
            app.processEvents()
        fresh._put(RenewRootCard(screen._desk, keeps, fresh), fresh.tabs)
        return fresh

    check_scales(app, again)


def test_the_report_on_a_lost_laptop_is_saved_before_and_after_the_key_is_revoked(
    screen,
    qtbot,
    lead,  # noqa: F811
    tmp_path,
    monkeypatch,
):
    path = tmp_path / "lost.txt"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: path))
    button(screen, "Revoke, Priya Nair").click()
    settle(qtbot, screen)
    button(screen, "Save the report on the laptop").click()
    settle(qtbot, screen)
    assert "lost.txt is saved." in words_of(screen) and "not revoked yet" in words_of(screen)
    assert "Not all revoked yet" in path.read_text("utf-8") and screen.card is not None
    screen.card.why.set_value("lost_laptop")
    screen.card.yes.click()
    settle(qtbot, screen)
    assert "for information governance" in words_of(screen)
    qtbot.waitUntil(lambda: "Revoked on" in words_of(screen), timeout=20_000)
    button(screen, "Report, Priya Nair").click()
    settle(qtbot, screen)
    assert "All revoked" in path.read_text("utf-8")
    check_screen(screen)
