"""One finding: what was written, its themes, and the quotes that were made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import quote_marks, quotes, theme_findings, theme_list, themes
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.quote_marks import Known
from qa_desktop.quotes import Stands
from qa_desktop.theme_list import Finding
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Group,
    Muted,
    Page,
    RowsCard,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.action_acts import recall, remember
from ui.screens.list_screen import TABLES
from ui.screens.reading import Reading, short, soft
from ui.screens.theme_quote import QuoteCard, QuoteRow, Said
from ui.screens.theme_tags import TagsCard
from ui.screens.themes import SIDES, UNSURE
from ui.shell import MainWindow

Name = tuple[str, str, str]
"""Digest of the form, question, path."""


@dataclass(frozen=True, slots=True)
class Seen:
    """`before`, `after`: its neighbours in the list it was opened from."""

    finding: Finding
    quotes: tuple[Stands, ...]
    known: Known
    at: int
    of: int
    before: Name | None
    after: Name | None


@dataclass(frozen=True, slots=True)
class List:
    """The list that a finding was opened from."""

    period: str = ""
    tab: str = ""
    theme: str = ""
    only: str = ""  # one audit

    def names(self, ws: Workspace) -> list[Name]:
        heap = self.tab if self.tab in theme_list.HEAPS else ""
        return [one.name for one in theme_list.findings(ws, self.period, heap, self.theme, self.only)]


def read(ws: Workspace, name: Name, listed: list[Name]) -> Seen:
    themes.need(ws, tr("sees findings by theme"))
    found = theme_list.one(ws, *name)
    at = listed.index(name) if name in listed else -1
    return Seen(
        finding=found,
        quotes=tuple(theme_list.quotes_of(ws, found)),
        known=quote_marks.known(ws),
        at=at + 1,
        of=len(listed),
        before=listed[at - 1] if at > 0 else None,
        after=listed[at + 1] if 0 <= at < len(listed) - 1 else None,
    )


class FindingScreen(Page):
    """Alt+Right and Alt+Left go through the list; Ctrl+Enter keeps the themes and goes on."""

    nav = "themes"

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        form: str,
        question: str,
        path: str = "",
        period: str = "",
        tab: str = "",
        theme: str = "",
        only: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Finding"), parent=parent)
        self._desk, self._window = desk, window
        self._name: Name = (form, question, path)
        self._list = List(period, tab, theme, only)
        self._names = theme_findings.themes(desk.workspace.world.resources)
        self._order: list[Name] | None = None  # as it was opened: tagging must not move what comes next
        self.seen: Seen | None = None
        self.tags: TagsCard | None = None
        self.quote: QuoteCard | None = None
        self.back = Button(tr("All findings"), icon="arrow-left", parent=self)
        self.back.clicked.connect(self._to_list)
        self.audit = Button(tr("Open audit"), icon="file-text", parent=self)
        self.audit.clicked.connect(lambda: window.go("audit", digest=form))
        self.next = Button(tr("Next finding"), icon="arrow-right", parent=self)
        self.next.clicked.connect(self._on)
        self.head(self.back, self.audit, self.next)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self.reading = Reading(desk, TABLES, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, ws: Workspace) -> tuple[list[Name], Seen]:
        """On the worker: touches nothing of the screen."""
        order = self._order if self._order is not None else self._list.names(ws)
        return order, read(ws, self._name, order)

    def acts(self) -> dict:
        return {"previous": self._before, "next": self._on, "continue": self._on, "save": self._keep}

    @property
    def _begun(self) -> str:
        return "quote.{}.{}.{}".format(*self._name)

    def flush(self) -> bool:
        """Before it is left: themes that were changed are kept, and a quote that is begun is remembered."""
        good = remember(self._desk, self._begun, self.quote.held()) if self.quote else True
        return self._kept_now() and good

    def _kept_now(self) -> bool:
        if self.tags is None or not self.tags.changed:
            return True
        try:
            self._tag(self._desk.workspace)
        except QaError as error:
            self.tags.say(str(error))
            return False
        return True

    # Drawing

    def _draw(self, found: tuple[list[Name], Seen]) -> None:
        self._order, seen = found
        old, self.seen = self.seen, seen
        if old is not None and old.finding == seen.finding and old.quotes == seen.quotes:
            return
        one = seen.finding
        self.set_title(
            soft(one.place.name, 120), soft(" · ".join(p for p in (one.title, one.team) if p), 300)
        )
        self._window.retitle()
        self.next.setEnabled(seen.after is not None)
        self.next.set_words(
            tr("Next finding ({at} of {of})", at=seen.at, of=seen.of) if seen.at else tr("Next finding")
        )
        if self.tags is not None and self.tags.changed:
            self._draw_quotes()
            return  # somebody is at it: left alone until they keep it
        empty(self._all)
        self._all.addWidget(self._words(one))
        self.tags = TagsCard(one, self._names, self)
        self.tags.kept.connect(self._keep)
        self._all.addWidget(self.tags)
        self._quotes = column(gap=16)
        self._all.addLayout(self._quotes)
        self._draw_quotes()
        if old is None:
            self.tags.first_focus().setFocus()

    def _words(self, one: Finding) -> Card:
        card = Card(tr("What was written"), parent=self)
        side = UNSURE if one.unsure else SIDES[one.heap]
        card.head.insertWidget(1, Tag(*side, parent=card))
        card.add(Text(soft(one.place.text, 4_000), parent=card))
        voice = theme_findings.VOICES[one.place.voice]
        said = tr("{voice}'s words, as the audit has them · {day}", voice=voice, day=day_words(one.day))
        card.add(Muted(said, parent=card))
        if one.unsure:
            words = tr("Keep what is right below, and remove the rest. It counts once you have.")
            card.add(Banner("warn", tr("Two practice leads named different themes."), words, parent=card))
        return card

    def _draw_quotes(self) -> None:
        assert self.seen is not None
        if self.quote is not None:
            return  # somebody is writing
        empty(self._quotes)
        if self.seen.quotes:
            group = Group(tr("Quotes of this finding"), len(self.seen.quotes), parent=self)
            card = RowsCard(tr("Quotes of this finding"))
            for held in self.seen.quotes:
                card.add_row(self._quote_row(held))
            group.add(card)
            self._quotes.addWidget(group)
        if recall(self._desk.workspace, self._begun):
            self._write(None)
            return
        make = Button(tr("Make a quote"), icon="quote", parent=self)
        make.clicked.connect(lambda: self._write(None, True))
        self._quotes.addLayout(row(make, None))

    def _quote_row(self, held: Stands) -> QuoteRow:
        theme = self._names[held.body.theme].name if held.body.theme in self._names else held.body.theme
        made = QuoteRow(held, theme, self)
        made.layout().setContentsMargins(19, 12, 16, 12)
        made.change.connect(lambda: self._write(held, True))
        made.good.connect(lambda: self._check(held.digest, True, ""))
        made.back.connect(lambda why: self._check(held.digest, False, why))
        made.away.connect(
            lambda: self._do(
                lambda ws: quotes.take_back(ws, held.doc), tr("Taken back."), tr("No report shows it.")
            )
        )
        return made

    def _write(self, old: Stands | None, go: bool = False) -> None:
        """Open the card for a quote, with what was begun here before."""
        assert self.seen is not None
        empty(self._quotes)
        begun = recall(self._desk.workspace, self._begun)
        doc = old.doc if old else begun.get("instead_of", "")
        old = old or next((one for one in self.seen.quotes if one.doc == doc), None)
        self.quote = QuoteCard(self.seen.finding, self.seen.known, self._names, old, self)
        if begun and begun.get("instead_of", "") == (old.doc if old else ""):
            self.quote.take(begun)
        self.quote.wanted.connect(self._quote)
        self.quote.left.connect(self._give_up)
        self._quotes.addWidget(self.quote)
        if go:
            self.quote.first_focus().setFocus()
            self.ensureWidgetVisible(self.quote)

    @Slot()
    def _give_up(self) -> None:
        remember(self._desk, self._begun, None)
        self.quote = None
        self._draw_quotes()

    # Acts

    def _tag(self, ws: Workspace) -> str:
        assert self.tags is not None
        held = self.tags
        return themes.tag(ws, *self._name, held.of("strengths"), held.of("areas"), held.other.text())

    @Slot()
    def _keep(self) -> None:
        if self.tags is None:
            return
        strengths, areas = self.tags.of("strengths"), self.tags.of("areas")
        name, other = self._name, self.tags.other.text()
        self._desk.run(
            lambda ws, _: themes.tag(ws, *name, strengths, areas, other), self._tagged, self._not_tagged
        )

    def _tagged(self, _digest: str) -> None:
        self.tags = None  # it is drawn anew as it stands now
        self.seen = None
        self.reading.refresh()
        self._note("ok", tr("The themes are kept."), tr("They count in reports with what the auditor named."))

    def _not_tagged(self, error: QaError) -> None:
        if self.tags is not None and isinstance(error, NotAllowed):
            self.tags.say(str(error))
        else:
            self._failed(error)

    @Slot(object)
    def _quote(self, said: Said) -> None:
        name, told = self._name, asdict(said)
        self._desk.run(lambda ws, _: quotes.write(ws, *name, **told), self._quoted, self._not_quoted)

    def _quoted(self, _digest: str) -> None:
        self._give_up()
        self._note(
            "ok",
            tr("The quote is kept."),
            tr("No report shows it until another practice lead has checked it."),
        )

    def _not_quoted(self, error: QaError) -> None:
        if self.quote is not None and isinstance(error, NotAllowed):
            self.quote.say(str(error))
        else:
            self._failed(error)

    def _check(self, digest: str, good: bool, why: str) -> None:
        title = tr("Checked.") if good else tr("Sent back.")
        words = tr("Reports of its period may show it.") if good else tr("No report shows it.")
        self._do(lambda ws: quotes.check(ws, digest, good, why), title, words)

    def _do(self, work: Callable[[Workspace], Any], title: str, words: str) -> None:
        self._desk.run(lambda ws, _: work(ws), lambda _: self._note("ok", title, words), self._failed)

    # Going on

    def _to_list(self) -> None:
        held = self._list
        args = {"form": held.only} if held.only else {"period": held.period or None, "theme": held.theme}
        self._window.go("themes", tab=held.tab, **args)

    @Slot()
    def _on(self) -> None:
        self._go(self.seen.after if self.seen else None)

    @Slot()
    def _before(self) -> None:
        self._go(self.seen.before if self.seen else None)

    def _go(self, name: Name | None) -> None:
        if name is None:
            if self._kept_now():
                self._note("info", tr("This is the last of the list."), "")
            return
        form, question, path = name
        held = asdict(self._list)
        self._window.go("finding", form=form, question=question, path=path, **held)

    def title(self) -> str:
        return short(self.seen.finding.place.name, 40) if self.seen else ""

    def _failed(self, error: QaError) -> None:
        self._note("bad", tr("This was not done."), str(error))

    def _note(self, kind: str, title: str, words: str) -> None:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
