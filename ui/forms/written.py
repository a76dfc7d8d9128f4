"""Editors for what is typed: a line, several lines, a date, a number, and what the allocation already knew."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.templates import TEXT_LIMITS
from qa_desktop.words import tr
from ui import theme
from ui.forms import dates
from ui.forms.chosen import question_name
from ui.forms.editor import Editor, fix_words, inset
from ui.kit import LineBox, Muted, Text, TextBox, column, word_count

RULES_SHOWN = 3  # house rules beside a text box; all of them are in the guide
PEOPLE = frozenset({"worker", "supervisor", "auditor"})  # facts that hold a staff code


def house_rules(asking) -> str:
    """The rules for free text, as the line above a text box."""
    return " ".join(asking.template.house_rules[:RULES_SHOWN])


def length_words(text: str, limit: int) -> str:
    """How long a text is, said once it comes near what is asked."""
    return tr("{text} of {limit} characters", text=len(text), limit=limit) if len(text) > limit * 0.8 else ""


class _LineEditor(Editor):
    """A line of text with a quiet line under it."""

    width = 0  # px at 100 %; 0: all there is

    def build(self) -> None:
        self.box = LineBox(question_name(self.field), self)
        self.quiet = Muted("", parent=self)
        self.quiet.hide()
        self._holds_words(self.box)
        self.box.textChanged.connect(lambda _: self._describe())
        if self.width:
            self.box.setFixedWidth(theme.px(self.width))
        beside = inset(self.box, self.quiet, None) if self.width else inset(self.box)
        under = [] if self.width else [inset(self.quiet)]
        self.setLayout(column(beside, *under, inset(self._need("", self.box)), gap=4))

    def _say(self, words: str) -> None:
        self.quiet.setText(words)
        self.quiet.setVisible(bool(words))
        self.needs[""].hint(words)

    def _describe(self) -> None:
        """What the quiet line says about what stands in the box."""

    def value(self) -> Any:
        return self.box.text() or None

    def set_value(self, value: Any) -> None:
        self.box.set_text("" if value is None else str(value))
        self._describe()

    def first_focus(self, part: str = "") -> QWidget:
        return self.box

    def set_read_only(self) -> None:
        fix_words(self.box)


class LineEditor(_LineEditor):
    """TXT."""

    def _describe(self) -> None:
        self._say(length_words(self.box.text(), TEXT_LIMITS["TXT"]))


class DateEditor(_LineEditor):
    """DATE: typed as people write dates. What is no date is kept as typed, and the problem says so."""

    width = 170
    hint = tr("For example, 19 Oct 2026 or 19/10/2026")

    def value(self) -> Any:
        text = self.box.text().strip()
        day = dates.read(text)
        return day.isoformat() if day else text or None

    def set_value(self, value: Any) -> None:
        self.box.set_text(dates.show(value))
        self._describe()

    def _describe(self) -> None:
        day = dates.read(self.box.text())
        self._say(day_words(day.isoformat()) if day else self.hint)

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        done = super().eventFilter(thing, event)
        if event.type() == QEvent.Type.FocusOut and not self.box.isReadOnly():
            self.box.set_text(dates.show(self.value()))
            self._describe()
            typed = self.box.text().strip()
            if typed and dates.read(typed) is None:
                self._say(tr("“{typed}” is no day. {hint}", typed=typed[:20], hint=self.hint))
        return done


class NumberEditor(_LineEditor):
    """NUM: a whole number. What is no number is kept as typed, and the problem says so."""

    width = 110

    def _describe(self) -> None:
        self.needs[""].hint(tr("A whole number"))

    def value(self) -> Any:
        text = self.box.text().strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text or None


class FactEditor(_LineEditor):
    """ONE without choices: what the pack already filled in (team, worker …). A staff code shows whose it is."""

    def _describe(self) -> None:
        code = self.box.text().strip()
        self._say(self.asking.people.get(code, "") if self.field.fact in PEOPLE else "")


class AutoEditor(Editor):
    """AUTO: what the program fills in by itself."""

    def build(self) -> None:
        self.text = Text(tr("The program fills this in when you sign."), parent=self)
        self.setLayout(column(inset(self.text)))

    def value(self) -> Any:
        return None

    def set_value(self, value: Any) -> None:
        pass

    def first_focus(self, part: str = "") -> QWidget:
        return self

    def set_read_only(self) -> None:
        pass


class UnknownEditor(AutoEditor):
    """A type of answer that came with a newer template than this program knows."""

    def build(self) -> None:
        self._held: Any = None
        self.text = Text(
            tr("This laptop needs a newer version of the program to show this question."), parent=self
        )
        self.setLayout(column(inset(self.text)))

    def value(self) -> Any:
        return self._held

    def set_value(self, value: Any) -> None:
        self._held = value


class WordsEditor(Editor):
    """LTX: several lines, with the house rules above and how many words beside."""

    def __init__(
        self,
        field,
        asking,
        parent=None,
        *,
        rows: int = 8,
        limit: int = TEXT_LIMITS["LTX"],
        rules: bool = True,
    ):
        self._rows, self._limit, self._rules = rows, limit, rules
        super().__init__(field, asking, parent)

    def build(self) -> None:
        self.box = TextBox(question_name(self.field), self._rows, self)
        self.count = Muted("", parent=self)
        self.count.setWordWrap(False)
        rules = Muted(house_rules(self.asking) if self._rules else "", parent=self)
        rules.setVisible(bool(rules.text()))
        above = inset(rules, gap=16)
        above.setStretch(0, 1)
        self._holds_words(self.box)
        self.box.textChanged.connect(self._describe)
        self._describe()
        below = inset(self._need("", self.box), self.count, gap=16)
        below.setStretch(0, 1)
        self.setLayout(column(above, inset(self.box), below, gap=4))

    def _describe(self) -> None:
        text = self.box.text()
        self.count.setText(length_words(text, self._limit) or word_count(text))

    def value(self) -> Any:
        return self.box.text() or None

    def set_value(self, value: Any) -> None:
        with QSignalBlocker(self.box):
            self.box.set_text(value if isinstance(value, str) else "")
        self._describe()

    def first_focus(self, part: str = "") -> QWidget:
        return self.box

    def set_read_only(self) -> None:
        fix_words(self.box)
