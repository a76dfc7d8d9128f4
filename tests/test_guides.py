"""The guides say only what the program does: their commands parse, and their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from qa_desktop import cli, revocation, roles, signers
from qa_desktop.world import resources_folder

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ("security.md", "dpia-starter.md", "when-things-go-wrong.md", "licences.md")


def commands() -> list[str]:
    found = [line.strip() for page in PAGES for line in (DOCS / page).read_text("utf-8").splitlines()]
    return [line for line in found if line.startswith("python main.py ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_in_the_guides_is_one(line):
    args = cli._parser().parse_args(shlex.split(line)[2:])
    assert callable(args.run)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page):
    text = (DOCS / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (DOCS / target).is_file(), target


def test_the_guide_has_a_part_for_everything_that_goes_wrong():
    parts = re.findall(r"^## (.+)$", (DOCS / "when-things-go-wrong.md").read_text("utf-8"), re.M)
    for words in (
        "laptop is lost",
        "key is lost",
        "passphrase is forgotten",
        "database is damaged",
        "leaves",
        "certificate ends",
    ):
        assert any(words in part for part in parts), words
    assert len(commands()) > 20


def test_every_reason_to_revoke_and_every_kind_of_file_has_words():
    assert all(revocation.WHY.values())
    for what, capability in signers.FROM.values():
        assert what and roles.who_may(resources_folder(), capability)
