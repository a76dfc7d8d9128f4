"""Details that could name somebody: underlined as one types, and settled before signing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from qa_desktop import forms, ledger
from tests.conftest import PASSPHRASE
from tests.ui.conftest import check_scales, check_screen
from tests.ui.test_check import WHOLE
from tests.ui.walking import small, window_on
from ui import theme
from ui.desk import Desk
from ui.forms.privacy_marks import PrivacyMarks
from ui.forms.session import Session
from ui.kit import TextBox
from ui.screens.privacy_panel import PrivacyPanel

TWO = "Seen with Amina. Ring 07700 900123."


# As one types


@pytest.fixture
def box(shown):
    box = TextBox("What you found")
    box.marks = PrivacyMarks(box)
    return shown(box, 600, 200)


def underlined(box) -> list[str]:
    """The words that have a wavy line under them."""
    found, block = [], box.document().begin()
    while block.isValid():
        raw = block.text().encode("utf-16-le", "surrogatepass")
        for part in block.layout().formats():
            if part.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                found.append(raw[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le"))
        block = block.next()
    return found


def test_a_name_is_underlined_once_the_hand_rests(box, qtbot):
    QTest.keyClicks(box, "Seen with Amina.")
    assert underlined(box) == []
    qtbot.waitUntil(lambda: underlined(box) == ["Amina"])
    QTest.keyClicks(box, " And")
    assert underlined(box) == ["Amina"]  # it stays while one types on


def test_marks_stand_where_they_are_in_every_line_whatever_comes_before(box, qtbot):
    box.set_text("👨‍👩‍👧 with mother\nSeen with Amina 👍🏽 and Yusuf.\n\nAt NW1 8QP.")
    qtbot.waitUntil(lambda: underlined(box) == ["Amina", "Yusuf", "NW1 8QP"])


def test_an_underline_is_no_change_by_the_user(box, qtbot):
    changes = []
    box.textChanged.connect(lambda: changes.append(1))
    box.set_text("Seen with Amina.")
    qtbot.waitUntil(lambda: underlined(box) == ["Amina"])
    assert changes == []


def test_a_mark_goes_with_its_words(box, qtbot):
    box.set_text("Seen with Amina.")
    qtbot.waitUntil(lambda: underlined(box) == ["Amina"])
    box.set_text("Seen with mother.")
    box.marks.look()
    assert underlined(box) == []


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_line_can_be_told_from_the_ground(palette):
    wanted = theme.Theme(palette)
    assert theme.contrast(wanted.colour("warn"), wanted.colour("surface")) >= 3


# Before signing


@pytest.fixture
def ws(service):
    return service.laptop("A01")


@pytest.fixture
def desk(app, ws):
    desk = Desk(ws)
    yield desk
    desk.close()


@pytest.fixture
def draft(ws):
    draft = forms.start(ws, small())
    for question, value in (
        WHOLE | {"M7": TWO, "O3": [{"words": "Kind"}, {"words": "Yusuf led it"}]}
    ).items():
        draft = forms.answer(ws, draft, question, value)
    return draft


@pytest.fixture
def panel(desk, draft, shown):
    return shown(PrivacyPanel(Session(desk, draft.doc), lambda question, part: None), 900, 500)


def kept(ws, draft, question="M7"):
    return forms.draft(ws, draft.doc).answers[question]


def test_each_detail_is_listed_with_what_it_looks_like_and_nothing_chosen(panel):
    assert [(r.found.question, r.found.path, r.found.mark.text) for r in panel.rows] == [
        ("M7", "", "Amina"),
        ("M7", "", "07700 900123"),
        ("O3", "2.words", "Yusuf"),
    ]
    assert [r.choice.value() for r in panel.rows] == [None, None, None]
    assert len(panel.problems()) == 3


def test_hiding_one_takes_it_out_of_the_text_and_keeping_it_after_all_puts_it_back(panel, ws, draft):
    panel.rows[0].choice.choose("hide")
    panel.rows[1].choice.choose("hide")
    assert kept(ws, draft) == "Seen with [name]. Ring [phone number]."
    panel.rows[0].choice.choose("keep")
    assert kept(ws, draft) == "Seen with Amina. Ring [phone number]."
    assert [p.question for p in panel.problems()] == ["O3"]


def test_a_choice_that_was_made_before_is_shown(desk, ws, draft, shown, panel):
    panel.rows[2].choice.choose("keep")
    again = PrivacyPanel(Session(desk, draft.doc), lambda question, part: None)
    shown(again, 900, 500)
    assert [r.choice.value() for r in again.rows] == [None, None, "keep"]


def test_clearing_a_choice_to_hide_puts_the_words_back(panel, ws, draft):
    panel.rows[0].choice.choose("hide")
    QTest.keyClick(panel.rows[0].choice.first_focus(), Qt.Key.Key_Delete)
    assert kept(ws, draft) == TWO
    assert panel.rows[0].choice.value() is None
    assert len(panel.problems()) == 3


def test_all_that_are_left_can_be_hidden_at_once(panel, ws, draft):
    panel.rows[2].choice.choose("keep")
    panel.hide_all.click()
    assert kept(ws, draft) == "Seen with [name]. Ring [phone number]."
    assert kept(ws, draft, "O3")[1]["words"] == "Yusuf led it"
    assert panel.problems() == []
    assert panel.hide_all.isHidden()


def test_the_panel_passes_every_check(panel, app, themed, desk, draft):
    check_screen(panel)
    check_scales(app, lambda: PrivacyPanel(Session(desk, draft.doc), lambda question, part: None), 900, 700)


def test_a_form_with_nothing_to_settle_shows_no_panel(desk, ws, app):
    draft = forms.start(ws, small())
    assert PrivacyPanel(Session(desk, draft.doc), lambda question, part: None).isHidden()


# On the page before signing


@pytest.fixture
def check(desk, draft, shown):
    window = shown(window_on(desk))
    assert window.go("check", doc=draft.doc)
    return window.showing


def test_signing_waits_until_all_is_settled(check, ws, draft, qtbot):
    check.passphrase.box.setText(PASSPHRASE)
    check.sign()
    assert len(check.problems.links) == 3
    check.problems.links[2].click()
    assert check.focusWidget() is check.privacy.rows[2].choice.first_focus()
    check.privacy.rows[2].choice.choose("keep")
    assert len(check.problems.links) == 2
    check.privacy.hide_all.click()
    assert check.problems.isHidden()
    check.sign()
    qtbot.waitUntil(lambda: hasattr(check, "done"))
    (form,) = [f for f in ledger.forms(ws) if f.doc == draft.doc]
    assert form.body.answers["M7"] == "Seen with [name]. Ring [phone number]."
    assert form.body.privacy.model_dump() == {"kept": {"name": 1}, "hidden": {"name": 1, "phone": 1}}


def test_the_answers_below_show_what_is_hidden(check, qtbot):
    for card in check.sections:
        if not card.open:
            card.turn()

    def told() -> str:
        return " ".join(label.text() for card in check.sections for label in card.findChildren(QLabel))

    assert "Seen with Amina." in told()
    check.privacy.hide_all.click()
    qtbot.waitUntil(lambda: "Seen with Amina." not in told())
    assert "Seen with [name]. Ring [phone number]." in told()
