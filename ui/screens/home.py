"""Home: what is due, what is ready to go back, and how the work is kept. For practice leads, what is still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from qa_desktop import backups, collate, feedback, health, people, roles, still_owed, work
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.schedule_glance import Behind
from qa_desktop.words import tr
from qa_desktop.work import Board, Task
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.forms.ways import place_for
from ui.kit import (
    Banner,
    Bar,
    Button,
    Card,
    ElideLabel,
    EmptyState,
    Group,
    IconMark,
    Muted,
    Page,
    RowsCard,
    TaskRow,
    Text,
    announce,
    column,
    row,
)
from ui.screens import (
    action_home,
    behind,
    challenges_home,
    followed_home,
    moderation_home,
    quotes_home,
    release_home,
    template_home,
)
from ui.screens.behind import BehindGroup
from ui.screens.challenges_home import ChallengesGroup
from ui.screens.followed_home import FollowedGroup
from ui.screens.home_begin import how_to_begin
from ui.screens.home_returns import due_words as due_words
from ui.screens.home_returns import returns_group
from ui.screens.home_returns import time_words as time_words
from ui.screens.moderation_home import ModerationGroup
from ui.screens.quotes_home import QuotesGroup
from ui.screens.reading import Reading
from ui.screens.release_home import AfterGroup, Waits
from ui.screens.request import save_request
from ui.screens.template_home import TemplatesGroup
from ui.shell import MainWindow

TABLES = frozenset({"entries", "drafts", "imports", "exports", "facts", "backups"})
STATES = {
    "not_started": (tr("Not started"), "neutral"),
    "in_progress": (tr("In progress"), "info"),
    "signed": (tr("Signed"), "ok"),
}
AMENDED = tr("the signed version counts until this one is signed")


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything Home shows, read in one go."""

    board: Board
    warned: tuple[health.Warned, ...]
    returns: tuple[collate.Return, ...] = ()
    packs: tuple[int, int] = (0, 0)
    leads: bool = False
    service: str = ""
    cycle: str = ""
    not_admitted: str = ""  # why this person cannot sign yet
    feedback: int = 0  # answers to supervision feedback that wait to be sealed
    alone: bool = False  # nobody else is on the list of people yet
    behind: tuple[Behind, ...] = ()  # methods of the schedule that are late or missed
    after: Waits = field(default_factory=Waits)  # what is owed after audits
    acts: action_home.Acts = field(default_factory=action_home.Acts)  # mine, and what waits to be closed
    moderated: moderation_home.Rows = field(default_factory=moderation_home.Rows)  # what waits in moderation
    asked: tuple[
        challenges_home.Late, ...
    ] = ()  # challenges that nobody answered in time, for practice leads
    risks: tuple[followed_home.Open, ...] = ()  # children at risk now: what followed, for practice leads
    quotes: int = 0  # that wait for a check, for who checks and sees no findings
    templates: tuple[template_home.Waiting, ...] = ()  # to approve, or to publish


def read(ws: Workspace) -> Seen:
    today = ws.world.now().astimezone().date()
    after, moderated = release_home.read(ws, today), moderation_home.read(ws, today)
    seen = replace(_read(ws), after=after, moderated=moderated, acts=action_home.read(ws, today))
    seen = replace(seen, templates=template_home.read(ws), quotes=quotes_home.read(ws))
    if not seen.leads:
        return seen
    return replace(seen, asked=challenges_home.read(ws, today), risks=followed_home.read(ws))


def _read(ws: Workspace) -> Seen:
    today = ws.world.now().astimezone().date()
    board, warned = work.board(ws, today), health.warnings(ws)
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):
        return Seen(board, warned, not_admitted=_not_admitted(ws))
    newest, waits, late = next(iter(collate.choices(ws)), None), feedback.waiting(ws), behind.read(ws, today)
    if newest is None:
        alone = people.listed(ws).keys() <= {ws.me.code}
        why = _not_admitted(ws)
        return Seen(board, warned, leads=True, not_admitted=why, feedback=waits, behind=late, alone=alone)
    found = collate.collate(ws, newest.method, newest.cycle, today.isoformat(), words=False)
    return Seen(
        board,
        warned,
        still_owed.in_every_cycle(ws, today, found.returns),
        found.packs,
        True,
        found.service,
        found.cycle_title,
        _not_admitted(ws),
        waits,
        late,
    )


def _not_admitted(ws: Workspace) -> str:
    try:
        ws.signer()
    except NotAllowed as error:
        return str(error)
    return ""


