"""Checking, signing, the pages on paper, and a child who may be at risk now."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from qa_desktop import families, forms, ledger
from tests.ui.conftest import check_screen
from tests.ui.walking import press, small, type_words, window_on
from ui.desk import Desk
from ui.screens import risk
from ui.screens.pick import Pick

WHOLE = {
    "A1": "FS-1", "A2": "W01", "A3": "a", "A4": ["a"], "A6": "2026-10-12", "A7": 1, "A8": "1", "A9": {"choice": "drawn"},
    "M1": {"rating": "3", "seen": "R"},
    "M2": {"rating": "3", "seen": "R", "evidence": [{"source": "plan"}]},
    "M3": "y", "M4": "y", "M5": "4", "M6": [{"source": "plan"}], "M7": "Words", "M.J": "3", "S7": {"choice": "n"},
    "O1": "3", "O3": [{"words": "Kind"}],
}  # fmt: skip


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


@pytest.fixture
def window(desk, shown):
    return shown(window_on(desk))


@pytest.fixture
def filled(ws):
    """A draft with every answer, and what is given instead of some of them."""

    def make(**instead) -> forms.Draft:
        draft = forms.start(ws, small())
        answers = WHOLE | {name.replace("_", "."): value for name, value in instead.items()}
        for question, value in answers.items():
            if value is not None:
                draft = forms.answer(ws, draft, question, value)
        return draft

    return make


def at_check(window, draft):
    assert window.go("check", doc=draft.doc)
    return window.showing


def test_what_is_missing_is_listed_takes_the_focus_and_names_the_window(window, filled):
    check = at_check(window, filled(M1={"rating": "1", "seen": "R"}, M_J=None))
    assert [link.words for link in check.problems.links] == [
        "M1 The start was guided: you chose Little or none, add what you found",
        "M1 The start was guided: add at least one line of evidence",
        "M.J Oversight: choose a section judgement",
    ]
    assert QApplication.focusWidget() is check.problems
    assert window.windowTitle().startswith("Problem: ")
    assert check.problems.accessibleName().startswith("Problem. Finish these 3 things before you sign.")


def test_each_link_puts_the_cursor_into_its_field_where_the_same_words_stand(window, filled):
    check = at_check(window, filled(M1={"rating": "1", "seen": "R"}))
    check.problems.links[0].click()
    audit = window.showing
    assert audit.here == "M1" and QApplication.focusWidget() is audit.page.editor.comment
    said = audit.page.editor.comment.accessibleDescription()
    assert said == "Problem. You chose Little or none, add what you found."


def test_sign_with_gaps_changes_nothing_and_shows_them(window, filled, ws):
    check = at_check(window, filled(M3=None))
    check.page.heading.setFocus()
    check.passphrase.box.setText("demo")
    check.sign_button.click()
    assert QApplication.focusWidget() is check.problems
    assert ledger.forms(ws) == []


def test_a_wrong_passphrase_is_told_at_its_field_and_nothing_is_signed(window, filled, ws, qtbot):
    check = at_check(window, filled())
    check.passphrase.box.setText("not it")
    check.sign()
    assert not window.go("home")  # half a second: it waits for the answer
    qtbot.waitUntil(lambda: check.progress is None, timeout=10_000)
    assert "not your passphrase" in check.passphrase.field.problem.text()
    assert check.passphrase.text() == "" and ledger.forms(ws) == []
    assert check.sign_button.isEnabled()


def test_another_name_and_no_passphrase_are_asked_for_in_words(window, filled, qtbot):
    check = at_check(window, filled())
    check.sign()
    assert check.passphrase.field.problem.text() == "Write your passphrase."
    check.passphrase.box.setText("demo")
    check.name.editor.setText("")
    check.sign()
    assert check.name.problem.text() == "Write your full name."
    check.name.editor.setText("Somebody Else")
    check.sign()
    qtbot.waitUntil(lambda: check.progress is None, timeout=10_000)
    assert not check.refused.isHidden() and "Priya Nair" in check.refused.text.text()


def test_a_signed_form_is_locked_and_its_pdf_can_be_saved(window, filled, ws, qtbot, tmp_path, monkeypatch):
    draft = filled()
    check = at_check(window, draft)
    check.passphrase.box.setText("demo")
    check.sign()
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    digest = ledger.forms(ws)[0].digest
    assert check.done.digest.text().replace(" ", "") == digest
    check_screen(window)
    monkeypatch.setattr(Pick, "save", classmethod(lambda cls, *_: tmp_path / "signed.pdf"))
    check.done.pdf.button.click()
    qtbot.waitUntil(lambda: check.done.pdf.progress is None, timeout=60_000)
    assert (tmp_path / "signed.pdf").read_bytes().startswith(b"%PDF")


def test_prompts_ask_to_look_again_and_stop_nobody(window, filled, ws, qtbot):
    low = {"rating": "1", "seen": "R", "comment": "c" * 40, "evidence": [{"source": "plan"}]}
    check = at_check(window, filled(M2=low, O2="The rest of the work is strong, and this is put right."))
    assert check.problems.isHidden()
    told = [
        w.text() for w in check.findChildren(type(check.page.subtitle)) if "at the lowest rating" in w.text()
    ]
    shown = [
        b for b in check.findChildren(type(check.refused)) if b.accessibleName().startswith("Look again")
    ]
    assert shown or told
    check.passphrase.box.setText("demo")
    check.sign()
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=10_000)
    assert len(ledger.forms(ws)) == 1


def test_answers_are_made_when_their_section_is_shown(window, filled):
    check = at_check(window, filled())
    section = next(s for s in check.sections if s.accessibleName() == "Oversight")
    before = len(section.findChildren(type(section.flip)))
    section.flip.click()
    names = [link.accessibleName() for link in section.findChildren(type(section.flip))]
    assert len(names) > before and "Change M1 The start was guided" in names
    assert section.flip.accessibleName() == "Hide the answers of Oversight"


def test_the_check_screen_passes_the_checks(window, filled):
    at_check(window, filled(M3=None))
    check_screen(window)


# On paper


def test_a_draft_is_shown_as_pages_and_read_as_text(window, desk, filled, qtbot):
    window.go("preview", doc=filled().doc)
    preview = window.showing
    qtbot.waitUntil(lambda: preview.document.pageCount() > 0, timeout=60_000)
    assert "Not signed" in preview.words() and "FS-1" not in preview.words()
    preview.read.click()
    assert families.code(desk.workspace, "FS-1") in preview.text.toPlainText()
    check_screen(window)


# A child who may be at risk now


def test_an_alert_cannot_be_left_half_filled_and_leaves_a_red_bar_if_kept(window, filled):
    draft = filled(S7=None)
    window.go("audit", doc=draft.doc, question="M1")
    press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    alert = window.showing
    assert window.place == "risk"
    assert alert.flush()  # nothing begun yet: free to go
    alert.editor.boxes["choice"].editor.choices.choose("y")
    assert not window.go("home")
    assert [link.words for link in alert.problems.links] == ["Who was told: write your answer"]
    alert.keep.click()
    assert window.place == "audit"
    strip = window.alert_strip
    assert strip.isVisible() and "not finished" in strip.title.text()
    window.go("check", doc=draft.doc)
    assert strip.isVisible()
    strip.button.click()
    assert window.place == "risk"
    window.showing.editor.boxes["told"].editor.first_focus().setFocus()
    type_words("Duty manager")
    window.showing.done.click()
    assert window.place == "audit" and window.alert_strip is None
    assert risk.unfinished(window.showing.session) == []


def test_the_red_bar_is_back_when_the_audit_is_opened_again(window, filled):
    window.go("audit", doc=filled(S7={"choice": "y"}).doc)
    assert window.alert_strip.isVisible()


def test_the_alert_page_passes_the_checks(window, filled):
    window.go("risk", doc=filled(S7=None).doc)
    check_screen(window)
