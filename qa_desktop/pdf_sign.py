"""Signed paper: put a file inside a PDF, sign it in a field it already has, and check one, strictly.

Signing starts an event loop of its own, so call from a thread that runs none.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from qa_desktop.errors import FileRefused, QaError
from qa_desktop.identity import Signer
from qa_desktop.pdf_fonts import MAIN
from qa_desktop.pdf_layout import put_line
from qa_desktop.pdf_marks import MUTED, PRIMARY
from qa_desktop.pdf_text import Span, Style, Typesetter

MAX_PDF = 64 * 1024 * 1024  # bytes
MAX_ATTACHED = 32 * 1024 * 1024  # bytes, all attachments together
MOST_ATTACHED = 50
MOST_SIGNATURES = 12
MOST_REVISIONS = 40
_PLACE = re.compile(rb"<(?:[0-9a-f]+|[0-9A-F]+)>")  # of a signature
# Bytes of a signature that are no certificate: unsaid, pyHanko signs twice to find out.
ROOM_BESIDE_CHAIN = 1_600


class PdfRefused(FileRefused):
    """The PDF cannot be used. The message says why; nothing was changed."""


class CannotSign(QaError):
    """The PDF was not signed. The message says why; the PDF is as it was."""


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What one signature is worth. `when` is the signer's own clock, so it proves nothing by itself."""

    field: str
    name: str
    fingerprint: str  # SHA-256 of the certificate, hexadecimal
    when: datetime | None
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_after: bool
    reason: str = ""
    role: str = ""  # as certified
    ended: str = ""  # ISO day on which the certificate ended, where it had when it signed
    certificate: bytes = b""  # DER


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the file is what was signed. `faults` are sentences; with none of them it is `ok`."""

    ok: bool
    signatures: tuple[SignatureVerdict, ...]
    faults: tuple[str, ...]


def embed(
    pdf: bytes, name: str, data: bytes, description: str, mime: str = "application/octet-stream"
) -> bytes:
    """The PDF with `data` inside as an associated file. Do this before the first signature.

    Raises PdfRefused when the PDF is damaged or already signed.
    """
    from pyhanko.pdf_utils import embed as embedding
    from pyhanko.pdf_utils.generic import pdf_name

    from qa_desktop.pdf_hanko import Writer

    with _reading("The file could not be put into the PDF"):
        writer = Writer(io.BytesIO(pdf))
        if writer.prev.embedded_signatures:
            raise PdfRefused("A file cannot be put into a PDF that is already signed. Make a new PDF for it.")
        held = embedding.EmbeddedFileObject.from_file_data(
            writer, data, mime_type=mime, params=embedding.EmbeddedFileParams()
        )
        spec = embedding.FileSpec(
            file_spec_string=name, file_name=name, embedded_data=held, description=description,
            af_relationship=pdf_name("/Data"),
        )  # fmt: skip
        embedding.embed_file(writer, spec)
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files inside the PDF by name, of its newest revision. Says nothing about who signed it.

    Raises PdfRefused when the file is no PDF, is damaged, or holds more than we would ever put in.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    _small_enough(pdf)
    with _reading("The files inside the PDF could not be read"):
        root = PdfFileReader(io.BytesIO(pdf)).root
        names = _entry(_entry(root, "/Names", {}), "/EmbeddedFiles", {})
        found: dict[str, bytes] = {}
        for name, spec in _named(names):
            data = bytes(spec["/EF"]["/F"].data)
            if len(found) >= MOST_ATTACHED or sum(map(len, found.values())) + len(data) > MAX_ATTACHED:
                raise PdfRefused("The PDF holds more files than one of ours ever does, so none was read.")
            if name in found:
                raise PdfRefused(f"The PDF holds two files called {name}, so none was read.")
            found[name] = data
        return found


def _named(tree: Any) -> Iterator[tuple[str, Any]]:
    """The entries of a flat name tree, the only kind we write."""
    if "/Kids" in tree:
        raise PdfRefused("The PDF keeps its files in a way ours never do, so none was read.")
    pairs = _entry(tree, "/Names", [])
    if len(pairs) > 2 * MOST_ATTACHED:
        raise PdfRefused("The PDF holds more files than one of ours ever does, so none was read.")
    for place in range(0, len(pairs) - 1, 2):
        yield str(pairs[place]), pairs[place + 1]


def sign(
    pdf: bytes, field: str, signer: Signer, when: datetime, *, words: tuple[str, ...] = (), reason: str = "",
    place: str = "", certify: bool = False,
) -> bytes:  # fmt: skip
    """The PDF with one signature more, in the empty field of that name, which shows name, `words` and time.

    The first signer certifies; that still allows the other fields to be signed. Raises CannotSign.
    """
    from pyhanko.sign import signers
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.stamp import StaticStampStyle
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from qa_desktop.pdf_hanko import WHOLE_BOX, PageInMemory, Signing, Writer

    with _signing(field):
        writer = Writer(io.BytesIO(pdf))
        look = _look(_empty_field(writer.prev, field), signer.name, words, when)
        known = SimpleCertificateStore()
        known.register_multiple([_certificate(link) for link in signer.chain])
        simple = signers.SimpleSigner(
            signing_cert=_certificate(signer.certificate), signing_key=_key(signer), cert_registry=known
        )
        about = signers.PdfSignatureMetadata(
            field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason or None,
            location=place or None, name=signer.name, certify=certify, docmdp_permissions=MDPPerm.FILL_FORMS,
        )  # fmt: skip
        style = StaticStampStyle(
            background=PageInMemory(look), border_width=0, background_opacity=1.0, background_layout=WHOLE_BOX
        )
        signing = Signing(about, signer=simple, stamp_style=style, when=when)
        room = 2 * (
            sum(len(link.public_bytes(serialization.Encoding.DER)) for link in signer.chain)
            + ROOM_BESIDE_CHAIN
        )
        signed = signing.sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
        return bytes(signed.getbuffer())


def _empty_field(reader: Any, name: str) -> tuple[float, float]:
    """Width and height in points of the field with that name. Raises CannotSign if there is none to sign."""
    fields = _entry(_entry(reader.root, "/AcroForm", {}), "/Fields", [])
    for one in (fields[place] for place in range(len(fields))):  # by number: only that follows pointers
        if _entry(one, "/FT", "") == "/Sig" and str(_entry(one, "/T", "")) == name:
            if "/V" in one:
                raise CannotSign(f"The place for {name} is already signed, so it was left as it is.")
            left, bottom, right, top = (float(side) for side in one["/Rect"])
            return right - left, top - bottom
    raise CannotSign(f"The PDF has no place for {name} to sign. Make the PDF again and sign that one.")


def _look(box: tuple[float, float], name: str, words: tuple[str, ...], when: datetime) -> bytes:
    """What a signature looks like: a one-page PDF of the field's size, made by us so that letters are right."""
    wide, high = box
    setter = Typesetter()
    bold, small = Style(10.5, 14, "strong"), Style(7.4, 10.2, colour=MUTED)
    clock = (
        f"Signed {when:%a} {when.day} {when:%b %Y} at {when:%H:%M %Z}".rstrip() + " by this laptop's clock"
    )
    lines = [(line, bold.leading) for line in setter.lines([Span(name, bold)], wide - 19)[:2]]
    for text in (*words, clock):
        lines += [(line, small.leading) for line in setter.lines([Span(text, small)], wide - 19)]
    tall = sum(leading for _, leading in lines) + 14
    scale = min(1.0, high / tall)
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=box, invariant=1, initialFontName=MAIN["regular"], pageCompression=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.rect(0, 0, wide, high, stroke=0, fill=1)
    canvas.setFillColor(HexColor(PRIMARY))
    canvas.roundRect(4, 6, 3, high - 12, 1.5, stroke=0, fill=1)
    canvas.translate(14, high)
    canvas.scale(scale, scale)
    y = -max((high / scale - tall) / 2, 0) - 7
    for line, leading in lines:
        put_line(canvas, line, 0, y - leading * 0.75)
        y -= leading
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def verify(
    pdf: bytes, roots: Iterable[x509.Certificate], crls: Iterable[bytes] = (), *,
    expected_fields: Iterable[str] | None = None, expected_sha256: str | None = None,
    expected_signatures: int | None = None, moment: datetime | None = None, now: datetime | None = None,
) -> Verdict:  # fmt: skip
    """Whether the PDF is signed by people under `roots` and unchanged since. Never raises, whatever the bytes.

    A roll-back to an earlier signed revision looks perfect to every tool: only the expected fields, hash or
    count, which the store keeps, can tell. With `crls` (DER) a signer must be shown not to be revoked.
    `moment` judges certificates as of then, say when the file was received. Without it, as of when the signer says
    they signed; out of date is who was so then by their clock and is by ours (`now`), for either may be wrong; without `now`, theirs decides.
    """
    faults: list[str] = []
    if expected_sha256 is not None and hashlib.sha256(pdf).hexdigest() != expected_sha256.lower():
        faults.append("This is not the file that was kept. It may be an older or a changed copy.")
    found: tuple[SignatureVerdict, ...] = ()
    try:
        _small_enough(pdf)
        found = tuple(_verdicts(pdf, tuple(roots), tuple(crls), moment, now))
    except PdfRefused as refused:
        faults.append(str(refused))
    except Exception:  # noqa: BLE001  pyHanko raises anything at all on damaged files, and every one is refused
        faults.append("The file is not a whole PDF. It may have been cut short or changed.")
    else:
        faults += _faults(found, expected_fields, expected_signatures)
    return Verdict(not faults, found, tuple(faults))


