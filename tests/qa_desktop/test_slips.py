"""The worker's part: asked for, answered without a sight of the audit, sent to the auditor, taken in, shown beside it."""

import json

import pytest

from qa_desktop import (
    answer_types,
    bundles,
    entries,
    forms,
    identity,
    import_plans,
    imports,
    ledger,
    packs,
    recording,
    slips,
    soundness,
    templates,
    walk,
    work,
)
from qa_desktop.errors import NotAllowed, NotReady
from tests.conftest import RESOURCES, Service
from tests.small import answered, deep_audit, read, tiny

TALK = """
code = "TALK"
title = "Small audit with two voices"
version = "1"
status = "For tests"
scales = ["EV", "YN", "G4"]
process = "HP-8"
source = [{ code = "plan", label = "Plan" }]

[[section]]
id = "A"
title = "Set up"

[[section.question]]
id = "case"
ask = "Mosaic ID"
type = "TXT"
fact = "case"

[[section.question]]
id = "worker"
ask = "Worker"
type = "TXT"
fact = "worker"

[[section.question]]
id = "A21"
ask = "Conversation"
type = "GROUP"
part = [{ id = "told", ask = "Told", type = "DATE" }, { id = "took_part", ask = "Took part", type = "YN" }]

[[section]]
id = "P2"
title = "Whole family"
principle = "P2"

[[section.question]]
id = "J2"
ask = "Judgement of whole family"
type = "G4"
use = "section_judgement"

[[section]]
id = "W"
title = "Worker's reflections"
by = "worker"

[[section.question]]
id = "W1"
ask = "What are you most pleased with?"
type = "LTX"
required = false
required_if = [{ "A21.took_part" = ["y"] }]

[[section.question]]
id = "W3"
ask = "Which principle came easily?"
type = "ONE"
required = false
choices = [{ code = "P1", label = "Relationship" }, { code = "P2", label = "Whole family" }]

[[section]]
id = "O"
title = "Overall"

[[section.question]]
id = "O1"
ask = "Overall"
type = "G4"
use = "overall"
"""

MINE = {"case": "F-FAM1Y-00077", "worker": "W01", "A21": {"told": "2026-11-01", "took_part": "y"}, "J2": "2"}
THEIRS = {"W1": "They came back by themselves.", "W3": "P2"}


@pytest.fixture(scope="module")
def talk():
    return read(TALK)


@pytest.fixture
def pair(bare_service: Service):
    """A worker and an auditor, each with a laptop; the auditor's pack names the worker."""
    worker = bare_service.admit("W01", "J. Okafor", "South FST", "worker")
    auditor = bare_service.admit("A01", "Priya Nair", "South FST")
    bare_service.send_pack("A01", ("FS-2041",))
    return bare_service, auditor, worker


@pytest.fixture
def draft(pair, talk):
    _, auditor, _ = pair
    return answered(auditor, forms.start(auditor, talk), MINE)


def carry(to, path):
    plan = import_plans.plan_file(to, path)
    assert plan.status in ("ready", "already"), plan.words
    return imports.take_in(to, [plan], back_up=False)


def the_task(ws):
    (task,) = [t for t in work.tasks(ws, ws.world.now().date()) if t.slip]
    return task


def reply(pair, draft, answers=THEIRS):
    """Ask, answer, sign and send back. Returns the digest of the reply."""
    service, auditor, worker = pair
    carry(worker, slips.ask(auditor, draft, service.folder).path)
    part = answered(worker, work.start_task(worker, the_task(worker)), answers)
    digest = forms.finish(worker, part)
    (written,) = packs.make_returns(worker, service.folder)
    assert written.to == "Priya Nair"
    carry(auditor, written.path)
    return digest


def test_the_worker_is_asked_answers_alone_and_the_words_come_home(pair, draft, talk):
    service, auditor, worker = pair
    assert slips.state(auditor, draft) == "none" and not slips.may_see_judgement(auditor, draft)
    written = slips.ask(auditor, draft, service.folder)
    assert slips.state(auditor, draft) == "asked" and written.to == "J. Okafor"
    assert carry(worker, written.path).added["slip"] == 1
    task = the_task(worker)
    assert (task.case, task.who, task.state) == ("F-FAM1Y-00077", "Asked by Priya Nair", "not_started")
    part = work.start_task(worker, task)
    asked = forms.template_of(worker, part)
    assert [q.id for q in asked.questions] == ["W1", "W3"] and asked.by_id["W1"].required
    with pytest.raises(NotReady):
        forms.finish(worker, part)
    part = answered(worker, part, THEIRS)
    assert the_task(worker).state == "in_progress"
    digest = forms.finish(worker, part)
    assert the_task(worker).state == "signed" and the_task(worker).digest == digest
    (back,) = packs.make_returns(worker, service.folder)
    assert packs.ready_to_return(worker) == []
    carry(auditor, back.path)
    (came,) = slips.to_take(auditor, draft)
    assert came.digest == digest and came.body.part == "worker" and came.body.answers == THEIRS
    taken = slips.take(auditor, draft)
    assert taken.parts == (digest,) and taken.answers == MINE | THEIRS
    assert slips.state(auditor, taken) == "in" and slips.may_see_judgement(auditor, taken)
    assert slips.to_take(auditor, taken) == []
    with pytest.raises(NotAllowed, match="Nothing new from the worker"):
        slips.take(auditor, taken)


