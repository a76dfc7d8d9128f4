"""The windows of an X screen, by the X library alone: is one there, and close it as its frame's button does.

For tools/built.py, which watches a program that knows nothing of being watched. Nothing has to be installed for it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

MAPPED_AND_SEEN = 2
CLIENT_MESSAGE = 33


class _Attributes(Structure):
    _fields_ = (("before", c_int * 5), ("visual", c_void_p), ("root", c_ulong), ("rest", c_int * 4), ("planes", c_ulong * 2),
                ("under", c_int), ("colormap", c_ulong), ("installed", c_int), ("map_state", c_int), ("after", c_long * 16))  # fmt: skip


class _Message(Structure):
    _fields_ = (("type", c_int), ("serial", c_ulong), ("sent", c_int), ("display", c_void_p), ("window", c_ulong),
                ("about", c_ulong), ("format", c_int), ("data", c_long * 5))  # fmt: skip


class _Event(Union):
    _fields_ = (("message", _Message), ("padding", c_long * 24))


class Screen:
    """One X screen, such as ":99"."""

    def __init__(self, name: str):
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = c_ulong
        self._display = c_void_p(self._x.XOpenDisplay(name.encode()))
        if not self._display:
            raise OSError(f"The screen {name} cannot be opened.")
        self._ignore = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)
        self._x.XSetErrorHandler(self._ignore)  # a window may go between two questions
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def titled(self, words: str) -> int:
        """A window that is to be seen and whose title begins like this; 0 where there is none."""
        return next(
            (one for one in self._all(self._root) if self._seen(one) and self._title(one).startswith(words)),
            0,
        )

    def close(self, window: int) -> None:
        """Ask it to close."""
        event = _Event()
        event.message.type, event.message.window, event.message.format = CLIENT_MESSAGE, window, 32
        event.message.about = self._atom("WM_PROTOCOLS")
        event.message.data[0] = self._atom("WM_DELETE_WINDOW")
        self._x.XSendEvent(self._display, c_ulong(window), 0, c_long(0), byref(event))
        self._x.XFlush(self._display)

    def leave(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))

    def _all(self, window: c_ulong) -> Iterator[int]:
        root, parent, count = c_ulong(), c_ulong(), c_uint()
        children = POINTER(c_ulong)()
        found = self._x.XQueryTree(
            self._display, window, byref(root), byref(parent), byref(children), byref(count)
        )
        below = [int(children[n]) for n in range(count.value)] if found else []
        if children:
            self._x.XFree(children)
        for one in below:
            yield one
            yield from self._all(c_ulong(one))

    def _seen(self, window: int) -> bool:
        about = _Attributes()
        found = self._x.XGetWindowAttributes(self._display, c_ulong(window), byref(about))
        return bool(found) and about.map_state == MAPPED_AND_SEEN

    def _title(self, window: int) -> str:
        name = c_char_p()
        if not self._x.XFetchName(self._display, c_ulong(window), byref(name)) or name.value is None:
            return ""
        words = name.value.decode("utf-8", "replace")
        self._x.XFree(name)
        return words
