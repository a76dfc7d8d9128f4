"""Reports: a pack for a forum and a period, its figures with what is behind each, and the file that goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import people, report_files, reports
from qa_desktop.errors import QaError
from qa_desktop.report_values import Figure, Report, figures
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    EmptyState,
    Field,
    LinkButton,
    Muted,
    Page,
    ProgressPanel,
    SearchBox,
    Table,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.pick import Pick
from ui.screens.reading import Reading, short
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

MOST = 60  # entries listed behind one figure; the annex of the report has them all
KINDS = {
    "pdf": "PDF files (*.pdf)",
    "xlsx": "Workbooks (*.xlsx)",
    "html": "Web pages (*.html)",
    "csv": "CSV files (*.csv)",
    "docx": "Documents (*.docx)",
}
WORDS = {
    "pdf": "PDF",
    "xlsx": "Workbook (XLSX)",
    "html": "Web page (HTML)",
    "csv": "CSV",
    "docx": "Document (DOCX)",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose, and the report that was chosen, worked out. `why`: why there is none."""

    packs: tuple[reports.Pack, ...]
    periods: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    formats: tuple[str, ...]
    chosen: tuple[str, str, str]
    made: Report | None
    why: str = ""


class ReportsScreen(Page):
    """Works the report out on the worker, and again after each commit; nothing is written until it is asked for."""

    def __init__(
        self, desk: Desk, window: MainWindow, pack: str = "", period: str = "", parent: QWidget | None = None
    ):
        super().__init__(
            "Reports", "One pack for each forum. Every figure leads to what is behind it.", parent=parent
        )
        self._desk, self._window = desk, window
        self._want = (pack, period, "")
        self.seen: Seen | None = None
        self.figures: FiguresOf | None = None
        self._build_choice()
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self.reading = Reading(
            desk, frozenset({"entries", "answers", "facts"}), self._read, self._draw, self._failed, self
        )
        self.reading.refresh()

    def _build_choice(self) -> None:
        card = Card("What to make", parent=self)
        self.pack, self.period = Combo(parent=card), Combo(parent=card)
        self.team, self.form = Combo(parent=card), Combo(parent=card)
        self.team_field = Field("Team", self.team, parent=card)
        self.make = Button("Make the report", "primary", icon="chart-column", parent=card)
        self.make.setEnabled(False)
        named = (("Report", self.pack), ("Period", self.period))
        fields = [Field(words, box, parent=card) for words, box in named]
        card.body.addLayout(row(*fields, self.team_field, Field("As", self.form, parent=card), gap=16))
        self.who = Muted("", "body", card)
        card.body.addLayout(row(self.who, None, self.make))
        for box in (self.pack, self.period, self.team):
            box.changed.connect(self._chosen)
        self.make.clicked.connect(self._choose_file)
        self.add(card)

    def title(self) -> str:
        return self.seen.made.title if self.seen and self.seen.made else ""

    def first_focus(self) -> QWidget:
        return self.pack

    # Reading

    def _read(self, ws: Workspace) -> Seen:
        packs = tuple(one for one in reports.packs(ws.world.resources) if not one.elsewhere)
        spans = tuple(report_files.periods(ws))
        teams = tuple(sorted({p.team for p in people.everyone(ws).values() if p.team}))
        code = self._want[0] if self._want[0] in {one.code for one in packs} else packs[0].code
        pack = next(one for one in packs if one.code == code)
        period = self._want[1] if self._want[1] in {one for one, _ in spans} else spans[0][0]
        team = (self._want[2] if self._want[2] in teams else next(iter(teams), "")) if pack.team else ""
        formats = report_files.formats(ws, code)
        try:
            made, why = reports.build(ws, code, period, team), ""
        except QaError as error:
            made, why = None, str(error)
        return Seen(packs, spans, teams, formats, (code, period, team), made, why)

    def _draw(self, seen: Seen) -> None:
        self.seen = seen
        code, period, team = self._want = seen.chosen
        self._offer(self.pack, [(one.code, one.title) for one in seen.packs], code)
        self._offer(self.period, [(one, short(words, 40)) for one, words in seen.periods], period)
        self._offer(self.team, [(one, short(one, 30)) for one in seen.teams], team)
        self._offer(self.form, [(one, WORDS[one]) for one in seen.formats], self.form.value() or "pdf")
        pack = next(one for one in seen.packs if one.code == code)
        self.team_field.setVisible(pack.team)
        self.who.setText(pack.who)
        self.make.setEnabled(seen.made is not None)
        empty(self._all)
        self.figures = None
        if seen.made is None:
            self._all.addWidget(EmptyState("chart-column", "There is no such report", seen.why, parent=self))
        else:
            self._draw_report(seen.made)
        self._window.retitle()

    def _offer(self, box: Combo, options: Sequence[tuple[str, str]], value: object) -> None:
        box.set_options(options)
        box.set_value(value if value in {one for one, _ in options} else options[0][0] if options else None)

    def _draw_report(self, made: Report) -> None:
        if made.notes:
            card = Card("What the reader must know first", len(made.notes), "warn", parent=self)
            for words in made.notes:
                card.add(Muted(words, "body", card))
            self._all.addWidget(card)
        if reports.is_empty(made):
            told = (
                "Nothing of this period has come back yet. The report can be made; it says so on its cover."
            )
            self._all.addWidget(EmptyState("layout-grid", "No figures yet", told, parent=self))
        self.figures = FiguresOf(made, self)
        self.figures.opened.connect(self._open)
        self._all.addWidget(self.figures)

    @Slot(str)
    def _open(self, digest: str) -> None:
        self._window.go("audit", digest=digest)

    @Slot(object)
    def _chosen(self, _value: object) -> None:
        self._want = (str(self.pack.value()), str(self.period.value()), str(self.team.value() or ""))
        self.make.setEnabled(False)
        self.reading.refresh()

    # Writing

    @Slot()
    def _choose_file(self) -> None:
        made, form = self.seen.made if self.seen else None, str(self.form.value())
        if made is None:
            return
        path = Pick.save(self, "Save the report", report_files.file_name(made, form), KINDS[form])
        if path is None:
            return

        def work(ws: Workspace, _tell: Tell) -> Path:
            return report_files.save(ws, made, path, form)

        empty(self.notices)
        panel = ProgressPanel("Making the report", self)
        self.notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, self._written, self._failed, panel.step))

    def _written(self, path: Path) -> None:
        empty(self.notices)
        banner = Banner(
            "ok", f"Written and read back: {path.name}", "It is not encrypted. Send it only to its forum.",
            "Show the folder", parent=self,
        )  # fmt: skip
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))
        self.notices.addWidget(banner)
        announce(self, f"Written: {path.name}")

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        self.notices.addWidget(Banner("bad", "This was not done.", str(error), parent=self))
        announce(self, str(error))


