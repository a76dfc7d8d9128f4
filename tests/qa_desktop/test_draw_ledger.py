"""Draws in the ledger and on the command line: sealed, changed, given out, and verified by anyone with the file."""

from __future__ import annotations

import json

import pytest

from qa_desktop import (
    cli,
    draw_frame,
    draw_ledger,
    entries,
    families,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    profiles,
    soundness,
    work,
)
from qa_desktop.draw_frame import Case, Swap
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Me
from tests import service as made_up
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.small import FULL, TINY, answered, read, sealed
from tests.trail_lines import left

DEEP = read(TINY.replace('code = "TINY"', 'code = "RFP"'), "deep.toml")
CYCLE, ON = "2026-10-to-2026-11", "2026-11-02"


@pytest.fixture
def central(bare_service):
    """A practice lead with two teams' managers on the list, each admitted, and a third who is not."""
    bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.admit("A02", "Sam Hassan", "North FST")
    people.name_only(bare_service.central, "S02", "Ines Copsey", "team_manager", "North FST")
    return bare_service.central


def case(number: int, **said: object) -> Case:
    held = {
        "case": f"FS-{number}",
        "team": "East",
        "supervisor": "S01",
        "worker": "W01",
        "opened": "2026-01-05",
    }
    return Case.model_validate(held | said)


CASES = [case(n, supervisor=f"S0{1 + n % 2}") for n in range(8)]


def frame(ws, cases=CASES, cycle=CYCLE, auditors=("A01", "A02")):
    known = draw_ledger.know(ws, "RFP", cycle, cases, ON, 12)
    people_ = draw_ledger.auditors(ws, cycle, auditors)
    return draw_frame.frame(cycle, "RFP", ON, made_up.RULES, ["S01", "S02"], known, people_)


def drawn(ws, **said):
    return draw_ledger.make(ws, frame(ws, **said), DEEP, "s1")


def give(ws, stored):
    return draw_ledger.give_out(ws, stored, "October to November", "2026-10-01", "2026-11-30", "2026-11-30")


def test_a_draw_is_sealed_whole_and_read_back_the_same(central):
    stored = drawn(central)
    assert [s.draw for s in draw_ledger.draws(central)] == [stored.draw]
    assert draw_ledger.find(central, stored.digest[:12]).draw == stored.draw
    assert soundness.unsound(central) == []


def test_drawing_a_cycle_again_needs_a_reason_and_the_first_draw_stays_to_be_seen(central):
    first = drawn(central)
    with pytest.raises(NotAllowed, match=r"was drawn for cycle 2026-10-to-2026-11 already.*Give a reason"):
        drawn(central)
    again = draw_ledger.make(central, frame(central), DEEP, "s2", "The list lacked a team")
    assert [s.digest for s in draw_ledger.draws(central)] == [again.digest]
    assert again.earlier == (first.digest,) and again.draw.reason == "The list lacked a team"
    assert draw_ledger.find(central, first.digest).draw == first.draw


def test_a_swap_is_a_new_version_and_an_older_one_is_not_gone_on_from(central):
    first = drawn(central)
    out = first.draw.drawn[0].case
    second = draw_ledger.swap(central, first.digest, Swap(case=out, reason="Worker absent"))
    assert second.earlier == (first.digest,) and out not in {d.case for d in second.draw.drawn}
    with pytest.raises(NotAllowed, match="has been changed since"):
        draw_ledger.swap(central, first.digest, Swap(case=second.draw.drawn[1].case, reason="Worker absent"))


def test_each_auditor_gets_their_own_cases_in_their_pack_and_nobody_elses(bare_service, central):
    stored = drawn(central)
    assert give(central, stored) == {"A01": 1, "A02": 1}
    for one in stored.draw.drawn:
        laptop = bare_service.laptop(one.auditor)
        written = packs.make_pack(central, one.auditor, bare_service.folder)
        imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
        tasks = work.tasks(laptop, laptop.world.now().date())
        assert [t.case for t in tasks] == [one.case] and tasks[0].due.isoformat() == "2026-11-30"
        assert list(laptop.store.entries("draw")) == []


