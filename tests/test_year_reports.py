"""Every figure of every report pack over the whole made-up year, against a plain calculation over the entries."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from qa_desktop import profiles, reports
from qa_desktop.report_values import Figure, Report, figures
from tests import plain_reports
from tests.conftest import PASSPHRASE, RESOURCES, made_up_world
from tests.plain_schedule import month_ends, plain
from tests.qa_desktop.test_reports import PACKS, compare, lines_of

pytestmark = [pytest.mark.xdist_group("year"), pytest.mark.timeout(600)]  # the first of them plays it
SPANS = {
    "2026-04-to-2026-05": [(date(2026, 4, 1), date(2026, 5, 31)), (date(2025, 6, 1), date(2026, 5, 31))],
    "2026-11": [(date(2026, 11, 1), date(2026, 11, 30)), (date(2025, 12, 1), date(2026, 11, 30))],
    "2026-10-to-2026-12": [(date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))],
    "2026-04-to-2027-03": [(date(2026, 4, 1), date(2027, 3, 31))],
}
YEAR = "2026-04-to-2027-03"
METHODS = tomllib.loads((RESOURCES / "schedule.toml").read_text("utf-8"))["method"]


@pytest.fixture(scope="module")
def lead(made_year):
    """The practice lead's ledger on the last day that the year looks at."""
    day = made_year.looks[-1].day
    ws = profiles.open_workspace(
        made_up_world(made_year.central, datetime(day.year, day.month, day.day, 9, tzinfo=UTC)), PASSPHRASE
    )
    yield ws
    ws.close()


@pytest.fixture(scope="module")
def known(lead):
    return plain_reports.forms(lead)


@pytest.mark.parametrize("period", SPANS)
@pytest.mark.parametrize("code", PACKS)
def test_every_figure_is_the_one_worked_out_plainly_and_names_what_it_counts(code, period, lead, known):
    team = "Alder" if plain_reports.PACKS[code].get("team") else ""
    made = reports.build(lead, code, period, team)
    compare(made, [form for form in known if team in ("", form.team)], SPANS[period])
    numbered = {one.digest for one in made.behind}
    assert numbered == {digest for figure in figures(made) for digest in figure.digests}


def test_the_year_leaves_hardly_a_table_of_findings_empty(lead, known):
    """Or the comparison above would hold for a year in which nothing was found."""
    assert compare(reports.build(lead, "annual", YEAR), known, SPANS[YEAR]) > 150
    assert compare(reports.build(lead, "quality-panel", YEAR), known, SPANS[YEAR]) > 120


def said(figure: Figure, plain: tuple[int, int, set[str]]) -> None:
    """A share as the plain calculation has it; hidden only where it rests on too few, or gives such away."""
    if figure.shown == "yes":
        assert ((figure.value, figure.of), set(figure.digests)) == (plain[:2], plain[2])
    else:
        assert (figure.value, figure.of, figure.digests) == (None, None, ())
        assert (figure.shown == "none") == (plain[1] == 0)


@pytest.mark.parametrize("period", SPANS)
def test_recording_is_counted_by_event_and_by_line(period, lead):
    made, every, shown = reports.build(lead, "quality-panel", period), plain_reports.events(lead), 0
    triggers = {"Assessment": "assessment", "Review": "review", "Closure": "closure"}
    held = [[e for e in every if first <= e.day <= last] for first, last in SPANS[period]]
    for table, plainly in (
        ("Recording checklists", lambda some, name: plain_reports.completed(some, triggers[name])),
        ("Worker and supervisor agree", lambda some, name: plain_reports.alike(some, triggers[name])),
        ("Recording, line by line", lambda some, name: plain_reports.yes(some, name.split()[0])),
    ):
        for name, line in lines_of(made, 5, table).items():
            for figure, some in zip(line, held, strict=True):
                said(figure, plainly(some, name))
                shown += figure.shown == "yes"
    assert shown > 3 or period != YEAR


@pytest.mark.parametrize("period", ["2026-04-to-2026-05", YEAR])
def test_supervision_feedback_is_counted_by_round(period, lead):
    lines = lines_of(reports.build(lead, "smt-monthly", period), 4, "What workers say of supervision")
    plain = [plain_reports.agreed(lead, *span) for span in SPANS[period]]
    assert lines.keys() == plain[-1].keys() and len(lines) > 10
    for ask, line in lines.items():
        for figure, by_ask in zip(line, plain, strict=True):
            said(figure, by_ask[ask])


def test_what_was_owed_and_done_is_what_was_counted_by_hand(made_year, lead):
    look = made_year.looks[-1]
    by_hand = plain(look.truth, made_year.codes, look.day, "family")
    owed: dict[str, Counter[str]] = {}
    for (code, first, _), row in by_hand.items():
        method = next(m for m in METHODS if m["code"] == code)
        if row.owed and date(2026, 4, 1) <= _ends(method, first) <= date(2027, 3, 31):
            held = owed.setdefault(method["name"], Counter())
            met = min(row.done, row.owed)
            held.update(
                met=met,
                owed=row.owed,
                done_late=row.done_late,
                late=row.late,
                missed=row.missed,
                excused=row.excused,
            )
    lines = lines_of(reports.build(lead, "annual", YEAR), 2, "Every method: planned, done, missed")
    assert lines.keys() == owed.keys() and len(lines) > 15
    for name, (done, *counts) in lines.items():
        assert (done.value, done.of) == (owed[name]["met"], owed[name]["owed"]), name
        assert [c.value for c in counts] == [
            owed[name][k] for k in ("done_late", "late", "missed", "excused")
        ], name
        assert len(done.digests) <= done.value, name


def _ends(method: dict[str, object], first: date) -> date:
    if method.get("span") == "weeks":
        return first + timedelta(days=6)
    return month_ends(first.year, first.month + int(str(method["every"])) - 1)


def test_moderation_of_the_first_cycle_is_counted_by_outcome(made_year, lead):
    made: Report = reports.build(lead, "quality-panel", "2026-04-to-2026-05")
    lines = lines_of(made, 7, "Agreement and direction")
    moderated = {d.digest for d in made_year.forms if d.reached in ("moderated", "released", "closed")}
    confirmed = lines["Confirmed"][0]
    assert confirmed.shown == "yes" and confirmed.value == confirmed.of == len(confirmed.digests) == 4
    assert set(confirmed.digests) <= moderated | {d.digest for d in made_year.forms}
