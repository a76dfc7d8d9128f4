"""Actions: what is done about what audits find. A table with where each stands, whether it holds, and what to look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_list, action_next, action_rows, actions, retests
from qa_desktop.action_list import Row
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Combo, EmptyState
from ui.late import days_late
from ui.rows_model import Column
from ui.screens.action_home import wants
from ui.screens.list_screen import ListScreen
from ui.screens.reading import short
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

EVERY = ""
MOST_ROWS = 13  # seen at once
LOOKS = {  # kind of tag by state
    "proposed": "neutral",
    "agreed": "info",
    "in_progress": "info",
    "done": "warn",
    "closed_effective": "ok",
    "closed_not_effective": "bad",
    "dropped": "neutral",
    "passed": "neutral",
}
NOTHING = {
    "open": ("circle-check", tr("Nothing is open"), tr("Actions that are not over are listed here.")),
    "mine": ("circle-check", tr("None of these is yours"), tr("What you own or contribute to is listed here.")),
    "overdue": ("circle-check", tr("Nothing is overdue"), tr("Agreed actions past their day are listed here.")),
    "reopened": ("circle-check", tr("Nothing is reopened"), tr("Actions whose later audits are no better come back here.")),
    "equality": ("circle-check", tr("No equality answers are needed"), tr("What waits for them is listed here.")),
    "over": ("clock", tr("Nothing is over yet"), tr("Closed, dropped and passed on actions are listed here.")),
}  # fmt: skip
NONE = tr("No actions yet. They come from findings.")


def due_words(row: Row) -> str:
    """“Fri 20 Nov · 2 days late”; for what is over or done the day it was."""
    if row.body.due is None:
        return ""
    words = day_words(row.body.due, year=False)
    return f"{words} · {days_late(row.days_late)}" if row.days_late else words


def tag_kind(row: Row) -> str:
    return "bad" if row.reopened else LOOKS.get(row.body.status, "neutral")


def test_words(row: Row) -> str:
    """How the re-test stands, once it is done."""
    return row.retest.label if row.body.status in retests.DONE else ""


def notice(row: Row, today: date) -> str:
    """What somebody should know first: what holds it up, then how the re-test stands, then what is like it."""
    if row.clash:
        return tr("Two versions")
    if row.effect_due and row.effect_due <= today:
        return tr("Effect check")
    if row.held:
        return tr("Equality questions")
    if tested := test_words(row):
        return tested
    return tr("Duplicate?") if row.duplicates else tr("Found before") if row.recurring else ""


class ActionsScreen(ListScreen):
    """Enter opens an action. `form`: only those that come from this audit."""

    tabs_named = (
        ("open", tr("Open")),
        ("mine", tr("Mine")),
        ("overdue", tr("Overdue")),
        ("reopened", tr("Reopened")),
        ("equality", tr("Equality")),
        ("over", tr("Over")),
    )
    tag_column, wide_column = 2, 1

    def __init__(
        self, desk: Desk, window: MainWindow, tab: str = "", form: str = "", parent: QWidget | None = None
    ):
        self._form, self._begun, self._all = form, tab, {}
        self._manages, self._waiting = False, 0
        self._today = desk.workspace.world.now().astimezone().date()
        self.columns = (
            Column(tr("Action"), lambda one: one.ref),
            Column(tr("What we will do"), lambda one: short(one.body.what or one.body.outcome, 300)),
            Column(
                tr("Status"), lambda one: STATUS_SHORT.get(one.status, short(one.status, 24)), tag=tag_kind
            ),
            Column(tr("Due"), due_words, sort=lambda one: one.body.due or "9"),
            Column(tr("Owner"), lambda one: short(one.owner, 20) or tr("Nobody")),
            Column(tr("To know"), lambda one: notice(one, self._today)),
        )
        self._rules = actions.rules(desk.workspace)
        super().__init__(tr("Actions"), "actions", desk, window, parent)
        self.set_subtitle(tr("They come from findings, and hold only once a later audit is better."))
        self.level = self._choice(tr("Level"), [(one.code, one.label) for one in self._rules.level])
        self.status = self._choice(
            tr("Status"), [(one.code, _short(one.label)) for one in self._rules.status]
        )
        self.make = Button(tr("New from findings"), icon="plus", parent=self)
        self.make.clicked.connect(lambda: window.go("action_rows"))
        self.make.hide()
        self.head(self.level, self.status, self.make)
        if form:
            self._only_one_audit()

    def _choice(self, name: str, options: list[tuple[str, str]]) -> Combo:
        box = Combo(name, [(EVERY, tr("Any {name}", name=name.lower())), *options], self)
        box.changed.connect(self._chosen)
        return box

    def _only_one_audit(self) -> None:
        strip = Banner("info", tr("Only actions of one audit are listed."), "", tr("Show all"), parent=self)
        strip.pressed.connect(lambda: self._window.go("actions"))
        self.body.insertWidget(0, strip)

    # Reading

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return self._read

    def _read(self, ws: Workspace) -> dict[str, tuple[Any, ...]]:
        """On the worker: touches nothing of the screen but the audit it wants to see."""
        today = ws.world.now().astimezone().date()
        found = action_list.rows(ws, today)
        counted = sum(wants(ws, row) for row in found)
        manages = _manages(ws)
        waiting = sum(not one.here for one in action_rows.findings(ws)) if manages else 0
        if self._form:
            found = [row for row in found if _is_of(ws, row, self._form)]
        lists: dict[str, tuple[Any, ...]] = {
            "open": tuple(row for row in found if row.open),
            "mine": tuple(row for row in found if row.mine),
            "overdue": tuple(row for row in found if row.days_late),
            "reopened": tuple(row for row in found if row.reopened),
            "equality": tuple(row for row in found if row.held),
            "over": tuple(row for row in found if not row.open),
        }
        return lists | {"told": (counted, manages, waiting)}

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        counted, self._manages, self._waiting = lists["told"]
        self._all = lists
        self.make.setVisible(self._manages)
        words = (
            tr("New from findings ({waiting})", waiting=self._waiting)
            if self._waiting
            else tr("New from findings")
        )
        self.make.set_words(words)
        self._window.set_count("actions", counted)
        if self._begun is not None:
            codes = [code for code, _ in self.tabs_named]
            wanted = self._begun if self._begun in codes else next((c for c in codes if lists[c]), "open")
            self.tabs.setCurrentIndex(codes.index(wanted))
            self._begun = None
        self._sift()

    @Slot(object)
    def _chosen(self, _value: object) -> None:
        if self._all:
            self._sift()

    def _sift(self) -> None:
        """By level and status, then as every list."""
        level, status = self.level.value(), self.status.value()
        kept = {
            code: tuple(
                row
                for row in self._all[code]
                if level in (EVERY, row.body.level) and status in (EVERY, row.body.status)
            )
            for code, _ in self.tabs_named
        }
        super()._draw(kept)

    @Slot()
    def _narrow(self, _what: object = None) -> None:
        super()._narrow()
        fit_rows(self.table, MOST_ROWS)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # What the list asks

    def matches(self, one: Row) -> str:
        body = one.body
        level, theme = (self._rules.label(name, getattr(body, name)) for name in ("level", "theme"))
        said = (
            one.ref,
            body.what,
            body.outcome,
            one.owner,
            one.status,
            body.team,
            level,
            theme,
            test_words(one),
        )
        return " ".join((*said, notice(one, self._today)))

    def open(self, one: Row) -> None:
        self._window.go("action", doc=one.doc)

    def say_nothing(self, tab: str) -> EmptyState:
        if any(self._all.get(code) for code, _ in self.tabs_named):
            if self._all.get(tab):
                return EmptyState("search", tr("Nothing with this level and status"), tr("Choose another."))
            return EmptyState(*NOTHING[tab])
        first, _, rest = NONE.partition(". ")
        offer = tr("Make actions from findings") if self._waiting and not self._form else ""
        state = EmptyState("list-checks", f"{first}.", rest, offer)
        state.pressed.connect(lambda: self._window.go("action_rows"))
        return state


STATUS_SHORT = {
    "Done, awaiting check": tr("Done, to check"),
    "Passed to manager under corporate procedure": tr("Passed to manager"),
}


def _short(label: str) -> str:
    return STATUS_SHORT.get(label, label)


def _manages(ws: Workspace) -> bool:
    try:
        return action_next.manages(ws)
    except NotAllowed:  # not admitted yet: they may look
        return False


def _is_of(ws: Workspace, row: Row, form: str) -> bool:
    """Whether an action comes from any version of this audit."""
    behind = {*row.body.findings, *([row.body.source.form] if row.body.source else [])}
    entry = ws.store.entry(form)
    versions = {one.digest for one in ws.store.versions(entry.doc)} if entry else {form}
    return bool(behind & versions)
