"""Practice observations: those planned or begun, and those signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from qa_desktop import forms, ledger, people, recording, walk
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, QaError
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui.desk import Desk
from ui.forms.ways import place_of
from ui.kit import Button, EmptyState
from ui.rows_model import Column
from ui.screens.list_screen import ListScreen
from ui.shell import MainWindow


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation as a line: a draft (`doc`) or a signed one (`digest`)."""

    worker: str
    case: str
    day: str  # ISO
    words: str
    kind: str  # of its tag
    doc: str = ""
    digest: str = ""


def read(ws: Workspace) -> dict[str, tuple[Any, ...]]:
    known = {t.digest: t for t in ledger.known_templates(ws) if t.way == "observation"}
    names = {code: person.name for code, person in people.everyone(ws).items()}
    today = ws.world.now().date()
    begun, signed = [], []
    for draft in forms.drafts(ws):
        if template := known.get(draft.template):
            done = walk.progress(template, draft.answers, today)
            words = tr("In progress, {done} of {total}", done=done.done, total=done.total)
            begun.append(_line(template, draft.answers, names, words, "info", doc=draft.doc))
    for form in ledger.forms(ws):
        if template := known.get(form.template):
            signed.append(_line(template, form.body.answers, names, tr("Signed"), "ok", digest=form.digest))
    return {
        "to_do": tuple(sorted(begun, key=lambda x: x.day or "9")),
        "signed": tuple(sorted(signed, key=lambda x: x.day, reverse=True)),
    }


def _line(
    template: Template, answers: Any, names: dict[str, str], words: str, kind: str, **where: str
) -> Observation:
    facts = recording.facts(template, answers)
    worker = facts.get("worker", "")
    return Observation(
        names.get(worker, worker) or tr("Worker not said yet"), facts.get("case", ""), facts.get("observed", ""),
        words, kind, **where,
    )  # fmt: skip


class ObservationsScreen(ListScreen):
    """Observations by the day of the visit."""

    columns = (
        Column(tr("Worker"), lambda x: x.worker),
        Column(tr("Case"), lambda x: x.case or tr("None")),
        Column(
            tr("Visit"),
            lambda x: day_words(x.day) if x.day else tr("No date yet"),
            sort=lambda x: x.day or "9",
        ),
        Column(tr("State"), lambda x: x.words, tag=lambda x: x.kind),
    )
    tag_column, wide_column = 3, 0

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(tr("Practice observations"), "observations", desk, window, parent)
        self.plan_button = Button(tr("Plan an observation"), "primary", "plus", parent=self)
        self.plan_button.clicked.connect(self.plan)
        self.head(self.plan_button)

    def read(self) -> Callable[[Workspace], dict[str, tuple[Any, ...]]]:
        return read

    def matches(self, one: Observation) -> str:
        return f"{one.worker} {one.case} {one.words}"

    def _draw(self, lists: dict[str, tuple[Any, ...]]) -> None:
        super()._draw(lists)
        self._window.set_count("observations", len(lists["to_do"]))

    def open(self, one: Observation) -> None:
        if one.digest:
            self._window.go("audit", digest=one.digest)
        else:
            self._window.go("observe", doc=one.doc)

    def say_nothing(self, tab: str) -> EmptyState:
        if tab == "signed":
            return EmptyState(
                "signature", tr("Nothing signed yet"), tr("A signed observation is listed here.")
            )
        none = EmptyState(
            "eye", tr("No observation is planned"), tr("One for each supervisor every three months. Plan yours with the worker."),
            tr("Plan it"),
        )  # fmt: skip
        none.pressed.connect(self.plan)
        return none

    def plan(self) -> None:
        """Begin one on the newest form there is."""
        ws = self._desk.workspace
        found = [t for t in forms.template_choices(ws).values() if t.way == "observation"]
        try:
            if not found:
                raise NotAllowed(
                    tr("There is no observation form here yet. It comes in the pack from your practice lead.")
                )
            template = max(found, key=lambda t: (len(t.version), t.version, t.digest))
            draft = forms.start(ws, template)
        except QaError as error:
            self.tell("bad", tr("This was not started."), str(error))
            return
        self._window.go(place_of(template), doc=draft.doc)
