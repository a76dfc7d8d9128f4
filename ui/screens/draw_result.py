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
            Figure(str(len(made.drawn)), "Drawn", f"From {len(made.frame.cases)} open cases"),
            Figure(
                f"{covered}/{len(made.frame.supervisors)}",
                "Supervisors covered",
                "All have a case" if not made.uncovered else f"{len(made.uncovered)} without a case",
                "bad" if made.uncovered else "muted",
                f"{covered} of {len(made.frame.supervisors)} supervisors covered",
            ),
            Figure(str(out), "Left out", "Each with its reasons"),
            Figure(
                f"{shown.given}/{len(made.drawn)}",
                "Given out",
                "All are out" if shown.given == len(made.drawn) else "Give them out below",
                "muted" if shown.given == len(made.drawn) else "warn",
                f"{shown.given} of {len(made.drawn)} given out",
            ),
        ],
        parent,
    )


class ProofCard(Card):
    """What anyone needs to make the draw again, and ways to check, print and redo it."""

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        super().__init__("How it was drawn", parent=parent)
        made = shown.made
        for label, value in (
            ("Seed", made.seed),
            ("Frame digest", made.frame_digest),
            ("Algorithm", f"{made.algorithm}, drawn on {day_words(made.frame.on)}"),
        ):
            name = Muted(label, "body", self)
            name.setFixedWidth(name.fontMetrics().horizontalAdvance("Frame digest") + 24)
            words = Text(soft(value), "body", parent=self)
            line = row(name, words, gap=12)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if made.reason:
            self.add(Muted(f"Drawn again. {soft(made.reason, 300)}", "body", self))
        self.check = Button("Check this draw", icon="shield-check", parent=self)
        self.print = Button("Print this draw", icon="printer", parent=self)
        self.again = Button("Draw again", icon="shuffle", parent=self)
        self.body.addLayout(row(self.check, self.print, self.again, None, gap=12))


def _drawn_columns(shown: Shown) -> tuple[Column, ...]:
    names, by_case = shown.names, {c.case: c for c in shown.made.frame.cases}
    return (
        Column("Case", lambda one: shown.family(one.case)),
        Column("Supervisor", lambda one: short(who(names, one.supervisor), 40)),
        Column("Team", lambda one: short(by_case[one.case].team, 30)),
        Column("Auditor", lambda one: short(who(names, one.auditor), 40)),
        Column("Ticket begins", lambda one: one.ticket[:12]),
    )


class DrawnGroup(Group):
    """The drawn cases with who audits each; one may be swapped, with a reason."""

    swapped = Signal(object)  # Swap

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        made, names = shown.made, shown.names
        super().__init__("Drawn", len(made.drawn), parent=parent)
        self._shown = shown
        self.model = RowsModel(made.drawn, _drawn_columns(shown), self)
        self.table = Table("Drawn cases", self.model, self)
        self.table.fit(1)
        fit_rows(self.table, 8)
        self.add(self.table)
        if made.uncovered:
            who_are = ", ".join(short(who(names, code), 40) for code in made.uncovered)
            self.add(
                Banner(
                    "warn",
                    "Not every supervisor is covered.",
                    f"No case may be drawn for {who_are}.",
                    parent=self,
                )
            )
        self.swap = Button("Swap case", icon="refresh-cw", parent=self)
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
        card = Card("Swap a case", parent=self)
        keep = [
            (a.code, f"Keep it, and give it to {short(who(names, a.code), 40)}") for a in made.frame.auditors
        ]
        self.instead = Combo(
            options=[(NEXT, "Take the next case of the same supervisor"), *keep], parent=card
        )
        self.instead_field = Field("What instead", self.instead, parent=card)
        self.reason = TextBox(rows=2, parent=card)
        self.reason_field = Field("Reason", self.reason, "It is printed with the draw.", parent=card)
        self.which = Muted("", "body", card)
        card.add(self.which, self.instead_field, self.reason_field)
        self.yes = Button("Keep swap", "primary", parent=card)
        self.no = Button("Cancel", name="Cancel swap", parent=card)
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
            self.which.setText(f"{self._shown.family(one.case)}, audited by {name}")

    @Slot()
    def _begin(self) -> None:
        self.form.show()
        self.instead.setFocus()

    @Slot()
    def _keep(self) -> None:
        reason = self.reason.text().strip()
        self.reason_field.set_problem("" if len(reason) >= 3 else "Say the reason in a few words.")
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
        super().__init__("Left out", len(made.left_out), parent=parent)
        columns = (
            Column("Case", lambda one: shown.family(one[0].case)),
            Column("Supervisor", lambda one: short(who(names, one[0].supervisor), 40)),
            Column("Why", lambda one: short(one[1], 140)),
        )
        self._shown = shown
        self._rows = list(zip(made.left_out, why_words(made), strict=True))
        self.model = RowsModel(self._rows, columns, self)
        self.search = SearchBox("Search the cases left out", self)
        self.search.setMaximumWidth(320)
        self.search.changed.connect(self._narrow)
        self.table = Table("Cases left out", self.model, self)
        self.table.horizontalHeader().setResizeContentsPrecision(MEASURED)
        self.table.fit(2)
        fit_rows(self.table, 6)
        self.none = Muted("Nothing found.", "body", self)
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
        super().__init__("Give the cases out", parent=parent)
        self._cycle = shown.cycle
        made, cycle = shown.made, shown.cycle
        self.boxes = {name: LineBox(parent=self) for name in ("title", "starts", "ends", "due")}
        labels = {
            "title": "Name of the cycle",
            "starts": "First day",
            "ends": "Last day",
            "due": "Audits due",
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
                    f"{nobody} of the drawn cases has no auditor yet. Swap it, or give it to somebody.",
                    "body",
                    self,
                )
            )
        done = shown.given == len(made.drawn)
        self.yes = Button(
            "Give out again" if done else "Give the cases out",
            "secondary" if done else "primary",
            "send",
            parent=self,
        )
        self.yes.clicked.connect(self._give)
        self.make = Button("Make packs", "primary" if done else "secondary", "package-plus", parent=self)
        self.make.setEnabled(shown.given > 0)
        self.make.clicked.connect(self.packs)
        words = "Each auditor’s pack is made under Packs and returns."
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
