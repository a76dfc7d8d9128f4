"""Report packs: every figure against a plain calculation, its code against the entries, and what may not be shown."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from qa_desktop import (
    actions,
    cli,
    files,
    ledger,
    people,
    profiles,
    report_html,
    report_pdf,
    report_sheet,
    reports,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.figures import TEAM_MIN
from qa_desktop.report_values import Chart, Figure, Report, Table, Words, figures, figures_of
from qa_desktop.workspace import Me
from tests import plain_reports, reporting
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world

PACKS = [code for code, pack in plain_reports.PACKS.items() if not pack.get("elsewhere")]
CYCLE = "2026-6"
SPANS = [(date(2026, 11, 1), date(2026, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))]


@pytest.fixture(scope="module")
def ledger_of_a_year(tmp_path_factory):
    ws = reporting.play(tmp_path_factory.mktemp("year") / "L01")
    assert reporting.tag(ws) > 30
    yield ws
    ws.close()


@pytest.fixture(scope="module")
def made(ledger_of_a_year):
    """Every pack of the cycle; the team sheet is North's."""
    return {code: reports.build(ledger_of_a_year, code, CYCLE, _team(code)) for code in PACKS}


def _team(code: str) -> str:
    return "North" if plain_reports.PACKS[code].get("team") else ""


def lines_of(report: Report, section: int, title: str) -> dict[str, list[Figure]]:
    """The figures of one table or chart, by the name of their line."""
    for part in report.sections[section - 1].parts:
        if isinstance(part, Table) and part.title == title:
            return {str(row[0]): [c for c in row if isinstance(c, Figure)] for row in part.rows}
        if isinstance(part, Chart) and part.spec.title == title:
            return {name: list(line) for name, line in zip(part.spec.rows, part.figures, strict=True)}
    return {}


def check(figure: Figure, plain: plain_reports.Figure) -> None:
    """Shown, a figure is what the plain calculation says and names all it counts; hidden, it says how many at most."""
    assert figure.n == len(plain.digests)
    if figure.shown == "yes":
        assert len(plain.digests) >= TEAM_MIN
        assert set(figure.digests) == plain.digests
        assert (figure.value, figure.of, figure.average) == (plain.value, plain.of, plain.average)
    else:
        assert (figure.value, figure.of, figure.average, figure.digests, figure.said) == (
            None,
            None,
            None,
            (),
            "",
        )
        assert (figure.shown == "none") == (not plain.digests)


def compare(report: Report, known: list[plain_reports.Form], spans: list[tuple[date, date]]) -> int:
    """Hold every table of findings in the report against the plain calculation. Returns the figures compared."""
    seen = 0
    for number, part in plain_reports.parts(report.pack):
        lines, plain = lines_of(report, number, part["title"]), plain_reports.expected(known, part, spans)
        assert lines.keys() <= plain.keys(), part["title"]
        if lines and not part.get("top"):
            assert lines.keys() == plain.keys(), part["title"]
        for name, held in lines.items():
            for figure, other in zip(held, plain[name], strict=True):
                check(figure, other)
                seen += 1
    return seen


@pytest.mark.parametrize("code", PACKS)
def test_every_figure_is_what_a_plain_calculation_over_the_entries_says(code, made, ledger_of_a_year):
    known = [f for f in plain_reports.forms(ledger_of_a_year) if _team(code) in ("", f.team)]
    assert compare(made[code], known, SPANS) >= (0 if code == "partnership" else 20)


def test_the_commonest_themes_are_the_commonest_and_no_line_tells_what_is_hidden(made, ledger_of_a_year):
    report, known = made["practice-mirror"], plain_reports.forms(ledger_of_a_year)
    for number, part in plain_reports.parts("practice-mirror"):
        if part["kind"] == "themes":
            counts = {
                n: max(f.value for f in line)
                for n, line in plain_reports.expected(known, part, SPANS).items()
            }
            best = sorted((name for name in counts if counts[name]), key=lambda name: (-counts[name], name))
            assert list(lines_of(report, number, part["title"])) == best[: part["top"]]


