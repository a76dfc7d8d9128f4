"""What is known before the passphrase: the folder in use, the few settings of the window, and the log of faults. No Qt."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qa_desktop import files
from qa_desktop.errors import QaError

VAULT, SMALL_SETTINGS, POINTER, LOG = "vault.json", "window.json", "folder.json", "log.txt"
MOST_LOG = 512 * 1024  # bytes


def table(found: object) -> dict[str, Any]:
    return found if isinstance(found, dict) else {}


def read_small(path: Path) -> dict[str, Any]:
    """The few settings needed before the passphrase: look, language, size, place, name. Unreadable ones are forgotten."""
    try:
        return table(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def write_small(path: Path, kept: dict[str, Any]) -> None:
    try:
        files.write_whole(path, json.dumps(kept, indent=1).encode())
    except QaError as error:  # the look of the window is not worth stopping anyone for
        print(error, file=sys.stderr)


def log(folder: Path, what: str, where: Sequence[str] = ()) -> None:
    """A line with the time, and where in the program. Never anything that somebody wrote."""
    lines = [f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {what}", *(f"  {one}" for one in where)]
    path = folder / LOG
    try:
        if path.exists() and path.stat().st_size > MOST_LOG:
            path.replace(path.with_suffix(".old.txt"))
        with path.open("a", encoding="utf-8") as kept:
            kept.write("\n".join(lines) + "\n")
    except OSError:
        print("\n".join(lines), file=sys.stderr)


def folder_in_use(usual: Path) -> Path:
    """Where the work is kept: the usual folder, or the one chosen at the first start."""
    chosen = read_small(usual / POINTER).get("folder")
    return Path(chosen) if isinstance(chosen, str) and not (usual / VAULT).exists() else usual


def asked(words: list[str]) -> tuple[Path | None, list[Path]]:
    """The folder to work in, if one is given, and the files to open."""
    folder = Path(words[1]) if words[:1] == ["--data"] else None
    return folder, [Path(word).absolute() for word in (words[2:] if folder else words)]
