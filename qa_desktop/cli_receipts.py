"""The verbs of the command line for what has arrived, several practice leads, and new versions of a template."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import carry, cli_files, files, forms, packs, paper_pack, receipts, templates, trends
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import MAX_JSON, Answer, find_template, open_profile
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_to_top(add: Add, top: Any, common: argparse.ArgumentParser) -> None:
    one = add(top, common, "receipts", "what has arrived, what never came, what is still owed", show)
    one.add_argument("--to", help="staff code: write the file that tells them what arrived")
    one.add_argument("--out", type=Path, default=Path("."), help="folder")
    one.add_argument("--inbox", type=Path, help="a folder: name the files in it that were not imported yet")


def add_to_bundle(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    one = add(group, common, "archive", "everything that another practice lead needs", archive)
    one.add_argument("--to", required=True, help="their staff code")
    one.add_argument("--out", type=Path, default=Path("."), help="folder")


def add_to_pack(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    one = add(group, common, "print", "a pack on paper, for an auditor who has no key yet", print_pack)
    one.add_argument("auditor", help="staff code")
    one.add_argument("--out", type=Path, default=Path("."), help="folder")


def add_to_form(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    one = add(group, common, "move", "go on with a draft on another version of its template", move)
    one.add_argument("form", help="document")
    way = one.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", help="code (its newest version here) or digest")
    way.add_argument("--back", action="store_true", help="take the last move back, whole")


def add_to_template(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    one = add(group, common, "compare", "how each question changed between two versions", compare)
    for name in ("old", "new"):
        one.add_argument(name, help="code, digest or template file")


def show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.to:
            return cli_files.told_written(receipts.write(ws, args.to, args.out))
        if args.inbox:
            found = receipts.inbox(ws, args.inbox)
            words = "\n".join(path.name for path in found) or "Everything in this folder is imported."
            return Answer(words, {"new": found})
        sent, missing, owed = receipts.sent(ws), receipts.missing(ws), receipts.owed(ws)
        ready, made, tell = len(packs.ready_to_return(ws)), receipts.made(ws), receipts.to_confirm(ws)
    rows = [f"{one.file}  {one.when}  to {one.to}  {one.words}" for one in sent]
    rows += [f"{ready} signed and not sent yet"] if ready else []
    rows += [f"{one.words}." for one in missing]
    rows += [f"{one.name} waits to hear: {one.words}. `receipts --to {one.code}`" for one in tell]
    rows += [f"{one.file}  {day_words(one.at)}  to {one.to}{'  opened' * one.opened}" for one in made]
    rows += [
        f"{code} owes {work.title}, case {work.case}, due {day_words(work.due, year=False)}"
        for code, works in owed.items()
        for work in works
    ]
    data = {
        "sent": [asdict(one) | {"words": one.words} for one in sent],
        "missing": [asdict(one) | {"words": one.words} for one in missing],
        "owed": {code: [asdict(work) for work in works] for code, works in owed.items()},
        "ready": ready,
        "made": [asdict(one) for one in made],
        "to_confirm": [asdict(one) for one in tell],
    }
    return Answer("\n".join(rows) or "Nothing was sent, and nothing is owed.", data)


def archive(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        return cli_files.told_written(packs.make_archive(ws, args.to, args.out))


def print_pack(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = paper_pack.write(ws, args.auditor, args.out)
    return Answer(f"{path}: written. It is not locked, so carry it yourself.", {"path": path})


def move(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        draft = forms.draft(ws, args.form)
        if args.back:
            draft = carry.undo(ws, draft)
            return Answer("The move was taken back.", {"doc": draft.doc, "template": draft.template})
        draft, report = carry.move(ws, draft, _newest(ws, args.to))
        template = forms.template_of(ws, draft)
    rows = [report.words]
    rows += [
        f"{one.question:6} {carry.HOW_WORDS[one.how]}: {one.name}" for one in (*report.changed, *report.gone)
    ]
    data = {"doc": draft.doc, "template": template.digest, "old": dict(draft.old), "report": asdict(report)}
    return Answer("\n".join(rows), data)


def _newest(ws: Workspace, name: str) -> Template:
    """By digest, or the version of a code with the highest label."""
    known = forms.template_choices(ws).values()
    newest = sorted(known, key=lambda t: (carry.version_key(t), t.digest), reverse=True)
    return find_template({t.digest: t for t in newest}, name)


def compare(args: argparse.Namespace) -> Answer:
    """Files and templates that ship with the program need no profile; versions that came in packs do."""
    old, new = (_named(args, name) for name in (args.old, args.new))
    found = carry.compare(old, new)
    names = {q.id: q.name for q in (*old.questions, *new.questions)}
    rows = [f"{q:6} {carry.HOW_WORDS[how]}: {names[q]}" for q, how in found.items() if how != "same"]
    same = sum(how == "same" for how in found.values())
    rows.append(f"{same} of {len(found)} questions are unchanged.")
    told = trends.classify(old, new)
    rows += [f"{one.standard}: {trends.HOW_WORDS[one.how]}." for one in told if one.how != "same"]
    data = {"old": old.digest, "new": new.digest, "questions": found}
    return Answer("\n".join(rows), data | {"standards": {one.standard: one.how for one in told}})


def _named(args: argparse.Namespace, name: str) -> Template:
    resources = args.world(args.data).resources
    if name.endswith(".toml"):
        data = files.read_bounded(Path(name), MAX_JSON)
        return templates.load(data, Path(name).name, templates.shared_parts(resources))
    shipped = {t.digest: t for t in templates.load_all(resources).values()}
    if any(name in (t.code, t.digest) for t in shipped.values()) or not (args.data / "vault.json").exists():
        return find_template(shipped, name)
    with open_profile(args) as ws:
        return _newest(ws, name)
