"""Moderation as each of its people sees it: the lead's queue, the blind view, both sides, settling, agreement, rounds."""

# ruff: noqa: F811  fixtures are imported by the names they are asked for
from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qa_desktop import (
    calibration,
    families,
    ledger,
    moderation,
    moderation_blind,
    moderation_board,
    moderation_fit,
    packs,
    people,
    profiles,
    release,
    staff,
)
from qa_desktop.workspace import Me
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
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
from tests.small import bring as bring_entries
from tests.small import held_by
from tests.ui.conftest import check_scales, check_screen
from tests.ui.places import end, settled, type_in, unlocked
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from tests.ui.walking import SENTENCE, answer_here, press
from ui.app import Program
from ui.forms.before import BeforePage
from ui.forms.session import Session
from ui.kit import LinkButton, StatusRow, TaskRow
from ui.screens import moderation_home
from ui.screens.audits import AuditsScreen
from ui.screens.home import HomeScreen
from ui.screens.moderation import ModerationScreen
from ui.screens.moderation_agreement import AgreementScreen
from ui.screens.moderation_blind import BlindScreen
from ui.screens.moderation_case import CaseScreen
from ui.screens.moderation_home import ModerationGroup
from ui.screens.pick import Pick

CTRL = Qt.KeyboardModifier.ControlModifier
NOTE = "We went through the record together."
TALK = date(2026, 11, 20)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """The folder that is chosen whenever one is asked for."""
    made = tmp_path / "stick"
    made.mkdir()
    monkeypatch.setattr(Pick, "folder", classmethod(lambda cls, *args: made))
    return made


def newest(folder: Path) -> Path:
    return max(folder.glob("*.qabundle"), key=lambda path: path.stat().st_mtime_ns)


def cells(screen: ModerationScreen) -> list[dict[str, str]]:
    """The rows that are listed, by column, without the columns that are hidden."""
    model, table = screen.model, screen.table
    shown = [n for n in range(model.columnCount()) if not table.isColumnHidden(n)]
    return [
        {screen.columns[n].title: model.index(line, n).data() for n in shown}
        for line in range(model.rowCount())
    ]


def press_in(screen: QWidget, words: str) -> None:
    """Presses a button or a link by its words."""
    found = (b for b in screen.findChildren(LinkButton) if b.isVisible() and words in (b.words, b.text()))
    (next(found, None) or button(screen, words)).click()


# The whole of it, through real windows


class Windows:
    """Opens one person's window after another on the folders of a service, as if on their laptops."""

    def __init__(self, qtbot, service: Service):
        self._qtbot, self._service = qtbot, service
        self.program: Program | None = None

    def open(self, name: str) -> Program:
        self.close()
        world = replace(made_up_world(self._service.folder / name), new_id=lambda: uuid.uuid4().hex)
        self.program = Program(world, cost=QUICK)
        self._qtbot.addWidget(self.program.window)
        self.program.window.resize(1366, 768)
        with self._qtbot.waitActive(self.program.window):
            self.program.begin()
            self.program.window.activateWindow()
        return unlocked(self._qtbot, self.program)

    def close(self) -> None:
        if self.program is not None:
            end(self.program)
        self.program = None

    @property
    def screen(self) -> QWidget:
        return self.program.window.showing

    def go(self, name: str, **args: object) -> QWidget:
        self.program.window.go(name, **args)
        return self.come_to(name)

    def come_to(self, name: str) -> QWidget:
        self._qtbot.waitUntil(lambda: self.program.window.place == name)
        self.rest()
        return self.screen

    def rest(self) -> None:
        settled(self._qtbot, self.program)
        if hasattr(self.screen, "reading"):
            settle(self._qtbot, self.screen)

    def import_file(self, path: Path) -> None:
        screen = self.go("importer")
        screen._chosen([path])
        self.rest()
        button(screen, "Import 1 file").click()
        self.rest()
        assert "imported" in words_of(screen).casefold()

    def send_back(self) -> None:
        button(self.go("transfer"), "Create return file").click()
        self.rest()
        assert "written, read back, checked" in words_of(self.screen)


@pytest.fixture
def at(app, qtbot, team) -> Iterator[Windows]:
    """The windows of the service."""
    made = Windows(qtbot, team)
    yield made
    made.close()


