"""Thousands of random small givings and wider draws, each held against the rules written out again, plainly and slowly.

`python -m tests.faults.givings 10000` prints what it found as one JSON object, and exits 1 for any fault.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from qa_desktop import draw, giving
from qa_desktop.draw_frame import Auditor, Case, Draw, Frame
from qa_desktop.errors import NotAllowed
from qa_desktop.giving_frame import Change, Giving, Piece
from qa_desktop.giving_frame import Frame as Work
from qa_desktop.giving_frame import frame as work_frame
from tests.faults import draws
from tests.faults.draws import _ago, _ticket

PEOPLE = ("A1", "A2", "A3", "A4", "A5")
TEAMS = ("North", "South", "")
TURNS = ("East", "West")


@dataclass
class Found:
    faults: list[str] = field(default_factory=list)
    given: int = 0  # pieces
    drawn: int = 0  # cases


def check(number: int, seed: int = 1) -> Found:
    """As many givings, and as many draws by the rules of other methods."""
    rng, found = Random(seed), Found()
    for n in range(number):
        held = random_work(rng)
        made = giving.give(held, f"seed-{n}")
        found.given += len(made.given)
        found.faults += [f"giving {n}: {one}" for one in _wrong_giving(held, f"seed-{n}", made)]
        found.faults += [f"giving {n}, changed: {one}" for one in _wrong_changes(held, f"seed-{n}", made)]
        given = random_wider(rng)
        drawn = draw.draw(given, f"seed-{n}", draws.TEMPLATE)
        found.drawn += len(drawn.drawn)
        found.faults += [f"draw {n}: {one}" for one in _wrong_draw(given, f"seed-{n}", drawn)]
    return found


# Givings


def random_work(rng: Random) -> Work:
    people = [
        Auditor(code=code, team=rng.choice(TEAMS), has=rng.randrange(3), most=rng.randrange(1, 6))
        for code in rng.sample(PEOPLE, rng.randrange(0, 5))
    ]
    pieces = [_random_piece(rng, n) for n in range(rng.randrange(0, 9))]
    rng.shuffle(pieces)
    turns = {turn: rng.randrange(3) for turn in TURNS}
    return work_frame("2026-11-Q07", "Q07", "2026-11-02", "2026-11-30", pieces, people, turns)


def _random_piece(rng: Random, n: int) -> Piece:
    only = tuple(sorted(rng.sample(PEOPLE, rng.randrange(4)))) if rng.random() < 0.2 else None
    return Piece(
        id=f"P{n}",
        form=draws.TEMPLATE,
        facts={},
        team=rng.choice(TEAMS),
        not_for=tuple(sorted(rng.sample(PEOPLE, rng.randrange(3)))),
        only_for=only,
        turn=rng.choice(TURNS) if rng.random() < 0.6 else "",
        last=_ago(rng, 800) if rng.random() < 0.5 else None,
        kept=rng.choice(PEOPLE) if rng.random() < 0.15 else None,
        why_not=rng.choice(("answered", "nobody_known")) if rng.random() < 0.15 else None,
    )


def _may(piece: Piece, code: str) -> bool:
    if code in piece.not_for:
        return False
    return piece.only_for is None or code in piece.only_for


def _wrong_giving(held: Work, seed: str, made: Giving) -> Iterator[str]:
    if giving.give(held, seed) != made or giving.problems(made):
        yield "given twice, it differs"
    if any(one.ticket != _ticket(seed, one.piece) for one in made.given):
        yield "a ticket is not the SHA-256 of seed and piece"
    pieces = {p.id: p for p in held.pieces}
    owner = {one.piece: one.to for one in made.given}
    why = {one.piece: one.why for one in made.not_given}
    if set(owner) | set(why) != set(pieces) or set(owner) & set(why):
        yield "a piece is lost, or both given and not"
    yield from _broken(held, owner)
    for name, piece in pieces.items():
        stays = piece.kept is not None and _may(piece, piece.kept)
        if stays and owner.get(name) != piece.kept:
            yield f"{name} was taken from {piece.kept}"
        if not stays and piece.why_not and why.get(name) != piece.why_not:
            yield f"{name} was given although {piece.why_not}"
        nobody = not any(_may(piece, p.code) for p in held.people)
        if not stays and not piece.why_not and nobody and why.get(name) != "nobody_may":
            yield f"{name} was given though nobody may"
    yield from _wrong_turns(held, seed, owner, why)
    yield from _unfair(held, owner, why)


def _broken(held: Work, owner: dict[str, str]) -> Iterator[str]:
    """Rules that hold also after changes by hand."""
    pieces, people = {p.id: p for p in held.pieces}, {p.code: p for p in held.people}
    more: Counter[str] = Counter()
    for name, to in owner.items():
        if not _may(pieces[name], to):
            yield f"{to} has {name} and may not"
        if pieces[name].kept != to:
            more[to] += 1
    for code, n in more.items():
        lost = sum(p.kept == code and owner.get(p.id) != code for p in held.pieces)
        if people[code].has + n - lost > people[code].most and people[code].has - lost >= 0:
            yield f"{code} has more than they can take"


def _wrong_turns(held: Work, seed: str, owner: dict[str, str], why: dict[str, str]) -> Iterator[str]:
    for turn in TURNS:
        line = [p for p in held.pieces if p.turn == turn]
        kept = [p for p in line if p.kept is not None and owner.get(p.id) == p.kept and _may(p, p.kept)]
        open_ = [
            p
            for p in line
            if p not in kept and why.get(p.id) not in ("answered", "nobody_known", "nobody_may")
        ]
        open_.sort(key=lambda p: (p.last or "", _ticket(seed, p.id)))
        owed = max(held.turns[turn] - len(kept), 0)
        chosen = {p.id for p in open_ if why.get(p.id) != "not_in_turn"}
        if chosen != {p.id for p in open_[:owed]}:
            yield f"{turn}: not those who waited longest"


def _unfair(held: Work, owner: dict[str, str], why: dict[str, str]) -> Iterator[str]:
    """Whether another sharing of what was to be shared would have been better, tried one by one."""
    kept = {p.id for p in held.pieces if p.kept is not None and _may(p, p.kept)}
    shared = [p for p in held.pieces if (p.id in owner and p.id not in kept) or why.get(p.id) == "no_room"]
    gone = Counter(p.kept for p in held.pieces if p.kept and p.id not in kept)
    people = {p.code: p.model_copy(update={"has": max(p.has - gone[p.code], 0)}) for p in held.people}
    choices = [[*(a for a in people.values() if _may(p, a.code)), None] for p in shared]
    count = 1
    for one in choices:
        count *= len(one)
    if count <= draws.SMALL:
        best = min((_cost(people, shared, one) for one in itertools.product(*choices)), default=None)
        mine = [people[owner[p.id]] if p.id in owner else None for p in shared]
        if best != _cost(people, shared, mine):
            yield "there is a fairer sharing"


def _cost(people: dict[str, Auditor], pieces: list[Piece], sharing: object) -> tuple[int, ...]:
    pairs = list(zip(pieces, sharing, strict=True))  # type: ignore[call-overload]
    loads = Counter(a.code for _, a in pairs if a)
    over = sum(max(0, loads[a.code] + a.has - max(a.most, a.has)) for a in people.values())
    same = sum(bool(a and p.team and a.team == p.team) for p, a in pairs)
    evenly = sum((a.has + loads[a.code]) ** 2 for a in people.values())
    return over, sum(a is None for _, a in pairs), same, evenly


def _wrong_changes(held: Work, seed: str, made: Giving) -> Iterator[str]:
    """Every piece moved to everybody: refused where a rule forbids it, and never done otherwise."""
    for one in made.given[:2]:
        piece = next(p for p in held.pieces if p.id == one.piece)
        for code in PEOPLE:
            change = Change(piece=one.piece, reason="Nearer to them", to=code)
            try:
                after = giving.give(held, seed, [change])
            except NotAllowed:
                continue
            if not _may(piece, code) or {g.piece: g.to for g in after.given}[one.piece] != code:
                yield f"{one.piece} went to {code}"
            yield from _broken(held, {g.piece: g.to for g in after.given})
        out = giving.give(held, seed, [Change(piece=one.piece, reason="Not needed")])
        if {n.piece: n.why for n in out.not_given}.get(one.piece) != "taken_out" or giving.problems(out):
            yield f"{one.piece} was not taken out"
        yield from _broken(held, {g.piece: g.to for g in out.given})


# Draws by the rules of other methods: a number in all, by team, among peers


def random_wider(rng: Random) -> Frame:
    given = draws.random_frame(rng)
    wider = {
        "per": rng.choice(("team", "supervisor")),
        "in_all": rng.randrange(1, 7),
        "peer": rng.random() < 0.5,
    }
    return given.model_copy(update={"rules": given.rules.model_copy(update=wider)})


def _peer(given: Frame, case: Case, auditor: Auditor) -> bool:
    if not draws._free(case, auditor):
        return False
    return not given.rules.peer or (case.team != "" and auditor.team != "" and case.team != auditor.team)


def _wrong_draw(given: Frame, seed: str, made: Draw) -> Iterator[str]:
    if draw.draw(given, seed, draws.TEMPLATE) != made or draw.problems(made) or made.algorithm != "draw-2":
        yield "drawn twice, it differs"
    good = {
        c.case: c
        for c in given.cases
        if draws.eligible(given, c) and any(_peer(given, c, a) for a in given.auditors)
    }
    drawn = [d.case for d in made.drawn]
    if {o.case for o in made.left_out} != {c.case for c in given.cases} - set(good):
        yield "what is left out is not what the rules leave out"
    if sorted(drawn) != sorted(_by_rounds(given, seed, good)):
        yield "not the cases that going round gives"
    people = {a.code: a for a in given.auditors}
    loads = Counter(d.auditor for d in made.drawn if d.auditor)
    for one in made.drawn:
        if one.auditor and not _peer(given, good[one.case], people[one.auditor]):
            yield f"{one.auditor} may not have {one.case}"
    for code, n in loads.items():
        if people[code].has + n > people[code].most:
            yield f"{code} has more than they can take"


def _by_rounds(given: Frame, seed: str, good: dict[str, Case]) -> list[str]:
    """Round after round, one from each team (or supervisor) that has any left, smallest ticket first."""
    line: dict[str, list[str]] = {}
    for name in sorted(good, key=lambda case: _ticket(seed, case)):
        case = good[name]
        line.setdefault(case.team if given.rules.per == "team" else case.supervisor, []).append(name)
    taken: list[str] = []
    while any(line.values()) and len(taken) < given.rules.in_all:
        fronts = sorted((own.pop(0) for own in line.values() if own), key=lambda case: _ticket(seed, case))
        taken += fronts[: given.rules.in_all - len(taken)]
    return taken


def main(number: int, seed: int = 1) -> int:
    began = time.monotonic()
    found = check(number, seed)
    took = round(time.monotonic() - began, 1)
    print(
        json.dumps(
            {
                "givings": number, "pieces": found.given, "cases": found.drawn, "seconds": took,
                "faults": found.faults[:20],
            }
        )
    )  # fmt: skip
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    )
