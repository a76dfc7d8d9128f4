"""Walks through every screen in a language that nobody speaks, and prints what was not translated and what is cut.

`python -m tests.ui.pseudo_walk FOLDER`, in a process of its own: a language is for the whole program, from its start. In
this one every string stands in brackets, with accents and a third longer: “[Šàvé ~~]”. What a screen shows in plain
letters outside of brackets is either content, which templates, lists and entries bring, or was forgotten.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from tools import words as catalogues
from ui import languages

FOLDER = Path(sys.argv[1])
if __name__ == "__main__":
    assert languages.speak(str(catalogues.pseudo_locale(FOLDER)), FOLDER)  # before the screens are loaded

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.ui import accessible, every_screen
from ui import theme
from ui.kit import FocusRing

MOST_ROWS = 8  # of a list: the others are alike


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """(what it is, the words) of everything a window shows or a screen reader says of it."""
    yield "title", window.windowTitle()
    for action in window.findChildren(QAction):
        yield "command", action.text()
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from ((f"{type(widget).__name__}.{what}", said) for what, said in _of(widget))


def _of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    yield "tip", widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QGroupBox):
        yield "group", QGroupBox.title(widget)  # a Card has a `title` of its own
    if isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(n)) for n in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(n)) for n in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model():
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model, here = view.model(), view.rootIndex()
    columns = 1 if isinstance(view, QListView) else model.columnCount(here)
    for column in range(columns):
        yield "heading", str(model.headerData(column, Qt.Orientation.Horizontal) or "")
    for row in range(min(model.rowCount(here), MOST_ROWS)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                yield "cell", str(model.index(row, column, here).data(role) or "")


# What is content


def strings(held: Any) -> Iterator[str]:
    """Every string in a table or list, however deep."""
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from (str(key), *strings(value))
    elif isinstance(held, list | tuple):
        for one in held:
            yield from strings(one)


def shipped() -> Iterator[str]:
    """Every string in resources/: what templates, lists and the guide say."""
    for path in sorted((catalogues.ROOT / "resources").rglob("*.toml")):
        yield from strings(tomllib.loads(path.read_text("utf-8")))


def of_the_domain() -> Iterator[str]:
    """What qa_desktop/ says, which is not translated: errors, states, summaries. The pieces between braces each."""
    for path in sorted((catalogues.ROOT / "qa_desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 400:
                yield node.value


def of_the_tests() -> Iterator[str]:
    """What the made-up service wrote: names, answers, notes."""
    for name in ("conftest", "meeting", "moderating", "reporting", "theming", "small", "ui/every_screen"):
        path = catalogues.ROOT / "tests" / f"{name}.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            if isinstance(node, ast.Constant) and isinstance(node.value, bytes):
                yield from strings(tomllib.loads(node.value.decode())) if b"\n[" in node.value else ()


class Content:
    """Knows what is content: by whole strings, the longest first, so that one word of one does not excuse another."""

    def __init__(self, said: set[str]):
        self._whole = {one.strip().casefold() for one in said}
        self._parts = sorted({one.strip() for one in said if len(one.strip()) > 3 and " " in one.strip()}, key=len, reverse=True)

    def left(self, text: str) -> str:
        """What of a text is neither in brackets nor content; "" for none."""
        rest = plain(text)
        if not WORD.search(rest) or rest.strip().casefold() in self._whole:
            return ""
        for part in self._parts:
            if part in rest:
                rest = rest.replace(part, "\0")
        pieces = re.split(r"\0|[·:;,\n–|“”()]|\. ", rest)
        said = [one.strip(" .") for one in pieces]
        return " / ".join(one for one in said if WORD.search(one) and one.casefold() not in self._whole)


WORD = re.compile(r"[A-Za-z]{3}")
NO_WORDS = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\b|\S*/\S*|\b\w*\d\w*\b|\S+\.\w{2,5}\b"
)  # days, months, paths, codes and digests, files


def plain(text: str) -> str:
    """A text without what is in brackets, dates, codes and files."""
    before = None
    while before != text:
        before, text = text, re.sub(r"\[[^\[\]]*\]", "", text)
    text = re.sub(r"\[.*|.*\]", "", text)  # half of one, where a screen parts a sentence
    return NO_WORDS.sub("", text)


def walk(folder: Path) -> dict[str, list[str]]:
    app = QApplication.instance() or QApplication([])
    QAccessible.setActive(True)
    theme.apply(app, theme.Theme())
    FocusRing.install(app)
    stage = every_screen.play(folder / "service")
    content = Content({*shipped(), *of_the_domain(), *of_the_tests()})
    found: dict[str, dict[str, str]] = {"plain": {}, "cut": {}}
    looked = []

    def look(view: str, window: QWidget) -> None:
        looked.append(view)
        for what, text in texts(window):
            if left := content.left(text):
                found["plain"].setdefault(left, f"{view}: {what} “{text[:160]}” has “{left[:90]}”")
        for fault in accessible.cut(window):
            found["cut"].setdefault(fault, f"{view}: {fault}")

    every_screen.walk(stage, look)
    every_screen.covers(stage, folder / "covers", look)
    every_screen.dialogs(look)
    return {name: list(faults.values()) for name, faults in found.items()} | {"looked": looked}


if __name__ == "__main__":
    (FOLDER / "service").mkdir()
    (FOLDER / "covers").mkdir()
    told = walk(FOLDER)
    (FOLDER / "found.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), "utf-8")
    print({name: len(found) for name, found in told.items()})
    os._exit(0)
