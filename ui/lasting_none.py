"""Keeps None and True alive under Python 3.11, where PySide6 6.12 loses a reference to one at almost every call.

Its methods that return nothing give back None without counting it. From Python 3.12 on None cannot die, so nothing
happens; in 3.11 the process ends with "deallocating None" after some thousands of calls (a few minutes of work).
Shown by: `b = sys.getrefcount(None)`, a thousand times `QTimer().stop()`, and `sys.getrefcount(None) - b` is -1000.
A signal's `emit` does the same to True, of which there are far fewer.
"""

from __future__ import annotations

import ctypes
import sys

ENOUGH = 1 << 40
"""References: at a million lost each second it would last twelve days."""


def keep_none() -> None:
    """Give None, True and False more references than a session can lose. Does nothing where it is not needed."""
    if sys.version_info >= (3, 12):
        return
    for lasting in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        if (
            abs(count.value - sys.getrefcount(lasting)) < 16
        ):  # else this build keeps its counts somewhere else
            count.value += ENOUGH
