"""The schedule as the ledger tells it: what people seal, whose word counts, and what the command line shows."""

from __future__ import annotations

import json
from datetime import date

import pytest

from qa_desktop import (
    calibration,
    cli,
    draw_frame,
    draw_ledger,
    entries,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    profiles,
    recording,
    release,
    schedule,
    schedule_facts,
    schedule_seal,
    staff,
)
from qa_desktop.draw_frame import Case
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.schedule_entries import Extract
from qa_desktop.workspace import Me
from tests import service as made_up
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.small import FULL, TINY, answered, bring, held_by, read, sealed

DEEP = read(TINY.replace('code = "TINY"', 'code = "RFP"'), "deep.toml")
MOVES = read(
    TINY.replace('code = "TINY"', 'code = "SUD"').replace(
        'ask = "Was there a visit?"\ntype = "YN"',
        'ask = "Which way?"\ntype = "ONE"\nfact = "direction"\nchoices = [{ code = "up", label = "Up" }, { code = "y", label = "Down" }]',
    ),
    "moves.toml",
)
CYCLE, TODAY = "2026-10-to-2026-11", date(2026, 11, 25)
FIGURES = b"Measure,Team,Value,Target\nAssessments in time,South FST,41 of 45,95%\nOpen families,,212,\n"


def rows(ws, method, today=TODAY, **said):
    said = {"since": date(2026, 4, 1)} | said
    found = schedule.year(schedule_facts.settings(ws, 2026, **said), schedule_facts.facts(ws, today), today)
    return {(r.period.code, r.unit): r for r in found if r.method == method}


@pytest.fixture
def central(bare_service):
    people.name_only(bare_service.central, "A01", "Priya Nair", "team_manager", "South FST")
    return bare_service.central


def drawn(ws):
    case = Case(
        case="FS-1",
        team="North FST",
        service="Family Support",
        supervisor="S01",
        worker="W01",
        opened="2026-01-05",
    )
    frame = draw_frame.frame(
        CYCLE, "RFP", "2026-11-02", made_up.RULES, ["S01"], [case], draw_ledger.auditors(ws, CYCLE, ["A01"])
    )
    return draw_ledger.make(ws, frame, DEEP, "s1")


def test_a_deep_audit_goes_from_drawn_to_released_as_the_ledger_fills(central):
    def now():
        return rows(central, "Q04")[CYCLE, "S01"]

    stored = drawn(central)
    assert (now().state, now().done, now().standing) == ("drawn", 0, "due")
    draw_ledger.give_out(central, stored, "October to November", "2026-10-01", "2026-11-30", "2026-11-30")
    assert now().state == "allocated"
    cycle = ledger.bodies(central, "cycle", entries.Cycle)[0]
    draft = forms.start(central, DEEP, cycle.allocations[0], CYCLE)
    assert now().state == "in_progress"
    digest = forms.finish(central, answered(central, draft, FULL))
    assert (now().state, now().done, now().standing) == ("submitted", 1, "done")
    let_go = {"worker": "W01", "supervisor": "S01", "grade": "3", "on": "2026-11-20"}
    with central.write():
        central.seal("release", "release-1", let_go, about=digest)
    assert (now().state, now().done, now().standing) == ("released", 1, "done")
    for step in ("feedback_worker", "feedback_supervisor", "check"):
        assert now().state == "released"
        release.note_step(central, digest, step, date(2026, 11, 2))
    assert (now().state, now().done, now().standing) == ("closed", 1, "done")
    turned = rows(central, "Q04", reading="auditor")
    assert turned[CYCLE, "S01"].done == 0 and turned[CYCLE, "S01"].other == 1
    peer = rows(central, "Q05")["2026-11", ""]
    assert peer.done == 0  # the practice lead who signed has no team


