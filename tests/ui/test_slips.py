"""The worker's part on screen: asked by a file, answered alone, taken in and put back, seen beside the audit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel

from qa_desktop import families, forms, import_plans, imports, ledger, packs, slips, work
from tests.conftest import PASSPHRASE
from tests.small import answered
from tests.ui.conftest import check_scales, check_screen, no_sideways_scroll
from tests.ui.places import rest
from tests.ui.walking import type_words, window_on
from ui.desk import Desk
from ui.forms.before import BeforePage
from ui.forms.session import START
from ui.screens.audit import AuditScreen
from ui.screens.home import HomeScreen
from ui.screens.pick import Pick
from ui.screens.sides import SidesScreen
from ui.screens.transfer import TransferScreen

SECRET = "Only the auditor may read this sentence about the plan."
BEGUN = {
    "A04": "FS-2041",
    "A06": "W01",
    "A21": {"told": "2026-10-20", "took_part": "y", "held": "2026-11-01"},
    "B01": SECRET,
    "P2.J": "2",
}
THEIRS = {
    "W1": "They came back by themselves.",
    "W2": "The move.",
    "W4": {"choice": "1", "words": "It moved once school joined."},
    "W6": "More visits in the evening.",
}


@pytest.fixture
def laptops(bare_service):
    """The auditor's and the worker's."""
    worker = bare_service.admit("W01", "J. Okafor", "South FST", "worker")
    auditor = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("FS-2041",))
    return auditor, worker


@pytest.fixture
def opened(app, qtbot, monkeypatch, tmp_path):
    """Opens the real window on a profile; whatever is saved goes into one folder."""
    desks = []
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: tmp_path))

    def open_(ws):
        desk = Desk(ws)
        desks.append(desk)
        window = window_on(desk)
        screens = {"home": HomeScreen, "transfer": TransferScreen, "sides": SidesScreen}
        for name, screen in screens.items():
            window.register(name, lambda screen=screen, **args: screen(desk, window, **args))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.desk = desk
        return window

    yield open_
    for desk in desks:
        desk.close()


@pytest.fixture
def window(laptops, opened, service_draft):
    """At the worker's first question of an audit that is half judged."""
    window = opened(laptops[0])
    window.doc = service_draft.doc
    window.go("audit", doc=window.doc, question="W1")
    rest()
    return window


@pytest.fixture
def service_draft(laptops):
    auditor = laptops[0]
    (task,) = work.tasks(auditor, auditor.world.now().date())
    return answered(auditor, work.start_task(auditor, task), BEGUN)


def card(window):
    return window.showing.page.worker_card


def said(root) -> str:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def carry(to, path):
    imports.take_in(to, [import_plans.plan_file(to, path)], back_up=False)


def asked_and_answered(laptops, draft, folder):
    """The slip goes over, is answered and signed, and what comes back is imported."""
    auditor, worker = laptops
    carry(worker, slips.ask(auditor, draft, folder).path)
    (task,) = [t for t in work.tasks(worker, worker.world.now().date()) if t.slip]
    forms.finish(worker, answered(worker, work.start_task(worker, task), THEIRS))
    (written,) = packs.make_returns(worker, folder)
    carry(auditor, written.path)


def test_the_card_offers_both_ways_and_says_how_far_it_is(window):
    assert card(window).tag.text() == "Not asked yet"
    assert card(window).hand_over.isVisible() and card(window).send.isEnabled()
    assert not card(window).take.isVisible() and not card(window).sides.isVisible()
    check_screen(window)


def test_a_slip_is_saved_and_the_card_says_asked(window, qtbot, tmp_path):
    card(window).send.click()
    qtbot.waitUntil(lambda: "The slip for J. Okafor is saved" in said(window))
    assert card(window).tag.text() == "Asked" and card(window).send.words == "Send the slip again"
    assert len(list(tmp_path.glob("slip*.qabundle"))) == 1
    check_screen(window)


def test_a_worker_without_a_key_is_not_asked_by_a_file_and_the_card_says_why(service, opened):
    laptop = service.laptop("A01")
    draft = answered(laptop, work.start_task(laptop, work.tasks(laptop, laptop.world.now().date())[0]), BEGUN)
    window = opened(laptop)
    window.go("audit", doc=draft.doc, question="W1")
    rest()
    assert not card(window).send.isEnabled() and card(window).hand_over.isEnabled()
    assert "Hand over this laptop instead." in said(window)


def test_who_cannot_take_part_leads_to_the_question_that_says_so(window):
    card(window).could_not.click()
    assert window.showing.here == "A21"
    reason = {"told": "2026-10-20", "took_part": "n", "reason": "Away", "offered_first": "2026-10-21"}
    window.showing._answered(reason | {"offered_second": "2026-10-22"})
    window.showing.go_to("W1")
    rest()
    assert card(window).tag.text() == "Could not take part" and not card(window).send.isVisible()