class HomeScreen(Page):
    """Reads on the worker and draws when it has come; draws again after every commit while it is looked at."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(tr("Your quality assurance work"), parent=parent)
        self._desk, self._window = desk, window
        self._seen: Seen | None = None
        self.start = Button(tr("Start something new"), icon="plus", parent=self)
        self.start.clicked.connect(lambda: window.go("start"))
        self.head(self.start)
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    def _failed(self, error: QaError) -> None:
        self._seen = None
        self.clear_body()
        self.add(Banner("bad", tr("Your work could not be listed."), str(error)))

    def _draw(self, seen: Seen) -> None:
        if seen == self._seen:
            return
        self._seen = seen
        self.clear_body()
        self._subtitle(seen)
        self._window.set_count("transfer", len(seen.board.ready))
        if not seen.leads:
            due = (*seen.board.overdue, *seen.board.this_week, *seen.board.later)
            self._window.set_count("recording", sum(t.kind.startswith("REC") for t in due))
            self._window.set_count("observations", sum(t.kind.startswith("OBS") for t in due))
        self._window.set_count("packs", sum(r.state in ("late", "check") for r in seen.returns))
        self._window.set_count("schedule", len(seen.behind))
        self._window.set_count("meetings", len(seen.asked))
        for warned in seen.warned:
            self._warn(warned)
        if seen.not_admitted:
            self._ask_to_be_admitted(seen.not_admitted)
        if seen.risks:
            self.add(FollowedGroup(seen.risks, lambda form: self._window.go("audit", digest=form)))
        if seen.templates:
            self.add(TemplatesGroup(seen.templates, lambda one: self._window.go("template", proposal=one)))
        if seen.quotes:
            self.add(QuotesGroup(seen.quotes, lambda: self._window.go("quotes")))
        if seen.moderated:
            self.add(ModerationGroup(seen.moderated, lambda tab: self._window.go("moderation", tab=tab)))
        self._window.set_count("actions", seen.acts.count)
        if seen.acts:
            self.add(action_home.ActionsGroup(seen.acts, self._window.go))
        if seen.after:
            self.add(AfterGroup(seen.after, self._window.go))
        if seen.leads:
            self._draw_lead(seen)
        else:
            self._draw_work(seen.board)
            self._draw_side(seen.board)

    def _subtitle(self, seen: Seen) -> None:
        title = seen.cycle or seen.board.cycle
        cycle = tr("cycle {title}", title=title) if title else tr("no cycle yet")
        service = seen.service or seen.board.service
        self.set_subtitle(f"{service} · {cycle}" if service else cycle.capitalize())

    def _warn(self, warned: health.Warned) -> None:
        banner = Banner("warn", warned.title, warned.words, tr("Back up now") if warned.backup else "")
        banner.pressed.connect(self._back_up)
        self.add(banner)

    def _ask_to_be_admitted(self, why: str) -> None:
        banner = Banner(
            "info", tr("One thing is left before you can sign."), why, tr("Save request file"), "send"
        )
        banner.pressed.connect(self._save_request)
        self.add(banner)

    def _save_request(self) -> None:
        if saved := save_request(self, self._desk.workspace):
            said = saved.banner(self)
            self.body.insertWidget(0, said)
            announce(self, said.accessibleName())

    def _back_up(self) -> None:
        self._desk.run(lambda ws, _: backups.make(ws), lambda _: self.reading.refresh(), self._failed)

    # An auditor's work

    def _draw_work(self, board: Board) -> None:
        if not (board.overdue or board.this_week or board.later):
            if not (self._seen and (self._seen.after or self._seen.moderated or self._seen.acts)):
                self.add(self._nothing(board))
            return
        first = True
        for name, kind, tasks in (
            (tr("Overdue"), "bad", board.overdue),
            (tr("Due this week"), "neutral", board.this_week),
            (tr("Later"), "neutral", board.later),
        ):
            if tasks:
                self.add(self._group(name, kind, tasks, first))
                first = False

    def _nothing(self, board: Board) -> EmptyState:
        if board.cycle:
            said = (
                tr("Nothing is due"),
                tr("All your work in this cycle is signed."),
                tr("Start something new"),
            )
            empty = EmptyState("circle-check", *said)
            empty.pressed.connect(lambda: self._window.go("start"))
            return empty
        empty = EmptyState(
            "package-open",
            tr("Nothing here yet"),
            tr(
                "Your practice lead sends you a pack with your cases. Import it, or start something of your own."
            ),
            tr("Import a pack"),
        )
        empty.pressed.connect(lambda: self._window.go("importer"))
        return empty

    def _group(self, name: str, kind: str, tasks: Sequence[Task], first: bool) -> Group:
        group, rows = Group(name, len(tasks), kind), RowsCard(name)
        for number, task in enumerate(tasks):
            rows.add_row(self._row(task, first and number == 0))
        group.add(rows)
        return group

    def _row(self, task: Task, first: bool) -> TaskRow:
        begun = task.state == "in_progress"
        who = " · ".join(part for part in (task.who, AMENDED if task.amends else "") if part)
        made = TaskRow(
            task.icon,
            task.title,
            who,
            due_words(task.due, task.days_late),
            task.days_late > 0,
            (
                *task.progress,
                tr(
                    "{progress} of {progress2} answered",
                    progress=task.progress[0],
                    progress2=task.progress[1],
                ),
            )
            if task.progress
            else None,
            time_words(task.minutes),
            (tr("New version"), "info") if task.amends else STATES[task.state],
            (tr("Continue") if begun else tr("Start"), first),
        )
        made.opened.connect(lambda: self._open(task))
        made.pressed.connect(lambda: self._open(task))
        return made

    def _open(self, task: Task) -> None:
        if task.blind and not task.doc:  # first what the auditor found, then the judgement
            self._window.go("blind", digest=task.blind)
            return
        try:
            draft = work.start_task(self._desk.workspace, task)
        except QaError as error:
            self.body.insertWidget(0, Banner("bad", tr("This could not be opened."), str(error)))
            return
        self._window.go(place_for(self._desk.workspace, draft), doc=draft.doc)

    def _draw_side(self, board: Board) -> None:
        if board.quotas:
            cycle = Card(tr("This cycle"))
            cycle.body.setSpacing(theme.px(5))
            for number, quota in enumerate(board.quotas):
                count = Muted(tr("{done} of {total}", done=quota.done, total=quota.total), "body")
                count.setWordWrap(False)
                head = row(ElideLabel(quota.name, "strong"), None, count)
                cycle.body.addLayout(
                    column(7 if number else 9, head, Bar(quota.name, quota.done, quota.total), gap=5)
                )
                if quota.words:
                    cycle.add(Muted(quota.words))
            self.add_side(cycle)
        self.add_side(self._ready(board), self._kept(board))

    def _ready(self, board: Board) -> Card:
        card = Card(tr("Ready to return"), len(board.ready) or None, "ok")
        if not board.ready:
            card.add(Muted(tr("Nothing to send. Signed work appears here.")))
            return card
        card.add(Muted(tr("Signed work that has not gone back to practice leads yet.")))
        for title in board.ready[:6]:
            card.body.addLayout(row(IconMark("signature", "ok", 18), ElideLabel(title), gap=8))
        if len(board.ready) > 6:
            card.add(Muted(tr("and {ready} more", ready=len(board.ready) - 6)))
        button = Button(tr("Create return file"), icon="package-check", parent=card)
        button.clicked.connect(lambda: self._window.go("transfer"))
        card.add(button)
        return card

    def _kept(self, board: Board) -> Card:
        card = Card(tr("Kept on this laptop"))
        made = board.last_backup.astimezone() if board.last_backup else None
        words = Muted(health.kept_words(made, datetime.now().astimezone()))
        line = row(IconMark("lock", "muted", 18), words, gap=8)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        return card

    # A practice lead's

    def _draw_lead(self, seen: Seen) -> None:
        board = seen.board
        if board.overdue or board.this_week or board.later:
            self._draw_work(board)
        late = [r for r in seen.returns if r.state == "late"]
        check = [r for r in seen.returns if r.state == "check"]
        coming = [r for r in seen.returns if r.state == "waiting"]
        begin = how_to_begin(seen.alone, seen.packs[1], self._window.go)
        if begin:
            self.add(begin)
        for name, kind, found in (
            (tr("Returns late"), "bad", late),
            (tr("Files to check"), "warn", check),
            (tr("Returns due"), "neutral", coming),
        ):
            if found:
                self.add(returns_group(name, kind, found))
        if seen.packs[1] and not (late or check or coming):
            empty = EmptyState(
                "circle-check",
                tr("Everything has come back"),
                tr("All audits of this cycle are imported."),
                tr("See what was found"),
            )
            empty.pressed.connect(lambda: self._window.go("collation"))
            self.add(empty)
        if seen.behind:
            go = self._window.go
            self.add(BehindGroup(seen.behind, lambda m, p: go("schedule", method=m, period=p)))
        if seen.asked:
            self.add(ChallengesGroup(seen.asked, lambda: self._window.go("meetings", tab="challenges")))
        self._lead_side(seen, begin is not None and not seen.alone)

    def _lead_side(self, seen: Seen, begins: bool) -> None:
        card = Card(tr("This cycle"))
        if seen.packs[1]:
            back, sent = seen.packs
            count = Muted(tr("{back} of {sent}", back=back, sent=sent), "body")
            count.setWordWrap(False)
            card.body.addLayout(row(Text(tr("Packs returned"), "strong"), None, count))
            card.add(Bar(tr("Packs returned"), back, sent))
        for words, icon, place in (
            (tr("Packs and returns"), "package", "packs"),
            (tr("Schedule"), "calendar-days", "schedule"),
            (tr("Collation"), "layout-grid", "collation"),
        ):
            if place == "packs" and begins:  # the same way on stands beside it
                continue
            button = Button(
                words, icon=icon, name=tr("Open {words}", words=words[:1].lower() + words[1:]), parent=card
            )
            button.clicked.connect(lambda checked=False, p=place: self._window.go(p))
            card.add(button)
        self.add_side(card, self._feedback(seen.feedback), self._kept(seen.board))

    def _feedback(self, waits: int) -> Card:
        card = Card(tr("Supervision feedback"), waits or None)
        card.add(
            Muted(tr("Answers wait here until the round is closed.") if waits else tr("No answers wait."))
        )
        name = tr("Collect or close feedback")
        button = Button(tr("Collect or close"), icon="message-square", name=name, parent=card)
        button.clicked.connect(lambda: self._window.go("kiosk"))
        card.add(button)
        return card
