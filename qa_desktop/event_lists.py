"""Lists of events as the case system gives them: CSV in, events and the rows to correct out. Pure."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from qa_desktop import canonical, files, looks, workdays
from qa_desktop.entries import Event
from qa_desktop.errors import FileRefused

MAX_LIST = 16 * 1024 * 1024  # bytes
MAX_CASE = 40  # characters
REQUIRED = ("trigger", "case", "date", "worker", "supervisor")
HEADERS = {
    "trigger": "trigger event eventtype triggertype checktype",
    "case": "case mosaicid caseid casenumber casereference caseref familyid personid",
    "date": "date triggerdate eventdate completed completedon datecompleted",
    "worker": "worker allocatedworker workercode caseworker practitioner allocatedto",
    "supervisor": "supervisor supervisorcode manager teammanager linemanager",
    "team": "team teamname",
    "number": "number reviewnumber reviewno no numberofreview",
}
"""Names that a column may have, without spaces, dashes and capitals."""
TRIGGERS = {"assess": "assessment", "review": "review", "clos": "closure"}  # by how the words begin or end
MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]  # whatever the computer's language


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not taken: its number in the file (the header is row 1), the column, and what is wrong."""

    row: int
    column: str
    reason: str

    @property
    def words(self) -> str:
        return f"Row {self.row}, {self.column}: {self.reason}."


def read_events(path: Path, today: date | None = None) -> tuple[list[Event], list[BadRow]]:
    """The events of a CSV file, and the rows that cannot be one. The same event twice is given once.

    `today`: nothing has happened after it. Raises FileRefused where the file is no such list at all.
    """
    text = _text(files.read_bounded(path, MAX_LIST), path.name)
    rows = _rows(text, path.name)
    header = next(rows, (1, []))[1]
    columns = _columns(header, path.name)
    good: dict[str, Event] = {}
    bad: list[BadRow] = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        held = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        event, faults = _event(held, today)
        bad += [BadRow(number, header[columns[name]].strip(), why) for name, why in faults]
        if event is None:
            continue
        known = good.setdefault(event.id, event)
        if known != event:
            what = next(name for name in HEADERS if getattr(known, name) != getattr(event, name))
            where = header[columns[what]].strip()
            bad.append(BadRow(number, where, "the same event stands above with something else here"))
    return list(good.values()), bad


def _text(data: bytes, name: str) -> str:
    if data[:2] == b"PK" or looks.was_a_bundle(data) or b"\0" in data[:4096]:
        found = looks.looks_like(data) or "something else"
        raise FileRefused(
            f"{name} is not a CSV file: it looks like {found}. Excel workbooks are for a later version; save it as CSV first."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel writes on Windows unless told otherwise


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        began = False
        for n, row in enumerate(reader, 1):
            began = began or any(cell.strip() for cell in row)
            if began:
                yield n, row
    except csv.Error as error:
        raise FileRefused(
            f"{name} cannot be read from row {reader.line_num} on. Save it as CSV again."
        ) from error


def _columns(header: list[str], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        plain = re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", cell).lower())
        for column, names in HEADERS.items():
            if plain in names.split():
                found.setdefault(column, at)
    if missing := [column for column in REQUIRED if column not in found]:
        raise FileRefused(
            f"{name} has no column for {', '.join(missing)}, so nothing was read. "
            "Its first row names the columns: trigger, case, date, worker, supervisor, and if you have them team and number."
        )
    return found


def _event(held: Mapping[str, str], today: date | None) -> tuple[Event | None, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []
    words = held["trigger"].lower()
    parts = re.findall(r"[a-z]+", words)
    trigger = next((t for start, t in TRIGGERS.items() if any(p.startswith(start) for p in parts)), None)
    if trigger is None:
        faults.append(("trigger", "it is none of assessment, review, closure"))
    case = unicodedata.normalize("NFC", held["case"])
    if not case or len(case) > MAX_CASE or not case.isprintable():
        faults.append(("case", "give the case's number" if not case else "it is no case number"))
    day = read_day(held["date"])
    if day is None:
        faults.append(("date", "write the date like 20/11/2026"))
    elif today and day > today:
        faults.append(("date", "this date is after today"))
    for column in ("worker", "supervisor"):
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}", held[column]):
            faults.append((column, "give the staff code" if not held[column] else "it is no staff code"))
    number = held.get("number", "")
    if number and not re.fullmatch(r"[1-9][0-9]{0,3}", number):
        faults.append(("number", "give a number of 1 or more, or leave it empty"))
    if faults or trigger is None or day is None:
        return None, faults
    return _made(held, trigger, case, day, int(number) if number else None)


def _made(
    held: Mapping[str, str], trigger: str, case: str, day: date, number: int | None
) -> tuple[Event | None, list[tuple[str, str]]]:
    try:
        event = Event.model_validate(
            {
                "id": event_id(trigger, case, day.isoformat()),
                "trigger": trigger,
                "case": case,
                "date": day.isoformat(),
                "worker": held["worker"],
                "supervisor": held["supervisor"],
                "team": held.get("team", ""),
                "number": number,
            }
        )
        canonical.dumps(event.model_dump())
    except (ValidationError, canonical.NotCanonical):
        return None, [("case", "this row holds something that cannot be kept")]
    return event, []


def same_case(case: str) -> str:
    """A case's number as it is compared: spaces, capitals and wide figures make no difference."""
    return "".join(unicodedata.normalize("NFKC", case).casefold().split())


def event_id(trigger: str, case: str, day: str) -> str:
    """The name of an event, from what makes it this one. Who works with the family may be corrected later."""
    said = canonical.dumps([trigger, same_case(case), day])
    return f"event-{hashlib.sha256(said).hexdigest()[:24]}"


def read_day(text: str) -> date | None:
    """A date as the British or ISO write it, a time after it left out. None where it is none."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}.*$", "", text.strip())
    if iso := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        year, month, day = iso.groups()
    elif british := re.fullmatch(r"(\d{1,2})[/. -](\d{1,2}|[A-Za-z]{3,9})[/. -](\d{4}|\d{2})", text):
        day, month, year = british.groups()
    else:
        return None
    if not month.isdecimal():
        month = str(MONTHS.index(month[:3].lower()) + 1) if month[:3].lower() in MONTHS else "0"
    return workdays.day(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
