"""Whatever arrives as a bundle is read exactly or refused with a sentence (RELIABILITY 3 A and C)."""

from __future__ import annotations

import base64
import gzip
import io
import random
import zipfile
from typing import Any

import pyrage
import pytest
from bundle_parts import (
    ANNA,
    ENTRIES,
    GOOD,
    LINES,
    OTHER_RECIPIENT,
    PLAIN,
    ROOTS,
    SAID,
    SECRET,
    forged,
    manifest,
    open_it,
    refused,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import bundles, canonical
from qa_desktop.bundles import BundleRefused, Reason
from qa_desktop.errors import CannotOpen


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
    ("noise", random.Random(1).randbytes(3000), Reason.NOT_OURS, "is no pack or return file"),
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
