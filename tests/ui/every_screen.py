"""Every screen and dialogue of the program, opened on a small service that has something in every place.

A room of `ui.rooms.ROOMS` that needs nothing to be opened is found by itself; `ARGS` says what the others are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from qa_desktop import actions, drafting, forms, moderation, packs, profiles, recording, templates, work
from qa_desktop.entries import Event
from qa_desktop.workspace import Workspace
from tests import meeting, moderating, reporting, theming
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, Service, made_up_world
from tests.small import answered
from tests.ui.places import rest
from ui import theme
from ui.app import Program
from ui.kit import Ask
from ui.practice import Leaving
from ui.rooms import ROOMS, Room
from ui.screens.first_run import FirstRun
from ui.screens.welcome import Welcome
from ui.tidy import Tidy

LEAD, AUDITOR, MODERATOR, HEAD = "lead", "auditor", "moderator", "head"
TODAY = date(2026, 11, 2)
SIZE = (1366, 768)
BEGUN = {
    "A04": "FS-2041",
    "A06": "W01",
    "A21": {"took_part": "y"},
    "B01": "The plan was written with the mother and looked at twice.",
    "P1.1": {"rating": "1", "seen": "R", "comment": "Seen in two entries of the record."},
    "F0": {"choice": "took_part"},
    "F1": {"who": ["mother"], "how": ["visit"], "interpreter": "n"},
}
QUESTIONS = (
    "",
    "A04",
    "A21",
    "P1.1",
    "O4",
    "F1",
    "W1",
)  # of every way of answering, and the page before the first
VISIT = {
    "OB1": {"worker": "W01", "observer": "A02", "role": "peer", "date": "2026-10-20", "length": 45},
    "OB2": {"choice": "home_visit"},
    "OB4": "y",
    "OB5": "To hear the boy.",
}
DOING = {
    "what": "Talk about partners at every visit", "outcome": "Partners are part of the plan",
    "measure": "Partners named in the next six plans", "level": "team", "team": "South FST", "service": "Early help",
    "owner": "A01", "priority": "soon", "standards": ("everyone",), "due": "2026-11-20",
}  # fmt: skip


@dataclass
class Stage:
    """One service, whose profiles are closed, and the names of what its screens are opened with."""

    folder: Path
    names: dict[str, str] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def profile(self, who: str) -> Workspace:
        world = made_up_world(
            self.folder / {LEAD: "central", AUDITOR: "A02", MODERATOR: "M01", HEAD: "H01"}[who]
        )
        later = replace(
            world, new_id=lambda: f"later-{next(self._ids):08d}"
        )  # or names would come a second time
        return profiles.open_workspace(later, PASSPHRASE)


def play(folder: Path) -> Stage:
    """A lead with audits, findings, actions, a meeting and a changed template; an auditor; a moderator; a head."""
    shipped = templates.load_all(RESOURCES)
    small = moderating.small()
    service = Service(folder, reporting.lead(folder / "central"), small)
    packs.publish(service.central, small)
    service.admit("A01", "Priya Nair", "South FST")
    service.admit("M01", "Sam Hassan", "North FST")
    service.admit("H01", "Ruth Osei", "", "head_of_service")
    stage = Stage(folder)
    one, two, three = moderating.audited(service, *(moderating.answers(grade) for grade in "132"))
    moderation.make_plan(service.central, "2026-6", "s1")
    moderating.judged(service, one, "3")
    stage.names |= {"moderated": one, "form": three, "blind": moderating.sent(service, two)}
    _lead(service.central, stage)
    service.rfp = shipped["RFP"]
    service.admit("A02", "Asta Lind", "North FST")
    service.send_pack("A02", ("FS-2041", "FS-2042"))
    _auditor(service.laptop("A02"), shipped, stage)
    service.close()
    return stage


def _lead(ws: Workspace, stage: Stage) -> None:
    stage.names["found"], *_ = (theming.sign(ws, n) for n in range(3))
    stage.names["action"] = actions.add(ws, DOING)
    actions.move(ws, stage.names["action"], "agreed")
    meeting.typed(ws)
    stage.names["template"] = drafting.bring_in(ws, moderating.AUDIT.replace(b'version = "1"', b'version = "2"'), "small.toml").name  # fmt: skip
    stage.names["pack"] = "practice-mirror"


def _auditor(ws: Workspace, shipped: dict[str, templates.Template], stage: Stage) -> None:
    draft = work.start_task(ws, work.tasks(ws, TODAY)[0])
    visit = answered(ws, forms.start(ws, shipped["OBS"]), VISIT)
    event = Event(
        id="event-1", trigger="assessment", case="FS-2107", date="2026-10-20", worker="W01", supervisor="A02",
        team="North FST",
    )  # fmt: skip
    recording.take_events(ws, [event])
    listed = recording.start(ws, recording.due(ws, TODAY)[0])
    stage.names |= {"draft": answered(ws, draft, BEGUN).doc, "visit": visit.doc, "checklist": listed.doc}


Args = Callable[[dict[str, str]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One way into a place: whose window, what it is opened with, what is done there before it is looked at."""

    who: str
    args: Args = lambda _names: {}
    act: Callable[[Any], object] | None = None
    name: str = ""


