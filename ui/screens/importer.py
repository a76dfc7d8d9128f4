"""Taking files in: each is looked into first, nothing is added until Import is chosen, and all of it can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import bundles, import_history, import_plans, imports, receipts, returns, roles, versions
from qa_desktop.errors import Cancelled, QaError
from qa_desktop.import_plans import FilePlan
from qa_desktop.imports import Outcome
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import (
    Ask,
    Banner,
    Button,
    Chip,
    DropZone,
    Heading,
    LinkButton,
    Muted,
    Page,
    ProgressPanel,
    RowsCard,
    StatusRow,
    announce,
    column,
    empty,
    row,
)
from ui.screens.come_and_gone import ReceiptOffer
from ui.screens.compare import ComparePanel
from ui.screens.import_rows import LOOKS, brought, key, outcome_words, past_group
from ui.screens.pick import BUNDLES, Pick
from ui.screens.reading import Reading, short, soft
from ui.screens.trust_step import TrustStep
from ui.shell import MainWindow

MOST_ROWS = 40  # files shown one by one; more than that are ready and said in one line


class ImportScreen(Page):
    """One screen for packs on a laptop and for returns at the practice lead's. `files`: looked into at once."""

    def __init__(
        self, desk: Desk, window: MainWindow, files: Sequence[Path] = (), parent: QWidget | None = None
    ):
        ws = desk.workspace
        self.leads = roles.may(ws.world.resources, ws.me.role, "admit_people")
        self.nav = "packs" if self.leads else "transfer"
        self.place_words = tr("Import returned files") if self.leads else tr("Import a pack")
        super().__init__(
            self.place_words,
            tr("Nothing is added until you choose Import. Each file is checked first."),
            parent,
        )
        self._desk, self._window = desk, window
        self.plans: list[FilePlan] = []
        self._paths: list[Path] = []
        self._places: dict[str, Path] = {}  # of every file looked into here, by its name
        self._with: set[str] = set()  # files to check that the user takes in all the same
        self._keep: dict[str, str] = {}  # document -> the version that is chosen of two
        self._stop = None
        self._build()
        self.reading = Reading(
            desk, frozenset({"imports"}), import_history.goes, self._draw_past, self._failed, self
        )
        self.reading.refresh()
        if files:
            self._chosen(list(files))

    def _build(self) -> None:
        back = LinkButton(
            tr("Back to returns") if self.leads else tr("Back to send and receive"), "arrow-left", parent=self
        )
        back.clicked.connect(lambda: self._window.go(self.nav))
        self.head(back)
        self.notices, self._list, self._history = column(gap=12), column(gap=16), column()
        self.body.addLayout(self.notices)
        if not self._desk.workspace.roots():
            self.add(self._trust_step())
        words = (tr("Drop return files here"), tr("or choose them from a folder or USB stick"))
        if not self.leads:
            words = (tr("Drop your pack here"), tr("or choose it from a folder or USB stick"))
        self.zone = DropZone(*words, suffixes=(".qabundle", ".pdf"), parent=self)
        self.zone.choose.connect(self._choose)
        self.zone.dropped.connect(self._chosen)
        self.add(self.zone)
        self.body.addLayout(self._list)
        self.body.addLayout(self._history)

    def _trust_step(self, replaced: bool = False) -> TrustStep:
        self.trust = TrustStep(self._desk, self, replaced)
        self.trust.trusted.connect(self._trusted)
        self.trust.taken.connect(self._keep_for_later)
        return self.trust

    def _compare_figures(self, plan: FilePlan) -> None:
        """The service's certificate was replaced: a person compares the figures of the new one."""
        empty(self.notices)
        self.notices.addWidget(self._trust_step(replaced=True))
        self.trust.show_pack(self._places[plan.name])

    @Slot()
    def _trusted(self) -> None:
        self.trust.hide()
        self.trust.deleteLater()
        self._note(
            "ok",
            tr("The service's certificate was added."),
            tr("You can import files from your service now."),
        )
        if self._paths:
            self._look()

    # Looking into files

    def take(self, files: Sequence[Path]) -> bool:
        """Look into more files, as if they were dropped here. False while something runs."""
        if not self.zone.isEnabled():
            return False
        self._chosen(list(files))
        return True

    @Slot()
    def _choose(self) -> None:
        title = tr("Choose return files") if self.leads else tr("Choose your pack")
        if files := Pick.files(self, title, BUNDLES):
            self._chosen(files)

    @Slot(object)
    def _keep_for_later(self, path: Path) -> None:
        self._paths += [path] if path not in self._paths else []

    @Slot(object)
    def _chosen(self, files: list[Path]) -> None:
        self._paths += [path for path in files if path not in self._paths]
        if not self._desk.workspace.roots() and len(files) == 1 and files[0].suffix == bundles.BUNDLE_SUFFIX:
            self.trust.show_pack(files[0])  # it says itself whose service it is from; a person compares
            return
        self._look()

    def _look(self) -> None:
        paths = list(self._paths)
        self._places |= {path.name: path for path in paths}
        self._run(
            tr("Checking files"),
            lambda ws, tell: import_plans.plan_files(ws, paths, tell),
            self._planned,
            self._not_looked,
        )

    def _planned(self, plans: list[FilePlan]) -> None:
        empty(self.notices)
        self.plans = plans
        self._draw()
        announce(self, f"{self._checked_words()}. {self._counts_words()}")
        self._list_heading.setFocus()

    def _not_looked(self, error: QaError) -> None:
        self._paths = self._paths if self.plans else []
        self._failed(error)

    def _run(self, words: str, work, done, failed) -> None:
        """One long job at a time, with its progress in place of notices and lists that would be out of date."""
        empty(self.notices)
        self.panel = ProgressPanel(words, self)
        self.notices.addWidget(self.panel)
        self.zone.setEnabled(False)
        self.panel.stopped.connect(self._desk.run(work, done, failed, self.panel.step))

    # The list

    def _draw(self) -> None:
        self.zone.setEnabled(True)
        empty(self._list)
        if not self.plans:
            return
        self._list_heading = Heading(self._checked_words(), 3, self)
        self._list_heading.setWordWrap(False)
        chips = [Chip(words, kind, parent=self) for words, kind in self._counts()]
        self._list.addLayout(row(self._list_heading, *chips, None, gap=9))
        rows = RowsCard(tr("Files checked"))
        shown = self._shown()
        for plan in shown:
            rows.add_row(self._row(plan))
        if len(shown) < len(self.plans):
            rest = len(self.plans) - len(shown)
            rows.add_row(
                StatusRow(
                    "circle-check", "ok", tr("and {rest} more files that need nothing from you", rest=rest)
                )
            )
        self._list.addWidget(rows)
        self._list.addLayout(self._foot())

    def _draw_refused(self, refused: Sequence[FilePlan]) -> None:
        """After an import: which files did not come in and why, until others are looked into."""
        if refused:
            n = len(refused)
            rows = RowsCard(tr("Files refused"))
            for plan in refused[:MOST_ROWS]:
                rows.add_row(self._row(plan))
            if n > MOST_ROWS:
                rows.add_row(StatusRow("octagon-alert", "bad", tr("and {n} more", n=n - MOST_ROWS)))
            title = tr("1 file refused") if n == 1 else tr("{n} files refused", n=n)
            self._list.addWidget(Heading(title, 3, self))
            self._list.addWidget(rows)

    def _shown(self) -> list[FilePlan]:
        """All of a few; of many, those that need somebody first."""
        if len(self.plans) <= MOST_ROWS:
            return self.plans
        wanting = [p for p in self.plans if p.status in ("check", "not_safe")]
        return wanting + [p for p in self.plans if p not in wanting][: max(0, MOST_ROWS - len(wanting))]

    def _checked_words(self) -> str:
        return (
            tr("1 file checked")
            if len(self.plans) == 1
            else tr("{plans} files checked", plans=len(self.plans))
        )

    def _counts(self) -> list[tuple[str, str]]:
        told = (
            ("ready", "ready", "ok"),
            ("check", tr("to check"), "warn"),
            ("not_safe", tr("not safe"), "bad"),
        )
        counts = ((sum(p.status == status for p in self.plans), words, kind) for status, words, kind in told)
        return [(f"{n} {words}", kind) for n, words, kind in counts if n]

    def _counts_words(self) -> str:
        return ", ".join(words for words, _ in self._counts())

    def _row(self, plan: FilePlan) -> StatusRow:
        icon, icon_role, words, kind = LOOKS[plan.status]
        told = [short(part, 40) for part in (plan.sender, plan.team, returns.contents(plan)) if part]
        name = short(plan.name, 44)
        title, aside = (" · ".join(told), name) if told else (name, "")
        text = plan.words
        if plan.status == "check" and key(plan) in self._with:
            chosen = any(one.header.doc in self._keep for one in plan.incoming)
            told = tr("The version you chose will count.") if chosen else tr("Both versions are kept.")
            text, words, kind = tr("It is taken in too. {told}", told=told), tr("Will be imported"), "info"
        return StatusRow(icon, icon_role, title, aside, soft(text), (words, kind), self._buttons(plan))

    def _buttons(self, plan: FilePlan) -> list[Button]:
        if plan.status == "not_safe":
            copy = Button(tr("Copy details"), name=tr("Copy details of {name}", name=plan.name))
            copy.clicked.connect(lambda: self._copy(plan))
            if plan.compare:
                compare = Button(tr("Compare figures"), name=tr("Compare figures of {name}", name=plan.name))
                compare.clicked.connect(lambda: self._compare_figures(plan))
                return [compare, copy]
            return [copy]
        if plan.status != "check":
            return []
        if key(plan) in self._with:
            out = Button(tr("Leave out"), name=tr("Leave out {name}", name=plan.name))
            out.clicked.connect(lambda: self._take(plan, False))
            return [out]
        if plan.clashing:
            compare = Button(tr("Compare versions"), name=tr("Compare versions of {name}", name=plan.name))
            compare.clicked.connect(lambda: self._compare(plan))
            return [compare]
        take = Button(tr("Import it too"), name=tr("Import {name} too", name=plan.name))
        take.clicked.connect(lambda: self._take(plan, True))
        return [take]

    def _copy(self, plan: FilePlan) -> None:
        Pick.copy(
            tr(
                "{name}\n{words}\nSHA-256 {file_digest}",
                name=plan.name,
                words=plan.words,
                file_digest=plan.file_digest or tr("not read"),
            )
        )
        announce(self, tr("Details copied"))
        self._note("info", tr("Details copied."), tr("Paste them into a message to whoever sent the file."))

    def _take(self, plan: FilePlan, take: bool, keep: Mapping[str, str] | None = None) -> None:
        """Take a file in or leave it out. `keep`: which of two versions then counts, by document."""
        docs = {one.header.doc for one in plan.incoming}
        self._keep = {doc: one for doc, one in self._keep.items() if doc not in docs} | dict(keep or {})
        self._with = self._with | {key(plan)} if take else self._with - {key(plan)}
        self._draw()
        self._list_heading.setFocus()

    def _foot(self):
        chosen = self.chosen()
        n = len(chosen)
        words = tr("Import 1 file") if n == 1 else tr("Import {n} files", n=n)
        self.go = Button(words if n else tr("Import"), "primary", "import", parent=self)
        self.go.setEnabled(n > 0)
        self.go.clicked.connect(self._import)
        cancel = Button(tr("Cancel"), parent=self)
        cancel.clicked.connect(self._cancel)
        summary = Muted(self._summary(chosen), parent=self)
        line = row(self.go, cancel, summary, gap=12)
        line.setStretch(2, 1)
        return line

    def chosen(self) -> list[FilePlan]:
        """The files that Import takes in."""
        return [
            p for p in self.plans if p.status == "ready" or (p.status == "check" and key(p) in self._with)
        ]

    def _summary(self, chosen: list[FilePlan]) -> str:
        if not chosen and any(p.status == "check" for p in self.plans):
            return tr("Look at what needs checking first. Nothing else is here to import.")
        if not chosen:
            return tr("There is nothing here to import.")
        told = brought(chosen)
        return (
            tr("Adds {told}. A backup is made first.", told=told) if told else tr("A backup is made first.")
        )

    @Slot()
    def _cancel(self) -> None:
        self._forget()
        empty(self.notices)
        self._draw()
        self.zone.button.setFocus()

    def _forget(self) -> None:
        self.plans, self._paths, self._with, self._keep = [], [], set(), {}

    # Comparing

    def _compare(self, plan: FilePlan) -> None:
        self._comparing = plan
        self._run(
            tr("Comparing versions"),
            lambda ws, tell: versions.incoming(ws, plan),
            self._compared,
            self._failed,
        )

    def _compared(self, found: list[versions.Comparison]) -> None:
        plan = self._comparing
        empty(self.notices)
        empty(self._list)
        self.zone.setEnabled(True)
        heading = Heading(tr("Compare versions"), 2, self)
        self._list.addWidget(heading)
        for comparison in found:
            self._list.addWidget(
                ComparePanel(comparison, (tr("Here already"), tr("In this file")), parent=self)
            )
        if not found:
            words = tr("The two versions cannot be read side by side on this laptop.")
            self._list.addWidget(Muted(words, "body"))
        kind = "secondary" if self.leads and found else "primary"
        both = Button(tr("Import and keep both versions"), kind, parent=self)
        both.clicked.connect(lambda: self._take(plan, True))
        leave = Button(tr("Leave this file out"), parent=self)
        leave.clicked.connect(lambda: self._take(plan, False))
        self._list.addLayout(row(*self._one_of(plan, found), None, gap=12))
        self._list.addLayout(row(both, leave, None, gap=12))
        words = tr("Both versions are kept until somebody chooses one under Packs and returns.")
        if self.leads and found:
            words = tr(
                "All three import the file, and no version is ever deleted. The one you keep is the one that counts."
            )
        self._list.addWidget(Muted(words, "body"))
        heading.setFocus()

    def _one_of(self, plan: FilePlan, found: Sequence[versions.Comparison]) -> list[Button]:
        """Choosing is a practice lead's; anybody else imports both, and the practice lead chooses."""
        if not self.leads or not found:
            return []
        mine = Button(tr("Import and keep ours"), "primary", parent=self)
        mine.clicked.connect(lambda: self._take(plan, True, {one.doc: one.one.digest for one in found}))
        theirs = Button(tr("Import and keep theirs"), parent=self)
        theirs.clicked.connect(lambda: self._take(plan, True, {one.doc: one.other.digest for one in found}))
        return [mine, theirs]

    # Importing

    @Slot()
    def _import(self) -> None:
        chosen, keep = self.chosen(), dict(self._keep)
        self._files = import_history.files_words(self.plans, chosen)
        self._told = brought(chosen)
        self._list_off()

        def work(ws: Workspace, tell: Tell) -> tuple[Outcome, int, tuple[receipts.ToConfirm, ...]]:
            outcome = imports.take_in(ws, chosen, tell)
            settled = [
                versions.settle(ws, doc, one) for doc, one in keep.items() if versions.stands(ws, doc, one)
            ]
            codes = {p.manifest.sender.code for p in chosen if p.manifest}
            return outcome, len(settled), tuple(one for one in receipts.to_confirm(ws) if one.code in codes)

        self._run(tr("Importing"), work, self._imported, self._not_imported)

    def _list_off(self) -> None:
        self.go.setEnabled(False)

    def _imported(self, done: tuple[Outcome, int, tuple[receipts.ToConfirm, ...]]) -> None:
        outcome, settled, waiting = done
        refused = [p for p in self.plans if p.status == "not_safe"]
        self._forget()
        self._draw()
        self._draw_refused(refused)
        words = outcome_words(outcome, self._files, settled)
        banner = self._note(
            "ok", tr("{told} imported.", told=self._told or tr("Nothing new")), words, tr("Undo this import")
        )
        banner.pressed.connect(lambda: self._ask_undo(outcome.import_ids))
        if waiting and self.leads:
            offer = ReceiptOffer(self._desk, [one.code for one in waiting], self)
            offer.done.connect(lambda told: self._note("ok", tr("Receipts written."), told))
            offer.failed.connect(self._failed)
            self.notices.addWidget(offer)
        self.zone.button.setFocus()

    def _not_imported(self, error: QaError) -> None:
        self._draw()
        self._failed(error)

    def _ask_undo(self, ids: Sequence[str]) -> None:
        """Looks first at what has been built on it, and asks only where something has."""
        self._run(
            tr("Looking at what stands on it"),
            lambda ws, _tell: (tuple(ids), import_history.stands_on(ws, ids)),
            self._looked_at,
            self._failed,
        )

    def _looked_at(self, found: tuple[tuple[str, ...], list[str]]) -> None:
        ids, told = found
        empty(self.notices)
        self.zone.setEnabled(True)
        if told:
            words = " ".join([*told, tr("What was built on it stays, and shows gaps where the import was.")])
            if not Ask.ask(
                self, tr("Undo this import"), words, tr("Undo this import"), tr("Keep it"), danger=True
            ):
                return
        self._run(
            tr("Taking it back"), lambda ws, _tell: import_history.undo(ws, ids), self._undone, self._failed
        )

    def _undone(self, gone: int) -> None:
        self.zone.setEnabled(True)
        words = tr(
            "{entry_is} no longer here.",
            entry_is=tr("1 entry is") if gone == 1 else tr("{gone} entries are", gone=gone),
        )
        if not gone:  # a PDF and a return file may hold the same audit
            words = tr("Nothing went: all of it also came in another way.")
        self._note(
            "info",
            tr("The import was taken back."),
            tr("{words} The file itself was not touched.", words=words),
        )
        if self._paths:
            self._look()

    # What was imported before

    def _draw_past(self, past: list[import_history.Go]) -> None:
        empty(self._history)
        if past:
            self._history.addSpacing(8)
            self._history.addWidget(past_group(past, self._ask_undo))

    # Telling

    def _note(self, kind: str, title: str, words: str, button: str = "") -> Banner:
        empty(self.notices)
        banner = Banner(kind, title, soft(words), button, parent=self)
        self.notices.addWidget(banner)
        announce(banner, f"{title} {words}")
        return banner

    def _failed(self, error: QaError) -> None:
        self.zone.setEnabled(True)
        if isinstance(error, Cancelled):
            self._note("info", tr("Stopped."), tr("Nothing was changed."))
        else:
            self._note("bad", tr("This was not done."), str(error))
