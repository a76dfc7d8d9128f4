"""The verbs of the command line for what outlives a laptop: the key file, kept copies, and building a profile again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa_desktop import key_file, keys, rebuilding
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.cli_files import told_written
from qa_desktop.errors import NotAllowed

Add = Callable[..., argparse.ArgumentParser]


def keys_save(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = key_file.write(ws, args.paper_key(), args.out)
    words = f"{path}: written and opened again with your recovery key. Keep it apart from the laptop and from the key."
    return Answer(words, {"path": path})


def keep(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        return told_written(rebuilding.keep_copy(ws, args.out))


def rebuild(args: argparse.Namespace) -> Answer:
    recovery_key, passphrase = args.paper_key(), args.passphrase()
    if why := keys.weak(passphrase):
        raise NotAllowed(why)
    ws, made, recovery = rebuilding.rebuild(args.world(args.data), args.folder, recovery_key, passphrase)
    ws.close()
    rows = [
        f"Built a profile in {args.data} from {made.files} files: {made.entries} entries.",
        *(f"Left out: {words}" for _, words in made.left_out),
        *(f"In no file: {len(gaps)} entries of laptop {log}." for log, gaps in made.missing.items()),
        f"state_digest {made.state_digest}",
        f"New recovery key, shown once, print it: {recovery}",
    ]
    return Answer("\n".join(rows), asdict(made) | {"recovery_key": recovery, "data": args.data})


def add_to(
    add: Add, group: Callable[[Any, str, str], Any], top: Any, common: argparse.ArgumentParser
) -> None:
    """Put these verbs at the top."""
    saved = add(
        group(top, "keys", "the keys of this profile"), common, "save",
        "write the key file, locked with the recovery key", keys_save,
    )  # fmt: skip
    saved.add_argument("--out", type=Path, default=Path("."), help="folder, apart from the laptop")
    kept = add(
        top, common, "keep", "write what is new into a bundle for yourself, to build the profile again", keep
    )
    kept.add_argument("--out", type=Path, default=Path("."), help="folder, apart from the laptop")
    again = add(
        top,
        common,
        "rebuild",
        "make a new profile from a folder of signed PDFs, bundles and a key file",
        rebuild,
    )
    again.add_argument("--from", dest="folder", type=Path, required=True)
