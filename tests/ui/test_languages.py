"""The language of the window: which there are, which is chosen, and what happens where one cannot be read."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from qa_desktop import forms, templates, words
from tests import moderating
from tests.conftest import RESOURCES
from tests.ui.every_screen import opened
from tools import words as catalogues
from ui import languages, small
from ui.desk import Desk
from ui.forms.session import Session
from ui.screens.settings import SettingsScreen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def welsh(tmp_path_factory):
    """A catalogue that knows two words of it."""
    said = {"Settings": "Gosodiadau", "{n} audits": "{n} archwiliad"}
    return catalogues.pseudo_locale(tmp_path_factory.mktemp("welsh"), lambda text: said.get(text, ""))


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.delenv(languages.OVERRIDE, raising=False)
    yield
    words.speak()


def test_english_is_offered_first_and_the_others_by_their_own_names(tmp_path, welsh):
    assert languages.offered(tmp_path) == [("en", "English")]
    (tmp_path / "languages").mkdir()
    for code in ("fr", "cy"):
        (tmp_path / "languages" / f"qa_desktop_{code}.qm").write_bytes(welsh.read_bytes())
    assert languages.offered(tmp_path) == [("en", "English"), ("cy", "Cymraeg"), ("fr", "Français")]


def test_the_language_is_kept_beside_the_look_and_the_environment_comes_before_it(tmp_path, monkeypatch):
    assert languages.chosen(tmp_path) == "en"
    small.write_small(tmp_path / small.SMALL_SETTINGS, {"language": "cy", "theme": {}})
    assert languages.chosen(tmp_path) == "cy"
    monkeypatch.setenv(languages.OVERRIDE, "fr")
    assert languages.chosen(tmp_path) == "fr"
    monkeypatch.delenv(languages.OVERRIDE)
    small.write_small(tmp_path / small.SMALL_SETTINGS, {"language": ["cy"]})
    assert languages.chosen(tmp_path) == "en"


def test_a_catalogue_is_spoken_and_what_it_does_not_know_stays_english(tmp_path, welsh):
    assert languages.speak(str(welsh), tmp_path)
    assert words.tr("Settings") == "Gosodiadau"
    assert words.tr("{n} audits", n=2) == "2 archwiliad"
    assert words.tr("Home") == "Home"
    assert languages.speak("en", tmp_path)
    assert words.tr("Settings") == "Settings"


@pytest.mark.parametrize("broken", ["none", "cut", "text"])
def test_where_a_catalogue_cannot_be_read_it_is_english_and_the_log_says_so(tmp_path, welsh, broken):
    path = tmp_path / "qa_desktop_cy.qm"
    if broken != "none":
        path.write_bytes(welsh.read_bytes()[:10] if broken == "cut" else b"No catalogue at all.")
    assert not languages.speak(str(path), tmp_path)
    assert words.tr("Settings") == "Settings"
    assert "LanguageNotRead\n  qa_desktop_cy.qm" in (tmp_path / small.LOG).read_text("utf-8")


def test_a_language_is_a_name_and_never_a_way_out_of_the_folder(tmp_path):
    assert not languages.speak("../../secret", tmp_path)
    assert "qa_desktop_secret.qm" in (tmp_path / small.LOG).read_text("utf-8")


def test_qt_says_its_own_words_in_the_language_where_it_has_them(app):
    def said():
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert said() == "Cancel"
    theirs = languages.speak_qt(app, "de")
    assert said() == "Abbrechen"
    app.removeTranslator(theirs)
    assert languages.speak_qt(app, "cy") is None  # Qt has no Welsh
    assert languages.speak_qt(app, "en") is None


def test_settings_offer_a_language_only_where_there_is_another(app, service, welsh, tmp_path):
    central = service.central
    with opened(central) as program:
        program.window.go("settings")
        assert program.window.showing.language is None
    resources = tmp_path / "resources"
    (resources / "languages").mkdir(parents=True)
    (resources / "languages" / "qa_desktop_cy.qm").write_bytes(welsh.read_bytes())
    for one in central.world.resources.iterdir():
        if one.name != "languages":
            (resources / one.name).symlink_to(one)
    central = replace(central, world=replace(central.world, resources=resources))
    with opened(central) as program:
        program.window.go("settings")
        screen = program.window.showing
        assert isinstance(screen, SettingsScreen) and screen.language.value() == "en"
        screen.language.set_value("cy")
        screen.language.changed.emit("cy")
    assert languages.chosen(central.world.data_dir) == "cy"


def test_the_program_starts_in_the_language_that_was_chosen(tmp_path, welsh):
    """Words that are made when a module is loaded are in it too: the language comes before any of them."""
    code = (
        "import sys; from pathlib import Path; from ui import languages;"
        "assert not any(name.startswith('ui.screens') for name in sys.modules);"
        "folder = Path(sys.argv[1]); languages.speak(languages.chosen(folder), folder);"
        "from ui.rooms import ROOMS; print(next(room.words for room in ROOMS if room.id == 'settings'))"
    )
    env = os.environ | {languages.OVERRIDE: str(welsh)}
    out = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True
    )  # fmt: skip
    assert out.stdout.strip() == "Gosodiadau"


def test_a_form_is_asked_in_the_language_and_answered_in_the_same_codes(app, service):
    """What is sealed names the template, which holds every language; a signed form is read in English."""
    layer = b'\n[text.xx]\nO1 = "Pali ale li pona?"\n"scale.G4.3" = "Pona"\n'
    small_one = templates.load(moderating.AUDIT + layer, "small.toml", templates.shared_parts(RESOURCES))
    ws = service.laptop("A01")
    draft = forms.start(ws, small_one)
    words.speak(language="xx")
    desk = Desk(ws)
    try:
        session = Session(desk, draft.doc)
        assert session.template.by_id["O1"].ask == "Pali ale li pona?"
        assert session.template.by_id["O2"].ask == "What decided it"
        assert session.answer("O1", "3") and forms.draft(ws, draft.doc).answers["O1"] == "3"
        assert session.summary("O1").endswith("Pona")
        assert session.template.digest == small_one.digest == forms.draft(ws, draft.doc).template
        words.speak()
        assert Session(desk, draft.doc).template.by_id["O1"].ask == "Overall judgement"
    finally:
        desk.close()
