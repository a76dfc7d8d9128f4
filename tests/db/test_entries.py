from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Damaged
from db.store import EntryRow, Store
from tests.db.made_up import KEY, answer, digest, entry, fact, ledger, take_in


def names(rows: list[EntryRow]) -> list[str]:
    return [row.header.decode() for row in rows]


def test_an_entry_comes_back_byte_for_byte(store: Store) -> None:
    made = replace(
        entry("a", replaces=("x", "y"), about="z", prev="p"),
        header=bytes(range(1, 256)),
        body="Zoë\r\n\x01 e\u0301 \u202e".encode(),
        signature=b"\x00\xff",
    )
    store.put_entries([made])
    assert store.entry(made.digest) == made


def test_a_nul_in_a_long_value_is_damage_for_exact_json_never_holds_one(store: Store) -> None:
    made = replace(entry("a"), header=b"{" + b" " * 300 + b"\0}")
    store.put_entries([made])
    with pytest.raises(Damaged):
        store.entry(made.digest)
    assert store.entry(digest("never seen")) is None


def test_an_entry_that_is_here_already_is_left_as_it_is(store: Store) -> None:
    store.put_entries([entry("a")])
    store.put_entries([replace(entry("a"), body=b"other", signature=b"other", doc="other")])
    assert list(store.entries()) == [entry("a")]


def test_an_entry_may_come_without_its_body(store: Store) -> None:
    store.put_entries([entry("a", body=None)])
    assert store.entry(digest("a")) == entry("a", body=None)


def test_entries_come_by_digest_across_pages(store: Store) -> None:
    made = [entry(f"n{n}", doc=f"d{n}", kind="form" if n % 2 else "action") for n in range(1203)]
    store.put_entries(made)
    by_digest = sorted(made, key=lambda row: row.digest)
    assert list(store.entries()) == by_digest
    assert list(store.entries("action")) == [row for row in by_digest if row.kind == "action"]
    assert store.digests() == {row.digest for row in made}
    assert store.counts() == {"action": 602, "form": 601}


def test_writing_while_entries_are_read_neither_stops_nor_repeats_them(store: Store) -> None:
    store.put_entries(entry(f"n{n}", doc=f"d{n}") for n in range(1100))
    seen = []
    for row in store.entries():
        seen.append(row.digest)
        store.put_draft("d", "t", row.header, "")
    assert seen == sorted(store.digests())


def test_a_version_that_is_replaced_is_no_head(store: Store) -> None:
    store.put_entries([entry("a"), entry("b", replaces=("a",)), entry("other", doc="doc-2")])
    assert names(store.heads("form")) == ["b", "other"]
    assert names(store.heads("form", "doc-1")) == ["b"]
    assert store.heads("action") == []


def test_two_heads_of_one_document_are_both_shown_until_a_version_replaces_both(store: Store) -> None:
    store.put_entries([entry("a"), entry("left", replaces=("a",)), entry("right", replaces=("a",))])
    assert sorted(names(store.heads("form", "doc-1"))) == ["left", "right"]
    store.put_entries([entry("settled", replaces=("left", "right"))])
    assert names(store.heads("form", "doc-1")) == ["settled"]


def test_what_an_entry_claims_to_replace_must_be_of_the_same_document(store: Store) -> None:
    store.put_entries([entry("a"), entry("thief", doc="doc-2", replaces=("a",))])
    assert names(store.heads("form")) == ["a", "thief"]


def test_an_entry_of_a_stranger_hides_nothing_from_those_who_ask_for_trusted_signers(store: Store) -> None:
    store.put_entries([entry("a"), entry("strange", replaces=("a",), signer="ff")])
    assert names(store.heads("form")) == ["strange"]
    assert names(store.heads("form", signers=["aa"])) == ["a"]
    assert names(store.heads("form", "doc-1", signers={"aa", "ff"})) == ["strange"]
    assert store.heads("form", signers=[]) == []


def test_a_version_whose_forerunner_has_not_come_is_a_head_all_the_same(store: Store) -> None:
    store.put_entries([entry("v3", replaces=("v2",))])
    store.put_entries([entry("v1")])
    assert sorted(names(store.heads("form"))) == ["v1", "v3"]
    store.put_entries([entry("v2", replaces=("v1",))])
    assert names(store.heads("form")) == ["v3"]


def test_versions_come_after_those_they_replace(store: Store) -> None:
    store.put_entries(
        [
            entry("d", replaces=("b", "c")),
            entry("c", replaces=("a",)),
            entry("b", replaces=("a",)),
            entry("a"),
        ]
    )
    middle = sorted(["b", "c"], key=digest)
    assert names(store.versions("doc-1")) == ["a", *middle, "d"]
    assert store.versions("doc-9") == []


