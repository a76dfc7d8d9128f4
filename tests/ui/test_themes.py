"""Themes as a practice lead has them: the list, tagging by keyboard, quotes and their check, and the way from Collation."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qa_desktop import import_plans, imports, ledger, packs, profiles, quotes, reports, theme_list, themes
from qa_desktop.errors import WriteFailed
from qa_desktop.report_values import Words
from qa_desktop.workspace import Me
from tests import theming
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import place, settle, words_of  # noqa: F401  fixtures
from ui import rooms
from ui.kit import Button
from ui.screens import quotes_home
from ui.screens.action_acts import recall
from ui.screens.collation_cards import FindingsCard
from ui.screens.quotes import QuotesScreen
from ui.screens.theme_one import FindingScreen
from ui.screens.themes import ThemesScreen

ROW = {"question": "O4", "path": "1.words"}
FAMILY = {"question": "F8"}


@pytest.fixture
def leads(tmp_path):
    one, two = theming.leads(tmp_path, audits=3)
    yield one, two
    one.close()
    two.close()


def form_of(ws, n: int = 0) -> str:
    return ledger.heads(ws, "form", f"form-{n}")[0].digest


def finding(place, ws, n: int = 0, **name) -> FindingScreen:
    """One finding in the real window, with the rooms it leads to."""
    return place(ws, "finding", FindingScreen, form=form_of(ws, n), period=theming.CYCLE, **name)


def made(ws, words: str = "She asked what we wanted", **said) -> str:
    told = {"theme": "T09", "side": "strengths", "voice": "family"} | said
    return quotes.write(ws, form_of(ws), "F8", "", words, **told)


def cells(screen) -> list[str]:
    return [screen.model.index(n, 0).data() for n in range(screen.model.rowCount())]


def says(qtbot, screen, words: str) -> None:
    qtbot.waitUntil(lambda: words in words_of(screen))


def press(qtbot, screen, words: str) -> None:
    """Presses a button once it is there."""
    found = lambda: [b for b in screen.findChildren(Button) if b.isVisible() and b.words == words]  # noqa: E731
    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def type_theme(screen: FindingScreen, words: str, enter: bool = True) -> None:
    QTest.keyClicks(screen.tags.box, words)
    if enter:
        QTest.keyClick(screen.tags.box, Qt.Key.Key_Return)


# The list


def test_strengths_come_first_and_tabs_theme_and_search_narrow(leads, place, qtbot):
    one, _ = leads
    themes.tag(one, form_of(one), "W2", "", areas=["T07"])
    screen = place(one, "themes", ThemesScreen, period=theming.CYCLE)
    heaps = [row.heap for row in screen.model.rows()]
    assert heaps == sorted(heaps, key=theme_list.HEAPS.index) and set(heaps) == set(theme_list.HEAPS)
    assert screen.tabs.tabText(1) == "Strengths (3)" and screen.tabs.tabText(2) == "Areas to improve (4)"
    screen.tabs.setCurrentIndex(2)
    screen.theme.set_value("T07")
    screen.theme.changed.emit("T07")
    assert cells(screen) == [theming.ANSWERS["W2"]]
    screen.theme.set_value("T33")
    screen.theme.changed.emit("T33")
    says(qtbot, screen, "No areas to improve with this theme")
    screen.theme.set_value("")
    screen.theme.changed.emit("")
    screen.tabs.setCurrentIndex(3)
    screen.search.setText("rang us")
    qtbot.waitUntil(lambda: cells(screen) == [theming.FAMILY] * 3)
    check_screen(screen)


def test_another_period_is_read_and_an_empty_one_says_what_would_be_here(leads, place, qtbot):
    screen = place(leads[0], "themes", ThemesScreen, period="2026-01")
    says(qtbot, screen, "No signed audit of this period has words yet")
    check_screen(screen)
    screen.period.set_value(theming.CYCLE)
    screen.period.changed.emit(theming.CYCLE)
    qtbot.waitUntil(lambda: screen.model.rowCount() > 100)


def test_who_is_no_practice_lead_is_told_so(place, tmp_path, qtbot):
    me = Me("H01", "Ruth Osei", "head_of_service", "", "Example Council")
    ws = profiles.create(made_up_world(tmp_path / "H01"), me, PASSPHRASE, cost=QUICK)[0]
    screen = place(ws, "themes", ThemesScreen)
    says(qtbot, screen, "Only a practice lead sees findings by theme")
    check_screen(screen)
    ws.close()


def test_the_room_is_a_practice_leads(leads):
    (room,) = [room for room in rooms.rooms() if room.id == "themes"]
    assert room.who == rooms.LEAD
    assert {"finding", "quotes"} <= {room.id for room in rooms.rooms()}


# Tagging


def test_a_finding_is_tagged_by_keyboard_alone_and_the_next_one_comes(leads, place, qtbot):
    one, _ = leads
    screen = finding(place, one, **ROW)
    check_screen(screen)
    screen.tags.box.setFocus()
    type_theme(screen, "whole fam", enter=False)
    QTest.keyClick(screen.tags.box, Qt.Key.Key_Down)
    QTest.keyClick(screen.tags.box, Qt.Key.Key_Return)
    type_theme(screen, "t33")
    assert screen.tags.named == [("strengths", "T05"), ("strengths", "T33")]
    assert QApplication.focusWidget() is screen.tags.box
    window, before = screen._window, screen.seen
    window.register("finding", lambda **given: FindingScreen(screen._desk, window, **given))
    QTest.keyClick(screen.tags.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.showing is not screen)
    settle(qtbot, window.showing)
    assert window.showing._name == before.after
    assert theme_list.one(one, form_of(one), "O4", "1.words").of("strengths") == ("T01", "T05", "T33")


def test_enter_in_an_empty_box_adds_nothing_and_a_strange_word_is_said(leads, place):
    screen = finding(place, leads[0], **ROW)
    type_theme(screen, "")
    assert screen.tags.named == [] and "Type a word of the theme first" in words_of(screen)
    type_theme(screen, "zebra")
    assert screen.tags.named == [] and "No theme has “zebra” in it." in words_of(screen)


def test_other_asks_which_and_is_kept_with_its_words(leads, place, qtbot):
    one, _ = leads
    screen = finding(place, one, **ROW)
    assert not screen.tags.other_field.isVisible()
    type_theme(screen, "other")
    assert QApplication.focusWidget() is screen.tags.other
    screen.tags.keep.click()
    says(qtbot, screen, "Say in a few words which other theme")
    QTest.keyClicks(screen.tags.other, "Being kind")
    screen.tags.keep.click()
    says(qtbot, screen, "The themes are kept.")
    assert theme_list.one(one, form_of(one), "O4", "1.words").tagged.other == "Being kind"


def test_leaving_keeps_what_was_changed_and_nothing_where_nothing_was(leads, place):
    one, _ = leads
    screen = finding(place, one, **ROW)
    before = one.store.digests()
    assert screen.flush() and one.store.digests() == before
    screen.tags.side.set_value("areas")
    type_theme(screen, "drift")
    assert screen._window.go("home")
    assert theme_list.one(one, form_of(one), "O4", "1.words").of("areas") == ("T16",)


def test_what_only_one_lead_names_waits_for_a_choice_and_looking_decides_nothing(leads, place, qtbot):
    one, two = leads
    themes.tag(one, form_of(one), "O4", "1.words", strengths=["T02", "T10"])
    themes.tag(two, form_of(two), "O4", "1.words", strengths=["T02", "T11"])
    theming.both_ways(one, two)
    screen = finding(place, one, **ROW)
    says(qtbot, screen, "Two practice leads named different themes.")
    check_screen(screen)
    assert screen.flush() and theme_list.one(one, form_of(one), "O4", "1.words").unsure
    press(qtbot, screen, "Remove")  # the first: what both named
    next(b for b in screen.tags.findChildren(Button) if "Child seen" in b.accessibleName()).click()
    screen.tags.keep.click()
    says(qtbot, screen, "The themes are kept.")
    now = theme_list.one(one, form_of(one), "O4", "1.words")
    assert now.of("strengths") == ("T01", "T10") and not now.unsure


def test_what_cannot_be_kept_is_said_and_stays_on_the_screen(leads, place, qtbot, monkeypatch):
    screen = finding(place, leads[0], **ROW)
    type_theme(screen, "drift")

    def full(*_args):
        raise WriteFailed(
            "Not saved: the disk is full. Keep this window open, free some space and try again."
        )

    with monkeypatch.context() as broken:
        broken.setattr(themes, "tag", full)
        screen.tags.keep.click()
        says(qtbot, screen, "the disk is full")
        assert not screen._window.go("home")  # it would be lost
    assert screen.tags.named == [("strengths", "T16")]


# Quotes


def test_a_quote_is_made_once_every_detail_is_hidden_or_kept(leads, place, qtbot):
    one, _ = leads
    screen = finding(place, one, **FAMILY)
    press(qtbot, screen, "Make a quote")
    card = screen.quote
    assert len(card.rows) == 3
    card.make.click()
    says(qtbot, screen, "Hide or keep “Tom Bennett”")
    check_screen(screen)
    card.rows[0].hide_it.click()
    assert card.words.text().startswith("[name] rang us on 3 March 2026")
    press(qtbot, card, "Keep")
    says(qtbot, card, "Stays")
    card.rows[-1].hide_it.click()
    assert QApplication.focusWidget() is card.make
    card.make.click()
    says(qtbot, screen, "The quote is kept.")
    (held,) = quotes.standing(one)
    assert (
        held.body.words
        == "[name] rang us on 3 March 2026 at [phone number]. She asked what we wanted, and we got it."
    )
    assert (held.body.kept, held.body.voice, held.state) == (("3 March 2026",), "family", "to_check")
    says(qtbot, screen, "Another practice lead checks what you wrote.")
    check_screen(screen)


def test_hide_all_and_words_that_are_not_the_findings(leads, place, qtbot):
    screen = finding(place, leads[0], **FAMILY)
    press(qtbot, screen, "Make a quote")
    press(qtbot, screen, "Hide all that are left")
    assert screen.quote.details() == ()
    screen.quote.words.set_text("They never came")
    screen.quote.make.click()
    says(qtbot, screen, "A quote is word for word.")


def test_a_quote_that_is_begun_is_there_again_and_given_up_it_is_gone(leads, place, qtbot):
    one, _ = leads
    screen = finding(place, one, **FAMILY)
    press(qtbot, screen, "Make a quote")
    screen.quote.words.set_text("we got it")
    screen._window.go("home")
    again = finding(place, one, **FAMILY)
    qtbot.waitUntil(lambda: again.quote is not None)
    assert again.quote.words.text() == "we got it"
    again.quote.away.click()
    assert again.quote is None and recall(one, again._begun) == {}


def test_another_lead_checks_a_quote_and_then_reports_show_it(leads, place, qtbot):
    one, two = leads
    made(two)
    theming.exchange(two, one)
    screen = place(one, "quotes", QuotesScreen)
    check_screen(screen)
    window = screen._window
    window.register("finding", lambda **given: FindingScreen(screen._desk, window, **given))
    screen.table.activated.emit(screen.model.index(0, 0))
    qtbot.waitUntil(lambda: isinstance(window.showing, FindingScreen))
    settle(qtbot, window.showing)
    shown = window.showing
    check_screen(shown)
    press(qtbot, shown, "It may be used")
    says(qtbot, shown, "checked by Marta Trent")
    report = reports.build(one, "practice-mirror", theming.CYCLE)
    said = [p.text for s in report.sections for p in s.parts if isinstance(p, Words)]
    assert any("She asked what we wanted" in text for text in said)


def test_two_quotes_that_say_the_same_are_merged_from_the_list_and_parted_again(leads, place, qtbot):
    one, _ = leads
    made(one)
    quotes.write(one, form_of(one, 1), "F8", "", "we got it", "T09", "strengths", "family")
    screen = place(one, "quotes", QuotesScreen)
    assert len(cells(screen)) == 2
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    first = screen.model.rows()[0].doc
    press(qtbot, screen, "The one chosen says the same as …")
    says(qtbot, screen, "is to stand for both.")
    check_screen(screen)
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    press(qtbot, screen, "… as the one chosen now")
    says(qtbot, screen, "One stands for both.")
    qtbot.waitUntil(lambda: len(cells(screen)) == 1)
    assert cells(screen)[0].endswith("(and 1 more)") and quotes.standing(one)[0].also == (first,)
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    press(qtbot, screen, "Part what was merged")
    qtbot.waitUntil(lambda: len(cells(screen)) == 2)


def test_a_head_of_service_checks_the_only_leads_quotes_from_a_list_and_sees_no_finding(
    service, place, qtbot, tmp_path
):  # fmt: skip
    head = service.admit("H01", "Ines Copsey", "", "head_of_service")
    for n in range(2):
        theming.sign(service.central, n)
    made(service.central)
    quotes.write(
        service.central, form_of(service.central, 1), "F8", "", "we got it", "T09", "strengths", "family"
    )
    path = packs.make_pack(service.central, "H01", tmp_path).path
    imports.take_in(head, import_plans.plan_files(head, [path]), back_up=False)
    screen = place(head, "quotes", QuotesScreen)
    check_screen(screen)
    assert quotes_home.read(head) == 2 and quotes_home.read(service.central) == 0
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    screen.table.activated.emit(screen.model.index(0, 0))
    assert screen.bar.use.hasFocus()
    press(qtbot, screen, "The one chosen may be used")
    says(qtbot, screen, "once your return file is taken in")
    qtbot.waitUntil(lambda: len(cells(screen)) == 1)
    press(qtbot, screen, "Send the one chosen back")
    says(qtbot, screen, "Say in a few words why it goes back.")
    screen.bar.why.setText("It tells which family")
    screen.table.setCurrentIndex(screen.model.index(0, 0))
    press(qtbot, screen, "Send the one chosen back")
    says(qtbot, screen, "Who wrote it hears why.")
    assert sorted(one.state for one in quotes.standing(head)) == ["back", "checked"]


def test_sent_back_needs_why_and_the_writer_reads_it(leads, place, qtbot):
    one, two = leads
    made(two)
    theming.exchange(two, one)
    screen = finding(place, one, **FAMILY)
    press(qtbot, screen, "Send back")
    press(qtbot, screen, "Send it back")
    says(qtbot, screen, "Say in a few words why it goes back.")
    QTest.keyClicks(QApplication.focusWidget(), "It tells which family")
    press(qtbot, screen, "Send it back")
    says(qtbot, screen, "Sent back: It tells which family")
    theming.exchange(one, two)
    listed = place(two, "quotes", QuotesScreen, tab="other")
    assert cells(listed) == ["She asked what we wanted"]


def test_a_quote_is_changed_and_taken_back(leads, place, qtbot):
    one, _ = leads
    made(one)
    screen = finding(place, one, **FAMILY)
    press(qtbot, screen, "Change")
    assert screen.quote.words.text() == "She asked what we wanted"
    screen.quote.words.set_text("we got it")
    screen.quote.make.click()
    says(qtbot, screen, "“we got it”")
    assert [q.body.words for q in quotes.standing(one)] == ["we got it"]
    press(qtbot, screen, "Take back")
    qtbot.waitUntil(lambda: quotes.standing(one) == [])


def test_a_quote_whose_words_are_gone_is_taken_back_from_the_list(leads, place, qtbot):
    one, _ = leads
    made(one)
    theming.amend(one, form_of(one), F8="Something else.")
    screen = place(one, "quotes", QuotesScreen, tab="other")
    screen.table.activated.emit(screen.model.index(0, 0))
    says(qtbot, screen, "no longer in the audit")
    press(qtbot, screen, "Take back the one chosen")
    says(qtbot, screen, "Nothing has to be put right")
    check_screen(screen)


# From Collation, and sizes


def test_a_finding_behind_a_figure_leads_to_the_themes_of_its_audit(leads, place, qtbot):
    one, _ = leads
    screen = place(one, "themes", ThemesScreen, form=form_of(one))
    says(qtbot, screen, "Only findings of one audit are listed.")
    assert {row.form for row in screen.model.rows()} == {form_of(one)}
    check_screen(screen)


def test_the_card_behind_a_figure_offers_to_tag(app, qtbot):
    from qa_desktop import findings

    card = FindingsCard()
    qtbot.addWidget(card)
    card.show_findings("Relationship", [findings.Finding("d" * 64, "RFP: FS-1", "Sam", "1 Nov", ())], 1)
    with qtbot.waitSignal(card.tag_wanted) as told:
        press(qtbot, card, "Tag themes")
    assert told.args == ["d" * 64]


def test_nothing_is_cut_at_any_text_size(leads, place, app, themed):
    one, _ = leads
    made(one)
    first = finding(place, one, **FAMILY)

    def one_finding():
        shown = FindingScreen(first._desk, first._window, form_of(one), "F8")
        shown._draw(([], shown._read(one)[1]))
        shown._write(None)
        return shown

    check_scales(app, one_finding)
    check_scales(app, lambda: ThemesScreen(first._desk, first._window, period=theming.CYCLE))