def _verdicts(
    pdf: bytes, roots: tuple[x509.Certificate, ...], crls: tuple[bytes, ...], moment: datetime | None,
    now: datetime | None,
) -> Iterator[SignatureVerdict]:  # fmt: skip
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(pdf))
    signatures = reader.embedded_signatures
    if len(signatures) > MOST_SIGNATURES or reader.total_revisions > MOST_REVISIONS:
        raise PdfRefused("The PDF has more signatures or revisions than one of ours ever does.")
    for signature in signatures:
        if not _fills_its_place(pdf, signature):
            raise PdfRefused(
                "Something stands beside a signature where nothing may, so the file was changed."
            )
        if not _is_plainly_said(signature) or not _comes_with_whole_certificates(signature, roots):
            raise PdfRefused("What stands beside a signature is not whole, or nobody here gave it out.")
        yield _verdict(signature, roots, crls, moment, now)


def _fills_its_place(pdf: bytes, signature: Any) -> bool:
    """Whether what the signature cannot cover, its own place, holds it and noughts alone, as they are written once."""
    from asn1crypto.parser import peek

    first, length, second, _ = (int(one) for one in signature.byte_range)
    place = pdf[first + length : second]
    if len(place) % 2 or not _PLACE.fullmatch(place):
        return False
    held = bytes.fromhex(place[1:-1].decode("ascii"))
    return not any(held[peek(held) :])


