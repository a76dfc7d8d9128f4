"""Send and receive: packs that came, signed work that is ready to go back, and files that were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import imports, packs, receipts, returns
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Check,
    ElideLabel,
    EmptyState,
    Group,
    IconMark,
    Muted,
    Page,
    ProgressPanel,
    RowsCard,
    StatusRow,
    announce,
    column,
    empty,
    row,
)
from ui.screens import come_and_gone
from ui.screens.inbox import Inbox, InboxCard, InboxNotice
from ui.screens.pick import Pick
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

LAST_FOLDER = "folder.returns"  # setting: where the last return file was put
MOST_SHOWN = 20  # files in a list
PRIVACY = tr(
    "Names, addresses, dates of birth and phone numbers were looked for when you signed. What you wrote goes as it is, "
    "each file locked so that only the person it is for can open it."
)
STATES = {  # of a receipt: kind of tag, icon, its role
    "waiting": ("neutral", "send", "muted"),
    "part": ("info", "send", "info"),
    "received": ("ok", "circle-check", "ok"),
    "missing": ("warn", "triangle-alert", "warn"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    ready: tuple[returns.Ready, ...]
    received: tuple[imports.Past, ...]
    sent: tuple[returns.Sent, ...]
    states: Mapping[int, receipts.Sent]  # by number of the file
    packs_from: tuple[str, ...]  # staff codes of those whose packs came and who were not told yet
    folder: str


def read(ws: Workspace) -> Seen:
    return Seen(
        tuple(returns.ready(ws)),
        tuple(returns.received(ws)),
        tuple(returns.sent(ws)),
        {one.number: one for one in receipts.sent(ws)},
        receipts.untold(ws),
        ws.text(LAST_FOLDER) or "",
    )


class TransferScreen(Page):
    """Ticks what goes back, makes the file, and says what became of it."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("Send and receive"), tr("Packs come in. Signed work goes back in locked files."), parent
        )
        self._desk, self._window = desk, window
        self.seen: Seen | None = None
        self.ticks: dict[str, Check] = {}
        self._left_out: set[str] = set()  # what was unticked stays so while the screen draws itself again
        self.to_import = Button(tr("Import a pack"), icon="folder-input", parent=self)
        self.to_import.clicked.connect(lambda: window.go("importer"))
        self.head(self.to_import)
        self.inbox = Inbox(desk, self)
        self.news = InboxNotice(self.inbox, self)
        self.news.check.connect(lambda found: window.go("importer", files=found))
        self.notices, self._lists = column(gap=12), column(gap=20)
        self.add(self.news)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._lists)
        watched = InboxCard(desk, self.inbox, self)
        watched.failed.connect(self._failed)
        self.add(watched)
        tables = frozenset({"entries", "exports", "imports"})
        self.reading = Reading(desk, tables, read, self._draw, self._failed, self)
        self.reading.refresh()
        self.inbox.look()

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._lists)
        self.ticks.clear()
        self._lists.addWidget(self._ready(seen))
        self._lists.addWidget(self._received(seen))
        self._lists.addWidget(self._sent(seen))

    # Ready to return

    def _ready(self, seen: Seen) -> Group:
        group = Group(tr("Ready to return"), len(seen.ready), "ok" if seen.ready else "neutral")
        if not seen.ready:
            group.add(EmptyState("package-check", tr("Nothing to send"), tr("Signed work appears here.")))
            return group
        rows = RowsCard(tr("Ready to return"))
        for one in seen.ready:
            rows.add_row(self._tick(one))
        self.make = Button(tr("Create return file"), "primary", "package-check", parent=group)
        self.make.clicked.connect(self._choose_folder)
        note = Muted(PRIVACY)
        line = row(self.make, note, gap=16)
        line.setStretch(1, 1)
        group.add(rows)
        group.body.addLayout(line)
        self._ticked()
        return group

    def _tick(self, one: returns.Ready) -> QWidget:
        box = QWidget(self)
        tick = Check(short(one.title), tr("Send {title}", title=one.title), box)
        tick.setChecked(one.digest not in self._left_out)
        tick.toggled.connect(self._ticked)
        self.ticks[one.digest] = tick
        signed = ElideLabel(tr("Signed {signed}", signed=one.signed), "small", "muted", box)
        box.setLayout(
            row(IconMark("signature", "ok", 20), tick, None, signed, gap=12, margins=(19, 9, 16, 9))
        )
        return box

    @Slot()
    def _ticked(self) -> None:
        self._left_out = {digest for digest, tick in self.ticks.items() if not tick.isChecked()}
        self.make.setEnabled(len(self._left_out) < len(self.ticks))

    @Slot()
    def _choose_folder(self) -> None:
        start = self.seen.folder if self.seen else ""
        folder = Pick.folder(self, tr("Where to put the return file"), start)
        if folder is not None:
            self._make(folder, [d for d, tick in self.ticks.items() if tick.isChecked()], [])

    def _make(self, folder: Path, only: Sequence[str], again: Sequence[str]) -> None:
        def work(ws: Workspace, tell: Tell) -> tuple[packs.Written, ...]:
            written = packs.make_returns(ws, folder, again=again, tell=tell, only=only)
            with ws.write():
                ws.keep(LAST_FOLDER, str(folder))
            return written

        empty(self.notices)
        panel = ProgressPanel(tr("Writing what goes back"), self)
        self.notices.addWidget(panel)
        stop = self._desk.run(work, self._made, self._failed, panel.step)
        panel.stopped.connect(stop)
        acts = {one.digest for one in self.seen.ready if one.kind == "action"} if self.seen else set()
        acts |= {digest for one in self.seen.sent for digest in one.actions} if self.seen else set()
        every = (*only, *again)
        self._counted = counted(
            len([d for d in every if d not in acts]), len([d for d in every if d in acts])
        )

    def _made(self, written: Sequence[packs.Written]) -> None:
        empty(self.notices)
        folder = written[0].path.parent
        title = tr("{counted}, written, read back, checked.", counted=self._counted)
        named = [tr("{name} for {to}", name=one.path.name, to=one.to) for one in written]
        verb = "is" if len(named) == 1 else "are"
        words = tr(
            "{named} {verb} in {folder}. Each opens for that person only.",
            named=tr(" and ").join(named),
            verb=verb,
            folder=folder,
        )
        banner = Banner("ok", title, soft(words), tr("Show folder"), parent=self)
        banner.pressed.connect(lambda: Pick.show_folder(folder))
        self.notices.addWidget(banner)
        announce(banner, title)

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("This was not done."), str(error))

    def _say(self, kind: str, title: str, words: str) -> None:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), parent=self)
        self.notices.addWidget(banner)
        announce(banner, f"{title} {words}")

    # What came and what went

    def _received(self, seen: Seen) -> Group:
        group, found = Group(tr("Received packs"), len(seen.received)), seen.received
        if not found:
            group.add(
                EmptyState(
                    "package-open", tr("No pack has come yet"), tr("Your practice lead sends you one."), ""
                )
            )
            return group
        rows = RowsCard(tr("Received packs"))
        for past in found[:MOST_SHOWN]:
            words = tr("From {sender}, imported {at}", sender=short(past.sender), at=day_words(past.at))
            rows.add_row(
                StatusRow("package-open", "primary", short(past.file_name), "", words, (tr("Imported"), "ok"))
            )
        group.add(rows)
        if seen.packs_from:
            tell = Button(
                tr("Write receipt"), icon="file-check", name=tr("Write a receipt for the pack"), parent=group
            )
            tell.clicked.connect(lambda: self._tell(seen.packs_from))
            note = Muted(
                tr(
                    "Your practice lead sees that a pack was opened once work of it comes back, or by a receipt."
                )
            )
            line = row(tell, note, gap=16)
            line.setStretch(1, 1)
            group.body.addLayout(line)
        return group

    def _tell(self, codes: Sequence[str]) -> None:
        folder = Pick.folder(self, tr("Where to put the receipt"), self.seen.folder if self.seen else "")
        if folder is not None:
            self._desk.run(
                lambda ws, tell: come_and_gone.write(ws, codes, folder, tell), self._told, self._failed
            )

    def _told(self, made: Sequence[packs.Written]) -> None:
        self._say("ok", tr("The receipt is written."), come_and_gone.written_words(made))

    def _sent(self, seen: Seen) -> Group:
        found = seen.sent
        group = Group(tr("Sent"), len(found))
        if not found:
            group.add(_quiet(tr("Files that you make for your practice lead are listed here.")))
            return group
        rows = RowsCard(tr("Sent"))
        for one in found[:MOST_SHOWN]:
            rows.add_row(self._sent_row(one, seen.states[one.number]))
        group.add(rows)
        told = tr(
            "A receipt comes with your next pack, or as a small file: import it, and the state here follows."
        )
        group.add(Muted(told, parent=group))
        return group

    def _sent_row(self, one: returns.Sent, state: receipts.Sent) -> StatusRow:
        words = tr(
            "{counted} for {receiver}, made {when}",
            counted=counted(one.audits, len(one.actions)),
            receiver=short(one.receiver),
            when=one.when,
        )
        if state.state == "missing":
            words += tr(". A later file of yours came, and this one did not. Send it again.")
        kind, icon, role = STATES[state.state]
        again = Button(
            tr("Send again"), name=tr("Send {file_name} again", file_name=one.file_name), parent=self
        )
        again.clicked.connect(lambda checked=False: self._again(one))
        buttons = () if state.state == "received" else (again,)
        return StatusRow(icon, role, short(one.file_name), "", words, (state.words, kind), buttons)

    def _again(self, one: returns.Sent) -> None:
        folder = Pick.folder(self, tr("Where to put the return file"), self.seen.folder if self.seen else "")
        if folder is not None:
            self._make(folder, [], one.forms + one.actions)


def counted(audits: int, acts: int) -> str:
    """“2 audits and 1 action”."""
    held = (("audit", audits), ("action", acts))
    said = [f"{n} {word}{'' if n == 1 else 's'}" for word, n in held if n or (word == "audit" and not acts)]
    return tr(" and ").join(said)


def _quiet(words: str) -> Card:
    card = Card()
    card.layout().setContentsMargins(*(theme.px(m) for m in (20, 14, 20, 14)))
    card.add(Muted(words, "body"))
    return card


def today(ws: Workspace) -> date:
    """The day on this laptop's wall."""
    return ws.world.now().astimezone().date()
