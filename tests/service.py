"""A made-up early help service for every test of the cycle: 12 teams, 14 supervisors, 80 workers, 600 families.

The same seed gives the same service on every machine. No real person, family or place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from qa_desktop import draw_frame
from qa_desktop.draw_frame import Auditor, Case, Frame, Rules

ON = date(2026, 11, 2)
SERVICES = ("Family Support", "Complex Families", "Early Years")
TEAMS = (
    "Alder", "Beech", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Iris", "Juniper", "Kale", "Linden",
)  # fmt: skip
FIRST = (
    "Ada",
    "Ben",
    "Cleo",
    "Dev",
    "Esme",
    "Femi",
    "Gita",
    "Hugo",
    "Ines",
    "Jago",
    "Kofi",
    "Lena",
    "Milo",
    "Nell",
)
LAST = (
    "Ashdown",
    "Birchall",
    "Copsey",
    "Dunmore",
    "Elswick",
    "Farleigh",
    "Garside",
    "Hartnell",
    "Inchley",
    "Jessop",
)
RULES = Rules(reading="family", each=1, repeat_gap_months=12, min_weeks_open=8, closed_within_months=3)


@dataclass(frozen=True)
class Staff:
    code: str
    name: str
    role: str
    team: str
    service: str
    supervisor: str = ""


@dataclass(frozen=True)
class Service:
    supervisors: tuple[Staff, ...]
    workers: tuple[Staff, ...]
    managers: tuple[Staff, ...]  # one service manager for each service
    cases: tuple[Case, ...]

    def auditors(self) -> tuple[Auditor, ...]:
        """Every supervisor and service manager may be given a case."""
        return tuple(Auditor(code=s.code, team=s.team) for s in (*self.supervisors, *self.managers))

    def frame(self, rules: Rules = RULES, cycle: str = "2026-10-to-2026-11") -> Frame:
        codes = [s.code for s in self.supervisors]
        return draw_frame.frame(cycle, "RFP", ON.isoformat(), rules, codes, self.cases, self.auditors())


def service(seed: int = 1, families: int = 600) -> Service:
    rng = Random(seed)
    names = _names(rng)
    supervisors = tuple(
        Staff(f"S{n + 1:02d}", next(names), "team_manager", TEAMS[n % 12], SERVICES[n % 12 % 3])
        for n in range(14)
    )
    workers = []
    for n in range(80):
        lead = supervisors[n % 14]
        workers.append(Staff(f"W{n + 1:02d}", next(names), "worker", lead.team, lead.service, lead.code))
    managers = tuple(
        Staff(f"M{n + 1:02d}", next(names), "service_manager", "", one) for n, one in enumerate(SERVICES)
    )
    cases = tuple(_case(rng, n, workers) for n in range(families))
    return Service(supervisors, tuple(workers), managers, cases)


def _names(rng: Random) -> Iterable[str]:
    pairs = [f"{first} {last}" for first in FIRST for last in LAST]
    rng.shuffle(pairs)
    return iter(pairs)


def _case(rng: Random, n: int, workers: Sequence[Staff]) -> Case:
    worker = rng.choice(workers)
    opened = ON - timedelta(days=rng.randrange(5, 500))
    closed = opened + timedelta(days=rng.randrange(60, 400)) if rng.random() < 0.35 else None
    audited = ON - timedelta(days=rng.randrange(20, 700)) if rng.random() < 0.25 else None
    excluded = rng.choice(("Complaint open", "Care proceedings")) if rng.random() < 0.04 else ""
    before = rng.sample([w.code for w in workers], rng.choice((0, 0, 1, 2)))
    lead = [f"S{rng.randrange(14) + 1:02d}"] if rng.random() < 0.2 else []
    return Case(
        case=f"FS-{2001 + n}",
        service=worker.service,
        team=worker.team,
        supervisor=worker.supervisor,
        worker=worker.code,
        opened=opened.isoformat(),
        closed=closed.isoformat() if closed and closed <= ON else None,
        audited=audited.isoformat() if audited else None,
        excluded=excluded,
        known_to=tuple(sorted({*before, *lead} - {worker.code, worker.supervisor})),
    )


def as_csv(cases: Iterable[Case]) -> bytes:
    """The cases as the data team would send them: their own headings, dates in the UK way."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(
        ["Mosaic ID", "Service", "Team", "Supervisor", "Allocated worker", "Start date", "End date",
         "Last audited", "Excluded because", "Worked with"]
    )  # fmt: skip
    for c in cases:
        days = [f"{date.fromisoformat(d):%d/%m/%Y}" if d else "" for d in (c.opened, c.closed, c.audited)]
        rows.writerow(
            [c.case, c.service, c.team, c.supervisor, c.worker, *days, c.excluded, "; ".join(c.known_to)]
        )
    return out.getvalue().encode()


@dataclass(frozen=True)
class Piece:
    """One audit, observation or report of the year, as a person would write it on a list."""

    template: str
    owed: date
    signed: date | None
    begun: bool
    case: str
    supervisor: str
    team: str
    service: str
    auditor: str
    auditor_team: str
    theme: str
    direction: str
    reached: str = ""  # how far it came besides: drawn, moderated, released, closed


