"""A seeded year of the made-up service, April 2026 to March 2027, played through the command line only.

`play(folder)` gives back what was done, as plain lists that owe nothing to the program, and what the program said of
the schedule on a few days. The profiles stay on disk: `folder / "L01"` is the practice lead's, the passphrase `demo`.
Most is done in time; some is late, some never, some excused by the head of service. The same seed gives the same year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from qa_desktop import canonical, demo
from tests import service
from tests.plain_schedule import last_working, later, runs
from tests.small import demo_script
from tests.year_stage import HEAD, LEAD, Doing, Stage

LOOKS = (date(2026, 4, 30), date(2026, 8, 14), date(2026, 12, 10), date(2027, 4, 20))
READINGS = ("family", "auditor")
FIGURES = "Measure,Team,Value,Target\nAssessments in time,Alder,{n} of 45,95%\nOpen families,,21{n},\n"
HELD_BACK = ("S03", "S07")  # whose return of August comes in September only


@dataclass(frozen=True)
class Look:
    """One day: what was true, and the rows that `schedule show --json` gave for each reading."""

    day: date
    truth: service.Year
    rows: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Year:
    """The whole year. `forms`: every piece of work with its answers and, once signed, its digest."""

    folder: Path
    central: Path
    made: service.Service
    forms: tuple[Doing, ...]
    looks: tuple[Look, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(s.code for s in self.made.supervisors)


def play(folder: Path, seed: int = 1) -> Year:
    """Play it into this folder, which must be empty."""
    for name in ("files", "packs", "returns"):
        (folder / name).mkdir(parents=True)
    stage, looks = Stage(folder, seed), []
    stage.at(stage.day, _people, stage)
    for number, (first, last) in enumerate(runs(2)):
        _deep_audits(stage, number, first, last)
        _feedback(stage, number, first, last)
    for number, (first, last) in enumerate(runs(6)):
        _twice_a_year(stage, number, first, last)
    for first, last in runs(3):
        _observations(stage, first, last)
    for number, (first, last) in enumerate(runs(1)):
        _moves(stage, number, first, last)
        _events(stage, number, first, last)
        stage.at(last - timedelta(days=2), stage.bring, HELD_BACK if first.month == 8 else ())
    _meetings(stage)
    _extracts(stage)
    _exemptions(stage)
    _after(stage)
    for day in LOOKS:
        stage.at(day, stage.bring, HELD_BACK if day.month == 8 else ())
        stage.at(day, lambda: looks.append(_look(stage)))
    stage.play()
    return Year(folder, folder / LEAD, stage.made, tuple(stage.doings), tuple(looks))


def _look(stage: Stage) -> Look:
    rows = {
        one: stage.run(LEAD, "schedule", "show", "--year", 2026, "--reading", one)["rows"] for one in READINGS
    }
    return Look(stage.day, stage.truth(), rows)


def _people(stage: Stage) -> None:
    stage.profile(LEAD, "Marta Trent", "practice_lead")
    stage.run(LEAD, "people", "root", "--out", stage.folder / "root.pem")
    for one in (*stage.made.supervisors, *stage.made.managers):
        stage.admit(one.code, one.name, one.role, one.team)
    stage.admit(HEAD, "Ruth Osei", "head_of_service")
    for one in stage.made.workers:
        stage.run(
            LEAD,
            "people",
            "add",
            "--code",
            one.code,
            "--name",
            one.name,
            "--role",
            one.role,
            "--team",
            one.team,
        )


def _sign_by_chance(stage: Stage, work: Doing, act: Callable[[], object] | None = None) -> None:
    """Three in four in time, one in eight late, one in eight never."""
    fate, first = stage.rng.random(), stage.day + timedelta(days=1)
    if fate < 0.875:
        room = max((work.owed - first).days, 0)
        day = first + timedelta(days=stage.rng.randint(0, room))
        if fate >= 0.75:
            day = work.owed + timedelta(days=stage.rng.randint(1, 25))
        stage.at(day, act or (lambda: stage.sign(work)))


# Deep audits, and what follows them


def _deep_audits(stage: Stage, number: int, first: date, last: date) -> None:
    cycle, drawn = f"{first:%Y-%m}-to-{last:%Y-%m}", first + timedelta(days=2 if number else 0)
    stage.at(drawn, lambda: _draw(stage, cycle, last, given=date(2026, 8, 17) if number == 2 else stage.day))


def _draw(stage: Stage, cycle: str, last: date, given: date) -> None:
    frame = stage.kept(f"open-{cycle}.csv", service.as_csv(_open_on(stage)))
    people = ",".join(s.code for s in (*stage.made.supervisors, *stage.made.managers))
    made = stage.run(
        LEAD, "draw", "make", cycle, "--frame", frame, "--seed", f"s-{cycle}", "--auditors", people
    )
    staff = {s.code: s for s in stage.made.supervisors}
    works = []
    for one in made["drawn"]:
        of = staff[one["supervisor"]]
        works.append(
            Doing("RFP", last_working(last), one["auditor"], one["case"], of.code, of.team, of.service, reached="drawn")
        )  # fmt: skip
    stage.doings += works
    stage.at(given, _give_out, stage, cycle, made["digest"], last, works)


def _open_on(stage: Stage) -> list[service.Case]:
    """What the data team sends: the families that are open, as far as anybody knows today."""
    today, found = stage.day.isoformat(), []
    for case in stage.made.cases:
        if case.opened <= today and not (case.closed and case.closed <= today):
            known = case.audited if case.audited and case.audited <= today else None
            found.append(case.model_copy(update={"closed": None, "audited": known}))
    return found


def _give_out(stage: Stage, cycle: str, draw: str, last: date, works: list[Doing]) -> None:
    due = last_working(last)
    words = ["--title", f"Cycle {cycle}", "--starts", cycle[:7] + "-01", "--ends", last, "--due", due]
    stage.run(LEAD, "draw", "give", draw, *words)
    for work in works:
        work.reached = ""
        stage.pack(work.auditor)
        tasks = stage.run(work.auditor, "form", "list")["tasks"]
        work.digest = next(t["allocation"] for t in tasks if t["case"] == work.case and t["kind"] == "RFP")
        _sign_by_chance(stage, work)


def _after(stage: Stage) -> None:
    """Of the first cycle some are moderated, some are released; and three auditors score one case alike."""
    stage.at(date(2026, 6, 16), _moderate, stage)
    stage.at(date(2026, 7, 2), _calibrate, stage)


def _moderate(stage: Stage) -> None:
    cycle = "2026-04-to-2026-05"
    stage.run(LEAD, "moderate", "plan", cycle)
    queue = [row["digest"] for row in stage.run(LEAD, "moderate", "queue", cycle)["rows"]]
    mine = {work.digest: work for work in stage.doings if work.template == "RFP" and work.came}
    for digest in queue[:4]:
        work = mine[digest]
        judge = next(m for m in ("M03", "M02", "M01") if m != work.auditor and _sent_blind(stage, work, m))
        blind = stage.run(judge, "moderate", "judge")["waiting"][-1]
        asked = [q for q in stage.templates["RFP"].questions if q.use in ("overall", "section_judgement")]
        given = {q.id: work.answers[q.id] for q in asked if q.id in work.answers}
        path = stage.kept(
            "judged.json", canonical.dumps(given | {"moderator_reason": "I read it the same way."})
        )
        stage.run(judge, "moderate", "judge", blind, "--file", path)
        stage.bring_from([judge])
        grade = next(work.answers[q.id] for q in asked if q.use == "overall")
        stage.run(LEAD, "moderate", "agree", digest, "--grade", grade, "--discussed", stage.day)
        work.reached = "moderated"
    unasked = [digest for digest in mine if digest not in queue]
    for digest in (*queue[:2], *unasked[:3]):
        stage.run(LEAD, "release", "do", digest)
        mine[digest].reached = "released"


def _sent_blind(stage: Stage, work: Doing, judge: str) -> bool:
    made = stage.say(LEAD, "moderate", "make", work.digest, "--to", judge, "--out", stage.folder / "packs")
    if made.code == 0:
        stage.run(judge, "import", made.data["path"])
    return made.code == 0


def _calibrate(stage: Stage) -> None:
    """Not one of these counts in the schedule, so the truth does not know them."""
    words = ["--case", "FS-9001", "--auditors", "S01,S02,S03", "--due", "2026-07-24"]
    stage.run(LEAD, "moderate", "calibrate", "2026-2", *words)
    stage.pack("S01")
    tasks = stage.run("S01", "form", "list")["tasks"]
    work = Doing("RFP", date(2026, 7, 24), "S01")
    work.digest = next(t["allocation"] for t in tasks if t["due"] == "2026-07-24")
    stage.sign(work)


# What is owed twice a year: a theme, agencies together, supervision


def _twice_a_year(stage: Stage, number: int, first: date, last: date) -> None:
    stage.at(first + timedelta(days=9), _give_theme, stage, number, last)
    stage.at(first + timedelta(days=10), _give_agencies, stage, number, last)
    stage.at(first + timedelta(days=11), _give_supervision, stage, number, last)
    for n, month in enumerate((4, 8) if not number else (12,)):
        stage.at(first.replace(month=month, day=13), _give_peer, stage, n, first.replace(month=month))


def _short(stage: Stage, auditor: int, of: int, owed: date, theme: str = "") -> Doing:
    who, whose = stage.made.supervisors[auditor], stage.made.supervisors[of % 14]
    case = f"FS-{4000 + stage.rng.randrange(900)}"
    return Doing("RFP-S", owed, who.code, case, whose.code, whose.team, whose.service, theme=theme)


def _give_theme(stage: Stage, number: int, last: date) -> None:
    owed = [date(2026, 6, 30), date(2026, 12, 18)][number]
    works = [_short(stage, n % 6, n + 6 + n // 6, owed, "T05") for n in range(12)]
    stage.give(f"theme-{number}", "Working with fathers", works)
    for n, work in enumerate(works):
        if number == 0 or n < 9:  # the second theme falls three short
            stage.at(owed - timedelta(days=20 - n), stage.sign, work)


def _give_peer(stage: Stage, n: int, month_of: date) -> None:
    work = _short(stage, n, n + 3, month_of.replace(day=27))
    stage.give(f"peer-{month_of:%Y-%m}", "Peer audit", [work])
    stage.at(stage.day + timedelta(days=n * 25 + 5), stage.sign, work)  # the second is late


def _give_agencies(stage: Stage, number: int, last: date) -> None:
    owed = last_working(last)
    works = [
        Doing(
            "MAA-P", owed, who, f"FS-{5000 + 10 * number + n}", theme="Neglect", service=service.SERVICES[0]
        )
        for n, who in enumerate((HEAD, HEAD, "M01", "M01", "M02", "M03"))
    ]
    stage.give(f"agencies-{number}", "Agencies together", works)
    for n, work in enumerate(works[: 6 - 2 * number]):
        stage.at(stage.day + timedelta(days=40 + 20 * n), stage.sign, work)


def _give_supervision(stage: Stage, number: int, last: date) -> None:
    works = []
    for n, manager in enumerate(stage.made.managers):
        of = next(s for s in stage.made.supervisors if s.service == service.SERVICES[(n + 1) % 3])
        worker = next(w for w in stage.made.workers if w.supervisor == of.code)
        works.append(
            Doing("SUP", last_working(last), manager.code, "", of.code, of.team, of.service, worker.code)
        )
    stage.give(f"supervision-{number}", "Supervision audit", works)
    for n, work in enumerate(works[: 3 - number]):  # the last of the second half year is excused
        stage.at(stage.day + timedelta(days=60 * (n + 1) + (70 if n == 1 else 0)), stage.sign, work)


def _observations(stage: Stage, first: date, last: date) -> None:
    for n, of in enumerate(stage.made.supervisors):
        if stage.rng.random() < 0.35:
            continue
        own = [w.code for w in stage.made.workers if w.supervisor == of.code]
        seen = of.code if n == first.month else stage.rng.choice(own)
        on = first + timedelta(days=stage.rng.randrange(5, (last - first).days + 1))
        stage.at(min(on + timedelta(days=stage.rng.randrange(9)), LOOKS[-1]), _observe, stage, of, seen, on)


def _observe(stage: Stage, of: service.Staff, seen: str, on: date) -> None:
    others = [one for one in stage.teams if one not in (of.code, HEAD) and stage.has_pack(one)]
    who = stage.rng.choice(others)
    work = Doing("OBS", on, who, supervisor=of.code, team=of.team, service=of.service, worker=seen)
    stage.doings.append(work)
    told = {"OB1": {"worker": seen, "role": "peer", "date": on.isoformat()}, "OB4": "y"}
    stage.sign(work, ("OBS",), told)


# Lists: moves and returns, events, feedback


def _moves(stage: Stage, number: int, first: date, last: date) -> None:
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
        _sign_by_chance(stage, work)


def _events(stage: Stage, number: int, first: date, last: date) -> None:
    stage.at(min(later(last, 3), LOOKS[-1]), _listed, stage, number, first)


def _listed(stage: Stage, number: int, month: date) -> None:
    """One assessment, review or closure in the month of three families of two supervisors: their recording is checked."""
    kinds, rows, told = ("Assessment", "Review", "Closure"), [], []
    for n, of in enumerate(stage.made.supervisors[:2] * 3):
        kind, on = kinds[(n + number) % 3], month.replace(day=1 + 4 * n + stage.rng.randrange(4))
        worker = next(w.code for w in stage.made.workers if w.supervisor == of.code)
        rows.append(
            f"{kind},FS-{7000 + 10 * number + n},{on:%d/%m/%Y},{worker},{of.code},{of.team},{1 + number}"
        )
        told.append((kind.lower(), on, of, worker))
    head = "Event,Mosaic ID,Date,Allocated worker,Supervisor,Team,Review no"
    taken = stage.run(LEAD, "recording", "events", stage.kept("events.csv", "\n".join([head, *rows, ""])))
    assert taken["added"] == 6, taken
    for of in stage.made.supervisors[:2]:
        stage.pack(of.code)
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


def _feedback(stage: Stage, number: int, first: date, last: date) -> None:
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


# Meetings, reports, extracts


def _meetings(stage: Stage) -> None:
    owed = {"Q11": 2, "Q12": 1, "Q13": 2, "Q18": 1, "Q19": 3, "Q20": 12, "Q21": 12, "Q23": 12}
    for method, every in owed.items():
        for first, last in runs(every):
            code = f"{first:%Y-%m}" if every == 1 else f"{first:%Y-%m}-to-{last:%Y-%m}"
            due = later(last_working(last), 10) if method == "Q13" else last_working(last)
            for unit in service.SERVICES if method == "Q21" else ("",):
                fate = stage.rng.random()
                if fate < 0.85:  # some of them some days after they were due
                    day = due - timedelta(days=stage.rng.randrange(1, 12)) if fate < 0.75 else later(due, 5)
                    stage.at(min(day, LOOKS[-1]), _hold, stage, method, code, unit)
    for day in (date(2026, 6, 3), date(2026, 9, 14), date(2027, 1, 21)):
        stage.at(day, _hold, stage, "Q22", "2026-04-to-2027-03", "")


def _hold(stage: Stage, method: str, period: str, unit: str) -> None:
    words = ["--words", f"Noted on {stage.day}: what was found, and what follows"]
    stage.run(LEAD, "schedule", "hold", method, period, *words, *(["--unit", unit] if unit else []))
    stage.meetings[method, period, unit, f"{stage.day}" if method == "Q22" else ""] = (stage.day, True)


def _extracts(stage: Stage) -> None:
    for n, (first, _) in enumerate(runs(1)):
        _extract(stage, "Q10", f"{first:%Y-%m}", last_working(runs(1)[n][1]) - timedelta(days=2), 9)
    monday = date(2026, 4, 6)
    while monday <= date(2027, 3, 29):
        year, week, _ = monday.isocalendar()
        for method in ("Q01", "Q02", "Q03"):
            _extract(stage, method, f"{year}-W{week:02d}", monday + timedelta(days=3), 1)
        monday += timedelta(days=7)


def _extract(stage: Stage, method: str, period: str, day: date, late: int) -> None:
    """One in eight never comes; of those that come, one in eight is not reviewed and one in eight late."""
    fate = stage.rng.random()
    if fate < 0.875:
        stage.at(min(day, LOOKS[-1]), _import_extract, stage, method, period)
    if fate < 0.75:
        wait = late + stage.rng.randrange(3, 12) if fate > 0.65 else 0
        stage.at(min(day + timedelta(days=wait), LOOKS[-1]), _review, stage, method, period)


def _import_extract(stage: Stage, method: str, period: str) -> None:
    path = stage.kept(f"{method}-{period}.csv", FIGURES.format(n=stage.rng.randrange(10, 45)))
    stage.run(LEAD, "schedule", "extract", method, period, path)
    stage.meetings[method, period, "", ""] = (stage.day, False)


def _review(stage: Stage, method: str, period: str) -> None:
    stage.run(
        LEAD, "schedule", "review", method, period, "--decided", "Two teams say by Friday what they will do"
    )
    stage.meetings[method, period, "", ""] = (stage.day, True)


def _exemptions(stage: Stage) -> None:
    for day, method, period, unit in (
        (date(2026, 5, 20), "Q12", "2026-05", ""),
        (date(2026, 8, 4), "Q04", "2026-06-to-2026-07", "S05"),
        (date(2026, 9, 30), "Q14", "2026-07-to-2026-09", ""),
        (date(2027, 3, 2), "Q17", "2026-10-to-2027-03", service.SERVICES[0]),
        (date(2027, 3, 3), "Q05", "2027-02", ""),
    ):
        stage.at(day, _excuse, stage, method, period, unit)


def _excuse(stage: Stage, method: str, period: str, unit: str) -> None:
    words = ["--reason", "Inspection took the whole of the time", *(["--unit", unit] if unit else [])]
    stage.run(HEAD, "schedule", "excuse", method, period, *words)
    stage.excuses.append((method, period, unit))
