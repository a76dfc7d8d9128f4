"""A new instrument is a file: it runs to a sealed entry without code, and a mistake in one is refused with its place."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from qa_desktop import answer_types, demo, derived, forms, ledger, paper, profiles, soundness, templates, walk
from qa_desktop.errors import NotReady, TemplateRefused
from qa_desktop.templates import Template
from qa_desktop.workspace import Me, Workspace
from tests.conftest import PASSPHRASE, QUICK, RESOURCES, made_up_world

GROUP_WORK = """
code = "GRP"
title = "Group session check"
version = "1"
status = "For tests"
purpose = "Whether a parents' group welcomes everyone."
capability = "observe"
way = "observation"
scales = ["YN", "REC"]

[[scale]]
code = "WARM"
title = "How warm"
comment_min = 12

[[scale.point]]
code = "hot"
label = "Very warm"
score = 2
needs = ["comment"]

[[scale.point]]
code = "mild"
label = "Warm enough"
score = 1

[[scale.point]]
code = "away"
label = "Was not there"
needs = ["reason"]
placed = false

[[section]]
id = "S"
title = "The session"

[[section.question]]
id = "who"
ask = "Group"
type = "TXT"
fact = "case"

[[section.question]]
id = "held"
ask = "The session was held"
type = "YN"

[[section.question]]
id = "welcome"
ask = "Everyone was welcomed"
type = "EV"
scale = "WARM"
standard = "group-welcome"
ask_if = [{ held = ["y"] }]

[[section.question]]
id = "people"
ask = "Who came"
type = "ROWS"
min_rows = 2
ask_if = [{ held = ["y"] }]

[[section.question.part]]
id = "who"
ask = "Who"
type = "TXT"

[[section.question.part]]
id = "choice"
ask = "How warm to them"
type = "YN"
scale = "WARM"

[[section.question]]
id = "register"
ask = "The register is complete"
type = "LINE"
scale = "REC"
standard = "group-register"
"""

FULL = {
    "who": "F-GRP00-TEST7",
    "held": "y",
    "welcome": {"rating": "hot", "comment": "Tea, names and a chair for each."},
    "people": [{"who": "A mother", "choice": "hot"}, {"who": "A father", "choice": "mild"}],
    "register": {"worker": "y", "supervisor": "n", "note": "Two names are missing.", "fix_by": "2026-12-01"},
}


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """The program's resources with one file more among the instruments."""
    shutil.copytree(RESOURCES, tmp_path / "resources")
    (tmp_path / "resources" / "templates" / "group.toml").write_text(GROUP_WORK, "utf-8")
    return tmp_path / "resources"


@pytest.fixture
def ws(tmp_path: Path, resources: Path) -> Iterator[Workspace]:
    world = replace(made_up_world(tmp_path / "lead"), resources=resources)
    me = Me("L01", "Marta Trent", "practice_lead", "", "Example Council")
    opened, _ = profiles.create(world, me, PASSPHRASE, cost=QUICK)
    yield opened
    opened.close()


def new(ws: Workspace) -> Template:
    return next(t for t in forms.template_choices(ws).values() if t.code == "GRP")


def test_a_file_dropped_in_is_offered_asked_checked_and_sealed(ws: Workspace) -> None:
    template = new(ws)
    draft = forms.start(ws, template)
    with pytest.raises(NotReady):
        forms.finish(ws, draft)
    for question, value in FULL.items():
        assert question in {q.id for q in walk.asked(template, draft.answers)}
        draft = forms.answer(ws, draft, question, value)
    digest = forms.finish(ws, draft)
    sealed = ledger.form(ws, digest)
    assert sealed.body.answers == FULL and sealed.template == template.digest
    facts, answers = derived.derive(template, next(r for r in ws.store.entries("form") if r.digest == digest))
    assert ("case", "F-GRP00-TEST7") in {(f.fact, f.code) for f in facts}
    assert {(a.question, a.code) for a in answers} == {
        *(("held", "y"), ("welcome", "hot"), ("people.choice", "hot"), ("people.choice", "mild")),
        *(("register.worker", "y"), ("register.supervisor", "n")),
    }
    assert soundness.unsound(ws) == []


def test_the_sealed_entry_carries_its_own_scale_and_outlives_the_file(ws: Workspace, resources: Path) -> None:
    template = new(ws)
    draft = forms.start(ws, template)
    for question, value in FULL.items():
        draft = forms.answer(ws, draft, question, value)
    digest = forms.finish(ws, draft)
    (resources / "templates" / "group.toml").unlink()
    kept = ledger.template(ws, ledger.form(ws, digest).template)
    assert kept == template
    assert answer_types.words(kept, kept.by_id["welcome"], FULL["welcome"]) == "hot Very warm"
    assert paper.signed_document(ws, digest).title.startswith("Group session check")


