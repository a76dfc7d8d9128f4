"""Practice workspaces: what is in them, that they say what they are, and that they never meet real work."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from functools import partial

import openpyxl
import pytest
from pypdf import PdfReader

from qa_desktop import (
    action_standing,
    alert_answers,
    collate,
    data_out,
    demo,
    enrolling,
    forms,
    identity,
    import_plans,
    ledger,
    made_up,
    packs,
    paper,
    people,
    practice,
    profiles,
    release,
    reports,
    soundness,
    work,
)
from qa_desktop.errors import Cancelled, FileRefused, NotAllowed
from qa_desktop.workspace import VAULT, Me
from qa_desktop.world import World
from tests import command_line
from tests.conftest import QUICK, made_up_world
from tests.small import bundle_of


@pytest.fixture(scope="module")
def auditors(tmp_path_factory):
    """An auditor's practice workspace."""
    folder = tmp_path_factory.mktemp("practice") / "auditor"
    practice.make(folder, "auditor", World.real)
    return folder


@pytest.fixture(scope="module")
def leads(tmp_path_factory):
    """A practice lead's, of the newest cycle only."""
    folder = tmp_path_factory.mktemp("practice") / "lead"
    practice.make(folder, "lead", World.real, cycles=1)
    return folder


@pytest.fixture
def opened():
    """Opens a profile with the passphrase of all practice, and closes it after the test."""
    held = []

    def go(folder):
        held.append(profiles.open_workspace(World.real(folder), practice.PASSPHRASE))
        return held[-1]

    yield go
    for ws in held:
        ws.close()


def today(ws):
    return ws.world.now().date()


def test_an_auditor_finds_finished_and_half_finished_audits_and_one_to_do(auditors, opened):
    ws = opened(practice.profile_in(auditors, "auditor"))
    states = [task.state for task in work.tasks(ws, today(ws))]
    assert (
        states.count("signed") == 3 and states.count("in_progress") == 2 and states.count("not_started") == 1
    )
    assert len(packs.ready_to_return(ws)) == 1  # the others went back last cycle
    assert soundness.unsound(ws) == [] and ledger.waiting(ws) == []
    assert not any(task.days_late for task in work.tasks(ws, today(ws)) if task.state != "signed")


def test_one_audit_wants_three_answers_and_nothing_else(auditors, opened):
    ws = opened(practice.profile_in(auditors, "auditor"))
    missing = [{p.question for p in forms.problems(ws, d) if p.severity == "block"} for d in forms.drafts(ws)]
    assert set(practice.LEFT_OPEN) in missing, missing


def test_a_practice_lead_finds_cycles_of_returns_actions_and_files_that_wait(leads, opened):
    ws = opened(practice.profile_in(leads, "lead"))
    found = {
        c.cycle: collate.collate(ws, "RFP", c.cycle, today(ws).isoformat()).audits
        for c in collate.choices(ws)
    }
    assert list(found.values()) == [3]  # one return of the newest cycle is in
    assert len(action_standing.every(ws)) == 1
    waiting = [
        p for p in import_plans.plan_files(ws, sorted((leads / "returns").iterdir())) if p.status == "ready"
    ]
    assert len(waiting) == 1 and waiting[0].kind == "return"
    assert soundness.unsound(ws) == [] and ledger.waiting(ws) == []


def test_what_the_judgements_of_a_cycle_that_is_over_ask_for_is_done(opened, tmp_path):
    practice.make(tmp_path / "lead", "lead", World.real, cycles=2)
    ws = opened(practice.profile_in(tmp_path / "lead", "lead"))
    now = practice.cycle_of(today(ws))["code"]
    late = [one.form for one in release.due(ws, today(ws)) if one.due < today(ws)]
    assert all(ledger.form(ws, form).body.cycle == now for form in late)
    assert {ledger.form(ws, one.form).body.cycle for one in alert_answers.open_risks(ws)} <= {now}


def test_nobody_audits_only_their_own_team(leads, opened):
    ws = opened(practice.profile_in(leads, "lead"))
    given = [body for body in ledger.bodies(ws, "cycle", packs.entries.Cycle)]
    assert all(len({a.facts["team"] for a in one.allocations}) == 3 for one in given)


