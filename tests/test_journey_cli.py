"""The command line, run as people run it: every verb and every exit code."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest

from qa_desktop import canonical, cli, demo, forms, ledger, plain_zip, profiles
from qa_desktop.world import World
from tests.command_line import CANNOT_OPEN, DONE, MAIN, NOT_GOOD, REFUSED, USAGE, process, run
from tests.small import TINY, filled


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A small cycle, returned and not yet imported."""
    folder = tmp_path_factory.mktemp("cli") / "demo"
    until = ["--until", "returns", "--auditors", "2", "--cases", "2", "--seed", "4"]
    said = process("demo", "--out", folder, *until, "--json")
    assert said.code == DONE and said.data["audits"] == 2
    return folder


@pytest.fixture
def central(played, tmp_path):
    return Path(shutil.copytree(played / "central", tmp_path / "central"))


@pytest.fixture
def laptop(played, tmp_path):
    return Path(shutil.copytree(played / "laptops" / "A01", tmp_path / "A01"))


def state(folder):
    return run("status", "--json", data=folder).data["state_digest"]


LONG = "four plain words here"  # what `new` takes


def returns(played):
    return sorted((played / "returns").glob("*.qabundle"))


@pytest.mark.timeout(900)
def test_every_verb_in_a_process_of_its_own(played, central, laptop, tmp_path):
    """One call each of what the journeys below go through in detail; `demo` is the fixture's, in a process too."""
    lead = lambda *words: process(*words, "--json", data=central)  # noqa: E731
    mine = lambda *words: process(*words, "--json", data=laptop)  # noqa: E731
    assert process("template", "list", "--json").data["templates"]
    assert process("template", "show", "RFP", "--json").data["code"] == "RFP"
    assert process("template", "check", "--all").code == DONE
    made = process(
        "new", "--code", "A8", "--name", "Zoë 三", "--role", "team_manager", "--json",
        data=tmp_path / "A8", passphrase=LONG,
    )  # fmt: skip
    asked = process(
        "people", "request", "--out", tmp_path, "--json", data=tmp_path / "A8", passphrase=LONG
    ).data
    assert made.data["can_sign"] is False
    assert lead("people", "admit", asked["path"], "--number", asked["number"]).data["code"] == "A8"
    assert lead("people", "add", "--code", "W90", "--name", "N", "--role", "worker").code == DONE
    assert "A8" in {p["code"] for p in lead("people", "list").data["people"]}
    assert lead("people", "root", "--out", tmp_path / "root.pem").code == DONE
    doc = mine("form", "start", "RFP").data["doc"]
    (tmp_path / "answers.json").write_bytes(canonical.dumps(whole_answers(laptop, doc)))
    assert mine("form", "answer", doc, "--file", tmp_path / "answers.json").data["problems"] == 0
    assert mine("form", "problems", doc).data["problems"] == []
    digest = mine("form", "sign", doc).data["digest"]
    assert mine("form", "show", digest).data["signed"] and mine("form", "list").data["signed"]
    listed = process("form", "list", data=laptop).out.splitlines()
    shown = [mine("form", "show", line.split()[0]) for line in listed if "signed" in line]
    assert digest[:16] in {line.split()[0] for line in listed} and all(one.data["signed"] for one in shown)
    pdf = mine("form", "pdf", digest, "--out", tmp_path).data["path"]
    assert (
        process("verify", pdf, "--trust", tmp_path / "root.pem", data=tmp_path / "none", passphrase=None).code
        == DONE
    )
    assert mine("form", "amend", digest, "--reason", "A second look was needed").data["doc"] == doc
    back = mine("bundle", "make", "--out", tmp_path).data["path"]
    took = lead("import", back, *returns(played))
    assert took.data["added"]["form"] == 3
    assert lead("imports", "list").data["imports"] and lead("collate").data["audits"]
    assert lead("imports", "undo", took.data["imports"][0]).data["removed"] == 1
    assert lead("pack", "make", "A01", "--out", tmp_path).data["counts"]["cycle"] == 1
    assert lead("status").data["integrity"] == []
    (tmp_path / "bad.qabundle").write_bytes(b"")
    assert lead("import", tmp_path / "bad.qabundle").code == REFUSED
    for words in (("form", "show", "nowhere"), ("form", "start", "nowhere"), ("form", "sign", "nowhere"),
                  ("form", "start", "--allocation", "nowhere"), ("draw", "verify", "nowhere"),
                  ("actions", "show", "nowhere"), ("template", "show", "nowhere"),
                  ("report", "nowhere", "--period", "2026-11")):  # fmt: skip
        told = lead(*words)
        assert told.code == REFUSED and "nowhere" in told.err, words
    assert process("status", data=central, passphrase="wrong").code == CANNOT_OPEN
    assert process("nonsense").code == USAGE


