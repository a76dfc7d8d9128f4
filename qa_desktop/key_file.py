"""The key file: the keys of one profile, locked with its recovery key, to be kept apart from the laptop.

It is an age file under a passphrase, and the passphrase is the recovery key as it was printed, so that the public
`age` program opens it. Inside is an age identity file: the secret key that opens bundles on a line of its own, and
the rest as JSON in a comment line. With it a lost profile is built again from what was kept (`rebuilding`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyrage
from pydantic import ValidationError

from qa_desktop import canonical, families, files, keys, trail
from qa_desktop.errors import FileRefused, WrongPassphrase
from qa_desktop.templates import Model
from qa_desktop.workspace import Me, Workspace, vault_bytes

SUFFIX = ".qakeys"
MAX_FILE = 1024 * 1024  # bytes
KEPT = ("signing_key", "certificate", "root", "authority_key", families.KEY, families.OWN_KEY)
"""Settings that are keys or certificates (DER or bytes). Everything else is in the files that were kept."""


class _Inside(Model):
    format: str = "qa-keys"
    me: dict[str, str]
    age_recipient: str
    keys: dict[str, str]  # name of the setting -> hex


@dataclass(frozen=True, slots=True)
class Opened:
    """What a key file holds."""

    me: Me
    age_secret: str
    age_recipient: str
    keys: Mapping[str, bytes]


def write(ws: Workspace, recovery_key: str, folder: Path) -> Path:
    """Write the key file, locked with the recovery key, which is tried on the profile first. Raises WrongPassphrase,
    WriteFailed."""
    keys.open_with_recovery(vault_bytes(ws.world.data_dir), recovery_key)
    held = {name: value.hex() for name in KEPT if (value := ws.store.setting(name)) is not None}
    inside = _Inside(me=asdict(ws.me), age_recipient=ws.text("age_recipient") or "", keys=held)
    lines = [
        f"# Keys of {ws.me.name} ({ws.me.code}). The next line opens bundles; the last is for the program.",
        ws.age_secret,
        f"# {canonical.dumps(inside.model_dump()).decode()}",
    ]
    locked = bytes(
        pyrage.passphrase.encrypt(("\n".join(lines) + "\n").encode(), keys.as_printed(recovery_key))
    )
    path = folder / f"{files.safe_name(f'keys {ws.me.code}')}{SUFFIX}"
    files.write_whole(path, locked, lambda data: _check(data, recovery_key, path.name))
    with ws.write():
        trail.note(ws, "keys")
    return path


def _check(data: bytes, recovery_key: str, name: str) -> None:
    read(data, recovery_key, name)


def read(data: bytes, recovery_key: str, name: str) -> Opened:
    """Open a key file. Raises WrongPassphrase, or FileRefused where it is none or was changed."""
    try:
        plain = bytes(pyrage.passphrase.decrypt(data, keys.as_printed(recovery_key)))
    except (pyrage.DecryptError, OSError, ValueError) as error:
        if not data.startswith(b"age-encryption.org/v1\n"):
            raise FileRefused(
                f"{name} is no key file, so nothing was built. Choose a file that ends in {SUFFIX}."
            ) from error
        raise WrongPassphrase(
            f"This recovery key does not open {name}, or the file was changed. Look at the key again; nothing was built."
        ) from error
    try:
        _, secret, rest, *_ = plain.decode().splitlines()
        inside = _Inside.model_validate(canonical.loads(rest.removeprefix("# ").encode(), name))
        held = {key: bytes.fromhex(value) for key, value in inside.keys.items() if key in KEPT}
        return Opened(Me(**inside.me), secret, inside.age_recipient, held)
    except (ValueError, TypeError, ValidationError) as error:
        raise FileRefused(
            f"{name} was made by a newer version of the program. Update, then try again."
        ) from error
