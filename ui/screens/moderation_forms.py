"""What is filled in about one moderated audit: whom to send it to, what the talk came to, which judgement counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import returns
from qa_desktop.answer_types import day_words
from qa_desktop.moderation_board import Candidate, Look
from qa_desktop.words import tr
from ui.kit import (
    Button,
    Card,
    Choice,
    Combo,
    Field,
    LineBox,
    LinkButton,
    Muted,
    RowsCard,
    SegmentedChoice,
    StatusRow,
    Text,
    TextBox,
    row,
)
from ui.screens.reading import short, soft

DATE_HINT = tr("Such as 20 Nov 2026")
BAD_DATE = tr("Give the day, month and year, such as 20 Nov 2026.")
AGREED, CHANGED, NOT_AGREED = "agreed", "changed", "not_agreed"


def _said(field: Field, problem: str) -> bool:
    """Shows a problem at its field; whether there was one. The first one takes the focus."""
    field.set_problem(problem)
    return bool(problem)


class SendCard(Card):
    """Who is asked for the second judgement. Those who cannot be asked are listed with the reason."""

    wanted = Signal(str, str)  # staff code, ISO date or ""

    def __init__(self, found: Sequence[Candidate], me: str, parent: QWidget | None = None):
        super().__init__(tr("Ask for a second judgement"), parent=parent)
        self._me = me
        fit = [one for one in found if not one.why_not]
        unfit = [one for one in found if one.why_not]
        if fit:
            self.add(
                Muted(
                    tr("The file holds what the auditor found. It does not hold what they judged."),
                    "body",
                    self,
                )
            )
            self._form(fit)
        else:
            self.add(Text(tr("Nobody can be asked to moderate this audit."), tone="warn", parent=self))
        self.others = RowsCard(tr("Who cannot be asked"), self)
        for one in unfit:
            aside = " · ".join(x for x in (one.role, one.team) if x)
            self.others.add_row(StatusRow("ban", "muted", short(one.name, 30), aside, soft(one.why_not)))
        if unfit:
            many = tr("1 person") if len(unfit) == 1 else tr("{unfit} people", unfit=len(unfit))
            self.flip = LinkButton(tr("Why {many} cannot be asked", many=many), "chevron-right", parent=self)
            self.flip.clicked.connect(lambda: self.others.setVisible(self.others.isHidden()))
            self.body.addLayout(row(self.flip, None))
            self.add(self.others)
        self.others.setVisible(bool(unfit) and not fit)

    def _form(self, fit: Sequence[Candidate]) -> None:
        told = [(x.code, short(" · ".join(p for p in (x.name, x.team) if p), 50)) for x in fit]
        self.who = Combo(options=told, parent=self)
        self.who.changed.connect(self._named)
        self.due = Field(tr("Judgement due"), LineBox(), DATE_HINT, optional=True, parent=self)
        line = row(Field(tr("Moderator"), self.who, " ", parent=self), self.due, gap=16)
        line.setStretch(0, 2)
        line.setStretch(1, 1)
        self.button = Button(tr("Write the blind file…"), "primary", "package", parent=self)
        self.button.clicked.connect(self._ask)
        self.body.addLayout(line)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
        self._named(self.who.value())

    def _named(self, code: object) -> None:
        mine = code == self._me
        self.button.set_words(tr("Judge it yourself") if mine else tr("Write the blind file…"))

    def _ask(self) -> None:
        typed = self.due.editor.text().strip()
        day = returns.day_of(typed) if typed else ""
        if _said(self.due, BAD_DATE if day is None else ""):
            self.due.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wanted.emit(str(self.who.value()), day or "")


class AgreeCard(Card):
    """What came of laying both side by side. The same judgement needs no talk; two that differ need its day and words."""

    wanted = Signal(object, object, str)  # grade or None, date or None, note

    def __init__(self, look: Look, parent: QWidget | None = None):
        super().__init__(tr("Write down what it came to"), parent=parent)
        self._look = look
        self.same = look.case.gap == 0
        if look.disputes:
            self.add(Text(tr("The worker disputes the findings. Say what you made of that."), parent=self))
        elif self.same:
            self.add(
                Text(tr("Both judgements are the same, so nothing needs to be talked over."), parent=self)
            )
        own = dict(look.grades).get(look.auditor.grade, look.auditor.grade)
        choices = (
            Choice(AGREED, tr("Agreed: {own} stands", own=own)),
            Choice(CHANGED, tr("Agreed change")),
            Choice(NOT_AGREED, tr("Not agreed")),
        )
        self.what = SegmentedChoice(tr("What came of the talk"), choices, self)
        self.what.changed.connect(self._chosen)
        others = [(code, words) for code, words in look.grades if code != look.auditor.grade]
        self.grade = Field(tr("The judgement that both stand by"), Combo(options=others), parent=self)
        if look.case.second and look.case.second.grade != look.auditor.grade:
            self.grade.editor.set_value(look.case.second.grade)
        self.day = Field(tr("Day of the talk"), LineBox(), DATE_HINT, optional=self._plain, parent=self)
        self.note = Field(tr("What was said"), TextBox("", 3), optional=self._plain, parent=self)
        self.picked = Field(tr("What came of the talk"), self.what, parent=self)
        self.button = Button(tr("Seal what it came to"), "primary", "scale", parent=self)
        self.button.clicked.connect(self.seal)
        self.add(self.picked, self.grade, self.day, self.note)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
        if self._plain:
            self.what.set_value(AGREED)
        self._chosen(self.what.value())

    @property
    def _plain(self) -> bool:
        return self.same and not self._look.disputes

    def _chosen(self, what: object) -> None:
        self.grade.setVisible(what == CHANGED)

    def seal(self) -> None:
        """Ask for the outcome to be sealed, or say what is missing at its field."""
        what, typed = self.what.value(), self.day.editor.text().strip()
        day = returns.day_of(typed) if typed else None
        wrong = (
            _said(self.picked, "" if what else tr("Choose what came of the talk.")),
            _said(self.day, BAD_DATE if typed and day is None else ""),
        )
        for field, is_wrong in zip((self.what, self.day.editor), wrong, strict=True):
            if is_wrong:
                aim = field.first_focus() if isinstance(field, SegmentedChoice) else field
                aim.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        grades = {AGREED: self._look.auditor.grade, CHANGED: self.grade.editor.value(), NOT_AGREED: None}
        said = date.fromisoformat(day) if day else None
        self.wanted.emit(grades[what], said, self.note.editor.text())

    def say(self, words: str) -> None:
        """Why nothing was sealed."""
        self.note.set_problem(words)
        empty = self.day.editor if not self.day.editor.text().strip() else self.note.editor
        empty.setFocus(Qt.FocusReason.OtherFocusReason)


class DecideCard(Card):
    """A head of service names the judgement that counts, and says why."""

    wanted = Signal(str, str)  # grade, reason

    def __init__(self, look: Look, parent: QWidget | None = None):
        super().__init__(tr("Settle it"), parent=parent)
        original, second = look.case.original, look.case.second
        assert original is not None and second is not None
        until = (
            tr("To be settled by {settle_by}. ", settle_by=day_words(look.settle_by.isoformat()))
            if look.settle_by
            else ""
        )
        self.add(
            Text(
                tr("{until}Both judgements stay as they were signed; one counts for reports.", until=until),
                parent=self,
            )
        )
        grades = dict(look.grades)
        self.which = SegmentedChoice(
            tr("The judgement that counts"),
            [
                Choice(
                    original.grade, tr("Auditor: {grade}", grade=grades.get(original.grade, original.grade))
                ),
                Choice(second.grade, tr("Moderator: {grade}", grade=grades.get(second.grade, second.grade))),
            ],
            self,
        )
        self.picked = Field(tr("The judgement that counts"), self.which, parent=self)
        self.reason = Field(tr("Why this one counts"), TextBox("", 3), parent=self)
        self.button = Button(tr("Name the judgement that counts"), "primary", "scale", parent=self)
        self.button.clicked.connect(self.settle)
        self.add(self.picked, self.reason)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))

    def settle(self) -> None:
        which = self.which.value()
        if _said(self.picked, "" if which else tr("Choose one of the two judgements.")):
            self.which.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.wanted.emit(str(which), self.reason.editor.text())

    def say(self, words: str) -> None:
        self.reason.set_problem(words)
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class PassOnCard(Card):
    """A disagreement goes to a head of service, with both judgements."""

    wanted = Signal(str)  # staff code

    def __init__(self, look: Look, found: Sequence[tuple[str, str]], parent: QWidget | None = None):
        super().__init__(tr("Have it settled"), parent=parent)
        until = (
            tr(" by {settle_by}", settle_by=day_words(look.settle_by.isoformat())) if look.settle_by else ""
        )
        self.add(
            Text(tr("A head of service names the judgement that counts{until}.", until=until), parent=self)
        )
        if not found:
            self.add(
                Muted(tr("None has been admitted yet. Admit one in Packs and returns first."), "body", self)
            )
            return
        self.who = Combo(options=[(code, short(name, 40)) for code, name in found], parent=self)
        self.button = Button(tr("Write the file for them…"), icon="package", parent=self)
        self.button.clicked.connect(lambda: self.wanted.emit(str(self.who.value())))
        self.add(Field(tr("Send it to"), self.who, parent=self))
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
