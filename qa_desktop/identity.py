"""Who signs: the service's own small authority, a person's key and certificate, and checking both."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Annotated, Literal

import pyrage
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from qa_desktop import canonical, certificates
from qa_desktop.certificates import DOCUMENT_SIGNING, UNREADABLE
from qa_desktop.errors import FileRefused, place_words

Certificate = x509.Certificate | bytes  # an object, or its DER
AUTHORITY_YEARS = 10
MAX_REQUEST = 64 * 1024  # bytes
# RFC 6979: no chance needed, so a laptop with poor chance cannot leak its key, and same inputs give same bytes
_ALGORITHM = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


@dataclass(frozen=True)
class Signer:
    """A person ready to sign. `chain` is what a checker needs besides the certificate (the root, as a rule)."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    name: str

    def sign(self, data: bytes) -> bytes:
        """ECDSA P-256 over SHA-256, DER. The same data always gives the same bytes."""
        return self.key.sign(data, _ALGORITHM)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hex: how entries and bundles name their signer."""
        return fingerprint(self.certificate)


@dataclass(frozen=True, slots=True)
class Authority:
    """The service's root, kept by the practice lead: it says who is who."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a certificate is about."""

    code: str
    name: str
    role: str
    organisation: str


def _plain(text: str) -> str:
    if text != text.strip() or not text.isprintable():
        raise ValueError("spaces at an end, or a character that does not print")
    return unicodedata.normalize("NFC", text)


# 64 is the upper bound X.509 puts on each of these; the code must be printable ASCII (RFC 5280 appendix A)
_Words = Annotated[str, Field(min_length=1, max_length=64), AfterValidator(_plain)]
_Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")]


class Request(BaseModel):
    """What a laptop asks the practice lead for: a certificate for this person and this key."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)
    format: Literal["qa-request"] = "qa-request"
    major: Literal[1] = 1
    code: _Code
    name: _Words
    role: _Words
    organisation: _Words
    csr_pem: Annotated[str, Field(max_length=8192)]
    age_recipient: Annotated[str, Field(pattern=r"^age1[0-9a-z]{58}$")]

    def to_bytes(self) -> bytes:
        """The bytes of a request file."""
        return canonical.dumps(self.model_dump(mode="json"))

    @classmethod
    def from_bytes(cls, data: bytes, what: str = "This request") -> Request:
        """Read a request file. Raises FileRefused or NotCanonical naming the part that cannot be right."""
        if len(data) > MAX_REQUEST:
            raise FileRefused(
                f"{what} is too large to be a request for a certificate; check that it is the right file."
            )
        if not data.startswith(b"{"):
            raise FileRefused(f"{what} is not a request file; choose the one that ends in .qarequest.")
        said = canonical.loads_exact(data.rstrip(b"\r\n"), what)
        if isinstance(said, dict) and type(said.get("major")) is int and said["major"] > 1:
            raise FileRefused(
                f"{what} was made by a newer version of the app; update this one, then open it again."
            )
        try:
            found = cls.model_validate(said)
        except ValidationError as error:
            field = place_words(error.errors()[0]["loc"]) or "its shape"
            raise FileRefused(
                f"{what} has a part that cannot be right ({field}); ask for a new request."
            ) from error
        _requested_key(found, what)
        return found


def new_signing_key() -> ec.EllipticCurvePrivateKey:
    """P-256, never Ed25519: PDF readers and openssl must be able to check what it signs."""
    return ec.generate_private_key(ec.SECP256R1())


def new_age_key() -> tuple[str, str]:
    """A secret ("AGE-SECRET-KEY-1…") to open bundles with, and the recipient ("age1…") they are made for."""
    secret = pyrage.x25519.Identity.generate()
    return str(secret), str(secret.to_public())


def request(
    code: str, name: str, role: str, organisation: str, key: ec.EllipticCurvePrivateKey, age_recipient: str
) -> Request:
    """A request signed with the key it is for. Raises FileRefused if a name is not fit for a certificate."""
    try:
        subject = Subject(code, _plain(name), _plain(role), _plain(organisation))
        # Deterministic: asked twice, the same request, so that the figures read out over the phone stay the same.
        unsigned = x509.CertificateSigningRequestBuilder().subject_name(_named(subject))
        csr = unsigned.sign(key, _HASH, ecdsa_deterministic=True)
        return Request(
            code=code,
            name=subject.name,
            role=subject.role,
            organisation=subject.organisation,
            csr_pem=csr.public_bytes(serialization.Encoding.PEM).decode("ascii"),
            age_recipient=age_recipient,
        )
    except ValueError as error:
        raise FileRefused(
            "A certificate needs a code of letters and figures, and a name, role and organisation of 1 to 64 characters"
            " each; shorten or correct them and ask again."
        ) from error


def short_fingerprint(asked: Request) -> str:
    """24 figures in groups of four, over the whole request, to be read out over the phone and compared."""
    return _figures(b"qa/request/1\0" + asked.to_bytes())


def certificate_figures(certificate: Certificate) -> str:
    """As short_fingerprint, of a certificate: how somebody makes sure that a root.pem is their service's."""
    return _figures(b"qa/certificate/1\0" + to_der(certificate))


