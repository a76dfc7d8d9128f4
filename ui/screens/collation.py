"""Collation: what all the audits of a cycle say together, who has not returned, and the actions they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qa_desktop import charts, collate, collation_report, findings
from qa_desktop.answer_types import day_words
from qa_desktop.collate import ActionLine, Choice, Collation, Return
from qa_desktop.errors import QaError
from qa_desktop.workspace import Tell, Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Bar,
    Button,
    Card,
    Chip,
    Combo,
    ElideLabel,
    EmptyState,
    IconMark,
    LinkButton,
    Muted,
    Page,
    ProgressPanel,
    Rule,
    StatusRow,
    Table,
    Tag,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.figures import Figure, FiguresCard
from ui.screens.heat import HeatMap, Legend
from ui.screens.pick import PDFS, Pick
from ui.screens.reading import Reading, short, soft
from ui.screens.sizes import Beside, fit_rows
from ui.shell import MainWindow

RETURN_LOOKS = {  # icon, its role, kind of tag
    "imported": ("circle-check", "ok", "ok"),
    "check": ("triangle-alert", "warn", "warn"),
    "late": ("clock", "bad", "bad"),
    "waiting": ("send", "neutral", "neutral"),
}
MOST_RETURNS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose, and what was chosen, worked out."""

    choices: tuple[Choice, ...]
    choice: Choice | None
    found: Collation | None
    today: str


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
        self.heat: HeatMap | None = None
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
        return Seen(choices, choice, found, today)

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._all)
        self.heat = None
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
        self.behind = Card("Findings", parent=self)
        self.behind.hide()
        self._all.addWidget(self.behind)
        if found.audits:
            self._all.addWidget(self._actions(found, seen.today))

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
        side = self._returns(found)
        main = self._ratings(found) if found.audits else self._no_audits()
        return Beside(main, side, 290, 560, self)

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

    # The heat map

    def _ratings(self, found: Collation) -> Card:
        card = Card("Ratings by principle and team", parent=self)
        chart = charts.ratings(found, self._view)
        self.view = Combo("What the cells show", [(code, words) for code, words, _ in charts.VIEWS], card)
        self.view.set_value(self._view)
        self.view.changed.connect(self._other_view)
        card.head.addWidget(self.view)
        self.note = Muted(chart.note, parent=card)
        card.add(self.note)
        if not chart.rows:
            card.add(EmptyState("layout-grid", "This audit has no ratings by principle", parent=card))
            self.view.hide()
            return card
        card.body.addSpacing(theme.px(6))
        self.heat = HeatMap("Ratings by principle and team", chart, card)
        self.heat.chosen.connect(self._chose)
        self.heat.opened.connect(self._open_findings)
        card.add(self.heat)
        self._foot = QHBoxLayout()
        card.body.addSpacing(theme.px(8))
        card.body.addLayout(self._foot)
        card.body.addStretch(1)
        self._draw_foot(chart)
        return card

    def _draw_foot(self, chart: charts.ChartSpec) -> None:
        """What the chosen cell says, a way to what is behind it, and the meaning of the colours."""
        empty(self._foot)
        self._foot.setSpacing(theme.px(12))
        self.said = ElideLabel("Choose a cell to read it in full.", "small", "muted", self)
        self.said.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.see = LinkButton("See findings", parent=self)
        self.see.setEnabled(False)
        self.see.clicked.connect(self._open_findings)
        legend = Legend(chart, ("1 Little or none", "4 Strong"), self)
        if self._view == "clear":
            legend = Legend(chart, ("None", "All"), self)
        side = Qt.AlignmentFlag.AlignVCenter
        self._foot.addWidget(IconMark("info", "info", 18, self), 0, side)
        self._foot.addWidget(self.said, 1, side)
        self._foot.addWidget(self.see, 0, side)
        self._foot.addWidget(legend, 0, side)
        if self.heat is not None:
            self._chose(self.heat.cell())

    @Slot(object)
    def _other_view(self, view: charts.View) -> None:
        self._view = view
        if self.seen and self.seen.found and self.heat:
            chart = charts.ratings(self.seen.found, view)
            self.note.setText(chart.note)
            self.heat.show_chart(chart)
            self._draw_foot(chart)
            announce(self.heat, chart.note)

    @Slot(object)
    def _chose(self, cell: charts.ChartCell | None) -> None:
        if cell is None:
            return
        self.said.set_text(cell.words)
        self.said.setProperty("tone", "")
        theme.repolish(self.said)
        self.see.setEnabled(bool(cell.digests))

    @Slot()
    def _open_findings(self) -> None:
        cell = self.heat.cell() if self.heat else None
        if not cell or not cell.digests or not self.heat or not self.seen or not self.seen.found:
            return
        name = self.heat.heat.chart.rows[self.heat.currentIndex().row()]
        principle = next(code for code, words in self.seen.found.principles if words == name)
        self._behind = cell.words.partition(":")[0]
        digests = cell.digests
        self._desk.run(lambda ws, _tell: findings.behind(ws, digests, principle), self._found, self._failed)

    def _found(self, found: tuple[findings.Finding, ...]) -> None:
        while self.behind.body.count() > 1:
            item = self.behind.body.takeAt(1)
            if item.widget():
                item.widget().deleteLater()
        self.behind.heading.setText(short(f"Findings: {self._behind}", 120))
        for number, one in enumerate(found):
            if number:
                self.behind.add(Rule(self.behind))
            self.behind.add(self._finding(one))
        self.behind.show()
        self.behind.heading.setFocus()
        self.behind.heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        announce(self.behind, f"{len(found)} audits. {self._behind}")
        self.ensureWidgetVisible(self.behind)

    def _finding(self, one: findings.Finding) -> StatusRow:
        open_it = Button("Open audit", name=f"Open {one.title}, {one.who}")
        open_it.clicked.connect(lambda: self._window.go("audit", digest=one.digest))
        told = "\n".join(f"{short(item.name, 90)}: {item.rating}" for item in one.items)
        line = StatusRow(
            "clipboard-check",
            "primary",
            short(one.title),
            f"{short(one.who, 40)}, {one.signed}",
            told,
            None,
            (open_it,),
        )
        line.layout().setContentsMargins(0, theme.px(6), 0, theme.px(6))
        return line

    # Returns

    def _returns(self, found: Collation) -> Card:
        card = Card("Returns", parent=self)
        came, sent = found.packs
        if sent:
            count = Muted(f"{came} of {sent} packs", "body", card)
            count.setWordWrap(False)
            card.head.addWidget(count)
            card.add(Bar("Packs returned", came, sent, card))
        else:
            card.add(Muted("No packs were sent in this cycle.", parent=card))
        for number, one in enumerate(found.returns[:MOST_RETURNS]):
            if number:
                card.add(Rule(card))
            card.body.addLayout(_return(one, card))
        if len(found.returns) > MOST_RETURNS:
            card.add(Muted(f"and {len(found.returns) - MOST_RETURNS} more", parent=card))
        card.body.addStretch(1)
        button = Button("Import returned files", "primary", "folder-input", parent=card)
        button.clicked.connect(lambda: self._window.go("importer"))
        card.add(button)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return card

    # Actions

    def _actions(self, found: Collation, today: str) -> Card:
        card = Card("Actions from findings", parent=self)
        if not found.actions:
            card.add(Muted("No actions yet. They come from findings.", "body", card))
            return card
        late = sum(is_late(one, today) for one in found.actions)
        chips = [Chip(f"{late} overdue", "bad", parent=card)] if late else []
        chips.append(Chip(f"{len(found.actions)} in all", parent=card))
        for place, chip in enumerate(chips):
            card.head.insertWidget(1 + place, chip)
        self.actions = Table(
            "Actions from findings", RowsModel(found.actions, action_columns(today), card), card
        )
        self.actions.draw_tags(4)
        self.actions.fit(0)
        fit_rows(self.actions)
        open_it = Button("Open the audit", icon="clipboard-check", parent=card)
        open_it.setEnabled(False)
        open_it.clicked.connect(self._open_action)
        self.actions.selectionModel().currentRowChanged.connect(lambda *_: open_it.setEnabled(True))
        self.actions.activated.connect(lambda _index: self._open_action())
        card.add(self.actions)
        card.body.addLayout(row(open_it, None))
        return card

    @Slot()
    def _open_action(self) -> None:
        index = self.actions.currentIndex()
        if index.isValid():
            self._window.go("audit", digest=self.actions.model().row(index).digest)

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


