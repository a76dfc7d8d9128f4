"""Quotes: word for word, with everything hidden or kept that could name somebody, and checked by another lead."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    import_plans,
    imports,
    ledger,
    packs,
    people,
    quote_marks,
    quote_packs,
    quotes,
    reports,
    soundness,
    theme_list,
)
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.report_values import Space, Words
from qa_desktop.workspace import Workspace
from tests import command_line, theming
from tests.conftest import RESOURCES
from tests.small import bring, forge, held_by

PLAIN = "She asked what we wanted, and we got it."


@pytest.fixture
def two_leads(tmp_path):
    one, two = theming.leads(tmp_path)
    yield one, two
    one.close()
    two.close()


@pytest.fixture
def lead(two_leads):
    return two_leads[0]


def form_of(ws: Workspace, n: int = 0) -> str:
    return ledger.heads(ws, "form", f"form-{n}")[0].digest


def made(ws: Workspace, words: str = PLAIN, n: int = 0, keep: tuple[str, ...] = (), **said: str) -> str:
    told = {"question": "F8", "path": "", "theme": "T09", "side": "strengths", "voice": "family"} | said
    return quotes.write(ws, form_of(ws, n), words=words, keep=keep, **told)


def only(ws: Workspace) -> quotes.Stands:
    (one,) = quotes.standing(ws)
    return one


# What could name somebody


def test_every_name_number_and_date_is_found_and_so_are_staff_teams_and_families(lead):
    text = f"{theming.FAMILY} Ottoline of the North team wrote to FS-0 and W01, at SW1A 1AA, in May 2026."
    found = quote_marks.known(lead).find(text)
    kinds = {one.text: one.kind for one in found}
    assert kinds["Tom Bennett"] == "name" and kinds["Ottoline"] == "name" and kinds["W01"] == "name"
    assert (kinds["3 March 2026"], kinds["May 2026"], kinds["020 7946 0123"]) == ("date", "date", "phone")
    assert (kinds["SW1A 1AA"], kinds["North"], kinds["FS-0"]) == ("postcode", "team", "case")
    ends = [(one.start, one.end) for one in found]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    words = quote_marks.settled(text, found, {one.text: "hide" for one in found})
    assert words.startswith("[name] rang us on [date] at [phone number].") and "[case number]" in words
    assert quote_marks.known(lead).find(words) == ()


@given(text=st.text(alphabet="Tom Bent39/ SW1A.,\n[]@-’", max_size=80))
def test_once_all_is_hidden_nothing_is_left_of_what_was_found(text):
    known = quote_marks.Known((), frozenset(), quote_marks.privacy.Rules.load(RESOURCES))
    found = known.find(text)
    hidden = quote_marks.settled(text, found, {one.text: "hide" for one in found})
    assert all(hidden.count(one.text) <= text.count(one.text) - 1 for one in found)


def test_a_quote_waits_until_each_detail_is_hidden_or_kept(lead):
    before = lead.store.digests()
    with pytest.raises(NotAllowed, match="Hide or keep “Tom Bennett”, which looks like a name"):
        made(lead, "Tom Bennett rang us on 3 March 2026")
    with pytest.raises(NotAllowed, match="“3 March 2026”, which looks like a date"):
        made(lead, "[name] rang us on 3 March 2026", keep=("Tom Bennett",))
    assert lead.store.digests() == before
    made(lead, "[name] rang us on 3 March 2026", keep=("3 March 2026", "not in it"))
    assert only(lead).body.kept == ("3 March 2026",)


def test_a_quote_is_word_for_word_and_short(lead):
    for words in ("She asked what we wanted … we got it.", "[The worker] asked what we wanted"):
        made(lead, words)
    for words in ("She never asked what we wanted", "we got it … She asked", "[name] laughed"):
        with pytest.raises(NotAllowed, match="word for word"):
            made(lead, words)
    long = theming.sign(lead, 9, F8="We were heard. " * 30)
    with pytest.raises(NotAllowed, match="at most 300 characters"):
        quotes.write(lead, long, "F8", "", "We were heard. " * 30, "T09", "strengths", "family")
    with pytest.raises(NotAllowed, match="needs words"):
        made(lead, "  ")
    with pytest.raises(NotKnown, match="no theme"):
        made(lead, theme="T77")
    with pytest.raises(NotKnown, match="in the voice of"):
        made(lead, voice="neighbour")


# The second look


def test_whoever_wrote_a_quote_does_not_check_it_and_the_names_of_both_stand(two_leads):
    one, two = two_leads
    digest = made(one)
    with pytest.raises(NotAllowed, match="another practice lead checks it"):
        quotes.check(one, digest, True)
    theming.exchange(one, two)
    assert (only(two).state, only(two).mine, only(one).mine) == ("to_check", False, True)
    quotes.check(two, digest, True)
    theming.exchange(two, one)
    for ws in two_leads:
        assert (only(ws).state, only(ws).writer, only(ws).checkers) == (
            "checked",
            "Marta Trent",
            ("Ida Moor",),
        )


def test_a_check_that_the_writer_seals_all_the_same_counts_for_nothing(lead):
    digest = made(lead)
    with lead.write():
        lead.seal("quote_check", "check-by-hand", {"good": True}, about=digest)
    assert only(lead).state == "to_check"


def test_a_new_version_is_to_be_checked_anew(two_leads):
    one, two = two_leads
    digest = made(one)
    theming.exchange(one, two)
    quotes.check(two, digest, True)
    theming.exchange(two, one)
    made(one, "She asked what we wanted", instead_of=only(one).doc)
    assert (only(one).state, only(one).body.words) == ("to_check", "She asked what we wanted")
    with pytest.raises(NotAllowed, match="not of this finding"):
        made(one, "heard by the school", question="W2", voice="worker", instead_of=only(one).doc)


def test_sent_back_is_why_and_a_later_check_of_the_same_lead_counts_instead(two_leads):
    one, two = two_leads
    digest = made(one)
    theming.exchange(one, two)
    with pytest.raises(NotAllowed, match="why it goes back"):
        quotes.check(two, digest, False)
    quotes.check(two, digest, False, "It tells which family")
    assert (only(two).state, only(two).why) == ("back", "It tells which family")
    quotes.check(two, digest, True)
    assert only(two).state == "checked"


def test_a_quote_taken_back_is_gone_and_may_be_made_again(lead):
    made(lead)
    quotes.take_back(lead, only(lead).doc)
    assert quotes.standing(lead) == []
    made(lead)
    assert only(lead).state == "to_check"


def test_two_leads_who_make_the_same_quote_have_one_and_two_versions_wait(two_leads):
    one, two = two_leads
    made(one)
    made(two)
    theming.both_ways(one, two)
    assert not only(one).mine and only(one).doc == only(two).doc  # each may check the other's
    quotes.check(one, only(one).digest, True)
    assert only(one).state == "checked"
    made(one, "She asked what we wanted", instead_of=only(one).doc)
    made(two, "we got it", instead_of=only(two).doc)
    theming.both_ways(one, two)
    for ws in two_leads:
        assert {held.state for held in quotes.standing(ws)} == {"twice"}
    assert soundness.state_digest(one) == soundness.state_digest(two)
    with pytest.raises(NotAllowed, match="two versions"):
        quotes.check(one, next(q for q in quotes.standing(one) if not q.mine).digest, True)


def test_somebody_who_joins_with_a_name_in_a_checked_quote_puts_it_back_to_settle(two_leads):
    one, two = two_leads
    words = "It was hard to be heard by the school."
    digest = made(one, words, question="W2", voice="worker")
    theming.exchange(one, two)
    quotes.check(two, digest, True)
    assert only(two).state == "checked"
    people.name_only(one, "W77", "Bea heard", "worker", "North")
    theming.both_ways(one, two)
    assert only(two).state == "settle" and only(two).left[0].text == "heard"


def test_a_quote_goes_with_the_words_it_is_of(two_leads):
    one, two = two_leads
    digest = made(one)
    theming.exchange(one, two)
    quotes.check(two, digest, True)
    theming.exchange(two, one)
    moved = theming.amend(one, form_of(one), O2="Said anew.")
    assert (only(one).state, only(one).form) == ("checked", moved)
    assert theme_list.source_of(one, only(one)).place.text == theming.FAMILY
    theming.amend(one, moved, F8="Something else.")
    assert (only(one).state, only(one).form) == ("gone", "")


# In packs


def said_in(ws: Workspace, pack: str = "practice-mirror", period: str = theming.CYCLE, team: str = "") -> str:
    report = reports.build(ws, pack, period, team)
    return "\n".join(p.text for s in report.sections for p in s.parts if isinstance(p, Words))


def checked(one: Workspace, two: Workspace, *words: str, **said: str) -> None:
    for each in words:
        digest = made(one, each, **said)
        theming.exchange(one, two)
        quotes.check(two, digest, True)
    theming.exchange(two, one)


def test_an_unchecked_quote_never_reaches_a_pack_and_a_checked_one_does(two_leads):
    one, two = two_leads
    digest = made(one)
    packs = [p.code for p in reports.packs(RESOURCES)]
    whole = [code for code in packs if code not in ("worker-copy", "team-sheet")]
    assert not any(PLAIN[:20] in said_in(one, code) for code in whole)
    theming.exchange(one, two)
    quotes.check(two, digest, True)
    theming.exchange(two, one)
    assert f"“{PLAIN}” Family, on family-led plan." in said_in(one)
    assert PLAIN in said_in(one, "annual") and PLAIN not in said_in(one, "smt-monthly")
    assert PLAIN not in said_in(one, period="2026-5")
    quotes.check(two, digest, False, "On second thoughts no")
    theming.exchange(two, one)
    assert PLAIN not in said_in(one)


def test_room_to_write_stays_under_the_quotes_and_each_voice_has_its_place(two_leads):
    one, two = two_leads
    checked(one, two, "heard by the school", question="W2", voice="worker", theme="T07", side="areas")
    checked(one, two, PLAIN)
    report = reports.build(one, "practice-mirror", theming.CYCLE)
    parts = {s.title: s.parts for s in report.sections}
    for title, words in (("Worker reflections", "heard by the school"), ("Family words", PLAIN)):
        told = [n for n, part in enumerate(parts[title]) if isinstance(part, Words) and words in part.text]
        space = [n for n, part in enumerate(parts[title]) if isinstance(part, Space)]
        assert len(told) == len(space) == 1 and told < space


def test_quotes_of_fewer_than_three_audits_are_not_shown(tmp_path):
    one, two = theming.leads(tmp_path, audits=2)
    checked(one, two, PLAIN)
    assert PLAIN not in said_in(one) and "fewer than three audits" in said_in(one)
    theming.sign(one, 8, F8="Nothing more.")
    assert PLAIN in said_in(one)
    one.close()
    two.close()


def test_a_quote_that_names_a_team_of_few_audits_is_left_out(two_leads):
    one, two = two_leads
    few = theming.sign(one, 20, team="East", F8="The East people were kind.")
    theming.exchange(one, two)
    digest = quotes.write(
        one, few, "F8", "", "The East people were kind.", "T01", "strengths", "family", ("East",)
    )
    theming.exchange(one, two)
    quotes.check(two, digest, True)
    theming.exchange(two, one)
    assert "kind" not in said_in(one)
    for n in (21, 22):
        theming.sign(one, n, team="East")
    assert "The East people were kind." in said_in(one)


def test_strengths_come_first_and_no_more_than_a_page_holds(two_leads):
    one, two = two_leads
    checked(one, two, "we got it", theme="T21", side="areas")
    checked(one, two, "asked what we wanted", theme="T30")
    told = said_in(one)
    assert told.index("asked what we wanted") < told.index("we got it")


# Any order


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Quotes written, changed, checked, sent back and taken back by two leads, apart and together."""
    one, two = theming.leads(tmp_path_factory.mktemp("quotes"), audits=3)
    shared = one.store.digests()
    first, other = made(one), made(one, "we got it")
    made(two)
    theming.both_ways(one, two)
    quotes.check(two, first, True)
    quotes.check(two, other, False, "Too short to tell")
    made(one, "She asked what we wanted", instead_of=quotes.get(one, other).doc)
    made(two, "asked what we wanted", instead_of=quotes.get(two, other).doc)
    quotes.take_back(two, made(two, "heard by the school", question="W2", voice="worker"))
    held = {e.digest: e for ws in (one, two) for e in held_by(ws)}
    yield one, two, [held[d] for d in sorted(shared)], [held[d] for d in sorted(held.keys() - shared)]
    one.close()
    two.close()


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(14)), some=st.integers(1, 14), files=st.integers(1, 4))
def test_quotes_and_checks_in_any_order_give_the_same(pool, order, some, files):
    one, two, shared, fresh = pool
    assert len(fresh) <= len(order)
    mixed = [fresh[n] for n in order[:some] if n < len(fresh)]
    states = []
    for sealed, parts in ((sorted(mixed, key=lambda one: one.digest), 1), (mixed, files)):
        ws = theming.afresh(one, shared)
        theming.takes(ws, two, sealed, parts)
        states.append((soundness.state_digest(ws), quotes.standing(ws)))
        ws.close()
    assert states[0] == states[1]


