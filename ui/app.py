"""The start of the window: look, first run or passphrase, the places by role, and what happens when something fails."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from qa_desktop import VERSION
from qa_desktop.errors import DamagedProfile, QaError, WrongPassphrase, of_the_disk
from qa_desktop.words import tr
from qa_desktop.world import World, default_data_dir
from ui import copied, languages, small, theme
from ui.cover import Cover
from ui.desk import Desk, Jobs
from ui.going_back import GoingBack
from ui.handed import Application, Handed, Opened, say_open
from ui.kit import Banner
from ui.practice import Practising
from ui.rooms import Room, rooms
from ui.screens.pick import Pick
from ui.screens.unlock import Unlock
from ui.screens.welcome import Welcome
from ui.shell import PROGRAM, MainWindow, Place
from ui.small import POINTER, SMALL_SETTINGS, VAULT, asked, folder_in_use, read_small, write_small
from ui.tidy import Tidy

if TYPE_CHECKING:
    from qa_desktop import keys
    from qa_desktop.workspace import Workspace


def the_rest() -> Any:
    """The program behind the window. Loading it takes longer than all else at the start, so the window comes first."""
    return importlib.import_module("ui.opening")


class Program(QObject):
    """One window on one profile, from the first start or the passphrase to the end."""

    def __init__(
        self,
        world: World,
        usual: Path | None = None,
        cost: keys.Cost | None = None,
        parent: QObject | None = None,
    ):
        """`usual`: the folder that remembers where else the work is kept; None if the folder was given."""
        super().__init__(parent)
        self.world, self._usual, self._cost = world, usual, cost
        self.jobs = Jobs(self)
        self.desk: Desk | None = None
        self._kept = read_small(world.data_dir / SMALL_SETTINGS)
        theme.apply(
            QApplication.instance(),
            theme.Theme.from_dict({"palette": "system"} | small.table(self._kept.get("theme"))),
        )
        self.window = MainWindow((), load=lambda: self._kept, save=self._keep)
        Pick.remember(self._kept.get("folder"), lambda folder: self._keep({"folder": folder}))
        self.window.on("lock", self._lock)
        self._over = Cover(self.window)
        self._back = GoingBack(self)
        self.window.on("restore", self._back.from_settings)
        self._practising = Practising(self)
        self.cover: Unlock | None = None
        self.opened = Opened(self)
        self._said_fault = False

    def begin(self) -> None:
        """Show the window with whatever has to come first."""
        if (self.world.data_dir / VAULT).exists():
            self._ask(locked=False)
            self.jobs.run(lambda _: the_rest() and None, lambda _: None, self._refused)  # while one types
        else:
            self._welcome()
        self.window.show()

    @property
    def usual_folder(self) -> Path:
        """Where this program keeps what is not of one profile."""
        return self._usual or self.world.data_dir

    def _keep(self, kept: dict[str, Any]) -> None:
        self._kept = {**self._kept, **kept}
        if self.world.data_dir.is_dir():
            write_small(self.world.data_dir / SMALL_SETTINGS, self._kept)

    # Before there is anything to go to

    def offer_practice(self) -> None:
        """From Help: the profile stays open until the made-up one takes its place."""
        if self.window.may_leave():
            self._welcome()

    def _welcome(self) -> None:
        """The first window; with a profile open, only the offer to practise."""
        first = Welcome(has_profile=self.desk is not None)
        first.profile_wanted.connect(self.window.uncover if self.desk else self._first_run)
        first.practice_wanted.connect(lambda side: self._practising.start(first, side))
        self.window.cover(first, tr("Practise") if self.desk else tr("Welcome"))

    def _first_run(self) -> None:
        from ui.screens.first_run import FirstRun  # once in a laptop's life: not at every start

        first = FirstRun(self.world, self.jobs, self._usual is not None, self._cost)
        first.placed.connect(self._placed)
        first.left.connect(self._welcome)
        first.rebuild_wanted.connect(self._rebuild)
        first.opened.connect(self._open)
        self.window.cover(first, tr("Welcome"))

    @Slot()
    def _rebuild(self) -> None:
        from ui.screens.rebuild import Rebuild

        page = Rebuild(self.world, self.jobs, self._usual is not None, self._cost)
        page.placed.connect(self._placed)
        page.left.connect(self._first_run)
        page.opened.connect(self._open)
        self.window.cover(page, tr("Build a profile again"))

    @Slot(object)
    def _placed(self, folder: Path) -> None:
        self.world = replace(self.world, data_dir=folder)
        if self._usual is not None:
            self._usual.mkdir(parents=True, exist_ok=True)
            write_small(self._usual / POINTER, {"folder": str(folder)})

    def _ask(self, locked: bool) -> None:
        name = self._kept.get("person")
        self.cover = Unlock(name if isinstance(name, str) else "", locked)
        self.cover.tried.connect(self._try)
        self.cover.recovering.connect(self._recover)
        self.cover.going_back.connect(self._back.swap)
        self.cover.reading.connect(self._back.read)
        self.window.cover(self.cover, tr("Locked") if locked else tr("Unlock"))
        self.opened.say(self.cover)

    @Slot(str)
    def _try(self, passphrase: str) -> None:
        if self.desk:
            self.desk.check_passphrase(passphrase, self._checked, self._refused)
        else:
            world = self.world
            self.jobs.run(
                lambda _: the_rest().opened(world, passphrase),
                self._open,
                lambda error: self._refused(error, passphrase),
            )

    @Slot(str, str)
    def _recover(self, recovery_key: str, new: str) -> None:
        world, cost = self.world, self._cost
        done = (lambda _: self._checked(True)) if self.desk else self._open
        self.jobs.run(lambda _: the_rest().recovered(world, recovery_key, new, cost), done, self._refused)

    def _checked(self, right: bool) -> None:
        if right and self.desk:
            self._right()
            self.desk.unlock()
        elif self.cover:
            self._wrong(
                tr(
                    "This passphrase does not open the profile; check Caps Lock and try again, or use the recovery key."
                )
            )

    def _right(self) -> None:
        self._kept.pop("wrong", None)
        self._keep({})

    def _wrong(self, words: str) -> None:
        """Say so; after five in a row there is a wait, which a new start of the program does not end."""
        kept = self._kept.get("wrong")
        wrong = kept + 1 if isinstance(kept, int) and kept >= 0 else 1
        self._keep({"wrong": wrong})
        assert self.cover is not None
        self.cover.refuse(words, the_rest().wait_after(wrong))

    def _refused(self, error: QaError, passphrase: str = "") -> None:
        if self.cover is None:
            return
        if isinstance(error, WrongPassphrase):
            self._wrong(str(error))
        else:
            self.cover.say_damaged(str(error))
            if isinstance(error, DamagedProfile) and passphrase:
                self._back.from_start(passphrase)

    def leave_profile(self) -> None:
        """Close the profile and forget what was shown of it; `ask_again` goes on from there."""
        self._ask(locked=False)
        self._over.draw()
        self._close_desk()

    def _close_desk(self) -> None:
        self._practising.end_tour()
        self.window.forget()
        self._let_go()

    def _let_go(self) -> None:
        desk, self.desk = self.desk, None
        if desk:
            desk.close()
            if desk.workspace.reading:
                the_rest().end_reading(self.world)
            desk.deleteLater()

    def open(self, workspace: Workspace) -> None:
        """Show this profile instead of the one that is open, if any."""
        self._close_desk()
        self.opened.forget()  # a real file is not for a made-up laptop
        self._kept = read_small(self.world.data_dir / SMALL_SETTINGS) | {
            part: self._kept.get(part) for part in ("theme", "language")
        }
        self._open(workspace)

    def back_to(self, world: World) -> None:
        """Close the profile that is open, and begin again where `world` is."""
        self._close_desk()
        self.window.mark(None)
        self.window.set_places(())
        self.world = world
        self._kept = read_small(world.data_dir / SMALL_SETTINGS)
        if (world.data_dir / VAULT).exists():
            self._ask(locked=False)
        else:
            self._welcome()

    def ask_again(self, title: str, words: str) -> None:
        """For the passphrase, from the start."""
        self._over.lift()
        self._ask(locked=False)
        assert self.cover is not None
        if title:
            self.cover.welcome(title, words)

    # The open profile

    @Slot(object)
    def _open(self, workspace: Workspace) -> None:
        rest, here = the_rest(), rooms()
        if not self.use(workspace, [room.id for room in here]):
            return
        sides = rest.sides(workspace)
        self.window.set_places([Place(r.id, r.words, r.icon, r.foot) for r in here if sides & {*r.who}])
        self.window.on("restore", self._back.from_settings)
        self._watch_over_children()
        self._practising.settle(rest.is_made_up(workspace))
        self._right()
        self._keep({"person": workspace.me.name})
        self.window.go("home")
        self.shown()
        if words := rest.locks_sooner(self.desk.workspace):
            self._strip("info", tr("The window locks sooner than before."), words)
        self.desk.run(rest.back_up, self._backed_up, self._no_backup)

    def use(self, workspace: Workspace, places: Sequence[str]) -> bool:
        """Put a desk on this profile, and know these rooms. False where it cannot be opened after all; that is said."""
        try:
            self.desk = Desk(workspace, self)
        except QaError as error:
            self._refused(error)
            return False
        self.desk.damaged.connect(self._damaged)
        self.desk.locked.connect(self._cover_up)
        self.desk.unlocked.connect(self._uncover)
        for room in rooms():
            if room.id in places:
                self.window.register(room.id, self._maker(room))
        self.window.set_person(workspace.me.name, the_rest().role_words(workspace))
        return True

    def shown(self) -> None:
        """The first screen stands: take the cover away."""
        self._uncover()
        if self.desk and (handle := self.window.windowHandle()):
            self.desk.watch(handle)

    def _watch_over_children(self) -> None:
        """Ctrl+Shift+R from every screen, and the red bar over every screen until an alert is finished."""
        from ui.screens import risk

        desk, window = self.desk, self.window
        self._red_bar = risk.RedBar(desk, window, desk)
        window.on("risk", lambda: risk.open_alert(desk, window))

    def _maker(self, room: Room) -> Callable[..., QWidget]:
        module, _, name = room.screen.partition(".")

        def make(**args: Any) -> QWidget:
            return getattr(importlib.import_module(f"ui.screens.{module}"), name)(
                self.desk, self.window, **args
            )

        return make

    def _backed_up(self, path: Path | None) -> None:
        if path and self.desk:
            self.desk.changed.emit(frozenset({"backups"}))

    def _no_backup(self, error: QaError) -> None:
        self._strip("warn", tr("Today’s backup was not made."), str(error))

    @Slot(object)
    def _damaged(self, error: QaError) -> None:
        """Something that was read is no longer as it was written: the rest may still be read."""
        if self.desk and not self.desk.workspace.reading:
            told = str(error)
            self._strip(
                "bad",
                tr("The database is damaged."),
                told,
                tr("See what is left"),
                lambda: self._back.from_open(told),
            )

    def _strip(
        self,
        kind: str,
        title: str,
        words: str,
        button: str = tr("Close this"),
        act: Callable[[], Any] | None = None,
    ) -> None:
        """Something to know over every screen; never in place of the bar for a child who may be at risk."""
        alert = getattr(self.window, "alert_strip", None)
        if alert is not None and isValid(alert):
            return
        strip = Banner(kind, title, words, button)
        strip.pressed.connect(act or (lambda: self.window.banner(None)))
        self.window.banner(strip)

    # The lock

    def _lock(self) -> None:
        if self.desk:
            self.desk.lock()

    @Slot()
    def _cover_up(self) -> None:
        flush = getattr(self.window.showing, "flush", None)
        if flush:
            flush()
        self._ask(locked=True)
        self._over.draw()
        copied.forget()

    @Slot()
    def _uncover(self) -> None:
        self.cover = None
        self._over.lift()
        self.window.uncover()
        self.opened.go_on()

    # Faults and the end

    def fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook: into the log, without anything anyone wrote; and one calm message."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log_fault(self.world.data_dir, kind, trace)
        if not self._said_fault:
            self._said_fault = True
            told = of_the_disk(error)
            if isinstance(told, DamagedProfile):
                self._damaged(told)
                return
            self._strip(
                "bad",
                tr("The disk could not be read.") if told else tr("Something went wrong."),
                str(told)
                if told
                else tr("What is saved is safe. If it happens again, close the window and open it again."),
            )

    @Slot()
    def close(self) -> None:
        copied.forget()
        self._over.lift()
        self._practising.end_tour()
        self.jobs.close()
        self._let_go()


def log_fault(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    """Which fault, and where in the program. Never its message: that may hold what somebody wrote."""
    where = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    small.log(folder, kind.__name__, where)


def main(words: list[str]) -> int:
    """Open the window. `words`: --data and the folder to work in, or not; then files to import, or none."""
    app = Application([PROGRAM])
    app.setApplicationDisplayName("")  # the window's own title says it all
    app.setApplicationName(PROGRAM)
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("qa-desktop")
    app.setWindowIcon(QIcon(str(theme.RESOURCES / "app" / "qa-desktop.ico")))
    Tidy(app)
    given, opened = asked(words)
    usual = None if given else default_data_dir()
    folder = given or folder_in_use(default_data_dir())
    languages.speak_qt(app, languages.chosen(folder))
    handed = Handed(folder, app)
    if not handed.is_free():
        if not handed.hand_over(opened):
            say_open(app, small.table(read_small(folder / SMALL_SETTINGS).get("theme")))
        return 0
    program = Program(World.real(folder), usual)
    sys.excepthook = program.fault
    app.aboutToQuit.connect(program.close)
    app.aboutToQuit.connect(handed.let_go)
    program.begin()
    for teller in (handed.came, app.opened):
        teller.connect(program.opened.come)
    if opened:
        program.opened.come(opened)
    return app.exec()
