"""Working days, against bank holidays worked out here from the rules that set them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from qa_desktop import workdays
from qa_desktop.errors import NotAllowed
from tests.conftest import RESOURCES

CALENDAR = workdays.calendar(RESOURCES)
DAYS = st.dates(date(2024, 2, 1), date(2028, 11, 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday(year: int, month: int, last: bool) -> date:
    days = [d for n in range(1, 32) if (d := date(year, month, 1) + timedelta(days=n - 1)).month == month]
    mondays = [d for d in days if d.weekday() == 0]
    return mondays[-1 if last else 0]


def by_rule(year: int) -> set[date]:
    """The eight usual days; one that falls on a weekend is given on the next weekday that is still free."""
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    found |= {monday(year, 5, False), monday(year, 5, True), monday(year, 8, True)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in found:
            fixed += timedelta(days=1)
        found.add(fixed)
    return found


@pytest.mark.parametrize("year", range(2024, 2029))
def test_each_year_has_the_eight_bank_holidays_with_their_substitutes(year):
    assert {d for d in CALENDAR.holidays if d.year == year} == by_rule(year)
    assert all(d.weekday() < 5 for d in CALENDAR.holidays)


def test_the_days_of_2026_are_those_announced():
    told = "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"
    assert {d for d in CALENDAR.holidays if d.year == 2026} == {
        date.fromisoformat(f"2026-{day}") for day in told.split()
    }


def test_ten_working_days_over_christmas_leave_out_both_holidays_and_weekends():
    assert CALENDAR.add(date(2026, 12, 18), 10) == date(2027, 1, 6)
    assert CALENDAR.between(date(2026, 12, 18), date(2027, 1, 6)) == 10


def test_the_end_of_may_2027_is_due_on_the_friday_before():
    assert CALENDAR.on_or_before(date(2027, 5, 31)) == date(2027, 5, 28)


@given(DAYS, st.integers(-25, 25).filter(bool))
def test_counting_forward_and_back_agree_with_counting_one_by_one(day, number):
    found = CALENDAR.add(day, number)
    low, high = sorted((day, found))
    walked = [low + timedelta(days=n) for n in range((high - low).days + 1)]
    counted = [d for d in walked if d != day and d.weekday() < 5 and d not in CALENDAR.holidays]
    assert len(counted) == abs(number) and CALENDAR.is_working(found)
    if number > 0:
        assert CALENDAR.between(day, found) == number


def test_a_negative_number_counts_back_and_none_stays_where_it_is():
    assert CALENDAR.add(date(2027, 1, 6), -10) == date(2026, 12, 18)
    assert CALENDAR.add(date(2026, 12, 26), 0) == date(2026, 12, 26)


def test_the_calendar_holds_the_days_of_the_file_and_only_its_years():
    shipped = workdays.calendar(RESOURCES)
    assert not shipped.is_working(date(2026, 12, 28)) and shipped.is_working(date(2026, 12, 29))
    assert shipped.years >= {2026, 2027} and 2029 not in shipped.years


def test_a_year_that_is_not_listed_is_refused_and_never_guessed():
    with pytest.raises(NotAllowed, match=r"bank holidays of 2029.*Add the year to holidays\.toml"):
        CALENDAR.add(date(2028, 12, 29), 3)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [("2026-11-20", 12, "2025-11-20"), ("2028-02-29", 12, "2027-02-28"), ("2026-05-31", 3, "2026-02-28")],
)
def test_months_before_keeps_the_day_or_takes_the_months_last(day, months, earlier):
    assert workdays.months_before(date.fromisoformat(day), months).isoformat() == earlier


def test_a_day_that_no_file_may_name_is_none():
    assert workdays.day(2026, 2, 29) is None and workdays.day(2028, 2, 29) == date(2028, 2, 29)
    assert workdays.day(9999, 12, 31) is None and workdays.day(1, 1, 1) is None
    assert workdays.day(1900, 1, 1) == workdays.FIRST and workdays.day(2199, 12, 31) == workdays.LAST


@pytest.mark.parametrize("day", ["1900-01-01", "2026-11-20", "2199-12-31"])
def test_an_entry_may_name_every_day_of_its_three_centuries(day):
    assert TypeAdapter(workdays.Day).validate_python(day) == day
    assert TypeAdapter(workdays.Moment).validate_python(f"{day}T23:59:59Z") == f"{day}T23:59:59Z"


@pytest.mark.parametrize(
    "day", ["1899-12-31", "2200-01-01", "20261120", "2026-W47-5", "2026-02-29", "2026-11-2"]
)
def test_a_day_in_another_form_or_beyond_them_is_refused(day):
    with pytest.raises(ValidationError):
        TypeAdapter(workdays.Day).validate_python(day)
    with pytest.raises(ValidationError):
        TypeAdapter(workdays.Moment).validate_python(f"{day}T09:00:00Z")


@pytest.mark.parametrize(
    "moment", ["2026-11-20T9:00:00Z", "2026-11-20 09:00:00Z", "2026-11-20T09:00:00+00:00"]
)
def test_a_moment_has_one_exact_form(moment):
    with pytest.raises(ValidationError):
        TypeAdapter(workdays.Moment).validate_python(moment)
