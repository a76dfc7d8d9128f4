"""About: which program this is, to be told to whoever looks after it, and what it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db import migrations
from qa_desktop import VERSION, about
from qa_desktop.errors import FileRefused
from tests.command_line import DONE, run
from tests.conftest import RESOURCES
from tests.ui.conftest import check_scales, check_screen
from tests.ui.rooms import button, place, settle, words_of  # noqa: F401  fixtures
from ui.screens.about import AboutScreen
from ui.screens.pick import Pick


@pytest.fixture
def ws(service):
    return service.laptop("A01")


def test_it_says_which_program_which_schema_and_every_part_with_its_licence(ws, place):  # noqa: F811
    screen = place(ws, "about", AboutScreen)
    said, inside = words_of(screen), ws.store.versions_in_use()
    for words in (VERSION, migrations.names()[-1], inside["sqlite"], inside["cipher"]):
        assert words in said
    parts = screen.table.model()
    rows = [tuple(parts.index(n, column).data() for column in (0, 2)) for n in range(parts.rowCount())]
    assert {("Qt", "LGPL-3.0-only"), ("Inter", "OFL-1.1"), ("pyhanko", "MIT")} <= set(rows)
    assert "pytest" not in dict(rows)
    check_screen(screen)


def test_the_lines_can_be_copied_and_name_nobody(ws, place, monkeypatch):  # noqa: F811
    copied = []
    monkeypatch.setattr(Pick, "copy", copied.append)
    button(place(ws, "about", AboutScreen), "Copy these lines").click()
    assert f"Program: {VERSION}" in copied[0] and "SQLCipher: " in copied[0]
    assert ws.me.name not in copied[0] and str(ws.world.data_dir) not in copied[0]


def test_the_built_program_shows_its_licence_texts(ws, place, tmp_path, monkeypatch):  # noqa: F811
    (tmp_path / "licences").mkdir()
    (tmp_path / "resources").symlink_to(RESOURCES)  # a copy of the program without the list beside them
    ws = replace(ws, world=replace(ws.world, resources=tmp_path / "resources"))
    monkeypatch.setattr(Pick, "show_folder", shown := [].append)
    screen = place(ws, "about", AboutScreen)
    assert "The list of parts is not in this copy of the program." in words_of(screen)
    button(screen, "Show the licence texts").click()
    assert shown.__self__ == [tmp_path / "licences"]


def test_what_cannot_be_read_is_said(ws, place, monkeypatch):  # noqa: F811
    def refuse(_resources):
        raise FileRefused("licences.md is empty.")

    monkeypatch.setattr(about, "parts", refuse)
    screen = place(ws, "about", AboutScreen)
    assert "This could not be read." in words_of(screen)


def test_it_fits_at_every_text_size(ws, place, themed, app):  # noqa: F811
    first = place(ws, "about", AboutScreen)

    def made() -> AboutScreen:
        screen = AboutScreen(first._desk, first.window())
        screen._draw((about.about(), about.parts(ws.world.resources)))
        return screen

    check_scales(app, made, 1180, 700)


def test_the_command_line_says_the_same_without_a_profile(tmp_path):
    said = run("version", "--json", data=tmp_path / "none", passphrase=None)
    assert said.code == DONE and said.data["version"] == VERSION and said.data["built"] is False
    assert {"Qt", "SQLCipher", "reportlab"} <= {one["name"] for one in said.data["parts"]}
    assert "pyhanko 0.38.0: MIT" in run("version", "--licences", data=tmp_path / "none", passphrase=None).out
