"""Recording compliance: events come in once, each has one check, two people answer, figures name nobody."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import (
    cli,
    families,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    profiles,
    recording,
    soundness,
    templates,
    walk,
    work,
)
from qa_desktop.answer_types import MONTHS
from qa_desktop.collate import ALL_TEAMS, PERCENT_MIN, share
from qa_desktop.entries import Event
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.event_lists import event_id, read_day
from qa_desktop.recording_figures import Checked, measures, read
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world

TODAY = date(2026, 11, 20)
LIST = """Trigger,Mosaic ID,Date,Worker,Supervisor,Team,Review number
Assessment completed,2041,02/11/2026,W01,A01,South FST,
Review,2042,2026-11-05,W02,A01,South FST,2
Case closed,2043,20 Sep 2026,W01,A02,North FST,
"""


def list_file(folder: Path, text: str | bytes = LIST, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def event(case: str = "2041", trigger: str = "assessment", day: str = "2026-11-02", **held: object) -> Event:
    told = {"worker": "W01", "supervisor": "A01", "team": "South FST"} | held
    return Event.model_validate(
        {"id": event_id(trigger, case, day), "trigger": trigger, "case": case, "date": day, **told}
    )


def only(ws: Workspace, case: str = "2041", today: date = TODAY) -> recording.Check:
    (check,) = [c for c in recording.due(ws, today) if c.event.case == families.code(ws, case)]
    return check


def answer_all(
    ws: Workspace, draft: forms.Draft, side: recording.Side, code: str = "y", **others: str
) -> forms.Draft:
    template = ledger.template(ws, draft.template)
    for line in recording.lines(template):
        draft = recording.answer(ws, draft, line.id, side, others.get(line.id, code))
    return draft


def signed(ws: Workspace, check: recording.Check, reviewed: str, **supervisor: str) -> str:
    """Both columns answered, notes where needed, reviewed and signed."""
    draft = answer_all(ws, answer_all(ws, recording.start(ws, check), "worker"), "supervisor", **supervisor)
    for line in recording.differs(ledger.template(ws, draft.template), draft.answers):
        more = {"note": "Talked about in supervision", "fix_by": "2026-12-01"}
        draft = forms.answer(ws, draft, line, draft.answers[line] | more)
    draft = forms.answer(ws, draft, "C4", reviewed)
    return forms.finish(ws, forms.answer(ws, draft, "C5", "complete"))


# Reading a list


def test_a_list_is_read_with_british_iso_and_written_dates(tmp_path):
    good, bad = recording.read_events(list_file(tmp_path), TODAY)
    assert bad == []
    assert [(e.trigger, e.case, e.date, e.number) for e in good] == [
        ("assessment", "2041", "2026-11-02", None),
        ("review", "2042", "2026-11-05", 2),
        ("closure", "2043", "2026-09-20", None),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "event type;MOSAIC-ID;Event date;Allocated worker;Line manager",
        "Trigger\tCase no\tTrigger Date\tworker_code\tSUPERVISOR",
        '"trigger","case ref","date completed","Practitioner","Team manager"',
    ],
)
def test_headers_are_matched_loosely_whatever_parts_the_columns(tmp_path, header):
    mark = ";" if ";" in header else "\t" if "\t" in header else ","
    text = (
        f"\n{header.replace('Case no', 'Case number')}\n{mark.join(['review', '7', '5/11/26', 'W1', 'S1'])}\n"
    )
    good, bad = recording.read_events(list_file(tmp_path, b"\xef\xbb\xbf" + text.encode()))
    assert bad == [] and [(e.case, e.date, e.supervisor) for e in good] == [("7", "2026-11-05", "S1")]


def test_each_bad_row_is_named_by_row_and_column_and_the_good_ones_still_go_in(tmp_path):
    text = LIST + (
        "Transfer,2044,31/02/2026,,A01,South FST,0\n"
        "\n"
        "Review,2045,21/11/2026,W01,J. Okafor,South FST,\n"
        "Review,2042,05/11/2026,W03,A01,South FST,2\n"
    )
    good, bad = recording.read_events(list_file(tmp_path, text), TODAY)
    assert len(good) == 3
    assert [(row.row, row.column) for row in bad] == [
        (5, "Trigger"), (5, "Date"), (5, "Worker"), (5, "Review number"),
        (7, "Date"), (7, "Supervisor"), (8, "Worker"),
    ]  # fmt: skip
    assert bad[1].words == "Row 5, Date: “31/02/2026” is not a date. Write it as 20/11/2026."
    assert all(row.words.endswith(".") for row in bad)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\0xl/workbook", "not a workbook that can be read"),
        (b"name,age\nx,3\n", "no column trigger, case, date, worker, supervisor"),
        (LIST.replace("Supervisor", "Boss").encode(), "no column supervisor"),
        (b"trigger,case,date,worker,supervisor\nreview,1\0,2,3,4\n", "not a CSV file"),
        (LIST.encode() + b'"' + b"x" * 200_000, "can be read from row"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_by_name(tmp_path, data, words):
    with pytest.raises(FileRefused, match=words) as raised:
        recording.read_events(list_file(tmp_path, data))
    assert "events.csv" in str(raised.value)


def test_letters_from_an_old_windows_list_are_read(tmp_path):
    text = LIST.replace("South FST", "Café").encode("cp1252")
    good, _ = recording.read_events(list_file(tmp_path, text))
    assert good[0].team == "Café"


@given(st.binary(max_size=400))
def test_no_bytes_at_all_end_in_anything_but_events_or_a_sentence(data):
    with tempfile.TemporaryDirectory() as folder:
        path = list_file(Path(folder), b"trigger,case,date,worker,supervisor\n" + data)
        said = ""
        try:
            good, bad = recording.read_events(path, TODAY)
        except FileRefused as error:
            good, bad, said = [], [], str(error)
    assert path.name in said or said == ""
    assert all(event.id.startswith("event-") for event in good)
    assert all(row.row > 1 and row.why for row in bad)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_alike_in_every_way_it_is_written(day):
    month = MONTHS[day.month - 1]
    ways = [
        day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%y}", f"{day.isoformat()}T00:00:00", f"{day:%d/%m/%Y} 09:30",
    ]  # fmt: skip
    assert {read_day(way) for way in ways} == {day}


@pytest.mark.parametrize(
    "text", ["", "31/02/2026", "11/20/2026", "2026-13-01", "tomorrow", "1 Foo 2026", "20261120"]
)
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


# Taking it in


def test_the_same_list_again_adds_nothing(service, tmp_path):
    good, _ = recording.read_events(list_file(tmp_path))
    first = recording.take_events(service.central, good)
    before = service.central.store.digests()
    again = recording.take_events(service.central, good)
    assert (first.added, first.changed, first.known) == (3, 0, 0)
    assert (again.added, again.changed, again.known) == (0, 0, 3)
    assert service.central.store.digests() == before


def test_spaces_capitals_and_dates_written_otherwise_are_the_same_event(service):
    recording.take_events(service.central, [event("M0003")])
    taken = recording.take_events(service.central, [event(" m0003 ")])
    assert taken.added == 0 and len(recording.events(service.central)) == 1


def test_a_correction_replaces_what_was_said_and_the_event_stays_one(service):
    ws = service.central
    recording.take_events(ws, [event(), event("2050")])
    taken = recording.take_events(ws, [event(supervisor="A02", worker="W09")])
    assert (taken.added, taken.changed) == (0, 1)
    assert only(ws).event.supervisor == "A02" and only(ws).event.worker == "W09"
    assert len(recording.events(ws)) == 2
    old, _, _ = recording.for_pack(ws, "A01")
    assert len(old) == 1 and b"2041" not in (old[0].body or b"")


def test_two_profiles_that_take_the_same_lists_in_any_order_agree(service, tmp_path):
    one, other = service.central, service.laptop("A01")
    first, second = [event(), event("2050")], [event("2060"), event("2050")]
    for ws, lists in ((one, (first, second)), (other, (second, first))):
        for some in lists:
            recording.take_events(ws, some)
    assert recording.events(one) == recording.events(other)


def test_workers_do_not_bring_in_lists(bare_service):
    ws = bare_service.admit("W05", "M. Begum", "South FST", role="worker")
    with pytest.raises(NotAllowed, match="Only supervisors"):
        recording.take_events(ws, [event()])


def test_a_pack_brings_a_supervisor_their_own_events_and_nobody_elses(bare_service):
    central = bare_service.central
    ws = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.admit("A02", "Sam Hassan", "North FST")
    people.name_only(central, "W02", "M. Begum", "worker", "South FST")
    recording.take_events(central, [event(worker="W02"), event("2099", supervisor="A02")])
    written = packs.make_pack(central, "A01", bare_service.folder)
    plan = import_plans.plan_file(ws, written.path)
    assert plan.status == "ready", plan.words
    imports.take_in(ws, [plan], back_up=False)
    assert [check.event.case for check in recording.due(ws, TODAY)] == [families.code(central, "2041")]
    assert people.name_of(ws, "W02") == "M. Begum"
    assert all(b"2099" not in (row.body or b"") for row in ws.store.entries())


# Checks


def test_every_trigger_has_its_checklist_and_an_unconfirmed_number_of_days():
    found = recording.triggers(RESOURCES)
    known = templates.load_all(RESOURCES)
    assert set(found) == {"assessment", "review", "closure"}
    for trigger in found.values():
        assert known[trigger.template].way == "checklist" and trigger.days > 0
        assert trigger.confirmed is False


def test_a_check_goes_from_the_workers_part_to_signed(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event()])
    check = only(ws)
    assert (check.state, check.words, check.due) == ("worker", "Worker’s part to do", date(2026, 12, 14))
    draft = answer_all(ws, recording.start(ws, check), "worker")
    assert (only(ws).state, only(ws).worker, only(ws).supervisor) == ("supervisor", (14, 14), (0, 14))
    answer_all(ws, draft, "supervisor")
    assert (only(ws).state, only(ws).words) == ("agree", "Agree in supervision")
    digest = signed(ws, only(ws), "2026-11-20")
    assert (only(ws).state, only(ws).words) == ("signed", "Signed")
    form = only(ws).form
    assert form is not None and form.digest == digest


def test_a_check_is_late_the_day_after_it_was_due_and_no_more_once_signed(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event()])
    assert only(ws, today=date(2026, 12, 14)).days_late == 0
    assert only(ws, today=date(2026, 12, 15)).words == "Late 1 day"
    assert only(ws, today=date(2026, 12, 17)).words == "Late 3 days"
    signed(ws, only(ws), "2026-11-20")
    assert only(ws, today=date(2027, 1, 1)).words == "Signed"


def test_starting_fills_in_what_the_event_says_and_starting_again_goes_on(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event("2042", "review", number=2)])
    draft = recording.start(ws, only(ws, "2042"))
    template = ledger.template(ws, draft.template)
    assert template.code == "REC-R"
    assert recording.facts(template, draft.answers) == {
        "case": "2042", "team": "South FST", "worker": "W01", "supervisor": "A01", "number": "2",
        "trigger_date": "2026-11-02", "due_date": "2026-12-14",
    }  # fmt: skip
    assert walk.live_answers(template, draft.answers)["C3"] == 2
    assert recording.start(ws, only(ws, "2042")).doc == draft.doc
    assert ws.store.draft_steps(draft.doc) == []


def test_a_signed_check_is_not_begun_again(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event()])
    signed(ws, only(ws), "2026-11-20")
    with pytest.raises(NotAllowed, match="signed already"):
        recording.start(ws, only(ws))


def test_a_checklist_begun_without_the_list_belongs_to_its_event_all_the_same(service):
    ws = service.laptop("A01")
    template = templates.load_all(RESOURCES)["REC-A"]
    draft = forms.start(ws, template)
    for question, value in (("A04", "2041 "), ("C1", "2026-11-02")):
        draft = forms.answer(ws, draft, question, value)
    recording.take_events(ws, [event()])
    begun = only(ws).draft
    assert begun is not None and begun.doc == draft.doc
    assert [task.doc for task in work.tasks(ws, TODAY) if task.kind == "REC-A"] == [draft.doc]


def test_home_shows_a_supervisor_the_checks_of_their_own_families(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event(), event("2099", supervisor="A02")])
    board = work.board(ws, date(2026, 12, 16))
    (task,) = [t for t in board.overdue if t.kind == "REC-A"]
    assert (task.icon, task.case, task.days_late) == ("file-check", "2041", 2)
    draft = work.start_task(ws, task)
    assert work.start_task(ws, next(t for t in work.tasks(ws, TODAY) if t.doc == draft.doc)) == draft
    signed(ws, only(ws), "2026-11-20")
    assert [t.state for t in work.tasks(ws, TODAY) if t.kind == "REC-A"] == ["signed"]


# Two columns


@pytest.fixture
def begun(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event()])
    draft = recording.start(ws, only(ws))
    return ws, draft, ledger.template(ws, draft.template)


def test_each_column_is_counted_by_itself_and_differences_are_named(begun):
    ws, draft, template = begun
    draft = recording.answer(ws, draft, "RA1", "worker", "y")
    draft = recording.answer(ws, draft, "RA2", "worker", "y")
    draft = recording.answer(ws, draft, "RA2", "supervisor", "p")
    assert recording.progress(template, draft.answers, "worker") == (2, 14)
    assert recording.progress(template, draft.answers, "supervisor") == (1, 14)
    assert recording.differs(template, draft.answers) == ("RA2",)
    draft = recording.answer(ws, draft, "RA2", "supervisor", None)
    assert recording.differs(template, draft.answers) == ()
    draft = recording.answer(ws, draft, "RA1", "worker", None)
    assert "RA1" not in draft.answers


def test_a_line_or_an_answer_that_is_not_there_is_refused(begun):
    ws, draft, _ = begun
    with pytest.raises(NotAllowed, match="no line RA99"):
        recording.answer(ws, draft, "RA99", "worker", "y")
    with pytest.raises(NotAllowed, match="cannot be answered “maybe”"):
        recording.answer(ws, draft, "RA1", "worker", "maybe")


def test_the_workers_part_from_a_file_fills_their_column_and_touches_no_other(begun):
    ws, draft, _ = begun
    draft = recording.answer(ws, draft, "RA1", "supervisor", "p")
    draft = forms.answer(ws, draft, "RA1", draft.answers["RA1"] | {"note": "See plan"})
    came = {
        "RA1": {"worker": "n", "supervisor": "y", "note": "Not given yet", "fix_by": "2026-12-01"},
        "RA2": {"worker": "y"},
        "RA3": {"note": "no answer"},
    }
    merged = recording.merge_side(ws, draft, "worker", came, "2026-11-09")
    assert merged.answers["RA1"] == {
        "worker": "n", "supervisor": "p", "note": "See plan · Not given yet", "fix_by": "2026-12-01",
        "worker_on": "2026-11-09",
    }  # fmt: skip
    assert merged.answers["RA2"] == {"worker": "y", "worker_on": "2026-11-09"}
    assert "RA3" not in merged.answers
    assert forms.draft(ws, draft.doc).answers == merged.answers
    again = recording.merge_side(ws, merged, "worker", came, "2026-11-12")
    assert again.answers == merged.answers


def test_a_file_with_one_wrong_line_changes_nothing(begun):
    ws, draft, _ = begun
    with pytest.raises(NotAllowed, match="nothing was changed"):
        recording.merge_side(ws, draft, "worker", {"RA1": {"worker": "y"}, "SF1": {"worker": "y"}})
    assert forms.draft(ws, draft.doc).answers == draft.answers


def test_days_run_from_the_event_to_the_workers_part_and_to_the_review(begun):
    ws, draft, template = begun
    came = {line.id: {"worker": "y"} for line in recording.lines(template)}
    late_one = {line: told for line, told in came.items() if line != "RA14"}
    draft = recording.merge_side(ws, draft, "worker", late_one, "2026-11-05")
    assert recording.late(template, draft.answers) == recording.Timeliness(None, None)
    draft = recording.merge_side(ws, draft, "worker", {"RA14": {"worker": "y"}}, "2026-11-09")
    draft = forms.answer(ws, draft, "C4", "2026-11-20")
    assert recording.late(template, draft.answers) == recording.Timeliness(7, 18)


def test_the_day_of_the_workers_part_is_sealed_with_the_lines(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event()])
    signed(ws, only(ws), "2026-11-20")
    form = only(ws).form
    assert form is not None
    assert recording.finished_on(ledger.template(ws, form.template), form.body.answers) == "2026-11-02"
    assert soundness.unsound(ws) == []


# Figures


def checked(n: int, team: str, code: str = "y", **held: object) -> Checked:
    told = {"lines": {"RA1": ("y", code)}, "worker_days": 3, "review_days": 10} | held
    return Checked(f"event-{n}", "assessment", team, True, **told)  # type: ignore[arg-type]


def test_figures_by_team_are_those_counted_by_hand():
    rows = [checked(n, "South", "n" if n < 2 else "y", review_days=n) for n in range(4)]
    rows += [checked(10 + n, "North") for n in range(3)]
    rows += [Checked(f"event-{20 + n}", "assessment", "North", False, days_late=6) for n in range(3)]
    found = measures(rows, {})
    assert found.complete["assessment", "South"].clear == (4, 4)
    assert found.complete["assessment", "North"].clear == (3, 6)
    assert found.in_time["assessment", "North"].clear == (3, 6)
    assert found.in_time["assessment", "North"].average == 3
    assert found.yes["RA1", "South"].clear == (2, 4)
    assert found.yes["RA1", "South"].spread == {"n": 2, "y": 2}
    assert found.agree["assessment", ALL_TEAMS].clear == (5, 7)
    assert found.review_days["assessment", "South"].average == Fraction(3, 2)
    assert found.repeats == {"South": (("RA1", 2),)}


def test_a_team_under_three_is_hidden_with_one_that_would_give_it_away():
    rows = [checked(n, "South", "n") for n in range(2)]
    rows += [checked(10 + n, "North", "n") for n in range(3)] + [checked(20 + n, "West") for n in range(5)]
    found = measures(rows, {})
    for table in (
        found.complete,
        found.in_time,
        found.yes,
        found.agree,
        found.worker_days,
        found.review_days,
    ):
        shown = {team: cell.shown for (_, team), cell in table.items()}
        assert shown == {"South": "few", "North": "few", "West": "yes", ALL_TEAMS: "yes"}
        assert all(
            cell.clear is None and cell.average is None for cell in table.values() if cell.shown == "few"
        )
    assert found.repeats == {}


def test_what_does_not_apply_is_no_part_of_the_share_of_yes():
    found = measures([checked(n, "South", "na" if n else "y") for n in range(4)], {})
    assert found.yes["RA1", "South"].clear == (1, 1)
    assert found.yes["RA1", "South"].spread == {"na": 3, "y": 1}


def test_no_percentage_under_ten():
    assert share(7, PERCENT_MIN - 1) == "7 of 9"


def test_figures_read_from_a_profile_hold_every_event_of_the_period(service):
    ws = service.laptop("A01")
    recording.take_events(ws, [event(str(n)) for n in range(2041, 2045)] + [event("9", day="2026-08-01")])
    for n in range(2041, 2044):
        signed(ws, only(ws, str(n)), "2026-12-20" if n == 2041 else "2026-11-20", RA1="n")
    found = read(ws, "2026-11-01", "2026-11-30", TODAY)
    assert found.events == 4
    assert found.complete["assessment", "South FST"].clear == (3, 4)
    assert found.in_time["assessment", "South FST"].clear == (3, 4)
    assert found.in_time["assessment", "South FST"].average == Fraction(6, 4)
    assert found.yes["RA1", ALL_TEAMS].clear == (0, 3)
    assert found.agree["assessment", ALL_TEAMS].clear == (39, 42)
    assert found.repeats == {"South FST": (("RA1", 3),)}
    assert found.titles["RA1"] == "Privacy notice given"


# Command line


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Says words to the program, in a practice lead's profile; gives back its code, its object, its complaint."""
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    folder = tmp_path / "central"
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)[0].close()

    def say(*words: object) -> tuple[int, dict[str, Any], str]:
        code = cli.main(["--data", str(folder), "--json", *map(str, words)], made_up_world)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else {}, err

    return say


