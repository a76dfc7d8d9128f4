"""Reports: a pack for each forum, its figures with what stands behind each, and everything at once for analysts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabBar, QWidget

from qa_desktop import people, report_entries, report_files, report_words, reported, reports
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.report_values import Report
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Banner, Page, ProgressPanel, announce, column, empty
from ui.screens.pick import Pick
from ui.screens.reading import Reading, soft
from ui.screens.reports_cards import ChoiceCard, PackLine, PacksCard, WarningsCard
from ui.screens.reports_data import DataOutCard
from ui.screens.reports_figures import FiguresOf
from ui.screens.reports_words import WordsCard
from ui.screens.sizes import Beside
from ui.shell import MainWindow

KINDS = {
    "pdf": tr("PDF files (*.pdf)"),
    "xlsx": tr("Workbooks (*.xlsx)"),
    "html": tr("Web pages (*.html)"),
    "csv": tr("CSV files (*.csv)"),
    "docx": tr("Documents (*.docx)"),
}
CHOSEN = "reports.chosen"  # setting: what was looked at last
SIDE, LEFT = 392, 600  # px at 100 %: what goes into the report, and the least that the list beside it has
TABS = (
    ("report", tr("Report")),
    ("words", tr("Words")),
    ("figures", tr("Figures")),
    ("data", tr("Data out")),
)
FIGURES = [code for code, _ in TABS].index("figures")


@dataclass(frozen=True, slots=True)
class Want:
    """What is asked for. Empty: what is usual."""

    pack: str = ""
    period: str = ""
    team: str = ""
    left_out: tuple[int, ...] = ()
    tab: str = "report"


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose, and the report that was chosen, worked out. `why`: why there is none."""

    packs: tuple[PackLine, ...]
    periods: tuple[tuple[str, str], ...]
    teams: tuple[str, ...]
    formats: tuple[str, ...]
    want: Want
    whole: Report | None
    why: str = ""
    written: report_words.Standing | None = None
    finals: tuple[report_words.Finished, ...] = ()

    @property
    def made(self) -> Report | None:
        """The report without the sections that are left out."""
        return report_files.without(self.whole, self.want.left_out) if self.whole else None


