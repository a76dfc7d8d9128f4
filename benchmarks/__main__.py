"""`make bench`: one table. Each row is our median over the median of its baseline, taken in turn in this run.

Seconds differ from machine to machine and hour to hour; the ratio is what to compare.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from benchmarks import cases

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Row:
    what: str
    baseline: str
    ours: list[float]
    theirs: list[float]

    def words(self) -> str:
        mine, other = statistics.median(self.ours), statistics.median(self.theirs)
        return f"{self.what:52} {mine:9.4f} s  {mine / other:7.2f} x  {self.baseline} ({other:.4f} s)"


def in_turn(
    what: str, baseline: str, ours: Callable[[], float], theirs: Callable[[], float], rounds: int
) -> Row:
    """Measure both in turn, so that a noisy minute hits both."""
    mine, other = [], []
    for _ in range(rounds):
        other.append(theirs())
        mine.append(ours())
    row = Row(what, baseline, mine, other)
    print(row.words(), flush=True)  # at once: the whole takes minutes
    return row


def process(*words: str) -> float:
    """Seconds from start to end of a Python process that leaves once its window is painted."""
    began = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        stage = cases.Stage(folder)
        (
            in_turn(
                "start to first window (unlock)", "bare PySide6 window",
                lambda: process("-m", "benchmarks.first_window", str(stage.laptop)),
                lambda: process("-m", "benchmarks.bare_window"), 7,
            ),
            in_turn("unlock: Enter until Home is painted", "making the key alone", *stage.unlock(), 5),
            in_turn("one question to the next, painted", "a bare page of the same widgets", *stage.question(), 30),
            in_turn("one answer to disk", "a bare commit of the same bytes", *stage.answer(), 200),
            in_turn("a key in the checklist until painted", "a bare box ticked, painted", *stage.checklist_key(), 60),
            in_turn("one PDF of about twelve pages, signed", "the same PDF, not signed", *stage.pdf(), 7),
            in_turn("return of 1,000 signed audits, written", "the same bytes zipped and encrypted", *stage.bundle(1000), 3),
            in_turn("import of 1,000 signed audits", "a bare insert of the same rows", *stage.imports(1000), 3),
        )  # fmt: skip
        others = {
            "LibreOffice, by HTML, not signed, one start": stage.pdf_by_libreoffice(1),
            "LibreOffice, by HTML, not signed, each of ten": stage.pdf_by_libreoffice(10),
            "WeasyPrint, by HTML, not signed": stage.pdf_by_weasyprint(),
        }
        for who, both in others.items():
            if both:
                in_turn("one PDF of about twelve pages, signed", who, *both, 5)
        stage.close()
        # in a process of its own: what the windows of the cases above left behind is not what is measured
        subprocess.run([sys.executable, "-m", "benchmarks.finding"], cwd=ROOT, check=True)
        print("Not installed:", ", ".join(who for who, both in others.items() if not both) or "nothing")
        print(day(stage.laptop))


def day(laptop: Path) -> str:
    """The memory of a window that a whole day was worked in, in words."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.day", str(laptop)], cwd=ROOT, check=True, capture_output=True
    )
    found = json.loads(run.stdout)
    usable, first, last = (found[name] / 2**20 for name in ("usable", "first", "last"))
    return (
        f"memory: {usable:.0f} MiB once Home is shown, {first:.0f} after the first hour's work, {last:.0f} after the tenth: "
        f"{last / first:.2f} x the first"
    )


if __name__ == "__main__":
    main()