@pytest.mark.timeout(280)
def test_from_the_plan_to_what_the_auditor_is_told_through_everybodys_own_window(at, team, folder, qtbot):
    (digest,) = audited(team, answers("3"))
    before = team.central.store.entry(digest).body
    the_lead_plans_and_asks(at)
    the_moderator_judges(at, newest(folder), qtbot)
    the_lead_writes_down_that_they_do_not_agree(at, newest(folder), digest)
    the_head_of_service_settles(at, newest(folder))
    at.open("central")
    at.import_file(newest(folder))
    shown = words_of(at.go("moderated", digest=digest))
    assert "Settled" in shown and "Reports count 1 " in shown
    made = packs.make_pack(at.program.desk.workspace, "A01", folder)
    at.open("A01")
    at.import_file(made.path)
    the_auditor_reads_it(at, digest, before)


def the_lead_plans_and_asks(at: Windows) -> None:
    at.open("central")
    screen = at.go("moderation")
    button(screen, "Make the plan").click()
    at.rest()
    (row,) = cells(screen)
    assert row["Why picked"] == "New auditor" and row["State"] == "Not sent yet"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    case = at.come_to("moderated")
    assert "Priya Nair did this audit" in "".join(w.text.text() for w in case.findChildren(StatusRow))
    assert case.send.who.findData("A01") == -1
    case.send.who.set_value("M01")
    case.send.who.changed.emit("M01")
    button(case, "Write the blind file…").click()
    at.rest()
    assert "Only Sam Hassan can open it." in words_of(case)
    assert "With the moderator" in words_of(case) and DECIDED not in words_of(case)


def the_moderator_judges(at: Windows, path: Path, qtbot) -> None:
    window = at.open("M01").window
    at.import_file(path)
    home = at.go("home")
    (row,) = home.findChildren(TaskRow)
    assert row.title.text().startswith("Moderate case F")
    row.button.click()
    blind = at.come_to("blind")
    for _ in range(len(blind.sections) - 1):
        button(blind, "Next section").click()
    assert not blind.after.isEnabled()
    blind.show_section([s.id for s in blind.sections].index("P"))
    at.rest()
    assert COMMENT in words_of(blind) and DECIDED not in words_of(blind)
    button(blind, "Give your judgement").click()
    audit = at.come_to("audit")
    assert isinstance(audit.page, BeforePage)
    press(Qt.Key.Key_Return, CTRL)
    assert COMMENT in words_of(audit)  # beside the judgement of the section stands what was found in it
    check_screen(audit)
    for _ in range(4):
        if audit.page.question.type == "G4":
            press(Qt.Key.Key_1, CTRL)
        answer_here(audit)
        press(Qt.Key.Key_Return, CTRL)
    check = at.come_to("check")
    assert check.problems.isHidden() and "Sign your judgement" in words_of(check)
    check.passphrase.first_focus().setFocus()
    type_in(PASSPHRASE)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(check, "done"), timeout=20_000)
    at.send_back()
    screen = at.go("moderation")
    (row,) = cells(screen)
    assert row["State"] == "Judged" and window.place == "moderation"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    signed = at.come_to("audit").page
    assert "Moderator, Mon 2 Nov" in "".join(w.text.text() for w in signed.findChildren(StatusRow))
    assert "Second judgement. Small audit" in words_of(signed)


def the_lead_writes_down_that_they_do_not_agree(at: Windows, path: Path, digest: str) -> None:
    at.open("central")
    at.import_file(path)
    screen = at.go("moderated", digest=digest)
    shown = words_of(screen)
    assert "The two judgements differ." in shown and DECIDED in shown and SENTENCE in shown
    button(screen, "Seal what it came to").click()
    assert "Choose what came of the talk." in words_of(screen)
    screen.agree.what.choose("not_agreed")
    button(screen, "Seal what it came to").click()
    at.rest()
    assert "say when they were talked over" in words_of(screen)
    screen.agree.day.editor.setText("20 Nov 2026")
    screen.agree.note.editor.set_text(NOTE)
    button(screen, "Seal what it came to").click()
    at.rest()
    shown = words_of(screen)
    assert "Not agreed, talked over on Fri 20 Nov 2026" in shown and "until it is settled" in shown
    assert "by Mon 16 Nov 2026" in shown  # ten working days from the 2nd
    button(screen, "Write the file for them…").click()
    at.rest()
    assert "Only Ruth Osei can open it." in words_of(screen)


