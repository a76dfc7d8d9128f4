"""Photographs every screen of a practice lead, full, empty and refused, in light and in dark, to be looked at.

    xvfb-run -a -s "-screen 0 1400x900x24" .venv/bin/python tools/screens.py OUT [stage…]

In a real window where there is a display, else offscreen. Nothing is drawn by hand. It also says which words are cut
and which screens would have to be scrolled sideways. Stages: demo, returns, cycle, moderation, reports, clash, empty.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REAL = bool(os.environ.get("DISPLAY"))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if REAL else "offscreen")  # before anything imports Qt
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget  # noqa: E402

from qa_desktop import (  # noqa: E402
    action_rows,
    actions,
    demo,
    families,
    import_plans,
    imports,
    moderation,
    packs,
    people,
    profiles,
    returns,
)
from qa_desktop.workspace import Me, Workspace  # noqa: E402
from qa_desktop.world import World  # noqa: E402
from tests import moderating, reporting, rounds  # noqa: E402
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, Service, made_up_world  # noqa: E402
from tests.ui import lead_service  # noqa: E402
from tests.ui.conftest import cut_words  # noqa: E402
from ui import theme  # noqa: E402
from ui.app import Program  # noqa: E402

SIZE = (1366, 768)
SHOWN = ("home", "packs", "importer", "collation", "actions", "action_rows", "schedule", "draw", "give", "moderation",
         "agreement", "release", "people", "reports", "recording", "find", "settings")  # fmt: skip
Act = Callable[[QWidget], None]


@dataclass(frozen=True)
class Shot:
    """One picture: a place, what it is opened with, and what is done there before."""

    name: str
    place: str
    args: dict[str, Any]
    acts: tuple[Act, ...] = ()
    once: bool = False  # it changes the profile, so there is no second picture in the dark


# Waiting


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(program: Program) -> None:
    """Until nothing is being read or written, and the layout has come to rest."""
    for _ in range(2_400):
        wait(25)
        reading = getattr(program.window.showing, "reading", None)
        if not program.desk.busy and not (reading is not None and reading.busy):
            break
    wait(400)


# The stages: a profile, and what is photographed of it


def demo_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    played = demo.play(folder / "demo", World.real, seed=7, auditors=6, cases=24)
    ws = profiles.open_workspace(World.real(played.central), demo.PASSPHRASE)
    docs = action_rows.from_findings(ws)
    shots = [Shot(place, place, {}) for place in SHOWN]
    shots += [Shot("action", "action", {"doc": docs[0]})] if docs else []
    return ws, [
        *shots,
        Shot("findings", "collation", {}, (first_cell,)),
        Shot("find-import", "find", {}, (typed,)),
    ]


def first_cell(screen: QWidget) -> None:
    screen.heat.choose(0, 0)
    QTest.keyClick(screen.heat, Qt.Key.Key_Return)


def typed(screen: QWidget) -> None:
    screen.box.setText("import")


def returns_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    played = demo.play(folder / "demo", World.real, seed=7, auditors=6, cases=24, until="returns")
    bad = folder / "cut off.qabundle"
    bad.write_bytes(played.returns[0].read_bytes()[:900])
    (folder / "letter.qabundle").write_bytes(b"PK\x03\x04 not ours")
    files = [*played.returns[:4], bad, folder / "letter.qabundle"]
    ws = profiles.open_workspace(World.real(played.central), demo.PASSPHRASE)
    imports.take_in(ws, import_plans.plan_files(ws, played.returns[:1]), back_up=False)
    done: Act = lambda screen: screen.go.click()  # noqa: E731
    shots = [Shot("import-checked", "importer", {"files": files})]
    return ws, [
        *shots,
        Shot("home-owed", "home", {}),
        Shot("packs-owed", "packs", {}),
        Shot("import-done", "importer", {"files": files}, (done,), once=True),
        Shot("import-history", "importer", {}),
    ]


def cycle_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    from qa_desktop import templates

    rfp = templates.load_all(RESOURCES)["RFP"]
    ws = lead_service.reopened(lead_service.begun(folder, rfp))
    cases, bad, staff = folder / "open cases.csv", folder / "bad cases.csv", folder / "staff.csv"
    cases.write_bytes(lead_service.made_up.as_csv(lead_service.CASES))
    bad.write_bytes(b"case,supervisor,worker,opened\nFS-1,S01,W01,31/31/2026\nFS-2,,W01,1/2/2026\n")
    staff.write_text("code,name,role,team\nW50,Asta Lind,worker,Alder\nW51,Mary O'Brien,pilot,Alder\n")
    people.name_only(ws, "W91", "Mary O'Brien", "worker", "Alder")
    people.name_only(ws, "W92", "Mary OBrien", "worker", "alder")
    load: Act = lambda screen: screen.setup.take(cases)  # noqa: E731
    spoiled: Act = lambda screen: screen.setup.take(bad)  # noqa: E731
    draw: Act = lambda screen: screen.go.click()  # noqa: E731
    tab: Callable[[int], Act] = lambda n: lambda screen: screen.tabs.setCurrentIndex(n)  # noqa: E731
    at = {"period": lead_service.CYCLE}
    return ws, [
        Shot("home-schedule", "home", {}),
        Shot("schedule-year", "schedule", {}),
        Shot("schedule-square", "schedule", {"method": "Q04", "period": "2026-08-to-2026-09"}),
        Shot("schedule-list-owed", "schedule", {"method": "Q08", "period": "2026-11"}),
        Shot("draw-start", "draw", at),
        Shot("draw-bad-list", "draw", at, (spoiled,)),
        Shot("draw-ready", "draw", at, (load,)),
        Shot("give-out", "give", {}),
        Shot("people", "people", {}),
        Shot("people-teams", "people", {}, (tab(1),)),
        Shot("people-same", "people", {}, (tab(2),)),
        Shot("packs-lead", "packs", {}),
        Shot("draw-done", "draw", at, (load, draw), once=True),
    ]


def service(folder: Path, template: Any) -> Service:
    """As the fixture `bare_service` of the tests, with this audit."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central"), me, PASSPHRASE, cost=QUICK)
    central.keep(families.KEY, bytes(32))
    packs.publish(central, template)
    people.name_only(central, "W01", "J. Okafor", "worker", "South FST")
    people.name_only(central, "S01", "D. Walsh", "team_manager", "South FST")
    return Service(folder, central, template)


