"""Choosing files and folders. Each is a class method, so that a test can put an answer in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

BUNDLES = "Packs, return files and signed PDFs (*.qabundle *.pdf)"
REQUESTS = "Request files (*.qarequest)"
CERTIFICATES = "Certificates (*.pem)"
PDFS = "PDF files (*.pdf)"


class Pick:
    """The computer's own dialogs. Each gives back nothing when it is closed without choosing."""

    @classmethod
    def files(cls, parent: QWidget, title: str, kinds: str, start: str = "") -> list[Path]:
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, start, kinds)
        return [Path(name) for name in chosen]

    @classmethod
    def file(cls, parent: QWidget, title: str, kinds: str, start: str = "") -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
        return Path(chosen) if chosen else None

    @classmethod
    def folder(cls, parent: QWidget, title: str, start: str = "") -> Path | None:
        chosen = QFileDialog.getExistingDirectory(parent, title, start)
        return Path(chosen) if chosen else None

    @classmethod
    def save(cls, parent: QWidget, title: str, start: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
        return Path(chosen) if chosen else None

    @classmethod
    def show_folder(cls, folder: Path) -> None:
        """Opens the folder in the computer's own window of files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @classmethod
    def copy(cls, words: str) -> None:
        QApplication.clipboard().setText(words)
