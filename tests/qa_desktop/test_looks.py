"""What a file seems to be. The common cases stand with the bundles that they are mistaken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import looks

SEEN = [
    (b"%PDF-1.7", "a PDF document"), (b"junk\n%PDF-1.4", "a PDF document"), (b"{\\rtf1", "a formatted text document"),
    (b"<svg xmlns=''/>", "a picture"), (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"), (b"\0\0\0\x18ftypheic", "a picture"),
    (b"<?xml version='1.0'?><a/>", "an XML document"), (b"7z\xbc\xaf\x27\x1c\0", "a compressed folder"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook message"),
    ("Łódź, 12 October".encode("utf-16"), "a text file"), ("é".encode() * 3000, "a text file"),
    (b"x" + "é".encode() * 3000, "a text file"), (b"", None), (b"   \n", None), (b"\0\1\2\3", None), (b"abc\0def", None),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), SEEN)
def test_a_file_is_known_by_its_first_bytes(data: bytes, words: str | None) -> None:
    assert looks.looks_like(data) == words


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    for words in (looks.looks_like(data), looks.was_a_bundle(data)):
        assert words is None or (words.isprintable() and not words.endswith("."))
