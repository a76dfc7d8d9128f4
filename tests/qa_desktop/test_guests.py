"""A second person who signs on this laptop: their own key, under their own passphrase."""

import pytest

from qa_desktop import guests, identity, import_plans, imports, packs, people
from qa_desktop.errors import NotAllowed, WrongPassphrase
from tests.conftest import PASSPHRASE, QUICK

THEIRS = "four quite different words"


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def admitted(service, laptop, code="W01"):
    """The practice lead admits the guest, and the next pack brings the certificate."""
    asked = identity.Request.from_bytes(guests.request(laptop, code).to_bytes())
    people.admit(service.central, asked, "South FST")
    written = packs.make_pack(service.central, laptop.me.code, service.folder)
    imports.take_in(laptop, [import_plans.plan_file(laptop, written.path)], back_up=False)


def test_a_guest_signs_once_the_next_pack_brings_their_certificate(service, laptop):
    guest = guests.add(laptop, "W01", THEIRS, cost=QUICK)
    assert (guest.name, guest.role, guest.admitted) == ("J. Okafor", "worker", False)
    with pytest.raises(NotAllowed, match="cannot sign yet"):
        guests.signer(laptop, "W01", THEIRS)
    admitted(service, laptop)
    (kept,) = guests.everyone(laptop)
    assert kept.admitted
    signer = guests.signer(laptop, "W01", THEIRS)
    assert identity.subject(signer.certificate).code == "W01" and signer.name == "J. Okafor"
    assert identity.chains_to(signer.certificate, signer.chain)
    assert identity.verify_signature(identity.to_der(signer.certificate), signer.sign(b"it"), b"it")
    assert signer.fingerprint != laptop.signer().fingerprint
    assert guests.adopt(laptop) == 0


@pytest.mark.parametrize("wrong", [PASSPHRASE, THEIRS.upper(), "", THEIRS + " "])
def test_only_their_own_passphrase_opens_their_key(service, laptop, wrong):
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    admitted(service, laptop)
    with pytest.raises(WrongPassphrase, match=r"not the passphrase of J\. Okafor"):
        guests.signer(laptop, "W01", wrong)


def test_the_store_holds_their_keys_only_sealed(service, laptop):
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    admitted(service, laptop)
    key = identity.key_to_der(guests.signer(laptop, "W01", THEIRS).key)
    held = laptop.store.setting(guests.SETTING)
    assert key not in held and b"AGE-SECRET-KEY" not in held and THEIRS.encode() not in held


def test_keys_sealed_for_one_person_open_for_nobody_else(service, laptop):
    from cryptography.exceptions import InvalidTag

    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    admitted(service, laptop)
    moved = laptop.store.setting(guests.SETTING).replace(b'"code":"W01"', b'"code":"W99"')
    with laptop.write():
        laptop.keep(guests.SETTING, moved)
    with pytest.raises(InvalidTag):
        guests.signer(laptop, "W99", THEIRS)


def test_a_guest_needs_a_passphrase_of_their_own_and_a_name(laptop):
    with pytest.raises(NotAllowed, match="at least 12 characters"):
        guests.add(laptop, "W01", "short", cost=QUICK)
    with pytest.raises(NotAllowed, match="Give their full name"):
        guests.add(laptop, "W77", THEIRS, cost=QUICK)
    with pytest.raises(NotAllowed, match="signs on this laptop already"):
        guests.add(laptop, "A01", THEIRS, cost=QUICK)
    assert guests.everyone(laptop) == []


def test_the_profiles_own_passphrase_is_not_a_guests(tmp_path, rfp):
    from qa_desktop import profiles
    from qa_desktop.workspace import Me
    from tests.conftest import made_up_world

    me = Me("A01", "Priya Nair", "team_manager", "", "Example Council")
    ws, _ = profiles.create(made_up_world(tmp_path / "a"), me, THEIRS, cost=QUICK)
    with pytest.raises(NotAllowed, match="only you know"):
        guests.add(ws, "W01", THEIRS, "J. Okafor", cost=QUICK)
    ws.close()


def test_somebody_not_on_the_list_is_added_with_the_name_they_give(laptop, tmp_path):
    guest = guests.add(laptop, "W77", THEIRS, "K. Else", "worker", cost=QUICK)
    assert guest.name == "K. Else"
    path = guests.request_file(laptop, "W77", tmp_path)
    asked = identity.Request.from_bytes(path.read_bytes())
    assert (asked.code, asked.name, asked.role) == ("W77", "K. Else", "worker")


def test_a_guest_with_a_laptop_of_their_own_goes_on_getting_files_there(bare_service):
    own = bare_service.admit("W01", "J. Okafor", "South FST", "worker")
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("F-FAM1Y-00001",))
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    assert guests.request(laptop, "W01").age_recipient == own.text("age_recipient")


def test_a_certificate_for_another_key_is_not_adopted(bare_service):
    bare_service.admit("W01", "J. Okafor", "South FST", "worker")
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("F-FAM1Y-00001",))
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    assert guests.adopt(laptop) == 0
    with pytest.raises(NotAllowed, match="cannot sign yet"):
        guests.signer(laptop, "W01", THEIRS)


def test_a_guest_can_be_forgotten(laptop):
    guests.add(laptop, "W01", THEIRS, cost=QUICK)
    guests.forget(laptop, "W01")
    assert guests.everyone(laptop) == []
    with pytest.raises(NotAllowed, match="does not sign on this laptop yet"):
        guests.signer(laptop, "W01", THEIRS)
