"""A child who may be at risk now: one page, what to do first, and no leaving it half done without a red bar."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qa_desktop.answer_types import is_empty
from qa_desktop.errors import Problem
from ui.forms.editor import inset, let_grow
from ui.forms.page import ScrolledColumn
from ui.forms.registry import editor_for
from ui.forms.session import Session
from ui.forms.ways import place_of
from ui.kit import (
    Banner,
    Button,
    ElideLabel,
    ErrorSummary,
    Heading,
    LinkButton,
    Muted,
    SaveState,
    TopBar,
    column,
    row,
)


def question_of(session: Session) -> str | None:
    """The question that holds an alert, where the template has one."""
    return next(
        (q.id for q in session.template.questions if q.use == "alert" and q.id in session.steps), None
    )


def unfinished(session: Session) -> list[Problem]:
    """What an alert that was begun still needs. Nothing where no child is at risk, or all is done."""
    question = question_of(session)
    if question is None or is_empty(session.answers.get(question)):
        return []
    return [p for p in session.problems(question) if p.severity == "block"]


def remind(window, session: Session) -> None:
    """Keeps the red bar over every screen as long as an alert of this form is not finished."""
    if session.signed:
        return
    strip = getattr(window, "alert_strip", None)
    standing = strip is not None and isValid(strip) and strip.property("doc") == session.draft.doc
    if unfinished(session) and not standing:
        strip = Banner(
            "bad", "Child at risk now: not finished",
            f"{session.title}. Tell the allocated manager or duty manager first, then finish this.", "Finish it now",
        )  # fmt: skip
        strip.setProperty("doc", session.draft.doc)
        strip.pressed.connect(lambda doc=session.draft.doc: window.go("risk", doc=doc))
        window.banner(strip)
        window.alert_strip = strip
    elif standing and not unfinished(session):
        window.banner(None)
        window.alert_strip = None


class RiskScreen(QWidget):
    """Child at risk now? The template's own question, alone on a page."""

    full_window = True
    nav = "audits"
    place_words = "Child at risk now?"

    def __init__(self, desk, window, doc: str, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._window = desk, window
        self.session = Session(desk, doc, parent=self)
        self.question = question_of(self.session)
        self._later = False
        self._top()
        self.page = ScrolledColumn("Child at risk now?", self)
        self.heading = Heading("Child at risk now?", 1, self)
        self.problems = ErrorSummary(parent=self)
        self.problems.chosen.connect(self._go_to)
        self._fill()
        self.setLayout(column(self.top, self.page, gap=0))
        self.layout().setStretch(1, 1)
        self.session.saved.connect(self.save_state.saved)
        self.session.failed.connect(self.save_state.failed)
        self.save_state.try_again.connect(self.session.keep)
        self.save_state.saved(self.session.changed_at())

    def title(self) -> str:
        case = self.session.fact("case")
        return f"case {case}" if case else self.session.template.title

    def _top(self) -> None:
        self.top = TopBar(self)
        self.back = LinkButton("Back to the audit", "arrow-left", parent=self.top)
        self.back.clicked.connect(self.finish)
        self.save_state = SaveState(self.top)
        about = ElideLabel(self.session.title, "small", "muted", self.top)
        line = row(self.back, about, self.save_state, gap=14, margins=(10, 4, 20, 4))
        line.setStretch(1, 1)
        self.top.setLayout(line)

    def _fill(self) -> None:
        body, template = self.page.body, self.session.template
        body.addLayout(inset(self.heading))
        body.addWidget(self.problems)
        standing = (
            template.standing or "Stop, and tell the allocated manager or duty manager before anything else."
        )
        body.addWidget(let_grow(Banner("bad", "Do this first", standing, parent=self)))
        if self.question is None:
            body.addLayout(inset(Muted("This form has no question about a child at risk.", "body", self)))
            body.addStretch(1)
            return
        asked = template.by_id[self.question]
        body.addLayout(inset(Heading(f"{asked.id}. {asked.ask}", 2, self)))
        if asked.hint:
            body.addLayout(inset(Muted(asked.hint, "body", self)))
        self.editor = editor_for(asked, self.session.asking, self)
        self.editor.set_value(self.session.answers.get(asked.id))
        self.editor.changed.connect(self._answered)
        body.addWidget(self.editor)
        self.done = Button("Done", "primary", parent=self)
        self.done.clicked.connect(self.finish)
        self.keep = Button("Keep as not finished", parent=self)
        self.keep.clicked.connect(self.keep_unfinished)
        body.addLayout(row(self.done, self.keep, None, margins=(4, 10, 4, 4)))
        body.addStretch(1)
        self._show_keep()

    def _answered(self, value: object) -> None:
        self.save_state.saving()
        assert self.question is not None
        self.session.answer(self.question, value)
        if self.problems.links:
            self._say_problems(focus=False)
        self._show_keep()

    def _show_keep(self) -> None:
        self.keep.setVisible(bool(unfinished(self.session)))

    def _say_problems(self, focus: bool) -> None:
        found = unfinished(self.session)
        self.editor.set_problems(found, red=True)
        if focus or not found:
            self.problems.show_problems(
                [Problem(p.question, f"{p.words[:1].upper()}{p.words[1:]}", p.part) for p in found],
                "Finish this before you go on, or keep it as not finished.",
            )

    def _go_to(self, problem: Problem) -> None:
        self.editor.first_focus(problem.part).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Back to the audit, once every part is there (or nothing was begun)."""
        if self.flush():
            self._leave()

    def keep_unfinished(self) -> None:
        """Leave with parts missing. A red bar stays over every screen until they are there."""
        self._later = True
        if self.flush():
            self._leave()

    def _leave(self) -> None:
        self._window.go(place_of(self.session.template), doc=self.session.draft.doc)

    def flush(self) -> bool:
        """False while it is half filled, unless the user chose to keep it so, or where it could not be saved."""
        if self.question is None:
            return True
        self.editor.flush()
        if self.session.unsaved and not self.session.keep():
            return False
        if unfinished(self.session) and not self._later:
            self._say_problems(focus=True)
            return False
        remind(self._window, self.session)
        return True

    def first_focus(self) -> QWidget:
        return self.editor.first_focus() if self.question else self.heading

    def panes(self) -> list[QWidget]:
        return [self.top, self.page]

    def acts(self) -> dict:
        return {"continue": self.finish, "save": self.save_state.say}

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)