def leaves(parser):
    """Every verb with the words that lead to it."""
    groups = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for group in groups:
        for name, inner in group.choices.items():
            yield from ([name, *rest] for rest in leaves(inner))
    if not groups:
        yield []


@pytest.mark.parametrize("verb", list(leaves(cli._parser())), ids=" ".join)
def test_every_verb_explains_itself(verb):
    said = run(*verb, "--help")
    assert said.code == DONE and said.out.startswith(f"usage: main.py {verb[0]}") and "--json" in said.out


def test_words_that_are_no_verb_are_a_fault_of_usage():
    for words in (["nonsense"], ["form"], ["import"], ["--json"], ["demo"]):
        said = run(*words)
        assert said.code == USAGE and said.out == "" and "usage" in said.err


def test_the_demonstration_says_what_it_wrote(played, tmp_path):
    assert sorted(p.name for p in played.iterdir() if p.is_dir()) == [
        "central", "laptops", "numbers", "packs", "pdf", "reports", "returns", "trust",
    ]  # fmt: skip
    said = run("demo", "--out", played)
    assert said.code == NOT_GOOD and "is not empty" in said.err and said.out == ""


def test_status_tells_what_is_here_and_that_it_is_sound(central):
    said = run("status", "--json", data=central)
    assert said.code == DONE and said.data["integrity"] == [] and said.data["me"]["role"] == "practice_lead"
    assert set(said.data["versions"]) == {"sqlite", "cipher"} and len(said.data["state_digest"]) == 64
    plain = run("status", data=central)
    assert plain.code == DONE and said.data["state_digest"] in plain.out and plain.err == ""


def test_a_profile_that_cannot_be_opened_is_4(central, tmp_path):
    wrong = run("status", data=central, passphrase="wrong")
    assert wrong.code == CANNOT_OPEN and wrong.out == "" and "passphrase" in wrong.err.lower()
    nowhere = run("status", data=tmp_path / "nowhere")
    assert nowhere.code == CANNOT_OPEN and "There is no profile in" in nowhere.err
    silent = run("status", data=central, passphrase=None)
    assert silent.code == CANNOT_OPEN and "QA_PASSPHRASE" in silent.err
    (central / "vault.json").write_bytes(b"{}")
    assert run("status", data=central).code == CANNOT_OPEN


def test_templates_are_listed_shown_and_checked(tmp_path):
    listed = run("template", "list", "--json").data["templates"]
    rfp = next(t for t in listed if t["code"] == "RFP")
    shown = run("template", "show", rfp["digest"], "--json").data
    assert shown["digest"] == rfp["digest"] and shown["title"] == "RFP deep audit"
    assert run("template", "show", "NOPE").code == REFUSED
    assert run("template", "check", "--all").code == DONE
    bad = tmp_path / "bad.toml"
    bad.write_text(TINY.replace('visited = ["y"]', 'visited = ["maybe"]') + 'colour = "green"\n', "utf-8")
    said = run("template", "check", bad, "--json")
    assert said.code == REFUSED and len(said.data["faults"]["bad.toml"]) == 2
    assert "cannot be chosen" in said.err and "unknown key “colour”" in said.err
    assert run("template", "check").code == NOT_GOOD
    assert run("template", "check", tmp_path / "gone.toml").code == REFUSED


