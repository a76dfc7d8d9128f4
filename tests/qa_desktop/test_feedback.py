"""Supervision feedback: nobody can be told from it, not from the file, not from the figures, not by subtraction."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import (
    bundles,
    canonical,
    entries,
    feedback,
    forms,
    ledger,
    packs,
    people,
    profiles,
    soundness,
    work,
)
from qa_desktop.errors import NotAllowed, NotReady
from qa_desktop.feedback_figures import LEAST, POOLED, pooled
from qa_desktop.templates import Template
from qa_desktop.workspace import Me, Workspace
from tests import small
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world

LEAD = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
MANY = 40  # people that can be told apart in the property test

WHO = f"""
code = "WHO"
title = "Who is who"
version = "1"
status = "For tests"
way = "kiosk"

[[section]]
id = "A"
title = "All"

[[section.question]]
id = "cycle"
ask = "Cycle"
type = "ONE"
fact = "cycle"

[[section.question]]
id = "service"
ask = "Service"
type = "ONE"
fact = "service"
required = false

[[section.question]]
id = "who"
ask = "Which of these are you?"
type = "ONE"
choices = [{", ".join(f'{{ code = "p{n}", label = "{n}" }}' for n in range(MANY))}]

[[section.question]]
id = "words"
ask = "And in words?"
type = "LTX"
required = false
"""


@pytest.fixture(scope="module")
def sfw() -> Template:
    return small.templates.load_all(RESOURCES)["SFW"]


@pytest.fixture
def lead(tmp_path):
    ws = new_lead(tmp_path / "central")
    yield ws
    ws.close()


def new_lead(folder: Path) -> Workspace:
    ws, _ = profiles.create(made_up_world(folder), LEAD, PASSPHRASE, cost=QUICK)
    return ws


def said(seed: int, service: str = "Early help") -> dict[str, Any]:
    """One worker's answers, recognisable by their comments."""
    rng = Random(seed)
    ratings = {f"SF{n}": rng.choice(["5", "4", "3", "2", "1", "na"]) for n in range(2, 17)}
    told = {"SF17": f"Comment {seed} on help", "SF18": f"Comment {seed} on change"}
    return {"A05": service, "SF1": rng.choice("0123"), **ratings, **told}


def collect_all(ws: Workspace, template: Template, many: list[dict[str, Any]]) -> None:
    for answers in many:
        feedback.collect(ws, template, answers)


def only_body(ws: Workspace) -> bytes:
    (row,) = ws.store.entries("feedback")
    assert row.body is not None
    return row.body


# Collecting


def test_answers_wait_as_a_number_and_nothing_else(lead, sfw):
    feedback.collect(lead, sfw, said(1))
    feedback.collect(lead, sfw, said(2))
    assert feedback.waiting(lead) == 2
    assert forms.drafts(lead) == []
    assert work.tasks(lead, lead.world.now().date()) == []


def test_a_waiting_answer_cannot_be_opened_or_signed_as_a_form(lead, sfw):
    feedback.collect(lead, sfw, said(1))
    (doc, *_) = [row.doc for row in lead.store.drafts()]
    with pytest.raises(NotAllowed, match="no draft"):
        forms.draft(lead, doc)
    with pytest.raises(NotAllowed, match="no draft"):
        forms.finish(lead, forms.Draft(doc, sfw.digest, {}))


def test_what_is_missing_is_said_and_nothing_is_kept(lead, sfw):
    answers = said(1)
    del answers["SF4"]
    with pytest.raises(NotReady) as raised:
        feedback.collect(lead, sfw, answers)
    assert [p.question for p in raised.value.problems] == ["SF4"]
    assert feedback.waiting(lead) == 0


def test_a_form_that_asks_who_you_are_is_not_taken_for_anonymous(lead):
    with pytest.raises(NotAllowed, match="would not be anonymous"):
        feedback.collect(lead, small.tiny(), small.FULL)
    assert lead.store.drafts() == []


