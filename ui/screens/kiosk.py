"""Supervision feedback: opened on a shared laptop, answered by whoever comes by, closed by the practice lead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from qa_desktop import feedback, forms, people, roles, work
from qa_desktop.entries import Person
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.editor import Asking
from ui.forms.one_by_one import OneByOne
from ui.forms.page import ScrolledColumn
from ui.kit import (
    Banner,
    Button,
    Card,
    EmptyState,
    Field,
    Heading,
    LineBox,
    LinkButton,
    Muted,
    Page,
    Text,
    announce,
    column,
    empty,
    row,
)  # fmt: skip
from ui.screens.leave import LeaveBox
from ui.screens.pick import Pick
from ui.shell import MainWindow

SLIPS = tr("Feedback slips (*{slip_suffix})", slip_suffix=feedback.SLIP_SUFFIX)
AWAKE_MS = 60_000
STILL_WORK = frozenset({"continue", "next", "previous", "pane", "pane_back", "lock"})


def form_of(ws: Workspace, digest: str) -> Template | None:
    """The form that was asked for, or the newest that is answered by whoever comes by."""
    known = forms.template_choices(ws)
    if digest in known:
        return known[digest]
    found = [t for t in known.values() if t.way == "kiosk"]
    return max(found, key=lambda t: (len(t.version), t.version, t.digest), default=None)


def collectors(ws: Workspace) -> list[Person]:
    """Who a slip can be written for."""
    may = (p for p in people.everyone(ws).values() if p.age)
    return [p for p in may if roles.may(ws.world.resources, p.role, "see_supervision_feedback")]


class KioskScreen(QWidget):
    """Set-up for whose laptop it is; once opened, only the form, until their passphrase takes it back."""

    full_window = True
    nav = "home"
    place_words = tr("Supervision feedback")

    def __init__(self, desk: Desk, window: MainWindow, template: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._desk, self._window = desk, window
        self._ws = desk.workspace
        self.template = form_of(self._ws, template)
        self.held = False
        self.only: frozenset[str] | None = None  # while held, what still works
        self.form: OneByOne | None = None
        self.leave: LeaveBox | None = None
        self._to: tuple[Person, Path] | None = None  # where a slip goes; none: kept here
        self._body = column(gap=0)
        self.setLayout(self._body)
        self._awake = QTimer(self)
        self._awake.setInterval(AWAKE_MS)
        self._awake.timeout.connect(desk.stir)
        self._set_up()

    def title(self) -> str:
        return ""

    @property
    def collects(self) -> bool:
        """Whether answers are kept on this laptop; else they are written into a file for whoever does."""
        return roles.may(self._ws.world.resources, self._ws.me.role, "see_supervision_feedback")

    # For whose laptop it is

    def _put(self, page: QWidget) -> None:
        empty(self._body)
        self._body.addWidget(page)

    def _set_up(self) -> None:
        self.page = Page(
            tr("Supervision feedback"), tr("From workers, without name, time or order."), self, most=860
        )
        home = LinkButton(tr("Home"), "arrow-left", parent=self.page)
        home.clicked.connect(lambda: self._window.do("home"))
        self.page.head(home)
        self.told = Banner("info", " ", " ", parent=self.page)
        self.told.hide()
        self.page.add(self.told)
        if self.template is None:
            words = tr("It comes in the pack from your practice lead.")
            self.page.add(EmptyState("message-square", tr("There is no feedback form here yet"), words))
        elif self.collects:
            self._offer_collecting()
            self._offer_closing()
        else:
            self._offer_slip()
        self._put(self.page)

    def _offer_collecting(self) -> None:
        card = Card(tr("Collect answers"), parent=self.page)
        lead = tr(
            "Open the form on this laptop and leave it with the workers. Only your passphrase takes it back."
        )
        self.service = Field(
            tr("Service"),
            LineBox(),
            tr("Only if it has five or more staff. Leave it empty otherwise."),
            True,
            self.page,
        )
        self.open_button = Button(tr("Open for answers"), "primary", "users", parent=card)
        self.open_button.clicked.connect(lambda: self.open())
        self.slips_button = Button(tr("Take in slips…"), icon="folder-open", parent=card)
        self.slips_button.clicked.connect(self._take_slips)
        card.add(Text(lead, parent=card), self.service)
        card.body.addLayout(row(self.open_button, self.slips_button, None, gap=12, margins=(4, 0, 4, 0)))
        self.page.add(card)

    def _offer_closing(self) -> None:
        card = Card(tr("Close this round"), parent=self.page)
        self.count = Text("", "figure", parent=card)
        least = feedback.minimum(self._ws)
        lead = tr(
            "Answers wait until the round is closed. Fewer than {least} are never sealed: they wait for the next round.",
            least=least,
        )
        self.cycle = Field(tr("Cycle"), LineBox(), parent=card)
        today = self._ws.world.now().astimezone().date()
        self.cycle.editor.setText(work.board(self._ws, today).cycle)
        self.close_button = Button(tr("Close this round"), icon="lock", parent=card)
        self.close_button.clicked.connect(self._close)
        card.add(self.count, Muted("waiting", "body", card), Text(lead, parent=card), self.cycle)
        card.body.addLayout(row(self.close_button, None, margins=(4, 0, 4, 0)))
        self.page.add(card)
        self._show_count()

    def _offer_slip(self) -> None:
        card = Card(tr("Write a slip"), parent=self.page)
        to = collectors(self._ws)
        who = tr(" or ").join(p.name for p in to)
        lead = tr(
            "Your answers go into a file that only {who} can open. Nothing in it says who wrote it or when.",
            who=who,
        )
        card.add(
            Text(
                lead if to else tr("Your practice lead has sent no key yet. Import their pack first."),
                parent=card,
            )
        )
        self.open_button = Button(tr("Choose a folder and answer"), "primary", "message-square", parent=card)
        self.open_button.clicked.connect(self._choose_folder)
        self.open_button.setEnabled(bool(to))
        card.body.addLayout(row(self.open_button, None, margins=(4, 0, 4, 0)))
        self.page.add(card)

    def _show_count(self) -> None:
        self.count.setText(str(feedback.waiting(self._ws)))

    def _say(self, kind: str, title: str, words: str) -> None:
        at = self.page.body.indexOf(self.told)
        self.told.hide()
        self.told.deleteLater()
        self.told = Banner(kind, title, words, parent=self.page)
        self.page.body.insertWidget(max(at, 0), self.told)
        announce(self, f"{title} {words}")

    def _close(self) -> None:
        cycle = self.cycle.editor.text()
        self._desk.run(lambda ws, _: feedback.close(ws, cycle), self._closed, self._not_closed)

    def _closed(self, done: feedback.Closed) -> None:
        self._say(
            "ok" if done.sealed else "info",
            tr("The round is closed.") if done.sealed else tr("Nothing was sealed."),
            done.words,
        )
        self._show_count()

    def _not_closed(self, error: QaError) -> None:
        self._say("bad", tr("The round was not closed."), str(error))

    def _take_slips(self) -> None:
        paths = Pick.files(self, tr("Take in slips"), SLIPS)
        if paths:
            self._desk.run(lambda ws, _: feedback.take_slips(ws, paths), self._took, self._not_taken)

    def _took(self, done: feedback.SlipsTaken) -> None:
        again = tr(" {again} were taken in before.", again=done.again) if done.again else ""
        refused = " ".join(why for _, why in done.refused)
        self._say(
            "warn" if refused else "ok",
            tr("{taken} taken in.{again}", taken=done.taken, again=again),
            refused,
        )
        self._show_count()

    def _not_taken(self, error: QaError) -> None:
        self._say("bad", tr("The slips were not taken in."), str(error))

    def _choose_folder(self) -> None:
        folder = Pick.folder(self, tr("Where the slip goes"))
        if folder is not None:
            self.open(folder)

    # For whoever comes by

    def open(self, folder: Path | None = None) -> None:
        """Only the form from here on. With a `folder`, one person's answers go into a slip there."""
        assert self.template is not None
        given: dict[str, Any] = {}
        if folder is None:
            service = self.service.editor.text().strip()
            given = {q.id: service for q in self.template.questions if q.fact == "service" and service}
        else:
            self._to = (collectors(self._ws)[0], folder)
        self.held = folder is None
        self.only = STILL_WORK if self.held else None
        self._awake.start()
        self._show_form(given)

    def _show_form(self, given: Mapping[str, Any]) -> None:
        assert self.template is not None
        today = self._ws.world.now().astimezone().date()
        self.form = OneByOne(Asking(self.template, today), given, self)
        self.form.handed_in.connect(self._keep)
        self.form.leave_wanted.connect(self.ask_to_leave)
        self._put(self.form)
        self._window.refresh_acts()
        self.form.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, answers: dict[str, Any]) -> None:
        template, to = self.template, self._to
        assert template is not None

        def work_(ws: Workspace, _tell: Any) -> str:
            if to is None:
                feedback.collect(ws, template, answers)
                return ""
            return feedback.write_slip(ws.world, to[1], template, answers, to[0].age).name

        self._desk.run(work_, self._kept, self._not_kept)

    def _kept(self, slip: str) -> None:
        assert self.form is not None
        if not slip:
            self.form.thank()
            return
        self.form.start_over()
        self._back()
        self._say(
            "ok",
            tr("Your slip is written."),
            tr("{slip}. Put it where your practice lead collects them.", slip=slip),
        )

    def _not_kept(self, error: QaError) -> None:
        assert self.form is not None
        self.form.refuse(str(error))

    # The way back

    def ask_to_leave(self) -> None:
        """Somebody tries to leave: what was written goes, and the passphrase is asked for."""
        given = self.form.given if self.form is not None else {}
        if self.form is not None:
            self.form.start_over()
        if not self.held:
            self._back()
            return
        page = ScrolledColumn(tr("Take the laptop back"), self)
        heading = Heading(tr("Take the laptop back"), 1, page)
        page.body.addWidget(heading)
        self.leave = LeaveBox(self._desk, tr("For {name}", name=self._ws.me.name), page)
        self.leave.left.connect(self._back)
        again = LinkButton(tr("Back to the form"), "arrow-left", parent=page)
        again.clicked.connect(lambda: self._show_form(given))
        page.body.addWidget(self.leave)
        page.body.addLayout(row(again, None))
        page.body.addStretch(1)
        self.form = None
        self._put(page)
        self.leave.passphrase.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.held, self.only, self.form, self._to = False, None, None, None
        self._awake.stop()
        self._set_up()
        self._window.refresh_acts()
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # What the window asks

    def first_focus(self) -> QWidget:
        if self.form is not None:
            return self.form.first_focus()
        if self.leave is not None and self.held:
            return self.leave.passphrase.first_focus()
        return (
            self.open_button
            if self.template is not None and self.open_button.isEnabled()
            else self.page.heading
        )

    def panes(self) -> list[QWidget]:
        return [self.form if self.form is not None else self.page]

    def acts(self) -> dict:
        if self.form is None:
            return {}
        return {"continue": self.form.go_on, "next": self.form.go_on, "previous": self.form.go_back}

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)
