"""What is wrong with a view for somebody who does not see it, or uses the keys alone, as sentences. None is good.

Each function looks at one window as it stands and gives one sentence for each fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QFontInfo, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QRadioButton,
    QWidget,
)

from tests.ui.conftest import cut_words, role, spoken, tab_stops
from tests.ui.places import rest
from ui import theme
from ui.actions import ACTIONS, HELD
from ui.kit import FocusRing, Heading
from ui.panes import first_in, focusable
from ui.shell import MainWindow

Faults = list[str]
LEAST_TARGET = 24  # px, WCAG 2.5.8
LEAST_TEXT, LEAST_LARGE = 4.5, 3.0  # WCAG 1.4.3
LARGE, LARGE_BOLD = 24, 18.66  # px: 18 and 14 points
LISTED = {QKeySequence(key).toString() for listed in (*ACTIONS, *HELD) for key in listed.keys}


def say(widget: QWidget) -> str:
    """The widget in words, for the sentence."""
    return f"{type(widget).__name__} “{spoken(widget) or widget.objectName()}”"


def names(root: QWidget) -> Faults:
    """On Linux Qt gives a list to choose from the name of what is chosen, so there the one it was given is asked for."""
    return [
        f"{say(w)} has no name"
        for w in tab_stops(root)
        if not (w.accessibleName() if isinstance(w, QComboBox) else spoken(w))
    ]


def roles(root: QWidget) -> Faults:
    nothing = (QAccessible.Role.Client, QAccessible.Role.NoRole)
    return [f"{say(w)} has no role" for w in tab_stops(root) if role(w) in nothing]


def names_of_their_own(root: QWidget) -> Faults:
    buttons = (
        w for w in tab_stops(root) if isinstance(w, QAbstractButton) and not isinstance(w, QRadioButton)
    )
    many = Counter(spoken(w) for w in buttons)
    return [f"{count} buttons are called “{name}”" for name, count in many.items() if count > 1]


def targets(root: QWidget) -> Faults:
    small = (w for w in tab_stops(root) if min(w.width(), w.height()) < LEAST_TARGET)
    return [f"{say(w)} is {w.width()} by {w.height()}" for w in small]


def letters(root: QWidget) -> Faults:
    """Without its fonts Qt draws no text, and says nothing."""
    wanted = theme.current().family
    worded = (w for w in root.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton | QLineEdit))
    shown = (w for w in worded if w.isVisible() and w.text())
    found = [
        f"{say(w)} is in {QFontInfo(w.font()).family()}"
        for w in shown
        if QFontInfo(w.font()).family() != wanted
    ]
    return found + (["hardly anything is drawn"] if len(colours(root.grab().toImage(), 16)) <= 8 else [])


def cut(root: QWidget) -> Faults:
    return [f"“{words[:60]}” is {width} wide and needs {needs}" for words, width, needs, _ in cut_words(root)]


def sideways(root: QWidget) -> Faults:
    """Pages that scroll sideways. A table of figures may, within itself: it would lose its meaning in one column."""
    areas = (
        a for a in root.findChildren(QAbstractScrollArea) if not isinstance(a, QAbstractItemView | QLineEdit)
    )
    wide = ((a, a.horizontalScrollBar().maximum()) for a in areas if a.isVisible())
    return [f"{say(a)} scrolls {over} px sideways" for a, over in wide if over]


def headings_and_groups(root: QWidget) -> Faults:
    wrong = [w for w in root.findChildren(Heading) if role(w) != QAccessible.Role.Heading]
    wrong += [
        w for w in root.findChildren(QGroupBox) if w.accessibleName() and role(w) != QAccessible.Role.Grouping
    ]
    bare = [] if [h for h in root.findChildren(Heading) if h.isVisible()] else ["there is no heading"]
    return [f"{say(w)} is a {role(w).name}" for w in wrong] + bare


def rows_speak(root: QWidget) -> Faults:
    """Every cell of a list or table that is shown says something, though it may draw nothing but colour."""
    found = []
    for view in root.findChildren(QAbstractItemView):
        if view.isVisible() and view.model() and focusable(view):
            found += [f"{say(view)}: row {n + 1} says nothing" for n in range(min(view.model().rowCount(), 40)) if not _said(view, n)]  # fmt: skip
    return found


def _said(view: QAbstractItemView, number: int) -> str:
    model, root = view.model(), view.rootIndex()
    columns = 1 if isinstance(view, QListView) else model.columnCount(root)
    cells = [model.index(number, column, root) for column in range(columns)]
    return "".join(
        str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or cell.data(Qt.ItemDataRole.DisplayRole) or "")
        for cell in cells
    ).strip()


# Keys


def keys(root: QWidget) -> Iterator[tuple[str, str]]:
    """Every key that is bound in a window now, and what it is bound to."""
    window = root.window()
    for action in (*window.actions(), *window.findChildren(QAction)):
        holder = action.parent()
        gone = (
            isinstance(holder, QWidget) and not holder.isVisible()
        )  # a screen that is left goes a moment later
        if action.isEnabled() and not gone and not isinstance(holder, QLineEdit):
            yield from ((key.toString(), f"{action.text()}#{id(action)}") for key in action.shortcuts())
    for shortcut in window.findChildren(QShortcut):
        yield shortcut.key().toString(), f"shortcut#{id(shortcut)}"
    for button in window.findChildren(QAbstractButton):
        yield button.shortcut().toString(), f"{say(button)}#{id(button)}"


def same_keys(root: QWidget) -> Faults:
    held: dict[str, set[str]] = {}
    for key, what in keys(root):
        held.setdefault(key, set()).add(what)
    return [f"{key} is bound to {sorted(whats)}" for key, whats in held.items() if key and len(whats) > 1]


def keys_not_listed(root: QWidget) -> Faults:
    """Keys that the keyboard list does not know, because they are bound past its table."""
    return [f"{key} does {what.partition('#')[0]}" for key, what in keys(root) if key and key not in LISTED]


# Order


def _stop(widget: QWidget) -> object:
    """A radio group is one stop."""
    return (widget.group() or widget.parentWidget()) if isinstance(widget, QRadioButton) else widget


@dataclass
class Round:
    """What Tab came upon on its way round."""

    missed: Faults
    without_ring: Faults
    ring_cut: Faults
    ring_stays: Faults


def tab_round(root: QWidget) -> Round:
    """Presses Tab from the first thing until it comes round."""
    found = Round([], [], [], [])
    stops = tab_stops(root)
    if not stops:
        found.missed.append("there is nothing that Tab stops at")
        return found
    ring = FocusRing.install(QApplication.instance())
    stops[0].setFocus()
    first, reached = QApplication.focusWidget(), {_stop(stops[0])}
    for _ in range(3 * len(stops) + 3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        reached.add(_stop(now))
        _look_at_ring(ring, now, found)
        if now is first:
            break
    found.missed += [f"Tab misses {say(w)}" for w in stops if _stop(w) not in reached]
    if QApplication.focusWidget() is not first:
        found.missed.append("Tab does not come round")
    QTest.mousePress(QApplication.focusWidget(), Qt.MouseButton.RightButton)
    found.ring_stays += ["the ring stays when the mouse is pressed"] if ring.shown_on else []
    QTest.mouseRelease(QApplication.focusWidget(), Qt.MouseButton.RightButton)
    return found


def _look_at_ring(ring: FocusRing, now: QWidget, found: Round) -> None:
    if ring.shown_on is not now:
        found.without_ring.append(f"there is no ring on {say(now)}")
    elif not ring.frame.parentWidget().rect().contains(ring.frame.geometry()):
        found.ring_cut.append(f"the ring on {say(now)} is cut")


def panes_of(window: QWidget) -> list[QWidget]:
    """The parts that F6 goes round; a dialogue and what covers the window are one each."""
    if not isinstance(window, MainWindow):
        return [window]
    return [window._covers.currentWidget()] if window.is_covered else window._panes()


def reading_order(window: QWidget) -> Faults:
    """Pane by pane, a screen reader comes to things in the order in which Tab does."""
    found = []
    for pane in panes_of(window):
        read = [w for w in _read(pane) if isinstance(w, QWidget) and focusable(w)]
        read = list(dict.fromkeys(_stop(w) for w in read))
        stops, here = [], pane
        while True:
            if focusable(here):
                stops.append(_stop(here))
            here = here.nextInFocusChain()
            if here is pane:
                break
        tabbed = [w for w in dict.fromkeys(stops) if w in set(read)]
        for a, b in zip(read, tabbed, strict=False):
            if a is not b:
                found.append(f"is read as {_words(a)} where Tab comes to {_words(b)}")
                break
    return found


def eye_order(window: QWidget) -> Faults:
    """Tab goes down and to the right: never from a thing to one that stands wholly above it."""
    found = []
    for pane in panes_of(window):
        before: QWidget | None = None
        here = pane
        while True:
            if pane.isAncestorOf(here) and focusable(here):
                if before is not None and _above(here, before):
                    found.append(f"Tab goes up from {say(before)} to {say(here)}")
                before = here
            here = here.nextInFocusChain()
            if here is pane:
                break
    return found


def _above(one: QWidget, other: QWidget) -> bool:
    """In the same part of the window, one stands over the other."""
    here, there = _place(one), _place(other)
    beside = here.right() < there.left() or there.right() < here.left()
    return here.bottom() <= there.top() and not beside


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())


def _words(stop: object) -> str:
    return say(stop) if isinstance(stop, QWidget) else f"{type(stop).__name__}"


def _read(widget: QWidget) -> Iterator[object]:
    """What a screen reader comes upon inside, in its order."""
    left = [QAccessible.queryAccessibleInterface(widget)]
    while left:
        here = left.pop()
        thing = here.object()
        if thing is not None:
            yield thing
        if not isinstance(thing, QAbstractItemView):  # its cells are no stops of their own
            left += [
                child for n in reversed(range(here.childCount())) if (child := here.child(n)) is not None
            ]


def panes_missed(window: QWidget) -> Faults:
    """F6 goes to every pane that has something in it, and comes back."""
    if not isinstance(window, MainWindow) or window.is_covered:
        return []
    panes = [pane for pane in window._panes() if pane.isVisible() and first_in(pane)]
    visited = set()
    for _ in panes:
        window.do("pane")
        now = QApplication.focusWidget()
        visited |= {pane for pane in panes if pane is now or pane.isAncestorOf(now)}
    return [f"F6 misses {say(pane)}" for pane in panes if pane not in visited]


# Contrast as it is painted


def faint(root: QWidget) -> Faults:
    """Words whose strongest pixel does not stand out from their ground as much as they must."""
    picture = root.grab().toImage()
    found = []
    for widget in root.findChildren(QWidget):
        if (
            isinstance(widget, QLabel | QAbstractButton)
            and widget.isVisible()
            and widget.isEnabled()
            and widget.text()
        ):
            ratio = _ratio(picture, _seen(widget, root))
            size, bold = widget.fontInfo().pixelSize(), widget.fontInfo().weight() >= 600
            least = LEAST_LARGE if size >= LARGE or (bold and size >= LARGE_BOLD) else LEAST_TEXT
            if ratio is not None and ratio < least:
                found.append(f"{say(widget)} has a contrast of {ratio:.2f}")
    return found


def _seen(widget: QWidget, root: QWidget) -> QRect:
    """The part of a widget that no scrolled page hides, in the window."""
    seen = widget.visibleRegion().boundingRect()
    return QRect(widget.mapTo(root, seen.topLeft()), seen.size()) if seen.isValid() else QRect()


def _ratio(picture: QImage, where: QRect) -> float | None:
    where = where.intersected(picture.rect())
    if where.width() < 8 or where.height() < 8:
        return None
    pixels = colours(picture.copy(where))
    ground = QColor(pixels.most_common(1)[0][0])
    return max(theme.contrast(QColor(one), ground) for one in pixels)


def colours(picture: QImage, step: int = 1) -> Counter[int]:
    """How many pixels there are of each colour, looking at every one or every so many."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)  # four bytes each, no gap between the rows
    return Counter(memoryview(plain.constBits()).cast("I")[::step])


Check = Callable[[QWidget], Faults]
STILL: dict[str, Check] = {
    "names": names,
    "roles": roles,
    "names of their own": names_of_their_own,
    "targets": targets,
    "letters": letters,
    "cut": cut,
    "sideways": sideways,
    "headings and groups": headings_and_groups,
    "rows": rows_speak,
    "same keys": same_keys,
    "keys not listed": keys_not_listed,
    "reading order": reading_order,
    "eye order": eye_order,
    "panes": panes_missed,
}
"""What is seen of a view as it stands. What it takes pressing Tab for is `tab_round`."""


def at_size(window: QWidget, width: int, height: int, checks: dict[str, Check]) -> dict[str, Faults]:
    """What is wrong at another size of the window, which must take it."""
    window.resize(width, height)
    rest()
    found = {
        name: [f"{fault} at {width} by {height}" for fault in check(window)] for name, check in checks.items()
    }
    if (window.width(), window.height()) != (width, height):
        found["grown"] = [
            f"the window grew from {width} by {height} to {window.width()} by {window.height()}"
        ]
    return found
