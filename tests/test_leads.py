"""Several practice leads with one service: whatever reaches whom in whatever order, their archives make them agree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import Store
from qa_desktop import (
    cli,
    collate,
    entries,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    profiles,
    receipts,
    returns,
    soundness,
    work,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.rounds import TODAY, returned, sign, small, small_service  # noqa: F401  (a fixture)
from tests.small import FULL, bundle_of, forge, held_by, tiny
from tests.trail_lines import left

FORMS = 500
LEADS = {"L01": "Marta Trent", "L02": "Ida Moor", "L03": "Theo Park"}
KEPT = ("root", "certificate", "signing_key", "age_secret", "age_recipient", "log")
FEW = settings(max_examples=15, deadline=None)


def second_lead(service: Service, code: str) -> Workspace:
    """Another practice lead's own profile, admitted by the first and given an archive."""
    me = Me(code, LEADS[code], "practice_lead", "", "Example Council")
    root = service.central.roots()[0]
    ws, _ = profiles.create(made_up_world(service.folder / code), me, PASSPHRASE, cost=QUICK, root=root)
    people.admit(service.central, people.request(ws), "")
    service.laptops[code] = ws
    exchange(service.central, ws, service.folder)
    return ws


def exchange(one: Workspace, other: Workspace, folder: Path) -> import_plans.FilePlan:
    """Everything that one practice lead has goes to another."""
    folder.mkdir(exist_ok=True)
    plan = import_plans.plan_file(other, packs.make_archive(one, other.me.code, folder).path)
    assert plan.status != "not_safe", plan.words
    imports.take_in(other, [plan], back_up=False)
    return plan


# 500 forms, three practice leads


@dataclass(frozen=True)
class Pool:
    """What everyone holds to begin with, 500 signed forms, and what makes each practice lead who they are."""

    folder: Path
    sender: Workspace
    base: tuple[entries.Sealed, ...]
    forms: tuple[entries.Sealed, ...]
    settings: dict[str, dict[str, bytes]]

    def lead(self, code: str) -> Workspace:
        me = Me(code, LEADS[code], "practice_lead", "", "Example Council")
        ws = Workspace(
            Store(":memory:", bytes(32)), made_up_world(self.folder / f"fresh-{code}"), me, bytes(32)
        )
        with ws.write():
            for name, value in self.settings[code].items():
                ws.keep(name, value)
        self.bring(ws, "base", self.base)
        return ws

    def bring(self, ws: Workspace, name: str, some: Iterable[entries.Sealed]) -> imports.Outcome:
        plan = import_plans.plan(ws, name, bundle_of(some, self.sender, ws, name))
        assert plan.status != "not_safe", plan.words
        return imports.take_in(ws, [plan], back_up=False)


def signed_forms(signers: list[identity.Signer]) -> Iterable[entries.Sealed]:
    """Chains of one to three versions, a few of them forked, by two auditors in turn."""
    tips: dict[str, tuple[str | None, int]] = {}
    last: dict[str, list[str]] = {}
    for n in range(FORMS):
        doc, who = f"form-{n % 220}", n % 2
        log = f"laptop-{who}"
        prev, seq = tips.get(log, (None, 0))
        replaces = last.get(doc, [])[-1:] if n % 11 else []
        body = {"answers": FULL | {"case": f"FS-{n}", "O1": str(1 + n % 4)}}
        one = forge(signers[who], body, doc=doc, replaces=replaces, log=log, seq=seq + 1, prev=prev)
        tips[log] = one.digest, seq + 1
        last.setdefault(doc, []).append(one.digest)
        yield one


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leads")
    me = Me("L01", LEADS["L01"], "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "L01"), me, PASSPHRASE, cost=QUICK)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    laptops = [
        service.admit("A01", "Priya Nair", "South FST"),
        service.admit("A02", "Sam Hassan", "North FST"),
    ]
    for code in ("A01", "A02"):
        service.send_pack(code, (f"FS-{code}",))
    others = [second_lead(service, code) for code in ("L02", "L03")]
    exchange(central, others[0], folder)  # L03 was admitted after its first
    held = {ws.me.code: {name: ws.store.setting(name) or b"" for name in KEPT} for ws in (central, *others)}
    made = tuple(signed_forms([ws.signer() for ws in laptops]))
    yield Pool(folder, laptops[0], tuple(held_by(central)), made, held)
    service.close()


