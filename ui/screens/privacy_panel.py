"""Before you sign: each detail that could name somebody, with keep or hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import privacy
from qa_desktop.errors import Problem
from qa_desktop.words import tr
from qa_desktop.world import resources_folder
from ui import theme
from ui.forms.session import Session
from ui.kit import (
    Card,
    Choice,
    Heading,
    LinkButton,
    Muted,
    Rule,
    SegmentedChoice,
    Text,
    announce,
    column,
    row,
)
from ui.screens.reading import soft

TITLE = tr("Details that could name somebody")
AROUND = 60  # characters shown on either side
CHOICE_WIDTH = 180  # px at 100 %: both side by side
CHOICES = (Choice("keep", tr("Keep")), Choice("hide", tr("Hide")))


class DetailRow(QWidget):
    """One detail in its own words, where it stands, and what is to become of it."""

    settled = Signal(str)  # keep or hide

    def __init__(
        self, found: privacy.Found, called: str, around: str, go: Callable[[str, str], None], parent: QWidget
    ):
        super().__init__(parent)
        self.found = found
        words, kind = found.mark.text, privacy.a_kind(found.mark.kind)
        self.choice = SegmentedChoice(tr("“{words}” in {called}", words=words, called=called), CHOICES, self)
        self.choice.setFixedWidth(theme.px(CHOICE_WIDTH))
        self.choice.changed.connect(lambda code: self.settled.emit(code or ""))
        where = LinkButton(
            called,
            name=tr("Change “{words}” in {called}", words=words, called=called),
            elide=True,
            parent=self,
        )
        where.clicked.connect(lambda checked=False: go(found.question, found.path))
        head = row(
            Text(f"“{soft(words)}”", "strong", parent=self),
            Muted(tr("looks like {kind}", kind=kind), parent=self),
            gap=8,
        )
        head.setStretch(1, 1)
        said = column(head, Muted(soft(around), parent=self), row(where, None), gap=2)
        line = row(said, self.choice, gap=16, margins=(20, 8, 14, 8))
        line.setStretch(0, 1)
        self.setLayout(line)


class PrivacyPanel(Card):
    """Lists every detail of the form. The rows stay while it is open, so that a choice can be changed."""

    settled = Signal()

    def __init__(self, session: Session, go: Callable[[str, str], None], parent: QWidget | None = None):
        super().__init__(parent=parent)
        self._session = session
        self._rules = privacy.Rules.load(resources_folder())
        self._whole: dict[str, object] = {}  # question -> its answer before anything in it was hidden
        self.setAccessibleName(TITLE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(row(Heading(TITLE, 3, self), margins=(20, 12, 14, 0)))
        self.left = Text("", parent=self)
        self.hide_all = LinkButton(tr("Hide all that are left"), parent=self)
        self.hide_all.clicked.connect(self._hide_left)
        self.keep_all = LinkButton(tr("Keep all that are left"), parent=self)
        self.keep_all.clicked.connect(self._keep_left)
        head = row(self.left, self.hide_all, self.keep_all, gap=12, margins=(20, 2, 14, 10))
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.rows = [self._row(found, go) for found in _first_of_each(self._found())]
        self.setVisible(bool(self.rows))
        self._say()

    def _found(self) -> tuple[privacy.Found, ...]:
        return privacy.in_form(self._session.template, self._session.answers, self._rules)

    def _row(self, found: privacy.Found, go: Callable[[str, str], None]) -> DetailRow:
        texts = {
            (q, path): text for q, path, text in privacy.texts(self._session.template, self._session.answers)
        }
        around = _around(texts[found.question, found.path], found.mark)
        made = DetailRow(found, self._session.called(found.question), around, go, self)
        made.choice.set_value("keep" if self._session.draft.privacy.get(found.key) == "keep" else None)
        made.settled.connect(lambda code, one=made: self._settle([one], code))
        self.body.addWidget(Rule(self))
        self.body.addWidget(made)
        return made

    def problems(self) -> list[Problem]:
        """What is left to keep or hide, in the words of the signing gate."""
        if not self.rows:
            return []
        session = self._session
        return privacy.problems(session.template, session.answers, session.draft.privacy, self._rules)

    def take(self, problem: Problem) -> bool:
        """Put the cursor on the row of a problem. False: it is no problem of this panel."""
        for one in self._left():
            if (one.found.question, one.found.path) == (
                problem.question,
                problem.part,
            ) and one.found.mark.text in problem.words:
                one.choice.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _left(self) -> list[DetailRow]:
        return [one for one in self.rows if one.choice.value() is None]

    def _hide_left(self) -> None:
        self._settle_left("hide")

    def _keep_left(self) -> None:
        self._settle_left("keep")

    def _settle_left(self, code: privacy.Choice) -> None:
        self._settle(self._left(), code)
        self.rows[0].choice.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, rows: Iterable[DetailRow], code: str) -> None:
        for one in rows:
            self._whole.setdefault(one.found.question, self._session.answers.get(one.found.question))
            self._put_back(one)
            hidden = code == "hide" and self._session.settle(one.found.key, "hide")
            if code == "keep":
                self._session.settle(one.found.key, "keep")
            kept = self._session.draft.privacy.get(one.found.key) == "keep"
            one.choice.set_value("hide" if hidden else "keep" if kept else None)
        self._say()
        self.settled.emit()

    def _put_back(self, changed: DetailRow) -> None:
        """The answer as it was, with only what else of it is hidden."""
        question = changed.found.question
        value = self._whole[question]
        for one in self.rows:
            if one is not changed and one.found.question == question and one.choice.value() == "hide":
                value = privacy.hidden_in(
                    self._session.template.by_id[question], value, one.found.key, self._rules
                )
        self._session.answer(question, value)

    def _say(self) -> None:
        left, many = len(self._left()), len(self.rows)
        words = (
            tr("1 detail is left to keep or hide.")
            if left == 1
            else tr("{left} details are left to keep or hide.", left=left)
        )
        words = words if left else tr("Every detail is settled.")
        self.left.setText(tr("Found by rule in what you wrote: some may be nobody. {words}", words=words))
        self.hide_all.setVisible(left > 1)
        self.keep_all.setVisible(left > 1)
        if many:
            announce(self, words)


def _first_of_each(found: Iterable[privacy.Found]) -> list[privacy.Found]:
    seen: dict[str, privacy.Found] = {}
    for one in found:
        seen.setdefault(one.key, one)
    return list(seen.values())


def _around(text: str, mark: privacy.Mark) -> str:
    """The words around a mark, on one line."""
    start, end = max(0, mark.start - AROUND), min(len(text), mark.end + AROUND)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
