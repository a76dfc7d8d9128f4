"""Find (Ctrl+K): one box over places, commands, cases, the questions of what is begun, forms to start and signed ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qa_desktop import families, forms, ledger, walk, work
from qa_desktop.answer_types import day_words
from qa_desktop.templates import Template
from qa_desktop.words import tr
from qa_desktop.work import Task
from qa_desktop.workspace import Tell, Workspace, quiet
from ui import theme
from ui.desk import Desk
from ui.forms.ways import place_for
from ui.kit import EmptyState, ListBox, Page, SearchBox, announce
from ui.shell import Command, MainWindow

MOST = 60  # lines: more than anyone reads
FOUND = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Case:
    """One piece of work, and what can be gone to in it: sections (title, first question), questions (id, name)."""

    task: Task
    questions: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One line: what it is, its words, and what going there does. `also`: words it is found by too, not shown."""

    kind: str
    words: str
    aside: str
    run: Callable[[], Any]
    also: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What can be found besides the places. `signed`: (title, day, digest) of those that are nobody's task here."""

    cases: tuple[Case, ...] = ()
    templates: tuple[Template, ...] = ()
    signed: tuple[tuple[str, str, str], ...] = ()


def read(ws: Workspace, _tell: Tell = quiet) -> Known:
    found = []
    for task in work.tasks(ws, ws.world.now().astimezone().date()):
        draft = forms.draft(ws, task.doc) if task.doc else None
        template = forms.template_of(ws, draft) if draft else None
        asked = walk.asked(template, draft.answers) if draft and template else ()
        shown = [q for q in asked if q.type != "AUTO"]
        first = {template.section_of[q.id].title: q.id for q in reversed(shown)} if template else {}
        sections = tuple((title, first[title]) for title in dict.fromkeys(reversed(first)))
        found.append(Case(task, tuple((q.id, q.name) for q in shown), sections))
    startable = (t for t in forms.template_choices(ws).values() if forms.may_start(ws, t))
    mine = {case.task.digest for case in found}
    return Known(tuple(found), tuple(sorted(startable, key=lambda t: t.title)), tuple(_signed(ws, mine)))


def _signed(ws: Workspace, mine: Collection[str | None]) -> Iterator[tuple[str, str, str]]:
    """Signed forms that are nobody's task here. Of many thousands: what they share is read once."""
    titles = {t.digest: t.title for t in ledger.known_templates(ws)}
    cases = {f.digest: f.code for f in ws.store.facts() if f.fact == "case"}
    numbers = families.numbers(ws)
    for form in ledger.forms(ws):
        if form.digest not in mine:
            title = titles.get(form.template or "", tr("Form"))
            yield numbers.titled(title, cases.get(form.digest, "")), day_words(form.at), form.digest


