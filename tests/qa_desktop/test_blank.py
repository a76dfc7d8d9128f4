"""Paper forms: every template prints, every question is on the paper, and conditions are said in words."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from qa_desktop import blank, cli, pdf, templates, walk
from qa_desktop.pdf_blocks import Ask, Document, RuledLines, SmallPrint, TickBoxes
from qa_desktop.templates import Template
from tests.conftest import RESOURCES
from tests.qa_desktop.test_pdf import JARS, preflight
from tests.small import read, tiny

WHEN = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)
ALL = templates.load_all(RESOURCES)

EVERY_TYPE = """
code = "EVERY"
title = "One of every type"
version = "1"
status = "For tests"
house_rules = ["No names."]
scales = ["EV", "YPN", "YN", "G4", "AG5", "REC"]
source = [{ code = "plan", label = "Plan" }]

[[section]]
id = "A"
title = "Everything"
question = [
    { id = "A1", ask = "Signed", type = "AUTO" },
    { id = "A2", ask = "Chosen", type = "ONE", choices = [{ code = "a", label = "Drawn" }, { code = "b", label = "Swapped" }] },
    { id = "A3", ask = "Came for", type = "MULTI", choices = [
        { code = "a", label = "Routines" }, { code = "b", label = "Housing" }, { code = "c", label = "Money" },
        { code = "d", label = "School" }, { code = "e", label = "Sleep" }, { code = "none", label = "None seen" }] },
    { id = "A4", ask = "Stage", type = "ONE", choices = [
        { code = "1", label = "Exploration" }, { code = "2", label = "Plan" }, { code = "3", label = "Review" }, { code = "4", label = "End" }] },
    { id = "A5", ask = "About the work", type = "GROUP", part = [
        { id = "choice", ask = "The worker changed", type = "YN" },
        { id = "when", ask = "When", type = "DATE", ask_if = [{ choice = ["y"] }] }] },
    { id = "B1", ask = "A note on the swap", type = "TXT", ask_if = [{ A2 = ["b"] }] },
    { id = "B2", ask = "The worries", type = "LTX", ask_if = [{ A3 = ["a", "b", "c", "d", "e"] }] },
    { id = "B3", ask = "The end", type = "DATE", ask_if = [{ A4 = ["2", "3", "4"] }, { A5 = ["y"], A2 = ["a"] }] },
    { id = "B4", ask = "How many", type = "NUM", required = false, required_if = [{ "A5.choice" = ["y"] }] },
    { id = "B5", ask = "It was there", type = "EV", limiting = true, standard = "there", ask_if = [{ "A5.choice" = ["y"] }], guide = { good = ["A plan that changed."], look = ["The last review"] } },
    { id = "B6", ask = "Often enough", type = "YPN" },
    { id = "B7", ask = "I was helped", type = "AG5" },
    { id = "B8", ask = "How do we know", type = "EVD" },
    { id = "B9", ask = "Moments", type = "ROWS", part = [{ id = "what", ask = "What", type = "TXT" }, { id = "kind", ask = "Kind", type = "YN" }] },
    { id = "C1", ask = "A line of a checklist", type = "LINE", scale = "REC" },
    { id = "C2", ask = "Overall", type = "G4", use = "overall" },
]
"""


def text_of(document: Document) -> str:
    """All that the PDF says, with its line ends taken out."""
    made = pdf.render(document)
    assert made.cause == ""
    pages = PdfReader(io.BytesIO(made.pdf)).pages
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(words: str) -> str:
    """Without any space: where a line ends is not what is tested."""
    return "".join(words.split())


def asks(document: Document) -> dict[str, Ask]:
    return {block.code: block for block in document.blocks if isinstance(block, Ask)}


@pytest.mark.parametrize("code", ALL)
def test_every_question_of_every_template_is_on_the_paper(code: str) -> None:
    template = ALL[code]
    said = text_of(blank.blank_document(template, WHEN, blank.who_may(RESOURCES, template)))
    missing = [q.id for q in template.questions if squeezed(q.ask) not in said]
    assert missing == []


@pytest.mark.parametrize("code", ALL)
def test_every_choice_and_every_part_is_on_the_paper(code: str) -> None:
    template = ALL[code]
    said = text_of(blank.blank_document(template, WHEN))
    fields = [f for q in template.questions for f in (q, *q.part)]
    labels = {o.label for f in fields for o in template.options(f)}
    labels |= {p.ask.rstrip("?.") for q in template.questions for p in q.part}
    assert [label for label in labels if squeezed(label) not in said] == []


@pytest.mark.parametrize("code", ALL)
def test_the_worked_example_answers_everything_and_says_that_it_is_made_up(code: str) -> None:
    template = ALL[code]
    document = blank.worked_document(template, RESOURCES, WHEN)
    said = text_of(document)
    assert squeezed("Example, made up. No real person, family or place is in it.") in said
    assert document.signature_fields == () and document.footer == "Example, made up"
    assert squeezed("Not answered") not in said or any(not q.required for q in template.questions)
    assert text_of(blank.worked_document(template, RESOURCES, WHEN)) == said


def test_the_example_of_the_deep_audit_has_nothing_left_to_finish() -> None:
    from qa_desktop import demo, forms
    from tests.small import demo_script

    template = ALL["RFP"]
    answers = demo.made_up(
        template, 11, demo_script(), forms.known(template, {"case": "FS-1", "worker": "W01"})
    )
    assert [p for p in walk.problems(template, answers, WHEN.date()) if p.severity == "block"] == []


def test_the_same_form_is_the_same_bytes() -> None:
    first, second = (pdf.render(blank.blank_document(ALL["SUP"], WHEN)).pdf for _ in range(2))
    assert first == second


def test_conditions_are_said_with_names_and_labels() -> None:
    found = asks(blank.blank_document(read(EVERY_TYPE), WHEN))
    assert found["B1"].notes == ("Answer if A2 Chosen is Swapped.",)
    assert found["B2"].notes == ("Answer if A3 Came for names anything but None seen.",)
    assert found["B3"].notes == (
        "Answer if A4 Stage is Plan or anything after it; or if A5 About the work is Yes and A2 Chosen is Drawn.",
    )
    assert found["B4"].notes == ("Needed if A5 “The worker changed” is Yes.",)
    assert found["B5"].notes[0] == "Answer if A5 “The worker changed” is Yes."
    assert found["A3"].notes == ("Tick all that apply.",)


def test_each_type_has_its_own_place_for_the_answer() -> None:
    found = asks(blank.blank_document(read(EVERY_TYPE), WHEN))
    assert found["A2"].answer == (TickBoxes(("Drawn", "Swapped")),)
    assert found["B1"].answer == (RuledLines(1),)
    assert found["B2"].answer == (RuledLines(5),)
    assert found["B5"].answer[0] == TickBoxes(
        ("4 Strong", "3 Clear", "2 Some", "1 Little or none", "Does not apply", "Cannot judge")
    )
    assert [block for block in found["B5"].answer if isinstance(block, RuledLines)] == [
        RuledLines(3, "What you found"),
        RuledLines(2, "Evidence: source, date, step or document, note"),
    ]
    assert found["C2"].answer[0].options[0] == "4 Outstanding"
    assert found["C2"].answer[0].meanings[0].startswith("Everything in Good")


def test_the_guide_is_printed_small_only_where_it_is_wanted() -> None:
    template = read(EVERY_TYPE)
    without, with_it = (asks(blank.blank_document(template, WHEN, guide=on))["B5"] for on in (False, True))
    assert not [b for b in without.answer if isinstance(b, SmallPrint)]
    assert [b for b in with_it.answer if isinstance(b, SmallPrint)] == [
        SmallPrint("What good looks like", ("A plan that changed.",)),
        SmallPrint("Where to look", ("The last review",)),
    ]


def test_who_may_fill_it_in_is_said_in_words() -> None:
    said = text_of(blank.blank_document(ALL["SUP"], WHEN, blank.who_may(RESOURCES, ALL["SUP"])))
    assert squeezed("Who fills it in Service manager, head of service or practice lead") in said
    assert blank.who_may(RESOURCES, tiny()) == ()
    assert "Whofillsitin" not in text_of(blank.blank_document(tiny(), WHEN))


def test_what_another_person_says_is_marked_as_theirs() -> None:
    said = text_of(blank.blank_document(ALL["RFP"], WHEN))
    assert squeezed("The worker fills this in, in their own words.") in said
    assert squeezed("The family answers this, in their own words.") in said


def test_a_section_under_one_condition_says_it_once(tmp_path: Path) -> None:
    document = blank.blank_document(ALL["OBS"], WHEN)
    said = [b.text for b in document.blocks if getattr(b, "text", "").startswith("Answer this section if")]
    assert len(said) == 1
    assert not any("Answer if" in note for note in asks(document)["OF3"].notes)


def test_strange_words_print_like_any_others() -> None:
    odd = read(EVERY_TYPE.replace("The worries", "Müñir’s 🏠 <b>&amp;</b> বাড়ি " + "x" * 300))
    made = pdf.render(blank.blank_document(odd, WHEN))
    assert made.cause == "" and made.pages >= 2


def test_boxes_and_lines_are_told_to_who_cannot_see_them() -> None:
    made = pdf.render(blank.blank_document(read(EVERY_TYPE), WHEN))
    reader = PdfReader(io.BytesIO(made.pdf))
    told: list[str] = []

    def walk_tree(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk_tree(one)
        elif isinstance(node, dict):
            if "/Alt" in node:
                told.append(str(node["/Alt"]))
            walk_tree(node.get("/K", []))

    walk_tree(reader.trailer["/Root"]["/StructTreeRoot"])
    assert "What you found: 3 lines to write on" in told
    assert "Worker. Tick one: Yes, Partly, No, Not applicable" in told
    assert "4 empty rows to write in" in told


def test_the_plain_layout_still_holds_every_question() -> None:
    document = blank.blank_document(read(EVERY_TYPE), WHEN)
    made = pdf.plain(document, "made to fail")
    said = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(made.pdf)).pages))
    assert [q.ask for q in read(EVERY_TYPE).questions if squeezed(q.ask) not in said] == []


def test_the_command_line_prints_a_form_into_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--data", str(tmp_path / "none"), "template", "print", "REC-A", "--out", str(tmp_path)]
    assert cli.main(said) == 0
    assert (tmp_path / "REC-A blank form.pdf").read_bytes().startswith(b"%PDF")
    assert cli.main([*said, "--example"]) == 0
    assert (tmp_path / "REC-A worked example.pdf").exists()
    assert "pages" in capsys.readouterr().out
    assert cli.main([*said[:4], "NONE", *said[5:]]) == 3
    assert "There is no template “NONE”" in capsys.readouterr().err


def _kinds() -> dict[str, Template]:
    return {"every type": read(EVERY_TYPE), "deep audit": ALL["RFP"], "checklist": ALL["REC-A"]}


if shutil.which("java") and all(jar.exists() for jar in JARS):  # CI installs them

    @pytest.mark.parametrize("which", _kinds())
    def test_preflight_finds_pdf_a_1b(which: str, tmp_path: Path) -> None:
        for name, document in (
            ("blank", blank.blank_document(_kinds()[which], WHEN, guide=True)),
            ("worked", blank.worked_document(_kinds()[which], RESOURCES, WHEN)),
        ):
            (tmp_path / f"{name}.pdf").write_bytes(pdf.render(document).pdf)
            assert preflight(tmp_path / f"{name}.pdf") == ["valid=true"]
