"""The bill of what the program is made of is up to date, whole, and free of surprises."""

from __future__ import annotations

import json
import re

from tools import sbom

OURS = re.compile(r"[A-Za-z0-9.+-]+( (AND|OR) [A-Za-z0-9.+-]+)*")
FREE_TO_SHIP = frozenset(
    [
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "PSF-2.0",
        "MPL-2.0",
        "Zlib",
        "ISC",
        "OFL-1.1",
        "LGPL-3.0-only",
        "LGPL-3.0-or-later",
        "Unlicense",
    ]
)


def test_both_files_are_up_to_date():
    for path, text in sbom.texts().items():
        assert path.read_text("utf-8") == text, f"{path.name}: run `make sbom`"


def test_everything_that_ships_is_listed_once_with_its_licence_and_the_hashes_of_its_wheels():
    made = json.loads(sbom.SBOM.read_text("utf-8"))
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    refs = [one["bom-ref"] for one in made["components"]]
    assert len(set(refs)) == len(refs)
    names = {one["name"] for one in made["components"]}
    direct = {each["name"] for each in sbom.locked()["qa-desktop"]["dependencies"]}
    assert direct <= names and not {"pytest", "mypy", "ruff", "hypothesis"} & names
    for one in made["components"]:
        assert one["licenses"], f"{one['name']} says no licence: read its files and put it into tools/sbom.py"
        if one["type"] == "library":
            assert one["properties"], one["name"]
            assert all(re.fullmatch(r"[0-9a-f]{64}", each["value"]) for each in one["properties"])
    pointed = {each for one in made["dependencies"] for each in one["dependsOn"]}
    assert pointed <= set(refs)


def test_no_licence_asks_for_what_we_do_not_do():
    for one in json.loads(sbom.SBOM.read_text("utf-8"))["components"]:
        (said,) = one["licenses"]
        words = said.get("expression") or said["license"].get("id") or said["license"]["name"]
        if words != sbom.PUBLIC:
            assert OURS.fullmatch(words), words
            assert {each for each in words.split() if each not in ("AND", "OR")} <= FREE_TO_SHIP, one["name"]


def test_the_same_lock_gives_the_same_bytes():
    assert sbom.texts() == sbom.texts()
