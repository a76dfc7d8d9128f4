"""The layers, held on real imports: ui, then qa_desktop, then db; and no window is needed for the work itself."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import layers

ROOT = Path(__file__).parents[1]

# What follows runs in a process where nobody can import Qt, as on a machine that does not have it.
WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoQt())
import db, qa_desktop
names = [m.name for package in (db, qa_desktop) for m in pkgutil.iter_modules(package.__path__, package.__name__ + ".")]
for name in names:
    importlib.import_module(name)

from pathlib import Path
from qa_desktop import cli
code = cli.main(["demo", "--out", sys.argv[1], "--auditors", "1", "--cases", "1", "--json"])
assert code == 0 and not [m for m in sys.modules if m.startswith("PySide6")]
print("\\n" + " ".join(names))
"""


def python(*words, **more):
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, **more
    )


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


def imported(path):
    """The names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_contract_between_the_layers_is_kept():
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [tool], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_the_program_runs_a_whole_cycle_where_qt_is_missing(tmp_path):
    done = python("-c", WITHOUT_QT, str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    names = done.stdout.splitlines()[-1].split()
    assert {"db.store", "qa_desktop.forms", "qa_desktop.cli"} <= set(names)
    assert len(names) >= len(modules("db")) + len(modules("qa_desktop")) - 2  # without the two packages' own


def test_opening_the_command_line_brings_neither_qt_nor_the_drawing_of_pdfs():
    done = python("-c", "import sys; from qa_desktop import walk, forms; print(*sorted(sys.modules))")
    assert done.returncode == 0, done.stderr
    assert not {m.split(".")[0] for m in done.stdout.split()} & {"PySide6", "pyhanko"}


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("db", {"PySide6", "pydantic", "reportlab", "cryptography", "pyhanko", "pyrage", "qa_desktop", "ui"}),
        ("qa_desktop", {"PySide6", "sqlite3", "sqlite_utils", "sqlcipher3", "ui"}),
        ("ui", {"sqlite3", "sqlite_utils", "sqlcipher3", "pyhanko", "cryptography", "pyrage", "reportlab"}),
    ],
)
def test_no_package_reaches_past_the_next_one(package, never):
    for path in modules(package):
        found = {name.split(".")[0] for name in imported(path)}
        assert not found & never, path.name


def test_a_screen_knows_no_store():
    for path in modules("ui"):
        names = {name for name in imported(path) if name.split(".")[0] == "db"}
        assert not names, path.name


@pytest.mark.parametrize("package", ["db", "qa_desktop", "ui"])
def test_nobody_imports_everything(package):
    for path in modules(package):
        assert not any(name.endswith(".*") for name in imported(path)), path.name


@pytest.mark.parametrize("package", ["db", "qa_desktop"])
def test_the_clock_chance_and_environment_come_through_one_door(package):
    """`World` is the door; the command line reads the passphrase, and keys come from the cryptography library."""
    doors = {
        "world.py",
        "cli.py",
        "keys.py",
        "files.py",
        "tables.py",
        "lock.py",
        "identity.py",
        "passphrases.py",
    }
    for path in modules(package):
        text = path.read_text("utf-8")
        for call in ("datetime.now(", "date.today(", "uuid.uuid4(", "random.random(", "os.environ"):
            assert path.name in doors or call not in text, (path.name, call)


def test_every_module_stands_in_exactly_one_room_of_the_page_on_architecture():
    stands = [module for held in layers.rooms().values() for module in held]
    assert sorted(stands) == sorted(layers.modules())