def test_a_list_of_the_commonest_has_no_line_where_its_figures_are_hidden(tmp_path):
    with_two = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 2}})
    report = reports.build(with_two, "practice-mirror", CYCLE)
    parts = [part for section in report.sections for part in section.parts]
    assert not any(isinstance(p, Table) and "commonest" in p.title for p in parts)
    assert any(isinstance(p, Words) and "too few" in p.text for p in parts)
    assert not [f for f in figures(report) if f.shown == "yes" and f.kind in ("average", "clear")]
    with_two.close()


@pytest.mark.parametrize("code", PACKS)
def test_codes_are_of_the_pack_in_order_and_each_names_one_figure(code, made):
    codes = [figure.code for figure in figures(made[code])]
    assert len(set(codes)) == len(codes)
    pattern = re.compile(rf"{plain_reports.PACKS[code]['prefix']}-(\d+)\.(\d+)[a-z]?")
    for section in made[code].sections:
        lines = []
        for part in section.parts:
            for figure in figures_of(part):
                number, line = pattern.fullmatch(figure.code).groups()
                assert int(number) == section.number
                lines.append(int(line))
        assert sorted(set(lines)) == list(range(1, len(set(lines)) + 1)) and lines == sorted(lines)


def test_a_percentage_stands_only_where_a_figure_rests_on_ten_audits_or_more(made):
    for report in made.values():
        for figure in figures(report):
            assert ("%" in figure.text) <= ((figure.n or 0) >= 10)


@pytest.mark.parametrize("code", PACKS)
def test_no_pack_names_a_worker_or_a_case(code, made, ledger_of_a_year):
    report = made[code]
    paper = report_html.render(report).decode() + report_sheet.csv(report).decode()
    for person in people.everyone(ledger_of_a_year).values():
        if person.role != "practice_lead":
            assert person.name not in paper
    assert not re.search(r"FS-\d|F-[0-9A-Z]{6}|\bW0\d\b|\bS01\b", paper)


def test_the_cover_says_what_is_in_it_what_is_not_and_with_what_it_was_made(made):
    report = made["practice-mirror"]
    cover = dict(report.cover)
    assert (
        report.classification == "OFFICIAL-SENSITIVE" and report.period_title == "November to December 2026"
    )
    assert report.service == "Early help"
    assert cover["Audits and other forms"] == "25, 2 of them on the short form"
    assert "RFP deep audit (version 1)" in cover["Made with"]
    assert cover["Principles"].startswith("PS-WORKING-1. Working set")


def test_a_report_over_more_than_one_service_is_of_the_council(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 1}})
    assert reports.build(ws, "smt-monthly", CYCLE).service == "Early help"
    reporting.sign(ws, "RFP", CYCLE, "South", 8, service="Complex families")
    assert reports.build(ws, "smt-monthly", CYCLE).service == "Example Council"
    ws.close()


def test_what_was_not_done_and_what_has_not_come_stand_on_the_cover(tmp_path):
    reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 4}}).close()
    later = made_up_world(tmp_path / "L01", datetime(2027, 2, 1, 9, tzinfo=UTC))
    ws = profiles.open_workspace(later, PASSPHRASE)
    notes = reports.build(ws, "practice-mirror", CYCLE).notes
    ws.close()
    assert any(
        "Methods not done in full" in note and "Practice Mirror group (0 of 1)" in note for note in notes
    )


def act(ws, days_from_now=20, **fields):
    """One action, made by hand."""
    due = (ws.world.now() + timedelta(days=days_from_now)).date().isoformat()
    plain = {
        "level": "team",
        "team": "North",
        "what": "Look at drift in supervision",
        "outcome": "Plans move",
        "owner": "L01",
    }
    return actions.add(ws, plain | {"due": due, "measure": "Six plans read", "priority": "planned"} | fields)


