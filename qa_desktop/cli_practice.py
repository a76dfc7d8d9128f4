"""The verbs of the command line for practice workspaces."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import practice
from qa_desktop.cli_answer import Answer

Add = Callable[..., argparse.ArgumentParser]


def make(args: argparse.Namespace) -> Answer:
    profile = practice.make(args.folder, args.side, args.world)
    words = [
        f"Made. Every family, name and file in {args.folder} is made up. The passphrase is {practice.PASSPHRASE}.",
        f"To open it: main.py --data {profile}",
    ]
    return Answer("\n".join(words), {"folder": args.folder, "profile": profile, "side": args.side})


def throw_away(args: argparse.Namespace) -> Answer:
    was_there = args.folder.exists()
    practice.throw_away(args.folder)
    words = (
        f"{args.folder} is deleted." if was_there else f"There is no {args.folder}, so nothing was deleted."
    )
    return Answer(words, {"folder": args.folder, "deleted": was_there})


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs under `practice`."""
    one = add(group, common, "make", "a made-up workspace to practise in", make)
    one.add_argument("folder", type=Path, help="a new or empty folder")
    one.add_argument(
        "--as", dest="side", choices=practice.SIDES, default="auditor", help="whose work to practise"
    )
    one = add(group, common, "throw-away", "delete one; anything else is left alone", throw_away)
    one.add_argument("folder", type=Path)
