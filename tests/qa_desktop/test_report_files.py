"""Which periods a report may be of, what is left out of it or unsure, and writing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qa_desktop import report_entries, report_files, report_pdf, reported, reports
from qa_desktop.errors import Cancelled, NotAllowed
from qa_desktop.report_values import figures
from tests import reporting


@pytest.fixture(scope="module")
def ws(tmp_path_factory):
    made = reporting.play(tmp_path_factory.mktemp("lead"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def made(ws):
    return reports.build(ws, "practice-mirror", "2026-6")


def at(ws, day: str):
    """The same profile on another day."""
    when = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return replace(ws, world=replace(ws.world, now=lambda: when))


@pytest.mark.parametrize(
    ("day", "every", "code"),
    [
        ("2026-11-20", 2, "2026-6"),
        ("2026-10-31", 2, "2026-5"),  # the next cycle has not begun
        ("2026-11-20", 1, "2026-11"),
        ("2026-11-03", 1, "2026-10"),
        ("2026-11-20", 3, "2026-10-to-2026-12"),
        ("2026-11-20", 6, "2026-10-to-2027-03"),
        ("2026-11-20", 12, "2026-04-to-2027-03"),
        ("2026-03-31", 12, "2025-04-to-2026-03"),
    ],
)
def test_the_usual_period_is_the_newest_that_has_begun(ws, day, every, code):
    other = at(ws, day)
    assert report_files.usual(other, every) == code
    assert code in dict(report_files.periods(other, every))


def test_every_period_that_is_offered_can_be_reported_on(ws):
    for every in (1, 2, 3, 6, 12):
        offered = report_files.periods(ws, every)
        assert len({code for code, _ in offered}) == len(offered) == len({words for _, words in offered})
        for code, words in offered:
            if every in (1, 12):
                assert reports.build(ws, "partnership", code).period_title in words


def test_what_is_left_out_is_said_and_the_rest_keeps_its_codes_and_numbers(made):
    kept = report_files.without(made, (2, 3))
    assert kept.notes[0] == "Left out of this copy: 2. What we see; 3. Has the help helped?."
    rest = [one for one in figures(made) if not one.code.startswith(("PM-2.", "PM-3."))]
    assert list(figures(kept)) == rest and 0 < len(rest) < len(list(figures(made)))
    digests = {digest for one in rest for digest in one.digests}
    assert set(kept.behind) == {one for one in made.behind if one.digest in digests}
    assert report_files.without(made, ()) is made


def test_warnings_count_what_is_hidden_and_what_has_no_percentage(made):
    held = list(figures(made))
    few = sum(one.text == "Too few" for one in held)
    small = sum(
        one.shown == "yes" and one.kind in ("share", "clear") and "%" not in one.text and (one.n or 0) < 10
        for one in held
    )
    said = report_files.warnings(made)
    assert said[-2:] == (
        f"{few} of {len(held)} figures are hidden: fewer than 3 audits, or they would give such a figure away.",
        f"{small} of {len(held)} figures are without a percentage: under 10 audits.",
    )
    assert few > 1 and small > 1 and said[:-2] == made.notes[:-1]


def test_a_report_is_written_as_it_was_made_and_remembered(ws, made, tmp_path):
    path = report_files.save(ws, made, tmp_path / report_files.file_name(made, "pdf"), "pdf")
    assert path.read_bytes() == report_pdf.render(made)
    assert made.heading in reported.last_made(ws)
    held = reported.of(ws, [made.behind[0].digest])
    assert [one.title for one in held][:1] == [made.heading]


def test_a_report_that_is_stopped_is_neither_written_nor_remembered(ws, tmp_path):
    other = reports.build(ws, "reflection", "2026-5")

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled("Stopped. Nothing was changed.")

    with pytest.raises(Cancelled):
        report_files.save(ws, other, tmp_path / "report.pdf", "pdf", stop)
    assert not list(tmp_path.iterdir()) and other.heading not in reported.last_made(ws)


def test_what_nobody_edits_is_no_document(ws, made, tmp_path):
    assert "docx" not in report_files.formats(ws, "practice-mirror")
    assert "docx" in report_files.formats(ws, "reflection")
    with pytest.raises(NotAllowed, match="Nobody edits the Practice Mirror group"):
        report_files.save(ws, made, tmp_path / "report.docx", "docx")


def test_the_entries_behind_a_figure_are_named_for_the_practice_lead(ws, made):
    figure = next(one for one in figures(made) if one.code.startswith("PM-2") and one.digests)
    found = report_entries.stands(ws, made, figure.digests)
    assert [one.digest for one in found] == [b.digest for b in made.behind if b.digest in figure.digests]
    assert all(one.opens and one.who == "Marta Trent" for one in found)
    cases = {row.digest: row.code for row in ws.store.facts() if row.fact == "case"}
    for one in found:
        assert one.title.endswith(f": case {cases[one.digest]}") and one.title.startswith("RFP")
        assert one.day.startswith(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
