"""The made-up year's lists: families that moved or came back, events whose recording is checked, feedback rounds."""

from __future__ import annotations

from datetime import date, timedelta

from qa_desktop import canonical, demo
from tests import service
from tests.plain_schedule import last_working, later
from tests.small import demo_script
from tests.year_stage import END, LEAD, Doing, Stage, sign_by_chance


def moves(stage: Stage, number: int, first: date, last: date) -> None:
    """Last month's: two moves and a return, the list of each; one family moves twice."""
    month = first - timedelta(days=1)
    stage.at(first + timedelta(days=7), _moved, stage, number, month, last)


def _moved(stage: Stage, number: int, month: date, last: date) -> None:
    every = []
    for kind, ways in (("moves", ("up", "down")), ("returns", ("return",))):
        if (kind, month.month) == ("returns", 10):  # this list never comes
            continue
        found = []
        for n, way in enumerate(ways if number != 4 else ways[:1]):
            case = f"FS-{6000 + (0 if kind == 'moves' and number in (1, 3) and not n else 10 * number + n + (5 if way == 'return' else 0))}"
            where = service.SERVICES[stage.rng.randrange(3)] if case != "FS-6000" else service.SERVICES[0]
            found.append((case, month.replace(day=stage.rng.randrange(1, 29)), way, where))
        rows = [f"{case},{on:%d/%m/%Y},{way},{where}" for case, on, way, where in found]
        path = stage.kept(
            f"{kind}-{month:%Y-%m}.csv", "\n".join(["Mosaic ID,Date,Direction,Service", *rows, ""])
        )
        stage.run(LEAD, "schedule", "census", kind, f"{month:%Y-%m}", path)
        stage.moves += [(case.lower(), on, way, where) for case, on, way, where in found]
        stage.lists |= {(f"{month:%Y-%m}", way) for way in ways}
        every += found
    _audit_moves(stage, every, f"moves-{month:%Y-%m}", last)


def _audit_moves(stage: Stage, found: list[tuple[str, date, str, str]], cycle: str, last: date) -> None:
    managers = {m.service: m.code for m in stage.made.managers}
    works = [
        Doing("RET" if way == "return" else "SUD", last_working(last), managers[where], case, service=where, direction=way)
        for case, _, way, where in found
    ]  # fmt: skip
    stage.give(cycle, "Moves of the month", works)
    for work in works:
        sign_by_chance(stage, work)


def events(stage: Stage, number: int, first: date, last: date) -> None:
    stage.at(min(later(last, 3), END), _listed, stage, number, first)


def _listed(stage: Stage, number: int, month: date) -> None:
    """One assessment, review or closure in the month of three families of one supervisor: their recording is checked."""
    kinds, rows, told = ("Assessment", "Review", "Closure"), [], []
    for n, of in enumerate([stage.made.supervisors[number % 2]] * 3):
        kind, on = kinds[(n + number) % 3], month.replace(day=1 + 4 * n + stage.rng.randrange(4))
        worker = next(w.code for w in stage.made.workers if w.supervisor == of.code)
        rows.append(
            f"{kind},FS-{7000 + 10 * number + n},{on:%d/%m/%Y},{worker},{of.code},{of.team},{1 + number}"
        )
        told.append((kind.lower(), on, of, worker))
    head = "Event,Mosaic ID,Date,Allocated worker,Supervisor,Team,Review no"
    taken = stage.run(LEAD, "recording", "events", stage.kept("events.csv", "\n".join([head, *rows, ""])))
    assert taken["added"] == 3, taken
    stage.pack(told[0][2].code)
    for kind, on, of, worker in told:
        template = {"assessment": "REC-A", "review": "REC-R", "closure": "REC-C"}[kind]
        due = on + timedelta(days=42)  # six weeks
        work = Doing(template, due, of.code, supervisor=of.code, worker=worker)
        stage.checks[of.code, on.isoformat()] = (on, due, of.code, work)
        if stage.rng.random() < 0.6:
            stage.at(stage.day + timedelta(days=stage.rng.randrange(1, 50)), _check, stage, work, on)


def _check(stage: Stage, work: Doing, on: date) -> None:
    due = stage.run(work.auditor, "recording", "due")["checks"]
    event = next(c["event"]["id"] for c in due if c["event"]["date"] == on.isoformat())
    stage.sign(work, ("--allocation", event))


def feedback(stage: Stage, number: int, first: date, last: date) -> None:
    """The third round has too few answers to be sealed, the fifth closes late, the others in time."""
    cycle = f"{first:%Y-%m}-to-{last:%Y-%m}"
    day = later(last, 4) if number == 4 else last.replace(day=19)
    stage.at(day, _collect, stage, cycle, 3 if number == 2 else 6)


def _collect(stage: Stage, cycle: str, answers: int) -> None:
    script = demo_script() | {"audited": stage.day - timedelta(days=20), "fixed": {}}
    paths = []
    for n in range(answers):
        known = {"A05": service.SERVICES[0]}
        made = demo.made_up(stage.templates["SFW"], stage.rng.randrange(10**6), script, known)
        paths.append(stage.kept(f"feedback-{n}.json", canonical.dumps(made)))
    stage.run(LEAD, "feedback", "collect", *paths)
    if stage.run(LEAD, "feedback", "close", "--cycle", cycle)["sealed"]:
        stage.rounds.append((cycle, stage.day))
