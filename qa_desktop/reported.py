"""Which audits have been reported on: told before an import that brought them is taken back. Of this profile only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa_desktop import canonical
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

SETTING = "reports.made"
MOST_KEPT = 200  # reports; older ones are forgotten


@dataclass(frozen=True, slots=True)
class Reported:
    """One report that was written. `audits`: how many of those asked about are in it."""

    title: str
    at: str  # ISO time
    audits: int


def note(ws: Workspace, title: str, digests: Iterable[str]) -> None:
    """Remember that a report was written from these forms."""
    with ws.write():
        kept = [*_held(ws), {"at": stamp(ws.world.now()), "digests": sorted(set(digests)), "title": title}]
        ws.keep(SETTING, canonical.dumps(kept[-MOST_KEPT:]))


def of(ws: Workspace, digests: Iterable[str]) -> list[Reported]:
    """The reports that any of these forms are in, newest first."""
    wanted = set(digests)
    counted = ((one, len(wanted & set(one["digests"]))) for one in reversed(_held(ws)))
    return [Reported(one["title"], one["at"], n) for one, n in counted if n]


def last_made(ws: Workspace) -> dict[str, str]:
    """When each report was last written, ISO time by its title."""
    return {one["title"]: one["at"] for one in _held(ws)}


def _held(ws: Workspace) -> list[dict]:  # type: ignore[type-arg]
    held = ws.store.setting(SETTING)
    return [] if held is None else canonical.loads(held, "the list of reports")