def _is_plainly_said(signature: Any) -> bool:
    """Whether what a signature says of itself, and does not cover, is what it covers: its form, how it was made, whose it
    is."""
    data, said, signer = signature.signed_data, signature.signer_info, signature.signer_cert
    methods = [one["algorithm"].native for one in data["digest_algorithms"]]
    who = said["sid"].chosen.native if said["sid"].name == "issuer_and_serial_number" else {}
    return (
        (data["version"].native, said["version"].native) == ("v1", "v1")
        and methods == [said["digest_algorithm"]["algorithm"].native]
        and who == {"issuer": signer.issuer.native, "serial_number": signer.serial_number}
    )


def _comes_with_whole_certificates(signature: Any, roots: tuple[x509.Certificate, ...]) -> bool:
    """Whether each certificate beside the signer's own was given out by one that is here. No signature covers them,
    and none of them is believed; but what was changed is said to be changed."""
    beside = [x509.load_der_x509_certificate(one.dump()) for one in signature.other_embedded_certs]
    return all(any(_gave_out(issuer, one) for issuer in (*beside, *roots)) for one in beside)


def _gave_out(issuer: x509.Certificate, one: x509.Certificate) -> bool:
    try:
        one.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _verdict(
    signature: Any, roots: tuple[x509.Certificate, ...], crls: tuple[bytes, ...], moment: datetime | None,
    now: datetime | None,
) -> SignatureVerdict:  # fmt: skip
    from pyhanko.sign import validation
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    from qa_desktop.pdf_hanko import POLICY

    ended = _ended(signature, now) if moment is None else None
    if moment is None and ended is None and not crls:
        moment = _within(signature, now)
    status = validation.validate_pdf_signature(signature, _context(roots, crls, moment), diff_policy=POLICY)
    signer, intact = status.signing_cert, bool(status.intact and status.valid)
    changed = not status.docmdp_ok or not status.seed_value_ok
    return SignatureVerdict(
        field=str(signature.field_name),
        name=str(signer.subject.native.get("common_name", "")),
        fingerprint=hashlib.sha256(signer.dump()).hexdigest(),
        when=status.signer_reported_dt,
        intact=intact,
        trusted=bool(status.trusted) and (status.bottom_line or not intact or changed),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        changed_after=changed,
        reason=str(_entry(signature.sig_object, "/Reason", "")),
        role=str(signer.subject.native.get("title", "")),
        ended=ended.date().isoformat() if ended else "",
        certificate=bytes(signer.dump()),
    )


