"""The verbs of the command line for what goes out, what comes in, and what it adds up to."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_desktop import (
    collate,
    enrolling,
    entries,
    files,
    forms,
    import_history,
    import_plans,
    imports,
    ledger,
    packs,
    profiles,
    soundness,
    trends,
)
from qa_desktop.cli_answer import (
    Answer,
    find_template,
    made_folder,
    open_profile,
    read_json,
    read_root,
    read_roots,
)
from qa_desktop.errors import FileRefused, NotAllowed, place_words
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace


def _published(ws: Workspace, template: Template) -> dict[str, trends.How]:
    """Publish, and say what that does to the trends: standards that are not the same as in the version before."""
    before = trends.latest(ws, template)
    here = template.digest in {one.digest for one in ledger.offered(ws)}
    packs.publish(ws, template)
    told = trends.classify(before, template) if before and not here else ()
    return {one.standard: one.how for one in told if one.how != "same"}


def pack_make(args: argparse.Namespace) -> Answer:
    changes: dict[str, trends.How] = {}
    with open_profile(args) as ws:
        if args.cycle:
            try:
                cycle = entries.Cycle.model_validate(read_json(args.cycle))
            except ValidationError as error:
                place = place_words(error.errors()[0]["loc"])
                raise FileRefused(
                    f"{args.cycle.name} is not a cycle: {place} {error.errors()[0]['msg']}."
                ) from error
            known = forms.template_choices(ws)
            for digest in sorted({a.template for a in cycle.allocations}):
                changes |= _published(ws, find_template(known, digest))
            packs.allocate(ws, cycle)
        told = told_written(packs.make_pack(ws, args.auditor, made_folder(args.out)))
        if changes:
            rows = [told.words, *(f"{name}: {trends.HOW_WORDS[how]}." for name, how in changes.items())]
            told = Answer("\n".join(rows), told.data | {"standards": changes})
        if args.numbers is None:
            return told
        numbers = told_written(packs.make_numbers(ws, args.auditor, made_folder(args.numbers)))
    words = f"{told.words}\n{numbers.words} Send it another way than the pack."
    return Answer(words, told.data | {"numbers": numbers.data})


def bundle_make(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        made = packs.make_returns(ws, made_folder(args.out))
    told = [told_written(one) for one in made]
    data = asdict(made[0]) | {"files": [asdict(one) for one in made]}
    return Answer("\n".join(one.words for one in told), data)


def told_written(written: packs.Written) -> Answer:
    counted = ", ".join(f"{n} {kind}" for kind, n in sorted(written.counts.items()))
    return Answer(f"{written.path}: {counted}. Written, read back, checked.", asdict(written))


def import_files(args: argparse.Namespace) -> Answer:
    root = read_root(args.trust) if args.trust else None
    with open_profile(args) as ws:
        before = ws.store.setting("root")
        if root and args.dry_run:
            ws.trust(root)
        elif root:
            enrolling.take_root(ws, root)
        elif args.number:
            _enrol(ws, args.files, args.number)
        plans = import_plans.plan_files(ws, args.files)
        refused = [p for p in plans if p.status == "not_safe"]
        data: dict[str, Any] = {"files": [_planned(p) for p in plans], "dry_run": args.dry_run}
        if not args.dry_run:
            outcome = imports.take_in(ws, plans)
            data |= {"imports": outcome.import_ids, "added": outcome.added, "already": outcome.already}
            said = import_history.files_words(plans, plans)
            data["told"] = f"{outcome.twice}\n{said}" if outcome.twice else said
        data["state_digest"] = soundness.state_digest(ws)
        if args.dry_run and ws.store.setting("root") != before:  # it was only lent, for the look
            with ws.write():
                ws.keep("root", before)
    rows = [f"{p.name}: {p.words}{_adds(p)}" for p in plans if p.status != "not_safe"]
    rows += [] if args.dry_run else [data["told"]]
    by_phone = " Then: `import FILE --number FIGURES`."
    complaint = "\n".join(f"{p.words}{by_phone if p.compare else ''}" for p in refused)
    return Answer("\n".join(rows), data, code=3 if refused else 0, complaint=complaint)


def _enrol(ws: Workspace, paths: Sequence[Path], number: str) -> None:
    """Trust the service whose certificate the first of these brings, if these are its figures."""
    data = files.read_bounded(paths[0], import_plans.MAX_FILE)
    enrolling.trust(ws, enrolling.introduced(ws, data, paths[0].name), number)


def _adds(plan: import_plans.FilePlan) -> str:
    """What a file that is ready would bring: the window says it beside the button."""
    return f" {len(plan.new)} new." if plan.status == "ready" and plan.new else ""


def _planned(plan: import_plans.FilePlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "status": plan.status,
        "words": plan.words,
        "sender": plan.sender,
        "new": len(plan.new),
        "known": len(plan.known),
        "clashing": len(plan.clashing),
        "held": len(plan.held),
    }


def imports_list(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        rows = imports.history(ws)
    return Answer(
        "\n".join(f"{r.id}  {r.at}  {r.file_name}{'  taken back' if r.undone_at else ''}" for r in rows)
        or "Nothing was imported.",
        {"imports": [asdict(r) for r in rows]},
    )


def imports_undo(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        gone = imports.undo(ws, args.id)
        state = soundness.state_digest(ws)
    return Answer(f"Taken back: {gone} entries.", {"removed": gone, "state_digest": state})


def verify(args: argparse.Namespace) -> Answer:
    """PDFs need only the service's certificate; a bundle is encrypted, so it needs the profile it was made for."""
    from qa_desktop import verifying

    root = read_roots(args.trust) if args.trust else None
    ws = None
    if (args.data / "vault.json").exists():
        ws = profiles.open_workspace(args.world(args.data), args.passphrase())
    try:
        found = [verifying.check_file(path, root, ws) for path in args.files]
    finally:
        if ws:
            ws.close()
    good = all(one.ok for one in found)
    said = "\n".join(one.words for one in found)
    data = {"files": [asdict(one) for one in found], "ok": good}
    return Answer(said if good else "", data, code=0 if good else 1, complaint="" if good else said)


