"""A detached signature that names its signer, whatever bytes it is given."""

from __future__ import annotations

import pytest
from bundle_parts import ANNA, BEN, SAID, SIGNATURE
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa_desktop import cms, identity
from qa_desktop.cms import NotSigned

ANNAS, BENS = (identity.to_der(signer.certificate) for signer in (ANNA, BEN))


def test_the_signer_of_exactly_this_data_is_found() -> None:
    assert cms.signer_of(cms.sign(b"data", ANNA), b"data") == ANNAS
    assert cms.signer_of(cms.sign(b"", BEN), b"") == BENS
    for signature, data in [(cms.sign(b"data", ANNA), b"Data"), (b"", b""), (b"\x30\x00", b"")]:
        with pytest.raises(NotSigned):
            cms.signer_of(signature, data)


def test_the_same_data_gives_the_same_signature_file() -> None:
    assert cms.sign(SAID, ANNA) == SIGNATURE != cms.sign(SAID, BEN)


def test_a_certificate_put_in_place_of_the_signers_is_noticed() -> None:
    impostor = identity.Signer(BEN.key, ANNA.certificate, (), "impostor")
    with pytest.raises(NotSigned):
        cms.signer_of(cms.sign(b"data", impostor), b"data")


@settings(max_examples=500)
@given(st.integers(0, len(SIGNATURE) - 1), st.integers(1, 255), st.booleans())
@pytest.mark.filterwarnings("ignore")  # what the library says of odd certificates while it reads them
def test_a_changed_signature_names_nobody_or_the_signer(at: int, mask: int, cut: bool) -> None:
    changed = SIGNATURE[:at] if cut else SIGNATURE[:at] + bytes([SIGNATURE[at] ^ mask]) + SIGNATURE[at + 1 :]
    try:
        found = cms.signer_of(changed, SAID)
    except NotSigned:
        return
    # parts that nobody signs may change (the chain, a version number); a changed certificate has another
    # fingerprint and chains to no root
    assert found == ANNAS or not identity.chains_to(found, ANNA.chain)


@settings(max_examples=300)
@given(st.binary(max_size=120))
@example(b"\x30\x80" * 30_000)
@example(b"\x30\x84\x7f\xff\xff\xff")
@example(b"\x00" * (cms.MAX_SIGNATURE + 1))
def test_any_bytes_that_are_no_signature_are_refused(signature: bytes) -> None:
    with pytest.raises(NotSigned):
        cms.signer_of(signature, SAID)
