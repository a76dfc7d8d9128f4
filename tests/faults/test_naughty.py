"""Every naughty string, and the worst of our own, goes the whole way and comes out as it went in (RELIABILITY 3 F)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qa_desktop import (
    data_out,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    privacy,
    profiles,
    soundness,
)
from qa_desktop.errors import QaError
from tests.conftest import PASSPHRASE
from tests.keeping import keeping
from tests.small import FULL, answered, bundle_of, held_by, tiny

LIST = json.loads((Path(__file__).parents[1] / "data" / "naughty.json").read_text("utf-8"))
OURS = [
    "=1+1", "+44 20 7946 0000 ext", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0",
    "\u202egnp.exe", "\u2067\u0627\u0644\u0639\u0631\u0628\u064a\u0629 12\u0663\u2069", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd",
    "\u0986\u09ae\u09bf", "\u4e2d\u6587" * 600, "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22", "\u65e5\u672c\u8a9e" * 1000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "\U0001f1ec\U0001f1e7", "1\ufe0f\u20e3", "a\u200bb\u00adc\u00a0d",
    "Jose\u0301 Jos\u00e9", "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f", "\u0301x", "a\u2028b\u2029c", "a\rb\r\nc", "\ufdd0\uffff",
    "x" * 100_000, "https://x.example/" + "y" * 5000, "line\n" * 20_000, "<b>x</b>", "<img src='file:///etc/passwd'>", "</para>",
    "&amp;", "]]>", "<script>alert(1)</script>", "{{7*7}}", "%s{0}", "null", "NaN", "007", "1E5", "3/4", "Jennifer Null",
    "O\u2019Brien-N\u00fa\u00f1ez", "\u0130stanbul", "\u00df", '{"kind":"purge"}', " two  spaces ", "..\\..\\CON",
]  # fmt: skip
REFUSED_OR_KEPT = ["\0", "a\0b", "\ud800", "x\udfffy", "\x01\x02\x1b[31m"]
EACH = 60  # strings in one answer: a form and a PDF for every string would take minutes


def batches() -> list[str]:
    """Those that are long alone, the rest many together."""
    long = [one for one in [*OURS, *LIST] if len(one) > 4000]
    short = [one for one in [*OURS, *LIST] if 0 < len(one) <= 4000]
    return [*long, *("\n".join(short[n : n + EACH]) for n in range(0, len(short), EACH))]


@pytest.fixture
def said(bare_service):
    """Each text typed, saved, read back after the profile was closed, signed, sent, and taken in by the lead."""
    lead, _, laptop = keeping(bare_service)
    drafts = {}
    for text in batches():
        draft = answered(laptop, forms.start(laptop, tiny()), FULL | {"visit": text})
        drafts[draft.doc] = text
    laptop.close()
    again = profiles.open_workspace(laptop.world, PASSPHRASE)
    bare_service.laptops["A01"] = again
    sealed = {}
    for doc, text in drafts.items():
        draft = forms.draft(again, doc)
        assert draft.answers["visit"] == text
        rules = privacy.Rules.load(again.world.resources)
        for one in privacy.unsettled(tiny(), draft.answers, draft.privacy, rules):
            draft = forms.settle_privacy(again, draft, one.key, "keep")
        sealed[forms.finish(again, draft)] = text
    data = bundle_of(held_by(again), again, lead)
    imports.take_in(lead, [import_plans.plan(lead, "b.qabundle", data)], back_up=False)
    return lead, again, sealed


@pytest.mark.timeout(300)
def test_every_text_comes_through_to_the_letter_and_no_cell_is_a_formula(said, tmp_path):
    lead, laptop, sealed = said
    for digest, text in sealed.items():
        assert ledger.form(lead, digest).body.answers["visit"] == text
    assert soundness.unsound(lead) == [] and lead.store.problems() == []
    for digest in list(sealed)[-6:]:  # long ones have a test of their own (test_paper_monster)
        plan = import_plans.plan(lead, "form.pdf", paper.signed_pdf(laptop, digest))
        assert plan.status == "already", plan.words
    data_out.write(lead, tmp_path / "all.csv", "csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"), newline="")))
    assert len(rows) > len(sealed) and not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row if cell)
    data_out.write(lead, tmp_path / "all.xlsx", "xlsx")
    for sheet in load_workbook(tmp_path / "all.xlsx"):
        assert not any(cell.data_type == "f" for row in sheet for cell in row)
    assert packs.make_return(laptop, tmp_path).path.exists()


@pytest.mark.parametrize("text", REFUSED_OR_KEPT, ids=ascii)
def test_what_no_file_can_hold_is_refused_with_a_reason_or_kept_whole(bare_service, text):
    laptop = keeping(bare_service)[2]
    draft = forms.start(laptop, tiny())
    said = ""
    try:
        forms.answer(laptop, draft, "visit", text)
    except QaError as error:
        said = str(error)
    held = forms.draft(laptop, draft.doc).answers.get("visit")
    assert (held == text) == (not said)
    assert not said or (held is None and said.endswith(".") and said.isprintable())