class _Box(SearchBox):
    """Passes the arrows on to the list."""

    def __init__(self, screen: FindScreen):
        super().__init__(tr("Find a place, a case, a question or a command"), screen)
        self._screen = screen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._screen.move(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class FindScreen(Page):
    """Typing narrows, arrows choose, Enter goes. Only what can be done now is offered."""

    nav = ""
    place_words = tr("Find")

    def __init__(self, desk: Desk, window: MainWindow, parent: QWidget | None = None):
        super().__init__(tr("Find"), parent=parent, most=860)
        self._desk, self._window = desk, window
        self._commands = _useful(
            window.commands()
        )  # before this screen takes the place of the one it was asked from
        self.box = _Box(self)
        self.box.textChanged.connect(self._narrow)
        self.box.returnPressed.connect(self._go)
        self.list = ListBox(tr("What was found"), self)
        self.list.setMinimumHeight(420)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.activated.connect(self._go_to)
        self.list.clicked.connect(self._go_to)
        self.nothing: EmptyState | None = None
        self.add(self.box, self.list)
        self.body.setStretch(1, 1)
        self._have(Known())
        desk.run(read, self._have, lambda _error: None)

    def first_focus(self) -> QWidget:
        return self.box

    def acts(self) -> dict:
        return {"search": self.box.setFocus, "close": self._leave}

    def _leave(self) -> None:
        """Esc: what was typed goes first, then the screen."""
        if self.box.text():
            self.box.clear()
        else:
            self._window.back()

    def panes(self) -> list[QWidget]:
        return [self.box, self.list]

    def _have(self, known: Known) -> None:
        # ten thousand lines are made once, not at every key
        offers = self._offers(known)
        self._told = [(f, f"{f.words} {f.aside} {f.also}".casefold()) for f in offers]
        self._narrow(self.box.text())

    def _offers(self, known: Known) -> list[Found]:
        found = [
            Found(tr("Go to"), c.words, c.keys, c.run)
            for c in self._commands
            if c.id not in ("find", "close")
        ]
        here = {f.words for f in found}
        found += [
            Found(tr("Go to"), door.words, "", lambda d=door: self._window.go(d.place), door.also)
            for door in self._window.doors()
            if door.words not in here
        ]
        for case in known.cases:
            task = case.task
            found.append(Found(tr("Case"), task.title, task.who, lambda t=task: self._open(t)))
            found += [
                Found(tr("Section"), title, task.title, lambda t=task, q=number: self._open(t, q))
                for title, number in case.sections
            ]
            found += [
                Found(
                    tr("Question"), f"{number} {name}", task.title, lambda t=task, q=number: self._open(t, q)
                )
                for number, name in case.questions
            ]
        found += [
            Found(
                tr("Form"),
                tr("Start {title}", title=t.title),
                tr("version {version}", version=t.version),
                lambda t=t: self._start(t),
            )
            for t in known.templates
        ]
        found += [
            Found(
                tr("Signed"),
                title,
                tr("signed {day}", day=day),
                lambda d=digest: self._window.go("audit", digest=d),
            )
            for title, day, digest in known.signed
        ]
        return found

    def _start(self, template: Template) -> None:
        """To the list where it is started: finding a form is not yet beginning one."""
        self._window.go("start", template=template.digest)

    @Slot(str)
    def _narrow(self, wanted: str) -> None:
        words = wanted.casefold().split()
        found = [f for f, said in self._told if all(w in said for w in words)]
        if not words:
            found = [f for f in found if f.kind not in (tr("Question"), tr("Section"))]
        self._model.clear()
        for one in found[:MOST]:
            self._model.appendRow(_item(one))
        self.list.setVisible(bool(found))
        if self.nothing:
            self.nothing.hide()
            self.nothing.deleteLater()
            self.nothing = None
        if found:
            self.list.setCurrentIndex(self._model.index(0, 0))
        else:
            self.nothing = EmptyState(
                "search",
                tr("Nothing found for “{wanted}”", wanted=wanted),
                tr("Try a case, a place or a word of a question."),
            )
            self.add(self.nothing)
        if words:
            announce(self, tr("1 found") if len(found) == 1 else tr("{found} found", found=len(found)))

    def move(self, by: int) -> None:
        """The next or the last line, with the keys still in the box."""
        row = max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + by))
        self.list.setCurrentIndex(self._model.index(row, 0))
        announce(self, str(self._model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _go(self) -> None:
        if self.list.currentIndex().isValid():
            self._go_to(self.list.currentIndex())

    @Slot(QModelIndex)
    def _go_to(self, index: QModelIndex) -> None:
        index.data(FOUND).run()

    def _open(self, task: Task, question: str = "") -> None:
        if task.doc:
            place = place_for(self._desk.workspace, forms.draft(self._desk.workspace, task.doc))
            self._window.go(place, doc=task.doc, **({"question": question} if question else {}))
        elif task.digest:
            self._window.go("audit", digest=task.digest)
        else:
            self._window.go("home")


def _useful(commands: list[Command]) -> list[Command]:
    """Each once: a place and the action that goes to it are the same thing, and we are in Find already."""
    first: dict[str, Command] = {}
    for one in commands:
        first.setdefault(one.id, one)
    return [one for id, one in first.items() if id not in ("find", "close", "search", "pane", "pane_back")]


class _Lines(QStyledItemDelegate):
    """The words, and quieter on the right what they belong to or the keys."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().paint(painter, option, index)
        aside = index.data(FOUND).aside
        if aside:
            painter.save()
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            words = QFontMetrics(theme.font("body")).horizontalAdvance(index.data()) + theme.px(36)
            box = option.rect.adjusted(words, 0, -theme.px(12), 0)
            shown = painter.fontMetrics().elidedText(aside, Qt.TextElideMode.ElideRight, max(box.width(), 0))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
            painter.restore()


def _item(one: Found) -> QStandardItem:
    item = QStandardItem(one.words)
    item.setEditable(False)
    item.setData(one, FOUND)
    item.setData(
        f"{one.kind}: {one.words}{f', {one.aside}' if one.aside else ''}", Qt.ItemDataRole.AccessibleTextRole
    )
    return item
