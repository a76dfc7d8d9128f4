"""The trail: who did what when in this profile, to be searched, checked and written out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import trail
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button, EmptyState
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.pick import Pick
from ui.screens.reading import short, soft
from ui.shell import MainWindow

KINDS = tr("Trail to be checked (*.json);;Trail to be read (*.csv)")
OUT = ("sent", "numbers", "report", "data", "access", "keys", "trail", "backup")
DELETING = ("hold", "release", "proposed", "approved", "declined", "purged", "setting")


class TrailScreen(ListScreen):
    """Newest first. Enter tells a line in full."""

    tabs_named = (
        ("all", tr("All")),
        ("out", tr("Went out")),
        ("came", tr("Came in")),
        ("kept", tr("Keeping and settings")),
    )
    tag_column, wide_column = 3, 2
    columns = (
        Column(tr("When"), lambda one: one.when, sort=lambda one: one.number),
        Column(tr("Who"), lambda one: one.event.who),
        Column(tr("What"), lambda one: short(one.words, 200)),
        Column(
            tr("Line"), lambda one: str(one.number), tag=lambda _one: "neutral", sort=lambda one: one.number
        ),
    )

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(tr("Trail"), "lines", desk, window, parent)
        self.set_subtitle(
            tr("Codes only. Each line is signed and names the one before; reading is not noted.")
        )
        self.check = Button(tr("Check it"), "primary", icon="shield-check", parent=self)
        self.save = Button(tr("Write it out"), icon="save", parent=self)
        self.check.clicked.connect(self._check)
        self.save.clicked.connect(self._save)
        self.head(self.check, self.save)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return _read

    def matches(self, one: trail.Line) -> str:
        return f"{one.words} {one.when} {one.event.who} {one.digest}"

    def say_nothing(self, tab: str) -> EmptyState:
        return EmptyState(
            "history", tr("No such line yet"), tr("What is done in this profile is noted here."), parent=self
        )

    def open(self, one: trail.Line) -> None:
        self.tell(
            "info",
            tr("Line {number}, {when}", number=one.number, when=one.when),
            soft(
                tr("{who}: {words}. Digest {digest}", who=one.event.who, words=one.words, digest=one.digest)
            ),
        )

    @Slot()
    def _check(self) -> None:
        self.check.setEnabled(False)
        self._desk.run(lambda ws, _tell: trail.verify(ws), self._checked, self._not_done)

    def _checked(self, verdict: trail.Verdict) -> None:
        self.check.setEnabled(True)
        if verdict.ok:
            self.tell(
                "ok",
                tr("The trail is whole."),
                tr("{lines} lines, each signed and in its place.", lines=verdict.lines),
            )
        else:
            self.tell("bad", tr("The trail is not whole."), soft(" ".join(verdict.faults)))

    @Slot()
    def _save(self) -> None:
        path = Pick.save(self, tr("Write the trail out"), "trail.json", KINDS)
        if path is not None:
            self._desk.run(lambda ws, _tell: trail.export(ws, path), self._saved, self._not_done)

    def _saved(self, path: object) -> None:
        self.tell(
            "ok",
            tr("Written out."),
            tr("{path}. A .json file can be checked under Verify a file.", path=path),
        )
        self.reading.refresh()

    def _not_done(self, error: QaError) -> None:
        self.check.setEnabled(True)
        self.tell("bad", tr("This was not done."), soft(str(error)))


def _read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
    every = tuple(trail.lines(ws))
    return {
        "all": every,
        "out": tuple(one for one in every if one.event.what in OUT),
        "came": tuple(
            one for one in every if one.event.what in ("imported", "undone", "restored", "rebuilt")
        ),
        "kept": tuple(one for one in every if one.event.what in DELETING),
    }