def test_every_step_up_of_a_month_is_counted_against_its_audit(central):
    listed = "Mosaic ID,Date,Direction\nFS-1,5/10/2026,Step up\nfs-2,20/10/2026,Stepped up\n"
    good, bad = schedule_seal.moves(listed.encode(), "moves.csv", "2026-10", ("up", "down"))
    assert bad == [] and len(good) == 2
    assert rows(central, "Q07")["2026-11", ""].required is None
    schedule_seal.take_census(central, "2026-10", ("up", "down"), good)
    assert (rows(central, "Q07")["2026-11", ""].required, rows(central, "Q07")["2026-11", ""].done) == (2, 0)
    people_answers = {"case": " FS-2", "team": "South FST", "visited": "up", "P1.1": FULL["P1.1"], "O1": "3"}
    forms.finish(central, answered(central, forms.start(central, MOVES), people_answers))
    assert rows(central, "Q07")["2026-11", ""].done == 1
    assert rows(central, "Q08")["2026-11", ""].required is None


def test_a_newer_list_of_a_month_replaces_the_older_and_an_empty_one_says_none(central):
    good, _ = schedule_seal.moves(
        b"case,date,direction\nFS-1,5/10/2026,up\n", "m.csv", "2026-10", ("up", "down")
    )
    schedule_seal.take_census(central, "2026-10", ("up", "down"), good)
    schedule_seal.take_census(central, "2026-10", ("up", "down"), [])
    row = rows(central, "Q07")["2026-11", ""]
    assert (row.required, row.standing) == (0, "none")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("FS-1,5/9/2026,up", "Row 2, date: is not in 2026-10"),
        ("FS-1,5/10/2026,return", "Row 2, direction: this list is of up, down only"),
        ("FS-1,5/10/2026,sideways", "Row 2, direction: “sideways” is not one of"),
    ],
)
def test_a_move_that_does_not_belong_on_the_list_is_named(line, told):
    good, bad = schedule_seal.moves(
        f"case,date,direction\n{line}\n".encode(), "m.csv", "2026-10", ("up", "down")
    )
    assert good == [] and str(bad[0]).startswith(told)


def test_an_extract_is_done_once_somebody_has_reviewed_it_and_said_what_was_decided(central):
    schedule_seal.take_extract(central, "Q10", "2026-10", "october.csv", FIGURES)
    row = rows(central, "Q10")["2026-10", ""]
    assert (row.state, row.standing) == ("in_progress", "missed")
    schedule_seal.review(central, "Q10", "2026-10", date(2026, 11, 12), "Two teams to say why by Friday")
    row = rows(central, "Q10")["2026-10", ""]
    assert (row.state, row.standing, row.done_late, row.days_late) == ("closed", "done", 1, 9)
    kept = ledger.bodies(central, "extract", Extract)
    assert [(r.by, r.on, r.decided) for r in kept[0].reviews] == [
        ("L01", "2026-11-12", "Two teams to say why by Friday")
    ]
    assert [f.value for f in kept[0].figures] == ["41 of 45", "212"]


def test_the_same_extract_again_changes_nothing_and_another_one_is_to_be_reviewed_anew(central):
    first = schedule_seal.take_extract(central, "Q01", "2026-W45", "week.csv", FIGURES)
    schedule_seal.review(central, "Q01", "2026-W45", date(2026, 11, 6), "Nothing to correct")
    again = schedule_seal.take_extract(central, "Q01", "2026-W45", "week.csv", FIGURES)
    assert again != first and rows(central, "Q01")["2026-W45", ""].standing == "done"
    schedule_seal.take_extract(central, "Q01", "2026-W45", "week.csv", FIGURES.replace(b"212", b"213"))
    assert rows(central, "Q01")["2026-W45", ""].state == "in_progress"


def test_half_an_extract_is_not_taken_in(central):
    with pytest.raises(FileRefused, match=r"week.csv has rows that cannot be read.*Row 3, value: is empty"):
        schedule_seal.take_extract(
            central, "Q01", "2026-W45", "week.csv", b"measure,value\nOpen,3\nClosed,\n"
        )
    assert ledger.bodies(central, "extract", Extract) == []


def test_a_service_that_begins_in_november_has_not_missed_october(central):
    assert rows(central, "Q12")["2026-10", ""].standing == "missed"
    assert schedule_facts.settings(central, 2026).since == date(2026, 11, 2)
    assert rows(central, "Q12", since=None)["2026-10", ""].standing == "none"
    assert rows(central, "Q12", since=None)["2026-11", ""].standing == "due"
    assert rows(central, "Q07", since=None)["2026-10", ""].required == 0
    schedule_seal.hold(central, "Q12", "2026-10", date(2026, 10, 28), "Panel held")
    assert rows(central, "Q12", since=None)["2026-10", ""].standing == "done"


