"""The cards of one action: what it says, whether it holds, how it went, and two versions beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import actions, retests
from qa_desktop.answer_types import day_words
from qa_desktop.collate import one_place
from qa_desktop.errors import QaError
from qa_desktop.retests import Planned, Side
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Field,
    LineBox,
    LinkButton,
    Muted,
    Rule,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.action_read import SHORT, Change, Seen
from ui.screens.reading import short, soft

VERDICTS = {"holding": "ok", "slipped": "bad", "untested": "neutral", "few": "warn", "none": "neutral"}
MOST_AUDITS = 12  # behind one side of a comparison
MOST_PLANNED = 8


class SaysCard(Card):
    """The long fields, each under its question."""

    change_wanted = Signal()

    def __init__(self, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("What it says"), parent=parent)
        told = [(ask, said) for name, ask, said in seen.words if name not in SHORT and said]
        for ask, said in told:
            self.body.addLayout(column(Muted(ask, parent=self), Text(soft(said), parent=self), gap=1))
        if not told:
            self.add(Muted(tr("Nothing is written yet."), "body", self))
        evidence, reason = seen.row.body.evidence, seen.row.body.reason
        for ask, said in ((tr("What was seen that shows it"), evidence), (tr("Why it was moved"), reason)):
            if said:
                self.body.addLayout(column(Muted(ask, parent=self), Text(soft(said), parent=self), gap=1))
        if seen.may_change:
            self.change = Button(
                tr("Change"), icon="pencil", name=tr("Change what the action says"), parent=self
            )
            self.change.clicked.connect(self.change_wanted)
            self.body.addLayout(row(self.change, None))


class FactsCard(Card):
    """Who, by when, what kind: the short fields."""

    def __init__(self, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("Who and when"), parent=parent)
        for name in SHORT:
            ask, said = next((a, s) for field, a, s in seen.words if field == name)
            if said or name in ("owner", "due"):
                shown = said or (tr("Nobody yet") if name == "owner" else tr("No day yet"))
                label = Muted(ask, parent=self)
                self.body.addLayout(column(label, Text(soft(shown, 200), parent=self), gap=1))


# Whether it holds


class TestCard(Card):
    """Before and after on each standard, the audits behind both, and which audits test it next."""

    opened = Signal(str)  # digest of an audit
    give_out = Signal()
    told = Signal()  # tell auditors what they test again
    __test__ = False  # a card, not a test

    def __init__(self, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("Tested again"), parent=parent)
        self._seen, found = seen, seen.row.retest
        self.head.insertWidget(1, Tag(found.label, VERDICTS[found.verdict], parent=self))
        if seen.row.reopened:
            self.add(Banner("bad", tr("It has slipped, so it counts as open again."),
                            tr("A practice lead moves it back to work."), parent=self))  # fmt: skip
        self.add(Text(soft(found.words), parent=self))
        if found.tested:
            self._compared()
        self._behind = column(gap=4)
        self.body.addLayout(self._behind)
        if seen.row.body.status in retests.DONE and found.verdict in ("untested", "few"):
            self._planned(seen.planned)

    def _compared(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        for place, words in enumerate((tr("Standard"), tr("Before"), tr("After"), tr("Now"))):
            grid.addWidget(Muted(words, "tag", self), 0, place)
        for number, one in enumerate(self._seen.row.retest.tested, 1):
            grid.addWidget(Text(soft(short(one.name, 90)), "strong", parent=self), number, 0)
            for place, (side, when) in enumerate(((one.before, "before"), (one.after, "after")), 1):
                grid.addWidget(self._side(side, f"{one.name}, {when}"), number, place)
            tag = Tag(retests.WORDS[one.verdict], VERDICTS[one.verdict], parent=self)
            grid.addWidget(tag, number, 3, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, stretch in enumerate((4, 2, 2, 2)):
            grid.setColumnStretch(place, stretch)
        self.body.addLayout(grid)

    def _side(self, side: Side, name: str) -> QWidget:
        words = side_words(side)
        if not side.digests:
            return Text(words, parent=self)
        link = LinkButton(
            words, name=tr("Audits behind {name}. {words}", name=short(name, 80), words=words), parent=self
        )
        link.clicked.connect(lambda checked=False: self.show_behind(name, side))
        return link

    def show_behind(self, name: str, side: Side) -> None:
        """The audits that one side of a comparison rests on."""
        empty(self._behind)
        title = Text(tr("Audits behind {name}", name=short(name, 80)), "strong", parent=self)
        self._behind.addWidget(title)
        for number, digest in enumerate(side.digests[:MOST_AUDITS], 1):
            said = self._seen.titles.get(digest) or tr("An audit")
            link = LinkButton(
                short(said, 70),
                "clipboard-check",
                name=tr("Open audit {number}, {said}", number=number, said=said),
                parent=self,
            )
            link.clicked.connect(lambda checked=False, one=digest: self.opened.emit(one))
            self._behind.addLayout(row(link, None))
        if len(side.digests) > MOST_AUDITS:
            self._behind.addWidget(
                Muted(tr("and {digests} more", digests=len(side.digests) - MOST_AUDITS), parent=self)
            )
        announce(self, tr("{digests} audits behind {name}", digests=len(side.digests), name=name))

    def _planned(self, planned: Sequence[Planned]) -> None:
        people = dict(self._seen.names.people)
        self.add(Rule(self), Text(tr("Planned"), "strong", parent=self))
        if not planned:
            self.add(Muted(tr("No audit that is given out and not signed asks this yet."), "body", self))
        for one in planned[:MOST_PLANNED]:
            words = tr(
                "{auditor} in {cycle}, due {due}",
                auditor=short(people.get(one.auditor, one.auditor), 40),
                cycle=one.cycle,
                due=day_words(one.due),
            )
            tag = (
                Tag(tr("Told"), "ok", parent=self)
                if one.told
                else Tag(tr("Not told yet"), "warn", parent=self)
            )
            line = row(Text(soft(words), parent=self), tag, gap=10)
            line.setStretch(0, 1)
            self.body.addLayout(line)
        if len(planned) > MOST_PLANNED:
            self.add(Muted(tr("and {planned} more", planned=len(planned) - MOST_PLANNED), parent=self))
        if not self._seen.may_plan:
            return
        if any(not one.told for one in planned):
            tell = Button(
                tr("Tell the auditors"),
                icon="send",
                name=tr("Tell the auditors what they test again"),
                parent=self,
            )
            tell.clicked.connect(self.told)
            note = Muted(tr("It goes into their next pack."), parent=self)
            self.body.addLayout(row(tell, note, None, gap=12))
        elif not planned:
            out = Button(tr("Give out audits"), icon="users", parent=self)
            out.clicked.connect(self.give_out)
            self.body.addLayout(row(out, None))


def side_words(side: Side) -> str:
    """“2.0 from 3 audits”, or that it would rest on too few."""
    audits = tr("1 audit") if side.audits == 1 else tr("{audits} audits", audits=side.audits)
    if side.average is not None:
        return tr("{average} from {audits}", average=one_place(side.average), audits=audits)
    return tr("Too few, {audits}", audits=audits) if side.audits else tr("No audit yet")


# How it went


class NotesCard(Card):
    """Dated notes, newest last."""

    add_wanted = Signal()

    def __init__(self, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("How it goes"), len(seen.notes) or None, parent=parent)
        for one in seen.notes:
            about = Muted(f"{day_words(one.at, year=False)} · {short(one.who, 40)}", parent=self)
            self.body.addLayout(column(about, Text(soft(one.text), parent=self), gap=1))
        if not seen.notes:
            self.add(Muted(tr("No notes yet."), "body", self))
        if seen.may_note:
            self.button = Button(tr("Add a note"), icon="plus", parent=self)
            self.button.clicked.connect(self.add_wanted)
            self.body.addLayout(row(self.button, None))


class HistoryCard(Card):
    """Every version, newest first. Nothing is ever lost."""

    def __init__(self, history: Sequence[Change], parent: QWidget | None = None):
        super().__init__(tr("History"), parent=parent)
        for number, one in enumerate(history):
            if number:
                self.add(Rule(self))
            first = len(history) - number == 1
            said = [_changed(change) for change in one.changed]
            head = f"{day_words(one.day, year=False)} · {short(one.who, 40)}"
            words = "; ".join(said) or (tr("Proposed") if first else tr("Nothing else changed"))
            lines = column(Muted(head, parent=self), Text(soft(words, 600), parent=self), gap=1)
            if one.reason:
                lines.addWidget(Muted(soft(tr("Why: {reason}", reason=one.reason), 600), "body", self))
            self.body.addLayout(lines)


def _changed(change: tuple[str, str, str]) -> str:
    ask, before, after = change
    name = ask[:1].upper() + ask[1:].rstrip("?")
    if not after:
        return tr("{name}: taken away", name=name)
    return (
        f"{name}: {short(after, 90)}" if not before else f"{name}: {short(before, 60)} → {short(after, 60)}"
    )


class ClashCard(Card):
    """Two versions that were changed apart, side by side. One is chosen with its reason; both stay readable."""

    kept = Signal(str)

    def __init__(self, desk: Desk, seen: Seen, parent: QWidget | None = None):
        super().__init__(tr("Two versions stand"), parent=parent)
        self._desk, self._doc = desk, seen.row.doc
        self._heads = seen.standing.heads[:2]
        self._problems = column(gap=8)
        self.add(Text(tr("They were changed apart. Choose the one that counts from now on."), parent=self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        for place, one in enumerate(self._heads, 1):
            said = f"{short(one.name, 40)}, {day_words(one.body.moved, year=False)}"
            grid.addWidget(Text(soft(said), "strong", parent=self), 0, place)
        for number, (ask, one, other) in enumerate(seen.clash, 1):
            cells = (
                Muted(soft(ask), parent=self),
                *(Text(soft(w) or tr("Nothing"), parent=self) for w in (one, other)),
            )
            for place, cell in enumerate(cells):
                grid.addWidget(cell, number, place, Qt.AlignmentFlag.AlignTop)
        for place, stretch in enumerate((2, 4, 4)):
            grid.setColumnStretch(place, stretch)
        self.body.addLayout(grid)
        self.buttons: list[Button] = []
        if seen.may_settle:
            self.reason = Field(tr("Why this one counts"), LineBox(parent=self), parent=self)
            self.add(self.reason)
            for place, one in enumerate(self._heads, 1):
                keep = Button(
                    tr("Keep {name}’s", name=short(one.name, 24)),
                    name=tr("Keep version {place}, {name}", place=place, name=one.name),
                    parent=self,
                )
                keep.clicked.connect(lambda checked=False, digest=one.digest: self.settle(digest))
                grid.addWidget(keep, len(seen.clash) + 1, place, Qt.AlignmentFlag.AlignLeft)
                self.buttons.append(keep)
        else:
            self.add(Muted(tr("A practice lead chooses."), "body", self))
        self.body.addLayout(self._problems)

    def settle(self, digest: str) -> None:
        """Seal which one counts."""
        doc, reason = self._doc, self.reason.editor.text()

        def work(ws: Workspace, _tell: object) -> str:
            return actions.settle(ws, doc, digest, reason)

        self._desk.run(
            work, lambda _made: self.kept.emit(tr("It is settled. Both versions stay readable.")), self._no
        )

    @Slot(object)
    def _no(self, error: QaError) -> None:
        empty(self._problems)
        self._problems.addWidget(Banner("bad", tr("It was not settled."), soft(str(error)), parent=self))
        announce(self, str(error))
        self.reason.editor.setFocus()
