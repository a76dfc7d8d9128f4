"""The fields of an action, as they are proposed and changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import actions
from qa_desktop.action_entries import Action
from qa_desktop.action_next import Names
from qa_desktop.answer_types import day_words
from qa_desktop.returns import day_of
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.kit import Combo, Field, Heading, LineBox, TextBox
from ui.screens.action_acts import About, WordsCard, recall
from ui.screens.action_pick import PickSeveral
from ui.screens.reading import short
from ui.screens.schedule_acts import BAD_DATE

WORDS, DAYS = ("what", "outcome", "measure", "resources"), ("start", "due", "review")
PICKED = ("contributors", "standards")
PARTS = (  # heading, and rows of fields
    (tr("What"), (("what",), ("outcome",), ("measure",), ("resources",))),
    (tr("Who"), (("owner", "owner_role"), ("team", "service"), ("contributors",))),
    (tr("When"), (("priority", "due"), ("start", "review"))),
    (tr("What kind"), (("level", "change"), ("plan", "theme"), ("forum",))),
    (tr("What is tested again"), (("standards",),)),
)
NOBODY = ""


class FieldsCard(WordsCard):
    """All fields in one card. `work` seals what they say; what is begun stays when somebody leaves."""

    opened = Signal(str)  # the digest or document that was made

    def __init__(
        self,
        desk: Desk,
        title: str,
        verb: str,
        names: Names,
        body: Action,
        low: tuple[str, ...],
        work: Callable[[Workspace, dict[str, Any], str, bool], str],
        target: About,
        parent: QWidget | None = None,
        reason: bool = True,
    ):
        """`low`: standards that may well be meant. `reason`: whether it is asked why."""
        self._names, self._body, self._low, self._work = names, body, low, work
        self._asks_reason = reason
        self._rules = actions.rules(desk.workspace)
        self._known = {q.id: q for q in self._rules.field}
        super().__init__(desk, title, target, verb, parent)

    @property
    def begun(self) -> str:
        return f"fields.{self.target.doc}"

    # The fields

    def content(self) -> None:
        for heading, rows in PARTS:
            self.add(Heading(heading, 3, self))
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme.px(16))
            grid.setVerticalSpacing(theme.px(8))
            for number, names in enumerate(rows):
                for place, name in enumerate(names):
                    self.fields[name] = self._field(name)
                    grid.addWidget(self.fields[name], number, place, 1, 3 - len(names))
            for place in (0, 1):
                grid.setColumnStretch(place, 1)
            self.body.addLayout(grid)
        if self._asks_reason:
            self.put("reason", Field(tr("Why it changes"), LineBox(parent=self), "", True, self))
        self.ask_conduct()
        self._show({name: getattr(self._body, name) for name in self._known})
        self._show(recall(self._desk.workspace, self.begun))

    def _field(self, name: str) -> Field:
        asked = self._known[name]
        ready = ("what", "outcome", "measure", "level", "plan", "owner", "due", "priority")
        days = (tr("{label} {days} days", label=one.label, days=one.days) for one in self._rules.priority)
        hints = {"owner": tr("One person."), "owner_role": tr("What they are."), "contributors": "", "start": "",
                 "priority": ", ".join(days) + ".", "due": tr("Such as 20 Nov 2026."),
                 "level": tr("Whose work it changes.")}  # fmt: skip
        if not self._asks_reason:
            hints |= {
                "due": tr("Empty: by the priority."),
                "plan": tr("Empty: as usual."),
                "theme": tr("What it is about."),
            }
        hint = hints.get(name, asked.hint)
        return Field(asked.ask, self._editor(name), hint, name not in ready, self)

    def _editor(self, name: str) -> QWidget:
        if name in WORDS:
            box = TextBox(rows=2 if name == "resources" else 3, parent=self)
            PrivacyMarks(box)
            return box
        if name in PICKED:
            known = self._names.people if name == "contributors" else self._names.standards
            thing = tr("a contributor") if name == "contributors" else tr("a standard")
            return PickSeveral(self._known[name].ask, thing, known, self)
        if name == "owner":
            return self._combo(
                [(code, short(words, 40)) for code, words in self._names.people], tr("Nobody yet")
            )
        if name in ("team", "service"):
            known_names = self._names.teams if name == "team" else self._names.services
            held = getattr(self._body, name)
            every = dict.fromkeys((*known_names, *([held] if held else [])))
            return self._combo([(one, short(one, 40)) for one in every], tr("None"))
        if choices := self._rules.choices(name):
            return self._combo([(one.code, short(one.label, 50)) for one in choices], tr("Not chosen"))
        return LineBox(parent=self)

    def _combo(self, options: list[tuple[str, str]], none: str) -> Combo:
        box = Combo("", [(NOBODY, none), *options], self)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    # What they say

    def _show(self, held: dict[str, Any]) -> None:
        for name, value in held.items():
            editor = self.fields[name].editor if name in self.fields else None
            if isinstance(editor, PickSeveral):
                editor.set_value(tuple(value), self._low if name == "standards" else ())
            elif isinstance(editor, Combo):
                if editor.findData(value or NOBODY) < 0:
                    editor.addItem(str(value), value)
                editor.set_value(value or NOBODY)
            elif isinstance(editor, TextBox):
                editor.set_text(value or "")
            elif isinstance(editor, LineBox):
                is_day = name in DAYS and bool(day_of(value or ""))
                editor.setText(day_words(value) if is_day else value or "")

    def raw(self, name: str) -> Any:
        editor = self.fields[name].editor
        if isinstance(editor, PickSeveral | Combo):
            return editor.value()
        return editor.text().strip()

    def held(self) -> dict[str, Any]:
        """What is begun: only what differs from the action as it stands."""
        found = {}
        for name in self._known:
            value, stands = self.raw(name), getattr(self._body, name)
            if name in DAYS and value:
                value = day_of(value) or value
            if value != (stands if stands is not None else ""):
                found[name] = list(value) if isinstance(value, tuple) else value
        return found

    def said(self) -> dict[str, Any] | None:
        """The fields as they are sealed; None where a day cannot be read, with the problem beside it."""
        found: dict[str, Any] = {}
        wrong = None
        for name in self._known:
            value = self.raw(name)
            if name in DAYS:
                day = day_of(value) if value else None
                self.fields[name].set_problem(BAD_DATE if value and not day else "")
                wrong = wrong or (self.fields[name].editor if value and not day else None)
                value = day
            optional = name in DAYS or name in self._codes
            found[name] = None if optional and not value else value
        if wrong is not None:
            wrong.setFocus()
        return None if wrong is not None else found

    _codes = ("level", "change", "plan", "owner", "theme", "priority", "forum")

    @Slot()
    def _press(self) -> None:
        said = self.said()
        if said is None:
            return
        reason = self.fields["reason"].editor.text() if self._asks_reason else ""
        looked_at = self.looked_at([said[name] for name in WORDS] + [reason])
        self.yes.setEnabled(False)
        self._desk.run(lambda ws, _tell: self._work(ws, said, reason, looked_at), self._made, self.refused)

    def _made(self, made: str) -> None:
        self.opened.emit(made)
        self.kept.emit(tr("It is kept."))

    def first_focus(self) -> QWidget:
        return self.fields["what"].editor
