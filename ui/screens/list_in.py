"""A list from another system, taken in on any screen: the file, which sheet, and which column is which."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from qa_desktop import files, lists
from qa_desktop.errors import QaError
from qa_desktop.lists import Bad, Column, How, Look, Unclear
from qa_desktop.words import tr
from qa_desktop.workspace import Workspace
from ui import theme
from ui.desk import Desk
from ui.kit import (
    Banner,
    Button,
    Card,
    Combo,
    DropZone,
    Field,
    LinkButton,
    Muted,
    Text,
    announce,
    column,
    empty,
    row,
)
from ui.screens.bad_rows import BadRows
from ui.screens.pick import Pick
from ui.screens.reading import short, soft

SUFFIXES = (".csv", ".xlsx")
LISTS = tr("Lists from a spreadsheet (*.csv *.xlsx)")
Reader = Callable[[Workspace, bytes, str, How], tuple[Sequence[Any], Sequence[Bad]]]


@dataclass(frozen=True, slots=True)
class Opened:
    """A list that was read: what can be taken in, what cannot, and how it was read."""

    name: str
    data: bytes
    how: How
    good: Sequence[Any]
    bad: Sequence[Bad]
    look: Look
    remembered: bool = False  # the columns are those that somebody chose before


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of which it must be said what is what."""

    name: str
    data: bytes
    look: Look
    columns: Mapping[str, str]  # the best guess
    words: str


