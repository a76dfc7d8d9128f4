"""The window: places on the left, one screen at a time, and every command from one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qa_desktop.words import tr
from ui import theme
from ui.actions import ACTIONS, DOORS, Action, Door, Place
from ui.icons import icon
from ui.keyboard import KeyboardScreen
from ui.kit import FocusRing, announce, column
from ui.nav import COMPACT_BELOW, NavRail
from ui.order import follow_layout
from ui.panes import next_pane

__all__ = ["ACTIONS", "Action", "Command", "MainWindow", "Place", "Screen"]

PROGRAM = tr("Has the Help Helped?")
LEAST, USUAL = QSize(900, 560), QSize(1180, 700)
_MENU = ("help", "tour", "practise", "leave_practice", "find", "keyboard", "larger", "smaller", "lock")


class Screen(Protocol):
    """What a screen must have. It may also have flush, refresh, first_focus, panes, acts, nav, full_window.

    One that somebody else sits at has `held` (true: it is left only by its own doing; `ask_to_leave` is called
    where somebody tries) and `only`, the ids of the actions that still work.
    """

    def title(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done now, for Find."""

    id: str
    words: str
    keys: str
    run: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Visit:
    place: str
    args: dict[str, Any]


class MainWindow(QMainWindow):
    """Goes from place to place. A screen is built when it is gone to and let go when it is left.

    `load` gives the small settings kept from last time and `save` keeps them: window size, place, theme.
    """

    went = Signal(str)  # the id of the place now shown

    def __init__(
        self,
        places: Sequence[Place],
        person: str = "",
        role: str = "",
        load: Callable[[], dict[str, Any]] = dict,
        save: Callable[[dict[str, Any]], None] = lambda kept: None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._places = {place.id: place for place in places}
        self._person, self._save, self._kept = (person, role), save, dict(load())
        self._makers: dict[str, Callable[..., QWidget]] = {"keyboard": KeyboardScreen}
        self._counts: dict[str, int] = {}
        self._mark: QWidget | None = None
        self._mark_words = ""
        self.docked: QWidget | None = None
        self._visit: _Visit | None = None
        self._back: list[_Visit] = []
        self.showing: QWidget | None = None  # the screen
        self.ring = FocusRing.install(QApplication.instance())
        self.setWindowTitle(PROGRAM)
        self.setWindowIcon(icon("heart-handshake", "primary"))
        self._build()
        self._wire()
        self.setMinimumSize(LEAST)
        self.resize(USUAL)
        self._take_kept_size()

    def _take_kept_size(self) -> None:
        kept = self._kept.get("window")
        if isinstance(kept, dict):
            self.resize(int(kept.get("width", USUAL.width())), int(kept.get("height", USUAL.height())))
            if kept.get("maximised"):
                self.setWindowState(Qt.WindowState.WindowMaximized)

    # The bones

    def _build(self) -> None:
        self._covers, self._centre = QStackedWidget(self), QWidget(self)
        whole = QWidget(self)
        self._marks = QVBoxLayout()
        whole.setLayout(column(self._marks, self._covers, gap=0))
        self.setCentralWidget(whole)
        self._covers.addWidget(self._centre)
        self.stack = QStackedWidget(self)
        self.stack.setObjectName("places")
        self._strips = QVBoxLayout()
        self._strips.setContentsMargins(0, 0, 0, 0)
        self._across = QHBoxLayout(self._centre)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(0)
        self._docks = QVBoxLayout()
        middle = column(self._strips, self.stack, self._docks, gap=0)
        middle.setStretch(1, 1)
        self._across.addLayout(middle, 1)
        self._make_nav()

    def _make_nav(self) -> None:
        """Made again after a change of text size: its lengths are set when it is made."""
        if hasattr(self, "nav"):
            self.nav.hide()
            self.nav.deleteLater()
        self.nav = NavRail(tuple(self._places.values()), *self._person, self._centre)
        self.nav.chosen.connect(self.go)
        self.nav.menu_wanted.connect(self._open_menu)
        self.nav.risk_wanted.connect(lambda: self.do("risk"))
        self._across.insertWidget(0, self.nav)
        follow_layout(self.nav)
        for place, count in self._counts.items():
            self.set_count(place, count)
        self._fit_nav()

    def _fit_nav(self) -> None:
        self.nav.setVisible(not getattr(self.showing, "full_window", False))
        held = getattr(self.showing, "held", False)
        for box in (self._strips, self._docks):  # what is said to the owner is not for who sits here now
            for place in range(box.count()):
                box.itemAt(place).widget().setVisible(not held)
        if self._mark is not None:
            self._mark.show_buttons(not held and not self.is_covered)
        compact = self.width() < theme.px(COMPACT_BELOW)
        if compact != self.nav.compact:
            self.nav.set_compact(compact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_nav()

    # Going from place to place

    def register(self, place: str, make: Callable[..., QWidget]) -> None:
        """`make(**args)` gives a new screen for `go(place, **args)`."""
        self._makers[place] = make

    def start(self, place: str = "") -> None:
        """Goes where the user was last time, or to `place`, or to the first place there is."""
        kept = self._kept.get("place")
        known = kept if kept in self._places and kept in self._makers else ""
        self.go(place or known or next(iter(self._places)))

    def go(self, place: str, **args: Any) -> bool:
        """Leaves the screen shown and shows `place`. False if the screen could not be left (not saved)."""
        if not self.may_leave():
            return False
        visit = _Visit(place, args)
        if self._visit and self._visit != visit:
            self._back.append(self._visit)
        self._show(visit)
        return True

    def back(self) -> bool:
        """To the place before this one, or to the first place."""
        if not self.may_leave():
            return False
        before = self._back.pop() if self._back else _Visit(next(iter(self._places)), {})
        self._show(before)
        return True

    def reload(self) -> bool:
        """Builds the screen shown again, as after a change of theme."""
        if self._visit is None or not self._flushed():
            return False
        self._show(self._visit)
        return True

    def _flushed(self) -> bool:
        flush = getattr(self.showing, "flush", None)
        return flush() is not False if flush else True

    def may_leave(self) -> bool:
        """Whether what is shown lets go: it is kept, and nobody else sits at it."""
        if getattr(self.showing, "held", False):
            self.showing.ask_to_leave()
            return False
        return self._flushed()

    def _show(self, visit: _Visit) -> None:
        screen = self._makers[visit.place](**visit.args)
        self._drop()
        self._visit, self.showing = visit, screen
        self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)
        changed = getattr(screen, "title_changed", None)
        if changed is not None:
            changed.connect(self.retitle)
        follow_layout(screen)
        self.nav.set_here(getattr(screen, "nav", visit.place))
        self.refresh_acts()
        self.retitle()
        if visit.place in self._places:
            self._kept["place"] = visit.place
        self._focus_first()
        announce(self, self.place_words)
        self.went.emit(visit.place)

    def forget(self) -> None:
        """Takes away the screen and the way back: the profile behind them is closed."""
        self._drop()
        self._visit, self._back = None, []
        self._makers = {"keyboard": KeyboardScreen}
        self._handlers.pop("risk", None)
        self.banner(None)

    def _drop(self) -> None:
        old, self.showing = self.showing, None
        if old is not None:
            self.stack.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _focus_first(self) -> None:
        first = getattr(self.showing, "first_focus", None)
        (first() if first else self.showing).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def place(self) -> str:
        return self._visit.place if self._visit else ""

    @property
    def place_words(self) -> str:
        """ "Place - thing", as in the window's title."""
        known = self._places.get(self.place) or self._places.get(getattr(self.showing, "nav", ""))
        listed = next((action.words for action in ACTIONS if action.id == self.place), "")
        named = getattr(self.showing, "place_words", "") or (known.words if known else listed)
        return " - ".join(words for words in (named, self.showing.title() if self.showing else "") if words)

    def retitle(self) -> None:
        """Asks the screen for its title again. A screen with `has_problem` puts "Problem:" first."""
        if self.is_covered:
            return  # a screen that changes under the cover must not put its case back into the title
        problem = tr("Problem: ") if getattr(self.showing, "has_problem", False) else ""
        said = (self.place_words, self._mark_words, PROGRAM)
        self.setWindowTitle(problem + " - ".join(words for words in said if words))

    # What is around the screen

    def set_count(self, place: str, count: int) -> None:
        """How many things wait at a place; 0 hides the number."""
        self._counts[place] = count
        if place in self.nav.items:
            self.nav.items[place].set_count(count)

    def set_person(self, person: str, role: str) -> None:
        self._person = (person, role)
        self.nav.person.set_person(person, role)

    def set_places(self, places: Sequence[Place]) -> None:
        """Other places, for another role."""
        self._places = {place.id: place for place in places}
        self._make_nav()

    def banner(self, strip: QWidget | None) -> None:
        """A strip over every screen until it is taken away with None."""
        _empty(self._strips)
        if strip is not None:
            self._strips.addWidget(strip)
            strip.setVisible(not getattr(self.showing, "held", False))

    def mark(self, bar: QWidget | None, words: str = "") -> None:
        """A line over everything, covers too, and words in every title, until it is taken away with None.

        Its `show_buttons` is told whether the person whose window it is sits here.
        """
        _empty(self._marks)
        self._mark, self._mark_words = bar, words
        if bar is not None:
            self._marks.addWidget(bar)
        self._fit_nav()

    def dock(self, panel: QWidget | None) -> None:
        """Something that goes with the user from screen to screen, below them; None takes it away."""
        _empty(self._docks)
        self.docked = panel
        if panel is not None:
            self._docks.addWidget(panel)
            panel.setVisible(not getattr(self.showing, "held", False))

    def cover(self, screen: QWidget, words: str = tr("Locked")) -> None:
        """Hides everything behind `screen` (unlock, first run) and takes case names out of the title."""
        self.uncover()
        self._covers.addWidget(screen)
        self._covers.setCurrentWidget(screen)
        QTimer.singleShot(
            0, screen, lambda: follow_layout(screen)
        )  # once it is painted: nobody is as quick with Tab
        self.setWindowTitle(" - ".join(said for said in (words, self._mark_words, PROGRAM) if said))
        self._fit_nav()
        for action in self.acts.values():
            action.setEnabled(False)
        first = getattr(screen, "first_focus", None)
        (first() if first else screen).setFocus(Qt.FocusReason.OtherFocusReason)

    def _order_cover(self) -> None:
        if self.is_covered:
            follow_layout(self._covers.widget(1))

    def uncover(self) -> None:
        """Shows again what was covered."""
        if self._covers.count() < 2:
            return
        screen = self._covers.widget(1)
        self._covers.removeWidget(screen)
        screen.hide()
        screen.deleteLater()
        self.refresh_acts()
        self.retitle()
        if self.showing is not None:
            self._focus_first()
            announce(self, self.place_words)

    @property
    def is_covered(self) -> bool:
        return self._covers.count() > 1

    def come_forward(self) -> None:
        """In front of other programs, and not as an icon at the foot of the screen; some systems only make it blink."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def use_theme(self, chosen: theme.Theme) -> bool:
        """Shows another theme, keeps it, and builds the screen again in it. False if it could not be left."""
        if not self._flushed():
            return False
        self._drop()  # first: every widget alive costs time when the stylesheet changes
        theme.apply(QApplication.instance(), chosen)
        self.keep("theme", chosen.as_dict())
        self._make_nav()
        if self._visit:
            self._show(self._visit)
        return True

    def keep(self, part: str, value: object) -> None:
        """One of the small settings that are known before the passphrase."""
        self._kept[part] = value
        self._save(dict(self._kept))

    # Commands

    def _wire(self) -> None:
        self._handlers: dict[str, Callable[[], Any]] = {
            "home": lambda: self.go(next(iter(self._places))),
            "keyboard": lambda: self.go("keyboard"),
            "pane": lambda: next_pane(self._panes(), 1),
            "pane_back": lambda: next_pane(self._panes(), -1),
            "larger": lambda: self.use_theme(theme.current().larger(1)),
            "smaller": lambda: self.use_theme(theme.current().larger(-1)),
        }
        self.acts: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(action.words, self)
            made.setShortcuts([QKeySequence(key) for key in action.keys])
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            if action.icon:
                made.setIcon(icon(action.icon))
            made.triggered.connect(lambda checked=False, i=action.id: self.do(i))
            self.addAction(made)
            self.acts[action.id] = made
        self.refresh_acts()

    def on(self, action: str, handler: Callable[[], Any]) -> None:
        """What an action does wherever the user is, unless the screen has its own answer to it."""
        self._handlers[action] = handler
        self.refresh_acts()

    def off(self, action: str) -> None:
        """Nobody answers to it any more."""
        self._handlers.pop(action, None)
        self.refresh_acts()

    def _answer(self, action: str) -> Callable[[], Any] | None:
        only = getattr(self.showing, "only", None)
        if only is not None and action not in only:
            return None
        own = getattr(self.showing, "acts", None)
        found = (own() if own else {}).get(action) or self._handlers.get(action)
        if found is None and action in self._makers:
            return lambda: self.go(action)
        return found

    def do(self, action: str) -> bool:
        """Runs an action if anything answers to it now."""
        answer = None if self.is_covered else self._answer(action)
        if answer is None:
            return False
        answer()
        return True

    def refresh_acts(self) -> None:
        """Only what can be done now takes its keys. A screen calls this when its `acts` change."""
        for name, action in getattr(self, "acts", {}).items():
            action.setEnabled(not self.is_covered and self._answer(name) is not None)
        self.nav.risk.setVisible("risk" in getattr(self, "_handlers", {}))
        self._fit_nav()  # somebody else may sit here now

    def commands(self) -> list[Command]:
        """Everything that can be done now: places first, then actions."""
        places = [
            Command(place.id, place.words, "", lambda i=place.id: self.go(i))
            for place in self._places.values()
        ]
        able = [action for action in ACTIONS if self.acts[action.id].isEnabled()]
        return places + [Command(a.id, a.words, a.keys_shown, lambda i=a.id: self.do(i)) for a in able]

    def doors(self) -> list[Door]:
        """The screens that can be gone to from here though they are not on the left."""
        return [door for door in DOORS if door.place in self._makers and {*door.beside} & self._places.keys()]

    def menu(self) -> QMenu:
        """The commands that are always there, with their keys."""
        made = QMenu(self)
        for name in _MENU:
            if self.acts[name].isEnabled():
                made.addAction(self.acts[name])
        return made

    def _open_menu(self, button: QWidget) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _panes(self) -> list[QWidget]:
        own = getattr(self.showing, "panes", None)
        around = [one for one in (self.docked,) if one is not None]
        return [self.nav, *(own() if own else [self.showing] if self.showing else []), *around]

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        if (not self.is_covered and not self.may_leave()) or not self._flushed():
            event.ignore()
            return
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        self._kept["window"] = {
            "width": size.width(),
            "height": size.height(),
            "maximised": self.isMaximized(),
        }
        self._save(dict(self._kept))
        super().closeEvent(event)


def _empty(box: QVBoxLayout) -> None:
    while box.count():
        old = box.takeAt(0).widget()
        old.hide()
        old.deleteLater()
