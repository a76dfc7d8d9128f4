"""Spoiled and doctored bundles, made from one good one: numbered, so that any of them can be made again.

Most are spoiled from outside, as sticks and mail gateways do. The others were made by somebody who holds a key that
counts: they are encrypted rightly, signed rightly as far as their family says, and lie from there on inwards.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import pyrage

from qa_desktop import bundles, canonical, cms, entries, identity, plain_zip

EDGES = (0, 1, 2, 8, 12, 14, 95, 99, 255, 256, 2**15, 2**16 - 1, 2**24, 2**31 - 1, 2**31, 2**32 - 1)
HOSTILE = (
    "", "\0", "../x", "..\\x", "/etc/passwd", "C:\\x", "\\\\server\\x", "manifest.json:ads", "CON", "NUL.json",
    "COM1", "LPT¹", "manifest.json.", "manifest.json ", "MANIFEST.JSON", "x" * 65_000, "a/b", "\u202ejson",
)  # fmt: skip
WORDS = (
    "", " ", "\0", "0", "-1", "null", "x" * 300, "x" * 70_000, "\u202e", "\ud83d\ude00", "e\u0301", "\u2028", "\r\n",
    "=1+1", "<b>&amp;", "../..", "2026-02-30", "9999-12-31", "0001-01-01", "2026-11-20T25:00:00Z", "a" * 64,
    "A" * 64, "g" * 64, "person-L01", "{{7*7}}", "%s{0}", "İstanbul",
)  # fmt: skip
THINGS: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2, 7, 100, 2**31, 2**53 - 1, [], {}, [[]], [{}], {"": ""}, [None], {"a": [1, "b"]},
    ["a" * 64], ["a" * 64] * 65,
)  # fmt: skip


@dataclass(frozen=True)
class Good:
    """What every mutant is made of: a good bundle, who signed it, and who can open it."""

    data: bytes
    plain: bytes
    said: bytes
    signature: bytes
    lines: tuple[bytes, ...]
    signer: identity.Signer
    lead: identity.Signer  # whose words count for most
    recipient: str

    @property
    def entries(self) -> bytes:
        return b"".join(line + b"\n" for line in self.lines)


@dataclass(frozen=True)
class Mutant:
    """`behind`: the entries themselves were signed again, so taking one in is no fault if every view stands it."""

    family: str
    data: bytes
    behind: bool = False


def good_of(data: bytes, secret: str, recipient: str, signer: identity.Signer, lead: identity.Signer) -> Good:
    plain = bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(secret)]))
    said, signature, packed = (m.data(2**30) for m in plain_zip.read(plain, bundles.MEMBERS))
    return Good(data, plain, said, signature, tuple(packed[:-1].split(b"\n")), signer, lead, recipient)


def mutant(good: Good, number: int, seed: int) -> Mutant:
    rng = Random(f"{seed}/{number}")
    family, make = rng.choices(FAMILIES, WEIGHTS)[0]
    return make(good, rng, family)


# Bytes


def flip(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _zeros(data: bytes, rng: Random) -> bytes:
    at, n = _run(data, rng)
    return data[:at] + bytes(n) + data[at + n :]


def _hole(data: bytes, rng: Random) -> bytes:
    at, n = _run(data, rng)
    return data[:at] + data[at + n :]


def _junk(data: bytes, rng: Random) -> bytes:
    at = rng.choice((rng.randrange(len(data)), len(data)))
    return data[:at] + rng.randbytes(rng.choice((1, 2, 16, 512))) + data[at:]


def _over(data: bytes, rng: Random) -> bytes:
    at, n = _run(data, rng)
    return data[:at] + rng.randbytes(n) + data[at + n :]


def _swap(data: bytes, rng: Random) -> bytes:
    at, n = _run(data, rng)
    to = rng.randrange(len(data) - n + 1)
    rest = data[:at] + data[at + n :]
    return rest[:to] + data[at : at + n] + rest[to:]


def _twice(data: bytes, rng: Random) -> bytes:
    at, n = _run(data, rng)
    return data[: at + n] + data[at:]


def _glued(data: bytes, rng: Random) -> bytes:
    return data + data[rng.choice((0, 0, rng.randrange(len(data)))) :]


def _number(data: bytes, rng: Random) -> bytes:
    at = rng.randrange(max(1, len(data) - 4))
    shape = rng.choice(("<H", "<I", ">H", ">I"))
    made = struct.pack(shape, rng.choice(EDGES) & (0xFFFF if shape[1] == "H" else 0xFFFFFFFF))
    return data[:at] + made + data[at + len(made) :]


def _recoded(data: bytes, rng: Random) -> bytes:
    way = rng.randrange(5)
    if way == 0:
        return data.replace(b"\n", b"\r\n")
    if way == 1:
        return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if way == 2:
        return data.decode("latin-1").encode("utf-8")
    if way == 3:
        return base64.b64encode(data)
    return bytes(byte & 0x7F for byte in data)


def _run(data: bytes, rng: Random) -> tuple[int, int]:
    at = rng.randrange(len(data))
    return at, min(rng.choice((1, 2, 4, 16, 64, 512, 4096)), len(data) - at)


SPOIL: tuple[Callable[[bytes, Random], bytes], ...] = (
    flip, flip, flip, _cut, _zeros, _hole, _junk, _over, _swap, _twice, _glued, _number, _recoded,
)  # fmt: skip


def spoiled(data: bytes, rng: Random) -> bytes:
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if data:
            data = rng.choice(SPOIL)(data, rng)
    return data


# Families, from the outside inwards


def _outside(good: Good, rng: Random, family: str) -> Mutant:
    return Mutant(family, spoiled(good.data, rng))


def _container(good: Good, rng: Random, family: str) -> Mutant:
    return Mutant(family, sealed(good, spoiled(good.plain, rng)))


def _repacked(good: Good, rng: Random, family: str) -> Mutant:
    """Another program's zip, of which something is not as ours."""
    members = list(zip(bundles.MEMBERS, (good.said, good.signature, good.entries), strict=True))
    way = rng.randrange(7)
    if way == 0:
        members.insert(rng.randrange(4), (rng.choice(HOSTILE), b"x" * rng.choice((0, 1, 1000))))
    elif way == 1:
        del members[rng.randrange(3)]
    elif way == 2:
        at = rng.randrange(3)
        members.append((members[at][0], rng.choice((members[at][1], b"other"))))
    elif way == 3:
        rng.shuffle(members)
    elif way == 4:
        at = rng.randrange(3)
        members[at] = (rng.choice(HOSTILE), members[at][1])
    elif way == 5:
        at = rng.randrange(3)
        members[at] = (members[at][0], spoiled(members[at][1], rng))
    out = io.BytesIO()
    packing = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(out, "w", packing) as made:
        made.comment = rng.choice((b"", b"", b"comment"))
        for name, data in members:
            one = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            one.compress_type = packing
            one.external_attr = rng.choice((0o100600, 0o100600, 0o120777, 0o010600, 0o060600)) << 16
            _write(made, one, data)
    return Mutant(family, sealed(good, out.getvalue()))