def test_its_own_scale_decides_what_an_answer_needs(ws: Workspace) -> None:
    template = new(ws)

    def missing(**value: str) -> set[str]:
        return {p.part for p in answer_types.problems(template, template.by_id["welcome"], value, True)}

    assert missing(rating="hot", comment="Too short") == {"comment"}
    assert missing(rating="hot", comment="Long enough.") == set()
    assert missing(rating="mild") == set()
    assert missing(rating="away") == {"reason"}
    assert missing(rating="4") == {"rating"}


def test_the_made_up_service_can_fill_it_in(ws: Workspace, resources: Path) -> None:
    template = new(ws)
    script = tomllib.loads((resources / "demo.toml").read_text("utf-8"))
    for seed in range(6):
        draft = demo.fill(ws, forms.start(ws, template), template, Random(seed), script)
        assert walk.blocking(walk.problems(template, draft.answers, ws.world.now().date())) == []


def test_a_short_form_of_it_is_a_file_of_six_lines(ws: Workspace, resources: Path) -> None:
    short = 'of = "group.toml"\ncode = "GRP-S"\ntitle = "Short"\nversion = "1"\nkeep = ["held", "welcome"]\n'
    (resources / "templates" / "group_short.toml").write_text(short, "utf-8")
    found = templates.load_all(resources)["GRP-S"]
    assert [q.id for q in found.questions] == ["held", "welcome"]
    assert found.scales["WARM"] == new(ws).scales["WARM"] and found.capability == "observe"


# Mistakes, planted one at a time in a copy of the step up / step down audit: what stands there, what is put in its
# place, the line that must be named, and how to mend it. Two beginnings of a line: the last such line before the
# other. None: only the file and the key are named.

UP4 = 'ask_if = [{ T1 = ["up"], T4 = ["declined"] }]'
PLANTED = {
    "a key misspelt at the top": ('way = "audit"', 'wya = "audit"', None, "unknown key “wya”"),
    "a way of working that is none": ('way = "audit"', 'way = "interview"', None, "Correct the value."),
    "no title": ('title = "Step up / step down audit"\n', "", None, "“title” is missing. Add it."),
    "a scale nobody knows": (
        'scales = ["EV", "YPN", "YN", "G4"]',
        'scales = ["EV", "YPN", "YN", "G4", "G7"]',
        None,
        "scales names “G7”, which is not in scales.toml. Use one of EV, ",
    ),
    "a scale left out": (
        'scales = ["EV", "YPN", "YN", "G4"]',
        'scales = ["EV", "YN", "G4"]',
        'id = "SU10"',
        "type YPN needs its scale. Add “YPN” to scales.",
    ),
    "principles nobody knows": (
        '"PS-WORKING-1"',
        '"PS-9"',
        None,
        "principles names “PS-9”, which is not in principles.toml. Correct the name.",
    ),
    "an overall judgement that is not there": (
        'overall = "SU15"',
        'overall = "SU99"',
        None,
        "overall names “SU99”, which is not in this template. Correct the name.",
    ),
    "a prompt that waits for a rating nobody gives": (
        'limiting_at = ["1"]',
        'limiting_at = ["0"]',
        None,
        "limiting_at waits for “0”, which cannot be chosen.",
    ),
    "a question's key misspelt": (
        'short = "Right time"',
        'shrot = "Right time"',
        ("[[section.question]]", 'id = "SU1"'),
        "unknown key “shrot”. Correct the spelling or take it out.",
    ),
    "a question without words": (
        'ask = "The move was at the right time"\n',
        "",
        ("[[section.question]]", 'id = "SU1"'),
        "“ask” is missing. Add it.",
    ),
    "a type that is none": (
        'type = "NUM"\n\n[[section.question]]\nid = "T6"',
        'type = "NUMBER"\n\n[[section.question]]\nid = "T6"',
        ("[[section.question]]", 'id = "T5"'),
        "Correct the value.",
    ),
    "an id with a space": (
        'id = "SU9"',
        'id = "SU 9"',
        ("[[section.question]]", 'id = "SU 9"'),
        "Correct the value.",
    ),
    "an id used twice": (
        'id = "SU9"',
        'id = "SU8"',
        'id = "SU8"',
        "the question “SU8” stands 2 times. Give each its own.",
    ),
    "a section used twice": (
        'id = "DN"',
        'id = "UP"',
        'id = "UP"',
        "the section “UP” stands 2 times. Give each its own.",
    ),
    "a standard used twice": (
        '"step-handover"',
        '"step-agreement"',
        'standard = "step-agreement"',
        "the standard “step-agreement” stands 2 times. Give each its own.",
    ),
    "a rating without a standard": (
        'standard = "step-handover"\n',
        "",
        'id = "SU7"',
        "a rated question needs a standard, so that trends can follow it. Add standard.",
    ),
    "a condition on a stranger": (
        UP4,
        UP4.replace("T4", "T9"),
        'id = "UP4"',
        "ask_if names “T9”, which is not in this template. Correct the name.",
    ),
    "a condition on what comes later": (
        UP4,
        UP4.replace('T4 = ["declined"]', 'SU14 = ["late"]'),
        'id = "UP4"',
        "ask_if names “SU14”, which comes later. Move one of them.",
    ),
    "a condition on what cannot be chosen": (
        UP4,
        UP4.replace("declined", "refused"),
        'id = "UP4"',
        "ask_if waits for T4 = “refused”, which cannot be chosen. Use one of accepted, declined, redirected.",
    ),
    "a condition without a value": (
        UP4,
        UP4.replace('["declined"]', "[]"),
        'id = "UP4"',
        "ask_if gives no value for “T4”. Add at least one.",
    ),
    "a question nobody can reach": (
        UP4,
        'ask_if = [{ T1 = ["down"], "UP3.choice" = ["yes"] }]',
        'id = "UP4"',
        "no set of answers leads to this question. Change its ask_if.",
    ),
    "what is needed waits for a stranger": (
        '{ "SU16.choice" = ["y"] }',
        '{ "SU16.chosen" = ["y"] }',
        'id = "SU17.3"',
        "required_if names “SU16.chosen”, which is not in this template. Correct the name.",
    ),
    "a choice that stands twice": (
        '{ code = "late", label = "Right move, late" }',
        '{ code = "right", label = "Right move, late" }',
        'id = "SU14"',
        "the choice “right” stands 2 times. Give each its own code.",
    ),
    "a part that stands twice": (
        'id = "helped"',
        'id = "followed"',
        'id = "SU10"',
        "the part “followed” stands 2 times. Give each its own.",
    ),
    "a part that waits for no part beside it": (
        "ask_if = [{ chosen = [",
        "ask_if = [{ picked = [",
        'id = "A10"',
        "part reason depends on “picked”, which is not a part beside it. Correct the name.",
    ),
}


