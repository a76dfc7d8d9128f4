"""Themes of findings: who tags, what counts where two lead tag alike or apart, and what an amendment does to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    collate,
    ledger,
    profiles,
    reports,
    soundness,
    theme_findings,
    theme_list,
    themes,
)
from qa_desktop.errors import NotAllowed, NotKnown
from qa_desktop.report_values import Figure, Table
from qa_desktop.workspace import Me, Workspace
from tests import command_line, reporting, theming
from tests.conftest import PASSPHRASE, QUICK, made_up_world
from tests.small import held_by

ROW = ("O4", "1.words")


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


def seen(ws: Workspace, n: int = 0, question: str = "O4", path: str = "1.words") -> theme_list.Finding:
    return theme_list.one(ws, form_of(ws, n), question, path)


# What a finding is


def test_findings_are_rows_comments_and_free_answers_and_no_fact_alert_or_action(lead):
    held = {(f.place.question, f.place.path): f.place for f in theme_list.findings(lead, form=form_of(lead))}
    assert held["O4", "1.words"].text == theming.STRENGTH and held["O4", "1.words"].own == ("T01",)
    assert held["O5", "1.words"].side == "areas" and held["F8", ""].voice == "family"
    assert held["W2", ""].voice == "worker" and held["O2", ""].side is None
    questions = {question for question, _ in held}
    assert not questions & {"A04", "A05", "S7", "O6", "A09", "O8"}
    assert all(path.rpartition(".")[2] in theme_findings.FREE for _, path in held)


def test_the_list_has_strengths_first_then_areas_then_those_without_a_theme(lead):
    themes.tag(lead, form_of(lead), "W2", "", areas=["T07"])
    heaps = [one.heap for one in theme_list.findings(lead, theming.CYCLE)]
    assert heaps == sorted(heaps, key=theme_list.HEAPS.index) and set(heaps) == set(theme_list.HEAPS)
    (only,) = theme_list.findings(lead, theming.CYCLE, "areas", "T07")
    assert only.name == (form_of(lead), "W2", "")
    assert theme_list.findings(lead, "2026-01") == []


# Tagging


def test_a_tag_stands_beside_what_the_auditor_named_and_a_newer_one_replaces_it(lead):
    themes.tag(lead, form_of(lead), *ROW, strengths=["T02", "T10"], areas=["T16"])
    assert seen(lead).of("strengths") == ("T01", "T02", "T10") and seen(lead).of("areas") == ("T16",)
    themes.tag(lead, form_of(lead), *ROW, strengths=["T03"])
    assert seen(lead).of("strengths") == ("T01", "T03") and seen(lead).of("areas") == ()
    themes.tag(lead, form_of(lead), *ROW)
    assert seen(lead).of("strengths") == ("T01",)
    assert seen(lead).tagged.by == ("Marta Trent",)


def test_the_same_tag_again_seals_nothing(lead):
    first = themes.tag(lead, form_of(lead), *ROW, strengths=["T03", "T02", "T03"])
    before = lead.store.digests()
    assert themes.tag(lead, form_of(lead), *ROW, strengths=["T02", "T03"]) == first
    assert lead.store.digests() == before


def test_what_is_no_theme_or_no_finding_is_refused_and_nothing_is_kept(lead):
    before = lead.store.digests()
    with pytest.raises(NotKnown, match="no theme “T43”"):
        themes.tag(lead, form_of(lead), *ROW, strengths=["T43"])
    with pytest.raises(NotAllowed, match="which other theme"):
        themes.tag(lead, form_of(lead), *ROW, strengths=["T42"])
    with pytest.raises(NotAllowed, match="not in the audit"):
        themes.tag(lead, form_of(lead), "O4", "9.words", strengths=["T01"])
    assert lead.store.digests() == before
    themes.tag(lead, form_of(lead), *ROW, strengths=["T42"], other="Being kind")
    assert seen(lead).tagged.other == "Being kind"


def test_only_a_practice_lead_tags_and_nobody_elses_tag_counts(lead, tmp_path):
    other = profiles.create(
        made_up_world(tmp_path / "H01"),
        Me("H01", "Ruth Osei", "head_of_service", "", "Example Council"),
        PASSPHRASE,
        cost=QUICK,
    )[0]
    with pytest.raises(NotAllowed, match="Only a practice lead"):
        themes.tag(other, form_of(lead), *ROW, strengths=["T02"])
    other.close()


def test_two_leads_who_agree_do_not_clash_and_what_only_one_names_waits(two_leads):
    one, two = two_leads
    themes.tag(one, form_of(one), *ROW, strengths=["T02", "T10"])
    themes.tag(two, form_of(two), *ROW, strengths=["T02", "T11"])
    themes.tag(one, form_of(one), "W2", "", areas=["T07"])
    themes.tag(two, form_of(two), "W2", "", areas=["T07"])
    theming.both_ways(one, two)
    for ws in two_leads:
        assert seen(ws).of("strengths") == ("T01", "T02")
        assert seen(ws).unsure == (("strengths", "T10"), ("strengths", "T11"))
        assert seen(ws, 0, "W2", "").of("areas") == ("T07",) and seen(ws, 0, "W2", "").unsure == ()
    assert soundness.state_digest(one) == soundness.state_digest(two)
    themes.tag(two, form_of(two), *ROW, strengths=["T11"])  # a choice replaces both
    theming.both_ways(one, two)
    assert all(seen(ws).of("strengths") == ("T01", "T11") and not seen(ws).unsure for ws in two_leads)


def test_a_tag_follows_its_words_through_an_amendment_and_goes_with_them(lead):
    form = form_of(lead)
    themes.tag(lead, form, *ROW, strengths=["T02"])
    first = {"words": "Another came first.", "theme": "T05", "about": "P1", "share": "n"}
    moved = theming.amend(lead, form, O4=[first, *theming.ANSWERS["O4"]])
    assert theme_list.one(lead, moved, "O4", "2.words").of("strengths") == ("T01", "T02")
    assert theme_list.one(lead, moved, "O4", "1.words").of("strengths") == ("T05",)
    with pytest.raises(NotAllowed, match="changed or withdrawn"):
        themes.tag(lead, form, *ROW, strengths=["T03"])
    gone = theming.amend(lead, moved, O4=[first])
    assert themes.counted(lead, [ledger.form(lead, gone)]) == {}


def test_tags_of_two_versions_that_were_amended_apart_from_them_are_settled_by_one_choice(two_leads):
    one, two = two_leads
    themes.tag(two, form_of(two), *ROW, strengths=["T10"])
    moved = theming.amend(one, form_of(one), O2="Said anew.")
    themes.tag(one, moved, *ROW, strengths=["T11"])
    theming.both_ways(one, two)
    assert (
        len({row.doc for row in ledger.heads(one, "tag")}) == 2 and seen(one).unsure == seen(two).unsure != ()
    )
    themes.tag(two, moved, *ROW, strengths=["T11"])
    assert seen(two).of("strengths") == ("T01", "T11") and not seen(two).unsure


def test_the_name_of_a_tag_cannot_be_worked_out_from_guessed_words(lead):
    themes.tag(lead, form_of(lead), *ROW, strengths=["T10"])
    themes.tag(lead, form_of(lead, 1), *ROW, strengths=["T10"])
    docs = [row.doc for row in ledger.heads(lead, "tag")]
    key = seen(lead).place.key("form-0")
    assert len({*docs}) == 2 and themes.doc_of(lead, "tag", form_of(lead), key) in docs
    assert themes.doc_of(lead, "tag", "0" * 64, key) not in docs  # as after a purge, which takes the salt


# In figures


def line(ws: Workspace, theme: str, side: str = "commonest areas") -> Figure | None:
    made = reports.build(ws, "practice-mirror", theming.CYCLE)
    tables = [p for s in made.sections for p in s.parts if isinstance(p, Table) and side in p.title]
    rows = {str(row[0]): row for table in tables for row in table.rows}
    return rows[theme][1] if theme in rows else None


def test_an_audit_counts_once_for_a_theme_whoever_names_it_and_however_often(lead):
    assert line(lead, "Fathers and partners").value == 4  # each auditor named it
    assert line(lead, "Drift") is None
    for question, path in (("O5", "1.words"), ("W2", ""), ("O2", "")):
        themes.tag(lead, form_of(lead), question, path, areas=["T04", "T16"])
    figure = line(lead, "Drift")
    assert (figure.value, figure.of) == (1, 4) and len(figure.digests) == 4
    assert line(lead, "Fathers and partners").value == 4
    assert set(figure.digests) == {form_of(lead, n) for n in range(4)}


def test_a_tag_of_a_re_audit_counts_in_no_figure(lead):
    again = reporting.sign(lead, "RFP", theming.CYCLE, "North", 77, repeats=form_of(lead))
    place = theme_list.findings(lead, form=again)[0].place
    themes.tag(lead, again, place.question, place.path, areas=["T16"])
    assert line(lead, "Drift") is None


# Any order


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Tags by two leads of some findings, replaced, agreed and apart, and an amended audit."""
    one, two = theming.leads(tmp_path_factory.mktemp("tags"), audits=2)
    shared = one.store.digests()
    for ws, named in ((one, ["T02", "T10"]), (two, ["T02"])):
        themes.tag(ws, form_of(ws), *ROW, strengths=["T05"])
        themes.tag(ws, form_of(ws), *ROW, strengths=named)
        themes.tag(ws, form_of(ws, 1), "W2", "", areas=["T07"])
    theming.amend(one, form_of(one), O2="Said anew.")
    themes.tag(one, form_of(one), *ROW, strengths=["T02", "T11"])
    held = {e.digest: e for ws in (one, two) for e in held_by(ws)}
    yield one, two, [held[d] for d in sorted(shared)], [held[d] for d in sorted(held.keys() - shared)]
    one.close()
    two.close()


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(9)), files=st.integers(1, 4))
def test_tags_that_come_in_any_order_and_split_give_the_same_themes(pool, order, files):
    one, two, shared, fresh = pool
    assert len(fresh) <= len(order)
    mixed = [fresh[n] for n in order if n < len(fresh)]
    states = []
    for sealed, parts in ((fresh, 1), (mixed, files)):
        ws = theming.afresh(one, shared)
        theming.takes(ws, two, sealed, parts)
        said = {key: (t.strengths, t.areas, t.unsure, t.by) for key, t in themes.standing(ws).items()}
        states.append((soundness.state_digest(ws), said, themes.counted(ws, collate.winners(ws))))
        ws.close()
    assert states[0] == states[1] and states[0][2]


# The command line


@pytest.fixture
def run(tmp_path):
    for ws in theming.leads(tmp_path):
        ws.close()
    return lambda *words, code="L01": command_line.run(*words, data=tmp_path / code)


def test_the_command_line_lists_and_tags(run):
    found = run("themes", "list", "--period", theming.CYCLE, "--search", "never asked", "--json").data[
        "findings"
    ]
    assert len(found) == 4 and {one["heap"] for one in found} == {"areas"}
    name = found[0]["finding"]
    said = run("themes", "tag", name, "--area", "T16", "--strength", "T02", "--json").data
    assert said["areas"] == ["T04", "T16"] and said["strengths"] == ["T02"]
    listed = run("themes", "list", "--theme", "T16")
    assert name in listed.out and "T02, T04, T16" in listed.out
    refused = run("themes", "tag", "nothing/O4", "--area", "T16")
    assert refused.code == command_line.REFUSED and "names no finding" in refused.err
