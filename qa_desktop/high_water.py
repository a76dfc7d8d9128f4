"""How far this profile had come when it was last open, in a small locked file beside the database.

A copy of the database that somebody puts in its place by hand is then told at the next opening, unless the small file
was put back or removed too: then only those who were sent something know (`trail.gone_back`). The mark is written after
what it tells was committed, so no crash leaves a database behind its own mark.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from pydantic import ValidationError

from db.errors import StoreError
from qa_desktop import canonical, files, trail
from qa_desktop.answer_types import day_words
from qa_desktop.errors import QaError
from qa_desktop.templates import Digest, Model
from qa_desktop.workdays import Moment
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

MARK, PURPOSE = "mark.locked", "high water"
MAX_MARK = 64 * 1024  # bytes
TOLD = "older_copy"  # setting: when an older copy was found, and what people are told of it
TOLD_FOR = timedelta(days=7)


class Mark(Model):
    """Where the chains of this laptop ended. `lines`: the trail's number and digest; `seq`: of its own entries."""

    log: str
    lines: tuple[int, Digest | None]
    seq: int
    entries: int  # of all kinds and makers, for the telling only: taking an import back lowers it
    at: Moment


@dataclass(frozen=True, slots=True)
class Older:
    """What this database lacks that was here before. All of it 0: it is another copy, which went another way."""

    lines: int
    entries: int
    since: str  # the moment when the mark was set

    @property
    def words(self) -> str:
        """For whoever opens it: what is missing since when, and what to do."""
        day = f"{day_words(self.since)}, {self.since[11:16]}"
        counts = ((self.entries, "entry", "entries"), (self.lines, "line of the trail", "lines of the trail"))
        gone = [f"{n} {one if n == 1 else more}" for n, one, more in counts if n]
        told = f"Missing since then: {' and '.join(gone)}." if gone else "It went another way from then on."
        return (
            f"It is not the one that was open here on {day}. {told} If a backup was put back by hand, import your signed "
            "PDFs and the files that came since. If you know of no such thing, ring your practice lead today."
        )


def mark(ws: Workspace) -> None:
    """Note how far the profile has come. What cannot be noted, on a full disk say, is not: an older mark says less."""
    if ws.reading or ws.store.path is None:
        return
    with contextlib.suppress(StoreError, QaError):
        here, before = _now(ws), _last(ws)
        if before is None or here.model_copy(update={"at": before.at}) != before:
            data = canonical.dumps(here.model_dump(mode="json"))
            files.write_whole(ws.world.data_dir / MARK, ws.lock(PURPOSE, data))


def _now(ws: Workspace) -> Mark:
    tip = ws.store.tip(ws.log)
    return Mark(
        log=ws.log,
        lines=ws.store.trail_tip(),
        seq=tip.seq if tip else 0,
        entries=sum(ws.store.counts().values()),
        at=stamp(ws.world.now()),
    )


def _last(ws: Workspace) -> Mark | None:
    """The mark that was set last. One that is not there, or that somebody changed, says nothing."""
    try:
        held = ws.unlock(PURPOSE, files.read_bounded(ws.world.data_dir / MARK, MAX_MARK))
        return Mark.model_validate(canonical.loads(held, MARK))
    except (QaError, InvalidTag, ValidationError, ValueError):
        return None


def older(ws: Workspace) -> Older | None:
    """Whether this database is another than the mark was set for, before its opening is noted."""
    last = _last(ws)
    if last is None or ws.store.trail_tip()[0] == 0 or trail.opening(ws) == "restored":
        return None  # going back to a backup in the program gives the chain a new name
    here = _now(ws)
    line = ws.store.trail_line(last.lines[0])
    whole = last.lines[0] == 0 or (line is not None and line.digest == last.lines[1])
    if here.log == last.log and whole and here.seq >= last.seq:
        return None
    return Older(max(last.lines[0] - here.lines[0], 0), max(last.entries - here.entries, 0), last.at)


def go_on(ws: Workspace, found: Older) -> None:
    """Go on with the older copy as after going back to a backup: the chain takes a new name, so that no two entries
    bear one number, and the trail and whoever opens it are told. Call inside `write()`."""
    ws.keep("log", ws.world.new_id())
    ws.keep(TOLD, f"{stamp(ws.world.now())} {found.words}")
    trail.note(ws, "older", lines=found.lines, entries=found.entries, since=found.since)


def told(ws: Workspace) -> str:
    """What was found at an opening of the last seven days; empty where nothing was."""
    at, _, words = (ws.text(TOLD) or "").partition(" ")
    return words if at > stamp(ws.world.now() - TOLD_FOR) else ""


def just_found(ws: Workspace) -> str:
    """What this very opening found; empty where that is nothing."""
    last = ws.store.trail_line(ws.store.trail_tip()[0])
    return told(ws) if last is not None and trail.event(last.line).what == "older" else ""
