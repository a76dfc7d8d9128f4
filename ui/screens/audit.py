"""The audit: sections on the left, one question in the middle, the guide on the right, where the work is below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from qa_desktop import forms, walk
from qa_desktop.errors import NotAllowed
from qa_desktop.words import tr
from ui import copied
from ui.actions import held_keys
from ui.forms.before import BeforePage
from ui.forms.come_back import ComeBackPage, to_come_back_to
from ui.forms.editor import sentence
from ui.forms.lines import LinesEditor
from ui.forms.page import QuestionPage, ScrolledColumn
from ui.forms.rated import RatedEditor
from ui.forms.session import START, Session
from ui.forms.ways import place_of
from ui.kit import Button, Field, LineBox, announce, row
from ui.order import follow_layout
from ui.screens import action_mark, move_on, risk, worker_card
from ui.screens.after import AfterSigning
from ui.screens.audit_frame import AuditFrame
from ui.screens.audit_list import lines

LIST_WIDTH, QUESTION_LEAST = 275, 640  # px at 100 %
COME_BACK = tr("come back")
RATING_KEYS = {"rate4": "4", "rate3": "3", "rate2": "2", "rate1": "1", "rate_na": "NA", "rate_uj": "UJ"}


class AuditScreen(AuditFrame):
    """One form being filled in (`doc`), or a signed one being read (`digest`). Keeps every answer as it is given."""

    full_window = True
    nav = "audits"
    title_changed = Signal()

    def __init__(
        self, desk, window, doc: str = "", digest: str = "", question: str = "", part: str = "", red: bool = False,
        parent: QWidget | None = None,
    ):  # fmt: skip
        super().__init__(Session(desk, doc, digest), parent)
        self._desk, self._window = desk, window
        self.here = START
        self.page: ScrolledColumn | None = None
        self.taken_in: forms.Draft | None = None  # as it was before the worker’s answers came in
        self._wire()
        self._show(question or self.session.place, part, red)
        risk.remind(window, self.session)

    def title(self) -> str:
        case = self.session.case
        return tr("case {case}", case=case) if case else self.session.template.title

    @property
    def place_words(self) -> str:
        return self.session.template.title if self.session.case else tr("Audit")

    def _wire(self) -> None:
        session = self.session
        session.answered.connect(self._kept)
        session.saved.connect(self.save_state.saved)
        session.failed.connect(self.save_state.failed)
        self.save_state.try_again.connect(session.keep)
        self.save_state.copy_answers.connect(self.copy_answers)
        self.home.clicked.connect(lambda: self._window.do("home"))
        self.list.wanted.connect(self.go_to)
        self.come_back.clicked.connect(lambda: self.go_to(COME_BACK))
        self.guide_button.clicked.connect(self.flip_guide)
        self.sections.clicked.connect(self.flip_sections)
        self.guide.hide_wanted.connect(self.flip_guide)
        self.risk_button.clicked.connect(self.open_risk)
        self.check_button.clicked.connect(self.open_check)
        self.previous.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_on)
        self.unanswered.clicked.connect(self.go_unanswered)
        if not session.signed:
            self.save_state.saved(session.changed_at())
            self._key("undo", self.undo)
            self._key("redo", self.redo)
        else:
            self.amend.clicked.connect(self._ask_reason)

    def _key(self, name: str, what) -> None:
        # A text box takes these keys for its own words first; everywhere else they take back answers
        action = QAction(self)
        action.setShortcuts([QKeySequence(key) for key in held_keys(name)])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda: what())
        self.addAction(action)

    # Going from question to question

    def go_to(self, question: str, part: str = "", red: bool = False) -> None:
        """Keeps what is being written, then shows another page of the audit and puts the cursor in it."""
        self.flush()
        left = self.here
        self._show(question, part, red)
        self._tell_left(left)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.page.heading.text())

    def _show(self, question: str, part: str = "", red: bool = False) -> None:
        known = self.session.steps.get(question)
        if question not in (START, COME_BACK) and (known is None or known.question.type == "AUTO"):
            question = START
        old, self.page = self.page, self._make_page(question, part, red)
        self.here = question
        self.stack.addWidget(self.page)
        self.stack.setCurrentWidget(self.page)
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()
        shown = self.session.template.by_id.get(question)
        self.guide.show_question(shown)
        self._refresh()
        self._list_wanted = False
        self._fit()
        if question != COME_BACK:
            self.session.keep_place(question)
        follow_layout(self)
        if self._window.showing is self:
            self._window.refresh_acts()

    def _make_page(self, question: str, part: str, red: bool) -> ScrolledColumn:
        if question == START and self.session.signed:
            page = AfterSigning(self._desk, self.session, self)
            page.amend_wanted.connect(self._ask_reason)
            page.withdrawn.connect(self._window.reload)
            action_mark.after(self, page)
            return page
        if question == START:
            page = BeforePage(self.session, self)
            page.start_wanted.connect(self.go_on)
            page.family_known.connect(self._window.reload)
            move_on.beside(self, page)
            return page
        if question == COME_BACK:
            page = ComeBackPage(self.session, self)
            page.go_wanted.connect(self.go_to)
            return page
        page = QuestionPage(self.session, question, part, red, self)
        page.answered.connect(self._answered)
        page.mark_wanted.connect(self.mark)
        page.go_wanted.connect(self.go_to)
        page.action_wanted.connect(self.add_action)
        page.practice_wanted.connect(lambda: self._add_to("strengths"))
        page.hand_over_wanted.connect(
            lambda by: self._window.go("handover", doc=self.session.draft.doc, by=by)
        )
        action_mark.beside(self, page)
        if page.hand_over is not None and page.of == "worker":
            worker_card.beside(self, page)
        return page

    def _tell_left(self, left: str) -> None:
        """A question left half answered says so, once, on the next page."""
        if (
            self.session.signed
            or not isinstance(self.page, QuestionPage)
            or left in (START, COME_BACK, self.here)
        ):
            return
        if not self.session.begun(left):
            return
        blocked = [sentence(p.words) for p in self.session.problems(left) if p.severity == "block"]
        more = tr(" And {blocked} more.", blocked=len(blocked) - 2) if len(blocked) > 2 else ""
        self.page.note(
            "warn",
            tr("{left} is kept, and not finished", left=left),
            " ".join(blocked[:2]) + more,
            tr("Back to {left}", left=left),
            left,
        )

    def _neighbour(self, step: int) -> str | None:
        if self.here in (START, COME_BACK):
            asked = self.session.asked()
            here = self.session.place if self.here == COME_BACK else START
            return (here if here != START else asked[0]) if asked and step > 0 else None
        before, after = walk.neighbours(self.session.template, self.session.answers, self.here)
        found = before if step < 0 else after
        return found.id if found else START if step < 0 else None

    def go_back(self) -> None:
        """To the question before this one."""
        self.flush()
        if wanted := self._neighbour(-1):
            self.go_to(wanted)

    def go_on(self) -> None:
        """To the next question; after the last one, to the check."""
        self.flush()
        wanted = self._neighbour(1)
        if wanted:
            self.go_to(wanted)
        elif not self.session.signed:
            self.open_check()

    def go_unanswered(self) -> None:
        """To what is missing in the next question that still needs something; where nothing does, to the check."""
        self.flush()
        found = walk.next_unanswered(
            self.session.template, self.session.answers, self.here, self.session.today
        )
        if found is None or found.id == self.here:
            self.open_check()
        else:
            missing = (p.part for p in self.session.problems(found.id) if p.severity == "block")
            self.go_to(found.id, next(missing, ""))

    # Answers

    def _answered(self, value: object) -> None:
        self.save_state.saving()
        self.session.answer(self.here, value)

    def _kept(self, question: str) -> None:
        self.taken_in = None
        self._refresh()
        risk.remind(self._window, self.session)
        if self.session.template.by_id[question].fact or question in self._titled():
            self._fit_top()
            self.people.set_text(self.session.people_line)
            self.title_changed.emit()

    def _titled(self) -> set[str]:
        return {q.id for q in self.session.template.questions if any(p.fact for p in q.part)}

    def _refresh(self) -> None:
        session = self.session
        done, total = session.progress.done, session.progress.total
        self.done_words.setText(tr("{done} of {total}", done=done, total=total))
        self.bar.set(done, total)
        self.list.show_lines(lines(session, self.here), self.here)
        marked = len(to_come_back_to(session)[0])
        self.come_back.set_words(
            tr("{marked} to come back to", marked=marked) if marked else tr("Come back to")
        )
        self.previous.setEnabled(self.here != START and self.here != COME_BACK)
        if isinstance(self.page, QuestionPage):
            self.page.refresh()

    def undo(self) -> None:
        """Take back the last answer, and show the question it was."""
        self._stepped(self.session.undo, tr("Taken back"))

    def redo(self) -> None:
        self._stepped(self.session.redo, tr("Put back"))

    def _stepped(self, verb, words: str) -> None:
        self.flush()
        question = verb()
        if question is None:
            announce(self, tr("There is nothing more to take back."))
            return
        self._show(question if question in self.session.steps else self.here)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{words}: {self.session.called(question)}")

    def mark(self, on: bool) -> None:
        if not isinstance(self.page, QuestionPage) or self.session.signed:
            return
        self.session.mark(self.here, on)
        self.page.show_mark(self.here in self.session.draft.marks)
        self._refresh()
        announce(self, tr("Marked to come back to") if on else tr("Mark taken away"))

    def copy_answers(self) -> None:
        """Everything that is answered, as text, for when the disk will not take it."""
        told = [
            f"{self.session.called(q)}\n{v}"
            for q, v in self.session.answers.items()
            if q in self.session.steps
        ]
        copied.copy(f"{self.session.title}\n\n" + "\n\n".join(told))
        announce(self, tr("Answers copied"))

    def flush(self) -> bool:
        """Keeps what is being written. False where the disk will not take it: then the window stays."""
        if isinstance(self.page, QuestionPage):
            self.page.editor.flush()
        return self.session.keep() if self.session.unsaved else True

    def changeEvent(self, event: QEvent) -> None:
        if (
            event.type() == QEvent.Type.ActivationChange
            and not self.isActiveWindow()
            and self.page is not None
        ):
            self.flush()
        super().changeEvent(event)

    def save_now(self) -> None:
        if self.flush() and not self.session.signed:
            self.save_state.saved(self.session.changed_at())
        self.save_state.say()

    # Other things to do from here

    def add_action(self) -> None:
        self._add_to("actions")

    def _add_to(self, use: str) -> None:
        """To the list of actions or strengths, with a new line open in it and a way back."""
        found = next(
            (q for q in self.session.template.questions if q.use == use and q.id in self.session.steps), None
        )
        if found is None or self.session.signed:
            return
        came = self.here
        self.go_to(found.id)
        if isinstance(self.page, QuestionPage) and isinstance(self.page.editor, LinesEditor):
            self.page.editor.add()
            if came in self.session.steps and came != found.id and not self.session.begun(came):
                self.page.note(
                    "info",
                    tr("From {called}", called=self.session.called(came)),
                    "",
                    tr("Back to {came}", came=came),
                    came,
                )

    def add_evidence(self) -> None:
        if isinstance(self.page, QuestionPage) and isinstance(self.page.editor, RatedEditor):
            self.page.editor.add_evidence()
        elif isinstance(self.page, QuestionPage) and isinstance(self.page.editor, LinesEditor):
            self.page.editor.add()

    def open_risk(self) -> None:
        risk.open_alert(self._desk, self._window)

    def open_check(self) -> None:
        if self.session.signed:
            self._window.go("preview", digest=self.session.digest)
        else:
            self._window.go("check", doc=self.session.draft.doc)

    def open_pdf(self) -> None:
        signed = self.session.signed
        self._window.go(
            "preview", **({"digest": signed.digest} if signed else {"doc": self.session.draft.doc})
        )

    def _ask_reason(self) -> None:
        """A signed form is changed by a new version, which needs its reason."""
        if hasattr(self, "reason_field"):
            self.reason_field.editor.setFocus()
            return
        self.reason_field = Field(tr("Why it needs to change"), LineBox(), parent=self)
        self.reason_field.editor.returnPressed.connect(self._amend)
        go = Button(tr("Make a new version"), "primary", parent=self)
        go.clicked.connect(self._amend)
        strip = row(self.reason_field, go, gap=12, margins=(28, 8, 28, 8))
        strip.setStretch(0, 1)
        strip.setAlignment(go, Qt.AlignmentFlag.AlignBottom)
        self.middle.layout().insertLayout(0, strip)
        self.reason_field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _amend(self) -> None:
        try:
            draft = forms.amend(self._desk.workspace, self.session.digest, self.reason_field.editor.text())
        except NotAllowed as error:
            self.reason_field.set_problem(str(error))
            self.reason_field.editor.setFocus()
            return
        self._window.go(place_of(self.session.template), doc=draft.doc)

    # What the window asks

    def first_focus(self) -> QWidget:
        assert self.page is not None
        return self.page.first_focus()

    def panes(self) -> list[QWidget]:
        return [self.top, self.side, self.stack, self.bottom, self.guide]

    def acts(self) -> dict:
        """What can be done on the page that is shown."""
        found = {
            "previous": self.go_back, "next": self.go_on, "continue": self.go_on, "unanswered": self.go_unanswered,
            "guide": self.flip_guide, "save": self.save_now, "pdf": self.open_pdf,
        }  # fmt: skip
        if self.session.signed:
            return {name: what for name, what in found.items() if name != "unanswered"}
        found["undo_answer"] = self.undo
        if not self.risk_button.isHidden():
            found["risk"] = self.open_risk
        if isinstance(self.page, QuestionPage):
            found |= {"come_back": lambda: self.mark(not self.page.marked), "action": self.add_action}
            found |= self._choosing()
        return found

    def _choosing(self) -> dict:
        assert isinstance(self.page, QuestionPage)
        editor, template = self.page.editor, self.session.template
        kind = self.page.question.type
        if kind in ("EV", "G4"):
            scale = template.scale_of(self.page.question)
            codes = {p.code for p in scale.point}
            found = {
                act: lambda c=code: editor.choose(c) for act, code in RATING_KEYS.items() if code in codes
            }
            if kind == "EV":
                seen = scale.seen
                found |= {f"seen{n}": lambda c=s.code: editor.choose(c) for n, s in enumerate(seen[:4], 1)}
                found["evidence"] = self.add_evidence
            return found
        return {"evidence": self.add_evidence} if isinstance(editor, LinesEditor) else {}
