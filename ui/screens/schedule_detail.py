"""What is behind one square of the schedule: who owes what, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import meetings, roles, schedule_facts
from qa_desktop import schedule_glance as glance
from qa_desktop.answer_types import day_words
from qa_desktop.schedule import Row
from qa_desktop.schedule_entries import Extract
from qa_desktop.schedule_glance import Sheet, Square
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import Banner, Button, Group, Muted, Table, announce, column, empty, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import soft
from ui.screens.schedule_acts import ActCard, ExcuseCard, HoldCard, ReviewCard, TakeCard, Target
from ui.screens.schedule_table import LOOKS
from ui.screens.sizes import fit_rows


class Detail(Group):
    """One method in one month, row by row, and what can be done about each."""

    kept = Signal(str)
    failed = Signal(object)
    draw = Signal(str, str)  # the codes of the method and the period to draw for
    give = Signal(str, str)  # of the method and the period whose work is given out
    meeting = Signal(str, str)  # of the forum and the period whose meeting is opened
    sources = Signal()  # the log of what came from elsewhere
    after = Signal(str)  # the code of the cycle whose signed audits are asked for

    def __init__(self, desk: Desk, sheet: Sheet, square: Square, parent: QWidget | None = None):
        super().__init__(
            f"{square.name}, {glance.month_words(square.month)}", len(square.rows), parent=parent
        )
        self._desk, self.square, self._names = desk, square, dict(sheet.names)
        self.form: ActCard | None = None
        resources = desk.workspace.world.resources
        self._roles = {one.code: one.name for one in roles.roles(resources)}
        self._method = schedule_facts.method(resources, square.method)
        self._forums = {one.method for one in meetings.forums(resources)}
        self.table = Table(tr("Who owes what"), RowsModel(square.rows, self._columns(), self), self)
        self.table.draw_tags(5)
        self.table.fit(0)
        fit_rows(self.table, 8)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._offer())
        self.add(self.table)
        self._acts, self._form = row(gap=12), column(gap=8)
        self.body.addLayout(self._acts)
        self.body.addLayout(self._form)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(tr("Who owes it"), self._who),
            Column(tr("Period"), lambda one: glance.period_words(one.period)),
            Column(
                tr("Done"),
                lambda one: (
                    tr("List to come")
                    if one.required is None
                    else tr("{met} of {required}", met=one.met, required=one.required)
                ),
            ),
            Column(tr("Due"), lambda one: day_words(one.due, year=False) if one.due else ""),
            Column(tr("How far"), lambda one: glance.STAGE_WORDS[one.state] if one.required else ""),
            Column(tr("State"), glance.state_words, tag=lambda one: LOOKS[one.standing][1]),
        )

    def _who(self, one: Row) -> str:
        return glance.who_owes(self._roles, self._names, one)

    def choose(self, place: int) -> None:
        self.table.selectRow(max(0, min(place, len(self.square.rows) - 1)))

    @property
    def chosen(self) -> Row:
        return self.square.rows[max(self.table.currentIndex().row(), 0)]

    def _offer(self) -> None:
        """The buttons for the row that is chosen."""
        self._leave()
        empty(self._acts)
        one = self.chosen
        kind = self._method.kind
        if one.method in self._forums:
            self._button(
                tr("Open the meeting"),
                "message-square",
                lambda: self.meeting.emit(one.method, one.period.code),
            )
        if kind == "log":
            self._button(tr("Open other sources"), "message-square", self.sources.emit)
        if kind in ("occasion", "log"):
            self._button(
                tr("Note a meeting") if kind == "occasion" else tr("Note what came"),
                "calendar-days",
                self._hold,
            )
        if kind == "extract":
            self._button(tr("Take an extract"), "folder-input", self._take)
            self._button(tr("Review the extract"), "clipboard-check", self._review)
        if kind == "census":
            self._button(tr("Take a list"), "folder-input", self._take)
        if self._method.draw:
            self._button(
                tr("Draw cases for this cycle"),
                "shuffle",
                lambda: self.draw.emit(one.method, one.period.code),
            )
        if self._method.give:
            self._button(tr("Give these out"), "send", lambda: self.give.emit(one.method, one.period.code))
        if self._method.draw and one.done:
            self._button(tr("After the audits"), "heart-handshake", lambda: self.after.emit(one.period.code))
        if not self._excuse_or_why(one):
            self._acts.addStretch(1)

    def _button(self, words: str, icon: str, act) -> None:
        button = Button(words, icon=icon, parent=self)
        button.clicked.connect(lambda checked=False: act())
        self._acts.addWidget(button)

    def _excuse_or_why(self, one: Row) -> bool:
        """Whether words took the room that is left."""
        ws = self._desk.workspace
        if one.excused:
            self._words(tr("Excused: {excused}", excused=soft(one.excused, 300)))
            return True
        if one.standing in ("done", "none"):
            return False
        if roles.may(ws.world.resources, ws.me.role, "approve_exemption"):
            self._button(
                tr("Excuse"),
                "ban",
                lambda: self._show(
                    ExcuseCard(self._desk, tr("Excuse"), self._target(), tr("Excuse this"), self)
                ),
            )
            return False
        able = roles.one_of(roles.who_may(ws.world.resources, "approve_exemption"))
        self._words(tr("Only a {able} can excuse this. Ask one of them.", able=able))
        return True

    def _words(self, words: str) -> None:
        label = Muted(words, parent=self)
        self._acts.addWidget(label, 1)

    def _target(self) -> Target:
        one = self.chosen
        return Target(self._method.kind, one, self._who(one))

    def _hold(self) -> None:
        title = tr("Note a meeting") if self._method.kind == "occasion" else tr("Note what came")
        self._show(HoldCard(self._desk, title, self._target(), tr("Keep note"), self))

    def _take(self) -> None:
        self._show(TakeCard(self._desk, self._target(), self))

    def _review(self) -> None:
        target = self._target()
        method, period = target.row.method, target.row.period.code

        def show(found: Extract | None) -> None:
            if found is None:
                empty(self._form)
                words = tr(
                    "No extract for {period} has come yet. Take it first.",
                    period=glance.period_words(target.row.period),
                )
                banner = Banner("info", tr("There is nothing to review."), words, parent=self)
                self._form.addWidget(banner)
                announce(banner, words)
            else:
                self._show(ReviewCard(self._desk, found, target, self))

        self._desk.run(lambda ws, _tell: glance.extract_of(ws, method, period), show, self.failed.emit)

    def _show(self, form: ActCard) -> None:
        self._leave()
        self.form = form
        form.kept.connect(self._done)
        form.left.connect(self._leave)
        self._form.addWidget(form)
        form.first_focus().setFocus()

    @Slot(str)
    def _done(self, words: str) -> None:
        self._leave()
        self.kept.emit(words)

    @Slot()
    def _leave(self) -> None:
        self.form = None
        empty(self._form)
