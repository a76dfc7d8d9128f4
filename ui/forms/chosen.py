"""Editors for a choice: yes or no, one of a list, several of a list, a judgement, how far you agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QGroupBox, QRadioButton, QSizePolicy, QWidget

from qa_desktop.templates import Choice as Option
from qa_desktop.templates import Part, Point, Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.editor import Asking, Editor, inset
from ui.icons import paint_icon
from ui.kit import Check, Choice, Combo, SegmentedChoice, column, paint_badge

LIST_MOST = 7  # choices shown as a list; more go into a drop-down
_SIGNS = {"NA": "–", "NS": "–", "UJ": "?"}


def shown_choice(option: Option) -> Choice:
    """A choice as the kit shows it: its sign and its colour come from the score behind it."""
    score = option.score if isinstance(option, Point) else None
    kind = f"rating{score}" if score in (1, 2, 3, 4) else "na"
    return Choice(
        option.code, option.label, str(score) if score else _SIGNS.get(option.code, ""), kind, option.words
    )


def question_name(field: Question | Part) -> str:
    return field.ask.rstrip(".")


class WordyCard(QRadioButton):
    """A choice as a card: a sign, the label, and under it in a quieter type how to read it."""

    def __init__(self, choice: Choice, parent: QWidget):
        super().__init__(choice.label.replace("&", "&&"), parent)
        self.choice = choice
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(choice.help)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hitButton(self, spot) -> bool:
        return self.rect().contains(spot)

    def hasHeightForWidth(self) -> bool:
        return True

    def _words_height(self, width: int) -> int:
        if not self.choice.help:
            return 0
        room = QRectF(0, 0, max(width - self._left() - theme.px(14), 40), 10_000).toRect()
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(theme.font("small")).boundingRect(
            room, flags, self.choice.help
        ).height() + theme.px(3)

    def _left(self) -> int:
        return theme.px(48 if self.choice.badge else 42)

    def heightForWidth(self, width: int) -> int:
        label = QFontMetrics(theme.font("strong")).height()
        return max(label + self._words_height(width) + theme.px(22), theme.px(42))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), self.heightForWidth(theme.px(420)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, kind, chosen = QPainter(self), self.choice.kind, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = kind if self.choice.badge else "rating4"
        ink = theme.colour(f"{tint}_ink" if chosen else "text")
        edge = 2.5 if chosen else 1.0
        painter.setPen(QPen(ink if chosen else theme.colour("line_strong"), edge))
        ground = "hover" if self.underMouse() and self.isEnabled() else "surface"
        painter.setBrush(theme.colour(f"{tint}_soft" if chosen else ground))
        inset = edge / 2 + (0.0 if chosen else 0.5)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(8), theme.px(8)
        )
        side = theme.px(24)
        sign = QRectF(theme.px(12), theme.px(9), side, side)
        self._sign(painter, sign, ink, tint, chosen)
        faded = not (self.isEnabled() or chosen)
        painter.setPen(theme.colour("muted") if faded else ink)
        painter.setFont(theme.font("strong"))
        width = self.width() - self._left() - theme.px(14)
        top = theme.px(11)
        height = painter.fontMetrics().height()
        painter.drawText(QRectF(self._left(), top, width, height), self.choice.label)
        if self.choice.help:
            painter.setPen(theme.colour("text" if chosen else "muted"))
            painter.setFont(theme.font("small"))
            room = QRectF(self._left(), top + height + theme.px(3), width, self.height())
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self.choice.help)
        painter.end()

    def _sign(self, painter: QPainter, box: QRectF, ink, tint: str, chosen: bool) -> None:
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
            inside = theme.px(4)
            paint_icon(painter, "check", box.adjusted(inside, inside, -inside, -inside), f"{tint}_soft", 3.0)
        elif self.choice.badge:
            paint_badge(painter, box, self.choice.badge, self.choice.kind)
        else:
            paint_icon(painter, "circle", box.adjusted(3, 3, -3, -3), "muted")


class _Radio(QRadioButton):
    def __init__(self, choice: Choice, parent: QWidget):
        super().__init__(choice.label.replace("&", "&&"), parent)
        self.choice = choice
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(choice.help)


class Radios(QGroupBox):
    """One of a list, one under the other. Arrow keys move and choose, Delete clears."""

    changed = Signal(object)

    def __init__(self, name: str, options: Sequence[Choice], cards: bool, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        made = WordyCard if cards else _Radio
        self.buttons = {choice.code: made(choice, self) for choice in options}
        box = column(gap=8 if cards else 2, margins=(4, 4, 4, 4))
        for button in self.buttons.values():
            self._group.addButton(button)
            box.addWidget(button)
        self.setLayout(box)
        self._group.buttonToggled.connect(self._toggled)

    def _toggled(self, button, on: bool) -> None:
        # Not "clicked": assistive tools choose without a click, and what they chose would show and not be kept
        if on:
            self.changed.emit(button.choice.code)

    def value(self) -> str | None:
        button = self._group.checkedButton()
        return button.choice.code if button else None

    def set_value(self, code: object) -> None:
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(button.choice.code == code)
            self._group.setExclusive(True)

    def choose(self, code: str) -> None:
        button = self.buttons.get(code)
        if button and button.isEnabled():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()

    def first_focus(self) -> QWidget:
        return self._group.checkedButton() or next(iter(self.buttons.values()))

    def set_read_only(self, fixed: bool) -> None:
        self.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value() is not None:
            self.set_value(None)
            self.changed.emit(None)
        else:
            super().keyPressEvent(event)


class _ChoiceEditor(Editor):
    """Shared by every editor with one set of buttons. A held code that is no longer a choice is kept until changed."""

    choices: SegmentedChoice | Radios

    def _take(self, choices: SegmentedChoice | Radios) -> None:
        self._held: Any = None
        self.choices = choices
        choices.changed.connect(self._chosen)
        self.setLayout(column(choices, inset(self._need("", choices)), gap=2))

    def _chosen(self, code: object) -> None:
        self._held = code
        self._settled()

    def value(self) -> Any:
        return self._held

    def set_value(self, value: Any) -> None:
        self._held = value
        self.choices.set_value(value if isinstance(value, str) else None)

    def choose(self, code: str) -> None:
        self.choices.choose(code)

    def first_focus(self, part: str = "") -> QWidget:
        return self.choices.first_focus()

    def set_read_only(self) -> None:
        self.choices.set_read_only(True)

    def _options(self) -> list[Choice]:
        return [shown_choice(option) for option in self.asking.template.options(self.field)]


class SegmentEditor(_ChoiceEditor):
    """YN, YPN: a row of joined boxes."""

    def build(self) -> None:
        self._take(SegmentedChoice(question_name(self.field), self._options(), self))


class ListEditor(_ChoiceEditor):
    """ONE with a few choices, AG5: a list. Choices that say how to read them become cards."""

    def build(self) -> None:
        options = self._options()
        self._take(Radios(question_name(self.field), options, any(o.help for o in options), self))


class JudgementEditor(_ChoiceEditor):
    """G4: cards with the whole description of each judgement."""

    def build(self) -> None:
        self._take(Radios(question_name(self.field), self._options(), True, self))


class DropDownEditor(Editor):
    """ONE with many choices."""

    def build(self) -> None:
        options = [(o.code, o.label) for o in self.asking.template.options(self.field)]
        self.box = Combo(question_name(self.field), [(None, tr("Choose one")), *options], self)
        self.box.changed.connect(self._chosen)
        self._held: Any = None
        self.setLayout(column(inset(self.box, None), inset(self._need("", self.box)), gap=4))

    def _chosen(self, code: object) -> None:
        self._held = code
        self._settled()

    def value(self) -> Any:
        return self._held

    def set_value(self, value: Any) -> None:
        self._held = value
        self.box.setCurrentIndex(max(self.box.findData(value), 0))

    def first_focus(self, part: str = "") -> QWidget:
        return self.box

    def set_read_only(self) -> None:
        self.box.setEnabled(False)


def one_editor(field: Question | Part, asking: Asking, parent: QWidget | None = None) -> Editor:
    """ONE: a list, or a drop-down where the list would be long."""
    kind = ListEditor if len(field.choices) <= LIST_MOST else DropDownEditor
    return kind(field, asking, parent)


class MultiEditor(Editor):
    """MULTI: ticks, in two columns where there is room."""

    def build(self) -> None:
        self.box = QGroupBox(self)
        self.box.setAccessibleName(question_name(self.field))
        self._grid = QGridLayout(self.box)
        self._grid.setContentsMargins(*([theme.px(4)] * 4))
        self._grid.setHorizontalSpacing(theme.px(24))
        self._grid.setVerticalSpacing(theme.px(4))
        self.ticks = {
            o.code: Check(o.label, parent=self.box) for o in self.asking.template.options(self.field)
        }
        for tick in self.ticks.values():
            tick.toggled.connect(self._settled)  # assistive tools tick without a click
        self._unknown: list[Any] = []
        self._columns = 0
        self._arrange(1)
        self.setLayout(column(self.box, inset(self._need("", self.box)), gap=2))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        rows = -(-len(self.ticks) // columns)
        for number, tick in enumerate(self.ticks.values()):
            self._grid.addWidget(tick, number % rows, number // rows)
        for n in range(2):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        widest = max((t.sizeHint().width() for t in self.ticks.values()), default=0)
        roomy = event.size().width() >= 2 * widest + theme.px(32)
        self._arrange(2 if roomy and len(self.ticks) > LIST_MOST else 1)
        super().resizeEvent(event)

    def value(self) -> Any:
        return [code for code, tick in self.ticks.items() if tick.isChecked()] + self._unknown or None

    def set_value(self, value: Any) -> None:
        held = value if isinstance(value, list) else []
        self._unknown = [code for code in held if not isinstance(code, str) or code not in self.ticks]
        for code, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(code in held)

    def first_focus(self, part: str = "") -> QWidget:
        return next((t for t in self.ticks.values() if t.isChecked()), None) or next(
            iter(self.ticks.values())
        )

    def set_read_only(self) -> None:
        self.box.setEnabled(False)
