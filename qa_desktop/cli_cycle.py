"""The verbs of the command line for the lead's cycle: the schedule, and the draw."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    canonical,
    cli_give,
    draw_frame,
    draw_ledger,
    draw_plan,
    files_out,
    forms,
    people,
    schedule,
)
from qa_desktop import schedule_facts as facts
from qa_desktop import schedule_seal as seal
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, find_template, open_profile
from qa_desktop.cli_lists import add_how, keep_bad, reading
from qa_desktop.draw_frame import Draw, Swap
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.lists import read_day
from qa_desktop.schedule_entries import Direction
from qa_desktop.workspace import Workspace

CENSUS: dict[str, tuple[Direction, ...]] = {"moves": ("up", "down"), "returns": ("return",)}


def _day(text: str | None, otherwise: date) -> date:
    if text is None:
        return otherwise
    found = read_day(text)
    if found is None:
        raise NotKnown(f"“{text}” is not a date. Write it as 2026-11-20 or 20/11/2026.")
    return found


# The schedule


def schedule_show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        today = _day(args.on, ws.world.now().date())
        year = args.year or facts.year_of(ws.world.resources, today)
        since = _day(args.since, today) if args.since else None
        told = facts.settings(ws, year, args.reading, since)
        rows = schedule.year(told, facts.facts(ws, today), today)
    rows = [r for r in rows if args.method in (None, r.method) and args.unit in (None, r.unit)]
    shown = rows if args.method or args.unit else []
    words = [_row_words(r) for r in shown] if shown else _glance_words(rows)
    return Answer("\n".join(words), {"year": year, "rows": [_row_data(r) for r in rows]})


def schedule_waiting(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        today = _day(args.on, ws.world.now().date())
        year = facts.year_of(ws.world.resources, today)
        rows = schedule.year(facts.settings(ws, year), facts.facts(ws, today), today)
    found = schedule.waiting(rows)
    return Answer(
        "\n".join(map(_row_words, found)) or "Nothing is late, and nothing is due soon.",
        {"rows": [_row_data(r) for r in found]},
    )


def _row_words(row: schedule.Row) -> str:
    of = "?" if row.required is None else row.required
    said = [
        f"{row.method} {row.period.code}",
        row.unit,
        f"{row.done} of {of}",
        schedule.STANDING[row.standing],
    ]
    if row.due:
        said.insert(2, f"due {day_words(row.due, year=False)}")
    if row.days_late:
        said.append(f"{row.days_late} working {'day' if row.days_late == 1 else 'days'} late")
    if row.other is not None:
        said.append(f"{row.other} by the other reading")
    return " · ".join(one for one in (*said, row.excused) if one)


def _row_data(row: schedule.Row) -> dict[str, Any]:
    data = asdict(row) | {"period": row.period.code, "met": row.met}
    return data | {"due": row.due.isoformat() if row.due else None}


def _glance_words(rows: Iterable[schedule.Row]) -> list[str]:
    words = []
    for method, months in schedule.at_a_glance(rows).items():
        for month, cell in sorted(months.items()):
            if cell.due:
                told = [f"{n} {what}" for what, n in list(asdict(cell).items())[1:] if n]
                words.append(f"{method} {month}  {cell.due} due" + (f": {', '.join(told)}" if told else ""))
    return words


def schedule_census(args: argparse.Namespace) -> Answer:
    directions = CENSUS[args.kind]
    with open_profile(args) as ws:
        with reading(ws, args, args.file, args.kind, seal.MOVES) as (data, how):
            good, bad = seal.moves(data, args.file.name, args.month, directions, how)
        kept = args.without_bad or not bad
        digest = seal.take_census(ws, args.month, directions, good) if kept else None
    told = f"{len(good)} {args.kind} in {args.month}" + (
        "." if digest else ", nothing kept: correct the rows."
    )
    return Answer(
        told,
        {"read": len(good), "digest": digest, "bad": [asdict(b) for b in bad]},
        code=3 if bad else 0,
        complaint=keep_bad(args, bad),
    )


def schedule_extract(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws, reading(ws, args, args.file, "figures", seal.FIGURES) as (data, how):
        digest = seal.take_extract(ws, args.method, args.period, args.file.name, data, how)
    return Answer(f"Kept for {args.method} {args.period}, to be reviewed.", {"digest": digest})


def schedule_review(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        on = _day(args.on, ws.world.now().date())
        digest = seal.review(ws, args.method, args.period, on, args.decided)
    return Answer(f"{args.method} {args.period} is reviewed.", {"digest": digest})


def schedule_hold(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        on = _day(args.on, ws.world.now().date())
        digest = seal.hold(ws, args.method, args.period, on, args.words, args.unit)
    return Answer(f"{args.method} {args.period} is noted.", {"digest": digest})


def schedule_excuse(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = seal.excuse(ws, args.method, args.period, args.reason, args.unit)
    return Answer(f"{args.method} {args.period} is excused.", {"digest": digest})


# The draw


def draw_make(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        with reading(ws, args, args.frame, "cases", draw_ledger.COLUMNS) as (data, how):
            found, bad = draw_ledger.cases(data, args.frame.name, how)
        told = keep_bad(args, bad)
        if bad and not args.without_bad:
            rows = {"bad": [asdict(b) for b in bad]}
            return Answer("", rows, 3, f"{told}\nNothing was drawn: correct the rows.")
        kind = draw_plan.drawable(ws, args.method)
        template = find_template(forms.template_choices(ws), args.form or kind.forms[0])
        on = _day(args.on, ws.world.now().date()).isoformat()
        rules = draw_plan.rules(ws, args.each, args.reading, kind.code, args.in_all, args.theme)
        cases = draw_plan.know(ws, kind, args.cycle, found, on, rules)
        supervisors = _codes(args.supervisors) or sorted({c.supervisor for c in cases})
        auditors = draw_ledger.auditors(ws, args.cycle, _codes(args.auditors))
        made = draw_frame.frame(args.cycle, kind.code, on, rules, supervisors, cases, auditors)
        stored = draw_ledger.make(ws, made, template, args.seed or draw_ledger.new_seed(ws), args.reason)
        return _shown(ws, stored.digest, stored.draw)


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _shown(ws: Workspace, digest: str, made: Draw) -> Answer:
    names = {code: person.name for code, person in people.everyone(ws).items()}
    return Answer(
        "\n".join([f"Entry      {digest}", *draw_words(made, names)]),
        cli_give.draw_data(made) | {"digest": digest},
    )


def draw_words(made: Draw, names: dict[str, str]) -> list[str]:
    """A draw as it is printed: enough to check it with `sha256sum`, and every case that was left out."""

    def who(code: str | None) -> str:
        return "nobody has room" if code is None else names.get(code, code)

    words = [
        f"Draw       {made.frame.method}, cycle {made.frame.cycle}, {day_words(made.frame.on)}",
        f"Algorithm  {made.algorithm}",
        f"Seed       {made.seed}",
        f"Frame      {made.frame_digest}, {len(made.frame.cases)} cases",
        f"Drawn      {len(made.drawn)}, left out {len(made.left_out)}",
    ]
    words += [
        f"  {d.case}  {who(d.supervisor)}  auditor {who(d.auditor)}  ticket {d.ticket[:16]}"
        for d in made.drawn
    ]
    if made.uncovered:
        words.append(f"No case that may be drawn: {', '.join(who(code) for code in made.uncovered)}")
    said = {c.case: c.excluded for c in made.frame.cases}
    for out in made.left_out:
        why = [draw_frame.WORDS[w] + (f" ({said[out.case]})" if w == "excluded" else "") for w in out.why]
        words.append(f"  out {out.case}  {'; '.join(why)}")
    for swap in made.swaps:
        what = f"to {who(swap.auditor)}" if swap.auditor else "swapped out"
        words.append(f"  {swap.case} {what}: {swap.reason}")
    return words


def draw_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = draw_ledger.draws(ws)
    rows = [
        f"{s.digest[:16]}  {s.draw.frame.method} {s.draw.frame.cycle}  {len(s.draw.drawn)} drawn, "
        f"{len(s.draw.swaps)} {'swap' if len(s.draw.swaps) == 1 else 'swaps'}"
        for s in found
    ]
    data = [{"digest": s.digest, "earlier": s.earlier} | cli_give.draw_data(s.draw) for s in found]
    return Answer("\n".join(rows) or "Nothing was drawn yet.", {"draws": data})


def draw_show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        stored = draw_ledger.find(ws, args.draw)
        if args.out:
            body = canonical.dumps(stored.draw.model_dump(mode="json", exclude_defaults=True))
            files_out.save(ws, args.out, body, "data", format="json", draw=stored.digest)
        return _shown(ws, stored.digest, stored.draw)


def draw_swap(args: argparse.Namespace) -> Answer:
    try:
        change = Swap(case=args.case, reason=args.reason.strip(), auditor=args.to)
    except ValidationError as error:
        raise NotAllowed("A swap needs a case and a reason in a few words. Nothing was changed.") from error
    with open_profile(args) as ws:
        stored = draw_ledger.swap(ws, args.draw, change)
        return _shown(ws, stored.digest, stored.draw)


def draw_give(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        stored = draw_ledger.standing(ws, args.draw)
        starts, ends, due = (_day(text, date.min).isoformat() for text in (args.starts, args.ends, args.due))
        given = draw_ledger.give_out(ws, stored, args.title, starts, ends, due)
    told = [f"{auditor}: {count}" for auditor, count in given.items()]
    return Answer("\n".join(told) or "Nothing to give out.", {"given": given})


# The words of the command line


def add_to(top: Any, add: Any, group: Any, common: argparse.ArgumentParser) -> None:
    """Put the verbs `schedule`, `draw` and `give` among the others."""
    _add_schedule(group(top, "schedule", "what is due, done, late, missed, excused"), add, common)
    _add_draw(group(top, "draw", "a fair draw that anyone can check"), add, common)
    cli_give.add_to(group(top, "give", "work that is not drawn, shared fairly"), add, common)


def _add_schedule(verbs: Any, add: Any, common: argparse.ArgumentParser) -> None:
    show = add(verbs, common, "show", "a year at a glance, or one method row by row", schedule_show)
    show.add_argument("--year", type=int, help="the calendar year in which it starts")
    show.add_argument("--method", help="Q01 to Q24")
    show.add_argument("--unit", help="a supervisor or a service")
    show.add_argument("--reading", choices=("family", "auditor"), help="of “one per supervisor”")
    show.add_argument("--since", help="nothing is owed from before this day (default: the first day of use)")
    waiting = add(verbs, common, "waiting", "what is late, and what is due soon", schedule_waiting)
    for one in (show, waiting):
        one.add_argument("--on", help="as if today were this day")
    census = add(verbs, common, "census", "the whole list of one month's moves or returns", schedule_census)
    census.add_argument("kind", choices=tuple(CENSUS))
    census.add_argument("month", help="2026-10")
    census.add_argument("file", type=Path, help="CSV or XLSX: case, date, direction")
    _leaving_out(census)
    extract = add(verbs, common, "extract", "figures from the data team, to be reviewed", schedule_extract)
    review = add(verbs, common, "review", "who reviewed an extract, and what was decided", schedule_review)
    hold = add(verbs, common, "hold", "a meeting was held, a report was given", schedule_hold)
    excuse = add(verbs, common, "excuse", "exempt one piece (head of service)", schedule_excuse)
    for one in (extract, review, hold, excuse):
        one.add_argument("method", help="Q01 to Q24")
        one.add_argument("period", help="2026-11, 2026-10-to-2026-11, 2026-W45")
    extract.add_argument("file", type=Path, help="CSV or XLSX: measure, value, team, target")
    add_how(extract)
    review.add_argument("--decided", required=True)
    hold.add_argument("--words", required=True)
    excuse.add_argument("--reason", required=True)
    for one in (hold, excuse):
        one.add_argument("--unit", default="", help="a supervisor or a service")
    for one in (review, hold):
        one.add_argument("--on", help="the day it was (default: today)")


def _leaving_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--without-bad", action="store_true", help="go on with the good rows only")
    add_how(parser)


def _add_draw(verbs: Any, add: Any, common: argparse.ArgumentParser) -> None:
    make = add(verbs, common, "make", "draw cases and share them among auditors", draw_make)
    make.add_argument("cycle")
    make.add_argument(
        "--frame", type=Path, required=True, help="CSV or XLSX: case, supervisor, worker, opened, …"
    )
    _leaving_out(make)
    make.add_argument(
        "--method", default="RFP", help="RFP, RFP-S, or a method of the schedule: Q05, Q06, Q09"
    )
    make.add_argument("--form", help="template code (default: the method’s own)")
    make.add_argument("--theme", default="", help="what the audits are about, for Q06 and Q09")
    make.add_argument(
        "--in-all", type=int, default=0, help="cases, where the method asks for a number in all"
    )
    make.add_argument("--seed", help="default: a new one")
    make.add_argument("--auditors", default="", help="staff codes by commas (default: all who may)")
    make.add_argument(
        "--supervisors", default="", help="staff codes to be covered (default: all on the list)"
    )
    make.add_argument("--each", type=int, choices=range(1, 21), default=1, help="for each supervisor")
    make.add_argument("--reading", choices=("family", "auditor"), help="of “one per supervisor”")
    make.add_argument("--on", help="the day of the draw (default: today)")
    make.add_argument("--reason", default="", help="why it is drawn again")
    add(verbs, common, "list", "every draw that stands", draw_list)
    show = add(verbs, common, "show", "seed, frame, what was drawn and what was left out, and why", draw_show)
    show.add_argument("--out", type=Path, help="write it to a file that anyone can verify")
    swap = add(verbs, common, "swap", "the next ticket instead, or another auditor", draw_swap)
    give = add(verbs, common, "give", "allocate what was drawn", draw_give)
    verify = add(verbs, common, "verify", "make the draw again: the same, or not", cli_give.verify)
    for one in (show, swap, give, verify):
        one.add_argument("draw", help="digest" if one is not verify else "digest or file")
    swap.add_argument("case")
    swap.add_argument("--reason", required=True)
    swap.add_argument("--to", help="another auditor for the same case")
    give.add_argument("--title", required=True, help="of the cycle")
    for name in ("--starts", "--ends", "--due"):
        give.add_argument(name, required=True)