def _stages(found: collate.Collation) -> Iterator[tuple[tuple[str, str], collate.Cell]]:
    for (stage, team), cell in found.stage_cells.items():
        yield (f"Stage {stage}", team), cell


def _audits(count: object) -> str:
    return "1 audit" if count == 1 else f"{count} audits"


def collate_show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        known = collate.choices(ws)
        wanted = [c for c in known if args.method in (None, c.method) and args.cycle in (None, c.cycle)]
        if not wanted:
            raise NotAllowed("There is nothing to collate yet. Import returned files first.")
        day = ws.world.now().date().isoformat()
        found = collate.collate(ws, wanted[0].method, wanted[0].cycle, day, args.period, args.service)
        lines = [trends.trend(ws, found.method, args.trend)] if args.trend else []
        if args.out:
            from qa_desktop import collation_report

            collation_report.write(ws, found, args.out, lines)
    cells: dict[str, dict[str, Any]] = {
        f"{principle} / {team or 'All teams'}": {
            "audits": cell.audits,
            "average": collate.one_place(cell.average) if cell.average is not None else None,
            "clear": cell.clear,
            "spread": cell.spread,
            "shown": cell.shown,
        }
        for (principle, team), cell in (*found.cells.items(), *_stages(found))
    }
    rows = [f"{found.title} · {found.cycle_title} · {_audits(found.audits)}"]
    rows += [
        f"{name}: {cell['average'] or cell['shown']} ({_audits(cell['audits'])})"
        for name, cell in cells.items()
    ]
    data = {"method": found.method, "cycle": found.cycle, "audits": found.audits, "cells": cells}
    rows += [
        one for spec in lines for one in (spec.title, *(f"{m}: {text} {n}" for m, text, n in spec.rows()))
    ]
    data |= {"period": found.period, "service": found.only, "moderation": dict(found.moderation)}
    data |= {"trends": [asdict(spec) for spec in lines]}
    data |= {"overall": dict(found.overall), "headline": dict(found.headline), "packs": found.packs}
    return Answer("\n".join(rows), data)