# The command line


def test_the_command_line_makes_checks_and_lists_quotes(tmp_path):
    one, two = theming.leads(tmp_path)

    def run(*words, code="L01"):
        return command_line.run(*words, data=tmp_path / code)

    one.close()
    two.close()
    name = f"{run('themes', 'list', '--search', 'rang us', '--json').data['findings'][0]['finding']}"
    shown = run("themes", "quote", name)
    assert "hide or keep: “Tom Bennett”, looks like a name" in shown.out
    words = "Tom Bennett rang us on 3 March 2026"
    refused = run("themes", "quote", name, "--words", words, "--theme", "T09", "--hide", "Tom Bennett")
    assert refused.code == command_line.NOT_GOOD and "3 March 2026" in refused.err
    done = run(
        "themes", "quote", name, "--words", words, "--theme", "T09", "--hide", "Tom Bennett",
        "--keep", "3 March 2026", "--json",
    ).data  # fmt: skip
    assert (done["words"], done["voice"], done["state"]) == (
        "[name] rang us on 3 March 2026",
        "family",
        "to_check",
    )
    own = run("themes", "check", done["digest"][:12])
    assert own.code == command_line.NOT_GOOD and "another practice lead" in own.err
    sent = run("bundle", "archive", "--to", "L02", "--out", tmp_path, "--json").data["path"]
    assert run("import", sent, code="L02").code == command_line.DONE
    assert "Checked" in run("themes", "check", done["digest"][:12], code="L02").out
    listed = run("themes", "quotes", "--state", "checked", "--json", code="L02").data["quotes"]
    assert [q["checkers"] for q in listed] == [["Ida Moor"]]
    assert run("themes", "check", done["digest"][:12], "--take-back", code="L02").code == command_line.DONE
    assert "No quotes yet" in run("themes", "quotes", code="L02").out


