"""Verify a file: who signed it and when, and whether it is still what was signed. Takes nothing in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qa_desktop import files, import_plans
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Button, DropZone, Page, ProgressPanel, RowsCard, StatusRow, Text, announce
from ui.screens.pick import BUNDLES, Pick
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one file."""

    name: str
    good: bool
    words: tuple[str, ...]
    tag: str


def look_at(ws: Workspace, path: Path) -> Finding:
    """Check one file against the service's certificate. Changes nothing."""
    try:
        data = files.read_bounded(path, import_plans.MAX_FILE)
    except QaError as error:
        return Finding(path.name, False, (str(error),), tr("Not read"))
    if data[:5] == b"%PDF-":
        return _pdf(ws, path.name, data)
    plan = import_plans.plan(ws, path.name, data)
    if plan.status == "not_safe":
        return Finding(path.name, False, (plan.words,), tr("Not good"))
    what = ", ".join(f"{count} {kind}" for kind, count in sorted(plan.counts.items()))
    return Finding(
        path.name,
        True,
        (tr("Signed by {sender}. Not changed since. Holds {what}.", sender=plan.sender, what=what),),
        tr("Signed, unchanged"),
    )


def _pdf(ws: Workspace, name: str, data: bytes) -> Finding:
    from qa_desktop import verifying  # the signing library is only loaded when a signature is looked at

    verdict, faults = verifying.judge(data, ws.roots(), ws)
    unknown = tr(", with a key this laptop does not know")
    signed = [
        f"{one.field}: {one.name}, {_when(one)}{'' if one.trusted else unknown}" for one in verdict.signatures
    ]
    if not faults:
        return Finding(name, True, (*signed, tr("Not changed since.")), tr("Signed, unchanged"))
    return Finding(name, False, (*faults, *signed), tr("Not good"))


def _when(one: object) -> str:
    when = getattr(one, "when", None)
    if when is None:
        return tr("at an unknown time")
    local = when.astimezone()
    return tr(
        "{date} at {local:%H:%M} by their own clock", date=day_words(local.date().isoformat()), local=local
    )


class VerifyScreen(Page):
    """Drop files, read the verdict of each."""

    nav = "settings"
    place_words = tr("Verify a file")

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(
            tr("Verify a file"),
            tr("Shows who signed a PDF or a return file, and whether it was changed. Nothing is taken in."),
            parent,
            most=980,
        )
        self._desk, self._window = desk, window
        back = Button(tr("Back"), icon="arrow-left", parent=self)
        back.clicked.connect(window.back)
        self.head(back)
        self.zone = DropZone(
            tr("Drop files here"),
            tr("or choose them from a folder or stick"),
            suffixes=(".pdf", ".qabundle"),
            parent=self,
        )
        self.zone.dropped.connect(self.check)
        self.zone.choose.connect(self._choose)
        self.progress: ProgressPanel | None = None
        self.rows = RowsCard(tr("Files checked"), self)
        self.rows.hide()
        self.add(self.zone, self.rows)

    def first_focus(self) -> QWidget:
        return self.zone.button

    def _choose(self) -> None:
        if chosen := Pick.files(self, tr("Choose files to verify"), BUNDLES):
            self.check(chosen)

    def check(self, paths: list[Path]) -> None:
        """Look at these files, one after another, beside the window."""
        self.zone.setEnabled(False)

        def work(ws: Workspace, tell: Tell) -> list[Finding]:
            found = []
            for number, path in enumerate(paths):
                tell(number, len(paths))
                found.append(look_at(ws, path))
            return found

        self.progress = ProgressPanel(tr("Checking files"), self)
        self.body.insertWidget(1, self.progress)
        self.progress.stopped.connect(self._desk.run(work, self._draw, self._failed, self.progress.step))

    def _end(self) -> None:
        self.zone.setEnabled(True)
        if self.progress:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None

    def _failed(self, error: QaError) -> None:
        self._end()
        self.body.insertWidget(1, Text(str(error), tone="bad"))

    def _draw(self, found: list[Finding]) -> None:
        self._end()
        for one in found:
            icon, role, kind = ("circle-check", "ok", "ok") if one.good else ("octagon-alert", "bad", "bad")
            self.rows.add_row(StatusRow(icon, role, one.name, "", "\n".join(one.words), (one.tag, kind)))
        self.rows.show()
        bad = sum(not one.good for one in found)
        announce(
            self,
            tr("{found} checked, {bad} not good", found=len(found), bad=bad)
            if bad
            else tr("{found} checked, all good", found=len(found)),
        )
