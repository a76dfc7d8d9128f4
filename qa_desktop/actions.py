"""Actions: what is done about what audits find, by whom and by when, and whether it has made anything better.

Each change seals the whole action anew and replaces what stood; `action_standing` says what counts. One person owns an
action and somebody else closes it. Source: content.md s14, seed s4.4 and s9.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError

from qa_desktop import action_rules, action_standing, corrections, identity, people, retests, workdays
from qa_desktop.action_entries import PASSED, Action, Effect
from qa_desktop.action_rules import Rules, Who
from qa_desktop.action_standing import Standing
from qa_desktop.answer_types import day_words
from qa_desktop.corrections import Noted
from qa_desktop.errors import NotAllowed, NotKnown, place_words
from qa_desktop.workspace import Workspace

WORDS = ("outcome", "what", "resources", "measure", "evidence", "reason")  # searched for conduct matters
BY_HAND = frozenset(Action.model_fields) - {
    "status",
    "moved",
    "source",
    "meeting",
    "done",
    "closed",
    "effect",
    "links",
}
"""Fields that `add` and `change` take; the rest belongs to verbs of their own."""
EFFECTIVE, NOT_EFFECTIVE = "closed_effective", "closed_not_effective"


def rules(ws: Workspace) -> Rules:
    return action_rules.load(ws.world.resources)


def get(ws: Workspace, name: str) -> Standing:
    """An action by its document or by what people call it, like A-3F2C1B. Raises NotAllowed."""
    found = action_standing.one(ws, name)
    if found is None:
        wanted = name.upper()
        found = next((s for s in action_standing.every(ws).values() if s.ref == wanted), None)
    if found is None:
        raise NotKnown(f"There is no action “{name}” here. See the list of actions.")
    return found


def notes(ws: Workspace, doc: str) -> list[Noted]:
    """The progress notes, in order of their writers' clocks."""
    return corrections.notes(ws, get(ws, doc).head.digest)


# Making and changing


def add(
    ws: Workspace, fields: Mapping[str, Any], not_conduct: bool = False, meeting: str | None = None
) -> str:
    """Propose an action. Returns its document. `not_conduct`: somebody has read it, and it names no conduct matter.
    `meeting`: the document of the meeting that it comes from.

    Without a plan it stands in the usual one of its level, without a due day it is due by its priority. Raises
    NotAllowed for fields that cannot be right, and where the words point to a conduct or capability matter.
    """
    body = _filled(ws, _with(Action(status="proposed", moved=_today(ws), meeting=meeting), _by_hand(fields)))
    _refuse_conduct(ws, body, not_conduct)
    doc = f"action-{ws.world.new_id()}"
    seal(ws, doc, None, body)
    return doc


def change(
    ws: Workspace, doc: str, fields: Mapping[str, Any], reason: str = "", not_conduct: bool = False
) -> str:
    """Change what an action says. Returns the digest of the entry. Raises NotAllowed as `add`."""
    stands = _standing(ws, doc)
    body = _with(stands.body, {**_by_hand(fields), "moved": _today(ws), "reason": reason.strip()})
    _refuse_conduct(ws, body, not_conduct)
    _refuse_strangers(ws, body)
    return seal(ws, stands.doc, stands, body)


def move(ws: Workspace, doc: str, to: str, reason: str = "", on: date | None = None) -> str:
    """Move an action to another state. `on`: the day it was done (default: today). Returns the digest of the entry.

    Raises NotAllowed where it may not go there, something is missing, or the equality questions hold it.
    """
    if to in (EFFECTIVE, NOT_EFFECTIVE):
        return close(ws, doc, to == EFFECTIVE, reason, on)
    if to == PASSED:
        return pass_on(ws, doc, on)
    stands = _standing(ws, doc)
    said: dict[str, Any] = {"status": to, "moved": _today(ws), "reason": reason.strip()}
    if to == "done":
        said["done"] = _not_to_come(ws, on)
    elif rules(ws).statuses.get(to) is not None:
        said |= {"done": None, "closed": None, "evidence": "", "effect": None}
    body = _with(stands.body, said)
    _refuse_conduct(ws, body, True)
    if to not in ("proposed", "dropped"):
        _refuse_strangers(ws, body)
    return seal(ws, stands.doc, stands, body)


