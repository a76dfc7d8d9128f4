"""The second and the third signature: entries about a form, and signatures more in its PDF."""

import io
import shutil
import subprocess

import pypdf
import pytest

from qa_desktop import (
    corrections,
    countersign,
    forms,
    guests,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    paper,
    pdf_sign,
    verifying,
)
from qa_desktop.errors import FileRefused, NotAllowed
from tests.conftest import QUICK
from tests.qa_desktop.test_guests import THEIRS, admitted
from tests.qa_desktop.test_slips import MINE, TALK
from tests.small import FULL, amended, answered, bring, forge, held_by, read, sealed, tiny

SAID = "I see it a little otherwise.\nThe visit in May was cut short."
TWO_VOICES = MINE | {"W1": "They came back by themselves.", "O1": "3"}


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def worker(service, laptop):
    """A guest beside the auditor, ready to sign."""
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    admitted(service, laptop)
    return guests.signer(laptop, "W01", THEIRS)


def signed_form(laptop):
    """The digest and the PDF of a form that names its worker."""
    digest = _talk(laptop)
    return digest, paper.signed_pdf(laptop, digest)


def _talk(laptop):
    return forms.finish(laptop, answered(laptop, forms.start(laptop, read(TALK)), TWO_VOICES))


def test_the_worker_signs_the_form_on_this_laptop_and_their_response_is_kept_whole(laptop, worker):
    digest = _talk(laptop)
    made = countersign.sign_off(laptop, digest, "worker", worker, f"  {SAID} ")
    (one,) = countersign.of(laptop, digest)
    assert (one.digest, one.signs_as, one.who, one.code) == (made, "worker", "J. Okafor", "W01")
    assert one.response == SAID and one.words == "Seen, not necessarily agreed"
    row = laptop.store.entry(made)
    assert row.log == laptop.log and row.signer == worker.fingerprint and row.about == digest
    with pytest.raises(NotAllowed, match="has signed this as worker already"):
        countersign.sign_off(laptop, digest, "worker", worker)


def test_only_the_right_person_signs_in_each_place(service, laptop, worker):
    digest = _talk(laptop)
    with pytest.raises(NotAllowed, match="signed this audit as its auditor"):
        countersign.sign_off(laptop, digest, "supervisor", laptop.signer())
    for place in ("supervisor", "moderator"):
        with pytest.raises(NotAllowed, match="cannot sign there"):
            countersign.sign_off(laptop, digest, place, worker)
    other = service.laptop("A02")
    bring(other, laptop, *held_by(laptop))
    with pytest.raises(NotAllowed, match=r"This place is for (J\. Okafor|W01)"):
        countersign.sign_off(other, digest, "worker", other.signer())
    assert countersign.sign_off(other, digest, "supervisor", other.signer())
    assert countersign.sign_off(other, digest, "moderator", other.signer())
    assert [one.signs_as for one in countersign.of(other, digest)] == ["supervisor", "moderator"]


def test_only_the_newest_version_that_stands_is_signed(laptop, worker):
    old = _talk(laptop)
    new = amended(laptop, old, {"O1": "1"})
    with pytest.raises(NotAllowed, match="A newer version"):
        countersign.sign_off(laptop, old, "worker", worker)
    corrections.withdraw(laptop, new, "It was filled in for the wrong family.")
    with pytest.raises(NotAllowed, match="is withdrawn"):
        countersign.sign_off(laptop, new, "worker", worker)


def test_a_second_signature_travels_with_its_form_even_when_the_form_went_before(service, laptop, worker):
    digest = _talk(laptop)
    packs.make_returns(laptop, service.folder)
    assert packs.ready_to_return(laptop) == []
    countersign.sign_off(laptop, digest, "worker", worker, SAID)
    (written,) = packs.make_returns(laptop, service.folder)
    assert written.counts["signoff"] == 1 and packs.ready_to_return(laptop) == []
    central = service.central
    imports.take_in(central, [import_plans.plan_file(central, written.path)], back_up=False)
    assert countersign.of(central, digest) == countersign.of(laptop, digest)


