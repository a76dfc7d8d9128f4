"""Behind the lock nothing is seen, heard or done: with a preview, a print window and a file window open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from qa_desktop import forms, work
from tests.conftest import PASSPHRASE
from tests.ui.places import button, press, settled, start, type_in, unlocked  # noqa: F401
from ui.kit import announce
from ui.screens.pick import Pick

MARKER = "marzipan-otter-8812"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def previewing(service, start, qtbot):  # noqa: F811
    """A program that shows the pages of a draft which holds the marker."""
    ws = service.laptop("A01")
    draft = work.start_task(ws, work.tasks(ws, ws.world.now().date())[0])
    question = next(q.id for q in forms.template_of(ws, draft).questions if q.type == "LTX")
    forms.answer(ws, draft, question, MARKER)
    program = unlocked(qtbot, start(ws.world.data_dir))
    assert program.window.go("preview", doc=draft.doc)
    screen = program.window.showing
    qtbot.waitUntil(lambda: screen.document.pageCount() > 0, timeout=20_000)
    settled(qtbot, program)
    assert MARKER in screen.words()  # it is in hand
    return program


def seen_beside_the_cover(program) -> list[QWidget]:
    """Whatever has a pixel on the screen and is neither the cover nor what holds it."""
    cover = program.cover
    every = [one for top in QApplication.topLevelWidgets() for one in (top, *top.findChildren(QWidget))]
    return [
        one
        for one in every
        if one.isVisible()
        and one is not cover
        and not one.isAncestorOf(cover)
        and not cover.isAncestorOf(one)
    ]


def told(thing) -> str:
    """Every word that an assistive tool is given of what is not hidden, from here down."""
    if thing is None or thing.state().invisible:
        return ""
    own = " ".join(thing.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value))
    return " ".join([own, *(told(thing.child(n)) for n in range(thing.childCount()))])


def is_covered_whole(program) -> None:
    assert program.desk.is_locked and seen_beside_the_cover(program) == []
    titles = " ".join(one.windowTitle() for one in QApplication.topLevelWidgets() if one.isVisible())
    assert titles == "Locked - Has the Help Helped?"
    assert MARKER not in told(QAccessible.queryAccessibleInterface(program.window))


def test_with_the_pages_and_a_print_window_open_the_lock_covers_all_and_prints_nothing(
    previewing, qtbot, tmp_path, monkeypatch
):
    program, pages = previewing, tmp_path / "printed.pdf"
    screen, waiting = program.window.showing, []

    def lock() -> None:
        waiting.append(QApplication.activeModalWidget())
        program.desk.lock()

    monkeypatch.setattr(
        QPrinter, "setResolution", lambda printer, _dpi: printer.setOutputFileName(str(pages))
    )
    QTimer.singleShot(50, lock)
    button(program.window, "Print").click()  # waits for an answer
    assert isinstance(waiting[0], QPrintDialog) and not pages.exists()
    is_covered_whole(program)
    assert not screen.view.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is program.cover.passphrase.box)
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not program.window.is_covered)
    assert program.window.showing is screen and screen.view.isVisible()


def test_neither_a_print_preview_nor_a_menu_nor_any_key_shows_what_is_under_the_cover(previewing, qtbot):
    program, printer, clipboard = previewing, QPrinter(), QGuiApplication.clipboard()
    program.window.showing.flip()  # the words, in a box that can be copied from
    program.window.showing.text.setFocus()
    preview = QPrintPreviewDialog(printer, program.window)
    preview.setWindowTitle(MARKER)
    preview.open()
    qtbot.waitUntil(preview.isVisible)
    program.desk.lock()
    qtbot.waitUntil(lambda: not preview.isVisible())
    is_covered_whole(program)
    preview.deleteLater()
    for _ in range(30):
        press(Qt.Key.Key_Tab)
        assert program.cover.isAncestorOf(QApplication.focusWidget())
    for key, held in (
        (Qt.Key.Key_A, CTRL), (Qt.Key.Key_C, CTRL), (Qt.Key.Key_P, CTRL), (Qt.Key.Key_K, CTRL), (Qt.Key.Key_S, CTRL),
        (Qt.Key.Key_Left, ALT), (Qt.Key.Key_Home, ALT), (Qt.Key.Key_F6, PLAIN), (Qt.Key.Key_Escape, PLAIN),
    ):  # fmt: skip
        press(key, held)
        QApplication.processEvents()
    assert program.window.place == "preview" and clipboard.text() == ""
    is_covered_whole(program)
    under = QMenu(program.window.showing)
    under.addAction(MARKER)
    under.popup(program.window.pos())
    qtbot.waitUntil(lambda: not under.isVisible())
    over = QMenu(program.cover.passphrase.box)
    over.addAction("Paste")
    over.popup(program.window.pos())
    for _ in range(5):
        QApplication.processEvents()
    assert over.isVisible()
    over.close()


def test_a_window_of_the_system_that_stays_open_does_nothing_once_it_is_locked(
    previewing, tmp_path, monkeypatch
):
    """Windows draws these itself: they cannot be closed, and somebody else may press Save in one."""
    program, path = previewing, str(tmp_path / "taken.pdf")

    def answered(answer):
        return lambda *_: (program.desk.lock(), answer)[1]

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", answered(([path], "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answered((path, "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", answered(path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answered((path, "")))
    monkeypatch.setattr(QPrintDialog, "exec", answered(QPrintDialog.DialogCode.Accepted))
    window = program.window
    for choose in (
        lambda: Pick.files(window, "", ""),
        lambda: Pick.file(window, "", ""),
        lambda: Pick.folder(window, ""),
        lambda: Pick.save(window, "", "a.pdf", ""),
        lambda: Pick.printer(window),
        window.showing.save,
        window.showing.print_pages,
    ):
        assert not choose()
        is_covered_whole(program)
        program.desk.unlock()
        assert not Path(path).exists()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, ""))
    assert Pick.save(window, "", "a.pdf", "") == Path(path)


def test_nothing_is_read_aloud_from_under_the_cover(previewing, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: heard.append(getattr(event, "message", str)())
    )
    program = previewing
    program.desk.lock()
    announce(program.window.showing, MARKER)  # some work that ends only now
    announce(program.window, MARKER)
    assert MARKER not in heard
    program.cover.refuse("Not this one.")
    assert "Not this one." in heard
    program.desk.unlock()
    announce(program.window.showing, MARKER)
    assert heard[-1] == MARKER and heard[-2] == program.window.place_words
