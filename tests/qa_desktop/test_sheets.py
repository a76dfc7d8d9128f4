"""Workbooks from outside: what a person sees in a sheet is read, and nothing in it can do harm."""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import lists, sheets
from qa_desktop.errors import FileRefused
from tests.qa_desktop.workbooks import made, with_part, with_results

COLUMNS = (lists.Column("case", ("mosaic id",)), lists.Column("date", ("on",), "day"))
HEADS = ("Mosaic ID", "On")
SHEET = "xl/worksheets/sheet1.xml"


def values(data: bytes, how: lists.How | None = None):
    good, bad = lists.read(data, "list.xlsx", COLUMNS, how)
    return [(row.number, *row.values.values()) for row in good], [str(one) for one in bad]


def test_dates_are_dates_numbers_have_no_point_and_text_stays_as_it_is():
    rows = [
        HEADS,
        (2041, date(2026, 11, 2)),
        ("007", datetime(2026, 11, 3, 9, 30, tzinfo=UTC).replace(tzinfo=None)),
        (2042.0, "5/11/2026"),
        ("1E5", "2026-11-06"),
    ]
    assert values(made(rows)) == (
        [
            (2, "2041", "2026-11-02"),
            (3, "007", "2026-11-03"),
            (4, "2042", "2026-11-05"),
            (5, "1E5", "2026-11-06"),
        ],
        [],
    )


def test_a_date_counted_from_1904_is_the_day_that_excel_shows():
    def since_1904(book):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        book.epoch = CALENDAR_MAC_1904

    assert values(made([HEADS, ("FS-1", date(2026, 11, 2))], change=since_1904))[0] == [
        (2, "FS-1", "2026-11-02")
    ]


def test_zeros_in_front_that_a_format_shows_are_part_of_a_case_number():
    def padded(book):
        book.active["A2"].number_format = "000000"

    assert values(made([HEADS, (2041, date(2026, 11, 2))], change=padded))[0] == [(2, "002041", "2026-11-02")]


def test_a_number_is_no_date():
    good, bad = values(made([HEADS, ("FS-1", 46000)]))
    assert good == [] and bad == ["Row 2, On: “46000” is not a date. Write it as 20/11/2026"]


def test_a_formula_is_taken_by_its_kept_result_and_refused_in_words_without_one():
    data = made([HEADS, ("=1+1", date(2026, 11, 2)), ("FS-2", date(2026, 11, 2))])
    good, bad = values(data)
    assert [row[1] for row in good] == ["FS-2"] and bad == [f"Row 2, Mosaic ID: {sheets.NO_RESULT}"]
    kept = with_results(data, "2")
    assert values(kept) == ([(2, "2", "2026-11-02"), (3, "FS-2", "2026-11-02")], [])


def test_a_cell_with_an_error_is_named():
    good, bad = values(made([HEADS, ("#N/A", date(2026, 11, 2))]))
    assert good == [] and bad == ["Row 2, Mosaic ID: holds the error #N/A"]


def test_a_value_merged_over_rows_stands_in_each_and_one_merged_over_columns_is_named():
    def merge(book):
        book.active.merge_cells("B2:B3")
        book.active.merge_cells("A4:B4")

    good, bad = values(
        made([HEADS, ("FS-1", date(2026, 11, 2)), ("FS-2", None), ("FS-3", None)], change=merge)
    )
    assert good == [(2, "FS-1", "2026-11-02"), (3, "FS-2", "2026-11-02")]
    assert bad == [f"Row 4, Mosaic ID: {sheets.WIDE}", f"Row 4, On: {sheets.WIDE}"]


def test_a_title_over_the_headings_is_passed_over_and_rows_keep_their_number():
    rows = [("Open cases, November",), (), HEADS, (), ("FS-1", date(2026, 11, 2))]
    assert values(made(rows)) == ([(5, "FS-1", "2026-11-02")], [])


def test_the_sheet_that_has_the_columns_is_taken_and_of_two_one_must_be_chosen():
    def more(book):
        book.create_sheet("Notes").append(("Anything", "else"))

    row = ("FS-1", date(2026, 11, 2))
    assert values(made([HEADS, row], change=more))[0] == [(2, "FS-1", "2026-11-02")]

    def twice(book):
        other = book.create_sheet("October")
        other.append(HEADS)
        other.append(("FS-9", date(2026, 10, 2)))

    both = made([HEADS, row], "November", change=twice)
    with pytest.raises(lists.Unclear, match=r"has 2 sheets \(November, October\).*Choose one") as raised:
        values(both)
    assert [one.name for one in raised.value.look.sheets] == ["November", "October"]
    assert values(both, lists.How("October"))[0] == [(2, "FS-9", "2026-10-02")]
    with pytest.raises(FileRefused, match="no sheet “May”"):
        values(both, lists.How("May"))


