"""Recording compliance: the checks that are due, and the list of events that makes them due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import event_lists, families, ledger, people, recording, roles
from qa_desktop.recording import Check
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.kit import Button, EmptyState
from ui.rows_model import Column
from ui.screens.home import due_words
from ui.screens.list_in import LISTS, ListIn, TakeIn
from ui.screens.list_screen import ListScreen
from ui.screens.pick import Pick
from ui.screens.reading import short
from ui.shell import MainWindow

TAGS = {"worker": "neutral", "supervisor": "warn", "agree": "info", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class Line:
    """A check, with the names that the list shows."""

    check: Check
    case: str  # its number where this profile knows it, else its code
    trigger: str
    worker: str
    supervisor: str


def read_checks(mine: str) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
    """`mine`: the supervisor whose checks they are; "" for everybody's."""

    def read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
        names = {code: person.name for code, person in people.everyone(ws).items()}
        called = {code: t.name for code, t in recording.triggers(ws.world.resources).items()}
        today = ws.world.now().astimezone().date()
        numbers = families.numbers(ws)
        found = [
            Line(
                c,
                numbers.shown(c.event.case),
                called[c.event.trigger],
                *(names.get(x, x) for x in (c.event.worker, c.event.supervisor)),
            )
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
    return (
        tr("Not begun")
        if not done[0]
        else tr("Done")
        if done[0] == done[1]
        else tr("{done} of {done2}", done=done[0], done2=done[1])
    )


class RecordingScreen(ListScreen):
    """Checks by the day they are due. A supervisor sees their own, a practice lead everybody's."""

    columns = (
        Column(tr("Case"), lambda x: short(x.case, 30)),
        Column(tr("After"), lambda x: x.trigger),
        Column(tr("Worker"), lambda x: x.worker),
        Column(tr("Due"), lambda x: due_words(x.check.due, x.check.days_late), sort=lambda x: x.check.due),
        Column(tr("Worker’s part"), lambda x: part(x.check.worker)),
        Column(tr("Supervisor’s part"), lambda x: part(x.check.supervisor)),
        Column(
            tr("State"),
            lambda x: x.check.words,
            tag=lambda x: "bad" if x.check.days_late else TAGS[x.check.state],
        ),
    )
    tag_column, wide_column = 6, 2

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        me = desk.workspace.me
        self._all = roles.may(desk.workspace.world.resources, me.role, "allocate_and_draw")
        self.events: TakeIn | None = None
        super().__init__(tr("Recording compliance"), "checks", desk, window, parent)
        self.import_button = Button(tr("Import events"), icon="import", parent=self)
        self.import_button.clicked.connect(self.choose_list)
        self.head(self.import_button)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return read_checks("" if self._all else self._desk.workspace.me.code)

    def matches(self, one: Line) -> str:
        event = one.check.event
        return f"{one.case} {event.case} {one.trigger} {one.worker} {one.supervisor} {event.team} {one.check.words}"

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
                "signature", tr("Nothing signed yet"), tr("A check that both have signed is listed here.")
            )
        begun = EmptyState(
            "file-check", tr("Nothing to check"), tr("Checks start when a case reaches assessment, review or closure."),
            tr("Import a list of events"),
        )  # fmt: skip
        begun.pressed.connect(self.choose_list)
        return begun

    # A list of events

    def choose_list(self) -> None:
        """Read a list of events, and show what is in it before anything is taken in."""
        path = Pick.file(self, tr("Import events"), LISTS)
        if path is None:
            return
        self._drop_list()
        today = self._desk.workspace.world.now().astimezone().date()
        source = ListIn(
            self._desk,
            "events",
            event_lists.COLUMNS,
            lambda _ws, data, what, how: event_lists.events(data, what, today, how),
            tr("Drop the list of events here"),
            tr("CSV or XLSX with the columns trigger, case, date, worker and supervisor"),
            self,
        )
        self.events = TakeIn(
            self._desk, tr("Import events"), ("event", "events"), source, recording.take_events, self
        )
        self.events.done.connect(self._taken)
        self.events.left.connect(self._drop_list)
        self.body.insertWidget(0, self.events)
        source.take(path)

    def _drop_list(self) -> None:
        if self.events is not None:
            self.events.hide()
            self.events.deleteLater()
            self.events = None

    def _taken(self, words: str) -> None:
        self._drop_list()
        title, _, rest = words.partition(". ")
        self.tell("ok", f"{title}.", rest)