def test_giving_out_twice_adds_nothing_and_after_a_swap_only_the_swapped_case_changes(central):
    first = drawn(central)
    give(central, first)
    before = central.store.counts()
    give(central, first)
    assert central.store.counts() == before
    out = first.draw.drawn[0]
    second = draw_ledger.swap(central, first.digest, Swap(case=out.case, reason="Closed early"))
    give(central, second)
    owed = [a for c in ledger.bodies(central, "cycle", entries.Cycle) for a in c.allocations]
    assert {a.facts["case"] for a in owed} == {d.case for d in second.draw.drawn}
    assert {a.facts["chosen"] for a in owed} == {"random", "replacement"}


def test_other_work_in_the_cycle_stays_and_makes_the_share_smaller(bare_service, central):
    bare_service.send_pack("A01", ("FS-900", "FS-901"), CYCLE)
    stored = drawn(central)
    assert {a.code: a.has for a in stored.draw.frame.auditors} == {"A01": 2, "A02": 0}
    assert give(central, stored) == {"A02": 2}
    mine = next(c for c in ledger.bodies(central, "cycle", entries.Cycle) if c.auditor == "A01")
    given = [families.code(central, case) for case in ("FS-900", "FS-901")]
    assert [a.facts["case"] for a in mine.allocations] == given


def test_what_the_ledger_knows_keeps_a_case_out_and_an_auditor_away(bare_service, central):
    give(central, drawn(central))
    owed = {a.facts["case"] for c in ledger.bodies(central, "cycle", entries.Cycle) for a in c.allocations}
    later = draw_ledger.know(central, "RFP", "2026-12-to-2027-01", CASES, "2026-12-01", 12)
    assert {c.case for c in later if c.excluded == f"Out for audit in cycle {CYCLE}"} == owed
    sealed(central, FULL | {"case": "FS-7"}, DEEP)
    later = draw_ledger.know(central, "RFP", "2026-12-to-2027-01", CASES, "2026-12-01", 12)
    audited, known_to = (families.code(central, case) for case in ("FS-7", "FS-6"))
    assert {c.case: c.audited for c in later if c.audited} == {audited: "2026-11-02"}
    event = entries.Event(
        id="e1", trigger="review", case=known_to, date="2026-05-01", worker="W09", supervisor="A01"
    )
    with central.write():
        central.seal(
            "events", "events-1", entries.Events(supervisor="A01", events=(event,)).model_dump(mode="json")
        )
    known = {c.case: c.known_to for c in draw_ledger.know(central, "RFP", CYCLE, CASES, ON, 12)}
    assert known[known_to] == ("A01", "W09") and known[families.code(central, "FS-5")] == ()


def test_once_an_audit_is_signed_its_case_is_not_swapped(bare_service, central):
    stored = drawn(central)
    give(central, stored)
    one = stored.draw.drawn[0]
    cycle = next(c for c in ledger.bodies(central, "cycle", entries.Cycle) if c.auditor == one.auditor)
    draft = forms.start(central, DEEP, cycle.allocations[0], CYCLE)
    forms.finish(central, answered(central, draft, FULL | {"case": one.case}))
    with pytest.raises(NotAllowed, match=f"The audit of {one.case} is signed already"):
        draw_ledger.swap(central, stored.digest, Swap(case=one.case, reason="Worker absent"))


def test_only_those_who_may_draw_do_and_others_draws_do_not_count(bare_service, central):
    laptop = bare_service.laptop("A01")
    with pytest.raises(NotAllowed, match="Draws are made by service managers"):
        drawn(laptop, auditors=())
    bare_service.send_pack("A01", ("FS-900",))
    body = drawn(central).draw.model_dump(mode="json", exclude_defaults=True)
    with laptop.write():
        laptop.seal("draw", "draw-by-hand", body)
    assert draw_ledger.draws(laptop) == []


def test_an_auditor_who_may_not_audit_is_refused_by_code(central):
    with pytest.raises(NotAllowed, match="W01 is not on the list of staff as somebody who may audit"):
        draw_ledger.auditors(central, CYCLE, ["A01", "W01"])
    assert [a.code for a in draw_ledger.auditors(central, CYCLE, [])] == ["A01", "A02", "L01"]


# Lists from the data team


