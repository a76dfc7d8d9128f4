"""The fair draw: which cases are audited this cycle and by whom, in a way that anyone can check.

How it works, versions draw-1 and draw-2. You need the list of cases (the frame), the seed, and `sha256sum`.

1. Leave out each case that must not be drawn, with every reason: it is marked (an open complaint or
   proceedings); it was audited less than 12 months before the day of the draw; it is open for less than
   8 weeks; it closed more than 3 months ago; its supervisor is not on the list; or every auditor on the list
   manages the family or has worked with it. (The figures are the frame's own rules.)
2. Give each remaining case a ticket: the SHA-256 of the seed, a colon and the case's number. For seed s1 and
   case FS-2041 that is what `printf %s s1:FS-2041 | sha256sum` prints. Nobody can steer where a ticket falls.
3. Put each supervisor's cases in order of ticket and take the first. That is one for each supervisor
   (`rules.each` of them). Where “one per supervisor” is read as one audit done by each auditor on the list,
   go round the supervisors again, smallest ticket first, until there are as many cases as audits to do.
4. A supervisor with no case left is named as not covered.
5. Share the drawn cases among the auditors: `draw_assign.share` says how, in one paragraph.
6. A swap takes the next ticket of the same supervisor, never a chosen case, and carries its reason. A change
   of auditor carries its reason too, and keeps the rules about one's own cases.

Version draw-2 is what the rules of other methods ask for; nothing else differs. Cases may be put in order by
team instead of by supervisor; a number may be asked for in all, and then the teams (or supervisors) are gone
round, smallest ticket first, from the very first case on; and a peer audit goes only to an auditor whose team
is known and is another one.

Same frame, same seed and same swaps give the same list on every machine and in every year; `problems` makes
the draw again and names each difference.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from qa_desktop.draw_assign import may_audit, may_take, share
from qa_desktop.draw_frame import Auditor, Case, Draw, Drawn, Frame, LeftOut, Rules, Swap, Why
from qa_desktop.errors import NotAllowed
from qa_desktop.workdays import months_before

ALGORITHM, WIDER = "draw-1", "draw-2"


def algorithm(rules: Rules) -> str:
    """The version that these rules need: the first, unless they ask for what it does not know."""
    return WIDER if (rules.per, rules.in_all, rules.peer) != ("supervisor", 0, False) else ALGORITHM


def ticket(seed: str, case: str) -> str:
    """A case's place in the order of a draw: SHA-256 of “seed:case”, in hexadecimal."""
    return hashlib.sha256(f"{seed}:{case}".encode()).hexdigest()


def draw(frame: Frame, seed: str, template: str, swaps: Iterable[Swap] = (), reason: str = "") -> Draw:
    """Draw and share, then make each swap in turn. Raises NotAllowed for a swap that the rules do not let be made."""
    left_out = reasons(frame)
    hand = _Hand(frame, seed, _in_order(frame, seed, left_out))
    hand.take_first()
    hand.owner = share(seed, hand.cases(), frame.auditors, frame.rules.peer)
    made = tuple(swaps)
    for one in made:
        hand.swap(one)
    for case in hand.gone:
        left_out[case] = (*left_out.get(case, ()), "swapped")
    return Draw(
        algorithm=algorithm(frame.rules),
        template=template,
        seed=seed,
        frame_digest=frame.digest,
        frame=frame,
        drawn=tuple(
            Drawn(
                case=c.case, supervisor=c.supervisor, ticket=ticket(seed, c.case), auditor=hand.owner[c.case]
            )
            for c in hand.cases()
        ),
        left_out=tuple(
            LeftOut(case=c.case, supervisor=c.supervisor, why=left_out[c.case])
            for c in frame.cases
            if c.case in left_out
        ),
        uncovered=() if frame.rules.in_all else tuple(s for s in hand.taken if s and not hand.taken[s]),
        swaps=made,
        reason=reason,
    )


def reasons(frame: Frame) -> dict[str, tuple[Why, ...]]:
    """The cases that may not be drawn, each with every reason."""
    found = {case.case: _why(frame, case) for case in frame.cases}
    return {case: why for case, why in found.items() if why}


def _why(frame: Frame, case: Case) -> tuple[Why, ...]:
    rules, on = frame.rules, date.fromisoformat(frame.on)
    closed = date.fromisoformat(case.closed) if case.closed and case.closed <= frame.on else None
    weeks = timedelta(weeks=rules.min_weeks_open)
    checks: tuple[tuple[Why, bool], ...] = (
        ("excluded", bool(case.excluded)),
        ("audited", bool(case.audited) and _after(case.audited, months_before(on, rules.repeat_gap_months))),
        ("new", closed is None and date.fromisoformat(case.opened) > on - weeks),
        ("closed", closed is not None and closed < months_before(on, rules.closed_within_months)),
        ("no_supervisor", case.supervisor not in frame.supervisors),
        ("no_auditor", not any(may_audit(case, a.code) for a in frame.auditors)),
        ("no_peer", rules.peer and not any(may_take(case, a, True) for a in frame.auditors)),
    )
    return tuple(why for why, holds in checks if holds)


def _after(day: str | None, than: date) -> bool:
    return day is not None and date.fromisoformat(day) > than


