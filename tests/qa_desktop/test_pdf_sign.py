"""Signed paper: outsiders' tools agree that it is valid, and our own verdict misses nothing they miss."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import threading
import time
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from qa_desktop import pdf, pdf_sign
from qa_desktop.identity import Signer
from qa_desktop.pdf_sign import CannotSign, PdfRefused
from tests.qa_desktop.test_pdf import JARS, full_document, preflight

NOW = datetime.now(UTC).replace(microsecond=0)
FIELDS = ("Auditor", "Worker", "Moderator")
USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
Authority = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def named(words: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Example Council"),
            x509.NameAttribute(NameOID.COMMON_NAME, words),
        ]
    )


def certificate(words: str, by: Authority | None, *uses: str, days: tuple[int, int] = (-1, 700)) -> Authority:
    """A new key with a certificate by that authority, or by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer_key = by[0] if by else key
    made = (
        x509.CertificateBuilder()
        .subject_name(named(words))
        .issuer_name(by[1].subject if by else named(words))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days=days[0]))
        .not_valid_after(NOW + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints("key_cert_sign" in uses, None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in USES}), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if "key_cert_sign" not in uses:
        signing = [ObjectIdentifier("1.3.6.1.5.5.7.3.36"), ExtendedKeyUsageOID.EMAIL_PROTECTION]
        made = made.add_extension(x509.ExtendedKeyUsage(signing), critical=False)
    return key, made.sign(issuer_key, hashes.SHA256())


def authority(words: str) -> Authority:
    return certificate(words, None, "key_cert_sign", "crl_sign", days=(-2, 3650))


def person(words: str, by: Authority | None, days: tuple[int, int] = (-1, 700)) -> Signer:
    key, made = certificate(words, by, "digital_signature", "content_commitment", days=days)
    return Signer(key, made, (by[1],) if by else (), words)


def revocations(by: Authority, *revoked: x509.Certificate) -> bytes:
    made = x509.CertificateRevocationListBuilder().issuer_name(by[1].subject)
    made = made.last_update(NOW - timedelta(hours=1)).next_update(NOW + timedelta(days=90))
    for one in revoked:
        made = made.add_revoked_certificate(
            x509.RevokedCertificateBuilder()
            .serial_number(one.serial_number)
            .revocation_date(NOW - timedelta(hours=2))
            .build()
        )
    made = made.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(by[0].public_key()), critical=False
    )
    made = made.add_extension(x509.CRLNumber(1), critical=False)
    return made.sign(by[0], hashes.SHA256()).public_bytes(serialization.Encoding.DER)


ROOT = authority("Practice audit authority")
PEOPLE = tuple(person(words, ROOT) for words in ("Priya Nair", "Li Chen", "Sam Okoro"))


@cache
def signed(count: int = 3) -> bytes:
    """A printed document with a file inside and that many signatures."""
    if count == 0:
        made = pdf.render(full_document(1), with_attachment=True).pdf
        what = "The entries of this audit"
        return pdf_sign.embed(made, "entry.json", b'{"kind":"audit"}', what, "application/json")
    place = count - 1
    return pdf_sign.sign(
        signed(place), FIELDS[place], PEOPLE[place], NOW, words=("Team manager", "Digest 4f1c 9d2e"),
        reason="Finished", certify=place == 0,
    )  # fmt: skip


def check(file: bytes, **expected: object) -> pdf_sign.Verdict:
    return pdf_sign.verify(file, [ROOT[1]], **expected)  # type: ignore[arg-type]


def test_three_people_sign_and_all_is_well() -> None:
    file = signed()
    verdict = check(
        file, expected_fields=FIELDS, expected_signatures=3, expected_sha256=hashlib.sha256(file).hexdigest(),
        crls=[revocations(ROOT)],
    )  # fmt: skip
    assert verdict.faults == ()
    assert verdict.ok
    assert [one.field for one in verdict.signatures] == list(FIELDS)
    assert [one.name for one in verdict.signatures] == [one.name for one in PEOPLE]
    assert [one.fingerprint for one in verdict.signatures] == [one.fingerprint for one in PEOPLE]
    assert [one.covers_whole_file for one in verdict.signatures] == [False, False, True]
    assert all(
        one.intact and one.trusted and not one.changed_after and one.when == NOW for one in verdict.signatures
    )
    assert verdict.signatures[0].reason == "Finished"


def test_a_signature_shows_name_words_and_the_laptop_clock() -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(signed(1))).pages)
    fields = {
        str(one["/T"]): one
        for one in PdfReader(io.BytesIO(signed(1))).trailer["/Root"]["/AcroForm"]["/Fields"]
    }
    assert "/V" in fields["Auditor"] and "/V" not in fields["Worker"]
    assert "Not signed" in text
    shown = subprocess.run(
        ["pdftotext", "-", "-"], input=signed(1), capture_output=True, check=True
    ).stdout.decode()
    shown = " ".join(shown.split())
    assert "Priya Nair" in shown and "Team manager" in shown
    assert f"Signed {NOW:%a} {NOW.day} {NOW:%b %Y} at {NOW:%H:%M} UTC by this laptop's clock" in shown


