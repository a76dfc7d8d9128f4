"""Keeping and deleting: what is due, what is held back, what was proposed and removed, and how long things are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import families, retention, retention_acts, retention_due, retention_periods, roles
from qa_desktop.answer_types import day_words
from qa_desktop.retention_due import Held, Item
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, EmptyState, Muted
from ui.rows_model import Column
from ui.screens.access_card import AccessCard
from ui.screens.keeping_acts import AnswerCard, HoldCard, LetGoCard, PeriodsCard, ProposeCard, Subject
from ui.screens.list_screen import ListScreen
from ui.screens.reading import short, soft
from ui.screens.schedule_acts import ActCard
from ui.shell import MainWindow

MOST_NAMED = 12
OF = {"doc": tr("One document"), "case": tr("Family"), "person": tr("Member of staff")}
STATES = {
    "proposed": (tr("Waits"), "warn"),
    "approved": (tr("Removed"), "neutral"),
    "declined": (tr("Declined"), "info"),
}
NOTHING = {
    "due": (tr("Nothing is due"), tr("A document appears here once the period set for its kind is over.")),
    "held": (
        tr("Nothing is held back"),
        tr("Hold a family, a member of staff or a document that must not be removed."),
    ),
    "purges": (
        tr("Nothing was ever proposed"),
        tr("What is proposed, and what became of it, stays listed here for good."),
    ),
    "kept": (tr("Nothing is kept yet"), tr("Signed audits, checks and actions appear here.")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of any of the four lists. `subject`: what a button does something to."""

    what: str
    more: str
    when: str
    sort: str
    tag: tuple[str, str]
    subject: Subject


class KeepingScreen(ListScreen):
    """Enter opens what can be done with a line. Practice leads propose, heads of service approve."""

    tabs_named = (
        ("due", tr("Due")),
        ("held", tr("Held")),
        ("purges", tr("Proposed and removed")),
        ("kept", tr("Not due")),
    )
    tag_column, wide_column = 3, 1
    columns = (
        Column(tr("What"), lambda one: short(one.what, 44)),
        Column(tr("Why"), lambda one: short(one.more, 200)),
        Column(tr("When"), lambda one: one.when, sort=lambda one: one.sort),
        Column(tr("Stands"), lambda one: one.tag[0], tag=lambda one: one.tag[1]),
    )

    def __init__(self, desk: Desk, window: MainWindow, tab: str = "", parent: QWidget | None = None):
        super().__init__(tr("Keeping and deleting"), "lines", desk, window, parent)
        me, resources = desk.workspace.me, desk.workspace.world.resources
        self._scope = roles.scope(resources, me.role, "retention")
        self.set_subtitle(tr("Removed means for good, here and in every copy. Two people decide it."))
        self.propose = Button(tr("Propose what is due"), "primary", icon="hourglass", parent=self)
        self.hold = Button(tr("Hold back"), parent=self)
        self.access = Button(tr("Access request"), parent=self)
        self.access.clicked.connect(lambda: self._act(AccessCard(desk, self)))
        self.periods = Button(tr("Periods"), parent=self)
        self.propose.clicked.connect(self._propose)
        self.hold.clicked.connect(lambda: self._act(HoldCard(desk, Subject("", ""), self)))
        self.periods.clicked.connect(lambda: self._act(PeriodsCard(desk, Subject("", ""), self)))
        self.head(*([self.propose] if self._scope == "propose" else []), self.hold, self.access, self.periods)
        self.propose.setVisible(self._scope == "propose")
        self.card: ActCard | None = None
        self.clash: Banner | None = None
        self.note = Muted(soft(retention_due.elsewhere(resources)), "body", self)
        self.add(self.note)
        codes = [code for code, _ in self.tabs_named]
        if tab in codes:
            self.tabs.setCurrentIndex(codes.index(tab))

    # Reading

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return _read

    def matches(self, one: Line) -> str:
        return f"{one.what} {one.more} {one.when} {one.tag[0]}"

    def say_nothing(self, tab: str) -> EmptyState:
        return EmptyState("hourglass", *NOTHING[tab], parent=self)

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        super()._draw(lists)
        if self.clash is not None:
            self.clash.hide()
            self.clash.deleteLater()
            self.clash = None
        if words := " ".join(lists["clashes"]):
            self.clash = Banner("warn", tr("A period was decided twice"), soft(words), parent=self)
            self.body.insertWidget(0, self.clash)

    # Acting

    def open(self, one: Line) -> None:
        kind = one.subject.kind
        if kind == "hold":
            self._act(LetGoCard(self._desk, one.subject, self))
        elif kind == "purge" and self._scope == "approve" and one.subject.open:
            self._act(AnswerCard(self._desk, one.subject, self))
        elif kind == "purge":
            who = (
                tr("A head of service approves or declines it.") if one.subject.open else tr("It is settled.")
            )
            self.tell("info", one.what, soft(f"{one.subject.words} {who}"))
        else:
            self._act(HoldCard(self._desk, one.subject, self))

    @Slot()
    def _propose(self) -> None:
        lines = self._lists["due"]
        due = [one for one in lines if one.tag[0] == tr("Due")]
        if not due:
            self.tell(
                "info", tr("Nothing is due."), tr("What is held or still open is not proposed. See Periods.")
            )
            return
        self._act(
            ProposeCard(
                self._desk,
                Subject("", tr("{due} of these are due and nothing keeps them.", due=len(due))),
                self,
            )
        )

    def _act(self, card: ActCard) -> None:
        self._close()
        self.card = card
        card.kept.connect(self._kept)
        card.left.connect(self._left)
        self.body.insertWidget(0, card)
        card.first_focus().setFocus()
        self.ensureWidgetVisible(card)

    @Slot(str)
    def _kept(self, words: str) -> None:
        self._close()
        self.tell("ok", tr("Done."), words)
        self.reading.refresh()
        self.first_focus().setFocus()

    @Slot()
    def _left(self) -> None:
        self._close()
        self.first_focus().setFocus()

    def _close(self) -> None:
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None


