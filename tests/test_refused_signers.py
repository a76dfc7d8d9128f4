"""A signer who may not sign (any more) is refused with the same sentence in the window and on the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from qa_desktop import (
    bundles,
    entries,
    identity,
    import_plans,
    imports,
    paper,
    pdf,
    pdf_sign,
    people,
    revoking,
    verifying,
)
from qa_desktop.world import World
from tests.command_line import NOT_GOOD, REFUSED, run
from tests.conftest import made_up_world
from tests.qa_desktop.test_pdf import full_document
from tests.small import bring, bundle_of, held_by, sealed
from ui.screens.verify import look_at

LATER = timedelta(days=900)  # a certificate is for two years


def other_root(ws):
    """The same person with the same role, from an authority of the same name that anybody can make."""
    authority = identity.new_authority("Example Council", ws.world.now())
    certificate = identity.issue(authority, people.request(ws), ws.world.now())
    with ws.write():
        ws.keep("certificate", identity.to_der(certificate))
        ws.keep("root", identity.to_der(authority.certificate))


def later(ws):
    now = ws.world.now
    return replace(ws, world=replace(ws.world, now=lambda: now() + LATER))


def bundle(ws, central, digest, kind="return"):
    held = held_by(ws, digest)
    if kind == "return":
        return bundle_of(held, ws, central, "late")
    signer, me = ws.signer(), ws.me
    manifest = bundles.Manifest(
        kind=kind, bundle="k", number=1, previous=None, to_name=central.me.name, made_with="x", counts={},
        at="2026-11-20T09:00:00Z",
        sender=bundles.Sender(code=me.code, name=me.name, role="practice_lead", log=ws.log, fingerprint=signer.fingerprint),
    )  # fmt: skip
    return bundles.pack(
        [entries.to_line(e) for e in held], manifest, signer, central.text("age_recipient") or ""
    )


def made(service, what, kind):
    """The bytes of one bad file, and how far on our own clock is."""
    laptop, central = service.laptop("A01"), service.central
    if what == "wrong role":
        worker = service.admit("W09", "Nadia Idris", "South FST", "worker")
        bring(worker, central, *held_by(central))
        with worker.write():
            template = worker.seal("template", "t", service.rfp.content, template=service.rfp.digest)
            form = worker.seal("form", "f-1", {"answers": {}}, template=service.rfp.digest)
        if kind == "pdf":
            return signed_by_hand(worker, form), template
        return bundle(worker, central, form, "pack"), template
    if what == "self-made":
        digest = sealed(laptop)
        other_root(laptop)
        digest = sealed(laptop, {"case": "F-FAM1Y-00003"})
        return (
            paper.signed_pdf(laptop, digest) if kind == "pdf" else bundle(laptop, central, digest)
        ), digest
    if what == "expired":
        laptop = later(laptop)
    digest = sealed(laptop)
    if kind == "pdf":
        data = paper.signed_pdf(laptop, digest)
    else:
        data = bundle(laptop, central, digest)
        if what == "expired":
            data = returned_late(laptop, central, digest)
    if what == "revoked":
        revoking.revoke(central, "A01", "lost_laptop")
    if what == "forged":
        data = forged(data, laptop, central, digest, kind)
    return data, digest


def signed_by_hand(ws, digest):
    """A PDF as a program of their own would make it."""
    carried = b"".join(entries.to_line(e) + b"\n" for e in held_by(ws))
    printed = pdf.render(full_document(1), with_attachment=True)
    held = pdf_sign.embed(printed.pdf, import_plans.ENTRIES_NAME, carried, "Entries", "application/x-ndjson")
    return pdf_sign.sign(held, paper.AUDITOR_FIELD, ws.signer(), ws.world.now(), certify=True)


def returned_late(ws, central, digest):
    signer, me = ws.signer(), ws.me
    manifest = bundles.Manifest(
        kind="return", bundle="late", number=9, previous=None, to_name=central.me.name, made_with="x", counts={},
        at=ws.world.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        sender=bundles.Sender(code=me.code, name=me.name, role=me.role, log=ws.log, fingerprint=signer.fingerprint),
    )  # fmt: skip
    lines = [entries.to_line(e) for e in held_by(ws, digest)]
    return bundles.pack(lines, manifest, signer, central.text("age_recipient") or "")


def forged(data, laptop, central, digest, kind):
    """Changed after it was signed: in the PDF a byte, in the bundle an entry under the name of another."""
    if kind == "pdf":
        spoiled = bytearray(data)
        spoiled[3000] ^= 1
        return bytes(spoiled)
    entry = held_by(laptop, digest)[0]
    return bundle_of([replace(entry, body=entry.body.replace(b"warm", b"cold"))], laptop, central, "forged")


CASES = {
    ("revoked", "bundle"): "signed with the key of Priya Nair that was revoked on",
    ("revoked", "pdf"): "The key of Priya Nair that signed in Auditor was revoked on",
    ("expired", "bundle"): "signed with a certificate of Priya Nair that ended on",
    ("expired", "pdf"): "was made with a certificate that ended on",
    ("forged", "bundle"): "was changed after it was signed",
    ("forged", "pdf"): "changed",
    ("self-made", "bundle"): "is from somebody this laptop does not know yet",
    ("self-made", "pdf"): "is not by someone this service knows",
    ("wrong role", "bundle"): "says that it is a pack, which only a",
    ("wrong role", "pdf"): "Nadia Idris signed in Auditor, which takes a",
}


@pytest.mark.parametrize(("what", "kind"), CASES)
def test_a_signer_who_may_not_is_refused_in_the_window_and_on_the_command_line(service, what, kind):
    data, _ = made(service, what, kind)
    words, central = CASES[what, kind], service.central
    path = service.folder / f"file.{'pdf' if kind == 'pdf' else 'qabundle'}"
    path.write_bytes(data)
    ahead = LATER if what == "expired" else timedelta(0)
    now = central.world.now
    here = replace(central, world=replace(central.world, now=lambda: now() + ahead))
    before = set(here.store.digests())

    plan = import_plans.plan_file(here, path)  # the window's Import, which takes in nothing that is not safe
    assert plan.status == "not_safe" and words in plan.words, plan.words
    imports.take_in(here, [plan], back_up=False)
    shown = look_at(here, path)  # the window's Verify
    assert not shown.good and any(words in line for line in shown.words), shown.words
    told = verifying.check_file(path, None, here)
    assert not told.ok and words in told.words, told.words
    assert here.store.digests() == before

    folder = central.world.data_dir

    def world(at) -> World:
        made_up = made_up_world(at)
        return replace(made_up, now=lambda: made_up.now() + ahead)

    said = run("import", path, data=folder, world=world)
    assert said.code == REFUSED and words in said.err, said.err
    checked = run("verify", path, data=folder, world=world)
    assert checked.code == NOT_GOOD and words in checked.err, checked.err
    assert here.store.digests() == before


def test_what_was_signed_in_time_is_good_for_ever_and_a_wrong_clock_makes_nobody_a_stranger(service):
    laptop, central = service.laptop("A01"), service.central
    digest = sealed(laptop)
    for name, data in (
        ("a.pdf", paper.signed_pdf(laptop, digest)),
        ("b.qabundle", bundle(laptop, central, digest)),
    ):
        for here in (central, later(central)):
            assert verifying.check(name, data, None, here).ok
    ahead = later(laptop)  # its clock is years ahead, ours is right
    second = sealed(ahead, {"case": "F-FAM1Y-00003"})
    assert verifying.check("c.pdf", paper.signed_pdf(ahead, second), None, central).ok
    assert verifying.check("d.qabundle", returned_late(ahead, central, second), None, central).ok


def test_a_pdf_and_a_bundle_from_before_the_revocation_stay_good(service):
    laptop, central = service.laptop("A01"), service.central
    digest = sealed(laptop)
    data, pdf = bundle(laptop, central, digest), paper.signed_pdf(laptop, digest)
    imports.take_in(central, [import_plans.plan(central, "b", data)], back_up=False)
    revoking.revoke(central, "A01", "left")
    assert verifying.check("a.pdf", pdf, None, central).ok and verifying.check("b", data, None, central).ok
    assert import_plans.plan(central, "b", data).status == "already"
