"""Every figure of every report pack over the whole made-up year, against a plain calculation over the entries."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import date, timedelta

import pytest

from qa_desktop import reports
from qa_desktop.report_values import Figure, figures
from tests import plain_packs, plain_reports
from tests.conftest import RESOURCES
from tests.plain_schedule import month_ends, plain
from tests.qa_desktop.test_reports import PACKS, compare, lines_of

pytestmark = [pytest.mark.xdist_group("year"), pytest.mark.timeout(1_500)]  # the first of them plays it
SPANS = {
    "2026-04-to-2026-05": [(date(2026, 4, 1), date(2026, 5, 31)), (date(2025, 6, 1), date(2026, 5, 31))],
    "2026-11": [(date(2026, 11, 1), date(2026, 11, 30)), (date(2025, 12, 1), date(2026, 11, 30))],
    "2026-10-to-2026-12": [(date(2026, 10, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))],
    "2026-04-to-2027-03": [(date(2026, 4, 1), date(2027, 3, 31))],
}
YEAR = "2026-04-to-2027-03"
METHODS = tomllib.loads((RESOURCES / "schedule.toml").read_text("utf-8"))["method"]


@pytest.fixture(scope="module")
def known(year_lead):
    return plain_reports.forms(year_lead)


@pytest.fixture(scope="module")
def book(made_year, year_lead):
    return plain_packs.Book(year_lead, made_year)


def _team(code: str) -> str:
    return "Alder" if plain_reports.PACKS[code].get("team") else ""


@pytest.mark.parametrize("period", SPANS)
@pytest.mark.parametrize("code", PACKS)
def test_every_figure_is_the_one_worked_out_plainly_and_names_what_it_counts(code, period, year_packs, book):
    report = year_packs(code, period)
    compared = plain_packs.check(report, book, SPANS[period], _team(code))
    assert compared == {figure.code for figure in figures(report)}  # not one is left out
    numbered = {one.digest for one in report.behind}
    assert numbered == {digest for figure in figures(report) for digest in figure.digests}
    compare(report, [form for form in book.forms if _team(code) in ("", form.team)], SPANS[period])


def test_every_kind_of_part_has_figures_in_the_year(year_packs):
    """Or the comparison above would hold for a year in which nothing happens."""
    kinds = set()
    for code in PACKS:
        report = year_packs(code, YEAR)
        for section, asked in zip(report.sections, plain_reports.PACKS[code]["section"], strict=True):
            tables = plain_packs.shown(section)
            for part in asked["part"]:
                lines = tables.get(part["title"], {}) if part["kind"] not in plain_packs.WORDS else {}
                kinds |= {part["kind"] for line in lines.values() for f in line if f.shown == "yes"}
    assert kinds == plain_packs.KINDS.keys() == reports.KINDS.keys() - {*plain_packs.WORDS}


def test_actions_of_the_year_stand_in_every_column(year_packs):
    """One that slipped again among them, and one that waits for its equality assessment."""
    lines = plain_packs.shown(year_packs("annual", YEAR).sections[3])
    every = [figure.value for figure in lines["Actions"]["All levels",]]
    assert all(every) and len(every) == 7
    assert all(line[0].value for line in lines["Equality screenings"].values())


def test_the_year_leaves_hardly_a_table_of_findings_empty(year_packs, known):
    """Or the comparison above would hold for a year in which nothing was found."""
    assert compare(year_packs("annual", YEAR), known, SPANS[YEAR]) > 150
    assert compare(year_packs("quality-panel", YEAR), known, SPANS[YEAR]) > 120


def said(figure: Figure, plain: tuple[int, int, set[str]]) -> None:
    """A share as the plain calculation has it; hidden only where it rests on too few, or gives such away."""
    if figure.shown == "yes":
        assert ((figure.value, figure.of), set(figure.digests)) == (plain[:2], plain[2])
    else:
        assert (figure.value, figure.of, figure.digests) == (None, None, ())
        assert (figure.shown == "none") == (plain[1] == 0)


@pytest.mark.parametrize("period", SPANS)
def test_recording_is_counted_by_event_and_by_line(period, year_lead, year_packs):
    report, every, shown = year_packs("quality-panel", period), plain_reports.events(year_lead), 0
    triggers = {"Assessment": "assessment", "Review": "review", "Closure": "closure"}
    held = [[e for e in every if first <= e.day <= last] for first, last in SPANS[period]]
    for table, plainly in (
        ("Recording checklists", lambda some, name: plain_reports.completed(some, triggers[name])),
        ("Worker and supervisor agree", lambda some, name: plain_reports.alike(some, triggers[name])),
        ("Recording, line by line", lambda some, name: plain_reports.yes(some, name.split()[0])),
    ):
        for name, line in lines_of(report, 5, table).items():
            for figure, some in zip(line, held, strict=True):
                said(figure, plainly(some, name))
                shown += figure.shown == "yes"
    assert shown > 3 or period != YEAR


@pytest.mark.parametrize("period", ["2026-04-to-2026-05", YEAR])
def test_supervision_feedback_is_counted_by_round(period, year_lead, year_packs):
    lines = lines_of(year_packs("smt-monthly", period), 4, "What workers say of supervision")
    plain = [plain_reports.agreed(year_lead, *span) for span in SPANS[period]]
    assert lines.keys() == plain[-1].keys() and len(lines) > 10
    for ask, line in lines.items():
        for figure, by_ask in zip(line, plain, strict=True):
            said(figure, by_ask[ask])


def test_what_was_owed_and_done_is_what_was_counted_by_hand(made_year, year_packs):
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
    lines = lines_of(year_packs("annual", YEAR), 2, "Every method: planned, done, missed")
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


def test_moderation_of_the_first_cycle_is_counted_by_outcome(made_year, year_packs):
    lines = lines_of(year_packs("quality-panel", "2026-04-to-2026-05"), 7, "Agreement and direction")
    moderated = {d.digest for d in made_year.forms if d.reached in ("moderated", "released", "closed")}
    confirmed = lines["Confirmed"][0]
    assert confirmed.shown == "yes" and confirmed.value == confirmed.of == len(confirmed.digests) == 4
    assert set(confirmed.digests) <= moderated | {d.digest for d in made_year.forms}
