"""The equality questions of an action, asked in place. What is held because of them is said in the words of the rules."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_rules, actions, answer_types, walk
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.editor import Asking, Editor, sentence
from ui.forms.parts import PartBox
from ui.forms.registry import editor_for
from ui.kit import Banner, Button, Card, Muted, Text, announce, column, empty, row
from ui.screens.action_acts import recall, remember
from ui.screens.action_read import Seen
from ui.screens.reading import soft


class EqualityCard(Card):
    """Read only until somebody who may change the action opens the questions, or they hold it and nothing is answered."""

    kept = Signal(str)

    def __init__(self, desk: Desk, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("Equality questions"), parent=parent)
        self._desk, self._seen = desk, seen
        self._doc, self._body = seen.row.doc, seen.row.body
        self._rules = actions.rules(desk.workspace)
        self.editors: dict[str, Editor] = {}
        self.boxes: dict[str, PartBox] = {}
        self._held = self._sealed()
        self.state = Text(self._state_words(), "strong", "warn" if seen.held else "", self)
        self.add(self.state)
        if link := self._rules.equality.link:
            self.add(
                Muted(
                    soft(tr("Guidance on equality impact assessments: {link}", link=link), 300), parent=self
                )
            )
        self._inside = column(gap=12)
        self.body.addLayout(self._inside)
        begun = recall(desk.workspace, self.begun)
        if seen.may_change and (begun or (seen.held and not self._held)):
            self._held |= begun
            self.ask()
        else:
            self._read_only()

    @property
    def begun(self) -> str:
        return f"equality.{self._doc}"

    def _sealed(self) -> dict[str, Any]:
        return dict(self._body.screening)

    def _state_words(self) -> str:
        if self._seen.held:
            return sentence(self._seen.held)
        changes = walk.live_answers(self._rules.screening, self._held).get("EQ1")
        if changes == "y":
            return tr("Answered. Nothing holds it.")
        return (
            tr("Answered: it changes no policy, service or delivery.")
            if changes
            else tr("Not asked of this action.")
        )

    # Reading

    def _read_only(self) -> None:
        empty(self._inside)
        live = walk.live_answers(self._rules.screening, self._held)
        for question in self._rules.screening.questions:
            if question.id in live:
                said = answer_types.words(self._rules.screening, question, live[question.id])
                ask = Muted(f"{question.id}  {question.ask}", parent=self)
                self._inside.addLayout(column(ask, Text(soft(said), parent=self), gap=1))
        if self._seen.may_change:
            words = tr("Change the answers") if live else tr("Answer the equality questions")
            self.change = Button(words, icon="pencil", parent=self)
            self.change.clicked.connect(self._begin)
            self._inside.addLayout(row(self.change, None))

    @Slot()
    def _begin(self) -> None:
        self.ask()
        self.first_focus().setFocus()

    # Asking

    def ask(self) -> None:
        """Shows every question that is asked with what is answered so far."""
        empty(self._inside)
        names = dict(self._seen.names.people)
        asking = Asking(self._rules.screening, self._desk.workspace.world.now().date(), names)
        for question in self._rules.screening.questions:
            editor = editor_for(question, asking, self)
            editor.set_value(self._held.get(question.id))
            editor.changed.connect(lambda value, name=question.id: self._answered(name, value))
            self.editors[question.id] = editor
            shown = question.model_copy(update={"ask": f"{question.id}  {question.ask}"})
            self.boxes[question.id] = PartBox(shown, editor, self)
            self._inside.addWidget(self.boxes[question.id])
        self.save = Button(
            tr("Keep the answers"), "primary", name=tr("Keep the equality answers"), parent=self
        )
        self.save.clicked.connect(self.keep)
        self._problems = column(gap=8)
        self._inside.addLayout(self._problems)
        self._inside.addLayout(row(self.save, None))
        self._show_asked()

    def _answered(self, question: str, value: Any) -> None:
        self._held[question] = value
        self._show_asked()

    def _show_asked(self) -> None:
        today = self._desk.workspace.world.now().date()
        found = walk.progress(self._rules.screening, self._held, today)
        asked = {step.question.id for section in found.sections for step in section.steps}
        for name, box in self.boxes.items():
            box.setVisible(name in asked)
        after = self._body.model_copy(update={"screening": self.answers(), "moved": today.isoformat()})
        held = action_rules.gate(self._rules, after)
        self.state.setText(sentence(held) if held else tr("Nothing holds it once these answers are kept."))
        self.state.set_tone("warn" if held else "ok")

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self._held.items() if value not in (None, "", {}, [])}

    def held(self) -> dict[str, Any]:
        """What is begun and not kept yet."""
        for editor in self.editors.values():
            editor.flush()
        return self.answers() if self.editors and self.answers() != self._sealed() else {}

    @Slot()
    def keep(self) -> None:
        """Seal the answers; those taken away are sealed as empty."""
        self.held()
        said = {name: None for name in self._sealed()} | self.answers()
        doc = self._doc
        self.save.setEnabled(False)

        def work(ws: Workspace, _tell: Any) -> str:
            return actions.screen(ws, doc, said)

        self._desk.run(work, self._done, self._refused)

    def _done(self, _digest: str) -> None:
        remember(self._desk, self.begun, None)
        self.editors = {}
        self.kept.emit(tr("The equality answers are kept."))

    def _refused(self, error: QaError) -> None:
        self.save.setEnabled(True)
        empty(self._problems)
        self._problems.addWidget(
            Banner("bad", tr("The answers were not kept."), soft(str(error)), parent=self)
        )
        announce(self, str(error))

    def first_focus(self) -> QWidget:
        shown = (name for name, box in self.boxes.items() if not box.isHidden())
        return self.editors[next(shown)].first_focus() if self.editors else self.heading