def test_meetings_and_reports_count_where_they_belong(central):
    schedule_seal.hold(central, "Q12", "2026-10", date(2026, 10, 28), "Panel held, three decisions")
    schedule_seal.hold(central, "Q22", "2026-04-to-2027-03", date(2026, 6, 1), "Staff survey received")
    schedule_seal.hold(central, "Q22", "2026-04-to-2027-03", date(2026, 7, 1), "Inspection letter received")
    assert rows(central, "Q12")["2026-10", ""].standing == "done"
    assert rows(central, "Q22")["2026-04-to-2027-03", ""].done == 2


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (
            lambda ws: schedule_seal.hold(ws, "Q99", "2026-10", TODAY, "Meeting"),
            "no method “Q99” on the schedule",
        ),
        (
            lambda ws: schedule_seal.hold(ws, "Q12", "2026-W45", TODAY, "Meeting"),
            "“2026-W45” is not a period of Q12",
        ),
        (
            lambda ws: schedule_seal.hold(ws, "Q04", CYCLE, TODAY, "Meeting"),
            "Q04 RFP deep audits is not done in this way",
        ),
        (lambda ws: schedule_seal.hold(ws, "Q12", "2026-10", TODAY, " "), "Say what it was in a few words"),
        (
            lambda ws: schedule_seal.review(ws, "Q10", "2026-10", TODAY, "Fine"),
            "No extract for Q10 in 2026-10 has come",
        ),
        (
            lambda ws: schedule_seal.excuse(ws, "Q12", "2026-10", "Leave"),
            "Only a head of service approves exemptions",
        ),
    ],
)
def test_what_cannot_be_noted_is_refused_in_words(central, act, told):
    with pytest.raises(NotAllowed, match=told):
        act(central)


def test_an_exemption_counts_from_a_head_of_service_and_comes_back_with_their_return(bare_service, central):
    head = bare_service.admit("H01", "Ruth Osei", "", "head_of_service")
    bare_service.send_pack("H01", ("FS-900",))
    schedule_seal.excuse(head, "Q12", "2026-10", "Panel fell on polling day")
    assert rows(head, "Q12")["2026-10", ""].standing == "excused"
    written = packs.make_return(head, bare_service.folder)
    imports.take_in(central, [import_plans.plan_file(central, written.path)], back_up=False)
    row = rows(central, "Q12")["2026-10", ""]
    assert (row.standing, row.excused, row.missed) == ("excused", "Panel fell on polling day", 0)
    body = {"method": "Q12", "period": "2026-09", "reason": "Nobody came", "approver": "H01"}
    with central.write():
        central.seal("exemption", "exemption-by-hand", body)
    assert rows(central, "Q12")["2026-09", ""].standing == "missed"


def test_the_record_checks_of_a_supervisor_are_counted_from_the_list_of_events(central):
    events = tuple(
        entries.Event(
            id=f"e{n}",
            trigger="closure",
            case=f"FS-{n}",
            date=f"2026-10-0{n}",
            worker="W01",
            supervisor="S01",
        )
        for n in (1, 2)
    )
    with central.write():
        central.seal(
            "events", "events-1", entries.Events(supervisor="S01", events=events).model_dump(mode="json")
        )
    row = rows(central, "Q15")["2026-10", "S01"]
    assert (row.required, row.done, row.late, row.due) == (2, 0, 2, date(2026, 11, 13))


def test_whoever_supervises_a_worker_on_the_list_of_staff_owes_before_any_draw(central):
    """A list of staff is all that a new service has; who manages supervisors owes nothing for them, nor does a stranger."""
    assert rows(central, "Q04") == {}
    people.name_only(central, "H01", "Ines Copsey", "head_of_service", "")
    for code in ("S01", "S02", "S03"):
        people.name_only(central, code, f"Supervisor {code}", "team_manager", "South FST", "H01")
    for code, supervisor in (("W01", "S01"), ("W02", "S02"), ("W03", "GONE"), ("W04", "")):
        people.name_only(central, code, f"Worker {code}", "worker", "South FST", supervisor)
    assert {unit for _, unit in rows(central, "Q04")} == {"S01", "S02"}
    staff.merge(central, "person", "S02", "S01")
    assert {unit for _, unit in rows(central, "Q14")} == {"S01"}


