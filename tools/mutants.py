"""`make mutants`: how many small mistakes in the rules the rules' own tests would find.

    python -m tools.mutants [MODULE ...]

Each module's tests run once, untouched, and it is noted which lines each of them comes to. Then each mutant has a
process of its own, forked from that one: the changed code is put into the functions that are already there, and the
tests that come to its lines run, the quickest first, until one fails. Linux and macOS only, because of the fork.
"""

from __future__ import annotations

import ast
import functools
import gc
import importlib
import json
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.mutating import Mutant, applied, mutants

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "mutants"
RULES = {
    "figures": "figures",
    "roles": "roles",
    "workdays": "workdays",
    "periods": "periods",
    "spans": "spans",
    "agreement": "agreement",
    "draw_assign": "draw_assign",
    "draw_plan": "draw_plan",
    "quote_marks": "quote_marks",
    "privacy_numbers": "privacy_numbers",
    "canonical": "canonical",
    "moderation_rules": "moderation_rules",
    "action_rules": "action_moves",
    "action_standing": "action_orders action_findings",
    "retention_due": "retention retention_periods",
    "retention_acts": "retention",
    "retention": "retention retention_periods",
    "collate": "collate",
    "live": "walk answer_types",
    "walk": "walk answer_types",
}
"""The modules where a wrong figure or a leak would hurt most, and the tests of each: `tests/qa_desktop/test_*.py`."""
TOO_SLOW = ("test_nobody_can_take_a_pack_apart", "test_nobody_can_take_two_team_sheets_and_everybodys_apart")
"""Tests that are left out, because each survivor would wait for them. The score can only be lower for it."""
KILLED, SURVIVED, STUCK, UNTRIED = "killed", "survived", "killed by time", "not tried"
SPARE_SECONDS = 5  # of computing, beside what the tests take: a loop that never ends is found by that


