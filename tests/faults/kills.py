"""Kill -9 at random moments: of saving, signing, bundles, imports, backups, PDFs, migrations and purges.

A child process works without pause and writes down, on disk, each thing once the program has called it done.
The parent kills it, opens what is left, and looks for every one of those things. `python -m tests.faults.kills 200`
prints what it found as one JSON object. Forking saves the start of Python each time; nothing here uses Qt.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from db import checks, cipher
from db.errors import StoreError
from db.store import Store
from qa_desktop import (
    backups,
    bundles,
    canonical,
    entries,
    identity,
    pdf_sign,
    retention,
    soundness,
)  # fmt: skip
from qa_desktop.workspace import Workspace
from tests import keeping
from tests.db.made_up import KEY
from tests.faults.bench import Bench, child, fresh_proposals, fresh_returns

JOBS = ("autosave", "finalise", "bundle", "import", "backup", "pdf", "migrate", "purge")
LONGEST = {
    "pdf": 2.5,
    "purge": 0.6,
    "backup": 0.6,
    "bundle": 0.4,
    "migrate": 0.4,
}  # seconds of work before a kill
USUALLY = 0.25  # seconds, for the other jobs
FRESH_BENCH = (
    96  # kills after which the profiles begin anew: looking at all they hold takes longer and longer
)


@dataclass
class Found:
    """What the parent found over all kills. Anything in `lost` or `broken` is a fault."""

    kills: int = 0
    acknowledged: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    left_over: int = 0  # temporary files swept at the next start


def check(bench: Bench, found: Found) -> None:
    """Open both profiles as the next morning would, and look for all that was acknowledged."""
    acks = (
        [json.loads(line) for line in bench.acks.read_bytes().split(b"\n") if line.endswith(b"}")]
        if bench.acks.exists()
        else []
    )
    for name in bench.profiles:
        found.left_over += len(list((bench.folder / name).rglob(".part-*")))
        ws = bench.open(name)
        found.broken += [f"not swept: {path}" for path in (bench.folder / name).rglob(".part-*")]
        try:
            found.broken += [f"{name}: {words}" for words in [*ws.store.problems(), *soundness.unsound(ws)]]
            _look_for(bench, name, ws, acks, found)
            _look_at_backups(ws, found)
            if name == "head" and bench.marks:
                _look_at_purges(bench, ws, acks, found)
        finally:
            ws.close()
    _look_at_migrated(bench, found)
    for path in bench.returns.glob("*.pdf"):
        told = {ack["path"]: ack["sha256"] for ack in acks if ack["what"] == "PDF"}
        _look_at_pdf(bench, path, found, told.get(str(path)))
        path.unlink()
    found.left_over += len(list(bench.returns.glob(".part-*")))
    bench.acks.unlink(missing_ok=True)


def _look_for(bench: Bench, name: str, ws: Workspace, acks: list[dict], found: Found) -> None:
    have = ws.store.digests()
    last = {ack["doc"]: ack["value"] for ack in acks if ack["what"] == "answer"}
    for ack in acks:
        kind = ack["what"]
        if name == {"imported": "central", "purged": "head"}.get(kind, "laptop"):
            found.acknowledged[kind] = found.acknowledged.get(kind, 0) + 1
        if kind == "sealed" and name == "laptop" and ack["digest"] not in have:
            found.lost.append(f"sealed {ack['digest']}")
        if kind == "imported" and name == "central" and not set(ack["digests"]) <= have:
            found.lost.append(f"imported {ack['digests'][0]}")
        if kind == "bundle" and name == "laptop":
            _look_at_bundle(bench, Path(ack["path"]), ack, found)
        if kind == "backup" and name == "laptop" and not Path(ack["path"]).exists():
            _thinned(ws, Path(ack["path"]), found)
    if name == "laptop":
        for doc, value in last.items():
            row = ws.store.draft(doc)
            held = canonical.loads(row.body, "draft")["answers"].get("O2") if row else None
            # The draft may hold one answer more than was acknowledged: committed, and killed before the ack.
            if held is None or int(held.split()[0]) < int(value.split()[0]):
                found.lost.append(f"answer {doc}")


def _look_at_bundle(bench: Bench, path: Path, ack: dict, found: Found) -> None:
    """A bundle under its final name is whole: it opens, and holds what was said."""
    central = bench.open("central")
    try:
        roots = [identity.from_der(r) for r in central.roots()]
        opened = bundles.unpack(path.read_bytes(), central.age_secret, roots, name=path.name)
        inside = {entries.from_line(line, "line").digest for line in opened.lines}
        if not set(ack["forms"]) <= inside:
            found.lost.append(f"bundle {path.name}")
    finally:
        central.close()


def _look_at_purges(bench: Bench, ws: Workspace, acks: list[dict], found: Found) -> None:
    """What was approved is gone from every file, whether or not anybody was told so before the kill."""
    gone = {doc for one in retention.asked(ws) if one.state == "approved" for doc in one.body.docs}
    for ack in acks:
        if ack["what"] == "purged" and not set(ack["docs"]) <= gone:
            found.lost.append(f"the purge of {ack['docs']}")
    if any(row.body is not None for row in ws.store.entries("form") if row.doc in gone):
        found.broken.append("a purged form has its words still")
    left = {row.body for row in ws.store.entries("form") if row.body is not None}
    marks = {mark for mark in bench.marks if not any(mark.encode() in body for body in left)}
    for mark in marks:
        found.broken += [
            f"{path} of the head still holds what was purged" for path in keeping.anywhere(ws, mark)
        ]
    bench.marks -= marks


def _look_at_backups(ws: Workspace, found: Found) -> None:
    """Whatever stands under the name of a backup opens and is whole."""
    for path in backups.folder_of(ws).glob("*.sqlite") if backups.folder_of(ws).is_dir() else ():
        try:
            conn = cipher.connect(path, ws._key, journal="DELETE")
            try:
                found.broken += [f"{path.name}: {words}" for words in checks.problems(conn)]
            finally:
                conn.close()
        except StoreError as error:
            found.broken.append(f"{path.name}: {error}")


def _thinned(ws: Workspace, path: Path, found: Found) -> None:
    """A backup that was told of may be gone only because a later one of the day is there."""
    if not any(one.name[:10] == path.name[:10] for one in backups.folder_of(ws).glob("*.sqlite")):
        found.lost.append(f"backup {path.name}")


def _look_at_pdf(bench: Bench, path: Path, found: Found, sha256: str | None = None) -> None:
    data = path.read_bytes() if path.exists() else b""
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        found.lost.append(f"PDF {path.name}")
    ws = bench.open("laptop")
    try:
        verdict = pdf_sign.verify(data, [identity.from_der(root) for root in ws.roots()])
    finally:
        ws.close()
    if not verdict.ok:
        found.broken.append(f"PDF {path.name}: {verdict.faults}")


def _look_at_migrated(bench: Bench, found: Found) -> None:
    """Each is as it was or as it should be, with every row, and goes the rest of the way when it is opened."""
    for path in sorted((bench.folder / "old").glob("*/profile.sqlite")):
        try:
            store = Store(path, KEY)
            rows = len(list(store.entries())), store.draft("a")
            found.broken += [f"migrated: {words}" for words in store.problems()[:1] if "damaged" in words]
            store.close()
            if rows[0] != 1 or rows[1] is None:
                found.lost.append(f"rows of {path.parent.name}")
        except StoreError as error:
            found.broken.append(f"migrated: {error}")
    shutil.rmtree(bench.folder / "old", ignore_errors=True)


def run(kills: int, seed: int, folder: Path) -> Found:
    rng, found = random.Random(seed), Found()
    for n in range(kills):
        if n % FRESH_BENCH == 0:
            (folder / str(n)).mkdir()
            bench = Bench(folder / str(n))
        job = JOBS[n % len(JOBS)]
        if job == "import":
            fresh_returns(bench)
        if job == "purge":
            fresh_proposals(bench, n)
        pid = os.fork()
        if pid == 0:
            try:
                child(bench, job, seed + n)
            finally:
                os._exit(70)  # a child that ends by itself has failed
        if n // len(JOBS) % 2:
            _wait_for_first(
                bench
            )  # or on a busy machine most would be killed while they still open the profile
        time.sleep(rng.uniform(0.005, LONGEST.get(job, USUALLY)))
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            found.broken.append(f"the {job} child ended by itself with {status}")
        else:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        found.kills += 1
        check(bench, found)
    return found


def _wait_for_first(bench: Bench) -> None:
    """Until something has been called done, ten seconds at most."""
    give_up = time.monotonic() + 10
    while not bench.acks.exists() and time.monotonic() < give_up:
        time.sleep(0.005)


def main(argv: list[str]) -> int:
    kills = int(argv[0]) if argv else 200
    seed = int(argv[1]) if len(argv) > 1 else random.randrange(2**31)
    with tempfile.TemporaryDirectory() as name:
        found = run(kills, seed, Path(name))
    print(json.dumps({"seed": seed, **found.__dict__}))
    return 1 if found.lost or found.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
