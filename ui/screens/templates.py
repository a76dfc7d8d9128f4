"""Templates: the instruments in use, those that are being changed, and those that wait for a second person."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import approvals, drafting, files
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError, TemplateRefused
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    EmptyState,
    Group,
    Page,
    RowsCard,
    StatusRow,
    Table,
    announce,
    column,
    empty,
)
from ui.rows_model import Column, RowsModel
from ui.screens.pick import Pick
from ui.screens.reading import Reading, short, soft
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

TABLES = frozenset({"entries", "settings", "imports"})
KINDS = tr("Template files (*.toml)")
LOOKS: dict[approvals.Status, tuple[str, str, str]] = {
    "waiting": ("hourglass", "warn", "warn"),
    "approved": ("circle-check", "ok", "ok"),
    "refused": ("circle-x", "bad", "bad"),
    "published": ("check", "muted", "neutral"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    instruments: tuple[drafting.Instrument, ...]
    drafts: tuple[drafting.Draft, ...]
    asked: tuple[approvals.Asked, ...]
    may_propose: bool
    may_approve: bool


def read(ws: Workspace) -> Seen:
    return Seen(
        tuple(drafting.instruments(ws)),
        tuple(drafting.drafts(ws)),
        tuple(approvals.asked(ws)),
        approvals.may_propose(ws),
        approvals.may_approve(ws),
    )


class TemplatesScreen(Page):
    """Lists only: a draft or what was put forward opens on a screen of its own."""

    nav = "guide"
    columns = (
        Column(tr("Instrument"), lambda one: short(one.template.title)),
        Column(tr("Code"), lambda one: one.template.code),
        Column(tr("Version"), lambda one: short(one.template.version, 20)),
        Column(
            tr("Status"),
            lambda one: tr("In use") if one.newest else tr("Earlier"),
            tag=lambda one: "ok" if one.newest else "neutral",
        ),
        Column(
            tr("Published"),
            lambda one: day_words(one.published) if one.published else tr("With the program"),
            sort=lambda one: one.published,
        ),
    )

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("Templates"),
            tr("A changed template counts once a second person has approved it."),
            parent=parent,
        )
        self._desk, self._window = desk, window
        self.seen: Seen | None = None
        self.bring = Button(tr("Bring in a template file…"), "primary", "file-up", parent=self)
        self.bring.clicked.connect(self._choose_file)
        self.bring.hide()
        self.head(self.bring)
        self.notices, self._changing = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._changing)
        self.model = RowsModel((), self.columns, self)
        self.table = Table(tr("Instruments in use"), self.model, self)
        self.table.setProperty("kind", "plain")
        self.table.fit(0)
        self.table.draw_tags(3)
        self.card = Card(tr("Instruments"), parent=self)
        self.card.add(self.table)
        self.add(self.card)
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    def first_focus(self) -> QWidget:
        return self.bring if not self.bring.isHidden() else self.table

    def panes(self) -> list[QWidget]:
        return [self.first_focus(), self.table]

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        self.bring.setVisible(seen.may_propose)
        self.model.set_rows(seen.instruments)
        fit_rows(self.table, len(seen.instruments))
        empty(self._changing)
        waiting = [one for one in seen.asked if one.status != "published"]
        if waiting:
            self._changing.addWidget(self._asked(tr("Put forward"), waiting))
        if seen.may_propose:
            self._changing.addWidget(self._drafts(seen))
        elif not waiting:
            words = tr("What a practice lead puts forward comes with your pack, and stands here.")
            self._changing.addWidget(
                EmptyState("pen-line", tr("Nothing waits for approval"), words, parent=self)
            )

    def _asked(self, name: str, asked: list[approvals.Asked]) -> Group:
        group, rows = Group(name, len(asked), parent=self), RowsCard(name, self)
        for one in asked:
            icon, role, tag = LOOKS[one.status]
            title = tr(
                "{title}, version {version}",
                title=short(one.template.title, 40),
                version=short(one.template.version, 20),
            )
            button = Button(tr("Open"), name=tr("Open {title}, put forward", title=title), parent=self)
            button.clicked.connect(lambda _=False, d=one.digest: self._window.go("template", proposal=d))
            aside = f"{one.name}, {day_words(one.at)}"
            told = approvals.STATUS[one.status]
            rows.add_row(StatusRow(icon, role, title, aside, soft(one.body.why, 300), (told, tag), (button,)))
        group.body.addWidget(rows)
        return group

    def _drafts(self, seen: Seen) -> QWidget:
        if not seen.drafts:
            words = tr(
                "Save a template file under another name, change it, then bring it in. Nothing counts until it is published."
            )
            return EmptyState("pen-line", tr("Nothing is being changed"), words, parent=self)
        group, rows = (
            Group(tr("Being changed"), len(seen.drafts), parent=self),
            RowsCard(tr("Being changed"), self),
        )
        for one in seen.drafts:
            many = tr("1 fault") if len(one.faults) == 1 else tr("{faults} faults", faults=len(one.faults))
            tag = (many, "bad") if one.faults else (tr("No faults"), "ok")
            what = (
                tr("{title}, version {version}", title=one.template.title, version=one.template.version)
                if one.template
                else tr("Faults to mend first")
            )
            button = Button(tr("Open"), name=tr("Open draft {name}", name=one.name), parent=self)
            button.clicked.connect(lambda _=False, n=one.name: self._window.go("template", draft=n))
            aside = tr("brought in {at}", at=day_words(one.at))
            rows.add_row(
                StatusRow(
                    "triangle-alert" if one.faults else "file-text",
                    "bad" if one.faults else "muted",
                    short(one.name, 50),
                    aside,
                    soft(what, 200),
                    tag,
                    (button,),
                )
            )
        group.body.addWidget(rows)
        return group

    # Bringing a file in

    @Slot()
    def _choose_file(self) -> None:
        found = Pick.file(self, tr("Bring in a template file"), KINDS)
        if found is None:
            return
        path: Path = found

        def work(ws: Workspace, _tell: object) -> drafting.Draft:
            return drafting.bring_in(ws, files.read_bounded(path, drafting.MOST_BYTES), path.name)

        self._desk.run(work, self._brought, self._refused)

    def _brought(self, found: drafting.Draft) -> None:
        self._window.go("template", draft=found.name)

    def _refused(self, error: QaError) -> None:
        words = error.faults[0] if isinstance(error, TemplateRefused) and error.faults else str(error)
        self._say(tr("The file was not brought in."), words)

    def _failed(self, error: QaError) -> None:
        self._say(tr("The templates could not be listed."), str(error))

    def _say(self, title: str, words: str) -> None:
        empty(self.notices)
        banner = Banner("bad", title, soft(words), parent=self)
        self.notices.addWidget(banner)
        announce(banner, f"{title} {words}")
