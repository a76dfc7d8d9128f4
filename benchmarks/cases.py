"""What is measured: each method gives two functions, ours and the baseline, that answer with seconds."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyrage
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import papers
from db.store import EntryRow, Store
from qa_desktop import (
    canonical,
    demo,
    forms,
    import_plans,
    imports,
    keys,
    ledger,
    packs,
    paper,
    passphrases,
    pdf,
    people,
    profiles,
    templates,
)  # fmt: skip
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World
from ui.tidy import Tidy

if TYPE_CHECKING:
    from ui.app import Program

Timed = Callable[[], float]
SMALL = Path(__file__).resolve().parent.parent / "tests" / "faults" / "small.toml"
CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)  # the passphrase is not what is measured


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Stage:
    """A played demonstration, and the window's library started once."""

    def __init__(self, folder: Path):
        self.folder = folder
        played = demo.play(folder / "demo", World.real, seed=7, auditors=1, cases=2)
        self.laptop, self.lead = played.laptops[0], played.central
        self.ws = profiles.open_workspace(World.real(self.laptop), demo.PASSPHRASE)
        self.app = QApplication.instance() or QApplication([])
        self.tidy = Tidy(self.app)  # as in the program: no widget goes on another thread

    def close(self) -> None:
        self.ws.close()

    def answer(self) -> tuple[Timed, Timed]:
        """An answer with its undo step, on disk; against one committed write of the same bytes."""
        draft = forms.drafts(self.ws)[0]
        count = iter(range(1_000_000))
        held = {"draft": draft}

        def ours() -> float:
            text = f"What I found, {next(count)}. " * 8
            return timed(lambda: held.update(draft=forms.answer(self.ws, held["draft"], "B01", text)))

        bare = Store(self.folder / "bare.sqlite", os.urandom(32))
        body = canonical.dumps(dict(draft.answers))

        def theirs() -> float:
            def put() -> None:
                with bare.write():
                    bare.put_draft("d", "t", body, str(next(count)))

            return timed(put)

        return ours, theirs

    def question(self) -> tuple[Timed, Timed]:
        """From one rated question to the next until it is painted; against making and painting its widgets bare."""
        from ui import theme
        from ui.desk import Desk
        from ui.screens.audit import AuditScreen
        from ui.shell import MainWindow

        theme.load_fonts()
        theme.apply(self.app, theme.Theme("light", 1.0, "inter"))
        window = MainWindow((), load=dict, save=lambda kept: None)
        desk = Desk(self.ws)
        doc = forms.drafts(self.ws)[0].doc
        window.register("audit", lambda **args: AuditScreen(desk, window, **args))
        window.resize(1366, 768)
        window.show()
        window.go("audit", doc=doc, question="P1.1")
        turn = iter(["P1.2", "P2.1", "P2.2", "P3.1"] * 1000)

        def ours() -> float:
            wanted = next(turn)

            def step() -> None:
                window.showing.go_to(wanted)
                window.repaint()
                self.app.processEvents()

            return timed(step)

        return ours, _bare_page

    def checklist_key(self) -> tuple[Timed, Timed]:
        """A letter that answers a line, on disk, with the next line chosen and painted; against a bare box ticked."""
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QRadioButton, QVBoxLayout

        from ui.desk import Desk
        from ui.screens.checklist import ChecklistScreen
        from ui.shell import MainWindow

        window, desk = MainWindow((), load=dict, save=lambda kept: None), Desk(self.ws)
        draft = forms.start(self.ws, templates.load_all(self.ws.world.resources)["REC-A"])
        window.register("checklist", lambda **args: ChecklistScreen(desk, window, **args))
        window.resize(1366, 768)
        window.show()
        window.go("checklist", doc=draft.doc)
        table = window.showing.table
        turn = iter([(line, letter) for letter in "ypa" * 100 for line in list(table.lines)[:-1]])

        def ours() -> float:
            line, letter = next(turn)
            table.focus(line, "supervisor")
            self.app.processEvents()
            pressed = table.lines[line].sides["supervisor"].first_focus()
            return timed(
                lambda: (QTest.keyClicks(pressed, letter), window.repaint(), self.app.processEvents())
            )

        bare = QWidget()
        column = QVBoxLayout(bare)
        boxes = [QRadioButton(f"Choice {n}", bare) for n in range(4)]
        for box in boxes:
            column.addWidget(box)
        bare.resize(1366, 768)
        bare.show()
        ticked = iter(boxes * 1000)

        def theirs() -> float:
            box = next(ticked)
            return timed(lambda: (QTest.keyClicks(box, " "), bare.repaint(), self.app.processEvents()))

        return ours, theirs

    def pdf(self) -> tuple[Timed, Timed]:
        """Print, embed, sign and prove one audit's PDF; against printing the same document."""
        document = self._document
        return self._sign_pdf, lambda: timed(lambda: pdf.render(document))

    def pdf_by_libreoffice(self, copies: int) -> tuple[Timed, Timed] | None:
        """As `pdf`; against LibreOffice, its start shared among `copies` of the document. None: not installed."""
        make = papers.by_libreoffice(self._document, self.folder, copies)
        return make and (self._sign_pdf, lambda: timed(make) / copies)

    def pdf_by_weasyprint(self) -> tuple[Timed, Timed] | None:
        """As `pdf`; against WeasyPrint. None: not installed."""
        make = papers.by_weasyprint(self._document, self.folder)
        return make and (self._sign_pdf, lambda: timed(make))

    @property
    def _digest(self) -> str:
        return next(f.digest for f in ledger.forms(self.ws))

    @property
    def _document(self) -> pdf.Document:
        return paper.signed_document(self.ws, self._digest)

    def _sign_pdf(self) -> float:
        return timed(lambda: paper.signed_pdf(self.ws, self._digest))

    def unlock(self) -> tuple[Timed, Timed]:
        """From Enter after the passphrase until Home is painted; against making the key from the passphrase alone."""
        from ui.app import Program

        passphrase = "a real passphrase, at its real cost"
        passphrases.change(self.lead, demo.PASSPHRASE, passphrase)
        vault = (self.lead / profiles.VAULT).read_bytes()

        def ours() -> float:
            program = Program(World.real(self.lead))
            program.begin()
            self.app.processEvents()
            seconds = timed(lambda: self._open(program, passphrase))
            program.window.close()
            program.close()
            return seconds

        return ours, lambda: timed(lambda: keys.open_vault(vault, passphrase))

    def _open(self, program: Program, passphrase: str) -> None:
        from PySide6.QtTest import QTest

        assert program.cover is not None
        QTest.keyClicks(program.cover.first_focus(), passphrase)
        program.cover.open_button.click()
        while program.window.is_covered:
            self.app.processEvents()
        program.window.repaint()

    def bundle(self, count: int) -> tuple[Timed, Timed]:
        """Write a return of `count` audits: sealed, read back and checked; against the same bytes zipped and encrypted."""
        path, rows, _ = self._return_of(count)
        digests = [row.digest for row in rows]
        bare = b"\n".join(row.header + (row.body or b"") for row in rows)
        reader = pyrage.x25519.Identity.generate().to_public()
        turn = iter(range(1000))

        def ours() -> float:
            folder = self.folder / f"written-{next(turn)}"
            folder.mkdir()
            laptop = profiles.open_workspace(World.real(self.folder / "auditor"), demo.PASSPHRASE)
            seconds = timed(lambda: packs.make_return(laptop, folder, again=digests))
            laptop.close()
            return seconds

        def theirs() -> float:
            def put() -> None:
                whole = io.BytesIO()
                with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
                    zipped.writestr("entries.ndjson", bare)
                path.with_suffix(".bare").write_bytes(pyrage.encrypt(whole.getvalue(), [reader]))

            return timed(put)

        return ours, theirs

    def imports(self, count: int) -> tuple[Timed, Timed]:
        """Check and take in one return of `count` signed audits; against inserting the same rows bare."""
        path, rows, certificates = self._return_of(count)
        turn = iter(range(1000))

        def ours() -> float:
            fresh = self._central(f"fresh-{next(turn)}")
            seconds = timed(
                lambda: imports.take_in(fresh, [import_plans.plan_file(fresh, path)], back_up=False)
            )
            assert fresh.store.counts().get("form") == count
            fresh.close()
            return seconds

        def theirs() -> float:
            store = Store(self.folder / f"bare-{next(turn)}.sqlite", os.urandom(32))

            def put() -> None:
                with store.write():
                    store.put_certificates(certificates)
                    store.put_entries(rows)

            seconds = timed(put)
            store.close()
            return seconds

        return ours, theirs

    def _central(self, name: str) -> Workspace:
        """The practice lead of `_return_of`, before anything was imported."""
        folder = self.folder / name
        folder.mkdir()
        for file in self._receiver.iterdir():
            if file.is_file():
                (folder / file.name).write_bytes(file.read_bytes())
        return profiles.open_workspace(World.real(folder), demo.PASSPHRASE)

    @cache  # noqa: B019 - a stage lives as long as the run
    def _return_of(self, count: int) -> tuple[Path, list[EntryRow], dict[str, bytes]]:
        template = templates.load_file(SMALL, self.ws.world.resources)
        self._receiver = self.folder / "lead"
        lead, laptop = (
            profiles.create(
                World.real(folder), Me(code, name, role, "", "Example"), demo.PASSPHRASE, cost=CHEAP
            )[0]
            for folder, code, name, role in (
                (self._receiver, "L01", "Lead", "practice_lead"),
                (self.folder / "auditor", "A01", "Auditor", "team_manager"),
            )
        )
        laptop.trust(lead.roots()[0])
        people.admit(lead, people.request(laptop), "South")
        packs.publish(lead, template)
        pack = packs.lines(lead, lead.store.entries())
        assert pack
        _bring(laptop, lead)
        with laptop.store.write():  # one commit for all: only the import is measured
            for n in range(count):
                draft = forms.start(laptop, template)
                answers = {"A1": f"FS-{n}", "A2": "South", "P1.1": {"rating": "3", "seen": "R"}, "O1": "3"}
                for question, value in answers.items():
                    draft = forms.answer(laptop, draft, question, value)
                forms.finish(laptop, draft)
        written = packs.make_return(laptop, self.folder)
        rows, certificates = list(laptop.store.entries("form")), laptop.store.certificates()
        laptop.close()
        lead.close()
        return written.path, rows, certificates


def _bring(laptop: Workspace, lead: Workspace) -> None:
    """Give the laptop what a pack would: the people and the template."""
    with laptop.store.write():
        laptop.store.put_certificates(lead.store.certificates())
        laptop.store.put_entries(list(lead.store.entries()), "pack")
    people.adopt_certificate(laptop)


def _bare_page() -> float:
    """The widgets of a rated question with no engine behind them: made, laid out and painted."""
    from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QVBoxLayout

    def make() -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        for n in range(12):
            column.addWidget(QLabel(f"Words {n}", page))
        for n in range(10):
            column.addWidget(QRadioButton(f"Choice {n}", page))
        column.addWidget(QPlainTextEdit(page))
        for n in range(6):
            column.addWidget(QPushButton(f"Button {n}", page))
        page.resize(760, 700)
        page.show()
        page.repaint()
        app = QApplication.instance()
        assert app is not None
        app.processEvents()
        page.close()

    return timed(make)
