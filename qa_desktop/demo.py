"""A fictional service plays one whole cycle: people, packs, audits, signed PDFs, returns, import, collation.

The same seed gives the same answers, ratings and counts. Dates inside the audits are fixed; only what is
due depends on today, so that the screens look alive. Every passphrase is `demo`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal

from qa_desktop import (
    entries,
    families,
    files,
    forms,
    identity,
    import_plans,
    imports,
    keys,
    packs,
    people,
    profiles,
    templates,
    walk,
    work,
)
from qa_desktop.answer_types import Value, asked_parts
from qa_desktop.errors import NotAllowed
from qa_desktop.made_up import named
from qa_desktop.templates import Part, Question, Template
from qa_desktop.workspace import Me, Workspace
from qa_desktop.world import World

PASSPHRASE = "demo"
MADE_UP = "MADE-UP.txt"  # marks a folder that `make demo` may replace
AUDITED = date(2026, 10, 19)  # the middle of every made-up audit's window, unless the script says `audited`
Until = Literal["packs", "returns", "import"]
COST = keys.Cost(memory_kib=8 * 1024, passes=1, lanes=1)  # a demonstration guards nothing: keep it quick


@dataclass(frozen=True, slots=True)
class Played:
    """What the demonstration wrote, and where."""

    folder: Path
    central: Path
    laptops: tuple[Path, ...]
    packs: tuple[Path, ...]
    returns: tuple[Path, ...]
    pdfs: tuple[Path, ...]
    report: Path | None
    root: Path
    audits: int
    imported: dict[str, int] = field(default_factory=dict)


def play(
    folder: Path,
    world_of: Callable[[Path], World],
    seed: int = 7,
    auditors: int = 3,
    cases: int = 6,
    until: Until = "import",
    tell: Callable[[str], None] = lambda words: None,
) -> Played:
    """Play the cycle into `folder`, which must be new or empty. Raises NotAllowed otherwise."""
    make_folders(folder)
    stage = Stage(folder, world_of, seed)
    try:
        return stage.play(auditors, cases, until, tell)
    finally:
        stage.close()


def make_folders(folder: Path) -> None:
    """An empty stage, marked as one. Raises NotAllowed where something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed(f"{folder} is not empty. Choose a new folder for the demonstration.")
    for name in ("central", "laptops", "packs", "numbers", "returns", "pdf", "reports", "trust"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    files.write_whole(folder / MADE_UP, b"Everything in this folder is made up. It is safe to delete.\n")


class Stage:
    """The open profiles while the play goes on. `practice`: the service says of itself that it is made up (`made_up`)."""

    def __init__(self, folder: Path, world_of: Callable[[Path], World], seed: int, practice: bool = False):
        self.folder, self.world_of, self.rng = folder, world_of, Random(seed)
        self.family_key = hashlib.sha256(f"made up {seed}".encode()).digest()  # the same codes each time
        self.open: list[Workspace] = []
        resources = world_of(folder).resources
        self.script: dict[str, Any] = tomllib.loads((resources / "demo.toml").read_text("utf-8"))
        self.practice = practice
        if practice:
            self.script["organisation"] = named(self.script["organisation"])
        self.template = templates.load_all(resources)["RFP"]

    def close(self) -> None:
        for ws in self.open:
            ws.close()

    def play(self, auditors: int, cases: int, until: Until, tell: Callable[[str], None]) -> Played:
        central = self.found()
        root = self.folder / "trust" / "root.pem"
        files.write_whole(root, identity.to_pem(central.roots()[0]))
        laptops = [self.admit(central, n) for n in range(auditors)]
        tell(f"{len(laptops)} laptops admitted")
        now, following = self.script["cycle"]
        sent = self.send(central, laptops, cases, now)
        tell(f"{len(sent)} packs written, read back and checked")
        played = Played(
            self.folder,
            central.world.data_dir,
            tuple(ws.world.data_dir for ws in laptops),
            tuple(sent.values()),
            (),
            (),
            None,
            root,
            cases,
        )
        if until == "packs":
            return played
        pdfs, returns = self._audit(laptops, sent, tell)
        played = replace(played, pdfs=tuple(pdfs), returns=tuple(returns))
        if until == "returns":
            return played
        outcome = imports.take_in(central, import_plans.plan_files(central, returns))
        tell(f"{outcome.added.get('form', 0)} audits imported")
        report = self._report(central, now["code"])
        self._begin_next(central, laptops, following)
        return replace(played, imported=outcome.added, report=report)

    def found(self) -> Workspace:
        """The practice lead's profile, with the instrument and a list of staff."""
        lead = self.script["lead"]
        central = self.profile("central", lead["code"], lead["name"], "practice_lead", "")
        with central.write():
            central.keep(families.KEY, self.family_key)
        packs.publish(central, self.template)
        self.staff(central)
        return central

    def profile(self, place: str, code: str, name: str, role: str, team: str) -> Workspace:
        me = Me(code, name, role, team, self.script["organisation"])
        world = self.world_of(self.folder / place)
        ws, _ = profiles.create(world, me, PASSPHRASE, cost=COST, practice=self.practice)
        self.open.append(ws)
        return ws

    def staff(self, central: Workspace) -> None:
        teams = self.script["teams"]
        for n, name in enumerate(self.script["workers"]):
            people.name_only(central, f"W{n + 1:02d}", name, "worker", teams[n % len(teams)])
        for n, name in enumerate(self.script["supervisors"]):
            people.name_only(central, f"S{n + 1:02d}", name, "team_manager", teams[n % len(teams)])

    def admit(self, central: Workspace, n: int) -> Workspace:
        names, teams = self.script["auditors"], self.script["teams"]
        name = names[n] if n < len(names) else f"Auditor {n + 1}"
        code, team = f"A{n + 1:02d}", teams[n % len(teams)]
        laptop = self.profile(f"laptops/{code}", code, name, "team_manager", team)
        laptop.trust(central.roots()[0])
        request = identity.Request.from_bytes(people.request(laptop).to_bytes())
        people.admit(central, request, team)
        return laptop

    def send(
        self, central: Workspace, laptops: Sequence[Workspace], cases: int, cycle: Mapping[str, Any]
    ) -> dict[str, Path]:
        """Deal the cases out, round and round, and write the packs: staff code -> file."""
        dealt: dict[str, list[entries.Allocation]] = {ws.me.code: [] for ws in laptops}
        for n in range(cases):
            dealt[laptops[n % len(laptops)].me.code].append(self._allocation(central, n, cases, cycle))
        written = {}
        for ws in {one.me.code: one for one in laptops}.values():
            if dealt[ws.me.code]:
                asked = entries.Cycle(
                    cycle=cycle["code"],
                    title=cycle["title"],
                    service=self.script["service"],
                    starts=cycle["starts"],
                    ends=cycle["ends"],
                    auditor=ws.me.code,
                    allocations=tuple(dealt[ws.me.code]),
                )
                packs.allocate(central, asked)
                written[ws.me.code] = packs.make_pack(central, ws.me.code, self.folder / "packs").path
                self.take_in(ws, packs.make_numbers(central, ws.me.code, self.folder / "numbers").path)
        return written

    def take_in(self, ws: Workspace, path: Path) -> None:
        imports.take_in(ws, [import_plans.plan_file(ws, path)])

    def _allocation(
        self, central: Workspace, n: int, cases: int, cycle: Mapping[str, Any]
    ) -> entries.Allocation:
        teams, today = self.script["teams"], central.world.now().date()
        few = cases <= 2 * len(teams)  # keep a small play in few teams, so that some are large enough to show
        place = n % min(3, len(teams)) if few else (n * 7 + 1) % len(teams)
        facts = {
            "case": f"FS-{cycle['first_case'] + 53 * n}",
            "service": self.script["service"],
            "team": teams[place],
            "worker": f"W{place + 1:02d}",
            "supervisor": f"S{place + 1:02d}",
            "cycle": cycle["code"],
        }
        return entries.Allocation(
            id=f"{cycle['code']}-{n + 1:03d}",
            template=self.template.digest,
            due=(today + timedelta(days=cycle["due_in"][n % len(cycle["due_in"])])).isoformat(),
            facts=facts,
            minutes=self.template.minutes,
        )

    def _audit(
        self, laptops: Sequence[Workspace], sent: Mapping[str, Path], tell: Callable[[str], None]
    ) -> tuple[list[Path], list[Path]]:
        from qa_desktop import paper  # not before it is needed: it brings the PDF library

        pdfs, returns = [], []
        for ws in (one for one in laptops if one.me.code in sent):
            self.take_in(ws, sent[ws.me.code])
            for task in work.tasks(ws, ws.world.now().date()):
                draft = fill(ws, work.start_task(ws, task), self.template, self.rng, self.script)
                digest = paper.sign_off(ws, draft, PASSPHRASE, ws.me.name)
                row = ws.store.entry(digest)
                assert row is not None
                path = self.folder / "pdf" / paper.pdf_name(ws, row)
                files.write_whole(path, paper.signed_pdf(ws, digest))
                pdfs.append(path)
                tell(f"{ws.me.name} signed {task.title}")
            returns.append(packs.make_return(ws, self.folder / "returns").path)
        return pdfs, returns

    def _begin_next(self, central: Workspace, laptops: Sequence[Workspace], cycle: Mapping[str, Any]) -> None:
        """Send the next cycle's packs, and leave one audit half done on each laptop: something to go on with."""
        sent = self.send(central, laptops, 3 * len(laptops), cycle)
        for ws in laptops:
            self.take_in(ws, sent[ws.me.code])
            task = work.tasks(ws, ws.world.now().date())
            begun = next(t for t in task if t.state == "not_started")
            fill(ws, work.start_task(ws, begun), self.template, self.rng, self.script, at_most=60)

    def _report(self, central: Workspace, cycle: str) -> Path:
        from qa_desktop import collate, collation_report

        path = self.folder / "reports" / "collation.pdf"
        today = central.world.now().date().isoformat()
        collation_report.write(central, collate.collate(central, self.template.code, cycle, today), path)
        return path


def fill(
    ws: Workspace,
    draft: forms.Draft,
    template: Template,
    rng: Random,
    script: Mapping[str, Any],
    at_most: int = 1000,
) -> forms.Draft:
    """Answer what is asked, as a careful auditor might. Goes round until nothing is missing, or `at_most` are answered."""
    tilt = rng.choice((-1, 0, 0, 1))
    today = ws.world.now().date()
    for _ in range(3):  # an answer can open a question further up only through the prompts
        begun = at_most
        for question in walk.asked(template, draft.answers):
            if at_most > 0 and question.type != "AUTO" and _open(template, draft, question, today):
                value = script["fixed"].get(question.id) or _value(
                    template, question, draft, rng, script, tilt
                )
                draft = forms.answer(ws, draft, question.id, value)
                at_most -= 1
        if at_most in (begun, 0):
            break
    return draft


def made_up(
    template: Template,
    seed: int,
    script: Mapping[str, Any],
    known: Mapping[str, Value] | None = None,
    tilt: int = 0,
) -> dict[str, Value]:
    """A whole set of answers to any template without a profile. The same seed gives the same answers.

    `tilt`: -1 for work that went less well, 1 for work that went better.
    """
    rng, held = Random(seed), dict(known or {})
    for _ in range(3):  # an answer can open a question further up only through the prompts
        for question in walk.asked(template, held):
            if question.type == "AUTO" or (question.id in held and question.type != "GROUP"):
                continue
            draft = forms.Draft("", template.digest, held)
            fixed = script["fixed"].get(question.id) if template.code.startswith("RFP") else None
            held[question.id] = fixed or _value(template, question, draft, rng, script, tilt)
    return held


def _open(template: Template, draft: forms.Draft, question: Question, today: date) -> bool:
    step = next((s for s in walk.steps(template, draft.answers, today) if s.question.id == question.id), None)
    return step is not None and step.state != "done" and (step.needed or bool(step.problems))


def _value(
    template: Template,
    question: Question,
    draft: forms.Draft,
    rng: Random,
    script: Mapping[str, Any],
    tilt: int,
) -> Value:
    if question.type == "EV":
        if template.scale_of(question).seen:
            return _rating(template, rng, script, tilt, question)
        return _watched(template, question, rng, script)
    if question.type == "LINE":
        return _line(template, question, rng, script)
    if question.type == "EVD":
        return [_evidence(template, rng, script)]
    if question.type == "GROUP":
        return _group(template, question.part, draft.answers.get(question.id), rng, script)
    if question.type == "ROWS":
        rows = max(question.min_rows, 1)
        return [_group(template, question.part, None, rng, script) for _ in range(rows)]
    return _simple(template, question, rng, script, tilt)


def _rating(
    template: Template, rng: Random, script: Mapping[str, Any], tilt: int, question: Question
) -> Value:
    weights = {-1: (1, 4, 4, 2), 0: (2, 5, 3, 1), 1: (4, 5, 2, 0)}[tilt]
    code = rng.choices(("4", "3", "2", "1"), weights)[0]
    code = rng.choices((code, "NA", "UJ"), (94, 3, 3))[0]
    if code == "NA":
        return {"rating": "NA", "reason": rng.choice(script["words"]["NA"])}
    seen = "N" if code == "1" and rng.random() < 0.4 else rng.choices(("R", "T", "S"), (6, 3, 1))[0]
    held: dict[str, Value] = {"rating": code, "seen": seen, "comment": rng.choice(script["comments"][code])}
    if seen == "S":
        held["comment"] = rng.choice(script["words"]["told"])
    if code in ("4", "2", "1") or question.limiting or rng.random() < 0.3:
        held["evidence"] = [_evidence(template, rng, script) for _ in range(rng.choice((1, 1, 2)))]
    return held


def _watched(template: Template, question: Question, rng: Random, script: Mapping[str, Any]) -> Value:
    """A rating on a scale that asks for words, and not where it was seen: an observation, say."""
    point = rng.choice(template.scale_of(question).point)
    words = rng.choice(script["comments"].get(point.code, script["comments"]["3"]))
    held: dict[str, Value] = {need: words for need in point.needs if need in ("comment", "reason")}
    if point.placed and ("evidence" in point.needs or question.limiting):
        held["evidence"] = [_evidence(template, rng, script)]
    return held | {"rating": point.code}


def _middle(script: Mapping[str, Any]) -> date:
    """Dates inside the answers stand around this day."""
    found: date = script.get("audited", AUDITED)
    return found


def _line(template: Template, question: Question, rng: Random, script: Mapping[str, Any]) -> Value:
    """Both columns of a checklist line; mostly they agree, and mostly all is well."""
    points = template.scale_of(question).point
    worker = rng.choices(points, range(2 * len(points), 0, -2))[0]
    supervisor = rng.choices((worker, rng.choice(points)), (9, 1))[0]
    held: dict[str, Value] = {"worker": worker.code, "supervisor": supervisor.code}
    needs = {*worker.needs, *supervisor.needs}
    if "note" in needs or worker.code != supervisor.code:
        held["note"] = rng.choice(script["words"]["short"])
    if "fix_by" in needs:
        held["fix_by"] = (_middle(script) + timedelta(days=rng.randrange(7, 28))).isoformat()
    return held


def _evidence(template: Template, rng: Random, script: Mapping[str, Any]) -> dict[str, str]:
    return {
        "source": rng.choice(template.source).code,
        "date": (_middle(script) - timedelta(days=rng.randrange(150))).isoformat(),
        "label": rng.choice(script["words"]["label"]),
        "note": rng.choice(script["words"]["evidence"]),
    }


def _group(
    template: Template, parts: tuple[Part, ...], held: Value, rng: Random, script: Mapping[str, Any]
) -> dict[str, Value]:
    value: dict[str, Value] = dict(held) if isinstance(held, dict) else {}
    for _ in parts:  # each round may open parts that the answers so far lead to
        for part in asked_parts(parts, value):
            if part.required and part.id not in value:
                value[part.id] = _simple(template, part, rng, script, 0)
    return value


def _simple(
    template: Template, field: Question | Part, rng: Random, script: Mapping[str, Any], tilt: int
) -> Value:
    if field.type in ("TXT", "LTX"):
        return rng.choice(script["words"]["text" if field.type == "LTX" else "short"])
    if field.type == "DATE":
        return (_middle(script) - timedelta(days=rng.randrange(1, 120))).isoformat()
    if field.type == "NUM":
        least = getattr(field, "minimum", None)
        return rng.randrange(max(least or 0, 0), (least or 0) + 5)
    codes = [c.code for c in template.options(field)]
    if not codes:
        return "Other"
    if field.type == "MULTI":
        return sorted(rng.sample(codes, min(len(codes), 2)), key=codes.index)
    if field.type == "G4":
        return rng.choices(("4", "3", "2", "1"), {-1: (0, 3, 5, 1), 0: (1, 6, 3, 0), 1: (3, 6, 1, 0)}[tilt])[
            0
        ]
    if field.type == "YN" and isinstance(field, Part):
        return rng.choices(codes, [1 if c == "y" else 2 for c in codes])[0]
    return rng.choice(codes)