def _figures(said: bytes) -> str:
    figures = f"{int.from_bytes(hashlib.sha256(said).digest(), 'big') % 10**24:024d}"
    return " ".join(figures[i : i + 4] for i in range(0, 24, 4))


def new_authority(organisation: str, now: datetime, number: int = 1) -> Authority:
    """A root of its own for one service, good for ten years. `now` is UTC; `number`: how many there were, with it."""
    key = new_signing_key()
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "GB"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _plain(organisation)[:64]),
            x509.NameAttribute(
                NameOID.COMMON_NAME, f"Quality assurance authority{f' {number}' if number > 1 else ''}"
            ),
        ]
    )
    builder = certificates.begun(key.public_key(), name, name, now, AUTHORITY_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(certificates.usage(key_cert_sign=True, crl_sign=True), critical=True)
    return Authority(key, builder.sign(key, _HASH))


def issue(authority: Authority, asked: Request, now: datetime, years: int = 2) -> x509.Certificate:
    """The certificate asked for. Compare short_fingerprint with the person first. Raises FileRefused."""
    public = _requested_key(asked, "This request")
    return _issued(
        authority, public, Subject(asked.code, asked.name, asked.role, asked.organisation), now, years
    )


def reissue(
    authority: Authority, old: Certificate, now: datetime, role: str | None = None, years: int = 2
) -> bytes:
    """A new certificate (DER) for the holder of this one, for the same key; with another role where one is given."""
    who, public = subject(old), _certificate(old).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    return to_der(_issued(authority, public, replace(who, role=role or who.role), now, years))


def _issued(
    authority: Authority, public: ec.EllipticCurvePublicKey, who: Subject, now: datetime, years: int
) -> x509.Certificate:
    subject = _named(who)
    builder = certificates.begun(public, subject, authority.certificate.subject, now, years)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(
        certificates.usage(digital_signature=True, content_commitment=True), critical=True
    )
    builder = builder.add_extension(
        x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
    )
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    return builder.add_extension(issuer, critical=False).sign(authority.key, _HASH)


def revocation_list(
    authority: Authority, revoked: Iterable[Certificate], now: datetime, number: int = 1, days: int = 3650
) -> bytes:
    """The authority's list of certificates no longer to be trusted, from `now` on, as DER."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.certificate.subject)
    builder = builder.last_update(now).next_update(now + timedelta(days=days))
    builder = builder.add_extension(x509.CRLNumber(number), critical=False)
    for certificate in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(_certificate(certificate).serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(now).build())
    return builder.sign(authority.key, _HASH).public_bytes(serialization.Encoding.DER)


def requested_key(asked: Request) -> ec.EllipticCurvePublicKey:
    """The key that a request is for. Raises FileRefused where the asker does not hold it."""
    return _requested_key(asked, "This request")


def verify_signature(certificate_der: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the holder of the certificate's P-256 key signed exactly `data`. Says nothing about trust."""
    try:
        public = _certificate(certificate_der).public_key()
        if not isinstance(public, ec.EllipticCurvePublicKey) or not isinstance(public.curve, ec.SECP256R1):
            return False
        public.verify(signature, data, _ALGORITHM)
    except UNREADABLE:
        return False
    return True


def sign(key: ec.EllipticCurvePrivateKey, data: bytes) -> bytes:
    """As `Signer.sign`, by somebody who may not be certified yet."""
    return key.sign(data, _ALGORITHM)


def public_der(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def public_der_of(certificate: Certificate) -> bytes:
    """The public key (DER) that a certificate is for."""
    return (
        _certificate(certificate)
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def verify_with(public: bytes, signature: bytes, data: bytes) -> bool:
    """Whether the holder of this public key (DER, P-256) signed exactly `data`."""
    try:
        key = serialization.load_der_public_key(public)
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        key.verify(signature, data, _ALGORITHM)
    except UNREADABLE:
        return False
    return True


def chains_to(
    certificate_der: Certificate,
    roots: Iterable[Certificate],
    crls: Iterable[bytes] = (),
    moment: datetime | None = None,
) -> bool:
    """Whether one of `roots` issued this certificate, for signing documents, and has not revoked it.

    With `moment` (UTC) it must also have been valid, and not yet revoked, then; without it no date decides.
    """
    try:
        certificate = _certificate(certificate_der)
        if not certificates.may_sign(certificate) or not certificates.valid_at(certificate, moment):
            return False
        issuer = next(
            (root for root in map(_certificate, roots) if certificates.issued(root, certificate, moment)),
            None,
        )
        return issuer is not None and not certificates.revoked(certificate, issuer, crls, moment)
    except UNREADABLE:
        return False


@lru_cache(maxsize=4096)  # a certificate in, a frozen value out: nothing can go stale
def subject(certificate: Certificate) -> Subject:
    """Whom the certificate is about; worth something only if it chains to a root. Raises FileRefused."""
    try:
        name = _certificate(certificate).subject
        parts = (NameOID.SERIAL_NUMBER, NameOID.COMMON_NAME, NameOID.TITLE, NameOID.ORGANIZATION_NAME)
        found = [[str(each.value) for each in name.get_attributes_for_oid(part)] for part in parts]
    except UNREADABLE as error:
        raise FileRefused("A certificate in this file is damaged; ask for it to be made again.") from error
    code, person, role, organisation = (values[0] if values else "" for values in found)
    return Subject(code, person, role, organisation)


def fingerprint(certificate: Certificate) -> str:
    """SHA-256 of the certificate's DER, in hex."""
    return hashlib.sha256(to_der(certificate)).hexdigest()


def to_der(certificate: Certificate) -> bytes:
    """The certificate's exact bytes."""
    return (
        certificate
        if isinstance(certificate, bytes)
        else certificate.public_bytes(serialization.Encoding.DER)
    )


def from_der(data: bytes) -> x509.Certificate:
    """Raises FileRefused if this is no certificate."""
    try:
        return _certificate(data)
    except UNREADABLE as error:
        raise FileRefused("This certificate is damaged; ask for it to be sent again.") from error


def to_pem(certificate: Certificate) -> bytes:
    """As other programs read it (root.pem)."""
    return _certificate(certificate).public_bytes(serialization.Encoding.PEM)


def from_pem(data: bytes) -> x509.Certificate:
    """The first certificate in a PEM file. Raises FileRefused."""
    try:
        return x509.load_pem_x509_certificate(data)
    except UNREADABLE as error:
        raise FileRefused(
            "This file holds no certificate in PEM form; choose the root.pem of your service."
        ) from error


def all_from_pem(data: bytes) -> tuple[bytes, ...]:
    """Every certificate (DER) in a PEM file: a service that was renewed has more than one. Raises FileRefused."""
    from_pem(data)
    return tuple(map(to_der, x509.load_pem_x509_certificates(data)))


def key_to_der(key: ec.EllipticCurvePrivateKey) -> bytes:
    """PKCS 8, not encrypted: it belongs inside the encrypted store and nowhere else."""
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def key_from_der(data: bytes) -> ec.EllipticCurvePrivateKey:
    """Raises FileRefused if this is no P-256 key."""
    try:
        key = serialization.load_der_private_key(data, password=None)
    except UNREADABLE as error:
        raise FileRefused(
            "The signing key is damaged; ask the practice lead to enrol this laptop again."
        ) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise FileRefused(
            "The signing key is of the wrong kind; ask the practice lead to enrol this laptop again."
        )
    return key


_HASH = hashes.SHA256()


def _certificate(certificate: Certificate) -> x509.Certificate:
    return x509.load_der_x509_certificate(certificate) if isinstance(certificate, bytes) else certificate


def _named(who: Subject) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "GB"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, who.organisation),
            x509.NameAttribute(NameOID.TITLE, who.role),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, who.code),
            x509.NameAttribute(NameOID.COMMON_NAME, who.name),
        ]
    )


def _requested_key(asked: Request, what: str) -> ec.EllipticCurvePublicKey:
    """The key a request is for, once it is shown that the asker holds it and asks in one name only."""
    try:
        csr = x509.load_pem_x509_csr(asked.csr_pem.encode("ascii"))
        public = csr.public_key()
        wanted = _named(Subject(asked.code, asked.name, asked.role, asked.organisation))
        sound = csr.is_signature_valid and csr.subject == wanted
    except UNREADABLE as error:
        raise FileRefused(f"{what} is damaged, so no certificate was made; ask for a new request.") from error
    if (
        not sound
        or not isinstance(public, ec.EllipticCurvePublicKey)
        or not isinstance(public.curve, ec.SECP256R1)
    ):
        raise FileRefused(
            f"{what} was changed after it was made, so no certificate was made; ask for a new request."
        )
    return public
