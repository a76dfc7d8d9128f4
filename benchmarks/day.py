"""`python -m benchmarks.day FOLDER`: a day's work in one window, and the memory it took, in bytes, as JSON.

Two hundred questions gone to and answered, every place visited again and again, ten locks. What grows with the work
is kept by somebody who should have let go.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qa_desktop import demo, forms, walk
from qa_desktop.world import World
from ui import theme
from ui.app import Program

ROUNDS = 10
QUESTIONS = 20  # in each round
PLACES = ("home", "audits", "observations", "transfer", "guide", "settings", "find")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def memory() -> int:
    """What this process holds now, in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def settle(program: Program) -> None:
    """Until the window is open and its worker has nothing to do."""
    QTest.qWait(30)
    assert program.desk is not None
    while program.window.is_covered or program.desk.busy:
        QTest.qWait(10)


def work(program: Program, questions: list[str], doc: str) -> None:
    for place in PLACES:
        program.window.go(place)
        settle(program)
    program.window.go("audit", doc=doc, question=questions[0])
    settle(program)
    for n, question in enumerate(questions):
        program.window.showing.go_to(question)
        QTest.qWait(1)
        assert program.desk is not None
        draft = forms.draft(program.desk.workspace, doc)
        forms.answer(program.desk.workspace, draft, "B01", f"What I found, {n}. " * 20)
    lock_and_open(program)


def lock_and_open(program: Program) -> None:
    assert program.desk is not None
    program.desk.lock()
    QTest.qWait(5)
    program._try(demo.PASSPHRASE)
    settle(program)


def main(folder: Path) -> dict[str, int]:
    app = QApplication([])
    theme.load_fonts()
    program = Program(World.real(folder))
    program.begin()
    QTest.qWait(50)
    program._try(demo.PASSPHRASE)
    while program.desk is None or program.window.is_covered:
        QTest.qWait(20)
    settle(program)
    usable = memory()
    ws = program.desk.workspace
    draft = forms.drafts(ws)[0]
    asked = [q.id for q in walk.asked(forms.template_of(ws, draft), draft.answers) if q.type != "AUTO"]
    after = []
    for number in range(ROUNDS):
        start = number * QUESTIONS % max(1, len(asked) - QUESTIONS)
        work(program, asked[start : start + QUESTIONS], draft.doc)
        after.append(memory())
    program.close()
    app.processEvents()
    return {"usable": usable, "first": after[0], "last": after[-1], "most": max(after)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)
