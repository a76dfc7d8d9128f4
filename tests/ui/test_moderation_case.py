"""A moderated audit as each of its people sees it: the blind view, both sides, settling, agreement, rounds."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from qa_desktop import calibration, ledger, moderation, moderation_blind, release
from tests.moderating import (
    COMMENT,
    DECIDED,
    answers,
    audited,
    bring,
    judged,
    pack,
    rated,
    sent,
    sign,
    small,
    take,
    team,  # noqa: F401  fixture
)
from tests.ui.conftest import check_scales, check_screen
from tests.ui.moderation_room import NOTE, TALK, cells
from tests.ui.moderation_room import disagreed as disagreed
from tests.ui.moderation_room import folder as folder
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from tests.ui.walking import SENTENCE
from ui.kit import TaskRow
from ui.screens import moderation_home
from ui.screens.audits import AuditsScreen
from ui.screens.home import HomeScreen
from ui.screens.moderation import ModerationScreen
from ui.screens.moderation_agreement import AgreementScreen
from ui.screens.moderation_blind import BlindScreen
from ui.screens.moderation_case import CaseScreen
from ui.screens.moderation_home import ModerationGroup

# The moderator


def test_with_nothing_asked_the_moderators_list_says_how_it_comes(team, place):
    screen = place(team.laptop("M01"), "moderation", ModerationScreen)
    assert "Nothing to judge" in words_of(screen) and screen.tabs.count() == 1
    check_screen(screen)


def test_the_blind_view_holds_the_items_of_each_section_and_keeps_the_rules_of_a_screen(team, place, qtbot):
    (digest,) = audited(team, answers("3", P1=rated("1"), O1R="The mother chose her own pace."))
    copy = sent(team, digest)
    screen = place(team.laptop("M01"), "blind", BlindScreen, digest=copy)
    assert "Ratings in the whole form" in words_of(screen)
    seen = ""
    for number in range(len(screen.sections)):
        screen.show_section(number)
        settle(qtbot, screen)
        seen += words_of(screen)
    assert COMMENT in seen and "P1. The worker got alongside this family" in seen
    assert DECIDED not in seen and "The mother chose her own pace." not in seen
    check_screen(screen)


def test_a_judgement_that_is_begun_is_gone_on_with_and_one_that_is_signed_is_read(team, place, qtbot):
    (digest,) = audited(team, answers("3"))
    laptop, copy = team.laptop("M01"), sent(team, digest)
    moderation_blind.start(laptop, copy)
    screen = place(laptop, "moderation", ModerationScreen)
    assert [row["State"] for row in cells(screen)] == ["Begun"]
    blind = place(laptop, "blind", BlindScreen, digest=copy)
    assert blind.judge.words == "Go on with your judgement"
    draft = moderation_blind.start(laptop, copy)
    given = {"P.J": "2", "Q.J": "2", "O1": "2", "moderator_reason": SENTENCE}
    for question, value in given.items():
        draft = moderation_blind.forms.answer(laptop, draft, question, value)
    moderation_blind.forms.finish(laptop, draft)
    again = place(laptop, "blind", BlindScreen, digest=copy)
    assert again.judge.words == "Read your judgement"


def test_home_lists_a_blind_copy_as_work_until_it_is_judged(team, place, qtbot):
    (digest,) = audited(team, answers("3"))
    moderation_blind.assign(team.central, digest, "L01", "2026-11-06")
    screen = place(team.central, "home", HomeScreen)
    (row,) = screen.findChildren(TaskRow)
    assert row.title.text().startswith("Moderate case F")
    assert "Asked by Marta Trent" in words_of(screen) and "Due Fri 6 Nov" in words_of(screen)


def test_home_tells_the_lead_what_waits_and_whoever_settles_by_when(team, place, qtbot):
    digests = audited(team, answers("3"), answers("1"), answers("4"))
    moderation.make_plan(team.central, "2026-6", "blue")
    assert place(team.laptop("A01"), "home", HomeScreen).findChild(ModerationGroup) is None
    judged(team, digests[0], "1")
    judged(team, digests[1], "1")
    moderation.agree(team.central, digests[0], None, TALK, NOTE)
    screen = place(team.central, "home", HomeScreen)
    shown = words_of(screen.findChild(ModerationGroup))
    assert "1 audit\nBoth judgements are here. Lay them side by side." in shown.replace("\n\n", "\n")
    assert "Picked, and nobody has been asked yet." in shown
    assert "1 disagreement" in shown and "by Mon 16 Nov." in shown
    check_screen(screen)
    take(team.laptop("H01"), moderation_blind.make_case_file(team.central, digests[0], "H01", team.folder))
    head = place(team.laptop("H01"), "home", HomeScreen)
    assert "1 disagreement" in words_of(head.findChild(ModerationGroup))
    late = moderation_home.read(team.laptop("H01"), date(2026, 11, 17))
    assert late.late and not moderation_home.read(team.laptop("H01"), date(2026, 11, 16)).late


# Both sides


def test_both_judgements_stand_side_by_side_and_what_differs_is_marked(disagreed, place):
    service, digest = disagreed
    screen = place(service.central, "moderated", CaseScreen, digest=digest)
    shown = words_of(screen)
    assert "Priya Nair" in shown and "Sam Hassan" in shown and shown.count("Differs") == 3
    assert "Relationship" in shown and "The plan drifted in the summer." in shown
    check_screen(screen)


def test_an_agreed_change_is_sealed_with_its_day_and_words(disagreed, place, qtbot):
    service, digest = disagreed
    screen = place(service.central, "moderated", CaseScreen, digest=digest)
    screen.agree.what.choose("changed")
    screen.agree.grade.editor.set_value("2")
    screen.agree.day.editor.setText("20/11/2026")
    screen.agree.note.editor.set_text(NOTE)
    button(screen, "Seal what it came to").click()
    settle(qtbot, screen)
    found = moderation.case(service.central, digest)
    assert (found.status, found.reported, found.original.grade) == ("lowered", "2", "3")
    assert "Reports count 2 " in words_of(screen) and screen.agree is None
    check_screen(screen)


def test_the_same_judgement_is_confirmed_with_one_press(team, place, qtbot):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "3")
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    button(screen, "Seal what it came to").click()
    settle(qtbot, screen)
    assert moderation.case(team.central, digest).status == "confirmed"
    assert "the auditor’s own judgement" in words_of(screen)


def test_a_dispute_opens_what_was_settled_and_is_shown_with_its_words(team, place):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "3")
    moderation.agree(team.central, digest, None)
    release.dispute(team.central, digest, "The visits in August are not in it.")
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    shown = words_of(screen)
    assert "The visits in August are not in it." in shown and "Disputed since" in shown
    assert screen.agree is not None


def test_the_auditor_is_told_nothing_before_an_outcome(team, place):
    waiting, agreed = audited(team, answers("3"), answers("2"))
    judged(team, waiting, "1")
    judged(team, agreed, "2")
    moderation.agree(team.central, agreed, None)
    pack(team, "A01")
    laptop = team.laptop("A01")
    assert [row.about for row in laptop.store.entries("blind")] == [agreed]
    assert len(list(ledger.replies(laptop))) == 1
    screen = place(laptop, "audits", AuditsScreen, tab="moderated")
    assert screen.tabs.tabText(screen.tabs.currentIndex()) == "Moderated (1)"


def test_the_auditor_may_read_and_change_nothing(disagreed, place):
    service, digest = disagreed
    moderation.agree(service.central, digest, "2", TALK, NOTE)
    pack(service, "A01")
    screen = place(service.laptop("A01"), "moderated", CaseScreen, digest=digest)
    assert NOTE in words_of(screen)
    assert screen.send is screen.agree is screen.decide is screen.pass_on is None
    check_screen(screen)
    listed = place(service.laptop("A01"), "audits", AuditsScreen, tab="moderated")
    assert "Second judgement by Sam Hassan." in words_of(listed) and "Lowered" in words_of(listed)
    check_screen(listed)


def test_an_audit_that_is_not_here_is_said(team, place):
    screen = place(team.central, "moderated", CaseScreen, digest="0" * 64)
    assert "This audit cannot be shown." in words_of(screen)


def test_the_form_to_settle_keeps_the_rules_of_a_screen(disagreed, place):
    service, digest = disagreed
    moderation.agree(service.central, digest, None, TALK, NOTE)
    take(
        service.laptop("H01"), moderation_blind.make_case_file(service.central, digest, "H01", service.folder)
    )
    screen = place(service.laptop("H01"), "moderated", CaseScreen, digest=digest)
    assert screen.decide is not None and "To be settled by Mon 16 Nov 2026" in words_of(screen)
    check_screen(screen)


# Agreement and calibration


def test_agreement_shows_counts_direction_and_too_few_to_say(team, place):
    digests = audited(team, answers("3"), answers("3"), answers("2"))
    for digest, grade, agreed in zip(digests, "322", ("3", "2", "2"), strict=True):
        judged(team, digest, grade)
        moderation.agree(team.central, digest, agreed, TALK, NOTE)
    screen = place(team.central, "agreement", AgreementScreen)
    shown = words_of(screen)
    assert "Too few to say: 3 of the 10 pairs that it takes." in shown
    assert "2 of 3 pairs the same, 1 one step apart, 0 further apart." in shown
    assert "1 step lower" in shown and "1 of 3" in shown
    check_screen(screen)
    screen._other_cycle("2026-5")
    assert screen._cycle == "2026-5"


def test_with_nothing_moderated_agreement_says_so(team, place):
    screen = place(team.central, "agreement", AgreementScreen)
    assert "Nothing was moderated yet" in words_of(screen)
    check_screen(screen)


def test_a_round_is_given_out_only_to_enough_auditors_and_shows_its_spread(team, place, qtbot):
    screen = place(team.central, "agreement", AgreementScreen)
    button(screen, "Start a round").click()
    button(screen, "Give it out").click()
    assert "Name the round." in words_of(screen) and "Name the case." in words_of(screen)
    for field, words in (("name", "autumn"), ("case", "ANON-1"), ("due", "30 Nov 2026")):
        screen.rounds.fields[field].editor.setText(words)
    screen.rounds.fields["form"].editor.set_value(small().digest)
    for code in ("A01", "M01"):
        screen.rounds.ticks[code].click()
    button(screen, "Give it out").click()
    settle(qtbot, screen)
    assert "It takes 3 auditors" in words_of(screen)
    check_screen(screen)
    screen.rounds.ticks["H01"].click()
    button(screen, "Give it out").click()
    settle(qtbot, screen)
    assert "3 auditors have the case." in words_of(screen)
    assert "Case ANON-1. 0 of 3 have sent their scores." in words_of(screen)
    for code, grade in (("A01", "3"), ("M01", "1")):
        pack(team, code)
        sign(team.laptop(code), answers(grade, A2="South FST", A3="W01", A4="S01"))
        bring(team, code)
    screen.reading.refresh()
    settle(qtbot, screen)
    assert calibration.rounds(team.central)[0].waiting == ("Ruth Osei",)
    assert "2 of 3 have sent their scores. Waiting for Ruth Osei." in words_of(screen)
    button(screen, "See the spread").click()
    settle(qtbot, screen)
    first = [screen.rounds.model.index(0, n).data() for n in range(4)]
    assert first[1:] == ["3", "1", "2 apart"]
    check_screen(screen)


# Every text size


def test_nothing_is_cut_at_any_text_size(app, themed, disagreed, place, qtbot):
    service, digest = disagreed
    moderation.make_plan(service.central, "2026-6", "blue")
    shown = place(service.central, "moderation", ModerationScreen)
    desk, window = shown._desk, shown._window

    def read(make: Callable[[], QWidget]) -> Callable[[], QWidget]:
        def again() -> QWidget:
            made = make()
            qtbot.waitUntil(lambda: not made.reading.busy and not desk.busy)
            return made

        return again

    check_scales(app, read(lambda: ModerationScreen(desk, window)))
    check_scales(app, read(lambda: CaseScreen(desk, window, digest)))
    check_scales(app, read(lambda: AgreementScreen(desk, window)))


def test_the_blind_view_is_not_cut_at_any_text_size(app, themed, team, place, qtbot):
    (digest,) = audited(team, answers("3"))
    copy = sent(team, digest)
    shown = place(team.laptop("M01"), "blind", BlindScreen, digest=copy)

    def again() -> BlindScreen:
        made = BlindScreen(shown._desk, shown._window, copy)
        qtbot.waitUntil(lambda: not made.reading.busy)
        return made

    check_scales(app, again)
