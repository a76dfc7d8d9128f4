"""The tour: a panel that goes with the user from screen to screen, says what comes next, and points at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGroupBox, QScrollArea, QWidget

from qa_desktop import tour
from qa_desktop.answer_types import is_empty
from qa_desktop.tour import Step
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.kit import Button, Heading, IconButton, Text, announce, column, row
from ui.panes import first_in, focusable
from ui.shell import MainWindow

LOOK_EVERY_MS = 200
AROUND, THICK = 6, 3  # px outside what is pointed at, and of the line
ASTRAY = tr("The tour goes on from Home. You can look around here as long as you like.")


class TourPanel(QGroupBox):
    """What the step says, and its buttons. Named, so that a screen reader finds it as a group."""

    back_wanted = Signal()
    next_wanted = Signal()
    show_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(tr("Tour"))
        self.count = Text("", "small", tone="muted", parent=self)
        self.count.setWordWrap(False)
        self.heading = Heading("", 3, self)
        self.words = Text("", parent=self)
        self.show_me = Button(tr("Show me where"), parent=self)
        self.back = Button(tr("Back"), icon="arrow-left", name=tr("Back in the tour"), parent=self)
        self.next = Button(tr("Next step"), "primary", parent=self)
        self.leave = IconButton("x", tr("Leave the tour"), self)
        for button, wanted in (
            (self.show_me, self.show_wanted),
            (self.back, self.back_wanted),
            (self.next, self.next_wanted),
            (self.leave, self.leave_wanted),
        ):
            button.clicked.connect(wanted)
        head = row(self.heading, self.count, gap=10)
        head.setStretch(0, 1)
        line = row(column(head, self.words, gap=2), self.show_me, self.back, self.next, self.leave, gap=8)
        line.setStretch(0, 1)
        line.setContentsMargins(*(theme.px(m) for m in (20, 10, 12, 12)))
        self.setLayout(line)


class _Pointer(QWidget):
    """A line around what the step is about. Takes no key and no press."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def around(self, target: QWidget | None) -> None:
        """Put it around `target`, where that can be seen; else hide it."""
        seen = _seen(target) if target is not None else QRect()
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(seen.adjusted(-AROUND, -AROUND, AROUND, AROUND) & self.parentWidget().rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for width, role in ((THICK + 2, "ring_outer"), (THICK - 1, "ring_inner")):
            painter.setPen(QPen(theme.colour(role), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 8, 8)
        painter.end()


def _seen(target: QWidget) -> QRect:
    """The part of `target` that is in sight, in its window."""
    window = target.window()
    seen = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
    above = target.parentWidget()
    while above is not None and above is not window:
        if isinstance(above.parentWidget(), QScrollArea):
            seen &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = above.parentWidget()
    return seen


class Tour(QObject):
    """Follows the user: the step that is shown fits the screen that is shown. Ends with the profile."""

    ended = Signal()

    def __init__(self, desk: Desk, window: MainWindow, side: str):
        super().__init__(window)
        self._desk, self._window = desk, window
        self.script = tour.steps(desk.workspace.world.resources, side)
        self.at, self.astray = 0, False
        self._began = tour.counts(desk.workspace)
        self._pointer = _Pointer(window)
        self.panel: TourPanel | None = None
        window.went.connect(self._went)
        desk.changed.connect(self._changed)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._glance)
        self._look.start()
        self._say()

    @property
    def step(self) -> Step:
        return self.script[self.at]

    # What is shown

    def _put_up(self) -> TourPanel:
        panel = TourPanel()
        panel.next_wanted.connect(self.go_on)
        panel.back_wanted.connect(self.go_back)
        panel.show_wanted.connect(self.show_where)
        panel.leave_wanted.connect(self.end)
        self._window.dock(panel)
        return panel

    def _say(self) -> None:
        panel = self.panel = self.panel or self._put_up()
        last = self.at == len(self.script) - 1
        number = tr("step {at} of {script}", at=self.at + 1, script=len(self.script))
        panel.heading.setText(tr("The tour waits") if self.astray else self.step.title)
        panel.words.setText(ASTRAY if self.astray else self.step.words)
        panel.count.setText(number)
        panel.next.set_words(tr("Finish") if last else tr("Next step"))
        panel.next.setVisible(not self.astray)
        panel.back.setEnabled(self.at > 0 and not self.astray)
        panel.show_me.set_words(tr("Go to Home") if self.astray else tr("Show me where"))
        panel.show_me.setVisible(self.astray or bool(self.step.point))
        announce(
            self._window,
            tr(
                "Tour, {number}. {heading}. {words}",
                number=number,
                heading=panel.heading.text(),
                words=panel.words.text(),
            ),
        )
        self._glance()

    def _to(self, number: int) -> None:
        self.at, self.astray = number, False
        self._say()

    @Slot()
    def go_on(self) -> None:
        """To the next step; after the last the tour ends."""
        if self.at == len(self.script) - 1:
            self.end()
        else:
            self._to(self.at + 1)
            if self.step.place != self._window.place:
                self._stray()

    @Slot()
    def go_back(self) -> None:
        if self.at > 0:
            self._to(self.at - 1)
            if self.step.place != self._window.place:
                self._stray()

    def _stray(self) -> None:
        """The step is about another place, which only the user can open."""
        before = next((n for n in range(self.at, -1, -1) if self.script[n].place == self._window.place), None)
        if before is not None:
            self._to(before)

    @Slot()
    def show_where(self) -> None:
        """Move the focus to what the step is about."""
        if self.astray:
            self._window.do("home")
            return
        target = self.target()
        aim = (target if focusable(target) else first_in(target)) if target is not None else None
        if aim is not None:
            self._window.ring.keys_used()
            aim.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def target(self) -> QWidget | None:
        """What the step is about, where it is shown."""
        if self.astray or not self.step.point or self.panel is None:
            return None
        for one in self._window.findChildren(QWidget):
            if (
                self.step.is_about(one.accessibleName())
                and one.isVisible()
                and not self.panel.isAncestorOf(one)
            ):
                return one
        return None

    # What the user does

    @Slot(str)
    def _went(self, place: str) -> None:
        found = tour.moved(self.script, self.at, place)
        if found is None:
            if not self.astray:
                self.astray = True
                self._say()
        elif found != self.at or self.astray:
            self._to(found)

    @Slot(object)
    def _changed(self, _tables: object) -> None:
        QTimer.singleShot(0, self, self._glance)

    @Slot()
    def _glance(self) -> None:
        """Point at what the step is about, and go on where it is done."""
        hidden = self._window.is_covered or self.panel is None or not self.panel.isVisible()
        self._pointer.around(None if hidden else self.target())
        if not hidden and not self.astray and self.step.until and self._is_done(self.step.until):
            self._to(self.at + 1)

    def _is_done(self, until: str) -> bool:
        signed, returned = (
            tour.counts(self._desk.workspace) if until in ("signed", "returned") else self._began
        )
        if until in ("signed", "returned"):
            return signed > self._began[0] if until == "signed" else returned > self._began[1]
        session = getattr(self._window.showing, "session", None)
        here = getattr(self._window.showing, "here", "")
        question = session.template.by_id.get(here) if session is not None and not session.signed else None
        if question is None or until == "place":
            return False
        value = session.answers.get(here)
        if until == "question":
            return question.type == "EV" and is_empty(value)
        held = value if isinstance(value, dict) else {}
        left = any(p.severity == "block" for p in session.problems(here))
        return bool(held.get("rating")) if until == "rated" else bool(held.get("rating")) and not left

    @Slot()
    def end(self) -> None:
        """Take everything down. The tour can be taken again from the menu and from the line at the top."""
        if self.panel is None:
            return
        self._look.stop()
        self._window.went.disconnect(self._went)
        self._desk.changed.disconnect(self._changed)
        self.panel = None
        self._window.dock(None)
        self._pointer.hide()
        self._pointer.deleteLater()
        first = getattr(self._window.showing, "first_focus", None)
        if first is not None and not self._window.is_covered:
            first().setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()
        self.deleteLater()
