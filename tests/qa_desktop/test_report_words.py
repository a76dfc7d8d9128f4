"""What people write in a report: kept as typed, first drafted from figures, sealed when final, and printed the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from qa_desktop import (
    ledger,
    meetings,
    report_docx,
    report_html,
    report_packs,
    report_pdf,
    report_sheet,
    report_words,
    reports,
    schedule,
    schedule_facts,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Report, figures
from qa_desktop.workspace import Workspace
from tests import reporting
from tests.command_line import run
from tests.conftest import PASSPHRASE, RESOURCES
from tests.meeting import typed

YEAR, TODAY = "2026-04-to-2027-03", date(2026, 11, 2)
WORDS = "Help lasts where the plan is the family’s own.\n\nWhere it is ours, it stops when we go."


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Iterator[Workspace]:
    ws = reporting.play(tmp_path_factory.mktemp("held") / "lead")
    yield ws
    ws.close()


@pytest.fixture
def ws(held) -> Iterator[Workspace]:
    """The same figures for all; what is written is each test's own."""
    yield held
    for pack in ("annual", "practice-mirror"):
        report_words.discard(held, pack, YEAR)
        report_words.discard(held, pack, "2026-6")


def status(made: Report) -> str:
    return dict(made.cover)["Status"]


def test_every_space_has_a_key_of_its_own_in_its_pack():
    for pack in report_packs.packs(RESOURCES):
        keys = [one.key for one in pack.spaces]
        assert all(keys) and len(set(keys)) == len(keys), pack.code


def test_what_is_typed_stands_in_the_report_and_is_there_when_the_program_is_opened_again(ws):
    report_words.write(ws, "practice-mirror", "2026-6", "practice_question", WORDS)
    again = ws.again()
    try:
        made = reports.build(again, "practice-mirror", "2026-6")
    finally:
        again.close()
    assert report_words.spaces(made)["practice_question"] == WORDS and status(made) == "Draft, not final"
    other = reports.build(ws, "practice-mirror", "2026-5")
    assert report_words.spaces(other)["practice_question"] == ""


def test_words_take_no_code_from_any_figure(ws):
    before = [(one.code, one.words, one.digests) for one in figures(reports.build(ws, "annual", YEAR))]
    for one in report_packs.pack(RESOURCES, "annual").spaces:
        report_words.write(ws, "annual", YEAR, one.key, WORDS)
    assert [
        (one.code, one.words, one.digests) for one in figures(reports.build(ws, "annual", YEAR))
    ] == before


def test_the_annual_report_drafts_itself_from_figures_that_are_shown(ws):
    made = reports.build(ws, "annual", YEAR)
    said = report_words.spaces(made)["known"]
    known = {one.code: one for one in figures(made)}
    assert "Ratings by principle. Highest for" in said and "Overall judgements." in said
    import re

    codes = re.findall(r"AN-\d+\.\d+[a-z]?", said)
    assert codes and all(known[code].shown == "yes" for code in codes)
    assert all(known[code].text in said for code in codes)
    assert report_words.spaces(made)["next_year"] == ""
    report_words.write(ws, "annual", YEAR, "known", "")
    assert report_words.spaces(reports.build(ws, "annual", YEAR))["known"] == ""


def test_a_key_or_a_length_that_cannot_be_is_refused(ws):
    with pytest.raises(NotAllowed, match="practice_question"):
        report_words.write(ws, "practice-mirror", "2026-6", "gossip", "x")
    with pytest.raises(NotAllowed, match="20,000"):
        report_words.write(ws, "practice-mirror", "2026-6", "stories", "x" * 20_001)


def test_words_are_printed_in_place_of_blank_room_in_every_form(ws, tmp_path):
    report_words.write(ws, "annual", YEAR, "next_year", WORDS)
    made = reports.build(ws, "annual", YEAR)
    (tmp_path / "a.pdf").write_bytes(report_pdf.render(made))
    pages = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "a.pdf").pages)
    assert "Help lasts where the plan is the family’s own." in pages
    assert WORDS.split("\n\n")[1] in report_html.render(made).decode()
    from io import BytesIO

    from docx import Document
    from openpyxl import load_workbook

    told = [one.text for one in Document(BytesIO(report_docx.render(made))).paragraphs]
    assert all(part in told for part in WORDS.split("\n\n"))
    book = load_workbook(BytesIO(report_sheet.xlsx(made)))
    cells = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value}
    assert WORDS in cells


def test_the_same_words_and_figures_print_the_same_bytes(ws):
    report_words.write(ws, "annual", YEAR, "next_year", WORDS)
    made = reports.build(ws, "annual", YEAR)
    assert report_pdf.render(made) == report_pdf.render(made)


@pytest.fixture
def own(tmp_path) -> Iterator[Workspace]:
    """A ledger to seal finals in."""
    ws = reporting.play(tmp_path / "lead", {("RFP", "2026-6"): {"North": 4, "South": 4}})
    yield ws
    ws.close()


