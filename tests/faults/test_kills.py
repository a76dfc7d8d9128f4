"""Nothing that was called done is lost by kill -9, at whatever moment it comes."""

import pytest

from tests.faults.run import program

FEW = 64


@pytest.mark.timeout(1_200)
def test_kills_lose_nothing_that_was_acknowledged():
    found = program("kills", FEW)
    assert found["kills"] == FEW
    assert found["lost"] == [] and found["broken"] == [], f"seed {found['seed']}"
    # The check is worth nothing if the children did nothing.
    done = found["acknowledged"]
    every = ("answer", "sealed", "bundle", "imported", "backup", "PDF", "migrated", "purged")
    assert all(done.get(what, 0) for what in every), done
    assert sum(done.values()) > FEW
