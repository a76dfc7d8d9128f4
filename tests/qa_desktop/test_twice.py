"""One family audited by two people in one cycle is told at the import; both audits stay."""

from __future__ import annotations

import pytest

from qa_desktop import corrections, families, import_plans, imports, ledger, packs, twice
from tests.command_line import run
from tests.small import amended, bring, bundle_of, held_by, sealed, tiny


@pytest.fixture
def two(service):
    """Two laptops that know the service's key for case numbers."""
    packs.publish(service.central, tiny())
    for code in ("A01", "A02"):
        service.send_numbers(code)
    return service.central, service.laptop("A01"), service.laptop("A02")


@pytest.mark.parametrize("typed", ["M0003", " m0003 ", "Ｍ0003", "M 0003"])
def test_two_audits_of_one_family_are_told_however_its_number_was_typed(two, typed):
    lead, one, other = two
    families.learn_one(lead, "M0003")
    assert bring(lead, one, *held_by(one, sealed(one, {"case": "M0003"}))).twice == ""
    said = bring(lead, other, *held_by(other, sealed(other, {"case": typed}))).twice
    assert (
        said
        == "M0003 has two audits (Priya Nair, Sam Hassan). Both count: withdraw one if that was a mistake."
    )
    assert len(ledger.forms(lead)) == 2 and ledger.clashes(lead) == {}


def test_another_family_an_audit_amended_and_one_withdrawn_are_nothing_to_tell(two):
    lead, one, other = two
    first = sealed(one, {"case": "M0003"})
    bring(lead, one, *held_by(one, first))
    second = amended(one, first, {"visit": "Seen again"})
    assert bring(lead, one, *held_by(one, second)).twice == ""
    assert bring(lead, other, *held_by(other, sealed(other, {"case": "M0004"}))).twice == ""
    gone = corrections.withdraw(one, second, "It was another family")
    bring(lead, one, *held_by(one, gone))
    assert bring(lead, other, *held_by(other, sealed(other, {"case": "M0003"}))).twice == ""


def test_of_many_families_three_are_named_and_the_command_line_says_so_too(two, tmp_path):
    lead, one, other = two
    for ws in (one, other):
        mine = [sealed(ws, {"case": f"M000{n}"}) for n in range(5)]
        (tmp_path / f"{ws.me.code}.qabundle").write_bytes(bundle_of(held_by(ws, *mine), ws, lead, ws.me.code))
    imports.take_in(lead, [import_plans.plan_file(lead, tmp_path / "A01.qabundle")], back_up=False)
    said = run("import", tmp_path / "A02.qabundle", data=lead.world.data_dir).out
    assert said.count("has two audits (Priya Nair, Sam Hassan)") == 3 and "and 2 more families have" in said
    assert twice.audited(lead, ()) == ""
