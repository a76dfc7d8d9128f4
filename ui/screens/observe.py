"""A practice observation in three steps: plan it, see it, talk about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QStackedWidget, QTabBar, QWidget

from qa_desktop.templates import Question, Section
from qa_desktop.words import tr
from ui import theme
from ui.forms.asked import QuestionsCard
from ui.forms.keeping import show_keeping
from ui.forms.observed import Clock
from ui.forms.session import Session
from ui.kit import (
    Banner,
    BottomBar,
    Button,
    ElideLabel,
    LinkButton,
    Page,
    SaveState,
    TopBar,
    announce,
    column,
    row,
)  # fmt: skip
from ui.order import follow_layout
from ui.screens import risk
from ui.screens.observe_cards import ConsentCard, OneCard, PrincipleCard

PLAN, DURING, FEEDBACK = range(3)
STEPS = (tr("Plan"), tr("During"), tr("Feedback"))
LOCKED = tr("Ask the family first. Until they have agreed, nothing of the visit is opened.")
RATINGS = {"rate4": "4", "rate3": "3", "rate2": "2", "rate1": "1", "rate_na": "NS"}
NARROW = 900  # px at 100 %


StepCard = QuestionsCard | OneCard


class ObserveScreen(QWidget):
    """One observation being filled in. Each step is a page, made when it is gone to."""

    full_window = True
    nav = "observations"
    title_changed = Signal()

    def __init__(
        self, desk, window, doc: str, question: str = "", part: str = "", red: bool = False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        super().__init__(parent)
        self._desk, self._window, self._red = desk, window, red
        self.session = Session(desk, doc, parent=self)
        self._clock: Clock = lambda: desk.workspace.world.now().astimezone()
        self._cards: list[StepCard] = []
        self._start = (question, part)
        self._split()
        self._build()
        show_keeping(self.session, self.save_state)
        self.session.answered.connect(self._kept)
        asked = question or self.session.place
        self._show(self._step_of(asked) if self._step_of(asked) == PLAN or not self.locked else PLAN)
        risk.remind(window, self.session)

    def title(self) -> str:
        worker = self.session.person("worker")
        return f"{self.session.template.title}, {worker}" if worker else self.session.template.title

    # What belongs where

    def _split(self) -> None:
        groups: dict[str, list[Section]] = {}
        for section in self.session.template.section:
            groups.setdefault(section.group, []).append(section)
        found = list(groups.values())
        last = [section for group in found[FEEDBACK:] for section in group]
        self._sections: tuple[list[Section], ...] = (
            found[PLAN],
            found[DURING] if len(found) > 1 else [],
            last,
        )
        seen = [q for section in self._sections[DURING] for q in section.question]
        needs = {name for q in seen for line in q.ask_if for name in line}
        plan = [q for section in self._sections[PLAN] for q in section.question]
        self.consent = next((q for q in plan if q.type == "YN" and q.id in needs), None)

    def _step_of(self, question: str) -> int:
        section = self.session.template.section_of.get(question)
        return next((n for n, own in enumerate(self._sections) if section in own), PLAN)

    @property
    def locked(self) -> bool:
        """Whether the visit may not be opened: nothing of it is asked as things stand."""
        return not any(q.id in self.session.steps for s in self._sections[DURING] for q in s.question)

    # The frame

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._top()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("Steps"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in STEPS:
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self.go_step)
        self.stack = QStackedWidget(self)
        self._bottom()
        whole = column(self.top, row(self.tabs, None, margins=(24, 6, 24, 0)), self.stack, self.bottom, gap=0)
        whole.setStretch(2, 1)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(whole)

    def _top(self) -> None:
        self.top = TopBar(self)
        home = LinkButton(tr("Home"), "arrow-left", parent=self.top)
        home.clicked.connect(lambda: self._window.do("home"))
        self.heading = ElideLabel(self.title(), "h3", parent=self.top)
        self.risk_button = Button(
            tr("Child at risk now?"), icon="octagon-alert", icon_role="bad", parent=self.top
        )
        self.risk_button.clicked.connect(self.open_risk)
        self.risk_button.setVisible(risk.question_of(self.session) is not None)
        self.check_button = Button(tr("Check answers and sign"), icon="clipboard-check", parent=self.top)
        self.check_button.clicked.connect(self.open_check)
        line = row(home, self.heading, self.risk_button, self.check_button, gap=14, margins=(10, 4, 20, 4))
        line.setStretch(1, 1)
        self.top.setLayout(line)

    def _bottom(self) -> None:
        self.bottom = BottomBar(self)
        self.previous = Button(
            tr("Previous"), icon="arrow-left", name=tr("Previous step"), parent=self.bottom
        )
        self.previous.clicked.connect(lambda: self.go_step(self.step - 1))
        self.save_state = SaveState(self.bottom)
        self.forward = Button(tr("Next step"), "primary", parent=self.bottom)
        self.forward.clicked.connect(self.go_on)
        parts = (self.previous, None, self.save_state, None, self.forward)
        self.bottom.setLayout(row(*parts, gap=14, margins=(24, 4, 24, 4)))

    # The three pages

    def _show(self, step: int) -> None:
        self.step = step
        self._cards = []
        old = self.stack.currentWidget()
        self.page = Page(parent=self, most=1080)
        self.page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.page.body.setSpacing(theme.px(14))
        (self._plan, self._during, self._feedback)[step]()
        self.stack.addWidget(self.page)
        self.stack.setCurrentWidget(self.page)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        follow_layout(self)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(step)
        self.previous.setEnabled(step > PLAN)
        self.forward.set_words(tr("Go to the check") if step == FEEDBACK else tr("Next step"))
        self._refresh()
        if self._red:
            self._show_problems()
        if self._window.showing is self:
            self._window.refresh_acts()

    def _plan(self) -> None:
        self.why_locked = Banner("warn", tr("The visit is not open yet"), LOCKED, parent=self)
        self.why_locked.hide()
        self.page.add(self.why_locked)
        for section in self._sections[PLAN]:
            before, after = self._around_consent(section)
            self._card(section.title, before)
            if self.consent in section.question:
                assert self.consent is not None
                self._take(ConsentCard(self.session, self.consent, self))
            self._card("", after)

    def _around_consent(self, section: Section) -> tuple[list[Question], list[Question]]:
        own = [q for q in section.question if q.type != "AUTO"]
        if self.consent not in own:
            return own, []
        at = own.index(self.consent)
        return own[:at], own[at + 1 :]

    def _during(self) -> None:
        for section in self._sections[DURING]:
            rest: list[Question] = []
            for question in section.question:
                if question.type == "EV":
                    self._take(PrincipleCard(self.session, question, self._clock, self))
                elif question.type != "AUTO":
                    rest.append(question)
            self._card(section.title, rest)

    def _feedback(self) -> None:
        for section in self._sections[FEEDBACK]:
            card = self._card(section.title, [q for q in section.question if q.type != "AUTO"])
            if section.by == "worker" and card is not None:
                words = tr("Hand over to {person}", person=self.session.person("worker") or tr("the worker"))
                button = Button(words, icon="users", name=f"{words}: {section.title}", parent=card)
                button.clicked.connect(self.open_hand_over)
                card.body.addLayout(row(button, None, margins=(4, 4, 4, 0)))

    def _card(self, title: str, questions: Sequence[Question]) -> QuestionsCard | None:
        if not questions:
            return None
        card = QuestionsCard(title, self.session, questions, self, today=True)
        self._take(card)
        return card

    def _take(self, card: StepCard) -> None:
        card.answered.connect(self._answered)
        self._cards.append(card)
        self.page.add(card)

    # Answers

    def _answered(self, question: str, value: object) -> None:
        self.save_state.saving()
        self.session.answer(question, value)

    def _kept(self, question: str) -> None:
        self.session.keep_place(question)
        self._refresh()
        risk.remind(self._window, self.session)
        if self._red:
            self._show_problems()
        if question in {q.id for q in self._sections[PLAN][0].question}:
            self.heading.set_text(self.title())
            self.title_changed.emit()

    def _refresh(self) -> None:
        """Shows what is asked with the answers as they are, and how far each step is."""
        for card in self._cards:
            card.show_asked()
            if isinstance(card, QuestionsCard):
                card.setVisible(card.asked)
        for n, words in enumerate(STEPS):
            steps = [s for s in self.session.steps.values() if s.section in self._sections[n] and s.needed]
            done = sum(s.state == "done" for s in steps)
            shut = n > PLAN and self.locked
            self.tabs.setTabText(
                n,
                tr("{words}, not open yet", words=words)
                if shut
                else tr("{words}, {done} of {steps}", words=words, done=done, steps=len(steps)),
            )
        if not self.locked and self.step == PLAN:
            self.why_locked.hide()

    def _show_problems(self) -> None:
        for card in self._cards:
            card.show_problems(red=True)

    def flush(self) -> bool:
        """Keeps what is being written. False where the disk will not take it: then the window stays."""
        for card in self._cards:
            card.flush()
        return self.session.keep() if self.session.unsaved else True

    # Going about

    def go_step(self, step: int) -> None:
        """To another step. The visit and what follows stay shut until the family has agreed, where there is one."""
        self.flush()
        if step not in range(len(STEPS)):
            return
        if step > PLAN and self.locked:
            self._refuse()
            return
        self._start = ("", "")
        self._show(step)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, STEPS[step])

    def _refuse(self) -> None:
        if self.step != PLAN:
            self._show(PLAN)
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(PLAN)
        asked = self.consent is not None and self.consent.id in self.session.steps
        words = (
            LOCKED
            if asked
            else tr("Say first what is observed: whether a family takes part decides what is asked.")
        )
        self.why_locked.text.setText(words)
        self.why_locked.setAccessibleName(words)
        self.why_locked.show()
        announce(self, words)
        card = next((c for c in self._cards if isinstance(c, ConsentCard)), None)
        aim = card.first_focus() if card and asked else self.first_focus()
        aim.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, aim, lambda: self.page.ensureWidgetVisible(aim, 20, 80))

    def go_on(self) -> None:
        """To the next step; after the last, to the check."""
        if self.step == FEEDBACK:
            self.open_check()
        else:
            self.go_step(self.step + 1)

    def go_to(self, question: str, part: str = "") -> None:
        """Puts the cursor into a question, on whatever step it stands."""
        if self._step_of(question) != self.step:
            self.go_step(self._step_of(question))
        self._start = (question, part)
        self.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_unanswered(self) -> None:
        """To the next thing that is missing, here or on a later step."""
        self.flush()
        found = [p for p in self.session.all_problems() if p.severity == "block"]
        later = [p for p in found if self._step_of(p.question) >= self.step]
        if not found:
            self.open_check()
            return
        one = (later or found)[0]
        self.go_to(one.question, one.part)

    def open_hand_over(self) -> None:
        """The worker's own questions, alone on the screen; a passphrase takes the laptop back."""
        self._window.go("handover", doc=self.session.draft.doc, by="worker")

    def open_risk(self) -> None:
        if self.risk_button.isVisibleTo(self):
            self._window.go("risk", doc=self.session.draft.doc)

    def open_check(self) -> None:
        self._window.go("check", doc=self.session.draft.doc)

    def undo(self) -> None:
        """Take back the last answer, and show where it was."""
        self.flush()
        question = self.session.undo()
        if question is None:
            announce(self, tr("There is nothing more to take back."))
            return
        self._show(self._step_of(question) if not self.locked else PLAN)
        self.go_to(question)
        announce(self, tr("Taken back: {called}", called=self.session.called(question)))

    # What the window asks

    def first_focus(self) -> QWidget:
        question, part = self._start
        shown = [card for card in self._cards if not card.isHidden()]
        card = next((c for c in shown if c.holds(question)), next(iter(shown), None))
        return card.first_focus(question, part) if card is not None else self.forward

    def _choose(self, code: str) -> None:
        """A rating for the principle that has the cursor."""
        now = self.focusWidget()
        for card in self._cards:
            if isinstance(card, PrincipleCard) and now is not None and card.isAncestorOf(now):
                card.editor.choose(code)

    def panes(self) -> list[QWidget]:
        return [self.top, self.tabs, self.page, self.bottom]

    def acts(self) -> dict:
        doc = self.session.draft.doc
        found = {
            "continue": self.go_on, "next": self.go_on, "previous": lambda: self.go_step(self.step - 1),
            "save": self.save_state.say, "undo_answer": self.undo, "unanswered": self.go_unanswered,
            "pdf": lambda: self._window.go("preview", doc=doc),
        }  # fmt: skip
        if not self.risk_button.isHidden():
            found["risk"] = self.open_risk
        if self.step == DURING:
            found |= {act: lambda c=code: self._choose(c) for act, code in RATINGS.items()}
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self.check_button.set_words(
            tr("Check") if narrow else tr("Check answers and sign"), tr("Check answers and sign")
        )
        self.risk_button.set_words(
            tr("At risk?") if narrow else tr("Child at risk now?"), tr("Child at risk now?")
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)
