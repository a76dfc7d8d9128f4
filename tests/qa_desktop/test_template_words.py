"""A template that carries its words in another language: the same one, of the same digest, said differently."""

from dataclasses import replace

import pytest
from pypdf import PdfReader

from qa_desktop import drafting, forms, ledger, template_words, templates, walk
from qa_desktop.errors import TemplateRefused
from tests import moderating
from tests.command_line import REFUSED, run
from tests.conftest import RESOURCES, made_up_world

OTHER = """

[text.xx]
title = "Ket-qi lipu"
"section.P" = "Tomo"
P1 = "Jan li kama pona"
"A1.hint" = ""
"source.note" = "Lipu"
"scale.EV.4" = "Wawa"
"scale.EV.seen.R" = "Lukin"
"W10.part.choice" = "Mi lukin e ni"
"W10.part.choice.choice.agree" = "Pona"
"""


def load(more: str = "", of: bytes = moderating.AUDIT):
    return templates.load(of + more.encode(), "small.toml", templates.shared_parts(RESOURCES))


@pytest.fixture(scope="module")
def two():
    return load(OTHER.replace('"A1.hint" = ""\n', ""))


def test_every_text_of_a_template_may_be_said_in_another_language(two):
    said = template_words.said(two, "xx")
    assert said.title == "Ket-qi lipu"
    assert said.section_of["P1"].title == "Tomo" and said.by_id["P1"].ask == "Jan li kama pona"
    assert said.source[0].label == "Lipu"
    scale = said.scale_of(said.by_id["P1"])
    assert {p.code: p.label for p in scale.point}["4"] == "Wawa" and scale.seen[0].label == "Lukin"
    part = said.by_id["W10"].part[0]
    assert part.ask == "Mi lukin e ni" and [c.label for c in part.choices] == ["Pona", "Disagree"]


def test_where_a_language_has_no_words_the_english_is_said(two):
    said = template_words.said(two, "xx")
    assert said.by_id["Q1"].ask == two.by_id["Q1"].ask
    assert template_words.said(two, "cy") is two and template_words.said(two, "en") is two


def test_it_is_still_the_same_template(two):
    said = template_words.said(two, "xx")
    assert said.digest == two.digest and said.content == two.content
    assert [q.id for q in said.questions] == [q.id for q in two.questions]


def test_the_words_are_part_of_what_the_digest_names(two):
    assert two.digest != load().digest
    assert templates.from_content(two.content) == two


@pytest.mark.parametrize("code", ["RFP", "OBS", "SUP-FB", "RFP-S"])
def test_a_template_without_other_languages_keeps_its_digest_and_can_be_said_whole(code):
    shipped = templates.load_all(RESOURCES)
    found = shipped.get(code) or shipped["RFP"]
    assert b'"text"' not in found.content
    names = template_words.texts(found)
    assert {"title", *(q.id for q in found.questions)} <= names.keys()
    layer = {name: f"[{words}]" for name, words in names.items()}
    said = template_words.said(found.model_copy(update={"text": {"xx": layer}}), "xx")
    assert template_words.texts(said) == layer


def test_words_for_something_that_is_not_there_are_a_fault():
    with pytest.raises(TemplateRefused) as refused:
        load(OTHER + 'Z9 = "Nothing"\n')
    assert refused.value.faults == [
        "small.toml: text.xx has words for “A1.hint”, which this template does not say. Correct the name.",
        "small.toml: text.xx has words for “Z9”, which this template does not say. Correct the name.",
    ]


def test_a_short_form_takes_over_the_words_of_what_it_keeps(two):
    shared = templates.shared_parts(RESOURCES)
    whole = moderating.AUDIT.decode() + OTHER.replace('"A1.hint" = ""\n', "")
    shared["of"] = templates._Whole({"small.toml": whole})
    short = 'code = "SHORT"\ntitle = "Short"\nof = "small.toml"\nkeep = ["A1", "A5", "Q1"]\nversion = "1"\nstatus = "Test"\n'
    found = templates.load(
        short.encode() + b'[prompts]\noverall = "Q1"\nreason = "A1"\n', "short.toml", shared
    )
    assert found.text["xx"].keys() == {"title", "source.note", "scale.EV.4", "scale.EV.seen.R"}


def test_answers_given_in_another_language_are_the_same_codes(service, two):
    draft = forms.start(service.laptop("A01"), two)
    ws = service.laptop("A01")
    here = template_words.said(forms.template_of(ws, draft), "xx")
    draft = forms.answer(ws, draft, "A5", "y")
    assert [
        s.question.id
        for one in walk.progress(here, draft.answers, ws.world.now().date()).sections
        for s in one.steps
    ] == [
        s.question.id
        for one in walk.progress(two, draft.answers, ws.world.now().date()).sections
        for s in one.steps
    ]
    assert draft.template == two.digest and ledger.template(ws, draft.template) == two


def test_a_change_of_another_language_alone_is_told_before_it_is_published(two):
    told = {one.question: one.how for one in drafting.changes(load(), two)}
    assert told["P1"] == told["W10"] == "wording"
    assert told["P2"] == told["Q1"] == "same"


@pytest.fixture
def translated(tmp_path):
    """A world whose one instrument carries another language."""
    resources = tmp_path / "resources"
    (resources / "templates").mkdir(parents=True)
    for one in RESOURCES.iterdir():
        if one.name != "templates":
            (resources / one.name).symlink_to(one)
    (resources / "templates" / "small.toml").write_bytes(
        moderating.AUDIT + OTHER.replace('"A1.hint" = ""\n', "").encode()
    )
    return lambda folder: replace(made_up_world(folder), resources=resources)


def test_the_command_line_shows_and_prints_a_template_in_its_other_language(translated, tmp_path):
    told = run("template", "show", "SMALL", "--language", "xx", data=tmp_path / "no", world=translated)
    assert told.out.startswith("Ket-qi lipu") and "Jan li kama pona" in told.out
    assert (
        "The worker got alongside"
        in run("template", "show", "SMALL", data=tmp_path / "no", world=translated).out
    )
    words = ("template", "print", "SMALL", "--out", tmp_path / "blank.pdf")
    run(*words, "--language", "xx", data=tmp_path / "no", world=translated)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "blank.pdf").pages)
    assert "Jan li kama pona" in text and "Everyone who matters" in text


def test_a_language_that_a_template_does_not_carry_is_refused_with_those_that_it_does(translated, tmp_path):
    told = run("template", "show", "SMALL", "--language", "cy", data=tmp_path / "no", world=translated)
    assert told.code == REFUSED and "Beside English it has: xx." in told.err
