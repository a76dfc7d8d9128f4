"""A draw of 600 families, made once and kept: every machine, Python and order of hashing must give the same list.

To try another Python: `UV_PROJECT_ENVIRONMENT=/tmp/other uv run --python 3.13 main.py draw verify tests/data/draw/draw.json`.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "data" / "draw"
EXPECTED = json.loads((KEPT / "expected.json").read_text())


def verified(file: Path, hash_seed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "draw", "verify", str(file), "--json"],
        env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def list_digest(drawn: list[dict[str, str]]) -> str:
    lines = [f"{one['case']} {one['supervisor']} {one['auditor']}\n" for one in drawn]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_the_kept_draw_comes_out_the_same_whatever_order_python_hashes_in(hash_seed):
    done = verified(KEPT / "draw.json", hash_seed)
    said = json.loads(done.stdout)
    assert done.returncode == 0 and said["same"] is True and said["cases"] == 600, done.stderr
    assert (said["seed"], said["frame_digest"]) == (EXPECTED["seed"], EXPECTED["frame_digest"])
    assert list_digest(said["drawn"]) == EXPECTED["list_digest"]


def test_a_list_with_another_family_on_it_does_not_verify(tmp_path):
    held = json.loads((KEPT / "draw.json").read_text("utf-8"))
    held["drawn"][0]["case"] = held["drawn"][1]["case"]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False), "utf-8")
    done = verified(other, "0")
    assert done.returncode == 1 and json.loads(done.stdout)["same"] is False


def test_the_kept_list_is_what_sha256_gives_without_the_program():
    """The rules once more, plainly: the smallest ticket of each supervisor, and the next one where it was swapped out."""
    held = json.loads((KEPT / "draw.json").read_text("utf-8"))
    swapped = {one["case"] for one in held["swaps"]}
    found = {}
    for supervisor in held["frame"]["supervisors"]:
        line = [c for c in held["frame"]["cases"] if c["supervisor"] == supervisor and may_be_drawn(c)]
        line.sort(key=lambda c: hashlib.sha256(f"{EXPECTED['seed']}:{c['case']}".encode()).hexdigest())
        assert swapped & {c["case"] for c in line[1:]} == set()
        found[supervisor] = next(c["case"] for c in line if c["case"] not in swapped)
    assert found == {one["supervisor"]: one["case"] for one in held["drawn"]} and len(swapped) == 1


def may_be_drawn(case: dict[str, str]) -> bool:
    """On 2 November 2026: open for eight weeks or closed within three months, and not audited within twelve months."""
    on = date(2026, 11, 2)
    closed = date.fromisoformat(case.get("closed") or "2999-12-31")
    if closed <= on:
        in_time = closed >= date(2026, 8, 2)
    else:
        in_time = date.fromisoformat(case["opened"]) <= on - timedelta(weeks=8)
    return in_time and not case.get("excluded") and case.get("audited", "") <= "2025-11-02"
