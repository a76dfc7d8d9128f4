"""Leaving, lost laptops, lost keys and new certificates: before stays valid, after is refused, whoever tells it when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qa_desktop import (
    canonical,
    counting,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    profiles,
    revoking,
    soundness,
    tallying,
)
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.revocation_entries import Revocation, signed
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.small import bring, bundle_of, forge, held_by, sealed


@pytest.fixture
def done(service):
    """An audit of A01 that came to the practice lead before anything happened."""
    laptop = service.laptop("A01")
    first = sealed(laptop)
    bring(service.central, laptop, *held_by(laptop, first))
    return service, laptop, first


def heads(ws):
    return {row.digest for row in ledger.heads(ws, "form")}


def told(central, to):
    """All that the practice lead knows, taken in by another profile."""
    return bring(to, central, *held_by(central))


def test_what_was_signed_before_stays_and_what_is_signed_after_counts_for_nothing(done):
    service, laptop, first = done
    central = service.central
    revoking.revoke(central, "A01", "left")
    late = sealed(laptop, {"case": "F-FAM1Y-00009"})
    assert heads(central) == {first}
    imported = service.laptop("A02")
    bring(imported, imported, *held_by(laptop, late))  # by somebody who may still send
    told(central, imported)
    assert first in heads(imported) and late not in heads(imported)
    assert late in {row.digest for row in ledger.held(imported)}


def test_a_new_version_after_the_revocation_hides_nothing(done):
    service, laptop, first = done
    central = service.central
    revoking.revoke(central, "A01", "lost_laptop")
    row = central.store.entry(first)
    signer = laptop.signer()
    heir = forge(signer, {"answers": {}, "reason": "mine"}, doc=row.doc, replaces=[first])
    other = service.laptop("A02")
    bring(central, other, heir)
    assert heads(central) == {first} and ledger.clashes(central) == {}


def test_nobody_but_the_authority_revokes_not_even_another_practice_lead(done):
    service, laptop, first = done
    world, root = made_up_world(service.folder / "L02"), service.central.roots()[0]
    me = Me("L02", "Bo Ek", "practice_lead", "", "Example Council")
    other, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)
    service.laptops["L02"] = other
    people.admit(service.central, people.request(other), "")
    told(service.central, other)
    with pytest.raises(NotAllowed, match="Only the practice lead who keeps"):
        revoking.revoke(other, "A01", "left")
    mine = laptop.signer().fingerprint
    made_up = {
        "certificate": mine,
        "code": "A01",
        "why": "left",
        "on": "2026-11-20",
        "known": [],
        "follows": [],
    }
    with other.write():
        digest = other.seal("revocation", "revoked-x", made_up | {"by": ""})
        signature = "MEUCIQ=="
        again = other.seal("revocation", "revoked-y", made_up | {"by": signature})
    bring(service.central, other, *held_by(other, digest, again))
    assert counting.revoked(service.central).by == {} and heads(service.central) == {first}


def test_an_old_revocation_sealed_again_by_a_thief_changes_nothing(done):
    service, laptop, first = done
    central = service.central
    revoking.revoke(central, "A01", "lost_laptop")
    revoking.give_back(central, "A01")
    bodies = [canonical.loads(row.body, "it") for row in people.revocations(central)]
    given_back = next(one for one in bodies if one["why"] == "given_back")
    revoking.revoke(central, "A01", "lost_laptop")
    with laptop.write():
        replayed = laptop.seal("revocation", "revoked-z", given_back)
    bring(central, service.laptop("A02"), *held_by(laptop, replayed))
    assert laptop.signer().fingerprint in counting.revoked(central).by and heads(central) == {first}


def test_a_revocation_in_any_order_gives_the_same_state(done):
    service, laptop, _ = done
    central = service.central
    late = sealed(laptop, {"case": "F-FAM1Y-00009"})
    one = service.admit("B01", "One", "South FST")
    two = service.admit("B02", "Two", "South FST")
    mail = held_by(laptop, late)
    revoking.revoke(central, "A01", "left")
    everything = held_by(central)
    bring(one, service.laptop("A02"), *mail)
    bring(one, central, *everything)
    bring(two, central, *everything)
    bring(two, service.laptop("A02"), *mail)
    assert heads(one) == heads(two) and late not in heads(one)
    assert counting.revoked(one) == counting.revoked(two)


def test_figures_follow_a_revocation(done):
    service, laptop, _ = done
    central = service.central
    late = sealed(laptop, {"case": "F-FAM1Y-00009"})
    bring(central, service.laptop("A02"), *held_by(laptop))
    tallying.settle(central)
    before = {row.digest for row in central.store.counted()}
    # told by a keeper who did not have the late one: here it counts no longer
    row = central.store.entry(late)
    kept = [d for d in central.store.signed(row.signer) if d != late]
    authority = people.authority(central)
    one = Revocation(
        certificate=row.signer, code="A01", why="left", on="2026-11-20", known=tuple(sorted(kept))
    )
    with central.write():
        central.seal("revocation", "revoked-a", signed(one, authority).model_dump(mode="json"))
    tallying.settle(central)
    assert late in before and {row.digest for row in central.store.counted()} == before - {late}


def test_every_file_that_goes_out_tells_of_it_and_the_person_hears_it_too(done):
    service, laptop, _ = done
    central = service.central
    revoking.revoke(central, "A02", "left")
    written = packs.make_pack(central, "A01", service.folder)
    imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
    assert [one.code for one in counting.revoked(laptop).by.values()] == ["A02"]
    returned = packs.make_return(laptop, service.folder, again=[sealed(laptop)])
    assert returned.counts["revocation"] == 1
    gone = service.laptop("A02")
    told(central, gone)
    assert "Your key was revoked on Mon 2 Nov 2026, because you have left" in revoking.mine_revoked(gone)
    assert revoking.mine_revoked(central) == ""


def test_nothing_can_be_locked_to_somebody_who_left_until_they_are_admitted_again(done):
    service, _laptop, first = done
    central = service.central
    revoking.revoke(central, "A01", "lost_key")
    with pytest.raises(NotAllowed, match="has not been admitted yet"):
        packs.make_pack(central, "A01", service.folder)
    assert people.name_of(central, "A01") == "Priya Nair"
    service.laptops.pop("A01").close()
    service.folder = service.folder / "again"
    service.folder.mkdir()
    fresh = service.admit("A01", "Priya Nair", "South FST")
    told(central, fresh)
    again = sealed(fresh)
    bring(central, fresh, *held_by(fresh, again))
    assert {first, again} <= heads(central)


def test_what_was_signed_before_and_came_late_is_let_in_by_the_keeper_and_then_counts_everywhere(done):
    service, laptop, first = done
    central = service.central
    late = sealed(laptop, {"case": "F-FAM1Y-00009"})
    path = service.folder / "late.qabundle"
    path.write_bytes(bundle_of(held_by(laptop, late), laptop, central, "late"))
    revoking.revoke(central, "A01", "left")
    plan = import_plans.plan_file(central, path)
    assert plan.status == "not_safe" and "revoked on" in plan.words and "they have left" in plan.words
    assert revoking.let_in(central, "A01", [path]) == 1
    imports.take_in(central, [import_plans.plan_file(central, path)], back_up=False)
    assert heads(central) == {first, late}
    with pytest.raises(NotAllowed, match="Nothing in these files was held back"):
        revoking.let_in(central, "A01", [path])
    later = sealed(laptop, {"case": "F-FAM1Y-00010"})
    bring(central, service.laptop("A02"), *held_by(laptop, later))
    assert later not in heads(central)


def test_a_laptop_that_was_found_counts_again(done):
    service, laptop, first = done
    central = service.central
    revoking.revoke(central, "A01", "lost_laptop")
    assert revoking.give_back(central, "A01") == 1
    again = sealed(laptop)
    bring(central, laptop, *held_by(laptop, again))
    assert {first, again} <= heads(central)
    assert packs.make_pack(central, "A01", service.folder).to == "Priya Nair"
    with pytest.raises(NotAllowed, match="nothing to give back"):
        revoking.give_back(central, "A01")
    revoking.revoke(central, "A01", "left")  # and may be revoked again, with all that came meanwhile
    assert {first, again} <= heads(central)


def test_what_somebody_leaves_behind_is_listed_before_anything_is_done(done):
    service, laptop, _ = done
    before = soundness.state_digest(service.central)
    found = revoking.foresee(service.central, "A01")
    assert (found.name, found.stays, len(found.keys)) == ("Priya Nair", 1, 1)
    assert found.open_work == ("FS-2041, due Fri 20 Nov 2026", "FS-2042, due Fri 20 Nov 2026")
    assert found.on_laptop == ("FS-2041", "FS-2042") and "1 signed form of Priya Nair" in found.words
    sealed(laptop)
    last = sealed(laptop)
    bring(service.central, laptop, *held_by(laptop, last))
    assert any("of their log" in line for line in revoking.foresee(service.central, "A01").not_come)
    assert counting.revoked(service.central).by == {} and before
    with pytest.raises(NotKnown, match="Nobody of the code X9"):
        revoking.foresee(service.central, "X9")


def test_a_certificate_is_renewed_for_the_same_key_and_the_next_pack_brings_it(done):
    service, laptop, first = done
    central, old = service.central, laptop.signer().fingerprint
    revoking.renew(central, "A01")
    written = packs.make_pack(central, "A01", service.folder)
    imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
    assert laptop.signer().fingerprint != old and counting.revoked(central).by == {}
    again = sealed(laptop)
    bring(central, laptop, *held_by(laptop, again))
    assert {first, again} <= heads(central)


def test_with_another_role_the_old_certificate_signs_no_more(service):
    central, laptop = service.central, service.laptop("A01")
    revoking.renew(central, "A01", role="service_manager")
    assert people.everyone(central)["A01"].role == "service_manager"
    assert list(counting.revoked(central).by) == [laptop.signer().fingerprint]
    with pytest.raises(NotKnown, match="no role"):
        revoking.renew(central, "A01", role="queen")
    with pytest.raises(NotAllowed, match="no key to renew"):
        revoking.renew(central, "W01")


def test_the_keeper_of_the_service_takes_a_new_key_and_all_they_signed_stays(done):
    service, _, first = done
    central = service.central
    before = people.everyone(central)
    with pytest.raises(NotAllowed, match="Take a new one first"):
        revoking.revoke(central, "L01", "lost_key")
    revoking.new_key(central)
    assert next(iter(counting.revoked(central).by.values())).why == "replaced"
    assert people.everyone(central).keys() == before.keys() and heads(central) == {first}
    assert packs.make_pack(central, "A01", service.folder).to == "Priya Nair"


def at(ws, days):
    """The same profile, some days later."""
    now = ws.world.now
    return replace(ws, world=replace(ws.world, now=lambda: now() + timedelta(days=days)))


@pytest.mark.parametrize(("days", "ended"), [(600, None), (680, False), (740, True)])
def test_an_ending_certificate_is_told_sixty_days_ahead(service: Service, days, ended):
    for ws, who in ((service.laptop("A01"), {"A01"}), (service.central, {"A01", "A02", "L01"})):
        found = revoking.ending(at(ws, days))
        assert {one.code for one in found} == (set() if ended is None else who)
        assert all(one.ended is ended for one in found)


def test_somebody_without_a_key_has_none_to_revoke(service):
    with pytest.raises(NotAllowed, match="has no key that counts"):
        revoking.revoke(service.central, "W01", "left")
