"""Each editor shows a value, gives back what the user made of it, and says what is missing, in its own part."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from qa_desktop import answer_types
from qa_desktop.errors import Problem
from tests.ui.walking import SENTENCE, press, small, type_words
from ui.forms import dates
from ui.forms.chosen import DropDownEditor, ListEditor
from ui.forms.editor import Asking
from ui.forms.registry import REGISTRY, editor_for
from ui.forms.written import FactEditor, UnknownEditor

TODAY = date(2026, 11, 2)
VALUES = {
    "A1": "FS-2041", "A2": "W01", "A3": "b", "A4": ["a", "b"], "A6": "2026-10-19", "A7": 3, "A8": "8",
    "A9": {"choice": "swap", "reason": "Closed too early"},
    "M1": {"rating": "2", "seen": "T", "comment": SENTENCE, "evidence": [{"source": "plan", "date": "2026-10-19", "note": "n"}]},
    "M3": "p", "M4": "n", "M5": "4", "M6": [{"source": "plan", "label": "Review step"}], "M7": "In\nlines", "M.J": "3",
    "O3": [{"words": "Kind", "share": "y"}, {"words": "Clear", "share": "n"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def template():
    return small()


@pytest.fixture
def editor(template, shown):
    asking = Asking(template, TODAY, {"W01": "J. Okafor"})

    made = []  # a window nobody holds on to goes at once, in the middle of being shown

    def make(question: str):
        made.append(shown(editor_for(template.by_id[question], asking), 900, 700))
        return made[-1]

    return make


def heard(editor) -> list:
    """Everything the editor says the user did, from now on."""
    said: list = []
    editor.changed.connect(said.append)
    return said


@pytest.mark.parametrize("question", VALUES)
def test_what_is_shown_comes_back_unchanged_and_silently(editor, question):
    made = editor(question)
    said = heard(made)
    made.set_value(VALUES[question])
    made.flush()
    assert made.value() == VALUES[question]
    assert said == []
    made.set_value(None)
    assert made.value() is None


@pytest.mark.parametrize("question", VALUES)
def test_a_value_of_the_wrong_shape_is_shown_without_falling_over(editor, question):
    made = editor(question)
    for odd in ({"x": ["y"]}, ["z", 3, None], "words", 7, [{"a": {"b": "c"}}]):
        made.set_value(odd)
        made.value()


def test_every_type_has_an_editor_and_a_new_one_is_shown_not_lost(template, shown):
    assert set(REGISTRY) == {
        "EV",
        "YPN",
        "YN",
        "ONE",
        "MULTI",
        "TXT",
        "LTX",
        "DATE",
        "NUM",
        "EVD",
        "G4",
        "AG5",
        "GROUP",
        "ROWS",
        "AUTO",
        "LINE",
    }
    strange = template.by_id["A1"].model_copy(update={"type": "HOLO"})
    made = editor_for(strange, Asking(template, TODAY))
    shown(made)
    assert isinstance(made, UnknownEditor) and "newer version" in made.text.text()
    made.set_value({"kept": 1})
    assert made.value() == {"kept": 1}


def test_a_short_choice_is_a_list_and_a_long_one_a_drop_down(editor):
    assert isinstance(editor("A3"), ListEditor)
    assert isinstance(editor("A8"), DropDownEditor)


def test_a_choice_comes_at_once_and_delete_clears_it(editor):
    made = editor("A3")
    said = heard(made)
    made.first_focus().setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert said == ["a", "b", None]


def test_a_code_that_is_no_longer_a_choice_is_kept_until_changed(editor):
    made = editor("A3")
    made.set_value("gone")
    assert made.value() == "gone"
    made.first_focus().setFocus()
    press(Qt.Key.Key_Space)
    assert made.value() == "a"


def test_ticks_give_their_codes_in_the_order_of_the_form(editor):
    made = editor("A4")
    made.set_value(["b", "newer"])
    said = heard(made)
    made.ticks["a"].click()
    assert said == [["a", "b", "newer"]]


def test_words_wait_for_the_hand_to_rest_or_the_focus_to_move(editor, qtbot):
    made = editor("M7")
    said = heard(made)
    made.first_focus().setFocus()
    type_words("ab")
    assert said == []
    qtbot.waitUntil(lambda: said == ["ab"], timeout=2_000)
    type_words("c")
    made.flush()
    assert said == ["ab", "abc"]
    made.flush()
    assert said == ["ab", "abc"]  # nothing new, nothing said


def test_a_long_answer_counts_its_characters_and_is_kept_whole(editor):
    made = editor("M7")
    made.set_value("word " * 10)
    assert made.count.text() == "10 words"
    made.set_value("x" * 1_600)
    assert made.count.text() == "1600 of 1500 characters" and len(made.value()) == 1_600


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("19 Oct 2026", "2026-10-19"), ("19/10/2026", "2026-10-19"), ("19.10.26", "2026-10-19"), ("3 september 2026", "2026-09-03"),
        ("Mon 19 October 2026", "2026-10-19"), ("1st Nov 2026", "2026-11-01"), ("2026-10-19", "2026-10-19"),
        ("10/19/2026", "10/19/2026"), ("31 Feb 2026", "31 Feb 2026"), ("last week", "last week"), ("19 Foo 2026", "19 Foo 2026"),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them_and_anything_else_is_kept_as_typed(editor, typed, kept):
    made = editor("A6")
    said = heard(made)
    made.first_focus().setFocus()
    type_words(typed)
    made.flush()
    assert said == [kept]


def test_a_date_is_shown_in_words_once_the_box_is_left(editor):
    made = editor("A6")
    made.first_focus().setFocus()
    type_words("19/10/26")
    assert made.quiet.text() == "Mon 19 Oct 2026"
    QApplication.focusWidget().clearFocus()
    assert made.box.text() == "19 Oct 2026"
    assert dates.show(None) == "" and dates.show("rubbish") == "rubbish"


def test_a_day_that_there_is_not_is_said_once_the_box_is_left(editor):
    made = editor("A6")
    made.box.setFocus()
    QTest.keyClicks(made.box, "30 Feb 2026")
    assert "no day" not in made.quiet.text()
    made.box.clearFocus()
    assert made.quiet.text().startswith("“30 Feb 2026” is no day.") and made.quiet.isVisible()
    made.box.setFocus()
    QTest.keyClick(made.box, Qt.Key.Key_Backspace)
    assert "no day" not in made.quiet.text()


def test_a_number_that_is_none_is_kept_for_the_problem_to_name(editor, template):
    made = editor("A7")
    made.first_focus().setFocus()
    type_words("two")
    assert made.value() == "two"
    assert answer_types.problems(template, template.by_id["A7"], "two", True)


def test_a_staff_code_shows_whose_it_is(editor):
    made = editor("A2")
    assert isinstance(made, FactEditor)
    made.set_value("W01")
    assert made.quiet.text() == "J. Okafor"
    made.set_value("W99")
    assert made.quiet.text() == ""


def test_parts_appear_when_they_apply_and_keep_their_words_when_they_do_not(editor):
    made = editor("A9")
    made.set_value({"choice": "swap", "reason": "Ill"})
    assert not made.boxes["reason"].isHidden()
    said = heard(made)
    made.boxes["choice"].editor.choices.choose("drawn")
    assert made.boxes["reason"].isHidden()
    assert said == [{"choice": "drawn", "reason": "Ill"}]


# The rating


def test_what_a_rating_makes_pointless_goes_and_comes_back(editor):
    made = editor("M1")
    made.set_value({"rating": "2", "seen": "T", "comment": "c" * 40})
    made.choose("NA")
    assert made._seen_box.isHidden() and made.evidence.isHidden() and not made._reason_box.isHidden()
    assert "seen" not in made.value()
    made.choose("3")
    assert made.value()["seen"] == "T" and made._reason_box.isHidden()


def test_each_problem_stands_at_its_own_field_calm_first_red_at_the_check(editor, template):
    made = editor("M2")
    value = {"rating": "1", "seen": "R"}
    made.set_value(value)
    found = answer_types.problems(template, template.by_id["M2"], value, True, TODAY)
    made.set_problems(found)
    assert made.needs["comment"].text() == "You chose Little or none, add what you found."
    assert made.needs["comment"].property("tone") == "warn" and not made.comment.property("invalid")
    assert made.evidence.needs["evidence"].text() == "Add at least one line of evidence."
    made.set_problems(found, red=True)
    assert made.needs["comment"].property("tone") == "bad" and made.comment.property("invalid")
    assert made.comment.accessibleDescription().startswith("Problem. You chose Little or none")
    made.set_problems([])
    assert made.needs["comment"].isHidden() and not made.comment.property("invalid")
    made.set_problem("seen", "Say where you saw it.")
    assert made.needs["seen"].text() == "Say where you saw it."


def test_evidence_is_added_changed_removed_and_put_back_in_place(editor, qtbot):
    made = editor("M1")
    said = heard(made)
    made.add_evidence()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.evidence.panel.first_focus())
    press(Qt.Key.Key_Space)
    assert said[-1] == {"evidence": [{"source": "plan"}]}
    made.evidence.panel.boxes["date"].editor.first_focus().setFocus()
    type_words("12 Oct 2026")
    press(Qt.Key.Key_Escape)  # folds the line up; never discards
    assert said[-1] == {"evidence": [{"source": "plan", "date": "2026-10-12"}]}
    assert [card.edit.accessibleName() for card in made.evidence.cards] == ["Change evidence line 1, Plan"]
    made.evidence.cards[0].remove.click()
    assert made.value() is None and said[-1] is None
    made.evidence.undo_button.click()
    assert made.value() == {"evidence": [{"source": "plan", "date": "2026-10-12"}]}


def test_tab_goes_from_a_line_of_evidence_on_to_what_was_found(editor, qtbot):
    made = editor("M1")
    made.set_value({"rating": "2", "seen": "T"})
    made.add_evidence()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.evidence.panel.first_focus())
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Escape)
    card = made.evidence.cards[0]
    assert QApplication.focusWidget() is card.edit
    qtbot.waitUntil(card.remove.isVisible)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.remove
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is made.comment


def test_an_empty_line_leaves_no_trace(editor):
    made = editor("M6")
    said = heard(made)
    made.add()
    made.close_panel()
    assert made.lines == [] and said == []


def test_a_problem_with_one_line_of_evidence_opens_that_line(editor):
    made = editor("M1")
    made.set_value({"rating": "2", "seen": "R", "evidence": [{"source": "plan"}, {"note": "no source"}]})
    made.set_problems([Problem("M1", "evidence line 2: choose where it comes from", "evidence.2")])
    assert made.evidence.cards[1].need.text() == "Evidence line 2: choose where it comes from."
    made.first_focus("evidence.2")
    assert made.evidence.open == 1


def test_rows_stop_at_the_most_there_may_be(editor):
    made = editor("O3")
    made.set_value([{"words": "One"}, {"words": "Two"}])
    assert made.add_button.isHidden()
    made.add()
    assert len(made.lines) == 2
    made.remove(0)
    assert not made.add_button.isHidden()
    assert made.cards[0].edit.accessibleName() == "Change line 1, Two"


@pytest.mark.parametrize("question", VALUES)
def test_read_only_editors_take_nothing(editor, question):
    made = editor(question)
    made.set_value(VALUES[question])
    made.set_read_only()
    said = heard(made)
    for widget in made.findChildren(QLineEdit):
        QTest.keyClicks(widget, "x")
    made.choose("1")
    made.flush()
    assert made.value() == VALUES[question] and said == []
