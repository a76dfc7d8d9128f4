"""People and teams that may be the same: offered in pairs, merged, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.staff import Merge, Offer
from ui.kit import Button, EmptyState, Group, Muted, RowsCard, StatusRow
from ui.screens.reading import short, soft

MOST = 40  # pairs at a time
ICONS = {"person": "user", "team": "users"}


class OffersGroup(Group):
    """Pairs that look the same, each with what may be done about it."""

    merge = Signal(str, str, str)  # of, the one that goes, the one that stays
    apart = Signal(str, str, str)  # of, one, other: they are two

    def __init__(
        self, offers: Sequence[Offer], names: Mapping[str, str], may: bool, parent: QWidget | None = None
    ):
        super().__init__("May be the same", len(offers), parent=parent)
        if not offers:
            words = "Names are compared by spelling, accents, initials and single letters."
            self.add(EmptyState("circle-check", "No two people or teams look the same", words, parent=self))
            return
        words = "A merge changes no signed audit. Lists and figures read both as the one you keep, and you can undo it."
        self.add(Muted(words, "body", self))
        card = RowsCard("Pairs that may be the same")
        for offer in offers[:MOST]:
            card.add_row(self._row(offer, names, may))
        self.add(card)
        if len(offers) > MOST:
            self.add(Muted(f"and {len(offers) - MOST} more once these are decided", parent=self))

    def _row(self, offer: Offer, names: Mapping[str, str], may: bool) -> StatusRow:
        pair = f"{called(offer.of, offer.one, names)} and {called(offer.of, offer.other, names)}"
        buttons = []
        if may:
            for stays, goes in ((offer.one, offer.other), (offer.other, offer.one)):
                keep = Button(
                    f"Keep {short(stays, 24)}", name=f"Keep {short(stays)} for {short(goes)}", parent=self
                )
                keep.clicked.connect(lambda _on=False, g=goes, s=stays: self.merge.emit(offer.of, g, s))
                buttons.append(keep)
            two = Button(
                "They are two", name=f"{short(offer.one)} and {short(offer.other)} are two", parent=self
            )
            two.clicked.connect(lambda: self.apart.emit(offer.of, offer.one, offer.other))
            buttons.append(two)
        return StatusRow(ICONS[offer.of], "muted", pair, "", f"{offer.why}.", None, buttons)


class MergesGroup(Group):
    """What was merged, by whom, and the way back."""

    undo = Signal(str, str)  # of, the one that was merged into another

    def __init__(self, merges: Sequence[Merge], may: bool, parent: QWidget | None = None):
        super().__init__("Merged", len(merges), parent=parent)
        if not merges:
            self.add(Muted("Nothing is merged.", "body", self))
            return
        card = RowsCard("Merged people and teams")
        for one in merges:
            buttons = []
            if may:
                undo = Button("Undo", icon="undo-2", name=f"Undo the merge of {short(one.code)}", parent=self)
                undo.clicked.connect(lambda _on=False, m=one: self.undo.emit(m.of, m.code))
                buttons.append(undo)
            names = {one.code: one.name, one.into: one.into_name}
            words = f"{called(one.of, one.code, names)} is {called(one.of, one.into, names)}"
            told = soft(f"Merged by {one.by}, {day_words(one.at)}.", 200)
            card.add_row(StatusRow(ICONS[one.of], "ok", words, "", told, None, buttons))
        self.add(card)


def called(of: str, code: str, names: Mapping[str, str]) -> str:
    """A person with their code, a team by its name."""
    return f"{short(names.get(code, code), 30)} ({code})" if of == "person" else f"“{short(code, 36)}”"
