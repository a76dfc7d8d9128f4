"""What the tests of moderation on the screen share: a folder for packs, the listed rows, a case that is disagreed on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.conftest import Service
from tests.moderating import answers, audited, judged
from tests.ui.rooms import button
from ui.kit import LinkButton
from ui.screens.moderation import ModerationScreen
from ui.screens.pick import Pick

CTRL = Qt.KeyboardModifier.ControlModifier
NOTE = "We went through the record together."
TALK = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that is chosen whenever one is asked for."""
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: made))
    return made


def newest(folder: Path) -> Path:
    return max(folder.glob("*.qabundle"), key=lambda path: path.stat().st_mtime_ns)


def cells(screen: ModerationScreen) -> list[dict[str, str]]:
    """The rows that are listed, by column, without the columns that are hidden."""
    model, table = screen.model, screen.table
    shown = [n for n in range(model.columnCount()) if not table.isColumnHidden(n)]
    return [
        {screen.columns[n].title: model.index(line, n).data() for n in shown}
        for line in range(model.rowCount())
    ]


def press_in(screen: QWidget, words: str) -> None:
    """Presses a button or a link by its words."""
    found = (b for b in screen.findChildren(LinkButton) if b.isVisible() and words in (b.words, b.text()))
    (next(found, None) or button(screen, words)).click()


@pytest.fixture
def disagreed(team) -> tuple[Service, str]:
    """An audit at 3 whose moderator says 1; nothing is written down yet."""
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "1")
    return team, digest