def test_a_word_that_names_nothing_is_3_and_names_what_there_is(central, tmp_path):
    new = run(
        "new", "--code", "X1", "--name", "A B", "--role", "wizard", data=tmp_path / "X1", passphrase=LONG
    )
    assert new.code == REFUSED and "There is no role “wizard”. Use one of worker, team_manager" in new.err
    assert new.out == "" and not (tmp_path / "X1").exists()
    for words, told in (
        (["schedule", "hold", "Q99", "2026-10", "--words", "Held"], "There is no method “Q99”"),
        (["schedule", "hold", "Q12", "2026-W45", "--words", "Held"], "“2026-W45” is not a period of Q12"),
        (["schedule", "show", "--on", "the 3rd"], "“the 3rd” is not a date"),
        (["release", "due", "--on", "soon"], "“soon” is not a day"),
    ):
        said = run(*words, data=central)
        assert said.code == REFUSED and told in said.err and said.out == "", words


def test_a_file_that_cannot_be_written_is_3_and_leaves_nothing(tmp_path):
    gone = run("template", "print", "RFP", "--out", tmp_path / "gone" / "form.pdf")
    assert gone.code == REFUSED and "is not there any more" in gone.err and gone.out == ""
    full = subprocess.run(  # no file may grow beyond 8 blocks: as a full drive, it fails half way
        ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", sys.executable, str(MAIN), "template", "print", "RFP",
         "--out", str(tmp_path / "form.pdf")],
        capture_output=True, encoding="utf-8", env=os.environ | {"PYTHONIOENCODING": "utf-8"}, check=False,
    )  # fmt: skip
    assert full.returncode == REFUSED and "use another drive" in full.stderr and full.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_audit_from_start_to_signed_pdf_and_return(laptop, central, tmp_path, played):
    rfp = run("template", "list", "--json").data["templates"]
    assert rfp
    doc = run("form", "start", "RFP", "--json", data=laptop).data["doc"]
    problems = run("form", "problems", doc, "--json", data=laptop)
    assert problems.code == NOT_GOOD and len(problems.data["problems"]) > 60
    early = run("form", "sign", doc, data=laptop)
    assert early.code == NOT_GOOD and "to finish before this can be signed" in early.err
    answers = tmp_path / "answers.json"
    answers.write_bytes(canonical.dumps(whole_answers(laptop, doc)))
    said = run("form", "answer", doc, "--file", answers, "--json", data=laptop)
    assert said.code == DONE and said.data["problems"] == 0
    assert run("form", "problems", doc, data=laptop).code == DONE
    digest = run("form", "sign", doc, "--json", data=laptop).data["digest"]
    shown = run("form", "show", digest[:12], "--json", data=laptop).data
    assert shown["signed"] and shown["done"] == shown["total"]
    assert digest in {s["digest"] for s in run("form", "list", "--json", data=laptop).data["signed"]}
    written = run("form", "pdf", digest, "--out", tmp_path, "--json", data=laptop).data
    assert (
        run("verify", written["path"], "--trust", played / "trust" / "root.pem", data=tmp_path / "none").code
        == DONE
    )
    short = run("form", "amend", digest, "--reason", "typo", data=laptop)
    assert short.code == NOT_GOOD and "why the signed audit needs to change" in short.err
    amended = run("form", "amend", digest, "--reason", "A second look was needed", "--json", data=laptop).data
    assert amended == {"doc": doc, "replaces": [digest]}
    bundle = run("bundle", "make", "--out", tmp_path, "--json", data=laptop).data
    took = run("import", bundle["path"], "--json", data=central)
    assert took.code == DONE and took.data["added"]["form"] == 1


def whole_answers(folder, doc):
    ws = profiles.open_workspace(World.real(folder), demo.PASSPHRASE)
    try:
        draft = forms.draft(ws, doc)
        return filled(ledger.template(ws, draft.template), 3, dict(draft.answers) | {"A04": "FS-1"})
    finally:
        ws.close()


