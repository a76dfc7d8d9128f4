"""What every screen must be, as helper functions. Call `check_screen(shown(screen))` in each screen's test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from collections import Counter
from collections.abc import Callable, Hashable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontInfo, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGroupBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from ui import theme
from ui.kit import ElideLabel, FocusRing, Heading
from ui.panes import focusable
from ui.tidy import Tidy

Name, Role = QAccessible.Text.Name, QAccessible.Role

SETTLES, SETTLE_MS = 50, 20


@pytest.fixture(scope="session")
def app(qapp):
    """The application with the theme applied once: applying it again for each test is what makes suites slow."""
    QAccessible.setActive(True)
    theme.apply(qapp, theme.Theme())
    FocusRing.install(qapp)
    return qapp


@pytest.fixture(autouse=True)
def tidy(app):
    """As in the program: widgets of a screen that is gone are collected on the main thread alone."""
    tidy = Tidy(app)
    yield tidy
    tidy.sweep()
    tidy.stop()
    tidy.deleteLater()


@pytest.fixture
def shown(app, qtbot):
    """Shows a widget in an active window of 1366 by 768 and closes it after the test."""

    def show(widget: QWidget, width: int = 1366, height: int = 768) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    return show


@pytest.fixture
def themed(app):
    """Applies another theme for one test and puts the usual one back."""
    yield lambda wanted: theme.apply(app, wanted)
    if theme.current() != theme.Theme():
        theme.apply(app, theme.Theme())


def spoken(widget: QWidget) -> str:
    """The name assistive tools hear."""
    return QAccessible.queryAccessibleInterface(widget).text(Name).strip()


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def tab_stops(root: QWidget) -> list[QWidget]:
    return [widget for widget in root.findChildren(QWidget) if focusable(widget)]


def everything_has_a_name(root: QWidget) -> None:
    assert [w for w in tab_stops(root) if not spoken(w)] == []


def everything_has_a_role(root: QWidget) -> None:
    assert [w for w in tab_stops(root) if role(w) in (Role.Client, Role.NoRole)] == []


def buttons_have_names_of_their_own(root: QWidget) -> None:
    names = Counter(
        spoken(w)
        for w in tab_stops(root)
        if isinstance(w, QAbstractButton) and not isinstance(w, QRadioButton)
    )
    assert [name for name, count in names.items() if count > 1] == []


def targets_are_large_enough(root: QWidget) -> None:
    buttons = [w for w in tab_stops(root) if isinstance(w, QAbstractButton)]
    assert [(spoken(w), w.width(), w.height()) for w in buttons if w.width() < 24 or w.height() < 24] == []


def _stop(widget: QWidget) -> Hashable:
    """A radio group is one stop."""
    if isinstance(widget, QRadioButton):
        return widget.group() or widget.parentWidget()
    return widget


def tab_reaches_everything(root: QWidget) -> None:
    wanted = {_stop(w) for w in tab_stops(root)}
    if not wanted:
        return
    tab_stops(root)[0].setFocus()
    first, reached = QApplication.focusWidget(), set()
    for _ in range(3 * len(tab_stops(root)) + 3):
        reached.add(_stop(QApplication.focusWidget()))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
    assert {_said(stop) for stop in wanted - reached} == set()
    assert QApplication.focusWidget() is first  # and it comes round


def _said(stop: Hashable) -> str:
    return spoken(stop) if isinstance(stop, QWidget) else repr(stop)


def the_ring_shows_where_the_keys_go(root: QWidget) -> None:
    ring = FocusRing.install(QApplication.instance())
    stops = tab_stops(root)
    if not stops:
        return
    stops[0].setFocus()
    for _ in stops:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert ring.shown_on is focused, f"no ring on {spoken(focused)}"
        frame = ring.frame
        assert frame.parentWidget().rect().contains(frame.geometry()), f"the ring is cut on {spoken(focused)}"
    QTest.mousePress(QApplication.focusWidget(), Qt.MouseButton.RightButton)
    assert ring.shown_on is None
    QTest.mouseRelease(QApplication.focusWidget(), Qt.MouseButton.RightButton)


def letters_are_ours(root: QWidget) -> None:
    wanted = theme.current().family
    shown = [
        w for w in root.findChildren(QWidget) if isinstance(w, QLabel | QAbstractButton) and w.isVisible()
    ]
    assert {QFontInfo(w.font()).family() for w in shown if w.text()} <= {wanted}
    picture = root.grab().toImage()
    step = max(1, picture.width() // 400)
    colours = {
        picture.pixel(x, y) for x in range(0, picture.width(), step) for y in range(0, picture.height(), step)
    }
    assert len(colours) > 8  # without its fonts Qt draws no text, and says nothing


def no_words_are_cut(root: QWidget) -> None:
    for _ in range(SETTLES):  # words that have just changed are laid out a moment later
        if not cut_words(root):
            return
        QTest.qWait(SETTLE_MS)
    assert cut_words(root) == []


def cut_words(root: QWidget) -> list[tuple[str, int, int, int]]:
    cut = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, ElideLabel) or not label.text():
            continue
        if label.wordWrap():
            bad = label.height() + 1 < label.heightForWidth(label.width())
        else:
            bad = label.width() + 1 < label.sizeHint().width()
        if bad:
            cut.append((label.text(), label.width(), label.sizeHint().width(), label.height()))
    return cut


def no_two_keys_are_the_same(root: QWidget) -> None:
    window = root.window()
    keys = [key.toString() for action in window.actions() for key in action.shortcuts()]
    keys += [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert [key for key, count in Counter(keys).items() if count > 1 and key] == []


def groups_and_headings_say_so(root: QWidget) -> None:
    assert [w.text() for w in root.findChildren(Heading) if role(w) != Role.Heading] == []
    named = [w for w in root.findChildren(QGroupBox) if w.accessibleName()]
    assert [w.accessibleName() for w in named if role(w) != Role.Grouping] == []


def check_screen(root: QWidget) -> None:
    """All that can be checked of a screen shown in an active window."""
    everything_has_a_name(root)
    everything_has_a_role(root)
    buttons_have_names_of_their_own(root)
    targets_are_large_enough(root)
    groups_and_headings_say_so(root)
    no_two_keys_are_the_same(root)
    letters_are_ours(root)
    no_words_are_cut(root)
    tab_reaches_everything(root)
    the_ring_shows_where_the_keys_go(root)


def no_sideways_scroll(root: QWidget) -> None:
    areas = (
        [root, *root.findChildren(QScrollArea)]
        if isinstance(root, QScrollArea)
        else root.findChildren(QScrollArea)
    )
    wide = [
        (a, a.horizontalScrollBar().maximum())
        for a in areas
        if a.isVisible() and a.horizontalScrollBar().maximum()
    ]
    assert wide == []


def check_scales(
    app: QApplication, make: Callable[[], QWidget], width: int = 1366, height: int = 768
) -> None:
    """No sideways scroll, no growing window and no cut words at the four text sizes. Use with `themed`."""
    for scale in theme.SCALES:
        theme.apply(app, theme.Theme(scale=scale))
        widget = make()
        widget.resize(width, height)
        widget.show()
        app.processEvents()
        assert (widget.width(), widget.height()) == (width, height), f"the window grew at {scale}"
        no_sideways_scroll(widget)
        no_words_are_cut(widget)
        widget.close()
        widget.deleteLater()
