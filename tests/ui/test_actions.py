"""Actions in real windows: from a finding to whether it holds, on two laptops and at the practice lead's."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from qa_desktop import action_list, action_rows, actions, packs, returns, work
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Workspace
from tests.acting import ROW, audited, bring, done, on, pack, proposed, signed, take
from tests.acting import acts as acts
from tests.rounds import TODAY
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, settle, words_of
from ui.desk import Desk
from ui.rooms import rooms
from ui.screens.action_acts import CloseCard, EffectCard, MoveCard, NoteCard, PassCard, recall
from ui.screens.action_cards import ClashCard
from ui.screens.action_form import FieldsCard
from ui.screens.pick import Pick
from ui.shell import MainWindow, Place

LATER = "2027-01-11"
PLACES = ("home", "actions", "transfer", "collation")


@pytest.fixture
def window(app, qtbot):
    """The real window with all its places, on a profile: window(workspace) -> MainWindow."""
    desks: list[Desk] = []

    def maker(room, desk: Desk, made: MainWindow) -> Callable:
        module, _, name = room.screen.partition(".")
        return lambda **args: getattr(importlib.import_module(f"ui.screens.{module}"), name)(
            desk, made, **args
        )

    def show(ws: Workspace) -> MainWindow:
        desk = Desk(ws)
        desks.append(desk)
        made = MainWindow([Place(r.id, r.words, r.icon, r.foot) for r in rooms() if r.id in PLACES])
        for room in rooms():
            made.register(room.id, maker(room, desk, made))
        qtbot.addWidget(made)
        made.resize(1366, 768)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        return made

    yield show
    for desk in desks:
        desk.close()


@pytest.fixture
def go(qtbot):
    """Goes to a place and waits until it has what it reads."""

    def there(made: MainWindow, place: str, **args: object):
        made.go(place, **args)
        settle(qtbot, made.showing)
        return made.showing

    return there


def press(qtbot, screen, words: str):
    """Presses a button by its words or its name. Returns the screen that is shown then, at rest."""
    made = screen._window
    button(screen, words).click()
    settle(qtbot, made.showing)
    return made.showing


def buttons(screen) -> set[str]:
    return {one.accessibleName() for one in screen.findChildren(QPushButton) if one.isVisible()}


def cells(table) -> list[list[str]]:
    model = table.model()
    return [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]


def answer(screen, question: str, value: object) -> None:
    """Answers an equality question as its editor does."""
    editor = screen.equality.editors[question]
    editor.set_value(value)
    editor.changed.emit(editor.value())


def fill(screen, **said: object) -> None:
    """Fills in the fields of the open form."""
    for name, value in said.items():
        editor = screen.act.fields[name].editor if hasattr(screen, "act") else screen.card.fields[name].editor
        if hasattr(editor, "set_value"):
            editor.set_value(value)
        elif hasattr(editor, "set_text"):
            editor.set_text(value)
        else:
            editor.setText(value)


# The whole of it


@pytest.mark.parametrize(("later", "verdict"), [("4", "Holding"), ("1", "Slipped")])
def test_the_whole_life_of_an_action_through_the_windows(acts, window, go, qtbot, later, verdict):
    audited(acts, "2", rows=(ROW | {"level": "policy"},))
    lead, owner = window(acts.central), window(acts.laptop("B01"))
    # from the finding to a proposal
    every = go(lead, "actions")
    assert "No actions yet." in words_of(every) and "They come from findings." in words_of(every)
    rows = press(qtbot, every, "Make actions from findings")
    assert "Talk about partners at every visit" in "".join(b.accessibleName() for b in [rows.lines[0].tick])
    press(qtbot, rows, "Propose those ticked")
    (doc,) = [one.doc for one in action_rows.findings(acts.central) if one.here]
    every = press(qtbot, rows, "See the actions")
    assert [line[2] for line in cells(every.table)] == ["Proposed"]
    # what it is for, and agreed with its owner
    one = go(lead, "action", doc=doc)
    press(qtbot, one, "Change what the action says")
    assert isinstance(one.act, FieldsCard)
    fill(one, standards=("everyone",), level="team", change="delivery_change", plan="team")
    press(qtbot, one, "Keep the change")
    press(qtbot, one, "Agree it")
    assert "Begin it: not now. It is not begun before the equality question EQ1" in words_of(one)
    pack(acts, "B01")
    # the owner answers the equality questions before it begins
    mine = go(owner, "home")
    assert "Needs equality answers before it begins" in words_of(mine)
    one = go(owner, "action", doc=doc)
    assert "Begin it" not in buttons(one)
    answer(one, "EQ1", "y")
    assert "EQ6" in one.equality.state.text()
    answer(one, "EQ6", {"decision": "not_needed", "reason": "It is for everybody."})
    press(qtbot, one, "Keep the equality answers")
    press(qtbot, one, "Begin it")
    press(qtbot, one, "Add a note")
    fill(one, words="Talked about in the team meeting.")
    press(qtbot, one, "Keep note")
    press(qtbot, one, "Say it is done")
    assert isinstance(one.act, MoveCard)
    one.act.yes.click()
    settle(qtbot, one)
    assert actions.get(acts.laptop("B01"), doc).body.status == "done"
    assert "nobody closes, drops or passes on an action that is or was theirs" in words_of(one).lower()
    assert "Close as effective" not in buttons(one)
    bring(acts, "B01")
    # the re-test is planned, and its auditor is told
    one = go(lead, "action", doc=doc)
    assert "Not tested yet" in words_of(one) and "Talked about in the team meeting." in words_of(one)
    acts.send_pack("A01", ("FS-1", "FS-2", "FS-3"), "2027-1")
    one = go(lead, "action", doc=doc)
    assert words_of(one).count("Told") == 3 and "Priya Nair in 2027-1" in words_of(one)
    audit = open_audit(acts.laptop("A01"), window, go)
    audit.go_to("Q1")
    assert audit.page.tested.title.text() == "Tested again here."
    audit.go_to("P1")
    assert not hasattr(audit.page, "tested")
    # tested again
    signed(on(acts.laptop("A01"), LATER), later, later, later)
    bring(acts, "A01")
    one = go(lead, "action", doc=doc)
    assert verdict in words_of(one)
    press(
        qtbot, one, "Audits behind Everyone who matters was thought of, after. " + f"{later}.0 from 3 audits"
    )
    assert len([b for b in buttons(one) if b.startswith("Open audit")]) == 3
    if later == "4":
        press(qtbot, one, "Close as effective")
        assert isinstance(one.act, CloseCard)
        fill(one, evidence="Three audits, all better.")
        one.act.yes.click()
        settle(qtbot, one)
        assert actions.get(acts.central, doc).body.status == "closed_effective"
    else:
        assert "Close as effective: not now." in words_of(one) and "no better" in words_of(one)
        press(qtbot, one, "Move back to work")
        fill(one, reason="Later audits are no better")
        one.act.yes.click()
        settle(qtbot, one)
        assert actions.get(acts.central, doc).body.status == "in_progress"
    pack(acts, "B01")
    one = go(owner, "action", doc=doc)
    assert ("Closed, effective" if later == "4" else "In progress") in words_of(one)


def open_audit(ws: Workspace, window, go):
    """The first audit that this person has to do, open in their window."""
    todo = sorted((t for t in work.tasks(ws, TODAY) if t.state != "signed"), key=lambda task: task.case)
    draft = work.start_task(ws, todo[0])
    made = window(ws)
    made.go("audit", doc=draft.doc)
    return made.showing


def test_one_that_was_closed_as_effective_reopens_when_later_audits_are_no_better(acts, window, go, qtbot):
    lead = acts.central
    doc = done(lead, proposed(lead, findings=tuple(audited(acts, "2"))))
    audited(acts, "4", "4", "4", day=LATER, cycle="2027-1")
    actions.close(lead, doc, True, "Three audits, all better.")
    made = window(lead)
    every = go(made, "actions", tab="reopened")
    assert cells(every.table) == [] and "Nothing is reopened" in words_of(every)
    audited(acts, *"11111111", day="2027-03-08", cycle="2027-2")
    every = go(made, "actions", tab="reopened")
    ((_, _, status, _, _, known),) = cells(every.table)
    assert (status, known) == ("Reopened", "Slipped")
    one = go(made, "action", doc=doc)
    assert "It has slipped, so it counts as open again." in words_of(one)
    assert "Reopened" in words_of(go(made, "home"))


# The list


@pytest.fixture
def several(acts):
    """A late one, one at the level of a policy that nobody screened, one that is done, one that was dropped."""
    lead = on(acts.central, "2026-11-02")
    late = proposed(lead, due="2026-10-20")
    actions.move(lead, late, "agreed")
    policy = proposed(lead, what="Write a guide", level="policy", owner="H01", theme="T01")
    ready = done(lead, proposed(lead, what="Bring fathers", theme="T04"))
    gone = proposed(lead, what="Nothing after all", theme="T05")
    actions.move(lead, gone, "dropped", "It was a mistake")
    return acts, {"late": late, "policy": policy, "done": ready, "gone": gone}


def shown(screen) -> set[str]:
    return {screen.model.row(screen.model.index(n, 0)).doc for n in range(screen.model.rowCount())}


def test_tabs_level_status_and_search_narrow_the_list(several, window, go, qtbot):
    acts, docs = several
    every = go(window(acts.central), "actions")
    names = [code for code, _ in every.tabs_named]
    wanted = {
        "open": {"late", "policy", "done"}, "mine": set(), "overdue": {"late"}, "reopened": set(),
        "equality": {"policy"}, "over": {"gone"},
    }  # fmt: skip
    for number, name in enumerate(names):
        every.tabs.setCurrentIndex(number)
        assert shown(every) == {docs[one] for one in wanted[name]}, name
    every.tabs.setCurrentIndex(0)
    every.level.setCurrentIndex(every.level.findData("policy"))
    every.level.activated.emit(every.level.currentIndex())
    assert shown(every) == {docs["policy"]}
    every.status.setCurrentIndex(every.status.findData("done"))
    every.status.activated.emit(every.status.currentIndex())
    assert shown(every) == set()
    qtbot.waitUntil(lambda: "Nothing with this level and status" in words_of(every))
    for box in (every.level, every.status):
        box.setCurrentIndex(0)
        box.activated.emit(0)
    every.search.setText("fathers")
    qtbot.waitUntil(lambda: shown(every) == {docs["done"]})


def test_the_list_says_status_and_lateness_in_words_and_opens_an_action(several, window, go, qtbot):
    acts, docs = several
    made = window(acts.central)
    every = go(made, "actions")
    first = cells(every.table)[0]
    assert first[2] == "Agreed" and first[3] == "Tue 20 Oct · 13 days late" and first[4] == "Sam Hassan"
    every.table.activated.emit(every.model.index(0, 0))
    settle(qtbot, made.showing)
    assert made.showing.seen.row.doc == docs["late"]
    assert "13 days late" in words_of(made.showing)


def test_the_place_counts_what_waits_for_this_person(several, window, go):
    acts, _docs = several
    lead, owner = window(acts.central), acts.laptop("B01")
    counted = {}
    lead.set_count = lambda place, n: counted.__setitem__(place, n)
    go(lead, "actions")
    assert counted["actions"] == 2  # one late, one to be checked by somebody who never owned it
    pack(acts, "B01")
    mine = window(owner)
    mine.set_count = lambda place, n: counted.__setitem__(place, n)
    home = go(mine, "home")
    assert counted["actions"] == 1 and "13 days late" in words_of(home)
    assert "Talk about partners at every visit" in words_of(home)


def test_only_the_actions_of_one_audit_are_listed_from_it(acts, window, go, qtbot):
    (digest,) = audited(acts, "2", rows=(ROW,))
    (doc,) = action_rows.from_findings(acts.central)
    proposed(acts.central, what="Something else")
    made = window(acts.central)
    made.go("audit", digest=digest)
    button(made.showing, "See the actions of this audit").click()
    settle(qtbot, made.showing)
    assert shown(made.showing) == {doc}
    assert len(shown(press(qtbot, made.showing, "Show all"))) == 2


# From findings


def test_an_action_is_made_from_a_signed_audit_with_what_it_rated_low(acts, window, go, qtbot):
    (digest,) = audited(acts, "2")
    made = window(acts.central)
    made.go("audit", digest=digest)
    button(made.showing, "Make an action from this audit").click()
    settle(qtbot, made.showing)
    new = made.showing
    assert new.card.raw("team") == "South FST" and new.card.raw("standards") == (
        "alongside",
        "everyone",
        "overall",
    )
    fill(new, what="Bring fathers", outcome="They take part", measure="Six plans", level="team", priority="soon",
         owner="B01")  # fmt: skip
    one = press(qtbot, new, "Propose it")
    body = one.seen.row.body
    assert (body.findings, body.status, body.plan, body.owner) == ((digest,), "proposed", "team", "B01")
    assert body.due == "2026-12-02"  # thirty days
    assert [title for _, title in one.seen.sources] == ["Small audit: case FS-2026-6-0"]
    press(qtbot, one, "Agree it")
    assert actions.get(acts.central, body and one.seen.row.doc).body.status == "agreed"


def test_a_finding_of_collation_begins_an_action_on_its_principle_alone(acts, window, go, qtbot):
    (digest,) = audited(acts, "2")
    made = window(acts.central)
    screen = go(made, "collation")
    screen._principle = "P2"
    screen.behind.act_wanted.emit(digest)
    settle(qtbot, made.showing)
    assert made.showing.card.raw("standards") == ("everyone", "overall")


def test_a_row_that_names_a_conduct_matter_is_refused_in_the_words_of_the_rules(acts, window, go, qtbot):
    audited(acts, "2", rows=(ROW | {"action": "Start the capability procedure"}, ROW))
    made = window(acts.central)
    rows = go(made, "action_rows")
    told = actions.conduct_words("capability procedure")
    assert told in words_of(rows)
    conduct = next(one for one in rows.lines if one.line.finding.conduct)
    assert not conduct.tick.isChecked()
    press(qtbot, rows, "Propose those ticked")
    assert len(action_list.rows(acts.central, date(2026, 11, 2))) == 1
    conduct = next(one for one in rows.lines if one.line.finding.conduct)
    button(conduct, f"It was passed on, {conduct.line.finding.doc[-6:]}").click()
    settle(qtbot, rows)
    held = actions.get(acts.central, conduct.line.finding.doc).body
    assert held.status == "passed" and held.what == ""
    one = go(made, "action", doc=conduct.line.finding.doc)
    assert "Passed on Mon 2 Nov 2026. Nothing more about it is held here." in words_of(one)
    assert "What it says" not in words_of(one)


def test_rows_say_what_is_like_them_and_what_was_found_before(acts, window, go):
    audited(acts, "2", rows=(ROW,))
    (doc,) = action_rows.from_findings(acts.central)
    audited(acts, "2", day="2026-12-01", cycle="2026-7", rows=(ROW | {"action": "Again the same"},))
    rows = go(window(acts.central), "action_rows")
    (line,) = rows.lines
    assert [d for d, _ in line.line.twins] == [doc] and "Like another" in words_of(rows)
    assert line.line.cycles == ("2026-6", "2026-7") and "In this team: 2026-6, 2026-7." in words_of(rows)


# One action


def test_what_names_a_conduct_matter_is_refused_until_somebody_says_they_read_it(acts, window, go, qtbot):
    doc = proposed(acts.central)
    one = go(window(acts.central), "action", doc=doc)
    press(qtbot, one, "Add a note")
    assert isinstance(one.act, NoteCard)
    fill(one, words="She was told of the disciplinary policy.")
    press(qtbot, one, "Keep note")
    assert actions.conduct_words("disciplinary") in words_of(one) and one.act.read_it.isVisible()
    one.act.read_it.setChecked(True)
    press(qtbot, one, "Keep note")
    assert [note.text for note in actions.notes(acts.central, doc)] == [
        "She was told of the disciplinary policy."
    ]


def test_what_is_missing_is_named_beside_the_move_that_needs_it(acts, window, go):
    doc = proposed(acts.central, owner=None, measure="")
    one = go(window(acts.central), "action", doc=doc)
    assert "Agree it" not in buttons(one)
    said = words_of(one)
    assert "Agree it: not now. It needs more before it is “Agreed”: Owner, Success measure" in said


def test_what_is_begun_in_a_form_stays_when_somebody_leaves_and_goes_when_they_cancel(
    acts, window, go, qtbot
):
    doc = proposed(acts.central)
    made = window(acts.central)
    one = go(made, "action", doc=doc)
    press(qtbot, one, "Change what the action says")
    fill(one, what="Half a thought", due="20 Dec 2026")
    go(made, "home")
    one = go(made, "action", doc=doc)
    assert one.act.raw("what") == "Half a thought" and one.act.held() == {
        "what": "Half a thought",
        "due": "2026-12-20",
    }
    press(qtbot, one, "Cancel change the action")
    assert recall(acts.central, f"fields.{doc}") == {} and one.act is None
    assert actions.get(acts.central, doc).body.what == "Talk about partners at every visit"


def test_a_day_that_is_none_is_said_beside_its_field(acts, window, go, qtbot):
    one = go(window(acts.central), "action", doc=proposed(acts.central))
    press(qtbot, one, "Change what the action says")
    fill(one, due="next week")
    press(qtbot, one, "Keep the change")
    assert "Give the day" in one.act.fields["due"].problem.text()
    fill(one, due="")
    press(qtbot, one, "Keep the change")
    assert one.act is None and one.seen.row.body.due is None


def test_a_full_assessment_holds_it_until_it_has_its_date(acts, window, go, qtbot):
    doc = proposed(acts.central, level="service", owner="H01", plan="smt")
    actions.move(acts.central, doc, "agreed")
    one = go(window(acts.central), "action", doc=doc)
    answer(one, "EQ1", "y")
    answer(one, "EQ6", {"decision": "full", "reason": "It is for everybody."})
    assert not one.equality.boxes["EQ7"].isHidden() and "EQ7" in one.equality.state.text()
    press(qtbot, one, "Keep the equality answers")
    assert "Begin it" not in buttons(one)
    with pytest.raises(NotAllowed, match="EQ7"):
        actions.move(acts.central, doc, "in_progress")
    press(qtbot, one, "Change the answers")
    answer(one, "EQ7", {"officer": "Ruth Osei", "date": "2026-11-01"})
    press(qtbot, one, "Keep the equality answers")
    assert "Begin it" in buttons(one)


def test_months_after_it_was_closed_somebody_else_says_what_came_of_it(acts, window, go, qtbot):
    lead = acts.central
    doc = done(lead, proposed(lead, standards=()))
    actions.close(lead, doc, True, "Seen in six plans.")
    one = go(window(lead), "action", doc=doc)
    assert "To be looked at from Tue 2 Feb 2027." in words_of(one)
    press(qtbot, one, "Say what happened")
    assert isinstance(one.act, EffectCard)
    one.act.happened.set_value("partly")
    press(qtbot, one, "Keep it")
    assert actions.get(lead, doc).body.effect.happened == "partly" and "Partly, looked at on" in words_of(one)


def test_a_matter_of_conduct_is_passed_on_and_only_its_day_stays(acts, window, go, qtbot):
    doc = proposed(acts.central)
    one = go(window(acts.central), "action", doc=doc)
    press(qtbot, one, "Pass to a manager")
    assert isinstance(one.act, PassCard)
    press(qtbot, one, "Pass it on")
    assert actions.get(acts.central, doc).body.model_dump(exclude_defaults=True).keys() == {"status", "moved"}


def test_a_duplicate_is_offered_and_linked(acts, window, go, qtbot):
    first, second = (proposed(acts.central, theme="T16") for _ in range(2))
    made = window(acts.central)
    one = go(made, "action", doc=first)
    ref = actions.get(acts.central, second).ref
    press(qtbot, one, f"Link to {ref}")
    assert actions.get(acts.central, first).body.links == (second,)
    assert [other.doc for other in one.seen.linked] == [second] and not one.seen.twins


def test_two_versions_are_shown_side_by_side_and_one_is_chosen_with_its_reason(acts, window, go, qtbot):
    lead = acts.central
    doc = proposed(lead)
    actions.move(lead, doc, "agreed")
    pack(acts, "B01")
    actions.move(acts.laptop("B01"), doc, "in_progress")
    actions.change(lead, doc, {"what": "Something else"})
    bring(acts, "B01")
    made = window(lead)
    assert cells(go(made, "actions").table)[0][5] == "Two versions"
    one = go(made, "action", doc=doc)
    assert "Two versions stand" in words_of(one) and "Something else" in words_of(one)
    assert not {"Say it is done", "Begin it"} & buttons(one)
    place = next(n for n, head in enumerate(one.seen.standing.heads, 1) if head.name == "Sam Hassan")
    press(qtbot, one, f"Keep version {place}, Sam Hassan")
    assert "Say in a few words why this version counts." in words_of(one)
    card = one.findChild(ClashCard)
    card.reason.editor.setText("They had begun")
    press(qtbot, one, f"Keep version {place}, Sam Hassan")
    stands = actions.get(lead, doc)
    assert not stands.clash and stands.body.status == "in_progress"


def test_auditors_who_were_not_told_are_told_from_the_action(acts, window, go, qtbot):
    lead = acts.central
    acts.send_pack("A01", ("FS-7",), "2027-1")
    doc = done(lead, proposed(lead))
    one = go(window(lead), "action", doc=doc)
    assert "Not told yet" in words_of(one)
    press(qtbot, one, "Tell the auditors what they test again")
    assert "Not told yet" not in words_of(one) and [p.told for p in one.seen.planned] == [True]


def test_the_mark_in_the_audit_leads_to_the_action_where_it_is_here(acts, window, go, qtbot):
    lead = acts.central
    doc = done(lead, proposed(lead, contributors=("A01",)))
    acts.send_pack("A01", ("FS-7",), "2027-1")
    audit = open_audit(acts.laptop("A01"), window, go)
    audit.go_to("Q1")
    assert audit.page.tested.title.text() == "Tested again here: see the action."
    made = audit._window
    audit.page.tested.pressed.emit()
    settle(qtbot, made.showing)
    assert made.showing.seen.row.doc == doc


def test_somebody_without_a_part_in_it_reads_and_does_nothing(acts, window, go, qtbot):
    doc = proposed(acts.central, owner="W09")
    actions.move(acts.central, doc, "agreed")
    pack(acts, "W09")
    one = go(window(acts.laptop("W09")), "action", doc=doc)
    assert {"Begin it", "Add a note"} <= buttons(one)
    assert not {"Change what the action says", "Drop it", "Agree it"} & buttons(one)
    every = go(one._window, "actions")
    assert not every.make.isVisible()


def test_an_action_that_is_not_here_says_so(acts, window, go):
    one = go(window(acts.central), "action", doc="A-000000")
    assert "There is no action “A-000000” here. See the list of actions." in words_of(one)


# Sending


def test_a_return_that_is_sent_again_carries_the_actions_too(acts, window, go, qtbot, tmp_path, monkeypatch):
    owner = acts.laptop("B01")
    doc = proposed(acts.central)
    actions.move(acts.central, doc, "agreed")
    pack(acts, "B01")
    actions.move(owner, doc, "in_progress")
    monkeypatch.setattr(Pick, "folder", lambda *_args: tmp_path)
    screen = go(window(owner), "transfer")
    press(qtbot, screen, "Create return file")
    assert "1 action, written, read back, checked." in words_of(screen)
    (sent,) = returns.sent(owner)
    press(qtbot, screen, f"Send {sent.file_name} again")
    assert "1 action, written, read back, checked." in words_of(screen)
    newest = returns.sent(owner)[0]
    assert newest.actions == sent.actions != ()
    (path,) = tmp_path.glob(newest.file_name)
    take(acts.central, packs.Written(path, "", 0, "", {}, ""))
    assert actions.get(acts.central, doc).body.status == "in_progress"


# How they look and speak


SCREENS = ("actions", "action", "action_rows", "action_new")


def on_screen(acts, window, go, place: str):
    (digest,) = audited(acts, "2", rows=(ROW, ROW | {"action": "Start the capability procedure"}))
    doc = proposed(acts.central, level="service", owner="H01", plan="smt", theme="T16")
    proposed(acts.central, level="service", owner="H01", plan="smt", theme="T16")
    args = {"action": {"doc": doc}, "action_new": {"form": digest}}.get(place, {})
    return go(window(acts.central), place, **args)


@pytest.mark.parametrize("place", SCREENS)
def test_every_screen_of_actions_can_be_reached_heard_and_read(acts, window, go, place):
    check_screen(on_screen(acts, window, go, place))


@pytest.mark.parametrize("place", SCREENS)
def test_every_screen_of_actions_keeps_its_words_at_all_text_sizes(acts, window, go, app, themed, place):
    first = on_screen(acts, window, go, place)
    told = {"action": "_name", "action_new": "_form"}
    args = (getattr(first, told[place]),) if place in told else ()

    def again():
        made = type(first)(first._desk, first._window, *args)
        while made.reading.busy:
            app.processEvents()
        return made

    check_scales(app, again)
