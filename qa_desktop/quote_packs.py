"""Quotes that wait for a second look, as they go to a head of service where a service has no other practice lead.

The check is of words in a form, so the form goes too: only forms that were quoted, and only to roles that may check.
"""

from __future__ import annotations

from db.store import EntryRow
from qa_desktop import counting, packs, quotes, roles, themes
from qa_desktop.workspace import Workspace


def for_pack(ws: Workspace, role: str) -> tuple[list[EntryRow], set[str]]:
    """Every quote that waits, with the forms they are of; and who wrote them (staff codes).

    Nothing for a practice lead, who gets everything in an archive, and for a role that checks no quotes.
    """
    resources = ws.world.resources
    if role not in roles.quote_checkers(resources) or roles.may(resources, role, themes.CAPABILITY):
        return [], set()
    waits = [one for one in quotes.standing(ws) if one.state == "to_check"]
    docs = {one.key[0] for one in waits}
    held = [row for one in waits for row in ws.store.versions(one.doc)]
    who = (counting.signed_by(ws, row.signer) for row in held)
    return [*packs.closure(ws, docs), *held], {one.code for one in who if one}
