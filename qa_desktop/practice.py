"""Practice workspaces: made-up families to try the program on, one for each side, made in a moment and thrown away.

An auditor's has audits finished, half finished and still to do, and one that wants three answers. A practice lead's
has a year of returns, and files that wait to be imported. Everything in them says that it is made up (`made_up`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from qa_desktop import demo, forms, import_plans, imports, keys, packs, work
from qa_desktop.errors import NotAllowed, WrongPassphrase
from qa_desktop.templates import Template
from qa_desktop.workspace import VAULT, Tell, Workspace, quiet, vault_bytes
from qa_desktop.world import World

Side = Literal["auditor", "lead"]
SIDES: tuple[Side, ...] = get_args(Side)
FOLDER = "practice"  # in the program's own folder, beside a real profile and never in it
PASSPHRASE = demo.PASSPHRASE
LEFT_OPEN = ("P4.2", "R1", "M3")  # what the tour's audit still wants
YEAR = 6  # cycles
HALF = 34  # questions answered of the audit that is half done
AUDITED_BEFORE = timedelta(days=14)  # the dates inside an audit stand around this long before it
_WHERE: dict[Side, str] = {"auditor": "laptops/A01", "lead": "central"}


@dataclass(slots=True)
class Clock:
    """What day it is while a past is played. A second passes at each look."""

    real: datetime
    now: datetime

    def at(self, day: date) -> None:
        """Morning of that day, which is never after the real now."""
        morning = datetime.combine(day, time(9), UTC)
        self.now = min(morning, self.real - timedelta(hours=1))

    def look(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def folder_of(usual: Path, side: Side) -> Path:
    """Where the practice workspace of one side is kept, beside whatever profile `usual` holds."""
    return usual / FOLDER / side


def profile_in(folder: Path, side: Side) -> Path | None:
    """The profile to open in a practice workspace that is there, whole; None where none is."""
    found = folder / _WHERE[side]
    return found if (folder / demo.MADE_UP).exists() and (found / VAULT).exists() else None


def make(
    folder: Path, side: Side, world_of: Callable[[Path], World], tell: Tell = quiet, cycles: int = YEAR
) -> Path:
    """Play a made-up past into `folder`, which must be new. Returns the profile to open.

    `cycles`: how far back a practice lead's goes. It is whole when it is there at all: where `tell` raises Cancelled, or anything fails, nothing is left.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotAllowed(
            f"{folder} is not empty, so no practice workspace was made there. Choose a new folder."
        )
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        _play(part, side, world_of, tell, cycles)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return folder / _WHERE[side]


def throw_away(folder: Path) -> None:
    """Delete a practice workspace. Raises NotAllowed, and deletes nothing, where it is anything else."""
    if not folder.exists():
        return
    if not (folder / demo.MADE_UP).is_file() or not all(_opens(vault) for vault in folder.rglob(VAULT)):
        raise NotAllowed(
            f"{folder} is not a practice workspace, so nothing was deleted. Look at what is in it before you remove it."
        )
    shutil.rmtree(folder)


def _opens(vault: Path) -> bool:
    """Only what is made up opens with the passphrase that everybody knows: no real profile can have it."""
    try:
        keys.open_vault(vault_bytes(vault.parent), PASSPHRASE)
    except WrongPassphrase:
        return False
    return True


# Playing


def _play(folder: Path, side: Side, world_of: Callable[[Path], World], tell: Tell, cycles: int) -> None:
    tell(0, 1)
    real = world_of(folder).now()
    clock = Clock(real, real)

    def world(place: Path) -> World:
        return replace(world_of(place), now=clock.look)

    demo.make_folders(folder)
    stage = demo.Stage(folder, world, seed=7, practice=True)
    try:
        if side == "auditor":
            _auditors_past(stage, clock, tell)
        else:
            from qa_desktop import practice_year

            practice_year.play(stage, clock, tell, cycles)
    finally:
        stage.close()


def cycle_of(day: date, before: int = 0) -> dict[str, Any]:
    """The two-month cycle that this day is in, or one so many before it, as the script of the play names one."""
    number = day.year * 6 + (day.month - 1) // 2 - before
    year, which = divmod(number, 6)
    starts = date(year, which * 2 + 1, 1)
    ends = date(*divmod_month(year, which * 2 + 3), 1) - timedelta(days=1)
    title = f"{starts:%B} to {ends:%B} {year}"
    return {
        "code": f"{year}-{which + 1}", "title": title, "starts": starts.isoformat(), "ends": ends.isoformat(),
        "first_case": 2041 + 1000 * (number % 6), "due_in": [12, 15, 18, 29],
    }  # fmt: skip


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """Year and month of a month that may lie past December."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _auditors_past(stage: demo.Stage, clock: Clock, tell: Tell) -> None:
    """Two audits of last cycle, signed and returned; in this one an audit signed, two begun and one to do."""
    today, steps = clock.real.date(), 9
    last, now = cycle_of(today, 1), cycle_of(today)
    ended = date.fromisoformat(last["ends"])
    clock.at(ended - timedelta(days=40))
    central = stage.found()
    tell(1, steps)
    laptop = stage.admit(central, 0)
    tell(2, steps)
    stage.take_in(laptop, stage.send(central, [laptop], 2, last)["A01"])
    tell(3, steps)
    clock.at(ended - timedelta(days=12))
    for task in to_do(laptop):
        sign(stage, laptop, task, tilt=0)
    tell(5, steps)
    returned = packs.make_return(laptop, stage.folder / "returns").path
    imports.take_in(central, import_plans.plan_files(central, [returned]), back_up=False)
    tell(6, steps)
    clock.at(today - timedelta(days=10))
    stage.take_in(laptop, stage.send(central, [laptop], 4, now)["A01"])
    tell(7, steps)
    clock.at(today)
    nearly, half, signed, _ = to_do(laptop)
    sign(stage, laptop, signed, tilt=1)
    begin(stage, laptop, half, at_most=HALF)
    begin(stage, laptop, nearly, leave=LEFT_OPEN)
    tell(steps, steps)


def to_do(laptop: Workspace) -> list[work.Task]:
    today = laptop.world.now().date()
    return [task for task in work.tasks(laptop, today) if task.state == "not_started"]


def begin(
    stage: demo.Stage,
    laptop: Workspace,
    task: work.Task,
    tilt: int = 0,
    leave: tuple[str, ...] = (),
    at_most: int | None = None,
) -> forms.Draft:
    """Begin a piece of work and fill it in, all but what is left open, or only so much of it."""
    draft = work.start_task(laptop, task)
    template: Template = forms.template_of(laptop, draft)
    audited = laptop.world.now().date() - AUDITED_BEFORE
    window = {"from": (audited - timedelta(days=170)).isoformat(), "to": audited.isoformat()}
    script = stage.script | {"audited": audited, "fixed": stage.script["fixed"] | {"A13": window}}
    told = demo.made_up(template, stage.rng.randrange(10**6), script, draft.answers, tilt)
    given = {q.id for q in template.questions if q.id in draft.answers}
    kept = [q.id for q in template.questions if q.id in told and (q.id in given or q.id not in leave)]
    answers = {question: told[question] for question in kept[:at_most]}
    return forms.keep(laptop, replace(draft, answers={**draft.answers, **answers}))


def sign(stage: demo.Stage, laptop: Workspace, task: work.Task, tilt: int) -> str:
    """Fill a piece of work in and seal it. Returns its digest."""
    return forms.finish(laptop, begin(stage, laptop, task, tilt))
