"""Changing what opens a profile: the passphrase and the recovery key. The vault is re-wrapped, the database is not touched."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from qa_desktop import files, keys
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import VAULT, Workspace, vault_bytes

FREE_TRIES, FIRST_WAIT_S, LONGEST_WAIT_S = 5, 5, 300


def change(folder: Path, old: str, new: str, cost: keys.Cost | None = None) -> None:
    """Give the profile in `folder` a new passphrase. Raises WrongPassphrase, NotAllowed where `new` is weak."""
    _refuse_weak(new)
    data = vault_bytes(folder)
    key = keys.open_vault(data, old)
    files.write_whole(folder / VAULT, keys.change_passphrase(data, key, new, cost))


def recover(folder: Path, recovery_key: str, new: str, cost: keys.Cost | None = None) -> None:
    """Give the profile a new passphrase by the key on paper, which goes on working. Raises as `change`."""
    _refuse_weak(new)
    data = vault_bytes(folder)
    key = keys.open_with_recovery(data, recovery_key)
    files.write_whole(folder / VAULT, keys.change_passphrase(data, key, new, cost))


def renew_recovery(folder: Path, passphrase: str, cost: keys.Cost | None = None) -> str:
    """A new recovery key, to be written down; the one before opens nothing from now on. Raises WrongPassphrase."""
    data = vault_bytes(folder)
    key = keys.open_vault(data, passphrase)
    changed, words = keys.change_recovery(data, key, cost)
    files.write_whole(folder / VAULT, changed)
    return words


def noted(ws: Workspace, what: Literal["passphrase", "recovery_key"]) -> None:
    """Tell the trail of it, once the profile is open: the vault that was changed is outside the database."""
    from qa_desktop import trail  # not before a profile is open

    with ws.write():
        trail.note(ws, what)


def same_recovery_part(recovery_key: str, typed: str) -> bool:
    """Whether `typed` is the last group but one of the recovery key: proof that it was written down."""
    return typed.strip().upper() == recovery_part(recovery_key)


def recovery_part(recovery_key: str) -> str:
    return recovery_key.split("-")[-2]


def wait_after(wrong: int) -> int:
    """How many seconds to wait after this many wrong ones in a row: none up to five, then twice as long each time.

    Against somebody at the keyboard. Against somebody with a copy of the files it is the price of each guess
    (Argon2id) that helps, and a good passphrase.
    """
    return 0 if wrong < FREE_TRIES else min(FIRST_WAIT_S * 2 ** min(wrong - FREE_TRIES, 20), LONGEST_WAIT_S)


def _refuse_weak(passphrase: str) -> None:
    if why := keys.weak(passphrase):
        raise NotAllowed(why)
