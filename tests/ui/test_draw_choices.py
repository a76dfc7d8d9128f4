"""Draws of the methods other than the deep audit: theme, form, how many in all, and peers of another team."""

from __future__ import annotations

import pytest

from qa_desktop import draw, draw_ledger, entries, ledger
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import CYCLE, lead, open_cases  # noqa: F401  fixtures
from tests.ui.rooms import place, settle, words_of  # noqa: F401  fixtures
from ui.screens.draw import DrawScreen


@pytest.fixture
def screen(lead, place) -> DrawScreen:  # noqa: F811
    return place(lead, "draw", DrawScreen, period=CYCLE)


@pytest.fixture
def themed_draw(lead, open_cases, place, qtbot) -> DrawScreen:  # noqa: F811
    shown = place(lead, "draw", DrawScreen, method="Q06", period="2026-10-to-2027-03")
    shown.setup.take(open_cases)
    settle(qtbot, shown)
    return shown


def test_a_themed_draw_asks_for_its_theme_and_how_many_in_all(themed_draw, lead, qtbot):  # noqa: F811
    screen = themed_draw
    assert screen.cycle.value() == "2026-10-to-2027-03-Q06" and screen.choices.each.value() == 12
    screen.go.click()
    settle(qtbot, screen)
    assert "Choose what the audits are about." in words_of(screen)
    check_screen(screen)
    screen.choices.theme.set_value("Fathers and partners")
    screen.choices.form_box.set_value("RFP-S")
    screen.choices.each.set_value(4)
    screen.go.click()
    settle(qtbot, screen)
    made = next(s.draw for s in draw_ledger.draws(lead) if s.draw.frame.method == "Q06")
    assert len(made.drawn) == 4 and made.frame.rules.theme == "Fathers and partners"
    assert ledger.template(lead, made.template).code == "RFP-S" and draw.problems(made) == []
    check_screen(screen)
    screen.give.yes.click()
    settle(qtbot, screen)
    given = [
        a
        for c in ledger.bodies(lead, "cycle", entries.Cycle)
        for a in c.allocations
        if c.cycle.endswith("Q06")
    ]
    assert {(a.facts["chosen"], a.facts["theme"]) for a in given} == {("theme", "Fathers and partners")}


def test_a_peer_draw_gives_nobody_a_case_of_their_own_team(lead, open_cases, place, qtbot):  # noqa: F811
    screen = place(lead, "draw", DrawScreen, method="Q05", period="2026-11")
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    assert "A peer audit goes to another team only." in words_of(screen)
    screen.choices.each.set_value(3)
    screen.go.click()
    settle(qtbot, screen)
    made = next(s.draw for s in draw_ledger.draws(lead) if s.draw.frame.method == "Q05")
    team = {a.code: a.team for a in made.frame.auditors}
    of = {c.case: c.team for c in made.frame.cases}
    assert len(made.drawn) == 3 and all(d.auditor and team[d.auditor] != of[d.case] for d in made.drawn)


def test_another_method_has_cycles_of_its_own(screen, qtbot):
    screen.method.setFocus()
    screen.method.set_value("Q09")
    screen.method.changed.emit("Q09")
    codes = [screen.cycle.itemData(n) for n in range(screen.cycle.count())]
    assert "2026-10-to-2027-03-Q09" in codes and screen.method.hasFocus()
    assert not screen.choices.theme_field.isHidden() and screen.choices.form_field.isHidden()


def test_nothing_of_a_themed_draw_is_cut_at_any_text_size(app, themed, themed_draw):
    def again() -> DrawScreen:
        made = DrawScreen(themed_draw._desk, themed_draw._window, "2026-10-to-2027-03", "Q06")
        while made.seen is None:
            app.processEvents()
        return made

    check_scales(app, again)