def the_head_of_service_settles(at: Windows, path: Path) -> None:
    at.open("H01")
    at.import_file(path)
    screen = at.go("moderation")
    (row,) = cells(screen)
    assert row["State"] == "Not agreed" and row["Due"] == "Due Mon 16 Nov"
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    case = at.come_to("moderated")
    assert DECIDED in words_of(case) and NOTE in words_of(case)
    case.decide.which.choose("1")
    button(case, "Name the judgement that counts").click()
    at.rest()
    assert "Say in a few words why this judgement counts." in words_of(case)
    case.decide.reason.editor.set_text("The risk to the youngest was not acted on.")
    button(case, "Name the judgement that counts").click()
    at.rest()
    assert "Ruth Osei settled it on Mon 2 Nov 2026: 1 " in words_of(case)
    at.send_back()


def the_auditor_reads_it(at: Windows, digest: str, before: bytes) -> None:
    screen = at.go("audits", tab="moderated")
    button(screen, "See both sides").click()
    case = at.come_to("moderated")
    shown = words_of(case)
    for words in (DECIDED, SENTENCE, NOTE, "The risk to the youngest was not acted on.", "Reports count 1 "):
        assert words in shown
    assert "stays in the audit as it was signed" in shown
    assert case.agree is None and case.decide is None and case.send is None
    button(case, "Open the signed audit").click()
    audit = at.come_to("audit")
    assert "The risk to the youngest was not acted on." in words_of(audit.page)
    assert at.program.desk.workspace.store.entry(digest).body == before


# The queue


@pytest.fixture
def queue(team, place) -> Callable[..., ModerationScreen]:
    """The practice lead's queue of 2026-6."""
    return lambda **args: place(team.central, "moderation", ModerationScreen, **args)


def test_without_a_cycle_the_queue_says_what_comes_first(queue):
    screen = queue()
    assert "No cycle yet" in words_of(screen) and screen.plan is None
    check_screen(screen)


def test_before_an_audit_is_back_the_queue_says_so(team, queue):
    team.send_pack("A01", ("FS-1",))
    assert "No audit has come back yet" in words_of(queue())


