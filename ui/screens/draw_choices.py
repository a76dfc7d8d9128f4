"""How cases are drawn: with which form and theme, how many, among whom, and the seed that decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import draw_plan
from qa_desktop.draw_plan import Drawable
from qa_desktop.words import tr
from ui import theme
from ui.kit import Button, Card, Check, Combo, Field, LineBox, Muted, announce, row
from ui.screens.reading import short

ACROSS = 3  # auditors beside each other
NO_THEME = ""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What there is to choose from."""

    kind: Drawable
    titles: Mapping[str, str]  # of forms, by code
    themes: Sequence[str]
    auditors: Mapping[str, str]
    again: bool  # a draw stands, and a reason is needed


class ChoicesCard(Card):
    """Who may be given cases, how many, and the seed that decides."""

    def __init__(
        self, choosing: Choosing, seed: str, new_seed: Callable[[], str], parent: QWidget | None = None
    ):
        super().__init__(tr("How it is drawn"), parent=parent)
        self._new_seed, self._kind = new_seed, choosing.kind
        self.ticks = {
            code: Check(f"{short(name, 30)} ({code})", parent=self)
            for code, name in choosing.auditors.items()
        }
        for tick in self.ticks.values():
            tick.setChecked(True)
        self._what(choosing)
        words = tr("Who may be given cases. Nobody gets a family they manage or have worked with.")
        if choosing.kind.peer:
            words += tr(" A peer audit goes to another team only.")
        self.add(Muted(words, "body", self))
        self.body.addLayout(self._grid())
        self._chance(seed)
        self.reason = LineBox(parent=self)
        self.reason_field = Field(
            tr("Why it is drawn again"), self.reason, tr("Both draws are kept."), parent=self
        )
        self.reason_field.setVisible(choosing.again)
        self.add(self.reason_field)

    def _what(self, choosing: Choosing) -> None:
        """The form and the theme, where there is a choice."""
        kind = choosing.kind
        forms = [(code, short(choosing.titles[code], 40)) for code in kind.forms if code in choosing.titles]
        self.form_box = Combo(options=forms, parent=self)
        self.form_field = Field(tr("Filled in on"), self.form_box, parent=self)
        self.form_field.setVisible(len(forms) > 1)
        themes = [(NO_THEME, tr("Choose a theme")), *((one, short(one, 60)) for one in choosing.themes)]
        self.theme = Combo(options=themes, parent=self)
        self.theme_field = Field(tr("Theme"), self.theme, parent=self)
        self.theme_field.setVisible(kind.theme)
        if len(forms) > 1 or kind.theme:
            line = row(self.form_field, self.theme_field, gap=16)
            line.setStretch(0, 1)
            line.setStretch(1, 1)
            self.body.addLayout(line)
        else:
            for field in (self.form_field, self.theme_field):
                self.add(field)

    def _chance(self, seed: str) -> None:
        in_all = self._kind.in_all
        numbers = range(1, max(2 * in_all, 6) + 1) if in_all else range(1, 6)
        self.each = Combo(
            options=[(n, tr("1 case") if n == 1 else tr("{n} cases", n=n)) for n in numbers], parent=self
        )
        self.each.set_value(in_all or 1)
        each = tr("In all, team by team") if in_all else tr("For each supervisor")
        self.each_field = Field(each, self.each, parent=self)
        self.seed = LineBox(parent=self)
        self.seed.setText(seed)
        self.seed.editingFinished.connect(self.check_seed)
        hint = tr("By chance. Type another only if it was drawn in public, such as by dice.")
        self.seed_field = Field(tr("Seed"), self.seed, hint, parent=self)
        self.other = Button(tr("New seed"), icon="refresh-cw", parent=self)
        self.other.clicked.connect(self._other)
        line = row(self.each_field, self.seed_field, gap=16)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addLayout(row(self.other, None))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        for number, tick in enumerate(self.ticks.values()):
            grid.addWidget(tick, number // ACROSS, number % ACROSS)
        for place in range(ACROSS):
            grid.setColumnStretch(place, 1)
        return grid

    @Slot()
    def _other(self) -> None:
        self.seed.setText(self._new_seed())
        self.check_seed()
        announce(self, tr("Seed {seed}", seed=self.seed.text()))

    @Slot()
    def check_seed(self) -> bool:
        wrong = draw_plan.seed_problem(self.seed.text().strip())
        self.seed_field.set_problem(wrong)
        return not wrong

    def check_theme(self) -> bool:
        lacks = self._kind.theme and not self.theme.value()
        self.theme_field.set_problem(tr("Choose what the audits are about.") if lacks else "")
        return not lacks

    @property
    def form(self) -> str:
        return str(self.form_box.value())

    def theme_said(self) -> str:
        return str(self.theme.value()) if self._kind.theme else ""

    def for_each(self) -> int:
        """How many for each supervisor, where the method counts that way."""
        return 1 if self._kind.in_all else int(str(self.each.value()))

    def number(self) -> int:
        """How many in all, where the method asks for a number in all; else 0."""
        return int(str(self.each.value())) if self._kind.in_all else 0

    def auditors(self) -> list[str]:
        return [code for code, tick in self.ticks.items() if tick.isChecked()]
