"""One meeting: what is on the agenda, what was said, decided, asked and taken on; read when closed, typed before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import actions, challenges, house_words, meetings, schedule_facts, schedule_glance
from qa_desktop.answer_types import day_words
from qa_desktop.challenges import Asked
from qa_desktop.errors import NotReady, QaError
from qa_desktop.meeting_entries import Meeting
from qa_desktop.meetings import Draft
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Ask,
    Banner,
    Button,
    Card,
    Check,
    EmptyState,
    ErrorSummary,
    LinkButton,
    Muted,
    Page,
    SaveState,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.late import days_late
from ui.screens.meeting_acts import NAMES_NOBODY, AnswerCard
from ui.screens.meeting_form import MeetingForm
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

TABLES = frozenset({"entries", "imports"})


@dataclass(frozen=True, slots=True)
class Taken:
    """An action that came of a closed meeting."""

    doc: str
    ref: str
    what: str
    status: str


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows of one meeting."""

    name: str
    period_words: str
    pack: str
    draft: Draft | None
    versions: tuple[tuple[str, Meeting], ...]
    open: tuple[Asked, ...]  # challenges of the forum from before
    asked: tuple[Asked, ...]  # here
    taken: tuple[Taken, ...]


def read(ws: Workspace, method: str, period: str) -> Seen:
    resources = ws.world.resources
    forum, found = meetings.forum(resources, method), schedule_facts.method(resources, method)
    stands = tuple(meetings.versions(ws, method, period))
    docs = {doc for _, one in stands for doc in one.challenges}
    every = challenges.every(ws, (method,))
    return Seen(
        found.name,
        schedule_glance.period_words(schedule_facts.period(resources, found, period)),
        forum.pack,
        meetings.draft(ws, method, period),
        stands,
        tuple(one for one in every if one.open and one.doc not in docs),
        tuple(one for one in every if one.doc in docs),
        tuple(_taken(ws, doc) for doc in dict.fromkeys(d for _, one in stands for d in one.actions)),
    )


def _taken(ws: Workspace, doc: str) -> Taken:
    try:
        held = actions.get(ws, doc)
    except QaError:
        return Taken("", "", tr("An action that is not on this laptop"), "")
    label = actions.rules(ws).label("status", held.body.status)
    return Taken(doc, held.ref, held.body.what or held.body.outcome, label)


