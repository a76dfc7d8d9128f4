"""The schedule of a made-up year counted again, plainly: days one by one, lists filtered by hand, nothing shared with
the engine."""

from __future__ import annotations

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


def tally(pieces: list[tuple[date, date | None]], today: date) -> tuple[int, int, int, int, int]:
    """Owed, done, late, missed, done late; of (due, done on) pairs."""
    undone = [due for due, done in pieces if done is None]
    missed = sum(later(due, 10) < today for due in undone)
    late = sum(due < today for due in undone) - missed
    return (
        len(pieces),
        len(pieces) - len(undone),
        late,
        missed,
        sum(bool(done and done > due) for due, done in pieces),
    )


def best(days: list[date], least: int, due: date) -> list[tuple[date, date | None]]:
    found: list[date | None] = [*sorted(days)[:least]]
    return [(due, day) for day in found + [None] * (least - len(found))]


QUOTA = {
    "Q04": (2, 1, lambda p: p.template == "RFP"),
    "Q14": (3, 1, lambda p: p.template == "OBS"),
}
WHOLE = {
    "Q05": (1, 1, lambda p: p.template in ("RFP", "RFP-S") and p.team and p.auditor_team and p.team != p.auditor_team),
    "Q06": (6, 12, lambda p: p.template in ("RFP", "RFP-S") and p.theme != ""),
    "Q09": (6, 6, lambda p: p.template == "MAA-P"),
}  # fmt: skip


def plain(
    made: service.Year, codes: tuple[str, ...], today: date, reading: str
) -> dict[tuple[str, date, str], tuple[int | None, ...]]:
    """Method, first day, unit -> owed, done (all), late, missed, done late."""
    found: dict[tuple[str, date, str], tuple[int | None, ...]] = {}

    def put(method, first, unit, pieces, done=None, known=True) -> None:
        owed, met, late, missed, done_late = tally(pieces, today)
        found[method, first, unit] = (
            owed if known else None,
            met if done is None else done,
            late,
            missed,
            done_late,
        )

    for method, (every, least, fits) in QUOTA.items():
        for first, last in runs(every):
            for code in codes:
                mine = [p for p in made.pieces if fits(p) and first <= p.owed <= last]
                mine = [p for p in mine if (p.supervisor if reading == "family" else p.auditor) == code]
                days = [p.signed for p in mine if p.signed]
                put(method, first, code, best(days, least, last_working(last)), len(days))
    plain_whole(made, put)
    for first, last in runs(6):
        for one in service.SERVICES:
            fit = [
                p for p in made.pieces if p.template == "SUP" and p.service == one and first <= p.owed <= last
            ]
            days = [p.signed for p in fit if p.signed]
            put("Q17", first, one, best(days, 1, last_working(last)), len(days))
    for first, last in runs(1):
        for code in codes:
            own = [c for c in made.checks if c[2] == code and first <= c[0] <= last]
            put("Q15", first, code, [(due, done) for _, due, _, done in own])
    plain_moves(made, put)
    plain_meetings(made, put)
    return found


def plain_whole(made: service.Year, put) -> None:
    for method, (every, least, fits) in WHOLE.items():
        for first, last in runs(every):
            days = [p.signed for p in made.pieces if fits(p) and first <= p.owed <= last and p.signed]
            put(method, first, "", best(days, least, last_working(last)), len(days))


def plain_moves(made: service.Year, put) -> None:
    used: set[int] = set()
    answer: dict[tuple[str, date, str, str], date | None] = {}
    audits = sorted(
        (p for p in made.pieces if p.direction), key=lambda p: (p.signed is None, p.signed or p.owed)
    )
    for move in sorted(made.moves, key=lambda m: (m[1], m[0], m[2])):
        case, on, way, _ = move
        for n, p in enumerate(audits):
            if n not in used and p.case == case and p.direction == way and (p.signed or p.owed) >= on:
                used.add(n)
                answer[move] = p.signed
                break
    for method, ways in (("Q07", ("up", "down")), ("Q08", ("return",))):
        for first, last in runs(1):
            month = f"{first - timedelta(days=1):%Y-%m}"
            for one in service.SERVICES:
                pieces = []
                for move in made.moves:
                    here = move[3] if move[3] in service.SERVICES else service.SERVICES[0]
                    if move[2] in ways and f"{move[1]:%Y-%m}" == month and here == one:
                        pieces.append((last_working(last), answer.get(move)))
                known = all((month, way) in made.lists for way in ways)
                if not known:  # one more that nobody can do: the list itself
                    pieces.append((last_working(last), None))
                put(method, first, one, pieces, known=known)


def plain_meetings(made: service.Year, put) -> None:
    whole = {"Q10": 1, "Q11": 2, "Q12": 1, "Q13": 2, "Q18": 1, "Q19": 3, "Q20": 12, "Q21": 12, "Q23": 12}
    for method, every in whole.items():
        for first, last in runs(every):
            due = later(last_working(last), 10) if method == "Q13" else last_working(last)
            code = f"{first:%Y-%m}" if every == 1 else f"{first:%Y-%m}-to-{last:%Y-%m}"
            for unit in service.SERVICES if method == "Q21" else ("",):
                own = [m for m in made.meetings if (m[0], m[1]) == (method, code) and m[2] in ("", unit)]
                days = [m[3] for m in own if m[4]]
                put(method, first, unit, best(days, 1, due), len(days))
    for method in ("Q01", "Q02", "Q03"):
        monday = date(2026, 4, 6)
        while monday <= date(2027, 3, 31):
            year, week, _ = monday.isocalendar()
            days = [m[3] for m in made.meetings if m[:2] == (method, f"{year}-W{week:02d}") and m[4]]
            put(method, monday, "", best(days, 1, last_working(monday + timedelta(days=6))), len(days))
            monday += timedelta(days=7)
