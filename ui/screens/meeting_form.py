"""What is typed in a meeting: who came, what was said to each item, decisions, challenges and actions."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import meetings
from qa_desktop.answer_types import day_words
from qa_desktop.errors import Problem
from qa_desktop.meetings import Asking, Doing, Draft, Noting
from qa_desktop.returns import day_of
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Card, Field, LineBox, TextBox, column, row
from ui.screens.meeting_lines import Asks, Lines

DAY = tr("Such as 20 Nov 2026.")
DECISION = (Asks("words", tr("What was decided"), (0, 0, 1), 2),)
CHALLENGE = (
    Asks("question", tr("What is asked"), (0, 0, 2), 2),
    Asks("who", tr("Who answers"), (1, 0, 1), hint=tr("By post.")),
    Asks("by", tr("By when"), (1, 1, 1), hint=DAY),
)
ACTION = (
    Asks("what", tr("What will be done"), (0, 0, 2), 2),
    Asks("outcome", tr("What will change for families"), (1, 0, 2), optional=True),
    Asks("who", tr("Who owns it"), (2, 0, 1), hint=tr("By post."), optional=True),
    Asks("due", tr("By when"), (2, 1, 1), hint=DAY, optional=True),
)


class ChallengeLines(Lines):
    """Each has a document of its own from the first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        hint = tr("A question to somebody who is to answer. It stays open until they have.")
        super().__init__(tr("Challenges"), "challenge", CHALLENGE, hint, parent)
        self._desk = desk

    def fresh(self) -> dict[str, str]:
        return {"doc": meetings.new_challenge(self._desk.workspace).doc}


class MeetingForm(QWidget):
    """Emits `typed` at every change; `draft` is what stands in it."""

    typed = Signal()

    def __init__(self, desk: Desk, held: Draft, parent: QWidget | None = None):
        super().__init__(parent)
        self._held = held
        self.fields: dict[str, Field] = {}
        self.items: list[TextBox] = []
        self.decisions = Lines(tr("Decisions"), "decision", DECISION, tr("One in each box."), self)
        self.challenges = ChallengeLines(desk, self)
        told = tr("Closing the meeting proposes them. Who owns each is agreed under Actions.")
        self.actions = Lines(tr("Actions"), "action", ACTION, told, self)
        parts = (self._who(), self._agenda(), self.decisions, self.challenges, self.actions)
        self.setLayout(column(*parts, gap=16))
        self._show(held)

    def _who(self) -> Card:
        card = Card(tr("When and who"), parent=self)
        day, chair = LineBox(parent=card), LineBox(parent=card)
        day.setMaximumWidth(theme.px(220))
        self.fields["on"] = Field(tr("Day of the meeting"), day, DAY, parent=card)
        self.fields["chair"] = Field(tr("In the chair"), chair, tr("By post."), parent=card)
        line = row(self.fields["on"], self.fields["chair"], gap=16)
        line.setStretch(1, 1)
        present = TextBox(rows=3, parent=card)
        self.fields["present"] = Field(tr("Who came"), present, tr("By post, one in each line."), True, card)
        card.body.addLayout(line)
        card.add(self.fields["present"])
        for name in ("on", "chair", "present"):
            self.fields[name].editor.textChanged.connect(self.typed)
        return card

    def _agenda(self) -> Card:
        card = Card(tr("Agenda"), parent=self)
        for number, one in enumerate(self._held.agenda, 1):
            box = TextBox(tr("Notes on item {number}, {title}", number=number, title=one.title), 2, card)
            PrivacyMarks(box)
            box.textChanged.connect(self.typed)
            self.items.append(box)
            card.add(Field(f"{number}. {one.title}", box, parent=card))
        notes = TextBox(rows=4, parent=card)
        PrivacyMarks(notes)
        notes.textChanged.connect(self.typed)
        self.fields["notes"] = Field(tr("Other notes"), notes, "", True, card)
        card.add(self.fields["notes"])
        return card

    def _show(self, held: Draft) -> None:
        self.blockSignals(True)
        on = day_of(held.on)
        self.fields["on"].editor.setText(day_words(on) if on else held.on)
        self.fields["chair"].editor.setText(held.chair)
        self.fields["present"].editor.set_text("\n".join(held.present))
        self.fields["notes"].editor.set_text(held.notes)
        for box, one in zip(self.items, held.agenda, strict=True):
            box.set_text(one.notes)
        self.decisions.set_values([{"words": one} for one in held.decisions])
        self.challenges.set_values([one.model_dump() | {"by": _day(one.by)} for one in held.challenges])
        self.actions.set_values([one.model_dump() | {"due": _day(one.due)} for one in held.actions])
        for lines in (self.decisions, self.challenges, self.actions):
            lines.changed.connect(self.typed)
        self.blockSignals(False)

    def draft(self) -> Draft:
        """What stands in the boxes."""
        said = {
            "on": self.fields["on"].editor.text(),
            "chair": self.fields["chair"].editor.text(),
            "present": tuple(self.fields["present"].editor.text().splitlines()),
            "notes": self.fields["notes"].editor.text(),
            "agenda": tuple(
                Noting(title=one.title, notes=box.text())
                for one, box in zip(self._held.agenda, self.items, strict=True)
            ),
            "decisions": tuple(one["words"] for one in self.decisions.values()),
            "challenges": tuple(Asking.model_validate(one) for one in self.challenges.values()),
            "actions": tuple(Doing.model_validate(one) for one in self.actions.values()),
        }
        return self._held.model_copy(update=said)

    def first_focus(self) -> QWidget:
        return self.items[0] if self.items else self.fields["notes"].editor

    def go_to(self, problem: Problem) -> None:
        """Puts the cursor where something must be put right."""
        if problem.question in self.fields:
            self.fields[problem.question].editor.setFocus()
        elif problem.question == "challenge":
            docs = [one["doc"] for one in self.challenges.values()]
            if problem.part in docs:
                next(iter(self.challenges.fields[docs.index(problem.part)].values())).editor.setFocus()
        elif problem.question == "action" and self.actions.fields:
            place = min(int(problem.part), len(self.actions.fields)) - 1
            self.actions.fields[place]["what"].editor.setFocus()
        else:
            self.first_focus().setFocus()


def _day(said: str) -> str:
    held = day_of(said)
    return day_words(held) if held else said
