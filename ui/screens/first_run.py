"""The first start: who you are, where your work is kept, a passphrase, and the recovery key on paper."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qa_desktop import keys, profiles
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from qa_desktop.world import World
from ui.desk import Jobs
from ui.kit import (
    Banner,
    Button,
    Card,
    LinkButton,
    Text,
    announce,
    row,
)
from ui.screens.first_steps import Finished, Passphrase, Recovery, Step, Where, Who
from ui.screens.unlock import CentredPage

STEPS = 4


class FirstRun(CentredPage):
    """Four steps, back allowed until the profile is made. `opened` gives a closed workspace: `again` opens it."""

    opened = Signal(object)
    left = Signal()  # back to the first window
    rebuild_wanted = Signal()  # from what was kept of another profile
    placed = Signal(object)  # the folder, where it is not the usual one

    def __init__(
        self,
        world: World,
        jobs: Jobs,
        may_choose: bool = True,
        cost: keys.Cost | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__("", most=680, parent=parent)
        self._world, self._jobs, self._cost = world, jobs, cost
        self._workspace: Workspace | None = None
        self.who, self.where = Who(world.resources, self), Where(world.data_dir, may_choose, self)
        self.passphrase, self.recovery, self.finished = Passphrase(self), Recovery(self), Finished(self)
        self.steps: tuple[Step, ...] = (self.who, self.where, self.passphrase, self.recovery, self.finished)
        self.lead = Text("", parent=self)
        self.problem = Banner("bad", tr("This was not done."), "", parent=self)
        self.problem.text.show()
        self.problem.hide()
        self.back = Button(tr("Back"), icon="arrow-left", parent=self)
        self.next = Button(tr("Continue"), "primary", parent=self)
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._next)
        self.again = LinkButton(tr("Build a lost profile again"), parent=self)
        self.again.clicked.connect(self.rebuild_wanted)
        card = Card(parent=self)
        card.add(*self.steps)
        self.add(self.lead, self.problem, card)
        self.body.addLayout(row(self.back, self.again, None, self.next, margins=(4, 0, 4, 4)))
        for box in (
            self.who.name,
            self.who.code,
            self.who.team,
            self.who.organisation,
            self.where.box,
            self.recovery.box,
        ):
            box.returnPressed.connect(self._next)
        self.passphrase.two.entered.connect(self._next)
        self.passphrase.one.entered.connect(lambda: self.passphrase.two.first_focus().setFocus())
        self._show(0)

    def first_focus(self) -> QWidget:
        return self.steps[self.at].first_focus()

    def _show(self, number: int) -> None:
        self.at = number
        for each, step in enumerate(self.steps):
            step.setVisible(each == number)
        step = self.steps[number]
        left = (
            ""
            if number == len(self.steps) - 1
            else tr("step {number} of {steps}", number=number + 1, steps=STEPS)
        )
        self.set_title(step.title, tr("Welcome · {left}", left=left) if left else tr("Welcome"))
        self.lead.setText(step.words)
        self.lead.setVisible(bool(step.words))
        self.problem.hide()
        self.again.setVisible(number == 0)
        self.back.setVisible(number < 3)  # once the profile is made there is no way back
        self.next.set_words({2: tr("Make my profile"), 4: tr("Open")}.get(number, tr("Continue")))
        self.next.setEnabled(True)
        step.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{step.title}, {left}" if left else step.title)
        self.verticalScrollBar().setValue(0)

    def _say_problem(self, error: QaError) -> None:
        self.next.setEnabled(True)
        self.problem.text.setText(str(error))
        self.problem.show()
        announce(self, str(error))

    def _back(self) -> None:
        if self.at:
            self._show(self.at - 1)
        else:
            self.left.emit()

    def _next(self) -> None:
        if not self.next.isEnabled() or not self.steps[self.at].ready():
            return
        if self.at == 2:
            self._make()
        elif self.at == 4:
            self.opened.emit(self._workspace)
        else:
            if self.at == 3:
                self.finished.show_for(self._workspace, self.who.root is not None)
            self._show(self.at + 1)

    def _make(self) -> None:
        world, me = replace(self._world, data_dir=self.where.folder), self.who.me()
        words, cost, root = self.passphrase.one.text(), self._cost, self.who.root

        def make(_tell: object) -> tuple[Workspace, str]:
            workspace, key = profiles.create(world, me, words, cost=cost, root=root)
            workspace.close()
            return workspace, key

        self.next.setEnabled(False)
        self.back.setEnabled(False)
        self.next.set_words(tr("Making…"))
        self._jobs.run(make, self._made, self._not_made)

    def _made(self, made: tuple[Workspace, str]) -> None:
        self._workspace, key = made
        if self.where.folder != self._world.data_dir:
            self.placed.emit(self.where.folder)
        for field in (self.passphrase.one, self.passphrase.two):
            field.clear()
        self.recovery.show_key(key)
        self._show(3)

    def _not_made(self, error: QaError) -> None:
        self._show(2)
        self.back.setEnabled(True)
        self._say_problem(error)
