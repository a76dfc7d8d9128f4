"""What a practice lead does from a row of the schedule: excuse it, note a meeting, take a list or an extract, review one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import lists, periods, schedule_facts
from qa_desktop import schedule_glance as glance
from qa_desktop import schedule_seal as seal
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.returns import day_of
from qa_desktop.schedule import Row
from qa_desktop.schedule_entries import Extract, Figure, Move
from qa_desktop.schedule_values import Kind
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Field,
    LineBox,
    Muted,
    Table,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.bad_rows import BadRows
from ui.screens.list_in import ListIn, Reader, go_on
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

BAD_DATE = tr("Give the day, month and year, such as 20 Nov 2026.")
DIRECTIONS = {"up": tr("Step up"), "down": tr("Step down"), "return": tr("Return")}
MOVES = (
    Column(tr("Case"), lambda move: short(move.case, 30)),
    Column(tr("Date"), lambda move: day_words(move.on)),
    Column(tr("Move"), lambda move: DIRECTIONS[move.direction]),
    Column(tr("Service"), lambda move: short(move.service, 40)),
)
FIGURES = (
    Column(tr("Measure"), lambda one: short(one.measure, 60)),
    Column(tr("Team"), lambda one: short(one.team, 30) or tr("All")),
    Column(tr("Value"), lambda one: short(one.value, 30)),
    Column(tr("Target"), lambda one: short(one.target, 30)),
)


@dataclass(frozen=True, slots=True)
class Target:
    """The row of the schedule that something is done to."""

    kind: Kind
    row: Row
    who: str

    @property
    def words(self) -> str:
        unit = f", {self.who}" if self.row.unit else ""
        return f"{self.row.name}, {glance.period_words(self.row.period)}{unit}"


class ActCard(Card):
    """A form that seals one thing: its problem is said in it, and nothing is lost when it is refused."""

    kept = Signal(str)  # what was done, in words
    left = Signal()

    def __init__(self, desk: Desk, title: str, target: Target, verb: str, parent: QWidget | None = None):
        super().__init__(title, parent=parent)
        self._desk, self.target = desk, target
        self.notices = column(gap=8)
        self.add(Muted(target.words, "body", self))
        self.body.addLayout(self.notices)
        self.yes = Button(verb, "primary", parent=self)
        self.no = Button(
            tr("Cancel"), name=tr("Cancel {title}", title=title[:1].lower() + title[1:]), parent=self
        )
        self.yes.clicked.connect(self._press)
        self.no.clicked.connect(self.left)
        self.fields: dict[str, Field] = {}
        self.content()
        self.body.addLayout(row(self.yes, self.no, None, gap=12))

    def content(self) -> None:
        """Puts in the fields."""
        raise NotImplementedError

    @Slot()
    def _press(self) -> None:
        raise NotImplementedError

    def put(self, name: str, field: Field) -> None:
        self.fields[name] = field
        self.add(field)

    def first_focus(self) -> QWidget:
        return next((field.editor for field in self.fields.values()), self.yes)

    def day(self) -> date | None:
        """The day in the box; None, with the problem said beside it, where it is none."""
        said = day_of(self.fields["day"].editor.text())
        self.fields["day"].set_problem("" if said else BAD_DATE)
        if not said:
            self.fields["day"].editor.setFocus()
        return date.fromisoformat(said) if said else None

    def words_in(self, name: str, problem: str) -> str:
        """What is written in a field; "" with the problem said, where it says too little."""
        said = self.fields[name].editor.text().strip()
        enough = len(said) >= 3
        self.fields[name].set_problem("" if enough else problem)
        if not enough:
            self.fields[name].editor.setFocus()
        return said if enough else ""

    def run(self, work: Callable[[Workspace], Any], words: str) -> None:
        self.yes.setEnabled(False)
        self._desk.run(lambda ws, _tell: work(ws), lambda _found: self.kept.emit(words), self.refused)

    def refused(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        empty(self.notices)
        banner = Banner("bad", tr("This was not done."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))


def day_field(desk: Desk, label: str, parent: QWidget) -> Field:
    """Asks for a day; today until somebody writes another."""
    box = LineBox(parent=parent)
    box.setText(day_words(desk.workspace.world.now().astimezone().date()))
    box.setMaximumWidth(theme.px(220))
    return Field(label, box, tr("Such as 20 Nov 2026"), parent=parent)


class ExcuseCard(ActCard):
    """One piece of the schedule that need not be done, and why."""

    def content(self) -> None:
        self.put("reason", Field(tr("Reason"), TextBox(rows=3, parent=self), parent=self))

    @Slot()
    def _press(self) -> None:
        reason = self.words_in("reason", tr("Say the reason in a few words."))
        if reason:
            one = self.target.row
            self.run(
                lambda ws: seal.excuse(ws, one.method, one.period.code, reason, one.unit),
                tr("{words} is excused.", words=self.target.words),
            )


class HoldCard(ActCard):
    """A meeting that was held, a report that was given, or a source that came."""

    def content(self) -> None:
        self.put("day", day_field(self._desk, tr("Day"), self))
        self.put("words", Field(tr("What was decided"), TextBox(rows=4, parent=self), parent=self))

    @Slot()
    def _press(self) -> None:
        on, words = self.day(), self.words_in("words", tr("Say what was decided in a few words."))
        if on and words:
            one = self.target.row
            self.run(
                lambda ws: seal.hold(ws, one.method, one.period.code, on, words, one.unit),
                tr("{words} is noted.", words=self.target.words),
            )


class ReviewCard(ActCard):
    """The figures that came, who looked at them already, and what is decided now."""

    def __init__(self, desk: Desk, extract: Extract, target: Target, parent: QWidget | None = None):
        self._extract = extract
        super().__init__(desk, tr("Review the extract"), target, tr("Keep review"), parent)

    def content(self) -> None:
        held = self._extract
        self.table = _table(tr("Figures of the extract"), held.figures, FIGURES, self)
        self.add(Muted(f"{short(held.file, 60)}, {_rows(held.rows)}", parent=self), self.table)
        for one in held.reviews:
            self.add(Muted(f"{one.by}, {day_words(one.on)}: {soft(one.decided, 400)}", "body", self))
        self.put("day", day_field(self._desk, tr("Reviewed on"), self))
        self.put("words", Field(tr("What was decided"), TextBox(rows=4, parent=self), parent=self))

    @Slot()
    def _press(self) -> None:
        on, words = self.day(), self.words_in("words", tr("Say what was decided in a few words."))
        if on and words:
            one = self.target.row
            self.run(
                lambda ws: seal.review(ws, one.method, one.period.code, on, words),
                tr("{words} is reviewed.", words=self.target.words),
            )


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: what it holds, and what is wrong with it."""

    name: str
    data: bytes
    good: Sequence[Move] | Sequence[Figure]
    bad: Sequence[lists.Bad]
    how: lists.How


