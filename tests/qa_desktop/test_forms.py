"""The life of a form: begun, answered, taken back, marked, signed, amended; nothing is lost and nothing half done."""

from __future__ import annotations

import pytest

from qa_desktop import (
    answer_types,
    bundles,
    canonical,
    entries,
    families,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    profiles,
    soundness,
    templates,
    walk,
    work,
)
from qa_desktop.errors import NotAllowed, NotReady
from tests.conftest import PASSPHRASE
from tests.small import FULL, amended, answered, fails_at_every_statement, filled, sealed, tiny

NAUGHTY = {
    "family of emoji": "👨‍👩‍👧‍👦 and 👍🏽",
    "right to left": "‮abc‬ שלום مرحبا",
    "NUL": "before\0after",
    "line separators": "one\u2028two\u2029three\r\nfour\rfive\ttab",
    "not normalised": "nai\u0308ve and naïve, ﬁ, Å",
    "markup": "<b>not bold</b> &amp; ]]> {{7*7}} %s =1+1",
    "no characters": "\u200b\ufeff\u00ad \uffff \U0010ffff",
    "scripts": "ত্রিশ 三十 สามสิบ 𝔱𝔥𝔦𝔯𝔱𝔶",
    "long": "x" * 100_000,
}


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


def state(ws):
    """All of one profile that a form can touch."""
    drafts = [(d.doc, d.template, dict(d.answers), d.marks) for d in forms.drafts(ws)]
    steps = [(s.step, s.question, s.undone) for d in forms.drafts(ws) for s in ws.store.draft_steps(d.doc)]
    return drafts, steps, ws.store.digests(), ws.store.dump_derived()


def test_a_form_begins_with_what_the_allocation_knows(service, laptop):
    task = work.tasks(laptop, laptop.world.now().date())[0]
    draft = work.start_task(laptop, task)
    assert draft.answers == {
        "A03": "2026-6",
        "A04": "FS-2041",
        "A05": {"service": "Early help", "team": "South FST"},
        "A06": "W01",
        "A07": "S01",
        "A08": {"auditor": "A01"} | draft.answers["A08"],
    }
    assert (draft.allocation, draft.cycle, draft.due) == ("2026-6-FS-2041", "2026-6", "2026-11-20")
    assert laptop.store.draft_steps(draft.doc) == []  # what came with the pack cannot be taken back


def test_beginning_without_an_allocation_says_only_who_audits(laptop, rfp):
    assert forms.start(laptop, rfp).answers["A08"]["auditor"] == "A01"
    assert forms.start(laptop, tiny()).answers == {}


def test_a_role_starts_only_the_forms_it_may(service, laptop):
    supervision = templates.load_all(laptop.world.resources)["SUP"]
    with pytest.raises(
        NotAllowed, match="Only a service manager, head of service or practice lead may start"
    ):
        forms.start(laptop, supervision)
    assert forms.drafts(laptop) == [] and not forms.may_start(laptop, supervision)
    assert forms.start(service.central, supervision).template == supervision.digest


def test_what_was_allocated_may_be_started_whatever_the_role(laptop):
    supervision = templates.load_all(laptop.world.resources)["SUP"]
    owed = entries.Allocation(id="s-1", template=supervision.digest, due="2026-11-20", facts={})
    assert forms.start(laptop, supervision, owed).allocation == "s-1"


def test_a_capability_that_no_role_has_stops_everybody(service):
    odd = tiny().model_copy(update={"capability": "fly"})
    with pytest.raises(NotAllowed, match="Nobody may start “Small check”"):
        forms.start(service.central, odd)


def test_each_answer_is_on_the_disk_when_the_call_returns(service, laptop):
    draft = forms.start(laptop, tiny())
    draft = answered(laptop, draft, {"case": "F-FAM1Y-00001", "visit": "Warm"})
    draft = forms.mark(laptop, draft, "visit", True)
    laptop.close()
    again = profiles.open_workspace(laptop.world, PASSPHRASE)
    service.laptops["A01"] = again
    assert forms.draft(again, draft.doc) == draft
    assert forms.undo(again, draft)[1] == "visit"  # the journal is there too


