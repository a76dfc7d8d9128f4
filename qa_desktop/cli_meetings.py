"""The verbs of the command line for meetings, the challenges they put, and other sources."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from qa_desktop import challenges, meeting_list, meetings, sources
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotAllowed
from qa_desktop.event_lists import read_day
from qa_desktop.meetings import Doing, Draft
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_meeting(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `meeting`."""
    listed = add(group, common, "list", "the meetings of a year: begun, to come, held", show_list)
    listed.add_argument("--year", type=int, help="the calendar year in which it starts")
    begun = _which(add(group, common, "start", "begin a meeting; its agenda is its report’s sections", start))
    begun.add_argument("--on", help="the day it is held (default: today)")
    begun.add_argument("--chair", help="post of who takes the chair")
    begun.add_argument("--present", help="posts of who came, by commas")
    begun.add_argument("--again", action="store_true", help="correct one that is closed")
    noted = _which(add(group, common, "note", "note what was said", note))
    noted.add_argument("--words", required=True)
    noted.add_argument("--item", type=int, help="number of the agenda item (default: the meeting as a whole)")
    decided = _which(add(group, common, "decide", "note a decision", decide))
    decided.add_argument("--words", required=True)
    asked = _which(add(group, common, "challenge", "put a question to somebody", challenge))
    for name, words in (("question", ""), ("who", "post of who answers"), ("by", "the day")):
        asked.add_argument(f"--{name}", required=True, help=words)
    acted = _which(add(group, common, "act", "note an action; closing the meeting proposes it", act))
    acted.add_argument("--what", required=True)
    acted.add_argument("--who", default="", help="post of who owns it")
    acted.add_argument("--due", default="", help="the day")
    acted.add_argument("--outcome", default="", help="what will change for families")
    _looked_at(_which(add(group, common, "close", "seal it: the schedule then counts it as held", close)))
    _which(add(group, common, "drop", "throw away what was typed and not closed", drop))
    _which(add(group, common, "show", "one meeting, as typed or as it was closed", show))
    log = add(group, common, "challenges", "the challenge log", show_challenges)
    log.add_argument("--open", action="store_true", help="only those that are not answered")
    answered = _looked_at(add(group, common, "answer", "say what was answered to a challenge", answer))
    answered.add_argument("challenge", help="reference, like C-3F2C1B, or document")
    answered.add_argument("--words", required=True)
    answered.add_argument("--on", help="the day it was answered (default: today)")


