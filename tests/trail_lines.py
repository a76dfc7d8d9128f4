"""Which verb of the command line leaves which line of the trail, and a look whether it did."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import DONE, run
from tests.conftest import PASSPHRASE

LINES = {
    "new": "made",
    "form pdf": "pdf",
    "form countersign": "pdf",
    "form slip": "sent",
    "release copy": "pdf",
    "pack print": "paper",
    "pack make": "sent",
    "bundle make": "sent",
    "bundle archive": "sent",
    "moderate make": "sent",
    "keep": "sent",
    "import": "imported",
    "imports undo": "undone",
    "people admit": "admitted",
    "enrol admit": "admitted",
    "enrol trust": "trusted",
    "people guest": "guest",
    "people revoke": "revoked",
    "people leave": "revoked",
    "people lost": "revoked",
    "revoke": "revoked",
    "people give-back": "given_back",
    "people let-in": "let_in",
    "people renew": "renewed",
    "people renew-root": "root",
    "people lost-report": "lost",
    "backup make": "backup",
    "restore": "restored",
    "rebuild": "rebuilt",
    "passphrase change": "passphrase",
    "passphrase new-recovery-key": "recovery_key",
    "keys save": "keys",
    "cases numbers": "numbers",
    "report": "report",
    "export": "data",
    "draw show": "data",
    "give show": "data",
    "access": "access",
    "trail export": "trail",
    "purge period": "setting",
    "purge hold": "hold",
    "purge release": "release",
    "purge propose": "proposed",
    "purge approve": "approved",
    "purge decline": "declined",
}
"""What each of these notes, where it does something."""


def whats(folder: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """The kinds of a profile's lines, newest first; the first is that it was opened for this."""
    told = run("--json", "trail", "list", data=folder, passphrase=passphrase)
    assert told.code == DONE, told.err
    return [one["what"] for one in told.data["lines"]]


def left(verb: str, folder: Path, passphrase: str = PASSPHRASE) -> None:
    """Asserts that this verb, which was just run on this profile, left its line."""
    last = whats(folder, passphrase)[:4]
    assert LINES[verb] in last, (verb, last)