def _doc(name: str, **more: str) -> Args:
    return lambda names: {"doc": names[name]} | more


ARGS: dict[str, tuple[Opening, ...]] = {
    "template": (Opening(LEAD, lambda n: {"draft": n["template"]}),),
    "template_try": (Opening(LEAD, lambda n: {"draft": n["template"]}),),
    "start": (Opening(AUDITOR),),
    "audit": (
        *(Opening(AUDITOR, _doc("draft", question=q), name=q) for q in QUESTIONS),
        Opening(AUDITOR, _doc("draft", question="A04"), lambda screen: screen.go_to("P1.1"), "gone on"),
    ),
    "checklist": (Opening(AUDITOR, _doc("checklist")),),
    "observe": (Opening(AUDITOR, _doc("visit")),),
    "kiosk": (Opening(LEAD), Opening(LEAD, act=lambda screen: screen.open(), name="opened")),
    "handover": (
        Opening(AUDITOR, _doc("draft")),
        Opening(AUDITOR, _doc("draft"), lambda screen: screen.give.click(), "handed"),
    ),
    "sides": (Opening(AUDITOR, _doc("draft")),),
    "check": (
        Opening(AUDITOR, _doc("draft")),
        Opening(AUDITOR, _doc("draft"), lambda screen: screen.sign(), "refused"),
    ),
    "preview": (Opening(AUDITOR, _doc("draft")),),
    "report_preview": (Opening(LEAD, lambda n: {"pack": n["pack"], "period": "2026-6"}),),
    "risk": (Opening(AUDITOR, _doc("draft")),),
    "blind": (Opening(MODERATOR, lambda n: {"digest": n["blind"]}),),
    "moderated": (Opening(LEAD, lambda n: {"digest": n["moderated"]}),),
    "after_one": (Opening(LEAD, lambda n: {"form": n["form"]}),),
    "meeting": (Opening(LEAD, lambda _: {"method": meeting.PANEL, "period": meeting.PERIOD}),),
    "action": (Opening(LEAD, _doc("action")),),
    "action_new": (Opening(LEAD, lambda n: {"form": n["found"]}),),
    "finding": (Opening(LEAD, lambda n: {"form": n["found"], "question": "O4", "path": "1.words"}),),
}
EVERYWHERE = (
    *ROOMS,
    Room("keyboard", "Keyboard list", "keyboard", "", ()),  # the window's own
)


def openings(room: Room) -> tuple[Opening, ...]:
    """The ways into a room: its own, or with nothing in each window that lists it."""
    sides = {LEAD: LEAD, AUDITOR: AUDITOR, HEAD: HEAD}
    return ARGS.get(room.id) or tuple(Opening(sides[who]) for who in room.who or (LEAD,))


# Walking


Look = Callable[[str, QWidget], None]
"""What is done in each view: its name, and the window."""


def settle(program: Program) -> None:
    """Until nothing is being read or written, and the layout has come to rest."""
    for _ in range(1_000):
        reading = getattr(program.window.showing, "reading", None)
        if not program.desk.busy and not (reading is not None and reading.busy):
            break
        QTest.qWait(5)
    rest()


