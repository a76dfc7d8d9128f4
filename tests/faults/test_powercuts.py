"""Nothing that was called saved is lost when the power goes, and the simulation would find it if it were."""

import random
from pathlib import Path

import pytest

from tests.faults import powercuts
from tests.faults.run import program


@pytest.mark.timeout(300)
def test_power_cuts_lose_nothing_that_was_called_saved():
    found = program("powercuts", 200)
    assert found["cuts"] == 200
    assert found["lost"] == [] and found["broken"] == [], f"seed {found['seed']}"
    assert len(found["by_job"]) == 10 and found["told"] > 100
    assert found["control"] > 5  # where nothing is synced, the same cuts do lose something


@pytest.fixture(scope="module")
def autosaved(tmp_path_factory: pytest.TempPathFactory) -> powercuts.Work:
    return next(one for one in powercuts.jobs(tmp_path_factory.mktemp("work")) if one.name == "autosave")


def faults(played: powercuts.Played, folder: Path, cuts: int = 60) -> list[str]:
    rng = random.Random(1)
    moments = [rng.randrange(played.begins, len(played.disk.ops) + 1) for _ in range(cuts)]
    return [found for moment in moments if (found := powercuts.look(played, moment, rng, folder)[1])]


@pytest.mark.parametrize(
    ("journal", "synchronous", "words"), [("WAL", "NORMAL", "lost"), ("DELETE", "OFF", "broken")]
)
def test_settings_that_lose_work_are_found_out(autosaved, tmp_path, journal, synchronous, words):
    found = faults(powercuts.play(autosaved, journal, synchronous), tmp_path)
    assert any(one.startswith(words) for one in found)


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_the_settings_of_the_program_lose_nothing(autosaved, tmp_path, journal):
    assert faults(powercuts.play(autosaved, journal), tmp_path) == []


def test_the_journal_from_before_the_log_cannot_come_back(autosaved, tmp_path):
    """A removal is safe only with its folder: what is left of the first journal would take all later work back."""
    played = powercuts.play(autosaved)
    removed = [op for op in played.disk.ops[: played.begins] if op.done == "delete"]
    assert removed and all(op.synced for op in removed)
