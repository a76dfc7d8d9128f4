"""The verbs of the command line for work given out without a draw: show it, keep it, change it, check it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    canonical,
    draw,
    draw_ledger,
    families,
    files,
    files_out,
    giving,
    giving_ledger,
    people,
)
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import MAX_JSON, Answer, open_profile
from qa_desktop.draw_frame import Draw
from qa_desktop.errors import FileRefused, NotAllowed, place_words
from qa_desktop.giving_frame import Change, Giving
from qa_desktop.giving_ledger import Asked
from qa_desktop.workspace import Workspace


def give_make(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        today = ws.world.now().date()
        method = args.method.upper()
        asked = Asked(
            method,
            args.period or giving_ledger.current(ws, method, today),
            args.seed or giving_ledger.new_seed(ws),
            codes(args.people),
            codes(args.agencies),
            args.due,
        )
        proposed = giving_ledger.prepare(ws, asked, today)
        kept = ""
        if not args.dry_run and proposed.fresh:
            kept = giving_ledger.save(ws, proposed).digest
        first = (
            f"Entry      {kept}"
            if kept
            else "Nothing was kept."
            if args.dry_run
            else "Nothing new to give out."
        )
        words = "\n".join([first, *giving_words(ws, proposed.made)])
        data = _data(proposed.made) | {"digest": kept or None, "new": len(proposed.fresh)}
    return Answer(words, data)


def codes(text: str) -> tuple[str, ...]:
    """Codes by commas."""
    return tuple(code.strip() for code in text.split(",") if code.strip())


def give_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = giving_ledger.givings(ws)
    rows = [f"{s.digest[:16]}  {s.made.frame.cycle}  {len(s.made.given)} given out" for s in found]
    data = [{"digest": s.digest, "earlier": s.earlier} | _data(s.made) for s in found]
    return Answer("\n".join(rows) or "Nothing was given out yet.", {"givings": data})


def give_show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        stored = giving_ledger.find(ws, args.giving)
        if args.out:
            body = stored.made.model_dump(mode="json", exclude_defaults=True)
            files_out.save(ws, args.out, canonical.dumps(body), "data", format="json", giving=stored.digest)
        return _stored(ws, stored)


def give_change(args: argparse.Namespace) -> Answer:
    try:
        change = Change(piece=args.piece, reason=args.reason.strip(), to=args.to)
    except ValidationError as error:
        raise NotAllowed(
            "A change needs what it is of and a reason in a few words. Nothing was changed."
        ) from error
    with open_profile(args) as ws:
        return _stored(ws, giving_ledger.change(ws, args.giving, change))


def _stored(ws: Workspace, stored: giving_ledger.Stored) -> Answer:
    words = [f"Entry      {stored.digest}", *giving_words(ws, stored.made)]
    return Answer("\n".join(words), _data(stored.made) | {"digest": stored.digest})


def _data(made: Giving) -> dict[str, Any]:
    held = made.model_dump(mode="json")
    frame = held.pop("frame")
    facts = {piece["id"]: piece["facts"] for piece in frame["pieces"]}
    for one in (*held["given"], *held["not_given"]):
        one["facts"] = facts[one["piece"]]
    loads = {code: {"before": before, "given": n} for code, (before, n) in giving_ledger.loads(made).items()}
    return held | {name: frame[name] for name in ("cycle", "method", "due")} | {"loads": loads}


def giving_words(ws: Workspace, made: Giving) -> Iterator[str]:
    """As it is printed: enough to check it, who has how much, and what could not be given."""
    names = {code: person.name for code, person in people.everyone(ws).items()}
    numbers, pieces = families.numbers(ws), {piece.id: piece for piece in made.frame.pieces}
    yield f"Given out  {made.frame.cycle}, due {day_words(made.frame.due)}"
    yield f"Algorithm  {made.algorithm}"
    yield f"Seed       {made.seed}"
    yield f"Frame      {made.frame_digest}, {len(pieces)} pieces"
    for one in made.given:
        stays = ", as before" if pieces[one.piece].kept == one.to else ""
        said = giving_ledger.words(pieces[one.piece], numbers, names)
        yield f"  {said}  to {names.get(one.to, one.to)}{stays}  ticket {one.ticket[:16]}"
    for not_given in made.not_given:
        said = giving_ledger.words(pieces[not_given.piece], numbers, names)
        yield f"  not given: {said}  {giving_ledger.why_words(pieces[not_given.piece], not_given.why)}"
    for change in made.changes:
        said = giving_ledger.words(pieces[change.piece], numbers, names)
        yield f"  changed: {said} {f'to {names.get(change.to, change.to)}' if change.to else 'taken out'}: {change.reason}"
    for code, (before, given) in giving_ledger.loads(made).items():
        yield f"Load       {names.get(code, code)}  {before} before, {given} of this"


# Made again by anyone


def verify(args: argparse.Namespace) -> Answer:
    """Make a draw or a giving again. Needs no profile where a file is named."""
    if Path(args.draw).is_file():
        made = _from_file(Path(args.draw))
    else:
        with open_profile(args) as ws:
            made = _find(ws, args.draw)
    if isinstance(made, Draw):
        found = draw.problems(made)
        same = f"The same: {len(made.drawn)} cases from {len(made.frame.cases)} with seed {made.seed}."
        data = draw_data(made)
    else:
        found = giving.problems(made)
        same = (
            f"The same: {len(made.given)} of {len(made.frame.pieces)} pieces given out with seed {made.seed}."
        )
        data = _data(made)
    data |= {"same": not found, "problems": found}
    return Answer("" if found else same, data, 1 if found else 0, "\n".join(found))


def draw_data(made: Draw) -> dict[str, Any]:
    held = made.model_dump(mode="json")
    frame = held.pop("frame")
    rules = {name: frame["rules"][name] for name in ("per", "in_all", "peer", "theme")}
    return held | {
        "cycle": frame["cycle"],
        "method": frame["method"],
        "cases": len(frame["cases"]),
        "rules": rules,
    }


def _find(ws: Workspace, name: str) -> Draw | Giving:
    rows = [
        row for row in ws.store.entries(giving_ledger.KIND) if len(name) >= 8 and row.digest.startswith(name)
    ]
    return giving_ledger.find(ws, name).made if rows else draw_ledger.find(ws, name).draw


def _from_file(path: Path) -> Draw | Giving:
    held = canonical.loads(files.read_bounded(path, MAX_JSON), path.name)
    is_giving = isinstance(held, dict) and str(held.get("algorithm", "")).startswith("give-")
    try:
        return Giving.model_validate(held) if is_giving else Draw.model_validate(held)
    except ValidationError as error:
        place = place_words(error.errors()[0]["loc"]) or "the whole"
        raise FileRefused(f"{path.name} does not hold a draw that can be read ({place}).") from error


def add_to(verbs: Any, add: Any, common: argparse.ArgumentParser) -> None:
    make = add(verbs, common, "make", "share what a method owes, and allocate it", give_make)
    make.add_argument("method", help="Q07, Q08, Q09, Q14, Q17")
    make.add_argument(
        "period", nargs="?", help="2026-11, 2026-10-to-2026-12 (default: the one that is running)"
    )
    make.add_argument("--people", default="", help="staff codes by commas (default: all who do this)")
    make.add_argument("--agencies", default="", help="agency codes by commas (default: all), for Q09")
    make.add_argument("--seed", help="default: a new one")
    make.add_argument("--due", default="", help="default: the last working day of the period")
    make.add_argument("--dry-run", action="store_true", help="only say what would be given to whom")
    add(verbs, common, "list", "all that was given out and stands", give_list)
    show = add(
        verbs, common, "show", "seed, frame, who does what, what could not be given and why", give_show
    )
    show.add_argument("--out", type=Path, help="write it to a file that anyone can verify")
    change = add(verbs, common, "change", "give a piece to somebody else, or take it out", give_change)
    check = add(verbs, common, "verify", "make it again: the same, or not", verify)
    check.add_argument("draw", metavar="giving", help="digest or file")
    for one in (show, change):
        one.add_argument("giving", help="digest")
    change.add_argument("piece", help="its name, or the family’s number")
    change.add_argument("--reason", required=True)
    change.add_argument("--to", help="who does it instead (default: it is taken out)")
