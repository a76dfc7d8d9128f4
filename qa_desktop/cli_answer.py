"""What every verb of the command line shares: the answer it gives back, and how it gets at what it is given."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qa_desktop import canonical, files, high_water, identity, profiles
from qa_desktop.errors import NotKnown
from qa_desktop.templates import Template
from qa_desktop.workspace import Workspace

MAX_JSON = 32 * 1024 * 1024  # bytes
MAX_PEM = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb gives back: words for people, data for programs, and whether all was good (0) or not (1, 3)."""

    words: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    code: int = 0
    complaint: str = ""


@contextmanager
def open_profile(args: argparse.Namespace) -> Iterator[Workspace]:
    ws = profiles.open_workspace(args.world(args.data), args.passphrase())
    try:
        if older := high_water.just_found(ws):
            print(f"This copy of the profile is older than the last one. {older}", file=sys.stderr)
        yield ws
    finally:
        profiles.close(ws)


def made_folder(out: Path) -> Path:
    """A folder that files are written into, made if only it is missing. A missing drive is not made up for."""
    if out.parent.is_dir() and not out.exists():
        out.mkdir()
    return out


def file_at(out: Path, name: str) -> Path:
    """Where one file goes: `out` itself, or under its own name in `out` where that is a folder or looks like one."""
    if out.is_dir():
        return out / name
    return out if out.suffix else made_folder(out) / name


def read_json(path: Path) -> Any:
    return canonical.loads(files.read_bounded(path, MAX_JSON), path.name)


def read_root(path: Path) -> bytes:
    return identity.to_der(identity.from_pem(files.read_bounded(path, MAX_PEM)))


def read_roots(path: Path) -> tuple[bytes, ...]:
    return identity.all_from_pem(files.read_bounded(path, MAX_PEM))


def find_template(known: Mapping[str, Template], name: str) -> Template:
    """A template by its code or digest. Raises NotAllowed."""
    found = [t for t in known.values() if name in (t.code, t.digest)]
    if not found:
        raise NotKnown(f"There is no template “{name}”. See `template list`.")
    return found[0]
