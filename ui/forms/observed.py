"""The editor for a rating without evidence, as in an observation: how much was seen, and what was said or done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from qa_desktop.answer_types import is_empty
from qa_desktop.templates import Part, Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.chosen import question_name, shown_choice
from ui.forms.editor import Asking, Editor, fix_words, inset
from ui.kit import Choice, FocusRing, Muted, RatingChoice, TextBox, column
from ui.kit.choices import RatingCard

NOTES_LETTERS = 16  # px at 100 %
Clock = Callable[[], datetime]


class BigCard(RatingCard):
    """A card to be hit with a finger, by somebody who looks at the family and not at the screen."""

    high, side, look = 64, 32, "lead"


class BigRatings(RatingChoice):
    """Large cards. The figure on a card chooses it, 0 what was not seen; Delete clears."""

    button_class = BigCard

    def __init__(self, name: str, options: Sequence[Choice], parent: QWidget | None = None):
        super().__init__(name, options, parent)
        figures = (choice.code if choice.code.isdigit() else "0" for choice in options)
        self._by_figure = dict(zip(figures, self.buttons, strict=True))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = (
            self._by_figure.get(event.text())
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            else None
        )
        if code is None:
            super().keyPressEvent(event)
            return
        FocusRing.install(QApplication.instance()).keys_used()
        self.choose(code)


class TimedNotes(TextBox):
    """Notes taken as things happen: each new line begins with the time it was begun, "10:42 "."""

    def __init__(self, name: str, clock: Clock | None, rows: int, parent: QWidget | None = None):
        super().__init__(name, rows, parent)
        self._clock = clock
        if clock is not None:
            self.setStyleSheet(f"QPlainTextEdit {{ font-size: {theme.px(NOTES_LETTERS)}px; }}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cursor = self.textCursor()
        typed = event.text()
        begins = bool(typed) and typed.isprintable() and not typed.isspace() and not cursor.block().text()
        if begins and self._clock is not None and not self.isReadOnly():
            cursor.insertText(f"{self._clock():%H:%M} ")
            self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def add_line(self) -> None:
        """To a new line at the end, whatever stands there."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().text():
            cursor.insertText("\n")
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)


class ObservedEditor(Editor):
    """EV on a scale that does not ask where it was seen. With a `clock` it is large, and its notes are timed."""

    def __init__(
        self, field: Question | Part, asking: Asking, parent: QWidget | None = None, *, clock: Clock | None = None
    ):  # fmt: skip
        self._clock = clock
        super().__init__(field, asking, parent)

    def build(self) -> None:
        self._held: dict[str, Any] = {}
        name, options = question_name(self.field), self.asking.template.options(self.field)
        made = BigRatings if self._clock else RatingChoice
        self.rating = made(
            tr("{name}: how much of it you saw", name=name), [shown_choice(p) for p in options], self
        )
        self.notes = TimedNotes(tr("{name}: what was said or done", name=name), self._clock, 3, self)
        self.rating.changed.connect(lambda _: self._settled())
        self._holds_words(self.notes)
        hint = Muted(tr("What was said or done"), "tag", self)
        self.setLayout(
            column(
                self.rating, inset(self._need("rating", self.rating)), inset(hint), inset(self.notes),
                inset(self._need("comment", self.notes)), gap=4,
            )
        )  # fmt: skip

    def value(self) -> Any:
        held = self._held | {"rating": self.rating.value(), "comment": self.notes.text()}
        return {name: value for name, value in held.items() if not is_empty(value)} or None

    def set_value(self, value: Any) -> None:
        self._held = dict(value) if isinstance(value, dict) else {}
        rating, comment = self._held.get("rating"), self._held.get("comment")
        self.rating.set_value(rating if isinstance(rating, str) else None)
        with QSignalBlocker(self.notes):
            self.notes.set_text(comment if isinstance(comment, str) else "")

    def choose(self, code: str) -> None:
        self.rating.choose(code)

    def first_focus(self, part: str = "") -> QWidget:
        return self.notes if part == "comment" else self.rating.first_focus()

    def set_read_only(self) -> None:
        self.rating.set_read_only(True)
        fix_words(self.notes)
