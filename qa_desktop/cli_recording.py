"""The verbs of the command line for recording compliance: events in, checks due, figures out."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from qa_desktop import event_lists, families, people, recording, recording_figures
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.cli_lists import keep_bad, reading
from qa_desktop.collate import ALL_TEAMS, Cell, one_place, share


def events(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        with reading(ws, args, args.file, "events", event_lists.COLUMNS) as (data, how):
            good, bad = event_lists.events(data, args.file.name, ws.world.now().date(), how)
        taken = recording.Taken(0, 0, 0) if args.dry_run else recording.take_events(ws, good)
    words = f"{len(good)} events read"
    if not args.dry_run:
        words += f": {taken.added} new, {taken.changed} corrected, {taken.known} here already"
    told = {"read": len(good), "bad": [asdict(row) for row in bad], "dry_run": args.dry_run} | asdict(taken)
    return Answer(f"{words}.", told, code=3 if bad else 0, complaint=keep_bad(args, bad))


def due(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = recording.due(ws, ws.world.now().date())
        names = {code: person.name for code, person in people.everyone(ws).items()}
        numbers = families.numbers(ws)
    data = [
        {
            "event": check.event.model_dump(),
            "due": check.due.isoformat(),
            "state": check.state,
            "days_late": check.days_late,
            "worker": check.worker,
            "supervisor": check.supervisor,
            "template": check.template,
            "doc": check.draft.doc if check.draft else None,
            "digest": check.form.digest if check.form else None,
        }
        for check in found
    ]
    rows = [
        f"{c.event.id}  {c.title}: case {numbers.shown(c.event.case)} · worker {names.get(c.event.worker, c.event.worker)} · "
        f"due {day_words(c.due, year=False)} · {c.words}"
        for c in found
    ]
    empty = "Nothing to check. Checks start when a case reaches assessment, review or closure."
    return Answer("\n".join(rows) or empty, {"checks": data})


def report(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = recording_figures.read(ws, args.starts, args.ends, ws.world.now().date())
    tables = {
        "complete": found.complete,
        "in_time": found.in_time,
        "yes": found.yes,
        "agree": found.agree,
        "worker_days": found.worker_days,
        "review_days": found.review_days,
    }
    rows = [f"{found.events} events"]
    for name, cells in tables.items():
        rows += [
            f"{name}  {found.titles.get(about, about)} · {team or 'All teams'}: {_words(cell)}"
            for (about, team), cell in cells.items()
            if team == ALL_TEAMS or name != "yes"
        ]
    for team, lines in found.repeats.items():
        rows += [f"repeat  {team} · {found.titles.get(line, line)}: No in {n} checks" for line, n in lines]
    data = {name: [_cell(*key, cell) for key, cell in cells.items()] for name, cells in tables.items()}
    return Answer("\n".join(rows), {"events": found.events, "repeats": dict(found.repeats)} | data)


def _words(cell: Cell) -> str:
    if cell.shown != "yes" or cell.clear is None:
        return "too few to show"
    average = f", {one_place(cell.average)} days" if cell.average is not None else ""
    return f"{share(*cell.clear)}{average}" if cell.clear[1] else f"none{average}"


def _cell(about: str, team: str, cell: Cell) -> dict[str, Any]:
    return {
        "about": about,
        "team": team,
        "checks": cell.audits,
        "shown": cell.shown,
        "clear": cell.clear,
        "spread": cell.spread,
        "average": one_place(cell.average) if cell.average is not None else None,
    }
