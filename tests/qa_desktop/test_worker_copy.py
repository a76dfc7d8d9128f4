"""The worker's copy: strengths first, a place to answer, and nothing in it that names anybody."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from pypdf import PdfReader

from qa_desktop import cli, forms, moderation, privacy, release, work, worker_copy
from qa_desktop.errors import NotAllowed
from qa_desktop.pdf_blocks import Ask, Facts, Finding, Heading, RuledLines, TickBoxes
from tests.conftest import PASSPHRASE, RESOURCES, made_up_world
from tests.moderating import answers, audited, bring, judged, rated, small
from tests.moderating import team as team
from tests.trail_lines import left

MONDAY = date(2026, 11, 2)
SEEN = "D. Walsh (S01) wrote that Mrs Amara Bello of 14 Malden Road rang A01 about FS-A01-2026-6-00."


@pytest.fixture
def out(team):
    """A released audit with one strong and one weak item, and too much said in it."""
    strong = rated("4") | {"comment": SEEN}
    held = answers("3", P1=strong, Q1=rated("2"), O2="Priya Nair read it twice.")
    team.send_pack("A01", ("FS-A01-2026-6-00",))
    laptop = team.laptop("A01")
    draft = work.start_task(laptop, work.tasks(laptop, MONDAY)[0])
    for question, value in held.items():
        draft = forms.answer(laptop, draft, question, value)
    rules = privacy.Rules.load(RESOURCES)
    for mark in privacy.in_form(small(), draft.answers, rules):  # the auditor left them all in
        draft = forms.settle_privacy(laptop, draft, mark.key, "keep")
    digest = forms.finish(laptop, draft)
    bring(team, "A01")
    moderation.make_plan(team.central, "2026-6", "blue")
    judged(team, digest, "2")
    moderation.agree(team.central, digest, "2", MONDAY, "We went through the record together.")
    release.release(team.central, digest, MONDAY)
    return team, digest


def blocks(team, digest):
    return worker_copy.document(team.central, digest).blocks


def text(team, digest) -> str:
    pages = PdfReader(io.BytesIO(worker_copy.make(team.central, digest).pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_there_is_no_copy_before_the_audit_is_released(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="not released yet"):
        worker_copy.document(team.central, digest)


def test_what_went_well_comes_before_what_to_work_on_and_the_answer_last(out):
    headings = [one.text for one in blocks(*out) if isinstance(one, Heading) and one.level == 1]
    assert headings == [
        "What went well", "What to work on", "Why the overall judgement is what it is", "Your response",
    ]  # fmt: skip
    found = [one for one in blocks(*out) if isinstance(one, Finding)]
    assert [one.ask for one in found] == [
        "The worker got alongside this family", "Everyone who matters was thought of",
    ]  # fmt: skip
    assert all(one.evidence == () and one.code == "" for one in found)


def test_the_judgement_is_the_one_that_counts(out):
    (facts,) = [one for one in blocks(*out) if isinstance(one, Facts)]
    said = dict(facts.rows)
    assert said["Overall judgement"].startswith("2 ") and said["Looked at by a second person"] == "Lowered"


def test_the_answer_has_the_forms_own_choices_and_lines_to_write_on(out):
    (asked,) = [one for one in blocks(*out) if isinstance(one, Ask)]
    (boxes,) = [one for one in asked.answer if isinstance(one, TickBoxes)]
    assert boxes.options == ("Agree", "Disagree")
    assert any(isinstance(one, RuledLines) for one in asked.answer)


def test_no_name_code_case_number_or_address_is_in_it(out):
    said = text(*out)
    for word in (
        "Walsh",
        "S01",
        "Amara",
        "Bello",
        "Malden",
        "A01",
        "FS-A01",
        "Priya",
        "Nair",
        "W01",
        "Hassan",
    ):
        assert word not in said, word
    assert "[left out]" in said and "read it twice" in said


def test_no_family_code_is_in_it(out):
    team, digest = out
    codes = {row.code for row in team.central.store.facts() if row.fact == "case"}
    assert codes and not any(code in text(team, digest) for code in codes)


def test_the_pages_are_laid_out_and_name_no_missing_letter(out):
    team, digest = out
    made = worker_copy.make(team.central, digest)
    assert made.cause == "" and made.lacking == ()


def test_the_command_line_writes_it_under_a_name_that_tells_nobody(out, capsys, monkeypatch):
    team, digest = out
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    words = ["--json", "--data", str(team.central.world.data_dir), "release"]
    assert cli.main([*words, "copy", digest, "--out", str(team.folder)], made_up_world) == 0
    left("release copy", team.central.world.data_dir)
    (path,) = team.folder.glob("worker copy*.pdf")
    assert json.loads(capsys.readouterr().out) == {"path": str(path)}
    assert not any(word in path.name for word in ("W01", "S01", "FS-"))
    assert "Your copy of an audit" in PdfReader(path).pages[0].extract_text()


def test_the_command_line_says_where_audits_stand_and_who_may_audit_again(out, capsys, monkeypatch):
    team, digest = out
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    words = ["--json", "--data", str(team.central.world.data_dir), "release"]

    def said(*more: str) -> dict:
        assert cli.main([*words, *more], made_up_world) == 0
        return json.loads(capsys.readouterr().out)

    (one,) = said("list")["audits"]
    assert (one["form"], one["place"]) == (digest, "feedback")
    assert {p["code"]: bool(p["why_not"]) for p in said("who", digest)["people"]}["A01"] is True
    assert "reaudit" not in {due["step"] for due in said("mine")["due"]}
    said("dispute", digest, "--words", "The visits in August are not in it.")
    assert said("list", "--cycle", "2026-6")["audits"][0]["place"] == "disputed"
