"""The places on the left of the window. Below a certain width only their icons are left; names are kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from qa_desktop.words import tr
from ui import theme
from ui.actions import Place
from ui.icons import paint_icon
from ui.kit import Chip, ElideLabel, IconMark, Rule, column, row

WIDE, NARROW = 236, 68  # px at 100 %
COMPACT_BELOW = 1240  # px at 100 %: the window width


class _RailButton(QPushButton):
    """Paints itself: an icon, and beside it words that are hidden when the rail is narrow."""

    def __init__(self, icon: str, name: str, parent: QWidget):
        super().__init__(parent)
        self.icon_name, self.compact = icon, False
        self.setProperty("kind", "nav")
        self.setProperty("here", False)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_compact(self, compact: bool, tip: str) -> None:
        self.compact = compact
        self.setToolTip(tip if compact else "")
        self.setAccessibleDescription(
            self.accessibleDescription() or " "
        )  # else Qt repeats the tooltip as one
        self.updateGeometry()
        self.update()

    def _ground(self, painter: QPainter) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)

    def _icon(self, painter: QPainter, role: str) -> None:
        size = theme.px(20)
        left = (self.width() - size) / 2 if self.compact else theme.px(11)
        paint_icon(painter, self.icon_name, QRectF(left, (self.height() - size) / 2, size, size), role)


class NavItem(_RailButton):
    """One place, and how many things wait there."""

    def __init__(self, place: Place, parent: QWidget):
        super().__init__(place.icon, place.words, parent)
        self.place, self._chip = place, None

    @property
    def is_here(self) -> bool:
        return bool(self.property("here"))

    def set_here(self, here: bool) -> None:
        if here == self.is_here:
            return  # to be styled again costs more than all else here
        self.setProperty("here", here)
        self.setAccessibleDescription(tr("You are here") if here else " ")
        theme.repolish(self)

    def set_count(self, count: int) -> None:
        if self._chip is None and count:
            self._chip = Chip(count, parent=self)
        if self._chip:
            self._chip.setText(str(count))
            self._chip.adjustSize()
            self._chip.setVisible(bool(count) and self._chip_fits())
        self.setAccessibleName(f"{self.place.words}, {count}" if count else self.place.words)
        self._count = count
        self._put_chip()

    _count = 0

    def set_compact(self, compact: bool, tip: str = "") -> None:
        super().set_compact(compact, tip or self.accessibleName())
        if self._chip:
            self._chip.setVisible(bool(self._count) and self._chip_fits())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44 if self.compact else 200), theme.px(36))

    minimumSizeHint = sizeHint

    def _chip_fits(self) -> bool:
        """Whether the number has room beside the whole name; else a dot on the icon says that something waits."""
        words = QFontMetrics(theme.font("body", 600)).horizontalAdvance(self.place.words)
        room = self.sizeHint().width() - theme.px(48 + 16)
        return not self.compact and self._chip is not None and words + self._chip.width() <= room

    def resizeEvent(self, event: object) -> None:
        self._put_chip()

    def _put_chip(self) -> None:
        if self._chip:
            self._chip.move(
                self.width() - self._chip.width() - theme.px(8), (self.height() - self._chip.height()) // 2
            )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        role = "primary" if self.is_here else "muted"
        self._icon(painter, role)
        if not self.compact:
            painter.setPen(theme.colour(role))
            painter.setFont(theme.font("body", 600 if self.is_here else 500))
            beside = self._chip.width() + theme.px(8) if self._count and self._chip_fits() else 0
            room = self.width() - theme.px(48) - beside
            words = painter.fontMetrics().elidedText(self.place.words, Qt.TextElideMode.ElideRight, room)
            box = self.rect().adjusted(theme.px(41), 0, 0, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        if self._count and not self._chip_fits():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            left = self.width() / 2 + theme.px(8) if self.compact else theme.px(27)
            painter.drawEllipse(QRectF(left, theme.px(6), theme.px(8), theme.px(8)))
        painter.end()


class RiskButton(_RailButton):
    """Child at risk now? Always within reach, whatever is shown."""

    words = tr("Child at risk now?")

    def __init__(self, parent: QWidget):
        super().__init__("octagon-alert", self.words, parent)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44 if self.compact else 200), theme.px(36))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        self._icon(painter, "bad")
        if not self.compact:
            painter.setPen(theme.colour("bad"))
            painter.setFont(theme.font("body", 600))
            box = self.rect().adjusted(theme.px(41), 0, 0, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self.words)
        painter.end()


class PersonButton(_RailButton):
    """Who is working, and the menu of commands."""

    def __init__(self, person: str, role: str, parent: QWidget):
        super().__init__("user", "", parent)
        self.set_person(person, role)

    def set_person(self, person: str, role: str) -> None:
        self.person, self.role = person, role
        self.setAccessibleName(
            tr("{person}, {role}, menu", person=person, role=role) if person else tr("Menu")
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(44 if self.compact else 200), theme.px(44))

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        self._icon(painter, "text")
        if not self.compact:
            half, left = self.height() // 2, theme.px(40)
            for top, words, look, role in (
                (0, self.person, "strong", "text"),
                (half, self.role, "small", "muted"),
            ):
                chosen = theme.font(look)
                painter.setFont(chosen)
                painter.setPen(theme.colour(role))
                shown = QFontMetrics(chosen).elidedText(
                    words, Qt.TextElideMode.ElideRight, self.width() - left
                )
                align = Qt.AlignmentFlag.AlignBottom if top == 0 else Qt.AlignmentFlag.AlignTop
                painter.drawText(self.rect().adjusted(left, top, 0, top - half), int(align), shown)
        painter.end()


class NavRail(QFrame):
    """Program mark, places, then settings and the person at the foot."""

    chosen = Signal(str)  # the id of a place
    menu_wanted = Signal(object)  # the button to open it at
    risk_wanted = Signal()

    def __init__(self, places: Sequence[Place], person: str, role: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.items = {place.id: NavItem(place, self) for place in places}
        for item in self.items.values():
            item.clicked.connect(lambda checked=False, i=item.place.id: self.chosen.emit(i))
        self.risk = RiskButton(self)
        self.person = PersonButton(person, role, self)
        self.risk.hide()  # until somebody answers to it
        self.risk.clicked.connect(self.risk_wanted)
        self.person.clicked.connect(lambda: self.menu_wanted.emit(self.person))
        self.compact = False
        self._words = QWidget(self)
        name = ElideLabel(tr("Has the Help Helped?"), "strong", parent=self._words)
        self._words.setLayout(
            column(name, ElideLabel(tr("Quality assurance"), "small", "muted", self._words), gap=1)
        )
        brand = row(
            IconMark("heart-handshake", "primary", 26, self), self._words, None, gap=10, margins=(8, 0, 0, 0)
        )
        above = [item for item in self.items.values() if not item.place.foot]
        below = [item for item in self.items.values() if item.place.foot]
        self.setLayout(
            column(
                brand, 14, *above, None, self.risk, *below, 1, Rule(self), 2, self.person, gap=2, margins=(12, 16, 12, 8)
            )
        )  # fmt: skip
        self._brand = brand
        self.set_compact(False)

    def set_here(self, place: str) -> None:
        for item in self.items.values():
            item.set_here(item.place.id == place)

    def set_compact(self, compact: bool) -> None:
        self.compact = compact
        self._words.setVisible(not compact)
        for item in self.items.values():
            item.set_compact(compact)
        self.risk.set_compact(compact, self.risk.words)
        self.person.set_compact(compact, self.person.person)
        self.setFixedWidth(theme.px(NARROW if compact else WIDE))