@st.composite
def journeys(draw: st.DrawFn) -> tuple[list[tuple[str, int, int, int]], list[tuple[str, str]], str]:
    """Files of forms to practice leads, the archives sent meanwhile, and who gathers everything at the end.

    A file is (lead, step, offset, size): every `step`th form from `offset`, `size` of them.
    """
    to = st.sampled_from(sorted(LEADS))
    steps = st.sampled_from([1, 3, 7, 13])  # none divides 500: every step reaches every form
    some = st.tuples(to, steps, st.integers(0, FORMS - 1), st.integers(1, 150))
    files = draw(st.lists(some, min_size=1, max_size=4))
    cuts = sorted(draw(st.lists(st.integers(0, FORMS), min_size=2, max_size=2)))
    whole = zip([0, *cuts], [*cuts, FORMS], strict=True)
    files += [(draw(to), 1, start, end - start) for start, end in whole if end > start]
    pairs = st.tuples(to, to).filter(lambda pair: pair[0] != pair[1])
    return draw(st.permutations(files)), draw(st.lists(pairs, max_size=2)), draw(to)


def chosen(pool: Pool, step: int, offset: int, size: int) -> list[entries.Sealed]:
    return [pool.forms[(offset + n * step) % FORMS] for n in range(size)]


@pytest.mark.timeout(900)  # five hundred forms among three, whatever the machine
@FEW
@given(journey=journeys())
def test_three_practice_leads_who_exchange_archives_agree_about_500_forms(pool, journey):
    files, meanwhile, hub = journey
    leads = {code: pool.lead(code) for code in LEADS}
    try:
        for n, (code, *which) in enumerate(files):
            pool.bring(leads[code], f"file-{n}", chosen(pool, *which))
            for one, other in meanwhile if n == 1 else ():
                exchange(leads[one], leads[other], pool.folder / "archives")
        others = [code for code in LEADS if code != hub]
        for code in others:
            exchange(leads[code], leads[hub], pool.folder / "archives")
        for code in others:
            exchange(leads[hub], leads[code], pool.folder / "archives")
        assert {soundness.state_digest(ws) for ws in leads.values()} == {at_once(pool)}
        for ws in leads.values():
            held = {r.digest for r in ws.store.entries() if r.kind not in ledger.BOOKKEEPING}
            assert held == {one.digest for one in (*pool.base, *pool.forms)}
    finally:
        for ws in leads.values():
            ws.close()


_once: dict[str, str] = {}


def at_once(pool: Pool) -> str:
    """The state of somebody who got everything in one file."""
    if str(pool.folder) not in _once:
        ws = pool.lead("L01")
        pool.bring(ws, "all", pool.forms)
        assert len(ledger.forms(ws)) >= 220 and ledger.clashes(ws) and soundness.unsound(ws) == []
        _once[str(pool.folder)] = soundness.state_digest(ws)
        ws.close()
    return _once[str(pool.folder)]


