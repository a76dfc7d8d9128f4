"""Where strips go: no page begins or ends with empty space, and no heading stands alone at the foot of one."""

from __future__ import annotations

from qa_desktop.pdf_layout import FEW, PAGE_HEIGHT, ROOM, TOP, Strip, flow
from qa_desktop.pdf_tags import TaggedCanvas


def nothing(canvas: TaggedCanvas, top: float) -> None:
    """Something is drawn here."""


def words(height: float, *, gap: float = 0, keep: bool = False) -> Strip:
    return Strip(height=height, gap=gap, keep=keep, write=nothing)


def test_space_after_the_last_words_of_a_page_does_not_push_down_the_next():
    pages = flow([words(ROOM), Strip(height=6), words(20, gap=22)])
    (first,) = pages[1]
    assert first.top == PAGE_HEIGHT - TOP


def test_space_between_two_things_on_a_page_is_kept():
    ((one, _, two),) = flow([words(20), Strip(height=6), words(20, gap=22)])
    assert one.top - two.top == 20 + 6 + 22


def test_what_is_kept_together_goes_to_the_next_page_together():
    pages = flow([words(ROOM - 50), words(20, keep=True), words(20, keep=True), words(20)])
    assert [len(page) for page in pages] == [1, 3]


def test_a_heading_takes_the_first_lines_with_it_even_of_what_is_too_much_to_keep():
    long = [words(20, keep=True)] * (int(ROOM / 20) + 5)
    pages = flow([words(ROOM - 20 * FEW), *long, words(20)])
    assert len(pages[0]) == 1 and len(pages[1]) > FEW


def test_a_question_and_the_lines_to_answer_it_are_parted_by_no_page():
    asked = [words(20, keep=True), Strip(height=4, keep=True), words(13, keep=True), words(13, keep=True)]
    lines = [words(21, keep=True)] * 14
    pages = flow([words(ROOM * 0.6), *asked, *lines, words(21)])
    assert [len(page) for page in pages] == [1, len(asked) + len(lines) + 1]
