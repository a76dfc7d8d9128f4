"""The blind view: what an auditor found, section by section, without anything that they judged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qa_desktop import families, moderation_blind, recording
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.moderation_blind import Copy
from qa_desktop.templates import Section
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.found import SectionFound, rating_counts
from ui.kit import Banner, Button, Combo, EmptyState, Muted, Page, Text, announce, column, empty, row
from ui.screens.list_screen import TABLES
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Seen:
    """The copy, and how far this person's judgement of it is."""

    copy: Copy
    number: str  # of the family, as it is shown here
    by: str
    begun: bool
    judged: str  # digest; empty: not signed yet


def read(ws: Workspace, blind: str) -> Seen:
    copy = moderation_blind.copy_of(ws, blind)
    asked = next((one.by for one in moderation_blind.for_me(ws) if one.digest == blind), "")
    done = moderation_blind.judged(ws, blind)
    family = recording.facts(copy.template, copy.answers).get("case", "")
    begun = moderation_blind.begun(ws, blind) is not None
    return Seen(copy, families.shown(ws, family), asked, begun, done.digest if done else "")


class BlindScreen(Page):
    """One section at a time. The judgement itself is given on the screens of every other form."""

    nav = "moderation"
    place_words = tr("Second judgement")

    def __init__(self, desk: Desk, window: MainWindow, digest: str, parent: QWidget | None = None):
        super().__init__(tr("Second judgement"), parent=parent, most=1100)
        self._desk, self._window, self._digest = desk, window, digest
        self.seen: Seen | None = None
        self.sections: list[Section] = []
        self.judge = Button(tr("Give your judgement"), "primary", "scale", parent=self)
        self.judge.clicked.connect(self.open_judgement)
        self.judge.hide()
        self.head(self.judge)
        self.notices, self._top, self._shown = column(gap=12), column(gap=12), column(gap=12)
        for part in (self.notices, self._top, self._shown):
            self.body.addLayout(part)
        self.reading = Reading(desk, TABLES, lambda ws: read(ws, digest), self._draw, self._failed, self)
        self.reading.refresh()

    def title(self) -> str:
        return tr("case {number}", number=self.seen.number) if self.seen and self.seen.number else ""

    def _draw(self, seen: Seen) -> None:
        first = self.seen is None or self.seen.copy != seen.copy
        self.seen = seen
        words = tr("Read your judgement") if seen.judged and not seen.begun else tr("Give your judgement")
        self.judge.set_words(tr("Go on with your judgement") if seen.begun else words)
        self.judge.show()
        if not first:
            return
        about = [seen.copy.template.title, tr("asked by {by}", by=seen.by) if seen.by else ""]
        about.append(tr("due {due}", due=day_words(seen.copy.due)) if seen.copy.due else "")
        title = (
            tr("Second judgement: case {number}", number=seen.number)
            if seen.number
            else tr("Second judgement")
        )
        self.set_title(title, soft(" · ".join(part for part in about if part)))
        self._window.retitle()
        self._head_of(seen)
        self.sections = [s for s in seen.copy.template.section if seen.copy.found(s)]
        if self.sections:
            self._chooser()
            self.show_section(0)
        else:
            self._shown.addWidget(
                EmptyState("scale", tr("There is nothing in this copy"), tr("Ask for it again."), parent=self)
            )

    def _head_of(self, seen: Seen) -> None:
        empty(self._top)
        words = tr(
            "Read what they found, then give your own judgement. Both are laid side by side once yours is in."
        )
        self._top.addWidget(
            Banner("info", tr("What the auditor judged is not in this file."), words, parent=self)
        )
        if counts := rating_counts(seen.copy):
            self._top.addWidget(
                Text(tr("Ratings in the whole form: {counts}", counts=counts), "strong", parent=self)
            )

    def _chooser(self) -> None:
        names = [(n, short(s.title, 60)) for n, s in enumerate(self.sections)]
        self.which = Combo(tr("Section"), names, self)
        self.which.changed.connect(lambda number: self.show_section(int(str(number))))
        self.before = Button(tr("Previous section"), icon="arrow-left", parent=self)
        self.after = Button(tr("Next section"), icon="arrow-right", parent=self)
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        self.place = Muted("", "body", self)
        self.place.setWordWrap(False)
        self._top.addLayout(row(self.which, self.place, None, self.before, self.after, gap=10))

    def step(self, by: int) -> None:
        """To the section before or after this one, where there is one."""
        number = int(str(self.which.value())) + by if self.sections else -1
        if 0 <= number < len(self.sections):
            self.show_section(number)
            announce(self, self.sections[number].title)

    def show_section(self, number: int) -> None:
        assert self.seen is not None
        self.which.set_value(number)
        self.place.setText(tr("{number} of {sections}", number=number + 1, sections=len(self.sections)))
        self.before.setEnabled(number > 0)
        self.after.setEnabled(number < len(self.sections) - 1)
        empty(self._shown)
        section = self.sections[number]
        self.found = SectionFound(self.seen.copy, section, soft(section.title), self)
        self._shown.addWidget(self.found)

    def open_judgement(self) -> None:
        """Begin the judgement, go on with it, or read it once it is signed."""
        assert self.seen is not None
        if self.seen.judged and not self.seen.begun:
            self._window.go("audit", digest=self.seen.judged)
            return
        try:
            draft = moderation_blind.start(self._desk.workspace, self._digest)
        except QaError as error:
            self._failed(error)
            return
        self._window.go("audit", doc=draft.doc)

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        self.notices.addWidget(Banner("bad", tr("This could not be opened."), str(error), parent=self))
        announce(self, str(error))

    def panes(self) -> list[QWidget]:
        return [w for w in (self.judge, getattr(self, "which", None)) if w]

    def acts(self) -> dict:
        return {"previous": lambda: self.step(-1), "next": lambda: self.step(1)} if self.sections else {}
