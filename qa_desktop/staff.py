"""People and teams: lists of them in, those that may be the same offered, merged and taken apart again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from db.store import EntryRow
from qa_desktop import counting, draw_ledger, entries, ledger, lists, near, people, recording, roles
from qa_desktop.errors import NotAllowed
from qa_desktop.lists import Bad, Column, How
from qa_desktop.staff_entries import Of, Same, Team
from qa_desktop.workspace import Workspace

APART = "staff.apart"  # setting: pairs that somebody said are two
MAX_NAME = 120  # letters
ALSO = {"supervisor": "team_manager", "team manager": "team_manager", "manager": "team_manager"}
SUPERVISORS = ("supervisor code", "line manager", "manager", "team manager")


def _name(words: str) -> str:
    if len(words) > MAX_NAME:
        raise ValueError(f"is longer than {MAX_NAME} letters")
    return words


def _role(resources: Path) -> Callable[[str], str]:
    known = {lists.alike(one): code for one, code in ALSO.items()}
    known |= {lists.alike(one): r.code for r in roles.roles(resources) for one in (r.name, r.code)}

    def check(words: str) -> str:
        if lists.alike(words) not in known:
            told = ", ".join(role.name for role in roles.roles(resources))
            raise ValueError(f"“{words[:40]}” is not one of {told}")
        return known[lists.alike(words)]

    return check


def people_columns(resources: Path) -> tuple[Column, ...]:
    return (
        Column("code", ("staff code", "worker code", "staff id", "employee number", "payroll", "id"), "code"),
        Column("name", ("full name", "worker", "worker name", "staff name", "employee"), "name", check=_name),
        Column("role", ("job", "job title", "post"), "name", needed=False, check=_role(resources)),
        Column("team", ("team name",), "name", needed=False, check=_name),
        Column("supervisor", SUPERVISORS, "code", needed=False),
    )


TEAM_COLUMNS = (
    Column("name", ("team", "team name"), "name", check=_name),
    Column("service", ("service name",), "name", needed=False, check=_name),
    Column("supervisor", SUPERVISORS, "code", needed=False),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a list in did, counted in people or teams."""

    added: int
    changed: int
    known: int

    @property
    def words(self) -> str:
        told = [f"{self.added} new", f"{self.changed} changed", f"{self.known} here already"]
        return ", ".join(told)


# Lists


def people_in(
    ws: Workspace, data: bytes, what: str, how: How | None = None
) -> tuple[list[entries.Person], list[Bad]]:
    """The people on a list, and the rows that cannot be used. Raises FileRefused. Nothing is kept yet.

    Whoever is here already keeps their key; a role that their certificate names is changed by admitting them again.
    """
    rows, bad = lists.read(data, what, people_columns(ws.world.resources), how)
    here = people.listed(ws)
    good: dict[str, entries.Person] = {}
    for row in rows:
        held = dict(row.values)
        known = here.get(held["code"])
        role = held["role"] or (known.role if known else "worker")
        if known and known.certificate and role != known.role:
            was = roles.name(ws.world.resources, known.role)
            bad.append(row.bad("role", f"{known.name} was admitted as {was}. Admit them again to change it"))
            continue
        if held["supervisor"] == held["code"]:
            bad.append(row.bad("supervisor", "nobody supervises themselves"))
            continue
        made = entries.Person.model_validate(held | {"role": role} | _kept(known, held))
        if good.setdefault(made.code, made) != made:
            bad.append(row.bad("code", "stands above with something else beside it"))
    return list(good.values()), sorted(bad, key=lambda one: one.row)


def _kept(known: entries.Person | None, held: Mapping[str, str]) -> dict[str, str]:
    """What a list leaves out stays as it is."""
    if known is None:
        return {}
    told = {"certificate": known.certificate, "age": known.age}
    return told | {name: getattr(known, name) for name in ("team", "supervisor") if not held[name]}