def test_a_file_inside_comes_out_as_it_went_in() -> None:
    assert pdf_sign.attachments(signed()) == {"entry.json": b'{"kind":"audit"}'}
    plain = pdf.render(full_document(1)).pdf
    assert pdf_sign.attachments(plain) == {}
    root = PdfReader(io.BytesIO(signed())).trailer["/Root"]
    assert root["/AF"][0].get_object()["/AFRelationship"] == "/Data"


def test_nothing_is_embedded_after_signing() -> None:
    with pytest.raises(PdfRefused, match="already signed"):
        pdf_sign.embed(signed(1), "late.json", b"x", "late")


@pytest.mark.parametrize(
    "file", [b"", b"x", b"%PDF-1.7", b"%PDF-1.4\n%%EOF", signed()[:20_000]], ids=range(5)
)
def test_files_that_are_no_pdf_are_refused_with_a_sentence(file: bytes) -> None:
    with pytest.raises(PdfRefused, match="not a whole PDF"):
        pdf_sign.attachments(file)
    with pytest.raises(PdfRefused, match="not a whole PDF"):
        pdf_sign.embed(file, "a", b"b", "c")
    with pytest.raises(CannotSign):
        pdf_sign.sign(file, "Auditor", PEOPLE[0], NOW)
    assert not check(file).ok


def test_more_than_we_would_ever_embed_is_refused() -> None:
    bomb = pdf_sign.embed(
        pdf.render(full_document(1)).pdf, "zeros", bytes(pdf_sign.MAX_ATTACHED + 1), "many zeros"
    )
    assert len(bomb) < 1_000_000
    with pytest.raises(PdfRefused, match="more files than"):
        pdf_sign.attachments(bomb)


def test_a_place_is_signed_once_and_only_if_it_is_there() -> None:
    with pytest.raises(CannotSign, match="already signed"):
        pdf_sign.sign(signed(1), "Auditor", PEOPLE[1], NOW)
    with pytest.raises(CannotSign, match="no place for Nobody"):
        pdf_sign.sign(signed(1), "Nobody", PEOPLE[1], NOW)


def test_the_plain_print_can_be_signed_too() -> None:
    made = pdf.plain(full_document(1), "for this test").pdf
    for field, who in zip(FIELDS, PEOPLE, strict=True):
        made = pdf_sign.sign(made, field, who, NOW, certify=field == "Auditor")
    assert check(made, expected_fields=FIELDS).faults == ()


def test_signing_works_from_another_thread() -> None:
    made: list[bytes] = []
    base = pdf.render(full_document(1)).pdf
    worker = threading.Thread(
        target=lambda: made.append(pdf_sign.sign(base, "Auditor", PEOPLE[0], NOW, certify=True))
    )
    worker.start()
    worker.join()
    assert check(made[0]).ok


def test_any_words_can_stand_in_a_signature() -> None:
    words = ("مرحبا 中文 👍🏽 \u202e \x00", "x" * 5_000, "<b>&amp;", "\n" * 40)
    file = pdf_sign.sign(
        pdf.render(full_document(1)).pdf, "Auditor", PEOPLE[0], NOW, words=words, certify=True
    )
    assert check(file).ok


def test_one_flipped_byte_is_found() -> None:
    file = bytearray(signed())
    at = file.index(b"stream\n", 1_000) + 40
    file[at] ^= 1
    assert not check(bytes(file)).ok


def test_what_is_added_after_signing_is_found() -> None:
    assert check(signed() + b"\njunk").faults == (
        "Something was added to the file after the last signature.",
    )
    writer = PdfWriter(io.BytesIO(signed()), incremental=True)
    writer.add_annotation(0, note())
    target = io.BytesIO()
    writer.write(target)
    added = target.getvalue()
    assert added.startswith(signed())
    verdict = check(added)
    assert not verdict.ok
    assert all(one.intact and one.changed_after for one in verdict.signatures)


def note() -> object:
    from pypdf.annotations import FreeText

    return FreeText(text="4 Strong", rect=(50, 550, 200, 650))


def test_a_cut_off_end_is_found() -> None:
    assert check(signed()[:-500]).faults == (
        "The file is not a whole PDF. It may have been cut short or changed.",
    )


def test_stripped_signatures_are_found() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(signed()))
    for one in writer._root_object["/AcroForm"]["/Fields"]:
        del one.get_object()["/V"]
    target = io.BytesIO()
    writer.write(target)
    assert check(target.getvalue()).faults == ("The PDF is not signed, or its signatures were taken out.",)


