"""None outlives what PySide takes from it (see ui/lasting_none.py)."""

import sys

from PySide6.QtCore import QTimer


def test_ten_thousand_calls_that_return_nothing_leave_none_alive(app):
    timer = QTimer()
    for _ in range(10_000):
        timer.stop()
    assert sys.getrefcount(None) > 1_000_000