def test_entries_about_another_are_found(store: Store) -> None:
    store.put_entries([entry("a"), entry("sign-off", kind="sign_off", doc="doc-2", about="a")])
    assert names(store.about(digest("a"))) == ["sign-off"]


def test_the_tip_of_a_log_has_the_highest_sequence(store: Store) -> None:
    store.put_entries(
        [
            entry("a", seq=1),
            entry("b", seq=10, prev="a"),
            entry("c", seq=9),
            entry("z", log="laptop-2", seq=99),
        ]
    )
    assert store.tip("laptop-1") == entry("b", seq=10, prev="a")
    assert store.tip("laptop-3") is None


def test_logs_show_a_gap_and_a_fork(store: Store) -> None:
    store.put_entries(
        [
            entry("a", seq=1),
            entry("c", seq=3, prev="b"),
            entry("c2", seq=3, prev="b"),
            entry("z", log="l2", seq=1),
        ]
    )
    third = sorted([(3, digest("c"), digest("b")), (3, digest("c2"), digest("b"))])
    assert store.logs() == {"laptop-1": [(1, digest("a"), None), *third], "l2": [(1, digest("z"), None)]}


def test_certificates_are_kept_by_fingerprint(store: Store) -> None:
    store.put_certificates({"f1": b"one", "f2": b"two"})
    store.put_certificates({"f1": b"forged"})
    assert store.certificates() == {"f1": b"one", "f2": b"two"}
    assert store.certificate("f1") == b"one" and store.certificate("f9") is None


def test_a_purge_takes_body_salt_and_all_derived_and_nothing_brings_them_back(store: Store) -> None:
    store.put_entries([entry("a"), entry("b")])
    store.put_answers([answer("a"), answer("b")])
    store.put_facts([fact("a"), fact("b")])
    assert store.drop_bodies([digest("a"), digest("never seen")]) == 1
    store.put_entries([entry("a")], "old bundle")
    assert store.entry(digest("a")) == entry("a", body=None)
    assert store.entry(digest("b")) == entry("b")
    assert {row[1] for row in store.dump_derived()} == {digest("b")}
    assert store.drop_bodies([digest("a")]) == 0


def test_a_body_that_was_withheld_can_be_filled_in_but_never_changed(store: Store) -> None:
    store.put_entries([entry("a", body=None), entry("b")])
    store.put_bodies([entry("a", body=b"now"), entry("b", body=b"other"), entry("c", body=b"unknown")])
    assert [row.body for row in map(store.entry, map(digest, "ab")) if row] == [b"now", b"{}"]
    assert store.entry(digest("c")) is None


# Every small history: up to 7 versions of 2 documents, each replacing any of those made before it.
@st.composite
def histories(draw: st.DrawFn) -> list[EntryRow]:
    made: list[EntryRow] = []
    for n in range(draw(st.integers(1, 7))):
        doc = draw(st.sampled_from(["doc-1", "doc-2"]))
        before = [row.header.decode() for row in made if row.doc == doc]
        old = tuple(draw(st.lists(st.sampled_from(before), unique=True, max_size=2))) if before else ()
        made.append(entry(f"e{n}", doc, old, kind=draw(st.sampled_from(["form", "action"])), seq=n))
    return made


@given(st.data())
def test_any_order_split_and_repetition_gives_the_same_ledger(data: st.DataObject) -> None:
    made = data.draw(histories())
    bundles = data.draw(st.lists(st.lists(st.sampled_from(made), min_size=1), max_size=6))
    rest = data.draw(st.permutations(made))
    with closing(Store(":memory:", KEY)) as one, closing(Store(":memory:", KEY)) as other:
        take_in(one, "all", *made)
        for n, bundle in enumerate([*bundles, rest]):
            take_in(other, f"i{n}", *bundle)
        assert ledger(other) == ledger(one)
        assert other.problems() == []


@given(histories())
def test_heads_are_the_versions_that_no_version_of_their_document_replaces(made: list[EntryRow]) -> None:
    with closing(Store(":memory:", KEY)) as store:
        store.put_entries(made)
        for kind in ("form", "action"):
            naive = {a.digest for a in made if a.kind == kind}
            naive -= {
                a.digest for a, b in combinations(made, 2) if a.digest in b.replaces and a.kind == b.kind
            }
            assert {row.digest for row in store.heads(kind)} == naive
