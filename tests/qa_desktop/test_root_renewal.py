"""The service's own root is renewed, lost or stolen: laptops take the new one on, old signatures stay, late ones do not."""

from __future__ import annotations

import base64
from random import Random

import pytest

from qa_desktop import (
    bundles,
    counting,
    enrolling,
    entries,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    people,
    profiles,
    revoking,
    root_renewal,
    soundness,
    succession,
    trail,
    verifying,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.revocation_entries import Revocation, signed
from qa_desktop.workspace import Me
from tests.command_line import DONE, run
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.small import bring, bundle_of, forge, held_by, sealed
from tests.test_purge_convergence import empty


def heads(ws) -> set[str]:
    return {row.digest for row in ledger.heads(ws, "form")}


def take(ws, path):
    plan = import_plans.plan_file(ws, path)
    imports.take_in(ws, [plan], back_up=False)
    return plan


@pytest.fixture
def done(service):
    """An audit of A01 that came, and then a new root."""
    laptop = service.laptop("A01")
    first = sealed(laptop)
    bring(service.central, laptop, *held_by(laptop, first))
    old = people.authority(service.central)
    root_renewal.renew(service.central)
    return service, laptop, first, old


def test_the_next_pack_brings_the_new_root_and_a_certificate_under_it(done):
    service, laptop, first, old = done
    central = service.central
    before = laptop.roots()
    assert before == (identity.to_der(old.certificate),) and len(central.roots()) == 2
    plan = take(laptop, packs.make_pack(central, "A01", service.folder).path)
    assert plan.status == "ready", plan.words
    assert laptop.roots() == central.roots() and laptop.roots()[1:] == before
    assert laptop.lineage().issuer(identity.to_der(laptop.signer().certificate)) == central.roots()[0]
    assert heads(laptop) >= {first} and ledger.held(laptop) == []
    second = sealed(laptop)
    bring(central, laptop, *held_by(laptop, second))
    assert {first, second} <= heads(central) and ledger.held(central) == []


def test_a_laptop_that_was_away_for_two_renewals_takes_both_on_from_one_pack(done):
    service, laptop, first, _ = done
    root_renewal.renew(service.central)
    take(laptop, packs.make_pack(service.central, "A01", service.folder).path)
    assert len(laptop.roots()) == 3 and laptop.roots() == service.central.roots()
    assert first in heads(laptop)


def test_what_a_laptop_signs_before_it_hears_of_the_new_root_counts(done):
    service, laptop, first, _ = done
    second = sealed(laptop)
    returned = packs.make_return(laptop, service.folder)
    assert take(service.central, returned.path).status == "ready"
    assert {first, second} <= heads(service.central)


def test_a_new_laptop_trusts_the_new_root_and_what_was_signed_under_the_old(done):
    service, _laptop, first, _ = done
    fresh = service.admit("A03", "Ruth Osei", "South FST")
    assert fresh.roots() == service.central.roots()[:1]
    bring(fresh, service.central, *held_by(service.central))
    assert first in heads(fresh) and fresh.roots() == service.central.roots()
    assert soundness.state_digest(fresh) == soundness.state_digest(service.central)


def thief(old: identity.Authority, now) -> identity.Signer:
    """Whoever has the old root's key makes a practice lead."""
    key = identity.new_signing_key()
    asked = identity.request(
        "L09", "Nobody", "practice_lead", "Example Council", key, identity.new_age_key()[1]
    )
    return identity.Signer(key, identity.issue(old, asked, now), (old.certificate,), "Nobody")


def test_a_certificate_that_the_old_root_gives_out_afterwards_counts_for_nothing(done):
    service, laptop, first, old = done
    central = service.central
    made = thief(old, central.world.now())
    person = {"code": "A01", "name": "Forged", "role": "practice_lead"}
    row = next(row for row in ledger.heads(central, "people") if row.doc == "person-A01")
    forged = forge(made, person, kind="people", doc=row.doc, replaces=[row.digest], template=...)
    form = forge(made, {"answers": {}}, doc="late")
    bring(central, laptop, forged, form)
    assert people.everyone(central)["A01"].name == "Priya Nair" and heads(central) == {first}
    assert {row.digest for row in ledger.held(central)} == {forged.digest, form.digest}
    assert revoking.certificates(central, "L09") == {}


def test_a_file_signed_with_such_a_certificate_is_refused_with_the_reason(done):
    service, _laptop, _, old = done
    central = service.central
    made = thief(old, central.world.now())
    sender = bundles.Sender(
        code="L09", name="Nobody", role="practice_lead", log="x", fingerprint=made.fingerprint
    )
    manifest = bundles.Manifest(
        kind="return", bundle="b", number=1, previous=None, to_name="x", at="2026-11-20T09:00:00Z",
        made_with="0.1.0", counts={}, sender=sender,
    )  # fmt: skip
    line = entries.to_line(forge(made, {"answers": {}}))
    data = bundles.pack([line], manifest, made, central.text("age_recipient"))
    plan = import_plans.plan(central, "late.qabundle", data)
    assert plan.status == "not_safe" and "after it was replaced" in plan.words
    with pytest.raises(bundles.BundleRefused, match="after it was replaced"):
        verifying.check("late.qabundle", data, None, central)


def test_a_revocation_that_the_old_root_makes_afterwards_revokes_nobody_and_those_from_before_hold(service):
    central = service.central
    revoking.revoke(central, "A02", "left")
    old = people.authority(central)
    root_renewal.renew(central)
    assert [one.code for one in counting.revoked(central).by.values()] == ["A02"]
    one = Revocation(
        certificate=service.laptop("A01").signer().fingerprint, code="A01", why="left", on="2026-11-20"
    )
    with central.write():
        central.seal("revocation", "revoked-x", signed(one, old).model_dump(mode="json"))
    assert [one.code for one in counting.revoked(central).by.values()] == ["A02"]
    revoking.revoke(central, "A01", "left")
    assert {one.code for one in counting.revoked(central).by.values()} == {"A01", "A02"}
    fresh = service.admit("A03", "Ruth Osei", "South FST")
    bring(fresh, central, *held_by(central))
    assert counting.revoked(fresh) == counting.revoked(central)


def test_pdfs_from_before_and_after_are_good(done):
    service, laptop, first, _ = done
    central = service.central
    before = paper.signed_pdf(laptop, first)
    take(laptop, packs.make_pack(central, "A01", service.folder).path)
    after = paper.signed_pdf(laptop, sealed(laptop))
    for pdf in (before, after):
        assert verifying.check("a.pdf", pdf, None, central).ok
        assert verifying.check("a.pdf", pdf, central.roots(), None).ok
        assert import_plans.plan(central, "a.pdf", pdf).status in ("ready", "already")
    assert not verifying.check("a.pdf", after, central.roots()[1], None).ok


def test_nobody_but_the_keeper_renews_and_the_trail_tells_of_it(done):
    service, laptop, _, _ = done
    with pytest.raises(NotAllowed, match="Only the practice lead who keeps"):
        root_renewal.renew(laptop)
    with pytest.raises(NotAllowed, match="Only a practice lead"):
        root_renewal.found_anew(laptop)
    line = next(one for one in trail.lines(service.central) if one.event.what == "root")
    assert line.event.of["signed"] == "yes" and "Renewed the service's certificate" in line.words


def test_words_that_the_new_root_did_not_sign_are_no_succession(done):
    service, laptop, _, old = done
    central = service.central
    row = next(iter(central.store.entries("succession")))
    made = identity.new_authority("Example Council", central.world.now())
    one = succession.Succession.model_validate_json(row.body)
    for forged in (
        one.model_copy(update={"known": ()}),
        one.model_copy(update={"by_new": ""}),
        succession.signed(one, None, made),
        succession.signed(one, made, made),
    ):
        with laptop.write():
            laptop.seal("succession", "root-x", forged.model_dump(mode="json"))
    bring(central, laptop, *held_by(laptop, *[r.digest for r in laptop.store.entries("succession")]))
    assert len(central.lineage().stays) == 1 and len(laptop.roots()) == 1
    assert old.certificate == identity.from_der(central.roots()[1])


# Lost and stolen


def second_lead(service):
    world, root = made_up_world(service.folder / "L02"), service.central.roots()[0]
    me = Me("L02", "Bo Ek", "practice_lead", "", "Example Council")
    other, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)
    service.laptops["L02"] = other
    people.admit(service.central, people.request(other), "")
    bring(other, service.central, *held_by(service.central))
    return other


