"""The form that is open: what is answered, what is left, and keeping each answer as it is given."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from qa_desktop import (
    answer_types,
    carry,
    families,
    forms,
    ledger,
    moderation_blind,
    people,
    privacy,
    recording,
    template_words,
    walk,
)  # fmt: skip
from qa_desktop.errors import NotAllowed, Problem, WriteFailed
from qa_desktop.forms import Draft
from qa_desktop.templates import Template
from qa_desktop.walk import Step
from qa_desktop.words import language, tr
from ui.forms.editor import Asking

START = "start"
"""Where one is before the first question."""


class Session(QObject):
    """A draft being filled in, or a signed form being read. A thin shell over `forms` and `walk`."""

    answered = Signal(str)  # a question; its answer is kept
    saved = Signal(object)  # datetime, in this laptop's own time
    failed = Signal(str)  # a whole sentence

    def __init__(self, desk, doc: str = "", digest: str = "", parent: QObject | None = None):
        super().__init__(parent)
        self._desk, self.doc, self.digest = desk, doc, digest
        ws = desk.workspace
        self.signed = ledger.form(ws, digest) if digest else None
        if self.signed:
            self.draft = forms.as_signed(self.signed)
            self.template: Template = forms.template_as_signed(ws, self.signed)  # in English, as it is sealed
        else:
            self.draft = forms.draft(ws, doc)
            self.template = template_words.said(forms.template_of(ws, self.draft), language())
        self.copy: moderation_blind.Copy | None = None  # what a moderator reads
        self._told = self._asked_facts()
        self.unsaved: dict[str, Any] = {}  # answers that did not reach the disk, by question
        self.today = ws.world.now().date()
        names = {code: person.name for code, person in people.everyone(ws).items()}
        self.earlier = carry.earlier(ws, self.draft) if self.draft.old else {}
        self.asking = Asking(self.template, self.today, names)
        self._walk()

    def _asked_facts(self) -> dict[str, str]:
        """What a slip, or a moderator's blind copy, says of the form that this is a part of."""
        row = self._desk.workspace.store.entry(self.draft.slip) if self.draft.slip else None
        if row is not None and row.kind == "blind":
            self.copy = moderation_blind.copy_of(self._desk.workspace, row.digest)
            facts = recording.facts(self.copy.template, self.copy.answers)
            return families.named_facts(self._desk.workspace, facts)
        if row is None or row.kind != "slip":
            return {}
        asked = ledger.slip(self._desk.workspace, row.digest)
        return {**asked.facts, "asked by": asked.auditor}

    @property
    def asked_by(self) -> str:
        """Who asked for this part by a slip; "" for a whole form."""
        return self._told.get("asked by", "")

    def signs(self) -> tuple[str, str]:
        """What is signed here, in words, and the statement that is signed with it."""
        if self.asked_by:
            return tr("your part"), tr("These are my own words.")
        if self.copy:
            return tr("your judgement"), tr(
                "This is my own judgement. I gave it without seeing the auditor’s."
            )
        audit = "audit" in ledger.template(self._desk.workspace, self.draft.template).title.lower()
        return tr("this audit") if audit else tr("this form"), self.template.statement

    # Reading

    def _walk(self) -> None:
        self.progress = walk.progress(self.template, self.answers, self.today)
        self.steps: dict[str, Step] = {s.question.id: s for one in self.progress.sections for s in one.steps}

    @property
    def answers(self) -> dict[str, Any]:
        """Every answer, with those that are not on the disk yet."""
        return {**self.draft.answers, **self.unsaved}

    def fact(self, name: str) -> str:
        """What lists know this form by: its case, worker, supervisor … "" if it does not say."""
        for question in self.template.questions:
            value = self.answers.get(question.id)
            if question.fact == name and isinstance(value, str):
                return value
            if question.type == "GROUP" and isinstance(value, dict):
                for part in question.part:
                    if part.fact == name and isinstance(value.get(part.id), str):
                        return value[part.id]
        return self._told.get(name, "")

    def person(self, name: str) -> str:
        """Who a fact names, by name where the service's list has them."""
        code = self.fact(name)
        return self.asking.people.get(code, code)

    @property
    def title(self) -> str:
        return (
            tr("{title}: case {case}", title=self.template.title, case=self.case)
            if self.case
            else self.template.title
        )

    @property
    def case(self) -> str:
        """The family as this laptop knows it: its number in the case system, or else its code."""
        return families.shown(self._desk.workspace, self.fact("case"))

    @property
    def unknown_family(self) -> str:
        """The code of a family whose number is not known here; "" where there is nothing to ask."""
        return self.case if families.is_code(self.case) and not self.signed else ""

    def name_family(self, number: str) -> None:
        """Keep which family it is, on this laptop only. Raises NotAllowed for the number of another one."""
        families.note(self._desk.workspace, self.fact("case"), number)

    @property
    def people_line(self) -> str:
        if self.asked_by:
            return tr("Your part, asked by {asked_by}", asked_by=self.asked_by)
        told = [
            f"{word} {self.person(word)}" for word in ("worker", "supervisor", "auditor") if self.fact(word)
        ]
        line = " · ".join(told)
        return line[:1].upper() + line[1:]

    def problems(self, question: str) -> tuple[Problem, ...]:
        step = self.steps.get(question)
        return step.problems if step else ()

    def all_problems(self) -> list[Problem]:
        """Everything to put right or to look at again, in the order of the form."""
        found = [problem for step in self.steps.values() for problem in step.problems]
        return found + walk.second_looks(self.template, self.answers)

    def looks_again(self) -> list[Problem]:
        """Prompts to think twice: they ask for a reason and stop nobody."""
        rules = self.template.prompts
        if rules is None:
            return []
        live = walk.live_answers(self.template, self.answers)
        return [Problem(rules.overall, p.words, severity="warn") for p in walk.prompts(self.template, live)]

    def begun(self, question: str) -> bool:
        """Something is there, and something is missing."""
        step = self.steps.get(question)
        return step is not None and step.state == "begun"

    def asked(self) -> list[str]:
        """The questions that can be gone to, in order."""
        return [name for name, step in self.steps.items() if step.question.type != "AUTO"]

    def called(self, question: str) -> str:
        """A question as lists name it: "M3 Supervision helped thinking"."""
        known = self.template.by_id[question]
        if known.use == "section_judgement":
            return f"{known.id} {self.template.section_of[question].title}"
        return walk.numbered(known, known.name)

    def named(self, problem: Problem) -> str:
        """A problem as a line of its own: "M6 Work checked at key points: choose a rating"."""
        ask = self.template.by_id[problem.question].ask.rstrip(".?")
        words = problem.words.removeprefix(f"{ask}: ")  # a part may ask the same as its question
        return f"{self.called(problem.question).rstrip('?')}: {words}"

    def summary(self, question: str) -> str:
        return answer_types.words(self.template, self.template.by_id[question], self.answers.get(question))

    # Changing

    def answer(self, question: str, value: Any) -> bool:
        """Keep one answer. Where that fails it is held here, and tried again with the next one."""
        self.unsaved[question] = value
        return self.keep()

    def keep(self) -> bool:
        """Keep everything that is not on the disk yet. False where it still is not."""
        if self.signed:
            return True
        for question, value in list(self.unsaved.items()):
            try:
                self.draft = forms.answer(self._desk.workspace, self.draft, question, value)
            except (WriteFailed, NotAllowed) as error:
                self._walk()
                self.failed.emit(str(error))
                return False
            del self.unsaved[question]
            self._walk()
            self.answered.emit(question)
        self.saved.emit(self.changed_at())
        return True

    def changed_at(self) -> datetime:
        """When the form was last kept, in this laptop's own time."""
        told = (
            datetime.fromisoformat(self.draft.changed)
            if self.draft.changed
            else self._desk.workspace.world.now()
        )
        return told.astimezone()

    def undo(self) -> str | None:
        """Take back the last answer. The question it was, or None where there is none."""
        return self._step_back(forms.undo)

    def redo(self) -> str | None:
        return self._step_back(forms.redo)

    def _step_back(self, verb) -> str | None:
        if self.signed or self.unsaved:
            return None
        try:
            self.draft, question = verb(self._desk.workspace, self.draft)
        except WriteFailed as error:
            self.failed.emit(str(error))
            return None
        if question:
            self._walk()
            self.answered.emit(question)
            self.saved.emit(self.changed_at())
        return question

    def settle(self, key: str, choice: privacy.Choice) -> bool:
        """Keep or hide a detail that could name somebody. False where that did not reach the disk."""
        try:
            self.draft = forms.settle_privacy(self._desk.workspace, self.draft, key, choice)
        except WriteFailed as error:
            self.failed.emit(str(error))
            return False
        self._walk()
        self.saved.emit(self.changed_at())
        return True

    def take_in(self, draft: Draft) -> None:
        """The draft was changed by something else than an answer on the page: show it as it now stands."""
        changed = [
            q
            for q in {*self.draft.answers, *draft.answers}
            if self.draft.answers.get(q) != draft.answers.get(q)
        ]
        self.draft = draft
        self._walk()
        for question in changed:
            self.answered.emit(question)
        self.saved.emit(self.changed_at())

    def mark(self, question: str, on: bool) -> None:
        """Set or take away the mark to come back to a question."""
        try:
            self.draft = forms.mark(self._desk.workspace, self.draft, question, on)
        except WriteFailed as error:
            self.failed.emit(str(error))

    # Where one left off

    @property
    def place(self) -> str:
        """The question that was open last; START where none was."""
        if self.signed:
            return START
        kept = self._desk.workspace.text(f"place.{self.draft.doc}") or START
        return kept if kept in self.asked() else START

    def keep_place(self, question: str) -> None:
        """Remember where one is. Not worth a word to the user where it fails: only the place would be lost."""
        if self.signed or question == self.place:
            return
        try:
            with self._desk.workspace.write():
                self._desk.workspace.keep(f"place.{self.draft.doc}", question)
        except WriteFailed:
            return