def test_a_hidden_sheet_is_read_only_where_it_is_named():
    def hide(book):
        other = book.create_sheet("Old")
        other.append(HEADS)
        other.append(("FS-9", date(2026, 10, 2)))
        other.sheet_state = "hidden"

    data = made([HEADS, ("FS-1", date(2026, 11, 2))], change=hide)
    assert values(data)[0] == [(2, "FS-1", "2026-11-02")]
    with sheets.opened(data, "list.xlsx") as book:
        assert book.names == (sheets.Name("Sheet1"), sheets.Name("Old", True))
    assert values(data, lists.How("Old"))[0] == [(2, "FS-9", "2026-10-02")]


def test_a_link_to_another_workbook_is_left_alone_and_its_kept_value_is_taken():
    data = made([HEADS, ("=[1]Cases!A1", date(2026, 11, 2))])
    data = with_results(data, "2041")
    rels = b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/none.xml" Id="rIdX"/></Relationships>'
    data = with_part(data, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace(b"</Relationships>", rels))
    assert values(data)[0] == [(2, "2041", "2026-11-02")]


@pytest.mark.parametrize(
    "part",
    [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"],
)
def test_a_part_that_defines_words_of_its_own_is_refused_before_it_is_read(part):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = with_part(made([HEADS]), part, lambda xml: bomb + xml)
    with pytest.raises(FileRefused, match=r"list\.xlsx is not a workbook that can be read"):
        values(data)


def test_letters_that_could_hide_such_words_are_refused_too():
    def wide(xml: bytes) -> bytes:
        return xml.decode().replace("utf-8", "utf-16").replace("UTF-8", "utf-16").encode("utf-16")

    with pytest.raises(FileRefused, match="not a workbook that can be read"):
        values(with_part(made([HEADS]), SHEET, wide))


def test_a_workbook_that_unpacks_to_far_too_much_is_refused_without_unpacking_it():
    data = with_part(made([HEADS]), SHEET, lambda xml: xml + b" " * (sheets.MAX_PART + 1))
    assert len(data) < 200_000
    tracemalloc.start()
    began = time.monotonic()
    with pytest.raises(FileRefused, match="unpack to more than can be read safely"):
        values(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024 and time.monotonic() - began < 2


def test_a_cell_far_away_costs_nothing_and_too_many_columns_are_refused():
    def far(book):
        book.active.cell(1_048_576, 1, "FS-9")

    good, bad = values(made([HEADS, ("FS-1", date(2026, 11, 2))], change=far))
    assert len(good) == 1 and [one.partition(",")[0] for one in bad] == ["Row 1048576"]
    with pytest.raises(FileRefused, match="200 columns"):
        values(made([HEADS + ("x",) * 300]))


def test_fifty_thousand_rows_are_read_and_one_more_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 500)
    rows = [HEADS, *((f"FS-{n}", date(2026, 11, 2)) for n in range(500))]
    assert len(values(made(rows))[0]) == 500
    with pytest.raises(FileRefused, match="more than 500 rows"):
        values(made([*rows, ("FS-x", date(2026, 11, 2)), ("FS-y", date(2026, 11, 2))]))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04word/document.xml", "looks like a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old workbook, or one with a password"),
        (b"PK\x03\x04\x14\0xl/workbook", "not a workbook that can be read"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(data, told):
    with pytest.raises(FileRefused, match=told):
        values(data)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 4_000), bytes_=st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused_in_a_sentence(at, bytes_):
    data = bytearray(made([HEADS, ("FS-1", date(2026, 11, 2))]))
    at %= len(data)
    data[at : at + len(bytes_)] = bytes_
    rows, said = read_or_refused(bytes(data))
    assert rows <= 3 and (not said or said.startswith("list.xlsx "))


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_damage_inside_a_part_is_read_or_refused_in_a_sentence(text):
    data = made([HEADS, ("FS-1", date(2026, 11, 2)), ("FS-2", date(2026, 11, 3))])
    spoilt = with_part(
        data,
        SHEET,
        lambda xml: xml.replace(b"FS-1", text.encode("utf-8", "replace")).replace(
            b'r="A2"', f'r="{text}"'.encode("utf-8", "replace")
        ),
    )
    rows, said = read_or_refused(spoilt)
    assert rows <= 3 and (not said or said.startswith("list.xlsx "))


def read_or_refused(data: bytes) -> tuple[int, str]:
    """How many rows were read, good and bad; or what the refusal says."""
    try:
        good, bad = values(data)
    except FileRefused as error:
        return 0, str(error)
    return len(good) + len({one.partition(",")[0] for one in bad}), ""
