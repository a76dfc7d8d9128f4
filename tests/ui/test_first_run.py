"""The first start: four steps by keyboard alone, what is refused, and what is left behind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from qa_desktop import identity, passphrases, profiles
from tests.conftest import made_up_world
from tests.ui.conftest import check_screen, no_sideways_scroll, no_words_are_cut
from tests.ui.places import button, press, settled, start, tab_to, type_in, words  # noqa: F401
from ui import theme
from ui.screens.first_run import FirstRun
from ui.screens.pick import Pick
from ui.screens.welcome import Welcome

LONG = "correct horse battery staple"
ENTER = Qt.Key.Key_Return


def steps(program):
    """From the first window to the four steps, by keyboard."""
    press(Qt.Key.Key_Space)  # the focus is on “Make my profile”
    return program.window.findChild(FirstRun)


@pytest.fixture
def first(start, tmp_path):  # noqa: F811
    program = start(tmp_path / "data")
    return program, steps(program)


def fill_in_who(code="A07", role_steps=0):
    """Step 1, with the keys a person would press."""
    for text in ("Priya Nair", code):
        type_in(text)
        press(Qt.Key.Key_Tab)
    for _ in range(role_steps):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    type_in("South FST")
    press(Qt.Key.Key_Tab)
    type_in("Example Council")


def to_passphrase(page):
    fill_in_who()
    press(ENTER)
    assert page.at == 1
    press(ENTER)
    assert page.at == 2


def make(page, qtbot):
    """From the passphrase step to the recovery key."""
    type_in(LONG)
    press(ENTER)
    type_in(LONG)
    press(ENTER)
    qtbot.waitUntil(lambda: page.at == 3)


def test_from_the_first_start_to_home_by_keyboard_alone(first, qtbot, tmp_path):
    program, page = first
    assert not list(tmp_path.glob("data/*"))
    to_passphrase(page)
    make(page, qtbot)
    assert page.recovery.key in words(page)
    type_in(passphrases.recovery_part(page.recovery.key))
    press(ENTER)
    assert page.at == 4
    tab_to(page.next)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window.place == "home")
    assert not program.window.is_covered
    assert program.desk.workspace.me.name == "Priya Nair"
    assert "Home" in program.window.windowTitle()
    ws = profiles.open_workspace(made_up_world(tmp_path / "data"), LONG)
    assert ws.me.role == "team_manager"
    ws.close()


def test_every_step_passes_every_check(first, qtbot):
    program, page = first
    check_screen(program.window)
    page.first_focus().setFocus()
    to_passphrase(page)
    check_screen(program.window)
    page.first_focus().setFocus()
    make(page, qtbot)
    check_screen(program.window)


def test_the_steps_fit_at_every_text_size(start, tmp_path, themed):  # noqa: F811
    for number, scale in enumerate(theme.SCALES):
        folder = tmp_path / str(number)
        program = start(folder)
        themed(theme.Theme(scale=scale))
        page = steps(program)
        for step in range(5):
            page._show(step)
            QApplication.processEvents()
            no_sideways_scroll(program.window)
            no_words_are_cut(program.window)
        themed(theme.Theme())


def test_what_is_missing_is_said_at_its_field_and_takes_the_focus(first):
    _, page = first
    type_in("Priya Nair")
    press(ENTER)
    assert page.at == 0
    assert "Type your staff code: letters and figures, no spaces." in words(page)
    assert QApplication.focusWidget() is page.who.code
    assert page.who.code.accessibleDescription().startswith("Problem.")
    type_in("A 07")
    press(ENTER)
    assert page.at == 0
    assert "Type the name of your team." in words(page)


def test_a_practice_lead_needs_no_team_and_becomes_the_authority(first, qtbot, monkeypatch):
    program, page = first
    fill_in_who("L01", role_steps=3)
    page.who.team.clear()
    press(ENTER)
    assert page.at == 1
    press(ENTER)
    make(page, qtbot)
    type_in(passphrases.recovery_part(page.recovery.key))
    press(ENTER)
    assert "You can admit people and make packs" in words(page)
    tab_to(page.next)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window.place == "home")
    assert program.desk.workspace.signer().name == "Priya Nair"


def as_second_lead(page, path, monkeypatch):
    fill_in_who("L02", role_steps=3)
    page.who.team.clear()
    page.who.second.second.click()
    press(ENTER)
    assert page.at == 0 and "Choose the certificate that the first practice lead gave you" in words(page)
    monkeypatch.setattr(Pick, "file", classmethod(lambda cls, *args: path))
    page.who.second.choose.click()


def test_a_second_practice_lead_joins_the_service_and_asks_to_be_admitted(
    first, qtbot, monkeypatch, bare_service, tmp_path
):
    program, page = first
    root = bare_service.central.roots()[0]
    path = tmp_path / "root.pem"
    path.write_bytes(identity.to_pem(root))
    as_second_lead(page, path, monkeypatch)
    assert identity.certificate_figures(root) in words(page)
    page.next.click()
    assert page.at == 0 and "Compare the figures first" in words(page)
    check_screen(program.window)
    page.who.second.same.click()
    page.next.click()
    assert page.at == 1
    page.next.click()
    make(page, qtbot)
    type_in(passphrases.recovery_part(page.recovery.key))
    press(ENTER)
    assert "send a request file to the practice lead who keeps" in words(page)
    check_screen(program.window)
    tab_to(page.next)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.window.place == "home")
    ws = program.desk.workspace
    assert ws.roots() == (root,) and ws.store.setting("authority_key") is None
    settled(qtbot, program)
    assert "One thing is left before you can sign." in words(program.window)


def test_a_file_that_is_no_certificate_joins_nobody(first, monkeypatch, tmp_path):
    _, page = first
    path = tmp_path / "root.pem"
    path.write_text("-----BEGIN NONSENSE-----")
    as_second_lead(page, path, monkeypatch)
    assert "holds no certificate" in words(page) and page.who.root is None
    page.next.click()
    assert page.at == 0


def test_only_practice_leads_are_asked_whether_they_are_the_second(first):
    _, page = first
    assert not page.who.second.isVisible()
    fill_in_who("L02", role_steps=3)
    assert page.who.second.isVisible() and page.who.root is None


def test_a_folder_that_copies_itself_to_a_cloud_is_refused_with_the_reason(start, tmp_path, monkeypatch):  # noqa: F811
    program = start(tmp_path / "usual", usual=tmp_path / "usual")
    page = steps(program)
    fill_in_who()
    press(ENTER)
    cloud = tmp_path / "OneDrive - Council" / "data"
    monkeypatch.setattr("ui.screens.pick.Pick.folder", classmethod(lambda *_: cloud))
    page.where.choose.click()
    assert "is in a folder that is copied to a cloud or a server" in words(page)
    press(ENTER)
    assert page.at == 1 and not cloud.exists()


def test_another_folder_is_used_and_found_again(start, tmp_path, monkeypatch, qtbot):  # noqa: F811
    from ui.app import folder_in_use

    usual, other = tmp_path / "usual", tmp_path / "other"
    program = start(usual, usual=usual)
    page = steps(program)
    fill_in_who()
    press(ENTER)
    monkeypatch.setattr("ui.screens.pick.Pick.folder", classmethod(lambda *_: other))
    page.where.choose.click()
    press(ENTER)
    make(page, qtbot)
    assert (other / "vault.json").exists() and not (usual / "vault.json").exists()
    assert folder_in_use(usual) == other


def test_a_weak_or_mistyped_passphrase_is_not_taken(first):
    _, page = first
    to_passphrase(page)
    type_in("short")
    assert "Use at least 12 characters, or 4 different words." in words(page)
    press(ENTER)
    press(ENTER)
    assert page.at == 2
    page.passphrase.one.box.setText(LONG)
    page.passphrase.two.box.setText(LONG + "!")
    page.passphrase.two.first_focus().setFocus()
    press(ENTER)
    assert page.at == 2
    assert "The two are not the same. Type it again." in words(page)


def test_the_recovery_key_must_be_on_paper(first, qtbot):
    _, page = first
    to_passphrase(page)
    make(page, qtbot)
    type_in("AAAA")
    press(ENTER)
    assert page.at == 3
    assert "This is not the sixth group. Look at what you wrote down." in words(page)
    assert page.passphrase.one.text() == ""  # nothing typed is kept in the window


def test_going_back_keeps_what_was_typed(first):
    _, page = first
    fill_in_who()
    press(ENTER)
    button(page, "Back").click()
    assert page.at == 0 and page.who.me().code == "A07"


def test_the_figures_shown_are_those_of_the_request_file_that_was_saved(first, qtbot, tmp_path, monkeypatch):
    _, page = first
    to_passphrase(page)
    make(page, qtbot)
    type_in(passphrases.recovery_part(page.recovery.key))
    press(ENTER)
    monkeypatch.setattr("ui.screens.pick.Pick.folder", classmethod(lambda *_: tmp_path))
    button(page, "Save request file").click()
    saved = tmp_path / "request-A07.qarequest"
    qtbot.waitUntil(lambda: str(saved) in words(page))
    asked = identity.Request.from_bytes(saved.read_bytes())
    assert identity.short_fingerprint(asked) in words(page)  # of this file: the next one has other figures


def test_saving_the_recovery_key_says_where(first, qtbot, tmp_path, monkeypatch):
    _, page = first
    to_passphrase(page)
    make(page, qtbot)
    target = tmp_path / "key.txt"
    monkeypatch.setattr("ui.screens.pick.Pick.save", classmethod(lambda *_: target))
    button(page, "Save to a stick").click()
    assert page.recovery.key in target.read_text("utf-8")
    assert str(target) in words(page)
    assert QGuiApplication.clipboard().text() != page.recovery.key


def test_back_from_the_first_step_leads_to_the_first_window(first, qtbot):
    program, page = first
    button(page, "Back").click()
    qtbot.waitUntil(lambda: program.window.findChild(Welcome) is not None)
    assert "Try everything with made-up families." in words(program.window)
