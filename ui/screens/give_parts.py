"""The parts of giving work out: who would do what, what cannot be given, how much each would have, and how it was shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import draw_plan, families, giving_ledger
from qa_desktop.giving import may_do
from qa_desktop.giving_frame import Change, Given, Giving, NotGiven, Piece
from qa_desktop.giving_ledger import Asked, Proposed, Stored
from qa_desktop.words import tr
from ui import theme
from ui.kit import (
    Bar,
    Button,
    Card,
    Check,
    Combo,
    ElideLabel,
    Field,
    Group,
    LineBox,
    Muted,
    Table,
    Text,
    TextBox,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.figures import Figure, FiguresCard
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

ACROSS = 3  # agencies beside each other
Row = TypeVar("Row", Given, NotGiven)
OUT = ""  # of a change: nobody does it


@dataclass(frozen=True, slots=True)
class Shown:
    """What is proposed, with what is needed to show it."""

    proposed: Proposed
    names: Mapping[str, str]
    numbers: families.Numbers
    able: Mapping[str, bool]
    agencies: Mapping[str, str]
    asked: Asked

    @property
    def made(self) -> Giving:
        return self.proposed.made

    def name(self, code: str) -> str:
        return short(self.names.get(code, code), 40)

    def piece(self, name: str) -> Piece:
        return next(p for p in self.made.frame.pieces if p.id == name)

    def words(self, name: str) -> str:
        said = giving_ledger.words(self.piece(name), self.numbers, self.names, self.agencies)
        return short(said, 60)

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """As a person looks them up, not by the codes they are kept under."""
        return sorted(rows, key=lambda one: (self.words(one.piece).casefold(), one.piece))


def figures(shown: Shown, parent: QWidget) -> FiguresCard:
    made, fresh = shown.made, len(shown.proposed.fresh)
    why = [one.why for one in made.not_given]
    cannot = len(why) - why.count("answered") - why.count("not_in_turn")
    return FiguresCard(
        [
            Figure(str(len(made.frame.pieces)), tr("In this period"), tr("All there is of it")),
            Figure(str(fresh), tr("To give out"), tr("New with this") if fresh else tr("Nothing is new")),
            Figure(
                str(len(made.given) - fresh + why.count("answered")), tr("Out or done"), tr("Stays as it is")
            ),
            Figure(
                str(cannot),
                tr("Cannot be given"),
                tr("Each with its reason") if cannot else tr("Nothing is left over"),
                "warn" if cannot else "muted",
            ),
        ],
        parent,
    )


class _Changing(Group):
    """A table of pieces, one of which may be changed by hand, with a reason."""

    changed = Signal(object)  # Change

    def __init__(
        self, title: str, rows: Sequence[Given | NotGiven], columns, verb: str, shown: Shown, parent: QWidget
    ):
        super().__init__(title, len(rows), parent=parent)
        self._shown, self._verb = shown, verb
        self.table: Table | None = None
        if not rows:
            return
        self.model = RowsModel(shown.in_order(rows), columns, self)
        self.table = Table(title, self.model, self)
        self.table.fit(0)
        self.add(self.table)
        self.begin = Button(verb, icon="refresh-cw", parent=self)
        self.begin.clicked.connect(self._begin)
        self.body.addLayout(row(self.begin, None))
        self.form = self._make_form()
        self.add(self.form)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())

    def _choose_first(self, most: int) -> None:
        if self.table:
            fit_rows(self.table, most)
            self.table.selectRow(0)
            self._chosen()

    def _make_form(self) -> Card:
        card = Card(self._verb, parent=self)
        self.to = Combo(options=[], parent=card)
        self.to_field = Field(tr("Goes to"), self.to, parent=card)
        self.reason = TextBox(rows=2, parent=card)
        self.reason_field = Field(
            tr("Reason"), self.reason, tr("It is kept and printed with the list."), parent=card
        )
        self.which = Muted("", "body", card)
        card.add(self.which, self.to_field, self.reason_field)
        said = f"{self._verb[:1].lower()}{self._verb[1:]}"
        self.yes = Button(
            tr("Keep change"), "primary", name=tr("Keep change, {said}", said=said), parent=card
        )
        self.no = Button(tr("Cancel"), name=tr("Cancel, {said}", said=said), parent=card)
        self.yes.clicked.connect(self._keep)
        self.no.clicked.connect(card.hide)
        card.body.addLayout(row(self.yes, self.no, None, gap=12))
        card.hide()
        return card

    def _can_change(self, one: Given | NotGiven) -> bool:
        return isinstance(one, Given) or (one.why in ("nobody_known", "taken_out", "no_room", "not_in_turn"))

    def _options(self, one: Given | NotGiven) -> list[tuple[str, str]]:
        piece, has = self._shown.piece(one.piece), one.to if isinstance(one, Given) else ""
        found = [
            (person.code, self._shown.name(person.code))
            for person in self._shown.made.frame.people
            if person.code != has and may_do(piece, person.code)
        ]
        return [*found, (OUT, tr("Nobody: take it out"))] if has else found

    def _chosen(self) -> None:
        here = self.table.currentIndex()
        one = self.model.row(here) if here.isValid() else None
        options = self._options(one) if one and self._can_change(one) else []
        self.begin.setEnabled(bool(options))
        if options:
            self.to.set_options(options)
            self.to.set_value(options[0][0])
            self.which.setText(self._shown.words(one.piece))
        else:
            self.form.hide()

    @Slot()
    def _begin(self) -> None:
        self.form.show()
        self.to.setFocus()

    @Slot()
    def _keep(self) -> None:
        reason = " ".join(self.reason.text().split())
        self.reason_field.set_problem("" if len(reason) >= 3 else tr("Say the reason in a few words."))
        if len(reason) < 3:
            self.reason.setFocus()
            return
        piece = self.model.row(self.table.currentIndex()).piece
        self.changed.emit(Change(piece=piece, reason=reason, to=str(self.to.value()) or None))


class WhoDoesGroup(_Changing):
    """Every piece and who does it, or would."""

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        by_hand = {one.piece: one for one in shown.made.changes if one.to}

        def state(one: Given) -> str:
            if one.piece in by_hand:
                return tr("By hand")
            return tr("As before") if shown.piece(one.piece).kept == one.to else tr("New")

        kinds = {tr("New"): "info", tr("As before"): "neutral", tr("By hand"): "warn"}
        columns = (
            Column(tr("What"), lambda one: shown.words(one.piece)),
            Column(tr("Team"), lambda one: short(shown.piece(one.piece).facts.get("team", ""), 30)),
            Column(tr("Goes to"), lambda one: shown.name(one.to)),
            Column(tr("State"), state, tag=lambda one: kinds[state(one)]),
            Column(tr("Ticket begins"), lambda one: one.ticket[:12]),
        )
        super().__init__(
            tr("Who does what"), shown.made.given, columns, tr("Change who does it"), shown, parent
        )
        if self.table is None:
            self.add(Muted(tr("Nothing is left to give to anybody."), "body", self))
            return
        self.table.draw_tags(3)
        for one in shown.made.changes:
            to = shown.name(one.to) if one.to else "nobody"
            self.add(
                Muted(
                    tr(
                        "{words}: to {to}. {reason}",
                        words=shown.words(one.piece),
                        to=to,
                        reason=soft(one.reason, 300),
                    ),
                    "body",
                    self,
                )
            )
        self._choose_first(8)


class NotGivenGroup(_Changing):
    """Every piece that nobody gets, with the reason."""

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        columns = (
            Column(tr("What"), lambda one: shown.words(one.piece)),
            Column(tr("Why"), lambda one: giving_ledger.why_words(shown.piece(one.piece), one.why)),
        )
        super().__init__(
            tr("Not given out"), shown.made.not_given, columns, tr("Give it by hand"), shown, parent
        )
        if self.table is None:
            self.add(Muted(tr("Everything has somebody who does it."), "body", self))
            return
        self._choose_first(6)


class LoadCard(Card):
    """Who is asked, how much each would have, and for returns which agencies."""

    asked = Signal(object)  # Asked

    def __init__(self, shown: Shown, parent: QWidget | None = None):
        super().__init__(tr("How much each has"), parent=parent)
        self._shown = shown
        self.add(
            Muted(
                tr("Who may be given this. Nobody gets what is about themself or a family they worked with."),
                "body",
                self,
            )
        )
        loads = giving_ledger.loads(shown.made)
        most = max((sum(one) for one in loads.values()), default=1)
        asked = {person.code for person in shown.made.frame.people}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        self.ticks: dict[str, Check] = {}
        for line, code in enumerate(sorted({*shown.able, *loads}, key=lambda c: (shown.name(c), c))):
            before, given = loads.get(code, (0, 0))
            tick = self.ticks[code] = Check(f"{short(shown.names.get(code, code), 30)} ({code})", parent=self)
            tick.setChecked(code in asked)
            tick.setEnabled(code in shown.able)
            tick.toggled.connect(self._people)
            words = (
                tr("{given} of this, {before} other", given=given, before=before)
                if code in asked or given
                else tr("Not asked")
            )
            grid.addWidget(tick, line, 0)
            grid.addWidget(Bar(tr("{name} has", name=shown.name(code)), before + given, most, self), line, 1)
            grid.addWidget(ElideLabel(words, "small", parent=self), line, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 1)
        self.body.addLayout(grid)
        self.agencies: dict[str, Check] = {}
        if shown.agencies:
            self._ask_agencies()

    @property
    def every(self) -> list[Check]:
        return [*self.ticks.values(), *self.agencies.values()]

    def _ask_agencies(self) -> None:
        asked, grid = self._shown.asked.agencies, QGridLayout()
        self.add(Muted(tr("Agencies that are asked for a return on each family."), "body", self))
        for number, (code, name) in enumerate(self._shown.agencies.items()):
            tick = self.agencies[code] = Check(name, parent=self)
            tick.setChecked(not asked or code in asked)
            tick.toggled.connect(self._people)
            grid.addWidget(tick, number // ACROSS, number % ACROSS)
        self.body.addLayout(grid)

    @Slot()
    def _people(self) -> None:
        chosen = tuple(code for code, tick in self.ticks.items() if tick.isChecked() and tick.isEnabled())
        agencies = tuple(code for code, tick in self.agencies.items() if tick.isChecked())
        if chosen and (agencies or not self.agencies):
            self.asked.emit(replace(self._shown.asked, people=chosen, agencies=agencies))


class ProofCard(Card):
    """What anyone needs to make it again, and ways to check and print what stands."""

    seeded = Signal(str)

    def __init__(self, shown: Shown, standing: Sequence[Stored], parent: QWidget | None = None):
        super().__init__(tr("How it is shared"), parent=parent)
        self.seed = LineBox(parent=self)
        self.seed.setText(shown.made.seed)
        self.seed.editingFinished.connect(self._seed)
        hint = tr("By chance. It decides only between sharings that are equally fair.")
        self.seed_field = Field(tr("Seed"), self.seed, hint, parent=self)
        self.add(self.seed_field)
        self._said = shown.made.seed
        stands = standing[0].made if standing else shown.made
        for label, value in (
            (tr("Frame digest"), stands.frame_digest),
            (
                tr("Algorithm"),
                tr("{algorithm}, as it stands", algorithm=stands.algorithm) if standing else stands.algorithm,
            ),
            *(((tr("Seed kept"), stands.seed),) if standing else ()),
        ):
            name = Muted(label, "body", self)
            name.setFixedWidth(name.fontMetrics().horizontalAdvance(tr("Frame digest")) + 24)
            line = row(name, Text(soft(value), "body", parent=self), gap=12)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        self.check = Button(tr("Check what stands"), icon="shield-check", parent=self)
        self.print = Button(tr("Print what stands"), icon="printer", parent=self)
        for button in (self.check, self.print):
            button.setEnabled(bool(standing))
        self.body.addLayout(row(self.check, self.print, None, gap=12))

    @Slot()
    def _seed(self) -> None:
        seed = self.seed.text().strip()
        wrong = draw_plan.seed_problem(seed)
        self.seed_field.set_problem(wrong)
        if not wrong and seed != self._said:
            self.seeded.emit(seed)