# A second look by a head of service, where a service has one practice lead


@pytest.fixture
def one_lead(service):
    """The service's only practice lead with three signed audits, and a head of service."""
    head = service.admit("H01", "Ines Copsey", "", "head_of_service")
    for n in range(3):
        theming.sign(service.central, n)
    return service.central, head


def sent(central: Workspace, head: Workspace) -> None:
    path = packs.make_pack(central, "H01", central.world.data_dir.parent).path
    imports.take_in(head, import_plans.plan_files(head, [path]), back_up=False)


def returned(central: Workspace, head: Workspace) -> None:
    path = packs.make_return(head, head.world.data_dir.parent).path
    imports.take_in(central, import_plans.plan_files(central, [path]), back_up=False)


def test_a_head_of_service_checks_what_the_only_lead_wrote(one_lead):
    central, head = one_lead
    made(central)
    sent(central, head)
    waits = only(head)
    assert (waits.state, waits.mine, waits.body.words) == ("to_check", False, PLAIN)
    quotes.check(head, waits.digest, True)
    assert only(central).state == "to_check"
    returned(central, head)
    assert (only(central).state, only(central).checkers) == ("checked", ("Ines Copsey",))
    assert quote_packs.for_pack(central, "head_of_service") == ([], set())  # nothing waits any more


