"""A quote from a finding: its words, what in them could name somebody, and to whom they belong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import quote_marks, quotes, theme_findings
from qa_desktop.quote_marks import Detail, Known
from qa_desktop.quotes import STATE, Stands
from qa_desktop.theme_entries import MOST_WORDS
from qa_desktop.theme_findings import Theme
from qa_desktop.theme_list import Finding
from qa_desktop.words import tr
from ui import theme
from ui.kit import (
    Button,
    Card,
    Choice,
    Combo,
    Field,
    LineBox,
    Muted,
    SegmentedChoice,
    Tag,
    Text,
    TextBox,
    announce,
    column,
    empty,
    row,
)
from ui.screens.reading import soft
from ui.screens.theme_tags import SIDE_CHOICES

STATE_TAGS = {
    "to_check": "info",
    "checked": "ok",
    "back": "warn",
    "settle": "warn",
    "twice": "bad",
    "gone": "neutral",
}
HINT = tr(
    "Word for word, at most {most_words} characters. … where words are left out, [square brackets] for your own.",
    most_words=MOST_WORDS,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quote as it was filled in."""

    words: str
    theme: str
    side: str
    voice: str
    keep: tuple[str, ...]
    instead_of: str


class DetailRow(QWidget):
    """One detail, and whether it is hidden or stays."""

    hidden = Signal()
    kept = Signal()

    def __init__(self, found: Detail, stays: bool, parent: QWidget):
        super().__init__(parent)
        said = Text(f"“{soft(found.text)}”", "strong", parent=self)
        looks = Muted(tr("looks like {looks_like}", looks_like=found.looks_like), parent=self)
        self.hide_it = Button(tr("Hide"), name=tr("Hide “{text}”", text=found.text), parent=self)
        self.hide_it.clicked.connect(self.hidden)
        line = row(said, looks, gap=8, margins=(0, 4, 0, 4))
        line.setStretch(1, 1)
        if stays:
            line.addWidget(Tag(tr("Stays"), "ok", parent=self))
        else:
            keep = Button(
                tr("Keep"),
                name=tr("Keep “{text}”: it tells nobody who is meant", text=found.text),
                parent=self,
            )
            keep.clicked.connect(self.kept)
            line.addWidget(keep)
        line.addWidget(self.hide_it)
        self.setLayout(line)


