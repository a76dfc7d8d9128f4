"""The practice lead's made-up year: six cycles of audits, the actions that came of them, and returns that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qa_desktop import (
    actions,
    alert_answers,
    demo,
    import_plans,
    imports,
    ledger,
    packs,
    practice,
    release,
    release_list,
    release_steps,
    theme_findings,
    themes,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Tell, Workspace

CYCLES = practice.YEAR
AUDITORS, TEAMS = 3, 3  # each auditor has one audit of each team, so that none is too few to show
TILTS = (-1, 0, -1, 0, 1, 1)  # how the work went, cycle by cycle: better by the end
SOON = timedelta(days=90)  # re-audits that are due by then are given out
MOST_TAGS = 6  # findings tagged in one cycle


def play(stage: demo.Stage, clock: practice.Clock, tell: Tell, cycles: int = CYCLES) -> None:
    """Play the cycles that end today. The last is under way: one return is in, one waits, one is still owed."""
    today, done, steps = clock.real.date(), 1, 2 + cycles * (1 + AUDITORS)
    played = [practice.cycle_of(today, before) for before in reversed(range(cycles))]
    clock.at(date.fromisoformat(played[0]["starts"]))
    central = stage.found()
    laptops = [stage.admit(central, n) for n in range(AUDITORS)]
    tell(done, steps)
    for number, cycle in enumerate(played, CYCLES - cycles):
        last = number == CYCLES - 1
        starts = date.fromisoformat(cycle["starts"])
        clock.at(starts)
        sent = _send(stage, central, laptops, cycle)
        done += 1
        tell(done, steps)
        returned = []
        for place, laptop in enumerate(laptops):
            if not (last and place == AUDITORS - 1):
                returned.append(_audit(stage, clock, laptop, sent[laptop.me.code], starts, TILTS[number]))
            done += 1
            tell(done, steps)
        clock.at(min(date.fromisoformat(cycle["ends"]), today))
        _import(central, returned[:1] if last else returned)
        if not last:
            _follow(central)
        _act(stage, central, number)
        _tag(central, cycle["code"])
    tell(steps, steps)


def _send(
    stage: demo.Stage, central: Workspace, laptops: Sequence[Workspace], cycle: Mapping[str, Any]
) -> dict[str, Path]:
    """Every auditor gets a case of each of three teams; all are due at the end of the cycle."""
    length = (date.fromisoformat(cycle["ends"]) - date.fromisoformat(cycle["starts"])).days
    round_and_round = [laptops[(n + n // TEAMS) % AUDITORS] for n in range(AUDITORS * TEAMS)]
    return stage.send(central, round_and_round, AUDITORS * TEAMS, {**cycle, "due_in": [length]})


def _audit(
    stage: demo.Stage, clock: practice.Clock, laptop: Workspace, pack: Path, starts: date, tilt: int
) -> Path:
    """One auditor's cycle: take the pack in, sign every audit, make the return file."""
    stage.take_in(laptop, pack)
    clock.at(starts + timedelta(days=20))
    for task in practice.to_do(laptop):
        practice.sign(stage, laptop, task, tilt)
    return packs.make_return(laptop, stage.folder / "returns").path


def _import(central: Workspace, returned: Sequence[Path]) -> None:
    imports.take_in(central, import_plans.plan_files(central, returned), back_up=False)


def _follow(central: Workspace) -> None:
    """Do what the judgements of a cycle that is over ask for, and give out what is to be audited again."""
    today = central.world.now().date()
    for risk in alert_answers.open_risks(central):
        alert_answers.note(
            central, risk.form, today.isoformat(), "yes", "Seen the same day; a plan was made."
        )
    for one in release.due(central, today):
        if one.step == release_steps.REAUDIT:
            able = next(
                (other.code for other in release_list.fit(central, one.form) if not other.why_not), ""
            )
            if able and one.due - today < SOON:
                with suppress(NotAllowed):  # given out already
                    release.reaudit(central, one.form, able, today + SOON)
        elif one.step == "check":
            release.note_step(central, one.form, "safe", today, "Seen, and safe.")
        else:
            release.note_step(central, one.form, one.step, today)


def _act(stage: demo.Stage, central: Workspace, number: int) -> None:
    """Propose what the script does about this cycle's findings, and take it as far as it came."""
    today = central.world.now().date()
    for act in stage.script["act"]:
        if act["cycle"] != number:
            continue
        told = {name: act[name] for name in ("what", "outcome", "level", "team", "owner", "measure")}
        due = (today + timedelta(days=60)).isoformat()
        doc = actions.add(central, {**told, "priority": "planned", "due": due})
        for state in act["then"]:
            actions.move(central, doc, state)
        if "evidence" in act:
            actions.close(central, doc, False, act["evidence"])


def _tag(central: Workspace, cycle: str) -> None:
    codes = [code for code, theme in theme_findings.themes(central.world.resources).items() if not theme.text]
    left = MOST_TAGS
    for form in sorted(ledger.forms(central), key=lambda f: f.doc):
        if form.body.cycle != cycle:
            continue
        for place in list(theme_findings.places(ledger.template(central, form.template), form))[:2]:
            if left == 0:
                return
            code = codes[left % len(codes)]
            good, bad = ([code], []) if left % 2 else ([], [code])
            themes.tag(central, form.digest, place.question, place.path, good, bad)
            left -= 1
