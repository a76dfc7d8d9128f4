"""Who is moderated, the blind second judgement, and what the two come to."""

from __future__ import annotations

import hashlib
import json
import math
import uuid
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_desktop import (
    cli,
    collate,
    countersign,
    forms,
    ledger,
    moderation,
    moderation_blind,
    moderation_rules,
    release,
    soundness,
    walk,
)
from qa_desktop.errors import NotAllowed, NotReady
from qa_desktop.moderation_entries import Plan
from qa_desktop.moderation_rules import Audit
from tests.conftest import PASSPHRASE, RESOURCES, made_up_world
from tests.moderating import COMMENT, DECIDED, answers, audited, bring, judged, rated, sent, sign, small, take
from tests.moderating import team as team
from tests.small import bring as import_entries
from tests.small import held_by
from tests.trail_lines import left

RULES = moderation_rules.load(RESOURCES)
KNOWN = ("A01", "A02", "A03")
PLAN = Plan(cycle="2026-6", seed="blue", known=KNOWN, percent=20, least=2, first=2)
NOTE = "We went through the record together."


def plain(n, overall="3", **more):
    held = {"prompts": (), "auditor": "A01", "nth": 9, "disputed": False} | more
    return Audit(f"digest-{n}", f"doc-{n}", overall, **held)


def chosen(audits, plan=PLAN):
    return {row.digest: row.why for row in moderation_rules.choose(audits, plan, RULES.who)}


# Who is moderated


def test_the_lowest_and_the_highest_are_always_moderated():
    found = chosen([plain(n, grade) for n, grade in enumerate("1234")], PLAN.model_copy(update={"least": 0}))
    assert found["digest-0"] == ("lowest",) and found["digest-3"] == ("highest",)


@pytest.mark.parametrize("prompt", ["limiting", "apart"])
def test_any_prompt_sends_an_audit_to_moderation(prompt):
    assert chosen([plain(1, prompts=(prompt,))])["digest-1"] == (prompt,)


def test_a_disputed_audit_is_moderated():
    assert chosen([plain(1, disputed=True)])["digest-1"] == ("disputed",)


def test_every_reason_is_named():
    found = chosen([plain(1, "1", prompts=("apart",), auditor="A09", nth=1, disputed=True)])
    assert found["digest-1"] == ("lowest", "apart", "new_auditor", "disputed")


def test_the_first_two_audits_of_a_new_auditor_are_moderated_and_the_third_is_not():
    none = PLAN.model_copy(update={"least": 0, "percent": 0})
    audits = [plain(n, auditor="A09", nth=n) for n in (1, 2, 3)]
    assert chosen(audits, none) == {"digest-1": ("new_auditor",), "digest-2": ("new_auditor",)}


def test_an_auditor_who_is_known_is_not_new():
    none = PLAN.model_copy(update={"least": 0, "percent": 0})
    assert chosen([plain(1, nth=1)], none) == {}


@given(st.integers(0, 60), st.text(min_size=1, max_size=8))
def test_a_fifth_of_the_rest_is_drawn_rounded_up_and_never_fewer_than_two(number, seed):
    audits = [plain(n) for n in range(number)]
    found = chosen(audits, PLAN.model_copy(update={"seed": seed}))
    assert len(found) == min(number, max(math.ceil(number / 5), 2))
    assert set(found.values()) <= {("random",)}


def test_anyone_can_make_the_random_draw_again_with_nothing_but_a_hash():
    tickets = sorted((hashlib.sha256(f"blue:doc-{n}".encode()).hexdigest(), n) for n in range(20))
    assert set(chosen([plain(n) for n in range(20)])) == {f"digest-{n}" for _, n in tickets[:4]}


@given(st.permutations(range(12)))
def test_the_order_in_which_audits_came_changes_nothing(order):
    rows = moderation_rules.choose([plain(n, "1" if n < 2 else "3") for n in order], PLAN, RULES.who)
    again = moderation_rules.choose([plain(n, "1" if n < 2 else "3") for n in range(12)], PLAN, RULES.who)
    assert rows == again


def test_figures_that_the_service_has_not_confirmed_say_so():
    rules = [RULES.who, RULES.dispute, RULES.calibration, *RULES.escalation]
    assert {rule.confirmed for rule in rules} == {False}


