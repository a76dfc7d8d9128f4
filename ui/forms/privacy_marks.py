"""Details that could name somebody, underlined where they are typed. Found by rule once the hand rests."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from qa_desktop import privacy
from qa_desktop.words import tr
from qa_desktop.world import resources_folder
from ui import theme
from ui.kit import announce

LOOK_AFTER_MS = 300


class PrivacyMarks(QSyntaxHighlighter):
    """Underlines marks in one text box. What is typed on shows the marks known so far until they are looked for again."""

    def __init__(self, box: QPlainTextEdit):
        super().__init__(box.document())
        self._box = box
        self.marks: tuple[privacy.Mark, ...] = ()
        self._places: dict[str, list[tuple[int, int]]] = {}  # line of text -> where its marks stand
        self._seen: str | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER_MS)
        self._soon.timeout.connect(self.look)
        box.document().contentsChanged.connect(self._soon.start)

    def look(self) -> None:
        """Look for marks in the text as it stands, and show them."""
        self._soon.stop()
        text = self._box.toPlainText()
        if text == self._seen or self._box.isReadOnly():
            return
        opened = self._seen is None
        self._seen = text
        before = {mark.text for mark in self.marks}
        self.marks = privacy.find(text, privacy.Rules.load(resources_folder()))
        self._places = _by_line(text, self.marks)
        with QSignalBlocker(self._box):  # a new underline is no change by the user
            self.rehighlight()
        if new := {m.text: m for m in self.marks if m.text not in before}:
            self._tell(new, opened)

    def _tell(self, new: dict[str, privacy.Mark], opened: bool) -> None:
        if opened and not self._box.hasFocus():
            return  # an answer that was there already: the check before signing lists it
        words = ", ".join(
            tr("“{text}” looks like {a_kind}", text=text, a_kind=privacy.a_kind(mark.kind))
            for text, mark in new.items()
        )
        announce(self._box, tr("{words}. Before you sign you can keep or hide it.", words=words))

    def highlightBlock(self, text: str) -> None:
        underline = QTextCharFormat()
        underline.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        underline.setUnderlineColor(theme.colour("warn"))
        for start, length in self._places.get(text) or _known(text, self.marks):
            self.setFormat(start, length, underline)


def _by_line(text: str, marks: tuple[privacy.Mark, ...]) -> dict[str, list[tuple[int, int]]]:
    """Start and length of each mark within its line, in the units Qt counts in."""
    found: dict[str, list[tuple[int, int]]] = {}
    at = 0
    for line in text.split("\n"):
        here = [m for m in marks if at <= m.start < at + len(line)]
        found[line] = [(_units(line[: m.start - at]), _units(m.text)) for m in here]
        at += len(line) + 1
    return found


def _known(line: str, marks: tuple[privacy.Mark, ...]) -> list[tuple[int, int]]:
    """Where the marks known so far stand in a line that has changed since."""
    words = {m.text for m in marks}
    return [(_units(line[:at]), _units(word)) for word in words if (at := line.find(word)) >= 0]


def _units(text: str) -> int:
    """Length in UTF-16, as Qt counts: an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
