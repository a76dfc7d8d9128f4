"""Rounds of calibration: a few auditors score one case, each alone, and the spread by item shows how alike they judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import agreement, returns
from qa_desktop.agreement import Spread
from qa_desktop.answer_types import day_words
from qa_desktop.calibration import Calibration, Round
from qa_desktop.templates import Template
from qa_desktop.words import tr
from ui import theme
from ui.kit import (
    Button,
    Card,
    Check,
    Combo,
    Field,
    Group,
    LineBox,
    Muted,
    RowsCard,
    StatusRow,
    Table,
    Text,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.moderation_forms import BAD_DATE, DATE_HINT
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

ACROSS = 3  # names in one line


@dataclass(frozen=True, slots=True)
class RoundStart:
    """What is chosen for a new round."""

    name: str
    template: str  # digest
    case: str
    auditors: tuple[str, ...]
    due: str  # ISO date


class RoundsGroup(Group):
    """The rounds, the spread of one of them, and the form that starts another."""

    wanted = Signal(object)  # RoundStart
    look_wanted = Signal(str)  # cycle of a round

    def __init__(
        self,
        rounds: Sequence[Round],
        auditors: Sequence[tuple[str, str]],
        templates: Sequence[Template],
        least: int,
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Calibration rounds"), len(rounds) or None, parent=parent)
        self._least = least
        told = tr(
            "{least} or more auditors score one and the same case, each alone. It counts nowhere else.",
            least=least,
        )
        self.add(Muted(told, "body", self))
        self._spread = column(gap=8)
        if rounds:
            self._list(rounds)
        self.body.addLayout(self._spread)
        self.begin = Button(tr("Start a round"), icon="plus", parent=self)
        self.begin.clicked.connect(self._unfold)
        self.body.addLayout(row(self.begin, None))
        self.form = Card(tr("A new round"), parent=self)
        self._fill(auditors, templates)
        self.form.hide()
        self.add(self.form)

    def _list(self, rounds: Sequence[Round]) -> None:
        rows = RowsCard(tr("Calibration rounds"), self)
        for one in rounds:
            asked = len(one.came) + len(one.waiting)
            text = tr(
                "Case {case}. {came} of {asked} have sent their scores.",
                case=short(one.case, 30),
                came=len(one.came),
                asked=asked,
            )
            if one.waiting:
                text += tr(" Waiting for {waiting}.", waiting=soft(", ".join(one.waiting)))
            button = Button(
                tr("See the spread"), name=tr("See the spread of {title}", title=one.title), parent=self
            )
            button.clicked.connect(lambda checked=False, c=one.cycle: self.look_wanted.emit(c))
            button.setEnabled(len(one.came) > 1)
            due = tr("Due {due}", due=day_words(one.due))
            rows.add_row(StatusRow("users", "primary", short(one.title, 50), due, text, None, (button,)))
        self.add(rows)

    # The spread of one round

    def show_spread(self, found: Calibration, names: Mapping[str, str]) -> None:
        """The items, widest apart first, with each auditor's score; and how far each two agree."""
        empty(self._spread)
        card = Card(tr("Spread: case {case}", case=short(found.case, 30)), parent=self)
        overall = ", ".join(
            f"{names.get(code, code)} {grade or 'none'}" for code, grade in found.overall.items()
        )
        card.add(Text(tr("Overall judgement: {overall}.", overall=soft(overall)), parent=card))
        self.model = RowsModel(found.spreads, _columns(found, names), card)
        self.table = Table(tr("Spread by item"), self.model, card)
        self.table.fit(0)
        self.table.draw_tags(len(found.auditors) + 1)
        fit_rows(self.table)
        card.add(self.table)
        for one in found.between:
            kappa = (
                tr(", weighted kappa {kappa}", kappa=agreement.two_places(one.kappa))
                if one.kappa is not None
                else ""
            )
            pair = tr(
                "{names} and {other}",
                names=names.get(one.one, one.one),
                other=names.get(one.other, one.other),
            )
            words = tr(
                "{pair}: the same in {same} of {items} items, within one step in {within_one}{kappa}.",
                pair=pair,
                same=one.same,
                items=one.items,
                within_one=one.within_one,
                kappa=kappa,
            )
            card.add(Muted(soft(words), "body", card))
        self._spread.addWidget(card)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # A new round

    def _fill(self, auditors: Sequence[tuple[str, str]], templates: Sequence[Template]) -> None:
        self.fields = {
            "name": Field(tr("Name of the round"), LineBox(), tr("Such as autumn 2026"), parent=self.form),
            "case": Field(
                tr("Case"), LineBox(), tr("One that nobody can be recognised in"), parent=self.form
            ),
            "form": Field(
                tr("Form"),
                Combo(options=[(t.digest, short(t.title, 40)) for t in templates]),
                " ",
                parent=self.form,
            ),
            "due": Field(tr("Scores due"), LineBox(), DATE_HINT, parent=self.form),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        self.form.body.addLayout(grid)
        self.form.add(Text(tr("Who scores it"), "strong", parent=self.form))
        names = QGridLayout()
        self.ticks: dict[str, Check] = {}
        for number, (code, name) in enumerate(auditors):
            self.ticks[code] = Check(soft(name), parent=self.form)
            names.addWidget(self.ticks[code], number // ACROSS, number % ACROSS)
        self.form.body.addLayout(names)
        self.problem = Text("", "small", "bad", self.form)
        self.problem.hide()
        self.give = Button(tr("Give it out"), "primary", parent=self.form)
        self.give.clicked.connect(self.start)
        self.form.add(self.problem)
        self.form.body.addLayout(row(self.give, None, margins=(4, 0, 4, 0)))

    def _unfold(self) -> None:
        self.form.show()
        self.begin.hide()
        self.fields["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Ask for the round, or say what is missing at its field."""
        name, case = (self.fields[x].editor.text().strip() for x in ("name", "case"))
        day = returns.day_of(self.fields["due"].editor.text())
        wrong = {
            "name": "" if name else tr("Name the round."),
            "case": "" if case else tr("Name the case."),
            "due": "" if day else BAD_DATE,
        }
        for field, words in wrong.items():
            self.fields[field].set_problem(words)
        if first := next((field for field, words in wrong.items() if words), ""):
            self.fields[first].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = tuple(code for code, tick in self.ticks.items() if tick.isChecked())
        form = str(self.fields["form"].editor.value())
        self.wanted.emit(RoundStart(name, form, case, chosen, day or ""))

    def say(self, words: str) -> None:
        """Why the round was not given out."""
        self.problem.setText(words)
        self.problem.show()
        next(iter(self.ticks.values()), self.give).setFocus(Qt.FocusReason.OtherFocusReason)


def _columns(found: Calibration, names: Mapping[str, str]) -> list[Column]:
    def score(code: str) -> Column:
        return Column(short(names.get(code, code), 20), lambda s: _score(s, code))

    return [
        Column(tr("Item"), lambda s: found.names.get(s.item, s.item)),
        *(score(code) for code in found.auditors),
        Column(
            tr("Apart"),
            _apart,
            tag=lambda s: "warn" if (s.spread or 0) > 1 else "neutral",
            sort=lambda s: -(s.spread or 0),
        ),
    ]


def _score(one: Spread, code: str) -> str:
    score = one.scores.get(code)
    return tr("No score") if score is None else str(score)


def _apart(one: Spread) -> str:
    return (
        tr("Cannot be told")
        if one.spread is None
        else tr("Same")
        if not one.spread
        else tr("{spread} apart", spread=one.spread)
    )
