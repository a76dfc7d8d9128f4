"""Trends: one line for each standard, broken where the meaning changed, and never from too few audits."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from qa_desktop import collate, collation_report, packs, trends
from qa_desktop.charts import LineSpec
from qa_desktop.errors import TemplateRefused
from tests.small import TINY, read, sealed, tiny

COMMENT = "Said in thirty letters or more, as the scale asks."
ASK = 'ask = "The worker was there."'
REWORDED = TINY.replace('version = "1"', 'version = "2"').replace(
    ASK, 'ask = "The worker was there for them."'
)
RENAMED = REWORDED.replace('standard = "there"', 'standard = "present"')
CONTINUED = RENAMED.replace('standard = "present"', 'standard = "present"\nsame_as = "there"')
OTHER_SCALE = (
    REWORDED.replace('scales = ["EV", "YN", "G4"]', 'scales = ["YN", "G4"]')
    + """
[[scale]]
code = "EV"
title = "Three points"
point = [
    { code = "3", score = 3, label = "Much", words = "Much" },
    { code = "2", score = 2, label = "Some", words = "Some" },
    { code = "1", score = 1, label = "Little", words = "Little" },
]
seen = [{ code = "R", label = "On the record" }]
"""
)


def how(new: str) -> dict[str, str]:
    return {one.standard: one.how for one in trends.classify(tiny(), read(new))}


def filled(ws, template, rating: str, n: int, first: int = 0) -> None:
    value = {"rating": rating, "seen": "R", "comment": COMMENT, "evidence": [{"source": "plan"}]}
    for number in range(first, first + n):
        sealed(ws, {"case": f"FS-{number}", "P1.1": value}, template)


def test_another_wording_under_the_same_standard_goes_on():
    assert how(TINY) == {"there": "same"} and how(REWORDED) == {"there": "wording"}


def test_a_new_standard_ends_one_trend_and_begins_another_unless_it_says_that_it_means_the_same():
    assert how(RENAMED) == {"present": "new", "there": "gone"}
    assert how(CONTINUED) == {"present": "wording"}


def test_another_scale_under_the_same_standard_changes_the_meaning():
    assert how(OTHER_SCALE) == {"there": "meaning"}


def test_a_template_cannot_continue_a_standard_that_it_still_asks():
    with pytest.raises(TemplateRefused) as refused:
        read(TINY.replace('standard = "there"', 'standard = "there"\nsame_as = "there"'))
    (fault,) = refused.value.faults
    assert "line 42, P1.1: same_as names a standard that this version asks itself" in fault


def test_a_line_goes_through_a_new_wording_and_breaks_at_a_new_scale(bare_service):
    central = bare_service.central
    filled(central, tiny(), "4", 4)
    filled(central, read(REWORDED), "2", 4, 4)
    line = trends.trend(central, "TINY", "there")
    assert [(p.n, p.text) for p in line.points] == [(8, "3.0")] and not line.breaks
    filled(central, read(OTHER_SCALE.replace('version = "2"', 'version = "3"')), "1", 3, 8)
    line = trends.trend(central, "TINY", "there")
    assert [(p.part, p.n, p.text) for p in line.points] == [(0, 8, "3.0"), (1, 3, "1.0")]
    assert line.joined() == () and line.breaks[0].before == 1 and "version 3" in line.breaks[0].words
    assert "From version 3 on" in line.said()
    assert [row[1] for row in line.rows()] == ["3.0", "The line breaks", "1.0"]


def test_a_standard_that_goes_on_under_another_name_is_one_line_under_the_newest(bare_service):
    central = bare_service.central
    filled(central, tiny(), "4", 3)
    filled(central, read(CONTINUED), "2", 3, 3)
    assert trends.standards(central, "TINY") == (("present", "The worker was there for them"),)
    assert [(p.n, p.text) for p in trends.trend(central, "TINY", "present").points] == [(6, "3.0")]


def test_fewer_than_three_audits_are_no_point_of_a_line(bare_service):
    central = bare_service.central
    filled(central, tiny(), "4", 2)
    (point,) = trends.trend(central, "TINY", "there").points
    assert (point.value, point.text, point.n) == (None, "Too few", 2) and "4" not in point.words.partition(
        ":"
    )[2]


def test_a_standard_that_nobody_rated_has_an_empty_line(bare_service):
    packs.publish(bare_service.central, tiny())
    line = trends.trend(bare_service.central, "TINY", "there")
    assert isinstance(line, LineSpec) and line.points == () and line.rows() == () and line.said() == ""


def test_the_printed_line_holds_what_the_screen_says(bare_service, tmp_path):
    central = bare_service.central
    filled(central, tiny(), "4", 4)
    filled(central, read(OTHER_SCALE), "1", 3, 4)
    line = trends.trend(central, "TINY", "there")
    found = collate.collate(central, "TINY", "", "2026-11-20")
    path = collation_report.write(central, found, tmp_path / "trend.pdf", [line])
    text = " ".join(
        " ".join(p.extract_text() for p in PdfReader(io.BytesIO(path.read_bytes())).pages).split()
    )
    assert line.breaks[0].words in text and "The line breaks" in text
    for row in line.rows():
        assert all(cell in text for cell in row)
