"""Things to fill in, each with its label, hint and problem line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.actions import ACTIONS
from ui.icons import icon
from ui.kit.buttons import Button
from ui.kit.layout import column, row
from ui.kit.text import Muted, Text

SEARCH_AFTER_MS = 150


OUR_KEYS = {QKeySequence(key).toString() for action in ACTIONS for key in action.keys}


def is_ours(event: QEvent) -> bool:
    """Whether a box should leave this key to the window. On some systems Ctrl+K or Ctrl+U would edit text."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and QKeySequence(event.keyCombination()).toString() in OUR_KEYS
    )


class LineBox(QLineEdit):
    """One line of text."""

    def __init__(self, name: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)

    def set_text(self, text: str) -> None:
        """Shows `text` without saying that the user wrote it.

        What says it is `textChanged`: assistive tools write into a box without a key, and `textEdited` is silent then.
        """
        with QSignalBlocker(self):
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        if is_ours(event):
            event.ignore()
            return False
        return super().event(event)


class TextBox(QPlainTextEdit):
    """Several lines of plain text, `rows` high at least. Tab moves on: it is never part of an answer."""

    def __init__(self, name: str = "", rows: int = 5, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._height = theme.px(rows * 18 + 22)
        self.setMinimumHeight(self._height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), self._height)

    def event(self, event: QEvent) -> bool:
        if is_ours(event):
            event.ignore()
            return False
        return super().event(event)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows `text` without saying that the user wrote it. Forgets the box's own undo."""
        with QSignalBlocker(self):
            self.setPlainText(text)


class Combo(QComboBox):
    """One of a list of (value, words). A wheel that passes over it does not change it."""

    changed = Signal(object)  # the value; only for what the user did

    def __init__(
        self, name: str = "", options: Sequence[tuple[object, str]] = (), parent: QWidget | None = None
    ):
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda number: self.changed.emit(self.itemData(number)))

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        with QSignalBlocker(self):
            self.clear()
            for value, words in options:
                self.addItem(words, value)

    def value(self) -> object:
        return self.currentData()

    def set_value(self, value: object) -> None:
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Check(QCheckBox):
    """A tick with its words."""

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None):
        super().__init__(text.replace("&", "&&"), parent)
        self.setAccessibleName(name or text)


class SearchBox(LineBox):
    """Narrows a list as you type; Esc clears it."""

    changed = Signal(str)  # once typing has stopped for 150 ms

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(name, parent)
        self.setPlaceholderText(name)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_AFTER_MS)
        self._soon.timeout.connect(lambda: self.changed.emit(self.text()))
        self.textChanged.connect(lambda _: self._soon.start())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Field(QWidget):
    """A label over an editor, a hint, and a line that says what is wrong.

    The label names the editor to assistive tools; the problem becomes its description, in the same words.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        hint: str = "",
        optional: bool = False,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.editor, self._hint = editor, hint
        self.label = QLabel(
            (tr("{label} (optional)", label=label) if optional else label).replace("&", "&&"), self
        )
        self.label.setProperty("look", "strong")
        self.label.setWordWrap(True)
        self.label.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self.hint = Muted(hint, parent=self)
        self.hint.setVisible(bool(hint))
        self.problem = Text("", "small", "bad", self)
        self.problem.hide()
        box = column(self.label, self.hint, editor, self.problem, gap=4, margins=(4, 0, 4, 4))
        if editor.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Fixed:
            box.addStretch(1)  # fields in one row line up at the top
        self.setLayout(box)
        editor.setAccessibleDescription(hint)

    def set_problem(self, text: str) -> None:
        """Shows `text` in red under the editor; "" clears it."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.editor.setProperty("invalid", bool(text))
        theme.repolish(self.editor)
        self.editor.setAccessibleDescription(
            tr("Problem. {text} {hint}", text=text, hint=self._hint).strip() if text else self._hint
        )


class PassphraseField(QWidget):
    """A passphrase that can be shown, with a note when Caps Lock seems to be on."""

    entered = Signal()  # Enter was pressed

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.box = _PassphraseBox(self)
        self.show_button = Button(
            tr("Show"), name=tr("Show {label}", label=label[:1].lower() + label[1:]), parent=self
        )
        self.show_button.setCheckable(False)
        self.show_button.clicked.connect(self._flip)
        self._label = f"{label[:1].lower()}{label[1:]}"
        self.field = Field(label, self.box, hint, parent=self)
        self.caps = Text(tr("Caps Lock is on."), "small", "warn", self)
        self.caps.hide()
        self.field.layout().removeWidget(self.box)
        self.field.layout().insertLayout(2, row(self.box, self.show_button))
        self.setLayout(column(self.field, self.caps, gap=0))
        self.box.returnPressed.connect(self.entered)
        self.box.caps_seen.connect(self.caps.setVisible)

    def text(self) -> str:
        return self.box.text()

    def clear(self) -> None:
        self.box.clear()

    def set_problem(self, text: str) -> None:
        self.field.set_problem(text)

    def first_focus(self) -> QWidget:
        return self.box

    def _flip(self) -> None:
        hidden = self.box.echoMode() == QLineEdit.EchoMode.Password
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        words = tr("Hide") if hidden else tr("Show")
        self.show_button.set_words(words, f"{words} {self._label}")


class _PassphraseBox(QLineEdit):
    caps_seen = Signal(bool)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if len(typed) == 1 and typed.isalpha():  # Qt cannot be asked about Caps Lock; the letter tells
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(typed.isupper() != shift)
        super().keyPressEvent(event)