def test_a_broken_comment_is_refused_in_words(lead, sfw):
    with pytest.raises(NotAllowed, match="half a character"):
        feedback.collect(lead, sfw, said(1) | {"SF17": "\ud800"})


def test_only_practice_leads_collect_close_and_read(service, sfw):
    manager = service.laptop("A01")
    for attempt in (
        lambda: feedback.collect(manager, sfw, said(1)),
        lambda: feedback.close(manager, "2026-6"),
        lambda: feedback.report(manager, ["2026-6"]),
        lambda: feedback.take_slips(manager, []),
    ):
        with pytest.raises(NotAllowed, match="Only practice leads"):
            attempt()


# Nothing identifying on the disk


def test_the_file_keeps_no_time_no_journal_and_nothing_to_join_words_with_ratings(lead, sfw):
    before = dict(settings_of(lead))
    collect_all(lead, sfw, [said(n) for n in range(4)])
    rows = lead.store.drafts()
    assert {row.changed for row in rows} == {""}
    assert all(lead.store.draft_steps(row.doc) == [] for row in rows)
    for row in rows:
        held = canonical.loads(row.body, "a draft")
        assert set(held) in ({"answers", "service"}, {"question", "words"})
    assert not any(b"2026" in row.body for row in rows)
    added = {name: value for name, value in settings_of(lead).items() if before.get(name) != value}
    assert added == {f"feedback_form_{sfw.digest}": sfw.content, "feedback_ways": b"kiosk"}


def test_collecting_touches_two_tables_of_the_decrypted_file_and_no_row_has_a_number(lead, sfw):
    before = dump(lead)
    collect_all(lead, sfw, [said(n) for n in range(7)])
    after = dump(lead)
    assert {table for table in after if after[table] != before[table]} == {"drafts", "settings"}
    names = [row[0] for row in after["drafts"]]
    assert names == sorted(names)
    bodies = [row[2] for row in after["drafts"]]
    assert bodies == sorted(bodies)  # their places follow from what they say, not from when they came