def test_actions_are_counted_by_level_and_listed_without_a_name(tmp_path):
    ws = reporting.lead(tmp_path / "L01")
    agreed = act(ws, what=f"Ask {reporting.NAMES[0]} to look at drift")
    actions.move(ws, agreed, "agreed")
    act(ws, what="Read the older plans", level="team", team="South")
    act(ws, level="worker", what="Talk through one plan")
    act(ws, level="policy", what="New words for the closing letter", team="")
    ws.close()
    later = profiles.open_workspace(
        made_up_world(tmp_path / "L01", datetime(2026, 12, 30, 9, tzinfo=UTC)), PASSPHRASE
    )
    report = reports.build(later, "practice-mirror", CYCLE)
    lines = lines_of(report, 9, "Actions new and overdue")
    counted = {name: [figure.value for figure in line] for name, line in lines.items()}
    assert counted == {
        "Worker": [1, 1, 0, 0, 0, 0, 0],
        "Team": [2, 2, 1, 1, 0, 0, 0],
        "Policy": [1, 1, 0, 0, 0, 0, 0],
        "All levels": [4, 4, 1, 1, 0, 0, 0],
    }
    heads = {row.digest for row in ledger.heads(later, "action")}
    assert len(heads) == 4 and set(lines["All levels"][0].digests) == heads
    words = report_html.render(report).decode()
    assert "Read the older plans" in words and "New words for the closing letter" in words
    assert "Talk through one plan" not in words and reporting.NAMES[0] not in words
    asked = lines_of(reports.build(later, "quality-panel", CYCLE), 10, "Equality screenings")
    assert [line[0].value for line in asked.values()] == [1, 1, 0, 0, 0, 1]
    sheet = lines_of(reports.build(later, "team-sheet", CYCLE, "South"), 4, "Actions of the team")
    assert sheet["All levels"][0].value == 1
    later.close()


def test_a_re_audit_is_in_no_figure_but_whether_a_child_is_at_risk(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 4}})
    before = reports.build(ws, "quality-panel", CYCLE)
    first = next(f.digest for f in plain_reports.forms(ws))
    reporting.sign(ws, "RFP", CYCLE, "North", 77, repeats=first)
    after = reports.build(ws, "quality-panel", CYCLE)
    known = plain_reports.forms(ws)
    assert compare(after, known, SPANS) == compare(before, [f for f in known if not f.again], SPANS) > 20
    alert = lines_of(after, 6, "A child might be at risk now")["RFP deep audit"][0]
    assert (alert.n, lines_of(after, 4, "Overall judgements")["Good"][0].n) == (5, 4)
    assert "1 of them re-audits" in dict(after.cover)["Audits and other forms"]
    ws.close()


# What may not be shown


def test_a_team_with_one_audit_in_the_year_is_hidden_and_not_to_be_had_from_the_rest(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 3, "South": 4, "West": 1}})
    chart = next(
        p
        for s in reports.build(ws, "practice-mirror", CYCLE).sections
        for p in s.parts
        if isinstance(p, Chart)
    )
    ws.close()
    shown = {c.name: chart.figures[3][n].shown for n, c in enumerate(chart.spec.cols)}
    assert shown == {"North": "few", "South": "yes", "West": "few", "All teams": "yes"}


def test_an_audit_before_the_cycle_is_not_to_be_had_from_the_twelve_months(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 5}, ("RFP", "2026-5"): {"North": 1}})
    report = reports.build(ws, "smt-monthly", CYCLE)
    ws.close()
    lines = lines_of(report, 2, "Overall judgements")
    assert {tuple(f.shown for f in line) for line in lines.values()} == {
        ("few", "yes")
    }  # six less five would be one


def test_a_team_sheet_gives_away_no_other_team(tmp_path):
    ws = reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 3, "South": 4, "West": 1}})
    shown = {
        team: [
            f
            for f in figures(reports.build(ws, "team-sheet", CYCLE, team))
            if f.shown == "yes" and f.kind == "average"
        ]
        for team in ("North", "South", "West")
    }
    ws.close()
    assert shown["South"] and not shown["North"] and not shown["West"]


