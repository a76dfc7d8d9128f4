"""After the audit: every signed audit with where it stands, and what is owed next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import release_list
from qa_desktop.answer_types import day_words
from qa_desktop.release_list import GROUPS, PLACES, Line, Place
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Combo, EmptyState
from ui.late import days_late
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.reading import short
from ui.shell import MainWindow

EVERY = ""  # of the choice of cycles
LOOKS: dict[Place, str] = {
    "unplanned": "warn",
    "moderation": "neutral",
    "disputed": "bad",
    "ready": "info",
    "feedback": "warn",
    "steps": "warn",
    "closed": "ok",
}
NOTHING = {
    "overdue": ("circle-check", tr("Nothing is overdue"), tr("What is past its day is listed here.")),
    "this_week": ("circle-check", tr("Nothing is due this week"), tr("Ready audits and what is due are listed here.")),
    "later": ("clock", tr("Nothing is owed later"), tr("Audits with moderators, and what is due later, are listed here.")),
    "done": ("circle-check", tr("Nothing is closed yet"), tr("Audits with nothing left to do are listed here.")),
}  # fmt: skip
NO_AUDITS = (
    "package-open", tr("No audit has come back yet"), tr("Signed audits are listed here once they are imported."),
    tr("Import return files"),
)  # fmt: skip


def due_words(one: Line) -> str:
    """“Thu 26 Nov”, with how late it is."""
    if one.due is None or one.next is None:
        return ""
    late = one.next.days_late
    words = day_words(one.due.isoformat(), year=False)
    return f"{words} · {days_late(late)}" if late else words


def tag_kind(one: Line) -> str:
    return "bad" if one.group == "overdue" else LOOKS[one.place]


class ReleaseScreen(ListScreen):
    """Grouped by when something is due; one cycle, or all. Enter opens what can be done about an audit."""

    tabs_named = tuple(GROUPS.items())
    columns = (
        Column(tr("Case"), lambda x: short(x.family, 24) or tr("No case")),
        Column(tr("Worker"), lambda x: short(x.worker, 24)),
        Column(tr("Judgement"), lambda x: short(x.grade, 24)),
        Column(tr("Where it stands"), lambda x: PLACES[x.place], tag=tag_kind),
        Column(tr("Next"), lambda x: short(x.words, 80)),
        Column(tr("Due"), due_words, sort=lambda x: str(x.due or "9")),
    )
    tag_column, wide_column = 3, 4
    _cycle = EVERY

    def __init__(self, desk: Desk, window: MainWindow, cycle: str = EVERY, parent: QWidget | None = None):
        self._cycle, self._begun = cycle, False
        super().__init__(tr("After the audit"), "audits", desk, window, parent)
        self.set_subtitle(tr("Moderation, release, feedback, what is owed by when, and re-audits."))
        self.cycle = Combo(tr("Cycle"), [(EVERY, tr("All cycles"))], self)
        self.cycle.changed.connect(self._other_cycle)
        self.head(self.cycle)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return self._read

    def _read(self, ws: Workspace) -> dict[str, tuple[Any, ...]]:
        """On the worker: touches nothing of the screen but the cycle it wants to see."""
        today = ws.world.now().astimezone().date()
        cycles = tuple(release_list.cycles(ws))
        wanted = self._cycle if self._cycle in dict(cycles) else None
        found = release_list.lines(ws, today, wanted)
        lists: dict[str, tuple[Any, ...]] = {
            code: tuple(one for one in found if one.group == code) for code in GROUPS
        }
        return lists | {"cycles": cycles}

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        titles = [(code, short(title, 40)) for code, title in lists["cycles"]]
        if self._cycle not in dict(titles):  # nothing of it is signed, or somebody named it otherwise
            self._cycle = EVERY
        self.cycle.set_options([(EVERY, tr("All cycles")), *titles])
        self.cycle.set_value(self._cycle)
        if self._cycle == EVERY:
            self._window.set_count("release", len(lists["overdue"]) + len(lists["this_week"]))
        if not self._begun:
            full = (place for place, (code, _) in enumerate(self.tabs_named) if lists[code])
            self.tabs.setCurrentIndex(next(full, 0))
            self._begun = True
        super()._draw(lists)

    @Slot(object)
    def _other_cycle(self, cycle: object) -> None:
        self._cycle = str(cycle)
        self._begun = False
        self.reading.refresh()

    def matches(self, one: Line) -> str:
        return f"{one.family} {one.worker} {one.supervisor} {one.auditor} {one.grade} {PLACES[one.place]} {one.words}"

    def open(self, one: Line) -> None:
        self._window.go("after_one", form=one.form)

    def say_nothing(self, tab: str) -> EmptyState:
        if any(self._lists[code] for code in GROUPS):
            return EmptyState(*NOTHING[tab])
        state = EmptyState(*NO_AUDITS)
        state.pressed.connect(lambda: self._window.go("importer"))
        return state