def take_people(ws: Workspace, found: Iterable[entries.Person]) -> Taken:
    """Put these people on the list, or correct them. The same list twice changes nothing. Raises NotAllowed."""
    _need(ws, "bring in lists of people")
    here = people.listed(ws)
    wanted = {person.code: person for person in found}
    fresh = [person for code, person in wanted.items() if here.get(code) != person]
    with ws.write():
        for person in fresh:
            people.correct(ws, person)
    added = sum(person.code not in here for person in fresh)
    return Taken(added, len(fresh) - added, len(wanted) - len(fresh))


def teams_in(_ws: Workspace, data: bytes, what: str, how: How | None = None) -> tuple[list[Team], list[Bad]]:
    """The teams on a list, and the rows that cannot be used. Raises FileRefused."""
    rows, bad = lists.read(data, what, TEAM_COLUMNS, how)
    good: dict[str, Team] = {}
    for row in rows:
        made = Team.model_validate(dict(row.values))
        if good.setdefault(made.name, made) != made:
            bad.append(row.bad("name", "stands above with something else beside it"))
    return list(good.values()), sorted(bad, key=lambda one: one.row)


def take_teams(ws: Workspace, found: Iterable[Team]) -> Taken:
    """Put these teams on the list, or correct them. Raises NotAllowed."""
    _need(ws, "bring in lists of teams")
    here = {team.name: team for team in ledger.bodies(ws, "team", Team)}
    wanted = {team.name: team for team in found}
    fresh = [team for name, team in wanted.items() if here.get(name) != team]
    with ws.write():
        for team in fresh:
            _seal(ws, "team", _doc("team", team.name), team.model_dump())
    added = sum(team.name not in here for team in fresh)
    return Taken(added, len(fresh) - added, len(wanted) - len(fresh))


# What there is


def teams(ws: Workspace) -> dict[str, Team]:
    """Every team, by name: those on the list, and those that people, audits and events name. Merged ones stand once."""
    alias = people.same(ws)
    told = [one.team for one in people.listed(ws).values()]
    told += [row.code for row in ws.store.facts() if row.fact == "team"]
    told += [event.team for event in recording.events(ws)]
    named = {alias.team(name) for name in told}
    found = {name: Team(name=name) for name in named if _can_be(name)}
    for team in sorted(
        ledger.bodies(ws, "team", Team), key=lambda one: (one.name != alias.team(one.name), one.name)
    ):
        name, supervisor = alias.team(team.name), alias.person(team.supervisor)
        if name not in found or name == team.name:
            found[name] = team.model_copy(update={"name": name, "supervisor": supervisor})
    return dict(sorted(found.items()))


def _can_be(name: str) -> bool:
    try:
        Team(name=name)
    except ValidationError:
        return False  # as somebody typed it on their own laptop, long ago
    return True


def sizes(ws: Workspace) -> Counter[str]:
    """How many people are in each team."""
    return Counter(one.team for one in people.persons(ws).values() if one.team)


def families_of(ws: Workspace) -> dict[str, frozenset[str]]:
    """The families that each person works with or supervises, as lists of open cases and of events say."""
    found: dict[str, set[str]] = defaultdict(set)
    alias = people.same(ws)
    for stored in draw_ledger.draws(ws):
        for case in stored.draw.frame.cases:
            for code in (case.worker, case.supervisor):
                found[alias.person(code)].add(case.case)
    for event in recording.events(ws):
        for code in (event.worker, event.supervisor):
            found[code].add(event.case)
    return {code: frozenset(cases) for code, cases in sorted(found.items())}


# Those that may be the same


@dataclass(frozen=True, slots=True)
class Offer:
    """Two that may be one. `one` is what would stay: whoever signs, or the first."""

    of: Of
    one: str
    other: str
    why: str


def offers(ws: Workspace) -> list[Offer]:
    """Pairs of people and of teams that may be the same, but for those that somebody said are two."""
    here = people.persons(ws)
    apart = {(of, *sorted(pair)) for of, *pair in _apart(ws)}
    found = [
        Offer("person", *_stays(pair, here), pair.why)
        for pair in near.people({c: p.name for c, p in here.items()})
    ]
    found += [Offer("team", pair.one, pair.other, pair.why) for pair in near.teams(teams(ws))]
    return [one for one in found if (one.of, *sorted((one.one, one.other))) not in apart]


