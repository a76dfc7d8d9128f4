"""Whatever arrives as a bundle is refused with a sentence or is the good one, quickly and in little memory."""

import pytest

from tests.faults.run import program

FEW = 800


@pytest.mark.timeout(300)
def test_of_many_mutated_bundles_none_is_taken_for_something_else_and_none_costs_much():
    found = program("mutate", FEW)
    assert found["tried"] == FEW
    assert found["faults"] == [], f"seed {found['seed']}"
    # Worth nothing if the mutants were all alike.
    assert len(found["by_family"]) == 9 and found["refused"] > FEW / 2
    assert found["same"] > 10 and found["taken"] > 10
