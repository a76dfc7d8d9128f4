"""One wrong bit, wherever it is, is found before anything is used, or changes nothing."""

import pytest

from tests.faults.run import program


@pytest.mark.timeout(300)
def test_single_bits_in_bundle_pdf_and_database_are_found_before_they_are_used():
    found = program("flips", 60)
    assert found["faults"] == [], f"seed {found['seed']}"
    assert found["flips"] == {"bundle": 60, "pdf": 60, "database": 60}
    assert found["found"]["database"] == 60 and found["found"]["bundle"] > 50 and found["found"]["pdf"] > 40
