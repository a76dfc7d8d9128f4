"""The command line: which program this is, and what it is made of."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from qa_desktop import about
from qa_desktop.cli_answer import Answer


def version(args: argparse.Namespace) -> Answer:
    """Needs no profile and opens none."""
    found, parts = about.about(), about.parts(args.world(args.data).resources)
    rows = [f"{about.NAME}", *(f"{label}: {words}" for label, words in found.lines)]
    if args.licences:
        rows += ["", *(f"{one.name} {one.version}: {one.licence}" for one in parts)]
    else:
        rows.append(f"Made of {len(parts)} parts: --licences lists them.")
    return Answer("\n".join(rows), {**asdict(found), "parts": [asdict(one) for one in parts]})


def add_to(add: Callable[..., argparse.ArgumentParser], top: Any, common: argparse.ArgumentParser) -> None:
    one = add(top, common, "version", "which program this is, and what it is made of", version)
    one.add_argument("--licences", action="store_true", help="every part with its licence")
