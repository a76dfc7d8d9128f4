"""A draft and a new version of its template: what is the same stays, what is not is shown, nothing is lost."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    canonical,
    carry,
    cli,
    entries,
    families,
    forms,
    import_plans,
    imports,
    ledger,
    packs,
    profiles,
    templates,
    work,
)
from qa_desktop.errors import NotAllowed
from qa_desktop.world import World
from tests.conftest import PASSPHRASE
from tests.small import FULL, THREE, TINY, amended, answered, fails_at_every_statement, read, sealed, tiny

SECOND = (
    TINY.replace('version = "1"', 'version = "2"')
    .replace('ask = "Was there a visit?"', 'ask = "Did anybody visit?"')
    .replace('standard = "there"', 'standard = "with_family"')
    .replace('type = "G4"', 'type = "YN"')
    .replace('[[section.question]]\nid = "team"\nask = "Team"\ntype = "ONE"\nfact = "team"\n', "")
    .replace('id = "O1"', 'id = "N1"\nask = "Anything else?"\ntype = "LTX"\nrequired = false\n\n[[section.question]]\nid = "O1"')
)  # fmt: skip
HOW = {
    "case": "same", "visited": "wording", "visit": "same", "P1.1": "meaning", "N1": "new", "O1": "scale",
    "team": "gone",
}  # fmt: skip


def second():
    return read(SECOND.replace('use = "overall"\n', ""))


@pytest.fixture
def laptop(service):
    return service.laptop("A01")


@pytest.fixture
def draft(laptop):
    return answered(laptop, forms.start(laptop, tiny()), FULL)


def kept(ws, draft):
    """All of a draft but when it was changed."""
    row = ws.store.draft(draft.doc)
    return row.template, canonical.loads(row.body, "it")


# Comparing


def test_each_question_is_told_by_how_it_changed():
    assert carry.compare(tiny(), second()) == HOW
    assert list(carry.compare(tiny(), second()))[-1] == "team"
    assert set(carry.compare(tiny(), tiny("2")).values()) == {"same"}
    turned = carry.compare(second(), tiny())
    assert turned["N1"] == "gone" and turned["team"] == "new" and turned["O1"] == "scale"


@pytest.mark.parametrize(
    ("was", "now", "question", "how"),
    [
        ('ask = "Mosaic ID"', 'ask = "Mosaic ID"\nhint = "Six figures"', "case", "wording"),
        ('ask = "Mosaic ID"', 'ask = "Mosaic ID"\nrequired = false', "case", "wording"),
        ('type = "LTX"', 'type = "TXT"', "visit", "scale"),
        ('ask_if = [{ visited = ["y"] }]', 'ask_if = [{ visited = ["n"] }]', "visit", "wording"),
        ('title = "Together"', 'title = "Together"\nby = "worker"', "P1.1", "meaning"),
        ('label = "Plan" }', 'label = "The plan" }', "P1.1", "scale"),
        ('label = "Plan" }', 'label = "Plan" }, { code = "note", label = "Note" }', "P1.1", "same"),
        ('title = "Together"', 'title = "All together"', "P1.1", "same"),
    ],
)
def test_what_is_read_and_what_may_be_answered_decide(was, now, question, how):
    assert carry.compare(tiny(), read(TINY.replace(was, now, 1)))[question] == how


def test_a_point_of_a_scale_that_changed_changes_every_question_on_it():
    said = tiny().model_dump(mode="json")
    (scale,) = [one for one in said["scale"] if one["code"] == "EV"]
    scale["point"][-1]["label"] = "Otherwise"
    new = templates.Template.model_validate(said)
    assert {q for q, how in carry.compare(tiny(), new).items() if how != "same"} == {"P1.1"}


# Moving


def test_what_is_unchanged_keeps_its_answer_and_the_rest_is_shown_and_asked_again(laptop, draft):
    draft = forms.mark(laptop, forms.mark(laptop, draft, "O1", True), "team", True)
    moved, report = carry.move(laptop, draft, second())
    assert (
        moved.answers == {"case": "F-FAM1Y-00001", "visit": "A warm room."}
        and moved.template == second().digest
    )
    assert moved.old == {"team": "South FST", "visited": "y", "P1.1": THREE, "O1": "3"}
    assert moved.marks == ("O1",)
    assert report.kept == ("case", "visit")
    assert [(c.question, c.how, c.answered) for c in report.changed] == [
        ("visited", "wording", True),
        ("P1.1", "meaning", True),
        ("O1", "scale", True),
    ]
    assert [c.question for c in report.gone] == ["team"] and [c.question for c in report.new] == ["N1"]
    assert report.words == "2 answers kept, 3 to answer again, 1 question no longer asked, 1 new question."
    assert forms.draft(laptop, draft.doc) == moved  # it is on the disk
    assert {p.question for p in forms.problems(laptop, moved)} == {"visited", "P1.1", "O1"}


def test_what_a_move_would_do_is_told_before_it_and_changes_nothing(laptop, draft):
    before = kept(laptop, draft)
    told = carry.preview(laptop, draft, second())
    assert kept(laptop, draft) == before and not carry.was_moved(laptop, draft)
    moved, report = carry.move(laptop, draft, second())
    assert told == report and carry.was_moved(laptop, moved)


def test_the_earlier_answer_of_each_question_is_told_in_the_words_of_its_own_version(laptop, draft):
    moved, _ = carry.move(laptop, draft, second())
    told = {one.question: (one.name, one.words) for one in carry.earlier(laptop, moved).values()}
    assert told["O1"][1] == "3 Good" and told["visited"] == ("Was there a visit?", "Yes")
    assert told["team"] == ("Team", "South FST") and told["P1.1"][1].startswith("3 Clear")
    assert set(told) == {"team", "visited", "P1.1", "O1"}
    again = forms.answer(laptop, moved, "visited", "n")  # answered anew, and still shown
    assert carry.earlier(laptop, again)["visited"].words == "Yes"
    assert carry.earlier(laptop, carry.undo(laptop, again)) == {}


def test_what_was_answered_before_is_never_signed(laptop, draft):
    moved, _ = carry.move(laptop, draft, second())
    digest = forms.finish(laptop, answered(laptop, moved, {"visited": "n", "P1.1": THREE, "O1": "y"}))
    form = ledger.form(laptop, digest)
    assert form.template == second().digest and "team" not in form.body.answers
    row = laptop.store.entry(digest)
    assert row and b"old" not in row.body and b"South FST" not in row.body


def test_a_move_is_taken_back_whole_with_what_was_answered_since(laptop, draft):
    draft = forms.mark(laptop, draft, "team", True)
    before = kept(laptop, draft)
    moved, _ = carry.move(laptop, draft, second())
    moved = answered(laptop, moved, {"visited": "n", "O1": "y"})
    back = carry.undo(laptop, moved)
    assert kept(laptop, back) == before and back.answers == FULL
    assert forms.undo(laptop, back)[1] == "O1"  # the journal of before goes on
    with pytest.raises(NotAllowed, match="was not moved"):
        carry.undo(laptop, back)


def test_undo_of_an_answer_stops_at_the_move(laptop, draft):
    moved, _ = carry.move(laptop, draft, second())
    assert forms.undo(laptop, moved) == (moved, None) and forms.undo(laptop, moved) == (moved, None)
    answered_once = forms.answer(laptop, moved, "visited", "n")
    assert forms.undo(laptop, answered_once)[1] == "visited"
    back = carry.undo(laptop, moved)
    assert forms.redo(laptop, back) == (back, None)  # a move is made again by moving
    assert forms.draft(laptop, draft.doc).template == tiny().digest


def test_a_draft_moves_again_and_back_step_by_step(laptop, draft):
    one, _ = carry.move(laptop, draft, second())
    one = answered(laptop, one, {"visited": "n"})
    two, report = carry.move(laptop, one, tiny("3"))
    assert report.kept == ("case", "visit") and two.answers == {
        "case": "F-FAM1Y-00001",
        "visit": "A warm room.",
    }
    assert two.old == {
        "team": "South FST",
        "visited": "n",
        "P1.1": THREE,
        "O1": "3",
    }  # the newest word on each
    assert carry.undo(laptop, two).old == one.old
    assert carry.undo(laptop, forms.draft(laptop, draft.doc)).answers == FULL


def test_what_the_allocation_knows_is_filled_in_where_its_question_changed(service, laptop):
    new = read(TINY.replace('ask = "Mosaic ID"', 'ask = "Case"').replace('version = "1"', 'version = "2"'))
    facts = {"case": "F-FAM1Y-00001", "team": "South FST"}
    draft = forms.start(laptop, tiny(), _allocate(service, tiny(), facts), "2027-1")
    moved, _ = carry.move(laptop, forms.answer(laptop, draft, "team", None), new)
    assert (
        moved.answers == {"case": families.code(service.central, "F-FAM1Y-00001")} and moved.old == {}
    )  # "team" was cleared and did not change


def _allocate(service, template, facts, code="A01"):
    packs.publish(service.central, template)
    one = entries.Allocation(id="one", template=template.digest, due="2026-11-20", facts=facts)
    packs.allocate(
        service.central,
        entries.Cycle(
            cycle="2027-1", title="January", service="Early help", starts="2027-01-01", ends="2027-02-28",
            auditor=code, allocations=(one,),
        ),
    )  # fmt: skip
    _send(service, code)
    return one


def _send(service, code="A01"):
    plan = import_plans.plan_file(
        service.laptop(code), packs.make_pack(service.central, code, service.folder).path
    )
    assert plan.status in ("ready", "already"), plan.words
    imports.take_in(service.laptop(code), [plan], back_up=False)


def test_what_may_not_move_stays_and_says_why(laptop, draft):
    digest = sealed(laptop, {"case": "F-FAM1Y-00002"})
    amending = forms.amend(laptop, digest, "A second look was needed")
    other = read(TINY.replace('code = "TINY"', 'code = "OTHER"'))
    for one, to, words in (
        (amending, second(), "keeps it"),
        (draft, other, "is no Small check"),
        (draft, tiny(), "is on that version already"),
    ):
        before = kept(laptop, one), laptop.store.digests()
        with pytest.raises(NotAllowed, match=words):
            carry.move(laptop, one, to)
        assert (kept(laptop, one), laptop.store.digests()) == before
    forms.finish(laptop, draft)
    with pytest.raises(NotAllowed, match="no draft"):
        carry.move(laptop, draft, second())


def test_a_move_that_fails_half_way_changes_nothing(laptop, draft):
    def look():
        return kept(laptop, draft), laptop.store.draft_steps(draft.doc), laptop.store.digests()

    def act():
        carry.move(laptop, draft, second())

    assert fails_at_every_statement(laptop, act, look) > 5


CHANGES = (
    ('ask = "Mosaic ID"', 'ask = "Case number"'),
    ('ask = "Was there a visit?"', 'ask = "Any visit?"'),
    ('type = "LTX"', 'type = "TXT"'),
    ('standard = "there"', 'standard = "elsewhere"'),
    ('id = "P1.1"', 'id = "P1.2"'),
    ('ask = "Overall"', 'ask = "Overall grade"'),
    ('ask = "Team"\ntype = "ONE"', 'ask = "Team"\ntype = "TXT"'),
)


@settings(max_examples=30, deadline=None)
@given(chosen=st.sets(st.sampled_from(CHANGES)), answers=st.sets(st.sampled_from(sorted(FULL))))
def test_no_answer_is_lost_whatever_changed_and_none_is_kept_where_its_question_changed(chosen, answers):
    text = TINY.replace('version = "1"', 'version = "9"')
    for was, now in chosen:
        text = text.replace(was, now)
    old, new = tiny(), read(text)
    how = carry.compare(old, new)
    held = {q: FULL[q] for q in answers}
    stays = {q for q in held if how[q] == "same"}
    assert set(how) == set(old.by_id) | set(new.by_id)
    for q, kind in how.items():
        assert (kind == "new") == (q not in old.by_id) and (kind == "gone") == (q not in new.by_id)
        assert (kind == "same") == (q in old.by_id and q in new.by_id and old.by_id[q] == new.by_id[q])
    report = carry._report(old, new, how, held)
    told = set(report.kept) | {c.question for c in (*report.changed, *report.gone) if c.answered}
    assert set(report.kept) == stays and told == set(held)


# Packs that bring a new version


def test_a_pack_with_a_newer_template_touches_no_draft_and_offers_the_move(service, laptop):
    today = laptop.world.now().date()
    facts = {"case": "F-FAM1Y-00001", "team": "South FST"}
    draft = forms.start(laptop, tiny(), _allocate(service, tiny(), facts), "2027-1")
    draft = forms.answer(laptop, draft, "visited", "y")
    before = kept(laptop, draft)
    assert _task(laptop, draft, today).move is None
    _allocate(service, second(), facts)  # the same piece of work, now on the new version
    assert kept(laptop, draft) == before and len(laptop.store.drafts()) == 1
    task = _task(laptop, draft, today)
    assert task.move == second().digest and task.template == tiny().digest
    moved, _ = carry.move(laptop, work.start_task(laptop, task), ledger.template(laptop, task.move))
    after = _task(laptop, moved, today)
    assert after.move is None and after.template == second().digest and after.doc == draft.doc
    _send(service)
    assert [t for t in work.tasks(laptop, today) if t.allocation == "one"] == [
        after
    ]  # sent again: nothing twice
    signed = forms.finish(laptop, answered(laptop, moved, {"visited": "n", "P1.1": THREE, "O1": "y"}))
    (done,) = [t for t in work.tasks(laptop, today) if t.allocation == "one"]
    assert done.digest == signed and done.template == second().digest


def _task(ws, draft, today):
    (found,) = [t for t in work.tasks(ws, today) if t.doc == draft.doc]
    return found


def test_every_draft_that_may_move_is_offered_the_newest_version(service, laptop, draft):
    assert carry.offers(laptop) == {}
    packs.publish(laptop, second())
    assert carry.offers(laptop) == {draft.doc: second()} and carry.offers(service.central) == {}
    moved, _ = carry.move(laptop, draft, second())
    assert carry.offers(laptop) == {}
    carry.undo(laptop, moved)
    assert list(carry.offers(laptop)) == [draft.doc]


def test_a_move_is_offered_to_a_higher_version_only_and_never_for_what_is_signed(service, laptop):
    today = laptop.world.now().date()
    old = forms.start(laptop, tiny("10"))
    for version in ("2", "9"):
        packs.publish(laptop, tiny(version))
    assert _task(laptop, old, today).move is None  # “9” comes before “10”
    packs.publish(laptop, tiny("10.1"))
    assert _task(laptop, old, today).move == tiny("10.1").digest
    digest = sealed(laptop, {"case": "F-FAM1Y-00002"})
    assert _task(laptop, forms.amend(laptop, digest, "A second look was needed"), today).move is None
    assert ledger.form(laptop, amend_now(laptop, digest)).template == tiny().digest


def amend_now(ws, digest):
    forms.drop(ws, forms.draft(ws, ledger.form(ws, digest).doc))
    return amended(ws, digest, {"O1": "2"})


# The command line


def test_the_command_line_compares_moves_and_takes_back(
    service, laptop, draft, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    packs.publish(laptop, second())
    folder, central = laptop.world.data_dir, service.central.world.data_dir
    service.close()
    service.laptops.clear()

    def run(*words):
        code = cli.main(["--data", str(folder), "--json", *map(str, words)])
        got = capsys.readouterr()
        return json.loads(got.out) if code == 0 else (code, got.err)

    (tmp_path / "two.toml").write_text(SECOND.replace('use = "overall"\n', ""), "utf-8")
    for name in (tmp_path / "two.toml", second().digest, "TINY"):
        assert run("template", "compare", tiny().digest, name)["questions"] == HOW
    moved = run("form", "move", draft.doc, "--to", "TINY")  # the newest
    assert moved["template"] == second().digest and moved["old"]["O1"] == "3"
    assert moved["report"]["kept"] == ["case", "visit"]
    assert run("form", "show", draft.doc)["answers"] == {"case": "F-FAM1Y-00001", "visit": "A warm room."}
    assert run("form", "move", draft.doc, "--back")["template"] == tiny().digest
    assert run("form", "show", draft.doc)["answers"] == FULL
    code, why = run("form", "move", draft.doc, "--to", "NONE")
    assert code == 3 and "There is no template" in why
    code, why = run("template", "compare", "TINY", tmp_path / "gone.toml")
    assert code == 3 and "gone.toml" in why
    service.central = profiles.open_workspace(World.real(central), PASSPHRASE)