def test_the_slip_is_a_task_at_home_and_opens_the_workers_questions_only(
    laptops, opened, service_draft, tmp_path, qtbot
):
    auditor, worker = laptops
    carry(worker, slips.ask(auditor, service_draft, tmp_path).path)
    window = opened(worker)
    window.go("home")
    qtbot.waitUntil(lambda: "Asked by Priya Nair" in said(window))
    (task,) = [t for t in work.tasks(worker, worker.world.now().date()) if t.slip]
    window.showing._open(task)
    rest()
    screen = window.showing
    assert isinstance(screen, AuditScreen) and isinstance(screen.page, BeforePage)
    assert {screen.session.template.section_of[q].by for q in screen.session.steps} == {"worker"}
    assert "Your part, asked by Priya Nair" in screen.people.text()
    family = families.code(auditor, "FS-2041")  # a slip carries no case number: the auditor tells it
    assert screen.session.title == f"RFP deep audit: case {family}" and family in said(screen.page.which)
    screen.page.which.keep.click()
    assert "Type the family’s number" in screen.page.which.field.problem.text()
    screen.page.which.number.setText("FS-2041")
    screen.page.which.keep.click()
    rest()
    screen = window.showing
    assert screen.session.title == "RFP deep audit: case FS-2041" and not hasattr(screen.page, "which")
    screen.go_on()
    rest()
    assert screen.here == "W1" and screen.page.worker_card is None and screen.page.hand_over is None
    everything = " ".join(label.text() for label in window.findChildren(QLabel))
    assert SECRET not in everything and "Whole family" not in said(screen.list)
    check_screen(window)


def test_the_worker_signs_their_own_words_and_sends_them_to_who_asked(
    laptops, opened, service_draft, tmp_path, qtbot
):
    auditor, worker = laptops
    carry(worker, slips.ask(auditor, service_draft, tmp_path).path)
    (task,) = [t for t in work.tasks(worker, worker.world.now().date()) if t.slip]
    draft = answered(worker, work.start_task(worker, task), THEIRS)
    window = opened(worker)
    window.go("check", doc=draft.doc)
    rest()
    assert "These are my own words." in said(window) and "case record" not in said(window)
    window.showing.passphrase.first_focus().setFocus()
    type_words(PASSPHRASE)
    window.showing.sign_button.click()
    qtbot.waitUntil(lambda: hasattr(window.showing, "done"))
    assert "Send it back to Priya Nair" in said(window)
    window.go("transfer")
    qtbot.waitUntil(lambda: window.showing.seen is not None)
    window.showing.make.click()
    qtbot.waitUntil(lambda: "for Priya Nair" in said(window) and "read back, checked" in said(window))


def test_the_answers_are_taken_in_shown_and_put_back(window, laptops, service_draft, tmp_path):
    asked_and_answered(laptops, service_draft, tmp_path)
    window.showing._show("W1")
    rest()
    assert card(window).tag.text() == "Answers are here"
    card(window).take.click()
    rest()
    assert window.showing.page.editor.value() == THEIRS["W1"]
    assert card(window).tag.text() == "In" and card(window).undo.isVisible()
    assert len(forms.draft(laptops[0], window.doc).parts) == 1
    check_screen(window)
    card(window).undo.click()
    rest()
    held = forms.draft(laptops[0], window.doc)
    assert window.showing.page.editor.value() is None and held.parts == ()
    assert not set(THEIRS) & set(held.answers)
    card(window).take.click()
    rest()
    window.showing.undo()
    assert "W6" not in forms.draft(laptops[0], window.doc).answers


def test_once_something_else_is_answered_they_are_not_put_back_in_one_go(
    window, laptops, service_draft, tmp_path
):
    asked_and_answered(laptops, service_draft, tmp_path)
    window.showing._show("W1")
    card(window).take.click()
    window.showing._answered("They came back by themselves, twice.")
    window.showing.go_to("W2")
    rest()
    assert not card(window).undo.isVisible() and card(window).sides.isVisible()


def test_both_sides_stand_side_by_side(window, laptops, service_draft, tmp_path, themed, app):
    asked_and_answered(laptops, service_draft, tmp_path)
    window.showing._show("W1")
    card(window).take.click()
    window.showing._answered("The family came back.")
    rest()
    card(window).sides.click()
    rest()
    assert window.place == "sides"
    words = said(window)
    assert THEIRS["W1"] in words and "The family came back." in words
    check_screen(window)
    no_sideways_scroll(window)
    desk, doc = window.desk, window.doc
    check_scales(app, lambda: SidesScreen(desk, window, doc=doc))


def test_both_sides_wait_for_the_workers_words(window):
    window.go("sides", doc=window.doc)
    assert "not in yet" in said(window) and SECRET not in said(window)


def test_the_part_is_no_audit_of_its_own(laptops, service_draft, tmp_path):
    asked_and_answered(laptops, service_draft, tmp_path)
    assert ledger.forms(laptops[0]) == [] and START == "start"
