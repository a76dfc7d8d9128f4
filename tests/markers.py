"""What must stand in no file in the clear: words that were typed, and what opens a profile. And where to look."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from qa_desktop import families, identity
from qa_desktop.workspace import Workspace

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
XDG = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
TEMPORARY = ("TMPDIR", "TEMP", "TMP")


def own_places(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Everything that a program keeps for its user goes under this folder from now on."""
    for name in (*HOMES, *XDG, *TEMPORARY):
        place = folder / name.lower()
        place.mkdir(parents=True)
        patch.setenv(name, str(place))
    patch.setattr("tempfile.tempdir", None)
    return folder


def of_words(*typed: str) -> list[bytes]:
    """Words as any program may write them."""
    return [word.encode(code) for word in typed for code in ("utf-8", "utf-16-le", "utf-16-be")]


def of_keys(ws: Workspace) -> list[bytes]:
    """The bytes of every secret key that a profile has, as they are and as people write bytes down."""
    held = [ws.store.key]
    for name in ("signing_key", "authority_key", families.KEY, families.OWN_KEY):
        held += [value] if (value := ws.store.setting(name)) else []
    for name in ("signing_key", "authority_key"):
        if der := ws.store.setting(name):
            key = identity.key_from_der(der)
            assert isinstance(key, ec.EllipticCurvePrivateKey)
            held.append(key.private_numbers().private_value.to_bytes(32))
    held = [one for one in held if any(one)]  # the made-up service's key for families is zeros
    told = [form for one in held for form in (one.hex().encode(), base64.b64encode(one))]
    return [*held, *told, ws.age_secret.encode()]


def in_the_clear(wanted: Iterable[bytes], folder: Path, but: Path | None = None) -> list[str]:
    """Files under `folder`, without those under `but`, that hold one of these."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    looked = (path for path in found if but is None or not path.is_relative_to(but))
    wanted = list(wanted)
    return [
        f"{path.relative_to(folder)}" for path in looked if any(one in path.read_bytes() for one in wanted)
    ]
