"""People and teams: who is in the service, who may sign, lists in from the case system, and those that are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabBar, QWidget

from qa_desktop import lost_laptop, people, revoking, roles, root_renewal, staff
from qa_desktop.errors import QaError
from qa_desktop.staff import Merge, Offer
from qa_desktop.staff_entries import Of
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Banner, Button, EmptyState, Muted, Page, announce, column, empty, row
from ui.screens.admit import Listed, PeopleGroup, listed
from ui.screens.list_in import ListIn, TakeIn
from ui.screens.people_add import AddCard
from ui.screens.people_keys import KeysGroup, RevokeCard
from ui.screens.people_root import RenewRootCard, RootGroup
from ui.screens.people_same import MergesGroup, OffersGroup, called
from ui.screens.people_tables import Line, PeopleTable, TeamLine, TeamsTable
from ui.screens.pick import BUNDLES, REPORTS, Pick
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

TABLES = frozenset({"entries"})
TABS = (
    ("people", tr("People")),
    ("teams", tr("Teams")),
    ("same", tr("May be the same")),
    ("keys", tr("Keys")),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    people: tuple[Line, ...]
    teams: tuple[TeamLine, ...]
    offers: tuple[Offer, ...]
    merges: tuple[Merge, ...]
    names: Mapping[str, str]
    admitted: tuple[Listed, ...]
    may: bool  # change the list
    keys: tuple[revoking.Key, ...] = ()
    keeps: bool = False  # the service's certificate
    roots: tuple[root_renewal.Root, ...] = ()


def read(ws: Workspace) -> Seen:
    here, families, sizes = people.persons(ws), staff.families_of(ws), staff.sizes(ws)
    names = {code: person.name for code, person in people.everyone(ws).items()}
    resources = ws.world.resources
    found = staff.teams(ws)

    def supervisor(code: str, team: str, own: str) -> str:
        """Who supervises somebody: as their own line says, else as their team's does."""
        told = own or (found[team].supervisor if team in found else "")
        return names.get(told, told) if told != code else ""

    lines = (
        Line(
            p.code,
            p.name,
            roles.name(resources, p.role),
            p.team,
            supervisor(p.code, p.team, p.supervisor),
            len(families.get(p.code, ())),
            bool(p.age),
        )
        for p in here.values()
    )
    teams = (
        TeamLine(t.name, t.service, names.get(t.supervisor, t.supervisor), sizes[t.name])
        for t in found.values()
    )
    return Seen(
        tuple(sorted(lines, key=lambda one: (one.name.casefold(), one.code))),
        tuple(teams),
        tuple(staff.offers(ws)),
        tuple(staff.merges(ws)),
        names,
        listed(ws),
        roles.may(resources, ws.me.role, "admit_people"),
        tuple(revoking.keys(ws)),
        people.authority(ws) is not None,
        tuple(root_renewal.roots(ws)),
    )


