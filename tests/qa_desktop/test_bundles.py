"""Bundles: what is packed comes out, and only for whom and from whom it should (RELIABILITY 3 D)."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest
from bundle_parts import (
    ANNA,
    AUTHORITY,
    BEN,
    ENTRIES,
    GOOD,
    LINES,
    NOW,
    OTHER_RECIPIENT,
    OTHER_SECRET,
    PLAIN,
    RECIPIENT,
    ROOTS,
    SAID,
    SECRET,
    SIGNATURE,
    enrol,
    forged,
    manifest,
    open_it,
    refused,
    sealed,
)

from qa_desktop import bundles, canonical, cms, files, identity, plain_zip
from qa_desktop.bundles import Reason
from qa_desktop.errors import QaError, WriteFailed

KEPT = Path(__file__).parent.parent / "data" / "v1"


def test_a_bundle_gives_back_exactly_what_was_packed() -> None:
    found = open_it(GOOD)
    assert found.lines == LINES
    assert found.sender_certificate == identity.to_der(ANNA.certificate)
    assert found.manifest.to == (bundles.recipient_id(RECIPIENT),)
    assert found.manifest.sender.fingerprint == ANNA.fingerprint
    assert found.manifest.files[bundles.ENTRIES].lines == 5
    assert found.manifest.to_bytes() == SAID


def test_the_same_entries_and_manifest_give_the_same_bytes_inside() -> None:
    again = bundles.pack(LINES, manifest(), ANNA, RECIPIENT)
    assert again != GOOD  # age takes a new key every time
    assert pyrage.decrypt(again, [pyrage.x25519.Identity.from_str(SECRET)]) == PLAIN


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (b"{}",),
        (canonical.dumps({"note": '{"kind":"purge"}\n\r\n'}),),
        (canonical.dumps({"note": "a" * 3_000_000}),),  # packs a thousandfold, and is no bomb
        (canonical.dumps({"note": "\u2028\u202e e\u0301 😀"}),) * 3,
    ],
)
def test_odd_but_honest_entries_travel_unchanged(lines: tuple[bytes, ...]) -> None:
    assert open_it(bundles.pack(lines, manifest(), ANNA, RECIPIENT)).lines == lines


def test_line_ends_are_not_part_of_a_line() -> None:
    data = bundles.pack([line + b"\n" for line in LINES], manifest(), ANNA, RECIPIENT)
    assert open_it(data).lines == LINES


def test_what_a_newer_minor_version_adds_is_kept() -> None:
    sender = canonical.loads(SAID, "it")["sender"] | {"team": "North"}
    found = open_it(forged({"minor": 3, "expires": "2027-01-01", "sender": sender})).manifest
    assert found.minor == 3 and found.model_extra == {"expires": "2027-01-01"}
    assert found.sender.model_extra == {"team": "North"}
    assert canonical.loads(found.to_bytes(), "it")["expires"] == "2027-01-01"


def test_no_date_decides_whether_a_bundle_opens() -> None:
    old = identity.new_authority("Example Council", datetime(1970, 1, 3, tzinfo=UTC))
    key = identity.new_signing_key()
    asked = identity.request("QA-07", "A", "Auditor", "Example Council", key, RECIPIENT)
    signer = identity.Signer(key, identity.issue(old, asked, datetime(1971, 1, 1, tzinfo=UTC)), (), "A")
    data = bundles.pack(LINES, manifest(signer, at="half past nine, or so"), signer, RECIPIENT)
    assert open_it(data, roots=[old.certificate]).lines == LINES


def test_a_bundle_is_written_whole_and_named_by_its_digest(tmp_path: Path) -> None:
    path = tmp_path / f"northtown-return-20261120-{'ü' * 60}{bundles.BUNDLE_SUFFIX}"
    digest = bundles.write(path, LINES, manifest(), ANNA, RECIPIENT)
    data = files.read_bounded(path, bundles.MAX_FILE)
    assert hashlib.sha256(data).hexdigest() == digest and open_it(data).lines == LINES
    assert b"QA-07" not in data and b"entries" not in data and b"Hub" not in data


def test_a_bundle_of_the_first_version_opens_for_ever() -> None:
    secret = (KEPT / "receiver.age-key").read_text().strip()
    root = identity.from_pem((KEPT / "root.pem").read_bytes())
    found = bundles.unpack((KEPT / "return.qabundle").read_bytes(), secret, [root], name="return.qabundle")
    assert found.manifest.kind == "return" and found.manifest.sender.code == "QA-07"
    assert [canonical.loads_exact(line, "a line")["n"] for line in found.lines] == [1, 2, 3]


def rezipped(said: bytes = SAID, signature: bytes = SIGNATURE, entries: bytes = ENTRIES) -> bytes:
    return sealed(plain_zip.write(list(zip(bundles.MEMBERS, (said, signature, entries), strict=True))))


def test_a_signature_that_does_not_fit_is_refused() -> None:
    assert open_it(rezipped()).lines == LINES
    other = cms.sign(SAID.replace(b"Hub", b"Bub"), ANNA)
    for data in (
        rezipped(said=SAID.replace(b"Hub", b"Bub")),
        rezipped(signature=other),
        rezipped(signature=b""),
        rezipped(signature=b"junk"),
        rezipped(signature=SIGNATURE[:-1]),
        rezipped(entries=ENTRIES.replace(b"help", b"halp")),
        rezipped(entries=ENTRIES + b"{}\n"),
        rezipped(entries=b""),
    ):
        assert refused(data).reason == Reason.CHANGED


def test_somebody_else_cannot_sign_in_anothers_name() -> None:
    found = refused(forged(signer=BEN))
    assert found.reason == Reason.CHANGED and "did not sign" in str(found)
    assert refused(forged(signer=enrol("QA-07"))).reason == Reason.CHANGED  # her code, another certificate
    claimed = canonical.loads(SAID, "it")["sender"] | {"fingerprint": BEN.fingerprint}
    assert refused(forged({"sender": claimed}, signer=BEN)).reason == Reason.CHANGED  # his key, her code


def test_an_unknown_sender_is_told_from_a_revoked_one() -> None:
    elsewhere = enrol("QA-07", identity.new_authority("Example Council", NOW))
    unknown = refused(bundles.pack(LINES, manifest(elsewhere), elsewhere, RECIPIENT))
    assert unknown.reason == Reason.UNKNOWN_SENDER and "newest pack" in str(unknown)
    assert refused(GOOD, roots=()).reason == Reason.UNKNOWN_SENDER
    gone = identity.revocation_list(AUTHORITY, [ANNA.certificate], NOW)
    revoked = refused(GOOD, crls=[gone])
    assert revoked.reason == Reason.REVOKED and "withdrawn" in str(revoked)
    ben = bundles.pack(LINES, manifest(BEN), BEN, RECIPIENT)
    assert open_it(ben, crls=[gone]).manifest.sender.code == "QA-08"


def test_a_signer_without_a_certificate_for_signing_is_unknown() -> None:
    root = identity.Signer(AUTHORITY.key, AUTHORITY.certificate, (), "root")
    assert refused(forged(signer=root)).reason == Reason.UNKNOWN_SENDER
    selfmade = identity.new_authority("Example Council", NOW)
    alone = identity.Signer(selfmade.key, selfmade.certificate, (AUTHORITY.certificate,), "alone")
    assert refused(forged(signer=alone)).reason == Reason.UNKNOWN_SENDER


def test_a_bundle_passed_on_to_another_reader_is_refused() -> None:
    found = refused(sealed(PLAIN, OTHER_RECIPIENT), secret=OTHER_SECRET)
    assert found.reason == Reason.NOT_FOR_YOU and "passed on" in str(found)


def test_a_bundle_may_name_several_readers() -> None:
    to = [bundles.recipient_id(each) for each in (OTHER_RECIPIENT, RECIPIENT)]
    assert open_it(forged({"to": to})).lines == LINES


def test_a_bundle_that_could_not_be_opened_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "a.qabundle"
    for lines, signer, recipient in (
        ([b"{}\n{}"], ANNA, RECIPIENT),
        ([b"{}", b""], ANNA, RECIPIENT),
        ([b"{}"], BEN, RECIPIENT),
        ([b"x" * (bundles.MAX_LINE + 1)], ANNA, RECIPIENT),
        ([b"{}"], ANNA, "age1notakey"),
    ):
        with pytest.raises(QaError) as found:
            bundles.write(path, lines, manifest(), signer, recipient)
        assert isinstance(found.value, WriteFailed) and str(found.value).endswith(".")
    with pytest.raises(WriteFailed, match="too much"):
        bundles.pack([b"{}"] * (bundles.MAX_LINES + 1), manifest(), ANNA, RECIPIENT)
    assert list(tmp_path.iterdir()) == []


def test_the_public_programs_open_and_check_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "return.qabundle").write_bytes(GOOD)
    (tmp_path / "me.key").write_text(SECRET + "\n")
    (tmp_path / "root.pem").write_bytes(identity.to_pem(ROOTS[0]))
    for command in (
        "age -d -i me.key -o inside.zip return.qabundle",
        f"{sys.executable} -m zipfile -e inside.zip inside",
        "openssl cms -verify -inform DER -in inside/manifest.p7s -content inside/manifest.json -binary"
        " -CAfile root.pem -purpose any -no_check_time -out signed.json",
    ):
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "signed.json").read_bytes() == SAID
    digest = hashlib.sha256((tmp_path / "inside" / "entries.ndjson").read_bytes()).hexdigest()
    assert canonical.loads(SAID, "it")["files"]["entries.ndjson"]["sha256"] == digest
    changed = (tmp_path / "inside" / "manifest.json").read_bytes().replace(b"Hub", b"Bub")
    (tmp_path / "inside" / "manifest.json").write_bytes(changed)
    assert subprocess.run(command.split(), cwd=tmp_path, capture_output=True).returncode != 0


def test_a_bundle_sealed_by_the_public_age_program_opens(tmp_path: Path) -> None:
    command = ["age", "-r", RECIPIENT]
    assert open_it(subprocess.run(command, input=PLAIN, capture_output=True, check=True).stdout) == open_it(
        GOOD
    )
