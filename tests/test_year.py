"""A whole year of the made-up service through the command line: what the schedule says of it, against what was done."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tests import year
from tests.command_line import run
from tests.plain_schedule import STAGES, Counted, plain, runs

METHODS = [f"Q{n:02d}" for n in range(1, 25)]


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """The year, played once; other tests take it from here."""
    return year.play(tmp_path_factory.mktemp("year"))


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
def test_every_row_of_every_method_is_the_one_counted_by_hand(played, look, reading):
    one = played.looks[look]
    assert one.day == year.LOOKS[look]
    found, by_hand = said(one.rows[reading]), plain(one.truth, played.codes, one.day, reading)
    assert {method for method, _, _ in found} == set(METHODS)
    differ = {key: (found.get(key), by_hand.get(key)) for key in found.keys() | by_hand.keys()}
    assert {key: both for key, both in differ.items() if both[0] != both[1]} == {}


def test_the_year_is_that_of_the_service_and_leaves_no_kind_of_row_out(played):
    """Or the comparison above would hold for a year in which nothing happens."""
    assert [len(one) for one in (played.made.supervisors, played.made.workers, played.made.cases)] == [
        14,
        80,
        600,
    ]
    assert len({s.team for s in played.made.supervisors}) == 12
    rows = [counted for one in played.looks for counted in said(one.rows["family"]).values()]
    assert {r.state for r in rows} == set(STAGES)
    assert {r.standing for r in rows} == {"to_come", "due", "done", "late", "missed", "excused", "none"}
    last = said(played.looks[-1].rows["family"])
    for method in METHODS[:23]:
        assert any(r.done for (m, _, _), r in last.items() if m == method), method
    late = {m for (m, _, _), r in last.items() if r.done_late}
    assert {"Q01", "Q04", "Q07", "Q10", "Q13", "Q14", "Q15", "Q16"} <= late


def test_the_two_readings_count_the_same_audits_by_another_name(played):
    """One family of each supervisor, or one audit by each: the same audits, so each row tells what the other would."""
    for one in played.looks:
        family, auditor = (
            {(r["period"], r["unit"]): r for r in one.rows[reading] if r["method"] == "Q04"}
            for reading in year.READINGS
        )
        assert {key: (r["done"], r["other"]) for key, r in family.items()} == {
            key: (r["other"], r["done"]) for key, r in auditor.items()
        }
    assert {key: r["done"] for key, r in family.items()} != {key: r["done"] for key, r in auditor.items()}


def test_the_profile_is_sound_at_the_end_of_the_year(played):
    told = run("status", "--json", data=played.central).data
    assert told["integrity"] == [] and told["clashes"] == {} and told["held"] == 0 and told["waiting"] == 0
    forms = [work for work in played.forms if work.came]
    assert len(forms) > 150 and len({work.digest for work in forms}) == len(forms)


def test_a_year_that_is_over_can_be_read_again_on_a_later_day(played):
    again = run(
        "schedule", "show", "--on", "2027-04-20", "--year", "2026", "--json", data=played.central
    ).data
    assert said(again["rows"]) == said(played.looks[-1].rows["family"])


def test_each_cycle_covers_every_supervisor_and_gives_nobody_their_own(played):
    for _, last in runs(2):
        drawn = [
            w for w in played.forms if w.template == "RFP" and w.owed.month == last.month and not w.theme
        ]
        assert Counter(w.supervisor for w in drawn) == Counter(s.code for s in played.made.supervisors)
        assert all(w.auditor != w.supervisor for w in drawn)
