"""Whatever arrives as a bundle is read exactly or refused with a sentence (RELIABILITY 3, A to D)."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import bundles, canonical, cms, files, identity, plain_zip
from qa_desktop.bundles import Bundle, BundleRefused, Manifest, Reason, Sender
from qa_desktop.errors import CannotOpen, QaError, WriteFailed

NOW = datetime(2026, 11, 20, tzinfo=UTC)
KEPT = Path(__file__).parent.parent / "data" / "v1"
AUTHORITY = identity.new_authority("Example Council", NOW)
ROOTS = (identity.to_der(AUTHORITY.certificate),)
SECRET, RECIPIENT = identity.new_age_key()
OTHER_SECRET, OTHER_RECIPIENT = identity.new_age_key()


def enrol(code: str, authority: identity.Authority = AUTHORITY) -> identity.Signer:
    key = identity.new_signing_key()
    asked = identity.request(code, f"Person {code}", "Auditor", "Example Council", key, RECIPIENT)
    certificate = identity.issue(authority, asked, NOW)
    return identity.Signer(key, certificate, (authority.certificate,), asked.name)


ANNA, BEN = enrol("QA-07"), enrol("QA-08")
LINES = tuple(canonical.dumps({"line": n, "note": "was the help the right help? " * n}) for n in range(5))


def manifest(signer: identity.Signer = ANNA, **changes: Any) -> Manifest:
    code = identity.subject(signer.certificate).code
    sender = Sender(code=code, name=signer.name, role="auditor", log="log-1", fingerprint=signer.fingerprint)
    said: dict[str, Any] = {
        "kind": "return", "bundle": "b0001", "number": 1, "previous": None, "sender": sender, "to_name": "Hub",
        "at": "2026-11-20T09:00:00Z", "made_with": "0.1.0", "counts": {"form": 5},
    }  # fmt: skip
    return Manifest(**(said | changes))


def open_it(data: bytes, **more: Any) -> Bundle:
    return bundles.unpack(
        data, more.pop("secret", SECRET), more.pop("roots", ROOTS), name="return.qabundle", **more
    )


def sealed(plain: bytes, recipient: str = RECIPIENT) -> bytes:
    return pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)])


GOOD = bundles.pack(LINES, manifest(), ANNA, RECIPIENT)
PLAIN = pyrage.decrypt(GOOD, [pyrage.x25519.Identity.from_str(SECRET)])
SAID, SIGNATURE, ENTRIES = (member.data(2**30) for member in plain_zip.read(PLAIN, bundles.MEMBERS))


def forged(
    change: dict[str, Any] | None = None,
    *,
    drop: str = "",
    said: bytes | None = None,
    entries: bytes = ENTRIES,
    signer: identity.Signer = ANNA,
) -> bytes:
    """A bundle that is signed and encrypted rightly, and says something wrong."""
    contents = {
        "bytes": len(entries),
        "sha256": hashlib.sha256(entries).hexdigest(),
        "lines": entries.count(b"\n"),
    }
    facts = canonical.loads(SAID, "it") | {"files": {bundles.ENTRIES: contents}} | (change or {})
    facts.pop(drop, None)
    said = canonical.dumps(facts) if said is None else said
    members = zip(bundles.MEMBERS, (said, cms.sign(said, signer), entries), strict=True)
    return sealed(plain_zip.write(list(members)))


def refused(data: bytes, **more: Any) -> BundleRefused:
    with pytest.raises(BundleRefused) as found:
        open_it(data, **more)
    words = str(found.value)
    assert (
        words.startswith("return.qabundle ")
        and words.endswith(".")
        and "\n" not in words
        and len(words) < 300
    )
    return found.value


# --- the good ones ---------------------------------------------------------------------------------------------


def test_a_bundle_gives_back_exactly_what_was_packed() -> None:
    found = open_it(GOOD)
    assert found.lines == LINES
    assert found.sender_certificate == identity.to_der(ANNA.certificate)
    assert found.manifest.to == (bundles.recipient_id(RECIPIENT),)
    assert found.manifest.sender.fingerprint == ANNA.fingerprint
    assert found.manifest.files[bundles.ENTRIES].lines == 5
    assert found.manifest.to_bytes() == SAID


def test_the_same_entries_and_manifest_give_the_same_bytes_inside() -> None:
    again = bundles.pack(LINES, manifest(), ANNA, RECIPIENT)
    assert again != GOOD  # age takes a new key every time
    assert pyrage.decrypt(again, [pyrage.x25519.Identity.from_str(SECRET)]) == PLAIN


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (b"{}",),
        (canonical.dumps({"note": '{"kind":"purge"}\n\r\n'}),),
        (canonical.dumps({"note": "a" * 3_000_000}),),  # packs a thousandfold, and is no bomb
        (canonical.dumps({"note": "\u2028\u202e e\u0301 😀"}),) * 3,
    ],
)
def test_odd_but_honest_entries_travel_unchanged(lines: tuple[bytes, ...]) -> None:
    assert open_it(bundles.pack(lines, manifest(), ANNA, RECIPIENT)).lines == lines


def test_line_ends_are_not_part_of_a_line() -> None:
    data = bundles.pack([line + b"\n" for line in LINES], manifest(), ANNA, RECIPIENT)
    assert open_it(data).lines == LINES


def test_what_a_newer_minor_version_adds_is_kept() -> None:
    sender = canonical.loads(SAID, "it")["sender"] | {"team": "North"}
    found = open_it(forged({"minor": 3, "expires": "2027-01-01", "sender": sender})).manifest
    assert found.minor == 3 and found.model_extra == {"expires": "2027-01-01"}
    assert found.sender.model_extra == {"team": "North"}
    assert canonical.loads(found.to_bytes(), "it")["expires"] == "2027-01-01"


def test_no_date_decides_whether_a_bundle_opens() -> None:
    old = identity.new_authority("Example Council", datetime(1970, 1, 3, tzinfo=UTC))
    key = identity.new_signing_key()
    asked = identity.request("QA-07", "A", "Auditor", "Example Council", key, RECIPIENT)
    signer = identity.Signer(key, identity.issue(old, asked, datetime(1971, 1, 1, tzinfo=UTC)), (), "A")
    data = bundles.pack(LINES, manifest(signer, at="half past nine, or so"), signer, RECIPIENT)
    assert open_it(data, roots=[old.certificate]).lines == LINES


def test_a_bundle_is_written_whole_and_named_by_its_digest(tmp_path: Path) -> None:
    path = tmp_path / f"northtown-return-20261120-{'ü' * 60}{bundles.BUNDLE_SUFFIX}"
    digest = bundles.write(path, LINES, manifest(), ANNA, RECIPIENT)
    data = files.read_bounded(path, bundles.MAX_FILE)
    assert hashlib.sha256(data).hexdigest() == digest and open_it(data).lines == LINES
    assert b"QA-07" not in data and b"entries" not in data and b"Hub" not in data


def test_a_bundle_of_the_first_version_opens_for_ever() -> None:
    secret = (KEPT / "receiver.age-key").read_text().strip()
    root = identity.from_pem((KEPT / "root.pem").read_bytes())
    found = bundles.unpack((KEPT / "return.qabundle").read_bytes(), secret, [root], name="return.qabundle")
    assert found.manifest.kind == "return" and found.manifest.sender.code == "QA-07"
    assert [canonical.loads_exact(line, "a line")["n"] for line in found.lines] == [1, 2, 3]


# --- A: the file -----------------------------------------------------------------------------------------------


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


WRONG_FILES: list[tuple[str, bytes, Reason, str]] = [
    ("empty", b"", Reason.EMPTY, "copy it again"),
    ("start only", GOOD[:10], Reason.INCOMPLETE, "half way"),
    ("header only", GOOD[:60], Reason.INCOMPLETE, "half way"),
    ("zeros at the end", GOOD[:-40] + bytes(40), Reason.INCOMPLETE, "half way"),
    ("nothing but zeros", bytes(5000), Reason.CHANGED, "zeros"),
    ("zeros in the middle", GOOD[:-300] + bytes(100) + GOOD[-200:], Reason.CHANGED, "copy it again"),
    ("junk added", GOOD + b"junk", Reason.CHANGED, "copy it again"),
    ("twice in a row", GOOD + GOOD, Reason.CHANGED, "copy it again"),
    ("line ends translated", GOOD.replace(b"\n", b"\r\n"), Reason.CHANGED, "took it for text"),
    ("byte order mark", b"\xef\xbb\xbf" + GOOD, Reason.CHANGED, "text editor"),
    ("UTF-16", GOOD.decode("latin-1").encode("utf-16"), Reason.CHANGED, "text editor"),
    ("UTF-16 big", b"\xfe\xff" + GOOD.decode("latin-1").encode("utf-16-be"), Reason.CHANGED, "text editor"),
    ("base64", base64.b64encode(GOOD), Reason.CHANGED, "turned into text"),
    ("armoured", b"-----BEGIN AGE ENCRYPTED FILE-----\n", Reason.CHANGED, "turned into text"),
    ("gzip", gzip.compress(GOOD), Reason.LOOKS_LIKE, "compressed file"),
    ("zip", zip_of("return.qabundle"), Reason.LOOKS_LIKE, "unpack it first"),
    ("opened bundle", PLAIN, Reason.LOOKS_LIKE, "opened bundle"),
    ("Word", zip_of("[Content_Types].xml", "word/document.xml"), Reason.LOOKS_LIKE, "Word document"),
    ("Excel", zip_of("[Content_Types].xml", "xl/workbook.xml"), Reason.LOOKS_LIKE, "Excel workbook"),
    ("sign-in page", b"\n<!DOCTYPE html><title>Sign in</title>", Reason.LOOKS_LIKE, "web page"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3", Reason.LOOKS_LIKE, "PDF document"),
    ("shortcut", b"L\0\0\0\x01\x14\x02\0" + bytes(60), Reason.LOOKS_LIKE, "shortcut"),
    ("program", b"MZ\x90\0" + bytes(60), Reason.LOOKS_LIKE, "Windows program"),
    ("database", b"SQLite format 3\0" + bytes(60), Reason.LOOKS_LIKE, "database"),
    ("photograph", b"\xff\xd8\xff\xe0" + bytes(60), Reason.LOOKS_LIKE, "picture"),
    ("screenshot", b"\x89PNG\r\n\x1a\n" + bytes(60), Reason.LOOKS_LIKE, "picture"),
    ("e-mail", b"Received: from a by b\r\nSubject: x", Reason.LOOKS_LIKE, "e-mail"),
    ("text", "Café notes\n".encode() * 900, Reason.LOOKS_LIKE, "a text file"),
    ("request", canonical.dumps({"format": "qa-request"}), Reason.LOOKS_LIKE, "a text file"),
    ("noise", random.Random(1).randbytes(3000), Reason.NOT_OURS, "is not a bundle"),
    ("another age file", b"age-encryption.org/v1\n" + b"-> X25519 abc\ndef\n" * 4000, Reason.MALFORMED, "not by this app"),
    ("with a passphrase", pyrage.passphrase.encrypt(b"x", "a passphrase"), Reason.NOT_FOR_YOU, "somebody else"),
    ("for somebody else", bundles.pack(LINES, manifest(), ANNA, OTHER_RECIPIENT), Reason.NOT_FOR_YOU, "somebody else"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "reason", "words"), [case[1:] for case in WRONG_FILES], ids=[case[0] for case in WRONG_FILES]
)
def test_a_wrong_or_spoiled_file_is_named_for_what_it_is(data: bytes, reason: Reason, words: str) -> None:
    found = refused(data)
    assert (found.reason, words in str(found)) == (reason, True), str(found)


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MAX_FILE", len(GOOD) - 1)
    assert refused(GOOD).reason == Reason.TOO_LARGE
    monkeypatch.setattr(bundles, "MAX_FILE", len(GOOD))
    assert open_it(GOOD).lines == LINES


def test_every_truncation_is_refused() -> None:
    reasons = {refused(GOOD[:length]).reason for length in range(len(GOOD))}
    assert reasons == {Reason.EMPTY, Reason.INCOMPLETE, Reason.CHANGED}


def test_300_random_flips_are_refused() -> None:
    chance = random.Random(20261120)
    for _ in range(300):
        at, bit = chance.randrange(len(GOOD)), 1 << chance.randrange(8)
        refused(GOOD[:at] + bytes([GOOD[at] ^ bit]) + GOOD[at + 1 :])


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda tail: b"age-encryption.org/v1\n" + tail))
def test_any_bytes_end_in_a_refusal(data: bytes) -> None:
    refused(data)


def test_a_name_that_plays_tricks_is_shown_harmless() -> None:
    for name in ("a\u202egpj.qabundle", "x" * 300 + ".qabundle", "two\nlines"):
        with pytest.raises(BundleRefused) as found:
            bundles.unpack(b"", SECRET, ROOTS, name=name)
        assert str(found.value).isprintable() and len(str(found.value)) < 150 and found.value.name == name
    with pytest.raises(BundleRefused, match=r"^The file is empty"):
        bundles.unpack(b"", SECRET, ROOTS)


def test_a_damaged_key_of_the_reader_is_not_blamed_on_the_file() -> None:
    with pytest.raises(CannotOpen, match="practice lead"):
        open_it(GOOD, secret="AGE-SECRET-KEY-1DAMAGED")


# --- B: the container ------------------------------------------------------------------------------------------


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


# --- C: the manifest and the lines -----------------------------------------------------------------------------

BAD_MANIFESTS: list[tuple[str, bytes]] = [
    ("not UTF-8", SAID.replace(b"Hub", b"H\xffb")),
    ("overlong UTF-8", SAID.replace(b"Hub", b"H\xc0\xaf")),
    ("lone surrogate", SAID.replace(b"Hub", b"H\\ud800")),
    ("NUL in a key", SAID.replace(b'"at"', b'"a\\u0000"')),
    ("byte order mark", b"\xef\xbb\xbf" + SAID),
    ("a key twice", SAID.replace(b'"minor":0', b'"minor":0,"minor":0')),
    ("NaN", SAID.replace(b'"minor":0', b'"minor":NaN')),
    ("infinity", SAID.replace(b'"minor":0', b'"minor":Infinity')),
    ("1e400", SAID.replace(b'"minor":0', b'"minor":1e400')),
    ("a fraction", SAID.replace(b'"minor":0', b'"minor":0.0')),
    ("400 digits", SAID.replace(b'"minor":0', b'"minor":' + b"9" * 400)),
    ("5,000 digits", SAID.replace(b'"minor":0', b'"minor":' + b"9" * 5000)),
    ("100,000 deep", SAID.replace(b'"minor":0', b'"minor":' + b"[" * 100_000)),
    ("spaces", SAID.replace(b'"minor":0', b'"minor": 0')),
    ("a line end", SAID + b"\n"),
    ("unsorted", b'{"zzz":1,' + SAID[1:]),
    ("a list", b"[" + SAID + b"]"),
    ("a number", b"7"),
    ("nothing", b""),
]


@pytest.mark.parametrize("said", [case[1] for case in BAD_MANIFESTS], ids=[case[0] for case in BAD_MANIFESTS])
def test_a_signed_manifest_that_is_not_exact_json_is_refused(said: bytes) -> None:
    assert said != SAID
    found = refused(forged(said=said))
    assert found.reason == Reason.MALFORMED and "manifest" in str(found)


def wrong_values(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [None, 7, "", ["x"], "x" * 1000]
    if isinstance(value, int):
        return [None, -1, "1", [1]]
    return [None, 7, "x", [7]] if isinstance(value, dict) else [7, "x", {"a": 1}, [7]]


FIELDS = [(field, value) for field, value in canonical.loads(SAID, "it").items() if field != "previous"]


@pytest.mark.parametrize(("field", "value"), FIELDS, ids=[field for field, _ in FIELDS])
def test_a_field_that_cannot_be_right_is_named(field: str, value: Any) -> None:
    for data in (forged(drop=field), *(forged({field: wrong}) for wrong in wrong_values(value))):
        found = refused(data)
        assert found.reason == Reason.MALFORMED and field in str(found), str(found)


@pytest.mark.parametrize("part", ["code", "name", "role", "log", "fingerprint"])
def test_a_sender_that_cannot_be_right_is_named(part: str) -> None:
    sender = canonical.loads(SAID, "it")["sender"]
    without = {key: value for key, value in sender.items() if key != part}
    for wrong in (without, *(sender | {part: value} for value in (None, 7, "", [], "x" * 1000))):
        assert f"sender.{part} in its manifest" in str(refused(forged({"sender": wrong})))


def test_contents_that_cannot_be_right_are_refused() -> None:
    good = canonical.loads(SAID, "it")["files"][bundles.ENTRIES]
    for change in (
        {"bytes": -1},
        {"bytes": "1"},
        {"bytes": 2**31},
        {"lines": None},
        {"lines": 200_001},
        {"sha256": "A" * 64},
    ):
        assert refused(forged({"files": {bundles.ENTRIES: good | change}})).reason == Reason.MALFORMED
    for names in ({}, {"x": good}, {bundles.ENTRIES: good, "../x": good}):
        assert refused(forged({"files": names})).reason == Reason.MALFORMED
    for change in ({"bytes": 1}, {"lines": 4}, {"lines": 6}, {"sha256": "0" * 64}):
        assert refused(forged({"files": {bundles.ENTRIES: good | change}})).reason == Reason.CHANGED


@pytest.mark.parametrize(
    "change",
    [{"major": 2}, {"major": 2, "sender": 7}, {"requires": ["parts"]}, {"minor": 1, "kind": "roster"}, {"minor": 1, "counts": []}],
)  # fmt: skip
def test_a_bundle_of_a_newer_version_asks_for_an_update(change: dict[str, Any]) -> None:
    found = refused(forged(change))
    assert found.reason == Reason.NEWER and "update this one" in str(found)


BAD_LINES: list[tuple[str, bytes, Reason, str]] = [
    ("last line without an end", ENTRIES[:-1], Reason.MALFORMED, "last line"),
    ("a blank line", ENTRIES.replace(b"\n", b"\n\n", 1), Reason.MALFORMED, "line 2"),
    ("only a blank line", b"\n", Reason.MALFORMED, "line 1"),
    ("translated line ends", ENTRIES.replace(b"\n", b"\r\n"), Reason.MALFORMED, "line 1"),
    ("a huge line", b"{}\n" + b'"' + b"x" * (bundles.MAX_LINE + 1) + b'"\n', Reason.TOO_LARGE, "line 2"),
    ("too many lines", b"{}\n" * 200_001, Reason.MALFORMED, "lines"),
]


@pytest.mark.parametrize(
    ("entries", "reason", "words"), [case[1:] for case in BAD_LINES], ids=[case[0] for case in BAD_LINES]
)
def test_lines_that_are_no_entries_refuse_the_whole_bundle(
    entries: bytes, reason: Reason, words: str
) -> None:
    found = refused(forged(entries=entries))
    assert found.reason == reason and words in str(found)


# --- D: who signed, and for whom -------------------------------------------------------------------------------


def rezipped(said: bytes = SAID, signature: bytes = SIGNATURE, entries: bytes = ENTRIES) -> bytes:
    return sealed(plain_zip.write(list(zip(bundles.MEMBERS, (said, signature, entries), strict=True))))


def test_a_signature_that_does_not_fit_is_refused() -> None:
    assert open_it(rezipped()).lines == LINES
    other = cms.sign(SAID.replace(b"Hub", b"Bub"), ANNA)
    for data in (
        rezipped(said=SAID.replace(b"Hub", b"Bub")),
        rezipped(signature=other),
        rezipped(signature=b""),
        rezipped(signature=b"junk"),
        rezipped(signature=SIGNATURE[:-1]),
        rezipped(entries=ENTRIES.replace(b"help", b"halp")),
        rezipped(entries=ENTRIES + b"{}\n"),
        rezipped(entries=b""),
    ):
        assert refused(data).reason == Reason.CHANGED


def test_somebody_else_cannot_sign_in_anothers_name() -> None:
    found = refused(forged(signer=BEN))
    assert found.reason == Reason.CHANGED and "did not sign" in str(found)
    claimed = canonical.loads(SAID, "it")["sender"] | {"fingerprint": BEN.fingerprint}
    assert refused(forged({"sender": claimed}, signer=BEN)).reason == Reason.CHANGED  # his key, her code


def test_an_unknown_sender_is_told_from_a_revoked_one() -> None:
    elsewhere = enrol("QA-07", identity.new_authority("Example Council", NOW))
    unknown = refused(bundles.pack(LINES, manifest(elsewhere), elsewhere, RECIPIENT))
    assert unknown.reason == Reason.UNKNOWN_SENDER and "newest pack" in str(unknown)
    assert refused(GOOD, roots=()).reason == Reason.UNKNOWN_SENDER
    gone = identity.revocation_list(AUTHORITY, [ANNA.certificate], NOW)
    revoked = refused(GOOD, crls=[gone])
    assert revoked.reason == Reason.REVOKED and "withdrawn" in str(revoked)
    ben = bundles.pack(LINES, manifest(BEN), BEN, RECIPIENT)
    assert open_it(ben, crls=[gone]).manifest.sender.code == "QA-08"


def test_a_signer_without_a_certificate_for_signing_is_unknown() -> None:
    root = identity.Signer(AUTHORITY.key, AUTHORITY.certificate, (), "root")
    assert refused(forged(signer=root)).reason == Reason.UNKNOWN_SENDER
    selfmade = identity.new_authority("Example Council", NOW)
    alone = identity.Signer(selfmade.key, selfmade.certificate, (AUTHORITY.certificate,), "alone")
    assert refused(forged(signer=alone)).reason == Reason.UNKNOWN_SENDER


def test_a_bundle_passed_on_to_another_reader_is_refused() -> None:
    found = refused(sealed(PLAIN, OTHER_RECIPIENT), secret=OTHER_SECRET)
    assert found.reason == Reason.NOT_FOR_YOU and "passed on" in str(found)


def test_a_bundle_may_name_several_readers() -> None:
    to = [bundles.recipient_id(each) for each in (OTHER_RECIPIENT, RECIPIENT)]
    assert open_it(forged({"to": to})).lines == LINES


# --- making one ------------------------------------------------------------------------------------------------


def test_a_bundle_that_could_not_be_opened_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "a.qabundle"
    for lines, signer, recipient in (
        ([b"{}\n{}"], ANNA, RECIPIENT),
        ([b"{}", b""], ANNA, RECIPIENT),
        ([b"{}"], BEN, RECIPIENT),
        ([b"x" * (bundles.MAX_LINE + 1)], ANNA, RECIPIENT),
        ([b"{}"], ANNA, "age1notakey"),
    ):
        with pytest.raises(QaError) as found:
            bundles.write(path, lines, manifest(), signer, recipient)
        assert isinstance(found.value, WriteFailed) and str(found.value).endswith(".")
    with pytest.raises(WriteFailed, match="too much"):
        bundles.pack([b"{}"] * (bundles.MAX_LINES + 1), manifest(), ANNA, RECIPIENT)
    assert list(tmp_path.iterdir()) == []


def test_the_public_programs_open_and_check_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "return.qabundle").write_bytes(GOOD)
    (tmp_path / "me.key").write_text(SECRET + "\n")
    (tmp_path / "root.pem").write_bytes(identity.to_pem(ROOTS[0]))
    for command in (
        "age -d -i me.key -o inside.zip return.qabundle",
        f"{sys.executable} -m zipfile -e inside.zip inside",
        "openssl cms -verify -inform DER -in inside/manifest.p7s -content inside/manifest.json -binary"
        " -CAfile root.pem -purpose any -no_check_time -out signed.json",
    ):
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "signed.json").read_bytes() == SAID
    digest = hashlib.sha256((tmp_path / "inside" / "entries.ndjson").read_bytes()).hexdigest()
    assert canonical.loads(SAID, "it")["files"]["entries.ndjson"]["sha256"] == digest
    changed = (tmp_path / "inside" / "manifest.json").read_bytes().replace(b"Hub", b"Bub")
    (tmp_path / "inside" / "manifest.json").write_bytes(changed)
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True).returncode != 0


def test_a_bundle_sealed_by_the_public_age_program_opens(tmp_path: Path) -> None:
    command = ["age", "-r", RECIPIENT]
    assert open_it(subprocess.run(command, input=PLAIN, capture_output=True, check=True).stdout) == open_it(
        GOOD
    )
