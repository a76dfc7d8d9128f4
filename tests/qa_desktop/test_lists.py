"""Lists in CSV: what a spreadsheet writes is read, and what cannot be used is named with its place."""

from __future__ import annotations

import pytest

from qa_desktop import lists
from qa_desktop.errors import FileRefused

COLUMNS = (
    lists.Column("case", ("mosaic id",)),
    lists.Column("date", ("on",), "day"),
    lists.Column("number", kind="number", needed=False),
    lists.Column("known_to", ("worked with",), "codes", needed=False),
    lists.Column("way", choices={"step up": "up", "step down": "down"}, needed=False),
)


def read(text: str | bytes):
    return lists.read(text if isinstance(text, bytes) else text.encode(), "list.csv", COLUMNS)


def test_headings_are_matched_loosely_and_other_columns_are_left_alone():
    good, bad = read("\ufeffMosaic-ID;Notes;On;Worked With\r\nFS-1;hello;5/1/2026;W2, W1;\r\n")
    assert bad == [] and dict(good[0].values) == {
        "case": "FS-1",
        "date": "2026-01-05",
        "number": "",
        "known_to": "W1,W2",
        "way": "",
    }


def test_rows_keep_their_number_in_the_file_and_empty_ones_are_passed_over():
    good, bad = read("case,date\n\nFS-1,2026-01-05\n,\nFS-2,32/1/2026\n")
    assert [r.number for r in good] == [3]
    assert [str(b) for b in bad] == ["Row 5, date: “32/1/2026” is not a date. Write it as 20/11/2026"]


def test_every_fault_of_a_row_is_named():
    good, bad = read("case,date,number,way\n,soon,1.5,sideways\n")
    assert good == [] and [(b.row, b.column) for b in bad] == [
        (2, "case"),
        (2, "date"),
        (2, "number"),
        (2, "way"),
    ]
    assert bad[3].why == "“sideways” is not one of step up, step down"


def test_what_windows_spreadsheets_write_is_read():
    good, _ = read("case,date\nFS–1,05-Jan-2026\n".encode("cp1252"))
    assert good[0].values["case"] == "FS–1" and good[0].values["date"] == "2026-01-05"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "list.csv holds no rows"),
        (b"PK\x03\x04\0\0", "list.csv is not a workbook that can be read"),
        (b"SQLite format 3\0", "list.csv is not a CSV file: it looks like a database"),
        (b"name,date\nx,2026-01-05\n", "list.csv has no column case"),
        (b"case,Mosaic ID,date\n1,2,2026-01-05\n", "list.csv has two columns for case"),
        (b'case,date\n"FS-1,2026-01-05\n', "list.csv is not a CSV file that can be read"),
        (b"case,date\n" + b"a,b\n" * (lists.MAX_ROWS + 1), "list.csv has more than 50000 rows"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_by_name(data, told):
    with pytest.raises(FileRefused, match=told):
        read(data)
