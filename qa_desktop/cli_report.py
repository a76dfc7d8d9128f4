"""The command line of the report packs, and of everything at once."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import data_out, report_files, reports
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotAllowed
from qa_desktop.report_values import Figure, figures

Add = Callable[..., argparse.ArgumentParser]


def add_to(add: Add, top: Any, common: argparse.ArgumentParser) -> None:
    made = add(top, common, "report", "a report pack for a forum; with no pack, the list of packs", report)
    made.add_argument("pack", nargs="?", help="practice-mirror, quality-panel, annual …")
    made.add_argument("--period", help="a cycle, a month like 2026-11, or months like 2026-10-to-2026-12")
    made.add_argument("--format", choices=report_files.FORMATS, default="pdf")
    made.add_argument("--team", default="", help="for a team sheet")
    made.add_argument("--out", type=Path, default=Path("."), help="file or folder")
    out = add(top, common, "export", "every answer of every signed form, for the service's analysts", export)
    out.add_argument("--format", choices=data_out.FORMATS, default="csv")
    out.add_argument("--out", type=Path, default=Path("."), help="file or folder")


def export(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = args.out / f"all-findings.{args.format}" if args.out.is_dir() else args.out
        count = data_out.write(ws, path, args.format)
    return Answer(
        f"{count} rows, in {path}. It holds comments and staff codes.", {"rows": count, "path": str(path)}
    )


def report(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if not args.pack:
            known = reports.packs(ws.world.resources)
            rows = [f"{one.code}  {one.title}: {one.who}" for one in known]
            return Answer("\n".join(rows), {"packs": [one.code for one in known]})
        if not args.period:
            raise NotAllowed("A report is for a period. Name a cycle or a month with --period.")
        made = reports.build(ws, args.pack, args.period, args.team)
        path = args.out / report_files.file_name(made, args.format) if args.out.is_dir() else args.out
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
