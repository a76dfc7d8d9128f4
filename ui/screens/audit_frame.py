"""What stands around a question: the bar over it, the list on its left, the guide on its right, the bar below."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from ui import theme
from ui.forms.session import Session
from ui.kit import (
    Bar,
    BottomBar,
    Button,
    ElideLabel,
    LinkButton,
    ListPanel,
    Muted,
    Rule,
    SaveState,
    TopBar,
    column,
    row,
)  # fmt: skip
from ui.kit.buttons import IconButton
from ui.kit.layout import may_wrap
from ui.late import days_late
from ui.screens.audit_list import SectionList
from ui.screens.guide_pane import WIDTH as GUIDE_WIDTH
from ui.screens.guide_pane import GuidePane

LIST_WIDTH, QUESTION_LEAST = 275, 640  # px at 100 %
QUESTION_NARROWEST, BOTTOM_ROOM = (
    440,
    640,
)  # px at 100 %: below these the list gives way, and words at the bottom


def due_words(due: str | None, today: date) -> tuple[str, bool]:
    """ "Due Fri 20 Nov · 2 days late", and whether it is late."""
    if not due:
        return "", False
    late = (today - date.fromisoformat(due)).days
    words = tr("Due {due}", due=day_words(due, year=False))
    return (f"{words} · {days_late(late)}", True) if late > 0 else (words, False)


def _relabel(button: Button, words: str, name: str) -> None:
    button.set_words(words, name)
    if not words:
        button.setText("")  # without the gap beside the icon, so that it stands in the middle


class AuditFrame(QWidget):
    """The fixed parts of the audit. What they do is in `AuditScreen`."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session = session
        session.setParent(self)
        self._guide_wanted: bool | None = None  # None: as there is room
        self._list_wanted = False  # where the list and the question share one place
        self._build()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build_top()
        self._build_list()
        self.guide = GuidePane(self.session.template, self)
        self.stack = QStackedWidget(self)
        self._build_bottom()
        middle = QWidget(self)
        middle.setLayout(column(self.stack, self.bottom, gap=0))
        middle.layout().setStretch(0, 1)
        self.middle = middle
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(middle, 1)
        across.addWidget(self.guide)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(across, 1)

    def _build_top(self) -> None:
        session = self.session
        self.top = TopBar(self)
        self.home = LinkButton(tr("Home"), "arrow-left", parent=self.top)
        self.sections = IconButton("list-checks", tr("Show the sections"), self.top)
        self.heading = ElideLabel(session.title, "h3", parent=self.top)
        self.people = ElideLabel(session.people_line, "small", "muted", self.top)
        for line in (
            self.heading,
            self.people,
        ):  # the last to have room; the buttons and the due date come first
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._due = ("", False) if session.signed else due_words(session.draft.due, session.today)
        self.due = Muted(self._due[0], "tag", self.top)
        self.due.setWordWrap(False)
        if self._due[1]:
            self.due.set_tone("bad")
        self.guide_button = Button(tr("Guide"), icon="book-open", name=tr("Show the guide"), parent=self.top)
        self.risk_button = Button(
            tr("Child at risk now?"), icon="octagon-alert", icon_role="bad", parent=self.top
        )
        self.check_button = Button(tr("Check answers and sign"), icon="clipboard-check", parent=self.top)
        self.risk_button.setVisible(not session.signed)
        titles = column(self.heading, self.people, gap=1)
        buttons = (self.due, self.guide_button, self.risk_button, self.check_button)
        line = row(self.home, self.sections, titles, *buttons, gap=14, margins=(10, 4, 20, 4))
        line.setStretch(2, 1)
        self.top.setLayout(line)

    def _fit_top(self) -> None:
        """Shortens the words of the bar, least needed first, until the case can be read. Overdue is never cut."""
        words, late = self._due
        least = words.partition(" · ")[2] if late else words
        long, mid, short = (
            (tr("Open the PDF"),) * 3
            if self.session.signed
            else (tr("Check answers and sign"), tr("Check and sign"), tr("Check"))
        )
        case = self.session.case
        for level in range(4):
            _relabel(self.guide_button, tr("Guide") if level < 1 else "", tr("Show the guide"))
            _relabel(self.check_button, (long, mid, mid, short)[level], long)
            _relabel(self.home, tr("Home") if level < 3 else "", tr("Home"))
            self.due.setText(words if level < 2 else least)
            title = self.session.title if level < 3 or not case else tr("Case {case}", case=case)
            self.heading.set_text(title)
            needed = QFontMetrics(theme.font("h3")).horizontalAdvance(title) + theme.px(8)
            spare = (
                self.width()
                - self.top.layout().minimumSize().width()
                + self.heading.minimumSizeHint().width()
            )
            if spare >= min(needed, theme.px(440)):
                return

    def _build_list(self) -> None:
        self.side = ListPanel(self)
        self.side.setMinimumWidth(theme.px(LIST_WIDTH))
        self.side.setMaximumWidth(theme.px(LIST_WIDTH))
        self.done_words = Muted("", "body", self.side)
        self.done_words.setWordWrap(False)
        self.bar = Bar(tr("Progress"), 0, 1, self.side)
        progress = Muted(tr("Progress"), "strong", self.side)
        progress.set_tone("")
        head = column(row(progress, None, self.done_words), self.bar, gap=7, margins=(20, 16, 20, 6))
        self.list = SectionList(self.side)
        holder = column(self.list, margins=(8, 0, 8, 4))
        self.come_back = LinkButton("", "bookmark", parent=self.side)
        foot = row(self.come_back, None, margins=(15, 13, 12, 14))
        box = column(head, holder, Rule(self.side), foot, gap=0)
        box.setStretch(1, 1)
        self.side.setLayout(box)

    def _build_bottom(self) -> None:
        self.bottom = BottomBar(self)
        self.previous = Button(
            tr("Previous"), icon="arrow-left", name=tr("Previous question"), parent=self.bottom
        )
        self.save_state = SaveState(self.bottom)
        self.unanswered = LinkButton(tr("Next unanswered"), parent=self.bottom)
        self.forward = Button(tr("Save and continue"), "primary", parent=self.bottom)
        line = row(
            self.previous,
            None,
            self.save_state,
            None,
            self.unanswered,
            self.forward,
            gap=14,
            margins=(16, 4, 20, 4),
        )
        for button in (self.previous, self.forward):
            may_wrap(button)
        self.bottom.setLayout(line)
        if self.session.signed:
            self.unanswered.hide()
            self.forward.set_words(tr("Next question"))
            self.amend = Button(tr("Amend"), icon="pencil", parent=self.bottom)
            line.insertWidget(line.indexOf(self.forward), self.amend)
            day = day_words(self.session.signed.at)
            self.save_state.read_only(tr("Read only: signed on {day}", day=day))

    # The guide

    def flip_guide(self) -> None:
        """F1: shows or hides the guide, whatever room there is."""
        self._guide_wanted = self.guide.isHidden()
        self._fit()
        if self.guide.isHidden() and self.isVisible():
            self.guide_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit_guide(self) -> None:
        roomy = self.width() >= theme.px(LIST_WIDTH + QUESTION_LEAST + GUIDE_WIDTH)
        shown = roomy if self._guide_wanted is None else self._guide_wanted
        self.guide.setVisible(shown)
        self.guide_button.setVisible(not shown)

    def flip_sections(self) -> None:
        """Where there is no room for both, the list takes the place of the question until one is chosen."""
        self._list_wanted = not self._list_wanted
        self._fit_list()
        if self._list_wanted:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fit_list(self) -> None:
        narrow = self.width() < theme.px(LIST_WIDTH + QUESTION_NARROWEST)
        self.sections.setVisible(narrow)
        self.side.setVisible(not narrow or self._list_wanted)
        self.middle.setVisible(not narrow or not self._list_wanted)
        self.side.setMaximumWidth(16_777_215 if narrow else theme.px(LIST_WIDTH))
        middle = self.width() - (0 if narrow else theme.px(LIST_WIDTH))
        middle -= 0 if self.guide.isHidden() else theme.px(GUIDE_WIDTH)
        tight = middle < theme.px(BOTTOM_ROOM)
        _relabel(self.previous, "" if tight else tr("Previous"), tr("Previous question"))
        self.unanswered.setVisible(not tight and not self.session.signed)
        if self.session.signed:
            self.amend.setVisible(not tight)  # it is on the first page too

    def _fit(self) -> None:
        self._fit_guide()
        self._fit_list()
        self._fit_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # only now does every button know how wide its words are

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 320)  # the shell's least size decides; a page must never hold the window open
