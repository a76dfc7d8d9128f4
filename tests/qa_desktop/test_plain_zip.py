"""The container has one shape; every other is refused, and no bomb goes off (RELIABILITY 3 B)."""

from __future__ import annotations

import io
import random
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from bundle_parts import (
    ANNA,
    ENTRIES,
    GOOD,
    LINES,
    PLAIN,
    SAID,
    SIGNATURE,
    open_it,
    refused,
    sealed,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import bundles, canonical, cms, plain_zip
from qa_desktop.bundles import BundleRefused, Reason


def hand_made(
    members: list[tuple[str, bytes]], prepare: Callable[[zipfile.ZipInfo], None] = lambda info: None
) -> bytes:
    """A zip by the standard library in our own shape, but for what `prepare` does to each member."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.external_attr, info.create_system = (
                zipfile.ZIP_DEFLATED,
                0o100600 << 16,
                3,
            )
            prepare(info)
            made.writestr(info, data)
    return out.getvalue()


THREE = [(bundles.MANIFEST, SAID), (bundles.SIGNATURE, SIGNATURE), (bundles.ENTRIES, ENTRIES)]


def put(field: str, value: Any) -> Callable[[zipfile.ZipInfo], None]:
    return lambda info: setattr(info, field, value)


BAD_NAMES = ["../entries.ndjson", "..\\entries.ndjson", "/entries.ndjson", "C:entries.ndjson", "\\\\host\\share\\x",
             "entries.ndjson:hidden", "entries.ndjson\0", "CON", "NUL.txt", "COM1", "LPT¹", "entries.ndjson.",
             "entries.ndjson ", "ENTRIES.NDJSON", "e" * 65_535, "manifest.json", "manifest.p7s", "folder/"]  # fmt: skip


def with_byte(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def lying(delta: int) -> bytes:
    """The last member's size, wrong in both its headers, so that only inflating shows it."""
    at, size = PLAIN.rindex(b"PK\x03\x04") + 22, len(ENTRIES)
    said = struct.pack("<I", size + delta)
    return with_byte(with_byte(PLAIN, at, said), PLAIN.rindex(b"PK\x01\x02") + 24, said)


BAD_CONTAINERS: dict[str, Callable[[], bytes]] = {
    "nothing inside": lambda: b"",
    "not a zip": lambda: b"x" * 500,
    "no manifest": lambda: hand_made(THREE[1:]),
    "no signature": lambda: hand_made([THREE[0], THREE[2]]),
    "no entries": lambda: hand_made(THREE[:2]),
    "another order": lambda: hand_made(THREE[::-1]),
    "one more": lambda: hand_made([*THREE, ("notes.txt", b"x")]),
    "encrypted": lambda: with_byte(with_byte(PLAIN, 6, b"\1"), PLAIN.index(b"PK\x01\x02") + 8, b"\1"),
    "streamed sizes": lambda: with_byte(
        with_byte(PLAIN, 6, b"\x08"), PLAIN.index(b"PK\x01\x02") + 8, b"\x08"
    ),
    "deflate64": lambda: with_byte(with_byte(PLAIN, 8, b"\x09"), PLAIN.index(b"PK\x01\x02") + 10, b"\x09"),
    "bzip2": lambda: hand_made(THREE, put("compress_type", zipfile.ZIP_BZIP2)),
    "lzma": lambda: hand_made(THREE, put("compress_type", zipfile.ZIP_LZMA)),
    "link": lambda: hand_made(THREE, put("external_attr", (stat.S_IFLNK | 0o777) << 16)),
    "pipe": lambda: hand_made(THREE, put("external_attr", (stat.S_IFIFO | 0o600) << 16)),
    "with a comment": lambda: hand_made(THREE, put("comment", b"x")),
    "with extra fields": lambda: hand_made(THREE, put("extra", b"\x01\x99\x00\x00")),
    "a program before it": lambda: b"MZ" + bytes(200) + PLAIN,
    "two archives": lambda: PLAIN + PLAIN,
    "junk after it": lambda: PLAIN + b"\0",
    "an end cut off": lambda: PLAIN[:-1],
    "a comment at the end": lambda: PLAIN[:-2] + b"\x01\x00x",
    "two disks": lambda: with_byte(PLAIN, len(PLAIN) - 18, b"\x01\x00"),
    "a wrong count": lambda: with_byte(PLAIN, len(PLAIN) - 14, b"\x09\x00\x09\x00"),
    "a wrong start": lambda: with_byte(PLAIN, len(PLAIN) - 6, b"\xff\xff\xff\x7f"),
    "a wrong sum": lambda: with_byte(PLAIN, 14, b"\0\0\0\0"),
    "a size past the end": lambda: with_byte(PLAIN, 18, b"\xff\xff\xff\x7f"),
    "a name that differs in the directory": lambda: with_byte(PLAIN, PLAIN.rindex(b"entries"), b"ENTRIES"),
    "70,000 members": lambda: hand_made([(f"{n}", b"") for n in range(70_000)]),
    "a zip in a zip": lambda: hand_made([(bundles.MANIFEST, PLAIN), *THREE[1:]]),
}


def test_the_standard_library_makes_the_same_shape() -> None:
    assert open_it(sealed(hand_made(THREE))).lines == LINES  # so what follows is refused for its fault alone


@pytest.mark.parametrize("plain", BAD_CONTAINERS.values(), ids=BAD_CONTAINERS.keys())
def test_a_container_of_another_shape_is_refused(plain: Callable[[], bytes]) -> None:
    found = refused(sealed(plain()))
    assert found.reason in {Reason.MALFORMED, Reason.CHANGED} and "ask its sender" in str(found)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", BAD_NAMES, ids=[repr(name[:20]) for name in BAD_NAMES])
def test_no_other_name_is_taken_in_the_container(name: str) -> None:
    for members in ([*THREE[:2], (name, ENTRIES)], [*THREE, (name, ENTRIES)], [(name, SAID), *THREE[1:]]):
        if [called for called, _ in members] == list(bundles.MEMBERS):
            continue  # "manifest.json" in its own place
        # the standard library stops a name at NUL when it writes, so that one is put in afterwards
        plain = hand_made([(called.replace("\0", "\x01"), data) for called, data in members])
        assert refused(sealed(plain.replace(b"ndjson\x01", b"ndjson\0"))).reason == Reason.MALFORMED


def test_sizes_that_lie_are_refused() -> None:
    assert {refused(sealed(lying(delta))).reason for delta in (-1, 1, 1000)} == {Reason.CHANGED}


def bomb(packed: bytes, size: int) -> bytes:
    """Our shape, with entries that claim `size` bytes; the manifest agrees, so only the reader's caps help."""
    contents = {"bytes": size, "sha256": "0" * 64, "lines": 1}
    said = canonical.dumps(canonical.loads(SAID, "it") | {"files": {bundles.ENTRIES: contents}})
    members = [
        plain_zip.Member(name, 8, zlib.crc32(data), len(data), memoryview(zlib.compress(data, wbits=-15)))
        for name, data in zip(bundles.MEMBERS, (said, cms.sign(said, ANNA)), strict=False)
    ]
    members.append(plain_zip.Member(bundles.ENTRIES, 8, 0, size, memoryview(packed)))
    out, directory = b"", b""
    for member in members:
        directory += member._central(len(out))
        out += member._local() + member.packed
    return sealed(out + directory + plain_zip._end(3, len(directory), len(out)))


def test_bombs_are_refused_without_filling_the_memory() -> None:
    zeros = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(zeros.compress(bytes(2**20)) for _ in range(100)) + zeros.flush()  # 100 MB in 100 kB
    reasons = []
    for size in (100 * 2**20, 2**30, 1000, len(packed) * plain_zip.MAX_RATIO):
        data = bomb(packed, size)
        tracemalloc.start()
        reasons.append(refused(data).reason)
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
        tracemalloc.stop()
    assert reasons == [Reason.TOO_LARGE, Reason.TOO_LARGE, Reason.MALFORMED, Reason.MALFORMED]


def test_a_manifest_or_signature_of_megabytes_is_not_inflated() -> None:
    for at in (0, 1):
        members = [
            (name, random.Random(1).randbytes(2 * 2**20) if n == at else data)
            for n, (name, data) in enumerate(THREE)
        ]
        assert refused(sealed(plain_zip.write(members))).reason == Reason.TOO_LARGE


@settings(max_examples=400)
@given(st.data())
def test_changes_behind_the_encryption_are_refused_or_change_nothing(data: st.DataObject) -> None:
    plain = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 3))):
        at, kind = (
            data.draw(st.integers(0, len(plain) - 1)),
            data.draw(st.sampled_from(["flip", "cut", "put", "swap"])),
        )
        if kind == "flip":
            plain[at] ^= data.draw(st.integers(1, 255))
        elif kind == "cut":
            del plain[at : at + data.draw(st.integers(1, 40))]
        elif kind == "put":
            plain[at:at] = data.draw(st.binary(min_size=1, max_size=8))
        else:
            other = data.draw(st.integers(0, len(plain) - 1))
            plain[at : at + 8], plain[other : other + 8] = plain[other : other + 8], plain[at : at + 8]
        plain = plain or bytearray(b"x")
    try:
        found = open_it(sealed(bytes(plain)))
    except BundleRefused:
        return
    assert found == open_it(GOOD)