def test_where_the_root_key_is_lost_another_lead_founds_anew_and_people_compare_figures(done):
    service, laptop, first, _ = done
    other = second_lead(service)
    made = root_renewal.found_anew(other)
    assert made.certificates >= 3 and first in heads(other)
    take_numbers = packs.make_pack(other, "A01", service.folder).path
    plan = import_plans.plan_file(laptop, take_numbers)
    assert plan.status == "not_safe" and "compare its figures" in plan.words
    found = enrolling.introduced(laptop, take_numbers.read_bytes(), "pack")
    with pytest.raises(NotAllowed, match="not the figures"):
        enrolling.trust(laptop, found, "0000")
    enrolling.trust(laptop, found, made.figures)
    assert take(laptop, take_numbers).status == "ready"
    second = sealed(laptop)
    bring(other, laptop, *held_by(laptop, first, second))
    assert {first, second} <= heads(other) and {first, second} <= heads(laptop)
    assert laptop.roots()[0] == other.roots()[0] and len(laptop.roots()) == 3


def test_a_service_that_has_nothing_to_do_with_ours_is_not_taken_on_for_its_figures(service, tmp_path):
    laptop = service.laptop("A01")
    me = Me("L01", "Marta Trent", "practice_lead", "", "Another Council")
    stranger, _ = profiles.create(made_up_world(tmp_path / "other"), me, PASSPHRASE, cost=QUICK)
    people.admit(stranger, people.request(laptop), "")
    data = bundle_of(held_by(stranger), stranger, laptop)
    assert import_plans.plan(laptop, "b", data).status == "not_safe"
    found = enrolling.introduced(laptop, data, "b")
    with pytest.raises(NotAllowed, match="belongs to another service"):
        enrolling.trust(laptop, found, found.figures)
    stranger.close()


