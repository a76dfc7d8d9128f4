"""Giving work out without a draw: what each would get, what cannot be given and why, changes by hand, and keeping it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import (
    families,
    giving,
    giving_ledger,
    giving_pieces,
    giving_report,
    people,
    schedule_facts,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.giving_frame import Change
from qa_desktop.giving_ledger import Asked, Proposed, Stored
from qa_desktop.schedule_glance import period_words
from qa_desktop.schedule_values import Method
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    EmptyState,
    Field,
    LineBox,
    LinkButton,
    Page,
    announce,
    column,
    empty,
    row,
)
from ui.screens.give_parts import LoadCard, NotGivenGroup, ProofCard, Shown, WhoDoesGroup, figures
from ui.screens.pick import PDFS, Pick
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

TABLES = frozenset({"entries"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    asked: Asked
    methods: tuple[Method, ...]
    periods: Mapping[str, str]  # code -> words
    names: Mapping[str, str]
    may_give: bool
    able: Mapping[str, bool]  # staff code -> whether they do it as a matter of course
    agencies: Mapping[str, str]
    numbers: families.Numbers
    proposed: Proposed | None = None
    standing: tuple[Stored, ...] = ()
    refused: str = ""  # why nothing can be proposed, in words


def read(ws: Workspace, wanted: Asked | None, method: str, period: str) -> Seen:
    """On the worker. `wanted`: what was chosen on the screen so far; None when it opens."""
    resources, today = ws.world.resources, ws.world.now().astimezone().date()
    methods = tuple(m for m in schedule_facts.methods(resources) if m.give)
    kept = giving_ledger.kept(ws, today) if wanted is None else None
    if wanted is None and kept and method in ("", kept.method) and period in ("", kept.period):
        wanted = kept
    code = wanted.method if wanted else method if method in {m.code for m in methods} else methods[0].code
    chosen = next(m for m in methods if m.code == code)
    periods = {p.code: period_words(p) for p in giving_ledger.periods_of(ws, chosen, today)}
    at = wanted.period if wanted else period
    asked = replace(
        wanted or Asked(code, at, giving_ledger.new_seed(ws)),
        period=at if at in periods else next(iter(periods)),
    )
    template = giving_ledger.template_of(ws, chosen.give.form if chosen.give else "")
    seen = Seen(
        asked,
        methods,
        periods,
        {c: person.name for c, person in people.everyone(ws).items()},
        giving_ledger.may_give(ws),
        giving_pieces.able(ws, template, chosen),
        giving_pieces.agencies(template),
        families.numbers(ws),
    )
    return _proposed(ws, seen, today) if seen.may_give and seen.able else seen


def _proposed(ws: Workspace, seen: Seen, today: date) -> Seen:
    try:
        proposed = giving_ledger.prepare(ws, seen.asked, today)
    except NotAllowed as error:
        return replace(seen, refused=str(error))
    stand = [s for s in giving_ledger.givings(ws) if s.made.frame.cycle == proposed.cycle.code]
    return replace(seen, proposed=proposed, standing=tuple(stand))


class GiveScreen(Page):
    """Shows what would be given to whom as soon as it can be worked out, and keeps it when told to."""

    nav = "schedule"

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        method: str = "",
        period: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(
            tr("Give out"),
            tr("Work that is not drawn, shared fairly, in a way that anyone can check."),
            parent,
        )
        self._desk, self._window = desk, window
        self._want = (method, period)
        self._asked: Asked | None = None
        self.seen: Seen | None = None
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.head(self.back)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self._panes: list[QWidget] = []
        self._at: Callable[[], QWidget] | None = None  # what had the focus before all is drawn anew
        self.reading = Reading(desk, TABLES, self._read, self._draw, self._failed, self)
        self.reading.refresh()

    def _read(self, ws: Workspace) -> Seen:
        """On the worker: touches nothing of the screen but what was asked for."""
        return read(ws, self._asked, *self._want)

    def flush(self) -> None:
        """Keeps the changes that were made by hand, so that they are there on coming back today."""
        ws, asked = self._desk.workspace, self._asked
        if self.seen and self.seen.may_give:
            giving_ledger.keep(
                ws, asked if asked and asked.changes else None, ws.world.now().astimezone().date()
            )

    # Drawing the screen

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen, self._asked = seen, seen.asked
        empty(self._all)
        self._panes = []
        if not seen.may_give:
            words = tr("A {who_may} gives work out.", who_may=giving_ledger.who_may(self._desk.workspace))
            self._all.addWidget(EmptyState("lock", tr("You cannot give work out"), words, parent=self))
            return
        self._all.addWidget(self._about(seen))
        if not seen.able:
            self._state(
                "users",
                tr("Nobody may be given this yet"),
                tr("Admit people who may do it, under Packs and returns."),
                tr("Open packs and returns"),
                lambda: self._window.go("packs"),
            )
        elif seen.proposed is None:
            self._cannot(seen)
        else:
            self._show(seen, seen.proposed)
        if self._at is not None:
            self._at().setFocus()
            self._at = None

    def _about(self, seen: Seen) -> Card:
        card = Card(tr("What is given out"), parent=self)
        asked = seen.asked
        self.method = Combo(options=[(m.code, short(m.name, 40)) for m in seen.methods], parent=card)
        self.method.set_value(asked.method)
        self.period = Combo(options=list(seen.periods.items()), parent=card)
        self.period.set_value(asked.period)
        self.due = LineBox(parent=card)
        due = seen.proposed.made.frame.due if seen.proposed else ""
        self.due.setText(day_words(due) if due else asked.due)
        self.method.changed.connect(self._another)
        self.period.changed.connect(self._another)
        self.due.editingFinished.connect(self._dated)
        self.due_field = Field(tr("Due"), self.due, parent=card)
        self.due_field.setVisible(bool(due or asked.due))
        line = row(
            Field(tr("Method"), self.method, parent=card),
            Field(tr("Period"), self.period, parent=card),
            self.due_field,
            gap=16,
        )
        for place, share in enumerate((3, 2, 1)):
            line.setStretch(place, share)
        card.body.addLayout(line)
        return card

    def _cannot(self, seen: Seen) -> None:
        method = next(m for m in seen.methods if m.code == seen.asked.method)
        what = method.give.what if method.give else ""
        if what == "moves" and "list" in seen.refused:
            self._state(
                "folder-input",
                tr("The list has not come yet"),
                seen.refused,
                tr("Take the list"),
                lambda: self._window.go("schedule", method=method.code, period=seen.asked.period),
            )
        elif what == "agencies" and "drawn" in seen.refused:
            self._state(
                "shuffle",
                tr("No families were drawn yet"),
                seen.refused,
                tr("Draw families"),
                lambda: self._window.go("draw", method=method.code),
            )
        else:
            self._all.addWidget(
                Banner("bad", tr("Nothing can be given out like this."), soft(seen.refused), parent=self)
            )
            self._start_over()

    def _start_over(self) -> None:
        again = Button(tr("Start over"), icon="rotate-ccw", parent=self)
        again.clicked.connect(self._over)
        self._all.addLayout(row(again, None))

    @Slot()
    def _over(self) -> None:
        asked = self.seen.asked
        self._ask(Asked(asked.method, asked.period, asked.seed))

    def _state(self, icon: str, title: str, words: str, button: str, go) -> None:
        state = EmptyState(icon, title, soft(words), button, self)
        state.pressed.connect(go)
        self._all.addWidget(state)

    def _show(self, seen: Seen, proposed: Proposed) -> None:
        shown = Shown(proposed, seen.names, seen.numbers, seen.able, seen.agencies, seen.asked)
        self.who, self.out = WhoDoesGroup(shown, self), NotGivenGroup(shown, self)
        self.load, self.proof = LoadCard(shown, self), ProofCard(shown, seen.standing, self)
        self.save = Button(tr("Save and give out"), "primary", "send", parent=self)
        self.save.setEnabled(bool(proposed.fresh or proposed.made.changes))
        self.make = Button(tr("Make packs"), icon="package-plus", parent=self)
        self.make.setEnabled(bool(seen.standing))
        self.save.clicked.connect(self._save)
        self.make.clicked.connect(lambda: self._window.go("packs"))
        for part in (self.who, self.out):
            part.changed.connect(self._change)
        self.load.asked.connect(self._choose)
        self.proof.seeded.connect(self._seed)
        self.proof.check.clicked.connect(lambda: self._check(seen.standing))
        self.proof.print.clicked.connect(lambda: self._print(seen.standing, proposed.cycle.title))
        self._panes = [part.table for part in (self.who, self.out) if part.table]
        if len(seen.standing) > 1:
            words = tr("Save once more, and one list stands with what both gave.")
            self._all.addWidget(Banner("warn", tr("This was given out twice, apart."), words, parent=self))
        for part in (figures(shown, self), self.who, self.out, self.load, self.proof):
            self._all.addWidget(part)
        self._all.addLayout(row(self.save, self.make, None, gap=12))

    # Choosing

    def _ask(self, asked: Asked) -> None:
        self._asked = asked
        empty(self.notices)
        self.reading.refresh()

    @Slot(object)
    def _another(self, _value: object) -> None:
        method, period = str(self.method.value()), str(self.period.value())
        is_method = self.method.hasFocus()
        self._at = lambda: self.method if is_method else self.period
        self._ask(Asked(method, period, self.seen.asked.seed))

    @Slot()
    def _dated(self) -> None:
        said, made = self.due.text().strip(), self.seen.proposed
        if made is None or said != day_words(made.made.frame.due):
            self._ask(replace(self.seen.asked, due=said))

    @Slot(object)
    def _change(self, one: Change) -> None:
        self._ask(replace(self.seen.asked, changes=(*self.seen.asked.changes, one)))

    @Slot(object)
    def _choose(self, asked: Asked) -> None:
        at = next((n for n, tick in enumerate(self.load.every) if tick.hasFocus()), 0)
        self._at = lambda: self.load.every[at] if self.seen.proposed else self.method
        self._ask(asked)

    @Slot(str)
    def _seed(self, seed: str) -> None:
        self._ask(replace(self.seen.asked, seed=seed))

    # Keeping

    @Slot()
    def _save(self) -> None:
        asked = self.seen.asked

        def work(ws: Workspace, _tell: object) -> Stored:
            today = ws.world.now().astimezone().date()
            return giving_ledger.save(ws, giving_ledger.prepare(ws, asked, today))

        self.save.setEnabled(False)
        self._desk.run(work, self._saved, self._failed)

    def _saved(self, stored: Stored) -> None:
        asked, names = self.seen.asked, self.seen.names
        self._asked = replace(asked, changes=())
        self.flush()
        loads = giving_ledger.loads(stored.made).items()
        told = ", ".join(f"{short(names.get(code, code), 30)} {n}" for code, (_, n) in loads if n)
        banner = self._note(
            "ok",
            tr("The work was given out."),
            tr("{told}. Make a pack for each now.", told=told),
            tr("Open packs"),
        )
        banner.pressed.connect(lambda: self._window.go("packs"))
        self.reading.refresh()

    def _check(self, standing: tuple[Stored, ...]) -> None:
        def work(_ws: Workspace, _tell: object) -> list[str]:
            return [problem for one in standing for problem in giving.problems(one.made)]

        self._desk.run(work, self._checked, self._failed)

    def _checked(self, found: list[str]) -> None:
        if found:
            self._note("bad", tr("This is not what its list and seed give."), " ".join(found))
        else:
            self._note(
                "ok",
                tr("The same."),
                tr("Made again from its list and seed: the same work for the same people."),
            )

    def _print(self, standing: tuple[Stored, ...], title: str) -> None:
        made = standing[0].made
        path = Pick.save(self, tr("Print the list"), giving_report.file_name(made), PDFS)
        if path is not None:
            self._desk.run(
                lambda ws, _tell: giving_report.write(ws, made, title, path), self._printed, self._failed
            )

    def _printed(self, path: Path) -> None:
        banner = self._note(
            "ok",
            tr("The list was saved as a PDF."),
            tr("{name} is in {parent}.", name=path.name, parent=path.parent),
            tr("Show folder"),
        )
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))

    def _failed(self, error: QaError) -> None:
        if self.seen and self.seen.proposed and self.seen.may_give:
            self.save.setEnabled(bool(self.seen.proposed.fresh or self.seen.proposed.made.changes))
        self._note("bad", tr("This was not done."), str(error))

    def _note(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner

    def panes(self) -> list[QWidget]:
        return self._panes
