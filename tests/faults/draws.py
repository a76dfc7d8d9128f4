"""Thousands of random small draws, each held against the rules written out again, plainly and slowly.

`python -m tests.faults.draws 10000` prints what it found as one JSON object, and exits 1 for any fault.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from qa_desktop import draw
from qa_desktop.draw_frame import Auditor, Case, Draw, Frame, Rules, Swap, frame
from qa_desktop.errors import NotAllowed

TEMPLATE = "a" * 64
ON = date(2026, 11, 2)
SMALL = 300  # sharings to try one by one, at most


def random_frame(rng: Random) -> Frame:
    supervisors = [f"S{n}" for n in range(rng.randrange(1, 5))]
    workers = [f"W{n}" for n in range(rng.randrange(1, 6))]
    staff = [*supervisors, *workers, "M1", "M2"]
    teams = ["North", "South", ""]
    auditors = [
        Auditor(code=code, team=rng.choice(teams), has=rng.randrange(3), most=rng.randrange(1, 5))
        for code in rng.sample([*supervisors, "M1", "M2"], rng.randrange(0, 5) % (len(supervisors) + 2))
    ]
    cases = [
        Case(
            case=f"FS-{n}",
            team=rng.choice(teams),
            supervisor=rng.choice([*supervisors, "S9"]),
            worker=rng.choice(workers),
            opened=_ago(rng, 300),
            closed=_ago(rng, 200) if rng.random() < 0.3 else None,
            audited=_ago(rng, 800) if rng.random() < 0.3 else None,
            excluded="Complaint open" if rng.random() < 0.1 else "",
            known_to=tuple(sorted(rng.sample(staff, rng.randrange(3)))),
        )
        for n in range(rng.randrange(0, 14))
    ]
    rng.shuffle(cases)
    rules = Rules(
        reading=rng.choice(("family", "auditor")),
        each=rng.choice((1, 1, 2)),
        repeat_gap_months=12,
        min_weeks_open=8,
        closed_within_months=3,
    )
    return frame("2026-11", "RFP", ON.isoformat(), rules, supervisors, cases, auditors)


def _ago(rng: Random, most: int) -> str:
    return (ON - timedelta(days=rng.randrange(-3, most))).isoformat()


def faults(given: Frame, seed: str) -> list[str]:
    """What is wrong with the draw of this frame. Empty: every rule is kept."""
    made = draw.draw(given, seed, TEMPLATE)
    found = [*_wrong_cases(given, seed, made), *_wrong_sharing(given, made)]
    if draw.draw(given, seed, TEMPLATE) != made or draw.problems(made):
        found.append("drawn twice, it differs")
    return found + _wrong_swaps(given, seed, made)


def eligible(given: Frame, case: Case) -> bool:
    """The rules of content.md s13, in days: for this frame's own figures only."""
    year_ago, weeks_ago, quarter_ago = date(2025, 11, 2), ON - timedelta(days=56), date(2026, 8, 2)
    if case.excluded or case.supervisor not in given.supervisors:
        return False
    if case.audited and date.fromisoformat(case.audited) > year_ago:
        return False
    if case.closed and date.fromisoformat(case.closed) <= ON:
        if date.fromisoformat(case.closed) < quarter_ago:
            return False
    elif date.fromisoformat(case.opened) > weeks_ago:
        return False
    return any(_free(case, auditor) for auditor in given.auditors)


def _free(case: Case, auditor: Auditor) -> bool:
    return (
        auditor.code != case.worker and auditor.code != case.supervisor and auditor.code not in case.known_to
    )


def _ticket(seed: str, case: str) -> str:
    return hashlib.sha256((seed + ":" + case).encode("utf-8")).hexdigest()


def _wrong_cases(given: Frame, seed: str, made: Draw) -> Iterator[str]:
    good = {c.case: c for c in given.cases if eligible(given, c)}
    drawn = [d.case for d in made.drawn]
    if len(set(drawn)) != len(drawn) or not set(drawn) <= set(good):
        yield "a case is drawn twice, or may not be drawn"
    if {o.case for o in made.left_out} != {c.case for c in given.cases} - set(good):
        yield "what is left out is not what the rules leave out"
    if not all(o.why for o in made.left_out):
        yield "a case is left out without a reason"
    taken = Counter(d.supervisor for d in made.drawn)
    for supervisor in given.supervisors:
        own = sorted(
            (c.case for c in good.values() if c.supervisor == supervisor), key=lambda c: _ticket(seed, c)
        )
        mine = [d.case for d in made.drawn if d.supervisor == supervisor]
        if mine != own[: len(mine)]:
            yield f"{supervisor}: not the smallest tickets"
        if own and not mine:
            yield f"{supervisor}: not covered, and could be"
        if (supervisor in made.uncovered) != (not mine):
            yield f"{supervisor}: wrongly named as covered or not"
        if given.rules.reading == "family" and taken[supervisor] != min(given.rules.each, len(own)):
            yield f"{supervisor}: {taken[supervisor]} drawn"
    if given.rules.reading == "auditor":
        wanted = max(given.rules.each * len(given.auditors), len(taken))
        if len(drawn) != min(wanted, len(good)):
            yield f"{len(drawn)} drawn of {wanted} wanted"


