"""Whatever arrives as a bundle is refused with a sentence or is the good one, quickly and in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEW = 1500


@pytest.mark.timeout(300)
def test_of_many_mutated_bundles_none_is_taken_for_something_else_and_none_costs_much():
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.mutate", str(FEW)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    assert found["tried"] == FEW
    assert found["faults"] == [], f"seed {found['seed']}"
    # Worth nothing if the mutants were all alike.
    assert len(found["by_family"]) == 9 and found["refused"] > FEW / 2
    assert found["same"] > 10 and found["taken"] > 10
