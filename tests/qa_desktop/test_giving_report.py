"""Work given out, printed: the same bytes for the same list, families by code, every reason said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from qa_desktop import families, giving_ledger, giving_report
from qa_desktop.giving_frame import Change
from qa_desktop.giving_ledger import Asked
from qa_desktop.pdf import render
from qa_desktop.pdf_blocks import Facts, Table
from tests.giving_out import MOVES, PERIOD, TODAY, listed, managed, move

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
NAMES = {"M01": "Nell Dunmore", "M02": "Ravi Elswick"}


@pytest.fixture
def central(bare_service):
    return managed(bare_service)


def given(ws):
    bare = {"worker": "", "supervisor": "", "team": "", "service": ""}
    listed(ws, *MOVES, move("FS-9", day=20, **bare))
    first = giving_ledger.save(ws, giving_ledger.prepare(ws, Asked("Q07", PERIOD, "s1"), TODAY))
    change = Change(piece="FS-3", reason="Not ours after all")
    return giving_ledger.change(ws, first.digest, change).made


def document(made):
    return giving_report.document(made, "November 2026", NAMES, "Marta Trent", AT)


def test_everything_to_make_it_again_and_every_reason_is_on_the_page(central):
    made = given(central)
    blocks = document(made).blocks
    facts = dict(next(b for b in blocks if isinstance(b, Facts)).rows)
    assert facts["Seed"] == "s1" and facts["Frame digest"] == made.frame_digest
    assert facts["Algorithm"] == "give-1" and facts["Given out"] == "3"
    tables = [b for b in blocks if isinstance(b, Table)]
    assert {row[1] for row in tables[0].rows} == {"Nell Dunmore", "Ravi Elswick"}
    assert {row[1] for row in tables[2].rows} == {"Taken out", "It is not known who worked with the family"}
    assert [row[1:] for row in tables[3].rows] == [("Taken out", "Not ours after all")]


def test_a_printed_list_names_no_family_by_number(central):
    made = given(central)
    shown = [
        cell
        for block in document(made).blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ]
    assert any(families.code(central, "FS-1") in cell for cell in shown)
    assert not any("FS-" in cell for cell in shown) and "FS" not in giving_report.file_name(made)


def test_the_same_list_prints_the_same_bytes(central):
    made = given(central)
    one, other = (render(document(made)).pdf for _ in "ab")
    assert one == other and one.startswith(b"%PDF-")
