"""A practice lead with managers to give work to, and the moves of one month: for tests of work that is given out."""

from __future__ import annotations

from datetime import date

from qa_desktop import people, schedule_seal
from qa_desktop.schedule_entries import Move

TODAY = date(2026, 11, 2)
MONTH, PERIOD = "2026-10", "2026-11"  # the month of the moves, and the one in which they are audited


def move(case: str, direction: str = "up", day: int = 5, **said: str) -> Move:
    held = {"service": "Early help", "team": "South FST", "supervisor": "S01", "worker": "W01"}
    return Move(case=case, on=f"{MONTH}-{day:02d}", direction=direction, **held | said)


MOVES = [
    move("FS-1"),
    move("FS-2", "down"),
    move("FS-3", worker="M01", supervisor="S02"),
    move("FS-4", day=9),
]


def managed(bare_service):
    """A practice lead, two service managers, a team manager; two supervisors of two teams are on the list."""
    bare_service.admit("M01", "Nell Dunmore", "", "service_manager")
    bare_service.admit("M02", "Ravi Elswick", "", "service_manager")
    bare_service.admit("A01", "Priya Nair", "South FST")
    people.name_only(bare_service.central, "S02", "Ines Copsey", "team_manager", "North FST")
    return bare_service.central


def listed(ws, *moves: Move, month: str = MONTH) -> None:
    both = [m for m in moves if m.direction != "return"], [m for m in moves if m.direction == "return"]
    schedule_seal.take_census(ws, month, ("up", "down"), both[0])
    schedule_seal.take_census(ws, month, ("return",), both[1])
