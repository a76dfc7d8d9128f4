"""Guide and templates: topics on the left, what they say on the right, and a search over all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from qa_desktop import approvals, forms, guide, guide_paper
from qa_desktop.errors import QaError
from qa_desktop.guide import Passage, Topic
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace, quiet
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    EmptyState,
    Heading,
    IconMark,
    ListBox,
    ListPanel,
    Muted,
    Page,
    SearchBox,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.pick import PDFS, Pick
from ui.screens.print_form import PrintForm
from ui.shell import MainWindow

MARKS = {
    "good": ("thumbs-up", "check", "ok"),
    "look": ("search", "map-pin", "muted"),
    "signs": ("triangle-alert", "minus", "bad"),
}
TOPIC = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Book:
    """Every topic, and the forms that some of them are about, by digest."""

    topics: tuple[Topic, ...]
    templates: Mapping[str, Template]
    waiting: int = 0  # changed templates that this person may approve


def read(ws: Workspace, _tell: Tell = quiet) -> Book:
    templates = sorted(forms.template_choices(ws).values(), key=lambda t: (t.title, t.version))
    by_code = {template.code: template for template in templates}  # the newest version of each by its label
    topics = guide.topics(guide.load(ws.world.resources), by_code.values())
    asked = approvals.asked(ws) if approvals.may_approve(ws) else []
    waiting = sum(one.status == "waiting" for one in asked)
    return Book(topics, {template.digest: template for template in templates}, waiting)


class GuideScreen(QWidget):
    """Reads like a book: choosing a topic shows it, typing narrows the topics to those that say it."""

    def __init__(self, desk: Desk, window: MainWindow, topic: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._book = desk, Book((), {})
        self.printing: PrintForm | None = None
        self._wanted = topic
        self.heading = Heading(tr("Guide and templates"), 2, self)
        self.search = SearchBox(tr("Search the guide"), self)
        self.search.changed.connect(self._narrow)
        self.list = ListBox(tr("Topics"), self)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        panel = ListPanel(self)
        panel.setFixedWidth(theme.px(276))
        self.versions = Button(tr("Versions and changes"), icon="pen-line", parent=self)
        self.versions.clicked.connect(lambda: window.go("templates"))
        self.versions.setVisible(
            approvals.may_propose(desk.workspace) or approvals.may_approve(desk.workspace)
        )
        self.print_button = Button(tr("Save the guide as PDF"), icon="printer", parent=self)
        self.print_button.clicked.connect(self._print)
        parts = (self.heading, self.search, self.list, self.versions, self.print_button)
        panel.setLayout(column(*parts, gap=12, margins=(14, 24, 8, 8)))
        self.page = Page(parent=self, most=860)
        across = row(panel, self.page, gap=0)
        across.setStretch(1, 1)
        self.setLayout(across)
        desk.run(
            read,
            self._draw,
            lambda error: self.page.add(Banner("bad", tr("The guide could not be read."), str(error))),
        )

    def title(self) -> str:
        return ""

    def first_focus(self) -> QWidget:
        return self.search

    def panes(self) -> list[QWidget]:
        shown = [self.print_button] if self.versions.isHidden() else [self.versions, self.print_button]
        return [self.search, self.list, *shown, self.page]

    def acts(self) -> dict:
        return {"search": self.search.setFocus}

    def _print(self) -> None:
        """All topics, or those that the search has left."""
        topics = guide.search(self._book.topics, self.search.text())
        path = Pick.save(self, tr("Save the guide as PDF"), guide_paper.FILE_NAME, PDFS) if topics else None
        if path is not None:
            self.print_button.setEnabled(False)
            self._desk.run(
                lambda ws, _: guide_paper.write(ws, topics, path), self._printed, self._not_printed
            )

    def _printed(self, made: tuple[Path, int]) -> None:
        path, pages = made
        said = Banner(
            "ok",
            tr("{name} is written, {pages} pages.", name=path.name, pages=pages),
            str(path.parent),
            tr("Show in folder"),
        )
        said.pressed.connect(lambda: Pick.show_folder(path.parent))
        self._say(said)

    def _not_printed(self, error: QaError) -> None:
        self._say(Banner("bad", tr("The guide was not written."), str(error)))

    def _say(self, banner: Banner) -> None:
        self.print_button.setEnabled(True)
        self.page.body.insertWidget(0, banner)
        announce(self, banner.accessibleName())

    def _draw(self, book: Book) -> None:
        self._book = book
        if book.waiting:
            self.versions.set_words(tr("Changes to approve: {waiting}", waiting=book.waiting))
        self._narrow(self.search.text())

    def _narrow(self, wanted: str) -> None:
        found = guide.search(self._book.topics, wanted)
        self._model.clear()
        group = ""
        for topic in found:
            if topic.group != group:
                group = topic.group
                self._model.appendRow(_group_item(group))
            self._model.appendRow(_topic_item(topic))
        if wanted:
            announce(self, tr("1 topic") if len(found) == 1 else tr("{found} topics", found=len(found)))
        rows = [n for n in range(self._model.rowCount()) if self._model.item(n).data(TOPIC)]
        if not rows:
            self._nothing(wanted)
            return
        start = next((n for n in rows if self._model.item(n).text() == self._wanted), rows[0])
        self.list.setCurrentIndex(self._model.index(start, 0))

    def _nothing(self, wanted: str) -> None:
        self.page.clear_body()
        self.page.set_title("")
        if wanted:
            self.page.add(
                EmptyState(
                    "search",
                    tr("Nothing found for “{wanted}”", wanted=wanted),
                    tr("Try fewer or other words."),
                )
            )

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        topic = now.data(TOPIC)
        if topic is None:
            return
        self._wanted = topic.title
        self.page.clear_body()
        empty(self.page.body)
        self.page.set_title(topic.title, topic.group)
        if topic.intro:
            self.page.add(Text(topic.intro, "lead"))
        template = self._book.templates.get(topic.template)
        self.printing = PrintForm(self._desk, template, self.page) if template else None
        if self.printing:
            self.page.add(self.printing)
        for passage in topic.passages:
            self._passage(passage)
        self.page.verticalScrollBar().setValue(0)

    def _passage(self, passage: Passage) -> None:
        sign, mark, role = MARKS.get(passage.tone, ("", "", ""))
        inside = column(gap=6)
        if passage.heading:
            heading = Heading(passage.heading, passage.level if not sign else 3)
            line = row(IconMark(sign, "primary", 20), heading, gap=8) if sign else row(heading)
            line.setStretch(line.count() - 1, 1)
            inside.addLayout(line)
        for words in passage.lines:
            text = Muted(words, "body") if passage.level == 2 else Text(words)
            line = (
                row(column(2, IconMark(mark, role, 16), None, gap=0), text, gap=8, margins=(2, 0, 0, 0))
                if mark
                else row(text)
            )
            line.setStretch(line.count() - 1, 1)
            inside.addLayout(line)
        self.page.body.addLayout(inside)


def _group_item(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setFont(theme.font("small", 600))
    return item


def _topic_item(topic: Topic) -> QStandardItem:
    item = QStandardItem(topic.title)
    item.setEditable(False)
    item.setData(topic, TOPIC)
    item.setData(f"{topic.title}, {topic.group}", Qt.ItemDataRole.AccessibleTextRole)
    return item
