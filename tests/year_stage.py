"""The stage of the made-up year: a profile for each person, a clock, and the command line. What was done is noted
here as it is done, so that the truth owes nothing to the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from qa_desktop import canonical, demo, profiles, templates
from qa_desktop.workspace import Me
from qa_desktop.world import World
from tests import command_line, service
from tests.conftest import QUICK, RESOURCES
from tests.small import demo_script

LEAD, HEAD = "L01", "H01"
END = date(2027, 4, 20)  # nothing of the year is done later


@dataclass(eq=False)
class Doing:
    """One audit, observation or report, from the day it is given out. `came`: the practice lead has it."""

    template: str
    owed: date
    auditor: str
    case: str = ""
    supervisor: str = ""
    team: str = ""
    service: str = ""
    worker: str = ""
    theme: str = ""
    direction: str = ""
    signed: date | None = None
    came: bool = False
    reached: str = ""
    digest: str = ""
    answers: dict[str, Any] = field(default_factory=dict)


class Stage:
    """Who there is, what day it is, what was done so far, and what is still to come."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.rng, self.chance = folder, Random(seed), Random(-seed - 1)
        self.made = service.service(seed)
        self.templates = templates.load_all(RESOURCES)
        self.day, self.seconds, self.ids = date(2026, 4, 1), count(), count(1)
        self.teams = {s.code: s.team for s in (*self.made.supervisors, *self.made.managers)} | {HEAD: ""}
        self.heap: list[tuple[date, int, Callable[[], object]]] = []
        self.order = count()
        self.packed: set[str] = set()
        self.doings: list[Doing] = []
        self.ready: dict[str, list[Doing]] = {}  # signed, and not sent back
        self.moves: list[tuple[str, date, str, str]] = []
        self.lists: set[tuple[str, str]] = set()
        self.checks: dict[tuple[str, str], tuple[date, date, str, Doing]] = {}
        self.meetings: dict[tuple[str, str, str, str], tuple[date, bool]] = {}
        self.rounds: list[tuple[str, date]] = []
        self.excused: list[tuple[str, str, str]] = []
        self.excuses: list[tuple[str, str, str]] = []  # on the head of service's laptop still

    # Time

    def at(self, day: date, act: Callable[..., object], *said: Any) -> None:
        """Do this on that day; several of one day in the order they were planned."""
        heappush(self.heap, (day, next(self.order), lambda: act(*said)))

    def play(self) -> None:
        while self.heap:
            day, _, act = heappop(self.heap)
            if day != self.day:
                self.day, self.seconds = day, count()
            act()

    def world(self, folder: Path) -> World:
        morning = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)
        return World(
            folder,
            RESOURCES,
            now=lambda: morning + timedelta(seconds=next(self.seconds)),
            new_id=lambda: f"{folder.name}-{next(self.ids):08d}",
            random_bytes=self.chance.randbytes,  # the key of the families too: the same are drawn each time
        )

    # The command line

    def run(self, who: str, *words: object) -> Any:
        """What the program answers to these words in this person's profile; it must not refuse them."""
        said = self.say(who, *words)
        assert said.code == command_line.DONE, (who, words, said.err)
        return said.data

    def say(self, who: str, *words: object) -> command_line.Said:
        return command_line.run("--json", *words, data=self.folder / who, world=self.world)

    def kept(self, name: str, data: bytes | str) -> Path:
        """A file for the program to read."""
        path = self.folder / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    # People

    def profile(self, code: str, name: str, role: str, team: str = "") -> None:
        """Not `new`: a passphrase at its full cost, opened two thousand times, would take the night."""
        me = Me(code, name, role, team, "Example Council")
        profiles.create(self.world(self.folder / code), me, "demo", cost=QUICK)[0].close()

    def admit(self, code: str, name: str, role: str, team: str = "") -> None:
        self.profile(code, name, role, team)
        asked = self.run(code, "people", "request", "--out", self.folder / "files")
        self.run(LEAD, "people", "admit", asked["path"], "--number", asked["number"], "--team", team)

    # Work

    def give(self, cycle: str, title: str, works: Iterable[Doing]) -> None:
        """Work that was not drawn: a pack for each auditor, imported on their laptop."""
        heaps: dict[str, list[Doing]] = {}
        for work in works:
            heaps.setdefault(work.auditor, []).append(work)
        for auditor, own in sorted(heaps.items()):
            body = {
                "cycle": cycle, "title": title, "service": own[0].service, "starts": self.day.isoformat(),
                "ends": max(w.owed for w in own).isoformat(), "auditor": auditor,
                "allocations": [self._allocation(cycle, n, work) for n, work in enumerate(own)],
            }  # fmt: skip
            path = self.kept(f"{cycle}-{auditor}.json", canonical.dumps(body))
            self.pack(auditor, "--cycle", path)
            self.doings += own

    def _allocation(self, cycle: str, n: int, work: Doing) -> dict[str, Any]:
        work.digest = f"{cycle}-{work.auditor}-{n}"  # until it is signed: the name of the allocation
        told = {
            name: getattr(work, name)
            for name in ("case", "service", "team", "worker", "supervisor", "theme", "direction")
        }
        told |= {"cycle": cycle, "chosen": "theme" if work.theme else "pick"}
        return {
            "id": work.digest, "template": self.templates[work.template].digest, "due": work.owed.isoformat(),
            "facts": {name: value for name, value in told.items() if value},
        }  # fmt: skip

    def pack(self, who: str, *more: object) -> None:
        out = ("--out", self.folder / "packs", "--numbers", self.folder / "packs")
        made = self.run(LEAD, "pack", "make", who, *more, *out)
        trust = [] if self.has_pack(who) else ["--trust", self.folder / "root.pem"]
        self.run(who, "import", made["path"], made["numbers"]["path"], *trust)
        self.packed.add(who)

    def has_pack(self, who: str) -> bool:
        """Whether they can sign: their certificate came with their first pack."""
        return who in self.packed

    def sign(self, work: Doing, start: tuple[str, ...] = (), told: dict[str, Any] | None = None) -> None:
        """Fill it in and sign it today. `told`: answers that are no matter of chance."""
        who, template = work.auditor, self.templates[work.template]
        doc = self.run(who, "form", "start", *(start or ("--allocation", work.digest)))["doc"]
        known = self.run(who, "form", "show", doc)["answers"]
        for question, value in (told or {}).items():
            old = known.get(question)
            known[question] = old | value if isinstance(old, dict) and isinstance(value, dict) else value
        script = demo_script() | {"audited": self.day - timedelta(days=20), "fixed": {}}
        work.answers = demo.made_up(template, self.rng.randrange(10**6), script, known)
        path = self.kept("answers.json", canonical.dumps(work.answers))
        left = self.run(who, "form", "answer", doc, "--file", path)["problems"]
        assert left == 0, (work, self.say(who, "form", "problems", doc).out)
        work.digest = self.run(who, "form", "sign", doc)["digest"]
        work.signed = self.day
        self.ready.setdefault(who, []).append(work)

    def bring(self, but: tuple[str, ...] = ()) -> None:
        """Everybody sends back what they signed, save `but`; the practice lead imports it all at once."""
        self.bring_from(sorted(({*self.ready} | ({HEAD} if self.excuses else set())) - {*but}))

    def bring_from(self, senders: Iterable[str]) -> None:
        paths = [path for who in senders for path in self.back(who)]
        if paths:
            self.run(LEAD, "import", *paths)
        for who in senders:
            for work in self.ready.pop(who, []):
                work.came = True
        if HEAD in senders:
            self.excused, self.excuses = self.excused + self.excuses, []

    def back(self, who: str) -> list[str]:
        return [
            one["path"] for one in self.run(who, "bundle", "make", "--out", self.folder / "returns")["files"]
        ]

    # The truth, as the practice lead can know it today

    def truth(self) -> service.Year:
        return service.Year(
            pieces=tuple(self._piece(work) for work in self.doings if work.came or work.template != "OBS"),
            moves=tuple(self.moves),
            lists=frozenset(self.lists),
            checks=tuple((on, due, who, _known(work)) for on, due, who, work in self.checks.values()),
            meetings=tuple((m, p, unit, day, done) for (m, p, unit, _), (day, done) in self.meetings.items()),
            rounds=tuple(self.rounds),
            excused=tuple(self.excused),
        )

    def _piece(self, work: Doing) -> service.Piece:
        return service.Piece(
            template=work.template, owed=work.owed, signed=_known(work), begun=False, case=work.case.lower(),
            supervisor=work.supervisor, team=work.team, service=work.service, auditor=work.auditor,
            auditor_team=self.teams[work.auditor], theme=work.theme, direction=work.direction, reached=work.reached,
        )  # fmt: skip


def _known(work: Doing) -> date | None:
    return work.signed if work.came else None


def sign_by_chance(stage: Stage, work: Doing) -> None:
    """Three in four in time, one in eight late, one in eight never."""
    fate, first = stage.rng.random(), stage.day + timedelta(days=1)
    if fate < 0.875:
        room = max((work.owed - first).days, 0)
        day = first + timedelta(days=stage.rng.randint(0, room))
        if fate >= 0.75:
            day = work.owed + timedelta(days=stage.rng.randint(1, 25))
        stage.at(day, stage.sign, work)
