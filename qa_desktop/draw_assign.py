"""Who audits which drawn case: the fairest sharing there is, found as a flow of least cost."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from qa_desktop.draw_frame import Auditor, Case

LOT = 1 << 64  # lots are smaller than this


def may_audit(case: Case, auditor: str) -> bool:
    """Never a case of one's own, nor a family one has managed or worked with."""
    return auditor not in (case.worker, case.supervisor, *case.known_to)


def lot(seed: str, case: str, auditor: str) -> int:
    """The lot between equally good sharings: the first 16 hexadecimal digits of SHA-256 of “seed:case:auditor”."""
    return int(hashlib.sha256(f"{seed}:{case}:{auditor}".encode()).hexdigest()[:16], 16)


def share(seed: str, cases: Sequence[Case], auditors: Sequence[Auditor]) -> dict[str, str | None]:
    """Case -> auditor, or None where nobody who may take it has room.

    Of all sharings that keep the rules it is the one where, in this order: the fewest cases are left with
    nobody; the fewest go to an auditor of the same team; the loads are most even (least sum of squares,
    counting what each owes already); the sum of lots is least. The lots make the best sharing the only one
    best, so the answer does not depend on the solver, its version or the order in which anything is listed.
    """
    import networkx as nx  # not before it is needed: half a second

    # Each rank of cost is larger than all that could ever be spent in the ranks below it. Whole numbers, so exact.
    n = len(cases)
    load = LOT * (n + 1)
    team = load * 2 * (n + 1) * (n + 1 + max((a.has for a in auditors), default=0))
    nobody = team * (n + 1)
    flow = nx.MultiDiGraph()
    flow.add_node("end", demand=n)
    for auditor in auditors:
        for place in range(min(n, max(auditor.most - auditor.has, 0))):
            # going from k to k + 1 audits adds 2k + 1 to the sum of squares
            cost = load * (2 * (auditor.has + place) + 1)
            flow.add_edge(f"auditor {auditor.code}", "end", capacity=1, weight=cost)
    for case in cases:
        flow.add_node(f"case {case.case}", demand=-1)
        flow.add_edge(f"case {case.case}", "end", capacity=1, weight=nobody)
        for auditor in auditors:
            if may_audit(case, auditor.code):
                same = team if case.team and case.team == auditor.team else 0
                cost = same + lot(seed, case.case, auditor.code)
                flow.add_edge(f"case {case.case}", f"auditor {auditor.code}", capacity=1, weight=cost)
    _, found = nx.network_simplex(flow)
    return {case.case: _goes_to(found[f"case {case.case}"], auditors) for case in cases}


def _goes_to(flows: dict[str, dict[int, int]], auditors: Sequence[Auditor]) -> str | None:
    return next((a.code for a in auditors if any(flows.get(f"auditor {a.code}", {}).values())), None)
