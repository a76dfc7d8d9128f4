"""The command line of changing templates: brought in, compared, tried out, put forward, approved, published."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import approvals, drafting, files, walk
from qa_desktop.answer_types import words as answer_words
from qa_desktop.cli_answer import Answer, open_profile, read_json
from qa_desktop.errors import FileRefused
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    one = add(group, common, "draft", "bring a template file in as a draft; with no file, list them", draft)
    one.add_argument("file", type=Path, nargs="?")
    one.add_argument("--drop", metavar="NAME", help="take this draft away instead")
    one = add(group, common, "changes", "what a draft changes, and what publishing it affects", changes)
    one.add_argument("draft", help="name of a draft, or digest of what was put forward")
    one = add(group, common, "try", "fill a draft in without keeping anything", try_out)
    one.add_argument("draft", help="name of a draft, or digest of what was put forward")
    one.add_argument("--file", type=Path, help="JSON: question to value; without, made-up answers")
    one = add(group, common, "propose", "ask a second person to approve a draft", propose)
    one.add_argument("draft", help="name of a draft")
    one.add_argument("--why", required=True, help="why it changes, in a few words")
    one = add(group, common, "approve", "approve what somebody else put forward, or refuse it", approve)
    one.add_argument("proposal", help="digest")
    one.add_argument("--refuse", action="store_true")
    one.add_argument("--words", default="", help="needed to refuse")
    one = add(group, common, "publish", "publish what was approved", publish)
    one.add_argument("proposal", help="digest")


def draft(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        if args.drop:
            drafting.take_away(ws, args.drop)
            return Answer(f"{args.drop} is no longer a draft. Its file stays.", {"dropped": args.drop})
        if args.file is None:
            return _listed(ws)
        data = files.read_bounded(args.file, drafting.MOST_BYTES)
        found = drafting.bring_in(ws, data, args.file.name)
    told = [drafting.fault_words(one) for one in found.faults]
    many = "1 fault" if len(told) == 1 else f"{len(told)} faults"
    kept = f"Kept as draft {found.name}."
    words = kept + (f" {many} to mend." if told else f" See `template changes {found.name}`.")
    return Answer(words, _draft_data(found), code=1 if told else 0, complaint="\n".join(told))


def _listed(ws: Workspace) -> Answer:
    held, asked = drafting.drafts(ws), approvals.asked(ws)
    rows = [f"{one.name}  {_reads_as(one)}" for one in held]
    rows += [f"{one.digest[:16]}  {_named(one.template)}  {approvals.STATUS[one.status]}" for one in asked]
    data = {"drafts": [_draft_data(one) for one in held], "put_forward": [_asked_data(one) for one in asked]}
    return Answer("\n".join(rows) or "No drafts are kept, and nothing was put forward.", data)


def _reads_as(one: drafting.Draft) -> str:
    return _named(one.template) if one.template else f"{len(one.faults)} to mend"


def _named(template: Template) -> str:
    return f"{template.code}  {template.title}  version {template.version}"


def _draft_data(one: drafting.Draft) -> dict[str, Any]:
    return {
        "draft": one.name,
        "at": one.at,
        "digest": one.template.digest if one.template else None,
        "version": one.template.version if one.template else None,
        "faults": [asdict(fault) for fault in one.faults],
    }


def _asked_data(one: approvals.Asked) -> dict[str, Any]:
    return {
        "proposal": one.digest,
        "template": one.template.digest,
        "code": one.template.code,
        "version": one.template.version,
        "why": one.body.why,
        "by": one.by,
        "status": one.status,
        "said": [asdict(said) for said in one.said],
    }


def _template(ws: Workspace, name: str) -> Template:
    """A draft by its name, or what was put forward by its digest."""
    if name in {one.name for one in drafting.drafts(ws)}:
        return drafting.sound(ws, name)
    return approvals.one(ws, name).template


def changes(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        template = _template(ws, args.draft)
        found = drafting.effect(ws, template)
    against = f"Against version {found.against.version}: " if found.against else "A new instrument: "
    rows = [f"{_named(template)}", against + drafting.counted(found.changes)]
    rows += [f"  {one.question:8} {one.words}: {one.name}" for one in found.changes if one.how != "same"]
    rows += [f"Draft in hand: {one.title}. {one.words}" for one in found.drafts]
    rows += [
        f"Out: {one.cycle}, {one.name} ({one.auditor}), {one.pieces} on an earlier version."
        for one in found.out
    ]
    return Answer("\n".join(rows), drafting.effect_data(found) | {"template": template.digest})


def try_out(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        template = _template(ws, args.draft)
        held = read_json(args.file) if args.file else drafting.made_up(ws, template)
        if not isinstance(held, dict):
            raise FileRefused(
                f"{args.file.name} does not hold answers. It must be an object: question to value."
            )
        if strange := sorted(set(held) - set(template.by_id)):
            raise FileRefused(f"{args.file.name} answers {', '.join(strange)}, not in this template.")
        found = drafting.trial(ws, template, held)
    left = walk.blocking(found.problems)
    rows = [
        f"{q.id:8} {q.ask}  {answer_words(template, q, found.answers.get(q.id)) or '(empty)'}"
        for q in found.asked
    ]
    rows += [f"{p.question}: {p.words}" for p in left]
    rows.append(
        f"{len(found.asked)} asked, {len(found.never_asked)} not asked, {len(left)} to finish. Nothing was kept."
    )
    data = {
        "template": template.digest,
        "asked": [q.id for q in found.asked],
        "not_asked": [q.id for q in found.never_asked],
        "problems": [asdict(p) for p in found.problems],
    }
    return Answer("\n".join(rows), data, code=1 if left else 0)


def propose(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        template = drafting.sound(ws, args.draft)
        digest = approvals.propose(ws, template, args.why, drafting.newest(ws, template))
        who = approvals.approver_roles(ws)
    words = f"Put forward as {digest[:16]}. Make a pack for the {who}: it carries this."
    return Answer(words, {"proposal": digest, "template": template.digest})


def approve(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        about = approvals.one(ws, args.proposal)
        digest = approvals.say(ws, about.digest, "refused" if args.refuse else "approved", args.words)
    words = f"{'Refused' if args.refuse else 'Approved'}: {_named(about.template)}. It goes back with your return."
    return Answer(words, {"approval": digest, "proposal": about.digest})


def publish(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        template = approvals.publish(ws, args.proposal)
    words = f"Published: {_named(template)}. New work begins on it; what is out stays on its version."
    return Answer(words, {"template": template.digest, "version": template.version})
