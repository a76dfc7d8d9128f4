"""The schedule engine, against a calculation written out plainly over the same made-up year."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from qa_desktop import schedule, schedule_facts, workdays
from qa_desktop.draw_frame import Reading
from qa_desktop.periods import before, months, periods
from qa_desktop.schedule_values import Checked, Excused, Facts, Held, Moved, Settings, Stage, Work
from tests import service
from tests.conftest import RESOURCES
from tests.plain_schedule import Counted, plain

METHODS = schedule_facts.methods(RESOURCES)
CALENDAR = workdays.calendar(RESOURCES)
MADE = service.service()
CODES = tuple(s.code for s in MADE.supervisors)
TODAYS = [date(2026, 4, 1), date(2026, 8, 14), date(2026, 12, 10), date(2027, 4, 20)]


def settings(reading: Reading = "family", methods: str = "", supervisors=CODES, services=service.SERVICES):
    wanted = methods.split() or [m.code for m in METHODS]
    kept = tuple(m for m in METHODS if m.code in wanted)
    return Settings(kept, CALENDAR, 2026, 4, tuple(supervisors), tuple(services), reading)


def facts_of(made: service.Year) -> Facts:
    work = [
        Work(
            template=p.template,
            owed_on=p.owed,
            stage=stage_of(p),
            done_on=p.signed,
            case=p.case,
            service=p.service,
            team=p.team,
            supervisor=p.supervisor,
            auditor=p.auditor,
            auditor_team=p.auditor_team,
            theme=p.theme,
            direction=p.direction,
        )
        for p in made.pieces
    ]
    return Facts(
        work=tuple(work),
        moves=tuple(Moved(case, on, way, where) for case, on, way, where in made.moves),
        lists=made.lists,
        checks=tuple(
            Checked(on, due, who, "submitted" if done else "not_drawn", done)
            for on, due, who, done in made.checks
        ),
        held=tuple(
            Held(method, on, period, unit, "closed" if done else "in_progress")
            for method, period, unit, on, done in made.meetings
        ),
    )


def stage_of(piece: service.Piece) -> Stage:
    return "submitted" if piece.signed else "in_progress" if piece.begun else "allocated"


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize("reading", ["family", "auditor"])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_count_of_the_year_is_the_one_counted_by_hand(seed, reading, today):
    made = service.year(MADE, seed)
    rows = schedule.year(settings(reading), facts_of(made), today)
    found = {
        (r.method, r.period.starts, r.unit): Counted(
            owed=r.required,
            done=r.done,
            late=r.late,
            missed=r.missed,
            done_late=r.done_late,
            excused=(r.required or 0) - r.met if r.standing == "excused" else 0,
            state=r.state,
            standing=r.standing,
        )
        for r in rows
    }
    assert found == plain(made, CODES, today, reading)


def row_of(
    facts: Facts, today: date, method: str, period: str, unit: str = "", **said: object
) -> schedule.Row:
    rows = schedule.year(settings(methods=method, **said), facts, today)  # type: ignore[arg-type]
    return next(r for r in rows if r.period.code == period and r.unit == unit)


AUDIT = Work("RFP", date(2026, 11, 20), "submitted", date(2026, 11, 18), supervisor="S01", auditor="S02")


def test_all_twenty_four_methods_are_there_and_name_templates_that_exist():
    from qa_desktop import templates

    assert [m.code for m in METHODS] == [f"Q{n:02d}" for n in range(1, 25)]
    assert {t for m in METHODS for t in m.templates} <= set(templates.load_all(RESOURCES))
    assert {r.method for r in schedule.year(settings(), Facts(), TODAYS[0])} == {m.code for m in METHODS}


def test_a_month_is_due_on_its_last_working_day_and_missed_ten_working_days_later():
    owed = {
        day: row_of(Facts(), date.fromisoformat(day), "Q12", "2026-12").standing
        for day in ("2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01", "2027-01-15", "2027-01-18")
    }
    assert owed == {
        "2026-11-30": "to_come",
        "2026-12-01": "due",
        "2026-12-31": "due",
        "2027-01-01": "late",
        "2027-01-15": "late",  # New Year's Day and two weekends do not count
        "2027-01-18": "missed",
    }


def test_days_late_are_working_days_while_it_waits_and_once_it_is_done():
    assert row_of(Facts(), date(2027, 1, 6), "Q12", "2026-12").days_late == 3
    held = Facts(held=(Held("Q12", date(2027, 1, 5), "2026-12"),))
    row = row_of(held, date(2027, 3, 1), "Q12", "2026-12")
    assert (row.standing, row.done_late, row.days_late) == ("done", 1, 2)


@pytest.mark.parametrize(
    ("today", "stands"),
    [("2026-11-19", None), ("2026-11-20", 10), ("2026-11-26", 10), ("2026-11-27", 3), ("2026-11-30", 3), ("2026-12-01", None)],
)  # fmt: skip
def test_reminders_stand_from_ten_and_from_three_days_before(today, stands):
    assert row_of(Facts(), date.fromisoformat(today), "Q12", "2026-11").remind == stands


def test_both_readings_of_per_supervisor_are_counted_side_by_side():
    facts, today = Facts(work=(AUDIT,)), date(2026, 11, 25)
    period = "2026-10-to-2026-11"
    theirs, own = (row_of(facts, today, "Q04", period, code) for code in ("S01", "S02"))
    assert (theirs.done, theirs.other, theirs.standing) == (1, 0, "done")
    assert (own.done, own.other, own.standing, own.owner[0]) == (0, 1, "due", "team_manager")
    turned = row_of(facts, today, "Q04", period, "S02", reading="auditor")
    assert (turned.done, turned.other, turned.standing, turned.owner) == (1, 0, "done", ("S02",))


def test_an_audit_counts_in_the_cycle_it_was_owed_in_however_late_it_comes():
    late = Work("RFP", date(2026, 11, 20), "submitted", date(2026, 12, 9), supervisor="S01")
    rows = {p: row_of(Facts(work=(late,)), date(2026, 12, 20), "Q04", p, "S01") for p in
            ("2026-10-to-2026-11", "2026-12-to-2027-01")}  # fmt: skip
    assert [r.done for r in rows.values()] == [1, 0]
    assert rows["2026-10-to-2026-11"].done_late == 1


@pytest.mark.parametrize(
    "stage", ["drawn", "allocated", "in_progress", "submitted", "moderated", "released", "closed"]
)
def test_a_row_has_come_as_far_as_its_audit(stage):
    done = AUDIT.done_on if stage in ("submitted", "moderated", "released", "closed") else None
    work = Work("RFP", AUDIT.owed_on, stage, done, supervisor="S01")
    row = row_of(Facts(work=(work,)), date(2026, 11, 25), "Q04", "2026-10-to-2026-11", "S01")
    assert row.state == stage and row.standing == ("done" if done else "due")
    assert row_of(Facts(), date(2026, 11, 25), "Q04", "2026-10-to-2026-11", "S01").state == "not_drawn"


def test_an_exemption_excuses_its_unit_or_all_and_what_is_done_stays_done():
    period, today = "2026-10-to-2026-11", date(2027, 1, 30)
    one = Facts(work=(AUDIT,), excused=(Excused("Q04", period, "S03", "On long leave", "H01"),))
    assert row_of(one, today, "Q04", period, "S03").standing == "excused"
    assert row_of(one, today, "Q04", period, "S03").excused == "On long leave"
    assert row_of(one, today, "Q04", period, "S04").standing == "missed"
    every = Facts(work=(AUDIT,), excused=(Excused("Q04", period, "", "Inspection", "H01"),))
    rows = [r for r in schedule.year(settings(methods="Q04"), every, today) if r.period.code == period]
    assert Counter(r.standing for r in rows) == {"excused": 13, "done": 1}
    assert sum(r.missed + r.late for r in rows) == 0


def test_every_move_is_known_only_once_the_months_list_has_come():
    today, period = date(2026, 11, 10), "2026-11"
    row = row_of(Facts(), today, "Q07", period, services=())
    assert (row.required, row.standing, row.state) == (None, "due", "not_drawn")
    half = Facts(lists=frozenset({("2026-10", "up")}))
    assert row_of(half, today, "Q07", period, services=()).required is None
    none = Facts(lists=frozenset({("2026-10", "up"), ("2026-10", "down")}))
    assert row_of(none, today, "Q07", period, services=()).standing == "none"


def test_a_family_that_moved_twice_needs_two_audits_and_one_audit_answers_once():
    moves = tuple(Moved("fs-1", date(2026, 10, day), "up") for day in (5, 20))
    lists = frozenset({("2026-10", "up"), ("2026-10", "down")})
    audits = tuple(
        Work("SUD", date(2026, 11, 30), "submitted", done, case="fs-1", direction="up")
        for done in (date(2026, 11, 2), date(2026, 11, 9))
    )
    for n in (0, 1, 2):
        row = row_of(
            Facts(work=audits[:n], moves=moves, lists=lists),
            date(2026, 11, 12),
            "Q07",
            "2026-11",
            services=(),
        )
        assert (row.required, row.done) == (2, n)
    before_it = Work("SUD", date(2026, 9, 30), "submitted", date(2026, 10, 1), case="fs-1", direction="up")
    row = row_of(
        Facts(work=(before_it,), moves=moves, lists=lists), date(2026, 11, 12), "Q07", "2026-11", services=()
    )
    assert row.done == 0


def test_each_event_is_late_by_its_own_day():
    checks = tuple(Checked(date(2026, 9, d), date(2026, 10, d), "S01", "not_drawn") for d in (1, 20))
    row = row_of(Facts(checks=checks), date(2026, 10, 19), "Q15", "2026-09", "S01")
    assert (row.required, row.late, row.missed, row.standing) == (2, 0, 1, "missed")
    assert row.due == date(2026, 10, 20)


def test_a_round_of_feedback_counts_where_it_closed_or_where_it_says():
    today = date(2026, 12, 20)
    on = Facts(held=(Held("Q16", date(2026, 11, 12)),))
    assert row_of(on, today, "Q16", "2026-10-to-2026-11").standing == "done"
    named = Facts(held=(Held("Q16", date(2026, 12, 4), "2026-10-to-2026-11"),))
    assert row_of(named, today, "Q16", "2026-10-to-2026-11").done_late == 1


def test_other_sources_are_counted_and_never_owed():
    facts = Facts(held=tuple(Held("Q22", date(2026, month, 3)) for month in (5, 7)))
    row = row_of(facts, date(2027, 3, 1), "Q22", "2026-04-to-2027-03")
    assert (row.required, row.done, row.standing) == (0, 2, "none")


@pytest.mark.parametrize("today", TODAYS)
def test_the_year_at_a_glance_adds_up_to_its_rows(today):
    excused = (
        Excused("Q20", "2026-04-to-2027-03", "", "Election", "H01"),
        Excused("Q04", "2026-06-to-2026-07", "S02", "Leave", "H01"),
    )
    made = facts_of(service.year(MADE))
    rows = schedule.year(
        settings(), Facts(made.work, made.moves, made.lists, made.checks, made.held, excused), today
    )
    cells = [cell for line in schedule.at_a_glance(rows).values() for cell in line.values()]
    owed = [r for r in rows if r.required]
    assert sum(c.due for c in cells) == sum(r.required or 0 for r in owed)
    assert sum(c.done for c in cells) == sum(min(r.done, r.required or 0) for r in owed)
    assert sum(c.late + c.missed for c in cells) == sum(r.late + r.missed for r in rows)
    assert sum(c.excused for c in cells) == sum(r.required - r.met for r in owed if r.standing == "excused")
    assert schedule.at_a_glance(rows)["Q20"]["2027-03"].excused == 1


def test_what_waits_is_sorted_by_how_pressing_it_is():
    rows = schedule.waiting(schedule.year(settings(methods="Q10 Q11 Q12"), Facts(), date(2026, 6, 24)))
    assert [(r.method, r.period.code, r.standing) for r in rows] == [
        ("Q10", "2026-04", "missed"),
        ("Q12", "2026-04", "missed"),
        ("Q10", "2026-05", "missed"),
        ("Q11", "2026-04-to-2026-05", "missed"),
        ("Q12", "2026-05", "missed"),
        ("Q10", "2026-06", "due"),
        ("Q12", "2026-06", "due"),
    ]


def test_periods_tile_the_year_and_name_themselves():
    for every in (1, 2, 3, 6, 12):
        found = periods(2026, 4, every, "months")
        assert found[0].starts == date(2026, 4, 1) and found[-1].ends == date(2027, 3, 31)
        assert all(b.starts == a.ends + timedelta(days=1) for a, b in pairwise(found))
    assert [p.code for p in periods(2026, 4, 6, "months")] == ["2026-04-to-2026-09", "2026-10-to-2027-03"]
    weeks = periods(2026, 4, 1, "weeks")
    assert (len(weeks), weeks[0].code, weeks[-1].code) == (52, "2026-W15", "2027-W13")
    assert before(months(date(2026, 1, 1), 2)).code == "2025-11-to-2025-12"


def test_a_year_whose_bank_holidays_are_unknown_is_refused_in_words():
    from qa_desktop.errors import NotAllowed

    told = Settings(METHODS, CALENDAR, 2029, 4, CODES, ())
    with pytest.raises(NotAllowed, match="bank holidays of 2029 are not known"):
        schedule.year(told, Facts(), date(2026, 11, 2))
