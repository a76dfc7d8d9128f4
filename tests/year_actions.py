"""The made-up year's actions: proposed, agreed, begun, done, closed, dropped; in time, late, and slipped again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from qa_desktop import canonical
from tests.year_stage import LEAD, Stage

NO, NOT_NEEDED = {"EQ1": "n"}, {"EQ1": "y", "EQ6": {"decision": "not_needed", "reason": "Nobody loses"}}
FULL = {"EQ1": "y", "EQ6": {"decision": "full", "reason": "Some may lose"}}
ASSESSED = FULL | {"EQ7": {"officer": "R. Osei", "date": "2026-09-01"}}
Screening = dict[str, object]


@dataclass(frozen=True)
class Act:
    """One action. `then`: the words of each later step, with its day."""

    what: str
    level: str
    made: date
    due: date
    owner: str = "S01"
    team: str = ""
    then: tuple[tuple[date, tuple[str, ...]], ...] = ()
    screening: Screening = field(default_factory=dict)


def _to(day: date, *states: str) -> tuple[tuple[date, tuple[str, ...]], ...]:
    return tuple((day, ("move", state)) for state in states)


def _closed(day: date, *how: str) -> tuple[tuple[date, tuple[str, ...]], ...]:
    return ((day, ("close", "--evidence", "Six plans were read", *how)),)


BEGUN = ("agreed", "in_progress")
ACTS = (
    Act("Talk through one plan", "worker", date(2026, 5, 20), date(2026, 6, 30), team="Alder",
        then=_to(date(2026, 5, 21), "agreed")),
    Act("Read older plans in supervision", "team", date(2026, 5, 22), date(2026, 7, 10), team="Alder",
        then=_to(date(2026, 5, 22), *BEGUN) + _to(date(2026, 7, 1), "done") + _closed(date(2026, 8, 3))),
    Act("Write down who was asked", "team", date(2026, 11, 5), date(2027, 4, 10), team="Alder",
        then=_to(date(2026, 11, 9), *BEGUN)),
    Act("Ask fathers first", "team", date(2026, 10, 20), date(2026, 12, 1), "S02", "Beech",
        then=_to(date(2026, 10, 20), *BEGUN) + _to(date(2026, 11, 3), "done")
        + _closed(date(2026, 11, 20), "--not-effective")),
    Act("One first visit together", "service", date(2026, 6, 3), date(2026, 9, 30), "M01", screening=NO,
        then=_to(date(2026, 6, 4), *BEGUN) + _to(date(2026, 9, 28), "done") + _closed(date(2026, 11, 10))),
    Act("A duty line for schools", "division", date(2026, 10, 6), date(2027, 5, 30), "M02", screening=ASSESSED,
        then=_to(date(2026, 10, 7), *BEGUN)),
    Act("Shorter waits before a move", "policy", date(2026, 12, 8), date(2027, 2, 26), "M03", screening=FULL,
        then=_to(date(2026, 12, 9), "agreed")),
    Act("New words for the closing letter", "policy", date(2026, 11, 12), date(2027, 6, 30), screening=NOT_NEEDED),
    Act("Share plans with schools", "partners", date(2027, 1, 14), date(2027, 3, 31), "M01"),
    Act("Another form for visits", "service", date(2026, 9, 8), date(2026, 10, 30), screening=NO,
        then=((date(2026, 10, 1), ("move", "dropped", "--reason", "The old one is enough")),)),
    Act("A matter for a manager", "team", date(2026, 9, 9), date(2026, 10, 30), team="Cedar",
        then=((date(2026, 9, 10), ("move", "passed")),)),
)  # fmt: skip


def actions(stage: Stage) -> None:
    for act in ACTS:
        stage.at(act.made, _add, stage, act)
    stage.at(date(2026, 6, 22), _strong, stage)


def _add(stage: Stage, act: Act, *more: object) -> str:
    """Proposed and screened; its other steps are planned."""
    words = ["--what", act.what, "--outcome", f"Families see it: {act.what.lower()}", "--level", act.level]
    words += ["--due", act.due.isoformat(), "--owner", act.owner, "--priority", "planned"]
    words += ["--measure", "Six plans read", *(["--team", act.team] if act.team else [])]
    doc = stage.run(LEAD, "actions", "add", *words, *more)["doc"]
    if act.screening:
        said = stage.kept("screening.json", canonical.dumps(act.screening))
        stage.run(LEAD, "actions", "screen", doc, "--file", said)
    for day, (verb, *rest) in act.then:
        stage.at(day, stage.run, LEAD, "actions", verb, doc, *rest)
    return doc


def _strong(stage: Stage) -> None:
    """What was as strong as can be, closed as soon as one later audit has looked: it can only slip."""
    rated = [q for q in stage.templates["RFP"].questions if q.type == "EV" and q.standard]
    work, standard = next(
        (work, q.standard)
        for work in stage.doings
        if work.came and work.template == "RFP"
        for q in rated
        if (work.answers.get(q.id) or {}).get("rating") == "4"
    )
    act = Act("Keep what is strong", "team", stage.day, date(2026, 7, 31), "S02", work.team)
    doc = _add(stage, act, "--findings", work.digest, "--standards", standard)
    for state in (*BEGUN, "done"):
        stage.run(LEAD, "actions", "move", doc, state)
    _close_when_tested(stage, doc)


def _close_when_tested(stage: Stage, doc: str) -> None:
    """Where too few have looked, what was seen decides; where nobody has, it waits a fortnight."""
    said = stage.say(LEAD, "actions", "close", doc, "--evidence", "It was seen in the next plans")
    if said.code and stage.day < date(2026, 12, 1):
        stage.at(stage.day + timedelta(days=14), _close_when_tested, stage, doc)