def close(ws: Workspace, doc: str, effective: bool, evidence: str, on: date | None = None) -> str:
    """Close an action that its owner says is done. `evidence`: what was seen that shows it. Returns the digest.

    Closed as effective only once the same standard was tested again and is better; where too few audits asked it, or
    it names no standard, the evidence decides. Raises NotAllowed otherwise, and for whoever owns or owned it.
    """
    stands = _standing(ws, doc)
    if effective and (why := not_better(ws, stands)):
        raise NotAllowed(f"{stands.ref} was not closed as effective. {why}")
    said = {
        "status": EFFECTIVE if effective else NOT_EFFECTIVE,
        "moved": _today(ws),
        "closed": _not_to_come(ws, on),
        "evidence": evidence.strip(),
        "reason": "",
    }
    return seal(ws, stands.doc, stands, _with(stands.body, said))


def not_better(ws: Workspace, stands: Standing) -> str:
    """Why it may not be closed as effective, as far as later audits go; empty where it may."""
    found = retests.retest(ws, stands, retests.read(ws))
    return found.words if found.verdict in ("untested", "slipped") else ""


def effect(ws: Workspace, doc: str, happened: str, words: str = "", on: date | None = None) -> str:
    """Say some months after closing whether the desired outcome has happened: yes, partly or no. Returns the digest."""
    stands = _standing(ws, doc)
    if stands.body.status not in (EFFECTIVE, NOT_EFFECTIVE):
        raise NotAllowed(f"{stands.ref} is not closed, so its effect is not looked at yet. Close it first.")
    try:
        seen = Effect.model_validate(
            {"happened": happened, "on": _not_to_come(ws, on), "words": words.strip()}
        )
    except ValidationError as error:
        raise NotAllowed(
            "Say yes, partly or no: has the desired outcome happened? Nothing was kept."
        ) from error
    return seal(ws, stands.doc, stands, _with(stands.body, {"effect": seen, "moved": _today(ws)}))


def screen(ws: Workspace, doc: str, answers: Mapping[str, Any]) -> str:
    """Answer equality questions; those that are not named keep their answers. Returns the digest of the entry."""
    stands, known = _standing(ws, doc), rules(ws).screening.by_id
    if unknown := [one for one in answers if one not in known]:
        raise NotAllowed(f"“{unknown[0]}” is no equality question. They are {', '.join(known)}.")
    held = {**stands.body.screening, **answers}
    kept = {question: value for question, value in held.items() if value not in (None, "", {}, [])}
    return seal(ws, stands.doc, stands, _with(stands.body, {"screening": kept, "moved": _today(ws)}))


def note(ws: Workspace, doc: str, words: str, not_conduct: bool = False) -> str:
    """Add a dated progress note. It changes nothing in the action and never clashes. Returns its digest.

    Raises NotAllowed for somebody who neither manages actions nor has a part in this one.
    """
    stands, writer = get(ws, doc), me(ws)
    if not words.strip():
        raise NotAllowed("Write the note first.")
    if not writer.manages and not stands.names(writer.code):
        raise NotAllowed(f"{stands.ref} is not yours, so no note was kept. Tell its owner.")
    if stands.body.status == PASSED:
        raise NotAllowed(f"{stands.ref} was passed on, and nothing more about it is held here.")
    _refuse_conduct_words(ws, words, not_conduct)
    with ws.write():
        return ws.seal("note", ws.world.new_id(), {"text": words.strip()}, about=stands.head.digest)


def pass_on(ws: Workspace, doc: str, on: date | None = None) -> str:
    """A conduct or capability matter: from now on only that it was passed to a manager, and when. Returns the digest."""
    stands = _standing(ws, doc)
    body = Action(
        status=PASSED, moved=_not_to_come(ws, on), source=stands.body.source, meeting=stands.body.meeting
    )
    return seal(ws, stands.doc, stands, body)


def link(ws: Workspace, doc: str, other: str) -> str:
    """Say that two actions are about the same. Both stay. Returns the digest of the entry."""
    stands, second = _standing(ws, doc), get(ws, other)
    if stands.doc == second.doc:
        raise NotAllowed("These two are one and the same action, so nothing was linked.")
    links = tuple(sorted({*stands.body.links, second.doc}))
    return seal(ws, stands.doc, stands, _with(stands.body, {"links": links, "moved": _today(ws)}))


def settle(ws: Workspace, doc: str, keep: str, reason: str) -> str:
    """Two versions stand: this one counts from now on. `keep`: its digest. Both stay readable. Returns the digest."""
    stands = get(ws, doc)
    kept = next((one for one in stands.heads if one.digest.startswith(keep)), None)
    if not stands.clash or kept is None or len(keep) < 8:
        raise NotAllowed(
            f"Name one of the versions of {stands.ref} that stand side by side. Nothing was changed."
        )
    if not reason.strip():
        raise NotAllowed("Say in a few words why this version counts.")
    body = _with(kept.body, {"moved": max(kept.body.moved, _today(ws)), "reason": reason.strip()})
    return seal(ws, stands.doc, stands, body)