def one(packed: bytes, size: int, crc: int) -> bytes:
    """A zip of one member, a.txt, whose headers agree with each other and perhaps not with what is in it."""
    member = plain_zip.Member("a.txt", 8, crc, size, memoryview(packed))
    directory = member._central(0)
    head = member._local() + packed
    return head + directory + plain_zip._end(1, len(directory), len(head))


def test_each_lie_about_a_member_is_found_by_the_container_itself() -> None:
    text = b"was the help the right help?"
    packed, crc = zlib.compress(text, wbits=-15), zlib.crc32(text)
    good = one(packed, len(text), crc)
    assert plain_zip.read(good, ["a.txt"])[0].data(100) == text
    for lie in (
        one(packed, len(text), crc ^ 1),
        one(packed, len(text) - 1, zlib.crc32(text[:-1])),
        one(packed, len(text) + 1, crc),
        one(packed + b"hidden", len(text), crc),
        one(packed[:-1], len(text), crc),
        with_byte(good, 10, b"\x01"),  # a time in the first header only
        with_byte(good, 28, b"\x01"),  # an extra field that only the first header has
    ):
        with pytest.raises(plain_zip.BadZip):
            plain_zip.read(lie, ["a.txt"])[0].data(100)
    with pytest.raises(plain_zip.BadZip) as found:
        plain_zip.read(good, ["a.txt"])[0].data(len(text) - 1)
    assert found.value.too_large
