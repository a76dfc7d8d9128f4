"""What every verb that takes a list shares: which sheet, which column is which, and the rows to correct as a file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qa_desktop import files, lists
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.lists import Bad, Column, How, Unclear
from qa_desktop.workspace import Workspace


def add_how(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--map", action="append", default=[], metavar="OURS=THEIRS",
        help="which column is which, such as case=“Mosaic ID”; remembered for lists with the same headings",
    )  # fmt: skip
    parser.add_argument("--sheet", default="", help="the sheet of a workbook (default: the one that fits)")
    parser.add_argument("--bad", type=Path, help="write the rows to correct to this CSV file")


@contextmanager
def reading(
    ws: Workspace, args: argparse.Namespace, path: Path, kind: str, columns: Sequence[Column]
) -> Iterator[tuple[bytes, How]]:
    """The file and how it is read: as told, else as such a list was read before. What is told is remembered.

    A refusal over a sheet or a column comes out with what there is to choose from.
    """
    data = files.read_bounded(path, lists.MAX_LIST)
    told = _told(args.map, columns)
    try:
        seen = lists.look(data, path.name, args.sheet, columns)
        kept = {ours: theirs for ours, theirs in lists.remembered(ws, kind, seen).items() if not told}
        yield data, How(args.sheet, kept | told)
        if told:
            lists.remember(ws, kind, seen, told)
    except Unclear as error:
        heads = ", ".join(f"“{one}”" for one in error.look.headings if one)
        what = f'Its columns are {heads}. Say which with --map {next(iter(error.missing), "case")}="…"'
        if not error.missing:
            what = "Say which with --sheet"
        raise FileRefused(f"{error} {what}.") from error


def _told(words: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    found = {}
    for one in words:
        ours, mark, theirs = one.partition("=")
        known = [column.name for column in columns]
        if not mark or ours.strip() not in known:
            raise NotAllowed(
                f"“{one}” says no column. Write it like {known[0]}=“their heading”; ours are {', '.join(known)}."
            )
        found[ours.strip()] = theirs.strip()
    return found


def keep_bad(args: argparse.Namespace, bad: Sequence[Bad]) -> str:
    """The rows to correct, for stderr; and in the file that was asked for."""
    if bad and args.bad:
        files.write_whole(args.bad, lists.bad_csv(bad))
    return "\n".join(one.words for one in bad)
