"""A checklist on one page: each standard with the worker's answer and the supervisor's, by the keyboard in a minute."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from qa_desktop import recording
from qa_desktop.answer_types import day_words
from qa_desktop.errors import Problem
from qa_desktop.templates import Question
from qa_desktop.words import tr
from ui import theme
from ui.forms.asked import QuestionsCard
from ui.forms.keeping import show_keeping
from ui.forms.line_table import OTHER, LinesTable
from ui.forms.session import Session
from ui.kit import (
    Banner,
    BottomBar,
    Button,
    ErrorSummary,
    LinkButton,
    Muted,
    Page,
    SaveState,
    Tag,
    announce,
    column,
    row,
)  # fmt: skip
from ui.screens.worker_card import WorkerCard, belongs

HIDE = "checklist.hide_other"  # the setting: begin with the other person's answers out of sight
LISTED_MOST = 8  # problems listed over the table; each line says its own


class ChecklistScreen(QWidget):
    """One checklist being filled in. Letters answer the line that is chosen and go on to the next."""

    nav = "recording"
    title_changed = Signal()

    def __init__(
        self, desk, window, doc: str, question: str = "", part: str = "", red: bool = False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        super().__init__(parent)
        self._desk, self._window = desk, window
        self.session = Session(desk, doc, parent=self)
        self._red, self._start = red, (question, part)
        me = desk.workspace.me.code
        self.mine = "worker" if self.session.fact("worker") == me else "supervisor"
        self.other = OTHER[self.mine]
        self._split()
        self._build()
        given = self._count(self.other)
        hidden = bool(given) and desk.workspace.text(HIDE) == "yes"
        self.table.show_other(hidden, bool(self._finished_before()))
        show_keeping(self.session, self.save_state)
        self.session.answered.connect(self._kept)
        self._say_other()
        self._refresh()
        if red:
            self._show_problems()

    def title(self) -> str:
        case = self.session.case
        return tr("case {case}", case=case) if case else self.session.template.title

    @property
    def place_words(self) -> str:
        return self.session.template.title

    def _split(self) -> None:
        """Head, lines and foot, by where the lines stand in the template."""
        asked = [q for q in self.session.template.questions if q.type != "AUTO"]
        first = next((n for n, q in enumerate(asked) if q.type == "LINE"), len(asked))
        self._head = [q for q in asked[:first] if q.type != "LINE"]
        self._foot = [q for q in asked[first:] if q.type != "LINE"]
        self._questions = [q for q in asked if q.type == "LINE"]

    # The page

    def _build(self) -> None:
        session = self.session
        self.page = Page(session.title, self._facts(), self)
        self.state = Tag("", parent=self)
        self.details = LinkButton(tr("Change details"), parent=self)
        self.details.clicked.connect(self._open_head)
        self.page.head(self.details, self.state)
        self.problems = ErrorSummary(parent=self)
        self.problems.chosen.connect(lambda p: self.go_to(p.question, p.part))
        self.banner = Banner("info", " ", " ", tr("Hide"), "users", self)
        self.banner.pressed.connect(self._flip_other)
        self.head_card = self._card(tr("This check"), self._head)
        self.foot_card = self._card(
            next((session.template.section_of[q.id].title for q in self._foot), tr("To finish")), self._foot
        )
        self.head_card.setVisible(bool(self.head_card.blocked()) or self._start[0] in self.head_card.boxes)
        self.table = LinesTable(session, self._questions, self.mine, self)
        self.table.answered.connect(self._answered)
        self.table.left.connect(self._below)
        self.table.chosen.connect(self._show_line)
        self.page.add(self.problems, self.banner, self.head_card, self.table, self.foot_card)
        if self.mine == "supervisor" and belongs(session):  # the worker's column may come as a file
            self.by_file = WorkerCard(self._desk, session, self)
            self.by_file.took.connect(self._window.reload)
            self.page.add(self.by_file)
        self.page.body.setSpacing(theme.px(14))
        self._bottom()
        whole = column(self.page, self.bottom, gap=0)
        whole.setStretch(0, 1)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # `_fit` shortens what has no room
        self.setLayout(whole)

    def _card(self, title: str, questions: list[Question]) -> QuestionsCard:
        made = QuestionsCard(title, self.session, questions, self, columns=3, today=True)
        made.answered.connect(self._answered)
        made.setVisible(bool(questions))
        return made

    def _bottom(self) -> None:
        self.bottom = BottomBar(self)
        self.save_state = SaveState(self.bottom)
        self.count = Muted("", "small", self.bottom)
        self.count.setWordWrap(False)
        self.later = Button(tr("Save for supervision"), parent=self.bottom)
        self.later.clicked.connect(self.save_for_later)
        self.finish_button = Button(
            tr("Finish and sign together"), "primary", "signature", parent=self.bottom
        )
        self.finish_button.clicked.connect(self.finish)
        parts = (self.save_state, self.count, None, self.later, self.finish_button)
        self.bottom.setLayout(row(*parts, gap=12, margins=(24, 4, 28, 4)))

    def _facts(self) -> str:
        """Who and when, in one line under the title."""
        session, told = self.session, []
        for question in self._head:
            fact = question.fact
            if fact in ("worker", "supervisor") and session.fact(fact):
                told.append(f"{fact} {session.person(fact)}")
            elif fact and fact != "case" and session.answers.get(question.id):
                told.append(f"{question.name[:1].lower()}{question.name[1:]} {session.summary(question.id)}")
        line = " · ".join(told)
        return line[:1].upper() + line[1:]

    # The other person's answers

    def _count(self, side: str) -> int:
        return recording.progress(self.session.template, self.session.answers, side)[0]

    def _finished_before(self) -> str:
        """The day before today on which the worker's part was finished; "" where it is not, or was only now."""
        day = recording.finished_on(self.session.template, self.session.answers) or ""
        return day if self.other == "worker" and day != self.session.today.isoformat() else ""

    def _say_other(self) -> None:
        """The banner: how far the other person's part is, and what to do about it."""
        given, whole = self._count(self.other), len(self.table.lines)
        name = self.session.person(self.other) or tr("The {other}", other=self.other)
        if given < whole:
            said = tr("{name} has not finished their part.", name=name)
            then = tr("Fill in both columns together, or answer for yourself and save it for supervision.")
        else:
            day = self._finished_before()
            said = tr(
                "{name} finished their part{on_day}.",
                name=name,
                on_day=tr(" on {day}", day=day_words(day)) if day else "",
            )
            then = tr("Answer for yourself first, then talk about any differences in supervision.")
        self.banner.title.setText(said)
        self.banner.text.setText(then)
        self.banner.text.show()
        self.banner.setAccessibleName(f"{said} {then}")
        assert self.banner.button is not None
        verb = tr("Show") if self.table.other_hidden else tr("Hide")
        self.banner.button.set_words(tr("{verb} {other}’s answers", verb=verb, other=self.other))
        self.banner.button.setVisible(bool(given))

    def _flip_other(self) -> None:
        """Show or hide the other person's answers, and begin so the next time."""
        hidden = not self.table.other_hidden
        with self._desk.workspace.write():
            self._desk.workspace.keep(HIDE, "yes" if hidden else None)
        self.table.show_other(hidden, self.table.other_fixed)
        self._say_other()

    def _open_head(self) -> None:
        self.head_card.show()
        self.head_card.first_focus(self._head[0].id).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Going about

    def _below(self, _side: str) -> None:
        """After the last line: to what is asked under the table, else to the end."""
        aim = self.foot_card.first_focus() if self.foot_card.boxes else self.finish_button
        aim.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_line(self, line: QWidget) -> None:
        # once the page is laid out: a line that has just got its note is higher than it was
        QTimer.singleShot(0, line, lambda: self.page.ensureWidgetVisible(line, 0, theme.px(12)))

    def go_to(self, question: str, part: str = "") -> None:
        """Puts the cursor where a problem is."""
        if question in self.table.lines:
            if part == self.other and not self.table.is_open(part):
                self.table.show_other(False, False)
            self.table.lines[question].first_focus(part).setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        card = self.head_card if question in self.head_card.boxes else self.foot_card
        card.show()
        card.first_focus(question, part).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Answers

    def _answered(self, question: str, value: object) -> None:
        self.save_state.saving()
        self.session.answer(question, value)

    def _kept(self, question: str) -> None:
        if question not in self.table.lines:
            self.page.set_title(self.session.title, self._facts())
            self.head_card.show_asked()
            self.foot_card.show_asked()
            self.title_changed.emit()
        self._refresh()
        if self._red:
            self._show_problems(question)

    def _refresh(self) -> None:
        done, whole = self._count(self.mine), len(self.table.lines)
        self.count.setText(tr("{done} of {whole} answered", done=done, whole=whole))
        self.details.setVisible(self.head_card.isHidden() and bool(self._head))
        if done < whole:
            self.state.show_status(recording.STATES["supervisor"], "warn")
        elif self._count(self.other) < whole:
            self.state.show_status(tr("{other}’s part to do", other=self.other.capitalize()), "neutral")
        elif self._blocking():
            self.state.show_status(recording.STATES["agree"], "info")
        else:
            self.state.show_status(tr("Ready to sign"), "ok")

    def _blocking(self) -> list[Problem]:
        return [p for p in self.session.all_problems() if p.severity == "block"]

    def _show_problems(self, only: str = "") -> None:
        self.table.show_problems(only)
        for card in (self.head_card, self.foot_card):
            card.show_problems(red=True)

    def undo(self) -> None:
        """Take back the last answer, and show where it was."""
        self.flush()
        question = self.session.undo()
        if question is None:
            announce(self, tr("There is nothing more to take back."))
            return
        if question in self.table.lines:
            self.table.show_value(question)
        else:
            card = self.head_card if question in self.head_card.boxes else self.foot_card
            card.show_value(question)
            self.go_to(question)
        announce(self, tr("Taken back: {called}", called=self.session.called(question)))

    def flush(self) -> bool:
        """Keeps what is being written. False where the disk will not take it: then the window stays."""
        self.table.flush()
        self.head_card.flush()
        self.foot_card.flush()
        return self.session.keep() if self.session.unsaved else True

    # The end

    def save_for_later(self) -> None:
        """Back to the list; everything is kept."""
        if self.flush():
            self._window.go("recording")

    def finish(self) -> None:
        """To the signature; or say what is missing, here and at each line."""
        self.flush()
        found = self._blocking()
        if not found:
            self._window.go("check", doc=self.session.draft.doc, sign=True)
            return
        self._red = True
        if self.table.other_hidden and any(p.part in (self.other, "note") for p in found):
            self.table.show_other(False, self.table.other_fixed)
            self._say_other()
        self._show_problems()
        self._list_problems(found)

    def _list_problems(self, found: list[Problem]) -> None:
        named = [replace(p, words=self.session.named(p)) for p in found]
        many = "this" if len(named) == 1 else tr("these {named} things", named=len(named))
        lead = tr("Finish {many} before you sign.", many=many)
        if len(named) > LISTED_MOST:
            lead += tr(
                " The first {listed_most} are listed here; each line says its own.", listed_most=LISTED_MOST
            )
        self.problems.show_problems(named[:LISTED_MOST], lead)
        QTimer.singleShot(0, self, lambda: self.page.ensureWidgetVisible(self.problems, 0, theme.px(20)))

    # What the window asks

    def first_focus(self) -> QWidget:
        question, part = self._start
        lines = self.table.lines
        if question in lines:
            return lines[question].first_focus(part)
        if not self.head_card.isHidden():
            return self.head_card.first_focus(question, part)
        if question in self.foot_card.boxes:
            return self.foot_card.first_focus(question, part)
        return lines[self.table.unanswered(self.mine) or next(iter(lines))].first_focus(self.mine)

    def go_unanswered(self) -> None:
        """To the next thing that is missing."""
        self.flush()
        found = self._blocking()
        if found:
            self.go_to(found[0].question, found[0].part)
        else:
            self.finish_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [self.page, self.bottom]

    def acts(self) -> dict:
        doc = self.session.draft.doc
        return {
            "continue": self.finish, "save": self.save_state.say, "undo_answer": self.undo,
            "unanswered": self.go_unanswered, "pdf": lambda: self._window.go("preview", doc=doc),
        }  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A narrow bar keeps where the work is and its two buttons, and lets words go."""
        room = self.width() / theme.px(100)
        later, end = tr("Save for supervision"), tr("Finish and sign together")
        self.later.set_words(later if room > 8 else tr("Save"), later)
        self.finish_button.set_words(
            end if room > 8 else tr("Finish and sign") if room > 6.4 else tr("Sign"), end
        )
        self.count.setVisible(room > 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)