def _clock(signature: Any) -> datetime | None:
    said = signature.self_reported_timestamp
    return said if isinstance(said, datetime) and said.tzinfo is not None else None


def _ended(signature: Any, now: datetime | None) -> datetime | None:
    """When the signer's certificate ended, if every clock there is has it end before the signature."""
    ends: datetime = signature.signer_cert.not_valid_after
    clocks = [one for one in (_clock(signature), now) if one is not None]
    return ends if clocks and min(clocks) > ends else None


def _within(signature: Any, now: datetime | None) -> datetime:
    """When it was signed, as far as the certificate allows: a clock that is wrong makes nobody a stranger."""
    starts: datetime = signature.signer_cert.not_valid_before
    ends: datetime = signature.signer_cert.not_valid_after
    return min(max(_clock(signature) or now or starts, starts), ends)


def _context(roots: tuple[x509.Certificate, ...], crls: tuple[bytes, ...], moment: datetime | None) -> Any:
    """Trust only these roots, never the computer's own list. With revocation lists, `require` them:

    "hard-fail" takes a revoked certificate for good when the certificate does not say where its list is.
    """
    from pyhanko_certvalidator import ValidationContext
    from pyhanko_certvalidator.registry import SimpleTrustManager

    return ValidationContext(
        trust_manager=SimpleTrustManager.build(trust_roots=[_certificate(root) for root in roots]),
        allow_fetching=False, crls=list(crls), revocation_mode="require" if crls else "soft-fail",
        moment=moment, retroactive_revinfo=moment is not None,
    )  # fmt: skip


def _faults(
    found: tuple[SignatureVerdict, ...], expected: Iterable[str] | None, count: int | None
) -> Iterator[str]:
    """Everything that is wrong, one sentence each."""
    if not found:
        yield "The PDF is not signed, or its signatures were taken out."
    for one in found:
        who = f"The signature of {one.name or 'a person without a name'} in {one.field}"
        if not one.intact:
            yield f"{who} does not fit the file, so the file was changed after signing."
        elif one.changed_after:
            yield f"{who} fits, but something was added to the file that signing did not allow."
        if one.ended:
            yield f"{who} was made with a certificate that ended on {one.ended}. The practice lead can renew it."
        elif not one.trusted:
            yield f"{who} is not by someone this service knows, or their certificate is out of date or withdrawn."
    if found and not any(one.covers_whole_file for one in found):
        yield "Something was added to the file after the last signature."
    signed = {one.field for one in found}
    if expected is not None:
        wanted = list(expected)
        yield from (f"The signature in {name} is missing." for name in wanted if name not in signed)
        yield from (
            f"There is a signature in {name} that was not expected." for name in sorted(signed - {*wanted})
        )
    if count is not None and len(found) != count:
        yield f"The PDF has {len(found)} of the {count} signatures it had. It may be an earlier copy."


def _entry(holder: Any, key: str, default: Any) -> Any:
    """The entry itself, not a pointer to it, which is what pyHanko's own `get` may give."""
    try:
        return holder[key]
    except KeyError:
        return default


def _small_enough(pdf: bytes) -> None:
    if len(pdf) > MAX_PDF:
        raise PdfRefused("The file is larger than any of our PDFs, so it was not opened.")


@contextmanager
def _reading(what: str) -> Iterator[None]:
    try:
        yield
    except QaError:
        raise
    except Exception as error:
        raise PdfRefused(f"{what}, because the file is not a whole PDF. Get a new copy of it.") from error


@contextmanager
def _signing(field: str) -> Iterator[None]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError

    try:
        yield
    except (PdfError, SigningError) as error:
        raise CannotSign(
            f"The PDF could not be signed in {field}, and is as it was. Make the PDF again and sign that one."
        ) from error


def _certificate(certificate: x509.Certificate) -> Any:
    from asn1crypto import x509 as asn1

    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _key(signer: Signer) -> Any:
    from asn1crypto.keys import PrivateKeyInfo

    der = signer.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return PrivateKeyInfo.load(der)
