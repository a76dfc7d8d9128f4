"""Saving the request file, which asks the practice lead to admit this laptop."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from qa_desktop import files, identity, packs
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Banner
from ui.screens.pick import Pick

MAX_REQUEST = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of it, in words. `figures`: what is read out over the phone; "" where nothing was saved."""

    title: str
    words: str
    figures: str = ""

    def banner(self, parent: QWidget | None = None) -> Banner:
        return Banner("ok" if self.figures else "bad", self.title, self.words, parent=parent)


def save_request(parent: QWidget, ws: Workspace) -> Saved | None:
    """Ask for a folder and write the file there. None where no folder was chosen. The figures are those of this file."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Pick.folder(parent, tr("Choose where to save the request file"), start)
    if folder is None:
        return None
    try:
        path = packs.request_file(ws, folder)
        asked = identity.Request.from_bytes(files.read_bounded(path, MAX_REQUEST))
    except QaError as error:
        return Saved(tr("Not saved."), str(error))
    figures = identity.short_fingerprint(asked)
    words = tr(
        "Send {path} to your practice lead. It holds no secret. "
        "They ring you and compare these figures before letting you in: {figures}",
        path=path,
        figures=figures,
    )
    return Saved(tr("Saved."), words, figures)
