"""A form on paper: every answer in full, the signature, and the entries inside."""

from __future__ import annotations

import io

import pypdf
import pytest

from qa_desktop import entries, forms, ledger, paper, pdf_blocks, pdf_sign, work
from qa_desktop.errors import NotAllowed, NotReady, WrongPassphrase
from tests.conftest import PASSPHRASE
from tests.small import FULL, amended, answered, filled, sealed, tiny


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def text_of(data):
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def words_of(document):
    return " ".join(repr(block) for block in document.blocks)


def test_signing_off_needs_the_full_name_and_the_passphrase(laptop):
    draft = answered(laptop, forms.start(laptop, tiny()), FULL)
    with pytest.raises(NotAllowed, match="Priya Nair"):
        paper.sign_off(laptop, draft, PASSPHRASE, "P. Nair")
    with pytest.raises(WrongPassphrase, match="Nothing was signed"):
        paper.sign_off(laptop, draft, "wrong", "Priya Nair")
    assert forms.draft(laptop, draft.doc) == draft
    digest = paper.sign_off(laptop, draft, PASSPHRASE, "  priya nair ")
    assert ledger.form(laptop, digest).body.answers == FULL


def test_signing_off_too_early_names_what_is_missing(laptop):
    with pytest.raises(NotReady):
        paper.sign_off(laptop, forms.start(laptop, tiny()), PASSPHRASE, "Priya Nair")


def test_a_signed_pdf_carries_every_version_and_the_template(laptop, service):
    digest = amended(laptop, sealed(laptop), {"O1": "1"})
    data = paper.signed_pdf(laptop, digest)
    verdict = pdf_sign.verify(data, laptop.signer().chain)
    assert verdict.ok and [s.name for s in verdict.signatures] == ["Priya Nair"]
    carried = pdf_sign.attachments(data)[paper.ENTRIES_NAME]
    lines = [entries.from_line(line, "it") for line in carried[:-1].split(b"\n")]
    assert digest in {one.digest for one in lines} and len(lines) == 3
    (row,) = laptop.store.files(digest)
    assert (row.kind, row.signatures) == ("pdf", 1)


def test_only_the_signer_makes_the_signed_pdf(service, laptop):
    digest = sealed(laptop)
    with pytest.raises(NotAllowed, match="Only the person who signed"):
        paper.signed_pdf(service.central, digest)


def test_every_answer_stands_on_the_paper(laptop, rfp):
    draft = work.start_task(laptop, work.tasks(laptop, laptop.world.now().date())[0])
    answers = filled(rfp, 6, dict(draft.answers))
    answers["B01"] = "Mornings were <b>hard</b> & loud.\nSecond line."
    digest = forms.finish(laptop, answered(laptop, draft, answers))
    document = paper.signed_document(laptop, digest)
    told = words_of(document)
    for question, value in ledger.form(laptop, digest).body.answers.items():
        if rfp.by_id[question].type == "EV":
            for words in (value.get("comment"), value.get("reason")):
                assert not words or repr(words)[1:-1] in told, question
    assert "Mornings were <b>hard</b> & loud." in told
    assert "J. Okafor (W01)" in told and "Priya Nair" in told  # names beside codes
    assert document.classification == paper.CLASSIFICATION
    assert f"Entry {digest[:16]}" in document.footer


def test_a_draft_on_paper_says_that_it_is_one(laptop):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "visit", "A warm room.")
    printed = paper.draft_pdf(laptop, draft)
    assert "Draft" in text_of(printed.pdf)
    assert pdf_sign.attachments(printed.pdf) == {}


def test_answers_that_do_not_count_are_not_printed(laptop):
    digest = sealed(laptop, {"visited": "n", "visit": "Left over"})
    assert "Left over" not in words_of(paper.signed_document(laptop, digest))


def test_the_spread_of_ratings_counts_each_rating_once(laptop, rfp):
    about = paper.About(reference="case F-FAM1Y-00001", names={}, draft=True)
    answers = {"P1.1": {"rating": "4"}, "P1.2": {"rating": "4"}, "P4.1": {"rating": "1"}, "O1": "2"}
    document = paper.document(rfp, answers, about, laptop.world.now())
    (spread,) = [b for b in document.blocks if isinstance(b, pdf_blocks.Spread)]
    assert [(label, count) for label, count, _ in spread.counts] == [("Strong", 2), ("Little or none", 1)]


@pytest.mark.parametrize(
    "value", [3, "x", ["y"], {"rating": ["4"]}, {"evidence": "x"}, [{"a": 1}], {"p": {}}]
)
def test_an_answer_of_a_wrong_shape_never_stops_the_printing(laptop, rfp, value):
    about = paper.About(reference="r", names={"W01": "J. Okafor"}, draft=True)
    answers = {q.id: value for q in rfp.questions}
    assert paper.document(rfp, answers, about, laptop.world.now()).blocks


def test_a_pdfs_name_holds_no_person_and_no_case(laptop):
    row = laptop.store.entry(sealed(laptop))
    assert paper.pdf_name(laptop, row) == f"TINY {row.doc[:8]} {row.digest[:8]}.pdf"