def test_the_command_line_takes_events_in_and_says_what_is_due(run, tmp_path):
    path = list_file(tmp_path, LIST.replace("02/11/2026", "01/11/2026").replace("2026-11-05", "2026-11-01"))
    code, told, _ = run("recording", "events", path)
    assert (code, told["added"], told["bad"]) == (0, 3, [])
    assert run("recording", "events", path)[1]["known"] == 3
    code, told, _ = run("recording", "due")
    assert [c["due"] for c in told["checks"]] == sorted(c["due"] for c in told["checks"])
    assert {c["event"]["trigger"] for c in told["checks"][1:]} == {"assessment", "review"}
    assert told["checks"][0]["days_late"] == 1
    code, told, _ = run("recording", "report")
    assert (code, told["events"]) == (0, 3)
    assert {cell["shown"] for cell in told["complete"]} == {"few"}


def test_the_command_line_names_bad_rows_and_still_takes_the_good(run, tmp_path):
    path = list_file(
        tmp_path, "trigger,case,date,worker,supervisor\nreview,1,1/11/2026,W1,S1\nreview,,x,W1,S1\n"
    )
    code, told, err = run("recording", "events", path)
    assert (code, told["added"], len(told["bad"])) == (3, 1, 2)
    assert "Row 3, case: is empty." in err


