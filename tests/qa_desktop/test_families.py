"""Families by keyed code: numbers stay in the profiles that know them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_desktop import families, import_plans, imports, packs, work
from qa_desktop.errors import FileRefused, NotAllowed
from tests.conftest import Service


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_a_code_is_the_same_for_the_same_family_and_is_its_own_code(service: Service, number: str):
    code = families.code(service.central, number)
    if number.strip():
        assert families.CODE.fullmatch(code) and code.startswith("F-")
        assert families.code(service.central, f" {number.upper()} ") in (
            code,
            families.code(service.central, number.upper()),
        )
        assert families.code(service.central, code.lower()) == code
    else:
        assert code == ""


def test_capitals_spaces_and_wide_figures_make_no_other_family(service: Service):
    codes = {families.code(service.central, typed) for typed in ("M0003", " m0003 ", "Ｍ０００３", "M 0003")}
    assert len(codes) == 1 and families.code(service.central, "M0004") not in codes


def test_what_is_given_out_holds_no_case_number_and_the_lead_still_sees_it(service: Service):
    held = [json.loads(row.body or b"") for row in service.central.store.entries("cycle")]
    facts = {a["facts"]["case"] for one in held for a in one["allocations"]}
    assert facts == {service.family(number) for number in service.cases}
    for number in service.cases:
        assert families.shown(service.central, families.code(service.central, number)) == number


@pytest.fixture
def unnumbered(bare_service: Service) -> Service:
    """One auditor whose pack has come and whose case numbers have not."""
    bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("FS-2041", "FS-2042"), numbers=False)
    return bare_service


def test_numbers_come_to_a_laptop_in_a_file_of_their_own(unnumbered: Service):
    laptop = unnumbered.laptop("A01")
    before = laptop.store.counts()
    titles = {task.title for task in work.tasks(laptop, laptop.world.now().date())}
    assert not any("FS-" in title for title in titles)
    made = packs.make_numbers(unnumbered.central, "A01", unnumbered.folder)
    plan = import_plans.plan_file(laptop, made.path)
    assert plan.status == "ready" and "2 families" in plan.words
    imports.take_in(laptop, [plan], back_up=False)
    assert laptop.store.counts() == before  # no entry: nothing that a bundle could carry on
    assert {task.case for task in work.tasks(laptop, laptop.world.now().date())} == {"FS-2041", "FS-2042"}
    assert import_plans.plan_file(laptop, made.path).status == "already"
    assert families.code(laptop, "FS-2041") == unnumbered.family("FS-2041")


def test_only_who_gives_work_out_may_tell_numbers(service: Service):
    forged = packs.make_numbers(service.laptop("A01"), service.central.me.code, service.folder)
    plan = import_plans.plan_file(service.central, forged.path)
    assert plan.status == "not_safe" and "may send, and Priya Nair is team manager" in plan.words


def test_a_laptop_without_the_key_still_works_and_says_so_by_its_letter(unnumbered: Service):
    laptop = unnumbered.laptop("A01")
    own = families.code(laptop, "M0009")
    assert own.startswith("L-") and own == families.code(laptop, "m0009")
    with pytest.raises(NotAllowed, match="does not hold the service's key"):
        families.lines(laptop, [own])


def test_a_number_of_another_family_is_not_kept_for_this_one(service: Service):
    laptop, family = service.laptop("A01"), service.family("FS-2041")
    with pytest.raises(NotAllowed, match="another family"):
        families.note(laptop, family, "FS-2042")
    families.note(laptop, family, "fs-2041")
    assert families.shown(laptop, family) == "fs-2041"


def test_a_signed_form_holds_the_code_however_the_number_was_typed(service: Service, rfp):
    laptop = service.laptop("A01")
    question = next(q.id for q in rfp.questions if q.fact == "case")
    for typed in ("FS-2041", " fs-2041 ", service.family("FS-2041").lower()):
        answers = families.coded_answers(laptop, rfp, {question: typed, "B01": "Seen FS-2041"})
        assert answers == {question: service.family("FS-2041"), "B01": "Seen FS-2041"}
    assert families.named_answers(laptop, rfp, answers)[question] == "FS-2041"


def test_numbers_of_another_service_are_refused(service: Service, tmp_path):
    told = families.Told(b"x" * 32, {"F-00000-00000": "FS-9"})
    with pytest.raises(FileRefused, match="another service"):
        families.take_in(service.laptop("A01"), told)
    assert "F-00000-00000" not in families.numbers(service.laptop("A01")).by_code
