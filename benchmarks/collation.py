"""`python -m benchmarks.collation [audits …]`: collation from a click until it is painted, over ever more audits.

Beside it the same sums in DuckDB over the same answers, what the window could not do meanwhile, and how long it takes
to take everything into the sums once. Sizes are 1,000, 10,000 and 100,000 unless others are named.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import duckdb
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.made_audits import CYCLE, METHOD, Made
from qa_desktop import collate, tallying
from qa_desktop.collate import ALL_TEAMS
from ui import theme
from ui.desk import Desk
from ui.screens.collation import CollationScreen
from ui.shell import MainWindow

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 9
BEAT = 1  # ms: how often the window shows that it still answers
DAY = "2026-11-20"
SAME = """
    SELECT a.{axis}, f.team, count(*), avg(TRY_CAST(a.code AS INTEGER)),
           count(*) FILTER (a.code IN ('3', '4')), count(DISTINCT a.digest) FILTER (a.code IN ('1', '2', '3', '4'))
    FROM answers a JOIN forms f ON f.digest = a.digest
    WHERE f.method = ? AND f.cycle = ? AND a.type = 'EV' AND a.{axis} IS NOT NULL
    GROUP BY GROUPING SETS ((a.{axis}, f.team), (a.{axis}))
"""
YEAR = SAME.replace("f.cycle = ?", "f.cycle BETWEEN '2025-11' AND ?")


@dataclass(frozen=True)
class Found:
    """Medians, in seconds, of one size."""

    audits: int
    clicked: float
    figures: float
    stuck: float
    duck: float
    settled: float


class Heart(QObject):
    """Beats in the window's thread; the longest time between two beats is how long the window was blocked."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def clicks(made: Made, app: QApplication) -> tuple[list[float], list[float]]:
    """From the click on Collation until its figures are painted; and the longest the window stood still."""
    desk, window, heart = Desk(made.ws), MainWindow((), load=dict, save=lambda kept: None), Heart()
    window.register("home", lambda **args: theme_blank())
    window.register("collation", lambda **args: CollationScreen(desk, window, METHOD, CYCLE))
    window.resize(1366, 768)
    window.show()
    until, stuck = [], []
    for _ in range(ROUNDS):
        window.go("home")
        _rest(app, lambda: not desk.busy)
        heart.begin()
        began = time.perf_counter()
        window.go("collation")
        _rest(app, lambda: _shows_figures(window))
        app.processEvents()  # laid out and painted
        until.append(time.perf_counter() - began)
        _rest(app, lambda: not (window.showing.reading.busy or desk.busy))
        app.processEvents()
        stuck.append(heart.longest)
    desk.close()
    return until, stuck


def _rest(app: QApplication, there: Callable[[], bool]) -> None:
    """Wait as a window does: asleep between events. A loop that asked all the time would slow the worker down."""
    while not there():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _shows_figures(window: MainWindow) -> bool:
    heat = getattr(window.showing, "heat", None)
    return heat is not None and heat.isVisible()


def theme_blank() -> QObject:
    from PySide6.QtWidgets import QWidget

    class Blank(QWidget):
        def title(self) -> str:
            return ""

    return Blank()


def in_duckdb(made: Made, folder: Path) -> tuple[Callable[[], float], dict[tuple[str, str], float]]:
    """The figures of the screen, asked of DuckDB over the same rows; and the averages by principle and team."""
    base = duckdb.connect(str(folder / "same.duckdb"))
    base.execute("CREATE TABLE answers (digest VARCHAR, question VARCHAR, principle VARCHAR, stage VARCHAR, type VARCHAR, code VARCHAR, seen VARCHAR)")  # fmt: skip
    base.execute("CREATE TABLE forms (digest VARCHAR, method VARCHAR, cycle VARCHAR, team VARCHAR)")
    _fill(base, made, folder)

    def ask() -> list[tuple[str, str | None, int, float, int, int]]:
        for sql in (SAME, YEAR):
            for axis in ("stage", "principle"):
                found = base.execute(sql.format(axis=axis), [METHOD, CYCLE]).fetchall()
                if sql is SAME and axis == "principle":
                    wanted = found
        return wanted

    return lambda: seconds(ask), {(p, team or ALL_TEAMS): average for p, team, _, average, _, _ in ask()}


def _fill(base: duckdb.DuckDBPyConnection, made: Made, folder: Path) -> None:
    """By way of CSV: one insert for each of six million rows would take the day."""
    known = made.ws.store.counted()
    forms, answers = folder / "forms.csv", folder / "answers.csv"
    forms.write_text("\n".join(f"{r.digest},{r.method},{r.cycle},{r.team}" for r in known) + "\n")
    with answers.open("w") as file:
        for first in range(0, len(known), 5_000):
            rows = made.ws.store.answers([row.digest for row in known[first : first + 5_000]])
            file.writelines(
                f"{a.digest},{a.question},{a.principle or ''},{a.stage or ''},{a.type},{a.code},{a.seen or ''}\n"
                for a in rows
            )
    for table, path in (("forms", forms), ("answers", answers)):
        base.execute(f"COPY {table} FROM '{path}' (HEADER false, NULLSTR '', QUOTE '', ESCAPE '')")
        path.unlink()


def measure(audits: int, app: QApplication) -> Found:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = Made(folder / "profile", audits)
        settled = seconds(lambda: tallying.settle(made.ws))
        duck, averages = in_duckdb(made, folder)
        check(made, averages)
        ours, theirs = [], []
        for _ in range(ROUNDS):  # in turn, so that a noisy minute hits both
            theirs.append(duck())
            ours.append(seconds(lambda: collate.collate(made.ws, METHOD, CYCLE, DAY, words=False)))
        until, stuck = clicks(made, app)
        made.ws.close()
        middle = statistics.median
        return Found(audits, middle(until), middle(ours), max(stuck), middle(theirs), settled)


def check(made: Made, averages: dict[tuple[str, str], float]) -> None:
    """Both must say the same, or the ratio says nothing."""
    found = collate.collate(made.ws, METHOD, CYCLE, DAY, words=False)
    for place, cell in found.cells.items():
        if cell.average is not None:
            assert abs(float(cell.average) - averages[place]) < 1e-9, place


def main(sizes: Sequence[int]) -> None:
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    theme.apply(app, theme.Theme("light", 1.0, "inter"))
    found = [measure(size, app) for size in sizes]
    print(
        "audits    click to painted   window blocked   figures     DuckDB, same sums   ratio   all summed once"
    )
    for one in found:
        print(
            f"{one.audits:>7,}   {one.clicked * 1000:13.0f} ms   {one.stuck * 1000:11.0f} ms   {one.figures * 1000:5.0f} ms"
            f"   {one.duck * 1000:14.0f} ms   {one.figures / one.duck:5.2f} x   {one.settled:13.1f} s"
        )
    for before, after in pairwise(found):
        print(
            f"{before.audits:,} to {after.audits:,} audits: click {after.clicked / before.clicked:.2f} x, "
            f"figures {after.figures / before.figures:.2f} x, DuckDB {after.duck / before.duck:.2f} x"
        )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
