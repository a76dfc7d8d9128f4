"""The lists of people and of teams, narrowed by words, role, team and who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop.words import tr
from ui.kit import Combo, EmptyState, SearchBox, Table, column, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

SIGNS = (("", tr("All")), ("yes", tr("Sign")), ("no", tr("Do not sign")))


@dataclass(frozen=True, slots=True)
class Line:
    """One person, as the table shows them."""

    code: str
    name: str
    role: str
    team: str
    supervisor: str
    families: int
    signs: bool

    @property
    def words(self) -> str:
        return " ".join((self.code, self.name, self.role, self.team, self.supervisor)).casefold()


@dataclass(frozen=True, slots=True)
class TeamLine:
    name: str
    service: str
    supervisor: str
    people: int


COLUMNS = (
    Column(tr("Name"), lambda one: short(one.name, 40), sort=lambda one: one.name.casefold()),
    Column(tr("Code"), lambda one: short(one.code, 16)),
    Column(tr("Role"), lambda one: one.role),
    Column(tr("Team"), lambda one: short(one.team, 28)),
    Column(tr("Supervisor"), lambda one: short(one.supervisor, 28)),
    Column(tr("Families"), lambda one: str(one.families or ""), sort=lambda one: one.families),
    Column(
        tr("Key"),
        lambda one: tr("Signs") if one.signs else tr("Name only"),
        tag=lambda one: "ok" if one.signs else "neutral",
    ),
)
TEAMS = (
    Column(tr("Team"), lambda one: short(one.name, 50)),
    Column(tr("Service"), lambda one: short(one.service, 40)),
    Column(tr("Supervisor"), lambda one: short(one.supervisor, 40)),
    Column(tr("People"), lambda one: str(one.people), sort=lambda one: one.people),
)


class PeopleTable(QWidget):
    """Everyone once, with a search and three filters."""

    def __init__(self, found: Sequence[Line], parent: QWidget | None = None):
        super().__init__(parent)
        self._found = found
        self.search = SearchBox(tr("Search people"), self)
        self.role = Combo(tr("Role"), _options(tr("All roles"), (one.role for one in found)), self)
        self.team = Combo(tr("Team"), _options(tr("All teams"), (one.team for one in found)), self)
        self.signs = Combo(tr("Who signs"), SIGNS, self)
        self.model = RowsModel(found, COLUMNS, self)
        self.table = Table(tr("People"), self.model, self)
        self.table.fit(0)
        self.table.draw_tags(6)
        self.table.setSortingEnabled(False)
        self.none = column()
        line = row(self.search, self.role, self.team, self.signs, gap=12)
        line.setStretch(0, 1)
        self.setLayout(column(line, self.table, self.none, gap=12))
        self.search.changed.connect(self._narrow)
        for combo in (self.role, self.team, self.signs):
            combo.changed.connect(self._narrow)
        self.empty = EmptyState(
            "search", tr("Nobody found"), tr("Try fewer letters, or all roles and teams."), parent=self
        )
        self.none.addWidget(self.empty)
        self._narrow()

    def kept(self) -> tuple[str, object, object, object]:
        """What it is narrowed to, to be put back after the list has changed."""
        return self.search.text(), self.role.value(), self.team.value(), self.signs.value()

    def narrow_to(self, words: str, role: object, team: object, signs: object) -> None:
        self.search.setText(words)
        for combo, value in ((self.role, role), (self.team, team), (self.signs, signs)):
            combo.set_value(value if combo.findData(value) >= 0 else "")
        self._narrow()

    @Slot()
    def _narrow(self, _what: object = None) -> None:
        words = self.search.text().casefold().split()
        role, team, signs = self.role.value(), self.team.value(), self.signs.value()
        shown = [
            one
            for one in self._found
            if all(word in one.words for word in words)
            and role in ("", one.role)
            and team in ("", one.team)
            and signs in ("", "yes" if one.signs else "no")
        ]
        self.model.set_rows(shown)
        fit_rows(self.table, 12)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)


class TeamsTable(Table):
    """Every team, who manages it, and how many people are in it."""

    def __init__(self, found: Sequence[TeamLine], parent: QWidget | None = None):
        super().__init__(tr("Teams"), RowsModel(found, TEAMS, parent), parent)
        self.fit(0)
        fit_rows(self, 14)


def _options(everything: str, found) -> list[tuple[object, str]]:
    return [("", everything), *((one, short(one, 30)) for one in sorted(set(found)) if one)]
