"""Where the screens meet the program: calls go in, one `changed` signal comes out, long work leaves the main thread."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Any, Literal

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QWindow

from qa_desktop.errors import Cancelled, DamagedProfile, QaError, of_the_disk
from qa_desktop.words import tr

if TYPE_CHECKING:
    from qa_desktop.workspace import Tell, Workspace

Done = Callable[[Any], None]
Failed = Callable[[QaError], None]
CLOSE_WAIT_MS = 5_000
PULSE_MS = 10_000
SLEPT_S = 60.0
_STIRRED = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)


def quiet(done: int, total: int) -> None:
    """The `step` for when nobody is watching."""


def _unheard(_found: object) -> None:
    """The `done` or `failed` of what nobody waits for."""


class WentWrong(QaError):
    """A fault of the program, as the user is told of it. The fault itself went to the log."""


class Jobs(QObject):
    """One other thread for work that takes long. Jobs queue; they never race each other."""

    damaged = Signal(object)  # a DamagedProfile that some work met; whoever asked for the work is told too

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[_Job] = set()  # a job must outlive its signals
        self._closed = False

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def run(
        self,
        work: Callable[[Tell], Any],
        done: Done,
        failed: Failed,
        step: Callable[[int, int], None] = quiet,
    ) -> Callable[[], None]:
        """Do `work(tell)` on the other thread; `done`, `failed` and `step` are called on this one.

        Returns a function that asks it to stop: a job that tells its steps then answers `failed(Cancelled)`.
        Answers to a screen that is gone are dropped. Once closed nothing is begun: a timer may still ask.
        """
        if self._closed:
            return lambda: None
        job = _Job(work, done, failed, step)
        self._running.add(job)
        job.signals.step.connect(self._step)
        job.signals.ended.connect(self._ended)
        self._pool.start(job)
        return job.stop.set

    @Slot(object, int, int)
    def _step(self, job: _Job, done: int, total: int) -> None:
        if not self._closed and not job.stop.is_set() and _alive(job.step):
            job.step(done, total)

    @Slot(object)
    def _ended(self, job: _Job) -> None:
        self._running.discard(job)
        if self._closed:
            return
        error = job.error
        if error is None:
            if _alive(job.done):
                job.done(job.result)
            return
        error = of_the_disk(error) or error
        if not isinstance(
            error, QaError
        ):  # a fault: into the log, then said calmly where the work was asked for
            sys.excepthook(type(error), error, error.__traceback__)
            error = WentWrong(tr("Something went wrong in the program, so this was not done. Try again."))
        if _alive(job.failed):
            job.failed(error)
        if isinstance(error, DamagedProfile):
            self.damaged.emit(error)

    def close(self) -> None:
        """Ask everything to stop and wait for it, five seconds at most."""
        self._closed = True
        for job in self._running:
            job.stop.set()
        self._pool.clear()
        self._pool.waitForDone(CLOSE_WAIT_MS)


def _alive(callback: Callable[..., None]) -> bool:
    """Whether the screen that this method belongs to still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class _Signals(QObject):
    step = Signal(object, int, int)
    ended = Signal(object)


class _Job(QRunnable):
    def __init__(
        self, work: Callable[[Tell], Any], done: Done, failed: Failed, step: Callable[[int, int], None]
    ):
        super().__init__()
        self.setAutoDelete(False)
        self.signals, self.stop = _Signals(), Event()
        self.done, self.failed, self.step = done, failed, step
        self.result: Any = None
        self.error: Exception | None = None
        self._work = work

    def _tell(self, done: int, total: int) -> None:
        if self.stop.is_set():
            raise Cancelled(tr("Stopped. Nothing was changed."))
        self.signals.step.emit(self, done, total)

    def run(self) -> None:
        try:
            if self.stop.is_set():
                raise Cancelled(tr("Stopped. Nothing was changed."))
            self.result = self._work(self._tell)
        except Exception as error:  # noqa: BLE001 - told to the screen, or logged, by `Jobs._ended`
            self.error = error
        self.signals.ended.emit(self)


