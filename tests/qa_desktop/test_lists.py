"""Lists in CSV: what a spreadsheet writes is read, and what cannot be used is named with its place."""

from __future__ import annotations

import pytest

from qa_desktop import lists, plain_csv
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


# Which column is which, and what is given back


def test_a_column_is_told_by_its_heading_and_one_that_is_not_there_is_named():
    data = b"Nr,Tag,On\nFS-1,x,2026-01-05\n"
    with pytest.raises(lists.Unclear, match=r"list\.csv has no column case") as raised:
        lists.read(data, "list.csv", COLUMNS)
    assert raised.value.missing == ("case",) and raised.value.look.headings == ("Nr", "Tag", "On")
    assert raised.value.look.values == (("FS-1",), ("x",), ("2026-01-05",))
    good, bad = lists.read(data, "list.csv", COLUMNS, lists.How(columns={"case": "nr", "date": "On"}))
    assert bad == [] and good[0].values["case"] == "FS-1"
    with pytest.raises(lists.Unclear, match="has no column headed “Number” for case"):
        lists.read(data, "list.csv", COLUMNS, lists.How(columns={"case": "Number"}))


def test_of_two_columns_with_one_meaning_the_told_one_is_taken():
    data = b"case,Mosaic ID,date\n1,2,2026-01-05\n"
    good, _ = lists.read(data, "list.csv", COLUMNS, lists.How(columns={"case": "Mosaic ID"}))
    assert good[0].values["case"] == "2"


def test_a_case_number_passes_through_what_the_caller_gives_and_nothing_else_does():
    columns = (lists.Column("case", kind="case"), lists.Column("date", ("on",)))
    good, bad = lists.read(b"case,on\n FS-1 ,FS-1\n", "list.csv", columns, case=lambda one: f"<{one}>")
    assert bad == [] and dict(good[0].values) == {"case": "<FS-1>", "date": "FS-1"}
    _, bad = lists.read(("case,on\n" + "9" * 41 + ",x\n").encode(), "list.csv", columns)
    assert [one.why for one in bad] == ["is no case number"]


def test_a_name_loses_double_spaces_and_every_other_word_stays_as_it_is():
    columns = (lists.Column("name", kind="name"), lists.Column("text", needed=False))
    for words in (
        "null",
        "NaN",
        "007",
        "1E5",
        "3/4",
        "O'Brien-Núñez",
        "İstanbul",
        "ß",
        "\u202eabc",
        "👩‍👩‍👧",
        "<b>x</b>",
        "%s{0}",
    ):
        good, bad = lists.read(f"name,text\nMina   Begum,{words}\n".encode(), "list.csv", columns)
        assert bad == [] and good[0].values == {"name": "Mina Begum", "text": words}


@pytest.mark.parametrize("cell", ["a\u0007b", "x" * 2_001, "\ufffe"])
def test_what_cannot_be_kept_is_a_row_to_correct(cell):
    good, bad = lists.read(f"name\n{cell}\n".encode(), "list.csv", (lists.Column("name"),))
    assert good == [] and bad[0].why in (
        "holds a character that cannot be kept",
        "is longer than 2,000 letters",
    )


def test_unicode_text_from_a_spreadsheet_is_read():
    good, _ = read("case\tdate\nFS–1\t05/01/2026\n".encode("utf-16"))
    assert good[0].values["case"] == "FS–1"


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 20 7946 0000", "-2+3", "@SUM(A1)", "＝1", "\tx", "plain", "O'Brien", "'quoted'"]
)
def test_rows_to_correct_hold_no_formula_and_come_back_as_they_were(cell):
    data = lists.bad_csv([lists.Bad(2, "Name", "is empty", cell)])
    line = data.decode("utf-8-sig").splitlines()[1].split(",", 3)[3].strip('"')
    assert not line.startswith(plain_csv.FORMULA)
    again = plain_csv.rows(data, "rows.csv")[1][1]
    assert again[3] == cell


def test_which_column_is_which_is_remembered_for_the_same_headings_only(bare_service):
    ws = bare_service.central
    seen = lists.look(b"Nr,On\nFS-1,2026-01-05\n", "a.csv")
    lists.remember(ws, "cases", seen, {"case": "Nr"})
    assert lists.remembered(ws, "cases", lists.look(b"On,NR\n1,2\n", "b.csv")) == {"case": "Nr"}
    assert lists.remembered(ws, "cases", lists.look(b"On,No\n1,2\n", "b.csv")) == {}
    assert lists.remembered(ws, "people", seen) == {}
