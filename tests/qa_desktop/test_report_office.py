"""LibreOffice opens the sheets of every pack as they are, with nothing to repair, and reads the same in them."""

from __future__ import annotations

import shutil

import pytest

from qa_desktop import report_sheet, reports
from qa_desktop.report_values import figures
from tests import reporting
from tests.conftest import RESOURCES
from tools import packs_seen

PACKS = [one for one in reports.packs(RESOURCES) if not one.elsewhere]

if shutil.which("soffice"):  # `make test` installs it

    @pytest.mark.timeout(300)
    def test_an_office_program_reads_in_every_sheet_of_every_pack_what_stands_in_it(tmp_path):
        ws = reporting.play(tmp_path / "L01")
        for one in PACKS:
            made = reports.build(ws, one.code, "2026-6", "North" if one.team else "")
            report_sheet.write(made, tmp_path / f"{one.code}.xlsx", "xlsx")
            assert one.code == "partnership" or sum(f.shown == "yes" for f in figures(made)) > 10
        ws.close()
        written = sorted(tmp_path.glob("*.xlsx"))
        packs_seen.opened(written, "xlsx", tmp_path / "again")  # one call: it takes its time to start
        for path in written:
            again = packs_seen.cells((tmp_path / "again" / path.name).read_bytes())
            assert again == packs_seen.cells(path.read_bytes()), path.name
