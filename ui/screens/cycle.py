"""Give out the cases of a cycle by hand. What is typed is kept at once; saving seals it for the packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from qa_desktop import returns
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.returns import BadPlan, Line, Plan
from qa_desktop.templates import Template
from qa_desktop.words import tr
from ui import theme
from ui.desk import Desk
from ui.kit import Button, Card, Combo, Field, Group, LineBox, Muted, Table, announce, row
from ui.rows_model import Column, RowsModel
from ui.screens.reading import short
from ui.screens.sizes import fit_rows

NEW = "new"
DATE_HINT = tr("Such as 20 Nov 2026")
BAD_DATE = tr("Give the day, month and year, such as 20 Nov 2026.")


class CycleGroup(Group):
    """The cycle's name and days, a table of its cases, and one form to add or change a case."""

    done = Signal(str)
    failed = Signal(object)  # QaError

    def __init__(
        self,
        desk: Desk,
        plans: Sequence[Plan],
        draft: Plan | None,
        auditors: Sequence[tuple[str, str]],
        templates: Mapping[str, Template],
        parent: QWidget | None = None,
    ):
        super().__init__(tr("Cases to give out"), parent=parent)
        self._desk, self._plans, self._templates = desk, {p.cycle: p for p in plans}, templates
        self._names = dict(auditors)
        self.plan = draft or (plans[0] if plans else self._new_plan())
        self._unsaved = draft is not None
        self._changing: Line | None = None
        self._about()
        self._cases()
        self._show()

    def _new_plan(self) -> Plan:
        # a cycle is for the deep audit as a rule, which is the longest
        template = max(self._templates, key=lambda digest: self._templates[digest].minutes, default="")
        return Plan("", "", self._desk.workspace.me.organisation, "", "", template)

    # The cycle

    def _about(self) -> None:
        card = Card(parent=self)
        card.setAccessibleName(tr("The cycle"))
        options = [*((code, short(p.title)) for code, p in self._plans.items()), (NEW, tr("A new cycle"))]
        self.which = Combo(options=options, parent=card)
        self.which.changed.connect(self._another)
        self.method = Combo(options=[(d, short(t.title)) for d, t in self._templates.items()], parent=card)
        self.method.changed.connect(lambda value: self._keep(template=value))
        self.name, self.starts, self.ends = LineBox(parent=card), LineBox(parent=card), LineBox(parent=card)
        self.fields = {
            "which": Field(tr("Cycle"), self.which, parent=card),
            "title": Field(tr("Name of the cycle"), self.name, parent=card),
            "method": Field(tr("Audit"), self.method, parent=card),
            "starts": Field(tr("First day"), self.starts, parent=card),
            "ends": Field(tr("Last day"), self.ends, parent=card),
        }
        self.name.editingFinished.connect(self._named)
        self.starts.editingFinished.connect(lambda: self._day("starts", self.starts))
        self.ends.editingFinished.connect(lambda: self._day("ends", self.ends))
        card.body.addLayout(_grid(list(self.fields.values()), 3))
        self.add(card)

    @Slot(object)
    def _another(self, code: object) -> None:
        self.plan = self._plans.get(str(code)) or self._new_plan()
        self._unsaved = False
        returns.keep_draft(self._desk.workspace, None)
        self._clear_problems()
        self._show()

    @Slot()
    def _named(self) -> None:
        title = " ".join(self.name.text().split())
        if title != self.plan.title:
            self._keep(title=title)

    def _day(self, which: str, box: LineBox) -> None:
        day = returns.day_of(box.text())
        self.fields[which].set_problem(BAD_DATE if day is None and box.text().strip() else "")
        if day and day != getattr(self.plan, which):
            self._keep(**{which: day})

    def _keep(self, **changes) -> None:
        """Changes the plan and keeps it, so that leaving the screen loses nothing."""
        self.plan = replace(self.plan, **changes)
        if not self.plan.cycle or self.plan.cycle not in self._plans:
            self.plan = replace(self.plan, cycle=self._free_code())
        self._unsaved = True
        returns.keep_draft(self._desk.workspace, self.plan)
        self._show_lines()

    def _free_code(self) -> str:
        code = returns.cycle_code(self.plan.title, self.plan.starts)
        taken = [c for c in self._plans if c == code or c.startswith(f"{code}-")]
        return f"{code}-{len(taken) + 1}" if taken else code

    # The cases

    def _cases(self) -> None:
        columns = (
            Column(tr("Auditor"), lambda line: self._names.get(line.auditor, line.auditor)),
            Column(tr("Case"), lambda line: short(line.case, 30)),
            Column(tr("Worker"), lambda line: short(line.worker, 30)),
            Column(tr("Supervisor"), lambda line: short(line.supervisor, 30)),
            Column(tr("Team"), lambda line: short(line.team, 30)),
            Column(tr("Due"), lambda line: day_words(line.due), sort=lambda line: line.due),
        )
        self.model = RowsModel((), columns, self)
        self.table = Table(tr("Cases given out"), self.model, self)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._chosen())
        self.change = Button(tr("Change case"), icon="pencil", parent=self)
        self.change.clicked.connect(self._change)
        self.remove = Button(tr("Remove case"), icon="trash-2", parent=self)
        self.remove.clicked.connect(self._remove)
        self.save = Button(tr("Save cases"), "primary", "save", parent=self)
        self.save.clicked.connect(self._save)
        self.state = Muted("", parent=self)
        self.add(self.table)
        line = row(self.save, self.change, self.remove, self.state, gap=12)
        line.setStretch(3, 1)
        self._form()
        self.body.addLayout(line)

    def _form(self) -> None:
        card = Card(tr("Add a case"), parent=self)
        self.form = card
        self.auditor = Combo(options=[(code, words) for code, words in self._names.items()], parent=card)
        self.boxes = {name: LineBox(parent=card) for name in ("case", "worker", "supervisor", "team", "due")}
        self.fields |= {
            "auditor": Field(tr("Auditor"), self.auditor, parent=card),
            "case": Field(tr("Case"), self.boxes["case"], parent=card),
            "worker": Field(tr("Worker"), self.boxes["worker"], tr("Staff code"), parent=card),
            "supervisor": Field(tr("Supervisor"), self.boxes["supervisor"], tr("Staff code"), parent=card),
            "team": Field(tr("Team"), self.boxes["team"], tr("Whose work it is"), parent=card),
            "due": Field(tr("Due"), self.boxes["due"], DATE_HINT, parent=card),
        }
        wanted = ("auditor", "case", "team", "worker", "supervisor", "due")
        card.body.addLayout(_grid([self.fields[name] for name in wanted], 3))
        self.put = Button(tr("Add case"), icon="plus", parent=card)
        self.put.clicked.connect(self._add)
        self.leave = Button(tr("Leave as it was"), parent=card)
        self.leave.clicked.connect(self._leave)
        card.body.addLayout(row(self.put, self.leave, None, gap=12))
        self.add(card)

    def _show(self) -> None:
        self.which.set_value(self.plan.cycle if self.plan.cycle in self._plans else NEW)
        self.method.set_value(self.plan.template)
        self.name.setText(self.plan.title)
        self.starts.setText(day_words(self.plan.starts) if self.plan.starts else "")
        self.ends.setText(day_words(self.plan.ends) if self.plan.ends else "")
        self._leave()
        self._show_lines()

    def _show_lines(self) -> None:
        self.model.set_rows(self.plan.lines)
        self.table.fit(0)
        self.table.setVisible(bool(self.plan.lines))
        fit_rows(self.table)
        n = len(self.plan.lines)
        count = tr("1 case") if n == 1 else tr("{n} cases", n=n)
        if not n:
            self.state.setText(tr("No cases yet. Add the first one above."))
        else:
            self.state.setText(
                tr("{count}, not saved yet. Kept on this laptop.", count=count)
                if self._unsaved
                else tr("{count}, saved.", count=count)
            )
        self.save.setEnabled(self._unsaved)
        self._chosen()

    def _chosen(self) -> None:
        some = self.table.currentIndex().isValid()
        self.change.setEnabled(some)
        self.remove.setEnabled(some)

    @Slot()
    def _add(self) -> None:
        line = self._line()
        if line is None:
            return
        lines = [one for one in self.plan.lines if one is not self._changing]
        place = self.plan.lines.index(self._changing) if self._changing in self.plan.lines else len(lines)
        lines.insert(place, line)
        announce(
            self,
            tr(
                "Case {case} {changed}",
                case=line.case,
                changed=tr("changed") if self._changing else tr("added"),
            ),
        )
        self._leave(keep=True)
        self._keep(lines=tuple(lines))
        self.boxes["case"].setFocus()

    def _line(self) -> Line | None:
        """What the form holds; None, with the problem said beside its field, where it is not whole."""
        self._clear_problems()
        words = {name: " ".join(box.text().split()) for name, box in self.boxes.items()}
        due = returns.day_of(words["due"])
        faults = {
            "auditor": "" if self.auditor.value() else tr("Admit an auditor first."),
            "case": "" if words["case"] else tr("Give the case's reference."),
            "team": ""
            if words["team"]
            else tr("Say whose work it is, so that figures can be shown by team."),
            "due": "" if due else BAD_DATE,
        }
        if any(one.case == words["case"] and one is not self._changing for one in self.plan.lines):
            faults["case"] = tr("Case {case} is there already.", case=short(words["case"], 30))
        found = [name for name, fault in faults.items() if fault]
        for name in found:
            self.fields[name].set_problem(faults[name])
        if found or due is None:
            self.fields[found[0]].editor.setFocus()
            return None
        held = self._changing.id if self._changing else ""
        return Line(
            str(self.auditor.value()),
            words["case"],
            words["worker"],
            words["supervisor"],
            words["team"],
            due,
            held,
        )

    @Slot()
    def _change(self) -> None:
        line = self.model.row(self.table.currentIndex())
        self._changing = line
        self.auditor.set_value(line.auditor)
        for name, box in self.boxes.items():
            box.setText(day_words(line.due) if name == "due" else getattr(line, name))
        self.put.set_words(tr("Keep change"))
        self.leave.show()
        self.boxes["case"].setFocus()

    @Slot()
    def _remove(self) -> None:
        line = self.model.row(self.table.currentIndex())
        self._keep(lines=tuple(one for one in self.plan.lines if one is not line))
        announce(self, tr("Case {case} removed", case=line.case))

    @Slot()
    def _leave(self, keep: bool = False) -> None:
        """Empties the form; with `keep`, team and day stay for the next case."""
        self._changing = None
        for name, box in self.boxes.items():
            if not (keep and name in ("team", "due")):
                box.clear()
        self.put.set_words(tr("Add case"))
        self.leave.hide()

    # Saving

    @Slot()
    def _save(self) -> None:
        plan, template = self.plan, self._templates.get(self.plan.template)
        if template is None:
            self.fields["method"].set_problem(tr("Choose an audit."))
            return
        self.save.setEnabled(False)
        self._desk.run(lambda ws, _tell: returns.save(ws, plan, template), self._saved, self._not_saved)

    def _saved(self, changed: int) -> None:
        packs = tr("1 pack has") if changed == 1 else tr("{changed} packs have", changed=changed)
        self._unsaved = False
        self.done.emit(tr("The cases were saved. {packs} to be made or made again.", packs=packs))

    def _not_saved(self, error: QaError) -> None:
        self.save.setEnabled(True)
        if isinstance(error, BadPlan):
            field = self.fields[error.field]
            field.set_problem(str(error))
            field.editor.setFocus()
        else:
            self.failed.emit(error)

    def _clear_problems(self) -> None:
        for field in self.fields.values():
            field.set_problem("")


def _grid(fields: Sequence[Field], across: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(8))
    for number, field in enumerate(fields):
        if isinstance(field.editor, Combo):  # else its longest name narrows the boxes beside it
            field.editor.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.editor.setMinimumContentsLength(6)
        grid.addWidget(field, number // across, number % across)
    for place in range(across):
        grid.setColumnStretch(place, 1)
    for field, following in pairwise(fields):  # Tab goes as the eye does, not as the boxes were made
        QWidget.setTabOrder(field.editor, following.editor)
    return grid
