"""A file that leaves the program readable to anybody who has it: written whole, and a line of the trail tells of it."""

from __future__ import annotations

from pathlib import Path

from qa_desktop import files, trail
from qa_desktop.workspace import Workspace


def save(ws: Workspace, path: Path, data: bytes, what: trail.What, **of: object) -> str:
    """Put `data` at `path`, whole and read back, and note it; `of`: codes, digests and counts only.

    Returns its SHA-256. Raises WriteFailed: then there is no file, or one that no line tells of and that is told of.
    """
    sha256 = files.write_whole(path, data)
    noted(ws, what, **of)
    return sha256


def noted(ws: Workspace, what: trail.What, **of: object) -> None:
    """Only the line: for what went out another way, to a printer."""
    with ws.write():
        trail.note(ws, what, None, **of)