def test_of_two_that_say_they_follow_neither_is_taken_on_until_a_person_compares(done):
    service, laptop, _first, old = done
    central = service.central
    rival = identity.new_authority("Example Council", central.world.now(), 2)
    real = succession.Succession.model_validate_json(next(iter(central.store.entries("succession"))).body)
    theirs = real.model_copy(update={"new": base64.b64encode(identity.to_der(rival.certificate)).decode()})
    with laptop.write():
        laptop.seal("succession", "root-y", succession.signed(theirs, old, rival).model_dump(mode="json"))
    path = packs.make_pack(central, "A01", service.folder).path
    assert "compare its figures" in import_plans.plan_file(laptop, path).words
    enrolling.trust(
        laptop, enrolling.introduced(laptop, path.read_bytes(), "p"), root_renewal.roots(central)[0].figures
    )
    assert take(laptop, path).status == "ready"
    assert laptop.roots() == central.roots() and root_renewal.warning(laptop) == ""
    bring(central, laptop, *held_by(laptop))
    assert len(central.roots()) == 2 and root_renewal.warning(central) == ""


def test_a_laptop_with_two_to_choose_from_says_so_at_once(done):
    service, laptop, _, old = done
    central = service.central
    rows = list(central.store.entries("succession"))
    laptop.store.put_certificates(central.store.certificates())
    with laptop.write():
        laptop.store.put_entries(rows)
    assert root_renewal.warning(laptop) == "" and len(laptop.roots()) == 2
    rival = identity.new_authority("Example Council", central.world.now(), 2)
    said = succession.Succession(
        old=base64.b64encode(identity.to_der(old.certificate)).decode(),
        new=base64.b64encode(identity.to_der(rival.certificate)).decode(),
        on="2026-11-20", known=(), revocations=(),
    )  # fmt: skip
    with laptop.write():
        laptop.seal("succession", "root-z", succession.signed(said, old, rival).model_dump(mode="json"))
    assert "Two certificates say" in root_renewal.warning(laptop) and len(laptop.roots()) == 1


# Any order


def test_any_order_of_arrival_gives_one_state(done):
    """Forms from before and after, both roots, people, a revocation from before, one that came too late, and a thief."""
    service, laptop, _, old = done
    central = service.central
    take(laptop, packs.make_pack(central, "A01", service.folder).path)
    sealed(laptop)
    revoking.revoke(central, "A02", "left")
    root_renewal.renew(central)
    made = thief(old, central.world.now())
    late = Revocation(certificate=laptop.signer().fingerprint, code="A01", why="left", on="2026-11-20")
    extra = [
        forge(made, {"answers": {}}, doc="late"),
        forge(
            made,
            {"code": "A01", "name": "F", "role": "practice_lead"},
            kind="people",
            doc="person-A01",
            template=...,
            seq=2,
        ),
        forge(
            made,
            signed(late, old).model_dump(mode="json"),
            kind="revocation",
            doc="revoked-z",
            template=...,
            seq=3,
        ),
    ]
    kinds = ("form", "people", "succession", "revocation", "template")
    every = {
        e.digest: e
        for ws in (central, laptop)
        for e in held_by(ws, *[r.digest for kind in kinds for r in ws.store.entries(kind)])
    }
    pool = [*every.values(), *extra]
    anchor = identity.to_der(old.certificate)
    states = set()
    for n in range(8):
        rng = Random(n)
        rng.shuffle(pool)
        ws = empty(central.world.data_dir, central.roots()[0] if n % 2 else anchor)
        ws.keep("age_secret", central.age_secret)
        at = sorted(rng.sample(range(1, len(pool)), 3))
        parts = [pool[a:b] for a, b in zip([0, *at], [*at, len(pool)], strict=True)]
        for part in [*parts, parts[0]]:
            # as a file from somebody whom this profile knows by then, or one that brings the root itself
            rows = [(one, entries.admit(one, "it")) for one in part]
            plan = import_plans.FilePlan(
                "by-hand", "ready", "", incoming=tuple(import_plans.Incoming(*row) for row in rows)
            )
            imports.take_in(ws, [plan], back_up=False)
        states.add(soundness.state_digest(ws))
        assert ws.roots() == central.roots() and len(ws.roots()) == 3
        assert soundness.unsound(ws) == []
        ws.close()
    assert len(states) == 1


def test_the_command_line_renews_tells_the_figures_and_lists_both(service):
    folder = service.central.world.data_dir
    service.central.close()
    told = run("--json", "people", "renew-root", data=folder).data
    assert told["certificates"] == 3
    listed = run("people", "roots", data=folder)
    assert listed.code == DONE and told["figures"] in listed.out and "Replaced: " in listed.out
    out = folder / "root.pem"
    assert run("people", "root", "--out", out, data=folder).code == DONE
    assert len(identity.all_from_pem(out.read_bytes())) == 2
    service.central = profiles.open_workspace(service.central.world, PASSPHRASE)