def test_answers_are_taken_back_and_put_back_in_order(laptop):
    start = forms.start(laptop, tiny())
    one = forms.answer(laptop, start, "case", "F-FAM1Y-00001")
    two = forms.answer(laptop, one, "case", "F-FAM1Y-00002")
    three = forms.answer(laptop, two, "visited", "y")
    back, question = forms.undo(laptop, three)
    assert (dict(back.answers), question) == ({"case": "F-FAM1Y-00002"}, "visited")
    back, question = forms.undo(laptop, back)
    assert (dict(back.answers), question) == ({"case": "F-FAM1Y-00001"}, "case")
    back, question = forms.undo(laptop, back)
    assert (dict(back.answers), question) == ({}, "case")
    assert forms.undo(laptop, back) == (back, None)
    forth, question = forms.redo(laptop, back)
    assert (dict(forth.answers), question) == ({"case": "F-FAM1Y-00001"}, "case")
    other = forms.answer(laptop, forth, "team", "South")
    assert forms.redo(laptop, other) == (other, None)  # a new answer ends what could be put back
    assert forms.draft(laptop, start.doc) == other


def test_clearing_an_answer_is_a_step_too(laptop):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "case", "F-FAM1Y-00001")
    cleared = forms.answer(laptop, draft, "case", None)
    assert cleared.answers == {}
    assert forms.undo(laptop, cleared)[0].answers == {"case": "F-FAM1Y-00001"}


def test_the_same_answer_again_writes_nothing(laptop):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "case", "F-FAM1Y-00001")
    assert forms.answer(laptop, draft, "case", "F-FAM1Y-00001") is draft
    assert len(laptop.store.draft_steps(draft.doc)) == 1


def test_marks_come_and_go_and_stand_once(laptop):
    draft = forms.start(laptop, tiny())
    for question, on in (("case", True), ("team", True), ("case", True), ("team", False)):
        draft = forms.mark(laptop, draft, question, on)
    assert draft.marks == ("case",) and forms.draft(laptop, draft.doc).marks == ("case",)


def test_signing_too_early_names_every_problem_and_changes_nothing(laptop):
    draft = answered(laptop, forms.start(laptop, tiny()), {"case": "F-FAM1Y-00001", "visited": "y"})
    before = state(laptop)
    with pytest.raises(NotReady) as refused:
        forms.finish(laptop, draft)
    assert [p.question for p in refused.value.problems] == ["team", "visit", "P1.1", "O1"]
    assert str(refused.value) == "There are 4 things to finish before this can be signed."
    assert state(laptop) == before


def test_a_signed_form_holds_exactly_the_answers_that_count(laptop):
    extra = {"visited": "n", "visit": "Left over", "nowhere": "x", "team": "  South  "}
    digest = sealed(laptop, extra)
    form = ledger.form(laptop, digest)
    assert form.body.answers == {k: v for k, v in (FULL | extra).items() if k not in ("visit", "nowhere")}
    assert forms.drafts(laptop) == [] and laptop.store.draft_steps(form.doc) == []
    assert soundness.rebuild(laptop) is None and soundness.unsound(laptop) == []


def test_the_whole_deep_audit_is_sealed_as_the_walk_says(service, laptop, rfp):
    draft = work.start_task(laptop, work.tasks(laptop, laptop.world.now().date())[0])
    draft = answered(laptop, draft, filled(rfp, 2, dict(draft.answers)))
    digest = forms.finish(laptop, draft)
    said = families.coded_answers(laptop, rfp, walk.live_answers(rfp, draft.answers))
    assert ledger.form(laptop, digest).body.answers == said
    assert (ledger.form(laptop, digest).body.allocation, ledger.form(laptop, digest).body.cycle) == (
        "2026-6-FS-2041",
        "2026-6",
    )


def test_a_signed_form_cannot_be_signed_answered_or_marked_again_from_memory(laptop):
    draft = answered(laptop, forms.start(laptop, tiny()), FULL)
    forms.finish(laptop, draft)
    before = state(laptop)
    for again in (
        lambda: forms.finish(laptop, draft),
        lambda: forms.answer(laptop, draft, "case", "F-FAM1Y-00009"),
        lambda: forms.mark(laptop, draft, "case", True),
        lambda: forms.undo(laptop, draft),
        lambda: forms.settle_privacy(laptop, draft, "anything", "keep"),
        lambda: forms.draft(laptop, draft.doc),
    ):
        with pytest.raises(NotAllowed, match="signed or thrown away"):
            again()
    assert state(laptop) == before and ledger.clashes(laptop) == {}


def test_what_is_signed_is_what_is_on_the_disk(laptop):
    old = answered(laptop, forms.start(laptop, tiny()), FULL)
    forms.answer(laptop, old, "team", "North FST")
    assert ledger.form(laptop, forms.finish(laptop, old)).body.answers["team"] == "North FST"


def test_signing_is_one_transaction(laptop):
    draft = answered(laptop, forms.start(laptop, tiny()), FULL)
    statements = fails_at_every_statement(laptop, lambda: forms.finish(laptop, draft), lambda: state(laptop))
    assert statements > 10
    assert len(ledger.forms(laptop)) == 1 and forms.drafts(laptop) == []


