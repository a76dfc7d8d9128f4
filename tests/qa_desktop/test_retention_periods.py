"""How long things are kept is decided once for the service: it travels, converges, and a clash is shown and kept."""

from __future__ import annotations

from itertools import permutations

import pytest

from qa_desktop import import_plans, imports, ledger, packs, profiles, retention_due, soundness, trail
from qa_desktop.errors import NotAllowed
from qa_desktop.retention_periods import periods, set_period, standing
from tests.command_line import DONE, run
from tests.conftest import PASSPHRASE
from tests.keeping import LATER, audit, keeping, send
from tests.small import bundle_of, forge, held_by
from tests.test_purge_convergence import empty


@pytest.fixture
def trio(bare_service):
    return keeping(bare_service)


def decided(ws) -> list[str]:
    return [row.digest for row in ledger.heads(ws, "retention_period")]


def test_a_period_goes_out_with_the_next_pack_and_counts_on_the_other_laptop(bare_service, trio):
    lead, head, laptop = trio
    audit(bare_service, laptop)
    set_period(lead, "audits", 12)
    bare_service.send_pack("A01", ("FS-2041",))
    assert periods(laptop)["audits"] == 12 and len(retention_due.due(laptop, LATER)) == 1
    written = packs.make_pack(lead, "H01", bare_service.folder)
    imports.take_in(head, [import_plans.plan_file(head, written.path)], back_up=False)
    assert standing(head)["audits"].words == "Decided: 12 months: Marta Trent, Mon 2 Nov 2026."


def test_what_a_head_of_service_decides_goes_back_with_their_return(bare_service, trio):
    lead, head, _ = trio
    set_period(head, "observations", 36)
    written = packs.make_return(head, bare_service.folder)
    imports.take_in(lead, [import_plans.plan_file(lead, written.path)], back_up=False)
    assert periods(lead)["observations"] == 36


def test_the_same_decision_again_seals_nothing_and_not_set_is_a_decision_too(trio):
    lead = trio[0]
    set_period(lead, "audits", None)
    assert decided(lead) == []
    set_period(lead, "audits", 12)
    before = decided(lead)
    set_period(lead, "audits", 12)
    assert decided(lead) == before
    set_period(lead, "audits", None)
    assert len(decided(lead)) == 1 and periods(lead)["audits"] is None
    assert standing(lead)["audits"].words.startswith("Decided: not set: Marta Trent")


@pytest.mark.parametrize(
    ("one", "two", "holds"), [(12, 36, 36), (36, 12, 36), (None, 12, None), (12, 12, 12)]
)
def test_of_two_decisions_made_apart_the_longer_holds_until_somebody_decides_again(trio, one, two, holds):
    lead, head, _ = trio
    set_period(lead, "audits", 24)
    send(lead, head)
    set_period(lead, "audits", one)
    set_period(head, "audits", two)
    send(lead, head)
    send(head, lead)
    for ws in (lead, head):
        found = standing(ws)["audits"]
        assert found.months == holds and len(found.decided) == 2 and found.clash is (one != two)
        assert "Marta Trent" in found.words and "Hana Okoye" in found.words
    assert soundness.state_digest(lead) == soundness.state_digest(head)
    set_period(lead, "audits", 18)
    send(lead, head)
    assert periods(head)["audits"] == 18 and not standing(head)["audits"].clash


def test_a_clash_may_be_settled_by_the_longer_one_too(trio):
    lead, head, _ = trio
    set_period(lead, "audits", 12)
    set_period(head, "audits", 36)
    send(head, lead)
    set_period(lead, "audits", 36)
    assert not standing(lead)["audits"].clash and periods(lead)["audits"] == 36


def test_decisions_in_any_order_give_one_state(trio):
    lead, head, laptop = trio
    set_period(lead, "audits", 12)
    send(lead, head)
    set_period(lead, "audits", 24)
    set_period(head, "audits", 36)
    made_up = forge(
        laptop.signer(),
        {"rule": "audits", "months": 1},
        kind="retention_period",
        doc="period-audits",
        template=...,
    )
    found = {
        e.digest: e
        for ws in (lead, head)
        for e in held_by(ws, *[r.digest for r in ws.store.entries("retention_period")])
    }
    files = [bundle_of([one], lead, lead, f"b{n}") for n, one in enumerate([*found.values(), made_up])]
    states = set()
    for order in permutations(range(len(files))):
        ws = empty(lead.world.data_dir, lead.roots()[0])
        ws.keep("age_secret", lead.age_secret)
        for n in (*order, order[0]):
            imports.take_in(ws, [import_plans.plan(ws, "b", files[n])], back_up=False)
        states.add(soundness.state_digest(ws))
        assert periods(ws)["audits"] == 36 and len(standing(ws)["audits"].decided) == 2
        ws.close()
    assert len(states) == 1 and len(files) == 4


def test_a_role_that_does_not_decide_about_keeping_decides_nothing(trio):
    lead, _, laptop = trio
    with pytest.raises(NotAllowed):
        set_period(laptop, "audits", 1)
    with laptop.write():
        laptop.seal("retention_period", "period-audits", {"rule": "audits", "months": 1})
    send(laptop, lead)
    assert periods(lead)["audits"] is None


def test_a_period_from_before_they_travelled_still_holds_and_deciding_it_again_tells_the_others(trio):
    lead, head, _ = trio
    lead.keep("retention.audits", "24")
    assert standing(lead)["audits"].words == "Decided: 24 months: set on this laptop only."
    set_period(lead, "audits", 24)
    send(lead, head)
    assert periods(head)["audits"] == periods(lead)["audits"] == 24
    assert trail.lines(lead)[0].event.of["name"] == "retention_audits_months"


def test_the_command_line_says_who_decided(bare_service):
    central = bare_service.central.world.data_dir
    bare_service.central.close()
    assert "Nobody has decided yet" in run("purge", "period", data=central).out
    said = run("purge", "period", "audits", "24", data=central)
    assert said.code == DONE and "audits: Audits, 24 months. Decided: 24 months: Marta Trent" in said.out
    told = run("--json", "purge", "period", data=central).data
    assert told["decided"]["audits"][0]["by"] == "Marta Trent" and told["clashes"] == []
    bare_service.central = profiles.open_workspace(bare_service.central.world, PASSPHRASE)
