"""The draw: from the list of open cases to cases given out, in a way that anyone can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import draw, draw_ledger, draw_plan, draw_report, families, forms, people, roles
from qa_desktop.draw_frame import Swap
from qa_desktop.draw_ledger import Stored
from qa_desktop.draw_plan import Cycle, Drawable, Setup
from qa_desktop.errors import QaError
from qa_desktop.templates import Template
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
    LinkButton,
    Page,
    announce,
    column,
    empty,
    row,
)
from ui.screens.draw_choices import ChoicesCard, Choosing
from ui.screens.draw_result import DrawnGroup, GiveCard, LeftOutGroup, ProofCard, Shown, figures
from ui.screens.draw_setup import CasesCard, Listed
from ui.screens.pick import PDFS, Pick
from ui.screens.reading import Reading, short, soft
from ui.shell import MainWindow

TABLES = frozenset({"entries"})
DEEP = "RFP"  # what is drawn for unless another audit is chosen


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    kinds: Mapping[str, Drawable]  # by the code that a draw is made under
    cycles: Mapping[str, tuple[Cycle, ...]]  # of each kind
    templates: Mapping[str, Template]  # by code
    themes: tuple[str, ...]
    draws: tuple[Stored, ...]
    given: Mapping[str, int]  # by the draw's digest
    names: Mapping[str, str]
    auditors: Mapping[str, str]  # admitted, and may audit
    may_draw: bool
    numbers: families.Numbers
    begun: draw_plan.Begun | None = None


def read(ws: Workspace) -> Seen:
    today = ws.world.now().astimezone().date()
    names = {code: person.name for code, person in people.everyone(ws).items()}
    found = tuple(draw_ledger.draws(ws))
    able = draw_ledger.auditors(ws, "", ())
    kinds = {kind.code: kind for kind in draw_plan.drawables(ws)}
    used = {form for kind in kinds.values() for form in kind.forms}
    choices = [t for t in forms.template_choices(ws).values() if t.code in used]
    by_method = {one: tuple(draw_plan.cycles(ws, today, one)) for one in {_method(kind) for kind in kinds}}
    return Seen(
        kinds,
        {kind: by_method[_method(kind)] for kind in kinds},
        {t.code: t for t in sorted(choices, key=lambda t: t.code)},
        tuple(draw_plan.themes(ws)),
        found,
        {one.digest: draw_plan.given(ws, one.draw) for one in found},
        names,
        {a.code: names.get(a.code, a.code) for a in able},
        roles.may(ws.world.resources, ws.me.role, "allocate_and_draw"),
        families.numbers(ws),
        draw_plan.kept(ws, today),
    )


def _method(kind: str) -> str:
    """The method of the schedule whose periods are drawn for."""
    return draw_plan.DEEP if kind.startswith(DEEP) else kind


class DrawScreen(Page):
    """Shows the draw that stands for a cycle, or what is needed to make one."""

    def __init__(
        self,
        desk: Desk,
        window: MainWindow,
        period: str = "",
        method: str = DEEP,
        parent: QWidget | None = None,
    ):
        super().__init__(
            tr("Draw"), tr("Cases by chance, shared fairly, in a way that anyone can check."), parent
        )
        self._desk, self._window = desk, window
        method = DEEP if method == draw_plan.DEEP else method
        self._want = (period, method)
        self.seen: Seen | None = None
        self._again = False  # drawing once more although a draw stands
        self._listed: Listed | None = None
        self._excluded: dict[str, str] = {}
        self._seed = ""
        self.back = LinkButton(tr("Back"), "arrow-left", name=tr("Back to where you came from"), parent=self)
        self.back.clicked.connect(window.back)
        self.head(self.back)
        self.notices, self._all = column(gap=12), column(gap=16)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._all)
        self.setup: CasesCard | None = None
        self._panes: list[QWidget] = []
        self.reading = Reading(desk, TABLES, read, self._draw, self._failed, self)
        self.reading.refresh()

    nav = "schedule"

    # Drawing the screen

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        if self.seen is None and seen.begun:
            begun = seen.begun
            self._listed, self._excluded = Listed(begun.name, begun.cases, ()), dict(begun.excluded)
            self._seed = begun.seed
        self.seen = seen
        self._show()

    def flush(self) -> None:
        """Keeps what was put together, so that it is there on coming back today."""
        setup, day = self.setup, self._desk.workspace.world.now().astimezone().date()
        if setup is not None and setup.listed and setup.cases:
            listed, seed = setup.listed, self.choices.seed.text().strip()
            begun = draw_plan.Begun(listed.name, tuple(listed.cases), dict(setup.excluded), seed)
            draw_plan.keep(self._desk.workspace, begun, day)

    def _show(self) -> None:
        seen = self.seen
        if seen is None:
            return
        if self.setup is not None:
            self._listed, self._excluded = self.setup.listed, self.setup.excluded
        empty(self._all)
        self.setup, self._panes = None, []
        if not seen.may_draw:
            words = tr("Service managers, heads of service, practice leads and data officers draw cases.")
            self._all.addWidget(EmptyState("lock", tr("You cannot draw cases"), words, parent=self))
            return
        self._all.addWidget(self._about(seen))
        standing = self._standing()
        if standing and not self._again:
            self._show_draw(seen, standing)
        else:
            self._show_setup(seen, bool(standing))

    def _about(self, seen: Seen) -> Card:
        card = Card(tr("What is drawn"), parent=self)
        period, method = self._want
        method = method if method in seen.kinds else next(iter(seen.kinds))
        cycles = seen.cycles[method]
        wanted = (period, f"{period}-{method}")  # a method’s own cycle bears its code
        here = next((c.code for c in cycles if c.code in wanted), cycles[0].code if cycles else "")
        self.cycle = Combo(options=[(c.code, short(c.title, 60)) for c in cycles], parent=card)
        self.cycle.set_value(here)
        self.method = Combo(options=[(c, short(k.name, 40)) for c, k in seen.kinds.items()], parent=card)
        self.method.set_value(method)
        self.cycle.changed.connect(self._another)
        self.method.changed.connect(self._another)
        fields = row(
            Field(tr("Cycle"), self.cycle, parent=card), Field(tr("Method"), self.method, parent=card), gap=16
        )
        fields.setStretch(0, 1)
        fields.setStretch(1, 1)
        card.body.addLayout(fields)
        return card

    @Slot(object)
    def _another(self, _value: object) -> None:
        is_method = self.method.hasFocus()
        self._want = (str(self.cycle.value()), str(self.method.value()))
        self._again = False
        empty(self.notices)
        self._show()
        (self.method if is_method else self.cycle).setFocus()

    def _standing(self) -> list[Stored]:
        wanted = (str(self.cycle.value()), str(self.method.value()))
        return [s for s in self.seen.draws if (s.draw.frame.cycle, s.draw.frame.method) == wanted]

    def _cycle(self) -> Cycle:
        return next(c for c in self.seen.cycles[self._kind.code] if c.code == self.cycle.value())

    @property
    def _kind(self) -> Drawable:
        return self.seen.kinds[str(self.method.value())]

    # Before the draw

    def _show_setup(self, seen: Seen, again: bool) -> None:
        if not seen.auditors:
            words = tr("Admit auditors under Packs and returns: a draw shares the cases among them.")
            state = EmptyState("users", tr("No auditors yet"), words, tr("Open packs and returns"), self)
            state.pressed.connect(lambda: self._window.go("packs"))
            self._all.addWidget(state)
            return
        self.setup = CasesCard(self._desk, self)
        self.setup.excluded = self._excluded
        kind, titles = self._kind, {code: t.title for code, t in seen.templates.items()}
        self.choices = ChoicesCard(
            Choosing(kind, titles, seen.themes, seen.auditors, again),
            self._seed or self._new_seed(),
            self._new_seed,
            self,
        )
        self.go = Button(tr("Draw again") if again else tr("Draw"), "primary", "shuffle", parent=self)
        self.go.clicked.connect(self._make)
        self.leave = Button(tr("Keep the draw that stands"), parent=self)
        self.leave.setVisible(again)
        self.leave.clicked.connect(self._keep_standing)
        self._all.addWidget(self.setup)
        self._all.addWidget(self.choices)
        self._all.addLayout(row(self.go, self.leave, None, gap=12))
        self.setup.changed.connect(self._ready)
        if self._listed:
            self.setup.show_list(self._listed)
        self._ready()

    def _new_seed(self) -> str:
        return draw_ledger.new_seed(self._desk.workspace)

    @Slot()
    def _ready(self) -> None:
        self.go.setEnabled(bool(self.setup and self.setup.cases))

    @Slot()
    def _keep_standing(self) -> None:
        self._again = False
        self._show()

    @Slot()
    def _make(self) -> None:
        choices, cases = self.choices, self.setup
        if cases is None or not choices.check_seed():
            choices.seed.setFocus()
            return
        if not choices.check_theme():
            choices.theme.setFocus()
            return
        if not choices.auditors():
            self._note("bad", tr("This was not done."), tr("Tick at least one auditor, then draw."))
            return
        setup = Setup(
            str(self.cycle.value()),
            self.seen.templates[choices.form],
            cases.cases,
            dict(cases.excluded),
            choices.auditors(),
            choices.seed.text().strip(),
            choices.for_each(),
            choices.reason.text().strip(),
            self._kind.code,
            choices.theme_said(),
            choices.number(),
        )
        self._want = (setup.cycle, setup.method)
        self.go.setEnabled(False)
        self._desk.run(
            lambda ws, _tell: draw_plan.make(ws, setup, ws.world.now().astimezone().date()),
            self._made,
            self._not_made,
        )

    def _made(self, stored: Stored) -> None:
        self._again = False
        self._listed, self._excluded, self._seed, self.setup = None, {}, "", None
        draw_plan.keep(self._desk.workspace, None, date.fromisoformat(stored.draw.frame.on))
        n = len(stored.draw.drawn)
        self._note(
            "ok",
            tr("{n} {case_was} drawn.", n=n, case_was=tr("case was") if n == 1 else tr("cases were")),
            tr("Seed {seed}.", seed=stored.draw.seed),
        )
        self._show()

    def _not_made(self, error: QaError) -> None:
        self._ready()
        if not self.choices.reason_field.isHidden() and not self.choices.reason.text().strip():
            self.choices.reason_field.set_problem(tr("Say why it is drawn again."))
        self._failed(error)

    # The draw that stands

    def _show_draw(self, seen: Seen, standing: list[Stored]) -> None:
        if len(standing) > 1:
            words = tr("The first is shown. Draw again, with the reason, and one draw stands.")
            self._all.addWidget(Banner("warn", tr("This was drawn twice, apart."), words, parent=self))
        stored = standing[0]
        shown = Shown(stored, seen.names, self._cycle(), seen.given.get(stored.digest, 0), seen.numbers)
        self.proof, self.drawn = ProofCard(shown, self), DrawnGroup(shown, self)
        self.out, self.give = LeftOutGroup(shown, self), GiveCard(shown, self)
        self._panes = [self.drawn.table, self.out.table]
        self.proof.check.clicked.connect(lambda: self._check(stored))
        self.proof.print.clicked.connect(lambda: self._print(stored))
        self.proof.again.clicked.connect(self._redraw)
        self.drawn.swapped.connect(lambda change: self._swap(stored, change))
        self.give.given.connect(lambda cycle: self._give(stored, cycle))
        self.give.packs.connect(lambda: self._window.go("packs"))
        for part in (figures(shown, self), self.drawn, self.give, self.out, self.proof):
            self._all.addWidget(part)

    @Slot()
    def _redraw(self) -> None:
        self._again = True
        empty(self.notices)
        self._show()
        self.verticalScrollBar().setValue(0)
        self.first_focus().setFocus()

    def _check(self, stored: Stored) -> None:
        self._desk.run(
            lambda _ws, _tell: draw.problems(stored.draw),
            lambda found: self._checked(stored, found),
            self._failed,
        )

    def _checked(self, stored: Stored, found: list[str]) -> None:
        made = stored.draw
        if found:
            self._note("bad", tr("This draw is not what its list and seed give."), " ".join(found))
            return
        words = tr(
            "Made again from the list of {cases} cases with seed {seed}: the same "
            "{drawn} cases, the same auditors, the same cases left out.",
            cases=len(made.frame.cases),
            seed=made.seed,
            drawn=len(made.drawn),
        )
        self._note("ok", tr("The same."), words)

    def _print(self, stored: Stored) -> None:
        made, title = stored.draw, self._cycle().title
        path = Pick.save(self, tr("Print the draw"), draw_report.file_name(made), PDFS)
        if path is None:
            return
        self._desk.run(
            lambda ws, _tell: draw_report.write(ws, made, title, path), self._printed, self._failed
        )

    def _printed(self, path: Path) -> None:
        banner = self._note(
            "ok",
            tr("The draw was saved as a PDF."),
            tr("{name} is in {parent}.", name=path.name, parent=path.parent),
            tr("Show folder"),
        )
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))

    def _swap(self, stored: Stored, change: Swap) -> None:
        def done(_stored: Stored) -> None:
            self._note(
                "ok",
                tr("{shown} was changed.", shown=families.shown(self._desk.workspace, change.case)),
                tr("The reason is kept with the draw. Give the cases out again."),
            )

        self._desk.run(lambda ws, _tell: draw_ledger.swap(ws, stored.digest, change), done, self._failed)

    def _give(self, stored: Stored, cycle: Cycle) -> None:
        def work(ws: Workspace, _tell: object) -> dict[str, int]:
            now = draw_ledger.standing(ws, stored.digest)
            return draw_ledger.give_out(ws, now, cycle.title, cycle.starts, cycle.ends, cycle.due)

        self._desk.run(work, self._gave, self._failed)

    def _gave(self, given: dict[str, int]) -> None:
        names = self.seen.names if self.seen else {}
        told = ", ".join(f"{short(names.get(code, code), 30)} {n}" for code, n in given.items())
        banner = self._note(
            "ok",
            tr("The cases were given out."),
            tr("{told}. Make a pack for each now.", told=told),
            tr("Open packs"),
        )
        banner.pressed.connect(lambda: self._window.go("packs"))

    # Telling

    def _failed(self, error: QaError) -> None:
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
