"""Printing a form that nobody has filled in: blank, or as a made-up example. Made on the worker, saved where one says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from qa_desktop import files, guide
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Check, ProgressPanel, announce, column, empty, row
from ui.screens.pick import PDFS, Pick


class PrintForm(QWidget):
    """Two buttons for one template, and under them what came of it."""

    def __init__(self, desk: Desk, template: Template, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._template = desk, template
        self.guide = Check(tr("With the guide in small print"), parent=self)
        self.blank = Button(tr("Print blank form"), icon="printer", parent=self)
        self.example = Button(tr("Print worked example"), icon="file-text", parent=self)
        self.blank.clicked.connect(lambda: self._print(False))
        self.example.clicked.connect(lambda: self._print(True))
        self.progress: ProgressPanel | None = None
        self._under = column(gap=8)
        self.setLayout(column(row(self.blank, self.example, None, gap=8), self.guide, self._under, gap=8))

    def _print(self, example: bool) -> None:
        if self.progress is not None:
            return
        name = guide.paper_name(self._template, example=example)
        path = Pick.save(self, tr("Print worked example") if example else tr("Print blank form"), name, PDFS)
        if path is None:
            return
        empty(self._under)
        self.progress = ProgressPanel(tr("Making the pages"), self)
        self.progress.cancel.hide()  # a second at most
        self._under.addWidget(self.progress)
        template, small = self._template, self.guide.isChecked()
        self._desk.run(lambda ws, _: _written(ws, template, path, example, small), self._done, self._failed)

    def _done(self, told: tuple[Path, int]) -> None:
        path, pages = told
        said = Banner(
            "ok",
            tr("{name} is written, {pages} pages.", name=path.name, pages=pages),
            str(path.parent),
            tr("Show in folder"),
        )
        said.pressed.connect(lambda: Pick.show_folder(path.parent))
        self._say(said)

    def _failed(self, error: QaError) -> None:
        self._say(Banner("bad", tr("The form was not printed."), str(error)))

    def _say(self, banner: Banner) -> None:
        self.progress = None
        empty(self._under)
        self._under.addWidget(banner)
        announce(self, banner.accessibleName())


def _written(ws: Workspace, template: Template, path: Path, example: bool, small: bool) -> tuple[Path, int]:
    from qa_desktop import blank  # not before it is needed: it brings the PDF library

    made = blank.printed(ws.world.resources, template, ws.world.now(), example=example, guide=small)
    path = path if path.suffix else path.with_suffix(".pdf")
    files.write_whole(path, made.pdf)
    return path, made.pages
