"""Before the first question: what this is, how long it takes, the way through it, and what to do if a child is at risk."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop.errors import QaError
from qa_desktop.words import tr
from ui.forms.editor import inset
from ui.forms.page import ScrolledColumn
from ui.forms.session import Session
from ui.kit import Banner, Button, Card, Field, Heading, IconMark, LineBox, Muted, Text, row


def time_words(minutes: tuple[int, int]) -> str:
    """ "Usually 3 to 4 hours." "" where the template does not say."""
    least, most = minutes
    if not most:
        return ""
    if least % 60 == 0 and most % 60 == 0:
        hours = most // 60
        return (
            tr("Usually {least} to {hours} hours.", least=least // 60, hours=hours)
            if least != most
            else tr("Usually 1 hour.")
            if hours == 1
            else tr("Usually {hours} hours.", hours=hours)
        )
    return (
        tr("Usually {least} to {most} minutes.", least=least, most=most)
        if least != most
        else tr("Usually {most} minutes.", most=most)
    )


class WhichFamily(Card):
    """Asks for the number behind a code, where the case numbers have not come to this laptop."""

    known = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(tr("Which family is this?"), parent=parent)
        self._session = session
        told = tr(
            "Its code is {unknown_family}, so that nothing that leaves a laptop says who it is. Import the case "
            "numbers that your practice lead sent, or ask for this one and type it here. It stays on this laptop.",
            unknown_family=session.unknown_family,
        )
        self.add(Text(told, parent=self))
        self.number = LineBox(parent=self)
        self.field = Field(tr("Number in the case system"), self.number, parent=self)
        self.keep = Button(
            tr("Keep the number"), name=tr("Keep the family’s number on this laptop"), parent=self
        )
        self.keep.clicked.connect(self._keep)
        self.number.returnPressed.connect(self._keep)
        self.add(self.field)
        self.body.addLayout(row(self.keep, None))

    @Slot()
    def _keep(self) -> None:
        try:
            self._session.name_family(self.number.text())
        except QaError as error:
            self.field.set_problem(str(error))
            self.number.setFocus()
        else:
            self.known.emit()


class BeforePage(ScrolledColumn):
    """The page that comes before the first question."""

    start_wanted = Signal()
    family_known = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(tr("Before you start"), parent)
        template = session.template
        self.heading = Heading(tr("Before you start"), 2, self)
        self.body.addLayout(inset(self.heading))
        if session.asked_by:
            told = tr(
                "Your own words about this work. What the audit says of it is not shown, and what you sign stays as it is."
            )
            self.body.addLayout(inset(Text(told, "lead", parent=self)))
        elif session.copy:
            told = tr(
                "Your own judgement of what the auditor found. Theirs is not in the file; each question shows the items."
            )
            self.body.addLayout(inset(Text(told, "lead", parent=self)))
        elif template.purpose:
            self.body.addLayout(inset(Text(template.purpose, "lead", parent=self)))
        stop = tr("You can stop at any time; every answer is kept on this laptop as you give it.")
        self.body.addLayout(
            inset(
                Muted(
                    f"{'' if session.draft.part else time_words(template.minutes)} {stop}".strip(),
                    "body",
                    self,
                )
            )
        )
        if template.standing and not session.asked_by:
            self.body.addWidget(
                Banner("bad", tr("If a child may be at risk now"), template.standing, parent=self)
            )
        if session.unknown_family:
            self.which = WhichFamily(session, self)
            self.which.known.connect(self.family_known)
            self.body.addWidget(self.which)
        self._route(session)
        if template.house_rules:
            self._listed(tr("When you write"), template.house_rules)
        begun = any(s.state != "empty" and s.question.fact is None for s in session.steps.values())
        self.start = Button(tr("Go on") if begun else tr("Start"), "primary", parent=self)
        self.start.clicked.connect(self.start_wanted)
        self.body.addLayout(row(self.start, None, margins=(4, 8, 4, 4)))
        reference = tr(
            "Reference {doc} · {code} version {version}",
            doc=session.draft.doc[:12],
            code=template.code,
            version=template.version,
        )
        self.body.addLayout(inset(Muted(reference, parent=self)))
        self.body.addStretch(1)

    def _route(self, session: Session) -> None:
        groups: dict[str, list[str]] = {}
        for part in session.progress.sections:
            groups.setdefault(part.section.group or tr("Questions"), []).append(part.section.title)
        self._listed(
            tr("The way through"), [f"{group}: {', '.join(titles)}" for group, titles in groups.items()]
        )

    def _listed(self, title: str, said) -> None:
        card = Card(title, parent=self)
        for words in said:
            line = row(IconMark("check", "primary", 16, card), Text(words, parent=card), gap=9)
            line.setStretch(1, 1)
            card.body.addLayout(line)
        self.body.addWidget(card)

    def first_focus(self) -> QWidget:
        return self.start