def test_the_queue_is_read_from_the_ledger(team):
    digests = audited(
        team,
        answers("1"),
        answers("3", P1=rated("1"), O1R="The mother chose her own pace."),
        answers("4"),
        answers("3"),
        answers("2", W10={"choice": "disagree"}),
    )
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    found = {row.digest: row.why for row in moderation.queue(team.central, "2026-6")}
    wanted = [("lowest",), ("limiting",), ("highest",), ("random",), ("disputed",)]
    assert found == dict(zip(digests, wanted, strict=True))


def test_a_new_auditors_first_audits_are_counted_over_cycles(team):
    audited(team, answers("3"), cycle="2026-5")
    digests = audited(team, answers("3"), answers("3"), answers("3"))
    found = {row.nth for row in moderation.audits(team.central, "2026-6")}
    moderation.make_plan(team.central, "2026-6", "blue")
    new = [r.digest for r in moderation.queue(team.central, "2026-6") if "new_auditor" in r.why]
    assert found == {2, 3, 4} and len(new) == 1 and new[0] in digests


def test_a_cycle_without_a_plan_says_what_to_do(team):
    with pytest.raises(NotAllowed, match="not planned yet"):
        moderation.queue(team.central, "2026-6")


def test_a_plan_is_not_changed_without_a_reason_and_the_first_one_is_kept(team):
    moderation.make_plan(team.central, "2026-6", "blue")
    with pytest.raises(NotAllowed, match="planned already"):
        moderation.make_plan(team.central, "2026-6", "green")
    moderation.make_plan(team.central, "2026-6", "green", reason="The seed was read out too soon")
    assert moderation.plan_of(team.central, "2026-6").seed == "green"
    assert len(list(team.central.store.entries("moderation_plan"))) == 2


def test_an_auditor_may_not_plan_moderation(team):
    with pytest.raises(NotAllowed, match="may plan moderation"):
        moderation.make_plan(team.laptop("A01"), "2026-6", "blue")


# The blind copy


def test_the_blind_copy_holds_items_with_comments_and_nothing_that_judges():
    template = small()
    given = answers(
        "3", P1=rated("1"), O1R="secret", P_N="secret", W10={"choice": "agree"}, A1="F-FAM1Y-00001"
    )
    found = moderation_blind.blind_answers(template, given)
    assert found == {"A1": "F-FAM1Y-00001", "A5": "n", "P1": rated("1"), "Q1": rated("3")}


def test_the_file_for_the_moderator_has_no_trace_of_the_auditors_judgement(team):
    (digest,) = audited(team, answers("4"))
    sent(team, digest)
    laptop = team.laptop("M01")
    held = b"".join(row.body or b"" for row in laptop.store.entries() if row.kind != "template")
    assert COMMENT.encode() in held
    assert DECIDED.encode() not in held and b'"O1"' not in held and b'"P.J"' not in held
    assert laptop.store.entry(digest) is None


def test_the_deep_audit_keeps_every_rated_item_and_no_judgement(rfp):
    template = rfp
    every = {q.id: {"rating": "3", "seen": "R"} if q.type == "EV" else "3" for q in template.questions}
    kept = {q.id for q in template.questions if moderation_blind._shown(template, q)} & set(every)
    by_use = {q.use for q in template.questions if q.id in kept}
    assert not by_use & {"section_judgement", "overall", "strengths", "areas", "actions"}
    rated_ids = {q.id for q in template.questions if q.type == "EV"}
    assert rated_ids <= kept and {"S7", "I8"} <= kept
    assert not kept & {"O1", "O1R", "O2", "O3", "W10", "P1.N"}


def test_the_moderator_is_asked_for_the_judgements_and_a_reason(team):
    (digest,) = audited(team, answers("3"))
    laptop = team.laptop("M01")
    draft = moderation_blind.start(laptop, sent(team, digest))
    asked = [q.id for q in walk.asked(forms.template_of(laptop, draft), draft.answers)]
    assert asked == ["P.J", "Q.J", "O1", "moderator_reason"]
    with pytest.raises(NotReady) as refused:
        forms.finish(laptop, draft)
    assert len(refused.value.problems) == 4


