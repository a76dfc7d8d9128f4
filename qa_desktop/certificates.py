"""The one shape of certificate that we issue and accept: made here, and checked here without a network."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ObjectIdentifier

DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
EARLY = timedelta(days=1)  # valid from yesterday: the clocks of two laptops differ
# what reading a doctored certificate can raise, at loading or, as it is lazy, at any later look
UNREADABLE = (
    ValueError,
    TypeError,
    InvalidSignature,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.UnsupportedGeneralNameType,
    x509.InvalidVersion,
)


def begun(
    public: ec.EllipticCurvePublicKey, name: x509.Name, issuer: x509.Name, now: datetime, years: int
) -> x509.CertificateBuilder:
    """What every certificate of ours has; the rest says whether it is a person's or the authority's."""
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLY)
        .not_valid_after(now + timedelta(days=round(365.25 * years)))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def usage(**allowed: bool) -> x509.KeyUsage:
    """A key usage with just these allowed."""
    every = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement"
        " key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{use: allowed.get(use, False) for use in every.split()})


def may_sign(certificate: x509.Certificate) -> bool:
    """A P-256 certificate of one person, for signing documents, with no condition that we do not understand."""
    public, extensions = certificate.public_key(), certificate.extensions
    uses = extensions.get_extension_for_class(x509.KeyUsage).value
    purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    known = (x509.BasicConstraints, x509.KeyUsage, x509.ExtendedKeyUsage)
    return (
        isinstance(public, ec.EllipticCurvePublicKey)
        and isinstance(public.curve, ec.SECP256R1)
        and not extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        and uses.digital_signature
        and uses.content_commitment
        and DOCUMENT_SIGNING in purposes
        and all(isinstance(each.value, known) for each in extensions if each.critical)
    )


def issued(root: x509.Certificate, certificate: x509.Certificate, moment: datetime | None) -> bool:
    """Whether this root, itself fit to, signed the certificate. Every check is tried; none is taken on its name."""
    try:
        certificate.verify_directly_issued_by(root)
        constraints = root.extensions.get_extension_for_class(x509.BasicConstraints).value
        uses = root.extensions.get_extension_for_class(x509.KeyUsage).value
        return constraints.ca and uses.key_cert_sign and valid_at(root, moment)
    except UNREADABLE:
        return False  # not by this one; perhaps by the next


def valid_at(certificate: x509.Certificate, moment: datetime | None) -> bool:
    return moment is None or certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def revoked(
    certificate: x509.Certificate, issuer: x509.Certificate, crls: Iterable[bytes], moment: datetime | None
) -> bool:
    """Whether a list that the issuer really signed names the certificate (by `moment`, if there is one)."""
    for data in crls:
        crl = x509.load_der_x509_crl(data)
        key = issuer.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey) or crl.issuer != issuer.subject:
            continue
        if not crl.is_signature_valid(key):
            continue  # a list anybody could have made
        entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None and (moment is None or entry.revocation_date_utc <= moment):
            return True
    return False
