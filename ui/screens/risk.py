"""A child who may be at risk now: one page, what to do first, and no leaving it half done without a red bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from qa_desktop import alerts
from qa_desktop.errors import Problem, QaError
from qa_desktop.words import tr
from ui.forms.editor import inset
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
from ui.screens.reading import Reading

AT_RISK = tr("If a child may be at risk now")  # a topic of the guide


def question_of(session: Session) -> str | None:
    """The question that holds an alert, where the template has one."""
    return next(
        (q.id for q in session.template.questions if q.use == "alert" and q.id in session.steps), None
    )


def unfinished(session: Session) -> list[Problem]:
    """What an alert that was begun still needs. Nothing where no child is at risk, or all is done."""
    question = question_of(session)
    if question is None or not alerts.said(session.template, session.answers):
        return []
    return [p for p in session.problems(question) if p.severity == "block"]


def remind(window, session: Session) -> None:
    """Keeps the red bar over every screen as long as an alert of this form is not finished."""
    if session.signed:
        return
    if unfinished(session) and shown_for(window) != session.draft.doc:
        show_strip(window, session.draft.doc, session.title)
    elif shown_for(window) == session.draft.doc and not unfinished(session):
        hide_strip(window)


def shown_for(window) -> str:
    """The form that the red bar is about now; "" where there is no bar."""
    strip = getattr(window, "alert_strip", None)
    return str(strip.property("doc") or "") if strip is not None and isValid(strip) else ""


def show_strip(window, doc: str, title: str) -> None:
    """The red bar over every screen."""
    strip = Banner(
        "bad", tr("Child at risk now: not finished"),
        tr("{title}. Tell the allocated manager or duty manager first, then finish this.", title=title), tr("Finish it now"),
    )  # fmt: skip
    strip.setProperty("doc", doc)
    strip.pressed.connect(lambda: window.go("risk", doc=doc))
    window.banner(strip)
    window.alert_strip = strip


def hide_strip(window) -> None:
    window.banner(None)
    window.alert_strip = None


class RedBar(QObject):
    """Looks for alerts that are not finished, at the start and after every change, whichever screen is shown."""

    def __init__(self, desk, window, parent: QObject | None = None):
        super().__init__(parent)
        self._desk, self._window = desk, window
        window.went.connect(self._went)
        self.reading = Reading(desk, frozenset({"drafts"}), alerts.standing, self._show, self._failed, self)
        self.reading.refresh()

    def _show(self, standing: list[alerts.Standing]) -> None:
        shown = shown_for(self._window)
        if not standing:
            if shown:
                hide_strip(self._window)
        elif shown not in {one.doc for one in standing}:
            show_strip(self._window, standing[0].doc, standing[0].title)

    @Slot(str)
    def _went(self, place: str) -> None:
        """An alert that was opened and left with nothing said in it is no draft."""
        doc = getattr(self._window, "alert_opened", "")
        if doc and place != "risk":
            self._window.alert_opened = ""
            alerts.forget_empty(self._desk.workspace, doc)

    def _failed(self, error: QaError) -> None:
        """What could not be read is read again after the next change; the screen itself says what is wrong."""


def open_alert(desk, window) -> bool:
    """From any screen: the question of the audit that is open, where it has one; else an alert of its own."""
    session = getattr(window.showing, "session", None)
    if isinstance(session, Session) and session.signed is None and question_of(session) is not None:
        return window.go("risk", doc=session.draft.doc)
    known = {name: session.fact(name) for name in ("case", "team")} if isinstance(session, Session) else {}
    try:
        alerts.begin(desk.workspace, known)  # the screen goes on with it
    except QaError:  # who has no certificate yet can keep nothing: then what to do is what counts
        return window.go("guide", topic=AT_RISK)
    return window.go("risk", known=known)


class RiskScreen(QWidget):
    """Child at risk now? The template's own question, alone on a page."""

    full_window = True
    nav = "audits"
    place_words = tr("Child at risk now?")

    def __init__(
        self, desk, window, doc: str = "", known: dict[str, str] | None = None, question: str = "", part: str = "",
        red: bool = False, parent: QWidget | None = None,
    ):  # fmt: skip
        """Without `doc`: an alert of its own, which begins with what is `known` of its case and team."""
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._came_by_doc = bool(doc)
        doc = doc or alerts.begin(desk.workspace, known).doc
        self.session = Session(desk, doc, parent=self)
        self.alone = self.session.template.way == alerts.WAY  # no audit around it
        if self.alone:
            window.alert_opened = doc
        self.question = question_of(self.session)
        self._later = False
        self._top()
        self.page = ScrolledColumn(tr("Child at risk now?"), self)
        self.heading = Heading(tr("Child at risk now?"), 1, self)
        self.problems = ErrorSummary(parent=self)
        self.problems.chosen.connect(self._go_to)
        self._fill()
        self.setLayout(column(self.top, self.page, gap=0))
        self.layout().setStretch(1, 1)
        self.session.saved.connect(self.save_state.saved)
        self.session.failed.connect(self.save_state.failed)
        self.save_state.try_again.connect(self.session.keep)
        self.save_state.saved(self.session.changed_at())
        if red and self.question:
            self._say_problems(focus=False)

    def title(self) -> str:
        case = self.session.case
        return tr("case {case}", case=case) if case else "" if self.alone else self.session.template.title

    def _top(self) -> None:
        self.top = TopBar(self)
        self.back = LinkButton(
            tr("Back") if self.alone else tr("Back to the audit"), "arrow-left", parent=self.top
        )
        self.back.clicked.connect(self.go_back)
        self.save_state = SaveState(self.top)
        about = ElideLabel("" if self.alone else self.session.title, "small", "muted", self.top)
        line = row(self.back, about, self.save_state, gap=14, margins=(10, 4, 20, 4))
        line.setStretch(1, 1)
        self.top.setLayout(line)

    def _fill(self) -> None:
        body, template = self.page.body, self.session.template
        body.addLayout(inset(self.heading))
        body.addWidget(self.problems)
        standing = template.standing or tr(
            "Stop, and tell the allocated manager or duty manager before anything else."
        )
        body.addWidget(Banner("bad", tr("Do this first"), standing, parent=self))
        if self.question is None:
            body.addLayout(inset(Muted(tr("This form has no question about a child at risk."), "body", self)))
            body.addStretch(1)
            return
        asked = template.by_id[self.question]
        words = asked.ask if self.alone else f"{asked.id}. {asked.ask}"
        body.addLayout(inset(Heading(words, 2, self)))
        if asked.hint:
            body.addLayout(inset(Muted(asked.hint, "body", self)))
        self.editor = editor_for(asked, self.session.asking, self)
        self.editor.set_value(self.session.answers.get(asked.id))
        self.editor.changed.connect(self._answered)
        body.addWidget(self.editor)
        self.done = Button(tr("Done"), "primary", parent=self)
        self.done.clicked.connect(self.finish)
        self.keep = Button(tr("Keep as not finished"), parent=self)
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
                tr("Finish this before you go on, or keep it as not finished."),
            )

    def _go_to(self, problem: Problem) -> None:
        self.editor.first_focus(problem.part).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """On, once every part is there: to sign an alert of its own, or back to the audit."""
        if not self.flush():
            return
        if self.alone and alerts.said(self.session.template, self.session.answers):
            self._window.go("check", doc=self.session.draft.doc)
        else:
            self._leave()

    def go_back(self) -> None:
        if self.flush():
            self._leave()

    def keep_unfinished(self) -> None:
        """Leave with parts missing. A red bar stays over every screen until they are there."""
        self._later = True
        if self.flush():
            self._leave()

    def _leave(self) -> None:
        if self.alone:
            self._window.go("home") if self._came_by_doc else self._window.back()
            return
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
