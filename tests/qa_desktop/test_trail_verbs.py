"""Every verb of the command line leaves what it should: a line of the trail, or an entry, or nothing and why.

A new verb has to be put into one of these heaps, so nobody forgets to ask whether it takes data out.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from qa_desktop import cli, identity, people, profiles, retention_due, trail
from qa_desktop.workspace import Me
from qa_desktop.world import World
from tests.command_line import CANNOT_OPEN, DONE, run
from tests.conftest import PASSPHRASE
from tests.small import bring, held_by, sealed
from tests.trail_lines import LINES, left

SEALS = frozenset(
    {
        "template propose", "template approve", "template publish", "form sign", "form settle", "form withdraw",
        "form note", "people add", "people import", "people import-teams", "people merge", "feedback close",
        "recording events", "schedule census", "schedule extract", "schedule review", "schedule hold",
        "schedule excuse", "draw make", "draw swap", "draw give", "give make", "give change", "moderate plan", "moderate calibrate",
        "moderate judge", "moderate agree", "moderate decide", "release do", "release dispute", "release note",
        "release reaudit", "meeting challenge", "meeting act", "meeting close", "meeting answer", "source add",
        "source correct", "source withdraw", "actions add", "actions change", "actions from-findings",
        "actions move", "actions note", "actions screen", "actions close", "actions effect", "actions retest",
        "actions link", "actions settle", "themes tag", "themes quote", "themes check", "themes merge", "themes part", "form followed",
    }
)  # fmt: skip
"""These seal entries, which are a chain of their own: each line of the trail names its tip."""
LOCAL = {
    "demo": "makes made-up profiles only",
    "practice make": "makes made-up profiles only",
    "practice throw-away": "takes made-up profiles away",
    "rescue": "a damaged database cannot be written to, so nothing can be noted in it",
    "template draft": "a draft of this laptop",
    "template try": "answers are kept in memory only",
    "template changes": "a draft of this laptop",
    "form start": "a draft of this laptop",
    "form answer": "a draft of this laptop",
    "form amend": "a draft of this laptop",
    "form take": "a draft of this laptop",
    "form move": "a draft of this laptop",
    "meeting start": "a draft of this laptop",
    "meeting note": "a draft of this laptop",
    "meeting decide": "a draft of this laptop",
    "meeting drop": "a draft of this laptop",
    "people apart": "which offers this laptop shows",
    "people request": "holds no secret and nobody's data but one's own name",
    "enrol request": "as people request",
    "people root": "the service's certificate, which everybody has",
    "template print": "a blank form",
    "cases note": "a number that this laptop remembers; no file",
    "feedback collect": "anonymous: a line would tell who came when",
    "feedback slip": "anonymous: a line would tell who came when",
}
READS = frozenset(
    {
        "version", "manual read", "manual print", "manual auditing", "form watched", "status", "template list", "template show", "template check", "template compare", "form list",
        "form show", "form problems", "form differences", "receipts", "imports list", "verify", "collate",
        "people list", "people teams", "people alike", "people roots", "people keys", "feedback report",
        "recording due", "recording report", "backup list", "backup check", "passphrase try-recovery-key",
        "schedule show", "schedule waiting", "draw list", "draw verify", "give list", "give verify",
        "cases list", "cases code", "moderate queue", "moderate who", "moderate show", "moderate report",
        "moderate rounds", "release compare", "release due", "release list", "release mine", "release who",
        "meeting list", "meeting show", "meeting challenges", "source list", "trail list", "trail verify",
        "purge due", "purge holds", "purge log", "actions list", "actions show", "themes list", "themes quotes",
    }
)  # fmt: skip
"""These change nothing. Reading is not noted: it would watch staff and drown the rest."""


def verbs(parser: argparse.ArgumentParser, *path: str) -> set[str]:
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not groups:
        return {" ".join(path)}
    return {name for g in groups for word, one in g.choices.items() for name in verbs(one, *path, word)}


def test_every_verb_is_in_one_heap():
    heaps = [set(LINES), set(SEALS), set(LOCAL), set(READS)]
    assert sum(map(len, heaps)) == len(set().union(*heaps))
    assert set().union(*heaps) == verbs(cli._parser())
    assert set(LINES.values()) <= set(trail.WORDS)


def test_every_line_was_seen_to_be_left():
    """In the walks below, or beside the test of the verb itself. `revoke` is `people revoke` by another name."""
    tests = Path(__file__).parents[1]
    said = "\n".join(path.read_text("utf-8") for path in tests.rglob("test_*.py"))
    seen = set(re.findall(r'\bleft\("([a-z -]+)"', said)) | set(re.findall(r'^ +\("([a-z -]+)",', said, re.M))
    parser = cli._parser()
    same = [
        parser.parse_args([*words, "A01", "--why", "left"]).run
        for words in (["revoke"], ["people", "revoke"])
    ]
    assert same[0] is same[1] and set(LINES) - {"revoke"} <= seen


@pytest.fixture
def desk(service, tmp_path, monkeypatch):
    """A practice lead and an auditor whose profiles are closed, so that the command line opens them."""
    central, laptop = service.central, service.laptop("A01")
    head = service.admit("H01", "Ana Ito", "", "head_of_service")
    bring(head, central, *held_by(central))
    form = sealed(laptop)
    bring(central, laptop, *held_by(laptop, form))
    retention_due.set_period(central, "audits", 1)
    fresh, _ = profiles.create(
        World.real(tmp_path / "A09"),
        Me("A09", "Ruth Osei", "team_manager", "South FST", "Example Council"),
        PASSPHRASE,
    )
    (tmp_path / "asked.qarequest").write_bytes(people.request(fresh).to_bytes())
    fresh.close()
    folders = {code: ws.world.data_dir for code, ws in (("L01", central), *service.laptops.items())}
    service.close()
    for name in ("QA_NEW_PASSPHRASE", "QA_GUEST_PASSPHRASE"):
        monkeypatch.setenv(name, "four words are enough here")
    yield folders, form, tmp_path
    service.central, service.laptops = profiles.open_workspace(central.world, PASSPHRASE), {}


def test_the_verbs_of_the_keeper_each_leave_their_line(desk):
    folders, _form, out = desk
    lead = folders["L01"]
    number = run("--json", "people", "request", "--out", out, data=out / "A09").data["number"]
    walk = [
        ("people admit", out / "asked.qarequest", "--number", number, "--team", "South FST"),
        ("pack print", "A01", "--out", out),
        ("pack make", "A01", "--out", out),
        ("cases numbers", "A01", "--out", out),
        ("people guest", "W01", "--out", out),
        (
            "report",
            "team-sheet",
            "--period",
            "2026-11",
            "--team",
            "South FST",
            "--format",
            "csv",
            "--out",
            out,
        ),
        ("export", "--format", "csv", "--out", out / "data.csv"),
        ("access", "--person", "A01", "--out", out / "held"),
        ("trail export", "--out", out / "trail.json"),
        ("keep", "--out", out),
        ("backup make",),
        ("people renew", "A01"),
        ("people leave", "A02"),
        ("people give-back", "A02"),
        ("people lost", "A01"),
        ("people lost-report", "A01", "--out", out / "lost.pdf"),
        ("people renew-root",),
        ("people revoke", "A02", "--why", "left"),
        ("purge period", "audits", "24"),
        ("purge hold", "--person", "A01", "--reason", "A complaint is open."),
        ("purge release", "--person", "A01", "--reason", "It is closed now."),
        ("passphrase new-recovery-key",),
    ]
    for verb, *words in walk:
        told = run(*verb.split(), *words, data=lead)
        assert told.code == DONE, (verb, told.err, told.out)
        left(verb, lead)


def test_the_verbs_of_an_auditor_each_leave_their_line(desk):
    folders, form, out = desk
    laptop, lead = folders["A01"], folders["L01"]
    assert run("form", "pdf", form, "--out", out / "a.pdf", data=laptop).code == DONE
    left("form pdf", laptop)
    assert run("bundle", "make", "--out", out, data=laptop).code == DONE
    left("bundle make", laptop)
    pack = run("--json", "pack", "make", "A01", "--out", out, data=lead).data["path"]
    ids = run("--json", "import", pack, data=laptop).data["imports"]
    left("import", laptop)
    assert run("imports", "undo", *ids, data=laptop).code == DONE
    left("imports undo", laptop)
    assert run("passphrase", "change", data=laptop).code == DONE
    assert run("trail", "list", data=laptop).code == CANNOT_OPEN
    left("passphrase change", laptop, "four words are enough here")


def test_admitting_tells_who_with_which_figures_and_which_key(bare_service):
    bare_service.admit("A01", "Priya Nair", "South FST")
    line = next(one for one in trail.lines(bare_service.central) if one.event.what == "admitted")
    asked = people.request(bare_service.laptop("A01"))
    assert line.event.of["code"] == "A01" and line.event.of["number"] == identity.short_fingerprint(asked)
    assert (
        line.event.of["key"] in bare_service.central.lineage().__class__.__name__
        or len(line.event.of["key"]) == 64
    )
    assert "Priya" not in line.words
