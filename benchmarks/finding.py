"""Find over ten thousand signed audits: what it has to know, and one more key until the lines are painted."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QListView

from benchmarks.made_audits import Made
from ui.desk import Desk
from ui.screens import find
from ui.shell import MainWindow

Timed = Callable[[], float]
TYPED = ("f", "f-", "f-9", "f-99", "f-9", "f-", "f", "rfp", "deep", "audit 9")


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


MANY = 10_000  # signed audits


class Many:
    """A practice lead's profile with `count` signed audits."""

    def __init__(self, folder: Path, count: int):
        self.made = Made(folder, count)
        self._app = QApplication.instance() or QApplication([])

    def close(self) -> None:
        self.made.ws.close()

    def reading(self) -> tuple[Timed, Timed]:
        """All that can be found, read on the worker; against the bare rows."""
        ws = self.made.ws

        def bare() -> object:
            return [row.body for row in ws.store.entries("form")]

        return lambda: timed(lambda: find.read(ws)), lambda: timed(bare)

    def key(self) -> tuple[Timed, Timed]:
        """One key until the lines are painted; against Qt's own filter over the same lines."""
        desk, window = Desk(self.made.ws), MainWindow((), load=dict, save=lambda kept: None)
        window.register("find", lambda **args: find.FindScreen(desk, window, **args))
        window.resize(1366, 768)
        window.show()
        window.go("find")
        while desk.busy:
            self._app.processEvents()
        box = window.showing.box
        turn = iter(TYPED * 1000)

        def ours() -> float:
            words = next(turn)
            return timed(lambda: (box.setText(words), window.repaint(), self._app.processEvents()))

        lines = [f"{title} signed {day}" for title, day, _ in find.read(self.made.ws).signed]
        view, filtered = QListView(), QSortFilterProxyModel()
        filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        filtered.setSourceModel(QStringListModel(lines, filtered))
        view.setModel(filtered)
        view.resize(860, 420)
        view.show()
        again = iter(TYPED * 1000)

        def theirs() -> float:
            words = next(again)
            return timed(
                lambda: (filtered.setFilterFixedString(words), view.repaint(), self._app.processEvents())
            )

        return ours, theirs


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        many = Many(Path(name) / "many", MANY)
        in_turn(f"Find: all there is, of {MANY:,} audits", "the bare rows", *many.reading(), 3)
        in_turn(f"Find: one key over {MANY:,} audits, painted", "Qt's own filter", *many.key(), 30)
        many.close()


if __name__ == "__main__":
    from benchmarks.__main__ import in_turn

    main()
