"""The verbs of the command line for the trail."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import trail
from qa_desktop.cli_answer import Answer, open_profile

Add = Callable[..., argparse.ArgumentParser]


def show(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        found = trail.lines(ws, " ".join(args.search))
    rows = [f"{one.number:>5}  {one.event.at}  {one.event.who}  {one.words}" for one in found]
    data = [{"number": one.number, "digest": one.digest} | one.event.model_dump(mode="json") for one in found]
    return Answer("\n".join(rows) or "No line of the trail says that.", {"lines": data})


def verify(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        verdict = trail.verify(ws)
    said = "\n".join(verdict.faults)
    words = (
        "" if said else f"The trail is whole: {verdict.lines} lines, each signed and naming the one before."
    )
    data = {"lines": verdict.lines, "faults": verdict.faults, "ok": verdict.ok}
    return Answer(words, data, code=0 if verdict.ok else 1, complaint=said)


def export(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        path = trail.export(ws, args.out)
    return Answer(f"Written: {path}", {"path": path})


def add_to(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    """Put these verbs under `trail`."""
    one = add(group, common, "list", "who did what when in this profile, newest first", show)
    one.add_argument("search", nargs="*", help="only lines that hold all of these words")
    add(group, common, "verify", "whether the trail is whole, line by line", verify)
    one = add(
        group, common, "export", "write it out: .json to be checked with `verify`, .csv to be read", export
    )
    one.add_argument("--out", type=Path, required=True)
