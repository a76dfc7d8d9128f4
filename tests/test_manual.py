"""The user guides name only what there is: screens, buttons, keys, commands, pictures made by the script."""

from __future__ import annotations

import ast
import io
import re
import tomllib
from functools import cache, partial
from pathlib import Path

import pytest
from pypdf import PdfReader

from qa_desktop import cli, manual, profiles
from qa_desktop.workspace import Me
from qa_desktop.world import resources_folder
from tests import command_line
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tools import contents, pictures
from ui.actions import ACTIONS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDES = tuple(name for name in manual.PAGES if name.startswith("guide-"))
SMALL = 120 * 1024  # bytes, of one picture
ALL_PICTURES = 2 * 1024 * 1024  # bytes


def strings(held: object) -> set[str]:
    """Every text in a table of TOML."""
    if isinstance(held, str):
        return {held}
    inner = held.values() if isinstance(held, dict) else held if isinstance(held, list) else ()
    return {text for one in inner for text in strings(one)}


@cache
def words_of_the_app() -> frozenset[str]:
    """Every text that the window can show: what stands in its source, and in the content."""
    found: set[str] = set()
    for package in ("ui", "qa_desktop"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            found |= {
                n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            }
    for path in resources_folder().rglob("*.toml"):
        found |= strings(tomllib.loads(path.read_text("utf-8")))
    return frozenset(found)


def named(page: str) -> list[str]:
    """What a guide names in bold."""
    text = " ".join((DOCS / page).read_text("utf-8").split())
    return [name for name in re.findall(r"\*\*(.+?)\*\*", text) if name != "bold"]


@pytest.mark.parametrize("page", GUIDES)
def test_every_name_in_a_guide_stands_in_the_app(page):
    names = named(page)
    assert len(names) > 8
    assert [name for name in names if name not in words_of_the_app()] == []


@pytest.mark.parametrize("page", GUIDES)
def test_every_key_in_a_guide_is_one(page):
    keys = {key for action in ACTIONS for key in (*action.keys, action.keys_shown)}
    said = re.findall(r"\b(?:Ctrl|Alt|Shift)\+[^\s,.;:)]+|\bF\d+\b", (DOCS / page).read_text("utf-8"))
    assert [key for key in said if key not in keys] == []


@pytest.mark.parametrize("page", manual.PAGES)
def test_every_picture_of_a_guide_is_made_by_the_script(page):
    text = (DOCS / page).read_text("utf-8")
    made = {f"pictures/{shot.name}.png" for shot in pictures.SHOTS}
    assert [path for _, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text) if path not in made] == []
    assert all(words for words, _ in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text))  # for who cannot see it


def test_every_photograph_in_docs_is_made_by_the_script_and_small():
    made = {f"{shot.name}.png" for shot in pictures.SHOTS}
    there = list((DOCS / "pictures").glob("*.png"))
    assert {path.name for path in there} == made
    assert [path.name for path in there if path.stat().st_size > SMALL] == []
    assert sum(path.stat().st_size for path in there) < ALL_PICTURES


def test_every_guide_is_short():
    assert all(len((DOCS / page).read_text("utf-8").split()) < 1000 for page in GUIDES)


def test_the_built_program_brings_the_guides_and_their_pictures():
    shipped = {f"{folder}/{Path(file).name}" for file, folder in contents.data()}
    assert {f"docs/{page}" for page in manual.PAGES} <= shipped
    assert {f"docs/pictures/{shot.name}.png" for shot in pictures.SHOTS} <= shipped


# How they are read


def test_a_guide_is_read_into_tasks_and_steps(tmp_path):
    path = tmp_path / "guide.md"
    path.write_text(
        "# For everybody\n\nFirst\nwords.\n\n## A task\n\n1. Press **Start**\n   and wait.\n2. See `here`.\n\n"
        "- one\n- *two*\n\n### More\n\n```sh\npython main.py status\n```\n\n![A picture](pictures/a.png)\n\n"
        "Read [this](other.md).\n",
        "utf-8",
    )
    page = manual.read(path)
    assert page.title == "For everybody"
    about, task = page.sections
    assert [piece.text for piece in about.pieces] == ["First words."]
    kinds = [piece.kind for piece in task.pieces]
    assert kinds == ["number", "number", "bullet", "bullet", "heading", "code", "picture", "paragraph"]
    assert task.pieces[0].text == "Press **Start** and wait." and task.pieces[1].number == 2
    assert manual.spans(task.pieces[0].text) == [("Press ", False), ("Start", True), (" and wait.", False)]
    assert manual.plain("See `here`, *two* and [this](other.md), 3 * 4") == "See here, two and this, 3 * 4"
    assert task.pieces[5].text == "python main.py status" and task.pieces[6].path == "pictures/a.png"


def test_whose_window_it_is_decides_which_guide_comes_first():
    assert manual.load(resources_folder(), "lead")[0].file == "guide-lead.md"
    assert manual.load(resources_folder(), "auditor")[0].file == "guide-auditor.md"
    assert {page.file for page in manual.load(resources_folder())} == set(manual.PAGES)


def test_a_guide_reads_on_paper_as_on_the_screen(tmp_path, bare_service):
    ws = bare_service.central
    page = manual.load(resources_folder())[0]
    path = manual.write(ws, page, tmp_path / "guide")
    read = PdfReader(io.BytesIO(path.read_bytes()))
    text = " ".join(" ".join(one.extract_text() for one in read.pages).split())
    assert path.suffix == ".pdf" and len(read.pages) < 8
    for section in page.sections:
        for piece in section.pieces:
            assert " ".join(manual.plain(piece.text).split())[:60] in text


def test_the_command_line_reads_and_prints_the_guides(tmp_path):
    me = Me("A01", "Priya Nair", "team_manager", "South FST", "Example Council")
    profiles.create(made_up_world(tmp_path / "A01"), me, PASSPHRASE, cost=QUICK)[0].close()
    run = partial(command_line.run, "--json", data=tmp_path / "A01", world=made_up_world)
    found = run("manual", "read", "lost", "stolen").data["sections"]
    assert [one["title"] for one in found] == [
        "A laptop is lost or stolen",
        "The key of the service's own certificate may be stolen",
    ]
    assert run("manual", "print", "lead", "--out", tmp_path / "lead.pdf").code == command_line.DONE
    assert run("manual", "auditing", "house", "rules", "--out", tmp_path / "rules.pdf").data["pages"] >= 1
    assert run("manual", "print", "nobody", "--out", tmp_path / "x.pdf").code == command_line.REFUSED
    assert run("manual", "auditing", "zebra", "--out", tmp_path / "x.pdf").code == command_line.NOT_GOOD


def test_every_verb_in_the_guides_is_one():
    lines = [line.strip() for page in manual.PAGES for line in (DOCS / page).read_text("utf-8").splitlines()]
    for line in (one for one in lines if one.startswith("python main.py ")):
        assert cli._parser().parse_args(line.split()[2:]).run
