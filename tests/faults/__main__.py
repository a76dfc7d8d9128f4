"""Every fault program with its full count, one table of what was tried and what was found. `make faults` calls this.

`FAULTS=n` in the environment is the number of mutated bundles; the other counts keep their proportion to it, which is
100,000 bundles, 1,000 kills, 1,000 power cuts and 2,000 flipped bits in each kind of file.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from tests.faults.run import program

BUNDLES = 100_000


def main() -> int:
    bundles = int(os.environ.get("FAULTS") or BUNDLES)
    share = bundles / BUNDLES
    said: list[tuple[str, str, int]] = []

    mutated = program("mutate", max(bundles, 100))
    tried = f"{mutated['tried']:,} ({mutated['refused']:,} refused; longest {mutated['longest']:.2f} s, most {mutated['most_mb']:.0f} MB)"
    said.append(("Mutated bundles", tried, len(mutated["faults"])))
    flips = program("flips", max(int(2000 * share), 20))
    for kind, count in flips["flips"].items():
        wrong = sum(one.startswith(f"{kind},") for one in flips["faults"])
        said.append((f"Bits flipped: {kind}", f"{count:,} ({flips['found'].get(kind, 0):,} refused)", wrong))
    kills = program("kills", max(int(1000 * share), 16))
    acknowledged = sum(kills["acknowledged"].values())
    said.append(("Kills", f"{kills['kills']:,} ({acknowledged:,} things called done)", _lost(kills)))
    cuts = program("powercuts", max(int(1000 * share), 60))
    said.append(("Power cuts", f"{cuts['cuts']:,} ({cuts['told']:,} changes called saved)", _lost(cuts)))
    errors = program("errors", *(["few"] if share < 0.5 else []))
    count = sum(errors["errors"].values())
    said.append(("Calls that the disk refused", f"{count:,}", len(errors["faults"])))
    for name, number in (("draws", 2000), ("givings", 1000)):
        found = program(name, max(int(number * share), 50))
        said.append((name.title(), f"{found[name]:,}", len(found["faults"])))
    return _table(said, [mutated, flips, kills, cuts, errors])


def _lost(found: dict[str, Any]) -> int:
    return len(found["lost"]) + len(found["broken"]) + (found.get("control") == 0)


def _table(said: list[tuple[str, str, int]], every: list[dict[str, Any]]) -> int:
    wide = max(len(what) for what, _, _ in said), max(len(tried) for _, tried, _ in said)
    print(f"{'':{wide[0]}}  {'Tried':{wide[1]}}  Lost, wrong or broken")
    for what, tried, wrong in said:
        print(f"{what:{wide[0]}}  {tried:{wide[1]}}  {wrong}")
    print(f"{'Lost, in all':{wide[0]}}  {'':{wide[1]}}  {sum(wrong for _, _, wrong in said)}")
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
