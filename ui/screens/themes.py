"""Themes: the findings of a period, strengths first, to be tagged; and the way to the quotes that were made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import quotes, theme_findings, theme_list, themes
from qa_desktop.theme_list import Finding
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, Combo, EmptyState
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.reading import short
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

EVERY = ""  # any theme
MOST_ROWS = 12
SIDES = {  # heap -> words, kind of tag
    "strengths": (tr("Strength"), "ok"),
    "areas": (tr("To improve"), "warn"),
    "none": (tr("Not tagged"), "neutral"),
}
UNSURE = (tr("Two views"), "bad")
NOTHING = {
    "all": (
        tr("No signed audit of this period has words yet"),
        tr("Choose another period, or import returned files."),
    ),
    "strengths": (tr("No strengths with this theme"), tr("Choose another theme or period.")),
    "areas": (tr("No areas to improve with this theme"), tr("Choose another theme or period.")),
    "none": (tr("Every finding has a theme"), tr("What later audits find appears here.")),
}


class ThemesScreen(ListScreen):
    """Enter opens a finding to tag it. `form`: only the findings of this audit."""

    tabs_named = (
        ("all", tr("All")),
        ("strengths", tr("Strengths")),
        ("areas", tr("Areas to improve")),
        ("none", tr("Not tagged")),
    )
    tag_column, wide_column = 4, 0

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        form: str = "",
        tab: str = "",
        period: str | None = None,
        theme: str = EVERY,
        parent: QWidget | None = None,
    ):
        self._form, self._period, self._begun, self._all = form, period, tab, ()
        names = theme_findings.themes(desk.workspace.world.resources)
        self._names = {code: one.name for code, one in names.items()}
        self.columns = (
            Column(tr("Finding"), lambda one: short(one.place.text, 300)),
            Column(tr("Where"), lambda one: one.place.question, sort=lambda one: one.place.name),
            Column(tr("Audit"), lambda one: short(one.title, 26)),
            Column(tr("Themes"), self._themes),
            Column(tr("Side"), lambda one: _side(one)[0], tag=lambda one: _side(one)[1]),
        )
        super().__init__(tr("Themes"), "findings", desk, window, parent)
        self.set_subtitle(
            tr("What auditors found, by theme. What you tag counts in reports with what they named.")
        )
        self.period = Combo(tr("Period"), parent=self)
        self.period.changed.connect(self._other_period)
        self.theme = Combo(
            tr("Theme"),
            [(EVERY, tr("Any theme")), *((c, f"{c} {name}") for c, name in self._names.items())],
            self,
        )
        self.theme.set_value(theme)
        self.theme.changed.connect(self._chosen)
        self.quotes = Button(tr("Quotes"), icon="quote", parent=self)
        self.quotes.clicked.connect(lambda: window.go("quotes"))
        self.head(self.period, self.theme, self.quotes)
        if form:
            self.period.hide()
            strip = Banner(
                "info", tr("Only findings of one audit are listed."), "", tr("Show all"), parent=self
            )
            strip.pressed.connect(lambda: window.go("themes"))
            self.body.insertWidget(0, strip)

    def _themes(self, one: Finding) -> str:
        return short(", ".join(self._names.get(code, code) for code in one.themes), 28) or tr("None yet")

    # Reading

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return self._read

    def _read(self, ws: Workspace) -> dict[str, tuple[Any, ...]]:
        """On the worker: touches nothing of the screen but what it wants to see."""
        themes.need(ws, tr("sees findings by theme"))
        periods = tuple(theme_list.periods(ws))
        period = self._period if self._period in dict(periods) else theme_list.usual(ws)
        found = theme_list.findings(ws, "" if self._form else period, form=self._form)
        held = quotes.standing(ws)
        waiting = sum(one.state in ("to_check", "settle") for one in held)
        mine = sum(one.state == "to_check" and not one.mine for one in held)
        return {"found": tuple(found), "told": (periods, period, waiting, mine)}

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        periods, self._period, waiting, mine = lists["told"]
        self._all = lists["found"]
        self.period.set_options([(code, short(words, 40)) for code, words in periods])
        self.period.set_value(self._period)
        self.quotes.set_words(tr("Quotes ({waiting} to check)", waiting=waiting) if waiting else tr("Quotes"))
        self._window.set_count("themes", mine)
        codes = [code for code, _ in self.tabs_named]
        if self._begun in codes:
            self.tabs.setCurrentIndex(codes.index(self._begun))
        self._begun = ""
        self._sift()

    @Slot(object)
    def _other_period(self, period: object) -> None:
        self._period = str(period)
        self.reading.refresh()

    @Slot(object)
    def _chosen(self, _theme: object) -> None:
        self._sift()

    def _sift(self) -> None:
        """By theme, then as every list."""
        wanted = self.theme.value()
        kept = tuple(one for one in self._all if wanted in (EVERY, *one.themes))
        heaps = {heap: tuple(one for one in kept if one.heap == heap) for heap in theme_list.HEAPS}
        super()._draw({"all": kept, **heaps})

    @Slot()
    def _narrow(self, _what: object = None) -> None:
        super()._narrow()
        fit_rows(self.table, MOST_ROWS)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # What the list asks

    def matches(self, one: Finding) -> str:
        return " ".join((one.place.text, one.place.name, one.title, one.team, self._themes(one), *one.themes))

    def open(self, one: Finding) -> None:
        form, question, path = one.name
        tab = self.tabs_named[self.tabs.currentIndex()][0]
        self._window.go(
            "finding",
            form=form,
            question=question,
            path=path,
            period="" if self._form else self._period or "",
            tab=tab,
            theme=str(self.theme.value()),
            only=self._form,
        )

    def say_nothing(self, tab: str) -> EmptyState:
        if self._all:
            return EmptyState("search", *NOTHING["strengths" if tab == "all" else tab])
        state = EmptyState("quote", *NOTHING["all"], tr("Import returned files"))
        state.pressed.connect(lambda: self._window.go("importer"))
        return state


def _side(one: Finding) -> tuple[str, str]:
    """What is said of a finding in one word. One with a theme on both sides is a strength first."""
    return UNSURE if one.unsure else SIDES[one.heap]