def dump(ws: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    tables = ws.store._read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {name: [tuple(row) for row in ws.store._read(f'SELECT * FROM "{name}"')] for (name,) in tables}


def settings_of(ws: Workspace) -> dict[str, bytes]:
    return dict(ws.store._read("SELECT name, value FROM settings"))


def test_the_same_answers_in_another_order_leave_the_same_drafts_and_seal_the_same_bytes(tmp_path, sfw):
    many = [said(n, "Early help" if n % 2 else "Family hubs") for n in range(11)]
    kept, sealed, names = [], [], []
    for n, order in enumerate((many, many[::-1], Random(5).sample(many, len(many)))):
        ws = new_lead(tmp_path / f"lead{n}")
        collect_all(ws, sfw, order)
        rows = ws.store.drafts()
        kept.append([(row.template, row.body, row.changed) for row in rows])
        names.append({row.doc for row in rows})
        assert feedback.close(ws, "2026-6").sealed == 11
        sealed.append(only_body(ws))
        ws.close()
    assert kept[0] == kept[1] == kept[2]
    assert sealed[0] == sealed[1] == sealed[2]
    assert not names[0] & names[1]  # by chance, not counted up


def test_every_collection_gives_all_that_wait_new_names(lead, sfw):
    feedback.collect(lead, sfw, said(1))
    first = {row.doc for row in lead.store.drafts()}
    feedback.collect(lead, sfw, said(2))
    assert not first & {row.doc for row in lead.store.drafts()}


def test_a_sealed_round_is_sorted_and_keeps_comments_apart(lead, sfw):
    collect_all(lead, sfw, [said(n) for n in (3, 1, 4, 5, 9, 2)])
    feedback.close(lead, "2026-6")
    body = entries.Feedback.model_validate_json(only_body(lead))
    (group,) = body.groups
    assert group.service == "Early help"
    assert list(group.answers) == sorted(group.answers, key=canonical.dumps)
    assert set().union(*group.answers) == {f"SF{n}" for n in range(1, 17)}
    for texts in body.words.values():
        assert list(texts) == sorted(texts)
    assert set(json.loads(only_body(lead))) == {"cycle", "groups", "template", "ways", "words"}


def test_closing_leaves_no_draft_and_no_word_of_one_behind(lead, sfw):
    collect_all(lead, sfw, [said(n) for n in range(5)])
    feedback.close(lead, "2026-6")
    assert lead.store.drafts() == [] and feedback.waiting(lead) == 0
    assert not any(name.startswith("feedback") for name in settings_of(lead))


def test_a_round_in_a_bundle_says_no_more_than_its_body(bare_service, sfw):
    central = bare_service.central
    collect_all(central, sfw, [said(n) for n in range(6)])
    (digest,) = feedback.close(central, "2026-6").digests
    row = central.store.entry(digest)
    (line,) = packs.lines(central, [row])
    sealed = entries.from_line(line, "the line")
    header = entries.admit(sealed, "the line")
    assert header.signer == central.signer().fingerprint
    assert sealed.body == only_body(central)
    assert len(line) < bundles.MAX_LINE
    assert row.doc.startswith("feedback-") and len(row.doc) == len("feedback-") + 32


# Closing


def test_fewer_than_five_are_not_sealed_and_wait_for_the_next_round(lead, sfw):
    collect_all(lead, sfw, [said(n) for n in range(4)])
    closed = feedback.close(lead, "2026-6")
    assert (closed.digests, closed.sealed, closed.waiting) == ((), 0, 4)
    assert "wait for the next round" in closed.words
    assert list(lead.store.entries("feedback")) == []
    feedback.collect(lead, sfw, said(9))
    assert feedback.close(lead, "2027-1").sealed == 5
    assert entries.Feedback.model_validate_json(only_body(lead)).cycle == "2027-1"


def test_a_round_is_one_signed_entry_that_any_laptop_of_the_service_admits(lead, sfw):
    collect_all(lead, sfw, [said(n) for n in range(5)])
    (digest,) = feedback.close(lead, "2026-6").digests
    assert [row.digest for row in ledger.heads(lead, "feedback")] == [digest]
    assert soundness.unsound(lead) == []


def test_a_round_sealed_by_somebody_who_may_not_see_answers_counts_for_nothing(service, sfw):
    manager = service.laptop("A01")
    body = {
        "template": sfw.digest, "cycle": "x", "ways": [], "words": {},
        "groups": [{"service": "", "answers": [{"SF1": "0"}] * 5}],
    }  # fmt: skip
    with manager.write():
        manager.seal("feedback", "feedback-x", body, template=sfw.digest)
    assert ledger.heads(manager, "feedback") == []


def test_a_service_under_five_is_pooled_and_the_pool_takes_the_smallest_shown_service(lead, sfw):
    many = [said(n, "North") for n in range(7)] + [said(n, "South") for n in range(10, 15)]
    collect_all(lead, sfw, [*many, said(20, "Hubs"), said(21, "Hubs")])
    feedback.close(lead, "2026-6")
    body = entries.Feedback.model_validate_json(only_body(lead))
    assert {g.service: len(g.answers) for g in body.groups} == {"": 7, "North": 7}
    assert b"South" not in only_body(lead) and b"Hubs" not in only_body(lead)


def test_closing_needs_the_name_of_a_cycle(lead, sfw):
    collect_all(lead, sfw, [said(n) for n in range(5)])
    with pytest.raises(NotAllowed, match="which cycle"):
        feedback.close(lead, " ")
    assert feedback.waiting(lead) == 5


# Reports


def test_a_report_counts_every_answer_once_and_only_whole_services(lead, sfw):
    many = [said(n, "North") for n in range(6)] + [said(n, "South") for n in range(10, 17)]
    collect_all(lead, sfw, many)
    feedback.close(lead, "2026-6")
    whole = feedback.report(lead, ["2026-6"])
    north = feedback.report(lead, ["2026-6"], "North")
    assert isinstance(whole, feedback.FeedbackReport) and isinstance(north, feedback.FeedbackReport)
    assert (whole.answers, north.answers) == (13, 6)
    for figure in whole.figures:
        told = Counter(answers[figure.question] for answers in many)
        assert {code: n for code, n in figure.counts.items() if n} == dict(told)
    headline = whole.figures[-1]
    views = [a["SF16"] for a in many if a["SF16"] != "na"]
    assert headline.agree == (sum(v in "45" for v in views), len(views))
    assert len(whole.comments["SF17"]) == 13 and north.comments == {}
    assert feedback.services(lead, ["2026-6"]) == ("North", "South")


def test_a_service_that_was_pooled_cannot_be_asked_for(lead, sfw):
    collect_all(lead, sfw, [said(n, "North") for n in range(6)] + [said(9, "South")] * 2)
    feedback.close(lead, "2026-6")
    for asked in ("South", "North", POOLED, "Nowhere"):
        found = feedback.report(lead, ["2026-6"], asked)
        assert isinstance(found, feedback.TooFew) and "Fewer than 5" in found.words
    whole = feedback.report(lead, ["2026-6"])
    assert isinstance(whole, feedback.FeedbackReport) and whole.answers == 8


def test_a_cycle_without_enough_is_named_as_left_out(lead, sfw):
    collect_all(lead, sfw, [said(n, "North") for n in range(6)])
    feedback.close(lead, "2026-5")
    collect_all(lead, sfw, [said(n, "South") for n in range(6)])
    feedback.close(lead, "2026-6")
    found = feedback.report(lead, ["2026-5", "2026-6"], "South")
    assert isinstance(found, feedback.FeedbackReport)
    assert (found.cycles, found.left_out) == (("2026-6",), ("2026-5",))


def test_a_batch_made_elsewhere_with_small_groups_is_pooled_before_it_is_shown(lead):
    template = who_form()
    groups = [
        {"service": "North", "answers": [{"who": f"p{n}"} for n in range(3)]},
        {"service": "South", "answers": [{"who": f"p{n}"} for n in range(10, 16)]},
    ]
    with lead.write():
        ledger.need_template(lead, template)
        body = {"template": template.digest, "cycle": "x", "ways": ["slip"], "groups": groups, "words": {}}
        lead.seal("feedback", "feedback-x", body, template=template.digest)
    assert feedback.services(lead, ["x"]) == ()
    whole = feedback.report(lead, ["x"])
    assert isinstance(whole, feedback.FeedbackReport) and whole.answers == 9


@given(
    st.dictionaries(st.sampled_from(["", "A", "B", "C", "D"]), st.integers(0, 12), max_size=5),
    st.integers(5, 9),
)
@settings(max_examples=300)
def test_every_atom_is_large_enough_and_nobody_is_lost_or_counted_twice(sizes, higher):
    groups = {s: [f"{s}{n}" for n in range(size)] for s, size in sizes.items()}
    everyone = sorted(one for some in groups.values() for one in some)
    atoms = pooled(groups, LEAST)
    assert all(len(some) >= LEAST for some in atoms.values())
    assert sorted(one for some in atoms.values() for one in some) == (
        everyone if len(everyone) >= LEAST else []
    )
    # Under a higher minimum later, what is shown is again made of these atoms, whole.
    for some in pooled(atoms, higher).values():
        assert all(set(atom) <= set(some) or not set(atom) & set(some) for atom in atoms.values())


def who_form() -> Template:
    return small.read(WHO, "who.toml")


@pytest.fixture(scope="module")
def shared_lead(tmp_path_factory):
    ws = new_lead(tmp_path_factory.mktemp("feedback") / "central")
    yield ws
    ws.close()


cycle_number = itertools.count(1)
crowds = st.lists(
    st.lists(st.sampled_from(["", "North", "South", "Hubs"]), max_size=13), min_size=1, max_size=3
)


@given(crowds)
@settings(max_examples=60, deadline=None)  # each plays whole rounds on a real profile
def test_no_combination_of_reports_tells_of_one_to_four_people(shared_lead, crowds):
    """Everybody can be told from the counts of “who”, so a report says exactly whom it is about."""
    ws, template = shared_lead, who_form()
    for row in ws.store.drafts():  # what the last example left waiting
        ws.store.drop_draft(row.doc)
    cycles = [f"c{next(cycle_number)}" for _ in crowds]
    people_in = itertools.count()
    for cycle, crowd in zip(cycles, crowds, strict=True):
        with ws.write():
            for service in crowd:
                told = {"who": f"p{next(people_in)}"} | ({"service": service} if service else {})
                feedback.collect(ws, template, told)
        feedback.close(ws, cycle)
    reports = every_report(ws, cycles)
    for membership in reports:
        assert set(membership) <= {0, 1}  # nobody counts twice
    atoms = Counter(zip(*reports, strict=True))  # who cannot be told apart by any report
    for signature, size in atoms.items():
        assert size >= LEAST or not any(signature)
    for group in recoverable(reports):
        assert sum(group) == 0 or sum(group) >= LEAST


def every_report(ws: Workspace, cycles: list[str]) -> list[tuple[int, ...]]:
    """For each report that the program gives: who is in it, person by person. At least one, of nobody."""
    found = [tuple([0] * MANY)]
    for size in range(1, len(cycles) + 1):
        for chosen in itertools.combinations(cycles, size):
            for service in (None, "", "North", "South", "Hubs"):
                told = feedback.report(ws, chosen, service)
                if isinstance(told, feedback.FeedbackReport):
                    (figure,) = told.figures
                    found.append(tuple(figure.counts[f"p{n}"] for n in range(MANY)))
                    assert told.answers == sum(found[-1])
    return found


def recoverable(reports: list[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Groups of people that some combination of reports gives: all integer ones of two and of three reports
    with small factors, and every group that any rational combination at all can give, by elimination."""
    distinct = sorted(set(reports))[:12]
    found = set()
    for few, factors in ((2, range(-3, 4)), (3, (-1, 0, 1))):
        for some in itertools.combinations(distinct, min(few, len(distinct))):
            for by in itertools.product(factors, repeat=len(some)):
                total = tuple(
                    sum(f * m for f, m in zip(by, person, strict=True)) for person in zip(*some, strict=True)
                )
                # what a reader can make out: those that the sum holds just so many times
                found |= {tuple(int(n == level) for n in total) for level in set(total) - {0}}
    basis = eliminated(distinct)
    if len(basis) <= 8:
        for by in itertools.product((0, 1), repeat=len(basis)):
            total = tuple(
                sum(b * m for b, m in zip(by, person, strict=True)) for person in zip(*basis, strict=True)
            )
            if basis and set(total) <= {0, 1}:
                found.add(tuple(int(n) for n in total))
    return found


def eliminated(rows: list[tuple[int, ...]]) -> list[tuple[Fraction, ...]]:
    """The reduced row echelon form. In it, a group in the span has factors 0 and 1 only: those at the pivots."""
    left = [[Fraction(n) for n in row] for row in rows if any(row)]
    basis: list[list[Fraction]] = []
    for column in range(MANY):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [n / pivot[column] for n in pivot]
        left = [[n - row[column] * p for n, p in zip(row, pivot, strict=True)] for row in left]
        basis = [[n - row[column] * p for n, p in zip(row, pivot, strict=True)] for row in basis] + [pivot]
        left = [row for row in left if any(row)]
    return [tuple(row) for row in basis]


def test_the_search_for_small_groups_finds_one_where_there_is_one():
    """A control: two reports that differ by two people give those two away."""
    all_of_them = tuple(int(n < 8) for n in range(MANY))
    six = tuple(int(n < 6) for n in range(MANY))
    assert tuple(int(6 <= n < 8) for n in range(MANY)) in recoverable([all_of_them, six])


# Slips


def write_slips(ws: Workspace, folder: Path, template: Template, seeds: range) -> list[Path]:
    to = people.request(ws).age_recipient
    world = made_up_world(folder)
    return [feedback.write_slip(world, folder, template, said(n), to) for n in seeds]


def test_slips_come_to_the_same_round_as_the_shared_screen(tmp_path, sfw):
    screen, slips = new_lead(tmp_path / "screen"), new_lead(tmp_path / "slips")
    collect_all(screen, sfw, [said(n) for n in range(6)])
    taken = feedback.take_slips(slips, write_slips(slips, tmp_path, sfw, range(6)))
    assert (taken.taken, taken.again, taken.refused) == (6, 0, ())
    feedback.close(screen, "2026-6")
    feedback.close(slips, "2026-6")
    one, other = json.loads(only_body(screen)), json.loads(only_body(slips))
    assert (one.pop("ways"), other.pop("ways")) == (["kiosk"], ["slip"])
    assert one == other
    screen.close()
    slips.close()


def test_each_slip_is_taken_once_however_often_it_comes(lead, tmp_path, sfw):
    paths = write_slips(lead, tmp_path, sfw, range(3))
    copy = tmp_path / "copy of one.qaslip"
    copy.write_bytes(paths[0].read_bytes())
    assert feedback.take_slips(lead, [paths[0], copy]).taken == 1
    taken = feedback.take_slips(lead, paths)
    assert (taken.taken, taken.again) == (2, 1)
    assert feedback.waiting(lead) == 3


def test_a_slip_shows_no_clock_no_name_and_no_length(lead, tmp_path, sfw):
    to = people.request(lead).age_recipient
    short, long = said(1), said(2) | {"SF19": "word " * 1_000}
    plain = [
        pyrage.decrypt(feedback.slip(sfw, answers, to), [pyrage.x25519.Identity.from_str(lead.age_secret)])
        for answers in (short, long)
    ]
    assert {len(one) for one in plain} == {feedback.SLIP_SIZE}
    assert set(json.loads(plain[0])) == {"answers", "format", "template"}
    (path,) = write_slips(lead, tmp_path, sfw, range(1))
    assert path.stat().st_mtime == feedback.NO_DAY
    assert path.suffix == ".qaslip" and int(path.stem, 16) >= 0


def test_a_slip_says_the_same_bytes_whatever_the_cycle_was_called(lead, sfw):
    to = people.request(lead).age_recipient
    key = pyrage.x25519.Identity.from_str(lead.age_secret)
    one, other = (
        hashlib.sha256(pyrage.decrypt(feedback.slip(sfw, said(1) | {"A03": cycle}, to), [key])).digest()
        for cycle in ("2026-5", "2026-6")
    )
    assert one == other


def test_slips_that_cannot_be_read_are_named_and_the_others_taken(lead, tmp_path, sfw):
    (good,) = write_slips(lead, tmp_path, sfw, range(1))
    stranger = pyrage.x25519.Identity.generate().to_public()
    mine = pyrage.x25519.Recipient.from_str(people.request(lead).age_recipient)
    bad = {
        "other.qaslip": feedback.slip(sfw, said(1), str(stranger)),
        "cut.qaslip": good.read_bytes()[:-1],
        "words.qaslip": b"not a slip at all",
        "strange.qaslip": pyrage.encrypt(b'{"format":"something"}', [mine]),
        "short.qaslip": pyrage.encrypt(canonical.dumps({"format": feedback.SLIP_FORMAT}), [mine]),
        "elsewhere.qaslip": feedback.slip(who_form(), {"who": "p1"}, str(mine)),
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    taken = feedback.take_slips(lead, [*(tmp_path / name for name in bad), good, tmp_path / "gone.qaslip"])
    assert taken.taken == 1
    assert {name for name, _ in taken.refused} == {*bad, "gone.qaslip"}
    assert all(name in why and why.endswith(".") for name, why in taken.refused)


def test_a_comment_too_long_for_a_slip_is_refused_before_anything_is_written(lead, sfw):
    with pytest.raises(NotAllowed, match="too long for a slip"):
        feedback.slip(sfw, said(1) | {"SF19": "x" * 40_000}, people.request(lead).age_recipient)


def test_a_slip_needs_a_real_key(sfw):
    with pytest.raises(NotAllowed, match="no valid key"):
        feedback.slip(sfw, said(1), "age1nonsense")
