"""Meetings of the forums: what is typed in one, and closing it.

What is typed is a draft on this laptop, on disk before the next key. Closing seals the meeting, its challenges and its
proposed actions together, and is what the schedule counts: nobody tells it twice.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    action_rules,
    actions,
    canonical,
    challenges,
    house_words,
    ledger,
    report_packs,
    schedule_facts,
)
from qa_desktop.answer_types import day_words
from qa_desktop.errors import NotAllowed, NotReady, Problem
from qa_desktop.meeting_entries import Challenge, Meeting
from qa_desktop.returns import day_of
from qa_desktop.schedule_seal import need
from qa_desktop.templates import Model
from qa_desktop.workspace import Workspace

KIND = "meeting"
OPEN_STILL = "Challenges still open"
SHORTEST = 3  # letters of anything that was decided or asked
BAD_DAY = "Give the day, month and year, such as 20 Nov 2026"


class Forum(Model):
    """One forum of `resources/meetings.toml`, where each field is explained."""

    method: str
    code: str
    pack: str
    chair: str


# What is typed. No length or form is asked of it before the meeting is closed.


class Noting(Model):
    title: str
    notes: str = ""


class Asking(Model):
    doc: str
    question: str = ""
    who: str = ""
    by: str = ""


class Doing(Model):
    what: str = ""
    who: str = ""  # post of the owner
    due: str = ""
    outcome: str = ""


class Draft(Model):
    """A meeting that is being held. `replaces`: what it corrects, where it was closed before."""

    method: str
    period: str
    on: str
    chair: str = ""
    present: tuple[str, ...] = ()
    agenda: tuple[Noting, ...] = ()
    notes: str = ""
    decisions: tuple[str, ...] = ()
    challenges: tuple[Asking, ...] = ()
    actions: tuple[Doing, ...] = ()
    replaces: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()  # challenges and actions that were sealed with what it corrects
    proposed: tuple[str, ...] = ()

    @property
    def doc(self) -> str:
        return doc_of(self.method, self.period)


@dataclass(frozen=True, slots=True)
class Held:
    """A closed meeting. `others`: how many more versions of it stand, where two people closed it apart."""

    doc: str
    digest: str
    body: Meeting
    others: int


def doc_of(method: str, period: str) -> str:
    """The document of one forum's meeting of one period: the same for whoever notes it."""
    return f"meeting-{hashlib.sha256(f'{method}/{period}'.encode()).hexdigest()[:24]}"


@lru_cache(maxsize=4)
def forums(resources: Path) -> tuple[Forum, ...]:
    held = tomllib.loads((resources / "meetings.toml").read_text("utf-8"))
    return tuple(Forum.model_validate(one) for one in held["forum"])


def forum(resources: Path, method: str) -> Forum:
    """The forum of a method of the schedule. Raises NotAllowed, naming those there are."""
    found = next((one for one in forums(resources) if method in (one.method, one.code)), None)
    if found is None:
        known = ", ".join(
            f"{one.method} {schedule_facts.method(resources, one.method).name}" for one in forums(resources)
        )
        raise NotAllowed(f"There is no forum “{method}”. There are {known}.")
    return found


def title(resources: Path, method: str) -> str:
    return schedule_facts.method(resources, method).name


# The draft


def start(ws: Workspace, method: str, period: str, again: bool = False) -> Draft:
    """Begin the meeting of a period, its agenda from the sections of its report. One that is begun is gone on with.

    `again`: correct one that is closed. Raises NotAllowed where it is closed and no correction is meant, and NotKnown
    for a period there is not.
    """
    need(ws, KIND, "notes meetings")
    resources = ws.world.resources
    found = forum(resources, method)
    schedule_facts.period(resources, schedule_facts.method(resources, found.method), period)
    if (begun := draft(ws, found.method, period)) is not None:
        return begun
    stands = versions(ws, found.method, period)
    if stands and not again:
        raise NotAllowed(
            f"The meeting of {day_words(stands[0][1].on)} is closed. Correct it instead: both versions stay readable."
        )
    made = _corrected(stands) if stands else _new(ws, found, period)
    keep(ws, made)
    return made


def _new(ws: Workspace, found: Forum, period: str) -> Draft:
    sections = [one.title for one in report_packs.pack(ws.world.resources, found.pack).section]
    first = [OPEN_STILL] if challenges.open_of(ws, found.method) else []
    return Draft(
        method=found.method,
        period=period,
        on=ws.world.now().date().isoformat(),
        chair=found.chair,
        agenda=tuple(Noting(title=one) for one in (*first, *sections)),
    )


