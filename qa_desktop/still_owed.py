"""What auditors owe, in whichever cycle: a practice lead's Home must not call all come back while another cycle is late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qa_desktop import returns
from qa_desktop.collated import Return
from qa_desktop.workspace import Workspace


def in_every_cycle(ws: Workspace, today: date, newest: Iterable[Return]) -> tuple[Return, ...]:
    """The rows of the newest cycle; where somebody owes more or is late in another one, their row over all cycles.

    A file to check stays as it is: it has to be looked at first.
    """
    rows = {row.auditor: row for row in newest}
    for one in returns.auditors(ws, today):
        here = rows.get(one.code)
        late = one.state == "late"
        if not late and one.state != "sent":
            continue
        if here is None or here.state == "imported" or (here.state == "waiting" and late):
            said = (one.code, one.name, one.team, one.due, one.owed, one.came)
            rows[one.code] = Return(*said, "late" if late else "waiting", one.days_late)
    return tuple(rows.values())
