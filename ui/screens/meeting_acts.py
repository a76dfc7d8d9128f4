"""What is answered to a challenge, and what came from elsewhere: cards that seal one thing each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import challenges, house_words, sources
from qa_desktop.answer_types import day_words
from qa_desktop.challenges import Asked
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Button, Check, Combo, Field, LineBox, Muted, Text, TextBox, row
from ui.screens.action_acts import recall, remember
from ui.screens.action_pick import PickSeveral
from ui.screens.reading import short, soft
from ui.screens.schedule_acts import ActCard, day_field

NAMES_NOBODY = tr("I have read it: it names nobody")
FEW = tr("Say in a few words what was answered.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a card is about, in a line."""

    words: str


class ReadCard(ActCard):
    """Words that go before a forum: where some could name somebody, a tick says that a person has read them."""

    def ask_names(self) -> None:
        self.read_it = Check(NAMES_NOBODY, parent=self)
        self.read_it.hide()
        self.add(self.read_it)

    def looked_at(self, words: Sequence[str]) -> bool:
        """Whether somebody has read them; shows the tick where they have to."""
        found = house_words.naming(self._desk.workspace, words)
        self.read_it.setVisible(bool(found))
        return bool(found) and self.read_it.isChecked()


class AnswerCard(ReadCard):
    """The answer to one challenge; what was answered before is shown and stays readable."""

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget | None = None):
        self._asked = asked
        body = asked.body
        told = Said(
            tr("{ref}: {who}, by {by}", ref=asked.ref, who=short(body.who, 80), by=day_words(body.by))
        )
        super().__init__(desk, tr("Answer the challenge"), told, tr("Keep the answer"), parent)

    def content(self) -> None:
        self.add(Text(soft(self._asked.body.question), "strong", parent=self))
        for one in (self._asked.body, *self._asked.others):
            if one.answered:
                self.add(
                    Muted(
                        soft(
                            tr(
                                "Answered {answered}: {answer}",
                                answered=day_words(one.answered),
                                answer=one.answer,
                            ),
                            600,
                        ),
                        "body",
                        self,
                    )
                )
        box = TextBox(rows=4, parent=self)
        PrivacyMarks(box)
        self.put("words", Field(tr("What was answered"), box, parent=self))
        self.put("day", day_field(self._desk, tr("Answered on"), self))
        self.ask_names()

    @Slot()
    def _press(self) -> None:
        words = self.words_in("words", FEW)
        on = self.day() if words else None
        if words and on:
            doc, looked_at = self._asked.doc, self.looked_at([words])
            self.run(
                lambda ws: challenges.answer(ws, doc, words, on, looked_at),
                tr("{ref} is answered.", ref=self._asked.ref),
            )


class SourceCard(ReadCard):
    """A source as it is noted or corrected. What is begun stays on this laptop when somebody leaves."""

    def __init__(self, desk: Desk, noted: sources.Noted | None, parent: QWidget | None = None):
        self._noted = noted
        title = tr("Correct the source") if noted else tr("Note a source")
        told = Said(tr("In general: nothing that could say who a family, a child or a worker is."))
        super().__init__(
            desk, title, told, tr("Keep the correction") if noted else tr("Keep the source"), parent
        )

    @property
    def begun(self) -> str:
        return f"source.{self._noted.doc if self._noted else 'new'}"

    def content(self) -> None:
        resources = self._desk.workspace.world.resources
        kinds = [("", tr("Choose one")), *sources.kinds(resources).items()]
        self.put("kind", Field(tr("What kind it is"), Combo("", kinds, self), parent=self))
        self.put("day", day_field(self._desk, tr("The day it came"), self))
        self.put(
            "whom",
            Field(
                tr("From whom, in general"),
                LineBox(parent=self),
                tr("Such as a parent, a school."),
                True,
                self,
            ),
        )
        for name, label, optional in (
            ("summary", tr("What it said"), False),
            ("follows", tr("What follows from it"), True),
        ):
            box = TextBox(rows=3, parent=self)
            PrivacyMarks(box)
            self.put(name, Field(label, box, "", optional, self))
        themes = [(code, f"{code} {name}") for code, name in sources.themes(resources).items()]
        self.themes = PickSeveral(tr("Themes"), tr("a theme"), themes, self)
        self.put("themes", Field(tr("Themes"), self.themes, "", True, self))
        self.ask_names()
        if self._noted:
            self._show(self._noted.body.model_dump(mode="json"))
            if not self._noted.body.withdrawn:
                self._offer_withdrawal()
        self._show(recall(self._desk.workspace, self.begun))

    def _offer_withdrawal(self) -> None:
        self.put(
            "reason",
            Field(tr("Why it is withdrawn"), LineBox(parent=self), tr("Only to take it back."), True, self),
        )
        self.away = Button(tr("Withdraw it"), icon="ban", parent=self)
        self.away.clicked.connect(self._withdraw)
        self.body.addLayout(row(self.away, None))

    def _show(self, held: dict[str, Any]) -> None:
        for name, value in held.items():
            if name == "on":
                self.fields["day"].editor.setText(day_words(value) if value else "")
            elif name == "kind":
                self.fields["kind"].editor.set_value(value)
            elif name == "themes":
                self.themes.set_value(tuple(value))
            elif name in ("summary", "follows"):
                self.fields[name].editor.set_text(value)
            elif name == "whom":
                self.fields[name].editor.setText(value)

    def held(self) -> dict[str, Any]:
        """What is begun, as it stands."""
        found: dict[str, Any] = {
            name: self.fields[name].editor.text() for name in ("whom", "summary", "follows")
        }
        found |= {"kind": self.fields["kind"].editor.value(), "themes": list(self.themes.value())}
        return found if any(found.values()) else {}

    def keep_begun(self) -> bool:
        return remember(self._desk, self.begun, self.held())

    def forget(self) -> None:
        remember(self._desk, self.begun, None)

    @Slot()
    def _press(self) -> None:
        kind = self.fields["kind"].editor.value()
        self.fields["kind"].set_problem("" if kind else tr("Choose what kind of source it is."))
        if not kind:
            self.fields["kind"].editor.setFocus()
            return
        on, summary = self.day(), self.words_in("summary", tr("Say in a few words what it said."))
        if not (on and summary):
            return
        said = self.held() | {"on": on.isoformat(), "themes": tuple(self.themes.value())}
        looked_at = self.looked_at([said["whom"], summary, said["follows"]])
        noted = self._noted

        def work(ws: Workspace) -> str:
            if noted:
                return sources.correct(ws, noted.doc, said, looked_at)
            return sources.add(ws, said, looked_at)

        self.run(work, tr("The correction is kept.") if noted else tr("The source is noted."))

    @Slot()
    def _withdraw(self) -> None:
        reason, noted = self.words_in("reason", tr("Say in a few words why.")), self._noted
        if reason and noted:
            self.run(lambda ws: sources.withdraw(ws, noted.doc, reason), tr("The source is withdrawn."))
