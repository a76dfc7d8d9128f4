"""How long the window waits before it locks itself: the choices that ship with the program, and never more."""

from __future__ import annotations

import contextlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

from qa_desktop import high_water, trail
from qa_desktop.errors import NotKnown, WriteFailed
from qa_desktop.workspace import Workspace

SETTING, KEPT = "lock_after_minutes", "lock_after"


@cache
def choices(resources: Path) -> tuple[int, ...]:
    """Minutes, from the shortest."""
    return tuple(sorted(_shipped(resources)["choices"]))


def after(ws: Workspace) -> int:
    """Minutes without a key or a press before the window locks: as chosen here, and at most the longest choice."""
    resources = ws.world.resources
    chosen = _chosen(ws)
    if chosen is None:
        return int(_shipped(resources)["default"])
    return chosen if 0 < chosen <= choices(resources)[-1] else choices(resources)[-1]


def put(ws: Workspace, minutes: int) -> None:
    """Choose another time. Raises NotKnown for one that is not offered, and WriteFailed; nothing is changed then."""
    offered = choices(ws.world.resources)
    if minutes not in offered:
        told = ", ".join(map(str, offered[:-1]))
        raise NotKnown(
            f"The window can lock after {told} or {offered[-1]} minutes, not {minutes}. Nothing was changed."
        )
    with ws.write():
        ws.keep(KEPT, str(minutes))
        trail.note(ws, "setting", name=SETTING, value=str(minutes))


def noted(ws: Workspace, by: Literal["timer", "sleep", "hand"]) -> None:
    """Tell the trail that the window locked itself, or was locked."""
    with ws.write():
        trail.note(ws, "locked", by=by)
    high_water.mark(ws)


def bring_down(ws: Workspace) -> str:
    """Where an earlier version of the program let somebody choose longer, take the longest there is now, and say so.

    "" where there is nothing to say.
    """
    before, now = _chosen(ws), after(ws)
    if before is None or before == now:
        return ""
    with contextlib.suppress(WriteFailed):  # a full disk: it locks in time all the same, and is said again
        put(ws, now)
    was = f"after {before} minutes" if before else "never"
    return f"The window locks itself after {now} minutes now, the longest time there is. Until today it did {was}."


def _chosen(ws: Workspace) -> int | None:
    kept = ws.text(KEPT)
    return int(kept) if kept and kept.isdecimal() else None


@cache
def _shipped(resources: Path) -> dict[str, Any]:
    held: list[dict[str, Any]] = tomllib.loads((resources / "settings.toml").read_text("utf-8"))["setting"]
    return next(one for one in held if one["code"] == SETTING)
