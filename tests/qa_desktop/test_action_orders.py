"""Whatever people do to an action on several laptops, in any order, past the checks or not: everybody ends with the
same, its owner never closed it, and nothing went past the equality questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from db.store import Store
from qa_desktop import (
    action_standing,
    actions,
    canonical,
    counting,
    ledger,
    packs,
    people,
    profiles,
    soundness,
)
from qa_desktop.action_entries import Action
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.small import tiny

WHO = {
    "L01": ("Marta Trent", "practice_lead"),
    "B01": ("Sam Hassan", "team_manager"),
    "W09": ("Jo Stone", "worker"),
    "H01": ("Ruth Osei", "head_of_service"),
}
KEPT = ("root", "certificate", "signing_key", "age_secret", "age_recipient")
# Without shrinking: each example opens six profiles, and a smaller one would take minutes to find.
SOME = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
STATUSES = (
    "proposed",
    "agreed",
    "in_progress",
    "done",
    "closed_effective",
    "closed_not_effective",
    "dropped",
    "passed",
)
GATED = ("in_progress", "done", "closed_effective", "closed_not_effective")
ENDED = ("closed_effective", "closed_not_effective", "dropped", "passed")
WIDE = ("service", "division", "partners", "policy")
LEVELS = ("worker", "team", "service", "policy")
SCREENINGS = (
    {},
    {"EQ1": "n"},
    {"EQ1": "y"},
    {"EQ1": "y", "EQ6": {"decision": "not_needed", "reason": "Nobody is treated otherwise."}},
    {"EQ1": "y", "EQ6": {"decision": "full", "reason": "It changes who is offered help."}},
    {"EQ1": "y", "EQ6": {"decision": "full"}, "EQ7": {"date": "2026-11-01"}},
    {"EQ1": "y", "EQ6": {"decision": "full"}, "EQ7": {"date": "2027-11-01"}},
)
FILLED = {
    "what": "w",
    "outcome": "o",
    "measure": "m",
    "owner": "B01",
    "priority": "soon",
    "level": "team",
    "team": "South",
}
Step = tuple[str, str, int]


@dataclass(frozen=True)
class People:
    """What makes each person who they are, and the entries that everybody holds to begin with."""

    folder: Path
    settings: Mapping[str, Mapping[str, bytes]]
    base: Workspace

    def laptop(self, code: str, number: int) -> Workspace:
        name, role = WHO[code]
        world = made_up_world(self.folder / f"laptop-{code}-{number}")
        world = replace(
            world, random_bytes=Random(number).randbytes
        )  # the same example twice is the same bytes
        ws = Workspace(
            Store(":memory:", bytes(32)), world, Me(code, name, role, "", "Example Council"), bytes(32)
        )
        with ws.write():
            for key, value in self.settings[code].items():
                ws.keep(key, value)
            ws.keep("log", f"laptop-{code}")
        give(self.base, ws)
        return ws


@pytest.fixture(scope="module")
def staff(tmp_path_factory):
    folder = tmp_path_factory.mktemp("orders")
    me = Me("L01", *WHO["L01"], "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central"), me, PASSPHRASE, cost=QUICK)
    service = Service(folder, central, tiny())
    packs.publish(central, tiny())
    for code, (name, role) in WHO.items():
        if code != "L01":
            laptop = service.admit(code, name, "South", role)
            for row in ledger.heads(central, "people"):
                give_rows(central, laptop, [row])
            people.adopt_certificate(laptop)
    held = {
        code: {key: value for key in KEPT if (value := ws.store.setting(key)) is not None}
        for code, ws in (("L01", central), *service.laptops.items())
    }
    yield People(folder, held, central)
    service.close()


def give_rows(one, other, rows):
    with other.write():
        other.store.put_certificates(one.store.certificates())
        other.store.put_entries(rows)


def give(one: Workspace, other: Workspace) -> None:
    """Everything that one laptop holds goes to another."""
    here = other.store.digests()
    give_rows(one, other, [row for row in one.store.entries() if row.digest not in here])


def act(ws: Workspace, what: str, draw: Random) -> None:
    """One thing that a person does, or tries to, to one of two actions, by the verbs or past them."""
    docs = sorted({row.doc for row in ws.store.entries("action")})
    if what == "add" or not docs:
        if len(docs) < 2:
            said = FILLED | {"owner": draw.choice(list(WHO)), "level": draw.choice(LEVELS)}
            actions.add(ws, said)
        return
    doc = draw.choice(docs)
    stands = action_standing.one(ws, doc)
    if stands is None:
        return
    if what == "move":
        actions.move(ws, doc, draw.choice(STATUSES), draw.choice(("", "There is a reason")))
    elif what == "close":
        actions.close(ws, doc, draw.random() < 0.5, "It was seen")
    elif what == "change":
        actions.change(ws, doc, {"owner": draw.choice(list(WHO)), "level": draw.choice(LEVELS)})
    elif what == "screen":
        actions.screen(ws, doc, draw.choice(SCREENINGS))
    elif what == "settle":
        actions.settle(ws, doc, draw.choice(stands.heads).digest, "This one counts")
    elif what == "note":
        actions.note(ws, doc, "Half way.")
    elif what == "forge":
        forge(ws, doc, draw)


def forge(ws: Workspace, doc: str, draw: Random) -> None:
    """A version that no verb would seal: any state, owner, level and screening, after any versions at all."""
    rows = [row for row in ws.store.versions(doc) if row.kind == "action"]
    after = draw.sample(rows, min(draw.choice((0, 1, 1, 1, 1, 1, 2)), len(rows)))
    status = draw.choice((*STATUSES, "in_progress", "in_progress", "done", "done"))
    said: dict[str, object] = FILLED | {
        "plan": "team", "due": "2026-12-01", "done": "2026-11-02", "closed": "2026-11-02", "evidence": "e", "reason": "r",
        "owner": draw.choice(list(WHO)), "level": draw.choice(LEVELS), "screening": draw.choice(SCREENINGS),
    }  # fmt: skip
    body = Action.model_validate(
        {"status": status, "moved": "2026-11-02"} | ({} if status == "passed" else said)
    )
    with ws.write():
        content = body.model_dump(mode="json", exclude_defaults=True)
        ws.seal("action", doc, content, tuple(row.digest for row in after))


def bodies(ws: Workspace, doc: str) -> dict[str, tuple[Mapping[str, object], tuple[str, ...], str]]:
    """Each version as it was sealed: what it says, what it replaces, who signed it."""
    signer = {fp: counting.signed_by(ws, fp) for fp in ws.store.certificates()}
    return {
        row.digest: (canonical.loads(row.body, "x"), row.replaces, signer[row.signer].code)
        for row in ws.store.versions(doc)
        if row.kind == "action"
    }


def before(digest: str, held) -> set[str]:
    """Every version that this one follows, however far back."""
    found: set[str] = set()
    front = set(held[digest][1])
    while front:
        found |= front
        front = {old for one in front for old in held[one][1]} - found
    return found


def check_laws(ws: Workspace) -> None:
    """Plainly, from the sealed bytes and without the rules: what may never be."""
    for doc, stands in action_standing.every(ws).items():
        held = bodies(ws, doc)
        for version in stands.versions:
            said, replaces, who = held[version.digest]
            past = before(version.digest, held)
            assert past <= {one.digest for one in stands.versions}
            if not replaces:
                assert said["status"] in ("proposed", "passed")
            if said["status"] in ENDED and replaces:
                owners = {
                    held[one][0].get("owner") for one in past if held[one][0]["status"] in ("agreed", *GATED)
                }
                owners |= {said.get("owner")} | {
                    held[old][0].get("owner") for old in replaces if len(replaces) == 1
                }
                assert who not in owners
            if said["status"] in ("closed_effective", "closed_not_effective"):
                assert any(held[one][0]["status"] == "done" for one in past)
            if said["status"] in GATED:
                assert not held_back(said)


def held_back(said) -> bool:
    """The rule of content.md 14.2, as it is written."""
    answers = said.get("screening", {})
    if answers.get("EQ1") == "y":
        decision = answers.get("EQ6", {}).get("decision")
        return decision is None or (decision == "full" and not answers.get("EQ7", {}).get("date"))
    return "EQ1" not in answers and (said.get("level") in WIDE or "change" in said)


VERBS = ("add", *["move"] * 4, "close", "change", "screen", "settle", "note", *["forge"] * 6)
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(WHO)), st.sampled_from((*VERBS, "give")), st.integers(0, 2**32)),
    min_size=10,
    max_size=60,
)


def begin(laptops: Mapping[str, Workspace], draw: Random) -> None:
    """An action that is agreed, on every laptop: otherwise most moves would come to nothing."""
    lead = laptops["L01"]
    doc = actions.add(lead, FILLED | {"owner": draw.choice(list(WHO)), "level": draw.choice(LEVELS)})
    actions.screen(lead, doc, draw.choice(SCREENINGS))
    with lead.write():  # the roster is on the first profile only, and is not what this is about
        body = actions.get(lead, doc).body.model_copy(update={"status": "agreed"})
        content = body.model_dump(mode="json", exclude_defaults=True)
        lead.seal("action", doc, content, actions.get(lead, doc).tips)
    for ws in laptops.values():
        if ws is not lead:
            give(lead, ws)


@SOME
@given(steps=STEPS, first=st.integers(0, 2**32), last=st.integers(0, 2**32))
def test_moves_in_any_order_on_several_laptops_come_to_one_state_and_break_no_law(staff, steps, first, last):
    numbers = count()
    laptops = {code: staff.laptop(code, next(numbers)) for code in WHO}
    fresh = [staff.laptop("L01", next(numbers)) for _ in range(2)]
    try:
        begin(laptops, Random(first))
        for code, what, seed in steps:
            draw = Random(seed)
            if what == "give":
                give(laptops[code], laptops[draw.choice(sorted(WHO))])
                continue
            try:
                act(laptops[code], what, draw)
            except NotAllowed:
                continue
        for n, target in enumerate(fresh):
            rows = {row.digest: (ws, row) for ws in laptops.values() for row in ws.store.entries()}
            order = [rows[digest] for digest in sorted(rows)]
            Random(last + n).shuffle(order)
            for ws, row in order:
                if row.digest not in target.store.digests():
                    give_rows(ws, target, [row])
        assert action_standing.every(fresh[0]) == action_standing.every(fresh[1])
        assert soundness.state_digest(fresh[0]) == soundness.state_digest(fresh[1])
        for ws in (*laptops.values(), *fresh):
            check_laws(ws)
    finally:
        for ws in (*laptops.values(), *fresh):
            ws.close()


def test_a_whole_way_by_the_verbs_reaches_every_state(staff):
    """So that the law above is not kept by nothing ever happening."""
    lead, owner = staff.laptop("L01", 101), staff.laptop("B01", 102)
    seen = set()
    try:
        doc = actions.add(lead, FILLED)
        for to in ("agreed", "in_progress", "done"):
            actions.move(lead, doc, to)
            seen.add(actions.get(lead, doc).body.status)
        give(lead, owner)
        with pytest.raises(NotAllowed):
            actions.close(owner, doc, True, "It was seen")
        actions.close(lead, doc, True, "It was seen", date(2026, 11, 2))
        seen.add(actions.get(lead, doc).body.status)
        actions.move(lead, doc, "in_progress", "It slipped")
        actions.move(lead, doc, "dropped", "The team is no more")
        actions.pass_on(lead, actions.add(lead, FILLED))
        check_laws(lead)
        assert seen == {"agreed", "in_progress", "done", "closed_effective"}
        assert {one.body.status for one in action_standing.every(lead).values()} == {"dropped", "passed"}
    finally:
        lead.close()
        owner.close()
