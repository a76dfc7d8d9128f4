"""Meetings of the forums, the challenges they put, and what came from other sources: three kinds of list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import challenges, meeting_list, sources
from qa_desktop.answer_types import day_words
from qa_desktop.challenges import Asked
from qa_desktop.meeting_list import Listed
from qa_desktop.schedule import Standing
from qa_desktop.sources import Noted
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button, EmptyState, announce, column, empty
from ui.late import days_late
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.meeting_acts import AnswerCard, SourceCard
from ui.screens.reading import short
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

MOST_ROWS = 12  # seen at once
STANDING: dict[Standing, str] = {"late": "warn", "missed": "bad", "done": "ok"}
NOTHING = {
    "coming": ("calendar-days", tr("No meeting is to come"), tr("The schedule says when each forum meets.")),
    "held": ("calendar-days", tr("No meeting was held yet"), tr("A meeting that is closed is listed here.")),
    "challenges": ("circle-help", tr("Nothing was asked yet"), tr("What a meeting asks somebody is listed here.")),
    "sources": ("message-square", tr("Nothing is noted yet"), tr("Complaints, surveys, inspections and the like.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of any of the lists. `of`: what it is about."""

    what: str
    who: str
    day: str  # ISO
    state: str
    kind: str  # of tag
    of: Listed | Asked | Noted


class MeetingsScreen(ListScreen):
    """Enter opens a meeting, answers a challenge, or corrects a source."""

    tabs_named = (
        ("coming", tr("To come")),
        ("held", tr("Held")),
        ("challenges", tr("Challenges")),
        ("sources", tr("Other sources")),
    )
    columns = (
        Column(tr("What"), lambda one: short(one.what, 200)),
        Column(tr("Who"), lambda one: short(one.who, 44)),
        Column(tr("Day"), lambda one: day_words(one.day) if one.day else "", sort=lambda one: one.day),
        Column(tr("How it stands"), lambda one: one.state, tag=lambda one: one.kind),
    )
    tag_column, wide_column = 3, 0

    def __init__(self, desk: Desk, window: MainWindow, tab: str = "", parent: QWidget | None = None):
        self._wanted: str | None = tab
        super().__init__(tr("Meetings"), "meetings", desk, window, parent)
        self.set_subtitle(tr("What the forums read, decide and ask; and what came from other sources."))
        self.card: AnswerCard | SourceCard | None = None
        self.note = Button(tr("Note a source"), icon="plus", parent=self)
        self.note.clicked.connect(lambda: self._show(SourceCard(desk, None, self)))
        self.head(self.note)
        self.panel = column(gap=12)
        self.body.addLayout(self.panel)

    # Reading

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return read

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        self._window.set_count("meetings", late(lists["challenges"]))
        super()._draw(lists)
        if self._wanted is not None:
            codes = [code for code, _ in self.tabs_named]
            self.tabs.setCurrentIndex(codes.index(self._wanted) if self._wanted in codes else 0)
            self._wanted = None

    @Slot()
    def _narrow(self, what: object = None) -> None:
        super()._narrow(what)
        fit_rows(self.table, MOST_ROWS)

    def matches(self, one: Line) -> str:
        return f"{one.what} {one.who} {one.state}"

    def say_nothing(self, tab: str) -> EmptyState:
        icon, title, words = NOTHING[tab]
        return EmptyState(icon, title, words, parent=self)

    # Opening

    def open(self, one: Line) -> None:
        if isinstance(one.of, Listed):
            self._window.go("meeting", method=one.of.method, period=one.of.period.code)
        elif isinstance(one.of, Asked):
            self._show(AnswerCard(self._desk, one.of, self))
        else:
            self._show(SourceCard(self._desk, one.of, self))

    def _show(self, card: AnswerCard | SourceCard) -> None:
        self.flush()
        self._leave()
        self.card = card
        card.kept.connect(self._kept)
        card.left.connect(self._cancel)
        self.panel.addWidget(card)
        self.ensureWidgetVisible(card)
        card.first_focus().setFocus()
        self._window.refresh_acts()

    def _leave(self) -> None:
        self.card = None
        empty(self.panel)
        self._window.refresh_acts()

    @Slot()
    def _cancel(self) -> None:
        self._forget()
        self._leave()
        self.first_focus().setFocus()

    def _forget(self) -> None:
        if isinstance(self.card, SourceCard):
            self.card.forget()

    @Slot(str)
    def _kept(self, words: str) -> None:
        self._forget()
        self._leave()
        self.tell("ok", words, "")
        announce(self, words)

    def flush(self) -> bool:
        """What is begun in a form is kept on this laptop."""
        return self.card.keep_begun() if isinstance(self.card, SourceCard) else True

    def acts(self) -> dict:
        found = super().acts()
        return found | {"close": self._leave_begun} if self.card else found

    def _leave_begun(self) -> None:
        self.flush()
        self._leave()
        self.first_focus().setFocus()


def read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
    today = ws.world.now().astimezone().date()
    listed = [_meeting(one) for one in meeting_list.rows(ws, today)]
    return {
        "coming": tuple(one for one in listed if one.of.state in ("begun", "waiting")),
        "held": tuple(one for one in listed if one.of.state not in ("begun", "waiting")),
        "challenges": tuple(_challenge(one, today) for one in challenges.every(ws)),
        "sources": tuple(_source(ws, one) for one in sources.every(ws)),
    }


def late(found: tuple[Line, ...]) -> int:
    return sum(one.kind == "bad" for one in found)


def _meeting(one: Listed) -> Line:
    asked = tr(" · 1 challenge open") if one.open == 1 else tr(" · {n} challenges open", n=one.open)
    due = one.due.isoformat() if one.due else ""
    kind = {"closed": "ok", "begun": "info", "noted": "neutral"}.get(
        one.state, STANDING.get(one.standing, "neutral")
    )
    return Line(
        f"{one.name}, {one.period_words}{asked if one.open else ''}",
        one.chair,
        one.on or due,
        one.words,
        kind,
        one,
    )


def _challenge(one: Asked, today: date) -> Line:
    days = one.days_late(today)
    state = tr("Answered") if not one.open else days_late(days) if days else tr("Open")
    if one.others:
        state += tr(", two versions")
    kind = "ok" if not one.open else "bad" if days else "info"
    return Line(f"{one.ref} {one.body.question}", one.body.who, one.body.by, state, kind, one)


def _source(ws: Workspace, one: Noted) -> Line:
    name = sources.label(ws.world.resources, one.body.kind)
    state = tr("Two versions") if one.others else tr("Something follows") if one.body.follows else tr("Noted")
    kind = "warn" if one.others else "ok" if one.body.follows else "neutral"
    return Line(f"{name}: {one.body.summary}", one.body.whom, one.body.on, state, kind, one)
