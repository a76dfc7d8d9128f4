"""A practice lead's ledger with a year of signed work of every kind that reports count, quickly made; and what may be
said of it, worked out plainly from the entries' own bytes."""

from __future__ import annotations

from pathlib import Path
from random import Random

from qa_desktop import entries, ledger, packs, people, profiles, soundness, templates, theme_findings, themes
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world
from tests.small import filled

TEAMS = ("North", "South", "East", "West")
CYCLES = {
    "2026-1": ("March to April 2026", "2026-03-01", "2026-04-30"),
    "2026-5": ("September to October 2026", "2026-09-01", "2026-10-31"),
    "2026-6": ("November to December 2026", "2026-11-01", "2026-12-31"),
}
NAMES = ("Ottoline Farthingale", "Barnaby Quill")
# Method, cycle, team -> how many: West has one in the cycle, East two in the year.
PLAN: dict[tuple[str, str], dict[str, int]] = {
    ("RFP", "2026-1"): {"North": 2, "South": 1},
    ("RFP", "2026-5"): {"North": 2, "South": 3, "West": 2},
    ("RFP", "2026-6"): {"North": 4, "South": 3, "East": 2, "West": 1},
    ("RFP-S", "2026-6"): {"North": 1, "South": 1},
    ("SUD", "2026-6"): {"North": 2, "South": 3},
    ("SUD", "2026-5"): {"West": 1},
    ("RET", "2026-6"): {"North": 1, "East": 1},
    ("OBS", "2026-6"): {"North": 3, "South": 3},
}


def lead(folder: Path) -> Workspace:
    """A practice lead with the instruments, and two workers whose names no report may hold."""
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    ws, _ = profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)
    held = templates.load_all(RESOURCES)
    for code in ("RFP", "RFP-S", "SUD", "RET", "OBS", "SUP"):
        packs.publish(ws, held[code])
    for number, name in enumerate(NAMES):
        people.name_only(ws, f"W0{number + 1}", name, "worker", TEAMS[number])
    cycles(ws)
    return ws


def cycles(ws: Workspace) -> None:
    """What the audits are signed in."""
    for code, (title, starts, ends) in CYCLES.items():
        cycle = entries.Cycle(
            cycle=code,
            title=title,
            service="Early help",
            starts=starts,
            ends=ends,
            auditor="L01",
            allocations=(),
        )
        with ws.write():
            ws.seal("cycle", f"cycle-{code}", cycle.model_dump(mode="json"))


def play(folder: Path, plan: dict[tuple[str, str], dict[str, int]] | None = None, seed: int = 5) -> Workspace:
    """The ledger with this many signed of each, all with made-up answers."""
    ws, rng = lead(folder), Random(seed)
    for (method, cycle), teams in (PLAN if plan is None else plan).items():
        for team, count in teams.items():
            for _ in range(count):
                sign(ws, method, cycle, team, rng.randrange(10**6))
    return ws


def tag(ws: Workspace, seed: int = 5) -> int:
    """Themes that the practice lead gives findings of half the audits: some that the auditor named too, some tagged a
    second time. Returns how many findings have one."""
    rng, codes = Random(seed), list(theme_findings.themes(ws.world.resources))
    done = set()
    for form in sorted(ledger.forms(ws), key=lambda f: f.doc)[::2]:
        places = list(theme_findings.places(ledger.template(ws, form.template), form))
        for place in rng.sample(places, min(3, len(places))) + [p for p in places if p.own][:1]:
            named = {*rng.sample(codes[:12], 2), *place.own}
            for side in rng.choice(("strengths", "areas")), rng.choice(("strengths", "areas")):
                themes.tag(ws, form.digest, place.question, place.path, **{side: named}, other="Else")
                done.add((form.doc, place.question, place.path))
    return len(done)


def sign(
    ws: Workspace,
    method: str,
    cycle: str,
    team: str,
    seed: int,
    repeats: str | None = None,
    service: str = "Early help",
    **more: object,
) -> str:
    """One signed form of a team in a cycle, filled in by chance but for `more`. Sealed as it is: its rules are tested
    elsewhere."""
    template = next(t for t in ledger.known_templates(ws) if t.code == method)
    fixed: dict[str, object] = {
        "A03": cycle, "A04": f"FS-{seed}", "A05": {"service": service, "team": team}, "A06": "W01", "A07": "S01",
        "OB4": "y",
    } | more  # fmt: skip
    known = {q.id for q in template.questions}
    answers = filled(template, seed, {q: value for q, value in fixed.items() if q in known})
    body = entries.Form(answers=answers, cycle=cycle, repeats=repeats).model_dump(exclude_none=True)
    with ws.write():
        digest = ws.seal("form", f"form-{method}-{seed}", body, template=template.digest)
        soundness.index(ws, [digest])
    return digest