class FiguresOf(Card):
    """Every figure of a report by its code, and the entries behind the one that is chosen."""

    opened = Signal(str)  # digest of a form

    columns = (
        Column("Code", lambda one: one.code),
        Column("Figure", lambda one: short(one.label, 120)),
        Column("Shown", lambda one: one.text),
        Column("Rests on", lambda one: "" if one.n is None else str(one.n), sort=lambda one: one.n or 0),
    )

    def __init__(self, made: Report, parent: QWidget | None = None):
        super().__init__("Figures", parent=parent)
        self._every: tuple[Figure, ...] = tuple(figures(made))
        self._what = {one.digest: one for one in made.behind}
        self.search = SearchBox("Search figures by code or words", self)
        self.search.changed.connect(self._narrow)
        self.model = RowsModel(self._every, self.columns, self)
        self.table = Table("Figures", self.model, self)
        self.table.fit(1)
        fit_rows(self.table, 10)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.add(self.search)
        self.add(self.table)
        self.told = Muted("Choose a figure to see what is behind it.", "body", self)
        self.add(self.told)
        self.behind = column(gap=2)
        self.body.addLayout(self.behind)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        self.model.set_rows([one for one in self._every if wanted in f"{one.code} {one.label}".casefold()])

    @Slot(QModelIndex)
    def _show(self, index: QModelIndex, _before: object = None) -> None:
        empty(self.behind)
        if not index.isValid():
            return
        figure = self.model.row(index)
        n = len(figure.digests)
        several = (
            f"{n} entries stand behind {figure.code}." if n != 1 else f"1 entry stands behind {figure.code}."
        )
        self.told.setText(
            several if n else f"{figure.code} is not shown, or no signed entry stands behind it."
        )
        for digest in figure.digests[:MOST]:
            one = self._what.get(digest)
            words = f"{one.number}. {one.what}" if one else digest[:16]
            link = LinkButton(words, name=f"Open {words}", parent=self)
            link.clicked.connect(lambda _=False, d=digest: self.opened.emit(d))
            self.behind.addWidget(link)
        if n > MOST:
            self.behind.addWidget(Muted(f"and {n - MOST} more, in the annex of the report", parent=self))
