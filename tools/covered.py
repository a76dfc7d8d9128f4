"""`make coverage`: of what the tests came to, the sums of each package and the weakest modules, from coverage's JSON."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

WEAKEST = 25
HEAD = ("", "lines", "not run", "branches", "not taken", "covered")
Sums = tuple[int, int, int, int]
"""Lines, those not run, branches, those not taken."""


def sums(told: Mapping[str, object]) -> dict[str, Sums]:
    """The sums of each module in what `coverage json` wrote."""
    found = {}
    for name, one in told["files"].items():  # type: ignore[attr-defined]
        part = one["summary"]
        found[name] = (
            part["num_statements"],
            part["missing_lines"],
            part["num_branches"],
            part["missing_branches"],
        )
    return found


def share(one: Sums) -> float:
    """Lines and branches that were come to, of all: the way that coverage counts."""
    lines, unrun, branches, untaken = one
    return (lines + branches - unrun - untaken) / (lines + branches) if lines + branches else 1.0


def table(found: Mapping[str, Sums]) -> str:
    """Each package and all together, then the modules of which most is not covered, the weakest first."""
    packages: dict[str, Sums] = defaultdict(lambda: (0, 0, 0, 0))
    for name, one in found.items():
        for heap in (name.split("/")[0] + "/", "all"):
            packages[heap] = tuple(a + b for a, b in zip(packages[heap], one, strict=True))  # type: ignore[assignment]
    weak = sorted((share(one), name) for name, one in found.items() if share(one) < 1)
    rows = [HEAD, *(_row(name, packages[name]) for name in sorted(packages, reverse=True)), ("",) * 6]
    rows += [_row(name, found[name]) for _, name in weak[:WEAKEST]]
    return "\n".join(f"{row[0]:38}" + "".join(f"{cell:>11}" for cell in row[1:]) for row in rows)


def _row(name: str, one: Sums) -> tuple[str, ...]:
    return (name, *map(str, one), f"{100 * share(one):.1f}%")


if __name__ == "__main__":
    print(table(sums(json.loads(Path(sys.argv[1]).read_text("utf-8")))))
