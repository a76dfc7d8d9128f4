"""Templates on screen: brought in, faults, changes, tried out, put forward, approved by a head of service, published."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qa_desktop import (
    approvals,
    drafting,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    soundness,
    templates,
    work,
)
from tests.conftest import RESOURCES
from tests.rounds import SMALL, TODAY, rated, small_service  # noqa: F401  fixtures
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.kit import Ask
from ui.screens.guide import GuideScreen
from ui.screens.pick import Pick
from ui.screens.template_one import TemplateScreen
from ui.screens.template_try import TryScreen
from ui.screens.templates import TemplatesScreen

NEXT = (
    SMALL.replace(b'version = "1"', b'version = "2"')
    .replace(b'ask = "The worker got alongside this family"', b'ask = "The worker was alongside each child"')
    .replace(b'id = "Q1"', b'id = "Q7"')
    .replace(b'standard = "everyone"', b'standard = "everyone-now"')
)
WRONG = NEXT.replace(b'standard = "alongside"\n', b'ask_if = [{ Q7 = ["9"] }]\n')


def read(data: bytes = NEXT) -> templates.Template:
    return templates.load(data, "small.toml", templates.shared_parts(RESOURCES))


@pytest.fixture
def service(small_service):  # noqa: F811
    laptop = small_service.admit("A01", "Priya Nair", "South FST")
    small_service.admit("H01", "Ines Copsey", "", "head_of_service")
    small_service.send_pack("A01", ("FS-1", "FS-2"))
    draft = work.start_task(laptop, work.tasks(laptop, TODAY)[0])
    forms.answer(laptop, draft, "P1", rated("3"))
    return small_service


@pytest.fixture
def picked(tmp_path, monkeypatch):
    """The file that is chosen next."""
    path = tmp_path / "small.toml"
    monkeypatch.setattr(Pick, "file", classmethod(lambda *_a, **_k: path))
    return path


def carried(to, path) -> None:
    imports.take_in(to, import_plans.plan_files(to, [path]), back_up=False)


def put_forward(service) -> str:
    drafting.bring_in(service.central, NEXT, "small.toml")
    return approvals.propose(service.central, read(), "Each child is named", read(SMALL))


def waits(screen, qtbot) -> None:
    qtbot.waitUntil(lambda: not screen._desk.busy)
    for _ in range(5):
        qtbot.wait(1)


def test_the_list_says_what_is_in_use_and_that_nothing_is_being_changed(service, place, qtbot):  # noqa: F811
    screen = place(service.central, "templates", TemplatesScreen)
    shown = words_of(screen)
    assert "Nothing is being changed" in shown and "Instruments" in shown
    small = next(one for one in screen.model.rows() if one.template.code == "SMALL")
    assert small.newest and small.published
    check_screen(screen)


def test_a_file_with_faults_opens_on_its_faults_each_with_line_and_how_to_mend_it(
    service, place, qtbot, picked  # noqa: F811
):  # fmt: skip
    screen = place(service.central, "templates", TemplatesScreen)
    window = screen._window
    window.register("template", lambda **given: TemplateScreen(screen._desk, window, **given))
    picked.write_bytes(WRONG)
    QTest.keyClick(screen.bring, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(window.showing, TemplateScreen))
    one = window.showing
    settle(qtbot, one)
    line = next(n for n, words in enumerate(WRONG.decode().splitlines(), 1) if words == 'id = "P1"')
    shown = words_of(one)
    assert (
        f"Line {line}" in shown
        and "A rated question needs a standard" in shown
        and "To mend: add standard." in shown
    )
    assert one.try_it.isHidden()
    check_screen(one)


def test_a_file_that_is_no_text_is_refused_where_it_was_chosen(service, place, qtbot, picked):  # noqa: F811
    screen = place(service.central, "templates", TemplatesScreen)
    picked.write_bytes(b"\xff\xfe")
    screen.bring.click()
    settle(qtbot, screen)
    assert "The file was not brought in." in words_of(screen) and "UTF-8" in words_of(screen)
    assert drafting.drafts(service.central) == []


def test_a_draft_says_what_changes_and_what_publishing_affects(service, place, qtbot):  # noqa: F811
    drafting.bring_in(service.central, NEXT, "small.toml")
    screen = place(service.central, "template", TemplateScreen, draft="small.toml")
    shown = words_of(screen)
    assert {(one.question, one.how) for one in screen.changes.model.rows()} == {
        ("P1", "wording"), ("Q7", "new"), ("Q1", "gone"),
    }  # fmt: skip
    assert "Everyone who matters was thought of: no longer asked: its trend ends here." in shown
    assert "Priya Nair has 2 pieces of work on an earlier version" in shown
    screen.changes.whole.click()
    assert {one.how for one in screen.changes.model.rows()} >= {"same"}
    check_screen(screen)


def test_asking_for_approval_wants_a_reason_then_says_where_it_goes(service, place, qtbot):  # noqa: F811
    drafting.bring_in(service.central, NEXT, "small.toml")
    screen = place(service.central, "template", TemplateScreen, draft="small.toml")
    button(screen, "Ask for approval").click()
    assert "Say in a few words why it changes." in words_of(screen)
    screen.card.why.editor.setPlainText("Each child is named")
    button(screen, "Ask for approval").click()
    settle(qtbot, screen)
    shown = words_of(screen)
    assert "Put forward." in shown and "Waits for approval" in shown
    assert screen.stands.publish.isHidden() and screen.card is None
    check_screen(screen)


def test_a_head_of_service_approves_or_says_why_not(service, place, qtbot):  # noqa: F811
    asked = put_forward(service)
    head = service.laptop("H01")
    carried(head, packs.make_pack(service.central, "H01", service.folder).path)
    listed = place(head, "templates", TemplatesScreen)
    assert "Put forward" in words_of(listed) and listed.bring.isHidden()
    check_screen(listed)
    screen = place(head, "template", TemplateScreen, proposal=asked)
    check_screen(screen)
    button(screen, "Refuse").click()
    assert "Say in a few words why not" in words_of(screen)
    screen.card.words.editor.setPlainText("Clearer than before")
    button(screen, "Approve").click()
    settle(qtbot, screen)
    assert "Ines Copsey approved it" in words_of(screen)
    carried(service.central, packs.make_return(head, service.folder).path)
    assert approvals.one(service.central, asked).status == "approved"


def test_what_is_approved_is_published_after_one_question(service, place, qtbot, monkeypatch):  # noqa: F811
    asked = put_forward(service)
    head = service.laptop("H01")
    carried(head, packs.make_pack(service.central, "H01", service.folder).path)
    approvals.say(head, asked, "approved")
    carried(service.central, packs.make_return(head, service.folder).path)
    told = []
    monkeypatch.setattr(
        Ask, "ask", classmethod(lambda _c, _p, title, words, *_a, **_k: told.append(words) or True)
    )
    screen = place(service.central, "template", TemplateScreen, proposal=asked)
    button(screen, "Publish…").click()
    settle(qtbot, screen)
    assert "1 trend breaks or ends." in told[0]
    assert "Published." in words_of(screen)
    assert read().digest in {t.digest for t in ledger.offered(service.central)}
    listed = place(service.central, "templates", TemplatesScreen)
    small = [
        (one.template.version, one.newest) for one in listed.model.rows() if one.template.code == "SMALL"
    ]
    assert small == [("2", True)]  # the one before was never approved, and a newer one is


def test_a_draft_is_taken_away_after_one_question(service, place, qtbot, monkeypatch):  # noqa: F811
    drafting.bring_in(service.central, NEXT, "small.toml")
    monkeypatch.setattr(Ask, "ask", classmethod(lambda *_a, **_k: True))
    screen = place(service.central, "template", TemplateScreen, draft="small.toml")
    window, desk = screen._window, screen._desk
    window.register("templates", lambda **given: TemplatesScreen(desk, window, **given))
    button(screen, "Take the draft away").click()
    qtbot.waitUntil(lambda: isinstance(window.showing, TemplatesScreen))
    settle(qtbot, window.showing, desk)
    assert drafting.drafts(service.central) == []


def test_what_is_not_here_is_said_calmly(service, place, qtbot):  # noqa: F811
    screen = place(service.central, "template", TemplateScreen, draft="nowhere.toml")
    assert "There is no draft “nowhere.toml” here." in words_of(screen)


def tried(service, place, qtbot) -> TryScreen:  # noqa: F811
    drafting.bring_in(service.central, NEXT, "small.toml")
    screen = place(service.central, "template", TemplateScreen, draft="small.toml")
    window, desk = screen._window, screen._desk
    window.register("template_try", lambda **given: TryScreen(desk, window, **given))
    screen.try_it.click()
    trial = window.showing
    waits(trial, qtbot)
    return trial


def test_trying_it_walks_through_every_section_and_keeps_nothing(service, place, qtbot):  # noqa: F811
    before = soundness.state_digest(service.central)
    trial = tried(service, place, qtbot)
    assert trial.session.answers == {} and not trial.previous.isEnabled()
    check_screen(trial)
    button(trial, "Fill in made-up answers").click()
    assert trial.session.progress.done == trial.session.progress.total > 0
    for _ in range(len(read().section) - 1):
        button(trial, "Next section").click()
    waits(trial, qtbot)
    assert not trial.following.isEnabled()
    check_screen(trial)
    button(trial, "Empty it").click()
    assert trial.session.answers == {}
    assert soundness.state_digest(service.central) == before and forms.drafts(service.central) == []


def test_the_guide_leads_here_for_those_who_change_or_approve_templates(service, place, qtbot):  # noqa: F811
    for who, may in ((service.central, True), (service.laptop("H01"), True), (service.laptop("A01"), False)):
        found = []
        screen = place_guide(who, place, found)
        assert screen.versions.isHidden() is not may
        if may:
            screen.versions.click()
            assert found == ["templates"]


def place_guide(ws, place, found):  # noqa: F811
    from ui.desk import Desk
    from ui.shell import MainWindow

    class Window(MainWindow):
        def go(self, place: str, **_args: object) -> bool:
            found.append(place)
            return True

    desk = Desk(ws)
    screen = GuideScreen(desk, Window([]))
    desk.close()
    return screen


def test_every_screen_fits_at_every_text_size(service, place, app, themed, qtbot):  # noqa: F811
    drafting.bring_in(service.central, NEXT, "small.toml")
    for name, screen, given in (
        ("templates", TemplatesScreen, {}),
        ("template", TemplateScreen, {"draft": "small.toml"}),
    ):
        shown = place(service.central, name, screen, **given)
        desk, window = shown._desk, shown._window

        def make(screen=screen, desk=desk, window=window, given=given):
            made = screen(desk, window, **given)
            qtbot.waitUntil(lambda: not desk.busy and not made.reading.busy)
            return made

        check_scales(app, make)
