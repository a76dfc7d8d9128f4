"""The made-up year's audits: drawn, given out by hand, or chosen by who observes; and what follows some of them."""

from __future__ import annotations

from datetime import date, timedelta

from qa_desktop import canonical
from tests import service
from tests.plain_schedule import last_working
from tests.year_stage import END, HEAD, LEAD, Doing, Stage, sign_by_chance


def deep_audits(stage: Stage, number: int, first: date, last: date) -> None:
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
    title = f"{date.fromisoformat(f'{cycle[:7]}-01'):%B} to {last:%B %Y}"
    words = ["--title", title, "--starts", cycle[:7] + "-01", "--ends", last, "--due", due]
    stage.run(LEAD, "draw", "give", draw, *words)
    numbers = stage.run(LEAD, "cases", "list")["families"]
    for work in works:
        work.reached = ""
        stage.pack(work.auditor)
        tasks = stage.run(work.auditor, "form", "list")["tasks"]
        work.digest = next(
            t["allocation"] for t in tasks if t["case"] == numbers[work.case] and t["kind"] == "RFP"
        )
        sign_by_chance(stage, work)


def after(stage: Stage) -> None:
    """Of two cycles some are moderated, of the first some are released; and three auditors score one case alike."""
    stage.at(date(2026, 6, 16), _moderate, stage)
    stage.at(date(2026, 8, 25), _moderate_apart, stage)
    stage.at(date(2026, 7, 2), _calibrate, stage)


def _moderate(stage: Stage) -> None:
    """Everybody is new, so all are to be moderated. Four are; two of the usual grade are closed, a third is released."""
    cycle = "2026-04-to-2026-05"
    stage.run(LEAD, "moderate", "plan", cycle)
    queue = [row["digest"] for row in stage.run(LEAD, "moderate", "queue", cycle)["rows"]]
    mine = {w.digest: w for w in stage.doings if w.template == "RFP" and w.came}
    usual = [mine[digest] for digest in queue if _grade(stage, mine[digest]) == "3"]
    others = [mine[digest] for digest in queue if _grade(stage, mine[digest]) != "3"]
    chosen = (*usual[:2], *others[:2])
    for work in chosen:
        _judge(stage, work)
    for work in chosen[:3]:
        stage.run(LEAD, "release", "do", work.digest)
        work.reached = "released"
    for step in stage.run(LEAD, "release", "due")["due"]:
        if step["form"] in (usual[0].digest, usual[1].digest):
            assert step["step"] in ("feedback_worker", "feedback_supervisor", "check"), step
            stage.run(LEAD, "release", "note", step["form"], step["step"], "--on", stage.day)
            mine[step["form"]].reached = "closed"


def _moderate_apart(stage: Stage) -> None:
    """Three of the second cycle, where the second judgement is another one: lower it comes to, higher, or no end."""
    cycle = "2026-06-to-2026-07"
    stage.run(LEAD, "moderate", "plan", cycle)
    queue = [row["digest"] for row in stage.run(LEAD, "moderate", "queue", cycle)["rows"]]
    mine = {w.digest: w for w in stage.doings if w.template == "RFP" and w.came}
    for work, (step, agreed) in zip(
        [mine[digest] for digest in queue], ((-1, True), (1, True), (-1, False)), strict=False
    ):
        own = int(_grade(stage, work))
        _judge(stage, work, str(own + step if 1 <= own + step <= 4 else own - step), agreed)


def _grade(stage: Stage, work: Doing) -> str:
    return next(work.answers[q.id] for q in stage.templates["RFP"].questions if q.use == "overall")


def _judge(stage: Stage, work: Doing, grade: str = "", agreed: bool = True) -> None:
    """A second judgement, blind, that comes to the same, or to another grade. `agreed`: in the end it counts."""
    judge = next(m for m in ("M03", "M02", "M01") if m != work.auditor and _sent_blind(stage, work, m))
    blind = stage.run(judge, "moderate", "judge")["waiting"][-1]
    asked = [q.id for q in stage.templates["RFP"].questions if q.use in ("overall", "section_judgement")]
    given = {q: work.answers[q] for q in asked if q in work.answers}
    if grade:
        given[next(q.id for q in stage.templates["RFP"].questions if q.use == "overall")] = grade
    told = canonical.dumps(given | {"moderator_reason": "I read it the same way."})
    stage.run(judge, "moderate", "judge", blind, "--file", stage.kept("judged.json", told))
    stage.bring_from([judge])
    words = ["--grade", grade or _grade(stage, work)] if agreed else []
    words += ["--note", "We went through it together."] if grade else []
    stage.run(LEAD, "moderate", "agree", work.digest, *words, "--discussed", stage.day)
    work.reached = "moderated"


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


def twice_a_year(stage: Stage, number: int, first: date, last: date) -> None:
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


def observations(stage: Stage, first: date, last: date) -> None:
    for n, of in enumerate(stage.made.supervisors):
        if stage.rng.random() < 0.35:
            continue
        own = [w.code for w in stage.made.workers if w.supervisor == of.code]
        seen = of.code if n == first.month else stage.rng.choice(own)
        on = first + timedelta(days=stage.rng.randrange(5, (last - first).days + 1))
        stage.at(min(on + timedelta(days=stage.rng.randrange(9)), END), _observe, stage, of, seen, on)


def _observe(stage: Stage, of: service.Staff, seen: str, on: date) -> None:
    others = [one for one in stage.teams if one not in (of.code, HEAD) and stage.has_pack(one)]
    who = stage.rng.choice(others)
    work = Doing("OBS", on, who, supervisor=of.code, team=of.team, service=of.service, worker=seen)
    stage.doings.append(work)
    told = {"OB1": {"worker": seen, "role": "peer", "date": on.isoformat()}, "OB4": "y"}
    stage.sign(work, ("OBS",), told)