def test_a_signature_given_on_another_laptop_goes_to_the_auditor_and_on_to_the_lead(bare_service):
    worker = bare_service.admit("W01", "J. Okafor", "South FST", "worker")
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("F-FAM1Y-00001",))
    bring(worker, bare_service.central, *held_by(bare_service.central))
    digest, pdf = signed_form(laptop)
    packs.make_returns(laptop, bare_service.folder)
    imports.take_in(worker, [import_plans.plan(worker, "audit.pdf", pdf)], back_up=False)
    countersign.sign_off(worker, digest, "worker", worker.signer(), SAID)
    twice = countersign.sign_pdf(worker, pdf, "Worker", worker.signer())
    (back,) = packs.make_returns(worker, bare_service.folder)
    assert back.to == "Priya Nair"
    imports.take_in(laptop, [import_plans.plan_file(laptop, back.path)], back_up=False)
    imports.take_in(laptop, [import_plans.plan(laptop, "audit.pdf", twice)], back_up=False)
    assert [one.response for one in countersign.of(laptop, digest)] == [SAID]
    assert verifying.check("audit.pdf", twice, None, laptop).ok
    assert "older state" in verifying.check("audit.pdf", pdf, None, laptop).words
    (on,) = packs.make_returns(laptop, bare_service.folder)
    assert on.to == "Marta Trent" and on.counts["signoff"] == 1


def test_the_pdf_gets_a_second_and_a_third_signature_and_the_first_stays(service, laptop, worker):
    digest, once = signed_form(laptop)
    countersign.sign_off(laptop, digest, "worker", worker, SAID)
    twice = countersign.sign_pdf(laptop, once, "Worker", worker)
    central = service.central
    bring(central, laptop, *held_by(laptop))
    countersign.sign_off(central, digest, "moderator", central.signer())
    thrice = countersign.sign_pdf(central, twice, "Moderator", central.signer())
    roots = laptop.signer().chain
    fields = ["Auditor", "Worker", "Moderator"]
    verdict = pdf_sign.verify(thrice, roots, expected_fields=fields)
    assert verdict.ok and [s.field for s in verdict.signatures] == fields
    assert [s.name for s in verdict.signatures] == ["Priya Nair", "J. Okafor", "Marta Trent"]
    assert [s.covers_whole_file for s in verdict.signatures] == [False, False, True]
    assert thrice.startswith(twice) and twice.startswith(once)
    assert [row.signatures for row in laptop.store.files(digest)] == [1, 2]
    assert [row.signatures for row in central.store.files(digest)] == [2, 3]
    words = verifying.check("audit.pdf", thrice, None, central).words
    assert (
        "Priya Nair as auditor" in words and "J. Okafor as worker" in words and "Trent as moderator" in words
    )
    assert SAID.split("\n")[0] not in _text(thrice) and "not printed" in countersign.RESPONSE_IS_KEPT


def _text(data):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_going_back_to_fewer_signatures_is_caught(laptop, worker):
    digest, once = signed_form(laptop)
    countersign.sign_off(laptop, digest, "worker", worker)
    twice = countersign.sign_pdf(laptop, once, "Worker", worker)
    roots = laptop.signer().chain
    assert pdf_sign.verify(twice[: len(once)], roots).ok  # by itself it looks perfect
    told = verifying.check("audit.pdf", twice[: len(once)], None, laptop)
    assert not told.ok and "It has 1 signature, and this profile has seen 2" in told.words
    assert verifying.check("audit.pdf", twice, None, laptop).ok
    with pytest.raises(FileRefused, match="1 of the 2 signatures"):
        countersign.sign_pdf(laptop, once, "Worker", worker)
    again = paper.signed_pdf(laptop, digest)
    with pytest.raises(FileRefused, match="an older state"):
        countersign.sign_pdf(laptop, again, "Worker", worker)


