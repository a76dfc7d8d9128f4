"""The schedule: every method of the year by month, who owes what, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import schedule_facts
from qa_desktop import schedule_glance as glance
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.schedule_glance import Line, Sheet, Square
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Check,
    Combo,
    EmptyState,
    IconMark,
    LinkButton,
    Muted,
    Page,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.figures import Figure, FiguresCard
from ui.screens.reading import Reading, short, soft
from ui.screens.schedule_detail import Detail
from ui.screens.schedule_table import YearTable, key
from ui.shell import MainWindow

TABLES = frozenset({"entries", "drafts", "facts", "imports"})
REVEAL_MS = 150  # how long a new detail may take to be laid out
EVERY = ""  # of the choice of methods


class ScheduleScreen(Page):
    """Reads the year on the worker; draws it; shows what is behind a square."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        method: str = "",
        period: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Schedule"), "", parent)
        self._desk, self._window = desk, window
        self._want = (method, period)
        self._year: int | None = None
        self.sheet: Sheet | None = None
        self.table: YearTable | None = None
        self.detail: Detail | None = None
        self._revealing = False
        self.verticalScrollBar().rangeChanged.connect(self._reveal)
        self.year = Combo(tr("Year"), parent=self)
        self.year.changed.connect(self._other_year)
        self._only, self._late = EVERY, False
        self.draw_cases = Button(tr("Draw cases"), icon="shuffle", parent=self)
        self.draw_cases.clicked.connect(lambda: window.go("draw"))
        self.head(self.year, self.draw_cases)
        self.notices, self._all, self._behind = column(gap=12), column(gap=16), column(gap=16)
        for part in (self.notices, self._all, self._behind):
            self.body.addLayout(part)
        self.year.hide()
        self.reading = Reading(desk, TABLES, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, ws: Workspace) -> Sheet:
        """On the worker: touches nothing of the screen but the year it wants to see."""
        return glance.sheet(ws, self._year, ws.world.now().astimezone().date())

    # Drawing

    def _draw(self, sheet: Sheet) -> None:
        if sheet == self.sheet:
            return
        first = self.sheet is None
        self.sheet = sheet
        self._window.set_count("schedule", len(glance.behind(sheet)))
        self.set_subtitle(
            tr(
                "April {year} to March {year2}, as it stands on {today}",
                year=sheet.year,
                year2=sheet.year + 1,
                today=day_words(sheet.today),
            )
        )
        if first:
            self._years(sheet)
        self._fill(sheet)
        if first and self._want[0]:
            self._go_to(*self._want)

    def _years(self, sheet: Sheet) -> None:
        start = schedule_facts.year_of(self._desk.workspace.world.resources, sheet.today)
        self.year.set_options(
            [(y, tr("{what} to {what2}", what=y, what2=y + 1)) for y in (start - 1, start, start + 1)]
        )
        self.year.set_value(sheet.year)
        self.year.show()

    def _fill(self, sheet: Sheet) -> None:
        chosen = self.table.at() if self.table else None
        empty(self._all)
        self.table = None
        if not sheet.is_begun and not sheet.behind:
            self._all.addWidget(self._nothing())
        self._all.addWidget(FiguresCard(_figures(sheet), self))
        self._all.addWidget(self._card(sheet))
        self._narrow()
        if chosen:
            self._choose(chosen)
        self._again()

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            "calendar-clock",
            tr("Nothing is scheduled yet."),
            tr("Draw cases, take a list or note a meeting. What each method owes stands below."),
            tr("Draw the first cases"),
            self,
        )
        state.pressed.connect(lambda: self._window.go("draw"))
        return state

    def _card(self, sheet: Sheet) -> Card:
        card = Card(tr("The year at a glance"), parent=self)
        self.late = Check(tr("Only late"), parent=card)
        self.late.setChecked(self._late)
        self.late.toggled.connect(lambda _on: self._narrow())
        choices = [(EVERY, tr("All methods")), *((x.method, short(x.name, 34)) for x in sheet.lines)]
        self.method = Combo(tr("Method"), choices, card)
        self.method.set_value(self._only)
        self.method.changed.connect(lambda _value: self._narrow())
        card.head.addWidget(self.late)
        card.head.addWidget(self.method)
        self.table = YearTable(tr("The year at a glance"), sheet, card)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(self._open)
        self.none = Muted(tr("Nothing is late."), "body", card)
        self.said = Text(tr("Choose a month of a method."), "small", parent=card)
        self.see = LinkButton(tr("See who owes what"), parent=card)
        self.see.clicked.connect(self._open)
        self.see.hide()
        line = row(IconMark("info", "info", 18, card), self.said, self.see, gap=8)
        line.setStretch(1, 1)
        card.add(self.table, self.none)
        card.body.addLayout(line)
        keys = key(card)
        keys.addStretch(1)
        card.body.addLayout(keys)
        return card

    @Slot()
    def _narrow(self) -> None:
        if self.table is None or self.sheet is None:
            return
        only, late = str(self.method.value()), self.late.isChecked()
        self._only, self._late = only, late
        lines: list[Line] = [
            x for x in self.sheet.lines if only in (EVERY, x.method) and (x.is_behind or not late)
        ]
        self.table.show_lines(self.sheet, lines)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines)
        self._tell(self.table.at())

    @Slot(object)
    def _tell(self, square: Square | None) -> None:
        self.see.setVisible(square is not None)
        self.said.setText(f"{square.words}." if square else tr("Choose a month of a method."))
        if square:
            self.see.setAccessibleName(tr("See who owes what, {name}", name=square.name))

    def _choose(self, square: Square) -> None:
        if self.table and self.sheet and square.month in self.sheet.months:
            self.table.choose_method(square.method, self.sheet.months.index(square.month))

    def _go_to(self, method: str, period: str) -> None:
        square = self.sheet.holding(method, period) if self.sheet else None
        if square:
            self._choose(square)
            self._open(focus=False)

    @Slot(object)
    def _other_year(self, year: object) -> None:
        self._year = int(str(year))
        empty(self._behind)
        self.detail = None
        self.reading.refresh()

    # What is behind a square

    @Slot()
    def _open(self, focus: bool = True) -> None:
        square = self.table.at() if self.table else None
        if square is None:
            return
        self._show_detail(square)
        if focus and self.detail:
            self.detail.table.setFocus()
        self._revealing = True
        QTimer.singleShot(REVEAL_MS, self, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        """Scrolls to the detail: at once, and as often as it grows while it is laid out."""
        if self.detail and self._revealing:
            bar = self.verticalScrollBar()
            bottom = self.detail.mapTo(self.widget(), self.detail.rect().bottomLeft()).y()
            bar.setValue(max(bar.value(), bottom + theme.px(24) - self.viewport().height()))
        if self.sender() is not self.verticalScrollBar():
            self._revealing = False

    def _show_detail(self, square: Square, place: int = 0) -> None:
        empty(self._behind)
        self.detail = Detail(self._desk, self.sheet, square, self)
        self.detail.kept.connect(self._kept)
        self.detail.failed.connect(self._failed)
        self.detail.draw.connect(lambda method, period: self._window.go("draw", period=period, method=method))
        self.detail.give.connect(lambda method, period: self._window.go("give", method=method, period=period))
        self.detail.meeting.connect(
            lambda method, period: self._window.go("meeting", method=method, period=period)
        )
        self.detail.sources.connect(lambda: self._window.go("meetings", tab="sources"))
        self.detail.after.connect(lambda cycle: self._window.go("release", cycle=cycle))
        self._behind.addWidget(self.detail)
        self.detail.choose(place)

    def _again(self) -> None:
        """The detail with what has changed since; a form somebody is writing in is left alone."""
        shown = self.detail
        if shown is None or self.sheet is None:
            return
        square = self.sheet.square(shown.square.method, shown.square.month)
        if square and square != shown.square and shown.form is None:
            self._show_detail(square, shown.table.currentIndex().row())

    @Slot(str)
    def _kept(self, words: str) -> None:
        first, _, rest = words.partition(". ")
        self._note("ok", f"{first.rstrip('.')}.", rest)
        self._again()

    @Slot(object)
    def _failed(self, error: QaError) -> None:
        self._note("bad", tr("This was not done."), str(error))

    def _note(self, kind: str, title: str, words: str) -> None:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")

    def panes(self) -> list[QWidget]:
        return [w for w in (self.table, self.detail and self.detail.table) if w]


def _figures(sheet: Sheet) -> list[Figure]:
    whole, soon = sheet.total(), sheet.soon()
    return [
        Figure(
            f"{whole.done}/{whole.due}",
            tr("Done"),
            tr("Of all owed this year"),
            spoken=tr("{done} of {due} done", done=whole.done, due=whole.due),
        ),
        Figure(str(soon), tr("Due soon"), tr("A reminder stands"), "warn" if soon else "muted"),
        Figure(str(whole.late), tr("Late"), tr("Within the grace"), "warn" if whole.late else "muted"),
        Figure(str(whole.missed), tr("Missed"), tr("Past the grace"), "bad" if whole.missed else "muted"),
        Figure(str(whole.excused), tr("Excused"), tr("By a head of service")),
    ]