class ColumnsCard(Card):
    """Our columns, each with theirs beside it and the first values that stand there."""

    chosen = Signal(object)  # How
    other_sheet = Signal(str)
    left = Signal()

    def __init__(self, asked: Asked, columns: Sequence[Column], parent: QWidget | None = None):
        super().__init__(tr("Which column is which"), parent=parent)
        self._columns, self._look = columns, asked.look
        self.add(Text(soft(asked.words, 400), parent=self))
        names = [
            (one.name, tr("{name} (hidden)", name=one.name) if one.hidden else one.name)
            for one in asked.look.sheets
        ]
        self.sheet = Combo(options=[(name, short(words, 40)) for name, words in names], parent=self)
        self.sheet.set_value(asked.look.sheet)
        self.sheet.changed.connect(lambda name: self.other_sheet.emit(str(name)))
        self.sheet_field = Field(tr("Sheet"), self.sheet, parent=self)
        self.sheet_field.setVisible(len(names) > 1)
        self.add(self.sheet_field)
        self.combos: dict[str, Combo] = {}
        self.body.addLayout(self._grid(asked.columns))
        self.problem = Text("", tone="bad", parent=self)
        self.problem.hide()
        self.add(self.problem)
        self.yes = Button(tr("Use these columns"), "primary", parent=self)
        self.no = Button(tr("Cancel"), name=tr("Cancel this list"), parent=self)
        self.yes.clicked.connect(self._use)
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.yes, self.no, None, gap=12))

    def _grid(self, guess: Mapping[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        for at, words in enumerate((tr("We need"), tr("Column in the file"), tr("First values"))):
            grid.addWidget(Muted(words, parent=self), 0, at)
        for line, one in enumerate(self._columns, start=1):
            label = QLabel(f"{one.name[:1].upper()}{one.name[1:].replace('_', ' ')}", self)
            combo = Combo(options=self._options(one), parent=self)
            combo.setMaximumWidth(theme.px(300))
            combo.set_value(guess.get(one.name, ""))
            label.setBuddy(combo)
            combo.setAccessibleName(tr("Column for {label}", label=label.text()))
            values = Muted("", "body", self)
            combo.changed.connect(lambda head, shown=values: self._show(str(head), shown))
            self._show(guess.get(one.name, ""), values)
            self.combos[one.name] = combo
            for at, widget in enumerate((label, combo, values)):
                grid.addWidget(widget, line, at)
        grid.setColumnStretch(2, 1)
        return grid

    def _options(self, one: Column) -> list[tuple[object, str]]:
        none = tr("Choose a column") if one.needed else tr("Not in this list")
        heads = dict.fromkeys(head for head in self._look.headings if head)
        return [("", none), *((head, short(head, 40)) for head in heads)]

    def _show(self, head: str, shown: Muted) -> None:
        at = self._look.headings.index(head) if head in self._look.headings else -1
        held = [one for one in self._look.values[at] if one] if head and at >= 0 else []
        shown.setText(short(", ".join(short(one, 24) for one in held), 80))

    @Slot()
    def _use(self) -> None:
        told = {name: str(combo.value() or "") for name, combo in self.combos.items()}
        missing = [c.name for c in self._columns if c.needed and not told[c.name]]
        twice = sorted({head for head in told.values() if head and list(told.values()).count(head) > 1})
        words = tr("Choose the column for {missing}.", missing=", ".join(missing)) if missing else ""
        if twice and not words:
            words = tr("{twice} is chosen twice. Choose one column for each.", twice=twice[0])
        self.problem.setText(soft(words))
        self.problem.setVisible(bool(words))
        if words:
            announce(self, words)
            (
                self.combos[missing[0]]
                if missing
                else self.combos[next(n for n, h in told.items() if h == twice[0])]
            ).setFocus()
            return
        self.chosen.emit(How(str(self.sheet.value() or ""), told))

    def first_focus(self) -> QWidget:
        return next((c for c in self.combos.values() if not c.value()), self.yes)


class ListIn(QWidget):
    """A place to drop a list. It asks which sheet and column is which where that is not known, and remembers it."""

    opened = Signal(object)  # Opened
    closed = Signal()  # what was opened before no longer stands

    def __init__(
        self, desk: Desk, kind: str, columns: Sequence[Column], read: Reader, title: str, hint: str, parent: QWidget | None = None
    ):  # fmt: skip
        """`kind`: what the columns are remembered for, as "people". `read` is called on the worker."""
        super().__init__(parent)
        self._desk, self._kind, self._columns, self._read = desk, kind, tuple(columns), read
        self.columns: ColumnsCard | None = None
        self.zone = DropZone(title, hint, tr("Choose file"), SUFFIXES, self)
        self.zone.choose.connect(self._choose)
        self.zone.dropped.connect(lambda paths: self.take(paths[0]))
        self.below = column(gap=8)
        self.setLayout(column(self.zone, self.below, gap=10))

    @Slot()
    def _choose(self) -> None:
        path = Pick.file(self, self.zone.title.text(), LISTS)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Reads a list on the worker. Nothing is kept of it yet."""
        self._work(lambda ws: self._attempt(ws, files.read_bounded(path, lists.MAX_LIST), path.name, None))

    def _work(self, work: Callable[[Workspace], Opened | Asked]) -> None:
        self.closed.emit()
        self._desk.run(lambda ws, _tell: work(ws), self._have, self._failed)

    def _attempt(self, ws: Workspace, data: bytes, name: str, told: How | None) -> Opened | Asked:
        seen = lists.look(data, name, told.sheet if told else "", self._columns)
        kept = {} if told and told.columns else lists.remembered(ws, self._kind, seen)
        how = told if told and told.columns else How(told.sheet if told else "", kept)
        try:
            good, bad = self._read(ws, data, name, how)
        except Unclear as error:
            return self._asked(data, error.look, {}, str(error))
        if told and told.columns:
            lists.remember(ws, self._kind, seen, told.columns)
        return Opened(name, data, how, good, bad, seen, bool(kept))

    def _asked(self, data: bytes, seen: Look, told: Mapping[str, str], words: str) -> Asked:
        return Asked(seen.what, data, seen, lists.matched(seen.headings, self._columns, told), words)

    def _have(self, found: Opened | Asked) -> None:
        if isinstance(found, Asked):
            self._ask(found)
            return
        empty(self.below)
        self.columns = None
        said = tr("The columns are those chosen before.") if found.remembered else ""
        self.again = LinkButton(tr("Change columns"), "sliders-horizontal", parent=self)
        self.again.clicked.connect(lambda: self._change(found))
        told = (Muted(said, parent=self),) if said else ()
        self.below.addLayout(row(*told, self.again, None, gap=12))
        self.opened.emit(found)

    def _change(self, found: Opened) -> None:
        self._ask(self._asked(found.data, found.look, found.how.columns, tr("Say which column is which.")))

    def _ask(self, asked: Asked) -> None:
        self.closed.emit()
        empty(self.below)
        self.columns = card = ColumnsCard(asked, self._columns, self)
        card.chosen.connect(lambda how: self._work(lambda ws: self._attempt(ws, asked.data, asked.name, how)))
        card.other_sheet.connect(lambda name: self._work(lambda ws: self._look(asked.data, asked.name, name)))
        card.left.connect(self._leave)
        self.below.addWidget(card)
        announce(card, f"{card.accessibleName()} {asked.words}")
        card.first_focus().setFocus()

    def _look(self, data: bytes, name: str, sheet: str) -> Asked:
        seen = lists.look(data, name, sheet, self._columns)
        return self._asked(data, seen, {}, tr("Say which column is which."))

    @Slot()
    def _leave(self) -> None:
        empty(self.below)
        self.columns = None
        self.zone.button.setFocus()

    def _failed(self, error: QaError) -> None:
        empty(self.below)
        self.columns = None
        banner = Banner("bad", tr("The list could not be read."), soft(str(error)), parent=self)
        self.below.addWidget(banner)
        announce(banner, str(error))


def go_on(found: Sequence[Any], what: tuple[str, str], parent: QWidget) -> Button:
    """The button under rows to correct that goes on without them. `what`: one and several, as ("case", "cases")."""
    made = Button(
        tr("Go on with the {found} good {what}", found=len(found), what=what[len(found) != 1]), parent=parent
    )
    made.setEnabled(bool(found))
    return made


class TakeIn(Card):
    """A list and what becomes of it: how many rows go in, which must be corrected, and the button that does it."""

    done = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, title: str, what: tuple[str, str], source: ListIn, keep: Callable[[Workspace, Sequence[Any]], Any], parent: QWidget | None = None
    ):  # fmt: skip
        """`what`: one and several of them, as ("person", "people")."""
        super().__init__(title, parent=parent)
        self._desk, self._what, self._keep = desk, what, keep
        self.source = source
        self.result = column(gap=10)
        self.add(source)
        self.body.addLayout(self.result)
        self.no = Button(
            tr("Close"), name=tr("Close {title}", title=title[:1].lower() + title[1:]), parent=self
        )
        self.no.clicked.connect(self.left)
        self.body.addLayout(row(self.no, None))
        source.opened.connect(self._show)
        source.closed.connect(lambda: empty(self.result))

    def _show(self, found: Opened) -> None:
        empty(self.result)
        n = len(found.good)
        words = tr(
            "{name}: {n} {what} can be taken in.", name=short(found.name, 60), n=n, what=self._what[n != 1]
        )
        self.result.addWidget(Text(words, parent=self))
        self.yes = Button(
            tr("Take in {n} {what}", n=n, what=self._what[n != 1]), "primary", "import", parent=self
        )
        self.yes.setEnabled(bool(n))
        self.yes.clicked.connect(lambda: self._take(found.good))
        self.result.addLayout(row(self.yes, None))
        if found.bad:
            self.result.addWidget(BadRows(found.name, found.bad, tr("These rows are left out"), self))
        announce(self, words)
        (self.yes if n else self.no).setFocus()

    def _take(self, good: Sequence[Any]) -> None:
        self.yes.setEnabled(False)
        self._desk.run(lambda ws, _tell: self._keep(ws, good), self._taken, self._failed)

    def _taken(self, taken: Any) -> None:
        self.done.emit(tr("The list is taken in. {words}.", words=taken.words[:1].upper() + taken.words[1:]))

    def _failed(self, error: QaError) -> None:
        self.yes.setEnabled(True)
        self.result.addWidget(Banner("bad", tr("This was not done."), soft(str(error)), parent=self))
        announce(self, str(error))
