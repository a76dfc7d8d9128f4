"""`make pictures`: photographs of the running app for the documents, from freshly made practice workspaces.

Nothing is drawn by hand, so they cannot show what the app does not do. They are kept small: a picture of a screen has
few colours.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QBuffer, QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from qa_desktop import demo, forms, practice, profiles, spans  # noqa: E402
from qa_desktop.workspace import Workspace  # noqa: E402
from qa_desktop.world import World, utc_now  # noqa: E402
from ui import theme  # noqa: E402
from ui.app import Program  # noqa: E402

SETTLE_MS = 1_500
FOLDER = ROOT / "docs" / "pictures"
SIZE = (1180, 700)
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Shot:
    """One photograph. `before`: what is done in the window first; `new`: a form of this code is begun for it, and
    these questions (`fill`) are answered in it."""

    name: str
    side: str  # whose window: "none", "auditor" or "lead"
    place: str = ""
    palette: str = "light"
    args: dict[str, Any] = field(default_factory=dict)
    before: Callable[[Program], object] | None = None
    new: str = ""
    fill: tuple[str, ...] = ()
    size: tuple[int, int] = SIZE


def _tour(program: Program) -> None:
    program.window.do("tour")
    program._practising.tour.go_on()


def _chosen(program: Program) -> None:
    made = program.world.data_dir.parent.joinpath("returns").iterdir()
    program.window.showing.take([max(made, key=lambda path: path.stat().st_mtime)])


def _year(program: Program) -> None:
    box = program.window.showing.length
    box.setCurrentIndex(len(spans.LENGTHS) - 1)
    box.activated.emit(box.currentIndex())  # as somebody who chooses it


def _during(program: Program) -> None:
    program.window.showing.go_step(1)


def _to_lines(program: Program) -> None:
    page = program.window.showing.page
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 3)


FAMILY = {"A04": "7041", "A06": "W01", "A07": "S01", "OB4": "y"}
WATCHED = ("OB1", "OB2", "OB3", "OB4", "OB5", "OP1", "OP2", "OP3")
CHECKED = ("A04", "A05", "A06", "A07", "C1", "C2", "RA1", "RA2", "RA3", "RA4", "RA5", "RA6")
M3 = {"question": "M3"}
WIDE = (1366, 768)
LAST = {
    "method": "RFP",
    "cycle": practice.cycle_of(utc_now().date(), 1)["code"],
}  # the newest cycle that is whole
SHOTS = (
    Shot("welcome-light", "none"),
    Shot("tour-light", "auditor", "home", before=_tour),
    Shot("home-light", "auditor", "home"),
    Shot("audit-light", "auditor", "audit", args=M3, size=WIDE),
    Shot("audit-dark", "auditor", "audit", "dark", args=M3, size=WIDE),
    Shot("audit-contrast", "auditor", "audit", "contrast", args=M3, size=WIDE),
    Shot("check-light", "auditor", "check"),
    Shot("transfer-light", "auditor", "transfer"),
    Shot("observe-light", "auditor", "observe", before=_during, new="OBS", fill=WATCHED),
    Shot("recording-light", "auditor", "checklist", before=_to_lines, new="REC-A", fill=CHECKED),
    Shot("help-light", "auditor", "help", args={"section": "See what is due"}),
    Shot("lead-home-light", "lead", "home", size=WIDE),
    Shot("people-light", "lead", "people", size=WIDE),
    Shot("schedule-light", "lead", "schedule", size=WIDE),
    Shot("import-light", "lead", "importer", before=_chosen, size=WIDE),
    Shot("packs-light", "lead", "packs", size=WIDE),
    Shot("collation-light", "lead", "collation", args=LAST, before=_year, size=WIDE),
    Shot("collation-dark", "lead", "collation", "dark", args=LAST, before=_year, size=WIDE),
    Shot("actions-light", "lead", "actions", size=WIDE),
    Shot("themes-light", "lead", "themes", size=WIDE),
    Shot("reports-light", "lead", "reports", size=WIDE),
)


def settle(milliseconds: int = SETTLE_MS) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def rest(program: Program) -> None:
    """Until the screen has what it reads, however busy the machine is."""
    settle()
    while program.desk.busy:
        settle()


def save(program: Program, name: str) -> None:
    """The window as a PNG with a palette, which is a quarter of the size."""
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.ReadWrite)
    program.window.grab().save(held, "PNG")
    picture = Image.open(io.BytesIO(bytes(held.data()))).convert("RGB")
    small = picture.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    print(f"{path} {path.stat().st_size // 1024} KB")


def document_of(ws: Workspace, shot: Shot) -> dict[str, Any]:
    """The draft that the place is about."""
    if shot.new:
        template = next(t for t in forms.template_choices(ws).values() if t.code == shot.new)
        script = tomllib.loads((ws.world.resources / "demo.toml").read_text("utf-8"))
        told = demo.made_up(template, 4, script, FAMILY) | FAMILY
        draft = forms.start(ws, template)
        kept = {question: told[question] for question in shot.fill if question in told}
        return {"doc": forms.keep(ws, replace(draft, answers={**draft.answers, **kept})).doc}
    if shot.place in ("audit", "check"):
        done = max(forms.drafts(ws), key=lambda draft: len(draft.answers))
        return {"doc": done.doc}
    return {}


def photograph(side: str, usual: Path) -> None:
    """Every shot of one side."""
    world = World.real(usual)
    program = Program(world, usual)
    program.window.resize(*SIZE)
    if side == "none":
        program.begin()
        settle()
        save(program, next(shot.name for shot in SHOTS if shot.side == side))
        program.window.close()
        program.close()
        return
    folder = practice.folder_of(usual, side)
    here = replace(world, data_dir=practice.make(folder, side, World.real))
    workspace = profiles.open_workspace(here, practice.PASSPHRASE)
    program._practising._open((folder, here, workspace, False))
    workspace.close()
    program.window.show()
    settle()
    for shot in SHOTS:
        if shot.side == side:
            program.window.resize(*shot.size)
            program.window.use_theme(theme.Theme(shot.palette, 1.0, "inter"))
            program.window.go(shot.place, **shot.args, **document_of(program.desk.workspace, shot))
            rest(program)
            if shot.before:
                shot.before(program)
                rest(program)
            save(program, shot.name)
            program._practising.end_tour()
    program.window.close()
    program.close()


def main(wanted: list[str]) -> None:
    """Take every picture, or those of the sides that are wanted."""
    app = QApplication([])
    theme.load_fonts()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        for side in wanted or ["none", "auditor", "lead"]:
            photograph(side, Path(name))
        sys.stdout.flush()
        app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
