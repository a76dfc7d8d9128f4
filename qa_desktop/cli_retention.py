"""The verbs of the command line for keeping and deleting."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from qa_desktop import access, families, retention_acts, retention_due, retention_periods
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotKnown
from qa_desktop.retention_entries import Of
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def due(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        day = _day(ws, args.on)
        every = retention_due.items(ws, day)
        numbers, periods = families.numbers(ws), retention_due.periods(ws)
        unset = [one for one in retention_due.rules(ws.world.resources) if periods[one.code] is None]
    wanted = [one for one in every if one.due or args.all]
    rows = [
        f"{one.doc}  {numbers.titled(one.title, one.family)}  last signed {day_words(one.last)}"
        f"{f', due {day_words(one.until)}' if one.until else ', no period is set'}{f'. Stays: {one.kept}' if one.kept else ''}"
        for one in wanted
    ]
    rows = rows or ["Nothing is due."]
    rows += [f"No period is set for {one.name.lower()}, so none of them is ever due." for one in unset]
    rows.append(retention_due.elsewhere(ws.world.resources))
    items = [asdict(one) | {"persons": sorted(one.persons)} for one in wanted]
    return Answer("\n".join(rows), {"on": day.isoformat(), "items": items, "periods": periods})


def _day(ws: Workspace, text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else ws.world.now().date()
    except ValueError as error:
        raise NotKnown(f"“{text}” is no day. Write it like 2026-11-30.") from error


def period(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.rule:
            retention_periods.set_period(ws, args.rule, args.months or None)
        found = retention_periods.standing(ws)
    rows = [
        f"{code}: {one.rule.name}, {retention_periods.months_words(one.months)}. {one.words}"
        for code, one in found.items()
    ]
    decided = {code: [asdict(each) for each in one.decided] for code, one in found.items()}
    data = {"periods": {code: one.months for code, one in found.items()}, "decided": decided}
    return Answer("\n".join(rows), data | {"clashes": [code for code, one in found.items() if one.clash]})


def _what(args: argparse.Namespace) -> tuple[Of, str]:
    pairs: tuple[tuple[Of, str | None], ...] = (
        ("case", args.case),
        ("person", args.person),
        ("doc", args.form),
    )
    return next((of, what) for of, what in pairs if what is not None)


def hold(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = retention_acts.hold(ws, *_what(args), args.reason)
    return Answer("Held: nothing about it can be removed until somebody lets it go.", {"digest": digest})


def release(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = retention_acts.release(ws, *_what(args), args.reason)
    return Answer("Let go: its usual period counts again.", {"digest": digest})


def holds(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found, numbers = retention_due.holds(ws), families.numbers(ws)
    rows = [f"{one.body.of} {numbers.in_full(one.body.what)}: {one.words}" for one in found]
    data = [
        {"of": one.body.of, "what": one.body.what, "by": one.by, "at": one.at, "reason": one.body.reason}
        for one in found
    ]
    return Answer("\n".join(rows) or "Nothing is held.", {"holds": data})


def propose(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = retention_acts.propose(ws, _day(ws, args.on), args.form or None, args.rule, args.reason)
        (line,) = [one for one in retention_acts.log(ws) if one.digest == digest]
    words = f"Proposed {digest[:12]}: {line.documents} documents. It waits for the head of service: make their pack."
    return Answer(words, {"digest": digest, "documents": line.documents})


def approve(args: argparse.Namespace) -> Answer:
    return _answer(args, True)


def decline(args: argparse.Namespace) -> Answer:
    return _answer(args, False)


def _answer(args: argparse.Namespace, agreed: bool) -> Answer:
    with open_profile(args) as ws:
        left = retention_acts.answer(ws, args.proposal, agreed, args.reason)
    if not agreed:
        return Answer("Declined. Everything stays.", {"agreed": False})
    words = "Approved and carried out here. Every file made from now on tells the other profiles."
    told = (
        f"These backups could not be opened and are as they were: {', '.join(left)}. Delete them by hand."
        if left
        else ""
    )
    return Answer(words, {"agreed": True, "backups_left": left}, complaint=told)


def log(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = retention_acts.log(ws)
    rows = [f"{one.digest[:12]}  {one.words}" for one in found]
    return Answer("\n".join(rows) or "Nothing was ever proposed.", {"purges": [asdict(one) for one in found]})


def written(args: argparse.Namespace) -> Answer:
    of: access.Of = "case" if args.case else "person"
    with open_profile(args) as ws:
        made = access.write(ws, of, args.case or args.person, args.out)
    rows = [f"{made.folder}: {made.entries} entries, {made.pdfs} of them as PDF.", access.BEFORE]
    rows += [f"Left out: {what}. {why}" for what, why in made.left_out]
    return Answer("\n".join(rows), asdict(made))


def add_access(add: Add, top: Any, common: argparse.ArgumentParser) -> None:
    """The answer to an access request, at the top."""
    one = add(top, common, "access", "write out all that is held on one family or member of staff", written)
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", help="case number or family code")
    which.add_argument("--person", help="staff code")
    one.add_argument("--out", type=Path, required=True, help="a new folder")


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs under `purge`."""
    one = add(group, common, "due", "what is to be removed, by the periods that are set", due)
    one.add_argument("--on", help="the day to reckon from, like 2026-11-30")
    one.add_argument("--all", action="store_true", help="what is not due yet too")
    one = add(
        group,
        common,
        "period",
        "how long each kind is kept and who decided; with a rule and months, decide it",
        period,
    )
    one.add_argument("rule", nargs="?")
    one.add_argument("months", nargs="?", type=int, help="0: not set")
    for name, words, run in (
        ("hold", "let nothing about a family, a person or a document be removed", hold),
        ("release", "end a hold", release),
    ):
        one = add(group, common, name, words, run)
        which = one.add_mutually_exclusive_group(required=True)
        which.add_argument("--case", help="case number or family code")
        which.add_argument("--person", help="staff code")
        which.add_argument("--form", help="document or digest")
        one.add_argument("--reason", required=True)
    add(group, common, "holds", "what is held, by whom and why", holds)
    one = add(group, common, "propose", "ask that what is due be removed", propose)
    one.add_argument("--form", action="append", default=[], help="only this document; may be given again")
    one.add_argument("--rule", default="", help="only this rule; “request” for a request to erase")
    one.add_argument("--reason", default="")
    one.add_argument("--on", help="the day to reckon from, like 2026-11-30")
    for name, words, run in (
        ("approve", "agree: it is removed at once and for good", approve),
        ("decline", "do not agree", decline),
    ):
        one = add(group, common, name, words, run)
        one.add_argument("proposal", help="digest, or its first letters")
        one.add_argument("--reason", default="")
    add(group, common, "log", "what was removed, under which rule, by whom", log)