def _write(made: zipfile.ZipFile, one: zipfile.ZipInfo, data: bytes) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a name stands there twice is what is wanted
        made.writestr(one, data)


def _signature(good: Good, rng: Random, family: str) -> Mutant:
    return Mutant(family, packed(good, good.said, good.entries, spoiled(good.signature, rng)))


def _manifest(good: Good, rng: Random, family: str) -> Mutant:
    facts = twisted(json.loads(good.said), rng)
    return Mutant(family, packed(good, _exact(facts), good.entries))


def _manifest_text(good: Good, rng: Random, family: str) -> Mutant:
    return Mutant(family, packed(good, spoiled(good.said, rng), good.entries))


def _lines(good: Good, rng: Random, family: str) -> Mutant:
    """The signed list of entries is right for what is there, and an entry is not what its own signature says."""
    lines = list(good.lines)
    at, way = rng.randrange(len(lines)), rng.randrange(5)
    if way == 0:
        lines[at] = spoiled(lines[at], rng).replace(b"\n", b"")
    elif way == 1:
        lines[at] = _exact(twisted(json.loads(lines[at]), rng))
    elif way == 2:
        held, other = json.loads(lines[at]), json.loads(rng.choice(lines))
        part = rng.choice(sorted(held))
        lines[at] = _exact(held | {part: other[part]})
    elif way == 3:
        held = json.loads(lines[at])
        part = rng.choice(("header", "body"))
        held[part] = spoiled(str(held[part]).encode(), rng).decode("utf-8", "replace")
        lines[at] = _exact(held)
    else:
        lines.insert(
            rng.randrange(len(lines) + 1), rng.choice((b"", b"{}", b"[]", b"null", lines[at], b"\r"))
        )
    return Mutant(family, listed(good, lines))


