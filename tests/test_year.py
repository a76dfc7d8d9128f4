"""A whole year of the made-up service through the command line: what the schedule says of it, against what was done."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests import year
from tests.command_line import run
from tests.plain_schedule import STAGES, Counted, plain, runs

METHODS = [f"Q{n:02d}" for n in range(1, 25)]


pytestmark = [pytest.mark.xdist_group("year"), pytest.mark.timeout(1_500)]  # the first of them plays it


def said(rows):
    """What `schedule show --json` said: method, first day, unit -> what was counted."""
    return {
        (row["method"], first_day(row["method"], row["period"]), row["unit"]): Counted(
            owed=row["required"],
            done=row["done"],
            late=row["late"],
            missed=row["missed"],
            done_late=row["done_late"],
            excused=(row["required"] or 0) - row["met"] if row["standing"] == "excused" else 0,
            state=row["state"],
            standing=row["standing"],
        )
        for row in rows
    }


def first_day(method, period):
    if "W" in period:
        return date.fromisocalendar(int(period[:4]), int(period[6:]), 1)
    return date(int(period[:4]), int(period[5:7]), 1)


@pytest.mark.parametrize("reading", year.READINGS)
@pytest.mark.parametrize("look", range(len(year.LOOKS)), ids=map(str, year.LOOKS))
def test_every_row_of_every_method_is_the_one_counted_by_hand(made_year, look, reading):
    one = made_year.looks[look]
    assert one.day == year.LOOKS[look]
    found, by_hand = said(one.rows[reading]), plain(one.truth, made_year.codes, one.day, reading)
    assert {method for method, _, _ in found} == set(METHODS)
    differ = {key: (found.get(key), by_hand.get(key)) for key in found.keys() | by_hand.keys()}
    assert {key: both for key, both in differ.items() if both[0] != both[1]} == {}


def test_the_year_is_that_of_the_service_and_leaves_no_kind_of_row_out(made_year):
    """Or the comparison above would hold for a year in which nothing happens."""
    assert [
        len(one) for one in (made_year.made.supervisors, made_year.made.workers, made_year.made.cases)
    ] == [
        14,
        80,
        600,
    ]
    assert len({s.team for s in made_year.made.supervisors}) == 12
    rows = [counted for one in made_year.looks for counted in said(one.rows["family"]).values()]
    assert {r.state for r in rows} == set(STAGES)
    audits = {
        r.state for one in made_year.looks for (m, _, _), r in said(one.rows["family"]).items() if m == "Q04"
    }
    assert audits == set(STAGES) - {"in_progress"}  # what an auditor has begun is on their own laptop still
    assert {r.standing for r in rows} == {"to_come", "due", "done", "late", "missed", "excused", "none"}
    last = said(made_year.looks[-1].rows["family"])
    for method in METHODS[:23]:
        assert any(r.done for (m, _, _), r in last.items() if m == method), method
    late = {m for (m, _, _), r in last.items() if r.done_late}
    assert {"Q01", "Q04", "Q07", "Q10", "Q13", "Q14", "Q15", "Q16"} <= late


def test_the_two_readings_count_the_same_audits_by_another_name(made_year):
    """One family of each supervisor, or one audit by each: the same audits, so each row tells what the other would."""
    for one in made_year.looks:
        family, auditor = (
            {(r["period"], r["unit"]): r for r in one.rows[reading] if r["method"] == "Q04"}
            for reading in year.READINGS
        )
        assert {key: (r["done"], r["other"]) for key, r in family.items()} == {
            key: (r["other"], r["done"]) for key, r in auditor.items()
        }
    assert {key: r["done"] for key, r in family.items()} != {key: r["done"] for key, r in auditor.items()}


def test_the_profile_is_sound_at_the_end_of_the_year(made_year):
    told = run("status", "--json", data=made_year.central).data
    assert told["integrity"] == [] and told["clashes"] == {} and told["held"] == 0 and told["waiting"] == 0
    forms = [work for work in made_year.forms if work.came]
    assert len(forms) > 150 and len({work.digest for work in forms}) == len(forms)


def test_a_year_that_is_over_can_be_read_again_on_a_later_day(made_year):
    again = run(
        "schedule", "show", "--on", "2027-04-20", "--year", "2026", "--json", data=made_year.central
    ).data
    assert said(again["rows"]) == said(made_year.looks[-1].rows["family"])


def test_each_cycle_covers_every_supervisor_and_gives_nobody_their_own(made_year):
    for _, last in runs(2):
        drawn = [
            w for w in made_year.forms if w.template == "RFP" and w.owed.month == last.month and not w.theme
        ]
        assert Counter(w.supervisor for w in drawn) == Counter(s.code for s in made_year.made.supervisors)
        assert all(w.auditor != w.supervisor for w in drawn)
