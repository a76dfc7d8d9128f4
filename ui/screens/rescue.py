"""A damaged profile, open to be read only: its drafts and signed forms as far as they are whole, and a way to keep them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import forms, ledger, rescue
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.rescue import Readable, Written
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.kit import Button, EmptyState, Muted
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.screens.pick import Pick
from ui.screens.reading import short, soft
from ui.shell import MainWindow

WHAT_HAPPENS = tr(
    "Nothing can be changed here, and the damaged file stays as it is. Write out what reads: signed entries into a file "
    "locked for you alone, drafts into a text file that anybody can read. Then go back to a backup, and import the file."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A form that reads. One of `doc` (a draft) and `digest` (signed) is set."""

    title: str
    case: str
    when: str
    at: str
    doc: str = ""
    digest: str = ""


class RescueScreen(ListScreen):
    """Enter shows the pages of a form."""

    nav = "rescue"
    tabs_named = (("drafts", tr("Drafts")), ("signed", tr("Signed")))
    tag_column, wide_column = 2, 0
    columns = (
        Column(tr("Form"), lambda one: short(one.title, 80)),
        Column(tr("Family"), lambda one: short(one.case, 40)),
        Column(tr("State"), lambda one: tr("Signed") if one.digest else tr("Draft"), tag=lambda one: "ok" if one.digest else "neutral"),
        Column(tr("When"), lambda one: one.when, sort=lambda one: one.at),
    )  # fmt: skip

    def __init__(self, desk: Desk, window: MainWindow, told: Readable, parent: QWidget | None = None):
        super().__init__(tr("What can be read"), "forms", desk, window, parent)
        self._told = told
        self.set_subtitle(soft(told.words))
        self.body.insertWidget(0, Muted(WHAT_HAPPENS, "body", self))
        self.save = Button(tr("Write it out"), "primary", "save", parent=self)
        self.back = Button(tr("Go back to a backup"), icon="history", parent=self)
        self.save.clicked.connect(self._save)
        self.back.clicked.connect(lambda: window.do("restore"))
        self.head(self.save, self.back)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return _read

    def matches(self, one: Line) -> str:
        return f"{one.title} {one.case} {one.when}"

    def open(self, one: Line) -> None:
        self._window.go("preview", doc=one.doc, digest=one.digest)

    def say_nothing(self, tab: str) -> EmptyState:
        words = (
            tr("Nothing that you began can be read.")
            if tab == "drafts"
            else tr("No signed form can be read.")
        )
        return EmptyState(
            "file-text", words, tr("Look at the other list, or go back to a backup."), parent=self
        )

    def first_focus(self) -> QWidget:
        return self.save

    @Slot()
    def _save(self) -> None:
        place = Pick.folder(self, tr("Where to put what can be read"))
        if place is None:
            return
        told, ws = self._told, self._desk.workspace
        folder = place / f"rescued-{ws.world.now().date().isoformat()}"
        self.save.setEnabled(False)
        self._desk.run(lambda ws, tell: rescue.write(ws, told, folder, tell), self._saved, self._not_saved)

    def _saved(self, made: Written) -> None:
        self.save.setEnabled(True)
        self.tell("ok", tr("Written out."), soft(made.words))

    def _not_saved(self, error: QaError) -> None:
        self.save.setEnabled(True)
        self.tell("bad", tr("This was not written out."), soft(str(error)))


def _read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
    titles = {one.digest: one.title for one in ledger.known_templates(ws)}
    drafts = [
        Line(
            titles.get(one.template, tr("A form")),
            _case(one.answers),
            _day(one.changed),
            one.changed,
            doc=one.doc,
        )
        for one in forms.drafts(ws)
    ]
    signed = [
        Line(titles.get(one.template, tr("A form")), _case(one.body.answers), _day(one.at), one.at, digest=one.digest)
        for one in ledger.forms(ws)
    ]  # fmt: skip
    return {"drafts": tuple(drafts), "signed": tuple(sorted(signed, key=lambda one: one.at, reverse=True))}


def _title(ws: Workspace, draft: forms.Draft) -> str:
    try:
        return forms.template_of(ws, draft).title
    except QaError:
        return tr("A form")


def _day(at: str) -> str:
    return day_words(at) if at else ""


def _case(answers: Any) -> str:
    said = answers.get("A01", answers.get("case", ""))
    return said if isinstance(said, str) else ""
