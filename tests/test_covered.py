"""The table of `make coverage`."""

from __future__ import annotations

from tools.covered import share, sums, table

TOLD = {
    "files": {
        name: {
            "summary": dict(
                zip(("num_statements", "missing_lines", "num_branches", "missing_branches"), one, strict=True)
            )
        }
        for name, one in {
            "qa_desktop/whole.py": (10, 0, 4, 0),
            "qa_desktop/half.py": (6, 2, 4, 3),
            "db/thin.py": (10, 1, 0, 0),
            "db/__init__.py": (0, 0, 0, 0),
        }.items()
    }
}


def test_the_sums_of_each_package_come_first_and_then_what_is_weak_the_weakest_first():
    assert [line.split() for line in table(sums(TOLD)).splitlines()[1:]] == [
        ["qa_desktop/", "16", "2", "8", "3", "79.2%"],
        ["db/", "10", "1", "0", "0", "90.0%"],
        ["all", "26", "3", "8", "3", "82.4%"],
        [],
        ["qa_desktop/half.py", "6", "2", "4", "3", "50.0%"],
        ["db/thin.py", "10", "1", "0", "0", "90.0%"],
    ]


def test_a_module_with_nothing_to_run_is_covered():
    assert share((0, 0, 0, 0)) == 1.0