def test_answers_that_cannot_be_read_are_refused_and_change_nothing(laptop, tmp_path):
    doc = run("form", "start", "RFP", "--json", data=laptop).data["doc"]
    before = run("form", "show", doc, "--json", data=laptop).data
    for text in (
        "not json",
        "[1]",
        '{"A04": 1.5}',
        '{"nowhere": "x"}',
        '{"A04": "\\ud83d"}',
        '{"A04":"a","A04":"b"}',
    ):
        (tmp_path / "answers.json").write_text(text)
        said = run("form", "answer", doc, "--file", tmp_path / "answers.json", data=laptop)
        assert said.code == REFUSED and "answers.json" in said.err, text
    assert run("form", "show", doc, "--json", data=laptop).data == before
    assert run("form", "show", "nowhere", data=laptop).code == REFUSED


def test_a_new_laptop_asks_is_admitted_and_gets_a_pack(central, tmp_path):
    root = run("people", "root", "--out", tmp_path / "root.pem", "--json", data=central)
    assert root.code == DONE
    new = ["new", "--code", "A07", "--name", "Anna Lind", "--role", "team_manager", "--team", "Central"]
    new += ["--organisation", "Example Council", "--trust", tmp_path / "root.pem"]
    made = run(*new, "--json", data=tmp_path / "A07", passphrase=LONG)
    assert made.code == DONE and not made.data["can_sign"] and made.data["recovery_key"]
    weak = run(*new, data=tmp_path / "weak", passphrase="short")
    assert weak.code == NOT_GOOD and "12" in weak.err and not (tmp_path / "weak").exists()
    again = run(*new, data=tmp_path / "A07", passphrase=LONG)
    assert again.code == NOT_GOOD and "already a profile" in again.err
    asked = run("people", "request", "--out", tmp_path, "--json", data=tmp_path / "A07", passphrase=LONG).data
    assert len(asked["number"].split()) == 6
    admit = ["people", "admit", asked["path"], "--team", "Central"]
    unread = run(*admit, data=central)
    assert unread.code == NOT_GOOD and "by phone" in unread.err
    misread = run(*admit, "--number", "1234 " * 6, data=central)
    assert misread.code == NOT_GOOD and "nobody was admitted" in misread.err
    assert "A07" not in run("people", "list", data=central).out
    admitted = run(*admit, "--number", asked["number"], data=central)
    assert admitted.code == DONE and "Anna Lind (A07)" in admitted.out
    assert run("pack", "make", "A07", "--out", tmp_path, data=central).code == NOT_GOOD  # no cases yet
    (tmp_path / "cycle.json").write_bytes(canonical.dumps(cycle_for("A07")))
    pack = run(
        "pack", "make", "A07", "--cycle", tmp_path / "cycle.json", "--out", tmp_path, "--json", data=central
    )
    assert pack.code == DONE and pack.data["counts"]["cycle"] == 1
    fresh = tmp_path / "A08"  # a dry run changes nothing, not even whom this laptop trusts
    run(*(["new", "--code", "A08", *new[3:-2]]), data=fresh, passphrase=LONG)
    root_pem = ["--trust", tmp_path / "root.pem"]
    dry = run("import", pack.data["path"], *root_pem, "--dry-run", data=fresh, passphrase=LONG)
    assert dry.code == REFUSED and "made for somebody else" in dry.err
    assert "root.pem" in run("import", pack.data["path"], data=fresh, passphrase=LONG).err
    took = run("import", pack.data["path"], data=tmp_path / "A07", passphrase=LONG)
    assert took.code == DONE, took.err
    tasks = run("form", "list", "--json", data=tmp_path / "A07", passphrase=LONG).data["tasks"]
    assert [t["case"] for t in tasks] == ["F-FAM1Y-00077"]
    begun = run("form", "start", "--allocation", "c-77", "--json", data=tmp_path / "A07", passphrase=LONG)
    assert begun.code == DONE
    assert (
        run("form", "start", "--allocation", "nowhere", data=tmp_path / "A07", passphrase=LONG).code
        == REFUSED
    )


def cycle_for(auditor, due="2026-12-20"):
    rfp = next(t for t in run("template", "list", "--json").data["templates"] if t["code"] == "RFP")
    allocation = {"id": "c-77", "template": rfp["digest"], "due": due, "facts": {"case": "F-FAM1Y-00077"}}
    return {
        "cycle": "2026-7", "title": "January", "service": "Early help", "starts": "2026-12-01",
        "ends": "2027-01-31", "auditor": auditor, "allocations": [allocation],
    }  # fmt: skip


