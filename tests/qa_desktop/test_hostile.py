"""What a colleague's laptop may send once something has gone wrong on it: rightly signed, of the right outer shape, and nonsense.

Nothing here may stop a view, fill the memory or count where it should not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_desktop import (
    approvals,
    canonical,
    collate,
    corrections,
    entries,
    findings,
    forms,
    import_plans,
    imports,
    ledger,
    moderation,
    moderation_cases,
    packs,
    paper,
    pdf,
    profiles,
    receipts,
    recording,
    recording_figures,
    release,
    returns,
    schedule_facts,
    slips,
    soundness,
    versions,
    walk,
    work,
)
from qa_desktop.errors import FileRefused
from qa_desktop.templates import Template
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, Service, made_up_world
from tests.qa_desktop.instruments import ALL
from tests.small import FULL, bring, bundle_of, forge, held_by, sealed, tiny

TODAY = date(2026, 11, 20)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
KEYS = [
    "rating",
    "seen",
    "comment",
    "evidence",
    "reason",
    "source",
    "date",
    "label",
    "note",
    "choice",
    "told",
]
KEYS += ["worker", "supervisor", "fix_by", "action", "what", "owner", "due", "worker_on"]
WORDS = [
    "y",
    "n",
    "1",
    "4",
    "NA",
    "UJ",
    "R",
    "T",
    "2026-11-20",
    "9999-12-31",
    "0001-01-01",
    "²",
    "٣",
    "\x00",
    "a\u2028b",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=5) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> tuple[Template, dict[str, Any]]:
    """A form body that passes admission: any answers at all, for some questions of a real instrument."""
    template = ALL[draw(st.sampled_from(sorted(ALL)))]
    answers = {}
    for question in template.questions:
        if draw(st.booleans()):
            offered = [c.code for c in template.options(question)] or WORDS
            parts = [p.id for p in question.part] or KEYS
            inner = JSON | st.sampled_from(offered)
            shaped = st.dictionaries(st.sampled_from([*parts, *KEYS]), inner, max_size=6)
            answers[question.id] = draw(inner | shaped | st.lists(shaped, max_size=2))
    body = {"answers": answers, "cycle": draw(st.sampled_from(["2026-6", "", "x\ny"]))}
    return template, body | draw(st.sampled_from([{}, {"allocation": "2026-6-FS-2041"}, {"reason": "\x00"}]))


def looked_at(ws: Workspace, template: Template, digest: str) -> None:
    """Every view that a form is in, asked for once."""
    soundness.state_digest(ws)
    for choice in collate.choices(ws):
        found = collate.collate(ws, choice.method, choice.cycle, TODAY.isoformat())
        for (principle, _), cell in found.cells.items():
            findings.behind(ws, cell.digests, principle)
    work.board(ws, TODAY)
    returns.auditors(ws, TODAY)
    receipts.owed(ws)
    recording.due(ws, TODAY)
    recording_figures.read(ws, "2026-01-01", "2026-12-31", TODAY)
    schedule_facts.facts(ws, TODAY)
    moderation_cases.cases(ws)
    moderation.report(ws)
    for cycle in ("2026-6", "", "x\ny"):
        moderation.queue(ws, cycle, "seed")
    release.due(ws, TODAY)
    corrections.withdrawn(ws)
    corrections.notes(ws, digest)
    versions.standing(ws)
    _as_a_draft(ws, template, digest)


def _as_a_draft(ws: Workspace, template: Template, digest: str) -> None:
    form = ledger.form(ws, digest)
    walk.progress(template, form.body.answers, TODAY)
    walk.prompts(template, walk.live_answers(template, form.body.answers))
    draft = forms.amend(ws, digest, "Looked at once more")
    forms.problems(ws, draft)
    work.begun(ws, TODAY)
    slips.state(ws, draft)
    slips.both_sides(ws, draft)
    corrections.changes(ws, draft)
    forms.drop(ws, draft)


def is_sound(ws: Workspace) -> bool:
    before, state = ws.store.dump_derived(), soundness.state_digest(ws)
    assert soundness.unsound(ws) == []
    soundness.rebuild(ws)
    return ws.store.dump_derived() == before and soundness.state_digest(ws) == state


def brought(ws: Workspace, sender: Workspace, *some: Any) -> imports.Outcome:
    plan = import_plans.plan(ws, "return.qabundle", bundle_of(some, sender, ws))
    assert plan.status in ("ready", "check"), plan.words
    versions.incoming(ws, plan)
    returns.contents(plan)
    return imports.take_in(ws, [plan], back_up=False)


@FEW
@given(case=bodies())
def test_no_answers_whatever_stop_a_view(service_of_all, case):
    template, body = case
    central, laptop = service_of_all
    one = forge(laptop.signer(), body, template=template.digest)
    other = forge(laptop.signer(), body | {"reason": "x"}, template=template.digest, seq=2)
    before = soundness.state_digest(central)
    outcome = brought(central, laptop, one, other)
    try:
        looked_at(central, template, one.digest)
        assert is_sound(central)
    finally:
        imports.undo(central, outcome.import_ids[0])
    assert soundness.state_digest(central) == before


@settings(parent=FEW, max_examples=10)
@given(case=bodies())
def test_no_answers_whatever_stop_the_paper(service_of_all, case):
    template, body = case
    central, laptop = service_of_all
    one = forge(laptop.signer(), body, template=template.digest)
    outcome = brought(central, laptop, one)
    try:
        assert pdf.render(paper.signed_document(central, one.digest)).pdf.startswith(b"%PDF")
    finally:
        imports.undo(central, outcome.import_ids[0])


@pytest.fixture(scope="module")
def service_of_all(tmp_path_factory) -> Iterator[tuple[Workspace, Workspace]]:
    """A practice lead who holds every instrument, and one auditor."""
    folder = tmp_path_factory.mktemp("hostile")
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    central, _ = profiles.create(made_up_world(folder / "central"), me, PASSPHRASE, cost=QUICK)
    for template in ALL.values():
        packs.publish(central, template)
    service = Service(folder, central, ALL["RFP"])
    laptop = service.admit("A01", "Priya Nair", "South FST")
    service.send_pack("A01", ("FS-2041",))
    yield central, laptop
    service.close()


# Numbers, days and moments


def test_a_place_in_a_log_that_nobody_could_reach_fills_no_memory(service):
    laptop, central = service.laptop("A01"), service.central
    bring(central, laptop, forge(laptop.signer(), {"answers": FULL}, log="far", seq=2**53 - 1))
    assert soundness.missing(central)["far"] == [*range(1, soundness.MOST_GAPS + 1)]


def test_a_bundle_that_claims_to_be_the_last_of_billions_fills_no_memory(service):
    laptop, central = service.laptop("A01"), service.central
    sealed(laptop)
    plan = import_plans.plan(central, "b.qabundle", bundle_of(held_by(laptop), laptop, central))
    manifest = plan.manifest.model_copy(update={"number": 2**53 - 1, "sent": None})
    imports.take_in(central, [replace(plan, manifest=manifest)], back_up=False)
    assert len(receipts.missing(central)) == receipts.MOST_NAMED


@pytest.mark.parametrize(
    "at", ["", "yesterday", "2026-11-20", "2026-02-30T09:00:00Z", "9999-12-31T23:59:59Z"]
)
def test_an_entry_from_no_moment_at_all_is_refused_by_name(service, at):
    laptop = service.laptop("A01")
    one = forge(laptop.signer(), {"answers": FULL}, at=at)
    with pytest.raises(FileRefused, match=r"cannot be right \(at\)"):
        entries.admit(one, "The return")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "20261120"])
def test_an_event_on_a_day_that_no_calendar_can_count_from_is_refused(service, day):
    laptop = service.laptop("A01")
    event = {
        "id": "e1",
        "trigger": "review",
        "case": "FS-1",
        "date": day,
        "worker": "W01",
        "supervisor": "A01",
    }
    body = {"supervisor": "A01", "events": [event]}
    with pytest.raises(FileRefused, match="date"):
        entries.admit(forge(laptop.signer(), body, kind="events", template=...), "The return")


# Forms of their own


def wording(**changes: Any) -> bytes:
    """The small form as an entry holds it, with parts of it changed by another program."""
    return canonical.dumps(canonical.loads(tiny().content, "it") | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"scale": []},  # rated questions on no scale
        {"prompts": {"overall": "nothing", "reason": "nowhere"}},
        {"section": [*canonical.loads(tiny().content, "it")["section"]] * 2},  # every question twice
        {"standing": ""},  # a default written out: its own bytes would have another name
    ],
)
def test_a_form_that_cannot_be_walked_is_none_and_what_was_filled_in_on_it_waits(service, changes):
    laptop, central = service.laptop("A01"), service.central
    content = wording(**changes)
    digest = hashlib.sha256(content).hexdigest()
    known = ledger.known_templates(central)
    form = forge(laptop.signer(), {"answers": FULL}, template=digest, seq=2)
    bring(central, laptop, forge(laptop.signer(), content, kind="template", template=digest), form)
    assert ledger.known_templates(central) == known and ledger.template_or_none(central, digest) is None
    assert [row.digest for row in ledger.waiting(central)] == [form.digest]
    assert is_sound(central) and collate.choices(central)


def test_no_return_puts_its_own_form_in_the_place_of_the_services(service):
    laptop, central = service.laptop("A01"), service.central
    before = recording.template_of(central, "assessment")
    theirs = ALL[before.code].model_copy(update={"version": "99999999", "title": "Nothing to check"})
    theirs = Template.model_validate(theirs.model_dump())
    sent = forge(laptop.signer(), theirs.content, kind="template", template=theirs.digest)
    bring(central, laptop, sent)
    assert ledger.template(central, theirs.digest) == theirs  # what was filled in on it can be read
    assert recording.template_of(central, "assessment") == before
    assert theirs.digest not in forms.template_choices(central)
    packs.publish(central, theirs)  # nor does one practice lead alone
    assert recording.template_of(central, "assessment") == before
    head = service.admit("H01", "Ines Copsey", "", "head_of_service")
    asked = approvals.propose(central, theirs, "Nothing needs checking any more", before)
    bring(head, central, *held_by(central))
    approvals.say(head, asked, "approved")  # until a second person says so too
    bring(central, head, *held_by(head))
    assert recording.template_of(central, "assessment") == theirs
    assert [row.signer for row in packs.template_rows(central, {theirs.digest})] == [
        central.signer().fingerprint
    ]


# Words where codes belong

WORDS_IN = "Mum said that the bedroom was cold in the mornings, and that nobody came. " * 3


def test_no_words_get_into_lists_and_figures_whatever_another_program_wrote(service):
    laptop, central = service.laptop("A01"), service.central
    packs.publish(central, tiny())
    answers = {"case": WORDS_IN, "team": WORDS_IN, "visited": WORDS_IN, "O1": WORDS_IN}
    answers["P1.1"] = {"rating": WORDS_IN, "seen": WORDS_IN}
    body = {"answers": answers, "cycle": WORDS_IN, "allocation": WORDS_IN}
    one = forge(laptop.signer(), body)
    other = forge(laptop.signer(), {"answers": {"P1.1": {"rating": "3", "seen": WORDS_IN}}}, doc="o", seq=2)
    bring(central, laptop, one, other)
    assert "bedroom" not in str(central.store.dump_derived())
    kept = {(row.question, row.code, row.seen) for row in central.store.answers([other.digest])}
    assert kept == {("P1.1", "3", None)} and is_sound(central)


def test_a_certificate_that_is_none_stops_no_import(service):
    laptop, central = service.laptop("A01"), service.central
    before = laptop.signer().fingerprint
    (known,) = [r for r in ledger.heads(central, "people") if r.doc == "person-A01"]
    person = canonical.loads(known.body, "it")
    for n, certificate in enumerate(("§", "AAAA", "not base64")):
        body = person | {"certificate": certificate}
        bad = forge(central.signer(), body, kind="people", doc=known.doc, template=..., seq=9 + n)
        bring(laptop, central, bad)
    assert laptop.signer().fingerprint == before


def test_whether_a_pack_is_out_hangs_on_what_it_holds_and_on_no_clock(service):
    central = service.central
    assert {a.code: a.state for a in returns.auditors(central, date(2026, 11, 10))}["A01"] == "sent"
    central.store._conn.execute("UPDATE entries SET at = '2199-01-01T00:00:00Z' WHERE kind = 'cycle'")
    assert {a.code: a.state for a in returns.auditors(central, date(2026, 11, 10))}["A01"] == "sent"
    plan = returns.plans(central)[0]
    line = replace(plan.lines[0], case="FS-9000", id="")
    assert line.auditor == "A01"
    returns.save(central, replace(plan, lines=(*plan.lines, line)), service.rfp)
    states = {a.code: a.state for a in returns.auditors(central, date(2026, 11, 10))}
    assert states["A01"] == "to_send" and states["A02"] == "sent"
