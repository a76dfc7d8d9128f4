"""Nothing that was called done is lost by kill -9, at whatever moment it comes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(600)
def test_two_hundred_kills_lose_nothing_that_was_acknowledged():
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.kills", "200"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found = json.loads(done.stdout)
    assert found["kills"] == 200
    assert found["lost"] == [] and found["broken"] == [], f"seed {found['seed']}"
    # The check is worth nothing if the children did nothing.
    assert all(found["acknowledged"].get(what, 0) > 20 for what in ("answer", "sealed", "bundle", "imported"))
