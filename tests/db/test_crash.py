from __future__ import annotations

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from db import backup
from db.store import Store
from tests.db.made_up import KEY, MARKER, digest, traces

KILLS = 20
ROOT = Path(__file__).parents[2]


def killed(path: Path, start: int, told: int) -> int:
    """Writes in another process, killed the moment it has told of `told` commits. The last number told of."""
    command = [sys.executable, "-m", "tests.db.other_process", "write", str(path), str(start)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        for _ in range(told):
            last = int(other.stdout.readline())
        other.kill()
        rest = other.stdout.read().split()  # told before the kill came
    return max(last, *map(int, rest)) if rest else last


def test_a_process_killed_while_it_writes_leaves_what_it_told_of_and_nothing_half_done(path: Path) -> None:
    chance = random.Random(7)
    last = 0
    for _ in range(KILLS):
        last = killed(path, last + 1, told=chance.randint(1, 6))
        assert traces(path.parent) == []
        with closing(Store(path, KEY)) as store:
            assert store.problems() == []
            numbers = {int(row.doc[1:]) for row in store.entries()}
            assert numbers >= set(range(1, last + 1))  # all that was told of
            assert store.digests() == {
                digest(f"{n}-{part}") for n in numbers for part in range(3)
            }  # none in part
            last = max(numbers)
            draft = store.draft("draft")
            assert draft and draft.body == MARKER + str(last).encode()
            assert len(store.answers()) == 3 * len(numbers) and len(store.draft_steps("draft")) == len(
                numbers
            )
    with closing(Store(path.with_name("copy.sqlite"), KEY)) as copied:
        assert copied.problems() == [] and 0 < len(copied.digests()) <= 3 * last
    backup.sweep(path.parent)
    assert sorted(p.name for p in path.parent.iterdir()) == ["copy.sqlite", "qa.sqlite"]
