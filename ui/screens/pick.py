"""Choosing files and folders. Each is a class method, so that a test can put an answer in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from qa_desktop.words import tr
from ui import copied

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

BUNDLES = tr("Packs, return files and signed PDFs (*.qabundle *.pdf)")
REQUESTS = tr("Request files (*.qarequest)")
CERTIFICATES = tr("Certificates (*.pem)")
PDFS = tr("PDF files (*.pdf)")
REPORTS = tr("PDF or plain text (*.pdf *.txt)")


class Pick:
    """The computer's own dialogs. Each gives back nothing when it is closed without choosing.

    They open in the folder that was used last, never in the program's own. Windows draws them, so nobody can close one
    at the lock: what is chosen in it while the window is locked counts as not chosen.
    """

    last = ""  # folder
    barred = False  # the window is locked
    mark = ""  # begins the name of every file that is saved while practising
    _keep: Callable[[str], None] | None = None

    @classmethod
    def remember(cls, folder: object, keep: Callable[[str], None]) -> None:
        """Begin with this folder, and hand on every later one to be kept."""
        cls.last, cls._keep = folder if isinstance(folder, str) else "", keep

    @classmethod
    def start(cls, wanted: str = "") -> str:
        """Where a dialog opens: what is asked for where that is a place, else in the folder that was used last."""
        path = Path(wanted)
        if wanted and path.is_absolute() and (path.is_dir() or path.parent.is_dir()):
            return wanted
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        likely = (Path(one) for one in (cls.last, usual) if one and Path(one).is_dir())
        folder = next(likely, Path.home())
        return str(folder / path.name) if path.suffix else str(folder)

    @classmethod
    def _used(cls, folder: Path) -> None:
        if str(folder) != cls.last:
            cls.last = str(folder)
            if cls._keep is not None:
                cls._keep(cls.last)

    @classmethod
    def files(cls, parent: QWidget, title: str, kinds: str, start: str = "") -> list[Path]:
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, cls.start(start), kinds)
        if not chosen or cls.barred:
            return []
        cls._used(Path(chosen[0]).parent)
        return [Path(name) for name in chosen]

    @classmethod
    def file(cls, parent: QWidget, title: str, kinds: str, start: str = "") -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(parent, title, cls.start(start), kinds)
        return cls._file(chosen)

    @classmethod
    def folder(cls, parent: QWidget, title: str, start: str = "") -> Path | None:
        chosen = QFileDialog.getExistingDirectory(parent, title, cls.start(start))
        if not chosen or cls.barred:
            return None
        cls._used(Path(chosen))
        return Path(chosen)

    @classmethod
    def save(cls, parent: QWidget, title: str, start: str, kinds: str) -> Path | None:
        path = Path(start)
        named = path.with_name(f"{cls.mark}{path.name.removeprefix(cls.mark)}") if path.name else path
        chosen, _ = QFileDialog.getSaveFileName(parent, title, cls.start(str(named)), kinds)
        return cls._file(chosen)

    @classmethod
    def _file(cls, chosen: str) -> Path | None:
        if not chosen or cls.barred:
            return None
        cls._used(Path(chosen).parent)
        return Path(chosen)

    @classmethod
    def printer(cls, parent: QWidget, dpi: int = 0) -> QPrinter | None:
        """A printer as somebody set it up, or nothing. `dpi`: dots to an inch, else the printer's own."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # no start needs them

        printer = QPrinter(
            QPrinter.PrinterMode.HighResolution if dpi else QPrinter.PrinterMode.ScreenResolution
        )
        if dpi:
            printer.setResolution(dpi)
        dialog = QPrintDialog(printer, parent)
        try:
            chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()
        return printer if chosen and not cls.barred else None

    @classmethod
    def show_folder(cls, folder: Path) -> None:
        """Opens the folder in the computer's own window of files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @classmethod
    def copy(cls, words: str) -> None:
        copied.copy(words)
