"""Other sources: noted in general, corrected and withdrawn by newer versions, and read in reports and the schedule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import ledger, profiles, reports, schedule, schedule_facts, schedule_seal, soundness, sources
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Figure, Table, Words
from qa_desktop.workspace import Me, Workspace
from tests.command_line import run
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world
from tests.meeting import fresh
from tests.small import bring, held_by

TODAY, YEAR = date(2026, 11, 2), "2026-04-to-2027-03"
SAID = {
    "kind": "complaint",
    "on": "2026-10-20",
    "whom": "A parent",
    "summary": "Letters were hard to read",
    "follows": "Plain letters from January",
    "themes": ("T02",),
}


@pytest.fixture
def central(bare_service) -> Workspace:
    return bare_service.central


def noted(ws: Workspace) -> int:
    found = schedule.year(
        schedule_facts.settings(ws, 2026, since=date(2026, 4, 1)), schedule_facts.facts(ws, TODAY), TODAY
    )
    return next(row.done for row in found if row.method == "Q22")


def told(ws: Workspace):
    made = reports.build(ws, "annual", YEAR)
    parts = [part for section in made.sections for part in section.parts]
    titled = [one for one in parts if isinstance(one, Table) and one.title.startswith("Complaints, surveys")]
    empty = [one for one in parts if isinstance(one, Words) and one.text.startswith("Complaints, surveys")]
    return titled, empty


def test_a_source_is_noted_counted_and_read_in_the_annual_report(central):
    assert told(central)[1] and noted(central) == 0
    doc = sources.add(central, SAID)
    (one,) = sources.every(central)
    assert one.doc == doc and one.body.themes == ("T02",)
    assert noted(central) == 1
    counts, listed = told(central)[0]
    assert isinstance(counts.rows[0][1], Figure) and counts.rows[0][0] == "Complaint"
    assert counts.rows[0][1].value == 1 and counts.rows[0][1].digests == one.digests
    assert listed.rows[0][2:] == ("A parent", "Letters were hard to read", "Plain letters from January")


def test_what_the_schedule_alone_was_told_of_is_counted_beside_them(central):
    schedule_seal.hold(central, "Q22", YEAR, date(2026, 10, 1), "A complaint about waiting")
    sources.add(central, SAID)
    assert noted(central) == 2
    counts, listed = told(central)[0]
    assert [row[1].value for row in counts.rows] == [1, 1] and len(listed.rows) == 1


def test_what_could_name_somebody_is_not_kept_until_a_person_has_read_it(central):
    wrong = SAID | {"summary": "J. Okafor did not come to 14 Malden Road"}
    with pytest.raises(NotAllowed, match=r"J\. Okafor"):
        sources.add(central, wrong)
    assert sources.every(central) == ()
    assert sources.add(central, wrong, looked_at=True)
    (listed,) = [one for one in told(central)[0] if one.title.endswith("one by one")]
    assert "Okafor" not in str(listed.rows) and "Malden" not in str(listed.rows)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "gossip", "what kind of source"),
        ("on", "2027-01-01", "still to come"),
        ("on", "yesterday", "Give the day"),
        ("summary", " ", "in a few words"),
        ("whom", "x" * 400, "under 300 letters"),
        ("themes", ("T99",), "no theme of the list"),
        ("colour", "red", "no part of a source"),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_is_kept(central, field, value, words):
    with pytest.raises(NotAllowed, match=words):
        sources.add(central, SAID | {field: value})
    assert ledger.heads(central, "source") == []


def test_a_correction_and_a_withdrawal_keep_what_was_there(central):
    doc = sources.add(central, SAID)
    sources.correct(central, doc, {"follows": "Plain letters from February"})
    (one,) = sources.every(central)
    assert one.body.follows == "Plain letters from February" and one.body.summary == SAID["summary"]
    with pytest.raises(NotAllowed, match="why"):
        sources.withdraw(central, doc, " ")
    sources.withdraw(central, doc, "It was about another service")
    assert sources.every(central) == () and noted(central) == 0
    (gone,) = sources.every(central, withdrawn=True)
    assert gone.body.withdrawn and len(central.store.versions(doc)) == 3
    with pytest.raises(NotAllowed, match="already"):
        sources.withdraw(central, doc, "Again")
    sources.correct(central, doc, {})
    assert noted(central) == 1
    with pytest.raises(NotAllowed, match="no source"):
        sources.correct(central, "source-nowhere", {})


def test_only_those_who_may_note_sources(bare_service):
    worker = bare_service.admit("B01", "Sam Hassan", "South FST", "worker")
    with pytest.raises(NotAllowed, match="practice lead"):
        sources.add(worker, SAID)


def test_every_kind_has_words():
    assert {"complaint", "inspection", "serious_case", "staff_survey"} <= set(sources.kinds(RESOURCES))
    assert sources.label(RESOURCES, "from_a_newer_program") == "from_a_newer_program"


@pytest.fixture(scope="module")
def spread(tmp_path_factory):
    """One source that was withdrawn and corrected apart, and another."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    folder = tmp_path_factory.mktemp("spread")
    ws, _ = profiles.create(made_up_world(folder / "lead"), me, PASSPHRASE, cost=QUICK)
    doc = sources.add(ws, SAID)
    (one,) = sources.every(ws)
    body = one.body.model_dump(mode="json", exclude_defaults=True)
    with ws.write():
        ws.seal("source", doc, body | {"withdrawn": "Not ours"}, one.digests)
        ws.seal("source", doc, body | {"follows": "More"}, one.digests)
    sources.add(ws, SAID | {"kind": "inspection"})
    yield ws
    ws.close()


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(5)), first=st.lists(st.integers(0, 4), unique=True))
def test_whatever_order_they_arrive_in_sources_read_the_same(spread, order, first):
    every, ws = held_by(spread), fresh(spread, "one")
    try:
        bring(ws, spread, *(every[n] for n in first))
        bring(ws, spread, *(every[n] for n in order))
        assert soundness.state_digest(ws) == soundness.state_digest(spread)
        assert sources.every(ws) == sources.every(spread)
        assert noted(ws) == noted(spread) == 2
        assert [len(one.others) for one in sources.every(ws)].count(1) == 1
    finally:
        ws.close()


def test_sources_from_the_command_line(central):
    def say(*words):
        return run(
            "--json",
            "source",
            *words,
            data=central.world.data_dir,
            passphrase=PASSPHRASE,
            world=lambda _: central.world,
        )

    doc = say(
        "add", "inspection", "--summary", "Plans are clear", "--whom", "The inspectorate", "--themes", "T02"
    ).data["doc"]
    (one,) = say("list").data["sources"]
    assert one["doc"] == doc and one["source"]["kind"] == "inspection" and one["source"]["on"] == "2026-11-02"
    assert say("correct", doc, "--follows", "Share the plans").code == 0
    assert say("list").data["sources"][0]["source"]["follows"] == "Share the plans"
    assert say("withdraw", doc, "--reason", "Of another council").code == 0
    assert say("list").data["sources"] == [] and len(say("list", "--all").data["sources"]) == 1
    assert say("add", "gossip", "--summary", "Heard it").code == 1