def line_of(text: str, at: str | tuple[str, str]) -> int:
    """The number, from 1, of the line that must be named."""
    lines = text.splitlines()
    if isinstance(at, str):
        return max(n for n, line in enumerate(lines, 1) if line.startswith(at))
    last = line_of(text, at[1])
    return max(n for n, line in enumerate(lines[:last], 1) if line.startswith(at[0]))


@pytest.fixture(scope="module")
def step() -> str:
    return (RESOURCES / "templates" / "step.toml").read_text("utf-8")


@pytest.mark.parametrize("mistake", PLANTED)
def test_a_mistake_in_a_real_instrument_is_refused_with_its_place_and_how_to_mend_it(
    mistake: str, step: str
) -> None:
    old, put, at, mend = PLANTED[mistake]
    assert old in step
    text = step.replace(old, put, 1)
    with pytest.raises(TemplateRefused) as refused:
        templates.load(text.encode(), "step.toml", templates.shared_parts(RESOURCES))
    found = set(refused.value.faults)
    assert len(found) == 1, found
    said = found.pop()
    assert mend in said and said.endswith(".")
    line = re.match(r"step\.toml, line (\d+), ", said)
    assert (int(line[1]) if line else None) == (line_of(text, at) if at else None)


def test_a_line_that_is_no_toml_is_refused_with_its_number(step: str) -> None:
    text = step.replace('id = "SU3"', 'id = "SU3', 1)
    with pytest.raises(TemplateRefused) as refused:
        templates.load(text.encode(), "step.toml", templates.shared_parts(RESOURCES))
    (said,) = refused.value.faults
    wrong = next(n for n, line in enumerate(text.splitlines(), 1) if line == 'id = "SU3')
    assert f"line {wrong}" in said and said.endswith("Mend the TOML at that place.")


def test_a_short_form_of_nothing_and_of_strange_questions_is_refused() -> None:
    short = (RESOURCES / "templates" / "rfp_short.toml").read_text("utf-8")
    shared = templates.shared_parts(RESOURCES)
    with pytest.raises(TemplateRefused) as refused:
        templates.load(short.replace('of = "rfp.toml"', 'of = "rpf.toml"').encode(), "short.toml", shared)
    assert "of must name a template file beside it" in refused.value.faults[0]
    with pytest.raises(TemplateRefused) as refused:
        templates.load(short.replace('"P1.2"', '"P1.9"').encode(), "short.toml", shared)
    assert refused.value.faults == [
        "short.toml: keep names “P1.9”, which is not in that template. Correct it."
    ]


def test_a_short_form_that_leaves_out_what_a_condition_needs_is_refused() -> None:
    short = (RESOURCES / "templates" / "rfp_short.toml").read_text("utf-8")
    text = short.replace('"A14", ', "", 1)
    with pytest.raises(TemplateRefused) as refused:
        templates.load(text.encode(), "short.toml", templates.shared_parts(RESOURCES))
    assert refused.value.faults == [
        f"short.toml, {name}: ask_if names “A14”, which is not in this template. Correct the name."
        for name in ("H4", "H7")
    ]