def _in_order(frame: Frame, seed: str, left_out: dict[str, tuple[Why, ...]]) -> dict[str, list[Case]]:
    """Each supervisor's cases that may be drawn, or each team's, in order of ticket."""
    by_team = frame.rules.per == "team"
    units = sorted({case.team for case in frame.cases}) if by_team else frame.supervisors
    line: dict[str, list[Case]] = {unit: [] for unit in units}
    for case in frame.cases:
        if case.case not in left_out:
            line[_unit(frame.rules, case)].append(case)
    for own in line.values():
        own.sort(key=lambda case: ticket(seed, case.case))
    return line


def _unit(rules: Rules, case: Case) -> str:
    return case.team if rules.per == "team" else case.supervisor


@dataclass
class _Hand:
    """The cases as they are taken from each supervisor's (or team's) line, and who has which."""

    frame: Frame
    seed: str
    line: dict[str, list[Case]]
    taken: dict[str, list[Case]] = field(default_factory=dict)
    owner: dict[str, str | None] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)  # swapped out

    def cases(self) -> list[Case]:
        """What is drawn, by supervisor and then in the order it was taken."""
        return [case for own in self.taken.values() for case in own]

    def take_first(self) -> None:
        rules = self.frame.rules
        rounds = 0 if rules.in_all else rules.each if rules.reading == "family" else 1
        self.taken = {s: own[:rounds] for s, own in self.line.items()}
        self.line = {s: own[rounds:] for s, own in self.line.items()}
        if rules.in_all:
            self._go_round(rules.in_all)
        elif rules.reading == "auditor":
            self._go_round(rules.each * len(self.frame.auditors))

    def _go_round(self, wanted: int) -> None:
        """One more from each supervisor in turn, smallest ticket first, until there are enough or none is left."""
        while len(self.cases()) < wanted and any(self.line.values()):
            fronts = [(ticket(self.seed, own[0].case), s) for s, own in self.line.items() if own]
            for _, supervisor in sorted(fronts)[: wanted - len(self.cases())]:
                self.taken[supervisor].append(self.line[supervisor].pop(0))

    def swap(self, one: Swap) -> None:
        old = next((c for c in self.cases() if c.case == one.case), None)
        if old is None:
            raise NotAllowed(f"{one.case} is not among the drawn cases, so nothing was swapped.")
        if one.auditor is not None:
            self._move(old, one.auditor)
            return
        unit = _unit(self.frame.rules, old)
        own = self.taken[unit]
        place = own.index(old)
        own[place : place + 1] = self.line[unit][:1]
        self.line[unit] = self.line[unit][1:]
        self.gone.append(old.case)
        before = self.owner.pop(old.case)
        for new in own[place : place + 1]:
            if new.case not in self.owner:
                self._give(new, before)

    def _give(self, new: Case, before: str | None) -> None:
        """To whoever had the old one, if they may; otherwise to whom the sharing would give it now."""
        peer = self.frame.rules.peer
        had = next((a for a in self.frame.auditors if a.code == before), None)
        if had and may_take(new, had, peer) and not self._same_team(new, had.code):
            self.owner[new.case] = had.code
        else:
            self.owner |= share(self.seed, [new], self._loaded(), peer)

    def _same_team(self, case: Case, auditor: str) -> bool:
        return any(a.code == auditor and a.team and a.team == case.team for a in self.frame.auditors)

    def _loaded(self) -> Sequence[Auditor]:
        """The auditors with what this draw has given them so far."""
        given = list(self.owner.values())
        return [a.model_copy(update={"has": a.has + given.count(a.code)}) for a in self.frame.auditors]

    def _move(self, case: Case, auditor: str) -> None:
        self.owner[case.case] = None
        found = next((a for a in self._loaded() if a.code == auditor), None)
        if found is None:
            raise NotAllowed(f"{auditor} is not among the auditors of this draw, so nothing was changed.")
        if not may_audit(case, auditor):
            raise NotAllowed(
                f"{auditor} manages or has worked with the family of {case.case}, so they may not audit it. "
                "Nothing was changed; choose another auditor."
            )
        if not may_take(case, found, self.frame.rules.peer):
            raise NotAllowed(
                f"A peer audit is done by somebody of another team, so {case.case} was not given to {auditor}. "
                "Choose another auditor."
            )
        if found.has >= found.most:
            raise NotAllowed(
                f"{auditor} has as many audits as they can take, so nothing was changed. Choose another auditor."
            )
        self.owner[case.case] = auditor


def problems(made: Draw) -> list[str]:
    """Make the draw again from its own frame, seed and swaps, and name each difference. Empty: it is the same."""
    if made.algorithm not in (ALGORITHM, WIDER):
        return [
            f"It was drawn by {made.algorithm}, and this program knows {ALGORITHM} and {WIDER}. "
            "Use a newer version."
        ]
    found = []
    if made.algorithm != algorithm(made.frame.rules):
        found.append(f"Its rules are not those of {made.algorithm}.")
    if made.frame.digest != made.frame_digest:
        found.append("The list of cases is not the one whose digest was printed.")
    try:
        again = draw(made.frame, made.seed, made.template, made.swaps, made.reason)
    except NotAllowed as error:
        return [*found, f"One of its swaps could not have been made: {error}"]
    for name, words in (
        ("drawn", "The drawn cases or their auditors"),
        ("left_out", "The cases left out, or the reasons,"),
        ("uncovered", "The supervisors who are not covered"),
    ):
        if getattr(again, name) != getattr(made, name):
            found.append(f"{words} are not what this list and seed give.")
    return found
