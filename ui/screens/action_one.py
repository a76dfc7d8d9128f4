"""One action: where it stands and what may be done next, what it says, whether it holds, how it went, and its kin."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import action_rules, actions, packs, retests
from qa_desktop.action_entries import PASSED
from qa_desktop.action_next import Way
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    LinkButton,
    Muted,
    Page,
    Tag,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.action_acts import (
    About,
    CloseCard,
    EffectCard,
    LinkCard,
    MoveCard,
    NoteCard,
    PassCard,
    recall,
    remember,
)
from ui.screens.action_cards import ClashCard, FactsCard, HistoryCard, NotesCard, SaysCard, TestCard
from ui.screens.action_equality import EqualityCard
from ui.screens.action_form import FieldsCard
from ui.screens.action_read import Other, Seen, read
from ui.screens.actions import due_words, tag_kind
from ui.screens.reading import Reading, short, soft
from ui.screens.schedule_acts import ActCard
from ui.shell import MainWindow

TABLES = frozenset({"entries", "facts", "imports", "answers"})
FORWARD = {  # the verb of each move that goes on
    "agreed": tr("Agree it"),
    "in_progress": tr("Begin it"),
    "done": tr("Say it is done"),
    "closed_effective": tr("Close as effective"),
    "closed_not_effective": tr("Close as not effective"),
    "dropped": tr("Drop it"),
    "passed": tr("Pass to a manager"),
    "proposed": tr("Make it a proposal again"),
}
BACK = {"agreed": tr("Not begun after all"), "in_progress": tr("Move back to work")}
MOST_TWINS = 4  # shown at once
ENDS = ("dropped", "passed")
MAIN = ("agreed", "in_progress", "done", "closed_effective")
HAPPENED = {"yes": tr("Yes"), "partly": tr("Partly"), "no": tr("No")}


def verb_of(way: Way, status: str) -> str:
    """What the button of a move says, from where it is."""
    back = way.to in BACK and status not in ("proposed", "agreed")
    return BACK[way.to] if back else FORWARD.get(way.to, way.label)


class ActionScreen(Page):
    """What is pressed unfolds under the state, one thing at a time. `doc`: the action’s document or its reference."""

    nav = "actions"

    def __init__(self, desk: Desk, window: MainWindow, doc: str, parent: QWidget | None = None):
        super().__init__(tr("Action"), parent=parent)
        self._desk, self._window, self._name = desk, window, doc
        self.seen: Seen | None = None
        self.act: ActCard | None = None
        self.equality: EqualityCard | None = None
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.head(self.back)
        self.notices, self._state, self._act, self._all = (column(gap=12) for _ in range(4))
        for part in (self.notices, self._state, self._act, self._all):
            self.body.addLayout(part)
        self.reading = Reading(desk, TABLES, lambda ws: read(ws, doc), self._draw, self._failed, self)
        self.reading.refresh()

    def title(self) -> str:
        return tr("action {ref}", ref=self.seen.row.ref) if self.seen else ""

    def acts(self) -> dict:
        found = {"previous": self.back.click}
        return found | {"close": self._leave} if self.act else found

    def panes(self) -> list[QWidget]:
        return [one for one in (self.heading, self.act and self.act.first_focus()) if one]

    def flush(self) -> bool:
        """What is begun in a form of this screen is kept on this laptop."""
        begun = [one for one in (self.act, self.equality) if hasattr(one, "held")]
        return all([remember(self._desk, one.begun, one.held()) for one in begun])

    # Drawing

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.flush()
        first = self.seen is None
        self.seen = seen
        body = seen.row.body
        self.set_title(tr("Action {ref}", ref=seen.row.ref), soft(short(body.what or body.outcome, 240)))
        for part in (self._state, self._all, self.side):
            empty(part)
        self.equality = None
        self._state.addWidget(self._stands())
        if seen.clash:
            clash = ClashCard(self._desk, seen, self)
            clash.kept.connect(self._said)
            self._state.addWidget(clash)
        if body.status != PASSED:
            self._parts()
        self._all.addWidget(HistoryCard(seen.history, self))
        self.add_side(FactsCard(seen, self), self._from(), self._same())
        if first and recall(self._desk.workspace, f"fields.{seen.row.doc}") and seen.may_change:
            self._change()

    def _parts(self) -> None:
        seen = self.seen
        says, test, notes = SaysCard(seen, self), TestCard(seen, self), NotesCard(seen, self)
        says.change_wanted.connect(self._change)
        test.opened.connect(lambda digest: self._window.go("audit", digest=digest))
        test.told.connect(self._tell)
        test.give_out.connect(self._give_out)
        notes.add_wanted.connect(
            lambda: self._show(NoteCard(self._desk, tr("Add a note"), self._about(), tr("Keep note"), self))
        )
        asked = []
        if seen.asks_equality:
            self.equality = EqualityCard(self._desk, seen, self)
            self.equality.kept.connect(self._said)
            asked.append(self.equality)
        done = seen.row.body.status in retests.DONE
        order = [test, says] if done else [says, test]
        for card in (*asked, *order, *self._effect(), notes):
            self._all.addWidget(card)

    def _about(self) -> About:
        one = self.seen.row
        return About(one.doc, one.ref, one.body.what or one.body.outcome)

    def _stands(self) -> Card:
        seen, one = self.seen, self.seen.row
        card = Card(tr("Where it stands"), parent=self)
        card.head.insertWidget(1, Tag(short(one.status, 44), tag_kind(one), parent=card))
        said = (
            [due_words(one) and tr("Due {due_words}", due_words=due_words(one))]
            if one.open and one.body.status != "done"
            else []
        )
        if one.body.status == PASSED:
            said.append(
                tr("Passed on {moved}. Nothing more about it is held here.", moved=day_words(one.body.moved))
            )
        for name, day in ((tr("Done"), one.body.done), (tr("Closed"), one.body.closed)):
            said += [f"{name} {day_words(day)}"] if day else []
        if words := " · ".join(part for part in said if part):
            card.add(Text(words, "strong" if one.days_late else "body", "bad" if one.days_late else "", card))
        if seen.held and one.body.status == "proposed":  # what is agreed says so beside the move
            card.add(Text(soft(f"{seen.held[:1].upper()}{seen.held[1:]}"), tone="warn", parent=card))
        if one.recurring:
            card.add(
                Muted(
                    tr("Found before in this team: {recurring}.", recurring=", ".join(one.recurring)),
                    "body",
                    card,
                )
            )
        if seen.stranger:
            card.add(Muted(soft(seen.stranger), "body", card))
        self._moves(card)
        return card

    def _moves(self, card: Card) -> None:
        """A button for each move that is allowed, and under them why the others are not."""
        status = self.seen.row.body.status
        may = [way for way in self.seen.ways if not way.why]
        may.sort(key=lambda w: (w.to not in MAIN or verb_of(w, status) in BACK.values(), w.to in ENDS))
        line = row(gap=8)
        for number, way in enumerate(may):
            verb = verb_of(way, status)
            main = number == 0 and way.to in MAIN and verb != BACK.get(way.to)
            button = Button(verb, "primary" if main else "secondary", parent=card)
            button.clicked.connect(lambda checked=False, w=way: self._move(w))
            line.addWidget(button)
            if line.count() == 3:
                card.body.addLayout(_left(line))
                line = row(gap=8)
        if line.count():
            card.body.addLayout(_left(line))
        refused = [way for way in self.seen.ways if way.why]
        for way in refused:
            words = tr(
                "{verb_of}: not now. {why}",
                verb_of=verb_of(way, status),
                why=way.why[:1].upper() + way.why[1:],
            )
            card.add(Muted(soft(words, 500), parent=card))

    def _effect(self) -> list[Card]:
        """Some months after it was closed: has it helped?"""
        one = self.seen.row
        if one.body.effect is None and one.effect_due is None:
            return []
        card = Card(tr("Has the desired outcome happened?"), parent=self)
        if one.body.effect is not None:
            found = one.body.effect
            card.add(
                Text(
                    tr(
                        "{happened}, looked at on {on}.",
                        happened=HAPPENED[found.happened],
                        on=day_words(found.on),
                    ),
                    "strong",
                    parent=card,
                )
            )
            if found.words:
                card.add(Text(soft(found.words), parent=card))
            return [card]
        card.add(
            Muted(
                tr("To be looked at from {effect_due}.", effect_due=day_words(one.effect_due.isoformat())),
                "body",
                card,
            )
        )
        if self.seen.no_effect:
            card.add(
                Muted(soft(f"{self.seen.no_effect[:1].upper()}{self.seen.no_effect[1:]}", 400), parent=card)
            )
        elif not self.seen.clash:
            button = Button(tr("Say what happened"), icon="pencil", parent=card)
            button.clicked.connect(lambda: self._show(
                EffectCard(self._desk, tr("Look at its effect"), self._about(), tr("Keep it"), self)))  # fmt: skip
            card.body.addLayout(row(button, None))
        return [card]

    # Where it comes from, and what is like it

    def _from(self) -> Card:
        card = Card(tr("Where it comes from"), parent=self)
        if not self.seen.sources:
            card.add(Muted(tr("Not from an audit."), "body", card))
        for number, (digest, title) in enumerate(self.seen.sources, 1):
            if not title:
                card.add(Muted(tr("An audit that is not on this laptop."), "body", card))
                continue
            link = LinkButton(
                short(title, 60),
                name=tr("Open finding {number}, {title}", number=number, title=title),
                elide=True,
                parent=card,
            )
            link.clicked.connect(lambda checked=False, one=digest: self._window.go("audit", digest=one))
            card.add(link)
        if self.seen.row.body.source and self.seen.row.body.source.cycle:
            card.add(
                Muted(tr("Cycle {cycle}", cycle=short(self.seen.row.body.source.cycle, 40)), parent=card)
            )
        return card

    def _same(self) -> Card:
        seen, card = self.seen, Card(tr("About the same"), parent=self)
        for other in seen.linked:
            card.body.addLayout(self._other(other, card, tr("Linked")))
        for other in seen.twins[:MOST_TWINS]:
            card.body.addLayout(self._other(other, card, tr("The same theme, level and team")))
            if seen.may_change:
                link = Button(
                    tr("Link them"), icon="link", name=tr("Link to {ref}", ref=other.ref), parent=card
                )
                link.clicked.connect(lambda checked=False, o=other: self._link(o.doc))
                card.body.addLayout(row(link, None))
        if len(seen.twins) > MOST_TWINS:
            card.add(Muted(tr("and {twins} more", twins=len(seen.twins) - MOST_TWINS), parent=card))
        if not (seen.linked or seen.twins):
            card.add(Muted(tr("No other action is known to be."), "body", card))
        if seen.may_change and seen.others:
            more = LinkButton(tr("Link to another action"), "link", parent=card)
            more.clicked.connect(lambda: self._show(LinkCard(self._desk, seen.others, self._about(), self)))
            card.body.addLayout(row(more, None))
        return card

    def _other(self, other: Other, card: Card, how: str) -> Any:
        link = LinkButton(f"{other.ref} {short(other.what, 60)}", elide=True, name=tr("Open {ref}, {what}", ref=other.ref, what=other.what),
                          parent=card)  # fmt: skip
        link.clicked.connect(lambda: self._window.go("action", doc=other.doc))
        return column(link, Muted(f"{how} · {other.status}", parent=card), gap=0)

    # What is done

    def _move(self, way: Way) -> None:
        verb, about = verb_of(way, self.seen.row.body.status), self._about()
        if way.to == PASSED:
            self._show(PassCard(self._desk, verb, about, tr("Pass it on"), self))
        elif way.to in (actions.EFFECTIVE, actions.NOT_EFFECTIVE):
            self._show(CloseCard(self._desk, verb, way, about, self))
        elif way.to == "done" or way.reason:
            self._show(MoveCard(self._desk, verb, way, about, self))
        else:
            words = tr("{ref} is now “{label}”.", ref=about.ref, label=way.label)
            self._run(lambda ws: actions.move(ws, about.doc, way.to), words)

    @Slot()
    def _change(self) -> None:
        doc = self.seen.row.doc

        def work(ws: Workspace, said: dict[str, Any], reason: str, looked_at: bool) -> str:
            return actions.change(ws, doc, said, reason, looked_at)

        seen = self.seen
        self._show(
            FieldsCard(self._desk, tr("Change the action"), tr("Keep the change"), seen.names, seen.row.body, seen.low, work,
                       self._about(), self)
        )  # fmt: skip

    def _link(self, other: str) -> None:
        doc = self.seen.row.doc
        self._run(lambda ws: actions.link(ws, doc, other), tr("The two are linked."))

    @Slot()
    def _tell(self) -> None:
        """Into the lists of those who test it again; their packs carry it."""
        self._run(
            lambda ws: [packs.allocate(ws, cycle) for cycle in retests.untold(ws)],
            tr("The auditors’ lists say what they test again. Make their packs next."),
            tr("Open packs and returns"),
        )

    @Slot()
    def _give_out(self) -> None:
        body = self.seen.row.body
        tested = action_rules.Rules.tested(actions.rules(self._desk.workspace), body.level)
        if tested == "family" and body.source is not None:
            self._window.go("after_one", form=body.source.form)
        else:
            self._window.go("schedule")

    def _run(self, work: Any, words: str, button: str = "") -> None:
        self._desk.run(lambda ws, _tell: work(ws), lambda _made: self._said(words, button), self._refused)

    def _show(self, form: ActCard) -> None:
        self.flush()
        self._leave()
        self.act = form
        form.kept.connect(self._kept)
        form.left.connect(self._cancel)
        self._act.addWidget(form)
        self.ensureWidgetVisible(form)
        form.first_focus().setFocus()
        self._window.refresh_acts()

    @Slot()
    def _leave(self) -> None:
        self.act = None
        empty(self._act)
        self._window.refresh_acts()

    @Slot()
    def _cancel(self) -> None:
        """What was begun is given up."""
        self._forget()
        self._leave()
        self.heading.setFocus()

    def _forget(self) -> None:
        if self.act is not None and hasattr(self.act, "held"):
            remember(self._desk, self.act.begun, None)

    @Slot(str)
    def _kept(self, words: str) -> None:
        self._forget()
        self._leave()
        self._said(words)

    @Slot(str)
    def _said(self, words: str, button: str = "") -> None:
        first, _, rest = words.partition(". ")
        banner = self._say("ok", f"{first.rstrip('.')}.", rest, button)
        banner.pressed.connect(lambda: self._window.go("packs"))

    def _refused(self, error: QaError) -> None:
        self._say("bad", tr("This was not done."), str(error))

    def _failed(self, error: QaError) -> None:
        self._say("bad", tr("This action could not be shown."), str(error))

    def _say(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner


def _left(line: Any) -> Any:
    line.addStretch(1)
    return line