class TakeCard(ActCard):
    """Takes a list of moves or an extract: what is in the file is shown before any of it is kept."""

    def __init__(self, desk: Desk, target: Target, parent: QWidget | None = None):
        self.is_census = target.kind == "census"
        title = tr("Take a list") if self.is_census else tr("Take an extract")
        self.taken: Taken | None = None
        super().__init__(
            desk, title, target, tr("Keep list") if self.is_census else tr("Keep extract"), parent
        )
        self.yes.setEnabled(False)

    def content(self) -> None:
        one = self.target.row
        found = schedule_facts.method(self._desk.workspace.world.resources, one.method)
        self._directions = found.directions
        listed = periods.before(one.period) if found.previous else one.period
        self._month = listed.code
        if self.is_census:
            what = tr(" and ").join(f"{DIRECTIONS[d].lower()}s" for d in found.directions)
            title = tr("Drop the whole list of {listed} here", listed=glance.period_words(listed))
            hint = tr("CSV or XLSX of all {what}, with the columns case, date and direction", what=what)
        else:
            title, hint = (
                tr("Drop the extract here"),
                tr("CSV or XLSX with the columns measure and value, also team and target"),
            )
        kind = {("return",): "returns"}.get(tuple(found.directions), "moves") if self.is_census else "figures"
        columns = seal.MOVES if self.is_census else seal.FIGURES
        self.source = ListIn(self._desk, kind, columns, self._reader(), title, hint, self)
        self.zone, self.take = self.source.zone, self.source.take
        self.source.opened.connect(
            lambda got: self._show(Taken(got.name, got.data, got.good, got.bad, got.how))
        )
        self.source.closed.connect(self._closed)
        self.read = column(gap=8)
        self.add(self.source)
        self.body.addLayout(self.read)

    def first_focus(self) -> QWidget:
        return self.zone.button

    def _reader(self) -> Reader:
        month, directions = self._month, self._directions
        if self.is_census:
            return lambda _ws, data, what, how: seal.moves(data, what, month, directions, how)
        return lambda _ws, data, what, how: seal.figures(data, what, how)

    @Slot()
    def _closed(self) -> None:
        """What was read before no longer stands: another file is being read."""
        self.yes.setEnabled(False)
        self.taken = None
        empty(self.notices)
        empty(self.read)

    def _show(self, taken: Taken) -> None:
        empty(self.notices)
        empty(self.read)
        self.taken = taken
        if taken.bad:
            bad = BadRows(taken.name, taken.bad, tr("Nothing was kept"), self)
            self.read.addWidget(bad)
            if self.is_census:  # half an extract would mislead
                self.without = go_on(taken.good, ("row", "rows"), self)
                self.without.clicked.connect(lambda: self._show(replace(taken, bad=())))
                self.read.addLayout(row(self.without, None))
            announce(bad, tr("Rows to correct"))
            return
        self.yes.setEnabled(bool(taken.good) or self.is_census)
        none = (
            tr("No moves. Keeping the list says that there were none.")
            if self.is_census
            else tr("No figures.")
        )
        words = f"{short(taken.name, 60)}: {_rows(len(taken.good))}" if taken.good else none
        self.read.addWidget(Muted(words, "body", self))
        announce(self, words)
        if taken.good:
            shown = MOVES if self.is_census else FIGURES
            self.read.addWidget(_table(tr("Rows of the file"), taken.good, shown, self))

    @Slot()
    def _press(self) -> None:
        taken, one = self.taken, self.target.row
        if taken is None:
            return
        month, directions = self._month, self._directions
        if self.is_census:
            self.run(
                lambda ws: seal.take_census(ws, month, directions, taken.good),
                tr("The list was kept, {rows}.", rows=_rows(len(taken.good))),
            )
        else:
            self.run(
                lambda ws: seal.take_extract(
                    ws, one.method, one.period.code, taken.name, taken.data, taken.how
                ),
                tr("{words}: the extract was kept. Review it now.", words=self.target.words),
            )


def _rows(n: int) -> str:
    return tr("1 row") if n == 1 else tr("{n} rows", n=n)


def _table(name: str, found: Sequence[Any], columns: Sequence[Column], parent: QWidget) -> Table:
    table = Table(name, RowsModel(found, columns, parent), parent)
    table.fit(0)
    fit_rows(table, 5)
    return table
