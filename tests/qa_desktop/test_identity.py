"""Who may sign: requests, certificates, and checking both against people who cheat."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import canonical, certificates, identity
from qa_desktop.errors import FileRefused, QaError

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AUTHORITY = identity.new_authority("Example Council", NOW)
OTHER = identity.new_authority("Example Council", NOW)
KEY = identity.new_signing_key()
AGE_SECRET, AGE = identity.new_age_key()
ASKED = identity.request("QA-07", "Zoë O'Brien-Núñez", "Auditor", "Example Council", KEY, AGE)
CERTIFICATE = identity.issue(AUTHORITY, ASKED, NOW)
DER = identity.to_der(CERTIFICATE)
SIGNER = identity.Signer(KEY, CERTIFICATE, (AUTHORITY.certificate,), ASKED.name)
ROOTS = (identity.to_der(AUTHORITY.certificate),)


def test_a_signature_fits_only_what_was_signed_by_that_person() -> None:
    signature = SIGNER.sign(b"sealed")
    assert identity.verify_signature(DER, signature, b"sealed")
    assert not identity.verify_signature(DER, signature, b"sealed ")
    assert not identity.verify_signature(DER, signature[:-1], b"sealed")
    assert not identity.verify_signature(identity.to_der(AUTHORITY.certificate), signature, b"sealed")
    assert not identity.verify_signature(b"no certificate", signature, b"sealed")


def test_the_same_data_gives_the_same_signature() -> None:
    assert SIGNER.sign(b"sealed") == SIGNER.sign(b"sealed") != SIGNER.sign(b"other")


def test_a_certificate_says_who_it_is_about_and_what_for() -> None:
    assert identity.subject(DER) == identity.Subject(
        "QA-07", "Zoë O'Brien-Núñez", "Auditor", "Example Council"
    )
    assert SIGNER.fingerprint == CERTIFICATE.fingerprint(hashes.SHA256()).hex() == identity.fingerprint(DER)
    extensions = CERTIFICATE.extensions
    usage = extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical and usage.value == certificates.usage(
        digital_signature=True, content_commitment=True
    )
    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert set(purposes) == {certificates.DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION}
    root = AUTHORITY.certificate.extensions
    assert root.get_extension_for_class(x509.BasicConstraints).value == x509.BasicConstraints(True, 0)
    mine, theirs = x509.AuthorityKeyIdentifier, x509.SubjectKeyIdentifier
    identifier = extensions.get_extension_for_class(mine).value.key_identifier
    assert identifier == root.get_extension_for_class(theirs).value.digest
    assert extensions.get_extension_for_class(theirs).value.digest != identifier


def test_only_the_authority_that_issued_it_vouches_for_a_certificate() -> None:
    both = (OTHER.certificate, AUTHORITY.certificate)
    assert identity.chains_to(DER, ROOTS) and identity.chains_to(CERTIFICATE, both)
    assert not identity.chains_to(DER, [OTHER.certificate])  # the same name, another key
    assert not identity.chains_to(DER, [])
    assert not identity.chains_to(DER, [DER])
    assert not identity.chains_to(ROOTS[0], ROOTS)  # a root signs people, not documents


@pytest.mark.parametrize(
    ("days", "good"), [(-2, False), (-0.5, True), (0, True), (729, True), (732, False), (36500, False)]
)
def test_with_a_moment_the_certificate_must_have_been_valid_then(days: float, good: bool) -> None:
    assert identity.chains_to(DER, ROOTS, moment=NOW + timedelta(days=days)) is good
    assert identity.chains_to(DER, ROOTS)  # without one no date decides


def test_a_revoked_certificate_no_longer_chains() -> None:
    later = NOW + timedelta(days=10)
    gone = identity.revocation_list(AUTHORITY, [CERTIFICATE], later)
    assert not identity.chains_to(DER, ROOTS, [gone])
    assert identity.chains_to(DER, ROOTS, [gone], NOW) and not identity.chains_to(DER, ROOTS, [gone], later)
    nobody = identity.revocation_list(AUTHORITY, [], later)
    assert identity.chains_to(DER, ROOTS, [nobody]) and not identity.chains_to(DER, ROOTS, [nobody, gone])
    forged = identity.revocation_list(OTHER, [CERTIFICATE], later)
    assert identity.chains_to(DER, ROOTS, [forged])
    assert not identity.chains_to(DER, ROOTS, [b"damaged list"])  # in doubt, no


def made(change: str) -> bytes:
    """A certificate by the right authority with one thing wrong."""
    key: Any = KEY
    if change == "other curve":
        key = ec.generate_private_key(ec.SECP384R1())
    if change == "Ed25519":
        key = ed25519.Ed25519PrivateKey.generate()
    usage = {"digital_signature": True, "content_commitment": change != "no commitment"}
    purpose = ExtendedKeyUsageOID.SERVER_AUTH if change == "for a server" else certificates.DOCUMENT_SIGNING
    builder = (
        x509.CertificateBuilder().subject_name(CERTIFICATE.subject).issuer_name(AUTHORITY.certificate.subject)
        .public_key(key.public_key()).serial_number(7)
        .not_valid_before(NOW).not_valid_after(NOW + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca=change == "an authority", path_length=None), critical=True)
        .add_extension(certificates.usage(**usage), critical=True)
    )  # fmt: skip
    if change != "no purpose":
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
    if change == "unknown condition":
        odd = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
        builder = builder.add_extension(odd, critical=True)
    signed = builder.sign(OTHER.key if change == "forged" else AUTHORITY.key, hashes.SHA256())
    return identity.to_der(signed)


def test_a_certificate_made_for_something_else_does_not_sign_here() -> None:
    assert identity.chains_to(made("nothing wrong"), ROOTS)
    for change in ("other curve", "Ed25519", "no commitment", "for a server", "an authority", "no purpose",
                   "unknown condition", "forged"):  # fmt: skip
        assert not identity.chains_to(made(change), ROOTS), change


def test_a_person_cannot_issue_certificates() -> None:
    apprentice = identity.issue(identity.Authority(KEY, CERTIFICATE), ASKED, NOW)
    assert not identity.chains_to(apprentice, [*ROOTS, CERTIFICATE])


@settings(max_examples=300)
@given(st.integers(0, len(DER) - 1), st.integers(1, 255))
@pytest.mark.filterwarnings("ignore")  # what the library says of odd certificates while it reads them
def test_a_changed_certificate_is_never_trusted(at: int, mask: int) -> None:
    changed = DER[:at] + bytes([DER[at] ^ mask]) + DER[at + 1 :]
    assert not identity.chains_to(changed, ROOTS)
    try:
        who = identity.subject(changed)
    except FileRefused:
        return  # most changes can still be read; what cannot be is refused and nothing else
    assert all(isinstance(part, str) for part in (who.code, who.name, who.role, who.organisation))


def test_a_request_travels_and_is_read_back_the_same() -> None:
    data = ASKED.to_bytes()
    assert identity.Request.from_bytes(data) == ASKED == identity.Request.from_bytes(data + b"\r\n")


def test_a_request_of_the_first_version_can_still_be_answered() -> None:
    kept = Path(__file__).parent.parent / "data" / "v1" / "request.json"
    asked = identity.Request.from_bytes(kept.read_bytes())
    assert identity.chains_to(identity.issue(AUTHORITY, asked, NOW), ROOTS)


def test_the_figures_read_out_cover_the_whole_request() -> None:
    figures = identity.short_fingerprint(ASKED)
    assert len(figures.split()) == 6 and figures.replace(" ", "").isdigit() and len(figures) == 29
    for field, value in {
        "name": "Zoe O'Brien-Núñez",
        "role": "Lead",
        "age_recipient": identity.new_age_key()[1],
    }.items():
        assert identity.short_fingerprint(ASKED.model_copy(update={field: value})) != figures


@pytest.mark.parametrize(
    "change",
    [
        {"code": "QA-08"}, {"name": "Someone Else"}, {"role": "Practice lead"}, {"organisation": "Other"},
        {"csr_pem": "junk"}, {"csr_pem": "é"}, {"age_recipient": "age1"}, {"age_recipient": None}, {"code": ""},
        {"code": 7}, {"name": "x" * 65}, {"name": "a\u202eb"}, {"name": " a"}, {"format": "other"}, {"major": 0},
    ],
)  # fmt: skip
def test_a_changed_request_gets_no_certificate(change: dict[str, object]) -> None:
    said = canonical.loads(ASKED.to_bytes(), "it") | change
    with pytest.raises(FileRefused, match="This request"):
        identity.Request.from_bytes(canonical.dumps(said))


def test_a_request_for_the_key_of_somebody_else_is_refused() -> None:
    swapped = identity.request("QA-08", "B", "Auditor", "Example Council", identity.new_signing_key(), AGE)
    with pytest.raises(FileRefused, match="changed after it was made"):
        identity.issue(AUTHORITY, ASKED.model_copy(update={"csr_pem": swapped.csr_pem}), NOW)


def test_a_request_of_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(FileRefused, match="newer version"):
        identity.Request.from_bytes(canonical.dumps(canonical.loads(ASKED.to_bytes(), "it") | {"major": 2}))


@settings(max_examples=150)
@given(
    st.binary(max_size=100) | st.integers(0, len(ASKED.to_bytes()) - 1).map(lambda n: ASKED.to_bytes()[:n])
)
def test_any_bytes_that_are_no_request_end_in_a_sentence(data: bytes) -> None:
    with pytest.raises(QaError):
        identity.Request.from_bytes(data)


@pytest.mark.parametrize(
    ("code", "name"),
    [("", "A"), ("a b", "A"), ("é", "A"), ("QA-1", ""), ("QA-1", "x" * 65), ("QA-1", "a\nb")],
)
def test_a_name_unfit_for_a_certificate_is_refused_when_asking(code: str, name: str) -> None:
    with pytest.raises(FileRefused, match="1 to 64 characters"):
        identity.request(code, name, "Auditor", "Example Council", KEY, AGE)


def test_keys_and_certificates_are_kept_and_read_back() -> None:
    kept = identity.key_from_der(identity.key_to_der(KEY))
    assert kept.private_numbers() == KEY.private_numbers()
    assert identity.from_pem(identity.to_pem(DER)) == CERTIFICATE == identity.from_der(DER)
    other = ec.generate_private_key(ec.SECP384R1())
    refused: list[Any] = [
        lambda: identity.key_from_der(b"x"), lambda: identity.key_from_der(identity.key_to_der(other)),
        lambda: identity.from_pem(b"x"), lambda: identity.from_der(b""), lambda: identity.subject(b"x"),
    ]  # fmt: skip
    for read in refused:
        with pytest.raises(FileRefused):
            read()


def test_openssl_agrees_with_the_certificate(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(identity.to_pem(AUTHORITY.certificate))
    (tmp_path / "me.pem").write_bytes(identity.to_pem(CERTIFICATE))
    command = ["openssl", "verify", "-x509_strict", "-no_check_time", "-CAfile", "root.pem", "me.pem"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "me.pem: OK\n"), done.stderr
    assert CERTIFICATE.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value == "QA-07"


def test_the_same_request_has_the_same_figures_each_time_it_is_made():
    key, (_, recipient) = identity.new_signing_key(), identity.new_age_key()
    asked = [
        identity.request("A01", "Priya Nair", "team_manager", "Example Council", key, recipient)
        for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert identity.short_fingerprint(asked[0]) == identity.short_fingerprint(asked[1])
