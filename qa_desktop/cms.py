"""A signature in a file of its own (CMS, detached) that openssl can check too.

Not with pyHanko: importing it brings a network library and takes half a second, and its verdict has switches
that can be set wrong (TRUST 1.3). A bundle needs one narrow profile, so we demand exactly that and nothing
else: one signer, SHA-256, ECDSA P-256, signed attributes that name our data's digest. asn1crypto only takes
the structure apart; `cryptography` checks the signature over the very bytes that came. Nothing reads a clock.
"""

from __future__ import annotations

import hashlib
from typing import Any

from qa_desktop import identity
from qa_desktop.errors import QaError

MAX_SIGNATURE = 64 * 1024  # bytes
_MAX_CERTIFICATES = 8
# asn1crypto is lazy and gives these for doctored bytes, the last one for structures nested without end
_UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


class NotSigned(QaError):
    """The signature is not one of ours, or does not fit the data."""


def sign(data: bytes, signer: identity.Signer) -> bytes:
    """A detached signature over `data` as DER, with the signer's certificate and chain inside."""
    from asn1crypto import algos, cms, core, tsp, x509  # noqa: F401  tsp brings names that PDF signatures need later

    certificate = x509.Certificate.load(identity.to_der(signer.certificate))
    chain = [x509.Certificate.load(identity.to_der(link)) for link in signer.chain]
    digest_algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": [cms.ContentType("data")]}),
            cms.CMSAttribute(
                {"type": "message_digest", "values": [core.OctetString(hashlib.sha256(data).digest())]}
            ),
        ]
    )
    name = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(name)}),
            "digest_algorithm": digest_algorithm,
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signer.sign(attributes.dump()),
        }
    )
    signed = {
        "version": "v1",
        "digest_algorithms": [digest_algorithm],
        "encap_content_info": {"content_type": "data"},
        "certificates": [certificate, *chain],
        "signer_infos": [info],
    }
    whole = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(whole.dump())


def signer_of(signature: bytes, data: bytes) -> bytes:
    """DER of the certificate whose key signed exactly `data`. Says nothing about trust. Raises NotSigned."""
    try:
        found = _signer_of(signature, data) if len(signature) <= MAX_SIGNATURE else None
    except _UNREADABLE as error:
        raise NotSigned("The signature is damaged.") from error
    if found is None:
        raise NotSigned("The signature does not fit what was signed.")
    return found


def certificates_in(signature: bytes) -> list[bytes]:
    """Every certificate (DER) that a signature brings along. Says nothing about any of them. Raises NotSigned."""
    from asn1crypto import cms, tsp  # noqa: F401  tsp brings names that PDF signatures need later

    try:
        held = cms.ContentInfo.load(signature, strict=True)["content"]["certificates"]
        return [bytes(each.chosen.dump()) for each in held if each.name == "certificate"][:_MAX_CERTIFICATES]
    except _UNREADABLE as error:
        raise NotSigned("The signature is damaged.") from error


def _signer_of(signature: bytes, data: bytes) -> bytes | None:
    from asn1crypto import cms, tsp  # noqa: F401  tsp brings names that PDF signatures need later

    whole = cms.ContentInfo.load(signature, strict=True)
    if whole["content_type"].native != "signed_data":
        return None
    signed = whole["content"]
    detached = signed["encap_content_info"]
    infos = signed["signer_infos"]
    if detached["content_type"].native != "data" or detached["content"].native is not None or len(infos) != 1:
        return None
    info = infos[0]
    if info["digest_algorithm"]["algorithm"].native != "sha256" or not _names(info["signed_attrs"], data):
        return None
    if info["signature_algorithm"]["algorithm"].native != "sha256_ecdsa":
        return None
    certificate = _certificate_of(signed["certificates"], info["sid"])
    # what is signed is the attributes as a SET (tag 0x31); within the message they bear the tag [0]
    attributes = b"\x31" + info["signed_attrs"].dump()[1:]
    if certificate is None or not identity.verify_signature(
        certificate, info["signature"].native, attributes
    ):
        return None
    return certificate


def _names(attributes: Any, data: bytes) -> bool:
    """Whether the signed attributes say, once each, that the content is plain data with this digest."""
    found = [(each["type"].native, [value.native for value in each["values"]]) for each in attributes]
    kinds = [kind for kind, _ in found]
    return (
        len(set(kinds)) == len(kinds)
        and ("content_type", ["data"]) in found
        and ("message_digest", [hashlib.sha256(data).digest()]) in found
    )


def _certificate_of(certificates: Any, sid: Any) -> bytes | None:
    if sid.name != "issuer_and_serial_number" or len(certificates) > _MAX_CERTIFICATES:
        return None
    issuer, serial = sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native
    for each in certificates:
        if each.name == "certificate":
            certificate = each.chosen
            if certificate.issuer.dump() == issuer and certificate.serial_number == serial:
                return bytes(certificate.dump())
    return None
