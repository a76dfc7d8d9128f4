"""The verbs of the command line for families: their codes, and the case numbers that only profiles hold."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qa_desktop import families, packs
from qa_desktop.cli_answer import Answer, open_profile
from qa_desktop.cli_files import told_written

Add = Callable[..., argparse.ArgumentParser]


def add_to_top(add: Add, group: Any, common: argparse.ArgumentParser) -> None:
    add(group, common, "list", "families whose case number this profile knows", known)
    one = add(group, common, "code", "the code that stands for a case number", code)
    one.add_argument("number", nargs="+", help="as in the case system")
    one = add(group, common, "numbers", "tell somebody which families their codes are", numbers)
    one.add_argument("to", help="staff code")
    one.add_argument("--out", type=Path, default=Path("."), help="folder")
    one = add(group, common, "note", "keep on this laptop which case number a code is", note)
    one.add_argument("code")
    one.add_argument("number", help="as in the case system")


def known(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        held = families.numbers(ws).by_code
    rows = [f"{family}  {number}" for family, number in sorted(held.items(), key=lambda one: one[1])]
    return Answer("\n".join(rows) or "No case number is known here yet.", {"families": dict(held)})


def code(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        made = {number: families.code(ws, number) for number in args.number}
    return Answer("\n".join(f"{number}  {family}" for number, family in made.items()), {"codes": made})


def numbers(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        written = packs.make_numbers(ws, args.to, args.out)
    told = told_written(written)
    return Answer(f"{told.words} Send it another way than the pack.", told.data)


def note(args: argparse.Namespace) -> Answer:
    with open_profile(args) as ws:
        families.note(ws, args.code, args.number)
    return Answer(f"{args.code} is {args.number}, on this laptop only.", {"code": args.code})