def test_a_copy_is_judged_once_by_whoever_was_asked(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "3")
    (copy,) = moderation_blind.for_me(team.laptop("M01"))
    with pytest.raises(NotAllowed, match="signed already"):
        moderation_blind.start(team.laptop("M01"), copy.digest)
    with pytest.raises(NotAllowed, match="asked of Sam Hassan"):
        moderation_blind.start(team.central, copy.digest)


def test_a_begun_judgement_is_gone_on_with(team):
    (digest,) = audited(team, answers("3"))
    laptop, copy = team.laptop("M01"), sent(team, digest)
    begun = forms.answer(laptop, moderation_blind.start(laptop, copy), "O1", "2")
    assert moderation_blind.start(laptop, copy) == begun


def refusal(team, digest, code):
    with pytest.raises(NotAllowed) as refused:
        moderation_blind.assign(team.central, digest, code)
    return str(refused.value)


def test_the_auditor_does_not_moderate_their_own_audit(team):
    (digest,) = audited(team, answers("3"))
    assert "Priya Nair did this audit" in refusal(team, digest, "A01")


def test_nobody_from_the_same_team_moderates(team):
    (digest,) = audited(team, answers("3"))
    team.admit("M02", "Ola Berg", "South FST")
    assert "South FST, the team of this audit" in refusal(team, digest, "M02")


def test_nobody_moderates_a_family_they_manage_or_worked_with(team):
    (digest,) = audited(team, answers("3"))
    team.admit("S01", "D. Walsh", "Edge of Care")
    assert "manages or has worked with this family" in refusal(team, digest, "S01")
    team.admit("A02", "Ola Berg", "Edge of Care")
    team.send_pack("A02", ("FS-A01-2026-6-00",), "2026-5")
    sign(team.laptop("A02"), answers("3", A3="M01"))
    bring(team, "A02")
    assert "manages or has worked with this family" in refusal(team, digest, "M01")


def test_a_worker_does_not_moderate(team):
    (digest,) = audited(team, answers("3"))
    assert "may not moderate" in refusal(team, digest, "W01")


def test_a_service_manager_moderates_another_service_only_and_a_team_tells_which_is_theirs(team):
    (digest,) = audited(team, answers("3"))
    team.admit("M03", "Ines Copsey", "West FST", role="service_manager")
    assert moderation_blind.assign(
        team.central, digest, "M03"
    )  # nothing tells yet of which service West FST is
    team.admit("A07", "Femi Hartnell", "West FST")
    team.send_pack("A07", ("FS-7",))
    assert "is of Early help, the service of this audit" in refusal(team, digest, "M03")
    team.admit("M04", "Lena Garside", "West FST")
    assert moderation_blind.assign(team.central, digest, "M04")  # a team manager of another team may


def test_an_auditor_may_not_send_audits_to_moderators(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="may send an audit to a moderator"):
        moderation_blind.assign(team.laptop("A01"), digest, "M01")


def test_an_amended_audit_is_moderated_as_it_stands(team):
    (digest,) = audited(team, answers("3"))
    laptop = team.laptop("A01")
    draft = forms.amend(laptop, digest, "A rating was wrong and is put right")
    newer = forms.finish(laptop, forms.answer(laptop, draft, "O1", "2"))
    bring(team, "A01")
    assert "newer version" in refusal(team, digest, "M01")
    assert moderation_blind.assign(team.central, newer, "M01")


# What it comes to


def test_the_auditors_judgement_is_shown_only_once_the_second_is_in(team):
    (digest,) = audited(team, answers("3"))
    assert moderation.case(team.central, digest).status == "none"
    sent(team, digest)
    waiting = moderation.case(team.central, digest)
    assert (waiting.status, waiting.original, waiting.moderator) == ("sent", None, "M01")
    laptop = team.laptop("M01")
    draft = moderation_blind.begun(laptop, waiting.blind) or moderation_blind.start(laptop, waiting.blind)
    for question, value in {"P.J": "2", "Q.J": "3", "O1": "2", "moderator_reason": "It drifted."}.items():
        draft = forms.answer(laptop, draft, question, value)
    forms.finish(laptop, draft)
    bring(team, "M01")
    both = moderation.case(team.central, digest)
    assert (both.status, both.original.grade, both.second.grade, both.gap) == ("judged", "3", "2", -1)
    assert both.original.reason == DECIDED and both.second.reason == "It drifted."
    assert both.second.sections == {"P.J": "2", "Q.J": "3"}


