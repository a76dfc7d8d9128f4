"""Sums beside the answers: whatever comes and goes, they are what the answers give."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.store import AnswerRow, CountedRow, FactRow, OwedRow, ScoredRow, Store
from tests.db.made_up import KEY, coming, digest, entry

NAMES = "abcdef"
TEMPLATE = digest("template")
SCORES = {"4": 4, "3": 3, "2": 2, "1": 1}


def rated(of: str, question: str, code: str, principle: str = "P1", stage: str | None = None) -> AnswerRow:
    return AnswerRow(digest(of), question, f"std-{question}", principle, stage, "EV", code, "R")


def place(
    of: str, team: str = "South", month: str = "2026-11", grade: str = "", clash: int = 0
) -> CountedRow:
    return CountedRow(
        digest(of), "RFP", TEMPLATE, month, month, team, grade, "raised" if grade else "", clash
    )


def filled(store: Store) -> Store:
    """Six forms with two ratings of one principle each, and an overall judgement; nothing counts yet."""
    store.put_entries(entry(name, doc=f"doc-{name}") for name in NAMES)
    store.put_scored(ScoredRow(TEMPLATE, q, code, n) for q in ("q1", "q2") for code, n in SCORES.items())
    store.put_answers(
        row
        for n, name in enumerate(NAMES)
        for row in (
            rated(name, "q1", "4" if n % 2 else "2", stage="1"),
            rated(name, "q2", "UJ"),
            AnswerRow(digest(name), "o", None, None, None, "overall", "3", None),
            AnswerRow(digest(name), "y", None, None, None, "YN", "y", None),
        )
    )
    return store


def sums(store: Store, axis: str, value: str = "") -> dict[str, int]:
    """By code, in all places."""
    found: Counter[str] = Counter()
    for held, told, code, _, n in store.totals([one.id for one in store.places("RFP")], [axis]):
        if (held, told) == (axis, value):
            found[code] += n
    return dict(found)


def test_items_scores_and_audits_are_summed_apart(store: Store) -> None:
    filled(store).settle([place(name) for name in NAMES], [], "all")
    assert sums(store, "principle", "P1") == {"4": 3, "2": 3, "UJ": 6}
    assert sums(store, "principle score", "P1") == {"4": 3, "2": 3}
    assert sums(store, "principle audits", "P1") == {"": 6} and sums(store, "principle seen", "P1") == {
        "R": 12
    }
    assert sums(store, "stage audits", "1") == {"": 6} and sums(store, "standard audits", "std-q1") == {"": 6}
    assert sums(store, "standard audits", "std-q2") == {}  # nobody gave it a score
    assert sums(store, "overall") == {"3": 6} and sums(store, "answer", "y") == {"y": 6}
    assert sums(store, "audits") == {"": 6} and store.settled() == "all"


def test_a_judgement_that_moderation_changed_is_summed_as_it_counts(store: Store) -> None:
    filled(store).settle([place("a", grade="1"), place("b")], [], "x")
    assert sums(store, "overall") == {"1": 1, "3": 1} and sums(store, "moderation") == {"raised": 1}
    store.settle([place("a"), place("b")], [], "y")
    assert sums(store, "overall") == {"3": 2} and sums(store, "moderation") == {}


def test_forms_behind_a_sum_come_with_the_lowest_first(store: Store) -> None:
    filled(store).settle([place(name) for name in NAMES], [], "all")
    low, high = (sorted(digest(name) for name in names) for names in ("ace", "bdf"))
    assert store.behind("principle", "P1", [digest(name) for name in NAMES]) == low + high
    assert store.behind("stage", "2", [digest("a")]) == [] and store.behind("principle", "P1", []) == []
    with pytest.raises(ValueError, match="no axis"):
        store.behind("code; DROP TABLE answers", "P1", [])


def test_what_is_owed_is_kept_as_it_was_told(store: Store) -> None:
    owed = OwedRow("2026-6", "RFP", "A01", "November", "Example", 3, 2, "2026-11-27", 0)
    store.settle([], [owed], "x")
    assert store.owed() == [owed]
    store.settle([], [replace(owed, came=3)], "y")
    assert store.owed() == [replace(owed, came=3)]


def test_what_comes_unsettles_and_what_cannot_move_a_figure_does_not(store: Store) -> None:
    filled(store).settle([place("a")], [], "x")
    store.put_entries([entry("receipt", doc="r", kind="receipt")])
    assert store.settled() == "x"
    store.put_entries([entry("later", doc="doc-a", replaces=("a",))])
    assert store.settled() is None


def test_a_file_that_is_taken_back_takes_its_sums_with_it(store: Store) -> None:
    filled(store)
    with store.write():
        store.put_import(coming("i1"))
        store.put_entries([entry("z", doc="doc-z")], "i1")
        store.put_answers([rated("z", "q1", "1")])
    store.settle([place("a"), place("z")], [], "x")
    assert sums(store, "principle", "P1")["1"] == 1
    store.drop_import("i1")
    assert "1" not in sums(store, "principle", "P1") and [r.digest for r in store.counted()] == [digest("a")]
    assert store.tally_problems() == 0 and store.settled() is None


def test_what_is_purged_is_in_no_sum(store: Store) -> None:
    filled(store).settle([place(name) for name in NAMES], [], "x")
    store.drop_bodies([digest("a"), digest("b")])
    assert sums(store, "audits") == {"": 4} and store.tally_problems() == 0


def test_a_sum_that_is_wrong_is_noticed(store: Store) -> None:
    filled(store).settle([place(name) for name in NAMES], [], "x")
    assert store.tally_problems() == 0
    store._conn.execute("UPDATE tallies SET n = n + 1 WHERE axis = 'overall'")
    assert store.tally_problems() > 0


steps = st.lists(
    st.one_of(
        st.tuples(
            st.just("settle"),
            st.dictionaries(
                st.sampled_from(NAMES),
                st.tuples(st.sampled_from(("South", "North")), st.sampled_from(("2026-10", "2026-11")), st.sampled_from(("", "4"))),
            ),
        ),
        st.tuples(st.just("purge"), st.sampled_from(NAMES)),
        st.tuples(st.just("answer"), st.sampled_from(NAMES)),
        st.tuples(st.just("clear"), st.none()),
    ),
    max_size=8,
)  # fmt: skip


@given(steps)
@settings(max_examples=60)
def test_whatever_comes_and_goes_the_sums_are_those_of_the_answers(done: list[tuple[str, object]]) -> None:
    with closing(Store(":memory:", KEY)) as store:
        filled(store)
        for n, (what, told) in enumerate(done):
            if isinstance(told, dict):
                store.settle([place(name, *where) for name, where in told.items()], [], str(n))
            elif what == "clear":
                store.clear_tallies()
            elif what == "purge":
                store.drop_bodies([digest(str(told))])
            else:
                store.put_answers([rated(str(told), "q9", "3", "P2")])
                store.put_facts([FactRow(digest(str(told)), "team", "South")])
            assert store.tally_problems() == 0
        held = [row.digest for row in store.counted()]
        assert sum(sums(store, "audits").values()) == len(held)
