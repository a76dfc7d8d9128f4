"""Tab and screen readers go as the eye does: down and across, whenever and in whatever order the parts were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget


def follow_layout(root: QWidget) -> None:
    """Puts everything in `root` into the order of its layouts. Call it when a screen has drawn something new.

    Qt keeps two orders of its own, that of making for Tab and that of the children for screen readers, and both are
    wrong as soon as one part of a screen is drawn again.
    """
    stops = list(_stops(root))
    asked = set(stops)
    if stops != [one for one in _chain(root) if one in asked]:
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab may stop at, in the order of the layouts. Puts the children into that order on its way."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(
        widget, QStackedWidget
    ):  # what is under the page that shows comes to its turn when it shows
        inside = [widget.currentWidget()] if widget.count() else []
    else:
        inside = _children(widget)
    for child in inside:
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    here = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    laid = list(_laid(layout, here)) if layout and len(here) > 1 else []
    wanted = laid + [child for child in here if child not in laid]  # what floats over the others stays on top
    if here != wanted:
        for child in wanted:
            child.raise_()
    return wanted


def _laid(layout: QLayout, children: list[QWidget]) -> Iterator[QWidget]:
    """Those of `children` that are in this layout, in its order.

    Asks where each stands and never for the items: Qt deletes those behind Python's back, and whatever comes to lie
    at the same address later is taken for the item that was there.
    """
    inner = [one for one in layout.children() if isinstance(one, QLayout)]
    found = [(layout.indexOf(one), one) for one in (*children, *inner)]
    found = [(place, one) for place, one in found if place >= 0]
    found.sort(key=lambda each: each[0])
    for _, one in found:
        if isinstance(one, QLayout):
            yield from _laid(one, children)
        else:
            yield one


def _chain(root: QWidget) -> Iterator[QWidget]:
    """What Tab may stop at, in the order in which it would."""
    here = root
    while True:
        if (here is root or root.isAncestorOf(here)) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield here
        here = here.nextInFocusChain()
        if here is root:
            return
