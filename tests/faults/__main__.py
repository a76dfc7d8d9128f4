"""Every fault program with its full count, one table of what was tried and what was found. `make faults` calls this.

`FAULTS=n` in the environment is the number of mutated bundles; the other counts keep their proportion to it, which is
100,000 bundles, 1,000 kills, 1,000 power cuts and 2,000 flipped bits in each kind of file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from tests.faults.run import program

BUNDLES = 100_000
Found = dict[str, Any]
Line = tuple[str, str, int]  # what, how much of it was tried, how often it went wrong


def main() -> int:
    bundles = int(os.environ.get("FAULTS") or BUNDLES)
    share = bundles / BUNDLES
    asked: dict[str, tuple[object, ...]] = {
        "mutate": (max(bundles, 100),),
        "kills": (max(int(1000 * share), 16),),
        "flips": (max(int(2000 * share), 20),),
        "powercuts": (max(int(1000 * share), 60),),
        "errors": ("few",) if share < 0.5 else (),
        "draws": (max(int(2000 * share), 50),),
        "givings": (max(int(1000 * share), 50),),
    }
    with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        waiting = {name: side_by_side.submit(program, name, *words) for name, words in asked.items()}
        for name, one in waiting.items():
            one.add_done_callback(_told(name))
        found = {name: one.result() for name, one in waiting.items()}
    said = [line for name, lines in LINES.items() for line in lines(found[name])]
    return _table(said, list(found.values()))


def _told(name: str) -> Callable[[Future[Found]], None]:
    """The whole takes half an hour or more: whoever waits sees how far it is."""
    return lambda _: print(f"{name}: done", file=sys.stderr, flush=True)


def _mutated(found: Found) -> list[Line]:
    tried = f"{found['tried']:,} ({found['refused']:,} refused; longest {found['longest']:.2f} s, most {found['most_mb']:.0f} MB)"
    return [("Mutated bundles", tried, len(found["faults"]))]


def _flipped(found: Found) -> list[Line]:
    return [
        (
            f"Bits flipped: {kind}",
            f"{count:,} ({found['found'].get(kind, 0):,} refused)",
            sum(one.startswith(f"{kind},") for one in found["faults"]),
        )
        for kind, count in found["flips"].items()
    ]


def _killed(found: Found) -> list[Line]:
    acknowledged = sum(found["acknowledged"].values())
    return [("Kills", f"{found['kills']:,} ({acknowledged:,} things called done)", _lost(found))]


def _cut(found: Found) -> list[Line]:
    return [("Power cuts", f"{found['cuts']:,} ({found['told']:,} changes called saved)", _lost(found))]


def _refused(found: Found) -> list[Line]:
    return [("Calls that the disk refused", f"{sum(found['errors'].values()):,}", len(found["faults"]))]


def _counted(name: str) -> Callable[[Found], list[Line]]:
    return lambda found: [(name.title(), f"{found[name]:,}", len(found["faults"]))]


LINES: dict[str, Callable[[Found], list[Line]]] = {
    "mutate": _mutated,
    "flips": _flipped,
    "kills": _killed,
    "powercuts": _cut,
    "errors": _refused,
    "draws": _counted("draws"),
    "givings": _counted("givings"),
}


def _lost(found: Found) -> int:
    return len(found["lost"]) + len(found["broken"]) + (found.get("control") == 0)


def _table(said: list[Line], every: list[Found]) -> int:
    wide = max(len(what) for what, _, _ in said), max(len(tried) for _, tried, _ in said)
    print(f"{'':{wide[0]}}  {'Tried':{wide[1]}}  Lost, wrong or broken")
    for what, tried, wrong in said:
        print(f"{what:{wide[0]}}  {tried:{wide[1]}}  {wrong}")
    print(f"Lost, wrong or broken in all: {sum(wrong for _, _, wrong in said)}")
    faults = [
        f"{one} (seed {found.get('seed')})"
        for found in every
        for kind in ("faults", "lost", "broken")
        for one in found.get(kind, ())
    ]
    print("\n".join(faults))
    return 1 if any(wrong for _, _, wrong in said) else 0


if __name__ == "__main__":
    sys.exit(main())
