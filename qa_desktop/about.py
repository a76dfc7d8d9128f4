"""What this program is: its version, the shape of its database, the libraries inside it, and under which licences."""

from __future__ import annotations

import platform
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db import migrations
from db.store import Store
from qa_desktop import VERSION

NAME = "Has the Help Helped?"


@dataclass(frozen=True, slots=True)
class About:
    """For a message to whoever looks after the program: nothing in it is about a person or a case."""

    version: str
    schema: str  # the newest step that this program knows
    sqlite: str
    cipher: str
    python: str
    system: str
    built: bool  # the built program, not the source

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What is what, to be shown or copied."""
        return (
            ("Program", f"{self.version}{'' if self.built else ', run from its source'}"),
            ("Database schema", self.schema),
            ("SQLite", self.sqlite),
            ("SQLCipher", self.cipher),
            ("Python", self.python),
            ("Computer", self.system),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the program is made of."""

    name: str
    version: str
    licence: str


def about() -> About:
    """Needs no profile."""
    with closing(Store(":memory:", bytes(32))) as store:
        inside = store.versions_in_use()
    return About(
        VERSION,
        migrations.names()[-1],
        inside["sqlite"],
        inside["cipher"],
        platform.python_version(),
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        bool(getattr(sys, "frozen", False)),
    )


def parts(resources: Path) -> tuple[Part, ...]:
    """The rows of docs/licences.md, which goes into the built program; none where it is not there."""
    try:
        text = (resources.parent / "docs" / "licences.md").read_text("utf-8")
    except OSError:
        return ()
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    return tuple(
        Part(*cells) for cells in rows[2:] if len(cells) == 3
    )  # the first two are the head and its rule


def licence_texts(resources: Path) -> Path | None:
    """The folder with the full text of every licence: only in the built program."""
    folder = resources.parent / "licences"
    return folder if folder.is_dir() else None
