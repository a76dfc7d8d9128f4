"""A purge and the revocation of a key that signed it: in any order, any split, any number of times, one state.

What a purge took cannot come back, so it cannot hang on what is told later: a revocation, also one that does not name
the purge, neither undoes it where it was carried out nor stops it where it was not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.store import Store
from qa_desktop import (
    demo,
    entries,
    packs,
    people,
    profiles,
    retention,
    retention_acts,
    revoking,
    soundness,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.small import bring, bundle_of, forge, held_by, sealed, tiny
from tests.test_convergence import LEAD, RECIPIENT, SECRET, take

SOME = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


KINDS = ("revocation", "form", "purge", "purge_answer")


def kind_of(one: entries.Sealed) -> str:
    return str(json.loads(one.header)["kind"])


@dataclass(frozen=True, repr=False)
class Pool:
    receiver: Workspace
    sender: Workspace
    entries: dict[str, entries.Sealed]
    gone: frozenset[str]  # what the two purges reach
    files: dict[frozenset[str], bytes]

    def fresh(self) -> Workspace:
        return empty(self.receiver.world.data_dir, self.receiver.roots()[0])

    def file(self, digests: frozenset[str]) -> bytes:
        if digests not in self.files:
            self.files[digests] = bundle_of([self.entries[d] for d in digests], self.sender, self.receiver)
        return self.files[digests]


def empty(folder: Path, root: bytes) -> Workspace:
    ws = Workspace(Store(":memory:", bytes(32)), made_up_world(folder), LEAD, bytes(32))
    with ws.write():
        for name, value in (("root", root), ("age_secret", SECRET), ("age_recipient", RECIPIENT)):
            ws.keep(name, value)
        ws.keep("log", "fresh")
    return ws


def purge(lead, head, doc: str, n: int) -> list[entries.Sealed]:
    """Proposed by one key and agreed to by another."""
    said = {"rule": "request", "months": 0, "on": "2034-01-01", "docs": [doc]}
    ask = forge(lead, said, kind="purge", doc=f"gone-{n}", seq=50 + n, template=...)
    yes = {"purge": ask.digest, "agreed": True, "on": "2034-01-02"}
    return [
        ask,
        forge(head, yes, kind="purge_answer", doc=f"yes-{n}", about=ask.digest, seq=60 + n, template=...),
    ]


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Two forms, each purged: one agreed to by a head of service, one proposed by a lead, whose keys were revoked
    without the purge and then with it."""
    folder = tmp_path_factory.mktemp("purged")
    central, _ = profiles.create(made_up_world(folder / "central"), LEAD, PASSPHRASE, cost=demo.COST)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    one = service.admit("A01", "Priya Nair", "South FST")
    head = service.admit("H01", "Ana Ito", "", "head_of_service")
    other = service.admit("H02", "Bo Ek", "", "head_of_service")
    me = Me("L02", "Di Ash", "practice_lead", "", "Example Council")
    world, root = made_up_world(folder / "L02"), central.roots()[0]
    second = service.laptops["L02"] = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)[0]
    people.admit(central, people.request(second), "")
    for code in ("A01", "H01", "H02", "L02"):
        service.laptop(code).store.put_certificates(central.store.certificates())
        service.laptop(code).store.put_entries(list(central.store.entries("people")))
        people.adopt_certificate(service.laptop(code))
    forms = [sealed(one, {"case": f"F-FAM1Y-0000{n}"}) for n in (1, 2, 3)]
    docs = [json.loads(held_by(one, digest)[0].header)["doc"] for digest in forms]
    purges = [
        *purge(central.signer(), head.signer(), docs[0], 1),
        *purge(second.signer(), other.signer(), docs[1], 2),
    ]
    held = {e.digest: e for ws in (central, one) for e in held_by(ws)} | {e.digest: e for e in purges}
    for code in ("H01", "L02"):
        revoking.revoke(central, code, "left")
        (fingerprint,) = revoking.certificates(central, code)
        late = [e.digest for e in purges if json.loads(e.header)["signer"] == fingerprint]
        with central.write():  # as letting a file in does
            revoking._seal(central, people.authority(central), fingerprint, code, "left", late)
    held |= {e.digest: e for e in held_by(central)}
    receiver = empty(folder / "fresh", central.roots()[0])
    yield Pool(receiver, one, held, frozenset(forms[:2]), {})
    receiver.close()
    service.close()