class PeopleScreen(Page):
    """The roster of a practice lead."""

    def __init__(self, desk: Desk, window: MainWindow, tab: str = "people", parent: QWidget | None = None):
        super().__init__(
            tr("People and teams"),
            tr("Who is in the service, who works with whom, and who may sign."),
            parent,
        )
        self._desk, self._window = desk, window
        self.seen: Seen | None = None
        self.card: AddCard | TakeIn | RevokeCard | RenewRootCard | None = None
        self.list_button = Button(tr("Take in a list"), icon="import", parent=self)
        self.list_button.clicked.connect(self._open_list)
        self.add_button = Button(tr("Add somebody"), icon="plus", parent=self)
        self.add_button.clicked.connect(self._open_add)
        for button in (self.list_button, self.add_button):
            button.hide()
        self.head(self.add_button, self.list_button)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("What to show"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _, words in TABS:
            self.tabs.addTab(words)
        self.tabs.setCurrentIndex(next((n for n, (code, _) in enumerate(TABS) if code == tab), 0))
        self.notices, self.panel, self._all = column(gap=12), column(gap=12), column(gap=20)
        self.body.addLayout(self.notices)
        self.body.addLayout(self.panel)
        self.body.addLayout(row(self.tabs, None))
        self.body.addLayout(self._all)
        self._all.addWidget(Muted(tr("Reading the list…"), "body", self))
        self.tabs.currentChanged.connect(self._show)
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    @property
    def tab(self) -> str:
        return TABS[self.tabs.currentIndex()][0]

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        counts = {"people": len(seen.people), "teams": len(seen.teams), "same": len(seen.offers), "keys": 0}
        for number, (code, words) in enumerate(TABS):
            self.tabs.setTabText(number, f"{words} ({counts[code]})" if counts[code] else words)
        self._show()

    @Slot()
    def _show(self, _number: int = 0) -> None:
        seen = self.seen
        if seen is None:
            return
        self.list_button.setVisible(seen.may and self.tab != "keys")
        self.add_button.setVisible(seen.may and self.tab == "people")
        kept = self.table.kept() if self.tab == "people" and hasattr(self, "table") else None
        empty(self._all)
        if not seen.may:
            self._all.addWidget(Muted(tr("Only a practice lead can change these lists."), "body", self))
        draw = {"people": self._people, "teams": self._teams, "same": self._same, "keys": self._keys}
        draw[self.tab](seen)
        if kept and self.tab == "people":
            self.table.narrow_to(*kept)

    def _people(self, seen: Seen) -> None:
        self.table = PeopleTable(seen.people, self)
        self._all.addWidget(self.table)
        if not seen.may:
            return
        self.admit = PeopleGroup(self._desk, seen.admitted, self, with_list=False)
        self.admit.done.connect(self._done)
        self.admit.failed.connect(self._failed)
        self._all.addWidget(self.admit)

    def _teams(self, seen: Seen) -> None:
        if not seen.teams:
            words = tr("Teams come with the list of people, or with a list of their own.")
            self._all.addWidget(EmptyState("users", tr("No teams yet"), words, parent=self))
            return
        self._all.addWidget(TeamsTable(seen.teams, self))

    def _same(self, seen: Seen) -> None:
        self.offers = OffersGroup(seen.offers, seen.names, seen.may, self)
        self.offers.merge.connect(self._merge)
        self.offers.apart.connect(self._apart)
        self.merges = MergesGroup(seen.merges, seen.may, self)
        self.merges.undo.connect(self._undo)
        self._all.addWidget(self.offers)
        self._all.addWidget(self.merges)

    def _keys(self, seen: Seen) -> None:
        self.keys = KeysGroup(seen.keys, seen.keeps, self)
        self.keys.revoke.connect(self._open_revoke)
        self.keys.renew.connect(self._renew)
        self.keys.give_back.connect(self._give_back)
        self.keys.let_in.connect(self._let_in)
        self.keys.report.connect(self._report)
        self._all.addWidget(self.keys)
        self.root = RootGroup(seen.roots, seen.keeps, seen.may, self)
        self.root.renew.connect(self._open_root)
        self._all.addWidget(self.root)

    # Keys

    @Slot()
    def _open_root(self) -> None:
        card = RenewRootCard(self._desk, bool(self.seen and self.seen.keeps), self)
        self._put(card, card.no)

    @Slot(str)
    def _open_revoke(self, code: str) -> None:
        def foreseen(found: revoking.Foreseen) -> None:
            card = RevokeCard(self._desk, found, self)
            card.report.connect(self._report)
            self._put(card, card.why)

        self._run(lambda ws: revoking.foresee(ws, code), foreseen)

    @Slot(str)
    def _renew(self, code: str) -> None:
        name = short(self.seen.names.get(code, code) if self.seen else code, 40)
        mine = code == self._desk.workspace.me.code
        rest = (
            tr("It is in use here.")
            if mine
            else tr("Their next pack brings it. Make it in Packs and returns.")
        )
        self._run(
            lambda ws: revoking.renew(ws, code),
            lambda _der: self._done(tr("{name} has a new certificate. {rest}", name=name, rest=rest)),
        )

    @Slot(str)
    def _give_back(self, code: str) -> None:
        name = short(self.seen.names.get(code, code) if self.seen else code, 40)
        words = tr("The key of {name} counts again. The next packs tell every laptop.", name=name)
        self._run(lambda ws: revoking.give_back(ws, code), lambda _n: self._done(words))

    @Slot(str)
    def _let_in(self, code: str) -> None:
        if paths := Pick.files(self, tr("Choose files that were signed before"), BUNDLES):
            self._run(
                lambda ws: revoking.let_in(ws, code, paths),
                lambda n: self._done(tr("{n} entries count as signed before. Now import the files.", n=n)),
            )

    @Slot(str)
    def _report(self, code: str) -> None:
        """What was on a lost laptop, as a file. The question about the key stays open under it."""

        def written(found: lost_laptop.Lost) -> None:
            rest = "" if found.revoked else tr(" The key is not revoked yet.")
            self._note(
                "ok",
                tr("{name} is saved.", name=path.name),
                tr("It is not encrypted, and names no family.{rest}", rest=rest),
            )

        path = Pick.save(self, tr("Save the report on a lost laptop"), lost_laptop.file_name(code), REPORTS)
        if path is not None:
            self._run(lambda ws: lost_laptop.write(ws, code, path), written)

    # Lists and one person more

    @Slot()
    def _open_list(self) -> None:
        resources = self._desk.workspace.world.resources
        if self.tab == "teams":
            hint = tr("CSV or XLSX with the column team, also service and supervisor")
            source = ListIn(
                self._desk,
                "teams",
                staff.TEAM_COLUMNS,
                staff.teams_in,
                tr("Drop the list of teams here"),
                hint,
                self,
            )
            card = TakeIn(self._desk, tr("Take in teams"), ("team", "teams"), source, staff.take_teams, self)
        else:
            hint = tr("CSV or XLSX with the columns code and name, also role, team and supervisor")
            columns = staff.people_columns(resources)
            source = ListIn(
                self._desk, "people", columns, staff.people_in, tr("Drop the list of people here"), hint, self
            )
            card = TakeIn(
                self._desk, tr("Take in people"), ("person", "people"), source, staff.take_people, self
            )
        self._put(card, source.zone.button)

    @Slot()
    def _open_add(self) -> None:
        seen = self.seen
        if seen is None:
            return
        codes = [one.code for one in seen.people]
        names = [(one.code, f"{short(one.name, 40)} ({one.code})") for one in seen.people]
        card = AddCard(self._desk, codes, names, self)
        self._put(card, card.code)

    def _put(self, card: AddCard | TakeIn | RevokeCard | RenewRootCard, focus: QWidget) -> None:
        self._leave()
        empty(self.notices)
        self.card = card
        card.done.connect(self._done)
        card.left.connect(self._left)
        self.panel.addWidget(card)
        card.show()  # so that it can take the focus at once
        self.ensureWidgetVisible(card)
        focus.setFocus()

    def _leave(self) -> None:
        empty(self.panel)
        self.card = None

    @Slot()
    def _left(self) -> None:
        self._leave()
        self.list_button.setFocus()

    # The same

    def _merge(self, of: Of, goes: str, stays: str) -> None:
        def merged(_digest: str) -> None:
            words = tr(
                "{called} is {called2} from now on.",
                called=self._called(of, goes),
                called2=self._called(of, stays),
            )
            banner = self._note(
                "ok", words, tr("Lists and figures follow. Nothing signed was changed."), tr("Undo")
            )
            banner.pressed.connect(lambda: self._undo(of, goes))

        self._run(lambda ws: staff.merge(ws, of, goes, stays), merged)

    def _apart(self, of: Of, one: str, other: str) -> None:
        def done(_nothing: object) -> None:
            self._note("ok", tr("They are two."), tr("This pair is not offered again on this laptop."))
            self.reading.refresh()

        self._run(lambda ws: staff.keep_apart(ws, of, one, other), done)

    def _undo(self, of: Of, code: str) -> None:
        words = tr("{called} stands for itself again.", called=self._called(of, code))
        self._run(lambda ws: staff.take_apart(ws, of, code), lambda _digest: self._done(words))

    def _called(self, of: str, code: str) -> str:
        return called(of, code, self.seen.names if self.seen else {})

    def _run(self, work: Callable[[Workspace], Any], done: Callable[[Any], None]) -> None:
        self._desk.run(lambda ws, _tell: work(ws), done, self._failed)

    # Telling

    @Slot(str)
    def _done(self, words: str) -> None:
        self._leave()
        first, _, rest = words.partition(". ")
        self._note("ok", f"{first.rstrip('.')}.", rest)

    @Slot(object)
    def _failed(self, error: QaError) -> None:
        self._note("bad", tr("This was not done."), str(error))

    def _note(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner

    def acts(self) -> dict[str, Callable[[], Any]]:
        return {"search": self.table.search.setFocus} if self.tab == "people" and self.seen else {}

    def panes(self) -> Sequence[QWidget]:
        return [self.tabs, self.table.table] if self.tab == "people" and self.seen else [self.tabs]
