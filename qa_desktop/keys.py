"""A passphrase or a recovery key to the one key that opens the store (the vault file)."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from qa_desktop import canonical
from qa_desktop.errors import CannotOpen, WrongPassphrase

VAULT_NAME = "vault.json"
KEY_BYTES = 32
MAX_VAULT = 64 * 1024  # bytes
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
RECOVERY_CHARS = 26  # 130 bits of chance
CHECK_CHARS = 2  # 10 bits: a slip of the pen is noticed 1,023 times in 1,024
MIN_CHARS = 12
MIN_WORDS = 4

SlotKind = Literal["passphrase", "recovery"]
Hex16 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Cost(BaseModel):
    """How dear one guess at a passphrase is. The upper bounds keep a doctored file from filling the memory."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    memory_kib: int = Field(default=64 * 1024, ge=64, le=256 * 1024)
    passes: int = Field(default=3, ge=1, le=10)
    lanes: int = Field(default=4, ge=1, le=8)


class Slot(BaseModel):
    """The data key, sealed under what one secret gives."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    kind: SlotKind
    cost: Cost
    salt: Hex16
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
    sealed: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{96}$")]


class Vault(BaseModel):
    """What vault.json holds. `key_check` says whether a data key is this vault's, `whole` whether the file is whole."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    format: Literal["qa-vault"] = "qa-vault"
    major: Literal[1] = 1
    vault: Hex16
    key_check: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    slots: Annotated[tuple[Slot, ...], Field(min_length=1, max_length=4, strict=False)]

    def to_bytes(self) -> bytes:
        """The bytes of vault.json."""
        said = self.model_dump(mode="json")
        return canonical.dumps(said | {"whole": _digest("whole", canonical.dumps(said))}) + b"\n"


def create(passphrase: str, recovery: bool = True, cost: Cost | None = None) -> tuple[Vault, bytes, str]:
    """A new vault, the new data key in it (32 bytes) and the recovery key to be written down ("" if none)."""
    data_key = os.urandom(KEY_BYTES)
    name, cost = secrets.token_hex(16), cost or Cost()
    slots = [_seal(name, "passphrase", _secret(passphrase), data_key, cost)]
    words = new_recovery_key() if recovery else ""
    if words:
        slots.append(_seal(name, "recovery", _recovery_secret(words), data_key, cost))
    return Vault(vault=name, key_check=_digest("key", data_key), slots=tuple(slots)), data_key, words


def open_vault(data: bytes, passphrase: str) -> bytes:
    """The data key. Raises WrongPassphrase, or CannotOpen if the vault file is damaged or too new."""
    vault = read(data)
    key = _open(vault, "passphrase", _secret(passphrase))
    if key is None:
        raise WrongPassphrase(
            "This passphrase does not open the profile; check Caps Lock and try again, or use the recovery key."
        )
    return key


def open_with_recovery(data: bytes, recovery_key: str) -> bytes:
    """The data key, by the key that was written down. Raises WrongPassphrase or CannotOpen."""
    vault = read(data)
    if not any(slot.kind == "recovery" for slot in vault.slots):
        raise CannotOpen("This profile was made without a recovery key; only its passphrase opens it.")
    key = _open(vault, "recovery", _recovery_secret(recovery_key))
    if key is None:
        raise WrongPassphrase(
            "This recovery key belongs to another profile; check which laptop it was written down for."
        )
    return key


def check_passphrase(data: bytes, passphrase: str) -> bool:
    """Whether the passphrase is right, as asked before a deed that matters. Raises CannotOpen if damaged."""
    return _open(read(data), "passphrase", _secret(passphrase)) is not None


def change_passphrase(data: bytes, data_key: bytes, new: str, cost: Cost | None = None) -> bytes:
    """The vault's new bytes: the same data key under a new passphrase. An old copy of the file keeps the old one."""
    vault = _of_this_key(data, data_key)
    return _with(vault, _seal(vault.vault, "passphrase", _secret(new), data_key, cost or Cost())).to_bytes()


def change_recovery(data: bytes, data_key: bytes, cost: Cost | None = None) -> tuple[bytes, str]:
    """The vault's new bytes and a new recovery key; the one before no longer opens it."""
    vault, words = _of_this_key(data, data_key), new_recovery_key()
    slot = _seal(vault.vault, "recovery", _recovery_secret(words), data_key, cost or Cost())
    return _with(vault, slot).to_bytes(), words


def as_printed(words: str) -> str:
    """A recovery key as it was printed, however it was typed. Raises WrongPassphrase when it cannot be one."""
    chance = _recovery_secret(words).decode("ascii")
    whole = chance + _check_of(chance)
    return "-".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def lock(data_key: bytes, purpose: str, data: bytes) -> bytes:
    """A small file's bytes under a key of its own that comes of the data key: AES-256-GCM, the nonce first."""
    nonce = os.urandom(12)
    return nonce + AESGCM(_for(data_key, purpose)).encrypt(nonce, data, purpose.encode())


def unlock(data_key: bytes, purpose: str, locked: bytes) -> bytes:
    """What `lock` was given. Raises InvalidTag or ValueError where the bytes were changed or belong elsewhere."""
    return AESGCM(_for(data_key, purpose)).decrypt(locked[:12], locked[12:], purpose.encode())


def open_page(data_key: bytes, before: bytes, sealed: bytes) -> bytes:
    """A page of the database, as SQLCipher locks it. Its HMAC is for the caller to check (`db.salvage`)."""
    decryptor = Cipher(algorithms.AES(data_key), modes.CBC(before)).decryptor()
    return decryptor.update(sealed) + decryptor.finalize()


