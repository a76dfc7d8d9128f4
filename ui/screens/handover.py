"""Handing the laptop to the worker or the family: only their own questions, and a passphrase to come back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from qa_desktop.answer_types import is_empty
from qa_desktop.walk import By
from qa_desktop.words import tr
from ui import copied, theme
from ui.forms.editor import inset
from ui.forms.page import QuestionPage, ScrolledColumn
from ui.forms.session import Session
from ui.forms.ways import place_of
from ui.kit import (
    Banner,
    Bar,
    BottomBar,
    Button,
    Card,
    Heading,
    IconMark,
    LinkButton,
    Muted,
    SaveState,
    Text,
    TopBar,
    announce,
    column,
    row,
)
from ui.order import follow_layout
from ui.screens import risk
from ui.screens.leave import LeaveBox

WHO = {"worker": tr("the worker"), "family": tr("the family")}
BEFORE, END = "before", "end"
STILL_WORK = frozenset(
    {"previous", "next", "continue", "save", "pane", "pane_back", "larger", "smaller", "lock"}
)


def asked_of(session: Session, by: str) -> list[str]:
    """The questions that are this person's own to answer, in order."""
    return [
        name for name, step in session.steps.items() if step.section.by == by and step.question.type != "AUTO"
    ]


class HandoverScreen(QWidget):
    """One person's questions, alone on the screen. Answers are kept as always; nothing else can be gone to."""

    full_window = True
    nav = "audits"
    place_words = tr("Hand over")
    only = STILL_WORK

    def __init__(self, desk, window, doc: str, by: By = "worker", parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._window, self.by = desk, window, by
        self.session = Session(desk, doc, parent=self)
        self.held = False
        self.page: ScrolledColumn | None = None
        self._build()
        self.session.answered.connect(self._kept)
        self.session.saved.connect(self.save_state.saved)
        self.session.failed.connect(self.save_state.failed)
        self.save_state.try_again.connect(self.session.keep)
        self.save_state.copy_answers.connect(self.copy_answers)
        self.save_state.saved(self.session.changed_at())
        # A screen is built anew when the size of the letters changes: it goes on where it was, still held
        handed = getattr(window, "handed", None)
        self.here = BEFORE
        if handed and handed[:2] == (doc, by):
            self.held = True
            self._show(handed[2])
        else:
            self._show(BEFORE)

    def title(self) -> str:
        return ""  # no case: other people see this window

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.top, self.bottom = TopBar(self), BottomBar(self)
        self.words = Text(self._title(), "strong", parent=self.top)
        self.words.setWordWrap(False)
        self.bar = Bar(tr("Progress"), 0, 1, self.top)
        self.bar.setFixedWidth(theme.px(160))
        self.finish = Button(tr("I have finished"), icon="check", parent=self.top)
        self.finish.clicked.connect(lambda: self.go_to(END))
        line = row(self.words, None, self.bar, self.finish, gap=14, margins=(20, 6, 20, 6))
        self.top.setLayout(line)
        self.previous = Button(
            tr("Previous"), icon="arrow-left", name=tr("Previous question"), parent=self.bottom
        )
        self.previous.clicked.connect(self.go_back)
        self.save_state = SaveState(self.bottom)
        self.forward = Button(tr("Save and continue"), "primary", parent=self.bottom)
        self.forward.clicked.connect(self.go_on)
        line = row(self.previous, None, self.save_state, None, self.forward, gap=14, margins=(16, 4, 20, 4))
        self.bottom.setLayout(line)
        self.stack = QStackedWidget(self)
        whole = column(self.top, self.stack, self.bottom, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _title(self) -> str:
        return tr("Your own words") if self.by == "worker" else tr("What you think of the help")

    # Pages

    def go_to(self, place: str) -> None:
        """Keeps what is being written, then shows another page."""
        self.flush()
        self._show(place)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.page.heading.text())

    def _show(self, place: str) -> None:
        own = asked_of(self.session, self.by)
        if place not in (BEFORE, END) and place not in own:
            place = own[0] if own else END
        self.here = place
        old = self.page
        self.page = {BEFORE: self._before, END: self._end}.get(place, lambda: self._question(place))()
        self.stack.addWidget(self.page)
        self.stack.setCurrentWidget(self.page)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        follow_layout(self)
        if self.held:
            self._window.handed = (self.session.doc, self.by, place)
        asking = place in own
        self.bottom.setVisible(asking)
        self.top.setVisible(place != BEFORE)
        self.finish.setVisible(asking)
        self._kept()
        if self._window.showing is self:
            self._window.refresh_acts()

    def _question(self, question: str) -> QuestionPage:
        page = QuestionPage(self.session, question, parent=self, alone=True)
        page.answered.connect(self._answered)
        return page

    def _before(self) -> ScrolledColumn:
        """For the auditor: what to say, and what happens now."""
        page = ScrolledColumn(tr("Hand over to {who}", who=WHO[self.by]), self)
        page.heading = Heading(tr("Hand over to {who}", who=WHO[self.by]), 2, page)
        page.body.addLayout(inset(page.heading))
        told = tr(
            "They see their own questions and nothing else: none of your answers, no other work, no menu."
        )
        page.body.addLayout(inset(Text(told, "lead", parent=page)))
        said = dict.fromkeys(
            step.section.intro
            for step in self.session.steps.values()
            if step.section.by == self.by and step.section.intro
        )
        if said:
            card = Card(tr("Say this first") if self.by == "family" else tr("How it works"), parent=page)
            for words in said:
                line = row(IconMark("message-square", "primary", 18, card), Text(words, parent=card), gap=9)
                line.setStretch(1, 1)
                card.body.addLayout(line)
            page.body.addWidget(card)
        back = tr("Coming back needs your passphrase. What they write is kept as they write it.")
        page.body.addLayout(inset(Muted(back, "body", page)))
        own = asked_of(self.session, self.by)
        self.give = Button(tr("Hand over now"), "primary", parent=page)
        self.give.clicked.connect(self.hand_over)
        self.not_now = Button(tr("Not now"), parent=page)
        self.not_now.clicked.connect(self._window.back)
        if not own:
            none = (
                tr("Say first that the family took part.")
                if self.by == "family"
                else tr("Say first who takes part.")
            )
            page.body.addWidget(Banner("info", tr("Nothing is asked of them yet"), none, parent=page))
            self.give.hide()
        page.body.addLayout(row(self.give, self.not_now, None, gap=8, margins=(4, 8, 4, 4)))
        page.body.addStretch(1)
        return page

    def _end(self) -> ScrolledColumn:
        """Thank you; and for the auditor, the way back."""
        page = ScrolledColumn(tr("Thank you"), self)
        page.heading = Heading(tr("Thank you"), 2, page)
        page.body.addLayout(inset(page.heading))
        name = self._desk.workspace.me.name
        page.body.addLayout(
            inset(
                Text(
                    tr("What you wrote is kept. Give the laptop back to {name}.", name=name),
                    "lead",
                    parent=page,
                )
            )
        )
        again = LinkButton(tr("Back to my answers"), "arrow-left", parent=page)
        again.clicked.connect(lambda: self.go_to(asked_of(self.session, self.by)[-1]))
        again.setVisible(bool(asked_of(self.session, self.by)))
        page.body.addLayout(row(again, None))
        self.leave = LeaveBox(self._desk, tr("For {name}", name=name), page)
        self.leave.left.connect(self.take_back)
        page.body.addWidget(self.leave)
        page.body.addStretch(1)
        return page

    # Going

    def hand_over(self) -> None:
        """From here on only their questions can be seen."""
        self.held = True
        self._window.handed = (self.session.doc, self.by, BEFORE)
        own = asked_of(self.session, self.by)
        empty = (q for q in own if self.session.steps[q].state == "empty")
        self.go_to(next(empty, own[0] if own else END))

    def go_on(self) -> None:
        own = asked_of(self.session, self.by)
        self.flush()
        place = own.index(self.here) + 1 if self.here in own else len(own)
        self.go_to(own[place] if place < len(own) else END)

    def go_back(self) -> None:
        own = asked_of(self.session, self.by)
        if self.here == END and own:
            self.go_to(own[-1])
        elif self.here in own and own.index(self.here):
            self.go_to(own[own.index(self.here) - 1])

    def _answered(self, value: object) -> None:
        self.save_state.saving()
        self.session.answer(self.here, value)

    def _kept(self, _question: str = "") -> None:
        own = asked_of(self.session, self.by)
        done = sum(self.session.steps[q].state == "done" for q in own)
        self.bar.set(done, max(len(own), 1))
        self.previous.setEnabled(self.here in own and own.index(self.here) > 0)
        if isinstance(self.page, QuestionPage):
            self.page.refresh()

    def flush(self) -> bool:
        """Keeps what is being written. False where the disk will not take it."""
        if isinstance(self.page, QuestionPage):
            self.page.editor.flush()
        return self.session.keep() if self.session.unsaved else True

    def copy_answers(self) -> None:
        """What this person wrote, as text, for when the disk will not take it."""
        own = [q for q in asked_of(self.session, self.by) if not is_empty(self.session.answers.get(q))]
        told = [f"{self.session.template.by_id[q].ask}\n{self.session.summary(q)}" for q in own]
        copied.copy("\n\n".join(told))
        announce(self, tr("Answers copied"))

    # Coming back

    def ask_to_leave(self) -> None:
        """Somebody tries to leave or to close the window: that is for the auditor."""
        self.go_to(END)
        self.leave.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def take_back(self) -> None:
        """The passphrase was right: back to the form, at their first question."""
        self.held = False
        self._window.handed = None
        own = asked_of(self.session, self.by)
        self._window.go(
            place_of(self.session.template), doc=self.session.doc, **({"question": own[0]} if own else {})
        )
        risk.remind(self._window, self.session)

    # What the window asks

    def first_focus(self) -> QWidget:
        if self.here == BEFORE:
            return self.give if not self.give.isHidden() else self.not_now
        return self.page.heading if self.here == END else self.page.first_focus()

    def panes(self) -> list[QWidget]:
        return [self.top, self.stack, self.bottom]

    def acts(self) -> dict:
        """What still works while it is handed over."""
        found = {"save": self.save_state.say}
        if self.here not in (BEFORE, END):
            found |= {"previous": self.go_back, "next": self.go_on, "continue": self.go_on}
        return found

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)
