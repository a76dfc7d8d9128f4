"""A draw that stands: what was drawn and left out, who audits what, changes with their reasons, and giving it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.draw_frame import Draw, Swap
from qa_desktop.draw_ledger import Stored
from qa_desktop.draw_plan import Cycle, named
from qa_desktop.draw_report import change_words, who, why_words
from qa_desktop.families import Numbers
from qa_desktop.returns import BadPlan
from qa_desktop.words import tr
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    Field,
    Group,
    LineBox,
    Muted,
    SearchBox,
    Table,
    Text,
    TextBox,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.figures import Figure, FiguresCard
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

MEASURED = 30  # rows that decide how wide a column is: measuring hundreds would be felt
NOBODYS = Numbers({})
NEXT = ""  # of what a swap does: the next case of the same supervisor


@dataclass(frozen=True, slots=True)
class Shown:
    """A draw with what is needed to show it."""

    stored: Stored
    names: Mapping[str, str]
    cycle: Cycle
    given: int
    numbers: Numbers = NOBODYS

    @property
    def made(self) -> Draw:
        return self.stored.draw

    def family(self, code: str, most: int = 30) -> str:
        """The number in the case system, where it is known here."""
        return short(self.numbers.shown(code), most)


def figures(shown: Shown, parent: QWidget) -> FiguresCard:
    made = shown.made
    covered = len(made.frame.supervisors) - len(made.uncovered)
    out = len(made.left_out)
    return FiguresCard(
        [
            Figure(
                str(len(made.drawn)), tr("Drawn"), tr("From {cases} open cases", cases=len(made.frame.cases))
            ),
            Figure(
                f"{covered}/{len(made.frame.supervisors)}",
                tr("Supervisors covered"),
                tr("All have a case")
                if not made.uncovered
                else tr("{uncovered} without a case", uncovered=len(made.uncovered)),
                "bad" if made.uncovered else "muted",
                tr(
                    "{covered} of {supervisors} supervisors covered",
                    covered=covered,
                    supervisors=len(made.frame.supervisors),
                ),
            ),
            Figure(str(out), tr("Left out"), tr("Each with its reasons")),
            Figure(
                f"{shown.given}/{len(made.drawn)}",
                tr("Given out"),
                tr("All are out") if shown.given == len(made.drawn) else tr("Give them out below"),
                "muted" if shown.given == len(made.drawn) else "warn",
                tr("{given} of {drawn} given out", given=shown.given, drawn=len(made.drawn)),
            ),
        ],
        parent,
    )


class ProofCard(Card):
    """What anyone needs to make the draw again, and ways to check, print and redo it."""

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        super().__init__(tr("How it was drawn"), parent=parent)
        made = shown.made
        for label, value in (
            (tr("Seed"), made.seed),
            (tr("Frame digest"), made.frame_digest),
            (
                tr("Algorithm"),
                tr("{algorithm}, drawn on {on}", algorithm=made.algorithm, on=day_words(made.frame.on)),
            ),
        ):
            name = Muted(label, "body", self)
            name.setFixedWidth(name.fontMetrics().horizontalAdvance(tr("Frame digest")) + 24)
            words = Text(soft(value), "body", parent=self)
            line = row(name, words, gap=12)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if made.reason:
            self.add(Muted(tr("Drawn again. {reason}", reason=soft(made.reason, 300)), "body", self))
        self.check = Button(tr("Check this draw"), icon="shield-check", parent=self)
        self.print = Button(tr("Print this draw"), icon="printer", parent=self)
        self.again = Button(tr("Draw again"), icon="shuffle", parent=self)
        self.body.addLayout(row(self.check, self.print, self.again, None, gap=12))


def _drawn_columns(shown: Shown) -> tuple[Column, ...]:
    names, by_case = shown.names, {c.case: c for c in shown.made.frame.cases}
    return (
        Column(tr("Case"), lambda one: shown.family(one.case)),
        Column(tr("Supervisor"), lambda one: short(who(names, one.supervisor), 40)),
        Column(tr("Team"), lambda one: short(by_case[one.case].team, 30)),
        Column(tr("Auditor"), lambda one: short(who(names, one.auditor), 40)),
        Column(tr("Ticket begins"), lambda one: one.ticket[:12]),
    )


class DrawnGroup(Group):
    """The drawn cases with who audits each; one may be swapped, with a reason."""

    swapped = Signal(object)  # Swap

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        made, names = shown.made, shown.names
        super().__init__(tr("Drawn"), len(made.drawn), parent=parent)
        self._shown = shown
        self.model = RowsModel(made.drawn, _drawn_columns(shown), self)
        self.table = Table(tr("Drawn cases"), self.model, self)
        self.table.fit(1)
        fit_rows(self.table, 8)
        self.add(self.table)
        if made.uncovered:
            who_are = ", ".join(short(who(names, code), 40) for code in made.uncovered)
            self.add(
                Banner(
                    "warn",
                    tr("Not every supervisor is covered."),
                    tr("No case may be drawn for {who_are}.", who_are=who_are),
                    parent=self,
                )
            )
        self.swap = Button(tr("Swap case"), icon="refresh-cw", parent=self)
        self.swap.clicked.connect(self._begin)
        self.body.addLayout(row(self.swap, None))
        self._changes(made, names)
        self.form = self._form(made, names)
        self.add(self.form)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.table.selectRow(0)
        self._chosen()

    def _changes(self, made: Draw, names: Mapping[str, str]) -> None:
        for one in made.swaps:
            words = f"{self._shown.family(one.case)}: {_in_sentence(change_words(names, one.auditor))}. {soft(one.reason, 300)}"
            self.add(Muted(words, "body", self))

    def _form(self, made: Draw, names: Mapping[str, str]) -> Card:
        card = Card(tr("Swap a case"), parent=self)
        keep = [
            (a.code, tr("Keep it, and give it to {who}", who=short(who(names, a.code), 40)))
            for a in made.frame.auditors
        ]
        self.instead = Combo(
            options=[(NEXT, tr("Take the next case of the same supervisor")), *keep], parent=card
        )
        self.instead_field = Field(tr("What instead"), self.instead, parent=card)
        self.reason = TextBox(rows=2, parent=card)
        self.reason_field = Field(tr("Reason"), self.reason, tr("It is printed with the draw."), parent=card)
        self.which = Muted("", "body", card)
        card.add(self.which, self.instead_field, self.reason_field)
        self.yes = Button(tr("Keep swap"), "primary", parent=card)
        self.no = Button(tr("Cancel"), name=tr("Cancel swap"), parent=card)
        self.yes.clicked.connect(self._keep)
        self.no.clicked.connect(card.hide)
        card.body.addLayout(row(self.yes, self.no, None, gap=12))
        card.hide()
        return card

    def _chosen(self) -> None:
        here = self.table.currentIndex()
        self.swap.setEnabled(here.isValid())
        if here.isValid():
            one = self.model.row(here)
            name = short(who(self._shown.names, one.auditor), 40)
            self.which.setText(
                tr("{family}, audited by {name}", family=self._shown.family(one.case), name=name)
            )

    @Slot()
    def _begin(self) -> None:
        self.form.show()
        self.instead.setFocus()

    @Slot()
    def _keep(self) -> None:
        reason = self.reason.text().strip()
        self.reason_field.set_problem("" if len(reason) >= 3 else tr("Say the reason in a few words."))
        if len(reason) < 3:
            self.reason.setFocus()
            return
        case = self.model.row(self.table.currentIndex()).case
        auditor = self.instead.value() or None
        self.swapped.emit(Swap(case=case, reason=reason, auditor=auditor))


class LeftOutGroup(Group):
    """Every case that was left out, with every reason."""

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        made, names = shown.made, shown.names
        super().__init__(tr("Left out"), len(made.left_out), parent=parent)
        columns = (
            Column(tr("Case"), lambda one: shown.family(one[0].case)),
            Column(tr("Supervisor"), lambda one: short(who(names, one[0].supervisor), 40)),
            Column(tr("Why"), lambda one: short(one[1], 140)),
        )
        self._shown = shown
        self._rows = list(zip(made.left_out, why_words(made), strict=True))
        self.model = RowsModel(self._rows, columns, self)
        self.search = SearchBox(tr("Search the cases left out"), self)
        self.search.setMaximumWidth(320)
        self.search.changed.connect(self._narrow)
        self.table = Table(tr("Cases left out"), self.model, self)
        self.table.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.table.fit(2)
        fit_rows(self.table, 6)
        self.none = Muted(tr("Nothing found."), "body", self)
        self.none.hide()
        self.add(self.search, self.table, self.none)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        found = [
            (out, why)
            for out, why in self._rows
            if wanted in f"{self._shown.family(out.case, 80)} {out.case} {why}".casefold()
        ]
        self.model.set_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)


class GiveCard(Card):
    """The cycle's name and days, and giving the drawn cases to their auditors."""

    given = Signal(object)  # Cycle
    packs = Signal()

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        super().__init__(tr("Give the cases out"), parent=parent)
        self._cycle = shown.cycle
        made, cycle = shown.made, shown.cycle
        self.boxes = {name: LineBox(parent=self) for name in ("title", "starts", "ends", "due")}
        labels = {
            "title": tr("Name of the cycle"),
            "starts": tr("First day"),
            "ends": tr("Last day"),
            "due": tr("Audits due"),
        }
        self.fields = {name: Field(labels[name], box, parent=self) for name, box in self.boxes.items()}
        self.boxes["title"].setText(cycle.title)
        for name in ("starts", "ends", "due"):
            day = getattr(cycle, name)
            self.boxes[name].setText(day_words(day) if day else "")
        line = row(*self.fields.values(), gap=12)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        nobody = sum(one.auditor is None for one in made.drawn)
        if nobody:
            self.add(
                Muted(
                    tr(
                        "{nobody} of the drawn cases has no auditor yet. Swap it, or give it to somebody.",
                        nobody=nobody,
                    ),
                    "body",
                    self,
                )
            )
        done = shown.given == len(made.drawn)
        self.yes = Button(
            tr("Give out again") if done else tr("Give the cases out"),
            "secondary" if done else "primary",
            "send",
            parent=self,
        )
        self.yes.clicked.connect(self._give)
        self.make = Button(tr("Make packs"), "primary" if done else "secondary", "package-plus", parent=self)
        self.make.setEnabled(shown.given > 0)
        self.make.clicked.connect(self.packs)
        words = tr("Each auditor’s pack is made under Packs and returns.")
        said = Muted(words, parent=self)
        foot = row(self.yes, self.make, said, gap=12)
        foot.setStretch(2, 1)
        self.body.addLayout(foot)

    @Slot()
    def _give(self) -> None:
        for field in self.fields.values():
            field.set_problem("")
        texts = {name: box.text() for name, box in self.boxes.items()}
        try:
            cycle = named(self._cycle, texts["title"], texts["starts"], texts["ends"], texts["due"])
        except BadPlan as error:
            self.fields[error.field].set_problem(str(error))
            self.boxes[error.field].setFocus()
            return
        self.given.emit(cycle)


def _in_sentence(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
