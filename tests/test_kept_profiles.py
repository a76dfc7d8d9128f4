"""Whatever opened once opens for ever: a person's whole profile of every schema there has been, by its passphrase."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from db import migrations
from qa_desktop import profiles, soundness, trail
from tests import kept_profiles
from tests.conftest import PASSPHRASE, made_up_world


def test_a_profile_of_every_schema_is_kept():
    """A step was added: `python -m tests.kept_profiles` keeps what the program of today leaves."""
    numbers = range(1, len(migrations.names()) + 1)
    assert [path.name for path in kept_profiles.kept()] == [f"{n:04}" for n in numbers]


@pytest.mark.parametrize("kept", kept_profiles.kept(), ids=lambda path: path.name)
def test_a_profile_of_any_schema_opens_with_all_its_work(kept: Path, tmp_path: Path):
    about = json.loads((kept / kept_profiles.ABOUT).read_text("utf-8"))
    folder = kept_profiles.copied(kept, tmp_path)
    with closing(profiles.open_workspace(made_up_world(folder), PASSPHRASE)) as ws:
        assert kept_profiles.told(ws) == about
        assert not ws.store.problems() and not soundness.unsound(ws)
        assert trail.verify(ws).ok
        assert ws.store.counts()["form"] == 1 and len(ws.store.drafts()) == 1
    copies = [path.name for path in (folder / "backups").glob("before-m*")]
    assert len(copies) == (kept != kept_profiles.kept()[-1])
