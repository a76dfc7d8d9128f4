"""A zip with one exact shape: known members, in order, and nothing else between the first byte and the last.

Any unzip program opens it. Our reader is stricter than any of them: it walks the members from byte 0, then
builds the directory that must follow and compares. So a byte that two readers could understand differently
(a second directory, hidden members, overlaps, sizes that lie, names with paths) has no place to be.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from qa_desktop.errors import QaError

MAX_RATIO = 200  # inflated : packed
_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_SHAPE, _CENTRAL_SHAPE, _END_SHAPE = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_STORED, _DEFLATED = 0, 8
_VERSION, _MADE_ON, _DATE = 20, 0x0314, 0x0021  # zip 2.0; Unix; 1 January 1980, so that no clock shows
_PRIVATE_FILE = 0o100600 << 16


class BadZip(QaError):
    """Not the one shape we write, or more than it says. `too_large` says which."""

    def __init__(self, why: str, too_large: bool = False):
        super().__init__(why)
        self.too_large = too_large


@dataclass(frozen=True, slots=True)
class Member:
    """One member, still packed. `size` is what its header says; inflating proves it."""

    name: str
    method: int
    crc: int
    size: int  # bytes, inflated
    packed: memoryview

    def data(self, limit: int) -> bytes:
        """Its bytes, at most `limit`. Never inflates more than the header says. Raises BadZip."""
        if self.size > limit or self.size > max(len(self.packed), 1) * MAX_RATIO:
            raise BadZip(f"{self.name} in it is too large", too_large=True)
        found = bytes(self.packed) if self.method == _STORED else self._inflated()
        if len(found) != self.size or zlib.crc32(found) != self.crc:
            raise BadZip(f"{self.name} in it is damaged")
        return found

    def _inflated(self) -> bytes:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            found = stream.decompress(self.packed, self.size + 1)
        except zlib.error as error:
            raise BadZip(f"{self.name} in it is damaged") from error
        if not stream.eof or stream.unused_data:
            raise BadZip(f"{self.name} in it is damaged")
        return found

    def _central(self, at: int) -> bytes:
        return struct.pack(
            _CENTRAL_SHAPE,
            *(_CENTRAL, _MADE_ON, _VERSION, 0, self.method, 0, _DATE),
            *(self.crc, len(self.packed), self.size),
            *(len(self.name), 0, 0, 0, 0, _PRIVATE_FILE, at),
        ) + self.name.encode("ascii")

    def _local(self) -> bytes:
        sizes = (self.crc, len(self.packed), self.size, len(self.name), 0)
        head = struct.pack(_LOCAL_SHAPE, _LOCAL, _VERSION, 0, self.method, 0, _DATE, *sizes)
        return head + self.name.encode("ascii")


def write(members: Sequence[tuple[str, bytes]]) -> bytes:
    """The zip of these members. The same members give the same bytes with the same zlib."""
    out, directory = bytearray(), bytearray()
    for name, data in members:
        packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        # a page of one letter packs a thousandfold, which our own reader would take for a bomb: store it
        stored = len(packed) >= len(data) or len(data) > len(packed) * MAX_RATIO
        kept, method = (data, _STORED) if stored else (packed, _DEFLATED)
        member = Member(name, method, zlib.crc32(data), len(data), memoryview(kept))
        directory += member._central(len(out))
        out += member._local() + kept
    return bytes(out + directory + _end(len(members), len(directory), len(out)))


def read(data: bytes, names: Sequence[str]) -> list[Member]:
    """The members, which must be exactly `names` in that order, and the only thing in `data`. Raises BadZip."""
    members, at = [], 0
    directory = bytearray()
    for name in names:
        member, after = _member(data, at, name)
        directory += member._central(at)
        members.append(member)
        at = after
    if data[at:] != bytes(directory) + _end(len(names), len(directory), at):
        raise BadZip("it holds more, or something other, than a bundle does")
    return members


def _member(data: bytes, at: int, name: str) -> tuple[Member, int]:
    start = at + struct.calcsize(_LOCAL_SHAPE) + len(name)
    if start > len(data):
        raise BadZip(f"{name} is missing from it")
    head = struct.unpack_from(_LOCAL_SHAPE, data, at)
    method, crc, packed, size = head[3], head[6], head[7], head[8]
    member = Member(name, method, crc, size, memoryview(data)[start : start + packed])
    if len(member.packed) != packed or method not in (_STORED, _DEFLATED):
        raise BadZip(f"{name} in it is not packed as a bundle's files are")
    if data[at:start] != member._local():
        raise BadZip(f"{name} is not where it should be in it")
    return member, start + packed


def _end(count: int, size: int, at: int) -> bytes:
    return struct.pack(_END_SHAPE, _END, 0, 0, count, count, size, at, 0)
