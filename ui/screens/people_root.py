"""The service's own certificate: which is in use, what of old ones counts, and the keeper's act of renewing it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import root_renewal
from qa_desktop.errors import QaError
from qa_desktop.root_renewal import Renewed, Root
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import Banner, Button, Card, Group, Muted, RowsCard, StatusRow, Text, announce, column, empty, row
from ui.screens.reading import soft

RENEW = tr(
    "The old certificate signs for the new one, and the next packs bring it: every laptop takes it on by itself. "
    "Everybody gets a new certificate for the key they have. Nothing that was signed stops counting. What the old "
    "certificate's key signs from now on counts for nothing. It cannot be taken back."
)
FOUND_ANEW = tr(
    "Only where the keeper's key is lost for good, or may be stolen: first look for a backup or the key file. You "
    "become the keeper. Nobody's laptop can prove the new certificate, so each person rings you and compares its "
    "figures before they import their pack. What this profile holds stays valid; import what is still to come first. "
    "It cannot be taken back."
)


class RootGroup(Group):
    """The service's certificates, newest first."""

    renew = Signal()

    def __init__(self, roots: Sequence[Root], keeps: bool, may: bool, parent: QWidget | None = None):
        super().__init__(tr("The service's certificate"), parent=parent)
        if not roots:
            self.add(Muted(tr("This profile trusts no service yet."), "body", self))
            return
        card = RowsCard(tr("The service's certificates"))
        for one in roots:
            used = one.stays is None
            tag = (tr("In use"), "ok") if used else (tr("Replaced"), "neutral")
            icon, tone = ("shield-check", "ok") if used else ("history", "muted")
            card.add_row(StatusRow(icon, tone, one.figures, "", soft(f"{one.words}."), tag))
        self.body.addWidget(card)
        if may:
            words = tr("Renew the service’s certificate") if keeps else tr("Found the service anew")
            self.button = Button(words, icon="refresh-cw", parent=self)
            self.button.clicked.connect(self.renew)
            self.body.addLayout(row(self.button, None))


class RenewRootCard(Card):
    """Says what it will do before it is done."""

    done = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, keeps: bool, parent: QWidget | None = None):
        super().__init__(
            tr("Renew the service’s certificate") if keeps else tr("Found the service anew"), parent=parent
        )
        self._desk, self._keeps = desk, keeps
        self.notices = column(gap=8)
        self.add(Text(soft(RENEW if keeps else FOUND_ANEW), parent=self))
        self.body.addLayout(self.notices)
        self.yes = Button(tr("Renew it") if keeps else tr("Found it anew"), "danger", parent=self)
        self.no = Button(tr("Cancel"), name=tr("Cancel renewing"), parent=self)
        self.yes.clicked.connect(self._renew)
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.yes, self.no, None, gap=12))

    @Slot()
    def _renew(self) -> None:
        self.yes.setEnabled(False)
        act = root_renewal.renew if self._keeps else root_renewal.found_anew
        self._desk.run(lambda ws, _tell: act(ws), self._renewed, self._refused)

    def _renewed(self, made: Renewed) -> None:
        rest = "" if self._keeps else tr(" Whoever rings compares {figures}.", figures=made.figures)
        self.done.emit(
            tr(
                "The service has a new certificate. Make everybody’s packs again, and save the key file anew.{rest}",
                rest=rest,
            )
        )

    def _refused(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        empty(self.notices)
        banner = Banner("bad", tr("Nothing was changed."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))
