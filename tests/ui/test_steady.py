"""A fault of the window toolkit that would end the program on Python 3.11."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CALLS = """
import ui
from PySide6.QtCore import QObject, Signal
class Teller(QObject):
    told = Signal(object)
teller = Teller()
for _ in range(300_000):
    teller.setObjectName("a")
    teller.told.emit(None)
print("still here")
"""


def test_hundreds_of_thousands_of_calls_into_the_toolkit_do_not_end_the_program():
    done = subprocess.run(
        [sys.executable, "-c", CALLS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "still here", done.stderr[-300:]
