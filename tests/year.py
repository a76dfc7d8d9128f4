"""A seeded year of the made-up service, April 2026 to March 2027, played through the command line only.

`play(folder)` gives back what was done, as plain lists that owe nothing to the program, and what the program said of
the schedule on a few days. The profiles stay on disk: `folder / "L01"` is the practice lead's, the passphrase `demo`.
Most is done in time; some is late, some never, some excused by the head of service. The same seed gives the same year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests import service
from tests import year_actions as actions
from tests import year_audits as audits
from tests import year_lists as lists
from tests import year_meetings as meetings
from tests import year_themes as themes
from tests.plain_schedule import runs
from tests.year_stage import END, HEAD, LEAD, Doing, Stage

LOOKS = (date(2026, 4, 30), date(2026, 8, 14), date(2026, 12, 10), END)
READINGS = ("family", "auditor")
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
        audits.deep_audits(stage, number, first, last)
        lists.feedback(stage, number, first, last)
    for number, (first, last) in enumerate(runs(6)):
        audits.twice_a_year(stage, number, first, last)
    for first, last in runs(3):
        audits.observations(stage, first, last)
    for number, (first, last) in enumerate(runs(1)):
        lists.moves(stage, number, first, last)
        lists.events(stage, number, first, last)
        stage.at(last - timedelta(days=2), stage.bring, HELD_BACK if first.month == 8 else ())
    meetings.meetings(stage)
    meetings.extracts(stage)
    meetings.exemptions(stage)
    audits.after(stage)
    actions.actions(stage)
    themes.themes(stage)
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
    rows = [f"{w.code},{w.name},Worker,{w.team},{w.supervisor}" for w in stage.made.workers]
    people = stage.kept("workers.csv", "\n".join(["Staff code,Full name,Job,Team,Line manager", *rows, ""]))
    taken = stage.run(LEAD, "people", "import", people)
    assert (taken["added"], taken["bad"]) == (80, []), taken
