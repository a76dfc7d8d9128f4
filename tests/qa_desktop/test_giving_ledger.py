"""Work given out in the ledger: moves, supervisors, turns and agencies' returns, from the lists to the packs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from qa_desktop import (
    draw_frame,
    draw_ledger,
    draw_plan,
    entries,
    families,
    giving,
    giving_ledger,
    giving_pieces,
    import_plans,
    imports,
    ledger,
    packs,
    returns,
    schedule,
    schedule_facts,
    soundness,
    work,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.giving_frame import Change
from qa_desktop.giving_ledger import Asked
from qa_desktop.templates import Template
from tests.giving_out import MOVES, PERIOD, TODAY, listed, managed, move


@pytest.fixture
def central(bare_service):
    return managed(bare_service)


def proposed(ws, method: str = "Q07", period: str = PERIOD, **said: object):
    return giving_ledger.prepare(ws, Asked(method, period, "s1", **said), TODAY)


def given(ws, method: str = "Q07", period: str = PERIOD, **said: object):
    return giving_ledger.save(ws, proposed(ws, method, period, **said))


def owed(ws) -> dict[str, list[entries.Allocation]]:
    found: dict[str, list[entries.Allocation]] = {}
    for cycle in ledger.bodies(ws, "cycle", entries.Cycle):
        found.setdefault(cycle.auditor, []).extend(cycle.allocations)
    return found


def whose(ws) -> dict[str, str]:
    """Family, by number -> who has it."""
    numbers = families.numbers(ws)
    return {numbers.shown(a.facts["case"]): code for code, own in owed(ws).items() for a in own}


def signed(ws, template: Template, answers: dict, allocation: str | None = None) -> None:
    """A form as it stands once it was signed: only what it says counts here."""
    with ws.write():
        body = {"answers": answers, "allocation": allocation}
        digest = ws.seal("form", ws.world.new_id(), body, template=template.digest)
        soundness.index(ws, [digest])


def rows(ws, method: str, unit: str = "", on: date = TODAY) -> list[schedule.Row]:
    year = schedule.year(schedule_facts.settings(ws, 2026), schedule_facts.facts(ws, on), on)
    return [r for r in year if r.method == method and unit in ("", r.unit)]


# The moves of a month


def test_every_move_of_the_month_goes_to_somebody_who_may_and_never_to_who_worked_with_the_family(central):
    listed(central, *MOVES)
    given(central)
    assert set(whose(central)) == {"FS-1", "FS-2", "FS-3", "FS-4"} and whose(central)["FS-3"] == "M02"
    loads = {code: len(own) for code, own in owed(central).items()}
    assert loads == {"M01": 2, "M02": 2}  # team managers may not, and the practice lead need not
    one = next(a for own in owed(central).values() for a in own if a.facts["direction"] == "down")
    assert one.due == "2026-11-30" and one.facts["cycle"] == "2026-11-Q07" and one.facts["worker"] == "W01"
    row = next(r for r in rows(central, "Q07") if r.period.code == PERIOD)
    assert (row.required, row.state) == (4, "allocated")


def test_a_pack_carries_the_audit_and_it_opens_with_what_is_known_filled_in(bare_service, central):
    listed(central, *MOVES)
    given(central)
    laptop = bare_service.laptop("M02")
    written = packs.make_pack(central, "M02", bare_service.folder)
    imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
    tasks = work.tasks(laptop, TODAY)
    assert [t.kind for t in tasks] == ["SUD", "SUD"] and not list(laptop.store.entries("giving"))
    draft = work.start_task(laptop, tasks[0])
    assert draft.answers["T1"] in ("up", "down") and draft.answers["A06"] in ("W01", "M01")


def test_giving_out_again_adds_only_what_is_new(central):
    listed(central, *MOVES[:2])
    first = given(central)
    before = whose(central)
    with pytest.raises(NotAllowed, match="nothing new to give out"):
        given(central)
    listed(central, *MOVES)
    second = proposed(central)
    assert len(second.fresh) == 2
    stored = giving_ledger.save(central, second)
    assert stored.earlier == (first.digest,) and {**whose(central), **before} == whose(central)
    assert len(whose(central)) == 4 and sum(map(len, owed(central).values())) == 4
    assert [s.digest for s in giving_ledger.givings(central)] == [stored.digest]
    assert giving_ledger.find(central, first.digest).made == first.made


def test_a_move_that_has_an_audit_is_not_given_out_and_says_so(central):
    listed(central, move("FS-1"), move("FS-2"))
    code = families.code(central, "FS-1")
    step = giving_ledger.template_of(central, "SUD")
    packs.publish(central, step)
    packs.allocate(
        central,
        entries.Cycle(
            cycle="by-hand", title="By hand", service="", starts="2026-11-01", ends="2026-11-30", auditor="M01",
            allocations=(
                entries.Allocation(
                    id="by-hand-1", template=step.digest, due="2026-11-20", facts={"case": code, "direction": "up"}
                ),
            ),
        ),
    )  # fmt: skip
    made = proposed(central).made
    assert [(n.piece.split()[0], n.why) for n in made.not_given] == [(code.casefold(), "answered")]
    assert len(made.given) == 1


def test_a_family_that_moved_twice_is_audited_twice(central):
    listed(central, move("FS-1", day=3))
    given(central)
    listed(central, move("FS-1", day=3), move("FS-1", day=20))
    given(central)
    assert sum(map(len, owed(central).values())) == 2


def test_who_worked_with_a_family_is_learned_from_the_ledger_and_else_it_waits_for_a_person(central, rfp):
    bare = {"worker": "", "supervisor": "", "team": "", "service": ""}
    listed(central, move("FS-1", **bare), move("FS-2", **bare))
    facts = {"case": families.learn_one(central, "FS-1"), "worker": "W09", "supervisor": "M01"}
    packs.allocate(
        central,
        entries.Cycle(
            cycle="old", title="Before", service="", starts="2026-06-01", ends="2026-07-31", auditor="A01",
            allocations=(entries.Allocation(id="old-1", template=rfp.digest, due="2026-07-31", facts=facts),),
        ),
    )  # fmt: skip
    made = proposed(central).made
    assert [one.to for one in made.given] == ["M02"]  # M01 managed the family of FS-1
    assert [one.why for one in made.not_given] == ["nobody_known"]
    name = made.not_given[0].piece
    asked = Change(piece=name, reason="Neither has met them", to="M01")
    assert giving_ledger.save(central, proposed(central, changes=(asked,))).made.changes == (asked,)
    assert whose(central)["FS-2"] == "M01"
    assert {code: len(own) for code, own in owed(central).items()} == {"A01": 1, "M01": 1, "M02": 1}


def test_before_the_list_has_come_nothing_can_be_given_out(central):
    with pytest.raises(
        NotAllowed, match="The list of 2026-10 for Returning families audits has not come yet"
    ):
        proposed(central, "Q08")
    with pytest.raises(NotAllowed, match=r"The work of Q04 is not given out from a list. That of Q07, Q08"):
        proposed(central, "Q04")


def test_a_return_is_given_with_the_day_of_the_return(central):
    listed(central, move("FS-1", "return", 12))
    given(central, "Q08")
    (one,) = (a for own in owed(central).values() for a in own)
    assert one.facts["returned"] == "2026-10-12" and one.facts["direction"] == "return"
    assert ledger.template(central, one.template).code == "RET"


def test_a_change_moves_the_work_with_its_reason_and_not_once_it_is_signed(bare_service, central):
    listed(central, move("FS-1"))
    stored = given(central)
    has = whose(central)["FS-1"]
    other = "M02" if has == "M01" else "M01"
    change = Change(piece="FS-1", reason="On leave until December", to=other)
    again = giving_ledger.change(central, stored.digest, change)
    assert whose(central) == {"FS-1": other} and again.made.changes[0].reason == change.reason
    with pytest.raises(NotAllowed, match="has been changed since"):
        giving_ledger.change(central, stored.digest, change)
    allocation = owed(central)[other][0]
    step = ledger.template(central, allocation.template)
    signed(central, step, {}, allocation.id)
    with pytest.raises(NotAllowed, match="is signed already, so it was not changed"):
        giving_ledger.change(central, again.digest, Change(piece="FS-1", reason="On leave", to=has))
    assert [n.why for n in proposed(central).made.not_given] == ["answered"]


def test_what_is_taken_out_is_taken_from_the_person(central):
    listed(central, *MOVES)
    stored = given(central)
    giving_ledger.change(central, stored.digest, Change(piece="FS-1", reason="Moved by mistake"))
    assert set(whose(central)) == {"FS-2", "FS-3", "FS-4"}


# Observations, and supervision audits


def told_of(ws, *supervisors: str) -> None:
    """Events, so that the ledger knows these supervisors and their service."""
    for n, code in enumerate(supervisors):
        event = entries.Event(
            id=f"e{n}", trigger="review", case=f"F-{n}", date="2026-10-01", worker="W01", supervisor=code
        )
        with ws.write():
            body = entries.Events(supervisor=code, events=(event,)).model_dump(mode="json")
            ws.seal("events", f"events-{code}", body)


def test_every_supervisor_who_lacks_an_observation_is_observed_by_somebody_else(central):
    told_of(central, "S01", "S02", "A01")
    period = "2026-10-to-2026-12"
    made = given(central, "Q14", period).made
    assert {g.piece.split()[0] for g in made.given} == {"S01", "S02", "A01"}
    assert all(g.piece.split()[0] != g.to for g in made.given)
    assert {g.to for g in made.given} == {"A01", "M01", "M02"}
    states = {r.unit: r.state for r in rows(central, "Q14") if r.period.code == period}
    assert states == dict.fromkeys(("S01", "S02", "A01"), "allocated")
    with pytest.raises(NotAllowed, match="nothing new"):
        given(central, "Q14", period)


def test_a_worker_may_be_chosen_to_observe_as_a_peer_and_is_not_by_themself(bare_service, central):
    bare_service.admit("W07", "Ada Garside", "North FST", "worker")
    observation = giving_ledger.template_of(central, "OBS")
    may = giving_pieces.able(central, observation, schedule_facts.method(central.world.resources, "Q14"))
    assert may == {"A01": True, "L01": False, "M01": True, "M02": True, "W07": False}
    told_of(central, "S01")
    assert [g.to for g in proposed(central, "Q14", "2026-10-to-2026-12", people=("W07",)).made.given] == [
        "W07"
    ]
    with pytest.raises(NotAllowed, match="S02 is not on the list of staff as somebody who may do this"):
        proposed(central, "Q14", "2026-10-to-2026-12", people=("S02",))


def test_supervision_audits_go_round_the_supervisors_of_a_service(central):
    listed(central, move("FS-1"), move("FS-2", supervisor="S02"))
    told_of(central, "S01", "S02")
    made = proposed(central, "Q17", "2026-10-to-2027-03").made
    assert len(made.given) == 1 and [n.why for n in made.not_given] == ["not_in_turn"]
    first = made.given[0].piece.split()[0]
    supervision = giving_ledger.template_of(central, "SUP")
    packs.publish(central, supervision)
    signed(central, supervision, {"A07": first, "A05": {"service": "Early help"}})
    later = giving_ledger.prepare(central, Asked("Q17", "2026-10-to-2027-03", "s1"), TODAY).made
    assert later.given == ()  # the one that is owed is done
    spring = schedule_facts.period(
        central.world.resources, giving_pieces.method_of(central, "Q17")[0], "2027-04-to-2027-09"
    )
    after = giving_ledger.prepare(central, Asked("Q17", spring.code, "s1"), date(2027, 4, 6)).made
    assert [g.piece.split()[0] for g in after.given] == [({"S01", "S02"} - {first}).pop()]


# Agencies


def test_each_agency_is_asked_about_each_family_that_was_drawn_and_sees_only_its_own(bare_service, central):
    bare_service.admit("P01", "Ola Hartnell", "Police", "partner_auditor")
    cases = [
        draw_frame.Case(case=f"FS-{n}", team=f"T{n % 3}", supervisor="S01", worker="W01", opened="2026-01-05")
        for n in range(9)
    ]
    panel = giving_ledger.template_of(central, "MAA-P")
    cycle = "2026-10-to-2027-03-Q09"
    setup = draw_plan.Setup(cycle, panel, cases, {}, (), "s1", method="Q09", theme="Fathers and partners")
    drawn = draw_plan.make(central, setup, TODAY)
    assert len(drawn.draw.drawn) == 6 and drawn.draw.algorithm == "draw-2"
    draw_ledger.give_out(central, drawn, "Round", "2026-10-01", "2027-03-31", "2027-03-31")
    period = "2026-10-to-2027-03"
    made = given(central, "Q09", period, agencies=("early_help", "police", "school")).made
    by_agency = {
        p.facts["agency"]: {
            g.to
            for g in made.given
            for q in made.frame.pieces
            if q.id == g.piece and q.facts["agency"] == p.facts["agency"]
        }
        for p in made.frame.pieces
    }
    assert (
        by_agency["police"] == {"P01"}
        and by_agency["school"] == set()
        and "P01" not in by_agency["early_help"]
    )
    assert {n.why for n in made.not_given} == {"nobody_may"} and len(made.not_given) == 6
    assert {a.facts["agency"] for a in owed(central)["P01"]} == {"police"} and len(owed(central)["P01"]) == 6
    panels = [a for own in owed(central).values() for a in own if a.template == panel.digest]
    assert len(panels) == 6 and {a.facts["theme"] for a in panels} == {"Fathers and partners"}


def test_agencies_are_asked_only_once_families_were_drawn_and_only_those_there_are(central):
    with pytest.raises(NotAllowed, match="No families were drawn for Multi-agency audits"):
        proposed(central, "Q09", "2026-10-to-2027-03")
    with pytest.raises(NotAllowed, match="“navy” is no agency"):
        proposed(central, "Q09", "2026-10-to-2027-03", agencies=("navy",))


def test_a_cycle_that_was_given_out_can_be_changed_by_hand_and_loses_nothing(central):
    told_of(central, "S01", "S02")
    given(central, "Q14", "2026-10-to-2026-12")
    listed(central, *MOVES)
    given(central)
    for plan in returns.plans(central):
        template = ledger.template(central, plan.template)
        before = [one for own in owed(central).values() for one in own]
        later = replace(plan, lines=tuple(replace(line, due="2026-11-27") for line in plan.lines))
        assert returns.save(central, later, template) > 0
        after = {one.id: one for own in owed(central).values() for one in own}
        assert {one.id for one in before} == set(after)
        assert all(after[one.id].facts == one.facts for one in before)
    assert {one.due for own in owed(central).values() for one in own} == {"2026-11-27"}
    one = returns.plans(central)[0]
    twice = replace(one, lines=(*one.lines, replace(one.lines[0], id="")))
    with pytest.raises(returns.BadPlan, match="is there twice"):
        returns.save(central, twice, ledger.template(central, one.template))


# Who, and for good


def test_only_those_who_give_work_out_do_and_others_lists_do_not_count(bare_service, central):
    listed(central, *MOVES)
    stored = given(central)
    laptop = bare_service.laptop("A01")
    officer = bare_service.admit("D01", "Lena Jessop", "", "data_officer")
    for ws in (laptop, officer):  # a data officer draws the list and gives nothing out
        with pytest.raises(
            NotAllowed, match="Only a service manager, head of service or practice lead gives out"
        ):
            giving_ledger.prepare(ws, Asked("Q07", PERIOD, "s1"), TODAY)
    bare_service.send_pack("A01", ("FS-900",))
    with laptop.write():
        laptop.seal("giving", "giving-by-hand", stored.made.model_dump(mode="json", exclude_defaults=True))
    assert giving_ledger.givings(laptop) == []


def test_a_giving_is_sealed_whole_and_made_again_the_same(central):
    listed(central, *MOVES)
    stored = given(central)
    again = giving_ledger.find(central, stored.digest[:12])
    assert again.made == stored.made and giving.problems(again.made) == []
    assert soundness.unsound(central) == []


@pytest.mark.parametrize("due", ["2026-12-01", "soon", "2026-10-31"])
def test_a_day_that_would_not_count_in_the_period_is_refused(central, due):
    listed(central, *MOVES)
    with pytest.raises(NotAllowed, match="is not a day from 2026-11-01 to 2026-11-30"):
        proposed(central, due=due)


def test_two_leads_who_gave_out_apart_lose_nothing_when_it_is_given_out_again(central):
    listed(central, *MOVES)
    one = proposed(central)
    giving_ledger.save(central, one)
    rows_ = ledger.heads(central, "cycle")
    part = next(c for c in ledger.bodies(central, "cycle", entries.Cycle) if c.auditor == "M01")
    apart = part.model_copy(update={"allocations": part.allocations[:1]})
    with central.write():  # what another lead, who had only that move, sealed apart
        central.seal(
            "cycle", next(r.doc for r in rows_ if b'"M01"' in (r.body or b"")), apart.model_dump(mode="json")
        )
    listed(central, *MOVES, move("FS-5"))
    given(central)
    assert len(whose(central)) == 5
    assert all(a <= b for a, b in pairwise(sorted(len(own) for own in owed(central).values())))


def test_the_period_that_is_running_is_offered_first_then_what_is_to_come_then_the_past(central):
    def codes(method: str, on: date) -> list[str]:
        found = giving_pieces.method_of(central, method)[0]
        return [p.code for p in giving_ledger.periods_of(central, found, on)]

    assert codes("Q14", date(2026, 12, 20))[:2] == ["2026-10-to-2026-12", "2027-01-to-2027-03"]
    assert codes("Q14", date(2026, 12, 20))[2:] == ["2026-07-to-2026-09", "2026-04-to-2026-06"]
    assert codes("Q07", date(2026, 11, 30))[:2] == ["2026-11", "2026-12"]