def _sealed_again(good: Good, rng: Random, family: str) -> Mutant:
    """An entry with another header or body, sealed by a laptop that the service knows."""
    held, signer = json.loads(rng.choice(good.lines)), rng.choice((good.signer, good.lead))
    header, body = json.loads(held["header"]), json.loads(held["body"] or "{}")
    for _ in range(rng.choice((1, 1, 2))):
        if rng.random() < 0.35:
            header = twisted(header, rng)
        else:
            body = twisted(body, rng)
    salt, content = rng.randbytes(16), _exact(body)
    if isinstance(header, dict):
        header["signer"] = header.get("signer") and signer.fingerprint
        if "commit" in header:
            header["commit"] = entries.commitment(salt, content)
        if header.get("template") and header.get("kind") == "template" and rng.random() < 0.9:
            header["template"] = hashlib.sha256(content).hexdigest()
    data = _exact(header)
    signature = signer.sign(entries.SIGN_DOMAIN + hashlib.sha256(data).digest())
    line = {
        "body": content.decode("utf-8", "replace"),
        "certificate": base64.b64encode(identity.to_der(signer.certificate)).decode(),
        "header": data.decode("utf-8", "replace"),
        "salt": salt.hex(),
        "signature": base64.b64encode(signature).decode(),
    }
    others = rng.sample(good.lines, rng.randrange(3))
    return Mutant(family, listed(good, [*others, _exact(line)]), behind=True)


# Building


def sealed(good: Good, plain: bytes) -> bytes:
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(good.recipient)]))


def packed(good: Good, said: bytes, held: bytes, signature: bytes | None = None) -> bytes:
    signature = cms.sign(said, good.signer) if signature is None else signature
    return sealed(good, plain_zip.write(list(zip(bundles.MEMBERS, (said, signature, held), strict=True))))


def listed(good: Good, lines: list[bytes]) -> bytes:
    """These lines, with a manifest that counts and names them rightly."""
    held = b"".join(line + b"\n" for line in lines)
    told = {"bytes": len(held), "lines": len(lines), "sha256": hashlib.sha256(held).hexdigest()}
    return packed(good, _exact(json.loads(good.said) | {"files": {bundles.ENTRIES: told}}), held)


def _exact(value: object) -> bytes:
    """Canonical where it can be, else as any other program would write it."""
    try:
        return canonical.dumps(value)
    except canonical.NotCanonical:
        made = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return made.encode("utf-8", "surrogatepass")


def twisted(value: Any, rng: Random) -> Any:
    """The same value with one thing in it changed, at any depth."""
    if isinstance(value, dict) and value:
        return _twisted_object(dict(value), rng)
    if isinstance(value, list) and value and rng.random() < 0.8:
        return _twisted_list(list(value), rng)
    return _other(value, rng)


def _twisted_object(held: dict[str, Any], rng: Random) -> dict[str, Any]:
    key, chance = rng.choice(sorted(held)), rng.random()
    if chance < 0.1:
        del held[key]
    elif chance < 0.2:
        held[rng.choice(("zzz", "a", "é", "\0", "kind", "x" * 90))] = rng.choice(THINGS)
    elif chance < 0.3:
        held[rng.choice(WORDS)[:80]] = held.pop(key)
    else:
        held[key] = twisted(held[key], rng)
    return held


def _twisted_list(held: list[Any], rng: Random) -> list[Any]:
    at, chance = rng.randrange(len(held)), rng.random()
    if chance < 0.1:
        del held[at]
    elif chance < 0.2:
        held.append(held[at])
    elif chance < 0.3:
        rng.shuffle(held)
    else:
        held[at] = twisted(held[at], rng)
    return held


def _other(value: Any, rng: Random) -> Any:
    chance = rng.random()
    if chance < 0.35:
        return rng.choice(THINGS)
    if chance < 0.7:
        return rng.choice(WORDS)
    if isinstance(value, str) and value:
        return spoiled(value.encode("utf-8", "replace"), rng).decode("utf-8", "replace")
    if isinstance(value, int):
        return value + rng.choice((-1, 1, 10**6))
    if chance < 0.75:
        deep: Any = value
        for _ in range(rng.choice((5, 31, 40))):
            deep = [deep]
        return deep
    return rng.choice((float("nan"), 1.5, 2**60, "\ud800", -0.0)) if chance < 0.8 else [value, value]


FAMILIES: tuple[tuple[str, Callable[[Good, Random, str], Mutant]], ...] = (
    ("spoiled outside", _outside),
    ("spoiled container", _container),
    ("packed by another program", _repacked),
    ("spoiled signature", _signature),
    ("manifest signed again", _manifest),
    ("manifest's bytes signed again", _manifest_text),
    ("list of entries signed again", _lines),
    ("entry sealed again", _sealed_again),
)
WEIGHTS = (38, 14, 8, 6, 8, 4, 12, 10)