def test_a_head_of_service_writes_and_tags_nothing(one_lead):
    central, head = one_lead
    made(central)
    sent(central, head)
    with pytest.raises(NotAllowed, match="Only a practice lead"):
        made(head, "She asked what we wanted")
    with pytest.raises(NotAllowed, match="Only a practice lead"):
        quotes.take_back(head, only(head).doc)


def test_a_role_that_is_not_named_checks_nothing_and_gets_no_quotes(one_lead, service):
    central, manager = service.central, service.laptop("A01")
    made(central)
    assert quote_packs.for_pack(central, "team_manager") == ([], set())
    with pytest.raises(NotAllowed, match="Only a practice lead or head of service checks"):
        quotes.check(manager, "any", True)
    forged = forge(
        manager.signer(), {"good": True}, kind="quote_check", about=only(central).digest, template=...
    )
    bring(central, manager, forged)
    assert only(central).state == "to_check"


# Quotes that say the same


def shown_in(ws: Workspace) -> list[str]:
    made_of = reports.build(ws, "practice-mirror", theming.CYCLE).sections[5].parts
    return [part.text for part in made_of if isinstance(part, Words) and part.text.startswith("“")]


def test_two_quotes_that_say_the_same_are_merged_and_one_stands_for_both(two_leads):
    one, two = two_leads
    first, second = made(one, n=0), made(one, "She asked what we wanted", n=1)
    theming.exchange(one, two)
    quotes.check(two, first, True)
    theming.exchange(two, one)
    docs = {q.digest: q.doc for q in quotes.standing(one)}
    quotes.merge(one, second, first)
    stands = only(one)
    assert (stands.doc, stands.state, stands.also) == (docs[first], "checked", (docs[second],))
    assert shown_in(one) == [f"“{PLAIN}” Family, on {'family-led plan'}. Others said the same."]
    theming.exchange(one, two)
    assert only(two).also == stands.also
    assert quotes.part(one, docs[second]) == 1
    assert {q.doc: q.state for q in quotes.standing(one)} == {
        docs[first]: "checked",
        docs[second]: "to_check",
    }


def test_merging_both_ways_apart_leaves_one_and_taking_it_back_frees_the_other(two_leads):
    one, two = two_leads
    docs = [quotes.get(one, made(one, n=n)).doc for n in range(3)]
    theming.exchange(one, two)
    quotes.merge(one, docs[0], docs[1])
    quotes.merge(two, docs[1], docs[0])
    quotes.merge(two, docs[2], docs[1])
    theming.both_ways(one, two)
    assert only(one).doc == only(two).doc and len(only(one).also) == 2
    with pytest.raises(NotAllowed, match="one quote already"):
        quotes.merge(one, docs[0], docs[2])
    kept = only(one).doc
    quotes.take_back(one, kept)
    assert {q.doc for q in quotes.standing(one)} | {d for q in quotes.standing(one) for d in q.also} == set(
        docs
    ) - {kept}


def test_the_command_line_merges_and_parts(tmp_path):
    one, two = theming.leads(tmp_path)
    first, second = made(one, n=0)[:12], made(one, n=1)[:12]
    one.close()
    two.close()

    def run(*words):
        return command_line.run("--json", "themes", *words, data=tmp_path / "L01").data

    assert len(run("merge", second, "--into", first)["also"]) == 1
    assert run("part", first) == {"parted": 1}