def test_a_list_of_the_made_up_service_comes_back_as_it_went_out():
    made = made_up.service(families=120)
    good, bad = draw_ledger.cases(made_up.as_csv(made.cases), "cases.csv")
    assert tuple(good) == made.cases and bad == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("FS-1,S01,W01,soon", "Row 2, Opened: “soon” is not a date. Write it as 20/11/2026"),
        ("FS-1,,W01,5/1/2026", "Row 2, Supervisor: is empty"),
        (",S01,W01,5/1/2026", "Row 2, Case: is empty"),
        (
            "FS-1,S 01,W01,5/1/2026",
            "Row 2, Supervisor: has letters or a length that a code or number cannot have",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_column_and_reason(row, told):
    good, bad = draw_ledger.cases(f"Case,Supervisor,Worker,Opened\n{row}\n".encode(), "cases.csv")
    assert good == [] and [str(b) for b in bad] == [told]


def test_a_family_that_is_listed_again_is_a_row_to_look_at_and_goes_in_once():
    told = b"""Mosaic ID,Supervisor,Worker,Opened
FS-1,S01,W01,5/1/2026
fs 2,S01,W01,5/1/2026
fs-1,S01,W01,5/1/2026
FS2,S02,W01,5/1/2026
"""
    good, bad = draw_ledger.cases(told, "cases.csv")
    assert [c.case for c in good] == ["FS-1", "fs 2"]
    assert [b.words for b in bad] == [
        "Row 4, Mosaic ID: stands in row 2 too.",
        "Row 5, Mosaic ID: stands in row 3 too, with something else beside it.",
    ]
    assert [b.value for b in bad] == ["fs-1", "FS2"]


# The command line


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run a command on the practice lead's profile: exit code, what --json says, what stderr says."""
    folder = tmp_path / "central"
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)
    for code in ("A01", "A02"):
        people.name_only(ws, code, f"Auditor {code}", "team_manager", "South FST")
    ws.close()
    monkeypatch.setenv("QA_PASSPHRASE", "demo")

    def call(*words: object, data: bool = True):
        start = ["--data", str(folder)] if data else []
        code = cli.main([*start, "--json", *map(str, words)], made_up_world)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out.strip() else None, err

    return call


def test_the_command_line_draws_shows_swaps_gives_out_and_verifies(run, tmp_path):
    listed, kept = tmp_path / "cases.csv", tmp_path / "draw.json"
    listed.write_bytes(made_up.as_csv(CASES))
    code, made, _ = run(
        "draw", "make", CYCLE, "--frame", listed, "--seed", "s1", "--auditors", "A01,A02", "--on", ON
    )
    assert code == 0 and len(made["drawn"]) == 2 and made["algorithm"] == "draw-1" and made["seed"] == "s1"
    code, swapped, _ = run(
        "draw", "swap", made["digest"], made["drawn"][0]["case"], "--reason", "Worker absent"
    )
    assert code == 0 and swapped["swaps"][0]["reason"] == "Worker absent"
    assert run("draw", "verify", swapped["digest"])[1]["same"] is True
    assert run("draw", "verify", made["digest"])[0] == 0  # the version before it too
    run("draw", "show", swapped["digest"], "--out", kept)
    left("draw show", tmp_path / "central")
    code, said, _ = run("draw", "verify", kept, data=False)
    assert code == 0 and said["frame_digest"] == swapped["frame_digest"]
    days = ("--starts", "2026-10-01", "--ends", "30/11/2026", "--due", "2026-11-30")
    code, given, _ = run("draw", "give", swapped["digest"], "--title", "October to November", *days)
    assert code == 0 and given["given"] == {"A01": 1, "A02": 1}
    run("draw", "show", made["digest"], "--out", kept)
    kept.write_bytes(kept.read_bytes().replace(b'"seed":"s1"', b'"seed":"s2"'))
    code, said, err = run("draw", "verify", kept, data=False)
    assert code == 1 and said["same"] is False and "The drawn cases or their auditors" in err
    kept.write_bytes(b'{"a":1}')
    assert run("draw", "verify", kept, data=False)[0] == 3


def test_a_list_with_a_wrong_row_draws_nothing(run, tmp_path):
    listed = tmp_path / "cases.csv"
    listed.write_text("Case,Supervisor,Worker,Opened\nFS-1,S01,W01,yesterday\n")
    code, said, err = run("draw", "make", CYCLE, "--frame", listed)
    assert code == 3 and said["bad"][0]["row"] == 2 and "Nothing was drawn: correct the rows." in err
    assert run("draw", "list")[1] == {"draws": []}
