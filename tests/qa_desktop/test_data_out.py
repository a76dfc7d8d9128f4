"""Everything out at once: every answer that counts is a row, in words and in code, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import sys

import duckdb
import pytest
from openpyxl import load_workbook

from qa_desktop import cli, data_out, profiles, themes, trail
from qa_desktop.errors import NotAllowed, WriteFailed
from qa_desktop.workspace import Me
from tests import plain_reports, reporting, theming
from tests.conftest import PASSPHRASE, QUICK, made_up_world

PLAN = {("RFP", "2026-6"): {"North": 2}, ("SUD", "2026-6"): {"South": 1}}


@pytest.fixture(scope="module")
def lead(tmp_path_factory):
    ws = reporting.play(tmp_path_factory.mktemp("out") / "L01", PLAN)
    yield ws
    ws.close()


def by_name(row: tuple[str, ...]) -> dict[str, str]:
    return dict(zip(data_out.HEAD, row, strict=True))


def test_every_answer_of_every_form_is_a_row(lead):
    found = {(r["form"], r["question"]) for r in map(by_name, data_out.rows(lead))}
    said = {
        (f.digest, q)
        for f in plain_reports.forms(lead)
        for q, value in f.answers.items()
        if value not in ("", [], {})
    }
    assert found == said and len(found) > 200


def test_a_row_says_the_answer_in_code_and_in_words_and_whose_it_is(lead):
    rows = [by_name(row) for row in data_out.rows(lead)]
    forms = {f.digest: f for f in plain_reports.forms(lead)}
    rated = [r for r in rows if r["type"] == "EV"]
    assert rated
    for row in rated:
        value = forms[row["form"]].answers[row["question"]]
        assert (row["code"], row["seen"]) == (value["rating"], value.get("seen") or "")
        assert row["comment"] == (value.get("comment") or "")
        assert row["team"] == forms[row["form"]].team and row["auditor"] == "L01"
    overall = [r for r in rows if r["question"] == "O1"]
    assert overall and all(r["answer"] for r in overall)


def test_a_row_says_the_themes_of_its_auditor_and_of_practice_leads(tmp_path):
    ws = reporting.lead(tmp_path / "L01")
    digest = theming.sign(ws, 0)
    themes.tag(ws, digest, "O5", "1.words", (), ("T11",))
    themes.tag(ws, digest, "F8", "", ("T36",), ("T16", "T04"))
    rows = {r["question"]: r for r in map(by_name, data_out.rows(ws))}
    assert (rows["O4"]["strengths"], rows["O4"]["areas"]) == ("T01", "")
    assert (rows["O5"]["strengths"], rows["O5"]["areas"]) == ("", "T04; T11")
    assert (rows["F8"]["strengths"], rows["F8"]["areas"]) == ("T36", "T04; T16")
    assert (rows["W2"]["strengths"], rows["W2"]["areas"]) == ("", "")
    ws.close()


def test_the_command_line_writes_both_formats_with_a_dictionary_and_no_formula(
    lead, tmp_path, monkeypatch, capsys
):
    reporting.play(tmp_path / "L01", PLAN).close()
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    said = {}
    for form in data_out.FORMATS:
        words = [
            "--data",
            str(tmp_path / "L01"),
            "--json",
            "export",
            "--format",
            form,
            "--out",
            str(tmp_path),
        ]
        assert cli.main(words, made_up_world) == 0
        said[form] = json.loads(capsys.readouterr().out)
    text = (tmp_path / "all-findings.csv").read_text("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(lines[0]) == data_out.HEAD and len(lines) == said["csv"]["rows"] + 1
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@", "\t"))]
    book = load_workbook(tmp_path / "all-findings.xlsx")
    assert book.sheetnames == ["Findings", "Data dictionary"]
    assert book["Findings"].max_row == said["xlsx"]["rows"] + 1 == len(lines)
    assert not [c for row in book["Findings"].iter_rows() for c in row if c.data_type == "f"]


def test_nobody_else_gets_everything_at_once(tmp_path):
    me = Me("A01", "Priya Nair", "team_manager", "North", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "A01"), me, PASSPHRASE, cost=QUICK)
    with pytest.raises(NotAllowed, match="practice lead"):
        data_out.write(ws, tmp_path / "all.csv", "csv")
    assert not (tmp_path / "all.csv").exists()
    ws.close()


# For analysts


def as_text(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple("" if one is None else str(one) for one in row)


@pytest.mark.parametrize("form", data_out.TABLES)
def test_an_analysts_table_holds_the_rows_of_the_csv_each_column_in_its_kind(lead, tmp_path, form):
    data_out.write(lead, tmp_path / "all.csv", "csv")
    _, *lines = csv.reader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"), newline=""))
    path = tmp_path / f"it's all.{form}"
    assert data_out.write(lead, path, form) == len(lines) > 200
    with duckdb.connect(str(path) if form == "duckdb" else ":memory:") as base:
        source = (
            "findings" if form == "duckdb" else f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
        )
        found = base.execute(f"SELECT * FROM {source}").fetchall()
        kinds = {name: kind for name, kind, *_ in base.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    assert [as_text(row) for row in found] == [tuple(line) for line in lines]
    assert tuple(kinds) == data_out.HEAD
    assert (kinds["signed"], kinds["score"], kinds["stage"]) == ("DATE", "INTEGER", "INTEGER")
    assert {kinds[name] for name in data_out.HEAD if name not in data_out.KINDS} == {"VARCHAR"}
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["all.csv", path.name])
    assert [line.event.of["format"] for line in trail.lines(lead)[:2]] == [form, "csv"]


def test_a_duckdb_database_says_what_its_columns_hold(lead, tmp_path):
    data_out.write(lead, tmp_path / "all.duckdb", "duckdb")
    with duckdb.connect(str(tmp_path / "all.duckdb"), read_only=True) as base:
        told = base.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'findings'")
        assert dict(told.fetchall()) == dict(data_out.DICTIONARY)


def test_the_score_is_the_number_of_a_rating_and_nothing_of_does_not_apply(lead):
    for row in map(by_name, data_out.rows(lead)):
        if row["type"] == "EV":
            assert row["score"] == (row["code"] if row["code"] in ("1", "2", "3", "4") else "")
        elif row["type"] not in ("G4", "YPN", "YN", "AG5", "LINE"):
            assert row["score"] == ""


def test_an_old_file_stays_whole_where_a_table_cannot_be_written(lead, tmp_path):
    path = tmp_path / "all.parquet"
    path.mkdir()
    with pytest.raises(WriteFailed):
        data_out.write(lead, path, "parquet")
    assert [p.name for p in tmp_path.iterdir()] == ["all.parquet"]
    with pytest.raises(WriteFailed, match="not there"):
        data_out.write(lead, tmp_path / "gone" / "all.duckdb", "duckdb")


def test_where_duckdb_is_missing_one_sentence_says_how_to_get_it(lead, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)  # as where it is not installed
    assert data_out.available() == ("csv", "xlsx")
    with pytest.raises(NotAllowed, match="uv sync --group analysts"):
        data_out.write(lead, tmp_path / "all.parquet", "parquet")
    assert list(tmp_path.iterdir()) == []