def _for(data_key: bytes, purpose: str) -> bytes:
    return hmac.digest(data_key, b"qa/file/1\0" + purpose.encode(), "sha256")


def weak(passphrase: str) -> str | None:
    """Why a passphrase is too easy to guess, as a sentence, or None when it will do."""
    text = unicodedata.normalize("NFC", passphrase).strip()
    words = {word.casefold() for word in text.split() if len(word) >= 3}
    if len(text) < MIN_CHARS and len(words) < MIN_WORDS:
        return f"Use at least {MIN_CHARS} characters, or {MIN_WORDS} different words."
    if len(set(text.casefold())) < 5:
        return "Use more different characters; this one repeats the same few."
    return None


def new_recovery_key() -> str:
    """26 characters of chance and 2 that check them, in groups of four, to be written down on paper."""
    chance = "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_CHARS))
    whole = chance + _check_of(chance)
    return "-".join(whole[i : i + 4] for i in range(0, len(whole), 4))


def read(data: bytes) -> Vault:
    """What a vault file says. Raises CannotOpen if it is damaged, or made by a newer version."""
    if len(data) > MAX_VAULT:
        raise CannotOpen(_DAMAGED)
    try:
        said = canonical.loads(data, VAULT_NAME)
        if not isinstance(said, dict):
            raise CannotOpen(_DAMAGED)
        whole = said.pop("whole", None)
        if said.get("format") == "qa-vault" and type(said.get("major")) is int and said["major"] > 1:
            raise CannotOpen(
                "This profile was made by a newer version of the app; update the app, then open it again."
            )
        if whole != _digest("whole", canonical.dumps(said)):
            raise CannotOpen(_DAMAGED)
        return Vault.model_validate(said)
    except (canonical.NotCanonical, ValidationError) as error:
        raise CannotOpen(_DAMAGED) from error


_DAMAGED = f"{VAULT_NAME} in the profile folder is damaged, so no passphrase can open it; put back {VAULT_NAME} from a backup."


def _of_this_key(data: bytes, data_key: bytes) -> Vault:
    vault = read(data)
    if not secrets.compare_digest(vault.key_check, _digest("key", data_key)):
        raise CannotOpen(
            f"{VAULT_NAME} belongs to another profile, so it was left as it is; put back the right one."
        )
    return vault


def _with(vault: Vault, slot: Slot) -> Vault:
    others = tuple(kept for kept in vault.slots if kept.kind != slot.kind)
    slots = tuple(sorted((slot, *others), key=lambda each: each.kind))
    return vault.model_copy(update={"slots": slots})


def _seal(vault: str, kind: SlotKind, secret: bytes, data_key: bytes, cost: Cost) -> Slot:
    salt, nonce = os.urandom(16), os.urandom(12)
    said = _said(vault, kind, cost, salt.hex())
    sealed = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, data_key, said)
    return Slot(kind=kind, cost=cost, salt=salt.hex(), nonce=nonce.hex(), sealed=sealed.hex())


def _open(vault: Vault, kind: SlotKind, secret: bytes) -> bytes | None:
    for slot in vault.slots:
        if slot.kind != kind:
            continue
        key = _stretch(secret, bytes.fromhex(slot.salt), slot.cost)
        said = _said(vault.vault, slot.kind, slot.cost, slot.salt)
        try:
            return AESGCM(key).decrypt(bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), said)
        except InvalidTag:
            continue
    return None


def _said(vault: str, kind: SlotKind, cost: Cost, salt: str) -> bytes:
    """What is authenticated with the sealed key: making the cost cheaper in the file spoils it."""
    return canonical.dumps(
        {
            "format": "qa-vault",
            "major": 1,
            "vault": vault,
            "kind": kind,
            "cost": cost.model_dump(),
            "salt": salt,
        }
    )


def _stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    # Argon2 wants 8 KiB for each lane at least; a file may ask for less, and then says nothing anyone sealed
    memory = max(cost.memory_kib, 8 * cost.lanes)
    try:
        kdf = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=memory
        )
        return kdf.derive(secret)
    except MemoryError as error:
        raise CannotOpen(
            "There is not enough memory to open the profile; close other programs and try again."
        ) from error


def _secret(passphrase: str) -> bytes:
    # NFC: the same keys give different bytes on a Mac and on Windows; a stray half character must not stop us
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _recovery_secret(words: str) -> bytes:
    """The characters that count, however they were typed. Raises WrongPassphrase when they cannot be right."""
    text = "".join(c for c in words.upper() if c not in "- \t\r\n\u00a0\u2010\u2011\u2012\u2013")
    text = text.translate(str.maketrans("ILO", "110"))
    if len(text) != RECOVERY_CHARS + CHECK_CHARS or set(text) - set(ALPHABET):
        raise WrongPassphrase(
            f"A recovery key has {RECOVERY_CHARS + CHECK_CHARS} letters and figures in groups of four; look at it again."
        )
    if text[RECOVERY_CHARS:] != _check_of(text[:RECOVERY_CHARS]):
        raise WrongPassphrase(
            "One character of this recovery key is not as it was written down; look at it again."
        )
    return text[:RECOVERY_CHARS].encode("ascii")


def _check_of(chance: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"qa/recovery/1\0" + chance.encode("ascii")).digest()[:2], "big")
    return ALPHABET[number >> 11] + ALPHABET[(number >> 6) & 31]


def _digest(purpose: str, data: bytes) -> str:
    return hashlib.sha256(b"qa/vault/" + purpose.encode("ascii") + b"/1\0" + data).hexdigest()
