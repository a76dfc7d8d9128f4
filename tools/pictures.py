"""`make pictures`: photographs of the running app for the documents, from a freshly played demonstration.

Nothing is drawn by hand, so they cannot show what the app does not do.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from qa_desktop import demo, forms, profiles  # noqa: E402
from qa_desktop.world import World  # noqa: E402
from ui import theme  # noqa: E402
from ui.app import Program  # noqa: E402

SETTLE_MS = 1_200
FOLDER = ROOT / "docs" / "pictures"
SIZE = (1366, 768)
# file name, whose window, palette, place, its arguments
SHOTS = (
    ("home-light", "laptop", "light", "home", {}),
    ("audit-light", "laptop", "light", "audit", {"question": "M3"}),
    ("audit-dark", "laptop", "dark", "audit", {"question": "M3"}),
    ("audit-contrast", "laptop", "contrast", "audit", {"question": "M3"}),
    ("check-light", "laptop", "light", "check", {}),
    ("transfer-light", "laptop", "light", "transfer", {}),
    ("import-light", "central", "light", "importer", {}),
    ("packs-light", "central", "light", "packs", {}),
    ("collation-light", "central", "light", "collation", {}),
    ("collation-dark", "central", "dark", "collation", {}),
)


def settle(milliseconds: int = SETTLE_MS) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def photograph(profile: Path, whose: str) -> None:
    program = Program(World.real(profile))
    workspace = profiles.open_workspace(World.real(profile), demo.PASSPHRASE)
    drafts = forms.drafts(workspace)
    program._open(workspace)
    program.window.resize(*SIZE)
    program.window.show()
    for name, owner, palette, place, args in SHOTS:
        if owner == whose:
            needed = {"doc": drafts[0].doc} if place in ("audit", "check") else {}
            program.window.use_theme(theme.Theme(palette, 1.0, "inter"))
            program.window.go(place, **args, **needed)
            settle()
            program.window.grab().save(str(FOLDER / f"{name}.png"))
            print(FOLDER / f"{name}.png")
    program.window.close()


def main() -> None:
    app = QApplication([])
    theme.load_fonts()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        played = demo.play(Path(name) / "demo", World.real, seed=7, auditors=6, cases=24)
        photograph(played.laptops[0], "laptop")
        photograph(played.central, "central")
        sys.stdout.flush()
        app.processEvents()


if __name__ == "__main__":
    main()
