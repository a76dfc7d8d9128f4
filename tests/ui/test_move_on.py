"""A draft and a newer version of its form: told, moved, read beside, taken back; from the list and from the audit."""

from __future__ import annotations

import pytest

from qa_desktop import forms, packs, templates, work
from tests.conftest import RESOURCES
from tests.rounds import SMALL, TODAY, rated, small_service  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.places import rest
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from tests.ui.walking import window_on
from ui.desk import Desk
from ui.kit import Ask
from ui.screens.audits import AuditsScreen
from ui.screens.move_on import MoveCard

NEWER = (
    SMALL.replace(b'version = "1"', b'version = "2"')
    .replace(b'ask = "The worker got alongside this family"', b'ask = "The worker was alongside each child"')
    .replace(b'id = "Q1"', b'id = "Q7"')
)


def newer() -> templates.Template:
    return templates.load(NEWER, "small.toml", templates.shared_parts(RESOURCES))


@pytest.fixture
def laptop(small_service):  # noqa: F811
    """A draft with two answers, and a newer version of its form that came since."""
    ws = small_service.admit("A01", "Priya Nair", "South FST")
    small_service.send_pack("A01", ("FS-1",))
    draft = work.start_task(ws, work.tasks(ws, TODAY)[0])
    for question in ("P1", "Q1"):
        draft = forms.answer(ws, draft, question, rated("3"))
    draft = forms.answer(ws, draft, "O1", "3")
    packs.publish(ws, newer())
    return ws


def only_draft(ws) -> forms.Draft:
    (draft,) = forms.drafts(ws)
    return draft


def test_the_row_says_a_newer_version_is_here_and_what_it_would_change(laptop, place, qtbot):  # noqa: F811
    screen = place(laptop, "audits", AuditsScreen, tab="begun")
    assert "Version 2 of the form is here." in words_of(screen)
    button(screen, "Version").click()
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "This draft is on version 1." in shown and "1 to answer again" in shown
    assert "Worded differently" in shown and "No longer asked" in shown and "New" in shown
    assert only_draft(laptop).template != newer().digest
    check_screen(screen)


def test_a_draft_moves_from_the_list_and_back_again(laptop, place, qtbot):  # noqa: F811
    before = only_draft(laptop).answers
    screen = place(laptop, "audits", AuditsScreen, tab="begun")
    button(screen, "Version").click()
    settle(qtbot, screen)
    button(screen, "Move to version 2").click()
    settle(qtbot, screen)
    assert only_draft(laptop).template == newer().digest
    shown = words_of(screen)
    assert "This draft was moved to version 2." in shown and "You had answered: 3 Clear" in shown
    assert "Moved to version 2." in shown
    button(screen, "Undo the move").click()
    settle(qtbot, screen)
    assert only_draft(laptop).answers == before and "Version 2 of the form is here." in words_of(screen)


@pytest.fixture
def window(laptop, shown):
    desk = Desk(laptop)
    yield shown(window_on(desk))
    desk.close()


def opened(window, laptop, question: str = ""):
    assert window.go("audit", doc=only_draft(laptop).doc, question=question)
    rest()
    return window.showing


def card_on(screen) -> MoveCard:
    return screen.page.findChild(MoveCard)


def test_the_audit_offers_the_move_and_shows_the_old_answer_beside_the_question(laptop, window):
    screen = opened(window, laptop)
    check_screen(window)
    card_on(screen).move.click()
    rest()
    screen = window.showing
    assert screen.session.template == newer() and "P1" not in screen.session.answers
    assert "You had answered: 3 Clear" in words_of(screen) and "Q1. " in words_of(screen)
    check_screen(window)
    screen = opened(window, laptop, "P1")
    shown = words_of(screen)
    assert "Your answer on the earlier version" in shown and "What was found on the record" in shown
    assert "The worker got alongside this family" in shown  # as it was asked then
    check_screen(window)
    assert "Your answer on the earlier version" not in words_of(opened(window, laptop, "O1"))
    assert only_draft(laptop).answers["O1"] == "3"


def test_undoing_a_move_says_first_that_later_answers_go(laptop, window, monkeypatch):
    before = only_draft(laptop).answers
    card_on(opened(window, laptop)).move.click()
    rest()
    forms.answer(laptop, only_draft(laptop), "P1", rated("4"))
    asked = []
    monkeypatch.setattr(Ask, "ask", classmethod(lambda cls, *args, **more: bool(asked.append(args[2]))))
    card_on(opened(window, laptop)).back.click()
    rest()
    assert "What you answered since then goes." in asked[0]
    assert only_draft(laptop).answers["P1"] == rated("4")
    monkeypatch.setattr(Ask, "ask", classmethod(lambda cls, *args, **more: True))
    card_on(window.showing).back.click()
    rest()
    assert only_draft(laptop).answers == before
    assert card_on(window.showing).move is not None and card_on(window.showing).back is None


def test_where_no_version_is_newer_nothing_is_said(service, shown):
    ws = service.laptop("A01")
    work.start_task(ws, work.tasks(ws, TODAY)[0])
    desk = Desk(ws)
    window = shown(window_on(desk))
    assert card_on(opened(window, ws)) is None
    window.close()
    desk.close()


def test_every_text_size_fits(laptop, window, app, themed):
    desk = window.showing._desk if window.showing else None
    doc = only_draft(laptop).doc
    made = opened(window, laptop)
    check_scales(app, lambda: MoveCard(desk or made._desk, doc))


def test_the_rows_with_a_version_fit_at_every_text_size(laptop, place, qtbot, app, themed):  # noqa: F811
    screen = place(laptop, "audits", AuditsScreen, tab="begun")

    def again() -> AuditsScreen:
        made = AuditsScreen(screen._desk, screen._window, tab="begun")
        while not made._lists.newer:
            app.processEvents()
        made._show_version(made._lists.begun[0])
        return made

    check_scales(app, again)
