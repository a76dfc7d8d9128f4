"""What this person owes after audits, as rows of Home; for practice leads also what waits to be released."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import families, people, release_list, roles
from qa_desktop.errors import NotAllowed
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.kit import Button, Group, LinkButton, Muted, RowsCard, StatusRow, row
from ui.late import days_late
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
            tr("Case {shown}", shown=short(known.shown(one.family), 30))
            if one.family
            else tr("An audit of no one family"),
            release_list.by_words(one),
            tr(
                "Worker {names}",
                names=names.get(workers.get(one.form, ""), workers.get(one.form, tr("not named"))),
            ),
            one.days_late,
        )
        for one in found
    )
    return Waits(mine, sum(x.place == "ready" for x in every), sum(x.group == "overdue" for x in every))


class AfterGroup(Group):
    """A row for each thing that is owed; `go` opens the audit, or the list."""

    def __init__(self, waits: Waits, go: Callable[..., object], parent: QWidget | None = None):
        late = any(one.days_late for one in waits.mine) or waits.overdue
        super().__init__(tr("After the audit"), None, "bad" if late else "neutral", parent=parent)
        rows = RowsCard(tr("After the audit"))
        for one in waits.mine[:MOST]:
            rows.add_row(_owed_row(one, go))
        for number, title, said, tag in (
            (
                waits.ready,
                tr("Ready to release"),
                tr("to be released to worker and supervisor"),
                (tr("Ready"), "info"),
            ),
            (
                waits.overdue,
                tr("Overdue"),
                tr("with something past its day, whoever owes it"),
                (tr("Overdue"), "bad"),
            ),
        ):
            if number:
                see = Button(tr("See all"), name=tr("See all, {title}", title=title[:1].lower() + title[1:]))
                see.clicked.connect(lambda checked=False: go("release"))
                words = (
                    tr("1 audit {said}", said=said)
                    if number == 1
                    else tr("{n} audits {said}", n=number, said=said)
                )
                rows.add_row(StatusRow("list-checks", tag[1], title, "", words, tag, (see,)))
        self.add(rows)
        if len(waits.mine) > MOST:
            more = LinkButton(tr("See all after the audit"), parent=self)
            more.clicked.connect(lambda: go("release"))
            self.body.addLayout(
                row(Muted(tr("and {mine} more", mine=len(waits.mine) - MOST), parent=self), more, None)
            )


def _owed_row(one: Owed, go: Callable[..., object]) -> StatusRow:
    late = f" · {days_late(one.days_late)}" if one.days_late else ""
    tag = (tr("Overdue"), "bad") if one.days_late else (tr("Owed"), "warn")
    button = Button(tr("Open"), name=tr("Open. {words}, {case}", words=one.words, case=one.case))
    button.clicked.connect(lambda checked=False: go("after_one", form=one.form))
    return StatusRow("heart-handshake", tag[1], one.case, one.who, f"{one.words}{late}", tag, (button,))
