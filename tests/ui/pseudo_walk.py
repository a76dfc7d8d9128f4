"""Walks through every screen in a language that nobody speaks, and prints what was not translated and what is cut.

It runs in a process of its own: a language is for the whole program, from its start. In
this one every string stands in brackets, with accents and a third longer: “[Šàvé ~~]”. What a screen shows in plain
letters outside of brackets is either content, which templates, lists and entries bring, or was forgotten.
"""

from __future__ import annotations

import ast
import html
import json
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTabBar,
    QWidget,
)

from qa_desktop import manual
from tests.ui import accessible, every_screen
from tools import words as catalogues
from ui import theme
from ui.kit import FocusRing

PADDING = 16  # px of a button that its words may take
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
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.AccessibleTextRole,
                Qt.ItemDataRole.ToolTipRole,
            ):
                yield "cell", str(model.index(row, column, here).data(role) or "")


def buttons_cut(window: QWidget) -> Iterator[str]:
    """Buttons whose words have no room, in one line or in more."""
    for one in window.findChildren(QAbstractButton):
        if one.isVisible() and one.text() and isinstance(one, QPushButton | QCheckBox | QRadioButton):
            least = (
                type(one).sizeHint(one) if not isinstance(one, QPushButton) else QPushButton.sizeHint(one)
            )  # of what is shown
            if one.width() + PADDING < least.width() or one.height() + 1 < least.height():
                yield f"button “{one.text()[:60]}” is {one.width()} by {one.height()} and needs {least.width()} by {least.height()}"


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


def guides() -> Iterator[str]:
    """What the user guides and the list of licences say, which Help and About show."""
    for name in manual.PAGES:
        text = (catalogues.ROOT / "docs" / name).read_text("utf-8")
        for block in re.split(r"\n\n|\n- |\n\d+\. |\n#+ ", text):
            yield " ".join(re.sub(r"[*`#]|\]\([^)]*\)|\[", "", block).split())
    yield from strings(json.loads((catalogues.ROOT / "docs" / "sbom.json").read_text("utf-8")))


def literals(path: Path) -> Iterator[str]:
    """Every string of a module; for what is filled in stands NUL."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, bytes) and b"\n[" in node.value:
            yield from strings(tomllib.loads(node.value.decode()))  # a made-up template


def of_the_domain() -> Iterator[str]:
    """What qa_desktop/ says, which is not translated: errors, states, summaries."""
    for path in sorted((catalogues.ROOT / "qa_desktop").rglob("*.py")):
        yield from literals(path)


def of_the_tests() -> Iterator[str]:
    """What the made-up service wrote: names, answers, notes."""
    for name in ("conftest", "meeting", "moderating", "reporting", "theming", "small", "ui/every_screen"):
        yield from literals(catalogues.ROOT / "tests" / f"{name}.py")


WORD = re.compile(r"[A-Za-z]{3}")
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
HALF = re.compile(r"\[.*|.*\]")  # of one in brackets, where a screen parts a sentence
SAYS_NOTHING = re.compile(
    r"\S*[\d_/\\]\S*"  # numbers, codes, digests, paths
    r"|\S+\.\w{2,8}\b"  # files
    r"|\bLinux\b|\bcommunity\b"  # what the computer and SQLCipher say they are
    r"|\bkind \w+"  # of file, as the trail has it
    r"|\b(Ctrl|Alt|Shift)\+\S+|\bEsc\b"  # keys
    r"|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
    r"|\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b"
)
PARTED = re.compile(r"\0|[·:;,\n–→|“”()]|\. | - ")
LEAST = 6  # letters that a sentence of the domain has around what is filled in, or it would excuse anything


class Content:
    """Knows what is content: by whole strings, the longest first, so that one word of one does not excuse another."""

    def __init__(self, said: set[str]):
        said = {one.strip() for one in said}
        pieces = {piece.strip(" (") for one in said if "\0" in one for piece in one.split("\0")}
        said |= {one for one in pieces if one.count(" ") > 2}
        # A sentence may stand within another one, or come first after all.
        said |= {turn(one[:1]) + one[1:] for one in said for turn in (str.upper, str.lower)}
        self._whole = sorted(one.casefold() for one in said)
        self._parts = sorted(
            (one for one in said if " " in one and "\0" not in one and len(one) > 3), key=len, reverse=True
        )
        filled = (one for one in said if "\0" in one and len(re.sub(r"[^A-Za-z]", "", one)) >= LEAST)
        self._filled = [re.compile(re.escape(one).replace("\0", r".{0,90}?")) for one in filled]
        self.left = cache(self._left)

    def _known(self, text: str) -> bool:
        """A string as it stands, or its beginning where there was no room for more."""
        text = text.strip(" .").casefold()
        cut = text.endswith("…") and len(text) > 5
        start = text[:-1] if cut else text
        after = bisect_left(self._whole, start)
        return any(
            one == start or one == f"{start}." or (cut and one.startswith(start))
            for one in self._whole[after : after + 2]
        )

    def _left(self, text: str) -> str:
        """What of a text is neither in brackets nor content; "" for none."""
        before, text = "", html.unescape(re.sub(r"<[^<>]*>", "", text))
        while before != text:
            before, text = text, IN_BRACKETS.sub("\0", text)
        text = HALF.sub("", text)
        if not WORD.search(text) or self._known(text):
            return ""
        for part in self._parts:
            text = text.replace(part, "\0")
        if WORD.search(text):
            for one in self._filled:
                text = one.sub("\0", text)
        pieces = [SAYS_NOTHING.sub("", one).strip() for one in PARTED.split(text) if not self._known(one)]
        return " / ".join(one for one in pieces if WORD.search(one) and not self._known(one))


def walk(folder: Path) -> dict[str, list[str]]:
    app = QApplication.instance() or QApplication([])
    QAccessible.setActive(True)
    theme.apply(app, theme.Theme())
    FocusRing.install(app)
    stage = every_screen.play(folder / "service")
    content = Content({*shipped(), *guides(), *of_the_domain(), *of_the_tests()})
    found: dict[str, dict[str, str]] = {"plain": {}, "cut": {}}
    looked = []

    def look(view: str, window: QWidget) -> None:
        looked.append(view)
        for what, text in texts(window):
            if left := content.left(text):
                found["plain"].setdefault(left, f"{view}: {what} “{text[:160]}” has “{left[:90]}”")
        for fault in (*accessible.cut(window), *buttons_cut(window)):
            found["cut"].setdefault(fault, f"{view}: {fault}")

    every_screen.walk(stage, look)
    every_screen.covers(stage, folder / "covers", look)
    every_screen.dialogs(look)
    return {name: list(faults.values()) for name, faults in found.items()} | {"looked": looked}


def main(folder: Path) -> None:
    """Leaves what was found in the folder, as JSON."""
    for name in ("service", "covers"):
        (folder / name).mkdir()
    found = walk(folder)
    (folder / "found.json").write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")
