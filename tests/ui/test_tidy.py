"""Cycles are collected on the main thread and nowhere else, and they are collected."""

import gc
import threading
import weakref

import pytest

from ui.desk import Jobs
from ui.tidy import Tidy


class Knot:
    """Something that only the collector can take away."""

    def __init__(self):
        self.me = self


@pytest.fixture
def where():
    """The threads on which the collector has begun to work."""
    threads: list[threading.Thread] = []

    def told(phase: str, _counts: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread())

    gc.callbacks.append(told)
    yield threads
    gc.callbacks.remove(told)


def test_a_worker_that_makes_much_garbage_collects_none_of_it(app, qtbot, tidy, where):
    jobs, ended = Jobs(), []
    jobs.run(lambda _tell: len([Knot() for _ in range(20_000)]), ended.append, ended.append)
    qtbot.waitUntil(lambda: ended == [20_000])
    tidy.sweep()
    assert set(where) == {threading.main_thread()}
    jobs.close()


def test_what_nobody_holds_any_more_goes_at_the_next_sweep_that_is_due(app, tidy):
    knots = [Knot() for _ in range(gc.get_threshold()[0] + 1)]
    last = weakref.ref(knots[-1])
    knots.clear()
    assert last() is not None
    tidy.sweep()
    assert last() is None


def test_nothing_is_done_while_nothing_is_due(app, tidy, where):
    gc.collect()
    where.clear()
    tidy.sweep()
    assert where == []


def test_python_has_its_collector_back_after_the_end(app):
    tidy = Tidy()
    assert not gc.isenabled()
    tidy.stop()
    assert gc.isenabled()
