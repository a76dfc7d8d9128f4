"""Keeps the window alive on Python 3.11, where PySide6 6.12 would end it after some thousands of calls.

Measured with PySide6 6.12.0 on CPython 3.11.7: every call into Qt that gives back None takes away one reference
to None that it never added (and `emit` one to True). About 27,000 exist at start, one painted screen costs
some hundreds, and when none is left the interpreter stops with “deallocating None”. From Python 3.12 these
three objects cannot be deallocated at all; before, we give them so many references that they never run out.
"""

from __future__ import annotations

import ctypes
import sys

ENOUGH = 2**40  # references: thousands of years of painting


def hold() -> None:
    """Call once, before the first call into Qt."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for lasting in (None, True, False):
        # the count is the first word of every object in CPython up to 3.11; reached in no other way at this speed
        ctypes.c_ssize_t.from_address(id(lasting)).value += ENOUGH
