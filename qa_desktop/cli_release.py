"""More verbs of `release`: where every audit stands, what is mine, the worker's copy, and who may audit again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import guests, release_list, worker_copy
from qa_desktop import release as after
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import NotKnown
from qa_desktop.release_list import PLACES
from qa_desktop.workspace import Workspace

Add = Callable[..., argparse.ArgumentParser]


def add_more(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """The verbs that stand here."""
    every = add(group, common, "list", "where every signed audit stands", listed)
    every.add_argument("--cycle", help="of this cycle only")
    add(group, common, "mine", "what you owe after audits", mine)
    copy = add(group, common, "copy", "write the worker's copy of a released audit", copied)
    copy.add_argument("audit", help="digest")
    copy.add_argument("--out", type=Path, default=Path("."), help="folder")
    add(group, common, "who", "who may audit this family again, and why others may not", who).add_argument(
        "audit", help="digest"
    )


def find_audit(ws: Workspace, name: str) -> str:
    """The digest of a signed form by the start of it. Raises NotAllowed."""
    rows = [r for r in ws.store.entries("form") if len(name) >= 8 and r.digest.startswith(name)]
    if len(rows) != 1:
        raise NotKnown(f"There is no audit “{name}” here. See `form list`.")
    return rows[0].digest


def listed(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = release_list.lines(ws, ws.world.now().date(), args.cycle)
    words = [
        f"{one.form[:16]}  {one.family:<14} {PLACES[one.place]:<24} {one.words}"
        + (f", by {day_words(one.due.isoformat(), year=False)}" if one.due and one.owed else "")
        for one in found
    ]
    return Answer("\n".join(words) or "Nothing is signed yet.", {"audits": [asdict(one) for one in found]})


def mine(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = release_list.mine(ws, ws.world.now().date())
    words = [f"{one.form[:16]}  {one.family:<14} {release_list.by_words(one)}" for one in found]
    return Answer("\n".join(words) or "You owe nothing.", {"due": [asdict(one) for one in found]})


def copied(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        digest = find_audit(ws, args.audit)
        row = ws.store.entry(digest)
        assert row is not None
        path = worker_copy.write(ws, digest, args.out / worker_copy.file_name(row))
    return Answer(f"Written: {path}", {"path": str(path)})


def who(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = release_list.fit(ws, find_audit(ws, args.audit))
    words = [f"{one.code:<8} {one.name:<24} {one.why_not or 'may'}" for one in found]
    return Answer("\n".join(words) or "Nobody here audits.", {"people": [asdict(one) for one in found]})


def dispute(args: argparse.Namespace) -> Answer:
    """`--guest`: the worker signs it themself on this laptop."""
    with open_profile(args) as ws:
        digest = find_audit(ws, args.audit)
        signer = guests.signer(ws, args.guest, args.guest_passphrase()) if args.guest else None
        made = after.dispute(ws, digest, args.words, signer)
    return Answer("Kept. The audit goes back to moderation.", {"digest": made})
