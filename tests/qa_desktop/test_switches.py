"""A setting that is off leaves its sections out of the forms started from then on, here and once they are signed."""

import pytest

from qa_desktop import forms, ledger, switches, walk
from qa_desktop.errors import NotAllowed
from tests.small import TINY, answered, read

SWITCHED = TINY.replace('principle = "P1"\n', 'principle = "P1"\nsetting = "family_feedback_on"\n')
LEFT = {"case": "F-FAM1Y-00001", "team": "South FST", "visited": "y", "visit": "A warm room.", "O1": "3"}


@pytest.fixture
def lead(bare_service):
    return bare_service.central


def test_it_is_on_until_a_practice_lead_switches_it_off_here(lead, bare_service):
    assert switches.is_on(lead, switches.FAMILY_FEEDBACK)
    switches.put(lead, switches.FAMILY_FEEDBACK, False)
    assert not switches.is_on(lead, switches.FAMILY_FEEDBACK)
    switches.put(lead, switches.FAMILY_FEEDBACK, True)
    assert switches.is_on(lead, switches.FAMILY_FEEDBACK) and switches.is_on(lead, "nobody_knows_this")
    auditor = bare_service.admit("A01", "Priya Nair", "South FST")
    with pytest.raises(NotAllowed, match="Only practice leads"):
        switches.put(auditor, switches.FAMILY_FEEDBACK, False)


def test_the_deep_audit_asks_nothing_of_the_family_while_it_is_off(lead, rfp):
    switches.put(lead, switches.FAMILY_FEEDBACK, False)
    asked = forms.template_of(lead, forms.start(lead, rfp))
    gone = {q.id for q in rfp.questions} - {q.id for q in asked.questions}
    assert {"F0", "F1", "F2", "F10"} <= gone and all(name.startswith("F") for name in gone)
    assert not [s for s in asked.section if s.by == "family"]


def test_a_draft_keeps_what_it_was_started_with(lead):
    before = forms.start(lead, read(SWITCHED))
    switches.put(lead, switches.FAMILY_FEEDBACK, False)
    after = forms.start(lead, read(SWITCHED))
    switches.put(lead, switches.FAMILY_FEEDBACK, True)
    ids = [[s.id for s in forms.template_of(lead, forms.draft(lead, d.doc)).section] for d in (before, after)]
    assert len(ids[0]) == len(ids[1]) + 1


def test_it_is_signed_without_the_section_and_amended_without_it(lead):
    switches.put(lead, switches.FAMILY_FEEDBACK, False)
    digest = forms.finish(lead, answered(lead, forms.start(lead, read(SWITCHED)), LEFT))
    switches.put(lead, switches.FAMILY_FEEDBACK, True)
    form = ledger.form(lead, digest)
    assert form.body.off == ("family_feedback_on",)
    assert "P1.1" not in forms.template_as_signed(lead, form).by_id
    draft = forms.amend(lead, digest, "A second look was needed.")
    assert draft.off == form.body.off and walk.blocking(forms.problems(lead, draft)) == []


def test_a_template_without_switched_sections_is_as_it_was(lead):
    draft = forms.start(lead, read(TINY))
    assert draft.off == () and forms.template_of(lead, draft) == read(TINY)