def _corrected(stands: list[tuple[str, Meeting]]) -> Draft:
    body = stands[0][1]
    return Draft(
        method=body.method,
        period=body.period,
        on=body.on,
        chair=body.chair,
        present=body.present,
        agenda=tuple(Noting(title=one.title, notes=one.notes) for one in body.agenda),
        notes=body.notes,
        decisions=body.decisions,
        replaces=tuple(sorted(digest for digest, _ in stands)),
        asked=tuple(dict.fromkeys(doc for _, one in stands for doc in one.challenges)),
        proposed=tuple(dict.fromkeys(doc for _, one in stands for doc in one.actions)),
    )


def draft(ws: Workspace, method: str, period: str) -> Draft | None:
    """What was typed of a meeting and not closed."""
    held = ws.text(_setting(doc_of(method, period)))
    return Draft.model_validate_json(held) if held else None


def keep(ws: Workspace, held: Draft) -> None:
    """What is typed, whole, on disk when it returns. Raises WriteFailed."""
    with ws.write():
        ws.keep(_setting(held.doc), held.model_dump_json(exclude_defaults=True))


def drop(ws: Workspace, held: Draft) -> None:
    """Throw away what was typed. What was closed before stays."""
    with ws.write():
        ws.keep(_setting(held.doc), None)


def _setting(doc: str) -> str:
    return f"draft.{doc}"


def get_draft(ws: Workspace, method: str, period: str) -> Draft:
    """Raises NotAllowed where none is begun."""
    found = draft(ws, forum(ws.world.resources, method).method, period)
    if found is None:
        raise NotAllowed(f"No meeting of {method} in {period} is begun. Start it first.")
    return found


def new_challenge(ws: Workspace, question: str = "", who: str = "", by: str = "") -> Asking:
    return Asking(doc=f"challenge-{ws.world.new_id()}", question=question, who=who, by=by)


# Closing


def problems(ws: Workspace, held: Draft, looked_at: bool = False) -> list[Problem]:
    """What must be put right before it can be closed. `looked_at`: somebody has read it, and it names nobody."""
    found = []
    today, on = ws.world.now().date().isoformat(), day_of(held.on)
    if on is None:
        found.append(Problem("on", BAD_DAY))
    elif on > today:
        found.append(Problem("on", f"{day_words(on)} is still to come. Close the meeting once it was held"))
    if len(held.chair.strip()) < SHORTEST:
        found.append(Problem("chair", "Say by post who took the chair"))
    if not any(one.strip() for one in (held.notes, *held.decisions, *(item.notes for item in held.agenda))):
        found.append(Problem("notes", "Note in a few words what was said or decided"))
    for number, asked in enumerate(held.challenges, 1):
        found += _of_challenge(asked, number) if _is_asked(asked) else []
    for number, one in enumerate(held.actions, 1):
        found += _of_action(ws, one, number, looked_at) if _is_proposed(one) else []
    if not looked_at and (names := house_words.naming(ws, texts(held))):
        found.append(
            Problem("names", f"{house_words.told(names)}. Write it in general, or say that it names nobody")
        )
    return found


def _of_challenge(asked: Asking, number: int) -> list[Problem]:
    found = []
    if len(asked.question.strip()) < SHORTEST:
        found.append(Problem("challenge", f"Challenge {number}: say what is asked", asked.doc))
    if len(asked.who.strip()) < SHORTEST:
        found.append(Problem("challenge", f"Challenge {number}: say by post who answers", asked.doc))
    if day_of(asked.by) is None:
        found.append(Problem("challenge", f"Challenge {number}: say by when. {BAD_DAY}", asked.doc))
    return found


def _of_action(ws: Workspace, one: Doing, number: int, looked_at: bool) -> list[Problem]:
    found = []
    if len(one.what.strip()) < SHORTEST:
        found.append(Problem("action", f"Action {number}: say what will be done", str(number)))
    if one.due.strip() and day_of(one.due) is None:
        found.append(Problem("action", f"Action {number}: {BAD_DAY[0].lower()}{BAD_DAY[1:]}", str(number)))
    words = action_rules.names_conduct(actions.rules(ws), [one.what, one.outcome])
    if words and not looked_at:
        told = f"Action {number}: “{words}” points to a conduct or capability matter, which is not held here"
        found.append(Problem("action", told, str(number)))
    return found


