"""The verbs of the command line for backups, going back to one, and what opens the profile."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from qa_desktop import backups, keys, passphrases, profiles, rescue, restoring
from qa_desktop.answer_types import day_words
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.errors import QaError
from qa_desktop.workspace import vault_bytes

Add = Callable[..., argparse.ArgumentParser]


def make(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = backups.make(ws)
        found = restoring.check(ws.world.data_dir, ws.store.key, path.name)
    return Answer(f"Backed up, opened and read whole: {path}", {"path": path} | asdict(found))


def list_all(args: argparse.Namespace) -> Answer:
    found = restoring.listed(args.data)
    rows = [f"{one.name}  {_when(one.at)}  {one.bytes // 1024} kB  {one.words}" for one in found]
    return Answer("\n".join(rows) or "No backups yet.", {"backups": [asdict(one) for one in found]})


def _when(at: float) -> str:
    return day_words(datetime.fromtimestamp(at, UTC).date().isoformat())


def check(args: argparse.Namespace) -> Answer:
    key = keys.open_vault(vault_bytes(args.data), args.passphrase())
    names = args.names or [one.name for one in restoring.listed(args.data)]
    found = [restoring.check(args.data, key, name) for name in names]
    bad = [f"{one.name}: {one.problems[0]}" for one in found if one.problems]
    good = [
        f"{one.name}: whole, {one.entries} entries, {one.drafts} drafts" for one in found if not one.problems
    ]
    data = {"backups": [asdict(one) for one in found]}
    return Answer("\n".join(good), data, code=1 if bad else 0, complaint="\n".join(bad))


def restore(args: argparse.Namespace) -> Answer:
    """Without --yes it only says what would go back in time."""
    world = args.world(args.data)
    key = keys.open_vault(vault_bytes(args.data), args.passphrase())
    name = args.name or restoring.newest_good(args.data, key)
    found = restoring.prepare(world, key, name)
    data = asdict(found) | {"words": found.words, "restored": args.yes}
    if not args.yes:
        restoring.forget(world)
        return Answer(f"{found.words} Say it again with --yes to go back to {name}.", data)
    kept = restoring.swap(world, key, world.new_id())
    with open_profile(args):  # which takes in what was purged since, and proves that it opens
        pass
    return Answer(f"{name} is in place. What was here before is kept as {kept}.", data | {"kept": kept})


def _noted(args: argparse.Namespace, passphrase: str, what: Literal["passphrase", "recovery_key"]) -> None:
    """A line of the trail. What opens the profile is changed already: that it is busy or damaged undoes nothing."""
    with contextlib.suppress(QaError):
        ws = profiles.open_workspace(args.world(args.data), passphrase)
        try:
            passphrases.noted(ws, what)
        finally:
            ws.close()


def rescued(args: argparse.Namespace) -> Answer:
    """Without --out it only says what could be read."""
    world = args.world(args.data)
    key = keys.open_vault(vault_bytes(args.data), args.passphrase())
    if args.out is None:
        told = rescue.look(world, key)
        return Answer(told.words, asdict(told) | {"words": told.words}, code=1 if told.bad else 0)
    ws, told = rescue.open_reading(world, key)
    try:
        made = rescue.write(ws, told, args.out)
    finally:
        rescue.close(ws)
    return Answer(f"{told.words}\n{made.words}", asdict(told) | asdict(made))


def change(args: argparse.Namespace) -> Answer:
    new = args.new_passphrase()
    if args.recovery_key:
        passphrases.recover(args.data, args.recovery_key, new)
    else:
        passphrases.change(args.data, args.passphrase(), new)
    _noted(args, new, "passphrase")
    return Answer(
        "The passphrase is changed. Nothing was encrypted again, and the recovery key stays as it was."
    )


def renew(args: argparse.Namespace) -> Answer:
    key = passphrases.renew_recovery(args.data, args.passphrase())
    _noted(args, args.passphrase(), "recovery_key")
    words = f"Recovery key, shown once, print it: {key}\nThe one before opens nothing any more: destroy the paper."
    return Answer(words, {"recovery_key": key})


def tried(args: argparse.Namespace) -> Answer:
    """That the key on paper is the right one, without using it up."""
    keys.open_with_recovery(vault_bytes(args.data), args.key)
    return Answer("This recovery key opens this profile.", {"opens": True})


def add_to_top(
    add: Add, top: Any, group: Callable[[Any, str, str], Any], common: argparse.ArgumentParser
) -> None:
    """`backup`, `restore` and `passphrase`."""
    kept = group(top, "backup", "encrypted copies of the profile")
    add(kept, common, "make", "one now, opened and read whole", make)
    add(kept, common, "list", "every backup, newest first", list_all)
    add(kept, common, "check", "open backups and read every page", check).add_argument("names", nargs="*")
    back = add(top, common, "restore", "what a backup would take back in time; with --yes, go back", restore)
    back.add_argument("name", nargs="?", help="as in `backup list` (default: the newest that is whole)")
    back.add_argument("--yes", action="store_true", help="do it; the present database is kept")
    saved = add(
        top, common, "rescue", "what of a damaged profile can be read; with --out, write it out", rescued
    )
    saved.add_argument("--out", type=Path, help="a new folder: signed entries, locked; drafts as text")
    opens = group(top, "passphrase", "what opens the profile")
    new = add(opens, common, "change", "a new passphrase, from QA_NEW_PASSPHRASE or asked for", change)
    new.add_argument("--recovery-key", help="instead of the passphrase, where it is forgotten")
    add(opens, common, "new-recovery-key", "a new key for paper; the old one opens nothing any more", renew)
    paper = add(opens, common, "try-recovery-key", "whether the key on paper opens this profile", tried)
    paper.add_argument("key")
