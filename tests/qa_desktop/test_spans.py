"""Cycle, quarter and twelve months, teams and services: each as worked out by hand, and none to be had from others."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import collate, entries, ledger, packs, soundness, spans, staff, tallying
from qa_desktop.collated import ALL_TEAMS
from qa_desktop.spans import LENGTHS, Window
from qa_desktop.staff_entries import Team
from tests.small import TINY, read, sealed

STAGED = TINY.replace('standard = "there"', 'standard = "there"\nstage = 2').replace(
    'status = "For tests"', 'status = "For tests"\nprocess = "HP-8"\nprinciples = "PS-WORKING-1"'
)
MONTHS = ("2025-10", "2025-11", "2026-07", "2026-09", "2026-10")
TEAMS = ("North FST", "South FST", "Central")
COMMENT = "Said in thirty letters or more, as the scale asks."


def allotted(ws, template, month: str, ids: list[str]) -> None:
    """A cycle of one month that asks for these."""
    owed = tuple(entries.Allocation(id=i, template=template.digest, due=f"{month}-28", facts={}) for i in ids)
    packs.allocate(
        ws,
        entries.Cycle(
            cycle=month, title=month, service="Example", starts=f"{month}-01", ends=f"{month}-28",
            auditor="A01", allocations=owed,
        ),
    )  # fmt: skip


def rated(code: str) -> dict[str, object]:
    return {"rating": code, "seen": "R", "comment": COMMENT, "evidence": [{"source": "plan"}]}


@pytest.fixture
def year(bare_service):
    """Forty audits over five months and three teams, with the month, the team and the rating of each."""
    ws, template, rng = bare_service.central, read(STAGED), Random(3)
    told = []
    for n in range(40):
        month, team, code = rng.choice(MONTHS), rng.choice(TEAMS), rng.choice("4321")
        sealed_in(ws, template, month, {"case": f"FS-{n}", "team": team, "P1.1": rated(code)})
        told.append((month, team, int(code)))
    for month in MONTHS:
        allotted(ws, template, month, ["nothing-of-it"])
    return ws, told


def sealed_in(ws, template, cycle: str, answers, **more) -> str:
    """A signed form that says which cycle it was for."""
    digest = sealed(ws, answers, template)
    form = ledger.form(ws, digest)
    body = form.body.model_copy(update={"cycle": cycle, "reason": "Put in its cycle", **more})
    with ws.write():
        new = ws.seal("form", form.doc, body.model_dump(exclude_none=True), (digest,), template=form.template)
        soundness.index(ws, [new])
    return new


WITHIN = {
    "cycle": lambda month: month == "2026-09",
    "quarter": lambda month: "2026-07" <= month <= "2026-09",
    "year": lambda month: "2025-10" <= month <= "2026-09",
}


@pytest.mark.parametrize("length", [code for code, _ in LENGTHS])
def test_every_period_is_what_a_plain_calculation_gives_by_principle_and_by_stage(year, length):
    ws, told = year
    found = collate.collate(ws, "TINY", "2026-09", "2026-10-20", length)
    heaps = defaultdict(list)
    for month, team, score in told:
        if WITHIN[length](month):
            heaps[team].append(score)
            heaps[ALL_TEAMS].append(score)
    assert found.audits == len(heaps[ALL_TEAMS]) and found.audits > 3
    for cells, line in ((found.cells, "P1"), (found.stage_cells, "2")):
        for team, scores in heaps.items():
            cell = cells[line, team]
            assert cell.audits == len(scores)
            if cell.shown == "yes":
                assert cell.average == Fraction(sum(scores), len(scores))
                assert cell.spread == {str(k): n for k, n in Counter(scores).items()}
                assert cell.clear == (sum(s >= 3 for s in scores), len(scores))
                behind = collate.behind(ws, found, "stage" if line == "2" else "principle", line, team)
                assert len(behind) == len(scores)
        assert cells[line, ALL_TEAMS].shown == "yes"


def test_twelve_months_stand_beside_the_cycle(year):
    ws, told = year
    cell = collate.collate(ws, "TINY", "2026-09", "2026-10-20").year["principle", "P1"]
    scores = [score for month, _, score in told if WITHIN["year"](month)]
    assert (cell.audits, cell.average) == (len(scores), Fraction(sum(scores), len(scores)))


def test_a_service_is_its_teams_and_nothing_else(year):
    ws, told = year
    staff.take_teams(ws, [Team(name="North FST", service="North"), Team(name="Central", service="North"), Team(name="South FST", service="South")])  # fmt: skip
    found = collate.collate(ws, "TINY", "2026-09", "2026-10-20", "year", "North")
    scores = [s for month, team, s in told if WITHIN["year"](month) and team != "South FST"]
    assert [t.name for t in found.teams] == ["Central", "North FST", ALL_TEAMS] and found.services == (
        "North",
        "South",
    )
    assert found.audits == len(scores)
    assert found.cells["P1", ALL_TEAMS].average == Fraction(sum(scores), len(scores))
    assert sum(found.overall.values()) == len(scores)


def test_a_withdrawn_audit_is_in_no_figure(year):
    ws, _ = year
    before = collate.collate(ws, "TINY", "2026-09", "2026-10-20").audits
    row = next(row for row in ws.store.counted("TINY", "2026-09"))
    form = ledger.form(ws, row.digest)
    body = {"reason": "It was the wrong family"}
    with ws.write():
        ws.seal("withdrawal", form.doc, body, (row.digest,), about=row.digest)
    assert collate.collate(ws, "TINY", "2026-09", "2026-10-20").audits == before - 1
    assert soundness.unsound(ws) == []


def test_a_re_audit_is_in_no_figure_and_still_counts_as_come(year):
    ws, _ = year
    before = collate.collate(ws, "TINY", "2026-09", "2026-10-20")
    looked_at = ws.store.counted("TINY", "2026-09")[0].digest
    again = entries.Allocation(
        id="again", template=read(STAGED).digest, due="2026-09-28", facts={}, about=looked_at
    )
    cycle = next(c for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.cycle == "2026-09")
    packs.allocate(ws, cycle.model_copy(update={"allocations": (again,)}))
    digest = sealed_in(ws, read(STAGED), "2026-09", {"case": "FS-50"}, allocation="again")
    after = collate.collate(ws, "TINY", "2026-09", "2026-10-20")
    assert after.audits == before.audits and digest not in {r.digest for r in ws.store.counted()}
    assert [(r.owed, r.came) for r in after.returns] == [(1, 1)]


def test_the_sums_are_not_made_again_while_nothing_came(year):
    ws, _ = year
    tallying.settle(ws)
    basis = ws.store.settled()
    assert basis is not None
    with ws.write():
        ws.keep("anything", "else")
    assert ws.store.settled() == basis
    sealed_in(ws, read(STAGED), "2026-09", {"case": "FS-99"})
    assert ws.store.settled() is None


# The gate over periods

atoms = st.dictionaries(
    st.tuples(st.sampled_from(("a", "b", "c")), st.sampled_from(("2026-10", "2026-09", "2026-05"))),
    st.integers(0, 5),
    min_size=1,
)


@given(atoms)
@settings(max_examples=80)
def test_no_two_figures_that_are_shown_give_away_fewer_than_three_audits(counts):
    at = spans.window("C", "2026-10", "calibration")
    held = {key: n for key, n in counts.items() if n}
    may = _may(at, held)
    sizes = {one: _size(at, held, *one) for one in may}
    for length, name in may:
        assert sizes[length, name] >= 3
    for one in may:
        for other in may:
            parts, taken = _parts(at, held, *one), _parts(at, held, *other)
            if parts < taken:
                assert sum(held[p] for p in taken - parts) >= 3


def _may(at: Window, held):
    few = frozenset(
        ((team, (month, "in" if month == "2026-10" else "")), min(n, 3)) for (team, month), n in held.items()
    )
    shape = tuple(
        (length, frozenset((m, "in" if m == "2026-10" else "") for _, m in held if _in(at, length, m)))
        for length, _ in LENGTHS
    )
    order = tuple(sorted({team for team, _ in held}))
    return spans._may(few, shape, order, (("service/s", frozenset(("a", "b"))),))


def _in(at: Window, length, month) -> bool:
    return at.counts(length, "C" if month == "2026-10" else "", month)


def _parts(at, held, length, name):
    teams = {"service/s": {"a", "b"}, ALL_TEAMS: {"a", "b", "c"}}.get(name, {name})
    return {(team, month) for team, month in held if team in teams and _in(at, length, month)}


def _size(at, held, length, name) -> int:
    return sum(held[part] for part in _parts(at, held, length, name))


def test_quarters_are_those_of_the_calendar_and_a_year_ends_with_the_month():
    at = spans.window("C", "2026-02", "calibration")
    assert at.quarter == {"2026-01", "2026-02", "2026-03"}
    assert min(at.year) == "2025-03" and max(at.year) == "2026-02" and len(at.year) == 12
    assert (at.words("quarter"), at.words("cycle")) == ("January to March 2026", "")
