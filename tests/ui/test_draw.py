"""The draw as a practice lead makes it: the list, what is left out, the result, changes, the check, and giving it out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qa_desktop import draw, draw_ledger, draw_plan, entries, families, ledger
from qa_desktop.canonical import dumps
from qa_desktop.draw_assign import may_audit
from qa_desktop.draw_frame import Swap
from tests.ui.conftest import check_scales, check_screen
from tests.ui.lead_service import CASES, CYCLE, lead, open_cases, setup  # noqa: F401  fixtures
from tests.ui.places import press, tab_to, type_in
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Table
from ui.screens.draw import DrawScreen
from ui.screens.pick import Pick


@pytest.fixture
def screen(lead, place) -> DrawScreen:  # noqa: F811
    return place(lead, "draw", DrawScreen, period=CYCLE)


@pytest.fixture
def drawn(screen, open_cases, qtbot) -> DrawScreen:  # noqa: F811
    """Drawn with the seed s1."""
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    screen.choices.seed.setText("s1")
    screen.go.click()
    settle(qtbot, screen)
    return screen


def stands(ws) -> draw_ledger.Stored:
    return next(s for s in draw_ledger.draws(ws) if s.draw.frame.cycle == CYCLE)


def cells(table) -> list[list[str]]:
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def test_before_the_list_has_come_there_is_nothing_to_draw(screen):
    assert not screen.go.isEnabled() and "October to November 2026" in screen.cycle.currentText()
    assert len(screen.choices.seed.text()) == 16  # the seed is shown before anything is drawn
    check_screen(screen)


def test_a_list_with_bad_rows_shows_each_and_draws_nothing(screen, qtbot, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(b"case,supervisor,worker,opened\nFS-1,S01,W01,31/31/2026\nFS-2,,W01,1/2/2026\n")
    screen.setup.take(path)
    settle(qtbot, screen)
    assert "cases.csv: 2 rows cannot be used." in words_of(screen) and not screen.go.isEnabled()
    table = next(t for t in screen.setup.findChildren(Table) if t.isVisible())
    assert cells(table) == [
        ["2", "opened", "“31/31/2026” is not a date. Write it as 20/11/2026"],
        ["3", "supervisor", "is empty"],
    ]
    check_screen(screen)


def test_a_file_that_is_no_list_of_cases_is_refused_in_words(screen, qtbot, tmp_path):
    (tmp_path / "other.csv").write_bytes(b"name,colour\na,b\n")
    screen.setup.take(tmp_path / "other.csv")
    settle(qtbot, screen)
    assert "other.csv has no column case" in words_of(screen) and not screen.go.isEnabled()


def test_a_case_is_left_out_with_a_reason_and_put_back(screen, open_cases, qtbot):  # noqa: F811
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    screen.setup.case.setText("FS-1")
    screen.setup.mark.click()
    shown = words_of(screen)
    assert "This case is not on the list." in shown and "Say the reason in a few words." in shown
    check_screen(screen)
    first = CASES[0].case
    screen.setup.case.setText(first.lower())
    screen.setup.why.setText("Complaint open")
    screen.setup.mark.click()
    assert [first, CASES[0].supervisor, "Complaint open", "You"] in cells(screen.setup.table)
    screen.setup.table.selectRow(0)
    screen.setup.unmark.click()
    assert first not in [row[0] for row in cells(screen.setup.table)]
    screen.setup.case.setText(first)
    screen.setup.why.setText("Complaint open")
    screen.setup.mark.click()
    screen.go.click()
    settle(qtbot, screen)
    why = {row[0]: row[2] for row in cells(screen.out.table)}
    assert why[first].startswith("Must not be drawn (Complaint open)")


def test_what_is_shown_is_the_draw_that_was_sealed(drawn, lead):  # noqa: F811
    made = stands(lead).draw
    assert made.seed == "s1" and draw.problems(made) == []
    shown = families.numbers(lead).shown  # the lead's own screen says the numbers, the entry holds codes
    assert [row[0] for row in cells(drawn.drawn.table)] == [shown(one.case) for one in made.drawn]
    assert [row[0] for row in cells(drawn.out.table)] == [shown(one.case) for one in made.left_out]
    shown = words_of(drawn).replace("\u200b", "")
    assert "s1" in shown and made.frame_digest in shown and made.algorithm in shown
    assert f"{len(made.drawn)} cases were drawn." in shown
    check_screen(drawn)


def test_the_same_list_and_seed_give_the_same_draw_as_the_command_line(drawn, lead):  # noqa: F811
    made = stands(lead).draw
    again = draw.draw(made.frame, "s1", made.template)
    assert dumps(again.model_dump(mode="json")) == dumps(made.model_dump(mode="json"))


def test_a_seed_that_is_none_is_said_beside_its_field(screen, open_cases, qtbot):  # noqa: F811
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    screen.choices.seed.setText("no good!")
    screen.go.click()
    assert "A seed is 1 to 40 letters" in words_of(screen)
    screen.choices.other.click()
    assert draw_plan.seed_problem(screen.choices.seed.text()) == ""
    assert "A seed is 1 to 40 letters" not in words_of(screen)


def test_without_an_auditor_nothing_is_drawn(screen, open_cases, lead, qtbot):  # noqa: F811
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    for tick in screen.choices.ticks.values():
        tick.setChecked(False)
    screen.go.click()
    settle(qtbot, screen)
    assert "Tick at least one auditor, then draw." in words_of(screen)
    assert [s.draw.frame.cycle for s in draw_ledger.draws(lead)] == ["2026-08-to-2026-09"]


def test_a_swap_needs_a_reason_and_shows_it(drawn, lead, qtbot):  # noqa: F811
    first = next(n for n, row in enumerate(cells(drawn.drawn.table)) if can_swap(lead, row[0]))
    case = cells(drawn.drawn.table)[first][0]
    drawn.drawn.table.selectRow(first)
    drawn.drawn.swap.click()
    settle(qtbot, drawn)
    drawn.drawn.yes.click()
    assert "Say the reason in a few words." in words_of(drawn)
    check_screen(drawn)
    drawn.drawn.reason.set_text("The family moved away")
    drawn.drawn.yes.click()
    settle(qtbot, drawn)
    assert case not in [row[0] for row in cells(drawn.drawn.table)]
    assert f"{case}: swapped for the next case. The family moved away" in words_of(drawn)
    assert [s.reason for s in stands(lead).draw.swaps] == ["The family moved away"]
    assert draw.problems(stands(lead).draw) == []


def can_swap(ws, case: str) -> bool:
    """Whether another case of the same supervisor is left to take its place."""
    made = stands(ws).draw
    swap = Swap(case=families.code(ws, case), reason="to see")
    again = draw.draw(made.frame, made.seed, made.template, (swap,))
    return len(again.drawn) == len(made.drawn)


def test_a_case_given_to_another_says_their_name(drawn, lead, qtbot):  # noqa: F811
    made = stands(lead).draw
    one, other = next(
        (d, a.code)
        for d in made.drawn
        for a in made.frame.auditors
        if a.code != d.auditor and may_audit(next(c for c in made.frame.cases if c.case == d.case), a.code)
    )
    drawn.drawn.table.selectRow(made.drawn.index(one))
    drawn.drawn.swap.click()
    drawn.drawn.instead.set_value(other)
    drawn.drawn.reason.set_text("Nearer to their team")
    drawn.drawn.yes.click()
    settle(qtbot, drawn)
    assert (
        f"{families.shown(lead, one.case)}: given to {drawn.seen.names[other]}. Nearer to their team"
        in words_of(drawn)
    )
    assert next(d.auditor for d in stands(lead).draw.drawn if d.case == one.case) == other


def test_a_change_that_breaks_the_rules_is_refused_and_changes_nothing(drawn, lead, qtbot):  # noqa: F811
    ws, made = lead, stands(lead).draw
    busy = made.drawn[0]
    drawn.drawn.swapped.emit(Swap(case=busy.case, reason="Nearer", auditor="A99"))
    settle(qtbot, drawn)
    assert "A99 is not among the auditors of this draw, so nothing was changed." in words_of(drawn)
    assert stands(ws).draw == made


def test_checking_makes_the_draw_again_and_says_so(drawn, qtbot):
    drawn.proof.check.click()
    settle(qtbot, drawn)
    assert "The same." in words_of(drawn) and "with seed s1: the same" in words_of(drawn)


def test_a_draw_that_is_not_what_its_seed_gives_is_named(drawn, lead, qtbot):  # noqa: F811
    stored = stands(lead)
    swapped = stored.draw.model_copy(update={"drawn": stored.draw.drawn[1:]})
    drawn._check(draw_ledger.Stored(stored.digest, swapped, ()))
    settle(qtbot, drawn)
    assert "The drawn cases or their auditors are not what this list and seed give." in words_of(drawn)


def test_the_printed_draw_holds_all_that_is_needed_to_make_it_again(
    drawn,
    lead,  # noqa: F811
    qtbot,
    tmp_path,
    monkeypatch,
):
    path = tmp_path / "draw.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: path))
    drawn.proof.print.click()
    settle(qtbot, drawn)
    from pypdf import PdfReader

    text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
    made = stands(lead).draw
    whole = "".join(text.split())
    assert made.seed in whole and made.frame_digest in whole and made.algorithm in whole
    assert all(one.case in text for one in (*made.drawn, *made.left_out))
    assert "The draw was saved as a PDF." in words_of(drawn)


def test_the_cases_are_given_out_and_the_packs_can_be_made(drawn, lead, qtbot):  # noqa: F811
    drawn.give.boxes["due"].setText("soon")
    drawn.give.yes.click()
    assert "Give the day, month and year, such as 20 Nov 2026." in words_of(drawn)
    assert not drawn.give.make.isEnabled()
    drawn.give.boxes["due"].setText("30 Nov 2026")
    drawn.give.yes.click()
    settle(qtbot, drawn)
    made = stands(lead).draw
    out = [c for c in ledger.bodies(lead, "cycle", entries.Cycle) if c.cycle == CYCLE]
    assert sum(len(c.allocations) for c in out) == len(made.drawn)
    assert {a.due for c in out for a in c.allocations} == {"2026-11-30"}
    assert draw_plan.given(lead, made) == len(made.drawn)
    assert "The cases were given out." in words_of(drawn) and "All are out" in words_of(drawn)
    check_screen(drawn)
    drawn.give.make.click()
    assert drawn._window.place == "packs"


def test_drawing_again_needs_a_reason_and_both_draws_stay(drawn, lead, open_cases, qtbot):  # noqa: F811
    first = stands(lead)
    drawn.proof.again.click()
    settle(qtbot, drawn)
    drawn.setup.take(open_cases)
    settle(qtbot, drawn)
    drawn.go.click()
    settle(qtbot, drawn)
    assert "Say why it is drawn again." in words_of(drawn) and stands(lead).digest == first.digest
    check_screen(drawn)
    drawn.choices.reason.setText("The list lacked a team")
    drawn.go.click()
    settle(qtbot, drawn)
    assert stands(lead).earlier == (first.digest,)
    assert "Drawn again. The list lacked a team" in words_of(drawn)


def test_another_cycle_shows_the_draw_that_stands_for_it(screen, qtbot):
    screen.cycle.set_value("2026-08-to-2026-09")
    screen.cycle.changed.emit("2026-08-to-2026-09")
    settle(qtbot, screen)
    assert screen.setup is None and "Supervisors covered" in words_of(screen)
    screen.cycle.set_value(CYCLE)
    screen.cycle.changed.emit(CYCLE)
    assert screen.setup is not None


def test_the_draw_is_made_with_keys_alone(screen, open_cases, lead, qtbot, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Pick, "file", classmethod(lambda cls, *args: Path(open_cases)))
    screen.cycle.setFocus()
    tab_to(screen.setup.zone.button)
    press(Qt.Key.Key_Space)
    settle(qtbot, screen)
    tab_to(screen.choices.seed)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in("dice-3-5-1")
    tab_to(screen.go)
    press(Qt.Key.Key_Space)
    settle(qtbot, screen)
    assert stands(lead).draw.seed == "dice-3-5-1"
    tab_to(screen.drawn.table)
    QTest.keyClick(screen.drawn.table, Qt.Key.Key_Down)
    assert screen.drawn.table.currentIndex().row() == 1


def test_what_was_put_together_is_there_on_coming_back_the_same_day(screen, open_cases, lead, place, qtbot):  # noqa: F811
    screen.setup.take(open_cases)
    settle(qtbot, screen)
    screen.setup.case.setText(CASES[0].case)
    screen.setup.why.setText("Complaint open")
    screen.setup.mark.click()
    screen.choices.seed.setText("dice-1")
    assert screen._window.go("packs")
    again = place(lead, "draw", DrawScreen, period=CYCLE)
    assert again.go.isEnabled() and again.choices.seed.text() == "dice-1"
    assert cells(again.setup.table)[0][0] == CASES[0].case
    again.go.click()
    settle(qtbot, again)
    assert stands(lead).draw.seed == "dice-1"
    assert draw_plan.kept(lead, lead.world.now().date()) is None


def test_a_list_of_another_day_is_not_offered_again(lead):  # noqa: F811
    today = lead.world.now().date()
    draw_plan.keep(lead, draw_plan.Begun("cases.csv", CASES, {}, "s1"), today)
    assert draw_plan.kept(lead, today).cases == CASES
    assert draw_plan.kept(lead, today + timedelta(days=1)) is None


def test_the_list_is_searched(drawn, qtbot):
    every = cells(drawn.out.table)
    drawn.out.search.setText(every[0][0])
    qtbot.waitUntil(lambda: len(cells(drawn.out.table)) < len(every) or len(every) == 1)
    assert cells(drawn.out.table)[0] == every[0]
    drawn.out.search.setText("nothing like this")
    qtbot.waitUntil(lambda: not drawn.out.table.isVisible())
    assert "Nothing found." in words_of(drawn)


def test_nothing_is_cut_at_any_text_size(app, themed, lead, open_cases, screen, qtbot):  # noqa: F811
    def again() -> DrawScreen:
        made = DrawScreen(screen._desk, screen._window, CYCLE)
        while made.seen is None:
            app.processEvents()
        return made

    check_scales(app, again)
    draw_plan.make(lead, setup(lead), screen._desk.workspace.world.now().date())
    check_scales(app, again)


def test_who_may_not_draw_is_told_who_does(service, place):  # noqa: F811
    screen = place(service.laptop("A01"), "draw", DrawScreen)
    assert "You cannot draw cases" in words_of(screen) and screen.setup is None
    check_screen(screen)
