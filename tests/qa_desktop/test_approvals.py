"""A new version of a template: brought in, compared, tried, approved by a second person, published; or it does not count."""

from __future__ import annotations

import json

import pytest

from qa_desktop import (
    approvals,
    cli,
    drafting,
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
from qa_desktop.errors import NotAllowed, TemplateRefused
from tests.command_line import DONE, NOT_GOOD, Said, run
from tests.conftest import PASSPHRASE, RESOURCES, made_up_world
from tests.rounds import SMALL, TODAY, rated, small_service  # noqa: F401  fixtures

NEXT = (
    SMALL.replace(b'version = "1"', b'version = "2"')
    .replace(b'ask = "The worker got alongside this family"', b'ask = "The worker was alongside each child"')
    .replace(b'standard = "everyone"', b'standard = "everyone-now"')
)


def read(data: bytes = NEXT) -> templates.Template:
    return templates.load(data, "small.toml", templates.shared_parts(RESOURCES))


@pytest.fixture
def service(small_service):  # noqa: F811
    """A practice lead, an auditor with work on version 1, and a head of service."""
    small_service.admit("A01", "Priya Nair", "South FST")
    small_service.admit("H01", "Ines Copsey", "", "head_of_service")
    small_service.send_pack("A01", ("FS-1", "FS-2"))
    return small_service


def carried(frm, to, write) -> None:
    """One file written in one profile and taken in by another."""
    plan = import_plans.plan_files(to, [write(frm)])
    assert [one.status for one in plan] == ["ready"], plan
    imports.take_in(to, plan, back_up=False)


def to_head(service) -> None:
    carried(
        service.central, service.laptop("H01"), lambda ws: packs.make_pack(ws, "H01", service.folder).path
    )


def to_lead(service) -> None:
    carried(service.laptop("H01"), service.central, lambda ws: packs.make_return(ws, service.folder).path)


def offered(ws) -> set[str]:
    return {t.digest for t in ledger.offered(ws)}


# The draft


def test_a_file_with_faults_is_kept_and_each_fault_says_where_and_how_to_mend_it(service):
    wrong = NEXT.replace(b'type = "EV"\nstandard = "alongside"', b'type = "EV"\nask_if = [{ Q1 = ["9"] }]')
    found = drafting.bring_in(service.central, wrong, "small.toml")
    assert found.template is None and drafting.draft(service.central, "small.toml") == found
    line = next(n for n, words in enumerate(wrong.decode().splitlines(), 1) if words == 'id = "P1"')
    told = [(one.line, one.place, one.words, one.mend) for one in found.faults]
    assert told == [
        (line, "P1", "a rated question needs a standard, so that trends can follow it.", "Add standard."),
        (line, "P1", "ask_if names “Q1”, which comes later.", "Move one of them."),
    ]
    with pytest.raises(TemplateRefused) as refused:
        drafting.sound(service.central, "small.toml")
    assert refused.value.faults == [drafting.fault_words(one) for one in found.faults]


def test_a_broken_file_says_its_line_and_a_mended_one_of_the_same_name_replaces_it(service):
    found = drafting.bring_in(service.central, b'code = "SMALL"\ntitle = oops\n', "small.toml")
    assert [one.line for one in found.faults] == [2] and found.faults[0].mend
    assert drafting.bring_in(service.central, NEXT, "small.toml").template == read()
    assert [one.name for one in drafting.drafts(service.central)] == ["small.toml"]
    drafting.take_away(service.central, "small.toml")
    assert drafting.drafts(service.central) == []


def test_ratings_without_words_and_parts_that_wait_for_each_other_are_faults(service):
    more = b"""
[[scale]]
code = "AG5"
point = [{ code = "1", label = " " }, { code = "2", label = "Good" }]

[[section.question]]
id = "Z1"
ask = "Both"
type = "GROUP"
part = [
  { id = "a", ask = "A", type = "YN", ask_if = [{ b = ["y"] }] },
  { id = "b", ask = "B", type = "YN", ask_if = [{ a = ["y"] }] },
]
"""
    found = drafting.bring_in(service.central, NEXT + more, "small.toml")
    words = {one.words for one in found.faults}
    assert "the rating “1” has no words." in words
    assert "the parts a and b wait for each other." in words


def test_only_a_practice_lead_brings_templates_in(service):
    for code in ("A01", "H01"):
        with pytest.raises(NotAllowed, match="practice lead"):
            drafting.bring_in(service.laptop(code), NEXT, "small.toml")
        assert drafting.drafts(service.laptop(code)) == []


# What it changes


def test_each_change_is_classified_and_says_whether_its_trend_goes_on(service):
    found = {one.question: one for one in reversed(drafting.changes(read(SMALL), read()))}
    assert (found["P1"].how, found["P1"].words) == ("wording", "Wording only: its trend goes on")
    both = [one.how for one in drafting.changes(read(SMALL), read()) if one.question == "Q1"]
    assert both == ["new", "gone"]  # under the same number it stands for something else now
    assert found["A1"].how == "same" and not found["A1"].rated
    gone = read(
        SMALL.replace(b'id = "Q1"', b'id = "Q9"').replace(b'standard = "everyone"', b'standard = "x"')
    )
    told = {one.question: one.how for one in drafting.changes(read(SMALL), gone)}
    assert told["Q1"] == "gone" and told["Q9"] == "new"
    assert {one.how for one in drafting.changes(None, read())} == {"new"}


def test_publishing_says_which_drafts_cycles_and_packs_it_touches(service):
    central, laptop = service.central, service.laptop("A01")
    draft = work.start_task(laptop, work.tasks(laptop, TODAY)[0])
    forms.answer(laptop, draft, "P1", rated("3"))
    found = drafting.effect(central, read())
    assert found.against == read(SMALL)
    (out,) = found.out
    assert (out.auditor, out.pieces, bool(out.pack)) == ("A01", 2, True)
    (mine,) = drafting.effect(laptop, read()).drafts
    assert mine.doc == draft.doc and "1 to answer again" in mine.words
    assert [one.question for one in found.breaks] == ["Q1"]


def test_trying_a_template_out_keeps_nothing(service):
    central = service.central
    before = soundness.state_digest(central), forms.drafts(central)
    empty = drafting.trial(central, read(), {})
    assert walk.blocking(empty.problems) and empty.asked
    full = drafting.trial(central, read(), drafting.made_up(central, read()))
    assert not walk.blocking(full.problems)
    assert (soundness.state_digest(central), forms.drafts(central)) == before
    assert read().digest not in {t.digest for t in ledger.known_templates(central)}


# Approval


def test_a_version_counts_once_a_second_person_approved_and_the_lead_published_it(service):
    central, head, new = service.central, service.laptop("H01"), read()
    asked = approvals.propose(central, new, "Each child is named", read(SMALL))
    assert approvals.propose(central, new, "Asked again", None) == asked
    with pytest.raises(NotAllowed, match="not approved yet"):
        approvals.publish(central, asked)
    with pytest.raises(NotAllowed, match=r"Only a head of service"):
        approvals.say(central, asked, "approved")
    to_head(service)
    (seen,) = approvals.asked(head)
    assert (seen.status, seen.name, seen.template) == ("waiting", "Marta Trent", new)
    approvals.say(head, asked, "approved", "Clearer")
    to_lead(service)
    assert approvals.one(central, asked).status == "approved"
    assert new.digest not in offered(central)
    approvals.publish(central, asked)
    assert approvals.one(central, asked).status == "published" and new.digest in offered(central)
    service.rfp = new
    service.send_pack("A01", ("FS-3",), cycle="2026-8")
    assert new.digest in offered(service.laptop("A01"))


def test_an_approval_counts_for_other_peoples_proposals_only_and_from_the_role_that_may(service):
    central, laptop, new = service.central, service.laptop("A01"), read()
    asked = approvals.propose(central, new, "Each child is named", None)
    forged = {"template": new.digest, "says": "approved"}
    with central.write():
        central.seal("template_approval", "by-themself", forged, about=asked)
    assert approvals.approved(central) == frozenset()
    with pytest.raises(NotAllowed):
        approvals.publish(central, asked)
    packs.publish(central, new)  # as another program might: the entry is there, and nothing begins on it
    assert new.digest not in offered(central)
    assert new in ledger.known_templates(central)
    with pytest.raises(NotAllowed):
        approvals.say(laptop, asked, "approved")


def test_a_refusal_says_why_and_stands_until_it_is_taken_back(service):
    head = service.laptop("H01")
    asked = approvals.propose(service.central, read(), "Each child is named", None)
    to_head(service)
    with pytest.raises(NotAllowed, match="why not"):
        approvals.say(head, asked, "refused")
    approvals.say(head, asked, "refused", "The second question lost its guide")
    to_lead(service)
    (seen,) = approvals.asked(service.central)
    assert seen.status == "refused" and seen.said[0].words == "The second question lost its guide"
    with pytest.raises(NotAllowed):
        approvals.publish(service.central, asked)
    approvals.say(head, asked, "approved")
    to_lead(service)
    assert approvals.publish(service.central, asked) == read()


def test_another_version_of_a_shipped_instrument_needs_approval_however_it_came(service, rfp):
    held = rfp.model_dump(mode="json", exclude_defaults=True) | {"version": "99"}
    changed = templates.Template.model_validate(held)
    packs.publish(service.central, changed)
    packs.publish(service.central, rfp)
    assert changed.digest not in offered(service.central) and rfp.digest in offered(service.central)


# The command line


def test_the_command_line_walks_the_whole_way(service, monkeypatch, capsys):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    path = service.folder / "small.toml"
    path.write_bytes(NEXT)
    folders = {code: service.folder / code for code in ("central", "H01")}

    def said(who: str, *words: str, code: int = 0) -> dict:
        assert cli.main(["--data", str(folders[who]), "--json", "template", *words], made_up_world) == code
        return json.loads(capsys.readouterr().out)

    service.close()
    service.laptops.clear()
    assert said("central", "draft", str(path))["digest"] == read().digest
    assert {one["how"] for one in said("central", "changes", "small.toml")["changes"]} >= {"same", "wording"}
    assert said("central", "try", "small.toml")["not_asked"] == []
    asked = said("central", "propose", "small.toml", "--why", "Each child is named")["proposal"]
    (held,) = said("central", "draft")["put_forward"]
    assert (held["proposal"], held["status"]) == (asked, "waiting")
    path.write_bytes(b"code = 3")
    assert said("central", "draft", str(path), code=1)["faults"]
    assert said("central", "draft", "--drop", "small.toml") == {"dropped": "small.toml"}
    service.central = profiles.open_workspace(made_up_world(folders["central"]), PASSPHRASE)


def test_the_command_line_approves_refuses_and_publishes(service):
    asked = approvals.propose(service.central, read(), "Each child is named", read(SMALL))
    third = read(NEXT.replace(b'version = "2"', b'version = "3"'))
    other = approvals.propose(service.central, third, "A try", read(SMALL))
    to_head(service)

    def said(who: str, *words: str, code: int = DONE) -> Said:
        found = run("--json", "template", *words, data=service.folder / who, passphrase=PASSPHRASE)
        assert found.code == code, found.err
        return found

    assert "not approved yet" in said("central", "publish", asked, code=NOT_GOOD).err
    said("central", "approve", asked, code=NOT_GOOD)  # who put it forward is no second person
    said("H01", "approve", other, "--refuse", code=NOT_GOOD)  # a refusal says why
    assert said("H01", "approve", asked[:16]).data["proposal"] == asked
    assert said("H01", "approve", other, "--refuse", "--words", "One at a time").data["proposal"] == other
    to_lead(service)
    assert said("central", "publish", asked).data == {"template": read().digest, "version": "2"}
    said("central", "publish", other, code=NOT_GOOD)
    held = {one["proposal"]: one for one in said("central", "draft").data["put_forward"]}
    assert held[asked]["status"] == "published"
    assert [one["words"] for one in held[other]["said"]] == ["One at a time"]
    assert read().digest in offered(service.central)
