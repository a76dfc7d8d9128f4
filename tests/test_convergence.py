"""The same entries give the same state: in any order, any split, any number of times, by any kind of file.

The entries are real and really signed, once for all tests; each example takes them into a fresh profile.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.store import Store
from qa_desktop import (
    approvals,
    demo,
    entries,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    people,
    profiles,
    quotes,
    retention,
    retention_periods,
    revoking,
    soundness,
    themes,
)
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from tests.conftest import PASSPHRASE, Service, made_up_world
from tests.small import FULL, amended, bundle_of, forge, held_by, sealed, tiny

LEAD = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
SECRET, RECIPIENT = identity.new_age_key()
# Without shrinking: each example takes real files in, and a smaller one would take minutes to find.
SOME = settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
Digest = str


@dataclass(frozen=True, repr=False)
class Pool:
    """Every entry there is to bring, and who brings it."""

    folder: Path
    root: bytes
    sender: Workspace
    entries: dict[Digest, entries.Sealed]
    pdfs: tuple[bytes, ...]
    trusted: frozenset[str]
    purges: dict[Digest, entries.Sealed]
    """A purge that both signed: apart from the rest, since no undoing of an import takes it back."""
    revoked: tuple[
        tuple[Digest, str, frozenset[Digest]], ...
    ]  # newest first: the entry, whose key, what stays

    def fresh(self) -> Workspace:
        """A profile that holds nothing, and trusts the service."""
        ws = Workspace(Store(":memory:", bytes(32)), made_up_world(self.folder / "fresh"), LEAD, bytes(32))
        with ws.write():
            for name, value in (("root", self.root), ("age_secret", SECRET), ("age_recipient", RECIPIENT)):
                ws.keep(name, value)
            ws.keep("log", "fresh")
        return ws

    def file(self, digests: Iterable[Digest]) -> bytes:
        ws = self.fresh()
        try:
            known = self.entries | self.purges
            return bundle_of([known[d] for d in digests], self.sender, ws)
        finally:
            ws.close()


def keep_and_purge(
    lead: identity.Signer, head: identity.Signer, held: dict[Digest, entries.Sealed], *gone: Digest
) -> list[entries.Sealed]:
    """A hold in two versions, a proposal that nobody answered, and a purge of forms and an action with its answer."""
    said = {"of": "case", "what": "F-FAM1Y-00001", "held": True, "reason": "A court has asked."}
    hold = forge(lead, said, kind="hold", doc="kept-1", seq=50, template=...)
    ask = {"rule": "request", "months": 0, "on": "2034-01-01"}
    docs = sorted({"action-1", *(json.loads(held[d].header)["doc"] for d in gone)})
    purge = forge(lead, ask | {"docs": docs}, kind="purge", doc="gone-1", seq=51, template=...)
    yes = {"purge": purge.digest, "agreed": True, "on": "2034-01-02"}
    return [
        hold,
        forge(head, said | {"held": False}, kind="hold", doc="kept-1", replaces=[hold.digest], seq=52, template=...),
        forge(lead, ask | {"docs": ["equal"]}, kind="purge", doc="kept-2", seq=53, template=...),
        purge,
        forge(head, yes, kind="purge_answer", doc="gone-2", about=purge.digest, seq=54, template=...),
    ]  # fmt: skip


def stranger(now) -> identity.Signer:
    authority = identity.new_authority("Another Council", now)
    key = identity.new_signing_key()
    asked = identity.request("A01", "Nobody", "practice_lead", "Another Council", key, RECIPIENT)
    return identity.Signer(key, identity.issue(authority, asked, now), (authority.certificate,), "Nobody")


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    """Two laptops and a practice lead at work on the same forms, with all that can go wrong among them."""
    folder = tmp_path_factory.mktemp("pool")
    central, _ = profiles.create(made_up_world(folder / "central"), LEAD, PASSPHRASE, cost=demo.COST)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    one = service.admit("A01", "Priya Nair", "South FST")
    two = service.admit("A02", "Sam Hassan", "North FST", "head_of_service")
    for code in ("A01", "A02"):
        service.send_pack(code, (f"FS-{code}",))
    plain = sealed(one)
    chain = amended(one, amended(one, sealed(one, {"case": "F-FAM1Y-00002"}), {"O1": "2"}), {"O1": "1"})
    forked = sealed(one, {"case": "F-FAM1Y-00003"})
    imports.take_in(two, [import_plans.plan(two, "b", bundle_of(held_by(one), one, two))], back_up=False)
    amended(one, forked, {"O1": "1"})
    amended(two, forked, {"O1": "4"})
    sealed(two, {"case": "F-FAM1Y-00004"}, tiny("2"))  # a template of its own, which may come late
    moderate(central, one, plain)
    act(central, one)
    change(central, one, two)
    theme(central, one, plain)
    meet(central)
    retention_periods.set_period(central, "audits", 24)
    retention_periods.set_period(two, "audits", 36)  # apart: both stand
    three, revoked = revoke(service)
    pdfs = tuple(paper.signed_pdf(one, digest) for digest in (plain, chain))
    held = {e.digest: e for ws in (central, one, two, three) for e in held_by(ws)}
    held |= {e.digest: e for e in oddities(one.signer(), central, forked)}
    purged = {e.digest: e for e in keep_and_purge(central.signer(), two.signer(), held, plain, forked)}
    held |= {d: e for d, e in purged.items() if json.loads(e.header)["doc"].startswith("kept")}
    trusted = frozenset(ws.signer().fingerprint for ws in (central, one, two, three))
    yield Pool(
        folder,
        central.roots()[0],
        one,
        held,
        pdfs,
        trusted,
        {d: e for d, e in purged.items() if d not in held},
        revoked,
    )
    service.close()


def moderate(central: Workspace, one: Workspace, digest: Digest) -> None:
    """A form that was looked at again, with an outcome in two versions, and one that its own auditor sealed."""
    with central.write():
        copy = {"to": "L01", "answers": {}}
        blind = central.seal("blind", "blind-1", copy, about=digest, template=tiny().digest)
        said = {"answers": {"O1": "2"}, "part": "moderator"}
        second = central.seal("form", "second-1", said, about=blind, template=tiny().digest)
        first = {"second": second, "on": "2026-11-20", "agreed": "1"}
        old = central.seal("moderation", "outcome-1", first, about=digest)
        central.seal("moderation", "outcome-1", first | {"agreed": "4"}, (old,), about=digest)
        told = {"worker": "W", "supervisor": "S", "grade": "4", "on": "2026-11-20"}
        central.seal("release", "release-1", told, about=digest)
    with one.write():
        one.seal("moderation", "outcome-2", first | {"agreed": "2"}, about=digest)


def act(central: Workspace, one: Workspace) -> None:
    """An action in two versions that were changed apart, one that its owner closed, and a note about it."""
    said = {"status": "proposed", "moved": "2026-11-20", "what": "Talk", "outcome": "o", "measure": "m"}
    said |= {"level": "team", "plan": "team", "owner": "A01", "due": "2026-12-01", "priority": "soon"}
    done = said | {"status": "done", "done": "2026-11-20"}
    with central.write():
        first = central.seal("action", "action-1", said)
        agreed = central.seal("action", "action-1", said | {"status": "agreed"}, (first,))
        begun = central.seal("action", "action-1", said | {"status": "in_progress"}, (agreed,))
        central.seal("note", "note-1", {"text": "Half way."}, about=begun)
        central.seal(
            "note", "note-2", {"text": "Seen.", "alert": {"on": "2026-11-01", "safe": "yes"}}, about=begun
        )
        central.seal("action", "action-1", said | {"status": "in_progress", "due": "2027-01-01"}, (begun,))
    with one.write():
        over = one.seal("action", "action-1", done, (begun,))
        closed = done | {"status": "closed_effective", "closed": "2026-11-20", "evidence": "I saw it"}
        one.seal("action", "action-1", closed, (over,))


def theme(central: Workspace, one: Workspace, digest: Digest) -> None:
    """A finding tagged twice, apart, and by somebody who may not; a quote of it, and checks that count for nothing."""
    said = {"question": "visit", "strengths": ["T01"]}
    quote = {
        "question": "visit",
        "words": "A warm room.",
        "theme": "T01",
        "side": "strengths",
        "voice": "auditor",
    }
    with central.write():
        old = central.seal("tag", "tag-1", said, about=digest)
        central.seal("tag", "tag-1", said | {"areas": ["T02"]}, (old,), about=digest)
        central.seal("tag", "tag-1", said | {"areas": ["T03"]}, (old,), about=digest)
        made = central.seal("quote", "quote-1", quote, about=digest)
        central.seal("quote_check", "check-1", {"good": True}, about=made)
    with one.write():
        one.seal("tag", "tag-1", {"question": "visit", "areas": ["T09"]}, (old,), about=digest)


def meet(central: Workspace) -> None:
    """A meeting that was corrected, a challenge answered twice apart, a source taken back apart, and two finals."""
    held = {"method": "Q12", "period": "2026-10", "on": "2026-10-28", "chair": "Director"}
    asked = {
        "meeting": "meeting-1",
        "method": "Q12",
        "asked": "2026-10-28",
        "question": "Why?",
        "who": "Head",
    }
    asked |= {"by": "2026-11-20"}
    came = {"kind": "complaint", "on": "2026-11-01", "summary": "Letters that nobody can read"}
    done = {
        "pack": "annual",
        "period": "2026-10",
        "on": "2026-11-20",
        "version": 1,
        "words": {"known": "Much"},
    }
    done |= {"figures": hashlib.sha256(b"figures").hexdigest()}
    with central.write():
        first = central.seal("meeting", "meeting-1", held)
        central.seal("meeting", "meeting-1", held | {"notes": "More"}, (first,))
        question = central.seal("challenge", "challenge-1", asked)
        for words in ("Late reviews", "A vacancy"):
            said = asked | {"answer": words, "answered": "2026-11-20"}
            central.seal("challenge", "challenge-1", said, (question,))
        noted = central.seal("source", "source-1", came)
        central.seal("source", "source-1", came | {"withdrawn": "Not ours"}, (noted,))
        central.seal("source", "source-1", came | {"follows": "Plain words"}, (noted,))
        one = central.seal("final", "final-1", done)
        central.seal("final", "final-1", done | {"version": 2}, (one,))


def change(central: Workspace, one: Workspace, two: Workspace) -> None:
    """Templates put forward: approved and then refused, refused and then approved, and approved by nobody who may."""
    for n, said in (("7", ("approved", "refused")), ("8", ("refused", "approved")), ("9", ())):
        asked = approvals.propose(central, tiny(n), "Clearer words", None)
        before: tuple[Digest, ...] = ()
        for says in said:
            body = {"template": tiny(n).digest, "says": says}
            with two.write():
                before = (two.seal("template_approval", f"approval-{n}", body, before, about=asked),)
        with one.write():
            body = {"template": tiny(n).digest, "says": "approved"}
            one.seal("template_approval", f"not-theirs-{n}", body, about=asked)
    packs.publish(central, tiny("8"))


def revoke(service: Service) -> tuple[Workspace, tuple[tuple[Digest, str, frozenset[Digest]], ...]]:
    """Somebody who left: a form that was here, one that was let in later, one that never was; and one revoked by nobody."""
    central, three = service.central, service.admit("A03", "Ruth Osei", "South FST")
    service.send_pack("A03", ("FS-A03",))
    early, late, never = (sealed(three, {"case": f"F-FAM1Y-0010{n}"}) for n in range(3))
    amended(three, early, {"O1": "1"})  # signed after: it must not hide the first
    imports.take_in(
        central, [import_plans.plan(central, "b", bundle_of(held_by(three, early), three, central))]
    )
    revoking.revoke(central, "A03", "left")
    path = service.folder / "late.qabundle"
    path.write_bytes(bundle_of(held_by(three, late), three, central, "late"))
    revoking.let_in(central, "A03", [path])
    rows = sorted((row for row in central.store.entries("revocation")), key=lambda row: row.seq, reverse=True)
    said = [json.loads(row.body) for row in rows]
    with three.write():
        three.seal("revocation", "made-up", said[0] | {"code": "A01", "known": []})
        three.seal("revocation", "again", said[1])  # word for word, by somebody else
    assert never not in said[0]["known"]
    found = (
        (row.digest, one["certificate"], frozenset(one["known"])) for row, one in zip(rows, said, strict=True)
    )
    return three, tuple(found)


def oddities(signer: identity.Signer, central: Workspace, forked: Digest) -> list[entries.Sealed]:
    doc = json.loads(held_by(central)[0].header)["doc"]
    lead = next(r for r in ledger.heads(central, "people") if r.doc == "person-A02")
    nobody = stranger(central.world.now())
    forged = {"code": "A02", "name": "Forged", "role": "practice_lead"}
    gone = hashlib.sha256(b"never sent").hexdigest()
    same = {"answers": FULL}
    return [
        forge(signer, same, doc="missing-parent", replaces=[gone]),
        forge(signer, same, doc="equal", seq=2),
        forge(signer, same, doc="equal", seq=3, salt=b"t" * 16),
        forge(signer, same, doc=doc, seq=4),
        forge(signer, {"answers": {"O1": 3, "case": ["x"]}}, doc="wrong-shapes", seq=5),
        forge(signer, forged, kind="people", doc=lead.doc, replaces=[lead.digest], template=..., seq=6),
        forge(signer, {"n": 1}, kind="weather", template=..., seq=7, colour="green"),
        forge(
            signer,
            {"at": "", "bundle": "b", "digests": [], "log": "l", "number": 1},
            kind="receipt",
            template=...,
            seq=8,
        ),
        forge(signer, tiny("3").content, kind="template", template=tiny("9").digest, seq=9),
        forge(nobody, same, doc="missing-parent"),
        forge(nobody, same | {"cycle": "x"}, doc="forked", replaces=[forked]),
    ]


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[int], list[list[int]], list[int]]:
    """Some of the entries; files that hold all of them, some more than once, in some order; and PDFs."""
    some = draw(st.lists(st.integers(0, 70), min_size=1, unique=True))
    shuffled = draw(st.permutations(some))
    files = [[] for _ in range(draw(st.integers(1, 4)))]
    for one in shuffled:
        for n in draw(st.lists(st.integers(0, len(files) - 1), min_size=1, max_size=2)):
            files[n].append(one)
    repeats = draw(st.lists(st.integers(0, len(files) - 1), max_size=2))
    return some, [*files, *(files[n] for n in repeats)], draw(st.lists(st.integers(0, 1), max_size=2))


def chosen(pool: Pool, numbers: Iterable[int]) -> list[Digest]:
    names = sorted(pool.entries)
    return sorted({names[n % len(names)] for n in numbers})


def take(ws: Workspace, data: bytes) -> imports.Outcome:
    """Import one file, and hold the plan to its word."""
    plan = import_plans.plan(ws, "file", data)
    assert plan.status != "not_safe", plan.words
    before = ws.store.digests()
    outcome = imports.take_in(ws, [plan], back_up=False)
    after = ws.store.digests()
    assert after - before == set(plan.new) and sum(outcome.added.values()) == len(plan.new)
    assert outcome.already == len(plan.known) and outcome.held == len(plan.held)
    assert outcome.clashing == len(plan.clashing)
    assert (plan.status == "already") == (not plan.new)
    (row,) = [r for r in ws.store.imports() if r.id == outcome.import_ids[0]]
    told = json.loads(row.outcome)
    assert (told["new"], told["known"]) == (len(plan.new), len(plan.known))
    return outcome


def dump(ws: Workspace) -> tuple[object, ...]:
    rows = [r for r in ws.store.entries() if r.kind not in ledger.BOOKKEEPING]
    return (
        soundness.state_digest(ws),
        rows,
        ws.store.dump_derived(),
        ledger.clashes(ws),
        sorted(people.everyone(ws)),
        themes.standing(ws),
        quotes.standing(ws),
        retention_periods.standing(ws),
    )


def naive(pool: Pool, digests: Iterable[Digest]) -> dict[str, object]:
    """What these entries mean, worked out in the simplest way from their JSON alone."""
    said = {d: json.loads(pool.entries[d].header) for d in digests}
    good = {d: h for d, h in said.items() if h["signer"] in pool.trusted}
    words = {pool.entries[d].body for d in said}
    for digest, key, known in pool.revoked:
        if pool.entries[digest].body in words:  # whoever brings it
            good = {d: h for d, h in good.items() if h["signer"] != key or d in known}
            break
    by_doc = defaultdict(set)
    for digest, header in good.items():
        replaced = any(
            digest in other.get("replaces", []) and other["doc"] == header["doc"] for other in good.values()
        )
        if header["kind"] == "form" and not replaced:
            by_doc[header["doc"]].add(digest)
    wordings = {
        h["template"]
        for d, h in said.items()
        if h["kind"] == "template" and hashlib.sha256(pool.entries[d].body).hexdigest() == h["template"]
    }
    forms_here = {
        d: json.loads(pool.entries[d].body)["answers"] for d, h in said.items() if h["kind"] == "form"
    }
    return {
        "heads": {d for heads in by_doc.values() for d in heads},
        "clashes": {
            doc: sorted(heads)
            for doc, heads in by_doc.items()
            if len({pool.entries[d].body for d in heads}) > 1
        },
        "waiting": {d for heads in by_doc.values() for d in heads if said[d]["template"] not in wordings},
        "held": set(said) - set(good),
        "cases": {
            (d, a["case"])
            for d, a in forms_here.items()
            if said[d]["template"] in wordings and isinstance(a.get("case"), str)
        },
    }


def seen(ws: Workspace) -> dict[str, object]:
    return {
        "heads": {r.digest for r in ledger.heads(ws, "form")},
        "clashes": ledger.clashes(ws),
        "waiting": {r.digest for r in ledger.waiting(ws)},
        "held": {r.digest for r in ledger.held(ws)},
        "cases": {(f.digest, f.code) for f in ws.store.facts() if f.fact == "case"},
    }


@SOME
@given(what=deliveries())
def test_any_order_any_split_any_number_of_times_gives_one_state(pool, what):
    numbers, files, pdfs = what
    whole, parts = pool.fresh(), pool.fresh()
    try:
        wanted = chosen(pool, numbers)
        take(whole, pool.file(wanted))
        for n in pdfs:
            take(whole, pool.pdfs[n])
        for data in [*(pool.pdfs[n] for n in pdfs[::-1]), *(pool.file(chosen(pool, f)) for f in files if f)]:
            take(parts, data)
        assert dump(parts) == dump(whole)
        every = parts.store.digests()
        assert every >= set(wanted) and every <= set(pool.entries)
        assert seen(parts) == naive(pool, every)
        assert soundness.unsound(parts) == []
        soundness.rebuild(parts)
        assert dump(parts) == dump(whole)
    finally:
        whole.close()
        parts.close()


@SOME
@given(what=deliveries())
def test_many_files_in_one_go_are_the_same_as_one_after_the_other(pool, what):
    _, files, _ = what
    at_once, singly = pool.fresh(), pool.fresh()
    try:
        made = [pool.file(chosen(pool, f)) for f in files if f]
        plans: list[import_plans.FilePlan] = []
        for n, data in enumerate(made):
            plans.append(import_plans.plan(at_once, f"file {n}", data, plans))
        outcome = imports.take_in(at_once, plans, back_up=False)
        for data in made:
            take(singly, data)
        assert dump(at_once) == dump(singly)
        told = [json.loads(r.outcome)["new"] for r in at_once.store.imports()]
        assert sum(told) == sum(outcome.added.values()) == len(at_once.store.digests())
        warned = {
            d for p in plans for d in p.clashing
        }  # a later file may bring what ends a clash, never hide one
        assert all(warned & set(digests) for digests in ledger.clashes(at_once).values())
    finally:
        at_once.close()
        singly.close()


@SOME
@given(here=deliveries(), there=deliveries())
def test_two_centres_that_exchange_all_they_have_agree(pool, here, there):
    one, two = pool.fresh(), pool.fresh()
    try:
        take(one, pool.file(chosen(pool, here[0])))
        take(two, pool.file(chosen(pool, there[0])))
        from_one, from_two = (pool.file(ws.store.digests()) for ws in (one, two))
        take(one, from_two)
        take(two, from_one)
        assert dump(one) == dump(two)
        assert one.store.digests() == {*chosen(pool, here[0]), *chosen(pool, there[0])}
    finally:
        one.close()
        two.close()


@SOME
@given(first=deliveries(), then=deliveries(), last=deliveries())
def test_an_import_taken_back_leaves_what_was_there_before(pool, first, then, last):
    ws, without = pool.fresh(), pool.fresh()
    try:
        for target in (ws, without):
            take(target, pool.file(chosen(pool, first[0])))
        before = dump(ws)
        outcome = take(ws, pool.file(chosen(pool, then[0])))
        gone = imports.undo(ws, outcome.import_ids[0])
        assert dump(ws) == before and gone == sum(outcome.added.values())
        again = take(ws, pool.file(chosen(pool, then[0])))  # and what both brought stays when one goes
        for target in (ws, without):
            take(target, pool.file(chosen(pool, last[0])))
        imports.undo(ws, again.import_ids[0])
        assert dump(ws) == dump(without)
    finally:
        ws.close()
        without.close()


@SOME
@given(what=deliveries(), turns=st.lists(st.integers(0, 5), min_size=2, max_size=2))
def test_a_purge_before_after_or_between_what_it_reaches_gives_one_state(pool, what, turns):
    """P8: whatever came first, no body that it reaches is stored, and every view is the same."""
    numbers, files, pdfs = what
    whole, parts = pool.fresh(), pool.fresh()
    try:
        take(whole, pool.file({*chosen(pool, numbers), *pool.purges}))
        came = [*(pool.file(chosen(pool, f)) for f in files if f), *(pool.pdfs[n] for n in pdfs)]
        for n in pdfs:
            take(whole, pool.pdfs[n])
        for turn, digest in zip(turns, pool.purges, strict=True):
            came.insert(min(turn, len(came)), pool.file([digest]))
        for data in came:
            take(parts, data)
        assert dump(parts) == dump(whole)
        gone = retention.reached(parts)
        assert not any(gone.values()) and not any(parts.store.entry(d).body for d in gone)
        docs = {doc for one in retention.counted(parts) for doc in one.body.docs}
        assert {
            r.digest for r in parts.store.entries() if r.doc in docs and r.kind in retention.CONTENT
        } <= gone.keys()
        assert all(r.body is not None for r in parts.store.entries() if r.digest not in gone)
        assert soundness.unsound(parts) == []
        for data in came:  # and nothing old brings it back
            take(parts, data)
        soundness.rebuild(parts)
        assert dump(parts) == dump(whole)
    finally:
        whole.close()
        parts.close()


@SOME
@given(what=deliveries(), order=st.randoms(use_true_random=False))
def test_no_clock_decides_anything(pool, what, order):
    """Admission and views never look at the time in a header: any two profiles with other clocks agree."""
    ws = pool.fresh()
    try:
        take(ws, pool.file(chosen(pool, what[0])))
        here = seen(ws)
        times = [r.at for r in ws.store.entries()]
        order.shuffle(times)
        for row, at in zip(list(ws.store.entries()), times, strict=True):
            ws.store._conn.execute("UPDATE entries SET at = ? WHERE digest = ?", (at, row.digest))
        assert seen(ws) == here
    finally:
        ws.close()


# The real thing


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A small cycle, up to the returns."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    return demo.play(folder, World.real, seed=3, auditors=3, cases=4, until="returns")


def centre(played: demo.Played, name: str) -> Workspace:
    folder = played.folder / name
    shutil.copytree(played.central, folder)
    return profiles.open_workspace(World.real(folder), demo.PASSPHRASE)


def import_all(ws: Workspace, paths: Sequence[Path]) -> None:
    for path in paths:
        plan = import_plans.plan_file(ws, path)
        assert plan.status in ("ready", "already"), plan.words
        imports.take_in(ws, [plan], back_up=False)


def test_returns_in_any_order_and_twice_and_as_pdfs_give_one_state_digest(played):
    rng = Random(11)
    ways = []
    for _ in range(3):
        way = [*played.returns, *played.returns]
        rng.shuffle(way)
        ways.append(way)
    ways += [
        rng.sample(played.pdfs, len(played.pdfs)),
        [*rng.sample(played.pdfs, 2), *played.returns, *played.pdfs],
    ]
    states = set()
    for n, way in enumerate(ways):
        ws = centre(played, f"way-{n}")
        import_all(ws, way)
        states.add(soundness.state_digest(ws))
        assert len(ledger.forms(ws)) == played.audits and soundness.unsound(ws) == []
        ws.close()
    assert len(states) == 1
    ws = centre(played, "at-once")
    imports.take_in(ws, import_plans.plan_files(ws, [*played.pdfs, *played.returns, *played.returns]))
    assert {soundness.state_digest(ws)} == states
    ws.close()
