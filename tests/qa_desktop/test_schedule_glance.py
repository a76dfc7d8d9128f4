"""The year as one table: the figures of the schedule, none lost and none counted twice, each square in words."""

from __future__ import annotations

from datetime import date

from qa_desktop import schedule, schedule_facts, workdays
from qa_desktop import schedule_glance as glance
from qa_desktop.periods import periods
from qa_desktop.schedule_values import Checked, Excused, Facts, Held, Settings
from tests.conftest import RESOURCES

TODAY = date(2026, 11, 25)
FACTS = Facts(
    held=(Held("Q12", date(2026, 10, 20), "2026-10"), Held("Q22", date(2026, 6, 3))),
    excused=(Excused("Q12", "2026-09", "", "Called off", "H01"),),
    checks=(Checked(date(2026, 11, 2), date(2026, 12, 14), "S01", "not_drawn"),),
)


def settings(since: date | None = None) -> Settings:
    return Settings(
        schedule_facts.methods(RESOURCES),
        workdays.calendar(RESOURCES),
        2026,
        4,
        ("S01", "S02"),
        ("Family Support",),
        since=since,
    )


def sheet(facts: Facts = FACTS, since: date | None = None) -> glance.Sheet:
    return glance.lay_out(settings(since), schedule.year(settings(since), facts, TODAY), TODAY)


def test_every_row_of_the_year_is_in_one_square():
    rows = [r for r in schedule.year(settings(), FACTS, TODAY) if r.method != "Q24"]
    laid = [row for line in sheet().lines for square in line.squares if square for row in square.rows]
    assert sorted(map(repr, laid)) == sorted(map(repr, rows))


def test_the_figures_are_the_schedules_own():
    rows = schedule.year(settings(), FACTS, TODAY)
    summed = schedule.at_a_glance(rows)
    for line in sheet().lines:
        for square in line.squares:
            if square and square.month != glance.AFTER:
                assert square.cell == summed[line.method][square.month]
    whole = sheet().total()
    assert whole.due == sum(r.required or 0 for r in rows) and whole.done == sum(r.met for r in rows)


def test_a_square_stands_as_its_worst_row_does_and_says_so():
    found = sheet()
    words = {month: found.square("Q12", f"2026-{month}").words for month in ("09", "10", "08", "11")}
    assert words == {
        "08": "Quality and Challenge Panel, August: 0 of 1 done, due Fri 28 Aug, missed",
        "09": "Quality and Challenge Panel, September: 0 of 1 done, due Wed 30 Sep, excused",
        "10": "Quality and Challenge Panel, October: 1 of 1 done, due Fri 30 Oct",
        "11": "Quality and Challenge Panel, November: 0 of 1 done, due Mon 30 Nov",
    }


def test_what_is_due_after_the_year_has_a_column_of_its_own():
    found = sheet()
    assert found.months[-1] == glance.AFTER and len(found.months) == 13
    assert found.square("Q13", glance.AFTER).words.startswith(
        "Audit Reflection Group, after the year: 0 of 1"
    )


def test_a_method_that_is_behind_is_told_once_over_all_its_months():
    found = {one.method: one for one in glance.behind(sheet(since=date(2026, 8, 1)))}
    assert found["Q12"].words == "August: 0 of 1 done" and found["Q12"].period == "2026-08"
    assert found["Q08"].words.endswith("a list has not come")
    assert "Q22" not in found and "Q20" not in found


def test_nothing_is_behind_from_before_the_service_began():
    assert {s.month for s in sheet(since=date(2026, 11, 1)).behind} == {"2026-11"}


def test_periods_are_said_as_people_say_them():
    said = [glance.period_words(periods(2026, 4, every, "months")[-1]) for every in (1, 2, 6)]
    assert said == ["March 2027", "February to March 2027", "October 2026 to March 2027"]
    assert glance.period_words(periods(2026, 4, 1, "weeks")[0]) == "Week of Mon 6 Apr"
