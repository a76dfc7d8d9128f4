"""The parts of reports that come from meetings and from outside the audits: the challenge log, and other sources.

Words go through the same look for names as those of actions; what could name somebody is taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from qa_desktop import challenges, schedule_entries, schedule_facts, sources
from qa_desktop.answer_types import day_words
from qa_desktop.challenges import Asked as Challenged
from qa_desktop.report_actions import MOST, shown
from qa_desktop.report_drafts import Asked, Book, DraftPart, DraftTable, Line, count
from qa_desktop.report_values import Words


def challenge_log(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """How many are open, late and answered; then what each asked, of whom and by when."""
    known = [
        one
        for one in challenges.every(book.ws, asked.methods)
        if one.body.asked <= book.span.ends.isoformat()
    ]
    if not known:
        yield Words(f"{asked.title}: nothing was asked yet.", "muted")
        return
    heaps: Mapping[str, list[Challenged]] = {
        "Asked in the period": [one for one in known if _here(book, one.body.asked)],
        "Answered in the period": [one for one in known if _here(book, one.body.answered)],
        "Open now": [one for one in known if one.open],
        "Late now": [one for one in known if one.days_late(book.today)],
    }
    counts: tuple[Line, ...] = tuple(
        (name, count(f"{asked.title}: {name.lower()}", len(heap), (d for one in heap for d in one.digests)))
        for name, heap in heaps.items()
    )
    yield DraftTable(asked.title, asked.note, ("Challenges", "How many"), counts)
    listed = [one for one in known if one.open or _here(book, one.body.answered or one.body.asked)]
    if listed:
        head = ("Challenge", "Question", "Who answers", "By", "Stands")
        rows = tuple(_challenge(book, one) for one in listed[:MOST])
        yield DraftTable(f"{asked.title}, one by one", _more(len(listed)), head, rows)


def _challenge(book: Book, one: Challenged) -> Line:
    body, late = one.body, one.days_late(book.today)
    stands = "Open" if not late else f"Open, {late} {'day' if late == 1 else 'days'} late"
    if body.answered:
        stands = f"Answered {day_words(body.answered)}: {shown(book.ws, body.answer)}"
    if one.others:
        stands += f" ({len(one.others) + 1} versions stand)"
    return one.ref, shown(book.ws, body.question), shown(book.ws, body.who), day_words(body.by), stands


def other_sources(book: Book, asked: Asked) -> Iterator[DraftPart]:
    """How many came in the period, by kind; then what each said and what follows."""
    resources = book.ws.world.resources
    lines = [*_occasions(book, asked)]
    noted = [one for one in sources.every(book.ws) if _here(book, one.body.on)]
    for kind in (
        *sources.kinds(resources),
        *sorted({o.body.kind for o in noted} - set(sources.kinds(resources))),
    ):
        heap = [one for one in noted if one.body.kind == kind]
        if heap:
            name = sources.label(resources, kind)
            digests = (digest for one in heap for digest in one.digests)
            lines.append((name, count(f"{asked.title}: {name.lower()}", len(heap), digests)))
    if not lines:
        yield Words(f"{asked.title}: nothing has come in yet.", "muted")
        return
    yield DraftTable(asked.title, asked.note, ("Source", "Noted in the period"), tuple(lines))
    if noted:
        head = ("Source", "Day", "From", "What it said", "What follows")
        rows = tuple(_source(book, one) for one in noted[:MOST])
        yield DraftTable(f"{asked.title}, one by one", _more(len(noted)), head, rows)


def _source(book: Book, one: sources.Noted) -> Line:
    body, ws = one.body, book.ws
    name = sources.label(ws.world.resources, body.kind)
    follows = shown(ws, body.follows) or "Nothing yet"
    return name, day_words(body.on), shown(ws, body.whom), shown(ws, body.summary), follows


def _occasions(book: Book, asked: Asked) -> Iterator[Line]:
    """What the schedule alone was told of: how many, never their words, which nobody has looked at for names."""
    found = Counter[str]()
    digests: dict[str, list[str]] = {}
    for digest, one in schedule_facts.bodies(book.ws, "occasion", schedule_entries.Occasion):
        if one.method in asked.methods and _here(book, one.on):
            found[one.method] += 1
            digests.setdefault(one.method, []).append(digest)
    named = {m.code: m.name for m in schedule_facts.methods(book.ws.world.resources)}
    for code, n in sorted(found.items()):
        yield named[code], count(f"{named[code]}: noted", n, digests[code])


def _here(book: Book, day: str | None) -> bool:
    return bool(day) and book.span.starts.isoformat() <= str(day) <= book.span.ends.isoformat()


def _more(count: int) -> str:
    return f"The first {MOST} of {count}." if count > MOST else ""
