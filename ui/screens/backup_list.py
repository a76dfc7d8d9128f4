"""The backups of this laptop: each can be opened and read, and gone back to after seeing what would go back in time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import restoring
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.restoring import Checked, Foreseen, Kept
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Button, Card, Muted, RowsCard, StatusRow, Text, announce, column, empty, row
from ui.screens.reading import soft

MOST = 12  # rows; a folder may hold one for each import


class BackupsCard(Card):
    """What there is, newest first, and the question before going back."""

    wanted = Signal()  # go back to what was looked at

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(tr("Backups"), parent=parent)
        self._desk = desk
        words = tr(
            "Made on the first start of each day, before each import and before each update, and read whole each time. "
            "Kept are the newest of 3 days, 4 weeks and 3 months; by the same rule those from before imports, and all of the "
            "ten newest imports that were not taken back."
        )
        self.add(Muted(words, "body", self))
        self._asking, self._rows = column(gap=8), column(gap=8)
        self.body.addLayout(self._asking)
        self.body.addLayout(self._rows)
        self.said = Text("", parent=self)
        self.said.hide()
        self.add(self.said)
        self.refresh()

    def refresh(self) -> None:
        """Read the folder again."""
        empty(self._rows)
        found = restoring.listed(self._desk.workspace.world.data_dir)
        if not found:
            self._rows.addWidget(Muted(tr("No backup yet. Press Back up now."), "body", self))
            return
        card = RowsCard(tr("Backups"))
        for one in found[:MOST]:
            card.add_row(self._row(one))
        self._rows.addWidget(card)
        if len(found) > MOST:
            self._rows.addWidget(Muted(tr("and {found} older ones", found=len(found) - MOST), parent=self))

    def _row(self, one: Kept) -> StatusRow:
        when = datetime.fromtimestamp(one.at).astimezone()
        title = f"{day_words(when.date().isoformat())}, {when:%H:%M}"
        buttons = []
        for words, act in ((tr("Check"), self._check), (tr("Go back"), self._look)):
            button = Button(
                words, name=tr("{words}, backup of {title}", words=words, title=title), parent=self
            )
            button.clicked.connect(lambda _on=False, a=act, name=one.name: a(name))
            buttons.append(button)
        size = tr("{bytes} kB", bytes=max(1, one.bytes // 1024))
        return StatusRow("database", "muted", title, size, f"{one.words}.", None, buttons)

    # Checking

    def _check(self, name: str) -> None:
        def work(ws: Workspace, _tell: Tell) -> Checked:
            return restoring.check(ws.world.data_dir, ws.store.key, name)

        self._desk.run(work, self._checked, self._failed)

    def _checked(self, found: Checked) -> None:
        if found.problems:
            self._say(
                tr("This backup is damaged: {problems} Use another one.", problems=found.problems[0]),
                good=False,
            )
        else:
            self._say(
                tr(
                    "Opened and read whole: {entries} entries, {drafts} drafts.",
                    entries=found.entries,
                    drafts=found.drafts,
                )
            )

    # Going back

    def _look(self, name: str) -> None:
        def work(ws: Workspace, _tell: Tell) -> Foreseen:
            return restoring.prepare(ws.world, ws.store.key, name)

        self._desk.run(work, self._ask, self._failed)

    def _ask(self, found: Foreseen) -> None:
        empty(self._asking)
        self.said.hide()
        title = Text(tr("Go back to this backup?"), "strong", parent=self)
        self._asking.addWidget(title)
        self._asking.addWidget(Text(soft(found.words), parent=self))
        if found.signed:
            self._asking.addWidget(Muted(soft("; ".join(found.signed[:10])), "body", self))
        self.yes = Button(tr("Go back to it"), "danger", parent=self)
        self.no = Button(tr("Cancel"), name=tr("Cancel going back"), parent=self)
        self.yes.clicked.connect(self.wanted)
        self.no.clicked.connect(self._leave)
        self._asking.addLayout(row(self.yes, self.no, None, gap=12))
        announce(self, found.words)
        self.no.setFocus()

    @Slot()
    def _leave(self) -> None:
        empty(self._asking)
        restoring.forget(self._desk.workspace.world)

    def _failed(self, error: QaError) -> None:
        self._say(str(error), good=False)

    def _say(self, words: str, good: bool = True) -> None:
        self.said.setText(soft(words))
        self.said.set_tone("ok" if good else "bad")
        self.said.show()
        announce(self, words)
