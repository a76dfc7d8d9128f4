"""One template that is being changed: its faults, what changes, what publishing affects, and the way to publishing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import approvals, drafting
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Ask, Banner, Button, LinkButton, Page, announce, column, empty
from ui.screens.reading import Reading, soft
from ui.screens.template_cards import (
    ApproveCard,
    ChangesCard,
    EffectCard,
    FaultsCard,
    ProposeCard,
    StandsCard,
)
from ui.screens.templates import TABLES
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    draft: drafting.Draft | None
    asked: approvals.Asked | None
    template: Template | None  # None: the draft has faults
    effect: drafting.Effect | None
    may_propose: bool
    may_approve: bool
    approvers: str
    published: bool


def read(ws: Workspace, draft: str, proposal: str) -> Seen:
    one = drafting.draft(ws, draft) if draft else None
    asked = approvals.one(ws, proposal) if proposal else None
    template = asked.template if asked else one.template if one else None
    if asked is None and template is not None:
        asked = next((a for a in approvals.asked(ws) if a.template.digest == template.digest), None)
    known = {one.template.digest for one in drafting.instruments(ws)}
    return Seen(
        one,
        asked,
        template,
        drafting.effect(ws, template) if template else None,
        approvals.may_propose(ws),
        approvals.may_approve(ws),
        approvals.approver_roles(ws),
        template is not None and template.digest in known,
    )


class TemplateScreen(Page):
    """`draft`: the name of a draft; or `proposal`: the digest of what was put forward."""

    nav = "guide"

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        draft: str = "",
        proposal: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Template"), parent=parent)
        self._desk, self._window = desk, window
        self._draft, self._proposal = draft, proposal
        self.seen: Seen | None = None
        self._leaving = False
        self.back = LinkButton(tr("All templates"), "arrow-left", parent=self)
        self.back.clicked.connect(lambda: window.go("templates"))
        self.drop = Button(tr("Take the draft away"), icon="trash-2", parent=self)
        self.drop.clicked.connect(self._take_away)
        self.try_it = Button(tr("Try it"), icon="eye", name=tr("Try it out"), parent=self)
        self.try_it.clicked.connect(lambda: window.go("template_try", draft=draft, proposal=proposal))
        self.drop.hide()
        self.try_it.hide()
        self.head(self.back, self.drop, self.try_it)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self.card: ProposeCard | ApproveCard | None = None
        self.stands: StandsCard | None = None
        self.changes: ChangesCard | None = None
        self.reading = Reading(
            desk, TABLES | {"drafts"}, lambda ws: read(ws, draft, proposal), self._draw, self._failed, self
        )
        self.reading.refresh()

    def title(self) -> str:
        return self.seen.template.title if self.seen and self.seen.template else self._draft

    def first_focus(self) -> QWidget:
        return self.back

    def panes(self) -> list[QWidget]:
        return [self.back, *([self.changes.table] if self.changes else [])]

    def acts(self) -> dict:
        return {"previous": self.back.click}

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._all)
        self.card = self.stands = self.changes = None
        self.drop.setVisible(seen.draft is not None)
        self.try_it.setVisible(seen.template is not None)
        if seen.template is None or seen.effect is None:
            assert seen.draft is not None
            self.set_title(
                soft(seen.draft.name, 80), tr("Mend the file in any editor, then bring it in again.")
            )
            self._all.addWidget(FaultsCard(seen.draft.faults, self))
            return
        against = (
            tr("compared with version {version}", version=seen.effect.against.version)
            if seen.effect.against
            else tr("a new instrument")
        )
        self.set_title(
            soft(
                tr("{title}, version {version}", title=seen.template.title, version=seen.template.version),
                120,
            ),
            against.capitalize(),
        )
        if seen.asked is not None:
            self.stands = StandsCard(seen.asked, seen.approvers, seen.may_propose, self)
            self.stands.publish_wanted.connect(self._publish)
            self._all.addWidget(self.stands)
            if seen.may_approve and seen.asked.status != "published":
                self.card = ApproveCard(self)
                self.card.wanted.connect(self._say)
                self._all.addWidget(self.card)
        self.changes = ChangesCard(seen.effect, self)
        self._all.addWidget(self.changes)
        self._all.addWidget(EffectCard(seen.effect, self))
        if seen.may_propose and seen.asked is None:
            if seen.published:
                words = tr("Change the file and its version, then bring it in again.")
                self._all.addWidget(
                    Banner("info", tr("This is what is published, word for word."), words, parent=self)
                )
            else:
                self.card = ProposeCard(seen.approvers, self)
                self.card.wanted.connect(self._propose)
                self._all.addWidget(self.card)

    # Doing

    @Slot(str)
    def _propose(self, why: str) -> None:
        name = self._draft

        def work(ws: Workspace, _tell: object) -> str:
            template = drafting.sound(ws, name)
            return approvals.propose(ws, template, why, drafting.newest(ws, template))

        who = self.seen.approvers if self.seen else tr("head of service")
        words = tr(
            "Make a pack for the {who}. It carries this, and their answer comes back with their return.",
            who=who,
        )
        self._do(
            work, lambda _: self._tell("ok", tr("Put forward."), words, tr("Open packs and returns"), "packs")
        )

    @Slot(str, str)
    def _say(self, says: Any, words: str) -> None:
        asked = self.seen.asked if self.seen else None
        if asked is None:
            return
        digest = asked.digest
        told = tr("Approved.") if says == "approved" else tr("Refused.")
        after = tr("It goes back to the practice lead with your next return.")
        self._do(
            lambda ws, _: approvals.say(ws, digest, says, words), lambda _: self._tell("ok", told, after)
        )

    @Slot()
    def _publish(self) -> None:
        asked = self.seen.asked if self.seen else None
        if asked is None:
            return
        breaks = len(self.seen.effect.breaks) if self.seen and self.seen.effect else 0
        lines = (
            tr("No trend breaks.")
            if not breaks
            else tr("{breaks} trends break or end.", breaks=breaks)
            if breaks > 1
            else tr("1 trend breaks or ends.")
        )
        words = tr(
            "{lines} New work begins on this version. Work that is out stays on the version it has. It cannot be taken back.",
            lines=lines,
        )
        title = soft(tr("Publish version {version}?", version=asked.template.version), 80)
        if Ask.ask(self, title, words, tr("Publish")):
            digest = asked.digest
            done = tr("New work begins on it. Give it out as usual: packs carry it.")
            self._do(
                lambda ws, _: approvals.publish(ws, digest),
                lambda _: self._tell("ok", tr("Published."), done),
            )

    @Slot()
    def _take_away(self) -> None:
        words = tr(
            "It goes from this profile. The file it came from stays where it is, and so does what was put forward."
        )
        if Ask.ask(
            self,
            tr("Take {draft} away?", draft=soft(self._draft, 60)),
            words,
            tr("Take it away"),
            danger=True,
        ):
            name = self._draft
            self._leaving = True  # what follows its going is no fault of this screen
            self._do(lambda ws, _: drafting.take_away(ws, name), lambda _: self._window.go("templates"))

    def _do(self, work: Callable[[Workspace, Any], Any], done: Callable[[Any], Any]) -> None:
        self._desk.run(work, done, self._not_done)

    def _not_done(self, error: QaError) -> None:
        self._leaving = False
        self._tell("bad", tr("This was not done."), str(error))

    def _failed(self, error: QaError) -> None:
        if not self._leaving:
            self._tell("bad", tr("This template could not be read."), str(error))

    def _tell(self, kind: str, title: str, words: str, button: str = "", place: str = "") -> None:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), button, parent=self)
        if place:
            banner.pressed.connect(lambda: self._window.go(place))
        self.notices.addWidget(banner)
        announce(banner, f"{title} {words}")
