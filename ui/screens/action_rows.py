"""Findings to actions: the rows of signed audits that propose something, with what is like them already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_next, action_rows, action_standing, actions, retests
from qa_desktop.action_entries import Action
from qa_desktop.action_rows import Finding
from qa_desktop.errors import QaError
from qa_desktop.returns import day_of
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.forms.editor import inset
from ui.kit import (
    Banner,
    Button,
    Check,
    EmptyState,
    Field,
    Group,
    LinkButton,
    Muted,
    Page,
    RowsCard,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.action_acts import NOT_CONDUCT
from ui.screens.action_new import may_add
from ui.screens.reading import Reading, short, soft
from ui.screens.schedule_acts import BAD_DATE, day_field
from ui.shell import MainWindow

TABLES = frozenset({"entries", "imports", "answers", "facts"})
MOST = 100  # rows shown at once
INDENT = 26  # px at 100 %: under the words of a tick


@dataclass(frozen=True, slots=True)
class Line:
    """One row that could become an action. `twins`: actions with the same theme, level and team; `cycles`: found before."""

    finding: Finding
    title: str  # of the audit
    about: str  # level, theme, team, owner in words
    twins: tuple[tuple[str, str], ...]  # document and reference
    like: int  # other rows that are no action yet, with the same
    cycles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    lines: tuple[Line, ...]
    here: int  # rows that are actions already
    may: bool


def read(ws: Workspace) -> Seen:
    rules, standings = actions.rules(ws), action_standing.every(ws)
    found = action_rows.findings(ws)
    again = action_rows.recurring(ws, retests.read(ws), standings)
    waiting = [one for one in found if not one.here]
    people = dict(action_next.names(ws).people) if waiting else {}
    titles = {one.form: action_next.form_title(ws, one.form) for one in waiting[:MOST]}
    alike = Counter(_same(one.body) for one in waiting)
    lines = []
    for one in waiting:
        body = one.body
        said = [rules.label("level", body.level), rules.label("theme", body.theme), body.team]
        said.append(people.get(body.owner or "", body.owner or body.owner_role))
        twins = action_next.twins(standings, rules, body)
        lines.append(
            Line(
                one,
                titles.get(one.form, ""),
                " · ".join(part for part in said if part),
                tuple((doc, standings[doc].ref) for doc in twins),
                alike[_same(body)] - 1 if body.theme and body.level else 0,
                action_rows.recurs(body, again),
            )
        )
    return Seen(tuple(lines), sum(one.here for one in found), may_add(ws))


def _same(body: Action) -> tuple[str | None, str | None, str]:
    return body.theme, body.level, body.team


class FindingRow(QWidget):
    """One proposal with its tick, or with what is asked of one that points to a conduct matter."""

    def __init__(self, screen: FindingsScreen, line: Line):
        super().__init__(screen)
        self.line = line
        body, conduct = line.finding.body, line.finding.conduct
        what = soft(short(body.what or body.outcome or tr("Nothing is written"), 200))
        words = tr("{not_conduct}. Propose it", not_conduct=NOT_CONDUCT) if conduct else what
        self.tick = Check(words, tr("Propose: {what}. {title}", what=what, title=line.title), self)
        self.tick.setChecked(not conduct)
        self.tick.toggled.connect(screen.ticked)
        lines = column(gap=4, margins=(19, 10, 16, 10))
        lines.addLayout(inset(Text(what, "strong", parent=self)) if conduct else row(self.tick, None))
        lines.addLayout(self._from(screen))
        if line.twins or line.like:
            lines.addLayout(self._twins(screen))
        if line.cycles:
            said = Muted(soft(tr("In this team: {cycles}.", cycles=", ".join(line.cycles))), parent=self)
            lines.addLayout(_after_mark(Tag(tr("Found before"), "warn", parent=self), said))
        if conduct:
            lines.addLayout(self._conduct(screen, conduct))
        self.setLayout(lines)

    def _from(self, screen: FindingsScreen):
        line = self.line
        name = tr("Open audit, {doc}, {title}", doc=line.finding.doc[-6:], title=line.title)
        see = LinkButton(short(line.title, 50) or tr("An audit"), name=name, parent=self)
        see.clicked.connect(lambda: screen._window.go("audit", digest=line.finding.form))
        return _after_mark(see, Muted(soft(line.about, 160), parent=self), left=20)

    def _twins(self, screen: FindingsScreen):
        line = row(Tag(tr("Like another"), "warn", parent=self), gap=6, margins=(INDENT, 0, 0, 0))
        if self.line.twins:
            line.addWidget(_one_line(tr("The same theme, level and team as"), self))
        for doc, ref in self.line.twins[:3]:
            link = LinkButton(
                ref, name=tr("Open {ref}, like {doc}", ref=ref, doc=self.line.finding.doc[-6:]), parent=self
            )
            link.clicked.connect(lambda checked=False, d=doc: screen._window.go("action", doc=d))
            line.addWidget(link)
        if n := self.line.like:
            others = tr("1 other row here") if n == 1 else tr("{n} other rows here", n=n)
            also = (
                tr("and {others}", others=others)
                if self.line.twins
                else tr("The same theme, level and team as {others}", others=others)
            )
            line.addWidget(_one_line(also, self))
        line.addStretch(1)
        return line

    def _conduct(self, screen: FindingsScreen, words: str):
        number = self.line.finding.doc[-6:]
        self.day: Field = day_field(screen._desk, tr("Passed to the manager on"), self)
        self.day.editor.setAccessibleName(tr("Passed to the manager on, {number}", number=number))
        self.day.editor.setFixedWidth(theme.px(180))
        passed = Button(
            tr("It was passed on"), name=tr("It was passed on, {number}", number=number), parent=self
        )
        passed.clicked.connect(lambda: screen.pass_on(self))
        under = row(self.day, column(None, passed, 4, gap=0), None, gap=12)
        told = Text(soft(actions.conduct_words(words)), tone="warn", parent=self)
        return column(told, row(self.tick, None), under, gap=6, margins=(INDENT, 0, 0, 0))

    @property
    def chosen(self) -> bool:
        return self.tick.isChecked()


def _one_line(words: str, parent: QWidget) -> Muted:
    said = Muted(words, parent=parent)
    said.setWordWrap(False)
    return said


def _after_mark(mark: QWidget, words: QWidget, left: int = 26):
    """A mark with its words after it, which take what room there is."""
    line = row(mark, words, gap=6, margins=(left, 0, 0, 0))
    line.setStretch(1, 1)
    return line


class FindingsScreen(Page):
    """Ticks what becomes a proposal. Nothing is agreed here, and doing it twice makes nothing twice."""

    nav = "actions"

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("New actions from findings"), tr("What signed audits propose, and no action is yet."), parent
        )
        self._desk, self._window = desk, window
        self.seen: Seen | None = None
        self.lines: list[FindingRow] = []
        self._left_out: set[str] = set()
        self.back = LinkButton(tr("All actions"), "arrow-left", parent=self)
        self.back.clicked.connect(lambda: window.go("actions"))
        self.head(self.back)
        self.notices, self._list = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._list)
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    def acts(self) -> dict:
        return {"previous": self.back.click}

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._list)
        self.lines = []
        if not seen.lines:
            self._list.addWidget(self._nothing(seen))
            return
        group = Group(tr("Proposed in signed audits"), len(seen.lines), parent=self)
        rows = RowsCard(tr("Proposed in signed audits"))
        for line in seen.lines[:MOST]:
            made = FindingRow(self, line)
            if line.finding.doc in self._left_out:
                made.tick.setChecked(False)
            self.lines.append(made)
            rows.add_row(made)
        group.add(rows)
        self.make = Button(tr("Propose those ticked"), "primary", "plus", parent=self)
        self.make.clicked.connect(self._propose)
        note = Muted(tr("A proposal waits until somebody agrees it with its owner."), parent=self)
        line = row(self.make, note, gap=16)
        line.setStretch(1, 1)
        group.body.addLayout(line)
        if len(seen.lines) > MOST:
            group.add(
                Muted(
                    tr("and {lines} more, once these are dealt with", lines=len(seen.lines) - MOST),
                    parent=self,
                )
            )
        self._list.addWidget(group)
        if not seen.may:
            self.make.hide()
            note.setText(tr("Your role proposes no actions. Ask a practice lead."))
        self.ticked()

    def _nothing(self, seen: Seen) -> EmptyState:
        if seen.here:
            return EmptyState(
                "circle-check", tr("Every row is an action"), tr("What later audits propose appears here.")
            )
        return EmptyState(
            "list-checks", tr("No signed audit proposes an action yet"), tr("Their action rows appear here.")
        )

    @Slot()
    def ticked(self) -> None:
        self._left_out = {one.line.finding.doc for one in self.lines if not one.tick.isChecked()}
        self.make.setEnabled(any(one.chosen for one in self.lines))

    @Slot()
    def _propose(self) -> None:
        chosen = [one.line.finding for one in self.lines if one.chosen]
        docs = [one.doc for one in chosen]
        looked_at = [one.doc for one in chosen if one.conduct]
        self.make.setEnabled(False)
        self._desk.run(
            lambda ws, _tell: action_rows.from_findings(ws, None, looked_at, docs), self._made, self._failed
        )

    def _made(self, made: list[str]) -> None:
        n = len(made)
        self._say(
            "ok",
            tr(
                "{action_is} proposed.", action_is=tr("1 action is") if n == 1 else tr("{n} actions are", n=n)
            ),
            "",
            tr("See the actions"),
        ).pressed.connect(lambda: self._window.go("actions", tab="open"))

    def pass_on(self, one: FindingRow) -> None:
        """Keep of this row only that it was passed to a manager, and when."""
        said = day_of(one.day.editor.text())
        one.day.set_problem("" if said else BAD_DATE)
        if not said:
            one.day.editor.setFocus()
            return
        doc, on = one.line.finding.doc, date.fromisoformat(said)
        self._desk.run(
            lambda ws, _tell: action_rows.pass_on(ws, doc, on),
            lambda _made: self._say(
                "ok", tr("Kept: passed to a manager, and the day."), tr("Nothing else is held.")
            ),
            self._failed,
        )

    def _failed(self, error: QaError) -> None:
        if self.lines:
            self.ticked()
        self._say("bad", tr("This was not done."), str(error))

    def _say(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner
