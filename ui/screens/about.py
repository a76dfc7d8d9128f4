"""About: which program this is, what it is made of, and under which licences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qa_desktop import about
from qa_desktop.about import About, Part
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import Banner, Button, Card, LinkButton, Muted, Page, Table, Text, announce, column, row
from ui.rows_model import Column, RowsModel
from ui.screens.pick import Pick
from ui.screens.reading import Reading
from ui.shell import MainWindow

LICENCES = tr(
    "This program is made of the parts below, each under the licence beside it. Qt and python-bidi are under the LGPL: "
    "they lie in the program’s folder as files of their own, and may be exchanged there."
)

COLUMNS = (
    Column(tr("Part"), lambda part: part.name),
    Column(tr("Version"), lambda part: part.version),
    Column(tr("Licence"), lambda part: part.licence),
)


class AboutScreen(Page):
    """Facts for a message to whoever looks after the program, and the list of its parts."""

    nav = "settings"

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("About"),
            tr("Has the Help Helped? Nothing here is about a person or a case."),
            parent,
            most=860,
        )
        self._desk, self._resources = desk, desk.workspace.world.resources
        back = LinkButton(tr("Back to settings"), "arrow-left", parent=self)
        back.clicked.connect(lambda: window.go("settings"))
        self.head(back)
        self.facts: About | None = None
        self._into = column(gap=16)
        self.body.addLayout(self._into)
        self.reading = Reading(desk, frozenset(), self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, _ws: Workspace) -> tuple[About, tuple[Part, ...]]:
        return about.about(), about.parts(self._resources)

    def _failed(self, error: QaError) -> None:
        self._into.addWidget(Banner("bad", tr("This could not be read."), str(error), parent=self))

    def _draw(self, found: tuple[About, tuple[Part, ...]]) -> None:
        self.facts, parts = found
        self._into.addWidget(self._program(self.facts))
        self._into.addWidget(self._parts(parts))

    def _program(self, facts: About) -> Card:
        card = Card(tr("Program"), parent=self)
        for label, words in facts.lines:
            card.body.addLayout(_line(label, words, card))
        copy = Button(tr("Copy these lines"), icon="copy", parent=card)
        copy.clicked.connect(self._copy)
        card.body.addLayout(row(copy, None, margins=(4, 4, 4, 4)))
        return card

    def _copy(self) -> None:
        assert self.facts is not None
        Pick.copy("\n".join(f"{label}: {words}" for label, words in self.facts.lines))
        announce(self, tr("Copied"))

    def _parts(self, parts: tuple[Part, ...]) -> Card:
        card = Card(tr("Licences"), parent=self)
        card.add(
            Muted(
                LICENCES if parts else tr("The list of parts is not in this copy of the program."),
                "body",
                card,
            )
        )
        texts = about.licence_texts(self._resources)
        if texts:
            show = Button(tr("Show the licence texts"), icon="folder-open", parent=card)
            show.clicked.connect(lambda: Pick.show_folder(texts))
            card.body.addLayout(row(show, None, margins=(4, 4, 4, 4)))
        if parts:
            self.table = Table(tr("Parts and their licences"), RowsModel(parts, COLUMNS, self), self)
            self.table.setMinimumHeight(theme.px(360))
            self.table.fit()
            card.add(self.table)
        return card


def _line(label: str, words: str, parent: QWidget) -> QHBoxLayout:
    name = Muted(label, "body", parent)
    name.setFixedWidth(theme.px(180))
    said = Text(words, parent=parent)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = row(name, said, gap=12)
    made.setStretch(1, 1)
    return made
