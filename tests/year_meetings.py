"""The made-up year's meetings, reports and extracts: held or not, reviewed or not, and what was excused."""

from __future__ import annotations

from datetime import date, timedelta

from tests import service
from tests.plain_schedule import last_working, later, runs
from tests.year_stage import END, HEAD, LEAD, Stage

ALWAYS = {("Q13", 4): 0.8, ("Q20", 4): 0.5, ("Q23", 4): 0.8}  # late, in time, late
FIGURES = "Measure,Team,Value,Target\nAssessments in time,Alder,{n} of 45,95%\nOpen families,,21{n},\n"


def meetings(stage: Stage) -> None:
    owed = {"Q11": 2, "Q12": 1, "Q13": 2, "Q18": 1, "Q19": 3, "Q20": 12, "Q21": 12, "Q23": 12}
    for method, every in owed.items():
        for first, last in runs(every):
            code = f"{first:%Y-%m}" if every == 1 else f"{first:%Y-%m}-to-{last:%Y-%m}"
            due = later(last_working(last), 10) if method == "Q13" else last_working(last)
            for unit in service.SERVICES if method == "Q21" else ("",):
                fate = ALWAYS.get((method, first.month), stage.rng.random())
                if fate < 0.85:  # some of them some days after they were due
                    day = due - timedelta(days=stage.rng.randrange(1, 12)) if fate < 0.75 else later(due, 5)
                    stage.at(min(day, END), _hold, stage, method, code, unit)
    for day in (date(2026, 6, 3), date(2026, 9, 14), date(2027, 1, 21)):
        stage.at(day, _hold, stage, "Q22", "2026-04-to-2027-03", "")


def _hold(stage: Stage, method: str, period: str, unit: str) -> None:
    if method == "Q12" and int(period[-2:]) % 2:
        _meet(stage, method, period)
        return
    words = ["--words", f"Noted on {stage.day}: what was found, and what follows"]
    stage.run(LEAD, "schedule", "hold", method, period, *words, *(["--unit", unit] if unit else []))
    stage.meetings[method, period, unit, f"{stage.day}" if method == "Q22" else ""] = (stage.day, True)


def _meet(stage: Stage, method: str, period: str) -> None:
    """The panel meets: it hears the answer to what it asked before, and asks something else."""
    for asked in stage.run(LEAD, "meeting", "challenges", "--open")["challenges"]:
        stage.run(LEAD, "meeting", "answer", asked["ref"], "--words", "What was found, and what follows")
    stage.run(LEAD, "meeting", "start", method, period, "--on", f"{stage.day}")
    stage.run(LEAD, "meeting", "note", method, period, "--words", "What was read and said")
    by = ("--by", f"{stage.day + timedelta(days=21)}")
    asked = ("--question", "What is done about step downs that wait", "--who", "A head of service")
    stage.run(LEAD, "meeting", "challenge", method, period, *asked, *by)
    stage.run(LEAD, "meeting", "close", method, period)
    stage.meetings[method, period, "", ""] = (stage.day, True)


def extracts(stage: Stage) -> None:
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
        stage.at(min(day, END), _import_extract, stage, method, period)
    if fate < 0.75:
        wait = late + stage.rng.randrange(3, 12) if fate > 0.65 else 0
        stage.at(min(day + timedelta(days=wait), END), _review, stage, method, period)


def _import_extract(stage: Stage, method: str, period: str) -> None:
    path = stage.kept(f"{method}-{period}.csv", FIGURES.format(n=stage.rng.randrange(10, 45)))
    stage.run(LEAD, "schedule", "extract", method, period, path)
    stage.meetings[method, period, "", ""] = (stage.day, False)


def _review(stage: Stage, method: str, period: str) -> None:
    stage.run(
        LEAD, "schedule", "review", method, period, "--decided", "Two teams say by Friday what they will do"
    )
    stage.meetings[method, period, "", ""] = (stage.day, True)


def exemptions(stage: Stage) -> None:
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
