"""The form on paper: pages as they will be printed, made in memory, never in a temporary file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget

from qa_desktop import files_out, forms, paper, pdf
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui import theme
from ui.forms.editor import fix_words
from ui.kit import (
    Banner,
    Button,
    Heading,
    LinkButton,
    ProgressPanel,
    TextBox,
    TopBar,
    announce,
    column,
    empty,
    row,
)
from ui.kit.spoken import SpokenPages
from ui.screens.pick import PDFS, Pick
from ui.screens.signed import SavePdf

PRINT_DPI = 200
PAGE_WIDTH = 900  # px at 100 %


class _Pages(SpokenPages, QPdfView):
    """The pages, which a screen reader hears of as a document."""


class PreviewScreen(QWidget):
    """A draft (`doc`), marked as one, or a signed form (`digest`)."""

    full_window = True
    nav = "audits"
    place_words = tr("PDF preview")

    def __init__(self, desk, window, doc: str = "", digest: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._window, self._doc, self._digest = desk, window, doc, digest
        self._bytes: QByteArray | None = None
        self.document = QPdfDocument(self)
        self._top()
        self._notes = column(gap=8, margins=(20, 10, 20, 10))
        self.view = _Pages(self)
        self.view.setAccessibleName(tr("Pages. Read as text shows the same words."))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.text = TextBox(tr("The words of the pages"))
        fix_words(self.text)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._centred(self.view))
        self.stack.addWidget(self._centred(self.text))
        self.setLayout(column(self.top, self._notes, self.stack, gap=0))
        self.layout().setStretch(2, 1)
        self.progress = ProgressPanel(tr("Making the pages"), self)
        self._notes.addWidget(self.progress)
        self.progress.stopped.connect(self.go_back)
        self._stop = desk.run(self._make, self._made, self._failed)

    def title(self) -> str:
        return "signed" if self._digest else "draft"

    def _top(self) -> None:
        self.top = TopBar(self)
        self.back = LinkButton(tr("Back"), "arrow-left", parent=self.top)
        self.back.clicked.connect(self.go_back)
        self.heading = Heading(tr("Signed form") if self._digest else tr("Draft, not signed"), 3, self.top)
        self.heading.setWordWrap(False)
        self.read = Button(tr("Read as text"), icon="type", parent=self.top)
        self.read.clicked.connect(self.flip)
        self.print_button = Button(tr("Print"), icon="printer", parent=self.top)
        self.print_button.clicked.connect(self.print_pages)
        if self._digest:
            self.saver = SavePdf(self._desk, self._digest, self)
            self.save_button = self.saver.button
            self.saver.layout().removeItem(self.saver.layout().itemAt(0))
        else:
            self.save_button = Button(tr("Save as…"), icon="file-down", parent=self.top)
            self.save_button.clicked.connect(self.save)
        for button in (self.read, self.print_button, self.save_button):
            button.setEnabled(False)
        line = row(
            self.back,
            self.heading,
            None,
            self.read,
            self.print_button,
            self.save_button,
            gap=14,
            margins=(10, 4, 20, 4),
        )
        self.top.setLayout(line)

    def _centred(self, widget: QWidget) -> QWidget:
        """A page is no easier to read for being as wide as the window."""
        holder = QWidget(self)
        widget.setMaximumWidth(theme.px(PAGE_WIDTH))
        across = row(gap=0, margins=(4, 4, 4, 4))
        across.addStretch(1)
        across.addWidget(widget, 1000)
        across.addStretch(1)
        holder.setLayout(across)
        return holder

    # Making

    def _make(self, ws: Workspace, tell: Tell) -> pdf.Rendered:
        if self._digest:
            return pdf.render(paper.signed_document(ws, self._digest))
        return paper.draft_pdf(ws, forms.draft(ws, self._doc))

    def _made(self, made: pdf.Rendered) -> None:
        empty(self._notes)
        self._bytes = QByteArray(made.pdf)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view.setDocument(self.document)
        self._say_standing()
        if made.lacking:
            signs = ", ".join(made.lacking[:6])
            self._note(
                "info",
                tr("Some characters have no letterform"),
                tr("They are shown by number: {signs}.", signs=signs),
            )
        if made.cause:
            self._note(
                "info", tr("Plain layout"), tr("The full layout did not fit, so every word is set plainly.")
            )
        for button in (self.read, self.print_button, self.save_button):
            button.setEnabled(True)
        announce(self, tr("{pages} pages", pages=made.pages))

    def _say_standing(self) -> None:
        """What these pages count for."""
        if self._digest:
            self._notes.addWidget(self.saver)
        else:
            self._note("warn", tr("Draft, not signed"), tr("It may still change. Only a signed PDF counts."))

    def _note(self, kind: str, title: str, text: str) -> None:
        self._notes.addWidget(Banner(kind, title, text, parent=self))

    def _failed(self, error: QaError) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner("bad", tr("The pages could not be made"), str(error), parent=self))

    # What the user does

    def words(self) -> str:
        """All the words of the pages."""
        count = range(self.document.pageCount())
        return "\n\n".join(
            tr("Page {n}\n\n{getAllText}", n=n + 1, getAllText=self.document.getAllText(n).text())
            for n in count
        )

    def flip(self) -> None:
        """Between pages and words, for those who cannot see pages."""
        as_text = self.stack.currentIndex() == 0
        if as_text:
            self.text.set_text(self.words())
        self.stack.setCurrentIndex(1 if as_text else 0)
        self.read.set_words(tr("Show pages") if as_text else tr("Read as text"))
        (self.text if as_text else self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save(self) -> None:
        path = Pick.save(self, tr("Save the draft as PDF"), tr("draft {doc}.pdf", doc=self._doc[:8]), PDFS)
        if path is None or self._bytes is None:
            return
        data = bytes(self._bytes.data())
        self._desk.run(
            lambda ws, tell: files_out.save(
                ws, path, data, "pdf", kind="draft", document=self._doc or self._digest
            ),
            lambda _: self._saved(path),
            self._failed,
        )

    def _saved(self, path: Path) -> None:
        announce(self, tr("{name} is saved", name=path.name))
        self._notes.addWidget(
            Banner(
                "ok", tr("Saved"), tr("{name} in {parent}", name=path.name, parent=path.parent), parent=self
            )
        )

    def print_pages(self) -> None:
        printer = Pick.printer(self, PRINT_DPI)
        if printer is not None:
            self._paint(printer)
            said = self._doc or self._digest
            self._desk.run(
                lambda ws, _tell: files_out.noted(ws, "printed", document=said), lambda _: None, self._failed
            )

    def _paint(self, printer: QPrinter) -> None:
        painter = QPainter(printer)
        room = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
        for number in range(self.document.pageCount()):
            if number:
                printer.newPage()
            size = QSizeF(self.document.pagePointSize(number)).scaled(
                room.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            painter.drawImage(
                QRectF(0, 0, size.width(), size.height()), self.document.render(number, size.toSize())
            )
        painter.end()

    def go_back(self) -> None:
        self._window.back()

    # What the window asks

    def flush(self) -> bool:
        self._stop()
        return True

    def first_focus(self) -> QWidget:
        return self.back

    def panes(self) -> list[QWidget]:
        return [self.top, self.stack]

    def acts(self) -> dict:
        return {"previous": self.go_back}

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)
