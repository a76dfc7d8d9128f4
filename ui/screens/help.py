"""Help: the user guides by task, with a search over all of them, and each as a PDF to print."""

from __future__ import annotations

import html
from pathlib import Path

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qa_desktop import files, manual, roles
from qa_desktop.errors import QaError
from qa_desktop.manual import Page as Guide
from qa_desktop.manual import Piece, Section
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace, quiet
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    EmptyState,
    Heading,
    ListBox,
    ListPanel,
    Page,
    SearchBox,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.guide_pane import Scrolled
from ui.screens.pick import PDFS, Pick
from ui.shell import MainWindow

WIDEST = 720  # px at 100 %, of a picture
SECTION = Qt.ItemDataRole.UserRole + 1


def read(ws: Workspace, _tell: Tell = quiet) -> tuple[Guide, ...]:
    leads = roles.may(ws.world.resources, ws.me.role, "admit_people")
    return manual.load(ws.world.resources, "lead" if leads else "auditor")


class Paragraph(QLabel):
    """Words of a guide, some of them bold. Ours alone, and escaped all the same."""

    def __init__(self, text: str, parent: QWidget):
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("look", "body")
        marked = (f"<b>{html.escape(t)}</b>" if bold else html.escape(t) for t, bold in manual.spans(text))
        self.setText("".join(marked))
        self.setAccessibleName(manual.plain(text))


