"""How a screen gets what it shows: read on the worker, and read again after each commit that matters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop.errors import QaError
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.order import follow_layout

_DRAWN = object()
LONGEST_WORD = 40  # letters: a longer one would hold the screen open


class Reading(QObject):
    """Calls `show(read(workspace))` now and after every commit that touches `tables`.

    Commits that come while it reads cost one more reading, however many they are. A `show` that yields is drawn in
    turns: after each yield the window answers whatever it was asked meanwhile.
    """

    def __init__(
        self,
        desk: Desk,
        tables: frozenset[str],
        read: Callable[[Workspace], Any],
        show: Callable[[Any], Iterator[None] | None],
        failed: Callable[[QaError], None],
        parent: QObject,
    ):
        super().__init__(parent)
        self._desk, self._tables = desk, tables
        self._read, self._show, self._fail = read, show, failed
        self.busy = self._again = False
        self._rest: Iterator[None] = iter(())  # what of the last reading is still to be drawn
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._draw_on)
        desk.changed.connect(self._changed)

    @Slot()
    def refresh(self) -> None:
        if self.busy:
            self._again = True
            return
        self.busy = True
        read = self._read
        self._desk.run(lambda ws, _tell: read(ws), self._done, self._failed)

    @Slot(object)
    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self._tables:
            self.refresh()

    def _done(self, found: Any) -> None:
        self.busy = False
        if self._again:
            self._again = False
            self.refresh()
            return
        self._rest = self._show(found) or iter(())
        self._draw_on()

    @Slot()
    def _draw_on(self) -> None:
        """One more part, and the next one when the window has answered; then Tab follows what was drawn."""
        self.busy, rest = False, self._rest
        if next(rest, _DRAWN) is not _DRAWN:
            self.busy = True
            self._turn.start()
            return
        screen = self.parent()
        if isinstance(screen, QWidget):
            follow_layout(screen)
        if self._again:
            self._again = False
            self.refresh()

    def _failed(self, error: QaError) -> None:
        self.busy = self._again = False
        self._fail(error)


def soft(text: str, most: int = 2_000) -> str:
    """Text from outside, made fit to wrap: long words may break, and no more than `most` characters are shown."""
    shown = text if len(text) <= most else f"{text[:most]}…"
    return "".join(_breakable(part) for part in _parts(shown))


def short(text: str, most: int = 60) -> str:
    """One line of text from outside, cut to `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _parts(text: str) -> list[str]:
    """Words and the spaces between them, in order."""
    found, word = [], ""
    for letter in text:
        if letter.isspace():
            found += [word, letter]
            word = ""
        else:
            word += letter
    return [*found, word]


def _breakable(word: str) -> str:
    """A zero-width space in a long word every so often: a label breaks there and nowhere else."""
    if len(word) <= LONGEST_WORD:
        return word
    pieces = (word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD))
    return "\u200b".join(pieces)