def _read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
    """On the worker."""
    numbers = families.numbers(ws)
    every = retention_due.items(ws, ws.world.now().date())
    names = {one.code: one.name for one in retention_due.rules(ws.world.resources)}
    titles = {one.doc: numbers.titled(one.title, one.family) for one in every}
    asked = {one.digest: one.body.docs for one in retention.asked(ws)}
    lines = [(one, _item(one, numbers, names[one.rule])) for one in every]
    return {
        "due": tuple(line for one, line in lines if one.due),
        "kept": tuple(line for one, line in lines if not one.due),
        "held": tuple(_held(one, numbers) for one in retention_due.holds(ws)),
        "clashes": tuple(
            f"{one.rule.name}: {one.words}" for one in retention_periods.standing(ws).values() if one.clash
        ),
        "purges": tuple(_purge(one, _named(asked[one.digest], titles)) for one in retention_acts.log(ws)),
    }


def _item(one: Item, numbers: families.Numbers, rule: str) -> Line:
    until = (
        tr("due since {until}", until=day_words(one.until))
        if one.due
        else tr("due {until}", until=day_words(one.until))
        if one.until
        else ""
    )
    more = one.kept or (
        f"{rule}, {until}" if until else tr("{rule}: no period is set, so it is never due", rule=rule)
    )
    tag = (tr("Stays"), "info") if one.kept else (tr("Due"), "warn") if one.due else (tr("Kept"), "ok")
    title = numbers.titled(one.title, one.family)
    when = tr("Last signed {last}", last=day_words(one.last, year=True))
    return Line(title, more, when, one.last, tag, Subject("doc", title, one.doc))


def _held(one: Held, numbers: families.Numbers) -> Line:
    what = (
        f"{OF[one.body.of]} {numbers.in_full(one.body.what) if one.body.of != 'doc' else one.body.what[:12]}"
    )
    held = Subject("hold", f"{what}. {one.words}", one.body.what, one.body.of)
    return Line(what, one.words, day_words(one.at), one.at, (tr("Held"), "info"), held)


def _named(docs: tuple[str, ...], titles: dict[str, str]) -> str:
    """What a proposal would remove, as far as it is in this profile: whoever approves must see it."""
    known = sorted(titles[doc] for doc in docs if doc in titles)
    more = len(known) - MOST_NAMED
    said = "; ".join(known[:MOST_NAMED])
    if more > 0:
        said = tr("{said}; and {more} more", said=said, more=more)
    return tr(" In this profile: {said}.", said=said) if known else tr(" None of it is in this profile.")


def _purge(one: retention_acts.Line, named: str) -> Line:
    what = tr("{documents} documents", documents=one.documents) if one.documents != 1 else tr("1 document")
    rule = tr("{rule}, after {months} months", rule=one.rule, months=one.months) if one.months else one.rule
    more = f"{rule}. {one.proposed} {one.answered} {one.reason}"
    held = Subject(
        "purge",
        f"{one.words}{named if one.state == 'proposed' else ''}",
        one.digest,
        open=one.state == "proposed",
    )
    return Line(what, more.strip(), day_words(one.on), one.on, STATES[one.state], held)