def test_answering_is_one_transaction(laptop):
    draft = forms.start(laptop, tiny())
    answer = lambda: forms.answer(laptop, draft, "case", "F-FAM1Y-00001")  # noqa: E731
    assert fails_at_every_statement(laptop, answer, lambda: state(laptop)) > 4
    assert forms.draft(laptop, draft.doc).answers == {"case": "F-FAM1Y-00001"}


def test_nobody_signs_before_being_admitted(bare_service):
    from qa_desktop.workspace import Me
    from tests.conftest import QUICK, made_up_world

    me = Me("A09", "New Person", "team_manager", "South FST", "Example Council")
    ws, _ = profiles.create(made_up_world(bare_service.folder / "A09"), me, PASSPHRASE, cost=QUICK)
    bare_service.laptops["A09"] = ws
    with pytest.raises(NotAllowed, match="send your request file"):
        forms.start(ws, tiny())
    assert state(ws) == ([], [], set(), [])


def test_amending_needs_a_reason_and_makes_a_chain(laptop):
    first = sealed(laptop)
    with pytest.raises(NotAllowed, match="why the signed audit needs to change"):
        forms.amend(laptop, first, "  typo   ")
    second = amended(laptop, first, {"O1": "2"})
    with pytest.raises(NotAllowed, match="newer version"):
        forms.amend(laptop, first, "A second look was needed")
    third = amended(laptop, second, {"O1": "4"})
    chain = [ledger.form(laptop, d) for d in (first, second, third)]
    assert [f.replaces for f in chain] == [(), (first,), (second,)]
    assert len({f.doc for f in chain}) == 1
    assert [f.body.reason for f in chain] == [None, "A second look was needed", "A second look was needed"]
    assert [f.digest for f in ledger.forms(laptop)] == [third]
    assert ledger.form(laptop, first).body.answers["O1"] == "3"  # the sealed one stays as it was


def test_amending_twice_at_once_does_not_throw_the_first_draft_away(laptop):
    first = sealed(laptop)
    draft = forms.answer(laptop, forms.amend(laptop, first, "A second look was needed"), "O1", "2")
    with pytest.raises(NotAllowed, match="being changed already"):
        forms.amend(laptop, first, "And a third one as well")
    assert forms.draft(laptop, draft.doc) == draft
    forms.drop(laptop, draft)
    assert forms.amend(laptop, first, "And a third one as well").answers["O1"] == "3"


def test_a_draft_thrown_away_is_gone_with_its_journal(laptop):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "case", "F-FAM1Y-00001")
    forms.drop(laptop, draft)
    assert forms.drafts(laptop) == [] and laptop.store.draft_steps(draft.doc) == []


@pytest.mark.parametrize("value", ["half \ud83d of one", {"comment": "\udc00"}, 1.5, 2**60])
def test_what_no_file_can_hold_is_refused_with_words_and_the_draft_is_kept(laptop, value):
    draft = forms.answer(laptop, forms.start(laptop, tiny()), "case", "F-FAM1Y-00001")
    before = state(laptop)
    with pytest.raises(NotAllowed) as refused:
        forms.answer(laptop, draft, "case", value)
    assert str(refused.value).startswith("This answer cannot be kept because ")
    assert "What was there before is kept" in str(refused.value)
    assert state(laptop) == before


@pytest.mark.parametrize("name", NAUGHTY)
def test_what_is_typed_arrives_at_the_other_end_byte_for_byte(service, laptop, name):
    text = NAUGHTY[name]
    said = {"visit": text, "team": text[:40], "P1.1": {"rating": "3", "seen": "R", "comment": text}}
    digest = sealed(laptop, said)
    written = packs.make_return(laptop, service.folder)
    plan = import_plans.plan_file(service.central, written.path)
    assert plan.status == "ready", plan.words
    imports.take_in(service.central, [plan], back_up=False)
    arrived, sent = service.central.store.entry(digest), laptop.store.entry(digest)
    assert (arrived.header, arrived.body, arrived.salt) == (sent.header, sent.body, sent.salt)
    answers = ledger.form(service.central, digest).body.answers
    assert answers["visit"] == text and answers["P1.1"]["comment"] == text
    listed = {f.fact for f in service.central.store.facts([digest]) if f.code == text[:40]}
    assert ("team" in listed) == answer_types.is_short(text[:40])  # what is no line of text stands in no list
    assert canonical.dumps(text[:40])[1:-1] in sent.body
    assert soundness.unsound(service.central) == []
    assert written.path.name.endswith(bundles.BUNDLE_SUFFIX)
