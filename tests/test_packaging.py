"""The build is not made here, it takes minutes; that its lists are whole is seen in a moment."""

from __future__ import annotations

import ast
import json
import plistlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from qa_desktop import VERSION, packs
from qa_desktop.world import APP_FOLDER
from tools import contents, sbom
from ui.rooms import ROOMS

ROOT = Path(__file__).parents[1]
SPEC, PACKAGING, ICONS = ROOT / "pyinstaller.spec", ROOT / "packaging", ROOT / "resources" / "app"


def text(path: Path) -> str:
    return path.read_text("utf-8")


# What goes in


def test_every_file_of_resources_goes_in_at_the_place_where_the_program_looks():
    listed = {(Path(source), folder) for source, folder in contents.data()}
    kept = subprocess.run(["git", "ls-files", "-z", "resources"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in kept.stdout.decode().split("\0") if name]
    files = [
        path for path in files if path.suffix != ".ts"
    ]  # for translators: the program reads what is made of it
    assert len(files) > 100
    assert {(path, path.relative_to(ROOT).parent.as_posix()) for path in files} <= listed
    assert all(source.is_file() for source, _ in listed)


def test_every_module_of_ours_goes_in_whoever_imports_it():
    named = set(contents.modules())
    for package in contents.PACKAGES:
        assert package in named
    assert {f"ui.screens.{room.screen.partition('.')[0]}" for room in ROOMS} | {"ui.opening"} <= named
    assert {f"qa_desktop.{path.stem}" for path in (ROOT / "qa_desktop").glob("cli*.py")} <= named


def test_whatever_is_imported_by_a_name_made_while_running_is_of_ours():
    """Those calls are what a build cannot see: a new one has to be thought of in tools/contents.py."""
    found = {}
    for package in contents.PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            calls = re.findall(r"import_module\((.+?)\)", text(path))
            if calls:
                found[path.relative_to(ROOT).as_posix()] = calls
    assert found == {"ui/app.py": ['"ui.opening"', 'f"ui.screens.{module}"']}


def test_no_part_of_qt_that_we_import_is_left_out():
    used = {
        name
        for path in (ROOT / "ui").rglob("*.py")
        for name in re.findall(r"^from (PySide6\.\w+)", text(path), re.M)
    }
    assert "PySide6.QtWidgets" in used and not used & set(contents.LEFT_OUT)


@pytest.mark.parametrize(
    ("file", "goes_in"),
    [
        ("resources/roles.toml", True),
        ("PySide6/QtWidgets.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
    ],
)
def test_of_qt_only_what_is_used_goes_in(file, goes_in):
    assert contents.wanted(file) is goes_in


def test_a_library_goes_in_only_where_something_that_goes_in_asks_for_it():
    linked = {
        "xcb": ["libQt6Gui.so.6", "libc.so.6"],
        "gui": ["libicu.so.73"],
        "quick": ["libcairo.so.2"],
    }
    found = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "xcb", "BINARY"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "gui", "BINARY"),
        ("PySide6/Qt/lib/libQt6Quick.so.6", "quick", "BINARY"),
        ("libicu.so.73", "icu", "BINARY"),
        ("libcairo.so.2", "cairo", "BINARY"),
        ("libpython3.11.so.1.0", "python", "BINARY"),
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Quick.so.6", "PySide6/Qt/lib/libQt6Quick.so.6", "SYMLINK"),
    ]
    kept = {one[0] for one in contents.needed(found, lambda path: linked.get(path, []))}
    assert kept == {
        "PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/lib/libQt6Gui.so.6", "libicu.so.73", "libpython3.11.so.1.0",
        "libQt6Gui.so.6",
    }  # fmt: skip


def test_the_licence_text_of_every_part_goes_in():
    texts = list(contents.licence_texts())
    with_text = {Path(folder).name for _, folder in texts}
    # Qt for Python brings none along: the LGPL is there with python-bidi, and Qt's own notices on its pages
    assert set(sbom.shipped(sbom.locked())) - with_text <= {"pyside6-essentials", "pyside6-pdf", "shiboken6"}
    assert any(Path(file).name == "COPYING.LESSER" for file, _ in texts)


def test_the_spec_is_whole_and_takes_its_lists_from_there():
    spec = text(SPEC)
    ast.parse(spec)
    for used in (
        "contents.data()",
        "contents.modules()",
        "contents.LATE",
        "contents.LEFT_OUT",
        "contents.needed(",
    ):
        assert used in spec


# One version


def test_the_version_is_written_in_one_place_and_whatever_must_repeat_it_agrees():
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    assert project["project"]["version"] == VERSION == sbom.locked()["qa-desktop"]["version"]
    assert json.loads(text(sbom.SBOM))["metadata"]["component"]["version"] == VERSION
    assert packs.APP.split() == ["QA", "Desktop", VERSION]
    for path in [SPEC, *(one for one in PACKAGING.rglob("*") if one.is_file())]:
        said = [line for line in text(path).splitlines() if VERSION in line and not line.startswith(";")]
        assert not said, path.name


def test_windows_is_told_the_version_in_its_own_words():
    told = ast.parse(contents.windows_version("qa-desktop"))
    assert ast.unparse(told).count(VERSION) == 2 and contents.version_numbers()[3] == 0


# Icons, recipes, file type


def test_the_icons_are_there_in_every_size():
    with Image.open(ICONS / "qa-desktop.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]
    with Image.open(ICONS / "qa-desktop.icns") as icon:
        assert max(size[0] for size in icon.info["sizes"]) >= 512
    for size in (48, 128, 256):
        with Image.open(ICONS / f"qa-desktop-{size}.png") as icon:
            assert icon.size == (size, size)


def test_every_system_is_told_that_this_program_opens_bundles():
    assert "*.qabundle" in text(PACKAGING / "debian" / "qa-desktop.xml")
    entry = text(PACKAGING / "debian" / "qa-desktop.desktop")
    assert "MimeType=application/x-qabundle;" in entry and "Exec=qa-desktop %f" in entry
    assert r"Software\Classes\.qabundle" in text(PACKAGING / "windows" / "qa-desktop.iss")
    info = plistlib.loads(plistlib.dumps(contents.MACOS_INFO))
    (exported,), (document,) = info["UTExportedTypeDeclarations"], info["CFBundleDocumentTypes"]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == ["qabundle"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]


def test_no_recipe_names_the_folder_of_anybodys_work():
    """So none can touch it: only what says that it is left alone may name it."""
    for path in (one for one in PACKAGING.rglob("*") if one.is_file()):
        acts = [line for line in text(path).splitlines() if not line.lstrip().startswith((";", "#"))]
        for line in acts:
            assert APP_FOLDER + "\\" not in line and "localappdata" not in line.casefold(), path.name
            if re.search(r"\brm -", line) or "[UninstallDelete]" in line:
                assert re.search(r'"\$(made|bare|image)', line), (path.name, line)


def test_the_installer_for_windows_names_files_that_are_there():
    lines = text(PACKAGING / "windows" / "qa-desktop.iss")
    icon = re.search(r"SetupIconFile=(.+)", lines)
    assert icon and (PACKAGING / "windows" / icon[1].strip().replace("\\", "/")).resolve().is_file()
    assert "PrivilegesRequired=lowest" in lines and "[UninstallDelete]" not in lines


def test_what_shell_scripts_say_can_be_read():
    for path in sorted(PACKAGING.rglob("*.sh")):
        subprocess.run(["sh", "-n", str(path)], check=True)
