"""Who is on the list, who is admitted, and that nobody else can say so."""

from __future__ import annotations

import base64

import pytest

from qa_desktop import identity, ledger, people, roles
from qa_desktop.errors import NotAllowed
from tests.conftest import RESOURCES
from tests.small import bring, held_by


def test_whoever_founds_the_service_can_sign_at_once_and_is_on_its_list(bare_service):
    central = bare_service.central
    me = people.everyone(central)["L01"]
    assert (me.name, me.role) == ("Marta Trent", "practice_lead")
    assert base64.b64decode(me.certificate) == central.store.setting("certificate")
    assert identity.chains_to(central.store.setting("certificate"), central.roots())
    assert me.age == central.text("age_recipient")


def test_an_admitted_person_has_a_certificate_for_the_key_that_asked(bare_service):
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    person = people.everyone(bare_service.central)["A01"]
    subject = identity.subject(base64.b64decode(person.certificate))
    assert (subject.code, subject.name, subject.role) == ("A01", "Priya Nair", "team_manager")
    certificate = identity.from_der(base64.b64decode(person.certificate))
    key = identity.key_from_der(laptop.store.setting("signing_key"))
    assert certificate.public_key() == key.public_key()
    assert person.age == laptop.text("age_recipient") and person.team == "South FST"


def test_a_request_holds_no_secret(bare_service):
    laptop = bare_service.admit("A01", "Priya Nair", "South FST")
    asked = people.request(laptop).to_bytes()
    assert laptop.age_secret.encode() not in asked and b"PRIVATE" not in asked
    assert laptop.store.setting("signing_key") not in asked


def test_only_the_service_admits(service):
    laptop = service.laptop("A01")
    with pytest.raises(NotAllowed, match="Only the practice lead"):
        people.admit(laptop, people.request(laptop), "South FST")


def test_a_name_can_stand_on_the_list_without_a_key(bare_service):
    central = bare_service.central
    people.name_only(central, "W09", "N. Idris", "worker", "Central")
    assert people.name_of(central, "W09") == "N. Idris" and people.name_of(central, "W77") == "W77"
    people.name_only(central, "W09", "Nadia Idris", "worker", "Central")  # a correction replaces
    assert people.name_of(central, "W09") == "Nadia Idris"
    assert len(ledger.heads(central, "people", "person-W09")) == 1


@pytest.mark.parametrize(
    ("code", "role"), [("W 9", "worker"), ("", "worker"), ("../W9", "worker"), ("W9", "a b")]
)
def test_a_code_that_cannot_be_is_refused_in_words_and_nobody_is_added(bare_service, code, role):
    before = people.everyone(bare_service.central)
    with pytest.raises(NotAllowed, match="Nobody was added"):
        people.name_only(bare_service.central, code, "N", role, "")
    assert people.everyone(bare_service.central) == before


def test_somebody_admitted_again_with_a_new_laptop_keeps_their_place(service):
    central = service.central
    fingerprint = people.everyone(central)["A01"].certificate
    service.laptops.pop("A01").close()
    service.folder = service.folder / "second"
    service.folder.mkdir()
    laptop = service.admit("A01", "Priya Nair", "South FST")
    assert people.everyone(central)["A01"].certificate != fingerprint
    service.send_pack("A01", ("FS-1",))
    assert laptop.signer().name == "Priya Nair"


def test_a_certificate_for_another_key_is_not_taken_for_mine(service):
    laptop = service.laptop("A01")
    mine = laptop.store.setting("certificate")
    service.folder = service.folder / "second"
    service.folder.mkdir()
    service.admit("A01", "Priya Nair", "South FST")  # a second laptop of the same person
    bring(laptop, service.central, *held_by(service.central))
    assert people.everyone(laptop)["A01"].certificate != base64.b64encode(mine).decode()
    assert laptop.store.setting("certificate") == mine and not people.adopt_certificate(laptop)


def test_who_may_do_what_stands_in_one_table():
    assert roles.may(RESOURCES, "practice_lead", "admit_people")
    assert not roles.may(RESOURCES, "team_manager", "admit_people")
    assert not roles.may(RESOURCES, "practice_lead", "no_such_thing")
    assert not roles.may(RESOURCES, "nobody", "admit_people")
    assert all(role.code and role.name for role in roles.roles(RESOURCES))
    assert roles.name(RESOURCES, "nobody") == "nobody"
