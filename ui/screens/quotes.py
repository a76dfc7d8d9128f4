"""Quotes: what waits for a check, what reports may show, and what has to be put right first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import quotes, theme_findings, theme_list, themes
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.quotes import STATE, Stands
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button, EmptyState, row
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.quote_acts import CheckBar, MergeBar
from ui.screens.reading import short
from ui.screens.sizes import fit_rows
from ui.screens.theme_quote import STATE_TAGS
from ui.shell import MainWindow

MOST_ROWS = 12
GONE = tr("The words that it quotes are no longer in the audit. Take it back.")
NOTHING = {
    "to_check": (tr("No quote waits for a check"), tr("They are made from findings, in Themes.")),
    "checked": (tr("No quote has been checked yet"), tr("Somebody else than wrote it checks each.")),
    "other": (
        tr("Nothing has to be put right"),
        tr("What is sent back, or no longer certain, appears here."),
    ),
}


class QuotesScreen(ListScreen):
    """Enter opens the finding that a quote is of, where it is checked."""

    nav = "themes"
    tabs_named = (("to_check", tr("To check")), ("checked", tr("Checked")), ("other", tr("To put right")))
    tag_column, wide_column = 4, 0

    def __init__(self, desk: Desk, window: MainWindow, tab: str = "", parent: QWidget | None = None):
        names = theme_findings.themes(desk.workspace.world.resources)
        self._names = {code: one.name for code, one in names.items()}
        self.columns = (
            Column(
                tr("Quote"),
                lambda one: (
                    short(one.body.words, 300)
                    + (tr(" (and {also} more)", also=len(one.also)) if one.also else "")
                ),
            ),
            Column(tr("Whose words"), lambda one: theme_findings.VOICES[one.body.voice]),
            Column(tr("Theme"), lambda one: short(self._names.get(one.body.theme, one.body.theme), 30)),
            Column(tr("Written by"), lambda one: tr("You") if one.mine else short(one.writer, 24)),
            Column(tr("State"), lambda one: STATE[one.state], tag=lambda one: STATE_TAGS[one.state]),
            Column(tr("Checked by"), lambda one: short(", ".join(one.checkers), 30)),
        )
        super().__init__(tr("Quotes"), "quotes", desk, window, parent)
        self.set_subtitle(tr("Short words from findings, with nothing that could say who is meant."))
        self.bar: CheckBar | MergeBar | None = None
        if themes.may(desk.workspace):
            self._for_leads()
        elif themes.may_check(desk.workspace):
            self._for_checkers()
        if tab in dict(self.tabs_named):
            self.tabs.setCurrentIndex([code for code, _ in self.tabs_named].index(tab))

    def _for_leads(self) -> None:
        self.back = Button(tr("All findings"), icon="arrow-left", parent=self)
        self.back.clicked.connect(lambda: self._window.go("themes"))
        self.head(self.back)
        self.away = Button(tr("Take back the one chosen"), parent=self)
        self.away.clicked.connect(self._take_back)
        self.bar = bar = MergeBar(self._chosen, self)
        bar.merged.connect(
            lambda one, into: self._do(
                lambda ws: quotes.merge(ws, one, into), tr("Merged."), tr("One stands for both.")
            )
        )
        bar.parted.connect(
            lambda one: self._do(
                lambda ws: quotes.part(ws, one), tr("Parted."), tr("Each stands for itself again.")
            )
        )
        self.table.selectionModel().currentRowChanged.connect(lambda *_: bar.went())
        self.add(bar)
        self.body.addLayout(row(self.away, None))

    def _for_checkers(self) -> None:
        self.bar = bar = CheckBar(self._chosen, self)
        bar.good.connect(
            lambda one: self._do(
                lambda ws: quotes.check(ws, one, True),
                tr("Checked."),
                tr("It may be used once your return file is taken in."),
            )
        )
        bar.back.connect(
            lambda one, why: self._do(
                lambda ws: quotes.check(ws, one, False, why), tr("Sent back."), tr("Who wrote it hears why.")
            )
        )
        self.add(bar)

    def _chosen(self) -> Stands | None:
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _do(self, act: Callable[[Workspace], object], title: str, words: str) -> None:
        self._desk.run(lambda ws, _: act(ws), lambda _: self.tell("ok", title, words), self._not_done)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        def found(ws: Workspace) -> dict[str, tuple[Any, ...]]:
            themes.need_check(ws, tr("sees quotes"))
            held = quotes.standing(ws)
            plain = ("to_check", "checked")
            lists = {code: tuple(one for one in held if one.state == code) for code in plain}
            return lists | {"other": tuple(one for one in held if one.state not in plain)}

        return found

    def _narrow(self, _what: object = None) -> None:
        super()._narrow()
        fit_rows(self.table, MOST_ROWS)
        for part in (getattr(self, "away", None), getattr(self, "bar", None)):
            if part is not None:
                part.setVisible(bool(self.model.rowCount()))

    def matches(self, one: Stands) -> str:
        return " ".join((one.body.words, self._names.get(one.body.theme, ""), one.writer, *one.checkers))

    def open(self, one: Stands) -> None:
        if isinstance(self.bar, CheckBar):
            self.bar.use.setFocus()
            return
        if one.state == "gone" or not one.form:
            raise NotAllowed(GONE)
        self._desk.run(lambda ws, _: theme_list.source_of(ws, one), self._opened, self._not_done)

    def _opened(self, found: theme_list.Finding | None) -> None:
        if found is None:
            self.tell("bad", tr("This could not be opened."), GONE)
            return
        form, question, path = found.name
        self._window.go("finding", form=form, question=question, path=path, only=form)

    def _take_back(self) -> None:
        if one := self._chosen():
            self._do(
                lambda ws: quotes.take_back(ws, one.doc),
                tr("Taken back."),
                tr("No report shows it any more."),
            )

    def _not_done(self, error: QaError) -> None:
        self.tell("bad", tr("This was not done."), str(error))

    def say_nothing(self, tab: str) -> EmptyState:
        return EmptyState("quote", *NOTHING[tab])