def test_a_roll_back_is_found_only_by_what_the_store_knows() -> None:
    earlier, file = signed(1), signed()
    assert file.startswith(earlier)
    assert check(earlier).ok  # it is a perfect file: this is why the store keeps the count
    assert check(earlier, expected_fields=FIELDS).faults == (
        "The signature in Worker is missing.", "The signature in Moderator is missing.",
    )  # fmt: skip
    assert check(earlier, expected_signatures=3).faults == (
        "The PDF has 1 of the 3 signatures it had. It may be an earlier copy.",
    )
    assert check(earlier, expected_sha256=hashlib.sha256(file).hexdigest()).faults == (
        "This is not the file that was kept. It may be an older or a changed copy.",
    )


def test_a_signature_nobody_expected_is_found() -> None:
    assert check(signed(2), expected_fields=("Auditor",)).faults == (
        "There is a signature in Worker that was not expected.",
    )


@pytest.mark.parametrize(
    "who",
    [
        person("Priya Nair", authority("Practice audit authority")),
        person("Priya Nair", None),
        person("Old", ROOT, (-30, -10)),
    ],
    ids=["another authority of the same name", "self-signed", "out of date"],
)
def test_a_signer_the_service_does_not_know_is_not_trusted(who: Signer) -> None:
    file = pdf_sign.sign(pdf.render(full_document(1)).pdf, "Auditor", who, NOW, certify=True)
    verdict = check(file)
    assert not verdict.ok
    assert [(one.intact, one.trusted) for one in verdict.signatures] == [(True, False)]
    assert pdf_sign.verify(file, []).faults == verdict.faults


def test_a_withdrawn_certificate_is_not_trusted_and_one_without_a_list_neither() -> None:
    revoked = revocations(ROOT, PEOPLE[1].certificate)
    assert [one.trusted for one in check(signed(), crls=[revoked]).signatures] == [True, False, True]
    stranger = revocations(authority("Another"))
    assert [one.trusted for one in check(signed(), crls=[stranger]).signatures] == [False, False, False]


def test_certificates_are_judged_at_the_moment_asked_for() -> None:
    later = NOW + timedelta(days=1_000)
    assert not check(signed(), moment=later).ok
    brief = person("Brief", ROOT, (-1, 1))
    file = pdf_sign.sign(pdf.render(full_document(1)).pdf, "Auditor", brief, NOW, certify=True)
    assert check(file, moment=NOW + timedelta(hours=1)).ok
    assert not check(file, moment=NOW + timedelta(days=2)).ok


def gap(file: bytes) -> tuple[int, int]:
    """Where the last signature itself lies: the only bytes it cannot cover."""
    numbers = re.findall(rb"/ByteRange\s*\[\s*\d+\s+(\d+)\s+(\d+)\s+\d+\s*\]", file)[-1]
    return int(numbers[0]), int(numbers[1])


def spoiled(file: bytes, part: bytes, at: int = 0) -> bytes:
    """The last signature with one bit other in this part of it, where no signature covers anything."""
    low, high = gap(file)
    held = bytearray.fromhex(file[low + 1 : high - 1].decode("ascii"))
    held[held.index(part) + at] ^= 1
    return file[:low] + b"<" + held.hex().encode("ascii") + b">" + file[high:]


def test_what_a_signature_cannot_cover_is_looked_at_too() -> None:
    file = signed(1)
    root = ROOT[1].public_bytes(serialization.Encoding.DER)
    for changed in (
        spoiled(file, root, 200),  # a certificate that came along
        spoiled(file, bytes(64), 63),  # the rest of its place in the file
        spoiled(file, bytes.fromhex("310f300d06096086480165030402010500"), 14),  # how it was made
        file[: gap(file)[0] + 40]
        + file[gap(file)[0] + 40 :].replace(b"0", b"0 ", 1),  # a space between figures
    ):
        verdict = check(changed)
        assert changed != file and not verdict.ok
        assert all(fault.endswith(".") for fault in verdict.faults)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_change_whatever_passes_or_raises(data: st.DataObject) -> None:
    file = bytearray(signed(2))
    low, high = gap(bytes(file))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(
            st.integers(0, len(file) - 1) | st.integers(max(0, len(file) - 2_500), len(file) - 1)
        )
        kind = data.draw(st.sampled_from(["flip", "cut", "insert", "end", "copy", "number"]))
        if kind == "flip":
            file[place] ^= 1 << data.draw(st.integers(0, 7))
        elif kind == "cut":
            del file[place : place + data.draw(st.integers(1, 3_000))]
        elif kind == "insert":
            file[place:place] = data.draw(
                st.binary(min_size=1, max_size=40) | st.sampled_from([b"<<", b"[" * 3_000, b"0 0 R"])
            )
        elif kind == "end":
            del file[place:]
        elif kind == "copy":
            file[place:place] = file[data.draw(st.integers(0, len(file) - 1)) :][:5_000]
        else:
            found = [hit for hit in re.finditer(rb"(?<=[ \n])\d+(?= )", bytes(file[place : place + 4_000]))]
            if found:
                start, end = found[0].span()
                file[place + start : place + end] = data.draw(
                    st.sampled_from([b"0", b"-1", b"7", b"99999999999", b"1"])
                )
        file = file or bytearray(b"x")
    changed, whole = bytes(file), signed(2)
    verdict = check(changed)
    same_outside_the_signature = changed[:low] == whole[:low] and changed[high:] == whole[high:]
    assert not verdict.ok or same_outside_the_signature
    if changed != whole:
        assert not check(changed, expected_sha256=hashlib.sha256(whole).hexdigest()).ok
    assert held_or_refused(changed)


