"""Things the program tells the user: banners, empty lists, the state of saving, long jobs, problems."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGroupBox, QSizePolicy, QWidget

from qa_desktop.errors import Problem
from qa_desktop.words import tr
from ui import theme
from ui.kit.buttons import Button
from ui.kit.layout import column, empty, row
from ui.kit.marks import Bar, IconMark
from ui.kit.spoken import announce
from ui.kit.text import Heading, Muted, MutedBeside, Text

_ICONS = {
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "octagon-alert",
    "neutral": "info",
}
SAVING_SHOWN_AFTER_MS = 300


class Banner(QGroupBox):
    """Something that needs to be known now, in one or two sentences, with at most one thing to do about it."""

    pressed = Signal()

    def __init__(
        self,
        kind: str,
        title: str,
        text: str = "",
        button: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{title} {text}".strip())
        self.title, self.text = Text(title, "strong", parent=self), Text(text, parent=self)
        self.text.setVisible(bool(text))
        self.button = None
        mark = IconMark(icon or _ICONS[kind], kind, 22, self)
        box = row(mark, column(self.title, self.text, gap=1), gap=11, margins=(13, 9, 12, 9))
        box.setStretch(1, 1)
        if button:
            self.button = Button(button, parent=self)
            self.button.clicked.connect(self.pressed)
            box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(box)


class EmptyState(QGroupBox):
    """What a list shows when there is nothing in it: what would be here, and how to get it."""

    pressed = Signal()

    def __init__(
        self, icon: str, title: str, text: str = "", button: str = "", parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setAccessibleName(title)
        self.button = None
        box = column(gap=8, margins=(24, 32, 24, 32))
        box.addWidget(IconMark(icon, "muted", 32, self), 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = Heading(title, 3, self)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.title)
        if text:
            words = Muted(text, "body", self)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(words)
        if button:
            self.button = Button(button, parent=self)
            self.button.clicked.connect(self.pressed)
            box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(box)


class ErrorSummary(QGroupBox):
    """All that must be put right, in one box that takes the focus. Each line is a link to its field."""

    chosen = Signal(object)  # the Problem whose line was pressed

    def __init__(self, lead: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the program puts the focus here; Tab passes by
        self.heading = Heading(tr("There is a problem"), 2, self)
        self.lead = Text(lead, parent=self)
        self._lines = column(gap=4)
        self.setLayout(column(self.heading, self.lead, self._lines, gap=6, margins=(20, 16, 20, 16)))
        self.links: list[Button] = []
        self.hide()

    def show_problems(self, problems: Sequence[Problem], lead: str = "", focus: bool = True) -> None:
        """Lists `problems` and takes the focus, so that a screen reader reads the box. None hides it.

        Without `focus` it only lists what is left, for one who is putting things right one by one.
        """
        self.clear()
        if not problems:
            return
        many = "this" if len(problems) == 1 else tr("these {problems} things", problems=len(problems))
        self.lead.setText(lead or self.lead.text() or tr("Finish {many} before you go on.", many=many))
        for problem in problems:
            link = Button(problem.words, "problem", parent=self)
            link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            link.clicked.connect(lambda checked=False, p=problem: self.chosen.emit(p))
            self.links.append(link)
            self._lines.addWidget(link)
        count = tr("1 problem") if len(problems) == 1 else tr("{problems} problems", problems=len(problems))
        self.setAccessibleName(tr("Problem. {lead}", lead=self.lead.text()))
        self.show()
        if focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, tr("Problem. {count}. {lead}", count=count, lead=self.lead.text()))

    def clear(self) -> None:
        self.links.clear()
        empty(self._lines)
        self.hide()


class SaveState(QWidget):
    """Where the work is: saving, saved, not saved, or read only. The same words on every screen."""

    try_again = Signal()
    copy_answers = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.icon = IconMark("circle-check", "ok", 18, self)
        self.words = MutedBeside("", "small", self)
        self._again = Button(tr("Try again"), "link", parent=self)
        self._copy = Button(tr("Copy answers"), "link", parent=self)
        self._again.clicked.connect(self.try_again)
        self._copy.clicked.connect(self.copy_answers)
        self.setLayout(row(self.icon, self.words, self._again, self._copy, gap=7, margins=(4, 4, 4, 4)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVING_SHOWN_AFTER_MS)
        self._soon.timeout.connect(lambda: self._show(tr("Saving…"), "clock", "muted"))
        self._show("", "", "muted")

    def saving(self) -> None:
        """Says so only if it takes long enough to be noticed."""
        self._soon.start()

    def saved(self, at: datetime) -> None:
        """`at` in this laptop's own time."""
        self._show(tr("Saved on this laptop at {at:%H:%M}", at=at), "circle-check", "ok")

    def failed(self, why: str) -> None:
        """`why` is a whole sentence: "Not saved: the disk is full. Keep this window open." """
        self._show(why, "octagon-alert", "bad")
        announce(self, why)

    def read_only(self, words: str) -> None:
        self._show(words, "lock", "muted")

    def say(self) -> None:
        """Has a screen reader say the state, for Ctrl+S."""
        announce(self, self.words.text())

    def _show(self, words: str, icon: str, role: str) -> None:
        self._soon.stop()
        self.icon.setVisible(bool(icon))
        if icon:
            self.icon.show_icon(icon, role)
        self.words.setText(words)
        self.words.set_tone("bad" if role == "bad" else "muted")
        self._again.setVisible(role == "bad")
        self._copy.setVisible(role == "bad")
        self.setAccessibleName(words)


class ProgressPanel(QGroupBox):
    """A long job under way, with a way to stop it. Stopping leaves everything as it was."""

    stopped = Signal()

    def __init__(self, words: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(words)
        self.words, self._said = Text(words, "strong", parent=self), -1
        self.count = Muted("", parent=self)
        self.bar = Bar(words, 0, 1, self)
        self.cancel = Button(
            tr("Cancel"), name=tr("Cancel {words}", words=words[:1].lower() + words[1:]), parent=self
        )
        self.cancel.clicked.connect(self._stop)
        box = row(column(self.words, self.bar, self.count, gap=6), self.cancel, gap=16, margins=(4, 8, 4, 8))
        box.setStretch(0, 1)
        self.setLayout(box)

    def step(self, done: int, total: int) -> None:
        self.bar.set(done, total)
        self.count.setText(tr("{done} of {total}", done=done, total=total))
        quarter = done * 4 // max(total, 1)
        if quarter != self._said:  # four announcements a job, not four hundred
            self._said = quarter
            announce(self, tr("{words}, {done} of {total}", words=self.words.text(), done=done, total=total))

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.count.setText(tr("Stopping…"))
        self.stopped.emit()


def word_count(text: str) -> str:
    """How many words a text box holds, as said beside it."""
    count = len(text.split())
    return tr("1 word") if count == 1 else tr("{count} words", count=count)


def tint(widget: QWidget, kind: str) -> None:
    """Changes the `kind` of a widget that is already shown."""
    widget.setProperty("kind", kind)
    theme.repolish(widget)
