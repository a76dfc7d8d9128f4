"""Packs and returns: who was sent what, what came back, whose cases these are, and who is in the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import forms, packs, paper_pack, returns, versions
from qa_desktop.answer_types import day_words
from qa_desktop.errors import Cancelled, QaError
from qa_desktop.returns import Auditor, Plan
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    EmptyState,
    Flow,
    Group,
    Muted,
    Page,
    ProgressPanel,
    RowsCard,
    StatusRow,
    Table,
    announce,
    column,
    empty,
)
from ui.rows_model import Column, RowsModel
from ui.screens import come_and_gone, leads
from ui.screens.admit import Listed, PeopleGroup, listed
from ui.screens.come_and_gone import Missed, Post, Receipts, WrittenLog
from ui.screens.compare import ComparePanel
from ui.screens.cycle import CycleGroup
from ui.screens.inbox import Inbox, InboxCard, InboxNotice
from ui.screens.leads import LeadsGroup
from ui.screens.pick import Pick
from ui.screens.reading import Reading, short, soft
from ui.screens.sizes import fit_rows
from ui.shell import MainWindow

LAST_FOLDER = "folder.packs"  # setting: where packs were put last
NUMBERS_FOLDER = "folder.numbers"  # setting: another place, for which family each code is


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything this screen shows, read in one go."""

    auditors: tuple[Auditor, ...]
    people: tuple[Listed, ...]
    plans: tuple[Plan, ...]
    draft: Plan | None
    templates: Mapping[str, Template]
    twice: tuple[versions.Comparison, ...]
    folder: str
    post: Post
    leads: tuple[tuple[str, str, bool], ...]
    printed: Mapping[str, str]  # staff code -> ISO time


