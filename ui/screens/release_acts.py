"""What is done after an audit: release it, note a step, enter the worker's dispute, choose who audits again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import guests, moderation, release
from qa_desktop.answer_types import day_words
from qa_desktop.release_list import Fit, Line
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Combo, Field, Muted, TextBox, empty, row
from ui.screens.reading import short, soft
from ui.screens.schedule_acts import ActCard, day_field
from ui.screens.second import SecondSignature

MOST_REFUSED = 8  # people whose reason is said
OWN = ""  # a cycle of its own


@dataclass(frozen=True, slots=True)
class About:
    """The audit that something is done about, and what its forms say of it."""

    line: Line

    @property
    def words(self) -> str:
        return tr("{title}: case {family}", title=self.line.title, family=self.line.family)


class ReleaseCard(ActCard):
    """The worker and their supervisor may see it from this day."""

    def content(self) -> None:
        line = self.target.line
        self.add(
            Muted(
                tr(
                    "{worker} and {supervisor} may see it then.",
                    worker=line.worker,
                    supervisor=line.supervisor,
                ),
                "body",
                self,
            )
        )
        self.put("day", day_field(self._desk, tr("Released on"), self))

    @Slot()
    def _press(self) -> None:
        if on := self.day():
            digest = self.target.line.form
            self.run(lambda ws: release.release(ws, digest, on), tr("Released. Feedback is due now."))


class NoteCard(ActCard):
    """Something that was owed is done."""

    def __init__(
        self,
        desk: Desk,
        steps: Sequence[tuple[str, str]],
        step: str,
        target: About,
        parent: QWidget | None = None,
    ):
        self._steps, self._step = steps, step
        super().__init__(desk, tr("Note what was done"), target, tr("Keep note"), parent)

    def content(self) -> None:
        self.step = Combo("", self._steps, self)
        self.step.set_value(self._step)
        self.put("step", Field(tr("What was done"), self.step, parent=self))
        self.put("day", day_field(self._desk, tr("Done on"), self))
        self.put("words", Field(tr("What came of it"), TextBox(rows=3, parent=self), "", True, self))

    @Slot()
    def _press(self) -> None:
        on, words = self.day(), self.fields["words"].editor.text()
        if on:
            digest, step = self.target.line.form, str(self.step.value())
            self.run(lambda ws: release.note_step(ws, digest, step, on, words), tr("It is noted."))


class DisputeCard(ActCard):
    """What the worker does not share, entered for them by somebody who may moderate."""

    def content(self) -> None:
        self.add(Muted(tr("You enter it for {worker}. The audit then goes to a moderator.", worker=self.target.line.worker),
                       "body", self))  # fmt: skip
        self.put("words", Field(tr("What is not shared"), TextBox(rows=4, parent=self), parent=self))

    @Slot()
    def _press(self) -> None:
        words = self.words_in("words", tr("Say in a few words what is not shared."))
        if words:
            digest = self.target.line.form
            self.run(
                lambda ws: release.dispute(ws, digest, words),
                tr("The dispute is kept. The audit is moderated again."),
            )


class WorkerDisputes(SecondSignature):
    """The worker, on somebody else's laptop, says with their own signature that they do not share the findings."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, target: About, code: str, parent: QWidget | None = None):
        super().__init__(desk, target.line.form, code, "worker", parent)
        title = tr("{name} does not share the findings", name=self._name)
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.no = Button(tr("Cancel"), name=tr("Cancel the dispute"), parent=self)
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.no, None))

    def _show(self) -> None:
        empty(self._inside)
        guest = next((g for g in guests.everyone(self._desk.workspace) if g.code == self._code), None)
        self.show_for(guest)

    def _offer_signing(self) -> None:
        told = tr(
            "{name} writes it and signs with their own passphrase. The audit then goes to a moderator.",
            name=self._name,
        )
        self.response = Field(tr("What is not shared"), TextBox("", 4), "", parent=self)
        self._inside.addWidget(Muted(told, "body", self))
        self._inside.addWidget(self.response)
        self._passphrase(tr("Passphrase of {name}", name=self._name), self.sign)
        self._act(tr("Sign the dispute"), "signature", self.sign)

    def sign(self) -> None:
        """Seal what they wrote under their own key."""
        said, words, digest, code = (
            self.passphrase.text(), self.response.editor.text(), self._digest, self._code,
        )  # fmt: skip
        short_of_words = len(words.strip()) < moderation.MIN_WORDS
        self.response.set_problem(tr("Say in a few words what is not shared.") if short_of_words else "")
        self.passphrase.set_problem("" if said else tr("Write the passphrase."))
        if short_of_words or not said:
            first = self.response.editor if short_of_words else self.passphrase.first_focus()
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._wait(tr("Signing"))

        def work(ws: Workspace, _tell: Any) -> str:
            return release.dispute(ws, digest, words, guests.signer(ws, code, said))

        self._desk.run(
            work,
            lambda _made: self.kept.emit(tr("The dispute is signed. The audit is moderated again.")),
            self._refused,
        )

    def first_focus(self) -> QWidget:
        box = getattr(self, "response", None)
        return box.editor if box else self.button


class ReauditCard(ActCard):
    """Who looks again, by when, and in which cycle; those who may not are named with the reason."""

    def __init__(
        self,
        desk: Desk,
        found: Sequence[Fit],
        cycles: Sequence[tuple[str, str]],
        by: date,
        target: About,
        parent: QWidget | None = None,
    ):
        self._found, self._cycles, self._by = found, cycles, by
        super().__init__(desk, tr("Audit again"), target, tr("Give it out"), parent)

    def content(self) -> None:
        may = [(one.code, short(f"{one.name}, {one.team}" if one.team else one.name, 50))
               for one in self._found if not one.why_not]  # fmt: skip
        self.auditor = Combo("", may, self)
        self.put("auditor", Field(tr("A different auditor"), self.auditor, parent=self))
        due = day_field(self._desk, tr("Due"), self)
        due.editor.setText(day_words(self._by))
        self.put("day", due)
        own = [(OWN, tr("A cycle of its own, not counted with whole audits"))]
        self.cycle = Combo("", own + [(code, short(title, 40)) for code, title in self._cycles], self)
        self.put("cycle", Field(tr("Cycle"), self.cycle, parent=self))
        refused = [one for one in self._found if one.why_not]
        if not may:
            self.add(Banner("warn", tr("Nobody here may audit this family again."),
                            tr("Admit an auditor who has had no part in it."), parent=self))  # fmt: skip
            self.yes.setEnabled(False)
        for one in refused[:MOST_REFUSED]:
            self.add(Muted(soft(one.why_not, 300), parent=self))
        if len(refused) > MOST_REFUSED:
            self.add(
                Muted(tr("and {refused} more who may not", refused=len(refused) - MOST_REFUSED), parent=self)
            )

    @Slot()
    def _press(self) -> None:
        if by := self.day():
            digest, code, cycle = self.target.line.form, str(self.auditor.value()), str(self.cycle.value())
            name = next(one.name for one in self._found if one.code == code)
            self.run(
                lambda ws: release.reaudit(ws, digest, code, by, cycle),
                tr("The re-audit is given out. Make the pack of {name} next, which carries it.", name=name),
            )