def test_a_withdrawn_or_amended_audit_counts_once_or_not_at_all(central):
    from qa_desktop import corrections
    from tests.small import amended

    drawn(central)
    first = sealed(central, FULL, DEEP)
    newer = amended(central, first, {"O1": "2"})
    assert sum(w.done_on is not None for w in schedule_facts.facts(central, TODAY).work) == 1
    corrections.withdraw(central, newer, "Signed on the wrong family")
    assert sum(w.done_on is not None for w in schedule_facts.facts(central, TODAY).work) == 0


def test_lists_of_events_count_from_a_supervisor_and_from_nobody_who_may_not_bring_them_in(bare_service):
    """However they came in: an entry that was sealed by hand travels like any other."""
    central = bare_service.central
    for code, role in (
        ("T01", "team_manager"),
        ("W07", "worker"),
        ("D01", "data_officer"),
        ("X01", "partner_auditor"),
    ):
        ws = bare_service.admit(code, f"Person {code}", "South FST", role)
        bare_service.send_pack(code, (f"FS-9-{code}",))  # their certificate comes with it
        event = entries.Event(
            id=f"e-{code}",
            trigger="closure",
            case=f"FS-{code}",
            date="2026-10-05",
            worker="W01",
            supervisor=code,
        )
        body = entries.Events(supervisor=code, events=(event,)).model_dump(mode="json")
        with ws.write():
            ws.seal("events", f"events-{code}", body)
        bring(central, ws, *held_by(ws))
    assert {event.supervisor for event in recording.events(central)} == {"T01", "D01"}
    assert {unit for _, unit in rows(central, "Q15")} == {"S01", "T01", "D01"}


def test_a_calibration_round_is_in_no_row(bare_service, central):
    """Three score one case to see how alike they judge: nobody's families are audited by it."""
    for code in ("A07", "A08", "A09"):
        people.name_only(central, code, f"Auditor {code}", "team_manager", "North FST")
    before = schedule_facts.facts(central, TODAY)
    cycles = calibration.start(central, "2026-4", DEEP, "FS-9", ("A07", "A08", "A09"), date(2026, 11, 27))
    assert len(cycles) == 3 and schedule_facts.facts(central, TODAY) == before
    cycle = next(c for c in ledger.bodies(central, "cycle", entries.Cycle) if c.auditor == "A07")
    draft = forms.start(central, DEEP, cycle.allocations[0], cycle.cycle)
    forms.finish(central, answered(central, draft, FULL))
    assert schedule_facts.facts(central, TODAY).work == ()


def observed(ws, worker, day):
    """One signed observation, by its own facts."""
    text = TINY.replace('code = "TINY"', 'code = "OBS"').replace('fact = "team"', 'fact = "worker"')
    text = text.replace('id = "visited"', 'id = "on"\nfact = "observed"').replace(
        "Was there a visit?", "When?"
    )
    text = text.replace('ask = "When?"\ntype = "YN"', 'ask = "When?"\ntype = "DATE"')
    text = text.replace('ask_if = [{ visited = ["y"] }]', "required = false")
    answers = {"case": "FS-1", "team": worker, "on": day, "P1.1": FULL["P1.1"], "O1": "3"}
    return forms.finish(ws, answered(ws, forms.start(ws, read(text, "obs.toml")), answers))


