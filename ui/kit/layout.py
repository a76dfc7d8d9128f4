"""Columns and rows in one line each."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui import theme

Item = QWidget | QLayout | int | None
Box = TypeVar("Box", bound=QBoxLayout)


def column(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of widgets and layouts; an int is empty space, None takes up what is left. Lengths at 100 %."""
    return _fill(QVBoxLayout(), items, gap, margins)


def row(*items: Item, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row, as `column`."""
    return _fill(QHBoxLayout(), items, gap, margins)


def _fill(box: Box, items: tuple[Item, ...], gap: int, margins: tuple[int, int, int, int]) -> Box:
    box.setSpacing(theme.px(gap))
    box.setContentsMargins(*(theme.px(m) for m in margins))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(theme.px(item))
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def empty(layout: QLayout) -> None:
    """Takes everything out of `layout` and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget()
        if widget is not None:  # later: it may be the very button whose press brought us here
            widget.hide()
            widget.deleteLater()
        elif item.layout():
            empty(item.layout())
