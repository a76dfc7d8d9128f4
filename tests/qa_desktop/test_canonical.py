"""One exact JSON, and a reader that takes nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import canonical
from qa_desktop.canonical import NotCanonical

integers = st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER)
texts = st.text(st.characters(codec="utf-8"), max_size=20)
keys = texts.filter(lambda key: "\0" not in key)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_is_rfc_8785_and_reads_back_the_same(value: Any) -> None:
    data = canonical.dumps(value)
    assert data == rfc8785.dumps(value)
    assert canonical.loads_exact(data, "it") == value


def test_keys_beyond_the_basic_plane_are_sorted_as_the_standard_says() -> None:
    # by UTF-16 the emoji (D83D…) comes before U+FB33, by code point after it
    assert canonical.dumps({"\ufb33": 1, "😀": 2}) == '{"😀":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize("text", ["é", "e\u0301", " a\r\nb\t", "\u2028", "\ufffe", "\0", "\u202eabc", "\x7f"])
def test_text_is_kept_as_it_is(text: str) -> None:
    assert canonical.loads_exact(canonical.dumps([text]), "it") == [text]


REFUSED_BYTES: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "not complete"),
    ("cut short", b'{"a":1', "not complete"),
    ("two values", b"{} {}", "not complete"),
    ("byte order mark", b"\xef\xbb\xbf{}", "byte order mark"),
    ("UTF-16", '{"a":1}'.encode("utf-16"), "byte order mark"),
    ("not UTF-8", b'["\xff"]', "not UTF-8"),
    ("overlong UTF-8", b'["\xc0\xaf"]', "not UTF-8"),
    ("surrogate written in UTF-8", b'["\xed\xa0\x80"]', "not UTF-8"),
    ("lone surrogate by escape", b'["\\ud800"]', "half a character"),
    ("lone surrogate in a key", b'{"\\udc00":1}', "half a character"),
    ("raw NUL in text", b'["\0"]', "not complete"),
    ("NUL in a key", b'{"a\\u0000":1}', "NUL"),
    ("key twice", b'{"a":1,"b":2,"a":1}', "“a” twice"),
    ("key twice, deep down", b'[{"x":{"k":1,"k":2}}]', "“k” twice"),
    ("key twice among 100,000", b"{" + b",".join(b'"%d":1' % (n % 99_999) for n in range(100_000)) + b"}", "“0” twice"),
    ("fraction", b"[1.5]", "decimal point"),
    ("fraction that is whole", b"[1.0]", "decimal point"),
    ("exponent", b"[1e400]", "decimal point"),
    ("NaN", b"[NaN]", "not a number"),
    ("infinity", b"[-Infinity]", "not a number"),
    ("2 to the 53", b"[9007199254740992]", "too large"),
    ("400 digits", b"[" + b"9" * 400 + b"]", "too large"),
    ("5,000 digits", b"[-" + b"9" * 5000 + b"]", "too large"),
    ("33 deep", b"[" * 33 + b"]" * 33, "too deeply"),
    ("100,000 deep", b"[" * 100_000, "too deeply"),
    ("100,000 deep objects", b'{"a":' * 100_000, "too deeply"),
    ("250,000 numbers", b"[" + b"1," * 250_000 + b"1]", "more parts"),
    ("250,000 keys", b"{" + b",".join(b'"%d":1' % n for n in range(250_001)) + b"}", "more parts"),
    ("250,000 lists", b"[" + b"[]," * 130_000 + b"[]]", "more parts"),
    ("comment", b"{} // x", "not complete"),
    ("single quotes", b"{'a':1}", "not complete"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "why"), [case[1:] for case in REFUSED_BYTES], ids=[c[0] for c in REFUSED_BYTES]
)
def test_bytes_that_could_mean_two_things_are_refused_by_name(data: bytes, why: str) -> None:
    with pytest.raises(NotCanonical, match=why) as refused:
        canonical.loads(data, "Line 7 of return.qabundle")
    assert str(refused.value).startswith("Line 7 of return.qabundle cannot be used because")


def test_signs_within_a_text_are_no_parts() -> None:
    """A person may type as many commas and brackets as they like."""
    said = [",[{" * 200_000, '\\",[{' * 200_000]
    assert canonical.loads_exact(canonical.dumps(said, most_parts=10), "it") == said


def test_nothing_is_sealed_that_could_not_be_read_again() -> None:
    said = [1] * canonical.MAX_PARTS
    assert canonical.dumps(said)
    with pytest.raises(NotCanonical, match="more parts"):
        canonical.dumps(said, most_parts=canonical.MAX_PARTS)
    just = canonical.dumps([[1]] * 100_000, most_parts=canonical.MAX_PARTS + 100_000)
    assert len(canonical.loads(just, "it")) == 100_000


def test_depth_and_numbers_are_taken_up_to_the_limit() -> None:
    assert canonical.loads(b"[" * 32 + b"]" * 32, "it") is not None
    assert canonical.loads(b"[-9007199254740991,9007199254740991]", "it") == [-(2**53) + 1, 2**53 - 1]


@pytest.mark.parametrize(
    "data",
    [b" {}", b"{}\n", b"[1, 2]", b'{"b":1,"a":2}', b'["\\u0041"]', b'["\\/"]', b"[-0]", b'["\\u00E9"]'],
)
def test_the_exact_reader_takes_only_the_canonical_form(data: bytes) -> None:
    canonical.loads(data, "it")
    with pytest.raises(NotCanonical, match="one exact form"):
        canonical.loads_exact(data, "it")


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        [float("nan")],
        {1: "a"},
        {None: 1},
        {"a\0": 1},
        b"x",
        {"a": {1, 2}},
        ["\ud800"],
        {"\udfff": 1},
        2**53,
    ],
)
def test_a_value_without_an_exact_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical, match="This note cannot be used because"):
        canonical.dumps(value, "This note")


def test_a_value_nested_without_end_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(NotCanonical, match="too deeply"):
        canonical.dumps(endless)


@settings(max_examples=300)
@given(
    st.binary(max_size=60) | st.text('[]{}":,0123456789eE.-\\uDd8ntrufalse \0', max_size=60).map(str.encode)
)
def test_any_bytes_end_in_a_value_or_a_refusal(data: bytes) -> None:
    try:
        value = canonical.loads(data, "it")
    except NotCanonical:
        return
    assert value == json.loads(data)