@FEW
@given(
    first=st.integers(1, 200),
    then=st.integers(1, 300),
    offset=st.integers(0, FORMS - 1),
    undo_first=st.booleans(),
)
def test_an_import_undone_and_made_again_gives_the_same_state(pool, first, then, offset, undo_first):
    ws = pool.lead("L02")
    try:
        empty = soundness.state_digest(ws)
        one = chosen(pool, 7, offset, first)
        two = chosen(pool, 13, offset // 2, then)
        ids = [pool.bring(ws, "one", one).import_ids[0]]
        middle = soundness.state_digest(ws)
        ids.append(pool.bring(ws, "two", two).import_ids[0])
        both = soundness.state_digest(ws)
        gone = ids[0] if undo_first else ids[1]
        imports.undo(ws, gone)
        assert undo_first or soundness.state_digest(ws) == middle
        pool.bring(ws, "one" if undo_first else "two", one if undo_first else two)
        assert soundness.state_digest(ws) == both
        for row in ws.store.imports():
            if row.undone_at is None and row.file_name != "base":
                imports.undo(ws, row.id)
        assert soundness.state_digest(ws) == empty
    finally:
        ws.close()


# A second practice lead at work


@pytest.fixture
def two(small_service):  # noqa: F811
    """The service with a second practice lead and one auditor."""
    small_service.admit("A01", "Priya Nair", "South FST")
    return small_service, second_lead(small_service, "L02")


def allocate(ws, case, cycle="2026-6", auditor="A01", doc=None):
    facts = {"case": case, "team": "South FST"}
    one = entries.Allocation(
        id=doc or f"{cycle}-{case}", template=small().digest, due="2026-11-20", facts=facts
    )
    asked = entries.Cycle(
        cycle=cycle, title=cycle, service="Early help", starts="2026-11-01", ends="2026-12-31", auditor=auditor,
        allocations=(one,),
    )  # fmt: skip
    return packs.allocate(ws, asked)


def pack(sender, service, auditor="A01"):
    laptop = service.laptop(auditor)
    plan = import_plans.plan_file(laptop, packs.make_pack(sender, auditor, service.folder).path)
    assert plan.status == "ready", plan.words
    imports.take_in(laptop, [plan], back_up=False)


def test_a_second_practice_lead_founds_no_service_and_admits_nobody(two):
    service, other = two
    assert other.store.setting("authority_key") is None and other.roots() == service.central.roots()
    assert other.signer().certificate is not None  # hers came with the archive
    request = people.request(service.laptop("A01"))
    before = soundness.state_digest(other)
    with pytest.raises(NotAllowed, match="so nobody was admitted"):
        people.admit(other, request, "South FST")
    assert soundness.state_digest(other) == before == soundness.state_digest(service.central)


def test_a_second_practice_lead_allocates_sends_imports_and_collates(two):
    service, other = two
    laptop = service.laptop("A01")
    allocate(other, "F-FAM1Y-00001")
    pack(other, service)
    assert [t.case for t in work.tasks(laptop, TODAY)] == ["F-FAM1Y-00001"]
    sign(laptop)
    path = returned(laptop, service.folder / "returns")
    assert laptop.store.exports()[-1].receiver == "L02"
    assert import_plans.plan_file(service.central, path).status == "not_safe"  # not hers to open
    imports.take_in(other, [import_plans.plan_file(other, path)], back_up=False)
    assert receipts.owed(other) == {} and len(ledger.forms(other)) == 1
    exchange(other, service.central, service.folder)
    assert soundness.state_digest(other) == soundness.state_digest(service.central)
    one, theirs = (collate.collate(ws, "SMALL", "2026-6", "2026-11-25") for ws in (service.central, other))
    assert one == theirs and one.audits == one.owed == 1
    assert receipts.missing(service.central) == []
    (auditor,) = [a for a in returns.auditors(service.central, TODAY) if a.code == "A01"]
    assert auditor.state == "returned"


def test_returns_go_to_the_practice_lead_whose_pack_came_last(two):
    service, other = two
    laptop = service.laptop("A01")
    for sender, case in (
        (service.central, "F-FAM1Y-00001"),
        (other, "F-FAM1Y-00002"),
        (service.central, "F-FAM1Y-00003"),
    ):
        allocate(sender, case, cycle=case)
        pack(sender, service)
        assert packs.lead_of(laptop).code == sender.me.code
    assert packs.lead_of(service.central).code == "L02" and packs.lead_of(other).code == "L01"


def test_one_cycle_changed_by_two_practice_leads_keeps_the_cases_of_both(two):
    service, other = two
    laptop, central = service.laptop("A01"), service.central
    allocate(central, "F-FAM1Y-00001")
    allocate(other, "F-FAM1Y-00002")
    exchange(other, central, service.folder)
    exchange(central, other, service.folder)
    for ws in (central, other):
        (plan,) = returns.plans(ws)
        assert sorted(line.case for line in plan.lines) == ["F-FAM1Y-00001", "F-FAM1Y-00002"]
        assert [a.owed for a in returns.auditors(ws, TODAY) if a.code == "A01"] == [2]
    pack(central, service)
    assert sorted(t.case for t in work.tasks(laptop, TODAY)) == ["F-FAM1Y-00001", "F-FAM1Y-00002"]
    again = returns.Line("A01", "F-FAM1Y-00003", "", "", "South FST", "2026-12-01")
    (plan,) = returns.plans(other)
    returns.save(other, returns.Plan(**{**vars_of(plan), "lines": (*plan.lines, again)}), small())
    assert len(ledger.heads(other, "cycle")) == 1  # one entry again, with all three
    pack(other, service)
    assert sorted(t.case for t in work.tasks(laptop, TODAY)) == [
        "F-FAM1Y-00001",
        "F-FAM1Y-00002",
        "F-FAM1Y-00003",
    ]


def vars_of(plan):
    return {name: getattr(plan, name) for name in plan.__slots__}


def test_the_same_allocation_in_two_versions_is_one_task(two):
    service, other = two
    laptop = service.laptop("A01")
    allocate(service.central, "F-FAM1Y-00001", doc="one")
    allocate(other, "F-FAM1Y-00001", doc="one")
    pack(service.central, service)
    pack(other, service)
    assert len(ledger.heads(laptop, "cycle")) == 2 and len(work.tasks(laptop, TODAY)) == 1


def test_a_person_listed_by_two_practice_leads_can_still_sign(two):
    service, other = two
    people.name_only(other, "A09", "Nell Shaw", "team_manager", "South FST")
    service.admit("A09", "Nell Shaw", "South FST")
    exchange(other, service.central, service.folder)
    exchange(service.central, other, service.folder)
    for ws in (service.central, other):
        assert len(ledger.heads(ws, "people", "person-A09")) == 2 and people.everyone(ws)["A09"].age


def test_an_archive_is_for_practice_leads_only(two):
    service, _ = two
    for sender, to, words in (
        (service.central, "A01", "is not a practice lead"),
        (service.central, "L01", "another practice lead"),
        (service.central, "nobody", "is not a practice lead"),
        (service.laptop("A01"), "L02", "Only practice leads"),
    ):
        with pytest.raises(NotAllowed, match=words):
            packs.make_archive(sender, to, service.folder)
    assert not list(service.folder.glob("archive*A01*"))


def test_an_archive_holds_no_bookkeeping_and_a_second_one_changes_nothing(two):
    service, other = two
    laptop = service.laptop("A01")
    allocate(other, "F-FAM1Y-00001")
    pack(other, service)
    sign(laptop)
    imports.take_in(
        other, [import_plans.plan_file(other, returned(laptop, service.folder / "returns"))], back_up=False
    )
    assert other.store.counts()["receipt"] == 1
    first = exchange(other, service.central, service.folder)
    assert "receipt" not in first.counts and "receipt" not in service.central.store.counts()
    assert exchange(other, service.central, service.folder).status == "already"
    assert not [log for log in soundness.missing(other) if log.endswith(".receipts")]


def test_the_command_line_makes_a_second_practice_lead_and_exchanges_archives(
    small_service,  # noqa: F811
    tmp_path,
    capsys,
    monkeypatch,
):
    one, other = small_service.central.world.data_dir, tmp_path / "second"
    small_service.close()

    def run(folder, *words):
        monkeypatch.setenv("QA_PASSPHRASE", "four plain words here" if folder == other else PASSPHRASE)
        code = cli.main(["--data", str(folder), "--json", *map(str, words)])
        got = capsys.readouterr()
        assert code == 0, got.err
        return json.loads(got.out)

    run(one, "people", "root", "--out", tmp_path / "root.pem")
    made = run(other, "new", "--code", "L02", "--name", "Ida Moor", "--role", "practice_lead",
               "--trust", tmp_path / "root.pem")  # fmt: skip
    assert not made["can_sign"]
    left("new", other, "four plain words here")
    asked = run(other, "people", "request", "--out", tmp_path)
    run(one, "people", "admit", asked["path"], "--number", asked["number"])
    there = run(one, "bundle", "archive", "--to", "L02", "--out", tmp_path)
    left("bundle archive", one)
    state = run(other, "import", there["path"])["state_digest"]
    assert state == run(one, "status")["state_digest"]
    run(other, "people", "add", "--code", "W9", "--name", "Jo Bell", "--role", "worker")
    back = run(other, "bundle", "archive", "--to", "L01", "--out", tmp_path)
    assert hashlib.sha256(Path(back["path"]).read_bytes()).hexdigest() == back["sha256"]
    after = run(one, "import", back["path"])["state_digest"]
    assert after == run(other, "status")["state_digest"] != state
    small_service.central = profiles.open_workspace(World.real(one), PASSPHRASE)