class MeetingScreen(Page):
    """Every key is on disk before the next; nothing counts until the meeting is closed."""

    nav = "meetings"

    def __init__(
        self, desk: Desk, window: MainWindow, method: str, period: str, parent: QWidget | None = None
    ):
        super().__init__(tr("Meeting"), parent=parent)
        self._desk, self._window = desk, window
        self.method, self.period = method, period
        self.seen: Seen | None = None
        self.form: MeetingForm | None = None
        self.act: AnswerCard | None = None
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.report = Button(tr("Open its report"), icon="chart-column", parent=self)
        self.report.clicked.connect(self._open_report)
        self.head(self.back, self.report)
        self.notices, self._act, self._all = column(gap=12), column(gap=12), column(gap=16)
        for part in (self.notices, self._act, self._all):
            self.body.addLayout(part)
        self.reading = Reading(
            desk, TABLES, lambda ws: read(ws, method, period), self._draw, self._failed, self
        )
        self.reading.refresh()

    def title(self) -> str:
        return f"{self.seen.name}, {self.seen.period_words}" if self.seen else ""

    def acts(self) -> dict:
        found: dict = {"previous": self.back.click}
        if self.form is not None:
            found["save"] = self.saved.say
        return found | {"close": self._leave} if self.act else found

    def panes(self) -> list[QWidget]:
        form = self.form
        return [one for one in (self.heading, form and form.first_focus()) if one]

    def flush(self) -> bool:
        return self.form is None or self._keep()

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        begun, self.seen = self.form is not None, seen
        self.set_title(seen.name, seen.period_words)
        self._window.retitle()
        if begun and seen.draft is not None:  # somebody is typing: only what stands beside it is new
            self._draw_side()
            return
        empty(self._all)
        self.form = None
        if seen.draft is not None:
            self._begin_typing(seen.draft)
        elif seen.versions:
            for number, (_, body) in enumerate(seen.versions, 1):
                self._closed(body, number)
        else:
            self._all.addWidget(self._nothing())
        self._draw_side()
        self._window.refresh_acts()

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            "calendar-days",
            tr("This meeting is not begun"),
            tr("Its agenda is the sections of its report. What you type is kept as you type it."),
            tr("Start the meeting"),
            parent=self,
        )
        state.pressed.connect(self._start)
        return state

    def _begin_typing(self, draft: Draft) -> None:
        self.form = MeetingForm(self._desk, draft, self)
        self._kept: Draft | None = self.form.draft()  # an underline is no change by anybody
        self.form.typed.connect(self._typed)
        self.problems = ErrorSummary(tr("The meeting is not closed yet."), self)
        self.problems.chosen.connect(self.form.go_to)
        self.names_nobody = Check(NAMES_NOBODY, parent=self)
        self.names_nobody.hide()
        self.close_it = Button(tr("Close the meeting"), "primary", "check", parent=self)
        self.close_it.clicked.connect(self._close)
        self.throw = Button(
            tr("Throw away"), icon="trash-2", name=tr("Throw away what was typed"), parent=self
        )
        self.throw.clicked.connect(self._throw)
        self.saved = SaveState(self)
        self.saved.try_again.connect(self._typed)
        told = tr("Closing seals it: the schedule counts it, its challenges are asked, its actions proposed.")
        for widget in (self.problems, self.form, Muted(told, "body", self), self.names_nobody):
            self._all.addWidget(widget)
        self._all.addLayout(row(self.close_it, self.throw, self.saved, None, gap=12))

    def _closed(self, body: Meeting, number: int) -> None:
        seen = self.seen
        card = Card(tr("Held {on}", on=day_words(body.on)), parent=self)
        if len(seen.versions) > 1:
            card.head.insertWidget(
                1,
                Tag(
                    tr("Version {number} of {versions}", number=number, versions=len(seen.versions)),
                    "warn",
                    parent=card,
                ),
            )
        lines = [(tr("In the chair"), body.chair), (tr("Present"), ", ".join(body.present))]
        lines += [(one.title, one.notes) for one in body.agenda] + [(tr("Notes"), body.notes)]
        for label, words in lines:
            if words:
                card.body.addLayout(column(Muted(label, parent=card), Text(soft(words), parent=card), gap=1))
        for place, words in enumerate(body.decisions, 1):
            label = Muted(tr("Decision {place}", place=place), parent=card)
            card.body.addLayout(column(label, Text(soft(words), "strong", parent=card), gap=1))
        if not any(words for _, words in lines[2:]) and not body.decisions:
            card.add(Muted(tr("Nothing was noted."), "body", card))
        self._all.addWidget(card)
        if number == len(seen.versions):
            words = tr("Correct it") if number == 1 else tr("Make one of them")
            again = Button(words, icon="pencil", parent=self)
            again.clicked.connect(self._correct)
            self._all.addLayout(row(again, None))

    def _draw_side(self) -> None:
        empty(self.side)
        seen = self.seen
        if seen.open:
            self.add_side(self._challenges(tr("Open from before"), seen.open))
        if seen.asked:
            self.add_side(self._challenges(tr("Asked here"), seen.asked))
        if seen.taken:
            self.add_side(self._taken_card(seen.taken))

    def _challenges(self, title: str, found: Sequence[Asked]) -> Card:
        card, today = Card(title, len(found), parent=self), self._desk.workspace.world.now().date()
        for one in found:
            late = one.days_late(today)
            who = tr("{who}, by {by}", who=short(one.body.who, 60), by=day_words(one.body.by, year=False))
            state = tr("Answered") if not one.open else days_late(late) if late else tr("Open")
            words = column(
                Text(soft(short(one.body.question, 200)), parent=card),
                Muted(f"{one.ref} · {who} · {state}", parent=card),
                gap=1,
            )
            card.body.addLayout(words)
            if one.open:
                answer = LinkButton(
                    tr("Answer it"), "pencil", name=tr("Answer {ref}", ref=one.ref), parent=card
                )
                answer.clicked.connect(lambda checked=False, o=one: self._answer(o))
                card.body.addLayout(row(answer, None))
        return card

    def _taken_card(self, found: Sequence[Taken]) -> Card:
        card = Card(tr("Actions proposed"), len(found), parent=self)
        for one in found:
            if not one.doc:
                card.add(Muted(one.what, "body", card))
                continue
            link = LinkButton(
                f"{one.ref} {short(one.what, 60)}",
                elide=True,
                name=tr("Open {ref}, {what}", ref=one.ref, what=one.what),
                parent=card,
            )
            link.clicked.connect(lambda checked=False, doc=one.doc: self._window.go("action", doc=doc))
            card.body.addLayout(column(link, Muted(one.status, parent=card), gap=0))
        return card

    # What is done

    @Slot()
    def _open_report(self) -> None:
        if self.seen:
            self._window.go("reports", pack=self.seen.pack, period=self.period)

    @Slot()
    def _start(self) -> None:
        self._run(lambda ws: meetings.start(ws, self.method, self.period), "")

    @Slot()
    def _correct(self) -> None:
        self._run(lambda ws: meetings.start(ws, self.method, self.period, again=True), "")

    def _run(self, work, words: str) -> None:
        def done(_made) -> None:
            if words:
                self._say("ok", words, "")
            else:
                empty(self.notices)
            self.reading.refresh()

        self._desk.run(lambda ws, _tell: work(ws), done, self._refused)

    @Slot()
    def _typed(self) -> None:
        self._keep()

    def _keep(self) -> bool:
        """What is typed goes to disk at once. False where the disk will not take it."""
        if self.form is None or (held := self.form.draft()) == self._kept:
            return True
        self.saved.saving()
        try:
            meetings.keep(self._desk.workspace, held)
        except QaError as error:
            self.saved.failed(str(error))
            return False
        self._kept = held
        self.saved.saved(self._desk.workspace.world.now().astimezone())
        return True

    @Slot()
    def _close(self) -> None:
        if self.form is None or not self._keep():
            return
        held, looked_at = self.form.draft(), self.names_nobody.isChecked()
        naming = house_words.naming(self._desk.workspace, meetings.texts(held))
        self.names_nobody.setVisible(bool(naming))
        self.close_it.setEnabled(False)
        self.form.setEnabled(False)  # what is typed while it is sealed would begin it anew

        def done(_digest: str) -> None:
            self.form = None
            self._say("ok", tr("The meeting is closed."), tr("The schedule counts it as held."))
            self.reading.refresh()

        self._desk.run(lambda ws, _tell: meetings.close(ws, held, looked_at), done, self._not_closed)

    def _not_closed(self, error: QaError) -> None:
        self.close_it.setEnabled(True)
        self.form.setEnabled(True)
        if isinstance(error, NotReady):
            self.problems.show_problems(error.problems)
            self.ensureWidgetVisible(self.problems)
        else:
            self._refused(error)

    @Slot()
    def _throw(self) -> None:
        held = self.form.draft() if self.form else None
        words = tr("What was typed goes for good. What was closed before stays.")
        if held is None or not Ask.ask(
            self, tr("Throw away what was typed?"), words, tr("Throw it away"), tr("Keep it"), True
        ):
            return
        self.form = None
        self._run(lambda ws: meetings.drop(ws, held), tr("What was typed is thrown away."))

    def _answer(self, one: Asked) -> None:
        self._leave()
        self.act = AnswerCard(self._desk, one, self)
        self.act.kept.connect(self._answered)
        self.act.left.connect(self._leave)
        self._act.addWidget(self.act)
        self.ensureWidgetVisible(self.act)
        self.act.first_focus().setFocus()
        self._window.refresh_acts()

    @Slot()
    def _leave(self) -> None:
        self.act = None
        empty(self._act)
        self._window.refresh_acts()

    @Slot(str)
    def _answered(self, words: str) -> None:
        self._leave()
        self._say("ok", words, "")

    def _refused(self, error: QaError) -> None:
        self._say("bad", tr("This was not done."), str(error))

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("This meeting could not be shown."), str(error))

    def _say(self, kind: str, title: str, words: str) -> None:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
