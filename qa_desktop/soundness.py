"""Whether what is held is whole and agrees: gaps in the logs, derived tables, and one digest of the whole state."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain, islice, pairwise

from qa_desktop import (
    action_standing,
    approvals,
    canonical,
    counting,
    derived,
    entries,
    identity,
    ledger,
    moderation_cases,
)
from qa_desktop.errors import QaError
from qa_desktop.ledger import BOOKKEEPING
from qa_desktop.workspace import RECEIPTS, Tell, Workspace, quiet

MOST_GAPS = 1_000  # told of one log: a header may claim any number at all


def missing(ws: Workspace) -> dict[str, list[int]]:
    """Gaps in each laptop's log: log -> numbers that have not arrived, the first `MOST_GAPS` of them."""
    gaps = {}
    for log, rows in ws.store.logs().items():
        if log.endswith(RECEIPTS):  # of somebody else's receipts only those for us come here
            continue
        have = sorted({0, *(seq for seq, _, _ in rows)})
        between = (range(before + 1, after) for before, after in pairwise(have))
        if gap := list(islice(chain.from_iterable(between), MOST_GAPS)):
            gaps[log] = gap
    return gaps


def index(ws: Workspace, digests: Iterable[str], tell: Tell = quiet) -> None:
    """Derive the facts and coded answers of these forms. Call inside `write()`."""
    known = {t.digest: t for t in ledger.known_templates(ws)}
    wanted = list(digests)
    for n, digest in enumerate(wanted):
        row = ws.store.entry(digest)
        if row and row.kind == "form" and row.body is not None and row.template in known:
            facts, answers = derived.derive(known[row.template], row)
            ws.store.put_facts(facts)
            ws.store.put_answers(answers)
        tell(n + 1, len(wanted))


def rebuild(ws: Workspace, tell: Tell = quiet) -> None:
    """Drop the derived tables and derive everything again."""
    with ws.write():
        ws.store.clear_derived()
        index(ws, [row.digest for row in ws.store.entries("form")], tell)


def unsound(ws: Workspace) -> list[str]:
    """Entries whose bytes are not what was sealed, and derived rows that a rebuild would not give. Usually none.

    The database notices most damage by itself; this notices the rest (RELIABILITY 5.7).
    """
    certificates = ws.store.certificates()
    found = []
    for row in ws.store.entries():
        try:
            sealed = entries.sealed_of(row, certificates.get(row.signer or "", b""))
            if entries.row_of(sealed, entries.admit(sealed, f"Entry {row.digest[:16]}")) != row:
                found.append(f"Entry {row.digest[:16]} stands under a name or place that is not its own.")
        except QaError as error:
            found.append(str(error))
    held = {t.digest: t for t in ledger.known_templates(ws)}
    rows = [row for row in ws.store.entries("form") if row.body is not None and row.template in held]
    again = [derived.derive(held[row.template or ""], row) for row in rows]
    facts = {f for one, _ in again for f in one}
    answers = {a for _, many in again for a in many}
    wrong = ws.store.tally_problems()
    if wrong or facts != set(ws.store.facts()) or answers != set(ws.store.answers()):
        found.append("The lists and figures differ from the signed audits. Rebuild them.")
    return found


def state_digest(ws: Workspace) -> str:
    """One hash of everything that two profiles with the same entries must agree on."""
    kinds = sorted(
        entries.BODIES.keys() - BOOKKEEPING
    )  # all of them: one that is left out could differ unseen
    state = {
        "entries": sorted(r.digest for r in ws.store.entries() if r.kind not in BOOKKEEPING),
        "bodies": sorted(
            r.digest for r in ws.store.entries() if r.body is not None and r.kind not in BOOKKEEPING
        ),
        "heads": sorted(r.digest for kind in kinds for r in ledger.heads(ws, kind)),
        "reported": {d: list(held) for d, held in sorted(moderation_cases.reported_all(ws).items())},
        "actions": action_standing.digests(ws),
        "approved": sorted(approvals.approved(ws)),
        "idle": sorted(counting.idle_heirs(ws)),
        "roots": sorted(identity.fingerprint(root) for root in ws.roots()),
        "revoked": [[one, *sorted(told.known)] for one, told in sorted(counting.revoked(ws).by.items())],
        "clashes": ledger.clashes(ws),
        "templates": sorted(t.digest for t in ledger.known_templates(ws)),
        "waiting": sorted(r.digest for r in ledger.waiting(ws)),
        "held": sorted(r.digest for r in ledger.held(ws) if r.kind not in BOOKKEEPING),
        "derived": [["" if v is None else str(v) for v in row] for row in ws.store.dump_derived()],
    }
    return hashlib.sha256(canonical.dumps(state)).hexdigest()
