"""Bundles that are made to cost time and memory: each once, however many mutants there are."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from qa_desktop import bundles
from tests.faults.mutants import Good, listed, packed, sealed

MB = 2**20
Made = tuple[str, Callable[[], bytes]]


def every(good: Good, at_most: int) -> Iterator[tuple[str, bytes]]:
    """As many as are asked for, the cheapest first."""
    made = (
        *_nested(good),
        *_long_texts(good),
        *_bombs(good),
        *_many(good),
    )
    for name, make in made[:at_most]:
        yield name, make()


def _nested(good: Good) -> Iterator[Made]:
    for depth in (33, 1000, 100_000, 400_000):
        for name, text in (
            ("lists", b"[" * depth + b"]" * depth),
            ("objects", b'{"a":' * depth + b"1" + b"}" * depth),
        ):
            yield f"a manifest of {depth} {name} in each other", lambda t=text: packed(good, t, good.entries)
            yield f"an entry of {depth} {name} in each other", lambda t=text: listed(good, [t])
            yield (
                f"a body of {depth} {name} in each other",
                lambda t=text: listed(good, [_with(good, body=t.decode())]),
            )


def _long_texts(good: Good) -> Iterator[Made]:
    for megabytes in (1, 5, 16, 19):
        text = "x" * (megabytes * MB)
        yield f"a body of {megabytes} MB", lambda t=text: listed(good, [_with(good, body=t)])
        yield f"a header of {megabytes} MB", lambda t=text: listed(good, [_with(good, header=t)])
        yield f"a salt of {megabytes} MB", lambda t=text: listed(good, [_with(good, salt=t)])
        yield (
            f"a certificate of {megabytes} MB",
            lambda t=text: listed(good, [_with(good, certificate=t[: len(t) // 4 * 4])]),
        )
    yield "a line of 30 MB", lambda: listed(good, [b'"' + b"x" * (30 * MB) + b'"'])
    yield "digits without end", lambda: listed(good, [b"9" * (10 * MB)])
    yield "100,000 keys", lambda: listed(good, [_keys(100_000)])
    yield "1,000,000 keys", lambda: listed(good, [_keys(1_000_000)])
    yield "2,000,000 numbers", lambda: listed(good, [b"[" + b"1," * 2_000_000 + b"1]"])
    yield "a manifest of 100,000 keys", lambda: packed(good, _keys(60_000), good.entries)
    yield "emoji of 19 MB", lambda: listed(good, [_with(good, body="\U0001f46a" * (4 * MB))])
    yield "escapes of 19 MB", lambda: listed(good, [b'{"body":"' + b"\\u0041" * (3 * MB) + b'"}'])


def _keys(count: int) -> bytes:
    return b"{" + b",".join(b'"%07d":1' % n for n in range(count)) + b"}"


def _with(good: Good, **parts: str) -> bytes:
    held = json.loads(good.lines[0]) | parts
    return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _bombs(good: Good) -> Iterator[Made]:
    for megabytes in (2, 64, 512):
        yield (
            f"{megabytes} MB of zeros for entries",
            lambda n=megabytes: sealed(good, _bomb(good, n * MB, n * MB)),
        )
        yield (
            f"{megabytes} MB that says it is small",
            lambda n=megabytes: sealed(good, _bomb(good, n * MB, 1000)),
        )
    yield "a manifest that unpacks to 64 MB", lambda: sealed(good, _bomb(good, 64 * MB, 64 * MB, first=True))
    yield "a zip in a zip in a zip", lambda: sealed(good, _zips(6))
    yield "members on top of each other", lambda: sealed(good, _overlapping(good))
    yield "200 to 1, and no more", lambda: listed(good, [b"x" * (10 * MB)])


def _bomb(good: Good, size: int, said: int, first: bool = False) -> bytes:
    """One member, in our own shape, that unpacks to `size` zeros and says `said`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed_ = b"".join(packer.compress(bytes(MB)) for _ in range(size // MB)) + packer.flush()
    out = bytearray()
    for name, plain in zip(bundles.MEMBERS, (good.said, good.signature, b""), strict=True):
        heavy = name == bundles.MANIFEST if first else name == bundles.ENTRIES
        data, method = (packed_, 8) if heavy else (plain, 0)
        sizes = (zlib.crc32(plain), len(data), said if heavy else len(plain), len(name), 0)
        out += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, method, 0, 0x21, *sizes) + name.encode() + data
    return bytes(out)


def _zips(depth: int) -> bytes:
    data = bytes(5 * MB)
    for n in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(f"{n}.zip", data)
        data = out.getvalue()
    return data


def _overlapping(good: Good) -> bytes:
    """A directory of a thousand members that are all the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("manifest.json", bytes(MB))
        (one,) = made.filelist
        made.filelist.extend([one] * 999)
    return out.getvalue()


def _many(good: Good) -> Iterator[Made]:
    yield "70,000 members", lambda: sealed(good, _members(70_000))
    yield "200,001 entries", lambda: listed(good, [b"{}"] * 200_001)
    yield "200,000 entries", lambda: listed(good, [b"{}"] * 200_000)
    yield "240,000 numbers", lambda: listed(good, [b"[" + b"1," * 240_000 + b"1]"])
    yield "240,000 keys", lambda: listed(good, [_with(good, body=_keys(240_000).decode())])
    yield "the same entry 5,000 times", lambda: listed(good, [good.lines[0]] * 5000)
    yield "100,000 blank lines", lambda: listed(good, [b""] * 100_000)
    yield "an age header without end", lambda: b"age-encryption.org/v1\n" + b"-> X25519 abc\ndef\n" * 400_000
    yield "64 MB of nothing", lambda: bytes(64 * MB)
    yield "64 MB behind a good start", lambda: good.data + bytes(64 * MB)


def _members(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(count):
            made.writestr(zipfile.ZipInfo(f"{n}"), b"")
    return out.getvalue()
