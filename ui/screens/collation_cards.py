"""The cards of the collation screen beside the heat map: figures, returns, findings and actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qa_desktop import charts, collate, collation_report, findings
from qa_desktop.answer_types import day_words
from qa_desktop.collate import ActionLine, Collation, Return
from qa_desktop.families import Numbers
from qa_desktop.words import tr
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
from ui.kit.text import MutedBeside
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
    days = tr("1 day") if worst == 1 else tr("{worst} days", worst=worst)
    note = (
        tr("{late} late, by up to {days}", late=len(late), days=days)
        if len(late) > 1
        else tr("1 is {days} late", days=days)
        if late
        else ""
    )
    still = found.owed - sum(one.came for one in found.returns)
    return [
        Figure(
            f"{came}/{sent}",
            tr("Packs returned"),
            note or (tr("All on time") if sent else tr("None sent")),
            "bad" if late else "muted",
        ),
        Figure(
            str(found.audits),
            tr("Audits collated"),
            tr("{still} still with auditors", still=still) if still else tr("Nothing still to come"),
        ),
        _part(found.good(), found.audits, tr("Good or outstanding")),
        _part(found.helped(), found.audits, tr("Say the help helped")),
        moderated(found),
    ]


def _part(counts: tuple[int, int], audits: int, label: str) -> Figure:
    k, n = counts
    if not n:
        note = tr("From {audits}", audits=charts.audits_words(audits)) if audits else tr("No audits yet")
        return Figure(
            charts.TOO_FEW if audits else "–", label, note, spoken=f"{label}: {charts.TOO_FEW.lower()}"
        )
    words = collate.share(k, n)
    percent = words.partition("(")[2].rstrip(")")
    note = tr("{percent} of audits", percent=percent) if percent else tr("Under ten: no percentage")
    return Figure(f"{k}/{n}", label, note, spoken=f"{label}: {words}")


def moderated(found: Collation) -> Figure:
    """How many were moderated, and how that ended."""
    told = ", ".join(f"{n} {status}" for status, n in found.moderation.items())
    note = told or (charts.TOO_FEW if found.moderated else tr("None in this period"))
    return Figure(f"{found.moderated}/{found.audits}", tr("Audits moderated"), note)


def is_late(one: ActionLine, today: str) -> bool:
    return bool(one.due) and one.due < today


def action_columns(today: str, families: Numbers) -> tuple[Column, ...]:
    return (
        Column(tr("Action"), lambda one: short(one.what, 300)),
        Column(tr("From"), lambda one: short(f"{one.source} · {families.shown(one.case)}", 40)),
        Column(tr("Owner"), lambda one: short(one.owner, 30)),
        Column(tr("Due"), lambda one: day_words(one.due, year=False), sort=lambda one: one.due),
        Column(
            tr("Status"),
            lambda one: tr("Overdue") if is_late(one, today) else tr("Open"),
            tag=lambda one: "bad" if is_late(one, today) else "neutral",
        ),
    )


class ReturnsCard(Card):
    """Whose work has come and whose has not."""

    pressed = Signal()  # import returned files

    def __init__(self, found: Sequence[Return], packs: tuple[int, int], parent: QWidget | None = None):
        super().__init__(tr("Returns"), parent=parent)
        came, sent = packs
        if sent:
            count = MutedBeside(tr("{came} of {sent} packs", came=came, sent=sent), "body", self)
            self.head.addWidget(count)
            self.add(Bar(tr("Packs returned"), came, sent, self))
        else:
            self.add(Muted(tr("No packs were sent in this cycle."), parent=self))
        for number, one in enumerate(some(found)):
            if number:
                self.add(Rule(self))
            self.body.addLayout(_return(one, self))
        if len(found) > MOST_RETURNS:
            self.add(Muted(tr("and {found} more", found=len(found) - MOST_RETURNS), parent=self))
        self.body.addStretch(1)
        button = Button(tr("Import returned files"), "primary", "folder-input", parent=self)
        button.clicked.connect(self.pressed)
        self.add(button)


def _return(one: Return, parent: QWidget) -> QHBoxLayout:
    icon, icon_role, kind = RETURN_LOOKS[one.state]
    audits = tr("1 audit") if one.owed == 1 else tr("{owed} audits", owed=one.owed)
    if one.state == "waiting" and one.came:
        audits = tr("{came} of {audits}", came=one.came, audits=audits)
    words = (
        tr("With auditor")
        if one.state == "waiting"
        else tr("Check")
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
        super().__init__(tr("Findings"), parent=parent)
        self._lines = column(gap=4)
        self.body.addLayout(self._lines)
        self.hide()

    def show_findings(self, words: str, found: Sequence[findings.Finding], audits: int) -> None:
        """`audits`: how many there are; the first of them are listed."""
        empty(self._lines)
        self.heading.setText(short(tr("Findings: {words}", words=words), 120))
        self.setAccessibleName(self.heading.text())
        for number, one in enumerate(found):
            if number:
                self._lines.addWidget(Rule(self))
            self._lines.addWidget(self._line(one))
        if audits > len(found):
            self._lines.addWidget(
                Muted(
                    tr("and {audits} more, rated the same or higher", audits=audits - len(found)), parent=self
                )
            )
        self.show()
        self.heading.setFocus()
        announce(self, f"{charts.audits_words(audits)}. {words}")

    def _line(self, one: findings.Finding) -> StatusRow:
        open_it = Button(
            tr("Open audit"),
            name=tr("Open {title}, {who}, {digest}", title=one.title, who=one.who, digest=one.digest[:6]),
        )
        open_it.clicked.connect(lambda: self.opened.emit(one.digest))
        act = Button(
            tr("Make an action"),
            name=tr(
                "Make an action from {title}, {who}, {digest}",
                title=one.title,
                who=one.who,
                digest=one.digest[:6],
            ),
        )
        act.clicked.connect(lambda: self.act_wanted.emit(one.digest))
        tag = Button(
            tr("Tag themes"),
            name=tr(
                "Tag themes of {title}, {who}, {digest}", title=one.title, who=one.who, digest=one.digest[:6]
            ),
        )
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
        super().__init__(tr("Actions from findings"), parent=parent)
        self.table: Table | None = None
        if not found:
            self.add(Muted(tr("No actions yet. They come from findings."), "body", self))
            return
        late = sum(is_late(one, today) for one in found)
        chips = [Chip(tr("{late} overdue", late=late), "bad", parent=self)] if late else []
        for place, chip in enumerate([*chips, Chip(tr("{found} in all", found=len(found)), parent=self)]):
            self.head.insertWidget(1 + place, chip)
        self._model = RowsModel(found, action_columns(today, families), self)
        self.table = Table(tr("Actions from findings"), self._model, self)
        self.table.setProperty("kind", "plain")
        self.table.draw_tags(4)
        self.table.fit(0)
        fit_rows(self.table, 15)
        self.open = Button(tr("Open the audit"), icon="clipboard-check", parent=self)
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
