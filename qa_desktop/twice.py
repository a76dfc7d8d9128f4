"""Audits of one family that two people made in one cycle: told, never merged. How its number was typed is no matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from qa_desktop import counting, families, ledger
from qa_desktop.workspace import Workspace

MOST = 3  # families named


def audited(ws: Workspace, digests: Iterable[str]) -> str:
    """Of these audits: whose family has another one by somebody else, on the same form and in the same cycle.

    One sentence, or nothing. A case number is sealed as a keyed code of what it is without spaces, capitals and wide
    figures, so two who typed it in two ways still audited one family.
    """
    cases = {facts["case"] for facts in _facts(ws, digests).values() if "case" in facts}
    near = _facts(ws, ws.store.with_fact("case", cases)) if cases else {}
    by_place: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for digest, facts in near.items():
        by_place[facts["template"], facts.get("cycle", ""), facts["case"]].add(digest)
    if all(len(held) < 2 for held in by_place.values()):
        return ""
    stands = {row.digest: row for row in ledger.heads(ws, "form")}
    numbers, found = families.numbers(ws), []
    for (_, _, family), held in sorted(by_place.items()):
        here = [stands[one] for one in held if one in stands]
        people = {(who.code, who.name) for row in here if (who := counting.signed_by(ws, row.signer))}
        if len(people) > 1 and len({row.doc for row in here}) > 1:
            names = ", ".join(sorted(name for _, name in people))
            found.append(f"{numbers.shown(family)} has two audits ({names})")
    if not found:
        return ""
    rest = [f"and {len(found) - MOST} more families have"] if len(found) > MOST else []
    return f"{'; '.join([*found[:MOST], *rest])}. Both count: withdraw one if that was a mistake."


def _facts(ws: Workspace, digests: Iterable[str]) -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = defaultdict(dict)
    for row in ws.store.facts(digests):
        held[row.digest][row.fact] = row.code
    return held
