"""What followed of a child at risk now and of the lowest judgement: who may note it, which note counts, what packs show."""

from __future__ import annotations

import json

import pytest

from qa_desktop import alert_answers, cli, corrections, entries, reports
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Figure, Table
from qa_desktop.workspace import Workspace
from tests import reporting
from tests.conftest import PASSPHRASE, made_up_world
from tests.small import bring, forge

CYCLE = "2026-6"
RISK = {
    "choice": "y",
    "told": "Duty manager",
    "date": "2026-10-30",
    "time": "14:05",
    "mosaic": "y",
    "step": "manager",
}
DONE = "The duty manager visited, and a plan is agreed."


def audit(ws: Workspace, seed: int, risk: bool = False, grade: str = "3") -> str:
    return reporting.sign(ws, "RFP", CYCLE, "North", seed, S7=RISK if risk else {"choice": "n"}, O1=grade)


@pytest.fixture
def lead(tmp_path):
    ws = reporting.lead(tmp_path / "L01")
    yield ws
    ws.close()


@pytest.fixture
def found(lead) -> str:
    return audit(lead, 1, risk=True)


def told(ws: Workspace, form: str) -> tuple[str, int | None]:
    (one,) = alert_answers.of(ws, form)
    return one.answer.safe if one.answer else "", one.days


def test_an_audit_is_watched_for_a_child_at_risk_and_for_the_lowest_judgement(lead, found):
    assert alert_answers.reasons(lead, found) == ("risk",)
    assert alert_answers.reasons(lead, audit(lead, 2)) == ()
    both = audit(lead, 3, risk=True, grade="1")
    assert alert_answers.reasons(lead, both) == ("risk", "lowest")
    listed = [(one.why, one.form) for one in alert_answers.every(lead)]
    assert sorted(listed) == sorted([("risk", found), ("risk", both), ("lowest", both)])


def test_days_run_from_the_day_a_manager_was_told_to_the_day_somebody_acted(lead, found):
    assert told(lead, found) == ("", None)
    alert_answers.note(lead, found, "2026-11-01", "yes", DONE)
    assert told(lead, found) == ("yes", 2)
    assert alert_answers.every(lead)[-1].answer is not None
    assert corrections.notes(lead, found)[0].text == DONE  # it stands among the dated notes


def test_the_latest_day_counts_whatever_was_sealed_last_and_of_one_day_the_worst(lead, found):
    alert_answers.note(lead, found, "2026-11-02", "unsure", DONE)
    alert_answers.note(lead, found, "2026-10-31", "yes", DONE)
    assert told(lead, found) == ("unsure", 3)
    alert_answers.note(lead, found, "2026-11-02", "no", DONE)
    alert_answers.note(lead, found, "2026-11-02", "yes", DONE)
    assert told(lead, found) == ("no", 3)


def test_what_is_wrong_is_refused_and_nothing_kept(lead, found):
    for said, words in (
        (("2026-11-03", "yes", DONE), "still to come"),
        (("soon", "yes", DONE), "like 2026-11-20"),
        (("2026-11-01", "maybe", DONE), "yes, no or unsure"),
        (("2026-11-01", "yes", " "), "what was done"),
    ):
        with pytest.raises(NotAllowed, match=words):
            alert_answers.note(lead, found, *said)
    with pytest.raises(NotAllowed, match="found no child at risk"):
        alert_answers.note(lead, audit(lead, 2), "2026-11-01", "yes", DONE)
    assert "note" not in lead.store.counts()


def test_only_a_practice_lead_says_so_and_a_plain_note_says_nothing(service):
    central, laptop = service.central, service.laptop("A01")
    form = audit_of(central)
    corrections.note(central, form, DONE)
    body = {"text": DONE, "alert": {"on": "2026-11-01", "safe": "yes"}}
    bring(central, laptop, forge(laptop.signer(), body, kind="note", about=form, template=...))
    assert central.store.counts()["note"] == 2 and told(central, form) == ("", None)
    with pytest.raises(NotAllowed, match="Only a practice lead notes"):
        alert_answers.note(laptop, form, "2026-11-01", "yes", DONE)
    alert_answers.note(central, form, "2026-11-01", "no", DONE)
    assert told(central, form) == ("no", 2)


def audit_of(ws: Workspace) -> str:
    reporting.cycles(ws)
    return audit(ws, 1, risk=True)


def test_a_note_without_an_answer_is_sealed_as_ever(lead, found):
    digest = corrections.note(lead, found, "Seen.")
    row = lead.store.entry(digest)
    assert row and json.loads(row.body) == {"text": "Seen."} and entries.Note.model_validate_json(row.body)


def followed(ws: Workspace, pack: str = "quality-panel") -> dict[str, list[Figure]]:
    made = reports.build(ws, pack, CYCLE)
    tables = [
        p for s in made.sections for p in s.parts if isinstance(p, Table) and p.title == "What followed"
    ]
    return {str(row[0]): [c for c in row if isinstance(c, Figure)] for t in tables for row in t.rows}


def test_packs_count_what_followed_and_how_soon_among_all_that_were_asked(lead, found):
    assert followed(lead) == {}  # a sentence says that they are too few
    slow = audit(lead, 2, risk=True, grade="1")
    for seed in (3, 4):
        audit(lead, seed)
    alert_answers.note(lead, found, "2026-10-31", "yes", DONE)
    alert_answers.note(lead, slow, "2026-11-02", "no", DONE)
    lines = {name: [f.text for f in line[:2]] for name, line in followed(lead).items()}
    assert lines == {
        "Found": ["2", "1"],
        "Answered": ["2", "1"],
        "Answered by the next day": ["1", "1"],
        "Days to the answer, at most": ["3", "0"],
        "Safe now": ["1", "0"],
        "Not safe yet": ["1", "1"],
        "Not known whether safe": ["0", "0"],
    }
    first = followed(lead, "smt-monthly")["Found"][0]
    assert first.n == 4 and len(first.digests) == 4  # who was asked, not who was found


def test_the_command_line_notes_what_followed_and_lists_what_waits(tmp_path, capsys, monkeypatch):
    ws = reporting.lead(tmp_path / "L01")
    form = audit(ws, 1, risk=True)
    ws.close()
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    data = ["--data", str(tmp_path / "L01"), "--json", "form"]
    assert cli.main([*data, "watched"], made_up_world) == 0
    (one,) = json.loads(capsys.readouterr().out)["watched"]
    assert (one["form"], one["why"], one["since"], one["safe"]) == (form, "risk", "2026-10-30", None)
    said = ["followed", form[:12], "--on", "2026-11-01", "--safe", "yes", "--text", DONE]
    assert cli.main([*data, *said], made_up_world) == 0
    capsys.readouterr()
    assert cli.main([*data, "watched"], made_up_world) == 0
    (one,) = json.loads(capsys.readouterr().out)["watched"]
    assert (one["safe"], one["days"]) == ("yes", 2)
