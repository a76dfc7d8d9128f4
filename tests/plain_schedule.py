"""The schedule of a made-up year counted again, plainly: days one by one, lists filtered by hand, nothing shared with
the engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests import service

FREE = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31)}
FREE |= {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29)}
FREE |= {date(2027, 5, 3), date(2027, 5, 31)}


def working(day: date) -> bool:
    return day.weekday() not in (5, 6) and day not in FREE


def last_working(day: date) -> date:
    while not working(day):
        day -= timedelta(days=1)
    return day


def later(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= working(day)
    return day


def month_ends(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


RUNS = {
    1: [((2026 + (m > 12)), (m - 1) % 12 + 1, (2026 + (m > 12)), (m - 1) % 12 + 1) for m in range(4, 16)],
    2: [(2026, 4, 2026, 5), (2026, 6, 2026, 7), (2026, 8, 2026, 9), (2026, 10, 2026, 11), (2026, 12, 2027, 1),
        (2027, 2, 2027, 3)],
    3: [(2026, 4, 2026, 6), (2026, 7, 2026, 9), (2026, 10, 2026, 12), (2027, 1, 2027, 3)],
    6: [(2026, 4, 2026, 9), (2026, 10, 2027, 3)],
    12: [(2026, 4, 2027, 3)],
}  # fmt: skip


def runs(every: int) -> list[tuple[date, date]]:
    return [(date(a, b, 1), month_ends(c, d)) for a, b, c, d in RUNS[every]]


STAGES = ["not_drawn", "drawn", "allocated", "in_progress", "submitted", "moderated", "released", "closed"]
Owed = tuple[date, date | None, str]  # the day it is due, the day it was done, how far it has come


@dataclass(frozen=True)
class Counted:
    """One row of the schedule, counted by hand. `owed` is None where it is not known yet."""

    owed: int | None
    done: int  # all that counts here, also more than is owed
    late: int
    missed: int
    done_late: int
    excused: int  # owed and not done, where somebody said it need not be
    state: str
    standing: str


def counted(pieces: list[Owed], today: date, first: date, done: int, known: bool, excused: bool) -> Counted:
    undone = [due for due, day, _ in pieces if day is None]
    missed = 0 if excused else sum(later(due, 10) < today for due in undone)
    late = 0 if excused else sum(due < today for due in undone) - missed
    if not pieces:
        standing = "none"
    elif not undone:
        standing = "done"
    elif excused:
        standing = "excused"
    elif missed:
        standing = "missed"
    elif late:
        standing = "late"
    else:
        standing = "due" if today >= first else "to_come"
    return Counted(
        owed=len(pieces) if known else None,
        done=done,
        late=late,
        missed=missed,
        done_late=sum(bool(day and day > due) for due, day, _ in pieces),
        excused=len(undone) if standing == "excused" and known else 0,
        state=min((stage for _, _, stage in pieces), key=STAGES.index, default="closed"),
        standing=standing,
    )


def stage_of(piece: service.Piece) -> str:
    if piece.reached:
        return piece.reached
    return "submitted" if piece.signed else "in_progress" if piece.begun else "allocated"


def best(pieces: list[service.Piece], least: int, due: date) -> list[Owed]:
    """The first that were signed; then what has come furthest; then what nobody has begun."""
    signed = sorted((p.signed, -STAGES.index(stage_of(p))) for p in pieces if p.signed)
    found: list[Owed] = [(due, day, STAGES[-far]) for day, far in signed]
    open_still = sorted((stage_of(p) for p in pieces if not p.signed), key=STAGES.index, reverse=True)
    found += [(due, None, stage) for stage in open_still]
    return (found + [(due, None, "not_drawn")] * least)[:least]


QUOTA = {
    "Q04": (2, 1, lambda p: p.template == "RFP"),
    "Q14": (3, 1, lambda p: p.template == "OBS"),
}
WHOLE = {
    "Q05": (1, 1, lambda p: p.template in ("RFP", "RFP-S") and p.team and p.auditor_team and p.team != p.auditor_team),
    "Q06": (6, 12, lambda p: p.template in ("RFP", "RFP-S") and p.theme != ""),
    "Q09": (6, 6, lambda p: p.template == "MAA-P"),
}  # fmt: skip


def named(every: int, first: date, last: date) -> str:
    return f"{first:%Y-%m}" if every == 1 else f"{first:%Y-%m}-to-{last:%Y-%m}"


class Book:
    """Rows as they are counted: method, first day, unit."""

    def __init__(self, made: service.Year, today: date):
        self.made, self.today = made, today
        self.rows: dict[tuple[str, date, str], Counted] = {}

    def put(self, method, every, first, last, unit, pieces, done=None, known=True, code="") -> None:
        code = code or named(every, first, last)
        excused = any(e[:2] == (method, code) and e[2] in ("", unit) for e in self.made.excused)
        met = sum(day is not None for _, day, _ in pieces) if done is None else done
        self.rows[method, first, unit] = counted(pieces, self.today, first, met, known, excused)

    def put_quota(self, method, every, least, first, last, unit, mine) -> None:
        pieces = best(mine, least, last_working(last))
        self.put(method, every, first, last, unit, pieces, sum(p.signed is not None for p in mine))


def plain(
    made: service.Year, codes: tuple[str, ...], today: date, reading: str
) -> dict[tuple[str, date, str], Counted]:
    """Every row of all twenty-four methods."""
    book = Book(made, today)
    for method, (every, least, fits) in QUOTA.items():
        for first, last in runs(every):
            for code in codes:
                mine = [p for p in made.pieces if fits(p) and first <= p.owed <= last]
                mine = [p for p in mine if (p.supervisor if reading == "family" else p.auditor) == code]
                book.put_quota(method, every, least, first, last, code, mine)
    for method, (every, least, fits) in WHOLE.items():
        for first, last in runs(every):
            mine = [p for p in made.pieces if fits(p) and first <= p.owed <= last]
            book.put_quota(method, every, least, first, last, "", mine)
    for first, last in runs(6):
        for one in service.SERVICES:
            mine = [
                p for p in made.pieces if (p.template, p.service) == ("SUP", one) and first <= p.owed <= last
            ]
            book.put_quota("Q17", 6, 1, first, last, one, mine)
    for first, last in runs(1):
        for code in codes:
            own = [c for c in made.checks if c[2] == code and first <= c[0] <= last]
            pieces = [(due, day, "submitted" if day else "not_drawn") for _, due, _, day in own]
            book.put("Q15", 1, first, last, code, pieces)
    plain_moves(made, book)
    plain_meetings(made, book)
    plain_weeks(made, book)
    return book.rows


def answers(made: service.Year) -> dict[tuple[str, date, str, str], service.Piece]:
    """Which audit answers for which move."""
    used: set[int] = set()
    answer: dict[tuple[str, date, str, str], service.Piece] = {}
    audits = sorted(
        (p for p in made.pieces if p.direction), key=lambda p: (p.signed is None, p.signed or p.owed)
    )
    for move in sorted(made.moves, key=lambda m: (m[1], m[0], m[2])):
        case, on, way, _ = move
        for n, p in enumerate(audits):
            if n not in used and p.case == case and p.direction == way and (p.signed or p.owed) >= on:
                used.add(n)
                answer[move] = p
                break
    return answer


def plain_moves(made: service.Year, book: Book) -> None:
    answer = answers(made)
    for method, ways in (("Q07", ("up", "down")), ("Q08", ("return",))):
        for first, last in runs(1):
            month = f"{first - timedelta(days=1):%Y-%m}"
            for one in service.SERVICES:
                pieces: list[Owed] = []
                for move in made.moves:
                    here = move[3] if move[3] in service.SERVICES else service.SERVICES[0]
                    if move[2] in ways and f"{move[1]:%Y-%m}" == month and here == one:
                        by = answer.get(move)
                        pieces.append(
                            (
                                last_working(last),
                                by.signed if by else None,
                                stage_of(by) if by else "not_drawn",
                            )
                        )
                known = all((month, way) in made.lists for way in ways)
                if not known:  # one more that nobody can do: the list itself
                    pieces.append((last_working(last), None, "not_drawn"))
                book.put(method, 1, first, last, one, pieces, known=known)


def held(days: list[date], begun: bool, due: date) -> list[Owed]:
    return [(due, min(days), "closed") if days else (due, None, "in_progress" if begun else "not_drawn")]


def plain_meetings(made: service.Year, book: Book) -> None:
    whole = {"Q10": 1, "Q11": 2, "Q12": 1, "Q13": 2, "Q18": 1, "Q19": 3, "Q20": 12, "Q21": 12, "Q23": 12}
    for method, every in whole.items():
        for first, last in runs(every):
            due = later(last_working(last), 10) if method == "Q13" else last_working(last)
            code = named(every, first, last)
            for unit in service.SERVICES if method == "Q21" else ("",):
                own = [m for m in made.meetings if (m[0], m[1]) == (method, code) and m[2] in ("", unit)]
                days = [m[3] for m in own if m[4]]
                book.put(method, every, first, last, unit, held(days, bool(own), due), len(days))
    for first, last in runs(2):
        days = [day for code, day in made.rounds if code == named(2, first, last)]
        book.put("Q16", 2, first, last, "", held(days, False, last_working(last)), len(days))
    for method in (
        "Q22",
        "Q24",
    ):  # nothing is owed: sources are noted as they come, and supervisors supervise
        for first, last in runs(12):
            book.put(method, 12, first, last, "", [], sum(m[0] == method and m[4] for m in made.meetings))


def plain_weeks(made: service.Year, book: Book) -> None:
    for method in ("Q01", "Q02", "Q03"):
        monday = date(2026, 4, 6)
        while monday <= date(2027, 3, 31):
            year, week, _ = monday.isocalendar()
            sunday, code = monday + timedelta(days=6), f"{year}-W{week:02d}"
            own = [m for m in made.meetings if m[:2] == (method, code)]
            days = [m[3] for m in own if m[4]]
            pieces = held(days, bool(own), last_working(sunday))
            book.put(method, 1, monday, sunday, "", pieces, len(days), code=code)
            monday += timedelta(days=7)
