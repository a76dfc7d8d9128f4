"""Collation: what all the audits of a cycle say together, who has not returned, and the actions they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import charts, collate, collation_report, families, findings
from qa_desktop.collate import Choice, Collation
from qa_desktop.errors import QaError
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    EmptyState,
    LinkButton,
    Page,
    ProgressPanel,
    announce,
    column,
    empty,
    row,
)
from ui.screens.collation_cards import ActionsCard, FindingsCard, ReturnsCard, figures
from ui.screens.figures import FiguresCard
from ui.screens.heat import HeatMap
from ui.screens.pick import PDFS, Pick
from ui.screens.ratings_card import Behind, RatingsCard
from ui.screens.reading import Reading, short, soft
from ui.screens.sizes import Beside
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose, and what was chosen, worked out."""

    choices: tuple[Choice, ...]
    choice: Choice | None
    found: Collation | None
    today: str
    families: families.Numbers


class CollationScreen(Page):
    """Works the figures out on the worker; draws them; shows what is behind each."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        method: str = "",
        cycle: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__("Collation", "", parent)
        self._desk, self._window = desk, window
        self._want = (method, cycle)
        self.seen: Seen | None = None
        self.ratings: RatingsCard | None = None
        self._view: charts.View = "average"
        self.method, self.cycle = Combo("Audit", parent=self), Combo("Cycle", parent=self)
        self.report = Button("Make report", icon="chart-column", parent=self)
        self.method.changed.connect(self._other_method)
        self.cycle.changed.connect(self._other_cycle)
        self.report.clicked.connect(self._choose_report)
        self.head(self.method, self.cycle, self.report)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self._head_visible(False)
        tables = frozenset({"entries", "imports", "answers", "facts"})
        self.reading = Reading(desk, tables, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, ws: Workspace) -> Seen:
        """On the worker: touches nothing of the screen but what it wants to see."""
        method, cycle = self._want
        choices = tuple(collate.choices(ws))
        choice = next((c for c in choices if (c.method, c.cycle) == (method, cycle)), None)
        choice = choice or next(iter(choices), None)
        today = ws.world.now().astimezone().date().isoformat()
        found = collate.collate(ws, choice.method, choice.cycle, today) if choice else None
        return Seen(choices, choice, found, today, families.numbers(ws))

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._all)
        self.ratings = None
        found = seen.found
        self._head_visible(found is not None)
        if found is None or seen.choice is None:
            self.set_subtitle("")
            self._all.addWidget(self._nothing())
            return
        self._choices(seen.choices, seen.choice)
        came, sent = found.packs
        packs = f" from {came} packs" if sent and came != 1 else " from 1 pack" if sent else ""
        self.set_subtitle(f"{short(found.service)} · {charts.audits_words(found.audits)}{packs}")
        if found.clashes:
            self._all.addWidget(self._clashes(found.clashes))
        self._all.addWidget(FiguresCard(figures(found, seen.today), self))
        self._all.addWidget(self._middle(found))
        self.behind = FindingsCard(self)
        self.behind.opened.connect(self._open_audit)
        self.behind.act_wanted.connect(self._make_action)
        self._all.addWidget(self.behind)
        if found.audits:
            self.actions = ActionsCard(found.actions, seen.today, seen.families, self)
            self.actions.opened.connect(self._open_audit)
            self._all.addWidget(self.actions)
            after = LinkButton("What follows these audits", "heart-handshake", parent=self)
            after.clicked.connect(lambda: self._window.go("release", cycle=str(self.cycle.value())))
            self._all.addLayout(row(after, None))

    def _head_visible(self, on: bool) -> None:
        for widget in (self.method, self.cycle, self.report):
            widget.setVisible(on)

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            "layout-grid",
            "Import returned files to see results",
            "Figures are worked out from signed audits. Give out cases and make packs first.",
            "Import returned files",
            self,
        )
        state.pressed.connect(lambda: self._window.go("importer"))
        return state

    def _choices(self, choices: tuple[Choice, ...], choice: Choice) -> None:
        methods = {c.method: short(c.method_title, 40) for c in choices}
        self.method.set_options(list(methods.items()))
        self.method.set_value(choice.method)
        cycles = [(c.cycle, short(c.cycle_title, 40)) for c in choices if c.method == choice.method]
        self.cycle.set_options(cycles)
        self.cycle.set_value(choice.cycle)
        self.report.setEnabled(bool(self.seen and self.seen.found and self.seen.found.audits))

    def _clashes(self, n: int) -> Banner:
        title = "1 audit is here in two versions." if n == 1 else f"{n} audits are here in two versions."
        banner = Banner("warn", title, "One of the two is counted until you choose.", "Choose", parent=self)
        banner.pressed.connect(lambda: self._window.go("packs"))
        return banner

    def _middle(self, found: Collation) -> QWidget:
        side = ReturnsCard(found.returns, found.packs, self)
        side.pressed.connect(lambda: self._window.go("importer"))
        if not found.audits:
            return Beside(self._no_audits(), side, 290, 640, self)
        self.ratings = RatingsCard(found, self._view, self)
        self.ratings.view_changed.connect(self._viewed)
        self.ratings.opened.connect(self._open_findings)
        return Beside(self.ratings, side, 290, 640, self)

    @property
    def heat(self) -> HeatMap | None:
        return self.ratings.heat if self.ratings else None

    def _no_audits(self) -> Card:
        card = Card("Ratings by principle and team", parent=self)
        card.add(
            EmptyState(
                "layout-grid",
                "Import returned files to see results",
                "No audit of this cycle has come back yet.",
                parent=card,
            )
        )
        return card

    @Slot(object)
    def _viewed(self, view: charts.View) -> None:
        self._view = view  # kept while the figures are worked out again

    # What is behind a figure

    @Slot(object)
    def _open_findings(self, wanted: Behind) -> None:
        self._principle = wanted.principle
        self._desk.run(
            lambda ws, _tell: (wanted.words, findings.behind(ws, wanted.digests, wanted.principle)),
            self._found,
            self._failed,
        )

    def _found(self, found: tuple[str, tuple[findings.Finding, ...]]) -> None:
        self.behind.show_findings(*found)
        self.ensureWidgetVisible(self.behind)

    @Slot(str)
    def _open_audit(self, digest: str) -> None:
        self._window.go("audit", digest=digest)

    @Slot(str)
    def _make_action(self, digest: str) -> None:
        self._window.go("action_new", form=digest, principle=self._principle)

    # Choosing, and the report

    @Slot(object)
    def _other_method(self, method: object) -> None:
        cycles = [c.cycle for c in self.seen.choices if c.method == method] if self.seen else []
        here = str(self.cycle.value())
        self._want = (str(method), here if here in cycles else next(iter(cycles), ""))
        self.reading.refresh()

    @Slot(object)
    def _other_cycle(self, cycle: object) -> None:
        self._want = (str(self.method.value()), str(cycle))
        self.reading.refresh()

    @Slot()
    def _choose_report(self) -> None:
        found = self.seen.found if self.seen else None
        if found is None:
            return
        path = Pick.save(self, "Save the report", collation_report.file_name(found), PDFS)
        if path is None:
            return

        def work(ws: Workspace, _tell: Tell) -> Path:
            return collation_report.write(ws, found, path)

        empty(self.notices)
        panel = ProgressPanel("Making the report", self)
        self.notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, self._reported, self._failed, panel.step))

    def _reported(self, path: Path) -> None:
        empty(self.notices)
        banner = Banner(
            "ok",
            "The report was saved.",
            soft(f"{path.name} is in {path.parent}."),
            "Show folder",
            parent=self,
        )
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))
        self.notices.addWidget(banner)
        announce(banner, "The report was saved.")

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        banner = Banner("bad", "This was not done.", soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))
