"""Actions on Home: those that are mine, and for whoever closes actions what waits for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import action_list, roles
from qa_desktop.action_list import Row
from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, LinkButton, Muted, RowsCard, StatusRow, row
from ui.late import days_late
from ui.screens.reading import short

MOST = 5  # rows shown on Home; the list has them all


@dataclass(frozen=True, slots=True)
class Owed:
    """One action of mine. `words` say what is next."""

    doc: str
    ref: str
    what: str
    words: str
    late: bool
    again: bool  # later audits are no better


@dataclass(frozen=True, slots=True)
class Acts:
    """`overdue`, `reopened`, `check`: how many of everybody’s, for practice leads."""

    mine: tuple[Owed, ...] = ()
    overdue: int = 0
    reopened: int = 0
    check: int = 0
    count: int = 0  # as the place says it

    def __bool__(self) -> bool:
        return bool(self.mine or self.overdue or self.reopened or self.check)


def wants(ws: Workspace, one: Row) -> bool:
    """Whether an action waits for this person: mine to do, or, for practice leads, late, reopened or to be checked."""
    if one.clash or one.reopened:
        return leads(ws) or one.mine
    own = one.body.owner == ws.me.code
    if leads(ws):
        return bool(one.days_late) or (one.body.status == "done" and not own)
    return own and one.body.status in action_list.OWED


def leads(ws: Workspace) -> bool:
    return roles.may(ws.world.resources, ws.me.role, "admit_people")


def read(ws: Workspace, today: date) -> Acts:
    found = action_list.rows(ws, today)
    mine = tuple(
        _owed(one)
        for one in found
        if one.mine and one.open and (one.reopened or one.body.status in action_list.OWED)
    )
    count = sum(wants(ws, one) for one in found)
    if not leads(ws):
        return Acts(mine, count=count)
    return Acts(
        mine,
        sum(one.days_late > 0 for one in found),
        sum(one.reopened for one in found),
        sum(one.body.status == "done" for one in found),
        count,
    )


def _owed(one: Row) -> Owed:
    if one.reopened:
        words = tr("Reopened: later audits are no better")
    elif one.held:
        words = tr("Needs equality answers before it begins")
    else:
        words = (
            tr("{status} · due {due}", status=one.status, due=day_words(one.body.due, year=False))
            if one.body.due
            else one.status
        )
    if one.days_late:
        words += f" · {days_late(one.days_late)}"
    return Owed(
        one.doc, one.ref, short(one.body.what or one.body.outcome, 90), words, one.days_late > 0, one.reopened
    )


class ActionsGroup(Group):
    """A row for each action of mine; `go` opens it, or the list."""

    def __init__(self, acts: Acts, go: Callable[..., object], parent: QWidget | None = None):
        late = bool(acts.overdue or acts.reopened or any(one.late or one.again for one in acts.mine))
        super().__init__(tr("Actions"), len(acts.mine) or None, "bad" if late else "neutral", parent=parent)
        rows = RowsCard(tr("Actions"))
        for one in acts.mine[:MOST]:
            rows.add_row(_row(one, go))
        for number, title, said, tag, tab in (
            (acts.reopened, tr("Reopened"), tr("whose later audits are no better"), (tr("Reopened"), "bad"), "reopened"),
            (acts.overdue, tr("Overdue"), tr("past the day they are due"), (tr("Overdue"), "bad"), "overdue"),
            (acts.check, tr("Done, to be checked"), tr("done and waiting to be closed by somebody else"), (tr("To check"), "warn"),
             "open"),
        ):  # fmt: skip
            if number:
                see = Button(
                    tr("See all"), name=tr("See all actions, {title}", title=title[:1].lower() + title[1:])
                )
                see.clicked.connect(lambda checked=False, to=tab: go("actions", tab=to))
                words = (
                    tr("1 action {said}", said=said)
                    if number == 1
                    else tr("{n} actions {said}", n=number, said=said)
                )
                rows.add_row(StatusRow("list-checks", tag[1], title, "", words, tag, (see,)))
        self.add(rows)
        if len(acts.mine) > MOST:
            more = LinkButton(tr("See all my actions"), parent=self)
            more.clicked.connect(lambda: go("actions", tab="mine"))
            self.body.addLayout(
                row(Muted(tr("and {mine} more", mine=len(acts.mine) - MOST), parent=self), more, None)
            )


def _row(one: Owed, go: Callable[..., object]) -> StatusRow:
    tag = (
        (tr("Reopened"), "bad")
        if one.again
        else (tr("Overdue"), "bad")
        if one.late
        else (tr("Yours"), "info")
    )
    button = Button(tr("Open"), name=tr("Open action {ref}. {words}", ref=one.ref, words=one.words))
    button.clicked.connect(lambda checked=False: go("action", doc=one.doc))
    return StatusRow("list-checks", tag[1], short(one.what, 60), one.ref, one.words, tag, (button,))
