"""Trying a template out: every section as it would be asked, with answers that nobody keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import approvals, drafting, people, walk
from qa_desktop.answer_types import Value
from qa_desktop.errors import Problem, QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.asked import QuestionsCard
from ui.forms.editor import Asking
from ui.kit import (
    Banner,
    Button,
    Combo,
    EmptyState,
    LinkButton,
    Muted,
    Page,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.reading import short, soft
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Ready:
    """What is needed to begin: the template, made-up answers to it, and names for its lists."""

    template: Template
    made_up: dict[str, Value]
    names: dict[str, str]
    today: date


def read(ws: Workspace, draft: str, proposal: str) -> Ready:
    template = approvals.one(ws, proposal).template if proposal else drafting.sound(ws, draft)
    names = {code: person.name for code, person in people.everyone(ws).items()}
    return Ready(template, drafting.made_up(ws, template), names, ws.world.now().date())


class TrialSession(QObject):
    """As `ui.forms.session.Session`, with its answers in memory and nowhere else."""

    def __init__(self, ready: Ready, parent: QObject | None = None):
        super().__init__(parent)
        self.template, self.today = ready.template, ready.today
        self.answers: dict[str, Any] = {}
        self.asking = Asking(ready.template, ready.today, ready.names)
        self._walk()

    def _walk(self) -> None:
        self.progress = walk.progress(self.template, self.answers, self.today)
        self.steps = {s.question.id: s for one in self.progress.sections for s in one.steps}

    def problems(self, question: str) -> tuple[Problem, ...]:
        step = self.steps.get(question)
        return step.problems if step else ()

    def answer(self, question: str, value: Any) -> None:
        if value is None:
            self.answers.pop(question, None)
        else:
            self.answers[question] = value
        self._walk()

    def fill(self, answers: dict[str, Value]) -> None:
        self.answers = dict(answers)
        self._walk()


class TryScreen(Page):
    """One section at a time. Leaving forgets everything."""

    nav = "guide"

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        draft: str = "",
        proposal: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Try it out"), tr("Nothing here is kept, signed or counted."), parent, most=1000)
        self._desk, self._window = desk, window
        self.session: TrialSession | None = None
        self.ready: Ready | None = None
        self.card: QuestionsCard | None = None
        self.back = LinkButton(tr("Back to the template"), "arrow-left", parent=self)
        self.back.clicked.connect(lambda: window.go("template", draft=draft, proposal=proposal))
        self.fill = Button(tr("Fill in made-up answers"), icon="pen-line", parent=self)
        self.fill.clicked.connect(self._fill)
        self.clear = Button(tr("Empty it"), icon="rotate-ccw", parent=self)
        self.clear.clicked.connect(lambda: self._start_with({}))
        self.head(self.back, self.clear, self.fill)
        self.section = Combo(tr("Section"), parent=self)
        self.section.changed.connect(self._show)
        self.previous = Button(tr("Previous"), icon="arrow-left", name=tr("Previous section"), parent=self)
        self.following = Button(tr("Next"), icon="arrow-right", name=tr("Next section"), parent=self)
        self.previous.clicked.connect(lambda: self._go(-1))
        self.following.clicked.connect(lambda: self._go(1))
        line = row(self.section, self.previous, self.following, gap=10)
        line.setStretch(0, 1)
        self.state = Text("", "strong", parent=self)
        self.notices, self._all = column(gap=12), column(gap=12)
        self.body.addLayout(self.notices)
        self.body.addLayout(line)
        self.add(self.state)
        self.body.addLayout(self._all)
        for one in self._controls():
            one.setEnabled(False)
        desk.run(lambda ws, _: read(ws, draft, proposal), self._begin, self._failed)

    def _controls(self) -> tuple[QWidget, ...]:
        return (self.fill, self.clear, self.section, self.previous, self.following)

    def title(self) -> str:
        return self.ready.template.title if self.ready else ""

    def first_focus(self) -> QWidget:
        return self.section if self.section.isEnabled() else self.back

    def panes(self) -> list[QWidget]:
        return [self.back, self.section, *([self.card] if self.card else [])]

    def acts(self) -> dict:
        return {"previous": self.back.click}

    # Drawing

    def _begin(self, ready: Ready) -> None:
        self.ready = ready
        self.set_subtitle(
            soft(
                tr(
                    "{title}, version {version}. Nothing here is kept, signed or counted.",
                    title=ready.template.title,
                    version=ready.template.version,
                ),
                200,
            )
        )
        for one in self._controls():
            one.setEnabled(True)
        self._start_with({})

    def _start_with(self, answers: dict[str, Value]) -> None:
        if self.ready is None:
            return
        self.session = TrialSession(self.ready, self)
        self.session.fill(answers)
        place = self.section.value()
        self.section.set_options([(s.id, short(s.title, 70)) for s in self.ready.template.section])
        if place in {s.id for s in self.ready.template.section}:
            self.section.set_value(place)
        self._show()

    @Slot()
    def _fill(self) -> None:
        if self.ready is not None:
            self._start_with(self.ready.made_up)
            announce(self, tr("Filled in with made-up answers."))

    @Slot(object)
    def _show(self, _section: object = None) -> None:
        if self.session is None or self.ready is None:
            return
        empty(self._all)
        sections = self.ready.template.section
        place = next(n for n, one in enumerate(sections) if one.id == self.section.value())
        one = sections[place]
        if one.intro:
            self._all.addWidget(Muted(soft(one.intro), "body", self))
        self.card = QuestionsCard(
            one.title, self.session, [q for q in one.question if q.type != "AUTO"], self
        )
        self.card.answered.connect(self._answered)
        self._all.addWidget(self.card)
        self.nothing = EmptyState(
            "circle-dashed",
            tr("Nothing of this section is asked"),
            tr("Other answers may lead here."),
            parent=self,
        )
        self._all.addWidget(self.nothing)
        self.previous.setEnabled(place > 0)
        self.following.setEnabled(place < len(sections) - 1)
        self._tell()

    def _go(self, by: int) -> None:
        ids = [s.id for s in self.ready.template.section] if self.ready else []
        if self.section.value() in ids:
            self.section.set_value(ids[ids.index(str(self.section.value())) + by])
            self._show()

    @Slot(str, object)
    def _answered(self, question: str, value: object) -> None:
        assert self.session is not None and self.card is not None
        self.session.answer(question, value)
        self.card.show_asked()
        self._tell()

    def _tell(self) -> None:
        assert self.session is not None and self.card is not None
        self.card.show_problems(False)
        self.card.setVisible(self.card.asked)
        self.nothing.setVisible(not self.card.asked)
        done, total = self.session.progress.done, self.session.progress.total
        out = len(self.session.template.questions) - len(self.session.steps)
        missed = (
            tr(" {out} questions are not asked with these answers.", out=out)
            if out > 1
            else tr(" 1 question is not asked.") * out
        )
        self.state.setText(tr("{done} of {total} answered.{missed}", done=done, total=total, missed=missed))

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        banner = Banner("bad", tr("This cannot be tried out."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))
