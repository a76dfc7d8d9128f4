"""One bit flipped in a bundle, a signed PDF, a database: found before anything in it is used, or without effect.

`python -m tests.faults.flips 2000 [seed] [kind]` flips as many in each and prints one JSON object; exits 1 for any fault.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.errors import StoreError
from db.store import Store
from qa_desktop import identity, import_plans, paper, pdf_sign, profiles
from qa_desktop.workspace import DATABASE, Workspace
from qa_desktop.world import World
from tests.faults import mutate, template
from tests.small import sealed

KINDS = ("bundle", "pdf", "database")


@dataclass
class Found:
    """`found`: refused, or said to be damaged. `same`: read, and every byte that counts is as it was."""

    flips: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Sample:
    """`read` gives "found" or "same" for a spoiled copy, or what is wrong."""

    data: bytes
    read: Callable[[bytes], str]


def samples(folder: Path) -> dict[str, Sample]:
    made = template.made(folder)
    ws = profiles.open_workspace(World.real(folder / "laptop"), "demo")
    digest = sealed(ws)
    pdf = paper.signed_pdf(ws, digest)
    key = ws._key
    ws.close()
    receiver = mutate.profile(made)
    database = (folder / "laptop" / DATABASE).read_bytes()
    return {
        "bundle": Sample(made.data, lambda data: _bundle(receiver, data, made)),
        "pdf": Sample(pdf, _Pdf(receiver, pdf)),
        "database": Sample(database, _Database(folder / "spoiled", key, database)),
    }


def _bundle(ws: Workspace, data: bytes, made: template.Template) -> str:
    verdict, words = mutate.judge(ws, data, False, made)
    return {"refused": "found", "same": "same"}.get(verdict, f"{verdict}: {words}")


class _Pdf:
    def __init__(self, ws: Workspace, good: bytes) -> None:
        self.ws = ws
        self.good = self._entries(good)
        assert self.good and self._verified(good)

    def _entries(self, data: bytes) -> list[import_plans.Incoming] | None:
        plan = import_plans.plan(self.ws, "form.pdf", data)
        return None if plan.status == "not_safe" else list(plan.incoming)

    def _verified(self, data: bytes) -> bool:
        return pdf_sign.verify(data, [identity.from_der(root) for root in self.ws.roots()]).ok

    def __call__(self, data: bytes) -> str:
        entries = self._entries(data)
        if entries is None:
            return "found"
        return "same" if entries == self.good else "wrong: other entries were read"


class _Database:
    """Opened, asked for its faults, and read: what is read must be as it was, or an error comes before it."""

    def __init__(self, folder: Path, key: bytes, good: bytes) -> None:
        folder.mkdir()
        self.path, self.key = folder / DATABASE, key
        self.path.write_bytes(good)
        with Opened(self.path, key) as store:
            self.good = contents(store)
            assert store.problems() == []

    def __call__(self, data: bytes) -> str:
        self.path.write_bytes(data)
        try:
            with Opened(self.path, self.key) as store:
                noticed = bool(store.problems())
                same = contents(store) == self.good
        except StoreError:
            return "found"
        if noticed:
            return "found"
        return "same, and no check noticed" if same else "wrong: other contents were read"


class Opened:
    def __init__(self, path: Path, key: bytes) -> None:
        self.store = Store(path, key)

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *_: object) -> None:
        self.store.close()


def contents(store: Store) -> list[object]:
    names = [
        one[0] for one in store._read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return [(name, store._read(f'SELECT * FROM "{name}" ORDER BY 1')) for name in names]


def bits(size: int, count: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Different places, spread over the whole file."""
    for n in rng.sample(range(size * 8), min(count, size * 8)):
        yield n // 8, n % 8


def run(flips: int, seed: int, folder: Path, kinds: tuple[str, ...] = KINDS) -> Found:
    rng, found = random.Random(seed), Found()
    for kind, sample in samples(folder).items():
        if kind not in kinds:
            continue
        for at, bit in bits(len(sample.data), flips, rng):
            spoiled = bytearray(sample.data)
            spoiled[at] ^= 1 << bit
            try:
                verdict = sample.read(bytes(spoiled))
            except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
                verdict = f"crashed: {type(error).__name__}: {error}"
            found.flips[kind] += 1
            if verdict in ("found", "same"):
                getattr(found, verdict)[kind] += 1
            else:
                found.faults.append(f"{kind}, byte {at} bit {bit}: {verdict}")
    return found


def main(argv: list[str]) -> int:
    flips = int(argv[0]) if argv else 200
    seed = int(argv[1]) if len(argv) > 1 else random.randrange(2**31)
    kinds = tuple(argv[2:]) or KINDS
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = run(flips, seed, Path(name), kinds)
    told = found.__dict__ | {"faults": found.faults[:40]}
    print(json.dumps({"seed": seed, "took": round(time.monotonic() - began, 1), **told}))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
