from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.store import AnswerRow, FactRow, Store
from tests.db.made_up import KEY, answer, digest, entry, fact

ENTRIES = [entry(name) for name in "abc"]


def test_answers_are_found_by_entry_and_by_standard(store: Store) -> None:
    store.put_entries(ENTRIES)
    plan, voice = answer("a", "q1", "PLAN"), answer("a", "q2", "VOICE")
    other, none = answer("b", "q1", "PLAN"), answer("b", "q3", None)
    store.put_answers([none, plan, other, voice])
    assert store.answers(standard="PLAN") == sorted([plan, other], key=lambda row: row.digest)
    assert store.answers([digest("a")]) == [plan, voice]
    assert store.answers([digest("b"), digest("b")], standard="PLAN") == [other]
    assert store.answers([]) == []
    assert len(store.answers()) == 4


def test_a_question_may_have_several_codes(store: Store) -> None:
    store.put_entries(ENTRIES)
    store.put_answers([answer("a", code="two"), answer("a", code="one"), answer("a", code="one")])
    assert [row.code for row in store.answers()] == ["one", "two"]


def test_facts_are_found_by_entry(store: Store) -> None:
    store.put_entries(ENTRIES)
    store.put_facts([fact("b"), fact("a", "south"), fact("a", "east")])
    assert store.facts([digest("a")]) == [fact("a", "east"), fact("a", "south")]
    assert len(store.facts()) == 3


def test_entries_are_found_by_a_fact_and_its_codes(store: Store) -> None:
    store.put_entries(ENTRIES)
    store.put_facts([fact("b"), fact("a", "south"), fact("c", "east")])
    assert store.with_fact(fact("a").fact, ["south", "east", "west"]) == {digest("a"), digest("c")}
    assert store.with_fact("another", ["south"]) == set() == store.with_fact(fact("a").fact, [])


def test_more_entries_than_question_marks_allow_can_be_asked_for(store: Store) -> None:
    store.put_entries(ENTRIES)
    store.put_facts([fact("a")])
    assert store.facts([digest(str(n)) for n in range(40_000)] + [digest("a")]) == [fact("a")]


def test_nothing_is_derived_from_an_entry_that_is_not_here(store: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.put_facts([fact("a")])
    assert store.facts() == []


rows = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["q1", "q2"]), st.sampled_from(["x", "y", "z"]))
)


@given(rows, st.randoms())
def test_a_rebuild_in_any_order_gives_the_same_dump(made: list[tuple[str, str, str]], random) -> None:  # type: ignore[no-untyped-def]
    with closing(Store(":memory:", KEY)) as store:
        store.put_entries(ENTRIES)
        fill(store, made)
        dump = store.dump_derived()
        store.clear_derived()
        assert store.dump_derived() == []
        random.shuffle(made)
        with store.write():
            for one in made:
                fill(store, [one])
        assert store.dump_derived() == dump


def fill(store: Store, made: list[tuple[str, str, str]]) -> None:
    store.put_answers(
        AnswerRow(digest(of), q, None, None, None, "choice", code, None) for of, q, code in made
    )
    store.put_facts(FactRow(digest(of), q, code) for of, q, code in made)
