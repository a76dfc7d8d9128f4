"""Choosing one of a few: rating cards and the segmented row. Radio buttons to assistive tools and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QGroupBox, QRadioButton, QSizePolicy, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.icons import paint_icon
from ui.kit.marks import paint_badge


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `badge` is the sign in the small square; `kind` its colour; `help` is read after the label."""

    code: str
    label: str
    badge: str = ""
    kind: str = "na"
    help: str = ""


RATINGS = (
    Choice("4", tr("Strong"), "4", "rating4"),
    Choice("3", tr("Clear"), "3", "rating3"),
    Choice("2", tr("Some"), "2", "rating2"),
    Choice("1", tr("Little or none"), "1", "rating1"),
    Choice("NA", tr("Does not apply"), "–"),
    Choice("UJ", tr("Cannot judge"), "?"),
)
WHERE_SEEN = (
    Choice("R", tr("Clear on the record")),
    Choice("T", tr("Thin on the record")),
    Choice("S", tr("Told, not recorded")),
    Choice("N", tr("Nowhere")),
)


class _ChoiceButton(QRadioButton):
    def __init__(self, choice: Choice, parent: QWidget):
        super().__init__(choice.label.replace("&", "&&"), parent)
        self.choice = choice
        self.setAccessibleName(choice.label)
        self.setAccessibleDescription(choice.help)
        self.setToolTip(choice.help)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hitButton(self, spot: QPoint) -> bool:
        return self.rect().contains(spot)

    def _ground(self) -> QColor:
        return theme.colour("hover" if self.underMouse() and self.isEnabled() else "surface")


class RatingCard(_ChoiceButton):
    """A rating as a card. The lengths are at 100 %; `look` is the type of its words."""

    high, side, look = 54, 24, "tag"

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self.side + 83), theme.px(self.high))

    def minimumSizeHint(self) -> QSize:
        widest = max(
            QFontMetrics(theme.font(self.look)).horizontalAdvance(word) for word in self.choice.label.split()
        )
        return QSize(widest + theme.px(self.side + 26), theme.px(self.high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, kind, chosen = QPainter(self), self.choice.kind, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour(f"{kind}_ink" if chosen else "text")
        edge = 2.5 if chosen else 1.0
        painter.setPen(QPen(ink if chosen else theme.colour("line_strong"), edge))
        painter.setBrush(theme.colour(f"{kind}_soft") if chosen else self._ground())
        inset = edge / 2 + (0.0 if chosen else 0.5)
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), theme.px(8), theme.px(8)
        )
        side = theme.px(self.side)
        badge = QRectF(theme.px(10), (self.height() - side) / 2, side, side)
        if chosen:
            self._tick(painter, badge, ink, kind)
        else:
            paint_badge(painter, badge, self.choice.badge or "·", kind)
        painter.setPen(ink if self.isEnabled() or chosen else theme.colour("muted"))
        painter.setFont(theme.font(self.look))
        left = theme.px(self.side + 18)
        words = QRect(left, 0, self.width() - left - theme.px(6), self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self.choice.label)
        painter.end()

    def _tick(self, painter: QPainter, badge: QRectF, ink: QColor, kind: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(badge, theme.px(4), theme.px(4))
        inside = theme.px(4)
        paint_icon(painter, "check", badge.adjusted(inside, inside, -inside, -inside), f"{kind}_soft", 3.0)


class Segment(_ChoiceButton):
    """One box of a row. Read only, the chosen one stays plain to see and the others step back."""

    first = last = True  # which ends of its row are rounded

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("tag")).horizontalAdvance(self.choice.label)
        return QSize(words + theme.px(44), theme.px(34))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, chosen = QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fixed = not self.isEnabled()
        painter.setPen(QPen(theme.colour("line" if fixed else "primary" if chosen else "line_strong"), 1))
        ground = "muted" if fixed else "primary"
        painter.setBrush(
            theme.colour(ground) if chosen else theme.colour("sunken") if fixed else self._ground()
        )
        painter.drawPath(self._outline())
        ink = ("surface" if fixed else "on_primary") if chosen else "muted" if fixed else "text"
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("tag"))
        words = painter.fontMetrics().horizontalAdvance(self.choice.label)
        mark = theme.px(13) if chosen else 0
        start = (self.width() - words - (mark + theme.px(4) if chosen else 0)) / 2
        if chosen:
            paint_icon(painter, "check", QRectF(start, (self.height() - mark) / 2, mark, mark), ink, 3.0)
            start += mark + theme.px(4)
        rect = QRectF(start, 0, words + 2, self.height())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), self.choice.label)
        painter.end()

    def _outline(self) -> QPainterPath:
        """One box whose outer corners alone are round; neighbours share the line between them."""
        right = 0.5 if self.last else -0.5
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -right, -0.5)
        radius, path = theme.px(6), QPainterPath()
        path.addRoundedRect(box, radius, radius)
        if not self.first:
            path = path.united(_rect_path(QRectF(box.left(), box.top(), radius, box.height())))
        if not self.last:
            path = path.united(_rect_path(QRectF(box.right() - radius, box.top(), radius, box.height())))
        return path.simplified()


