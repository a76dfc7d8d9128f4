"""What is done with one action: move it, close it, note how it goes, look at its effect, pass it on, link it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_rules, actions
from qa_desktop.action_next import Way
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Check, Combo, Field, Muted, TextBox
from ui.screens.reading import short, soft
from ui.screens.schedule_acts import ActCard, day_field

HAPPENED = (("yes", tr("Yes")), ("partly", tr("Partly")), ("no", tr("No")))
NOT_CONDUCT = tr("I have read it: it is no conduct or capability matter")


@dataclass(frozen=True, slots=True)
class About:
    """The action that something is done with."""

    doc: str
    ref: str
    what: str

    @property
    def words(self) -> str:
        return soft(short(f"{self.ref}: {self.what}" if self.what else self.ref, 120))


def recall(ws: Workspace, name: str) -> dict[str, Any]:
    """What was begun and not finished on this laptop; nothing where nothing was."""
    held = ws.text(f"action.begun.{name}")
    found = json.loads(held) if held else {}
    return found if isinstance(found, dict) else {}


def remember(desk: Desk, name: str, held: dict[str, Any] | None) -> bool:
    """Remember what is begun; None forgets it. False where the disk will not take it."""
    if (held or {}) == recall(desk.workspace, name):
        return True
    try:
        with desk.workspace.write():
            desk.workspace.keep(f"action.begun.{name}", json.dumps(held) if held else None)
    except QaError:
        return False
    return True


class WordsCard(ActCard):
    """Words that are looked at for conduct matters. Where some point to one, a tick says that somebody has read them."""

    def ask_conduct(self) -> None:
        self.read_it = Check(NOT_CONDUCT, parent=self)
        self.read_it.hide()
        self.add(self.read_it)

    def looked_at(self, words: Sequence[str]) -> bool:
        """Whether somebody has read them; shows the tick where they have to."""
        found = action_rules.names_conduct(actions.rules(self._desk.workspace), words)
        self.read_it.setVisible(bool(found))
        return bool(found) and self.read_it.isChecked()


class MoveCard(ActCard):
    """To another state: the day where it is done, the reason where one is asked."""

    def __init__(self, desk: Desk, verb: str, way: Way, target: About, parent: QWidget | None = None):
        self._way = way
        super().__init__(desk, verb, target, verb, parent)

    def content(self) -> None:
        if self._way.to == "done":
            self.add(
                Muted(tr("Somebody else checks it, and later audits show whether it holds."), "body", self)
            )
            self.put("day", day_field(self._desk, tr("Done on"), self))
        if self._way.reason:
            self.put("reason", Field(tr("Why"), TextBox(rows=3, parent=self), parent=self))

    @Slot()
    def _press(self) -> None:
        on = self.day() if "day" in self.fields else None
        reason = self.words_in("reason", tr("Say why in a few words.")) if self._way.reason else ""
        if ("day" in self.fields and not on) or (self._way.reason and not reason):
            return
        doc, to = self.target.doc, self._way.to
        self.run(
            lambda ws: actions.move(ws, doc, to, reason, on),
            tr("{ref} is now “{label}”.", ref=self.target.ref, label=self._way.label),
        )


class CloseCard(ActCard):
    """What was seen that shows it, by somebody who never owned it."""

    def __init__(self, desk: Desk, verb: str, way: Way, target: About, parent: QWidget | None = None):
        self._way = way
        super().__init__(desk, verb, target, verb, parent)

    def content(self) -> None:
        self.add(
            Muted(tr("You close what somebody else did. Its effect is looked at again later."), "body", self)
        )
        box = TextBox(rows=3, parent=self)
        PrivacyMarks(box)
        self.put("evidence", Field(tr("What did you see that shows it?"), box, parent=self))
        self.put("day", day_field(self._desk, tr("Closed on"), self))

    @Slot()
    def _press(self) -> None:
        evidence = self.words_in("evidence", tr("Say in a few words what you saw."))
        on = self.day() if evidence else None
        if evidence and on:
            doc, effective = self.target.doc, self._way.to == actions.EFFECTIVE
            self.run(
                lambda ws: actions.close(ws, doc, effective, evidence, on),
                tr("{ref} is now “{label}”.", ref=self.target.ref, label=self._way.label),
            )


class PassCard(ActCard):
    """A conduct or capability matter: nothing but the day stays."""

    def content(self) -> None:
        words = actions.rules(self._desk.workspace).conduct.words_instead
        told = tr(
            "Conduct and capability matters are not held here. From now on only “{words}” and the day are shown.",
            words=words,
        )
        self.add(Muted(told, "body", self))
        self.put("day", day_field(self._desk, tr("Passed on"), self))

    @Slot()
    def _press(self) -> None:
        if on := self.day():
            doc = self.target.doc
            self.run(
                lambda ws: actions.pass_on(ws, doc, on),
                tr("{ref} was passed to a manager.", ref=self.target.ref),
            )


class EffectCard(ActCard):
    """Some months after closing: has the desired outcome happened?"""

    def content(self) -> None:
        self.happened = Combo("", HAPPENED, self)
        self.put("happened", Field(tr("Has the desired outcome happened?"), self.happened, parent=self))
        box = TextBox(rows=3, parent=self)
        PrivacyMarks(box)
        self.put("words", Field(tr("What shows it"), box, "", True, self))
        self.put("day", day_field(self._desk, tr("Looked at on"), self))

    @Slot()
    def _press(self) -> None:
        if on := self.day():
            doc, happened = self.target.doc, str(self.happened.value())
            words = self.fields["words"].editor.text()
            self.run(lambda ws: actions.effect(ws, doc, happened, words, on), tr("The effect is noted."))


class NoteCard(WordsCard):
    """A dated progress note: it changes nothing in the action."""

    @property
    def begun(self) -> str:
        return f"note.{self.target.doc}"

    def content(self) -> None:
        box = TextBox(rows=3, parent=self)
        PrivacyMarks(box)
        box.setPlainText(str(recall(self._desk.workspace, self.begun).get("words", "")))
        self.put("words", Field(tr("How it goes"), box, tr("It cannot be taken back."), parent=self))
        self.ask_conduct()

    def held(self) -> dict[str, Any]:
        words = self.fields["words"].editor.text()
        return {"words": words} if words.strip() else {}

    @Slot()
    def _press(self) -> None:
        words = self.words_in("words", tr("Write the note first."))
        if words:
            doc, looked_at = self.target.doc, self.looked_at([words])
            self.run(lambda ws: actions.note(ws, doc, words, looked_at), tr("The note is added."))


class LinkCard(ActCard):
    """Say that another action is about the same. Both stay."""

    def __init__(
        self, desk: Desk, others: Sequence[tuple[str, str]], target: About, parent: QWidget | None = None
    ):
        self._others = others
        super().__init__(desk, tr("Link to another action"), target, tr("Link them"), parent)

    def content(self) -> None:
        self.other = Combo("", self._others, self)
        self.put("other", Field(tr("Another action that is about the same"), self.other, parent=self))
        self.yes.setEnabled(bool(self._others))

    @Slot()
    def _press(self) -> None:
        doc, other = self.target.doc, str(self.other.value())
        self.run(lambda ws: actions.link(ws, doc, other), tr("The two are linked."))
