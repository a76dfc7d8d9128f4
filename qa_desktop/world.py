"""The one door to the outside: the clock, new names, chance, and where files live."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

APP_FOLDER = "Has the Help Helped"
MOMENT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class World:
    """Everything the program takes from outside itself. Tests pass a made-up one."""

    data_dir: Path
    resources: Path
    now: Callable[[], datetime]  # always UTC
    new_id: Callable[[], str]
    random_bytes: Callable[[int], bytes]  # salts; never for keys, which come from the cryptography library

    @classmethod
    def real(cls, data_dir: Path) -> World:
        return cls(
            data_dir,
            resources_folder(),
            lambda: datetime.now(UTC),
            _new_id,
            secrets.token_bytes,
        )


def _new_id() -> str:
    from uuid import uuid4  # which asks what computer this is: not while a window waits to be shown

    return uuid4().hex


def utc_now() -> datetime:
    """By this laptop's clock, where there is no profile and so no `World`."""
    return datetime.now(UTC)


def environment() -> Mapping[str, str]:
    """What the system tells every program."""
    return os.environ


def resources_folder() -> Path:
    """Where the content lies: beside the source, or inside the built program."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root / "resources"


def default_data_dir() -> Path:
    """The platform's local application data: never a roaming profile or a synced folder."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / APP_FOLDER


def stamp(moment: datetime) -> str:
    """A time as it is sealed: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime(MOMENT)
