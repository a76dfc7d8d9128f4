"""Hands mutated bundles to a reader of its own process, and counts what it makes of each.

`python -m tests.faults.mutate 100000 [seed]` prints one JSON object and exits 1 for any fault. A fault is a bundle
that was taken for something else than the good one, an error that is not ours, more than a second, more than 200 MB,
or a profile whose views do not stand what was taken in.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from db.store import Store
from qa_desktop import import_plans, imports, soundness
from qa_desktop.errors import QaError
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from tests.faults import heavy, mutants
from tests.faults.template import Template, made

SECOND, MOST_MB, GIVE_UP = 1.0, 200.0, 20.0
"""Seconds of processor time, megabytes that the reading process grew by, and seconds after which it is killed."""
LEAD = Me("C01", "Central", "practice_lead", "", "Example Council")


@dataclass
class Found:
    tried: int = 0
    refused: int = 0
    same: int = 0  # read as the good bundle, or as a part of it
    taken: int = 0  # entries that were sealed again by a key that counts, and that every view stood
    by_family: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    wrong: int = 0
    crashed: int = 0
    slow: int = 0
    big: int = 0
    longest: float = 0.0  # seconds
    most_mb: float = 0.0


class Reader:
    """A process that reads bundles and is replaced when it dies, hangs, or has once grown large."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.ways = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self.here, there = self.ways.Pipe()
        self.process = self.ways.Process(target=read_for_ever, args=(there, self.template), daemon=True)
        self.process.start()
        there.close()
        self.idle_mb = self.here.recv()

    def read(self, data: bytes, behind: bool) -> dict[str, Any]:
        try:
            self.here.send_bytes((b"+" if behind else b"-") + data)
            if self.here.poll(GIVE_UP):
                return json.loads(self.here.recv_bytes())
            return {
                "verdict": "crashed",
                "words": "it never came back",
                "seconds": GIVE_UP,
                "mb": self.idle_mb,
            }
        except (EOFError, OSError) as error:
            return {
                "verdict": "crashed",
                "words": f"the process died: {error!r}",
                "seconds": 0.0,
                "mb": self.idle_mb,
            }

    def renew(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self.here.close()
        self.process.kill()
        self.process.join()


# In the reading process


def read_for_ever(there: Connection, template: Template) -> None:
    ws = profile(template)
    assert judge(ws, template.data, False, template) == ("same", "")  # and brings in what is imported late
    there.send(_peak_mb())
    while True:
        try:
            got = there.recv_bytes()
        except EOFError:
            return
        data, behind = got[1:], got[:1] == b"+"
        del got
        _peak_mb()
        began = time.process_time()
        verdict, words = judge(ws, data, behind, template)
        told = {
            "verdict": verdict, "words": words, "seconds": time.process_time() - began, "mb": _peak_mb(),
        }  # fmt: skip
        there.send_bytes(json.dumps(told).encode())
        if verdict == "taken":
            ws.close()
            ws = profile(template)


def _peak_mb() -> float:
    """The most memory held since it was last asked, where the system can start afresh; else since the start."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    # not ru_maxrss: on Linux a process begins with the peak of the one that made it
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return int(peak.split()[1]) / 2**10


def profile(template: Template) -> Workspace:
    """The receiver's profile, in memory, holding nothing yet."""
    world = World.real(Path(tempfile.gettempdir()))
    ws = Workspace(Store(":memory:", bytes(32)), world, LEAD, bytes(32))
    with ws.write():
        for name, value in template.settings.items():
            ws.keep(name, value)
    return ws


def judge(ws: Workspace, data: bytes, behind: bool, template: Template) -> tuple[str, str]:
    """refused, same, taken; or what is a fault: wrong, crashed."""
    try:
        plan = import_plans.plan(ws, "mutant.qabundle", data)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
        return "crashed", f"{type(error).__name__}: {error}"[:300]
    if plan.status == "not_safe":
        fine = plan.words.endswith(".") and plan.words.isprintable() and len(plan.words) < 500
        return ("refused", "") if fine else ("crashed", f"no sentence: {plan.words!r}"[:300])
    good = {(s.digest, s.body, s.salt, s.certificate) for s in template.sealed}
    good |= {(s.digest, None, None, s.certificate) for s in template.sealed}  # a body may be withheld
    read = {(i.digest, i.sealed.body, i.sealed.salt, i.sealed.certificate) for i in plan.incoming}
    if read <= good:
        return "same", ""
    if not behind:
        return "wrong", f"{plan.words} {len(read - good)} entries that were never made"
    return take_in(ws, plan)


def take_in(ws: Workspace, plan: import_plans.FilePlan) -> tuple[str, str]:
    """What was rightly sealed comes in, and nothing that is worked out from it may break."""
    try:
        imports.take_in(ws, [plan], back_up=False)
        once = soundness.state_digest(ws)
        if found := [*soundness.unsound(ws), *ws.store.problems()]:
            return "wrong", f"taken in, and then: {found[0]}"
        imports.take_in(ws, [plan], back_up=False)
        soundness.rebuild(ws)
        if soundness.state_digest(ws) != once:
            return "wrong", "taken in twice, it is another state"
    except QaError as error:
        return "wrong", f"planned, and then not taken in: {error}"[:300]
    except Exception as error:  # noqa: BLE001
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        return "crashed", f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"[:300]
    return "taken", ""


# In this process


def run(number: int, seed: int, folder: Path) -> Found:
    template, found = made(folder), Found()
    good = mutants.good_of(
        template.data, template.secret, template.recipient, template.signer(), template.lead()
    )
    reader = Reader(template)
    try:
        for name, data in heavy.every(good, number):
            _count(found, reader, f"heavy, {name}", data, False)
        for n in range(number - found.tried):
            one = mutants.mutant(good, n, seed)
            _count(found, reader, one.family, one.data, one.behind, f" ({n})")
    finally:
        reader.stop()
    return found


def _count(found: Found, reader: Reader, family: str, data: bytes, behind: bool, which: str = "") -> None:
    told = reader.read(data, behind)
    verdict = told["verdict"]
    found.tried += 1
    found.by_family[family.split(",")[0]] += 1
    found.longest, found.most_mb = (
        max(found.longest, told["seconds"]),
        max(found.most_mb, told["mb"] - reader.idle_mb),
    )
    # what taking in and the views cost is measured elsewhere; a second is what looking may take
    slow, big = told["seconds"] > SECOND, told["mb"] - reader.idle_mb > MOST_MB
    found.slow += slow
    found.big += big
    setattr(found, verdict, getattr(found, verdict) + 1)
    if verdict in ("wrong", "crashed"):
        found.faults.append(f"{family}{which}: {verdict}: {told['words']}")
    if slow or big:
        found.faults.append(f"{family}{which}: {told['seconds']:.2f} s, {told['mb']:.0f} MB")
    if verdict == "crashed" or big:
        reader.renew()


def main(argv: list[str]) -> int:
    number = int(argv[0]) if argv else 2000
    seed = int(argv[1]) if len(argv) > 1 else random.randrange(2**31)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        found = run(number, seed, Path(name))
    told = found.__dict__ | {"faults": found.faults[:40], "by_family": dict(found.by_family)}
    print(json.dumps({"seed": seed, "took": round(time.monotonic() - began, 1), **told}))
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
