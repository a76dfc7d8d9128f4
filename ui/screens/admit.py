"""Who is in the service: admit a request after comparing its figures by phone, and give out the certificate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from qa_desktop import files, identity, people, roles
from qa_desktop.errors import QaError
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.desk import Desk
from ui.kit import Button, Card, Field, Group, LineBox, Muted, Table, Text, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.pick import CERTIFICATES, REQUESTS, Pick
from ui.screens.reading import short, soft
from ui.screens.sizes import fit_rows


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list, as the table shows them."""

    code: str
    name: str
    role: str
    team: str
    admitted: bool


def listed(ws: Workspace) -> tuple[Listed, ...]:
    """Everyone on the list, by name."""
    resources = ws.world.resources
    found = (
        Listed(p.code, p.name, roles.name(resources, p.role), p.team, bool(p.age))
        for p in people.persons(ws).values()
    )
    return tuple(sorted(found, key=lambda one: one.name))


COLUMNS = (
    Column(tr("Name"), lambda one: short(one.name)),
    Column(tr("Code"), lambda one: one.code),
    Column(tr("Role"), lambda one: one.role),
    Column(tr("Team"), lambda one: short(one.team)),
    Column(
        tr("State"),
        lambda one: tr("Admitted") if one.admitted else tr("Name only"),
        tag=lambda one: "ok" if one.admitted else "neutral",
    ),
)


class PeopleGroup(Group):
    """The list of people, the panel to admit one, and the certificate to give out."""

    done = Signal(str)  # what was done, in words
    failed = Signal(object)  # QaError

    def __init__(
        self, desk: Desk, found: Sequence[Listed], parent: QWidget | None = None, with_list: bool = True
    ):
        super().__init__(
            tr("People") if with_list else tr("Admit somebody"),
            len(found) if with_list else None,
            parent=parent,
        )
        self._desk = desk
        self._asked: identity.Request | None = None
        self.request = Button(tr("Add a request file"), icon="user", parent=self)
        self.request.clicked.connect(self._choose)
        self.certificate = Button(tr("Save the service's certificate"), icon="shield-check", parent=self)
        self.certificate.clicked.connect(self._save_certificate)
        root = desk.workspace.roots()
        figures = identity.certificate_figures(root[0]) if root else "none"
        self.table = Table(tr("People"), RowsModel(found, COLUMNS, self), self)
        self.table.draw_tags(4)
        self.table.fit(0)
        fit_rows(self.table)
        self.table.setVisible(with_list)
        self.add(self.table)
        self.body.addLayout(row(self.request, self.certificate, None, gap=12))
        self.add(
            Muted(
                tr(
                    "Give root.pem to every new auditor. When they ring to compare, read out {figures}.",
                    figures=figures,
                ),
                parent=self,
            )
        )
        self._panel()

    def _panel(self) -> None:
        self.panel = Card(parent=self)
        self.panel.setAccessibleName(tr("Compare the figures"))
        self.who = Text("", "strong", parent=self.panel)
        self.figures = Text("", "h3", parent=self.panel)
        self.team = LineBox(parent=self.panel)
        self.team_field = Field(
            tr("Team"), self.team, tr("As it stands in reports, such as South FST."), parent=self.panel
        )
        self.yes = Button(tr("The figures match, admit"), "primary", parent=self.panel)
        self.yes.clicked.connect(self._admit)
        no = Button(tr("Cancel"), name=tr("Cancel admitting"), parent=self.panel)
        no.clicked.connect(self._close)
        words = tr(
            "Ring them on a number you know and have them read out the figures on their screen. Admit them only if all are the same."
        )
        self.panel.add(self.who, Muted(words, "body"), self.figures, self.team_field)
        self.panel.body.addLayout(row(self.yes, no, None, gap=12))
        self.panel.hide()
        self.add(self.panel)

    @Slot()
    def _choose(self) -> None:
        path = Pick.file(self, tr("Choose a request file"), REQUESTS)
        if path is not None:
            self.show_request(path)

    def show_request(self, path: Path) -> None:
        """Shows who asks, and the figures to compare. A file that is no request is said so, and shows nothing."""
        self._close()
        try:
            data = files.read_bounded(path, identity.MAX_REQUEST)
            self._asked = identity.Request.from_bytes(data, path.name)
        except QaError as error:
            self.failed.emit(error)
            return
        asked = self._asked
        role = roles.name(self._desk.workspace.world.resources, asked.role)
        self.who.setText(soft(f"{asked.name} ({asked.code}), {role}, {asked.organisation}"))
        self.figures.setText(identity.short_fingerprint(asked))
        known = people.everyone(self._desk.workspace).get(asked.code)
        self.team.setText(known.team if known else "")
        self.panel.show()
        QTimer.singleShot(
            0, self.team, self.team.setFocus
        )  # once it has its place, so that the page scrolls there
        announce(
            self.panel,
            tr("{who}. The figures are {figures}", who=self.who.text(), figures=self.figures.text()),
        )

    @Slot()
    def _close(self) -> None:
        self._asked = None
        self.team_field.set_problem("")
        self.panel.hide()

    @Slot()
    def _admit(self) -> None:
        asked, team = self._asked, " ".join(self.team.text().split())
        if asked is None:
            return
        if not team:
            self.team_field.set_problem(tr("Say which team they are in."))
            self.team.setFocus()
            return
        self.yes.setEnabled(False)
        self._desk.run(lambda ws, _tell: people.admit(ws, asked, team), self._admitted, self._not_done)

    def _admitted(self, _digest: str) -> None:
        name = self._asked.name if self._asked else ""
        self.yes.setEnabled(True)
        self._close()
        self.done.emit(tr("{name} was admitted. They can sign once they have imported a pack.", name=name))

    def _not_done(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        self.failed.emit(error)

    @Slot()
    def _save_certificate(self) -> None:
        path = Pick.save(self, tr("Save the service's certificate"), "root.pem", CERTIFICATES)
        if path is None:
            return

        def work(ws: Workspace, _tell: Tell) -> Path:
            files.write_whole(path, identity.to_pem(ws.roots()[0]))
            return path

        self._desk.run(work, self._saved, self._not_done)

    def _saved(self, path: Path) -> None:
        self.done.emit(
            tr("{name} was saved in {parent}. It holds no secret.", name=path.name, parent=path.parent)
        )