def texts(held: Draft) -> list[str]:
    """Everything in it that somebody wrote."""
    found = [held.chair, *held.present, held.notes, *held.decisions, *(one.notes for one in held.agenda)]
    found += [words for one in held.challenges for words in (one.question, one.who)]
    return found + [words for one in held.actions for words in (one.what, one.who, one.outcome)]


def _is_asked(one: Asking) -> bool:
    """Whether anything was written in it."""
    return bool((one.question + one.who + one.by).strip())


def _is_proposed(one: Doing) -> bool:
    return bool((one.what + one.who + one.due + one.outcome).strip())


def close(ws: Workspace, held: Draft, looked_at: bool = False) -> str:
    """Seal the meeting with its challenges and proposed actions, all or none. Returns the digest of the entry.

    Raises NotReady with what must be put right, and NotAllowed for somebody who may not.
    """
    need(ws, KIND, "closes meetings")
    if wrong := problems(ws, held, looked_at):
        raise NotReady(wrong)
    with ws.write():
        asked = (*held.asked, *(_seal_challenge(ws, held, one) for one in held.challenges if _is_asked(one)))
        proposed = (*held.proposed, *(_propose(ws, held, one) for one in held.actions if _is_proposed(one)))
        content = _body(held, asked, proposed).model_dump(mode="json", exclude_defaults=True)
        digest = ws.seal(KIND, held.doc, content, held.replaces)
        drop(ws, held)
    return digest


def _body(held: Draft, asked: tuple[str, ...], proposed: tuple[str, ...]) -> Meeting:
    said: dict[str, Any] = {
        "method": held.method,
        "period": held.period,
        "on": day_of(held.on),
        "chair": held.chair.strip(),
        "present": [one.strip() for one in held.present if one.strip()],
        "agenda": [{"title": one.title, "notes": one.notes.strip()} for one in held.agenda],
        "notes": held.notes.strip(),
        "decisions": [one.strip() for one in held.decisions if one.strip()],
        "challenges": asked,
        "actions": proposed,
    }
    try:
        return Meeting.model_validate(said)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        raise NotAllowed(
            f"The {field} of this meeting are too short or too long to keep, so it is not closed. Everything typed is "
            "still here; correct them."
        ) from error


def _seal_challenge(ws: Workspace, held: Draft, one: Asking) -> str:
    body = Challenge(
        meeting=held.doc,
        method=held.method,
        asked=day_of(held.on) or "",
        question=one.question.strip(),
        who=one.who.strip()[:300],
        by=day_of(one.by) or "",
    )
    ws.seal(challenges.KIND, one.doc, body.model_dump(mode="json", exclude_defaults=True))
    return one.doc


def _propose(ws: Workspace, held: Draft, one: Doing) -> str:
    said: dict[str, Any] = {"what": one.what.strip(), "outcome": one.outcome.strip()}
    said |= {"owner_role": one.who.strip()[:300], "due": day_of(one.due)}
    said |= {"forum": forum(ws.world.resources, held.method).code}
    return actions.add(ws, said, not_conduct=True, meeting=held.doc)


# What was held


def versions(ws: Workspace, method: str, period: str) -> list[tuple[str, Meeting]]:
    """What stands of one meeting, by digest; more than one where it was closed apart."""
    rows = sorted(ledger.heads(ws, KIND, doc_of(method, period)), key=lambda row: row.digest)
    return [
        (row.digest, Meeting.model_validate(canonical.loads(row.body, KIND)))
        for row in rows
        if row.body is not None
    ]


def every(ws: Workspace) -> tuple[Held, ...]:
    """Every meeting that was closed, the newest first."""
    found: dict[str, list[tuple[str, Meeting]]] = {}
    for row in sorted(ledger.heads(ws, KIND), key=lambda row: row.digest):
        if row.body is not None:
            body = Meeting.model_validate(canonical.loads(row.body, KIND))
            found.setdefault(row.doc, []).append((row.digest, body))
    held = [Held(doc, stands[0][0], stands[0][1], len(stands) - 1) for doc, stands in found.items()]
    return tuple(sorted(held, key=lambda one: (one.body.on, one.body.method, one.doc), reverse=True))
