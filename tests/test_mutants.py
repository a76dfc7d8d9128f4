"""The mutants that `make mutants` makes, and how each of them ends."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

from tools.mutants import RULES, table
from tools.mutating import applied, mutants

ROOT = Path(__file__).resolve().parent.parent
SOURCE = """
'''Words with a 7 in them.'''
LEAST: int = 3
MOST = 10

class Rule(Base, frozen=True):
    high: int = 5

    def holds(self, n: Literal[4] = 6) -> bool:
        return n > 1 and not self.off

def few(counts, least=3):
    if counts:
        raise ValueError(f"not {counts} of 8")
    told = [n for n in counts if n.seen]
    told.append(-min(told) + 2)
"""
TRIED = """
import json
from tools import mutants
mutants.SPARE_SECONDS = 1
print("FOUND", json.dumps([[mutant.says, end] for mutant, end in mutants.tried("rules", ["test_rules.py"])]))
"""


def test_each_kind_of_mistake_is_made_once_and_words_types_and_defaults_are_left_alone():
    assert [mutant.says for mutant in mutants(ast.parse(SOURCE))] == [
        "10 -> 11",
        "return n > 1 and (not self.off) -> return None",
        "n > 1 and (not self.off) -> n > 1 or not self.off",
        "n > 1 and (not self.off) -> not self.off",
        "n > 1 and (not self.off) -> n > 1",
        "n > 1 -> n >= 1",
        "n > 1 -> n <= 1",
        "1 -> 2",
        "not self.off -> self.off",
        "counts -> not counts",
        "raise ValueError(f'not {counts} of 8') -> pass",
        "n.seen -> not n.seen",
        "if n.seen -> no condition",
        "told.append(-min(told) + 2) -> pass",
        "-min(told) + 2 -> -min(told) - 2",
        "-min(told) -> min(told)",
        "min(told) -> max(told)",
        "2 -> 3",
    ]


def test_the_tree_is_as_it_was_after_each_mutant_and_each_of_them_is_another_program():
    tree = ast.parse(SOURCE)
    before, plain = ast.dump(tree), compile(tree, "rules", "exec")
    for mutant in mutants(tree):
        with applied(mutant):
            assert compile(tree, "rules", "exec") != plain, mutant.says
        assert ast.dump(tree) == before


def test_a_mutant_knows_the_lines_of_its_statement_and_the_head_of_one_with_a_body():
    found = {mutant.says: mutant.lines for mutant in mutants(ast.parse(SOURCE))}
    assert found["counts -> not counts"] == range(13, 14)
    assert found["n.seen -> not n.seen"] == range(15, 16)


def test_every_module_of_the_list_and_the_tests_of_each_are_there():
    for name, tests in RULES.items():
        assert (ROOT / "qa_desktop" / f"{name}.py").is_file()
        assert all((ROOT / "tests" / "qa_desktop" / f"test_{one}.py").is_file() for one in tests.split())


def test_the_table_leaves_out_what_could_not_be_tried():
    told = table({"roles": ["killed", "survived", "killed by time", "not tried"], "periods": []}).splitlines()
    assert [line.split() for line in told] == [
        ["module", "mutants", "killed", "survived", "score"],
        ["roles", "3", "2", "1", "67%"],
        ["periods", "0", "0", "0", "-"],
        ["all", "3", "2", "1", "67%"],
    ]


def test_a_mistake_that_a_test_sees_is_killed_and_one_that_none_sees_survives(tmp_path):
    """Also in a cached function, in a constant that another module took by name, and in a loop that never ends."""
    (tmp_path / "rules.py").write_text(
        "from functools import cache\n"
        "LEAST = 3\n"
        "@cache\n"
        "def enough(n):\n"
        "    return n >= LEAST\n"
        "def down(n):\n"
        "    while n > 0:\n"
        "        n -= 1\n"
        "    return n\n"
        "def unseen(n):\n"
        "    return n + 1\n"
    )
    (tmp_path / "test_rules.py").write_text(
        "from rules import LEAST, down, enough\n"
        "def test_three_is_enough():\n"
        "    assert enough(3) and not enough(1)\n"
        "def test_it_ends_at_nothing():\n"
        "    assert down(2) == 0\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-c", TRIED], cwd=tmp_path, capture_output=True, text=True, timeout=120,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}", "PATH": ""},
    )  # fmt: skip
    told = next(line for line in done.stdout.splitlines() if line.startswith("FOUND"))
    assert dict(json.loads(told.removeprefix("FOUND "))) == {
        "3 -> 4": "killed",
        "return n >= LEAST -> return None": "killed",
        "n >= LEAST -> n > LEAST": "killed",
        "n >= LEAST -> n < LEAST": "killed",
        "n > 0 -> n >= 0": "killed",
        "n > 0 -> n <= 0": "killed",
        "0 -> 1": "killed",
        "n -= 1 -> n += 1": "killed by time",
        "1 -> 2": "survived",
        "return n -> return None": "killed",
        "return n + 1 -> return None": "survived",
        "n + 1 -> n - 1": "survived",
    }
