"""Case audits: what is to do, signed, and returned, one line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QTabBar, QWidget

from qa_desktop import carry, corrections, forms, moderation_board, packs, versions, work
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.work import Begun, Task
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.ways import place_for
from ui.kit import (
    Ask,
    Banner,
    Button,
    EmptyState,
    Page,
    RowsCard,
    SearchBox,
    StatusRow,
    Table,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.after import STRUCK
from ui.screens.drafts import DraftsList
from ui.screens.home import STATES, TABLES, due_words
from ui.screens.moderation_sides import tag_of
from ui.screens.move_on import MoveCard
from ui.screens.reading import Reading, soft
from ui.shell import MainWindow

TABS = (
    ("to_do", tr("To do")), ("begun", tr("Drafts")), ("signed", tr("Signed")), ("returned", tr("Returned")),
    ("moderated", tr("Moderated")), ("withdrawn", tr("Withdrawn")),
)  # fmt: skip
NOTHING = {
    "to_do": (tr("Nothing to do here"), tr("Work from a pack, and what you start yourself, is listed here.")),
    "signed": (
        tr("Nothing signed that has not gone back"),
        tr("Signed work appears here until a return file has carried it."),
    ),
    "withdrawn": (
        tr("Nothing was withdrawn"),
        tr("A signed audit that counts nowhere any more is listed here."),
    ),
    "moderated": (
        tr("Nothing was moderated yet"),
        tr("What a second judgement of your audits came to is listed here."),
    ),
    "returned": (tr("Nothing has gone back yet"), tr("Work that a return file has carried is listed here.")),
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A form that was withdrawn: its title, and who withdrew it, when and why."""

    digest: str
    title: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Lists:
    to_do: tuple[Task, ...]
    signed: tuple[Task, ...]
    returned: tuple[Task, ...]
    begun: tuple[Begun, ...] = ()
    withdrawn: tuple[Gone, ...] = ()
    moderated: tuple[moderation_board.Line, ...] = ()
    newer: Mapping[str, str] = field(default_factory=dict)  # of drafts: what to say of their version


def read(ws: Workspace) -> Lists:
    found = work.tasks(ws, ws.world.now().astimezone().date())
    unsent = {entry.digest for entry in packs.ready_to_return(ws)}
    done = [t for t in found if t.state == "signed"]
    return Lists(
        tuple(t for t in found if t.state != "signed"),
        tuple(t for t in done if t.digest in unsent),
        tuple(t for t in done if t.digest not in unsent),
        work.begun(ws, ws.world.now().date()),
        tuple(_gone(ws, one) for one in corrections.withdrawn(ws)),
        moderation_board.moderated(ws),
        carry.version_words(ws),
    )


def _gone(ws: Workspace, one: corrections.Withdrawn) -> Gone:
    return Gone(one.form, versions.title_of(ws, one.form), f"{one.who}, {day_words(one.at)}", one.reason)


def _state(task: Task) -> str:
    if task.progress and task.state == "in_progress":
        return tr(
            "{states}, {progress} of {progress2}",
            states=STATES[task.state][0],
            progress=task.progress[0],
            progress2=task.progress[1],
        )
    return STATES[task.state][0]


COLUMNS = (
    Column(tr("Audit"), lambda t: t.title),
    Column(tr("Who"), lambda t: t.who),
    Column(tr("Due"), lambda t: due_words(t.due, t.days_late), sort=lambda t: str(t.due or "9")),
    Column(tr("State"), _state, tag=lambda t: "bad" if t.days_late else STATES[t.state][1]),
)


