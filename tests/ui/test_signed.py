"""What is done with a signed form: dated notes, withdrawing, a new version and what differs, one signature more."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from qa_desktop import (
    corrections,
    countersign,
    forms,
    guests,
    import_plans,
    ledger,
    paper,
    pdf_sign,
    verifying,
)
from tests.conftest import PASSPHRASE, QUICK
from tests.qa_desktop.test_guests import THEIRS, admitted
from tests.small import amended
from tests.ui.conftest import check_scales, check_screen, no_sideways_scroll
from tests.ui.places import rest
from tests.ui.test_check import WHOLE
from tests.ui.walking import small, window_on
from ui.desk import Desk
from ui.kit import Ask
from ui.screens.after import AfterSigning
from ui.screens.audits import AuditsScreen
from ui.screens.pick import Pick
from ui.screens.signatures import NEW

SAID = "I see it a little otherwise.\nThe visit in May was cut short."
WHY = "It was filled in for the wrong family."


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def digest(ws):
    """A signed form."""
    draft = forms.start(ws, small())
    for question, value in WHOLE.items():
        draft = forms.answer(ws, draft, question, value)
    return forms.finish(ws, draft)


@pytest.fixture
def window(app, qtbot, ws, digest):
    """The real window at the signed form."""
    desk = Desk(ws)
    window = window_on(desk)
    window.register("audits", lambda **args: AuditsScreen(desk, window, **args))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.desk = desk
    window.go("audit", digest=digest)
    rest()
    yield window
    desk.close()


@pytest.fixture
def page(window) -> AfterSigning:
    return window.showing.page


@pytest.fixture
def worker(service, ws):
    """A guest who may sign here."""
    guests.add(ws, "W01", THEIRS, cost=QUICK)
    admitted(service, ws)


def words(root) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def answering(monkeypatch, yes: bool) -> list[str]:
    asked: list[str] = []
    monkeypatch.setattr(
        Ask, "ask", classmethod(lambda cls, parent, title, *a, **k: asked.append(title) or yes)
    )
    return asked


def test_a_signed_form_opens_with_who_signed_it_and_what_can_be_done(window, page):
    assert isinstance(page, AfterSigning)
    assert "Priya Nair" in words(page) and "None yet." in words(page)
    assert page.put_right.amend.isVisible() and page.put_right.withdraw.isVisible()
    check_screen(window)
    no_sideways_scroll(window)


def test_notes_are_listed_with_their_dates_and_change_nothing(window, page, ws, digest):
    page.notes.button.click()
    assert "Write the note first." in words(page)
    page.notes.text.editor.set_text("The mother rang to say it reads well.")
    page.notes.button.click()
    rest()
    assert "The mother rang to say it reads well." in words(page) and "Mon 2 Nov" in words(page)
    assert page.notes.text.editor.text() == "" and "Write the note first." not in words(page)
    (one,) = corrections.notes(ws, digest)
    assert one.who == "Priya Nair" and [f.digest for f in ledger.forms(ws)] == [digest]


def test_a_form_is_withdrawn_with_a_reason_after_asking_and_shown_struck_through(
    window, page, ws, digest, monkeypatch, qtbot
):
    asked = answering(monkeypatch, False)
    page.put_right.withdraw.click()
    page.put_right.reason.editor.setText("short")
    page.put_right.go.click()
    assert "Say in a few words why" in words(page) and asked == []
    page.put_right.reason.editor.setText(WHY)
    page.put_right.go.click()
    assert len(asked) == 1 and [f.digest for f in ledger.forms(ws)] == [digest]
    answering(monkeypatch, True)
    page.put_right.go.click()
    rest()
    gone = window.showing.page
    assert ledger.forms(ws) == [] and "Withdrawn by Priya Nair" in words(gone) and WHY in words(gone)
    assert "line-through" in gone.named.styleSheet() and not gone.signatures.add_one.isVisible()
    check_screen(window)
    window.go("audits", tab="withdrawn")
    qtbot.waitUntil(lambda: WHY in words(window.showing))
    struck = [label for label in window.showing.findChildren(QLabel) if "line-through" in label.styleSheet()]
    assert [label.accessibleName() for label in struck] == ["Withdrawn: Small audit: case FS-1"]
    check_screen(window)


def test_a_new_version_shows_what_differs_before_it_is_signed(window, ws, digest):
    draft = forms.amend(ws, digest, "The date of the plan was wrong.")
    draft = forms.answer(ws, draft, "A6", "2026-10-14")
    window.go("check", doc=draft.doc)
    rest()
    shown = words(window.showing)
    assert "What differs" in shown and "The date of the plan was wrong." in shown
    assert "Mon 12 Oct 2026" in shown and "Wed 14 Oct 2026" in shown
    check_screen(window)
    no_sideways_scroll(window)


def test_a_first_version_has_nothing_to_differ_from(window, ws):
    draft = forms.start(ws, small())
    window.go("check", doc=draft.doc)
    assert "What differs" not in words(window.showing)


def test_a_person_beside_you_gets_a_key_and_waits_for_the_practice_lead(
    window, page, ws, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: tmp_path))
    page.signatures.open_signing()
    rest()
    signing = page.signatures.signing
    assert signing.who.value() == NEW
    signing.code.editor.setText("W01")
    for box in (signing.first, signing.again):
        box.box.setText(THEIRS)
    check_screen(window)
    signing.again.box.setText("another")
    signing.button.click()
    assert "The two are not the same." in words(page)
    signing.again.box.setText(THEIRS)
    signing.button.click()
    qtbot.waitUntil(lambda: "J. Okafor is waiting for the practice lead" in words(page), timeout=20_000)
    signing.button.click()
    rest()
    assert "The request file is saved" in words(page) and (tmp_path / "request-W01.qarequest").exists()
    assert not guests.everyone(ws)[0].admitted
    check_screen(window)


def test_the_worker_signs_and_the_pdf_has_two_signatures_both_valid(
    worker, window, page, ws, digest, qtbot, tmp_path, monkeypatch
):
    page.signatures.open_signing()
    rest()
    signing = page.signatures.signing
    assert signing.who.value() == "W01" and signing.signs_as.value() == "worker"
    signing.response.editor.set_text(SAID)
    signing.passphrase.box.setText("not theirs at all")
    signing.button.click()
    qtbot.waitUntil(lambda: "not the passphrase of J. Okafor" in words(page), timeout=20_000)
    assert countersign.of(ws, digest) == []
    signing.passphrase.box.setText(THEIRS)
    signing.button.click()
    qtbot.waitUntil(lambda: "J. Okafor has signed" in words(page), timeout=20_000)
    rest()
    (one,) = countersign.of(ws, digest)
    assert one.response == SAID and SAID in words(page)
    check_screen(window)
    path = tmp_path / "twice.pdf"
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *args: path))
    page.signatures.save.click()
    qtbot.waitUntil(lambda: "2 signatures, both valid" in words(page), timeout=20_000)
    assert verifying.check_file(path, None, ws).ok
    assert [s.field for s in pdf_sign.verify(path.read_bytes(), ws.signer().chain).signatures] == [
        "Auditor",
        "Worker",
    ]


def test_another_profile_signs_as_itself_on_the_pdf_that_it_was_given(
    service, ws, digest, app, qtbot, tmp_path, monkeypatch
):
    pdf = paper.signed_pdf(ws, digest)
    given = tmp_path / "given.pdf"
    given.write_bytes(pdf)
    central = service.central
    from qa_desktop import imports

    imports.take_in(central, [import_plans.plan(central, "given.pdf", pdf)], back_up=False)
    desk = Desk(central)
    window = window_on(desk)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.go("audit", digest=digest)
    page = window.showing.page
    page.signatures.open_signing()
    rest()
    signing = page.signatures.signing
    assert signing.who.value() == central.me.code
    signing.signs_as.set_value("moderator")
    monkeypatch.setattr(Pick, "file", classmethod(lambda cls, *args: given))
    signing.choose.click()
    signing.passphrase.box.setText(PASSPHRASE)
    signing.button.click()
    qtbot.waitUntil(lambda: "Marta Trent has signed" in words(page), timeout=20_000)
    fields = [s.field for s in pdf_sign.verify(page.signatures.made.pdf, central.signer().chain).signatures]
    assert fields == ["Auditor", "Moderator"]
    desk.close()


def test_a_refused_pdf_takes_its_entry_back(worker, ws, digest):
    from qa_desktop import seconding
    from qa_desktop.errors import FileRefused

    pdf = paper.signed_pdf(ws, digest)
    with pytest.raises(FileRefused):
        seconding.sign(ws, digest, "worker", "W01", THEIRS, SAID, pdf + b"more")
    assert countersign.of(ws, digest) == []


def test_an_older_version_cannot_be_withdrawn_or_signed_and_the_page_says_so(window, ws, digest, monkeypatch):
    amended(ws, digest, {"A6": "2026-10-14"})
    answering(monkeypatch, True)
    page = window.showing.page
    page.put_right.withdraw.click()
    page.put_right.reason.editor.setText(WHY)
    page.put_right.go.click()
    assert "A newer version of this audit is here" in words(page)


def test_the_page_fits_at_every_text_size(app, themed, window, digest):
    desk = window.desk

    def make():
        other = window_on(desk)
        other.resize(1366, 768)
        other.go("audit", digest=digest)
        other.showing.page.signatures.open_signing()
        QApplication.processEvents()
        return other

    check_scales(app, make)
