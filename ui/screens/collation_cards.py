"""The cards of the collation screen beside the heat map: figures, returns, findings and actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qa_desktop import charts, collate, collation_report, findings
from qa_desktop.answer_types import day_words
from qa_desktop.collate import ActionLine, Collation, Return
from qa_desktop.families import Numbers
from ui import theme
from ui.kit import (
    Bar,
    Button,
    Card,
    Chip,
    ElideLabel,
    IconMark,
    Muted,
    Rule,
    StatusRow,
    Table,
    Tag,
    announce,
    column,
    empty,
    row,
)
from ui.rows_model import Column, RowsModel
from ui.screens.figures import Figure
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

RETURN_LOOKS = {  # icon, its role, kind of tag
    "imported": ("circle-check", "ok", "ok"),
    "check": ("triangle-alert", "warn", "warn"),
    "late": ("clock", "bad", "bad"),
    "waiting": ("send", "neutral", "neutral"),
}
MOST_RETURNS = 7


def figures(found: Collation, today: str) -> list[Figure]:
    """The five figures at the top."""
    came, sent = found.packs
    late = [one for one in found.returns if one.state == "late"]
    worst = max((one.days_late for one in late), default=0)
    days = "1 day" if worst == 1 else f"{worst} days"
    note = f"{len(late)} late, by up to {days}" if len(late) > 1 else f"1 is {days} late" if late else ""
    still = found.owed - sum(one.came for one in found.returns)
    return [
        Figure(
            f"{came}/{sent}",
            "Packs returned",
            note or ("All on time" if sent else "None sent"),
            "bad" if late else "muted",
        ),
        Figure(
            str(found.audits),
            "Audits collated",
            f"{still} still with auditors" if still else "Nothing still to come",
        ),
        _part(found.good(), found.audits, "Good or outstanding"),
        _part(found.helped(), found.audits, "Say the help helped"),
        moderated(found),
    ]


def _part(counts: tuple[int, int], audits: int, label: str) -> Figure:
    k, n = counts
    if not n:
        note = f"From {charts.audits_words(audits)}" if audits else "No audits yet"
        return Figure(
            charts.TOO_FEW if audits else "–", label, note, spoken=f"{label}: {charts.TOO_FEW.lower()}"
        )
    words = collate.share(k, n)
    percent = words.partition("(")[2].rstrip(")")
    note = f"{percent} of audits" if percent else "Under ten: no percentage"
    return Figure(f"{k}/{n}", label, note, spoken=f"{label}: {words}")


def moderated(found: Collation) -> Figure:
    """How many were moderated, and how that ended."""
    told = ", ".join(f"{n} {status}" for status, n in found.moderation.items())
    note = told or (charts.TOO_FEW if found.moderated else "None in this period")
    return Figure(f"{found.moderated}/{found.audits}", "Audits moderated", note)


def is_late(one: ActionLine, today: str) -> bool:
    return bool(one.due) and one.due < today


def action_columns(today: str, families: Numbers) -> tuple[Column, ...]:
    return (
        Column("Action", lambda one: short(one.what, 300)),
        Column("From", lambda one: short(f"{one.source} · {families.shown(one.case)}", 40)),
        Column("Owner", lambda one: short(one.owner, 30)),
        Column("Due", lambda one: day_words(one.due, year=False), sort=lambda one: one.due),
        Column(
            "Status",
            lambda one: "Overdue" if is_late(one, today) else "Open",
            tag=lambda one: "bad" if is_late(one, today) else "neutral",
        ),
    )


class ReturnsCard(Card):
    """Whose work has come and whose has not."""

    pressed = Signal()  # import returned files

    def __init__(self, found: Sequence[Return], packs: tuple[int, int], parent: QWidget | None = None):
        super().__init__("Returns", parent=parent)
        came, sent = packs
        if sent:
            count = Muted(f"{came} of {sent} packs", "body", self)
            count.setWordWrap(False)
            self.head.addWidget(count)
            self.add(Bar("Packs returned", came, sent, self))
        else:
            self.add(Muted("No packs were sent in this cycle.", parent=self))
        for number, one in enumerate(some(found)):
            if number:
                self.add(Rule(self))
            self.body.addLayout(_return(one, self))
        if len(found) > MOST_RETURNS:
            self.add(Muted(f"and {len(found) - MOST_RETURNS} more", parent=self))
        self.body.addStretch(1)
        button = Button("Import returned files", "primary", "folder-input", parent=self)
        button.clicked.connect(self.pressed)
        self.add(button)


def _return(one: Return, parent: QWidget) -> QHBoxLayout:
    icon, icon_role, kind = RETURN_LOOKS[one.state]
    audits = "1 audit" if one.owed == 1 else f"{one.owed} audits"
    if one.state == "waiting" and one.came:
        audits = f"{one.came} of {audits}"
    words = (
        "With auditor"
        if one.state == "waiting"
        else "Check"
        if one.state == "check"
        else collation_report.state(one)
    )
    under = ElideLabel(
        " · ".join(part for part in (short(one.team), audits) if part), "small", "muted", parent
    )
    text = column(ElideLabel(short(one.name), "strong", parent=parent), under, gap=1)
    line = row(IconMark(icon, icon_role, 20, parent), text, Tag(words, kind, parent=parent), gap=9)
    line.setStretch(1, 1)
    return line


def some(found: Sequence[Return]) -> list[Return]:
    """As many as the card shows. Those that have come give way to those that have not."""
    spare = len(found) - MOST_RETURNS
    came = [one for one in found if one.state == "imported"]
    return [one for one in found if spare <= 0 or one not in came[-spare:]][:MOST_RETURNS]


class FindingsCard(Card):
    """The audits behind one figure. Hidden until there is something to show."""

    opened = Signal(str)  # digest of the audit
    act_wanted = Signal(str)  # digest of the audit that an action is made from
    tag_wanted = Signal(str)  # digest of the audit whose findings are to be tagged

    def __init__(self, parent: QWidget | None = None):
        super().__init__("Findings", parent=parent)
        self._lines = column(gap=4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_findings(self, words: str, found: Sequence[findings.Finding], audits: int) -> None:
        """`audits`: how many there are; the first of them are listed."""
        empty(self._lines)
        self.heading.setText(short(f"Findings: {words}", 120))
        self.setAccessibleName(self.heading.text())
        for number, one in enumerate(found):
            if number:
                self._lines.addWidget(Rule(self))
            self._lines.addWidget(self._line(one))
        if audits > len(found):
            self._lines.addWidget(
                Muted(f"and {audits - len(found)} more, rated the same or higher", parent=self)
            )
        self.show()
        self.heading.setFocus()
        announce(self, f"{charts.audits_words(audits)}. {words}")

    def _line(self, one: findings.Finding) -> StatusRow:
        open_it = Button("Open audit", name=f"Open {one.title}, {one.who}, {one.digest[:6]}")
        open_it.clicked.connect(lambda: self.opened.emit(one.digest))
        act = Button("Make an action", name=f"Make an action from {one.title}, {one.who}, {one.digest[:6]}")
        act.clicked.connect(lambda: self.act_wanted.emit(one.digest))
        tag = Button("Tag themes", name=f"Tag themes of {one.title}, {one.who}, {one.digest[:6]}")
        tag.clicked.connect(lambda: self.tag_wanted.emit(one.digest))
        told = "\n".join(f"{short(item.name, 90)}: {item.rating}" for item in one.items)
        who = f"{short(one.who, 40)}, {one.signed}"
        line = StatusRow("clipboard-check", "primary", short(one.title), who, told, None, (tag, act, open_it))
        line.layout().setContentsMargins(0, theme.px(6), 0, theme.px(6))
        return line


class ActionsCard(Card):
    """The actions that audits asked for."""

    opened = Signal(str)  # digest of the audit

    def __init__(
        self, found: Sequence[ActionLine], today: str, families: Numbers, parent: QWidget | None = None
    ):
        super().__init__("Actions from findings", parent=parent)
        self.table: Table | None = None
        if not found:
            self.add(Muted("No actions yet. They come from findings.", "body", self))
            return
        late = sum(is_late(one, today) for one in found)
        chips = [Chip(f"{late} overdue", "bad", parent=self)] if late else []
        for place, chip in enumerate([*chips, Chip(f"{len(found)} in all", parent=self)]):
            self.head.insertWidget(1 + place, chip)
        self._model = RowsModel(found, action_columns(today, families), self)
        self.table = Table("Actions from findings", self._model, self)
        self.table.setProperty("kind", "plain")
        self.table.draw_tags(4)
        self.table.fit(0)
        fit_rows(self.table, 15)
        self.open = Button("Open the audit", icon="clipboard-check", parent=self)
        self.open.setEnabled(False)
        self.open.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.open.setEnabled(True))
        self.table.activated.connect(self._open)
        self.add(self.table)
        self.body.addLayout(row(self.open, None))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.row(index).digest)
