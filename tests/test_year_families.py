"""No case number leaves the profiles that know it: a whole year of entries, bundles and papers, searched."""

from __future__ import annotations

import re

import pytest

from qa_desktop import families, ledger, paper, profiles
from qa_desktop.world import World

pytestmark = [pytest.mark.xdist_group("year"), pytest.mark.timeout(1_500)]


@pytest.fixture
def central(made_year):
    ws = profiles.open_workspace(World.real(made_year.central), "demo")
    yield ws
    ws.close()


def test_no_entry_of_a_year_holds_a_case_number(made_year, central):
    numbers = {case.case for case in made_year.made.cases}
    assert len(numbers) == 600
    pattern = re.compile("|".join(rf"\b{re.escape(number)}\b" for number in sorted(numbers)).encode())
    rows = list(central.store.entries())
    leaks = {row.kind: found.group().decode() for row in rows if (found := pattern.search(row.body or b""))}
    assert len(rows) > 900 and leaks == {}


def test_the_lead_knows_every_family_of_their_lists_again(made_year, central):
    known, cases = families.numbers(central).by_code, {case.case for case in made_year.made.cases}
    facts = {row.code for row in central.store.facts() if row.fact == "case"}
    assert {code[:2] for code in facts} == {"F-"}
    listed = facts & {families.code(central, case) for case in cases}
    assert len(listed) > 50 and {known[code] for code in listed} <= cases


def test_a_paper_of_the_year_names_no_family(made_year, central):
    numbers = {case.case for case in made_year.made.cases}
    form = next(form for form in ledger.forms(central) if form.body.allocation)
    words = repr(paper.signed_document(central, form.digest).blocks)
    assert not any(number in words for number in numbers)