def add_source(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs of `source`."""
    listed = add(group, common, "list", "what came from elsewhere, the newest first", source_list)
    listed.add_argument("--all", action="store_true", help="those that were withdrawn too")
    made = add(group, common, "add", "note a source", source_add)
    made.add_argument("kind", help="complaint, inspection … as in resources/meetings.toml")
    made.add_argument("--summary", required=True, help="what it said, in general")
    changed = add(group, common, "correct", "correct what was noted; both versions stay", source_correct)
    taken = add(group, common, "withdraw", "take a source back: it counts nowhere", source_withdraw)
    for verb in (changed, taken):
        verb.add_argument("source", help="document, or the beginning of it")
    changed.add_argument("--kind")
    changed.add_argument("--summary")
    for verb in (made, changed):
        verb.add_argument("--on", help="the day it came (default: today)")
        verb.add_argument("--whom", help="from whom, in general")
        verb.add_argument("--follows", help="what follows from it")
        verb.add_argument("--themes", help="theme codes by commas")
        _looked_at(verb)
    taken.add_argument("--reason", required=True)


def _which(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("method", help="Q11, Q12 or Q13")
    verb.add_argument("period", help="2026-11, 2026-10-to-2026-11")
    return verb


def _looked_at(verb: argparse.ArgumentParser) -> argparse.ArgumentParser:
    verb.add_argument("--names-nobody", action="store_true", help="I have read it: it names nobody")
    return verb


def _day(said: str) -> date:
    found = read_day(said)
    if found is None:
        raise NotAllowed(f"“{said}” is not a day. Write it like 2026-11-20.")
    return found


# Meetings


def show_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = meeting_list.rows(ws, ws.world.now().date(), args.year)
    rows = [f"{one.method}  {one.name}, {one.period_words}: {one.words}" for one in found]
    data = [
        {
            "method": one.method,
            "name": one.name,
            "period": one.period.code,
            "state": one.state,
            "due": one.due,
            "on": one.on,
            "open": one.open,
        }
        for one in found
    ]
    return Answer("\n".join(rows), {"meetings": data})


def start(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.start(ws, args.method, args.period, args.again)
        said: dict[str, Any] = {}
        if args.on:
            said["on"] = _day(args.on).isoformat()
        if args.chair:
            said["chair"] = args.chair
        if args.present is not None:
            said["present"] = tuple(one.strip() for one in args.present.split(",") if one.strip())
        return _kept(ws, held.model_copy(update=said))


def note(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        if args.item is None:
            return _kept(ws, held.model_copy(update={"notes": _more(held.notes, args.words)}))
        if not 1 <= args.item <= len(held.agenda):
            raise NotAllowed(f"The agenda has {len(held.agenda)} items. Nothing was noted.")
        agenda = list(held.agenda)
        one = agenda[args.item - 1]
        agenda[args.item - 1] = one.model_copy(update={"notes": _more(one.notes, args.words)})
        return _kept(ws, held.model_copy(update={"agenda": tuple(agenda)}))


def _more(before: str, words: str) -> str:
    return f"{before}\n{words}" if before.strip() else words


def decide(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        return _kept(ws, held.model_copy(update={"decisions": (*held.decisions, args.words)}))


def challenge(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        asked = meetings.new_challenge(ws, args.question, args.who, _day(args.by).isoformat())
        return _kept(ws, held.model_copy(update={"challenges": (*held.challenges, asked)}))


def act(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        due = _day(args.due).isoformat() if args.due else ""
        one = Doing(what=args.what, who=args.who, due=due, outcome=args.outcome)
        return _kept(ws, held.model_copy(update={"actions": (*held.actions, one)}))


def _kept(ws: Workspace, held: Draft) -> Answer:
    meetings.keep(ws, held)
    return Answer("\n".join(_draft_lines(held)), {"doc": held.doc, "draft": held.model_dump(mode="json")})


def _draft_lines(held: Draft) -> Iterator[str]:
    yield f"{held.method} {held.period}, not closed. On {held.on}, in the chair: {held.chair or 'nobody yet'}"
    yield from (
        f"  {n}. {one.title}{f': {one.notes}' if one.notes else ''}" for n, one in enumerate(held.agenda, 1)
    )
    yield from ([f"  Notes: {held.notes}"] if held.notes else [])
    yield from (f"  Decided: {one}" for one in held.decisions)
    yield from (f"  Challenge: {one.question} ({one.who}, by {one.by})" for one in held.challenges)
    yield from (f"  Action: {one.what} ({one.who or 'nobody yet'})" for one in held.actions)


def close(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        digest = meetings.close(ws, held, args.names_nobody)
    words = f"{args.method} {args.period} is closed: {len(held.decisions)} decisions, {len(held.challenges)} challenges, {len(held.actions)} actions proposed."
    return Answer(words, {"doc": held.doc, "digest": digest})


def drop(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = meetings.get_draft(ws, args.method, args.period)
        meetings.drop(ws, held)
    return Answer("What was typed is thrown away. What was closed stays.", {"doc": held.doc})


def show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        method = meetings.forum(ws.world.resources, args.method).method
        held = meetings.draft(ws, method, args.period)
        stands = meetings.versions(ws, method, args.period)
    if held is None and not stands:
        raise NotAllowed(f"Nothing is known of a meeting of {args.method} in {args.period}. Start it first.")
    lines = list(_draft_lines(held)) if held else []
    for digest, body in stands:
        lines.append(f"Closed: held {day_words(body.on)}, in the chair: {body.chair}  {digest[:16]}")
        lines += [f"  {one.title}: {one.notes}" for one in body.agenda if one.notes]
        lines += [f"  Decided: {one}" for one in body.decisions]
    data = {
        "draft": held.model_dump(mode="json") if held else None,
        "versions": [{"digest": digest, "meeting": body.model_dump(mode="json")} for digest, body in stands],
    }
    return Answer("\n".join(lines), data)


def show_challenges(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found, today = challenges.every(ws), ws.world.now().date()
    kept = [one for one in found if one.open or not args.open]
    rows = [
        f"{one.ref}  {one.body.question}  {one.body.who}, by {day_words(one.body.by)}"
        + (f": {one.body.answer}" if not one.open else ", late" if one.days_late(today) else "")
        for one in kept
    ]
    data = [
        {
            "doc": one.doc,
            "ref": one.ref,
            "open": one.open,
            "days_late": one.days_late(today),
            "versions": len(one.digests),
            "challenge": one.body.model_dump(mode="json"),
        }
        for one in kept
    ]
    return Answer("\n".join(rows) or "Nothing was asked.", {"challenges": data})


def answer(args: argparse.Namespace) -> Answer:
    on = _day(args.on) if args.on else None
    with open_profile(args) as ws:
        ref = challenges.get(ws, args.challenge).ref
        digest = challenges.answer(ws, args.challenge, args.words, on, args.names_nobody)
    return Answer(f"{ref} is answered.", {"ref": ref, "digest": digest})


# Other sources


def source_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = sources.every(ws, args.all)
        labels = sources.kinds(ws.world.resources)
    rows = [
        f"{one.doc[:15]}  {day_words(one.body.on)}  {labels.get(one.body.kind, one.body.kind)}: {one.body.summary[:80]}"
        + (" (withdrawn)" if one.body.withdrawn else "")
        for one in found
    ]
    data = [
        {"doc": one.doc, "versions": len(one.digests), "source": one.body.model_dump(mode="json")}
        for one in found
    ]
    return Answer("\n".join(rows) or "Nothing is noted yet.", {"sources": data})


def _said(args: argparse.Namespace) -> dict[str, Any]:
    held = {name: getattr(args, name) for name in ("kind", "summary", "whom", "follows")}
    said = {name: value for name, value in held.items() if value is not None}
    if args.on:
        said["on"] = _day(args.on).isoformat()
    if args.themes is not None:
        said["themes"] = tuple(code.strip() for code in args.themes.split(",") if code.strip())
    return said


def source_add(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        today = {"on": ws.world.now().date().isoformat()}
        doc = sources.add(ws, today | _said(args), args.names_nobody)
    return Answer(f"Noted: {doc}", {"doc": doc})


def source_correct(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = sources.correct(ws, args.source, _said(args), args.names_nobody)
    return Answer("Corrected. What was noted before stays readable.", {"digest": digest})


def source_withdraw(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = sources.withdraw(ws, args.source, args.reason)
    return Answer("Withdrawn. It stays readable and counts nowhere.", {"digest": digest})