class ReportsScreen(Page):
    """Works the report out on the worker, and again after each commit; nothing is written until it is asked for."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        pack: str = "",
        period: str = "",
        team: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(
            tr("Reports"), tr("One pack for each forum. Every figure leads to what is behind it."), parent
        )
        self._desk, self._window = desk, window
        self.want = Want(pack, period, team) if pack else _kept(desk.workspace)
        self.seen: Seen | None = None
        self._build()
        tables = frozenset({"entries", "answers", "facts", "imports"})
        self.reading = Reading(desk, tables, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _build(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(tr("Parts of Reports"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _, words in TABS:
            self.tabs.addTab(words)
        self.tabs.setCurrentIndex([code for code, _ in TABS].index(self.want.tab))
        self.tabs.currentChanged.connect(self._turned)
        self.notices = column(gap=12)
        self.packs = PacksCard(self)
        self.packs.chosen.connect(self._pack_chosen)
        self.choice = ChoiceCard(self)
        self.choice.changed.connect(self._chosen)
        self.choice.ticked.connect(self._ticked)
        self.choice.make.clicked.connect(self._choose_file)
        self.choice.preview.clicked.connect(self._preview)
        self.first = WarningsCard(self)
        left = QWidget(self)
        left.setLayout(column(self.packs, self.first, None, gap=16))
        right = QWidget(self)
        right.setLayout(column(self.choice, None))
        self.figures = FiguresOf(self)
        self.figures.opened.connect(lambda digest: self._window.go("audit", digest=digest))
        self.figures.wanted.connect(self._stands)
        self.figures.other_pack.connect(self._pack_chosen)
        self.data = DataOutCard(self._desk, self.notices, self)
        self.words = WordsCard(self._desk, self)
        self.words.typed.connect(self._typed)
        self.words.finished.connect(self._read_again)
        self._stale = False
        self.pages = (Beside(left, right, SIDE, LEFT, self), self.words, self.figures, self.data)
        self.body.addWidget(self.tabs)
        self.body.addLayout(self.notices)
        self.add(*self.pages)
        self._turned(self.tabs.currentIndex())

    # What the window asks

    def title(self) -> str:
        return self.seen.whole.title if self.seen and self.seen.whole else ""

    def first_focus(self) -> QWidget:
        return self.packs.table

    def panes(self) -> list[QWidget]:
        return [self.tabs, *self.pages]

    def acts(self) -> dict:
        return {"search": self._search}

    def flush(self) -> bool:
        """Keeps what was chosen, for when somebody comes back."""
        want = self.want
        if self._desk.workspace.text(CHOSEN) != (kept := json.dumps(astuple(want))):
            with self._desk.workspace.write():
                self._desk.workspace.keep(CHOSEN, kept)
        return True

    # Reading

    def _read(self, ws: Workspace) -> Seen:
        want, made_on = self.want, reported.last_made(ws)
        packs = tuple(one for one in reports.packs(ws.world.resources) if not one.elsewhere)
        pack = next((one for one in packs if one.code == want.pack), packs[0])
        spans = tuple(report_files.periods(ws, pack.months))
        known = {code for code, _ in spans}
        period = want.period if want.period in known else report_files.usual(ws, pack.months)
        teams = tuple(sorted({p.team for p in people.everyone(ws).values() if p.team}))
        team = (want.team if want.team in teams else next(iter(teams), "")) if pack.team else ""
        left_out = want.left_out if want.pack == pack.code else ()
        whole, why = None, ""
        try:
            whole = reports.build(ws, pack.code, period, team)
        except QaError as error:
            why = str(error)
        return Seen(
            packs=tuple(_line(one, made_on) for one in packs),
            periods=spans,
            teams=teams,
            formats=report_files.formats(ws, pack.code),
            want=Want(pack.code, period, team, left_out),
            whole=whole,
            why=why,
            written=report_words.stands(ws, pack.code, period, team) if whole else None,
            finals=report_words.versions(ws, pack.code, period, team) if whole else (),
        )

    def _draw(self, seen: Seen) -> None:
        self.seen, self.want = seen, replace(seen.want, tab=self.want.tab)
        self.packs.show_packs(seen.packs, seen.want.pack)
        pack = next(one for one in seen.packs if one.pack.code == seen.want.pack).pack
        self.choice.show_choice(
            pack,
            seen.periods,
            seen.want.period,
            seen.teams if pack.team else (),
            seen.want.team,
            seen.formats,
        )
        self.choice.show_contents(seen.whole, seen.want.left_out)
        self.words.show_report(seen.whole, seen.written, seen.finals, seen.want.team)
        self._draw_report()
        self._window.retitle()

    def _draw_report(self) -> None:
        """What depends on which sections are in."""
        seen = self.seen
        made = seen.made if seen else None
        self.first.show_report(made, seen.why if seen else "")
        self.figures.show_report(made, [one.pack for one in seen.packs] if seen else [])
        self.choice.let_make(bool(made and made.sections))
        words = tr("Figures ({count})", count=self.figures.count) if self.figures.count else tr("Figures")
        self.tabs.setTabText(FIGURES, words)

    # What the user does

    @Slot(int)
    def _turned(self, place: int) -> None:
        for number, page in enumerate(self.pages):
            page.setVisible(number == place)
        self.want = replace(self.want, tab=TABS[place][0])
        if self._stale and TABS[place][0] != "words":
            self._read_again()

    @Slot()
    def _typed(self) -> None:
        """What is written is in the report once somebody looks at it again."""
        self._stale = True

    @Slot()
    def _read_again(self) -> None:
        self._stale = False
        self.choice.let_make(False)
        self.reading.refresh()

    def _search(self) -> None:
        self.tabs.setCurrentIndex(FIGURES)
        self.figures.search.setFocus()

    @Slot(str)
    def _pack_chosen(self, code: str) -> None:
        if code != self.want.pack:
            self._ask(replace(self.want, pack=code, period="", left_out=()))

    @Slot(str, str)
    def _chosen(self, period: str, team: str) -> None:
        self._ask(replace(self.want, period=period, team=team))

    def _ask(self, want: Want) -> None:
        self.want = want
        self.choice.let_make(False)
        self.reading.refresh()

    @Slot(object)
    def _ticked(self, left_out: tuple[int, ...]) -> None:
        if self.seen is not None:
            self.want = replace(self.want, left_out=left_out)
            self.seen = replace(self.seen, want=self.want)
            self._draw_report()

    @Slot(str, object)
    def _stands(self, code: str, digests: tuple[str, ...]) -> None:
        made = self.seen.made if self.seen else None
        if made is not None:
            self._desk.run(
                lambda ws, _tell: (code, report_entries.stands(ws, made, digests)), self._stood, self._failed
            )

    def _stood(self, found: tuple[str, Sequence[report_entries.Stands]]) -> None:
        self.figures.show_entries(*found)

    @Slot()
    def _preview(self) -> None:
        want = self.want
        self._window.go(
            "report_preview", pack=want.pack, period=want.period, team=want.team, left_out=want.left_out
        )

    # Writing

    @Slot()
    def _choose_file(self) -> None:
        made, form = self.seen.made if self.seen else None, str(self.choice.form.value())
        if made is None:
            return
        path = Pick.save(self, tr("Save the report"), report_files.file_name(made, form), KINDS[form])
        if path is None:
            return

        def work(ws: Workspace, tell: Tell) -> Path:
            return report_files.save(ws, made, path, form, tell)

        empty(self.notices)
        panel = ProgressPanel(tr("Making the report"), self)
        self.notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, self._written, self._failed, panel.step))

    def _written(self, path: Path) -> None:
        empty(self.notices)
        banner = Banner(
            "ok", tr("Written and read back: {name}", name=path.name), tr("It is not encrypted. Send it only to its forum."),
            tr("Show the folder"), parent=self,
        )  # fmt: skip
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))
        self.notices.addWidget(banner)
        announce(self, tr("Written: {name}", name=path.name))
        self.reading.refresh()

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        self.notices.addWidget(Banner("bad", tr("This was not done."), soft(str(error)), parent=self))
        announce(self, str(error))
        self.choice.let_make(bool(self.seen and self.seen.made))


def _line(pack: reports.Pack, made_on: dict[str, str]) -> PackLine:
    """When a pack was last made, for whichever period and team."""
    days = [at for title, at in made_on.items() if title.startswith((f"{pack.title}, ", f"{pack.title}: "))]
    return PackLine(pack, day_words(max(days)[:10]) if days else "")


def _kept(ws: Workspace) -> Want:
    """What was looked at last; what is usual where that cannot be read."""
    try:
        pack, period, team, left_out, tab = json.loads(ws.text(CHOSEN) or "")
        return Want(str(pack), str(period), str(team), tuple(int(n) for n in left_out), _tab(tab))
    except (ValueError, TypeError):
        return Want()


def _tab(code: object) -> str:
    return str(code) if code in {known for known, _ in TABS} else "report"
