"""The verbs of the command line for the roster: lists of people and teams in, and those that are the same."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import people, staff
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.cli_lists import add_how, keep_bad, reading
from qa_desktop.staff_entries import Of

Add = Callable[..., argparse.ArgumentParser]


def people_import(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        columns = staff.people_columns(ws.world.resources)
        with reading(ws, args, args.file, "people", columns) as (data, how):
            found, bad = staff.people_in(ws, data, args.file.name, how)
        taken = staff.Taken(0, 0, 0) if args.dry_run else staff.take_people(ws, found)
    return _taken(args, "people", len(found), bad, taken)


def teams_import(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        with reading(ws, args, args.file, "teams", staff.TEAM_COLUMNS) as (data, how):
            found, bad = staff.teams_in(ws, data, args.file.name, how)
        taken = staff.Taken(0, 0, 0) if args.dry_run else staff.take_teams(ws, found)
    return _taken(args, "teams", len(found), bad, taken)


def _taken(args: argparse.Namespace, what: str, read: int, bad: list[Any], taken: staff.Taken) -> Answer:
    words = f"{read} {what} read" + ("." if args.dry_run else f": {taken.words}.")
    data = {"read": read, "bad": [asdict(one) for one in bad], "dry_run": args.dry_run} | asdict(taken)
    return Answer(words, data, code=3 if bad else 0, complaint=keep_bad(args, bad))


def teams(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found, sizes = staff.teams(ws), staff.sizes(ws)
        names = {code: one.name for code, one in people.everyone(ws).items()}
    rows = [
        " · ".join(
            part
            for part in (t.name, t.service, names.get(t.supervisor, t.supervisor), f"{sizes[t.name]} people")
            if part
        )
        for t in found.values()
    ]
    data = [t.model_dump() | {"people": sizes[t.name]} for t in found.values()]
    return Answer("\n".join(rows) or "No teams yet.", {"teams": data})


def alike(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found, merged = staff.offers(ws), staff.merges(ws)
        names = {code: one.name for code, one in people.listed(ws).items()}
    rows = [
        f"{one.of}  {_called(one.of, one.other, names)}  may be  {_called(one.of, one.one, names)}: {one.why}"
        for one in found
    ]
    rows += [
        f"{one.of}  {one.code} {one.name} is {one.into} {one.into_name} (merged by {one.by})"
        for one in merged
    ]
    data = {"offers": [asdict(one) for one in found], "merges": [asdict(one) for one in merged]}
    return Answer("\n".join(rows) or "No two people or teams look the same.", data)


def _called(of: Of, code: str, names: dict[str, str]) -> str:
    return f"{names.get(code, '')} ({code})" if of == "person" else code


def merge(args: argparse.Namespace) -> Answer:
    of: Of = "team" if args.team else "person"
    with open_profile(args) as ws:
        digest = staff.merge(ws, of, args.code, args.into)
    return Answer(f"{args.code} is {args.into} from now on.", {"digest": digest})


def apart(args: argparse.Namespace) -> Answer:
    of: Of = "team" if args.team else "person"
    with open_profile(args) as ws:
        if args.other is not None:
            staff.keep_apart(ws, of, args.code, args.other)
            return Answer(f"{args.code} and {args.other} are two and are not offered again.")
        digest = staff.take_apart(ws, of, args.code)
    return Answer(f"{args.code} stands for itself again.", {"digest": digest})


def add_to_people(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs among those of `people`."""
    for name, words, run in (
        ("import", "take in a list of people (CSV or XLSX)", people_import),
        ("import-teams", "take in a list of teams (CSV or XLSX)", teams_import),
    ):
        one = add(group, common, name, words, run)
        one.add_argument("file", type=Path)
        one.add_argument("--dry-run", action="store_true", help="say what is in it, change nothing")
        add_how(one)
    add(group, common, "teams", "every team, and who manages it", teams)
    add(group, common, "alike", "people and teams that may be the same, and what was merged", alike)
    join = add(group, common, "merge", "one code (or team) is the same as another", merge)
    join.add_argument("code", help="the one that goes")
    join.add_argument("into", help="the one that stays")
    part = add(group, common, "apart", "undo a merge; or with two, do not offer them again", apart)
    part.add_argument("code")
    part.add_argument("other", nargs="?")
    for one in (join, part):
        one.add_argument("--team", action="store_true", help="these are names of teams")