def test_a_plan_that_picks_nothing_says_so(team, queue, monkeypatch):
    audited(team, answers("3"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    chosen = ledger.bodies(team.central, "moderation_plan", moderation.Plan)[0]
    with team.central.write():
        doc = next(iter(team.central.store.entries("moderation_plan"))).doc
        none = chosen.model_copy(update={"percent": 0, "least": 0}).model_dump(mode="json")
        heads = tuple(row.digest for row in ledger.heads(team.central, "moderation_plan", doc))
        team.central.seal("moderation_plan", doc, none, heads)
    screen = queue()
    assert "Nothing to moderate" in words_of(screen) and "0 of 1 audits picked" in words_of(screen)


def test_the_plan_names_its_seed_and_is_made_anew_only_with_a_reason(team, queue, qtbot):
    audited(team, answers("3"), answers("1"))
    screen = queue()
    assert "Moderation is not planned yet" in words_of(screen)
    check_screen(screen)
    screen.plan.seed.editor.setText("blue")
    screen.plan.known["A01"].click()
    button(screen, "Make the plan").click()
    settle(qtbot, screen)
    assert "Seed blue. Not new: Priya Nair." in words_of(screen)
    assert {row["Why picked"] for row in cells(screen)} == {"Lowest", "Drawn"}
    press_in(screen, "Plan it anew")
    screen.plan.seed.editor.setText("green")
    button(screen, "Make a new plan").click()
    settle(qtbot, screen)
    assert "Give a reason to plan it anew" in words_of(screen)
    screen.plan.reason.editor.setText("The seed was read out too soon")
    button(screen, "Make a new plan").click()
    settle(qtbot, screen)
    assert "Planned anew: The seed was read out too soon" in words_of(screen)
    assert moderation.plan_of(team.central, "2026-6").seed == "green"
    check_screen(screen)


def test_the_search_narrows_the_queue(team, queue, qtbot):
    audited(team, answers("3"), answers("1"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    screen = queue()
    screen.search.setText("lowest")
    qtbot.waitUntil(lambda: len(cells(screen)) == 1)
    screen.search.setText("nowhere")
    qtbot.waitUntil(lambda: "Nothing found for “nowhere”" in words_of(screen))


def test_an_audit_whose_template_has_not_come_is_left_out_and_the_screen_says_so(team, place):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "2")
    me = Me("L02", "Nia Boateng", "practice_lead", "", "Example Council")
    world, root = made_up_world(team.folder / "L02"), team.central.roots()[0]
    other, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK, root=root)
    team.laptops["L02"] = other
    people.admit(team.central, people.request(other), "")
    everything = [row.digest for row in team.central.store.entries() if row.kind != "template"]
    bring_entries(other, team.central, *held_by(team.central, *everything))
    assert moderation.cases(other) == [] and moderation.report(other).left_out == 1
    screen = place(other, "moderation", ModerationScreen)
    assert "1 moderated audit is left out." in words_of(screen)
    assert "1 audit is left out of these figures." in words_of(place(other, "agreement", AgreementScreen))


# Who can be asked


def test_who_cannot_be_asked_is_listed_with_the_reason(team, place):
    team.admit("M02", "Ola Berg", "South FST")
    team.admit("M03", "Ines Copsey", "", role="service_manager")
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    offered = {screen.send.who.itemData(n) for n in range(screen.send.who.count())}
    assert offered == {"L01", "M01", "M03", "H01"}
    press_in(screen, "Why 3 people cannot be asked")
    shown = words_of(screen)
    assert "Ola Berg is of South FST, the team of this audit" in shown
    assert "Priya Nair did this audit" in shown
    assert "D. Walsh is of South FST" in shown
    check_screen(screen)


def test_a_manager_of_the_same_service_is_refused_and_one_of_another_is_not(team, place):
    team.admit("M03", "Ines Copsey", "Early help", role="service_manager")
    team.admit("M04", "Femi Hartnell", "Youth justice", role="service_manager")
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    offered = {screen.send.who.itemData(n) for n in range(screen.send.who.count())}
    assert "M04" in offered and "M03" not in offered
    press_in(screen, "Why 3 people cannot be asked")
    assert "Ines Copsey is of Early help, the service of this audit" in words_of(screen)


def test_a_lead_who_judges_it_themselves_goes_to_the_blind_view_and_sees_no_judgement_before(
    team, place, qtbot
):
    (digest,) = audited(team, answers("3"))
    screen = place(team.central, "moderated", CaseScreen, digest=digest)
    assert not screen.audit.isVisible()  # who may yet judge it does not read it first
    screen._window.register("blind", lambda **args: BlindScreen(screen._desk, screen._window, **args))
    assert DECIDED not in words_of(screen)
    screen.send.who.set_value("L01")
    screen.send.who.changed.emit("L01")
    screen.send.due.editor.setText("some day")
    button(screen, "Judge it yourself").click()
    assert "Give the day, month and year" in words_of(screen)
    screen.send.due.editor.setText("27 Nov 2026")
    button(screen, "Judge it yourself").click()
    qtbot.waitUntil(lambda: screen._window.place == "blind")
    (asked,) = moderation_blind.for_me(team.central)
    assert (asked.body.due, asked.by) == ("2026-11-27", "Marta Trent")


def test_a_merged_code_and_the_workers_own_supervisor_are_no_strangers(team):
    team.admit("M05", "P. Nair", "West FST")
    team.admit("M06", "Kofi Jessop", "West FST")
    people.name_only(team.central, "W01", "J. Okafor", "worker", "South FST", "M06")
    (digest,) = audited(team, answers("3"))
    form = ledger.form(team.central, digest)
    barred = moderation_fit.barred(team.central, form)
    everyone = people.everyone(team.central)
    assert moderation_fit.why_not(team.central, barred, everyone["M05"], "M05") == ""
    assert "has worked with this family" in moderation_fit.why_not(
        team.central, barred, everyone["M06"], "M06"
    )
    staff.merge(team.central, "person", "M05", "A01")
    barred = moderation_fit.barred(team.central, form)
    assert "did this audit" in moderation_fit.why_not(team.central, barred, everyone["M05"], "M05")


def test_a_moderator_is_told_the_numbers_of_the_families_they_were_asked_about_and_no_others(team, place):
    first, _ = audited(team, answers("3"), answers("3"))
    sent(team, first)
    (family,) = moderation_blind.families_for(team.central, "M01")
    assert families.shown(team.laptop("M01"), family) == family
    take(team.laptop("M01"), packs.make_numbers(team.central, "M01", team.folder))
    (asked,) = moderation_board.to_judge(team.laptop("M01"))
    assert asked.case == "FS-A01-2026-6-00"
    assert set(families.numbers(team.laptop("M01")).by_code) == {family}
    draft = moderation_blind.start(team.laptop("M01"), asked.digest)
    session = Session(place(team.laptop("M01"), "blind", BlindScreen, digest=asked.digest)._desk, draft.doc)
    assert session.title == "Second judgement. Small audit: case FS-A01-2026-6-00"
    assert session.people_line == "Worker J. Okafor · supervisor D. Walsh"


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


@pytest.fixture
def disagreed(team) -> tuple[Service, str]:
    """An audit at 3 whose moderator says 1; nothing is written down yet."""
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "1")
    return team, digest


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