def figures(found: Collation, today: str) -> list[Figure]:
    """The five figures at the top."""
    came, sent = found.packs
    late = [one for one in found.returns if one.state == "late"]
    worst = max((one.days_late for one in late), default=0)
    days = "1 day" if worst == 1 else f"{worst} days"
    note = f"{len(late)} late, by up to {days}" if len(late) > 1 else f"1 is {days} late" if late else ""
    still = found.owed - sum(one.came for one in found.returns)
    return [
        Figure(
            f"{came}/{sent}",
            "Packs returned",
            note or ("All on time" if sent else "None sent"),
            "bad" if late else "muted",
        ),
        Figure(
            str(found.audits),
            "Audits collated",
            f"{still} still with auditors" if still else "Nothing outstanding",
        ),
        _part(found.good(), found.audits, "Good or outstanding"),
        _part(found.helped(), found.audits, "Say the help helped"),
        _actions_figure(found, today),
    ]


def _part(counts: tuple[int, int], audits: int, label: str) -> Figure:
    k, n = counts
    if not n:
        note = f"From {charts.audits_words(audits)}" if audits else "No audits yet"
        return Figure(
            charts.TOO_FEW if audits else "–", label, note, spoken=f"{label}: {charts.TOO_FEW.lower()}"
        )
    words = collate.share(k, n)
    percent = words.partition("(")[2].rstrip(")")
    note = f"{percent} of audits" if percent else "Under ten: no percentage"
    return Figure(f"{k}/{n}", label, note, spoken=f"{label}: {words}")


