"""Both judgements of an audit side by side, and what the two came to. Read only, for whoever may see them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import moderation_board
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.moderation_board import Look, Pair
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import Card, Muted, RatingBadge, Tag, Text, column, row
from ui.screens.reading import soft

TAGS = {
    "none": "neutral",
    "sent": "info",
    "judged": "warn",
    "confirmed": "ok",
    "raised": "ok",
    "lowered": "ok",
    "unresolved": "bad",
    "two": "bad",
}


def tag_of(line: moderation_board.Line) -> str:
    """The kind of tag for the state of one audit."""
    if line.state == moderation_board.DISPUTED:
        return "warn"
    return "ok" if line.settled else TAGS[line.status]


class BothSides(Card):
    """Each section and the whole, as the auditor and the moderator judged it; then why."""

    def __init__(self, look: Look, parent: QWidget | None = None):
        super().__init__(tr("Both judgements"), parent=parent)
        original, second = look.case.original, look.case.second
        assert original is not None and second is not None
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(10))
        for place, (who, name) in enumerate(
            ((tr("Auditor"), original.who), (tr("Moderator"), second.who)), 1
        ):
            head = column(Text(who, "strong", parent=self), Muted(soft(name), parent=self), gap=1)
            grid.addLayout(head, 0, place)
        for number, pair in enumerate(look.pairs, 1):
            self._pair(grid, number, pair, last=number == len(look.pairs))
        under = len(look.pairs) + 1
        grid.addWidget(
            Text(tr("What decided it"), "strong", parent=self), under, 0, Qt.AlignmentFlag.AlignTop
        )
        for place, reason in enumerate((original.reason, second.reason), 1):
            words = Text(soft(reason) or tr("Nothing was written."), parent=self)
            grid.addWidget(words, under, place, Qt.AlignmentFlag.AlignTop)
        for place, stretch in enumerate((3, 4, 4)):
            grid.setColumnStretch(place, stretch)
        self.body.addLayout(grid)
        self.add(Muted(tr("Both stay as they were signed, whatever counts for reports."), parent=self))

    def _pair(self, grid: QGridLayout, number: int, pair: Pair, last: bool) -> None:
        name = Text(soft(pair.name), "strong" if last else "body", parent=self)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignVCenter)
        for place, (code, words) in enumerate((pair.one, pair.other), 1):
            kind = f"rating{code}" if code in ("1", "2", "3", "4") else "na"
            said = Text(soft(words.removeprefix(f"{code} ")), "strong" if last else "body", parent=self)
            line = row(RatingBadge(code or "", kind, parent=self), said, gap=8)
            if place == 2 and pair.differs:
                line.addWidget(Tag(tr("Differs"), "warn", parent=self))
            line.setStretch(1, 1)
            grid.addLayout(line, number, place)


class OutcomeCard(Card):
    """What the two judgements came to: agreed or not, when and why, and which one counts."""

    def __init__(self, look: Look, parent: QWidget | None = None):
        super().__init__(tr("What it came to"), parent=parent)
        case = look.case
        self.head.insertWidget(1, Tag(look.line.state, tag_of(look.line), parent=self))
        grades = dict(look.grades)
        if case.outcome is not None:
            body = case.outcome.body
            said = (
                tr("Not agreed")
                if body.agreed is None
                else tr("Agreed on {agreed}", agreed=grades.get(body.agreed, body.agreed))
            )
            if body.discussed:
                said += tr(", talked over on {discussed}", discussed=day_words(body.discussed))
            self.add(
                Text(tr("{said}. Written down by {who}.", said=said, who=soft(case.outcome.who)), parent=self)
            )
            if body.note:
                self.add(Text(soft(body.note), parent=self))
        elif case.status == "two":
            words = tr(
                "Two outcomes that differ were written down apart. Write down what counts: it replaces both."
            )
            self.add(Text(words, parent=self))
        if case.decision is not None:
            body, who = case.decision.body, soft(case.decision.who)
            words = tr(
                "{who} settled it on {on}: {grade} counts.",
                who=who,
                on=day_words(body.on),
                grade=grades.get(body.grade, body.grade),
            )
            self.add(Text(words, "strong", parent=self), Text(soft(body.reason), parent=self))
        self.counts = Text(_counts(look), "strong", parent=self)
        self.add(self.counts)


def _counts(look: Look) -> str:
    grades, case = dict(look.grades), look.case
    reported, own = (
        grades.get(case.reported, case.reported),
        grades.get(look.auditor.grade, look.auditor.grade),
    )
    if case.reported != look.auditor.grade:
        return tr(
            "Reports count {reported}. The auditor’s own {own} stays in the audit as it was signed.",
            reported=reported,
            own=own,
        )
    until = (
        tr(" until it is settled") if case.status in ("unresolved", "two") and case.decision is None else ""
    )
    return tr("Reports count {reported}, the auditor’s own judgement{until}.", reported=reported, until=until)


class ModeratedPart(QWidget):
    """On a signed audit: what moderation came to, once there is something to tell. Read on the worker."""

    def __init__(self, desk: Desk, digest: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._box = column(gap=8)
        self.setLayout(self._box)
        self.hide()
        desk.run(lambda ws, tell: _read(ws, tell, digest), self._show, self._failed)

    def _show(self, look: Look | None) -> None:
        if look is None or not look.pairs:
            return
        self._box.addWidget(OutcomeCard(look, self))
        self._box.addWidget(BothSides(look, self))
        self.show()

    def _failed(self, error: QaError) -> None:
        self._box.addWidget(
            Muted(tr("What moderation came to cannot be shown. {error}", error=error), "body", self)
        )
        self.show()


def _read(ws: Workspace, _tell: Tell, digest: str) -> Look | None:
    return moderation_board.outcome_of(ws, digest)