def test_the_command_line_plays_a_round_of_feedback(run, tmp_path):
    ratings = {f"SF{n}": "4" for n in range(2, 17)} | {"SF1": "2", "A05": "Early help"}
    files = []
    for n in range(4):
        files.append(tmp_path / f"{n}.json")
        files[-1].write_text(json.dumps(ratings | {"SF17": f"Comment {n}"}))
    assert run("feedback", "collect", *files)[1]["waiting"] == 4
    code, told, _ = run("feedback", "close", "--cycle", "2026-6")
    assert (code, told["sealed"], told["waiting"]) == (0, 0, 4)
    assert run("feedback", "report", "--cycle", "2026-6")[0] == 1
    (lead,) = [p for p in run("people", "list")[1]["people"] if p["code"] == "L01"]
    code, told, _ = run("feedback", "slip", "--file", files[0], "--to", lead["age"], "--out", tmp_path)
    assert run("feedback", "collect", told["path"], told["path"])[1]["waiting"] == 5
    assert run("feedback", "close", "--cycle", "2026-6")[1]["sealed"] == 5
    code, told, _ = run("feedback", "report", "--cycle", "2026-6", "--service", "Early help")
    assert (code, told["answers"], told["comments"]) == (0, 5, {})
    assert told["figures"][-1]["agree"] == [5, 5]
