"""Widths of columns: short cells stay whole, words are not cut, and the whole room is used."""

from __future__ import annotations

import pytest

from qa_desktop import column_widths

LETTER, PAD, ROOM = 5.0, 10.0, 500.0


def measure(words: str) -> float:
    return LETTER * len(words)


def widths(head: tuple[str, ...], *rows: tuple[str, ...], room: float = ROOM) -> list[float]:
    found = column_widths.share(head, rows, room, measure, measure, PAD)
    assert sum(found) == pytest.approx(room)
    return found


def fits(words: str, wide: float) -> bool:
    return measure(words) + PAD <= wide + 0.01


def test_what_has_room_is_on_one_line_throughout():
    row = ("AN-1.1", "Child at the centre, and safe", "32 of 51 (63%)")
    assert all(map(fits, row, widths(("Code", "Principle", "Clear or strong"), row)))


def test_a_figure_stays_whole_beside_words_that_go_over_lines():
    words = (
        "Quarterly report to the senior management team, which goes on for a good while longer than a line"
    )
    row = ("AN-2.1", words, *("132 of 151 (63%)",) * 3)
    found = widths(("Code", "Method", "This period", "Twelve months", "All of the year"), row)
    assert not fits(words, found[1])
    assert all(fits(cell, wide) for cell, wide in zip(row, found, strict=True) if cell != words)


def test_a_heading_goes_over_lines_before_a_cell_does():
    head = ("Items clear or strong in the twelve months",) * 3
    row = ("Child at the centre, and safe",) * 3
    assert all(map(fits, row, widths(head, row)))


def test_no_column_is_narrower_than_its_longest_word_where_that_can_be():
    head = ("Excused", "Anything")
    found = widths(head, ("1", "word " * 60), room=200)
    assert fits("Excused", found[0])
    narrow = widths(("Safeguarding",) * 5, ("1",) * 5, room=200)  # it cannot: all are alike
    assert narrow == [pytest.approx(40)] * 5


def test_words_that_a_no_break_space_holds_together_are_one():
    joined = "b\u00a0Done late"
    found = widths((joined, "Text"), ("0", "word " * 60), room=150)
    assert fits("b\u00a0Done", found[0])


def test_a_table_without_rows_has_widths_too():
    assert len(widths(("Code", "Method"))) == 2
