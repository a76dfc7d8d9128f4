"""A small service that is worked without pause: profiles in a folder, and a job for each way of writing something down."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

from db.store import Store
from qa_desktop import (
    backups,
    entries,
    files,
    forms,
    import_plans,
    imports,
    keys,
    packs,
    paper,
    people,
    profiles,
    retention,
    retention_acts,
    templates,
)  # fmt: skip
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from tests import keeping
from tests.db.made_up import KEY

PROFILES = {"central": "practice_lead", "laptop": "team_manager", "head": "head_of_service"}
QUICK = keys.Cost(memory_kib=64, passes=1, lanes=1)
SMALL = Path(__file__).with_name("small.toml")
OLDEST = Path(__file__).parents[1] / "data" / "schema" / "0001.sqlite"
LETTERS = str.maketrans("0123456789", "abcdefghij")
FRESH = 4  # returns made before each import, and audits before each purge


class Bench:
    """Two profiles in a folder, kept from kill to kill as on a real laptop."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.acks = folder / "acks"
        self.returns = folder / "returns"
        self.returns.mkdir()
        self.profiles = tuple(PROFILES)
        self.marks: set[str] = set()  # words of audits that are to be purged
        self.template = templates.load_file(SMALL, World.real(folder).resources)
        self._make()

    def open(self, name: str) -> Workspace:
        return profiles.open_workspace(World.real(self.folder / name), "demo")

    def _make(self) -> None:
        made = []
        for name, role in PROFILES.items():
            me = Me(f"{name[:1].upper()}01", name.title(), role, "", "Example Council")
            made.append(profiles.create(World.real(self.folder / name), me, "demo", cost=QUICK)[0])
        central, laptop, head = made
        for ws in (laptop, head):
            ws.trust(central.roots()[0])
        people.admit(central, people.request(head), "")
        keeping.send(central, head)
        people.admit(central, people.request(laptop), "South")
        packs.publish(central, self.template)
        allocation = entries.Allocation(
            id="x", template=self.template.digest, due="2026-11-30", facts={"case": "1"}
        )
        packs.allocate(
            central,
            entries.Cycle(
                cycle="c", title="c", service="s", starts="2026-11-01", ends="2026-11-30", auditor="L01",
                allocations=(allocation,),
            ),
        )  # fmt: skip
        written = packs.make_pack(central, "L01", self.folder)
        imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)
        for ws in made:
            ws.close()

    def ack(self, what: str, **facts: object) -> None:
        """Write down that something was called done. On disk before the next thing is tried."""
        handle = os.open(self.acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(handle, json.dumps({"what": what, **facts}).encode() + b"\n")
        os.fsync(handle)
        os.close(handle)


def sealed_form(ws: Workspace, template: templates.Template, n: int, words: str = "word ") -> str:
    draft = forms.start(ws, template)
    for question, value in (
        ("A1", f"FS-{n}"),
        ("A2", "South"),
        ("P1.1", {"rating": "3", "seen": "R"}),
        ("O1", "3"),
        ("O2", words * 200),
    ):
        draft = forms.answer(ws, draft, question, value)
    return forms.finish(ws, draft)


def child(bench: Bench, job: str, seed: int) -> None:
    """Work without end; the parent decides when it is over."""
    rng = random.Random(seed)
    if job in OTHER_JOBS:
        return OTHER_JOBS[job](bench)
    ws = bench.open("laptop")
    draft = forms.start(ws, bench.template) if job == "autosave" else None
    n = rng.randrange(1_000_000)
    while True:
        n += 1
        if draft is not None:
            draft = forms.answer(ws, draft, "O2", f"{n} " + "typed " * rng.randrange(400))
            bench.ack("answer", doc=draft.doc, value=draft.answers["O2"])
            continue
        digest = sealed_form(ws, bench.template, n)
        bench.ack("sealed", digest=digest)
        if job == "bundle":
            written = packs.make_return(ws, bench.returns)
            bench.ack("bundle", path=str(written.path), sha256=written.sha256, forms=[digest])


def _import_for_ever(bench: Bench) -> None:
    """Take in the newest returns one by one, then again and again: a repeat must change nothing."""
    ws = bench.open("central")
    while True:
        for path in sorted(bench.returns.glob("*.qabundle"), key=lambda p: p.stat().st_mtime)[-FRESH:]:
            plan = import_plans.plan_file(ws, path)
            imports.take_in(ws, [plan], back_up=False)
            bench.ack("imported", digests=[i.digest for i in plan.incoming])


def _back_up_for_ever(bench: Bench) -> None:
    ws = bench.open("laptop")
    while True:
        path = backups.make(ws)
        bench.ack("backup", path=str(path), entries=len(ws.store.digests()))


def _print_for_ever(bench: Bench) -> None:
    ws = bench.open("laptop")
    while True:
        digest = sealed_form(ws, bench.template, 7)
        path = bench.returns / f"{digest[:16]}.pdf"
        bench.ack("PDF", path=str(path), sha256=files.write_whole(path, paper.signed_pdf(ws, digest)))


def _migrate_for_ever(bench: Bench) -> None:
    for n in range(1_000_000):
        folder = bench.folder / "old" / f"{os.getpid()}-{n}"
        folder.mkdir(parents=True)
        files.write_whole(folder / "profile.sqlite", OLDEST.read_bytes())
        Store(folder / "profile.sqlite", KEY).close()
        bench.ack("migrated", path=str(folder / "profile.sqlite"))


def _purge_for_ever(bench: Bench) -> None:
    """The head of service approves what waits, one after the other, each until it has reached every copy."""
    ws = bench.open("head")
    for one in retention.asked(ws):
        if one.state == "proposed":
            retention_acts.answer(ws, one.digest, True)
            bench.ack("purged", docs=one.body.docs)
    while True:
        backups.make(ws)
        ws.store.compact()


OTHER_JOBS = {
    "import": _import_for_ever,
    "backup": _back_up_for_ever,
    "pdf": _print_for_ever,
    "migrate": _migrate_for_ever,
    "purge": _purge_for_ever,
}


def fresh_returns(bench: Bench) -> None:
    """Something new for an import to take in."""
    ws = bench.open("laptop")
    try:
        for n in range(FRESH):
            sealed_form(ws, bench.template, n)
            packs.make_return(ws, bench.returns)
    finally:
        ws.close()


def fresh_proposals(bench: Bench, n: int) -> None:
    """Audits that the practice lead proposes to remove, and the head of service holds, in a backup too."""
    laptop, central, head = (bench.open(name) for name in ("laptop", "central", "head"))
    try:
        for m in range(FRESH):
            mark = f"quokka{n}of{m}".translate(LETTERS)  # figures might be a telephone number
            bench.marks.add(mark)
            digest = sealed_form(laptop, bench.template, n, f"{mark} ")
            keeping.send(laptop, central, digest)
            keeping.send(central, head, digest)
            form = laptop.store.entry(digest)
            assert form is not None
            said = (keeping.LATER, {form.doc}, "request", "A parent asked for it.")
            keeping.send(central, head, retention_acts.propose(central, *said))
        backups.make(head)
    finally:
        for ws in (laptop, central, head):
            ws.close()