def test_an_observed_worker_is_their_supervisors_as_the_list_of_families_says_on_that_day(central):
    """Nobody has audited a family of theirs: only the lists that draws were made from know whose they are."""
    drawn(central)  # on 2 November: W01 is with S01
    observed(central, "W01", "2026-11-01")
    observed(central, "W02", "2026-11-01")  # whom no list knows
    assert [rows(central, "Q14")["2026-10-to-2026-12", unit].done for unit in ("S01",)] == [1]
    case = Case(case="FS-2", supervisor="S02", worker="W01", opened="2026-01-05")
    who = draw_ledger.auditors(central, "2026-12-to-2027-01", ["A01"])
    frame = draw_frame.frame("2026-12-to-2027-01", "RFP", "2026-12-03", made_up.RULES, ["S02"], [case], who)
    draw_ledger.make(central, frame, DEEP, "s2")
    late = date(2026, 12, 20)
    found = rows(central, "Q14", late)
    assert (found["2026-10-to-2026-12", "S01"].done, found["2026-10-to-2026-12", "S02"].done) == (1, 0)
    observed(central, "W01", "2026-12-04")
    found = rows(central, "Q14", late)
    assert (found["2026-10-to-2026-12", "S01"].done, found["2026-10-to-2026-12", "S02"].done) == (1, 1)


def test_an_observed_worker_whom_no_list_of_families_knows_is_whose_the_staff_list_says(central):
    drawn(central)
    people.name_only(central, "W02", "E. Grant", "worker", "North FST", "S01")
    observed(central, "W02", "2026-11-01")
    assert rows(central, "Q14")["2026-10-to-2026-12", "S01"].done == 1


def test_what_is_drawn_and_not_given_out_yet_is_owed_when_its_cycle_ends(central):
    drawn(central)  # on 2 November, for October and November
    (work,) = schedule_facts.facts(central, TODAY).work
    assert (work.stage, work.owed_on) == ("drawn", date(2026, 11, 30))


# The command line


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "central"
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)[0].close()
    monkeypatch.setenv("QA_PASSPHRASE", "demo")

    def call(*words: object, data: bool = True):
        code = cli.main(
            ["--data", str(folder), *(["--json"] if data else []), *map(str, words)], made_up_world
        )
        out, err = capsys.readouterr()
        return code, json.loads(out) if data and out.strip() else out, err

    return call


def test_the_command_line_brings_lists_in_and_shows_the_year(run, tmp_path):
    moves, figures = tmp_path / "moves.csv", tmp_path / "figures.csv"
    moves.write_text("case,date,direction\nFS-1,5/10/2026,up\n")
    figures.write_bytes(FIGURES)
    assert run("schedule", "census", "moves", "2026-10", moves)[0] == 0
    assert run("schedule", "extract", "Q10", "2026-10", figures)[0] == 0
    assert (
        run(
            "schedule", "review", "Q10", "2026-10", "--decided", "Look again in a month", "--on", "2/11/2026"
        )[0]
        == 0
    )
    assert run("schedule", "hold", "Q12", "2026-10", "--words", "Panel held", "--on", "2026-10-28")[0] == 0
    code, _, err = run("schedule", "excuse", "Q12", "2026-11", "--reason", "Polling day")
    assert code == 1 and "Only a head of service" in err
    _, said, _ = run("schedule", "show", "--method", "Q07", "--on", "2026-11-25")
    november = next(r for r in said["rows"] if r["period"] == "2026-11")
    assert said["year"] == 2026 and (november["required"], november["done"], november["due"]) == (
        1,
        0,
        "2026-11-30",
    )
    _, said, _ = run("schedule", "waiting", "--on", "2026-11-25")
    assert any(r["method"] == "Q07" and r["remind"] == 10 for r in said["rows"])
    _, words, _ = run("schedule", "show", "--on", "2026-11-25", "--since", "1/4/2026", data=False)
    assert "Q10 2026-10  1 due: 1 done" in words.splitlines()


def test_a_list_of_moves_with_a_wrong_row_keeps_nothing(run, tmp_path):
    moves = tmp_path / "moves.csv"
    moves.write_text("case,date,direction\nFS-1,5/10/2026,up\nFS-2,5/9/2026,down\n")
    code, said, err = run("schedule", "census", "moves", "2026-10", moves)
    assert code == 3 and said["digest"] is None and "Row 3, date: is not in 2026-10" in err
    rows_ = run("schedule", "show", "--method", "Q07", "--since", "2026-04-01")[1]["rows"]
    assert all(r["required"] is None for r in rows_)
