from __future__ import annotations

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from db.store import DraftRow, StepRow, Store
from tests.db.made_up import KEY


def test_a_draft_is_kept_as_last_written(store: Store) -> None:
    store.put_draft("d2", "t", b"one", "2026-11-20T09:00:00Z")
    store.put_draft("d1", "t", b"", "")
    store.put_draft("d2", "t2", b"two", "2026-11-20T09:00:01Z")
    assert store.draft("d2") == DraftRow("d2", "t2", b"two", "2026-11-20T09:00:01Z")
    assert store.drafts() == [
        DraftRow("d1", "t", b"", ""),
        DraftRow("d2", "t2", b"two", "2026-11-20T09:00:01Z"),
    ]
    assert store.draft("d9") is None


def test_dropping_a_draft_drops_its_journal_and_no_other(store: Store) -> None:
    for doc in ("d1", "d2"):
        store.put_draft(doc, "t", b"", "")
        store.push_step(doc, "q", None, "1")
    store.drop_draft("d1")
    assert store.drafts() == [DraftRow("d2", "t", b"", "")]
    assert store.draft_steps("d1") == [] and len(store.draft_steps("d2")) == 1


def test_a_new_change_after_an_undo_drops_what_was_undone(store: Store) -> None:
    store.push_step("d", "q1", None, "1")
    store.push_step("d", "q1", "1", "2")
    assert store.undo_step("d") == ("q1", "1")
    store.push_step("d", "q1", "1", "3")
    assert store.redo_step("d") is None
    assert store.draft_steps("d") == [StepRow(1, "q1", None, "1", False), StepRow(2, "q1", "1", "3", False)]


def test_undoing_nothing_gives_none(store: Store) -> None:
    assert store.undo_step("d") is None and store.redo_step("d") is None


def test_undone_steps_are_listed_last(store: Store) -> None:
    store.push_step("d", "q1", None, "1")
    store.push_step("d", "q2", None, None)
    store.undo_step("d")
    assert [(step.question, step.undone) for step in store.draft_steps("d")] == [("q1", False), ("q2", True)]


ACTIONS = st.lists(
    st.one_of(st.tuples(st.sampled_from("abc"), st.text(max_size=2)), st.sampled_from(["undo", "redo"]))
)


@given(ACTIONS)
def test_undo_and_redo_walk_through_the_same_states(actions: list[tuple[str, str] | str]) -> None:
    """Against a list of states with a finger on the present one."""
    states: list[dict[str, str]] = [{}]
    now = 0
    answers: dict[str, str | None] = {}
    with closing(Store(":memory:", KEY)) as store:
        for action in actions:
            if isinstance(action, tuple):
                question, value = action
                store.push_step("d", question, answers.get(question), value)
                answers[question] = value
                states, now = [*states[: now + 1], {**states[now], question: value}], now + 1
            else:
                step = store.undo_step("d") if action == "undo" else store.redo_step("d")
                possible = now > 0 if action == "undo" else now < len(states) - 1
                assert (step is not None) == possible
                if step:
                    answers[step[0]] = step[1]
                    now += -1 if action == "undo" else 1
            assert {q: v for q, v in answers.items() if v is not None} == states[now]


def test_settings_are_kept_replaced_and_removed(store: Store) -> None:
    assert store.setting("root") is None
    store.put_setting("root", b"\x00one")
    store.put_setting("root", b"two")
    store.put_setting("empty", b"")
    assert store.setting("root") == b"two" and store.setting("empty") == b""
    store.put_setting("root", None)
    assert store.setting("root") is None
