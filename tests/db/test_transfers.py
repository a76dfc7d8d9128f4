from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store import ExportRow, FileRow, Store
from tests.db.made_up import KEY, answer, coming, digest, entry, fact, ledger, take_in

SENT = ExportRow(1, "b1", "return", "Hub", "r.qabundle", "ff", "2026-11-20T09:00:00Z", (digest("a"),))


def test_undoing_an_import_leaves_no_trace_but_its_row(store: Store) -> None:
    store.put_entries([entry("mine")])
    before = ledger(store)
    take_in(store, "i1", entry("a"), entry("b", replaces=("mine",)))
    store.put_facts([fact("a")])
    assert store.drop_import("i1", "2026-11-21T08:00:00Z") == 2
    assert ledger(store) == before
    assert store.imports() == [coming("i1", undone_at="2026-11-21T08:00:00Z")]
    assert store.problems() == []


def test_undoing_one_of_two_imports_that_brought_an_entry_keeps_it(store: Store) -> None:
    take_in(store, "i1", entry("a"), entry("b"))
    take_in(store, "i2", entry("a"))
    assert store.drop_import("i1") == 1
    assert store.digests() == {digest("a")}
    assert store.drop_import("i2") == 1
    assert store.digests() == set()


def test_undoing_an_import_keeps_what_was_sealed_here(store: Store) -> None:
    store.put_entries([entry("a")])
    take_in(store, "i1", entry("a"))
    assert store.drop_import("i1") == 0
    assert store.digests() == {digest("a")}


def test_undoing_an_import_twice_or_an_unknown_one_changes_nothing_more(store: Store) -> None:
    take_in(store, "i1", entry("a"))
    assert [store.drop_import("i1", "t"), store.drop_import("i1", "t"), store.drop_import("i9", "t")] == [
        1,
        0,
        0,
    ]


def test_an_undone_import_can_be_taken_in_again(store: Store) -> None:
    take_in(store, "i1", entry("a"))
    wanted = ledger(store)
    store.drop_import("i1", "t")
    take_in(store, "i1", entry("a"))
    assert ledger(store) == wanted
    assert store.imports() == [coming("i1")]


@given(st.lists(st.lists(st.integers(0, 5), min_size=1), min_size=1, max_size=5), st.data())
def test_undoing_any_imports_is_the_same_as_never_having_taken_them_in(
    bundles: list[list[int]], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(range(len(bundles)))))
    with closing(Store(":memory:", KEY)) as undone, closing(Store(":memory:", KEY)) as never:
        for n, bundle in enumerate(bundles):
            rows = [entry(f"e{m}", replaces=(f"e{m - 1}",) if m else ()) for m in bundle]
            take_in(undone, f"i{n}", *rows)
            if n not in gone:
                take_in(never, f"i{n}", *rows)
        for n in gone:
            undone.drop_import(f"i{n}", "t")
        assert ledger(undone) == ledger(never)
        assert undone.problems() == []


def test_imports_come_in_the_order_they_were_taken_in_whatever_the_clock_said(store: Store) -> None:
    store.put_import(replace(coming("z"), at="2031-01-01T00:00:00Z"))
    store.put_import(replace(coming("a"), at="2020-01-01T00:00:00Z"))
    store.put_import(replace(coming("z"), outcome='{"new":1}'))
    assert [(row.id, row.outcome) for row in store.imports()] == [("z", '{"new":1}'), ("a", "{}")]


def test_export_numbers_count_from_one_and_are_not_used_twice(store: Store) -> None:
    assert store.next_export_number() == 1
    store.put_export(SENT)
    assert store.next_export_number() == 2
    with pytest.raises(Exception, match="UNIQUE"):
        store.put_export(replace(SENT, bundle="b2", digests=(digest("z"),)))
    assert store.exports() == [SENT]


def test_exports_keep_what_was_sent_even_when_the_entry_is_gone(store: Store) -> None:
    take_in(store, "i1", entry("a"))
    both = replace(SENT, number=2, digests=tuple(sorted([digest("a"), digest("b")])))
    store.put_export(SENT)
    store.put_export(both)
    store.put_export(replace(SENT, number=3, digests=()))
    store.drop_import("i1")
    assert store.exports() == [SENT, both, replace(SENT, number=3, digests=())]


def test_files_show_the_most_signatures_seen(store: Store) -> None:
    once, twice = (FileRow(digest("a"), "full", f"hash-{n}", n, "t") for n in (1, 2))
    store.put_file(twice)
    store.put_file(once)
    store.put_file(once)
    assert store.files(digest("a")) == [once, twice]
    assert store.files(digest("b")) == []


def test_answers_of_an_import_go_with_it(store: Store) -> None:
    take_in(store, "i1", entry("a"))
    store.put_answers([answer("a", "q2")])
    assert len(store.answers()) == 2
    store.drop_import("i1")
    assert store.answers() == []


def test_only_what_came_no_other_way_goes_with_some_imports(store: Store) -> None:
    take_in(store, "i1", entry("a"), entry("b"))
    take_in(store, "i2", entry("b"), entry("c"))
    store.put_entries([entry("c")])
    assert store.came_by("i1") == {digest("a"), digest("b")}
    assert store.came_only_by(["i1"]) == {digest("a")}
    assert store.came_only_by(["i1", "i2"]) == {digest("a"), digest("b")}
    assert store.came_only_by([]) == set()


def test_what_leans_on_entries_is_about_them_or_replaces_them(store: Store) -> None:
    later, note = entry("b", replaces=("a",)), replace(entry("n"), kind="note", about=digest("a"))
    store.put_entries([entry("a"), later, note, entry("z")])
    assert sorted(store.leaning_on([digest("a")])) == sorted([("form", digest("b")), ("note", digest("n"))])
    assert store.leaning_on([digest("a"), digest("b"), digest("n")]) == []
