"""On a signed form that found a child at risk now, or the lowest judgement: what followed, and whether all is safe now."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import alert_answers
from qa_desktop.alert_answers import SAFE, WHY, Watched
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.returns import day_of
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Button,
    Card,
    Choice,
    Field,
    Muted,
    SegmentedChoice,
    Text,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.screens.reading import soft
from ui.screens.schedule_acts import BAD_DATE, day_field


class FollowedCard(Card):
    """What a practice lead notes of it. The newest day counts; every note is kept."""

    def __init__(self, desk: Desk, digest: str, found: tuple[Watched, ...], parent: QWidget | None = None):
        super().__init__(tr("What followed"), parent=parent)
        self._desk, self._digest = desk, digest
        self._list = column(gap=6)
        self.body.addLayout(self._list)
        self.day = day_field(desk, tr("Day that somebody had acted"), self)
        self.safe = SegmentedChoice(
            tr("Is the child safe now?"), [Choice(*one) for one in SAFE.items()], self
        )
        self.safe.setMinimumWidth(theme.px(300))
        self.safe_field = Field(tr("Is the child safe now?"), self.safe, parent=self)
        hint = tr("It names nobody. It goes wherever this form goes, and reports count it without the words.")
        self.words = Field(tr("What was done"), TextBox("", 2), hint, parent=self)
        self.button = Button(tr("Note what followed"), icon="check", parent=self)
        self.button.clicked.connect(self.keep)
        self.add(self.day, self.safe_field, self.words)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
        self._show(found)

    def _show(self, found: tuple[Watched, ...]) -> None:
        empty(self._list)
        for one in found:
            self._list.addWidget(
                Text(tr("{why}, since {since}", why=WHY[one.why], since=day_words(one.since)), parent=self)
            )
        answer = found[0].answer
        if answer is None:
            self._list.addWidget(Muted(tr("Nobody has noted yet what followed."), "body", self))
            return
        said = tr(
            "{safe}: {on}, noted by {who}", safe=SAFE[answer.safe], on=day_words(answer.on), who=answer.who
        )
        self._list.addWidget(Text(soft(said), "strong", parent=self))
        self._list.addWidget(Text(soft(answer.words), parent=self))

    @Slot()
    def keep(self) -> None:
        """Seal the note. It cannot be taken back; a later one counts in its place."""
        on, safe = day_of(self.day.editor.text()), self.safe.value()
        self.day.set_problem("" if on else BAD_DATE)
        self.safe_field.set_problem("" if safe else tr("Choose one, also where it is not known."))
        self.words.set_problem("")
        if not on or not safe:
            (self.safe if on else self.day.editor).setFocus()
            return
        try:
            ws = self._desk.workspace
            alert_answers.note(ws, self._digest, on, safe, self.words.editor.text())
        except QaError as error:
            self.words.set_problem(str(error))
            self.words.editor.setFocus()
            return
        self.words.editor.set_text("")
        self._show(alert_answers.of(ws, self._digest))
        announce(self, tr("What followed is noted"))
