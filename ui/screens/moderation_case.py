"""The moderation of one audit: why it was picked, who is asked, both judgements side by side, what they came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import moderation, moderation_blind, moderation_board, packs, roles
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.moderation_board import Candidate, Look
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Card, LinkButton, Muted, Page, Tag, Text, announce, column, empty, row
from ui.screens.list_screen import TABLES
from ui.screens.moderation_forms import AgreeCard, DecideCard, PassOnCard, SendCard
from ui.screens.moderation_sides import BothSides, OutcomeCard, tag_of
from ui.screens.pick import Pick
from ui.screens.reading import Reading, soft
from ui.shell import MainWindow

LAST_FOLDER = "folder.moderation"  # setting: where the last file was put


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go. `gives`, `agrees`, `settles`: what this person may do here."""

    look: Look
    candidates: tuple[Candidate, ...]
    settlers: tuple[tuple[str, str], ...]
    gives: bool
    agrees: bool
    settles: bool
    folder: str


def read(ws: Workspace, digest: str) -> Seen:
    look = moderation_board.look(ws, digest)

    def may(capability: str) -> bool:
        return roles.may(ws.world.resources, ws.me.role, capability)

    mine = ws.me.code == look.auditor.code
    second = look.case.second
    party = mine or (second is not None and second.code == ws.me.code)
    open_ = look.case.status == "unresolved" and look.case.decision is None
    gives = may("allocate_and_draw") and not mine
    return Seen(
        look,
        moderation_board.candidates(ws, digest) if gives and look.case.status in ("none", "sent") else (),
        moderation_board.settlers(ws) if gives and open_ else (),
        gives,
        may("moderate") and not mine,
        may("settle") and not party and open_,
        ws.text(LAST_FOLDER) or "",
    )


