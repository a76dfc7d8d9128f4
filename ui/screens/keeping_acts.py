"""What is done about keeping and deleting: hold, let go, propose, approve or decline, and set how long things are kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot

from qa_desktop import retention_acts, retention_due, retention_periods
from qa_desktop.retention_entries import Of
from qa_desktop.words import tr
from ui import theme
from ui.kit import Button, Combo, Field, LineBox, Muted, TextBox, row
from ui.screens.reading import soft
from ui.screens.schedule_acts import ActCard

WHAT = (
    ("case", tr("A family, by number or code")),
    ("person", tr("A member of staff, by code")),
    ("doc", tr("One document")),
)
SAY_WHY = tr("Say why in a sentence. It is kept for good, so name nobody.")
LEAST, MOST = 10, 1_200


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is done to. `id`: the document, code or digest; `of`: of a hold."""

    kind: str
    words: str
    id: str = ""
    of: Of = "doc"
    open: bool = False


class ReasonCard(ActCard):
    """A form that wants a reason."""

    target: Subject

    def reason_field(self, label: str = tr("Why")) -> None:
        self.put("reason", Field(label, TextBox(rows=3, parent=self), SAY_WHY, parent=self))

    def reason(self) -> str:
        """What was written; "" with the problem said, where it says too little."""
        said = str(self.fields["reason"].editor.text()).strip()
        enough = len(said) >= LEAST
        self.fields["reason"].set_problem("" if enough else tr("Say why, in at least ten letters."))
        if not enough:
            self.fields["reason"].editor.setFocus()
        return said if enough else ""


class HoldCard(ReasonCard):
    """Nothing about this may be removed until somebody lets it go."""

    def __init__(self, desk, subject: Subject, parent=None):
        super().__init__(desk, tr("Hold back from deletion"), subject, tr("Hold it back"), parent)

    def content(self) -> None:
        if not self.target.id:
            self.of = Combo(options=list(WHAT), parent=self)
            self.put("of", Field(tr("What"), self.of, parent=self))
            self.put("what", Field(tr("Number or code"), LineBox(parent=self), parent=self))
        self.reason_field()

    @Slot()
    def _press(self) -> None:
        of, what = self.target.of, self.target.id
        if not what:
            of, what = self.of.value(), self.fields["what"].editor.text().strip()
            self.fields["what"].set_problem("" if what else tr("Give the number or code."))
            if not what:
                self.fields["what"].editor.setFocus()
                return
        if reason := self.reason():
            words = tr("It is held: nothing about it can be removed until somebody lets it go.")
            self.run(lambda ws: retention_acts.hold(ws, of, what, reason), words)


class LetGoCard(ReasonCard):
    """Ends a hold."""

    def __init__(self, desk, subject: Subject, parent=None):
        super().__init__(desk, tr("Let go"), subject, tr("Let it go"), parent)

    def content(self) -> None:
        self.reason_field()

    @Slot()
    def _press(self) -> None:
        if reason := self.reason():
            of, what = self.target.of, self.target.id
            words = tr("It is let go: its usual period counts again.")
            self.run(lambda ws: retention_acts.release(ws, of, what, reason), words)


class ProposeCard(ActCard):
    """All that is due and that nothing keeps, under one rule."""

    def __init__(self, desk, subject: Subject, parent=None):
        super().__init__(desk, tr("Propose what is due"), subject, tr("Propose"), parent)

    def content(self) -> None:
        rules = retention_due.rules(self._desk.workspace.world.resources)
        self.rule = Combo(options=[(one.code, one.name) for one in rules], parent=self)
        self.put("rule", Field(tr("Kind"), self.rule, tr("One proposal for each kind."), parent=self))
        told = tr(
            "It goes to the head of service in their next pack. Until they approve, nothing is removed."
        )
        self.add(Muted(told, "body", self))

    @Slot()
    def _press(self) -> None:
        rule = str(self.rule.value())
        words = tr("Proposed. Make the head of service’s pack under Packs and returns, and send it.")
        self.run(lambda ws: retention_acts.propose(ws, ws.world.now().date(), rule=rule), words)


class AnswerCard(ReasonCard):
    """The second person says yes or no."""

    def __init__(self, desk, subject: Subject, parent=None):
        super().__init__(desk, tr("Approve or decline"), subject, tr("Decline"), parent)
        self.yes.set_words(tr("Decline"))

    def content(self) -> None:
        told = tr(
            "Approved, it is removed at once here and in this laptop’s backups, and in every other profile with its "
            "next file. It cannot be taken back. That it was there stays on record, and who decided."
        )
        self.add(Muted(told, "body", self))
        self.approve = Button(tr("Approve and remove"), "danger", parent=self)
        self.approve.clicked.connect(self._approve)
        self.body.addLayout(row(self.approve, None))
        self.reason_field(tr("Why not, if you decline"))

    @Slot()
    def _press(self) -> None:
        if reason := self.reason():
            digest = self.target.id
            self.run(
                lambda ws: retention_acts.answer(ws, digest, False, reason), tr("Declined. Everything stays.")
            )

    @Slot()
    def _approve(self) -> None:
        digest = self.target.id
        words = tr("Removed here. Your next return tells the practice lead, and every file tells the others.")
        self.run(lambda ws: retention_acts.answer(ws, digest, True), words)


class PeriodsCard(ActCard):
    """How long each kind is kept. Nothing is proposed by the program: the service says."""

    def __init__(self, desk, subject: Subject, parent=None):
        super().__init__(desk, tr("How long things are kept"), subject, tr("Save periods"), parent)

    def content(self) -> None:
        told = tr(
            "In months from the last signature. These are the service’s to set: empty means never due. Your next "
            "packs and returns tell the others."
        )
        self.add(Muted(soft(told), "body", self))
        for code, one in retention_periods.standing(self._desk.workspace).items():
            box = LineBox(parent=self)
            box.setMaximumWidth(theme.px(160))
            box.setText(str(one.months or ""))
            settles = tr(" Saving decides it, as it stands in the box.") if one.clash else ""
            self.put(
                code,
                Field(
                    one.rule.name,
                    box,
                    soft(tr("Months. {words}{settles}", words=one.words, settles=settles)),
                    parent=self,
                ),
            )

    @Slot()
    def _press(self) -> None:
        wanted: dict[str, int | None] = {}
        for code, field in self.fields.items():
            said = field.editor.text().strip()
            good = not said or (said.isdecimal() and 1 <= int(said) <= MOST)
            field.set_problem("" if good else tr("Give whole months from 1 to 1200, or nothing."))
            if not good:
                field.editor.setFocus()
                return
            wanted[code] = int(said) if said else None
        self.run(
            lambda ws: [retention_periods.set_period(ws, *one) for one in wanted.items()],
            tr("The periods are set here. Your next packs and returns tell the others."),
        )
