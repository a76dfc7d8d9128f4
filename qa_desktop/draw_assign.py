"""Who audits which drawn case: the fairest sharing there is, found as a flow of least cost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from qa_desktop.draw_frame import Auditor, Case

LOT = 1 << 64  # lots are smaller than this


def may_audit(case: Case, auditor: str) -> bool:
    """Never a case of one's own, nor a family one has managed or worked with."""
    return auditor not in (case.worker, case.supervisor, *case.known_to)


def may_take(case: Case, auditor: Auditor, peer: bool) -> bool:
    """As `may_audit`; for a peer audit only where both teams are known and differ."""
    apart = bool(case.team and auditor.team) and case.team != auditor.team
    return may_audit(case, auditor.code) and (apart or not peer)


def lot(seed: str, case: str, auditor: str) -> int:
    """The lot between equally good sharings: the first 16 hexadecimal digits of SHA-256 of “seed:case:auditor”."""
    return int(hashlib.sha256(f"{seed}:{case}:{auditor}".encode()).hexdigest()[:16], 16)


def share(
    seed: str, cases: Sequence[Case], auditors: Sequence[Auditor], peer: bool = False
) -> dict[str, str | None]:
    """Case -> auditor, as `share_out` gives it."""
    by_case = {case.case: case for case in cases}
    return share_out(
        seed,
        list(by_case),
        auditors,
        lambda name, auditor: may_take(by_case[name], auditor, peer),
        lambda name, auditor: bool(by_case[name].team) and by_case[name].team == auditor.team,
    )


def share_out(
    seed: str,
    names: Sequence[str],
    auditors: Sequence[Auditor],
    may: Callable[[str, Auditor], bool],
    same_team: Callable[[str, Auditor], bool],
) -> dict[str, str | None]:
    """Piece of work -> who does it, or None where nobody who may take it has room.

    Of all sharings that keep the rules it is the one where, in this order: the fewest cases are left with
    nobody; the fewest go to an auditor of the same team; the loads are most even (least sum of squares,
    counting what each owes already); the sum of lots is least. The lots make the best sharing the only one
    best, so the answer does not depend on the solver, its version or the order in which anything is listed.
    """
    import networkx as nx  # not before it is needed: half a second

    # Each rank of cost is larger than all that could ever be spent in the ranks below it. Whole numbers, so exact.
    n = len(names)
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
    for name in names:
        flow.add_node(f"case {name}", demand=-1)
        flow.add_edge(f"case {name}", "end", capacity=1, weight=nobody)
        for auditor in auditors:
            if may(name, auditor):
                cost = (team if same_team(name, auditor) else 0) + lot(seed, name, auditor.code)
                flow.add_edge(f"case {name}", f"auditor {auditor.code}", capacity=1, weight=cost)
    _, found = nx.network_simplex(flow)
    return {name: _goes_to(found[f"case {name}"], auditors) for name in names}


def _goes_to(flows: dict[str, dict[int, int]], auditors: Sequence[Auditor]) -> str | None:
    return next((a.code for a in auditors if any(flows.get(f"auditor {a.code}", {}).values())), None)
