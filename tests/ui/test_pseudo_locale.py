"""Every screen in a language that nobody speaks: nothing on it is left in English, and longer words have room."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.desktop,  # the walk takes a minute; a forgotten sentence is found without it, by tests/test_words.py
    pytest.mark.timeout(900),
    pytest.mark.xdist_group("pseudo-locale"),
]
# The language comes before the screens are loaded, as in the program.
WALK = """
import os, sys
from pathlib import Path
from tools import words
from ui import languages
folder = Path(sys.argv[1])
assert languages.speak(str(words.pseudo_locale(folder)), folder)
from tests.ui import pseudo_walk
pseudo_walk.main(folder)
os._exit(0)
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """In a process of its own: a language is for the whole program, from its start."""
    folder = tmp_path_factory.mktemp("pseudo")
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(folder)], env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT, capture_output=True, text=True, timeout=800, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "found.json").read_text("utf-8"))


def test_every_place_was_walked_into(walked):
    assert len(walked["looked"]) > 110


def test_no_words_of_the_window_are_left_in_english(walked):
    assert walked["plain"] == []


def test_words_that_are_a_third_longer_have_room(walked):
    assert walked["cut"] == []
