"""The command line of the report packs, and of everything at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import data_out, report_files, report_words, reports
from qa_desktop.cli_answer import Answer, file_at, open_profile, read_json
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Figure, Space, figures
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_to(add: Add, top: Any, common: argparse.ArgumentParser) -> None:
    made = add(top, common, "report", "a report pack for a forum; with no pack, the list of packs", report)
    made.add_argument(
        "pack",
        nargs="*",
        help="practice-mirror, quality-panel, annual …; `words PACK` for what is written in it, `final PACK` to seal it",
    )
    made.add_argument("--key", help="with words: the space that is written in")
    made.add_argument("--words", help="with words: what is written there; empty leaves room to write")
    made.add_argument("--file", type=Path, help="with words: JSON, key to words")
    made.add_argument("--discard", action="store_true", help="with words: throw away what is not final")
    made.add_argument(
        "--names-nobody", action="store_true", help="with final: I have read it, it names nobody"
    )
    made.add_argument("--period", help="a cycle, a month like 2026-11, or months like 2026-10-to-2026-12")
    made.add_argument("--format", choices=report_files.FORMATS, default="pdf")
    made.add_argument("--team", default="", help="for a team sheet")
    made.add_argument("--out", type=Path, default=Path("."), help="file or folder")
    out = add(top, common, "export", "every answer of every signed form, for the service's analysts", export)
    out.add_argument("--format", choices=data_out.FORMATS, default="csv")
    out.add_argument("--out", type=Path, default=Path("."), help="file or folder")


def export(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = args.out / data_out.file_name(ws, args.format) if args.out.is_dir() else args.out
        count = data_out.write(ws, path, args.format)
    return Answer(
        f"{count} rows, in {path}. It holds comments and staff codes.", {"rows": count, "path": str(path)}
    )


def report(args: argparse.Namespace) -> Answer:
    verb = VERBS.get(args.pack[0]) if args.pack else None
    named = args.pack[1:] if verb else args.pack
    with open_profile(args) as ws:
        if not named:
            known = reports.packs(ws.world.resources)
            rows = [f"{one.code}  {one.title}: {one.who}" for one in known]
            return Answer("\n".join(rows), {"packs": [one.code for one in known]})
        if len(named) > 1:
            raise NotAllowed(f"Name one report, and not {' '.join(args.pack)}.")
        if not args.period:
            raise NotAllowed("A report is for a period. Name a cycle or a month with --period.")
        return (verb or _written)(ws, named[0], args)


def _words(ws: Workspace, pack: str, args: argparse.Namespace) -> Answer:
    """What is written in a report; with something to write, after writing it."""
    said = dict(read_json(args.file)) if args.file else {}
    if (args.key is None) != (args.words is None):
        raise NotAllowed("Give both --key and --words to write. Nothing was changed.")
    if args.key is not None:
        said[args.key] = args.words
    if args.discard:
        report_words.discard(ws, pack, args.period, args.team)
    reports.build(
        ws, pack, args.period, args.team
    )  # refuses a report that there is not, before any word is kept
    with ws.write():
        for key, words in said.items():
            report_words.write(ws, pack, args.period, str(key), str(words), args.team)
    made = reports.build(ws, pack, args.period, args.team)
    stands = report_words.stands(ws, pack, args.period, args.team)
    rows = [f"{made.heading}: {dict(made.cover).get('Status', '')}"]
    data = []
    for section in made.sections:
        for part in section.parts:
            if isinstance(part, Space):
                first = " (first draft)" if part.first and part.words else ""
                rows.append(f"{part.key}  {section.title}{first}: {part.words or 'nothing yet'}")
                data.append({"key": part.key, "section": section.title, "asks": part.prompt,
                             "words": part.words, "first": part.first})  # fmt: skip
    held = {"status": dict(made.cover).get("Status", ""), "version": stands.version, "typed": stands.typed}
    return Answer("\n".join(rows), held | {"pack": pack, "period": made.period, "spaces": data})


def _final(ws: Workspace, pack: str, args: argparse.Namespace) -> Answer:
    made = reports.build(ws, pack, args.period, args.team)
    done = report_words.finalise(ws, made, args.team, args.names_nobody)
    words = f"{made.heading} is final, version {done.body.version}."
    return Answer(words, {"digest": done.digest, "version": done.body.version, "pack": pack})


VERBS = {"words": _words, "final": _final}


def _written(ws: Workspace, pack: str, args: argparse.Namespace) -> Answer:
    made = reports.build(ws, pack, args.period, args.team)
    path = file_at(args.out, report_files.file_name(made, args.format))
    report_files.save(ws, made, path, args.format)
    held = list(figures(made))
    shown = sum(one.shown == "yes" for one in held)
    words = f"{made.heading}: {shown} figures shown, {len(held) - shown} not, in {path}"
    data = {
        "pack": made.pack,
        "period": made.period,
        "path": str(path),
        "figures": [_figure(one) for one in held],
    }
    return Answer("\n".join([words, *made.notes]), data | {"notes": list(made.notes)})


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "shown": one.shown,
        "text": one.text,
        "n": one.n,
        "value": one.value,
        "of": one.of,
        "average": [one.average.numerator, one.average.denominator] if one.average is not None else None,
        "digests": list(one.digests),
    }