@dataclass(frozen=True)
class Year:
    """What happened in one made-up quality assurance year, April 2026 to March 2027, up to any day."""

    pieces: tuple[Piece, ...]
    moves: tuple[tuple[str, date, str, str], ...]  # case, day, direction, service
    lists: frozenset[tuple[str, str]]  # month, direction
    checks: tuple[tuple[date, date, str, date | None], ...]  # event, due, supervisor, signed
    meetings: tuple[tuple[str, str, str, date, bool], ...]  # method, period, unit, day, done
    rounds: tuple[tuple[str, date], ...] = ()  # feedback: period, day it closed
    excused: tuple[tuple[str, str, str], ...] = ()  # method, period, unit


def year(made: Service, seed: int = 1, until: date = date(2026, 12, 10)) -> Year:
    rng = Random(seed)
    pieces = [_piece(rng, made, template, until) for template, n in SHARE for _ in range(n)]
    moves = _moves(rng, made, until)
    pieces += [_audit_of(rng, made, move, until) for move in moves if rng.random() < 0.8]
    months = [f"2026-{m:02d}" for m in range(3, 13)]
    lists = {
        (m, d)
        for m in months
        for d in ("up", "down", "return")
        if f"{until:%Y-%m}" > m and rng.random() < 0.9
    }
    checks = []
    for _ in range(400):
        on = date(2026, 4, 1) + timedelta(days=rng.randrange(250))
        done = on + timedelta(days=rng.randrange(5, 70))
        checks.append(
            (on, on + timedelta(days=42), rng.choice(made.supervisors).code, done if done <= until else None)
        )
    return Year(tuple(pieces), tuple(moves), frozenset(lists), tuple(checks), tuple(_meetings(rng, until)))


SHARE = (("RFP", 70), ("RFP-S", 15), ("OBS", 40), ("SUP", 6), ("MAA-P", 9))


def _piece(rng: Random, made: Service, template: str, until: date) -> Piece:
    case = rng.choice(made.cases)
    auditor = rng.choice((*made.supervisors, *made.managers))
    owed = date(2026, 4, 1) + timedelta(days=rng.randrange(364))
    signed = owed + timedelta(days=rng.randrange(-20, 40))
    return Piece(
        template=template,
        owed=owed,
        signed=signed if signed <= until and rng.random() < 0.85 else None,
        begun=rng.random() < 0.5,
        case=case.case.lower(),
        supervisor=case.supervisor,
        team=case.team,
        service=case.service,
        auditor=auditor.code,
        auditor_team=auditor.team,
        theme="T05" if rng.random() < 0.3 else "",
        direction="",
    )


def _moves(rng: Random, made: Service, until: date) -> list[tuple[str, date, str, str]]:
    found = set()
    for _ in range(90):
        case = rng.choice(made.cases[:60])  # few enough that some move twice
        on = date(2026, 3, 1) + timedelta(days=rng.randrange((until - date(2026, 3, 1)).days))
        service = case.service if rng.random() < 0.95 else "Somewhere else"
        found.add((case.case.lower(), on, rng.choice(("up", "down", "return")), service))
    return sorted(found)


def _audit_of(rng: Random, made: Service, move: tuple[str, date, str, str], until: date) -> Piece:
    case, on, direction, service = move
    signed = on + timedelta(days=rng.randrange(5, 80))
    return Piece(
        template="RET" if direction == "return" else "SUD",
        owed=on + timedelta(days=45),
        signed=signed if signed <= until else None,
        begun=rng.random() < 0.5,
        case=case,
        supervisor="",
        team="",
        service=service,
        auditor=rng.choice(made.managers).code,
        auditor_team="",
        theme="",
        direction=direction,
    )


def _meetings(rng: Random, until: date) -> Iterable[tuple[str, str, str, date, bool]]:
    for month in range(4, 13):
        for method in ("Q10", "Q12", "Q18"):
            day = date(2026, month, 20) + timedelta(days=rng.randrange(25))
            if day <= until and rng.random() < 0.9:
                yield method, f"2026-{month:02d}", "", day, method != "Q10" or rng.random() < 0.7
    for week in range(14, 50):
        for method in ("Q01", "Q02", "Q03"):
            day = date.fromisocalendar(2026, week, 5) + timedelta(days=rng.randrange(8))
            if day <= until and rng.random() < 0.8:
                yield method, f"2026-W{week:02d}", "", day, rng.random() < 0.8
    yield "Q11", "2026-04-to-2026-05", "", date(2026, 5, 20), True
    yield "Q13", "2026-04-to-2026-05", "", date(2026, 6, 9), True
    yield "Q13", "2026-06-to-2026-07", "", date(2026, 8, 25), True
    yield "Q21", "2026-04-to-2027-03", SERVICES[0], date(2026, 11, 20), True
    yield "Q22", "2026-04-to-2027-03", "", date(2026, 6, 3), True
