"""Actions in reports: how many are open, new, overdue and over; what they say; what the equality questions asked for.

No report names an owner, only the role; actions about one worker are counted and never listed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qa_desktop import action_list, action_rules, action_standing, people, privacy, roles
from qa_desktop.action_entries import PASSED, Action
from qa_desktop.action_list import Row
from qa_desktop.answer_types import day_words
from qa_desktop.report_drafts import Asked, Book, Draft, DraftPart, DraftTable, Line, count
from qa_desktop.report_values import Words
from qa_desktop.workspace import Workspace

LONG = 30  # days: from here on an overdue action is one for the panel
ONE_WORKER = "worker"  # level
ORDER = "Late ones first, then by the day they are due; what has ended comes last."
MOST = 20  # actions listed; more are counted
EQUALITY = ("EQ1", "EQ6", "EQ7")


@dataclass(frozen=True, slots=True)
class Told:
    """One action as far as reports go. `digest`: of the version that counts; `made`: the day of its first."""

    digest: str
    made: date
    row: Row

    @property
    def body(self) -> Action:
        return self.row.body

    def is_on(self, day: str | None, book: Book) -> bool:
        return bool(day) and book.span.starts.isoformat() <= str(day) <= book.span.ends.isoformat()


def told(ws: Workspace, today: date) -> tuple[Told, ...]:
    """Every action that counts, but what was passed on: that is no matter of reports. One place reads them."""
    standings = action_standing.every(ws)
    return tuple(
        Told(
            standings[row.doc].head.digest, date.fromisoformat(standings[row.doc].versions[0].body.moved), row
        )
        for row in action_list.rows(ws, today)
        if row.body.status != PASSED
    )


def _of(book: Book) -> list[Told]:
    return [one for one in told(book.ws, book.today) if not book.team or one.body.team == book.team]


def actions(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """Counts by level, then those that the pack is to look at."""
    known = [one for one in _of(book) if not asked.levels or one.body.level in asked.levels]
    if not known:
        yield Words(f"{asked.title}: nothing has come in yet.", "muted")
        return
    yield DraftTable(asked.title, asked.note, _HEAD, tuple(_by_level(book, known, asked.levels)))
    listed = [one for one in known if one.body.level != ONE_WORKER and _wanted(book, one, asked.only)]
    yield from _listed(book, listed, asked)


_HEAD = (
    "Level",
    "Open",
    "New",
    "Overdue",
    f"Over {LONG} days",
    "Closed, effective",
    "Closed, not effective",
    "Reopened",
)


def _by_level(book: Book, known: list[Told], only: Collection[str]) -> Iterator[Line]:
    rules = action_rules.load(book.ws.world.resources)
    levels = [(one.code, one.label) for one in rules.level]
    for code, label in [one for one in levels if one[0] in only] or (*levels, ("", "All levels")):
        own = [one for one in known if code in ("", one.body.level)]
        if own:
            yield (label, *_counts(book, label, own))


def _counts(book: Book, label: str, own: list[Told]) -> Iterator[Draft]:
    heaps = {
        "open": [one for one in own if one.row.open],
        "new in the period": [one for one in own if one.is_on(one.made.isoformat(), book)],
        "overdue": [one for one in own if one.row.days_late],
        f"overdue by more than {LONG} days": [one for one in own if one.row.days_late > LONG],
        "closed in the period, effective": _closed(book, own, "closed_effective"),
        "closed in the period, not effective": _closed(book, own, "closed_not_effective"),
        "reopened, because later audits are no better": [one for one in own if one.row.reopened],
    }
    for words, heap in heaps.items():
        yield count(f"{label}: actions {words}", len(heap), (one.digest for one in heap))


def _closed(book: Book, own: list[Told], status: str) -> list[Told]:
    return [one for one in own if one.body.status == status and one.is_on(one.body.closed, book)]


def _wanted(book: Book, one: Told, only: Iterable[str]) -> bool:
    """Whether the pack lists this action. With nothing asked for, every open one."""
    whether: Mapping[str, bool] = {
        "new": one.is_on(one.made.isoformat(), book),
        "overdue": one.row.days_late > 0,
        "overdue_long": one.row.days_late > LONG,
        "not_effective": one.row.reopened or bool(_closed(book, [one], "closed_not_effective")),
        "smt": one.row.open and one.body.plan == "smt",
        "over": bool(_closed(book, [one], "closed_effective") + _closed(book, [one], "closed_not_effective")),
    }
    return any(whether[code] for code in only) if only else one.row.open


def _listed(book: Book, listed: list[Told], asked: Asked) -> Iterator[DraftPart]:
    if not listed:
        return
    rows = tuple(_row(book, one) for one in listed[:MOST])
    more = f" {len(listed) - MOST} more are in the list of actions." if len(listed) > MOST else ""
    note = f"{ORDER} Actions about one worker are counted above and not listed.{more}"
    yield DraftTable(
        f"{asked.title}, one by one", note, ("Action", "What we will do", "Owner", "Due", "Stands"), rows
    )


def _row(book: Book, one: Told) -> Line:
    body, resources = one.body, book.ws.world.resources
    person = people.everyone(book.ws).get(body.owner or "")
    role = body.owner_role or (person.role if person else "")
    owner = roles.name(resources, role) if role else "Nobody yet"
    due = day_words(body.due) if body.due else "No date"
    return one.row.ref, shown(book.ws, body.what or body.outcome), shown(book.ws, owner), due, one.row.status


def shown(ws: Workspace, words: str) -> str:
    """Words that somebody typed, with what could name a person taken out: names of staff, and what looks like one."""
    for person in people.listed(ws).values():
        for name in (person.name, person.code):
            words = words.replace(name, "[name]") if len(name) > 2 else words
    return privacy.hide(words, privacy.find(words, privacy.Rules.load(ws.world.resources)))


def equality(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """How many actions had to answer the equality questions, and what came of it."""
    rules = action_rules.load(book.ws.world.resources)
    known = [one for one in _of(book) if action_rules.asks_equality(rules, one.body) or one.body.screening]
    if not known:
        yield Words(f"{asked.title}: nothing has come in yet.", "muted")
        return
    heaps = {
        "Asked the equality questions": known,
        "Not answered yet": [one for one in known if not one.body.screening.get(EQUALITY[0])],
        "Change a policy or a service": [one for one in known if one.body.screening.get(EQUALITY[0]) == "y"],
        "Full assessment needed": [
            one for one in known if _said(one, EQUALITY[1], "decision") in rules.equality.full
        ],
        "Full assessment done": [one for one in known if _said(one, EQUALITY[2], "date")],
        "Held back until it is answered": [one for one in known if one.row.held],
    }
    lines = tuple(
        (name, count(f"Equality: {name.lower()}", len(h), (o.digest for o in h))) for name, h in heaps.items()
    )
    yield DraftTable(asked.title, asked.note, ("Actions", "How many"), lines)


def _said(one: Told, question: str, part: str) -> str:
    held = one.body.screening.get(question)
    found = held.get(part) if isinstance(held, dict) else None
    return found if isinstance(found, str) else ""
