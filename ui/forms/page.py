"""The page of one question. Built for it, and thrown away when it is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qa_desktop import answer_types, walk
from qa_desktop.errors import Problem
from qa_desktop.words import tr
from ui import theme
from ui.forms.editor import Editor, inset, sentence
from ui.forms.found import FoundGroup
from ui.forms.rated import RatedEditor
from ui.forms.registry import editor_for
from ui.forms.session import Session
from ui.kit import Banner, Card, Flow, Heading, LinkButton, Muted, Text, column, empty, row
from ui.screens.reading import soft

MOST_WIDTH = 860  # px: a line of reading text, with the margins; does not grow with the text


class ScrolledColumn(QScrollArea):
    """A column of reading width in the middle of a page that scrolls. It is its own pane for F6."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        inner, box = QWidget(self), QWidget(self)
        self.body = column(gap=8, margins=(28, 22, 28, 24))
        box.setLayout(self.body)
        box.setMaximumWidth(MOST_WIDTH)
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(box, 1000)
        across.addStretch(1)
        inner.setLayout(across)
        self.setWidget(inner)


class QuestionPage(ScrolledColumn):
    """Heading, hint, editor, and calm notes. Knows how to show what is missing; the screen keeps the answers."""

    answered = Signal(object)
    mark_wanted = Signal(bool)
    go_wanted = Signal(str)  # another question
    action_wanted = Signal()
    practice_wanted = Signal()
    hand_over_wanted = Signal(str)  # to whom: worker or family

    def __init__(
        self,
        session: Session,
        question: str,
        part: str = "",
        red: bool = False,
        parent: QWidget | None = None,
        alone: bool = False,
    ):
        """`alone`: for somebody who only answers this, with nothing of what is for the auditor."""
        self.question, self._alone = session.template.by_id[question], alone
        super().__init__(self.question.ask, parent)
        self._session, self._red, self.part = session, red, part
        self._reopened = red or session.begun(question)
        self._head()
        self._notes = column(gap=8)
        self.body.addLayout(inset(self._notes))
        self._spread()
        self._earlier()
        self.editor: Editor = editor_for(self.question, session.asking, self)
        self.editor.set_value(session.answers.get(question))
        if session.signed:
            self.editor.set_read_only()
        self.editor.changed.connect(self.answered)
        self.body.addSpacing(theme.px(4))
        self.body.addWidget(self.editor)
        self._links()
        if session.copy is not None:
            self.body.addWidget(FoundGroup(session.copy, self.question, self))
        self.body.addStretch(1)
        self.refresh()

    def _head(self) -> None:
        section = self._session.template.section_of[self.question.id]
        own = [q.id for q in section.question if q.id in self._session.steps and q.type != "AUTO"]
        place = own.index(self.question.id) + 1 if self.question.id in own else 1
        self.where = Muted(
            tr("{title} · question {place} of {own}", title=section.title, place=place, own=max(len(own), 1)),
            "body",
            self,
        )
        self.mark = LinkButton(tr("Come back to this"), "bookmark", parent=self)
        self.mark.setVisible(self._session.signed is None and not self._alone)
        self.mark.clicked.connect(lambda checked=False: self.mark_wanted.emit(not self.marked))
        self.show_mark(self.question.id in self._session.draft.marks)
        top = inset(self.where, self.mark)
        top.setStretch(0, 1)
        ask = self.question.ask if self._alone else walk.numbered(self.question, self.question.ask, ". ")
        self.heading = Heading(ask, 2, self)
        self.heading.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.body.addLayout(top)
        self.body.addLayout(inset(self.heading))
        told = section.intro and not self._alone and (place == 1 or section.by != "auditor")
        hints = [section.intro] if told else []
        hints += [self.question.hint] if self.question.hint else []
        if not self.question.required and not self.question.required_if:
            hints.append(tr("You can leave this empty."))
        if hints:
            self.body.addLayout(inset(Muted(" ".join(hints), "body", self)))

    def show_mark(self, on: bool) -> None:
        self.marked = on
        words = tr("Marked to come back to") if on else tr("Come back to this")
        self.mark.set_words(words, tr("Take the mark off {id}", id=self.question.id) if on else words)

    def _spread(self) -> None:
        """Beside a judgement: what was chosen so far, because that is what it sums up."""
        if self.question.use not in ("section_judgement", "overall"):
            return
        template = self._session.template
        overall = self.question.use == "overall"
        section = template.section_of[self.question.id]
        pool = template.questions if overall else section.question
        wanted = [q for q in pool if (q.use == "section_judgement" if overall else q.type == "EV")]
        told = Counter(
            answer_types.words(template, q, self._session.answers.get(q.id))
            for q in wanted
            if q.id in self._session.steps and not answer_types.is_empty(self._session.answers.get(q.id))
        )
        if told:
            said = " · ".join(f"{count} × {words}" for words, count in sorted(told.items(), reverse=True))
            lead = tr("Your section judgements") if overall else tr("Your ratings in this section")
            self.body.addLayout(inset(Text(f"{lead}: {said}", "strong", parent=self)))

    def _earlier(self) -> None:
        """What was answered before the draft moved to this version of the form: read, then answered again."""
        told = self._session.earlier.get(self.question.id)
        if told is not None and not self._session.signed:
            card = Card(tr("Your answer on the earlier version"), parent=self, sunken=True)
            if told.name != self.question.name:
                card.add(Muted(soft(told.name), parent=card))
            card.add(Text(soft(told.words), parent=card))
            self.body.addLayout(inset(card))

    def _links(self) -> None:
        by = self.of = self._session.template.section_of[self.question.id].by
        self.hand_over: QWidget | None = None
        self.worker_card: QWidget | None = None
        whole = self._session.draft.part is None  # whoever answers their own part hands nothing over
        if by != "auditor" and whole and not self._session.signed and not self._alone:
            words = tr("Hand over to the {by}", by=by)
            link = LinkButton(words, "users", parent=self)
            link.clicked.connect(lambda checked=False: self.hand_over_wanted.emit(by))
            self.hand_over = link
            self.body.addLayout(row(self.hand_over, None, margins=(0, 8, 0, 0)))
        if not isinstance(self.editor, RatedEditor) or self._session.signed or self._alone:
            return
        uses = {q.use for q in self._session.template.questions}
        links = []
        if "actions" in uses:
            links.append(LinkButton(tr("Add an action from this finding"), "list-checks", parent=self))
            links[-1].clicked.connect(self.action_wanted)
        if "strengths" in uses:
            links.append(LinkButton(tr("Note as good practice to share"), "thumbs-up", parent=self))
            links[-1].clicked.connect(self.practice_wanted)
        if links:
            self.body.addSpacing(theme.px(8))
            self.body.addLayout(Flow(*links))

    def note(self, kind: str, title: str, text: str, button: str = "", goes: str = "") -> Banner:
        """A calm note over the question, with a way to another one."""
        made = Banner(kind, title, text, button, parent=self)
        made.pressed.connect(lambda: self.go_wanted.emit(goes))
        self._notes.addWidget(made)
        return made

    def refresh(self) -> None:
        """Say what is still needed, in the words of the check. Calm while working, red where the check sent us."""
        if self._session.signed:
            return
        found = self._session.problems(self.question.id)
        begun = self._session.begun(self.question.id)
        live = begun and isinstance(self.editor, RatedEditor)
        over_long = [p for p in found if p.severity == "warn"]
        shown: Sequence[Problem] = found if self._red or self._reopened or live else over_long
        self.editor.set_problems(shown, self._red)
        if self.worker_card is not None:
            self.worker_card.refresh()
        self._look_again()

    def _look_again(self) -> None:
        rules = self._session.template.prompts
        if rules is None or self.question.id not in (rules.overall, rules.reason):
            return
        empty(self._notes)
        for problem in self._session.looks_again():
            goes = (
                rules.reason
                if self.question.id == rules.overall and rules.reason in self._session.steps
                else ""
            )
            self.note(
                "warn",
                tr("Look again"),
                sentence(problem.words),
                tr("Give your reason") if goes else "",
                goes,
            )

    def first_focus(self) -> QWidget:
        """Where the cursor goes: the part that a problem named, else the first field."""
        if self._session.signed:
            return self.heading
        aim = self.editor.first_focus(self.part)
        if self.part:  # once the page has been laid out
            QTimer.singleShot(0, aim, lambda: self.ensureWidgetVisible(aim, 20, 80))
        return aim