def test_who_may_build_what(tmp_path):
    me = Me("A01", "Priya Nair", "team_manager", "North", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "A01"), me, PASSPHRASE, cost=QUICK)
    with pytest.raises(NotAllowed, match="your own team"):
        reports.build(ws, "practice-mirror", "2026-11")
    with pytest.raises(NotAllowed, match="your own team"):
        reports.build(ws, "team-sheet", "2026-11", "South")
    assert reports.build(ws, "team-sheet", "2026-11", "North").title == "Team sheet: North"
    with pytest.raises(NotAllowed, match="Name the team"):
        reports.build(ws, "team-sheet", "2026-11")
    with pytest.raises(NotAllowed, match="release copy"):
        reports.build(ws, "worker-copy", "2026-11")
    ws.close()
    director, _ = profiles.create(
        made_up_world(tmp_path / "D01"),
        Me("D01", "R. Osei", "director", "", "Example Council"),
        PASSPHRASE,
        cost=QUICK,
    )
    with pytest.raises(NotAllowed, match="built by practice leads"):
        reports.build(director, "quality-panel", "2026-11")
    director.close()


@pytest.mark.parametrize(
    "period", ["", "2026", "November", "2026-13", "2026-11-to-2026-10", "2026-01-to-2027-01"]
)
def test_what_is_no_period_is_refused_with_one_that_is(period, ledger_of_a_year):
    with pytest.raises(NotAllowed, match="2026-10-to-2026-12"):
        reports.build(ledger_of_a_year, "annual", period)


def test_a_report_of_an_empty_profile_is_whole_and_says_that_nothing_has_come(tmp_path):
    ws = reporting.lead(tmp_path / "L01")
    for code in PACKS:
        report = reports.build(ws, code, CYCLE, _team(code))
        assert not [f for f in figures(report) if f.digests]
        assert report_pdf.render(report).startswith(b"%PDF")
        if code != "partnership":
            assert b"nothing has come in yet" in report_html.render(report)
    ws.close()


# The forms of a report


@pytest.mark.parametrize(
    "write", [report_pdf.render, report_html.render, report_sheet.xlsx, report_sheet.csv]
)
def test_the_same_report_gives_the_same_bytes(write, made):
    assert write(made["quality-panel"]) == write(made["quality-panel"])


def test_the_same_ledger_gives_the_same_report_whatever_order_it_is_read_in(tmp_path, made, ledger_of_a_year):
    again = reports.build(ledger_of_a_year, "annual", CYCLE)
    old = made["annual"]
    assert (again.sections, again.behind, again.notes) == (old.sections, old.behind, old.notes)


def test_the_command_line_writes_every_format_and_lists_the_packs(tmp_path, capsys, monkeypatch):
    reporting.play(tmp_path / "L01", {("RFP", CYCLE): {"North": 4}}).close()
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    data = ["--data", str(tmp_path / "L01"), "--json"]
    assert cli.main([*data, "report"], made_up_world) == 0
    assert set(json.loads(capsys.readouterr().out)["packs"]) == set(plain_reports.PACKS)
    for form in ("pdf", "xlsx", "html", "csv"):
        words = [
            *data,
            "report",
            "practice-mirror",
            "--period",
            CYCLE,
            "--format",
            form,
            "--out",
            str(tmp_path),
        ]
        assert cli.main(words, made_up_world) == 0
        said = json.loads(capsys.readouterr().out)
        kept = files.read_bounded(said["path"], 10**7)
        assert said["path"].endswith(f"Practice-Mirror-group-2026-6.{form}") and len(kept) > 2000
        assert {f["code"] for f in said["figures"]} >= {"PM-2.1a", "PM-2.1b"}
    assert cli.main([*data, "report", "practice-mirror"], made_up_world) == 1
    assert "--period" in capsys.readouterr().err
    assert cli.main([*data, "report", "nothing", "--period", CYCLE], made_up_world) == 3
    assert "practice-mirror" in capsys.readouterr().err


def test_every_part_of_the_packs_is_of_a_kind_that_is_made():
    for pack in reports.packs(RESOURCES):
        assert {part.kind for section in pack.section for part in section.part} <= reports.KINDS.keys()
        assert pack.elsewhere or pack.section
