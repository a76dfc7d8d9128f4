"""A pack on paper for somebody without a key: their cases and the forms, once, and said."""

from __future__ import annotations

import json

import pytest

from qa_desktop import cli, paper_pack, people, profiles, returns
from qa_desktop.errors import NotAllowed
from qa_desktop.world import World
from tests.conftest import PASSPHRASE
from tests.qa_desktop.test_paper import text_of
from tests.rounds import small_service  # noqa: F401  a fixture


@pytest.fixture
def given(small_service):  # noqa: F811
    """Two cases for somebody who is on the list and has no key."""
    central = small_service.central
    people.name_only(central, "A09", "New Person", "team_manager", "South FST")
    lines = tuple(
        returns.Line("A09", case, "W01", "S01", "South FST", "2026-12-01") for case in ("FS-1", "FS-2")
    )
    plan = returns.Plan("2026-6", "Cycle", "Early help", "2026-11-01", "2026-12-31", "", lines)
    returns.save(central, plan, small_service.rfp)
    return small_service


def test_cases_and_forms_are_on_the_pages_and_no_more_is_remembered_than_when(given, tmp_path):
    central = given.central
    assert paper_pack.printed(central) == {}
    path = paper_pack.write(central, "A09", tmp_path)
    words = text_of(path.read_bytes())
    for told in ("New Person", "FS-1", "FS-2", "J. Okafor", "not locked", "Small audit", "blank form"):
        assert told in words
    assert path.name == "paper-pack-A09.pdf" and list(paper_pack.printed(central)) == ["A09"]
    assert central.store.exports() == []  # no pack went out


def test_new_cases_make_it_something_to_print_again(given, tmp_path):
    paper_pack.write(given.central, "A09", tmp_path)
    (plan,) = returns.plans(given.central)
    more = (*plan.lines, returns.Line("A09", "FS-3", "W01", "S01", "South FST", "2026-12-01"))
    returns.save(given.central, returns.Plan(**{**_vars(plan), "lines": more}), given.rfp)
    assert paper_pack.printed(given.central) == {}


def _vars(plan):
    return {name: getattr(plan, name) for name in plan.__slots__}


def test_without_cases_nothing_is_printed(small_service, tmp_path):  # noqa: F811
    with pytest.raises(NotAllowed, match="no cases in any cycle, so nothing was printed"):
        paper_pack.write(small_service.central, "A09", tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_the_command_line_says_how_when_a_pack_cannot_be_locked(given, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    folder = given.central.world.data_dir
    given.close()
    given.laptops.clear()
    assert cli.main(["--data", str(folder), "pack", "make", "A09", "--out", str(tmp_path)]) == 1
    assert "pack print A09" in capsys.readouterr().err
    assert cli.main(["--data", str(folder), "pack", "print", "A09", "--out", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["path"].endswith("paper-pack-A09.pdf")
    given.central = profiles.open_workspace(World.real(folder), PASSPHRASE)
