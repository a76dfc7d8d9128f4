"""The cover of a report: what it is made from, each file in it and each that is missing, and what to know first.

A team sheet speaks of what that team's own work came in, and of that alone. Laptops go by the staff code of whoever
they are of, as the numbers on their files do; no family and no worker is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qa_desktop import collate, ledger, people, receipt_entries, receipts, report_more, report_parts
from qa_desktop.answer_types import day_words
from qa_desktop.charts import audits_words
from qa_desktop.receipts import Missing, Owed
from qa_desktop.report_drafts import Book
from qa_desktop.report_packs import Pack
from qa_desktop.report_values import runs

MOST_NAMED = 60  # missing files on a cover; more are counted
Laptop = tuple[str, str]
"""Staff code and log."""


@dataclass(slots=True)
class Files:
    """How what is counted came: numbers of files by laptop, signed PDFs, and what was signed here."""

    numbers: dict[Laptop, set[int]] = field(default_factory=lambda: defaultdict(set))
    pdfs: int = 0
    own: int = 0

    @property
    def count(self) -> int:
        return sum(map(len, self.numbers.values())) + self.pdfs


def lines(book: Book, wanted: Pack) -> Iterator[tuple[str, str]]:
    """The rows of the cover."""
    span = book.span
    yield "For", wanted.who
    yield "Period", f"{span.title}, {day_words(span.starts)} to {day_words(span.ends)}"
    if not span.is_year:
        yield "Twelve months", f"{day_words(span.year_starts)} to {day_words(span.ends)}"
    now = [a for a in book.audits.values() if span.starts <= a.day]
    short = sum(a.method == "RFP-S" for a in now)
    again = sum(a.again for a in now)
    rest = f", {short} of them on the short form" if short else ""
    rest += (
        f", {again} of them re-audits, which are in no figure but those of children at risk" if again else ""
    )
    yield "Audits and other forms", f"{len(now)}{rest}"
    yield "Files in this report", _included(_files(book))
    yield (
        "Made with",
        "; ".join(report_parts.main_words(t) for _, t in sorted(book.templates.items())) or "No form yet",
    )
    for code, status in sorted(
        {(t.principles.code, t.principles.status) for t in book.templates.values() if t.principles}
    ):
        yield "Principles", f"{code}. {status}"


# Which files


def _files(book: Book) -> Files:
    """The files that brought what this report counts, of its period and of its twelve months."""
    counted = {*book.audits, *(mark.digest for mark in book.checks if mark.digest)}
    found, came = Files(), set[str]()
    for row, one in receipt_entries.with_rows(book.ws):
        brought = book.ws.store.came_by(row.id) & counted if row.undone_at is None else set()
        if one and one.kind == "archive":  # of another lead's copies only what came no other way
            brought = {d for d in brought - came if not _is_own(book, d)}
        came |= brought
        if brought and one:
            found.numbers[one.code, one.log].add(one.number)
        elif brought:
            found.pdfs += 1
    found.own = len(counted - came)
    return found


def _is_own(book: Book, digest: str) -> bool:
    row = book.ws.store.entry(digest)
    return row is not None and row.log == book.ws.log


def _included(files: Files) -> str:
    names = _names(files.numbers)
    told = [f"{names[one]} {runs(numbers)}" for one, numbers in sorted(files.numbers.items())]
    told += [f"{files.pdfs} signed PDF{'s' * (files.pdfs > 1)}"] if files.pdfs else []
    told += [f"{audits_words(files.own)} or checklists signed on this laptop" if files.own > 1 else
             "1 signed on this laptop"] if files.own else []  # fmt: skip
    if not told:
        return "None yet"
    head = f"{files.count}, by laptop and number: " if files.numbers else ""
    return f"{head}{'; '.join(told)}"


def _names(laptops: Iterable[Laptop]) -> dict[Laptop, str]:
    """A laptop by its owner's staff code; where they have had more than one, by the beginning of its log too."""
    held = sorted(set(laptops))
    codes = [code for code, _ in held]
    return {(c, log): c if codes.count(c) == 1 else f"{c} (laptop {log[:8]})" for c, log in held}


# What to know first


def notes(book: Book) -> Iterator[str]:
    """What is not in here, and how to read the rest."""
    owed = receipts.owed(book.ws)
    yield from _gone(_of_team(book, receipts.missing(book.ws), owed), book.team)
    yield from _still_to_come(book, owed)
    undone = report_more.not_done(book.rows) if not book.team else []
    if undone:
        yield f"Methods not done in full: {'; '.join(undone)}."
    clashing = set(ledger.clashes(book.ws)) & {
        f.doc for f in collate.winners(book.ws) if f.digest in book.audits
    }
    if clashing:
        yield f"{audits_words(len(clashing))} came in two versions. One of the two is counted until somebody chooses."
    yield (
        "The number of audits (n) stands beside each figure. “Too few” hides what rests on fewer than three audits, and "
        "what would give such a figure away. Under ten there are no percentages."
    )


def _of_team(book: Book, gaps: list[Missing], owed: dict[str, list[Owed]]) -> list[Missing]:
    """Of a team sheet: what its own people, and auditors of its families, sent in vain."""
    if not book.team:
        return gaps
    own = {person.code for person in people.everyone(book.ws).values() if person.team == book.team}
    own |= {code for code, _ in _files(book).numbers}
    own |= {code for code, some in owed.items() if any(one.team == book.team for one in some)}
    return [gap for gap in gaps if gap.code in own]


def _gone(gaps: list[Missing], team: str) -> Iterator[str]:
    if not gaps:
        return
    names = _names((gap.code, gap.log) for gap in gaps)
    told = [f"{names[gap.code, gap.log]} {_what(gap)}" for gap in gaps[:MOST_NAMED]]
    more = f"; and {len(gaps) - MOST_NAMED} more" if len(gaps) > MOST_NAMED else ""
    whose = " of those who audit this team or are in it" if team else ""
    yield f"Files that never came{whose}, by laptop and number: {'; '.join(told)}{more}."


def _what(gap: Missing) -> str:
    """“4, with 2 audits in it”."""
    held = {None: "", 0: ", with work on actions in it"}.get(
        gap.audits, f", with {audits_words(gap.audits or 0)} in it"
    )
    return f"{gap.number}{held}{', taken back here' if gap.taken_back else ''}"


def _still_to_come(book: Book, owed: dict[str, list[Owed]]) -> Iterator[str]:
    """What was given out for this period; of a team sheet, about this team's families, whoever audits them."""
    due = [(code, one) for code, some in owed.items() for one in some if _is_due(book, one)]
    if book.team:
        n = sum(one.team == book.team for _, one in due)
        if n:
            yield f"Given out about this team’s families for this period and not here yet: {n}."
        return
    late: dict[str, int] = {}
    roster = people.everyone(book.ws)
    for code, _ in due:
        team = roster[code].team if code in roster and roster[code].team else "no team"
        late[team] = late.get(team, 0) + 1
    if late:
        named = ", ".join(f"{team} {n}" for team, n in sorted(late.items()))
        yield f"Given out for this period and not here yet, by the auditor's team: {named}."


def _is_due(book: Book, one: Owed) -> bool:
    return book.span.starts.isoformat() <= one.due <= book.span.ends.isoformat()