def test_a_cycle_with_an_impossible_day_is_refused_by_name(central, tmp_path):
    before = state(central)
    (tmp_path / "cycle.json").write_bytes(canonical.dumps(cycle_for("A01", "next week")))
    said = run("pack", "make", "A01", "--cycle", tmp_path / "cycle.json", "--out", tmp_path, data=central)
    assert said.code == REFUSED and "cycle.json is not a cycle: allocations.0.due" in said.err
    assert state(central) == before


def test_people_are_listed_and_added(central):
    added = run("people", "add", "--code", "W90", "--name", "N. Idris", "--role", "worker", data=central)
    assert added.code == DONE
    listed = run("people", "list", "--json", data=central).data["people"]
    assert {"W90", "A01", "L01"} <= {p["code"] for p in listed}
    wrong = run("people", "add", "--code", "W 90", "--name", "N", "--role", "worker", data=central)
    assert wrong.code == NOT_GOOD and "Nobody was added" in wrong.err
    role = run(
        "new", "--code", "X1", "--name", "N", "--role", "king", data=central.parent / "X1", passphrase=LONG
    )
    assert role.code == REFUSED and "There is no role “king”" in role.err
    name = run(
        "new",
        "--code",
        "X1",
        "--name",
        "x" * 65,
        "--role",
        "worker",
        data=central.parent / "X1",
        passphrase=LONG,
    )
    assert name.code == REFUSED and not (central.parent / "X1").exists()


def test_returns_are_looked_at_taken_in_listed_taken_back_and_collated(played, central, tmp_path):
    before = state(central)
    dry = run("import", *returns(played), "--dry-run", "--json", data=central)
    assert dry.code == DONE and [f["status"] for f in dry.data["files"]] == ["ready", "ready"]
    assert dry.data["state_digest"] == before == state(central)
    took = run("import", *returns(played), *returns(played), "--json", data=central)
    assert took.code == DONE and len(took.data["files"]) == 2
    assert sum(f["new"] for f in dry.data["files"]) == sum(took.data["added"].values())
    listed = run("imports", "list", "--json", data=central).data["imports"]
    assert {r["id"] for r in listed} == set(took.data["imports"])
    collated = run("collate", "--method", "RFP", "--out", tmp_path / "report.pdf", "--json", data=central)
    assert collated.code == DONE and collated.data["audits"] == 2
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert run("collate", "--method", "NOPE", data=central).code == NOT_GOOD
    for one in took.data["imports"]:
        undone = run("imports", "undo", one, "--json", data=central)
        assert undone.code == DONE
    assert undone.data["state_digest"] == before
    assert run("imports", "undo", took.data["imports"][0], data=central).code == NOT_GOOD


def bomb():
    """A member that says it is small and unpacks to thirty million spaces."""
    return plain_zip.write(
        [("manifest.json", b" " * 30_000_000), ("manifest.p7s", b""), ("entries.ndjson", b"")]
    )


def remade(data, secret, change):
    """A bundle with its manifest changed and signed no more."""
    plain = bytes(pyrage.decrypt(data, [secret]))
    members = plain_zip.read(plain, ("manifest.json", "manifest.p7s", "entries.ndjson"))
    said = [m.data(10_000_000) for m in members]
    said[0] = canonical.dumps(canonical.loads(said[0], "it") | change)
    names = ("manifest.json", "manifest.p7s", "entries.ndjson")
    return plain_zip.write(list(zip(names, said, strict=True)))


