"""What this person owes after audits, as rows of Home; for practice leads also what waits to be released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import families, people, release_list, roles
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, LinkButton, Muted, RowsCard, StatusRow, row
from ui.screens.reading import short

MOST = 5  # rows shown on Home; the list has them all


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that this person owes. `words` say it with its day."""

    form: str
    case: str
    words: str
    who: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Waits:
    """`ready` and `overdue`: audits, for those who release."""

    mine: tuple[Owed, ...] = ()
    ready: int = 0
    overdue: int = 0

    def __bool__(self) -> bool:
        return bool(self.mine or self.ready or self.overdue)


def read(ws: Workspace, today: date) -> Waits:
    """What is owed here today."""
    try:
        book = release_list.Known(ws, today)
        found = release_list.mine(ws, today, book)
        leads = roles.may(ws.world.resources, ws.me.role, "admit_people")
        every = release_list.lines(ws, today, None, book) if leads else []
    except NotAllowed:  # a year whose bank holidays are not known: the list says so; Home must still open
        return Waits()
    known, names = families.numbers(ws), {code: p.name for code, p in people.everyone(ws).items()}
    workers = {f.digest: f.code for f in ws.store.facts({one.form for one in found}) if f.fact == "worker"}
    mine = tuple(
        Owed(
            one.form,
            f"Case {short(known.shown(one.family), 30)}" if one.family else "An audit of no one family",
            release_list.by_words(one),
            f"Worker {names.get(workers.get(one.form, ''), workers.get(one.form, 'not named'))}",
            one.days_late,
        )
        for one in found
    )
    return Waits(mine, sum(x.place == "ready" for x in every), sum(x.group == "overdue" for x in every))


class AfterGroup(Group):
    """A row for each thing that is owed; `go` opens the audit, or the list."""

    def __init__(self, waits: Waits, go: Callable[..., object], parent: QWidget | None = None):
        late = any(one.days_late for one in waits.mine) or waits.overdue
        super().__init__("After the audit", None, "bad" if late else "neutral", parent=parent)
        rows = RowsCard("After the audit")
        for one in waits.mine[:MOST]:
            rows.add_row(_owed_row(one, go))
        for number, title, said, tag in (
            (waits.ready, "Ready to release", "to be released to worker and supervisor", ("Ready", "info")),
            (waits.overdue, "Overdue", "with something past its day, whoever owes it", ("Overdue", "bad")),
        ):
            if number:
                see = Button("See all", name=f"See all, {title[:1].lower()}{title[1:]}")
                see.clicked.connect(lambda checked=False: go("release"))
                words = f"{number} audit{'' if number == 1 else 's'} {said}"
                rows.add_row(StatusRow("list-checks", tag[1], title, "", words, tag, (see,)))
        self.add(rows)
        if len(waits.mine) > MOST:
            more = LinkButton("See all after the audit", parent=self)
            more.clicked.connect(lambda: go("release"))
            self.body.addLayout(row(Muted(f"and {len(waits.mine) - MOST} more", parent=self), more, None))


def _owed_row(one: Owed, go: Callable[..., object]) -> StatusRow:
    late = f" · {one.days_late} day{'' if one.days_late == 1 else 's'} late" if one.days_late else ""
    tag = ("Overdue", "bad") if one.days_late else ("Owed", "warn")
    button = Button("Open", name=f"Open. {one.words}, {one.case}")
    button.clicked.connect(lambda checked=False: go("after_one", form=one.form))
    return StatusRow("heart-handshake", tag[1], one.case, one.who, f"{one.words}{late}", tag, (button,))
