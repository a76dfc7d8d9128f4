"""After one audit: where it stands, what is owed and done, the worker's copy and dispute, and then beside now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import counting, ledger, release, release_list, roles, worker_copy
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.release import Due, ThenNow
from qa_desktop.release_list import PLACES, Fit, Line, Noted
from qa_desktop.release_steps import REAUDIT, SETTLE
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Group,
    LinkButton,
    Muted,
    Page,
    ProgressPanel,
    RowsCard,
    StatusRow,
    Text,
    announce,
    column,
    empty,
)
from ui.late import days_late
from ui.screens.pick import PDFS, Pick
from ui.screens.reading import Reading, short, soft
from ui.screens.release import LOOKS
from ui.screens.release_acts import About, DisputeCard, NoteCard, ReauditCard, ReleaseCard, WorkerDisputes
from ui.screens.release_then_now import ThenNowGroup
from ui.shell import MainWindow

TABLES = frozenset({"entries", "facts", "imports", "settings"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    line: Line
    owed: tuple[tuple[Due, str], ...]  # with who owes it
    noted: tuple[Noted, ...]
    can_note: tuple[tuple[str, str], ...]
    compared: ThenNow | None
    worker: str  # staff code
    may_release: bool
    may_give_out: bool
    may_note: bool
    may_speak_for: bool  # may enter a dispute for the worker
    is_mine: bool  # my own audit: somebody else releases it
    fit: tuple[Fit, ...] = ()
    cycles: tuple[tuple[str, str], ...] = ()


def read(ws: Workspace, digest: str) -> Seen:
    today = ws.world.now().astimezone().date()
    line = release_list.line(ws, digest, today)
    may = {
        able: roles.may(ws.world.resources, ws.me.role, able)
        for able in ("moderate", "allocate_and_draw", "audit_rfp")
    }
    owes_again = may["allocate_and_draw"] and line.again is None and _owes(line, REAUDIT)
    who = counting.signed_by(ws, ledger.form(ws, line.form).signer)
    return Seen(
        line=line,
        owed=tuple((one, release_list.who_words(ws, one, line)) for one in line.owed),
        noted=tuple(release_list.noted(ws, line.form)),
        can_note=tuple(release_list.can_note(ws, line)),
        compared=_compared(ws, line),
        worker=next((f.code for f in ws.store.facts([line.form]) if f.fact == "worker"), ""),
        may_release=may["moderate"],
        may_give_out=may["allocate_and_draw"],
        may_note=may["audit_rfp"],
        may_speak_for=may["moderate"],
        is_mine=who is not None and who.code == ws.me.code,
        fit=tuple(release_list.fit(ws, line.form)) if owes_again else (),
        cycles=tuple(release_list.cycles(ws)) if owes_again else (),
    )


def _owes(line: Line, step: str) -> bool:
    return any(one.step == step for one in line.owed)


def _compared(ws: Workspace, line: Line) -> ThenNow | None:
    if not (line.repeats or (line.again and line.again.form)):
        return None
    try:
        return release.then_now(ws, line.form)
    except NotAllowed:  # the audit that it looks at again is not on this laptop
        return None


class OneScreen(Page):
    """One audit after it was signed. What is pressed unfolds under the state, one thing at a time."""

    nav = "release"

    def __init__(self, desk: Desk, window: MainWindow, form: str, parent: QWidget | None = None):
        super().__init__(tr("After the audit"), parent=parent)
        self._desk, self._window, self._form = desk, window, form
        self.seen: Seen | None = None
        self.act: QWidget | None = None
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.read_it = Button(tr("Open the signed audit"), icon="clipboard-check", parent=self)
        self.read_it.clicked.connect(lambda: window.go("audit", digest=self._form))
        self.head(self.back, self.read_it)
        self.notices, self._state, self._act, self._all = (column(gap=12) for _ in range(4))
        for part in (self.notices, self._state, self._act, self._all):
            self.body.addLayout(part)
        self.reading = Reading(desk, TABLES, lambda ws: read(ws, form), self._draw, self._failed, self)
        self.reading.refresh()

    def title(self) -> str:
        return tr("case {family}", family=self.seen.line.family) if self.seen else ""

    def acts(self) -> dict:
        found = {"previous": self.back.click}
        return found | {"close": self._leave} if self.act else found

    def panes(self) -> list[QWidget]:
        return [one for one in (self.read_it, self.act and self.act.first_focus()) if one]

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        line = seen.line
        self._form = line.form
        signed = tr("signed by {auditor} on {signed}", auditor=line.auditor, signed=day_words(line.signed))
        self.set_subtitle(
            soft(tr("{title}: case {family}, {signed}", title=line.title, family=line.family, signed=signed))
        )
        for part in (self._state, self._all, self.side):
            empty(part)
        self._state.addWidget(self._stands())
        if seen.owed:
            self._all.addWidget(self._owed())
        if seen.compared:
            group = ThenNowGroup(seen.compared, line, self)
            group.opened.connect(lambda digest: self._window.go("audit", digest=digest))
            self._all.addWidget(group)
        self._all.addWidget(self._done())
        self.add_side(self._facts(), self._for_worker())

    def _stands(self) -> RowsCard:
        seen, line = self.seen, self.seen.line
        card, buttons = RowsCard(tr("Where it stands")), []
        if line.place == "ready" and seen.may_release and not seen.is_mine:
            out = Button(tr("Release"), "primary", "send", parent=self)
            out.clicked.connect(
                lambda: self._show(
                    ReleaseCard(self._desk, tr("Release it"), About(line), tr("Release it"), self)
                )
            )
            buttons.append(out)
        words = soft(line.stands, 300)
        if line.place in ("moderation", "disputed") and seen.may_give_out:
            look = Button(tr("Open its moderation"), icon="scale", parent=self)
            look.clicked.connect(lambda: self._window.go("moderated", digest=line.form))
            buttons.append(look)
        if line.place == "unplanned" and seen.may_give_out:
            plan = Button(tr("Plan moderation"), icon="scale", parent=self)
            plan.clicked.connect(lambda: self._window.go("moderation"))
            buttons.append(plan)
        if line.place == "ready" and seen.is_mine:
            words = tr("It is your own audit, so somebody else releases it.")
        icon = {"closed": ("circle-check", "ok"), "disputed": ("octagon-alert", "bad")}.get(
            line.place, ("clock", "primary")
        )
        tag = (PLACES[line.place], LOOKS[line.place])
        card.add_row(StatusRow(*icon, tr("Where it stands"), "", words, tag, buttons, self))
        return card

    def _owed(self) -> Group:
        late = any(one.days_late for one, _ in self.seen.owed)
        group = Group(tr("What is owed"), len(self.seen.owed), "bad" if late else "neutral", parent=self)
        rows = RowsCard(tr("What is owed"))
        for one, who in self.seen.owed:
            rows.add_row(self._owed_row(one, who))
        group.add(rows)
        return group

    def _owed_row(self, one: Due, who: str) -> StatusRow:
        again = self.seen.line.again
        words = tr("Due {due}", due=day_words(one.due.isoformat(), year=False))
        if one.days_late:
            words += f" · {days_late(one.days_late)}"
        tag = (tr("Overdue"), "bad") if one.days_late else None
        buttons = []
        if one.step == REAUDIT:
            if again:
                words = tr(
                    "With {auditor}, due {due}", auditor=again.auditor, due=day_words(again.due, year=False)
                )
                tag = (tr("Given out"), "info")
            elif self.seen.may_give_out:
                buttons = [self._button(tr("Choose an auditor"), "users", one, self._give_out)]
        elif one.step != SETTLE and self.seen.may_note:
            buttons = [self._button(tr("Note as done"), "check", one, self._note)]
        look = ("clock", "bad" if one.days_late else "muted")
        return StatusRow(*look, one.words, short(who, 40), words, tag, buttons, self)

    def _button(self, words: str, icon: str, one: Due, then) -> Button:
        button = Button(words, icon=icon, name=f"{words}. {one.words}", parent=self)
        button.clicked.connect(lambda checked=False, o=one: then(o))
        return button

    def _done(self) -> Group:
        seen = self.seen
        group, rows = Group(tr("What was done"), parent=self), RowsCard(tr("What was done"))
        if seen.line.released:
            day = day_words(seen.line.released, year=False)
            who = tr("To {worker} and {supervisor}", worker=seen.line.worker, supervisor=seen.line.supervisor)
            rows.add_row(StatusRow("send", "ok", tr("Released"), day, soft(who), None, (), self))
        for one in seen.noted:
            about = f"{day_words(one.on, year=False)} · {short(one.who, 40)}"
            rows.add_row(StatusRow("circle-check", "ok", one.words, about, soft(one.said), None, (), self))
        if seen.line.released or seen.noted:
            group.add(rows)
        else:
            group.add(Muted(tr("Nothing is noted yet."), "body", self))
        return group

    def _facts(self) -> Card:
        line = self.seen.line
        card = Card(tr("Who and what"), parent=self)
        told = (
            (tr("Judgement that counts"), line.grade or tr("None")),
            (tr("Worker"), line.worker or tr("Not named")),
            (tr("Supervisor"), line.supervisor or tr("Not named")),
            (tr("Auditor"), line.auditor),
        )
        for name, words in told:
            card.body.addLayout(column(Muted(name, parent=card), Text(soft(words, 200), parent=card), gap=1))
        return card

    def _for_worker(self) -> Card:
        seen, card = self.seen, Card(tr("The worker"), parent=self)
        if not seen.line.released:
            card.add(Muted(tr("Their copy can be made once the audit is released."), "body", card))
        else:
            self.copy = Button(tr("Save worker’s copy…"), icon="file-down", parent=card)
            self.copy.clicked.connect(self._save_copy)
            card.add(
                Muted(
                    tr("What went well first, without codes or case number, and room to answer."),
                    "body",
                    card,
                ),
                self.copy,
            )
        if seen.may_speak_for:
            enter = Button(tr("Enter a dispute"), icon="scale", parent=card)
            enter.clicked.connect(
                lambda: self._show(
                    DisputeCard(
                        self._desk, tr("Enter a dispute"), About(seen.line), tr("Keep the dispute"), self
                    )
                )
            )
            card.add(enter)
        if seen.worker and seen.worker != self._desk.workspace.me.code:
            signs = Button(
                tr("Worker signs dispute"),
                icon="signature",
                name=tr("The worker signs a dispute"),
                parent=card,
            )
            signs.clicked.connect(
                lambda: self._show(WorkerDisputes(self._desk, About(seen.line), seen.worker, self))
            )
            card.add(signs)
        return card

    # What is done

    def _note(self, one: Due) -> None:
        self._show(NoteCard(self._desk, self.seen.can_note, one.step, About(self.seen.line), self))

    def _give_out(self, one: Due) -> None:
        by: date = one.due
        self._show(ReauditCard(self._desk, self.seen.fit, self.seen.cycles, by, About(self.seen.line), self))

    def _show(self, form: QWidget) -> None:
        self._leave()
        self.act = form
        form.kept.connect(self._kept)
        form.left.connect(self._leave)
        self._act.addWidget(form)
        self.ensureWidgetVisible(form)
        form.first_focus().setFocus()
        self._window.refresh_acts()

    @Slot()
    def _leave(self) -> None:
        self.act = None
        empty(self._act)
        self._window.refresh_acts()

    @Slot(str)
    def _kept(self, words: str) -> None:
        given = isinstance(self.act, ReauditCard)
        self._leave()
        first, _, rest = words.partition(". ")
        banner = self._say("ok", f"{first.rstrip('.')}.", rest, tr("Open packs and returns") if given else "")
        banner.pressed.connect(lambda: self._window.go("packs"))

    def _say(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("This audit could not be shown."), str(error))

    def _save_copy(self) -> None:
        held = self._desk.workspace.store.entry(self._form)
        path = Pick.save(self, tr("Save worker’s copy"), worker_copy.file_name(held), PDFS) if held else None
        if path is None:
            return
        digest = self._form
        empty(self.notices)
        panel = ProgressPanel(tr("Making the worker’s copy"), self)
        panel.cancel.hide()
        self.notices.addWidget(panel)
        self.copy.setEnabled(False)

        def saved(made: Path) -> None:
            self.copy.setEnabled(True)
            self._say(
                "ok",
                tr("The worker’s copy is saved."),
                tr("{name} in {parent}", name=made.name, parent=made.parent),
            )

        def failed(error: QaError) -> None:
            self.copy.setEnabled(True)
            self._say("bad", tr("The worker’s copy was not saved."), str(error))

        self._desk.run(lambda ws, _tell: worker_copy.write(ws, digest, path), saved, failed)