@pytest.mark.parametrize(
    ("day", "before", "code", "starts", "ends"),
    [
        (date(2026, 11, 28), 0, "2026-6", "2026-11-01", "2026-12-31"),
        (date(2027, 1, 1), 1, "2026-6", "2026-11-01", "2026-12-31"),
        (date(2028, 2, 29), 0, "2028-1", "2028-01-01", "2028-02-29"),
        (date(2028, 2, 29), 5, "2027-2", "2027-03-01", "2027-04-30"),
    ],
)
def test_cycles_are_two_months_long_and_follow_each_other(day, before, code, starts, ends):
    found = practice.cycle_of(day, before)
    assert (found["code"], found["starts"], found["ends"]) == (code, starts, ends)


def test_every_page_that_is_printed_says_that_it_is_made_up(auditors, opened):
    ws = opened(practice.profile_in(auditors, "auditor"))
    signed = ledger.forms(ws)[0]
    for printed in (
        paper.signed_pdf(ws, signed.digest),
        paper.draft_pdf(ws, forms.drafts(ws)[0]).pdf,
    ):
        read = PdfReader(io.BytesIO(printed)).pages
        pages = [page.extract_text() for page in (read[0], read[len(read) // 2], read[-1])]
        assert pages and all(made_up.LABEL in text for text in pages)
        assert not any(paper.CLASSIFICATION in text for text in pages)
    row = ws.store.entry(signed.digest)
    assert paper.pdf_name(ws, row).startswith("made-up ")


def test_every_report_says_that_it_is_made_up(leads, opened):
    ws = opened(practice.profile_in(leads, "lead"))
    made = reports.build(ws, "practice-mirror", f"{today(ws):%Y-%m}")
    assert made.classification == made_up.LABEL


def test_everything_that_goes_out_as_data_says_that_it_is_made_up(leads, opened, tmp_path):
    ws = opened(practice.profile_in(leads, "lead"))
    path = tmp_path / data_out.file_name(ws, "xlsx")
    data_out.write(ws, path, "xlsx")
    assert path.name == "made-up all-findings.xlsx"
    assert openpyxl.load_workbook(path).properties.title == made_up.LABEL


def test_every_file_that_is_sent_says_that_it_is_made_up(auditors, leads):
    sent = [*auditors.rglob("*.qabundle"), *leads.rglob("*.qabundle")]
    assert sent and all(path.name.startswith("made-up ") for path in sent)


def test_every_certificate_says_that_it_is_made_up(auditors, opened):
    ws = opened(practice.profile_in(auditors, "auditor"))
    assert made_up.is_made_up(ws)
    certificates = [*ws.roots(), *ws.store.certificates().values()]
    assert certificates and all(made_up.marked(identity.subject(c).organisation) for c in certificates)


# Never mixed with real work


def test_a_bundle_of_practice_is_refused_by_a_real_profile(bare_service, auditors, opened):
    lead, real = opened(auditors / "central"), bare_service.admit("A01", "Priya Nair", "South FST")
    data = bundle_of([], lead, real, "pack")
    plan = import_plans.plan(real, "made-up pack.qabundle", data)
    assert plan.status == "not_safe" and "comes from a practice workspace" in plan.words


def test_a_bundle_of_practice_is_refused_by_a_profile_that_belongs_to_nobody_yet(auditors, opened, tmp_path):
    me = Me("A05", "New Person", "team_manager", "South FST", "Example Council")
    real, _ = profiles.create(made_up_world(tmp_path / "new"), me, "long passphrase here", cost=QUICK)
    data = bundle_of([], opened(auditors / "central"), real, "pack")
    with pytest.raises(FileRefused, match="comes from a practice workspace"):
        enrolling.introduced(real, data, "pack.qabundle")
    with pytest.raises(NotAllowed, match="comes from a practice workspace"):
        real.trust(opened(auditors / "central").roots()[0])
    assert real.roots() == ()
    real.close()


def test_real_work_is_refused_by_a_practice_workspace(bare_service, auditors, opened):
    practising = opened(practice.profile_in(auditors, "auditor"))
    data = bundle_of([], bare_service.central, practising, "pack")
    plan = import_plans.plan(practising, "pack.qabundle", data)
    assert plan.status == "not_safe" and "is real work, and this is a practice workspace" in plan.words


def test_a_signed_pdf_of_practice_is_refused_by_a_real_profile(bare_service, auditors, opened):
    ws = opened(practice.profile_in(auditors, "auditor"))
    printed = paper.signed_pdf(ws, ledger.forms(ws)[0].digest)
    plan = import_plans.plan(bare_service.central, "made-up audit.pdf", printed)
    assert plan.status == "not_safe" and not plan.incoming


def test_nobody_is_admitted_from_one_world_to_the_other(bare_service, auditors, opened):
    lead, practising = opened(auditors / "central"), opened(practice.profile_in(auditors, "auditor"))
    with pytest.raises(NotAllowed, match="comes from a real profile"):
        people.admit(lead, people.request(bare_service.admit("A01", "Priya Nair", "South FST")), "South FST")
    with pytest.raises(NotAllowed, match="comes from a practice workspace"):
        people.admit(bare_service.central, people.request(practising), "South FST")


def test_no_real_profile_can_call_itself_made_up(tmp_path):
    for organisation in ("Made up: Example Council", "MADE  UP:x", "made up:"):
        me = Me("A01", "Priya Nair", "team_manager", "South FST", organisation)
        with pytest.raises(NotAllowed, match="begins the names of made-up services only"):
            profiles.create(made_up_world(tmp_path / "p"), me, "long passphrase here", cost=QUICK)
    assert not (tmp_path / "p").exists()


# Made whole or not at all, and thrown away


def test_stopping_half_way_leaves_nothing(tmp_path):
    def stop(done, total):
        if done == 3:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        practice.make(tmp_path / "auditor", "auditor", World.real, stop)
    assert list(tmp_path.iterdir()) == []


def test_a_practice_workspace_is_thrown_away_whole(auditors, tmp_path):
    demo.make_folders(tmp_path / "gone")
    practice.throw_away(tmp_path / "gone")
    assert not (tmp_path / "gone").exists()
    practice.throw_away(tmp_path / "gone")  # a second time does nothing


def test_nothing_but_practice_is_ever_thrown_away(tmp_path):
    me = Me("A01", "Priya Nair", "team_manager", "South FST", "Example Council")
    real = tmp_path / "data"
    profiles.create(made_up_world(real), me, "long passphrase here", cost=QUICK)[0].close()
    with pytest.raises(NotAllowed, match="is not a practice workspace, so nothing was deleted"):
        practice.throw_away(real)
    (real / demo.MADE_UP).write_text("put here by mistake")
    with pytest.raises(NotAllowed):
        practice.throw_away(real)
    with pytest.raises(NotAllowed):
        practice.throw_away(tmp_path)
    assert (real / VAULT).exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(NotAllowed, match="is not empty"):
        practice.make(tmp_path, "auditor", World.real)
    assert (tmp_path / "mine.txt").exists()


def test_the_command_line_makes_one_and_throws_it_away(tmp_path):
    folder = tmp_path / "try"
    run = partial(command_line.run, data=tmp_path / "none", world=World.real)
    said = run("--json", "practice", "make", folder)
    assert said.code == command_line.DONE and (folder / "laptops/A01" / VAULT).exists()
    gone = run("--json", "practice", "throw-away", folder)
    assert gone.code == command_line.DONE and gone.data["deleted"] and not folder.exists()
    refused = run("practice", "throw-away", tmp_path)
    assert refused.code == command_line.NOT_GOOD and "nothing was deleted" in refused.err


def test_the_clock_of_the_past_is_never_ahead():
    real = datetime(2026, 11, 28, 8, tzinfo=UTC)
    clock = practice.Clock(real, real)
    clock.at(date(2026, 11, 28))
    assert clock.look() < real
