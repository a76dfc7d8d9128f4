"""`make words`: every string of the interface into resources/languages/qa_desktop.ts, and each translation made ready.

Qt Linguist opens the files: docs/languages.md. A pseudo-locale, English in brackets with accents, is made for the tests
alone: what stands on a screen without brackets was forgotten, and what is cut has no room for a longer language.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "languages"
SOURCE = FOLDER / "qa_desktop.ts"
PACKAGES = ("ui", "qa_desktop")
_ACCENTS = str.maketrans("aceginoszuyACEGINOSZUYdlrtDLRT", "àçéĝíñöšžûýÀÇÉĜÍÑÖŠŽÛÝđłŕťĐŁŔŤ")
_LONGER = 0.35  # what a translation from English may need: the usual figure for sentences
_WORD = 6  # letters: as words do, what is added breaks into lines
_HELD = re.compile(
    r"(\{[^{}]*\}|&&?|\n|\(\*[^)]*\))"
)  # braces, keys, line ends, and endings of files in a list to choose from


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def marked(code: str) -> Iterator[ast.Call]:
    """Every call of tr() in a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            yield node


def braces(text: str) -> set[str]:
    """What is filled in where a text is said. Raises ValueError where the braces do not match."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def sources(catalogue: Path) -> dict[str, str]:
    """English to translation, of every message of a .ts file that is finished."""
    found = {}
    for message in ElementTree.parse(catalogue).iter("message"):
        said = message.find("translation")
        done = said is not None and said.get("type") is None
        found[message.findtext("source", "")] = (said.text or "") if done else ""
    return found


def wrong(catalogue: Path) -> list[str]:
    """Translations whose braces are not those of the English."""
    found = []
    for english, said in sources(catalogue).items():
        try:
            good = not said or braces(said) == braces(english)
        except ValueError:
            good = "{" not in english
        found += [] if good else [f"{english!r} is translated as {said!r}"]
    return found


def update(catalogues: list[Path]) -> None:
    """Reads the code again. What is no longer said goes; translations of what stays are kept."""
    _run("pyside6-lupdate", "-silent", "-no-obsolete", "-locations", "none", *modules(), "-ts", *catalogues)


def release(catalogue: Path, to: Path) -> Path:
    """The catalogue as the program reads it."""
    _run("pyside6-lrelease", "-silent", catalogue, "-qm", to)
    return to


def pseudo(text: str) -> str:
    """“[Şàvé ñôŵ ~~~]”: readable, longer, in brackets, with the same braces."""
    parts = _HELD.split(text)
    said = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    before, after = re.match(r"\s*", said)[0], re.search(r"\s*\Z", said)[0]
    count = max(1, round(_LONGER * len(text.strip())))
    more = " ".join("~" * min(_WORD, count - at) for at in range(0, count, _WORD))
    return f"{before}[{said.strip()} {more}]{after}"


def pseudo_locale(folder: Path, said: Callable[[str], str] = pseudo) -> Path:
    """A catalogue in `folder` that says everything so. Never one of the languages that the program offers."""
    tree = ElementTree.parse(SOURCE)
    for message in tree.iter("message"):
        translation = message.find("translation")
        translation.attrib.pop("type", None)
        translation.text = said(message.findtext("source", ""))
    catalogue = folder / "pseudo.ts"
    tree.write(catalogue, "utf-8", xml_declaration=True)
    return release(catalogue, folder / "pseudo.qm")


def _run(tool: str, *words: object) -> None:
    subprocess.run([Path(sys.executable).parent / tool, *map(str, words)], cwd=ROOT, check=True)


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    translations = sorted(set(FOLDER.glob("qa_desktop_*.ts")))
    update([SOURCE, *translations])
    faults = [f"{path.name}: {fault}" for path in translations for fault in wrong(path)]
    for path in translations:
        release(path, path.with_suffix(".qm"))
    print(f"{len(sources(SOURCE))} strings; {len(translations)} translations", *faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
