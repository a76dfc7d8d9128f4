"""Sealed entries: their bytes are their name, and admission looks at those bytes and nothing else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import canonical, entries, identity
from qa_desktop.errors import QaError
from tests.small import FULL, forge, tiny

NOW = datetime(2026, 11, 20, tzinfo=UTC)
AUTHORITY = identity.new_authority("Example Council", NOW)


def enrol(code: str, authority: identity.Authority = AUTHORITY) -> identity.Signer:
    key = identity.new_signing_key()
    asked = identity.request(
        code, f"Person {code}", "worker", "Example Council", key, identity.new_age_key()[1]
    )
    return identity.Signer(key, identity.issue(authority, asked, NOW), (authority.certificate,), asked.name)


ANNA, BEN = enrol("A01"), enrol("A02")
FORM = {"answers": FULL, "cycle": "2026-6"}
OTHER = hashlib.sha256(b"another").hexdigest()


def refusal(sealed: entries.Sealed) -> str:
    with pytest.raises(QaError) as refused:
        entries.admit(sealed, "return.qabundle, entry 3")
    assert str(refused.value).startswith("return.qabundle, entry 3 ") and str(refused.value).endswith(".")
    return str(refused.value)


def test_an_entry_is_named_by_the_hash_of_its_header_and_its_columns_come_from_there():
    sealed = forge(ANNA, FORM, doc="d1", seq=7, prev=OTHER, about=OTHER, replaces=[OTHER], kind="form")
    header = entries.admit(sealed, "it")
    row = entries.row_of(sealed, header)
    assert row.digest == sealed.digest == hashlib.sha256(sealed.header).hexdigest()
    said = json.loads(sealed.header)
    assert {
        k: said[k] for k in ("kind", "doc", "log", "seq", "prev", "signer", "at", "template", "about")
    } == {
        k: getattr(row, k) for k in ("kind", "doc", "log", "seq", "prev", "signer", "at", "template", "about")
    }
    assert row.replaces == (OTHER,)
    assert entries.sealed_of(row, sealed.certificate) == sealed


def test_what_the_program_seals_it_admits():
    body = canonical.dumps(FORM)
    header = entries.Header(
        kind="form", doc="d", log="l", seq=1, prev=None, signer=ANNA.fingerprint, at="2026-11-20T09:00:00Z",
        template=tiny().digest, commit=entries.commitment(b"0" * 16, body),
    )  # fmt: skip
    sealed = entries.seal(header, body, b"0" * 16, ANNA)
    assert entries.admit(sealed, "it") == header
    assert sealed == entries.seal(header, body, b"0" * 16, ANNA)  # the same inputs, the same bytes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": canonical.dumps(FORM | {"cycle": "2026-7"})}, "was changed after it was signed"),
        ({"salt": b"t" * 16}, "was changed after it was signed"),
        ({"salt": b"s" * 15}, "was changed after it was signed"),
        ({"salt": None}, "was changed after it was signed"),
        ({"signature": b"0" * 70}, "was changed after it was signed"),
        ({"signature": forge(BEN, FORM).signature}, "was changed after it was signed"),
        ({"certificate": identity.to_der(BEN.certificate)}, "does not carry its signer's certificate"),
        ({"certificate": b"not a certificate"}, "does not carry its signer's certificate"),
        ({"header": forge(ANNA, FORM, seq=2).header}, "was changed after it was signed"),
        ({"header": forge(ANNA, FORM).header + b" "}, "cannot be used because"),
        ({"header": b"[]"}, "has a part that cannot be right (header)"),
    ],
)
def test_tampering_with_any_part_is_refused_by_name(change, words):
    assert words in refusal(replace(forge(ANNA, FORM), **change))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("v", 0), ("v", "1"), ("v", True), ("v", ...),
        ("kind", "Form"), ("kind", ""), ("kind", ...), ("kind", 5),
        ("doc", "has space"), ("doc", "x" * 81), ("doc", ...), ("doc", "../up"),
        ("log", ""), ("log", ...),
        ("seq", 0), ("seq", "1"), ("seq", True), ("seq", -1), ("seq", ...),
        ("prev", "short"), ("prev", ...), ("prev", OTHER.upper()),
        ("at", 5), ("at", "x" * 41), ("at", ...),
        ("template", "RFP"), ("about", ""), ("commit", ...), ("commit", "0" * 63),
        ("replaces", OTHER), ("replaces", [5]), ("replaces", [f"{n:064x}" for n in range(65)]),
    ],
)  # fmt: skip
def test_a_header_with_an_impossible_part_is_refused_naming_it(field, value):
    assert f"has a part that cannot be right ({field}" in refusal(forge(ANNA, FORM, **{field: value}))


def test_a_salt_without_its_body_is_refused():
    """They go together: nothing proves such a salt, and it would be kept."""
    sealed = forge(ANNA, FORM)
    assert entries.admit(replace(sealed, body=None, salt=None), "it")
    assert "is damaged" in refusal(replace(sealed, body=None))


def test_an_entry_of_a_newer_version_says_to_update():
    assert refusal(forge(ANNA, FORM, v=2)) == (
        "return.qabundle, entry 3 was made by a newer version of the program. Update, then import it again."
    )


def test_versions_replaced_are_named_once_and_in_order():
    two = sorted([OTHER, "0" * 64])
    assert entries.admit(forge(ANNA, FORM, replaces=two), "it").replaces == tuple(two)
    for wrong in (two[::-1], [OTHER, OTHER]):
        assert "names the versions it replaces out of order" in refusal(forge(ANNA, FORM, replaces=wrong))


def test_a_form_says_what_it_was_answered_on():
    assert "does not say what it was answered on" in refusal(forge(ANNA, FORM, template=...))
    assert entries.admit(forge(ANNA, kind="weather", template=...), "it").template is None


@pytest.mark.parametrize(
    ("kind", "body", "place"),
    [
        ("form", {}, "answers"),
        ("form", {"answers": {"a b": 1}}, "answers.a b"),
        ("form", FORM | {"extra": 1}, "extra"),
        ("people", {"code": "A 1", "name": "N", "role": "r"}, "code"),
        ("cycle", {"cycle": "c"}, "title"),
    ],
)
def test_a_body_that_is_not_of_its_kind_is_refused_naming_the_part(kind, body, place):
    assert f"has a part that cannot be right ({place}" in refusal(forge(ANNA, body, kind=kind))


@pytest.mark.parametrize("due", ["20 Nov", "2026-02-30", "20261120", "2026-W47-5", ""])
def test_a_day_that_is_no_day_never_gets_into_the_ledger(due):
    allocation = {"id": "a", "template": OTHER, "due": due, "facts": {}}
    cycle = {
        "cycle": "c", "title": "t", "service": "s", "starts": "2026-11-01", "ends": "2026-12-31",
        "auditor": "A01", "allocations": [allocation],
    }  # fmt: skip
    assert "(allocations.0.due)" in refusal(forge(ANNA, cycle, kind="cycle"))
    good = cycle | {"allocations": [allocation | {"due": "2026-11-20"}]}
    assert entries.admit(forge(ANNA, good, kind="cycle"), "it").kind == "cycle"


def test_a_body_must_be_written_in_the_one_exact_form():
    assert "not written in the one exact form" in refusal(forge(ANNA, b'{ "answers": {} }'))


def test_a_body_too_large_to_be_an_audit_is_refused(monkeypatch):
    monkeypatch.setattr(entries, "MAX_BODY", 10)
    assert "is too large to be an audit" in refusal(forge(ANNA, FORM))


def test_admission_knows_no_context():
    """Unknown signer, unknown parents, unknown template, unknown kind, newer keys: all are admitted as bytes."""
    stranger = enrol("A01", identity.new_authority("Another Council", NOW))
    for sealed in (
        forge(stranger, FORM),
        forge(ANNA, FORM, replaces=[OTHER], prev=OTHER, seq=900),
        forge(ANNA, FORM, template=OTHER),
        forge(ANNA, {"anything": [1, {"x": None}]}, kind="from_the_future"),
        forge(ANNA, FORM, colour="green", nested={"x": [1]}),
        replace(forge(ANNA, FORM), body=None, salt=None),
    ):
        assert entries.row_of(sealed, entries.admit(sealed, "it")).header == sealed.header


def test_an_entry_travels_as_one_line_and_comes_back_the_same():
    naughty = FORM | {"answers": FULL | {"visit": "one\u2028two\nthree\0 👨‍👩‍👧 \u202e"}}
    for sealed in (forge(ANNA, naughty, colour="green"), replace(forge(ANNA, FORM), body=None, salt=None)):
        line = entries.to_line(sealed)
        assert b"\n" not in line and entries.from_line(line, "it") == sealed
        assert entries.to_line(entries.from_line(line, "it")) == line


LINE = entries.to_line(forge(ANNA, FORM))


@given(st.integers(0, len(LINE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused_or_changes_nothing(place, change):
    spoiled = bytearray(LINE)
    spoiled[place] ^= change
    found = admitted(bytes(spoiled))
    assert found is None or found == entries.from_line(LINE, "it")


@given(st.integers(0, len(LINE) - 1))
def test_a_line_cut_short_is_refused(length):
    assert admitted(LINE[:length]) is None


PIECES = st.sampled_from(["header", "body", "salt", "signature", "certificate", "other"])
VALUES = (
    st.none() | st.integers(0, 9) | st.text(max_size=4) | st.just("00" * 16) | st.lists(st.text(), max_size=1)
)


@given(st.dictionaries(PIECES, VALUES), st.sets(PIECES, max_size=2))
def test_no_line_whatever_raises_anything_but_a_sentence(changes, missing):
    said = {k: v for k, v in (json.loads(LINE) | changes).items() if k not in missing}
    found = admitted(canonical.dumps(said))
    assert found is None or {k: json.loads(LINE).get(k) for k in said} == said or "body" in changes


def admitted(line: bytes) -> entries.Sealed | None:
    """What a line holds, if it is let in."""
    try:
        sealed = entries.from_line(line, "it")
        entries.admit(sealed, "it")
    except QaError:
        return None
    return sealed


@pytest.mark.parametrize("key", ["\u202egpj", "two\r\nlines", "x" * 70_000, "\u2028"])
def test_a_part_with_a_name_that_plays_tricks_is_shown_harmless(key):
    words = refusal(forge(ANNA, FORM | {key: 1}))
    assert words.isprintable() and len(words) < 250
