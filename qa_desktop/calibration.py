"""Calibration: a few auditors score one and the same case, each on their own, to see how alike they judge.

It is a cycle of its own, whose name starts with “calibration”: its forms are in no queue and owe nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_desktop import (
    agreement,
    answer_types,
    counting,
    entries,
    families,
    ledger,
    moderation,
    moderation_cases,
    moderation_rules,
    packs,
    people,
    walk,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Calibration:
    """One case as several auditors scored it."""

    case: str
    title: str
    names: Mapping[str, str]  # question -> as lists show it
    auditors: tuple[str, ...]  # whose scores are here
    waiting: tuple[str, ...]  # who has not sent theirs
    overall: Mapping[str, str]  # auditor -> grade
    spreads: tuple[agreement.Spread, ...]  # widest first
    between: tuple[agreement.Between, ...]


def start(
    ws: Workspace, name: str, template: Template, case: str, auditors: Sequence[str], due: date
) -> tuple[str, ...]:
    """Allocate one anonymised case to each of these auditors. Returns the digests of what they owe, in their order.

    Raises NotAllowed for somebody who may not, for fewer auditors than the rule says, and for one who may not audit.
    """
    moderation.need(ws, "allocate_and_draw", "start a calibration round")
    rule, roster = moderation_rules.load(ws.world.resources).calibration, people.everyone(ws)
    if len(set(auditors)) < rule.auditors:
        raise NotAllowed(f"It takes {rule.auditors} auditors to see how alike they judge. Name that many.")
    if strange := sorted(set(auditors) - set(roster)):
        raise NotAllowed(f"{strange[0]} is not on the list of staff, so nothing was given out.")
    cycle = cycle_of(ws, name)
    one = entries.Allocation(
        id=f"calibration-{hashlib.sha256(f'{cycle}/{case}'.encode()).hexdigest()[:24]}",
        template=template.digest,
        due=due.isoformat(),
        facts={"case": case, "cycle": cycle},
        minutes=template.minutes,
    )
    begun = {"cycle": cycle, "title": f"Calibration {name}", "service": "", "allocations": (one,)}
    span = {"starts": ws.world.now().date().isoformat(), "ends": due.isoformat()}
    with ws.write():
        ledger.need_template(ws, template)
        return tuple(
            packs.allocate(ws, entries.Cycle.model_validate({**begun, **span, "auditor": auditor}))
            for auditor in dict.fromkeys(auditors)
        )


@dataclass(frozen=True, slots=True)
class Round:
    """One round as lists show it. Names of auditors: `came` have sent their scores, `waiting` have not."""

    cycle: str
    title: str
    case: str
    due: str
    came: tuple[str, ...]
    waiting: tuple[str, ...]


def rounds(ws: Workspace) -> tuple[Round, ...]:
    """Every round that was given out, the last one first."""
    prefix = moderation_rules.load(ws.world.resources).calibration.cycle
    given: dict[str, list[entries.Cycle]] = defaultdict(list)
    for one in ledger.bodies(ws, "cycle", entries.Cycle):
        if one.cycle.startswith(prefix) and one.allocations:
            given[one.cycle].append(one)
    came: dict[str, set[str]] = defaultdict(set)
    for form in moderation_cases.winners(ws):
        who = counting.signed_by(ws, form.signer)
        if form.body.cycle in given and who is not None:
            came[form.body.cycle].add(who.code)
    found, numbers = [], families.numbers(ws)
    for cycle, each in given.items():
        asked = {one.auditor for one in each}
        names = {code: people.name_of(ws, code) for code in asked | came[cycle]}
        first = each[0].allocations[0]
        found.append(
            Round(
                cycle,
                each[0].title,
                numbers.shown(first.facts.get("case", "")),
                first.due,
                tuple(sorted(names[code] for code in came[cycle])),
                tuple(sorted(names[code] for code in asked - came[cycle])),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.due, one.cycle), reverse=True))


def cycle_of(ws: Workspace, name: str) -> str:
    prefix = moderation_rules.load(ws.world.resources).calibration.cycle
    return name if name.startswith(prefix) else f"{prefix}-{name}"


def look(ws: Workspace, name: str) -> Calibration:
    """The spread by item and how far each two agree. Raises NotAllowed before two auditors have sent their scores."""
    cycle = cycle_of(ws, name)
    asked = {c.auditor for c in ledger.bodies(ws, "cycle", entries.Cycle) if c.cycle == cycle}
    found = {}
    for form in moderation_cases.winners(ws):
        who = counting.signed_by(ws, form.signer)
        if form.body.cycle == cycle and who is not None:
            found[who.code] = form
    if len(found) < 2:
        raise NotAllowed(
            "Fewer than two auditors have sent their scores, so there is nothing to compare yet."
        )
    template = ledger.template(ws, next(iter(found.values())).template)
    rated = {code: _scores(template, form.body.answers) for code, form in found.items()}
    overall = {
        code: moderation_cases.judgement(ws, template, form).grade for code, form in sorted(found.items())
    }
    any_form = next(iter(found.values())).digest
    facts = {row.fact: row.code for row in ws.store.facts([any_form])}
    return Calibration(
        case=families.shown(ws, facts.get("case", "")),
        title=template.title,
        names={q.id: f"{q.id}. {q.name}" for q in template.questions if q.type == "EV" or q.use in _JUDGED},
        auditors=tuple(sorted(found)),
        waiting=tuple(sorted(asked - set(found))),
        overall=overall,
        spreads=agreement.spreads(rated),
        between=agreement.between(rated),
    )


_JUDGED = ("section_judgement", "overall")


def _scores(template: Template, answers: walk.Answers) -> dict[str, int | None]:
    """Every rated item and judgement that was answered; None where the answer gives no score."""
    live = walk.live_answers(template, answers)
    items = (q for q in template.questions if (q.type == "EV" or q.use in _JUDGED) and q.id in live)
    return {q.id: answer_types.score_of(template, q, live[q.id]) for q in items}