@contextmanager
def collected() -> Iterator[None]:
    """As in the program: widgets of screens that are gone are collected on the main thread alone."""
    tidy = Tidy()
    try:
        yield
    finally:
        tidy.sweep()
        tidy.stop()


@contextmanager
def opened(ws: Workspace) -> Iterator[Program]:
    """The program on a profile, in an active window and in the look that is in use."""
    look = theme.current()
    program = Program(ws.world)
    if theme.current() != look:  # a profile remembers its own
        program.window.use_theme(look)
    program._open(ws)
    program.window.resize(*SIZE)
    program.window.show()
    program.window.activateWindow()
    QTest.qWaitForWindowActive(program.window)
    try:
        yield program
    finally:
        showing = program.window.showing
        if getattr(showing, "held", False):
            showing.held = False
        program.window.close()
        program.close()
        program.window.deleteLater()
        QApplication.processEvents()


def walk(stage: Stage, look: Look, every: int = 1, tabs: bool = True) -> None:
    """Goes everywhere, or to every so many, in each window; and to each tab of where it comes."""
    ways = [(room, one) for room in EVERYWHERE for one in openings(room)][::every]
    for side in dict.fromkeys(one.who for _, one in ways):
        with collected(), opened(stage.profile(side)) as program:
            for room, one in ways:
                if one.who == side:
                    _visit(program, stage, room, one, look, tabs)


def _visit(program: Program, stage: Stage, room: Room, one: Opening, look: Look, tabs: bool) -> None:
    window = program.window
    window.handed = None
    window.resize(*SIZE)
    if getattr(window.showing, "held", False):
        window.showing.held = False
    assert window.go(room.id, **one.args(stage.names)), f"{window.place} could not be left for {room.id}"
    settle(program)
    if one.act:
        one.act(window.showing)
        settle(program)
    name = " ".join(word for word in (one.who, room.id, one.name) if word)
    look(name, window)
    for bar in [bar for bar in window.showing.findChildren(QTabBar) if bar.isVisible() and tabs]:
        for number in range(1, bar.count()):
            window.resize(*SIZE)
            bar.setCurrentIndex(number)
            settle(program)
            look(f"{name}, {bar.tabText(number)}", window)


def covers(stage: Stage, folder: Path, look: Look) -> None:
    """What stands before the places: the passphrase, the recovery key, and each step of the first start."""
    with collected(), begun(stage.folder / "A02") as program:
        look("unlock", program.window)
        program.cover.refuse("This passphrase does not open the profile.")
        rest()
        look("unlock, refused", program.window)
        program.cover._show_recovery(True)
        rest()
        look("recovery", program.window)
    with collected(), begun(folder / "new") as program:
        look("first window", program.window)
        program.window.findChild(Welcome).profile.click()
        first = program.window.findChild(FirstRun)
        first.recovery.show_key("ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
        for number in range(len(first.steps)):
            first._show(number)
            rest()
            look(f"first run, step {number + 1}", program.window)


@contextmanager
def begun(folder: Path) -> Iterator[Program]:
    """The program before the passphrase, in an active window and in the look that is in use."""
    look = theme.current()
    program = Program(made_up_world(folder), cost=QUICK)
    program.window.use_theme(look)
    program.begin()
    program.window.resize(*SIZE)
    program.window.activateWindow()
    QTest.qWaitForWindowActive(program.window)
    try:
        yield program
    finally:
        QTest.qWait(1)
        program.window.close()
        program.close()
        program.window.deleteLater()
        QApplication.processEvents()


def dialogs(look: Look) -> None:
    """Each dialogue of the program, by itself."""
    words = ("Throw away this draft?", "What was written in it cannot be brought back.", "Throw away")
    for name, dialog in (
        ("question", Ask(None, *words, danger=False)),
        ("question of danger", Ask(None, *words, danger=True)),
        ("leaving practice", Leaving(None)),
    ):
        dialog.show()
        dialog.activateWindow()
        QTest.qWaitForWindowActive(dialog)
        look(name, dialog)
        dialog.close()
        dialog.deleteLater()
