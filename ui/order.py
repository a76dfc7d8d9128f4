"""Tab and screen readers go as the eye does: down and across, whenever and in whatever order the parts were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def follow_layout(root: QWidget) -> None:
    """Puts everything in `root` into the order of its layouts. Call it when a screen has drawn something new.

    Qt keeps two orders of its own, that of making for Tab and that of the children for screen readers, and both are
    wrong as soon as one part of a screen is drawn again.
    """
    stops = list(_stops(root))
    if stops != list(_chain(root)):
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What Tab may stop at, in the order of the layouts. Puts the children into that order on its way."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    for child in _children(widget):
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    layout = widget.layout()
    here = [child for child in widget.children() if isinstance(child, QWidget) and not child.isWindow()]
    laid = [child for child in _laid(layout) if child.parentWidget() is widget] if layout else []
    rest = [child for child in here if child not in laid]  # what floats over the others stays on top
    if here != laid + rest:
        for child in laid + rest:
            child.raise_()
    return laid + rest


def _laid(layout: QLayout) -> Iterator[QWidget]:
    places = range(layout.count())
    if isinstance(layout, QGridLayout):  # filled in any order, read row by row
        places = sorted(places, key=lambda n: layout.getItemPosition(n)[:2])
    for number in places:
        item = layout.itemAt(number)
        if (inner := item.layout()) is not None:
            yield from _laid(inner)
        elif (child := item.widget()) is not None:
            yield child


def _chain(root: QWidget) -> Iterator[QWidget]:
    """What Tab may stop at, in the order in which it would."""
    here = root
    while True:
        if (here is root or root.isAncestorOf(here)) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield here
        here = here.nextInFocusChain()
        if here is root:
            return