def _wrong_sharing(given: Frame, made: Draw) -> Iterator[str]:
    by_case = {c.case: c for c in given.cases}
    by_code = {a.code: a for a in given.auditors}
    loads = Counter(d.auditor for d in made.drawn if d.auditor)
    for one in made.drawn:
        if one.auditor and not _free(by_case[one.case], by_code[one.auditor]):
            yield f"{one.auditor} has a case of their own: {one.case}"
    for code, load in loads.items():
        if by_code[code].has + load > by_code[code].most:
            yield f"{code} has more than they can take"
    cases = [by_case[d.case] for d in made.drawn]
    choices = [[*(a for a in given.auditors if _free(c, a)), None] for c in cases]
    count = 1
    for one in choices:
        count *= len(one)
    if count <= SMALL:
        best = min((_cost(given, cases, one) for one in itertools.product(*choices)), default=None)
        if best != _cost(given, cases, [by_code[d.auditor] if d.auditor else None for d in made.drawn]):
            yield "there is a fairer sharing"


def _cost(given: Frame, cases: list[Case], sharing: object) -> tuple[int, ...]:
    """What is to be least, most important first. Infinitely bad where somebody has more than they can take."""
    pairs = list(zip(cases, sharing, strict=True))  # type: ignore[call-overload]
    loads = Counter(a.code for _, a in pairs if a)
    over = sum(max(0, loads[a.code] + a.has - max(a.most, a.has)) for a in given.auditors)
    alone = sum(a is None for _, a in pairs)
    same = sum(bool(a and c.team and a.team == c.team) for c, a in pairs)
    return over, alone, same, sum((a.has + loads[a.code]) ** 2 for a in given.auditors)


def _wrong_swaps(given: Frame, seed: str, made: Draw) -> list[str]:
    """Swap each drawn case out in turn: nobody steers what comes in, and the rules still hold."""
    found: list[str] = []
    swaps: list[Swap] = []
    for one in made.drawn:
        swaps.append(Swap(case=one.case, reason="Worker absent"))
        after = draw.draw(given, seed, TEMPLATE, swaps)
        found += _wrong_sharing_rules(given, after)
        gone = {s.case for s in swaps}
        if gone & {d.case for d in after.drawn} or draw.problems(after):
            found.append(f"{one.case} was not swapped out, or cannot be verified")
        own = sorted(
            (c.case for c in given.cases if c.supervisor == one.supervisor and eligible(given, c)),
            key=lambda c: _ticket(seed, c),
        )
        left = [c for c in own if c not in gone]
        mine = {d.case for d in after.drawn if d.supervisor == one.supervisor}
        if mine != set(left[: len(mine)]):
            found.append(f"{one.supervisor}: what came in was not the next ticket")
    return found


def _wrong_sharing_rules(given: Frame, made: Draw) -> list[str]:
    by_case, by_code = {c.case: c for c in given.cases}, {a.code: a for a in given.auditors}
    loads = Counter(d.auditor for d in made.drawn if d.auditor)
    wrong = [d.case for d in made.drawn if d.auditor and not _free(by_case[d.case], by_code[d.auditor])]
    wrong += [c for c, n in loads.items() if n + by_code[c].has > by_code[c].most]
    return [f"after a swap, a rule is broken for {one}" for one in wrong]


def main(number: int, seed: int = 1) -> int:
    rng, began = Random(seed), time.monotonic()
    found: list[str] = []
    drawn = 0
    for n in range(number):
        given = random_frame(rng)
        try:
            found += [f"draw {n}: {one}" for one in faults(given, f"seed-{n}")]
        except NotAllowed as error:
            found.append(f"draw {n}: {error}")
        drawn += len(given.cases)
    took = round(time.monotonic() - began, 1)
    print(json.dumps({"draws": number, "cases": drawn, "seconds": took, "faults": found[:20]}))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