def test_a_changed_pdf_a_strangers_and_an_unsigned_one_are_refused(service, laptop, worker):
    digest, once = signed_form(laptop)
    countersign.sign_off(laptop, digest, "worker", worker)
    at = once.index(b"stream", len(once) // 2) + 40
    changed = once[:at] + bytes([once[at] ^ 1]) + once[at + 1 :]
    with pytest.raises(FileRefused, match="was not signed"):
        countersign.sign_pdf(laptop, changed, "Worker", worker)
    with pytest.raises(FileRefused, match="was not signed"):
        countersign.sign_pdf(laptop, once + b"\n% more", "Worker", worker)
    with pytest.raises(FileRefused, match="not signed"):
        countersign.sign_pdf(
            laptop, paper.pdf.render(paper.signed_document(laptop, digest)).pdf, "Worker", worker
        )
    other = service.laptop("A02")
    elsewhere = paper.signed_pdf(other, sealed(other))
    with pytest.raises(FileRefused, match="not of an audit in this profile"):
        countersign.sign_pdf(laptop, elsewhere, "Worker", worker)
    assert [row.signatures for row in laptop.store.files(digest)] == [1]


def test_the_place_must_be_theirs_and_signed_off_first(laptop, worker):
    digest, once = signed_form(laptop)
    with pytest.raises(NotAllowed, match="has not signed this audit off as worker yet"):
        countersign.sign_pdf(laptop, once, "Worker", worker)
    countersign.sign_off(laptop, digest, "worker", worker)
    for place in ("Supervisor", "Moderator", "Auditor"):
        with pytest.raises(NotAllowed, match="has not signed this audit off"):
            countersign.sign_pdf(laptop, once, place, worker)
    twice = countersign.sign_pdf(laptop, once, "Worker", worker)
    with pytest.raises(pdf_sign.CannotSign, match="already signed"):
        countersign.sign_pdf(laptop, twice, "Worker", worker)


def test_an_amended_form_is_signed_again_in_a_pdf_of_its_own(laptop, worker):
    old, once = signed_form(laptop)
    countersign.sign_off(laptop, old, "worker", worker)
    countersign.sign_pdf(laptop, once, "Worker", worker)
    new = amended(laptop, old, {"O1": "1"})
    fresh = paper.signed_pdf(laptop, new)
    assert verifying.check("audit.pdf", fresh, None, laptop).ok  # one signature, and none before it
    with pytest.raises(FileRefused, match="signatures that this profile has seen"):
        countersign.sign_pdf(laptop, once, "Worker", worker)
    countersign.sign_off(laptop, new, "worker", worker)
    assert pdf_sign.verify(countersign.sign_pdf(laptop, fresh, "Worker", worker), laptop.signer().chain).ok


def test_a_signature_by_a_stranger_or_by_the_auditor_does_not_count(service, laptop):
    digest = sealed(laptop, FULL, tiny())
    body = {"signs_as": "worker", "words": "Seen"}
    forged = forge(laptop.signer(), body, kind="signoff", about=digest)
    bring(service.central, laptop, *held_by(laptop), forged)
    assert countersign.of(service.central, digest) == []
    assert len(ledger.forms(service.central)) == 1


if shutil.which("pdfsig") and shutil.which("certutil"):

    def poppler(file, root, folder):
        """What poppler says of a PDF, trusting only our service."""
        (folder / "root.pem").write_bytes(identity.to_pem(root))
        (folder / "file.pdf").write_bytes(file)
        store = f"sql:{folder}"
        subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
        trust = ["-t", "CT,C,C", "-n", "root", "-i", str(folder / "root.pem")]
        subprocess.run(["certutil", "-A", "-d", store, *trust], check=True)
        run = ["pdfsig", "-nssdir", store, str(folder / "file.pdf")]
        return subprocess.run(run, capture_output=True, text=True).stdout

    def test_poppler_finds_two_and_three_valid_signatures(service, laptop, worker, tmp_path):
        digest, once = signed_form(laptop)
        countersign.sign_off(laptop, digest, "worker", worker)
        twice = countersign.sign_pdf(laptop, once, "Worker", worker)
        central = service.central
        bring(central, laptop, *held_by(laptop))
        countersign.sign_off(central, digest, "moderator", central.signer())
        thrice = countersign.sign_pdf(central, twice, "Moderator", central.signer())
        for n, made in ((2, twice), (3, thrice)):
            (tmp_path / str(n)).mkdir()
            said = poppler(made, laptop.roots()[0], tmp_path / str(n))
            assert said.count("Signature Validation: Signature is Valid.") == n
            assert said.count("Certificate Validation: Certificate is Trusted.") == n
            first, *_, last = [part for part in said.split("Signature #") if "Signed Ranges" in part]
            assert "Not total document signed" in first and "Total document signed" in last
            assert "Signed Ranges: [0 - " in first and f"- {len(once)}]" in first  # its own revision, whole


def test_a_signature_that_another_program_sealed_for_somebody_it_is_not_for_is_none(laptop, worker):
    digest = _talk(laptop)
    with laptop.write():
        for signs_as in ("moderator", "supervisor", "worker"):
            said = {"signs_as": signs_as, "words": "Mine"}
            laptop.seal("signoff", f"by-hand-{signs_as}", said, about=digest, signer=worker)
    assert [one.signs_as for one in countersign.of(laptop, digest)] == ["worker"]