def later(ws: Workspace) -> Workspace:
    return replace(ws, world=replace(ws.world, now=lambda: datetime(2026, 11, 25, 9, tzinfo=UTC)))


def moderation_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    made = service(folder, moderating.small())
    for code, name, team, role in (
        ("A01", "Priya Nair", "South FST", "team_manager"),
        ("M01", "Sam Hassan", "North FST", "team_manager"),
        ("H01", "Ruth Osei", "", "head_of_service"),
    ):
        made.admit(code, name, team, role)
    grades = ("1", "3", "4", "2", "3", "2")
    digests = moderating.audited(made, *(moderating.answers(grade) for grade in grades))
    moderation.make_plan(made.central, "2026-6", "s1")
    moderating.judged(made, digests[0], "2")
    moderating.judged(made, digests[1], "3")
    ws = later(made.central)
    return ws, [
        Shot("moderation-queue", "moderation", {}),
        Shot("moderation-case", "moderated", {"digest": digests[0]}),
        Shot("moderation-to-send", "moderated", {"digest": digests[3]}),
        Shot("moderation-blind", "blind", {"digest": digests[3]}),
        Shot("moderation-agreement", "agreement", {}),
        Shot("release-list", "release", {}),
        Shot("release-one", "after_one", {"form": digests[2]}),
        Shot("release-waits", "after_one", {"form": digests[0]}),
        Shot("home-moderation", "home", {}),
        Shot("not-here", "moderated", {"digest": "f" * 64}),
    ]


def reports_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    ws = later(reporting.play(folder / "reports"))
    tab: Callable[[int], Act] = lambda n: lambda screen: screen.tabs.setCurrentIndex(n)  # noqa: E731
    return ws, [
        Shot("reports-packs", "reports", {}),
        Shot("reports-figures", "reports", {}, (tab(1),)),
        Shot("reports-data", "reports", {}, (tab(2),)),
        Shot("collation-year", "collation", {}),
    ]


