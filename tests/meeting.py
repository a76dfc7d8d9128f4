"""A meeting of the Quality and Challenge Panel as tests hold it."""

from __future__ import annotations

from db.store import Store
from qa_desktop import identity, meetings
from qa_desktop.meetings import Doing, Draft
from qa_desktop.workspace import Workspace
from tests.conftest import made_up_world

PANEL, PERIOD = "Q12", "2026-10"
QUESTION, DECISION = "Why do step downs wait for a review?", "Step downs are looked at every week"


def typed(ws: Workspace, method: str = PANEL, period: str = PERIOD, by: str = "2026-11-20") -> Draft:
    """A meeting with a note, a decision, a challenge and an action, kept and not closed."""
    held = meetings.start(ws, method, period)
    asked = meetings.new_challenge(ws, QUESTION, "Head of service", by)
    said = {
        "on": "2026-10-28",
        "present": ("Head of service", "Service manager, North"),
        "notes": "Read the headline.",
        "decisions": (DECISION,),
        "challenges": (asked,),
        "actions": (Doing(what="Look at step downs every week", who="Service manager", due="20 Dec 2026"),),
    }
    held = held.model_copy(update=said)
    meetings.keep(ws, held)
    return held


def closed(ws: Workspace, method: str = PANEL, period: str = PERIOD, by: str = "2026-11-20") -> str:
    return meetings.close(ws, typed(ws, method, period, by))


def fresh(of: Workspace, name: str) -> Workspace:
    """A profile of the same service that holds nothing yet."""
    ws = Workspace(Store(":memory:", bytes(32)), made_up_world(of.world.data_dir / name), of.me, bytes(32))
    secret, recipient = identity.new_age_key()
    with ws.write():
        ws.keep("root", of.roots()[0])
        for key, value in (("age_secret", secret), ("age_recipient", recipient), ("log", name)):
            ws.keep(key, value)
    return ws
