"""A short form for somebody who comes by: one statement at a time, large, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from qa_desktop import answer_types, walk
from qa_desktop.templates import Part, Question, Template
from qa_desktop.words import tr
from ui import theme
from ui.forms.chosen import ListEditor, Radios, question_name
from ui.forms.editor import Asking, Editor, inset
from ui.forms.page import ScrolledColumn
from ui.forms.registry import editor_for
from ui.forms.written import WordsEditor
from ui.kit import Bar, Button, Heading, LinkButton, Muted, Text, announce, column, row
from ui.kit.choices import Choice

FRONT, END, THANKS = -1, -2, -3
WORDS_MOST = 500  # characters of a comment
THANKS_MS, LEFT_ALONE_MS = 8_000, 180_000


class LargeList(ListEditor):
    """One of a list, each choice a card to be hit with a finger."""

    def build(self) -> None:
        options = [Choice(o.code, o.label, help=o.words) for o in self.asking.template.options(self.field)]
        self._take(Radios(question_name(self.field), options, True, self))


def large_editor(field: Question | Part, asking: Asking, parent: QWidget) -> Editor:
    if field.type in ("AG5", "ONE", "YN", "YPN") and asking.template.options(field):
        return LargeList(field, asking, parent)
    if field.type == "LTX":
        return WordsEditor(field, asking, parent, rows=8, limit=WORDS_MOST, rules=False)
    return editor_for(field, asking, parent)


class OneByOne(QWidget):
    """Front, statements, end, thanks; then the front again. The answers live here only, until they are handed in.

    `handed_in` gives them away; the owner answers with `thank` or `refuse`.
    """

    handed_in = Signal(object)  # dict of answers
    leave_wanted = Signal()

    def __init__(self, asking: Asking, given: Mapping[str, Any], parent: QWidget | None = None):
        """`given`: what the owner has said already, the service for instance; it is not asked."""
        super().__init__(parent)
        self._asking, self.given = asking, dict(given)
        self._template: Template = asking.template
        self._answers: dict[str, Any] = {}
        self.place = FRONT
        self.editor: Editor | None = None
        self.stack = QStackedWidget(self)
        self.bar = Bar(tr("Progress"), 0, 1, self)
        whole = column(self.bar, self.stack, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.start_over)
        self._show(FRONT)

    # What is asked

    @property
    def questions(self) -> list[Question]:
        """In order, without those that the owner answers."""
        asked = walk.asked(self._template, self.given | self._answers)
        return [q for q in asked if not q.fact and q.type != "AUTO"]

    def _missing(self) -> str:
        question = self.questions[self.place]
        value = self._answers.get(question.id)
        found = answer_types.problems(self._template, question, value, question.required)
        return next((p.words for p in found if p.severity == "block"), "")

    # The pages: each is made when it is gone to, and gone when it is left

    def _show(self, place: int) -> None:
        self.place = place
        self.editor = None
        old = self.stack.currentWidget()
        made: dict[int, Callable[[], ScrolledColumn]] = {
            FRONT: self._front,
            END: self._end,
            THANKS: self._thanks,
        }
        self.page = made.get(place, self._question)()
        self.stack.addWidget(self.page)
        self.stack.setCurrentWidget(self.page)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.bar.setVisible(place >= 0)
        self.bar.set(max(place, 0), len(self.questions))
        self._wait(0 if place == FRONT else THANKS_MS if place == THANKS else LEFT_ALONE_MS)

    def _wait(self, milliseconds: int) -> None:
        """Somebody who walks away leaves nothing for the next to see."""
        self._soon.stop()
        if milliseconds:
            self._soon.start(milliseconds)

    def _column(self, title: str) -> ScrolledColumn:
        page = ScrolledColumn(title, self)
        page.heading = Heading(title, 1, page)
        page.body.setSpacing(theme.px(16))
        page.body.addLayout(inset(page.heading))
        return page

    def _front(self) -> ScrolledColumn:
        page = self._column(self._template.title)
        for words in dict.fromkeys(s.intro for s in self._template.section if s.intro):
            page.body.addLayout(inset(Text(words, "lead", parent=page)))
        least, most = self._template.minutes
        if most:
            page.body.addLayout(
                inset(Muted(tr("About {most} minutes.", most=most) if least == most else "", "body", page))
            )
        self.forward = Button(tr("Start"), "primary", "arrow-right", parent=page)
        self.forward.clicked.connect(self.go_on)
        leave = LinkButton(tr("Take the laptop back"), "lock", parent=page)
        leave.clicked.connect(self.leave_wanted)
        page.body.addLayout(row(self.forward, None, margins=(4, 8, 4, 4)))
        page.body.addStretch(1)
        page.body.addLayout(row(None, leave))
        return page

    def _question(self) -> ScrolledColumn:
        question, count = self.questions[self.place], len(self.questions)
        page = self._column(question.ask)
        hints = [question.hint] if question.hint else []
        hints += [] if question.required else [tr("You can leave this empty.")]
        said = Muted(
            tr("{place} of {count}. {hints}", place=self.place + 1, count=count, hints=" ".join(hints)),
            "body",
            page,
        )
        page.body.insertLayout(0, inset(said))
        self.editor = large_editor(question, self._asking, page)
        self.editor.set_value(self._answers.get(question.id))
        self.editor.changed.connect(lambda value, q=question.id: self._answered(q, value))
        page.body.addWidget(self.editor)
        self.forward = Button(tr("Next"), "primary", "arrow-right", parent=page)
        self.forward.clicked.connect(self.go_on)
        self._ways(page)
        return page

    def _end(self) -> ScrolledColumn:
        page = self._column(tr("That was all"))
        told = tr(
            "Press Finished to hand your answers in. They cannot be changed afterwards; no name, time or order is kept with them."
        )
        page.body.addLayout(inset(Text(told, "lead", parent=page)))
        self.refused = Text("", "strong", "bad", page)
        self.refused.hide()
        page.body.addLayout(inset(self.refused))
        self.forward = Button(tr("Finished"), "primary", "check", parent=page)
        self.forward.clicked.connect(self.hand_in)
        self._ways(page)
        return page

    def _ways(self, page: ScrolledColumn) -> None:
        back = Button(tr("Back"), icon="arrow-left", parent=page)
        back.clicked.connect(self.go_back)
        again = LinkButton(tr("Throw my answers away"), "x", parent=page)
        again.clicked.connect(self.start_over)
        page.body.addLayout(row(back, self.forward, None, again, gap=12, margins=(4, 8, 4, 4)))
        page.body.addStretch(1)

    def _thanks(self) -> ScrolledColumn:
        page = self._column(tr("Thank you"))
        told = tr("Your answers are handed in, and gone from this screen.")
        page.body.addLayout(inset(Text(told, "lead", parent=page)))
        self.forward = Button(tr("Ready for the next person"), "primary", parent=page)
        self.forward.clicked.connect(self.start_over)
        page.body.addLayout(row(self.forward, None, margins=(4, 8, 4, 4)))
        page.body.addStretch(1)
        return page

    # Going about

    def _answered(self, question: str, value: Any) -> None:
        self._answers.pop(question, None)
        if value is not None:
            self._answers[question] = value
        self._wait(LEFT_ALONE_MS)
        if self.editor is not None:
            self.editor.set_problem("", "")

    def _go(self, place: int) -> None:
        self._show(place)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.page.heading.text())

    def go_on(self) -> None:
        """To the next statement, once this one has what it needs."""
        if self.place in (END, THANKS):
            (self.hand_in if self.place == END else self.start_over)()
            return
        if self.editor is not None:
            self.editor.flush()
            if missing := self._missing():
                self.editor.set_problem("", f"{missing[:1].upper()}{missing[1:]}.")
                self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
                announce(self, missing)
                return
        self._go(self.place + 1 if self.place + 1 < len(self.questions) else END)

    def go_back(self) -> None:
        if self.editor is not None:
            self.editor.flush()
        if self.place == END:
            self._go(len(self.questions) - 1)
        elif self.place >= 0:
            self._go(self.place - 1)

    def hand_in(self) -> None:
        """Give the answers away. They stay here only until the owner says that they are kept."""
        self.forward.setEnabled(False)
        self.handed_in.emit(self.given | self._answers)

    def thank(self) -> None:
        """The answers are kept: nothing of them stays."""
        self._forget()
        self._go(THANKS)

    def refuse(self, words: str) -> None:
        """The answers could not be kept: they are still here."""
        self.forward.setEnabled(True)
        self.refused.setText(words)
        self.refused.show()
        announce(self, words)

    def start_over(self) -> None:
        """To the front, with nothing of whoever was here."""
        self._forget()
        self._go(FRONT)

    def _forget(self) -> None:
        self._answers = {}
        QGuiApplication.clipboard().clear()  # a comment that was copied would be pasted by the next
        if self.editor is not None:  # its page goes when the keys are let go; what is in it goes now
            self.editor.blockSignals(True)
            self.editor.set_value(None)

    def first_focus(self) -> QWidget:
        return self.editor.first_focus() if self.editor is not None else self.forward