def clash_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    """An audit in two versions, one here and one in a file; and actions in several states."""
    made = service(folder, rounds.small())
    laptop = made.admit("A01", "Priya Nair", "South FST")
    made.send_pack("A01", ("FS-1", "FS-2", "FS-3"))
    first = rounds.sign(laptop)[0]
    rounds.take_in(made, "A01")
    rounds.amend(made.central, first, "1")
    rounds.amend(laptop, first, "4")
    file = rounds.returned(laptop, folder / "again")
    lead = later(made.central)
    held = {"what": "Talk about partners at every visit", "outcome": "Partners are part of the plan",
            "measure": "Partners named in the next six plans", "level": "team", "team": "South FST",
            "service": "Early help", "owner": "A01", "priority": "soon", "standards": ("everyone",)}  # fmt: skip
    docs = [
        actions.add(lead, held | {"what": f"{held['what']} {n}", "due": f"2026-11-{10 + 6 * n}"})
        for n in range(3)
    ]
    for to in ("agreed", "in_progress", "done"):
        actions.move(lead, docs[0], to)
    actions.move(lead, docs[1], "agreed")
    compare: Act = lambda screen: screen._compare(screen.plans[0])  # noqa: E731
    assert returns.auditors(lead, lead.world.now().date())
    return lead, [
        Shot("import-clash", "importer", {"files": [file]}),
        Shot("compare-versions", "importer", {"files": [file]}, (compare,)),
        Shot("actions-list", "actions", {}),
        Shot("action-done", "action", {"doc": docs[0]}),
        Shot("action-agreed", "action", {"doc": docs[1]}),
        Shot("packs-actions", "packs", {}),
        Shot("home-actions", "home", {}),
    ]


def empty_stage(folder: Path) -> tuple[Workspace, list[Shot]]:
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(World.real(folder / "new"), me, PASSPHRASE, cost=QUICK)
    return ws, [Shot(f"empty-{place}", place, {}) for place in SHOWN]


STAGES = {
    "demo": demo_stage,
    "returns": returns_stage,
    "cycle": cycle_stage,
    "moderation": moderation_stage,
    "reports": reports_stage,
    "clash": clash_stage,
    "empty": empty_stage,
}


# Photographs


@contextmanager
def opened(ws: Workspace) -> Iterator[Program]:
    program = Program(ws.world)
    program._open(ws)
    program.window.resize(*SIZE)
    program.window.show()
    try:
        yield program
    finally:
        program.window.close()
        program.close()


def photograph(program: Program, shot: Shot, out: Path) -> Iterator[str]:
    """Takes one picture in each palette. Gives what a test of the screen would complain of."""
    window = program.window
    for palette in ("light",) if shot.once else ("light", "dark"):
        window.use_theme(theme.Theme(palette, 1.0, "inter"))
        window.go(shot.place, **shot.args)
        settle(program)
        for act in shot.acts:  # another theme builds the screen anew
            act(window.showing)
            settle(program)
        picture = window.screen().grabWindow(window.winId()) if REAL else window.grab()
        picture.save(str(out / f"{shot.name}-{palette}.png"))
        yield from (f"{shot.name}-{palette}: cut: {words!r}" for words, *_ in cut_words(window))
        areas = (area for area in window.findChildren(QScrollArea) if area.isVisible())
        if any(area.horizontalScrollBar().maximum() for area in areas):
            yield f"{shot.name}-{palette}: scrolls sideways"


def main(words: list[str]) -> None:
    out, wanted = Path(words[0]), words[1:] or list(STAGES)
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme.load_fonts()
    for name in wanted:
        with tempfile.TemporaryDirectory() as folder:
            ws, shots = STAGES[name](Path(folder))
            with opened(ws) as program:
                for shot in shots:
                    for fault in photograph(program, shot, out):
                        print(fault)
            app.processEvents()
        print(f"{name}: {len(shots)} screens in {out}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
