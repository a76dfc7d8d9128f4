"""Recording compliance: the checks that are due, and the list of events that makes them due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import ledger, people, recording, roles
from qa_desktop.entries import Event
from qa_desktop.lists import Bad
from qa_desktop.recording import Check
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.kit import Button, Card, EmptyState, Table, Text, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.home import due_words
from ui.screens.list_screen import ListScreen
from ui.screens.pick import Pick
from ui.shell import MainWindow

LISTS = "Lists of events (*.csv)"
TAGS = {"worker": "neutral", "supervisor": "warn", "agree": "info", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class Line:
    """A check, with the names that the list shows."""

    check: Check
    trigger: str
    worker: str
    supervisor: str


def read_checks(mine: str) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
    """`mine`: the supervisor whose checks they are; "" for everybody's."""

    def read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
        names = {code: person.name for code, person in people.everyone(ws).items()}
        called = {code: t.name for code, t in recording.triggers(ws.world.resources).items()}
        today = ws.world.now().astimezone().date()
        found = [
            Line(c, called[c.event.trigger], *(names.get(x, x) for x in (c.event.worker, c.event.supervisor)))
            for c in recording.due(ws, today)
            if mine in ("", c.event.supervisor, c.event.worker)
        ]
        return {
            "to_do": tuple(x for x in found if x.check.state != "signed"),
            "signed": tuple(x for x in found if x.check.state == "signed"),
        }

    return read


def part(done: tuple[int, int]) -> str:
    """How far one column is."""
    return "Not begun" if not done[0] else "Done" if done[0] == done[1] else f"{done[0]} of {done[1]}"


BAD_COLUMNS = (
    Column("Row", lambda b: str(b.row), sort=lambda b: b.row),
    Column("Column", lambda b: b.column),
    Column("What is wrong", lambda b: f"{b.why[:1].upper()}{b.why[1:]}."),
)


class EventsCard(Card):
    """What a list of events holds: how many can be taken in, and every row that cannot, with why."""

    def __init__(self, name: str, good: Sequence[Event], bad: Sequence[Bad], parent: QWidget):
        super().__init__(name, parent=parent)
        rows = len({one.row for one in bad})
        said = f"{len(good)} {'event' if len(good) == 1 else 'events'} can be taken in."
        if bad:
            said += f" {rows} {'row' if rows == 1 else 'rows'} cannot: correct them in the list, and import it again."
        self.add(Text(said, parent=self))
        self.take = Button(
            f"Take in {len(good)} {'event' if len(good) == 1 else 'events'}", "primary", "import", parent=self
        )
        self.take.setEnabled(bool(good))
        self.leave = Button("Not now", parent=self)
        if bad:
            self.model = RowsModel(bad, BAD_COLUMNS, self)
            self.table = Table("Rows that cannot be taken in", self.model, self)
            self.table.fit(2)
            self.table.setMinimumHeight(theme.px(min(60 + 40 * len(bad), 260)))
            self.add(self.table)
        self.body.addLayout(row(self.take, self.leave, None, gap=12))


class RecordingScreen(ListScreen):
    """Checks by the day they are due. A supervisor sees their own, a practice lead everybody's."""

    columns = (
        Column("Case", lambda x: x.check.event.case),
        Column("After", lambda x: x.trigger),
        Column("Worker", lambda x: x.worker),
        Column("Due", lambda x: due_words(x.check.due, x.check.days_late), sort=lambda x: x.check.due),
        Column("Worker’s part", lambda x: part(x.check.worker)),
        Column("Supervisor’s part", lambda x: part(x.check.supervisor)),
        Column(
            "State",
            lambda x: x.check.words,
            tag=lambda x: "bad" if x.check.days_late else TAGS[x.check.state],
        ),
    )
    tag_column, wide_column = 6, 2

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        me = desk.workspace.me
        self._all = roles.may(desk.workspace.world.resources, me.role, "allocate_and_draw")
        self.events: EventsCard | None = None
        super().__init__("Recording compliance", "checks", desk, window, parent)
        self.import_button = Button("Import events…", icon="import", parent=self)
        self.import_button.clicked.connect(self.choose_list)
        self.head(self.import_button)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return read_checks("" if self._all else self._desk.workspace.me.code)

    def matches(self, one: Line) -> str:
        event = one.check.event
        return f"{event.case} {one.trigger} {one.worker} {one.supervisor} {event.team} {one.check.words}"

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        super()._draw(lists)
        self._window.set_count("recording", len(lists["to_do"]))

    def open(self, one: Line) -> None:
        if one.check.form and not one.check.draft:
            self._window.go("audit", digest=one.check.form.digest)
            return
        ws = self._desk.workspace
        draft = recording.start(ws, one.check)
        self._window.go(place_of(ledger.template(ws, draft.template)), doc=draft.doc)

    def say_nothing(self, tab: str) -> EmptyState:
        if tab == "signed":
            return EmptyState(
                "signature", "Nothing signed yet", "A check that both have signed is listed here."
            )
        begun = EmptyState(
            "file-check", "Nothing to check", "Checks start when a case reaches assessment, review or closure.",
            "Import a list of events",
        )  # fmt: skip
        begun.pressed.connect(self.choose_list)
        return begun

    # A list of events

    def choose_list(self) -> None:
        """Read a list of events, and show what is in it before anything is taken in."""
        path = Pick.file(self, "Import events", LISTS)
        if path is None:
            return
        today = self._desk.workspace.world.now().astimezone().date()
        self._path = path
        self._desk.run(lambda ws, _: recording.read_events(path, today), self._have_list, self._no_list)

    def _no_list(self, error: Exception) -> None:
        self.tell("bad", "The list was not read.", str(error))

    def _have_list(self, found: tuple[list[Event], list[Bad]]) -> None:
        self._drop_list()
        good, bad = found
        self.events = EventsCard(Path(self._path).name, good, bad, self)
        self.events.take.clicked.connect(lambda: self._take(good))
        self.events.leave.clicked.connect(self._drop_list)
        self.body.insertWidget(0, self.events)
        (self.events.take if good else self.events.leave).setFocus()
        announce(self, f"{len(good)} events can be taken in")

    def _drop_list(self) -> None:
        if self.events is not None:
            self.events.hide()
            self.events.deleteLater()
            self.events = None

    def _take(self, good: Sequence[Event]) -> None:
        self._desk.run(lambda ws, _: recording.take_events(ws, good), self._taken, self._not_taken)

    def _taken(self, done: recording.Taken) -> None:
        self._drop_list()
        told = [f"{done.added} new"]
        told += [f"{done.changed} corrected"] if done.changed else []
        told += [f"{done.known} known already"] if done.known else []
        self.tell("ok", "The events are taken in.", f"{', '.join(told)}.")

    def _not_taken(self, error: Exception) -> None:
        self.tell("bad", "The events were not taken in.", str(error))
