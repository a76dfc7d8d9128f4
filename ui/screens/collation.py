"""Collation: what all the audits of a cycle say together, who has not returned, and the actions they ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import charts, collate, collation_report, families, findings, spans, trends
from qa_desktop.collate import ActionLine, Choice, Collation
from qa_desktop.errors import QaError
from qa_desktop.words import tr
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
from ui.screens.trend import LinesCard, TrendCard
from ui.shell import MainWindow

FILTERS = "collation.filters"  # the setting that remembers them
MOST_FINDINGS = 50  # audits listed behind a cell; each is opened for its words


@dataclass(frozen=True, slots=True)
class Filters:
    """What the screen is asked to show."""

    method: str = ""
    cycle: str = ""
    length: collate.Length = "cycle"
    service: str = ""
    view: charts.View = "average"
    by: charts.By = "principle"
    standard: str = ""  # that is followed over time


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose, and what was chosen, worked out."""

    choices: tuple[Choice, ...]
    choice: Choice | None
    found: Collation | None
    today: str
    filters: Filters
    standards: tuple[tuple[str, str], ...] = ()  # that can be followed over time


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
        super().__init__(tr("Collation"), "", parent)
        self._desk, self._window = desk, window
        self._want: Filters | None = Filters(method, cycle) if method or cycle else None
        self.seen: Seen | None = None
        self.ratings: RatingsCard | None = None
        self.method, self.cycle = Combo(tr("Audit"), parent=self), Combo(tr("Cycle"), parent=self)
        self.length = Combo(tr("Period"), list(spans.LENGTHS), self)
        self.service = Combo(tr("Service"), parent=self)
        self.report = Button(tr("Make report"), icon="chart-column", parent=self)
        self.method.changed.connect(self._other_method)
        for name, box in (("cycle", self.cycle), ("length", self.length), ("service", self.service)):
            box.changed.connect(lambda value, n=name: self._ask(**{n: str(value)}))
        self.report.clicked.connect(self._choose_report)
        self.head(self.method, self.cycle, self.length, self.service, self.report)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self._head_visible(False)
        tables = frozenset({"entries", "imports", "answers", "facts"})
        self.reading = Reading(desk, tables, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, ws: Workspace) -> Seen:
        """On the worker: touches nothing of the screen but what it wants to see."""
        wanted = self._want or remembered(ws)
        choices = tuple(collate.choices(ws))
        choice = next((c for c in choices if (c.method, c.cycle) == (wanted.method, wanted.cycle)), None)
        choice = choice or next(iter(choices), None)
        today = ws.world.now().astimezone().date().isoformat()
        if choice is None:
            return Seen(choices, None, None, today, wanted)
        wanted = replace(wanted, method=choice.method, cycle=choice.cycle)
        found = collate.collate(
            ws, choice.method, choice.cycle, today, wanted.length, wanted.service, words=False
        )
        return Seen(choices, choice, found, today, wanted, trends.standards(ws, choice.method))

    def _ask(self, **changed: str) -> None:
        """Another filter: kept for the next time, and worked out."""
        held = self._want or (self.seen.filters if self.seen else Filters())
        self._want = replace(held, **changed)
        kept = json.dumps(asdict(self._want))
        self._desk.run(lambda ws, _tell: remember(ws, kept), lambda _: None, self._failed)
        self.reading.refresh()

    # Drawing

    def _draw(self, seen: Seen) -> Iterator[None]:
        """In turns: the figures, the ratings and the rest, so that no part holds the window up."""
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._all)
        self.ratings = None
        found, self._want = seen.found, seen.filters
        self._asked_for = column()
        self._head_visible(found is not None)
        if found is None or seen.choice is None:
            self.set_subtitle("")
            self._all.addWidget(self._nothing())
            return
        self._choices(seen.choices, seen.choice)
        came, sent = found.packs
        packs = (
            tr(" from {came} packs", came=came) if sent and came != 1 else tr(" from 1 pack") if sent else ""
        )
        self.set_subtitle(f"{short(found.service)} · {charts.audits_words(found.audits)}{packs}")
        if found.clashes:
            self._all.addWidget(self._clashes(found.clashes))
        self.figures = FiguresCard(figures(found, seen.today), self)
        self._all.addWidget(self.figures)
        yield
        returns = self._returns(found)
        yield
        middle = self._middle(found, returns)
        yield
        self._all.addWidget(middle)
        self.behind = FindingsCard(self)
        self.behind.opened.connect(self._open_audit)
        self.behind.act_wanted.connect(self._make_action)
        self.behind.tag_wanted.connect(lambda digest: self._window.go("themes", form=digest))
        self._all.addWidget(self.behind)
        if found.audits:
            yield
            self._below(seen, found)

    def _below(self, seen: Seen, found: Collation) -> None:
        self._over_time(seen)
        if any(line.counts for line in found.lines):
            self._all.addWidget(LinesCard(found.lines, self))
        self._all.addLayout(self._asked_for)
        self._desk.run(lambda ws, _tell: actions(ws, seen), self._draw_actions, self._failed)
        after = LinkButton(tr("What follows these audits"), "heart-handshake", parent=self)
        after.clicked.connect(lambda: self._window.go("release", cycle=str(self.cycle.value())))
        checks = LinkButton(
            tr("Recording compliance"), "file-check", tr("Recording compliance of these teams"), parent=self
        )
        checks.clicked.connect(lambda: self._window.go("recording"))
        judged = LinkButton(tr("Moderation"), "scale", tr("Moderation of these audits"), parent=self)
        judged.clicked.connect(lambda: self._window.go("moderation"))
        self._all.addLayout(row(after, checks, judged, None))

    def _head_visible(self, on: bool) -> None:
        for widget in (self.method, self.cycle, self.length, self.report):
            widget.setVisible(on)
        services = self.seen.found.services if self.seen and self.seen.found else ()
        self.service.setVisible(on and bool(services))

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            "layout-grid",
            tr("Import returned files to see results"),
            tr("Figures are worked out from signed audits. Give out cases and make packs first."),
            tr("Import returned files"),
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
        assert self.seen is not None and self.seen.found is not None
        filters = self.seen.filters
        self.length.set_value(filters.length)
        self.service.set_options(
            [("", tr("All services")), *((s, short(s, 40)) for s in self.seen.found.services)]
        )
        self.service.set_value(filters.service)
        self.report.setEnabled(bool(self.seen and self.seen.found and self.seen.found.audits))

    def _clashes(self, n: int) -> Banner:
        title = (
            tr("1 audit is here in two versions.")
            if n == 1
            else tr("{n} audits are here in two versions.", n=n)
        )
        banner = Banner(
            "warn", title, tr("One of the two is counted until you choose."), tr("Choose"), parent=self
        )
        banner.pressed.connect(lambda: self._window.go("packs"))
        return banner

    def _returns(self, found: Collation) -> ReturnsCard:
        card = ReturnsCard(found.returns, found.packs, self)
        card.pressed.connect(lambda: self._window.go("importer"))
        return card

    def _middle(self, found: Collation, side: ReturnsCard) -> QWidget:
        if not found.audits:
            return Beside(self._no_audits(), side, 290, 640, self)
        assert self.seen is not None
        self.ratings = RatingsCard(found, self.seen.filters.view, self.seen.filters.by, self)
        self.ratings.view_changed.connect(lambda view: self._remember(view=str(view)))
        self.ratings.by_changed.connect(lambda by: self._ask(by=str(by)))
        self.ratings.opened.connect(self._open_findings)
        return Beside(self.ratings, side, 290, 640, self)

    @property
    def heat(self) -> HeatMap | None:
        return self.ratings.heat if self.ratings else None

    def _no_audits(self) -> Card:
        card = Card(tr("Ratings by principle and team"), parent=self)
        card.add(
            EmptyState(
                "layout-grid",
                tr("Import returned files to see results"),
                tr("No audit of this cycle has come back yet."),
                parent=card,
            )
        )
        return card

    def _remember(self, **changed: str) -> None:
        """A filter that the screen has drawn itself: only kept for the next time.

        What was asked for and is still being worked out stays asked for.
        """
        if self.seen is None or replace(self.seen.filters, **changed) == self.seen.filters:
            return
        self._want = replace(self._want or self.seen.filters, **changed)
        self.seen = replace(self.seen, filters=replace(self.seen.filters, **changed))
        kept = json.dumps(asdict(self._want))
        self._desk.run(lambda ws, _tell: remember(ws, kept), lambda _: None, self._failed)

    def _draw_actions(self, found: tuple[Seen, tuple[ActionLine, ...], families.Numbers]) -> None:
        """The actions come after the figures: each audit is opened for their words."""
        seen, lines, numbers = found
        if self.seen is None or self.seen.found is not seen.found:
            return  # another choice was made meanwhile
        empty(self._asked_for)
        self.actions = ActionsCard(lines, seen.today, numbers, self)
        self.actions.opened.connect(self._open_audit)
        self._asked_for.addWidget(self.actions)

    # Over time

    def _over_time(self, seen: Seen) -> None:
        self.trend: TrendCard | None = None
        self._line: charts.LineSpec | None = None
        if not seen.standards:
            return
        self.trend = TrendCard(seen.standards, self)
        self.trend.asked.connect(self._follow)
        self._all.addWidget(self.trend)
        if seen.filters.standard in dict(seen.standards):
            self.trend.standard.set_value(seen.filters.standard)
            self._follow(seen.filters.standard)

    @Slot(object)
    def _follow(self, standard: object) -> None:
        if self.seen is None or self.seen.choice is None:
            return
        self._remember(standard=str(standard))
        if not standard:
            return
        method = self.seen.choice.method
        self._desk.run(
            lambda ws, _tell: (str(standard), trends.trend(ws, method, str(standard))),
            self._draw_trend,
            self._failed,
        )

    def _draw_trend(self, found: tuple[str, charts.LineSpec]) -> None:
        if self.trend is not None and self.trend.standard.value() == found[0]:
            self._line = found[1]
            self.trend.show_trend(found[1])

    # What is behind a figure

    @Slot(object)
    def _open_findings(self, wanted: Behind) -> None:
        found = self.seen.found if self.seen else None
        if found is None:
            return

        def work(ws: Workspace, _tell: Tell) -> tuple[str, tuple[findings.Finding, ...], int]:
            digests = collate.behind(ws, found, wanted.by, wanted.value, wanted.team)
            some = findings.behind(ws, digests[:MOST_FINDINGS], wanted.by, wanted.value)
            return wanted.words, some, len(digests)

        self._desk.run(work, self._found, self._failed)

    def _found(self, found: tuple[str, tuple[findings.Finding, ...], int]) -> None:
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
        self._ask(method=str(method), cycle=here if here in cycles else next(iter(cycles), ""))

    @Slot()
    def _choose_report(self) -> None:
        found = self.seen.found if self.seen else None
        if found is None:
            return
        lines = (self._line,) if self._line else ()
        path = Pick.save(self, tr("Save the report"), collation_report.file_name(found), PDFS)
        if path is None:
            return

        def work(ws: Workspace, _tell: Tell) -> Path:
            whole = replace(found, actions=collate.actions(ws, found))
            return collation_report.write(ws, whole, path, lines)

        empty(self.notices)
        panel = ProgressPanel(tr("Making the report"), self)
        self.notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, self._reported, self._failed, panel.step))

    def _reported(self, path: Path) -> None:
        empty(self.notices)
        banner = Banner(
            "ok",
            tr("The report was saved."),
            soft(tr("{name} is in {parent}.", name=path.name, parent=path.parent)),
            tr("Show folder"),
            parent=self,
        )
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))
        self.notices.addWidget(banner)
        announce(banner, tr("The report was saved."))

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        banner = Banner("bad", tr("This was not done."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))


def remembered(ws: Workspace) -> Filters:
    """The filters as they were left; those that this program does not know are forgotten."""
    try:
        return Filters(**json.loads(ws.text(FILTERS) or "{}"))
    except (ValueError, TypeError):
        return Filters()


def remember(ws: Workspace, kept: str) -> None:
    with ws.write():
        ws.keep(FILTERS, kept)


def actions(ws: Workspace, seen: Seen) -> tuple[Seen, tuple[ActionLine, ...], families.Numbers]:
    """On the worker: what the audits ask for, in their words."""
    return seen, collate.actions(ws, seen.found) if seen.found else (), families.numbers(ws)
