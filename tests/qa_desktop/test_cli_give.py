"""Work given out, and the draws of other methods, on the command line: made, changed, and made again by anyone."""

from __future__ import annotations

import json

import pytest

from qa_desktop import cli
from tests import service as made_up
from tests.conftest import PASSPHRASE, made_up_world
from tests.giving_out import MONTH, PERIOD, managed
from tests.trail_lines import left


@pytest.fixture
def central(bare_service):
    return managed(bare_service)


@pytest.fixture
def run(tmp_path, central, monkeypatch, capsys):
    """Run a command on the practice lead's profile: exit code, what --json says, what stderr says."""
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)

    def call(*words: object, data: bool = True):
        start = ["--data", str(tmp_path / "central")] if data else []
        code = cli.main([*start, "--json", *map(str, words)], made_up_world)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out.strip() else None, err

    return call


def test_the_command_line_gives_out_changes_and_verifies(run, tmp_path):
    listed_ = tmp_path / "moves.csv"
    listed_.write_text("case,date,direction,worker\nFS-1,5/10/2026,up,W01\nFS-2,6/10/2026,down,M01\n")
    assert run("schedule", "census", "moves", MONTH, listed_)[0] == 0
    code, said, _ = run("give", "make", "Q07", PERIOD, "--seed", "s1", "--dry-run")
    assert code == 0 and said["digest"] is None and said["new"] == 2
    assert run("give", "list")[1] == {"givings": []}
    code, made, _ = run("give", "make", "q07", PERIOD, "--seed", "s1")
    assert code == 0 and made["given"] == said["given"] and made["algorithm"] == "give-1"
    assert made["loads"] == {"M01": {"before": 0, "given": 1}, "M02": {"before": 0, "given": 1}}
    assert run("give", "make", "Q07", PERIOD)[1]["new"] == 0
    code, again, _ = run("give", "change", made["digest"], "FS-1", "--to", "M02", "--reason", "On leave")
    assert code == 0 and again["loads"]["M02"]["given"] == 2
    assert run("give", "change", again["digest"], "FS-2", "--to", "M01", "--reason", "Nearer")[0] == 1
    assert run("give", "verify", again["digest"])[1]["same"] is True
    assert run("draw", "verify", made["digest"])[1]["same"] is True
    kept = tmp_path / "giving.json"
    run("give", "show", again["digest"], "--out", kept)
    left("give show", tmp_path / "central")
    code, told, _ = run("draw", "verify", kept, data=False)
    assert code == 0 and told["frame_digest"] == again["frame_digest"]
    kept.write_bytes(kept.read_bytes().replace(b'"seed":"s1"', b'"seed":"s2"'))
    code, told, err = run("draw", "verify", kept, data=False)
    assert code == 1 and "Who does what" in err


def test_the_command_line_draws_peer_and_themed_audits(run, tmp_path):
    listed_ = tmp_path / "cases.csv"
    cases = [made_up.service(families=80).cases[n] for n in range(80)]
    listed_.write_bytes(made_up.as_csv(cases))
    words = ("--frame", listed_, "--seed", "s1", "--on", "2026-11-02", "--auditors", "A01,M01,M02")
    code, _, err = run("draw", "make", "2026-11-Q06", *words, "--method", "Q06")
    assert code == 1 and "Themed audits have a theme" in err
    code, themed, _ = run(
        "draw", "make", "2026-11-Q06", *words, "--method", "Q06", "--theme", "Fathers and partners"
    )
    assert code == 0 and len(themed["drawn"]) == 12 and themed["rules"]["theme"] == "Fathers and partners"
    teams = {c.case: c.team for c in cases}
    assert themed["algorithm"] == "draw-2" and themed["uncovered"] == [] and len(teams) == 80
    code, peers, _ = run("draw", "make", "2026-11-Q05", *words, "--method", "Q05", "--in-all", "3")
    assert code == 0 and len(peers["drawn"]) == 3
    assert {one["auditor"] for one in peers["drawn"]} == {"A01"}  # service managers have no team of their own
    assert run("draw", "verify", peers["digest"])[1]["same"] is True
    code, _, err = run("draw", "make", "2026-11-Q07", *words, "--method", "Q07")
    assert code == 1 and "Cases are not drawn for “Q07”" in err
