"""None outlives what PySide takes from it (see ui/lasting_none.py)."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer

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


def test_ten_thousand_calls_that_return_nothing_leave_none_alive(app):
    timer = QTimer()
    for _ in range(10_000):
        timer.stop()
    assert sys.getrefcount(None) > 1_000_000


def test_hundreds_of_thousands_of_calls_into_the_toolkit_do_not_end_the_program():
    done = subprocess.run(
        [sys.executable, "-c", CALLS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "still here", done.stderr[-300:]
