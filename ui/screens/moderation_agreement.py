"""How far moderators and auditors agree, and in which direction judgements move; and rounds of calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import calibration, forms, moderation, moderation_board, moderation_rules, people, roles
from qa_desktop.errors import QaError
from qa_desktop.moderation import Report
from qa_desktop.moderation_cases import OUTCOMES, STATUS
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import Banner, Bar, Button, Card, Combo, EmptyState, Muted, Page, Text, announce, column, empty
from ui.screens.figures import Figure, FiguresCard
from ui.screens.list_screen import TABLES
from ui.screens.moderation_rounds import RoundsGroup, RoundStart
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

ALL = ""  # of the choice of cycles


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    report: Report
    cycles: tuple[tuple[str, str], ...]
    rounds: tuple[calibration.Round, ...]
    auditors: tuple[tuple[str, str], ...]  # who can be asked to score: code, name
    templates: tuple[Template, ...]
    least: int  # auditors in a round


def read(ws: Workspace, cycle: str) -> Seen:
    may = roles.may
    staff = [
        (p.code, p.name)
        for p in people.everyone(ws).values()
        if p.age and may(ws.world.resources, p.role, "audit_rfp")
    ]
    choices = {
        t.digest: t
        for t in forms.template_choices(ws).values()
        if any(q.use == "overall" for q in t.questions)
    }
    return Seen(
        moderation.report(ws, cycle or None),
        moderation_board.cycles(ws),
        calibration.rounds(ws),
        tuple(sorted(staff, key=lambda one: one[1])),
        tuple(sorted(choices.values(), key=lambda t: -max(t.minutes))),  # the deep audit is the longest
        moderation_rules.load(ws.world.resources).calibration.auditors,
    )


class AgreementScreen(Page):
    """Figures of one cycle or of all, with the honest words about how few there are; then the rounds."""

    nav = "moderation"

    def __init__(self, desk: Desk, window: MainWindow, cycle: str = ALL, parent: QWidget | None = None):
        super().__init__(tr("Agreement and calibration"), parent=parent)
        self._desk, self._window, self._cycle = desk, window, cycle
        self.seen: Seen | None = None
        self.rounds: RoundsGroup | None = None
        self.cycle = Combo(tr("Cycle"), parent=self)
        self.cycle.changed.connect(self._other_cycle)
        self.cycle.hide()
        self.back = Button(tr("All moderation"), icon="arrow-left", parent=self)
        self.back.clicked.connect(lambda: window.go("moderation"))
        self.head(self.cycle, self.back)
        self.notices, self._figures, self._rounds = column(gap=12), column(gap=16), column(gap=16)
        for part in (self.notices, self._figures, self._rounds):
            self.body.addLayout(part)
        self.reading = Reading(desk, TABLES, lambda ws: read(ws, self._cycle), self._draw, self._failed, self)
        self.reading.refresh()

    def _other_cycle(self, cycle: object) -> None:
        self._cycle = str(cycle)
        self.reading.refresh()

    def _draw(self, seen: Seen) -> None:
        before, self.seen = self.seen, seen
        self.cycle.set_options(
            [(ALL, tr("All cycles")), *((code, short(title)) for code, title in seen.cycles)]
        )
        self.cycle.set_value(self._cycle)
        self.cycle.show()
        if before is None or before.report != seen.report:
            self._draw_report(seen.report)
        if before is None or before.rounds != seen.rounds or before.auditors != seen.auditors:
            self._draw_rounds(seen)

    # Agreement

    def _draw_report(self, report: Report) -> None:
        empty(self._figures)
        if report.left_out:
            many = (
                tr("1 audit is")
                if report.left_out == 1
                else tr("{left_out} audits are", left_out=report.left_out)
            )
            words = tr("Import the pack or archive that holds its template.")
            self._figures.addWidget(
                Banner("warn", tr("{many} left out of these figures.", many=many), words, parent=self)
            )
        if not report.audits:
            words = tr("Agreement is reported once a moderator has judged audits that were signed before.")
            self._figures.addWidget(EmptyState("scale", tr("Nothing was moderated yet"), words, parent=self))
            return
        self._figures.addWidget(FiguresCard(_figures(report), self))
        self._figures.addWidget(self._agreed(report))

    def _agreed(self, report: Report) -> Card:
        found = report.agreement
        card = Card(tr("Before any talk"), parent=self)
        pairs = tr("1 pair") if found.pairs == 1 else tr("{pairs} pairs", pairs=found.pairs)
        same = tr(
            "{same} of {pairs} the same, {one_apart} one step apart, {further} further apart.",
            same=found.same,
            pairs=pairs,
            one_apart=found.one_apart,
            further=found.further,
        )
        card.add(Text(same, parent=card), Text(found.words, "strong", parent=card))
        told = tr(
            "Weighted kappa tells how far two people agree beyond chance: 1 is always, 0 is as chance would have it."
        )
        card.add(Muted(told, parent=card))
        if report.gaps:
            card.add(Text(tr("Which way the moderator judged"), "strong", parent=card))
            card.body.addLayout(_directions(report.gaps, found.pairs, card))
        return card

    # Calibration

    def _draw_rounds(self, seen: Seen) -> None:
        empty(self._rounds)
        self.rounds = RoundsGroup(seen.rounds, seen.auditors, seen.templates, seen.least, self)
        self.rounds.wanted.connect(self._start)
        self.rounds.look_wanted.connect(self._look)
        self._rounds.addWidget(self.rounds)

    def _start(self, said: RoundStart) -> None:
        def work(ws: Workspace, _tell: object) -> int:
            template = forms.template_choices(ws)[said.template]
            due = date.fromisoformat(said.due)
            return len(calibration.start(ws, said.name, template, said.case, said.auditors, due))

        self._desk.run(work, self._started, self._not_started)

    def _started(self, number: int) -> None:
        words = tr("{number} auditors have the case. Make their packs next.", number=number)
        banner = Banner("ok", tr("The round is given out."), words, tr("Open packs and returns"), parent=self)
        banner.pressed.connect(lambda: self._window.go("packs"))
        empty(self.notices)
        self.notices.addWidget(banner)
        announce(banner, tr("The round is given out. {words}", words=words))

    def _not_started(self, error: QaError) -> None:
        if self.rounds is not None:
            self.rounds.say(str(error))

    def _look(self, cycle: str) -> None:
        self._desk.run(lambda ws, _: calibration.look(ws, cycle), self._looked, self._failed)

    def _looked(self, found: calibration.Calibration) -> None:
        if self.rounds is not None and self.seen is not None:
            self.rounds.show_spread(found, dict(self.seen.auditors))

    def _failed(self, error: QaError) -> None:
        empty(self.notices)
        banner = Banner("bad", tr("This cannot be shown."), soft(str(error)), parent=self)
        self.notices.addWidget(banner)
        announce(banner, str(error))


def _figures(report: Report) -> list[Figure]:
    notes = {
        "confirmed": tr("The first judgement stands"),
        "raised": tr("Agreed higher"),
        "lowered": tr("Agreed lower"),
    }
    counts = [
        Figure(
            str(report.counts[status]),
            STATUS[status],
            notes.get(status, tr("{decided} settled since", decided=report.decided)),
        )
        for status in OUTCOMES
    ]
    moderated = Figure(
        str(report.audits), tr("Sent or judged"), tr("{to_do} still to do", to_do=report.to_do)
    )
    return [moderated, *counts]


def _directions(gaps: Mapping[int, int], pairs: int, parent: QWidget) -> QGridLayout:
    """One line for each gap, the highest first: how much, how often, and a bar."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(14))
    for number, gap in enumerate(sorted(gaps, reverse=True)):
        words = gap_words(gap)
        grid.addWidget(Text(words, parent=parent), number, 0)
        grid.addWidget(Muted(tr("{gaps} of {pairs}", gaps=gaps[gap], pairs=pairs), "body", parent), number, 1)
        grid.addWidget(Bar(words, gaps[gap], pairs, parent), number, 2)
    for place, stretch in enumerate((2, 1, 4)):
        grid.setColumnStretch(place, stretch)
    return grid


def gap_words(gap: int) -> str:
    """“1 step higher”: the second judgement against the first."""
    if gap == 0:
        return tr("The same")
    if gap > 0:
        return tr("1 step higher") if gap == 1 else tr("{n} steps higher", n=gap)
    return tr("1 step lower") if gap == -1 else tr("{n} steps lower", n=-gap)
