"""Lists of events as the case system gives them: a list in, events and the rows to correct out. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from qa_desktop import canonical, files, lists
from qa_desktop.entries import Event
from qa_desktop.lists import Bad, Column, How, Row
from qa_desktop.lists import read_day as read_day

TRIGGERS = {"assess": "assessment", "review": "review", "clos": "closure"}  # by how the words begin or end


def _trigger(words: str) -> str:
    parts = re.findall(r"[a-z]+", words.lower())
    found = next((t for start, t in TRIGGERS.items() if any(p.startswith(start) for p in parts)), None)
    if found is None:
        raise ValueError("is none of assessment, review, closure")
    return found


def _number(words: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", words):
        raise ValueError("is no number of 1 or more. Leave it empty where there is none")
    return words


CASES = ("mosaic id", "case id", "case number", "case reference", "case ref", "family id", "person id")
DATES = ("trigger date", "event date", "completed", "completed on", "date completed")
WORKERS = ("allocated worker", "worker code", "case worker", "practitioner", "allocated to")
COLUMNS = (
    Column("trigger", ("event", "event type", "trigger type", "check type"), check=_trigger),
    Column("case", CASES, "case"),
    Column("date", DATES, "day"),
    Column("worker", WORKERS, "code"),
    Column("supervisor", ("supervisor code", "manager", "team manager", "line manager"), "code"),
    Column("team", ("team name",), "name", needed=False),
    Column("number", ("review number", "review no", "no", "number of review"), needed=False, check=_number),
)
FIELDS = ("trigger", "case", "date", "worker", "supervisor", "team", "number")


def read_events(
    path: Path, today: date | None = None, how: How | None = None, case: Callable[[str], str] = lists.as_is
) -> tuple[list[Event], list[Bad]]:
    """The events of a CSV or XLSX file, and the rows that cannot be one. The same event twice is given once.

    `today`: nothing has happened after it. `case`, and what is raised: as `lists.read`.
    """
    return events(files.read_bounded(path, lists.MAX_LIST), path.name, today, how, case)


def events(
    data: bytes,
    what: str,
    today: date | None = None,
    how: How | None = None,
    case: Callable[[str], str] = lists.as_is,
) -> tuple[list[Event], list[Bad]]:
    """As `read_events`, of what a file holds."""
    columns = [
        replace(one, check=_not_after(today)) if one.kind == "day" and today else one for one in COLUMNS
    ]
    rows, bad = lists.read(data, what, columns, how, case)
    good: dict[str, Event] = {}
    for row in rows:
        event = _made(row)
        if event is None:
            bad.append(row.bad("case", "this row holds something that cannot be kept"))
            continue
        known = good.setdefault(event.id, event)
        if known != event:
            name = next(name for name in FIELDS if getattr(known, name) != getattr(event, name))
            bad.append(row.bad(name, "the same event stands above with something else here"))
    return list(good.values()), sorted(bad, key=lambda one: one.row)


def _not_after(today: date) -> Callable[[str], str]:
    def check(day: str) -> str:
        if day > today.isoformat():
            raise ValueError("is after today")
        return day

    return check


def _made(row: Row) -> Event | None:
    held: dict[str, object] = dict(row.values)
    number = row.values["number"]
    name = event_id(row.values["trigger"], row.values["case"], row.values["date"])
    try:
        event = Event.model_validate(held | {"id": name, "number": int(number) if number else None})
        canonical.dumps(event.model_dump())
    except (ValidationError, canonical.NotCanonical):
        return None
    return event


def same_case(case: str) -> str:
    """A case's number as it is compared: spaces, capitals and wide figures make no difference."""
    return "".join(unicodedata.normalize("NFKC", case).casefold().split())


def event_id(trigger: str, case: str, day: str) -> str:
    """The name of an event, from what makes it this one. Who works with the family may be corrected later."""
    said = canonical.dumps([trigger, same_case(case), day])
    return f"event-{hashlib.sha256(said).hexdigest()[:24]}"