@st.composite
def deliveries(draw: st.DrawFn) -> list[int]:
    """Some of the revocations and nearly all else, in some order, some of it again."""
    told = draw(st.sets(st.integers(0, 3), min_size=1, max_size=3))
    left_out = draw(st.sets(st.integers(4, 10), max_size=1))
    some = sorted(told) + [n for n in range(4, 11) if n not in left_out]
    return draw(st.permutations(some)) + draw(st.lists(st.sampled_from(some), max_size=2))


def chosen(pool: Pool, numbers) -> set[str]:
    names = [d for kind in KINDS for d in sorted(pool.entries) if kind_of(pool.entries[d]) == kind]
    assert len(names) == 11
    return {names[n] for n in numbers}


@SOME
@given(order=deliveries())
def test_a_purge_whose_signer_is_revoked_before_or_after_gives_one_state(pool, order):
    whole, parts = pool.fresh(), pool.fresh()
    try:
        take(whole, pool.file(frozenset(chosen(pool, order))))
        for one in order:
            take(parts, pool.file(frozenset(chosen(pool, [one]))))
        assert soundness.state_digest(parts) == soundness.state_digest(whole)
        assert retention.reached(parts) == retention.reached(whole)
        assert not any(retention.reached(parts).values())
    finally:
        whole.close()
        parts.close()


@pytest.mark.parametrize("first", ["purge", "revocation"])
@pytest.mark.parametrize("naming", [False, True])
def test_a_purge_that_two_signed_is_carried_out_whoever_of_them_is_revoked(pool, first, naming):
    ws = pool.fresh()
    told = {d for d, e in pool.entries.items() if kind_of(e) == "revocation"}
    rest = pool.entries.keys() - told
    told = told if naming else {d for d in told if not json.loads(pool.entries[d].body)["known"]}
    try:
        for some in (rest, told) if first == "purge" else (told, rest):
            take(ws, pool.file(frozenset(some)))
        assert {d for d in pool.gone if ws.store.entry(d).body is not None} == set()
        assert len(retention.counted(ws)) == 2
    finally:
        ws.close()


def test_a_purge_that_a_revoked_key_proposed_is_not_approved_any_more_and_the_log_says_why(tmp_path):
    """What both have signed is final, so the question is asked before the second signs."""
    central, _ = profiles.create(made_up_world(tmp_path / "central"), LEAD, PASSPHRASE, cost=QUICK)
    service = Service(tmp_path, central, tiny())
    packs.publish(central, tiny())
    head = service.admit("H01", "Ana Ito", "", "head_of_service")
    me = Me("L02", "Di Ash", "practice_lead", "", "Example Council")
    world, root = made_up_world(tmp_path / "L02"), central.roots()[0]
    second = service.laptops["L02"] = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)[0]
    people.admit(central, people.request(second), "")
    bring(second, central, *held_by(central))
    form = sealed(central)
    bring(second, central, *held_by(central))
    revoking.revoke(central, "L02", "left")
    asked = retention_acts.propose(second, date(2026, 11, 2), [form], "request", "A parent asked for it.")
    bring(head, central, *held_by(central), *held_by(second))
    with pytest.raises(NotAllowed, match="The key of Di Ash that proposed this was revoked"):
        retention_acts.answer(head, asked, True)
    assert head.store.entry(form).body is not None
    assert "Their key was revoked" in retention_acts.log(head)[0].words
    retention_acts.answer(head, asked, False, "The key that asked for it was stolen.")
    service.close()
