"""Words that go before a forum: what in them could say who somebody is, for a person to look at before it is sealed."""

from __future__ import annotations

from collections.abc import Iterable

from qa_desktop import people, privacy, report_packs, schedule_facts
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Workspace

MOST_TOLD = 4
SHORTEST = 3  # letters: shorter codes of staff stand in too many words


def naming(ws: Workspace, texts: Iterable[str]) -> tuple[str, ...]:
    """What in these texts could name somebody: what looks like it by the rules, and staff by name. In order, once each.

    The names of our own methods and reports are none: “Mirror” is no surname in “Practice Mirror group”.
    """
    rules = privacy.Rules.load(ws.world.resources)
    staff = [person.name for person in people.listed(ws).values() if len(person.name) >= SHORTEST]
    ours = {one.name for one in schedule_facts.methods(ws.world.resources)}
    ours |= {one.title for one in report_packs.packs(ws.world.resources)}
    found: dict[str, None] = {}
    for text in texts:
        for phrase in ours:
            text = text.replace(phrase, "")
        found |= dict.fromkeys(mark.text for mark in privacy.find(text, rules))
        found |= dict.fromkeys(name for name in staff if name in text)
    return tuple(found)


def told(found: Iterable[str]) -> str:
    """“Ada Stone”, “14 Malden Road” and 2 more could say who somebody is."""
    names = [f"“{one}”" for one in found]
    said = ", ".join(names[:MOST_TOLD])
    more = f" and {len(names) - MOST_TOLD} more" if len(names) > MOST_TOLD else ""
    return f"{said}{more} could say who somebody is"


def refuse(ws: Workspace, texts: Iterable[str], looked_at: bool) -> None:
    """Raises NotAllowed where some words could name somebody and nobody has said that they do not."""
    if not looked_at and (found := naming(ws, texts)):
        raise NotAllowed(
            f"{told(found)}, so nothing was kept. Write it in general, or say that it names nobody."
        )