def held_or_refused(file: bytes) -> bool:
    try:
        return all(isinstance(held, bytes) for held in pdf_sign.attachments(file).values())
    except PdfRefused as refused:
        return str(refused).endswith(".")


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400)
    | st.binary(max_size=300).map(lambda tail: b"%PDF-1.7\n" + tail + b"\nstartxref\n9\n%%EOF")
)
def test_bytes_of_any_kind_are_answered(file: bytes) -> None:
    verdict = check(file)
    assert not verdict.ok
    assert all(fault.endswith(".") for fault in verdict.faults)


def test_a_loop_in_the_file_ends() -> None:
    looped = re.sub(
        rb"/Prev (\d+)",
        lambda hit: b"/Prev " + b"%0*d" % (len(hit[1]), signed().rindex(b"xref\n0")),
        signed(),
    )
    started = time.perf_counter()
    assert not check(looped).ok
    assert time.perf_counter() - started < 30


def test_twelve_pages_signed_take_a_moment() -> None:
    document = full_document(15)
    pdf_sign.sign(
        pdf.render(document).pdf, "Auditor", PEOPLE[0], NOW, certify=True
    )  # fonts and pyHanko are loaded
    started = time.perf_counter()
    printed = pdf.render(document)
    file = pdf_sign.sign(printed.pdf, "Auditor", PEOPLE[0], NOW, certify=True)
    spent = time.perf_counter() - started
    print(f"{printed.pages} pages, {len(file) // 1024} kB, rendered and signed in {spent:.2f} s")
    assert printed.pages >= 12 and spent < 5  # 0.2 s here; a busy machine may take longer


if shutil.which("pdfsig") and shutil.which("certutil"):

    @pytest.fixture(scope="module")
    def nss(tmp_path_factory: pytest.TempPathFactory) -> Path:
        """A certificate store that trusts our root, as Firefox and poppler use them."""
        folder = tmp_path_factory.mktemp("nss")
        (folder / "root.pem").write_bytes(ROOT[1].public_bytes(serialization.Encoding.PEM))
        subprocess.run(["certutil", "-N", "-d", f"sql:{folder}", "--empty-password"], check=True)
        trust = ["-t", "CT,C,C", "-n", "root", "-i", str(folder / "root.pem")]
        subprocess.run(["certutil", "-A", "-d", f"sql:{folder}", *trust], check=True)
        return folder

    def pdfsig(file: bytes, nss: Path) -> str:
        (nss / "file.pdf").write_bytes(file)
        run = ["pdfsig", "-nssdir", f"sql:{nss}", str(nss / "file.pdf")]
        return subprocess.run(run, capture_output=True, text=True).stdout

    def test_poppler_finds_every_signature_valid_and_trusted(nss: Path) -> None:
        said = pdfsig(signed(), nss)
        assert said.count("Signature Validation: Signature is Valid.") == 3
        assert said.count("Certificate Validation: Certificate is Trusted.") == 3
        assert said.count("Total document signed") == 1
        one = pdfsig(signed(1), nss)
        assert (
            "Signature is Valid." in one and "Total document signed" in one and "ETSI.CAdES.detached" in one
        )

    def test_poppler_finds_a_flipped_byte_too(nss: Path) -> None:
        file = bytearray(signed())
        file[file.index(b"stream\n", 1_000) + 40] ^= 1
        assert "Signature is Valid." not in pdfsig(bytes(file), nss)


if shutil.which("java") and all(jar.exists() for jar in JARS):

    def test_preflight_finds_pdf_a_1b_after_every_signature(tmp_path: Path) -> None:
        made = pdf.render(full_document(1)).pdf
        for field, who in zip(FIELDS, PEOPLE, strict=True):
            made = pdf_sign.sign(made, field, who, NOW, words=("Team manager",), certify=field == "Auditor")
            (tmp_path / "signed.pdf").write_bytes(made)
            assert preflight(tmp_path / "signed.pdf") == ["valid=true"]