class AuditsScreen(Page):
    """Tabs over one table; the search narrows it. Enter or a double press opens a line."""

    def __init__(self, desk: Desk, window: MainWindow, tab: str = "to_do", parent: QWidget | None = None):
        super().__init__(tr("Case audits"), parent=parent)
        self._desk, self._window = desk, window
        self._lists = Lists((), (), ())
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("Which audits"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _, words in TABS:
            self.tabs.addTab(words)
        self.tabs.setCurrentIndex([code for code, _ in TABS].index(tab))
        self.search = SearchBox(tr("Search these audits"), self)
        self.model = RowsModel((), COLUMNS, self)
        self.table = Table(tr("Audits"), self.model, self)
        self.table.fit(0)
        self.table.draw_tags(3)
        self.table.setMinimumHeight(320)
        self.nothing: EmptyState | None = None
        start = Button(tr("Start something new"), icon="plus", parent=self)
        start.clicked.connect(lambda: window.go("start"))
        self.head(start)
        line = row(self.tabs, None, self.search, margins=(4, 4, 4, 4))
        line.setStretch(2, 1)
        self.body.addLayout(line)
        self.add(self.table)
        self.body.setStretch(1, 1)
        self.drafts = DraftsList(self)
        self.drafts.opened.connect(self._open_draft)
        self.drafts.thrown.connect(self._throw_away)
        self.drafts.versions_wanted.connect(self._show_version)
        self._version = column(gap=0)
        self.body.addLayout(self._version)
        self.add(self.drafts)
        self.withdrawn, self.moderated = RowsCard(tr("Withdrawn")), RowsCard(tr("Moderated"))
        self.add(self.withdrawn, self.moderated)
        self.tabs.currentChanged.connect(self._narrow)
        self.search.changed.connect(self._narrow)
        self.table.activated.connect(self._open)
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    def first_focus(self) -> QWidget:
        return self.table if self.model.rowCount() else self.tabs

    def acts(self) -> dict:
        return {"search": self.search.setFocus}

    def panes(self) -> list[QWidget]:
        return [self.tabs, self.table]

    def _failed(self, error: QaError) -> None:
        self.body.insertWidget(0, Banner("bad", tr("The audits could not be listed."), str(error)))

    def _draw(self, lists: Lists) -> None:
        self._lists = lists
        for number, (code, words) in enumerate(TABS):
            count = len(getattr(lists, code))
            self.tabs.setTabText(number, f"{words} ({count})" if count else words)
        self._narrow()

    @Slot()
    def _narrow(self, _what: object = None) -> None:
        code = TABS[self.tabs.currentIndex()][0]
        self.drafts.setVisible(code == "begun")
        if code != "begun":
            empty(self._version)
        self.withdrawn.setVisible(code == "withdrawn")
        self.moderated.setVisible(code == "moderated")
        if code == "moderated":
            self._forget_nothing()
            self.table.hide()
            self._draw_moderated()
            return
        if code == "withdrawn":
            self._forget_nothing()
            self.table.hide()
            self._draw_withdrawn()
            return
        if code == "begun":
            self._forget_nothing()
            self.table.hide()
            self.drafts.show_drafts(self._lists.begun, self.search.text(), self._lists.newer)
            return
        held: Sequence[Task] = getattr(self._lists, code)
        wanted = self.search.text().casefold()
        self.model.set_rows([t for t in held if wanted in f"{t.title} {t.who}".casefold()])
        self.table.setVisible(bool(self.model.rowCount()))
        self._forget_nothing()
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self._say_nothing(code, bool(held))

    def _draw_withdrawn(self) -> None:
        self.withdrawn.clear()
        wanted = self.search.text().casefold()
        shown = [one for one in self._lists.withdrawn if wanted in one.title.casefold()]
        for one in shown:
            read_it = Button(tr("Read"), name=tr("Read {title}, withdrawn", title=one.title), parent=self)
            read_it.clicked.connect(lambda checked=False, d=one.digest: self._window.go("audit", digest=d))
            said = f"{one.words}. {soft(one.reason)}"
            made = StatusRow("x", "muted", one.title, "", said, (tr("Withdrawn"), "warn"), (read_it,), self)
            made.title.setStyleSheet(STRUCK)
            made.title.setAccessibleName(tr("Withdrawn: {title}", title=one.title))
            self.withdrawn.add_row(made)
        self.withdrawn.setVisible(bool(shown))
        if not shown:
            self._say_nothing("withdrawn", bool(self._lists.withdrawn))

    def _draw_moderated(self) -> None:
        self.moderated.clear()
        wanted = self.search.text().casefold()
        shown = [one for one in self._lists.moderated if wanted in f"{one.case} {one.title}".casefold()]
        for one in shown:
            title = tr("{title}: case {case}", title=one.title, case=one.case) if one.case else one.title
            see = Button(tr("See both sides"), name=tr("See both sides of {title}", title=title), parent=self)
            see.clicked.connect(lambda checked=False, d=one.digest: self._window.go("moderated", digest=d))
            said = tr("Second judgement by {moderator}.", moderator=soft(one.moderator))
            tag = (one.state, tag_of(one))
            self.moderated.add_row(StatusRow("scale", "primary", title, "", said, tag, (see,), self))
        self.moderated.setVisible(bool(shown))
        if not shown:
            self._say_nothing("moderated", bool(self._lists.moderated))

    def _forget_nothing(self) -> None:
        if self.nothing:
            self.nothing.hide()
            self.nothing.deleteLater()
            self.nothing = None

    def _say_nothing(self, code: str, some: bool) -> None:
        if some:
            self.nothing = EmptyState(
                "search",
                tr("Nothing found for “{search}”", search=self.search.text()),
                tr("Try a case or a name."),
            )
        else:
            self.nothing = EmptyState("clipboard-check", *NOTHING[code])
        self.add(self.nothing)

    @Slot(object)
    def _open_draft(self, one: Begun) -> None:
        ws = self._desk.workspace
        self._window.go(place_for(ws, forms.draft(ws, one.doc)), doc=one.doc)

    @Slot(object)
    def _show_version(self, one: Begun) -> None:
        """What a newer version would change, over the list; it goes once the draft has moved."""
        empty(self._version)
        card = MoveCard(self._desk, one.doc, self, one.title)
        card.moved.connect(card.refresh)
        self._version.addWidget(card)
        card.heading.setFocus()
        self.ensureWidgetVisible(card)

    @Slot(object)
    def _throw_away(self, one: Begun) -> None:
        kept = tr("{done} of {total} answered. ", done=one.done, total=one.total) if one.done else ""
        words = tr("{kept}Its answers are deleted from this laptop, and cannot be brought back.", kept=kept)
        if not Ask.ask(
            self,
            tr("Throw away {title}", title=one.title),
            words,
            tr("Throw away"),
            tr("Keep it"),
            danger=True,
        ):
            return
        try:
            ws = self._desk.workspace
            forms.drop(ws, forms.draft(ws, one.doc))
            empty(self._version)
        except QaError as error:
            self.body.insertWidget(0, Banner("bad", tr("This was not thrown away."), str(error)))
            return
        announce(self, tr("Thrown away"))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        task = self.model.row(index)
        if task.digest:
            self._window.go("audit", digest=task.digest)
            return
        if task.blind and not task.doc:
            self._window.go("blind", digest=task.blind)
            return
        try:
            draft = work.start_task(self._desk.workspace, task)
            place = place_for(self._desk.workspace, draft)
        except QaError as error:
            self.body.insertWidget(0, Banner("bad", tr("This could not be opened."), str(error)))
            return
        self._window.go(place, doc=draft.doc)
