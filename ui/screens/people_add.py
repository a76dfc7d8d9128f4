"""Adding one person who signs nothing: so that lists and screens can show a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import people, roles
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Card, Combo, Field, LineBox, Muted, announce, column, empty, row
from ui.screens.reading import soft


class AddCard(Card):
    """One member of staff by code, name, role, team and supervisor."""

    done = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, codes: Sequence[str], supervisors: Sequence[tuple[str, str]], parent: QWidget | None = None
    ):  # fmt: skip
        """`codes` that are taken; `supervisors`: code and words."""
        super().__init__(tr("Add somebody who does not sign"), parent=parent)
        self._desk, self._codes = desk, frozenset(codes)
        resources = desk.workspace.world.resources
        self.notices = column(gap=8)
        self.code, self.name, self.team = (LineBox(parent=self) for _ in range(3))
        self.role = Combo(options=[(r.code, r.name) for r in roles.roles(resources)], parent=self)
        self.supervisor = Combo(options=[("", tr("Nobody")), *supervisors], parent=self)
        self.code_field = Field(
            tr("Staff code"), self.code, tr("As in the case system, such as W42"), parent=self
        )
        self.name_field = Field(tr("Name"), self.name, parent=self)
        self.team_field = Field(tr("Team"), self.team, optional=True, parent=self)
        self.add(
            Muted(
                tr("Whoever signs audits sends a request file instead, and is admitted below."), "body", self
            )
        )
        self.body.addLayout(self.notices)
        self.body.addLayout(row(self.code_field, self.name_field, gap=16))
        self.body.addLayout(row(Field(tr("Role"), self.role, parent=self), self.team_field, gap=16))
        self.add(Field(tr("Supervisor"), self.supervisor, parent=self))
        self.yes = Button(tr("Add to the list"), "primary", parent=self)
        self.no = Button(tr("Cancel"), name=tr("Cancel adding"), parent=self)
        self.yes.clicked.connect(self._add)
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.yes, self.no, None, gap=12))

    @Slot()
    def _add(self) -> None:
        code, name, team = (" ".join(box.text().split()) for box in (self.code, self.name, self.team))
        taken = (
            tr("{code} is on the list already. To correct it, take in a list.", code=code)
            if code in self._codes
            else ""
        )
        self.code_field.set_problem(taken or ("" if code else tr("Type the staff code.")))
        self.name_field.set_problem("" if name else tr("Type the name."))
        if taken or not code or not name:
            (self.name if code and not taken else self.code).setFocus()
            return
        self.yes.setEnabled(False)
        role, supervisor = str(self.role.value()), str(self.supervisor.value() or "")

        def work(ws: Workspace, _tell: object) -> str:
            people.name_only(ws, code, name, role, team, supervisor)
            return name

        self._desk.run(work, self._added, self._refused)

    def _added(self, name: str) -> None:
        self.done.emit(tr("{name} is on the list.", name=name))

    def _refused(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        empty(self.notices)
        banner = Banner("bad", tr("Nobody was added."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))