class CaseScreen(Page):
    """Reads on the worker; a form in which somebody may be writing is left alone until the audit itself changes."""

    nav = "moderation"

    def __init__(self, desk: Desk, window: MainWindow, digest: str, parent: QWidget | None = None):
        super().__init__(tr("Moderation"), parent=parent)
        self._desk, self._window, self._digest = desk, window, digest
        self.seen: Seen | None = None
        self.send: SendCard | None = None
        self.agree: AgreeCard | None = None
        self.decide: DecideCard | None = None
        self.pass_on: PassOnCard | None = None
        self.back = Button(tr("All moderation"), icon="arrow-left", parent=self)
        self.back.clicked.connect(lambda: window.go("moderation"))
        self.audit = Button(tr("Open the signed audit"), icon="file-text", parent=self)
        self.audit.clicked.connect(lambda: window.go("audit", digest=digest))
        self.audit.hide()
        self.head(self.back, self.audit)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self.reading = Reading(desk, TABLES, lambda ws: read(ws, digest), self._draw, self._unread, self)
        self.reading.refresh()

    def title(self) -> str:
        return (
            tr("case {number}", number=self.seen.look.number) if self.seen and self.seen.look.number else ""
        )

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        look = seen.look
        about = (
            look.line.title,
            look.line.team,
            tr("audited by {who}", who=look.line.who) if look.line.who else "",
        )
        title = tr("Case {number}", number=look.number) if look.number else tr("Moderation of one audit")
        self.set_title(title, soft(" · ".join(part for part in about if part)))
        self._window.retitle()
        # Whoever may yet judge it should not read it first: it opens here once both judgements are in.
        self.audit.setVisible(not seen.gives or look.case.status not in ("none", "sent"))
        empty(self._all)
        self.send = self.agree = self.decide = self.pass_on = None
        if look.line.why or look.disputes or look.case.status in ("none", "sent", "judged"):
            self._all.addWidget(self._why(look))
        if look.pairs:
            self._all.addWidget(BothSides(look, self))
        if look.case.status not in ("none", "sent", "judged"):
            self._all.addWidget(OutcomeCard(look, self))
        self._next(seen)

    def _why(self, look: Look) -> Card:
        card = Card(tr("Where it stands"), parent=self)
        card.head.insertWidget(1, Tag(look.line.state, tag_of(look.line), parent=card))
        if look.line.why:
            card.add(
                Text(
                    tr("Why it was picked: {why}.", why=look.line.why[:1].lower() + look.line.why[1:]),
                    parent=card,
                )
            )
        case, line = look.case, look.line
        if case.status == "none":
            card.add(Muted(tr("Nobody has been asked for a second judgement yet."), "body", card))
        elif case.status == "sent":
            due = tr(" It is due {due}.", due=day_words(line.due)) if line.due else ""
            words = tr(
                "{moderator} was asked.{due} What the auditor judged is shown here once both are in.",
                moderator=soft(line.moderator),
                due=due,
            )
            card.add(Text(words, parent=card))
        elif case.status == "judged":
            words = (
                tr("Both judgements are here.")
                if case.gap == 0
                else tr("The two judgements differ. Talk them over.")
            )
            card.add(Text(words, parent=card))
        for words in look.disputes:
            card.add(Banner("warn", tr("The worker disputes the findings."), soft(words), parent=card))
        return card

    def _next(self, seen: Seen) -> None:
        """What this person can do now, and a way back to what was done before."""
        status, disputed = seen.look.case.status, bool(seen.look.disputes)
        if seen.gives and status == "none":
            self._add_send()
        elif seen.gives and status == "sent":
            self._offer(tr("Ask somebody else, or write the file again"), self._add_send)
        if seen.settles:
            self.decide = DecideCard(seen.look, self)
            self.decide.wanted.connect(self._settle)
            self._all.addWidget(self.decide)
        elif seen.settlers or (seen.gives and seen.look.settle_by):
            self.pass_on = PassOnCard(seen.look, seen.settlers, self)
            self.pass_on.wanted.connect(self._pass_on)
            self._all.addWidget(self.pass_on)
        if seen.agrees and seen.look.pairs:
            if status in ("judged", "two") or disputed:
                self._add_agree()
            elif seen.gives:
                self._offer(tr("Write down anew what it came to"), self._add_agree)

    def _offer(self, words: str, make: Callable[[], None]) -> None:
        link = LinkButton(words, "rotate-ccw", parent=self)
        link.clicked.connect(link.hide)
        link.clicked.connect(make)
        self._all.addLayout(row(link, None))

    def _add_send(self) -> None:
        assert self.seen is not None
        self.send = SendCard(self.seen.candidates, self._desk.workspace.me.code, self)
        self.send.wanted.connect(self._ask)
        self._all.addWidget(self.send)

    def _add_agree(self) -> None:
        assert self.seen is not None
        self.agree = AgreeCard(self.seen.look, self)
        self.agree.wanted.connect(self._agree)
        self._all.addWidget(self.agree)

    # Acts

    def _ask(self, code: str, due: str) -> None:
        digest, day = self._digest, due or None
        if code == self._desk.workspace.me.code:
            self._desk.run(
                lambda ws, _: moderation_blind.assign(ws, digest, code, day), self._mine, self._failed
            )
            return
        self._write(lambda ws, folder: moderation_blind.make_file(ws, digest, code, folder, day))

    def _mine(self, blind: str) -> None:
        self._window.go("blind", digest=blind)

    def _pass_on(self, code: str) -> None:
        digest = self._digest
        self._write(lambda ws, folder: moderation_blind.make_case_file(ws, digest, code, folder))

    def _write(self, make: Callable[[Workspace, Path], packs.Written]) -> None:
        folder = Pick.folder(self, tr("Where to put the file"), self.seen.folder if self.seen else "")
        if folder is None:
            return

        def work(ws: Workspace, _tell: Any) -> packs.Written:
            made = make(ws, folder)
            with ws.write():
                ws.keep(LAST_FOLDER, str(folder))
            return made

        self._desk.run(work, self._written, self._failed)

    def _written(self, made: packs.Written) -> None:
        words = tr(
            "{name} in {parent}. Only {to} can open it.",
            name=made.path.name,
            parent=made.path.parent,
            to=made.to,
        )
        banner = self._note("ok", tr("The file is written, read back, checked."), words, tr("Show folder"))
        banner.pressed.connect(lambda: Pick.show_folder(made.path.parent))

    def _agree(self, grade: str | None, discussed: date | None, note: str) -> None:
        digest = self._digest
        self._desk.run(
            lambda ws, _: moderation.agree(ws, digest, grade, discussed, note), self._agreed, self._not_agreed
        )

    def _agreed(self, _digest: str) -> None:
        self._note("ok", tr("What it came to is sealed."), tr("The signed audit stays as it was."))

    def _not_agreed(self, error: QaError) -> None:
        self._refused(self.agree, error)

    def _settle(self, grade: str, reason: str) -> None:
        digest = self._digest
        self._desk.run(
            lambda ws, _: moderation.decide(ws, digest, grade, reason), self._settled, self._not_settled
        )

    def _settled(self, _digest: str) -> None:
        self._note("ok", tr("It is settled."), tr("Send it back to your practice lead in a return file."))

    def _not_settled(self, error: QaError) -> None:
        self._refused(self.decide, error)

    def _refused(self, card: AgreeCard | DecideCard | None, error: QaError) -> None:
        if card is not None and isinstance(error, NotAllowed):
            card.say(str(error))
            announce(card, str(error))
        else:
            self._failed(error)

    def _failed(self, error: QaError) -> None:
        self._note("bad", tr("This was not done."), str(error))

    def _unread(self, error: QaError) -> None:
        self._note("bad", tr("This audit cannot be shown."), str(error))

    def _note(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner
