"""Editors for lines that are added, changed and removed in place: evidence, and rows of parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words, is_empty, words
from qa_desktop.errors import Problem
from qa_desktop.templates import EVIDENCE_NOTE_LIMIT, Part
from qa_desktop.words import tr
from ui import theme
from ui.forms.editor import Editor, Need, inset, sentence
from ui.forms.parts import PartsEditor
from ui.kit import (
    Button,
    Card,
    Chip,
    ElideLabel,
    Heading,
    IconButton,
    IconMark,
    LinkButton,
    Muted,
    Text,
    announce,
    column,
    empty,
    row,
)  # fmt: skip
from ui.screens.reading import short, soft

SOURCE_ICONS = {
    "supervision": "users", "family_map": "users", "plan": "list-checks", "assessment": "clipboard-check",
    "chronology": "history", "reviews": "refresh-cw", "direct_work": "heart-handshake", "closing": "file-check",
    "partner_reports": "file-search", "feedback": "message-square", "referral": "file-down", "privacy": "shield-check",
}  # fmt: skip


class LineCard(Card):
    """One line at rest: what it is, and buttons to change or remove it."""

    def __init__(self, icon: str, title: str, aside: str, text: str, name: str, parent: QWidget):
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self.body.setContentsMargins(*(theme.px(m) for m in (12, 7, 8, 7)))
        label = Text(short(title), "strong", parent=self)
        label.setWordWrap(False)
        when = ElideLabel(aside, "small", "muted", self)
        said = Muted(soft(text), parent=self)
        said.setVisible(bool(text))
        head = row(label, when, gap=8)
        head.setStretch(1, 1)
        self.edit = IconButton("pen-line", tr("Change {name}", name=name), self)
        self.remove = IconButton("trash-2", tr("Remove {name}", name=name), self)
        line = row(
            IconMark(icon, "muted", 18, self), column(head, said, gap=1), self.edit, self.remove, gap=11
        )
        line.setStretch(1, 1)
        self.body.addLayout(line)


class LinesEditor(Editor):
    """Lines of parts. One is open at a time, in place; every change in it is kept as it is made."""

    title, thing, add_words = "", "line", tr("Add a line")
    limits: ClassVar[dict[str, int]] = {}

    def parts(self) -> tuple[Part, ...]:
        raise NotImplementedError

    def card_words(self, line: dict[str, Any]) -> tuple[str, str, str, str]:
        """Icon, title, aside and text of a line at rest."""
        raise NotImplementedError

    def most(self) -> int:
        """How many lines there may be; 0: no limit."""
        return 0

    def build(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.open: int | None = None
        self.panel: PartsEditor | None = None
        self._removed: tuple[int, dict[str, Any]] | None = None
        self._fixed, self._red, self._problems = False, False, ()
        self.heading = Heading(self.title or self.field.name, 3, self)
        self.heading.setWordWrap(False)
        self.chip = Chip(0, name=tr("No lines"), parent=self)
        name = self.add_words if self.title else f"{self.add_words}: {self.field.name}"
        self.add_button = LinkButton(self.add_words, "plus", name, parent=self)
        self.add_button.clicked.connect(self.add)
        self.undo_note = Text("", "small", parent=self)
        self.undo_button = LinkButton(
            tr("Put it back"), "undo-2", tr("Put back the {thing} you removed", thing=self.thing), parent=self
        )
        self.undo_button.clicked.connect(self.put_back)
        self._cards = column(gap=14)
        self.cards: list[LineCard] = []
        self.setLayout(
            column(
                inset(self.heading, self.chip, None, self.add_button, gap=10),
                inset(self._cards),
                inset(self.undo_note, self.undo_button, None),
                inset(self._need(self.need_part, None)),
                gap=8,
            )
        )
        self._redraw()

    need_part = "rows"

    # Drawing

    def _redraw(self) -> None:
        empty(self._cards)
        self.cards, self.panel = [], None
        for number, line in enumerate(self.lines):
            if number == self.open:
                self._cards.addWidget(self._panel(number, line))
            else:
                self._cards.addWidget(self._card(number, line))
        count = len(self.lines)
        self.chip.setText(str(count))
        self.chip.setAccessibleName(f"1 {self.thing}" if count == 1 else f"{count} {self.thing}s")
        full = bool(self.most()) and count >= self.most()
        self.add_button.setVisible(not self._fixed and not full)
        removed = self._removed is not None
        self.undo_note.setText(tr("The {thing} was removed.", thing=self.thing) if removed else "")
        self.undo_note.setVisible(removed)
        self.undo_button.setVisible(removed)
        self._order()
        self._say_needs()

    def _order(self) -> None:
        """Tab goes from the button through the lines, and on: lines drawn later would come after the whole page."""
        before: QWidget = self.add_button
        for number in range(self._cards.count()):
            card = self._cards.itemAt(number).widget()
            for widget in card.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, widget)
                    before = widget

    def _name(self, number: int) -> str:
        return f"{self.thing} {number + 1}, {self.card_words(self.lines[number])[1]}"

    def _card(self, number: int, line: dict[str, Any]) -> QWidget:
        card = LineCard(*self.card_words(line), self._name(number), self)
        card.edit.clicked.connect(lambda checked=False, n=number: self.edit(n))
        card.remove.clicked.connect(lambda checked=False, n=number: self.remove(n))
        card.edit.setVisible(not self._fixed)
        card.remove.setVisible(not self._fixed)
        need = Need(None, card)
        card.body.addWidget(need)
        card.need = need
        self.cards.append(card)
        return card

    def _panel(self, number: int, line: dict[str, Any]) -> QWidget:
        card = Card(parent=self)
        card.setAccessibleName(f"{self.thing} {number + 1}")
        card.body.setContentsMargins(*(theme.px(m) for m in (14, 12, 14, 12)))
        self.panel = PartsEditor(self.field, self.asking, card, parts=self.parts(), limits=self.limits)
        self.panel.set_value(line)
        self.panel.changed.connect(self._line_changed)
        done = Button(tr("Done"), name=tr("Done with this {thing}", thing=self.thing), parent=card)
        done.clicked.connect(self.close_panel)
        gone = LinkButton(tr("Remove"), "trash-2", tr("Remove this {thing}", thing=self.thing), parent=card)
        gone.clicked.connect(lambda checked=False, n=number: self.remove(n))
        card.add(self.panel)
        card.body.addLayout(row(done, gone, None, margins=(4, 4, 4, 4)))
        return card

    # What the user does

    def add(self) -> None:
        """Open a new line. It counts once something is in it."""
        if self._fixed or (self.most() and len(self.lines) >= self.most()):
            return
        self._tidy()
        self.lines.append({})
        self._open(len(self.lines) - 1)

    def edit(self, number: int) -> None:
        wanted = self.lines[number]
        self._tidy()
        self._open(next(n for n, line in enumerate(self.lines) if line is wanted))

    def _open(self, number: int) -> None:
        self._removed = None
        self.open = number
        self._redraw()
        assert self.panel is not None
        panel = self.panel
        # After the layout has given it a place, so that the page scrolls to it
        QTimer.singleShot(0, panel, lambda: panel.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason))

    def close_panel(self) -> None:
        """Esc or Done: fold the line up. Nothing is lost; a line with nothing in it goes."""
        was = self.open
        self._tidy()
        self._redraw()
        if was is not None and was < len(self.cards):
            self.cards[was].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _tidy(self) -> None:
        self.flush()
        self.open = None
        self.lines = [line for line in self.lines if not is_empty(line)]

    def remove(self, number: int) -> None:
        self.flush()
        line = self.lines.pop(number)
        self.open = None
        self._removed = None if is_empty(line) else (number, line)
        self._redraw()
        self._settled()
        announce(self, tr("The {thing} was removed.", thing=self.thing))
        (self.undo_button if self._removed else self.add_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_back(self) -> None:
        if self._removed:
            number, line = self._removed
            self._removed = None
            self.lines.insert(number, line)
            self._redraw()
            self._settled()
            self.cards[number].edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.open is not None:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _line_changed(self, value: Any) -> None:
        assert self.open is not None
        self.lines[self.open] = value or {}
        self._settled()

    # The contract

    def value(self) -> Any:
        return [line for line in self.lines if not is_empty(line)] or None

    def set_value(self, value: Any) -> None:
        self.lines = (
            [dict(line) for line in value if isinstance(line, dict)] if isinstance(value, list) else []
        )
        self.open, self._removed = None, None
        self._redraw()

    def flush(self) -> None:
        if self.panel is not None:
            self.panel.flush()

    def first_focus(self, part: str = "") -> QWidget:
        number = next((int(bit) - 1 for bit in part.split(".") if bit.isdigit()), None)
        if number is not None and number < len(self.lines) and not self._fixed:
            self.edit(number)
            assert self.panel is not None
            return self.panel.first_focus(part.rpartition(".")[2])
        if self._fixed and self.cards:
            return self.cards[0]
        return self.add_button if not self.add_button.isHidden() else self.cards[0].edit

    def set_read_only(self) -> None:
        self._fixed = True
        self._redraw()

    def set_problems(self, problems: Sequence[Problem], red: bool = False) -> None:
        self._problems, self._red = tuple(problems), red
        self._say_needs()

    def _say_needs(self) -> None:
        """What a line needs stands under that line; what the whole needs stands under all of them."""
        by_line: dict[int, list[Problem]] = {}
        whole = []
        for problem in self._problems:
            number = next((int(bit) for bit in problem.part.split(".") if bit.isdigit()), 0)
            if 0 < number <= len(self.lines):
                by_line.setdefault(number - 1, []).append(problem)
            else:
                whole.append(sentence(problem.words))
        self.needs[self.need_part].say(" ".join(whole), self._red)
        at_rest = [n for n in range(len(self.lines)) if n != self.open]
        for number, card in zip(at_rest, self.cards, strict=True):
            card.need.say(" ".join(sentence(p.words) for p in by_line.get(number, [])), self._red)


class EvidenceEditor(LinesEditor):
    """EVD, and the evidence of a rating: where it comes from, its date, the step or document, a note."""

    title, thing, add_words = tr("Evidence"), tr("evidence line"), tr("Add evidence")
    limits: ClassVar[dict[str, int]] = {"note": EVIDENCE_NOTE_LIMIT}
    need_part = "evidence"

    def parts(self) -> tuple[Part, ...]:
        return (
            Part(id="source", ask=tr("Where it comes from"), type="ONE", choices=self.asking.template.source),
            Part(id="date", ask=tr("Date on the case record"), type="DATE", required=False),
            Part(id="label", ask=tr("Mosaic step or document"), type="TXT", required=False),
            Part(id="note", ask=tr("What it shows"), type="LTX", required=False),
        )

    def card_words(self, line: dict[str, Any]) -> tuple[str, str, str, str]:
        source = line.get("source")
        known = {choice.code: choice.label for choice in self.asking.template.source}
        title = known.get(str(source), str(source)) if source else tr("Not said where from")
        when = _plain_day(line.get("date"))
        said = " · ".join(str(line[k]) for k in ("label", "note") if not is_empty(line.get(k)))
        return SOURCE_ICONS.get(str(source), "file-text"), title, when, said


def _plain_day(value: Any) -> str:
    """ "12 Oct 2026": without the weekday, which helps nobody here."""
    told = day_words(value) if value else ""
    return told.partition(" ")[2] if told[:3].isalpha() and len(told.split()) == 4 else told


class RowsEditor(LinesEditor):
    """ROWS: lines of the question's own parts."""

    def parts(self) -> tuple[Part, ...]:
        return self.field.part

    def most(self) -> int:
        return self.field.max_rows

    def card_words(self, line: dict[str, Any]) -> tuple[str, str, str, str]:
        template = self.asking.template
        told = [
            (p, words(template, p, line.get(p.id))) for p in self.field.part if not is_empty(line.get(p.id))
        ]
        if not told:
            return "file-text", tr("Nothing in it yet"), "", ""
        rest = " · ".join(
            f"{p.ask.rstrip('.?')} {said}" if p.type in ("YN", "DATE") else said for p, said in told[1:]
        )
        return "file-text", _short(told[0][1]), "", rest


def _short(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