def test_what_cannot_be_trusted_is_3_with_a_sentence_and_changes_nothing(played, central, laptop, tmp_path):
    ws = profiles.open_workspace(World.real(central), demo.PASSPHRASE)
    secret, to = pyrage.x25519.Identity.from_str(ws.age_secret), ws.text("age_recipient")
    ws.close()
    before = state(central)
    good = returns(played)[0].read_bytes()
    lock = lambda plain: bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(to)]))  # noqa: E731
    altered = bytearray(good)
    altered[-100] ^= 1
    files = {
        "empty.qabundle": (b"", "empty"),
        "short.qabundle": (good[:-500], "incomplete"),
        "altered.qabundle": (bytes(altered), "changed after it was made"),
        "page.qabundle": (b"<html><body>Sign in</body></html>", "web page"),
        "junk.qabundle": (bytes(range(256)) * 20, "no pack or return file"),
        "bomb.qabundle": (lock(bomb()), "not a sound bundle"),
        "newer.qabundle": (lock(remade(good, secret, {"major": 2})), "changed after it was signed"),
        "audit.pdf": (b"%PDF-1.7\nnot really", "audit.pdf"),
    }
    for name, (data, _) in files.items():
        (tmp_path / name).write_bytes(data)
    said = run(
        "import", *(tmp_path / name for name in files), tmp_path / "gone.qabundle", "--json", data=central
    )
    assert said.code == REFUSED
    told = {f["name"]: f for f in said.data["files"]}
    for name, (_, words) in files.items():
        assert told[name]["status"] == "not_safe" and words in told[name]["words"], told[name]
        assert told[name]["words"] in said.err
    assert told["gone.qabundle"]["status"] == "not_safe"
    assert state(central) == before == said.data["state_digest"]
    elsewhere = run("import", returns(played)[0], data=laptop)
    assert elsewhere.code == REFUSED and "made for somebody else" in elsewhere.err


def test_a_bad_file_among_good_ones_stops_nobody(played, central, tmp_path):
    bad = tmp_path / "bad.qabundle"
    bad.write_bytes(returns(played)[0].read_bytes()[:-3])
    said = run("import", bad, *returns(played), "--json", data=central)
    assert said.code == REFUSED and said.data["added"]["form"] == 2 and "bad.qabundle" in said.err


def test_a_file_from_another_service_is_refused(played, central, tmp_path):
    other = demo.play(tmp_path / "other", World.real, auditors=1, cases=1, until="returns")
    ws = profiles.open_workspace(World.real(other.central), demo.PASSPHRASE)
    secret = ws.age_secret
    ws.close()
    here = profiles.open_workspace(World.real(central), demo.PASSPHRASE)
    plain = bytes(pyrage.decrypt(other.returns[0].read_bytes(), [pyrage.x25519.Identity.from_str(secret)]))
    recipient = pyrage.x25519.Recipient.from_str(here.text("age_recipient"))
    here.close()
    (tmp_path / "strange.qabundle").write_bytes(bytes(pyrage.encrypt(plain, [recipient])))
    said = run("import", tmp_path / "strange.qabundle", data=central)
    assert said.code == REFUSED and "somebody this laptop does not know yet" in said.err
    pdf = run("verify", other.pdfs[0], "--trust", played / "trust" / "root.pem", data=tmp_path / "none")
    assert pdf.code == NOT_GOOD and pdf.out == ""


def test_verify_tells_good_from_bad_without_a_profile(played, tmp_path):
    (pdf, *_) = sorted((played / "pdf").glob("*.pdf"))
    root = played / "trust" / "root.pem"
    good = run("verify", pdf, "--trust", root, data=tmp_path / "none", passphrase=None)
    assert good.code == DONE and "signed by" in good.out
    spoiled = bytearray(pdf.read_bytes())
    spoiled[2000] ^= 1
    (tmp_path / "spoiled.pdf").write_bytes(spoiled)
    bad = run("verify", pdf, tmp_path / "spoiled.pdf", "--trust", root, "--json", data=tmp_path / "none")
    assert bad.code == NOT_GOOD and [f["ok"] for f in bad.data["files"]] == [True, False]
    rootless = run("verify", pdf, data=tmp_path / "none", passphrase=None)
    assert rootless.code == NOT_GOOD and "without the service's certificate" in rootless.err
    broken = tmp_path / "root.pem"
    broken.write_text("not a certificate")
    assert run("verify", pdf, "--trust", broken, data=tmp_path / "none").code == REFUSED


def test_a_bundle_is_verified_by_whom_it_was_made_for(played, central, laptop):
    assert run("verify", returns(played)[0], data=central).code == DONE
    other = run("verify", returns(played)[0], data=laptop)
    assert other.code == NOT_GOOD and "made for somebody else" in other.err