def test_the_same_judgement_is_confirmed_without_a_talk(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "3")
    moderation.agree(team.central, digest, None)
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported, found.settled) == ("confirmed", "3", True)


@pytest.mark.parametrize(("agreed", "status"), [("3", "confirmed"), ("4", "raised"), ("2", "lowered")])
def test_what_is_agreed_after_talk_is_reported_and_the_original_stays(team, agreed, status):
    (digest,) = audited(team, answers("3"))
    before = team.central.store.entry(digest)
    judged(team, digest, "2")
    moderation.agree(team.central, digest, agreed, date(2026, 11, 20), NOTE)
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported, found.original.grade) == (status, agreed, "3")
    assert team.central.store.entry(digest) == before


def test_judgements_that_differ_need_the_day_and_the_words_of_a_talk(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "2")
    for discussed, note in ((None, NOTE), (date(2026, 11, 20), "")):
        with pytest.raises(NotAllowed, match="talked over"):
            moderation.agree(team.central, digest, "2", discussed, note)
    assert moderation.case(team.central, digest).status == "judged"


def test_nothing_is_agreed_before_the_second_judgement_is_in(team):
    (digest,) = audited(team, answers("3"))
    with pytest.raises(NotAllowed, match="not here yet"):
        moderation.agree(team.central, digest, "3")


def test_a_grade_that_is_not_on_the_scale_is_refused(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "2")
    with pytest.raises(NotAllowed, match="not a grade"):
        moderation.agree(team.central, digest, "5", date(2026, 11, 20), NOTE)


@pytest.fixture
def unresolved(team):
    """An audit at 3 whose moderator says 1, and nobody moves. Everything is also on the head of service's laptop."""
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "1")
    moderation.agree(team.central, digest, None, date(2026, 11, 20), NOTE)
    take(team.laptop("H01"), moderation_blind.make_case_file(team.central, digest, "H01", team.folder))
    return team, digest


def test_without_agreement_both_stay_and_the_original_is_reported_until_somebody_decides(unresolved):
    team, digest = unresolved
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported, found.settled) == ("unresolved", "3", False)
    assert moderation.settle_by(team.central, found) == date(2026, 11, 16)  # ten working days from the 2nd


def test_the_head_of_service_names_the_judgement_that_counts(unresolved):
    team, digest = unresolved
    moderation.decide(team.laptop("H01"), digest, "1", "The risk to the youngest was not acted on.")
    bring(team, "H01")
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported, found.settled) == ("unresolved", "1", True)
    assert found.decision.who == "Ruth Osei" and found.original.grade == "3"


def test_a_practice_lead_does_not_settle_a_disagreement(unresolved):
    team, digest = unresolved
    with pytest.raises(NotAllowed, match="Only a head of service or director EIP may settle"):
        moderation.decide(team.central, digest, "1", "The risk was not acted on.")


def test_only_one_of_the_two_judgements_can_be_named(unresolved):
    team, digest = unresolved
    with pytest.raises(NotAllowed, match="one of the two judgements: 3 or 1"):
        moderation.decide(team.laptop("H01"), digest, "2", "Somewhere in between them.")


def test_a_decision_that_a_role_may_not_make_changes_nothing_wherever_it_was_sealed(unresolved):
    team, digest = unresolved
    outcome = moderation.case(team.central, digest).outcome.digest
    body = {"outcome": outcome, "grade": "1", "reason": "I think so myself.", "on": "2026-11-20"}
    with team.central.write():
        team.central.seal("decision", "sneaked-in", body, about=digest)
    assert moderation.case(team.central, digest).decision is None


def test_an_outcome_that_the_auditor_seals_about_their_own_audit_counts_for_nothing(team):
    (digest,) = audited(team, answers("3"))
    second = judged(team, digest, "2")
    laptop = team.laptop("A01")
    with laptop.write():
        body = {"second": second, "on": "2026-11-20", "agreed": "4"}
        mine = laptop.seal("moderation", "sneaked-in", body, about=digest)
    import_entries(team.central, laptop, *held_by(laptop, mine))
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported) == ("judged", "3")