def read(ws: Workspace) -> Seen:
    today = ws.world.now().astimezone().date()
    return Seen(
        tuple(returns.auditors(ws, today)),
        listed(ws),
        tuple(returns.plans(ws)),
        returns.kept_draft(ws),
        forms.template_choices(ws),
        tuple(versions.standing(ws)),
        ws.text(LAST_FOLDER) or "",
        come_and_gone.read(ws),
        leads.others(ws),
        paper_pack.printed(ws),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An auditor as the table shows them: `opened` in words."""

    one: Auditor
    opened: str


def lines(seen: Seen) -> list[Line]:
    """Each auditor with what became of their newest pack."""
    newest = {made.code: made for made in reversed(seen.post.made) if made.kind == "pack"}
    found = []
    for one in seen.auditors:
        pack, paper = newest.get(one.code), seen.printed.get(one.code)
        words = (
            (tr("Yes") if pack.opened else tr("Not known yet")) if pack else tr("On paper") if paper else ""
        )
        found.append(Line(one, words))
    return found


COLUMNS = (
    Column(tr("Auditor"), lambda line: short(line.one.name)),
    Column(tr("Team"), lambda line: short(line.one.team, 30)),
    Column(
        tr("Pack made"),
        lambda line: day_words(line.one.pack_made, year=False) if line.one.pack_made else tr("Not yet"),
    ),
    Column(tr("Opened"), lambda line: line.opened),
    Column(
        tr("Returned"),
        lambda line: (
            tr("{came} of {owed}", came=line.one.came, owed=line.one.owed)
            if line.one.owed
            else tr("No cases")
        ),
    ),
    Column(
        tr("Due"),
        lambda line: day_words(line.one.due, year=False) if line.one.due else "",
        sort=lambda line: line.one.due,
    ),
    Column(tr("State"), lambda line: line.one.words, tag=lambda line: returns.STATE_WORDS[line.one.state][1]),
)
STATE = 6  # the column of the tag


class PacksScreen(Page):
    """The practice lead's side of a cycle."""

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("Packs and returns"),
            tr("Each auditor gets a pack with their own cases, and sends one file back."),
            parent,
        )
        self._desk, self._window = desk, window
        self.seen: Seen | None = None
        self._panel: ComparePanel | None = None
        self.to_import = Button(tr("Import returned files"), "primary", "folder-input", parent=self)
        self.to_import.clicked.connect(lambda: window.go("importer"))
        self.to_draw = Button(tr("Draw cases"), icon="shuffle", parent=self)
        self.to_draw.clicked.connect(lambda: window.go("draw"))
        self.head(self.to_draw, self.to_import)
        self.inbox = Inbox(desk, self)
        self.news = InboxNotice(self.inbox, self)
        self.news.check.connect(lambda found: window.go("importer", files=found))
        self.notices, self._lists = column(gap=12), column(gap=24)
        self.add(self.news)
        self.body.addLayout(self.notices)
        self.body.addLayout(self._lists)
        watched = InboxCard(desk, self.inbox, self)
        watched.failed.connect(self._failed)
        self.add(watched)
        tables = frozenset({"entries", "exports", "imports"})
        self.reading = Reading(desk, tables, read, self._draw, self._failed, self)
        self.reading.refresh()
        self.inbox.look()

    def _draw(self, seen: Seen) -> None:
        if seen == self.seen:
            return
        self.seen = seen
        empty(self._lists)
        if seen.twice:
            self._lists.addWidget(self._twice(seen.twice))
        self._lists.addWidget(self._auditors(seen))
        self.missed = Missed(seen.post, self)
        self.missed.done.connect(self._done)
        self.receipts = Receipts(self._desk, seen.post, self)
        me = self._desk.workspace.me.code  # last: the one who gives out seldom audits
        admitted = sorted((p for p in seen.people if p.admitted), key=lambda p: p.code == me)
        able = [(p.code, f"{short(p.name, 40)} ({p.code})") for p in admitted]
        self.cycle = CycleGroup(self._desk, seen.plans, seen.draft, able, seen.templates, self)
        self.people = PeopleGroup(self._desk, seen.people, self)
        self.leads = LeadsGroup(self._desk, seen.leads, self)
        self._lists.addWidget(self.missed)
        for group in (self.receipts, self.cycle, self.people, self.leads):
            group.done.connect(self._done)
            group.failed.connect(self._failed)
            self._lists.addWidget(group)
        self._lists.addWidget(WrittenLog(seen.post.made, self))

    # Auditors and their packs

    def _auditors(self, seen: Seen) -> Group:
        group = Group(tr("Auditors"), len(seen.auditors), parent=self)
        if not seen.auditors:
            words = tr("Ask each auditor for their request file, and admit them under People below.")
            group.add(EmptyState("users", tr("No auditors yet"), words))
            return group
        self.table = Table(tr("Auditors"), RowsModel(lines(seen), COLUMNS, group), group)
        self.table.draw_tags(STATE)
        self.table.fit(0)
        fit_rows(self.table)
        group.add(self.table)
        wanted = [one for one in seen.auditors if one.state == "to_send"]
        self.make = Button(
            _make_words(len(wanted)), "primary" if wanted else "secondary", "package-plus", parent=group
        )
        self.make.setEnabled(bool(wanted))
        self.make.clicked.connect(lambda: self._choose_folder(wanted))
        had = [one for one in seen.auditors if one.owed and one.state not in ("to_send", "not_admitted")]
        self.again = Button(tr("Make packs again"), icon="package", parent=group)
        self.again.setEnabled(bool(had))
        self.again.clicked.connect(lambda: self._choose_folder(had))
        self.chase = Button(tr("Copy reminder"), icon="copy", parent=group)
        late = [one for one in seen.auditors if one.state == "late"]
        self.chase.setEnabled(bool(late))
        self.chase.clicked.connect(lambda: self._chase(late))
        with_cases = [one for one in seen.auditors if one.owed and one.state != "not_admitted"]
        self.numbers = Button(tr("Write case numbers"), icon="key-round", parent=group)
        self.numbers.setEnabled(bool(with_cases))
        self.numbers.clicked.connect(lambda: self._write_numbers(with_cases))
        group.body.addLayout(Flow(self.make, self.again, self.numbers, self.chase, gap=12))
        codes = tr(
            "Packs name families by a code. The case numbers go in a small file of their own, sent another way."
        )
        group.add(Muted(codes, parent=group))
        without = [one for one in seen.auditors if one.owed and one.state == "not_admitted"]
        if without:
            group.add(self._on_paper(without, seen.printed))
        return group

    def _on_paper(self, without: Sequence[Auditor], printed: Mapping[str, str]) -> RowsCard:
        """Who has cases and no key: no file can be locked to them, so they are left out, or it is put on paper."""
        rows = RowsCard(tr("Without a key"), self)
        for one in without:
            at = printed.get(one.code)
            words = tr(
                "They have no key yet, so no pack is made for them. Admit them, or print their cases once."
            )
            if at:
                words = tr(
                    "Printed {at}. They have no key yet, so no pack is made for them.",
                    at=day_words(at, year=False),
                )
            press = Button(
                tr("Print again") if at else tr("Print on paper"),
                icon="printer",
                name=tr("Print the cases of {name}", name=one.name),
            )
            press.clicked.connect(lambda checked=False, c=one.code: self._print(c))
            tag = (tr("On paper"), "info") if at else (tr("Left out"), "warn")
            rows.add_row(StatusRow("key-round", "warn", short(one.name, 40), one.code, words, tag, (press,)))
        return rows

    def _print(self, code: str) -> None:
        folder = Pick.folder(self, tr("Where to put the pages"), self.seen.folder if self.seen else "")
        if folder is not None:
            self._desk.run(
                lambda ws, tell: paper_pack.write(ws, code, folder, tell), self._printed, self._failed
            )

    def _printed(self, path: Path) -> None:
        self.reading.refresh()
        banner = self._note(
            "warn",
            tr("{name} is written.", name=path.name),
            tr("In {parent}. It is not locked: carry it yourself.", parent=path.parent),
            tr("Show folder"),
        )
        banner.pressed.connect(lambda: Pick.show_folder(path.parent))

    def _chase(self, late: Sequence[Auditor]) -> None:
        lines = (
            tr(
                "{name}: {owed} of {owed2} audits still to come, due {due}.",
                name=one.name,
                owed=one.owed - one.came,
                owed2=one.owed,
                due=day_words(one.due),
            )
            for one in late
        )
        Pick.copy("\n".join([tr("These returns are late."), *lines]))
        self._done(tr("The reminder was copied. Paste it into a message."))

    def _choose_folder(self, wanted: Sequence[Auditor]) -> None:
        folder = Pick.folder(self, tr("Where to put the packs"), self.seen.folder if self.seen else "")
        if folder is not None:
            self._make(folder, [one.code for one in wanted])

    def _make(self, folder: Path, codes: Sequence[str]) -> None:
        self._write(tr("Making packs"), packs.make_pack, LAST_FOLDER, folder, codes, self._made)

    def _write(
        self,
        words: str,
        make: Callable[[Workspace, str, Path], packs.Written],
        kept: str,
        folder: Path,
        codes: Sequence[str],
        done: Callable[[list[packs.Written]], None],
    ) -> None:
        """One file for each of these people, with its progress. `kept`: the setting of the folder."""

        def work(ws: Workspace, tell: Tell) -> list[packs.Written]:
            made = []
            for number, code in enumerate(codes):
                tell(number, len(codes))
                made.append(make(ws, code, folder))
            with ws.write():
                ws.keep(kept, str(folder))
            tell(len(codes), len(codes))
            return made

        empty(self.notices)
        panel = ProgressPanel(words, self)
        self.notices.addWidget(panel)
        panel.stopped.connect(self._desk.run(work, done, self._failed, panel.step))

    def _write_numbers(self, wanted: Sequence[Auditor]) -> None:
        """Which families the codes in the packs are. To go another way than the packs."""
        start = self._desk.workspace.text(NUMBERS_FOLDER) or ""
        folder = Pick.folder(self, tr("Where to put the case numbers"), start)
        if folder is not None:
            codes = [one.code for one in wanted]
            self._write(
                tr("Writing case numbers"), packs.make_numbers, NUMBERS_FOLDER, folder, codes, self._numbered
            )

    def _numbered(self, made: list[packs.Written]) -> None:
        n, folder = len(made), made[0].path.parent
        title = tr(
            "{file} of case numbers, written, read back, checked.",
            file=tr("1 file") if n == 1 else tr("{n} files", n=n),
        )
        words = tr(
            "In {folder}. Send them another way than the packs. Each opens only on its auditor's laptop.",
            folder=folder,
        )
        self._note("ok", title, words, tr("Show folder")).pressed.connect(lambda: Pick.show_folder(folder))

    def _made(self, made: list[packs.Written]) -> None:
        folder = made[0].path.parent
        n = len(made)
        title = tr(
            "{pack}, written, read back, checked.", pack=tr("1 pack") if n == 1 else tr("{n} packs", n=n)
        )
        banner = self._note(
            "ok",
            title,
            tr(
                "In {folder}. Each opens only on its auditor's laptop. A pack made again doubles nothing there.",
                folder=folder,
            ),
            tr("Show folder"),
        )
        banner.pressed.connect(lambda: Pick.show_folder(folder))

    # Two versions of one audit

    def _twice(self, found: Sequence[versions.Comparison]) -> QWidget:
        n = len(found)
        title = (
            tr("1 audit is here in two versions.")
            if n == 1
            else tr("{n} audits are here in two versions.", n=n)
        )
        banner = Banner(
            "warn",
            title,
            tr("Figures count one of them until you choose."),
            tr("Compare versions"),
            parent=self,
        )
        banner.pressed.connect(lambda: self._compare(found[0]))
        return banner

    def _compare(self, comparison: versions.Comparison) -> None:
        empty(self.notices)
        keep = []
        for side, which in ((comparison.one, "first"), (comparison.other, "second")):
            button = Button(
                tr("Keep this version"), name=tr("Keep the {which} version", which=which), parent=self
            )
            button.clicked.connect(lambda checked=False, s=side: self._settle(comparison.doc, s.digest))
            keep.append(button)
        leave = Button(tr("Keep both for now"), parent=self)
        leave.clicked.connect(self._leave_both)
        panel = ComparePanel(comparison, (tr("First version"), tr("Second version")), (leave,), keep, self)
        self.notices.addWidget(panel)
        panel.heading.setFocus()

    @Slot()
    def _leave_both(self) -> None:
        self._note(
            "info", tr("Both versions stand."), tr("Figures count one of them until somebody chooses.")
        )

    def _settle(self, doc: str, digest: str) -> None:
        self._desk.run(lambda ws, _tell: versions.settle(ws, doc, digest), self._settled, self._failed)

    def _settled(self, _digest: str) -> None:
        self._done(tr("That version was chosen. The other one is kept, but no longer counted."))

    # Telling

    @Slot(str)
    def _done(self, words: str) -> None:
        first, _, rest = words.partition(". ")
        self._note("ok", f"{first.rstrip('.')}.", rest)

    @Slot(object)
    def _failed(self, error: QaError) -> None:
        if isinstance(error, Cancelled):
            self._note("info", tr("Stopped."), tr("Packs that were whole already are kept."))
        else:
            self._note("bad", tr("This was not done."), str(error))

    def _note(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, soft(title), soft(words), button, parent=self)
        self.notices.addWidget(banner)
        self.ensureWidgetVisible(banner)
        announce(banner, f"{title} {words}")
        return banner


def _make_words(n: int) -> str:
    return tr("Make packs") if n == 0 else tr("Make 1 pack") if n == 1 else tr("Make {n} packs", n=n)
