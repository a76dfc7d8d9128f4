"""People and teams that may be the same: offered in pairs, merged, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qa_desktop.answer_types import day_words
from qa_desktop.staff import Merge, Offer
from qa_desktop.words import tr
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
        super().__init__(tr("May be the same"), len(offers), parent=parent)
        if not offers:
            words = tr("Names are compared by spelling, accents, initials and single letters.")
            self.add(
                EmptyState("circle-check", tr("No two people or teams look the same"), words, parent=self)
            )
            return
        words = tr(
            "A merge changes no signed audit. Lists and figures read both as the one you keep, and you can undo it."
        )
        self.add(Muted(words, "body", self))
        card = RowsCard(tr("Pairs that may be the same"))
        for offer in offers[:MOST]:
            card.add_row(self._row(offer, names, may))
        self.add(card)
        if len(offers) > MOST:
            self.add(
                Muted(tr("and {offers} more once these are decided", offers=len(offers) - MOST), parent=self)
            )

    def _row(self, offer: Offer, names: Mapping[str, str], may: bool) -> StatusRow:
        pair = tr(
            "{called} and {called2}",
            called=called(offer.of, offer.one, names),
            called2=called(offer.of, offer.other, names),
        )
        buttons = []
        if may:
            for stays, goes in ((offer.one, offer.other), (offer.other, offer.one)):
                keep = Button(
                    tr("Keep {stays}", stays=short(stays, 24)),
                    name=tr("Keep {stays} for {goes}", stays=short(stays), goes=short(goes)),
                    parent=self,
                )
                keep.clicked.connect(lambda _on=False, g=goes, s=stays: self.merge.emit(offer.of, g, s))
                buttons.append(keep)
            two = Button(
                tr("They are two"),
                name=tr("{short} and {other} are two", short=short(offer.one), other=short(offer.other)),
                parent=self,
            )
            two.clicked.connect(lambda: self.apart.emit(offer.of, offer.one, offer.other))
            buttons.append(two)
        return StatusRow(ICONS[offer.of], "muted", pair, "", f"{offer.why}.", None, buttons)


class MergesGroup(Group):
    """What was merged, by whom, and the way back."""

    undo = Signal(str, str)  # of, the one that was merged into another

    def __init__(self, merges: Sequence[Merge], may: bool, parent: QWidget | None = None):
        super().__init__(tr("Merged"), len(merges), parent=parent)
        if not merges:
            self.add(Muted(tr("Nothing is merged."), "body", self))
            return
        card = RowsCard(tr("Merged people and teams"))
        for one in merges:
            buttons = []
            if may:
                undo = Button(
                    tr("Undo"),
                    icon="undo-2",
                    name=tr("Undo the merge of {code}", code=short(one.code)),
                    parent=self,
                )
                undo.clicked.connect(lambda _on=False, m=one: self.undo.emit(m.of, m.code))
                buttons.append(undo)
            names = {one.code: one.name, one.into: one.into_name}
            words = tr(
                "{called} is {called2}",
                called=called(one.of, one.code, names),
                called2=called(one.of, one.into, names),
            )
            told = soft(tr("Merged by {by}, {at}.", by=one.by, at=day_words(one.at)), 200)
            card.add_row(StatusRow(ICONS[one.of], "ok", words, "", told, None, buttons))
        self.add(card)


def called(of: str, code: str, names: Mapping[str, str]) -> str:
    """A person with their code, a team by its name."""
    return f"{short(names.get(code, code), 30)} ({code})" if of == "person" else f"“{short(code, 36)}”"