def _rect_path(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rect)
    return path


class _ChoiceSet(QGroupBox):
    changed = Signal(object)  # the code, or None when cleared; only for what the user did
    button_class: type[_ChoiceButton] = _ChoiceButton
    gap = 0

    def __init__(self, name: str, options: Sequence[Choice], parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)  # else it never narrows
        self._grid.setContentsMargins(*([theme.px(4)] * 4))  # room for the focus ring
        self._grid.setSpacing(theme.px(self.gap))
        self.buttons = {choice.code: self.button_class(choice, self) for choice in options}
        for button in self.buttons.values():
            self._group.addButton(button)
        self._group.buttonToggled.connect(self._toggled)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._columns = 0
        self._arrange(len(self.buttons))

    def _toggled(self, button, on: bool) -> None:
        # Not "clicked": assistive tools choose without a click, and what they chose would show and not be kept
        if on:
            self.changed.emit(button.choice.code)

    def value(self) -> str | None:
        button = self._group.checkedButton()
        return button.choice.code if button else None

    def set_value(self, code: str | None) -> None:
        """Shows `code` without saying that the user chose it. An unknown code shows nothing chosen."""
        with QSignalBlocker(self._group):
            self._group.setExclusive(False)
            for button in self.buttons.values():
                button.setChecked(button.choice.code == code)
            self._group.setExclusive(True)

    def choose(self, code: str) -> None:
        """As if the user had pressed it, for shortcuts."""
        button = self.buttons.get(code)
        if button and self.isEnabled():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()

    def first_focus(self) -> QWidget:
        return self._group.checkedButton() or next(iter(self.buttons.values()))

    def set_read_only(self, fixed: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(not fixed or button.isChecked())
        self.setEnabled(not fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.value() is not None:
            self.set_value(None)
            self.changed.emit(None)
        else:
            super().keyPressEvent(event)

    def _fit(self, width: int) -> int:
        """How many columns there is room for: all, half of them, a third, or one."""
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        inside, least = width - margins.left() - margins.right(), self._least()
        count = len(self.buttons)
        for columns in (count, -(-count // 2), -(-count // 3), 2):
            if 0 < columns <= count and columns * least + (columns - 1) * gap <= inside:
                return columns
        return 1

    def _least(self) -> int:
        return max(button.minimumSizeHint().width() for button in self.buttons.values())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        buttons = list(self.buttons.values())
        for number, button in enumerate(buttons):
            self._grid.addWidget(button, number // columns, number % columns)
            self._placed(button, number, columns, len(buttons))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _placed(self, button: _ChoiceButton, number: int, columns: int, count: int) -> None:
        pass

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self._fit(event.size().width()))
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self._least() + theme.px(8), hint.height())


class RatingChoice(_ChoiceSet):
    """Rating cards: six in a row, three, or two, as there is room. Nothing is chosen at the start."""

    button_class = RatingCard
    gap = 8

    def __init__(self, name: str, options: Sequence[Choice] = RATINGS, parent: QWidget | None = None):
        super().__init__(name, options, parent)


class SegmentedChoice(_ChoiceSet):
    """A row of joined boxes for a short choice, such as where something was seen, or yes, partly, no."""

    button_class = Segment

    def _placed(self, button: _ChoiceButton, number: int, columns: int, count: int) -> None:
        button.first = number % columns == 0
        button.last = number % columns == columns - 1 or number == count - 1
