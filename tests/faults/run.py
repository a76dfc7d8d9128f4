"""How tests call the fault programs: each in a process of its own, as `make faults` does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def program(name: str, *said: object) -> dict[str, Any]:
    """What `python -m tests.faults.<name> …` printed. It ends with 1 where it found a fault."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{name}", *map(str, said)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 1) == bool(
        any(found.get(kind) for kind in ("faults", "lost", "broken")) or found.get("control") == 0
    )
    return found