def _actions_figure(found: Collation, today: str) -> Figure:
    late = sum(is_late(one, today) for one in found.actions)
    return Figure(
        str(len(found.actions)),
        "Actions from findings",
        f"{late} overdue" if late else "None overdue",
        "bad" if late else "muted",
    )


def is_late(one: ActionLine, today: str) -> bool:
    return bool(one.due) and one.due < today


def action_columns(today: str) -> tuple[Column, ...]:
    return (
        Column("Action", lambda one: short(one.what, 300)),
        Column("From", lambda one: short(one.source, 40)),
        Column("Owner", lambda one: short(one.owner, 30)),
        Column("Due", lambda one: day_words(one.due, year=False), sort=lambda one: one.due),
        Column(
            "Status",
            lambda one: "Overdue" if is_late(one, today) else "Open",
            tag=lambda one: "bad" if is_late(one, today) else "neutral",
        ),
    )


def _return(one: Return, parent: QWidget) -> QHBoxLayout:
    icon, icon_role, kind = RETURN_LOOKS[one.state]
    audits = "1 audit" if one.owed == 1 else f"{one.owed} audits"
    if one.state == "waiting" and one.came:
        audits = f"{one.came} of {audits}"
    words = (
        "With auditor"
        if one.state == "waiting"
        else "Check"
        if one.state == "check"
        else collation_report.state(one)
    )
    under = ElideLabel(
        " · ".join(part for part in (short(one.team), audits) if part), "small", "muted", parent
    )
    text = column(ElideLabel(short(one.name), "strong", parent=parent), under, gap=1)
    line = row(IconMark(icon, icon_role, 20, parent), text, Tag(words, kind, parent=parent), gap=9)
    line.setStretch(1, 1)
    return line
