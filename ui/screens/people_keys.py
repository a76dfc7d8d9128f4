"""Whose key is good until when, and what is done when somebody leaves, or a laptop or a key is lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import revoking
from qa_desktop.errors import QaError
from qa_desktop.revoking import Foreseen, Key
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    EmptyState,
    Field,
    Group,
    Muted,
    RowsCard,
    SearchBox,
    StatusRow,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.reading import short, soft

MOST = 60  # rows at a time
CAUSES = (
    ("left", tr("They leave the service")),
    ("lost_laptop", tr("Their laptop is lost or stolen")),
    ("lost_key", tr("Their key or passphrase is lost, the laptop is not")),
)
NOT_KEEPER = tr(
    "Only the practice lead who keeps the service’s certificate revokes and renews keys. If a laptop is lost, ring "
    "them now."
)


class KeysGroup(Group):
    """Every certificate, those that need somebody first."""

    revoke = Signal(str)  # staff code
    renew = Signal(str)
    give_back = Signal(str)
    let_in = Signal(str)
    report = Signal(str)

    def __init__(self, keys: Sequence[Key], keeps: bool, parent: QWidget | None = None):
        super().__init__(tr("Keys"), len(keys), parent=parent)
        self._keys, self._keeps = keys, keeps
        if not keys:
            words = tr("Whoever signs sends a request file, and is admitted under People.")
            self.add(EmptyState("key-round", tr("Nobody can sign yet"), words, parent=self))
            return
        if not keeps:
            self.add(Muted(NOT_KEEPER, "body", self))
        self.search = SearchBox(tr("Search keys"), self)
        self.search.changed.connect(self._draw)
        self.add(self.search)
        self._rows = column(gap=8)
        self.body.addLayout(self._rows)
        self._draw()

    @Slot()
    def _draw(self, _words: str = "") -> None:
        empty(self._rows)
        words = self.search.text().casefold().split()
        newest = {one.code: one.fingerprint for one in reversed(self._keys)}
        found = [one for one in self._keys if all(w in f"{one.name} {one.code}".casefold() for w in words)]
        found.sort(
            key=lambda one: (not (one.soon and newest[one.code] == one.fingerprint), one.revoked is not None)
        )
        if not found:
            self._rows.addWidget(
                EmptyState("search", tr("Nobody found"), tr("Try fewer letters."), parent=self)
            )
            return
        card = RowsCard(tr("Keys"))
        for one in found[:MOST]:
            card.add_row(self._row(one, newest[one.code] == one.fingerprint))
        self._rows.addWidget(card)
        if len(found) > MOST:
            self._rows.addWidget(
                Muted(tr("and {found} more: search for a name", found=len(found) - MOST), parent=self)
            )

    def _row(self, one: Key, newest: bool) -> StatusRow:
        icon, role, tag = ("key-round", "ok", (tr("Good"), "ok"))
        if one.revoked:
            icon, role, tag = ("ban", "muted", (tr("Revoked"), "neutral"))
        elif not newest:  # what it signed counts, and it is used no more
            icon, role, tag = ("key-round", "muted", (tr("Earlier"), "neutral"))
        elif one.soon:
            icon, role, tag = ("triangle-alert", "warn", (tr("Ends soon"), "warn"))
        title = f"{short(one.name, 40)} ({one.code})"
        return StatusRow(icon, role, title, "", soft(f"{one.words}."), tag, self._buttons(one, newest))

    def _buttons(self, one: Key, newest: bool) -> list[Button]:
        if not self._keeps or not newest:
            return []
        if one.revoked == "replaced":
            return []
        acts: tuple[tuple[str, Signal], ...] = ((tr("Renew"), self.renew), (tr("Revoke"), self.revoke))
        if one.revoked:
            acts = (
                (tr("Let in a file"), self.let_in),
                (tr("Give back"), self.give_back),
                (tr("Report"), self.report),
            )
        made = []
        for words, signal in acts:
            button = Button(words, name=f"{words}, {short(one.name, 40)}", parent=self)
            button.clicked.connect(lambda _on=False, s=signal, code=one.code: s.emit(code))
            made.append(button)
        return made


class RevokeCard(Card):
    """Says what revoking a key will do and what the person leaves behind, before it is done."""

    done = Signal(str)
    left = Signal()
    report = Signal(str)  # staff code: what was on the laptop, as a file

    def __init__(self, desk: Desk, found: Foreseen, parent: QWidget | None = None):
        super().__init__(soft(tr("Revoke the key of {name}", name=short(found.name, 50))), parent=parent)
        self._desk, self._found = desk, found
        self.notices = column(gap=8)
        self.why = Combo(options=list(CAUSES), parent=self)
        self.add(Field(tr("Why"), self.why, parent=self), Text(soft(found.words), parent=self))
        for title, lines, none in (
            (tr("Given out and not back"), found.open_work, tr("Nothing.")),
            (tr("Open actions that they own"), found.actions, tr("None.")),
            (tr("Families that files on their laptop told of"), found.on_laptop, tr("None.")),
            (tr("Made there and never arrived here"), found.not_come, tr("Nothing that we know of.")),
        ):
            words = soft(", ".join(lines)) if lines else none
            self.add(Text(title, "strong", parent=self), Muted(words, "body", self))
        self.body.addLayout(self.notices)
        self.yes = Button(tr("Revoke the key"), "danger", parent=self)
        self.no = Button(tr("Cancel"), name=tr("Cancel revoking"), parent=self)
        self.save = Button(
            tr("Save the report"), icon="file-text", name=tr("Save the report on the laptop"), parent=self
        )
        self.save.clicked.connect(lambda: self.report.emit(found.code))
        self.yes.clicked.connect(self._revoke)
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.yes, self.save, self.no, None, gap=12))

    @Slot()
    def _revoke(self) -> None:
        self.yes.setEnabled(False)
        why, code = self.why.value(), self._found.code
        self._desk.run(lambda ws, _tell: revoking.revoke(ws, code, why), self._revoked, self._refused)

    def _revoked(self, _keys: object) -> None:
        rest = tr("Make everybody’s packs again: they carry it to every laptop.")
        if self.why.value() != "left":
            rest += tr(" To work on, they send a new request file.")
        if self.why.value() == "lost_laptop":
            rest += tr(" Report, beside their key, is the file for information governance.")
        self.done.emit(tr("The key of {name} is revoked. {rest}", name=self._found.name, rest=rest))

    def _refused(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        empty(self.notices)
        banner = Banner("bad", tr("Nothing was revoked."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))