class Picture(QLabel):
    """A photograph of the program, as wide as there is room for and never wider than it is."""

    def __init__(self, path: Path, words: str, parent: QWidget):
        super().__init__(parent)
        self._shown = QPixmap(str(path))
        self.setAccessibleName(tr("Picture. {words}", words=words))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _wide(self, room: int) -> int:
        return min(room, theme.px(WIDEST), self._shown.width())

    def heightForWidth(self, width: int) -> int:
        if self._shown.isNull():
            return 0
        return self._wide(width) * self._shown.height() // self._shown.width() + 2

    def sizeHint(self) -> QSize:
        width = self._wide(theme.px(WIDEST))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._shown.isNull():
            return
        wide = self._wide(self.width())
        frame = QRect(0, 0, wide - 1, self.heightForWidth(wide) - 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(frame, self._shown)
        painter.setPen(theme.colour("line_strong"))
        painter.drawRect(frame)
        painter.end()


class HelpScreen(QWidget):
    """Tasks on the left, what to do on the right. Typing narrows the tasks to those that say it."""

    def __init__(self, desk: Desk, window: MainWindow, section: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._guides, self._wanted = desk, (), section
        self._folder = manual.folder(desk.workspace.world.resources)
        self.search = SearchBox(tr("Search the help"), self)
        self.search.changed.connect(self._narrow)
        self.list = ListBox(tr("Tasks"), self)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.print_button = Button(tr("Save this guide as PDF"), icon="printer", parent=self)
        self.print_button.clicked.connect(self._print)
        self.print_button.setEnabled(False)
        self.tour = Button(tr("Take the tour"), icon="map-pin", parent=self)
        self.tour.clicked.connect(lambda: window.do("tour"))
        self.tour.setVisible(window.acts["tour"].isEnabled())
        self.practise = Button(tr("Practise with made-up families"), parent=self)
        self.practise.clicked.connect(lambda: window.do("practise"))
        self.practise.setVisible(window.acts["practise"].isEnabled())
        panel = ListPanel(self)
        panel.setFixedWidth(theme.px(296))
        panel.setLayout(
            column(
                Heading(tr("Help"), 2, self), self.search, self.list, self.print_button, self.tour, self.practise,
                gap=10, margins=(14, 24, 10, 10),
            )
        )  # fmt: skip
        self.page = Page(parent=self, most=860)
        self._said = column(gap=8)
        side = column(self._said, Scrolled(self.page, tr("What to do"), self), gap=0, margins=(5, 5, 5, 5))
        across = row(panel, side, gap=0)
        across.setStretch(1, 1)
        self.setLayout(across)
        desk.run(read, self._draw, self._failed)

    def title(self) -> str:
        return ""

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        return [self.search, self.list, self.page.parentWidget() or self.page]

    def acts(self) -> dict:
        return {"search": self.search.setFocus}

    # What is listed

    def _failed(self, error: QaError) -> None:
        self.page.add(Banner("bad", tr("The help could not be read."), str(error)))

    def _draw(self, guides: tuple[Guide, ...]) -> None:
        self._guides = guides
        self.print_button.setEnabled(True)
        self._narrow(self.search.text())

    def _narrow(self, wanted: str) -> None:
        found = manual.search(self._guides, wanted)
        self._model.clear()
        page = ""
        for section in found:
            if section.page != page:
                page = section.page
                self._model.appendRow(_page_item(page))
            self._model.appendRow(_item(section))
        rows = [self._model.index(n, 0) for n in range(self._model.rowCount())]
        tasks = [index for index in rows if index.data(SECTION) is not None]
        again = next((index for index in tasks if index.data(SECTION).title == self._wanted), None)
        if again or tasks:
            self.list.setCurrentIndex(again or tasks[0])
        elif self._guides:
            self.page.clear_body()
            self.page.set_title("", "")
            self.page.add(
                EmptyState(
                    "search",
                    tr("Nothing found for “{wanted}”", wanted=wanted),
                    tr("Try fewer or other words."),
                )
            )

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        section = now.data(SECTION)
        if section is None:
            return
        self._wanted = section.title
        self.page.clear_body()
        self.page.set_title(section.title, section.page if section.title != section.page else "")
        for piece in section.pieces:
            self.page.body.addWidget(self._shown(piece))
        self.page.verticalScrollBar().setValue(0)

    def _shown(self, piece: Piece) -> QWidget:
        inner = self.page.widget()
        if piece.kind == "heading":
            return Heading(manual.plain(piece.text), 3, inner)
        if piece.kind == "picture":
            return Picture(self._folder / piece.path, piece.text, inner)
        if piece.kind == "code":
            return Text(piece.text, "small", "muted", inner)
        if piece.kind == "paragraph":
            return Paragraph(piece.text, inner)
        mark = Text(f"{piece.number}." if piece.kind == "number" else "•", "strong", parent=inner)
        mark.setFixedWidth(theme.px(22))
        words = Paragraph(piece.text, inner)
        line = QWidget(inner)
        line.setLayout(row(column(mark, None, gap=0), words, gap=4))
        line.layout().setStretch(1, 1)
        return line

    # On paper

    def _print(self) -> None:
        section = self.list.currentIndex().data(SECTION)
        title = section.page if section is not None else self._guides[0].title
        guide = next(one for one in self._guides if one.title == title)
        path = Pick.save(self, tr("Save this guide as PDF"), f"{files.safe_name(guide.title)}.pdf", PDFS)
        if path is not None:
            self._desk.run(lambda ws, _: manual.write(ws, guide, path), self._printed, self._not_printed)

    def _printed(self, path: Path) -> None:
        said = Banner(
            "ok",
            tr("{name} is written. Open it to print it.", name=path.name),
            str(path.parent),
            tr("Show in folder"),
        )
        said.pressed.connect(lambda: Pick.show_folder(path.parent))
        self._say(said)

    def _not_printed(self, error: QaError) -> None:
        self._say(Banner("bad", tr("The guide was not written."), str(error)))

    def _say(self, banner: Banner) -> None:
        empty(self._said)
        self._said.addWidget(banner)
        announce(self, banner.accessibleName())


def _page_item(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(theme.font("small", 600))
    return item


def _item(section: Section) -> QStandardItem:
    item = QStandardItem(tr("What this is about") if section.title == section.page else section.title)
    item.setEditable(False)
    item.setData(section, SECTION)
    item.setData(f"{item.text()}, {section.page}", Qt.ItemDataRole.AccessibleTextRole)
    return item