def test_a_final_holds_its_words_and_prints_them_whatever_comes_later(own):
    report_words.write(own, "annual", YEAR, "next_year", WORDS)
    drafted = reports.build(own, "annual", YEAR)
    done = report_words.finalise(own, drafted)
    assert done.body.version == 1 and done.body.words == report_words.spaces(drafted)
    made = reports.build(own, "annual", YEAR)
    assert status(made).startswith("Final, version 1,") and "Marta Trent" in status(made)
    assert report_words.spaces(made) == report_words.spaces(drafted) and made.notes == drafted.notes
    page = report_html.render(made).decode()
    assert "Nothing was written." in page and "class='space'" not in page
    reporting.sign(own, "RFP", "2026-6", "North", 99)
    later = reports.build(own, "annual", YEAR)
    assert report_words.spaces(later) == report_words.spaces(drafted)
    assert status(later).startswith("Final words") and later.notes[0].startswith("Figures have changed")


def test_a_newer_final_replaces_the_older_and_both_stay(own):
    report_words.write(own, "annual", YEAR, "next_year", WORDS)
    report_words.finalise(own, reports.build(own, "annual", YEAR))
    with pytest.raises(NotAllowed, match="nothing has changed"):
        report_words.finalise(own, reports.build(own, "annual", YEAR))
    report_words.write(own, "annual", YEAR, "next_year", "Shorter.")
    assert status(reports.build(own, "annual", YEAR)).startswith("Draft. What was final: version 1")
    done = report_words.finalise(own, reports.build(own, "annual", YEAR))
    assert done.body.version == 2
    found = report_words.versions(own, "annual", YEAR)
    assert [one.body.version for one in found] == [2, 1] and found[1].body.words["next_year"] == WORDS
    assert len(ledger.heads(own, "final")) == 1


def test_making_the_annual_report_final_counts_it_as_given(own):
    def done() -> int:
        found = schedule.year(
            schedule_facts.settings(own, 2026, since=date(2026, 4, 1)),
            schedule_facts.facts(own, TODAY),
            TODAY,
        )
        return next(row.done for row in found if row.method == "Q20")

    assert done() == 0
    report_words.finalise(own, reports.build(own, "annual", YEAR))
    assert done() == 1


def test_nothing_written_names_and_half_reports_are_not_made_final(own):
    with pytest.raises(NotAllowed, match="Nothing is written"):
        report_words.finalise(own, reports.build(own, "practice-mirror", "2026-6"))
    report_words.write(own, "practice-mirror", "2026-6", "stories", f"{reporting.NAMES[0]} went to see them.")
    made = reports.build(own, "practice-mirror", "2026-6")
    with pytest.raises(NotAllowed, match=reporting.NAMES[0]):
        report_words.finalise(own, made)
    from qa_desktop import report_files

    with pytest.raises(NotAllowed, match="whole report"):
        report_words.finalise(own, report_files.without(made, (3,)), looked_at=True)
    assert report_words.finalise(own, made, looked_at=True)


def test_the_notes_of_a_closed_meeting_stand_in_its_report(own):
    period = "2026-08-to-2026-09"
    meetings.close(own, typed(own, "Q11", period))
    said = report_words.spaces(reports.build(own, "practice-mirror", period))["meeting"]
    assert said.startswith("Held Wed 28 Oct 2026") and "Decided: Step downs are looked at every week" in said


def test_words_and_finals_from_the_command_line(own, tmp_path: Path):
    def say(*words):
        return run(
            "--json",
            "report",
            *words,
            data=own.world.data_dir,
            passphrase=PASSPHRASE,
            world=lambda _: own.world,
        )

    which = ("annual", "--period", YEAR)
    assert say("words", *which, "--key", "next_year", "--words", WORDS).code == 0
    (tmp_path / "w.json").write_text(json.dumps({"policy": "A plain letter"}))
    told = say("words", *which, "--file", tmp_path / "w.json").data
    spaces = {one["key"]: one for one in told["spaces"]}
    assert spaces["next_year"]["words"] == WORDS and spaces["policy"]["words"] == "A plain letter"
    assert spaces["known"]["first"] and told["typed"] and told["version"] == 0
    assert say("words", *which, "--key", "gossip", "--words", "x").code == 1
    assert say("words", *which, "--key", "policy").code == 1
    assert say("final", *which).data["version"] == 1
    assert say("words", *which).data["status"].startswith("Final, version 1")
    assert say("words", *which, "--key", "policy", "--words", "Two letters").data["typed"]
    assert not say("words", *which, "--discard").data["typed"]
    made = say(*which, "--format", "html", "--out", tmp_path)
    assert "Final, version 1" in Path(made.data["path"]).read_text("utf-8")
    assert say("words", "annual").code == 1 and say("annual", "panel", "--period", YEAR).code == 1
