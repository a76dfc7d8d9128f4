"""How the audits of a cycle are picked for moderation: the plan as it stands, or the few words that make one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop.moderation_board import Board
from qa_desktop.words import tr
from ui import theme
from ui.kit import Button, Card, Check, Field, LineBox, LinkButton, Muted, Text, row
from ui.screens.reading import soft

ACROSS = 3  # names of auditors in one line


class PlanCard(Card):
    """Asks for a seed and for who is not new; a plan that stands is made anew only with a reason."""

    wanted = Signal(str, object, str)  # seed, codes of auditors who are known, reason

    def __init__(self, board: Board, rules: str, parent: QWidget | None = None):
        super().__init__(tr("How audits are picked"), parent=parent)
        self.board = board
        self.add(Text(rules, parent=self))
        self.known: dict[str, Check] = {}
        if board.plan is not None:
            self._standing(board)
        self._form(board)

    @property
    def is_open(self) -> bool:
        """Whether somebody may be writing in it."""
        return self.fields.isVisible()

    def _standing(self, board: Board) -> None:
        plan = board.plan
        assert plan is not None
        names = dict(board.auditors)
        told = tr("Seed {seed}.", seed=soft(plan.seed))
        if plan.known:
            told += tr(" Not new: {known}.", known=", ".join(names.get(code, code) for code in plan.known))
        if plan.reason:
            told += tr(" Planned anew: {reason}", reason=soft(plan.reason))
        self.add(Muted(told, "body", self))
        self.again = LinkButton(tr("Plan it anew"), "rotate-ccw", parent=self)
        self.again.clicked.connect(self._unfold)
        self.body.addLayout(row(self.again, None))

    def _form(self, board: Board) -> None:
        anew = board.plan is not None
        self.fields = QWidget(self)
        self.seed = Field(
            tr("Seed"),
            LineBox(),
            tr("Leave it empty to take the seed of the cycle’s own draw. Anyone can draw again with it."),
            optional=True,
            parent=self.fields,
        )
        self.reason = Field(
            tr("Why it is planned anew"), LineBox(), tr("Both plans are kept."), parent=self.fields
        )
        self.reason.setVisible(anew)
        self.make = Button(
            tr("Make a new plan") if anew else tr("Make the plan"), "primary", parent=self.fields
        )
        self.make.clicked.connect(self._ask)
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(theme.px(10))
        grid.addWidget(self.seed, 0, 0, 1, ACROSS)
        grid.addWidget(self.reason, 1, 0, 1, ACROSS)
        if board.auditors:
            words = tr("Auditors who are not new, though their earlier audits are not here")
            grid.addWidget(Text(words, "strong", parent=self.fields), 2, 0, 1, ACROSS)
        for number, (code, name) in enumerate(board.auditors):
            tick = Check(soft(name), parent=self.fields)
            tick.setChecked(board.plan is not None and code in board.plan.known)
            self.known[code] = tick
            grid.addWidget(tick, 3 + number // ACROSS, number % ACROSS)
        grid.addLayout(row(self.make, None, margins=(4, 0, 4, 0)), 99, 0, 1, ACROSS)
        self.fields.setVisible(not anew)
        self.add(self.fields)

    def _unfold(self) -> None:
        self.fields.show()
        self.again.hide()
        self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        self.say("")
        known = tuple(code for code, tick in self.known.items() if tick.isChecked())
        self.wanted.emit(self.seed.editor.text().strip(), known, self.reason.editor.text())

    def say(self, problem: str) -> None:
        """Why no plan was made, where it can be put right."""
        field = self.reason if self.board.plan is not None else self.seed
        field.set_problem(problem)
        if problem:
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
