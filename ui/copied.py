"""What this program puts on the clipboard goes from there after a minute, at the lock and at the end."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEAR_MS = 60_000
NAME = "what-was-copied"


def copy(words: str) -> None:
    """Put words on the clipboard, for a minute."""
    QGuiApplication.clipboard().setText(words)
    timer = _timer()
    timer.setProperty("said", _name(words))
    timer.start(CLEAR_MS)


def forget() -> None:
    """Take away what came from this program, by a button or by Ctrl+C. What somebody copied elsewhere stays."""
    clipboard, timer = QGuiApplication.clipboard(), _timer()
    timer.stop()
    said = timer.property("said")
    if clipboard.ownsClipboard() or (said and said == _name(clipboard.text())):
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    timer.setProperty("said", "")


def _timer() -> QTimer:
    app = QGuiApplication.instance()
    found = app.findChild(QTimer, NAME)
    if found is None:
        found = QTimer(app)
        found.setObjectName(NAME)
        found.setSingleShot(True)
        found.timeout.connect(forget)
    return found


def _name(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
