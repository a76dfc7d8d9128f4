"""Every row of the list of bad inputs and faults has a test that is really there, or says plainly why not."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))["row"]


def test_the_map_holds_every_row_once_in_order():
    assert [row["number"] for row in ROWS] == list(range(1, 86))
    assert all(row["what"] and (row["tests"] or row.get("but")) for row in ROWS)
    assert all(set(row) <= {"number", "what", "tests", "but"} for row in ROWS)


def test_every_test_that_the_map_names_is_there():
    missing = []
    for row in ROWS:
        for named in row["tests"]:
            file, _, name = named.partition("::")
            path = ROOT / file
            if not path.is_file() or not re.search(rf"^ *def {name}\(", path.read_text("utf-8"), re.M):
                missing.append((row["number"], named))
    assert missing == []