def test_a_slip_holds_nothing_of_what_the_auditor_answered(pair, draft):
    service, auditor, worker = pair
    draft = answered(auditor, draft, {"O1": "1"})
    data = slips.ask(auditor, draft, service.folder).path.read_bytes()
    roots = [identity.from_der(r) for r in worker.roots()]
    opened = bundles.unpack(data, worker.age_secret, roots)
    assert opened.manifest.kind == "slip" and set(opened.manifest.counts) == {"slip", "template", "people"}
    lines = [entries.from_line(line, "it") for line in opened.lines]
    (slip,) = [json.loads(one.body) for one in lines if json.loads(one.header)["kind"] == "slip"]
    assert slip == {
        "auditor": "Priya Nair", "by": "worker", "facts": {"case": "F-FAM1Y-00077"}, "form": draft.doc,
        "sections": ["W"], "to": "W01",
    }  # fmt: skip
    with pytest.raises(bundles.BundleRefused, match="made for somebody else"):
        bundles.unpack(data, service.central.age_secret, roots)


def test_the_words_can_be_taken_back_one_by_one_and_the_entry_names_the_reply(pair, draft):
    _, auditor, _ = pair
    digest = reply(pair, draft)
    taken = slips.take(auditor, draft)
    undone, question = forms.undo(auditor, taken)
    assert question == "W3" and "W3" not in undone.answers and undone.parts == (digest,)
    again, _ = forms.redo(auditor, undone)
    sealed = forms.finish(auditor, answered(auditor, again, {"O1": "3"}))
    assert ledger.form(auditor, sealed).body.parts == (digest,)
    amend = forms.amend(auditor, sealed, "A second look was needed")
    assert amend.parts == (digest,) and amend.part is None and amend.slip is None


def test_the_reply_travels_with_the_audit_that_took_it_and_is_counted_nowhere(pair, draft):
    service, auditor, worker = pair
    digest = reply(pair, draft)
    sealed = forms.finish(auditor, answered(auditor, slips.take(auditor, draft), {"O1": "3"}))
    (written,) = packs.make_returns(auditor, service.folder)
    assert written.to == "Marta Trent"
    carry(service.central, written.path)
    assert [f.digest for f in ledger.forms(service.central)] == [sealed]
    assert [f.digest for f in ledger.replies(service.central)] == [digest]
    assert service.central.store.facts([digest]) == [] and service.central.store.facts([sealed]) != []
    assert soundness.unsound(service.central) == [] == soundness.unsound(worker)


def test_a_worker_on_no_laptop_is_handed_this_one(pair, talk):
    service, auditor, _ = pair
    draft = answered(auditor, forms.start(auditor, talk), MINE | {"worker": "S01"})
    with pytest.raises(NotAllowed, match="Hand over this laptop instead"):
        slips.ask(auditor, draft, service.folder)
    nameless = answered(auditor, draft, {"worker": None})
    with pytest.raises(NotAllowed, match="does not say who the worker is"):
        slips.ask(auditor, nameless, service.folder)
    assert not list(service.folder.glob("slip*"))


def test_handed_over_the_laptop_asks_the_workers_questions_only(pair, draft, talk):
    _, auditor, _ = pair
    assert [s.question.id for s in walk.steps(talk, draft.answers, by="worker")] == ["W1", "W3"]
    assert walk.next_unanswered(talk, draft.answers, None, by="worker").id == "W1"
    assert {p.question for p in walk.problems(talk, draft.answers, by="worker")} == {"W1"}
    here = answered(auditor, draft, {"W1": THEIRS["W1"]})
    told = walk.progress(talk, here.answers, by="worker")
    assert (told.done, told.total) == (1, 1) and len(told.sections) == 1
    assert slips.state(auditor, here) == "in"


def test_the_form_itself_says_that_the_worker_could_not_take_part(pair, draft):
    _, auditor, _ = pair
    silent = answered(auditor, draft, {"A21": {"told": "2026-11-01"}})
    assert slips.state(auditor, silent) == "none"
    absent = answered(auditor, draft, {"A21": {"told": "2026-11-01", "took_part": "n"}})
    assert slips.state(auditor, absent) == "could_not" and slips.may_see_judgement(auditor, absent)


