"""What every editor is: it asks one question, shows a value, and says when the user gave another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QPlainTextEdit, QWidget

from qa_desktop.errors import Problem
from qa_desktop.templates import Part, Question, Template
from qa_desktop.words import tr
from ui import theme
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Text, row

SAVE_AFTER_MS = 600
"""How long after the last key words are kept. Choices are kept at once."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What an editor may need to know beyond its own question."""

    template: Template
    today: date
    people: Mapping[str, str] = field(default_factory=dict)  # staff code -> name


class Need(Text):
    """The line under a field that says what it still needs: calm amber while working, red at the check."""

    def __init__(self, target: QWidget | None = None, parent: QWidget | None = None):
        super().__init__("", "small", "warn", parent)
        self._target, self._problem, self._hint = target, "", ""
        self.setProperty("need", True)
        self.hide()

    def say(self, words: str, red: bool = False) -> None:
        """Shows `words`; "" shows nothing. The field says the same to assistive tools."""
        self.setText(words)
        self.set_tone("bad" if red else "warn")
        self.setVisible(bool(words))
        if self._target is not None:
            self._target.setProperty("invalid", bool(words) and red)
            self._problem = (tr("Problem. {words}", words=words) if red else words) if words else ""
            self.hint(self._hint)
            theme.repolish(self._target)

    def hint(self, words: str) -> None:
        """What stands beside the field all the time; assistive tools hear it after what is wrong."""
        self._hint = words
        if self._target is not None:
            self._target.setAccessibleDescription(" ".join(filter(None, (self._problem, words))))


class Editor(QWidget):
    """Asks one question or one part of one. Shows a value with `set_value`; `changed` gives what the user made of it.

    Words are held until the hand rests, the focus moves on or `flush` is called; choices come at once.
    """

    changed = Signal(object)  # the value to keep now, None when cleared; only for what the user did

    def __init__(self, field: Question | Part, asking: Asking, parent: QWidget | None = None):
        super().__init__(parent)
        self.field, self.asking = field, asking
        self.needs: dict[str, Need] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVE_AFTER_MS)
        self._soon.timeout.connect(self._settled)
        self.build()

    def build(self) -> None:
        """Make the widgets. Called once, from the constructor."""
        raise NotImplementedError

    def value(self) -> Any:
        """The answer as it stands on the screen, kept or not. None: nothing there."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value without saying that the user gave it."""
        raise NotImplementedError

    def first_focus(self, part: str = "") -> QWidget:
        """Where the cursor goes for the question, or for one part of it."""
        raise NotImplementedError

    def set_read_only(self) -> None:
        """Show, but let nothing be changed."""
        raise NotImplementedError

    def flush(self) -> None:
        """Hand over words that are still being held."""
        if self._soon.isActive():
            self._settled()

    def choose(self, code: str) -> None:
        """Choose by a shortcut, as if it had been pressed. Nothing happens where there is no such choice."""

    def set_problem(self, part: str, text: str, red: bool = True) -> None:
        """Say what one part still needs; "" clears it. A part with no line of its own uses its owner's."""
        if need := self._need_of(part):
            need.say(text, red)

    def set_problems(self, problems: Sequence[Problem], red: bool = False) -> None:
        """Say what each part still needs, and nothing where nothing is needed."""
        said: dict[Need, list[str]] = {need: [] for need in self.needs.values()}
        for problem in problems:
            if need := self._need_of(problem.part):
                said[need].append(sentence(problem.words))
        for need, words in said.items():
            need.say(" ".join(words), red)

    def _need_of(self, part: str) -> Need | None:
        return self.needs.get(part) or self.needs.get(part.partition(".")[0]) or self.needs.get("")

    def _need(self, part: str, target: QWidget | None = None) -> Need:
        """A line for what `part` still needs, to be put under its field."""
        self.needs[part] = Need(target, self)
        return self.needs[part]

    def _settled(self) -> None:
        self._soon.stop()
        self.changed.emit(self.value())

    def _holds_words(self, box: QLineEdit | QPlainTextEdit) -> None:
        """Have what is typed into `box` kept once the hand rests or the focus moves on."""
        if isinstance(box, QLineEdit):
            box.textChanged.connect(lambda _: self._soon.start())
        else:
            box.textChanged.connect(self._soon.start)
            PrivacyMarks(box)
        box.installEventFilter(self)

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(thing, event)


def sentence(words: str) -> str:
    """A problem's words as a sentence of their own: "Choose a rating." """
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?')) else '.'}"


def inset(*items: QWidget | QLayout | int | None, gap: int = 8) -> QLayout:
    """A row set in by the 4 px that choices keep for their focus ring, so that their edges line up."""
    return row(*items, gap=gap, margins=(4, 0, 4, 0))


def fix_words(box: QLineEdit | QPlainTextEdit) -> None:
    """Read only, but still to be reached, read and copied."""
    box.setReadOnly(True)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
