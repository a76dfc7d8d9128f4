"""Moderation: the queue of a cycle and why each audit is in it, what waits for one's own judgement, what to settle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import moderation, moderation_blind, moderation_board, roles
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.moderation_board import Board, Line
from qa_desktop.moderation_entries import Plan
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button, Combo, EmptyState, announce
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.moderation_plan import PlanCard
from ui.screens.moderation_sides import tag_of
from ui.screens.reading import short
from ui.shell import MainWindow

QUEUE, JUDGE, SETTLE = ("queue", tr("Queue")), ("judge", tr("To judge")), ("settle", tr("To settle"))
HIDDEN = {  # columns that say nothing in a tab
    "queue": (tr("Asked by"),),
    "judge": (tr("Auditor"), tr("Why picked"), tr("Moderator")),
    "settle": (tr("Asked by"), tr("Why picked")),
}
JUDGING = {"Not begun": "neutral", "Begun": "info", "Judged": "ok"}


def _due(line: Line) -> str:
    return tr("Due {due}", due=day_words(line.due, year=False)) if line.due and not line.settled else ""


def leads(desk: Desk) -> bool:
    """Whether this window is of somebody who plans moderation and hands audits to moderators."""
    return roles.may(desk.workspace.world.resources, desk.workspace.me.role, "admit_people")


class ModerationScreen(ListScreen):
    """A practice lead has the queue and everything else; everybody has what they were asked to judge or to settle."""

    columns = (
        Column(tr("Case"), lambda x: x.case),
        Column(tr("Audit"), lambda x: short(x.title, 34)),
        Column(tr("Auditor"), lambda x: short(" · ".join(p for p in (x.who, x.team) if p), 36)),
        Column(tr("Asked by"), lambda x: short(x.who, 24)),
        Column(tr("Why picked"), lambda x: x.short_why),
        Column(tr("Moderator"), lambda x: short(x.moderator, 24)),
        Column(tr("State"), lambda x: x.state, tag=lambda x: JUDGING.get(x.state) or tag_of(x)),
        Column(tr("Due"), _due, sort=lambda x: x.due or "9"),
    )
    tag_column, wide_column = 6, 4

    def __init__(
        self, desk: Desk, window: MainWindow, tab: str = "", cycle: str = "", parent: QWidget | None = None
    ):
        self._cycle, self._leads = cycle, leads(desk)
        self.board: Board | None = None
        self.plan: PlanCard | None = None
        self._rules = ""
        settles = roles.may(desk.workspace.world.resources, desk.workspace.me.role, "settle")
        own = (SETTLE, JUDGE) if settles else (JUDGE,)
        self.tabs_named = (QUEUE, JUDGE, SETTLE) if self._leads else own
        super().__init__(tr("Moderation"), "audits", desk, window, parent)
        self.cycle = Combo(tr("Cycle"), parent=self)
        self.cycle.changed.connect(self._other_cycle)
        self.cycle.hide()
        self.agreement = Button(tr("Agreement and calibration"), icon="chart-column", parent=self)
        self.agreement.clicked.connect(lambda: window.go("agreement", cycle=self._cycle))
        self.agreement.setVisible(self._leads)
        self.head(self.cycle, self.agreement)
        if tab in dict(self.tabs_named):
            self.tabs.setCurrentIndex([code for code, _ in self.tabs_named].index(tab))

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        def found(ws: Workspace) -> dict[str, tuple[Any, ...]]:
            held: dict[str, tuple[Any, ...]] = {
                "judge": moderation_board.to_judge(ws),
                "settle": moderation_board.to_settle(ws),
            }
            if self._leads:
                board = moderation_board.board(ws, self._cycle)
                rules = moderation_board.rule_words(ws, board.plan)
                held |= {"queue": board.lines, "board": (board, rules)}
            return held

        return found

    # Drawing

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        if self._leads:
            self._draw_board(*lists["board"])
        super()._draw(lists)
        mine = [one for one in lists["judge"] if not one.settled]
        waits = [one for one in lists.get("queue", ()) if one.status == "judged"]
        settle = [one for one in lists["settle"] if not one.settled] if SETTLE in self.tabs_named else []
        self._window.set_count("moderation", len(mine) + len(waits) + len(settle))

    def _draw_board(self, board: Board, rules: str) -> None:
        fresh = board != self.board
        self.board, self._rules, self._cycle = board, rules, board.cycle
        self.cycle.set_options([(code, short(title)) for code, title in board.cycles])
        self.cycle.set_value(board.cycle)
        if board.plan is not None:
            done = sum(line.settled for line in board.lines)
            self.set_subtitle(
                tr(
                    "{lines} of {audits} audits picked · {done} settled",
                    lines=len(board.lines),
                    audits=board.audits,
                    done=done,
                )
            )
        else:
            self.set_subtitle("")
        if fresh and not (self.plan and self.plan.is_open and self.plan.board.plan == board.plan):
            self._new_plan_card()
        if board.unreadable and self.told is None:
            n = board.unreadable
            many = tr("1 moderated audit is") if n == 1 else tr("{n} moderated audits are", n=n)
            words = tr("Its template has not come. Import the pack or archive that holds it.")
            self.tell("warn", tr("{many} left out.", many=many), words)

    def _new_plan_card(self) -> None:
        if self.plan is not None:
            self.plan.hide()
            self.plan.deleteLater()
            self.plan = None
        assert self.board is not None
        if not self.board.cycle or not (self.board.audits or self.board.plan):
            return
        self.plan = PlanCard(self.board, self._rules, self)
        self.plan.wanted.connect(self._make_plan)
        self.body.insertWidget(1 if self.told is not None else 0, self.plan)

    def _narrow(self, _what: object = None) -> None:
        code = self.tabs_named[self.tabs.currentIndex()][0]
        lines: tuple[Line, ...] = self._lists[code]
        alike = len({line.title for line in lines}) < 2
        off = {*HIDDEN[code], *([tr("Audit")] if alike and code == "queue" else [])}
        off |= {tr("Due")} if not any(map(_due, lines)) else set()
        for number, one in enumerate(self.columns):
            self.table.setColumnHidden(number, one.title in off)
        super()._narrow()
        queue = code == "queue"
        if self.plan is not None:
            self.plan.setVisible(queue)
        if self.board is not None:
            self.cycle.setVisible(queue and bool(self.board.cycles))

    def matches(self, one: Line) -> str:
        return f"{one.case} {one.title} {one.team} {one.who} {one.why} {one.moderator} {one.state}"

    def say_nothing(self, tab: str) -> EmptyState:
        if tab == "queue":
            return self._no_queue()
        if tab == "settle":
            words = tr("A judgement that a moderator and an auditor could not agree on is listed here.")
            return EmptyState("circle-check", tr("Nothing to settle"), words)
        words = tr("A practice lead asks for a second judgement by a file. Import it, and it is listed here.")
        made = EmptyState("scale", tr("Nothing to judge"), words, tr("Import a file"))
        made.pressed.connect(lambda: self._window.go("importer"))
        return made

    def _no_queue(self) -> EmptyState:
        board = self.board
        if board is None or not board.cycle:
            words = tr(
                "Give out the cases of a cycle first. Its audits are moderated once they have come back."
            )
            made = EmptyState("scale", tr("No cycle yet"), words, tr("Open packs and returns"))
            made.pressed.connect(lambda: self._window.go("packs"))
            return made
        if not board.audits:
            words = tr("Audits of this cycle are moderated once their return files are imported.")
            made = EmptyState("scale", tr("No audit has come back yet"), words, tr("Import files"))
            made.pressed.connect(lambda: self._window.go("importer"))
            return made
        if board.plan is None:
            words = tr("Make the plan above: it says which audits are looked at again, and why.")
            return EmptyState("scale", tr("Moderation is not planned yet"), words)
        return EmptyState(
            "circle-check", tr("Nothing to moderate"), tr("The plan picks none of the audits so far.")
        )

    # What can be done

    def open(self, one: Line) -> None:
        if self.tabs_named[self.tabs.currentIndex()][0] != "judge":
            self._window.go("moderated", digest=one.digest)
            return
        done = moderation_blind.judged(self._desk.workspace, one.digest) if one.settled else None
        if done is not None:
            self._window.go("audit", digest=done.digest)
        else:
            self._window.go("blind", digest=one.digest)

    def _other_cycle(self, cycle: object) -> None:
        self._cycle = str(cycle)
        self.reading.refresh()

    def _make_plan(self, seed: str, known: tuple[str, ...], reason: str) -> None:
        cycle = self._cycle
        self._desk.run(
            lambda ws, _: moderation.make_plan(ws, cycle, seed, known, reason),
            self._planned,
            self._not_planned,
        )

    def _planned(self, plan: Plan) -> None:
        if self.plan is not None:
            self.plan.fields.hide()  # what was written in it is sealed
        self.tell("ok", tr("The plan is made."), tr("Its seed is {seed}.", seed=plan.seed))
        self.reading.refresh()

    def _not_planned(self, error: QaError) -> None:
        if self.plan is not None:
            self.plan.say(str(error))
        announce(self, str(error))
