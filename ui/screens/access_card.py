"""An access request: everything that is held on one family or one member of staff, written out to be read first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from qa_desktop import access
from qa_desktop.access import Of, Written
from qa_desktop.words import tr
from ui.desk import Desk
from ui.kit import Combo, Field, LineBox, Muted, ProgressPanel, empty
from ui.screens.keeping_acts import Subject
from ui.screens.pick import Pick
from ui.screens.reading import soft
from ui.screens.schedule_acts import ActCard

WHOSE: tuple[tuple[Of, str], ...] = (
    ("case", tr("A family, by number or code")),
    ("person", tr("A member of staff, by code")),
)
TOLD = tr(
    "Every form as PDF, everything on one page, a list, and what was left out and why. It is not locked: put it where "
    "only you can read it."
)


class AccessCard(ActCard):
    """Asks of whom and where to; the folder is made anew, and its name holds no case and nobody’s code."""

    def __init__(self, desk: Desk, parent=None):
        super().__init__(desk, tr("Access request"), Subject("", TOLD), tr("Write it out"), parent)
        self.progress: ProgressPanel | None = None

    def content(self) -> None:
        self.of = Combo(tr("Whose"), list(WHOSE), self)
        self.put("of", Field(tr("Whose"), self.of, parent=self))
        box = LineBox(parent=self)
        box.returnPressed.connect(self._press)
        self.put("what", Field(tr("Number or code"), box, parent=self))
        self.add(Muted(soft(access.BEFORE), "body", self))

    @Slot()
    def _press(self) -> None:
        what = self.fields["what"].editor.text().strip()
        self.fields["what"].set_problem("" if what else tr("Type the number or the code."))
        if not what:
            self.fields["what"].editor.setFocus()
            return
        place = Pick.folder(self, tr("Where to write it"))
        if place is None:
            return
        of, now = self.of.value(), self._desk.workspace.world.now()
        folder = place / f"access-request-{now:%Y-%m-%d-%H%M%S}"
        self.yes.setEnabled(False)
        self.progress = ProgressPanel(tr("Writing it out"), self)
        empty(self.notices)
        self.notices.addWidget(self.progress)
        stop: Callable[[], None] = self._desk.run(
            lambda ws, tell: access.write(ws, of, what, folder, tell),
            self._written,
            self.refused,
            self.progress.step,
        )
        self.progress.stopped.connect(stop)

    def _written(self, made: Written) -> None:
        pdfs = tr("1 PDF") if made.pdfs == 1 else tr("{pdfs} PDFs", pdfs=made.pdfs)
        entries = tr("1 entry") if made.entries == 1 else tr("{entries} entries", entries=made.entries)
        self.kept.emit(
            soft(
                tr(
                    "{entries} and {pdfs} in {folder}. {before}",
                    entries=entries,
                    pdfs=pdfs,
                    folder=made.folder,
                    before=access.BEFORE,
                )
            )
        )
