"""The language of the window: chosen in Settings, known before the passphrase, read once when the program starts.

A language is a catalogue of Qt Linguist under resources/languages, qa_desktop_cy.qm for Welsh. docs/languages.md says
how one is made. English stands in the code and needs none.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from qa_desktop import words as said
from qa_desktop.words import ENGLISH
from qa_desktop.world import default_data_dir, resources_folder
from ui import small

OVERRIDE = "QA_LANGUAGE"  # a code, or the path of a catalogue that is not one of ours: for trying one out
_FILE = "qa_desktop_{}.qm"


def offered(resources: Path) -> list[tuple[str, str]]:
    """(code, the language's own name) of English and of every catalogue there is, by name."""
    found = [
        path.stem.removeprefix("qa_desktop_") for path in (resources / "languages").glob(_FILE.format("*"))
    ]
    names = sorted((QLocale(code).nativeLanguageName() or code, code) for code in found)
    return [(ENGLISH, "English"), *((code, name[:1].upper() + name[1:]) for name, code in names)]


def chosen(folder: Path) -> str:
    """The language asked for: by the environment, else in the settings of this folder."""
    kept = small.read_small(folder / small.SMALL_SETTINGS).get("language")
    return os.environ.get(OVERRIDE) or (kept if isinstance(kept, str) else ENGLISH)


def speak(language: str, folder: Path) -> bool:
    """Say it in this language from now on. False, English, and a line in the folder's log where that cannot be."""
    said.speak()
    if language == ENGLISH:
        return True
    named = Path(language)
    path = named if named.suffix == ".qm" else resources_folder() / "languages" / _FILE.format(named.name)
    catalogue = QTranslator()
    if not catalogue.load(str(path)):
        small.log(folder, "LanguageNotRead", [path.name])
        return False
    said.speak(cache(lambda text: catalogue.translate("", text)), path.stem.removeprefix("qa_desktop_"))
    return True


def speak_qt(app: QCoreApplication, language: str) -> QTranslator | None:
    """What Qt itself says, as in the menu of a text box; nothing where Qt has not that language."""
    theirs = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language == ENGLISH or not theirs.load(f"qtbase_{language}", folder):
        return None
    app.installTranslator(theirs)
    return theirs


def main(words: list[str]) -> Any:
    """Open the window. Its language comes first: many words of the screens are made when these are loaded."""
    given, _ = small.asked(words)
    folder = given or small.folder_in_use(default_data_dir())
    speak(chosen(folder), folder)
    from ui.app import main as open_window

    return open_window(words)
