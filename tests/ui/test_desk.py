"""The desk: long work leaves the main thread, commits are told on it, and the lock is nobody else's business."""

import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from db.errors import Damaged
from qa_desktop import people
from qa_desktop.errors import Cancelled, NotAllowed
from tests.conftest import PASSPHRASE
from ui.desk import Desk, WentWrong


@pytest.fixture
def desk(app, bare_service):
    made = Desk(bare_service.central)
    yield made
    made.close()


class Heard:
    """Remembers what was answered, and on which thread."""

    def __init__(self):
        self.done, self.failed, self.steps, self.threads = [], [], [], set()

    def _here(self):
        self.threads.add(threading.get_ident())

    def on_done(self, result):
        self._here()
        self.done.append(result)

    def on_failed(self, error):
        self._here()
        self.failed.append(error)

    def on_step(self, done, total):
        self._here()
        self.steps.append((done, total))

    @property
    def over(self):
        return bool(self.done or self.failed)


@pytest.fixture
def heard():
    return Heard()


def test_work_is_done_elsewhere_and_answered_here(desk, heard, qtbot):
    def work(ws, tell):
        tell(1, 2)
        return ws.me.name, ws is desk.workspace, threading.get_ident()

    desk.run(work, heard.on_done, heard.on_failed, heard.on_step)
    qtbot.waitUntil(lambda: heard.over)
    name, same, thread = heard.done[0]
    assert name == "Marta Trent"
    assert not same and thread != threading.get_ident()
    assert heard.threads == {threading.get_ident()}
    assert heard.steps == [(1, 2)]


def test_a_commit_on_the_worker_is_told_on_this_thread(desk, heard, qtbot):
    threads = []
    desk.changed.connect(lambda tables: threads.append((threading.get_ident(), tables)))
    desk.run(
        lambda ws, _: people.name_only(ws, "W09", "A. Lind", "worker", "North"),
        heard.on_done,
        heard.on_failed,
    )
    qtbot.waitUntil(lambda: heard.over)
    assert threads and {thread for thread, _ in threads} == {threading.get_ident()}
    assert any("entries" in tables for _, tables in threads)
    assert people.name_of(desk.workspace, "W09") == "A. Lind"


def test_a_refusal_arrives_in_its_own_words(desk, heard, qtbot):
    def work(_ws, _tell):
        raise NotAllowed("The stick is full. Choose another.")

    desk.run(work, heard.on_done, heard.on_failed)
    qtbot.waitUntil(lambda: heard.over)
    assert [str(error) for error in heard.failed] == ["The stick is full. Choose another."]


def test_a_fault_goes_to_the_log_and_is_said_calmly(desk, heard, qtbot):
    with qtbot.captureExceptions() as logged:
        desk.run(lambda ws, _: 1 / 0, heard.on_done, heard.on_failed)
        qtbot.waitUntil(lambda: heard.over)
    assert [kind for kind, _, _ in logged] == [ZeroDivisionError]
    assert isinstance(heard.failed[0], WentWrong)
    assert "division" not in str(heard.failed[0])


def test_a_job_that_is_stopped_says_so_and_changes_nothing(desk, heard, qtbot):
    begun, go_on = threading.Event(), threading.Event()

    def work(ws, tell):
        with ws.store.write():
            ws.keep("half", "done")
            begun.set()
            go_on.wait(5)
            tell(1, 2)

    stop = desk.run(work, heard.on_done, heard.on_failed)
    qtbot.waitUntil(begun.is_set)
    stop()
    go_on.set()
    qtbot.waitUntil(lambda: heard.over)
    assert isinstance(heard.failed[0], Cancelled)
    assert desk.workspace.text("half") is None


def test_jobs_wait_their_turn(desk, heard, qtbot):
    order = []
    for number in range(5):
        desk.run(lambda ws, _, n=number: order.append(n), heard.on_done, heard.on_failed)
    qtbot.waitUntil(lambda: len(heard.done) == 5)
    assert order == [0, 1, 2, 3, 4]
    assert not desk.busy


class Screen(QLabel):
    answered = False

    def show_answer(self, _result):
        Screen.answered = True


def test_an_answer_to_a_screen_that_is_gone_is_dropped(desk, heard, qtbot):
    screen = Screen()
    desk.run(lambda ws, _: 1, screen.show_answer, heard.on_failed)
    screen.deleteLater()
    del screen
    desk.run(lambda ws, _: 2, heard.on_done, heard.on_failed)
    qtbot.waitUntil(lambda: heard.over)
    assert not Screen.answered


def test_closing_waits_for_what_runs_and_tells_nobody(app, bare_service, heard):
    desk, ended = Desk(bare_service.central), threading.Event()
    begun = threading.Event()

    def work(_ws, _tell):
        begun.set()
        ended.set()
        return 1

    desk.run(work, heard.on_done, heard.on_failed)
    begun.wait(5)
    desk.close()
    assert ended.is_set()
    app.processEvents()
    assert not heard.over


def test_nobody_there_locks_the_window(desk, qtbot):
    timer = desk.findChild(QTimer)
    assert timer.interval() == 15 * 60_000
    desk.set_lock_after(10)
    assert desk.lock_after == 10 and timer.interval() == 10 * 60_000
    timer.setInterval(20)
    with qtbot.waitSignal(desk.locked):
        desk.stir()
    assert desk.is_locked
    with qtbot.assertNotEmitted(desk.locked, wait=60):  # it stays locked, and says so once
        desk.stir()
    with qtbot.waitSignal(desk.unlocked):
        desk.unlock()


def test_the_time_before_locking_is_kept(app, bare_service):
    first = Desk(bare_service.central)
    first.set_lock_after(5)
    first.close()
    second = Desk(bare_service.central)
    assert second.lock_after == 5
    second.close()


def test_a_passphrase_is_checked_beside_the_queue(desk, heard, qtbot):
    blocked = threading.Event()
    desk.run(lambda ws, _: blocked.wait(5), lambda _: None, heard.on_failed)
    desk.check_passphrase(PASSPHRASE, heard.on_done, heard.on_failed)
    desk.check_passphrase("not it", heard.on_done, heard.on_failed)
    qtbot.waitUntil(lambda: len(heard.done) == 2)
    blocked.set()
    assert heard.done == [True, False]


def test_only_slots_of_living_objects_are_called(desk, heard, qtbot):
    class Listener(QObject):
        def hear(self, result):
            heard.done.append(result)

    listener = Listener()
    desk.run(lambda ws, _: "yes", listener.hear, heard.on_failed)
    qtbot.waitUntil(lambda: heard.over)
    assert heard.done == ["yes"]


def test_a_disk_that_cannot_be_read_is_told_for_what_it_is(desk, heard, qtbot):
    """It is no fault of the program, and trying again is not all one can do."""

    def work(ws, tell):
        raise Damaged("The database file is damaged.")

    desk.run(work, heard.on_done, heard.on_failed)
    qtbot.waitUntil(lambda: heard.over)
    assert not isinstance(heard.failed[0], WentWrong)
    assert "damaged" in str(heard.failed[0]) and "backup" in str(heard.failed[0])
