"""The tour of a practice workspace: steps that belong to places, and which of them is shown where the user is."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from qa_desktop.templates import Model
from qa_desktop.workspace import Workspace

Until = Literal["", "place", "question", "rated", "seen", "signed", "returned"]


class Step(Model):
    """One step. `point`: the name of what it is about; `until`: what ends it by itself."""

    side: Literal["auditor", "lead"]
    place: str
    title: str
    words: str
    point: str = ""
    until: Until = ""

    def is_about(self, name: str) -> bool:
        """Whether something with this name is what the step points at."""
        return bool(self.point) and fnmatchcase(name.casefold(), self.point.casefold())


class Script(Model):
    """What resources/tour.toml holds."""

    step: tuple[Step, ...]


def steps(resources: Path, side: str) -> tuple[Step, ...]:
    """The steps for one side, in order."""
    script = Script.model_validate(tomllib.loads((resources / "tour.toml").read_text("utf-8")))
    return tuple(one for one in script.step if one.side == side)


def moved(script: Sequence[Step], now: int, place: str) -> int | None:
    """Which step is shown once the user has gone to `place`. None where the tour has nothing to say there.

    It goes along: on to the next step of that place, or, for someone who went back, to its first.
    """
    if script[now].place == place:
        return now
    there = [n for n, one in enumerate(script) if one.place == place]
    later = [n for n in there if n > now]
    return later[0] if later else there[0] if there else None


def counts(ws: Workspace) -> tuple[int, int]:
    """How many forms are signed here, and how many return files were made."""
    return ws.store.counts().get("form", 0), sum(row.kind == "return" for row in ws.store.exports())