def test_an_outcome_about_no_second_judgement_counts_for_nothing(team):
    (digest,) = audited(team, answers("3"))
    with team.central.write():
        team.central.seal(
            "moderation", "sneaked-in", {"second": digest, "on": "2026-11-20", "agreed": "4"}, about=digest
        )
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported) == ("none", "3")


def test_two_outcomes_that_differ_settle_nothing_until_one_replaces_both(unresolved):
    team, digest = unresolved
    laptop = team.laptop("H01")
    body = {"second": moderation.case(laptop, digest).second.digest, "on": "2026-11-20", "agreed": "2"}
    with laptop.write():
        other = laptop.seal("moderation", "made-apart", body, about=digest)
    import_entries(team.central, laptop, *held_by(laptop, other))
    found = moderation.case(team.central, digest)
    assert (found.status, found.reported, found.settled) == ("two", "3", False)
    assert moderation.settle_by(team.central, found) is None


def test_the_same_entries_report_the_same_in_any_order(unresolved):
    team, digest = unresolved
    moderation.decide(team.laptop("H01"), digest, "1", "The risk to the youngest was not acted on.")
    bring(team, "H01")
    everything = held_by(team.central)
    states = set()
    for number, order in enumerate((everything, everything[::-1])):
        fresh = team.admit(f"L1{number}", "Nia Boateng", "", role="service_manager")
        newcomers = {row.digest for row in fresh.store.entries()}
        for one in order:
            import_entries(fresh, team.central, one)
        assert moderation.reported(fresh, digest) == "1"
        held = ledger.moderation_entries.KINDS
        states.add(tuple(sorted(r.digest for kind in held for r in ledger.heads(fresh, kind))))
        assert not newcomers
    assert len(states) == 1


def test_what_moderation_says_is_part_of_the_state_that_profiles_compare(unresolved):
    team, digest = unresolved
    before = soundness.state_digest(team.central)
    moderation.agree(team.central, digest, "1", date(2026, 11, 23), NOTE)
    assert soundness.state_digest(team.central) != before


def test_a_judgement_of_somebody_who_was_not_asked_is_no_second_judgement(team):
    (digest,) = audited(team, answers("3"))
    copy = sent(team, digest)
    laptop = team.laptop("A01")
    body = {"answers": {"O1": "4", "moderator_reason": "Mine."}, "part": "moderator"}
    with laptop.write():
        mine = laptop.seal("form", "not-asked", body, about=copy, template=small().digest)
    import_entries(team.central, laptop, *held_by(laptop, mine))
    assert moderation.case(team.central, digest).second is None


def test_a_moderators_judgement_is_counted_as_no_audit(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "1")
    assert [form.digest for form in ledger.forms(team.central)] == [digest]


# Figures


def test_the_collation_counts_what_moderation_left_and_says_how_many(team):
    digests = audited(team, answers("3"), answers("3"), answers("3"), answers("2"))
    judged(team, digests[0], "2")
    moderation.agree(team.central, digests[0], "2", date(2026, 11, 20), NOTE)
    found = collate.collate(team.central, "SMALL", "2026-6", "2026-11-25")
    assert dict(found.overall) == {"3": 2, "2": 2}
    assert found.moderated == 1
    assert dict(found.moderation) == {}  # one is too few to say which way it went


def test_the_report_counts_outcomes_and_says_what_is_too_few(team):
    digests = audited(team, answers("3"), answers("3"), answers("2"))
    for digest, grade, agreed in zip(digests, "322", ("3", "2", "2"), strict=True):
        judged(team, digest, grade)
        moderation.agree(team.central, digest, agreed, date(2026, 11, 20), NOTE)
    found = moderation.report(team.central, "2026-6")
    assert found.counts == {"confirmed": 2, "raised": 0, "lowered": 1, "unresolved": 0}
    assert (found.audits, found.to_do, dict(found.gaps)) == (3, 0, {-1: 1, 0: 2})
    assert found.agreement.words == "Too few to say: 3 of the 10 pairs that it takes."
    assert moderation.report(team.central, "2026-5").audits == 0


# After the outcome


