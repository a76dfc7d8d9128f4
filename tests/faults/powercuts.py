"""The power goes at any moment: what had been called saved is there, and nothing stands there half.

The program does its real work on a real profile, and every statement that reaches its database is noted. The same
statements then run, with the program's own settings, over a disk that remembers what was synced (`disk`), once; and
that disk is looked at as a thousand power cuts would have left it. SQLCipher stands above the same pages, so plain
SQLite below it is enough. `python -m tests.faults.powercuts 1000` prints one JSON object; exits 1 for any fault.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import apsw

from db import cipher, migrations
from qa_desktop import forms, import_plans, imports, packs, retention, retention_acts
from qa_desktop.workspace import Workspace
from tests.faults import filecuts
from tests.faults.bench import Bench, fresh_proposals, sealed_form
from tests.faults.disk import Disk, Vfs

NAME = "profile.sqlite"
READS = ("select", "pragma", "--", "explain")
Rows = list[tuple[str, list[tuple[object, ...]]]]
_numbers = itertools.count()


@dataclass(frozen=True)
class Work:
    """What one job did to a database: what was there before, and each statement that changed it."""

    name: str
    schema: tuple[str, ...]
    rows: Rows
    statements: tuple[str, ...]


@dataclass
class Found:
    cuts: int = 0
    by_job: Counter[str] = field(default_factory=Counter)
    told: int = 0  # changes that had been called saved before their cut, over all cuts
    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    control: int = 0  # cuts of a database that never syncs that lost or broke something


# Real work, noted


@contextmanager
def noted(store_conn: cipher.Connection) -> Iterator[list[str]]:
    made: list[str] = []

    def note(statement: str) -> None:
        if not statement.lstrip().lower().startswith(READS) or "wal_checkpoint" in statement:
            made.append(statement)

    store_conn.set_trace_callback(note)
    try:
        yield made
    finally:
        store_conn.set_trace_callback(None)


def work_of(name: str, conn: cipher.Connection, act: Callable[[], object]) -> Work:
    schema = tuple(
        sql for (sql,) in conn.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    )
    held = [(table, conn.execute(f'SELECT * FROM "{table}"').fetchall()) for table in _tables(conn)]
    with noted(conn) as made:
        act()
    return Work(name, schema, held, tuple(made))


def _tables(conn: cipher.Connection | apsw.Connection) -> list[str]:
    found = conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return [name for (name,) in found if not name.startswith("sqlite_")]


def jobs(folder: Path) -> list[Work]:
    bench = Bench(folder)
    fresh_proposals(bench, 1)
    laptop, central, head = (bench.open(name) for name in ("laptop", "central", "head"))
    try:
        return [
            work_of("autosave", laptop.store._conn, lambda: _type(laptop, bench)),
            work_of("sign", laptop.store._conn, lambda: [sealed_form(laptop, bench.template, n) for n in range(3)]),
            work_of("export", laptop.store._conn, lambda: _send(laptop, bench)),
            work_of("import", central.store._conn, lambda: _receive(central, bench)),
            work_of("purge", head.store._conn, lambda: _purge(head)),
            _migration(folder),
        ]  # fmt: skip
    finally:
        laptop.close()
        central.close()
        head.close()


def _type(ws: Workspace, bench: Bench) -> None:
    draft = forms.start(ws, bench.template)
    for n in range(12):
        draft = forms.answer(ws, draft, "O2", f"{n} " + "typed " * 40 * (n % 5))
    forms.undo(ws, draft)


def _send(ws: Workspace, bench: Bench) -> None:
    packs.make_return(ws, bench.returns)
    sealed_form(ws, bench.template, 99)
    packs.make_return(ws, bench.returns)


def _receive(ws: Workspace, bench: Bench) -> None:
    files = sorted(bench.returns.glob("*.qabundle"))
    done = [imports.take_in(ws, [import_plans.plan_file(ws, one)], back_up=False) for one in files]
    imports.undo(ws, done[-1].import_ids[0])
    imports.take_in(ws, [import_plans.plan_file(ws, files[-1])], back_up=False)


def _purge(ws: Workspace) -> None:
    for one in retention.asked(ws):
        retention_acts.answer(ws, one.digest, True)


def _migration(folder: Path) -> Work:
    oldest = Path(__file__).parents[1] / "data" / "schema" / "0001.sqlite"
    (folder / NAME).write_bytes(oldest.read_bytes())
    from tests.db.made_up import KEY

    conn = cipher.connect(folder / NAME, KEY)
    try:
        return work_of("migrate", conn, lambda: migrations.migrate(conn))
    finally:
        conn.close()


# The same work over a disk that remembers


@dataclass(frozen=True)
class Played:
    disk: Disk
    begins: int  # the operation from which on cuts count
    states: list[str]  # of the contents after each change, from none on


def play(work: Work, journal: cipher.Journal = "WAL", synchronous: str = "") -> Played:
    """`synchronous`: in place of what the program sets, to see that it would be found out."""
    disk, name = Disk(), f"remembers-{next(_numbers)}"
    vfs = Vfs(name, disk)
    with closing(_opened(name, "DELETE", synchronous)) as first:  # as a new profile is made
        _fill(first, work)
    conn, plain = _opened(name, journal, synchronous), apsw.Connection(":memory:")
    _fill(plain, work)
    begins, states = len(disk.ops), [state(plain)]
    for statement in work.statements:
        conn.execute(statement)
        plain.execute(statement)
        if not conn.in_transaction:
            states.append(state(plain))
            disk.tell(len(states) - 1)
    conn.close()
    del vfs
    return Played(disk, begins, states)


def _opened(vfs: str, journal: cipher.Journal, synchronous: str) -> apsw.Connection:
    """With the very settings of the program, from the function that makes them."""
    conn = apsw.Connection(f"/{NAME}", vfs=vfs)
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    if synchronous:
        conn.execute(f"PRAGMA synchronous = {synchronous}")
    cipher._settle(cast(cipher.Connection, conn), journal)
    if synchronous:
        conn.execute(f"PRAGMA synchronous = {synchronous}")
    return conn


def _fill(conn: apsw.Connection, work: Work) -> None:
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    for sql in work.schema:
        if "sqlite_sequence" not in sql:
            conn.execute(sql)
    for table, rows in work.rows:
        for row in rows:
            conn.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(row))})', row)
    conn.execute("COMMIT")
    conn.execute("PRAGMA foreign_keys = ON")


def state(conn: apsw.Connection) -> str:
    """One hash of all that a database holds."""
    held = hashlib.sha256()
    for name in _tables(conn):
        held.update(name.encode())
        for row in sorted(map(repr, conn.execute(f'SELECT * FROM "{name}"'))):
            held.update(row.encode())
    return held.hexdigest()


def look(played: Played, moment: int, rng: random.Random, folder: Path) -> tuple[int, str]:
    """How many changes had been told of when the power went, and what is wrong with what is left; '' if nothing."""
    told = max((op.at for op in played.disk.ops[:moment] if op.done == "tell"), default=0)
    for old in folder.iterdir():
        old.unlink()
    for name, data in played.disk.after_cut(moment, rng).items():
        (folder / name).write_bytes(data)
    try:
        conn = apsw.Connection(str(folder / NAME), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            sound = [row[0] for row in conn.execute("PRAGMA integrity_check")]
            found = state(conn)
        finally:
            with contextlib.suppress(apsw.Error):
                conn.close()
    except (apsw.Error, UnicodeDecodeError) as error:
        return told, f"broken: {error}"
    if sound != ["ok"]:
        return told, f"broken: {sound[0]}"
    if found not in played.states:
        return told, "broken: half a change"
    last = max(n for n, one in enumerate(played.states) if one == found)
    return told, "" if last >= told else f"lost: {told - last} changes that had been called saved"


def run(cuts: int, seed: int, folder: Path) -> Found:
    """Half of the cuts hit the database, the other half files on their way to their names (`filecuts`)."""
    rng, found = random.Random(seed), Found()
    work = jobs(folder)
    look_in = folder / "after"
    look_in.mkdir()
    played = {one.name: play(one) for one in work}
    spoiled = {one.name: play(one, synchronous="OFF") for one in work}
    for n in range(cuts - cuts // 3):
        name = work[n % len(work)].name
        moment = rng.randrange(played[name].begins, len(played[name].disk.ops) + 1)
        told, wrong = look(played[name], moment, rng, look_in)
        _count(found, name, told, wrong, n)
        if n % 5 == 0:
            moment = rng.randrange(spoiled[name].begins, len(spoiled[name].disk.ops) + 1)
            found.control += bool(look(spoiled[name], moment, rng, look_in)[1])
    files_, control = filecuts.cuts(cuts // 3, rng, folder / "files")
    for name, told, wrong in files_:
        _count(found, name, told, wrong, found.cuts)
    found.control += control
    return found


def _count(found: Found, name: str, told: int, wrong: str, n: int) -> None:
    found.cuts += 1
    found.by_job[name] += 1
    found.told += told
    if wrong:
        (found.lost if wrong.startswith("lost") else found.broken).append(f"{name} ({n}): {wrong}")


def main(argv: list[str]) -> int:
    cuts = int(argv[0]) if argv else 300
    seed = int(argv[1]) if len(argv) > 1 else random.randrange(2**31)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = run(cuts, seed, Path(name))
    told = found.__dict__ | {
        "by_job": dict(found.by_job),
        "lost": found.lost[:20],
        "broken": found.broken[:20],
    }
    print(json.dumps({"seed": seed, "took": round(time.monotonic() - began, 1), **told}))
    return 1 if found.lost or found.broken or not found.control else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
