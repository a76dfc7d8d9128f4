"""What the person should know about the laptop itself before working: old backup, full disk, a clock gone back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from qa_desktop import backups, high_water, revoking, roles, root_renewal
from qa_desktop.answer_types import day_words
from qa_desktop.workspace import Workspace
from qa_desktop.world import stamp

BACKUP_DAYS = 7
ROOM_NEEDED = 500 * 1024 * 1024  # bytes
CLOCK_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to know: a few bold words, and a sentence with the next step. `backup`: a backup would mend it."""

    title: str
    words: str
    backup: bool = False


def warnings(ws: Workspace) -> tuple[Warned, ...]:
    """What is not as it should be with this profile's laptop, most urgent first."""
    now = ws.world.now()
    found = []
    if told := high_water.told(ws):
        found.append(Warned("This copy of your profile is older than the last one.", told))
    room = shutil.disk_usage(ws.world.data_dir).free
    if room < ROOM_NEEDED:
        found.append(
            Warned(
                "The disk is nearly full.",
                f"{room // 1024 // 1024} MB are left. Free some space, then go on.",
            )
        )
    newest = max((draft.changed for draft in ws.store.drafts()), default="")
    if newest and newest > stamp(now + CLOCK_SLACK):
        found.append(
            Warned(
                "This laptop’s clock has gone back.",
                "It is earlier than your last save. Set the clock right, then go on.",
            )
        )
    made = backups.last(ws.world.data_dir)
    if made and now - made > timedelta(days=BACKUP_DAYS):
        found.append(
            Warned(
                f"The last backup is {(now - made).days} days old.", "Make one now; it takes a moment.", True
            )
        )
    return (*found, *_keys(ws))


def _keys(ws: Workspace) -> tuple[Warned, ...]:
    """What is not as it should be with one's own key, or at the practice lead's with anybody's."""
    found = []
    if told := root_renewal.warning(ws):
        found.append(Warned("Your service seems to have two certificates.", told))
    if told := revoking.mine_revoked(ws):
        found.append(Warned("Your key was revoked.", told))
    for one in revoking.ending(ws):
        mine = one.code == ws.me.code
        day = day_words(one.ends.date().isoformat())
        whose = "Your certificate" if mine else f"The certificate of {one.name}"
        title = f"{whose} {'ended' if one.ended else 'ends'} on {day}."
        words = (
            "Renew it under People and teams, Keys." if roles.may(ws.world.resources, ws.me.role, "admit_people")
            else "Ask your practice lead to renew it: it comes with your next pack. What you signed stays valid."
        )  # fmt: skip
        if one.ended and mine:
            words += " Files that you make before that are refused."
        found.append(Warned(title, words))
    return tuple(found)


def kept_words(made: datetime | None, now: datetime) -> str:
    """How the work on this laptop is kept, in a line. Both times in the laptop's own zone."""
    if made is None:
        return "Encrypted. No backup yet."
    if made.date() == now.date():
        return f"Encrypted. Last backup today, {made:%H:%M}."
    days = (now.date() - made.date()).days
    return f"Encrypted. Last backup {'yesterday' if days == 1 else f'{days} days ago'}, {made:%H:%M}."
