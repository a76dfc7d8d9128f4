"""Views of the ledger: what counts is a function of the entries, whoever brought them and whenever."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from qa_desktop import (
    counting,
    entries,
    forms,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    people,
    soundness,
    tallying,
    versions,
)
from qa_desktop.errors import NotAllowed
from tests.small import FULL, amended, answered, bring, bundle_of, filled, forge, held_by, sealed, tiny


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def central(service):
    return service.central


def shown(ws, doc):
    return {row.digest for row in ledger.heads(ws, "form", doc)}


def is_sound(ws):
    """Everything derived is what a rebuild gives, and every byte is as it was sealed."""
    before, state = ws.store.dump_derived(), soundness.state_digest(ws)
    assert soundness.unsound(ws) == []
    soundness.rebuild(ws)
    assert ws.store.dump_derived() == before and soundness.state_digest(ws) == state
    return True


def test_the_newest_version_of_each_form_counts(laptop):
    one, other = sealed(laptop), sealed(laptop, {"case": "F-FAM1Y-00002"})
    newer = amended(laptop, one, {"O1": "1"})
    assert {f.digest for f in ledger.forms(laptop)} == {newer, other}
    assert is_sound(laptop)


def test_two_versions_of_one_form_are_both_shown_until_a_person_chooses(service, laptop, central):
    first = sealed(laptop)
    doc = ledger.form(laptop, first).doc
    bring(central, laptop, *held_by(laptop))
    here = amended(central, first, {"O1": "1"})
    there = amended(laptop, first, {"O1": "4"})
    bring(central, laptop, *held_by(laptop))
    assert shown(central, doc) == {here, there}
    assert ledger.clashes(central) == {doc: sorted([here, there])}
    choice = versions.settle(central, doc, there)
    assert shown(central, doc) == {choice} and ledger.clashes(central) == {}
    assert ledger.form(central, choice).replaces == tuple(sorted([here, there]))
    assert ledger.form(central, choice).body.answers["O1"] == "4"
    assert is_sound(central)


def test_two_versions_that_say_the_same_are_no_clash(laptop, central):
    signer = laptop.signer()
    body = {"answers": FULL}
    one, other = forge(signer, body, seq=1), forge(signer, body, seq=2, salt=b"t" * 16)
    forms.start(laptop, tiny())  # seals the template
    bring(central, laptop, *held_by(laptop), one, other)
    assert shown(central, "by-hand") == {one.digest, other.digest} and ledger.clashes(central) == {}


def test_a_version_of_another_document_replaces_nothing(laptop, central):
    first = sealed(laptop)
    doc = ledger.form(laptop, first).doc
    bring(central, laptop, *held_by(laptop), forge(laptop.signer(), {"answers": {}}, replaces=[first]))
    assert shown(central, doc) == {first}


def test_an_earlier_version_that_comes_late_changes_nothing_that_counts(laptop, central):
    first = sealed(laptop)
    second = amended(laptop, first, {"O1": "1"})
    template = [e.digest for e in held_by(laptop) if b'"kind":"template"' in e.header]
    bring(central, laptop, *held_by(laptop, second, *template))
    counted = [f.digest for f in ledger.forms(central)]
    outcome = bring(central, laptop, *held_by(laptop, first))
    assert [f.digest for f in ledger.forms(central)] == counted == [second]
    assert outcome.clashing == 0 and ledger.clashes(central) == {} and is_sound(central)


def stranger(service, code="A01", role="practice_lead"):
    """Somebody whose certificate comes from another authority, whatever it says of them."""
    now = service.central.world.now()
    authority = identity.new_authority("Example Council", now)
    key = identity.new_signing_key()
    asked = identity.request(code, "Priya Nair", role, "Example Council", key, identity.new_age_key()[1])
    return identity.Signer(key, identity.issue(authority, asked, now), (authority.certificate,), asked.name)


def test_what_a_stranger_signed_is_kept_and_counts_nowhere(service, laptop, central):
    first = sealed(laptop)
    doc = ledger.form(laptop, first).doc
    bring(central, laptop, *held_by(laptop))
    outsider = stranger(service)
    forged = forge(outsider, {"answers": FULL | {"O1": "1"}}, doc=doc, replaces=[first])
    new = forge(outsider, {"answers": FULL}, doc="new")
    outcome = bring(central, laptop, forged, new)
    assert outcome.held == 2 and {r.digest for r in ledger.held(central)} == {forged.digest, new.digest}
    assert [f.digest for f in ledger.forms(central)] == [first]
    assert central.store.entry(forged.digest).body == forged.body
    assert is_sound(central)


def person(code, **said):
    return {
        "code": code,
        "name": "Forged",
        "role": "practice_lead",
        "team": "",
        "certificate": "",
        "age": "",
    } | said


def test_an_auditor_cannot_put_anyone_on_the_list_nor_hide_whom_the_lead_put_there(service, laptop, central):
    before = people.everyone(central)
    lead = next(r for r in ledger.heads(central, "people") if r.doc == "person-A01")
    forged = [
        forge(laptop.signer(), person("X9"), kind="people", doc="person-X9", template=...),
        forge(
            laptop.signer(),
            person("A01"),
            kind="people",
            doc="person-A01",
            template=...,
            replaces=[lead.digest],
        ),
        forge(laptop.signer(), person("L01"), kind="people", doc="person-other", template=..., seq=2),
    ]
    bring(central, laptop, *forged)
    assert people.everyone(central) == before
    assert [r.digest for r in ledger.heads(central, "people", "person-A01")] == [lead.digest]
    bring(laptop, laptop, *forged)
    assert people.everyone(laptop)["A01"].role == "team_manager" and "X9" not in people.everyone(laptop)


def test_an_auditor_cannot_give_themselves_cases_nor_take_them_from_others(service, laptop, central):
    other = service.laptop("A02")
    (mine,) = ledger.heads(other, "cycle")
    empty = {
        "cycle": "2026-6", "title": "T", "service": "S", "starts": "2026-11-01", "ends": "2026-12-31",
        "auditor": "A02", "allocations": [],
    }  # fmt: skip
    bring(
        other,
        laptop,
        forge(laptop.signer(), empty, kind="cycle", doc=mine.doc, template=..., replaces=[mine.digest]),
    )
    assert [len(c.allocations) for c in ledger.bodies(other, "cycle", entries.Cycle)] == [2]


def test_a_form_waits_for_its_template_and_is_counted_when_it_comes(laptop, central):
    digest = sealed(laptop)
    every = held_by(laptop)
    template = [e for e in every if b'"kind":"template"' in e.header]
    bring(central, laptop, *held_by(laptop, digest))
    assert [r.digest for r in ledger.waiting(central)] == [digest]
    assert central.store.facts([digest]) == [] and is_sound(central)
    with pytest.raises(NotAllowed, match="not here yet"):
        ledger.template(central, tiny().digest)
    bring(central, laptop, *template)
    assert ledger.waiting(central) == [] and central.store.facts([digest]) != [] and is_sound(central)


def test_a_late_template_reaches_replaced_and_held_versions_too(service, laptop, central):
    first = sealed(laptop)
    second = amended(laptop, first, {"O1": "1"})
    held = forge(stranger(service), {"answers": FULL})
    bring(central, laptop, *held_by(laptop, first, second), held)
    bring(central, laptop, *(e for e in held_by(laptop) if b'"kind":"template"' in e.header))
    for digest in (first, second, held.digest):
        assert central.store.facts([digest]), digest
    assert is_sound(central)


def test_a_template_that_is_not_what_its_name_says_is_no_template(laptop, central):
    wording = tiny("2").content
    lie = forge(laptop.signer(), wording, kind="template", template=tiny().digest)
    broken = b'{"code":"X"}'
    unread = forge(
        laptop.signer(), broken, kind="template", template=hashlib.sha256(broken).hexdigest(), seq=2
    )
    known = {t.digest for t in ledger.known_templates(central)}
    bring(central, laptop, lie, unread)
    assert {t.digest for t in ledger.known_templates(central)} == known
    assert ledger.template_or_none(central, tiny().digest) is None
    assert ledger.template_or_none(central, hashlib.sha256(broken).hexdigest()) is None


def test_what_a_newer_version_made_is_kept_and_passed_on_to_the_byte(service, laptop, central):
    signer = laptop.signer()
    future = [
        forge(signer, {"mood": ["calm", {"x": None}]}, kind="weather", template=...),
        forge(signer, {"answers": FULL}, colour="green", nested={"deep": [1, 2]}, seq=2),
    ]
    bring(central, laptop, *future)
    assert central.store.counts()["weather"] == 1
    passed_on = held_by(central, *(e.digest for e in future))
    other = service.laptop("A02")
    bring(other, central, *passed_on)
    arrived = {e.digest: e for e in held_by(other)}
    assert all(arrived[e.digest] == e for e in future)
    assert [entries.to_line(arrived[e.digest]) for e in future] == [entries.to_line(e) for e in future]


def test_gaps_in_a_laptops_log_are_told(laptop, central):
    made = [sealed(laptop, {"case": f"FS-{n}"}) for n in range(3)]
    log = laptop.log
    first = laptop.store.entry(made[0]).seq
    assert log not in soundness.missing(laptop)
    bring(central, laptop, *held_by(laptop, made[0], made[2]))
    assert soundness.missing(central)[log] == [*range(1, first), first + 1]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body", b'{"answers":{}}'),
        ("header", b"{}"),
        ("salt", b"0" * 16),
        ("signature", b"0" * 64),
        ("doc", "other"),
        ("seq", 99),
        ("kind", "note"),
        ("template", "0" * 64),
    ],
)
def test_a_byte_altered_in_the_database_is_found(laptop, column, value):
    digest = sealed(laptop)
    assert soundness.unsound(laptop) == []
    laptop.store._conn.execute(f"UPDATE entries SET {column} = ? WHERE digest = ?", (value, digest))
    found = soundness.unsound(laptop)
    assert found and any(digest[:16] in words for words in found)


def test_a_derived_row_that_is_not_so_is_found_and_put_right(laptop):
    digest = sealed(laptop)
    for statement in (
        "UPDATE facts SET code = 'F-FAM1Y-00009' WHERE fact = 'case'",
        "DELETE FROM answers WHERE question = 'O1'",
        f"INSERT INTO facts (digest, fact, code) VALUES ('{digest}', 'team', 'Another')",
    ):
        laptop.store._conn.execute(statement)
        assert soundness.unsound(laptop) == [
            "The lists and figures differ from the signed audits. Rebuild them."
        ]
        soundness.rebuild(laptop)
        assert soundness.unsound(laptop) == []


def test_no_free_text_gets_into_the_tables_for_lists(service, laptop, rfp):
    marker = "the bedroom was cold in the mornings"
    draft = forms.start(laptop, rfp)
    answers = {"A04": "F-FAM1Y-00001"} | filled(rfp, 5, {"A04": "F-FAM1Y-00001"} | dict(draft.answers))
    for question in rfp.questions:
        if question.type == "LTX":
            answers[question.id] = marker
        elif question.type == "EV":
            answers[question.id] = {
                "rating": "2", "seen": "R", "comment": marker,
                "evidence": [{"source": "plan", "label": marker, "note": marker}],
            }  # fmt: skip
        elif question.part and isinstance(answers.get(question.id), dict):
            texts = {p.id: marker for p in question.part if p.type in ("TXT", "LTX")}
            answers[question.id] |= {k: v for k, v in texts.items() if k in answers[question.id]}
    digest = forms.finish(laptop, answered(laptop, draft, answers))
    assert marker.encode() in laptop.store.entry(digest).body
    assert marker not in str(laptop.store.dump_derived())
    assert is_sound(laptop)


def test_bookkeeping_of_one_profile_is_not_part_of_what_profiles_must_agree_on(laptop, central):
    bring(central, laptop, *held_by(laptop))
    state = soundness.state_digest(central)
    said = {"at": "", "bundle": "b", "digests": [], "log": "l", "number": 1}
    bring(central, laptop, forge(laptop.signer(), said, kind="receipt", template=...))
    assert soundness.state_digest(central) == state
    bring(central, laptop, forge(laptop.signer(), {"n": 1}, kind="weather", template=...))
    assert soundness.state_digest(central) != state


def test_a_purged_body_leaves_the_entry_and_its_place(laptop):
    digest = sealed(laptop)
    with laptop.write():
        laptop.store.drop_bodies([digest])
    assert ledger.forms(laptop) == [] and laptop.store.facts([digest]) == []
    assert soundness.unsound(laptop) == [] and soundness.missing(laptop).get(laptop.log) is None
    with pytest.raises(NotAllowed, match="not in this profile"):
        ledger.form(laptop, digest)


def test_a_body_that_was_left_out_comes_with_a_later_file(service, laptop, central):
    """Whoever sends a copy without its body first keeps nobody from what it says: any order gives one state."""
    digest = sealed(laptop)
    every = held_by(laptop)
    bare = [replace(one, body=None, salt=None) if one.digest == digest else one for one in every]
    bring(central, laptop, *bare)
    assert central.store.entry(digest).body is None and ledger.forms(central) == []
    bring(central, laptop, *every)
    assert central.store.entry(digest).body is not None and soundness.unsound(central) == []
    assert [form.digest for form in ledger.forms(central)] == [digest]
    state = soundness.state_digest(central)
    bring(central, laptop, *bare)
    assert soundness.state_digest(central) == state


def test_who_signed_is_read_from_the_certificate(laptop):
    form = ledger.form(laptop, sealed(laptop))
    who = counting.signed_by(laptop, form.signer)
    assert (who.code, who.name, who.role) == ("A01", "Priya Nair", "team_manager")
    assert counting.signed_by(laptop, "0" * 64) is None


def test_every_operation_leaves_the_tables_as_a_rebuild_would(service, laptop, central, rfp):
    digest = sealed(laptop)
    assert is_sound(laptop)
    amended(laptop, digest, {"visited": "n"})
    assert is_sound(laptop)
    written = packs.make_return(laptop, service.folder)
    outcome = imports.take_in(central, [import_plans.plan_file(central, written.path)], back_up=False)
    assert is_sound(central)
    imports.undo(central, outcome.import_ids[0])
    assert is_sound(central) and central.store.facts() == []


def test_an_entry_without_its_body_can_be_passed_on(service, laptop, central):
    digest = sealed(laptop)
    bare = [replace(e, body=None, salt=None) if e.digest == digest else e for e in held_by(laptop)]
    data = bundle_of(bare, laptop, central)
    imports.take_in(central, [import_plans.plan(central, "bare.qabundle", data)], back_up=False)
    row = central.store.entry(digest)
    assert row.body is None and row.kind == "form" and soundness.unsound(central) == []
    assert ledger.forms(central) == [] and ledger.clashes(central) == {}


def test_a_form_by_somebody_whose_role_may_not_make_it_is_kept_and_counts_for_nothing(service):
    central = service.central
    worker = service.admit("W09", "Nadia Idris", "South FST", "worker")
    bring(worker, central, *held_by(central))
    (theirs, *_) = ledger.bodies(central, "cycle", entries.Cycle)
    said = {"answers": {}, "cycle": "2026-6"}
    with worker.write():
        digests = [
            worker.seal("form", f"f-{n}", said | more, template=service.rfp.digest)
            for n, more in enumerate(({}, {"allocation": theirs.allocations[0].id}, {"part": "worker"}))
        ]
    bring(central, worker, *held_by(worker, *digests))
    assert set(digests) <= central.store.digests()
    assert not {one.digest for one in ledger.forms(central)} & set(digests)
    assert [one.digest for one in ledger.replies(central)] == digests[2:]  # a part that was asked of them
    tallying.settle(central)
    assert not {row.digest for row in central.store.counted()} & set(digests)


def test_work_that_was_given_to_somebody_counts_whatever_their_role(service):
    central = service.central
    partner = service.admit("P01", "Bo Ek", "Health", "partner_auditor")
    service.send_pack("P01", ("FS-9",))
    with partner.write():
        digest = partner.seal(
            "form", "f-9", {"answers": {}, "allocation": "2026-6-FS-9"}, template=service.rfp.digest
        )
    bring(central, partner, *held_by(partner, digest))
    assert digest in {one.digest for one in ledger.forms(central)}
