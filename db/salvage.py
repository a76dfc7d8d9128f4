"""What can still be read of a damaged database: every row whose pages are whole, found without its index or its order.

Pages are opened here as SQLCipher 4 does it (AES-256-CBC, HMAC-SHA512), for SQLCipher itself reads nothing more once it
has met a bad one. A page whose HMAC is not right is left out; nothing is guessed, and the file is not touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db import backup, cipher
from db.errors import CannotOpen, NotSaved
from db.rows import DraftRow
from db.tables import PAGE

SALT, IV, MAC = 16, 16, 64  # bytes
USABLE = PAGE - IV - MAC
TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x0A, 0x02
HEX = re.compile(r"[0-9a-f]{64}")
ENTRY_COLUMNS = 14
FIXED = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}  # serial type -> bytes
Row = tuple[Any, ...]
Decrypt = Callable[[bytes, bytes, bytes], bytes]
"""AES-256-CBC: the key, the first block, what is to be read. Given by the program above: no library of ours is here."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was found. `entries`: (header, body, salt, signature) by digest, each header fitting its digest.

    `named`: digests of all entries that anything readable names: those missing from `entries` were lost.
    """

    pages: int
    bad: tuple[int, ...]  # numbers of pages that could not be read, from 1
    entries: dict[str, tuple[bytes, bytes | None, bytes | None, bytes]] = field(repr=False)
    certificates: dict[str, bytes] = field(repr=False)
    settings: dict[str, bytes] = field(repr=False)
    drafts: dict[str, DraftRow] = field(repr=False)
    named: frozenset[str] = field(repr=False)


def read(
    path: Path, key: bytes, decrypt: Decrypt, tell: Callable[[int, int], None] = lambda done, total: None
) -> Salvaged:
    """Read what is whole. Raises CannotOpen where the file is not there or too short, NotSaved for want of room."""
    data = _settled(path, key)
    if len(data) < PAGE:
        raise CannotOpen("The database file is not there, or is cut short.")
    pages = [data[at : at + PAGE] for at in range(0, len(data) - PAGE + 1, PAGE)]
    plain: dict[int, bytes] = {}
    opened = _opener(key, data[:SALT], decrypt)
    for number, page in enumerate(pages, 1):
        if (found := opened(number, page)) is not None:
            plain[number] = found
        if number % 256 == 0:
            tell(number, len(pages))
    empty = {number for number, page in enumerate(pages, 1) if not any(page)}
    bad = tuple(n for n in range(1, len(pages) + 1) if n not in plain and n not in empty)
    return _sorted_out(len(pages), bad, [row for n in sorted(plain) if n > 1 for row in _rows(plain, n)])


def _settled(path: Path, key: bytes) -> bytes:
    """The bytes of the file with what its write-ahead log adds, worked out on a copy."""
    log = Path(f"{path}-wal")
    try:
        if not log.exists() or not log.stat().st_size:
            return path.read_bytes()
    except OSError as error:
        raise CannotOpen("The database file is not there, or may not be read.") from error
    part = path.with_name(f"{backup.PART}{secrets.token_hex(8)}")
    try:
        shutil.copyfile(path, part)
        shutil.copyfile(log, f"{part}-wal")
        with contextlib.suppress(Exception):  # a log that does not fit, or a first page that cannot be read
            conn = cipher.connect(part, key)
            try:
                conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                conn.close()
        return part.read_bytes()
    except OSError as error:
        raise NotSaved("There is no room to look into the database file.") from error
    finally:
        for end in ("", "-wal", "-shm"):
            Path(f"{part}{end}").unlink(missing_ok=True)


def _opener(key: bytes, salt: bytes, decrypt: Decrypt) -> Callable[[int, bytes], bytes | None]:
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ 0x3A for b in salt), 2, 32)

    def opened(number: int, page: bytes) -> bytes | None:
        start = SALT if number == 1 else 0
        sealed, mac = page[start : PAGE - MAC], page[PAGE - MAC :]
        right = hmac.new(mac_key, sealed + number.to_bytes(4, "little"), hashlib.sha512).digest()
        if not hmac.compare_digest(mac, right):
            return None
        return bytes(start) + decrypt(key, sealed[-IV:], sealed[:-IV])

    return opened


# Rows, as SQLite lays them out (https://www.sqlite.org/fileformat2.html)


def _rows(plain: dict[int, bytes], number: int) -> Iterator[Row]:
    """Every whole row of a page. A page that is none of a table's or an index's holds none."""
    page = plain[number]
    if page[0] not in (TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR):
        return
    first = 12 if page[0] == INDEX_INTERIOR else 8
    for cell in range(int.from_bytes(page[3:5])):
        at = int.from_bytes(page[first + 2 * cell : first + 2 * cell + 2])
        with contextlib.suppress(
            IndexError, ValueError, KeyError
        ):  # a page of something else, or a value cut short
            yield _row(plain, page, at)


def _row(plain: dict[int, bytes], page: bytes, at: int) -> Row:
    at += 4 if page[0] == INDEX_INTERIOR else 0
    size, at = _varint(page, at)
    if page[0] == TABLE_LEAF:
        _, at = _varint(page, at)
        most = USABLE - 35
    else:
        most = (USABLE - 12) * 64 // 255 - 23
    if size <= most:
        return _values(page[at : at + size], size)
    least = (USABLE - 12) * 32 // 255 - 23
    here = least + (size - least) % (USABLE - 4)
    here = here if here <= most else least
    held, following = bytearray(page[at : at + here]), int.from_bytes(page[at + here : at + here + 4])
    while len(held) < size:
        more = plain[following]  # KeyError: that page is bad, and so is the row
        held += more[4 : 4 + min(USABLE - 4, size - len(held))]
        following = int.from_bytes(more[:4])
    return _values(bytes(held), size)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(9):
        byte = data[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + n + 1
    raise ValueError("no end")


def _values(record: bytes, size: int) -> Row:
    if len(record) != size:
        raise ValueError("cut short")
    end, at = _varint(record, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    found: list[Any] = []
    for kind in kinds:
        length = FIXED[kind] if kind < 12 else (kind - 12) // 2
        value = record[at : at + length]
        if len(value) != length:
            raise ValueError("cut short")
        at += length
        found.append(_value(kind, value))
    return tuple(found)


def _value(kind: int, value: bytes) -> Any:
    if kind == 0:
        return None
    if kind >= 12:
        return value.decode() if kind % 2 else value
    if kind in (8, 9):
        return kind - 8
    return 0.0 if kind == 7 else int.from_bytes(value, signed=True)  # no column of ours is a fraction


# Which table a row is of: by its shape, and where there is a digest by that


def _sorted_out(pages: int, bad: tuple[int, ...], rows: list[Row]) -> Salvaged:
    found = Salvaged(pages, bad, {}, {}, {}, {}, frozenset())
    named: set[str] = set()
    for row in rows:
        first = row[0] if row else None
        if len(row) == ENTRY_COLUMNS and isinstance(first, str) and _names(first, row[10]):
            found.entries[first] = (row[10], row[11], row[12], row[13])
            named.add(first)
        elif len(row) == 2 and isinstance(first, str) and isinstance(row[1], bytes):
            (found.certificates if _names(first, row[1]) else found.settings)[first] = row[1]
        elif len(row) == 4 and isinstance(first, str) and isinstance(row[2], bytes):
            found.drafts[first] = DraftRow(*row)
        elif len(row) in (2, 3) and isinstance(first, str) and not HEX.fullmatch(first):
            named |= (
                {row[-1]} if isinstance(row[-1], str) and HEX.fullmatch(row[-1]) else set()
            )  # of an index
    return Salvaged(
        pages, bad, found.entries, found.certificates, found.settings, found.drafts, frozenset(named)
    )


def _names(digest: object, content: object) -> bool:
    return isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == digest