def seal(ws: Workspace, doc: str, stands: Standing | None, body: Action) -> str:
    """Seal an action as it stands from now on, if this person may. Raises NotAllowed with what stops them."""
    heads: list[Action | None] = [one.body for one in stands.heads] if stands else [None]
    held = rules(ws)
    refusals = [action_rules.why_not(held, me(ws), before, body, worked(stands)) for before in heads]
    if all(refusals):
        name = f"{stands.ref} was not changed" if stands else "The action was not kept"
        raise NotAllowed(f"{name}: {refusals[0]}")
    content = body.model_dump(mode="json", exclude_defaults=True)
    with ws.write():
        about = body.source.form if body.source else None
        return ws.seal("action", doc, content, stands.tips if stands else (), about=about)


def worked(stands: Standing | None) -> frozenset[str]:
    """Everybody who owned it since it was first agreed: nobody of them closes it."""
    return frozenset(code for one in stands.versions for code in one.worked) if stands else frozenset()


def _standing(ws: Workspace, doc: str) -> Standing:
    stands = get(ws, doc)
    if stands.clash:
        raise NotAllowed(
            f"{stands.ref} stands in two versions that were changed apart. Choose the one that counts first."
        )
    return stands


def _by_hand(fields: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := sorted(fields.keys() - BY_HAND):
        raise NotAllowed(f"“{unknown[0]}” is not a field that is filled in by hand. Nothing was kept.")
    return dict(fields)


def _with(body: Action, said: Mapping[str, Any]) -> Action:
    """The action with these fields changed. Raises NotAllowed naming the first that cannot be right."""
    try:
        return Action.model_validate(body.model_dump() | dict(said))
    except ValidationError as error:
        field = place_words(error.errors()[0]["loc"]) or "the action"
        raise NotAllowed(
            f"What is given for {field} cannot be right. Nothing was kept; correct it."
        ) from error


def _filled(ws: Workspace, body: Action) -> Action:
    held = rules(ws)
    said: dict[str, Any] = {}
    if body.plan is None:
        said["plan"] = held.usual_plan(body.level)
    days = next((one.days for one in held.priority if one.code == body.priority), None)
    if body.due is None and days is not None:
        since = date.fromisoformat(body.start or _today(ws))
        said["due"] = (since + timedelta(days=days)).isoformat()
    return _with(body, said) if said else body


def _refuse_strangers(ws: Workspace, body: Action) -> None:
    """One owner, and a person: work that a name stands for which nobody has is nobody's."""
    roster = people.everyone(ws)
    for code in (body.owner, *body.contributors):
        if code is not None and code not in roster:
            raise NotAllowed(
                f"“{code}” is not a staff code on the list of people. Nothing was changed; correct it."
            )


def _refuse_conduct(ws: Workspace, body: Action, looked_at: bool) -> None:
    _refuse_conduct_words(ws, " ".join(getattr(body, name) for name in WORDS), looked_at)


def _refuse_conduct_words(ws: Workspace, words: str, looked_at: bool) -> None:
    if not looked_at and (found := action_rules.names_conduct(rules(ws), [words])):
        raise NotAllowed(conduct_words(found))


def conduct_words(found: str) -> str:
    """What is said where words point to a conduct or capability matter."""
    return (
        f"“{found}” points to a conduct or capability matter, which is not held here, so nothing was kept. Pass it "
        "to the manager under corporate procedure and note only the day, or say that it is no such matter."
    )


def _not_to_come(ws: Workspace, on: date | None) -> str:
    said = on.isoformat() if on else _today(ws)
    if said > _today(ws):
        raise NotAllowed(f"{day_words(said)} is still to come. Nothing was changed; say it on the day.")
    return said


def me(ws: Workspace) -> Who:
    """Who changes actions here. Raises NotAllowed where they were not admitted yet."""
    who = identity.subject(ws.signer().certificate)
    return action_rules.who(ws.world.resources, who.code, who.role)


def _today(ws: Workspace) -> str:
    return ws.world.now().date().isoformat()


def effect_due(ws: Workspace, body: Action) -> date | None:
    """When it is looked at again whether the outcome has happened; None where it is not closed, or was looked at."""
    if body.status not in (EFFECTIVE, NOT_EFFECTIVE) or body.closed is None or body.effect is not None:
        return None
    return workdays.months_before(date.fromisoformat(body.closed), -rules(ws).effect_months)