def test_a_dispute_sends_a_moderated_audit_back_until_somebody_has_looked(team):
    (digest,) = audited(team, answers("3"))
    moderation.make_plan(team.central, "2026-6", "blue", known=("A01",))
    judged(team, digest, "3")
    moderation.agree(team.central, digest, None)
    release.dispute(team.central, digest, "The visits in August are not in it.")
    (row,) = moderation.queue(team.central, "2026-6")
    found = moderation.case(team.central, digest)
    assert row.why == ("disputed",) and not found.settled and len(found.disputes) == 1
    moderation.agree(team.central, digest, "3", date(2026, 11, 20), NOTE)
    assert moderation.case(team.central, digest).settled


def test_a_moderator_can_still_sign_the_audit_as_moderator(team):
    (digest,) = audited(team, answers("3"))
    judged(team, digest, "3")
    countersign.sign_off(team.central, digest, "moderator", team.central.signer())
    assert [one.signs_as for one in countersign.of(team.central, digest)] == ["moderator"]


# The command line


def world(folder):
    """As for all tests, but with names that are new each time the program starts."""
    return replace(made_up_world(folder), new_id=lambda: uuid.uuid4().hex)


def run(capsys, ws, *words):
    code = cli.main(["--data", str(ws.world.data_dir), "--json", *words], world)
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else said.err


def test_the_command_line_moderates_from_plan_to_report(team, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    (digest,) = audited(team, answers("3"))
    central, laptop = team.central, team.laptop("M01")
    assert run(capsys, central, "moderate", "plan", "2026-6", "--seed", "blue")[1]["seed"] == "blue"
    (row,) = run(capsys, central, "moderate", "queue", "2026-6")[1]["rows"]
    assert (row["digest"], row["why"], row["status"]) == (digest, ["new_auditor"], "none")
    _, made = run(capsys, central, "moderate", "make", digest, "--to", "M01", "--out", str(tmp_path))
    left("moderate make", central.world.data_dir)
    assert run(capsys, laptop, "import", made["path"])[0] == 0
    (blind,) = run(capsys, laptop, "moderate", "judge")[1]["waiting"]
    assert "O1" not in run(capsys, laptop, "moderate", "judge", blind)[1]["answers"]
    given = tmp_path / "judgement.json"
    given.write_text(json.dumps({"P.J": "2", "Q.J": "2", "O1": "2", "moderator_reason": "It drifted."}))
    assert run(capsys, laptop, "moderate", "judge", blind, "--file", str(given))[0] == 0
    _, back = run(capsys, laptop, "bundle", "make", "--out", str(tmp_path))
    path = next(p for p in tmp_path.glob("return*.qabundle"))
    assert back and run(capsys, central, "import", str(path))[0] == 0
    assert run(capsys, central, "moderate", "agree", digest)[0] == 1  # they differ: a talk is needed
    words = ("--grade", "2", "--discussed", "2026-11-02", "--note", NOTE)
    assert run(capsys, central, "moderate", "agree", digest, *words)[1]["reported"] == "2"
    assert run(capsys, central, "moderate", "show", digest[:12])[1]["status"] == "lowered"
    assert run(capsys, central, "moderate", "report", "--cycle", "2026-6")[1]["counts"]["lowered"] == 1
    assert run(capsys, central, "moderate", "decide", digest, "--grade", "2", "--reason", NOTE)[0] == 1


def test_the_command_line_says_who_can_be_asked_and_which_rounds_there_are(team, capsys, monkeypatch):
    monkeypatch.setenv("QA_PASSPHRASE", PASSPHRASE)
    (digest,) = audited(team, answers("3"))
    found = run(capsys, team.central, "moderate", "who", digest)[1]["people"]
    told = {one["code"]: one["why_not"] for one in found}
    assert told["M01"] == "" and "did this audit" in told["A01"]
    assert run(capsys, team.central, "moderate", "rounds")[1]["rounds"] == []
    words = ("--case", "ANON-1", "--auditors", "A01,M01,H01", "--due", "2026-11-30", "--template", "SMALL")
    assert run(capsys, team.central, "moderate", "calibrate", "autumn", *words)[0] == 0
    (made,) = run(capsys, team.central, "moderate", "rounds")[1]["rounds"]
    assert (made["case"], made["due"], made["came"]) == ("ANON-1", "2026-11-30", [])
    assert made["waiting"] == ["Priya Nair", "Ruth Osei", "Sam Hassan"]