class Desk(QObject):
    """The open workspace on the main thread, one worker with a workspace of its own, and the lock.

    Takes the profile that `workspace` has open, on a connection of its own; the caller closes the one it gave.
    """

    changed = Signal(object)  # frozenset[str]: the tables that a commit touched, whichever thread made it
    damaged = Signal(object)  # as of Jobs
    locked = Signal()
    unlocked = Signal()
    _committed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None):
        super().__init__(parent)
        self._committed.connect(
            self._tell_changed
        )  # to a slot: a commit on the worker is told on this thread
        self.workspace = workspace.again(self._committed.emit)
        self._jobs = Jobs(self)
        self._jobs.damaged.connect(self.damaged)
        self._aside = Jobs(self)  # passphrases: must not wait behind an import
        self.is_locked = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._waited)
        self._idle.setInterval(self.lock_after * 60_000)
        self.stir()
        # timers stand still while the laptop sleeps, clocks do not: a jump means that it slept
        self._clock: Callable[[], float] = time.time  # seconds
        self._seen = self._clock()
        self._pulse = QTimer(self)
        self._pulse.setInterval(PULSE_MS)
        self._pulse.timeout.connect(self._felt)
        self._pulse.start()

    @Slot()
    def _felt(self) -> None:
        """Lock where the clock went on by far more than the pulse: the lid was closed meanwhile."""
        before, self._seen = self._seen, self._clock()
        if self._seen - before > PULSE_MS / 1000 + SLEPT_S:
            self._lock("sleep")

    @Slot(object)
    def _tell_changed(self, tables: frozenset[str]) -> None:
        self.changed.emit(tables)

    # Long work

    @property
    def busy(self) -> bool:
        """Whether the worker has something to do."""
        return self._jobs.busy

    def run(
        self,
        work: Callable[[Workspace, Tell], Any],
        done: Done,
        failed: Failed,
        step: Callable[[int, int], None] | None = None,
    ) -> Callable[[], None]:
        """Do `work(workspace, tell)` on the worker, with a workspace of its own. As `Jobs.run`."""
        mine = self.workspace

        def job(tell: Tell) -> Any:
            other = mine.again(self._committed.emit)
            try:
                return work(other, tell)
            finally:
                other.close()

        return self._jobs.run(job, done, failed, step or quiet)

    def check_passphrase(self, passphrase: str, done: Callable[[bool], None], failed: Failed) -> None:
        """Ask whether this is the profile's passphrase. Takes a third of a second, beside the worker's queue."""
        mine = self.workspace
        self._aside.run(lambda _: mine.check_passphrase(passphrase), done, failed)

    # The lock: the screens stay as they are, under a cover; only the cover knows of it

    @property
    def lock_after(self) -> int:
        """Minutes without a key or a press before the window locks itself."""
        from qa_desktop import locking  # not before the window is there

        return locking.after(self.workspace)

    def set_lock_after(self, minutes: int) -> None:
        """Raises NotKnown for a time that is not offered, and WriteFailed."""
        from qa_desktop import locking

        if minutes != self.lock_after:
            locking.put(self.workspace, minutes)
        self._idle.setInterval(minutes * 60_000)
        self.stir()

    def watch(self, window: QWindow) -> None:
        """Count what the user does in this window as being there."""
        window.installEventFilter(self)

    def eventFilter(self, _thing: QObject, event: QEvent) -> bool:
        if event.type() in _STIRRED:
            self.stir()
        return False

    @Slot()
    def stir(self) -> None:
        """Somebody is there: begin to wait anew."""
        if self._idle.interval() and not self.is_locked:
            self._idle.start()
        else:
            self._idle.stop()

    @Slot()
    def lock(self) -> None:
        self._lock("hand")

    @Slot()
    def _waited(self) -> None:
        self._lock("timer")

    def _lock(self, by: Literal["timer", "sleep", "hand"]) -> None:
        if not self.is_locked:
            self.is_locked = True
            self._idle.stop()
            self.locked.emit()
            from qa_desktop import locking

            # on the worker and with no word if it fails: nothing may come between a hand and the lock
            self.run(lambda ws, _tell: locking.noted(ws, by), _unheard, _unheard)

    def unlock(self) -> None:
        """Take the cover away. The caller has checked the passphrase."""
        if self.is_locked:
            self.is_locked = False
            self.stir()
            self.unlocked.emit()

    def close(self) -> None:
        """Stop what runs, wait for it, and let go of the profile."""
        self._idle.stop()
        self._pulse.stop()
        self._jobs.close()
        self._aside.close()
        from qa_desktop import profiles

        profiles.close(self.workspace)
