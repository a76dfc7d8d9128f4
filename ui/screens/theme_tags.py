"""The themes of one finding: type a few letters and press Enter to add one, as a strength or an area to improve."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from qa_desktop.theme_entries import Side
from qa_desktop.theme_findings import Theme
from qa_desktop.theme_list import Finding
from qa_desktop.words import tr
from ui import theme
from ui.kit import (
    Button,
    Card,
    Choice,
    Field,
    LineBox,
    ListBox,
    Muted,
    RowsCard,
    SegmentedChoice,
    StatusRow,
    Tag,
    announce,
    column,
    empty,
    row,
)

SIDE_CHOICES = (Choice("strengths", tr("Strength")), Choice("areas", tr("Area to improve")))
SIDE_TAGS: dict[Side, tuple[str, str]] = {
    "strengths": (tr("Strength"), "ok"),
    "areas": (tr("To improve"), "warn"),
}
MOST = 6  # themes offered at once
HINT = tr("Type a word, its group or its code, and press Enter. Down arrow chooses another.")
Named = tuple[Side, str]


class ThemeBox(LineBox):
    """Up and Down move in the list of themes while the cursor stays here."""

    moved = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key())
        if step:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TagsCard(Card):
    """What was named so far, and a box to add more. Nothing is sealed before it is kept."""

    kept = Signal()

    def __init__(self, found: Finding, known: Mapping[str, Theme], parent: QWidget | None = None):
        super().__init__(tr("Themes"), parent=parent)
        self._known = known
        tagged = found.tagged
        self.named: list[Named] = [(s, c) for s in SIDE_TAGS for c in (tagged.of(s) if tagged else ())]
        self.named += [one for one in found.unsure if one not in self.named]
        self._unsure = set(found.unsure)
        self._begun = (frozenset(self.named), tagged.other if tagged else "")
        own = found.place.own if found.place.side else ()
        if own:
            names = ", ".join(self._name(code) for code in own)
            word = tr("a strength") if found.place.side == "strengths" else tr("an area to improve")
            self.add(
                Muted(
                    tr("The auditor named {names}, as {word}. That stays.", names=names, word=word),
                    parent=self,
                )
            )
        self._rows = column(gap=0)
        self.body.addLayout(self._rows)
        self.side = SegmentedChoice(tr("Strength or area to improve"), SIDE_CHOICES, self)
        self.side.setFixedWidth(theme.px(300))
        self.side.set_value("areas" if found.heap == "areas" or found.place.side == "areas" else "strengths")
        self.box = ThemeBox(tr("Add a theme"), self)
        self._model = QStringListModel(self)
        self.list = ListBox(tr("Themes that fit"), self)
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.other = LineBox(tr("Which other theme"), self)
        self.other.setMaxLength(300)
        self.other.setText(self._begun[1])
        self.other_field = Field(tr("Which other theme?"), self.other, parent=self)
        self.field = Field(tr("Add a theme"), self.box, HINT, parent=self)
        self.keep = Button(tr("Keep the themes"), "primary", "check", parent=self)
        self.keep.clicked.connect(self.kept)
        self.box.textChanged.connect(self._offer)
        self.box.moved.connect(self._move)
        self.box.entered.connect(self._add)
        self.list.clicked.connect(self._pressed)
        self.add(self.field, self.list)
        self.body.addLayout(row(self.side, None))
        self.add(self.other_field)
        note = Muted(tr("They are kept, too, when you go on or leave."), parent=self)
        line = row(self.keep, note, gap=16)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._offer("")
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * MOST + 2 * self.list.frameWidth())
        self._draw()

    # What was named

    @property
    def changed(self) -> bool:
        """Whether somebody changed something. What only one lead names waits for a choice, however often it is seen."""
        return self._begun != (frozenset(self.named), self.other.text().strip())

    def of(self, side: Side) -> tuple[str, ...]:
        return tuple(code for where, code in self.named if where == side)

    def _name(self, code: str) -> str:
        return self._known[code].name if code in self._known else code

    def _draw(self) -> None:
        empty(self._rows)
        if self.named:
            rows = RowsCard(tr("Themes of this finding"), self)
            for side, code in self.named:
                rows.add_row(self._row(side, code))
            self._rows.addWidget(rows)
        else:
            self._rows.addWidget(Muted(tr("No theme from a practice lead yet."), parent=self))
        needs = any(self._known[code].text for _, code in self.named if code in self._known)
        self.other_field.setVisible(needs)

    def _row(self, side: Side, code: str) -> StatusRow:
        words = SIDE_TAGS[side][0].lower()
        away = Button(
            tr("Remove"), name=tr("Remove {name}, {words}", name=self._name(code), words=words), parent=self
        )
        away.clicked.connect(lambda checked=False, one=(side, code): self._remove(one))
        aside = self._known[code].group if code in self._known else ""
        line = StatusRow("quote", "primary", self._name(code), aside, "", SIDE_TAGS[side], (away,), self)
        if (side, code) in self._unsure:
            line.layout().insertWidget(2, Tag(tr("Only one lead"), "bad", parent=line))
        return line

    def _remove(self, one: Named) -> None:
        self.named.remove(one)
        self._unsure.discard(one)
        self._draw()
        self.box.setFocus()
        announce(self, tr("{name} removed.", name=self._name(one[1])))

    # Adding

    @Slot(str)
    def _offer(self, typed: str) -> None:
        wanted = typed.casefold().split()
        fits = [
            one
            for one in self._known.values()
            if all(word in f"{one.code} {one.name} {one.group}".casefold() for word in wanted)
        ]
        fits.sort(key=lambda one: not one.name.casefold().startswith(typed.casefold().strip()))
        self._offered, self._pointed = fits, False
        self._model.setStringList([f"{one.name}  ·  {one.group}  ·  {one.code}" for one in fits])
        self.list.setCurrentIndex(self._model.index(0))
        self.field.set_problem("" if fits else tr("No theme has “{typed}” in it.", typed=typed[:40]))

    @Slot(int)
    def _move(self, step: int) -> None:
        last = len(self._offered) - 1
        at = min(max(self.list.currentIndex().row() + step, 0), last)
        if at >= 0:
            self._pointed = True
            self.list.setCurrentIndex(self._model.index(at))
            announce(self.box, self._offered[at].name)

    @Slot()
    def _pressed(self) -> None:
        self._pointed = True
        self._add()

    @Slot()
    def _add(self) -> None:
        at = self.list.currentIndex().row()
        if not 0 <= at < len(self._offered):
            return
        if not self._pointed and not self.box.text().strip():
            self.say(tr("Type a word of the theme first, or choose one with the arrows."))
            return
        side: Side = "areas" if self.side.value() == "areas" else "strengths"
        one = (side, self._offered[at].code)
        if one not in self.named:
            self.named.append(one)
        self._unsure.discard(one)
        self.box.clear()
        self._draw()
        announce(self, tr("{name} added.", name=self._name(one[1])))
        (self.other if self._known[one[1]].text else self.box).setFocus()

    def say(self, problem: str) -> None:
        self.field.set_problem(problem)
        announce(self, problem)

    def first_focus(self) -> QWidget:
        return self.box
