"""The window and the command line, given the same answers and the same world, seal the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

from qa_desktop import canonical, cli, forms, identity, paper, profiles, soundness, work
from qa_desktop.workspace import Me
from qa_desktop.world import World
from tests.command_line import DONE
from tests.conftest import PASSPHRASE, QUICK, RESOURCES
from tests.small import answered, filled


def one_world(folder):
    """A world that gives the same answers however often it is asked."""
    return World(
        folder, RESOURCES, lambda: datetime(2026, 11, 20, 9, tzinfo=UTC), lambda: "the-only-name",
        lambda n: hashlib.sha256(b"chance").digest()[:n],
    )  # fmt: skip


def test_the_window_and_the_command_line_seal_the_same_bytes(tmp_path, rfp, monkeypatch, capsys):
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    world = one_world(tmp_path / "window")
    ws, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK)
    ws.close()
    shutil.copytree(tmp_path / "window", tmp_path / "words")
    ws = profiles.open_workspace(world, PASSPHRASE)
    draft = forms.start(ws, rfp)
    answers = filled(rfp, 9, dict(draft.answers) | {"A04": "FS-1"})
    digest = paper.sign_off(ws, answered(ws, draft, answers), PASSPHRASE, me.name)
    amended = forms.answer(ws, forms.amend(ws, digest, "A second look was needed"), "A04", "FS-2")
    second = paper.sign_off(ws, amended, PASSPHRASE, me.name)
    entries = {row.digest: row for row in ws.store.entries()}
    state = soundness.state_digest(ws)
    assert work.tasks(ws, world.now().date()) == []
    ws.close()

    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)

    def words(*said):
        code = cli.main(
            ["--data", str(tmp_path / "words"), "--json", *map(str, said)],
            lambda folder: replace(world, data_dir=folder),
        )
        assert code == DONE, capsys.readouterr().err
        return json.loads(capsys.readouterr().out)

    (tmp_path / "answers.json").write_bytes(canonical.dumps(answers))
    (tmp_path / "more.json").write_bytes(canonical.dumps({"A04": "FS-2"}))
    doc = words("form", "start", "RFP")["doc"]
    words("form", "answer", doc, "--file", tmp_path / "answers.json")
    assert words("form", "sign", doc)["digest"] == digest
    words("form", "amend", digest, "--reason", "A second look was needed")
    words("form", "answer", doc, "--file", tmp_path / "more.json")
    assert words("form", "sign", doc)["digest"] == second
    assert words("status")["state_digest"] == state
    again = profiles.open_workspace(replace(world, data_dir=tmp_path / "words"), PASSPHRASE)
    assert {row.digest: row for row in again.store.entries()} == entries
    assert identity.chains_to(again.signer().certificate, again.signer().chain)
    again.close()
