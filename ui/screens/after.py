"""The first page of a signed form: who signed it, what was said since, and how it is put right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import alert_answers, corrections
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.desk import Desk
from ui.forms.editor import inset
from ui.forms.page import ScrolledColumn
from ui.forms.session import Session
from ui.kit import (
    Ask,
    Banner,
    Button,
    Card,
    Field,
    Heading,
    LineBox,
    Muted,
    Text,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.screens.followed import FollowedCard
from ui.screens.moderation_sides import ModeratedPart
from ui.screens.reading import soft
from ui.screens.signatures import Signatures

STRUCK = "text-decoration: line-through;"


class NotesCard(Card):
    """Dated notes: they change nothing in the form, and go wherever it goes."""

    def __init__(self, desk: Desk, digest: str, parent: QWidget | None = None):
        super().__init__(tr("Dated notes"), parent=parent)
        self._desk, self._digest = desk, digest
        self._list = column(gap=10)
        self.text = Field(
            tr("Add a dated note"), TextBox("", 3), tr("It changes nothing in the form."), parent=self
        )
        self.button = Button(tr("Add the note"), icon="plus", parent=self)
        self.button.clicked.connect(self.add_note)
        self.body.addLayout(self._list)
        self.add(self.text)
        self.body.addLayout(row(self.button, None, margins=(4, 0, 4, 0)))
        self._show()

    def _show(self) -> None:
        empty(self._list)
        found = corrections.notes(self._desk.workspace, self._digest)
        if not found:
            self._list.addWidget(Muted(tr("None yet."), "body", self))
        for one in found:
            said = Text(soft(one.text), parent=self)
            about = Muted(
                tr("{at}, {at2} UTC · {who}", at=day_words(one.at), at2=one.at[11:16], who=one.who),
                parent=self,
            )
            self._list.addLayout(column(about, said, gap=2))

    def add_note(self) -> None:
        """Seal the note that is written. It cannot be taken back."""
        try:
            corrections.note(self._desk.workspace, self._digest, self.text.editor.text())
        except QaError as error:
            self.text.set_problem(str(error))
            self.text.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.text.set_problem("")
        self.text.editor.set_text("")
        self._show()
        announce(self, tr("The note is added"))


class PutRightCard(Card):
    """Amend, or withdraw. Both need their reason."""

    amend_wanted = Signal()
    withdrawn = Signal()

    def __init__(self, desk: Desk, digest: str, title: str, parent: QWidget | None = None):
        super().__init__(tr("Put it right"), parent=parent)
        self._desk, self._digest, self._title = desk, digest, title
        self.add(
            Muted(tr("The signed answers stay as they are. A new version replaces them; withdrawn, they count nowhere."),
                  "body", self)
        )  # fmt: skip
        self.amend = Button(tr("Amend"), icon="pencil", name=tr("Amend this form"), parent=self)
        self.amend.clicked.connect(self.amend_wanted)
        self.withdraw = Button(tr("Withdraw"), icon="x", name=tr("Withdraw this form"), parent=self)
        self.withdraw.clicked.connect(self._unfold)
        self.body.addLayout(row(self.amend, self.withdraw, None, gap=8))
        self.reason = Field(tr("Why it is withdrawn"), LineBox(), parent=self)
        self.reason.editor.returnPressed.connect(self.take_back)
        self.go = Button(tr("Withdraw for good"), "danger", parent=self)
        self.go.clicked.connect(self.take_back)
        for part in (self.reason, self.go):
            part.hide()
        self.add(self.reason)
        self.body.addLayout(row(self.go, None, margins=(4, 0, 4, 0)))

    def _unfold(self) -> None:
        self.reason.show()
        self.go.show()
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> None:
        """Ask once more, then withdraw."""
        reason = self.reason.editor.text()
        if len(reason.strip()) >= corrections.MIN_REASON and not Ask.ask(
            self,
            tr("Withdraw {title}", title=self._title),
            tr(
                "It stays readable, struck through with your reason, and counts nowhere. It cannot be put back."
            ),
            tr("Withdraw for good"),
            tr("Keep it"),
            danger=True,
        ):
            return
        try:
            corrections.withdraw(self._desk.workspace, self._digest, reason)
        except QaError as error:
            self.reason.set_problem(str(error))
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        announce(self, tr("Withdrawn"))
        self.withdrawn.emit()


class AfterSigning(ScrolledColumn):
    """What became of a signed form."""

    amend_wanted = Signal()
    withdrawn = Signal()

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None):
        super().__init__(tr("Signed and locked"), parent)
        form = session.signed
        assert form is not None
        gone = next((w for w in corrections.withdrawn(desk.workspace) if w.doc == form.doc), None)
        self.heading = Heading(tr("Withdrawn") if gone else tr("Signed and locked"), 2, self)
        self.body.addLayout(inset(self.heading))
        self.named = Text(session.title, "lead", parent=self)
        self.body.addLayout(inset(self.named))
        if gone:
            self.named.setStyleSheet(STRUCK)
            self.named.setAccessibleName(tr("Withdrawn: {title}", title=session.title))
            words = f"{gone.who}, {day_words(gone.at)}"
            self.gone = Banner(
                "warn", tr("Withdrawn by {words}", words=words), soft(gone.reason), parent=self
            )
            self.body.addWidget(self.gone)
        if form.body.reason:
            self.body.addLayout(
                inset(
                    Text(
                        tr("Why it replaced an earlier version: {reason}", reason=soft(form.body.reason)),
                        parent=self,
                    )
                )
            )
        self.signatures = Signatures(desk, form.digest, gone is None, self)
        self.notes = NotesCard(desk, form.digest, self)
        ws = desk.workspace
        watched = alert_answers.of(ws, form.digest) if gone is None and alert_answers.may(ws) else ()
        self.followed = FollowedCard(desk, form.digest, watched, self) if watched else None
        if self.followed:
            self.body.addWidget(self.followed)
        self.body.addWidget(ModeratedPart(desk, form.digest, self))
        self.body.addWidget(self.signatures)
        self.body.addWidget(self.notes)
        if gone is None:
            self.put_right = PutRightCard(desk, form.digest, session.title, self)
            self.put_right.amend_wanted.connect(self.amend_wanted)
            self.put_right.withdrawn.connect(self.withdrawn)
            self.body.addWidget(self.put_right)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.heading