def _stays(pair: near.Pair, here: Mapping[str, entries.Person]) -> tuple[str, str]:
    first, second = pair.one, pair.other
    return (second, first) if here[second].age and not here[first].age else (first, second)


def _apart(ws: Workspace) -> list[list[str]]:
    held = ws.text(APART)
    found: list[list[str]] = json.loads(held) if held else []
    return found


def keep_apart(ws: Workspace, of: Of, one: str, other: str) -> None:
    """They are two: do not offer this pair again, on this laptop."""
    with ws.write():
        told = {tuple(each) for each in _apart(ws)} | {(of, *sorted((one, other)))}
        ws.keep(APART, json.dumps(sorted(told), ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Merge:
    """`code` stands for `into`. The names are for people to read; `by` is who said so."""

    of: Of
    code: str
    into: str
    name: str
    into_name: str
    by: str
    at: str


def merges(ws: Workspace) -> list[Merge]:
    """What was merged and stands, people first."""
    here = people.listed(ws)
    found = []
    for row in ledger.heads(ws, "same"):
        told = Same.model_validate_json(row.body) if row.body else None
        if told is None or not told.into:
            continue
        one, other = (
            here[code].name if told.of == "person" and code in here else code
            for code in (told.code, told.into)
        )
        who = counting.signed_by(ws, row.signer)
        found.append(Merge(told.of, told.code, told.into, one, other, who.name if who else "", row.at))
    return sorted(found, key=lambda one: (one.of, one.code, one.into))


def merge(ws: Workspace, of: Of, code: str, into: str) -> str:
    """Say that `code` is the same person (or team) as `into`. Every list and figure follows; nothing signed changes.

    Raises NotAllowed where either is not here, or where the one that would stay cannot sign and the other can.
    """
    _need(ws, "merge people and teams")
    here = people.persons(ws)
    known: Sequence[str] = list(here) if of == "person" else list(teams(ws))
    for one in (code, into):
        if one not in known:
            raise NotAllowed(f"“{one}” is not on the list of {_PLURAL[of]}, so nothing was merged.")
    if code == into:
        raise NotAllowed("Choose two that differ. Nothing was merged.")
    if of == "person" and here[code].age and not here[into].age:
        raise NotAllowed(
            f"{here[code].name} ({code}) can sign and {into} cannot, so nothing was merged. Merge {into} into {code}."
        )
    if of == "person" and code == ws.me.code:
        raise NotAllowed(f"This profile is {code}'s own, so nothing was merged. Merge {into} into {code}.")
    body = Same(of=of, code=code, into=into)
    with ws.write():
        return _seal(ws, "same", _doc("same", of, code), body.model_dump())


_PLURAL: dict[Of, str] = {"person": "people", "team": "teams"}


def take_apart(ws: Workspace, of: Of, code: str) -> str:
    """Undo a merge: `code` stands for itself again. Raises NotAllowed where it was not merged."""
    _need(ws, "take people and teams apart")
    if not any((one.of, one.code) == (of, code) for one in merges(ws)):
        raise NotAllowed(f"“{code}” is not merged into another, so nothing was changed.")
    with ws.write():
        return _seal(ws, "same", _doc("same", of, code), Same(of=of, code=code).model_dump())


def _need(ws: Workspace, what: str) -> None:
    if not roles.may(ws.world.resources, ws.me.role, "admit_people"):
        who = roles.one_of(roles.who_may(ws.world.resources, "admit_people"))
        raise NotAllowed(f"Only a {who} can {what}. Nothing was kept; ask one of them.")


def _doc(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256('/'.join(parts[1:]).encode()).hexdigest()[:24]}"


def _seal(ws: Workspace, kind: str, doc: str, body: Mapping[str, object]) -> str:
    heads: list[EntryRow] = ledger.heads(ws, kind, doc)
    return ws.seal(kind, doc, body, tuple(row.digest for row in heads))