class Trial:
    """A plugin of pytest that runs the tests of one module untouched, and then once for each mutant."""

    def __init__(self, name: str) -> None:
        self.module = importlib.import_module(name)
        self.path = str(self.module.__file__)
        self.tree = ast.parse(Path(self.path).read_text("utf-8"))
        self.seconds: dict[pytest.Item, float] = {}
        self.lines: dict[pytest.Item, set[int]] = {}
        self.found: list[tuple[Mutant, str]] = []

    def pytest_configure(self) -> None:
        from hypothesis import HealthCheck, Phase, settings  # not before pytest has its hooks in

        settings.register_profile(
            "mutants", database=None, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.caches, self.functions = _live(self.path)
        for item in session.items:
            if item.name.partition("[")[0] not in TOO_SLOW:
                self._untouched(item)
        if not self.seconds:
            raise pytest.UsageError("No test passes untouched.")
        gc.freeze()
        if _forked(lambda: not all(map(_passes, self.seconds)), 600) != SURVIVED:
            raise pytest.UsageError(
                "The tests fail a second time, untouched, so that mutants would tell nothing."
            )
        for mutant in mutants(self.tree):
            end = self._tried(mutant)
            self.found.append((mutant, end))
            if end == SURVIVED:
                unseen = "" if self._comes_to(mutant) else "  (no test comes here)"
                print(
                    f"  {self.module.__name__}:{mutant.line}  {mutant.says}{unseen}",
                    file=sys.stderr,
                    flush=True,
                )
        return True

    def _untouched(self, item: pytest.Item) -> None:
        for cache in self.caches:
            cache.cache_clear()
        seen: set[int] = set()

        def inside(frame: FrameType, event: str, arg: object) -> Any:
            seen.add(frame.f_lineno)
            return inside

        def called(frame: FrameType, event: str, arg: object) -> Any:
            return inside if frame.f_code.co_filename == self.path else None

        began = time.process_time()
        threading.settrace(called)
        sys.settrace(called)
        try:
            fault = _fault(item)
        finally:
            sys.settrace(None)
            threading.settrace(None)
        if fault:
            told = f"{item.nodeid}: {fault.splitlines()[-1]}"
            print(f"  left out, because it fails while its lines are noted: {told}", file=sys.stderr)
            return
        self.seconds[item], self.lines[item] = time.process_time() - began, seen

    def _comes_to(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that could see this mutant, the quickest first: all, where it is a constant."""
        comes = [i for i in self.seconds if mutant.name or not self.lines[i].isdisjoint(mutant.lines)]
        return sorted(comes, key=lambda item: self.seconds[item])

    def _tried(self, mutant: Mutant) -> str:
        comes = self._comes_to(mutant)
        with applied(mutant):
            code = compile(self.tree, self.path, "exec", dont_inherit=True)
        changes = _changes(self.functions, code)
        if changes is None or not (changes or mutant.name):
            return UNTRIED

        def with_it() -> bool:
            for function, changed in changes:
                function.__code__ = changed
            if mutant.name:
                _constant(self.module, mutant, code)
            for cache in self.caches:
                cache.cache_clear()
            return not all(_passes(item) for item in comes)

        return _forked(with_it, sum(self.seconds[item] for item in comes))


def _live(path: str) -> tuple[list[Any], list[FunctionType]]:
    """The caches and the functions that came from this file, whoever holds them by now."""
    caches, functions = [], []
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename == path:
            functions.append(one)
        elif type(one) is functools._lru_cache_wrapper and one.__wrapped__.__code__.co_filename == path:
            caches.append(one)
    return caches, functions


def _codes(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _codes(const)


def _changes(functions: list[FunctionType], code: CodeType) -> list[tuple[FunctionType, CodeType]] | None:
    """The functions that are otherwise in the changed module; None where one cannot take its code."""
    new = {(one.co_qualname, one.co_firstlineno): one for one in _codes(code)}
    found = []
    for function in functions:
        old = function.__code__
        changed = new[old.co_qualname, old.co_firstlineno]
        if changed != old:
            if changed.co_freevars != old.co_freevars:
                return None
            found.append((function, changed))
    return found


def _constant(module: ModuleType, mutant: Mutant, code: CodeType) -> None:
    """Give the changed constant to its module, and to all that took it from there by name."""
    fresh = {"__name__": module.__name__, "__file__": module.__file__}
    old = vars(module)[mutant.name]
    exec(code, fresh)
    for other in list(sys.modules.values()):
        if getattr(other, "__dict__", {}).get(mutant.name) is old:
            setattr(other, mutant.name, fresh[mutant.name])


def _passes(item: pytest.Item) -> bool:
    return not _fault(item)


def _fault(item: pytest.Item) -> str:
    """Why the test does not pass; empty where it does."""
    # the session as the next item keeps what all tests share, and takes down the rest
    reports = runtestprotocol(item, log=False, nextitem=item.session)
    return next((report.longreprtext or "it failed" for report in reports if report.failed), "")


def _forked(fails: Callable[[], bool], seconds: float) -> str:
    """What became of the tests in a process of their own. `seconds`: of computing that they took untouched."""
    child = os.fork()
    if not child:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        limit = int(seconds * 3) + SPARE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit * 12)  # something waits that never comes
        end = 1
        try:
            end = int(fails())
        finally:
            os._exit(end)
    _, status = os.waitpid(child, 0)
    return STUCK if os.WIFSIGNALED(status) else KILLED if os.WEXITSTATUS(status) else SURVIVED


def tried(module: str, files: list[str]) -> list[tuple[Mutant, str]] | None:
    """Every mutant of a module and how it ended; None where the tests do not pass untouched. Once in a process."""
    trial = Trial(module)
    args = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none", "-s"]
    return None if pytest.main([*args, *files], plugins=[trial]) else trial.found


def _kept(name: str) -> int:
    """Try one of the rules' modules and keep what was found in build/mutants."""
    found = tried(f"qa_desktop.{name}", [f"tests/qa_desktop/test_{one}.py" for one in RULES[name].split()])
    if found is None:
        return 1
    told = [{"line": mutant.line, "says": mutant.says, "end": end} for mutant, end in found]
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{name}.json").write_text(json.dumps(told, indent=1), "utf-8")
    return 0


def table(found: dict[str, list[str]]) -> str:
    """The table, with how each mutant of each module ended. Those not tried are in no figure."""
    rows = [("module", "mutants", "killed", "survived", "score")]
    every = [end for ends in found.values() for end in ends]
    for name, ends in [*found.items(), ("all", every)]:
        tried = [end for end in ends if end != UNTRIED]
        left = tried.count(SURVIVED)
        score = f"{100 * (len(tried) - left) / len(tried):.0f}%" if tried else "-"
        rows.append((name, str(len(tried)), str(len(tried) - left), str(left), score))
    return "\n".join(f"{row[0]:18}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows)


def main(names: list[str]) -> int:
    for unknown in set(names) - set(RULES):
        print(f"{unknown} is not in the list of tools/mutants.py, so nothing was tried.", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    ends, failed = {}, 0
    for name in names or RULES:
        print(name, file=sys.stderr, flush=True)
        child = os.fork()
        if not child:
            os._exit(_kept(name))
        if os.waitpid(child, 0)[1]:
            failed = 1
        else:
            ends[name] = [one["end"] for one in json.loads((KEPT / f"{name}.json").read_text("utf-8"))]
    print(table(ends))
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
