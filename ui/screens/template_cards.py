"""The cards of one template: its faults, its changes, what publishing affects, and what is said on the way there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import approvals, drafting
from qa_desktop.answer_types import day_words
from qa_desktop.words import tr
from ui.kit import (
    Button,
    Card,
    Check,
    Field,
    Muted,
    RowsCard,
    StatusRow,
    Table,
    Text,
    TextBox,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows

MOST_SHOWN = 60  # faults
SHOWN_ROWS = 12
TAGS: dict[drafting.How, tuple[str, str]] = {
    "same": (tr("Unchanged"), "neutral"),
    "wording": (tr("Wording"), "info"),
    "meaning": (tr("Meaning"), "warn"),
    "new": (tr("New"), "ok"),
    "gone": (tr("Gone"), "bad"),
}


class FaultsCard(RowsCard):
    """Every fault of a file: where it stands, what it is, and how to mend it."""

    def __init__(self, faults: Sequence[drafting.Fault], parent: QWidget | None = None):
        super().__init__(tr("Faults"), parent)
        for one in faults[:MOST_SHOWN]:
            where = tr("Line {line}", line=one.line) if one.line else tr("The file")
            plain = one.words.split(" ")[0].isalpha()  # not the name of a key
            words = soft(f"{one.words[:1].upper()}{one.words[1:]}" if plain else one.words, 600)
            line = StatusRow("triangle-alert", "bad", where, short(one.place, 60), words)
            if one.mend:
                line.text.setText(
                    tr(
                        "{words}\nTo mend: {mend}",
                        words=words,
                        mend=soft(one.mend[:1].lower() + one.mend[1:], 400),
                    )
                )
            self.add_row(line)
        if len(faults) > MOST_SHOWN:
            self.add_row(StatusRow("info", "muted", tr("and {faults} more", faults=len(faults) - MOST_SHOWN)))


class ChangesCard(Card):
    """Each question and what becomes of it. Those that stay as they are are out of sight until asked for."""

    columns = (
        Column(tr("Question"), lambda one: one.question),
        Column(tr("What it asks"), lambda one: short(one.name, 90)),
        Column(tr("Change"), lambda one: TAGS[one.how][0], tag=lambda one: TAGS[one.how][1]),
        Column(tr("What that means"), lambda one: one.words),
    )

    def __init__(self, effect: drafting.Effect, parent: QWidget | None = None):
        super().__init__(tr("What changes"), parent=parent)
        self._changes = effect.changes
        same = sum(one.how == "same" for one in effect.changes)
        self.add(Text(drafting.counted(effect.changes), parent=self))
        self.whole = Check(tr("Show the {same} that stay as they are", same=same), parent=self)
        self.whole.setVisible(0 < same < len(effect.changes))
        self.whole.toggled.connect(self._show)
        self.model = RowsModel((), self.columns, self)
        self.table = Table(tr("What changes"), self.model, self)
        self.table.setProperty("kind", "plain")
        self.table.fit(1)
        self.table.draw_tags(2)
        self.add(self.whole, self.table)
        self._show(same == len(effect.changes))

    @Slot(bool)
    def _show(self, whole: bool) -> None:
        shown = [one for one in self._changes if whole or one.how != "same"]
        self.model.set_rows(shown)
        fit_rows(self.table, min(len(shown), SHOWN_ROWS))


class EffectCard(Card):
    """What publishing touches: trends, drafts, cycles and the packs that people hold."""

    def __init__(self, effect: drafting.Effect, parent: QWidget | None = None):
        super().__init__(tr("What publishing affects"), parent=parent)
        self._part(tr("Trends"), _trends(effect))
        self._part(
            tr("Drafts on this laptop"), [soft(f"{one.title}. {one.words}", 300) for one in effect.drafts]
        )
        self._part(tr("Cycles, and the packs that people hold"), [_out(one) for one in effect.out])
        self.add(
            Muted(tr("Nothing moves by itself, and what is signed stays as it was signed."), parent=self)
        )

    def _part(self, title: str, lines: Sequence[str]) -> None:
        self.add(Text(title, "strong", parent=self))
        for words in lines or [tr("None.")]:
            self.add(Text(words, parent=self))


def _trends(effect: drafting.Effect) -> list[str]:
    if effect.against is None:
        return [tr("A new instrument: its trends begin here.")]
    lines = [soft(f"{one.name}: {one.words[:1].lower()}{one.words[1:]}.", 300) for one in effect.breaks]
    return lines or [tr("Every trend goes on.")]


def _out(one: drafting.Out) -> str:
    many = tr("1 piece of work") if one.pieces == 1 else tr("{pieces} pieces of work", pieces=one.pieces)
    pack = (
        tr("in the pack made {pack}", pack=day_words(one.pack, year=False))
        if one.pack
        else tr("not in a pack made here")
    )
    return soft(
        tr(
            "{cycle}: {name} has {many} on an earlier version, {pack}. It stays on it.",
            cycle=one.cycle,
            name=one.name,
            many=many,
            pack=pack,
        ),
        300,
    )


class StandsCard(Card):
    """What was put forward, what was said to it, and Publish once it is approved."""

    publish_wanted = Signal()

    def __init__(
        self, asked: approvals.Asked, approvers: str, may_publish: bool, parent: QWidget | None = None
    ):
        super().__init__(approvals.STATUS[asked.status], parent=parent)
        self.add(
            Text(
                soft(
                    tr(
                        "{name} put it forward on {at}: {why}",
                        name=asked.name,
                        at=day_words(asked.at),
                        why=asked.body.why,
                    )
                ),
                parent=self,
            )
        )
        for one in asked.said:
            what = tr("approved it") if one.says == "approved" else tr("refused it")
            words = f": {one.words}" if one.words else "."
            self.add(
                Text(
                    soft(
                        tr(
                            "{name} {what} on {at}{words}",
                            name=one.name,
                            what=what,
                            at=day_words(one.at),
                            words=words,
                        )
                    ),
                    parent=self,
                )
            )
        self.publish = Button(tr("Publish…"), "primary", "circle-check", parent=self)
        self.publish.clicked.connect(self.publish_wanted)
        self.publish.setVisible(may_publish and asked.status == "approved")
        if asked.status == "waiting" and may_publish:
            self.add(Muted(tr("A pack for the {approvers} carries it.", approvers=approvers), parent=self))
        if asked.status == "refused" and may_publish:
            self.add(
                Muted(tr("Mend the file, give it a new version, and put it forward again."), parent=self)
            )
        self.body.addLayout(row(self.publish, None))


class ProposeCard(Card):
    """Why it changes, and asking a second person."""

    wanted = Signal(str)

    def __init__(self, approvers: str, parent: QWidget | None = None):
        super().__init__(tr("Ask for approval"), parent=parent)
        words = tr(
            "A {approvers} reads what changes and what it affects. It counts only once they approve and you publish.",
            approvers=approvers,
        )
        self.add(Text(words, parent=self))
        self.why = Field(tr("Why it changes"), TextBox("", 3), parent=self)
        self.button = Button(tr("Ask for approval"), "primary", "signature", parent=self)
        self.button.clicked.connect(self._ask)
        self.add(self.why)
        self.body.addLayout(row(self.button, None))

    @Slot()
    def _ask(self) -> None:
        said = self.why.editor.toPlainText().strip()
        self.why.set_problem("" if len(said) >= 3 else tr("Say in a few words why it changes."))
        if len(said) < 3:
            self.why.editor.setFocus()
            return
        self.wanted.emit(said)


class ApproveCard(Card):
    """What a second person says: yes, or no with a reason."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(tr("Your approval"), parent=parent)
        self.add(Text(tr("Read what changes and what it affects below. You can also try it."), parent=self))
        self.words = Field(
            tr("What you want to say"), TextBox("", 3), tr("Needed where you refuse."), parent=self
        )
        self.approve = Button(tr("Approve"), "primary", "circle-check", parent=self)
        self.refuse = Button(tr("Refuse"), icon="circle-x", parent=self)
        self.approve.clicked.connect(lambda: self._said("approved"))
        self.refuse.clicked.connect(lambda: self._said("refused"))
        self.add(self.words)
        self.body.addLayout(row(self.approve, self.refuse, None, gap=10))

    def _said(self, says: str) -> None:
        words = self.words.editor.toPlainText().strip()
        lacks = says == "refused" and len(words) < 3
        self.words.set_problem(tr("Say in a few words why not, so that it can be mended.") if lacks else "")
        if lacks:
            self.words.editor.setFocus()
            return
        self.wanted.emit(says, words)