def test_the_deep_audit_says_it_in_its_own_questions():
    told = {"told": "2026-11-01", "took_part": "n"}
    assert slips.could_not(deep_audit(), {"A21": told})
    assert not slips.could_not(deep_audit(), {"A21": told | {"took_part": "y"}})
    assert not slips.could_not(deep_audit(), {}) and slips.asked_sections(deep_audit()) == ("W",)
    alone = walk.alone(deep_audit(), "worker")
    needed = {s.question.id for s in walk.steps(alone, {}) if s.needed}
    assert needed == {"W1", "W2", "W4", "W6"} and alone.prompts is None


def test_both_sides_stand_beside_each_other_in_the_workers_own_words(pair, draft, talk):
    _, auditor, _ = pair
    reply(pair, draft)
    noted = answered(auditor, slips.take(auditor, draft), {"W1": "Agreed: they came back."})
    first, second = slips.both_sides(auditor, noted)
    assert (first.worker, first.auditor) == (THEIRS["W1"], "Agreed: they came back.")
    judged = answer_types.words(talk, talk.by_id["J2"], "2")
    assert (second.worker, second.auditor) == ("Whole family", f"Judgement of whole family: {judged}")


def test_a_slip_is_for_one_person_and_a_reply_by_another_is_not_taken(pair, draft, talk):
    service, auditor, worker = pair
    carry(worker, slips.ask(auditor, draft, service.folder).path)
    (asked,) = slips.for_me(worker)
    assert slips.for_me(auditor) == []
    with pytest.raises(NotAllowed, match="so only they can answer it"):
        slips.start(auditor, asked.digest)
    forged = forms.start_part(auditor, talk, "worker", asked.digest, None)
    forms.finish(auditor, answered(auditor, forged, THEIRS))
    assert len(ledger.replies(auditor)) == 1 and slips.replies(auditor, draft) == []


def test_asking_again_replaces_the_slip_and_an_answer_to_the_first_still_counts(pair, draft):
    service, auditor, worker = pair
    first = slips.ask(auditor, draft, service.folder).path
    second = slips.ask(auditor, draft, service.folder).path
    carry(worker, first)
    part = work.start_task(worker, the_task(worker))
    carry(worker, second)
    assert the_task(worker).doc == part.doc
    forms.finish(worker, answered(worker, part, THEIRS))
    assert the_task(worker).state == "signed"
    carry(auditor, packs.make_returns(worker, service.folder)[0].path)
    assert slips.take(auditor, draft).answers == MINE | THEIRS


def test_an_amended_reply_takes_the_place_of_the_first(pair, draft):
    service, auditor, worker = pair
    first = reply(pair, draft)
    taken = slips.take(auditor, draft)
    again = forms.amend(worker, first, "I had left something out")
    assert the_task(worker).state == "in_progress" and again.part == "worker"
    second = forms.finish(worker, answered(worker, again, {"W1": "They all came back."}))
    carry(auditor, packs.make_returns(worker, service.folder)[0].path)
    taken = slips.take(auditor, taken)
    assert taken.parts == (second,) and taken.answers["W1"] == "They all came back."


def test_a_form_without_a_part_for_a_worker_asks_nobody(pair):
    service, auditor, _ = pair
    draft = forms.start(auditor, tiny())
    assert slips.may_see_judgement(auditor, draft)
    with pytest.raises(NotAllowed, match="Nothing in this form is for the worker"):
        slips.ask(auditor, draft, service.folder)


def test_the_workers_column_of_a_checklist_may_come_as_a_file(pair):
    """The supervisor's own column is neither sent nor touched, and the two are then compared as if side by side."""
    service, auditor, worker = pair
    checklist = templates.load_all(RESOURCES)["REC-A"]
    draft = forms.start(auditor, checklist)
    draft = answered(auditor, draft, {"A04": "F-FAM1Y-00077", "A06": "W01"})
    draft = recording.answer(auditor, draft, "RA1", "supervisor", "p")
    lines = [q.id for q in checklist.questions if q.type == "LINE"]
    written = slips.ask(auditor, draft, service.folder)
    carry(worker, written.path)
    part = work.start_task(worker, the_task(worker))
    asked = forms.template_of(worker, part)
    assert [q.id for q in asked.questions] == lines and part.answers == {}
    assert {q.type for q in asked.questions} == {"YPN"}
    forms.finish(worker, answered(worker, part, {line: "y" for line in lines}))
    (back,) = packs.make_returns(worker, service.folder)
    carry(auditor, back.path)
    taken = slips.take(auditor, draft)
    assert {line: taken.answers[line]["worker"] for line in lines} == dict.fromkeys(lines, "y")
    assert taken.answers["RA1"]["supervisor"] == "p" and "supervisor" not in taken.answers["RA2"]
    assert recording.differs(checklist, taken.answers) == ("RA1",)
    assert slips.state(auditor, taken) == "in"
