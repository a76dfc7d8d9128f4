"""The demonstration: a whole cycle, the same for the same seed, and sound throughout."""

from __future__ import annotations

import pytest

from qa_desktop import collate, demo, ledger, profiles, soundness
from qa_desktop.errors import NotAllowed
from qa_desktop.world import World


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return demo.play(tmp_path_factory.mktemp("demo") / "d", World.real, seed=5, auditors=2, cases=2)


def ratings(folder):
    """What was judged, apart from the names of entries, which chance decides."""
    ws = profiles.open_workspace(World.real(folder), demo.PASSPHRASE)
    try:
        cases = {f.digest: f.code for f in ws.store.facts() if f.fact == "case"}
        return sorted(
            (cases[a.digest], a.question, a.code, a.seen or "")
            for a in ws.store.answers()
            if a.digest in cases
        )
    finally:
        ws.close()


def test_a_cycle_is_played_to_its_end(played):
    central = profiles.open_workspace(World.real(played.central), demo.PASSPHRASE)
    assert (
        soundness.unsound(central) == [] and ledger.clashes(central) == {} and ledger.waiting(central) == []
    )
    deep = [c for c in collate.choices(central) if c.method == "RFP"]
    collated = [collate.collate(central, "RFP", c.cycle, "2026-11-20").audits for c in deep]
    assert sum(collated) >= played.audits == 2
    central.close()
    assert len(played.packs) == len(played.returns) == 2 and played.report.stat().st_size > 1000
    assert all(path.exists() for path in (*played.packs, *played.returns, *played.pdfs, played.root))


def test_the_same_seed_tells_the_same_story(played, tmp_path):
    again = demo.play(tmp_path / "again", World.real, seed=5, auditors=2, cases=2)
    other = demo.play(tmp_path / "other", World.real, seed=6, auditors=2, cases=2)
    assert ratings(again.central) == ratings(played.central) != ratings(other.central)


def test_each_laptop_holds_its_own_work_and_no_others(played):
    cases = []
    for folder in played.laptops:
        ws = profiles.open_workspace(World.real(folder), demo.PASSPHRASE)
        assert soundness.unsound(ws) == []
        cases.append({f.code for f in ws.store.facts() if f.fact == "case"})
        ws.close()
    assert not cases[0] & cases[1]


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    with pytest.raises(NotAllowed, match="is not empty"):
        demo.play(tmp_path, World.real)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_it_can_stop_after_the_packs(tmp_path):
    played = demo.play(tmp_path / "d", World.real, auditors=1, cases=1, until="packs")
    assert len(played.packs) == 1 and played.returns == () and played.report is None
