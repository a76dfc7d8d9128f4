"""What is written in the report that is chosen, section by section; and making it final."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import report_words, reports
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.report_values import Report, Space
from qa_desktop.report_words import Finished, Standing
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import (
    Ask,
    Banner,
    Button,
    Card,
    Check,
    EmptyState,
    Field,
    Heading,
    Muted,
    SaveState,
    Text,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.screens.meeting_acts import NAMES_NOBODY
from ui.screens.reading import soft

FIRST = tr("A first draft, put together from what is known. Change it, or leave it as it is.")


@dataclass(frozen=True, slots=True)
class Which:
    """The report that is written in."""

    pack: str
    period: str
    team: str


class WordsCard(Card):
    """A box for each place to write. Each key is on disk before the next."""

    typed = Signal()  # the report that was worked out no longer says what is written
    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(tr("What is written in it"), parent=parent)
        self._desk = desk
        self._which: Which | None = None
        self._shown: object = None
        self.boxes: dict[str, TextBox] = {}
        self._known: dict[str, str] = {}  # what stands in each: an underline is no change by anybody
        self.notices, self._parts, self._foot = column(gap=8), column(gap=12), column(gap=10)
        self.which, self.status = Text("", "strong", parent=self), Muted("", "body", self)
        self.add(self.which, self.status)
        for part in (self.notices, self._parts, self._foot):
            self.body.addLayout(part)
        self._build_foot()

    def _build_foot(self) -> None:
        self.saved = SaveState(self)
        self.saved.try_again.connect(self.keep_all)
        self.names_nobody = Check(NAMES_NOBODY, parent=self)
        self.names_nobody.hide()
        self.final = Button(tr("Make it final"), "primary", "check", parent=self)
        self.final.clicked.connect(self._finalise)
        self.throw = Button(tr("Throw away changes"), icon="undo-2", parent=self)
        self.throw.clicked.connect(self._discard)
        self._foot.addWidget(self.names_nobody)
        self._foot.addLayout(row(self.final, self.throw, self.saved, None, gap=12))
        self.versions = column(gap=2)
        self._foot.addLayout(self.versions)

    # Drawing

    def show_report(
        self, made: Report | None, stands: Standing | None, finals: tuple[Finished, ...], team: str
    ) -> None:
        """Shows what is written. Boxes that somebody types in stay as they are while it is the same report."""
        which = Which(made.pack, made.period, team) if made else None
        self.which.setText(made.heading if made else "")
        self.status.setText(dict(made.cover).get(tr("Status"), "") if made else "")
        self.throw.setVisible(bool(stands and stands.typed))
        version = stands.version if stands else 0
        if (which, version) == self._shown:
            self._renew(made)
            return
        self._which, self._shown = which, (which, version)
        self.names_nobody.hide()
        self.names_nobody.setChecked(False)
        self._draw_boxes(made)
        self._draw_versions(finals)

    def _renew(self, made: Report | None) -> None:
        """First drafts that nobody has touched follow the figures."""
        for section in made.sections if made else ():
            for part in section.parts:
                box = self.boxes.get(part.key) if isinstance(part, Space) and part.first else None
                if box is not None and box.text() == self._known[part.key] and box.text() != part.words:
                    box.set_text(part.words)
                    self._known[part.key] = box.text()

    def _draw_boxes(self, made: Report | None) -> None:
        empty(self._parts)
        self.boxes, self._known = {}, {}
        for section in made.sections if made else ():
            spaces = [part for part in section.parts if isinstance(part, Space) and part.key]
            if spaces:
                self._parts.addWidget(Heading(f"{section.number}. {section.title}", 3, self))
            for part in spaces:
                self._parts.addWidget(self._field(part))
        nothing = not self.boxes
        if nothing:
            self._parts.addWidget(
                EmptyState("pencil", tr("Nothing is written in this report"), tr("It is figures only."))
            )
        for widget in (self.final, self.saved, self.status):
            widget.setVisible(not nothing)

    def _field(self, part: Space) -> Field:
        box = TextBox(rows=max(3, min(part.lines, 8)), parent=self)
        box.set_text(part.words)
        PrivacyMarks(box)
        box.textChanged.connect(lambda key=part.key: self._write(key))
        self.boxes[part.key], self._known[part.key] = box, box.text()
        return Field(part.prompt, box, FIRST if part.first and part.words else "", parent=self)

    def _draw_versions(self, finals: tuple[Finished, ...]) -> None:
        empty(self.versions)
        for one in finals:
            words = tr(
                "Version {version} was made final on {on} by {who}.",
                version=one.body.version,
                on=day_words(one.body.on),
                who=one.who,
            )
            self.versions.addWidget(Muted(words, parent=self))

    # What the user does

    def _write(self, key: str) -> bool:
        which, text = self._which, self.boxes[key].text()
        if which is None or text == self._known[key]:
            return True
        self.saved.saving()
        try:
            report_words.write(self._desk.workspace, which.pack, which.period, key, text, which.team)
        except QaError as error:
            self.saved.failed(str(error))
            return False
        self._known[key] = text
        self.saved.saved(self._desk.workspace.world.now().astimezone())
        self.throw.show()
        self.typed.emit()
        return True

    @Slot()
    def keep_all(self) -> None:
        """Tries again what the disk would not take."""
        for key in self.boxes:
            if not self._write(key):
                return

    @Slot()
    def _finalise(self) -> None:
        which, looked_at = self._which, self.names_nobody.isChecked()
        if which is None:
            return
        self._busy(True)

        def work(ws: Workspace, _tell: Tell) -> Finished:
            made = reports.build(ws, which.pack, which.period, which.team)
            return report_words.finalise(ws, made, which.team, looked_at)

        self._desk.run(work, self._made_final, self._refused)

    def _busy(self, on: bool) -> None:
        self.final.setEnabled(not on)
        for box in self.boxes.values():
            box.setReadOnly(on)

    def _made_final(self, done: Finished) -> None:
        self._busy(False)
        self._say(
            "ok",
            tr("Version {version} is final.", version=done.body.version),
            tr("It prints as final. Changing it begins a new draft."),
        )
        self.finished.emit()

    def _refused(self, error: QaError) -> None:
        self._busy(False)
        self.names_nobody.setVisible("names nobody" in str(error))
        self._say("bad", tr("It was not made final."), str(error))

    @Slot()
    def _discard(self) -> None:
        which, words = self._which, tr("What was typed since it was last final goes for good.")
        if which is None or not Ask.ask(
            self, tr("Throw away changes?"), words, tr("Throw them away"), tr("Keep them"), True
        ):
            return
        self._shown = None

        def work(ws: Workspace, _tell: Tell) -> None:
            report_words.discard(ws, which.pack, which.period, which.team)

        self._desk.run(work, lambda _done: self.finished.emit(), self._refused)

    def _say(self, kind: str, title: str, words: str) -> None:
        empty(self.notices)
        self.notices.addWidget(Banner(kind, title, soft(words), parent=self))
        announce(self, f"{title} {words}")