class QuoteCard(Card):
    """Makes a quote, or a new version of one. What looks like a name is listed as it is typed."""

    wanted = Signal(object)  # Said
    left = Signal()

    def __init__(
        self,
        found: Finding,
        known: Known,
        names: Mapping[str, Theme],
        old: Stands | None,
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Change the quote") if old else tr("New quote"), parent=parent)
        self._found, self._known, self._old = found, known, old
        self._keep: set[str] = set(old.body.kept) if old else set()
        self.words = TextBox(tr("Words of the quote"), 4, self)
        whole = " ".join(found.place.text.split())
        self.words.set_text(old.body.words if old else whole if len(whole) <= MOST_WORDS else "")
        self.field = Field(tr("Words"), self.words, HINT, parent=self)
        self._details = column(gap=0)
        self.theme = Combo(tr("Theme"), [(c, f"{c} {one.name}") for c, one in names.items()], self)
        self.side = SegmentedChoice(tr("Strength or area to improve"), SIDE_CHOICES, self)
        voices = [Choice(code, words) for code, words in theme_findings.VOICES.items()]
        self.voice = SegmentedChoice(tr("Whose words"), voices, self)
        for choice in (self.side, self.voice):
            choice.setMinimumWidth(theme.px(300))
        if old:
            self.theme.set_value(old.body.theme)
            self.side.set_value(old.body.side)
            self.voice.set_value(old.body.voice)
        else:
            self.theme.set_value(next(iter(found.themes), "T01"))
            self.side.set_value("areas" if found.heap == "areas" else "strengths")
            self.voice.set_value(found.place.voice)
        self.make = Button(tr("Keep for checking"), "primary", "check", parent=self)
        self.make.clicked.connect(self._ask)
        self.away = Button(tr("Leave it"), parent=self)
        self.away.clicked.connect(self.left)
        self.add(self.field)
        self.body.addLayout(self._details)
        fields = ((tr("Theme"), self.theme), (tr("Side"), self.side), (tr("Whose words"), self.voice))
        for label, editor in fields:
            self.add(Field(label, editor, parent=self))
        note = Muted(tr("Another practice lead checks it before any report shows it."), parent=self)
        line = row(self.make, self.away, note, gap=10)
        line.setStretch(2, 1)
        self.body.addLayout(line)
        self.words.textChanged.connect(self._look)
        self._look()

    # What could name somebody

    def details(self) -> tuple[Detail, ...]:
        seen: dict[str, Detail] = {}
        for one in self._known.find(self.words.text()):
            seen.setdefault(one.text, one)
        return tuple(seen.values())

    @Slot()
    def _look(self) -> None:
        found = self.details()
        shown = tuple((one.text, one.text in self._keep) for one in found)
        if shown == getattr(self, "_shown", None):
            return
        self._shown = shown
        empty(self._details)
        left = [one for one in found if one.text not in self._keep]
        if found:
            words = tr(
                "Found by rule: some may be nobody. Hide each, or keep it where it tells nobody who is meant."
            )
            self._details.addWidget(Muted(words, parent=self))
        self.rows: list[DetailRow] = []
        for one in found:
            made = DetailRow(one, one.text in self._keep, self)
            made.hidden.connect(lambda d=one: self._hide((d,)))
            made.kept.connect(lambda d=one: self._stay(d))
            self.rows.append(made)
            self._details.addWidget(made)
        if len(left) > 1:
            every = Button(tr("Hide all that are left"), parent=self)
            every.clicked.connect(lambda: self._hide(tuple(left)))
            self._details.addLayout(row(every, None))

    def _hide(self, gone: tuple[Detail, ...]) -> None:
        text = self.words.text()
        choices = {one.text: "hide" for one in gone}
        self.words.set_text(quote_marks.settled(text, self._known.find(text), choices))
        self._look()
        self._next(tr("{gone} hidden.", gone=len(gone)) if len(gone) > 1 else tr("Hidden."))

    def _stay(self, one: Detail) -> None:
        self._keep.add(one.text)
        self._look()
        self._next(tr("Stays."))

    def _next(self, words: str) -> None:
        left = [r for r, (_, stays) in zip(self.rows, self._shown, strict=True) if not stays]
        (left[0].hide_it if left else self.make).setFocus()
        announce(self, words)

    # Keeping it

    @Slot()
    def _ask(self) -> None:
        said = " ".join(self.words.text().split())
        problem = quotes.problem_of(said, self._found.place.text)
        left = self._known.unsettled(said, self._keep)
        self.say(problem or (quotes.settle_words(left) if left else ""))
        if problem:
            self.words.setFocus()
        elif left:
            self._next(quotes.settle_words(left))
        else:
            self.wanted.emit(self._said())

    def say(self, problem: str) -> None:
        self.field.set_problem(problem)
        if problem:
            announce(self, problem)

    def held(self) -> dict[str, Any]:
        """What was begun, to be remembered."""
        return asdict(self._said())

    def take(self, begun: Mapping[str, Any]) -> None:
        """Begin with what was remembered."""
        self._keep = {str(one) for one in begun.get("keep", ())}
        self.words.set_text(str(begun.get("words", "")))
        self.theme.set_value(begun.get("theme"))
        self.side.set_value(begun.get("side"))
        self.voice.set_value(begun.get("voice"))
        self._look()

    def _said(self) -> Said:
        return Said(
            " ".join(self.words.text().split()),
            str(self.theme.value()),
            self.side.value() or "strengths",
            self.voice.value() or "auditor",
            tuple(sorted(self._keep)),
            self._old.doc if self._old else "",
        )

    def first_focus(self) -> QWidget:
        return self.words


class QuoteRow(QWidget):
    """A quote that was made of this finding, its state, and what can be done with it."""

    good = Signal()
    back = Signal(str)  # why
    change = Signal()
    away = Signal()

    def __init__(self, one: Stands, name: str, parent: QWidget | None = None):
        """`name`: of its theme."""
        super().__init__(parent)
        number = one.digest[:6]
        head = row(Text(f"“{soft(one.body.words)}”", "strong", parent=self), gap=10)
        head.setStretch(0, 1)
        head.addWidget(Tag(STATE[one.state], STATE_TAGS[one.state], parent=self))
        voice = theme_findings.VOICES[one.body.voice]
        about = tr("{voice} · {name} · written by {writer}", voice=voice, name=name, writer=one.writer)
        about += (
            tr(" · checked by {checkers}", checkers=", ".join(one.checkers)) if one.state == "checked" else ""
        )
        lines = column(head, Muted(soft(about, 300), parent=self), gap=4, margins=(0, 8, 0, 8))
        if one.body.kept:
            kept = ", ".join(f"“{soft(words)}”" for words in one.body.kept)
            lines.addWidget(Muted(tr("Kept on purpose: {kept}", kept=kept), parent=self))
        if one.why:
            lines.addWidget(Text(tr("Sent back: {why}", why=soft(one.why)), "small", "warn", self))
        if one.left:
            lines.addWidget(Text(quotes.settle_words(one.left), "small", "warn", self))
        lines.addLayout(self._acts(one, number))
        self._ask = self._why(number)
        lines.addLayout(self._ask)
        self.setLayout(lines)
        self.why_field.hide()
        self.send.hide()

    def _acts(self, one: Stands, number: str):
        line = row(gap=8)
        if not one.mine and one.state in ("to_check", "back"):
            use = Button(
                tr("It may be used"),
                "primary",
                name=tr("It may be used, {number}", number=number),
                parent=self,
            )
            use.clicked.connect(self.good)
            line.addWidget(use)
        if not one.mine and one.state in ("to_check", "checked", "settle"):
            send = Button(tr("Send back"), name=tr("Send back, {number}", number=number), parent=self)
            send.clicked.connect(self._open)
            line.addWidget(send)
        if one.mine and one.state == "to_check":
            line.addWidget(Muted(tr("Another practice lead checks what you wrote."), parent=self))
        for words, signal in ((tr("Change"), self.change), (tr("Take back"), self.away)):
            button = Button(words, name=f"{words}, {number}", parent=self)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _why(self, number: str):
        self.why = LineBox(tr("Why it goes back, {number}", number=number), self)
        self.why.setMaxLength(300)
        self.why_field = Field(tr("Why it goes back"), self.why, parent=self)
        self.send = Button(tr("Send it back"), name=tr("Send it back, {number}", number=number), parent=self)
        self.send.clicked.connect(self._sent)
        self.why.returnPressed.connect(self._sent)
        line = row(self.why_field, column(None, self.send, 4, gap=0), gap=10)
        line.setStretch(0, 1)
        return line

    @Slot()
    def _open(self) -> None:
        self.why_field.show()
        self.send.show()
        self.why.setFocus()

    @Slot()
    def _sent(self) -> None:
        if len(self.why.text().strip()) < 3:
            self.why_field.set_problem(tr("Say in a few words why it goes back."))
            return
        self.back.emit(self.why.text().strip())
