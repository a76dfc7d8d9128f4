"""Weeks, months and runs of months of a quality assurance year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from qa_desktop import periods


def days(found: list[periods.Period]) -> list[date]:
    return [one.starts + timedelta(days=n) for one in found for n in range((one.ends - one.starts).days + 1)]


@pytest.mark.parametrize("every", [1, 2, 3, 6, 12])
def test_runs_of_months_cover_each_day_of_the_year_once(every):
    found = periods.periods(2026, 4, every, "months")
    assert len(found) == 12 // every
    assert days(found) == [date(2026, 4, 1) + timedelta(days=n) for n in range(365)]


def test_a_period_is_named_after_its_first_month_or_its_first_and_last():
    assert [one.code for one in periods.periods(2026, 11, 6, "months")] == [
        "2026-11-to-2027-04",
        "2027-05-to-2027-10",
    ]
    assert [one.code for one in periods.periods(2026, 11, 1, "months")][:3] == [
        "2026-11",
        "2026-12",
        "2027-01",
    ]


@pytest.mark.parametrize("every", [1, 2])
def test_weeks_follow_each_other_from_the_first_monday_of_the_year_to_its_last(every):
    found = periods.periods(2026, 4, every, "weeks")
    assert found[0] == periods.Period("2026-W15", date(2026, 4, 6), date(2026, 4, 6 + 7 * every - 1))
    assert all(one.starts.weekday() == 0 and one.ends.weekday() == 6 for one in found)
    assert days(found) == [date(2026, 4, 6) + timedelta(days=n) for n in range(364)]


def test_a_year_that_begins_on_a_monday_begins_with_that_week_and_one_that_ends_on_a_monday_has_it_too():
    found = periods.periods(2026, 6, 1, "weeks")  # 1 June 2026 and 31 May 2027 are Mondays
    assert found[0].starts == date(2026, 6, 1) and found[-1].starts == date(2027, 5, 31)
    assert next(one.code for one in found if one.starts.year == 2027) == "2027-W01"
    assert periods.periods(2025, 6, 1, "weeks")[-1].starts == date(2026, 5, 25)  # 1 June is of the next year


def test_a_period_holds_its_first_and_its_last_day_and_no_other():
    november = periods.months(date(2026, 11, 1), 1)
    told = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert [november.holds(day) for day in told] == [False, True, True, False]


@pytest.mark.parametrize(
    ("first", "every", "code"),
    [
        (date(2026, 11, 1), 1, "2026-10"),
        (date(2026, 1, 1), 1, "2025-12"),
        (date(2026, 1, 1), 3, "2025-10-to-2025-12"),
        (date(2026, 11, 1), 12, "2025-11-to-2026-10"),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(first, every, code):
    now = periods.months(first, every)
    earlier = periods.before(now)
    assert earlier.code == code and earlier.ends == first - timedelta(days=1)
